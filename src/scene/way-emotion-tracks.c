#include "scene/way-emotion-private.h"

#include <string.h>

#include "model/way-standing.h"

#define MAX_TRACKS 12
#define MIN_PLACES 3 /* for a curve of what was measured */

WayTrack *
way_track_new (const WayElement *persona)
{
  WayTrack *self = g_new0 (WayTrack, 1);

  self->persona = persona;
  self->id = persona != NULL ? way_element_get_id (persona) : NULL;
  self->points = g_array_new (FALSE, FALSE, sizeof (WayFeelingPoint));
  return self;
}

void
way_track_free (WayTrack *self)
{
  g_array_unref (self->points);
  way_curve_free (self->curve);
  g_free (self);
}

static int
compare_points_cb (gconstpointer a, gconstpointer b)
{
  double x = ((const WayFeelingPoint *) a)->x, y = ((const WayFeelingPoint *) b)->x;

  return x < y ? -1 : x > y;
}

void
way_track_close (WayTrack *self, const WayEmotion *emotion)
{
  g_array_sort (self->points, compare_points_cb);

  guint n = 0;

  for (guint i = 0; i < self->points->len; i++)
    if (n == 0 || way_emotion_get_point (self, i)->x > way_emotion_get_point (self, n - 1)->x + 1e-6)
      *way_emotion_get_point (self, n++) = *way_emotion_get_point (self, i);
  g_array_set_size (self->points, n);

  g_autofree double *xs = g_new (double, n + 1);
  g_autofree double *ys = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      WayFeelingPoint *p = way_emotion_get_point (self, i);

      xs[i] = p->x;
      ys[i] = way_emotion_get_y (emotion, p->score);
      p->room = MIN (i > 0 ? p->x - xs[i - 1] : G_MAXDOUBLE, i + 1 < n ? way_emotion_get_point (self, i + 1)->x - p->x : G_MAXDOUBLE);
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
add_track (WayEmotion *self, GHashTable *by_id, const WayElement *persona)
{
  const char *id = way_element_get_id (persona);

  if (self->tracks->len >= MAX_TRACKS || g_hash_table_contains (by_id, id))
    return;

  /* Dashes and hues run in cycles of different length, so that no two of the first twelve agree in both. */
  static const WayDash dashes[] = { WAY_DASH_NONE, WAY_DASH_LONG, WAY_DASH_DASHED, WAY_DASH_FINE };
  WayTrack *track = way_track_new (persona);

  track->hue = way_layout_get_persona_hue (self->layout, persona);
  track->dash = dashes[self->tracks->len % G_N_ELEMENTS (dashes)];
  g_ptr_array_add (self->tracks, track);
  g_hash_table_insert (by_id, (gpointer) id, track);
}

/* The lane's persona, else the journey's, else whoever feels something, in the order of the register. */
static GHashTable *
choose_tracks (WayEmotion *self)
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
      WayTrack *track = persona != NULL ? g_hash_table_lookup (by_id, persona) : NULL;

      if (track != NULL)
        {
          WayFeelingPoint point = { .place = card->element, .feeling = feeling, .first = card->first, .last = card->last, .x = x, .n = -1 };

          point.score = way_element_get_integer (feeling, WAY_FIELD_SCORE, 0);
          g_array_append_val (track->points, point);
        }
    }
}

GHashTable *
way_emotion_collect (WayEmotion *self)
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
    if (way_emotion_get_track (self, i)->points->len == 0)
      g_ptr_array_remove_index (self->tracks, i);
  return x_of;
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

WayTrack *
way_emotion_collect_other (const WayEmotion *self, const WayElement *journey)
{
  const WayLayout *layout = self->layout;
  const WayElement *persona = self->tracks->len > 0 ? way_emotion_get_track (self, 0)->persona : NULL;

  if (journey == NULL || journey == layout->journey || persona == NULL || way_element_get_kind (journey) != WAY_KIND_JOURNEY)
    return NULL;

  g_autoptr (WayTrack) track = way_track_new (persona);
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
          WayFeelingPoint point = { .place = touchpoint, .feeling = feeling, .x = x, .score = way_element_get_integer (feeling, WAY_FIELD_SCORE, 0), .n = -1 };

          if (x >= 0)
            g_array_append_val (track->points, point);
        }
    }
  return track->points->len > 1 ? g_steal_pointer (&track) : NULL;
}

/* --- what was measured ------------------------------------------------------------------------------------------- */

static gboolean
locate (const WayEmotion *self, GHashTable *x_of, const WayElement *place, WayFeelingPoint *point)
{
  const double *x = g_hash_table_lookup (x_of, place);
  double left, width;

  if (!way_layout_find_columns (self->layout, place, &point->first, &point->last))
    return FALSE;
  way_layout_get_span (self->layout, point->first, point->last, &left, &width);
  point->x = x != NULL ? *x : left + width / 2;
  return TRUE;
}

static gboolean
is_spot (const WayEmotion *self, const WayFigure *figure)
{
  const WayElement *place = way_document_lookup (self->layout->document, figure->place);

  return place != NULL && (way_element_get_kind (place) == WAY_KIND_TOUCHPOINT || way_element_get_kind (place) == WAY_KIND_STEP);
}

/* The metric that most places have, for different ones do not make one curve; where they are as many, how satisfied people are. NULL where
 * no metric by itself makes a curve, and all of them together may. */
static const char *
choose_metric (const WayEmotion *self, const WayFigures *figures)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const WayFigure *best = NULL;
  guint most = 0;

  if (!self->layout->options.full_figures)
    return NULL;
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, figure->metric)) + 1;
      double score;

      if (!way_standing_get_feeling (figure, &score) || !is_spot (self, figure))
        continue;
      g_hash_table_insert (counts, figure->metric, GUINT_TO_POINTER (n));
      if (n > most || (n == most && strcmp (figure->kind, "csat") == 0))
        best = figure;
      most = MAX (most, n);
    }
  return most >= MIN_PLACES ? best->metric : NULL;
}

WayTrack *
way_emotion_collect_measured (const WayEmotion *self, GHashTable *x_of)
{
  const WayFigures *figures = self->layout->figures;

  if (figures == NULL || self->layout->options.safe)
    return NULL;

  g_autoptr (WayTrack) track = way_track_new (NULL);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  const WayTrack *main_track = self->tracks->len > 0 ? way_emotion_get_track (self, 0) : NULL;
  const char *metric = choose_metric (self, figures);

  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const char *id = way_figures_get (figures, i)->place;
      const WayElement *place = way_document_lookup (self->layout->document, id);
      const GPtrArray *here = way_figures_get_at (figures, id);
      WayFeelingPoint point = { .place = place, .n = 0 };
      guint n = 0;

      if (place == NULL || here == NULL || !g_hash_table_add (done, (gpointer) id))
        continue;
      if (way_element_get_kind (place) != WAY_KIND_TOUCHPOINT && way_element_get_kind (place) != WAY_KIND_STEP)
        continue;
      for (guint f = 0; f < here->len; f++)
        {
          const WayFigure *figure = g_ptr_array_index (here, f);
          double score;

          if ((metric != NULL && strcmp (figure->metric, metric) != 0) || !way_standing_get_feeling (figure, &score) || (figure->persona != NULL && main_track != NULL && strcmp (figure->persona, main_track->id) != 0))
            continue;
          point.score += score;
          /* Mostly the same people, asked several questions. */
          point.n = figure->n < 0 || point.n < 0 ? -1 : MAX (point.n, figure->n);
          if (point.figure == NULL)
            point.figure = figure;
          n++;
        }
      if (n == 0 || !locate (self, x_of, place, &point))
        continue;
      point.score /= n;
      g_array_append_val (track->points, point);
    }
  way_track_close (track, self);
  return track->points->len >= MIN_PLACES ? g_steal_pointer (&track) : NULL;
}
