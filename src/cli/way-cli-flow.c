/* Three verbs about an event log: what follows what, which ways there are, and how well a drawn one fits. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-csv.h"
#include "base/way-json.h"
#include "cli/way-cli.h"
#include "metrics/way-log-conformance.h"
#include "metrics/way-log-flow.h"
#include "metrics/way-log-import.h"

const WayCliUse way_cli_use_flow = {
  .verb = "flow",
  .summary = N_ ("what customers do after what, from an event log"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Reads an event log (CSV in any form, XES, XES.gz) and prints which event follows which: how often, and how long it takes. With --map events are gathered to the touchpoints of a map by their “event” names; without, they stand for themselves. Times are in seconds; medians and other quantiles are exact."),
  .examples = "waymark-cli flow events.csv\nwaymark-cli flow --csv log.xes.gz > flow.csv\nwaymark-cli flow --map sale.waymark events.csv",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_variants = {
  .verb = "variants",
  .summary = N_ ("the ways customers take as a whole, from an event log"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Reads an event log and prints each way that journeys take from begin to end, and how many take it, the most frequent first."),
  .examples = "waymark-cli variants events.csv\nwaymark-cli variants --json --map sale.waymark events.csv",
  .min_files = 1,
  .max_files = 1,
};

const WayCliUse way_cli_use_conformance = {
  .verb = "conformance",
  .summary = N_ ("how well the drawn way fits what customers do"),
  .arguments = N_ ("LOG"),
  .about = N_ ("Holds the connections of a map against an event log: how many journeys follow them exactly, how much they would have to be bent on average (fitness, 1 is exactly), and which share of all steps from one event to the next is drawn."),
  .examples = "waymark-cli conformance --map sale.waymark events.csv",
  .min_files = 1,
  .max_files = 1,
};

typedef struct
{
  char *map, *journey, *dataset, *case_column, *activity_column, *time_column, *channel_column, *lifecycle;
  double gap_days;
  gboolean json, csv;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->map);
  g_free (self->journey);
  g_free (self->dataset);
  g_free (self->case_column);
  g_free (self->activity_column);
  g_free (self->time_column);
  g_free (self->channel_column);
  g_free (self->lifecycle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* A log, and how it is looked at. */
typedef struct
{
  WayDocument *document;     /* of the map, or NULL */
  const WayElement *journey; /* of it */
  WayLog *log;
  WayLogView *view;
} Input;

static void
input_clear (Input *self)
{
  way_log_view_free (self->view);
  way_log_unref (self->log);
  g_clear_object (&self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, input_clear)

static gboolean
show_progress (double done, gpointer unused)
{
  way_cli_progress (_ ("Reading the log: %d %%"), (int) (100 * done));
  return TRUE;
}

/* The journey of this id or name; without either the first one. */
static const WayElement *
find_journey (const WayDocument *document, const char *name)
{
  WayElement *journey;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    if (name == NULL || strcmp (way_element_get_id (journey), name) == 0 || strcmp (way_element_get_name (journey), name) == 0)
      return journey;
  return NULL;
}

static int
read_log (Input *self, const char *verb, const char *path, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_cli_read_table (path, &error);
  g_autoptr (WayReport) report = way_report_new ();
  WayLifecycle lifecycle = WAY_LIFECYCLE_COMPLETE;
  WayLogOptions how;

  if (options->lifecycle != NULL && strcmp (options->lifecycle, "complete") != 0 && strcmp (options->lifecycle, "start") != 0 && strcmp (options->lifecycle, "all") != 0)
    return way_cli_wrong_use (verb, _ ("“%s” is no choice of --lifecycle. Give complete, start or all."), options->lifecycle);
  if (options->lifecycle != NULL)
    lifecycle = *options->lifecycle == 's' ? WAY_LIFECYCLE_START : *options->lifecycle == 'a' ? WAY_LIFECYCLE_ALL
                                                                                              : WAY_LIFECYCLE_COMPLETE;
  how = (WayLogOptions){ options->case_column, options->activity_column, options->time_column, options->channel_column, lifecycle, (gint64) (options->gap_days * 86400e3), show_progress, NULL };
  way_report_set_file (report, path);
  if (bytes != NULL)
    self->log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, &how, NULL, report, &error);
  way_cli_progress (NULL);
  way_cli_say_findings (path, report, error);
  return self->log != NULL ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

static int
read_input (Input *self, const char *verb, const char *path, const Options *options, gboolean whole)
{
  int status = read_log (self, verb, path, options);

  if (status != WAY_CLI_DONE)
    return status;
  if (options->map == NULL)
    {
      self->view = way_log_view_new (self->log);
      return WAY_CLI_DONE;
    }
  self->document = way_cli_read_map (options->map, FALSE);
  if (self->document == NULL)
    return WAY_CLI_FAILED;
  self->journey = find_journey (self->document, options->journey);
  if (self->journey == NULL)
    {
      way_cli_say_error (options->map, _ ("There is no journey “%s” on this map."), options->journey);
      return WAY_CLI_FAILED;
    }
  self->view = way_log_view_new_for_journey (self->log, self->journey, options->dataset, whole);
  return WAY_CLI_DONE;
}

/* --- a table in three forms --- */

typedef struct
{
  const Options *options;
  const char *const *names; /* of the columns, as in CSV and JSON */
  WayCsvWriter *csv;
  WayJson *json;
  GString *text;
  guint column;
} Table;

static void
table_begin (Table *self, const Options *options, const char *const *names)
{
  *self = (Table){ .options = options, .names = names };
  if (options->json)
    {
      self->json = way_json_new ();
      way_json_begin_array (self->json, NULL);
      return;
    }
  if (!options->csv)
    {
      self->text = g_string_new (NULL);
      return;
    }
  self->csv = way_csv_writer_new (WAY_CSV_COMMA);
  for (guint i = 0; names[i] != NULL; i++)
    way_csv_writer_add_raw (self->csv, names[i]);
  way_csv_writer_end_record (self->csv);
}

static void
table_begin_row (Table *self)
{
  self->column = 0;
  if (self->json != NULL)
    way_json_begin_object (self->json, NULL);
}

static void
table_end_row (Table *self)
{
  if (self->json != NULL)
    way_json_end (self->json);
  else if (self->csv != NULL)
    way_csv_writer_end_record (self->csv);
  else
    g_string_append_c (self->text, '\n');
}

static void
add_cell (Table *self, const char *cell)
{
  if (self->csv != NULL)
    way_csv_writer_add (self->csv, cell);
  else
    g_string_append_printf (self->text, "%s%s", self->column > 0 ? "\t" : "", cell);
  self->column++;
}

static void
table_add_text (Table *self, const char *text)
{
  if (self->json != NULL)
    way_json_add_string (self->json, self->names[self->column++], text);
  else
    add_cell (self, text);
}

static void
table_add_number (Table *self, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->json != NULL && !isnan (value))
    way_json_add_number (self->json, self->names[self->column++], value);
  else if (self->json != NULL)
    self->column++;
  else
    add_cell (self, isnan (value) ? "" : g_ascii_formatd (buffer, sizeof buffer, "%.15g", round (value * 1e6) / 1e6));
}

static int
table_print (Table *self)
{
  g_autofree char *out = NULL;

  if (self->json != NULL)
    {
      way_json_end (self->json);
      out = way_json_finish (self->json);
    }
  else
    out = self->csv != NULL ? way_csv_writer_finish (self->csv, NULL) : g_string_free (self->text, FALSE);
  return way_cli_print (out) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

/* --- the verbs --- */

static int
parse (const WayCliUse *use, int argc, char *argv[], Options *options, Input *input, gboolean whole)
{
  const GOptionEntry entries[] = {
    { "map", 'm', 0, G_OPTION_ARG_FILENAME, &options->map, N_ ("Gather events to the touchpoints of this map."), N_ ("MAP") },
    { "journey", 'J', 0, G_OPTION_ARG_FILENAME, &options->journey, N_ ("Which journey of the map, by its id or name; the first if it is not given."), N_ ("ID") },
    { "dataset", 0, 0, G_OPTION_ARG_FILENAME, &options->dataset, N_ ("What the map calls this log."), N_ ("NAME") },
    { "case", 0, 0, G_OPTION_ARG_FILENAME, &options->case_column, N_ ("The column that tells whose event it is."), N_ ("COLUMN") },
    { "activity", 0, 0, G_OPTION_ARG_FILENAME, &options->activity_column, N_ ("The column that tells what happened."), N_ ("COLUMN") },
    { "time", 0, 0, G_OPTION_ARG_FILENAME, &options->time_column, N_ ("The column that tells when."), N_ ("COLUMN") },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &options->channel_column, N_ ("The column that tells in which channel."), N_ ("COLUMN") },
    { "lifecycle", 0, 0, G_OPTION_ARG_FILENAME, &options->lifecycle, N_ ("Which steps of an event count: complete, start or all."), N_ ("WHICH") },
    { "gap", 0, 0, G_OPTION_ARG_DOUBLE, &options->gap_days, N_ ("So many days of silence end a journey, and a new one begins."), N_ ("DAYS") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options->csv, N_ ("Print CSV, with the names of the columns in the first row."), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON."), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) files = NULL;
  int status;

  if (!way_cli_parse (use, entries, argc, argv, &files, &status))
    return status == WAY_CLI_DONE ? -1 : status;
  return read_input (input, use->verb, files[0], options, whole);
}

/* --help ends a verb as well, and that is no failure. */
static int
leave (int status)
{
  return status < 0 ? WAY_CLI_DONE : status;
}

int
way_cli_run_flow (int argc, char *argv[])
{
  static const char *const names[] = { "from", "to", "count", "median_s", "mean_s", "p90_s", "min_s", "max_s", NULL };
  g_auto (Options) options = { NULL };
  g_auto (Input) input = { NULL };
  int status = parse (&way_cli_use_flow, argc, argv, &options, &input, FALSE);
  Table table;

  if (status != WAY_CLI_DONE)
    return leave (status);

  g_autoptr (WayFlow) flow = way_log_flow_new (input.view);

  table_begin (&table, &options, names);
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      table_begin_row (&table);
      table_add_text (&table, input.view->node_names[edge->from]);
      table_add_text (&table, input.view->node_names[edge->to]);
      table_add_number (&table, edge->count);
      table_add_number (&table, edge->median / 1000);
      table_add_number (&table, edge->mean / 1000);
      table_add_number (&table, edge->p90 / 1000);
      table_add_number (&table, edge->least / 1000);
      table_add_number (&table, edge->most / 1000);
      table_end_row (&table);
    }
  if (flow->unbound > 0)
    way_cli_say_error (options.map, ngettext ("%u event belongs to no touchpoint of this journey.", "%u events belong to no touchpoint of this journey.", flow->unbound), flow->unbound);
  return table_print (&table);
}

int
way_cli_run_variants (int argc, char *argv[])
{
  static const char *const names[] = { "count", "share", "length", "path", NULL };
  g_auto (Options) options = { NULL };
  g_auto (Input) input = { NULL };
  int status = parse (&way_cli_use_variants, argc, argv, &options, &input, FALSE);
  Table table;

  if (status != WAY_CLI_DONE)
    return leave (status);

  g_autoptr (WayVariants) variants = way_log_variants_new (input.view);

  table_begin (&table, &options, names);
  for (guint i = 0; i < variants->variants->len; i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);
      g_autofree char *path = way_log_variant_dup_path (input.view, variant);

      table_begin_row (&table);
      table_add_number (&table, variant->count);
      table_add_number (&table, (double) variant->count / variants->n_cases);
      table_add_number (&table, variant->length);
      table_add_text (&table, path);
      table_end_row (&table);
    }
  return table_print (&table);
}

int
way_cli_run_conformance (int argc, char *argv[])
{
  static const char *const names[] = { "journeys", "exactly", "share_exact", "fitness", "edge_fit", "events", "events_off_map", NULL };
  g_auto (Options) options = { NULL };
  g_auto (Input) input = { NULL };
  int status = parse (&way_cli_use_conformance, argc, argv, &options, &input, TRUE);
  Table table;

  if (status != WAY_CLI_DONE)
    return leave (status);
  if (options.map == NULL)
    return way_cli_wrong_use ("conformance", "%s", _ ("Say with --map which map is held against the log."));

  g_autoptr (WayVariants) variants = way_log_variants_new (input.view);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new_for_journey (input.view, input.journey);
  g_autoptr (WayConformance) conformance = way_log_conformance_new (input.view, variants, drawn);

  if (!conformance->has_run)
    {
      way_cli_say_error (options.map, "%s", _ ("No way leads through this journey yet: connect its touchpoints from the first to the last."));
      return WAY_CLI_FAILED;
    }
  table_begin (&table, &options, names);
  /* One row, so as text its names stand above it. */
  for (guint i = 0; table.text != NULL && names[i] != NULL; i++)
    g_string_append_printf (table.text, "%s%s", i > 0 ? "\t" : "", names[i]);
  if (table.text != NULL)
    g_string_append_c (table.text, '\n');
  table_begin_row (&table);
  table_add_number (&table, conformance->n_cases);
  table_add_number (&table, conformance->n_exact);
  table_add_number (&table, conformance->share_exact);
  table_add_number (&table, conformance->fitness);
  table_add_number (&table, conformance->edge_fit);
  table_add_number (&table, conformance->n_events);
  table_add_number (&table, conformance->n_events_off);
  table_end_row (&table);
  return table_print (&table);
}
