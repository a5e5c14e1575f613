#include "metrics/way-log-flow.h"

#include <math.h>
#include <stdlib.h>

#include "metrics/way-log-private.h"
#include "model/way-statistics.h"

/* Beyond this many nodes a table of all pairs would cost more than a hash. */
#define MAX_DENSE 1024

typedef struct
{
  guint count, cases, last_case; /* the last one plus one */
  guint timed;                   /* of count: both events have a time */
} PairCount;

/* Pairs of nodes as numbers, in the order in which they come. */
typedef struct
{
  guint n_nodes;
  guint32 *dense;    /* pair → number + 1, or NULL */
  GHashTable *table; /* the same where there are too many */
  GArray *pairs;     /* (element-type guint64) */
  GArray *counts;    /* (element-type PairCount) */
} Pairs;

static void
pairs_init (Pairs *self, guint n_nodes)
{
  *self = (Pairs){ .n_nodes = n_nodes };
  self->pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->counts = g_array_new (FALSE, FALSE, sizeof (PairCount));
  if (n_nodes <= MAX_DENSE)
    self->dense = g_new0 (guint32, (gsize) n_nodes * n_nodes + 1);
  else
    self->table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
pairs_clear (Pairs *self)
{
  g_free (self->dense);
  g_clear_pointer (&self->table, g_hash_table_unref);
  g_array_unref (self->pairs);
  g_array_unref (self->counts);
}

static guint32
pairs_find (const Pairs *self, guint32 from, guint32 to)
{
  guint64 pair = (guint64) from * self->n_nodes + to;

  if (self->dense != NULL)
    return self->dense[pair] - 1;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->table, &pair)) - 1;
}

static void
pairs_add (Pairs *self, guint32 from, guint32 to, guint c, gboolean is_timed)
{
  guint32 number = pairs_find (self, from, to);

  if (number == G_MAXUINT32)
    {
      guint64 pair = (guint64) from * self->n_nodes + to;
      PairCount none = { 0 };

      number = self->pairs->len;
      g_array_append_val (self->pairs, pair);
      g_array_append_val (self->counts, none);
      if (self->dense != NULL)
        self->dense[pair] = number + 1;
      else
        g_hash_table_insert (self->table, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (number + 1));
    }

  PairCount *pair_count = &g_array_index (self->counts, PairCount, number);

  pair_count->count++;
  pair_count->cases += pair_count->last_case != c + 1;
  pair_count->last_case = c + 1;
  pair_count->timed += is_timed;
}

/* --- the passes --- */

typedef struct
{
  const WayLogView *view;
  WayFlow *flow;
  Pairs pairs;
  guint32 *seen;  /* by node: the last case + 1 it was seen in … */
  guint32 *twice; /* … a second time */
  GArray *spans;  /* (element-type double) */
} Pass;

static void
count_place (Pass *self, guint32 node, guint c)
{
  WayFlowPlace *place = &self->flow->places[node];

  place->events++;
  if (self->seen[node] != c + 1)
    {
      self->seen[node] = c + 1;
      place->cases++;
    }
  else if (self->twice[node] != c + 1)
    {
      self->twice[node] = c + 1;
      place->again++;
    }
}

static void
count_case (Pass *self, guint c)
{
  const WayLog *log = self->view->log;
  guint32 before = WAY_LOG_UNBOUND, begin = 0, end = 0;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = self->view->node_of[log->activities[i]];

      if (node >= WAY_LOG_IGNORED)
        {
          self->flow->unbound += node == WAY_LOG_UNBOUND;
          self->flow->ignored += node == WAY_LOG_IGNORED;
          continue;
        }
      count_place (self, node, c);
      self->flow->n_events++;
      if (before == WAY_LOG_UNBOUND)
        {
          self->flow->places[node].starts++;
          begin = i;
        }
      else
        {
          /* Events without a time come first in a case. */
          pairs_add (&self->pairs, before, node, c, log->times[end] != WAY_LOG_NO_TIME);
          self->flow->n_follows++;
        }
      before = node;
      end = i;
    }
  if (before == WAY_LOG_UNBOUND)
    return;
  self->flow->places[before].ends++;
  self->flow->n_cases++;
  if (log->has_times && log->times[begin] != WAY_LOG_NO_TIME)
    {
      double span = (double) (log->times[end] - log->times[begin]);

      g_array_append_val (self->spans, span);
    }
}

/* Each edge's durations behind each other. */
static void
spread_case (const Pass *self, guint c, double *durations, gsize *next)
{
  const WayLog *log = self->view->log;
  guint32 before = WAY_LOG_UNBOUND, at = 0;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = self->view->node_of[log->activities[i]];

      if (node >= WAY_LOG_IGNORED)
        continue;
      if (before != WAY_LOG_UNBOUND && log->times[at] != WAY_LOG_NO_TIME)
        durations[next[pairs_find (&self->pairs, before, node)]++] = (double) (log->times[i] - log->times[at]);
      before = node;
      at = i;
    }
}

/* Bytes from the least on. Durations are not negative, and then the bits of doubles rise as their values do. */
static void
sort_spans (GArray *spans)
{
  g_autofree guint64 *spare = g_new (guint64, spans->len + 1);
  guint64 *from = (guint64 *) (void *) spans->data, *to = spare;

  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint counts[257] = { 0 };

      for (guint i = 0; i < spans->len; i++)
        counts[(from[i] >> shift & 0xff) + 1]++;
      for (guint k = 0; k < 256; k++)
        counts[k + 1] += counts[k];
      for (guint i = 0; i < spans->len; i++)
        to[counts[from[i] >> shift & 0xff]++] = from[i];

      guint64 *swap = from;

      from = to;
      to = swap;
    }
}

/* --- selecting --- */

/* Each selection leaves the smaller values on its left and the larger ones on its right, so that the next ones have less to look at. */
static void
measure_edge (WayFlowEdge *edge, double *durations, gsize n)
{
  gsize low, high, within = (gsize) floor ((double) (n - 1) * 0.9) + 1;
  double sum = 0;

  edge->least = edge->most = durations[0];
  for (gsize i = 0; i < n; i++)
    {
      sum += durations[i];
      edge->least = MIN (edge->least, durations[i]);
      edge->most = MAX (edge->most, durations[i]);
    }
  edge->mean = sum / (double) n;
  edge->p90 = way_log_select_quantile (durations, n, 0.9);
  if (n < 12)
    within = n;

  double h = (double) (n - 1) * 0.5;
  gsize middle = (gsize) floor (h);

  way_log_select_nth (durations, within, middle);
  edge->median = durations[middle];
  if (h > (double) middle)
    {
      double next = durations[middle + 1];

      for (gsize i = middle + 2; i < within; i++)
        next = MIN (next, durations[i]);
      edge->median += (h - (double) middle) * (next - edge->median);
    }
  edge->has_interval = way_statistics_median_ranks (n, &low, &high);
  if (!edge->has_interval)
    return;
  if (high > within)
    within = n;
  way_log_select_nth (durations, middle + 1, low - 1);
  edge->median_low = durations[low - 1];
  if (high - 1 > middle)
    way_log_select_nth (durations + middle + 1, within - middle - 1, high - 2 - middle);
  edge->median_high = durations[high - 1];
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
make_edges (Pass *self)
{
  const WayLog *log = self->view->log;
  guint n = self->pairs.pairs->len;
  g_autofree gsize *next = g_new (gsize, n + 1);
  g_autofree double *durations = log->has_times ? g_new (double, self->flow->n_follows + 1) : NULL;
  gsize from = 0;

  for (guint i = 0; i < n; i++)
    {
      next[i] = from;
      from += g_array_index (self->pairs.counts, PairCount, i).timed;
    }
  for (guint c = 0; durations != NULL && c < log->n_cases; c++)
    if (way_log_view_has_case (self->view, c))
      spread_case (self, c, durations, next);
  from = 0;
  for (guint i = 0; i < n; i++)
    {
      guint64 pair = g_array_index (self->pairs.pairs, guint64, i);
      WayFlowEdge edge = { .from = (guint32) (pair / self->pairs.n_nodes), .to = (guint32) (pair % self->pairs.n_nodes), .median = NAN, .mean = NAN, .p90 = NAN, .least = NAN, .most = NAN };

      edge.count = g_array_index (self->pairs.counts, PairCount, i).count;
      edge.cases = g_array_index (self->pairs.counts, PairCount, i).cases;
      if (durations != NULL && g_array_index (self->pairs.counts, PairCount, i).timed > 0)
        measure_edge (&edge, durations + from, g_array_index (self->pairs.counts, PairCount, i).timed);
      from += g_array_index (self->pairs.counts, PairCount, i).timed;
      g_array_append_val (self->flow->edges, edge);
    }
  g_array_sort (self->flow->edges, compare_edges_cb);
}

WayFlow *
way_log_flow_new (const WayLogView *view)
{
  WayFlow *flow = g_new0 (WayFlow, 1);
  Pass pass = { .view = view, .flow = flow };
  g_autofree guint32 *seen = g_new0 (guint32, (gsize) view->n_nodes + 1), *twice = g_new0 (guint32, (gsize) view->n_nodes + 1);

  pass.seen = seen;
  pass.twice = twice;
  pass.spans = g_array_new (FALSE, FALSE, sizeof (double));
  pairs_init (&pass.pairs, view->n_nodes);
  flow->places = g_new0 (WayFlowPlace, (gsize) view->n_nodes + 1);
  flow->edges = g_array_new (FALSE, FALSE, sizeof (WayFlowEdge));
  for (guint c = 0; c < view->log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      count_case (&pass, c);
  make_edges (&pass);
  pairs_clear (&pass.pairs);
  sort_spans (pass.spans);
  flow->n_spans = pass.spans->len;
  flow->spans = (double *) (void *) g_array_free (pass.spans, FALSE);
  return flow;
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
