/* way-log-shape.h — journeys by what they are like as a whole: where they begin and end, how long they take, how common their way is.
 *
 * Shape:  narrows the journeys that a view looks at. Only events that the view knows count, as everywhere else: of a map those of its
 *         touchpoints. A journey without one fits no condition.
 * Units:  milliseconds, from the first to the last event; bounds are within.
 * Errors: none.
 * Thread: that of the view.
 */
#pragma once

#include "metrics/log/way-log-query.h"

G_BEGIN_DECLS

typedef struct
{
  const WayLogQuery *first, *last; /* what the first step of it says is the first, or last, event; NULL: any */
  int department;                  /* one of its events is by this one; −1: any */
  gint64 shortest, longest;        /* WAY_LOG_NO_TIME: open; a log without times has no such journeys */
  guint fewest, most;              /* events; 0: open */
  double coverage;                 /* above 0: of those that fit all else the most frequent ways that make up this share of them */
} WayLogShape;

#define WAY_LOG_SHAPE_INIT                                    \
  {                                                           \
    NULL, NULL, -1, WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, 0, 0, 0 \
  }

void way_log_view_narrow_to_shape (WayLogView *self, const WayLogShape *shape);

G_END_DECLS
