/* Two passes over the columns. The first counts, and with it how many durations of each edge fall into each of some hundred buckets, so
   that it is known which few of these hold the values asked for; the second collects what lies in those alone, and quantiles are selected
   from them. They are exact, and nothing is sorted. A large log is split by cases among the processors. */
#include "metrics/way-log-flow.h"

#include <math.h>
#include <string.h>

#include "metrics/way-log-private.h"
#include "model/way-statistics.h"

/* Beyond this many nodes a table of all pairs would cost more than a hash. */
#define MAX_DENSE 1024
/* Eight an octave, whatever 64 bits hold. */
#define N_BUCKETS 512
/* Beyond this many pairs the buckets would cost more than they spare: all durations of an edge are one bucket then. */
#define MAX_BUCKETED 4096
#define MAX_PARTS 4
#define EVENTS_PER_PART 250000

typedef struct
{
  guint count, cases, last_case; /* the last one plus one */
  guint timed;                   /* of count: both events have a time */
  double sum;
  guint64 least, most;
} Pair;

/* Pairs of nodes as numbers, in the order in which they come. */
typedef struct
{
  guint n_nodes;
  guint32 *dense;    /* pair → number + 1, or NULL */
  GHashTable *table; /* the same where there are too many */
  GArray *keys;      /* (element-type guint64) */
  GArray *pairs;     /* (element-type Pair) */
} Pairs;

typedef struct
{
  guint events, cases, starts, ends, again;
  guint last, twice; /* the last case + 1 that came here, and came again */
} Place;

/* What one thread does: some of the cases. */
typedef struct
{
  const WayLogView *view;
  guint from, to; /* cases */
  Pairs pairs;
  Place *places;     /* by node */
  guint n_buckets;   /* of each pair: N_BUCKETS, or one where there are too many pairs */
  guint32 *buckets;  /* by pair: how many durations; then where they go, plus one, or 0 for those that nobody asks for */
  guint room;        /* of it, in pairs */
  guint32 *numbers;  /* of its pairs among those of all parts */
  guint64 *spans;    /* one a case at most */
  double *durations; /* of all parts */
  guint n_cases, n_events, n_follows, n_again, n_spans, unbound, ignored;
} Part;

static void
pairs_init (Pairs *self, guint n_nodes)
{
  *self = (Pairs){ .n_nodes = n_nodes };
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
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
  g_array_unref (self->keys);
  g_array_unref (self->pairs);
}

static inline guint32
pairs_find (const Pairs *self, guint64 key)
{
  if (self->dense != NULL)
    return self->dense[key] - 1;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->table, &key)) - 1;
}

static guint32
pairs_add (Pairs *self, guint64 key)
{
  const Pair none = { .least = G_MAXUINT64 };
  guint32 number = self->keys->len;

  g_array_append_val (self->keys, key);
  g_array_append_val (self->pairs, none);
  if (self->dense != NULL)
    self->dense[key] = number + 1;
  else
    g_hash_table_insert (self->table, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (number + 1));
  return number;
}

static Pair *
pairs_get (const Pairs *self, guint32 number)
{
  return &g_array_index (self->pairs, Pair, number);
}

/* --- buckets --- */

/* Rises with the duration. */
static inline guint
find_bucket (const Part *self, guint64 duration)
{
  if (self->n_buckets == 1)
    return 0;
  if (duration < 8)
    return (guint) duration;

  guint octave = 63 - (guint) __builtin_clzll (duration);

  return (octave - 2) * 8 + (guint) (duration >> (octave - 3) & 7);
}

static guint32 *
get_buckets (const Part *self, guint32 number)
{
  return self->buckets + (gsize) number * self->n_buckets;
}

static void
reserve_buckets (Part *self, guint n)
{
  gsize size = self->n_buckets * sizeof *self->buckets;

  if (n <= self->room)
    return;
  self->buckets = g_realloc (self->buckets, n * size);
  memset (self->buckets + (gsize) self->room * self->n_buckets, 0, (n - self->room) * size);
  self->room = n;
}

/* One bucket for each pair. */
static void
give_up_buckets (Part *self)
{
  g_clear_pointer (&self->buckets, g_free);
  self->n_buckets = 1;
  self->room = 0;
  reserve_buckets (self, MAX (2 * MAX_BUCKETED, self->pairs.pairs->len));
  for (guint i = 0; i < self->pairs.pairs->len; i++)
    self->buckets[i] = pairs_get (&self->pairs, i)->timed;
}

static guint32
add_pair (Part *self, guint64 key)
{
  guint32 number = pairs_add (&self->pairs, key);

  if (self->n_buckets > 1 && number == MAX_BUCKETED)
    give_up_buckets (self);
  if (number >= self->room)
    reserve_buckets (self, MAX (64, 2 * number));
  return number;
}

/* --- the first pass --- */

/* Times rise in a case, so it fits. */
static inline guint64
get_duration (gint64 from, gint64 to)
{
  return (guint64) to - (guint64) from;
}

/* When the customer no longer waits for the event: for most logs when it was. */
static inline gint64
get_arrival (const WayLog *log, const double *services, gint64 before, guint32 i)
{
  return services == NULL ? log->times[i] : MAX (way_log_get_begin (log, i), before);
}

/* Whether this journey was there before. */
static inline gboolean
count_place (Place *place, guint case_plus_one)
{
  gboolean seen = place->last == case_plus_one;

  place->events++;
  place->cases += !seen;
  place->last = case_plus_one;
  place->again += seen && place->twice != case_plus_one;
  place->twice = seen ? case_plus_one : place->twice;
  return seen;
}

static G_ALWAYS_INLINE inline void
count_step (Part *self, guint64 key, guint case_plus_one, gint64 from, gint64 to)
{
  guint32 number = pairs_find (&self->pairs, key);

  if (G_UNLIKELY (number == G_MAXUINT32))
    number = add_pair (self, key);

  Pair *pair = pairs_get (&self->pairs, number);

  pair->count++;
  pair->cases += pair->last_case != case_plus_one;
  pair->last_case = case_plus_one;
  /* Events without a time come first in a case. */
  if (from == WAY_LOG_NO_TIME)
    return;

  guint64 duration = get_duration (from, to);

  pair->timed++;
  pair->sum += (double) duration;
  pair->least = MIN (pair->least, duration);
  pair->most = MAX (pair->most, duration);
  get_buckets (self, number)[find_bucket (self, duration)]++;
}

/* What is read again and again lies in variables of its own, where the compiler need not fear that counting changes it. */
static G_ALWAYS_INLINE inline void
count_case_timed (Part *self, guint c, const double *services)
{
  const WayLog *log = self->view->log;
  const guint32 *node_of = self->view->node_of, *activities = log->activities;
  const gint64 *times = log->times;
  guint64 n_nodes = self->pairs.n_nodes;
  guint32 before = WAY_LOG_UNBOUND, end = log->first[c + 1], n = 0;
  gint64 begun = 0, time = 0;
  gboolean again = FALSE;

  for (guint32 i = log->first[c]; i < end; i++)
    {
      guint32 node = node_of[activities[i]];

      if (node >= WAY_LOG_IGNORED)
        {
          self->unbound += node == WAY_LOG_UNBOUND;
          self->ignored += node == WAY_LOG_IGNORED;
          continue;
        }
      again |= count_place (&self->places[node], c + 1);
      if (n++ > 0)
        count_step (self, before * n_nodes + node, c + 1, time, get_arrival (log, services, time, i));
      else
        {
          self->places[node].starts++;
          begun = services == NULL ? times[i] : way_log_get_begin (log, i);
        }
      before = node;
      time = times[i];
    }
  if (n == 0)
    return;
  self->n_events += n;
  self->n_follows += n - 1;
  self->n_again += again;
  self->places[before].ends++;
  self->n_cases++;
  if (begun != WAY_LOG_NO_TIME)
    self->spans[self->n_spans++] = get_duration (begun, time);
}

/* Twice, so that logs without service times need not ask for each event whether it has one. */
static void
count_case (Part *self, guint c, const double *services)
{
  if (services == NULL)
    count_case_timed (self, c, NULL);
  else
    count_case_timed (self, c, services);
}

static gpointer
count_cb (gpointer data)
{
  Part *self = data, part = *self;

  part.n_buckets = N_BUCKETS;
  part.places = g_new0 (Place, (gsize) part.view->n_nodes + 1);
  part.spans = g_new (guint64, (gsize) (part.to - part.from) + 1);
  pairs_init (&part.pairs, part.view->n_nodes);
  for (guint c = part.from; c < part.to; c++)
    if (way_log_view_has_case (part.view, c))
      count_case (&part, c, part.view->log->values[WAY_LOG_SERVICE]);
  *self = part;
  return NULL;
}

static void
part_clear (Part *self)
{
  pairs_clear (&self->pairs);
  g_free (self->places);
  g_free (self->buckets);
  g_free (self->numbers);
  g_free (self->spans);
}

/* --- the second pass --- */

static G_ALWAYS_INLINE inline void
collect_case_timed (const Part *self, guint c, const double *services)
{
  const WayLog *log = self->view->log;
  const guint32 *node_of = self->view->node_of, *activities = log->activities;
  const gint64 *times = log->times;
  guint64 n_nodes = self->pairs.n_nodes;
  guint32 before = WAY_LOG_UNBOUND, end = log->first[c + 1];
  gint64 time = WAY_LOG_NO_TIME;

  for (guint32 i = log->first[c]; i < end; i++)
    {
      guint32 node = node_of[activities[i]];

      if (node >= WAY_LOG_IGNORED)
        continue;
      if (time != WAY_LOG_NO_TIME)
        {
          guint64 duration = get_duration (time, get_arrival (log, services, time, i));
          guint32 *place = get_buckets (self, pairs_find (&self->pairs, before * n_nodes + node)) + find_bucket (self, duration);

          if (*place != 0)
            self->durations[(*place)++ - 1] = (double) duration;
        }
      before = node;
      time = times[i];
    }
}

static void
collect_case (const Part *self, guint c, const double *services)
{
  if (services == NULL)
    collect_case_timed (self, c, NULL);
  else
    collect_case_timed (self, c, services);
}

static gpointer
collect_cb (gpointer data)
{
  const Part *self = data;

  for (guint c = self->from; c < self->to; c++)
    if (way_log_view_has_case (self->view, c))
      collect_case (self, c, self->view->log->values[WAY_LOG_SERVICE]);
  return NULL;
}

/* --- all parts together --- */

/* Some durations of an edge that were collected. */
typedef struct
{
  guint skip; /* how many are smaller */
  guint n, from;
} Slice;

typedef struct
{
  Part parts[MAX_PARTS];
  guint n_parts;
  Pairs pairs;
  guint32 *numbers[MAX_PARTS]; /* of all pairs in each part, plus one */
  GArray *slices;              /* (element-type Slice), of one pair after the other */
  guint n_durations;
} Whole;

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
split (Whole *self, const WayLogView *view)
{
  const WayLog *log = view->log;
  guint n = CLAMP (MIN (log->n_events / EVENTS_PER_PART, g_get_num_processors ()), 1, MAX_PARTS), c = 0;

  self->n_parts = n;
  for (guint i = 0; i < n; i++)
    {
      guint32 end = (guint32) ((guint64) log->n_events * (i + 1) / n);

      self->parts[i] = (Part){ .view = view, .from = c };
      while (c < log->n_cases && (i + 1 == n || log->first[c] < end))
        c++;
      self->parts[i].to = c;
    }
}

static void
join_pair (Pair *to, const Pair *from)
{
  to->count += from->count;
  to->cases += from->cases;
  to->timed += from->timed;
  to->sum += from->sum;
  to->least = MIN (to->least, from->least);
  to->most = MAX (to->most, from->most);
}

static void
join_pairs (Whole *self, guint n_nodes)
{
  gboolean is_bucketed = TRUE;

  pairs_init (&self->pairs, n_nodes);
  for (guint p = 0; p < self->n_parts; p++)
    {
      Part *part = &self->parts[p];

      is_bucketed = is_bucketed && part->n_buckets > 1;
      part->numbers = g_new (guint32, part->pairs.keys->len + 1);
      for (guint i = 0; i < part->pairs.keys->len; i++)
        {
          guint64 key = g_array_index (part->pairs.keys, guint64, i);
          guint32 number = pairs_find (&self->pairs, key);

          part->numbers[i] = number != G_MAXUINT32 ? number : pairs_add (&self->pairs, key);
          join_pair (pairs_get (&self->pairs, part->numbers[i]), pairs_get (&part->pairs, i));
        }
    }
  for (guint p = 0; p < self->n_parts; p++)
    {
      Part *part = &self->parts[p];

      if (!is_bucketed && part->n_buckets > 1)
        give_up_buckets (part);
      self->numbers[p] = g_new0 (guint32, self->pairs.keys->len + 1);
      for (guint i = 0; i < part->pairs.keys->len; i++)
        self->numbers[p][part->numbers[i]] = i + 1;
    }
}

/* How many durations are asked for of an edge, at most. */
#define N_RANKS 6

/* What measure_edge () looks at, from 0, rising; for n > 0. */
static guint
list_ranks (gsize n, gsize ranks[N_RANKS])
{
  gsize low, high, middle = (n - 1) / 2, late = (gsize) floor ((double) (n - 1) * 0.9), found = 0;

  if (way_statistics_median_ranks (n, &low, &high))
    {
      ranks[found++] = low - 1;
      ranks[found++] = middle;
      ranks[found++] = MIN (middle + 1, n - 1);
      ranks[found++] = high - 1;
    }
  else
    {
      ranks[found++] = middle;
      ranks[found++] = MIN (middle + 1, n - 1);
    }
  ranks[found++] = late;
  ranks[found++] = MIN (late + 1, n - 1);
  return (guint) found;
}

static gboolean
is_asked_for (const gsize *ranks, guint n_ranks, gsize skip, gsize n)
{
  for (guint i = 0; i < n_ranks; i++)
    if (ranks[i] >= skip && ranks[i] - skip < n)
      return TRUE;
  return FALSE;
}

/* Turns the counts in the buckets of a pair into places of the durations to be collected. */
static void
place_pair (Whole *self, guint32 number)
{
  const Pair *pair = pairs_get (&self->pairs, number);
  gsize ranks[N_RANKS], skip = 0;
  guint n_ranks, last;

  if (pair->timed == 0)
    return;
  n_ranks = list_ranks (pair->timed, ranks);
  last = find_bucket (&self->parts[0], pair->most);
  for (guint b = find_bucket (&self->parts[0], pair->least); b <= last; b++)
    {
      Slice slice = { (guint) skip, 0, self->n_durations };
      gboolean asked;

      for (guint p = 0; p < self->n_parts; p++)
        slice.n += self->numbers[p][number] > 0 ? get_buckets (&self->parts[p], self->numbers[p][number] - 1)[b] : 0;
      asked = slice.n > 0 && is_asked_for (ranks, n_ranks, skip, slice.n);
      for (guint p = 0; p < self->n_parts && slice.n > 0; p++)
        if (self->numbers[p][number] > 0)
          {
            guint32 *bucket = get_buckets (&self->parts[p], self->numbers[p][number] - 1) + b, count = *bucket;

            *bucket = asked ? self->n_durations + 1 : 0;
            self->n_durations += asked ? count : 0;
          }
      if (asked)
        g_array_append_val (self->slices, slice);
      skip += slice.n;
    }
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
measure_edge (WayFlowEdge *edge, const Pair *pair, const Slice *slices, double *durations)
{
  gsize n = pair->timed, low, high;

  edge->least = (double) pair->least;
  edge->most = (double) pair->most;
  edge->mean = pair->sum / (double) n;
  edge->median = get_quantile (slices, durations, n, 0.5);
  edge->p90 = get_quantile (slices, durations, n, 0.9);
  edge->has_interval = way_statistics_median_ranks (n, &low, &high);
  if (!edge->has_interval)
    return;
  edge->median_low = get_rank (slices, durations, low - 1);
  edge->median_high = get_rank (slices, durations, high - 1);
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
  g_autofree guint *first = g_new (guint, n + 1);

  self->slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  for (guint i = 0; i < n; i++)
    {
      first[i] = self->slices->len;
      place_pair (self, i);
    }

  g_autofree double *durations = g_new (double, (gsize) self->n_durations + 1);

  for (guint p = 0; p < self->n_parts; p++)
    self->parts[p].durations = durations;
  if (self->n_durations > 0)
    run_parts (self, collect_cb);
  for (guint i = 0; i < n; i++)
    {
      guint64 key = g_array_index (self->pairs.keys, guint64, i);
      const Pair *pair = pairs_get (&self->pairs, i);
      WayFlowEdge edge = { .from = (guint32) (key / self->pairs.n_nodes), .to = (guint32) (key % self->pairs.n_nodes), .count = pair->count, .cases = pair->cases, .median = NAN, .mean = NAN, .p90 = NAN, .least = NAN, .most = NAN };

      if (pair->timed > 0)
        measure_edge (&edge, pair, &g_array_index (self->slices, Slice, first[i]), durations);
      g_array_append_val (flow->edges, edge);
    }
  g_array_sort (flow->edges, compare_edges_cb);
  g_array_unref (self->slices);
}

/* --- spans --- */

/* Eleven bits from the least on; those that are the same in all need not be looked at. */
static void
sort_spans (guint64 *spans, guint n)
{
  g_autofree guint64 *spare = g_new (guint64, (gsize) n + 1);
  g_autofree guint *counts = g_new (guint, 2049);
  guint64 *from = spans, *to = spare, differ = 0;

  for (guint i = 1; i < n; i++)
    differ |= spans[i] ^ spans[0];
  for (guint shift = 0; shift < 64; shift += 11)
    {
      if ((differ >> shift & 2047) == 0)
        continue;
      memset (counts, 0, 2049 * sizeof *counts);
      for (guint i = 0; i < n; i++)
        counts[(from[i] >> shift & 2047) + 1]++;
      for (guint k = 0; k < 2048; k++)
        counts[k + 1] += counts[k];
      for (guint i = 0; i < n; i++)
        to[counts[from[i] >> shift & 2047]++] = from[i];

      guint64 *swap = from;

      from = to;
      to = swap;
    }
  if (from != spans)
    memcpy (spans, from, n * sizeof *spans);
}

static void
take_spans (const Whole *self, WayFlow *flow)
{
  g_autofree guint64 *spans = NULL;
  guint n = 0;

  for (guint p = 0; p < self->n_parts; p++)
    flow->n_spans += self->parts[p].n_spans;
  spans = g_new (guint64, (gsize) flow->n_spans + 1);
  for (guint p = 0; p < self->n_parts; n += self->parts[p++].n_spans)
    memcpy (spans + n, self->parts[p].spans, self->parts[p].n_spans * sizeof *spans);
  sort_spans (spans, n);
  flow->spans = g_new (double, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    flow->spans[i] = (double) spans[i];
}

/* --- all of it --- */

static void
join_counts (const Whole *self, WayFlow *flow, guint n_nodes)
{
  for (guint p = 0; p < self->n_parts; p++)
    {
      const Part *part = &self->parts[p];

      flow->n_cases += part->n_cases;
      flow->n_events += part->n_events;
      flow->n_follows += part->n_follows;
      flow->n_again += part->n_again;
      flow->unbound += part->unbound;
      flow->ignored += part->ignored;
      for (guint i = 0; i < n_nodes; i++)
        {
          flow->places[i].events += part->places[i].events;
          flow->places[i].cases += part->places[i].cases;
          flow->places[i].starts += part->places[i].starts;
          flow->places[i].ends += part->places[i].ends;
          flow->places[i].again += part->places[i].again;
        }
    }
}

WayFlow *
way_log_flow_new (const WayLogView *view)
{
  WayFlow *flow = g_new0 (WayFlow, 1);
  Whole whole = { .n_parts = 0 };

  split (&whole, view);
  run_parts (&whole, count_cb);
  flow->places = g_new0 (WayFlowPlace, (gsize) view->n_nodes + 1);
  flow->edges = g_array_new (FALSE, FALSE, sizeof (WayFlowEdge));
  join_counts (&whole, flow, view->n_nodes);
  join_pairs (&whole, view->n_nodes);
  make_edges (&whole, flow);
  take_spans (&whole, flow);
  for (guint p = 0; p < whole.n_parts; p++)
    {
      part_clear (&whole.parts[p]);
      g_free (whole.numbers[p]);
    }
  pairs_clear (&whole.pairs);
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
