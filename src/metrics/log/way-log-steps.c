#include "metrics/log/way-log-steps.h"

#include <string.h>

/* Beyond this many nodes a table of all pairs would cost more than a hash. */
#define MAX_DENSE 1024
/* Beyond this many pairs the buckets would cost more than they spare: all durations of an edge are one bucket then. */
#define MAX_BUCKETED 4096

void
way_log_pairs_init (WayLogPairs *self, guint n_nodes)
{
  *self = (WayLogPairs){ .n_nodes = n_nodes };
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (WayLogPair));
  if (n_nodes <= MAX_DENSE)
    self->dense = g_new0 (guint32, (gsize) n_nodes * n_nodes + 1);
  else
    self->table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
way_log_pairs_clear (WayLogPairs *self)
{
  g_free (self->dense);
  g_clear_pointer (&self->table, g_hash_table_unref);
  g_array_unref (self->keys);
  g_array_unref (self->pairs);
}

guint32
way_log_pairs_find (const WayLogPairs *self, guint64 key)
{
  return (self->dense != NULL ? self->dense[key] : GPOINTER_TO_UINT (g_hash_table_lookup (self->table, &key))) - 1;
}

guint32
way_log_pairs_add (WayLogPairs *self, guint64 key)
{
  const WayLogPair none = { .cases = 0 };
  guint32 number = self->keys->len;

  g_array_append_val (self->keys, key);
  g_array_append_val (self->pairs, none);
  if (self->dense != NULL)
    self->dense[key] = number + 1;
  else
    g_hash_table_insert (self->table, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (number + 1));
  return number;
}

/* --- buckets --- */

/* Rises with the duration. */
static inline guint
find_bucket (guint64 duration)
{
  if (duration < 8)
    return (guint) duration;

  guint octave = 63 - (guint) __builtin_clzll (duration);

  return (octave - 2) * 8 + (guint) (duration >> (octave - 3) & 7);
}

static void
reserve_buckets (WayLogSteps *self, guint n)
{
  gsize size = self->n_buckets * sizeof *self->buckets;

  if (n <= self->room)
    return;
  if (self->room == 0)
    self->buckets = g_new0 (guint32, 1);
  self->buckets = g_realloc (self->buckets, n * size + sizeof *self->buckets);
  memset (way_log_steps_get_buckets (self, self->room), 0, (n - self->room) * size);
  self->room = n;
}

static guint32
add_pair (WayLogSteps *self, guint64 key)
{
  guint32 number = way_log_pairs_add (&self->pairs, key);

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

/* Whether this journey was there before; nobody can guess it, so nothing here depends on a guess. */
static inline gboolean
visit (WayLogPlace *place, guint64 now)
{
  gboolean is_first = place->last < now;

  place->cases += is_first;
  place->again += place->last == now;
  place->last = now + !is_first;
  return !is_first;
}

/* Nodes from here on are none. */
static inline guint32
skip_event (WayLogSteps *self, guint32 node, guint32 i)
{
  self->unbound += node == WAY_LOG_UNBOUND;
  self->ignored += node == WAY_LOG_IGNORED;
  self->counted[i] = 0;
  return i + 1;
}

static inline void
add_duration (WayLogPair *pair, guint64 duration)
{
  if (G_UNLIKELY (__builtin_add_overflow (pair->sum, duration, &pair->sum)))
    pair->carry++;
}

/* What is read again and again lies in variables of its own, where the compiler need not fear that counting changes it. FALSE if there are
   too many pairs for `n_buckets` each. */
static G_ALWAYS_INLINE inline gboolean
count_cases (WayLogSteps *self, const guint32 *dense, const double *services, guint n_buckets)
{
  const WayLog *log = self->view->log;
  const guint32 *node_of = self->view->node_of, *activities = log->activities;
  const gint64 *times = log->times;
  guint64 n_nodes = self->pairs.n_nodes;
  WayLogPlace *places = self->places;
  WayLogPair *pairs = way_log_pairs_get (&self->pairs, 0);
  guint32 *buckets = self->buckets, *counted = self->counted;

  for (guint c = self->from; c < self->to; c++)
    {
      guint32 i = log->first[c], end = log->first[c + 1], before;
      guint64 now = 2 * ((guint64) c + 1);
      gint64 begun, time;
      gboolean again = FALSE;

      if (!way_log_view_has_case (self->view, c))
        continue;
      self->n_events += end - i;
      while (i < end && node_of[activities[i]] >= WAY_LOG_IGNORED)
        i = skip_event (self, node_of[activities[i]], i);
      if (i == end)
        continue;
      before = node_of[activities[i]];
      begun = services == NULL ? times[i] : way_log_get_begin (log, i);
      time = times[i];
      counted[i++] = 0;
      visit (&places[before], now);
      places[before].starts++;
      while (i < end)
        {
          guint32 node = node_of[activities[i]], number;
          guint64 key = before * n_nodes + node, duration;
          WayLogPair *pair;

          if (node >= WAY_LOG_IGNORED)
            {
              i = skip_event (self, node, i);
              continue;
            }
          again |= visit (&places[node], now);
          number = dense != NULL ? dense[key] - 1 : way_log_pairs_find (&self->pairs, key);
          if (G_UNLIKELY (number == G_MAXUINT32))
            {
              number = add_pair (self, key);
              if (n_buckets > 1 && number >= MAX_BUCKETED)
                return FALSE;
              pairs = way_log_pairs_get (&self->pairs, 0);
              buckets = self->buckets;
            }
          pair = &pairs[number];
          pair->cases += pair->last != now;
          pair->last = now;
          /* Events without a time come first in a case. */
          if (G_UNLIKELY (time == WAY_LOG_NO_TIME))
            {
              pair->untimed++;
              number = 0;
            }
          else
            {
              duration = get_duration (time, get_arrival (log, services, time, i));
              add_duration (pair, duration);
              number = (n_buckets > 1 ? number * n_buckets + find_bucket (duration) : number) + 1;
              buckets[number]++;
            }
          counted[i] = number;
          before = node;
          time = times[i++];
        }
      self->n_again += again;
      self->n_cases++;
      places[before].ends++;
      if (begun != WAY_LOG_NO_TIME)
        self->spans[self->n_spans++] = get_duration (begun, time);
    }
  self->n_events -= self->unbound + self->ignored;
  return TRUE;
}

/* More than once, so that most logs need not ask at each event what is the same for all. */
static gboolean
try_count (WayLogSteps *self, guint n_buckets)
{
  const double *services = self->view->log->values[WAY_LOG_SERVICE];

  self->n_buckets = n_buckets;
  self->places = g_new0 (WayLogPlace, (gsize) self->view->n_nodes + 1);
  self->spans = g_new (guint64, (gsize) (self->to - self->from) + 1);
  way_log_pairs_init (&self->pairs, self->view->n_nodes);
  if (self->pairs.dense == NULL || n_buckets == 1)
    return count_cases (self, NULL, services, n_buckets);
  return services == NULL ? count_cases (self, self->pairs.dense, NULL, WAY_LOG_N_BUCKETS) : count_cases (self, self->pairs.dense, services, WAY_LOG_N_BUCKETS);
}

void
way_log_steps_count (WayLogSteps *self, gboolean bucketed)
{
  /* Not beside what another thread writes. */
  WayLogSteps blank = { .view = self->view, .from = self->from, .to = self->to, .counted = self->counted }, steps = blank;

  if (!try_count (&steps, bucketed ? WAY_LOG_N_BUCKETS : 1))
    {
      way_log_steps_clear (&steps);
      steps = blank;
      try_count (&steps, 1);
    }
  *self = steps;
}

/* --- the second pass --- */

static G_ALWAYS_INLINE inline void
collect_events (const WayLogSteps *self, guint32 from, guint32 to, const double *services)
{
  const WayLog *log = self->view->log;
  const guint32 *counted = self->counted;
  guint32 *buckets = self->buckets;

  for (guint32 i = from; i < to; i++)
    {
      guint32 *place = &buckets[counted[i]], before = i;

      if (*place == 0)
        continue;
      do
        before--;
      while (self->view->node_of[log->activities[before]] >= WAY_LOG_IGNORED);
      self->durations[(*place)++ - 1] = (double) get_duration (log->times[before], get_arrival (log, services, log->times[before], i));
    }
}

void
way_log_steps_collect (const WayLogSteps *self)
{
  const WayLog *log = self->view->log;

  if (self->buckets == NULL)
    return;
  for (guint c = self->from, from = c; c < self->to; from = ++c)
    {
      while (c < self->to && way_log_view_has_case (self->view, c))
        c++;
      if (log->values[WAY_LOG_SERVICE] == NULL)
        collect_events (self, log->first[from], log->first[c], NULL);
      else
        collect_events (self, log->first[from], log->first[c], log->values[WAY_LOG_SERVICE]);
    }
}

void
way_log_steps_clear (WayLogSteps *self)
{
  way_log_pairs_clear (&self->pairs);
  g_free (self->places);
  g_free (self->buckets);
  g_free (self->spans);
}
