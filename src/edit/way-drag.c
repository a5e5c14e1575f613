#include "edit/way-drag.h"

#include <glib/gi18n-lib.h>

#include "edit/way-command-private.h"
#include "edit/way-editor-private.h"

struct _WayDrag
{
  WayDragKind kind;
  char *id, *persona;
  char **ids;       /* what goes along */
  GHashTable *held; /* the same as a set, or the copies; borrowed from the lists */
  char **copies;    /* of them, as the map is now; NULL = they go themselves */
  char *label, *copy_label;
};

void
way_drag_free (WayDrag *drag)
{
  g_free (drag->id);
  g_free (drag->persona);
  g_hash_table_unref (drag->held);
  g_strfreev (drag->ids);
  g_strfreev (drag->copies);
  g_free (drag->label);
  g_free (drag->copy_label);
  g_free (drag);
}

/* All selected cards go along if the one under the pointer is among them. */
static char **
list_dragged (WayEditor *editor, WayDragKind kind, const char *id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean all = kind == WAY_DRAG_CARDS && way_editor_is_selected (editor, id);

  if (!all)
    g_strv_builder_add (builder, id);
  for (guint i = 0; all && i < way_editor_get_n_selected (editor); i++)
    if (way_cells_is_card (way_document_lookup (way_editor_get_document (editor), way_editor_get_selected (editor, i))))
      g_strv_builder_add (builder, way_editor_get_selected (editor, i));
  return g_strv_builder_end (builder);
}

static char *
make_label (WayDragKind kind, const WayElement *element, guint n)
{
  switch (kind)
    {
    case WAY_DRAG_CARDS:
      return g_strdup (n > 1 ? _ ("Move Cards") : _ ("Move Card"));
    case WAY_DRAG_SPAN:
      return g_strdup (_ ("Change Span"));
    case WAY_DRAG_FEELING:
      return g_strdup (_ ("Change Feeling"));
    case WAY_DRAG_SIZE:
      return g_strdup (way_element_get_kind (element) == WAY_KIND_STEP ? _ ("Change Width") : _ ("Change Height"));
    case WAY_DRAG_PLACE:
    default:
      return g_strdup_printf (_ ("Move %s"), _ (way_kind_get (way_element_get_kind (element))->label));
    }
}

static char *
make_copy_label (WayDragKind kind, const WayElement *element, guint n)
{
  if (kind == WAY_DRAG_CARDS)
    return g_strdup (n > 1 ? _ ("Copy Cards") : _ ("Copy Card"));
  return g_strdup_printf (_ ("Copy %s"), _ (way_kind_get (way_element_get_kind (element))->label));
}

/* Takes `copies`; NULL = they go themselves. */
static void
hold (WayDrag *drag, char **copies)
{
  g_hash_table_remove_all (drag->held);
  g_strfreev (drag->copies);
  drag->copies = copies;
  for (char **id = copies != NULL ? copies : drag->ids; *id != NULL; id++)
    g_hash_table_add (drag->held, *id);
}

static gboolean
may_drag (WayDragKind kind, const WayElement *element)
{
  switch (kind)
    {
    case WAY_DRAG_CARDS:
    case WAY_DRAG_SPAN:
      return way_cells_is_card (element);
    case WAY_DRAG_FEELING:
      return way_element_get_kind (element) == WAY_KIND_TOUCHPOINT;
    case WAY_DRAG_SIZE:
      return way_command_get_size_field (way_element_get_kind (element)) != WAY_N_FIELDS;
    case WAY_DRAG_PLACE:
    default:
      return way_element_get_parent (element) != NULL;
    }
}

gboolean
way_drag_begin (WayEditor *editor, WayDragKind kind, const char *id, const char *persona)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *element = way_document_lookup (document, id);
  WayDrag *drag;

  if (way_drag_is_active (editor))
    way_drag_end (editor);
  if (element == NULL || way_document_is_read_only (document) || !may_drag (kind, element))
    return FALSE;
  drag = g_new0 (WayDrag, 1);
  drag->kind = kind;
  drag->id = g_strdup (id);
  drag->persona = g_strdup (persona);
  drag->ids = list_dragged (editor, kind, id);
  drag->label = make_label (kind, element, g_strv_length (drag->ids));
  drag->held = g_hash_table_new (g_str_hash, g_str_equal);
  hold (drag, NULL);
  drag->copy_label = make_copy_label (kind, element, g_strv_length (drag->ids));
  way_document_begin (document, drag->label);
  way_editor_set_drag (editor, drag);
  return TRUE;
}

/* Several cards keep their places to each other; one, or all of one cell, go where they are let go. */
static gboolean
put_cards (WayEditor *editor, const WayDrag *drag, const WayElement *card, const WayDragTarget *target, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  const char *const *ids = (const char *const *) (drag->copies != NULL ? drag->copies : drag->ids);
  guint lane, first, last;
  gboolean together = TRUE;

  if (!way_cells_get_place (cells, card, &lane, &first, &last))
    return TRUE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint other_lane, other_first, other_last;

      if (way_cells_get_place (cells, way_document_lookup (document, ids[i]), &other_lane, &other_first, &other_last))
        together &= other_lane == lane && other_first == first;
    }
  if (together)
    return way_command_put_cards (editor, ids, target->lane, target->step, target->index, error);

  int to_lane = way_cells_find (cells, target->lane), to_step = way_cells_find (cells, target->step);

  return way_command_put_shift (editor, ids, to_lane >= 0 ? to_lane - (int) lane : 0, to_step >= 0 ? to_step - (int) first : 0, error);
}

/* What is under the pointer, or its copy. */
static WayElement *
find_held (WayEditor *editor, const WayDrag *drag)
{
  /* Of cards only the place counts, and that of the copy is the same. */
  return way_document_lookup (way_editor_get_document (editor), drag->copies != NULL && drag->kind == WAY_DRAG_PLACE ? drag->copies[0] : drag->id);
}

static gboolean
put (WayEditor *editor, WayDrag *drag, const WayDragTarget *target, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *element;

  if (target->copy && (drag->kind == WAY_DRAG_CARDS || drag->kind == WAY_DRAG_PLACE))
    {
      char **copies = way_command_put_copies (editor, (const char *const *) drag->ids, error);

      if (copies == NULL)
        return FALSE;
      hold (drag, copies);
    }
  element = find_held (editor, drag);
  if (element == NULL)
    return TRUE;
  switch (drag->kind)
    {
    case WAY_DRAG_CARDS:
      return put_cards (editor, drag, element, target, error);
    case WAY_DRAG_SPAN:
      return way_command_put_span (editor, element, target->from, target->step, error);
    case WAY_DRAG_FEELING:
      return way_command_put_feeling (document, element, drag->persona, target->score, error);
    case WAY_DRAG_SIZE:
      return way_command_put_size (document, element, target->size, error);
    case WAY_DRAG_PLACE:
    default:
      return way_command_put_place (editor, element, target->parent, target->before, error);
    }
}

gboolean
way_drag_update (WayEditor *editor, const WayDragTarget *target, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayDrag *drag = way_editor_get_drag (editor);

  g_return_val_if_fail (drag != NULL, FALSE);
  way_document_rollback (document);
  hold (drag, NULL);
  way_document_begin (document, target->copy ? drag->copy_label : drag->label);
  if (put (editor, drag, target, error))
    return TRUE;
  way_document_rollback (document);
  hold (drag, NULL);
  way_document_begin (document, drag->label);
  return FALSE;
}

/* The editor lets go first: who hears of the change may begin anew. */
static void
let_go (WayEditor *editor, void (*close) (WayDocument *document))
{
  WayDrag *drag = way_editor_get_drag (editor);

  if (drag == NULL)
    return;
  way_editor_set_drag (editor, NULL);
  way_drag_free (drag);
  close (way_editor_get_document (editor));
}

void
way_drag_end (WayEditor *editor)
{
  WayDrag *drag = way_editor_get_drag (editor);
  g_auto (GStrv) copies = drag != NULL ? g_strdupv (drag->copies) : NULL;

  let_go (editor, way_document_commit);
  if (copies != NULL)
    way_editor_select_many (editor, (const char *const *) copies, WAY_SELECT_REPLACE);
}

void
way_drag_cancel (WayEditor *editor)
{
  let_go (editor, way_document_rollback);
}

gboolean
way_drag_is_active (const WayEditor *editor)
{
  return way_editor_get_drag (editor) != NULL;
}

gboolean
way_drag_holds (const WayEditor *editor, const char *id)
{
  const WayDrag *drag = way_editor_get_drag (editor);

  return drag != NULL && id != NULL && g_hash_table_contains (drag->held, id);
}

const char *const *
way_drag_get_held (const WayEditor *editor)
{
  static const char *const nothing[] = { NULL };
  const WayDrag *drag = way_editor_get_drag (editor);

  return drag != NULL ? (const char *const *) (drag->copies != NULL ? drag->copies : drag->ids) : nothing;
}
