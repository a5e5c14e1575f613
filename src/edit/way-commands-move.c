#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>

/* Commands that put things elsewhere. The put functions are for an open transaction; a drag uses them, too. */

/* In front of `before`, which stands in the same list; NULL = behind all others. */
static gboolean
move_before (WayDocument *document, WayElement *element, WayElement *parent, const WayElement *before, GError **error)
{
  guint index = before != NULL ? way_element_get_index (before) : G_MAXUINT;

  if (element == before)
    return TRUE;
  if (before != NULL && way_element_get_parent (element) == parent && way_element_get_index (element) < index)
    index--;
  return way_document_move (document, element, parent, index, error);
}

/* Puts the card on the columns from `first` on, as many as before while there are so many. */
static gboolean
put_columns (WayDocument *document, const WayCells *cells, WayElement *card, guint first, guint length, GError **error)
{
  guint last = MIN (first + length, cells->steps->len - 1);

  return way_document_set (document, card, WAY_FIELD_STEP, way_element_get_id (cells->steps->pdata[first]), error) &&
         way_document_set (document, card, WAY_FIELD_UNTIL, last > first ? way_element_get_id (cells->steps->pdata[last]) : NULL, error);
}

/* The card in front of which the moved ones go, or NULL if they go to the end of the cell. */
static const WayElement *
find_follower (const WayCells *cells, guint lane, guint step, guint index, GHashTable *moved, const WayElement **end)
{
  const GPtrArray *cards = way_cells_get_cards (cells, lane, step);
  guint n = 0;

  *end = NULL;
  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      if (g_hash_table_contains (moved, cards->pdata[i]))
        continue;
      if (n++ == index)
        return cards->pdata[i];
      *end = cards->pdata[i];
    }
  return NULL;
}

static gboolean
put_card (WayEditor *editor, const WayCells *cells, WayElement *card, guint lane, guint step, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  guint old_lane, first, last;

  if (!way_cells_get_place (cells, card, &old_lane, &first, &last))
    first = last = 0;
  return way_document_set (document, card, WAY_FIELD_LANE, way_element_get_id (cells->lanes->pdata[lane]), error) &&
         put_columns (document, cells, card, step, last - first, error);
}

/* Among the cards of the cell; the file's order is the cell's. */
static gboolean
order_card (WayDocument *document, WayElement *card, const WayElement *follower, const WayElement *end, GError **error)
{
  WayElement *journey = way_element_get_parent (card);

  if (follower != NULL)
    return move_before (document, card, journey, follower, error);
  /* Behind the last one already, or alone: the fewer lines of the file change, the better. */
  if (end == NULL || way_element_get_index (card) > way_element_get_index (end))
    return TRUE;
  return way_document_move (document, card, journey, way_element_get_index (end), error);
}

gboolean
way_command_put_cards (WayEditor *editor, const char *const *ids, const char *lane, const char *step, guint index, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  int column = way_cells_find (cells, step), row = way_cells_find (cells, lane);

  if (column < 0 || (lane != NULL && row < 0))
    return way_command_fail (error, _ ("There is no such cell on this map."));
  for (const char *const *id = ids; *id != NULL; id++)
    g_hash_table_add (moved, way_document_lookup (document, *id));
  for (const char *const *id = ids; *id != NULL; id++)
    {
      WayElement *card = way_document_lookup (document, *id);
      int own_row = card != NULL && way_cells_is_card (card) && way_element_get_parent (card) == cells->journey ? (row >= 0 ? row : way_cells_find (cells, way_element_get (card, WAY_FIELD_LANE))) : -1;
      const WayElement *follower, *end;

      if (own_row < 0)
        continue;
      follower = find_follower (cells, (guint) own_row, (guint) column, index, moved, &end);
      if (!put_card (editor, cells, card, (guint) own_row, (guint) column, error) || !order_card (document, card, follower, end, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_command_put_shift (WayEditor *editor, const char *const *ids, int lanes, int steps, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  guint lane, first, last;

  for (const char *const *id = ids; *id != NULL; id++)
    {
      const WayElement *card = way_document_lookup (document, *id);

      if (card != NULL && way_cells_get_place (cells, card, &lane, &first, &last) &&
          ((int) lane + lanes < 0 || (int) lane + lanes >= (int) cells->lanes->len || (int) first + steps < 0 || (int) first + steps >= (int) cells->steps->len))
        return TRUE;
    }
  for (const char *const *id = ids; *id != NULL; id++)
    {
      WayElement *card = way_document_lookup (document, *id);

      if (card != NULL && way_cells_get_place (cells, card, &lane, &first, &last) && !put_card (editor, cells, card, (guint) ((int) lane + lanes), (guint) ((int) first + steps), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_command_put_span (WayEditor *editor, WayElement *card, const char *first, const char *last, GError **error)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  guint lane, from, to;

  if (!way_cells_get_place (cells, card, &lane, &from, &to))
    return TRUE;
  if (way_cells_find (cells, first) >= 0)
    from = MIN ((guint) way_cells_find (cells, first), last != NULL ? cells->steps->len : to);
  if (way_cells_find (cells, last) >= 0)
    to = MAX ((guint) way_cells_find (cells, last), from);
  return put_columns (way_editor_get_document (editor), cells, card, from, to >= from ? to - from : 0, error);
}

/* After steps changed places some cards may end before they begin. */
static gboolean
turn_spans (WayDocument *document, const WayElement *journey, GError **error)
{
  g_autoptr (WayCells) cells = way_cells_new (journey);
  const GPtrArray *cards = way_cells_get_all_cards (journey);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      g_autofree char *step = g_strdup (way_element_get (cards->pdata[i], WAY_FIELD_STEP));
      g_autofree char *until = g_strdup (way_element_get (cards->pdata[i], WAY_FIELD_UNTIL));
      int from = way_cells_find (cells, step), to = way_cells_find (cells, until);

      if (from >= 0 && to >= 0 && to < from &&
          (!way_document_set (document, cards->pdata[i], WAY_FIELD_STEP, until, error) || !way_document_set (document, cards->pdata[i], WAY_FIELD_UNTIL, step, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_command_put_place (WayEditor *editor, WayElement *element, const char *parent, const char *before, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *follower = way_document_lookup (document, before), *home = way_document_lookup (document, parent);
  WayKind kind = way_element_get_kind (element);
  WayElement *old_home = way_element_get_parent (element);

  if (old_home == NULL)
    return TRUE;
  if (home == NULL)
    home = follower != NULL ? way_element_get_parent (follower) : old_home;
  if (follower != NULL && (way_element_get_parent (follower) != home || way_kind_find_slot (way_element_get_kind (home), way_element_get_kind (follower)) != way_kind_find_slot (way_element_get_kind (home), kind)))
    return way_command_fail (error, _ ("It cannot be put there."));
  if (!move_before (document, element, home, follower, error))
    return FALSE;
  if (kind != WAY_KIND_PHASE && kind != WAY_KIND_STEP)
    return TRUE;
  return turn_spans (document, way_element_get_ancestor (element, WAY_KIND_JOURNEY), error);
}

gboolean
way_command_move_cards (WayEditor *editor, const char *const *ids, const char *lane, const char *step, guint index, GError **error)
{
  way_command_begin (editor, ids[0] != NULL && ids[1] != NULL ? _ ("Move Cards") : _ ("Move Card"));
  return way_command_finish (editor, way_command_put_cards (editor, ids, lane, step, index, error));
}

gboolean
way_command_shift_cards (WayEditor *editor, const char *const *ids, int lanes, int steps, GError **error)
{
  way_command_begin (editor, ids[0] != NULL && ids[1] != NULL ? _ ("Move Cards") : _ ("Move Card"));
  return way_command_finish (editor, way_command_put_shift (editor, ids, lanes, steps, error));
}

gboolean
way_command_set_span (WayEditor *editor, const char *id, const char *first, const char *last, GError **error)
{
  WayElement *card = way_document_lookup (way_editor_get_document (editor), id);

  if (!way_cells_is_card (card))
    return TRUE;
  way_command_begin (editor, _ ("Change Span"));
  return way_command_finish (editor, way_command_put_span (editor, card, first, last, error));
}

gboolean
way_command_change_span (WayEditor *editor, int by, GError **error)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  g_autoptr (WayCells) cells = way_cells_new_frame (way_editor_get_journey (editor));
  gboolean ok = TRUE;

  way_command_begin (editor, _ ("Change Span"));
  for (guint i = 0; i < selected->len && ok; i++)
    {
      guint lane, first, last;

      if (!way_cells_is_card (selected->pdata[i]) || !way_cells_get_place (cells, selected->pdata[i], &lane, &first, &last))
        continue;

      guint end = (guint) CLAMP ((int) last + by, (int) first, (int) cells->steps->len - 1);

      ok = put_columns (way_editor_get_document (editor), cells, selected->pdata[i], first, end - first, error);
    }
  return way_command_finish (editor, ok);
}

gboolean
way_command_place (WayEditor *editor, const char *id, const char *parent, const char *before, GError **error)
{
  WayElement *element = way_document_lookup (way_editor_get_document (editor), id);

  if (element == NULL)
    return TRUE;

  g_autofree char *label = g_strdup_printf (_ ("Move %s"), _ (way_kind_get (way_element_get_kind (element))->label));

  way_command_begin (editor, label);
  return way_command_finish (editor, way_command_put_place (editor, element, parent, before, error));
}

/* Nudging. */

/* A card up or down among the others of its cell; FALSE in `*moved` if it stands at the edge. */
static gboolean
nudge_in_cell (WayEditor *editor, const WayElement *card, int down, gboolean *moved, GError **error)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  const char *ids[] = { way_element_get_id (card), NULL };
  guint lane, first, last, index;

  *moved = FALSE;
  if (!way_cells_get_place (cells, card, &lane, &first, &last))
    return TRUE;

  const GPtrArray *cards = way_cells_get_cards (cells, lane, first);

  /* The card of another journey may name a cell of this one. */
  if (cards == NULL || !g_ptr_array_find ((GPtrArray *) cards, card, &index) || (down < 0 ? index == 0 : index + 1 >= cards->len))
    return TRUE;
  *moved = TRUE;
  return way_command_put_cards (editor, ids, NULL, way_element_get_id (cells->steps->pdata[first]), (guint) ((int) index + down), error);
}

static gboolean
nudge_cards (WayEditor *editor, const char *const *ids, int across, int down, GError **error)
{
  const WayElement *single = way_editor_get_single (editor);
  gboolean moved = FALSE;

  if (single != NULL && down != 0 && !nudge_in_cell (editor, single, down, &moved, error))
    return FALSE;
  return moved || way_command_put_shift (editor, ids, down, across, error);
}

/* The sibling in front of which `element` goes when it goes one on; `*parent` is set when that is in the next phase. */
static gboolean
nudge_in_list (WayEditor *editor, WayElement *element, int by, GError **error)
{
  WayElement *parent = way_element_get_parent (element);
  const GPtrArray *siblings = way_element_get_slot (parent, (guint) way_kind_find_slot (way_element_get_kind (parent), way_element_get_kind (element)));
  int index = (int) way_element_get_index (element) + by;

  if (index >= 0 && index < (int) siblings->len)
    {
      const WayElement *before = by < 0 ? siblings->pdata[index] : index + 1 < (int) siblings->len ? siblings->pdata[index + 1]
                                                                                                   : NULL;

      return way_command_put_place (editor, element, NULL, before != NULL ? way_element_get_id (before) : NULL, error);
    }
  if (way_element_get_kind (element) != WAY_KIND_STEP || siblings->len == 1)
    return TRUE;

  /* The last step of a phase becomes the first of the next, and the other way round. */
  const GPtrArray *phases = way_element_get_slot (way_element_get_parent (parent), (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_PHASE));
  int neighbour = (int) way_element_get_index (parent) + by;

  if (neighbour < 0 || neighbour >= (int) phases->len)
    return TRUE;
  return way_command_put_place (editor, element, way_element_get_id (phases->pdata[neighbour]), by > 0 ? way_element_get_id (way_element_get_first (phases->pdata[neighbour], WAY_KIND_STEP)) : NULL, error);
}

gboolean
way_command_nudge (WayEditor *editor, int across, int down, GError **error)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  g_auto (GStrv) ids = way_editor_dup_selection (editor);
  gboolean forward = across + down > 0, ok = TRUE;
  guint64 lying = WAY_BIT (WAY_KIND_PHASE) | WAY_BIT (WAY_KIND_STEP);
  guint64 standing = WAY_BIT (WAY_KIND_LANE) | WAY_BIT (WAY_KIND_SEPARATOR);
  guint64 movable = across != 0 ? lying : standing;

  if (selected->len == 0)
    return TRUE;
  if (way_cells_is_card (selected->pdata[0]))
    {
      way_command_begin (editor, selected->len > 1 ? _ ("Move Cards") : _ ("Move Card"));
      return way_command_finish (editor, nudge_cards (editor, (const char *const *) ids, across, down, error));
    }

  g_autofree char *label = g_strdup_printf (_ ("Move %s"), _ (way_kind_get (way_element_get_kind (selected->pdata[0]))->label));

  way_command_begin (editor, label);
  /* The foremost first, or they would step over each other. */
  for (guint n = 0; n < selected->len && ok; n++)
    {
      WayElement *element = selected->pdata[forward ? selected->len - 1 - n : n];

      if ((movable & WAY_BIT (way_element_get_kind (element))) != 0)
        ok = nudge_in_list (editor, element, across + down, error);
    }
  return way_command_finish (editor, ok);
}

gboolean
way_command_shift (WayEditor *editor, const char *id, int by, GError **error)
{
  WayElement *element = way_document_lookup (way_editor_get_document (editor), id);

  if (element == NULL || way_element_get_parent (element) == NULL)
    return TRUE;

  g_autofree char *label = g_strdup_printf (_ ("Move %s"), _ (way_kind_get (way_element_get_kind (element))->label));

  way_command_begin (editor, label);
  return way_command_finish (editor, nudge_in_list (editor, element, by, error));
}
