/* Three verbs about an event log: how far journeys get, where they change hands, and what differs between two parts of it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/way-cli-counted.h"
#include "metrics/log/way-log-compare.h"
#include "metrics/log/way-log-funnel.h"
#include "metrics/log/way-log-handover.h"
#include "metrics/log/way-log-variants.h"

const WayCliUse way_cli_use_funnel = {
  .verb = "funnel",
  .summary = N_ ("how far customers get through the phases of a map"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints for each phase of a map how many journeys of an event log reached it, how many of them came through all phases before in their order, and how long that took. Without a map the same for the steps of --steps, or those of the most frequent way; whatever else is done between them. Only journeys that are old enough to have gone on count. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli funnel --map sale.waymark shop\nwaymark-cli funnel --everybody --json --map sale.waymark events.csv\nwaymark-cli funnel --steps 'Search > Order > Pay*' shop",
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
  .about = N_ ("Compares two parts of an event log: the first is chosen with --from, --to, --in-channel, --in-segment, the second with the same words after --with-. Prints the time that journeys take, which share of them comes to each touchpoint, ends there and goes on, what they cost and which scores customers gave, with intervals (95 %), and whether the difference is more than chance. Dates are those of a journey’s first event. Only journeys that are old enough to have gone on count. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli compare --to 2025-06-30 --with-from 2025-07-01 --map sale.waymark shop\nwaymark-cli compare --in-segment private --with-segment business shop",
  .min_files = 1,
  .max_files = 1,
};

/* --- funnel --- */

/* The events of the most frequent way of at least two, each once. */
static WayLogQuery *
choose_steps (const WayCliEvents *events)
{
  g_autoptr (WayVariants) variants = way_log_variants_new (events->view);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; names->len < 2 && i < variants->variants->len; i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);

      g_ptr_array_set_size (names, 0);
      for (guint k = 0; k < variant->length; k++)
        if (!g_ptr_array_find (names, events->view->node_names[variant->nodes[k]], NULL))
          g_ptr_array_add (names, events->view->node_names[variant->nodes[k]]);
    }
  if (names->len == 0)
    return NULL;
  way_cli_say_error (NULL, "%s", _ ("No map is named, so the steps are those of the most frequent way. --steps names others."));
  return way_log_query_new_for_names ((const char *const *) names->pdata, names->len);
}

/* NULL: leave with `*status`. */
static WayFunnel *
make_funnel (const WayCliEvents *events, const char *steps, gint64 window, int *status)
{
  g_autoptr (WayLogQuery) query = NULL;

  if (events->journey != NULL && steps == NULL)
    return way_log_funnel_new (events->view, events->journey, window);
  query = steps != NULL ? way_cli_events_read_steps ("funnel", steps, status) : choose_steps (events);
  if (query != NULL)
    return way_log_funnel_new_for_query (events->view, query, window);
  if (steps == NULL)
    {
      way_cli_say_error (NULL, "%s", _ ("There is no journey in this log."));
      *status = WAY_CLI_FAILED;
    }
  return NULL;
}

static int
print_funnel (const WayCliEvents *events, const WayFunnel *funnel)
{
  static const char *const names[] = { "-phase", "name", "reached", "through", "conversion", "-conversion_low", "-conversion_high", "median_s", "overall", "-overall_low", "-overall_high", "-journeys", "-open", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < funnel->stages->len; i++)
    {
      const WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, stage->id);
      way_cli_table_add_text (&table, stage->name);
      way_cli_table_add_number (&table, stage->reached);
      way_cli_table_add_number (&table, stage->through);
      way_cli_table_add_share_between (&table, stage->conversion, stage->conversion_interval.low, stage->conversion_interval.high);
      way_cli_table_add_time (&table, stage->median);
      way_cli_table_add_share_between (&table, stage->overall, stage->overall_interval.low, stage->overall_interval.high);
      way_cli_table_add_number (&table, funnel->n_cases);
      way_cli_table_add_number (&table, funnel->n_open);
      way_cli_table_end_row (&table);
    }
  if (funnel->n_open > 0)
    way_cli_say_error (events->options.map, ngettext ("%u journey is too young to tell whether it goes on; it counts as open.", "%u journeys are too young to tell whether they go on; they count as open.", funnel->n_open), funnel->n_open);
  return way_cli_table_end (&table);
}

/* What a warehouse has counted. */
typedef struct
{
  gboolean everybody;
  char *steps;
} Wanted;

static gboolean
counted_funnel_cb (WayCliEvents *events, const char *name, int *status)
{
  const Wanted *wanted = events->data;
  g_autoptr (WayRemoteFlow) flow = NULL;
  g_autoptr (WayFunnel) funnel = NULL;
  g_autoptr (GError) error = NULL;

  if (!way_cli_counted_load (events, "funnel", name, &flow, status))
    return FALSE;
  if (flow == NULL)
    return TRUE;
  if (events->journey == NULL || wanted->steps != NULL)
    {
      *status = way_cli_wrong_use ("funnel", "%s", wanted->steps != NULL ? _ ("--steps needs the single events. Copy them with “log import --odbc”.") : _ ("Of a warehouse the phases of a map are counted. Name it with --map MAP."));
      return TRUE;
    }
  if (!way_remote_flow_is_current (flow, events->journey, events->options.dataset != NULL ? events->options.dataset : name))
    way_cli_say_error (events->options.map, "%s", _ ("Events belong to other touchpoints since then. “waymark-cli flow --again” counts anew."));
  funnel = way_remote_flow_make_funnel (flow, events->journey, wanted->everybody, &error);
  if (funnel != NULL)
    *status = print_funnel (events, funnel);
  else
    way_cli_say_error (NULL, "%s", error->message);
  return TRUE;
}

int
way_cli_run_funnel (int argc, char *argv[])
{
  Wanted wanted = { FALSE, NULL };
  const GOptionEntry more[] = {
    { "everybody", 0, 0, G_OPTION_ARG_NONE, &wanted.everybody, N_ ("Count journeys that may still go on, too."), NULL },
    { "steps", 0, 0, G_OPTION_ARG_FILENAME, &wanted.steps, N_ ("The steps of this pattern and not the phases of a map: “Search > Order in web > Pay*”."), N_ ("STEPS") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { .elsewhere = counted_funnel_cb, .data = &wanted };
  int status;

  if (way_cli_events_parse (&events, &way_cli_use_funnel, more, argc, argv, FALSE, &status))
    {
      g_autoptr (WayFunnel) funnel = make_funnel (&events, wanted.steps, wanted.everybody ? -1 : 0, &status);

      if (funnel != NULL)
        status = print_funnel (&events, funnel);
    }
  g_free (wanted.steps);
  return status;
}

/* --- handovers --- */

static int
print_handovers (const WayCliEvents *events, const WayHandovers *handovers, char *const *codes)
{
  static const char *const names[] = { "from", "to", "count", "journeys", "median_s", "p90_s", "sent_back", "-old", "-again_1d", "-again_7d", "again_1d_share", "-again_1d_low", "-again_1d_high", "again_7d_share", "-again_7d_low", "-again_7d_high", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < handovers->handovers->len; i++)
    {
      const WayHandover *handover = &g_array_index (handovers->handovers, WayHandover, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, codes[handover->from]);
      way_cli_table_add_text (&table, codes[handover->to]);
      way_cli_table_add_number (&table, handover->count);
      way_cli_table_add_number (&table, handover->cases);
      way_cli_table_add_time (&table, handover->median);
      way_cli_table_add_time (&table, handover->p90);
      way_cli_table_add_number (&table, handover->back);
      way_cli_table_add_number (&table, handover->old);
      way_cli_table_add_number (&table, handover->again_1);
      way_cli_table_add_number (&table, handover->again_7);
      way_cli_table_add_share_between (&table, handover->share_1, handover->interval_1.low, handover->interval_1.high);
      way_cli_table_add_share_between (&table, handover->share_7, handover->interval_7.low, handover->interval_7.high);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static int
print_handed (const WayCliEvents *events, const WayHandovers *handovers)
{
  static const char *const names[] = { "journeys", "handed", "handed_share", "-handed_low", "-handed_high", "handovers", "sent_back", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  way_cli_table_stand (&table);
  way_cli_table_begin_row (&table);
  way_cli_table_add_number (&table, handovers->n_cases);
  way_cli_table_add_number (&table, handovers->n_handed);
  way_cli_table_add_share_between (&table, handovers->share_handed, handovers->interval_handed.low, handovers->interval_handed.high);
  way_cli_table_add_number (&table, handovers->n_handovers);
  way_cli_table_add_number (&table, handovers->n_back);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}

int
way_cli_run_handovers (int argc, char *argv[])
{
  gboolean departments = FALSE, summary = FALSE;
  const GOptionEntry more[] = {
    { "departments", 0, 0, G_OPTION_ARG_NONE, &departments, N_ ("From department to department, not from channel to channel."), NULL },
    { "summary", 0, 0, G_OPTION_ARG_NONE, &summary, N_ ("Print how many journeys change hands at all, and how many are sent back."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_handovers, more, argc, argv, FALSE, &status))
    return status;

  g_autoptr (WayHandovers) handovers = way_log_handovers_new (events.view, departments ? WAY_HANDOVER_DEPARTMENT : WAY_HANDOVER_CHANNEL);

  if (handovers->n_cases == 0)
    way_cli_say_error (NULL, "%s", departments ? _ ("No event of this log says by which department it was. Name the column with --department.") : _ ("No event of this log says in which channel it was. Name the column with --channel."));
  return summary ? print_handed (&events, handovers) : print_handovers (&events, handovers, departments ? events.log->department_names : events.log->channel_names);
}

/* --- compare --- */

static const char *
get_node_name (const WayLogView *view, guint32 node)
{
  return node < view->n_nodes ? view->node_names[node] : NULL;
}

static void
add_value_between (WayCliTable *table, const WayLogDifference *row, double value, WayInterval interval)
{
  if (row->kind == WAY_DIFFERENCE_ELAPSED)
    way_cli_table_add_time_between (table, value, interval.low, interval.high);
  else if (row->kind == WAY_DIFFERENCE_COST || row->kind == WAY_DIFFERENCE_SCORE)
    way_cli_table_add_number_between (table, value, interval.low, interval.high);
  else
    way_cli_table_add_share_between (table, value, interval.low, interval.high);
}

static int
print_differences (const WayCliEvents *events, const GArray *rows)
{
  static const char *const names[] = { "what", "at", "to", "first", "-first_low", "-first_high", "first_n", "second", "-second_low", "-second_high", "second_n", "difference", "-difference_low", "-difference_high", "p", "differs", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < rows->len; i++)
    {
      const WayLogDifference *row = &g_array_index (rows, WayLogDifference, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, way_difference_kind_get_nick (row->kind));
      way_cli_table_add_text (&table, get_node_name (events->view, row->node));
      way_cli_table_add_text (&table, get_node_name (events->view, row->to));
      add_value_between (&table, row, row->a, row->interval_a);
      way_cli_table_add_number (&table, row->n_a);
      add_value_between (&table, row, row->b, row->interval_b);
      way_cli_table_add_number (&table, row->n_b);
      add_value_between (&table, row, row->difference, row->has_interval ? row->interval : (WayInterval){ NAN, NAN });
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
  gboolean everybody = FALSE;
  const GOptionEntry more[] = {
    { "with-from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_ ("The second part: journeys that began on this day or later."), N_ ("DATE") },
    { "with-to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_ ("The second part: journeys that began on this day or earlier."), N_ ("DATE") },
    { "with-channel", 0, 0, G_OPTION_ARG_FILENAME, &channel, N_ ("The second part: journeys with an event in this channel."), N_ ("NAME") },
    { "with-segment", 0, 0, G_OPTION_ARG_FILENAME, &segment, N_ ("The second part: journeys of this segment."), N_ ("NAME") },
    { "everybody", 0, 0, G_OPTION_ARG_NONE, &everybody, N_ ("Count journeys that may still go on, too."), NULL },
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
  if (!way_cli_events_narrow (&events, "compare", events.view, &status) || !way_cli_events_narrow (&events, "compare", other, &status))
    return status;

  WayLogComparison counts;
  g_autoptr (GArray) rows = way_log_compare (events.view, other, events.journey, everybody ? -1 : 0, &counts);
  guint n_open = counts.open_a + counts.open_b;

  if (n_open > 0)
    way_cli_say_error (events.options.map, ngettext ("%u journey is too young to be compared (%u of the first part, %u of the second). --everybody counts it, too.", "%u journeys are too young to be compared (%u of the first part, %u of the second). --everybody counts them, too.", n_open), n_open, counts.open_a, counts.open_b);
  if (counts.shared > 0)
    way_cli_say_error (NULL, ngettext ("%u journey is in both parts, and makes them look more alike.", "%u journeys are in both parts, and make them look more alike.", counts.shared), counts.shared);
  return print_differences (&events, rows);
}
