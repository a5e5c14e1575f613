#include "export/way-export-png.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

#include "base/way-number.h"
#include "export/way-export-private.h"
#include "paint/way-paint.h"

/* Signature, then IHDR: length, type, 13 bytes, checksum. */
#define PNG_HEAD (8 + 4 + 4 + 13 + 4)

/* Of a map so many points show on a thumbnail; more would be dust. */
#define THUMBNAIL_POINTS 1500

static gboolean
find_size (const WayScene *scene, const WayExportOptions *options, double *scale, int *width, int *height, GError **error)
{
  WayRect frame = way_export_get_frame (scene, options);
  double w = MAX (frame.width, 1), h = MAX (frame.height, 1);

  *scale = options->pixel_width > 0 ? options->pixel_width / w : options->scale;
  if (!(*scale > 0))
    {
      g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION, _ ("A picture's scale must be more than 0; 1 makes one pixel of each point, 2 is sharp on most screens."));
      return FALSE;
    }

  /* A hair less than the next whole pixel is that pixel, so that 1.5 × 1001 does not end in a cut edge. */
  double pixels_x = ceil (w * *scale - 1e-6), pixels_y = ceil (h * *scale - 1e-6);

  if (pixels_x > WAY_PNG_SIDE_MAX || pixels_y > WAY_PNG_SIDE_MAX || pixels_x * pixels_y * 4 > WAY_PNG_BYTES_MAX)
    {
      double most = MIN (WAY_PNG_SIDE_MAX / MAX (w, h), sqrt (WAY_PNG_BYTES_MAX / 4 / w / h));
      g_autofree char *scale_text = way_number_to_xml (floor (most * 100) / 100, 2); /* as it is typed */

      g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_TOO_LARGE, _ ("The picture would have %.0f × %.0f pixels, which is too large for a PNG. Choose a scale of at most %s, fewer phases, or PDF or SVG, which are sharp at any size."), pixels_x, pixels_y, scale_text);
      return FALSE;
    }
  *width = (int) pixels_x;
  *height = (int) pixels_y;
  return TRUE;
}

/* The pHYs chunk behind the head, so that the picture has the map's size when it is put on a page. */
static void
insert_resolution (GByteArray *png, double scale)
{
  guint32 per_metre = GUINT32_TO_BE ((guint32) lround (scale * 72 / 0.0254)), length = GUINT32_TO_BE (9);
  guint8 chunk[4 + 4 + 9 + 4];

  if (png->len < PNG_HEAD)
    return;
  memcpy (chunk, &length, 4);
  memcpy (chunk + 4, "pHYs", 4);
  memcpy (chunk + 8, &per_metre, 4);
  memcpy (chunk + 12, &per_metre, 4);
  chunk[16] = 1; /* metres */

  guint32 checksum = GUINT32_TO_BE ((guint32) crc32 (0, chunk + 4, 13));

  memcpy (chunk + 17, &checksum, 4);
  g_byte_array_set_size (png, png->len + sizeof chunk);
  memmove (png->data + PNG_HEAD + sizeof chunk, png->data + PNG_HEAD, png->len - sizeof chunk - PNG_HEAD);
  memcpy (png->data + PNG_HEAD, chunk, sizeof chunk);
}

/* In strips, so that cancelling need not wait for the whole picture. */
static void
paint (cairo_t *cr, const WayScene *scene, double scale, int height, const WayExportOptions *options, GCancellable *cancellable)
{
  const WayLook look = { .print = TRUE, .outlines = TRUE, .transparent = options->transparent };
  int strip = MAX (512, height / 16);
  WayRect frame = way_export_get_frame (scene, options);

  for (int y = 0; y < height && !g_cancellable_is_cancelled (cancellable); y += strip)
    {
      WayRect clip = { frame.x, frame.y + y / scale, frame.width + 1, MIN (strip, height - y) / scale };

      cairo_save (cr);
      cairo_rectangle (cr, 0, y, G_MAXINT16, MIN (strip, height - y));
      cairo_clip (cr);
      cairo_scale (cr, scale, scale);
      cairo_translate (cr, -frame.x, -frame.y);
      way_paint_scene (cr, scene, &clip, &look);
      cairo_restore (cr);
      way_export_report_progress (options, 0.5 * (y + strip) / height);
    }
}

gboolean
way_export_png_find_size (const WayScene *scene, const WayExportOptions *options, int *width, int *height, GError **error)
{
  double scale;

  return find_size (scene, options, &scale, width, height, error);
}

GBytes *
way_export_png (const WayScene *scene, const WayExportOptions *options, GCancellable *cancellable, GError **error)
{
  double scale;
  int width, height;

  if (!find_size (scene, options, &scale, &width, &height, error))
    return NULL;

  cairo_surface_t *surface = cairo_image_surface_create (options->transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) png = g_byte_array_new ();

  paint (cr, scene, scale, height, options, cancellable);

  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && !g_cancellable_is_cancelled (cancellable))
    status = cairo_surface_write_to_png_stream (surface, way_export_append_cb, png);
  cairo_surface_destroy (surface);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !way_export_check_status (status, "PNG", error))
    return NULL;
  insert_resolution (png, scale);
  way_export_report_progress (options, 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

GBytes *
way_export_thumbnail (const WayScene *scene, int side, GError **error)
{
  double scale = side / MIN (MAX (way_scene_get_width (scene), 1), THUMBNAIL_POINTS);
  int width = (int) MIN (side, ceil (way_scene_get_width (scene) * scale)), height = (int) CLAMP (ceil (way_scene_get_height (scene) * scale), 1, side * 3 / 4);
  WayRect clip = { 0, 0, width / scale, height / scale };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) png = g_byte_array_new ();

  cairo_scale (cr, scale, scale);
  way_paint_scene (cr, scene, &clip, &(WayLook){ .print = TRUE, .outlines = TRUE });

  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, way_export_append_cb, png);
  cairo_surface_destroy (surface);
  if (!way_export_check_status (status, "PNG", error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
