/* What is seen before an export: sheets, pictures and thumbnails, as pixels. */
#include <string.h>

#include "export-fixture.h"
#include "export/way-export-png.h"
#include "export/way-preview.h"

static const char *const papers[] = { "a4", "a3", "letter", "16:9", "map" };

/* Each sheet is opaque to its last pixel, as large as fits, and of the paper's proportions. */
static void
test_sheets (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (GError) error = NULL;
      WayExportOptions options;

      way_export_options_init (&options);
      options.paper = way_paper_find (papers[i / 2], NULL);
      options.tiled = i % 2 == 1 && options.paper->width > 0;

      g_autoptr (WaySheets) sheets = way_sheets_new (fixture.document, fixture.scenes, 2, &options, NULL, &error);

      g_assert_no_error (error);
      for (guint n = 0; n < way_sheets_get_n_pages (sheets); n++)
        {
          int width = 90 + (int) (n * 37 % 300), height = 70 + (int) (i * 53 % 280);
          const WayPage *page = way_sheets_get_page (sheets, n);
          g_autoptr (WayPreview) preview = way_preview_sheet (sheets, n, width, height, NULL, &error);
          const guint8 *pixels = g_bytes_get_data (preview->pixels, NULL);

          g_assert_no_error (error);
          g_assert_true (preview->width == width || preview->height == height);
          g_assert_true (preview->width <= width && preview->height <= height);
          g_assert_cmpfloat_with_epsilon (preview->width / page->width, preview->height / page->height, 1.01 / MIN (page->width, page->height));
          for (int y = 0; y < preview->height; y++)
            for (int x = 0; x < preview->width; x++)
              {
                guint32 pixel;

                memcpy (&pixel, pixels + (gsize) y * preview->stride + (gsize) x * 4, 4);
                g_assert_cmphex (pixel >> 24, ==, 0xff);
              }
        }
    }
  fixture_close (&fixture);
}

static void
test_cancel (void)
{
  Fixture fixture;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  WayExportOptions options;

  fixture_open (&fixture);
  way_export_options_init (&options);
  g_cancellable_cancel (cancellable);
  g_assert_null (way_preview_scene (fixture.scenes[0], &options, 100, 100, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_close (&fixture);
}

/* As wide as asked for, at most three quarters as high, and drawn on. */
static void
test_thumbnail (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  for (int side = 16; side <= 1024; side *= 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png = way_export_thumbnail (fixture.scenes[0], side, &error);
      const guint8 *data = g_bytes_get_data (png, NULL);
      int width = data[18] << 8 | data[19], height = data[22] << 8 | data[23];

      g_assert_no_error (error);
      g_assert_cmpint (memcmp (data, "\211PNG", 4), ==, 0);
      g_assert_cmpint (width, ==, side);
      g_assert_cmpint (height, >, 0);
      g_assert_cmpint (height, <=, side * 3 / 4);
    }
  fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/preview/sheets", test_sheets);
  g_test_add_func ("/export/preview/cancel", test_cancel);
  g_test_add_func ("/export/preview/thumbnail", test_thumbnail);
  return g_test_run ();
}
