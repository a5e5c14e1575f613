/* Tables from strangers: whatever the bytes are, each column is decided with a reason, the same rows come again after a rewind, and what a
   cell looks like is what it can be read as. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "metrics/way-table.h"

static void
check_number (WayCell cell)
{
  WayNumberLook look = way_value_look_number (cell);
  double point = NAN, comma = NAN;
  gboolean has_point = way_value_parse_number (cell, WAY_DECIMAL_POINT, &point, NULL), has_comma = way_value_parse_number (cell, WAY_DECIMAL_COMMA, &comma, NULL);

  g_assert_cmpint (has_point, ==, look == WAY_NUMBER_PLAIN || look == WAY_NUMBER_POINT || look == WAY_NUMBER_AMBIGUOUS);
  g_assert_cmpint (has_comma, ==, look == WAY_NUMBER_PLAIN || look == WAY_NUMBER_COMMA || look == WAY_NUMBER_AMBIGUOUS);
  g_assert_cmpint (has_point, ==, isfinite (point));
  if (look == WAY_NUMBER_PLAIN)
    g_assert_cmpfloat (point, ==, comma);
}

static void
check_time (WayCell cell)
{
  guint forms = way_value_look_time (cell);

  for (WayTimeForm form = WAY_TIME_YMD; form < WAY_N_TIME_FORMS; form++)
    {
      gint64 time = G_MININT64;
      gboolean read = way_value_parse_time (cell, form, &time, NULL);

      if (form <= WAY_TIME_MDY)
        g_assert_cmpint (read, ==, (forms & 1u << form) != 0);
      g_assert_cmpint (read, ==, time != G_MININT64);
    }
}

static void
check_cell (WayCell cell)
{
  double value;
  gboolean flag;

  check_number (cell);
  check_time (cell);
  way_value_parse_duration (cell, &value);
  way_value_parse_answer (cell, &value, &flag);
  way_value_parse_flag (cell, &flag);
  way_value_has_meridiem (cell);
}

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
      check_cell (way_table_get_cell (table, i));
  way_table_report_skipped (table, report);
  way_table_rewind (table);
  while (way_table_next (table, NULL))
    again++;
  g_assert_cmpuint (n, ==, again);
  return 0;
}
