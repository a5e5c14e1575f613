#include "stopwatch.h"

#include <stdlib.h>
#include <time.h>

static double
get_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

double
stopwatch_get_ms (void)
{
  return get_ms (CLOCK_PROCESS_CPUTIME_ID);
}

double
stopwatch_get_wall_ms (void)
{
  return get_ms (CLOCK_MONOTONIC);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
stopwatch_median (double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_cb);
  return times[n / 2];
}
