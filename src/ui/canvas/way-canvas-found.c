#include "ui/canvas/way-canvas-private.h"

/* What is found is lit; the editor's own marks come on top. What a filter leaves out steps back in the tiles. */

static void
changed_cb (WayFinder *finder, WayCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_set_finder (WayCanvas *self, WayFinder *finder)
{
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_set_object (&self->finder, finder);
  if (finder != NULL)
    g_signal_connect_object (finder, "changed", G_CALLBACK (changed_cb), self, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
light (GtkSnapshot *snapshot, WayRect rect, double pixel, WayColour colour, gboolean strong)
{
  double outset = (strong ? 4 : 2.5) * pixel, width = (strong ? 3.5 : 2) * pixel, radius = 9 + outset;
  const float w = (float) width;
  GdkRGBA line = { (float) colour.red, (float) colour.green, (float) colour.blue, 1 }, fill = line;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) (rect.x - outset), (float) (rect.y - outset), (float) (rect.width + 2 * outset), (float) (rect.height + 2 * outset)), (float) MIN (radius, (rect.height + 2 * outset) / 2));
  fill.alpha = strong ? 0.16f : 0.07f;
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ w, w, w, w }, (GdkRGBA[4]){ line, line, line, line });
}

void
way_canvas_draw_found (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);

  if (self->finder == NULL || way_finder_get_n_hits (self->finder) == 0)
    return;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          gboolean is_current;

          if (item->id == NULL || item->x > clip.x + clip.width || item->x + item->width < clip.x)
            continue;
          if (item->part == WAY_PART_CURVE || item->part == WAY_PART_CONNECTION || item->part == WAY_PART_PATH || !way_finder_is_hit (self->finder, item->id, &is_current))
            continue;

          WayRect rect = way_canvas_get_ring (self, b, item);

          if (way_rect_intersects (clip, rect))
            light (snapshot, rect, 1 / self->zoom, theme->warn.solid, is_current);
        }
    }
}
