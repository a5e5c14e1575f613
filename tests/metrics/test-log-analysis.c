/* Patterns, funnel, handovers, comparison, rules: small logs whose answers can be told by looking. */
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "log-maker.h"
#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-choice.h"
#include "metrics/log/way-log-compare.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-funnel.h"
#include "metrics/log/way-log-handover.h"
#include "metrics/log/way-log-listing.h"
#include "metrics/log/way-log-parts.h"
#include "metrics/log/way-log-query.h"
#include "metrics/log/way-log-rule-list.h"

/* --- patterns --- */

static void
test_queries (void)
{
  static const struct
  {
    const char *query, *log;
    guint count;
  } rows[] = {
    { "a", "k:a@0,b@1,a@2", 2 },
    { "a > b", "k:a@0,b@1", 1 },
    { "a > b", "k:b@0,a@1", 0 },
    { "a > b", "k:a@0,a@1,b@2,b@3", 1 },
    { "a > b", "k:a@0,b@1,a@2,b@3", 2 },
    { "a > a", "k:a@0,a@1,a@2", 1 },
    { "a > b within 10 s", "k:a@0,b@11", 0 },
    { "a > b within 10 s", "k:a@0,a@5,b@11", 1 },
    { "a > b within 10 s > c within 3 s", "k:a@0,b@8,b@9,c@12", 1 },
    { "a > b within 1 d", "k:a@0,b@86400", 1 },
    { "a > b within 1 d", "k:a@0,b@86401", 0 },
    { "a in phone", "k:a@0/web,a@1/phone,a@2", 1 },
    { "a in ph*", "k:a@0/phone", 1 },
    { "a in web > b in phone within 1 d", "k:a@0/web,b@60/phone", 1 },
    { "a in web > b in phone within 1 d", "k:a@0/web,b@60/web", 0 },
    { "a by care", "k:a@0!sales,a@1!care", 1 },
    { "a > not b", "k:a@0,c@5", 1 },
    { "a > not b", "k:a@0,b@5", 0 },
    { "a > not b within 10 s", "k:a@0,b@11", 1 },
    { "a > not b within 10 s", "k:a@0,b@9,a@20,x@100", 1 },
    { "a > not b within 10 s", "k:a@95,x@100", 0 },
    { "a >> b", "k:a@0,b@1", 1 },
    { "a >> b", "k:a@0,c@1,b@2", 0 },
    { "a >> b", "k:a@0,c@1,a@2,b@3,b@4", 1 },
    { "a >> a", "k:a@0,a@1,b@2,a@3", 1 },
    { "a >> b >> c", "k:a@0,b@1,b@2,c@3", 0 },
    { "a > b >> c", "k:a@0,b@1,b@2,c@3", 1 },
    { "a >> not *", "k:a@0,b@1", 0 },
    { "a >> not *", "k:a@0,b@1,a@2", 1 },
    { "a >> not b", "k:a@0,c@1,b@2", 1 },
    { "a >> not b", "k:a@0,b@2", 0 },
    { "\"in the shop\"", "k:in the shop@0", 1 },
    { "Anruf*", "k:ANRUF Hotline@0", 1 },
    { "touch", "k:z@0", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WayLog) log = make_log (rows[i].log);
      g_autoptr (WayElement) journey = make_journey ("touch=z");
      g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, TRUE);
      g_autoptr (WayLogQuery) query = way_log_query_new (rows[i].query, &error);

      g_test_message ("%s in %s", rows[i].query, rows[i].log);
      g_assert_no_error (error);

      g_autoptr (WayLogMatcher) matcher = way_log_matcher_new (view, query);

      g_assert_cmpuint (way_log_matcher_count (matcher, 0, NULL), ==, rows[i].count);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", ">", "a >", "> b", ">> b", "a >>> b", "a within", "a within soon", "a > b within -2 d", "not a", "not a > b", "a > not b > c", "a>a>a>a>a>a>a>a>a>a>a>a>a>a>a>a>a" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (way_log_query_new (texts[i], &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
    }
}

/* --- which journeys --- */

static void
test_filter (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0/web,b@10|k2:a@50/phone,b@60|Sk3:a@100,c@200");
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayLogQuery) query = way_log_query_new ("a > c", NULL);
  const struct
  {
    WayLogFilter filter;
    const char *counted; /* by case */
  } rows[] = {
    { WAY_LOG_FILTER_INIT, "111" },
    { { 60000, WAY_LOG_NO_TIME, -1, NULL, NULL, FALSE }, "011" },
    { { 60000, WAY_LOG_NO_TIME, -1, NULL, NULL, TRUE }, "001" },
    { { WAY_LOG_NO_TIME, 60000, -1, NULL, NULL, TRUE }, "110" },
    { { WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, 0, NULL, NULL, FALSE }, "100" },
    { { WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, "SMALL", NULL, FALSE }, "001" },
    { { WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, "large", NULL, FALSE }, "000" },
    { { WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, NULL, query, FALSE }, "001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      way_log_view_select (view, &rows[i].filter);
      for (guint c = 0; c < 3; c++)
        g_assert_cmpint (way_log_view_has_case (view, c), ==, rows[i].counted[c] == '1');
    }
}

/* What was said of the journeys wanted, and how many of four that is; what cannot be read changes nothing. */
static void
test_choice (void)
{
  const struct
  {
    const char *channel, *segment, *from, *to, *query;
    guint n; /* 0: refused */
  } rows[] = {
    { NULL, NULL, NULL, NULL, NULL, 4 },
    { NULL, NULL, "", "", "", 4 },
    { "phone", NULL, NULL, NULL, NULL, 1 },
    { NULL, "small", NULL, NULL, NULL, 1 },
    { NULL, NULL, "1970-01-02", NULL, NULL, 3 },
    { NULL, NULL, NULL, "1970-01-01", NULL, 1 },
    { NULL, NULL, NULL, "1970-01-02", NULL, 2 },
    { NULL, NULL, "1970-01-02", "1970-01-02", NULL, 1 },
    { NULL, NULL, NULL, NULL, "See > Ask", 2 },
    { NULL, NULL, "soon", NULL, NULL, 0 },
    { NULL, NULL, NULL, "1970-02-30", NULL, 0 },
    { NULL, NULL, NULL, NULL, "See within", 0 },
  };
  g_autoptr (WayLog) log = make_log ("k1:see@0/phone|k2:see@86400,ask@172799|Sk3:see@172800|k4:see@300000,ask@300001");
  g_autoptr (WayElement) journey = make_journey ("see=see ask=ask");
  g_auto (WayLogChoice) choice = WAY_LOG_CHOICE_INIT;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (WayLogChoice) before = way_log_choice_copy (&choice);
      g_autoptr (GError) error = NULL;
      gboolean is_read = way_log_choice_read (&choice, rows[i].channel, rows[i].segment, rows[i].from, rows[i].to, rows[i].query, &error);
      g_autoptr (WayLogView) view = way_log_choice_make_view (&choice, log, journey, FALSE);
      guint n = 0;

      g_test_message ("%u", i);
      g_assert_cmpint (is_read, ==, rows[i].n > 0);
      if (!is_read)
        {
          g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
          g_assert_true (way_log_choice_equal (&choice, &before));
          continue;
        }
      g_assert_cmpint (way_log_choice_is_all (&choice), ==, i < 2);
      for (guint c = 0; c < log->n_cases; c++)
        n += way_log_view_has_case (view, c);
      g_assert_cmpuint (n, ==, rows[i].n);
    }
}

static void
test_ignored (void)
{
  g_autoptr (WayLog) log = make_log ("k:see@0,ping 7@1,other@2");
  g_autoptr (WayElement) journey = make_journey ("see=see -ping*");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, TRUE);

  g_assert_cmpuint (view->node_of[0], ==, 0);
  g_assert_cmpuint (view->node_of[1], ==, WAY_LOG_IGNORED);
  g_assert_cmpuint (view->node_of[2], ==, 1);
  g_assert_cmpstr (view->node_names[1], ==, "other");
}

/* --- funnel --- */

static void
test_funnel (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0,b@10,c@30|k2:a@0,c@5|k3:b@0,a@5,c@9|k4:a@0,b@20|k5:x@0");
  g_autoptr (WayElement) journey = make_journey ("[one a=a [two b=b [three c=c");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayFunnel) funnel = way_log_funnel_new (view, journey, -1);
  static const struct
  {
    guint reached, through;
    double median;
  } stages[] = { { 4, 4, NAN }, { 3, 2, 15000 }, { 3, 1, 20000 } };

  g_assert_cmpuint (funnel->n_cases, ==, 4);
  g_assert_cmpuint (funnel->stages->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, i);

      g_assert_cmpuint (stage->reached, ==, stages[i].reached);
      g_assert_cmpuint (stage->through, ==, stages[i].through);
      if (i > 0)
        g_assert_cmpfloat (stage->median, ==, stages[i].median);
    }
}

static void
test_funnel_of_steps (void)
{
  static const struct
  {
    const char *steps, *log;
    guint n, reached[3], through[3];
    double median[3]; /* ms */
  } rows[] = {
    { "a > b > c", "k1:a@0,x@3,b@10,c@30|k2:a@0,c@5|k3:b@0,a@5,c@9|k4:a@0,b@20", 3, { 4, 3, 3 }, { 4, 2, 1 }, { NAN, 15000, 20000 } },
    /* The first a is too early for b, the second is not. */
    { "a > b within 5 s", "k1:a@0,a@10,b@12|k2:a@0,b@6", 2, { 2, 2 }, { 2, 1 }, { NAN, 12000 } },
    { "a in web > a in phone", "k1:a@0/web,a@7/phone|k2:a@0/phone,a@7/web", 2, { 2, 2 }, { 2, 1 }, { NAN, 7000 } },
    { "a > a", "k1:a@0,a@4|k2:a@0", 2, { 2, 2 }, { 2, 1 }, { NAN, 4000 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayLog) log = make_log (rows[i].log);
      g_autoptr (WayLogView) view = way_log_view_new (log);
      g_autoptr (WayLogQuery) query = way_log_query_new (rows[i].steps, NULL);
      g_autoptr (WayFunnel) funnel = way_log_funnel_new_for_query (view, query, -1);

      g_test_message ("%s", rows[i].steps);
      g_assert_cmpuint (funnel->stages->len, ==, rows[i].n);
      for (guint k = 0; k < rows[i].n; k++)
        {
          const WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, k);

          g_assert_cmpuint (stage->reached, ==, rows[i].reached[k]);
          g_assert_cmpuint (stage->through, ==, rows[i].through[k]);
          g_assert_cmpfloat (stage->overall, ==, (double) rows[i].through[k] / funnel->n_cases);
          if (k > 0)
            g_assert_cmpfloat (stage->median, ==, rows[i].median[k]);
        }
    }
}

/* --- ways --- */

static void
test_ways (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0,b@10|k2:a@0,b@20|k3:a@5,b@35|k4:a@0,x@1,b@2|k5:a@0");
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayVariants) variants = way_log_variants_new (view);
  g_autofree WayVariantTime *times = way_log_variants_measure (view, variants);
  const WayVariant *most = &g_array_index (variants->variants, WayVariant, 0);
  g_autoptr (WayLogQuery) query = way_log_query_new ("a > x > b", NULL), either = way_log_query_new ("a > *", NULL), none = way_log_query_new ("a > z", NULL);
  WayDrawnWay *ways[] = { way_drawn_way_new_for_variant (view->n_nodes, most), way_drawn_way_new_for_query (view, query), way_drawn_way_new_for_query (view, either), way_drawn_way_new_for_query (view, none) };
  static const guint exact[] = { 3, 1, 4, 0 };
  static const guint64 costs[] = { 2, 5, 1, 0 };

  g_assert_cmpuint (most->count, ==, 3);
  g_assert_cmpfloat (times[0].median, ==, 20000);
  g_assert_cmpfloat (times[0].p90, ==, 28000);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (WayConformance) conformance = way_log_conformance_new (view, variants, ways[i]);

      g_test_message ("%u", i);
      g_assert_cmpint (conformance->has_run, ==, i < 3);
      g_assert_cmpuint (conformance->n_exact, ==, exact[i]);
      g_assert_cmpuint (conformance->cost, ==, costs[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    way_drawn_way_free (ways[i]);
}

static void
test_elapsed (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0,b@10|k2:a@0,b@20,a@30|k3:b@5,c@45|k4:a@100,x@500");
  g_autoptr (WayElement) journey = make_journey ("a=a b=b c=c > a-b b-c");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, -1);

  /* 10, 30, 40 and 0: nobody looks at x. */
  g_assert_cmpfloat (flow->elapsed_median, ==, 20000);
  g_assert_cmpfloat (flow->elapsed_mean, ==, 20000);
  g_assert_cmpfloat (flow->elapsed_p75, ==, 32500);
  g_assert_true (isnan (flow->elapsed_interval.low));
  g_assert_cmpuint (flow->n_again, ==, 1);
}

/* --- handovers --- */

static void
test_handovers (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0/web,a@10/phone,a@30,a@40/web,a@50/shop|k2:a@0/web,a@20/phone,a@90000/phone|k3:a@2000000/web");
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayHandovers) handovers = way_log_handovers_new (view, WAY_HANDOVER_CHANNEL);
  const WayHandover *first = &g_array_index (handovers->handovers, WayHandover, 0);

  g_assert_cmpuint (handovers->n_cases, ==, 3);
  g_assert_cmpuint (handovers->n_handed, ==, 2);
  g_assert_cmpuint (handovers->n_handovers, ==, 4);
  g_assert_cmpuint (handovers->n_back, ==, 1);
  g_assert_cmpuint (handovers->handovers->len, ==, 3);
  g_assert_cmpstr (log->channel_names[first->from], ==, "web");
  g_assert_cmpstr (log->channel_names[first->to], ==, "phone");
  g_assert_cmpuint (first->count, ==, 2);
  g_assert_cmpuint (first->cases, ==, 2);
  g_assert_cmpfloat (first->median, ==, 15000);
  g_assert_cmpuint (first->back, ==, 1);
  g_assert_cmpuint (first->old, ==, 2);
  g_assert_cmpuint (first->again_1, ==, 1);
  g_assert_cmpuint (first->again_7, ==, 2);

  g_autoptr (WayHandovers) none = way_log_handovers_new (view, WAY_HANDOVER_DEPARTMENT);

  g_assert_cmpuint (none->n_cases, ==, 0);
}

/* An event that the map ignores on purpose is no further contact. */
static void
test_handovers_ignored (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0/web,a@10/phone,ping@20,a@200000/phone|k2:a@2000000/web");
  g_autoptr (WayElement) journey = make_journey ("a=a -ping");
  g_autoptr (WayLogView) bare = way_log_view_new (log), view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayHandovers) all = way_log_handovers_new (bare, WAY_HANDOVER_CHANNEL), some = way_log_handovers_new (view, WAY_HANDOVER_CHANNEL);

  g_assert_cmpuint (g_array_index (all->handovers, WayHandover, 0).again_1, ==, 1);
  g_assert_cmpuint (g_array_index (some->handovers, WayHandover, 0).again_1, ==, 0);
  g_assert_cmpuint (g_array_index (some->handovers, WayHandover, 0).again_7, ==, 1);
  g_assert_cmpfloat (g_array_index (some->handovers, WayHandover, 0).share_7, ==, 1);
  g_assert_cmpfloat (some->share_handed, ==, 0.5);
}

/* --- comparison --- */

/* The later journeys are like the earlier ones, but most have only just begun: that is no difference. */
static void
test_compare_young (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (text, "|k%u:a@%u", i, i * 10);
      if (i * 10 + 1000 < 3000)
        g_string_append_printf (text, ",b@%u", i * 10 + 1000);
    }
  g_string_erase (text, 0, 1);

  g_autoptr (WayLog) log = make_log (text->str);
  g_autoptr (WayLogView) a = way_log_view_new (log), b = way_log_view_new (log);
  WayLogFilter filter = WAY_LOG_FILTER_INIT;
  WayLogComparison counts;

  filter.began = TRUE;
  filter.to = 1000000;
  way_log_view_select (a, &filter);
  filter.from = filter.to;
  filter.to = WAY_LOG_NO_TIME;
  way_log_view_select (b, &filter);
  for (guint everybody = 0; everybody < 2; everybody++)
    {
      g_autoptr (GArray) rows = way_log_compare (a, b, NULL, everybody ? -1 : 0, &counts);
      gboolean differs = FALSE;

      for (guint i = 0; i < rows->len; i++)
        differs |= g_array_index (rows, WayLogDifference, i).differs;
      g_assert_cmpint (differs, ==, everybody);
      g_assert_cmpuint (counts.open_a, ==, 0);
      g_assert_cmpuint (counts.open_b, ==, everybody ? 0 : 100);
      g_assert_cmpuint (counts.shared, ==, 0);
    }
}

static void
test_compare (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WayElement) journey = make_journey ("a=a b=b c=c > a-b b-c");

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "%s%s%u:a@%u%s", i > 0 ? "|" : "", i < 100 ? "S" : "k", i, i, i < 100 ? (i < 90 ? ",b@1000" : "") : (i < 120 ? ",b@1000,c@2000" : ""));

  g_autoptr (WayLog) log = make_log (text->str);
  g_autoptr (WayLogView) a = way_log_view_new_for_journey (log, journey, NULL, FALSE), b = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayLogQuery) query = way_log_query_new ("a", NULL);

  way_log_view_select (a, &(WayLogFilter){ WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, "small", NULL, FALSE });
  b->counts = g_new0 (guint8, log->n_cases + 1);
  for (guint c = 100; c < 200; c++)
    b->counts[c] = 1;

  g_autoptr (GArray) rows = way_log_compare (a, b, journey, -1, NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const WayLogDifference *row = &g_array_index (rows, WayLogDifference, i);

      if (row->kind == WAY_DIFFERENCE_VISITS && row->node == 0)
        g_assert_false (row->differs);
      if (row->kind != WAY_DIFFERENCE_CONVERSION || row->node != 0)
        continue;
      found = TRUE;
      g_assert_cmpfloat_with_epsilon (row->a, 0.9, 1e-12);
      g_assert_cmpfloat_with_epsilon (row->b, 0.2, 1e-12);
      g_assert_true (row->differs);
      g_assert_cmpfloat (row->interval.high, <, -0.5);
    }
  g_assert_true (found);
}

/* Costs of two segments; those of the others never vary, though ten of them do not sum up without a crumb. The interval was made by another program: Welch's 7.0868 degrees of freedom. */
static void
test_compare_costs (void)
{
  static const double costs[][5] = { { 10, 12, 14, 11, 13 }, { 20, 22, 19, 21, 25 }, { 0.1, 0.1, 0.1, 0.1, 0.1 }, { 0.1, 0.1, 0.1, 0.1, 0.1 }, { 0.2, 0.2, 0.2, 0.2, 0.2 } };
  static const guint sizes[] = { 5, 5, 10, 5, 10 };
  static const struct
  {
    guint a, b;
    double difference, low, high, least_p, most_p;
    gboolean differs;
  } rows[] = {
    { 0, 1, 9.4, 6.4539008134904, 12.3460991865096, 0.0001, 0.0002, TRUE },
    { 1, 0, -9.4, -12.3460991865096, -6.4539008134904, 0.0001, 0.0002, TRUE },
    { 2, 3, 0, 0, 0, 1, 1, FALSE },
    { 2, 4, 0.1, 0.1, 0.1, 0, 0, TRUE },
  };
  WayLogBuilder *builder = way_log_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    for (guint k = 0; k < sizes[i]; k++)
      {
        const char name[] = { (char) ('a' + i), (char) ('0' + k) }, segment[] = { (char) ('a' + i) };

        way_log_builder_add (builder, name, 2, "buy", 3, 1000 * k, NULL, 0);
        way_log_builder_set_segment (builder, segment, 1);
        way_log_builder_set_value (builder, WAY_LOG_COST, costs[i][k % 5]);
      }

  g_autoptr (WayLog) log = way_log_builder_finish (builder, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayLogView) a = way_log_view_new (log), b = way_log_view_new (log);
      guint n = 0;

      way_log_view_select (a, &(WayLogFilter){ WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, log->segment_names[rows[i].a], NULL, FALSE });
      way_log_view_select (b, &(WayLogFilter){ WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, log->segment_names[rows[i].b], NULL, FALSE });

      g_autoptr (GArray) differences = way_log_compare (a, b, NULL, -1, NULL);

      for (guint k = 0; k < differences->len; k++)
        {
          const WayLogDifference *row = &g_array_index (differences, WayLogDifference, k);

          if (row->kind != WAY_DIFFERENCE_COST)
            continue;
          n++;
          g_assert_cmpuint (row->n_a, ==, sizes[rows[i].a]);
          g_assert_cmpuint (row->n_b, ==, sizes[rows[i].b]);
          g_assert_cmpfloat_with_epsilon (row->difference, rows[i].difference, 1e-9);
          g_assert_cmpfloat_with_epsilon (row->interval.low, rows[i].low, 1e-6);
          g_assert_cmpfloat_with_epsilon (row->interval.high, rows[i].high, 1e-6);
          g_assert_cmpfloat (row->p, >=, rows[i].least_p);
          g_assert_cmpfloat (row->p, <=, rows[i].most_p);
          g_assert_cmpint (row->differs, ==, rows[i].differs);
        }
      /* The journey, and the place. */
      g_assert_cmpuint (n, ==, 2);
    }
}

/* --- parts --- */

static WayElement *
make_action (const char *text, const char *status, const char *due, const char *done)
{
  WayElement *action = way_element_new (WAY_KIND_ACTION);

  way_element_init_value (action, WAY_FIELD_ID, text);
  way_element_init_value (action, WAY_FIELD_TEXT, text);
  way_element_init_value (action, WAY_FIELD_STATUS, status);
  way_element_init_value (action, WAY_FIELD_DUE, due);
  way_element_init_value (action, WAY_FIELD_DONE_ON, done);
  return action;
}

/* A log of single events, one a day from the first to the last. */
static WayLog *
make_days (const char *first, const char *last)
{
  WayLogBuilder *builder = way_log_builder_new ();

  for (guint32 day = way_date_parse (first); day <= way_date_parse (last); day++)
    {
      g_autofree char *name = g_strdup_printf ("%u", day);

      way_log_builder_add (builder, name, strlen (name), "buy", 3, ((gint64) day - 719163) * 86400000 + 46800000, NULL, 0);
    }
  return way_log_builder_finish (builder, 0);
}

static char *
write_pairs (const GPtrArray *pairs, const WayLog *log)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const WayLogPair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *a = way_log_part_to_text (log, &pair->a), *b = way_log_part_to_text (log, &pair->b);

      g_string_append_printf (s, "%s: %s | %s\n", pair->name, a, b);
    }
  return g_string_free (s, FALSE);
}

/* Periods end where journeys are old enough, are whole calendar periods, and lie on both sides of what was done. */
static void
test_pairs (void)
{
  const double day = 86400e3;
  const struct
  {
    const char *first, *last;
    double window;
    const char *pairs;
  } rows[] = {
    { "2025-01-10", "2026-06-20", 10 * day,
      "Before and since “mail”: Begun 2026-03-03 to 2026-05-31 | Begun 2026-06-01 to 2026-06-10\n"
      "Before and since “chat”: Begun 2025-01-10 to 2025-02-28 | Begun 2025-03-01 to 2026-06-10\n"
      "Last full month and the one before: Begun 2026-04-01 to 2026-04-30 | Begun 2026-05-01 to 2026-05-31\n"
      "Last full month and the same a year ago: Begun 2025-05-01 to 2025-05-31 | Begun 2026-05-01 to 2026-05-31\n"
      "Last full quarter and the one before: Begun 2025-10-01 to 2025-12-31 | Begun 2026-01-01 to 2026-03-31\n"
      "Last full quarter and the same a year ago: Begun 2025-01-01 to 2025-03-31 | Begun 2026-01-01 to 2026-03-31\n"
      "Last 30 days and the 30 before: Begun 2026-04-12 to 2026-05-11 | Begun 2026-05-12 to 2026-06-10\n"
      "Earlier and later half: Begun until 2025-09-24 | Begun since 2025-09-25\n" },
    /* Everybody counts; neither a whole month nor what was done is in it. */
    { "2026-07-01", "2026-07-20", NAN, "Earlier and later half: Begun until 2026-07-10 | Begun since 2026-07-11\n" },
    /* The end of a month is the end of the last full one. */
    { "2024-12-01", "2025-01-31", 0,
      "Last full month and the one before: Begun 2024-12-01 to 2024-12-31 | Begun 2025-01-01 to 2025-01-31\n"
      "Last 30 days and the 30 before: Begun 2024-12-03 to 2025-01-01 | Begun 2025-01-02 to 2025-01-31\n"
      "Earlier and later half: Begun until 2024-12-31 | Begun since 2025-01-01\n" },
    /* Longer ago than anybody counts. */
    { "0001-01-01", "0003-06-01", NAN, "" },
    { "2026-07-01", "2026-07-01", 0, "" },
    /* Four journeys are too few for a part. */
    { "2026-07-01", "2026-07-09", 0, "" },
    { "2026-07-01", "2026-07-10", 0, "Earlier and later half: Begun until 2026-07-05 | Begun since 2026-07-06\n" },
  };
  g_autoptr (WayElement) root = way_element_new (WAY_KIND_DOCUMENT);

  way_element_append (root, make_action ("chat", "done", "2025-03-01", NULL));
  way_element_append (root, make_action ("mail", "done", "2026-05-15", "2026-06-01"));
  way_element_append (root, make_action ("never", "planned", "2026-03-01", NULL));
  way_element_append (root, make_action ("late", "done", NULL, "2026-06-15"));
  way_element_append (root, make_action ("some day", "done", NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayLog) log = make_days (rows[i].first, rows[i].last);
      g_autoptr (GPtrArray) pairs = way_log_list_pairs (log, root, rows[i].window);
      g_autofree char *text = write_pairs (pairs, log);

      g_assert_cmpstr (text, ==, rows[i].pairs);
    }
}

static void
test_pairs_other (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0/web,b@3600/phone|Sk2:a@0/web");
  g_autoptr (GPtrArray) pairs = way_log_list_pairs (log, NULL, NAN);
  g_autofree char *text = write_pairs (pairs, log);

  /* Of one segment there is nothing to compare; 1970 counts as any year. */
  g_assert_cmpstr (text, ==, "Two channels: In channel web | In channel phone\n");
}

/* Days are read and written as whole ones; what is no period is refused and changes nothing. */
static void
test_part_days (void)
{
  static const struct
  {
    const char *from, *to, *text;
  } rows[] = {
    { "2026-01-01", "2026-01-31", "Begun 2026-01-01 to 2026-01-31" },
    { "2026-01-31", "2026-01-31", "Begun 2026-01-31 to 2026-01-31" },
    { "1969-12-31", "", "Begun since 1969-12-31" },
    { "", "1969-12-31", "Begun until 1969-12-31" },
    { "", "", "All journeys" },
    { "soon", "", NULL },
    { "2026-02-01", "2026-01-31", NULL },
  };
  g_autoptr (WayLog) log = make_log ("k1:a@0");
  WayLogFilter part = WAY_LOG_FILTER_INIT;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WayLogFilter before = part;
      g_autoptr (GError) error = NULL;
      gboolean taken = way_log_part_set_days (&part, rows[i].from, rows[i].to, &error);
      g_autofree char *text = way_log_part_to_text (log, &part);

      g_assert_cmpint (taken, ==, rows[i].text != NULL);
      g_assert_cmpint (error != NULL, ==, !taken);
      if (taken)
        g_assert_cmpstr (text, ==, rows[i].text);
      else
        g_assert_true (part.from == before.from && part.to == before.to);
    }
}

/* --- lists --- */

/* What people read, row by row: first the note, then the cells. */
static char *
write_listing (const WayListing *listing)
{
  GString *s = g_string_new (way_listing_get_note (listing));

  for (guint i = 0; i < way_listing_get_n_rows (listing); i++)
    {
      g_string_append (s, "\n");
      for (guint k = 0; k < way_listing_get_n_columns (listing); k++)
        g_string_append_printf (s, "%s%s", k > 0 ? "|" : "", way_listing_get_cell (listing, i, k));
    }
  return g_string_free (s, FALSE);
}

static void
test_listings (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0/web,b@3600/phone,a@7200/web|k2:a@0/web,x@10|Sk3:a@2000000/web,b@2000060/web");
  g_autoptr (WayElement) journey = make_journey ("[one a=a [two b=b > a-b");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE), whole = way_log_view_new_for_journey (log, journey, NULL, TRUE);
  static const char *const patterns[WAY_LOG_N_LISTINGS] = {
    "3 journeys; 1 of them *\na|4|3|3|2|1|100 % (*)|0|100 % (*)\nb|2|2|0|1|0||1|",
    "Of 2 journeys *; 1 are still open*\none|2|2||100 % (*)|\ntwo|1|1|50 % (*)|50 % (*)|1 h",
    "*\nweb|phone|1|1|1 h|1 h|1|100 % (*)|100 % (*)\nphone|web|1|1|1 h|1 h|0|0 % (*)|0 % (*)",
    "*\nJourneys that follow the map exactly|33.3 % (*)\nFitness|0.7*\nSteps *|50 %\nx|1\na › x|1\nb › a|1",
  };

  for (guint i = 0; i < WAY_LOG_N_LISTINGS; i++)
    {
      g_autoptr (WayListing) listing = way_log_listing_new (i, view, whole, journey);
      g_autofree char *text = write_listing (listing);

      if (!g_pattern_match_simple (patterns[i], text))
        g_error ("%s\nis not\n%s", text, patterns[i]);
    }
}

/* What differs is told first and judged; why there is nothing to compare is said. */
static void
test_listing_comparison (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WayElement) journey = make_journey ("a=a b=b c=c > a-b b-c");

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "%s%s%u:a@%u%s", i > 0 ? "|" : "", i < 100 ? "S" : "k", i, i, i < 100 ? (i < 90 ? ",b@1000" : "") : (i < 120 ? ",b@1000,c@2000" : ""));

  g_autoptr (WayLog) log = make_log (text->str);
  WayLogFilter small = WAY_LOG_FILTER_INIT, late = WAY_LOG_FILTER_INIT, never = WAY_LOG_FILTER_INIT;
  const struct
  {
    const WayLogFilter *b;
    gboolean everybody;
    const char *pattern;
  } rows[] = {
    { &late, TRUE, "100 journeys against 100. A difference *\nTime of a journey||15 min 51 s (15 min 40 s to 16 min 1 s)|100|0 s (0 s to 0 s)|100|−15 min 51 s|Different\n*\nGo on|a › b|90 % (82.6 to 94.5)|100|20 % (13.3 to 28.9)|100|−70 points (−78 to −58.4)|Worse\n*\nCome here|a|*|Perhaps chance" },
    { &never, TRUE, "*no journey in “second”*" },
  };

  small.segment = "small";
  late.from = 100000;
  late.began = TRUE;
  never.from = 100000000;
  never.began = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayLogView) a = way_log_view_new_for_journey (log, journey, NULL, FALSE), b = way_log_view_new_for_journey (log, journey, NULL, FALSE);

      way_log_view_narrow (a, &small);
      way_log_view_narrow (b, rows[i].b);

      g_autoptr (WayListing) listing = way_log_listing_new_comparison (a, b, "first", "second", journey, rows[i].everybody);
      g_autofree char *written = way_listing_get_n_rows (listing) > 0 ? write_listing (listing) : g_strdup (way_listing_get_empty (listing));

      if (!g_pattern_match_simple (rows[i].pattern, written))
        g_error ("%s\nis not\n%s", written, rows[i].pattern);
      /* What a row asks for, its last cell says. */
      for (guint k = 0; k < way_listing_get_n_rows (listing); k++)
        {
          static const char *const verdicts[] = { "Perhaps chance", "Better", "Different", "Worse" };

          g_assert_cmpstr (way_listing_get_cell (listing, k, 7), ==, verdicts[way_listing_get_tone (listing, k)]);
        }
    }
}

/* Whoever has only just begun is no answer. */
static void
test_listing_young (void)
{
  g_autoptr (WayLog) log = make_log ("k1:a@0,b@1000|Sk2:a@1000");
  g_autoptr (WayElement) journey = make_journey ("a=a b=b > a-b");
  g_autoptr (WayLogView) a = way_log_view_new_for_journey (log, journey, NULL, FALSE), b = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  WayLogFilter small = WAY_LOG_FILTER_INIT;

  small.segment = "small";
  way_log_view_narrow (b, &small);
  for (guint everybody = 0; everybody < 2; everybody++)
    {
      g_autoptr (WayListing) listing = way_log_listing_new_comparison (a, b, "first", "second", journey, everybody);

      g_assert_cmpint (way_listing_get_n_rows (listing) > 0, ==, everybody);
      if (!everybody)
        g_assert_true (g_pattern_match_simple ("*“second” are too young*", way_listing_get_empty (listing)));
    }
}

/* --- rules --- */

static WayElement *
make_rule (const char *kind, const char *match, const char *opens, const char *closes, const char *n, const char *spread, const char *within)
{
  WayElement *rule = way_element_new (WAY_KIND_RULE);

  way_element_init_value (rule, WAY_FIELD_ID, "ru-1");
  way_element_init_value (rule, WAY_FIELD_NAME, "rule");
  way_element_init_value (rule, WAY_FIELD_KIND, kind);
  way_element_init_value (rule, WAY_FIELD_MATCH, match);
  way_element_init_value (rule, WAY_FIELD_OPENS, opens);
  way_element_init_value (rule, WAY_FIELD_CLOSES, closes);
  way_element_init_value (rule, WAY_FIELD_N, n);
  way_element_init_value (rule, WAY_FIELD_SPREAD, spread);
  way_element_init_value (rule, WAY_FIELD_WITHIN, within);
  return rule;
}

static void
test_rules (void)
{
  static const struct
  {
    const char *log, *kind, *match, *opens, *closes, *n, *spread, *within;
    guint cases, times;
    const char *problem; /* a part of it */
    const char *first;   /* of the first journey: what it collides with › what breaks the rule */
  } rows[] = {
    { "k1:open@0,mail@5,mail@6,shut@9,mail@12|k2:mail@0,open@5,shut@6|k3:open@0,mail@8", "during", "mail", "open", "shut", NULL, NULL, NULL, 2, 3, NULL, "open › mail" },
    { "k1:open@0,mail@90000", "during", "mail", "open", NULL, NULL, NULL, "1", 0, 0 },
    { "k1:open@0,mail@80000", "during", "mail", "open", NULL, NULL, NULL, "1", 1, 1 },
    { "k1:mail@0", "during", "mail", NULL, NULL, NULL, NULL, NULL, 0, 0, "opens" },
    { "k1:mail@0,mail@1,mail@2|k2:mail@0,mail@1|k3:mail@0,mail@1,mail@100000", "too-many", "mail", NULL, NULL, "2", NULL, "1", 1, 1, NULL, "mail › mail" },
    { "k1:mail@0!a,mail@1!a,mail@2!a|k2:mail@0!a,mail@1!b,mail@2!c", "too-many", "*", NULL, NULL, "2", "2", "1", 1, 1 },
    { "k1:mail@0!a,mail@1!b,mail@2!c,mail@90000!a,mail@90001!b,mail@90002!c", "too-many", "mail", NULL, NULL, "2", "2", "1", 1, 2 },
    { "k1:form@0,call@5|k2:form@0,other@5|k3:form@0,form@90000000", "asked-twice", "Address", NULL, NULL, NULL, NULL, NULL, 2, 2, NULL, "form › call" },
    { "k1:form@0,call@5|k3:form@0,form@90000000", "asked-twice", "address", NULL, NULL, NULL, NULL, "7", 1, 1 },
    { "k1:form@0", "asked-twice", "shoe size", NULL, NULL, NULL, NULL, NULL, 0, 0, "shoe size" },
    { "k1:call@0,mail@5|k2:mail@0,call@5", "sequence", "call > mail", NULL, NULL, NULL, NULL, NULL, 1, 1, NULL, "call › mail" },
    { "k1:call@0,chat@1,mail@2,chat@9,mail@10", "sequence", "call > chat > mail", NULL, NULL, NULL, NULL, NULL, 1, 1, NULL, "chat › mail" },
    { "k1:call@0,chat@5|k2:call@1,chat@6,mail@7|k3:mail@9000000", "sequence", "call > chat > not mail within 1 d", NULL, NULL, NULL, NULL, NULL, 1, 1, NULL, "call › chat" },
    { "k1:chat@5|k3:mail@9000000", "sequence", "chat > not mail within 1 d", NULL, NULL, NULL, NULL, NULL, 1, 1, NULL, " › chat" },
    { "k1:call@0", "sequence", "call > ", NULL, NULL, NULL, NULL, NULL, 0, 0, "names no event" },
    { "k1:call@0", "too-many", "a > b", NULL, NULL, NULL, NULL, NULL, 0, 0, "several steps" },
  };
  g_autoptr (WayElement) journey = make_journey ("form=form+address call=call+Address mail=mail");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayLog) log = make_log (rows[i].log);
      g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, TRUE);
      g_autoptr (WayElement) rule = make_rule (rows[i].kind, rows[i].match, rows[i].opens, rows[i].closes, rows[i].n, rows[i].spread, rows[i].within);
      g_autoptr (WayRuleResult) result = way_log_rule_check (rule, view, journey);
      guint placed = 0;

      g_test_message ("%u %s", i, rows[i].kind);
      g_assert_cmpuint (result->matches->len, ==, rows[i].cases);
      g_assert_cmpuint (result->n_times, ==, rows[i].times);
      g_assert_cmpint (result->problem != NULL, ==, rows[i].problem != NULL);
      if (rows[i].problem != NULL)
        g_assert_nonnull (strstr (result->problem, rows[i].problem));
      for (guint k = 0; k < view->n_nodes; k++)
        placed += result->places[k];
      g_assert_cmpuint (placed, ==, rows[i].cases);
      if (rows[i].first != NULL)
        {
          g_auto (WayRuleRow) row = { NULL };
          g_autofree char *first = NULL;

          way_rule_row_init (&row, view, &g_array_index (result->matches, WayRuleMatch, 0));
          first = g_strdup_printf ("%s › %s", row.after_event, row.event);
          g_assert_cmpstr (first, ==, rows[i].first);
        }
    }
}

/* The list as the command line and the window write it, however long it is; and a rule that is switched off is not in it. */
/* A rule that looks for what the log does not know is told apart from one that everybody keeps. */
static void
test_rule_unknown (void)
{
  static const struct
  {
    const char *kind, *match, *opens, *closes, *n, *unknown;
  } rows[] = {
    { "sequence", "call > mail", NULL, NULL, NULL, NULL },
    { "sequence", "*al* > mail", NULL, NULL, NULL, NULL },
    { "sequence", "complaint > mail", NULL, NULL, NULL, "complaint" },
    { "sequence", "call > Newsletter* within 7 d", NULL, NULL, NULL, "Newsletter*" },
    { "sequence", "call in phone > mail", NULL, NULL, NULL, NULL },
    { "during", "mail", "complaint", "call", NULL, "complaint" },
    { "during", "mail", "call", "answer", NULL, NULL },
    { "too-many", "news*", NULL, NULL, "2", "news*" },
  };
  g_autoptr (WayElement) journey = make_journey ("call=call mail=mail complaint=complaint");
  g_autoptr (WayLog) log = make_log ("k1:mail@0,call@5|k2:call@1");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayElement) rule = make_rule (rows[i].kind, rows[i].match, rows[i].opens, rows[i].closes, rows[i].n, NULL, NULL);
      g_autoptr (WayRuleResult) result = way_log_rule_check (rule, view, journey);

      g_test_message ("%u %s", i, rows[i].match);
      g_assert_null (result->problem);
      g_assert_cmpuint (result->matches->len, ==, 0);
      g_assert_cmpstr (result->unknown, ==, rows[i].unknown);
    }
}

static void
test_query_unknown (void)
{
  static const struct
  {
    const char *query, *unknown;
  } rows[] = { { "call > mail", NULL }, { "CALL > m*", NULL }, { "Support", NULL }, { "call > nicht mail", "nicht mail" }, { "call > not mail", NULL }, { "chat", "chat" }, { "call in nowhere", NULL } };
  g_autoptr (WayElement) journey = make_journey ("Support=help");
  g_autoptr (WayLog) log = make_log ("k1:mail@0,call@5|k2:call@1");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayLogQuery) query = way_log_query_new (rows[i].query, NULL);

      g_assert_nonnull (query);
      g_assert_cmpstr (way_log_query_find_unknown (query, log, journey), ==, rows[i].unknown);
    }
}

static void
test_rule_list (void)
{
  g_autoptr (WayElement) journey = make_journey ("open=open mail=mail"), root = way_element_new (WAY_KIND_DOCUMENT);
  g_autoptr (GString) text = g_string_new ("k0:open@0,other@2,mail@5");
  WayElement *off;

  for (guint i = 1; i < 4500; i++)
    g_string_append_printf (text, "|k%u:open@%u,mail@%u", i, i, i + 5);
  way_element_append (root, make_rule ("during", "mail", "open", NULL, NULL, NULL, NULL));
  off = way_element_append (root, make_rule ("sequence", "other", NULL, NULL, NULL, NULL, NULL));
  way_element_init_value (off, WAY_FIELD_OFF, "true");

  g_autoptr (WayLog) log = make_log (text->str);
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, TRUE);
  g_autoptr (GPtrArray) results = way_log_rules_check (root, view, journey, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpuint (results->len, ==, 1);
  g_assert_true (way_rule_list_write_csv (results, view, stream, NULL, NULL, NULL, &error));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL) && g_output_stream_close (stream, NULL, NULL));
  written = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  lines = g_strsplit (written, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4502);
  g_assert_cmpstr (lines[0], ==, "rule,name,journey,times,event,time,touchpoint,after_event,after_time,after_touchpoint");
  g_assert_true (g_str_has_prefix (lines[1], "ru-1,rule,k0,1,mail,"));
  g_assert_true (g_str_has_suffix (lines[1], "Z,mail,open,1970-01-01T00:00:00Z,open"));
  g_cancellable_cancel (stopped);
  g_clear_object (&stream);
  stream = g_memory_output_stream_new_resizable ();
  g_assert_false (way_rule_list_write_csv (results, view, stream, NULL, NULL, stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-analysis/queries", test_queries);
  g_test_add_func ("/log-analysis/refused", test_refused);
  g_test_add_func ("/log-analysis/filter", test_filter);
  g_test_add_func ("/log-analysis/choice", test_choice);
  g_test_add_func ("/log-analysis/ignored", test_ignored);
  g_test_add_func ("/log-analysis/funnel", test_funnel);
  g_test_add_func ("/log-analysis/funnel-of-steps", test_funnel_of_steps);
  g_test_add_func ("/log-analysis/ways", test_ways);
  g_test_add_func ("/log-analysis/elapsed", test_elapsed);
  g_test_add_func ("/log-analysis/handovers", test_handovers);
  g_test_add_func ("/log-analysis/handovers-ignored", test_handovers_ignored);
  g_test_add_func ("/log-analysis/compare-young", test_compare_young);
  g_test_add_func ("/log-analysis/compare", test_compare);
  g_test_add_func ("/log-analysis/compare-costs", test_compare_costs);
  g_test_add_func ("/log-analysis/pairs", test_pairs);
  g_test_add_func ("/log-analysis/pairs-other", test_pairs_other);
  g_test_add_func ("/log-analysis/part-days", test_part_days);
  g_test_add_func ("/log-analysis/listing-comparison", test_listing_comparison);
  g_test_add_func ("/log-analysis/listing-young", test_listing_young);
  g_test_add_func ("/log-analysis/listings", test_listings);
  g_test_add_func ("/log-analysis/rules", test_rules);
  g_test_add_func ("/log-analysis/rule-unknown", test_rule_unknown);
  g_test_add_func ("/log-analysis/query-unknown", test_query_unknown);
  g_test_add_func ("/log-analysis/rule-list", test_rule_list);
  return g_test_run ();
}
