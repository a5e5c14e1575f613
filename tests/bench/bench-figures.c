/* How long it takes to make all figures of a map new: from a cache that has to be opened first, and again with it open, as a window does.
   Both medians in milliseconds by the clock on the wall, for what they are held against has threads. */
#include <stdio.h>

#include "format/way-reader.h"
#include "metrics/figures/way-measure.h"
#include "stopwatch.h"

#define N_ROUNDS 15

static double
get_now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/* Milliseconds; each figure has its 5 000 answers, or nothing was measured. */
static double
time_figures (const WayDocument *document, WayCache *cache)
{
  double start = get_now ();
  g_autoptr (WayFigures) figures = way_measure (document, cache, NULL, NULL);
  double ms = get_now () - start;

  for (guint i = 0; i < way_figures_get_size (figures); i++)
    g_assert_true (way_figures_get (figures, i)->is_measured && way_figures_get (figures, i)->has_interval);
  g_assert_cmpuint (way_figures_get_size (figures), >, 0);
  return ms;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = argc == 3 ? way_reader_read_file (argv[1], NULL, NULL, &error) : NULL;
  double closed[N_ROUNDS], open[N_ROUNDS];

  if (document == NULL)
    {
      fprintf (stderr, "bench-figures MAP CACHE: %s\n", error != NULL ? error->message : "name a map and a cache");
      return 1;
    }
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = get_now ();
      g_autoptr (WayCache) cache = way_cache_open (argv[2], NULL, &error);

      g_assert_no_error (error);
      time_figures (document, cache);
      closed[i] = get_now () - start;
      open[i] = time_figures (document, cache);
    }
  printf ("%.2f %.2f\n", stopwatch_median (closed, N_ROUNDS), stopwatch_median (open, N_ROUNDS));
  return 0;
}
