#include "edit/way-cells.h"

gboolean
way_cells_is_card (const WayElement *element)
{
  return element != NULL && (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT || way_element_get_kind (element) == WAY_KIND_NOTE);
}

const GPtrArray *
way_cells_get_all_cards (const WayElement *journey)
{
  return way_element_get_slot (journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT));
}

static void
add_place (WayCells *self, GPtrArray *list, WayElement *element)
{
  g_ptr_array_add (list, element);
  g_hash_table_insert (self->places, (char *) way_element_get_id (element), GUINT_TO_POINTER (list->len));
}

WayCells *
way_cells_new_frame (const WayElement *journey)
{
  WayCells *self = g_new0 (WayCells, 1);
  WayElement *phase, *step, *lane;

  self->journey = journey;
  self->steps = g_ptr_array_new ();
  self->lanes = g_ptr_array_new ();
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  way_each (phase, journey, WAY_KIND_PHASE)
    way_each (step, phase, WAY_KIND_STEP)
      add_place (self, self->steps, step);
  way_each (lane, journey, WAY_KIND_LANE)
    add_place (self, self->lanes, lane);
  return self;
}

WayCells *
way_cells_new (const WayElement *journey)
{
  WayCells *self = way_cells_new_frame (journey);
  const GPtrArray *cards = way_cells_get_all_cards (journey);

  self->n_cells = self->lanes->len * self->steps->len;
  self->cells = g_new0 (GPtrArray *, self->n_cells);
  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      WayElement *card = g_ptr_array_index (cards, i);
      guint row, first, last;

      if (!way_cells_get_place (self, card, &row, &first, &last))
        continue;

      GPtrArray **cell = &self->cells[row * self->steps->len + first];

      if (*cell == NULL)
        *cell = g_ptr_array_new ();
      g_ptr_array_add (*cell, card);
    }
  return self;
}

void
way_cells_free (WayCells *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_cells; i++)
    g_clear_pointer (&self->cells[i], g_ptr_array_unref);
  g_free (self->cells);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->lanes);
  g_free (self);
}

int
way_cells_find (const WayCells *self, const char *id)
{
  return id != NULL ? (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id)) - 1 : -1;
}

gboolean
way_cells_get_place (const WayCells *self, const WayElement *card, guint *lane, guint *first, guint *last)
{
  int row = way_cells_find (self, way_element_get (card, WAY_FIELD_LANE));
  int from = way_cells_find (self, way_element_get (card, WAY_FIELD_STEP));
  int to = way_cells_find (self, way_element_get (card, WAY_FIELD_UNTIL));

  if (!way_cells_is_card (card) || row < 0 || from < 0)
    return FALSE;
  *lane = (guint) row;
  *first = (guint) from;
  *last = (guint) MAX (from, to);
  return TRUE;
}

const GPtrArray *
way_cells_get_cards (const WayCells *self, guint lane, guint step)
{
  return self->cells != NULL && lane < self->lanes->len && step < self->steps->len ? self->cells[lane * self->steps->len + step] : NULL;
}

GPtrArray *
way_cells_list_covering (const WayCells *self, guint lane, guint step)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint column = 0; column <= step; column++)
    {
      const GPtrArray *cards = way_cells_get_cards (self, lane, column);

      for (guint i = 0; cards != NULL && i < cards->len; i++)
        {
          guint row, first, last;

          if (way_cells_get_place (self, g_ptr_array_index (cards, i), &row, &first, &last) && last >= step)
            g_ptr_array_add (found, g_ptr_array_index (cards, i));
        }
    }
  return found;
}

int
way_cells_find_open_lane (const WayCells *self, int lane, int by)
{
  for (int i = lane + by; i >= 0 && i < (int) self->lanes->len; i += by)
    if (!way_element_get_boolean (g_ptr_array_index (self->lanes, i), WAY_FIELD_COLLAPSED))
      return i;
  return -1;
}

/* --- ranges --- */

static void
add_block (const WayCells *self, const WayElement *from, const WayElement *to, GPtrArray *found)
{
  const GPtrArray *cards = way_cells_get_all_cards (self->journey);
  guint a_lane, a_first, a_last, b_lane, b_first, b_last;

  if (!way_cells_get_place (self, from, &a_lane, &a_first, &a_last) || !way_cells_get_place (self, to, &b_lane, &b_first, &b_last))
    return;
  for (guint i = 0; i < cards->len; i++)
    {
      guint lane, first, last;

      if (way_cells_get_place (self, g_ptr_array_index (cards, i), &lane, &first, &last) &&
          lane >= MIN (a_lane, b_lane) && lane <= MAX (a_lane, b_lane) && last >= MIN (a_first, b_first) && first <= MAX (a_last, b_last))
        g_ptr_array_add (found, g_ptr_array_index (cards, i));
    }
}

static void
add_run (const GPtrArray *list, const WayElement *from, const WayElement *to, GPtrArray *found)
{
  guint a, b;

  if (list == NULL || !g_ptr_array_find ((GPtrArray *) list, from, &a) || !g_ptr_array_find ((GPtrArray *) list, to, &b))
    return;
  for (guint i = MIN (a, b); i <= MAX (a, b); i++)
    g_ptr_array_add (found, list->pdata[i]);
}

GPtrArray *
way_cells_list_range (const WayCells *self, const WayElement *from, const WayElement *to)
{
  WayKind kind = way_element_get_kind (to);
  GPtrArray *found = g_ptr_array_new ();

  if (way_cells_is_card (to))
    add_block (self, from, to, found);
  else if (kind == WAY_KIND_STEP)
    add_run (self->steps, from, to, found);
  else if (kind == WAY_KIND_LANE)
    add_run (self->lanes, from, to, found);
  else if (kind == WAY_KIND_PHASE)
    add_run (way_element_get_slot (self->journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, kind)), from, to, found);
  return found;
}
