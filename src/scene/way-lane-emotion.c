#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "base/way-text.h"
#include "scene/way-layout-private.h"
#include "scene/way-placer-private.h"

/* How a persona feels along the way (R000-13): the curve and its ground, faces, what was thought, and beside it what
 * was measured and what the other journey looks like. One file, because all of it shares one scale and one placer. */

#define HEIGHT 170.0       /* with quotes or several curves */
#define HEIGHT_QUIET 122.0 /* one curve and its faces */
#define EDGE 24.0          /* from the lane's edge to a feeling of ±5 */
#define FACE 11.0
#define DOT 4.0
#define TAIL 26.0 /* how far the ground runs out beyond the first and the last face */
#define MAX_TRACKS 12
#define QUOTE_WIDTH 190.0
#define CAPTION_WIDTH 110.0
#define MAX_QUOTES 80 /* tried in all; the strongest feelings come first */

typedef struct
{
  const WayElement *place;   /* the touchpoint, or what was measured */
  const WayElement *feeling; /* NULL for what was measured */
  guint first, last;         /* columns */
  double x, score;
  double room;  /* to the nearest neighbour of the same curve */
  guint beside; /* curves before this one that have the same place and feeling */
  gint64 n;     /* of what was measured; -1 = unknown */
} Point;

typedef struct
{
  const WayElement *persona;
  const char *id;
  WayHue hue;
  WayDash dash;
  GArray *points; /* (element-type Point), by x */
  WayCurve *curve;
} Track;

typedef struct
{
  WayLayout *layout;
  const WayElement *lane;
  WayBand *band;
  WayPlacer *placer;
  GPtrArray *tracks; /* (element-type Track), the main persona first */
  double x, width, height;
} Emotion;

static Track *
track_new (const WayElement *persona)
{
  Track *self = g_new0 (Track, 1);

  self->persona = persona;
  self->id = persona != NULL ? way_element_get_id (persona) : NULL;
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  return self;
}

static void
track_free (Track *self)
{
  g_array_unref (self->points);
  way_curve_free (self->curve);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Track, track_free)

static Point *
get_point (const Track *track, guint i)
{
  return &g_array_index (track->points, Point, i);
}

static Track *
get_track (const Emotion *self, guint i)
{
  return g_ptr_array_index (self->tracks, i);
}

static double
get_y (const Emotion *self, double score)
{
  return self->height / 2 - CLAMP (score, -5, 5) / 5 * (self->height / 2 - EDGE);
}

static int
compare_points_cb (gconstpointer a, gconstpointer b)
{
  double x = ((const Point *) a)->x, y = ((const Point *) b)->x;

  return x < y ? -1 : x > y;
}

/* Sorts, drops second feelings at one place and makes the curve. */
static void
track_close (Track *self, const Emotion *emotion)
{
  g_array_sort (self->points, compare_points_cb);

  guint n = 0;

  for (guint i = 0; i < self->points->len; i++)
    if (n == 0 || get_point (self, i)->x > get_point (self, n - 1)->x + 1e-6)
      *get_point (self, n++) = *get_point (self, i);
  g_array_set_size (self->points, n);

  g_autofree double *xs = g_new (double, n + 1);
  g_autofree double *ys = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      Point *p = get_point (self, i);

      xs[i] = p->x;
      ys[i] = get_y (emotion, p->score);
      p->room = MIN (i > 0 ? p->x - xs[i - 1] : G_MAXDOUBLE, i + 1 < n ? get_point (self, i + 1)->x - p->x : G_MAXDOUBLE);
    }
  self->curve = way_curve_new (xs, ys, n);
}

/* Whether the customer may see what happens at this card. */
static gboolean
is_shown (const WayLayout *layout, const WayGridCard *card)
{
  if (!layout->options.safe)
    return TRUE;
  return !way_element_is (card->element, WAY_FIELD_VISIBILITY, "backstage") && !way_element_is (card->lane, WAY_FIELD_KIND, "backstage") &&
         !way_element_is (card->lane, WAY_FIELD_KIND, "systems");
}

static gboolean
has_feelings (const WayLayout *layout, const WayGridCard *card)
{
  return way_element_get_kind (card->element) == WAY_KIND_TOUCHPOINT && way_element_count (card->element, WAY_KIND_FEELING) > 0 && is_shown (layout, card);
}

static void
add_track (Emotion *self, GHashTable *by_id, const WayElement *persona)
{
  const char *id = way_element_get_id (persona);

  if (self->tracks->len >= MAX_TRACKS || g_hash_table_contains (by_id, id))
    return;

  /* Dashes and hues run in cycles of different length, so that no two of the first twelve agree in both. */
  static const WayDash dashes[] = { WAY_DASH_NONE, WAY_DASH_LONG, WAY_DASH_DASHED, WAY_DASH_FINE };
  Track *track = track_new (persona);

  track->hue = way_layout_get_persona_hue (self->layout, persona);
  track->dash = dashes[self->tracks->len % G_N_ELEMENTS (dashes)];
  g_ptr_array_add (self->tracks, track);
  g_hash_table_insert (by_id, (gpointer) id, track);
}

/* The lane's persona, else the journey's, else whoever feels something, in the order of the register. */
static GHashTable *
choose_tracks (Emotion *self)
{
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);
  const WayElement *own = way_document_follow (self->layout->document, self->lane, WAY_FIELD_PERSONA);

  if (own != NULL)
    {
      add_track (self, by_id, own);
      return by_id;
    }

  g_auto (GStrv) ids = way_element_get_list (self->layout->journey, WAY_FIELD_PERSONAS);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *persona = way_document_lookup (self->layout->document, *id);

      if (persona != NULL && way_element_get_kind (persona) == WAY_KIND_PERSONA)
        add_track (self, by_id, persona);
    }
  if (self->tracks->len == 0)
    {
      WayElement *persona;

      way_each (persona, way_document_get_root (self->layout->document), WAY_KIND_PERSONA)
        add_track (self, by_id, persona);
    }
  return by_id;
}

/* Touchpoints of one column stand side by side, in the order of the file; one that spans several stands in their
 * middle, among those whose middle is the same. */
static double
spread (const WayLayout *layout, const WayGridCard *card, guint *seen, const guint *counts)
{
  guint key = card->first + card->last;
  double x, width;
  const WayGridColumn *column = way_layout_get_column (layout, key / 2);
  double room = column->width - 2 * WAY_CELL_PAD;

  way_layout_get_span (layout, card->first, card->last, &x, &width);
  if (key % 2 == 1)
    room /= 2;
  return x + width / 2 + room * ((seen[key]++ + 0.5) / counts[key] - 0.5);
}

static void
add_feelings (GHashTable *by_id, const WayGridCard *card, double x)
{
  WayElement *feeling;

  way_each (feeling, card->element, WAY_KIND_FEELING)
    {
      const char *persona = way_element_get (feeling, WAY_FIELD_PERSONA);
      Track *track = persona != NULL ? g_hash_table_lookup (by_id, persona) : NULL;

      if (track != NULL)
        {
          Point point = { .place = card->element, .feeling = feeling, .first = card->first, .last = card->last, .x = x, .n = -1 };

          point.score = way_element_get_integer (feeling, WAY_FIELD_SCORE, 0);
          g_array_append_val (track->points, point);
        }
    }
}

/* Fills the tracks; returns where each touchpoint with feelings stands (element → x) if there is anything to measure by. */
static GHashTable *
collect (Emotion *self)
{
  const WayLayout *layout = self->layout;
  guint n_keys = 2 * way_layout_get_n_columns (layout);
  g_autoptr (GHashTable) by_id = choose_tracks (self);
  g_autofree guint *counts = g_new0 (guint, n_keys + 1);
  g_autofree guint *seen = g_new0 (guint, n_keys + 1);
  GHashTable *x_of = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gboolean measured = layout->figures != NULL && way_figures_get_size (layout->figures) > 0;

  for (guint i = 0; i < layout->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (layout->cards, WayGridCard, i);

      if (has_feelings (layout, card))
        counts[card->first + card->last]++;
    }
  for (guint i = 0; i < layout->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (layout->cards, WayGridCard, i);

      if (!has_feelings (layout, card))
        continue;

      double x = spread (layout, card, seen, counts);

      add_feelings (by_id, card, x);
      if (measured)
        g_hash_table_insert (x_of, (gpointer) card->element, g_memdup2 (&x, sizeof x));
    }
  /* Personas who feel nothing here have no curve. */
  for (guint i = self->tracks->len; i-- > 0;)
    if (get_track (self, i)->points->len == 0)
      g_ptr_array_remove_index (self->tracks, i);
  return x_of;
}

static gboolean
has_thoughts (const Emotion *self)
{
  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < get_track (self, t)->points->len; i++)
      if (way_element_get (get_point (get_track (self, t), i)->feeling, WAY_FIELD_THOUGHT) != NULL)
        return TRUE;
  return FALSE;
}

static double
choose_height (const Emotion *self, gboolean has_more)
{
  return has_more || self->tracks->len > 1 || has_thoughts (self) ? HEIGHT : HEIGHT_QUIET;
}

/* --- the other journey ------------------------------------------------------------------------------------------- */

static double
get_share (const WayElement *step)
{
  const WayElement *phase = way_element_get_parent (step);

  return (way_element_get_index (step) + 0.5) / MAX (way_element_count (phase, WAY_KIND_STEP), 1);
}

/* Shown phases by their name in lower case: name → index + 1. */
static GHashTable *
index_phases (const WayLayout *layout)
{
  GHashTable *phases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < layout->phases->len; i++)
    {
      char *name = g_utf8_casefold (way_element_get_name (way_layout_get_phase (layout, i)->phase), -1);

      g_hash_table_insert (phases, name, GUINT_TO_POINTER (i + 1));
    }
  return phases;
}

/* Where a step of the other journey would stand here: in the phase of the same name; -1 if there is none. */
static double
map_by_phase (const WayLayout *layout, GHashTable *phases, const WayElement *step)
{
  g_autofree char *name = g_utf8_casefold (way_element_get_name (way_element_get_parent (step)), -1);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (phases, name));

  if (index == 0)
    return -1;

  const WayGridPhase *phase = way_layout_get_phase (layout, index - 1);

  return phase->x + phase->width * get_share (step);
}

static double
map_by_share (const WayLayout *layout, const WayElement *journey, const WayElement *step)
{
  const WayElement *phase = way_element_get_parent (step);
  double share = (way_element_get_index (phase) + get_share (step)) / MAX (way_element_count (journey, WAY_KIND_PHASE), 1);

  return layout->grid_x + (layout->grid_end - layout->grid_x) * share;
}

static const WayElement *
find_feeling (const WayElement *touchpoint, const char *persona)
{
  WayElement *feeling;

  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    if (g_strcmp0 (way_element_get (feeling, WAY_FIELD_PERSONA), persona) == 0)
      return feeling;
  return NULL;
}

/* The main persona's curve in the journey that this one is compared with, or NULL. */
static Track *
collect_other (const Emotion *self, const WayElement *journey)
{
  const WayLayout *layout = self->layout;
  const WayElement *persona = self->tracks->len > 0 ? get_track (self, 0)->persona : NULL;

  if (journey == NULL || journey == layout->journey || persona == NULL || way_element_get_kind (journey) != WAY_KIND_JOURNEY)
    return NULL;

  g_autoptr (Track) track = track_new (persona);
  g_autoptr (GHashTable) phases = index_phases (layout);

  /* By names first; where none agrees, by how far along the way it is. */
  for (int pass = 0; pass < 2 && track->points->len == 0; pass++)
    {
      WayElement *touchpoint;

      way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
        {
          const WayElement *step = way_document_follow (layout->document, touchpoint, WAY_FIELD_STEP);
          const WayElement *feeling = find_feeling (touchpoint, way_element_get_id (persona));

          if (step == NULL || feeling == NULL || (layout->options.safe && way_element_is (touchpoint, WAY_FIELD_VISIBILITY, "backstage")))
            continue;

          double x = pass == 0 ? map_by_phase (layout, phases, step) : map_by_share (layout, journey, step);
          Point point = { .place = touchpoint, .feeling = feeling, .x = x, .score = way_element_get_integer (feeling, WAY_FIELD_SCORE, 0), .n = -1 };

          if (x >= 0)
            g_array_append_val (track->points, point);
        }
    }
  return track->points->len > 1 ? g_steal_pointer (&track) : NULL;
}

/* --- what was measured ------------------------------------------------------------------------------------------- */

/* A satisfaction figure on the scale of feelings, −5 to 5; FALSE if it is none. */
static gboolean
normalise (const WayFigure *figure, double *score)
{
  gboolean percent = g_strcmp0 (figure->unit, "%") == 0;
  double value;

  if (figure->sample == WAY_SAMPLE_HIDDEN)
    return FALSE;
  if (strcmp (figure->kind, "nps") == 0)
    value = figure->value / 20;
  else if (strcmp (figure->kind, "csat") == 0)
    /* A share of satisfied answers, or the mean of answers from 1 to 5. */
    value = percent || figure->value > 5 ? figure->value / 10 - 5 : (figure->value - 3) * 2.5;
  else if (strcmp (figure->kind, "ces") == 0)
    value = percent || figure->value > 7 ? figure->value / 10 - 5 : (figure->value - 4) * 5 / 3;
  else
    return FALSE;
  /* School grades and efforts: the smaller the better. NPS has one direction only. */
  if (strcmp (figure->kind, "nps") != 0 && g_strcmp0 (figure->better, "lower") == 0)
    value = -value;
  *score = CLAMP (value, -5, 5);
  return TRUE;
}

static gboolean
locate (const Emotion *self, GHashTable *x_of, const WayElement *place, Point *point)
{
  const double *x = g_hash_table_lookup (x_of, place);
  double left, width;

  if (!way_layout_find_columns (self->layout, place, &point->first, &point->last))
    return FALSE;
  way_layout_get_span (self->layout, point->first, point->last, &left, &width);
  point->x = x != NULL ? *x : left + width / 2;
  return TRUE;
}

/* Figures of touchpoints and steps, the mean of those at one place; NULL if there are fewer than three places. */
static Track *
collect_measured (const Emotion *self, GHashTable *x_of)
{
  const WayFigures *figures = self->layout->figures;

  if (figures == NULL || self->layout->options.safe)
    return NULL;

  g_autoptr (Track) track = track_new (NULL);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  const Track *main_track = self->tracks->len > 0 ? get_track (self, 0) : NULL;

  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const char *id = way_figures_get (figures, i)->place;
      const WayElement *place = way_document_lookup (self->layout->document, id);
      const GPtrArray *here = way_figures_get_at (figures, id);
      Point point = { .place = place, .n = 0 };
      guint n = 0;

      if (place == NULL || here == NULL || !g_hash_table_add (done, (gpointer) id))
        continue;
      if (way_element_get_kind (place) != WAY_KIND_TOUCHPOINT && way_element_get_kind (place) != WAY_KIND_STEP)
        continue;
      for (guint f = 0; f < here->len; f++)
        {
          const WayFigure *figure = g_ptr_array_index (here, f);
          double score;

          if (!normalise (figure, &score) || (figure->persona != NULL && main_track != NULL && strcmp (figure->persona, main_track->id) != 0))
            continue;
          point.score += score;
          point.n = figure->n < 0 || point.n < 0 ? -1 : point.n + figure->n;
          n++;
        }
      if (n == 0 || !locate (self, x_of, place, &point))
        continue;
      point.score /= n;
      g_array_append_val (track->points, point);
    }
  track_close (track, self);
  return track->points->len >= 3 ? g_steal_pointer (&track) : NULL;
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static WayDrawing *
new_sheet (const Emotion *self)
{
  return way_drawing_new (self->width, self->height);
}

/* Takes `drawing`, which is as large as the lane. */
static void
add_sheet (Emotion *self, const char *id, WayPart part, WayLayer layer, WayDrawing *drawing)
{
  way_band_add (self->band, id, part, layer, self->x, 0, drawing);
}

/* Curves are computed in the scene's x, drawings begin at the lane's. */
static void
shift (const Emotion *self, WayPath *path)
{
  way_path_transform (path, 1, 1, -self->x, 0);
}

/* Whether two columns or more between these neighbours tell of no feeling. */
static gboolean
is_bridge (const Track *track, guint i)
{
  return get_point (track, i + 1)->first > get_point (track, i)->last + 2;
}

/* Green above the middle and red below, the stronger the feeling the stronger the colour. */
static void
add_ground_side (const Emotion *self, WayDrawing *drawing, const Track *track, gboolean above)
{
  const WayTheme *theme = self->layout->theme;
  double middle = self->height / 2;
  WayColour colour = above ? theme->good.solid : theme->bad.solid;
  WayPath *path = way_path_new ();

  for (guint first = 0, last; first + 1 < track->points->len; first = last)
    {
      gboolean bridge = is_bridge (track, first);

      for (last = first + 1; last + 1 < track->points->len && is_bridge (track, last) == bridge; last++)
        ;
      /* Where nothing is known of the feeling there is no ground under it either. */
      if (!bridge)
        {
          double room = MIN (get_point (track, first)->x - self->x, self->x + self->width - get_point (track, last)->x);
          WayCurveArea area = { first, last, middle, above, CLAMP (room, 0, TAIL) };

          way_curve_add_area (track->curve, path, &area);
        }
    }
  if (path->segments->len == 0)
    {
      way_path_free (path);
      return;
    }
  shift (self, path);
  way_shape_set_fade (way_drawing_add_path (drawing, path, way_colour_with_alpha (colour, theme->dark ? 0.04 : 0.02), WAY_COLOUR_NONE, 0),
                      middle,
                      above ? EDGE : self->height - EDGE,
                      way_colour_with_alpha (colour, theme->dark ? 0.4 : 0.36));
}

static void
add_ground (Emotion *self)
{
  WayDrawing *drawing = new_sheet (self);
  double middle = self->height / 2;
  const Track *track = self->tracks->len > 0 ? get_track (self, 0) : NULL;

  for (int above = 1; above >= 0 && track != NULL; above--)
    add_ground_side (self, drawing, track, above);
  way_drawing_add_line (drawing, 0, middle, self->width, middle, self->layout->theme->line, 1)->dash = WAY_DASH_DASHED;
  way_drawing_set_title (drawing, way_element_get_name (self->lane));
  add_sheet (self, way_element_get_id (self->lane), WAY_PART_CURVE, WAY_LAYER_BACKGROUND, drawing);
}

static char *
dup_signed (double score)
{
  g_autofree char *number = way_number_to_text (score, 1);

  return g_strconcat (score > 0 ? "+" : "", number, NULL);
}

static void
add_line (Emotion *self, const Track *track, const char *id, const char *title, WayColour colour, WayDash dash, double width)
{
  WayDrawing *drawing = new_sheet (self);
  guint n = track->points->len;

  for (guint first = 0, last; first + 1 < n; first = last)
    {
      gboolean bridge = track->id != NULL && is_bridge (track, first);

      for (last = first + 1; last + 1 < n && (track->id != NULL && is_bridge (track, last)) == bridge; last++)
        ;

      WayPath *path = way_path_new ();

      way_curve_add_to_path (track->curve, path, first, last);
      shift (self, path);
      way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, width)->dash = bridge ? WAY_DASH_DOTTED : dash;
    }
  if (n > 0)
    {
      double low = 5, high = -5;

      for (guint i = 0; i < n; i++)
        {
          low = MIN (low, get_point (track, i)->score);
          high = MAX (high, get_point (track, i)->score);
        }

      g_autofree char *from = dup_signed (low);
      g_autofree char *to = dup_signed (high);
      /* Translators: from the worst to the best feeling on the curve, on a scale from −5 to 5. */
      g_autofree char *description = g_strdup_printf (_ ("from %s to %s on a scale from −5 to 5"), from, to);

      way_drawing_set_description (drawing, description);
    }
  way_drawing_set_title (drawing, title);
  add_sheet (self, id, WAY_PART_CURVE, WAY_LAYER_LINES, drawing);
}

static double
get_radius (const Track *track, guint i, gboolean is_main)
{
  const Point *p = get_point (track, i);

  if (is_main && p->room >= 2 * FACE + 3)
    return FACE;
  /* In quarters, so that equal distances give equal discs. */
  return floor (CLAMP (p->room / 2 - 0.5, 1.25, is_main ? DOT + 1 : DOT) * 4) / 4;
}

/* Thoughts stand in the document's language, not in that of whoever looks at it. */
static char *
dup_quote (const WayLayout *layout, const char *thought)
{
  return way_text_quote (thought, way_element_get (way_document_get_root (layout->document), WAY_FIELD_LANG));
}

static void
describe_point (const WayLayout *layout, WayDrawing *drawing, const Track *track, const Point *point)
{
  const char *emotion = way_element_get (point->feeling, WAY_FIELD_EMOTION);
  const char *thought = way_element_get (point->feeling, WAY_FIELD_THOUGHT);
  g_autofree char *score = dup_signed (point->score);
  g_autofree char *title = emotion != NULL ? g_strdup_printf ("%s: %s, %s", way_element_get_name (track->persona), score, emotion)
                                           : g_strdup_printf ("%s: %s", way_element_get_name (track->persona), score);

  way_drawing_set_title (drawing, title);
  if (thought != NULL)
    {
      g_autofree char *quote = dup_quote (layout, thought);

      way_drawing_set_description (drawing, quote);
    }
}

static WayDrawing *
draw_point (const Emotion *self, const Track *track, const Point *point, double radius, gboolean is_face)
{
  const WayTheme *theme = self->layout->theme;
  /* Who feels the same at the same place stands as a ring around the others. */
  double outer = point->beside > 0 ? FACE + 3.5 * point->beside : radius;
  double half = outer + 1.5;
  WayDrawing *drawing = way_drawing_new (2 * half, 2 * half);

  if (point->beside > 0)
    way_drawing_add_circle (drawing, half, half, outer, WAY_COLOUR_NONE, track->hue.solid, 2);
  else if (is_face)
    way_part_add_face (drawing, theme, half, half, radius, point->score, track->hue.solid);
  else
    way_drawing_add_circle (drawing, half, half, radius, theme->page, track->hue.solid, MIN (2, radius));
  describe_point (self->layout, drawing, track, point);
  return drawing;
}

static void
mark_disc (Emotion *self, double x, double y, double radius)
{
  way_placer_mark (self->placer, (WayRect){ x - radius, y - radius, 2 * radius, 2 * radius });
}

static void
add_points (Emotion *self, guint index)
{
  const Track *track = get_track (self, index);
  WayDrawing *plain[11] = { NULL }; /* feelings without words look the same */
  double plain_radius = -1;

  for (guint i = 0; i < track->points->len; i++)
    {
      const Point *p = get_point (track, i);
      double radius = get_radius (track, i, index == 0), y = get_y (self, p->score);
      gboolean is_plain = p->beside == 0 && way_element_get (p->feeling, WAY_FIELD_EMOTION) == NULL && way_element_get (p->feeling, WAY_FIELD_THOUGHT) == NULL;
      int slot = CLAMP ((int) p->score + 5, 0, 10);
      WayDrawing *drawing = NULL;

      if (is_plain && plain_radius == radius && plain[slot] != NULL)
        drawing = way_drawing_ref (plain[slot]);
      else
        drawing = draw_point (self, track, p, radius, radius >= FACE);
      if (is_plain && drawing != plain[slot])
        {
          if (plain_radius != radius)
            for (guint k = 0; k < G_N_ELEMENTS (plain); k++)
              g_clear_pointer (&plain[k], way_drawing_unref);
          plain_radius = radius;
          g_clear_pointer (&plain[slot], way_drawing_unref);
          plain[slot] = way_drawing_ref (drawing);
        }

      double half = way_drawing_get_width (drawing) / 2;

      way_band_add (self->band, way_element_get_id (p->place), WAY_PART_POINT, WAY_LAYER_MARKS, p->x - half, y - half, drawing);
      way_band_set_persona (self->band, track->id);
      if (self->placer != NULL)
        mark_disc (self, p->x, y, half);
    }
  for (guint k = 0; k < G_N_ELEMENTS (plain); k++)
    g_clear_pointer (&plain[k], way_drawing_unref);
}

/* Counts, for each point, the curves before its own that lie at the same place and feeling. */
static void
find_coincidences (Emotion *self)
{
  if (self->tracks->len < 2)
    return;

  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < get_track (self, t)->points->len; i++)
      {
        Point *p = get_point (get_track (self, t), i);
        gint64 key = (gint64) floor (p->x * 16) * 16 + (gint64) p->score + 5;
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, &key));

        p->beside = n;
        g_hash_table_insert (seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (n + 1));
      }
}

/* --- words ------------------------------------------------------------------------------------------------------- */

/* Takes `text`; a drawing of its own size at `place`. */
static void
add_words (Emotion *self, const char *id, WayPart part, WayText *text, WayRect place, WayColour colour)
{
  WayDrawing *drawing = way_drawing_new (place.width, place.height);

  way_drawing_set_title (drawing, way_text_get (text));
  way_drawing_add_text (drawing, text, 0, 0, colour);
  way_band_add (self->band, id, part, WAY_LAYER_MARKS, place.x, place.y, drawing);
}

static void
add_scale (Emotion *self)
{
  /* Translators: the upper and the lower end of the curve of feelings. */
  const char *const words[] = { _ ("delighted"), _ ("frustrated") };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (WayText) text = way_layout_text (self->layout, words[i], WAY_STYLE_HINT, 120, 1);
      double width = way_text_get_width (text), height = way_text_get_height (text);
      WayRect places[12], taken;

      /* At the left, or as near to it as the first feelings leave room. */
      for (guint k = 0; k < G_N_ELEMENTS (places); k++)
        places[k] = (WayRect){ self->x + 6 + 16 * k, i == 0 ? 0 : self->height - height, width, height };
      if (way_placer_take (self->placer, places, G_N_ELEMENTS (places), &taken))
        add_words (self, NULL, WAY_PART_LABEL, g_steal_pointer (&text), taken, self->layout->theme->text_3);
    }
}

/* A name at one end of a curve, beside it or as near above or below as there is room. */
static void
add_name (Emotion *self, const Track *track, const char *name, const char *id, WayColour colour)
{
  const Point *ends[2] = { get_point (track, track->points->len - 1), get_point (track, 0) };
  g_autoptr (WayText) text = way_layout_text (self->layout, name, WAY_STYLE_SMALL_BOLD, 130, 1);
  double width = way_text_get_width (text), height = way_text_get_height (text);
  WayRect places[2 * 2 * 24], taken;
  guint n = 0;

  for (int step = 0; step < 24; step++)
    for (int end = 0; end < 2; end++)
      for (int side = 0; side < 2; side++)
        {
          gboolean right = (end == 0) == (side == 0);
          double away = step == 0 ? FACE + 5 : 2;
          double y = get_y (self, ends[end]->score) - height / 2 + (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 8;

          places[n++] = (WayRect){ right ? ends[end]->x + away : ends[end]->x - away - width, y, width, height };
        }
  if (way_placer_take (self->placer, places, n, &taken))
    add_words (self, id, WAY_PART_LABEL, g_steal_pointer (&text), taken, colour);
}

/* Is the point a hill (1), a valley (−1) or neither? Words above hills and below valleys keep off the curve. */
static int
get_bend (const Track *track, guint i)
{
  double y = track->curve->ys[i];
  double before = i > 0 ? track->curve->ys[i - 1] : y, after = i + 1 < track->curve->n ? track->curve->ys[i + 1] : y;

  if (y <= before && y <= after)
    return y < before || y < after ? 1 : 0;
  return y >= before && y >= after ? -1 : 0;
}

/* Places around a disc for a box of this size, the best first: on the outside of the bend, then beside, then inside. */
static guint
propose (WayRect *places, double x, double y, double radius, double width, double height, int bend)
{
  double out = bend >= 0 ? -1 : 1, gap = radius + 3;
  guint n = 0;
  double rows[4] = { out * (gap + height / 2), out * (gap / 2 + height / 2), 0, -out * (gap + height / 2) };

  for (guint far = 0; far < 4; far++)
    for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
      {
        gboolean clear = fabs (rows[r]) >= gap + height / 2 - 0.01;
        double cy = y + rows[r] + (clear ? out * (rows[r] * out > 0 ? 1 : -1) * 8 * far : 0), dx = clear ? 0 : gap + 3 + 8 * far;

        if (clear)
          places[n++] = (WayRect){ x - width / 2, cy - height / 2, width, height };
        places[n++] = (WayRect){ x + dx, cy - height / 2, width, height };
        places[n++] = (WayRect){ x - dx - width, cy - height / 2, width, height };
      }
  return n;
}

#define MAX_PLACES 48

typedef struct
{
  const Track *track;
  guint point;
} Saying;

static int
compare_sayings_cb (gconstpointer a, gconstpointer b)
{
  const Saying *x = a, *y = b;
  double p = fabs (get_point (x->track, x->point)->score), q = fabs (get_point (y->track, y->point)->score);

  if (p != q)
    return p > q ? -1 : 1;
  /* The main persona before the others, then along the way. */
  return x->point < y->point ? -1 : x->point > y->point;
}

static void
add_quote (Emotion *self, const Saying *saying)
{
  const Point *p = get_point (saying->track, saying->point);
  g_autofree char *quote = dup_quote (self->layout, way_element_get (p->feeling, WAY_FIELD_THOUGHT));
  g_autoptr (WayText) line = way_layout_text (self->layout, quote, WAY_STYLE_QUOTE, -1, 1);
  double whole = way_text_get_width (line);
  /* One line, two of about the same length, or as much as two hold. */
  const double widths[] = { whole <= QUOTE_WIDTH ? ceil (whole) : whole * 0.56, whole * 0.56, whole * 0.64, QUOTE_WIDTH };

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (WayText) text = widths[w] <= QUOTE_WIDTH ? way_layout_text (self->layout, quote, WAY_STYLE_QUOTE, MAX (widths[w], 60), 2) : NULL;
      WayRect places[MAX_PLACES], taken;

      if (text == NULL || (way_text_is_clipped (text) && w + 1 < G_N_ELEMENTS (widths)))
        continue;

      guint n = propose (places, p->x, get_y (self, p->score), FACE, way_text_get_width (text), way_text_get_height (text), get_bend (saying->track, saying->point));

      if (way_placer_take (self->placer, places, n, &taken))
        {
          add_words (self, way_element_get_id (p->place), WAY_PART_QUOTE, g_steal_pointer (&text), taken, self->layout->theme->text);
          return;
        }
    }
}

static void
add_quotes (Emotion *self)
{
  g_autoptr (GArray) sayings = g_array_new (FALSE, FALSE, sizeof (Saying));

  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < get_track (self, t)->points->len; i++)
      if (way_element_get (get_point (get_track (self, t), i)->feeling, WAY_FIELD_THOUGHT) != NULL)
        {
          Saying saying = { get_track (self, t), i };

          g_array_append_val (sayings, saying);
        }
  g_array_sort (sayings, compare_sayings_cb);
  for (guint i = 0; i < MIN (sayings->len, MAX_QUOTES); i++)
    add_quote (self, &g_array_index (sayings, Saying, i));
}

/* What the feeling is called, small, over or under the main persona's faces. */
static void
add_captions (Emotion *self)
{
  const Track *track = get_track (self, 0);

  for (guint i = 0; i < track->points->len; i++)
    {
      const Point *p = get_point (track, i);
      const char *emotion = way_element_get (p->feeling, WAY_FIELD_EMOTION);

      if (emotion == NULL || p->room < 2 * FACE + 3)
        continue;

      g_autoptr (WayText) text = way_layout_text (self->layout, emotion, WAY_STYLE_HINT, CAPTION_WIDTH, 1);
      WayRect places[MAX_PLACES], taken;

      if (way_text_is_clipped (text))
        continue;

      guint n = propose (places, p->x, get_y (self, p->score), FACE, way_text_get_width (text), way_text_get_height (text), get_bend (track, i));

      if (way_placer_take (self->placer, places, n, &taken))
        add_words (self, way_element_get_id (p->place), WAY_PART_LABEL, g_steal_pointer (&text), taken, self->layout->theme->text_2);
    }
}

/* Names the place where what was measured lies furthest from what is felt. */
static void
add_gap (Emotion *self, const Track *measured)
{
  const Track *felt = get_track (self, 0);
  double reach = self->height / 2 - EDGE, largest = 0;
  const Point *at = NULL;

  for (guint i = 0; i < measured->points->len; i++)
    {
      const Point *p = get_point (measured, i);

      if (p->x < felt->curve->xs[0] - 0.5 || p->x > felt->curve->xs[felt->curve->n - 1] + 0.5)
        continue;

      double score = (self->height / 2 - way_curve_get_y (felt->curve, p->x)) / reach * 5;

      if (fabs (p->score - score) > fabs (largest))
        {
          largest = p->score - score;
          at = p;
        }
    }
  if (at == NULL || fabs (largest) < 0.5)
    return;

  const WayHue *hue = largest < 0 ? &self->layout->theme->bad : &self->layout->theme->good;
  g_autofree char *gap = dup_signed (largest);
  g_autofree char *n = at->n > 0 ? way_number_to_text ((double) at->n, 0) : NULL;
  g_autofree char *sample = n != NULL ? g_strdup_printf (_ (" (n %s)"), n) : g_strdup ("");
  g_autofree char *words = g_strconcat (largest < 0 ? _ ("measured worse than felt: ") : _ ("measured better than felt: "), gap, sample, NULL);
  g_autoptr (WayText) text = way_layout_text (self->layout, words, WAY_STYLE_SMALL_BOLD, 260, 1);
  WayRect places[MAX_PLACES], taken;
  guint count = propose (places, at->x, get_y (self, at->score), 3, way_text_get_width (text), way_text_get_height (text), largest < 0 ? -1 : 1);

  if (way_placer_take (self->placer, places, count, &taken))
    add_words (self, way_element_get_id (at->place), WAY_PART_LABEL, g_steal_pointer (&text), taken, hue->ink);
}

static gboolean
has_words (const Emotion *self)
{
  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < get_track (self, t)->points->len; i++)
      {
        const WayElement *feeling = get_point (get_track (self, t), i)->feeling;

        if (way_element_get (feeling, WAY_FIELD_THOUGHT) != NULL || way_element_get (feeling, WAY_FIELD_EMOTION) != NULL)
          return TRUE;
      }
  return FALSE;
}

/* --- the lane ---------------------------------------------------------------------------------------------------- */

static void
add_others (Emotion *self, const Track *other, const WayElement *journey, const Track *measured)
{
  const WayTheme *theme = self->layout->theme;

  if (measured != NULL)
    add_line (self, measured, NULL, _ ("measured"), theme->neutral.solid, WAY_DASH_DOTTED, 2);
  if (other != NULL)
    add_line (self, other, way_element_get_id (journey), way_element_get_name (journey), theme->text_3, WAY_DASH_DASHED, 1.6);
}

/* What the other journey's curve is called: by its state, if that tells the two apart. */
static const char *
get_journey_label (const WayLayout *layout, const WayElement *journey)
{
  gboolean future = way_element_is (journey, WAY_FIELD_STATE, "future");

  if (future == way_element_is (layout->journey, WAY_FIELD_STATE, "future"))
    return way_element_get_name (journey);
  return future ? _ ("Target") : _ ("Today");
}

static void
add_texts (Emotion *self, const Track *other, const WayElement *journey, const Track *measured)
{
  const WayTheme *theme = self->layout->theme;

  for (guint t = 0; t < self->tracks->len; t++)
    way_placer_mark_curve (self->placer, get_track (self, t)->curve, 3);
  if (other != NULL)
    way_placer_mark_curve (self->placer, other->curve, 2);
  if (measured != NULL)
    way_placer_mark_curve (self->placer, measured->curve, 2);
  add_scale (self);
  if (self->tracks->len > 1)
    for (guint t = 0; t < self->tracks->len; t++)
      add_name (self, get_track (self, t), way_element_get_name (get_track (self, t)->persona), get_track (self, t)->id, get_track (self, t)->hue.ink);
  if (other != NULL)
    add_name (self, other, get_journey_label (self->layout, journey), way_element_get_id (journey), theme->text_2);
  if (measured != NULL)
    add_name (self, measured, _ ("measured"), NULL, theme->text_2);
  if (self->tracks->len == 0)
    return;
  if (measured != NULL)
    add_gap (self, measured);
  add_quotes (self);
  add_captions (self);
}

double
way_lane_build_emotion (WayLayout *layout, const WayElement *lane, WayBand *band)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) track_free);
  Emotion self = { .layout = layout, .lane = lane, .band = band, .tracks = tracks, .x = layout->grid_x, .width = layout->grid_end - layout->grid_x, .height = HEIGHT };

  if (way_layout_get_n_columns (layout) == 0)
    return 0;

  g_autoptr (GHashTable) x_of = collect (&self);
  const WayElement *journey = way_document_follow (layout->document, layout->journey, WAY_FIELD_COMPARED_WITH);
  g_autoptr (Track) other = collect_other (&self, journey);
  g_autoptr (Track) measured = collect_measured (&self, x_of);

  self.height = choose_height (&self, other != NULL || measured != NULL);
  way_band_set_scale (band, get_y (&self, 5), get_y (&self, -5));
  if (other != NULL)
    track_close (other, &self);
  for (guint t = 0; t < tracks->len; t++)
    track_close (get_track (&self, t), &self);
  find_coincidences (&self);

  /* Where only the scale is written, the beginning is enough to look after. */
  gboolean wordy = tracks->len > 1 || other != NULL || measured != NULL || has_words (&self);
  g_autoptr (WayPlacer) placer = way_placer_new (self.x, wordy ? self.width : MIN (self.width, 320), self.height);

  self.placer = placer;
  add_ground (&self);
  add_others (&self, other, journey, measured);
  for (guint t = tracks->len; t-- > 0;)
    {
      const Track *track = get_track (&self, t);

      add_line (&self, track, track->id, way_element_get_name (track->persona), track->hue.solid, track->dash, t == 0 ? 3 : 2.2);
    }
  for (guint t = 0; t < tracks->len; t++)
    add_points (&self, t);
  add_texts (&self, other, journey, measured);
  return self.height;
}
