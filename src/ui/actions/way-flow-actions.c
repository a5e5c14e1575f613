#include "ui/window/way-window-private.h"

#include "ui/flow/way-flow-figures.h"
#include "ui/flow/way-log-window.h"
#include "ui/flow/way-rules-window.h"
#include "ui/parts/way-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "edit/way-commands.h"
#include "metrics/log/way-log-import.h"
#include "metrics/log/way-log-map.h"

/* What customers really do, over the map: on and off, which log, and what of it comes onto the map. */

static void
set_shown (WayWindow *window, gboolean shown)
{
  way_flow_watch_set_shown (window->flow, shown);
  if (shown)
    gtk_stack_set_visible_child_name (window->views, "map");
}

static void
flow_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  set_shown (window, !way_flow_watch_is_shown (window->flow));
  if (!way_flow_watch_is_shown (window->flow))
    gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
}

/* What is counted is marked on the map at the same time. */
static void
rules_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  set_shown (window, TRUE);
  way_rules_window_open (GTK_WINDOW (window), window->flow, NULL);
}

static void
log_chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *window)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  void (*chosen) (WayWindow *, const char *) = g_object_get_data (G_OBJECT (dialog), "way-chosen");

  g_clear_object (&window->chooser);
  if (path != NULL)
    chosen (window, path);
}

static void
choose_log (WayWindow *window, const char *title, void (*chosen) (WayWindow *window, const char *path))
{
  if (way_chooser_is_open ())
    return;

  static const char *const patterns[] = { "*.csv", "*.csv.gz", "*.tsv", "*.xes", "*.xes.gz", "*.xlsx" };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);
  g_autoptr (GtkFileFilter) logs = gtk_file_filter_new (), all = gtk_file_filter_new ();

  way_canvas_finish_edit (window->canvas, TRUE);
  gtk_file_filter_set_name (logs, _ ("Event logs"));
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_pattern (logs, patterns[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), logs);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  g_set_object (&window->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_object_set_data (G_OBJECT (chooser), "way-chosen", chosen);
  g_signal_connect_object (chooser, "response", G_CALLBACK (log_chosen_cb), window, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- a map from a log --- */

static void
read_for_map_cb (WayFlowWatch *watch, WayWindow *window)
{
  WayLog *log = way_flow_watch_get_log (watch);
  g_autofree char *title = NULL;
  const char *dot;

  if (log == NULL)
    return;
  dot = strchr (way_flow_watch_get_name (watch), '.');
  title = dot != NULL && dot != way_flow_watch_get_name (watch) ? g_strndup (way_flow_watch_get_name (watch), (gsize) (dot - way_flow_watch_get_name (watch))) : g_strdup (way_flow_watch_get_name (watch));

  g_autoptr (WayDocument) document = way_log_map_new (log, title);
  WayWindow *shown = way_window_show_session (window, way_session_new_for_document (document));

  set_shown (shown, TRUE);
  g_signal_handlers_disconnect_by_data (watch, window);
  way_flow_watch_take_over (shown->flow, watch);
  g_clear_object (&window->new_log);
}

static void
failed_cb (WayFlowWatch *watch, const char *text, WayWindow *window)
{
  way_window_say_error (window, _ ("The event log was not read"), text);
}

static void
make_map (WayWindow *window, const char *path)
{
  if (window->new_log != NULL)
    {
      g_signal_handlers_disconnect_by_data (window->new_log, window);
      way_flow_watch_cancel (window->new_log);
      g_clear_object (&window->new_log);
    }
  window->new_log = way_flow_watch_new (NULL);
  g_signal_connect_object (window->new_log, "changed", G_CALLBACK (read_for_map_cb), window, 0);
  g_signal_connect_object (window->new_log, "failed", G_CALLBACK (failed_cb), window, 0);
  way_flow_watch_load (window->new_log, path);
}

static void
new_from_log_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_log (data, _ ("New Map from an Event Log"), make_map);
}

static void
open_log_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_log (data, _ ("Open an Event Log"), way_window_open_log);
}

static void
show_reading (WayWindow *window)
{
  if (way_flow_watch_get_facts (window->flow) != NULL)
    way_log_window_new (GTK_WINDOW (window), window->flow);
}

static void
log_reading_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_reading (data);
}

static const char *
get_filled (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static void
add_event_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  const char *event, *lane, *step, *after, *id;

  g_variant_get (parameter, "(&s&s&s&s)", &event, &lane, &step, &after);
  way_canvas_finish_edit (window->canvas, TRUE);
  id = way_command_add_for_event (way_window_get_editor (window), event, get_filled (lane), get_filled (step), get_filled (after), &error);
  if (id != NULL)
    way_canvas_scroll_to (window->canvas, id);
  else
    way_window_say (window, error->message);
}

static void
figures_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  gtk_window_present (GTK_WINDOW (way_flow_figures_new (GTK_WINDOW (window), window->flow)));
}

/* What the inspector is about: an action has no place on the map where it could be selected. The list waits for the figures where the flow was hidden until now. */
static void
compare_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const WayElement *chosen = way_inspector_get_single (window->inspector);
  WayFlowFigures *figures;

  if (chosen == NULL || way_element_get_kind (chosen) != WAY_KIND_ACTION)
    {
      way_window_say (window, _ ("Choose an action first: on the page of the actions, or in the search."));
      return;
    }
  way_flow_watch_set_shown (window->flow, TRUE);
  figures = way_flow_figures_new (GTK_WINDOW (window), window->flow);
  if (way_flow_figures_compare_action (figures, way_element_get_id (chosen)))
    {
      gtk_window_present (GTK_WINDOW (figures));
      return;
    }
  gtk_window_destroy (GTK_WINDOW (figures));
  way_window_say (window, _ ("This action is not done yet, or nobody said when. Set its status to Done, with the day."));
}

static void
draw_way_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *const *ids = way_flow_watch_get_lit_ids (window->flow);
  g_autoptr (GError) error = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (ids == NULL)
    way_window_say (window, _ ("Choose a way in the list below the map first."));
  else if (!way_command_connect_along (way_window_get_editor (window), ids, &error))
    way_window_say (window, error->message);
}

/* One connection, as the popover of a way that nobody drew offers it. */
static void
draw_between_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  const char *ids[3] = { NULL };

  g_variant_get (parameter, "(&s&s)", &ids[0], &ids[1]);
  way_canvas_finish_edit (window->canvas, TRUE);
  if (!way_command_connect_along (way_window_get_editor (window), ids, &error))
    way_window_say (window, error->message);
}

/* "" for all of them again. */
static void
only_journeys_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;

  if (!way_flow_watch_set_query (window->flow, g_variant_get_string (parameter, NULL), &error))
    way_window_say (window, error->message);
}

static void
tell_band_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  gtk_stack_set_visible_child_name (window->views, "map");
  if (!way_canvas_open_band (window->canvas, g_variant_get_string (parameter, NULL)))
    way_window_say (window, _ ("The map does not show this way now."));
}

/* Of all journeys: what some of them do says nothing against the map. Without the flow in sight what was seen last still holds. */
static void
tell_gaps (WayWindow *window)
{
  if (window->gaps == NULL)
    return;
  if (way_flow_watch_get_log (window->flow) == NULL && !way_flow_watch_is_counted (window->flow))
    way_gap_watch_set_traffic (window->gaps, NULL);
  else if (!way_flow_watch_is_filtered (window->flow) && !way_flow_watch_is_busy (window->flow) && way_flow_watch_get_traffic (window->flow) != NULL)
    way_gap_watch_set_traffic (window->gaps, way_flow_watch_get_traffic (window->flow));
}

static void
changed_cb (WayWindow *window)
{
  tell_gaps (window);
  way_flow_actions_update (window);
}

gboolean
way_window_is_log (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file != NULL && g_mapped_file_get_contents (file) != NULL && way_log_is_log (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), path);
}

void
way_window_open_log (WayWindow *window, const char *path)
{
  if (window->flow == NULL)
    {
      make_map (window, path);
      return;
    }
  set_shown (window, TRUE);
  way_flow_watch_load (window->flow, path);
}

void
way_window_set_flow (WayWindow *window, WayEditor *editor)
{
  way_flow_pane_set_watch (window->flow_pane, NULL);
  way_canvas_set_flow (window->canvas, NULL);
  way_rules_window_close (GTK_WINDOW (window));
  if (window->flow != NULL)
    {
      /* First, for stopping is a change, too; and the thread that reads holds it as well. */
      g_signal_handlers_disconnect_by_data (window->flow, window);
      way_flow_watch_cancel (window->flow);
    }
  g_clear_object (&window->flow);
  if (editor == NULL)
    return;
  window->flow = way_flow_watch_new (editor);
  g_signal_connect_object (window->flow, "failed", G_CALLBACK (failed_cb), window, 0);
  g_signal_connect_object (window->flow, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window->flow, "asks", G_CALLBACK (show_reading), window, G_CONNECT_SWAPPED);
  way_canvas_set_flow (window->canvas, window->flow);
  way_flow_pane_set_watch (window->flow_pane, window->flow);
}

void
way_flow_actions_init (WayWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "new-from-log", .activate = new_from_log_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

void
way_flow_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "flow", .activate = flow_cb, .state = "false" },
    { .name = "open-log", .activate = open_log_cb },
    { .name = "log-reading", .activate = log_reading_cb },
    { .name = "rules", .activate = rules_cb },
    { .name = "add-event", .activate = add_event_cb, .parameter_type = "(ssss)" },
    { .name = "draw-way", .activate = draw_way_cb },
    { .name = "flow-figures", .activate = figures_cb },
    { .name = "compare-action", .activate = compare_action_cb },
    { .name = "draw-between", .activate = draw_between_cb, .parameter_type = "(ss)" },
    { .name = "only-journeys", .activate = only_journeys_cb, .parameter_type = "s" },
    { .name = "tell-band", .activate = tell_band_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
  way_warehouse_actions_add (window, map);
}

void
way_flow_actions_update (WayWindow *window)
{
  GActionMap *map = G_ACTION_MAP (window->map_actions);
  gboolean shown = window->flow != NULL && way_flow_watch_is_shown (window->flow);
  gboolean has_map = window->flow != NULL, writable = has_map && !way_document_is_read_only (way_session_get_document (window->session));

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "flow")), g_variant_new_boolean (shown));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "flow")), has_map);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "open-log")), has_map);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "log-reading")), has_map && way_flow_watch_get_facts (window->flow) != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "rules")), has_map);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "add-event")), writable);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "draw-between")), writable);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "only-journeys")), has_map);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "tell-band")), has_map);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "draw-way")), writable && way_flow_watch_get_lit_ids (window->flow) != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "flow-figures")), shown && way_flow_watch_get_log (window->flow) != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "compare-action")), has_map && way_flow_watch_get_log (window->flow) != NULL);
  way_warehouse_actions_update (window);
}
