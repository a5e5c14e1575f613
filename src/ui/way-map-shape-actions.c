#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "ui/way-window-private.h"

/* What the pointer does by edges, borders and handles, for keys and menus. */

static void
say (WayWindow *window, const GError *error)
{
  if (error != NULL)
    way_window_say (window, error->message);
}

/* Left and right are the screen's. */
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

void
way_map_shape_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "connect-to", .activate = connect_to_cb },
    { .name = "feel", .activate = feel_cb, .parameter_type = "(ssi)" },
    { .name = "open-feeling", .activate = open_feeling_cb },
    { .name = "span", .activate = span_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
