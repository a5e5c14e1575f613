/* Cells as German and American programs write them, one row each. */
#include <math.h>
#include <string.h>

#include "metrics/tables/way-value.h"

#define CELL(text) way_cell_trim (text, strlen (text))

/* What is read with a decimal point and with a comma; NAN: nothing. */
static const struct
{
  const char *text;
  WayNumberLook look;
  double point, comma;
} numbers[] = {
  { "0", WAY_NUMBER_PLAIN, 0, 0 },
  { "10", WAY_NUMBER_PLAIN, 10, 10 },
  { " 7 ", WAY_NUMBER_PLAIN, 7, 7 },
  { "-3", WAY_NUMBER_PLAIN, -3, -3 },
  { "+3", WAY_NUMBER_PLAIN, 3, 3 },
  { "−3", WAY_NUMBER_PLAIN, -3, -3 },
  { "12-", WAY_NUMBER_PLAIN, -12, -12 },
  { "(12)", WAY_NUMBER_PLAIN, -12, -12 },
  { "(12", WAY_NUMBER_NONE, NAN, NAN },
  { "1.5", WAY_NUMBER_POINT, 1.5, NAN },
  { "1,5", WAY_NUMBER_COMMA, NAN, 1.5 },
  { ".5", WAY_NUMBER_POINT, 0.5, NAN },
  { "1.234", WAY_NUMBER_AMBIGUOUS, 1.234, 1234 },
  { "1,234", WAY_NUMBER_AMBIGUOUS, 1234, 1.234 },
  { "0.123", WAY_NUMBER_POINT, 0.123, NAN },
  { "0,123", WAY_NUMBER_COMMA, NAN, 0.123 },
  { "1.234,50", WAY_NUMBER_COMMA, NAN, 1234.5 },
  { "1,234.50", WAY_NUMBER_POINT, 1234.5, NAN },
  { "1.234.567", WAY_NUMBER_COMMA, NAN, 1234567 },
  { "1,234,567", WAY_NUMBER_POINT, 1234567, NAN },
  { "12.34.567", WAY_NUMBER_NONE, NAN, NAN },
  { "1 234,5", WAY_NUMBER_COMMA, NAN, 1234.5 },
  { "1\u00a0234", WAY_NUMBER_PLAIN, 1234, 1234 },
  { "1\u202f234\u202f567", WAY_NUMBER_PLAIN, 1234567, 1234567 },
  { "1'234.50", WAY_NUMBER_POINT, 1234.5, NAN },
  { "1.234,50 €", WAY_NUMBER_COMMA, NAN, 1234.5 },
  { "1.234,50 EUR", WAY_NUMBER_COMMA, NAN, 1234.5 },
  { "€ 12", WAY_NUMBER_PLAIN, 12, 12 },
  { "$1,234.00", WAY_NUMBER_POINT, 1234, NAN },
  { "85,3 %", WAY_NUMBER_COMMA, NAN, 85.3 },
  { "85%", WAY_NUMBER_PLAIN, 85, 85 },
  { "4,91712E+11", WAY_NUMBER_COMMA, NAN, 491712000000 },
  { "4.9e3", WAY_NUMBER_POINT, 4900, NAN },
  { "1e", WAY_NUMBER_NONE, NAN, NAN },
  { "1e999", WAY_NUMBER_NONE, NAN, NAN },
  { "12 apples", WAY_NUMBER_NONE, NAN, NAN },
  { "0815-4711", WAY_NUMBER_NONE, NAN, NAN },
  { "07.02.2025", WAY_NUMBER_NONE, NAN, NAN },
  { "1..2", WAY_NUMBER_NONE, NAN, NAN },
  { "-", WAY_NUMBER_NONE, NAN, NAN },
  { "%", WAY_NUMBER_NONE, NAN, NAN },
  { "", WAY_NUMBER_NONE, NAN, NAN },
  { "Hello", WAY_NUMBER_NONE, NAN, NAN },
  { "99999999999999999999999999999999999999999999999999999999999999999", WAY_NUMBER_NONE, NAN, NAN },
};

static void
check_number (const char *text, WayDecimal decimal, double expected)
{
  double value = NAN;

  g_assert_cmpint (way_value_parse_number (CELL (text), decimal, &value, NULL), ==, !isnan (expected));
  if (!isnan (expected))
    g_assert_cmpfloat_with_epsilon (value, expected, 1e-9 * fabs (expected) + 1e-12);
  else
    g_assert_true (isnan (value));
}

static void
test_numbers (void)
{
  gboolean percent;
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_test_message ("%s", numbers[i].text);
      g_assert_cmpint (way_value_look_number (CELL (numbers[i].text)), ==, numbers[i].look);
      check_number (numbers[i].text, WAY_DECIMAL_POINT, numbers[i].point);
      check_number (numbers[i].text, WAY_DECIMAL_COMMA, numbers[i].comma);
    }
  g_assert_true (way_value_parse_number (CELL ("5 %"), WAY_DECIMAL_POINT, &value, &percent) && percent);
  g_assert_true (way_value_parse_number (CELL ("5"), WAY_DECIMAL_POINT, &value, &percent) && !percent);
}

static void
test_answers (void)
{
  static const struct
  {
    const char *text;
    double value; /* −1: none */
    gboolean labelled;
  } rows[] = {
    { "9", 9, FALSE },
    { "10 - Extremely likely", 10, TRUE },
    { "0 = gar nicht", 0, TRUE },
    { "7 (sehr leicht)", 7, TRUE },
    { "5: zufrieden", 5, TRUE },
    { "3 – geht so", 3, TRUE },
    { "3-4", -1, FALSE },
    { "1.5", -1, FALSE },
    { "1000 - x", -1, FALSE },
    { "9 lives", -1, FALSE },
    { "Yum!", -1, FALSE },
    { "10 -", -1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double value = -1;
      gboolean labelled;

      g_assert_cmpint (way_value_parse_answer (CELL (rows[i].text), &value, &labelled), ==, rows[i].value >= 0);
      g_assert_cmpfloat (value, ==, rows[i].value);
      g_assert_cmpint (labelled, ==, rows[i].labelled);
    }
}

#define Y (1 << WAY_TIME_YMD)
#define D (1 << WAY_TIME_DMY)
#define M (1 << WAY_TIME_MDY)
#define ALL (Y | D | M)

static const struct
{
  const char *text;
  guint look;
  const char *iso; /* as the first of the forms that fit reads it; NULL: none does */
  gboolean zoned;
} times[] = {
  { "2025-07-19", Y, "2025-07-19T00:00:00" },
  { "2025-07-19 08:28:09", Y, "2025-07-19T08:28:09" },
  { "2025-07-19T08:28:09Z", Y, "2025-07-19T08:28:09", TRUE },
  { "2025-07-19T08:28:09.402+02:00", Y, "2025-07-19T06:28:09.402", TRUE },
  { "2025-07-19 08:28:09 UTC", Y, "2025-07-19T08:28:09", TRUE },
  { "2025-07-19T08:28:09+0200", Y, "2025-07-19T06:28:09", TRUE },
  { "2014/10/22 11:15:41.000", Y, "2014-10-22T11:15:41" },
  { "20250719", Y, "2025-07-19T00:00:00" },
  { "2025-07", Y, "2025-07-01T00:00:00" },
  { "07.02.2025 00:13:31", D, "2025-02-07T00:13:31" },
  { "7.2.25", D, "2025-02-07T00:00:00" },
  { "23.06.25 07:00", D, "2025-06-23T07:00:00" },
  { "31.12.99", D, "1999-12-31T00:00:00" },
  { "03/04/2025", D | M, "2025-04-03T00:00:00" },
  { "13/04/2025", D, "2025-04-13T00:00:00" },
  { "04/13/2025", M, "2025-04-13T00:00:00" },
  { "6/23/25 07:00 AM", M, "2025-06-23T07:00:00" },
  { "6/23/25 12:05 PM", M, "2025-06-23T12:05:00" },
  { "6/23/25 12:05 AM", M, "2025-06-23T00:05:00" },
  { "6/23/25 13:05 PM", 0, NULL },
  { "11/1/2019 8:51:12", D | M, "2019-01-11T08:51:12" },
  { "12. März 2025", ALL, "2025-03-12T00:00:00" },
  { "12. Dez. 2025 10:30 Uhr", ALL, "2025-12-12T10:30:00" },
  { "Mär 25", ALL, "2025-03-01T00:00:00" },
  { "March 12, 2025", ALL, "2025-03-12T00:00:00" },
  { "12-Mar-25", ALL, "2025-03-12T00:00:00" },
  { "12 Oct 2025, 10:30", ALL, "2025-10-12T10:30:00" },
  { "2025-KW07", ALL, "2025-02-10T00:00:00" },
  { "KW 1/2025", ALL, "2024-12-30T00:00:00" },
  { "2026-W01", ALL, "2025-12-29T00:00:00" },
  { "Q1 2025", ALL, "2025-01-01T00:00:00" },
  { "2025-Q4", ALL, "2025-10-01T00:00:00" },
  { "3. Quartal 2025", ALL, "2025-07-01T00:00:00" },
  { "2024-02-29", Y, "2024-02-29T00:00:00" },
  { "2025-02-29", 0, NULL },
  { "1900-02-29", 0, NULL },
  { "2025-13-01", 0, NULL },
  { "2025-07-19 25:00", 0, NULL },
  { "2025-07-19 later", 0, NULL },
  { "32.01.2025", 0, NULL },
  { "1.5", 0, NULL },
  { "123", 0, NULL },
  { "1234567890", 0, NULL },
  { "0815/4711", 0, NULL },
  { "Q5 2025", 0, NULL },
  { "2025-KW54", 0, NULL },
  { "", 0, NULL },
  { "Hello", 0, NULL },
};

static void
check_time (WayCell cell, WayTimeForm form, const char *iso, gboolean zoned)
{
  g_autoptr (GDateTime) expected = iso != NULL ? g_date_time_new_from_iso8601 (iso, g_time_zone_new_utc ()) : NULL;
  gboolean has_zone = FALSE;
  gint64 time = -1;

  if (iso == NULL)
    {
      g_assert_false (way_value_parse_time (cell, form, &time, NULL));
      g_assert_cmpint (time, ==, -1);
      return;
    }
  g_assert_true (way_value_parse_time (cell, form, &time, &has_zone));
  g_assert_cmpint (time, ==, g_date_time_to_unix (expected) * 1000 + g_date_time_get_microsecond (expected) / 1000);
  g_assert_cmpint (has_zone, ==, zoned);
}

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      WayCell cell = CELL (times[i].text);
      gboolean first = TRUE;

      g_test_message ("%s", times[i].text);
      g_assert_cmpint (way_value_look_time (cell), ==, times[i].look);
      for (WayTimeForm form = WAY_TIME_YMD; form <= WAY_TIME_MDY; form++)
        if ((times[i].look & 1u << form) == 0)
          check_time (cell, form, NULL, FALSE);
        else if (first)
          {
            check_time (cell, form, times[i].iso, times[i].zoned);
            first = FALSE;
          }
    }
  check_time (CELL ("11/1/2019 8:51:12"), WAY_TIME_MDY, "2019-11-01T08:51:12", FALSE);
  check_time (CELL ("1752913689"), WAY_TIME_UNIX, "2025-07-19T08:28:09", TRUE);
  check_time (CELL ("1752913689402"), WAY_TIME_UNIX_MS, "2025-07-19T08:28:09.402", TRUE);
  check_time (CELL ("45857"), WAY_TIME_EXCEL, "2025-07-19T00:00:00", FALSE);
  check_time (CELL ("45857,5"), WAY_TIME_EXCEL, "2025-07-19T12:00:00", FALSE);
  check_time (CELL ("44395"), WAY_TIME_EXCEL_MAC, "2025-07-19T00:00:00", FALSE);
  check_time (CELL ("later"), WAY_TIME_EXCEL, NULL, FALSE);
  g_assert_true (way_value_has_meridiem (CELL ("6/23/25 07:00 AM")));
  g_assert_true (way_value_has_meridiem (CELL ("7pm")));
  g_assert_false (way_value_has_meridiem (CELL ("Spam")));
}

/* All days of eight centuries, against GLib's calendar. */
/* The short way for the form of most exports reads what the long one does, whatever character is another. */
static void
test_plain (void)
{
  static const char *const plain[] = { "2025-07-19 08:28:09", "1999-12-31T23:59:60" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    for (gsize at = 0; at < 19; at++)
      for (int c = 1; c < 256; c++)
        {
          g_autofree char *text = g_strdup (plain[i]), *zoned = NULL;
          gint64 time = 0, expected = 0;
          gboolean good;

          /* With a zone of its own it cannot have ours behind it. */
          if (at > 10 && strchr ("+-Zz", c) != NULL)
            continue;
          text[at] = (char) c;
          zoned = g_strconcat (text, "+00:00", NULL);
          good = way_value_parse_time (CELL (zoned), WAY_TIME_YMD, &expected, NULL);
          g_assert_cmpint (way_value_parse_time (CELL (text), WAY_TIME_YMD, &time, NULL), ==, good);
          g_assert_cmpint (time, ==, expected);
        }
}

static void
test_days (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 1600);
  guint32 epoch = 719163;

  for (; g_date_get_year (date) < 2400; g_date_add_days (date, 1))
    g_assert_cmpint (way_value_make_day (g_date_get_year (date), (int) g_date_get_month (date), g_date_get_day (date)), ==, (gint64) g_date_get_julian (date) - epoch);
}

static void
test_durations (void)
{
  static const struct
  {
    const char *text;
    double seconds; /* −1: none */
  } rows[] = {
    { "01:30:00", 5400 },
    { "1:30", 90 },
    { "123:00:00", 442800 },
    { "0:00:01.5", 1.5 },
    { "2 d 4 h", 187200 },
    { "3 Tage", 259200 },
    { "1,5 Std.", 5400 },
    { "1.5h", 5400 },
    { "90 min", 5400 },
    { "250 ms", 0.25 },
    { "1:75", -1 },
    { "3", -1 },
    { "3 apples", -1 },
    { "2025-01-01", -1 },
    { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double seconds = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (way_value_parse_duration (CELL (rows[i].text), &seconds), ==, rows[i].seconds >= 0);
      g_assert_cmpfloat_with_epsilon (seconds, rows[i].seconds, 1e-9);
    }
}

static void
test_words (void)
{
  static const char *const missing[] = { "", "  ", "-", "k. A.", "K.A.", "n/a", "N/A", "NULL", "#NV", "–", NULL };
  static const char *const present[] = { "0", "-3", "no", "Nein", "x", NULL };
  static const char *const yes[] = { "1", "Ja", "yes", "TRUE", "WAHR", "x", "X", NULL };
  static const char *const no[] = { "0", "Nein", "No", "false", "FALSCH", NULL };
  gboolean value;

  for (guint i = 0; missing[i] != NULL; i++)
    g_assert_true (way_value_is_missing (CELL (missing[i])));
  for (guint i = 0; present[i] != NULL; i++)
    g_assert_false (way_value_is_missing (CELL (present[i])));
  for (guint i = 0; yes[i] != NULL; i++)
    g_assert_true (way_value_parse_flag (CELL (yes[i]), &value) && value);
  for (guint i = 0; no[i] != NULL; i++)
    g_assert_true (way_value_parse_flag (CELL (no[i]), &value) && !value);
  g_assert_false (way_value_parse_flag (CELL ("maybe"), &value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/numbers", test_numbers);
  g_test_add_func ("/value/answers", test_answers);
  g_test_add_func ("/value/times", test_times);
  g_test_add_func ("/value/plain", test_plain);
  g_test_add_func ("/value/days", test_days);
  g_test_add_func ("/value/durations", test_durations);
  g_test_add_func ("/value/words", test_words);
  return g_test_run ();
}
