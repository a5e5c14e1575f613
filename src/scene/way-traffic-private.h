/* way-traffic-private.h — the parts of real flow over a map: bands, words and hooks, the row of events without a touchpoint.
 *
 * Shape:  way-flow-traffic.c draws into the flow's band; the placer finds room for words where no card and no other word is; the
 *         rim is a band of its own below the lanes.
 * Units:  points.
 */
#pragma once

#include "scene/way-layout-private.h"

/* Instead of way_flow_build (), for layouts that show traffic. (way-flow-traffic.c) */
void way_flow_build_traffic (WayLayout *self, WayBand *band, double top, double bottom);
/* The events that no touchpoint stands for; NULL if there is none. (way-traffic-rim.c) */
WayBand *way_traffic_build_rim (WayLayout *self);
/* Where journeys break contact rules: a badge over the top edge of a card. (way-rule-marks.c) */
void way_rule_marks_build (WayLayout *self, WayBand *band);
/* On the card of an event that no touchpoint stands for; the rectangle is the card's. */
void way_rule_marks_add_event (WayLayout *self, WayBand *band, const char *name, WayRect card);
/* Appends where they stand (element-type WayRect), so that no words come there. */
void way_rule_marks_list_rooms (WayLayout *self, GArray *rooms);
/* The badge with this text, as legends show it. */
double way_rule_marks_draw_badge (WayLayout *self, WayDrawing *drawing, double x, double y, const char *text);
static inline gboolean
way_layout_shows_traffic (const WayLayout *self)
{
  return self->options.traffic != NULL && !self->options.safe;
}

/* Where traffic is shown, columns lie at least so much further apart, and there is at least so much above, between and below rows of
 * cards: the same whatever is filtered or hidden, so that no card moves for that. */
#define WAY_TRAFFIC_APART 30.0
#define WAY_TRAFFIC_CHANNEL 38.0

/* A straight piece of a band that no other shares, so that words beside it can mean no other. */
typedef struct
{
  double x0, y0, x1, y1;
} WayTrafficPiece;

typedef struct
{
  const WayHue *hue;
  const WayFlowWishes *wishes; /* whose signs go in front, with what the map says; NULL = none */
  guint line;                  /* among them */
  const char *own;             /* what the map says of the connection: in front, shortened, or left out; NULL = nothing */
  const char *words, *more;    /* `more` is put below or behind; of a hook it is what remains where there is little room */
  WayRect rect;                /* out: where the words came to stand */
  WayRect hook;                /* out */
} WayTrafficLabel;

typedef struct _WayTrafficPlacer WayTrafficPlacer;

/* (way-traffic-words.c) */
WayTrafficPlacer *way_traffic_placer_new (WayLayout *layout, const WayFlowGround *ground);
void way_traffic_placer_free (WayTrafficPlacer *self);
/* Words rather stay off it. */
void way_traffic_placer_add_route (WayTrafficPlacer *self, const WayFlowRoute *route, double thick);
/* NULL if there is no room. */
WayDrawing *way_traffic_place_on_pieces (WayTrafficPlacer *self, const WayTrafficPiece *pieces, guint n_pieces, double thick, WayTrafficLabel *label);
/* Always gives the hook; NULL if there is no room for words. */
WayDrawing *way_traffic_place_hook (WayTrafficPlacer *self, WayRect card, double room, gboolean begins, double thick, gboolean faint, WayTrafficLabel *label, WayDrawing **hook);
