#include "scene/way-rail-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "scene/way-layout-private.h"
#include "scene/way-scene-private.h"

#define LABEL 170.0
#define COLUMN 190.0
#define GAP 8.0
#define CHIP 44.0 /* a touchpoint */
#define CHIP_GAP 6.0
#define ROW_PAD 14.0

typedef struct
{
  WayLayout layout; /* document, journey, theme and measure alone */
  const WayElement *leading;
  guint n_columns;
  double width;
} Rail;

/* --- what stands under what --- */

static gboolean
is_same_name (const WayElement *a, const WayElement *b)
{
  g_autofree char *x = g_utf8_casefold (way_element_get_name (a), -1), *y = g_utf8_casefold (way_element_get_name (b), -1);

  return strcmp (x, y) == 0;
}

static int
find_named (const WayElement *leading, const WayElement *phase, guint from)
{
  WayElement *other;
  guint i = 0;

  way_each (other, leading, WAY_KIND_PHASE)
    {
      if (i >= from && is_same_name (other, phase))
        return (int) i;
      i++;
    }
  return -1;
}

GArray *
way_rail_align (const WayElement *leading, const WayElement *journey)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = MAX (way_element_count (leading, WAY_KIND_PHASE), 1), next = 0;
  WayElement *phase;

  way_each (phase, journey, WAY_KIND_PHASE)
    {
      int named = find_named (leading, phase, columns->len > 0 ? next - 1 : 0);
      guint column = named >= 0 ? (guint) named : MIN (next, n - 1);

      g_array_append_val (columns, column);
      next = column + 1;
    }
  return columns;
}

/* --- cells --- */

static double
column_x (guint column)
{
  return WAY_MARGIN + LABEL + column * (COLUMN + GAP);
}

/* The feeling of the journey's people, the mean where several feel; FALSE where nobody's is known. */
static gboolean
get_feeling (const WayElement *touchpoint, double *score)
{
  WayElement *feeling;
  double sum = 0;
  guint n = 0;

  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    {
      sum += way_element_get_integer (feeling, WAY_FIELD_SCORE, 0);
      n++;
    }
  if (n > 0)
    *score = sum / n;
  return n > 0;
}

static WayDrawing *
draw_chip (Rail *self, const WayElement *touchpoint, const WayHue *hue)
{
  const WayTheme *theme = self->layout.theme;
  const WayElement *channel = way_document_follow (self->layout.document, touchpoint, WAY_FIELD_CHANNEL);
  WayDrawing *drawing = way_drawing_new (COLUMN, CHIP);
  double score = 0, room = COLUMN - 44 - 10;
  gboolean felt = get_feeling (touchpoint, &score);
  WayText *name = way_layout_text (&self->layout, way_element_get_name (touchpoint), WAY_STYLE_SMALL_BOLD, felt ? room - 22 : room, 2);
  WayShape *box = way_drawing_add_box (drawing, (WayRect){ 0.5, 0.5, COLUMN - 1, CHIP - 1 }, 8, theme->card, theme->card_line, 1);

  box->shadow = TRUE;
  way_drawing_add_circle (drawing, 22, CHIP / 2, 13, hue->tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_icon (drawing, way_icon_for_channel (channel != NULL ? way_element_get_or_default (channel, WAY_FIELD_KIND) : NULL), 14.5, CHIP / 2 - 7.5, 15, hue->ink, 1.6);
  if (felt)
    way_part_add_face (drawing, theme, COLUMN - 19, CHIP / 2, 8, score, score > 0.5 ? theme->good.solid : score < -0.5 ? theme->bad.solid
                                                                                                                       : theme->warn.solid);
  way_drawing_set_title (drawing, way_element_get_name (touchpoint));
  if (channel != NULL)
    way_drawing_set_description (drawing, way_element_get_name (channel));
  way_drawing_add_text (drawing, name, 44, (CHIP - way_text_get_height (name)) / 2, theme->text);
  return drawing;
}

/* The phase a touchpoint begins in; −1 for none. */
static int
find_phase (const WayDocument *document, const WayElement *touchpoint)
{
  const WayElement *step = way_document_follow (document, touchpoint, WAY_FIELD_STEP);

  return step != NULL && way_element_get_parent (step) != NULL ? (int) way_element_get_index (way_element_get_parent (step)) : -1;
}

static char *
dup_people (const Rail *self, const WayElement *journey)
{
  g_auto (GStrv) ids = way_element_get_list (journey, WAY_FIELD_PERSONAS);
  GString *s = g_string_new (NULL);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *persona = way_document_lookup (self->layout.document, *id);

      if (persona != NULL)
        g_string_append_printf (s, "%s%s", s->len > 0 ? ", " : "", way_element_get_name (persona));
    }
  return g_string_free (s, FALSE);
}

static void
add_label (Rail *self, WayBand *band, const WayElement *journey)
{
  g_autofree char *people = dup_people (self, journey);
  WayText *name = way_layout_text (&self->layout, way_element_get_name (journey), WAY_STYLE_LANE, LABEL - 20, 3);
  double height = way_text_get_height (name);
  WayText *second = way_layout_text (&self->layout, people, WAY_STYLE_HINT, LABEL - 20, 2);
  WayDrawing *drawing = way_drawing_new (LABEL - 16, height + way_text_get_height (second) + 4);

  way_drawing_add_text (drawing, name, 0, 0, self->layout.theme->text);
  way_drawing_add_text (drawing, second, 0, height + 3, self->layout.theme->text_2);
  way_drawing_set_title (drawing, way_element_get_name (journey));
  way_drawing_set_description (drawing, people);
  way_drawing_set_target (drawing, way_element_get_id (journey));
  way_band_add (band, way_element_get_id (journey), WAY_PART_LANE, WAY_LAYER_CARDS, WAY_MARGIN, ROW_PAD, drawing);
}

static WayBand *
build_row (Rail *self, const WayElement *journey, gboolean stripe)
{
  WayBand *band = way_band_new (WAY_BAND_LANE, way_element_get_id (journey));
  g_autoptr (GArray) columns = way_rail_align (self->leading, journey);
  g_autofree double *ends = g_new0 (double, self->n_columns + 1);
  double height = 60;
  WayElement *touchpoint;

  add_label (self, band, journey);
  for (guint i = 0; i < self->n_columns; i++)
    ends[i] = ROW_PAD;
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      int phase = find_phase (self->layout.document, touchpoint);
      guint column;

      if (phase < 0 || phase >= (int) columns->len)
        continue;
      column = g_array_index (columns, guint, phase);

      const WayElement *of = way_element_get_parent (way_document_follow (self->layout.document, touchpoint, WAY_FIELD_STEP));
      WayHue hue = way_theme_make_hue (self->layout.theme, way_element_get (of, WAY_FIELD_COLOUR), column);

      way_band_add (band, way_element_get_id (touchpoint), WAY_PART_CARD, WAY_LAYER_CARDS, column_x (column), ends[column], draw_chip (self, touchpoint, &hue));
      ends[column] += CHIP + CHIP_GAP;
      height = MAX (height, ends[column] - CHIP_GAP);
    }
  height += ROW_PAD;

  WayDrawing *ground = way_drawing_new (self->width, height);

  if (stripe)
    way_drawing_add_box (ground, (WayRect){ 0, 0, self->width, height }, 0, self->layout.theme->stripe, WAY_COLOUR_NONE, 0);
  way_drawing_add_line (ground, WAY_MARGIN, 0.5, self->width - WAY_MARGIN, 0.5, self->layout.theme->grid, 1);
  way_band_add (band, NULL, WAY_PART_LANE, WAY_LAYER_BACKGROUND, 0, 0, ground);
  way_band_set_height (band, height);
  return band;
}

/* --- the rail --- */

static WayBand *
build_head (Rail *self)
{
  WayBand *band = way_band_new (WAY_BAND_TITLE, NULL);
  const WayElement *meta = way_document_get_meta (self->layout.document);
  const char *title = meta != NULL ? way_element_get_name (meta) : way_element_get_name (self->leading);
  double width = self->width - 2 * WAY_MARGIN;
  WayText *name = way_layout_text (&self->layout, title, WAY_STYLE_TITLE, width, 1);
  double y = way_text_get_height (name);
  WayText *second = way_layout_text (&self->layout, _ ("Journeys side by side, phase by phase"), WAY_STYLE_SUBTITLE, width, 1);
  WayDrawing *drawing = way_drawing_new (width, y + way_text_get_height (second) + 4);
  WayElement *phase;
  guint i = 0;

  way_drawing_add_text (drawing, name, 0, 0, self->layout.theme->text);
  way_drawing_add_text (drawing, second, 0, y + 2, self->layout.theme->text_2);
  way_drawing_set_title (drawing, title);
  y = 28 + way_drawing_get_height (drawing) + 18;
  way_band_add (band, NULL, WAY_PART_TITLE, WAY_LAYER_CARDS, WAY_MARGIN, 28, drawing);
  way_each (phase, self->leading, WAY_KIND_PHASE)
    {
      WayHue hue = way_theme_make_hue (self->layout.theme, way_element_get (phase, WAY_FIELD_COLOUR), i);
      WayText *text = way_layout_text (&self->layout, way_element_get_name (phase), WAY_STYLE_STEP, COLUMN - 20, 2);
      WayDrawing *box = way_drawing_new (COLUMN, 44);

      way_drawing_add_box (box, (WayRect){ 0, 0, COLUMN, 44 }, 8, hue.tint, WAY_COLOUR_NONE, 0);
      way_drawing_add_text (box, text, 10, (44 - way_text_get_height (text)) / 2, hue.ink);
      way_drawing_set_title (box, way_element_get_name (phase));
      way_band_add (band, way_element_get_id (phase), WAY_PART_PHASE, WAY_LAYER_CARDS, column_x (i), y, box);
      i++;
    }
  way_band_set_height (band, y + 44 + 12);
  return band;
}

static gboolean
is_shown (const WayElement *leading, const WayElement *journey, const GPtrArray *journeys)
{
  if (journey == leading)
    return FALSE;
  if (journeys != NULL)
    return g_ptr_array_find ((GPtrArray *) journeys, journey, NULL);
  return way_element_get (journey, WAY_FIELD_DETAILS) == NULL && g_strcmp0 (way_element_get_or_default (journey, WAY_FIELD_STATE), way_element_get_or_default (leading, WAY_FIELD_STATE)) == 0;
}

WayScene *
way_rail_scene_new (WayDocument *document, const WayElement *leading, const GPtrArray *journeys, const WayTheme *theme)
{
  WayScene *scene = way_scene_begin (document, leading, theme, NULL);
  Rail self = {
    .layout = { .document = document, .journey = leading, .theme = theme, .measure = way_scene_get_measure (scene) },
    .leading = leading,
    .n_columns = MAX (way_element_count (leading, WAY_KIND_PHASE), 1),
  };
  gboolean stripe = TRUE;
  WayElement *journey;

  self.width = column_x (self.n_columns) - GAP + WAY_MARGIN;
  way_scene_add_band (scene, build_head (&self), self.width);
  way_scene_add_band (scene, build_row (&self, leading, FALSE), self.width);
  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    if (is_shown (leading, journey, journeys))
      {
        way_scene_add_band (scene, build_row (&self, journey, stripe), self.width);
        stripe = !stripe;
      }

  WayBand *foot = way_band_new (WAY_BAND_LEGEND, NULL);

  way_band_set_height (foot, WAY_MARGIN);
  way_scene_add_band (scene, foot, self.width);
  return scene;
}
