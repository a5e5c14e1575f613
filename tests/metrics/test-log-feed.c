/* What an event log tells of journeys as the figures of a map: cost and time, with n and interval, and in the score. */
#include <glib/gstdio.h>
#include <string.h>

#include "metrics/figures/way-journey-score.h"
#include "metrics/figures/way-measure.h"
#include "metrics/figures/way-propose.h"
#include "metrics/log/way-log-store.h"

static char *folder;
static guint n_caches;

/* Forty journeys, one a day, of two events whose costs go round; every seventh has no second cost. The last one has only just begun. */
static WayCache *
make_cache (void)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.db", folder, n_caches++);
  WayCache *cache = way_cache_open (path, NULL, NULL);
  g_autoptr (GString) text = g_string_new ("case_id,activity,timestamp,segment,cost\n");
  g_autoptr (GDateTime) begin = g_date_time_new_utc (2026, 1, 1, 12, 0, 0);
  g_autoptr (WayReport) report = way_report_new ();
  const WayLogTarget target = { .name = "shop" };
  WayLogImportResult result;

  for (int i = 0; i < 40; i++)
    {
      g_autoptr (GDateTime) first = g_date_time_add_days (begin, i), last = g_date_time_add_days (first, 1 + i % 4);
      g_autofree char *one = g_date_time_format (first, "%FT%TZ"), *two = g_date_time_format (last, "%FT%TZ");

      g_string_append_printf (text, "c%d,one,%s,%s,%d\n", i, one, i < 20 ? "early" : "late", i % 5 + 1);
      if (i % 7 != 0)
        g_string_append_printf (text, "c%d,two,%s,,%d\n", i, two, 2 * (i % 3));
      else
        g_string_append_printf (text, "c%d,two,%s,,\n", i, two);
    }
  g_string_append (text, "young,three,2026-03-02T12:00:00Z,late,1000\n");
  g_assert_nonnull (cache);
  g_assert_true (way_log_import (cache, &target, text->str, text->len, NULL, NULL, &result, report, NULL));
  return cache;
}

static WayElement *
append_metric (WayElement *root, const char *id, const char *kind, const char *unit, const char *at)
{
  WayElement *metric = way_element_append (root, way_element_new (WAY_KIND_METRIC)), *binding = way_element_append (metric, way_element_new (WAY_KIND_BINDING));
  g_autofree char *binding_id = g_strconcat ("bd-", id, NULL);

  way_element_init_value (metric, WAY_FIELD_ID, id);
  way_element_init_value (metric, WAY_FIELD_NAME, id);
  way_element_init_value (metric, WAY_FIELD_KIND, kind);
  way_element_init_value (metric, WAY_FIELD_UNIT, unit);
  way_element_init_value (metric, WAY_FIELD_BETTER, "lower");
  way_element_init_value (metric, WAY_FIELD_TARGET, "3");
  way_element_init_value (binding, WAY_FIELD_ID, binding_id);
  way_element_init_value (binding, WAY_FIELD_AT, at);
  return metric;
}

static WayDocument *
make_document (const char *kind, const char *unit)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT), *journey = way_element_append (root, way_element_new (WAY_KIND_JOURNEY));
  WayDocument *document;

  way_element_init_value (root, WAY_FIELD_ID, "map-test0001");
  way_element_init_value (journey, WAY_FIELD_ID, "jn-one");
  way_element_init_value (journey, WAY_FIELD_NAME, "Way");
  if (kind != NULL)
    append_metric (root, "mt-own", kind, unit, "jn-one");
  document = way_document_new_for_root (root, NULL);
  way_document_seed_ids (document, 5);
  return document;
}

static WayElement *
append_feed (WayElement *metric, const char *value, const char *key, const char *aggregate)
{
  WayElement *feed = way_element_append (metric, way_element_new (WAY_KIND_FEED));

  way_element_init_value (feed, WAY_FIELD_DATASET, "shop");
  way_element_init_value (feed, WAY_FIELD_VALUE, value);
  way_element_init_value (feed, WAY_FIELD_KEY, key);
  way_element_init_value (feed, WAY_FIELD_TIME, "time");
  way_element_init_value (feed, WAY_FIELD_AGGREGATE, aggregate);
  return feed;
}

/* The mean over whole journeys and its interval were made by another program; the young journey, which costs most, is not in it. */
static void
test_score (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (WayDocument) document = make_document ("cost", "EUR");
  guint n_metrics, n_bindings;

  g_assert_true (way_propose_apply (document, cache, "shop", &n_metrics, &n_bindings, NULL));
  g_assert_cmpuint (n_metrics, ==, 2);

  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, report);
  const WayFigure *cost = way_figures_find (figures, "bd-mt-own");
  WayJourneyScore score;

  g_assert_cmpuint (way_report_get_size (report), ==, 0);
  g_assert_cmpuint (way_figures_get_size (figures), ==, 2);
  g_assert_cmpint (cost->n, ==, 40);
  g_assert_cmpfloat_with_epsilon (cost->value, 4.65, 1e-9);
  g_assert_true (cost->has_interval);
  g_assert_cmpfloat_with_epsilon (cost->low, 3.9570348438, 1e-6);
  g_assert_cmpfloat_with_epsilon (cost->high, 5.3429651562, 1e-6);
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    if (strcmp (way_figures_get (figures, i)->kind, "duration") == 0)
      {
        g_assert_cmpint (way_figures_get (figures, i)->n, ==, 40);
        g_assert_cmpfloat_with_epsilon (way_figures_get (figures, i)->value, 2.5, 1e-9);
      }

  /* Of a target of 3. */
  way_journey_score_init (&score);
  way_journey_score_measure (&score, document, figures, "jn-one");
  g_assert_true (score.parts[WAY_SCORE_COST].known);
  g_assert_cmpfloat_with_epsilon (score.parts[WAY_SCORE_COST].score, 100 * 3 / 4.65, 1e-9);
  g_assert_cmpfloat_with_epsilon (score.parts[WAY_SCORE_COST].error, 4.9054477290, 1e-6);
  g_assert_cmpuint (score.n_missing, ==, 3);
}

/* Any feed can name what events have, by event or segment. */
static void
test_feeds (void)
{
  static const struct
  {
    const char *value, *key, *match, *aggregate;
    gint64 n;
    double result;
  } rows[] = {
    { "cost", "event", "one", "mean", 40, 3 },
    { "cost", "event", "TWO", "mean", 34, 66 / 34.0 },
    { "cost", "event", "three", "sum", 1, 1000 },
    { "journey cost", "segment", "early", "count", 20, 20 },
    { "journey cost", "segment", "late", "count", 20, 20 },
    { "journey days", NULL, NULL, "median", 40, 2.5 },
    { "journey days", "segment", "early", "mean", 20, 2.5 },
  };
  g_autoptr (WayCache) cache = make_cache ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayDocument) document = make_document ("custom", NULL);
      WayElement *metric = way_document_lookup (document, "mt-own");
      g_autoptr (WayElement) copy = way_element_copy (metric);

      append_feed (copy, rows[i].value, rows[i].key, rows[i].aggregate);
      way_element_init_value ((WayElement *) way_element_get_first (copy, WAY_KIND_BINDING), WAY_FIELD_MATCH, rows[i].match);
      way_document_begin (document, "Feed");
      g_assert_true (way_document_remove (document, metric, NULL));
      g_assert_true (way_document_insert (document, copy, (WayElement *) way_document_get_root (document), G_MAXUINT, NULL));
      way_document_commit (document);

      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, report);
      const WayFigure *figure = way_figures_find (figures, "bd-mt-own");

      g_test_message ("%s by %s", rows[i].value, rows[i].key);
      for (guint k = 0; k < way_report_get_size (report); k++)
        g_test_message ("%s", way_report_get (report, k)->text);
      g_assert_nonnull (figure);
      g_assert_cmpint (figure->n, ==, rows[i].n);
      g_assert_cmpfloat_with_epsilon (figure->value, rows[i].result, 1e-9);
    }
}

/* What a log does not have is no column, and what holds something else is refused. */
static void
test_refused (void)
{
  static const char *const numbers[] = { "score", "event", "journey score" }, *const keys[] = { "cost", "time" };
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (WayData) data = way_data_new (cache, "shop", NULL);
  gint32 first, last;

  g_assert_nonnull (data);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_data_get_numbers (data, numbers[i], &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_data_get_keys (data, keys[i], &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
    }
  g_assert_null (way_data_get_days (data, "cost", &first, &last, NULL));
  g_assert_null (way_data_get_hashes (data, NULL));
  g_assert_nonnull (way_data_get_days (data, NULL, &first, &last, NULL));
  g_assert_cmpint (last - first, ==, 60);
}

/* The metric that waits for it is fed, in one step and only if it counts in the same unit; on a copy, too. */
static void
test_hungry (void)
{
  static const struct
  {
    const char *kind, *unit;
    gboolean fed;
    guint n_bindings;
  } rows[] = {
    { "cost", "EUR", TRUE, 1 },
    { "cost", NULL, TRUE, 1 },
    { "duration", "d", TRUE, 1 },
    { "duration", "h", FALSE, 2 },
    { "revenue", "EUR", FALSE, 2 },
    { NULL, NULL, FALSE, 2 },
  };
  g_autoptr (WayCache) cache = make_cache ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint twice = 0; twice < 2; twice++)
      {
        g_autoptr (WayDocument) document = make_document (rows[i].kind, rows[i].unit), copy = way_measure_copy_document (document, TRUE);
        guint n_metrics, n_bindings;
        const WayElement *own;

        if (twice)
          g_assert_true (way_propose_apply (copy, cache, "shop", &n_metrics, &n_bindings, NULL) && way_propose_take (document, copy, &n_metrics, &n_bindings, NULL));
        else
          g_assert_true (way_propose_apply (document, cache, "shop", &n_metrics, &n_bindings, NULL));
        own = way_document_lookup (document, "mt-own");
        g_assert_cmpuint (n_metrics, ==, 2);
        g_assert_cmpuint (n_bindings, ==, rows[i].n_bindings);
        g_assert_cmpint (own != NULL && way_element_get_first (own, WAY_KIND_FEED) != NULL, ==, rows[i].fed);
        g_assert_true (way_document_undo (document));
        g_assert_null (way_document_get_undo_label (document));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-feed/score", test_score);
  g_test_add_func ("/log-feed/feeds", test_feeds);
  g_test_add_func ("/log-feed/refused", test_refused);
  g_test_add_func ("/log-feed/hungry", test_hungry);
  folder = g_dir_make_tmp ("waymark-feed-XXXXXX", NULL);

  int status = g_test_run ();

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
