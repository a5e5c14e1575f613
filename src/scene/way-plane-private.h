/* way-plane-private.h — discs with names on a plane, so that no name lies on another or on a disc; inside scene/ only.
 *
 * Shape:  each disc wants to be at a point within a region. Those that come first get the place they want; later ones step
 *         aside to the nearest free one, then do with a shorter name. Where that leaves somebody without room, all do with
 *         less, and in the end without names.
 * Units:  points.
 * Errors: none. Where there is no room for all discs either, they stand at their points on each other.
 * Thread: any.
 */
#pragma once

#include "scene/way-layout-private.h"

typedef struct
{
  double x, y, radius;        /* the centre it wants; the disc with its ring */
  gboolean beside;            /* the name rather beside it than below */
  double reach;               /* how far it goes for the sake of its name; 0 = as far as it takes */
  WayRect region;             /* everything of it stays in there */
  double width[2], height[2]; /* of its name in full, and of the short one */
  double at_x, at_y;          /* out: the centre it got */
  int level;                  /* out: 0 in full, 1 short, −1 no name */
  WayRect label;              /* out: where the name stands; empty without one */
} WayPlaced;

/* `blocked`: what may not be covered. */
void way_plane_place (WayPlaced *discs, guint n, const WayRect *blocked, guint n_blocked);

/* What planes are put together from, by the layout's theme and measure alone. (way-plane-parts.c) */
#define WAY_PLANE_PAD 10.0
/* A text at (x, y) of the drawing, in one line of this width (< 0: as it comes); gives its height. */
double way_plane_add_text (WayLayout *self, WayDrawing *drawing, const char *text, WayTextStyle style, double x, double y, double width, WayColour colour);
/* A field of the ground with its name (nullable) in the corner: one with a dash is round, and stands for itself. */
void way_plane_add_field (WayLayout *self, WayBand *band, WayRect rect, WayColour fill, const char *words, WayDash dash);
/* From where a disc was judged to be to where there was room. */
void way_plane_add_tether (WayLayout *self, WayBand *band, const WayPlaced *disc);
/* What a sign means: `drawing` has it, `lead` wide. On the next row (`*y`) where it does not fit between the margins of a scene of this width;
 * gives where the next one starts. */
double way_plane_add_sign (WayLayout *self, WayBand *band, WayDrawing *drawing, const char *words, double lead, double *y, double x, double margin, double width);
