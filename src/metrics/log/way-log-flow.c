/* Two passes over the columns (way-log-steps.h): the first counts, the second collects what lies in the few buckets of durations that hold
   the values asked for, and quantiles are selected from them. They are exact, and nothing is sorted. A large log is split by cases among
   the processors. */
#include "metrics/log/way-log-flow.h"

#include <math.h>
#include <string.h>

#include "base/way-memory.h"
#include "metrics/log/way-log-steps.h"
#include "model/way-statistics.h"

#define MAX_PARTS 4
#define EVENTS_PER_PART 250000

/* --- all parts together --- */

/* Some durations of an edge that were collected. */
typedef struct
{
  guint skip; /* how many are smaller */
  guint n, from;
} Slice;

/* What all parts together know of a pair. */
typedef struct
{
  guint count, timed, cases;
  double sum;
  gsize low, high;     /* ranks around the median, from 1; 0: too few for an interval */
  guint first, slices; /* its first slice; how many */
} Edge;

typedef struct
{
  const WayLogView *view;
  WayLogSteps parts[MAX_PARTS];
  guint n_parts;
  WayLogPairs pairs;
  guint32 *numbers[MAX_PARTS]; /* of all pairs in each part, plus one */
  GArray *slices;              /* (element-type Slice), of one pair after the other */
  guint n_durations;
} Whole;

static gpointer
count_cb (gpointer data)
{
  way_log_steps_count (data, TRUE);
  return NULL;
}

static gpointer
collect_cb (gpointer data)
{
  way_log_steps_collect (data);
  return NULL;
}

/* In this thread, if it is only one. */
static void
run_parts (Whole *self, GThreadFunc work)
{
  GThread *threads[MAX_PARTS];

  for (guint i = 1; i < self->n_parts; i++)
    threads[i] = g_thread_new ("way-flow", work, &self->parts[i]);
  work (&self->parts[0]);
  for (guint i = 1; i < self->n_parts; i++)
    g_thread_join (threads[i]);
}

/* About as many events each. */
static void
split (Whole *self, guint32 *counted)
{
  const WayLog *log = self->view->log;
  guint n = CLAMP (MIN (log->n_events / EVENTS_PER_PART, g_get_num_processors ()), 1, MAX_PARTS), c = 0;

  self->n_parts = n;
  for (guint i = 0; i < n; i++)
    {
      guint32 end = (guint32) ((guint64) log->n_events * (i + 1) / n);

      self->parts[i] = (WayLogSteps){ .view = self->view, .from = c, .counted = counted };
      while (c < log->n_cases && (i + 1 == n || log->first[c] < end))
        c++;
      self->parts[i].to = c;
    }
}

/* Where one part had too many pairs for buckets, the others do without, too. */
static void
match_buckets (Whole *self)
{
  guint n_buckets = WAY_LOG_N_BUCKETS;

  for (guint p = 0; p < self->n_parts; p++)
    n_buckets = MIN (n_buckets, self->parts[p].n_buckets);
  for (guint p = 0; p < self->n_parts; p++)
    if (self->parts[p].n_buckets != n_buckets)
      {
        way_log_steps_clear (&self->parts[p]);
        way_log_steps_count (&self->parts[p], FALSE);
      }
}

static void
join_pairs (Whole *self)
{
  way_log_pairs_init (&self->pairs, self->view->n_nodes);
  for (guint p = 0; p < self->n_parts; p++)
    {
      const GArray *keys = self->parts[p].pairs.keys;

      for (guint i = 0; i < keys->len; i++)
        if (way_log_pairs_find (&self->pairs, g_array_index (keys, guint64, i)) == G_MAXUINT32)
          way_log_pairs_add (&self->pairs, g_array_index (keys, guint64, i));
    }
  for (guint p = 0; p < self->n_parts; p++)
    {
      const GArray *keys = self->parts[p].pairs.keys;

      self->numbers[p] = g_new0 (guint32, self->pairs.keys->len + 1);
      for (guint i = 0; i < keys->len; i++)
        self->numbers[p][way_log_pairs_find (&self->pairs, g_array_index (keys, guint64, i))] = i + 1;
    }
}

/* How many durations are asked for of an edge, at most. */
#define N_RANKS 8

/* What measure_edge () looks at, from 0, rising; for timed > 0. */
static guint
list_ranks (const Edge *edge, gsize ranks[N_RANKS])
{
  gsize n = edge->timed, middle = (n - 1) / 2, late = (gsize) floor ((double) (n - 1) * 0.9);
  guint found = 0;

  ranks[found++] = 0;
  if (edge->low > 0)
    ranks[found++] = edge->low - 1;
  ranks[found++] = middle;
  ranks[found++] = MIN (middle + 1, n - 1);
  if (edge->low > 0)
    ranks[found++] = edge->high - 1;
  ranks[found++] = late;
  ranks[found++] = MIN (late + 1, n - 1);
  ranks[found++] = n - 1;
  return found;
}

static gboolean
is_asked_for (const gsize *ranks, guint n_ranks, gsize skip, gsize n)
{
  for (guint i = 0; i < n_ranks; i++)
    if (ranks[i] >= skip && ranks[i] - skip < n)
      return TRUE;
  return FALSE;
}

/* Turns the counts in a bucket into places of the durations to be collected, or into none. */
static void
place_bucket (Whole *self, guint32 number, guint bucket, gboolean asked)
{
  for (guint p = 0; p < self->n_parts; p++)
    if (self->numbers[p][number] > 0)
      {
        guint32 *place = way_log_steps_get_buckets (&self->parts[p], self->numbers[p][number] - 1) + bucket, count = *place;

        *place = asked && count > 0 ? self->n_durations + 1 : 0;
        self->n_durations += asked ? count : 0;
      }
}

static void
place_edge (Whole *self, guint32 number, Edge *edge, const guint *counts, guint n_buckets)
{
  gsize ranks[N_RANKS], skip = 0;
  guint n_ranks;

  edge->first = self->slices->len;
  if (edge->timed == 0)
    return;
  if (!way_statistics_median_ranks (edge->timed, &edge->low, &edge->high))
    edge->low = 0;
  n_ranks = list_ranks (edge, ranks);
  for (guint b = 0; b < n_buckets; b++)
    if (counts[b] > 0)
      {
        Slice slice = { (guint) skip, counts[b], self->n_durations };
        gboolean asked = is_asked_for (ranks, n_ranks, skip, slice.n);

        if (asked)
          g_array_append_val (self->slices, slice);
        place_bucket (self, number, b, asked);
        skip += slice.n;
      }
}

/* What the parts say of it, together. */
static void
join_edge (Whole *self, guint32 number, Edge *edge)
{
  guint counts[WAY_LOG_N_BUCKETS] = { 0 }, n_buckets = self->parts[0].n_buckets, carry = 0;
  guint64 sum = 0;

  *edge = (Edge){ .count = 0 };
  for (guint p = 0; p < self->n_parts; p++)
    {
      const WayLogSteps *part = &self->parts[p];
      const WayLogPair *pair;
      const guint32 *buckets;

      if (self->numbers[p][number] == 0)
        continue;
      pair = way_log_pairs_get (&part->pairs, self->numbers[p][number] - 1);
      buckets = way_log_steps_get_buckets (part, self->numbers[p][number] - 1);
      edge->cases += pair->cases;
      edge->count += pair->untimed;
      carry += pair->carry + __builtin_add_overflow (sum, pair->sum, &sum);
      for (guint b = 0; b < n_buckets; b++)
        counts[b] += buckets[b];
    }
  edge->sum = (double) carry * 0x1p64 + (double) sum;
  for (guint b = 0; b < n_buckets; b++)
    edge->timed += counts[b];
  edge->count += edge->timed;
  place_edge (self, number, edge, counts, n_buckets);
}

/* --- edges --- */

/* The duration of this rank; `slices` are those of the edge. */
static double
get_rank (const Slice *slices, double *durations, gsize rank)
{
  while (rank - slices->skip >= slices->n)
    slices++;
  way_log_select_nth (durations + slices->from, slices->n, rank - slices->skip);
  return durations[slices->from + rank - slices->skip];
}

/* Type 7. */
static double
get_quantile (const Slice *slices, double *durations, gsize n, double q)
{
  double h = (double) (n - 1) * q;
  gsize k = (gsize) floor (h);
  double low = get_rank (slices, durations, k);

  return h > (double) k ? low + (h - (double) k) * (get_rank (slices, durations, k + 1) - low) : low;
}

static void
measure_edge (const Whole *self, WayFlowEdge *edge, const Edge *found, double *durations)
{
  const Slice *slices = &g_array_index (self->slices, Slice, found->first);
  gsize n = found->timed;

  edge->least = get_rank (slices, durations, 0);
  edge->most = get_rank (slices, durations, n - 1);
  edge->mean = found->sum / (double) n;
  edge->median = get_quantile (slices, durations, n, 0.5);
  edge->p90 = get_quantile (slices, durations, n, 0.9);
  edge->has_interval = found->low > 0;
  if (!edge->has_interval)
    return;
  edge->median_low = get_rank (slices, durations, found->low - 1);
  edge->median_high = get_rank (slices, durations, found->high - 1);
}

static int
compare_edges_cb (gconstpointer a, gconstpointer b)
{
  const WayFlowEdge *x = a, *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

static void
make_edges (Whole *self, WayFlow *flow)
{
  guint n = self->pairs.keys->len;
  g_autofree Edge *edges = g_new (Edge, (gsize) n + 1);

  self->slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  for (guint i = 0; i < n; i++)
    join_edge (self, i, &edges[i]);

  g_autofree double *durations = g_new (double, (gsize) self->n_durations + 1);

  for (guint p = 0; p < self->n_parts; p++)
    self->parts[p].durations = durations;
  if (self->n_durations > 0)
    run_parts (self, collect_cb);
  for (guint i = 0; i < n; i++)
    {
      guint64 key = g_array_index (self->pairs.keys, guint64, i);
      WayFlowEdge edge = { .from = (guint32) (key / self->pairs.n_nodes), .to = (guint32) (key % self->pairs.n_nodes), .count = edges[i].count, .cases = edges[i].cases, .median = NAN, .mean = NAN, .p90 = NAN, .least = NAN, .most = NAN };

      if (edges[i].timed > 0)
        measure_edge (self, &edge, &edges[i], durations);
      flow->places[edge.to].events += edge.count;
      g_array_append_val (flow->edges, edge);
    }
  g_array_sort (flow->edges, compare_edges_cb);
  g_array_unref (self->slices);
}

/* --- spans --- */

static void
take_spans (const Whole *self, WayFlow *flow)
{
  for (guint p = 0; p < self->n_parts; p++)
    flow->n_spans += self->parts[p].n_spans;
  flow->spans = g_new (double, (gsize) flow->n_spans + 1);
  flow->n_spans = 0;
  for (guint p = 0; p < self->n_parts; p++)
    for (guint i = 0; i < self->parts[p].n_spans; i++)
      flow->spans[flow->n_spans++] = (double) self->parts[p].spans[i];
}

/* --- all of it --- */

static void
join_counts (const Whole *self, WayFlow *flow)
{
  for (guint p = 0; p < self->n_parts; p++)
    {
      const WayLogSteps *part = &self->parts[p];

      flow->n_cases += part->n_cases;
      flow->n_events += part->n_events;
      flow->n_again += part->n_again;
      flow->unbound += part->unbound;
      flow->ignored += part->ignored;
      for (guint i = 0; i < self->view->n_nodes; i++)
        {
          flow->places[i].events += part->places[i].starts;
          flow->places[i].cases += part->places[i].cases;
          flow->places[i].starts += part->places[i].starts;
          flow->places[i].ends += part->places[i].ends;
          flow->places[i].again += part->places[i].again;
        }
    }
  flow->n_follows = flow->n_events - flow->n_cases;
}

WayFlow *
way_log_flow_new (const WayLogView *view)
{
  WayFlow *flow = g_new0 (WayFlow, 1);
  Whole whole = { .view = view };
  g_autofree guint32 *counted = g_new (guint32, (gsize) view->log->n_events + 1);

  way_memory_prefer_large_pages (counted, ((gsize) view->log->n_events + 1) * sizeof *counted);
  split (&whole, counted);
  run_parts (&whole, count_cb);
  flow->places = g_new0 (WayFlowPlace, (gsize) view->n_nodes + 1);
  flow->edges = g_array_new (FALSE, FALSE, sizeof (WayFlowEdge));
  match_buckets (&whole);
  join_counts (&whole, flow);
  join_pairs (&whole);
  make_edges (&whole, flow);
  take_spans (&whole, flow);
  for (guint p = 0; p < whole.n_parts; p++)
    {
      way_log_steps_clear (&whole.parts[p]);
      g_free (whole.numbers[p]);
    }
  way_log_pairs_clear (&whole.pairs);
  return flow;
}

void
way_log_flow_sort_spans (WayFlow *self)
{
  guint n = self->n_spans;
  g_autofree guint64 *from = g_new (guint64, (gsize) n + 1), *to = g_new (guint64, (gsize) n + 1);
  g_autofree guint *counts = g_new (guint, 2049);
  guint64 differ = 0;

  for (guint i = 0; i < n; i++)
    {
      from[i] = (guint64) self->spans[i];
      differ |= from[i] ^ from[0];
    }
  /* Eleven bits from the least on; those that are the same in all need not be looked at. */
  for (guint shift = 0; shift < 64; shift += 11)
    {
      guint64 *swap = from;

      if ((differ >> shift & 2047) == 0)
        continue;
      memset (counts, 0, 2049 * sizeof *counts);
      for (guint i = 0; i < n; i++)
        counts[(from[i] >> shift & 2047) + 1]++;
      for (guint k = 0; k < 2048; k++)
        counts[k + 1] += counts[k];
      for (guint i = 0; i < n; i++)
        to[counts[from[i] >> shift & 2047]++] = from[i];
      from = to;
      to = swap;
    }
  for (guint i = 0; i < n; i++)
    self->spans[i] = (double) from[i];
}

void
way_log_flow_free (WayFlow *self)
{
  if (self == NULL)
    return;
  g_free (self->places);
  g_array_unref (self->edges);
  g_free (self->spans);
  g_free (self);
}

const WayFlowEdge *
way_log_flow_find (const WayFlow *self, guint32 from, guint32 to)
{
  for (guint i = 0; i < self->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (self->edges, WayFlowEdge, i);

      if (edge->from == from && edge->to == to)
        return edge;
    }
  return NULL;
}
