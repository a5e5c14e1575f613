/* Tables from strangers: whatever the bytes are, each column is decided with a reason, and the same rows come again after a rewind. What
   stands in cells is fuzz-value.c's. */
#include "fuzz.h"

#include <string.h>

#include "metrics/tables/way-table.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayTable) table = way_table_new ((const char *) data, size, NULL, NULL, report, &error);
  guint n = 0, again = 0;
  GPtrArray *columns;

  if (table == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  columns = way_table_get_columns (table);
  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);

      g_assert_true (g_utf8_validate (column->name, -1, NULL));
      g_assert_true (g_utf8_validate (column->reason, -1, NULL));
      g_assert_true (way_table_find_column (table, column->name) == column);
    }
  for (; way_table_next (table, NULL); n++)
    for (guint i = 0; i < columns->len; i++)
      way_table_get_cell (table, i);
  way_table_report_skipped (table, report);
  way_table_rewind (table);
  while (way_table_next (table, NULL))
    again++;
  g_assert_cmpuint (n, ==, again);
  return 0;
}
