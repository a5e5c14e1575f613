/* way-flow-private.h — what the steps of routing share: the map of what is free, planning, spreading, labels. Inside way-flow-*.c only.
 *
 * Shape:  band b has the channels 2b (above it) and 2b + 1 (below it); where two bands lie close, the channel above the
 *         lower one is the channel below the upper one. Strips are numbered: gutters first, then channels.
 *         A line's words stand on its longest level run, or beside it where that is short or an arc: spreading keeps the
 *         room free that placing labels then takes.
 */
#pragma once

#include "scene/way-flow-route.h"

#define WAY_FLOW_MAX_PORTS 12
/* Cards before one in its band that may reach as far to the right. */
#define WAY_FLOW_NEIGHBOURS 8u

typedef struct
{
  guint band;
  guint place;                                                                           /* in `order` */
  int left, right;                                                                       /* gutters beside it, -1 = none */
  gboolean open[WAY_N_SIDES];                                                            /* nothing between that side and its strip */
  guint n_ports[WAY_N_SIDES];                                                            /* lines that hold on to that side */
  float ports[WAY_N_SIDES][WAY_FLOW_MAX_PORTS], halves[WAY_N_SIDES][WAY_FLOW_MAX_PORTS]; /* and how far they reach to either side */
  guint bundles[WAY_N_SIDES][WAY_FLOW_MAX_PORTS];
} WayFlowCard;

typedef struct
{
  double y0, y1;
  guint first, count; /* in `order` */
} WayFlowBand;

typedef struct
{
  const WayFlowGround *ground;
  WayFlowCard *cards;
  guint *order; /* cards by band and x */
  WayFlowBand *bands;
  guint n_bands;
  int *blocked;            /* per gutter: how many of the bands above this one it cannot pass */
  WayFlowGutter *channels; /* 2 a band */
  int *channel;            /* which channel stands for it */
  /* The lines before the one being planned: thick ones go where there is still room. */
  const WayFlowRequest *requests;
  const WayFlowPlan *plans;
  const WayFlowRoute *routes;
  guint n_planned;
} WayFlowMap;

/* `ground` must outlive the map. (way-flow-map.c) */
void way_flow_map_init (WayFlowMap *map, const WayFlowGround *ground);
void way_flow_map_clear (WayFlowMap *map);
/* Whether a line may pass the bands `first` to `last` in this gutter; there are none if `last` < `first`. */
gboolean way_flow_map_can_pass (const WayFlowMap *map, int gutter, int first, int last);
/* From a card's side in `band` to a channel. */
gboolean way_flow_map_can_reach (const WayFlowMap *map, int gutter, int band, int channel);
/* From one channel to another. */
gboolean way_flow_map_can_change (const WayFlowMap *map, int gutter, int a, int b);

/* Side by side in their strips; sets the coordinates of the points between. `needs` (per strip, or NULL) grows to what
 * the lines would like to have. (way-flow-spread.c) */
void way_flow_spread (const WayFlowMap *map, const WayFlowRequest *requests, const WayFlowPlan *plans, guint n, WayFlowRoute *routes, double *needs);

typedef enum
{
  WAY_FLOW_WORDS_ON,    /* the line is interrupted */
  WAY_FLOW_WORDS_ABOVE, /* of the run, on the side where its ends are not */
  WAY_FLOW_WORDS_BELOW,
} WayFlowWords;

/* The level run (index into the plan's strips) that carries the line's words, or -1. (way-flow-labels.c) */
int way_flow_find_words (const WayFlowMap *map, const WayFlowRequest *request, const WayFlowPlan *plan, const WayFlowRoute *route, WayFlowWords *words);
/* Between an upright line and words that stand beside it. */
#define WAY_FLOW_BESIDE 5.0
/* The channel in which the words of a straight upright line stand to its right, or -1. Spreading leaves the middle of
 * the room kept for them in the label's y. */
int way_flow_find_beside (const WayFlowMap *map, const WayFlowRequest *request, const WayFlowPlan *plan, const WayFlowRoute *route);
/* Where they begin. */
static inline double
way_flow_words_get_y (WayFlowWords words, double y, double height)
{
  return words == WAY_FLOW_WORDS_ON ? y - height / 2 : words == WAY_FLOW_WORDS_ABOVE ? y - height - 1.5
                                                                                     : y + 1.5;
}

/* (way-flow-labels.c) */
void way_flow_place_labels (const WayFlowMap *map, const WayFlowRequest *requests, const WayFlowPlan *plans, guint n, WayFlowRoute *routes);

static inline WayFlowGutter
way_flow_map_get_strip (const WayFlowMap *map, int strip)
{
  int n = (int) map->ground->n_gutters;

  return strip < n ? map->ground->gutters[strip] : map->channels[strip - n];
}
