/* Two verbs about an event log: which ways customers take as a whole, and how well one that was drawn, or named, fits. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/way-cli-counted.h"
#include "cli/way-cli-events.h"
#include "metrics/log/way-log-conformance.h"
#include "model/way-statistics.h"

const WayCliUse way_cli_use_variants = {
  .verb = "variants",
  .summary = N_ ("the ways customers take as a whole, from an event log"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Prints each way that journeys of an event log take from begin to end, and how many take it, the most frequent first; how long they take, and which share of all journeys they make up together. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli variants events.csv\nwaymark-cli variants --top 10 shop\nwaymark-cli variants --json --map sale.waymark shop",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_conformance = {
  .verb = "conformance",
  .summary = N_ ("how well the drawn way fits what customers do"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Holds the connections of a map against an event log: how many journeys follow them exactly, how much they would have to be bent on average (fitness, 1 is exactly), and which share of all steps from one event to the next is drawn. With --missing: what the map does not show, and what of it nobody does; with --variants: what each way costs. Without a map the steps of --steps, or the most frequent way, are held against the log. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli conformance --map sale.waymark events.csv\nwaymark-cli conformance --missing --map sale.waymark shop\nwaymark-cli conformance --steps 'Search > Order > Pay*' shop",
  .min_files = 1,
  .max_files = 1,
};

/* --- variants --- */

/* `times` is NULL where nobody knows them. */
static int
print_variants (const WayCliEvents *events, const WayVariants *variants, const WayVariantTime *times, int top)
{
  static const char *const names[] = { "count", "share", "cumulative", "length", "median_s", "p90_s", "path", NULL };
  WayCliTable table;
  guint so_far = 0;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < variants->variants->len && (top == 0 || i < (guint) top); i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);
      g_autofree char *path = way_log_variant_dup_path (events->view, variant);

      so_far += variant->count;
      way_cli_table_begin_row (&table);
      way_cli_table_add_number (&table, variant->count);
      way_cli_table_add_share (&table, (double) variant->count / variants->n_cases);
      way_cli_table_add_share (&table, (double) so_far / variants->n_cases);
      way_cli_table_add_number (&table, variant->length);
      way_cli_table_add_time (&table, times != NULL ? times[i].median : NAN);
      way_cli_table_add_time (&table, times != NULL ? times[i].p90 : NAN);
      way_cli_table_add_text (&table, path);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static gboolean
counted_variants_cb (WayCliEvents *events, const char *name, int *status)
{
  g_autoptr (WayVariants) variants = NULL;

  if (!way_cli_counted_open (events, "variants", name, FALSE, &variants, status))
    return FALSE;
  if (variants != NULL)
    *status = print_variants (events, variants, NULL, *(const int *) events->data);
  return TRUE;
}

int
way_cli_run_variants (int argc, char *argv[])
{
  int top = 0;
  const GOptionEntry more[] = {
    { "top", 0, 0, G_OPTION_ARG_INT, &top, N_ ("Only the N most frequent ones."), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { .elsewhere = counted_variants_cb, .data = &top };
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_variants, more, argc, argv, FALSE, &status))
    return status;
  if (top < 0)
    return way_cli_wrong_use ("variants", "%s", _ ("--top is a number from 1 on."));

  g_autoptr (WayVariants) variants = way_log_variants_new (events.view);
  g_autofree WayVariantTime *times = way_log_variants_measure (events.view, variants);

  return print_variants (&events, variants, times, top);
}

/* --- conformance --- */

static int
print_missing (const WayCliEvents *events, const WayDrawnWay *drawn)
{
  static const char *const names[] = { "kind", "name", "to", "count", NULL };
  static const char *const kinds[] = { "event", "step", "touchpoint", "connection" };
  g_autoptr (GArray) missing = way_log_conformance_list_missing (events->view, drawn);
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
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

static int
print_costs (const WayCliEvents *events, const WayVariants *variants, const WayConformance *conformance)
{
  static const char *const names[] = { "count", "length", "cost", "fitness", "path", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint i = 0; i < variants->variants->len; i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);
      g_autofree char *path = way_log_variant_dup_path (events->view, variant);

      way_cli_table_begin_row (&table);
      way_cli_table_add_number (&table, variant->count);
      way_cli_table_add_number (&table, variant->length);
      way_cli_table_add_number (&table, conformance->costs[i]);
      way_cli_table_add_number (&table, conformance->fitnesses[i]);
      way_cli_table_add_text (&table, path);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

static int
print_conformance (const WayCliEvents *events, const WayConformance *conformance)
{
  static const char *const names[] = { "journeys", "exactly", "share_exact", "-share_exact_low", "-share_exact_high", "fitness", "edge_fit", "events", "events_off_map", "steps", "steps_drawn", "cost", "shortest", NULL };
  WayInterval interval = way_statistics_wilson (conformance->share_exact, conformance->n_cases);
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  way_cli_table_stand (&table);
  way_cli_table_begin_row (&table);
  way_cli_table_add_number (&table, conformance->n_cases);
  way_cli_table_add_number (&table, conformance->n_exact);
  way_cli_table_add_share_between (&table, conformance->n_cases > 0 ? conformance->share_exact : NAN, interval.low, interval.high);
  way_cli_table_add_number (&table, conformance->n_cases > 0 ? conformance->fitness : NAN);
  way_cli_table_add_number (&table, conformance->follows > 0 ? conformance->edge_fit : NAN);
  way_cli_table_add_number (&table, conformance->n_events);
  way_cli_table_add_number (&table, conformance->n_events_off);
  way_cli_table_add_number (&table, conformance->follows);
  way_cli_table_add_number (&table, conformance->follows_drawn);
  way_cli_table_add_number (&table, (double) conformance->cost);
  way_cli_table_add_number (&table, conformance->shortest);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}

/* What is held against the log; NULL: leave with `*status`. */
static WayDrawnWay *
choose_way (WayCliEvents *events, const WayVariants *variants, const char *steps, int *status)
{
  g_autoptr (WayLogQuery) query = NULL;

  if (events->journey != NULL && steps == NULL)
    return way_drawn_way_new_for_journey (events->view, events->journey);
  if (steps != NULL)
    {
      query = way_cli_events_read_steps ("conformance", steps, status);
      return query != NULL ? way_drawn_way_new_for_query (events->view, query) : NULL;
    }
  *status = WAY_CLI_DONE;
  if (variants->variants->len == 0)
    return way_drawn_way_new (events->view->n_nodes);

  const WayVariant *most = &g_array_index (variants->variants, WayVariant, 0);
  g_autofree char *path = way_log_variant_dup_path (events->view, most);
  g_autofree char *excerpt = way_cli_show_name (path, 200);

  way_cli_say_error (NULL, _ ("No map is named, so the most frequent way is taken: %s. --steps names another."), excerpt);
  return way_drawn_way_new_for_variant (events->view->n_nodes, most);
}

/* What is wanted of it. */
typedef struct
{
  gboolean missing, costs;
  char *steps;
} Wanted;

static int
print_wanted (WayCliEvents *events, const WayVariants *variants, const Wanted *wanted)
{
  int status;
  g_autoptr (WayDrawnWay) drawn = choose_way (events, variants, wanted->steps, &status);

  if (drawn == NULL)
    return status;
  if (wanted->missing)
    return print_missing (events, drawn);

  g_autoptr (WayConformance) conformance = way_log_conformance_new (events->view, variants, drawn);

  if (!conformance->has_run)
    {
      if (wanted->steps != NULL)
        way_cli_say_error (NULL, "%s", _ ("No event of this log is what one of these steps says."));
      else
        way_cli_say_error (events->options.map, "%s", events->journey != NULL ? _ ("No way leads through this journey yet: connect its touchpoints from the first to the last.") : _ ("There is no journey in this log."));
      return WAY_CLI_FAILED;
    }
  return wanted->costs ? print_costs (events, variants, conformance) : print_conformance (events, conformance);
}

static gboolean
counted_conformance_cb (WayCliEvents *events, const char *name, int *status)
{
  const Wanted *wanted = events->data;
  g_autoptr (WayVariants) variants = NULL;

  if (!way_cli_counted_open (events, "conformance", name, TRUE, &variants, status))
    return FALSE;
  if (variants != NULL && wanted->missing)
    *status = way_cli_wrong_use ("conformance", _ ("%s needs the single events. Copy them with “log import --odbc”."), "--missing");
  else if (variants != NULL)
    *status = print_wanted (events, variants, wanted);
  return TRUE;
}

int
way_cli_run_conformance (int argc, char *argv[])
{
  Wanted wanted = { FALSE, FALSE, NULL };
  const GOptionEntry more[] = {
    { "missing", 0, 0, G_OPTION_ARG_NONE, &wanted.missing, N_ ("Print what the map does not show: events, steps from one to the next; and what nobody does: touchpoints, connections."), NULL },
    { "variants", 0, 0, G_OPTION_ARG_NONE, &wanted.costs, N_ ("Print what each way costs, and how well it fits."), NULL },
    { "steps", 0, 0, G_OPTION_ARG_FILENAME, &wanted.steps, N_ ("Hold these steps against the log and not a map: “Search > Order > Pay*”."), N_ ("STEPS") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { .elsewhere = counted_conformance_cb, .data = &wanted };
  int status;

  if (way_cli_events_parse (&events, &way_cli_use_conformance, more, argc, argv, TRUE, &status))
    {
      g_autoptr (WayVariants) variants = way_log_variants_new (events.view);

      status = print_wanted (&events, variants, &wanted);
    }
  g_free (wanted.steps);
  return status;
}
