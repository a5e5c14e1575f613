/* Quantiles out of buckets. */
#include <math.h>

#include "metrics/warehouse/way-remote-flow-private.h"
#include "model/way-statistics.h"

typedef struct
{
  int bucket;
  gint64 n;
} Row;

WayRemoteSpans *
way_remote_spans_new (void)
{
  WayRemoteSpans *self = g_new0 (WayRemoteSpans, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->least = self->most = NAN;
  return self;
}

void
way_remote_spans_free (WayRemoteSpans *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_free (self);
}

void
way_remote_spans_add (WayRemoteSpans *self, int bucket, gint64 n, double sum, double least, double most)
{
  Row row = { bucket, n };

  if (n <= 0)
    return;
  g_array_append_val (self->rows, row);
  self->n += n;
  self->sum += sum;
  self->least = fmin (self->least, least);
  self->most = fmax (self->most, most);
}

void
way_remote_spans_join (WayRemoteSpans *self, const WayRemoteSpans *other)
{
  g_array_append_vals (self->rows, other->rows->data, other->rows->len);
  self->n += other->n;
  self->sum += other->sum;
  self->least = fmin (self->least, other->least);
  self->most = fmax (self->most, other->most);
}

static int
compare_rows_cb (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;

  return x->bucket < y->bucket ? -1 : x->bucket > y->bucket;
}

/* The value of this rank, from 0: the middle of its bucket, in which no value is further off than half a bucket. */
static double
get_value (const WayRemoteSpans *self, gint64 rank)
{
  gint64 n = 0;
  double value = 0;

  if (rank <= 0)
    return self->least;
  if (rank >= self->n - 1)
    return self->most;
  for (guint i = 0; i < self->rows->len && n <= rank; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      value = row->bucket < 0 ? 0 : exp ((row->bucket + 0.5) / WAY_REMOTE_BUCKETS);
      n += row->n;
    }
  return CLAMP (value, self->least, self->most);
}

int
way_remote_spans_find_bucket (WayRemoteSpans *self, gint64 rank, gint64 *before, gint64 *within)
{
  int bucket = -1;

  g_array_sort (self->rows, compare_rows_cb);
  *before = *within = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->bucket != bucket && *before + *within > rank)
        break;
      *before += row->bucket != bucket ? *within : 0;
      *within = row->bucket != bucket ? row->n : *within + row->n;
      bucket = row->bucket;
    }
  return bucket;
}

double
way_remote_spans_get_quantile (WayRemoteSpans *self, double q)
{
  double at = (double) (self->n - 1) * q, below = floor (at), value;

  if (self->n == 0)
    return NAN;
  g_array_sort (self->rows, compare_rows_cb);
  value = get_value (self, (gint64) below);
  return value + (at - below) * (get_value (self, (gint64) below + 1) - value);
}

gboolean
way_remote_spans_get_median_interval (WayRemoteSpans *self, double *low, double *high)
{
  gsize from, to;

  if (!way_statistics_median_ranks ((gsize) self->n, &from, &to))
    return FALSE;
  g_array_sort (self->rows, compare_rows_cb);
  *low = get_value (self, (gint64) from - 1);
  *high = get_value (self, (gint64) to - 1);
  return TRUE;
}
