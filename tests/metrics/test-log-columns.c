/* What events of a log may have besides: how long they took, a score, a cost. From the file to the cache and back to a file. */
#include <string.h>

#include "log-cache.h"
#include "metrics/log/way-log-blob.h"
#include "metrics/log/way-log-export.h"
#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-measures.h"
#include "metrics/log/way-log-sql.h"

#define LIFE "case,activity,lifecycle,time\n"
#define INSTANCE "case,activity,lifecycle,time,concept:instance\n"
#define LOG(inside) "<log><extension name=\"x\" prefix=\"x\" uri=\"x\"/><trace><string key=\"concept:name\" value=\"A\"/>" inside "</trace></log>"
#define NEXT(name) "</trace><trace><string key=\"concept:name\" value=\"" name "\"/>"
#define EVENT(name, step, minute, more) "<event><string key=\"concept:name\" value=\"" name "\"/><string key=\"lifecycle:transition\" value=\"" step "\"/><date key=\"time:timestamp\" value=\"2026-01-01T09:" minute ":00.000Z\"/>" more "</event>"

/* "A:x@5(3)=9€2,y@7", minutes after nine, how long it took, score and cost; cases by their names. */
static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
dump (const WayLog *log, gboolean named)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < log->n_cases; c++)
    {
      GString *s = g_string_new (named ? log->case_names[c] : "");

      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        {
          g_string_append_printf (s, "%s%s", i > log->first[c] ? "," : ":", log->activity_names[log->activities[i]]);
          if (log->times[i] != WAY_LOG_NO_TIME)
            g_string_append_printf (s, "@%g", (double) (log->times[i] - 1767258000000) / 60000);
          if (log->values[WAY_LOG_SERVICE] != NULL && !isnan (log->values[WAY_LOG_SERVICE][i]))
            g_string_append_printf (s, "(%g)", log->values[WAY_LOG_SERVICE][i] / 60000);
          if (log->values[WAY_LOG_SCORE] != NULL && !isnan (log->values[WAY_LOG_SCORE][i]))
            g_string_append_printf (s, "=%g", log->values[WAY_LOG_SCORE][i]);
          if (log->values[WAY_LOG_COST] != NULL && !isnan (log->values[WAY_LOG_COST][i]))
            g_string_append_printf (s, "$%.12g", log->values[WAY_LOG_COST][i]);
        }
      g_ptr_array_add (cases, g_string_free (s, FALSE));
    }
  g_ptr_array_sort (cases, compare_texts_cb);
  g_ptr_array_add (cases, NULL);
  return g_strjoinv (" ", (char **) cases->pdata);
}

/* --- out of files --- */

typedef struct
{
  const char *name, *text, *dump;
  WayLifecycle lifecycle;
  guint n_skipped, n_unpaired, n_cells;
  const char *currency, *says; /* a part of a reason, or of what was found */
  const char *score, *cost;    /* columns named */
  gboolean said;               /* the lifecycle was */
} Row;

#define T(minute) "2026-01-01T09:" minute ":00Z"

static const Row rows[] = {
  { "complete-only", LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\n", "A:x@5", .n_skipped = 1 },
  { "start-only", LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\n", "A:x@0", WAY_LIFECYCLE_START, .n_skipped = 1 },
  { "both", LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\n", "A:x@0,x@5", WAY_LIFECYCLE_ALL },
  { "pair", LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\nA,y,start," T ("07") "\nA,y,COMPLETE," T ("10") "\n", "A:x@5(5),y@10(3)", WAY_LIFECYCLE_PAIR },
  { "pair-first-in-first-out", LIFE "A,x,start," T ("00") "\nA,x,start," T ("01") "\nA,x,complete," T ("05") "\nA,x,complete," T ("08") "\n", "A:x@5(5),x@8(7)", WAY_LIFECYCLE_PAIR },
  { "pair-by-instance", INSTANCE "A,x,start," T ("00") ",1\nA,x,start," T ("01") ",2\nA,x,complete," T ("05") ",2\nA,x,complete," T ("08") ",1\n", "A:x@5(4),x@8(8)", WAY_LIFECYCLE_PAIR },
  { "pair-by-case", LIFE "A,x,start," T ("00") "\nB,x,start," T ("01") "\nB,x,complete," T ("05") "\nA,x,complete," T ("08") "\n", "A:x@8(8) B:x@5(4)", WAY_LIFECYCLE_PAIR },
  { "pair-by-event", LIFE "A,x,start," T ("00") "\nA,y,complete," T ("05") "\n", "A:y@5", WAY_LIFECYCLE_PAIR, .n_unpaired = 1 },
  { "pair-out-of-order", LIFE "A,x,complete," T ("05") "\nA,y,complete," T ("02") "\nA,y,start," T ("01") "\nA,x,start," T ("00") "\n", "A:y@2(1),x@5(5)", WAY_LIFECYCLE_PAIR },
  { "pair-at-once", LIFE "A,x,complete," T ("05") "\nA,x,start," T ("05") "\n", "A:x@5(0)", WAY_LIFECYCLE_PAIR },
  { "pair-no-start", LIFE "A,x,complete," T ("05") "\nA,x,start," T ("06") "\nA,x,complete," T ("08") "\n", "A:x@5,x@8(2)", WAY_LIFECYCLE_PAIR },
  { "pair-no-completion", LIFE "A,x,start," T ("05") "\nB,x,start," T ("06") "\nB,y,complete," T ("08") "\n", "B:y@8", WAY_LIFECYCLE_PAIR, .n_unpaired = 2 },
  { "other-steps", LIFE "A,x,schedule," T ("00") "\nA,x,complete," T ("05") "\nA,y,withdraw," T ("06") "\nA,z,In Call," T ("07") "\n", "A:x@5,z@7", .n_skipped = 2 },
  { "other-steps-paired", LIFE "A,x,schedule," T ("00") "\nA,x,start," T ("01") "\nA,x,suspend," T ("02") "\nA,x,resume," T ("03") "\nA,x,complete," T ("05") "\n", "A:x@5(4)", WAY_LIFECYCLE_PAIR, .n_skipped = 3 },
  { "never-completed", LIFE "A,x,start," T ("00") "\nA,y,schedule," T ("05") "\n;\n", "A:x@0,y@5" },
  { "start-column", "case,activity,start_timestamp,timestamp\nA,x," T ("00") "," T ("05") "\nA,y,," T ("06") "\nA,z," T ("09") "," T ("07") "\n", "A:x@5(5),y@6,z@7", WAY_LIFECYCLE_PAIR, .n_cells = 1, .says = "later than the completion" },
  { "start-column-complete-only", "case,activity,start_timestamp,timestamp\nA,x," T ("00") "," T ("05") "\n", "A:x@5" },

  { "xes-pair", LOG (EVENT ("x", "start", "00", "") EVENT ("x", "complete", "05", "") EVENT ("y", "schedule", "06", "") EVENT ("y", "complete", "07", "")), "A:x@5(5),y@7", WAY_LIFECYCLE_PAIR, .n_skipped = 1 },
  { "xes-complete", LOG (EVENT ("x", "start", "00", "") EVENT ("x", "complete", "05", "")), "A:x@5", .n_skipped = 1 },
  { "xes-instance", LOG (EVENT ("x", "start", "00", "<string key=\"concept:instance\" value=\"a\"/>") EVENT ("x", "start", "01", "<string key=\"concept:instance\" value=\"b\"/>") EVENT ("x", "complete", "05", "<string key=\"concept:instance\" value=\"b\"/>") EVENT ("x", "complete", "08", "<string key=\"concept:instance\" value=\"a\"/>")), "A:x@5(4),x@8(8)", WAY_LIFECYCLE_PAIR },
  { "xes-start-timestamp", LOG (EVENT ("x", "complete", "05", "<date key=\"start_timestamp\" value=\"2026-01-01T09:02:00.000Z\"/>")), "A:x@5(3)", WAY_LIFECYCLE_PAIR },
  { "xes-never-completed", LOG (EVENT ("x", "start", "00", "") EVENT ("y", "assign", "05", "")), "A:x@0,y@5" },

  { "score", "case,activity,time,rating\nA,x," T ("00") ",9\nA,y," T ("01") ",\nB,x," T ("02") ",4.5\n", "A:x@0=9,y@1 B:x@2=4.5", .says = "rating" },
  { "score-bad", "case,activity,time,rating\nA,x," T ("00") ",9\nA,y," T ("01") ",good\nB,x," T ("02") ",4\nB,y," T ("03") ",n/a\nB,z," T ("04") ",2\nB,z," T ("05") ",2\n", "A:x@0=9,y@1 B:x@2=4,y@3,z@4=2,z@5=2", .n_cells = 1, .says = "The score is no number", .score = "rating" },
  { "score-is-no-score", "case,activity,time,score\nA,x," T ("00") ",640\nB,x," T ("01") ",720\n", "A:x@0 B:x@1" },
  { "score-unwanted", "case,activity,time,score\nA,x," T ("00") ",6\nB,x," T ("01") ",7\n", "A:x@0 B:x@1", .score = "" },
  { "cost", "case,activity,time,cost\nA,x," T ("00") ",12.50\nA,y," T ("01") ",0\nB,x," T ("02") ",\n", "A:x@0$12.5,y@1$0 B:x@2" },
  { "cost-comma", "case;activity;time;Kosten\nA;x;" T ("00") ";12,50 €\nA;y;" T ("01") ";1.234,05 €\n", "A:x@0$12.5,y@1$1234.05", .currency = "EUR" },
  { "cost-comma-among-words", "case;activity;time;cost\nA;x;" T ("00") ";12,50\nA;y;" T ("01") ";free\nB;x;" T ("02") ";none\n", "A:x@0$12.5,y@1 B:x@2", .n_cells = 1, .cost = "cost" },
  { "cost-name-tells", "case;activity;time;Cost (CHF)\nA;x;" T ("00") ";7\nA;y;" T ("01") ";-1,5\n", "A:x@0$7,y@1$-1.5", .currency = "CHF" },
  { "cost-currency-column", "case,activity,time,cost,currency\nA,x," T ("00") ",7,EUR\nA,y," T ("01") ",8,USD\nA,z," T ("02") ",9,EUR\n", "A:x@0$7,y@1,z@2$9", .n_cells = 1, .currency = "EUR", .says = "not in EUR" },
  { "cost-bad", "case,activity,time,cost\nA,x," T ("00") ",7\nA,y," T ("01") ",free\nB,x," T ("02") ",8\nB,y," T ("03") ",9\n", "A:x@0$7,y@1 B:x@2$8,y@3$9", .n_cells = 1, .says = "The cost cannot be read", .cost = "cost" },
  { "xes-cost", LOG (EVENT ("x", "complete", "00", "<float key=\"cost:total\" value=\"12.5\"/><string key=\"cost:currency\" value=\"EUR\"/>") EVENT ("y", "complete", "01", "<string key=\"cost:total\" value=\"much\"/>")), "A:x@0$12.5,y@1", .n_cells = 1, .currency = "EUR", .says = "The cost cannot be read" },
  { "xes-cost-drivers", LOG (EVENT ("x", "complete", "00", "<float key=\"cost:total\" value=\"3\"/><list key=\"cost:drivers\"><float key=\"cost:total\" value=\"99\"/></list>")), "A:x@0$3" },
  { "xes-cost-of-journeys", LOG ("<float key=\"cost:total\" value=\"12.5\"/>" EVENT ("x", "complete", "00", "")), "A:x@0", .says = "what whole journeys cost" },
  { "xes-namesakes", LOG (EVENT ("x", "complete", "00", "") NEXT ("A") EVENT ("y", "complete", "01", "") NEXT ("A (2)") EVENT ("z", "complete", "02", "") NEXT ("A") EVENT ("x", "complete", "03", "") NEXT ("") EVENT ("y", "complete", "04", "")), "5:y@4 A (2) (2):z@2 A (2):y@1 A (3):x@3 A:x@0", .says = "3 traces of the log have the name of another" },
  { "times-lost", "case,activity,timestamp\nA,x,soon\nA,y,later\nB,x,2026-01-01\n", "A:x,y B:x", .says = "most of its cells cannot be read as times" },
  { "xes-score", LOG (EVENT ("x", "complete", "00", "<int key=\"nps\" value=\"9\"/>")), "A:x@0=9" },
};

static gboolean
says (const Row *row, const WayLogFacts *facts, const WayReport *report)
{
  if (row->says == NULL || (facts->reason != NULL && strstr (facts->reason, row->says) != NULL))
    return TRUE;
  for (guint i = 0; i < way_report_get_size (report); i++)
    if (strstr (way_report_get (report, i)->text, row->says) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  WayLogOptions options = { .lifecycle = row->lifecycle, .score_column = row->score, .cost_column = row->cost };
  g_autoptr (WayReport) report = way_report_new ();
  g_auto (WayLogFacts) facts = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLog) log = way_log_read (row->text, strlen (row->text), "log", &options, &facts, report, &error);

  g_assert_no_error (error);

  g_autofree char *dumped = dump (log, TRUE);

  g_assert_cmpstr (dumped, ==, row->dump);
  g_assert_cmpuint (facts.n_skipped, ==, row->n_skipped);
  g_assert_cmpuint (facts.n_unpaired, ==, row->n_unpaired);
  g_assert_cmpuint (facts.n_cells, ==, row->n_cells);
  g_assert_cmpuint (facts.bad != NULL ? facts.bad->len : 0, ==, row->n_cells + facts.n_bad);
  g_assert_cmpstr (log->currency, ==, row->currency);
  g_assert_true (says (row, &facts, report));
  for (guint i = 0; facts.n_cells > 0 && i < facts.bad->len; i++)
    g_assert_cmpint (((const WayBadRow *) facts.bad->pdata[i])->line, >, 0);
}

/* Whoever asks for completions has them, though there be none: a part of a log may hold starts alone. */
static void
test_said (void)
{
  static const char text[] = LIFE "A,x,start," T ("00") "\nA,y,In Call," T ("01") "\n";
  WayLogOptions options = { .has_lifecycle = TRUE };
  g_autoptr (WayLog) log = way_log_read (text, strlen (text), "log", &options, NULL, NULL, NULL);
  g_autofree char *dumped = dump (log, TRUE);

  g_assert_cmpstr (dumped, ==, "A:y@1");
}

/* --- waiting --- */

typedef struct
{
  const char *name, *text;
  double median, least, most, span; /* minutes, from x to y */
} Wait;

static const Wait waits[] = {
  { "from-completion-to-start", LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\nA,y,start," T ("07") "\nA,y,complete," T ("10") "\n", 2, 2, 2, 10 },
  { "overlap-is-no-wait", LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\nA,y,start," T ("03") "\nA,y,complete," T ("10") "\n", 0, 0, 0, 10 },
  { "no-start-is-as-before", LIFE "A,x,complete," T ("05") "\nA,y,complete," T ("10") "\nB,x,start," T ("00") "\nB,x,complete," T ("20") "\nB,y,start," T ("21") "\nB,y,complete," T ("30") "\n", 3, 1, 5, 17.5 },
};

static void
test_wait (gconstpointer data)
{
  const Wait *row = data;
  WayLogOptions options = { .lifecycle = WAY_LIFECYCLE_PAIR };
  g_autoptr (WayLog) log = way_log_read (row->text, strlen (row->text), "log", &options, NULL, NULL, NULL);
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  const WayFlowEdge *edge = way_log_flow_find (flow, 0, 1);
  double spans = 0;

  g_assert_nonnull (edge);
  g_assert_cmpfloat (edge->median, ==, row->median * 60000);
  g_assert_cmpfloat (edge->least, ==, row->least * 60000);
  g_assert_cmpfloat (edge->most, ==, row->most * 60000);
  for (guint i = 0; i < flow->n_spans; i++)
    spans += flow->spans[i] / flow->n_spans;
  g_assert_cmpfloat (spans, ==, row->span * 60000);
}

/* Means with their intervals, costs of places and of journeys; a place that is not looked at does not part two that are. */
static void
test_measures (void)
{
  static const char text[] = "case,activity,lifecycle,time,rating,cost\nA,x,start," T ("00") ",,\nA,x,complete," T ("10") ",8,1.5\nA,y,complete," T ("20") ",6,\nA,y,start," T ("12") ",,\nB,x,complete," T ("05") ",4,2.5\nB,x,complete," T ("30") ",,4\n";
  const WayLogOptions pair = { .lifecycle = WAY_LIFECYCLE_PAIR };
  g_autoptr (WayLog) log = way_log_read (text, strlen (text), "log", &pair, NULL, NULL, NULL);
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayLogMeasures) measures = way_log_measures_new (view);
  WayLogMeasure *x = measures->places[0], *y = measures->places[1];

  g_assert_cmpuint (x[WAY_MEASURE_SCORE].n, ==, 2);
  g_assert_cmpfloat (x[WAY_MEASURE_SCORE].mean, ==, 6);
  /* 6 ± 12.7062 · √8 / √2 */
  g_assert_cmpfloat_with_epsilon (x[WAY_MEASURE_SCORE].interval.low, 6 - 25.4124, 0.001);
  g_assert_cmpfloat_with_epsilon (x[WAY_MEASURE_SCORE].interval.high, 6 + 25.4124, 0.001);
  g_assert_cmpuint (y[WAY_MEASURE_SCORE].n, ==, 1);
  g_assert_false (y[WAY_MEASURE_SCORE].has_interval);
  g_assert_cmpfloat (x[WAY_MEASURE_COST].sum, ==, 8);
  g_assert_cmpfloat (x[WAY_MEASURE_COST].median, ==, 2.5);
  g_assert_cmpuint (y[WAY_MEASURE_COST].n, ==, 0);
  g_assert_true (isnan (y[WAY_MEASURE_COST].median));
  g_assert_cmpuint (measures->whole[WAY_MEASURE_COST].n, ==, 2);
  g_assert_cmpfloat (measures->whole[WAY_MEASURE_COST].median, ==, 4);
  g_assert_cmpfloat (x[WAY_MEASURE_SERVICE].median, ==, 600000);
  g_assert_cmpfloat (y[WAY_MEASURE_SERVICE].median, ==, 480000);
  g_assert_cmpuint (x[WAY_MEASURE_WAITING].n, ==, 0);
  g_assert_cmpfloat (y[WAY_MEASURE_WAITING].median, ==, 120000);
  g_assert_cmpfloat (measures->whole[WAY_MEASURE_SERVICE].median, ==, 1080000);
}

/* What lies outside a column's scale is no score, but rare zeros are. */
static void
test_scales (void)
{
  static const struct
  {
    guint least, n;
    const char *odd;
    guint n_cells;
  } scales[] = { { 0, 11, "0", 0 }, { 1, 5, "11", 1 }, { 0, 11, "11", 1 }, { 1, 5, "3.5", 0 }, { 0, 11, "99", 1 }, { 0, 11, "-1", 1 } };

  for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
    {
      g_autoptr (GString) text = g_string_new ("case,activity,time,rating\n");
      g_auto (WayLogFacts) facts = { NULL };

      for (guint i = 0; i < 110; i++)
        g_string_append_printf (text, "A,x,2026-01-01T09:%02u:00Z,%u\n", i % 60, scales[k].least + i % scales[k].n);
      g_string_append_printf (text, "A,x,2026-01-01T10:00:00Z,%s\n", scales[k].odd);

      g_autoptr (WayLog) log = way_log_read (text->str, text->len, "log", NULL, &facts, NULL, NULL);
      guint n = 0;

      for (guint i = 0; i < log->n_events; i++)
        n += !isnan (log->values[WAY_LOG_SCORE][i]);
      g_assert_cmpuint (facts.n_cells, ==, scales[k].n_cells);
      g_assert_cmpuint (n, ==, 111 - scales[k].n_cells);
    }
}

/* A long service is no silence. */
static void
test_gap (void)
{
  static const char text[] = LIFE "A,x,complete,2026-01-01T09:00:00Z\nA,y,start,2026-01-01T10:00:00Z\nA,y,complete,2026-01-09T10:00:00Z\nA,z,complete,2026-01-20T10:00:00Z\n";
  WayLogOptions options = { .lifecycle = WAY_LIFECYCLE_PAIR, .gap = 2 * 86400000 };
  g_autoptr (WayLog) log = way_log_read (text, strlen (text), "log", &options, NULL, NULL, NULL);

  g_assert_cmpuint (log->n_cases, ==, 2);
  g_assert_cmpuint (log->first[1], ==, 2);
}

/* First in, first out, held against the plainest way to do it. */
static void
test_pairs (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (LIFE);
      double starts[3][3][60], services[3][3][60]; /* by case, event */
      guint n_starts[3][3] = { { 0 } }, n_paired[3][3] = { { 0 } }, n_ends[3][3] = { { 0 } }, n_left = 0;
      WayLogOptions options = { .lifecycle = WAY_LIFECYCLE_PAIR };
      guint seen[3][3] = { { 0 } };

      for (guint i = 0; i < 60; i++)
        {
          guint c = (guint) g_rand_int_range (rand, 0, 3), a = (guint) g_rand_int_range (rand, 0, 3);
          gboolean is_start = i % 7 != 0 && g_rand_boolean (rand);

          g_string_append_printf (text, "%c,%c,%s,2026-01-01T09:%02u:00Z\n", 'A' + c, 'x' + a, is_start ? "start" : "complete", i);
          if (is_start)
            starts[c][a][n_starts[c][a]++] = i;
          else
            services[c][a][n_ends[c][a]++] = n_paired[c][a] < n_starts[c][a] ? i - starts[c][a][n_paired[c][a]++] : NAN;
        }
      for (guint k = 0; k < 9; k++)
        n_left += n_starts[k / 3][k % 3] - n_paired[k / 3][k % 3];

      g_autoptr (WayLog) log = way_log_read (text->str, text->len, "log", &options, NULL, NULL, NULL);

      g_assert_cmpuint (log->n_unpaired, ==, n_left);
      for (guint c = 0; c < log->n_cases; c++)
        for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
          {
            guint who = (guint) (log->case_names[c][0] - 'A'), what = (guint) (log->activity_names[log->activities[i]][0] - 'x');
            double service = log->values[WAY_LOG_SERVICE] != NULL ? log->values[WAY_LOG_SERVICE][i] / 60000 : NAN, right = services[who][what][seen[who][what]++];

            g_assert_true (service == right || (isnan (service) && isnan (right)));
          }
    }
}

/* --- packed --- */

static void
test_packed (void)
{
  static const double kinds[][5] = {
    { 1, 2, 3, 4, 5 },
    { 1200, 60000, 0, 3000, 86400000 },
    { 12.5, 0.07, -3.1, 0, 1e6 },
    { 1.0 / 3, 2, NAN, 5e-7, -1e300 },
    { NAN, NAN, 4.25, NAN, NAN },
    { NAN, NAN, NAN, NAN, NAN },
    { 9007199254740993.0, 0.5, 1, 2, 3 },
    { 5e15, 1e-6, 1, 2, 3 },
    { 19.99, 4.35, 1.005, 1234567.89, -0.01 },
  };
  g_autoptr (GByteArray) blob = g_byte_array_new ();

  for (guint seed = 0; seed < G_N_ELEMENTS (kinds) * G_N_ELEMENTS (kinds); seed++)
    {
      gint64 times[5] = { 1, 2, 3, 4, 5 }, back_times[5];
      guint32 activities[5] = { 0, 1, 2, 3, 4 }, back_activities[5];
      double scores[5], costs[5], back_scores[5], back_costs[5], back_services[5];
      WayLogEvents events = { 5, times, activities, .values = { scores, costs, NULL } }, back = { 5, back_times, back_activities, .values = { back_scores, back_costs, back_services } };

      memcpy (scores, kinds[seed % G_N_ELEMENTS (kinds)], sizeof scores);
      memcpy (costs, kinds[seed / G_N_ELEMENTS (kinds)], sizeof costs);
      way_log_blob_pack (&events, blob);
      g_assert_true (way_log_blob_unpack (blob->data, blob->len, 1, &back));
      for (guint i = 0; i < 5; i++)
        {
          g_assert_true (back_scores[i] == scores[i] || (isnan (back_scores[i]) && isnan (scores[i])));
          g_assert_true (back_costs[i] == costs[i] || (isnan (back_costs[i]) && isnan (costs[i])));
          g_assert_true (isnan (back_services[i]));
        }
      for (guint size = 0; size < blob->len; size++)
        {
          g_autofree guint8 *cut = g_memdup2 (blob->data, size);

          g_assert_false (way_log_blob_unpack (cut, size, 1, &back));
        }
      for (guint i = 0; i < blob->len * 64; i++)
        {
          g_autofree guint8 *changed = g_memdup2 (blob->data, blob->len);

          changed[i / 64] = (guint8) (i * 37);
          way_log_blob_unpack (changed, blob->len, 1, &back);
        }
    }
}

/* What has no values takes no byte for them; small scores and whole cents take one or two. */
static void
test_size (void)
{
  gint64 times[100];
  guint32 activities[100] = { 0 };
  double none[100], scores[100], costs[100];
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  WayLogEvents events = { 100, times, activities };
  guint plain;

  for (guint i = 0; i < 100; i++)
    {
      times[i] = i;
      none[i] = NAN;
      scores[i] = i % 11;
      costs[i] = (i * 37 % 60) / 4.0;
    }
  way_log_blob_pack (&events, blob);
  plain = blob->len;
  events.values[WAY_LOG_SCORE] = events.values[WAY_LOG_COST] = events.values[WAY_LOG_SERVICE] = none;
  way_log_blob_pack (&events, blob);
  g_assert_cmpuint (blob->len, ==, plain);
  events.values[WAY_LOG_SCORE] = scores;
  way_log_blob_pack (&events, blob);
  g_assert_cmpuint (blob->len, ==, plain + 101);
  events.values[WAY_LOG_COST] = costs;
  way_log_blob_pack (&events, blob);
  g_assert_cmpuint (blob->len, <=, plain + 101 + 201);
}

/* --- kept --- */

static WayLogImportResult
import (LogCache *self, const char *text, const WayLogOptions *options)
{
  return log_cache_import (self, "shop", text, options);
}

#define assert_kept(self, text)                                  \
  {                                                              \
    g_autoptr (WayLog) kept = log_cache_open_log (self, "shop"); \
    g_autofree char *dumped = dump (kept, FALSE);                \
                                                                 \
    g_assert_cmpstr (dumped, ==, text);                          \
  }

#define RICH "case,activity,time,rating,cost (EUR)\nA,x," T ("00") ",9,12.50\nA,y," T ("01") ",,3\nB,x," T ("02") ",4,\n"

static void
test_kept (LogCache *self, gconstpointer unused)
{
  WayLogImportResult result = import (self, RICH, NULL);
  g_autoptr (WayLogInfo) info = way_log_get_info (self->cache, "shop", NULL);

  g_assert_cmpint (result.n_events, ==, 3);
  g_assert_cmpuint (info->values, ==, 1u << WAY_LOG_SCORE | 1u << WAY_LOG_COST);
  g_assert_cmpstr (info->currency, ==, "EUR");
  assert_kept (self, ":x@0=9$12.5,y@1$3 :x@2=4");
  result = import (self, RICH, NULL);
  g_assert_cmpint (result.import, ==, 0);
  g_assert_cmpint (result.n_known, ==, 3);
}

/* Another cost at the same time is another event; none at all is the one that is there. */
static void
test_again (LogCache *self, gconstpointer unused)
{
  WayLogImportResult result;

  import (self, RICH, NULL);
  result = import (self, "case,activity,time\nA,x," T ("00") "\nA,y," T ("01") "\n", NULL);
  g_assert_cmpint (result.n_events, ==, 0);
  g_assert_cmpint (result.n_known, ==, 2);
  g_assert_cmpint (result.n_completed, ==, 0);
  result = import (self, "case,activity,time,cost\nA,x," T ("00") ",99\nA,x," T ("00") ",12.5\n", NULL);
  g_assert_cmpint (result.n_events, ==, 1);
  g_assert_cmpint (result.n_known, ==, 1);
  assert_kept (self, ":x@0=9$12.5,x@0$99,y@1$3 :x@2=4");
  /* In another currency it is none. */
  result = import (self, "case,activity,time,cost (USD)\nC,x," T ("00") ",99\n", NULL);
  g_assert_cmpint (result.n_cells, ==, 1);
  g_assert_cmpint (result.n_events, ==, 1);
}

/* What was imported before anybody asked for costs, or for how long things took, is completed and not doubled; and can be taken back. */
static void
test_completed (LogCache *self, gconstpointer unused)
{
  static const char life[] = LIFE "A,x,start," T ("00") "\nA,x,complete," T ("05") "\nB,y,complete," T ("07") "\n";
  const WayLogOptions pair = { .lifecycle = WAY_LIFECYCLE_PAIR, .has_lifecycle = TRUE }, complete = { .has_lifecycle = TRUE };
  WayLogImportResult result;
  g_autoptr (GError) error = NULL;

  import (self, life, NULL);
  assert_kept (self, ":x@5 :y@7");
  result = import (self, life, &pair);
  g_assert_cmpint (result.n_events, ==, 0);
  g_assert_cmpint (result.n_known, ==, 2);
  g_assert_cmpint (result.n_completed, ==, 1);
  g_assert_cmpint (result.import, !=, 0);
  assert_kept (self, ":x@5(5) :y@7");
  g_assert_true (way_cache_forget_import (self->cache, result.import, &error));
  assert_kept (self, ":x@5 :y@7");

  g_autoptr (WayLogInfo) info = way_log_get_info (self->cache, "shop", NULL);

  g_assert_cmpuint (info->values, ==, 0);
  /* What was chosen last counts for the next one, unless something else is said. */
  result = import (self, life, NULL);
  g_assert_cmpint (result.n_completed, ==, 1);
  result = import (self, LIFE "C,x,start," T ("00") "\nC,x,complete," T ("05") "\n", &complete);
  assert_kept (self, ":x@5 :x@5(5) :y@7");
}

static gboolean
sql_row_cb (char *const *values, const gboolean *are_numbers, guint n, gpointer data)
{
  g_autofree char **copy = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    copy[i] = values[i] != NULL ? values[i] : (char *) "-";

  g_autofree char *line = g_strjoinv (" ", copy);

  g_string_append_printf (data, "%s\n", line);
  return TRUE;
}

static void
test_sql (LogCache *self, gconstpointer unused)
{
  const WayLogOptions pair = { .lifecycle = WAY_LIFECYCLE_PAIR };
  g_autoptr (GString) s = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  import (self, "case,activity,lifecycle,time,rating,cost\nA,x,start," T ("00") ",,\nA,x,complete," T ("05") ",9,12.5\nA,y,complete," T ("07") ",,\n", &pair);
  way_log_sql_run (self->cache, "SELECT act, score, cost, svc, (SELECT count(*) FROM event('shop') WHERE svc>0) n FROM event('shop') ORDER BY cs, sq", sql_row_cb, s, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (s->str, ==, "act score cost svc n\nx 9.0 12.5 300000 1\ny - - - 1\n");
}

/* Written out and read again it is the same, to the last digit. */
static void
test_export (LogCache *self, gconstpointer unused)
{
  static const char text[] = "case,activity,lifecycle,time,rating,cost,currency,concept:instance\nA,x,start," T ("00") ",,,,1\nA,x,start," T ("01") ",,,,2\nA,x,complete," T ("05") ",9,12.57,EUR,2\nA,x,complete," T ("05") ",1,0.1,EUR,1\n"
                                                                                                                                                                                                                             "A,z,complete," T ("05") ",,,,\nB,y,complete," T ("07") ",2.5,,,\nB,x,start," T ("07") ",,,,\nB,x,complete," T ("07") ",,1e7,EUR,\n";
  const WayLogOptions pair = { .lifecycle = WAY_LIFECYCLE_PAIR };
  g_autoptr (WayLog) log = way_log_read (text, strlen (text), "log", &pair, NULL, NULL, NULL);
  g_autofree char *right = dump (log, TRUE);

  g_assert_cmpstr (right, ==, "A:x@5(4)=9$12.57,x@5(5)=1$0.1,z@5 B:y@7=2.5,x@7(0)$10000000");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = way_log_export (log, "shop", i == 0 ? WAY_LOG_FORMAT_XES : WAY_LOG_FORMAT_CSV);
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (WayLog) back = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log", &pair, NULL, report, NULL);
      g_autofree char *again = dump (back, TRUE);

      g_assert_cmpstr (again, ==, right);
      g_assert_cmpstr (back->currency, ==, "EUR");
      g_assert_cmpuint (way_report_get_size (report), ==, 0);
      /* Whoever pairs as the rows stand needs the start first, though both are of one moment. */
      g_assert_true (i == 1 || g_strrstr (g_bytes_get_data (bytes, NULL), "\"start\"") < g_strrstr (g_bytes_get_data (bytes, NULL), "\"complete\""));
    }
}

#define ADD(name, function) g_test_add ("/log-columns/" name, LogCache, NULL, log_cache_set_up, function, log_cache_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/log-columns/rows/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *path = g_strconcat ("/log-columns/waits/", waits[i].name, NULL);

      g_test_add_data_func (path, &waits[i], test_wait);
    }
  g_test_add_func ("/log-columns/said", test_said);
  g_test_add_func ("/log-columns/measures", test_measures);
  g_test_add_func ("/log-columns/scales", test_scales);
  g_test_add_func ("/log-columns/gap", test_gap);
  g_test_add_func ("/log-columns/pairs", test_pairs);
  g_test_add_func ("/log-columns/packed", test_packed);
  g_test_add_func ("/log-columns/size", test_size);
  ADD ("kept", test_kept);
  ADD ("again", test_again);
  ADD ("completed", test_completed);
  ADD ("sql", test_sql);
  ADD ("export", test_export);
  return g_test_run ();
}
