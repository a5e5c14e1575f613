/* From a survey to figures on a map: what is computed, compared, hidden and suggested. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "metrics/figures/way-journey-score.h"
#include "metrics/figures/way-measure-private.h"
#include "metrics/figures/way-propose.h"
#include "metrics/figures/way-signals.h"
#include "metrics/tables/way-import.h"
#include "model/way-statistics.h"
#include "remove-folder.h"

static char *folder;
static guint n_caches;

static WayCache *
make_cache (void)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.db", folder, n_caches++);
  g_autoptr (GError) error = NULL;
  WayCache *cache = way_cache_open (path, NULL, &error);

  g_assert_no_error (error);
  return cache;
}

static void
import (WayCache *cache, const char *text)
{
  const WayImportOptions options = { .accept_guesses = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayImport) table = way_import_new (cache, text, strlen (text), "survey.csv", "survey", NULL, NULL, &error);
  WayImportResult result;

  g_assert_no_error (error);
  g_assert_true (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error));
  g_assert_no_error (error);
}

static WayElement *
add (WayElement *parent, WayKind kind, WayField field, const char *value, ...)
{
  WayElement *element = way_element_new (kind);
  va_list arguments;

  va_start (arguments, value);
  for (;;)
    {
      if (value != NULL)
        way_element_init_value (element, field, value);
      field = (WayField) va_arg (arguments, int);
      if (field == WAY_N_FIELDS)
        break;
      value = va_arg (arguments, const char *);
    }
  va_end (arguments);
  return way_element_append (parent, element);
}

/* A map with a journey of three touchpoints; metrics are added by the tests. */
static WayElement *
make_map (void)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT);
  WayElement *journey = add (root, WAY_KIND_JOURNEY, WAY_FIELD_ID, "jn-one1", WAY_FIELD_NAME, "Journey", WAY_N_FIELDS);

  add (journey, WAY_KIND_TOUCHPOINT, WAY_FIELD_ID, "tp-order", WAY_FIELD_NAME, "Bestellung im Geschäft", WAY_N_FIELDS);
  add (journey, WAY_KIND_TOUCHPOINT, WAY_FIELD_ID, "tp-hotl", WAY_FIELD_NAME, "Hotline", WAY_N_FIELDS);
  add (journey, WAY_KIND_TOUCHPOINT, WAY_FIELD_ID, "tp-bill", WAY_FIELD_NAME, "Rechnung", WAY_N_FIELDS);
  return root;
}

static WayElement *
add_metric (WayElement *root, const char *kind, const char *better, const char *value, const char *key, const char *aggregate)
{
  WayElement *metric = add (root, WAY_KIND_METRIC, WAY_FIELD_ID, "mt-one1", WAY_FIELD_KIND, kind, WAY_FIELD_NAME, "Metric", WAY_FIELD_BETTER, better, WAY_FIELD_UNIT, strcmp (aggregate, "share") == 0 ? "%" : NULL, WAY_N_FIELDS);

  add (metric, WAY_KIND_FEED, WAY_FIELD_DATASET, "survey", WAY_FIELD_VALUE, value, WAY_FIELD_KEY, key, WAY_FIELD_AGGREGATE, aggregate, WAY_N_FIELDS);
  return metric;
}

static WayElement *
bind (WayElement *metric, const char *id, const char *at, const char *match)
{
  return add (metric, WAY_KIND_BINDING, WAY_FIELD_ID, id, WAY_FIELD_AT, at, WAY_FIELD_MATCH, match, WAY_N_FIELDS);
}

/* Answers on one day: `n` of each of the values. */
static void
append_rows (GString *s, const char *date, const char *where, const char *values, guint n)
{
  g_auto (GStrv) list = g_strsplit (values, " ", -1);

  for (char **value = list; *value != NULL; value++)
    for (guint i = 0; i < n; i++)
      g_string_append_printf (s, "%s,%s,%s\n", date, where, *value);
}

/* Values 1, 2, 4, 8, 16 thirty times each, and no others: every aggregate by hand. */
static void
test_aggregates (void)
{
  static const struct
  {
    const char *kind, *better, *aggregate;
    double value;
    gboolean has_interval;
    double low, high;
  } rows[] = {
    { "custom", "none", "mean", 6.2, TRUE, 6.2 - 0.8831, 6.2 + 0.8831 },
    { "duration", "lower", "median", 4, TRUE, 4, 4 },
    { "revenue", "higher", "sum", 930, FALSE, 0, 0 },
    { "count", "higher", "count", 150, FALSE, 0, 0 },
    { "custom", "none", "last", 16, FALSE, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayCache) cache = make_cache ();
      g_autoptr (GString) s = g_string_new ("date,where,value\n");
      WayElement *root = make_map ();
      WayElement *metric = add_metric (root, rows[i].kind, rows[i].better, "value", "where", rows[i].aggregate);

      bind (metric, "bd-one1", "tp-order", "order");
      append_rows (s, "2025-07-01", "Order", "1 2 4 8 16", 30);
      append_rows (s, "2025-07-02", "Elsewhere", "5", 3);
      import (cache, s->str);

      g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
      g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);
      const WayFigure *figure = way_figures_get (figures, 0);

      g_test_message ("%s", rows[i].aggregate);
      g_assert_cmpuint (way_figures_get_size (figures), ==, 1);
      g_assert_true (figure->is_measured);
      g_assert_cmpfloat_with_epsilon (figure->value, rows[i].value, 1e-9);
      if (strcmp (rows[i].aggregate, "last") != 0)
        g_assert_cmpint (figure->n, ==, 150);
      g_assert_cmpint (figure->has_interval, ==, rows[i].has_interval);
      if (rows[i].has_interval)
        {
          g_assert_cmpfloat_with_epsilon (figure->low, rows[i].low, 1e-3);
          g_assert_cmpfloat_with_epsilon (figure->high, rows[i].high, 1e-3);
        }
      g_assert_cmpstr (figure->from, ==, "2025-07-01");
    }
}

/* Scores: NPS by its mix, top boxes by scale and direction, yes and no, percentages made elsewhere. */
static void
test_scores (void)
{
  static const struct
  {
    const char *kind, *better, *aggregate, *header, *values;
    double value;
  } rows[] = {
    { "nps", "higher", "nps", "value", "9 10 7 3 10", 40 },
    { "csat", "higher", "share", "value (1-5)", "5 4 3 1 2", 40 },
    { "csat", "higher", "mean", "value (1-5)", "5 4 3 1 2", 3 },
    { "csat", "lower", "share", "value (1-6)", "1 2 3 6 1", 60 },
    { "ces", "higher", "share", "value (1-7)", "5 6 7 1 4", 60 },
    { "conversion", "higher", "share", "value", "yes no no no yes", 40 },
    { "drop-off", "lower", "share", "value", "0.25 0.75 0.5 0.5 0.5", 50 },
    { "share", "none", "share", "value", "25% 75% 50% 50% 50%", 50 },
    { "first-contact-resolution", "higher", "share", "value", "1 0 1 1 1", 80 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayCache) cache = make_cache ();
      g_autoptr (GString) s = g_string_new (NULL);
      WayElement *root = make_map ();
      WayElement *metric = add_metric (root, rows[i].kind, rows[i].better, rows[i].header, "where", rows[i].aggregate);

      g_string_append_printf (s, "date,where,%s\n", rows[i].header);
      bind (metric, "bd-one1", "tp-order", "ORDER");
      append_rows (s, "2025-07-01", "Order", rows[i].values, 10);
      import (cache, s->str);

      g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
      g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);

      g_test_message ("%s %s", rows[i].kind, rows[i].aggregate);
      g_assert_cmpfloat_with_epsilon (way_figures_get (figures, 0)->value, rows[i].value, 1e-9);
      g_assert_cmpint (way_figures_get (figures, 0)->n, ==, 50);
      g_assert_true (way_figures_get (figures, 0)->has_interval);
    }
}

static void
freeze (WayElement *binding, const char *value, const char *n)
{
  add (binding, WAY_KIND_FIGURE, WAY_FIELD_ROLE, "baseline", WAY_FIELD_VALUE, value, WAY_FIELD_N, n, WAY_FIELD_FROM, "2025-01-01", WAY_FIELD_TO, "2025-06-30", WAY_FIELD_TAKEN, "2025-07-01T00:00:00Z", WAY_N_FIELDS);
}

/* What came after the baseline is compared with it; freezing writes what was measured, and then nothing more. */
static void
test_baseline (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,where,nps\n");
  WayElement *root = make_map (), *metric = add_metric (root, "nps", "higher", "nps", "where", "nps");
  guint n_tests;

  freeze (bind (metric, "bd-one1", "tp-order", "Order"), "0", "120");
  freeze (bind (metric, "bd-two1", "tp-hotl", "Hotline"), "0", "120");
  freeze (bind (metric, "bd-tre1", "tp-bill", "Bill"), "0", "120");
  append_rows (s, "2025-03-01", "Order", "9 7 3", 40);
  append_rows (s, "2025-08-01", "Order", "9 9 3", 40);
  append_rows (s, "2025-03-01", "Hotline", "9 7 3", 40);
  append_rows (s, "2025-08-01", "Hotline", "9 7 3", 40);
  append_rows (s, "2025-08-01", "Bill", "9 7", 10);
  import (cache, s->str);

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);
  g_autoptr (GArray) list = way_compare_figures (figures, &n_tests);
  const WayFigure *order = g_ptr_array_index (way_figures_get_at (figures, "tp-order"), 0);

  g_assert_cmpfloat_with_epsilon (order->value, 100.0 / 3, 1e-9);
  g_assert_cmpint (order->n, ==, 120);
  g_assert_cmpfloat_with_epsilon (order->change, 100.0 / 3, 1e-9);
  g_assert_cmpstr (order->since, ==, "2025-06-30");
  /* The rows of the baseline are still there, so that its own mix counts and not the most cautious one. */
  g_assert_cmpfloat_with_epsilon (order->p, way_statistics_means_p (order->change, 100 * sqrt ((1 - 1 / 9.0) / 119), 119, 100 * sqrt (2 / 3.0 / 119), 119), 1e-12);
  g_assert_cmpuint (n_tests, ==, 2);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpint (g_array_index (list, WayFigureChange, 0).verdict, ==, WAY_VERDICT_BETTER);
  g_assert_true (g_array_index (list, WayFigureChange, 0).figure == order);
  g_assert_cmpfloat_with_epsilon (way_statistics_p (g_array_index (list, WayFigureChange, 0).size, 1), order->p, 1e-6);
  g_assert_cmpint (g_array_index (list, WayFigureChange, 1).verdict, ==, WAY_VERDICT_NOISE);
  g_assert_cmpint (g_array_index (list, WayFigureChange, 2).verdict, ==, WAY_VERDICT_NONE);

  g_assert_cmpuint (way_measure_freeze (document, figures, "current", "2025-09-01T10:00:00Z", NULL), ==, 3);
  g_assert_cmpuint (way_measure_freeze (document, figures, "current", "2025-09-02T10:00:00Z", NULL), ==, 0);

  const WayElement *frozen = way_figure_find_frozen (way_document_lookup (document, "bd-one1"), "current");

  g_assert_cmpstr (way_element_get (frozen, WAY_FIELD_VALUE), ==, "33.3333");
  g_assert_cmpstr (way_element_get (frozen, WAY_FIELD_N), ==, "120");
  g_assert_cmpstr (way_element_get (frozen, WAY_FIELD_TAKEN), ==, "2025-09-01T10:00:00Z");
  g_assert_true (way_document_undo (document));
  g_assert_null (way_figure_find_frozen (way_document_lookup (document, "bd-one1"), "current"));
}

/* Few stay hidden, and so does who would follow from the total. */
static void
test_suppression (void)
{
  static const struct
  {
    guint others;
    WaySample hotline, bill;
  } rows[] = { { 0, WAY_SAMPLE_HIDDEN, WAY_SAMPLE_HIDDEN }, { 20, WAY_SAMPLE_HIDDEN, WAY_SAMPLE_SMALL } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayCache) cache = make_cache ();
      g_autoptr (GString) s = g_string_new ("date,where,nps,comment\n");
      WayElement *root = make_map (), *metric = add_metric (root, "nps", "higher", "nps", "where", "nps");

      bind (metric, "bd-all1", "jn-one1", NULL);
      bind (metric, "bd-one1", "tp-order", "Order");
      bind (metric, "bd-two1", "tp-hotl", "Hotline");
      bind (metric, "bd-tre1", "tp-bill", "Bill");
      append_rows (s, "2025-08-01", "Order", "9,fine 3,slow", 40);
      append_rows (s, "2025-08-01", "Hotline", "9,fine", 4);
      append_rows (s, "2025-08-01", "Bill", "9,fine", 9);
      append_rows (s, "2025-08-01", "Elsewhere", "9,fine", rows[i].others);
      import (cache, s->str);

      g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
      g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);
      g_autoptr (GPtrArray) shown = way_measure_list_origins (document, cache, "bd-one1", NULL, 10, NULL);
      g_autoptr (GPtrArray) hidden = way_measure_list_origins (document, cache, "bd-two1", NULL, 10, NULL);
      WayCoverage coverage = way_measure_get_coverage (document, figures);

      g_assert_cmpint (way_figures_get (figures, 0)->n, ==, 93 + rows[i].others);
      g_assert_cmpint (way_figures_get (figures, 1)->sample, ==, WAY_SAMPLE_FULL);
      g_assert_cmpint (way_figures_get (figures, 2)->sample, ==, rows[i].hotline);
      g_assert_cmpint (way_figures_get (figures, 3)->sample, ==, rows[i].bill);
      g_assert_false (way_figures_get (figures, 2)->has_interval);
      g_assert_cmpuint (shown->len, ==, 10);
      g_assert_cmpint (((const WayOrigin *) g_ptr_array_index (shown, 0))->line, ==, 2);
      g_assert_cmpstr (((const WayOrigin *) g_ptr_array_index (shown, 0))->file, ==, "survey.csv");
      g_assert_cmpstr (((const WayOrigin *) g_ptr_array_index (shown, 0))->comment, ==, "fine");
      g_assert_cmpuint (hidden->len, ==, 0);
      g_assert_cmpuint (coverage.n_touchpoints, ==, 3);
      g_assert_cmpuint (coverage.n_measured, ==, rows[i].bill == WAY_SAMPLE_HIDDEN ? 1 : 2);
    }
}

/* A survey with one question a touchpoint: without a key the match is a column. */
static void
test_by_column (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,Order 0-10,Hotline 0-10\n");
  WayElement *root = make_map (), *metric = add_metric (root, "nps", "higher", "Order 0-10", NULL, "nps");
  g_autoptr (WayReport) report = way_report_new ();

  bind (metric, "bd-one1", "tp-order", NULL);
  bind (metric, "bd-two1", "tp-hotl", "hotline 0-10");
  freeze (bind (metric, "bd-tre1", "tp-bill", "No such column"), "12", "50");
  append_rows (s, "2025-08-01", "9", "3", 10);
  append_rows (s, "2025-08-01", "10", "8", 10);
  import (cache, s->str);

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, report);

  g_assert_cmpfloat (way_figures_get (figures, 0)->value, ==, 100);
  g_assert_cmpfloat (way_figures_get (figures, 1)->value, ==, -50);
  /* What cannot be measured shows what is frozen, and says why. */
  g_assert_false (way_figures_get (figures, 2)->is_measured);
  g_assert_cmpfloat (way_figures_get (figures, 2)->value, ==, 12);
  g_assert_cmpuint (way_report_get_size (report), ==, 1);
}

static void
test_long_form (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("respondent_id,date,touchpoint,question,answer\n");
  WayElement *root = make_map (), *metric = add_metric (root, "csat", "higher", "CSAT 1-5", "touchpoint", "mean");

  bind (metric, "bd-one1", "tp-order", "Order");
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (s, "%u,2025-08-01,Order,NPS,9\n%u,2025-08-01,Order,CSAT 1-5,%u\n%u,2025-08-01,Order,Why?,because %u\n", i, i, 3 + i % 2, i, i);
  import (cache, s->str);

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);

  g_assert_cmpint (way_figures_get (figures, 0)->n, ==, 20);
  g_assert_cmpfloat_with_epsilon (way_figures_get (figures, 0)->value, 3.5, 1e-9);
}

/* More different values than codes: the same figures by the other way. */
static void
test_many_values (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,where,minutes\n");
  WayElement *root = make_map (), *metric = add_metric (root, "duration", "lower", "minutes", "where", "median");

  bind (metric, "bd-one1", "tp-order", "Order");
  for (guint i = 0; i <= 1000; i++)
    g_string_append_printf (s, "2025-08-01,Order,%u.5\n", i);
  import (cache, s->str);
  /* A second import with few values is merged with the first. */
  import (cache, "date,where,minutes\n2025-08-02,Order,0.5\n2025-08-02,Order,1000.5\n");

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);
  const WayFigure *figure = way_figures_get (figures, 0);

  g_assert_cmpint (figure->n, ==, 1003);
  g_assert_cmpfloat_with_epsilon (figure->value, 500.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (figure->low, 500.5 - 32, 1.1);
  g_assert_cmpfloat_with_epsilon (figure->high, 500.5 + 32, 1.1);
}

/* Forty weeks as usual and one that is not. */
static void
test_series (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,where,nps\n");
  WayElement *root = make_map (), *metric = add_metric (root, "nps", "higher", "nps", "where", "nps");
  const WayMeasureOptions options = { .series = TRUE };

  bind (metric, "bd-one1", "tp-order", "Order");
  for (guint week = 0; week < 41; week++)
    for (guint day = 0; day < 7; day++)
      {
        g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) (way_value_make_day (2025, 1, 6) + week * 7 + day) * 86400);
        g_autofree char *date = g_date_time_format (time, "%Y-%m-%d");

        append_rows (s, date, "Order", week == 40 ? "1 2 3 9" : "9 10 7 3", 3);
      }
  import (cache, s->str);

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) figures = way_measure (document, cache, &options, NULL);
  const GArray *series = way_figures_get (figures, 0)->series;

  g_assert_cmpuint (series->len, ==, 41);
  for (guint i = 0; i < series->len; i++)
    {
      const WayFigurePoint *point = &g_array_index (series, WayFigurePoint, i);

      g_assert_cmpint (point->n, ==, 84);
      g_assert_true (point->has_limits);
      g_assert_cmpfloat_with_epsilon (point->value, i == 40 ? -50 : 25, 1e-9);
      g_assert_cmpint (point->signal, ==, i == 40);
      g_assert_cmpfloat (point->low, <, 25);
      g_assert_cmpfloat (point->high, >, 25);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean alike;
  } rows[] = {
    { "Bestellung", "bestellung", TRUE },
    { "Bestellungen", "Bestellung", TRUE },
    { "GESCHAEFT Bestellung", "Bestellung im Geschäft", TRUE },
    { "Reklamation", "Reklamationshotline", TRUE },
    { "Order", "Ordering online", TRUE },
    { "Hotline", "Rechnung", FALSE },
    { "Start", "Startseite der Anwendung mit vielem", FALSE },
    { "", "Hotline", FALSE },
    { "?!", "Hotline", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double there = way_measure_rate_names (rows[i].a, rows[i].b), back = way_measure_rate_names (rows[i].b, rows[i].a);

      g_test_message ("%s, %s: %.2f", rows[i].a, rows[i].b, there);
      g_assert_cmpfloat_with_epsilon (there, back, 1e-12);
      g_assert_cmpint (there >= 0.5, ==, rows[i].alike);
      g_assert_cmpfloat (there, <=, 1);
    }
}

static void
test_unmatched (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,where,nps\n");
  WayElement *root = make_map (), *metric = add_metric (root, "nps", "higher", "nps", "where", "nps");

  bind (metric, "bd-two1", "tp-hotl", "Hotline");
  append_rows (s, "2025-08-01", "Hotline", "9", 7);
  append_rows (s, "2025-08-01", "Geschaeft-Bestellungen", "9", 6);
  append_rows (s, "2025-08-01", "Elsewhere", "9", 9);
  import (cache, s->str);

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (GPtrArray) list = way_measure_list_unmatched (document, cache, "mt-one1", NULL);

  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((const WayUnmatched *) g_ptr_array_index (list, 0))->text, ==, "Elsewhere");
  g_assert_cmpint (((const WayUnmatched *) g_ptr_array_index (list, 0))->n, ==, 9);
  g_assert_null (((const WayUnmatched *) g_ptr_array_index (list, 0))->suggested);
  g_assert_cmpstr (((const WayUnmatched *) g_ptr_array_index (list, 1))->suggested, ==, "tp-order");
}

/* From a dataset to a map without a word: kinds, units and how they are computed; and places by their names. */
/* What is defined otherwise never stands in one series, whichever of the two has changed. */
static void
test_definition (void)
{
  static const struct
  {
    const char *kind, *better, *aggregate, *header; /* in the file */
    const char *low, *high, *top;                   /* of the metric, or NULL */
    const char *basis;                              /* NULL: it is refused */
    double value;
  } rows[] = {
    { "csat", "higher", "share", "value (1-5)", NULL, NULL, NULL, "share 4-5 of 1-5", 40 },
    { "csat", "higher", "share", "value (1-5)", "1", "5", NULL, "share 4-5 of 1-5", 40 },
    { "csat", "higher", "share", "value (1-5)", "1", "5", "1", "share 5-5 of 1-5", 20 },
    { "csat", "higher", "share", "value (1-5)", "1", "5", "3", "share 3-5 of 1-5", 60 },
    { "csat", "lower", "share", "value (1-5)", "1", "5", NULL, "share 1-2 of 1-5", 40 },
    { "csat", "higher", "share", "value (1-5)", "1", "7", NULL, NULL, 0 },
    { "csat", "higher", "mean", "value (1-5)", "1", "6", NULL, NULL, 0 },
    { "csat", "higher", "mean", "value (1-5)", "1", "5", NULL, "mean of 1-5", 3 },
    { "csat", "lower", "mean", "value (1-5)", "1", "5", NULL, "mean of 5-1", 3 },
    { "ces", "higher", "share", "value (1-7)", "1", "7", NULL, "share 5-7 of 1-7", 20 },
    { "ces", "higher", "share", "value (1-7)", "1", "7", "2", "share 6-7 of 1-7", 0 },
    /* Nothing says which scale it is but the metric. */
    { "custom", "higher", "share", "value", "1", "5", "2", "share 4-5 of 1-5", 40 },
    { "custom", "none", "median", "value", NULL, NULL, NULL, "median", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayCache) cache = make_cache ();
      g_autoptr (GString) s = g_string_new (NULL);
      g_autoptr (WayReport) report = way_report_new ();
      WayElement *root = make_map ();
      WayElement *metric = add_metric (root, rows[i].kind, rows[i].better, rows[i].header, "where", rows[i].aggregate);

      g_test_message ("%u: %s %s", i, rows[i].aggregate, rows[i].header);
      way_element_init_value (metric, WAY_FIELD_LOW, rows[i].low);
      way_element_init_value (metric, WAY_FIELD_HIGH, rows[i].high);
      way_element_init_value (metric, WAY_FIELD_TOP, rows[i].top);
      freeze (bind (metric, "bd-one1", "tp-order", "Order"), "50", "50");
      g_string_append_printf (s, "date,where,%s\n", rows[i].header);
      append_rows (s, "2025-08-01", "Order", "1 2 3 4 5", 10);
      import (cache, s->str);

      g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
      g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, report);
      const WayFigure *figure = way_figures_get (figures, 0);

      g_assert_cmpint (figure->is_measured, ==, rows[i].basis != NULL);
      g_assert_cmpstr (figure->basis, ==, rows[i].basis);
      g_assert_cmpfloat_with_epsilon (figure->value, rows[i].basis != NULL ? rows[i].value : 50, 1e-9);
      g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_WARNING), ==, rows[i].basis == NULL);
    }
}

/* A baseline says how it was computed, and is compared with nothing else: neither here nor where the cache is missing. */
static void
test_other_basis (void)
{
  static const char csat[] = "share 4-5 of 1-5";
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,where,value (1-5)\n");
  WayElement *root = make_map (), *metric = add_metric (root, "csat", "higher", "value (1-5)", "where", "share");
  const WayMeasureOptions by_dates = { .baseline_from = way_date_parse ("2025-03-01"), .baseline_to = way_date_parse ("2025-03-31") };

  freeze (bind (metric, "bd-one1", "tp-order", "Order"), "40", "50");
  append_rows (s, "2025-03-01", "Order", "1 2 3 4 5", 10);
  append_rows (s, "2025-08-01", "Order", "4 4 4 4 5", 10);
  import (cache, s->str);

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) first = way_measure (document, cache, NULL, NULL);

  /* Maps of before say nothing, and are compared as they were. */
  g_assert_true (way_figures_get (first, 0)->has_baseline);
  g_assert_cmpuint (way_measure_freeze (document, first, "baseline", "2025-09-01T10:00:00Z", NULL), ==, 1);
  g_assert_cmpstr (way_element_get (way_figure_find_frozen (way_document_lookup (document, "bd-one1"), "baseline"), WAY_FIELD_BASIS), ==, csat);
  import (cache, "date,where,value (1-5)\n2025-10-01,Order,5\n2025-10-02,Order,5\n2025-10-03,Order,5\n2025-10-04,Order,1\n2025-10-05,Order,2\n2025-10-06,Order,2\n");

  for (guint top = 1; top <= 3; top++)
    {
      g_autofree char *text = g_strdup_printf ("%u", top);
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (WayFigures) figures = NULL, dated = NULL, frozen = NULL;

      way_document_begin (document, "Change");
      g_assert_true (way_document_set (document, way_document_lookup (document, "mt-one1"), WAY_FIELD_TOP, text, NULL));
      way_document_commit (document);
      figures = way_measure (document, cache, NULL, report);
      g_assert_cmpint (way_figures_get (figures, 0)->has_baseline, ==, top == 2);
      g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_WARNING), ==, top != 2);
      /* Both made from rows are always the same. */
      dated = way_measure (document, cache, &by_dates, NULL);
      g_assert_true (way_figures_get (dated, 0)->has_baseline);
      g_assert_cmpuint (way_measure_freeze (document, figures, "current", "2025-11-01T10:00:00Z", NULL), ==, 1);
      frozen = way_figures_new_frozen (document);
      g_assert_cmpint (way_figures_get (frozen, 0)->has_baseline, ==, top == 2);
      g_assert_cmpint (way_figures_get (frozen, 0)->n, ==, 6);
    }
}

/* The same column, the same answers, but the question has another scale now: it is asked, and nothing is mixed. */
static void
test_named_scale (void)
{
  static const char form[] = "ResponseId,RecordedDate,Q1\n"
                             "Response ID,Recorded Date,How satisfied are you? (1-%u)\n"
                             "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n"
                             "R_1%u,2025-08-01,3\nR_2%u,2025-08-02,4\nR_3%u,2025-08-03,5\nR_4%u,2025-08-04,1\n";

  for (guint high = 5; high <= 7; high++)
    {
      g_autoptr (WayCache) cache = make_cache ();
      g_autofree char *first = g_strdup_printf (form, 5, 0, 0, 0, 0), *second = g_strdup_printf (form, high, 1, 1, 1, 1);
      const WayImportOptions options = { 0 };
      g_autoptr (WayImport) table = NULL;
      g_autoptr (GError) error = NULL;
      WayImportResult result;

      import (cache, first);
      table = way_import_new (cache, second, strlen (second), "survey.csv", "survey", NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (way_import_count_open (table), ==, high != 5);
      g_assert_cmpint (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error), ==, high == 5);
      if (high != 5)
        g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
    }
}

/* Columns of one metric, one a place, must be on one scale. */
static void
test_scales_by_column (void)
{
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (WayReport) report = way_report_new ();
  WayElement *root = make_map (), *metric = add_metric (root, "csat", "higher", "Order 1-5", NULL, "share");

  bind (metric, "bd-one1", "tp-order", "Order 1-5");
  bind (metric, "bd-two1", "tp-hotl", "Hotline 1-7");
  bind (metric, "bd-tre1", "tp-bill", "Bill 1-5");
  import (cache, "date,Order 1-5,Hotline 1-7,Bill 1-5\n2025-08-01,5,5,4\n2025-08-02,5,5,4\n2025-08-03,5,5,4\n2025-08-04,4,5,4\n2025-08-05,1,5,4\n2025-08-06,2,5,1\n");

  g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, report);

  g_assert_cmpuint (way_figures_get_size (figures), ==, 2);
  g_assert_null (way_figures_get_at (figures, "tp-hotl"));
  g_assert_cmpfloat_with_epsilon (((const WayFigure *) g_ptr_array_index (way_figures_get_at (figures, "tp-order"), 0))->value, 400 / 6.0, 1e-9);
  g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_WARNING), ==, 1);
}

/* An answer belongs to the day that stands in the file, wherever that was and whatever clocks did that night. */
static void
test_zones (void)
{
  static const char *const zones[] = { NULL, "UTC", "Europe/Berlin", "America/Denver", "Pacific/Kiritimati", "Australia/Lord_Howe", "Pacific/Apia" };
  static const char *const times[] = { "", " 00:00:00", " 00:30:00", " 12:00:00", " 23:59:59" };
  guint32 start = way_date_parse ("2024-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    for (guint j = 0; j < G_N_ELEMENTS (times); j++)
      {
        g_autoptr (WayCache) cache = make_cache ();
        g_autoptr (GString) s = g_string_new ("date,nps\n");
        g_autoptr (GTimeZone) zone = zones[i] != NULL ? g_time_zone_new_identifier (zones[i]) : NULL;
        const WayImportOptions options = { .accept_guesses = TRUE, .zone = zone };
        g_autoptr (WayImport) import = NULL;
        g_autoptr (WayData) data = NULL;
        g_autoptr (GPtrArray) datasets = NULL;
        WayImportResult result;
        gint32 first, last;
        const gint32 *days;

        g_test_message ("%s%s", zones[i], times[j]);
        for (guint day = 0; day < 366; day++)
          {
            g_autofree char *date = way_date_to_xml (start + day);

            g_string_append_printf (s, "%s%s,%u\n", date, times[j], day % 11);
          }
        import = way_import_new (cache, s->str, s->len, "survey.csv", "survey", NULL, NULL, NULL);
        g_assert_true (way_import_run (import, &options, NULL, NULL, NULL, &result, NULL, NULL));
        data = way_data_new (cache, "survey", NULL);
        days = way_data_get_days (data, NULL, &first, &last, NULL);
        g_assert_cmpint (first, ==, (gint32) start - WAY_EPOCH_DAY);
        g_assert_cmpint (last, ==, first + 365);
        for (gint32 day = 0; day < 366; day++)
          g_assert_cmpint (days[day], ==, first + day);
        datasets = way_cache_list_datasets (cache, NULL);
        g_assert_cmpint (((const WayDataset *) g_ptr_array_index (datasets, 0))->from / 86400000, ==, first);
        g_assert_cmpint (((const WayDataset *) g_ptr_array_index (datasets, 0))->to / 86400000, ==, last);
      }
}

/* Who says where its clocks stand is not asked again: neither Qualtrics in its third row nor a name with "(UTC)". */
static void
test_named_zones (void)
{
  static const struct
  {
    const char *text;
    const char *zone;
  } rows[] = {
    { "ResponseId,RecordedDate,Q1\nResponse ID,Recorded Date,How likely? (0-10)\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nR_1,2025-08-01 22:00:00,3\n", "America/Denver" },
    { "ResponseId,RecordedDate,Q1\nResponse ID,Recorded Date,How likely? (0-10)\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\",\"\"timeZone\"\":\"\"Nowhere/Land\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nR_1,2025-08-01 22:00:00,3\n", "Europe/Berlin" },
    { "#,How likely? (0-10),Submit Date (UTC)\n0123456789abcdef0123456789abcdef,3,2025-08-01 22:00:00\n", NULL },
    { "date,nps\n2025-08-01 22:00:00,3\n", "Europe/Berlin" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayCache) cache = make_cache ();
      g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
      const WayImportOptions options = { .accept_guesses = TRUE, .zone = berlin };
      g_autoptr (WayImport) import = way_import_new (cache, rows[i].text, strlen (rows[i].text), "survey.csv", "survey", NULL, NULL, NULL);
      g_autoptr (GPtrArray) imports = NULL;
      WayImportResult result;

      g_assert_true (way_import_run (import, &options, NULL, NULL, NULL, &result, NULL, NULL));
      imports = way_cache_list_imports (cache, way_cache_find_dataset (cache, "survey"), NULL);
      g_assert_cmpstr (((const WayImported *) g_ptr_array_index (imports, 0))->zone, ==, rows[i].zone);
      /* As the file has it. */
      g_assert_cmpint (((const WayImported *) g_ptr_array_index (imports, 0))->from % 86400000, ==, 22 * 3600000);
    }
}

/* The points of a history are what the metric says they are. */
static void
test_periods (void)
{
  static const struct
  {
    const char *period; /* NULL: as the answers have it */
    const char *first, *second;
    guint n;
  } rows[] = {
    { NULL, "2024-01-01", "2024-01-08", 104 },
    { "week", "2024-01-01", "2024-01-08", 104 },
    { "month", "2024-01-01", "2024-02-01", 24 },
    { "quarter", "2024-01-01", "2024-04-01", 8 },
    { "year", "2024-01-01", "2025-01-01", 2 },
  };
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (GString) s = g_string_new ("date,where,nps\n");
  const WayMeasureOptions options = { .series = TRUE };

  for (guint day = 0; day < 731; day++)
    {
      g_autofree char *date = way_date_to_xml (way_date_parse ("2024-01-01") + day);

      append_rows (s, date, "Order", "9 10 7 3", 1);
    }
  import (cache, s->str);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WayElement *root = make_map (), *metric = add_metric (root, "nps", "higher", "nps", "where", "nps");

      g_test_message ("%s", rows[i].period);
      way_element_init_value (metric, WAY_FIELD_PERIOD, rows[i].period);
      bind (metric, "bd-one1", "tp-order", "Order");

      g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
      g_autoptr (WayFigures) figures = way_measure (document, cache, &options, NULL);
      const GArray *series = way_figures_get (figures, 0)->series;

      g_assert_cmpuint (series->len, ==, rows[i].n);
      g_assert_cmpuint (g_array_index (series, WayFigurePoint, 0).day, ==, way_date_parse (rows[i].first));
      g_assert_cmpuint (g_array_index (series, WayFigurePoint, 1).day, ==, way_date_parse (rows[i].second));
    }
}

static void
test_propose (void)
{
  static const struct
  {
    const char *value, *kind, *aggregate, *unit, *better, *low, *high;
  } rows[] = {
    { "NPS", "nps", "nps", NULL, "higher", "0", "10" },
    { "Zufriedenheit (1-5)", "csat", "share", "%", "higher", "1", "5" },
    { "Note", "csat", "mean", NULL, "lower", "1", "6" },
    { "Aufwand (1-7)", "ces", "mean", NULL, "higher", "1", "7" },
    { "Gekauft", "conversion", "share", "%", "higher" },
    { "Dauer", "duration", "median", "s", "lower" },
    { "Kosten", "cost", "mean", "€", "lower" },
    { "Gekündigt", "churn", "share", "%", "lower" },
  };
  g_autoptr (WayCache) cache = make_cache ();
  g_autoptr (WayDocument) document = way_document_new_for_root (make_map (), NULL);
  g_autoptr (GString) s = g_string_new ("Datum;Kanal;Kontaktpunkt;NPS;Zufriedenheit (1-5);Note;Aufwand (1-7);Gekauft;Dauer;Kosten;Gekündigt\n");
  guint n_metrics, n_bindings, n = 0;
  g_autoptr (GError) error = NULL;
  WayElement *metric;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (s, "%02u.07.2025;Mail;%s;%u;%u;%u;%u;%s;00:0%u:30;%u,50 €;%s\n", i + 1, i % 2 == 0 ? "Bestellungen" : "Rechnung", i % 11, i % 5 + 1, i % 6 + 1, i % 7 + 1, i % 3 == 0 ? "ja" : "nein", i % 9, i, i % 4 == 0 ? "ja" : "nein");
  import (cache, s->str);
  g_assert_false (way_propose_apply (document, cache, "no such", &n_metrics, &n_bindings, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
  g_assert_true (way_propose_apply (document, cache, "survey", &n_metrics, &n_bindings, NULL));
  g_assert_cmpuint (n_metrics, ==, G_N_ELEMENTS (rows));
  g_assert_cmpuint (n_bindings, ==, 3 * G_N_ELEMENTS (rows));
  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    {
      const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);

      g_test_message ("%s", rows[n].value);
      g_assert_cmpstr (way_element_get (feed, WAY_FIELD_VALUE), ==, rows[n].value);
      g_assert_cmpstr (way_element_get (feed, WAY_FIELD_KEY), ==, "Kontaktpunkt");
      g_assert_cmpstr (way_element_get (feed, WAY_FIELD_TIME), ==, "Datum");
      g_assert_cmpstr (way_element_get (feed, WAY_FIELD_AGGREGATE), ==, rows[n].aggregate);
      g_assert_cmpstr (way_element_get (metric, WAY_FIELD_KIND), ==, rows[n].kind);
      g_assert_cmpstr (way_element_get (metric, WAY_FIELD_UNIT), ==, rows[n].unit);
      g_assert_cmpstr (way_element_get (metric, WAY_FIELD_BETTER), ==, rows[n].better);
      g_assert_cmpstr (way_element_get (metric, WAY_FIELD_LOW), ==, rows[n].low);
      g_assert_cmpstr (way_element_get (metric, WAY_FIELD_HIGH), ==, rows[n].high);
      n++;
    }

  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);
  WayJourneyScore score;

  g_assert_cmpuint (way_figures_get_size (figures), ==, 3 * G_N_ELEMENTS (rows));
  g_assert_cmpuint (way_figures_get_at (figures, "tp-order")->len, ==, G_N_ELEMENTS (rows));
  way_journey_score_init (&score);
  way_journey_score_measure (&score, document, figures, "jn-one1");
  g_assert_true (score.known && score.parts[WAY_SCORE_SATISFACTION].known && score.parts[WAY_SCORE_EFFORT].known && score.parts[WAY_SCORE_COMPLETION].known);
  g_assert_cmpuint (score.n_missing, ==, 1);

  /* Again there is nothing to add, and all of it is one step back. */
  g_assert_true (way_propose_apply (document, cache, "survey", &n_metrics, &n_bindings, NULL));
  g_assert_cmpuint (n_metrics, ==, 0);
  g_assert_true (way_document_undo (document));
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_METRIC), ==, 0);
}

/* Two waves of twenty places are drawn from one distribution, but for place 13, whose second wave has another. */
typedef struct
{
  const char *name;
  WayAggregate aggregate;
  double values[7], usual[7], planted[7]; /* answers and how probable each is */
  guint n_before, n_after, n_rounds;
} Waves;

/* Answers of one wave; `tallies` has room for seven. */
static WayEstimate
draw_wave (GRand *rand, const Waves *waves, const double *chances, guint n, WayTally *tallies)
{
  guint32 limits[7] = { 0 };
  double sum = 0;

  for (guint i = 0; i < 7; i++)
    {
      sum += chances[i];
      limits[i] = (guint32) MIN (sum * 0x1p32, 0xffffffff);
      tallies[i] = (WayTally){ waves->values[i], 0 };
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 x = g_rand_int (rand);
      guint at = 0;

      while (at < 6 && x >= limits[at])
        at++;
      tallies[at].count++;
    }
  return way_estimate (tallies, 7, waves->aggregate, NULL);
}

static WayFigure *
draw_change (GRand *rand, const Waves *waves, guint place)
{
  WayFigure *figure = g_new0 (WayFigure, 1);
  WayTally before[7], after[7];
  WayEstimate baseline = draw_wave (rand, waves, waves->usual, waves->n_before, before), current = draw_wave (rand, waves, place == 13 ? waves->planted : waves->usual, waves->n_after, after);

  figure->place = g_strdup_printf ("tp-%u", place);
  figure->binding = g_strdup (figure->place);
  figure->better = g_strdup ("higher");
  figure->sample = WAY_SAMPLE_FULL;
  figure->has_baseline = TRUE;
  figure->change = current.value - baseline.value;
  figure->p = waves->aggregate == WAY_AGGREGATE_MEDIAN ? way_estimate_compare_medians (after, 7, before, 7) : way_estimate_compare (&current, &baseline);
  return figure;
}

/* Which share of what is named is false; `*first`: whether the planted change heads the list. */
static double
draw_list (GRand *rand, const Waves *waves, gboolean *first)
{
  GPtrArray *list = g_ptr_array_new ();
  guint n_tests, named = 0, wrong = 0;

  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (list, draw_change (rand, waves, i));
  way_figures_judge (list);

  g_autoptr (WayFigures) figures = way_figures_new_taking (list);
  g_autoptr (GArray) changes = way_compare_figures (figures, &n_tests);

  g_assert_cmpuint (n_tests, ==, 20);
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, WayFigureChange, i).verdict != WAY_VERDICT_NOISE)
      {
        named++;
        wrong += strcmp (g_array_index (changes, WayFigureChange, i).figure->place, "tp-13") != 0;
      }
  *first = named > 0 && strcmp (g_array_index (changes, WayFigureChange, 0).figure->place, "tp-13") == 0;
  return named > 0 ? (double) wrong / named : 0;
}

static const Waves two_nps_waves = { "NPS", WAY_AGGREGATE_NPS, { 1, 2, 3, 7, 8, 9, 10 }, { 0.05, 0.05, 0.15, 0.15, 0.2, 0.2, 0.2 }, { 0.02, 0.02, 0.06, 0.1, 0.15, 0.25, 0.4 }, 200, 200, 0 };

/* One planted change among twenty: it is named first, and the others are noise but for the rate that is promised. A seed a round, so that
 * each can be looked at by itself. */
static void
test_planted_change (void)
{
  static const guint n_seeds[] = { 1000, 20000 };
  double false_share = 0;
  guint n_first = 0, seed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (n_seeds); i++)
    {
      for (; seed < n_seeds[i]; seed++)
        {
          g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
          gboolean first;

          false_share += draw_list (rand, &two_nps_waves, &first);
          n_first += first;
        }
      g_test_message ("first in %u of %u, false among the named %.4f", n_first, seed, false_share / seed);
      g_assert_cmpuint (n_first, >=, seed * 99 / 100);
      g_assert_cmpfloat (false_share / seed, <=, WAY_FIGURE_FALSE_RATE);
    }
}

/* The same of all that is compared, also of few answers, of rare ones, and of a few beside many, where normal approximations name too much. */
static void
test_false_alarms (void)
{
  static const Waves rows[] = {
    { "NPS of few", WAY_AGGREGATE_NPS, { 1, 2, 3, 7, 8, 9, 10 }, { 0.05, 0.05, 0.15, 0.15, 0.2, 0.2, 0.2 }, { 0, 0, 0, 0, 0, 0, 1 }, 30, 30, 4000 },
    { "NPS of few beside many", WAY_AGGREGATE_NPS, { 1, 2, 3, 7, 8, 9, 10 }, { 0.05, 0.05, 0.15, 0.15, 0.2, 0.2, 0.2 }, { 0, 0, 0, 0, 0, 0, 1 }, 300, 30, 2000 },
    { "share of one half", WAY_AGGREGATE_SHARE, { 0, 1 }, { 0.5, 0.5 }, { 0, 1 }, 30, 30, 4000 },
    { "share of few beside many", WAY_AGGREGATE_SHARE, { 0, 1 }, { 0.97, 0.03 }, { 0, 1 }, 300, 30, 2000 },
    { "share", WAY_AGGREGATE_SHARE, { 0, 1 }, { 0.6, 0.4 }, { 0, 1 }, 200, 200, 2000 },
    { "mean", WAY_AGGREGATE_MEAN, { 1, 2, 3, 4, 5, 6, 7 }, { 0.14, 0.14, 0.14, 0.14, 0.14, 0.15, 0.15 }, { 1, 0, 0, 0, 0, 0, 0 }, 60, 60, 4000 },
    { "mean, lopsided, of few beside many", WAY_AGGREGATE_MEAN, { 1, 2, 3, 4, 5, 6, 7 }, { 0.02, 0.02, 0.02, 0.04, 0.1, 0.3, 0.5 }, { 1, 0, 0, 0, 0, 0, 0 }, 300, 30, 2000 },
    { "median", WAY_AGGREGATE_MEDIAN, { 1, 2, 3, 4, 5, 6, 7 }, { 0.14, 0.14, 0.14, 0.14, 0.14, 0.15, 0.15 }, { 1, 0, 0, 0, 0, 0, 0 }, 60, 60, 4000 },
    { "median on the edge of two answers", WAY_AGGREGATE_MEDIAN, { 1, 2, 3, 4, 5, 6, 7 }, { 0.02, 0.02, 0.02, 0.04, 0.1, 0.3, 0.5 }, { 1, 0, 0, 0, 0, 0, 0 }, 200, 200, 2000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (4);
      double false_share = 0;
      guint n_first = 0;
      gboolean first;

      for (guint round = 0; round < rows[i].n_rounds; round++)
        {
          false_share += draw_list (rand, &rows[i], &first);
          n_first += first;
        }
      g_test_message ("%s: first in %u of %u, false among the named %.4f", rows[i].name, n_first, rows[i].n_rounds, false_share / rows[i].n_rounds);
      g_assert_cmpuint (n_first, >=, rows[i].n_rounds * 99 / 100);
      g_assert_cmpfloat (false_share / rows[i].n_rounds, <=, WAY_FIGURE_FALSE_RATE);
    }
}

/* The same by the whole way: two waves in one file, twenty places on a map, one of them planted. */
static void
test_two_waves (void)
{
  const guint n_seeds = 25;
  guint n_wrong = 0;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayCache) cache = make_cache ();
      g_autoptr (GString) s = g_string_new ("date,where,nps\n");
      WayElement *root = make_map ();
      WayElement *metric = add_metric (root, "nps", "higher", "nps", "where", "nps"), *journey = (WayElement *) way_element_get_first (root, WAY_KIND_JOURNEY);
      const WayMeasureOptions options = { .baseline_from = way_date_parse ("2025-01-01"), .baseline_to = way_date_parse ("2025-01-31"), .from = way_date_parse ("2025-07-01"), .to = way_date_parse ("2025-07-31") };
      guint n_tests;

      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *place = g_strdup_printf ("tp-at%02u", i), *binding = g_strdup_printf ("bd-at%02u", i), *name = g_strdup_printf ("Place %02u", i);

          add (journey, WAY_KIND_TOUCHPOINT, WAY_FIELD_ID, place, WAY_FIELD_NAME, name, WAY_N_FIELDS);
          bind (metric, binding, place, name);
          for (guint j = 0; j < 400; j++)
            {
              double x = g_rand_double (rand), promoters = j >= 200 && i == 13 ? 0.65 : 0.4, detractors = j >= 200 && i == 13 ? 0.1 : 0.25;

              g_string_append_printf (s, "2025-%s-%02u,%s,%s\n", j < 200 ? "01" : "07", j % 28 + 1, name, x < promoters ? "10" : x < promoters + detractors ? "3"
                                                                                                                                                            : "8");
            }
        }
      import (cache, s->str);

      g_autoptr (WayDocument) document = way_document_new_for_root (root, NULL);
      g_autoptr (WayFigures) figures = way_measure (document, cache, &options, NULL);
      g_autoptr (GArray) changes = way_compare_figures (figures, &n_tests);

      g_assert_cmpuint (n_tests, ==, 20);
      g_assert_cmpuint (changes->len, ==, 20);
      g_assert_cmpstr (g_array_index (changes, WayFigureChange, 0).figure->place, ==, "tp-at13");
      g_assert_cmpint (g_array_index (changes, WayFigureChange, 0).verdict, ==, WAY_VERDICT_BETTER);
      for (guint i = 1; i < changes->len; i++)
        n_wrong += g_array_index (changes, WayFigureChange, i).verdict != WAY_VERDICT_NOISE;
    }
  /* One in ten of what is named, about: 25 right ones allow three wrong ones on average. */
  g_test_message ("%u called changes that were noise", n_wrong);
  g_assert_cmpuint (n_wrong, <=, 6);
}

/* One refresh of forty touchpoints with three metrics each, 24 usual weeks and a new one; the new one of figure 77 lies `shift` sigma off. */
static WayFigures *
draw_refresh (GRand *rand, double shift)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < 120; i++)
    {
      WayFigure *figure = g_new0 (WayFigure, 1);
      WayLimits limits;
      double values[25];

      figure->place = g_strdup_printf ("tp-%u", i);
      figure->binding = g_strdup (figure->place);
      figure->sample = WAY_SAMPLE_FULL;
      figure->series = g_array_new (FALSE, TRUE, sizeof (WayFigurePoint));
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        values[j] = sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
      values[24] += i == 77 ? shift : 0;
      g_assert_true (way_limits_init (&limits, values, 24));
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          const WayFigurePoint point = { .day = 740000 + 7 * j, .value = values[j], .n = 100, .has_limits = TRUE, .signal = (way_limits_judge (&limits, values, NULL, j) & WAY_SIGNAL_ALERTS) != 0, .p = way_limits_get_p (&limits, values, NULL, j) };

          g_array_append_val (figure->series, point);
        }
      g_ptr_array_add (list, figure);
    }
  return way_figures_new_taking (list);
}

/* Point by point about one of 120 rings falsely each week; together they keep quiet in nine weeks of ten, and a real change is heard first. */
static void
test_alerts (void)
{
  const guint n_weeks = 1000;
  guint n_quiet = 0, n_first = 0, n_points = 0;

  for (guint week = 0; week < n_weeks; week++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (week);
      g_autoptr (WayFigures) usual = draw_refresh (rand, 0), changed = draw_refresh (rand, 9);
      g_autoptr (GArray) none = way_measure_list_alerts (usual), one = way_measure_list_alerts (changed);

      for (guint i = 0; i < way_figures_get_size (usual); i++)
        n_points += g_array_index (way_figures_get (usual, i)->series, WayFigurePoint, 24).signal;
      n_quiet += none->len == 0;
      n_first += one->len > 0 && strcmp (g_array_index (one, WayAlert, 0).figure->place, "tp-77") == 0;
    }
  g_test_message ("%u signals, quiet in %u of %u weeks, heard first in %u", n_points, n_quiet, n_weeks, n_first);
  g_assert_cmpuint (n_points, >, n_weeks * 8 / 10);
  g_assert_cmpuint (n_quiet, >=, n_weeks * 9 / 10);
  g_assert_cmpuint (n_first, >=, n_weeks * 97 / 100);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  folder = g_dir_make_tmp ("way-measure-XXXXXX", NULL);
  g_test_add_func ("/measure/aggregates", test_aggregates);
  g_test_add_func ("/measure/scores", test_scores);
  g_test_add_func ("/measure/baseline", test_baseline);
  g_test_add_func ("/measure/suppression", test_suppression);
  g_test_add_func ("/measure/by-column", test_by_column);
  g_test_add_func ("/measure/long-form", test_long_form);
  g_test_add_func ("/measure/many-values", test_many_values);
  g_test_add_func ("/measure/series", test_series);
  g_test_add_func ("/measure/names", test_names);
  g_test_add_func ("/measure/unmatched", test_unmatched);
  g_test_add_func ("/measure/definition", test_definition);
  g_test_add_func ("/measure/other-basis", test_other_basis);
  g_test_add_func ("/measure/named-scale", test_named_scale);
  g_test_add_func ("/measure/scales-by-column", test_scales_by_column);
  g_test_add_func ("/measure/zones", test_zones);
  g_test_add_func ("/measure/named-zones", test_named_zones);
  g_test_add_func ("/measure/periods", test_periods);
  g_test_add_func ("/measure/propose", test_propose);
  g_test_add_func ("/measure/two-waves", test_two_waves);
  g_test_add_func ("/measure/alerts", test_alerts);
  g_test_add_func ("/measure/planted-change", test_planted_change);
  g_test_add_func ("/measure/false-alarms", test_false_alarms);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
