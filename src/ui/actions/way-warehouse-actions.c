#include "ui/window/way-window-private.h"

#include <glib/gi18n.h>

#include "base/way-number.h"
#include "ui/figures/way-warehouse-assistant.h"

/* Events out of a data warehouse, over the map. */

static void
done_cb (WayWarehouseAssistant *assistant, const char *name, const WayWarehouseResult *result, WayWindow *window)
{
  g_autofree char *events = way_number_to_text ((double) result->n_events, 0), *cases = way_number_to_text ((double) result->n_cases, 0), *text = NULL;

  if (window->flow == NULL)
    return;
  if (result->mode == WAY_REMOTE_COUNT)
    /* Translators: numbers of events and of journeys. */
    text = g_strdup_printf (_ ("Counted: %s events of %s journeys"), events, cases);
  else if (result->n_events == 0)
    text = g_strdup (_ ("Nothing is new in the warehouse"));
  else
    text = g_strdup_printf (_ ("Copied: %s events, %s new journeys"), events, cases);
  way_window_say (window, text);
  way_flow_watch_set_shown (window->flow, TRUE);
  gtk_stack_set_visible_child_name (window->views, "map");
  way_flow_watch_open (window->flow, name);
}

static void
ask (WayWindow *window, gboolean quick)
{
  const char *name = way_flow_watch_is_remote (window->flow) ? way_flow_watch_get_name (window->flow) : NULL;
  GtkWidget *assistant;

  way_canvas_finish_edit (window->canvas, TRUE);
  assistant = way_warehouse_assistant_new (GTK_WINDOW (window), name, way_editor_get_journey (way_window_get_editor (window)), quick);
  g_signal_connect_object (assistant, "done", G_CALLBACK (done_cb), window, 0);
}

static void
warehouse_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, FALSE);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask (data, TRUE);
}

void
way_warehouse_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "warehouse", .activate = warehouse_cb },
    { .name = "refresh-log", .activate = refresh_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
way_warehouse_actions_update (WayWindow *window)
{
  GActionMap *map = G_ACTION_MAP (window->map_actions);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "warehouse")), window->flow != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "refresh-log")), window->flow != NULL && way_flow_watch_is_remote (window->flow));
}
