/* What figures do to a map, and what they must never do. */
#include "format/way-reader.h"
#include "random-figures.h"
#include "random-map.h"
#include "scene/way-scene.h"

#include <string.h>

#define SEEDS 14

static const WaySceneOptions full = { .today = 740000, .full_figures = TRUE };

static WayDocument *
make_map (guint32 seed)
{
  RandomMapSize size = random_map_choose_size (seed);

  return random_map_new (seed, &size);
}

static WayScene *
lay_out (WayDocument *document, const WayFigures *figures, const WaySceneOptions *options, WayScene *previous)
{
  return way_scene_new (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_theme_get_light (), figures, options, previous);
}

/* Every word that can be seen or heard. */
static void
collect_words (const WayScene *scene, GString *s)
{
  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    for (guint i = 0; i < way_band_get_n_items (way_scene_get_band (scene, b, NULL)); i++)
      {
        const WayDrawing *drawing = way_band_get_item (way_scene_get_band (scene, b, NULL), i)->drawing;

        g_string_append_printf (s, "%s\n%s\n", way_drawing_get_title (drawing) != NULL ? way_drawing_get_title (drawing) : "", way_drawing_get_description (drawing) != NULL ? way_drawing_get_description (drawing) : "");
        for (guint n = 0; n < way_drawing_get_n_shapes (drawing); n++)
          if (way_drawing_get_shape (drawing, n)->text != NULL)
            g_string_append_printf (s, "%s\n", way_text_get (way_drawing_get_shape (drawing, n)->text));
      }
}

/* What so few people have said is nowhere. */
static void
test_hidden (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayFigures) figures = random_figures_new (seed, document);
      g_autoptr (GString) words = g_string_new (NULL);
      g_autoptr (WayScene) scene = lay_out (document, figures, &full, NULL);

      collect_words (scene, words);
      g_test_message ("seed %u", seed);
      for (const char *const *form = (const char *const[]){ "87654", "87 654", "87\302\240654", "87\342\200\257654", "87,654", NULL }; *form != NULL; form++)
        g_assert_null (strstr (words->str, *form));
    }
}

/* No number stands naked: each badge says of how many it was made, unless it is a count itself or nobody knows. */
static void
test_n (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayFigures) figures = random_figures_new (seed, document);
      g_autoptr (WayScene) scene = lay_out (document, figures, &full, NULL);

      for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
        for (guint i = 0; i < way_band_get_n_items (way_scene_get_band (scene, b, NULL)); i++)
          {
            const WayItem *item = way_band_get_item (way_scene_get_band (scene, b, NULL), i);

            for (guint h = 0; item->part == WAY_PART_CARD && h < way_drawing_get_n_hotspots (item->drawing); h++)
              {
                const WayHotspot *spot = way_drawing_get_hotspot (item->drawing, h);
                const WayFigure *figure = way_figures_find (figures, spot->id);
                g_autofree char *sample = way_figure_to_sample_text (figure);
                g_autoptr (GString) words = g_string_new (NULL);

                for (guint n = 0; n < way_drawing_get_n_shapes (item->drawing); n++)
                  {
                    const WayShape *shape = way_drawing_get_shape (item->drawing, n);

                    if (shape->text != NULL && way_rect_contains (spot->rect, shape->rect, 1.5))
                      g_string_append_printf (words, "%s ", way_text_get (shape->text));
                  }
                g_test_message ("seed %u %s: %s", seed, item->id, words->str);
                g_assert_cmpuint (words->len, >, 0);
                if (strstr (words->str, "more figure") == NULL && (figure->n >= 0 || strcmp (figure->kind, "count") != 0))
                  g_assert_nonnull (strstr (words->str, figure->sample == WAY_SAMPLE_HIDDEN ? "n\u00a0<\u00a05" : sample));
              }
          }
    }
}

/* Customers see the same map whether there are figures or not; and without figures in full nothing is said of them. */
static void
test_safe (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      const WaySceneOptions safe = { .today = 740000, .safe = TRUE }, safe_full = { .today = 740000, .safe = TRUE, .full_figures = TRUE, .score = "63" };
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayFigures) figures = random_figures_new (seed, document), none = way_figures_new_taking (g_ptr_array_new ());
      g_autoptr (WayScene) with = lay_out (document, figures, &safe_full, NULL), without = lay_out (document, none, &safe, NULL);
      g_autofree char *a = way_scene_dump (with), *b = way_scene_dump (without);

      g_assert_cmpstr (a, ==, b);
    }
}

/* However a map came to its figures — at once, one refresh after another, prepared in slices — it looks the same. */
static void
test_refresh (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayScene) scene = NULL;

      g_test_message ("seed %u", seed);
      for (guint32 round = 0; round < 4; round++)
        {
          g_autoptr (WayFigures) figures = random_figures_new (seed + round % 3, document);
          guint next = 0;

          while (round > 0 && round != 2 && way_scene_prepare_figures (scene, document, figures, &full, 50, &next))
            ;

          WayScene *after = lay_out (document, figures, &full, scene);
          g_autoptr (WayScene) fresh = lay_out (document, figures, &full, NULL);
          g_autofree char *a = way_scene_dump (after), *b = way_scene_dump (fresh);

          way_scene_unref (scene);
          scene = after;
          g_assert_cmpstr (a, ==, b);
        }
    }
}

/* What is clicked is what is found, in both directions of writing. */
static void
test_hit (void)
{
  guint n = 0;

  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayFigures) figures = random_figures_new (seed, document);
      g_autoptr (WayScene) scene = lay_out (document, figures, &full, NULL);

      for (guint i = 0; i < way_figures_get_size (figures); i++)
        {
          const WayFigure *figure = way_figures_get (figures, i);
          WayRect rect, found;
          const char *hit;

          if (!way_scene_find_figure (scene, figure->binding, &rect) || rect.height < 12)
            continue;
          hit = way_scene_hit_figure (scene, rect.x + rect.width / 2, rect.y + rect.height / 2, 0, &found);
          /* Something else may lie above a box. */
          if (hit == NULL)
            continue;
          g_assert_cmpstr (hit, ==, figure->binding);
          g_assert_cmpfloat (found.x, ==, rect.x);
          n++;
        }
    }
  g_assert_cmpuint (n, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/hidden", test_hidden);
  g_test_add_func ("/figures/n", test_n);
  g_test_add_func ("/figures/safe", test_safe);
  g_test_add_func ("/figures/refresh", test_refresh);
  g_test_add_func ("/figures/hit", test_hit);
  return g_test_run ();
}
