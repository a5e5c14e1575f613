/* way-log-handover.h — where a customer's case goes from one channel or department to another, and what that costs (R004-1).
 *
 * Shape:  a view → for each pair of channels (or departments) how often a journey changes from one to the other. Events of neither are
 *         passed over.
 * Units:  milliseconds, NAN where the log has no times.
 * Again:  after a change, another event of the same journey within one and within seven days, in whatever channel; of changes that
 *         are seven days old. Events that nobody looks at are no contacts here either.
 * Errors: none.
 * Owns:   its array; names stay with the log.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-view.h"
#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_HANDOVER_CHANNEL,
  WAY_HANDOVER_DEPARTMENT,
} WayHandoverKind;

typedef struct
{
  guint from, to;              /* channels or departments of the log */
  guint count, cases;          /* how often, in how many journeys */
  double median, p90;          /* waiting: from the last event before to the first one after */
  guint back;                  /* the next change led back: “ping-pong” */
  guint old, again_1, again_7; /* seven days old; of these, followed by another event within one, within seven days */
  double share_1, share_7;     /* again / old; NAN where none is old */
  WayInterval interval_1, interval_7;
} WayHandover;

typedef struct
{
  guint n_cases;               /* journeys with at least one event in a channel (of a department) */
  guint n_handed, n_handovers; /* journeys with at least one change; changes */
  guint n_back;                /* journeys sent back at least once */
  double share_handed;         /* n_handed / n_cases; NAN of none */
  WayInterval interval_handed;
  GArray *handovers; /* (element-type WayHandover), by count */
} WayHandovers;

WayHandovers *way_log_handovers_new (const WayLogView *view, WayHandoverKind kind);
void way_log_handovers_free (WayHandovers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayHandovers, way_log_handovers_free)

G_END_DECLS
