/* way-log-feed.h — an event log as a dataset that metrics are made from: a row an event, a column a thing events tell.
 *
 * Shape:  "event", "channel", "segment" (keys), "time", "cost", "score" of events; "journey cost" and "journey days" of whole journeys,
 *         which stand at their first event. Only journeys old enough to be over have these: of the others nobody knows yet.
 * Units:  costs as in the log; journey days from the first to the last event.
 * Errors: a column that is another thing: NULL.
 * Owns:   what it returns is the caller's.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log.h"
#include "metrics/tables/way-column.h"

G_BEGIN_DECLS

/* (element-type WayColumn), owned: those the log has. What metrics are proposed for, and their time, has a use; all else has none, but
 * can be named in a feed. `values`: 1 << WayLogValue of those that any event has. */
GPtrArray *way_log_feed_list_fields (guint values, gboolean has_times, const char *currency);
/* By event, NAN where there is none. */
double *way_log_feed_make_numbers (const WayLog *log, const char *name);
/* By event, 0 is none; `texts` (element-type utf8) is filled: code − 1 → text. */
guint32 *way_log_feed_make_keys (const WayLog *log, const char *name, GPtrArray *texts);

G_END_DECLS
