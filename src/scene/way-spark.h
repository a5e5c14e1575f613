/* way-spark.h — the history of a figure as a small line: what is usual, what was aimed at, what stands out.
 *
 * Shape:  a band from limit to limit, a dotted line at the target, the values by their day, the last one as a disc, signals as rings.
 * Units:  points of the drawing; days are spread evenly over the width.
 * Thread: any.
 * Source: way-signals.h in metrics/ says what is usual.
 */
#pragma once

#include "model/way-figures.h"
#include "scene/way-drawing.h"

G_BEGIN_DECLS

typedef struct
{
  const GArray *series; /* (element-type WayFigurePoint), at least one */
  gboolean has_target;
  double target;
} WaySpark;

/* What the history spans from top to bottom. */
typedef struct
{
  double low, high;
} WaySparkScale;

WaySparkScale way_spark_get_scale (const WaySpark *self);
/* Draws into `rect`; nothing leaves it. */
void way_spark_add (WayDrawing *drawing, const WayTheme *theme, const WayHue *hue, const WaySpark *self, WayRect rect);

G_END_DECLS
