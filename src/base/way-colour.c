#include "base/way-colour.h"

#include <math.h>

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

gboolean
way_colour_parse (const char *text, WayColour *colour)
{
  int part[6];

  if (text == NULL || text[0] != '#')
    return FALSE;
  for (int i = 0; i < 6; i++)
    if ((part[i] = g_ascii_xdigit_value (text[1 + i])) < 0)
      return FALSE;
  if (text[7] != '\0')
    return FALSE;
  *colour = (WayColour){ (part[0] * 16 + part[1]) / 255.0, (part[2] * 16 + part[3]) / 255.0, (part[4] * 16 + part[5]) / 255.0, 1 };
  return TRUE;
}

char *
way_colour_to_string (WayColour colour)
{
  return g_strdup_printf ("#%02x%02x%02x",
                          (guint) lround (CLAMP (colour.red, 0, 1) * 255),
                          (guint) lround (CLAMP (colour.green, 0, 1) * 255),
                          (guint) lround (CLAMP (colour.blue, 0, 1) * 255));
}

WayColour
way_colour_mix (WayColour a, WayColour b, double share_of_b)
{
  double s = CLAMP (share_of_b, 0, 1);

  return (WayColour){ a.red + (b.red - a.red) * s, a.green + (b.green - a.green) * s, a.blue + (b.blue - a.blue) * s, a.alpha + (b.alpha - a.alpha) * s };
}

double
way_colour_luminance (WayColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green) + 0.0722 * linear (colour.blue);
}

double
way_colour_contrast (WayColour a, WayColour b)
{
  double la = way_colour_luminance (a), lb = way_colour_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

gboolean
way_colour_equal (WayColour a, WayColour b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

WayRect
way_rect_union (WayRect a, WayRect b)
{
  double x0 = MIN (a.x, b.x), y0 = MIN (a.y, b.y);
  double x1 = MAX (a.x + a.width, b.x + b.width), y1 = MAX (a.y + a.height, b.y + b.height);

  return (WayRect){ x0, y0, x1 - x0, y1 - y0 };
}

gboolean
way_rect_intersects (WayRect a, WayRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

gboolean
way_rect_contains (WayRect a, WayRect b, double slop)
{
  return b.x >= a.x - slop && b.y >= a.y - slop && b.x + b.width <= a.x + a.width + slop && b.y + b.height <= a.y + a.height + slop;
}
