#include <glib/gi18n-lib.h>

#include "ui/window/way-window-private.h"

/* What stands behind the figures of the map: at what is selected, and of the journey as a whole. */

static void
figures_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *selected;

  /* What is being written may change the selection, and with it the text of its id. */
  way_canvas_finish_edit (window->canvas, TRUE);
  selected = way_editor_get_selected (way_window_get_editor (window), 0);
  if (selected == NULL)
    way_window_say (window, _ ("Select the card, the phase or the metric whose figures you want to see."));
  else if (!way_canvas_open_figures (window->canvas, selected))
    way_window_say (window, _ ("There are no figures here yet. Bind a metric to it to see some."));
}

static void
score_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  if (!way_standing_bar_popup (window->standing))
    way_window_say (window, _ ("This map has no figures yet, so its journey has no score."));
}

void
way_figure_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "figures", .activate = figures_cb },
    { .name = "score", .activate = score_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
