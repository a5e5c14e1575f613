#include "ui/canvas/way-canvas-private.h"

#include <math.h>

#include "edit/way-cells.h"

/* Below this, in pixels a point, cards are too small to be taken by their edges. */
#define LEAST_ZOOM 0.4
/* How near a border between headings is taken, in pixels. */
#define BORDER 4.0
/* How far an edge reaches into its card, and the narrowest card that has edges, in pixels. */
#define EDGE 6.0
#define LEAST_WIDTH 40.0

gboolean
way_canvas_is_close (WayCanvas *self)
{
  return self->zoom >= LEAST_ZOOM;
}

/* A lane's ground is empty, its name is the lane. */
gboolean
way_canvas_is_ground (WayCanvas *self, const WayItem *item, double x)
{
  if (item == NULL || way_traffic_mark_from_id (item->id, NULL, NULL) != WAY_TRAFFIC_MARK_NONE || item->part == WAY_PART_TITLE || item->part == WAY_PART_CURVE || item->part == WAY_PART_LEGEND || item->part == WAY_PART_GHOST || item->part == WAY_PART_MARK)
    return TRUE;
  if (item->part != WAY_PART_LANE)
    return FALSE;

  WaySticky sticky = way_canvas_get_sticky (self);
  double left = sticky.label_x, y = 0;

  if (sticky.held_side)
    return way_scene_is_rtl (self->scene) ? x < gtk_widget_get_width (GTK_WIDGET (self)) - sticky.side : x > sticky.side;
  way_canvas_scene_to_widget (self, &left, &y);
  return x < left || x > left + sticky.label_width * self->zoom;
}

/* By an edge a card is pulled over more steps; only what stands in a cell itself can. */
static WayGrip
find_edge (WayCanvas *self, const WayItem *item, double x)
{
  const WayElement *element = way_document_lookup (way_editor_get_document (self->editor), item->id);
  double left = item->x, y = 0, width = item->width * self->zoom;
  gboolean rtl = way_scene_is_rtl (self->scene);

  if (item->part != WAY_PART_CARD || !way_canvas_is_close (self) || width < LEAST_WIDTH || !way_cells_is_card (element))
    return WAY_GRIP_CARD;
  way_canvas_scene_to_widget (self, &left, &y);
  if (x < left + EDGE)
    return rtl ? WAY_GRIP_END : WAY_GRIP_START;
  if (x > left + width - EDGE)
    return rtl ? WAY_GRIP_START : WAY_GRIP_END;
  return WAY_GRIP_CARD;
}

gboolean
way_canvas_find_size (WayCanvas *self, const char *id, double *size, double *natural, WayRect *rect)
{
  double y, top = 0, bottom = 0;
  guint n = way_scene_get_n_bands (self->scene);

  for (guint b = 0; b < n; b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, &y);
      WayBandType type = way_band_get_type (band);

      if (type == WAY_BAND_STEPS)
        top = y;
      if (type == WAY_BAND_STEPS || type == WAY_BAND_LANE || type == WAY_BAND_SEPARATOR)
        bottom = y + way_band_get_height (band);
      if (type != WAY_BAND_LANE || g_strcmp0 (way_band_get_id (band), id) != 0)
        continue;
      *size = way_band_get_height (band);
      *natural = way_band_get_natural_height (band);
      *rect = (WayRect){ 0, y, way_scene_get_width (self->scene), *size };
      return TRUE;
    }
  for (guint i = 0; i < way_scene_get_n_columns (self->scene); i++)
    {
      const WayStepColumn *column = way_scene_get_column (self->scene, i);

      if (g_strcmp0 (column->step, id) != 0)
        continue;
      *size = column->width;
      *natural = column->natural;
      *rect = (WayRect){ column->x, top, column->width, bottom - top };
      return TRUE;
    }
  return FALSE;
}

gboolean
way_canvas_get_size (WayCanvas *self, const char *id, double *size, double *natural)
{
  WayRect rect;

  return way_canvas_get_scene (self) != NULL && way_canvas_find_size (self, id, size, natural, &rect);
}

/* Between two steps' headings, or below a lane's label: what stands before the border gets larger. */
static WaySpot
find_border (WayCanvas *self, double x, double y)
{
  WaySticky sticky = way_canvas_get_sticky (self);
  gboolean rtl = way_scene_is_rtl (self->scene);
  double near = BORDER / self->zoom;

  way_canvas_widget_to_drawn (self, &x, &y);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double top, bottom;
      const WayBand *band = way_scene_get_band (self->scene, b, &top);
      WayBandType type = way_band_get_type (band);

      bottom = top + way_band_get_height (band);
      if (type == WAY_BAND_LANE && x > sticky.label_x && x < sticky.label_x + sticky.label_width && fabs (y - bottom) <= near)
        return (WaySpot){ .grip = WAY_GRIP_HEIGHT, .id = way_band_get_id (band) };
      for (guint i = 0; type == WAY_BAND_STEPS && y >= top && y < bottom && i < way_scene_get_n_columns (self->scene); i++)
        {
          const WayStepColumn *column = way_scene_get_column (self->scene, i);

          if (fabs (x - column->x - (rtl ? 0 : column->width)) <= near)
            return (WaySpot){ .grip = WAY_GRIP_WIDTH, .id = column->step };
        }
    }
  return (WaySpot){ .grip = WAY_GRIP_NONE };
}

WaySpot
way_canvas_find_spot (WayCanvas *self, double x, double y)
{
  guint band;
  const WayItem *item = way_canvas_hit (self, x, y, &band);
  const char *handle = self->editor != NULL && self->scene != NULL ? way_canvas_find_handle (self, x, y) : NULL;
  WaySpot spot = { .grip = WAY_GRIP_PAN };

  if (handle != NULL)
    return (WaySpot){ .grip = WAY_GRIP_LINK, .id = handle };
  if (self->editor != NULL && self->scene != NULL && way_canvas_is_close (self) && !way_document_is_read_only (way_editor_get_document (self->editor)))
    {
      WaySpot border = find_border (self, x, y);

      if (border.grip != WAY_GRIP_NONE)
        return border;
    }
  if (self->editor == NULL || way_canvas_is_ground (self, item, x))
    return spot;
  spot = (WaySpot){ WAY_GRIP_CARD, item->id, item->persona, way_band_get_id (way_scene_get_band (self->scene, band, NULL)), way_scene_get_item_rect (self->scene, band, item) };
  if (way_document_is_read_only (way_editor_get_document (self->editor)))
    return spot;
  spot.grip = item->persona != NULL ? WAY_GRIP_FEELING : find_edge (self, item, x);
  return spot;
}

void
way_canvas_update_cursor (WayCanvas *self)
{
  static const char *const cursors[WAY_N_GRIPS] = { [WAY_GRIP_START] = "ew-resize", [WAY_GRIP_END] = "ew-resize", [WAY_GRIP_FEELING] = "ns-resize", [WAY_GRIP_LINK] = "crosshair", [WAY_GRIP_WIDTH] = "col-resize", [WAY_GRIP_HEIGHT] = "row-resize" };
  gboolean dragging = way_canvas_is_dragging (self), pans = self->space, asks = self->asks && !dragging;
  const char *cursor = NULL;

  if (self->editor != NULL && way_canvas_get_scene (self) != NULL)
    {
      WayGrip grip = self->grip != WAY_GRIP_NONE ? self->grip : self->hot;

      pans |= way_editor_get_tool (self->editor) == WAY_TOOL_PAN;
      cursor = self->copying ? "copy" : dragging && grip == WAY_GRIP_PAN ? "grabbing"
                                    : pans                               ? "grab"
                                    : cursors[grip] != NULL              ? cursors[grip]
                                    : asks                               ? "pointer"
                                                                         : NULL;
    }
  if (cursor == self->cursor)
    return;
  self->cursor = cursor;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

void
way_canvas_point_at (WayCanvas *self, WaySpot spot)
{
  way_editor_set_hover (self->editor, spot.grip == WAY_GRIP_WIDTH || spot.grip == WAY_GRIP_HEIGHT ? NULL : spot.id);
  /* A handle or an edge lights up though the card under the pointer is the same. */
  if (spot.grip != self->hot)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->hot = spot.grip;
  way_canvas_update_cursor (self);
}

const char *
way_canvas_find_at (WayCanvas *self, double x, double y)
{
  const WayItem *item = self->editor != NULL && way_canvas_get_scene (self) != NULL ? way_canvas_hit (self, x, y, NULL) : NULL;

  return item != NULL && !way_canvas_is_ground (self, item, x) ? item->id : NULL;
}
