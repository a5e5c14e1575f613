/* A layout that uses the one before again comes out as one made afresh, and shares what did not change. */
#include "random-map.h"
#include "scene/way-scene.h"

static WayScene *
lay_out (WayDocument *document, WayScene *previous)
{
  static const WaySceneOptions options = { .today = 740000 };

  return way_scene_new (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_theme_get_light (), NULL, &options, previous);
}

/* Dumps are long: only the first line that differs tells something. */
static void
assert_same_lines (const char *shared, const char *fresh, guint seed, guint change)
{
  g_auto (GStrv) a = g_strsplit (shared, "\n", -1), b = g_strsplit (fresh, "\n", -1);

  for (guint i = 0; a[i] != NULL || b[i] != NULL; i++)
    if (g_strcmp0 (a[i], b[i]) != 0)
      g_error ("seed %u, change %u, line %u: “%s” instead of “%s” (before it: “%s”)", seed, change, i, a[i], b[i], i > 0 ? a[i - 1] : "");
}

/* What the dump leaves out: the words for those who cannot see it, and where it leads. */
static void
assert_same_words (const WayScene *a, const WayScene *b)
{
  for (guint n = 0; n < way_scene_get_n_bands (a); n++)
    for (guint i = 0; i < way_band_get_n_items (way_scene_get_band (a, n, NULL)); i++)
      {
        const WayItem *one = way_band_get_item (way_scene_get_band (a, n, NULL), i), *two = way_band_get_item (way_scene_get_band (b, n, NULL), i);

        g_assert_cmpstr (way_drawing_get_title (one->drawing), ==, way_drawing_get_title (two->drawing));
        g_assert_cmpstr (way_drawing_get_description (one->drawing), ==, way_drawing_get_description (two->drawing));
        g_assert_cmpstr (way_drawing_get_target (one->drawing), ==, way_drawing_get_target (two->drawing));
        g_assert_cmpstr (one->persona, ==, two->persona);
      }
  g_assert_cmpuint (way_scene_get_clipped (a), ==, way_scene_get_clipped (b));
}

/* Whatever was changed, undone or taken back: the same scene as from nothing. */
static void
test_same_as_fresh (void)
{
  for (guint32 seed = 0; seed < 12; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayScene) scene = lay_out (document, NULL);

      for (guint i = 0; i < 6; i++)
        {
          random_map_change (document, rand);
          if (i % 3 == 2)
            way_document_undo (document);

          WayScene *next = lay_out (document, scene);
          g_autoptr (WayScene) fresh = lay_out (document, NULL);
          g_autofree char *shared_dump = way_scene_dump (next), *fresh_dump = way_scene_dump (fresh);

          assert_same_lines (shared_dump, fresh_dump, seed, i);
          assert_same_words (next, fresh);
          way_scene_unref (scene);
          scene = next;
        }
    }
}

/* A card is renamed, moved in time, to another lane or in the file, taken away, or felt otherwise: nothing of what all cards share. */
static void
change_card (WayDocument *document, GRand *rand)
{
  WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), *lane;
  guint slot = (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT);
  const GPtrArray *cards = way_element_get_slot (journey, slot);
  g_autoptr (GPtrArray) lanes = g_ptr_array_new ();

  if (cards == NULL || cards->len == 0)
    return;
  way_each (lane, journey, WAY_KIND_LANE)
    g_ptr_array_add (lanes, lane);

  WayElement *card = g_ptr_array_index (cards, g_rand_int_range (rand, 0, (gint32) cards->len)), *other = g_ptr_array_index (cards, g_rand_int_range (rand, 0, (gint32) cards->len));
  WayElement *feeling = way_element_get_first (card, WAY_KIND_FEELING);
  WayField name = way_element_get_kind (card) == WAY_KIND_NOTE ? WAY_FIELD_TEXT : WAY_FIELD_NAME;

  way_document_begin (document, "Change a card");
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
      way_document_set (document, card, name, g_rand_boolean (rand) ? "Rückfrage" : "Eine Rückfrage zur Auftragsbestätigung, die etwas länger ist", NULL);
      break;
    case 2:
      way_document_set (document, card, WAY_FIELD_STEP, way_element_get (other, WAY_FIELD_STEP), NULL);
      break;
    case 3:
      way_document_set (document, card, WAY_FIELD_LANE, way_element_get_id (g_ptr_array_index (lanes, g_rand_int_range (rand, 0, (gint32) lanes->len))), NULL);
      break;
    case 4:
      way_document_move (document, card, journey, (guint) g_rand_int_range (rand, 0, (gint32) cards->len), NULL);
      break;
    default:
      if (feeling != NULL)
        way_document_set (document, feeling, WAY_FIELD_SCORE, g_rand_boolean (rand) ? "-4" : "5", NULL);
      else
        way_document_remove (document, card, NULL);
    }
  way_document_commit (document);
}

static void
test_cards_same_as_fresh (void)
{
  for (guint32 seed = 20; seed < 25; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayScene) scene = lay_out (document, NULL);

      for (guint i = 0; i < 16; i++)
        {
          if (i % 4 == 3)
            way_document_undo (document);
          else
            change_card (document, rand);

          WayScene *next = lay_out (document, scene);
          g_autoptr (WayScene) fresh = lay_out (document, NULL);
          g_autofree char *shared_dump = way_scene_dump (next), *fresh_dump = way_scene_dump (fresh);

          assert_same_lines (shared_dump, fresh_dump, seed, i);
          assert_same_words (next, fresh);
          way_scene_unref (scene);
          scene = next;
        }
    }
}

static guint
count_shared (const WayScene *a, const WayScene *b)
{
  guint n = 0;

  for (guint i = 0; i < way_scene_get_n_bands (a); i++)
    for (guint j = 0; j < way_scene_get_n_bands (b); j++)
      n += way_scene_get_band (a, i, NULL) == way_scene_get_band (b, j, NULL);
  return n;
}

static void
test_shares_bands (void)
{
  RandomMapSize size = { 4, 12, 20, 40, 3 };
  g_autoptr (WayDocument) document = random_map_new (3, &size);
  g_autoptr (WayScene) before = lay_out (document, NULL);
  g_autoptr (WayScene) same = lay_out (document, before);
  WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  WayElement *step = way_element_get_first (way_element_get_first (journey, WAY_KIND_PHASE), WAY_KIND_STEP);

  g_assert_cmpuint (count_shared (before, same), ==, way_scene_get_n_bands (before));
  way_document_begin (document, "Describe");
  g_assert_true (way_document_set (document, step, WAY_FIELD_DESCRIPTION, "A word on this step", NULL));
  way_document_commit (document);

  /* Only the band of the steps says it. */
  g_autoptr (WayScene) after = lay_out (document, same);

  g_assert_cmpuint (count_shared (same, after), ==, way_scene_get_n_bands (same) - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share/same-as-fresh", test_same_as_fresh);
  g_test_add_func ("/share/cards-same-as-fresh", test_cards_same_as_fresh);
  g_test_add_func ("/share/bands", test_shares_bands);
  return g_test_run ();
}
