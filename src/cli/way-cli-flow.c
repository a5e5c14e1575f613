/* A verb about an event log, here or in a data warehouse: what follows what. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/way-cli-remote.h"
#include "metrics/way-journey-flow.h"
#include "metrics/way-log-flow.h"
#include "metrics/way-remote-flow.h"

const WayCliUse way_cli_use_flow = {
  .verb = "flow",
  .summary = N_ ("what customers do after what, from an event log"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints which event follows which in an event log: how often, and how long it takes. LOG is a file (CSV in any form, XES, XES.gz) or the name of a log that was imported. With --map events are gathered to the touchpoints of a map by their “event” names; without, they stand for themselves. Times are in seconds in CSV and JSON; medians and other quantiles are exact. Conversion and drop-off count only journeys that are old enough to have gone on; the others are “open”. With --odbc a data warehouse counts, of which only a table is read: nothing but the counts comes here, and is kept under the name LOG; medians and quantiles are then within 1.1 percent of the exact ones. It can count journeys of a time, a channel and a segment alone; variants, funnel and conformance then tell of these."),
  .examples = "waymark-cli flow events.csv\nwaymark-cli flow --csv log.xes.gz > flow.csv\nwaymark-cli flow --map sale.waymark shop\nwaymark-cli flow --touchpoints --map sale.waymark shop\nwaymark-cli flow --measures --lifecycle pair steps.xes\nwaymark-cli flow --that 'Website > Call in phone within 1 d' shop\nwaymark-cli flow --odbc warehouse --table crm.events --map sale.waymark crm\nwaymark-cli flow --map sale.waymark --again crm",
  .min_files = 1,
  .max_files = 1,
};

/* --- flow --- */

static const char *const edge_columns[] = { "from", "to", "count", "median_s", "mean_s", "p90_s", "-min_s", "-max_s", "journeys", "-median_low_s", "-median_high_s", NULL };
/* What other programs expect. */
#define N_EDGE_COLUMNS 6

static int
print_edges (const WayCliEvents *events, gboolean detailed)
{
  g_autoptr (WayFlow) flow = way_log_flow_new (events->view);
  WayCliTable table;

  way_cli_table_begin_short (&table, way_cli_events_get_form (&events->options), edge_columns, detailed ? G_MAXUINT : N_EDGE_COLUMNS);
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, events->view->node_names[edge->from]);
      way_cli_table_add_text (&table, events->view->node_names[edge->to]);
      way_cli_table_add_number (&table, edge->count);
      way_cli_table_add_time (&table, edge->median);
      way_cli_table_add_time (&table, edge->mean);
      way_cli_table_add_time (&table, edge->p90);
      way_cli_table_add_time (&table, edge->least);
      way_cli_table_add_time (&table, edge->most);
      way_cli_table_add_number (&table, edge->cases);
      way_cli_table_add_time (&table, edge->has_interval ? edge->median_low : NAN);
      way_cli_table_add_time (&table, edge->has_interval ? edge->median_high : NAN);
      way_cli_table_end_row (&table);
    }
  if (flow->unbound > 0)
    way_cli_say_error (events->options.map, ngettext ("%u event belongs to no touchpoint of this journey.", "%u events belong to no touchpoint of this journey.", flow->unbound), flow->unbound);
  return way_cli_table_end (&table);
}

/* --- what events tell besides --- */

/* In text only where they are asked for. */
#define MEASURE_NAMES "-score_n", "-score_mean", "-score_low", "-score_high", "-cost_n", "-cost_sum", "-cost_median", "-service_n", "-service_median_s", "-service_p90_s", "-waiting_n", "-waiting_median_s", "-waiting_p90_s"

/* `measures` NULL: nothing is known. */
static void
add_measures (WayCliTable *table, const WayLogMeasure measures[WAY_N_LOG_MEASURES])
{
  static const WayLogMeasure nothing = { .sum = NAN, .mean = NAN, .median = NAN, .p90 = NAN };
  const WayLogMeasure *score = measures != NULL ? &measures[WAY_MEASURE_SCORE] : &nothing, *cost = measures != NULL ? &measures[WAY_MEASURE_COST] : &nothing;

  way_cli_table_add_number (table, score->n);
  way_cli_table_add_number (table, score->mean);
  way_cli_table_add_number (table, score->has_interval ? score->interval.low : NAN);
  way_cli_table_add_number (table, score->has_interval ? score->interval.high : NAN);
  way_cli_table_add_number (table, cost->n);
  way_cli_table_add_number (table, cost->sum);
  way_cli_table_add_number (table, cost->median);
  for (WayLogMeasureKind k = WAY_MEASURE_SERVICE; k <= WAY_MEASURE_WAITING; k++)
    {
      const WayLogMeasure *time = measures != NULL ? &measures[k] : &nothing;

      way_cli_table_add_number (table, time->n);
      way_cli_table_add_time (table, time->median);
      way_cli_table_add_time (table, time->p90);
    }
}

/* Each place; then all of them together in a row without a name. */
static int
print_measures (const WayCliEvents *events)
{
  static const char *const names[] = { "-id", "name", "events", "journeys", "score_n", "score_mean", "-score_low", "-score_high", "-cost_n", "cost_sum", "cost_median", "-service_n", "service_median_s", "service_p90_s", "-waiting_n", "waiting_median_s", "waiting_p90_s", NULL };
  g_autoptr (WayFlow) flow = way_log_flow_new (events->view);
  g_autoptr (WayLogMeasures) measures = way_log_measures_new (events->view);
  WayCliTable table;

  if (measures == NULL)
    way_cli_say_error (NULL, "%s", _ ("The events of this log have no scores, no costs and no service times. “log import” says which columns it found; --lifecycle pair takes the times from starts and completions."));
  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < events->view->n_nodes; i++)
    {
      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, i < events->view->n_drawn && events->view->node_ids != NULL ? events->view->node_ids[i] : NULL);
      way_cli_table_add_text (&table, events->view->node_names[i]);
      way_cli_table_add_number (&table, flow->places[i].events);
      way_cli_table_add_number (&table, flow->places[i].cases);
      add_measures (&table, measures != NULL ? measures->places[i] : NULL);
      way_cli_table_end_row (&table);
    }
  way_cli_table_begin_row (&table);
  way_cli_table_add_text (&table, NULL);
  way_cli_table_add_text (&table, NULL);
  way_cli_table_add_number (&table, flow->n_events);
  way_cli_table_add_number (&table, flow->n_cases);
  add_measures (&table, measures != NULL ? measures->whole : NULL);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}

/* Without a map events are the places, and where a journey should end nobody has said. */
static int
print_events (const WayCliEvents *events)
{
  static const char *const names[] = { "name", "events", "journeys", "share", "starts", "ends", "again", "repeats", NULL };
  g_autoptr (WayFlow) flow = way_log_flow_new (events->view);
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < events->view->n_nodes; i++)
    {
      const WayFlowPlace *place = &flow->places[i];

      if (place->events == 0)
        continue;
      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, events->view->node_names[i]);
      way_cli_table_add_number (&table, place->events);
      way_cli_table_add_number (&table, place->cases);
      way_cli_table_add_share (&table, (double) place->cases / flow->n_cases);
      way_cli_table_add_number (&table, place->starts);
      way_cli_table_add_number (&table, place->ends);
      way_cli_table_add_number (&table, place->again);
      way_cli_table_add_number (&table, place->events - place->cases);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static int
print_touchpoints (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "-id", "name", "events", "journeys", "starts", "ends", "again", "repeats", "mature", "left", "drop_off", "-drop_off_low", "-drop_off_high", "open", "-silent", "patience_s", "inactivity", "-inactivity_low", "-inactivity_high", MEASURE_NAMES, NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < flow->places->len; i++)
    {
      const WayJourneyPlace *place = &g_array_index (flow->places, WayJourneyPlace, i);
      const guint counts[] = { place->events, place->cases, place->starts, place->ends, place->again, place->repeats, place->at, place->left };

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, place->id);
      way_cli_table_add_text (&table, place->name);
      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        way_cli_table_add_number (&table, counts[k]);
      way_cli_table_add_share_between (&table, place->drop_off, place->drop_off_interval.low, place->drop_off_interval.high);
      way_cli_table_add_number (&table, place->open);
      way_cli_table_add_number (&table, place->silent);
      way_cli_table_add_time (&table, place->patience);
      way_cli_table_add_share_between (&table, place->inactivity, place->inactivity_interval.low, place->inactivity_interval.high);
      add_measures (&table, flow->measures != NULL ? flow->measures->places[i] : NULL);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static int
print_connections (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "from", "to", "-connection", "drawn", "count", "journeys", "median_s", "mean_s", "p90_s", "-median_low_s", "-median_high_s", "-mature", "-reached", "conversion", "-conversion_low", "-conversion_high", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < flow->lines->len; i++)
    {
      const WayJourneyLine *line = &g_array_index (flow->lines, WayJourneyLine, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, g_array_index (flow->places, WayJourneyPlace, line->from).name);
      way_cli_table_add_text (&table, g_array_index (flow->places, WayJourneyPlace, line->to).name);
      way_cli_table_add_text (&table, line->connection);
      if (events->journey != NULL)
        way_cli_table_add_boolean (&table, line->drawn);
      else
        way_cli_table_add_text (&table, NULL);
      way_cli_table_add_number (&table, line->count);
      way_cli_table_add_number (&table, line->cases);
      way_cli_table_add_time (&table, line->median);
      way_cli_table_add_time (&table, line->mean);
      way_cli_table_add_time (&table, line->p90);
      way_cli_table_add_time (&table, line->has_interval ? line->median_low : NAN);
      way_cli_table_add_time (&table, line->has_interval ? line->median_high : NAN);
      way_cli_table_add_number (&table, line->drawn ? line->at : NAN);
      way_cli_table_add_number (&table, line->drawn ? line->reached : NAN);
      way_cli_table_add_share_between (&table, line->drawn ? line->conversion : NAN, line->conversion_interval.low, line->conversion_interval.high);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static const char *
get_place_name (const WayJourneyFlow *flow, guint i)
{
  return i < flow->places->len ? g_array_index (flow->places, WayJourneyPlace, i).name : NULL;
}

static int
print_unbound (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "event", "events", "journeys", "ignored", "mostly_after", "mostly_before", "-suggested", "suggested_name", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < flow->strays->len; i++)
    {
      const WayJourneyStray *stray = &g_array_index (flow->strays, WayJourneyStray, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, stray->name);
      way_cli_table_add_number (&table, stray->events);
      way_cli_table_add_number (&table, stray->cases);
      way_cli_table_add_boolean (&table, stray->ignored);
      way_cli_table_add_text (&table, get_place_name (flow, stray->before));
      way_cli_table_add_text (&table, get_place_name (flow, stray->after));
      way_cli_table_add_text (&table, stray->suggested);
      way_cli_table_add_text (&table, get_place_name (flow, way_journey_flow_find (flow, stray->suggested)));
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

/* Where journeys mostly begin, or end: how many places there are of the kind, the first among them, and the share of it. */
static void
add_most (WayCliTable *table, const WayJourneyFlow *flow, gboolean ends)
{
  const WayJourneyPlace *most = NULL;
  guint n = 0, best = 0;

  for (guint i = 0; i < flow->places->len; i++)
    {
      const WayJourneyPlace *place = &g_array_index (flow->places, WayJourneyPlace, i);
      guint count = ends ? place->ends : place->starts;

      n += count > 0;
      if (count <= best)
        continue;
      best = count;
      most = place;
    }
  way_cli_table_add_number (table, n);
  way_cli_table_add_text (table, most != NULL ? most->name : NULL);
  way_cli_table_add_share (table, most != NULL && flow->n_cases > 0 ? (double) best / flow->n_cases : NAN);
}

static int
print_summary (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "journeys", "open", "window_s", "events", "unbound", "ignored", "elapsed_median_s", "elapsed_p90_s", "ways", "-elapsed_median_low_s", "-elapsed_median_high_s", "elapsed_mean_s", "elapsed_p75_s", "rework", "rework_share", "entries", "mostly_first", "mostly_first_share", "exits", "mostly_last", "mostly_last_share", "self_loops", NULL };
  WayCliTable table;
  double loops = 0;

  for (guint i = 0; i < flow->lines->len; i++)
    if (g_array_index (flow->lines, WayJourneyLine, i).from == g_array_index (flow->lines, WayJourneyLine, i).to)
      loops += g_array_index (flow->lines, WayJourneyLine, i).count;
  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  way_cli_table_stand (&table);
  way_cli_table_begin_row (&table);
  way_cli_table_add_number (&table, flow->n_cases);
  way_cli_table_add_number (&table, flow->n_open);
  way_cli_table_add_time (&table, flow->window);
  way_cli_table_add_number (&table, flow->n_events);
  way_cli_table_add_number (&table, flow->n_unbound);
  way_cli_table_add_number (&table, flow->n_ignored);
  way_cli_table_add_time (&table, flow->elapsed_median);
  way_cli_table_add_time (&table, flow->elapsed_p90);
  way_cli_table_add_number (&table, flow->variants->variants->len);
  way_cli_table_add_time (&table, flow->elapsed_interval.low);
  way_cli_table_add_time (&table, flow->elapsed_interval.high);
  way_cli_table_add_time (&table, flow->elapsed_mean);
  way_cli_table_add_time (&table, flow->elapsed_p75);
  way_cli_table_add_number (&table, flow->n_again);
  way_cli_table_add_share (&table, flow->n_cases > 0 ? (double) flow->n_again / flow->n_cases : NAN);
  add_most (&table, flow, FALSE);
  add_most (&table, flow, TRUE);
  way_cli_table_add_number (&table, loops);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}

/* --- counted in a warehouse --- */

/* What is to be printed, and how a warehouse is asked. */
typedef struct
{
  WayCliRemoteOptions remote;
  gboolean touchpoints, connections, unbound, summary, measures, detailed, again;
} Flow;

static int
print_flow (const Flow *self, const WayCliEvents *events, const WayJourneyFlow *flow)
{
  if (flow->n_open > 0)
    way_cli_say_error (events->options.map, ngettext ("%u journey is too young to tell whether it goes on; it counts as open.", "%u journeys are too young to tell whether they go on; they count as open.", flow->n_open), flow->n_open);
  if (self->summary)
    return print_summary (events, flow);
  return self->touchpoints ? print_touchpoints (events, flow) : self->connections ? print_connections (events, flow)
                                                                                  : print_unbound (events, flow);
}

static int
print_counted_edges (const WayCliEvents *events, const WayRemoteFlow *flow)
{
  static const char *const names[] = { "from", "to", "count", "median_s", "mean_s", "p90_s", "-min_s", "-max_s", NULL };
  const Flow *self = events->data;
  WayCliTable table;
  gint64 unbound = 0;

  way_cli_table_begin_short (&table, way_cli_events_get_form (&events->options), names, self->detailed ? G_MAXUINT : N_EDGE_COLUMNS);
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayRemoteEdge *edge = &g_array_index (flow->edges, WayRemoteEdge, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, g_array_index (flow->places, WayRemotePlace, edge->from).name);
      way_cli_table_add_text (&table, g_array_index (flow->places, WayRemotePlace, edge->to).name);
      way_cli_table_add_number (&table, (double) edge->count);
      way_cli_table_add_time (&table, edge->median);
      way_cli_table_add_time (&table, edge->mean);
      way_cli_table_add_time (&table, edge->p90);
      way_cli_table_add_time (&table, edge->least);
      way_cli_table_add_time (&table, edge->most);
      way_cli_table_end_row (&table);
    }
  for (guint i = 0; i < flow->names->len; i++)
    unbound += g_array_index (flow->names, WayRemoteName, i).node == -1 ? g_array_index (flow->names, WayRemoteName, i).events : 0;
  if (unbound > 0)
    way_cli_say_error (events->options.map, ngettext ("%u event belongs to no touchpoint of this journey.", "%u events belong to no touchpoint of this journey.", (guint) MIN (unbound, G_MAXINT)), (guint) MIN (unbound, G_MAXUINT32));
  return way_cli_table_end (&table);
}

static char *
make_day (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000 - (ms % 1000 < 0));

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

/* Which journeys were counted, if not all. */
static void
say_part (const WayRemote *remote)
{
  g_autofree char *from = make_day (remote->from), *last = remote->to != WAY_LOG_NO_TIME ? make_day (remote->to - 1) : NULL;

  if (remote->from != WAY_LOG_NO_TIME)
    way_cli_say_error (NULL, _ ("Only journeys with an event on %s or later were counted."), from);
  if (remote->to != WAY_LOG_NO_TIME)
    way_cli_say_error (NULL, _ ("Only journeys with an event on %s or earlier were counted."), last);
  if (remote->in_channel != NULL && *remote->in_channel != '\0')
    way_cli_say_error (NULL, _ ("Only journeys with an event in “%s” were counted."), remote->in_channel);
  if (remote->in_segment != NULL && *remote->in_segment != '\0')
    way_cli_say_error (NULL, _ ("Only journeys of the segment “%s” were counted."), remote->in_segment);
}

static void
say_when (const WayRemoteFlow *flow, const WayRemote *remote, const char *name)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (flow->counted / 1000);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("?");

  way_cli_say_error (NULL, _ ("“%s” was counted in the warehouse on %s. Counts and means are exact, medians and quantiles within 1.1 %%."), name, when);
  if (flow->sample > 1)
    way_cli_say_error (NULL, _ ("It is a sample: one journey of %u was counted."), flow->sample);
  if (remote != NULL)
    say_part (remote);
}

typedef struct
{
  WayCliEvents *events;
  WayCache *cache;
  const char *name;
  const WayRemote *remote;
  WayRemoteFlow *flow;
} Asking;

static gboolean
count_cb (const WayRemoteCall *call, gpointer data, GError **error)
{
  Asking *self = data;

  self->flow = way_remote_flow_count (self->cache, self->name, self->remote, self->events->journey, self->events->options.dataset != NULL ? self->events->options.dataset : self->name, call, error);
  return self->flow != NULL;
}

static int
say_no_map (void)
{
  return way_cli_wrong_use ("flow", "%s", _ ("Without a map every event stands for itself, and none is unbound. Name one with --map MAP."));
}

static int
print_counted (WayCliEvents *events, WayCache *cache, const char *name, const WayRemoteFlow *flow)
{
  g_autoptr (WayRemote) remote = way_remote_load (cache, name);
  const Flow *self = events->data;
  g_autoptr (WayJourneyFlow) journey_flow = NULL;

  say_when (flow, remote, name);
  if (events->journey != NULL && !way_remote_flow_is_current (flow, events->journey, events->options.dataset != NULL ? events->options.dataset : name))
    way_cli_say_error (events->options.map, "%s", _ ("Events belong to other touchpoints since then. --again counts anew."));
  if (!self->touchpoints && !self->connections && !self->unbound && !self->summary)
    return print_counted_edges (events, flow);
  if (events->journey == NULL && self->unbound)
    return say_no_map ();
  journey_flow = way_remote_flow_make_journey_flow (flow, events->journey);
  return print_flow (self, events, journey_flow);
}

static gboolean
is_other_text (const char *asked, const char *known)
{
  return asked != NULL && strcmp (asked, known != NULL ? known : "") != 0;
}

/* Other journeys than those that were counted. */
static gboolean
is_other_part (const WayRemote *asked, const WayRemote *known)
{
  return (asked->from != WAY_LOG_NO_TIME && asked->from != known->from) || (asked->to != WAY_LOG_NO_TIME && asked->to != known->to) || (asked->sample > 0 && asked->sample != known->sample) ||
         is_other_text (asked->in_channel, known->in_channel) || is_other_text (asked->in_segment, known->in_segment);
}

static gboolean
elsewhere_cb (WayCliEvents *events, const char *name, int *status)
{
  const Flow *self = events->data;
  g_autoptr (WayRemote) known = NULL, asked = NULL;
  g_autoptr (WayRemoteFlow) flow = NULL;
  g_autoptr (GError) error = NULL;
  WayCache *cache;
  const char *impossible = self->measures ? "--measures" : way_cli_events_find_single (&events->options), *source = self->remote.source;

  if (self->summary + self->touchpoints + self->connections + self->measures + self->unbound > 1)
    {
      *status = way_cli_wrong_use ("flow", "%s", _ ("Give one of --summary, --touchpoints, --connections, --measures and --unbound."));
      return TRUE;
    }

  if (source == NULL && (g_file_test (name, G_FILE_TEST_EXISTS) || strcmp (name, "-") == 0 || strchr (name, G_DIR_SEPARATOR) != NULL))
    return FALSE;
  *status = WAY_CLI_FAILED;
  cache = way_cli_events_open_cache (events);
  if (cache == NULL)
    return TRUE;
  known = way_remote_load (cache, name);
  if (source == NULL && (known == NULL || known->mode != WAY_REMOTE_COUNT))
    return FALSE;
  if (impossible != NULL)
    {
      *status = way_cli_wrong_use ("flow", _ ("%s needs the single events. Copy them with “log import --odbc”."), impossible);
      return TRUE;
    }
  asked = way_cli_remote_make (&self->remote, &events->options, "flow", status);
  if (asked == NULL)
    return TRUE;
  if (source == NULL && !self->again && is_other_part (asked, known))
    {
      *status = way_cli_wrong_use ("flow", _ ("“%s” was counted of other journeys. --again counts these anew."), name);
      return TRUE;
    }
  *status = WAY_CLI_FAILED;
  if (!way_cli_events_read_map (events))
    return TRUE;

  Asking asking = { events, cache, name, asked };

  if (source != NULL || self->again)
    way_cli_remote_ask (&self->remote, source != NULL ? source : known->source, count_cb, &asking, &error);
  else
    asking.flow = way_remote_flow_load (cache, name, events->journey, &error);
  flow = asking.flow;
  if (flow != NULL)
    *status = print_counted (events, cache, name, flow);
  else
    way_cli_say_error (NULL, "%s", error->message);
  return TRUE;
}

int
way_cli_run_flow (int argc, char *argv[])
{
  Flow flow = { .remote = WAY_CLI_REMOTE_OPTIONS_INIT };
  WayCliRemoteOptions *r = &flow.remote;
  const GOptionEntry more[] = {
    { "summary", 0, 0, G_OPTION_ARG_NONE, &flow.summary, N_ ("Print how many journeys there are, how long they take, where they mostly begin and end, and how many come back to a place; with --map also what is left out."), NULL },
    { "touchpoints", 0, 0, G_OPTION_ARG_NONE, &flow.touchpoints, N_ ("Print each touchpoint of the map: volume, returns, drop-off, silence. Without a map: each event."), NULL },
    { "connections", 0, 0, G_OPTION_ARG_NONE, &flow.connections, N_ ("Print the lines between touchpoints, drawn or not: volume, times, conversion. Without a map: those between events."), NULL },
    { "measures", 0, 0, G_OPTION_ARG_NONE, &flow.measures, N_ ("Print what events tell besides: scores, costs, how long they took, and how long customers waited for them; of touchpoints with --map, else of events; the last row is of whole journeys."), NULL },
    { "unbound", 0, 0, G_OPTION_ARG_NONE, &flow.unbound, N_ ("Print the events that no touchpoint stands for, and where they mostly occur."), NULL },
    { "detailed", 0, 0, G_OPTION_ARG_NONE, &flow.detailed, N_ ("CSV: all that is known of each step, as in JSON: least and most time, journeys, interval of the median."), NULL },
    WAY_CLI_REMOTE_ENTRIES (r),
    { "sample", 0, 0, G_OPTION_ARG_INT, &flow.remote.sample, N_ ("Let the warehouse count only one journey of so many."), N_ ("N") },
    { "again", 0, 0, G_OPTION_ARG_NONE, &flow.again, N_ ("Let the warehouse count anew what it has counted before."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { .elsewhere = elsewhere_cb, .data = &flow };
  int status = WAY_CLI_DONE;
  gboolean read = way_cli_events_parse (&events, &way_cli_use_flow, more, argc, argv, FALSE, &status);

  way_cli_remote_clear (&flow.remote);
  if (!read)
    return status;
  if (flow.measures)
    return print_measures (&events);
  if (!flow.touchpoints && !flow.connections && !flow.unbound && !flow.summary)
    return print_edges (&events, flow.detailed);
  if (flow.touchpoints && events.journey == NULL)
    return print_events (&events);
  if (events.journey == NULL && flow.unbound)
    return say_no_map ();

  g_autoptr (WayJourneyFlow) journey_flow = way_journey_flow_new (events.view, events.journey, 0);

  return print_flow (&flow, &events, journey_flow);
}
