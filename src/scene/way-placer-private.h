/* way-placer-private.h — where in a lane there is still room for a text; inside scene/ only.
 *
 * Shape:  a lane cut into cells of 4 × 4 points, one machine word for each column of cells: asking and marking cost
 *         no more than the width of what is asked for, however much is there already.
 * Units:  points, as the lane's: x from `x`, y from 0; at most 256 high.
 * Errors: none; what lies outside is not free.
 */
#pragma once

#include "scene/way-curve-private.h"

typedef struct
{
  double x, width, height;
  guint n;
  guint64 *cells;
} WayPlacer;

WayPlacer *way_placer_new (double x, double width, double height);
void way_placer_free (WayPlacer *self);

void way_placer_mark (WayPlacer *self, WayRect rect);
/* The line itself and `margin` above and below it. */
void way_placer_mark_curve (WayPlacer *self, const WayCurve *curve, double margin);
gboolean way_placer_is_free (const WayPlacer *self, WayRect rect);
/* Marks the first of `n` places of this size that is free and gives it; FALSE if none is. */
gboolean way_placer_take (WayPlacer *self, const WayRect *places, guint n, WayRect *taken);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPlacer, way_placer_free)
