/* No test: tells how long the window stands still while an event of a log of a million comes onto the map and every figure on it changes:
 * the longest turn of the main loop, frames included. bench-flow [EVENTS]. The last line is
 *
 *   turn LONGEST WORK ALL   ms of the longest turn in any round, by the clock and of work of this thread; until all figures were new, at worst */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "edit/way-commands.h"
#include "metrics/log/way-log-map.h"
#include "window-fixture.h"

#define ACTIVITIES 40
#define ROUNDS 7

static WayLog *
make_log (guint n_events)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (WayLogBuilder) builder = way_log_builder_new ();
  gint64 time = G_GINT64_CONSTANT (1767225600000);
  char name[16], activity[24];

  for (guint n = 0, c = 0; n < n_events; c++)
    for (int at = 0; at < ACTIVITIES && n < n_events; at += g_rand_double (rand) < 0.75 ? 1 : (int) (g_rand_int (rand) % 7) - 2, n++)
      {
        at = MAX (at, 0);
        time += 60000;
        way_log_builder_add (builder, name, (gsize) g_snprintf (name, sizeof name, "%u", c), activity, (gsize) g_snprintf (activity, sizeof activity, "Activity %d", at), time, "", 0);
        if (g_rand_double (rand) < 0.04)
          at = ACTIVITIES;
      }
  return way_log_builder_finish (g_steal_pointer (&builder), 0);
}

/* Of this thread alone: another program that has the processor does not count. */
static double
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* Runs until all is counted and painted; the longest turn in ms, by the clock and in work. */
static double
run (WayWindow *window, double *whole, double *work)
{
  gint64 start = g_get_monotonic_time (), longest = 0, end = 0;

  *work = 0;

  while (end == 0 || g_get_monotonic_time () < end)
    {
      gint64 turn = g_get_monotonic_time ();
      double before = get_work ();

      if (!g_main_context_iteration (NULL, FALSE))
        {
          g_usleep (500);
          turn = g_get_monotonic_time ();
        }
      turn = g_get_monotonic_time () - turn;
      before = get_work () - before;
      longest = MAX (longest, turn);
      *work = MAX (*work, before);
      /* And the frames behind the last figure. */
      if (end == 0 && !way_flow_watch_is_busy (window->flow))
        {
          *whole = (double) (g_get_monotonic_time () - start) / 1000;
          end = g_get_monotonic_time () + 300 * 1000;
        }
    }
  return (double) longest / 1000;
}

int
main (int argc, char **argv)
{
  guint n_events = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  double worst = 0, most = 0, latest = 0, whole, work;

  argc = 1;
  window_fixture_init (&argc, &argv);

  WayWindow *window = window_fixture_open (NULL);
  g_autoptr (WayLog) log = make_log (n_events);
  g_autoptr (WayDocument) document = way_log_map_new (log, "Bench");

  window = way_window_show_session (window, way_session_new_for_document (document));
  for (guint i = 0; i < ROUNDS; i++)
    {
      const WayElement *journey = way_editor_get_journey (way_window_get_editor (window));
      const char *ids[] = { way_element_get_id (way_element_get_first (journey, WAY_KIND_TOUCHPOINT)), NULL };

      g_assert_true (way_command_delete_ids (way_window_get_editor (window), ids, NULL));
    }
  gtk_window_maximize (GTK_WINDOW (window));
  window_fixture_act (window, "map.flow", NULL);
  way_flow_watch_set_log (window->flow, log, "bench");
  run (window, &whole, &work);
  for (guint i = 0; i < ROUNDS; i++)
    {
      const WayTraffic *traffic = way_flow_watch_get_traffic (window->flow);
      gint64 start = g_get_monotonic_time ();

      gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.add-event", "(ssss)", traffic->ghosts[0].name, "", "", "");

      double command = (double) (g_get_monotonic_time () - start) / 1000, longest = run (window, &whole, &work);

      printf ("touchpoint for an event: command %.1f ms, longest turn %.1f ms (work %.1f ms), all figures new after %.0f ms\n", command, longest, work, whole);
      most = MAX (most, MAX (work, command));
      latest = MAX (latest, whole);
      worst = MAX (worst, MAX (command, longest));
    }
  printf ("%u events, %u touchpoints: the window stood still for %.1f ms at most, with %.1f ms of work\n", log->n_events, way_flow_watch_get_traffic (window->flow)->n_places, worst, most);
  printf ("turn %.1f %.1f %.1f\n", worst, most, latest);
  window_fixture_close (window);
  window_fixture_quit ();
  return 0;
}
