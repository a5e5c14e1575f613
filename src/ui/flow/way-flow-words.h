/* way-flow-words.h — what is said of one piece of the flow: a way from a touchpoint to another, where journeys begin or end.
 *
 * Shape:  the id of an item on the map (a connection, or as in way-traffic.h) and the flow that is shown → what it is, its words.
 * Errors: none; what is no longer in the flow has no words.
 * Thread: main.
 */
#pragma once

#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

typedef struct
{
  WayTrafficMark mark;          /* NONE: nothing of the flow */
  char *from, *to;              /* ids of touchpoints, owned; `to` NULL unless it is a way */
  const WayTrafficEdge *edge;   /* NULL: nobody goes there, or no way */
  const WayTrafficPlace *place; /* of `from`; NULL: nobody comes there */
  const WayJourneyLine *line;   /* with the same figures in full, or NULL */
  gboolean drawn;
} WayFlowPiece;

/* Borrows from the watch until its next change. */
WayFlowPiece *way_flow_piece_new (WayFlowWatch *watch, const char *id);
void way_flow_piece_free (WayFlowPiece *self);

/* Those of the ids that are of the flow, the busiest first; g_strfreev. */
char **way_flow_sort_ids (WayFlowWatch *watch, const char *const *ids);

/* "“Offer” → “Order”", "“Offer”: journeys that end here"; g_free. */
char *way_flow_piece_dup_title (const WayFlowPiece *self, WayFlowWatch *watch);
/* How many journeys, what share, how long they take, whether it is drawn; a line each, g_free. */
char *way_flow_piece_dup_facts (const WayFlowPiece *self, WayFlowWatch *watch);
/* As the map has it: of what is drawn the connection's; g_free. */
char *way_flow_piece_dup_id (const WayFlowPiece *self, WayFlowWatch *watch);
/* Share and journeys, for a row of a list: "75 % · 30"; g_free. */
char *way_flow_piece_dup_brief (const WayFlowPiece *self, WayFlowWatch *watch);
/* “Journeys that…” go this way or end here, or NULL where none can be asked for; g_free. */
char *way_flow_piece_dup_query (const WayFlowPiece *self, WayFlowWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFlowPiece, way_flow_piece_free)

G_END_DECLS
