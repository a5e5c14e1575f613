#include "scene/way-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Figures at the foot of a card, in full: "NPS 48 · n 214 · ±11 · ▲ 9" on one line where that fits, else the value with its
 * change above and what it stands on below. What the figures of the whole journey say of a card comes last, as words. */

#define CHIP 18.0 /* of one line */
#define GAP 4.0
#define EDGE 9.0
#define PAD 2.0   /* above and below several lines */
#define LEAD 21.0 /* with an icon */
#define MAX_CHIPS 4

typedef struct
{
  char *value;           /* "NPS 48" */
  char *number;          /* "48" by itself, where a long name may stand elsewhere, or NULL */
  char *sample, *amount; /* or NULL */
  const char *name;
  const WayHue *hue;
  int icon;
  const char *binding;
} Chip;

static void
chip_clear (Chip *self)
{
  g_free (self->value);
  g_free (self->number);
  g_free (self->sample);
  g_free (self->amount);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chip, chip_clear)

static gboolean
is_score (const WayFigure *figure)
{
  static const char *const scores[] = { "nps", "csat", "ces", NULL };

  return g_strv_contains (scores, figure->kind);
}

/* Scores are known by their kind, all else by its name. */
static const char *
get_name (const WayFigure *figure)
{
  return is_score (figure) ? way_field_get_choice_label (way_kind_get_field (WAY_KIND_METRIC, WAY_FIELD_KIND), figure->kind) : figure->name;
}

/* Something that was counted is its own n. */
static gboolean
is_count (const WayFigure *figure)
{
  return figure->sample == WAY_SAMPLE_UNKNOWN && strcmp (figure->kind, "count") == 0;
}

static char *
dup_sample (const WayLayout *layout, const WayFigure *figure)
{
  const WayElement *persona = way_document_lookup (layout->document, figure->persona);
  g_autofree char *sample = is_count (figure) || figure->sample == WAY_SAMPLE_HIDDEN ? NULL : way_figure_to_sample_text (figure);
  GString *s = g_string_new (sample);

  if (figure->is_baseline)
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", _ ("baseline"));
  if (persona != NULL)
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", way_element_get_name (persona));
  return g_string_free (s, s->len == 0);
}

static Chip
make_chip (const WayLayout *layout, const WayFigure *figure)
{
  g_autofree char *value = way_figure_to_text (figure);
  Chip chip = { .hue = way_part_get_figure_hue (layout->theme, figure), .icon = way_part_get_figure_icon (figure), .binding = figure->binding, .name = get_name (figure) };

  /* Translators: the name of a metric and its value, "NPS 48". */
  chip.value = g_strdup_printf (_ ("%s %s"), chip.name, value);
  chip.number = is_score (figure) ? NULL : g_steal_pointer (&value);
  chip.sample = dup_sample (layout, figure);
  chip.amount = way_figure_to_amount_text (figure);
  return chip;
}

typedef struct
{
  WayLayout *layout;
  WayDrawing *drawing; /* NULL only measures */
  double x, y, width;
  double at; /* how far the row is taken; 0 = nothing stands in it */
} Foot;

/* Takes `text`. */
static void
add_text (Foot *self, WayText *text, double x, double y, WayColour colour)
{
  if (self->drawing != NULL)
    way_drawing_add_text (self->drawing, text, x, y, colour);
  else
    way_text_unref (text);
}

static void
end_row (Foot *self)
{
  if (self->at > 0)
    self->y += CHIP + GAP;
  self->at = 0;
}

static void
add_ground (Foot *self, const Chip *chip, WayRect rect)
{
  if (self->drawing == NULL)
    return;
  way_drawing_add_box (self->drawing, rect, 9, chip->hue->tint, WAY_COLOUR_NONE, 0);
  if (chip->icon >= 0)
    way_drawing_add_icon (self->drawing, (WayIcon) chip->icon, rect.x + 7, rect.y + 3.5, 11, chip->hue->ink, 1.6);
  if (chip->binding != NULL)
    way_drawing_add_hotspot (self->drawing, rect, chip->binding);
}

/* On one line, beside what stands there already; FALSE if it is too long for a line of its own. */
static gboolean
add_line (Foot *self, const Chip *chip)
{
  const char *const words[] = { chip->value, chip->sample, chip->amount };
  WayText *texts[G_N_ELEMENTS (words)] = { NULL };
  double width = (chip->icon >= 0 ? LEAD : EDGE) + EDGE;
  gboolean fits;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      {
        texts[i] = way_layout_text (self->layout, words[i], i == 1 ? WAY_STYLE_SMALL : WAY_STYLE_SMALL_BOLD, -1, 1);
        width += way_text_get_width (texts[i]) + (i > 0 ? 7 : 0);
      }
  width = ceil (width);
  fits = width <= self->width;
  if (fits && self->at > 0 && self->at + width > self->width)
    end_row (self);
  if (fits)
    {
      WayRect rect = { self->x + self->at, self->y, width, CHIP };
      double x = rect.x + (chip->icon >= 0 ? LEAD : EDGE);

      add_ground (self, chip, rect);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (texts[i] != NULL)
          {
            double own = way_text_get_width (texts[i]), height = way_text_get_height (texts[i]);

            add_text (self, g_steal_pointer (&texts[i]), x, rect.y + (CHIP - height) / 2, i == 1 ? self->layout->theme->text_2 : chip->hue->ink);
            x += own + 7;
          }
      self->at += width + 5;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    way_text_unref (texts[i]);
  return fits;
}

/* Name and sample, on a line each where one has no room for both: no line ends in a dot between. */
static char *
join_words (WayLayout *layout, const Chip *chip, double room)
{
  if (chip->sample == NULL)
    return g_strdup (chip->name);

  char *words = g_strdup_printf ("%s · %s", chip->name, chip->sample);
  g_autoptr (WayText) line = way_layout_text (layout, words, WAY_STYLE_SMALL, -1, 1);

  if (way_text_get_width (line) <= room)
    return words;
  g_free (words);
  return g_strdup_printf ("%s\n%s", chip->name, chip->sample);
}

/* As wide as the card, and as high as it has to be: the value with its change, then the name where it is long, then the rest. */
static void
add_block (Foot *self, const Chip *chip)
{
  double lead = chip->icon >= 0 ? LEAD : EDGE, room = MAX (self->width - lead - EDGE, 20), below = MAX (self->width - 2 * EDGE, 20);
  g_autoptr (WayText) amount = chip->amount != NULL ? way_layout_text (self->layout, chip->amount, WAY_STYLE_SMALL_BOLD, room, 1) : NULL;
  double beside = amount != NULL ? way_text_get_width (amount) + 7 : 0;
  g_autoptr (WayText) whole = way_layout_text (self->layout, chip->value, WAY_STYLE_SMALL_BOLD, -1, 1);
  gboolean named = chip->number == NULL || way_text_get_width (whole) + beside <= room;
  g_autoptr (WayText) value = way_layout_text (self->layout, named ? chip->value : chip->number, WAY_STYLE_SMALL_BOLD, room, 2);
  g_autofree char *words = named ? g_strdup (chip->sample) : join_words (self->layout, chip, below);
  g_autoptr (WayText) rest = words != NULL ? way_layout_text (self->layout, words, WAY_STYLE_SMALL, below, 4) : NULL;
  gboolean together = way_text_get_width (value) + beside <= room;

  end_row (self);

  double y = self->y + PAD, right = self->x + self->width - EDGE;
  double height = 2 * PAD + way_text_get_height (value) + (amount != NULL && !together ? way_text_get_height (amount) : 0) + (rest != NULL ? way_text_get_height (rest) : 0);

  add_ground (self, chip, (WayRect){ self->x, self->y, self->width, ceil (height) });
  if (amount != NULL && together)
    add_text (self, way_text_ref (amount), right - way_text_get_width (amount), y, chip->hue->ink);
  add_text (self, way_text_ref (value), self->x + lead, y, chip->hue->ink);
  y += way_text_get_height (value);
  if (amount != NULL && !together)
    {
      add_text (self, way_text_ref (amount), self->x + lead, y, chip->hue->ink);
      y += way_text_get_height (amount);
    }
  if (rest != NULL)
    add_text (self, g_steal_pointer (&rest), self->x + EDGE, y, self->layout->theme->text_2);
  self->y += ceil (height) + GAP;
}

static void
add_chip (Foot *self, const Chip *chip)
{
  if (!add_line (self, chip))
    add_block (self, chip);
}

/* Quietly, so that a map on which little is measured does not shout. */
static void
add_nothing (Foot *self)
{
  WayColour colour = self->layout->theme->text_3;
  g_autoptr (WayText) text = way_layout_text (self->layout, _ ("no data"), WAY_STYLE_HINT, MAX (self->width - 16, 20), 1);
  double width = 16 + way_text_get_width (text), height = way_text_get_height (text);

  if (self->at > 0 && self->at + width > self->width)
    end_row (self);
  if (self->drawing != NULL)
    way_drawing_add_line (self->drawing, self->x + self->at + 1, self->y + CHIP / 2, self->x + self->at + 11, self->y + CHIP / 2, colour, 1.6);
  add_text (self, g_steal_pointer (&text), self->x + self->at + 16, self->y + (CHIP - height) / 2, colour);
  self->at += width + 5;
}

static gboolean
is_weakest (const WayLayout *layout, const WayElement *card)
{
  return layout->standing.weakest != NULL && g_strcmp0 (layout->standing.weakest->place, way_element_get_id (card)) == 0;
}

gboolean
way_card_lacks_figures (const WayLayout *layout, const WayElement *card)
{
  return layout->options.full_figures && !layout->options.safe && layout->standing.n_measured + layout->standing.n_hidden > 0 && way_figures_get_at (layout->figures, way_element_get_id (card)) == NULL;
}

guint64
way_card_digest_figures (const WayLayout *layout, const WayElement *card)
{
  if (way_figures_get_size (layout->figures) == 0)
    return 0;
  if (!layout->options.full_figures || layout->options.safe)
    return way_figures_get_digest_at (layout->figures, way_element_get_id (card));
  return way_figures_get_digest_at (layout->figures, way_element_get_id (card)) * 8 + 4 * way_card_lacks_figures (layout, card) + (is_weakest (layout, card) ? 2 + layout->standing.clear : 0);
}

double
way_card_lay_figures (WayLayout *layout, WayDrawing *drawing, const WayElement *card, double x, double y, double width)
{
  Foot foot = { layout, drawing, x, y, width, 0 };
  const GPtrArray *figures = layout->options.full_figures && !layout->options.safe ? way_figures_get_at (layout->figures, way_element_get_id (card)) : NULL;
  guint n = figures != NULL ? figures->len : 0, n_shown = n > MAX_CHIPS ? MAX_CHIPS - 1 : n;

  for (guint i = 0; i < n_shown; i++)
    {
      g_auto (Chip) chip = make_chip (layout, g_ptr_array_index (figures, i));

      add_chip (&foot, &chip);
    }
  if (n > n_shown)
    {
      g_auto (Chip) more = { .value = g_strdup_printf (ngettext ("%u more figure", "%u more figures", n - n_shown), n - n_shown), .hue = &layout->theme->neutral, .icon = -1, .binding = ((const WayFigure *) g_ptr_array_index (figures, n_shown))->binding };

      add_chip (&foot, &more);
    }
  if (layout->options.full_figures && !layout->options.safe && is_weakest (layout, card))
    {
      g_auto (Chip) weakest = { .value = g_strdup (layout->standing.clear ? _ ("Weakest link") : _ ("Weakest link?")), .hue = &layout->theme->warn, .icon = WAY_ICON_WEAK_LINK };

      add_chip (&foot, &weakest);
    }
  if (way_card_lacks_figures (layout, card))
    add_nothing (&foot);
  end_row (&foot);
  return MAX (foot.y - y - GAP, 0);
}

static void
append_words (GString *s, const char *words)
{
  g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", words);
}

void
way_card_describe_figures (const WayLayout *layout, const WayElement *card, GString *s)
{
  const GPtrArray *figures = layout->options.full_figures && !layout->options.safe ? way_figures_get_at (layout->figures, way_element_get_id (card)) : NULL;

  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (figures, i);
      g_auto (Chip) chip = make_chip (layout, figure);
      g_autofree char *change = way_figure_to_change_text (figure);
      const char *verdict = chip.icon < 0 ? NULL : figure->verdict == WAY_VERDICT_BETTER ? _ ("better")
                                                                                         : _ ("worse");

      append_words (s, chip.value);
      if (chip.sample != NULL)
        g_string_append_printf (s, " (%s)", chip.sample);
      if (change != NULL)
        g_string_append_printf (s, ", %s", change);
      if (verdict != NULL)
        g_string_append_printf (s, ", %s", verdict);
    }
  if (way_card_lacks_figures (layout, card))
    append_words (s, _ ("no data"));
  if (layout->options.full_figures && !layout->options.safe && is_weakest (layout, card))
    {
      /* Translators: of all touchpoints of a journey, by a metric's name. */
      g_autofree char *words = g_strdup_printf (layout->standing.clear ? _ ("the weakest of %u touchpoints by “%s”") : _ ("the lowest of %u touchpoints by “%s”, but others may be as low"), layout->standing.n_compared, layout->standing.weakest->name);

      append_words (s, words);
    }
}
