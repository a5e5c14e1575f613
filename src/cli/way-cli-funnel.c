/* Three verbs about an event log: how far journeys get, where they change hands, and what differs between two parts of it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/way-cli-events.h"
#include "metrics/way-log-compare.h"
#include "metrics/way-log-funnel.h"
#include "metrics/way-log-handover.h"

const WayCliUse way_cli_use_funnel = {
  .verb = "funnel",
  .summary = N_ ("how far customers get through the phases of a map"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints for each phase of a map how many journeys of an event log reached it, how many of them came through all phases before in their order, and how long that took. Only journeys that are old enough to have gone on count. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli funnel --map sale.waymark shop\nwaymark-cli funnel --everybody --json --map sale.waymark events.csv",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_handovers = {
  .verb = "handovers",
  .summary = N_ ("where customers are handed from one channel or department to another"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints how often journeys of an event log change from one channel (or department) to another, how long customers wait, how often they are sent back, and which share of them needs another contact within one and within seven days. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli handovers shop\nwaymark-cli handovers --departments --csv shop",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_compare = {
  .verb = "compare",
  .summary = N_ ("two periods, channels or segments of an event log side by side"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Compares two parts of an event log: the first is chosen with --from, --to, --in-channel, --in-segment, the second with the same words after --with-. Prints the time that journeys take, which share of them comes to each touchpoint, ends there and goes on, with intervals (95 %), and whether the difference is more than chance. Dates are those of a journey’s first event. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli compare --to 2025-06-30 --with-from 2025-07-01 --map sale.waymark shop\nwaymark-cli compare --in-segment private --with-segment business shop",
  .min_files = 1,
  .max_files = 1,
};

/* --- funnel --- */

int
way_cli_run_funnel (int argc, char *argv[])
{
  static const char *const names[] = { "phase", "name", "reached", "through", "conversion", "conversion_low", "conversion_high", "median_s", NULL };
  gboolean everybody = FALSE;
  const GOptionEntry more[] = {
    { "everybody", 0, 0, G_OPTION_ARG_NONE, &everybody, N_ ("Count journeys that may still go on, too."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  WayCliTable table;
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_funnel, more, argc, argv, FALSE, &status))
    return status;
  if (events.journey == NULL)
    return way_cli_wrong_use ("funnel", "%s", _ ("Say with --map whose phases are meant."));

  g_autoptr (WayFunnel) funnel = way_log_funnel_new (events.view, events.journey, everybody ? -1 : 0);

  way_cli_table_begin (&table, &events.options, names, TRUE);
  for (guint i = 0; i < funnel->stages->len; i++)
    {
      const WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, stage->id);
      way_cli_table_add_text (&table, stage->name);
      way_cli_table_add_number (&table, stage->reached);
      way_cli_table_add_number (&table, stage->through);
      way_cli_table_add_number (&table, stage->conversion);
      way_cli_table_add_number (&table, isnan (stage->conversion) ? NAN : stage->conversion_interval.low);
      way_cli_table_add_number (&table, isnan (stage->conversion) ? NAN : stage->conversion_interval.high);
      way_cli_table_add_number (&table, stage->median / 1000);
      way_cli_table_end_row (&table);
    }
  if (funnel->n_open > 0)
    way_cli_say_error (events.options.map, ngettext ("%u journey is too young to tell whether it goes on; it counts as open.", "%u journeys are too young to tell whether they go on; they count as open.", funnel->n_open), funnel->n_open);
  return way_cli_table_end (&table);
}

/* --- handovers --- */

int
way_cli_run_handovers (int argc, char *argv[])
{
  static const char *const names[] = { "from", "to", "count", "journeys", "median_s", "p90_s", "sent_back", "old", "again_1d", "again_7d", NULL };
  gboolean departments = FALSE;
  const GOptionEntry more[] = {
    { "departments", 0, 0, G_OPTION_ARG_NONE, &departments, N_ ("From department to department, not from channel to channel."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  WayCliTable table;
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_handovers, more, argc, argv, FALSE, &status))
    return status;

  g_autoptr (WayHandovers) handovers = way_log_handovers_new (events.view, departments ? WAY_HANDOVER_DEPARTMENT : WAY_HANDOVER_CHANNEL);
  char *const *codes = departments ? events.log->department_names : events.log->channel_names;

  way_cli_table_begin (&table, &events.options, names, TRUE);
  for (guint i = 0; i < handovers->handovers->len; i++)
    {
      const WayHandover *handover = &g_array_index (handovers->handovers, WayHandover, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, codes[handover->from]);
      way_cli_table_add_text (&table, codes[handover->to]);
      way_cli_table_add_number (&table, handover->count);
      way_cli_table_add_number (&table, handover->cases);
      way_cli_table_add_number (&table, handover->median / 1000);
      way_cli_table_add_number (&table, handover->p90 / 1000);
      way_cli_table_add_number (&table, handover->back);
      way_cli_table_add_number (&table, handover->old);
      way_cli_table_add_number (&table, handover->again_1);
      way_cli_table_add_number (&table, handover->again_7);
      way_cli_table_end_row (&table);
    }
  if (handovers->n_cases == 0)
    way_cli_say_error (NULL, "%s", departments ? _ ("No event of this log says by which department it was. Name the column with --department.") : _ ("No event of this log says in which channel it was. Name the column with --channel."));
  return way_cli_table_end (&table);
}

/* --- compare --- */

static const char *
get_node_name (const WayLogView *view, guint32 node)
{
  return node < view->n_nodes ? view->node_names[node] : NULL;
}

static double
scale (const WayLogDifference *row, double value)
{
  return row->kind == WAY_DIFFERENCE_ELAPSED ? value / 1000 : value;
}

static int
print_differences (const WayCliEvents *events, const GArray *rows)
{
  static const char *const names[] = { "what", "at", "to", "first", "first_n", "first_low", "first_high", "second", "second_n", "second_low", "second_high", "difference", "difference_low", "difference_high", "p", "differs", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, &events->options, names, TRUE);
  for (guint i = 0; i < rows->len; i++)
    {
      const WayLogDifference *row = &g_array_index (rows, WayLogDifference, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, way_difference_kind_get_nick (row->kind));
      way_cli_table_add_text (&table, get_node_name (events->view, row->node));
      way_cli_table_add_text (&table, get_node_name (events->view, row->to));
      way_cli_table_add_number (&table, scale (row, row->a));
      way_cli_table_add_number (&table, row->n_a);
      way_cli_table_add_number (&table, scale (row, row->interval_a.low));
      way_cli_table_add_number (&table, scale (row, row->interval_a.high));
      way_cli_table_add_number (&table, scale (row, row->b));
      way_cli_table_add_number (&table, row->n_b);
      way_cli_table_add_number (&table, scale (row, row->interval_b.low));
      way_cli_table_add_number (&table, scale (row, row->interval_b.high));
      way_cli_table_add_number (&table, scale (row, row->difference));
      way_cli_table_add_number (&table, row->has_interval ? row->interval.low : NAN);
      way_cli_table_add_number (&table, row->has_interval ? row->interval.high : NAN);
      way_cli_table_add_number (&table, row->p);
      way_cli_table_add_boolean (&table, row->differs);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

int
way_cli_run_compare (int argc, char *argv[])
{
  g_autofree char *from = NULL, *to = NULL, *channel = NULL, *segment = NULL;
  const GOptionEntry more[] = {
    { "with-from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("The second part: journeys that began on this day or later."), N_ ("DATE") },
    { "with-to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("The second part: journeys that began on this day or earlier."), N_ ("DATE") },
    { "with-channel", 0, 0, G_OPTION_ARG_FILENAME, &channel, N_ ("The second part: journeys with an event in this channel."), N_ ("NAME") },
    { "with-segment", 0, 0, G_OPTION_ARG_FILENAME, &segment, N_ ("The second part: journeys of this segment."), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  WayLogFilter first, second;
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_compare, more, argc, argv, FALSE, &status))
    return status;
  if (from == NULL && to == NULL && channel == NULL && segment == NULL)
    return way_cli_wrong_use ("compare", "%s", _ ("Say with --with-from, --with-to, --with-channel or --with-segment what is compared."));
  if (!way_cli_events_make_filter (events.log, "compare", events.options.from, events.options.to, events.options.channel, events.options.segment, &first, &status) ||
      !way_cli_events_make_filter (events.log, "compare", from, to, channel, segment, &second, &status))
    return status;

  g_autoptr (WayLogView) other = way_cli_events_make_view (&events, FALSE);

  first.began = second.began = TRUE;
  first.query = second.query = events.query;
  way_log_view_select (events.view, &first);
  way_log_view_select (other, &second);

  g_autoptr (GArray) rows = way_log_compare (events.view, other, events.journey, 0);

  return print_differences (&events, rows);
}
