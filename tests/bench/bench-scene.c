/* How long a whole layout takes, and a layout after one edit, on one map: both medians, and their ratio. Processor time,
   because the work runs in one thread and waits for nothing, while the machine may have other things to do. */
#include <stdio.h>

#include "format/way-reader.h"
#include "scene/way-scene.h"
#include "stopwatch.h"

#define N_FULL 7
#define N_EDITS 25

static WayScene *
lay_out (WayDocument *document, WayScene *previous, double *ms)
{
  static const WaySceneOptions options = { .today = 740000 };
  double start = stopwatch_get_ms ();
  WayScene *scene = way_scene_new (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_theme_get_light (), NULL, &options, previous);

  *ms = stopwatch_get_ms () - start;
  return scene;
}

static void
rename_one (WayDocument *document, guint i)
{
  WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  const GPtrArray *cards = way_element_get_slot (journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT));
  WayElement *card = g_ptr_array_index (cards, (i * 397) % cards->len);
  g_autofree char *name = g_strdup_printf ("Neuer Name %u", i);

  way_document_begin (document, "Rename");
  if (!way_document_set (document, card, WAY_FIELD_NAME, name, NULL))
    g_error ("The touchpoint could not be renamed.");
  way_document_commit (document);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = argc == 2 ? way_reader_read_file (argv[1], NULL, NULL, &error) : NULL;
  double full[N_FULL], edits[N_EDITS];
  g_autoptr (WayScene) scene = NULL;

  if (document == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: bench-scene FILE");
      return 2;
    }
  for (guint i = 0; i < N_FULL; i++)
    {
      g_clear_pointer (&scene, way_scene_unref);
      scene = lay_out (document, NULL, &full[i]);
    }
  /* The first change builds the index of references once. */
  rename_one (document, N_EDITS);
  for (guint i = 0; i < N_EDITS; i++)
    {
      rename_one (document, i);

      WayScene *next = lay_out (document, scene, &edits[i]);

      way_scene_unref (scene);
      scene = next;
    }

  double whole = stopwatch_median (full, N_FULL), edit = stopwatch_median (edits, N_EDITS);

  printf ("full layout %.2f ms, after one edit %.2f ms, ratio %.4f\n", whole, edit, edit / whole);
  return 0;
}
