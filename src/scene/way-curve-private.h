/* way-curve-private.h — a smooth line through points that never swings beyond them; inside scene/ only.
 *
 * Shape:  points with rising x and a slope at each; between two points y never leaves theirs.
 * Errors: none; points whose x does not rise are left out.
 * Owns:   its points; does not change once made.
 * Source: Fritsch & Carlson 1980, Monotone Piecewise Cubic Interpolation, SIAM J. Numer. Anal. 17(2).
 */
#pragma once

#include "scene/way-path.h"

typedef struct
{
  guint n;
  double *xs, *ys, *slopes;
} WayCurve;

/* The ground between a curve and the line y = `level`, from point `first` to point `last`. */
typedef struct
{
  guint first, last;
  double level;
  gboolean above; /* where the curve is above the level (smaller y), else where it is below */
  double tail;    /* how far it runs out beyond the ends, so that they do not break off */
} WayCurveArea;

WayCurve *way_curve_new (const double *xs, const double *ys, guint n);
void way_curve_free (WayCurve *self);

/* Before the first point and after the last: as high as there. */
double way_curve_get_y (const WayCurve *self, double x);
/* The same where it is known that x lies between the points `piece` and `piece` + 1. */
double way_curve_get_y_in (const WayCurve *self, guint piece, double x);
/* A piece from point `first` to point `last`, begun with a move. */
void way_curve_add_to_path (const WayCurve *self, WayPath *path, guint first, guint last);
void way_curve_add_area (const WayCurve *self, WayPath *path, const WayCurveArea *area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCurve, way_curve_free)
