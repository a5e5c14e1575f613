/* way-ideas-private.h — what the parts of the drawing of pain points and opportunities share; inside scene/ only. */
#pragma once

#include "model/way-ideas.h"
#include "scene/way-ideas-scene.h"
#include "scene/way-plane-private.h"

typedef struct
{
  WayLayout layout; /* document, journey, theme and measure alone */
  GArray *ideas;    /* (element-type WayIdea), by rank */
  WayPlaneOptions options;
  gboolean is_rtl;
  double width, margin; /* of the scene */
  double plane_width;   /* of the plane with what stands beside it */
  WayPlaces places;
  double scale;     /* of the discs */
  WayPlaced *discs; /* one an idea, owned */
} WayIdeasLayout;

/* Adds to `band` from `y` down and gives where it ends. (way-ideas-plane.c) */
double way_ideas_build_plane (WayIdeasLayout *self, WayBand *band, double y, double height);
double way_ideas_build_legend (WayIdeasLayout *self, WayBand *band, double y);
/* All of them by rank. (way-ideas-list.c) */
double way_ideas_build_list (WayIdeasLayout *self, WayBand *band, double x, double width, double y);

/* The sign of a pain point or an opportunity in a circle: hollow while nothing is done about it, with a check mark once all is. */
void way_ideas_add_disc (const WayIdeasLayout *self, WayDrawing *drawing, const WayIdea *idea, double x, double y, double radius);
/* “impact 4 of 5 · effort not judged · 6 customers said so”; g_free. */
char *way_ideas_dup_words (const WayIdea *idea);
/* Its words in one line, g_free. */
char *way_ideas_dup_name (const WayIdea *idea);
/* “an action is open”; translated. */
const char *way_ideas_get_answer_label (WayAnswer answer);
