/* way-log-private.h — what the passes over an event log share.
 *
 * Errors: none.
 * Thread: any.
 */
#pragma once

#include <math.h>

#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-funnel.h"

G_BEGIN_DECLS

/* Before the events of its cases are noted. */
void way_log_begin_times (WayLog *self);
/* Counts what a log tells of its times; the events are neighbours of one case, in order. */
void way_log_note_times (WayLog *self, guint32 from, guint32 to);
/* Takes a log whose times were noted, and splits cases at silences longer than `gap` (0: none). `case_ids` of a split case stand once for
 * each of its journeys. */
WayLog *way_log_split (WayLog *self, gint64 gap);
/* A time without one is behind none and before none. */
static inline gboolean
way_log_is_silent (gint64 before, gint64 after, gint64 gap)
{
  return gap > 0 && before != WAY_LOG_NO_TIME && after != WAY_LOG_NO_TIME && after - before > gap;
}

/* Where an event began, told in a row of its own. */
typedef struct
{
  gint64 time;
  guint32 c, activity, instance;
} WayLogStart;

/* Gives each completion of a case, which stand in the order of their times, the earliest start of the same activity and instance that no
 * other has and that is not later. `instances`: by event, NAN for what is no completion. `services`: filled. Returns how many starts are
 * left. Sorts the starts. */
guint way_log_pair_starts (GArray *starts, const WayLog *log, const double *instances, double *services);

/* How long ago a journey must have begun to be mature, at least: `window` where it is more than 0; 0: the time that 95 % of the
 * journeys looked at take at most; −1, and for a log without times: NAN, all are. */
double way_log_choose_window (const WayLogView *view, gint64 window);
static inline gboolean
way_log_is_mature (const WayLog *log, guint32 first_event, double window)
{
  return isnan (window) || !log->has_times || log->times[first_event] == WAY_LOG_NO_TIME || (double) (log->newest - log->times[first_event]) >= window;
}

/* Afterwards what sorting would put at `nth` stands there, nothing larger before and nothing smaller behind it. */
void way_log_select_nth (double *values, gsize n, gsize nth);
/* Type 7 without sorting everything; n > 0. Afterwards the values stand in another order. */
double way_log_select_quantile (double *values, gsize n, double q);

/* For what was counted elsewhere: without anything in it; then what the drawing and the counts say together. */
WayJourneyFlow *way_journey_flow_new_blank (void);
void way_journey_flow_settle (WayJourneyFlow *self, const WayElement *journey);
WayVariants *way_log_variants_new_blank (void);
WayFunnel *way_log_funnel_new_blank (void);
/* The phases; and for each node its phase, or WAY_LOG_UNBOUND. The first `n_drawn` of the nodes are the touchpoints. */
void way_log_funnel_add_stages (WayFunnel *self, const WayElement *journey, guint32 *phase_of, guint n_nodes, guint n_drawn);
/* Shares and their intervals, once all is counted. */
void way_log_funnel_settle (WayFunnel *self);
/* Into their order; where one was before is lost. */
void way_log_variants_sort (WayVariants *self);

G_END_DECLS
