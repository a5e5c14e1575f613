#include "stopwatch.h"

#include <stdlib.h>
#include <time.h>

double
stopwatch_get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
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
