/* way-log-measures.h — what events of a log tell besides that they happened: scores, costs, how long they took, and how long customers
 * waited for them; for each place of a view, and for its journeys as a whole.
 *
 * Shape:  one pass over the columns, then quantiles by selection. Waiting is the time from the completion of the event before, on this
 *         view and in the same journey, to the start of the event; what began before that was not waited for at all. It is known where
 *         service times are.
 * Units:  scores and costs as in the log, times in milliseconds. The interval is that of the mean, 95 %.
 * Errors: none.
 * Thread: any.
 * Source: van der Aalst, Process Mining (2016), performance analysis; Student's t.
 */
#pragma once

#include "metrics/log/way-log-view.h"
#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_MEASURE_SCORE,
  WAY_MEASURE_COST,
  WAY_MEASURE_SERVICE,
  WAY_MEASURE_WAITING,
  WAY_N_LOG_MEASURES
} WayLogMeasureKind;

typedef struct
{
  guint n; /* 0: the others are NAN */
  double sum, mean, median, p90;
  gboolean has_interval;
  WayInterval interval;
} WayLogMeasure;

typedef struct
{
  guint n_nodes;
  gboolean has[WAY_N_LOG_MEASURES];
  WayLogMeasure (*places)[WAY_N_LOG_MEASURES]; /* by node */
  WayLogMeasure whole[WAY_N_LOG_MEASURES];     /* scores: of all events; all else: of journeys, what their events come to together */
  char *currency;                              /* of costs, or NULL */
} WayLogMeasures;

/* NULL: the events of the log have nothing of this. */
WayLogMeasures *way_log_measures_new (const WayLogView *view);
void way_log_measures_free (WayLogMeasures *self);

/* "Score 7.4 (6.9 to 7.9, n 120) · …" of one place, or of the whole; "" where nothing is known. g_free. */
char *way_log_measures_to_text (const WayLogMeasure measures[WAY_N_LOG_MEASURES], const char *currency, gboolean whole);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogMeasures, way_log_measures_free)

G_END_DECLS
