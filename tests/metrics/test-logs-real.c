/* Real event logs against answers that were computed without us. The folder is not part of the project; without it there is nothing to
 * test, and the suite says so. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/way-csv.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-measures.h"
#include "metrics/log/way-log-shape.h"
#include "metrics/log/way-log-store.h"
#include "model/way-statistics.h"
#include "read-json.h"

static char *folder;

typedef struct
{
  const char *file, *expected;
  const char *activity; /* NULL: found out */
  gboolean is_reordered;
} Row;

static const Row rows[] = {
  { "sepsis.csv", "sepsis" },
  { "traffic_fines.csv", "traffic_fines" },
  { "patients.csv", "patients" },
  { "running-example.csv", "running-example" },
  { "running-example.xes", "running-example-xes" },
  { "running-example.xes", "running-example" },
  { "roadtraffic100traces.csv", "roadtraffic100" },
  { "roadtraffic100traces.xes", "roadtraffic100" },
  { "interval_event_log.xes", "interval" },
};

static GBytes *
read_bytes (const char *first, const char *name)
{
  g_autofree char *path = g_build_filename (folder, first, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static GVariant *
read_expected (const char *name)
{
  g_autoptr (GBytes) bytes = read_bytes ("expected", name);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *p = text;

  return g_variant_ref_sink (read_json (&p));
}

static double
get_number (GVariant *object, const char *key)
{
  double value = NAN;

  g_assert_true (g_variant_lookup (object, key, "d", &value));
  return value;
}

static WayLog *
read_log (const Row *row)
{
  g_autoptr (GBytes) bytes = read_bytes ("events", row->file);
  g_autoptr (WayReport) report = way_report_new ();
  g_auto (WayLogFacts) facts = { NULL };
  g_autoptr (GError) error = NULL;
  WayLogOptions options = { .activity_column = row->activity };
  WayLog *log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), row->file, &options, &facts, report, &error);

  g_assert_no_error (error);
  g_test_message ("%s", facts.reason != NULL ? facts.reason : "");
  return log;
}

/* To the millisecond where the file has them. */
static void
check_ms (double ms, double seconds)
{
  g_assert_cmpfloat_with_epsilon (ms / 1000, seconds, 0.0005);
}

static guint32
find_node (const WayLogView *view, const char *name)
{
  for (guint32 i = 0; i < view->n_nodes; i++)
    if (strcmp (view->node_names[i], name) == 0)
      return i;
  g_error ("no %s", name);
}

static void
check_ends (const WayLogView *view, const WayFlow *flow, GVariant *summary, const char *key, gboolean starts)
{
  g_autoptr (GVariant) counts = g_variant_lookup_value (summary, key, G_VARIANT_TYPE_VARDICT);
  GVariantIter iter;
  const char *name;
  GVariant *value;
  guint sum = 0;

  g_variant_iter_init (&iter, counts);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const WayFlowPlace *place = &flow->places[find_node (view, name)];

      g_assert_cmpuint (starts ? place->starts : place->ends, ==, (guint) g_variant_get_double (value));
      sum += starts ? place->starts : place->ends;
    }
  g_assert_cmpuint (sum, ==, flow->n_cases);
}

static void
check_summary (const Row *row, const WayLogView *view, WayFlow *flow, const WayVariants *variants)
{
  g_autofree char *name = g_strconcat (row->expected, ".summary.json", NULL);
  g_autoptr (GVariant) summary = read_expected (name);
  g_autoptr (GVariant) throughput = g_variant_lookup_value (summary, "throughput_s", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) activities = g_variant_lookup_value (summary, "activity_counts", G_VARIANT_TYPE_VARDICT);
  const WayLog *log = view->log;
  GVariantIter iter;
  const char *activity;
  GVariant *value;
  double sum = 0;

  g_assert_cmpuint (log->n_cases, ==, (guint) get_number (summary, "cases"));
  g_assert_cmpuint (log->n_events, ==, (guint) get_number (summary, "events"));
  g_assert_cmpuint (log->n_activities, ==, (guint) get_number (summary, "activities"));
  g_assert_cmpuint (variants->variants->len, ==, (guint) get_number (summary, "variants"));
  g_assert_cmpuint (flow->edges->len, ==, (guint) get_number (summary, "dfg_edges"));
  g_assert_cmpuint (flow->n_follows, ==, (guint) get_number (summary, "df_pairs_total"));
  g_assert_cmpuint (log->n_reordered, ==, (guint) get_number (summary, "cases_whose_file_order_differs_from_ts_order"));
  g_assert_cmpuint (log->n_ties, ==, (guint) get_number (summary, "equal_timestamp_neighbours"));
  way_log_flow_sort_spans (flow);
  check_ms (flow->spans[0], get_number (throughput, "min"));
  check_ms (way_statistics_quantile (flow->spans, flow->n_spans, 0.1), get_number (throughput, "p10"));
  check_ms (way_statistics_quantile (flow->spans, flow->n_spans, 0.5), get_number (throughput, "median"));
  check_ms (way_statistics_quantile (flow->spans, flow->n_spans, 0.9), get_number (throughput, "p90"));
  check_ms (flow->spans[flow->n_spans - 1], get_number (throughput, "max"));
  for (guint i = 0; i < flow->n_spans; i++)
    sum += flow->spans[i];
  check_ms (sum / flow->n_spans, get_number (throughput, "mean"));
  check_ends (view, flow, summary, "start_activities", TRUE);
  check_ends (view, flow, summary, "end_activities", FALSE);
  g_variant_iter_init (&iter, activities);
  while (g_variant_iter_loop (&iter, "{&sv}", &activity, &value))
    {
      const WayFlowPlace *place = &flow->places[find_node (view, activity)];

      g_assert_cmpuint (place->events, ==, (guint) get_number (value, "events"));
      g_assert_cmpuint (place->cases, ==, (guint) get_number (value, "cases"));
    }
}

static double
get_cell_number (const WayCsv *csv, guint i)
{
  return g_ascii_strtod (way_csv_get_cell (csv, i, NULL), NULL);
}

static WayCsv *
open_csv (GBytes *bytes)
{
  WayCsvOptions options = { .delimiter = ',' };
  g_autoptr (GError) error = NULL;
  WayCsv *csv = way_csv_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (way_csv_next (csv, &error));
  return csv;
}

static void
check_edges (const Row *row, const WayLogView *view, const WayFlow *flow)
{
  g_autofree char *name = g_strconcat (row->expected, ".dfg.csv", NULL);
  g_autoptr (GBytes) bytes = read_bytes ("expected", name);
  g_autoptr (WayCsv) csv = open_csv (bytes);
  guint n = 0;

  while (way_csv_next (csv, NULL))
    {
      const WayFlowEdge *edge = way_log_flow_find (flow, find_node (view, way_csv_get_cell (csv, 0, NULL)), find_node (view, way_csv_get_cell (csv, 1, NULL)));

      g_assert_nonnull (edge);
      g_assert_cmpuint (edge->count, ==, (guint) get_cell_number (csv, 2));
      check_ms (edge->median, get_cell_number (csv, 3));
      check_ms (edge->mean, get_cell_number (csv, 4));
      check_ms (edge->p90, get_cell_number (csv, 5));
      check_ms (edge->least, get_cell_number (csv, 6));
      check_ms (edge->most, get_cell_number (csv, 7));
      n++;
    }
  g_assert_cmpuint (n, ==, flow->edges->len);
}

static void
check_variants (const Row *row, const WayLogView *view, const WayVariants *variants)
{
  g_autofree char *name = g_strconcat (row->expected, ".variants.csv", NULL);
  g_autoptr (GBytes) bytes = read_bytes ("expected", name);
  g_autoptr (WayCsv) csv = open_csv (bytes);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, cases = 0;

  for (guint i = 0; i < variants->variants->len; i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);

      g_hash_table_insert (counts, way_log_variant_dup_path (view, variant), GUINT_TO_POINTER (variant->count));
      cases += variant->count;
      if (i > 0)
        g_assert_cmpuint (variant->count, <=, g_array_index (variants->variants, WayVariant, i - 1).count);
      g_assert_cmpuint (variants->of_case[variant->first_case], ==, i);
    }
  g_assert_cmpuint (cases, ==, variants->n_cases);
  for (; way_csv_next (csv, NULL); n++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, way_csv_get_cell (csv, 2, NULL))), ==, (guint) get_cell_number (csv, 0));
  g_assert_cmpuint (n, ==, variants->variants->len);
}

static void
test_log (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (WayLog) log = read_log (row);
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  g_autoptr (WayVariants) variants = way_log_variants_new (view);

  check_summary (row, view, flow, variants);
  check_edges (row, view, flow);
  check_variants (row, view, variants);
}

/* The same through the cache. */
static void
test_kept (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *dir = g_dir_make_tmp ("waymark-real-XXXXXX", NULL), *path = g_build_filename (dir, "metrics.db", NULL), *key = g_build_filename (dir, "metrics.key", NULL);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (path, report, &error);
  g_autoptr (GBytes) bytes = read_bytes ("events", row->file);
  WayLogTarget target = { .name = "log", .path = row->file };
  WayLogImportResult result;

  g_assert_no_error (error);
  g_assert_true (way_log_import (cache, &target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &result, report, &error));
  g_assert_true (way_log_import (cache, &target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &result, report, &error));
  g_assert_cmpint (result.n_events, ==, 0);

  g_autoptr (WayLog) log = way_log_open (cache, "log", -1, &error);

  g_assert_no_error (error);

  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  g_autoptr (WayVariants) variants = way_log_variants_new (view);

  check_edges (row, view, flow);
  check_variants (row, view, variants);
  g_clear_pointer (&cache, way_cache_close);
  g_unlink (path);
  g_unlink (key);
  g_rmdir (dir);
}

/* --- conformance --- */

static void
add_nodes (const WayLogView *view, WayDrawnWay *drawn, GVariant *map, const char *key, void (*add) (WayDrawnWay *self, guint32 node))
{
  g_autoptr (GVariant) list = g_variant_lookup_value (map, key, G_VARIANT_TYPE ("av"));
  GVariantIter iter;
  GVariant *item;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_loop (&iter, "v", &item))
    add (drawn, find_node (view, g_variant_get_string (item, NULL)));
}

static void
add_edges (const WayLogView *view, WayDrawnWay *drawn, GVariant *map)
{
  g_autoptr (GVariant) list = g_variant_lookup_value (map, "edges", G_VARIANT_TYPE ("av"));
  GVariantIter iter;
  GVariant *item;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_loop (&iter, "v", &item))
    {
      g_autoptr (GVariant) from = NULL, to = NULL;

      g_variant_get_child (item, 0, "v", &from);
      g_variant_get_child (item, 1, "v", &to);
      way_drawn_way_add_edge (drawn, find_node (view, g_variant_get_string (from, NULL)), find_node (view, g_variant_get_string (to, NULL)));
    }
}

static void
check_costs (const WayLogView *view, const WayVariants *variants, const WayConformance *conformance, GVariant *expected)
{
  g_autoptr (GVariant) list = g_variant_lookup_value (expected, "variants", G_VARIANT_TYPE ("av"));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariantIter iter;
  GVariant *item;

  for (guint i = 0; i < variants->variants->len; i++)
    g_hash_table_insert (known, way_log_variant_dup_path (view, &g_array_index (variants->variants, WayVariant, i)), GUINT_TO_POINTER (i + 1));
  g_variant_iter_init (&iter, list);
  while (g_variant_iter_loop (&iter, "v", &item))
    {
      const char *path;
      guint i;

      g_assert_true (g_variant_lookup (item, "path", "&s", &path));
      i = GPOINTER_TO_UINT (g_hash_table_lookup (known, path));
      g_assert_cmpuint (i, >, 0);
      g_assert_cmpuint (conformance->costs[i - 1], ==, (guint) get_number (item, "cost"));
      g_assert_cmpfloat_with_epsilon (conformance->fitnesses[i - 1], get_number (item, "fitness"), 5.1e-7);
    }
}

static void
test_conformance (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *name = g_strconcat (row->expected, ".conformance.json", NULL);
  g_autoptr (GVariant) expected = read_expected (name);
  g_autoptr (GVariant) map = g_variant_lookup_value (expected, "map", G_VARIANT_TYPE_VARDICT);
  g_autoptr (WayLog) log = read_log (row);
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayVariants) variants = way_log_variants_new (view);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new (view->n_nodes);

  add_nodes (view, drawn, map, "nodes", way_drawn_way_add_node);
  add_nodes (view, drawn, map, "starts", way_drawn_way_add_start);
  add_nodes (view, drawn, map, "ends", way_drawn_way_add_end);
  add_edges (view, drawn, map);

  g_autoptr (WayConformance) conformance = way_log_conformance_new (view, variants, drawn);

  g_assert_true (conformance->has_run);
  g_assert_cmpuint (conformance->shortest, ==, (guint) get_number (expected, "shortest_model_path_nodes"));
  g_assert_cmpuint (conformance->n_exact, ==, (guint) get_number (expected, "cases_exactly_following"));
  g_assert_cmpfloat_with_epsilon (conformance->share_exact, get_number (expected, "share_exact"), 1e-9);
  g_assert_cmpfloat_with_epsilon (conformance->fitness, get_number (expected, "mean_trace_fitness"), 1e-9);
  g_assert_cmpuint (conformance->cost, ==, (guint) get_number (expected, "log_cost_total"));
  g_assert_cmpuint (conformance->follows, ==, (guint) get_number (expected, "df_edges_total"));
  g_assert_cmpuint (conformance->follows_drawn, ==, (guint) get_number (expected, "df_edges_on_map"));
  g_assert_cmpfloat_with_epsilon (conformance->edge_fit, get_number (expected, "edge_fit"), 1e-9);
  check_costs (view, variants, conformance, expected);
}

/* Computed without us: each completion with the earliest start of its number, quantiles of type 7, seconds. */
typedef struct
{
  const char *event;
  guint n;
  double median, p90;
  guint n_waits;
  double wait_median, wait_p90;
} Service;

static const Service services[] = {
  { "Blood test", 237, 19686, 25141.2, 237, 88668, 434661.4 },
  { "Check-out", 492, 7460.5, 10244.1, 492, 24524, 365405.5 },
  { "Discuss Results", 495, 9980, 12892.4, 495, 28270, 290343 },
  { "MRI SCAN", 236, 14725.5, 18545, 236, 17106, 404165 },
  { "Registration", 500, 9769, 14507.8, 0, NAN, NAN },
  { "Triage and Assessment", 500, 48026.5, 59863.4, 500, 40777, 113783.5 },
  { "X-Ray", 261, 17251, 24208, 261, 104095, 484069 },
};

static gboolean
is_near (double ms, double seconds)
{
  return isnan (seconds) ? isnan (ms) : fabs (ms / 1000 - seconds) < 0.001;
}

static void
test_services (void)
{
  const WayLogOptions options = { .lifecycle = WAY_LIFECYCLE_PAIR };
  g_autoptr (GBytes) bytes = read_bytes ("events", "patients.csv");
  g_autoptr (WayReport) report = way_report_new ();
  g_auto (WayLogFacts) facts = { NULL };
  g_autoptr (WayLog) log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "patients.csv", &options, &facts, report, NULL);
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayLogMeasures) measures = way_log_measures_new (view);

  g_assert_cmpuint (facts.n_unpaired, ==, 0);
  g_assert_cmpuint (view->n_nodes, ==, G_N_ELEMENTS (services));
  for (guint i = 0; i < view->n_nodes; i++)
    {
      const WayLogMeasure *service = &measures->places[i][WAY_MEASURE_SERVICE], *wait = &measures->places[i][WAY_MEASURE_WAITING];

      g_assert_cmpstr (view->node_names[i], ==, services[i].event);
      g_assert_cmpuint (service->n, ==, services[i].n);
      g_assert_true (is_near (service->median, services[i].median) && is_near (service->p90, services[i].p90));
      g_assert_cmpuint (wait->n, ==, services[i].n_waits);
      g_assert_true (is_near (wait->median, services[i].wait_median) && is_near (wait->p90, services[i].wait_p90));
    }
}

/* The textbook's costs, told as text in XES and as a number in CSV. */
static void
test_costs (void)
{
  static const char *const files[] = { "running-example.csv", "running-example.xes" };
  static const double sums[] = { 900, 1800, 2400, 1200, 600, 300, 600, 600 };

  for (guint k = 0; k < G_N_ELEMENTS (files); k++)
    {
      g_autoptr (GBytes) bytes = read_bytes ("events", files[k]);
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (WayLog) log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), files[k], NULL, NULL, report, NULL);
      g_autoptr (WayLogView) view = way_log_view_new (log);
      g_autoptr (WayLogMeasures) measures = way_log_measures_new (view);

      g_assert_nonnull (measures);
      g_assert_cmpuint (view->n_nodes, ==, G_N_ELEMENTS (sums));
      for (guint i = 0; i < view->n_nodes; i++)
        g_assert_cmpfloat (measures->places[i][WAY_MEASURE_COST].sum, ==, sums[i]);
      g_assert_cmpuint (measures->whole[WAY_MEASURE_COST].n, ==, 6);
      g_assert_cmpfloat (measures->whole[WAY_MEASURE_COST].sum, ==, 8400);
      g_assert_cmpfloat (measures->whole[WAY_MEASURE_COST].median, ==, 950);
    }
}

static void
test_missing (void)
{
  g_test_skip ("no folder shared/data beside the project");
}

/* --- journeys by what they are like as a whole --- */

#define DAY (86400 * G_GINT64_CONSTANT (1000))

/* How many journeys, events and ways fit, as plain Python found by reading the files itself. */
static const struct
{
  const char *file, *first, *last, *department;
  gint64 shortest, longest;
  guint fewest, most;
  double coverage;
  guint cases, events, ways;
} shapes[] = {
  { "sepsis.csv", .first = "IV Liquid", .cases = 14, .events = 290, .ways = 14 },
  { "sepsis.csv", .last = "Return ER", .cases = 291, .events = 5332, .ways = 276 },
  { "sepsis.csv", .shortest = 30 * DAY, .cases = 207, .events = 4418, .ways = 200 },
  { "sepsis.csv", .longest = DAY / 2, .cases = 255, .events = 1662, .ways = 101 },
  { "sepsis.csv", .fewest = 5, .most = 9, .cases = 261, .events = 1855, .ways = 129 },
  { "sepsis.csv", .coverage = 0.2, .cases = 210, .events = 1370, .ways = 34 },
  { "sepsis.csv", .coverage = 0.8, .cases = 840, .events = 9309, .ways = 636 },
  { "sepsis.csv", .coverage = 1, .cases = 1050, .events = 15214, .ways = 846 },
  { "sepsis.csv", .department = "C", .cases = 1050, .events = 15214, .ways = 846 },
  { "traffic_fines.csv", .last = "Send for Credit Coll*", .cases = 3384, .events = 17086, .ways = 11 },
  { "traffic_fines.csv", .shortest = 30 * DAY, .cases = 6847, .events = 28417, .ways = 44 },
  { "traffic_fines.csv", .longest = DAY / 2, .cases = 405, .events = 810, .ways = 1 },
  { "traffic_fines.csv", .fewest = 5, .most = 9, .cases = 4635, .events = 23942, .ways = 36 },
  { "traffic_fines.csv", .coverage = 0.5, .cases = 6701, .events = 23221, .ways = 2 },
};

static void
test_shapes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const Row row = { shapes[i].file, "" };
      g_autoptr (WayLog) log = read_log (&row);
      g_autoptr (WayLogView) view = way_log_view_new (log);
      g_autoptr (WayLogQuery) first = shapes[i].first != NULL ? way_log_query_new (shapes[i].first, NULL) : NULL, last = shapes[i].last != NULL ? way_log_query_new (shapes[i].last, NULL) : NULL;
      WayLogShape shape = WAY_LOG_SHAPE_INIT;

      shape.first = first;
      shape.last = last;
      shape.department = shapes[i].department != NULL ? way_log_find_department (log, shapes[i].department) : -1;
      shape.shortest = shapes[i].shortest > 0 ? shapes[i].shortest : WAY_LOG_NO_TIME;
      shape.longest = shapes[i].longest > 0 ? shapes[i].longest : WAY_LOG_NO_TIME;
      shape.fewest = shapes[i].fewest;
      shape.most = shapes[i].most;
      shape.coverage = shapes[i].coverage;
      way_log_view_narrow_to_shape (view, &shape);

      g_autoptr (WayFlow) flow = way_log_flow_new (view);
      g_autoptr (WayVariants) variants = way_log_variants_new (view);

      g_assert_cmpuint (flow->n_cases, ==, shapes[i].cases);
      g_assert_cmpuint (flow->n_events, ==, shapes[i].events);
      g_assert_cmpuint (variants->variants->len, ==, shapes[i].ways);
    }
}

int
main (int argc, char *argv[])
{
  static const Row drawn[] = { { "running-example.csv", "running-example" }, { "running-example.xes", "running-example" }, { "traffic_fines.csv", "traffic_fines" } };

  g_test_init (&argc, &argv, NULL);
  folder = argc > 1 ? argv[1] : g_strdup (".");
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_add_func ("/logs-real", test_missing);
      return g_test_run ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/logs-real/%s/%s", rows[i].file, rows[i].expected);

      g_test_add_data_func (path, &rows[i], test_log);

      g_autofree char *kept = g_strdup_printf ("/logs-real/kept/%s/%s", rows[i].file, rows[i].expected);

      g_test_add_data_func (kept, &rows[i], test_kept);
    }
  g_test_add_func ("/logs-real/services", test_services);
  g_test_add_func ("/logs-real/costs", test_costs);
  g_test_add_func ("/logs-real/shapes", test_shapes);
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      g_autofree char *path = g_strdup_printf ("/logs-real/conformance/%s", drawn[i].file);

      g_test_add_data_func (path, &drawn[i], test_conformance);
    }
  return g_test_run ();
}
