/* A verb: which contact rules of a map are broken, how often, and in whose journeys. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/way-cli-events.h"
#include "metrics/log/way-log-rule-list.h"
#include "model/way-statistics.h"

const WayCliUse way_cli_use_rules = {
  .verb = "rules",
  .summary = N_ ("how often contact rules of a map are broken, and in whose journeys"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Counts over an event log how often the rules of a map are broken: advertising while a complaint is open, too many contacts from too many departments, the same data asked twice, one event after another. With --ids: the journeys, what they met, when and after what, as other systems could act on them; ids are pseudonyms unless they were kept when the log was imported. LOG is a file or the name of a log that was imported."),
  .examples = "waymark-cli rules --map sale.waymark shop\nwaymark-cli rules --ids --csv --rule ru-4hq2k7vd --map sale.waymark shop",
  .min_files = 1,
  .max_files = 1,
};

static int
print_csv (const WayCliEvents *events, const GPtrArray *results)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *text = NULL;

  /* Memory takes all of it. */
  way_rule_list_write_csv (results, events->view, stream, NULL, NULL, NULL, NULL);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  return way_cli_print (text) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

static int
print_ids (const WayCliEvents *events, const GPtrArray *results)
{
  WayCliTable table;

  if (events->options.csv && !events->options.json)
    return print_csv (events, results);
  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), way_rule_list_get_columns ());
  for (guint r = 0; r < results->len; r++)
    {
      const WayRuleResult *result = g_ptr_array_index (results, r);

      for (guint i = 0; i < result->matches->len; i++)
        {
          g_auto (WayRuleRow) row = { NULL };

          way_rule_row_init (&row, events->view, &g_array_index (result->matches, WayRuleMatch, i));
          way_cli_table_begin_row (&table);
          way_cli_table_add_text (&table, result->id);
          way_cli_table_add_text (&table, result->name);
          way_cli_table_add_text (&table, row.journey);
          way_cli_table_add_number (&table, row.times);

          const char *const texts[] = { row.event, row.time, row.touchpoint, row.after_event, row.after_time, row.after_touchpoint };

          for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
            way_cli_table_add_text (&table, *texts[k] != '\0' ? texts[k] : NULL);
          way_cli_table_end_row (&table);
        }
    }
  return way_cli_table_end (&table);
}

static int
print_counts (const WayCliEvents *events, const GPtrArray *results)
{
  static const char *const names[] = { "-rule", "name", "journeys", "of", "share", "-share_low", "-share_high", "times", "problem", NULL };
  WayCliTable table;

  way_cli_table_begin (&table, way_cli_events_get_form (&events->options), names);
  for (guint r = 0; r < results->len; r++)
    {
      const WayRuleResult *result = g_ptr_array_index (results, r);
      gboolean counted = result->problem == NULL && result->n_looked > 0;
      WayInterval interval;
      double share = way_rule_result_get_share (result, &interval);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, result->id);
      way_cli_table_add_text (&table, result->name);
      way_cli_table_add_number (&table, counted ? result->matches->len : NAN);
      way_cli_table_add_number (&table, result->n_looked);
      way_cli_table_add_share_between (&table, counted ? share : NAN, interval.low, interval.high);
      way_cli_table_add_number (&table, counted ? result->n_times : NAN);
      way_cli_table_add_text (&table, result->problem);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}

int
way_cli_run_rules (int argc, char *argv[])
{
  gboolean ids = FALSE;
  g_autofree char *rule = NULL;
  const GOptionEntry more[] = {
    { "ids", 0, 0, G_OPTION_ARG_NONE, &ids, N_ ("Print the journeys in which a rule is broken, and where it is first."), NULL },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &rule, N_ ("Only this rule, by its id or name."), N_ ("ID") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (WayCliEvents) events = { { NULL } };
  int status;

  if (!way_cli_events_parse (&events, &way_cli_use_rules, more, argc, argv, TRUE, &status))
    return status;
  if (events.journey == NULL)
    return way_cli_wrong_use ("rules", "%s", _ ("Contact rules are kept in a map: name it with --map MAP. “Contact Rules…” in the window makes some."));

  g_autoptr (GPtrArray) results = way_log_rules_check (way_document_get_root (events.document), events.view, events.journey, events.options.dataset);

  for (guint i = results->len; rule != NULL && i-- > 0;)
    if (strcmp (((WayRuleResult *) g_ptr_array_index (results, i))->id, rule) != 0 && strcmp (((WayRuleResult *) g_ptr_array_index (results, i))->name, rule) != 0)
      g_ptr_array_remove_index (results, i);
  if (results->len == 0)
    {
      way_cli_say_error (events.options.map, "%s", rule != NULL ? _ ("There is no such rule on this map.") : _ ("There are no contact rules on this map yet. “Contact Rules…” in the window makes some."));
      if (rule != NULL)
        return WAY_CLI_FAILED;
    }
  return ids ? print_ids (&events, results) : print_counts (&events, results);
}
