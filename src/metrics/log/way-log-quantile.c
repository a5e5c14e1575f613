/* Quantiles without sorting: what the passes over an event log choose by. */
#include <math.h>
#include <stdlib.h>

#include "metrics/log/way-log-private.h"

static int
compare_doubles_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Hoare's FIND (1961). Should the pivots be bad for long, the rest is sorted, so no data can make it slow. */
void
way_log_select_nth (double *values, gsize n, gsize nth)
{
  gssize left = 0, right = (gssize) n - 1, k = (gssize) nth;

  for (guint rounds = 0; left < right; rounds++)
    {
      double a = values[left], b = values[(left + right) / 2], c = values[right];
      double pivot = MAX (MIN (a, b), MIN (MAX (a, b), c));
      gssize i = left, j = right;

      if (rounds > 64)
        {
          qsort (values + left, (gsize) (right - left + 1), sizeof *values, compare_doubles_cb);
          return;
        }
      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (pivot < values[j])
            j--;
          if (i > j)
            break;

          double moved = values[i];

          values[i++] = values[j];
          values[j--] = moved;
        }
      if (j < k)
        left = i;
      if (k < i)
        right = j;
    }
}

double
way_log_select_quantile (double *values, gsize n, double q)
{
  double h = (double) (n - 1) * q;
  gsize k = (gsize) floor (h);

  way_log_select_nth (values, n, k);

  double low = values[k], high = low;

  if (k + 1 < n && h > (double) k)
    {
      high = values[k + 1];
      for (gsize i = k + 2; i < n; i++)
        high = MIN (high, values[i]);
    }
  return low + (h - (double) k) * (high - low);
}

double
way_log_choose_window (const WayLogView *view, gint64 window)
{
  const WayLog *log = view->log;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (double));

  if (window != 0 || !log->has_times)
    return window > 0 ? (double) window : NAN;
  for (guint c = 0; c < log->n_cases; c++)
    {
      guint32 from = log->first[c], to = log->first[c + 1];

      if (!way_log_view_has_case (view, c))
        continue;
      while (from < to && view->node_of[log->activities[from]] >= WAY_LOG_IGNORED)
        from++;
      while (to > from && view->node_of[log->activities[to - 1]] >= WAY_LOG_IGNORED)
        to--;
      if (from == to || log->times[from] == WAY_LOG_NO_TIME)
        continue;

      double span = (double) (log->times[to - 1] - log->times[from]);

      g_array_append_val (spans, span);
    }
  return spans->len > 0 ? way_log_select_quantile ((double *) (void *) spans->data, spans->len, 0.95) : NAN;
}
