/* How long the questions about an event log take once it is open: bench-log CACHE NAME MAP ROUNDS [clock|closed]. Prints, in milliseconds
   of processor time of all threads together (medians): opening, flow, variants, funnel, conformance, a new view until its flow is known,
   and all figures of its journey; then bytes of memory an event. With “clock” it prints what the clock on the wall says of opening, flow,
   and a new view until its flow is known: what somebody waits. With “closed” only what the clock says from a cache that nobody has open
   until the flow is known. */

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-funnel.h"
#include "metrics/log/way-log-store.h"
#include "stopwatch.h"

enum
{
  OPEN,
  FLOW,
  VARIANTS,
  FUNNEL,
  CONFORMANCE,
  REMAP,
  ALL,
  N_WORKS
};

static double times[N_WORKS][1000];
static double (*get_ms) (void) = stopwatch_get_ms;

static void
lap (int work, int round, double *start)
{
  double now = get_ms ();

  times[work][round] = now - *start;
  *start = get_ms ();
}

static void
run (WayLog *log, const WayElement *journey, int round)
{
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE), whole = way_log_view_new_for_journey (log, journey, NULL, TRUE);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new_for_journey (whole, journey);
  double start = get_ms ();
  g_autoptr (WayFlow) flow = way_log_flow_new (view);

  lap (FLOW, round, &start);

  g_autoptr (WayVariants) variants = way_log_variants_new (view);

  lap (VARIANTS, round, &start);

  g_autoptr (WayFunnel) funnel = way_log_funnel_new (view, journey, 0);

  lap (FUNNEL, round, &start);

  g_autoptr (WayVariants) all = way_log_variants_new (whole);

  start = get_ms ();

  g_autoptr (WayConformance) conformance = way_log_conformance_new (whole, all, drawn);

  lap (CONFORMANCE, round, &start);

  g_autoptr (WayLogView) again = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayFlow) numbers = way_log_flow_new (again);

  lap (REMAP, round, &start);

  g_autoptr (WayJourneyFlow) all_numbers = way_journey_flow_new (again, journey, 0);

  lap (ALL, round, &start);
}

/* Only what others are asked, too, and nothing else between. */
static void
run_flow (WayLog *log, const WayElement *journey, int round)
{
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  double start = get_ms ();
  g_autoptr (WayFlow) flow = way_log_flow_new (view);

  lap (FLOW, round, &start);

  g_autoptr (WayLogView) again = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayFlow) numbers = way_log_flow_new (again);

  lap (REMAP, round, &start);
}

/* NULL on error. */
static WayFlow *
read_flow (const char *path, const char *name, const WayElement *journey, WayReport *report, GError **error)
{
  g_autoptr (WayCache) cache = way_cache_open (path, report, error);
  g_autoptr (WayLog) log = cache != NULL ? way_log_open (cache, name, -1, error) : NULL;
  g_autoptr (WayLogView) view = log != NULL ? way_log_view_new_for_journey (log, journey, NULL, FALSE) : NULL;

  return view != NULL ? way_log_flow_new (view) : NULL;
}

static int
measure_closed (char **argv, guint rounds, const WayElement *journey, WayReport *report)
{
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = stopwatch_get_wall_ms ();
      g_autoptr (WayFlow) flow = read_flow (argv[1], argv[2], journey, report, &error);

      times[FLOW][i] = stopwatch_get_wall_ms () - start;
      if (flow == NULL)
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
    }
  printf ("%.2f\n", stopwatch_median (times[FLOW], rounds));
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  int rounds = argc > 4 ? atoi (argv[4]) : 0;
  gboolean is_closed = argc > 5 && strcmp (argv[5], "closed") == 0, clock = argc > 5;

  if (clock)
    get_ms = stopwatch_get_wall_ms;
  if (rounds < 1 || rounds > 1000)
    return 2;

  g_autoptr (WayDocument) document = way_reader_read_file (argv[3], NULL, NULL, &error);

  if (is_closed && document != NULL)
    return measure_closed (argv, (guint) rounds, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), report);

  g_autoptr (WayCache) cache = document != NULL ? way_cache_open (argv[1], report, &error) : NULL;
  size_t before = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  WayLog *log = NULL;

  for (int i = 0; i < rounds && cache != NULL; i++)
    {
      double start = get_ms ();

      way_log_unref (log);
      log = way_log_open (cache, argv[2], -1, &error);
      if (log == NULL)
        break;
      lap (OPEN, i, &start);
    }
  if (log == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  double bytes = (double) (mallinfo2 ().uordblks + mallinfo2 ().hblkhd - before) / log->n_events;

  for (int i = 0; i < rounds; i++)
    (clock ? run_flow : run) (log, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), i);
  for (int work = 0; work < N_WORKS; work++)
    if (!clock || work == OPEN || work == FLOW || work == REMAP)
      printf ("%.2f ", stopwatch_median (times[work], (guint) rounds));
  printf ("%.1f\n", bytes);
  way_log_unref (log);
  return 0;
}
