/* way-log-funnel.h — how far journeys get through the phases of a map.
 *
 * Shape:  a view made for a journey → one stage a phase. A journey is through to a phase if it reached each one before it, and none of
 *         them for the first time after the next: events may come back, but not begin in another order.
 * Units:  milliseconds, NAN where there is none; shares from 0 to 1.
 * Mature: as in way-journey-flow.h; only journeys that are mature count.
 * Errors: none.
 * Owns:   its texts.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-view.h"
#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef struct
{
  char *id, *name; /* of the phase */
  guint reached;   /* journeys with an event in it, whatever they did before */
  guint through;
  double conversion; /* through / those through to the phase before; NAN for the first */
  WayInterval conversion_interval;
  double median;  /* from first reaching the phase before to first reaching this one, of those through */
  double overall; /* through / all mature journeys; NAN of none */
  WayInterval overall_interval;
} WayFunnelStage;

typedef struct
{
  guint n_cases, n_open; /* mature ones; those that are not */
  double window;
  GArray *stages; /* (element-type WayFunnelStage), in the order of the map */
} WayFunnel;

/* `window` in ms; 0: 95 % of all journeys take no longer; −1: all journeys are mature. */
WayFunnel *way_log_funnel_new (const WayLogView *view, const WayElement *journey, gint64 window);
/* The same with the steps of a pattern in place of phases, for bare events: through to a step is who did it and all before it in this
 * order, whatever was in between. Stages have no id. */
WayFunnel *way_log_funnel_new_for_query (const WayLogView *view, const WayLogQuery *query, gint64 window);
void way_log_funnel_free (WayFunnel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFunnel, way_log_funnel_free)

G_END_DECLS
