/* The PNG: its size, its resolution, its corner, its limits. */
#include <cairo.h>
#include <math.h>
#include <string.h>

#include "export-fixture.h"
#include "export/way-export-png.h"

static GBytes *export(WayScene *scene, double scale, int pixel_width, gboolean transparent, GError **error)
{
  WayExportOptions options;

  way_export_options_init (&options);
  options.scale = scale;
  options.pixel_width = pixel_width;
  options.transparent = transparent;
  return way_export_png (scene, &options, NULL, error);
}

static guint32
read_number (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static void
test_sizes (void)
{
  static const struct
  {
    double scale;
    int pixel_width;
  } cases[] = { { 1, 0 }, { 2, 0 }, { 3, 0 }, { 0.5, 0 }, { 1.25, 0 }, { 1, 640 }, { 7, 1920 } };
  Fixture fixture;

  fixture_open (&fixture);

  double width = way_scene_get_width (fixture.scenes[0]), height = way_scene_get_height (fixture.scenes[0]);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double scale = cases[i].pixel_width > 0 ? cases[i].pixel_width / width : cases[i].scale;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = export(fixture.scenes[0], cases[i].scale, cases[i].pixel_width, FALSE, &error);
      const guint8 *data = g_bytes_get_data (bytes, NULL);

      g_assert_no_error (error);
      g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
      g_assert_cmpuint (read_number (data + 16), ==, (guint32) ceil (width * scale - 1e-6));
      g_assert_cmpuint (read_number (data + 20), ==, (guint32) ceil (height * scale - 1e-6));
      /* pHYs, in pixels a metre; libpng holds its checksum when it reads the file below. */
      g_assert_cmpmem (data + 37, 4, "pHYs", 4);
      g_assert_cmpuint (read_number (data + 41), ==, (guint32) lround (scale * 72 / 0.0254));

      g_autofree char *path = fixture_save (bytes, "map.png");
      cairo_surface_t *picture = cairo_image_surface_create_from_png (path);

      g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (picture);
    }
  fixture_close (&fixture);
}

static void
test_corner (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  for (int transparent = 0; transparent < 2; transparent++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = export(fixture.scenes[0], 1, 0, transparent, &error);

      g_assert_no_error (error);

      g_autofree char *path = fixture_save (bytes, "corner.png");
      cairo_surface_t *picture = cairo_image_surface_create_from_png (path);
      guint32 corner = *(guint32 *) (gpointer) cairo_image_surface_get_data (picture);

      if (transparent)
        g_assert_cmphex (corner, ==, 0);
      else
        g_assert_cmphex (corner & 0xffffff, ==, 0xffffff);
      cairo_surface_destroy (picture);
    }
  fixture_close (&fixture);
}

static void
test_limits (void)
{
  static const struct
  {
    double scale;
    int pixel_width, code;
  } cases[] = {
    { 1000, 0, WAY_EXPORT_ERROR_TOO_LARGE },
    { 1, 32768, WAY_EXPORT_ERROR_TOO_LARGE },
    { 1, 32767, WAY_EXPORT_ERROR_TOO_LARGE }, /* fits a side, not the memory */
    { 0, 0, WAY_EXPORT_ERROR_OPTION },
    { -1, 0, WAY_EXPORT_ERROR_OPTION },
    { NAN, 0, WAY_EXPORT_ERROR_OPTION },
    { INFINITY, 0, WAY_EXPORT_ERROR_TOO_LARGE },
  };
  Fixture fixture;

  fixture_open (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (export(fixture.scenes[0], cases[i].scale, cases[i].pixel_width, FALSE, &error));
      g_assert_error (error, WAY_EXPORT_ERROR, cases[i].code);
    }
  fixture_close (&fixture);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  WayExportOptions options;
  Fixture fixture;

  fixture_open (&fixture);
  way_export_options_init (&options);
  g_cancellable_cancel (cancellable);
  g_assert_null (way_export_png (fixture.scenes[0], &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/png/sizes", test_sizes);
  g_test_add_func ("/export/png/corner", test_corner);
  g_test_add_func ("/export/png/limits", test_limits);
  g_test_add_func ("/export/png/cancel", test_cancel);
  return g_test_run ();
}
