/* Event logs that are odd beyond measure: robots with one endless journey, a name for every event, times that lead nowhere. They are read
 * and answered like others, or refused with a sentence; none takes long. */
#include <string.h>

#include "log-maker.h"
#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-handover.h"
#include "metrics/log/way-log-query.h"
#include "metrics/log/way-log-rules.h"

#define MILLION 1000000

static WayLog *
make (guint n, guint n_cases, guint n_activities, gint64 (*time) (guint i))
{
  WayLogBuilder *builder = way_log_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      char name[16], activity[16];
      int name_length = g_snprintf (name, sizeof name, "k%u", i % n_cases), activity_length = g_snprintf (activity, sizeof activity, "a%u", i % n_activities);

      way_log_builder_add (builder, name, (gsize) name_length, activity, (gsize) activity_length, time (i), i % 2 == 0 ? "web" : "phone", i % 2 == 0 ? 3 : 5);
    }
  return way_log_builder_finish (builder, 0);
}

/* Every question there is. */
static void
ask (WayLog *log)
{
  g_autoptr (WayElement) journey = make_journey ("[one see=a0;a1 ask=a2* [two buy=a3 > see-ask ask-buy buy-see");
  g_autoptr (WayLogView) bare = way_log_view_new (log), view = way_log_view_new_for_journey (log, journey, NULL, FALSE), whole = way_log_view_new_for_journey (log, journey, NULL, TRUE);
  g_autoptr (WayFlow) flow = way_log_flow_new (bare);
  g_autoptr (WayJourneyFlow) journey_flow = way_journey_flow_new (view, journey, 0);
  g_autoptr (WayVariants) variants = way_log_variants_new (whole);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new_for_journey (whole, journey);
  g_autoptr (WayConformance) conformance = way_log_conformance_new (whole, variants, drawn);
  g_autoptr (WayHandovers) handovers = way_log_handovers_new (bare, WAY_HANDOVER_CHANNEL);
  g_autoptr (WayLogQuery) query = way_log_query_new ("a1 > a2 in web within 2 s > not a9 within 1 d", NULL);
  g_autoptr (WayElement) rule = way_element_new (WAY_KIND_RULE);
  g_autoptr (WayRuleResult) result = NULL;
  WayLogFilter filter = WAY_LOG_FILTER_INIT;
  guint follows = 0;

  for (guint i = 0; i < flow->edges->len; i++)
    follows += g_array_index (flow->edges, WayFlowEdge, i).count;
  g_assert_cmpuint (follows, ==, log->n_events - log->n_cases);
  filter.query = query;
  way_log_view_select (bare, &filter);
  way_element_init_value (rule, WAY_FIELD_KIND, "too-many");
  way_element_init_value (rule, WAY_FIELD_MATCH, "*");
  way_element_init_value (rule, WAY_FIELD_N, "3");
  way_element_init_value (rule, WAY_FIELD_WITHIN, "1");
  result = way_log_rule_check (rule, view, journey);
  g_assert_null (result->problem);
}

static gint64
seconds (guint i)
{
  return (gint64) i * 1000;
}

static gint64
backwards (guint i)
{
  return -(gint64) i * 86400000;
}

static gint64
same (guint i)
{
  return 0;
}

static gint64
none (guint i)
{
  return WAY_LOG_NO_TIME;
}

static gint64
some (guint i)
{
  return i % 3 == 0 ? WAY_LOG_NO_TIME : seconds (i);
}

/* As far apart as times can be read. */
static gint64
far (guint i)
{
  return i % 2 == 0 ? G_GINT64_CONSTANT (-30610224000000) : G_GINT64_CONSTANT (253402300799999);
}

typedef struct
{
  const char *name;
  guint n, n_cases, n_activities;
  gint64 (*time) (guint i);
} Row;

static const Row rows[] = {
  { "one-journey", MILLION, 1, 20, seconds },
  { "a-name-each", MILLION, MILLION / 10, MILLION, seconds },
  { "a-journey-each", MILLION, MILLION, 20, seconds },
  { "backwards", 100000, 1, 20, backwards },
  { "equal-times", 100000, 10, 20, same },
  { "no-times", 100000, 10, 20, none },
  { "some-times", 100000, 10, 20, some },
  { "far-times", 100000, 10, 20, far },
  { "one-event", 1, 1, 1, seconds },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (WayLog) log = make (row->n, row->n_cases, row->n_activities, row->time);

  g_assert_cmpuint (log->n_events, ==, row->n);
  g_assert_cmpuint (log->n_cases, ==, row->n_cases);
  ask (log);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/log-hostile/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
