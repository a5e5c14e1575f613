/* Numbers and days as text beside English words; tests/po/test-language.c has the same beside German ones. */
#include "base/way-date.h"
#include "base/way-duration.h"
#include "base/way-number.h"

#include <glib.h>
#include <locale.h>

static const struct
{
  double value;
  int digits;
  const char *xml;
  const char *text;
} numbers[] = {
  { 0, 2, "0", "0" },
  { 0.5, 1, "0.5", "0.5" },
  { 0.25, 1, "0.2", "0.2" },
  { -0.04, 1, "0", "0" },
  { -3, 0, "-3", "−3" },
  { -2.50, 2, "-2.5", "−2.5" },
  { 1234.5, 1, "1234.5", "1234.5" },
  { 12345.6, 1, "12345.6", "12 345.6" },
  { 1234567, 0, "1234567", "1 234 567" },
};

static const struct
{
  const char *xml;
  const char *text;
} days[] = {
  { "2025-10-14", "2025-10-14" },
  { "2025-10-14T16:40:00+02:00", "2025-10-14" },
  { "2024-02-29", "2024-02-29" },
  { "2025-02-29", "2025-02-29" }, /* no such day, so it comes back as it is */
  { "next spring", "next spring" },
};

static void
check_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *xml = way_number_to_xml (numbers[i].value, numbers[i].digits);
      g_autofree char *text = way_number_to_text (numbers[i].value, numbers[i].digits);

      g_assert_cmpstr (xml, ==, numbers[i].xml);
      g_assert_cmpstr (text, ==, numbers[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = way_date_to_text (days[i].xml);

      g_assert_cmpstr (text, ==, days[i].text);
    }
}

static void
test_english (void)
{
  check_all ();
}

/* Whatever locale the machine has besides: English words, English numbers. */
static void
test_any_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "en_US.UTF-8", "C" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      setlocale (LC_NUMERIC, locales[i]);
      setlocale (LC_TIME, locales[i]);
      check_all ();
    }
}

/* What is written can be read again, and so can what people type. */
static void
test_from_text (void)
{
  static const struct
  {
    const char *text;
    const char *xml; /* NULL: refused */
  } rows[] = {
    { "0", "0" },
    { "12", "12" },
    { " −3 ", "-3" },
    { "-2.5", "-2.5" },
    { "2,5", "2.5" },
    { "1,234", "1234" },
    { "1,234.5", "1234.5" },
    { "0,125", "0.125" },
    { "12\u202f345.6", "12345.6" },
    { "1234567.25", "1234567.25" },
    { "1.2.3", NULL },
    { "1,23,4.5", NULL },
    { "twelve", NULL },
    { "", NULL },
    { "1e3", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double value = 77;
      gboolean ok = way_number_from_text (rows[i].text, &value);
      g_autofree char *xml = ok ? way_number_to_xml (value, 10) : NULL;

      g_assert_cmpstr (xml, ==, rows[i].xml);
      g_assert_true (ok || value > 76);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double value = 77;

      g_assert_true (way_number_from_text (numbers[i].text, &value));
      g_autofree char *again = way_number_to_text (value, numbers[i].digits);
      g_assert_cmpstr (again, ==, numbers[i].text);
    }
}

static void
test_days_from_text (void)
{
  static const struct
  {
    const char *text;
    const char *xml;
  } rows[] = {
    { "2025-10-14", "2025-10-14" },
    { " 2025-1-4 ", "2025-01-04" },
    { "2025/10/14", "2025-10-14" },
    { "14.10.2025", "2025-10-14" },
    { "1.2.25", "2025-02-01" },
    { "31.02.2025", NULL },
    { "14.10.", NULL },
    { "2025-13-01", NULL },
    { "2025-10-14x", NULL },
    { "14.300.2025", NULL },
    { "soon", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = way_date_from_text (rows[i].text);

      g_assert_cmpstr (xml, ==, rows[i].xml);
    }
}

/* The two largest units, rounded before they are parted. */
static void
test_durations (void)
{
  static const struct
  {
    double milliseconds;
    const char *text;
  } rows[] = {
    { 0, "0 s" },
    { 4, "0.004 s" },
    { 1500, "1.5 s" },
    { 59499, "59.5 s" },
    { 59999, "1 min" },
    { 725000, "12 min 5 s" },
    { 3600e3, "1 h" },
    { 3599999, "1 h" },
    { 7199e3, "2 h" },
    { 5400e3, "1 h 30 min" },
    { 86400e3, "1 d" },
    { 86399e3, "1 d" },
    { 3 * 86400e3 + 4 * 3600e3, "3 d 4 h" },
    { 99 * 86400e3 + 23.6 * 3600e3, "100 d" },
    { 40953600e3, "474 d" },
    { -5400e3, "−1 h 30 min" },
    { 12345 * 86400e3, "12\u202f345 d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = way_duration_to_text (rows[i].milliseconds);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/english", test_english);
  g_test_add_func ("/number/any-locale", test_any_locale);
  g_test_add_func ("/number/from-text", test_from_text);
  g_test_add_func ("/number/days-from-text", test_days_from_text);
  g_test_add_func ("/number/durations", test_durations);
  return g_test_run ();
}
