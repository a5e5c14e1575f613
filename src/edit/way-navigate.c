#include "edit/way-navigate.h"

#include "edit/way-cells.h"
#include "edit/way-commands.h"

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
  if (n > 1 && way_cells_is_card (last))
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

/* --- the headings: title, personas, phases and steps above the cells, lanes beside them --- */

/* The one we stand on; NULL on a card or a cell. While extending, the far end is where the current cell is. */
static const WayElement *
find_heading (const Walker *self)
{
  WayDocument *document = way_editor_get_document (self->editor);
  guint n = way_editor_get_n_selected (self->editor);
  const WayElement *last = way_document_lookup (document, n > 0 ? way_editor_get_selected (self->editor, n - 1) : NULL);
  const WayElement *step = self->cells->steps->pdata[self->first];

  switch (last != NULL ? way_element_get_kind (last) : WAY_N_KINDS)
    {
    case WAY_KIND_JOURNEY:
    case WAY_KIND_PERSONA:
      return last;
    case WAY_KIND_PHASE:
      return way_element_get_parent (step);
    case WAY_KIND_STEP:
      return step;
    case WAY_KIND_LANE:
      return self->cells->lanes->pdata[self->lane];
    default:
      return NULL;
    }
}

static gboolean
stand_on (const Walker *self, const WayElement *heading, gboolean extend)
{
  if (extend)
    way_editor_extend (self->editor, way_element_get_id (heading));
  else
    way_editor_select (self->editor, way_element_get_id (heading));
  return TRUE;
}

/* Among the headings of its kind: `by` places on, or to the end on that side. */
static gboolean
go_along (const Walker *self, const WayElement *heading, int by, gboolean to_end, gboolean extend)
{
  g_autoptr (GPtrArray) personas = way_command_list_personas (self->editor, NULL);
  const GPtrArray *list = NULL;
  guint index;
  int target;

  switch (way_element_get_kind (heading))
    {
    case WAY_KIND_PERSONA:
      list = personas;
      break;
    case WAY_KIND_PHASE:
      list = way_element_get_slot (self->cells->journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_PHASE));
      break;
    case WAY_KIND_STEP:
      list = self->cells->steps;
      break;
    case WAY_KIND_LANE:
      list = self->cells->lanes;
      break;
    default:
      return FALSE;
    }
  if (!g_ptr_array_find ((GPtrArray *) list, heading, &index))
    return FALSE;
  target = !to_end ? (int) index + by : by < 0 ? 0
                                               : (int) list->len - 1;
  return target >= 0 && target < (int) list->len && stand_on (self, list->pdata[target], extend);
}

/* One row nearer to the title, or to the cells. */
static gboolean
change_row (Walker *self, const WayElement *heading, int by)
{
  const WayElement *step = self->cells->steps->pdata[self->first], *phase = way_element_get_parent (step);
  int lane;

  switch (way_element_get_kind (heading))
    {
    case WAY_KIND_JOURNEY:
    case WAY_KIND_PERSONA:
      return by > 0 && stand_on (self, phase, FALSE);
    case WAY_KIND_PHASE:
      return stand_on (self, by > 0 ? step : self->cells->journey, FALSE);
    default:
      if (by < 0)
        return stand_on (self, phase, FALSE);
      lane = way_cells_find_open_lane (self->cells, -1, 1);
      return lane >= 0 && land (self, (guint) lane, self->first, FALSE, FALSE);
    }
}

/* From the title to those whose way it is, and back. */
static gboolean
go_to_people (const Walker *self, const WayElement *heading, int by)
{
  g_autoptr (GPtrArray) personas = way_command_list_personas (self->editor, NULL);

  if (way_element_get_kind (heading) == WAY_KIND_JOURNEY)
    return by > 0 && personas->len > 0 && stand_on (self, personas->pdata[0], FALSE);
  return by < 0 && way_element_get_kind (heading) == WAY_KIND_PERSONA && stand_on (self, self->cells->journey, FALSE);
}

static gboolean
go_from_lane (Walker *self, const WayElement *lane, WayMove move, gboolean extend)
{
  switch (move)
    {
    case WAY_MOVE_UP:
    case WAY_MOVE_DOWN:
    case WAY_MOVE_NEXT_STEP:
    case WAY_MOVE_PREVIOUS_STEP:
      return go_along (self, lane, move == WAY_MOVE_UP || move == WAY_MOVE_PREVIOUS_STEP ? -1 : 1, FALSE, extend);
    case WAY_MOVE_FIRST_LANE:
    case WAY_MOVE_LAST_LANE:
      return go_along (self, lane, move == WAY_MOVE_FIRST_LANE ? -1 : 1, TRUE, extend);
    case WAY_MOVE_RIGHT:
    case WAY_MOVE_LAST_STEP:
      return !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED) && land (self, self->lane, move == WAY_MOVE_RIGHT ? 0 : self->cells->steps->len - 1, FALSE, FALSE);
    default:
      return FALSE;
    }
}

static gboolean
go_from_heading (Walker *self, const WayElement *heading, WayMove move, gboolean extend)
{
  int by;

  switch (move)
    {
    case WAY_MOVE_LEFT:
    case WAY_MOVE_RIGHT:
    case WAY_MOVE_NEXT_STEP:
    case WAY_MOVE_PREVIOUS_STEP:
      by = move == WAY_MOVE_LEFT || move == WAY_MOVE_PREVIOUS_STEP ? -1 : 1;
      return go_along (self, heading, by, FALSE, extend) || (!extend && go_to_people (self, heading, by));
    case WAY_MOVE_FIRST_STEP:
    case WAY_MOVE_LAST_STEP:
      return go_along (self, heading, move == WAY_MOVE_FIRST_STEP ? -1 : 1, TRUE, extend);
    case WAY_MOVE_UP:
    case WAY_MOVE_DOWN:
    case WAY_MOVE_NEXT_LANE:
    case WAY_MOVE_PREVIOUS_LANE:
      return !extend && change_row (self, heading, move == WAY_MOVE_UP || move == WAY_MOVE_PREVIOUS_LANE ? -1 : 1);
    case WAY_MOVE_PREVIOUS_PHASE:
    case WAY_MOVE_NEXT_PHASE:
      return go_along (self, way_element_get_parent (self->cells->steps->pdata[self->first]), move == WAY_MOVE_PREVIOUS_PHASE ? -1 : 1, FALSE, FALSE);
    default:
      return FALSE;
    }
}

static gboolean
is_top (const Walker *self)
{
  return way_cells_find_open_lane (self->cells, (int) self->lane, -1) < 0;
}

gboolean
way_navigate (WayEditor *editor, WayMove move, gboolean extend)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  Walker self = { editor, cells };
  const WayElement *heading;
  int lane;

  if (!find_start (&self))
    return FALSE;
  heading = find_heading (&self);
  if (heading != NULL)
    return way_element_get_kind (heading) == WAY_KIND_LANE ? go_from_lane (&self, heading, move, extend) : go_from_heading (&self, heading, move, extend);
  switch (move)
    {
    case WAY_MOVE_LEFT:
    case WAY_MOVE_RIGHT:
      return go_across (&self, move == WAY_MOVE_LEFT ? -1 : 1, extend) || (move == WAY_MOVE_LEFT && !extend && stand_on (&self, cells->lanes->pdata[self.lane], FALSE));
    case WAY_MOVE_UP:
    case WAY_MOVE_DOWN:
      return go_down (&self, move == WAY_MOVE_UP ? -1 : 1, TRUE, extend) || (move == WAY_MOVE_UP && !extend && is_top (&self) && stand_on (&self, cells->steps->pdata[self.first], FALSE));
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
