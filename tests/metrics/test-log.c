/* Event logs of our own making: what is odd in them, what is hostile, and the passes over them held against slow ones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-import.h"
#include "metrics/tables/way-xml-guard.h"
#include "model/way-statistics.h"

#define HEAD "Case ID;Activity;Timestamp\n"
#define LOG(inside) "<log><global scope=\"event\"><string key=\"concept:name\" value=\"none\"/></global>" inside "</log>"
#define TRACE(name, events) "<trace><string key=\"concept:name\" value=\"" name "\"/>" events "</trace>"
#define EVENT(name, time) "<event><string key=\"concept:name\" value=\"" name "\"/><date key=\"time:timestamp\" value=\"" time "\"/></event>"

/* --- what comes out of a file --- */

/* "A:x,y B:x", the cases in order and their events; g_free. */
static char *
dump (const WayLog *log)
{
  GString *s = g_string_new (NULL);

  for (guint c = 0; c < log->n_cases; c++)
    {
      g_string_append_printf (s, "%s%s:", c > 0 ? " " : "", log->case_names[c]);
      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        g_string_append_printf (s, "%s%s", i > log->first[c] ? "," : "", log->activity_names[log->activities[i]]);
    }
  return g_string_free (s, FALSE);
}

typedef struct
{
  const char *name, *text;
  const char *dump; /* NULL: it is refused */
  const char *says; /* a part of the message, or of a finding */
  guint n_bad;
  gint64 gap;
  WayLifecycle lifecycle;
} Row;

static const Row rows[] = {
  { "csv", HEAD "A;x;2026-01-01 09:00\nB;x;2026-01-01 09:30\nA;y;2026-01-01 10:00\n", "A:x,y B:x" },
  { "out-of-order", HEAD "A;y;2026-01-01 10:00\nA;x;2026-01-01 09:00\nA;z;2026-01-01 11:00\n", "A:x,y,z" },
  { "ties-keep-the-order", HEAD "A;b;2026-01-01 10:00\nA;x;2026-01-01 11:00\nA;a;2026-01-01 10:00\n", "A:b,a,x" },
  { "silence-begins-anew", HEAD "A;x;2026-01-01 09:00\nA;y;2026-01-01 09:30\nA;x;2026-01-09 09:00\n", "A:x,y A/2:x", .gap = 86400000 },
  { "no-times", "Case ID,Activity\nA,x\nB,x\nA,y\n", "A:x,y B:x" },
  { "before-1970", HEAD "A;y;1969-12-31 23:59\nA;x;1950-01-01 00:00\n", "A:x,y" },
  { "bad-rows", HEAD "A;x;2026-01-01 09:00\n;x;2026-01-01 09:00\nA;;2026-01-01 09:00\nA;y;2026-01-01 09:01\nA;z;2026-01-01 09:02\nA;q;\n", "A:x,y,z", "was left out", 3 },
  { "complete-only", "case,activity,lifecycle,time\nA,x,start,2026-01-01T09:00:00Z\nA,x,complete,2026-01-01T09:05:00Z\n", "A:x" },
  { "all-steps", "case,activity,lifecycle,time\nA,x,start,2026-01-01T09:00:00Z\nA,x,complete,2026-01-01T09:05:00Z\n", "A:x,x", .lifecycle = WAY_LIFECYCLE_ALL },
  { "nothing-in-it", HEAD, NULL, "" },

  { "xes", LOG (TRACE ("A", EVENT ("x", "2026-01-01T09:00:00+01:00") EVENT ("y", "2026-01-01T08:30:00Z"))), "A:x,y" },
  { "xes-order", LOG (TRACE ("A", EVENT ("y", "2026-01-01T09:00:00Z") EVENT ("x", "2026-01-01T09:30:00+01:00"))), "A:x,y" },
  { "xes-entities", LOG (TRACE ("A &lt;1&gt;", EVENT ("R&amp;D &quot;x&quot;", "2026-01-01T09:00:00Z"))), "A <1>:R&D \"x\"" },
  { "xes-nested", LOG (TRACE ("A", "<event><list key=\"l\"><string key=\"concept:name\" value=\"deep\"/></list><string key=\"concept:name\" value=\"x\"><string key=\"concept:name\" value=\"deeper\"/></string></event>")), "A:x" },
  { "xes-nameless", LOG ("<trace>" EVENT ("x", "2026-01-01T09:00:00Z") "</trace><trace>" EVENT ("y", "2026-01-01T09:00:00Z") "</trace>"), "1:x 2:y" },
  { "xes-bad-time", LOG (TRACE ("A", EVENT ("x", "soon") EVENT ("y", "2026-01-01T09:00:00Z"))), "A:y", "The time cannot be read", 1 },
  { "xes-classifier", "<log><classifier name=\"c\" keys=\"concept:name org:resource\"/>" TRACE ("A", "<event><string key=\"org:resource\" value=\"Eva\"/><string key=\"concept:name\" value=\"x\"/></event>") "</log>", "A:x+Eva" },
  { "xes-empty", LOG (""), NULL, "There is no event" },
  { "xes-doctype", "<!DOCTYPE log [<!ENTITY a \"b\">]>" LOG (TRACE ("&a;", "")), NULL, "DOCTYPE" },
  { "xes-cut", "<log><trace>" EVENT ("x", "2026-01-01T09:00:00Z"), NULL, "damaged" },
  { "xes-other", "<html><body/></html>", NULL, "no XES event log" },
};

static WayLog *
read_text (const Row *row, WayLogFacts *facts, WayReport *report, GError **error)
{
  WayLogOptions options = { .gap = row->gap, .lifecycle = row->lifecycle };

  return way_log_read (row->text, strlen (row->text), "log", &options, facts, report, error);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (WayReport) report = way_report_new ();
  g_auto (WayLogFacts) facts = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLog) log = read_text (row, &facts, report, &error);

  if (row->dump == NULL)
    {
      g_assert_null (log);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, row->says));
      return;
    }
  g_assert_no_error (error);

  g_autofree char *dumped = dump (log);

  g_assert_cmpstr (dumped, ==, row->dump);
  g_assert_cmpuint (facts.n_bad, ==, row->n_bad);
  if (row->n_bad > 0)
    g_assert_nonnull (strstr (way_report_get (report, 0)->text, row->says));
}

/* --- packed --- */

static GBytes *
pack (const char *text, gsize size, guint times)
{
  z_stream stream = { .next_in = NULL };
  gsize room = compressBound (size) * times + 1024;
  guint8 *out = g_malloc (room);

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_out = out;
  stream.avail_out = (uInt) room;
  for (guint i = 0; i < times; i++)
    {
      stream.next_in = (Bytef *) text;
      stream.avail_in = (uInt) size;
      deflate (&stream, i + 1 < times ? Z_NO_FLUSH : Z_FINISH);
    }
  room = stream.total_out;
  deflateEnd (&stream);
  return g_bytes_new_take (out, room);
}

static void
test_packed (void)
{
  static const char text[] = LOG (TRACE ("A", EVENT ("x", "2026-01-01T09:00:00Z")));
  g_autoptr (GBytes) bytes = pack (text, strlen (text), 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLog) log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (log->n_events, ==, 1);

  /* Cut in the middle of the packing. */
  g_assert_null (way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) / 2, "log", NULL, NULL, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT);
}

/* What was told so far; `stop_at`: the how many-th call stops, from 1. */
typedef struct
{
  double last;
  guint n, n_unpacking, stop_at;
} Told;

static gboolean
told_cb (double done, gpointer data)
{
  Told *told = data;

  g_assert_cmpfloat (done, >=, told->last);
  g_assert_cmpfloat (done, <=, 1);
  told->last = done;
  told->n_unpacking += done > 0 && done < 0.4;
  return ++told->n != told->stop_at;
}

/* A packed list tells how far it is before its first row is read, never goes back, and stops wherever it is asked to. */
static void
test_packed_progress (void)
{
  g_autoptr (GString) text = g_string_new ("case_id,event,timestamp\n");
  Told all = { 0 };
  const WayLogOptions options = { .progress = told_cb, .data = &all };

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (text, "c%u,Event %u,2026-01-%02uT10:%02u:%02uZ\n", i * 7919 % 40000, i * 31 % 17, i % 28 + 1, i * 13 % 60, i * 17 % 60);

  g_autoptr (GBytes) bytes = pack (text->str, text->len, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLog) log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log.csv.gz", &options, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (log->n_events, ==, 60000);
  g_assert_cmpuint (all.n_unpacking, >, 1);
  g_assert_cmpuint (all.n, >, all.n_unpacking + 1);
  for (guint i = 1; i <= all.n; i += 1 + i / 4)
    {
      Told told = { .stop_at = i };
      const WayLogOptions how = { .progress = told_cb, .data = &told };

      g_assert_null (way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log.csv.gz", &how, NULL, NULL, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
      g_clear_error (&error);
      g_assert_cmpuint (told.n, ==, i);
    }
}

static void
test_bomb (void)
{
  g_autofree char *blanks = g_strnfill (1 << 20, ' ');
  g_autoptr (GString) text = g_string_new ("<log>");
  g_autoptr (GError) error = NULL;

  g_string_append (text, blanks);

  g_autoptr (GBytes) bytes = pack (text->str, text->len, 100);

  g_assert_null (way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log", NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

/* However the bytes come in pieces, what has too many attributes is seen, and nothing else is. */
static void
test_guard (void)
{
  g_autoptr (GString) many = g_string_new ("<a><!-- 'tis a comment: don't mind --><b v=\"1 > 0\""), fair = g_string_new ("<a><?x '' ?>");
  GString *texts[] = { many, fair };

  for (guint i = 0; i < WAY_XML_MAX_ATTRIBUTES; i++)
    g_string_append_printf (many, " a%u='%s'", i, i % 9 == 0 ? ">" : "x");
  g_string_append (many, "/></a>");
  for (guint i = 0; i < WAY_XML_MAX_ATTRIBUTES; i++)
    g_string_append_printf (fair, "<!-- '' \"\" '' --><b a='%0*u' b='\"\"\"\"'>''\"\"''</b>", i % 64 == 0 ? 3000 : 3, i);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize piece = 1; piece <= texts[i]->len; piece = piece * 2 + 1)
      {
        WayXmlGuard guard = { 0 };
        gboolean good = TRUE;

        for (gsize at = 0; at < texts[i]->len && good; at += piece)
          good = way_xml_guard_feed (&guard, texts[i]->str + at, MIN (piece, texts[i]->len - at));
        g_assert_cmpint (good, ==, i == 1);
      }
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("<log><trace><event>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60000; i++)
    g_string_append (text, "<list key='l'>");
  g_assert_null (way_log_read (text->str, text->len, "log", NULL, NULL, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "too deep"));
}

static gboolean
stop_cb (double done, gpointer data)
{
  return FALSE;
}

static void
test_stopped (void)
{
  static const char *const texts[] = { HEAD "A;x;2026-01-01 09:00\n", LOG (TRACE ("A", EVENT ("x", "2026-01-01T09:00:00Z"))) };
  WayLogOptions options = { .progress = stop_cb };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_log_read (texts[i], strlen (texts[i]), "log", &options, NULL, NULL, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
    }
}

/* --- the passes, held against slow ones --- */

static WayLog *
make_random_log (GRand *rand)
{
  g_autoptr (WayLogBuilder) builder = way_log_builder_new ();
  guint n = (guint) g_rand_int_range (rand, 1, 400), n_cases = (guint) g_rand_int_range (rand, 1, 40);
  /* Few different times, so that there are ties and equal durations. */
  int spread = g_rand_boolean (rand) ? 10 : 100000;

  for (guint i = 0; i < n; i++)
    {
      char name[16], activity[16];

      g_snprintf (name, sizeof name, "c%d", g_rand_int_range (rand, 0, (int) n_cases));
      g_snprintf (activity, sizeof activity, "a%d", g_rand_int_range (rand, 0, 5));
      way_log_builder_add (builder, name, strlen (name), activity, strlen (activity), g_rand_int_range (rand, 0, spread), "", 0);
    }
  return way_log_builder_finish (g_steal_pointer (&builder), 0);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
check_edge (const WayLog *log, const WayLogView *view, const WayFlowEdge *edge)
{
  g_autoptr (GArray) durations = g_array_new (FALSE, FALSE, sizeof (double));
  double sum = 0;

  for (guint c = 0; c < log->n_cases; c++)
    for (guint32 i = log->first[c] + 1; i < log->first[c + 1]; i++)
      if (view->node_of[log->activities[i - 1]] == edge->from && view->node_of[log->activities[i]] == edge->to)
        {
          double duration = (double) (log->times[i] - log->times[i - 1]);

          g_assert_cmpfloat (duration, >=, 0);
          sum += duration;
          g_array_append_val (durations, duration);
        }
  g_array_sort (durations, compare_doubles);

  const double *sorted = (const double *) (void *) durations->data;

  g_assert_cmpuint (edge->count, ==, durations->len);
  g_assert_cmpfloat (edge->median, ==, way_statistics_quantile (sorted, durations->len, 0.5));
  g_assert_cmpfloat_with_epsilon (edge->p90, way_statistics_quantile (sorted, durations->len, 0.9), 1e-6);
  g_assert_cmpfloat_with_epsilon (edge->mean, sum / durations->len, 1e-6);
  g_assert_cmpfloat (edge->least, ==, sorted[0]);
  g_assert_cmpfloat (edge->most, ==, sorted[durations->len - 1]);
}

static void
test_flow (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayLog) log = make_random_log (rand);
      g_autoptr (WayLogView) view = way_log_view_new (log);
      g_autoptr (WayFlow) flow = way_log_flow_new (view);
      g_autoptr (WayVariants) variants = way_log_variants_new (view);
      guint follows = 0, cases = 0;

      for (guint i = 0; i < flow->edges->len; i++)
        {
          check_edge (log, view, &g_array_index (flow->edges, WayFlowEdge, i));
          follows += g_array_index (flow->edges, WayFlowEdge, i).count;
        }
      g_assert_cmpuint (follows, ==, log->n_events - log->n_cases);
      for (guint i = 0; i < variants->variants->len; i++)
        cases += g_array_index (variants->variants, WayVariant, i).count;
      g_assert_cmpuint (cases, ==, log->n_cases);
    }
}

/* Large enough to be split among processors; with few pairs of events, with many, with many in one half alone, and with more names than a
 * table of pairs has room for. */
static const struct
{
  const char *name;
  int few, many; /* names in the first half of the cases, in the second */
} large_rows[] = {
  { "few", 12, 12 },
  { "many", 90, 90 },
  { "half", 12, 90 },
  { "names", 40, 1100 },
};

static WayLog *
make_large_log (int few, int many)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  WayLogBuilder *builder = way_log_builder_new ();
  const guint n = 600000, n_cases = 50000;

  for (guint i = 0; i < n; i++)
    {
      guint c = i % n_cases;
      char name[16], activity[16];
      gboolean is_timed = g_rand_int_range (rand, 0, 20) > 0;

      g_snprintf (name, sizeof name, "c%u", c);
      g_snprintf (activity, sizeof activity, "a%d", g_rand_int_range (rand, 0, c * 2 < n_cases ? few : many));
      way_log_builder_add (builder, name, strlen (name), activity, strlen (activity), is_timed ? (gint64) exp (g_rand_double_range (rand, 0, 25)) : WAY_LOG_NO_TIME, "", 0);
    }
  return way_log_builder_finish (builder, 0);
}

typedef struct
{
  guint from, to;
  double duration; /* −1: none */
} Step;

static int
compare_steps (const void *a, const void *b)
{
  const Step *x = a, *y = b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  if (x->to != y->to)
    return x->to < y->to ? -1 : 1;
  return x->duration < y->duration ? -1 : x->duration > y->duration;
}

/* `steps` are those of one edge, by duration. */
static void
check_large_edge (const WayFlow *flow, const Step *steps, guint n)
{
  const WayFlowEdge *edge = way_log_flow_find (flow, steps[0].from, steps[0].to);
  g_autofree double *sorted = g_new (double, n + 1);
  guint timed = 0;
  double sum = 0;
  gsize low, high;

  g_assert_nonnull (edge);
  g_assert_cmpuint (edge->count, ==, n);
  for (guint i = 0; i < n; i++)
    if (steps[i].duration >= 0)
      {
        sorted[timed++] = steps[i].duration;
        sum += steps[i].duration;
      }
  if (timed == 0)
    {
      g_assert_true (isnan (edge->median));
      return;
    }
  g_assert_cmpfloat_with_epsilon (edge->mean, sum / timed, 1e-3);
  g_assert_cmpfloat (edge->median, ==, way_statistics_quantile (sorted, timed, 0.5));
  g_assert_cmpfloat_with_epsilon (edge->p90, way_statistics_quantile (sorted, timed, 0.9), 1e-3);
  g_assert_cmpfloat (edge->least, ==, sorted[0]);
  g_assert_cmpfloat (edge->most, ==, sorted[timed - 1]);
  g_assert_cmpint (edge->has_interval, ==, way_statistics_median_ranks (timed, &low, &high));
  if (edge->has_interval)
    {
      g_assert_cmpfloat (edge->median_low, ==, sorted[low - 1]);
      g_assert_cmpfloat (edge->median_high, ==, sorted[high - 1]);
    }
}

/* Some events are nobody's, and some journeys are not looked at. */
static void
blind_view (WayLogView *view)
{
  view->counts = g_new (guint8, view->log->n_cases);
  for (guint a = 0; a < view->log->n_activities; a++)
    view->node_of[a] = a % 7 == 3 ? WAY_LOG_UNBOUND : a % 11 == 5 ? WAY_LOG_IGNORED
                                                                  : view->node_of[a];
  for (guint c = 0; c < view->log->n_cases; c++)
    view->counts[c] = c % 5 != 2 && c % 1000 > 30;
}

static void
check_large_flow (const WayLogView *view)
{
  const WayLog *log = view->log;
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  g_autofree Step *steps = g_new (Step, log->n_events);
  g_autofree guint *events = g_new0 (guint, view->n_nodes);
  guint n = 0, n_edges = 0, n_spans = 0, n_events = 0, n_cases = 0, n_skipped = 0;

  for (guint c = 0; c < log->n_cases; c++)
    {
      guint32 before = G_MAXUINT32, first = G_MAXUINT32;

      for (guint32 i = log->first[c]; i < log->first[c + 1] && way_log_view_has_case (view, c); i++)
        {
          guint32 node = view->node_of[log->activities[i]];

          if (node >= WAY_LOG_IGNORED)
            {
              n_skipped++;
              continue;
            }
          n_events++;
          events[node]++;
          if (before != G_MAXUINT32)
            steps[n++] = (Step){ view->node_of[log->activities[before]], node, log->times[before] != WAY_LOG_NO_TIME ? (double) (log->times[i] - log->times[before]) : -1 };
          first = MIN (first, i);
          before = i;
        }
      n_cases += first != G_MAXUINT32;
      n_spans += first != G_MAXUINT32 && log->times[first] != WAY_LOG_NO_TIME;
    }
  qsort (steps, n, sizeof *steps, compare_steps);
  for (guint i = 0, next; i < n; i = next, n_edges++)
    {
      for (next = i + 1; next < n && steps[next].from == steps[i].from && steps[next].to == steps[i].to; next++)
        continue;
      if (n_edges < 10000)
        check_large_edge (flow, steps + i, next - i);
    }
  g_assert_cmpuint (flow->edges->len, ==, n_edges);
  g_assert_cmpuint (flow->n_follows, ==, n);
  g_assert_cmpuint (flow->n_events, ==, n_events);
  g_assert_cmpuint (flow->n_cases, ==, n_cases);
  g_assert_cmpuint (flow->n_spans, ==, n_spans);
  g_assert_cmpuint (flow->unbound + flow->ignored, ==, n_skipped);
  for (guint i = 0; i < view->n_nodes; i++)
    g_assert_cmpuint (flow->places[i].events, ==, events[i]);
  way_log_flow_sort_spans (flow);
  for (guint i = 1; i < n_spans; i++)
    g_assert_cmpfloat (flow->spans[i - 1], <=, flow->spans[i]);
}

static void
test_flow_large (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (WayLog) log = make_large_log (large_rows[row].few, large_rows[row].many);
  g_autoptr (WayLogView) view = way_log_view_new (log);

  check_large_flow (view);
  blind_view (view);
  check_large_flow (view);
}

/* What each variant itself draws is followed exactly; a way that only has a start and an end costs all in between. */
static void
test_conformance (void)
{
  for (guint32 seed = 0; seed < 100; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayLog) log = make_random_log (rand);
      g_autoptr (WayLogView) view = way_log_view_new (log);
      g_autoptr (WayVariants) variants = way_log_variants_new (view);
      g_autoptr (WayDrawnWay) drawn = way_drawn_way_new (view->n_nodes);

      for (guint v = 0; v < variants->variants->len; v++)
        {
          const WayVariant *variant = &g_array_index (variants->variants, WayVariant, v);

          way_drawn_way_add_start (drawn, variant->nodes[0]);
          way_drawn_way_add_end (drawn, variant->nodes[variant->length - 1]);
          for (guint i = 1; i < variant->length; i++)
            way_drawn_way_add_edge (drawn, variant->nodes[i - 1], variant->nodes[i]);
        }

      g_autoptr (WayConformance) conformance = way_log_conformance_new (view, variants, drawn);

      g_assert_true (conformance->has_run);
      g_assert_cmpuint (conformance->cost, ==, 0);
      g_assert_cmpfloat (conformance->fitness, ==, 1);
      g_assert_cmpuint (conformance->n_exact, ==, log->n_cases);
    }
}

static void
test_patterns (void)
{
  static const struct
  {
    const char *pattern, *name;
    gboolean matches;
  } cases[] = {
    { "web:/rechner/*", "web:/rechner/start", TRUE },
    { "web:/rechner/*", "web:/shop", FALSE },
    { "*", "", TRUE },
    { "Anruf", "ANRUF", TRUE },
    { "Ärger", "arger", TRUE },
    { "t?st", "test", TRUE },
    { "t?st", "tst", FALSE },
    { "*a*b*c", "xxaxxbxxc", TRUE },
    { "*a*b*c", "xxaxxcxxb", FALSE },
    { "a*", "ba", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].pattern, cases[i].name);
      g_assert_cmpint (way_log_pattern_matches (cases[i].pattern, cases[i].name), ==, cases[i].matches);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/log/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/log/packed", test_packed);
  g_test_add_func ("/log/packed-progress", test_packed_progress);
  g_test_add_func ("/log/bomb", test_bomb);
  g_test_add_func ("/log/deep", test_deep);
  g_test_add_func ("/log/guard", test_guard);
  g_test_add_func ("/log/stopped", test_stopped);
  g_test_add_func ("/log/flow", test_flow);
  for (guint i = 0; i < G_N_ELEMENTS (large_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/log/flow-large/%s", large_rows[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_flow_large);
    }
  g_test_add_func ("/log/conformance", test_conformance);
  g_test_add_func ("/log/patterns", test_patterns);
  return g_test_run ();
}
