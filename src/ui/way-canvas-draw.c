#include "ui/way-canvas-private.h"

#include <math.h>

/* Below these no words, and below that no boxes either. */
#define DETAIL_FULL 0.45
#define DETAIL_BOXES 0.22

#define RECT(rect) GRAPHENE_RECT_INIT ((float) (rect).x, (float) (rect).y, (float) (rect).width, (float) (rect).height)

typedef struct
{
  WayCanvas *canvas;
  GtkSnapshot *snapshot;
  WayRect clip; /* in the scene */
} Frame;

static GdkRGBA
to_rgba (WayColour colour, double alpha)
{
  return (GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, (float) (colour.alpha * alpha) };
}

/* Headings and curves stay themselves: they are few, and the map is found by them. */
static WayDetail
choose_detail (const WayCanvas *self, const WayItem *item)
{
  gboolean is_small = item->layer == WAY_LAYER_CARDS || item->part == WAY_PART_CELL || item->part == WAY_PART_QUOTE || item->part == WAY_PART_LABEL;

  if (!is_small || item->part == WAY_PART_PHASE || item->part == WAY_PART_TITLE || item->part == WAY_PART_CURVE || item->part == WAY_PART_POINT)
    return WAY_DETAIL_FULL;
  if (self->zoom >= DETAIL_FULL && !self->zooming)
    return WAY_DETAIL_FULL;
  if (self->zoom >= DETAIL_BOXES && !self->zooming)
    return WAY_DETAIL_BOXES;
  return item->part == WAY_PART_CARD || item->part == WAY_PART_STEP ? WAY_DETAIL_PLAIN : WAY_DETAIL_BOXES;
}

static void
draw_item_cb (const WayItem *item, double y, gpointer data)
{
  const Frame *frame = data;
  double x = item->x;

  gboolean dimmed = way_canvas_is_dimmed (frame->canvas, item->id);

  y += item->y;
  if (dimmed)
    gtk_snapshot_push_opacity (frame->snapshot, 0.3);
  gtk_snapshot_save (frame->snapshot);
  gtk_snapshot_translate (frame->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  way_node_cache_snapshot (frame->canvas->nodes, frame->snapshot, item->drawing, choose_detail (frame->canvas, item), (WayRect){ frame->clip.x - x, frame->clip.y - y, frame->clip.width, frame->clip.height });
  gtk_snapshot_restore (frame->snapshot);
  if (dimmed)
    gtk_snapshot_pop (frame->snapshot);
}

static void
draw_ring (GtkSnapshot *snapshot, WayRect rect, double radius, double outset, double width, GdkRGBA colour)
{
  GskRoundedRect outline;
  float w = (float) width;

  rect = (WayRect){ rect.x - outset, rect.y - outset, rect.width + 2 * outset, rect.height + 2 * outset };
  gsk_rounded_rect_init_from_rect (&outline, &RECT (rect), (float) (radius + outset));
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ w, w, w, w }, (GdkRGBA[4]){ colour, colour, colour, colour });
}

WayRect
way_canvas_get_ring (WayCanvas *self, guint band, const WayItem *item)
{
  WayRect rect = way_scene_get_item_rect (self->scene, band, item);

  if (item->part == WAY_PART_LANE)
    {
      WaySticky sticky = way_canvas_get_sticky (self);

      rect.x = sticky.label_x + 6;
      rect.width = sticky.label_width - 14;
      rect.y += 6;
      rect.height -= 12;
    }
  return rect;
}

/* All items that show what is selected; the pens are as wide at every zoom. */
static void
draw_rings (const Frame *frame)
{
  WayCanvas *self = frame->canvas;
  const WayTheme *theme = way_scene_get_theme (self->scene);
  const char *hover = way_editor_get_hover (self->editor);
  guint n = way_editor_get_n_selected (self->editor);
  double pixel = 1 / self->zoom;

  if (n == 0 && hover == NULL)
    return;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if (item->id == NULL || item->part == WAY_PART_CURVE || item->part == WAY_PART_CONNECTION || item->part == WAY_PART_PATH)
            continue;

          gboolean is_selected = n > 0 && way_editor_is_selected (self->editor, item->id);

          if (!is_selected && g_strcmp0 (hover, item->id) != 0)
            continue;

          WayRect rect = way_canvas_get_ring (self, b, item);

          if (!way_rect_intersects (frame->clip, rect))
            continue;
          if (is_selected)
            draw_ring (frame->snapshot, rect, item->part == WAY_PART_POINT ? rect.height / 2 : 9, pixel, 2 * pixel, to_rgba (theme->accent, 1));
          else if (item->part != WAY_PART_LANE && item->part != WAY_PART_TITLE)
            draw_ring (frame->snapshot, rect, item->part == WAY_PART_POINT ? rect.height / 2 : 9, 2 * pixel, 1.5 * pixel, to_rgba (theme->accent, 0.5));
        }
    }
}

gboolean
way_canvas_get_cell_rect (WayCanvas *self, const char *lane, const char *step, WayRect *rect)
{
  gboolean found = FALSE;

  for (guint i = 0; i < way_scene_get_n_columns (self->scene); i++)
    {
      const WayColumn *column = way_scene_get_column (self->scene, i);

      if (g_strcmp0 (column->step, step) == 0)
        {
          rect->x = column->x + 3;
          rect->width = column->width - 6;
          found = TRUE;
        }
    }
  for (guint i = 0; found && i < way_scene_get_n_bands (self->scene); i++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, i, &y);

      if (way_band_get_type (band) == WAY_BAND_LANE && g_strcmp0 (way_band_get_id (band), lane) == 0)
        {
          rect->y = y + 4;
          rect->height = way_band_get_height (band) - 8;
          return TRUE;
        }
    }
  return FALSE;
}

/* Where the keyboard stands, or where a card would fall. */
static void
draw_cell (const Frame *frame)
{
  WayCanvas *self = frame->canvas;
  const WayTheme *theme = way_scene_get_theme (self->scene);
  gboolean dropping = self->drop_lane != NULL;
  const char *lane = dropping ? self->drop_lane : way_editor_get_lane (self->editor);
  const char *step = dropping ? self->drop_step : way_editor_get_step (self->editor);
  WayRect rect;

  if (!dropping && (way_editor_get_n_selected (self->editor) > 0 || !gtk_widget_has_focus (GTK_WIDGET (self))))
    return;
  if (!way_canvas_get_cell_rect (self, lane, step, &rect))
    return;
  if (dropping)
    {
      GdkRGBA tint = to_rgba (theme->accent, 0.12);

      gtk_snapshot_append_color (frame->snapshot, &tint, &RECT (rect));
    }
  draw_ring (frame->snapshot, rect, 8, 0, (dropping ? 2 : 1.5) / self->zoom, to_rgba (theme->accent, dropping ? 1 : 0.6));
}

static void
draw_page (WayCanvas *self, GtkSnapshot *snapshot)
{
  GdkRGBA page = to_rgba (way_scene_get_theme (self->scene)->page, 1);

  gtk_snapshot_append_color (snapshot, &page, &GRAPHENE_RECT_INIT (0, 0, (float) way_scene_get_width (self->scene), (float) way_scene_get_height (self->scene)));
}

/* Lane labels that left the window on the side: their part of the lanes, once more at the edge. */
static void
draw_held_side (WayCanvas *self, GtkSnapshot *snapshot, const WaySticky *sticky)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  double ox, oy, view = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean rtl = way_scene_is_rtl (self->scene);
  GdkRGBA page = to_rgba (theme->page, 1), line = to_rgba (theme->line, 1);
  WayRect strip = { sticky->label_x, 0, sticky->label_width, way_scene_get_height (self->scene) };
  double x = rtl ? view - sticky->side : 0;

  way_canvas_get_origin (self, &ox, &oy);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x, 0, (float) sticky->side, (float) height));
  gtk_snapshot_append_color (snapshot, &page, &GRAPHENE_RECT_INIT ((float) x, (float) oy, (float) sticky->side, (float) (way_scene_get_height (self->scene) * self->zoom)));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - sticky->label_x * self->zoom), (float) oy));
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, b, &y);
      WayBandType type = way_band_get_type (band);
      Frame frame = { self, snapshot, strip };

      if (type != WAY_BAND_LANE && type != WAY_BAND_SEPARATOR && type != WAY_BAND_STEPS)
        continue;
      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if (item->layer == WAY_LAYER_BACKGROUND && item->x < strip.x + strip.width && item->x + way_drawing_get_width (item->drawing) > strip.x)
            draw_item_cb (item, y, &frame);
        }
    }
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) (rtl ? x : x + sticky->side - 1), (float) oy, 1, (float) (way_scene_get_height (self->scene) * self->zoom)));
  gtk_snapshot_pop (snapshot);
}

/* Phases and steps that left the window at the top. */
static void
draw_held_top (WayCanvas *self, GtkSnapshot *snapshot, const WaySticky *sticky)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  double ox, oy, view = gtk_widget_get_width (GTK_WIDGET (self)), width = way_scene_get_width (self->scene) * self->zoom;
  GdkRGBA page = to_rgba (theme->page, 1), line = to_rgba (theme->line, 1);
  WayRect clip;
  Frame frame = { self, snapshot, { 0 } };

  way_canvas_get_origin (self, &ox, &oy);
  clip = frame.clip = (WayRect){ -ox / self->zoom, sticky->from, view / self->zoom, sticky->to - sticky->from };
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view, (float) sticky->top + 1));
  gtk_snapshot_append_color (snapshot, &page, &GRAPHENE_RECT_INIT ((float) ox, 0, (float) width, (float) sticky->top));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ox, (float) (-sticky->from * self->zoom)));
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, b, &y);
      WayBandType type = way_band_get_type (band);

      if (type != WAY_BAND_PHASES && type != WAY_BAND_STEPS)
        continue;
      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if (item->x < clip.x + clip.width && item->x + way_drawing_get_width (item->drawing) > clip.x)
            draw_item_cb (item, y, &frame);
        }
    }
  gtk_snapshot_restore (snapshot);
  /* The corner above the lane names stays empty. */
  gtk_snapshot_append_color (snapshot, &page, &GRAPHENE_RECT_INIT ((float) (way_scene_is_rtl (self->scene) ? view - sticky->side : 0), 0, (float) sticky->side, (float) sticky->top));
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) ox, (float) sticky->top, (float) width, 1));
  gtk_snapshot_pop (snapshot);
}

static void
draw_band (WayCanvas *self, GtkSnapshot *snapshot)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  GdkRGBA tint = to_rgba (theme->accent, 0.1);

  gtk_snapshot_append_color (snapshot, &tint, &RECT (self->band));
  draw_ring (snapshot, self->band, 0, 0, 1 / self->zoom, to_rgba (theme->accent, 0.8));
}

/* A drag shows the card under the pointer, faintly. */
static void
draw_dragged (WayCanvas *self, GtkSnapshot *snapshot)
{
  guint band;
  const WayItem *item = self->pressed != NULL ? way_scene_find (self->scene, self->pressed, &band) : NULL;

  if (item == NULL)
    return;

  WayRect rect = self->pressed_rect;
  double dx = (self->pointer_x - self->press_x) / self->zoom, dy = (self->pointer_y - self->press_y) / self->zoom;

  gtk_snapshot_push_opacity (snapshot, 0.75);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (rect.x + dx), (float) (rect.y + dy)));
  way_node_cache_snapshot (self->nodes, snapshot, item->drawing, WAY_DETAIL_FULL, (WayRect){ -10, -10, rect.width + 20, rect.height + 20 });
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

void
way_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayCanvas *self = WAY_CANVAS (widget);
  double ox, oy, width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->scene == NULL)
    return;
  way_canvas_get_origin (self, &ox, &oy);

  Frame frame = { self, snapshot, { -ox / self->zoom, -oy / self->zoom, width / self->zoom, height / self->zoom } };
  WaySticky sticky = way_canvas_get_sticky (self);

  way_node_cache_begin (self->nodes);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ox, (float) oy));
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  draw_page (self, snapshot);
  way_paint_visit (self->scene, &frame.clip, draw_item_cb, &frame);
  way_canvas_draw_found (self, snapshot, frame.clip);
  draw_cell (&frame);
  draw_rings (&frame);
  if (self->grip == WAY_GRIP_BAND && self->moved)
    draw_band (self, snapshot);
  gtk_snapshot_restore (snapshot);
  if (sticky.held_side)
    draw_held_side (self, snapshot, &sticky);
  if (sticky.held)
    draw_held_top (self, snapshot, &sticky);
  if (self->grip == WAY_GRIP_CARD && self->moved)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ox, (float) oy));
      gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
      draw_dragged (self, snapshot);
      gtk_snapshot_restore (snapshot);
    }
  way_node_cache_end (self->nodes);
  if (self->entry != NULL)
    gtk_widget_snapshot_child (widget, self->entry, snapshot);
}
