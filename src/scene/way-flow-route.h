/* way-flow-route.h — where the lines between cards run: rectangles and wishes in, polylines out.
 *
 * Shape:  The cards form bands (rows of cards side by side). Between columns lie gutters, above and below each band
 *         channels. A line leaves a card by one side, takes at most three strips (gutter, channel, gutter …) and
 *         arrives at another side; the cheapest of a few such plans is taken. Then lines that share a strip are put
 *         side by side, and labels find a place in a channel.
 * Units:  points, y down.
 * Errors: none; a line that finds no way (cards that overlap) is not `found` and goes straight.
 * Thread: any; pure functions of their arguments, the same each time.
 * Cost:   about a microsecond a line, no search over a grid: what is blocked is a difference of two prefix sums.
 * Source: left-edge track assignment after Hashimoto & Stevens 1971.
 */
#pragma once

#include "scene/way-path.h"

G_BEGIN_DECLS

/* A strip between two columns that cards leave free, from top to bottom; sorted, and one on each outer side. */
typedef struct
{
  double start, end;
} WayFlowGutter;

typedef struct
{
  const WayRect *cards;
  guint n_cards;
  const WayFlowGutter *gutters;
  guint n_gutters;
  double top, bottom; /* lines stay between */
  /* Per card: from where above it to where below it its row leaves room for lines. NULL: judged by the distance of the cards. */
  const WayFlowGutter *rooms;
} WayFlowGround;

typedef enum
{
  WAY_FLOW_BOW = 1 << 0,  /* an arc where that is free: loops */
  WAY_FLOW_WIDE = 1 << 1, /* a ribbon: takes twice the room */
  WAY_FLOW_FALL = 1 << 2, /* leaves sideways and turns down; to the same card: ends below it */
  WAY_FLOW_BUS = 1 << 3,  /* lies on all others of its bundle that go the same way along a strip, wherever they come from; of a card they
                           * all leave at one place, and arrive at another */
} WayFlowFlags;

typedef struct
{
  guint from, to; /* cards */
  guint flags;
  double label_width, label_height; /* 0 = none */
  double label_least;               /* what of the width must be there; it is cut down to this before it goes without */
  double thick;                     /* what the line is drawn with beyond an ordinary one; 0 = ordinary */
  guint bundle;                     /* lines of the same bundle lie on one another as far as they go together; even ones begin at the
                                     * same card, odd ones end there; 0 = by itself */
} WayFlowRequest;

typedef enum
{
  WAY_SIDE_LEFT,
  WAY_SIDE_RIGHT,
  WAY_SIDE_TOP,
  WAY_SIDE_BOTTOM,
  WAY_N_SIDES
} WayFlowSide;

/* By which sides and strips a line goes, whatever their sizes: from one strip to the next, at most three of them, gutters
 * and channels by turns. None: straight, or not found. */
typedef struct
{
  WayFlowSide out, in;
  guint n_strips;
  int strips[3];
} WayFlowPlan;

#define WAY_FLOW_MAX_POINTS 6

typedef struct
{
  gboolean found;
  gboolean bow; /* four points that are drawn as one arc */
  guint n;
  double x[WAY_FLOW_MAX_POINTS], y[WAY_FLOW_MAX_POINTS];
  gboolean labelled;
  WayRect label; /* never wider than asked for */
} WayFlowRoute;

/* How far apart lines are that share a strip, room permitting. */
#define WAY_FLOW_PITCH 5.0
#define WAY_FLOW_LEAST_PITCH 2.5

/* `routes` has as many elements as `requests`, and so has `plans`: those of way_flow_measure () for a ground with the same
 * rows and columns, or NULL. */
void way_flow_route (const WayFlowGround *ground, const WayFlowRequest *requests, guint n_requests, const WayFlowPlan *plans, WayFlowRoute *routes);
/* How wide each gutter and how high the room above (`start`) and below (`end`) each card has to be, so that every line
 * has its track, every arrowhead a piece of line behind it and the words of a line cover no other. With more room than
 * here another way may seem shorter; the plans keep lines to the ways that the room was made for. */
void way_flow_measure (const WayFlowGround *ground, const WayFlowRequest *requests, guint n_requests, WayFlowPlan *plans, double *gutters, WayFlowGutter *rooms);
/* The line as it is drawn. */
WayPath *way_flow_route_make_path (const WayFlowRoute *self, double radius);
/* The direction in which it arrives. */
void way_flow_route_get_end (const WayFlowRoute *self, double *dx, double *dy);

G_END_DECLS
