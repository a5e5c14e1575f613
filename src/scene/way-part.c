#include "scene/way-layout-private.h"

#include <math.h>

#include "base/way-text.h"

void
way_part_add_face (WayDrawing *drawing, const WayTheme *theme, double x, double y, double radius, double score, WayColour colour)
{
  double s = CLAMP (score, -5, 5) / 5, k = radius / 9;
  WayPath *mouth = way_path_new ();
  /* The corners rise and the middle sinks as the face gets happier. */
  double corner = y + (3.4 - 1.6 * s) * k, middle = y + (3.4 + 2.6 * s) * k;
  double cx = x - 4 * k, ex = x + 4 * k;

  way_drawing_add_circle (drawing, x, y, radius, theme->card, colour, radius > 7 ? 2 : 1.6);
  way_drawing_add_circle (drawing, x - 3 * k, y - 2 * k, 1.2 * k, colour, WAY_COLOUR_NONE, 0);
  way_drawing_add_circle (drawing, x + 3 * k, y - 2 * k, 1.2 * k, colour, WAY_COLOUR_NONE, 0);
  way_path_move_to (mouth, cx, corner);
  way_path_curve_to (mouth, cx + 8.0 / 3 * k, middle, ex - 8.0 / 3 * k, middle, ex, corner);
  way_drawing_add_path (drawing, mouth, WAY_COLOUR_NONE, colour, 1.6 * MAX (k, 0.7));
}

void
way_part_add_evidence (WayDrawing *drawing, const WayTheme *theme, double x, double y, WayEvidenceState state)
{
  const double r = 5;
  WayColour blue = theme->accent, red = theme->bad.solid;

  switch (state)
    {
    case WAY_EVIDENCE_ASSUMPTION:
      way_drawing_add_circle (drawing, x, y, r, WAY_COLOUR_NONE, theme->text_3, 1.5)->dash = WAY_DASH_FINE;
      break;
    case WAY_EVIDENCE_INDICATED:
      {
        WayPath *half = way_path_new ();
        double k = r * 0.5522847498;

        way_path_move_to (half, x, y - r);
        way_path_curve_to (half, x - k, y - r, x - r, y - k, x - r, y);
        way_path_curve_to (half, x - r, y + k, x - k, y + r, x, y + r);
        way_path_close (half);
        way_drawing_add_circle (drawing, x, y, r, WAY_COLOUR_NONE, blue, 1.5);
        way_drawing_add_path (drawing, half, blue, WAY_COLOUR_NONE, 0);
      }
      break;
    case WAY_EVIDENCE_CONFIRMED:
      way_drawing_add_circle (drawing, x, y, r, blue, blue, 1);
      break;
    case WAY_EVIDENCE_CONTRADICTED:
      way_drawing_add_circle (drawing, x, y, r, WAY_COLOUR_NONE, red, 1.5);
      way_drawing_add_line (drawing, x - 2.6, y - 2.6, x + 2.6, y + 2.6, red, 1.5);
      way_drawing_add_line (drawing, x + 2.6, y - 2.6, x - 2.6, y + 2.6, red, 1.5);
      break;
    case WAY_EVIDENCE_STALE:
      way_drawing_add_circle (drawing, x, y, r, way_colour_mix (blue, theme->card, 0.62), WAY_COLOUR_NONE, 0);
      way_drawing_add_line (drawing, x - 5.5, y + 5.5, x + 5.5, y - 5.5, theme->card, 2);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
way_part_add_involvement (WayDrawing *drawing, const char *as, double x, double y, WayColour ink, WayColour ground)
{
  WayPath *path;

  if (g_strcmp0 (as, "decides") == 0)
    {
      path = way_path_new ();
      way_path_move_to (path, x, y - 6.5);
      way_path_line_to (path, x + 6.5, y);
      way_path_line_to (path, x, y + 6.5);
      way_path_line_to (path, x - 6.5, y);
      way_path_close (path);
      way_drawing_add_path (drawing, path, ink, WAY_COLOUR_NONE, 0);
    }
  else if (g_strcmp0 (as, "blocks") == 0)
    {
      way_drawing_add_line (drawing, x - 4.5, y - 4.5, x + 4.5, y + 4.5, ink, 2.6);
      way_drawing_add_line (drawing, x + 4.5, y - 4.5, x - 4.5, y + 4.5, ink, 2.6);
    }
  else if (g_strcmp0 (as, "acts") == 0)
    way_drawing_add_circle (drawing, x, y, 4, ink, WAY_COLOUR_NONE, 0);
  else if (g_strcmp0 (as, "consulted") == 0)
    way_drawing_add_circle (drawing, x, y, 4, ground, ink, 1.6);
  else if (g_strcmp0 (as, "informed") == 0)
    way_drawing_add_circle (drawing, x, y, 2, ink, WAY_COLOUR_NONE, 0);
}

double
way_part_add_badge (WayLayout *self, WayDrawing *drawing, double x, double y, double max_width, const char *text, const WayHue *hue, int icon)
{
  double lead = icon >= 0 ? 21 : 9;
  g_autoptr (WayText) measured = way_layout_text (self, text, WAY_STYLE_SMALL_BOLD, MAX (max_width - lead - 9, 8), 1);
  double width = MIN (lead + way_text_get_width (measured) + 9, max_width), height = way_text_get_height (measured);

  way_drawing_add_box (drawing, (WayRect){ x, y, width, 18 }, 9, hue->tint, WAY_COLOUR_NONE, 0);
  if (icon >= 0)
    way_drawing_add_icon (drawing, (WayIcon) icon, x + 7, y + 3.5, 11, hue->ink, 1.6);
  way_drawing_add_text (drawing, g_steal_pointer (&measured), x + lead, y + (18 - height) / 2, hue->ink);
  return width;
}

void
way_part_add_avatar (WayLayout *self, WayDrawing *drawing, const WayElement *person, double x, double y, double radius, WayColour colour)
{
  const WayElement *image = way_document_follow (self->document, person, WAY_FIELD_IMAGE);
  cairo_surface_t *picture = image != NULL ? way_picture_get (image) : NULL;

  if (picture != NULL)
    {
      way_drawing_add_picture (drawing, picture, (WayRect){ x - radius, y - radius, 2 * radius, 2 * radius }, radius);
      way_drawing_add_circle (drawing, x, y, radius - 0.75, WAY_COLOUR_NONE, colour, 1.5);
      return;
    }
  g_autofree char *initials = way_text_initials (way_element_get_name (person));
  g_autoptr (WayText) text = way_layout_text (self, initials, WAY_STYLE_INITIALS, -1, 1);
  double height = way_text_get_height (text);
  WayColour white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };

  way_drawing_add_circle (drawing, x, y, radius, colour, WAY_COLOUR_NONE, 0);
  way_drawing_add_text_centred (drawing, g_steal_pointer (&text), x - radius, 2 * radius, y - height / 2, way_colour_contrast (white, colour) >= 3 ? white : black);
}

void
way_part_add_arrow (WayDrawing *drawing, double x, double y, double dx, double dy, WayColour colour, double stroke_width)
{
  double length = hypot (dx, dy);
  WayPath *head = way_path_new ();

  if (length > 0)
    {
      dx /= length;
      dy /= length;
    }
  way_path_move_to (head, x - 6.5 * dx - 4.5 * dy, y - 6.5 * dy + 4.5 * dx);
  way_path_line_to (head, x, y);
  way_path_line_to (head, x - 6.5 * dx + 4.5 * dy, y - 6.5 * dy - 4.5 * dx);
  way_drawing_add_path (drawing, head, WAY_COLOUR_NONE, colour, stroke_width);
}

double
way_part_add_votes (WayLayout *self, WayDrawing *drawing, double right, double y, int votes, const WayHue *hue)
{
  if (votes <= 0)
    return 0;
  if (votes <= 5)
    {
      for (int i = 0; i < votes; i++)
        way_drawing_add_circle (drawing, right - 3 - 8 * i, y, 2.6, hue->solid, WAY_COLOUR_NONE, 0);
      return votes * 8;
    }
  /* More dots than one can count at a glance become a number. */
  g_autofree char *number = g_strdup_printf ("%d", votes);
  g_autoptr (WayText) text = way_layout_text (self, number, WAY_STYLE_SMALL_BOLD, -1, 1);
  double width = way_text_get_width (text), height = way_text_get_height (text);

  way_drawing_add_text (drawing, g_steal_pointer (&text), right - width, y - height / 2, hue->ink);
  way_drawing_add_circle (drawing, right - width - 7, y, 3.4, hue->solid, WAY_COLOUR_NONE, 0);
  return width + 12;
}

const WayHue *
way_part_get_figure_hue (const WayTheme *theme, const WayFigure *figure)
{
  if (figure->sample == WAY_SAMPLE_HIDDEN || figure->sample == WAY_SAMPLE_SMALL)
    return &theme->neutral;
  switch (figure->verdict)
    {
    case WAY_VERDICT_BETTER:
      return &theme->good;
    case WAY_VERDICT_WORSE:
      return &theme->bad;
    case WAY_VERDICT_CHANGED:
      return &theme->warn;
    case WAY_VERDICT_NONE:
    case WAY_VERDICT_NOISE:
    default:
      return &theme->neutral;
    }
}

int
way_part_get_figure_icon (const WayFigure *figure)
{
  if (figure->sample == WAY_SAMPLE_HIDDEN || figure->sample == WAY_SAMPLE_SMALL)
    return -1;
  return figure->verdict == WAY_VERDICT_BETTER ? WAY_ICON_DONE : figure->verdict == WAY_VERDICT_WORSE ? WAY_ICON_PAIN
                                                                                                      : -1;
}
