#include "metrics/log/way-log-shape.h"

#include <math.h>

#include "metrics/log/way-log-variants.h"

typedef struct
{
  const WayLogView *view;
  const WayLogShape *shape;
  WayLogMatcher *first, *last; /* nullable */
} Sieve;

static gboolean
has_department (const Sieve *self, guint32 i)
{
  const WayLog *log = self->view->log;

  return self->shape->department < 0 || (log->departments != NULL && log->departments[i] == self->shape->department);
}

static gboolean
fits_span (const Sieve *self, guint32 first, guint32 last)
{
  const WayLog *log = self->view->log;
  gint64 shortest = self->shape->shortest, longest = self->shape->longest, span;

  if (shortest == WAY_LOG_NO_TIME && longest == WAY_LOG_NO_TIME)
    return TRUE;
  if (!log->has_times || log->times[first] == WAY_LOG_NO_TIME || log->times[last] == WAY_LOG_NO_TIME)
    return FALSE;
  span = (gint64) ((guint64) log->times[last] - (guint64) way_log_get_begin (log, first));
  return (shortest == WAY_LOG_NO_TIME || span >= shortest) && (longest == WAY_LOG_NO_TIME || span <= longest);
}

static gboolean
fits (const Sieve *self, guint c)
{
  const WayLog *log = self->view->log;
  guint32 first = WAY_LOG_NO_EVENT, last = WAY_LOG_NO_EVENT;
  gboolean by_department = FALSE;
  guint n = 0;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      if (self->view->node_of[log->activities[i]] >= WAY_LOG_IGNORED)
        continue;
      first = n == 0 ? i : first;
      last = i;
      by_department = by_department || has_department (self, i);
      n++;
    }
  return n > 0 && by_department && fits_span (self, first, last) &&
         (self->shape->fewest == 0 || n >= self->shape->fewest) && (self->shape->most == 0 || n <= self->shape->most) &&
         (self->first == NULL || way_log_matcher_is (self->first, 0, first)) && (self->last == NULL || way_log_matcher_is (self->last, 0, last));
}

/* The most frequent ways first; where the share is reached the others are left out. */
static void
keep_frequent (WayLogView *self, double coverage)
{
  g_autoptr (WayVariants) variants = way_log_variants_new (self);
  double wanted = coverage * variants->n_cases - 1e-9;
  guint n = 0, covered = 0;

  while (n < variants->variants->len && covered < wanted)
    covered += g_array_index (variants->variants, WayVariant, n++).count;
  for (guint c = 0; c < self->log->n_cases; c++)
    self->counts[c] = self->counts[c] && variants->of_case[c] < n;
}

void
way_log_view_narrow_to_shape (WayLogView *self, const WayLogShape *shape)
{
  const WayLog *log = self->log;
  g_autoptr (WayLogMatcher) first = shape->first != NULL ? way_log_matcher_new (self, shape->first) : NULL, last = shape->last != NULL ? way_log_matcher_new (self, shape->last) : NULL;
  const Sieve sieve = { self, shape, first, last };
  g_autofree guint8 *counts = g_new0 (guint8, log->n_cases + 1);

  for (guint c = 0; c < log->n_cases; c++)
    counts[c] = way_log_view_has_case (self, c) && fits (&sieve, c);
  g_free (self->counts);
  self->counts = g_steal_pointer (&counts);
  if (shape->coverage > 0)
    keep_frequent (self, shape->coverage);
}
