/* way-log-traffic.h — an event log's flow in the form a map shows.
 *
 * Shape:  a view of a journey and its connections → WayTraffic. Journeys that began so late that most of their kind take longer than
 *         what the log covers are open where they stop, not ended.
 * Errors: none.
 * Thread: way_log_drawn_new () where the document may be read; the rest any.
 */
#pragma once

#include "metrics/way-log-view.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

/* What of the journey counts beside its touchpoints: its connections. */
typedef struct
{
  GArray *pairs;    /* (element-type guint64) from << 32 | to, nodes of the view */
  gboolean *is_end; /* by node: the drawn way ends there */
} WayLogDrawn;

WayLogDrawn *way_log_drawn_new (const WayLogView *view, const WayElement *journey);
void way_log_drawn_free (WayLogDrawn *self);

/* `view` must not be whole; its touchpoints' events count, and unbound ones become ghosts. */
WayTraffic *way_log_traffic_new (const WayLogView *view, const WayLogDrawn *drawn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogDrawn, way_log_drawn_free)

G_END_DECLS
