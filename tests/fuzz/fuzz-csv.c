/* CSV: what the reader takes apart, the writer puts together again; and the grid and the list made of it keep their laws. */
#include "fuzz.h"

#include <string.h>

#include "interop/way-csv-grid.h"
#include "interop/way-csv-list.h"
#include "base/way-csv.h"
#include "model/way-integrity.h"

/* All cells, lines included, as the writer writes them; the lines of the file are checked on the way. */
static char *
rewrite (const char *data, size_t size, gboolean undefuse, size_t *length)
{
  const WayCsvOptions written = { ',', 0, 0 };
  g_autoptr (WayCsv) csv = way_csv_new (data, size, undefuse ? &written : NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  int line = 0;

  if (csv == NULL)
    return NULL;

  WayCsvWriter *writer = way_csv_writer_new (WAY_CSV_COMMA);

  while (way_csv_next (csv, &error))
    {
      g_assert_cmpint (way_csv_get_line (csv), >, line);
      line = way_csv_get_line (csv);
      g_assert_cmpuint (way_csv_get_size (csv), >, 0);
      for (guint i = 0; i < way_csv_get_size (csv); i++)
        {
          gsize n;
          const char *cell = way_csv_get_cell (csv, i, &n);

          g_assert_true (g_utf8_validate_len (cell, n, NULL));
          g_assert_cmpint (cell[n], ==, '\0');
          way_csv_writer_add (writer, undefuse ? way_csv_undefuse (cell) : cell);
        }
      way_csv_writer_end_record (writer);
    }
  g_assert_no_error (error);
  return way_csv_writer_finish (writer, length);
}

static void
check_valid (const WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) > 0)
    g_error ("not valid: %s", way_report_get (report, 0)->text);
}

static void
check_grid (const char *data, size_t size)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayDocument) document = way_csv_grid_import (data, size, NULL, report, NULL);

  if (document == NULL)
    return;
  check_valid (document);

  g_autofree char *list = way_csv_list_export (document, WAY_CSV_EXCEL);
  g_autofree char *grid = way_csv_grid_export (document, NULL, WAY_CSV_EXCEL, report);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) again = way_csv_grid_import (grid, strlen (grid), NULL, NULL, &error);

  if (again == NULL)
    g_error ("%s in:\n%s", error->message, grid);
  check_valid (again);
  way_document_mark_saved (document);
  g_assert_true (way_csv_list_apply (document, list, strlen (list), NULL, NULL));
  if (way_document_is_modified (document))
    g_error ("applying changed something:\n%s", list);
}

/* Any text applied to a map leaves a valid one, and one step back undoes it. */
static void
check_list (const char *data, size_t size)
{
  static const char table[] = "T;P;Q\n;s;t\nTouchpoints;a;b\nEmotion: Ida;3;-3\nPain points;x;y\nActions;z;\n";
  g_autoptr (WayDocument) document = way_csv_grid_import (table, sizeof table - 1, NULL, NULL, NULL);
  g_autoptr (WayReport) report = way_report_new ();

  way_document_seed_ids (document, 1);

  g_autofree char *before = way_csv_list_export (document, WAY_CSV_COMMA);

  if (!way_csv_list_apply (document, data, size, report, NULL))
    g_assert_false (way_document_is_modified (document));
  check_valid (document);
  if (way_document_is_modified (document))
    {
      way_document_undo (document);

      g_autofree char *after = way_csv_list_export (document, WAY_CSV_COMMA);

      g_assert_cmpstr (before, ==, after);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  size_t n_once, n_twice;
  g_autofree char *once = rewrite ((const char *) data, size, FALSE, &n_once);

  /* Anything else is refused by its head, which needs no map to be seen. */
  if (size > 0 && memmem (data, size, "element", strlen ("element")) != NULL)
    check_list ((const char *) data, size);
  if (once == NULL)
    return 0;

  g_autofree char *twice = rewrite (once, n_once, TRUE, &n_twice);

  g_assert_cmpstr (once, ==, twice);
  check_grid ((const char *) data, size);
  return 0;
}
