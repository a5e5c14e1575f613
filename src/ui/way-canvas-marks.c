#include "ui/way-canvas-private.h"

#include "base/way-number.h"

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

  if (self->grip == WAY_GRIP_NONE)
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

void
way_canvas_draw_marks (WayCanvas *self, GtkSnapshot *snapshot)
{
  draw_cell (self, snapshot);
  way_canvas_draw_links (self, snapshot);
  draw_edge (self, snapshot);
  draw_feeling (self, snapshot);
  if (self->grip == WAY_GRIP_BAND && self->moved)
    draw_band (self, snapshot);
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
  item = self->pressed != NULL ? way_scene_find (self->scene, self->pressed, NULL) : NULL;
  if (item == NULL)
    return;
  way_canvas_widget_to_scene (self, &x, &y);
  gtk_snapshot_push_opacity (snapshot, 0.75);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rect.x + x - self->grab_x), (float) (rect.y + y - self->grab_y)));
  way_tiles_snapshot_drawing (self->tiles, snapshot, item->drawing);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}
