/* way-cells.h — a journey's grid as plain lists: steps across, lanes down, cards in their cells.
 *
 * Shape:  a snapshot, made when it is needed and thrown away; it holds until the document changes.
 * Errors: none; a card whose lane or step is not in the journey stands nowhere.
 * Owns:   its lists, not the elements in them.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  const WayElement *journey;
  GPtrArray *steps;   /* (element-type WayElement), over all phases */
  GPtrArray *lanes;   /* (element-type WayElement), without the separators */
  GHashTable *places; /* id of a step or lane (borrowed) → its number plus one */
  GPtrArray **cells;  /* (element-type WayElement) of lane * steps + step: the cards that begin there; NULL = none */
  guint n_cells;
} WayCells;

WayCells *way_cells_new (const WayElement *journey);
/* Steps and lanes alone: every cell counts as empty. Costs nothing where there are thousands of cards. */
WayCells *way_cells_new_frame (const WayElement *journey);
void way_cells_free (WayCells *self);

/* The column of a step or the row of a lane by id, or -1. */
int way_cells_find (const WayCells *self, const char *id);
/* Where a card stands; the last column is that of “until”, never left of the first. */
gboolean way_cells_get_place (const WayCells *self, const WayElement *card, guint *lane, guint *first, guint *last);
/* The cards that begin in the cell, in the order of the file; NULL counts as empty. */
const GPtrArray *way_cells_get_cards (const WayCells *self, guint lane, guint step);
/* The same, and those that reach into it from the left, which come first; container only. */
GPtrArray *way_cells_list_covering (const WayCells *self, guint lane, guint step);
/* From one to the other, whichever comes first; container only. Of two cards all that stand in the rectangle between them; of two steps, lanes
 * or phases all of these; of anything else nothing. */
GPtrArray *way_cells_list_range (const WayCells *self, const WayElement *from, const WayElement *to);
/* The place of the lane that is not collapsed nearest to `lane` in direction `by` (1 or -1), or -1. */
int way_cells_find_open_lane (const WayCells *self, int lane, int by);

/* Touchpoints and notes. */
gboolean way_cells_is_card (const WayElement *element);
/* The journey's cards of whatever lane, in the order of the file; NULL counts as empty. */
const GPtrArray *way_cells_get_all_cards (const WayElement *journey);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCells, way_cells_free)

G_END_DECLS
