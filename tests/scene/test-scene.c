/* What is hit where, what is said of a line, and which lines are drawn anew after a change: on the samples. */
#include "format/way-reader.h"
#include "scene/way-scene.h"

#include <string.h>

static WayDocument *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("WAYMARK_DATADIR"), "samples", name, NULL);
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_reader_read_file (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static WayElement *
get_journey (WayDocument *document)
{
  return way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
}

static WayScene *
lay_out (WayDocument *document, gboolean safe, WayScene *previous)
{
  WaySceneOptions options = { .today = 740000, .safe = safe };

  return way_scene_new (document, get_journey (document), way_theme_get_light (), NULL, &options, previous);
}

static const WayBand *
get_flow (const WayScene *scene)
{
  for (guint i = 0; i < way_scene_get_n_bands (scene); i++)
    if (way_band_get_type (way_scene_get_band (scene, i, NULL)) == WAY_BAND_FLOW)
      return way_scene_get_band (scene, i, NULL);
  g_assert_not_reached ();
}

static const char *const samples[] = { "b2b-solution.de.waymark", "car-purchase.en.waymark", "five-phases.de.waymark", "newsletter.de.waymark", "service-case.en.waymark" };

/* --- hits --- */

static gboolean
is_line (const WayItem *item)
{
  return item->part == WAY_PART_CONNECTION || item->part == WAY_PART_PATH;
}

/* A point of the line, as it is drawn. */
static void
get_middle (const WayItem *item, double *x, double *y)
{
  const WayPath *path = way_drawing_get_shape (item->drawing, 0)->path;
  guint i = path->segments->len / 2;
  const WayPathSegment *from = &g_array_index (path->segments, WayPathSegment, i - 1), *to = &g_array_index (path->segments, WayPathSegment, i);

  *x = item->x + (to->op == WAY_PATH_LINE ? (from->x[2] + to->x[2]) / 2 : to->x[2]);
  *y = item->y + (to->op == WAY_PATH_LINE ? (from->y[2] + to->y[2]) / 2 : to->y[2]);
}

static void
check_hit (const WayScene *scene, guint band, const WayItem *item)
{
  WayRect rect = way_scene_get_item_rect (scene, band, item);
  double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
  guint where = 0;

  if (item->part == WAY_PART_LANE)
    {
      x = rect.x + 14;
      y = rect.y + 20;
    }
  if (is_line (item))
    get_middle (item, &x, &y);

  const WayItem *hit = way_scene_hit (scene, x, y, 0, &where);

  g_assert_nonnull (hit);
  /* Lines cross and have words on them. */
  if (is_line (item))
    g_assert_cmpint (way_band_get_type (way_scene_get_band (scene, where, NULL)), ==, WAY_BAND_FLOW);
  else if (hit != item)
    g_error ("%s %s is hidden by %s %s", way_part_get_name (item->part), item->id, way_part_get_name (hit->part), hit->id);
}

static void
test_hit (void)
{
  guint n[WAY_N_PARTS] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (WayDocument) document = read_sample (samples[i]);
      g_autoptr (WayScene) scene = lay_out (document, FALSE, NULL);

      for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
        {
          const WayBand *band = way_scene_get_band (scene, b, NULL);

          for (guint k = 0; k < way_band_get_n_items (band); k++)
            {
              const WayItem *item = way_band_get_item (band, k);

              if (item->id == NULL || (item->part != WAY_PART_CARD && item->part != WAY_PART_LANE && !is_line (item)))
                continue;
              check_hit (scene, b, item);
              n[item->part]++;
            }
        }
    }
  g_assert_cmpuint (n[WAY_PART_CARD], >, 50);
  g_assert_cmpuint (n[WAY_PART_LANE], >, 20);
  g_assert_cmpuint (n[WAY_PART_CONNECTION], >, 20);
  g_assert_cmpuint (n[WAY_PART_PATH], >, 5);
}

static void
test_distance (void)
{
  static const struct
  {
    const char *path;
    double x, y, distance;
  } rows[] = {
    { "M0 0H10", 5, 3, 3 },
    { "M0 0H10", 14, 3, 5 },
    { "M0 0H10V10Z", 4, 6, 1.4142 },
    { "M0 0M20 0H30", 5, 0, 15 },
    { "M3 3", 0, 0, G_MAXDOUBLE },
    { "M0 0A10 10 0 0 1 20 0", 10, 0, 10 },
    { "M0 0A10 10 0 0 1 20 0", 10, -12, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayPath) path = way_path_new ();

      way_path_add_svg (path, rows[i].path);
      g_assert_cmpfloat_with_epsilon (way_path_get_distance (path, rows[i].x, rows[i].y), rows[i].distance, 0.05);
    }
}

/* --- lines --- */

/* All that is written and said in the flow. */
static char *
read_flow (const WayScene *scene)
{
  const WayBand *flow = get_flow (scene);
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < way_band_get_n_items (flow); i++)
    {
      const WayItem *item = way_band_get_item (flow, i);
      const char *description = way_drawing_get_description (item->drawing);

      g_assert_nonnull (way_drawing_get_title (item->drawing));
      g_string_append_printf (s, "%s %s: %s\n", way_part_get_name (item->part), way_drawing_get_title (item->drawing), description != NULL ? description : "-");
      for (guint k = 0; k < way_drawing_get_n_shapes (item->drawing); k++)
        if (way_drawing_get_shape (item->drawing, k)->type == WAY_SHAPE_TEXT)
          g_string_append_printf (s, "  “%s”\n", way_text_get (way_drawing_get_shape (item->drawing, k)->text));
    }
  return g_string_free (s, FALSE);
}

static void
test_words (void)
{
  g_autoptr (WayDocument) document = read_sample ("service-case.en.waymark");
  g_autoptr (WayScene) scene = lay_out (document, FALSE, NULL), safe = lay_out (document, TRUE, NULL);
  g_autofree char *ours = read_flow (scene), *theirs = read_flow (safe);
  static const char *const secrets[] = { "%", "of the customers", "What is known is", "onfirmed" };

  g_assert_nonnull (strstr (ours, "connection Handover: from “The agent starts from scratch” to “Call-back from the second level”"));
  g_assert_nonnull (strstr (ours, "path Path “Writes first”: from "));
  g_assert_nonnull (strstr (ours, "a day later"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_assert_nonnull (strstr (ours, secrets[i]));
      if (strstr (theirs, secrets[i]) != NULL)
        g_error ("“%s” goes out:\n%s", secrets[i], theirs);
    }
}

static gboolean
ends_at (WayDocument *document, const char *id, const WayElement *card)
{
  const WayElement *connection = way_document_lookup (document, id);

  return way_document_follow (document, connection, WAY_FIELD_FROM) == card || way_document_follow (document, connection, WAY_FIELD_TO) == card;
}

/* Lines that have nothing to do with a card that changed are the same drawings, at the same place. */
static void
test_share (void)
{
  g_autoptr (WayDocument) document = read_sample ("service-case.en.waymark");
  g_autoptr (WayScene) scene = lay_out (document, FALSE, NULL);
  WayElement *card = way_element_get_first (get_journey (document), WAY_KIND_TOUCHPOINT);
  guint n_same = 0, n_anew = 0;

  /* As wide as before. */
  way_document_begin (document, "Rename");
  g_assert_true (way_document_set (document, card, WAY_FIELD_NAME, "Red light no the router", NULL));
  way_document_commit (document);

  g_autoptr (WayScene) after = lay_out (document, FALSE, scene), fresh = lay_out (document, FALSE, NULL);
  const WayBand *a = get_flow (scene), *b = get_flow (after);

  g_assert_cmpuint (way_band_get_n_items (a), ==, way_band_get_n_items (b));
  for (guint i = 0; i < way_band_get_n_items (a); i++)
    {
      const WayItem *x = way_band_get_item (a, i), *y = way_band_get_item (b, i);

      if (x->part != WAY_PART_CONNECTION)
        continue;
      g_assert_cmpstr (x->id, ==, y->id);
      if (ends_at (document, x->id, card))
        n_anew += x->drawing != y->drawing;
      else
        {
          g_assert_true (x->drawing == y->drawing);
          n_same++;
        }
    }
  g_assert_cmpuint (n_same, >, 5);
  g_assert_cmpuint (n_anew, >, 0);

  g_autofree char *one = way_scene_dump (after), *other = way_scene_dump (fresh);

  g_assert_cmpstr (one, ==, other);
}

/* Whether any item of `part` has these words on it. */
static gboolean
has_words (const WayScene *scene, WayPart part, const char *words)
{
  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          for (guint k = 0; item->part == part && k < way_drawing_get_n_shapes (item->drawing); k++)
            if (way_drawing_get_shape (item->drawing, k)->type == WAY_SHAPE_TEXT && strstr (way_text_get (way_drawing_get_shape (item->drawing, k)->text), words) != NULL)
              return TRUE;
        }
    }
  return FALSE;
}

/* A mark stands in the legend if, and only if, it is on the map: also on one for customers' eyes. */
static void
test_legend (void)
{
  static const struct
  {
    const char *mark, *legend;
  } marks[] = { { "Moment of truth", "moment of truth" }, { "Pain point", "pain point" } };
  guint seen[G_N_ELEMENTS (marks)][2] = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint safe = 0; safe < 2; safe++)
      {
        g_autoptr (WayDocument) document = read_sample (samples[i]);
        g_autoptr (WayScene) scene = lay_out (document, safe != 0, NULL);

        for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
          {
            gboolean marked = has_words (scene, WAY_PART_CARD, marks[m].mark);

            g_test_message ("%s %u %s", samples[i], safe, marks[m].mark);
            g_assert_cmpint (has_words (scene, WAY_PART_LEGEND, marks[m].legend), ==, marked);
            seen[m][safe] += marked;
          }
      }
  g_assert_cmpuint (seen[0][0], >, 0);
  g_assert_cmpuint (seen[0][1], >, 0);
  g_assert_cmpuint (seen[1][0], >, 0);
  g_assert_cmpuint (seen[1][1], ==, 0);
}

/* A map that is mostly believed says so in its title; not to customers, and not of what is only planned. */
static void
test_hypothesis (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (WayDocument) document = read_sample (samples[i]);
      WayElement *journey = (WayElement *) way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), *claim;
      g_autoptr (WayScene) scene = lay_out (document, FALSE, NULL), plain = NULL, safe = NULL, planned = NULL;

      g_assert_false (has_words (scene, WAY_PART_TITLE, "Hypothesis map"));
      g_assert_true (has_words (scene, WAY_PART_TITLE, "evidenced"));
      way_document_begin (document, "Test");
      way_each (claim, journey, WAY_KIND_TOUCHPOINT)
        for (WayElement *evidence = way_element_get_first (claim, WAY_KIND_EVIDENCE); evidence != NULL; evidence = way_element_get_first (claim, WAY_KIND_EVIDENCE))
          g_assert_true (way_document_remove (document, evidence, NULL));
      way_document_commit (document);
      plain = lay_out (document, FALSE, scene);
      g_assert_true (has_words (plain, WAY_PART_TITLE, "Hypothesis map · "));
      safe = lay_out (document, TRUE, NULL);
      g_assert_false (has_words (safe, WAY_PART_TITLE, "Hypothesis"));
      way_document_begin (document, "Test");
      g_assert_true (way_document_set (document, journey, WAY_FIELD_STATE, "future", NULL));
      way_document_commit (document);
      planned = lay_out (document, FALSE, plain);
      g_assert_false (has_words (planned, WAY_PART_TITLE, "Hypothesis"));
    }
}

/* --- sizes that somebody wished for --- */

/* Every step and lane one by one: wished smaller it stays as it is, word for word; wished larger it is so large, and the
 * others stay. */
static void
check_wish (WayDocument *document, WayElement *element, WayField field)
{
  g_autoptr (WayScene) plain = lay_out (document, FALSE, NULL), small = NULL, large = NULL;
  g_autofree char *before = way_scene_dump (plain), *after = NULL;

  way_document_begin (document, "Resize");
  g_assert_true (way_document_set (document, element, field, "1", NULL));
  small = lay_out (document, FALSE, NULL);
  after = way_scene_dump (small);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (way_document_set (document, element, field, "777", NULL));
  large = lay_out (document, FALSE, plain);
  way_document_rollback (document);
  for (guint i = 0; i < way_scene_get_n_columns (large); i++)
    {
      const WayStepColumn *column = way_scene_get_column (large, i);
      gboolean is_it = g_strcmp0 (column->step, way_element_get_id (element)) == 0;

      g_assert_cmpfloat (column->width, ==, is_it ? 777 : way_scene_get_column (plain, i)->width);
      g_assert_cmpfloat (column->natural, ==, way_scene_get_column (plain, i)->width);
    }
  for (guint b = 0; b < way_scene_get_n_bands (large); b++)
    {
      const WayBand *band = way_scene_get_band (large, b, NULL), *old = way_scene_get_band (plain, b, NULL);

      if (field != WAY_FIELD_HEIGHT || way_band_get_type (band) != WAY_BAND_LANE)
        continue;
      g_assert_cmpfloat (way_band_get_natural_height (band), ==, way_band_get_height (old));
      g_assert_cmpfloat (way_band_get_height (band), ==, g_strcmp0 (way_band_get_id (band), way_element_get_id (element)) == 0 ? 777 : way_band_get_height (old));
    }
}

static void
test_wishes (gconstpointer data)
{
  g_autoptr (WayDocument) document = read_sample (data);
  WayElement *phase, *step, *lane;

  way_each (phase, get_journey (document), WAY_KIND_PHASE)
    way_each (step, phase, WAY_KIND_STEP)
      check_wish (document, step, WAY_FIELD_WIDTH);
  way_each (lane, get_journey (document), WAY_KIND_LANE)
    if (way_element_get_kind (lane) == WAY_KIND_LANE && !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED))
      check_wish (document, lane, WAY_FIELD_HEIGHT);
}

/* What a curve's scale says of a point is the feeling it shows. */
static void
test_scale (gconstpointer data)
{
  g_autoptr (WayDocument) document = read_sample (data);
  g_autoptr (WayScene) scene = lay_out (document, FALSE, NULL);
  guint n = 0;

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayElement *feeling;
          int score;

          g_assert_true ((item->persona != NULL) == (item->part == WAY_PART_POINT));
          if (item->persona == NULL)
            continue;
          g_assert_true (way_band_get_score (band, item->y + way_drawing_get_height (item->drawing) / 2, &score));
          way_each (feeling, way_document_lookup (document, item->id), WAY_KIND_FEELING)
            if (way_element_is (feeling, WAY_FIELD_PERSONA, item->persona))
              g_assert_cmpint (score, ==, way_element_get_integer (feeling, WAY_FIELD_SCORE, 99));
          n++;
        }
    }
  g_assert_cmpuint (n, >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/hit", test_hit);
  g_test_add_func ("/scene/path-distance", test_distance);
  g_test_add_func ("/scene/flow/words", test_words);
  g_test_add_func ("/scene/flow/share", test_share);
  g_test_add_func ("/scene/legend", test_legend);
  g_test_add_func ("/scene/hypothesis", test_hypothesis);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *wishes = g_strdup_printf ("/scene/wishes/%s", samples[i]), *scale = g_strdup_printf ("/scene/scale/%s", samples[i]);

      g_test_add_data_func (wishes, samples[i], test_wishes);
      g_test_add_data_func (scale, samples[i], test_scale);
    }
  return g_test_run ();
}
