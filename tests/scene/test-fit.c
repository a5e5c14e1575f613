/* No text leaves its box or meets another one, on any map. */
#include "format/way-reader.h"
#include "random-figures.h"
#include "random-map.h"
#include "scene/way-scene.h"

#include <math.h>

typedef struct
{
  WayRect rect;
  const char *text;
  const char *id;
} Placed;

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Placed *x = a, *y = b;

  return x->rect.y < y->rect.y ? -1 : x->rect.y > y->rect.y;
}

/* Bearings of italics and of emoji may lean out of the advance box by a hair. */
#define SLOP 1.5

static guint
collect_item (const WayScene *scene, guint band, const WayItem *item, GArray *texts)
{
  WayRect box = way_scene_get_item_rect (scene, band, item);
  guint n_faults = 0;

  for (guint i = 0; i < way_drawing_get_n_shapes (item->drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (item->drawing, i);
      Placed placed = { { box.x + shape->rect.x, box.y + shape->rect.y, shape->rect.width, shape->rect.height }, NULL, item->id };

      if (shape->type != WAY_SHAPE_TEXT || way_text_get (shape->text)[0] == '\0')
        continue;
      placed.text = way_text_get (shape->text);
      if (!way_rect_contains (box, placed.rect, SLOP))
        {
          g_test_message ("%s %s: “%s” leaves its box: %.1f %.1f %.1f %.1f in %.1f %.1f %.1f %.1f", way_part_get_name (item->part), item->id, placed.text,
                          placed.rect.x, placed.rect.y, placed.rect.width, placed.rect.height, box.x, box.y, box.width, box.height);
          n_faults++;
        }
      g_array_append_val (texts, placed);
    }
  if (!way_rect_contains ((WayRect){ 0, 0, way_scene_get_width (scene), way_scene_get_height (scene) }, box, SLOP) && item->part != WAY_PART_CONNECTION && item->part != WAY_PART_PATH)
    {
      g_test_message ("%s %s leaves the map", way_part_get_name (item->part), item->id);
      n_faults++;
    }
  return n_faults;
}

/* How far two boxes reach into each other, less the slop. */
static gboolean
overlap (WayRect a, WayRect b)
{
  return MIN (a.x + a.width, b.x + b.width) - MAX (a.x, b.x) > SLOP && MIN (a.y + a.height, b.y + b.height) - MAX (a.y, b.y) > SLOP;
}

static guint
check_scene (const WayScene *scene)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (Placed));
  guint n_faults = 0;

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        n_faults += collect_item (scene, b, way_band_get_item (band, i), texts);
    }
  g_array_sort (texts, compare_cb);
  for (guint i = 0; i < texts->len; i++)
    {
      const Placed *a = &g_array_index (texts, Placed, i);

      for (guint j = i + 1; j < texts->len; j++)
        {
          const Placed *b = &g_array_index (texts, Placed, j);

          if (b->rect.y >= a->rect.y + a->rect.height)
            break;
          if (overlap (a->rect, b->rect))
            {
              g_test_message ("“%s” (%s) meets “%s” (%s) at %.1f %.1f", a->text, a->id, b->text, b->id, b->rect.x, b->rect.y);
              n_faults++;
            }
        }
    }
  return n_faults;
}

static guint
check_document (WayDocument *document, guint n_looks)
{
  g_autoptr (WayFigures) figures = random_figures_new (7, document);
  WayElement *journey;
  guint n_faults = 0;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    for (guint look = 0; look < n_looks; look++)
      {
        WaySceneOptions options = { .today = 740000, .safe = look == 1, .expand = look != 0, .full_figures = look == 2, .score = look == 2 ? "63 (58–68): Satisfaction 70 × 67 %, Effort 51 × 33 %; not known: Cost" : NULL };
        g_autoptr (WayScene) scene = way_scene_new (document, journey, way_theme_get_light (), look == 2 ? figures : NULL, &options, NULL);

        n_faults += check_scene (scene);
      }
  return n_faults;
}

static void
test_random (void)
{
  guint n_bad = 0;

  for (guint32 seed = 0; seed < 200; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      guint n_faults = check_document (document, seed % 2 == 0 ? 3 : 2);

      if (n_faults > 0)
        g_test_message ("seed %u: %u faults", seed, n_faults);
      n_bad += n_faults;
    }
  g_assert_cmpuint (n_bad, ==, 0);
}

static void
test_large (gconstpointer data)
{
  g_autoptr (WayDocument) document = random_map_new (1, data);

  g_assert_cmpuint (check_document (document, 3), ==, 0);
}

static void
test_samples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("WAYMARK_DATADIR"), "samples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0, n_bad = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;

      if (!g_str_has_suffix (name, ".waymark"))
        continue;

      g_autoptr (WayDocument) document = way_reader_read_file (path, NULL, NULL, &error);

      g_assert_no_error (error);
      n_bad += check_document (document, 3);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n_bad, ==, 0);
}

int
main (int argc, char **argv)
{
  static const RandomMapSize wide = { 8, 40, 15, 160, 4 }, many = { 10, 50, 6, 1000, 3 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit/random", test_random);
  g_test_add_data_func ("/fit/40-steps-15-lanes", &wide, test_large);
  g_test_add_data_func ("/fit/1000-touchpoints", &many, test_large);
  g_test_add_func ("/fit/samples", test_samples);
  return g_test_run ();
}
