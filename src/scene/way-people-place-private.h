/* way-people-place-private.h — discs with names on a plane, so that no name lies on another or on a disc; inside scene/ only.
 *
 * Shape:  each disc wants to be at a point within a region. Those that come first get the place they want; later ones step
 *         aside to the nearest free one, then do with a shorter name. Where that leaves somebody without room, all do with
 *         less, and in the end without names.
 * Units:  points.
 * Errors: none. Where there is no room for all discs either, they stand at their points on each other.
 * Thread: any.
 */
#pragma once

#include "base/way-colour.h"

typedef struct
{
  double x, y, radius;        /* the centre it wants; the disc with its ring */
  gboolean beside;            /* the name rather beside it than below */
  WayRect region;             /* everything of it stays in there */
  double width[2], height[2]; /* of its name in full, and of the short one */
  double at_x, at_y;          /* out: the centre it got */
  int level;                  /* out: 0 in full, 1 short, −1 no name */
  WayRect label;              /* out: where the name stands; empty without one */
} WayPlaced;

/* `blocked`: what may not be covered. */
void way_people_place (WayPlaced *discs, guint n, const WayRect *blocked, guint n_blocked);
