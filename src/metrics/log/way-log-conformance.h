/* way-log-conformance.h — the drawn way held against what customers really do (R003-5).
 *
 * Shape:  a drawn graph over the nodes of a view, and the view's variants → for each variant the cost of the best alignment with any run
 *         through the graph, and from these how well the map fits.
 * Units:  an event that the run does not have costs 1, a touchpoint of the run without an event costs 1; fitness from 0 to 1.
 * Errors: none. Without a start or an end no run leads through the graph, and `has_run` is FALSE.
 * Owns:   its arrays.
 * Thread: any.
 * Source: Adriansyah, Aligning Observed and Modeled Behavior (2014); fitness = 1 − cost / (length + shortest run).
 */
#pragma once

#include "metrics/log/way-log-variants.h"

G_BEGIN_DECLS

typedef struct _WayDrawnWay WayDrawnWay;

WayDrawnWay *way_drawn_way_new (guint n_nodes);
/* The connections of a journey, but for drop-outs; `view` was made for that journey. Starts are touchpoints that nothing leads to but
 * loops, ends those that lead on nowhere but by loops; connected ones only. */
WayDrawnWay *way_drawn_way_new_for_journey (const WayLogView *view, const WayElement *journey);
/* One way, from its first to its last node: any that a customer took. */
WayDrawnWay *way_drawn_way_new_for_variant (guint n_nodes, const WayVariant *variant);
/* The steps of a pattern one after the other; each may be any of the nodes that its name means. As on a map, a node is one place: where
 * it comes twice, all ways lead on from it. */
WayDrawnWay *way_drawn_way_new_for_query (const WayLogView *view, const WayLogQuery *query);
void way_drawn_way_free (WayDrawnWay *self);
/* Touchpoints that are not on the drawn way cost like events that the map does not show. */
void way_drawn_way_add_node (WayDrawnWay *self, guint32 node);
/* Adds both nodes as well. */
void way_drawn_way_add_edge (WayDrawnWay *self, guint32 from, guint32 to);
void way_drawn_way_add_start (WayDrawnWay *self, guint32 node);
void way_drawn_way_add_end (WayDrawnWay *self, guint32 node);
gboolean way_drawn_way_has_edge (const WayDrawnWay *self, guint32 from, guint32 to);

typedef struct
{
  gboolean has_run;
  guint shortest; /* nodes on the shortest run */
  guint n_cases, n_exact;
  double share_exact; /* of journeys that follow the map exactly */
  double fitness;     /* the mean over the journeys */
  guint64 cost;       /* of all journeys together */
  guint follows, follows_drawn;
  double edge_fit;              /* share of steps from one event to the next that the map shows */
  guint *costs;                 /* by variant */
  double *fitnesses;            /* by variant */
  guint n_events, n_events_off; /* events of nodes that are not on the drawn way count as off, too */
} WayConformance;

/* `view` is whole (see way_log_view_new_for_journey ()): events the map does not show cost, too. */
WayConformance *way_log_conformance_new (const WayLogView *view, const WayVariants *variants, const WayDrawnWay *drawn);
void way_log_conformance_free (WayConformance *self);

typedef enum
{
  WAY_MISSING_EVENT,      /* a node that customers come to and the map does not lead to */
  WAY_MISSING_STEP,       /* from one node to the next, not drawn */
  WAY_MISSING_TOUCHPOINT, /* drawn, and nobody comes there */
  WAY_MISSING_CONNECTION, /* drawn, and nobody goes there */
} WayMissingKind;

typedef struct
{
  WayMissingKind kind;
  guint32 node, to; /* `to` of steps and connections; else WAY_LOG_UNBOUND */
  guint count;      /* events, or steps; 0 for what nobody does */
} WayMissing;

/* (element-type WayMissing): what the map does not show, by count, then what it shows and nobody does. `view` is whole. */
GArray *way_log_conformance_list_missing (const WayLogView *view, const WayDrawnWay *drawn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayDrawnWay, way_drawn_way_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayConformance, way_log_conformance_free)

G_END_DECLS
