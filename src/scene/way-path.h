/* way-path.h — lines and curves as plain values.
 *
 * Units:  points.
 * Errors: none; an unreadable SVG path ends where it stops making sense.
 * Thread: a path does not change once it is part of a drawing.
 */
#pragma once

#include "base/way-colour.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_PATH_MOVE,  /* to x[2], y[2] */
  WAY_PATH_LINE,  /* to x[2], y[2] */
  WAY_PATH_CURVE, /* control points 0 and 1, end 2 */
  WAY_PATH_CLOSE,
} WayPathOp;

typedef struct
{
  WayPathOp op;
  double x[3], y[3];
} WayPathSegment;

typedef struct
{
  GArray *segments; /* (element-type WayPathSegment) */
} WayPath;

WayPath *way_path_new (void);
void way_path_free (WayPath *self);
WayPath *way_path_copy (const WayPath *self);
void way_path_move_to (WayPath *self, double x, double y);
void way_path_line_to (WayPath *self, double x, double y);
void way_path_curve_to (WayPath *self, double x0, double y0, double x1, double y1, double x, double y);
void way_path_close (WayPath *self);
/* A line through these points with rounded corners. */
void way_path_add_rounded (WayPath *self, const double *xs, const double *ys, guint n, double radius);
/* SVG path data: M L H V C S Q A Z in both cases; arcs become curves. */
void way_path_add_svg (WayPath *self, const char *data);
/* SVG path data with at most two decimals; g_free. */
char *way_path_to_svg (const WayPath *self);
/* new = scale * old + (dx, dy) */
void way_path_transform (WayPath *self, double scale_x, double scale_y, double dx, double dy);
gboolean way_path_equal (const WayPath *a, const WayPath *b);
/* Of all points, control points too: never too small. */
WayRect way_path_get_bounds (const WayPath *self);
/* From the point to the nearest one of the line; G_MAXDOUBLE if there is none. Curves are followed to a fraction of a point. */
double way_path_get_distance (const WayPath *self, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPath, way_path_free)

G_END_DECLS
