/* Any bytes as an event log: CSV, XES, packed XES. What is read keeps its promises, and every question can be asked of it. */
#include "fuzz.h"

#include <math.h>

#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-export.h"
#include "metrics/log/way-log-handover.h"
#include "metrics/log/way-log-import.h"
#include "metrics/log/way-log-query.h"

static void
check_order (const WayLog *log)
{
  g_assert_cmpuint (log->first[0], ==, 0);
  g_assert_cmpuint (log->first[log->n_cases], ==, log->n_events);
  for (guint c = 0; c < log->n_cases; c++)
    for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
      {
        g_assert_cmpuint (log->activities[i], <, log->n_activities);
        g_assert_true (i == log->first[c] || log->times[i - 1] <= log->times[i]);
        g_assert_true (log->channels == NULL || log->channels[i] < log->n_channels || log->channels[i] == WAY_LOG_NO_CHANNEL);
        g_assert_true (log->values[WAY_LOG_SERVICE] == NULL || !(log->values[WAY_LOG_SERVICE][i] < 0));
        g_assert_true (log->departments == NULL || log->departments[i] < log->n_departments || log->departments[i] == WAY_LOG_NO_CHANNEL);
      }
}

static void
check_flow (WayLog *log)
{
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  g_autoptr (WayVariants) variants = way_log_variants_new (view);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new (view->n_nodes);
  g_autoptr (WayHandovers) handovers = way_log_handovers_new (view, WAY_HANDOVER_CHANNEL);
  guint follows = 0, cases = 0;

  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      follows += edge->count;
      g_assert_true (isnan (edge->median) || (edge->least <= edge->median && edge->median <= edge->p90 && edge->p90 <= edge->most && edge->least >= 0));
      way_drawn_way_add_edge (drawn, edge->from, edge->to);
    }
  g_assert_cmpuint (follows, ==, log->n_events - log->n_cases);
  for (guint i = 0; i < variants->variants->len; i++)
    cases += g_array_index (variants->variants, WayVariant, i).count;
  g_assert_cmpuint (cases, ==, log->n_cases);
  for (guint i = 0; i < view->n_nodes; i++)
    {
      if (flow->places[i].starts > 0)
        way_drawn_way_add_start (drawn, i);
      if (flow->places[i].ends > 0)
        way_drawn_way_add_end (drawn, i);
    }

  g_autoptr (WayConformance) conformance = way_log_conformance_new (view, variants, drawn);

  /* All that was done is drawn, so all of it fits. */
  g_assert_true (!conformance->has_run || conformance->cost == 0);
}

/* What is written out again is the same log; but cases whose names differ in what XML cannot hold become one. */
static void
check_export (const WayLog *log)
{
  g_autoptr (GBytes) bytes = way_log_export (log, "log", WAY_LOG_FORMAT_XES);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayLog) back = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log.xes", NULL, NULL, report, NULL);

  g_assert_nonnull (back);
  g_assert_cmpuint (back->n_events, ==, log->n_events);
  g_assert_cmpuint (back->n_cases, <=, log->n_cases);
}

/* How long events took changes nothing but that. */
static void
check_pairs (const WayLog *complete, const WayLog *paired)
{
  g_assert_cmpuint (paired->n_events, ==, complete->n_events);
  g_assert_cmpuint (paired->n_cases, ==, complete->n_cases);
  g_assert_cmpmem (paired->times, paired->n_events * sizeof (gint64), complete->times, complete->n_events * sizeof (gint64));
  g_assert_cmpmem (paired->activities, paired->n_events * sizeof (guint32), complete->activities, complete->n_events * sizeof (guint32));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WayLog) complete = NULL;

  for (WayLifecycle i = WAY_LIFECYCLE_COMPLETE; i < WAY_N_LIFECYCLES; i++)
    {
      WayLogOptions options = { .lifecycle = i, .has_lifecycle = TRUE, .gap = i == WAY_LIFECYCLE_ALL ? 60 * 60 * 1000 : 0 };
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      g_auto (WayLogFacts) facts = { NULL };
      g_autoptr (WayLog) log = way_log_read ((const char *) data, size, "log", &options, &facts, report, &error);

      g_assert_true ((log == NULL) == (error != NULL));
      if (log == NULL)
        continue;
      check_order (log);
      check_flow (log);
      if (i != WAY_LIFECYCLE_ALL && size < 65536)
        check_export (log);
      if (i == WAY_LIFECYCLE_PAIR)
        check_pairs (complete, log);
      if (i == WAY_LIFECYCLE_COMPLETE)
        complete = way_log_ref (log);
    }

  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLogQuery) query = g_utf8_validate (text, -1, NULL) ? way_log_query_new (text, &error) : NULL;

  g_assert_true (query == NULL || way_log_query_get_size (query) > 0);
  return 0;
}
