#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "ui/window/way-window-private.h"

/* What the pointer does by edges, borders and handles, for keys and menus. */

/* Points, each time a key is pressed. */
#define RESIZE_BY 24

static void
say (WayWindow *window, const GError *error)
{
  if (error != NULL)
    way_window_say (window, error->message);
}

/* Steps and lanes that are selected, all to one size: a little more or less than the first has, or as their content asks for. */
static gboolean
resize (WayWindow *window, int by)
{
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *first = way_document_lookup (way_editor_get_document (editor), way_editor_get_selected (editor, 0));
  g_auto (GStrv) ids = way_editor_dup_selection (editor);
  g_autoptr (GError) error = NULL;
  double size, natural;

  if (first == NULL || (way_element_get_kind (first) != WAY_KIND_STEP && way_element_get_kind (first) != WAY_KIND_LANE) || !way_canvas_get_size (window->canvas, ids[0], &size, &natural))
    return FALSE;
  if (by == 0 || size + by > natural || by > 0)
    way_command_resize (editor, (const char *const *) ids, by == 0 ? 0 : (int) size + by, &error);
  else if (size > natural)
    way_command_resize (editor, (const char *const *) ids, 0, &error);
  say (window, error);
  return TRUE;
}

static void
resize_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (!resize (window, g_variant_get_int32 (parameter)))
    way_window_say (window, _ ("Select a step to change its width, or a lane to change its height."));
}

/* Cards reach over more steps or fewer, steps grow wider. Left and right are the screen's. */
static void
span_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const WayScene *scene = way_canvas_get_scene (window->canvas);
  const char *where = g_variant_get_string (parameter, NULL);
  gboolean rtl = scene != NULL && way_scene_is_rtl (scene);
  gboolean more = strcmp (where, "more") == 0 || strcmp (where, rtl ? "left" : "right") == 0;
  g_autoptr (GError) error = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (resize (window, more ? RESIZE_BY : -RESIZE_BY))
    return;
  way_command_change_span (way_window_get_editor (window), more ? 1 : -1, &error);
  say (window, error);
}

/* From the curve: a feeling as high as the pointer was, open to say more. */
static void
feel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *touchpoint, *persona;
  g_autoptr (GError) error = NULL;
  int score;

  g_variant_get (parameter, "(&s&si)", &touchpoint, &persona, &score);
  if (way_command_set_feeling (way_window_get_editor (window), touchpoint, persona, score, &error))
    way_canvas_open_feeling (window->canvas, touchpoint, persona);
  say (window, error);
}

/* Of the selected touchpoint. */
static void
open_feeling_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const WayElement *persona = way_command_find_persona (way_window_get_editor (window));

  way_canvas_finish_edit (window->canvas, TRUE);
  if (persona == NULL)
    way_window_say (window, _ ("Nobody is there yet to feel anything. Add a persona first."));
  else
    way_canvas_open_feeling (window->canvas, way_editor_get_selected (way_window_get_editor (window), 0), way_element_get_id (persona));
}

/* Several cards are connected one after the other, from one the other end is looked for. */
static void
connect_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (!way_connect_begin (way_window_get_editor (window), way_editor_get_selected (way_window_get_editor (window), 0)))
    {
      way_window_say (window, _ ("Select the card that the connection begins at."));
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  way_window_say (window, _ ("Choose the card it leads to: arrows and Enter, or a click. Esc leaves it."));
}

/* Every card of the lane, step or phase where the keyboard stands or what is selected is. */
static void
select_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayEditor *editor = way_window_get_editor (data);
  const char *where = g_variant_get_string (parameter, NULL);
  const WayElement *step = way_document_lookup (way_editor_get_document (editor), way_editor_get_step (editor));
  g_autofree char *id = NULL;

  if (strcmp (where, "lane") == 0)
    id = g_strdup (way_editor_get_lane (editor));
  else if (step != NULL)
    id = g_strdup (way_element_get_id (strcmp (where, "phase") == 0 ? way_element_get_parent (step) : step));
  if (id != NULL)
    way_editor_select_in (editor, id, WAY_SELECT_REPLACE);
}

/* Greyed out where nothing that is selected could be meant. */
void
way_map_shape_actions_update (WayWindow *window)
{
  static const struct
  {
    const char *action;
    guint64 kinds;
  } rows[] = {
    { "connect-to", WAY_BIT (WAY_KIND_TOUCHPOINT) | WAY_BIT (WAY_KIND_NOTE) },
    { "open-feeling", WAY_BIT (WAY_KIND_TOUCHPOINT) },
    { "resize", WAY_BIT (WAY_KIND_STEP) | WAY_BIT (WAY_KIND_LANE) },
    { "span", WAY_BIT (WAY_KIND_TOUCHPOINT) | WAY_BIT (WAY_KIND_NOTE) | WAY_BIT (WAY_KIND_STEP) },
  };
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *first = editor != NULL ? way_document_lookup (way_editor_get_document (editor), way_editor_get_selected (editor, 0)) : NULL;
  gboolean writable = first != NULL && !way_document_is_read_only (way_editor_get_document (editor));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), rows[i].action)), writable && (rows[i].kinds & WAY_BIT (way_element_get_kind (first))) != 0);
}

void
way_map_shape_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "connect-to", .activate = connect_to_cb },
    { .name = "feel", .activate = feel_cb, .parameter_type = "(ssi)" },
    { .name = "open-feeling", .activate = open_feeling_cb },
    { .name = "resize", .activate = resize_cb, .parameter_type = "i" },
    { .name = "select-in", .activate = select_in_cb, .parameter_type = "s" },
    { .name = "span", .activate = span_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
