/* What customers really do, over the map: the log, the slider, the ways, the filters, and events that come onto the map. */
#include "edit/way-commands.h"
#include "metrics/log/way-log-import.h"
#include "metrics/log/way-log-map.h"
#include "metrics/log/way-log-store.h"
#include "ui/actions/way-action-list.h"
#include "ui/dialogs/way-export-dialog.h"
#include "ui/flow/way-flow-figures.h"
#include "ui/flow/way-flow-popover.h"
#include "ui/flow/way-flow-words.h"
#include "ui/flow/way-log-window.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define CASES 40

/* Visits lead to offers, some over a chat; half of them to orders. */
static char *
make_csv (void)
{
  GString *s = g_string_new ("case_id,activity,timestamp,channel\n");

  for (int i = 0; i < CASES; i++)
    {
      g_string_append_printf (s, "c%d,Visit,2026-01-%02dT10:00:00Z,web\n", i, 1 + i % 28);
      if (i % 4 == 0)
        g_string_append_printf (s, "c%d,Chat,2026-01-%02dT10:30:00Z,phone\n", i, 1 + i % 28);
      g_string_append_printf (s, "c%d,Offer,2026-01-%02dT12:00:00Z,web\n", i, 1 + i % 28);
      if (i % 2 == 0)
        g_string_append_printf (s, "c%d,Order,2026-01-%02dT14:00:00Z,web\n", i, 1 + i % 28);
    }
  return g_string_free (s, FALSE);
}

static WayLog *
make_log (void)
{
  g_autofree char *csv = make_csv ();
  g_autoptr (WayReport) report = way_report_new ();
  WayLog *log = way_log_read (csv, strlen (csv), "log.csv", NULL, NULL, report, NULL);

  g_assert_nonnull (log);
  return log;
}

static void
wait_for (WayWindow *window)
{
  window_fixture_wait_until (!way_flow_watch_is_busy (window->flow));
  window_fixture_settle (20);
}

/* A map with two touchpoints of the log's four events, and the log over it. */
static WayWindow *
open_flow (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (WayLog) log = make_log ();

  g_assert_nonnull (way_command_add_for_event (editor, "Visit", NULL, NULL, NULL, NULL));
  g_assert_nonnull (way_command_add_for_event (editor, "Offer", NULL, NULL, NULL, NULL));
  window_fixture_act (window, "map.flow", NULL);
  way_flow_watch_set_log (window->flow, log, "log.csv");
  wait_for (window);
  return window;
}

static guint
count_parts (WayWindow *window, WayPart part)
{
  const WayScene *scene = way_canvas_get_scene (window->canvas);
  guint n = 0;

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        n += way_band_get_item (band, i)->part == part;
    }
  return n;
}

static void
test_toggle (void)
{
  WayWindow *window = open_flow ();
  const WayTraffic *traffic = way_flow_watch_get_traffic (window->flow);

  g_assert_cmpuint (traffic->n_cases, ==, CASES);
  g_assert_cmpuint (traffic->n_ghosts, ==, 2);
  g_assert_cmpstr (traffic->ghosts[0].name, ==, "Order");
  g_assert_cmpuint (count_parts (window, WAY_PART_GHOST), ==, 2);
  window_fixture_act (window, "map.flow", NULL);
  g_assert_cmpuint (count_parts (window, WAY_PART_GHOST), ==, 0);
  g_assert_null (way_flow_watch_get_traffic (window->flow));
  window_fixture_act (window, "map.flow", NULL);
  g_assert_cmpuint (count_parts (window, WAY_PART_GHOST), ==, 2);
  window_fixture_close (window);
}

/* One step: the touchpoint and what it stands for. All figures follow. */
static void
test_add_event (void)
{
  WayWindow *window = open_flow ();
  WayDocument *document = way_session_get_document (window->session);
  guint before = way_document_get_n_steps (document);
  const WayTrafficGhost *ghost = &way_flow_watch_get_traffic (window->flow)->ghosts[0];
  g_autofree char *after = g_strdup (way_flow_watch_get_traffic (window->flow)->places[ghost->after].id);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.add-event", "(ssss)", "Order", "", "", after));
  wait_for (window);
  g_assert_cmpuint (way_document_get_n_steps (document), ==, before + 1);
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_ghosts, ==, 1);

  const WayElement *made = way_editor_get_single (way_window_get_editor (window));

  g_assert_cmpint (way_element_get_kind (made), ==, WAY_KIND_TOUCHPOINT);
  g_assert_cmpstr (way_element_get_name (made), ==, "Order");
  g_assert_true (way_element_is (made, WAY_FIELD_STEP, way_element_get (way_document_lookup (document, after), WAY_FIELD_STEP)));
  g_assert_cmpuint (way_traffic_find_place (way_flow_watch_get_traffic (window->flow), way_element_get_id (made))->cases, ==, CASES / 2);
  window_fixture_act (window, "win.undo", NULL);
  wait_for (window);
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_ghosts, ==, 2);
  window_fixture_close (window);
}

static void
test_ways (void)
{
  WayWindow *window = open_flow ();
  WayDocument *document = way_session_get_document (window->session);
  const WayElement *journey = way_editor_get_journey (way_window_get_editor (window));
  g_autofree char *way = way_journey_flow_dup_way (way_flow_watch_get_flow (window->flow), 0);
  guint before = way_element_count (journey, WAY_KIND_CONNECTION), steps = way_document_get_n_steps (document);

  g_assert_cmpstr (way, ==, "Visit › Offer");
  g_assert_false (g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), "draw-way")));
  way_flow_watch_set_lit (window->flow, 0);
  g_assert_cmpuint (g_strv_length ((char **) way_flow_watch_get_lit_ids (window->flow)), ==, 2);
  window_fixture_act (window, "map.draw-way", NULL);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_CONNECTION), ==, before + 1);
  wait_for (window);
  g_assert_true (way_flow_watch_get_traffic (window->flow)->edges[0].drawn);
  /* Still the same way, and drawn once. */
  g_assert_cmpuint (way_flow_watch_get_lit (window->flow), ==, 0);
  window_fixture_act (window, "map.draw-way", NULL);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_CONNECTION), ==, before + 1);
  g_assert_cmpuint (way_document_get_n_steps (document), ==, steps + 1);
  window_fixture_close (window);
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
test_filter (void)
{
  static const struct
  {
    const char *channel, *from, *to, *query;
    gboolean refused;
    guint cases;
  } rows[] = {
    { NULL, NULL, NULL, "Chat", FALSE, CASES / 4 },
    { NULL, NULL, NULL, "Visit > Order", FALSE, CASES / 2 },
    { "phone", NULL, NULL, NULL, FALSE, CASES / 4 },
    { NULL, "2026-01-28", NULL, NULL, FALSE, 1 },
    { NULL, NULL, "2026-01-01", NULL, FALSE, 2 },
    { NULL, "2035-01-01", NULL, NULL, FALSE, 0 },
    { NULL, "soon", NULL, NULL, TRUE, CASES },
    { NULL, NULL, NULL, "Visit within", TRUE, CASES },
    { NULL, NULL, NULL, NULL, FALSE, CASES },
  };
  WayWindow *window = open_flow ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (way_flow_watch_set_filter (window->flow, NULL, NULL, NULL, NULL, NULL, NULL));
      g_assert_cmpint (way_flow_watch_set_filter (window->flow, rows[i].channel, NULL, rows[i].from, rows[i].to, rows[i].query, &error), ==, !rows[i].refused);
      g_assert_cmpint (error != NULL, ==, rows[i].refused);
      wait_for (window);
      g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_cases, ==, rows[i].cases);
      /* An empty list says why. */
      g_assert_cmpint (shows_text (GTK_WIDGET (window->flow_pane), "No journey is left"), ==, rows[i].cases == 0);
    }
  /* Escape takes it back, and then is nobody's here. */
  g_assert_true (way_flow_watch_set_filter (window->flow, NULL, NULL, NULL, NULL, rows[0].query, NULL));
  g_assert_false (window_fixture_press (GTK_WIDGET (window->flow_pane), GDK_KEY_Return, 0));
  g_assert_true (window_fixture_press (GTK_WIDGET (window->flow_pane), GDK_KEY_Escape, 0));
  g_assert_false (way_flow_watch_is_filtered (window->flow));
  g_assert_false (window_fixture_press (GTK_WIDGET (window->flow_pane), GDK_KEY_Escape, 0));
  window_fixture_close (window);
}

static void
test_file (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  g_autofree char *csv = make_csv (), *folder = g_dir_make_tmp ("way-flow-XXXXXX", NULL), *path = g_build_filename (folder, "log.csv", NULL);

  g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  g_assert_true (way_window_is_log (path));
  g_assert_true (way_window_open_path (window, path));
  g_assert_true (way_flow_watch_is_shown (window->flow));
  wait_for (window);
  g_assert_cmpstr (way_flow_watch_get_name (window->flow), ==, "log.csv");
  g_assert_cmpuint (way_flow_watch_get_log (window->flow)->n_cases, ==, CASES);
  /* All its events are strangers here. */
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_ghosts, ==, 4);
  remove (path);
  remove (folder);
  window_fixture_close (window);
}

/* Of several logs the one that the map's touchpoints stand for. */
static void
test_kept_among (const char *path)
{
  static const char other[] = "case_id,activity,timestamp\nk,Stroll,2026-01-01\nk,Dance,2026-01-02\n";
  const WayLogTarget target = { .name = "aaa" };
  g_autoptr (WayReport) report = way_report_new ();
  WayCache *cache = way_cache_open (path, NULL, NULL);
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayLogImportResult result;

  g_assert_true (way_log_import (cache, &target, other, strlen (other), NULL, NULL, &result, report, NULL));
  way_cache_close (cache);
  g_assert_nonnull (way_command_add_for_event (way_window_get_editor (window), "Visit", NULL, NULL, NULL, NULL));
  window_fixture_act (window, "map.flow", NULL);
  wait_for (window);
  g_assert_cmpstr (way_flow_watch_get_name (window->flow), ==, "shop");
  window_fixture_close (window);
}

/* A log that is kept need not be looked for. */
static void
test_kept (void)
{
  g_autofree char *csv = make_csv (), *folder = g_dir_make_tmp ("way-flow-XXXXXX", NULL), *path = g_build_filename (folder, "metrics.db", NULL);
  g_autoptr (WayReport) report = way_report_new ();
  const WayLogTarget target = { .name = "shop" };
  WayLogImportResult result;
  WayWindow *window;

  g_setenv ("WAYMARK_METRICS", path, TRUE);

  WayCache *cache = way_cache_open (path, NULL, NULL);

  g_assert_true (way_log_import (cache, &target, csv, strlen (csv), NULL, NULL, &result, report, NULL));
  way_cache_close (cache);
  window = window_fixture_open ("b2b-solution.en");
  window_fixture_act (window, "map.flow", NULL);
  wait_for (window);
  g_assert_cmpstr (way_flow_watch_get_name (window->flow), ==, "shop");
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_ghosts, ==, 4);
  window_fixture_close (window);
  test_kept_among (path);
  g_unsetenv ("WAYMARK_METRICS");
}

static gboolean
show_list (GtkWidget *widget, const char *name)
{
  if (GTK_IS_STACK (widget) && gtk_stack_get_child_by_name (GTK_STACK (widget), name) != NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (widget), name);
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (show_list (child, name))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What the events of a kept log cost becomes a metric of the map, and counts in the score where there is a target. */
static void
test_metrics (void)
{
  g_autoptr (GString) csv = g_string_new ("case_id,activity,timestamp,cost\n");
  g_autofree char *folder = g_dir_make_tmp ("way-flow-XXXXXX", NULL), *path = g_build_filename (folder, "metrics.db", NULL);
  g_autoptr (WayReport) report = way_report_new ();
  const WayLogTarget target = { .name = "costs" };
  WayLogImportResult result;
  WayElement *metric, *made = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append_printf (csv, "c%d,Visit,2026-01-%02dT10:00:00Z,%d\n", i, 1 + i % 28, i % 5);
  g_setenv ("WAYMARK_METRICS", path, TRUE);

  WayCache *cache = way_cache_open (path, NULL, NULL);

  g_assert_true (way_log_import (cache, &target, csv->str, csv->len, NULL, NULL, &result, report, NULL));
  way_cache_close (cache);

  WayWindow *window = window_fixture_open ("five-phases.en");
  WayDocument *document = way_session_get_document (window->session);
  guint n = way_element_count (way_document_get_root (document), WAY_KIND_METRIC);
  GtkWidget *button = find_button (GTK_WIDGET (window->flow_pane), "As _Metrics");

  window_fixture_act (window, "map.flow", NULL);
  wait_for (window);
  g_assert_cmpstr (way_flow_watch_get_name (window->flow), ==, "costs");
  g_assert_true (show_list (GTK_WIDGET (window->flow_pane), "measures"));
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  window_fixture_wait_until (way_element_count (way_document_get_root (document), WAY_KIND_METRIC) > n);
  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    if (g_strcmp0 (way_element_get (way_element_get_first (metric, WAY_KIND_FEED), WAY_FIELD_VALUE), "journey cost") == 0)
      made = metric;
  g_assert_nonnull (made);
  g_assert_true (way_element_is (made, WAY_FIELD_KIND, "cost"));
  window_fixture_close (window);
  g_unsetenv ("WAYMARK_METRICS");
}

static WayFlowFigures *
find_figures (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (WAY_IS_FLOW_FIGURES (l->data))
      return l->data;
  return NULL;
}

static const char *
get_cell (WayFlowFigures *figures, guint row, guint column)
{
  window_fixture_wait_until (way_flow_figures_get_listing (figures) != NULL);
  return way_listing_get_cell (way_flow_figures_get_listing (figures), row, column);
}

static const char *
get_label (WayFlowFigures *figures, guint column)
{
  window_fixture_wait_until (way_flow_figures_get_listing (figures) != NULL);
  return way_listing_get_label (way_flow_figures_get_listing (figures), column);
}

/* Lists of all that the log says; they follow the filter. */
static void
test_figures (void)
{
  WayWindow *window = open_flow ();
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), "flow-figures");
  WayFlowFigures *figures;
  guint last;

  g_assert_true (g_action_get_enabled (action));
  window_fixture_act (window, "map.flow-figures", NULL);
  figures = find_figures ();
  g_assert_nonnull (figures);
  window_fixture_wait_until (way_flow_figures_get_listing (figures) != NULL);
  last = way_listing_get_n_rows (way_flow_figures_get_listing (figures)) - 1;
  g_assert_cmpstr (get_cell (figures, last - 1, 0), ==, "Visit");
  g_assert_cmpstr (get_cell (figures, last - 1, 1), ==, "40");
  g_assert_cmpstr (get_cell (figures, last, 4), ==, "40");
  way_flow_figures_show (figures, "funnel");
  window_fixture_wait_until (way_flow_figures_get_listing (figures) != NULL);
  g_assert_cmpuint (way_listing_get_n_columns (way_flow_figures_get_listing (figures)), ==, 6);
  way_flow_figures_show (figures, "handovers");
  window_fixture_wait_until (way_flow_figures_get_listing (figures) != NULL);
  /* Only chats are on the phone, and they are not on the map. */
  g_assert_cmpuint (way_listing_get_n_rows (way_flow_figures_get_listing (figures)), ==, 0);
  way_flow_figures_show (figures, "fit");
  g_assert_cmpstr (get_cell (figures, 0, 0), !=, "");
  way_flow_figures_show (figures, "comparison");
  g_assert_cmpstr (get_cell (figures, 0, 0), !=, "");
  gtk_window_destroy (GTK_WINDOW (figures));
  window_fixture_act (window, "map.flow", NULL);
  g_assert_false (g_action_get_enabled (action));
  window_fixture_close (window);
}

/* As a table and as a page; where nothing can be written it is said, and nothing is there. */
static void
test_save (WayFlowFigures *figures)
{
  g_autofree char *folder = g_dir_make_tmp ("way-flow-XXXXXX", NULL), *csv = g_build_filename (folder, "list.csv", NULL), *plain = g_build_filename (folder, "list", NULL), *pdf = g_strconcat (plain, ".pdf", NULL), *gone = g_build_filename (folder, "gone", "list.csv", NULL);
  g_autofree char *text = NULL, *page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (way_flow_figures_save (figures, csv, NULL) && g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Begun until 2026-01-14"));
  g_assert_nonnull (strstr (text, "\nPerhaps chance: "));
  g_assert_true (way_flow_figures_save (figures, plain, NULL) && g_file_get_contents (pdf, &page, NULL, NULL));
  g_assert_true (g_str_has_prefix (page, "%PDF"));
  g_assert_false (way_flow_figures_save (figures, gone, &error));
  g_assert_nonnull (error);
  g_unlink (csv);
  g_unlink (pdf);
  g_rmdir (folder);
}

/* The parts that are compared: one of the pairs, days as they are typed, before and since what was done. */
static void
test_figures_compare (void)
{
  WayWindow *window = open_flow ();
  WayFlowFigures *figures;
  WayFlowParts *parts;

  window_fixture_act (window, "map.flow-figures", NULL);
  figures = find_figures ();
  parts = way_flow_figures_get_parts (figures);
  way_flow_figures_show (figures, "comparison");
  g_assert_cmpstr (get_label (figures, 2), ==, "Begun until 2026-01-14");
  way_flow_parts_write (parts, 0, "2026-01-05", "2026-01-10");
  way_flow_parts_write (parts, 1, "2026-01-11", "");
  g_assert_cmpstr (get_label (figures, 2), ==, "Begun 2026-01-05 to 2026-01-10");
  g_assert_cmpstr (get_label (figures, 4), ==, "Begun since 2026-01-11");
  /* Two journeys begin on each of the first twelve days, one on each of the others. */
  g_assert_cmpstr (get_cell (figures, 0, 3), ==, "12");
  g_assert_cmpstr (get_cell (figures, 0, 5), ==, "20");
  way_flow_parts_write (parts, 0, "2026-01-12", "2026-01-10");
  g_assert_nonnull (way_flow_parts_get_refusal (parts));
  g_assert_cmpstr (get_label (figures, 2), ==, "Begun 2026-01-05 to 2026-01-10");
  way_flow_parts_choose (parts, 1);
  g_assert_null (way_flow_parts_get_refusal (parts));
  g_assert_cmpstr (get_label (figures, 4), ==, "In channel phone");
  way_flow_parts_choose (parts, 0);
  way_flow_parts_set_everybody (parts, TRUE);
  g_assert_cmpstr (get_cell (figures, 0, 5), ==, "14");

  test_save (figures);

  /* The map's own measure, which was taken long after the log: said, and nothing is made up. */
  g_assert_true (way_flow_figures_compare_action (figures, "ac-spanne"));
  g_assert_cmpstr (get_label (figures, 4), ==, "Begun since 2026-07-10");
  g_assert_cmpuint (way_listing_get_n_rows (way_flow_figures_get_listing (figures)), ==, 0);
  g_assert_false (way_flow_figures_compare_action (figures, "ac-mappe"));
  gtk_window_destroy (GTK_WINDOW (figures));

  /* From the page of the actions, though the map does not show the flow; where there is no day, it is said. */
  window_fixture_act (window, "map.flow", NULL);
  window_fixture_act (window, "map.inspect", "ac-mappe");
  window_fixture_act (window, "map.compare-action", NULL);
  g_assert_null (find_figures ());
  window_fixture_act (window, "map.inspect", "ac-spanne");
  window_fixture_act (window, "map.compare-action", NULL);
  figures = find_figures ();
  g_assert_nonnull (figures);
  g_assert_cmpstr (get_label (figures, 4), ==, "Begun since 2026-07-10");
  gtk_window_destroy (GTK_WINDOW (figures));
  window_fixture_close (window);
}

static WayLogWindow *
find_log_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (WAY_IS_LOG_WINDOW (window))
        return WAY_LOG_WINDOW (window);
    }
  return NULL;
}

/* Each visit has a start and a completion half an hour later, a rating and a cost. */
static char *
write_steps (gboolean starts)
{
  g_autoptr (GString) s = g_string_new ("case_id,activity,lifecycle,timestamp,rating,cost (EUR)\n");
  char *path = NULL;
  int fd = g_file_open_tmp ("waymark-XXXXXX.csv", &path, NULL);

  for (int i = 0; i < CASES; i++)
    {
      if (starts)
        g_string_append_printf (s, "c%d,Visit,start,2026-01-%02dT09:30:00Z,,\n", i, 1 + i % 28);
      g_string_append_printf (s, "c%d,Visit,complete,2026-01-%02dT10:00:00Z,%d,2.50\nc%d,Offer,complete,2026-01-%02dT12:00:00Z,,\n", i, 1 + i % 28, i % 11, i, 1 + i % 28);
    }
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, s->str, -1, NULL));
  return path;
}

static WayWindow *
open_steps (gboolean starts, char **path)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);

  *path = write_steps (starts);
  g_assert_nonnull (way_command_add_for_event (editor, "Visit", NULL, NULL, NULL, NULL));
  g_assert_nonnull (way_command_add_for_event (editor, "Offer", NULL, NULL, NULL, NULL));
  window_fixture_act (window, "map.flow", NULL);
  wait_for (window);
  way_flow_watch_load (window->flow, *path);
  wait_for (window);
  return window;
}

static const char *
find_place (WayWindow *window, const char *name)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (window->flow);

  for (guint i = 0; i < traffic->n_places; i++)
    if (g_str_equal (traffic->places[i].name, name))
      return traffic->places[i].id;
  g_assert_not_reached ();
}

/* Where starts and completions both occur a window asks which count; paired, the pane tells how long things take. */
static void
test_steps (void)
{
  g_autofree char *path = NULL;
  WayWindow *window = open_steps (TRUE, &path);
  WayLogWindow *asked = find_log_window ();

  g_assert_nonnull (asked);
  g_assert_true (shows_text (GTK_WIDGET (asked), "40 rows"));
  g_assert_false (gtk_widget_get_sensitive (way_log_window_get_button (asked)));
  g_assert_cmpuint (way_flow_watch_get_log (window->flow)->n_events, ==, 2 * CASES);
  g_assert_true (shows_text (GTK_WIDGET (window->flow_pane), "EUR"));
  {
    int least;

    /* However much a log tells, a small screen holds the window with its panes. */
    gtk_widget_measure (GTK_WIDGET (window->flow_pane), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, <=, 200);
    g_assert_cmpint (way_flow_pane_get_least_width (window->flow_pane), <=, 500);
  }
  g_assert_false (shows_text (GTK_WIDGET (window->flow_pane), "Takes 30"));
  way_log_window_choose (asked, WAY_LIFECYCLE_PAIR);
  g_assert_true (gtk_widget_get_sensitive (way_log_window_get_button (asked)));
  g_signal_emit_by_name (way_log_window_get_button (asked), "clicked");
  wait_for (window);
  /* It is not asked again. */
  g_assert_null (find_log_window ());
  g_assert_cmpuint (way_flow_watch_get_log (window->flow)->n_events, ==, 2 * CASES);
  g_assert_true (shows_text (GTK_WIDGET (window->flow_pane), "Takes 30"));
  {
    g_autofree char *id = way_traffic_mark_to_id (WAY_TRAFFIC_MARK_START, find_place (window, "Visit"), NULL);
    g_autoptr (WayFlowPiece) piece = way_flow_piece_new (window->flow, id);
    g_autofree char *facts = way_flow_piece_dup_facts (piece, window->flow);

    g_assert_nonnull (strstr (facts, "“Visit”: Score 4"));
    g_assert_nonnull (strstr (facts, "Cost 2.5 EUR (2.5 to 2.5, n 40), in all 100 EUR"));
  }
  /* But can be seen. */
  window_fixture_act (window, "map.log-reading", NULL);
  asked = find_log_window ();
  g_assert_nonnull (asked);
  gtk_window_destroy (GTK_WINDOW (asked));
  window_fixture_close (window);
  g_unlink (path);
}

/* Nobody is asked what the log does not leave open. */
static void
test_no_steps (void)
{
  g_autofree char *path = NULL;
  WayWindow *window = open_steps (FALSE, &path);

  g_assert_null (find_log_window ());
  g_assert_true (shows_text (GTK_WIDGET (window->flow_pane), "All journeys"));
  window_fixture_close (window);
  window = open_flow ();
  g_assert_false (g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), "log-reading")));
  g_assert_false (shows_text (GTK_WIDGET (window->flow_pane), "All journeys"));
  window_fixture_close (window);
  g_unlink (path);
}

/* A chooser opens for both. */
static void
test_choosers (void)
{
  static const char *const actions[] = { "map.open-log", "win.new-from-log" };
  WayWindow *window = window_fixture_open ("b2b-solution.en");

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      window_fixture_act (window, actions[i], NULL);
      g_assert_true (GTK_IS_FILE_CHOOSER_NATIVE (window->chooser));
      gtk_native_dialog_destroy (window->chooser);
      g_clear_object (&window->chooser);
    }
  window_fixture_close (window);
}

/* The pane asks for no more room than a small window has. */
static void
test_width (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  int width;

  window_fixture_act (window, "map.flow", NULL);
  gtk_widget_measure (GTK_WIDGET (window->flow_pane), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 560);
  window_fixture_close (window);
  window = open_flow ();
  gtk_widget_measure (GTK_WIDGET (window->flow_pane), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 560);
  window_fixture_close (window);
}

static char *
tell (WayWindow *window, const char *id)
{
  g_assert_true (way_canvas_open_band (window->canvas, id));

  WayFlowPopover *popover = WAY_FLOW_POPOVER (way_canvas_get_flow_popover (window->canvas));

  g_assert_cmpuint (way_flow_popover_get_n_pieces (popover), ==, 1);
  return way_flow_popover_dup_text (popover);
}

static char *
make_way_id (WayWindow *window)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (window->flow);

  g_assert_cmpuint (traffic->n_edges, ==, 1);
  return way_traffic_mark_to_id (WAY_TRAFFIC_MARK_WAY, traffic->places[traffic->edges[0].from].id, traffic->places[traffic->edges[0].to].id);
}

static const WayElement *
find_between (WayWindow *window, const char *from, const char *to)
{
  WayElement *connection;

  way_each (connection, way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_CONNECTION)
    if (g_strcmp0 (way_element_get (connection, WAY_FIELD_FROM), from) == 0 && g_strcmp0 (way_element_get (connection, WAY_FIELD_TO), to) == 0)
      return connection;
  return NULL;
}

/* What nobody drew is told, drawn, told as drawn, and taken back. */
static void
test_bands (void)
{
  WayWindow *window = open_flow ();
  WayDocument *document = way_session_get_document (window->session);
  g_autofree char *id = make_way_id (window), *from = NULL, *to = NULL, *text = tell (window, id);
  guint before = way_document_get_n_steps (document);

  g_assert_nonnull (strstr (text, "“Visit” → “Offer”"));
  g_assert_nonnull (strstr (text, "40 journeys"));
  g_assert_nonnull (strstr (text, "Median 2"));
  g_assert_nonnull (strstr (text, "Not drawn"));
  g_assert_cmpint (way_traffic_mark_from_id (id, &from, &to), ==, WAY_TRAFFIC_MARK_WAY);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.draw-between", "(ss)", from, to));
  wait_for (window);
  g_assert_cmpuint (way_document_get_n_steps (document), ==, before + 1);

  const WayElement *made = find_between (window, from, to);

  g_assert_nonnull (made);

  g_autofree char *drawn = tell (window, way_element_get_id (made));

  g_assert_nonnull (strstr (drawn, "40 journeys"));
  g_assert_null (strstr (drawn, "Not drawn"));
  window_fixture_act (window, "win.undo", NULL);
  wait_for (window);
  g_assert_null (find_between (window, from, to));

  g_autofree char *end = way_traffic_mark_to_id (WAY_TRAFFIC_MARK_END, to, NULL), *ends = tell (window, end);

  g_assert_nonnull (strstr (ends, "journeys that end here"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.tell-band", "s", id));
  g_assert_true (gtk_widget_get_visible (way_canvas_get_flow_popover (window->canvas)));
  g_assert_false (way_canvas_open_band (window->canvas, "way:tp-no>tp-such"));
  window_fixture_close (window);
}

/* The filter of one way, and all again; the other filters stay. */
static void
test_only_journeys (void)
{
  WayWindow *window = open_flow ();
  g_autofree char *id = make_way_id (window), *text = tell (window, id);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.only-journeys", "s", "\"Visit\" >> \"Chat\""));
  g_assert_false (gtk_widget_get_visible (way_canvas_get_flow_popover (window->canvas)));
  wait_for (window);
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_cases, ==, CASES / 4);
  g_assert_cmpstr (way_flow_watch_get_query (window->flow), ==, "\"Visit\" >> \"Chat\"");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.only-journeys", "s", "a >"));
  g_assert_cmpstr (way_flow_watch_get_query (window->flow), ==, "\"Visit\" >> \"Chat\"");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.only-journeys", "s", ""));
  wait_for (window);
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_cases, ==, CASES);
  g_assert_null (way_flow_watch_get_query (window->flow));
  window_fixture_close (window);
}

static WayExportDialog *
open_export (WayWindow *window)
{
  WayExportDialog *dialog = NULL;

  window_fixture_act (window, "win.export", NULL);

  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (WAY_IS_EXPORT_DIALOG (l->data))
      dialog = l->data;
  g_assert_nonnull (dialog);
  return dialog;
}

/* On paper as in the window: with the flow, without it if nobody wants it, and never for customers. */
static void
test_export (void)
{
  WayWindow *window = open_flow ();
  g_autofree char *folder = g_dir_make_tmp ("waymark-flow-XXXXXX", NULL), *path = g_build_filename (folder, "map.svg", NULL);

  for (guint i = 0; i < 4; i++)
    {
      WayExportDialog *dialog;
      g_autofree char *text = NULL;

      if (i == 3)
        window_fixture_act (window, "map.flow", NULL);
      dialog = open_export (window);
      gtk_switch_set_active (GTK_SWITCH (gtk_widget_get_template_child (GTK_WIDGET (dialog), WAY_TYPE_EXPORT_DIALOG, "flow")), i != 1);
      gtk_switch_set_active (GTK_SWITCH (gtk_widget_get_template_child (GTK_WIDGET (dialog), WAY_TYPE_EXPORT_DIALOG, "safe")), i == 2);
      way_export_dialog_choose (dialog, "svg");
      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      way_export_dialog_start (dialog, path);
      window_fixture_wait_until (dialog == NULL);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true ((strstr (text, "customers go there") != NULL) == (i == 0));
    }
  g_unlink (path);
  g_rmdir (folder);
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/ui-flow/toggle", test_toggle);
  g_test_add_func ("/ui-flow/add-event", test_add_event);
  g_test_add_func ("/ui-flow/bands", test_bands);
  g_test_add_func ("/ui-flow/only-journeys", test_only_journeys);
  g_test_add_func ("/ui-flow/ways", test_ways);
  g_test_add_func ("/ui-flow/filter", test_filter);
  g_test_add_func ("/ui-flow/file", test_file);
  g_test_add_func ("/ui-flow/kept", test_kept);
  g_test_add_func ("/ui-flow/metrics", test_metrics);
  g_test_add_func ("/ui-flow/figures", test_figures);
  g_test_add_func ("/ui-flow/figures-compare", test_figures_compare);
  g_test_add_func ("/ui-flow/choosers", test_choosers);
  g_test_add_func ("/ui-flow/steps", test_steps);
  g_test_add_func ("/ui-flow/no-steps", test_no_steps);
  g_test_add_func ("/ui-flow/width", test_width);
  g_test_add_func ("/ui-flow/export", test_export);
  int failed = g_test_run ();

  window_fixture_quit ();
  return failed;
}
