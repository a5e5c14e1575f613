#include "metrics/log/way-log-handover.h"

#include <math.h>

#include "metrics/log/way-log-private.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define NONE G_MAXUINT

/* A pair while it is being counted. */
typedef struct
{
  WayHandover handover;
  guint last_case; /* plus one */
  GArray *waits;   /* (element-type double) */
} Pair;

typedef struct
{
  const WayLogView *view;
  const guint16 *codes; /* by event */
  WayHandovers *found;
  GHashTable *numbers; /* from << 16 | to → number + 1 */
  GArray *pairs;       /* (element-type Pair) */
} Pass;

static guint
find_pair (Pass *self, guint from, guint to)
{
  gpointer key = GUINT_TO_POINTER (from << 16 | to);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));
  Pair pair = { .handover = { .from = from, .to = to, .median = NAN, .p90 = NAN } };

  if (number > 0)
    return number - 1;
  pair.waits = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (self->pairs, pair);
  g_hash_table_insert (self->numbers, key, GUINT_TO_POINTER (self->pairs->len));
  return self->pairs->len - 1;
}

static gboolean
is_looked_at (const WayLogView *view, guint32 event)
{
  return view->node_of[view->log->activities[event]] < WAY_LOG_IGNORED;
}

static void
count_again (const WayLogView *view, WayHandover *handover, guint32 i, guint32 end)
{
  const WayLog *log = view->log;
  gint64 time = log->times[i], gap;
  guint32 next = i + 1;

  if (time == WAY_LOG_NO_TIME || log->newest - time < 7 * DAY)
    return;
  handover->old++;
  while (next < end && !is_looked_at (view, next))
    next++;
  if (next == end)
    return;
  gap = log->times[next] - time;
  handover->again_1 += gap <= DAY;
  handover->again_7 += gap <= 7 * DAY;
}

/* Gives the number of its pair. */
static guint
count_change (Pass *self, guint c, guint32 before, guint32 i)
{
  const WayLog *log = self->view->log;
  guint number = find_pair (self, self->codes[before], self->codes[i]);
  Pair *pair = &g_array_index (self->pairs, Pair, number);

  pair->handover.count++;
  pair->handover.cases += pair->last_case != c + 1;
  pair->last_case = c + 1;
  if (log->times[before] != WAY_LOG_NO_TIME)
    {
      double wait = (double) (log->times[i] - log->times[before]);

      g_array_append_val (pair->waits, wait);
    }
  count_again (self->view, &pair->handover, i, log->first[c + 1]);
  self->found->n_handovers++;
  return number;
}

static void
walk_journey (Pass *self, guint c)
{
  const WayLog *log = self->view->log;
  guint32 before = NONE;
  guint last = NONE;
  gboolean is_handed = FALSE, is_back = FALSE;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      if (self->codes[i] == WAY_LOG_NO_CHANNEL || !is_looked_at (self->view, i))
        continue;
      if (before != NONE && self->codes[before] != self->codes[i])
        {
          /* Where the change before came from is where this one leads. */
          if (last != NONE && g_array_index (self->pairs, Pair, last).handover.from == self->codes[i])
            {
              g_array_index (self->pairs, Pair, last).handover.back++;
              is_back = TRUE;
            }
          last = count_change (self, c, before, i);
          is_handed = TRUE;
        }
      before = i;
    }
  self->found->n_cases += before != NONE;
  self->found->n_handed += is_handed;
  self->found->n_back += is_back;
}

static int
compare_handovers_cb (gconstpointer a, gconstpointer b)
{
  const WayHandover *x = a, *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->to < y->to ? -1 : x->to > y->to);
}

static void
measure_shares (WayHandover *self)
{
  self->share_1 = self->old > 0 ? (double) self->again_1 / self->old : NAN;
  self->share_7 = self->old > 0 ? (double) self->again_7 / self->old : NAN;
  self->interval_1 = way_statistics_wilson (self->old > 0 ? self->share_1 : 0, self->old);
  self->interval_7 = way_statistics_wilson (self->old > 0 ? self->share_7 : 0, self->old);
}

WayHandovers *
way_log_handovers_new (const WayLogView *view, WayHandoverKind kind)
{
  WayHandovers *self = g_new0 (WayHandovers, 1);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  Pass pass = { view, kind == WAY_HANDOVER_CHANNEL ? view->log->channels : view->log->departments, self, numbers, pairs };

  self->handovers = g_array_new (FALSE, FALSE, sizeof (WayHandover));
  for (guint c = 0; pass.codes != NULL && c < view->log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      walk_journey (&pass, c);
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);
      double *waits = (double *) (void *) pair->waits->data;

      if (pair->waits->len > 0)
        {
          pair->handover.median = way_log_select_quantile (waits, pair->waits->len, 0.5);
          pair->handover.p90 = way_log_select_quantile (waits, pair->waits->len, 0.9);
        }
      measure_shares (&pair->handover);
      g_array_append_val (self->handovers, pair->handover);
      g_array_unref (pair->waits);
    }
  g_array_sort (self->handovers, compare_handovers_cb);
  self->share_handed = self->n_cases > 0 ? (double) self->n_handed / self->n_cases : NAN;
  self->interval_handed = way_statistics_wilson (self->n_cases > 0 ? self->share_handed : 0, self->n_cases);
  return self;
}

void
way_log_handovers_free (WayHandovers *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->handovers);
  g_free (self);
}
