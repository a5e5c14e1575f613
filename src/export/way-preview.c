#include "export/way-preview.h"

#include <math.h>

#include "export/way-export-private.h"

/* As much as one picture of a page may have, whatever the window's size. */
#define SIDE_MAX 4096

static cairo_t *
begin (double width, double height, int max_width, int max_height)
{
  double scale = MIN (CLAMP (max_width, 1, SIDE_MAX) / width, CLAMP (max_height, 1, SIDE_MAX) / height);
  int pixel_width = (int) MAX (1, floor (width * scale + 1e-6)), pixel_height = (int) MAX (1, floor (height * scale + 1e-6));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixel_width, pixel_height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_scale (cr, pixel_width / width, pixel_height / height);
  return cr;
}

static WayPreview *
finish (cairo_t *cr, GCancellable *cancellable, GError **error)
{
  cairo_surface_t *surface = cairo_surface_reference (cairo_get_target (cr));
  WayPreview *self = NULL;
  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error) && way_export_check_status (status, "PNG", error))
    {
      self = g_new0 (WayPreview, 1);
      self->width = cairo_image_surface_get_width (surface);
      self->height = cairo_image_surface_get_height (surface);
      self->stride = (gsize) cairo_image_surface_get_stride (surface);
      self->pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), self->stride * (gsize) self->height, (GDestroyNotify) cairo_surface_destroy, surface);
      return self;
    }
  cairo_surface_destroy (surface);
  return NULL;
}

WayPreview *
way_preview_sheet (WaySheets *sheets, guint i, int max_width, int max_height, GCancellable *cancellable, GError **error)
{
  const WayPage *page = way_sheets_get_page (sheets, i);
  cairo_t *cr = begin (page->width, page->height, max_width, max_height);

  /* Small letters as shapes: a screen's own would stand elsewhere than those on paper. */
  way_sheets_draw (sheets, i, cr, &(WayLook){ .print = TRUE, .outlines = TRUE });
  return finish (cr, cancellable, error);
}

WayPreview *
way_preview_scene (const WayScene *scene, const WayExportOptions *options, int max_width, int max_height, GCancellable *cancellable, GError **error)
{
  cairo_t *cr = begin (MAX (way_scene_get_width (scene), 1), MAX (way_scene_get_height (scene), 1), max_width, max_height);

  way_paint_scene (cr, scene, NULL, &(WayLook){ .print = TRUE, .outlines = TRUE, .transparent = options->transparent });
  return finish (cr, cancellable, error);
}

void
way_preview_free (WayPreview *self)
{
  g_bytes_unref (self->pixels);
  g_free (self);
}
