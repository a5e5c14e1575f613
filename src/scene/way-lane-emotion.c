#include "scene/way-emotion-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEIGHT 170.0       /* with quotes or several curves */
#define HEIGHT_MOST 252.0  /* what can be looked after (way-placer-private.h) */
#define HEIGHT_QUIET 122.0 /* one curve and its faces */
#define DOT 4.0
#define TAIL 26.0 /* how far the ground runs out beyond the first and the last face */

static gboolean
has_thoughts (const WayEmotion *self)
{
  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < way_emotion_get_track (self, t)->points->len; i++)
      if (way_element_get (way_emotion_get_point (way_emotion_get_track (self, t), i)->feeling, WAY_FIELD_THOUGHT) != NULL)
        return TRUE;
  return FALSE;
}

static double
choose_height (const WayEmotion *self, gboolean has_more)
{
  return has_more || self->tracks->len > 1 || has_thoughts (self) ? HEIGHT : HEIGHT_QUIET;
}

static gboolean
has_words (const WayEmotion *self)
{
  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < way_emotion_get_track (self, t)->points->len; i++)
      {
        const WayElement *feeling = way_emotion_get_point (way_emotion_get_track (self, t), i)->feeling;

        if (way_element_get (feeling, WAY_FIELD_THOUGHT) != NULL || way_element_get (feeling, WAY_FIELD_EMOTION) != NULL)
          return TRUE;
      }
  return FALSE;
}

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static WayDrawing *
new_sheet (const WayEmotion *self)
{
  return way_drawing_new (self->width, self->height);
}

/* Takes `drawing`, which is as large as the lane. */
static void
add_sheet (WayEmotion *self, const char *id, WayPart part, WayLayer layer, WayDrawing *drawing)
{
  way_band_add (self->band, id, part, layer, self->x, 0, drawing);
}

/* Curves are computed in the scene's x, drawings begin at the lane's. */
static void
shift (const WayEmotion *self, WayPath *path)
{
  way_path_transform (path, 1, 1, -self->x, 0);
}

/* Whether two columns or more between these neighbours tell of no feeling. */
static gboolean
is_bridge (const WayTrack *track, guint i)
{
  return way_emotion_get_point (track, i + 1)->first > way_emotion_get_point (track, i)->last + 2;
}

/* Green above the middle and red below, the stronger the feeling the stronger the colour. */
static void
add_ground_side (const WayEmotion *self, WayDrawing *drawing, const WayTrack *track, gboolean above)
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
          double room = MIN (way_emotion_get_point (track, first)->x - self->x, self->x + self->width - way_emotion_get_point (track, last)->x);
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
                      above ? WAY_EMOTION_EDGE : self->height - WAY_EMOTION_EDGE,
                      way_colour_with_alpha (colour, theme->dark ? 0.4 : 0.36));
}

static void
add_ground (WayEmotion *self)
{
  WayDrawing *drawing = new_sheet (self);
  double middle = self->height / 2;
  const WayTrack *track = self->tracks->len > 0 ? way_emotion_get_track (self, 0) : NULL;

  for (int above = 1; above >= 0 && track != NULL; above--)
    add_ground_side (self, drawing, track, above);
  way_drawing_add_line (drawing, 0, middle, self->width, middle, self->layout->theme->line, 1)->dash = WAY_DASH_DASHED;
  way_drawing_set_title (drawing, way_element_get_name (self->lane));
  add_sheet (self, way_element_get_id (self->lane), WAY_PART_CURVE, WAY_LAYER_BACKGROUND, drawing);
}

static void
add_line (WayEmotion *self, const WayTrack *track, const char *id, const char *title, WayColour colour, WayDash dash, double width)
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
          low = MIN (low, way_emotion_get_point (track, i)->score);
          high = MAX (high, way_emotion_get_point (track, i)->score);
        }

      g_autofree char *from = way_emotion_dup_score (low);
      g_autofree char *to = way_emotion_dup_score (high);
      /* Translators: from the worst to the best feeling on the curve, on a scale from −5 to 5. */
      g_autofree char *description = g_strdup_printf (_ ("from %s to %s on a scale from −5 to 5"), from, to);

      way_drawing_set_description (drawing, description);
    }
  way_drawing_set_title (drawing, title);
  add_sheet (self, id, WAY_PART_CURVE, WAY_LAYER_LINES, drawing);
}

static double
get_radius (const WayTrack *track, guint i, gboolean is_main)
{
  const WayFeelingPoint *p = way_emotion_get_point (track, i);

  if (is_main && p->room >= 2 * WAY_EMOTION_FACE + 3)
    return WAY_EMOTION_FACE;
  /* In quarters, so that equal distances give equal discs. */
  return floor (CLAMP (p->room / 2 - 0.5, 1.25, is_main ? DOT + 1 : DOT) * 4) / 4;
}

static void
describe_point (const WayLayout *layout, WayDrawing *drawing, const WayTrack *track, const WayFeelingPoint *point)
{
  const char *emotion = way_element_get (point->feeling, WAY_FIELD_EMOTION);
  const char *thought = way_element_get (point->feeling, WAY_FIELD_THOUGHT);
  g_autofree char *score = way_emotion_dup_score (point->score);
  g_autofree char *title = emotion != NULL ? g_strdup_printf ("%s: %s, %s", way_element_get_name (track->persona), score, emotion)
                                           : g_strdup_printf ("%s: %s", way_element_get_name (track->persona), score);

  way_drawing_set_title (drawing, title);
  if (thought != NULL)
    {
      g_autofree char *quote = way_emotion_dup_quote (layout, thought);

      way_drawing_set_description (drawing, quote);
    }
}

static WayDrawing *
draw_point (const WayEmotion *self, const WayTrack *track, const WayFeelingPoint *point, double radius, gboolean is_face)
{
  const WayTheme *theme = self->layout->theme;
  /* Who feels the same at the same place stands as a ring around the others. */
  double outer = point->beside > 0 ? WAY_EMOTION_FACE + 3.5 * point->beside : radius;
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
mark_disc (WayEmotion *self, double x, double y, double radius)
{
  way_placer_mark (self->placer, (WayRect){ x - radius, y - radius, 2 * radius, 2 * radius });
}

static void
add_points (WayEmotion *self, guint index)
{
  const WayTrack *track = way_emotion_get_track (self, index);
  WayDrawing *plain[11] = { NULL }; /* feelings without words look the same */
  double plain_radius = -1;

  for (guint i = 0; i < track->points->len; i++)
    {
      const WayFeelingPoint *p = way_emotion_get_point (track, i);
      double radius = get_radius (track, i, index == 0), y = way_emotion_get_y (self, p->score);
      gboolean is_plain = p->beside == 0 && way_element_get (p->feeling, WAY_FIELD_EMOTION) == NULL && way_element_get (p->feeling, WAY_FIELD_THOUGHT) == NULL;
      int slot = CLAMP ((int) p->score + 5, 0, 10);
      WayDrawing *drawing = NULL;

      if (is_plain && plain_radius == radius && plain[slot] != NULL)
        drawing = way_drawing_ref (plain[slot]);
      else
        drawing = draw_point (self, track, p, radius, radius >= WAY_EMOTION_FACE);
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
find_coincidences (WayEmotion *self)
{
  if (self->tracks->len < 2)
    return;

  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < way_emotion_get_track (self, t)->points->len; i++)
      {
        WayFeelingPoint *p = way_emotion_get_point (way_emotion_get_track (self, t), i);
        gint64 key = (gint64) floor (p->x * 16) * 16 + (gint64) p->score + 5;
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, &key));

        p->beside = n;
        g_hash_table_insert (seen, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (n + 1));
      }
}

/* Where something was measured the dotted line carries a mark that can be asked what it stands on. */
static void
add_measured_points (WayEmotion *self, const WayTrack *measured)
{
  const WayTheme *theme = self->layout->theme;

  for (guint i = 0; i < measured->points->len; i++)
    {
      const WayFeelingPoint *p = way_emotion_get_point (measured, i);
      double radius = MIN (3.2, MAX (p->room / 2 - 0.5, 1.25)), half = radius + 1.2, y = way_emotion_get_y (self, p->score);
      gboolean small = p->figure->sample == WAY_SAMPLE_SMALL;
      WayDrawing *drawing = way_drawing_new (2 * half, 2 * half);
      g_autofree char *score = way_emotion_dup_score (p->score), *value = way_figure_to_text (p->figure), *sample = way_figure_to_sample_text (p->figure);
      /* Translators: a place, and what was measured there on the scale of feelings. */
      g_autofree char *title = g_strdup_printf (_ ("%s: measured %s"), way_element_get_name (p->place), score);
      g_autofree char *description = g_strdup_printf ("%s %s · %s", p->figure->name, value, sample);

      way_drawing_add_circle (drawing, half, half, radius, small ? theme->page : theme->neutral.solid, theme->neutral.solid, 1.4);
      way_drawing_set_title (drawing, title);
      way_drawing_set_description (drawing, description);
      way_drawing_add_hotspot (drawing, (WayRect){ 0, 0, 2 * half, 2 * half }, p->figure->binding);
      way_band_add (self->band, way_element_get_id (p->place), WAY_PART_CURVE, WAY_LAYER_CARDS, p->x - half, y - half, drawing);
      mark_disc (self, p->x, y, half);
    }
}

/* --- the lane ---------------------------------------------------------------------------------------------------- */

static void
add_others (WayEmotion *self, const WayTrack *other, const WayElement *journey, const WayTrack *measured)
{
  const WayTheme *theme = self->layout->theme;

  if (measured != NULL)
    add_line (self, measured, NULL, _ ("measured"), theme->neutral.solid, WAY_DASH_DOTTED, 2);
  if (other != NULL)
    add_line (self, other, way_element_get_id (journey), way_element_get_name (journey), theme->text_3, WAY_DASH_DASHED, 1.6);
}

double
way_lane_build_emotion (WayLayout *layout, const WayElement *lane, WayBand *band)
{
  g_autoptr (GPtrArray) tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) way_track_free);
  WayEmotion self = { .layout = layout, .lane = lane, .band = band, .tracks = tracks, .x = layout->grid_x, .width = layout->grid_end - layout->grid_x, .height = HEIGHT };

  if (way_layout_get_n_columns (layout) == 0)
    return 0;

  g_autoptr (GHashTable) x_of = way_emotion_collect (&self);
  const WayElement *journey = way_document_follow (layout->document, layout->journey, WAY_FIELD_COMPARED_WITH);
  g_autoptr (WayTrack) other = way_emotion_collect_other (&self, journey);
  g_autoptr (WayTrack) measured = way_emotion_collect_measured (&self, x_of);

  double natural = choose_height (&self, other != NULL || measured != NULL);

  self.height = CLAMP (way_element_get_integer (lane, WAY_FIELD_HEIGHT, 0) - 2 * WAY_LANE_PAD, natural, HEIGHT_MOST);
  way_band_set_stretch (band, self.height - natural);
  way_band_set_scale (band, way_emotion_get_y (&self, 5), way_emotion_get_y (&self, -5));
  if (other != NULL)
    way_track_close (other, &self);
  for (guint t = 0; t < tracks->len; t++)
    way_track_close (way_emotion_get_track (&self, t), &self);
  find_coincidences (&self);

  /* Where only the scale is written, the beginning is enough to look after. */
  gboolean wordy = tracks->len > 1 || other != NULL || measured != NULL || has_words (&self);
  g_autoptr (WayPlacer) placer = way_placer_new (self.x, wordy ? self.width : MIN (self.width, 320), self.height);

  self.placer = placer;
  add_ground (&self);
  add_others (&self, other, journey, measured);
  for (guint t = tracks->len; t-- > 0;)
    {
      const WayTrack *track = way_emotion_get_track (&self, t);

      add_line (&self, track, track->id, way_element_get_name (track->persona), track->hue.solid, track->dash, t == 0 ? 3 : 2.2);
    }
  if (measured != NULL && layout->options.full_figures)
    add_measured_points (&self, measured);
  for (guint t = 0; t < tracks->len; t++)
    add_points (&self, t);
  way_emotion_add_texts (&self, other, journey, measured);
  return self.height;
}
