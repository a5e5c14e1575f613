/* way-flow-watch.h — the event log that lies over an open map, and what it says of the journey in sight.
 *
 * Shape:  a log (way-log-job.h, kept as long as the window), which cases of it, how much is shown, which way is lit → what it says of the
 *         journey (way-flow-count.h), made anew whenever the map, the log or the choice changes.
 * Errors: signal "failed" with a sentence.
 * Owns:   the log and what was counted.
 * Thread: main; reading and counting in others.
 * Signal: "changed": other figures, another filter, another way lit, begun or ended work. "pointed": at something else. "failed" (text).
 *         "asks": the file that was read tells of starts and completions, and nobody has said yet which of them count.
 */
#pragma once

#include "edit/way-editor.h"
#include "metrics/way-journey-flow.h"
#include "metrics/way-log-import.h"
#include "metrics/way-log-rules.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

#define WAY_TYPE_FLOW_WATCH (way_flow_watch_get_type ())
G_DECLARE_FINAL_TYPE (WayFlowWatch, way_flow_watch, WAY, FLOW_WATCH, GObject)

/* NULL: only reads a log. */
WayFlowWatch *way_flow_watch_new (WayEditor *editor);
WayEditor *way_flow_watch_get_editor (WayFlowWatch *self);

/* Reads the file in a thread; the log before stays until it is there. */
void way_flow_watch_load (WayFlowWatch *self, const char *path);
/* How the file was read that the log came from; NULL if it came from none. */
const WayLogFacts *way_flow_watch_get_facts (WayFlowWatch *self);
/* The same file, in another way; columns as in WayLogOptions. */
void way_flow_watch_read_again (WayFlowWatch *self, WayLifecycle lifecycle, const char *score_column, const char *cost_column);
/* The log of another watch, which has one, and how it was read. */
void way_flow_watch_take_over (WayFlowWatch *self, WayFlowWatch *other);
/* A log that is there already; takes a reference. */
void way_flow_watch_set_log (WayFlowWatch *self, WayLog *log, const char *name);
WayLog *way_flow_watch_get_log (WayFlowWatch *self);
/* One that is kept, by its name; copied here or counted in a warehouse. */
void way_flow_watch_open (WayFlowWatch *self, const char *name);
/* Whether there is no log but what a warehouse counted: no ways as a whole, no filters. */
gboolean way_flow_watch_is_counted (WayFlowWatch *self);
/* When that was, and whether it still fits; NULL for a log. */
const char *way_flow_watch_get_remark (WayFlowWatch *self);
/* Whether it came out of a warehouse, which can be asked again. */
gboolean way_flow_watch_is_remote (WayFlowWatch *self);
const char *way_flow_watch_get_name (WayFlowWatch *self);
/* From 0 to 1 while a file is being read, −1 if none is. */
double way_flow_watch_get_progress (WayFlowWatch *self);
/* Also while it counts. */
gboolean way_flow_watch_is_busy (WayFlowWatch *self);
void way_flow_watch_cancel (WayFlowWatch *self);

/* Whether the map shows it. Without a log one is looked for among those that are kept (waymark-cli log import): the one that the map's
 * events name, or the only one. */
void way_flow_watch_set_shown (WayFlowWatch *self, gboolean shown);
gboolean way_flow_watch_is_shown (WayFlowWatch *self);
/* NULL where nothing is to be shown. Borrowed until the next change. */
const WayTraffic *way_flow_watch_get_traffic (WayFlowWatch *self);
const WayJourneyFlow *way_flow_watch_get_flow (WayFlowWatch *self);

/* Contact rules of the map counted over the log; NULL where there are none, or there is no log. Borrowed until the next change. */
WayRuleCount *way_flow_watch_get_rules (WayFlowWatch *self);
/* Keeps counting while somebody looks at it, though the map may not show it; looks for a log as if it were shown. */
void way_flow_watch_hold (WayFlowWatch *self);
void way_flow_watch_release (WayFlowWatch *self);

/* How much of the flow is shown, from 0 to 1. */
void way_flow_watch_set_keep (WayFlowWatch *self, double keep);
double way_flow_watch_get_keep (WayFlowWatch *self);
/* One of the ways as a whole; G_MAXUINT: none. */
void way_flow_watch_set_lit (WayFlowWatch *self, guint variant);
guint way_flow_watch_get_lit (WayFlowWatch *self);
/* Ids of its touchpoints, NULL-terminated; NULL if none is lit. */
const char *const *way_flow_watch_get_lit_ids (WayFlowWatch *self);

/* Channel and segment by name, NULL for all; days as in dates, NULL for open; `query` as in way-log-query.h, NULL or "" for all. FALSE,
 * and nothing changes, if the query or a day cannot be read. */
gboolean way_flow_watch_set_filter (WayFlowWatch *self, const char *channel, const char *segment, const char *from, const char *to, const char *query, GError **error);
gboolean way_flow_watch_is_filtered (WayFlowWatch *self);
/* The log as the journey in sight and the filter have it; there is a log. `whole`: as in way_log_view_new_for_journey (). */
WayLogView *way_flow_watch_make_view (WayFlowWatch *self, gboolean whole);
/* The query alone, the rest of the filter stays. */
gboolean way_flow_watch_set_query (WayFlowWatch *self, const char *query, GError **error);
const char *way_flow_watch_get_query (WayFlowWatch *self);

/* What of the flow stands out because a list says so: an id as items of a scene have it (way-traffic.h), or NULL. */
void way_flow_watch_set_pointed (WayFlowWatch *self, const char *id);
const char *way_flow_watch_get_pointed (WayFlowWatch *self);

G_END_DECLS
