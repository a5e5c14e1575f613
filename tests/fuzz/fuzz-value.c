/* Cells from strangers, one a line: what a cell looks like is what it can be read as; what is read can be written and read again. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "metrics/tables/way-value.h"

static void
check_number (WayCell cell)
{
  WayNumberLook look = way_value_look_number (cell);
  double point = NAN, comma = NAN;
  gboolean has_point = way_value_parse_number (cell, WAY_DECIMAL_POINT, &point, NULL), has_comma = way_value_parse_number (cell, WAY_DECIMAL_COMMA, &comma, NULL);

  g_assert_cmpint (has_point, ==, look == WAY_NUMBER_PLAIN || look == WAY_NUMBER_POINT || look == WAY_NUMBER_AMBIGUOUS);
  g_assert_cmpint (has_comma, ==, look == WAY_NUMBER_PLAIN || look == WAY_NUMBER_COMMA || look == WAY_NUMBER_AMBIGUOUS);
  g_assert_cmpint (has_point, ==, isfinite (point));
  g_assert_cmpint (has_comma, ==, isfinite (comma));
  if (look == WAY_NUMBER_PLAIN)
    g_assert_cmpfloat (point, ==, comma);
  if (look == WAY_NUMBER_AMBIGUOUS)
    g_assert_cmpfloat (point, !=, comma);
  if (has_point)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];
      double again = NAN;

      g_ascii_dtostr (text, sizeof text, point);
      g_assert_true (way_value_parse_number ((WayCell){ text, strlen (text) }, WAY_DECIMAL_POINT, &again, NULL));
      g_assert_cmpfloat (again, ==, point);
    }
}

/* As ISO 8601 it is the same time. */
static void
check_written (gint64 time)
{
  gint64 seconds = time / 1000 - (time % 1000 < 0), again;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = NULL, *full = NULL;
  gboolean zoned;

  if (date == NULL || g_date_time_get_year (date) < 1000 || g_date_time_get_year (date) > 9999)
    return;
  text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
  full = g_strdup_printf ("%s.%03dZ", text, (int) (time - seconds * 1000));
  g_assert_true (way_value_parse_time ((WayCell){ full, strlen (full) }, WAY_TIME_YMD, &again, &zoned));
  g_assert_true (zoned);
  g_assert_cmpint (again, ==, time);
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
      if (read)
        check_written (time);
    }
}

static void
check_rest (WayCell cell)
{
  WayCell trimmed = way_cell_trim (cell.text, cell.length);
  double value = NAN;
  gboolean flag;

  g_assert_cmpint (trimmed.length, ==, cell.length);
  if (way_value_parse_duration (cell, &value))
    g_assert_true (isfinite (value) && value >= 0);
  value = NAN;
  if (way_value_parse_answer (cell, &value, &flag))
    g_assert_true (isfinite (value));
  if (way_value_is_missing (cell))
    g_assert_cmpint (way_value_look_number (cell), ==, WAY_NUMBER_NONE);
  way_value_parse_flag (cell, &flag);
  way_value_has_meridiem (cell);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *p = (const char *) data, *end = p + size;

  while (p < end)
    {
      const char *stop = memchr (p, '\n', (size_t) (end - p));
      WayCell cell = way_cell_trim (p, (gsize) ((stop != NULL ? stop : end) - p));

      check_number (cell);
      check_time (cell);
      check_rest (cell);
      p = stop != NULL ? stop + 1 : end;
    }
  return 0;
}
