/* way-log-traffic.h — an event log's flow in the form a map shows.
 *
 * Errors: none.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-journey-flow.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

/* `journey` is that of the flow. Events ignored on purpose are no ghosts. */
WayTraffic *way_log_traffic_new (const WayJourneyFlow *flow, const WayElement *journey);
/* With the contact rules of the document marked on it, for the journey whose touchpoints most journeys of the log come to; of all of them.
 * NULL if none comes to any. */
WayTraffic *way_log_traffic_new_for_document (WayLog *log, const WayElement *root);
/* The same from its beginnings. */
WayTraffic *way_log_traffic_new_for_view (const WayLogView *view, const WayElement *journey);

G_END_DECLS
