#include "ui/canvas/way-people-plane.h"

#include <glib/gi18n-lib.h>

#include "edit/way-people-commands.h"

static GPtrArray *
list (WayEditor *editor)
{
  GPtrArray *elements = g_ptr_array_new ();
  WayElement *stakeholder;

  way_each (stakeholder, way_document_get_root (way_editor_get_document (editor)), WAY_KIND_STAKEHOLDER)
    g_ptr_array_add (elements, stakeholder);
  return elements;
}

static char *
dup_judgement (int influence, int use)
{
  g_autofree char *a = influence >= 0 ? g_strdup_printf (_ ("influence %d %%"), influence) : g_strdup (_ ("influence not known"));
  g_autofree char *b = use >= 0 ? g_strdup_printf (_ ("uses it %d %%"), use) : g_strdup (_ ("use not known"));

  return g_strjoin (" · ", a, b, NULL);
}

static gboolean
arrow (WayPlane *self, const char *chosen, int dx, int dy, GdkModifierType state, GError **error)
{
  int by = (state & GDK_SHIFT_MASK) != 0 ? 1 : 5;

  if ((state & GDK_ALT_MASK) == 0)
    return FALSE;
  if (chosen != NULL)
    way_command_shift_judgement (way_plane_get_editor (self), chosen, -dy * by, dx * by, error);
  return TRUE;
}

static const char *
find_action (guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      return "map.attitude(1)";
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return "map.attitude(-1)";
    case GDK_KEY_question:
      return "map.unjudge";
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      return "map.delete";
    case GDK_KEY_Insert:
      return "map.add-stakeholder";
    default:
      return NULL;
    }
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) judgement = g_menu_new (), more = g_menu_new ();

  g_menu_append (judgement, _ ("More for _Us"), "map.attitude(1)");
  g_menu_append (judgement, _ ("More _Against Us"), "map.attitude(-1)");
  g_menu_append (judgement, _ ("_Not Known"), "map.unjudge");
  g_menu_append (more, _ ("_Influences the Other"), "map.add-influence");
  g_menu_append (more, _ ("_Journey of Their Own"), "map.open-journey");
  g_menu_append (more, _ ("Interview _Guide…"), "map.interview-guide");
  g_menu_append (more, _ ("_Delete"), "map.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (judgement));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

const WayPlaneKind *
way_people_plane_get_kind (void)
{
  static const WayPlaneKind kind = {
    .label = N_ ("Stakeholders by influence and its use"),
    .least_width = 480,
    .least_height = 560,
    .lay_out = way_people_scene_new,
    .list = list,
    .dup_judgement = dup_judgement,
    .judge = way_command_judge,
    .connect = way_command_add_influence,
    .arrow = arrow,
    .find_action = find_action,
    .make_menu = make_menu,
  };

  return &kind;
}
