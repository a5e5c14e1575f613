#include <locale.h>
#include <math.h>
#include <string.h>

#include "random-map.h"
#include "scene/way-scene.h"

/* The lanes that are computed from the touchpoints and the registers. */
static const char *const kinds[] = { "emotion", "metrics", "stakeholders", "departments", "channels", "evidence", "value", "images", NULL };

#define SLOP 0.75

typedef struct
{
  const char *text;
  WayRect rect; /* in the band */
  WayPart part;
} Words;

static GArray *
collect_words (const WayBand *band)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Words));

  for (guint i = 0; i < way_band_get_n_items (band); i++)
    {
      const WayItem *item = way_band_get_item (band, i);
      WayRect sheet = { 0, 0, way_drawing_get_width (item->drawing), way_drawing_get_height (item->drawing) };

      for (guint s = 0; s < way_drawing_get_n_shapes (item->drawing); s++)
        {
          const WayShape *shape = way_drawing_get_shape (item->drawing, s);
          Words words = { NULL, shape->rect, item->part };

          if (shape->type != WAY_SHAPE_TEXT)
            continue;
          words.text = way_text_get (shape->text);
          if (!way_rect_contains (sheet, shape->rect, SLOP))
            g_error ("“%s” at %.1f %.1f, %.1f × %.1f, leaves its %s of %.1f × %.1f", words.text, shape->rect.x, shape->rect.y, shape->rect.width, shape->rect.height, way_part_get_name (item->part), sheet.width, sheet.height);
          words.rect.x += item->x;
          words.rect.y += item->y;
          g_array_append_val (all, words);
        }
    }
  return all;
}

static int
compare_words_cb (gconstpointer a, gconstpointer b)
{
  double x = ((const Words *) a)->rect.x, y = ((const Words *) b)->rect.x;

  return x < y ? -1 : x > y;
}

static void
check_texts (const char *kind, const WayBand *band)
{
  g_autoptr (GArray) all = collect_words (band);

  g_array_sort (all, compare_words_cb);
  for (guint i = 0; i < all->len; i++)
    {
      const Words *a = &g_array_index (all, Words, i);
      WayRect inner = { a->rect.x + SLOP, a->rect.y + SLOP, MAX (a->rect.width - 2 * SLOP, 0), MAX (a->rect.height - 2 * SLOP, 0) };

      g_assert_cmpfloat (a->rect.y + a->rect.height, <=, way_band_get_height (band) + SLOP);
      g_assert_cmpfloat (a->rect.y, >=, -SLOP);
      for (guint k = i + 1; k < all->len && g_array_index (all, Words, k).rect.x < inner.x + inner.width; k++)
        {
          const Words *b = &g_array_index (all, Words, k);

          if (way_rect_intersects (inner, b->rect))
            g_error ("%s: “%s” (%s at %.1f %.1f, %.1f × %.1f) and “%s” (%s at %.1f %.1f, %.1f × %.1f) overlap", kind, a->text, way_part_get_name (a->part), a->rect.x, a->rect.y, a->rect.width, a->rect.height, b->text, way_part_get_name (b->part), b->rect.x, b->rect.y, b->rect.width, b->rect.height);
        }
    }
}

/* Whether a curve's path runs through the rectangle. */
static gboolean
crosses (const WayPath *path, double dx, double dy, WayRect rect)
{
  double x0 = 0, y0 = 0;

  for (guint i = 0; i < path->segments->len; i++)
    {
      const WayPathSegment *s = &g_array_index (path->segments, WayPathSegment, i);

      for (int k = 0; s->op == WAY_PATH_CURVE && k <= 60; k++)
        {
          double t = k / 60.0, u = 1 - t;
          double x = u * u * u * x0 + 3 * u * u * t * s->x[0] + 3 * u * t * t * s->x[1] + t * t * t * s->x[2];
          double y = u * u * u * y0 + 3 * u * u * t * s->y[0] + 3 * u * t * t * s->y[1] + t * t * t * s->y[2];

          if (way_rect_contains (rect, (WayRect){ x + dx, y + dy, 0, 0 }, 0))
            return TRUE;
        }
      x0 = s->x[2];
      y0 = s->y[2];
    }
  return FALSE;
}

/* Words keep off every curve and every face. */
static void
check_curves (const WayBand *band)
{
  g_autoptr (GArray) all = collect_words (band);

  for (guint i = 0; i < way_band_get_n_items (band); i++)
    {
      const WayItem *item = way_band_get_item (band, i);

      for (guint w = 0; w < all->len; w++)
        {
          const Words *words = &g_array_index (all, Words, w);
          WayRect inner = { words->rect.x + 1, words->rect.y + 1, MAX (words->rect.width - 2, 0), MAX (words->rect.height - 2, 0) };

          if (words->part != WAY_PART_QUOTE && words->part != WAY_PART_LABEL)
            continue;
          if (item->part == WAY_PART_POINT && way_rect_intersects (inner, (WayRect){ item->x, item->y, way_drawing_get_width (item->drawing), way_drawing_get_height (item->drawing) }))
            g_error ("“%s” lies on a face", words->text);
          if (item->part != WAY_PART_CURVE || item->layer != WAY_LAYER_LINES)
            continue;
          for (guint s = 0; s < way_drawing_get_n_shapes (item->drawing); s++)
            {
              const WayShape *shape = way_drawing_get_shape (item->drawing, s);

              if (shape->type == WAY_SHAPE_PATH && crosses (shape->path, item->x, item->y, inner))
                g_error ("“%s” lies on the curve of %s", words->text, way_drawing_get_title (item->drawing));
            }
        }
    }
}

static void
check_described (const WayBand *band)
{
  for (guint i = 0; i < way_band_get_n_items (band); i++)
    {
      const WayItem *item = way_band_get_item (band, i);

      if (item->layer != WAY_LAYER_BACKGROUND)
        g_assert_nonnull (way_drawing_get_title (item->drawing));
    }
}

static void
check_scene (WayDocument *document, const WaySceneOptions *options, guint *seen)
{
  WayElement *journey;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    {
      g_autoptr (WayScene) scene = way_scene_new (document, journey, way_theme_get_light (), NULL, options, NULL);

      for (guint i = 0; i < way_scene_get_n_bands (scene); i++)
        {
          const WayBand *band = way_scene_get_band (scene, i, NULL);
          const WayElement *lane = way_document_lookup (document, way_band_get_id (band));

          if (way_band_get_type (band) != WAY_BAND_LANE || lane == NULL)
            continue;
          for (guint k = 0; kinds[k] != NULL; k++)
            if (way_element_is (lane, WAY_FIELD_KIND, kinds[k]))
              {
                check_texts (kinds[k], band);
                check_described (band);
                if (k == 0)
                  check_curves (band);
                seen[k] += way_band_get_n_items (band) > 4;
              }
        }
    }
}

/* Whatever people draw: no text leaves its box, none lies on another. */
static void
test_nothing_meets (void)
{
  const WaySceneOptions everything = { .expand = TRUE };
  guint seen[G_N_ELEMENTS (kinds)] = { 0 };

  for (guint32 seed = 1; seed <= 28; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);

      check_scene (document, &everything, seen);
    }
  /* The law would hold for maps without these lanes too. */
  for (guint k = 0; kinds[k] != NULL; k++)
    {
      g_test_message ("%s: %u lanes with content", kinds[k], seen[k]);
      if (strcmp (kinds[k], "images") != 0)
        g_assert_cmpuint (seen[k], >, 3);
    }
}

static WayElement *
add (WayElement *parent, WayKind kind, const char *id, const char *name)
{
  WayElement *element = way_element_new (kind);

  if (id != NULL)
    way_element_init_value (element, WAY_FIELD_ID, id);
  if (name != NULL)
    way_element_init_value (element, WAY_FIELD_NAME, name);
  return way_element_append (parent, element);
}

static void
set (WayElement *element, WayField field, const char *value)
{
  way_element_init_value (element, field, value);
}

typedef struct
{
  WayElement *root, *journey, *phase, *lane;
  guint steps;
} Builder;

static Builder
begin (const char *kind)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT), *meta, *touchpoints;
  Builder self = { .root = root };

  set (root, WAY_FIELD_ID, "map-1a2b");
  set (root, WAY_FIELD_LANG, "en");
  meta = way_element_append (root, way_element_new (WAY_KIND_META));
  set (meta, WAY_FIELD_TITLE, "Map");
  add (root, WAY_KIND_PERSONA, "ps-anna", "Anna");
  add (root, WAY_KIND_PERSONA, "ps-bert", "Bert");
  set (add (root, WAY_KIND_CHANNEL, "ch-mail", "Mail"), WAY_FIELD_KIND, "email");
  self.journey = add (root, WAY_KIND_JOURNEY, "jn-1a2b", "Journey");
  set (self.journey, WAY_FIELD_STATE, "current");
  self.phase = add (self.journey, WAY_KIND_PHASE, "ph-1a2b", "Phase");
  touchpoints = add (self.journey, WAY_KIND_LANE, "ln-touch", "Touchpoints");
  set (touchpoints, WAY_FIELD_KIND, "touchpoints");
  self.lane = add (self.journey, WAY_KIND_LANE, "ln-lane", "Lane");
  set (self.lane, WAY_FIELD_KIND, kind);
  return self;
}

static WayElement *
add_touchpoint (Builder *self, const char *name)
{
  g_autofree char *step = g_strdup_printf ("st-%04u", self->steps);
  g_autofree char *id = g_strdup_printf ("tp-%04u", self->steps++);
  WayElement *touchpoint;

  add (self->phase, WAY_KIND_STEP, step, "Step");
  touchpoint = add (self->journey, WAY_KIND_TOUCHPOINT, id, name);
  set (touchpoint, WAY_FIELD_LANE, "ln-touch");
  set (touchpoint, WAY_FIELD_STEP, step);
  set (touchpoint, WAY_FIELD_CHANNEL, "ch-mail");
  return touchpoint;
}

static void
add_feeling (WayElement *touchpoint, const char *persona, int score, const char *thought)
{
  WayElement *feeling = way_element_append (touchpoint, way_element_new (WAY_KIND_FEELING));
  g_autofree char *number = g_strdup_printf ("%d", score);

  set (feeling, WAY_FIELD_PERSONA, persona);
  set (feeling, WAY_FIELD_SCORE, number);
  if (thought != NULL)
    set (feeling, WAY_FIELD_THOUGHT, thought);
}

static WayScene *
show (Builder *self, WayDocument **document, const WaySceneOptions *options, guint *band)
{
  g_autoptr (GError) error = NULL;
  WayScene *scene;

  *document = way_document_new_for_root (self->root, &error);
  g_assert_no_error (error);
  scene = way_scene_new (*document, self->journey, way_theme_get_light (), NULL, options, NULL);
  for (*band = 0; *band < way_scene_get_n_bands (scene); (*band)++)
    if (g_strcmp0 (way_band_get_id (way_scene_get_band (scene, *band, NULL)), "ln-lane") == 0)
      break;
  return scene;
}

static guint
count (const WayBand *band, WayPart part)
{
  guint n = 0;

  for (guint i = 0; i < way_band_get_n_items (band); i++)
    n += way_band_get_item (band, i)->part == part;
  return n;
}

static gboolean
says (const WayBand *band, const char *words)
{
  g_autoptr (GArray) all = collect_words (band);

  for (guint i = 0; i < all->len; i++)
    if (strstr (g_array_index (all, Words, i).text, words) != NULL)
      return TRUE;
  return FALSE;
}

/* The better, the higher; and a face at each feeling, over the middle of its column. */
static void
test_emotion (void)
{
  static const int scores[] = { -5, -2, 0, 3, 5 };
  Builder builder = begin ("emotion");
  g_autoptr (WayDocument) document = NULL;
  double before = G_MAXDOUBLE;
  guint index;

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    add_feeling (add_touchpoint (&builder, "Here"), "ps-anna", scores[i], i == 4 ? "At last" : NULL);

  g_autoptr (WayScene) scene = show (&builder, &document, NULL, &index);
  const WayBand *band = way_scene_get_band (scene, index, NULL);

  g_assert_cmpuint (count (band, WAY_PART_POINT), ==, G_N_ELEMENTS (scores));
  g_assert_true (says (band, "At last"));
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autofree char *id = g_strdup_printf ("tp-%04u", i);
      const WayStepColumn *column = way_scene_get_column (scene, i);
      gboolean found = FALSE;

      for (guint k = 0; k < way_band_get_n_items (band); k++)
        {
          const WayItem *item = way_band_get_item (band, k);

          if (item->part != WAY_PART_POINT || strcmp (item->id, id) != 0)
            continue;
          found = TRUE;
          g_assert_cmpfloat (item->y, <, before);
          before = item->y;
          g_assert_cmpfloat_with_epsilon (item->x + way_drawing_get_width (item->drawing) / 2, column->x + column->width / 2, 1);
        }
      g_assert_true (found);
    }
}

static void
test_personas_have_names (void)
{
  Builder builder = begin ("emotion");
  g_autoptr (WayDocument) document = NULL;
  guint index;

  for (int i = 0; i < 3; i++)
    {
      WayElement *touchpoint = add_touchpoint (&builder, "Here");

      add_feeling (touchpoint, "ps-anna", i, NULL);
      add_feeling (touchpoint, "ps-bert", 2 - i, NULL);
    }

  g_autoptr (WayScene) scene = show (&builder, &document, NULL, &index);
  const WayBand *band = way_scene_get_band (scene, index, NULL);

  g_assert_true (says (band, "Anna"));
  g_assert_true (says (band, "Bert"));
  /* The ground, and a line each. */
  g_assert_cmpuint (count (band, WAY_PART_CURVE), ==, 3);
}

static void
bind (WayElement *metric, const char *at, const char *value, const char *n)
{
  static guint number;
  g_autofree char *id = g_strdup_printf ("bd-%04u", number++);
  WayElement *binding = add (metric, WAY_KIND_BINDING, id, NULL), *figure;

  set (binding, WAY_FIELD_AT, at);
  if (value == NULL)
    return;
  figure = way_element_append (binding, way_element_new (WAY_KIND_FIGURE));
  set (figure, WAY_FIELD_ROLE, "current");
  set (figure, WAY_FIELD_VALUE, value);
  set (figure, WAY_FIELD_N, n);
  set (figure, WAY_FIELD_FROM, "2026-01-01");
  set (figure, WAY_FIELD_TO, "2026-09-30");
}

static WayElement *
add_nps (Builder *builder)
{
  WayElement *metric = add (builder->root, WAY_KIND_METRIC, "mt-nps1", "Recommendation");

  set (metric, WAY_FIELD_KIND, "nps");
  set (metric, WAY_FIELD_BETTER, "higher");
  return metric;
}

/* Felt 3 everywhere, measured 60, −40 and 60: −2 on the scale of feelings, five below what is felt. */
static void
test_measured (void)
{
  const WaySceneOptions safe = { .safe = TRUE };

  for (int round = 0; round < 3; round++)
    {
      Builder builder = begin ("emotion");
      WayElement *metric = add_nps (&builder);
      g_autoptr (WayDocument) document = NULL;
      guint index;

      for (int i = 0; i < 3; i++)
        add_feeling (add_touchpoint (&builder, "Here"), "ps-anna", 3, NULL);
      bind (metric, "tp-0000", "60", "80");
      bind (metric, "tp-0001", "-40", "318");
      /* In the second round only two places are left: what is hidden measures nothing. */
      bind (metric, "st-0002", "60", round == 1 ? "4" : "80");

      g_autoptr (WayScene) scene = show (&builder, &document, round == 2 ? &safe : NULL, &index);
      const WayBand *band = way_scene_get_band (scene, index, NULL);

      g_assert_cmpint (says (band, "measured worse than felt: −5 (n 318)"), ==, round == 0);
      g_assert_cmpuint (count (band, WAY_PART_CURVE), ==, round == 0 ? 3 : 2);
    }
}

static void
test_metrics (void)
{
  Builder builder = begin ("metrics");
  WayElement *metric = add_nps (&builder);
  g_autoptr (WayDocument) document = NULL;
  guint index;

  for (int i = 0; i < 4; i++)
    add_touchpoint (&builder, "Here");
  bind (metric, "tp-0000", "48", "214");
  bind (metric, "tp-0001", "77", "4");
  bind (metric, "tp-0002", NULL, NULL);
  bind (metric, "ph-1a2b", "31", "22");

  g_autoptr (WayScene) scene = show (&builder, &document, NULL, &index);
  const WayBand *band = way_scene_get_band (scene, index, NULL);

  /* With the line over the columns of the phase, which its box does not fill. */
  g_assert_cmpuint (count (band, WAY_PART_FIGURE), ==, 5);
  for (guint i = 0; i < way_band_get_n_items (band); i++)
    if (way_band_get_item (band, i)->layer == WAY_LAYER_CARDS)
      g_assert_cmpfloat (way_drawing_get_width (way_band_get_item (band, i)->drawing), <=, 260);
  g_assert_true (says (band, "48"));
  g_assert_true (says (band, "n\u00a0<\u00a05"));
  g_assert_false (says (band, "77"));
  g_assert_true (says (band, "no data here yet"));
  g_assert_true (says (band, "small sample"));
  g_assert_true (says (band, "NPS · Recommendation"));
  /* Nothing in the descriptions either. */
  for (guint i = 0; i < way_band_get_n_items (band); i++)
    g_assert_null (strstr (way_drawing_get_title (way_band_get_item (band, i)->drawing) != NULL ? way_drawing_get_title (way_band_get_item (band, i)->drawing) : "", "77"));
}

/* What an action did is told once it is done and measured afterwards, and never from numbers that are too small. */
static void
test_effects (void)
{
  static const struct
  {
    const char *status, *done_on, *before, *now, *n, *words; /* NULL = nothing is said */
  } rows[] = {
    { "done", "2026-01-31", "40", "60", "900", "works: 40\u00a0% → 60\u00a0% (n\u00a0900)" },
    { "done", "2026-01-31", "60", "40", "900", "got worse: 60\u00a0% → 40\u00a0%" },
    { "done", "2026-01-31", "60", "61", "900", "no effect seen: 60\u00a0% → 61\u00a0%" },
    { "done", "2026-01-31", "40", "60", "20", "since then: 40\u00a0% → 60\u00a0%" },
    { "done", "2026-01-31", "40", "60", "4", NULL },
    { "done", "2026-12-31", "40", "60", "900", NULL },
    { "done", NULL, "40", "60", "900", "works:" },
    { "in-progress", NULL, "40", "60", "900", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Builder builder = begin ("actions");
      WayElement *metric = add (builder.root, WAY_KIND_METRIC, "mt-a1b2", "Conversion"), *binding, *action;
      g_autoptr (WayDocument) document = NULL;
      guint index;

      add_touchpoint (&builder, "Here");
      set (metric, WAY_FIELD_KIND, "conversion");
      set (metric, WAY_FIELD_UNIT, "%");
      set (metric, WAY_FIELD_BETTER, "higher");
      binding = way_element_append (metric, way_element_new (WAY_KIND_BINDING));
      set (binding, WAY_FIELD_ID, "bd-a1b2");
      set (binding, WAY_FIELD_AT, "tp-0000");
      for (guint f = 0; f < 2; f++)
        {
          WayElement *figure = way_element_append (binding, way_element_new (WAY_KIND_FIGURE));

          set (figure, WAY_FIELD_ROLE, f == 0 ? "baseline" : "current");
          set (figure, WAY_FIELD_VALUE, f == 0 ? rows[i].before : rows[i].now);
          set (figure, WAY_FIELD_N, f == 0 ? "900" : rows[i].n);
          set (figure, WAY_FIELD_FROM, f == 0 ? "2025-01-01" : "2026-02-01");
          set (figure, WAY_FIELD_TO, f == 0 ? "2025-12-31" : "2026-09-30");
        }
      action = way_element_append (builder.root, way_element_new (WAY_KIND_ACTION));
      set (action, WAY_FIELD_ID, "ac-a1b2");
      set (action, WAY_FIELD_FOR, "tp-0000");
      set (action, WAY_FIELD_STATUS, rows[i].status);
      set (action, WAY_FIELD_METRIC, "mt-a1b2");
      set (action, WAY_FIELD_TEXT, "Shorten the form");
      if (rows[i].done_on != NULL)
        set (action, WAY_FIELD_DONE_ON, rows[i].done_on);

      g_autoptr (WayScene) scene = show (&builder, &document, NULL, &index);
      const WayBand *band = way_scene_get_band (scene, index, NULL);

      g_test_message ("row %u", i);
      g_assert_true (says (band, "Shorten the form"));
      if (rows[i].words != NULL)
        g_assert_true (says (band, rows[i].words));
      else
        g_assert_false (says (band, "→"));
    }
}

/* Thoughts are quoted as the document's language has it. */
static void
test_quotes (void)
{
  static const char *const rows[][2] = { { "en", "“At last”" }, { "de", "„At last“" }, { "fr-FR", "«\u202fAt last\u202f»" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Builder builder = begin ("emotion");
      g_autoptr (WayDocument) document = NULL;
      guint index;

      set (builder.root, WAY_FIELD_LANG, rows[i][0]);
      add_feeling (add_touchpoint (&builder, "Here"), "ps-anna", 3, "At last");

      g_autoptr (WayScene) scene = show (&builder, &document, NULL, &index);

      g_assert_true (says (way_scene_get_band (scene, index, NULL), rows[i][1]));
    }
}

/* A picture that can be read; broken ones, some that say they are something else, one of a type no map may hold. */
static void
test_images (void)
{
  static const char png[] = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4zwAE/xkgFAAb8gP91pbyKwAAAABJRU5ErkJggg==";
  static const struct
  {
    const char *type, *data;
    gboolean broken;
  } rows[] = { { "image/png", png, FALSE }, { "image/png", "iVBORw0KGgoAAAANSUhE", TRUE }, { "image/jpeg", png, TRUE }, { "image/svg+xml", png, TRUE }, { "image/png", "", TRUE }, { "image/gif", "R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==", TRUE } };
  Builder builder = begin ("images");
  g_autoptr (WayDocument) document = NULL;
  guint index, pictures = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strdup_printf ("im-%04u", i);
      g_autofree char *alt = g_strdup_printf ("What picture %u shows", i);
      WayElement *image = add (builder.root, WAY_KIND_IMAGE, id, NULL);

      set (image, WAY_FIELD_TYPE, rows[i].type);
      set (image, WAY_FIELD_ALT, alt);
      set (image, WAY_FIELD_TEXT, rows[i].data);
      set (add_touchpoint (&builder, "Here"), WAY_FIELD_IMAGE, id);
    }

  g_autoptr (WayScene) scene = show (&builder, &document, NULL, &index);
  const WayBand *band = way_scene_get_band (scene, index, NULL);

  g_assert_cmpuint (count (band, WAY_PART_PICTURE), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < way_band_get_n_items (band); i++)
    for (guint s = 0; s < way_drawing_get_n_shapes (way_band_get_item (band, i)->drawing); s++)
      pictures += way_drawing_get_shape (way_band_get_item (band, i)->drawing, s)->type == WAY_SHAPE_PICTURE;
  g_assert_cmpuint (pictures, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *alt = g_strdup_printf ("What picture %u shows", i);

      g_assert_cmpint (says (band, alt), ==, rows[i].broken);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/lanes/nothing-meets", test_nothing_meets);
  g_test_add_func ("/lanes/emotion", test_emotion);
  g_test_add_func ("/lanes/personas-have-names", test_personas_have_names);
  g_test_add_func ("/lanes/measured", test_measured);
  g_test_add_func ("/lanes/metrics", test_metrics);
  g_test_add_func ("/lanes/effects", test_effects);
  g_test_add_func ("/lanes/quotes", test_quotes);
  g_test_add_func ("/lanes/images", test_images);
  return g_test_run ();
}
