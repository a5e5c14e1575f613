/* way-log-flow.h — what customers do after what: volumes, directly-follows edges with their times, entries, exits, lengths.
 *
 * Shape:  a view → places (one a node) and edges, the most frequent first. Two passes over the columns (way-log-steps.h): count, then
 *         collect the durations among which the quantiles of each edge are, so that these are exact.
 * Units:  milliseconds; NAN where the log has no times. Where an event tells how long it took, the way to it ends when it began, and is
 *         no time at all if it began before the other was completed.
 * Errors: none.
 * Owns:   its arrays; names stay with the view.
 * Thread: any.
 * Source: van der Aalst, Process Mining (2016), directly-follows graphs; quantiles of type 7 (Hyndman & Fan 1996).
 */
#pragma once

#include "metrics/log/way-log-view.h"

G_BEGIN_DECLS

typedef struct
{
  guint events, cases; /* at this node: how often, in how many journeys */
  guint starts, ends;  /* journeys that begin or end here */
  guint again;         /* journeys that come here more than once */
} WayFlowPlace;

typedef struct
{
  guint32 from, to; /* nodes */
  guint count;      /* how often one follows the other */
  guint cases;      /* in how many journeys */
  double median, mean, p90, least, most;
  gboolean has_interval; /* of the median, from 6 on */
  double median_low, median_high;
} WayFlowEdge;

typedef struct
{
  guint n_cases, n_events; /* journeys with at least one node; events that belong to one */
  guint n_follows;         /* the sum of all counts */
  guint n_again;           /* journeys that come to some node more than once */
  WayFlowPlace *places;    /* by node */
  GArray *edges;           /* (element-type WayFlowEdge), by count, then by the nodes' order */
  guint n_spans;           /* journeys with times */
  double *spans;           /* from when the first event began to the last one, as the journeys come */
  guint unbound, ignored;  /* events of no node */
} WayFlow;

WayFlow *way_log_flow_new (const WayLogView *view);
void way_log_flow_free (WayFlow *self);
/* Afterwards they rise, as quantiles want them. */
void way_log_flow_sort_spans (WayFlow *self);
/* NULL if they never follow each other. */
const WayFlowEdge *way_log_flow_find (const WayFlow *self, guint32 from, guint32 to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFlow, way_log_flow_free)

G_END_DECLS
