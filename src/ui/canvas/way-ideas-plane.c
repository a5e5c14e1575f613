#include "ui/canvas/way-ideas-plane.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "edit/way-idea-commands.h"
#include "model/way-ideas.h"

static GPtrArray *
list (WayEditor *editor)
{
  g_autoptr (GArray) ideas = way_ideas_list (way_editor_get_document (editor), way_editor_get_journey (editor), way_date_today ());
  GPtrArray *elements = g_ptr_array_new ();

  for (guint i = 0; i < ideas->len; i++)
    g_ptr_array_add (elements, (gpointer) g_array_index (ideas, WayIdea, i).element);
  return elements;
}

static char *
dup_judgement (int impact, int effort)
{
  g_autofree char *a = impact > 0 ? g_strdup_printf (_ ("impact %d"), impact) : g_strdup (_ ("impact not judged"));
  g_autofree char *b = effort > 0 ? g_strdup_printf (_ ("effort %d"), effort) : g_strdup (_ ("effort not judged"));

  return g_strjoin (" · ", a, b, way_idea_find_quarter (impact, effort), NULL);
}

static gboolean
arrow (WayPlane *self, const char *chosen, int dx, int dy, GdkModifierType state, GError **error)
{
  if (chosen == NULL || (state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  way_command_shift_idea (way_plane_get_editor (self), chosen, -dy, dx, error);
  return TRUE;
}

static const char *
find_action (guint key)
{
  switch (key)
    {
    case GDK_KEY_question:
      return "map.judge::unknown";
    case GDK_KEY_Insert:
      return "map.add-action";
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      return "map.delete";
    default:
      return NULL;
    }
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) answer = g_menu_new (), judgement = g_menu_new (), more = g_menu_new ();

  g_menu_append (answer, _ ("New _Action for It"), "map.add-action");
  g_menu_append (judgement, _ ("More _Impact"), "map.judge::more-impact");
  g_menu_append (judgement, _ ("_Less Impact"), "map.judge::less-impact");
  g_menu_append (judgement, _ ("More _Effort"), "map.judge::more-effort");
  g_menu_append (judgement, _ ("Less E_ffort"), "map.judge::less-effort");
  g_menu_append (judgement, _ ("_Not Judged"), "map.judge::unknown");
  g_menu_append (more, _ ("_Delete"), "map.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (answer));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (judgement));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

const WayPlaneKind *
way_ideas_plane_get_kind (void)
{
  static const WayPlaneKind kind = {
    .label = N_ ("Pain points and opportunities by impact and effort"),
    .least_width = 420,
    .least_height = 344,
    .tab_walks = TRUE,
    .lay_out = way_ideas_scene_new,
    .list = list,
    .dup_judgement = dup_judgement,
    .judge = way_command_judge_idea,
    .arrow = arrow,
    .find_action = find_action,
    .make_menu = make_menu,
  };

  return &kind;
}
