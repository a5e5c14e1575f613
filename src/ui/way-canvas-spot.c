#include "ui/way-canvas-private.h"

#include "edit/way-cells.h"

/* Below this, in pixels a point, cards are too small to be taken by their edges. */
#define LEAST_ZOOM 0.4
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
  if (item == NULL || item->part == WAY_PART_TITLE || item->part == WAY_PART_CURVE || item->part == WAY_PART_LEGEND)
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
  double left = item->x, y = 0, width = way_drawing_get_width (item->drawing) * self->zoom;
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

WaySpot
way_canvas_find_spot (WayCanvas *self, double x, double y)
{
  guint band;
  const WayItem *item = way_canvas_hit (self, x, y, &band);
  const char *handle = self->editor != NULL && self->scene != NULL ? way_canvas_find_handle (self, x, y) : NULL;
  WaySpot spot = { .grip = WAY_GRIP_PAN };

  if (handle != NULL)
    return (WaySpot){ .grip = WAY_GRIP_LINK, .id = handle };
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
  static const char *const cursors[WAY_N_GRIPS] = { [WAY_GRIP_START] = "ew-resize", [WAY_GRIP_END] = "ew-resize", [WAY_GRIP_FEELING] = "ns-resize", [WAY_GRIP_LINK] = "crosshair" };
  gboolean dragging = way_canvas_is_dragging (self), pans = self->space;
  const char *cursor = NULL;

  if (self->editor != NULL && way_canvas_get_scene (self) != NULL)
    {
      WayGrip grip = self->grip != WAY_GRIP_NONE ? self->grip : way_canvas_find_spot (self, self->pointer_x, self->pointer_y).grip;

      pans |= way_editor_get_tool (self->editor) == WAY_TOOL_PAN;
      cursor = dragging && grip == WAY_GRIP_PAN ? "grabbing" : pans ? "grab"
                                                                    : cursors[grip];
    }
  if (cursor == self->cursor)
    return;
  self->cursor = cursor;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}
