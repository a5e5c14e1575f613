/* Real flow over a map: shares add up, the slider is monotone and moves no card, no words meet, every way is found. */
#include "random-map.h"
#include "scene/way-scene.h"

#include <math.h>
#include <string.h>

static WayDocument *
make_map (guint seed, guint touchpoints)
{
  RandomMapSize size = { 5, 12, 6, touchpoints, 3 };

  return random_map_new (seed, &size);
}

static const WayElement *
get_journey (WayDocument *document)
{
  return way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
}

/* Every touchpoint has visits; ways between them as chance has it, `degree` from each. */
static WayTraffic *
make_traffic (WayDocument *document, guint degree, guint n_ghosts, GRand *rand)
{
  const WayElement *journey = get_journey (document);
  GArray *places = g_array_new (FALSE, TRUE, sizeof (WayTrafficPlace));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (WayTrafficEdge));
  WayTrafficGhost *ghosts = g_new0 (WayTrafficGhost, n_ghosts + 1);
  WayElement *touchpoint;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      WayTrafficPlace place = { .id = g_strdup (way_element_get_id (touchpoint)), .name = g_strdup (way_element_get_name (touchpoint)), .starts = (guint) g_rand_int_range (rand, 0, 90) };

      g_array_append_val (places, place);
    }
  for (guint i = 0; i < places->len; i++)
    {
      WayTrafficPlace *place = &g_array_index (places, WayTrafficPlace, i);
      guint first = edges->len;

      place->ends = (guint) g_rand_int_range (rand, 0, 60);
      place->events = place->ends;
      for (guint k = 0; k < degree; k++)
        {
          guint to = (guint) g_rand_int_range (rand, 0, (int) places->len), count = (guint) g_rand_int_range (rand, 1, 400);
          WayTrafficEdge edge = { .from = i, .to = to, .cases = count, .count = count, .median = g_rand_double_range (rand, 1e3, 1e10) };
          gboolean known = FALSE;

          for (guint n = first; n < edges->len; n++)
            known = known || g_array_index (edges, WayTrafficEdge, n).to == to;
          if (known)
            continue;
          g_array_append_val (edges, edge);
          place->events += count;
        }
      for (guint n = first; n < edges->len; n++)
        g_array_index (edges, WayTrafficEdge, n).share = (double) g_array_index (edges, WayTrafficEdge, n).count / place->events;
      place->cases = place->events;
    }
  for (guint i = 0; i < edges->len; i++)
    {
      WayTrafficEdge *edge = &g_array_index (edges, WayTrafficEdge, i);
      WayElement *connection;

      way_each (connection, journey, WAY_KIND_CONNECTION)
        if (g_strcmp0 (way_element_get (connection, WAY_FIELD_FROM), g_array_index (places, WayTrafficPlace, edge->from).id) == 0 && g_strcmp0 (way_element_get (connection, WAY_FIELD_TO), g_array_index (places, WayTrafficPlace, edge->to).id) == 0)
          edge->drawn = TRUE;
    }
  for (guint i = 0; i < n_ghosts; i++)
    ghosts[i] = (WayTrafficGhost){ g_strdup_printf ("Something that is not on the map, number %u", i), 1000 - i, 900 - i, WAY_TRAFFIC_NOWHERE };

  guint n_places = places->len, n_edges = edges->len;

  return way_traffic_new_taking (1000, (WayTrafficPlace *) (void *) g_array_free (places, FALSE), n_places, (WayTrafficEdge *) (void *) g_array_free (edges, FALSE), n_edges, ghosts, n_ghosts);
}

/* Every third place breaks one of two rules, every sixth both, and every seventh is where it begins. */
static guint
add_rules (WayTraffic *traffic)
{
  WayTrafficRule *rules = g_new0 (WayTrafficRule, 2);
  g_autoptr (GArray) breaches = g_array_new (FALSE, FALSE, sizeof (WayTrafficBreach));
  guint n = 0, n_breaches;

  for (guint r = 0; r < 2; r++)
    rules[r] = (WayTrafficRule){ g_strdup_printf ("ru-%u", r), g_strdup_printf ("No & < rule %u", r), 340, 1000 };
  for (guint i = 0; i < traffic->n_places + traffic->n_ghosts; i++)
    {
      gboolean is_event = i >= traffic->n_places;
      const char *at = is_event ? traffic->ghosts[i - traffic->n_places].name : traffic->places[i].id;

      for (guint r = 0; r < 2; r++)
        if (i % 3 == 0 && (r == 0 || i % 6 == 0))
          g_array_append_vals (breaches, &(WayTrafficBreach){ r, g_strdup (at), is_event, 30 + i + 100 * r, 0 }, 1);
        else if (i % 7 == 0 && r == 0)
          g_array_append_vals (breaches, &(WayTrafficBreach){ r, g_strdup (at), is_event, 0, 5 }, 1);
      n += i % 3 == 0 || i % 7 == 0;
    }
  n_breaches = breaches->len;
  way_traffic_take_rules (traffic, rules, 2, (WayTrafficBreach *) (void *) g_array_free (g_steal_pointer (&breaches), FALSE), n_breaches);
  return n;
}

static void
test_values (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (WayDocument) document = make_map (7, 60);
  g_autoptr (WayTraffic) traffic = make_traffic (document, 5, 3, rand);
  g_autofree double *sums = g_new0 (double, traffic->n_places);
  guint before = 0;

  for (guint i = 0; i < traffic->n_edges; i++)
    sums[traffic->edges[i].from] += traffic->edges[i].share;
  for (guint i = 0; i < traffic->n_places; i++)
    if (traffic->places[i].events > 0)
      g_assert_cmpfloat (fabs (sums[i] + way_traffic_get_end_share (&traffic->places[i]) + way_traffic_get_open_share (&traffic->places[i]) - 1), <, 1e-12);
  for (double keep = 0; keep <= 1.0001; keep += 0.01)
    {
      guint least = way_traffic_get_least (traffic, keep), shown = way_traffic_count_edges (traffic, least);
      guint64 kept = 0, all = 0;

      for (guint i = 0; i < traffic->n_edges; i++)
        {
          all += traffic->edges[i].cases;
          kept += i < shown ? traffic->edges[i].cases : 0;
        }
      for (guint begins = 0; begins < 2; begins++)
        {
          guint hook = way_traffic_get_least_hook (traffic, keep, begins);
          guint64 kept_hooks = 0, all_hooks = 0;

          for (guint i = 0; i < traffic->n_places; i++)
            {
              guint journeys = begins ? traffic->places[i].starts : traffic->places[i].ends;

              all_hooks += journeys;
              kept_hooks += journeys >= hook ? journeys : 0;
            }
          g_assert_cmpuint (hook, >=, 1);
          g_assert_cmpfloat ((double) kept_hooks, >=, MIN (keep, 1) * (double) all_hooks - 1e-6);
        }
      g_assert_cmpuint (shown, >=, before);
      g_assert_cmpfloat ((double) kept, >=, MIN (keep, 1) * (double) all - 1e-6);
      before = shown;
    }
  g_assert_cmpuint (before, ==, traffic->n_edges);
}

typedef struct
{
  WayRect rect;
  const char *words;
} Words;

static GArray *
collect_words (const WayScene *scene, gboolean added)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Words));

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);
      gboolean is_traffic = way_band_get_type (band) == WAY_BAND_FLOW || way_band_get_type (band) == WAY_BAND_RIM;

      for (guint i = 0; is_traffic == added && i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (scene, b, item);

          for (guint k = 0; k < way_drawing_get_n_shapes (item->drawing); k++)
            {
              const WayShape *shape = way_drawing_get_shape (item->drawing, k);

              if (shape->type == WAY_SHAPE_TEXT)
                g_array_append_vals (words, &(Words){ { rect.x + shape->rect.x, rect.y + shape->rect.y, shape->rect.width, shape->rect.height }, way_text_get (shape->text) }, 1);
            }
        }
    }
  return words;
}

static gboolean
overlap (WayRect a, WayRect b)
{
  return MIN (a.x + a.width, b.x + b.width) - MAX (a.x, b.x) > 1.5 && MIN (a.y + a.height, b.y + b.height) - MAX (a.y, b.y) > 1.5;
}

/* Words of the flow against one another, and against all else on the map. */
static void
check_words (const WayScene *scene)
{
  g_autoptr (GArray) added = collect_words (scene, TRUE), others = collect_words (scene, FALSE);

  for (guint i = 0; i < added->len; i++)
    {
      const Words *a = &g_array_index (added, Words, i);

      g_assert_true (way_rect_contains ((WayRect){ 0, 0, way_scene_get_width (scene), way_scene_get_height (scene) }, a->rect, 1));
      for (guint k = 0; k < i + others->len; k++)
        {
          const Words *b = k < i ? &g_array_index (added, Words, k) : &g_array_index (others, Words, k - i);

          if (overlap (a->rect, b->rect))
            g_error ("“%s” (%.1f %.1f %.1f %.1f) lies on “%s” (%.1f %.1f %.1f %.1f)", a->words, a->rect.x, a->rect.y, a->rect.width, a->rect.height, b->words, b->rect.x, b->rect.y, b->rect.width, b->rect.height);
        }
    }
}

/* What is written on a band stands on no card and on no other band's words. */
static void
check_labels (const WayScene *scene)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (WayRect)), cards = g_array_new (FALSE, FALSE, sizeof (WayRect));

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if (item->part == WAY_PART_CARD || (item->part == WAY_PART_LABEL && way_band_get_type (band) == WAY_BAND_FLOW))
            g_array_append_vals (item->part == WAY_PART_CARD ? cards : labels, &(WayRect){ item->x, way_scene_get_item_rect (scene, b, item).y, item->width, item->height }, 1);
        }
    }
  for (guint i = 0; i < labels->len; i++)
    for (guint k = 0; k < i + cards->len; k++)
      {
        WayRect label = g_array_index (labels, WayRect, i), other = k < i ? g_array_index (labels, WayRect, k) : g_array_index (cards, WayRect, k - i);

        if (overlap (label, other))
          g_error ("Words at (%.1f %.1f %.1f %.1f) lie on (%.1f %.1f %.1f %.1f)", label.x, label.y, label.width, label.height, other.x, other.y, other.width, other.height);
      }
}

static double
at_curve (double a, double b, double c, double d, double t)
{
  double s = 1 - t;

  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/* Somewhere along its line each way is found, though others may lie on it. */
static void
check_hits (const WayScene *scene)
{
  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; way_band_get_type (band) == WAY_BAND_FLOW && i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          gboolean found = FALSE;

          if (item->part != WAY_PART_CONNECTION)
            continue;

          const GArray *segments = way_drawing_get_shape (item->drawing, 0)->path->segments;

          for (guint k = 1; k < segments->len; k++)
            for (double t = 0.1; t < 1 && !found; t += 0.2)
              {
                const WayPathSegment *before = &g_array_index (segments, WayPathSegment, k - 1), *segment = &g_array_index (segments, WayPathSegment, k);
                gboolean curve = segment->op == WAY_PATH_CURVE;
                double x = at_curve (before->x[2], curve ? segment->x[0] : before->x[2], curve ? segment->x[1] : segment->x[2], segment->x[2], t);
                double y = at_curve (before->y[2], curve ? segment->y[0] : before->y[2], curve ? segment->y[1] : segment->y[2], segment->y[2], t);
                g_autoptr (GPtrArray) hits = way_scene_hit_flow (scene, item->x + x, item->y + y, 3);

                for (guint n = 0; n < hits->len; n++)
                  found = found || hits->pdata[n] == item;
              }
          if (!found)
            g_error ("%s is not found along its line", item->id);
        }
    }
}

static guint
count_parts (const WayScene *scene, WayPart part)
{
  guint n = 0;

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        n += way_band_get_item (band, i)->part == part;
    }
  return n;
}

/* Whatever is hidden. */
static void
check_cards_stay (const WayScene *few, const WayScene *scene)
{
  for (guint b = 0; b < way_scene_get_n_bands (few); b++)
    {
      double y, its_y;
      const WayBand *band = way_scene_get_band (few, b, &y), *other = way_scene_get_band (scene, b, &its_y);

      if (way_band_get_type (band) == WAY_BAND_FLOW)
        return;
      g_assert_cmpfloat (y, ==, its_y);
      g_assert_cmpuint (way_band_get_n_items (band), ==, way_band_get_n_items (other));
      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          g_assert_cmpfloat (way_band_get_item (band, i)->x, ==, way_band_get_item (other, i)->x);
          g_assert_cmpfloat (way_band_get_item (band, i)->y, ==, way_band_get_item (other, i)->y);
        }
    }
}

static void
test_maps (void)
{
  for (guint seed = 1; seed <= 24; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayDocument) document = make_map (seed, 30 + 10 * (seed % 6));
      g_autoptr (WayTraffic) traffic = make_traffic (document, 1 + seed % 6, seed % 3 * 9, rand);
      WaySceneOptions options = { .today = 20000 };
      g_autoptr (WayScene) bare = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);

      options.traffic = traffic;
      options.traffic_keep = 0.5 + (seed % 6) * 0.1;

      g_autoptr (WayScene) scene = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);

      options.traffic_keep = 0;

      g_autoptr (WayScene) few = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);

      check_cards_stay (few, scene);
      check_words (scene);
      check_labels (scene);
      check_hits (scene);

      /* And back, with what the scene before knew: to the byte. */
      options = (WaySceneOptions){ .today = 20000 };

      g_autoptr (WayScene) again = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, scene);
      g_autofree char *before = way_scene_dump (bare), *after = way_scene_dump (again);

      g_assert_cmpstr (before, ==, after);
    }
}

/* Names of lanes stay in sight while the map scrolls, so nothing else stands among them. */
static void
check_names_alone (const WayScene *scene)
{
  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if (item->part == WAY_PART_PHASE || item->part == WAY_PART_STEP || item->part == WAY_PART_CARD || item->part == WAY_PART_GHOST)
            g_assert_cmpfloat (item->x, >=, way_scene_get_grid_start (scene) - 0.5);
        }
    }
}

/* Forty touchpoints, as the slider stands at first: at least 80 % of all that customers do is on the map, words lie on nothing, no card moved
 * with respect to a map with all of it, and what is drawn keeps its own words where there is room. */
static void
test_forty (void)
{
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayDocument) document = make_map (seed, 40);
      g_autoptr (WayTraffic) traffic = make_traffic (document, 4 * seed, 6, rand);
      WaySceneOptions options = { .today = 20000, .traffic = traffic, .traffic_keep = WAY_TRAFFIC_KEEP };
      g_autoptr (WayScene) scene = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);
      guint least = way_traffic_get_least (traffic, WAY_TRAFFIC_KEEP);
      guint64 kept = 0, all = 0;

      for (guint i = 0; i < traffic->n_edges; i++)
        {
          const WayTrafficEdge *edge = &traffic->edges[i];
          const char *from = traffic->places[edge->from].id, *to = traffic->places[edge->to].id;
          g_autofree char *id = way_traffic_mark_to_id (WAY_TRAFFIC_MARK_WAY, from, to);

          all += edge->cases;
          if (edge->cases < least)
            continue;
          kept += edge->cases;
          /* Cards of a folded lane are not on the map. */
          if (!edge->drawn && way_scene_find (scene, from, NULL) != NULL && way_scene_find (scene, to, NULL) != NULL)
            g_assert_nonnull (way_scene_find (scene, id, NULL));
        }
      g_assert_cmpfloat ((double) kept, >=, 0.8 * (double) all);
      /* So is where they leave, however busy the ways are. */
      for (guint i = 0; i < traffic->n_places; i++)
        {
          const WayTrafficPlace *place = &traffic->places[i];
          g_autofree char *id = way_traffic_mark_to_id (WAY_TRAFFIC_MARK_END, place->id, NULL);

          if (place->ends >= MAX (way_traffic_get_least_hook (traffic, WAY_TRAFFIC_KEEP, FALSE), traffic->n_cases / 50) && way_scene_find (scene, place->id, NULL) != NULL)
            g_assert_nonnull (way_scene_find (scene, id, NULL));
        }
      check_words (scene);
      check_labels (scene);
      check_hits (scene);
      check_names_alone (scene);
      g_assert_cmpfloat (way_scene_get_grid_start (scene), <, way_scene_get_column (scene, 0)->x);
      options.traffic_keep = 1;

      g_autoptr (WayScene) whole = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);

      check_cards_stay (whole, scene);
    }
}

/* Ids of what is shown lead back to what they are of, and those of elements to nothing. */
static void
test_marks (void)
{
  static const WayTrafficMark marks[] = { WAY_TRAFFIC_MARK_WAY, WAY_TRAFFIC_MARK_START, WAY_TRAFFIC_MARK_END };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *id = way_traffic_mark_to_id (marks[i], "tp-a", i == 0 ? "tp-b" : NULL), *from = NULL, *to = NULL;

      g_assert_cmpint (way_traffic_mark_from_id (id, &from, &to), ==, marks[i]);
      g_assert_cmpstr (from, ==, "tp-a");
      g_assert_cmpstr (to, ==, i == 0 ? "tp-b" : NULL);
    }
  g_assert_cmpint (way_traffic_mark_from_id ("tp-a", NULL, NULL), ==, WAY_TRAFFIC_MARK_NONE);
  g_assert_cmpint (way_traffic_mark_from_id ("way:tp-a", NULL, NULL), ==, WAY_TRAFFIC_MARK_NONE);
  g_assert_cmpint (way_traffic_mark_from_id (NULL, NULL, NULL), ==, WAY_TRAFFIC_MARK_NONE);
}

static void
test_slider (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (WayDocument) document = make_map (3, 40);
  g_autoptr (WayTraffic) traffic = make_traffic (document, 4, 0, rand);
  WaySceneOptions options = { .today = 20000, .traffic = traffic };
  WayScene *scene = NULL;
  guint before = 0;

  for (guint i = 0; i <= 10; i++)
    {
      options.traffic_keep = i / 10.0;

      WayScene *next = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, scene);

      g_clear_pointer (&scene, way_scene_unref);
      scene = next;
      g_assert_cmpuint (count_parts (scene, WAY_PART_CONNECTION), >=, before);
      before = count_parts (scene, WAY_PART_CONNECTION);
    }
  g_assert_cmpuint (before, >, 40);
  way_scene_unref (scene);
}

static gboolean
stands_on_its_card (const WayScene *scene, const char *id, WayRect rect)
{
  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if ((item->part == WAY_PART_CARD || item->part == WAY_PART_GHOST) && g_strcmp0 (item->id, id) == 0 && way_rect_intersects (rect, way_scene_get_item_rect (scene, b, item)))
            return TRUE;
        }
    }
  return FALSE;
}

/* Badges stand over the cards they are about, on no words, and say the rule, the number and its share. */
static void
test_rules (void)
{
  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayDocument) document = make_map (seed, 30 + 10 * (seed % 4));
      g_autoptr (WayTraffic) traffic = make_traffic (document, 1 + seed % 5, seed % 3 * 9, rand);
      WaySceneOptions options = { .today = 20000, .traffic = traffic, .traffic_keep = 0.8 };
      guint n = add_rules (traffic), found = 0;
      g_autoptr (WayScene) scene = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);

      check_words (scene);
      for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
        {
          const WayBand *band = way_scene_get_band (scene, b, NULL);

          for (guint i = 0; i < way_band_get_n_items (band); i++)
            {
              const WayItem *item = way_band_get_item (band, i);
              WayRect rect = way_scene_get_item_rect (scene, b, item);
              if (item->part != WAY_PART_MARK)
                continue;
              found++;
              g_assert_true (g_str_has_prefix (item->id, WAY_MARK_PREFIX));
              g_assert_true (stands_on_its_card (scene, item->id + strlen (WAY_MARK_PREFIX), rect));
              g_assert_nonnull (strstr (way_drawing_get_description (item->drawing), "“No & < rule"));
              g_assert_true (way_scene_hit (scene, rect.x + rect.width / 2, rect.y + rect.height / 2, 0, NULL) == item);
            }
        }
      /* Cards of folded lanes and events that there is no room for have none. */
      g_assert_cmpuint (found, <=, n);
      g_assert_cmpuint (found, >, n / 3);
    }
}

static void
test_rule_words (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (WayDocument) document = make_map (4, 40);
  g_autoptr (WayTraffic) traffic = make_traffic (document, 3, 9, rand);
  g_autofree char *both = NULL, *begins = NULL, *event = NULL;

  add_rules (traffic);
  both = way_traffic_describe_breaches (traffic, traffic->places[6].id, FALSE);
  begins = way_traffic_describe_breaches (traffic, traffic->places[7].id, FALSE);
  g_assert_cmpstr (both, ==, "“No & < rule 0”: broken here in 36 journeys (3.6\302\240%)\n“No & < rule 1”: broken here in 136 journeys (14\302\240%)");
  g_assert_cmpstr (begins, ==, "“No & < rule 0”: what is broken later begins here in 5 journeys (0.5\302\240%)");
  g_assert_null (way_traffic_describe_breaches (traffic, traffic->places[1].id, FALSE));
  g_assert_null (way_traffic_describe_breaches (traffic, traffic->places[6].id, TRUE));
}

/* For customers' eyes there are no figures. */
static void
test_safe (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (WayDocument) document = make_map (3, 20);
  g_autoptr (WayTraffic) traffic = make_traffic (document, 4, 5, rand);
  WaySceneOptions options = { .today = 20000, .safe = TRUE };
  g_autoptr (WayScene) bare = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);

  options.traffic = traffic;
  options.traffic_keep = 1;

  g_autoptr (WayScene) scene = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);
  g_autofree char *before = way_scene_dump (bare), *after = way_scene_dump (scene);

  g_assert_cmpstr (before, ==, after);
}

static void
test_lit (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (WayDocument) document = make_map (9, 30);
  g_autoptr (WayTraffic) traffic = make_traffic (document, 4, 0, rand);
  WaySceneOptions options = { .today = 20000, .traffic = traffic, .traffic_keep = 0.3 };
  g_autoptr (WayScene) scene = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, NULL);
  const WayTrafficEdge *rare = &traffic->edges[traffic->n_edges - 1];

  /* Cards of a folded lane are not on the map, and no way leads to them. */
  while (way_scene_find (scene, traffic->places[rare->from].id, NULL) == NULL || way_scene_find (scene, traffic->places[rare->to].id, NULL) == NULL)
    rare--;

  const char *lit[] = { traffic->places[rare->from].id, traffic->places[rare->to].id, NULL };
  guint before = count_parts (scene, WAY_PART_CONNECTION);

  options.traffic_lit = lit;

  g_autoptr (WayScene) with = way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, scene);

  /* However rare it is. */
  g_assert_cmpuint (count_parts (with, WAY_PART_CONNECTION), >=, before + (rare->drawn ? 0 : 1));
  check_words (with);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/traffic/values", test_values);
  g_test_add_func ("/traffic/maps", test_maps);
  g_test_add_func ("/traffic/forty", test_forty);
  g_test_add_func ("/traffic/marks", test_marks);
  g_test_add_func ("/traffic/slider", test_slider);
  g_test_add_func ("/traffic/rules", test_rules);
  g_test_add_func ("/traffic/rule-words", test_rule_words);
  g_test_add_func ("/traffic/safe", test_safe);
  g_test_add_func ("/traffic/lit", test_lit);
  return g_test_run ();
}
