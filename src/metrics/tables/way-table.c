#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"
#include "metrics/tables/way-table-private.h"

/* So many rows decide what a column is. */
#define SAMPLE 2000
/* More columns than any survey has, fewer than can hurt. */
#define MAX_COLUMNS 2000

/* All columns of the sample, and on to the end those that are undecided still. */
static gboolean
look_at_rows (WayTable *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  guint n = 0;

  way_table_rewind (self);
  while (way_table_next (self, &reason))
    {
      gboolean open = FALSE;

      for (guint i = 0; i < self->columns->len; i++)
        {
          WayColumn *column = g_ptr_array_index (self->columns, i);

          if (n >= SAMPLE && !way_column_is_open (column))
            continue;
          open = TRUE;
          way_column_look (column, way_table_get_cell (self, i));
        }
      if (!open)
        break;
      n++;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  way_table_rewind (self);
  return TRUE;
}

static void
decide_columns (WayTable *self)
{
  int hint = 0;
  WayColumn *time = NULL;
  guint best = G_MAXUINT;

  for (guint i = 0; i < self->columns->len; i++)
    hint += way_column_get_decimal_hint (g_ptr_array_index (self->columns, i));
  for (guint i = 0; i < self->columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (self->columns, i);

      way_column_decide (column, self->sheet != NULL ? WAY_DECIMAL_CERTAIN : CLAMP (hint, -1, 1));
      if (column->use == WAY_USE_TIME)
        {
          guint rank = way_column_name_hint (column->name, column->label).rank;

          rank = rank > 0 ? rank : G_MAXUINT - 1;
          if (rank < best)
            {
              best = rank;
              time = column;
            }
        }
    }
  /* A row has one time. */
  for (guint i = 0; i < self->columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (self->columns, i);

      if (column->use == WAY_USE_TIME && column != time)
        {
          g_free (column->reason);
          column->reason = g_strdup_printf (_ ("“%s” tells better when it was."), time->name);
          column->use = WAY_USE_SKIP;
          column->question = WAY_QUESTION_NONE;
        }
    }
}

/* What only the program that wrote the file tells. */
static void
apply_source (WayTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (self->columns, i);

      if (self->source == WAY_TABLE_GENESYS && column->use == WAY_USE_VALUE && column->type == WAY_COLUMN_NUMBER && g_strcmp0 (column->metric, "duration") == 0 && column->unit == NULL)
        {
          column->unit = g_strdup ("ms");
          g_free (column->reason);
          column->reason = g_strdup (_ ("Genesys Cloud exports durations in milliseconds."));
        }
    }
}

static void
find_status (WayTable *self)
{
  self->status_column = -1;
  if (self->source != WAY_TABLE_QUALTRICS)
    return;
  for (guint i = 0; i < self->columns->len; i++)
    if (g_ascii_strcasecmp (((const WayColumn *) g_ptr_array_index (self->columns, i))->name, "Status") == 0)
      self->status_column = (int) i;
}

static gboolean
has_words (const char *data, gsize size)
{
  for (gsize i = 0; i < MIN (size, 65536); i++)
    if (!g_ascii_isspace (data[i]) && data[i] != '\0')
      return TRUE;
  return FALSE;
}

/* The records: of a spreadsheet's sheet, or of text. */
static gboolean
open_records (WayTable *self, const char *data, gsize size, const WayTableOptions *options, WayReport *report, GError **error)
{
  WayCsvOptions csv = { .max_columns = MAX_COLUMNS, .max_cell = 16 << 20 };

  if (way_xlsx_is_spreadsheet (data, size))
    {
      self->sheet = way_xlsx_new (data, size, options->sheet, report, error);
      if (self->sheet == NULL)
        return FALSE;
      data = way_xlsx_get_records (self->sheet, &size);
      csv.delimiter = '\t';
      csv.encoding = "UTF-8";
    }
  else
    {
      csv.delimiter = options->delimiter;
      csv.encoding = options->encoding;
    }
  if (!has_words (data, size))
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("There is nothing in the file. Was it saved before it was sent?"));
      return FALSE;
    }
  self->csv = way_csv_new (data, size, &csv, report, error);
  return self->csv != NULL;
}

WayTable *
way_table_new (const char *data, gsize size, const char *name, const WayTableOptions *options, WayReport *report, GError **error)
{
  static const WayTableOptions none = { NULL, 0, 0 };
  g_autoptr (WayTable) self = g_new0 (WayTable, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) way_column_free);
  self->status_column = -1;
  way_report_set_file (report, name);
  if (!open_records (self, data, size, options != NULL ? options : &none, report, error) || !way_table_find_columns (self, report, error))
    return NULL;
  find_status (self);
  if (!look_at_rows (self, error))
    return NULL;
  decide_columns (self);
  apply_source (self);
  return g_steal_pointer (&self);
}

void
way_table_free (WayTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  way_csv_free (self->csv);
  way_xlsx_free (self->sheet);
  g_free (self);
}

WayTableSource
way_table_get_source (const WayTable *self)
{
  return self->source;
}

const char *
way_table_source_get_name (WayTableSource source)
{
  static const char *const names[WAY_N_TABLE_SOURCES] = { NULL, "Qualtrics", "SurveyMonkey", "Typeform", "Google Forms", "Google Analytics", "Genesys Cloud", "HubSpot", "Salesforce" };

  return names[source];
}

const char *
way_table_get_encoding (const WayTable *self)
{
  return self->sheet != NULL ? "XLSX" : way_csv_get_encoding (self->csv);
}

char
way_table_get_delimiter (const WayTable *self)
{
  return way_csv_get_delimiter (self->csv);
}

int
way_table_get_header_line (const WayTable *self)
{
  return self->header_line;
}

const char *const *
way_table_get_sheets (const WayTable *self)
{
  return self->sheet != NULL ? way_xlsx_get_sheets (self->sheet) : NULL;
}

GPtrArray *
way_table_get_columns (const WayTable *self)
{
  return self->columns;
}

WayColumn *
way_table_find_column (const WayTable *self, const char *name)
{
  g_autofree char *wanted = way_match_squeeze (name);

  for (guint i = 0; i < self->columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (self->columns, i);

      if (strcmp (column->name, name) == 0)
        return column;
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *squeezed = way_match_squeeze (column->name);

      if (strcmp (squeezed, wanted) == 0)
        return column;
    }
  return NULL;
}

guint
way_table_count_questions (const WayTable *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += ((const WayColumn *) g_ptr_array_index (self->columns, i))->question != WAY_QUESTION_NONE;
  return n;
}

void
way_table_rewind (WayTable *self)
{
  way_csv_seek (self->csv, self->start);
  self->ended = FALSE;
  self->n_totals = self->n_footers = self->n_previews = 0;
  self->next_table = 0;
}

static gboolean
is_total (WayCell cell)
{
  static const char *const words[] = { "Gesamt", "Gesamtsumme", "Gesamtergebnis", "Insgesamt", "Summe", "Total", "Totals", "Grand total", "Sum", NULL };

  if (cell.length < 3 || cell.length > 16)
    return FALSE;
  while (cell.length > 0 && cell.text[cell.length - 1] == ':')
    cell.length--;
  for (guint i = 0; words[i] != NULL; i++)
    if (way_cell_is (cell, words[i]))
      return TRUE;
  return FALSE;
}

/* Previews and spam, as Qualtrics marks them. */
static gboolean
is_preview (const WayTable *self)
{
  static const char *const marks[] = { "1", "8", "Survey Preview", "Survey Test", "Spam", "Umfragevorschau", NULL };
  WayCell cell = way_table_get_cell (self, (guint) self->status_column);

  for (guint i = 0; marks[i] != NULL; i++)
    if (way_cell_is (cell, marks[i]))
      return TRUE;
  return FALSE;
}

/* "Grand total" somewhere in a row that begins with an empty cell. */
static gboolean
has_total (const WayCsvField *fields, guint n)
{
  for (guint i = 1; i < n; i++)
    if (fields[i].length >= 3 && is_total (way_cell_trim (fields[i].text, fields[i].length)))
      return TRUE;
  return FALSE;
}

/* Whether the record just read is no row of the table; it is counted then. Ends the table where another begins. */
static gboolean
is_passed_over (WayTable *self)
{
  guint n, filled = 0;
  const WayCsvField *fields = way_csv_get_fields (self->csv, &n);
  WayCell first;

  for (guint i = 0; i < n && filled < 2; i++)
    filled += fields[i].length > 0;
  if (filled == 0)
    {
      self->ended = self->ends_at_blank;
      return TRUE;
    }
  first = way_table_get_cell (self, 0);
  if (self->ends_at_blank && first.length > 0 && *first.text == '#' && filled == 1)
    return self->ended = TRUE;
  if (first.length > 0 ? is_total (first) : has_total (fields, n))
    {
      if (self->n_totals++ == 0)
        self->first_total = way_table_get_line (self);
      return TRUE;
    }
  /* One cell in a table of many: a footer. */
  if (filled == 1 && n < self->columns->len && self->columns->len >= 3 && n == 1)
    {
      if (self->n_footers++ == 0)
        self->first_footer = way_table_get_line (self);
      return TRUE;
    }
  if (self->status_column >= 0 && is_preview (self))
    {
      self->n_previews++;
      return TRUE;
    }
  return FALSE;
}

gboolean
way_table_next (WayTable *self, GError **error)
{
  while (!self->ended && way_csv_next (self->csv, error))
    if (!is_passed_over (self))
      return TRUE;
  /* Something but comments and blank lines behind the end is another table. */
  while (self->ended && self->next_table == 0 && way_csv_next (self->csv, NULL))
    {
      guint n;
      const WayCsvField *fields = way_csv_get_fields (self->csv, &n);

      if (n > 1 && fields[0].length > 0 && *fields[0].text != '#')
        self->next_table = way_table_get_line (self);
    }
  return FALSE;
}

const WayCsvField *
way_table_get_fields (const WayTable *self, guint *n)
{
  return way_csv_get_fields (self->csv, n);
}

WayCell
way_table_get_cell (const WayTable *self, guint column)
{
  guint n;
  const WayCsvField *fields = way_csv_get_fields (self->csv, &n);

  return column < n ? way_cell_trim (fields[column].text, fields[column].length) : (WayCell){ "", 0 };
}

int
way_table_get_line (const WayTable *self)
{
  int line = way_csv_get_line (self->csv);

  return self->sheet != NULL ? way_xlsx_get_row (self->sheet, line) : line;
}

double
way_table_get_progress (const WayTable *self)
{
  return way_csv_get_progress (self->csv);
}

gsize
way_table_get_size (const WayTable *self)
{
  return way_csv_get_length (self->csv);
}

void
way_table_report_skipped (const WayTable *self, WayReport *report)
{
  if (self->n_totals > 0)
    way_report_add (report, WAY_SEVERITY_NOTE, self->first_total, 0, ngettext ("A line with totals was passed over.", "%u lines with totals were passed over.", self->n_totals), self->n_totals);
  if (self->n_footers > 0)
    way_report_add (report, WAY_SEVERITY_NOTE, self->first_footer, 0, ngettext ("A line with a single text was passed over; it is no row of the table.", "%u lines with a single text were passed over; they are no rows of the table.", self->n_footers), self->n_footers);
  if (self->n_previews > 0)
    way_report_add (report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("An answer marked as preview or spam was passed over.", "%u answers marked as previews or spam were passed over.", self->n_previews), self->n_previews);
  if (self->next_table > 0)
    way_report_add (report, WAY_SEVERITY_WARNING, self->next_table, 0, "%s", _ ("Another table begins here. Only the first one was read."));
}
