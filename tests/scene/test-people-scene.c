/* The buying center's drawing: names never lie on each other, what is not known has a place of its own, and where something is
 * dropped says what it means. */
#include <math.h>
#include <string.h>

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

typedef struct
{
  const char *id;
  WayRect name;        /* all its lines */
  double x, y, radius; /* the disc */
  gboolean named;
} Shown;

/* What stands beside each disc. The initials in it are a text, too: they lie within the disc. */
static GArray *
list_shown (WayPlaneScene *people)
{
  WayScene *scene = way_plane_scene_get_scene (people);
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (Shown));

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (scene, b, item);
          Shown one = { item->id };

          if (item->part != WAY_PART_PERSONA)
            continue;
          g_assert_true (way_plane_scene_find_disc (people, item->id, &one.x, &one.y, &one.radius));
          for (guint s = 0; s < way_drawing_get_n_shapes (item->drawing); s++)
            {
              const WayShape *shape = way_drawing_get_shape (item->drawing, s);
              WayRect text = { rect.x + shape->rect.x, rect.y + shape->rect.y, 0, 0 };

              if (shape->type != WAY_SHAPE_TEXT)
                continue;
              text.width = way_text_get_width (shape->text);
              text.height = way_text_get_height (shape->text);
              if (hypot (text.x + text.width / 2 - one.x, text.y + text.height / 2 - one.y) < one.radius * 1.2)
                continue;
              one.name = one.named ? way_rect_union (one.name, text) : text;
              one.named = TRUE;
            }
          g_array_append_val (shown, one);
        }
    }
  return shown;
}

static gboolean
touches_disc (const Shown *disc, WayRect rect)
{
  double x = CLAMP (disc->x, rect.x, rect.x + rect.width), y = CLAMP (disc->y, rect.y, rect.y + rect.height);

  return hypot (x - disc->x, y - disc->y) < disc->radius;
}

static void
check_names (guint32 seed, const WayPlaneOptions *options)
{
  g_autoptr (WayDocument) document = new_map (seed);
  g_autoptr (WayPlaneScene) people = way_people_scene_new (document, get_journey (document), way_theme_get_light (), options, NULL);
  g_autoptr (GArray) shown = list_shown (people);
  WayScene *scene = way_plane_scene_get_scene (people);
  WayRect all = { 0, 0, way_scene_get_width (scene), way_scene_get_height (scene) };
  guint n_named = 0;

  g_assert_cmpuint (shown->len, ==, MANY);
  for (guint i = 0; i < shown->len; i++)
    {
      const Shown *a = &g_array_index (shown, Shown, i);

      n_named += a->named;
      g_assert_true (way_rect_contains (all, (WayRect){ a->x - a->radius, a->y - a->radius, 2 * a->radius, 2 * a->radius }, 0.5));
      g_assert_true (!a->named || way_rect_contains (all, a->name, 0.5));
      for (guint j = 0; j < shown->len; j++)
        {
          const Shown *b = &g_array_index (shown, Shown, j);

          if (i == j || !a->named)
            continue;
          if (b->named && way_rect_intersects (a->name, b->name))
            g_error ("seed %u: the names of %s and %s lie on each other", seed, a->id, b->id);
          if (touches_disc (b, a->name))
            g_error ("seed %u: the name of %s lies on the disc of %s", seed, a->id, b->id);
        }
    }
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

          g_autoptr (GArray) shown = list_shown (people);

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
