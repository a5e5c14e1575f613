/* way-flow-count.h — what an event log says of a journey of the map, counted away from the main thread.
 *
 * Shape:  a log, or the name under which a warehouse counted one; a journey; which cases; contact rules → a flow, what a map shows of it,
 *         how often the rules are broken. Does not change once made.
 * Errors: none; what a warehouse has not counted is said in the remark.
 * Owns:   all of it. The journey and the rules are copied before the thread begins.
 * Thread: main; counts in another one.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-journey-flow.h"
#include "metrics/way-log-choice.h"
#include "metrics/way-log-rules.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

typedef struct
{
  WayLog *log;          /* NULL: a warehouse counted */
  char *name;           /* of either */
  char *remark;         /* when a warehouse did, and whether that still fits; NULL of a log */
  WayJourneyFlow *flow; /* NULL: the warehouse has not counted for this journey */
  WayTraffic *traffic;  /* the same */
  WayRuleCount *broken; /* NULL: there are no rules, or there is no log */
} WayFlowCount;

/* `log` NULL: what a warehouse counted as `name`, of all cases. */
void way_flow_count_async (WayLog *log, const char *name, const WayElement *journey, const WayElement *root, const WayLogChoice *choice, GAsyncReadyCallback callback, gpointer data);
WayFlowCount *way_flow_count_finish (GAsyncResult *result);
void way_flow_count_free (WayFlowCount *self);
/* Whether it was counted over this log, or in a warehouse under this name. */
gboolean way_flow_count_is_of (const WayFlowCount *self, const WayLog *log, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFlowCount, way_flow_count_free)

G_END_DECLS
