/* From a file to figures on a map, and back: the assistant by keyboard, taking back, replacing, watching, assigning. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/way-date.h"
#include "edit/way-commands.h"
#include "metrics/way-measure.h"
#include "ui/figures/way-data-job.h"
#include "ui/figures/way-data-watch.h"
#include "ui/figures/way-import-assistant.h"
#include "window-fixture.h"

static char *folder;

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* `n` answers about the order and six about something the map does not show; dates can be read both ways where `open`. */
static char *
make_survey (const char *name, guint n, int score, gboolean open)
{
  g_autoptr (GString) s = g_string_new ("Datum;Anlass;NPS\n");

  for (guint i = 0; i < n + 6; i++)
    {
      guint day = i * 7 % 12 + 1, month = i % 12 + 1;

      if (open)
        g_string_append_printf (s, "%02u/%02u/2025", day, month);
      else
        g_string_append_printf (s, "2025-%02u-%02u", month, day);
      g_string_append_printf (s, ";%s;%d\n", i < n ? "Framework agreement and order" : "Qwertz", MIN (10, score + (int) (i % 3)));
    }
  return write_file (name, s->str);
}

static WayImportAssistant *
find_assistant (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (WAY_IS_IMPORT_ASSISTANT (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static WayImportAssistant *
open_assistant (WayWindow *window, const char *path)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.import-path", "s", path));
  window_fixture_wait_until (find_assistant () != NULL && way_import_assistant_is_ready (find_assistant ()));
  return find_assistant ();
}

static void
press_enter (GtkWindow *window)
{
  g_signal_emit_by_name (window, "activate-default");
}

static void
wait_for_figures (WayWindow *window)
{
  WayDataPane *pane = way_metrics_view_get_pane (window->metrics_view);

  window_fixture_wait_until (find_assistant () == NULL && !way_data_pane_is_busy (pane) && !way_figure_store_is_busy (way_session_get_figures (window->session)));
  window_fixture_settle (250);
  window_fixture_wait_until (!way_data_pane_is_busy (pane) && !way_figure_store_is_busy (way_session_get_figures (window->session)));
}

static WayElement *
find_metric (WayWindow *window, const char *dataset)
{
  WayElement *metric;

  way_each (metric, way_document_get_root (way_session_get_document (window->session)), WAY_KIND_METRIC)
    if (g_strcmp0 (way_element_get (way_element_get_first (metric, WAY_KIND_FEED), WAY_FIELD_DATASET), dataset) == 0)
      return metric;
  return NULL;
}

/* The figure of the order in this dataset, or NULL. */
static const WayFigure *
find_figure (WayWindow *window, const char *dataset)
{
  const WayElement *metric = find_metric (window, dataset);
  WayFigureStore *store = way_session_get_figures (window->session);
  WayElement *binding;

  if (metric == NULL)
    return NULL;
  way_each (binding, metric, WAY_KIND_BINDING)
    if (way_element_get (binding, WAY_FIELD_MATCH) != NULL)
      return way_figure_store_find_binding (store, way_element_get_id (binding));
  return NULL;
}

/* Until the order has `n` answers. */
static void
import (WayWindow *window, const char *path, const char *dataset, gint64 n)
{
  WayImportAssistant *assistant = open_assistant (window, path);

  g_assert_cmpuint (way_import_assistant_count_open (assistant), ==, 0);
  press_enter (GTK_WINDOW (assistant));
  window_fixture_wait_until (find_assistant () == NULL && find_figure (window, dataset) != NULL && find_figure (window, dataset)->n == n);
  wait_for_figures (window);
}

static void
forget (WayWindow *window)
{
  WayDataPane *pane = way_metrics_view_get_pane (window->metrics_view);
  g_autoptr (WayCache) cache = way_cache_open (NULL, NULL, NULL);
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (cache, NULL);

  for (guint i = 0; i < datasets->len; i++)
    g_assert_true (way_cache_forget_dataset (cache, ((WayDataset *) datasets->pdata[i])->id, NULL));
  way_data_pane_update (pane);
  window_fixture_close (window);
}

/* --- the assistant --- */

/* A question first; it is answered and Enter imports: no hand on the mouse. */
static void
test_keyboard (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDocument *document = way_session_get_document (window->session);
  g_autofree char *path = make_survey ("orders.csv", 40, 7, TRUE);
  WayImportAssistant *assistant = open_assistant (window, path);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (assistant));
  guint n_metrics = way_element_count (way_document_get_root (document), WAY_KIND_METRIC);

  g_assert_cmpuint (way_import_assistant_count_open (assistant), ==, 1);
  g_assert_false (gtk_widget_get_sensitive (way_import_assistant_get_button (assistant)));
  /* Enter imports nothing yet. */
  press_enter (GTK_WINDOW (assistant));
  window_fixture_settle (50);
  g_assert_true (find_assistant () == assistant);
  /* The keyboard stands on the first answer. */
  g_assert_nonnull (focus);
  g_assert_true (GTK_IS_LIST_BOX_ROW (focus) || GTK_IS_CHECK_BUTTON (focus));
  g_assert_true (gtk_widget_activate (focus));
  g_assert_cmpuint (way_import_assistant_count_open (assistant), ==, 0);
  g_assert_true (gtk_widget_get_sensitive (way_import_assistant_get_button (assistant)));
  press_enter (GTK_WINDOW (assistant));
  window_fixture_wait_until (find_figure (window, "orders") != NULL && find_figure (window, "orders")->is_measured);
  wait_for_figures (window);

  /* Metrics and their places came as one step, and the view shows them. */
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->views), ==, "metrics");
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_METRIC), ==, n_metrics + 1);
  g_assert_cmpstr (way_document_get_undo_label (document), ==, "Add Metrics");
  g_assert_nonnull (find_figure (window, "orders"));
  g_assert_cmpint (find_figure (window, "orders")->n, ==, 40);
  g_assert_true (find_figure (window, "orders")->is_measured);
  g_assert_cmpstr (way_data_pane_get_chosen (way_metrics_view_get_pane (window->metrics_view)), ==, "orders");
  g_assert_cmpuint (way_figure_list_get_size (way_metrics_view_get_list (window->metrics_view)), ==, way_figures_get_size (way_figure_store_get_figures (way_session_get_figures (window->session))));

  /* What stands behind the first of them is not here: it came frozen with the map. Behind the others it is. */
  GtkWidget *list = GTK_WIDGET (way_metrics_view_get_list (window->metrics_view));

  way_figure_detail_show (way_metrics_view_get_detail (window->metrics_view), way_session_get_figures (window->session), document, find_figure (window, "orders")->binding);
  window_fixture_wait_until (way_figure_detail_get_n_rows (way_metrics_view_get_detail (window->metrics_view)) == 40);
  g_assert_true (gtk_widget_get_mapped (list));

  /* The recipe holds the answer: the next file of the kind asks nothing. */
  g_autofree char *next = make_survey ("orders-2.csv", 30, 6, TRUE);

  assistant = open_assistant (window, next);
  g_assert_cmpuint (way_import_assistant_count_open (assistant), ==, 0);
  gtk_window_close (GTK_WINDOW (assistant));
  g_assert_true (way_document_undo (document));
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_METRIC), ==, n_metrics);
  forget (window);
}

/* A file that is no table says so, and the map goes on. */
static void
test_refused (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  g_autofree char *path = write_file ("zeros.csv", "");
  WayImportAssistant *assistant = open_assistant (window, path);

  g_assert_false (gtk_widget_get_sensitive (way_import_assistant_get_button (assistant)));
  gtk_window_close (GTK_WINDOW (assistant));
  window_fixture_settle (50);
  g_assert_null (find_assistant ());
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

/* Stopped in the middle, nothing is there. */
static void
test_cancel (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  g_autofree char *path = make_survey ("many.csv", 200000, 5, FALSE);
  WayImportAssistant *assistant = open_assistant (window, path);
  g_autoptr (GPtrArray) datasets = NULL;
  g_autoptr (WayCache) cache = NULL;

  press_enter (GTK_WINDOW (assistant));
  /* A button that is pressed by Enter shows it first. */
  window_fixture_wait_until (!way_import_assistant_is_ready (assistant));
  /* Closing stops first. */
  gtk_window_close (GTK_WINDOW (assistant));
  g_assert_true (find_assistant () == assistant);
  window_fixture_wait_until (find_assistant () == NULL || way_import_assistant_is_ready (assistant));
  g_assert_true (find_assistant () == assistant);
  g_assert_true (gtk_widget_get_sensitive (way_import_assistant_get_button (assistant)));
  cache = way_cache_open (NULL, NULL, NULL);
  datasets = way_cache_list_datasets (cache, NULL);
  g_assert_cmpuint (datasets->len, ==, 0);
  gtk_window_close (GTK_WINDOW (assistant));
  window_fixture_settle (50);
  window_fixture_close (window);
}

/* What is dropped is a map on the start page, and numbers beside a map; cells come from the clipboard. */
static void
test_dropped (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en"), *start = window_fixture_open (NULL);
  g_autofree char *path = make_survey ("dropped.csv", 8, 5, FALSE), *text = NULL;

  g_assert_false (way_window_drop_figures (start, path));
  g_assert_false (way_window_drop_figures (window, "/tmp/map.waymark"));
  g_assert_true (way_window_drop_figures (window, path));
  window_fixture_wait_until (find_assistant () != NULL && way_import_assistant_is_ready (find_assistant ()));
  gtk_window_close (GTK_WINDOW (find_assistant ()));
  window_fixture_settle (50);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.paste-figures", NULL));
  window_fixture_wait_until (find_assistant () != NULL && way_import_assistant_is_ready (find_assistant ()));
  press_enter (GTK_WINDOW (find_assistant ()));
  window_fixture_wait_until (way_data_pane_get_n_datasets (way_metrics_view_get_pane (window->metrics_view)) == 1);
  wait_for_figures (window);
  window_fixture_close (start);
  forget (window);
}

/* --- imports --- */

static guint n_listed;

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GPtrArray **list = data;

  *list = way_data_list_finish (result, NULL);
}

static gint64
count_rows (guint *n_imports)
{
  g_autoptr (GPtrArray) list = NULL;
  gint64 n = 0;

  way_data_list_async (NULL, listed_cb, &list);
  window_fixture_wait_until (list != NULL);
  *n_imports = 0;
  for (guint i = 0; i < list->len; i++)
    {
      const WayDataEntry *entry = list->pdata[i];

      n += entry->dataset->n_rows;
      *n_imports += entry->imports->len;
    }
  return n;
}

static void
test_take_back (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDataPane *pane = way_metrics_view_get_pane (window->metrics_view);
  g_autofree char *first = make_survey ("wave.csv", 40, 7, FALSE), *second = make_survey ("wave-2.csv", 60, 2, FALSE);
  g_autofree char *metric = NULL;
  gint64 import_id;
  guint n_imports;

  import (window, first, "wave", 40);
  metric = g_strdup (find_figure (window, "wave")->metric);
  g_assert_cmpint (count_rows (&n_imports), ==, 46);

  /* The same file again adds nothing, and no import. */
  import (window, first, "wave", 40);
  g_assert_cmpint (count_rows (&n_imports), ==, 46);
  g_assert_cmpuint (n_imports, ==, 1);

  import (window, second, "wave", 100);
  g_assert_cmpuint (way_data_pane_get_n_datasets (pane), ==, 1);
  g_assert_cmpint (find_figure (window, "wave")->n, ==, 100);
  import_id = way_data_pane_get_import (pane, 0);
  g_assert_cmpint (import_id, >, way_data_pane_get_import (pane, 1));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "data.undo", "x", import_id));
  window_fixture_wait_until (find_figure (window, "wave") != NULL && find_figure (window, "wave")->n == 40);
  wait_for_figures (window);
  g_assert_cmpint (count_rows (&n_imports), ==, 46);
  g_assert_cmpstr (find_figure (window, "wave")->metric, ==, metric);
  forget (window);
}

static void
test_replace (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDataPane *pane = way_metrics_view_get_pane (window->metrics_view);
  g_autofree char *wrong = make_survey ("month.csv", 40, 2, FALSE), *right = make_survey ("month-corrected.csv", 50, 8, FALSE);
  g_autoptr (WayImportJob) job = NULL;
  guint n_imports;

  import (window, wrong, "month", 40);
  g_assert_cmpfloat (find_figure (window, "month")->value, <, 0);
  job = way_import_job_new_for_path (right);
  /* A recipe is there and nothing is to be asked, so nothing is asked. */
  way_window_import_figures (window, job, "month", way_data_pane_get_import (pane, 0));
  window_fixture_wait_until (find_figure (window, "month") != NULL && find_figure (window, "month")->n == 50);
  g_assert_null (find_assistant ());
  wait_for_figures (window);
  g_assert_cmpint (count_rows (&n_imports), ==, 56);
  g_assert_cmpuint (n_imports, ==, 1);
  g_assert_cmpfloat (find_figure (window, "month")->value, >, 0);
  forget (window);
}

/* --- what comes by itself --- */

static void
imported_cb (WayDataWatch *watch, const char *path, const char *dataset, gint64 rows)
{
  n_listed += (guint) rows;
}

static guint n_failed;

static void
failed_cb (WayDataWatch *watch, const char *path, const char *dataset, const char *why)
{
  n_failed++;
}

static void
test_watch (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDataWatch *watch = way_data_watch_get_default ();
  g_autofree char *path = make_survey ("watched.csv", 40, 8, FALSE), *other = NULL, *odd = NULL;
  g_autofree char *inner = g_build_filename (folder, "watched", NULL);
  g_auto (GStrv) paths = NULL;

  g_signal_connect (watch, "imported", G_CALLBACK (imported_cb), NULL);
  g_signal_connect (watch, "failed", G_CALLBACK (failed_cb), NULL);
  import (window, path, "watched", 40);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (way_metrics_view_get_pane (window->metrics_view)), "data.watch-import", "x", way_data_pane_get_import (way_metrics_view_get_pane (window->metrics_view), 0)));
  paths = way_data_watch_list (watch, "watched");
  g_assert_cmpstr (paths[0], ==, path);

  /* Saved over with more rows: those go in, and the map says other figures. */
  g_free (make_survey ("watched.csv", 70, 8, FALSE));
  window_fixture_wait_until (n_listed > 0);
  window_fixture_wait_until (find_figure (window, "watched") != NULL && find_figure (window, "watched")->n > 40);
  wait_for_figures (window);

  /* A folder: what is put there is read, what is no table is not, and what cannot be read is said. */
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  way_data_watch_add (watch, inner, "watched");
  n_listed = 0;
  odd = write_file ("watched/~$lock.csv", "no");
  other = make_survey ("watched/next.csv", 25, 3, FALSE);
  window_fixture_wait_until (n_listed > 0);
  g_assert_cmpuint (n_failed, ==, 0);
  g_free (write_file ("watched/broken.csv", ""));
  window_fixture_wait_until (n_failed > 0);
  wait_for_figures (window);
  way_data_watch_remove (watch, "watched");
  g_signal_handlers_disconnect_by_func (watch, imported_cb, NULL);
  g_signal_handlers_disconnect_by_func (watch, failed_cb, NULL);
  forget (window);
}

/* --- places --- */

static void
test_assign (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDocument *document = way_session_get_document (window->session);
  WayMetricList *metrics = way_metrics_view_get_metrics (window->metrics_view);
  g_autofree char *path = make_survey ("places.csv", 40, 7, FALSE), *metric = NULL;
  guint n;

  import (window, path, "places", 40);
  metric = g_strdup (way_element_get_id (find_metric (window, "places")));
  n = way_element_count (find_metric (window, "places"), WAY_KIND_BINDING);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-metrics", NULL));
  window_fixture_wait_until (way_metric_list_get_n_unmatched (metrics, metric) == 1);
  g_assert_true (way_metric_list_assign (metrics, metric, "Qwertz", "tp-messe"));
  g_assert_cmpuint (way_element_count (find_metric (window, "places"), WAY_KIND_BINDING), ==, n + 1);
  window_fixture_wait_until (way_figure_store_find (way_session_get_figures (window->session), "tp-messe", metric) != NULL);
  g_assert_cmpint (way_figure_store_find (way_session_get_figures (window->session), "tp-messe", metric)->n, ==, 6);
  window_fixture_wait_until (way_metric_list_get_n_unmatched (metrics, metric) == 0);
  g_assert_true (way_document_undo (document));
  g_assert_cmpuint (way_element_count (find_metric (window, "places"), WAY_KIND_BINDING), ==, n);

  /* Frozen, the figures are what later ones are compared with; undo takes that back, too. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.freeze-baseline", NULL));
  g_assert_cmpstr (way_document_get_undo_label (document), ==, "Set Baseline");
  wait_for_figures (window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL));
  forget (window);
}

/* --- on paper --- */

/* A list from the window says what the command line would say with the same numbers: not what is frozen in the map. */
static void
test_list (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDocument *document = way_session_get_document (window->session);
  g_autofree char *survey = make_survey ("lists.csv", 40, 7, FALSE), *path = g_build_filename (folder, "actions.CSV", NULL), *written = NULL, *expected = NULL;
  const char *action = way_element_get_id (way_element_get_first (way_document_get_root (document), WAY_KIND_ACTION));

  import (window, survey, "lists", 40);
  g_assert_true (way_command_set (way_window_get_editor (window), (const char *const[]){ action, NULL }, WAY_FIELD_METRIC, way_element_get_id (find_metric (window, "lists")), NULL));
  way_list_export_write (window, WAY_LISTING_ACTIONS, path);
  window_fixture_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  wait_for_figures (window);

  g_autoptr (WayCache) cache = way_cache_open (NULL, NULL, NULL);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayFigures) measured = way_measure (document, cache, NULL, report);
  g_autoptr (WayFigures) frozen = way_figures_new_frozen (document);
  g_autoptr (WayListing) listing = way_listing_make (WAY_LISTING_ACTIONS, document, measured, NULL, way_date_today ());
  g_autoptr (WayListing) old = way_listing_make (WAY_LISTING_ACTIONS, document, frozen, NULL, way_date_today ());
  g_autofree char *stale = way_listing_to_csv (old, NULL);

  expected = way_listing_to_csv (listing, NULL);
  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpstr (written, !=, stale);
  g_assert_cmpint (g_remove (path), ==, 0);
  forget (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("waymark-metrics-XXXXXX", &error);
  g_assert_no_error (error);
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/metrics/keyboard", test_keyboard);
  g_test_add_func ("/metrics/refused", test_refused);
  g_test_add_func ("/metrics/cancel", test_cancel);
  g_test_add_func ("/metrics/dropped", test_dropped);
  g_test_add_func ("/metrics/take-back", test_take_back);
  g_test_add_func ("/metrics/replace", test_replace);
  g_test_add_func ("/metrics/watch", test_watch);
  g_test_add_func ("/metrics/assign", test_assign);
  g_test_add_func ("/metrics/list", test_list);

  int status = g_test_run ();
  g_autofree char *clean = g_strdup_printf ("rm -r '%s'", folder);

  window_fixture_quit ();
  g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL);
  g_free (folder);
  return status;
}
