#include "scene/way-frame-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"

#define CHEVRON_TIP 14.0

/* Title. */

static void
append_part (GString *s, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", part);
}

/* As way_summary_measure_journey (), but the cards were counted when they were placed. */
static WayProof
get_proof (const WayLayout *self)
{
  WayProof proof = way_summary_measure (self->document, self->journey, WAY_BIT (WAY_KIND_TOUCHPOINT) | WAY_BIT (WAY_KIND_NOTE));

  /* Customers are not told what we believe of them. */
  if (self->options.safe || way_element_is (self->journey, WAY_FIELD_STATE, "future"))
    return (WayProof){ 0, 0 };
  return (WayProof){ proof.claims + self->proof.claims, proof.evidenced + self->proof.evidenced };
}

/* "41 % evidenced", or NULL; g_free. */
static char *
name_proof (const WayProof *proof)
{
  int percent = way_proof_get_percent (proof);

  /* Translators: how many of the claims on the map have any evidence. */
  return percent >= 0 ? g_strdup_printf (_ ("%d %% evidenced"), percent) : NULL;
}

static char *
make_subtitle (WayLayout *self, const char *title, const WayProof *proof)
{
  GString *s = g_string_new (NULL);
  const char *name = way_element_get_name (self->journey);
  const char *review = way_element_get (self->journey, WAY_FIELD_REVIEW_BY);

  if (g_strcmp0 (name, title) != 0)
    append_part (s, name);
  append_part (s, way_element_get_label (self->journey, WAY_FIELD_STATE));
  append_part (s, way_element_get (way_document_get_meta (self->document), WAY_FIELD_SUBTITLE));
  if (!self->options.safe)
    {
      append_part (s, way_element_get (self->journey, WAY_FIELD_OWNER));
      if (review != NULL)
        {
          g_autofree char *date = way_date_to_text (review);
          g_autofree char *text = g_strdup_printf (_ ("review by %s"), date);

          append_part (s, text);
        }
      if (!way_proof_is_hypothesis (proof))
        {
          g_autofree char *evidenced = name_proof (proof);

          append_part (s, evidenced);
        }
    }
  return g_string_free (s, FALSE);
}

static WayDrawing *
draw_person (WayLayout *self, const WayElement *persona, double width)
{
  WayHue hue = way_layout_get_persona_hue (self, persona);
  const char *role = way_element_get (persona, WAY_FIELD_ROLE);
  g_autoptr (WayText) name = way_layout_text (self, way_element_get_name (persona), WAY_STYLE_LANE, width - 44, 1);
  g_autoptr (WayText) line = way_layout_text (self, role, WAY_STYLE_SMALL, width - 44, 1);
  double name_height = way_text_get_height (name), line_height = role != NULL ? way_text_get_height (line) : 0;
  double y = (36 - name_height - line_height) / 2;
  WayDrawing *drawing = way_drawing_new (44 + MAX (way_text_get_width (name), role != NULL ? way_text_get_width (line) : 0), 36);

  way_drawing_set_title (drawing, way_element_get_name (persona));
  way_drawing_set_description (drawing, role);
  way_part_add_avatar (self, drawing, persona, 18, 18, 17, hue.solid);
  way_drawing_add_text (drawing, g_steal_pointer (&name), 43, y, self->theme->text);
  if (role != NULL)
    way_drawing_add_text (drawing, g_steal_pointer (&line), 43, y + name_height, self->theme->text_2);
  return drawing;
}

static double
add_line (WayLayout *self, WayDrawing *drawing, const char *text, WayTextStyle style, double width, int lines, double y, WayColour colour)
{
  if (text == NULL || *text == '\0')
    return y;

  WayText *measured = way_layout_text (self, text, style, width, lines);

  way_drawing_add_text (drawing, measured, 0, y, colour);
  return y + way_text_get_height (measured);
}

#define MARK_PAD 9.0

/* A map that is more belief than knowledge carries this wherever it goes, with the ring that assumptions have. */
static double
add_hypothesis (WayLayout *self, WayDrawing *drawing, const char *mark, double width, double y)
{
  WayText *text = way_layout_text (self, mark, WAY_STYLE_LANE, width - 2 * MARK_PAD - 16, 1);
  double height = way_text_get_height (text) + 6, across = way_text_get_width (text) + 2 * MARK_PAD + 16;
  const WayHue *warn = &self->theme->warn;

  y += 6;
  way_drawing_add_box (drawing, (WayRect){ 0, y, across, height }, height / 2, warn->tint, warn->solid, 1)->dash = WAY_DASH_FINE;
  way_drawing_add_circle (drawing, MARK_PAD + 5, y + height / 2, 5, WAY_COLOUR_NONE, warn->ink, 1.5)->dash = WAY_DASH_FINE;
  way_drawing_add_text (drawing, text, MARK_PAD + 16, y + 3, warn->ink);
  return y + height;
}

/* The journey's personas, or all of the document's where it names none. */
static GPtrArray *
list_personas (WayLayout *self)
{
  GPtrArray *personas = g_ptr_array_new ();
  g_auto (GStrv) ids = way_element_get_list (self->journey, WAY_FIELD_PERSONAS);
  WayElement *persona;

  for (char **id = ids; *id != NULL; id++)
    if ((persona = way_document_lookup (self->document, *id)) != NULL)
      g_ptr_array_add (personas, persona);
  if (personas->len == 0)
    way_each (persona, way_document_get_root (self->document), WAY_KIND_PERSONA)
      g_ptr_array_add (personas, persona);
  return personas;
}

/* Chips in rows within (x, width) from y down, right-aligned if they fit one row beside the title. */
static double
add_people (WayLayout *self, WayBand *band, GPtrArray *personas, GPtrArray *drawings, double x, double width, double y, gboolean right)
{
  double at = 0, total = 0;

  for (guint i = 0; i < drawings->len; i++)
    total += way_drawing_get_width (g_ptr_array_index (drawings, i)) + (i > 0 ? 26 : 0);
  if (right)
    at = width - total;
  for (guint i = 0; i < drawings->len; i++)
    {
      WayDrawing *drawing = g_ptr_array_index (drawings, i);

      if (!right && at > 0 && at + way_drawing_get_width (drawing) > width)
        {
          at = 0;
          y += 44;
        }
      way_band_add (band, way_element_get_id (g_ptr_array_index (personas, i)), WAY_PART_PERSONA, WAY_LAYER_CARDS, x + at, y, way_drawing_ref (drawing));
      at += way_drawing_get_width (drawing) + 26;
    }
  return y + 36;
}

WayBand *
way_frame_build_title (WayLayout *self)
{
  WayBand *band = way_band_new (WAY_BAND_TITLE, NULL);
  const WayElement *meta = way_document_get_meta (self->document);
  const char *title = meta != NULL ? way_element_get_name (meta) : way_element_get_name (self->journey);
  double width = self->grid_end - WAY_MARGIN, people_width = 0;
  g_autoptr (GPtrArray) personas = list_personas (self);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) way_drawing_unref);

  for (guint i = 0; i < personas->len; i++)
    {
      WayDrawing *drawing = draw_person (self, g_ptr_array_index (personas, i), MIN (width, 250));

      people_width += way_drawing_get_width (drawing) + 26;
      g_ptr_array_add (people, drawing);
    }

  g_autoptr (WayText) whole = way_layout_text (self, title, WAY_STYLE_TITLE, -1, 1);
  gboolean beside = people->len > 0 && MAX (MIN (way_text_get_width (whole), width * 0.5), 320) + 40 + people_width <= width;
  double title_width = beside ? width - people_width - 14 : width;
  WayDrawing *drawing = way_drawing_new (title_width, 0);
  WayProof proof = get_proof (self);
  g_autofree char *subtitle = make_subtitle (self, title, &proof), *evidenced = name_proof (&proof);
  /* Translators: on the poster of a map of which less than a third is evidenced; behind it stands "21 % evidenced". */
  g_autofree char *mark = way_proof_is_hypothesis (&proof) ? g_strdup_printf ("%s · %s", _ ("Hypothesis map"), evidenced) : NULL;
  g_autofree char *description = mark != NULL ? g_strdup_printf ("%s · %s", subtitle, mark) : NULL;
  const char *goal = way_element_get (self->journey, WAY_FIELD_GOAL);
  g_autofree char *goal_text = goal != NULL ? g_strdup_printf (_ ("Goal: %s"), goal) : NULL;
  double y = add_line (self, drawing, title, WAY_STYLE_TITLE, title_width, 2, 0, self->theme->text);

  y = add_line (self, drawing, subtitle, WAY_STYLE_SUBTITLE, title_width, 2, y + 1, self->theme->text_2);
  y = add_line (self, drawing, goal_text, WAY_STYLE_SUBTITLE, title_width, 2, y + 1, self->theme->text_2);
  if (mark != NULL)
    y = add_hypothesis (self, drawing, mark, title_width, y);
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, description != NULL ? description : subtitle);
  way_drawing_set_size (drawing, title_width, ceil (y));
  way_band_add (band, way_element_get_id (self->journey), WAY_PART_TITLE, WAY_LAYER_CARDS, WAY_MARGIN, WAY_MARGIN - 8, drawing);
  y += WAY_MARGIN - 8;
  if (beside)
    {
      double bottom = add_people (self, band, personas, people, WAY_MARGIN, width, WAY_MARGIN - 2, TRUE);

      y = MAX (y, bottom);
    }
  else if (people->len > 0)
    y = add_people (self, band, personas, people, WAY_MARGIN, width, ceil (y) + 12, FALSE);
  way_band_set_height (band, ceil (y) + 18);
  return band;
}

/* Phases and steps. */

#define PHASE_PAD 9.0

static WayDrawing *
draw_phase (WayLayout *self, const WayGridPhase *phase, gboolean first, gboolean last, double height, double y)
{
  const WayElement *element = phase->phase;
  double width = phase->width + (last ? 0 : CHEVRON_TIP - WAY_PHASE_GAP / 2), x = first ? 20 : 20 + CHEVRON_TIP / 2;
  double room = phase->width - x - (last ? CHEVRON_TIP + 2 : 10);
  WayDrawing *drawing = way_drawing_new (width, height);
  WayPath *shape = way_path_new ();
  GString *line = g_string_new (NULL);

  append_part (line, way_element_get_label (element, WAY_FIELD_BAND));
  append_part (line, way_element_get (element, WAY_FIELD_DURATION));
  g_autofree char *small = g_string_free (line, FALSE);
  const char *goal = way_element_get (element, WAY_FIELD_GOAL);

  way_path_move_to (shape, 0, 0);
  way_path_line_to (shape, width - CHEVRON_TIP, 0);
  way_path_line_to (shape, width, height / 2);
  way_path_line_to (shape, width - CHEVRON_TIP, height);
  way_path_line_to (shape, 0, height);
  if (!first)
    way_path_line_to (shape, CHEVRON_TIP, height / 2);
  way_path_close (shape);
  way_drawing_add_path (drawing, shape, phase->hue.tint, WAY_COLOUR_NONE, 0);

  WayText *name = way_layout_text (self, way_element_get_name (element), WAY_STYLE_PHASE, room, 2);

  way_drawing_add_text (drawing, name, x, y, phase->hue.ink);
  y += way_text_get_height (name);
  if (*small != '\0')
    {
      WayText *text = way_layout_text (self, small, WAY_STYLE_PHASE_SMALL, room, 2);

      way_drawing_add_text (drawing, text, x, y, self->theme->text_2);
      y += way_text_get_height (text);
    }
  if (goal != NULL)
    {
      WayText *text = way_layout_text (self, goal, WAY_STYLE_PHASE_SMALL, room, 5);

      y += 3;
      way_drawing_add_text (drawing, text, x, y, self->theme->text);
      y += way_text_get_height (text);
    }
  way_drawing_set_title (drawing, way_element_get_name (element));
  way_drawing_set_description (drawing, *small != '\0' ? small : NULL);
  /* The caller asks twice: first for the height that the texts need, then with the height of the highest. */
  way_drawing_set_size (drawing, width, MAX (height, ceil (y + PHASE_PAD)));
  return drawing;
}

WayBand *
way_frame_build_phases (WayLayout *self)
{
  WayBand *band = way_band_new (WAY_BAND_PHASES, NULL);
  double height = 0, least = 58, y = PHASE_PAD;

  for (guint i = 0; i < self->phases->len; i++)
    {
      g_autoptr (WayDrawing) drawing = draw_phase (self, way_layout_get_phase (self, i), i == 0, i + 1 == self->phases->len, 0, PHASE_PAD);

      height = MAX (height, way_drawing_get_height (drawing));
    }
  /* Names alone stand in the middle. */
  if (height < least - PHASE_PAD)
    y += floor ((least - height) / 2);
  height = MAX (height, least);
  for (guint i = 0; i < self->phases->len; i++)
    {
      const WayGridPhase *phase = way_layout_get_phase (self, i);

      way_band_add (band, way_element_get_id (phase->phase), WAY_PART_PHASE, WAY_LAYER_CARDS, phase->x, 0, draw_phase (self, phase, i == 0, i + 1 == self->phases->len, height, y));
    }
  way_band_set_height (band, height + 12);
  return band;
}

typedef struct
{
  const char *id, *name, *hint; /* the first and the last may be NULL */
  gboolean stripe, ruled;
} LaneFrame;

/* Background, hairline above and the label column. */
static void
add_lane_frame (WayLayout *self, WayBand *band, const LaneFrame *frame, double height, double *label_height)
{
  double width = self->grid_end - WAY_MARGIN;
  WayDrawing *drawing = way_drawing_new (width, height);
  double y = WAY_LANE_PAD;

  if (frame->stripe)
    way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 0, self->theme->stripe, WAY_COLOUR_NONE, 0);
  if (frame->ruled)
    way_drawing_add_line (drawing, 0, 0, width, 0, self->theme->line, 1);
  for (guint i = 1; i < self->phases->len && height > 0; i++)
    {
      double x = way_layout_get_phase (self, i)->x - WAY_PHASE_GAP / 2 - WAY_MARGIN;

      way_drawing_add_line (drawing, x, 0, x, height, self->theme->grid, 1)->dash = WAY_DASH_DOTTED;
    }

  WayText *label = way_layout_text (self, frame->name, WAY_STYLE_LANE, WAY_LABEL_WIDTH - 14, 3);

  way_drawing_add_text (drawing, label, 10, y, self->theme->text);
  y += way_text_get_height (label);
  if (frame->hint != NULL && *frame->hint != '\0')
    {
      WayText *text = way_layout_text (self, frame->hint, WAY_STYLE_SMALL, WAY_LABEL_WIDTH - 14, 2);

      way_drawing_add_text (drawing, text, 10, y + 1, self->theme->text_3);
      y += 1 + way_text_get_height (text);
    }
  way_drawing_set_title (drawing, frame->name);
  *label_height = ceil (y + WAY_LANE_PAD);
  way_band_add (band, frame->id, WAY_PART_LANE, WAY_LAYER_BACKGROUND, WAY_MARGIN, 0, drawing);
}

WayBand *
way_frame_build_steps (WayLayout *self)
{
  WayBand *band = way_band_new (WAY_BAND_STEPS, NULL);
  double height = 34, label_height;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const WayGridColumn *column = way_layout_get_column (self, i);
      g_autoptr (WayText) name = way_layout_text (self, way_element_get_name (column->step), WAY_STYLE_STEP, column->width - 2 * WAY_CELL_PAD - 16, 3);

      height = MAX (height, ceil (way_text_get_height (name) + 14));
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const WayGridColumn *column = way_layout_get_column (self, i);
      double width = column->width - 2 * WAY_CELL_PAD;
      WayDrawing *drawing = way_drawing_new (width, height);
      WayText *name = way_layout_text (self, way_element_get_name (column->step), WAY_STYLE_STEP, width - 16, 3);

      way_drawing_set_title (drawing, way_element_get_name (column->step));
      way_drawing_set_description (drawing, way_element_get (column->step, WAY_FIELD_DESCRIPTION));
      way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 6, self->theme->chip, WAY_COLOUR_NONE, 0);
      way_drawing_add_text_centred (drawing, name, 0, width, (height - way_text_get_height (name)) / 2, self->theme->text);
      way_band_add (band, way_element_get_id (column->step), WAY_PART_STEP, WAY_LAYER_CARDS, column->x + WAY_CELL_PAD, WAY_LANE_PAD, drawing);
    }
  add_lane_frame (self, band, &(LaneFrame){ NULL, _ ("Steps"), NULL, TRUE, TRUE }, height + 2 * WAY_LANE_PAD, &label_height);
  way_band_set_height (band, height + 2 * WAY_LANE_PAD);
  return band;
}

/* Lanes. */

typedef struct
{
  const char *kind;
  WayLaneBuilder build; /* what the lane derives from the rest; NULL = only the cards put into it */
  const char *hint;     /* N_() */
} LaneKind;

static const LaneKind lane_kinds[] = {
  { "touchpoints", NULL, N_ ("where it happens") },
  { "emotion", way_lane_build_emotion, N_ ("how it feels") },
  { "text", NULL, NULL },
  { "images", way_lane_build_images, NULL },
  { "channels", way_lane_build_channels, N_ ("through what") },
  { "departments", way_lane_build_departments, N_ ("who takes part") },
  { "information", way_lane_build_texts, N_ ("what is asked") },
  { "action-expected", way_lane_build_texts, N_ ("what shall be done") },
  { "motivation", way_lane_build_texts, N_ ("why it is done") },
  { "data", way_lane_build_texts, N_ ("what is asked for") },
  { "value", way_lane_build_value, N_ ("what is given, what is got") },
  { "frontstage", NULL, N_ ("what the customer sees") },
  { "backstage", NULL, N_ ("what happens behind it") },
  { "systems", NULL, N_ ("what it runs on") },
  { "pains", way_lane_build_insights, N_ ("what hurts") },
  { "opportunities", way_lane_build_insights, N_ ("what could be better") },
  { "actions", way_lane_build_insights, N_ ("what is being done") },
  { "metrics", way_lane_build_metrics, N_ ("what is measured") },
  { "evidence", way_lane_build_evidence, N_ ("what is proved") },
  { "stakeholders", way_lane_build_stakeholders, N_ ("who is involved") },
};

static const LaneKind *
find_lane_kind (const WayElement *lane)
{
  for (guint i = 0; i < G_N_ELEMENTS (lane_kinds); i++)
    if (way_element_is (lane, WAY_FIELD_KIND, lane_kinds[i].kind))
      return &lane_kinds[i];
  /* A kind from a later version still shows the cards in it. */
  return &lane_kinds[2];
}

static WayBand *
build_collapsed (WayLayout *self, const WayElement *lane, gboolean ruled)
{
  WayBand *band = way_band_new (WAY_BAND_LANE, way_element_get_id (lane));
  const GArray *cards = g_hash_table_lookup (self->cards_of, lane);
  guint n = cards != NULL ? cards->len : 0;
  double width = self->grid_end - WAY_MARGIN;
  WayDrawing *drawing = way_drawing_new (width, 26);
  g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%s (collapsed, %u card)", "%s (collapsed, %u cards)", n), way_element_get_name (lane), n)
                                : g_strdup_printf (_ ("%s (collapsed)"), way_element_get_name (lane));
  WayText *label = way_layout_text (self, text, WAY_STYLE_SMALL_BOLD, width - 44, 1);

  way_drawing_set_title (drawing, text);
  if (ruled)
    way_drawing_add_line (drawing, 0, 0, width, 0, self->theme->line, 1);
  way_drawing_add_box (drawing, (WayRect){ 0, 5, width, 17 }, 2, self->theme->chip, WAY_COLOUR_NONE, 0);
  way_drawing_add_icon (drawing, WAY_ICON_CHEVRON, 9, 7, 12, self->theme->text_2, 1.8);
  way_drawing_add_text (drawing, label, 28, 5 + (17 - way_text_get_height (label)) / 2, self->theme->text_2);
  way_band_add (band, way_element_get_id (lane), WAY_PART_LANE, WAY_LAYER_BACKGROUND, WAY_MARGIN, 0, drawing);
  way_band_set_height (band, 26);
  return band;
}

gboolean
way_frame_is_plain (const WayLayout *self, const WayElement *lane)
{
  return find_lane_kind (lane)->build == NULL && (self->options.expand || !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED));
}

WayBand *
way_frame_build_lane (WayLayout *self, const WayElement *lane, gboolean stripe, gboolean ruled)
{
  if (way_element_get_boolean (lane, WAY_FIELD_COLLAPSED) && !self->options.expand)
    return build_collapsed (self, lane, ruled);

  g_autoptr (WayBand) content = way_band_new (WAY_BAND_LANE, NULL);
  g_autoptr (WayBand) cards = way_band_new (WAY_BAND_LANE, NULL);
  WayBand *band = way_band_new (WAY_BAND_LANE, way_element_get_id (lane));
  const LaneKind *kind = find_lane_kind (lane);
  const WayElement *persona = way_document_follow (self->document, lane, WAY_FIELD_PERSONA);
  const char *hint = persona != NULL ? way_element_get_name (persona) : kind->hint != NULL ? _ (kind->hint)
                                                                                           : NULL;
  double derived = kind->build != NULL ? kind->build (self, lane, content) : 0;
  double placed = way_lane_build_cards (self, lane, cards);
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);
  guint n_rows = 0;

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    n_rows = MAX (n_rows, g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i)).row + 1);

  /* Above and below the cards as much as the lines there need. */
  double above = placed > 0 ? way_flow_get_channel (self, lane, 0, WAY_LANE_PAD) : WAY_LANE_PAD;
  double cards_y = above + (derived > 0 ? derived + WAY_LANE_PAD : 0), label_height;
  double height = ceil (cards_y + placed + (placed > 0 ? way_flow_get_channel (self, lane, n_rows, WAY_LANE_PAD) : derived > 0 ? 0
                                                                                                                               : 20));

  /* The lane's name says whose feelings it shows; it need not stand twice. */
  if (persona != NULL && strstr (way_element_get_name (lane), way_element_get_name (persona)) != NULL)
    hint = kind->hint != NULL ? _ (kind->hint) : NULL;

  LaneFrame frame = { way_element_get_id (lane), way_element_get_name (lane), hint, stripe, ruled };

  add_lane_frame (self, band, &frame, 0, &label_height);
  way_band_unref (band);

  double natural = MAX (height - way_band_get_stretch (content), MAX (label_height, 46));

  height = MAX (MAX (height, natural), way_element_get_integer (lane, WAY_FIELD_HEIGHT, 0));
  band = way_band_new (WAY_BAND_LANE, way_element_get_id (lane));
  add_lane_frame (self, band, &frame, height, &label_height);
  way_band_move_items (band, content, WAY_LANE_PAD);
  way_band_move_items (band, cards, cards_y);
  way_band_set_height (band, height);
  way_band_set_stretch (band, height - natural);

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i)).rect.y += cards_y;
  return band;
}

WayBand *
way_frame_build_separator (WayLayout *self, const WayElement *separator)
{
  WayBand *band = way_band_new (WAY_BAND_SEPARATOR, way_element_get_id (separator));
  gboolean plain = way_element_is (separator, WAY_FIELD_KIND, "plain");
  const char *name = way_element_get (separator, WAY_FIELD_NAME);
  double width = self->grid_end - WAY_MARGIN, y = 6;
  WayDrawing *drawing = way_drawing_new (width, 0);

  if (name == NULL && !plain)
    name = way_element_get_label (separator, WAY_FIELD_KIND);
  if (name != NULL)
    {
      WayText *text = way_layout_text (self, name, WAY_STYLE_SMALL_BOLD, width - 20, 1);

      way_drawing_add_text (drawing, text, 10, y, self->theme->text_2);
      y += way_text_get_height (text) + 2;
      way_drawing_set_title (drawing, name);
    }

  WayShape *line = way_drawing_add_line (drawing, 0, ceil (y) + 0.5, width, ceil (y) + 0.5, self->theme->text_3, 1.5);

  line->dash = plain ? WAY_DASH_NONE : way_element_is (separator, WAY_FIELD_KIND, "visibility") ? WAY_DASH_LONG
                                   : way_element_is (separator, WAY_FIELD_KIND, "interaction")  ? WAY_DASH_DASHED
                                                                                                : WAY_DASH_DOTTED;
  way_drawing_set_size (drawing, width, ceil (y) + 2);
  way_band_add (band, way_element_get_id (separator), WAY_PART_SEPARATOR, WAY_LAYER_BACKGROUND, WAY_MARGIN, 0, drawing);
  way_band_set_height (band, ceil (y) + 2);
  return band;
}
