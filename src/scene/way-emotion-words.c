#include "scene/way-emotion-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "base/way-text.h"

#define NAME_WIDTH 130.0
#define MEASURED_WIDTH 220.0
#define QUOTE_WIDTH 190.0
#define CAPTION_WIDTH 110.0
#define MAX_QUOTES 80 /* tried in all; the strongest feelings come first */

char *
way_emotion_dup_score (double score)
{
  g_autofree char *number = way_number_to_text (score, 1);

  return g_strconcat (score > 0 ? "+" : "", number, NULL);
}

char *
way_emotion_dup_quote (const WayLayout *layout, const char *thought)
{
  return way_text_quote (thought, way_element_get (way_document_get_root (layout->document), WAY_FIELD_LANG));
}

/* Takes `text`; a drawing of its own size at `place`. */
static void
add_words (WayEmotion *self, const char *id, WayPart part, WayText *text, WayRect place, WayColour colour)
{
  WayDrawing *drawing = way_drawing_new (place.width, place.height);

  way_drawing_set_title (drawing, way_text_get (text));
  way_drawing_add_text (drawing, text, 0, 0, colour);
  way_band_add (self->band, id, part, WAY_LAYER_MARKS, place.x, place.y, drawing);
}

static void
add_scale (WayEmotion *self)
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
add_name (WayEmotion *self, const WayTrack *track, const char *name, const char *id, WayColour colour, double room)
{
  const WayFeelingPoint *ends[2] = { way_emotion_get_point (track, track->points->len - 1), way_emotion_get_point (track, 0) };
  g_autoptr (WayText) text = way_layout_text (self->layout, name, WAY_STYLE_SMALL_BOLD, room, 1);
  double width = way_text_get_width (text), height = way_text_get_height (text);
  WayRect places[2 * 2 * 24], taken;
  guint n = 0;

  for (int step = 0; step < 24; step++)
    for (int end = 0; end < 2; end++)
      for (int side = 0; side < 2; side++)
        {
          gboolean right = (end == 0) == (side == 0);
          double away = step == 0 ? WAY_EMOTION_FACE + 5 : 2;
          double y = way_emotion_get_y (self, ends[end]->score) - height / 2 + (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * 8;

          places[n++] = (WayRect){ right ? ends[end]->x + away : ends[end]->x - away - width, y, width, height };
        }
  if (way_placer_take (self->placer, places, n, &taken))
    add_words (self, id, WAY_PART_LABEL, g_steal_pointer (&text), taken, colour);
}

/* Is the point a hill (1), a valley (−1) or neither? Words above hills and below valleys keep off the curve. */
static int
get_bend (const WayTrack *track, guint i)
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
  const WayTrack *track;
  guint point;
} Saying;

static int
compare_sayings_cb (gconstpointer a, gconstpointer b)
{
  const Saying *x = a, *y = b;
  double p = fabs (way_emotion_get_point (x->track, x->point)->score), q = fabs (way_emotion_get_point (y->track, y->point)->score);

  if (p != q)
    return p > q ? -1 : 1;
  /* The main persona before the others, then along the way. */
  return x->point < y->point ? -1 : x->point > y->point;
}

static void
add_quote (WayEmotion *self, const Saying *saying)
{
  const WayFeelingPoint *p = way_emotion_get_point (saying->track, saying->point);
  g_autofree char *quote = way_emotion_dup_quote (self->layout, way_element_get (p->feeling, WAY_FIELD_THOUGHT));
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

      guint n = propose (places, p->x, way_emotion_get_y (self, p->score), WAY_EMOTION_FACE, way_text_get_width (text), way_text_get_height (text), get_bend (saying->track, saying->point));

      if (way_placer_take (self->placer, places, n, &taken))
        {
          add_words (self, way_element_get_id (p->place), WAY_PART_QUOTE, g_steal_pointer (&text), taken, self->layout->theme->text);
          return;
        }
    }
}

static void
add_quotes (WayEmotion *self)
{
  g_autoptr (GArray) sayings = g_array_new (FALSE, FALSE, sizeof (Saying));

  for (guint t = 0; t < self->tracks->len; t++)
    for (guint i = 0; i < way_emotion_get_track (self, t)->points->len; i++)
      if (way_element_get (way_emotion_get_point (way_emotion_get_track (self, t), i)->feeling, WAY_FIELD_THOUGHT) != NULL)
        {
          Saying saying = { way_emotion_get_track (self, t), i };

          g_array_append_val (sayings, saying);
        }
  g_array_sort (sayings, compare_sayings_cb);
  for (guint i = 0; i < MIN (sayings->len, MAX_QUOTES); i++)
    add_quote (self, &g_array_index (sayings, Saying, i));
}

/* What the feeling is called, small, over or under the main persona's faces. */
static void
add_captions (WayEmotion *self)
{
  const WayTrack *track = way_emotion_get_track (self, 0);

  for (guint i = 0; i < track->points->len; i++)
    {
      const WayFeelingPoint *p = way_emotion_get_point (track, i);
      const char *emotion = way_element_get (p->feeling, WAY_FIELD_EMOTION);

      if (emotion == NULL || p->room < 2 * WAY_EMOTION_FACE + 3)
        continue;

      g_autoptr (WayText) text = way_layout_text (self->layout, emotion, WAY_STYLE_HINT, CAPTION_WIDTH, 1);
      WayRect places[MAX_PLACES], taken;

      if (way_text_is_clipped (text))
        continue;

      guint n = propose (places, p->x, way_emotion_get_y (self, p->score), WAY_EMOTION_FACE, way_text_get_width (text), way_text_get_height (text), get_bend (track, i));

      if (way_placer_take (self->placer, places, n, &taken))
        add_words (self, way_element_get_id (p->place), WAY_PART_LABEL, g_steal_pointer (&text), taken, self->layout->theme->text_2);
    }
}

/* Names the place where what was measured lies furthest from what is felt. */
static void
add_gap (WayEmotion *self, const WayTrack *measured)
{
  const WayTrack *felt = way_emotion_get_track (self, 0);
  double reach = self->height / 2 - WAY_EMOTION_EDGE, largest = 0;
  const WayFeelingPoint *at = NULL;

  for (guint i = 0; i < measured->points->len; i++)
    {
      const WayFeelingPoint *p = way_emotion_get_point (measured, i);

      /* What so few have said is no verdict. */
      if (self->layout->options.full_figures && p->figure->sample == WAY_SAMPLE_SMALL)
        continue;
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
  g_autofree char *gap = way_emotion_dup_score (largest);
  g_autofree char *n = at->n > 0 ? way_number_to_text ((double) at->n, 0) : NULL;
  g_autofree char *sample = n != NULL ? g_strdup_printf (_ (" (n %s)"), n) : g_strdup ("");
  g_autofree char *words = g_strconcat (largest < 0 ? _ ("measured worse than felt: ") : _ ("measured better than felt: "), gap, sample, NULL);
  g_autoptr (WayText) text = way_layout_text (self->layout, words, WAY_STYLE_SMALL_BOLD, 260, 1);
  WayRect places[MAX_PLACES], taken;
  guint count = propose (places, at->x, way_emotion_get_y (self, at->score), 3, way_text_get_width (text), way_text_get_height (text), largest < 0 ? -1 : 1);

  if (way_placer_take (self->placer, places, count, &taken))
    add_words (self, way_element_get_id (at->place), WAY_PART_LABEL, g_steal_pointer (&text), taken, hue->ink);
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

/* "measured (CSAT, n 38–640)": by what, and on how many answers a point stands. */
static char *
dup_measured (const WayTrack *measured)
{
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_METRIC, WAY_FIELD_KIND);
  gint64 least = G_MAXINT64, most = 0;
  const char *kind = NULL;
  gboolean mixed = FALSE;

  for (guint i = 0; i < measured->points->len; i++)
    {
      const WayFigure *figure = way_emotion_get_point (measured, i)->figure;

      mixed = mixed || (kind != NULL && strcmp (kind, figure->kind) != 0);
      kind = figure->kind;
      least = MIN (least, figure->n);
      most = MAX (most, figure->n);
    }

  const char *label = mixed ? _ ("satisfaction") : way_field_get_choice_label (info, kind);
  g_autofree char *low = way_number_to_text ((double) least, 0), *high = way_number_to_text ((double) most, 0);
  g_autofree char *range = least == most ? g_strdup (low) : g_strdup_printf ("%s–%s", low, high);

  /* Translators: by which metric a curve was measured. */
  if (least < 0)
    return g_strdup_printf (_ ("measured (%s)"), label);
  /* Translators: by which metric a curve was measured, and how many answers its points stand on, "38–640". */
  return g_strdup_printf (_ ("measured (%s, n %s)"), label, range);
}

void
way_emotion_add_texts (WayEmotion *self, const WayTrack *other, const WayElement *journey, const WayTrack *measured)
{
  const WayTheme *theme = self->layout->theme;

  for (guint t = 0; t < self->tracks->len; t++)
    way_placer_mark_curve (self->placer, way_emotion_get_track (self, t)->curve, 3);
  if (other != NULL)
    way_placer_mark_curve (self->placer, other->curve, 2);
  if (measured != NULL)
    way_placer_mark_curve (self->placer, measured->curve, 2);
  add_scale (self);
  if (self->tracks->len > 1)
    for (guint t = 0; t < self->tracks->len; t++)
      add_name (self, way_emotion_get_track (self, t), way_element_get_name (way_emotion_get_track (self, t)->persona), way_emotion_get_track (self, t)->id, way_emotion_get_track (self, t)->hue.ink, NAME_WIDTH);
  if (other != NULL)
    add_name (self, other, get_journey_label (self->layout, journey), way_element_get_id (journey), theme->text_2, NAME_WIDTH);
  if (measured != NULL)
    {
      g_autofree char *name = self->layout->options.full_figures ? dup_measured (measured) : g_strdup (_ ("measured"));

      add_name (self, measured, name, NULL, theme->text_2, MEASURED_WIDTH);
    }
  if (self->tracks->len == 0)
    return;
  if (measured != NULL)
    add_gap (self, measured);
  add_quotes (self);
  add_captions (self);
}
