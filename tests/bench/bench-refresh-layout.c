/* What new figures cost the map, on a map and the cache that its metrics are fed from: bench-refresh-layout MAP CACHE. Processor time; medians.
 *
 * Printed, in milliseconds:
 *   measure MS                  the figures made new from the cache, which the window does in a thread
 *   first COLD SLICE WARM       the layout in which all cards get figures; the longest of the slices in which that is prepared, and the
 *                               layout after them
 *   refresh ALL ONE NONE        a layout after all figures have changed, after one has, and after none has */
#include <stdio.h>

#include "format/way-reader.h"
#include "metrics/figures/way-measure.h"
#include "scene/way-scene.h"
#include "stopwatch.h"

#define ROUNDS 9

static const WaySceneOptions options = { .today = 740000, .full_figures = TRUE };

static WayFigures *
measure (const WayDocument *document, WayCache *cache)
{
  const WayMeasureOptions all = { .series = TRUE };

  return way_measure (document, cache, &all, NULL);
}

/* The same figures with other values, at `n` places. */
static WayFigures *
change (const WayDocument *document, WayCache *cache, guint n, double by)
{
  WayFigures *figures = measure (document, cache);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const WayFigure *from = way_figures_get (figures, i);
      WayFigure *figure = g_memdup2 (from, sizeof *from);

      figure->metric = g_strdup (from->metric);
      figure->binding = g_strdup (from->binding);
      figure->place = g_strdup (from->place);
      figure->persona = g_strdup (from->persona);
      figure->name = g_strdup (from->name);
      figure->kind = g_strdup (from->kind);
      figure->unit = g_strdup (from->unit);
      figure->better = g_strdup (from->better);
      figure->since = g_strdup (from->since);
      figure->from = g_strdup (from->from);
      figure->to = g_strdup (from->to);
      figure->series = from->series != NULL ? g_array_ref (from->series) : NULL;
      if (i < n)
        {
          figure->value += by + i / 100.0;
          figure->n += (gint64) by + i;
        }
      g_ptr_array_add (list, figure);
    }
  way_figures_unref (figures);
  return way_figures_new_taking (g_steal_pointer (&list));
}

static WayScene *
lay_out (WayDocument *document, const WayFigures *figures, WayScene *previous, double *ms)
{
  double start = stopwatch_get_ms ();
  WayScene *scene = way_scene_new (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_theme_get_light (), figures, &options, previous);

  *ms = stopwatch_get_ms () - start;
  return scene;
}

static double
time_refresh (WayDocument *document, WayCache *cache, guint n)
{
  g_autoptr (WayFigures) figures = measure (document, cache);
  double ms[ROUNDS];
  WayScene *scene = lay_out (document, figures, NULL, &ms[0]);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (WayFigures) next = change (document, cache, n, i + 1);
      WayScene *after = lay_out (document, next, scene, &ms[i]);

      way_scene_unref (scene);
      scene = after;
    }
  way_scene_unref (scene);
  return stopwatch_median (ms, ROUNDS);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = argc == 3 ? way_reader_read_file (argv[1], NULL, NULL, &error) : NULL;
  g_autoptr (WayCache) cache = document != NULL ? way_cache_open (argv[2], NULL, &error) : NULL;
  double cold[ROUNDS], warm[ROUNDS], slices[ROUNDS], measured[ROUNDS], plain;

  if (cache == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: bench-refresh-layout MAP CACHE");
      return 2;
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = stopwatch_get_ms ();
      g_autoptr (WayFigures) figures = measure (document, cache);
      g_autoptr (WayFigures) none = way_figures_new_taking (g_ptr_array_new ());

      measured[i] = stopwatch_get_ms () - start;

      g_autoptr (WayScene) before = lay_out (document, none, NULL, &plain);
      g_autoptr (WayScene) after = lay_out (document, figures, before, &cold[i]);
      g_autoptr (WayScene) again = lay_out (document, none, NULL, &plain);
      guint next = 0;
      gboolean more = TRUE;

      slices[i] = 0;
      while (more)
        {
          double began = stopwatch_get_ms ();

          more = way_scene_prepare_figures (again, document, figures, &options, 4000, &next);
          slices[i] = MAX (slices[i], stopwatch_get_ms () - began);
        }

      g_autoptr (WayScene) prepared = lay_out (document, figures, again, &warm[i]);
    }
  printf ("measure %.2f\n", stopwatch_median (measured, ROUNDS));
  printf ("first %.2f %.2f %.2f\n", stopwatch_median (cold, ROUNDS), stopwatch_median (slices, ROUNDS), stopwatch_median (warm, ROUNDS));
  printf ("refresh %.2f %.2f %.2f\n", time_refresh (document, cache, G_MAXUINT), time_refresh (document, cache, 1), time_refresh (document, cache, 0));
  return 0;
}
