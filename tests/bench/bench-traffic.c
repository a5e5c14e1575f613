/* bench-traffic [EVENTS] [FILE.csv]: what it costs to lay a log over a map of forty touchpoints, from the log in memory to the scene: after
 * each change of the map, and after each move of the slider. With FILE the log is written there instead, to be looked at. */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metrics/log/way-log-map.h"
#include "metrics/log/way-log-traffic.h"
#include "scene/way-scene.h"

#define ACTIVITIES 40
#define ROUNDS 9

static const char *const verbs[] = { "See", "Compare", "Ask", "Try", "Order", "Receive", "Use", "Renew" };
static const char *const nouns[] = { "the offer", "the price list", "the service desk", "the app", "the contract" };

static char *
name_activity (guint i)
{
  return g_strdup_printf ("%s %s", verbs[i % G_N_ELEMENTS (verbs)], nouns[i / G_N_ELEMENTS (verbs)]);
}

/* Mostly ahead, sometimes over one, seldom back or away. */
static int
go_on (GRand *rand, int at)
{
  double p = g_rand_double (rand);
  int back = at - 1 - (int) (g_rand_int (rand) % 3);

  if (p < 0.66)
    return at + 1;
  if (p < 0.8)
    return at + 2;
  if (p < 0.86)
    return MAX (back, 0);
  if (p < 0.9)
    return at;
  if (p < 0.94)
    return (int) (g_rand_int (rand) % ACTIVITIES);
  return ACTIVITIES;
}

typedef void (*Sink) (guint c, int activity, gint64 time, gpointer data);

static void
make_events (guint n_events, Sink sink, gpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n = 0;

  for (guint c = 0; n < n_events; c++)
    {
      gint64 time = G_GINT64_CONSTANT (1767225600000) + (gint64) (g_rand_int (rand) % (180u * 86400u)) * 1000;

      for (int at = g_rand_double (rand) < 0.8 ? 0 : (int) (g_rand_int (rand) % 8); at < ACTIVITIES && n < n_events; at = go_on (rand, at), n++)
        {
          sink (c, at, time, data);
          time += (gint64) (1000 * 60 * exp (g_rand_double (rand) * 8));
        }
    }
}

static void
write_event (guint c, int activity, gint64 time, gpointer data)
{
  g_autofree char *name = name_activity ((guint) activity);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (time / 1000);
  g_autofree char *text = g_date_time_format_iso8601 (at);

  fprintf (data, "%u,%s,%s,%s\n", c, name, text, activity % 8 < 3 ? "web" : activity % 8 < 6 ? "phone"
                                                                                             : "shop");
}

static void
add_event (guint c, int activity, gint64 time, gpointer data)
{
  static char *names[ACTIVITIES];
  char buffer[16];

  if (names[activity] == NULL)
    names[activity] = name_activity ((guint) activity);
  way_log_builder_add (data, buffer, (gsize) g_snprintf (buffer, sizeof buffer, "%u", c), names[activity], strlen (names[activity]), time, "", 0);
}

static int
compare_cb (const void *a, const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static void
say (const char *what, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_cb);
  printf ("%-52s median %7.2f ms, worst %7.2f ms\n", what, times[n / 2], times[n - 1]);
}

int
main (int argc, char *argv[])
{
  guint n_events = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  double counting[ROUNDS], fresh[ROUNDS], sliding[ROUNDS * 2];

  setlocale (LC_ALL, "");
  if (argc > 2)
    {
      FILE *file = fopen (argv[2], "w");

      if (file == NULL)
        return 1;
      fputs ("case_id,activity,timestamp,channel\n", file);
      make_events (n_events, write_event, file);
      return fclose (file) == 0 ? 0 : 1;
    }

  WayLogBuilder *builder = way_log_builder_new ();

  make_events (n_events, add_event, builder);

  g_autoptr (WayLog) log = way_log_builder_finish (builder, 0);
  g_autoptr (WayDocument) document = way_log_map_new (log, "Bench");
  const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  WayTraffic *traffic = NULL;
  WaySceneOptions options = { .today = 20000, .traffic_keep = WAY_TRAFFIC_KEEP };
  WayScene *scene = way_scene_new (document, journey, way_theme_get_light (), NULL, &options, NULL);

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);

      way_traffic_unref (traffic);
      traffic = way_log_traffic_new_for_view (view, journey);
      counting[i] = (g_get_monotonic_time () - start) / 1000.0;
      options.traffic = traffic;
      start = g_get_monotonic_time ();

      WayScene *next = way_scene_new (document, journey, way_theme_get_light (), NULL, &options, scene);

      fresh[i] = (g_get_monotonic_time () - start) / 1000.0;
      way_scene_unref (scene);
      scene = next;
    }
  for (guint i = 0; i < ROUNDS * 2; i++)
    {
      options.traffic_keep = 0.5 + 0.5 * i / (ROUNDS * 2);

      gint64 start = g_get_monotonic_time ();
      WayScene *next = way_scene_new (document, journey, way_theme_get_light (), NULL, &options, scene);

      sliding[i] = (g_get_monotonic_time () - start) / 1000.0;
      way_scene_unref (scene);
      scene = next;
    }
  printf ("%u events, %u journeys, %u touchpoints, %u ways\n", log->n_events, log->n_cases, traffic->n_places, traffic->n_edges);
  say ("all figures of a map anew (in a thread)", counting, ROUNDS);
  say ("the scene with new traffic", fresh, ROUNDS);
  say ("the scene after a move of the slider, 50 to 100 %", sliding, ROUNDS * 2);
  way_scene_unref (scene);
  way_traffic_unref (traffic);
  return 0;
}
