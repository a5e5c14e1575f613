/* plane-shown.h — what a reader sees on a plane: discs and the names beside them, and that none lies on another. */
#pragma once

#include "scene/way-plane-scene.h"

typedef struct
{
  const char *id;      /* lives as long as the scene */
  WayRect name;        /* all its lines */
  double x, y, radius; /* the disc */
  gboolean named;
} PlaneShown;

/* (element-type PlaneShown): the items that are this part. */
GArray *plane_shown_list (const WayPlaneScene *plane, WayPart part);
/* That there are so many, all of it within the scene and nothing on anything else; gives how many have a name. */
guint plane_shown_check (guint32 seed, const WayPlaneScene *plane, WayPart part, guint n);
