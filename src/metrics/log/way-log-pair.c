/* Starts and completions that stand in rows of their own become one event that took a while, first in, first out: as process-mining tools
   pair them (van der Aalst, Process Mining, 2016, section 5.2). */
#include "metrics/log/way-log-private.h"

/* A completion; its event. */
typedef struct
{
  guint32 c, activity, instance, event;
} End;

static int
compare_numbers (guint32 a, guint32 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_keys (guint32 c, guint32 activity, guint32 instance, guint32 other_c, guint32 other_activity, guint32 other_instance)
{
  return c != other_c ? compare_numbers (c, other_c) : activity != other_activity ? compare_numbers (activity, other_activity)
                                                                                  : compare_numbers (instance, other_instance);
}

static int
compare_starts_cb (gconstpointer a, gconstpointer b)
{
  const WayLogStart *x = a, *y = b;
  int keys = compare_keys (x->c, x->activity, x->instance, y->c, y->activity, y->instance);

  return keys != 0 ? keys : x->time < y->time ? -1
                                              : x->time > y->time;
}

static int
compare_ends_cb (gconstpointer a, gconstpointer b)
{
  const End *x = a, *y = b;
  int keys = compare_keys (x->c, x->activity, x->instance, y->c, y->activity, y->instance);

  return keys != 0 ? keys : compare_numbers (x->event, y->event);
}

static GArray *
list_ends (const WayLog *log, const double *instances)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));

  for (guint c = 0; c < log->n_cases; c++)
    for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
      if (!isnan (instances[i]) && log->times[i] != WAY_LOG_NO_TIME)
        {
          End end = { c, log->activities[i], (guint32) instances[i], i };

          g_array_append_val (ends, end);
        }
  g_array_sort (ends, compare_ends_cb);
  return ends;
}

guint
way_log_pair_starts (GArray *starts, const WayLog *log, const double *instances, double *services)
{
  g_autoptr (GArray) ends = list_ends (log, instances);
  guint at = 0, n_paired = 0;

  g_array_sort (starts, compare_starts_cb);
  for (guint k = 0; k < ends->len; k++)
    {
      const End *end = &g_array_index (ends, End, k);
      const WayLogStart *start;

      while (at < starts->len && (start = &g_array_index (starts, WayLogStart, at), compare_keys (start->c, start->activity, start->instance, end->c, end->activity, end->instance) < 0))
        at++;
      if (at == starts->len)
        break;
      start = &g_array_index (starts, WayLogStart, at);
      if (compare_keys (start->c, start->activity, start->instance, end->c, end->activity, end->instance) != 0 || start->time > log->times[end->event] || (guint64) log->times[end->event] - (guint64) start->time > (guint64) WAY_LOG_MAX_SERVICE)
        continue;
      services[end->event] = (double) (log->times[end->event] - start->time);
      n_paired++;
      at++;
    }
  return starts->len - n_paired;
}
