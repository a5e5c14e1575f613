#include "ui/canvas/way-canvas-private.h"

#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "edit/way-drag.h"

#define MAX_LANDINGS 12

#define RECT(rect) GRAPHENE_RECT_INIT ((float) (rect).x, (float) (rect).y, (float) (rect).width, (float) (rect).height)

static GdkRGBA
to_rgba (WayColour colour, double alpha)
{
  return (GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, (float) (colour.alpha * alpha) };
}

static void
draw_box (GtkSnapshot *snapshot, WayRect rect, double radius, double width, GdkRGBA fill, GdkRGBA stroke)
{
  GskRoundedRect outline;
  float w = (float) width;

  gsk_rounded_rect_init_from_rect (&outline, &RECT (rect), (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &RECT (rect));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ w, w, w, w }, (GdkRGBA[4]){ stroke, stroke, stroke, stroke });
}

/* Where the keyboard stands, or where a card would fall. */
static void
draw_cell (WayCanvas *self, GtkSnapshot *snapshot)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  gboolean dropping = self->drop_lane != NULL;
  const char *lane = dropping ? self->drop_lane : way_editor_get_lane (self->editor);
  const char *step = dropping ? self->drop_step : way_editor_get_step (self->editor);
  WayRect rect;

  if (!dropping && (way_editor_get_n_selected (self->editor) > 0 || !gtk_widget_has_focus (GTK_WIDGET (self))))
    return;
  if (way_canvas_get_cell_rect (self, lane, step, &rect))
    draw_box (snapshot, rect, 8, (dropping ? 2 : 1.5) / self->zoom, to_rgba (theme->accent, dropping ? 0.12 : 0), to_rgba (theme->accent, dropping ? 1 : 0.6));
}

/* The edge that is pulled, or could be: a bar as high as the card. */
static void
draw_edge (WayCanvas *self, GtkSnapshot *snapshot)
{
  WaySpot spot = { self->grip, self->pressed };
  guint band;
  const WayItem *item;

  if (self->grip == WAY_GRIP_NONE && (self->hot == WAY_GRIP_START || self->hot == WAY_GRIP_END))
    spot = way_canvas_find_spot (self, self->pointer_x, self->pointer_y);
  if (spot.grip != WAY_GRIP_START && spot.grip != WAY_GRIP_END)
    return;
  /* The pointer has left the window. */
  if (self->grip == WAY_GRIP_NONE && g_strcmp0 (way_editor_get_hover (self->editor), spot.id) != 0)
    return;
  item = way_scene_find (self->scene, spot.id, &band);
  if (item == NULL)
    return;

  WayRect rect = way_scene_get_item_rect (self->scene, band, item);
  gboolean right = (spot.grip == WAY_GRIP_END) != way_scene_is_rtl (self->scene);
  double width = 4 / self->zoom;
  GdkRGBA accent = to_rgba (way_scene_get_theme (self->scene)->accent, 1);

  rect = (WayRect){ (right ? rect.x + rect.width : rect.x) - width / 2, rect.y + 8, width, rect.height - 16 };
  draw_box (snapshot, rect, width / 2, 0, accent, accent);
}

static void
draw_band (WayCanvas *self, GtkSnapshot *snapshot)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);

  draw_box (snapshot, self->band, 0, 1 / self->zoom, to_rgba (theme->accent, 0.1), to_rgba (theme->accent, 0.8));
}

/* Words on a small dark ground, beside the point (x, y) of the scene, as large at every zoom. */
static void
draw_bubble (WayCanvas *self, GtkSnapshot *snapshot, double x, double y, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const WayTheme *theme = way_scene_get_theme (self->scene);
  GdkRGBA ground = to_rgba (theme->text, 0.92), ink = to_rgba (theme->page, 1);
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) (1 / self->zoom), (float) (1 / self->zoom));
  draw_box (snapshot, (WayRect){ 0, -height / 2.0 - 3, width + 16, height + 6 }, 8, 0, ground, ground);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (8, (float) (-height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* What letting go of the point would say. */
static void
draw_feeling (WayCanvas *self, GtkSnapshot *snapshot)
{
  g_autofree char *score = NULL, *text = NULL;

  if (self->grip != WAY_GRIP_FEELING || !self->moved || self->drop_score == G_MAXINT)
    return;
  score = way_number_to_text (self->drop_score, 0);
  text = g_strconcat (self->drop_score > 0 ? "+" : "", score, NULL);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      if (g_strcmp0 (way_band_get_id (band), self->pressed_lane) != 0)
        continue;
      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (self->scene, b, item);

          if (item->persona != NULL && g_strcmp0 (item->persona, self->pressed_persona) == 0 && g_strcmp0 (item->id, self->pressed) == 0)
            draw_bubble (self, snapshot, rect.x + rect.width + 6 / self->zoom, rect.y + rect.height / 2, text);
        }
    }
}

/* The border that is pulled, or could be, over the whole map. */
static void
draw_border (WayCanvas *self, GtkSnapshot *snapshot)
{
  gboolean pulling = self->grip == WAY_GRIP_WIDTH || self->grip == WAY_GRIP_HEIGHT;
  WaySpot spot = { self->grip, self->pressed };
  double size, natural, pixel = 1 / self->zoom, x = self->pointer_x, y = self->pointer_y;
  GdkRGBA accent = to_rgba (way_scene_get_theme (self->scene)->accent, pulling ? 1 : 0.6);
  g_autofree char *text = NULL, *number = NULL;
  WayRect rect;

  if (self->grip == WAY_GRIP_NONE && (self->hot == WAY_GRIP_WIDTH || self->hot == WAY_GRIP_HEIGHT))
    spot = way_canvas_find_spot (self, x, y);
  if ((spot.grip != WAY_GRIP_WIDTH && spot.grip != WAY_GRIP_HEIGHT) || !way_canvas_find_size (self, spot.id, &size, &natural, &rect))
    return;
  if (spot.grip == WAY_GRIP_WIDTH)
    rect = (WayRect){ (way_scene_is_rtl (self->scene) ? rect.x : rect.x + rect.width) - pixel, rect.y, 2 * pixel, rect.height };
  else
    rect = (WayRect){ rect.x, rect.y + rect.height - pixel, rect.width, 2 * pixel };
  gtk_snapshot_append_color (snapshot, &accent, &RECT (rect));
  if (!pulling || !self->moved || self->drop_size < 0)
    return;
  number = way_number_to_text (self->drop_size, 0);
  text = self->drop_size == 0 ? g_strdup (_ ("As needed")) : g_strdup_printf (_ ("%s points"), number);
  way_canvas_widget_to_scene (self, &x, &y);
  draw_bubble (self, snapshot, x + 14 * pixel, y, text);
}

/* The ground that steps and lanes share, top to bottom. */
static void
get_grid (WayCanvas *self, double *top, double *bottom)
{
  *top = *bottom = 0;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, b, &y);
      WayBandType type = way_band_get_type (band);

      if (type == WAY_BAND_PHASES)
        *top = y;
      if (type == WAY_BAND_STEPS || type == WAY_BAND_LANE || type == WAY_BAND_SEPARATOR)
        *bottom = y + way_band_get_height (band);
    }
}

/* A bar where what is dragged slips in: above a card, before a phase or step, above a lane. */
static void
draw_landing (WayCanvas *self, GtkSnapshot *snapshot, guint b, const WayItem *item)
{
  WayRect rect = way_scene_get_item_rect (self->scene, b, item), bar;
  double width = 3 / self->zoom, top, bottom;
  gboolean rtl = way_scene_is_rtl (self->scene);
  GdkRGBA accent = to_rgba (way_scene_get_theme (self->scene)->accent, 1);

  get_grid (self, &top, &bottom);
  if (item->part == WAY_PART_CARD && self->drop_among)
    bar = (WayRect){ rect.x, rect.y - 6 - width / 2, rect.width, width };
  else if (item->part == WAY_PART_PHASE || item->part == WAY_PART_STEP)
    bar = (WayRect){ (rtl ? rect.x + rect.width + 5 : rect.x - 5) - width / 2, item->part == WAY_PART_PHASE ? rect.y : rect.y - 10, width, bottom - (item->part == WAY_PART_PHASE ? rect.y : rect.y - 10) };
  else if (item->part == WAY_PART_LANE || item->part == WAY_PART_SEPARATOR)
    bar = (WayRect){ rect.x, rect.y - width / 2, rect.width, width };
  else
    return;
  draw_box (snapshot, bar, width / 2, 0, accent, accent);
}

static void
draw_landings (WayCanvas *self, GtkSnapshot *snapshot)
{
  const char *const *held = way_drag_get_held (self->editor);

  if (self->grip != WAY_GRIP_CARD || !self->moved || (self->drop_lane == NULL && g_strcmp0 (self->drop_before, "") == 0))
    return;
  /* Of very many, their rings say enough. */
  for (guint i = 0; held[i] != NULL && i < MAX_LANDINGS; i++)
    {
      guint band;
      const WayItem *item = g_strcmp0 (held[i], self->pressed) == 0 ? way_canvas_find_pressed (self, &band) : way_scene_find (self->scene, held[i], &band);

      if (item != NULL)
        draw_landing (self, snapshot, band, item);
    }
}

void
way_canvas_draw_marks (WayCanvas *self, GtkSnapshot *snapshot)
{
  draw_cell (self, snapshot);
  way_canvas_draw_links (self, snapshot);
  draw_landings (self, snapshot);
  draw_edge (self, snapshot);
  draw_feeling (self, snapshot);
  draw_border (self, snapshot);
  if (self->grip == WAY_GRIP_BAND && self->moved)
    draw_band (self, snapshot);
}

/* How many are being moved, beside the pointer. */
static void
draw_number (WayCanvas *self, GtkSnapshot *snapshot, double x, double y)
{
  g_autofree char *number = way_number_to_text (g_strv_length ((char **) way_drag_get_held (self->editor)), 0);
  g_autofree char *text = g_strconcat (self->copying ? "+" : "", number, NULL);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  draw_bubble (self, snapshot, x + 14 / self->zoom, y + 14 / self->zoom, text);
  gtk_snapshot_restore (snapshot);
}

/* A drag shows the card under the pointer, faintly. */
void
way_canvas_draw_dragged (WayCanvas *self, GtkSnapshot *snapshot)
{
  double x = self->pointer_x, y = self->pointer_y;
  WayRect rect = self->pressed_rect;
  const WayItem *item;

  if (self->grip != WAY_GRIP_CARD || !self->moved)
    return;
  item = way_canvas_find_pressed (self, NULL);
  if (item == NULL)
    return;
  way_canvas_widget_to_scene (self, &x, &y);
  /* It may have become another size where it stands now. */
  rect = (WayRect){ rect.x + x - self->grab_x, rect.y + y - self->grab_y, item->width, item->height };
  /* Of a lane just its name. */
  if (item->part == WAY_PART_LANE || item->part == WAY_PART_SEPARATOR)
    {
      rect.height = MIN (rect.height, 60);
      rect.width = way_canvas_get_sticky (self).label_width;
    }

  graphene_rect_t place = way_tiles_place (self->tiles, rect);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &place.origin);
  way_tiles_snapshot_lifted (self->tiles, snapshot, item->drawing, rect.width, rect.height, item->part == WAY_PART_PHASE ? 0 : 9);
  gtk_snapshot_restore (snapshot);
  if (g_strv_length ((char **) way_drag_get_held (self->editor)) > 1 || self->copying)
    draw_number (self, snapshot, x, y);
}
