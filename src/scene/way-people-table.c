#include "scene/way-people-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-number.h"

/* Who is met in which phase; which strong voices are met too late or never; and how the wind blows. */

#define NAME 148.0
#define GAP_COLUMN 44.0
#define MARGIN_FINDINGS 14.0
#define FINDINGS_SHOWN 3
#define MANY 16 /* from here on rows are narrower, and fewer findings have room */

typedef struct
{
  double cell, row; /* sizes */
} Table;

static Table
measure_table (const WayPeopleLayout *self)
{
  guint n = MAX (self->people->phases->len, 1);

  return (Table){ CLAMP ((self->right_width - NAME - GAP_COLUMN) / n, 22, 72), way_people_get_size (self->people) > MANY ? 22 : 27 };
}

static void
add_heading (WayPeopleLayout *self, WayBand *band, const char *words, double y, double width)
{
  WayDrawing *drawing = way_drawing_new (width, 22);

  way_plane_add_text (&self->layout, drawing, words, WAY_STYLE_CARD, 0, 0, width, self->layout.theme->text);
  way_drawing_set_title (drawing, words);
  way_band_add (band, NULL, WAY_PART_TITLE, WAY_LAYER_CARDS, self->right_x, y, drawing);
}

/* Long words are cut to an abbreviation, “Consid.”, where the column is narrow: a word that goes on in the next line is two wrong ones. */
static void
append_word (WayPeopleLayout *self, GString *s, const char *word, double width)
{
  g_autofree char *fitting = g_strdup (word);
  glong n = g_utf8_strlen (word, -1);

  while (n > 1 && way_layout_get_text_width (&self->layout, fitting, WAY_STYLE_HINT) > width)
    {
      g_autofree char *start = g_utf8_substring (word, 0, --n);

      g_free (fitting);
      fitting = g_strconcat (start, ".", NULL);
    }
  g_string_append_printf (s, "%s%s", s->len > 0 ? " " : "", fitting);
}

static char *
dup_heading (WayPeopleLayout *self, const char *name, double width)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  GString *s = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      append_word (self, s, *word, width);
  return g_string_free (s, FALSE);
}

static double
add_phases (WayPeopleLayout *self, WayBand *band, const Table *table, double y)
{
  double bottom = 0;

  for (guint i = 0; i < self->people->phases->len; i++)
    {
      const WayElement *phase = g_ptr_array_index (self->people->phases, i);
      g_autofree char *heading = dup_heading (self, way_element_get_name (phase), table->cell - 6);
      WayText *text = way_layout_text (&self->layout, heading, WAY_STYLE_HINT, table->cell - 5, 3);
      double height = way_text_get_height (text);
      WayHue hue = way_theme_make_hue (self->layout.theme, way_element_get (phase, WAY_FIELD_COLOUR), i);
      WayDrawing *drawing = way_drawing_new (table->cell - 4, height);

      way_drawing_add_text (drawing, text, 0, 0, hue.ink);
      way_drawing_set_title (drawing, way_element_get_name (phase));
      way_band_add (band, way_element_get_id (phase), WAY_PART_PHASE, WAY_LAYER_CARDS, self->right_x + NAME + i * table->cell + 1, y, drawing);
      bottom = MAX (bottom, height);
    }

  WayDrawing *drawing = way_drawing_new (GAP_COLUMN, 18);

  way_plane_add_text (&self->layout, drawing, _ ("Gap"), WAY_STYLE_HINT, 8, 0, GAP_COLUMN - 8, self->layout.theme->text_2);
  way_drawing_set_title (drawing, _ ("Coverage gap"));
  way_drawing_set_description (drawing, _ ("Influence that is used, as far as it is not met by four touchpoints up to the decision: 0 is covered, 1 is wide open."));
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_CARDS, self->right_x + NAME + self->people->phases->len * table->cell, y, drawing);
  return y + MAX (bottom, 18) + 5;
}

static void
add_cell (WayPeopleLayout *self, WayDrawing *drawing, const Table *table, const WayVoice *voice, guint phase)
{
  const WayTheme *theme = self->layout.theme;
  double x = NAME + phase * table->cell, h = table->row - 5, w = table->cell - 5;
  guint n = voice->met[phase];
  gboolean missed = way_people_misses (self->people, voice, phase);
  WayColour fill = missed ? theme->bad.tint : n == 0 ? theme->chip
                                                     : way_colour_mix (theme->page, theme->blue.solid, n >= 3 ? 1 : n == 2 ? 0.55
                                                                                                                           : 0.22);
  WayColour ink = missed ? theme->bad.ink : way_colour_contrast (theme->text, fill) >= 4.5 ? theme->text
                                                                                           : theme->page;

  way_drawing_add_box (drawing, (WayRect){ x, 2, w, h }, 5, fill, missed ? theme->bad.solid : WAY_COLOUR_NONE, 1);
  if (n == 0 && !missed)
    return;

  g_autofree char *words = missed ? g_strdup ("!") : g_strdup_printf ("%u", n);
  WayText *text = way_layout_text (&self->layout, words, WAY_STYLE_SMALL_BOLD, -1, 1);

  way_drawing_add_text_centred (drawing, text, x, w, 2 + (h - way_text_get_height (text)) / 2, ink);
}

static void
describe_row (WayPeopleLayout *self, WayDrawing *drawing, const WayVoice *voice)
{
  GString *s = g_string_new (NULL);
  g_autofree char *reach = way_people_say_reach (self->people, voice);

  for (guint i = 0; i < self->people->phases->len; i++)
    g_string_append_printf (s, "%s%s: %u", s->len > 0 ? " · " : "", way_element_get_name (g_ptr_array_index (self->people->phases, i)), voice->met[i]);
  if (reach != NULL)
    g_string_append_printf (s, "\n%s", reach);
  way_drawing_set_title (drawing, way_element_get_name (voice->stakeholder));
  way_drawing_set_description (drawing, s->str);
  g_string_free (s, TRUE);
}

static double
add_row (WayPeopleLayout *self, WayBand *band, const Table *table, const WayVoice *voice, double y)
{
  const WayTheme *theme = self->layout.theme;
  double width = NAME + self->people->phases->len * table->cell + GAP_COLUMN;
  WayDrawing *drawing = way_drawing_new (width, table->row);
  WayText *name = way_layout_text (&self->layout, way_element_get_name (voice->stakeholder), WAY_STYLE_SMALL_BOLD, NAME - 26, 1);
  g_autofree char *gap = isnan (voice->gap) ? g_strdup ("?") : way_number_to_text (voice->gap, 2);
  WayText *figure = way_layout_text (&self->layout, gap, WAY_STYLE_SMALL, -1, 1);
  double at = NAME + self->people->phases->len * table->cell;

  way_people_add_attitude (self, drawing, voice->support, 9, table->row / 2 - 0.5, 7);
  way_drawing_add_text (drawing, name, 21, (table->row - way_text_get_height (name)) / 2 - 0.5, theme->text);
  for (guint i = 0; i < self->people->phases->len; i++)
    add_cell (self, drawing, table, voice, i);
  way_drawing_add_text (drawing, figure, at + 8, (table->row - way_text_get_height (figure)) / 2 - 0.5, voice->gap >= 0.3 ? theme->bad.ink : theme->text_2);
  describe_row (self, drawing, voice);
  way_band_add (band, way_element_get_id (voice->stakeholder), WAY_PART_FIGURE, WAY_LAYER_CARDS, self->right_x, y, drawing);
  return y + table->row;
}

/* --- what is found --- */

static char *
dup_finding (WayPeopleLayout *self, const WayVoice *voice)
{
  GString *s = g_string_new (NULL);

  if (voice->influence >= 0)
    g_string_append_printf (s, _ ("Influence %d %%"), voice->influence);
  else
    g_string_append (s, way_element_get_label (voice->stakeholder, WAY_FIELD_ROLE));
  if (voice->first >= 0)
    g_string_append_printf (s, _ (", first touchpoint in “%s”."), way_element_get_name (g_ptr_array_index (self->people->phases, (guint) voice->first)));
  else
    g_string_append (s, _ (", no touchpoint on this journey."));
  if (way_people_advise (self->people, voice) >= 0)
    {
      const WayElement *phase = g_ptr_array_index (self->people->phases, (guint) way_people_advise (self->people, voice));

      g_string_append_c (s, '\n');
      g_string_append_printf (s, _ ("Add a touchpoint in “%s”?"), way_element_get_name (phase));
    }
  return g_string_free (s, FALSE);
}

static double
add_finding (WayPeopleLayout *self, WayBand *band, const WayVoice *voice, double y)
{
  const WayTheme *theme = self->layout.theme;
  g_autofree char *title = g_strdup_printf (voice->reach == WAY_REACH_NEVER ? _ ("%s is never met") : _ ("%s is met too late"), way_element_get_name (voice->stakeholder));
  g_autofree char *words = dup_finding (self, voice);
  double width = self->right_width, inner = width - 28;
  WayText *text = way_layout_text (&self->layout, words, WAY_STYLE_SMALL, inner, 4);
  double height = 34 + way_text_get_height (text) + 10;
  WayDrawing *drawing = way_drawing_new (width, height);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 8, theme->bad.tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_icon (drawing, WAY_ICON_PAIN, 14, 13, 13, theme->bad.ink, 1.6);
  way_plane_add_text (&self->layout, drawing, title, WAY_STYLE_BODY_BOLD, 33, 10, inner - 19, theme->bad.ink);
  way_drawing_add_text (drawing, text, 14, 33, theme->text);
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, words);
  way_band_add (band, way_element_get_id (voice->stakeholder), WAY_PART_CARD, WAY_LAYER_CARDS, self->right_x, y, drawing);
  return y + height + 8;
}

static double
add_note (WayPeopleLayout *self, WayBand *band, const char *words, double y)
{
  WayText *text = way_layout_text (&self->layout, words, WAY_STYLE_SMALL, self->right_width, 2);
  WayDrawing *drawing = way_drawing_new (self->right_width, way_text_get_height (text));

  way_drawing_add_text (drawing, text, 0, 0, self->layout.theme->text_2);
  way_drawing_set_title (drawing, words);
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_CARDS, self->right_x, y, drawing);
  return y + way_drawing_get_height (drawing) + 8;
}

/* The heaviest first; the rest is counted. */
static double
add_findings (WayPeopleLayout *self, WayBand *band, const GArray *order, double y)
{
  guint n = 0, shown = order->len > MANY ? 1 : FINDINGS_SHOWN;

  for (guint i = 0; i < order->len; i++)
    {
      const WayVoice *voice = way_people_get (self->people, g_array_index (order, guint, i));

      if (voice->reach != WAY_REACH_FINE && n++ < shown)
        y = add_finding (self, band, voice, y);
    }
  if (n > shown)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more strong voice that is met late or never", "and %u more strong voices that are met late or never", n - shown), n - shown);

      y = add_note (self, band, more, y);
    }
  else if (n == 0 && order->len > 0)
    y = add_note (self, band, _ ("Every strong voice is met in time."), y);
  return y;
}

/* --- the climate: against us on the left, for us on the right --- */

static double
add_climate (WayPeopleLayout *self, WayBand *band, double y)
{
  const WayTheme *theme = self->layout.theme;
  double climate = self->people->climate, width = self->right_width, bar = MIN (width, 300);
  WayDrawing *drawing = way_drawing_new (width, 56);
  g_autofree char *size = way_people_dup_climate (self->people);
  g_autofree char *figure = size == NULL ? g_strdup (_ ("Decision climate: not known")) : g_strdup_printf (_ ("Decision climate: %s"), size);
  g_autofree char *known = g_strdup_printf (_ ("from %u of %u, whose influence, use and attitude are all known"), self->people->n_judged, way_people_get_size (self->people));

  way_plane_add_text (&self->layout, drawing, figure, WAY_STYLE_BODY_BOLD, 0, 0, width, theme->text);
  way_drawing_add_box (drawing, (WayRect){ 0, 22, bar / 2, 8 }, 0, theme->bad.tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_box (drawing, (WayRect){ bar / 2, 22, bar / 2, 8 }, 0, theme->good.tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_line (drawing, bar / 2, 20, bar / 2, 32, theme->text_3, 1);
  if (!isnan (climate))
    way_drawing_add_circle (drawing, bar / 2 * (1 + climate), 26, 6, climate < 0 ? theme->bad.solid : theme->good.solid, theme->page, 1.5);
  way_plane_add_text (&self->layout, drawing, known, WAY_STYLE_HINT, 0, 38, width, theme->text_2);
  way_drawing_set_title (drawing, figure);
  way_drawing_set_description (drawing, _ ("−1: all who count are against it, +1: all are for it; each weighs as much as the influence that is used."));
  way_band_add (band, NULL, WAY_PART_FIGURE, WAY_LAYER_CARDS, self->right_x, y, drawing);
  return y + 56;
}

double
way_people_build_coverage (WayPeopleLayout *self, WayBand *band, double y)
{
  Table table = measure_table (self);
  g_autoptr (GArray) order = way_people_rank (self->people);

  if (order->len == 0)
    return add_note (self, band, _ ("Nobody is in this buying center yet. Add a stakeholder, or import contacts from your customer system."), y);
  add_heading (self, band, _ ("Coverage by phase"), y, self->right_width);
  y = add_phases (self, band, &table, y + 24);
  for (guint i = 0; i < order->len; i++)
    y = add_row (self, band, &table, way_people_get (self->people, g_array_index (order, guint, i)), y);
  y = add_findings (self, band, order, y + MARGIN_FINDINGS);
  return add_climate (self, band, y + 6);
}
