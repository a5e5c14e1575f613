/* Three verbs about an event log: what follows what, which ways there are, and how well a drawn one fits. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/way-cli-events.h"
#include "metrics/way-journey-flow.h"
#include "metrics/way-log-conformance.h"
#include "metrics/way-log-flow.h"

const WayCliUse way_cli_use_flow = {
  .verb = "flow",
  .summary = N_ ("what customers do after what, from an event log"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints which event follows which in an event log: how often, and how long it takes. LOG is a file (CSV in any form, XES, XES.gz) or the name of a log that was imported. With --map events are gathered to the touchpoints of a map by their “event” names; without, they stand for themselves. Times are in seconds; medians and other quantiles are exact. Conversion and drop-off count only journeys that are old enough to have gone on; the others are “open”."),
  .examples = "waymark-cli flow events.csv\nwaymark-cli flow --csv log.xes.gz > flow.csv\nwaymark-cli flow --map sale.waymark shop\nwaymark-cli flow --touchpoints --map sale.waymark shop\nwaymark-cli flow --that 'Website > Call in phone within 1 d' shop",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_variants = {
  .verb = "variants",
  .summary = N_ ("the ways customers take as a whole, from an event log"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints each way that journeys of an event log take from begin to end, and how many take it, the most frequent first. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli variants events.csv\nwaymark-cli variants --json --map sale.waymark shop",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_conformance = {
  .verb = "conformance",
  .summary = N_ ("how well the drawn way fits what customers do"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Holds the connections of a map against an event log: how many journeys follow them exactly, how much they would have to be bent on average (fitness, 1 is exactly), and which share of all steps from one event to the next is drawn. With --missing: what the map does not show, and what of it nobody does. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli conformance --map sale.waymark events.csv\nwaymark-cli conformance --missing --map sale.waymark shop",
  .min_files = 1,
  .max_files = 1,
};

static void
add_edge_times (WayCliTable *table, double median, double mean, double p90)
{
  way_cli_table_add_number (table, median / 1000);
  way_cli_table_add_number (table, mean / 1000);
  way_cli_table_add_number (table, p90 / 1000);
}

/* --- flow --- */

static int
print_edges (const WayCliEvents *events)
{
  static const char *const names[] = { "from", "to", "count", "median_s", "mean_s", "p90_s", "min_s", "max_s", NULL };
  g_autoptr (WayFlow) flow = way_log_flow_new (events->view);
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, FALSE);
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, events->view->node_names[edge->from]);
      way_cli_table_add_text (&table, events->view->node_names[edge->to]);
      way_cli_table_add_number (&table, edge->count);
      add_edge_times (&table, edge->median, edge->mean, edge->p90);
      way_cli_table_add_number (&table, edge->least / 1000);
      way_cli_table_add_number (&table, edge->most / 1000);
      way_cli_table_end_row (&table);
    }
  if (flow->unbound > 0)
    way_cli_say_error (events->options.map, ngettext ("%u event belongs to no touchpoint of this journey.", "%u events belong to no touchpoint of this journey.", flow->unbound), flow->unbound);
  return way_cli_table_end (&table);
}

static int
print_touchpoints (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "id", "name", "events", "journeys", "starts", "ends", "again", "repeats", "mature", "left", "drop_off", "drop_off_low", "drop_off_high", "open", "silent", "patience_s", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, TRUE);
  for (guint i = 0; i < flow->places->len; i++)
    {
      const WayJourneyPlace *place = &g_array_index (flow->places, WayJourneyPlace, i);
      const guint counts[] = { place->events, place->cases, place->starts, place->ends, place->again, place->repeats, place->at, place->left };

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, place->id);
      way_cli_table_add_text (&table, place->name);
      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        way_cli_table_add_number (&table, counts[k]);
      way_cli_table_add_number (&table, place->drop_off);
      way_cli_table_add_number (&table, isnan (place->drop_off) ? NAN : place->drop_off_interval.low);
      way_cli_table_add_number (&table, isnan (place->drop_off) ? NAN : place->drop_off_interval.high);
      way_cli_table_add_number (&table, place->open);
      way_cli_table_add_number (&table, place->silent);
      way_cli_table_add_number (&table, place->patience / 1000);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static int
print_connections (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "from", "to", "connection", "drawn", "count", "journeys", "median_s", "mean_s", "p90_s", "median_low_s", "median_high_s", "mature", "reached", "conversion", "conversion_low", "conversion_high", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, TRUE);
  for (guint i = 0; i < flow->lines->len; i++)
    {
      const WayJourneyLine *line = &g_array_index (flow->lines, WayJourneyLine, i);
      gboolean has_conversion = line->drawn && line->at > 0;

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, g_array_index (flow->places, WayJourneyPlace, line->from).name);
      way_cli_table_add_text (&table, g_array_index (flow->places, WayJourneyPlace, line->to).name);
      way_cli_table_add_text (&table, line->connection);
      way_cli_table_add_boolean (&table, line->drawn);
      way_cli_table_add_number (&table, line->count);
      way_cli_table_add_number (&table, line->cases);
      add_edge_times (&table, line->median, line->mean, line->p90);
      way_cli_table_add_number (&table, line->has_interval ? line->median_low / 1000 : NAN);
      way_cli_table_add_number (&table, line->has_interval ? line->median_high / 1000 : NAN);
      way_cli_table_add_number (&table, line->drawn ? line->at : NAN);
      way_cli_table_add_number (&table, line->drawn ? line->reached : NAN);
      way_cli_table_add_number (&table, has_conversion ? line->conversion : NAN);
      way_cli_table_add_number (&table, has_conversion ? line->conversion_interval.low : NAN);
      way_cli_table_add_number (&table, has_conversion ? line->conversion_interval.high : NAN);
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
  static const char *const names[] = { "event", "events", "journeys", "ignored", "mostly_after", "mostly_before", "suggested", "suggested_name", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, TRUE);
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

static int
print_summary (const WayCliEvents *events, const WayJourneyFlow *flow)
{
  static const char *const names[] = { "journeys", "open", "window_s", "events", "unbound", "ignored", "elapsed_median_s", "elapsed_p90_s", "ways", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, TRUE);
  way_cli_table_begin_row (&table);
  way_cli_table_add_number (&table, flow->n_cases);
  way_cli_table_add_number (&table, flow->n_open);
  way_cli_table_add_number (&table, flow->window / 1000);
  way_cli_table_add_number (&table, flow->n_events);
  way_cli_table_add_number (&table, flow->n_unbound);
  way_cli_table_add_number (&table, flow->n_ignored);
  way_cli_table_add_number (&table, flow->elapsed_median / 1000);
  way_cli_table_add_number (&table, flow->elapsed_p90 / 1000);
  way_cli_table_add_number (&table, flow->variants->variants->len);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}

int
way_cli_run_flow (int argc, char *argv[])
{
  gboolean touchpoints = FALSE, connections = FALSE, unbound = FALSE, summary = FALSE;
  const GOptionEntry more[] = {
    { "summary", 0, 0, G_OPTION_ARG_NONE, &summary, N_ ("Print how many journeys there are on the map, how long they take, and what is left out."), NULL },
    { "touchpoints", 0, 0, G_OPTION_ARG_NONE, &touchpoints, N_ ("Print each touchpoint of the map: volume, returns, drop-off, silence."), NULL },
    { "connections", 0, 0, G_OPTION_ARG_NONE, &connections, N_ ("Print the lines between touchpoints, drawn or not: volume, times, conversion."), NULL },
    { "unbound", 0, 0, G_OPTION_ARG_NONE, &unbound, N_ ("Print the events that no touchpoint stands for, and where they mostly occur."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_flow, more, argc, argv, FALSE, &status))
    return status;
  if (!touchpoints && !connections && !unbound && !summary)
    return print_edges (&events);
  if (events.journey == NULL)
    return way_cli_wrong_use ("flow", "%s", _ ("Say with --map whose touchpoints are meant."));

  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (events.view, events.journey, 0);

  if (flow->n_open > 0)
    way_cli_say_error (events.options.map, ngettext ("%u journey is too young to tell whether it goes on; it counts as open.", "%u journeys are too young to tell whether they go on; they count as open.", flow->n_open), flow->n_open);
  if (summary)
    return print_summary (&events, flow);
  return touchpoints ? print_touchpoints (&events, flow) : connections ? print_connections (&events, flow)
                                                                       : print_unbound (&events, flow);
}

/* --- variants --- */

int
way_cli_run_variants (int argc, char *argv[])
{
  static const char *const names[] = { "count", "share", "length", "path", NULL };
  g_auto (WayCliEvents) events = { { NULL } };
  WayCliTable table;
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_variants, NULL, argc, argv, FALSE, &status))
    return status;

  g_autoptr (WayVariants) variants = way_log_variants_new (events.view);

  way_cli_table_begin (&table, &events.options, names, FALSE);
  for (guint i = 0; i < variants->variants->len; i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);
      g_autofree char *path = way_log_variant_dup_path (events.view, variant);

      way_cli_table_begin_row (&table);
      way_cli_table_add_number (&table, variant->count);
      way_cli_table_add_number (&table, (double) variant->count / variants->n_cases);
      way_cli_table_add_number (&table, variant->length);
      way_cli_table_add_text (&table, path);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

/* --- conformance --- */

static int
print_missing (const WayCliEvents *events, const WayDrawnWay *drawn)
{
  static const char *const names[] = { "kind", "name", "to", "count", NULL };
  static const char *const kinds[] = { "event", "step", "touchpoint", "connection" };
  g_autoptr (GArray) missing = way_log_conformance_list_missing (events->view, drawn);
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, TRUE);
  for (guint i = 0; i < missing->len; i++)
    {
      const WayMissing *row = &g_array_index (missing, WayMissing, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, kinds[row->kind]);
      way_cli_table_add_text (&table, events->view->node_names[row->node]);
      way_cli_table_add_text (&table, row->to < events->view->n_nodes ? events->view->node_names[row->to] : NULL);
      way_cli_table_add_number (&table, row->count);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

int
way_cli_run_conformance (int argc, char *argv[])
{
  static const char *const names[] = { "journeys", "exactly", "share_exact", "fitness", "edge_fit", "events", "events_off_map", NULL };
  gboolean missing = FALSE;
  const GOptionEntry more[] = {
    { "missing", 0, 0, G_OPTION_ARG_NONE, &missing, N_ ("Print what the map does not show: events, steps from one to the next; and what nobody does: touchpoints, connections."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  WayCliTable table;
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_conformance, more, argc, argv, TRUE, &status))
    return status;
  if (events.journey == NULL)
    return way_cli_wrong_use ("conformance", "%s", _ ("Say with --map which map is held against the log."));

  g_autoptr (WayVariants) variants = way_log_variants_new (events.view);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new_for_journey (events.view, events.journey);
  g_autoptr (WayConformance) conformance = way_log_conformance_new (events.view, variants, drawn);

  if (missing)
    return print_missing (&events, drawn);
  if (!conformance->has_run)
    {
      way_cli_say_error (events.options.map, "%s", _ ("No way leads through this journey yet: connect its touchpoints from the first to the last."));
      return WAY_CLI_FAILED;
    }
  way_cli_table_begin (&table, &events.options, names, TRUE);
  way_cli_table_begin_row (&table);
  way_cli_table_add_number (&table, conformance->n_cases);
  way_cli_table_add_number (&table, conformance->n_exact);
  way_cli_table_add_number (&table, conformance->share_exact);
  way_cli_table_add_number (&table, conformance->fitness);
  way_cli_table_add_number (&table, conformance->edge_fit);
  way_cli_table_add_number (&table, conformance->n_events);
  way_cli_table_add_number (&table, conformance->n_events_off);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}
