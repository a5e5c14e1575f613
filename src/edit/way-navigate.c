#include "edit/way-navigate.h"

#include "edit/way-cells.h"

typedef struct
{
  WayEditor *editor;
  WayCells *cells;
  const WayElement *card; /* the one we stand on, or NULL for the cell itself */
  guint lane, first, last;
} Walker;

/* Where we stand; FALSE if the journey has no cell. */
static gboolean
find_start (Walker *self)
{
  WayDocument *document = way_editor_get_document (self->editor);
  guint n = way_editor_get_n_selected (self->editor);
  const WayElement *last = way_document_lookup (document, n > 0 ? way_editor_get_selected (self->editor, n - 1) : NULL);
  int lane = way_cells_find (self->cells, way_editor_get_lane (self->editor)), step = way_cells_find (self->cells, way_editor_get_step (self->editor));

  if (lane < 0 || step < 0)
    return FALSE;
  self->lane = (guint) lane;
  self->first = self->last = (guint) step;
  /* While extending, the far end is the current cell's; the list may have another order. */
  if (n > 1)
    {
      g_autoptr (GPtrArray) here = way_cells_list_covering (self->cells, self->lane, self->first);

      last = here->len > 0 ? here->pdata[0] : last;
    }
  if (last != NULL && way_cells_is_card (last) && way_cells_get_place (self->cells, last, &self->lane, &self->first, &self->last))
    self->card = last;
  return TRUE;
}

/* The card of a cell that is stepped on: its first, or its last if it is entered from below; NULL if it is empty. */
static const WayElement *
find_card (const Walker *self, guint lane, guint step, gboolean from_below)
{
  g_autoptr (GPtrArray) cards = way_cells_list_covering (self->cells, lane, step);

  return cards->len > 0 ? cards->pdata[from_below ? cards->len - 1 : 0] : NULL;
}

static gboolean
land (Walker *self, guint lane, guint step, gboolean from_below, gboolean extend)
{
  const WayElement *card = find_card (self, lane, step, from_below);

  if (card != NULL && extend)
    way_editor_extend (self->editor, way_element_get_id (card));
  else if (card != NULL)
    way_editor_select (self->editor, way_element_get_id (card));
  else if (!extend)
    way_editor_set_cell (self->editor, way_element_get_id (self->cells->lanes->pdata[lane]), way_element_get_id (self->cells->steps->pdata[step]));
  return card != NULL || !extend;
}

static gboolean
go_across (Walker *self, int by, gboolean extend)
{
  for (int step = by > 0 ? (int) self->last + 1 : (int) self->first - 1; step >= 0 && step < (int) self->cells->steps->len; step += by)
    if (land (self, self->lane, (guint) step, FALSE, extend))
      return TRUE;
  return FALSE;
}

static gboolean
go_down (Walker *self, int by, gboolean within, gboolean extend)
{
  g_autoptr (GPtrArray) here = way_cells_list_covering (self->cells, self->lane, self->first);
  guint index;

  if (within && self->card != NULL && g_ptr_array_find (here, self->card, &index) && (int) index + by >= 0 && (int) index + by < (int) here->len)
    {
      const char *id = way_element_get_id (here->pdata[(int) index + by]);

      if (extend)
        way_editor_extend (self->editor, id);
      else
        way_editor_select (self->editor, id);
      return TRUE;
    }
  for (int lane = way_cells_find_open_lane (self->cells, (int) self->lane, by); lane >= 0; lane = way_cells_find_open_lane (self->cells, lane, by))
    if (land (self, (guint) lane, self->first, within && by < 0, extend))
      return TRUE;
  return FALSE;
}

/* As writing runs: at the end of a lane on to the start of the next. */
static gboolean
go_on (Walker *self, int by)
{
  int lane;

  if (go_across (self, by, FALSE))
    return TRUE;
  lane = way_cells_find_open_lane (self->cells, (int) self->lane, by);
  return lane >= 0 && land (self, (guint) lane, by > 0 ? 0 : self->cells->steps->len - 1, FALSE, FALSE);
}

static gboolean
go_to_phase (Walker *self, int by, gboolean extend)
{
  const WayElement *phase = way_element_get_parent (self->cells->steps->pdata[self->first]);
  const GPtrArray *phases = way_element_get_slot (self->cells->journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_PHASE));
  int index = (int) way_element_get_index (phase) + by;

  if (index < 0 || index >= (int) phases->len)
    return FALSE;
  return land (self, self->lane, (guint) way_cells_find (self->cells, way_element_get_id (way_element_get_first (phases->pdata[index], WAY_KIND_STEP))), FALSE, extend);
}

gboolean
way_navigate (WayEditor *editor, WayMove move, gboolean extend)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  Walker self = { editor, cells };
  int lane;

  if (!find_start (&self))
    return FALSE;
  switch (move)
    {
    case WAY_MOVE_LEFT:
    case WAY_MOVE_RIGHT:
      return go_across (&self, move == WAY_MOVE_LEFT ? -1 : 1, extend);
    case WAY_MOVE_UP:
    case WAY_MOVE_DOWN:
      return go_down (&self, move == WAY_MOVE_UP ? -1 : 1, TRUE, extend);
    case WAY_MOVE_FIRST_STEP:
      return land (&self, self.lane, 0, FALSE, extend);
    case WAY_MOVE_LAST_STEP:
      return land (&self, self.lane, cells->steps->len - 1, FALSE, extend);
    case WAY_MOVE_FIRST_LANE:
    case WAY_MOVE_LAST_LANE:
      lane = way_cells_find_open_lane (cells, move == WAY_MOVE_FIRST_LANE ? -1 : (int) cells->lanes->len, move == WAY_MOVE_FIRST_LANE ? 1 : -1);
      return lane >= 0 && land (&self, (guint) lane, self.first, FALSE, extend);
    case WAY_MOVE_PREVIOUS_PHASE:
    case WAY_MOVE_NEXT_PHASE:
      return go_to_phase (&self, move == WAY_MOVE_PREVIOUS_PHASE ? -1 : 1, extend);
    case WAY_MOVE_NEXT_STEP:
    case WAY_MOVE_PREVIOUS_STEP:
      return go_on (&self, move == WAY_MOVE_NEXT_STEP ? 1 : -1);
    case WAY_MOVE_NEXT_LANE:
    case WAY_MOVE_PREVIOUS_LANE:
      return go_down (&self, move == WAY_MOVE_NEXT_LANE ? 1 : -1, FALSE, extend);
    default:
      g_return_val_if_reached (FALSE);
    }
}
