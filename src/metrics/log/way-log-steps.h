/* way-log-steps.h — the passes over the columns behind way-log-flow.c: what some of the cases of a view do after what.
 *
 * Shape:  way_log_steps_count () → places by node, pairs of nodes in the order in which they come, and how many durations of each pair
 *         fall into each of some hundred buckets, so that it is known which few of these hold the values asked for. Each event
 *         keeps the bucket it was counted in; way_log_steps_collect () then only looks for those asked for, and copies them out.
 * Units:  milliseconds.
 * Errors: none.
 * Owns:   its tables; `counted`, `durations` and the view belong to the caller.
 * Thread: any; parts of the same view do not touch each other's memory.
 */
#pragma once

#include "metrics/log/way-log-private.h"

G_BEGIN_DECLS

/* Eight an octave, whatever 64 bits hold. */
#define WAY_LOG_N_BUCKETS 496

typedef struct
{
  guint64 last; /* twice the last case plus one */
  guint64 sum;
  guint carry;   /* of the sum, beyond 64 bits */
  guint untimed; /* one of both events has no time */
  guint cases;
} WayLogPair;

/* Pairs of nodes as numbers. */
typedef struct
{
  guint n_nodes;
  guint32 *dense;    /* pair → number + 1, or NULL */
  GHashTable *table; /* the same where there are too many */
  GArray *keys;      /* (element-type guint64) from × n_nodes + to */
  GArray *pairs;     /* (element-type WayLogPair) */
} WayLogPairs;

typedef struct
{
  guint64 last; /* twice the last case plus one, and one more if it came here again */
  guint cases, starts, ends, again;
} WayLogPlace;

/* Some of the cases. */
typedef struct
{
  const WayLogView *view;
  guint from, to;    /* cases */
  guint32 *counted;  /* by event of the log: its bucket + 1 in `buckets`, 0 where no duration ends */
  double *durations; /* what is asked for, of all parts */
  WayLogPairs pairs;
  WayLogPlace *places; /* by node */
  guint n_buckets;     /* of each pair: WAY_LOG_N_BUCKETS, or one where there are too many pairs */
  guint32 *buckets;    /* a 0, then by pair how many durations; for collect: where they go, plus one, or 0 for those that nobody asks for */
  guint room;          /* of it, in pairs */
  guint64 *spans;      /* one a case at most, as they come */
  guint n_cases, n_events, n_again, n_spans, unbound, ignored;
} WayLogSteps;

void way_log_pairs_init (WayLogPairs *self, guint n_nodes);
void way_log_pairs_clear (WayLogPairs *self);
/* G_MAXUINT32 if there is none of this key. */
guint32 way_log_pairs_find (const WayLogPairs *self, guint64 key);
/* Of a key that is not there. */
guint32 way_log_pairs_add (WayLogPairs *self, guint64 key);
static inline WayLogPair *
way_log_pairs_get (const WayLogPairs *self, guint32 number)
{
  return &g_array_index (self->pairs, WayLogPair, number);
}

/* Takes view, from, to and counted; fills the rest. `bucketed`: unless there turn out to be too many pairs. */
void way_log_steps_count (WayLogSteps *self, gboolean bucketed);
static inline guint32 *
way_log_steps_get_buckets (const WayLogSteps *self, guint32 number)
{
  return self->buckets + 1 + (gsize) number * self->n_buckets;
}
void way_log_steps_collect (const WayLogSteps *self);
void way_log_steps_clear (WayLogSteps *self);

G_END_DECLS
