#include "scene/way-plane-private.h"

#include <math.h>

#include "base/way-date.h"

/* --- places --- */

WayRect
way_places_choose (const WayPlaces *self, gboolean up, gboolean across)
{
  if (up)
    return across ? self->both : self->no_across;
  return across ? self->no_up : self->neither;
}

WayRect
way_places_get_quarter (const WayPlaces *self, gboolean high, gboolean far)
{
  double width = self->both.width / 2, height = self->both.height / 2;

  return (WayRect){ self->both.x + (far ? width : 0), self->both.y + (high ? 0 : height), width, height };
}

void
way_places_block_words (const WayPlaces *self, double quarter, double no_up, double neither, WayRect blocked[WAY_PLACES_N_WORDS])
{
  guint n = 0;

  for (guint i = 0; i < 4; i++)
    blocked[n++] = way_places_get_quarter (self, i < 2, i % 2 == 1);
  for (guint i = 0; i < 4; i++)
    blocked[i].width = quarter;
  blocked[n++] = self->no_across;
  blocked[n] = self->no_up;
  blocked[n++].width = no_up;
  blocked[n] = self->neither;
  blocked[n++].width = neither;
  for (guint i = 0; i < n; i++)
    blocked[i].height = 24;
}

/* --- words --- */

char *
way_plane_dup_day (guint32 today)
{
  g_autofree char *iso = today > 0 ? way_date_to_xml (today) : NULL;

  return iso != NULL ? way_date_to_text (iso) : NULL;
}

WayBand *
way_plane_build_title (WayLayout *self, const char *title, WayTextStyle style, const char *words, double margin, double width)
{
  WayBand *band = way_band_new (WAY_BAND_TITLE, NULL);
  WayDrawing *drawing = way_drawing_new (width, 72);
  double y = way_plane_add_text (self, drawing, title, style, 0, 0, width, self->theme->text);

  y += way_plane_add_text (self, drawing, words, WAY_STYLE_SUBTITLE, 0, y + 2, width, self->theme->text_2);
  way_drawing_set_size (drawing, width, y + 2);
  way_drawing_set_title (drawing, title);
  way_band_add (band, NULL, WAY_PART_TITLE, WAY_LAYER_CARDS, margin, 24, drawing);
  way_band_set_height (band, 24 + y + 18);
  return band;
}

double
way_plane_add_text (WayLayout *self, WayDrawing *drawing, const char *text, WayTextStyle style, double x, double y, double width, WayColour colour)
{
  WayText *measured = way_layout_text (self, text, style, width, 1);
  double height = way_text_get_height (measured);

  way_drawing_add_text (drawing, measured, x, y, colour);
  return height;
}

void
way_plane_add_field (WayLayout *self, WayBand *band, WayRect rect, WayColour fill, const char *words, WayDash dash)
{
  const WayTheme *theme = self->theme;
  WayDrawing *drawing = way_drawing_new (rect.width, rect.height);
  WayShape *box = way_drawing_add_box (drawing, (WayRect){ 0.5, 0.5, rect.width - 1, rect.height - 1 }, dash == WAY_DASH_NONE ? 0 : 8, fill, dash == WAY_DASH_NONE ? WAY_COLOUR_NONE : theme->card_line, 1);

  box->dash = dash;
  if (words != NULL)
    way_plane_add_text (self, drawing, words, WAY_STYLE_SMALL_BOLD, WAY_PLANE_PAD, 8, rect.width - 2 * WAY_PLANE_PAD, theme->text_2);
  if (words != NULL)
    way_drawing_set_title (drawing, words);
  way_band_add (band, NULL, WAY_PART_LANE, WAY_LAYER_BACKGROUND, rect.x, rect.y, drawing);
}

void
way_plane_add_axes (WayLayout *self, WayBand *band, WayRect plane, const char *up, double above, const char *across, double below)
{
  WayDrawing *upwards = way_drawing_new (plane.width, 18), *sideways = way_drawing_new (plane.width, 18);
  WayText *text = way_layout_text (self, across, WAY_STYLE_SMALL_BOLD, plane.width, 1);

  way_plane_add_text (self, upwards, up, WAY_STYLE_SMALL_BOLD, 0, 0, plane.width, self->theme->text_2);
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_BACKGROUND, plane.x, plane.y - above, upwards);
  way_drawing_add_text_centred (sideways, text, 0, plane.width, 0, self->theme->text_2);
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_BACKGROUND, plane.x, plane.y + plane.height + below, sideways);
}

/* --- discs and signs --- */

void
way_plane_add_tether (WayLayout *self, WayBand *band, const WayPlaced *disc)
{
  WayRect box = { MIN (disc->x, disc->at_x) - 3, MIN (disc->y, disc->at_y) - 3, fabs (disc->x - disc->at_x) + 6, fabs (disc->y - disc->at_y) + 6 };
  WayColour colour = self->theme->text_3;

  if (hypot (disc->x - disc->at_x, disc->y - disc->at_y) < disc->radius / 2)
    return;

  WayDrawing *drawing = way_drawing_new (box.width, box.height);

  way_drawing_add_line (drawing, disc->at_x - box.x, disc->at_y - box.y, disc->x - box.x, disc->y - box.y, colour, 1)->dash = WAY_DASH_FINE;
  way_drawing_add_circle (drawing, disc->x - box.x, disc->y - box.y, 2.2, colour, WAY_COLOUR_NONE, 0);
  way_band_add (band, NULL, WAY_PART_LEGEND, WAY_LAYER_LINES, box.x, box.y, drawing);
}

double
way_plane_add_sign (WayLayout *self, WayBand *band, WayDrawing *drawing, const char *words, double lead, double *y, double x, double margin, double width)
{
  WayText *text = way_layout_text (self, words, WAY_STYLE_HINT, -1, 1);
  double wide = lead + 5 + ceil (way_text_get_width (text));

  if (x > margin && x + wide > width - margin)
    {
      x = margin;
      *y += 20;
    }
  way_drawing_set_size (drawing, wide, 18);
  way_drawing_add_text (drawing, text, lead + 5, (18 - way_text_get_height (text)) / 2, self->theme->text_2);
  way_drawing_set_title (drawing, words);
  way_band_add (band, NULL, WAY_PART_LEGEND, WAY_LAYER_CARDS, x, *y, drawing);
  return x + wide + 16;
}
