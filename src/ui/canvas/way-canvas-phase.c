#include "ui/canvas/way-canvas-private.h"

/* One phase, as large as it can be read from the back of a room: its width fills the sight, and its height does unless the letters would
 * become too small for that. */

#define LEAST_ZOOM 1.3
#define MOST_ZOOM 2.0
#define MARGIN 12

gboolean
way_canvas_show_phase (WayCanvas *self, const char *id)
{
  double view[2] = { gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  guint band;
  const WayItem *item = way_canvas_get_scene (self) != NULL ? way_scene_find (self->scene, id, &band) : NULL;
  WayRect rect;
  WaySticky sticky;
  double zoom, x;

  if (item == NULL)
    return FALSE;
  rect = way_scene_get_item_rect (self->scene, band, item);
  sticky = way_canvas_get_sticky (self);
  zoom = MIN ((view[0] - 2 * MARGIN) / (rect.width + sticky.label_width), MAX (LEAST_ZOOM, (view[1] - 2 * MARGIN) / way_scene_get_height (self->scene)));
  way_canvas_zoom_at (self, MIN (zoom, MOST_ZOOM), 0, 0);
  sticky = way_canvas_get_sticky (self);
  /* Lane names stand where time begins. */
  x = way_scene_is_rtl (self->scene) ? WAY_CANVAS_PAD + (rect.x + rect.width + sticky.label_width) * self->zoom + MARGIN - view[0]
                                     : WAY_CANVAS_PAD + (rect.x - sticky.label_width) * self->zoom - MARGIN;
  for (int axis = 0; axis < 2; axis++)
    if (self->adjustments[axis] != NULL)
      gtk_adjustment_set_value (self->adjustments[axis], axis == 0 ? x : WAY_CANVAS_PAD + rect.y * self->zoom - MARGIN);
  return TRUE;
}
