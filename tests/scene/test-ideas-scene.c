/* The drawing of pain points and opportunities: names never lie on each other, what is not judged has a place of its own, higher impact
 * stands higher and more effort further on, and where something is dropped says what it means. */
#include <string.h>

#include "model/way-ideas.h"
#include "plane-shown.h"
#include "scene/way-ideas-scene.h"

#define MANY 30

static const WayElement *
get_journey (WayDocument *document)
{
  return way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
}

static void
put (WayElement *element, WayField field, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  if (value > 0)
    way_element_init_value (element, field, text);
}

/* An impact of a pain point that is not given is the middle one. */
static void
add_idea (WayDocument *document, gboolean is_pain, guint i, const char *text, int impact, int effort, int customers)
{
  g_autoptr (WayElement) idea = way_element_new (is_pain ? WAY_KIND_PAIN : WAY_KIND_OPPORTUNITY);
  g_autofree char *id = g_strdup_printf ("%s-%u", is_pain ? "pn" : "op", i);

  way_element_init_value (idea, WAY_FIELD_ID, id);
  way_element_init_value (idea, WAY_FIELD_TEXT, text);
  if (is_pain)
    way_element_init_value (idea, WAY_FIELD_AT, way_element_get_id (way_element_get_first (get_journey (document), WAY_KIND_PHASE)));
  put (idea, is_pain ? WAY_FIELD_SEVERITY : WAY_FIELD_IMPACT, is_pain && impact < 0 ? 3 : impact);
  put (idea, WAY_FIELD_EFFORT, effort);
  if (customers > 0)
    {
      WayElement *evidence = way_element_append (idea, way_element_new (WAY_KIND_EVIDENCE));

      way_element_init_value (evidence, WAY_FIELD_STANCE, "for");
      put (evidence, WAY_FIELD_CUSTOMERS, customers);
    }
  g_assert_true (way_document_insert (document, idea, (WayElement *) get_journey (document), G_MAXUINT, NULL));
}

/* How they are judged: at random, all the same, all in one corner, half of it not. */
static int
choose (GRand *rand, guint way)
{
  switch (way)
    {
    case 0:
      return g_rand_int_range (rand, 1, 6);
    case 1:
      return 3;
    case 2:
      return 5;
    case 3:
      return g_rand_int_range (rand, 1, 3);
    default:
      return g_rand_boolean (rand) ? -1 : g_rand_int_range (rand, 1, 6);
    }
}

static WayDocument *
new_map (guint32 seed)
{
  static const char *const texts[] = { "The form asks too much.", "Call back within the hour", "Nobody answers on Saturdays, and the machine says so only after four minutes of music.", "Donaudampfschifffahrtsgesellschaftskapitänsmütze", "Ok" };
  WayDocument *document = way_document_new ("Map", seed % 7 == 6 ? "ar" : "en");
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint way = seed % 5;

  way_document_begin (document, "Fill");
  for (guint i = 0; i < MANY; i++)
    add_idea (document, g_rand_boolean (rand), i, texts[g_rand_int_range (rand, 0, 5)], choose (rand, way), choose (rand, way), g_rand_int_range (rand, 0, 30));
  way_document_commit (document);
  return document;
}

static guint
check_names (guint32 seed, const WayPlaneOptions *options)
{
  g_autoptr (WayDocument) document = new_map (seed);
  g_autoptr (WayPlaneScene) ideas = way_ideas_scene_new (document, get_journey (document), way_theme_get_light (), options, NULL);

  return plane_shown_check (seed, ideas, WAY_PART_CARD, MANY);
}

static void
test_names (void)
{
  static const WayPlaneOptions sheet = { .sheet = TRUE }, window = { .width = 900, .height = 460 }, narrow = { .width = 480, .height = 360 };

  for (guint32 seed = 0; seed < 35; seed++)
    {
      /* Where many stand in one place, or half is not judged, some do without a name rather than stand far off; the list has it. */
      g_assert_cmpuint (check_names (seed, &sheet), >=, seed % 5 == 0 ? MANY - 3 : 1);
      check_names (seed, &window);
      check_names (seed, &narrow);
    }
}

static const int values[] = { -1, 1, 2, 3, 4, 5 };

/* What stands alone is found where it was judged to be, and dropped there it says the same; what is not judged stands in a place of its
 * own, not at zero. */
static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      for (guint bits = 0; bits < 4; bits++)
        {
          g_autoptr (WayDocument) document = way_document_new ("Map", bits & 1 ? "ar" : "en");
          const char *id = bits & 2 ? "pn-0" : "op-0";
          int impact, effort, wanted = bits & 2 && values[i] < 0 ? 3 : values[i];
          double x, y, radius;

          way_document_begin (document, "Fill");
          add_idea (document, (bits & 2) != 0, 0, "It hurts", values[i], values[j], 0);
          way_document_commit (document);

          g_autoptr (WayPlaneScene) ideas = way_ideas_scene_new (document, get_journey (document), way_theme_get_light (), NULL, NULL);

          g_assert_true (way_plane_scene_find_disc (ideas, id, &x, &y, &radius));
          g_assert_true (way_plane_scene_get_judgement (ideas, id, x, y, &impact, &effort));
          g_assert_cmpint (impact, ==, wanted);
          g_assert_cmpint (effort, ==, values[j]);
        }
}

/* More impact is higher up, more effort further on; on the other side where people write from right to left. */
static void
test_order (void)
{
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      g_autoptr (WayDocument) document = way_document_new ("Map", rtl ? "ar" : "en");
      g_autoptr (WayPlaneScene) ideas = NULL;
      double x = 0, y = 0, radius;

      way_document_begin (document, "Fill");
      for (guint i = 0; i < 5; i++)
        add_idea (document, FALSE, i, "Better", (int) i + 1, (int) i + 1, (int) (i * i));
      way_document_commit (document);
      ideas = way_ideas_scene_new (document, get_journey (document), way_theme_get_light (), NULL, NULL);
      for (guint i = 0; i < 5; i++)
        {
          g_autofree char *id = g_strdup_printf ("op-%u", i);
          double last_x = x, last_y = y, last_radius = radius;

          g_assert_true (way_plane_scene_find_disc (ideas, id, &x, &y, &radius));
          if (i == 0)
            continue;
          g_assert_true (rtl ? x < last_x : x > last_x);
          g_assert_cmpfloat (y, <, last_y);
          /* Who more people spoke of is larger. */
          g_assert_cmpfloat (radius, >, last_radius);
        }
    }
}

static void
test_outside (void)
{
  g_autoptr (WayDocument) document = new_map (0);
  g_autoptr (WayPlaneScene) ideas = way_ideas_scene_new (document, get_journey (document), way_theme_get_light (), NULL, NULL);
  WayRect plane = way_plane_scene_get_plane (ideas);
  int impact, effort;

  g_assert_false (way_plane_scene_get_judgement (ideas, NULL, 2, 2, &impact, &effort));
  for (int i = 1; i <= WAY_IDEA_MOST; i++)
    {
      g_assert_true (way_plane_scene_get_judgement (ideas, NULL, plane.x + plane.width * (i - 0.5) / 5, plane.y + plane.height * (i - 0.5) / 5, &impact, &effort));
      g_assert_cmpint (impact, ==, 6 - i);
      g_assert_cmpint (effort, ==, i);
    }
}

/* Nothing yet: an invitation, and no crash in any theme. */
static void
test_empty (void)
{
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (WayPlaneScene) ideas = way_ideas_scene_new (document, get_journey (document), way_theme_get (i & 1, i & 2), NULL, NULL);
      g_autofree char *dump = way_scene_dump (way_plane_scene_get_scene (ideas));

      g_assert_nonnull (strstr (dump, "No pain points and no opportunities"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ideas-scene/names", test_names);
  g_test_add_func ("/ideas-scene/places", test_places);
  g_test_add_func ("/ideas-scene/order", test_order);
  g_test_add_func ("/ideas-scene/outside", test_outside);
  g_test_add_func ("/ideas-scene/empty", test_empty);
  return g_test_run ();
}
