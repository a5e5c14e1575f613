/* way-log-parts.h — which two parts of an event log are worth comparing, and how people call them.
 *
 * Shape:  log and map → pairs, the most telling first: before and since a measure that was taken, the last month, quarter and year
 *         against the one before and the same a year ago, thirty days, halves; channels; segments. Periods are whole days, UTC, of the
 *         first event of a journey, and end where journeys are old enough to be judged: of later ones nobody knows how they go on.
 * Errors: none; a pair of which one part has hardly a journey is left out.
 * Owns:   its texts; filters borrow the names of the log.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-view.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;        /* translated: "Last full month and the one before" */
  char *action;      /* id of the measure that lies between them, or NULL */
  WayLogFilter a, b; /* the earlier part first */
} WayLogPair;

/* (element-type WayLogPair). `root` (nullable) has the measures. `window` in ms: how old a journey must be to be judged, NAN: all are
 * old enough; that of a WayJourneyFlow. */
GPtrArray *way_log_list_pairs (const WayLog *log, const WayElement *root, double window);
/* The pair before and since this measure, whatever day it was taken; NULL if it is not done, or nobody said when. */
WayLogPair *way_log_pair_new_for_action (const WayLog *log, const WayElement *action, double window);
void way_log_pair_free (WayLogPair *self);

/* "Begun 2026-01-01 to 2026-03-31, in channel web"; g_free. */
char *way_log_part_to_text (const WayLog *log, const WayLogFilter *part);
/* The last and first day of a period as people write days, "" where it is open; g_free. */
char *way_log_part_dup_from (const WayLogFilter *part);
char *way_log_part_dup_to (const WayLogFilter *part);
/* And back, from what people type; "" is open. FALSE, with WAY_METRICS_ERROR_QUESTION, for what is no day or ends before it begins. */
gboolean way_log_part_set_days (WayLogFilter *part, const char *from, const char *to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogPair, way_log_pair_free)

G_END_DECLS
