/* way-log-map.h — a first map from an event log: what most customers do, from left to right.
 *
 * Shape:  events that enough journeys have → touchpoints, each with its event's name; they stand in the order in which customers come to
 *         them, the common ones in steps of their own, the others below; phases part where customers wait longest. The main
 *         ways from each to the next are drawn with their shares, nothing else is: what else happens, the flow over the map shows.
 * Errors: none; a log with one event makes a map with one touchpoint.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* No more touchpoints than this. */
#define WAY_LOG_MAP_MOST 40

WayDocument *way_log_map_new (WayLog *log, const char *title);

G_END_DECLS
