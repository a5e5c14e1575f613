#include "ui/canvas/way-canvas-private.h"

/* A disc at the corner of what has gaps, with their number: red where it is serious. As large on the screen at every zoom. */

#define RADIUS 8.0
/* From afar a dot has to do. */
#define DOT 4.0

static void
changed_cb (WayGapWatch *gaps, WayCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_set_gaps (WayCanvas *self, WayGapWatch *gaps)
{
  if (self->gaps == gaps)
    return;
  if (self->gaps != NULL)
    g_signal_handlers_disconnect_by_data (self->gaps, self);
  g_set_object (&self->gaps, gaps);
  if (gaps != NULL)
    g_signal_connect_object (gaps, "changed", G_CALLBACK (changed_cb), self, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_number (WayCanvas *self, GtkSnapshot *snapshot, guint n, GdkRGBA ink)
{
  g_autofree char *text = n < 100 ? g_strdup_printf ("%u", n) : g_strdup ("…");
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  int width, height;

  pango_font_description_set_absolute_size (font, (n < 10 ? 11 : 9) * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -width / 2, (float) -height / 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
}

static void
mark (WayCanvas *self, GtkSnapshot *snapshot, WayRect rect, guint n, WayGapWeight weight)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  WayColour colour = weight == WAY_GAP_SERIOUS ? theme->bad.solid : theme->warn.solid;
  GdkRGBA fill = { (float) colour.red, (float) colour.green, (float) colour.blue, 1 };
  GdkRGBA paper = { (float) theme->card.red, (float) theme->card.green, (float) theme->card.blue, 1 };
  gboolean far = self->zoom < 0.35;
  float radius = (float) (far ? DOT : RADIUS);
  GskRoundedRect disc;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rect.x + rect.width), (float) rect.y));
  gtk_snapshot_scale (snapshot, (float) (1 / self->zoom), (float) (1 / self->zoom));
  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (-radius - 1, -radius - 1, 2 * radius + 2, 2 * radius + 2), radius + 1);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &fill, &disc.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &disc, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ paper, paper, paper, paper });
  if (!far)
    append_number (self, snapshot, n, paper);
  gtk_snapshot_restore (snapshot);
}

static gboolean
is_marked (WayPart part)
{
  return part == WAY_PART_CARD || part == WAY_PART_STEP || part == WAY_PART_PERSONA;
}

void
way_canvas_draw_gaps (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip)
{
  if (self->gaps == NULL)
    return;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayGapWeight weight;
          guint n;

          if (item->id == NULL || !is_marked (item->part) || item->x > clip.x + clip.width || item->x + way_drawing_get_width (item->drawing) < clip.x)
            continue;
          n = way_gap_watch_count (self->gaps, item->id, &weight);

          WayRect rect = way_canvas_get_ring (self, b, item);

          if (n > 0 && way_rect_intersects (clip, rect))
            mark (self, snapshot, rect, n, weight);
        }
    }
}
