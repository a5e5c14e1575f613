#include "scene/way-ideas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The sheet's list: all of them by rank, so that also those are read whose name has no room on the plane. */

#define RANK 34.0
#define SIGN 26.0
#define NUMBERS 58.0
#define PAD 6.0

static double
add_heading (WayIdeasLayout *self, WayBand *band, double x, double width, double y)
{
  const WayTheme *theme = self->layout.theme;
  WayDrawing *drawing = way_drawing_new (width, 42);
  WayText *numbers = way_layout_text (&self->layout, _ ("impact / effort"), WAY_STYLE_HINT, -1, 1);

  way_plane_add_text (&self->layout, drawing, _ ("By rank"), WAY_STYLE_CARD, 0, 0, width / 2, theme->text);
  way_drawing_add_text (drawing, numbers, width - way_text_get_width (numbers), 3, theme->text_2);
  way_drawing_set_size (drawing, width, 24);
  way_drawing_set_title (drawing, _ ("By rank"));
  way_band_add (band, NULL, WAY_PART_TITLE, WAY_LAYER_CARDS, x, y, drawing);
  return y + 26;
}

static char *
dup_judged (int value)
{
  return value > 0 ? g_strdup_printf ("%d", value) : g_strdup ("?");
}

static double
add_row (WayIdeasLayout *self, WayBand *band, const WayIdea *idea, double x, double width, double y)
{
  const WayTheme *theme = self->layout.theme;
  g_autofree char *name = way_ideas_dup_name (idea), *words = way_ideas_dup_words (idea), *impact = dup_judged (idea->impact), *effort = dup_judged (idea->effort);
  g_autofree char *rank = g_strdup_printf ("%.0f", idea->rank), *numbers = g_strdup_printf ("%s / %s", impact, effort);
  g_autofree char *said = idea->customers > 0 ? g_strdup_printf (ngettext ("%d customer said so", "%d customers said so", (gulong) idea->customers), idea->customers) : g_strdup (_ ("no customer said so yet"));
  g_autofree char *second = g_strjoin (" · ", said, way_ideas_get_answer_label (idea->answer), NULL);
  double inner = width - RANK - SIGN - NUMBERS;
  WayText *title = way_layout_text (&self->layout, name, WAY_STYLE_BODY_BOLD, inner, 2), *line = way_layout_text (&self->layout, second, WAY_STYLE_HINT, inner, 1);
  WayText *figure = way_layout_text (&self->layout, rank, WAY_STYLE_SMALL_BOLD, -1, 1), *judged = way_layout_text (&self->layout, numbers, WAY_STYLE_SMALL, -1, 1);
  double above = way_text_get_height (title), height = PAD + above + way_text_get_height (line) + PAD;
  WayDrawing *drawing = way_drawing_new (width, height);

  way_drawing_add_line (drawing, 0, 0, width, 0, theme->line, 0.75);
  way_drawing_add_text (drawing, figure, 0, PAD + 1, theme->text_2);
  way_ideas_add_disc (self, drawing, idea, RANK + 9, PAD + 9, 9);
  way_drawing_add_text (drawing, judged, width - way_text_get_width (judged), PAD + 1, theme->text);
  way_drawing_add_text (drawing, title, RANK + SIGN, PAD, theme->text);
  way_drawing_add_text (drawing, line, RANK + SIGN, PAD + above, theme->text_2);
  way_drawing_set_title (drawing, name);
  way_drawing_set_description (drawing, words);
  way_band_add (band, way_element_get_id (idea->element), WAY_PART_CELL, WAY_LAYER_CARDS, x, y, drawing);
  return y + height;
}

double
way_ideas_build_list (WayIdeasLayout *self, WayBand *band, double x, double width, double y)
{
  y = add_heading (self, band, x, width, y);
  for (guint i = 0; i < self->ideas->len; i++)
    y = add_row (self, band, &g_array_index (self->ideas, WayIdea, i), x, width, y);
  return y;
}
