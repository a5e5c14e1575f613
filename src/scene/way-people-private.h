/* way-people-private.h — what the parts of the buying center's drawing share; inside scene/ only. */
#pragma once

#include "model/way-people.h"
#include "scene/way-plane-private.h"
#include "scene/way-people-scene.h"

typedef struct
{
  WayLayout layout; /* document, journey, theme and measure alone */
  WayPeople *people;
  WayPlaneOptions options;
  double width;   /* of the scene */
  double right_x; /* of the table beside or below the plane */
  double right_width;
  double plane_width; /* of the plane with what stands beside it */
  WayPlaces places;
  WayPlaced *discs; /* one a voice, owned */
  guint *order;     /* voices as they were placed, owned */
} WayPeopleLayout;

#define WAY_PEOPLE_MARGIN 40.0

/* Adds to `band` from `y` down and gives where it ends. (way-people-plane.c) */
double way_people_build_plane (WayPeopleLayout *self, WayBand *band, double y, double height);
/* Coverage by phase, what is found, the climate. (way-people-table.c) */
double way_people_build_coverage (WayPeopleLayout *self, WayBand *band, double y);
/* Everybody with what is known of them. (way-people-list.c) */
double way_people_build_list (WayPeopleLayout *self, WayBand *band, double y);
double way_people_build_legend (WayPeopleLayout *self, WayBand *band, double y);

/* The hue of a voice, as in the lane of stakeholders. */
WayHue way_people_get_hue (const WayPeopleLayout *self, const WayVoice *voice);
/* Of the attitude: what its ring is drawn in. */
WayColour way_people_get_ring (const WayPeopleLayout *self, int support);
/* “IT · Gatekeeper”; g_free. */
char *way_people_dup_role (const WayPeopleLayout *self, const WayVoice *voice);
/* The sign of an attitude: a face, a question mark where it is not known. */
void way_people_add_attitude (WayPeopleLayout *self, WayDrawing *drawing, int support, double x, double y, double radius);
