#include "scene/way-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Cards stand in rows: each takes the first row in which all its columns are free. Rows are as high as their highest
 * card, so that the cards of a row are of one size. */

#define CARD_MIN 64.0
#define PICTURE_HEIGHT 64.0

typedef struct
{
  char *text;
  const WayHue *hue;
  int icon;
} Badge;

static void
badge_clear (gpointer data)
{
  g_free (((Badge *) data)->text);
}

static void
add_badge (GArray *badges, char *text, const WayHue *hue, int icon)
{
  Badge badge = { text, hue, icon };

  g_array_append_val (badges, badge);
}

/* A number with as much of its name as has room: "NPS 48", "on time 94 %". */
static char *
dup_badge (WayLayout *self, const WayFigure *figure, double room)
{
  static const char *const scores[] = { "nps", "csat", "ces", NULL };
  const char *label = way_field_get_choice_label (way_kind_get_field (WAY_KIND_METRIC, WAY_FIELD_KIND), figure->kind);
  g_autofree char *value = way_figure_to_text (figure);
  const char *names[] = { figure->name, strcmp (figure->kind, "custom") != 0 ? label : NULL };

  if (figure->sample != WAY_SAMPLE_HIDDEN && g_strv_contains (scores, figure->kind))
    return g_strdup_printf ("%s %s", label, value);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      {
        g_autofree char *named = g_strdup_printf ("%s %s", names[i], value);

        if (way_layout_get_text_width (self, named, WAY_STYLE_SMALL_BOLD) <= room - (way_part_get_figure_icon (figure) >= 0 ? 30.5 : 18.5))
          return g_steal_pointer (&named);
      }
  return g_steal_pointer (&value);
}

/* What stands at the foot of a touchpoint: numbers first, then what hurts, what matters, what is discussed. */
static GArray *
collect_badges (WayLayout *self, const WayElement *card, double room)
{
  const char *id = way_element_get_id (card);
  GArray *badges = g_array_new (FALSE, FALSE, sizeof (Badge));
  const GPtrArray *figures = self->options.safe || self->options.full_figures ? NULL : way_figures_get_at (self->figures, id);
  int pains = GPOINTER_TO_INT (g_hash_table_lookup (self->pains_at, id));

  g_array_set_clear_func (badges, badge_clear);
  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (figures, i);

      add_badge (badges, dup_badge (self, figure, room), way_part_get_figure_hue (self->theme, figure), way_part_get_figure_icon (figure));
    }
  if (pains > 0)
    add_badge (badges, g_strdup_printf (ngettext ("Pain point", "%d pain points", (gulong) pains), pains), &self->theme->bad, WAY_ICON_PAIN);
  if (way_element_get_boolean (card, WAY_FIELD_MOMENT_OF_TRUTH))
    add_badge (badges, g_strdup (_ ("Moment of truth")), &self->theme->warn, WAY_ICON_STAR);
  if (g_hash_table_contains (self->details_of, id))
    add_badge (badges, g_strdup (_ ("In detail")), &self->theme->blue, WAY_ICON_ACTION);
  return badges;
}

/* Rows of badges from y on; returns the height. */
static double
lay_badges (WayLayout *self, WayDrawing *drawing, GArray *badges, double x, double y, double width)
{
  double at = 0, top = 0;

  for (guint i = 0; i < badges->len; i++)
    {
      const Badge *badge = &g_array_index (badges, Badge, i);
      double lead = badge->icon >= 0 ? 21 : 9;
      double text = way_layout_get_text_width (self, badge->text, WAY_STYLE_SMALL_BOLD);
      double wanted = MIN (lead + text + 9 + 0.5, width);

      if (at > 0 && at + wanted > width)
        {
          at = 0;
          top += 22;
        }
      if (drawing != NULL)
        way_part_add_badge (self, drawing, x + at, y + top, wanted, badge->text, badge->hue, badge->icon);
      at += wanted + 5;
    }
  return badges->len > 0 ? top + 18 : 0;
}

static char *
describe (WayLayout *self, const WayElement *card, const char *second, const WayEvidence *evidence, GArray *badges)
{
  GString *s = g_string_new (second);
  g_autofree char *proof = way_evidence_to_text (evidence);
  const char *prose = way_element_get (card, WAY_FIELD_DESCRIPTION);

  way_card_describe_figures (self, card, s);
  for (guint i = 0; i < badges->len; i++)
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", g_array_index (badges, Badge, i).text);
  if (!self->options.safe)
    g_string_append_printf (s, "%s%s (%s)", s->len > 0 ? " · " : "", way_evidence_get_label (evidence->state), proof);
  if (prose != NULL)
    g_string_append_printf (s, "\n%s", prose);
  return g_string_free (s, FALSE);
}

/* `drawing` NULL only measures: both calls walk the same lines, so a card cannot come out higher than was measured. */
static double
lay_touchpoint (WayLayout *self, WayDrawing *drawing, const WayGridCard *card, double width, double height)
{
  const WayElement *element = card->element;
  const WayElement *channel = way_document_follow (self->document, element, WAY_FIELD_CHANNEL);
  const WayElement *image = way_document_follow (self->document, element, WAY_FIELD_IMAGE);
  /* Where a lane shows the pictures, the cards need not. */
  cairo_surface_t *picture = image != NULL && !self->shows_pictures ? way_picture_get (image) : NULL;
  const char *second = channel != NULL ? way_element_get_name (channel) : "";
  const WayHue *hue = way_layout_get_hue (self, card->first);
  double top = picture != NULL ? PICTURE_HEIGHT : 0;
  g_autoptr (WayText) title = way_layout_text (self, way_element_get_name (element), WAY_STYLE_CARD, width - 44 - 26, 3);
  g_autoptr (WayText) line = way_layout_text (self, second, WAY_STYLE_SMALL, width - 44 - 12, 1);
  g_autoptr (GArray) badges = collect_badges (self, element, width - 2 * WAY_CARD_EDGE);
  double title_height = way_text_get_height (title), line_height = *second != '\0' ? way_text_get_height (line) : 0;
  double text_top = top + (title_height + line_height < 30 ? 9 + (26 - title_height - line_height) / 2 : 7);
  double foot = MAX (top + 38, text_top + title_height + line_height + 5);
  double badge_height = lay_badges (self, NULL, badges, 0, 0, width - 2 * WAY_CARD_EDGE);
  double figure_height = way_card_lay_figures (self, NULL, element, 0, 0, width - 2 * WAY_CARD_EDGE);
  double between = figure_height > 0 && badge_height > 0 ? 4 : 0, foot_height = figure_height + between + badge_height;
  double wanted = MAX (foot + (foot_height > 0 ? foot_height + 9 : 5), CARD_MIN + top);

  if (drawing == NULL)
    return wanted;

  WayEvidence evidence = way_evidence_count (self->document, element, self->options.today);
  int comments = GPOINTER_TO_INT (g_hash_table_lookup (self->comments_on, way_element_get_id (element)));
  WayElement *details = g_hash_table_lookup (self->details_of, way_element_get_id (element));
  g_autofree char *description = describe (self, element, second, &evidence, badges);

  way_drawing_set_title (drawing, way_element_get_name (element));
  way_drawing_set_description (drawing, description);
  if (details != NULL)
    way_drawing_set_target (drawing, way_element_get_id (details));
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 9, self->theme->card, self->theme->card_line, 1)->shadow = TRUE;
  if (picture != NULL)
    way_drawing_add_picture (drawing, picture, (WayRect){ 0.5, 0.5, width - 1, PICTURE_HEIGHT - 6 }, 8.5);
  way_drawing_add_circle (drawing, 22, top + 22, 13, hue->tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_icon (drawing, way_icon_for_channel (channel != NULL ? way_element_get (channel, WAY_FIELD_KIND) : NULL), 14, top + 14, 16, hue->ink, 1.4);
  way_drawing_add_text (drawing, g_steal_pointer (&title), 44, text_top, self->theme->text);
  if (line_height > 0)
    way_drawing_add_text (drawing, g_steal_pointer (&line), 44, text_top + title_height, self->theme->text_2);
  if (!self->options.safe)
    way_part_add_evidence (drawing, self->theme, width - 14, top + 16, evidence.state);
  if (comments > 0)
    way_drawing_add_icon (drawing, WAY_ICON_COMMENT, width - 2 * WAY_CARD_EDGE, top + 26, 12, self->theme->warn.solid, 1.6);
  way_card_lay_figures (self, drawing, element, WAY_CARD_EDGE, height - foot_height - 9, width - 2 * WAY_CARD_EDGE);
  lay_badges (self, drawing, badges, WAY_CARD_EDGE, height - badge_height - 9, width - 2 * WAY_CARD_EDGE);
  return wanted;
}

static double
lay_note (WayLayout *self, WayDrawing *drawing, const WayGridCard *card, double width, double height)
{
  const WayElement *element = card->element;
  WayHue hue = way_theme_make_note_hue (self->theme, way_element_get (element, WAY_FIELD_COLOUR));
  g_autoptr (WayText) text = way_layout_text (self, way_element_get (element, WAY_FIELD_TEXT), WAY_STYLE_BODY, width - 2 * WAY_CARD_EDGE, 6);
  int votes = self->options.safe ? 0 : way_element_get_integer (element, WAY_FIELD_VOTES, 0);
  int comments = GPOINTER_TO_INT (g_hash_table_lookup (self->comments_on, way_element_get_id (element)));
  gboolean proved = !self->options.safe && way_element_count (element, WAY_KIND_EVIDENCE) > 0;
  double foot = votes > 0 || comments > 0 || proved ? 16 : 0;
  double wanted = MAX (way_text_get_height (text) + 16 + foot, 40);

  if (drawing == NULL)
    return wanted;

  WayEvidence evidence = way_evidence_count (self->document, element, self->options.today);

  way_drawing_set_title (drawing, way_element_get_name (element));
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 5, hue.tint, WAY_COLOUR_NONE, 0)->shadow = TRUE;
  way_drawing_add_text (drawing, g_steal_pointer (&text), 10, 8, hue.ink);
  if (proved)
    way_part_add_evidence (drawing, self->theme, 15, height - 12, evidence.state);
  if (comments > 0)
    way_drawing_add_icon (drawing, WAY_ICON_COMMENT, proved ? 28 : 10, height - 18, 12, hue.ink, 1.6);
  way_part_add_votes (self, drawing, width - 9, height - 12, votes, &hue);
  return wanted;
}

static double
lay_card (WayLayout *self, WayDrawing *drawing, const WayGridCard *card, double width, double height)
{
  return way_element_get_kind (card->element) == WAY_KIND_NOTE ? lay_note (self, drawing, card, width, height)
                                                               : lay_touchpoint (self, drawing, card, width, height);
}

/* The first row in which all columns of the card are free; `taken` has a bit set of rows a column. */
static guint
find_row (GArray *taken, guint n_columns, const WayGridCard *card)
{
  for (guint row = 0;; row++)
    {
      gboolean is_free = TRUE;

      if ((row + 1) * n_columns > taken->len)
        g_array_set_size (taken, (row + 1) * n_columns);
      for (guint c = card->first; c <= card->last && is_free; c++)
        is_free = !g_array_index (taken, gboolean, row * n_columns + c);
      if (!is_free)
        continue;
      for (guint c = card->first; c <= card->last; c++)
        g_array_index (taken, gboolean, row * n_columns + c) = TRUE;
      return row;
    }
}

void
way_known_card_free (WayKnownCard *self)
{
  way_drawing_unref (self->drawing);
  g_free (self);
}

WayEvidenceState
way_layout_get_card_state (WayLayout *self, const WayGridCard *card)
{
  if (card->known->state < 0)
    card->known->state = (int) way_evidence_count (self->document, card->element, self->options.today).state;
  return (WayEvidenceState) card->known->state;
}

/* What is known of the card at this width. A card's look depends on nothing but its own revision and its figures once the
 * shared parts of the document are the same, which way-scene.c sees to. */
static WayKnownCard *
measure_card (WayLayout *self, const WayGridCard *card, double width)
{
  WayKnownCard *known = card->known;
  guint phase = way_layout_get_column (self, card->first)->phase;
  guint64 figures = way_card_digest_figures (self, card->element);

  if (known->width == width && known->phase == phase && known->figures == figures)
    return known;
  known->figures = figures;
  known->width = width;
  known->phase = phase;
  known->wanted = ceil (lay_card (self, NULL, card, width, 0));
  g_clear_pointer (&known->drawing, way_drawing_unref);
  return known;
}

static WayDrawing *
draw_card (WayLayout *self, const WayGridCard *card)
{
  WayKnownCard *known = measure_card (self, card, card->rect.width);

  if (known->drawing == NULL || known->height != card->rect.height)
    {
      way_drawing_unref (known->drawing);
      known->height = card->rect.height;
      known->drawing = way_drawing_new (known->width, known->height);
      lay_card (self, known->drawing, card, known->width, known->height);
    }
  return way_drawing_ref (known->drawing);
}

guint
way_lane_assign_rows (WayLayout *self, const WayElement *lane)
{
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);
  g_autoptr (GArray) taken = g_array_new (FALSE, TRUE, sizeof (gboolean));
  guint n_rows = 0;

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    {
      WayGridCard *card = &g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i));

      card->row = find_row (taken, way_layout_get_n_columns (self), card);
      n_rows = MAX (n_rows, card->row + 1);
    }
  return n_rows;
}

double
way_lane_build_cards (WayLayout *self, const WayElement *lane, WayBand *band)
{
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);
  g_autoptr (GArray) heights = g_array_new (FALSE, TRUE, sizeof (double));

  if (indices == NULL || indices->len == 0)
    return 0;
  g_array_set_size (heights, way_lane_assign_rows (self, lane));
  for (guint i = 0; i < indices->len; i++)
    {
      WayGridCard *card = &g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i));
      double x, width, *height = &g_array_index (heights, double, card->row);

      way_layout_get_span (self, card->first, card->last, &x, &width);
      *height = MAX (*height, measure_card (self, card, width)->wanted);
      card->rect = (WayRect){ x, 0, width, 0 };
      card->placed = TRUE;
    }

  g_autoptr (GArray) tops = g_array_new (FALSE, TRUE, sizeof (double));
  double y = 0;

  for (guint row = 0; row < heights->len; row++)
    {
      if (row > 0)
        y += way_flow_get_channel (self, lane, row, WAY_ROW_GAP);
      g_array_append_val (tops, y);
      y += g_array_index (heights, double, row);
    }
  for (guint i = 0; i < indices->len; i++)
    {
      WayGridCard *card = &g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i));
      guint row = card->row;

      card->rect.y = g_array_index (tops, double, row);
      card->rect.height = g_array_index (heights, double, row);
      card->above = way_flow_get_channel (self, lane, row, row > 0 ? WAY_ROW_GAP : WAY_LANE_PAD);
      card->below = way_flow_get_channel (self, lane, row + 1, row + 1 < heights->len ? WAY_ROW_GAP : WAY_LANE_PAD);
      way_band_add (band, way_element_get_id (card->element), WAY_PART_CARD, WAY_LAYER_CARDS, card->rect.x, card->rect.y, draw_card (self, card));
    }
  return y;
}
