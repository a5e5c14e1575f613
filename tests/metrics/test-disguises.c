/* Files as people really have them, one each in disguises/: what is found out about it, what there is to ask, and every value as it lies
 * in the cache in the end. DISGUISES_UPDATE=1 writes what comes out as what is expected; read the difference before you believe it. */
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "metrics/cache/way-block.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/figures/way-data.h"
#include "metrics/tables/way-import.h"
#include "zip-writer.h"

#define PARTING "===\n"

static char *folder;

/* A file of the folder: words about it, its bytes, and what is expected. */
typedef struct
{
  char *path, *head, *name, *bytes, *expected;
  GBytes *data;
} Disguise;

static void
disguise_clear (Disguise *self)
{
  g_free (self->path);
  g_free (self->head);
  g_free (self->name);
  g_free (self->bytes);
  g_free (self->expected);
  g_bytes_unref (self->data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Disguise, disguise_clear)

/* The words behind "KEY: " in the head; NULL for none. */
static char *
find_words (const char *head, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, key) && g_str_has_prefix (*line + strlen (key), ": "))
      return g_strdup (*line + strlen (key) + 2);
  return NULL;
}

/* The rows of a sheet as a workbook; `kind`: "XLSX" or "XLSX 1904". */
static GBytes *
make_workbook (const char *rows, const char *kind)
{
  static const char links[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
  static const char strings[] = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>Datum</t></si><si><t>NPS</t></si><si><r><t>Kontakt</t></r><r><t>punkt</t></r></si><si><t xml:space=\"preserve\"> Hotline </t></si><si><t>Geschäft</t></si></sst>";
  static const char styles[] = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"46\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>";
  g_autofree char *workbook = g_strdup_printf ("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr%s/><sheets><sheet name=\"Antworten\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>", strstr (kind, "1904") != NULL ? " date1904=\"1\"" : "");
  g_autofree char *sheet = g_strdup_printf ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>%s</sheetData></worksheet>", rows);
  ZipWriter zip;

  zip_writer_init (&zip);
  zip_writer_add (&zip, "xl/workbook.xml", workbook, strlen (workbook), TRUE);
  zip_writer_add (&zip, "xl/_rels/workbook.xml.rels", links, strlen (links), TRUE);
  zip_writer_add (&zip, "xl/sharedStrings.xml", strings, strlen (strings), TRUE);
  zip_writer_add (&zip, "xl/styles.xml", styles, strlen (styles), TRUE);
  zip_writer_add (&zip, "xl/worksheets/sheet1.xml", sheet, strlen (sheet), TRUE);
  return zip_writer_finish (&zip);
}

/* Text in the disguise that `kind` names: "Windows-1252 CRLF", "UTF-16LE mark", "no-end" … */
static GBytes *
disguise_bytes (const char *text, const char *kind)
{
  static const char *const encodings[] = { "Windows-1252", "UTF-16LE", "UTF-16BE", "CP850", "MACINTOSH", "ISO-8859-15" };
  g_autoptr (GString) s = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *encoding = "UTF-8";
  gsize size;
  char *bytes;

  if (g_str_has_prefix (kind, "XLSX"))
    return make_workbook (text, kind);
  if (strstr (kind, "mark") != NULL)
    g_string_append (s, "\ufeff");
  g_string_append (s, text);
  if (strstr (kind, "no-end") != NULL)
    g_string_truncate (s, s->len - 1);
  if (strstr (kind, "CRLF") != NULL)
    g_string_replace (s, "\n", "\r\n", 0);
  else if (strstr (kind, "CR") != NULL)
    g_string_replace (s, "\n", "\r", 0);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (strstr (kind, encodings[i]) != NULL)
      encoding = encodings[i];
  bytes = g_convert (s->str, (gssize) s->len, encoding, "UTF-8", NULL, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

static void
disguise_init (Disguise *self, const char *name)
{
  g_autofree char *text = NULL, *kind = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  self->path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, &error));
  parts = g_strsplit (text, PARTING, 3);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  self->head = g_strdup (parts[0]);
  self->bytes = g_strdup (parts[1]);
  self->expected = g_strdup (parts[2]);
  self->name = find_words (self->head, "file");
  kind = find_words (self->head, "bytes");
  self->data = disguise_bytes (self->bytes, kind != NULL ? kind : "");
}

/* What was found out. */

static void
describe_column (GString *s, const WayColumn *column)
{
  static const char *const questions[] = { "", ", which decimal sign?", ", day or month first?", ", which scale?" };
  static const char *const forms[WAY_N_TIME_FORMS] = { "", " day first", " month first", " since 1970", " ms since 1970", " Excel", " Excel 1904" };

  g_assert_nonnull (column->reason);
  g_assert_cmpstr (column->reason, !=, "");
  g_string_append_printf (s, "%s: %s", column->name, way_column_use_get_nick (column->use));
  if (column->use != WAY_USE_SKIP && column->use != WAY_USE_PERSONAL)
    {
      g_string_append_printf (s, " %s%s", way_column_type_get_nick (column->type), column->type == WAY_COLUMN_TIME ? forms[column->form] : "");
      if (column->type == WAY_COLUMN_NUMBER && column->decimal == WAY_DECIMAL_COMMA)
        g_string_append (s, " with comma");
    }
  if (column->use == WAY_USE_VALUE && column->metric != NULL)
    g_string_append_printf (s, ", %s", column->metric);
  if (column->use == WAY_USE_VALUE && strcmp (column->better, "none") != 0)
    g_string_append_printf (s, ", %s is better", column->better);
  if (column->has_scale)
    g_string_append_printf (s, ", %g to %g", column->low, column->high);
  if (column->unit != NULL)
    g_string_append_printf (s, ", %s", column->unit);
  g_string_append_printf (s, "%s\n", questions[column->question]);
}

static void
describe (GString *s, const WayImport *import)
{
  const WayTable *table = way_import_get_table (import);
  const char *source = way_table_source_get_name (way_table_get_source (table));
  GPtrArray *columns = way_table_get_columns (table), *questions = way_import_get_questions (import);
  char delimiter[] = { way_table_get_delimiter (table), '\0' };

  g_string_append_printf (s, "%s, %s, %s, header in line %d\n", source != NULL ? source : "A table", way_table_get_encoding (table), *delimiter == '\t' ? "tab" : delimiter, way_table_get_header_line (table));
  for (guint i = 0; i < columns->len; i++)
    describe_column (s, g_ptr_array_index (columns, i));
  for (guint i = 0; i < questions->len; i++)
    {
      g_string_append (s, "? ");
      describe_column (s, g_ptr_array_index (questions, i));
    }
  g_string_append_printf (s, "to ask: %u\n", way_import_count_open (import));
}

/* What lies in the cache. */

/* The whole numbers of a field as they were packed: times and pseudonyms. */
static gint64 *
read_integers (WayCache *cache, const char *field, gsize n)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "SELECT b.data FROM block b JOIN field f ON f.id=b.field WHERE f.name=?", NULL);
  gint64 *values = g_new0 (gint64, n);

  way_statement_bind_text (statement, 1, field);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_true (way_block_decode_integers (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0), values, n));
  return values;
}

static void
append_time (GString *s, gint64 ms)
{
  gint64 seconds = ms / 1000 - (ms % 1000 < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, (seconds % 86400) == 0 && ms % 1000 == 0 ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S");

  g_string_append (s, text);
  if (ms - seconds * 1000 != 0)
    g_string_append_printf (s, ".%03d", (int) (ms - seconds * 1000));
}

/* Of each pseudonym only whether it was there before: the n-th person. */
static void
append_person (GString *s, GHashTable *people, gint64 id)
{
  gpointer number = g_hash_table_lookup (people, GSIZE_TO_POINTER ((gsize) id));

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (people) + 1);
      g_hash_table_insert (people, GSIZE_TO_POINTER ((gsize) id), number);
    }
  g_string_append_printf (s, "#%u", GPOINTER_TO_UINT (number));
}

static void
append_number (GString *s, const WayNumbers *numbers, gsize row)
{
  double value = numbers->codes == NULL ? numbers->numbers[row] : numbers->codes[row] == 255 ? NAN
                                                                                             : numbers->values[numbers->codes[row]];

  if (!isnan (value))
    g_string_append_printf (s, "%.10g", value);
}

static gboolean
is_kept (const WayColumn *field)
{
  return field->use >= WAY_USE_ID && field->use <= WAY_USE_COMMENT;
}

static void
append_cell (GString *s, WayData *data, WayCache *cache, const WayColumn *field, GHashTable *people, gsize row)
{
  gboolean is_value = field->use == WAY_USE_VALUE && field->type != WAY_COLUMN_TEXT;

  if (field->use == WAY_USE_ID || field->use == WAY_USE_TIME)
    {
      g_autofree gint64 *values = read_integers (cache, field->name, way_data_get_size (data));

      if (values[row] != WAY_BLOCK_NO_INTEGER && field->use == WAY_USE_TIME)
        append_time (s, values[row]);
      else if (values[row] != WAY_BLOCK_NO_INTEGER)
        append_person (s, people, values[row]);
    }
  else if (is_value)
    append_number (s, way_data_get_numbers (data, field->name, NULL), row);
  else
    {
      const WayKeys *keys = way_data_get_keys (data, field->name, NULL);
      char high[130] = "\"";

      /* Quotes and all that is not ASCII may stay as it is. */
      for (guint i = 0; i < 128; i++)
        high[i + 1] = (char) (0x80 + i);
      g_autofree char *text = g_strescape (keys->codes[row] > 0 ? g_ptr_array_index (keys->texts, keys->codes[row] - 1) : "", high);

      g_string_append (s, text);
    }
}

static void
describe_rows (GString *s, WayCache *cache, const char *dataset)
{
  g_autoptr (WayData) data = way_data_new (cache, dataset, NULL);
  g_autoptr (GHashTable) people = g_hash_table_new (NULL, NULL);
  GPtrArray *fields = way_data_get_fields (data);

  for (gsize row = 0; row < way_data_get_size (data); row++)
    {
      gboolean first = TRUE;

      for (guint i = 0; i < fields->len; i++)
        {
          const WayColumn *field = g_ptr_array_index (fields, i);

          if (!is_kept (field))
            continue;
          g_string_append (s, first ? "| " : " | ");
          append_cell (s, data, cache, field, people, row);
          first = FALSE;
        }
      g_string_append_c (s, '\n');
    }
}

static void
describe_refused (GString *s, WayCache *cache, gint64 import, const WayReport *report)
{
  g_autoptr (GPtrArray) bad = way_cache_list_bad_rows (cache, import, NULL);

  for (guint i = 0; i < bad->len; i++)
    {
      const WayBadRow *row = g_ptr_array_index (bad, i);

      g_string_append_printf (s, "refused in line %d: %s “%s”\n", row->line, row->reason, row->text);
    }
  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      const WayFinding *finding = way_report_get (report, i);

      g_string_append_printf (s, "said of line %d: %s\n", finding->line, finding->text);
    }
}

static char *
import_all (const Disguise *disguise)
{
  g_autofree char *temp = g_dir_make_tmp ("way-disguise-XXXXXX", NULL), *db = g_build_filename (temp, "m.db", NULL), *key = g_build_filename (temp, "m.key", NULL);
  g_autofree char *zone = find_words (disguise->head, "zone");
  g_autoptr (GTimeZone) time_zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  const WayImportOptions options = { .accept_guesses = TRUE, .zone = time_zone };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (db, NULL, &error);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayImport) import = NULL, again = NULL;
  GString *s = g_string_new (NULL);
  WayImportResult result;
  gsize size;
  const char *data = g_bytes_get_data (disguise->data, &size);
  /* A copy without anything behind it, for the sanitizer. */
  g_autofree char *bytes = g_memdup2 (data, size);

  g_assert_no_error (error);
  import = way_import_new (cache, bytes, size, disguise->name, NULL, NULL, report, &error);
  g_assert_no_error (error);
  describe (s, import);
  g_assert_true (way_import_run (import, &options, NULL, NULL, NULL, &result, NULL, &error));
  way_table_report_skipped (way_import_get_table (import), report);
  describe_rows (s, cache, way_import_get_dataset (import));
  describe_refused (s, cache, result.import, report);

  /* The next export of the kind: the recipe fits by itself, nothing is asked, and nothing is added twice. */
  again = way_import_new (cache, bytes, size, disguise->name, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (way_import_has_recipe (again));
  g_assert_cmpuint (way_import_count_open (again), ==, 0);
  g_assert_cmpstr (way_import_get_dataset (again), ==, way_import_get_dataset (import));
  g_assert_true (way_import_run (again, &options, NULL, NULL, NULL, &result, NULL, &error));
  g_assert_cmpint (result.n_rows, ==, 0);
  g_assert_cmpint (result.import, ==, 0);
  g_clear_pointer (&cache, way_cache_close);
  g_unlink (db);
  g_unlink (key);
  g_assert_cmpint (g_rmdir (temp), ==, 0);
  return g_string_free (s, FALSE);
}

static void
test_disguise (gconstpointer data)
{
  g_auto (Disguise) disguise = { NULL };
  g_autofree char *found = NULL;

  disguise_init (&disguise, data);
  found = import_all (&disguise);
  if (g_getenv ("DISGUISES_UPDATE") != NULL)
    {
      g_autofree char *text = g_strconcat (disguise.head, PARTING, disguise.bytes, PARTING, found, NULL);

      g_assert_true (g_file_set_contents (disguise.path, text, -1, NULL));
    }
  else
    g_assert_cmpstr (found, ==, disguise.expected);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  folder = g_strdup (argv[1]);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_cb);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_strconcat ("/disguises/", g_ptr_array_index (names, i), NULL);

      g_test_add_data_func (path, g_ptr_array_index (names, i), test_disguise);
    }
  return g_test_run ();
}
