/* way-navigate.h — where the arrow keys lead: over cards and empty cells, lanes down and steps across.
 *
 * Shape:  up and down walk the cards of a cell, then the next lane that is not collapsed; left and right leave a card that
 *         covers several steps by its ends. Empty cells are stops, so that a card can be begun in them. Beyond the first
 *         lane are the steps, the phases, and the title with the personas beside it; beyond the first step the lanes' names. There left and right (for
 *         lanes up and down) walk along, and Tab too.
 * Errors: none; at the edge nothing moves, and FALSE says so.
 * Thread: as the document.
 *
 * Left and right are the map's: earlier and later. Where time runs to the left, the window swaps the keys.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_MOVE_LEFT,
  WAY_MOVE_RIGHT,
  WAY_MOVE_UP,
  WAY_MOVE_DOWN,
  WAY_MOVE_FIRST_STEP,     /* Home */
  WAY_MOVE_LAST_STEP,      /* End */
  WAY_MOVE_FIRST_LANE,     /* Ctrl+Home */
  WAY_MOVE_LAST_LANE,      /* Ctrl+End */
  WAY_MOVE_PREVIOUS_PHASE, /* Page Up */
  WAY_MOVE_NEXT_PHASE,     /* Page Down */
  WAY_MOVE_NEXT_STEP,      /* Tab: the same lane, and at its end the next one */
  WAY_MOVE_PREVIOUS_STEP,
  WAY_MOVE_NEXT_LANE, /* Ctrl+Enter: the same step */
  WAY_MOVE_PREVIOUS_LANE,
} WayMove;

/* `extend` keeps the anchor and selects what lies between; it passes over empty cells. */
gboolean way_navigate (WayEditor *editor, WayMove move, gboolean extend);

G_END_DECLS
