#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"
#include "base/way-text.h"
#include "metrics/tables/way-table-private.h"

/* Header rows lie within so many records. */
#define HEAD 60

/* A record of the head, kept. */
typedef struct
{
  char **cells; /* trimmed */
  guint n, filled;
  int line;
  WayCsvPlace after;
} Record;

static void
record_free (gpointer data)
{
  Record *self = data;

  g_strfreev (self->cells);
  g_free (self);
}

static Record *
keep_record (WayCsv *csv)
{
  Record *self = g_new0 (Record, 1);
  const WayCsvField *fields = way_csv_get_fields (csv, &self->n);

  self->cells = g_new0 (char *, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      WayCell cell = way_cell_trim (fields[i].text, fields[i].length);

      self->cells[i] = g_strndup (cell.text, cell.length);
      self->filled += cell.length > 0;
    }
  self->line = way_csv_get_line (csv);
  self->after = way_csv_tell (csv);
  return self;
}

static gboolean
is_comment (const Record *record)
{
  return record->cells[0][0] == '#' && (record->cells[0][1] == ' ' || record->cells[0][1] == '-' || record->cells[0][1] == '\0') && record->filled == 1;
}

static gboolean
is_value (const char *text)
{
  WayCell cell = { text, strlen (text) };

  return way_value_look_number (cell) != WAY_NUMBER_NONE || way_value_look_time (cell) != 0;
}

static int
compare_guints (const void *a, const void *b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* How many cells rows have that are no titles: more than half of the fullest tenth. */
static guint
find_width (const GPtrArray *head)
{
  g_autoptr (GArray) filled = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < head->len; i++)
    {
      const Record *record = g_ptr_array_index (head, i);

      if (record->filled > 0 && !is_comment (record))
        g_array_append_val (filled, record->filled);
    }
  if (filled->len == 0)
    return 0;
  qsort (filled->data, filled->len, sizeof (guint), compare_guints);
  return g_array_index (filled, guint, filled->len - 1 - filled->len / 10);
}

/* The first record that is as wide as the table, and no comment; −1: none. */
static int
find_header (const GPtrArray *head)
{
  guint width = find_width (head);

  for (guint i = 0; width > 0 && i < head->len; i++)
    {
      const Record *record = g_ptr_array_index (head, i);

      if (is_comment (record) || record->filled * 2 <= width || (width > 1 && record->filled < 2))
        continue;
      return (int) i;
    }
  return -1;
}

/* A header has words where the rows below have numbers or dates; or words everywhere, and no two alike. */
static gboolean
is_header (const GPtrArray *head, guint at)
{
  const Record *record = g_ptr_array_index (head, at);
  guint values = 0;

  for (guint i = 0; i < record->n; i++)
    values += record->cells[i][0] != '\0' && is_value (record->cells[i]);
  if (values == 0)
    return TRUE;
  for (guint i = 0; i < record->n; i++)
    {
      guint n = 0, n_values = 0;

      if (record->cells[i][0] == '\0' || is_value (record->cells[i]))
        continue;
      for (guint j = at + 1; j < head->len; j++)
        {
          const Record *row = g_ptr_array_index (head, j);

          if (i >= row->n || row->cells[i][0] == '\0')
            continue;
          n++;
          n_values += is_value (row->cells[i]);
        }
      if (n > 0 && n_values * 2 > n)
        return TRUE;
    }
  return FALSE;
}

/* Which program wrote it, by names that its header always has. */
static WayTableSource
find_source (const Record *header, const GPtrArray *head, guint at)
{
  static const struct
  {
    WayTableSource source;
    const char *names[4]; /* squeezed; all must be there */
  } signs[] = {
    { WAY_TABLE_QUALTRICS, { "startdate", "responseid", "finished" } },
    { WAY_TABLE_SURVEYMONKEY, { "respondentid", "collectorid" } },
    { WAY_TABLE_TYPEFORM, { "startdateutc", "submitdateutc" } },
    { WAY_TABLE_TYPEFORM, { "submitdateutc", "networkid" } },
    { WAY_TABLE_GENESYS, { "fullexportcompleted", "filters", "mediatype" } },
    { WAY_TABLE_GENESYS, { "intervalstart", "intervalend", "mediatype" } },
    { WAY_TABLE_HUBSPOT, { "recordid", "dealname", "dealstage" } },
    { WAY_TABLE_HUBSPOT, { "recordid", "lifecyclestage" } },
    { WAY_TABLE_SALESFORCE, { "opportunityname", "phase" } },
    { WAY_TABLE_SALESFORCE, { "opportunityname", "stage" } },
    { WAY_TABLE_SALESFORCE, { "stagename", "closedate" } },
    { WAY_TABLE_SALESFORCE, { "opportunityid", "stagename" } },
    { WAY_TABLE_SALESFORCE, { "opportunityid", "contactid", "role" } },
  };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < header->n; i++)
    g_hash_table_add (names, way_match_squeeze (header->cells[i]));
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gboolean all = TRUE;

      for (guint j = 0; j < 4 && signs[i].names[j] != NULL; j++)
        all = all && g_hash_table_contains (names, signs[i].names[j]);
      if (all)
        return signs[i].source;
    }

  /* Its only sign, and written exactly so. */
  if (strcmp (header->cells[0], "Timestamp") == 0 || strcmp (header->cells[0], "Zeitstempel") == 0)
    return WAY_TABLE_GOOGLE_FORMS;
  for (guint i = 0; i < at; i++)
    if (is_comment (g_ptr_array_index (head, i)))
      return WAY_TABLE_GOOGLE_ANALYTICS;
  return WAY_TABLE_GENERIC;
}

static const char *
get_head_cell (const GPtrArray *head, guint row, guint i)
{
  const Record *record = row < head->len ? g_ptr_array_index (head, row) : NULL;

  return record != NULL && i < record->n ? record->cells[i] : "";
}

/* How many of a record's cells begin with this. */
static guint
count_starting (const GPtrArray *head, guint row, const char *text)
{
  const Record *record = row < head->len ? g_ptr_array_index (head, row) : NULL;
  guint n = 0;

  for (guint i = 0; record != NULL && i < record->n; i++)
    n += g_str_has_prefix (record->cells[i], text);
  return n;
}

/* Old Qualtrics files name their columns V1, V2 … and say in the second row what these are. */
static gboolean
is_old_qualtrics (const GPtrArray *head, guint at)
{
  return strcmp (get_head_cell (head, at, 0), "V1") == 0 && g_ascii_strncasecmp (get_head_cell (head, at + 1, 0), "Response", 8) == 0;
}

/* How many header rows there are; the second one holds questions or, in SurveyMonkey, the parts of a question. */
static guint
count_header_rows (WayTable *self, const GPtrArray *head, guint at)
{
  if (count_starting (head, at + 2, "{\"ImportId\"") * 2 > ((const Record *) g_ptr_array_index (head, at))->filled)
    {
      self->source = WAY_TABLE_QUALTRICS;
      return 3;
    }
  if (is_old_qualtrics (head, at))
    {
      self->source = WAY_TABLE_QUALTRICS;
      return 2;
    }
  /* Without the row of ids, the second row has words where all others have dates. */
  if (self->source == WAY_TABLE_QUALTRICS)
    return is_value (get_head_cell (head, at + 1, 0)) ? 1 : 2;
  if (self->source == WAY_TABLE_SURVEYMONKEY)
    {
      const char *id = get_head_cell (head, at + 1, 0);

      return *id == '\0' ? 2 : 1;
    }
  return 1;
}

static const char *const open_ended[] = { "Open-Ended Response", "Offene Antwort", "Beantwortung mit offenem Ende", NULL };

static gboolean
is_generic_choice (const char *text)
{
  static const char *const choices[] = { "Response", "Antwort", NULL };

  return *text == '\0' || g_strv_contains (choices, text) || g_strv_contains (open_ended, text);
}

/* What a column is called, before names are made unique; g_free. `*label` may be set, too. */
static char *
build_name (const WayTable *self, const GPtrArray *head, guint at, guint rows, guint i, char **label)
{
  const char *name = get_head_cell (head, at, i), *second = rows > 1 ? get_head_cell (head, at + 1, i) : "";

  if (self->source == WAY_TABLE_SURVEYMONKEY && rows > 1)
    {
      /* A question over several columns stands above the first of them. */
      for (guint j = i; *name == '\0' && j > 0; j--)
        name = get_head_cell (head, at, j - 1);
      if (!is_generic_choice (second))
        return g_strdup_printf ("%s – %s", name, second);
      /* Says that it is a comment. */
      if (g_strv_contains (open_ended, second))
        *label = g_strdup (second);
    }
  else if (rows > 1 && *second != '\0')
    {
      if (is_old_qualtrics (head, at) && name[0] == 'V' && g_ascii_isdigit (name[1]))
        return g_strdup (second);
      *label = g_strdup (second);
    }
  return *name != '\0' ? g_strdup (name) : g_strdup_printf (_ ("Column %u"), i + 1);
}

/* Qualtrics says it in its third row, {"ImportId":"startDate","timeZone":"America/Denver"}, others in the name, "Submit Date (UTC)". g_free. */
static char *
find_zone (const WayTable *self, const GPtrArray *head, guint at, guint rows, guint i)
{
  static const char key[] = "\"timeZone\":\"";
  const char *name = get_head_cell (head, at, i), *found = rows == 3 ? strstr (get_head_cell (head, at + 2, i), key) : NULL;
  g_autofree char *zone = NULL;
  g_autoptr (GTimeZone) known = NULL;

  if (found != NULL)
    zone = g_strndup (found + strlen (key), strcspn (found + strlen (key), "\""));
  else if (strstr (name, "(UTC)") != NULL || strstr (name, "(GMT)") != NULL)
    zone = g_strdup ("UTC");
  known = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  return known != NULL ? g_steal_pointer (&zone) : NULL;
}

static void
add_columns (WayTable *self, const GPtrArray *head, guint at, guint rows, WayReport *report)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint row = at; row < MAX (at + rows, at + 1); row++)
    for (guint i = 0; i < ((const Record *) g_ptr_array_index (head, row))->n; i++)
      if (*get_head_cell (head, row, i) != '\0')
        n = MAX (n, i + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *name = rows > 0 ? build_name (self, head, at, rows, i, &label) : g_strdup_printf (_ ("Column %u"), i + 1);
      g_autofree char *collapsed = way_text_collapse (name);
      WayColumn *column;

      for (guint again = 2; g_hash_table_contains (names, collapsed); again++)
        {
          if (again == 2)
            way_report_add (report, WAY_SEVERITY_NOTE, self->header_line, 0, _ ("Several columns are called “%s”; the later ones get a number."), name);
          g_free (collapsed);
          collapsed = g_strdup_printf ("%s (%u)", name, again);
        }
      column = way_column_new (collapsed, i);
      column->label = g_steal_pointer (&label);
      column->zone = rows > 0 ? find_zone (self, head, at, rows, i) : NULL;
      g_hash_table_add (names, g_steal_pointer (&collapsed));
      g_ptr_array_add (self->columns, column);
    }
}

static GPtrArray *
read_head (WayTable *self, GError **error)
{
  g_autoptr (GPtrArray) head = g_ptr_array_new_with_free_func (record_free);
  g_autoptr (GError) reason = NULL;

  while (head->len < HEAD && way_csv_next (self->csv, &reason))
    g_ptr_array_add (head, keep_record (self->csv));
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  return g_steal_pointer (&head);
}

gboolean
way_table_find_columns (WayTable *self, WayReport *report, GError **error)
{
  WayCsvPlace top = way_csv_tell (self->csv);
  g_autoptr (GPtrArray) head = read_head (self, error);
  int at;
  guint rows = 0;

  if (head == NULL)
    return FALSE;
  at = find_header (head);
  if (at < 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("There is no table in the file. Export it as CSV or XLSX and try again."));
      return FALSE;
    }

  const Record *header = g_ptr_array_index (head, (guint) at);

  if (is_header (head, (guint) at))
    {
      self->source = find_source (header, head, (guint) at);
      self->header_line = self->sheet != NULL ? way_xlsx_get_row (self->sheet, header->line) : header->line;
      rows = MIN (count_header_rows (self, head, (guint) at), head->len - (guint) at);
      self->start = ((const Record *) g_ptr_array_index (head, (guint) at + rows - 1))->after;
    }
  else
    {
      way_report_add (report, WAY_SEVERITY_WARNING, header->line, 0, _ ("The first row has numbers already, so the columns have no names. They are called Column 1, Column 2 and so on."));
      self->start = at > 0 ? ((const Record *) g_ptr_array_index (head, (guint) at - 1))->after : top;
    }
  self->ends_at_blank = self->source == WAY_TABLE_GOOGLE_ANALYTICS;
  add_columns (self, head, (guint) at, rows, report);
  return TRUE;
}
