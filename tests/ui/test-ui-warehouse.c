/* Events out of a data warehouse, in the window: a PostgreSQL that with-postgres.sh has started, chosen, copied, counted, asked again. */
#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "edit/way-commands.h"
#include "format/way-writer.h"
#include "metrics/way-remote.h"
#include "ui/figures/way-warehouse-assistant.h"
#include "window-fixture.h"

#define PASSWORD "s%e;c}r{e t"

static void
psql (const char *sql)
{
  g_autofree char *command = g_strdup_printf ("%s -o /dev/null -c \"%s\"", g_getenv ("WAYMARK_PSQL"), sql);
  int status;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* --- hands --- */

static WayWarehouseAssistant *
find_assistant (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (WAY_IS_WAREHOUSE_ASSISTANT (window))
        return WAY_WAREHOUSE_ASSISTANT (window);
    }
  return NULL;
}

static GtkWidget *
find_by_title (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_title (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A text that is shown somewhere below. */
static gboolean
shows (GtkWidget *root, const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, words))
      return TRUE;
  return FALSE;
}

/* And what comes of it is drawn. */
#define wait_until(condition)              \
  G_STMT_START                             \
  {                                        \
    window_fixture_wait_until (condition); \
    window_fixture_settle (50);            \
  }                                        \
  G_STMT_END

static gboolean
is_counted (WayWindow *window)
{
  return !way_flow_watch_is_busy (window->flow) && way_flow_watch_get_traffic (window->flow) != NULL;
}

static void
choose (WayWarehouseAssistant *assistant, const char *title, const char *text)
{
  GtkWidget *row = find_by_title (GTK_WIDGET (assistant), title);
  GtkDropDown *choice = ADW_IS_COMBO_ROW (row) ? NULL : GTK_DROP_DOWN (find_type (row, GTK_TYPE_DROP_DOWN));
  GListModel *model = choice != NULL ? gtk_drop_down_get_model (choice) : adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (strcmp (gtk_string_object_get_string (item), text) != 0)
        continue;
      if (choice != NULL)
        gtk_drop_down_set_selected (choice, i);
      else
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
      wait_until (way_warehouse_assistant_is_ready (assistant));
      /* The table of a source is looked at as well. */
      wait_until (way_warehouse_assistant_is_ready (assistant));
      return;
    }
  g_error ("There is no “%s” among “%s”", text, title);
}

static void
type_into (WayWarehouseAssistant *assistant, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_by_title (GTK_WIDGET (assistant), title)), text);
}

static void
run (WayWarehouseAssistant *assistant)
{
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (assistant));

  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_widget_activate (button);
}

static WayWarehouseAssistant *
open_assistant (WayWindow *window)
{
  WayWarehouseAssistant *assistant;

  window_fixture_act (window, "map.warehouse", NULL);
  assistant = find_assistant ();
  g_assert_nonnull (assistant);
  window_fixture_settle (50);
  return assistant;
}

static void
assert_not_in (const char *data, gsize size)
{
  g_assert_null (memmem (data, size, PASSWORD, strlen (PASSWORD)));
}

static void
assert_no_password (WayWindow *window)
{
  g_autofree char *folder = g_path_get_dirname (g_getenv ("WAYMARK_METRICS"));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GBytes) bytes = way_writer_write (way_session_get_document (window->session));
  const char *name;

  assert_not_in (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      assert_not_in (data, size);
    }
}

/* --- what is done with them --- */

/* An order is rated, an offer took a minute, and everything cost something. */
static void
assert_values (const WayLog *log)
{
  for (guint i = 0; i < log->n_events; i++)
    {
      const char *name = log->activity_names[log->activities[i]];

      g_assert_cmpint (isnan (log->values[WAY_LOG_SCORE][i]), ==, !g_str_equal (name, "Order"));
      g_assert_false (isnan (log->values[WAY_LOG_COST][i]));
      g_assert_true (g_str_equal (name, "Offer") ? log->values[WAY_LOG_SERVICE][i] == 60000 : isnan (log->values[WAY_LOG_SERVICE][i]));
    }
}

static void
test_copy (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayWarehouseAssistant *assistant = open_assistant (window);

  /* Of several sources none is called unasked. */
  g_assert_true (way_warehouse_assistant_is_ready (assistant));
  g_assert_false (gtk_widget_get_sensitive (gtk_window_get_default_widget (GTK_WINDOW (assistant))));
  choose (assistant, "Data source", "reader");
  g_assert_true (shows (GTK_WIDGET (assistant), "Visit"));
  type_into (assistant, "What the log is called", "crm");
  choose (assistant, "Start and Completion", "Pair them");
  run (assistant);
  wait_until (find_assistant () == NULL);
  wait_until (is_counted (window));
  g_assert_cmpstr (way_flow_watch_get_name (window->flow), ==, "crm");
  g_assert_cmpuint (way_flow_watch_get_log (window->flow)->n_events, ==, 300);
  assert_values (way_flow_watch_get_log (window->flow));
  g_assert_true (way_flow_watch_is_remote (window->flow));

  /* Again: what is new, without a word. */
  psql ("INSERT INTO crm_events VALUES ('c1', 'Call', '2025-03-01')");
  window_fixture_act (window, "map.refresh-log", NULL);
  wait_until (find_assistant () == NULL);
  wait_until (is_counted (window));
  g_assert_cmpuint (way_flow_watch_get_log (window->flow)->n_events, ==, 301);
  window_fixture_close (window);
}

static void
test_count (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayWarehouseAssistant *assistant;

  g_assert_nonnull (way_command_add_for_event (editor, "Visit", NULL, NULL, NULL, NULL));
  assistant = open_assistant (window);
  choose (assistant, "Data source", "reader");
  choose (assistant, "Way", "Let the warehouse count");
  type_into (assistant, "What the log is called", "counted");
  run (assistant);
  wait_until (find_assistant () == NULL);
  wait_until (is_counted (window));
  g_assert_true (way_flow_watch_is_counted (window->flow));
  g_assert_null (way_flow_watch_get_log (window->flow));
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_cases, ==, 100);
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_ghosts, ==, 3);
  g_assert_nonnull (strstr (way_flow_watch_get_remark (window->flow), "Counted in the warehouse"));
  g_assert_true (shows (GTK_WIDGET (window->flow_pane), "Counted in the warehouse"));
  /* PostgreSQL tells the ways as a whole, too; what cannot be had says so where one would try. */
  g_assert_cmpuint (way_flow_watch_get_flow (window->flow)->variants->n_cases, ==, 100);
  way_flow_watch_set_lit (window->flow, 0);
  g_assert_nonnull (way_flow_watch_get_lit_ids (window->flow));
  way_flow_watch_set_lit (window->flow, G_MAXUINT);
  g_assert_null (strstr (way_flow_watch_get_remark (window->flow), "copy the events"));

  /* The map goes on; the count does not, until it is asked for. */
  g_assert_nonnull (way_command_add_for_event (editor, "Order", NULL, NULL, NULL, NULL));
  wait_until (is_counted (window));
  g_assert_nonnull (strstr (way_flow_watch_get_remark (window->flow), "other touchpoints"));
  window_fixture_act (window, "map.refresh-log", NULL);
  wait_until (find_assistant () == NULL);
  wait_until (is_counted (window));
  g_assert_null (strstr (way_flow_watch_get_remark (window->flow), "other touchpoints"));
  g_assert_cmpuint (way_flow_watch_get_traffic (window->flow)->n_ghosts, ==, 2);
  window_fixture_close (window);
}

static void
test_password (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayWarehouseAssistant *assistant = open_assistant (window);
  GtkWidget *password;

  choose (assistant, "Data source", "guarded");
  password = find_by_title (GTK_WIDGET (assistant), "Password");
  g_assert_true (gtk_widget_get_visible (password));
  gtk_editable_set_text (GTK_EDITABLE (password), "wrong");
  g_signal_emit_by_name (password, "apply");
  wait_until (way_warehouse_assistant_is_ready (assistant));
  g_assert_true (shows (GTK_WIDGET (assistant), "refuses the login"));
  gtk_editable_set_text (GTK_EDITABLE (password), PASSWORD);
  g_signal_emit_by_name (password, "apply");
  wait_until (way_warehouse_assistant_is_ready (assistant));
  wait_until (way_warehouse_assistant_is_ready (assistant));
  type_into (assistant, "What the log is called", "secret");
  run (assistant);
  wait_until (find_assistant () == NULL);
  wait_until (is_counted (window));
  g_assert_cmpstr (way_flow_watch_get_name (window->flow), ==, "secret");
  assert_no_password (window);

  /* Another day the password is asked for again. */
  window_fixture_act (window, "map.refresh-log", NULL);
  assistant = find_assistant ();
  wait_until (way_warehouse_assistant_is_ready (assistant));
  g_assert_true (gtk_widget_get_mapped (find_by_title (GTK_WIDGET (assistant), "Password")));
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until (find_assistant () == NULL);
  window_fixture_close (window);
}

static void
test_trouble (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayWarehouseAssistant *assistant = open_assistant (window);
  GtkWidget *connection;

  choose (assistant, "Data source", "away");
  g_assert_true (shows (GTK_WIDGET (assistant), "cannot be reached"));
  choose (assistant, "Data source", "stranger");
  g_assert_true (shows (GTK_WIDGET (assistant), "does not let this user read"));
  choose (assistant, "Data source", "By a connection string…");
  connection = find_by_title (GTK_WIDGET (assistant), "Connection string, without the password");
  gtk_editable_set_text (GTK_EDITABLE (connection), "DSN=guarded;PWD=" PASSWORD);
  g_signal_emit_by_name (connection, "apply");
  g_assert_true (shows (GTK_WIDGET (assistant), ".odbc.ini"));
  gtk_editable_set_text (GTK_EDITABLE (connection), "DSN=reader");
  g_signal_emit_by_name (connection, "apply");
  wait_until (way_warehouse_assistant_is_ready (assistant));
  wait_until (way_warehouse_assistant_is_ready (assistant));
  g_assert_true (shows (GTK_WIDGET (assistant), "Visit"));
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until (find_assistant () == NULL);
  window_fixture_close (window);
}

/* How long it took to stop a copy that is under way, in microseconds. */
static gint64
stop_copy (WayWarehouseAssistant *assistant)
{
  gint64 begin;

  run (assistant);
  window_fixture_settle (300);
  g_assert_false (way_warehouse_assistant_is_ready (assistant));
  begin = g_get_monotonic_time ();
  gtk_widget_activate_action (GTK_WIDGET (assistant), "window.close", NULL);
  window_fixture_wait_until (way_warehouse_assistant_is_ready (assistant));
  return g_get_monotonic_time () - begin;
}

/* What takes long is stopped at once, and leaves nothing. How soon is seen in the best of ten: a busy machine takes its time. */
static void
test_cancel (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayWarehouseAssistant *assistant = open_assistant (window);
  g_autoptr (WayCache) cache = NULL;
  gint64 best = G_MAXINT64;

  choose (assistant, "Data source", "reader");
  choose (assistant, "Table of events", "public.slow_events");
  type_into (assistant, "What the log is called", "slow");
  for (guint i = 0; i < 10 && best >= G_USEC_PER_SEC; i++)
    {
      gint64 took = stop_copy (assistant);

      best = MIN (best, took);
    }
  g_assert_cmpint (best, <, G_USEC_PER_SEC);
  window_fixture_settle (50);
  g_assert_true (shows (GTK_WIDGET (assistant), "nothing was stored"));
  cache = way_cache_open (g_getenv ("WAYMARK_METRICS"), NULL, NULL);
  g_assert_cmpint (way_cache_find_dataset (cache, "slow"), ==, 0);
  gtk_window_close (GTK_WINDOW (assistant));
  wait_until (find_assistant () == NULL);
  window_fixture_close (window);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = g_build_filename (g_getenv ("WAYMARK_PG_FILES"), "window", "metrics.db", NULL);
  int status;

  g_setenv ("WAYMARK_METRICS", path, TRUE);
  window_fixture_init (&argc, &argv);
  psql ("CREATE TABLE crm_events(case_id text, event text, happened_at timestamp, rating int, cost numeric(8,2), lifecycle text); GRANT SELECT ON crm_events TO reader, guarded; REVOKE ALL ON crm_events FROM stranger");
  psql ("INSERT INTO crm_events SELECT 'c' || g, e, '2025-01-01'::timestamp + g * interval '1 hour' + n * interval '7 minutes', CASE WHEN n = 2 THEN g % 11 END, n * 1.5, 'complete' FROM generate_series(1, 100) g, (VALUES (0, 'Visit'), (1, 'Offer'), (2, 'Order')) v(n, e)");
  /* Offers take a minute. */
  psql ("INSERT INTO crm_events SELECT 'c' || g, 'Offer', '2025-01-01'::timestamp + g * interval '1 hour' + interval '6 minutes', NULL, NULL, 'start' FROM generate_series(1, 100) g");
  psql ("CREATE VIEW slow_events AS SELECT case_id, event, happened_at FROM crm_events WHERE pg_sleep(0.05) IS NOT NULL; GRANT SELECT ON slow_events TO reader");
  g_test_add_func ("/warehouse/copy", test_copy);
  g_test_add_func ("/warehouse/count", test_count);
  g_test_add_func ("/warehouse/password", test_password);
  g_test_add_func ("/warehouse/trouble", test_trouble);
  g_test_add_func ("/warehouse/cancel", test_cancel);
  status = g_test_run ();
  window_fixture_quit ();
  return status;
}
