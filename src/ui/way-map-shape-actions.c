#include <string.h>

#include "edit/way-commands.h"
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

void
way_map_shape_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "span", .activate = span_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
