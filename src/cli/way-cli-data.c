/* One verb with four words behind it, because they belong together: import, list, show, bind, forget. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "cli/way-cli-numbers.h"
#include "cli/way-cli-table.h"
#include "metrics/tables/way-import.h"

const WayCliUse way_cli_use_data = {
  .verb = "data",
  .summary = N_ ("surveys and key figures for maps: import, list, show, bind, forget"),
  .arguments = N_ ("import FILE… | list | show DATASET | bind DATASET MAP… | forget DATASET|NUMBER…"),
  .about = N_ ("Keeps the numbers behind the figures of maps. “import” reads tables as CSV or XLSX, finds out what their columns are, and adds the rows that are new; how it was chosen once serves for the next file of the kind. “list” says what there is, “show” the columns and imports of a dataset; “bind” adds its metrics to maps, at the places that its values are named after; “forget” takes a dataset or one import (by its number) back."),
  .examples = "waymark-cli data import survey.csv\nwaymark-cli data import --dry-run export.xlsx\nwaymark-cli data import --dates dmy --column 'Q1=value,nps' answers.csv\nwaymark-cli data list\nwaymark-cli data bind survey map.waymark\nwaymark-cli data forget 3",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

typedef struct
{
  char *cache, *dataset, *decimal, *dates, *encoding, *delimiter, *zone;
  char **columns;
  int sheet;
  gint64 replace;
  gboolean guess, dry_run, json, csv;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->cache);
  g_free (self->dataset);
  g_free (self->decimal);
  g_free (self->dates);
  g_free (self->encoding);
  g_free (self->delimiter);
  g_free (self->zone);
  g_strfreev (self->columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static WayCliForm
get_form (const Options *options)
{
  return options->json ? WAY_CLI_FORM_JSON : options->csv ? WAY_CLI_FORM_CSV
                                                          : WAY_CLI_FORM_TEXT;
}

WayCache *
way_cli_open_cache (const char *path)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayCache *cache = way_cache_open (path, report, &error);

  way_cli_say_findings (path, report, error);
  return cache;
}

static char *
make_day (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000 - (ms % 1000 < 0));

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

/* What a person says of the columns. */

/* "NAME=USE[,METRIC][,LOW-HIGH]" */
static gboolean
apply_column (const WayImport *import, const char *text)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : g_strdup (text);
  g_auto (GStrv) parts = equals != NULL ? g_strsplit (equals + 1, ",", -1) : NULL;
  WayColumn *column = way_table_find_column (way_import_get_table (import), name);
  WayColumnUse use = parts != NULL && parts[0] != NULL ? way_column_use_from_nick (parts[0]) : WAY_N_COLUMN_USES;
  GPtrArray *questions = way_import_get_questions (import);

  for (guint i = 0; column == NULL && i < questions->len; i++)
    if (strcmp (((const WayColumn *) g_ptr_array_index (questions, i))->name, name) == 0)
      column = g_ptr_array_index (questions, i);
  if (column == NULL)
    {
      way_cli_say_error (NULL, _ ("There is no column “%s”."), name);
      return FALSE;
    }
  if (use == WAY_N_COLUMN_USES)
    {
      way_cli_say_error (NULL, _ ("“%s” does not say what the column is for: skip, id, time, key, value or comment."), text);
      return FALSE;
    }
  column->use = use;
  if (column->question == WAY_QUESTION_SCALE)
    column->question = WAY_QUESTION_NONE;
  for (char **part = parts + 1; parts[0] != NULL && *part != NULL; part++)
    {
      char *end;
      double low = g_ascii_strtod (*part, &end);

      if (end > *part && *end == '-')
        {
          column->has_scale = TRUE;
          column->low = low;
          column->high = g_ascii_strtod (end + 1, NULL);
        }
      else
        column->metric = g_intern_string (*part);
    }
  return TRUE;
}

static void
answer_questions (GPtrArray *columns, const Options *options)
{
  for (guint i = 0; i < columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (columns, i);

      if (options->decimal != NULL && (column->question == WAY_QUESTION_DECIMAL || column->type == WAY_COLUMN_NUMBER))
        {
          column->decimal = strcmp (options->decimal, "comma") == 0 ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT;
          if (column->question == WAY_QUESTION_DECIMAL)
            column->question = WAY_QUESTION_NONE;
        }
      if (options->dates != NULL && column->type == WAY_COLUMN_TIME && column->form <= WAY_TIME_MDY && (column->question == WAY_QUESTION_DATE_ORDER || column->form != WAY_TIME_YMD))
        {
          column->form = strcmp (options->dates, "mdy") == 0 ? WAY_TIME_MDY : WAY_TIME_DMY;
          if (column->question == WAY_QUESTION_DATE_ORDER)
            column->question = WAY_QUESTION_NONE;
        }
    }
}

/* Showing columns. */

static const char *const question_nicks[] = { NULL, "decimal", "date-order", "scale" };

static void
add_columns_json (WayJson *json, const GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);

      way_json_begin_object (json, NULL);
      way_json_add_string (json, "name", column->name);
      way_json_add_string (json, "label", column->label);
      way_json_add_string (json, "use", way_column_use_get_nick (column->use));
      way_json_add_string (json, "type", way_column_type_get_nick (column->type));
      way_json_add_string (json, "metric", column->metric);
      way_json_add_string (json, "better", column->better);
      way_json_add_string (json, "unit", column->unit);
      if (column->has_scale)
        {
          way_json_add_number (json, "low", column->low);
          way_json_add_number (json, "high", column->high);
        }
      way_json_add_string (json, "question", question_nicks[column->question]);
      way_json_add_string (json, "reason", column->reason);
      way_json_end (json);
    }
}

/* The same for CSV. `file` and `dataset` come first. */
#define COLUMN_NAMES "file", "dataset", "name", "label", "use", "type", "metric", "better", "unit", "low", "high", "question", "reason"

static void
add_columns (WayCliTable *table, const char *file, const char *dataset, const GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);
      const char *const texts[] = { file, dataset, column->name, column->label, way_column_use_get_nick (column->use), way_column_type_get_nick (column->type), column->metric, column->better, column->unit };

      way_cli_table_begin_row (table);
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        way_cli_table_add_text (table, texts[k]);
      way_cli_table_add_number (table, column->has_scale ? column->low : NAN);
      way_cli_table_add_number (table, column->has_scale ? column->high : NAN);
      way_cli_table_add_text (table, question_nicks[column->question]);
      way_cli_table_add_text (table, column->reason);
      way_cli_table_end_row (table);
    }
}

/* "1–5 ↑": the scale or the unit, and where better is. g_free. */
static char *
dup_measure (const WayColumn *column)
{
  const char *way = column->better == NULL || column->use != WAY_USE_VALUE ? "" : strcmp (column->better, "higher") == 0 ? " ↑"
                                                                              : strcmp (column->better, "lower") == 0    ? " ↓"
                                                                                                                         : "";

  if (column->use == WAY_USE_VALUE && column->has_scale)
    return g_strdup_printf ("%.0f–%.0f%s", column->low, column->high, way);
  return g_strconcat (column->use == WAY_USE_VALUE && column->unit != NULL ? column->unit : "–", way, NULL);
}

static void
append_columns (GString *s, const GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *name = way_text_excerpt (column->name, 36);
      g_autofree char *measure = dup_measure (column);
      int width = 38 - (int) g_utf8_strlen (name, -1), room = 10 - (int) g_utf8_strlen (measure, -1);

      g_string_append_printf (s, "  %s%*s%-9s%-9s%-11s%s%*s%s%s\n", name, MAX (width, 1), "", way_column_use_get_nick (column->use), way_column_type_get_nick (column->type), column->metric != NULL ? column->metric : "–", measure, MAX (room, 1), "", column->question != WAY_QUESTION_NONE ? "?? " : "", column->reason);
    }
}

/* Importing. */

static void
progress_cb (double done, gpointer path)
{
  way_cli_progress (_ ("Importing %s: %d %%"), (const char *) path, (int) (100 * done));
}

/* What is printed of an import: a plan, or a result; in sentences, as a table, or (a plan in JSON) as a tree. */
typedef struct
{
  const Options *options;
  WayCliForm form;
  WayCliTable table;
  WayJson *json; /* of plans */
} Output;

static void
output_begin (Output *self, const Options *options)
{
  static const char *const results[] = { "file", "dataset", "import", "added", "known", "replaced", "unreadable", NULL };
  static const char *const plans[] = { COLUMN_NAMES, NULL };

  *self = (Output){ .options = options, .form = get_form (options) };
  if (options->dry_run && self->form == WAY_CLI_FORM_JSON)
    {
      self->json = way_json_new ();
      way_json_begin_array (self->json, NULL);
    }
  else if (self->form != WAY_CLI_FORM_TEXT)
    way_cli_table_begin (&self->table, self->form, options->dry_run ? plans : results);
}

static int
output_end (Output *self, int status)
{
  int printed = WAY_CLI_DONE;

  if (self->json != NULL)
    {
      way_json_end (self->json);

      g_autofree char *text = way_json_finish (g_steal_pointer (&self->json));

      printed = way_cli_print (text) ? WAY_CLI_DONE : WAY_CLI_FAILED;
    }
  else if (self->form != WAY_CLI_FORM_TEXT)
    printed = way_cli_table_end (&self->table);
  return printed != WAY_CLI_DONE ? printed : status;
}

static void
say_result (Output *self, const char *path, const char *dataset, const WayImportResult *result)
{
  g_autofree char *added = way_number_to_text ((double) result->n_rows, 0), *known = way_number_to_text ((double) result->n_known, 0);

  if (self->form != WAY_CLI_FORM_TEXT)
    {
      way_cli_table_begin_row (&self->table);
      way_cli_table_add_text (&self->table, path);
      way_cli_table_add_text (&self->table, dataset);
      way_cli_table_add_number (&self->table, result->import != 0 ? (double) result->import : NAN);
      way_cli_table_add_number (&self->table, (double) result->n_rows);
      way_cli_table_add_number (&self->table, (double) result->n_known);
      way_cli_table_add_number (&self->table, (double) result->n_replaced);
      way_cli_table_add_number (&self->table, (double) result->n_bad);
      way_cli_table_end_row (&self->table);
      return;
    }

  g_autoptr (GString) s = g_string_new (NULL);

  if (result->import != 0)
    /* Translators: file, dataset, number of an import, numbers of rows. */
    g_string_append_printf (s, _ ("%s → “%s”, import %d: %s rows added, %s known before"), path, dataset, (int) result->import, added, known);
  else
    g_string_append_printf (s, _ ("%s → “%s”: nothing new, %s rows known before"), path, dataset, known);
  if (result->n_replaced > 0)
    g_string_append_printf (s, _ (", %d corrected"), (int) result->n_replaced);
  if (result->n_bad > 0)
    g_string_append_printf (s, _ (", %d cells not readable"), (int) result->n_bad);
  g_string_append_c (s, '\n');
  way_cli_print (s->str);
}

static void
add_plan_json (WayJson *json, const char *path, const WayImport *import)
{
  const WayTable *table = way_import_get_table (import);

  way_json_begin_object (json, NULL);
  way_json_add_string (json, "file", path);
  way_json_add_string (json, "dataset", way_import_get_dataset (import));
  way_json_add_boolean (json, "recipe", way_import_has_recipe (import));
  way_json_add_string (json, "source", way_table_source_get_name (way_table_get_source (table)));
  way_json_add_string (json, "encoding", way_table_get_encoding (table));
  way_json_add_integer (json, "open", way_import_count_open (import));
  way_json_begin_array (json, "columns");
  add_columns_json (json, way_table_get_columns (way_import_get_table (import)));
  add_columns_json (json, way_import_get_questions (import));
  way_json_end (json);
  way_json_end (json);
}

static void
show_plan (Output *self, const char *path, const WayImport *import)
{
  const char *source = way_table_source_get_name (way_table_get_source (way_import_get_table (import))), *dataset = way_import_get_dataset (import);
  GPtrArray *columns = way_table_get_columns (way_import_get_table (import)), *questions = way_import_get_questions (import);

  if (self->json != NULL)
    {
      add_plan_json (self->json, path, import);
      return;
    }
  if (self->form == WAY_CLI_FORM_CSV)
    {
      add_columns (&self->table, path, dataset, columns);
      add_columns (&self->table, path, dataset, questions);
      return;
    }

  g_autoptr (GString) s = g_string_new (NULL);

  g_string_append_printf (s, "%s → “%s” (%s%s%s)\n", path, dataset, source != NULL ? source : "", source != NULL ? ", " : "", way_table_get_encoding (way_import_get_table (import)));
  append_columns (s, columns);
  append_columns (s, questions);
  way_cli_print (s->str);
}

static void
say_open (const char *path, const GError *error)
{
  way_cli_say_error (path, "%s", error->message);
  way_cli_say_error (path, "%s", _ ("Answer with --decimal, --dates or --column, or take the guesses with --guess. “data import --dry-run” shows them."));
}

static gboolean
import_file (WayCache *cache, const char *path, Output *output)
{
  const Options *options = output->options;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GBytes) bytes = way_cli_read_table (path, &error);
  const WayTableOptions table = { options->encoding, options->delimiter != NULL ? (strcmp (options->delimiter, "\\t") == 0 ? '\t' : options->delimiter[0]) : 0, options->sheet > 0 ? (guint) options->sheet - 1 : 0 };
  g_autoptr (GTimeZone) zone = options->zone != NULL ? g_time_zone_new_identifier (options->zone) : NULL;
  const WayImportOptions run = { options->replace, zone, options->guess };
  g_autoptr (WayImport) import = NULL;
  WayImportResult result = { 0 };
  gboolean done;
  gsize size;

  if (bytes != NULL)
    {
      const char *data = g_bytes_get_data (bytes, &size);

      import = way_import_new (cache, data != NULL ? data : "", size, path, options->dataset, &table, report, &error);
    }
  if (import == NULL)
    {
      way_cli_say_findings (path, report, error);
      return FALSE;
    }
  answer_questions (way_table_get_columns (way_import_get_table (import)), options);
  answer_questions (way_import_get_questions (import), options);
  for (char **column = options->columns; column != NULL && *column != NULL; column++)
    if (!apply_column (import, *column))
      return FALSE;
  if (options->dry_run)
    {
      way_cli_say_findings (path, report, NULL);
      show_plan (output, path, import);
      return TRUE;
    }
  way_cli_hold_signals ();
  done = way_import_run (import, &run, progress_cb, (gpointer) way_cli_get_name (path), NULL, &result, report, &error);
  way_cli_release_signals ();
  way_cli_progress (NULL);
  if (!done && g_error_matches (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION))
    {
      way_cli_say_findings (path, report, NULL);
      say_open (path, error);
      return FALSE;
    }
  way_cli_say_findings (path, report, error);
  if (done)
    say_result (output, path, way_import_get_dataset (import), &result);
  return done;
}

static int
run_import (char **files, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  Output output;
  int status = WAY_CLI_DONE;

  if (*files == NULL)
    return way_cli_wrong_use ("data", "%s", _ ("Name at least one file."));
  if (options->decimal != NULL && strcmp (options->decimal, "comma") != 0 && strcmp (options->decimal, "point") != 0)
    return way_cli_wrong_use ("data", "%s", _ ("--decimal is point or comma."));
  if (options->dates != NULL && strcmp (options->dates, "dmy") != 0 && strcmp (options->dates, "mdy") != 0)
    return way_cli_wrong_use ("data", "%s", _ ("--dates is dmy (day first) or mdy (month first)."));
  cache = way_cli_open_cache (options->cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  output_begin (&output, options);
  for (; *files != NULL; files++)
    if (!import_file (cache, *files, &output))
      status = WAY_CLI_FAILED;
  return output_end (&output, status);
}

/* Listing. */

static void
add_import_json (WayJson *json, const WayImported *import)
{
  g_autofree char *from = make_day (import->from), *to = make_day (import->to), *imported = make_day (import->imported);

  way_json_begin_object (json, NULL);
  way_json_add_integer (json, "import", import->id);
  way_json_add_string (json, "file", import->name);
  way_json_add_string (json, "path", import->path);
  way_json_add_string (json, "sha256", import->sha256);
  way_json_add_string (json, "source", import->source);
  way_json_add_string (json, "encoding", import->encoding);
  way_json_add_integer (json, "bytes", import->bytes);
  way_json_add_integer (json, "rows", import->n_rows);
  way_json_add_integer (json, "known", import->n_known);
  way_json_add_integer (json, "unreadable", import->n_bad);
  way_json_add_string (json, "from", import->has_times ? from : NULL);
  way_json_add_string (json, "to", import->has_times ? to : NULL);
  way_json_add_string (json, "imported", imported);
  way_json_end (json);
}

static void
add_dataset (WayCliTable *table, const WayDataset *dataset)
{
  g_autofree char *from = make_day (dataset->from), *to = make_day (dataset->to);

  way_cli_table_begin_row (table);
  way_cli_table_add_text (table, dataset->name);
  way_cli_table_add_number (table, (double) dataset->n_rows);
  way_cli_table_add_number (table, dataset->n_imports);
  way_cli_table_add_text (table, dataset->has_times ? from : NULL);
  way_cli_table_add_text (table, dataset->has_times ? to : NULL);
  way_cli_table_end_row (table);
}

static void
append_dataset (GString *s, const WayDataset *dataset)
{
  g_autofree char *from = make_day (dataset->from), *to = make_day (dataset->to), *rows = way_number_to_text ((double) dataset->n_rows, 0);
  int width = 28 - (int) g_utf8_strlen (dataset->name, -1);

  g_string_append_printf (s, "%s%*s", dataset->name, MAX (width, 1), "");
  g_string_append_printf (s, ngettext ("%s rows, %u import", "%s rows, %u imports", dataset->n_imports), rows, dataset->n_imports);
  if (dataset->has_times)
    g_string_append_printf (s, ", %s – %s", from, to);
  g_string_append_c (s, '\n');
}

static int
run_list (const Options *options)
{
  static const char *const columns[] = { "dataset", "rows", "imports", "from", "to", NULL };
  g_autoptr (WayCache) cache = way_cli_open_cache (options->cache);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasets = cache != NULL ? way_cache_list_datasets (cache, &error) : NULL;
  g_autoptr (GString) s = g_string_new (NULL);
  WayCliForm form = get_form (options);
  WayCliTable table;

  if (datasets == NULL)
    {
      if (error != NULL)
        way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  if (form != WAY_CLI_FORM_TEXT)
    way_cli_table_begin (&table, form, columns);
  for (guint i = 0; i < datasets->len; i++)
    if (form != WAY_CLI_FORM_TEXT)
      add_dataset (&table, g_ptr_array_index (datasets, i));
    else
      append_dataset (s, g_ptr_array_index (datasets, i));
  if (datasets->len == 0)
    way_cli_say_error (NULL, "%s", _ ("There is nothing yet. “waymark-cli data import FILE” begins."));
  if (form != WAY_CLI_FORM_TEXT)
    return way_cli_table_end (&table);
  return way_cli_print (s->str) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

static gint64
find_dataset (WayCache *cache, const char *name)
{
  gint64 id = way_cache_find_dataset (cache, name);

  if (id == 0)
    way_cli_say_error (NULL, _ ("There is no dataset “%s”. “waymark-cli data list” shows what there is."), name);
  return id;
}

static int
print_columns_csv (const char *dataset, const GPtrArray *fields)
{
  static const char *const columns[] = { COLUMN_NAMES, NULL };
  WayCliTable table;

  way_cli_table_begin (&table, WAY_CLI_FORM_CSV, columns);
  add_columns (&table, NULL, dataset, fields);
  return way_cli_table_end (&table);
}

static int
run_show (char **names, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (GPtrArray) fields = NULL, imports = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJson) json = way_json_new ();
  g_autoptr (GString) s = g_string_new (NULL);
  gint64 id;

  if (names[0] == NULL || names[1] != NULL)
    return way_cli_wrong_use ("data", "%s", _ ("Name one dataset: “data show DATASET”."));
  cache = way_cli_open_cache (options->cache);
  id = cache != NULL ? find_dataset (cache, names[0]) : 0;
  fields = id != 0 ? way_cache_list_fields (cache, id, &error) : NULL;
  imports = id != 0 ? way_cache_list_imports (cache, id, &error) : NULL;
  if (fields == NULL || imports == NULL)
    {
      if (error != NULL)
        way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  if (options->csv)
    return print_columns_csv (names[0], fields);
  way_json_begin_object (json, NULL);
  way_json_add_string (json, "dataset", names[0]);
  way_json_begin_array (json, "columns");
  add_columns_json (json, fields);
  way_json_end (json);
  way_json_begin_array (json, "imports");
  g_string_append_printf (s, "%s\n", names[0]);
  append_columns (s, fields);
  for (guint i = 0; i < imports->len; i++)
    {
      const WayImported *import = g_ptr_array_index (imports, i);
      g_autofree char *rows = way_number_to_text ((double) import->n_rows, 0), *imported = make_day (import->imported);

      add_import_json (json, import);
      g_string_append_printf (s, _ ("  import %d: %s, %s rows, %s, sha256 %.12s…\n"), (int) import->id, import->name, rows, imported, import->sha256);
    }
  way_json_end (json);
  way_json_end (json);

  g_autofree char *text = way_json_finish (g_steal_pointer (&json));

  return way_cli_print (options->json ? text : s->str) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

static gboolean
forget (WayCache *cache, const char *name)
{
  gint64 number, dataset = way_cache_find_dataset (cache, name);
  g_autoptr (GError) error = NULL;
  gboolean forgotten = FALSE;

  if (dataset != 0)
    forgotten = way_cache_forget_dataset (cache, dataset, &error);
  else if (way_integer_parse (name, &number))
    forgotten = way_cache_forget_import (cache, number, &error);
  else
    find_dataset (cache, name);
  if (error != NULL)
    way_cli_say_error (name, "%s", error->message);
  return forgotten;
}

static int
run_forget (char **names, const Options *options)
{
  static const char *const columns[] = { "name", "forgotten", NULL };
  WayCliForm form = get_form (options);
  g_autoptr (WayCache) cache = NULL;
  WayCliTable table;
  int status = WAY_CLI_DONE;

  if (names[0] == NULL)
    return way_cli_wrong_use ("data", "%s", _ ("Name a dataset, or the number of an import: “data forget DATASET”."));
  cache = way_cli_open_cache (options->cache);
  if (cache == NULL)
    return WAY_CLI_FAILED;
  if (form != WAY_CLI_FORM_TEXT)
    way_cli_table_begin (&table, form, columns);
  for (; *names != NULL; names++)
    {
      gboolean forgotten = forget (cache, *names);

      status = forgotten ? status : WAY_CLI_FAILED;
      if (form == WAY_CLI_FORM_TEXT)
        continue;
      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, *names);
      way_cli_table_add_boolean (&table, forgotten);
      way_cli_table_end_row (&table);
    }
  if (form != WAY_CLI_FORM_TEXT && way_cli_table_end (&table) != WAY_CLI_DONE)
    return WAY_CLI_FAILED;
  return status;
}

static int
run_bind (char **names, const Options *options)
{
  g_autoptr (WayCache) cache = NULL;

  if (names[0] == NULL || names[1] == NULL)
    return way_cli_wrong_use ("data", "%s", _ ("Name a dataset and at least one map: “data bind DATASET MAP”."));
  cache = way_cli_open_cache (options->cache);
  return cache != NULL ? way_cli_bind (cache, names, get_form (options)) : WAY_CLI_FAILED;
}

int
way_cli_run_data (int argc, char *argv[])
{
  static const char *const words[] = { "import", "list", "show", "bind", "forget", NULL };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "dataset", 'd', 0, G_OPTION_ARG_FILENAME, &options.dataset, N_ ("Import into this dataset. Without it the one that the columns fit, or a new one called after the file."), N_ ("NAME") },
    { "column", 'c', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.columns, N_ ("What a column is for: NAME=USE with skip, id, time, key, value or comment, and behind it, parted by commas, a metric (nps, csat, ces …) and a scale (0-10). As often as needed."), N_ ("NAME=USE") },
    { "decimal", 0, 0, G_OPTION_ARG_FILENAME, &options.decimal, N_ ("Numbers have a decimal point or comma."), N_ ("SIGN") },
    { "dates", 0, 0, G_OPTION_ARG_FILENAME, &options.dates, N_ ("Dates have the day first (dmy) or the month (mdy)."), N_ ("ORDER") },
    { "guess", 0, 0, G_OPTION_ARG_NONE, &options.guess, N_ ("Take the guess where the cells cannot tell."), NULL },
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &options.encoding, N_ ("Such as UTF-8, Windows-1252, CP850 or MACINTOSH, if the guess is wrong."), N_ ("NAME") },
    { "delimiter", 0, 0, G_OPTION_ARG_FILENAME, &options.delimiter, N_ ("The sign between cells, if the guess is wrong."), N_ ("SIGN") },
    { "sheet", 0, 0, G_OPTION_ARG_INT, &options.sheet, N_ ("Which sheet of a workbook, from 1."), N_ ("NUMBER") },
    { "zone", 0, 0, G_OPTION_ARG_FILENAME, &options.zone, N_ ("The time zone of times that name none, such as Europe/Berlin; otherwise UTC."), N_ ("ZONE") },
    { "replace", 0, 0, G_OPTION_ARG_INT64, &options.replace, N_ ("Take this import back and put the file in its place."), N_ ("NUMBER") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Only show what the columns are taken for, and why."), NULL },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options.cache, N_ ("Keep the numbers in this file and not in the user’s own."), N_ ("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("Print CSV, with the names of the columns in the first row."), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_data, entries, argc, argv, &files, &status))
    return status;
  if (strcmp (files[0], "import") == 0 && options.zone != NULL)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (options.zone);

      /* UTC instead would be hours off, and nobody would know. */
      if (zone == NULL)
        return way_cli_wrong_use ("data", _ ("“%s” is no time zone. Write it as Europe/Berlin."), options.zone);
    }
  if (strcmp (files[0], "import") == 0)
    return run_import (files + 1, &options);
  if (strcmp (files[0], "list") == 0)
    return run_list (&options);
  if (strcmp (files[0], "show") == 0)
    return run_show (files + 1, &options);
  if (strcmp (files[0], "bind") == 0)
    return run_bind (files + 1, &options);
  if (strcmp (files[0], "forget") == 0)
    return run_forget (files + 1, &options);

  const char *nearest = way_cli_find_nearest (files[0], words);

  if (nearest != NULL)
    return way_cli_wrong_use ("data", _ ("“data” cannot “%s”. Did you mean “%s”?"), files[0], nearest);
  return way_cli_wrong_use ("data", _ ("“data” cannot “%s”."), files[0]);
}
