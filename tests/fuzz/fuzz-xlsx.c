/* Spreadsheets from strangers. What begins like an archive is read as one; anything else is the parts of a workbook, each behind the line
   "#NAME", and packed into a sound archive first, so that mutations reach the XML and not only the checksums. */
#include "fuzz.h"

#include <string.h>

#include "metrics/tables/way-table.h"
#include "metrics/tables/way-xlsx.h"
#include "zip-writer.h"

static void
check_workbook (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayXlsx) xlsx = way_xlsx_new (data, size, 0, NULL, &error);
  const char *records;
  gsize length;
  int row = 0;

  g_assert_cmpint (xlsx == NULL, ==, error != NULL);
  if (xlsx == NULL)
    return;
  records = way_xlsx_get_records (xlsx, &length);
  g_assert_cmpuint (strlen (records), ==, length);
  g_assert_true (g_utf8_validate_len (records, length, NULL));
  g_assert_nonnull (way_xlsx_get_sheets (xlsx)[0]);
  /* Each line says which row it came from. */
  for (gsize i = 0, line = 1; i < length; i++)
    if (records[i] == '\n')
      {
        row = way_xlsx_get_row (xlsx, (int) line++);
        g_assert_cmpint (row, >, 0);
      }
}

static void
check_table (const char *data, gsize size)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayTable) table = way_table_new (data, size, "x.xlsx", NULL, report, NULL);

  while (table != NULL && way_table_next (table, NULL))
    g_assert_cmpint (way_table_get_line (table), >, 0);
}

/* Part by part; a name without a folder is one of xl/. */
static GBytes *
pack_parts (const char *data, gsize size)
{
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) parts = g_strsplit (text, "\n#", 20);
  ZipWriter zip;

  zip_writer_init (&zip);
  for (char **part = parts; *part != NULL; part++)
    {
      const char *name = *part + (**part == '#');
      gsize length = strcspn (name, "\n");
      g_autofree char *path = g_strdup_printf ("xl/%.*s", (int) MIN (length, 100), name);
      const char *body = name[length] != '\0' ? name + length + 1 : "";

      zip_writer_add (&zip, path, body, strlen (body), FALSE);
    }
  return zip_writer_finish (&zip);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) packed = NULL;

  if (!way_xlsx_is_spreadsheet ((const char *) data, size))
    {
      packed = pack_parts ((const char *) data, size);
      data = g_bytes_get_data (packed, &size);
    }
  check_workbook ((const char *) data, size);
  check_table ((const char *) data, size);
  return 0;
}
