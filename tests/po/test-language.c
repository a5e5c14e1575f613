/* A program run from the build tree speaks the user's language, and finds its data. */
#include "base/way-date.h"
#include "base/way-number.h"
#include "base/way-place.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void
test_german (void)
{
  /* A catalogue's header is the translation of the empty text. */
  g_assert_nonnull (strstr (dgettext (GETTEXT_PACKAGE, ""), "Language: de\n"));
}

/* Words, numbers and days on one map agree, whatever LC_NUMERIC and LC_TIME are; here they are C. */
static void
test_german_numbers (void)
{
  static const struct
  {
    double value;
    const char *text;
  } rows[] = {
    { 0, "0" },
    { 0.5, "0,5" },
    { -2.25, "−2,25" },
    { 1234.5, "1234,5" },
    { 12345.6, "12 345,6" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = way_number_to_text (rows[i].value, 2);
      g_autofree char *xml = way_number_to_xml (rows[i].value, 2);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_null (strchr (xml, ',')); /* the file never changes its sign */

      double value = 77;

      g_assert_true (way_number_from_text (rows[i].text, &value));
      g_free (xml);
      xml = way_number_to_text (value, 2);
      g_assert_cmpstr (xml, ==, rows[i].text);
    }
  double value = 0;

  g_assert_true (way_number_from_text ("1.234,5", &value));
  g_assert_cmpfloat_with_epsilon (value, 1234.5, 1e-9);
  g_assert_true (way_number_from_text ("1.234", &value));
  g_assert_cmpfloat_with_epsilon (value, 1234, 1e-9);
  g_assert_true (way_number_from_text ("0.5", &value));
  g_assert_cmpfloat_with_epsilon (value, 0.5, 1e-9);
}

static void
test_german_days (void)
{
  static const struct
  {
    const char *xml;
    const char *text;
  } rows[] = {
    { "2025-10-14", "14.10.2025" },
    { "2026-03-01T08:00:00Z", "01.03.2026" },
    { "bald", "bald" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = way_date_to_text (rows[i].xml);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
  g_autofree char *day = way_date_from_text ("1.3.26");

  g_assert_cmpstr (day, ==, "2026-03-01");
}

static void
test_data (void)
{
  const char *old = g_getenv ("WAYMARK_DATADIR");
  g_autofree char *keep = g_strdup (old);

  g_setenv ("WAYMARK_DATADIR", "/somewhere", TRUE);
  g_autofree char *overridden = way_place_build_data ("templates/blank.waymark");
  g_assert_cmpstr (overridden, ==, "/somewhere/templates/blank.waymark");

  g_unsetenv ("WAYMARK_DATADIR");
  g_autofree char *installed = way_place_build_data ("waymark.rng");
  g_assert_true (g_str_has_suffix (installed, "/share/waymark/waymark.rng"));
  g_assert_true (g_path_is_absolute (installed));

  if (keep != NULL)
    g_setenv ("WAYMARK_DATADIR", keep, TRUE);
}

int
main (int argc, char *argv[])
{
  /* LANGUAGE alone chooses the texts, so this needs no German locale on the machine. */
  g_setenv ("LANGUAGE", "de", TRUE);
  way_place_init_language ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/german", test_german);
  g_test_add_func ("/language/german-numbers", test_german_numbers);
  g_test_add_func ("/language/german-days", test_german_days);
  g_test_add_func ("/place/data", test_data);
  return g_test_run ();
}
