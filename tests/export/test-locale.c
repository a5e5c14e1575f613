/* The same map gives the same bytes whatever LC_NUMERIC is. Half of the world writes decimals with a comma, and C libraries
 * read and print numbers accordingly where one least expects it. */
#include "export-fixture.h"

#include "export/way-export-pdf.h"
#include "export/way-export-png.h"
#include "export/way-export-svg.h"

#include <locale.h>

typedef GBytes *(*Export) (Fixture *fixture, const WayExportOptions *options, GError **error);

static GBytes *
export_pdf (Fixture *fixture, const WayExportOptions *options, GError **error)
{
  return way_export_pdf (fixture->document, fixture->scenes, G_N_ELEMENTS (fixture->scenes), options, NULL, NULL, error);
}

static GBytes *
export_svg (Fixture *fixture, const WayExportOptions *options, GError **error)
{
  return way_export_svg (fixture->document, fixture->scenes[0], options, NULL, error);
}

static GBytes *
export_png (Fixture *fixture, const WayExportOptions *options, GError **error)
{
  return way_export_png (fixture->scenes[0], options, NULL, error);
}

/* German for numbers, compiled into the test's own folder: the machine need not have the locale, only its source. */
static void
speak_german (const char *folder)
{
  g_autofree char *compiled = g_build_filename (folder, "de_DE.UTF-8", NULL);
  g_autofree char *printed = fixture_run ("localedef", "--no-archive", "--inputfile=de_DE", "--charmap=UTF-8", compiled, NULL);

  g_setenv ("LOCPATH", folder, TRUE);
  g_assert_nonnull (setlocale (LC_NUMERIC, "de_DE.UTF-8"));
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
}

static void
test_same_bytes (gconstpointer data)
{
  Export export = *(const Export *) data;
  WayExportOptions options;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("waymark-locale-XXXXXX", &error);
  Fixture fixture;

  g_assert_no_error (error);
  way_export_options_init (&options);
  setlocale (LC_NUMERIC, "C");
  fixture_open (&fixture);

  g_autoptr (GBytes) point = export(&fixture, &options, &error);

  g_assert_no_error (error);
  fixture_close (&fixture);
  speak_german (folder);
  fixture_open (&fixture);

  g_autoptr (GBytes) comma = export(&fixture, &options, &error);

  g_assert_no_error (error);
  fixture_close (&fixture);
  setlocale (LC_NUMERIC, "C");
  g_assert_true (g_bytes_equal (point, comma));

  g_autofree char *removed = fixture_run ("rm", "-r", folder, NULL);
}

int
main (int argc, char *argv[])
{
  static const Export pdf = export_pdf, svg = export_svg, png = export_png;

  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/locale/pdf", &pdf, test_same_bytes);
  g_test_add_data_func ("/locale/svg", &svg, test_same_bytes);
  g_test_add_data_func ("/locale/png", &png, test_same_bytes);
  return g_test_run ();
}
