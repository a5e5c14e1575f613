/* Journeys under each other: phases stand under those of their name, and time never runs backwards. */
#include <string.h>

#include "random-map.h"
#include "scene/way-rail-scene.h"

typedef struct
{
  const char *leading, *other; /* phases, a letter each */
  const char *columns;         /* a digit for each phase of the other */
} Row;

static const Row rows[] = {
  { "abc", "abc", "012" },
  { "abc", "ac", "02" },
  { "abc", "c", "2" },
  { "abc", "xyz", "012" },
  { "abc", "xb", "01" },
  { "abc", "axc", "012" },
  { "abc", "abcde", "01222" },
  { "abc", "ca", "22" }, /* behind c there is no a any more */
  { "a", "xyz", "000" },
  { "abab", "abab", "0123" },
  { "abc", "aab", "001" },
};

static WayElement *
make_journey (const char *phases)
{
  WayElement *journey = way_element_new (WAY_KIND_JOURNEY);

  for (const char *p = phases; *p != '\0'; p++)
    {
      char name[2] = { p > phases && g_random_boolean () ? g_ascii_toupper (*p) : *p, '\0' };

      way_element_init_value (way_element_append (journey, way_element_new (WAY_KIND_PHASE)), WAY_FIELD_NAME, name);
    }
  return journey;
}

static void
test_align (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayElement) leading = make_journey (rows[i].leading), other = make_journey (rows[i].other);
      g_autoptr (GArray) columns = way_rail_align (leading, other);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint c = 0; c < columns->len; c++)
        g_string_append_c (found, (char) ('0' + g_array_index (columns, guint, c)));
      g_test_message ("%s under %s", rows[i].other, rows[i].leading);
      g_assert_cmpstr (found->str, ==, rows[i].columns);
    }
}

/* Every touchpoint of what is shown stands once, and no two on each other. */
static void
test_cards (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
      g_autoptr (WayScene) scene = way_rail_scene_new (document, journey, NULL, way_theme_get_light ());
      g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (WayRect));

      for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
        {
          const WayBand *band = way_scene_get_band (scene, b, NULL);

          for (guint i = 0; i < way_band_get_n_items (band); i++)
            if (way_band_get_item (band, i)->part == WAY_PART_CARD)
              {
                WayRect rect = way_scene_get_item_rect (scene, b, way_band_get_item (band, i));

                for (guint r = 0; r < rects->len; r++)
                  g_assert_false (way_rect_intersects (g_array_index (rects, WayRect, r), rect));
                g_array_append_val (rects, rect);
              }
        }
      g_assert_cmpuint (rects->len, >=, way_element_count (journey, WAY_KIND_TOUCHPOINT));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rail/align", test_align);
  g_test_add_func ("/rail/cards", test_cards);
  return g_test_run ();
}
