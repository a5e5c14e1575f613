/* way-estimate.h — one figure from many answers: value, n, standard error, interval.
 *
 * Shape:  a sample (values with how often each was given) and how it is to be computed → an estimate.
 * Units:  shares as percentages (41.2), a Net Promoter Score as −100 … 100, all else in the unit of the values.
 * Errors: none; without an answer n is 0 and nothing else is set.
 * Thread: any.
 * Source: way-statistics.h.
 */
#pragma once

#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_AGGREGATE_MEAN,
  WAY_AGGREGATE_MEDIAN,
  WAY_AGGREGATE_SUM,
  WAY_AGGREGATE_COUNT,
  WAY_AGGREGATE_SHARE,
  WAY_AGGREGATE_NPS,
  WAY_AGGREGATE_LAST,
  WAY_N_AGGREGATES
} WayAggregate;

/* By the nick in the document; _MEAN for what is none. */
WayAggregate way_aggregate_from_nick (const char *nick);

typedef struct
{
  double value;
  guint64 count;
} WayTally;

/* Which answers count for a share: those from `from` up to `to`. */
typedef struct
{
  double from, to;
} WayTopBox;

typedef struct
{
  gint64 n;
  double value;
  double error;   /* standard error; 0 where there is none */
  double degrees; /* of freedom that the error has; 0: it is no mean's */
  gboolean has_interval;
  double low, high;  /* 95 % */
  gboolean is_share; /* of one answer yes or no each, so that two of them are compared as shares */
} WayEstimate;

/* `tallies` rise by value; those with count 0 may be among them. `top`: for shares; NULL: values of 0 and 1, or percentages. */
WayEstimate way_estimate (const WayTally *tallies, gsize n, WayAggregate aggregate, const WayTopBox *top);

/* How probable it is that two estimates of the same kind differ so by chance; −1 where that cannot be said. Medians are not compared by
 * what is estimated of them but by their answers, see below. */
double way_estimate_compare (const WayEstimate *current, const WayEstimate *baseline);
/* The same of two medians, by Mood's test: how many of each lie above the median of all. */
double way_estimate_compare_medians (const WayTally *current, gsize n_current, const WayTally *baseline, gsize n_baseline);
/* Their difference with its 95 % interval: Newcombe's for shares, else of independent errors. FALSE where there is none. */
gboolean way_estimate_get_change (const WayEstimate *current, const WayEstimate *baseline, WayInterval *interval);

G_END_DECLS
