/* One verb with eight words behind it, because they belong together: event logs that are kept. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "cli/way-cli-remote.h"
#include "metrics/log/way-log-export.h"
#include "metrics/log/way-log-measures.h"
#include "metrics/log/way-log-sql.h"

const WayCliUse way_cli_use_log = {
  .verb = "log",
  .summary = N_ ("event logs: import, refresh, sources, list, info, export, query, forget"),
  .arguments = N_ ("import FILE… --name NAME | import --odbc SOURCE --table TABLE --name NAME | refresh NAME… | sources | list | info NAME | export NAME | query SELECT | forget NAME|NUMBER…"),
  .about = N_ ("Keeps event logs, so that flow, variants, funnel, handovers, compare, conformance and rules need not read them each time. “import” reads CSV, XLSX, XES and XES.gz, finds out what the columns are, and adds the events that are new: files may overlap and come in any order. Whose journeys they are is kept as a pseudonym. With --odbc it copies a table of a data warehouse, of which it only reads; “refresh” brings the copy up to date, and “sources” tells which warehouses, tables (--odbc) and columns (--table) there are. “list” says what there is, “info” what is in a log, “export” writes it as XES or CSV, “query” asks a question in SQL: event('NAME') is a table of all its events (cs, part, sq, ts, act, ch, dep, seg, score, cost, svc). “forget” removes a log, or takes its newest import back (by its number)."),
  .examples = "waymark-cli log import events.csv --name shop\nwaymark-cli log import --journey-of customer --gap 30 july.csv august.csv --name shop\nwaymark-cli log import --odbc warehouse --table crm.events --name shop\nwaymark-cli log refresh shop\nwaymark-cli log info shop\nwaymark-cli log export shop --output shop.xes\nwaymark-cli log query \"SELECT act, count(*) FROM event('shop') GROUP BY act\"\nwaymark-cli log forget 3\nwaymark-cli log forget shop",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

typedef struct
{
  WayCliEventOptions events;
  WayCliRemoteOptions remote;
  char *name, *output, *format;
  gboolean keep_ids, dry_run, afresh;
} Options;

static void
options_clear (Options *self)
{
  WayCliEvents events = { self->events };

  way_cli_events_clear (&events);
  way_cli_remote_clear (&self->remote);
  g_free (self->name);
  g_free (self->output);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
progress_cb (double done, gpointer path)
{
  way_cli_progress (_ ("Importing %s: %d %%"), (const char *) path, (int) (100 * done));
  return !g_cancellable_is_cancelled (way_cli_get_cancellable ());
}

static char *
make_day (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000 - (ms % 1000 < 0));

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

/* --- import --- */

/* A table for programs, or sentences: NULL. */
static WayCliTable *
begin_results (WayCliTable *table, const WayCliEventOptions *events)
{
  static const char *const columns[] = { "file", "name", "import", "added", "known", "new_cases", "unreadable", "other_steps", "completed", "unreadable_cells", NULL };
  WayCliForm form = way_cli_events_get_form (events);

  if (form == WAY_CLI_FORM_TEXT)
    return NULL;
  way_cli_table_begin (table, form, columns);
  return table;
}

static int
end_results (WayCliTable *table, int status)
{
  int printed = table != NULL ? way_cli_table_end (table) : WAY_CLI_DONE;

  return printed != WAY_CLI_DONE ? printed : status;
}

static void
add_result (WayCliTable *table, const char *path, const char *name, const WayLogImportResult *result)
{
  const gint64 counts[] = { result->n_events, result->n_known, result->n_cases, result->n_bad, result->n_skipped, result->n_completed, result->n_cells };

  way_cli_table_begin_row (table);
  way_cli_table_add_text (table, path);
  way_cli_table_add_text (table, name);
  way_cli_table_add_number (table, result->import != 0 ? (double) result->import : NAN);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    way_cli_table_add_number (table, (double) counts[i]);
  way_cli_table_end_row (table);
}

/* What was done with starts and completions, and what else there is to choose. */
static void
append_lifecycle (GString *s, const WayLogFacts *facts)
{
  if (facts->lifecycle == WAY_LIFECYCLE_PAIR && facts->n_unpaired > 0)
    g_string_append_printf (s, ngettext ("  %u start without a completion was left out\n", "  %u starts without a completion were left out\n", facts->n_unpaired), facts->n_unpaired);
  if (facts->lifecycle == WAY_LIFECYCLE_COMPLETE && way_log_facts_has_both (facts))
    g_string_append_printf (s, "  %s\n", _ ("The file tells when events began and when they were completed. Completions count; --lifecycle both counts each row, --lifecycle pair tells how long events took."));
}

/* Sentences go where results go, and out of the way of a table. */
static void
print_result (const char *path, const char *name, const WayLogImportResult *result, const WayLogFacts *facts, WayCliTable *table)
{
  g_autofree char *added = way_number_to_text ((double) result->n_events, 0), *known = way_number_to_text ((double) result->n_known, 0), *cases = way_number_to_text ((double) result->n_cases, 0);
  g_autoptr (GString) s = g_string_new (NULL);
  g_auto (GStrv) reasons = g_strsplit (facts->reason != NULL ? facts->reason : "", "\n", -1);

  if (result->import != 0)
    /* Translators: file, log, number of an import, numbers of events. */
    g_string_append_printf (s, _ ("%s → “%s”, import %d: %s events added, %s known before, %s new journeys"), path, name, (int) result->import, added, known, cases);
  else
    g_string_append_printf (s, _ ("%s → “%s”: nothing new, %s events known before"), path, name, known);
  if (result->n_bad > 0)
    g_string_append_printf (s, _ (", %d rows not readable"), (int) result->n_bad);
  if (result->n_skipped > 0)
    g_string_append_printf (s, _ (", %d other steps of events passed over"), (int) result->n_skipped);
  if (result->n_completed > 0)
    g_string_append_printf (s, _ (", %d known events completed with what was not known of them"), (int) result->n_completed);
  if (result->n_cells > 0)
    g_string_append_printf (s, _ (", %d scores, costs or starts not readable"), (int) result->n_cells);
  g_string_append_c (s, '\n');
  for (char **reason = reasons; *reason != NULL; reason++)
    if (**reason != '\0')
      g_string_append_printf (s, "  %s\n", *reason);
  append_lifecycle (s, facts);
  if (table == NULL)
    {
      way_cli_print (s->str);
      return;
    }
  g_string_truncate (s, s->len - 1);
  way_cli_say_error (NULL, "%s", s->str);
  add_result (table, path, name, result);
}

static gboolean
import_file (WayCache *cache, const char *path, const Options *options, const WayLogOptions *chosen, WayCliTable *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GBytes) bytes = way_cli_read_table (path, &error);
  g_auto (WayLogFacts) facts = { NULL };
  g_autofree char *title = options->name == NULL ? way_cli_make_title (path) : NULL;
  const char *name = options->name != NULL ? options->name : title;
  const WayLogTarget target = { name, path, options->keep_ids, options->events.gap_days != 0 };
  WayLogOptions how = *chosen;
  WayLogImportResult result = { 0 };
  gboolean done = FALSE;

  how.progress = progress_cb;
  how.data = (gpointer) way_cli_get_name (path);
  way_report_set_file (report, path);
  if (bytes != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      way_cli_hold_signals ();
      done = way_log_import (cache, &target, data != NULL ? data : "", size, &how, &facts, &result, report, &error);
      way_cli_release_signals ();
    }
  way_cli_progress (NULL);
  way_cli_say_findings (path, report, error);
  if (done)
    print_result (path, name, &result, &facts, table);
  return done;
}

static int
print_json (WayJson *json, int status)
{
  g_autofree char *text = way_json_finish (json);

  return way_cli_print (text) ? status : WAY_CLI_FAILED;
}

/* --- from a warehouse --- */

typedef struct
{
  WayCache *cache;
  const WayRemoteTarget *target;
  const WayRemote *remote;
  WayLogFacts *facts;
  WayLogImportResult *result;
  WayReport *report;
} Mirror;

static gboolean
mirror_cb (const WayRemoteCall *call, gpointer data, GError **error)
{
  Mirror *self = data;

  return way_remote_mirror (self->cache, self->target, self->remote, call, self->facts, self->result, self->report, error);
}

/* What `remote` leaves open is as the last time. */
static gboolean
mirror (WayCache *cache, const char *name, const Options *options, const WayRemote *remote, WayCliTable *table)
{
  g_autoptr (WayRemote) known = way_remote_load (cache, name);
  const char *source = remote->source != NULL ? remote->source : known != NULL ? known->source
                                                                               : NULL;
  const WayRemoteTarget target = { .name = name, .keep_ids = options->keep_ids, .has_gap = options->events.gap_days != 0, .gap = (gint64) (MAX (options->events.gap_days, 0) * 86400e3), .afresh = options->afresh };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_auto (WayLogFacts) facts = { NULL };
  WayLogImportResult result = { 0 };
  Mirror what = { cache, &target, remote, &facts, &result, report };
  gboolean done = FALSE;

  if (source == NULL)
    g_set_error (&error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” came from no warehouse. “waymark-cli log import --odbc SOURCE --table TABLE --name %s” copies one."), name, name);
  else
    done = way_cli_remote_ask (&options->remote, source, mirror_cb, &what, &error);
  way_cli_say_findings (NULL, report, error);
  if (done)
    {
      g_autofree char *label = way_odbc_dup_label (source);

      print_result (label, name, &result, &facts, table);
    }
  return done;
}

static int
run_mirror (char **files, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (WayRemote) remote = NULL;
  WayCliTable table, *results;
  int status;

  if (*files != NULL || options->name == NULL)
    return way_cli_wrong_use ("log", "%s", _ ("With --odbc no file is read. Say with --name what the log is called."));
  remote = way_cli_remote_make (&options->remote, &options->events, "log", &status);
  if (remote == NULL)
    return status;
  cache = way_cli_open_cache (options->events.cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  results = begin_results (&table, &options->events);
  return end_results (results, mirror (cache, options->name, options, remote, results) ? WAY_CLI_DONE : WAY_CLI_FAILED);
}

static int
run_refresh (char **names, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (WayRemote) remote = NULL;
  WayCliTable table, *results;
  int status = WAY_CLI_DONE;

  if (names[0] == NULL)
    return way_cli_wrong_use ("log", "%s", _ ("Name at least one event log: “log refresh NAME”."));
  remote = way_cli_remote_make (&options->remote, &options->events, "log", &status);
  if (remote == NULL)
    return status;
  cache = way_cli_open_cache (options->events.cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  results = begin_results (&table, &options->events);
  for (; *names != NULL; names++)
    if (!mirror (cache, *names, options, remote, results))
      status = WAY_CLI_FAILED;
  return end_results (results, status);
}

static int
run_sources (char **names, const Options *options)
{
  if (names[0] != NULL)
    return way_cli_wrong_use ("log", "%s", _ ("“log sources” takes no names. --odbc SOURCE lists its tables, and --table TABLE the columns of one."));
  return way_cli_remote_run_sources (&options->remote, &options->events);
}

static int
run_import (char **files, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  WayLogOptions how;
  WayCliTable table, *results;
  int status;

  if (options->remote.source != NULL)
    return run_mirror (files, options);
  if (*files == NULL)
    return way_cli_wrong_use ("log", "%s", _ ("Name at least one file."));
  if (!way_cli_events_make_options (&options->events, "log", &how, &status))
    return status;
  cache = way_cli_open_cache (options->events.cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  results = begin_results (&table, &options->events);
  for (; *files != NULL; files++)
    if (!import_file (cache, *files, options, &how, results))
      status = WAY_CLI_FAILED;
  return end_results (results, status);
}

/* --- list, info --- */

static int
run_list (char **names, const Options *options)
{
  g_autoptr (WayCache) cache = way_cli_open_cache (options->events.cache);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasets = cache != NULL ? way_cache_list_datasets (cache, &error) : NULL;
  static const char *const columns[] = { "name", "events", "cases", "from", "to", "where", NULL };
  WayCliTable table;
  gboolean any = FALSE;

  if (datasets == NULL)
    {
      if (error != NULL)
        way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  way_cli_table_begin (&table, way_cli_events_get_form (&options->events), columns);
  for (guint i = 0; i < datasets->len; i++)
    {
      const WayDataset *dataset = g_ptr_array_index (datasets, i);
      g_autoptr (WayLogInfo) info = strcmp (dataset->kind, "log") == 0 ? way_log_get_info (cache, dataset->name, NULL) : NULL;
      gboolean is_elsewhere = strcmp (dataset->kind, "warehouse") == 0;
      g_autofree char *from = make_day (dataset->from), *to = make_day (dataset->to);

      if (info == NULL && !is_elsewhere)
        continue;
      any = TRUE;
      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, dataset->name);
      way_cli_table_add_number (&table, info != NULL ? (double) info->n_events : NAN);
      way_cli_table_add_number (&table, info != NULL ? (double) info->n_cases : NAN);
      way_cli_table_add_text (&table, dataset->has_times ? from : NULL);
      way_cli_table_add_text (&table, dataset->has_times ? to : NULL);
      way_cli_table_add_text (&table, is_elsewhere ? "counted" : "here");
      way_cli_table_end_row (&table);
    }
  if (!any)
    way_cli_say_error (NULL, "%s", _ ("There is no event log yet. “waymark-cli log import FILE --name NAME” begins."));
  return way_cli_table_end (&table);
}

static void
add_names (WayJson *json, GString *s, const char *key, const char *label, char *const *names)
{
  guint n = g_strv_length ((char **) names);

  way_json_begin_array (json, key);
  for (guint i = 0; i < n; i++)
    way_json_add_string (json, NULL, names[i]);
  way_json_end (json);
  if (n == 0)
    return;
  g_string_append_printf (s, "  %s (%u): ", label, n);
  for (guint i = 0; i < n && i < 40; i++)
    {
      g_autofree char *name = way_cli_show_name (names[i], 80);

      g_string_append_printf (s, "%s%s", i > 0 ? ", " : "", name);
    }
  g_string_append (s, n > 40 ? " …\n" : "\n");
}

static void
add_imports (WayJson *json, GString *s, WayCache *cache, const WayLogInfo *info)
{
  g_autoptr (GPtrArray) imports = way_cache_list_imports (cache, info->dataset, NULL);

  way_json_begin_array (json, "imports");
  for (guint i = 0; imports != NULL && i < imports->len; i++)
    {
      const WayImported *import = g_ptr_array_index (imports, i);
      g_autoptr (GPtrArray) bad = way_cache_list_bad_rows (cache, import->id, NULL);
      g_autofree char *rows = way_number_to_text ((double) import->n_rows, 0), *imported = make_day (import->imported);

      way_json_begin_object (json, NULL);
      way_json_add_integer (json, "import", import->id);
      way_json_add_string (json, "file", import->name);
      way_json_add_string (json, "sha256", import->sha256);
      way_json_add_string (json, "imported", imported);
      way_json_add_integer (json, "added", import->n_rows);
      way_json_add_integer (json, "known", import->n_known);
      way_json_add_integer (json, "unreadable", import->n_bad);
      way_json_begin_array (json, "bad_rows");
      if (*import->sha256 != '\0')
        g_string_append_printf (s, _ ("  import %d: %s, %s events, %s, sha256 %.12s…\n"), (int) import->id, import->name, rows, imported, import->sha256);
      else
        g_string_append_printf (s, _ ("  import %d: %s, %s events, %s\n"), (int) import->id, import->name, rows, imported);
      for (guint k = 0; bad != NULL && k < bad->len; k++)
        {
          const WayBadRow *row = g_ptr_array_index (bad, k);

          way_json_begin_object (json, NULL);
          way_json_add_integer (json, "line", row->line);
          way_json_add_string (json, "reason", row->reason);
          way_json_add_string (json, "text", row->text);
          way_json_end (json);
          if (k < 5)
            {
              g_autofree char *text = way_cli_show_name (row->text != NULL ? row->text : "", 200);

              g_string_append_printf (s, _ ("    line %d: %s “%s”\n"), row->line, row->reason, text);
            }
        }
      way_json_end (json);
      way_json_end (json);
    }
  way_json_end (json);
}

static void
add_measure_json (WayJson *json, const char *name, const WayLogMeasure *measure, double unit)
{
  if (measure->n == 0)
    return;
  way_json_begin_object (json, name);
  way_json_add_integer (json, "n", measure->n);
  way_json_add_number (json, "mean", measure->mean / unit);
  way_json_add_number (json, "median", measure->median / unit);
  way_json_add_number (json, "p90", measure->p90 / unit);
  way_json_add_number (json, "sum", measure->sum / unit);
  way_json_end (json);
}

/* Of all journeys; a log without such values need not be opened for that. */
static void
add_measures (WayJson *json, GString *s, WayCache *cache, const WayLogInfo *info)
{
  g_autoptr (WayLog) log = way_log_open (cache, info->name, -1, NULL);
  g_autoptr (WayLogView) view = log != NULL ? way_log_view_new (log) : NULL;
  g_autoptr (WayLogMeasures) measures = view != NULL ? way_log_measures_new (view) : NULL;
  g_autofree char *text = measures != NULL ? way_log_measures_to_text (measures->whole, measures->currency, TRUE) : NULL;

  if (measures == NULL)
    return;
  add_measure_json (json, "score", &measures->whole[WAY_MEASURE_SCORE], 1);
  add_measure_json (json, "cost_of_journey", &measures->whole[WAY_MEASURE_COST], 1);
  add_measure_json (json, "service_of_journey_s", &measures->whole[WAY_MEASURE_SERVICE], 1000);
  add_measure_json (json, "waiting_of_journey_s", &measures->whole[WAY_MEASURE_WAITING], 1000);
  if (*text != '\0')
    g_string_append_printf (s, "  %s\n", text);
}

/* Which rows became events, and what these have besides. */
static void
add_recipe (WayJson *json, GString *s, WayCache *cache, const WayLogInfo *info)
{
  static const char *const kinds[] = { "score", "cost", "service_time" }, *const labels[] = { N_ ("scores"), N_ ("costs"), N_ ("service times") };
  static const char *const sentences[] = { NULL, N_ ("Starts are its events, not completions."), N_ ("Starts and completions are events of their own."), N_ ("Starts and completions are paired: an event takes a while.") };
  const char *sentence = info->lifecycle < WAY_N_LIFECYCLES ? sentences[info->lifecycle] : NULL;
  g_autoptr (GString) has = g_string_new (NULL);

  way_json_add_string (json, "lifecycle", way_lifecycle_get_nick (info->lifecycle));
  way_json_add_string (json, "currency", info->currency);
  way_json_begin_array (json, "values");
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if ((info->values & 1u << k) != 0)
      {
        way_json_add_string (json, NULL, kinds[k]);
        g_string_append_printf (has, "%s%s", has->len > 0 ? ", " : "", _ (labels[k]));
      }
  way_json_end (json);
  if (sentence != NULL)
    g_string_append_printf (s, "  %s\n", _ (sentence));
  if (has->len > 0)
    g_string_append_printf (s, _ ("  Its events have: %s\n"), has->str);
  if (has->len > 0)
    add_measures (json, s, cache, info);
}

static int
print_info_csv (const WayLogInfo *info)
{
  static const char *const columns[] = { "name", "events", "cases", "from", "to", "event_names", "channels", "departments", "segments", "gap_days", "ids_kept", NULL };
  const guint counts[] = { g_strv_length (info->events), g_strv_length (info->channels), g_strv_length (info->departments), g_strv_length (info->segments) };
  g_autofree char *from = make_day (info->from), *to = make_day (info->to);
  WayCliTable table;

  way_cli_table_begin (&table, WAY_CLI_FORM_CSV, columns);
  way_cli_table_begin_row (&table);
  way_cli_table_add_text (&table, info->name);
  way_cli_table_add_number (&table, (double) info->n_events);
  way_cli_table_add_number (&table, (double) info->n_cases);
  way_cli_table_add_text (&table, info->has_times ? from : NULL);
  way_cli_table_add_text (&table, info->has_times ? to : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    way_cli_table_add_number (&table, counts[i]);
  way_cli_table_add_number (&table, (double) info->gap / 86400e3);
  way_cli_table_add_boolean (&table, info->has_ids);
  way_cli_table_end_row (&table);
  return way_cli_table_end (&table);
}

static int
run_info (char **names, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (WayLogInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJson) json = NULL;
  g_autoptr (GString) s = g_string_new (NULL);

  if (names[0] == NULL || names[1] != NULL)
    return way_cli_wrong_use ("log", "%s", _ ("Name one event log: “log info NAME”."));
  cache = way_cli_open_cache (options->events.cache);
  info = cache != NULL ? way_log_get_info (cache, names[0], &error) : NULL;
  if (info == NULL)
    {
      if (error != NULL)
        way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }

  if (options->events.csv)
    return print_info_csv (info);

  g_autofree char *n_events = way_number_to_text ((double) info->n_events, 0), *n_cases = way_number_to_text ((double) info->n_cases, 0), *from = make_day (info->from), *to = make_day (info->to);

  json = way_json_new ();
  way_json_begin_object (json, NULL);
  way_json_add_string (json, "name", info->name);
  way_json_add_integer (json, "events", info->n_events);
  way_json_add_integer (json, "cases", info->n_cases);
  way_json_add_string (json, "from", info->has_times ? from : NULL);
  way_json_add_string (json, "to", info->has_times ? to : NULL);
  way_json_add_string (json, "journey_of", info->notion);
  way_json_add_number (json, "gap_days", (double) info->gap / 86400e3);
  way_json_add_boolean (json, "ids_kept", info->has_ids);
  g_string_append_printf (s, _ ("%s: %s events in %s cases"), info->name, n_events, n_cases);
  if (info->has_times)
    g_string_append_printf (s, ", %s – %s", from, to);
  g_string_append_c (s, '\n');
  if (info->gap > 0)
    g_string_append_printf (s, _ ("  A journey ends after %g days of silence.\n"), (double) info->gap / 86400e3);
  add_recipe (json, s, cache, info);
  add_names (json, s, "event_names", _ ("Events"), info->events);
  add_names (json, s, "channels", _ ("Channels"), info->channels);
  add_names (json, s, "departments", _ ("Departments"), info->departments);
  add_names (json, s, "segments", _ ("Segments"), info->segments);
  add_imports (json, s, cache, info);
  way_json_end (json);
  if (options->events.json)
    return print_json (g_steal_pointer (&json), WAY_CLI_DONE);
  return way_cli_print (s->str) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

/* --- export, forget --- */

static int
run_export (char **names, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (WayLog) log = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *format = options->format, *output = options->output != NULL ? options->output : "-";

  if (names[0] == NULL || names[1] != NULL)
    return way_cli_wrong_use ("log", "%s", _ ("Name one event log: “log export NAME”."));
  if (options->events.json)
    return way_cli_wrong_use ("log", "%s", _ ("A log is exported as XES or CSV, not as JSON. “log query --json \"SELECT * FROM event('NAME')\"” prints its events."));
  if (format == NULL)
    format = g_str_has_suffix (output, ".csv") || g_str_has_suffix (output, ".csv.gz") || options->events.csv ? "csv" : "xes";
  if (strcmp (format, "xes") != 0 && strcmp (format, "csv") != 0)
    return way_cli_wrong_use ("log", _ ("“%s” is no choice of --format. Give xes or csv."), format);
  cache = way_cli_open_cache (options->events.cache);
  log = cache != NULL ? way_log_open (cache, names[0], -1, &error) : NULL;
  if (log == NULL)
    {
      if (error != NULL)
        way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  bytes = way_log_export (log, names[0], *format == 'x' ? WAY_LOG_FORMAT_XES : WAY_LOG_FORMAT_CSV);
  if (g_str_has_suffix (output, ".gz"))
    {
      GBytes *plain = g_steal_pointer (&bytes);

      bytes = way_log_pack (plain);
      g_bytes_unref (plain);
    }
  return way_cli_write_bytes (output, bytes) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

/* A log, or its newest import by its number. */
static gboolean
forget (WayCache *cache, const char *name, GError **error)
{
  g_autoptr (WayRemote) remote = NULL;
  g_autoptr (WayLogInfo) info = NULL;
  gint64 number;

  /* A log may be called “3”; it goes before an import of that number. */
  if (way_cache_find_dataset (cache, name) == 0 && way_integer_parse (name, &number))
    return way_cache_forget_import (cache, number, error);
  remote = way_remote_load (cache, name);
  info = remote == NULL ? way_log_get_info (cache, name, error) : NULL;
  return (info != NULL || remote != NULL) && way_cache_forget_dataset (cache, info != NULL ? info->dataset : way_cache_find_dataset (cache, name), error);
}

static int
run_forget (char **names, const Options *options)
{
  static const char *const columns[] = { "name", "forgotten", NULL };
  WayCliForm form = way_cli_events_get_form (&options->events);
  g_autoptr (WayCache) cache = NULL;
  WayCliTable table;
  int status = WAY_CLI_DONE;

  if (names[0] == NULL)
    return way_cli_wrong_use ("log", "%s", _ ("Name at least one event log, or the number of its newest import: “log forget NAME”."));
  cache = way_cli_open_cache (options->events.cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  if (form != WAY_CLI_FORM_TEXT)
    way_cli_table_begin (&table, form, columns);
  for (; *names != NULL; names++)
    {
      g_autoptr (GError) error = NULL;
      gboolean forgotten = forget (cache, *names, &error);

      if (!forgotten)
        way_cli_say_error (NULL, "%s", error->message);
      status = forgotten ? status : WAY_CLI_FAILED;
      if (form == WAY_CLI_FORM_TEXT)
        continue;
      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, *names);
      way_cli_table_add_boolean (&table, forgotten);
      way_cli_table_end_row (&table);
    }
  return end_results (form != WAY_CLI_FORM_TEXT ? &table : NULL, status);
}

/* --- query --- */

typedef struct
{
  const WayCliEventOptions *options;
  WayCliTable table;
  char **names; /* of the columns; NULL before they came */
} Answer;

static gboolean
answer_cb (char *const *values, const gboolean *are_numbers, guint n, gpointer data)
{
  Answer *self = data;

  if (self->names == NULL)
    {
      self->names = g_strdupv ((char **) values);
      way_cli_table_begin_verbatim (&self->table, way_cli_events_get_form (self->options), (const char *const *) self->names);
      return TRUE;
    }
  way_cli_table_begin_row (&self->table);
  for (guint i = 0; i < n; i++)
    if (are_numbers[i])
      way_cli_table_add_figure (&self->table, values[i]);
    else
      way_cli_table_add_text (&self->table, values[i]);
  way_cli_table_end_row (&self->table);
  return TRUE;
}

static int
run_query (char **words, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { .options = &options->events };
  int status = WAY_CLI_FAILED;

  if (words[0] == NULL || words[1] != NULL)
    return way_cli_wrong_use ("log", "%s", _ ("Ask one question: “log query \"SELECT act, count(*) FROM event('NAME') GROUP BY act\"”."));
  cache = way_cli_open_cache (options->events.cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  if (!way_log_sql_run (cache, words[0], answer_cb, &answer, &error))
    way_cli_say_error (NULL, "%s", error->message);
  if (answer.names != NULL)
    status = way_cli_table_end (&answer.table);
  g_strfreev (answer.names);
  return error != NULL ? WAY_CLI_FAILED : status;
}

int
way_cli_run_log (int argc, char *argv[])
{
  static const struct
  {
    const char *word;
    int (*run) (char **names, const Options *options);
  } words[] = { { "import", run_import }, { "refresh", run_refresh }, { "sources", run_sources }, { "list", run_list }, { "info", run_info }, { "export", run_export }, { "query", run_query }, { "forget", run_forget } };
  const char *names[G_N_ELEMENTS (words) + 1] = { NULL }, *nearest;
  g_auto (Options) options = { .remote = WAY_CLI_REMOTE_OPTIONS_INIT };
  WayCliEventOptions *o = &options.events;
  WayCliRemoteOptions *r = &options.remote;
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "name", 'n', 0, G_OPTION_ARG_FILENAME, &options.name, N_ ("What the log is called; otherwise it is called after the file."), N_ ("NAME") },
    { "journey-of", 0, 0, G_OPTION_ARG_FILENAME, &o->notion, N_ ("Whose journeys they are, where the file would allow several: customer, session or ticket."), N_ ("WHOM") },
    { "gap", 0, 0, G_OPTION_ARG_DOUBLE, &o->gap_days, N_ ("So many days of silence end a journey, and a new one begins."), N_ ("DAYS") },
    { "case", 0, 0, G_OPTION_ARG_FILENAME, &o->case_column, N_ ("The column that tells whose event it is."), N_ ("COLUMN") },
    { "activity", 0, 0, G_OPTION_ARG_FILENAME, &o->activity_column, N_ ("The column that tells what happened."), N_ ("COLUMN") },
    { "time", 0, 0, G_OPTION_ARG_FILENAME, &o->time_column, N_ ("The column that tells when."), N_ ("COLUMN") },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &o->channel_column, N_ ("The column that tells in which channel."), N_ ("COLUMN") },
    { "department", 0, 0, G_OPTION_ARG_FILENAME, &o->department_column, N_ ("The column that tells by which department."), N_ ("COLUMN") },
    { "segment", 0, 0, G_OPTION_ARG_FILENAME, &o->segment_column, N_ ("The column that tells of which segment the customer is."), N_ ("COLUMN") },
    { "score", 0, 0, G_OPTION_ARG_FILENAME, &o->score_column, N_ ("The column with a score the customer gave; '' for none."), N_ ("COLUMN") },
    { "cost", 0, 0, G_OPTION_ARG_FILENAME, &o->cost_column, N_ ("The column that tells what the event cost; '' for none."), N_ ("COLUMN") },
    { "lifecycle", 0, 0, G_OPTION_ARG_FILENAME, &o->lifecycle, N_ ("Which rows count where events have a start and a completion: complete, start, both, or pair for one event that took a while."), N_ ("WHICH") },
    WAY_CLI_REMOTE_ENTRIES (r),
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &r->since, N_ ("Copy only events from this day on."), N_ ("DATE") },
    { "until", 0, 0, G_OPTION_ARG_FILENAME, &r->until, N_ ("Copy only events until this day."), N_ ("DATE") },
    { "overlap", 0, 0, G_OPTION_ARG_DOUBLE, &r->overlap_days, N_ ("Look so many days behind the newest event again for such that came late; otherwise 1."), N_ ("DAYS") },
    { "afresh", 0, 0, G_OPTION_ARG_NONE, &options.afresh, N_ ("Look through the whole table again, and not only for what is new."), NULL },
    { "keep-ids", 0, 0, G_OPTION_ARG_NONE, &options.keep_ids, N_ ("Keep the ids of the file as well, and not only pseudonyms."), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Export into this file; otherwise to standard output."), N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.format, N_ ("Export as xes or csv; otherwise as the file is called."), N_ ("FORMAT") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &o->cache, N_ ("Keep the logs in this file and not in the user’s own."), N_ ("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &o->csv, N_ ("Print CSV, with the names of the columns in the first row."), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &o->json, N_ ("Print JSON."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_log, entries, argc, argv, &files, &status))
    return status;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      names[i] = words[i].word;
      if (strcmp (files[0], words[i].word) == 0)
        return words[i].run (files + 1, &options);
    }
  nearest = way_cli_find_nearest (files[0], names);
  if (nearest != NULL)
    return way_cli_wrong_use ("log", _ ("“log” cannot “%s”. Did you mean “%s”?"), files[0], nearest);
  return way_cli_wrong_use ("log", _ ("“log” cannot “%s”."), files[0]);
}
