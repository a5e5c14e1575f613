/* The owner of a map's figures: measured in a thread, made new when the map or the numbers change. */
#include <string.h>

#include "metrics/figures/way-news.h"
#include "metrics/figures/way-propose.h"
#include "metrics/tables/way-import.h"
#include "window-fixture.h"

static guint n_changed, n_news;

static void
changed_cb (WayFigureStore *store)
{
  n_changed++;
}

static void
news_cb (WayFigureStore *store, GPtrArray *news)
{
  n_news += news->len;
}

static gint64
import (const char *text)
{
  const WayImportOptions options = { .accept_guesses = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  g_autoptr (WayImport) table = way_import_new (cache, text, strlen (text), "survey.csv", "survey", NULL, NULL, &error);
  WayImportResult result = { 0 };

  g_assert_no_error (error);
  g_assert_true (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error));
  return result.import;
}

/* Forty answers of one touchpoint and six of another, in October or, worse, in November. */
static char *
make_survey (const char *month, int score)
{
  GString *s = g_string_new ("Date,Touchpoint,NPS\n");

  for (int i = 0; i < 40; i++)
    g_string_append_printf (s, "2026-%s-%02d,%s,%d\n", month, i % 28 + 1, "Search engine", score + i % 3 - 1);
  for (int i = 0; i < 6; i++)
    g_string_append_printf (s, "2026-%s-%02d,%s,%d\n", month, i + 1, "Nowhere at all", 9);
  return g_string_free (s, FALSE);
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (way_figure_store_refresh_finish (WAY_FIGURE_STORE (object), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
refresh (WayFigureStore *store)
{
  gboolean done = FALSE;

  way_figure_store_refresh_async (store, NULL, refreshed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
unmatched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GPtrArray **list = data;

  *list = way_figure_store_list_unmatched_finish (NULL, result, NULL);
}

static void
origins_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GPtrArray **list = data;

  *list = way_figure_store_list_origins_finish (NULL, result, NULL);
}

static void
test_measures (void)
{
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");
  WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), *lane = way_element_get_first (journey, WAY_KIND_LANE);
  g_autoptr (WayElement) card = way_element_new (WAY_KIND_TOUCHPOINT);
  g_autofree char *before = make_survey ("10", 9), *after = make_survey ("11", 3);
  g_autoptr (WayFigureStore) store = NULL;
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint n_metrics, n_bindings, n_tests;
  const WayFigure *figure;
  WayElement *metric;

  way_element_init_value (card, WAY_FIELD_ID, "tp-search01");
  way_element_init_value (card, WAY_FIELD_NAME, "Search engines");
  way_element_init_value (card, WAY_FIELD_LANE, way_element_get_id (lane));
  way_element_init_value (card, WAY_FIELD_STEP, way_element_get_id (way_element_get_first (way_element_get_first (journey, WAY_KIND_PHASE), WAY_KIND_STEP)));
  way_document_begin (document, "Add");
  g_assert_true (way_document_insert (document, card, journey, 0, NULL));
  way_document_commit (document);
  store = way_figure_store_new (document);
  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (store, "news", G_CALLBACK (news_cb), NULL);
  /* Without a feed there is nothing to wait for, and no cache is made. */
  g_assert_true (way_figure_store_is_ready (store));
  g_assert_cmpint (way_figure_store_get_age (store), ==, -1);
  import (before);
  cache = way_cache_open (way_figure_store_get_cache_path (), NULL, NULL);
  g_assert_true (way_propose_apply (document, cache, "survey", &n_metrics, &n_bindings, NULL));
  g_assert_cmpuint (n_metrics, ==, 1);
  refresh (store);
  metric = way_element_get_first (way_document_get_root (document), WAY_KIND_METRIC);
  figure = way_figure_store_find (store, "tp-search01", way_element_get_id (metric));
  g_assert_nonnull (figure);
  g_assert_true (figure->is_measured);
  g_assert_cmpint (figure->n, ==, 40);
  g_assert_cmpuint (way_figure_store_get_coverage (store).n_measured, ==, 1);
  g_assert_cmpuint (n_news, ==, 0);

  /* What nothing on the map is called. */
  way_figure_store_list_unmatched_async (store, way_element_get_id (metric), NULL, unmatched_cb, &list);
  while (list == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((WayUnmatched *) g_ptr_array_index (list, 0))->text, ==, "Nowhere at all");

  /* Frozen, then worse: the document's change alone measures again, the new rows are news. */
  g_assert_cmpuint (way_figure_store_freeze (store, "baseline", NULL), >, 0);
  g_assert_cmpstr (way_document_get_undo_label (document), ==, "Set Baseline");
  n_changed = 0;
  while (n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  import (after);
  way_figure_store_refresh_all ();
  refresh (store);
  figure = way_figure_store_find (store, "tp-search01", way_element_get_id (metric));
  g_assert_cmpint (figure->verdict, ==, WAY_VERDICT_WORSE);
  g_assert_cmpuint (n_news, >, 0);
  g_assert_cmpuint (way_figure_store_get_comparisons (store, &n_tests)->len, >, 0);
  g_assert_cmpuint (n_tests, >, 0);
  g_assert_cmpint (way_figure_store_get_age (store), >=, 0);
  g_clear_pointer (&list, g_ptr_array_unref);
  way_figure_store_list_origins_async (store, figure->binding, 10, NULL, origins_cb, &list);
  while (list == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (list->len, ==, 10);
  g_assert_cmpstr (((WayOrigin *) g_ptr_array_index (list, 0))->file, ==, "survey.csv");

  /* A metric that is gone takes its figures along; undo brings them back. */
  way_document_begin (document, "Delete");
  g_assert_true (way_document_remove (document, metric, NULL));
  way_document_commit (document);
  refresh (store);
  g_assert_null (way_figure_store_get_at (store, "tp-search01"));
  g_assert_true (way_document_undo (document));
  refresh (store);
  g_assert_nonnull (way_figure_store_get_at (store, "tp-search01"));
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/figures/measures", test_measures);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
