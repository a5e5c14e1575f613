#include "scene/way-people-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The sheet's list: everybody with what is known of them, and what the signs mean. */

#define ROW_PAD 5.0
#define MANY 16 /* from here on two stand in a row, without what they say */
#define BETWEEN 36.0

typedef struct
{
  const char *heading; /* N_() */
  double share;        /* of the width */
} Column;

static const Column columns[] = {
  { N_ ("Name"), 0.15 },
  { N_ ("Unit and role"), 0.2 },
  { N_ ("Influence"), 0.07 },
  { N_ ("Use"), 0.07 },
  { N_ ("Attitude"), 0.1 },
  { N_ ("Concerns"), 0.205 },
  { N_ ("Persuaded by"), 0.205 },
};

static char *
dup_percent (int percent)
{
  return percent < 0 ? g_strdup ("?") : g_strdup_printf (_ ("%d %%"), percent);
}

static char *
dup_cell (WayPeopleLayout *self, const WayVoice *voice, guint column)
{
  g_auto (GStrv) lines = column >= 5 ? way_element_get_list (voice->stakeholder, column == 5 ? WAY_FIELD_CONCERN : WAY_FIELD_PERSUADED_BY) : NULL;

  switch (column)
    {
    case 0:
      return g_strdup (way_element_get_name (voice->stakeholder));
    case 1:
      return way_people_dup_role (self, voice);
    case 2:
      return dup_percent (voice->influence);
    case 3:
      return dup_percent (voice->use);
    case 4:
      return g_strdup (voice->support != WAY_SUPPORT_UNKNOWN ? way_element_get_label (voice->stakeholder, WAY_FIELD_ATTITUDE) : "?");
    default:
      return lines[0] != NULL ? g_strjoinv ("; ", lines) : g_strdup ("?");
    }
}

/* One row, or half of one. */
static double
add_line (WayPeopleLayout *self, WayBand *band, const WayVoice *voice, gboolean half, double left, double y)
{
  const WayTheme *theme = self->layout.theme;
  double full = self->width - 2 * WAY_PEOPLE_MARGIN, width = half ? (full - BETWEEN) / 2 : full, x = 0, height = 0;
  guint n = half ? 5 : G_N_ELEMENTS (columns);
  /* Without the last two the first five have all the room. */
  double stretch = half ? 1 / 0.59 : 1;
  WayDrawing *drawing = way_drawing_new (width, 1);

  way_drawing_add_line (drawing, 0, 0, width, 0, theme->line, 0.75);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = voice != NULL ? dup_cell (self, voice, i) : g_strdup (_ (columns[i].heading));
      WayText *text = way_layout_text (&self->layout, words, voice == NULL || i == 0 ? WAY_STYLE_SMALL_BOLD : WAY_STYLE_SMALL, width * columns[i].share * stretch - 10, half ? 1 : 2);

      height = MAX (height, way_text_get_height (text));
      way_drawing_add_text (drawing, text, x, ROW_PAD, voice == NULL ? theme->text_2 : theme->text);
      x += width * columns[i].share * stretch;
    }
  way_drawing_set_size (drawing, width, height + 2 * ROW_PAD);
  way_drawing_set_title (drawing, voice != NULL ? way_element_get_name (voice->stakeholder) : _ ("Stakeholders"));
  way_band_add (band, voice != NULL ? way_element_get_id (voice->stakeholder) : NULL, WAY_PART_CELL, WAY_LAYER_CARDS, left, y, drawing);
  return y + height + 2 * ROW_PAD;
}

static double
add_part (WayPeopleLayout *self, WayBand *band, guint from, guint to, gboolean half, double left, double y)
{
  y = add_line (self, band, NULL, half, left, y);
  for (guint i = from; i < to; i++)
    y = add_line (self, band, way_people_get (self->people, i), half, left, y);
  return y;
}

double
way_people_build_list (WayPeopleLayout *self, WayBand *band, double y)
{
  guint n = way_people_get_size (self->people), half = (n + 1) / 2;
  double middle = self->width / 2 + BETWEEN / 2;

  if (n <= MANY)
    return add_part (self, band, 0, n, FALSE, WAY_PEOPLE_MARGIN, y);

  double left = add_part (self, band, 0, half, TRUE, WAY_PEOPLE_MARGIN, y), right = add_part (self, band, half, n, TRUE, middle, y);

  return MAX (left, right);
}

/* --- what the signs mean --- */

double
way_people_build_legend (WayPeopleLayout *self, WayBand *band, double y)
{
  static const char *const nicks[] = { "opponent", "sceptic", "neutral", "supporter", "mentor" };
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_STAKEHOLDER, WAY_FIELD_ATTITUDE);
  const WayTheme *theme = self->layout.theme;
  double x = WAY_PEOPLE_MARGIN;
  WayDrawing *drawing;

  for (int support = 2; support >= -3; support--)
    {
      int shown = support < -2 ? WAY_SUPPORT_UNKNOWN : support;

      drawing = way_drawing_new (18, 18);
      way_people_add_attitude (self, drawing, shown, 9, 9, 7);
      x = way_plane_add_sign (&self->layout, band, drawing, shown == WAY_SUPPORT_UNKNOWN ? _ ("attitude not known") : way_field_get_choice_label (info, nicks[support + 2]), 18, &y, x, WAY_PEOPLE_MARGIN, self->width);
    }
  drawing = way_drawing_new (30, 18);
  way_drawing_add_circle (drawing, 6, 9, 5, theme->neutral.solid, WAY_COLOUR_NONE, 0);
  way_drawing_add_circle (drawing, 21, 9, 8.5, theme->neutral.solid, WAY_COLOUR_NONE, 0);
  x = way_plane_add_sign (&self->layout, band, drawing, _ ("larger: more touchpoints"), 30, &y, x, WAY_PEOPLE_MARGIN, self->width);
  drawing = way_drawing_new (18, 18);
  way_drawing_add_circle (drawing, 9, 9, 7, theme->page, theme->neutral.solid, 1.2)->dash = WAY_DASH_FINE;
  x = way_plane_add_sign (&self->layout, band, drawing, _ ("not met"), 18, &y, x, WAY_PEOPLE_MARGIN, self->width);
  drawing = way_drawing_new (30, 18);
  way_drawing_add_line (drawing, 1, 9, 27, 9, theme->text_3, 1.8);
  way_part_add_arrow (drawing, 28, 9, 1, 0, theme->text_3, 1.8);
  way_plane_add_sign (&self->layout, band, drawing, _ ("influences; thicker: more strongly"), 30, &y, x, WAY_PEOPLE_MARGIN, self->width);
  return y + 18;
}
