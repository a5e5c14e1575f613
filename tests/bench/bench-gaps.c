/* How long looking for gaps takes, and a whole layout of the same map: both medians in milliseconds of processor time, and their
   ratio. The window looks for gaps after each change, so it must not be felt. */
#include <stdio.h>

#include "format/way-reader.h"
#include "review/way-gaps.h"
#include "scene/way-scene.h"
#include "stopwatch.h"

#define N_ROUNDS 15

static double
time_gaps (WayDocument *document)
{
  double start = stopwatch_get_ms ();
  g_autoptr (GPtrArray) gaps = way_gaps_find (document, 740000);

  return stopwatch_get_ms () - start;
}

static double
time_layout (WayDocument *document)
{
  static const WaySceneOptions options = { .today = 740000 };
  double start = stopwatch_get_ms ();
  WayScene *scene = way_scene_new (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_theme_get_light (), NULL, &options, NULL);
  double ms = stopwatch_get_ms () - start;

  way_scene_unref (scene);
  return ms;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = argc == 2 ? way_reader_read_file (argv[1], NULL, NULL, &error) : NULL;
  double gaps[N_ROUNDS], layouts[N_ROUNDS];

  if (document == NULL)
    {
      fprintf (stderr, "bench-gaps MAP: %s\n", error != NULL ? error->message : "name a map");
      return 1;
    }
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gaps[i] = time_gaps (document);
      layouts[i] = time_layout (document);
    }

  double looking = stopwatch_median (gaps, N_ROUNDS), layout = stopwatch_median (layouts, N_ROUNDS);

  printf ("%.2f %.2f %.4f\n", looking, layout, looking / layout);
  return 0;
}
