/* way-colour.h — sRGB colours and rectangles as plain values.
 *
 * Units:  colour parts 0..1, not premultiplied; rectangles in points, y down.
 * Errors: none.
 * Thread: any.
 * Source: contrast after WCAG 2.1, relative luminance of IEC 61966-2-1 (sRGB).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} WayColour;

typedef struct
{
  double x, y, width, height;
} WayRect;

/* From "#rrggbb"; FALSE leaves `colour` as it was. */
gboolean way_colour_parse (const char *text, WayColour *colour);
/* "#rrggbb", without alpha; g_free. */
char *way_colour_to_string (WayColour colour);
WayColour way_colour_mix (WayColour a, WayColour b, double share_of_b);
double way_colour_luminance (WayColour colour);
/* 1 (the same) to 21 (black on white). */
double way_colour_contrast (WayColour a, WayColour b);
gboolean way_colour_equal (WayColour a, WayColour b);

WayRect way_rect_union (WayRect a, WayRect b);
gboolean way_rect_intersects (WayRect a, WayRect b);
/* Whether `b` lies within `a`, allowing `slop` points on each side. */
gboolean way_rect_contains (WayRect a, WayRect b, double slop);

G_END_DECLS
