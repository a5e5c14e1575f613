/* way-log-compare.h — two parts of an event log side by side: periods, channels, segments.
 *
 * Shape:  two views of the same log, each with its own selection of journeys → what differs, with intervals: how long journeys take,
 *         which share of them comes to each place, leaves there, and goes on along each connection of the map; what they cost and what
 *         score customers gave, where the log tells.
 * Units:  shares from 0 to 1, times in milliseconds, costs and scores as in the log; differences are b − a.
 * Mature: as in way-journey-flow.h, and for all of it: of two periods the later one has more journeys that are still short because they
 *         have only just begun. Both parts are given the same time.
 * Errors: none.
 * Owns:   its texts.
 * Thread: any.
 * Source: Newcombe 1998 (differences of shares); Welch 1947 (of means); Benjamini & Hochberg at 10 % over all of them, and 5 % for
 *         each; of medians the intervals of both, and they differ where these do not touch.
 */
#pragma once

#include "metrics/log/way-log-view.h"
#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_DIFFERENCE_ELAPSED,    /* median, of a whole journey */
  WAY_DIFFERENCE_VISITS,     /* share of journeys that come to the place */
  WAY_DIFFERENCE_DROP_OFF,   /* share of journeys that end there */
  WAY_DIFFERENCE_CONVERSION, /* share of journeys at the place that come to the other one later */
  WAY_DIFFERENCE_COST,       /* mean, of a whole journey or of an event at the place */
  WAY_DIFFERENCE_SCORE,      /* mean, of all events or of those at the place */
} WayDifferenceKind;

typedef struct
{
  WayDifferenceKind kind;
  guint32 node, to; /* of the views; `to` only for conversion; neither for a whole journey */
  double a, b;
  guint n_a, n_b;
  WayInterval interval_a, interval_b;
  double difference;
  gboolean has_interval; /* of the difference */
  WayInterval interval;
  double p;         /* NAN where it was not tested */
  gboolean differs; /* more than chance alone would make them */
  gboolean few;     /* too few for anything but a huge difference to be seen */
} WayLogDifference;

/* The journeys that are compared; what is left out: those that may still go on; and what is in both parts, which makes them look more
 * alike. */
typedef struct
{
  guint n_a, n_b, open_a, open_b, shared;
} WayLogComparison;

/* (element-type WayLogDifference), those that differ first, then the largest. Without a journey nodes are events, and visits and time
 * are all there is. `window` as in way_journey_flow_new (), for both; `counts` is nullable. */
GArray *way_log_compare (const WayLogView *a, const WayLogView *b, const WayElement *journey, gint64 window, WayLogComparison *counts);
const char *way_difference_kind_get_nick (WayDifferenceKind kind);
/* Whether the difference is better (1) or worse (−1) for customers; 0: nobody can say. Whoever leaves early has a short and cheap journey,
 * and what a score means only its scale tells. */
int way_log_difference_judge (const WayLogDifference *self);

G_END_DECLS
