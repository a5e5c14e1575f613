/* The buying center's drawing: names never lie on each other, what is not known has a place of its own, and where something is
 * dropped says what it means. */
#include <string.h>

#include "plane-shown.h"
#include "random-map.h"
#include "scene/way-people-scene.h"

#define MANY 30

static const WayElement *
get_journey (WayDocument *document)
{
  return way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
}

static void
add_stakeholder (WayDocument *document, const char *id, const char *name, int influence, int use)
{
  g_autoptr (WayElement) stakeholder = way_element_new (WAY_KIND_STAKEHOLDER);
  g_autofree char *percent = g_strdup_printf ("%d", influence), *used = g_strdup_printf ("%d", use);

  way_element_init_value (stakeholder, WAY_FIELD_ID, id);
  way_element_init_value (stakeholder, WAY_FIELD_NAME, name);
  way_element_init_value (stakeholder, WAY_FIELD_ROLE, "influencer");
  way_element_init_value (stakeholder, WAY_FIELD_INFLUENCE, influence >= 0 ? percent : NULL);
  way_element_init_value (stakeholder, WAY_FIELD_INFLUENCE_USE, use >= 0 ? used : NULL);
  g_assert_true (way_document_insert (document, stakeholder, (WayElement *) way_document_get_root (document), G_MAXUINT, NULL));
}

static void
add_influence (WayDocument *document, guint from, guint to)
{
  g_autofree char *a = g_strdup_printf ("sk-%u", from), *b = g_strdup_printf ("sk-%u", to), *id = way_document_make_id (document, WAY_KIND_INFLUENCE);
  g_autoptr (WayElement) influence = way_element_new (WAY_KIND_INFLUENCE);

  way_element_init_value (influence, WAY_FIELD_ID, id);
  way_element_init_value (influence, WAY_FIELD_FROM, a);
  way_element_init_value (influence, WAY_FIELD_TO, b);
  g_assert_true (way_document_insert (document, influence, (WayElement *) way_document_get_root (document), G_MAXUINT, NULL));
}

/* How people are judged: at random, all the same, all in one corner, half of it unknown. */
static int
choose (GRand *rand, guint way)
{
  switch (way)
    {
    case 0:
      return g_rand_int_range (rand, 0, 101);
    case 1:
      return 50;
    case 2:
      return 100;
    case 3:
      return g_rand_int_range (rand, 0, 12);
    default:
      return g_rand_boolean (rand) ? -1 : g_rand_int_range (rand, 0, 101);
    }
}

static WayDocument *
new_map (guint32 seed)
{
  static const char *const first[] = { "Anna", "Bernd", "Maximiliane", "Jo", "Dr. Simon" }, *const last[] = { "Schmidt-Hohenstein", "Ng", "Oberlechner", "Yılmaz", "Weber" };
  WayDocument *document = way_document_new ("Map", seed % 7 == 6 ? "ar" : "en");
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint way = seed % 5;

  way_document_begin (document, "Fill");
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("sk-%u", i), *name = g_strdup_printf ("%s %s", first[g_rand_int_range (rand, 0, 5)], last[g_rand_int_range (rand, 0, 5)]);

      add_stakeholder (document, id, name, choose (rand, way), choose (rand, way));
    }
  for (guint i = 0; i < 12; i++)
    add_influence (document, (guint) g_rand_int_range (rand, 0, MANY), (guint) g_rand_int_range (rand, 0, MANY));
  way_document_commit (document);
  return document;
}

static void
check_names (guint32 seed, const WayPlaneOptions *options)
{
  g_autoptr (WayDocument) document = new_map (seed);
  g_autoptr (WayPlaneScene) people = way_people_scene_new (document, get_journey (document), way_theme_get_light (), options, NULL);
  guint n_named = plane_shown_check (seed, people, WAY_PART_PERSONA, MANY);

  /* On a sheet there is room for everybody's name; where half is not known the places for these are small. */
  if (options->sheet)
    g_assert_cmpuint (n_named, >=, seed % 5 == 4 ? MANY - 3 : MANY);
}

static void
test_names (void)
{
  static const WayPlaneOptions sheet = { .sheet = TRUE }, window = { .width = 1100, .height = 700 }, narrow = { .width = 560, .height = 500 };

  for (guint32 seed = 0; seed < 35; seed++)
    {
      check_names (seed, &sheet);
      check_names (seed, &window);
      check_names (seed, &narrow);
    }
}

/* Who stands alone is found where they were judged to be; what is not known stands in a place of its own, not at zero. */
static void
test_places (void)
{
  static const int percents[] = { -1, 0, 1, 37, 50, 63, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    for (guint j = 0; j < G_N_ELEMENTS (percents); j++)
      for (guint rtl = 0; rtl < 2; rtl++)
        {
          g_autoptr (WayDocument) document = way_document_new ("Map", rtl ? "ar" : "en");
          int influence, use;
          double x, y, radius;

          way_document_begin (document, "Fill");
          add_stakeholder (document, "sk-0", "Jo Ng", percents[i], percents[j]);
          way_document_commit (document);

          g_autoptr (WayPlaneScene) people = way_people_scene_new (document, get_journey (document), way_theme_get_light (), NULL, NULL);

          g_autoptr (GArray) shown = plane_shown_list (people, WAY_PART_PERSONA);

          g_assert_cmpuint (shown->len, ==, 1);
          g_assert_true (way_plane_scene_find_disc (people, "sk-0", &x, &y, &radius));
          g_assert_true (way_plane_scene_get_judgement (people, NULL, x, y, &influence, &use));
          g_assert_cmpint (influence < 0, ==, percents[i] < 0);
          g_assert_cmpint (use < 0, ==, percents[j] < 0);
          /* At the rim a disc steps in as far as it is wide, and makes way for the words in the corners. */
          g_assert_cmpint (ABS (influence - percents[i]), <=, 13);
          g_assert_cmpint (ABS (use - percents[j]), <=, 13);
        }
}

static void
test_outside (void)
{
  g_autoptr (WayDocument) document = new_map (0);
  g_autoptr (WayPlaneScene) people = way_people_scene_new (document, get_journey (document), way_theme_get_light (), NULL, NULL);
  WayRect plane = way_plane_scene_get_plane (people);
  int influence, use;

  g_assert_false (way_plane_scene_get_judgement (people, NULL, 2, 2, &influence, &use));
  g_assert_true (way_plane_scene_get_judgement (people, NULL, plane.x + plane.width * 0.25, plane.y + plane.height * 0.1, &influence, &use));
  g_assert_cmpint (influence, ==, 90);
  g_assert_cmpint (use, ==, 25);
}

/* Nobody yet: an invitation, and no crash in any theme. */
static void
test_empty (void)
{
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (WayPlaneScene) people = way_people_scene_new (document, get_journey (document), way_theme_get (i & 1, i & 2), NULL, NULL);
      g_autofree char *dump = way_scene_dump (way_plane_scene_get_scene (people));

      g_assert_nonnull (strstr (dump, "Nobody is in this buying center yet"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-scene/names", test_names);
  g_test_add_func ("/people-scene/places", test_places);
  g_test_add_func ("/people-scene/outside", test_outside);
  g_test_add_func ("/people-scene/empty", test_empty);
  return g_test_run ();
}
