#include "edit/way-editor-private.h"

#include "edit/way-cells.h"
#include "edit/way-drag.h"

struct _WayEditor
{
  GObject parent_instance;

  WayDocument *document;
  char *journey;
  guint journey_index; /* where to go on when it is deleted */

  GPtrArray *selection; /* (element-type utf8), owned, in the order chosen */
  GHashTable *selected; /* the same as a set, borrowed from the list */
  char *anchor;
  char *lane, *step;            /* the current cell */
  guint lane_index, step_index; /* where to go on when these are deleted */
  char *hover;
  char *last_channel;
  char *persona;
  char *link; /* with WAY_TOOL_CONNECT: where the connection begins */
  WayTool tool;

  char **band; /* the selection before the rubber band; NULL = there is none */
  WaySelectMode band_mode;
  WayDrag *drag;
  gboolean pruned; /* something went since the last signal */
};

enum
{
  SELECTION_CHANGED,
  JOURNEY_CHANGED,
  HOVER_CHANGED,
  TOOL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayEditor, way_editor, G_TYPE_OBJECT)

static gboolean
replace (char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;

  char *copy = g_strdup (value);

  g_free (*text);
  *text = copy;
  return TRUE;
}

/* The list of ids. None of these emits. */

static gboolean
add_id (WayEditor *self, const char *id)
{
  if (way_document_lookup (self->document, id) == NULL || g_hash_table_contains (self->selected, id))
    return FALSE;

  char *copy = g_strdup (id);

  g_ptr_array_add (self->selection, copy);
  g_hash_table_add (self->selected, copy);
  return TRUE;
}

static gboolean
drop_id (WayEditor *self, const char *id)
{
  guint i;

  if (!g_hash_table_remove (self->selected, id))
    return FALSE;
  if (g_ptr_array_find_with_equal_func (self->selection, id, g_str_equal, &i))
    g_ptr_array_remove_index (self->selection, i);
  return TRUE;
}

static void
drop_all (WayEditor *self)
{
  g_hash_table_remove_all (self->selected);
  g_ptr_array_set_size (self->selection, 0);
}

static void
put_ids (WayEditor *self, const char *const *ids, WaySelectMode mode)
{
  if (mode == WAY_SELECT_REPLACE)
    drop_all (self);
  for (; ids != NULL && *ids != NULL; ids++)
    if (mode != WAY_SELECT_TOGGLE || !drop_id (self, *ids))
      add_id (self, *ids);
}

/* The current cell. */

static gboolean
put_cell (WayEditor *self, const char *lane, const char *step)
{
  g_autoptr (WayCells) cells = way_cells_new_frame (way_editor_get_journey (self));
  int row = way_cells_find (cells, lane), column = way_cells_find (cells, step);
  gboolean changed = FALSE;

  if (row >= 0)
    {
      changed |= replace (&self->lane, lane);
      self->lane_index = (guint) row;
    }
  if (column >= 0)
    {
      changed |= replace (&self->step, step);
      self->step_index = (guint) column;
    }
  return changed;
}

static gboolean
is_in_phase (const WayEditor *self, const WayElement *phase)
{
  const WayElement *step = way_document_lookup (self->document, self->step);

  return step != NULL && way_element_get_parent (step) == phase;
}

/* The cell is that of what was chosen last. */
static void
follow (WayEditor *self, const char *id)
{
  const WayElement *element = way_document_lookup (self->document, id);

  if (element == NULL)
    return;

  WayKind kind = way_element_get_kind (element);

  if (way_cells_is_card (element))
    put_cell (self, way_element_get (element, WAY_FIELD_LANE), way_element_get (element, WAY_FIELD_STEP));
  else if (kind == WAY_KIND_LANE)
    put_cell (self, id, NULL);
  else if (kind == WAY_KIND_STEP)
    put_cell (self, NULL, id);
  else if (kind == WAY_KIND_PHASE && !is_in_phase (self, element))
    put_cell (self, NULL, way_element_get_id (way_element_get_first (element, WAY_KIND_STEP)));
}

/* The cell stays where it was in the grid, though what stood there may have gone. */
static gboolean
mend_cell (WayEditor *self)
{
  g_autoptr (WayCells) cells = way_cells_new_frame (way_editor_get_journey (self));
  gboolean changed = FALSE;

  if (way_cells_find (cells, self->lane) < 0)
    {
      self->lane_index = cells->lanes->len > 0 ? MIN (self->lane_index, cells->lanes->len - 1) : 0;
      changed |= replace (&self->lane, cells->lanes->len > 0 ? way_element_get_id (g_ptr_array_index (cells->lanes, self->lane_index)) : NULL);
    }
  else
    self->lane_index = (guint) way_cells_find (cells, self->lane);
  if (way_cells_find (cells, self->step) < 0)
    {
      self->step_index = cells->steps->len > 0 ? MIN (self->step_index, cells->steps->len - 1) : 0;
      changed |= replace (&self->step, cells->steps->len > 0 ? way_element_get_id (g_ptr_array_index (cells->steps, self->step_index)) : NULL);
    }
  else
    self->step_index = (guint) way_cells_find (cells, self->step);
  return changed;
}

/* Following the document. */

static gboolean
is_gone (const WayEditor *self, const char *id)
{
  return id != NULL && way_document_lookup (self->document, id) == NULL;
}

/* A connection that was being looked for. */
static void
drop_link (WayEditor *self)
{
  if (self->link != NULL)
    way_editor_set_tool (self, WAY_TOOL_SELECT);
}

static void
prune_cb (WayElement *element, gpointer data)
{
  WayEditor *self = data;

  if (way_element_get_id (element) != NULL)
    self->pruned |= drop_id (self, way_element_get_id (element));
}

/* At once, so that nobody ever sees an id that leads nowhere; who listens hears of it when the transaction has ended. */
static void
prune (WayEditor *self, WayElement *gone)
{
  way_element_walk (gone, prune_cb, self);
  if (is_gone (self, self->anchor))
    g_clear_pointer (&self->anchor, g_free);
  if (is_gone (self, self->last_channel))
    g_clear_pointer (&self->last_channel, g_free);
  if (is_gone (self, self->persona))
    g_clear_pointer (&self->persona, g_free);
  if (is_gone (self, self->link))
    drop_link (self);
  if (is_gone (self, self->lane))
    g_clear_pointer (&self->lane, g_free);
  if (is_gone (self, self->step))
    g_clear_pointer (&self->step, g_free);
  if (is_gone (self, self->hover))
    {
      g_clear_pointer (&self->hover, g_free);
      g_signal_emit (self, signals[HOVER_CHANGED], 0);
    }
}

static gboolean
mend_journey (WayEditor *self)
{
  const WayElement *root = way_document_get_root (self->document);
  WayElement *journey = way_document_lookup (self->document, self->journey);

  if (journey == NULL)
    {
      WayIter iter = way_iter (root, WAY_KIND_JOURNEY);
      guint last = iter.children->len - 1;

      journey = g_ptr_array_index (iter.children, MIN (self->journey_index, last));
      replace (&self->journey, way_element_get_id (journey));
      self->journey_index = MIN (self->journey_index, last);
      return TRUE;
    }
  self->journey_index = way_element_get_index (journey);
  return FALSE;
}

static void
document_changed_cb (WayDocument *document, const WayChange *change, WayEditor *self)
{
  if (change != NULL)
    {
      if (change->type == WAY_CHANGE_REMOVE)
        prune (self, change->element);
      return;
    }

  gboolean other_journey = mend_journey (self);
  gboolean changed = mend_cell (self);

  if (other_journey)
    g_signal_emit (self, signals[JOURNEY_CHANGED], 0);
  if (changed || self->pruned)
    {
      self->pruned = FALSE;
      g_signal_emit (self, signals[SELECTION_CHANGED], 0);
    }
}

static void
selection_changed (WayEditor *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
way_editor_dispose (GObject *object)
{
  WayEditor *self = WAY_EDITOR (object);

  if (self->drag != NULL)
    way_drag_cancel (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (way_editor_parent_class)->dispose (object);
}

static void
way_editor_finalize (GObject *object)
{
  WayEditor *self = WAY_EDITOR (object);

  g_hash_table_unref (self->selected);
  g_ptr_array_unref (self->selection);
  g_strfreev (self->band);
  g_free (self->journey);
  g_free (self->anchor);
  g_free (self->lane);
  g_free (self->step);
  g_free (self->hover);
  g_free (self->link);
  g_free (self->last_channel);
  g_free (self->persona);
  G_OBJECT_CLASS (way_editor_parent_class)->finalize (object);
}

static void
way_editor_class_init (WayEditorClass *klass)
{
  static const char *const names[N_SIGNALS] = { "selection-changed", "journey-changed", "hover-changed", "tool-changed" };

  G_OBJECT_CLASS (klass)->dispose = way_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_editor_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], WAY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_editor_init (WayEditor *self)
{
  self->selection = g_ptr_array_new_with_free_func (g_free);
  self->selected = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
adopt (WayEditor *self, WayDocument *document)
{
  self->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), self);
  mend_journey (self);
  mend_cell (self);
}

WayEditor *
way_editor_new (WayDocument *document)
{
  WayEditor *self = g_object_new (WAY_TYPE_EDITOR, NULL);

  adopt (self, document);
  return self;
}

WayDocument *
way_editor_get_document (const WayEditor *self)
{
  return self->document;
}

void
way_editor_set_document (WayEditor *self, WayDocument *document)
{
  if (document == self->document)
    return;
  if (self->drag != NULL)
    way_drag_cancel (self);
  drop_link (self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  drop_all (self);
  g_clear_pointer (&self->band, g_strfreev);
  g_clear_pointer (&self->anchor, g_free);
  g_clear_pointer (&self->hover, g_free);
  g_clear_pointer (&self->last_channel, g_free);
  g_clear_pointer (&self->persona, g_free);
  adopt (self, document);
  g_signal_emit (self, signals[JOURNEY_CHANGED], 0);
  g_signal_emit (self, signals[HOVER_CHANGED], 0);
  selection_changed (self);
}

const char *
way_editor_get_journey_id (const WayEditor *self)
{
  return way_element_get_id (way_editor_get_journey (self));
}

WayElement *
way_editor_get_journey (const WayEditor *self)
{
  WayElement *journey = way_document_lookup (self->document, self->journey);

  /* In the middle of a transaction it may have gone already. */
  return journey != NULL ? journey : way_element_get_first (way_document_get_root (self->document), WAY_KIND_JOURNEY);
}

static gboolean
put_journey (WayEditor *self, const char *id)
{
  const WayElement *journey = way_document_lookup (self->document, id);

  if (journey == NULL || way_element_get_kind (journey) != WAY_KIND_JOURNEY || !replace (&self->journey, id))
    return FALSE;
  drop_all (self);
  g_clear_pointer (&self->anchor, g_free);
  g_clear_pointer (&self->band, g_strfreev);
  self->lane_index = self->step_index = 0;
  mend_journey (self);
  mend_cell (self);
  return TRUE;
}

gboolean
way_editor_set_journey (WayEditor *self, const char *id)
{
  if (g_strcmp0 (id, self->journey) == 0)
    return TRUE;
  if (self->drag != NULL)
    way_drag_cancel (self);
  if (!put_journey (self, id))
    return FALSE;
  drop_link (self);
  g_signal_emit (self, signals[JOURNEY_CHANGED], 0);
  selection_changed (self);
  return TRUE;
}

gboolean
way_editor_reveal (WayEditor *self, const char *id)
{
  const WayElement *element = way_document_lookup (self->document, id);
  const WayElement *journey = element != NULL ? way_element_get_ancestor (element, WAY_KIND_JOURNEY) : NULL;

  if (element == NULL)
    return FALSE;
  if (journey != NULL)
    way_editor_set_journey (self, way_element_get_id (journey));
  if (element != journey)
    way_editor_select (self, id);
  return TRUE;
}

guint
way_editor_get_n_selected (const WayEditor *self)
{
  return self->selection->len;
}

const char *
way_editor_get_selected (const WayEditor *self, guint i)
{
  return i < self->selection->len ? g_ptr_array_index (self->selection, i) : NULL;
}

gboolean
way_editor_is_selected (const WayEditor *self, const char *id)
{
  return id != NULL && g_hash_table_contains (self->selected, id);
}

WayElement *
way_editor_get_single (const WayEditor *self)
{
  return self->selection->len == 1 ? way_document_lookup (self->document, g_ptr_array_index (self->selection, 0)) : NULL;
}

GPtrArray *
way_editor_list_selected (const WayEditor *self)
{
  GPtrArray *elements = g_ptr_array_new ();

  for (guint i = 0; i < self->selection->len; i++)
    g_ptr_array_add (elements, way_document_lookup (self->document, g_ptr_array_index (self->selection, i)));
  return elements;
}

char **
way_editor_dup_selection (const WayEditor *self)
{
  char **ids = g_new0 (char *, self->selection->len + 1);

  for (guint i = 0; i < self->selection->len; i++)
    ids[i] = g_strdup (g_ptr_array_index (self->selection, i));
  return ids;
}

const char *
way_editor_get_anchor (const WayEditor *self)
{
  return self->anchor;
}

void
way_editor_clear_selection (WayEditor *self)
{
  gboolean changed = self->selection->len > 0;

  drop_all (self);
  g_clear_pointer (&self->anchor, g_free);
  if (changed)
    selection_changed (self);
}

void
way_editor_select (WayEditor *self, const char *id)
{
  if (way_document_lookup (self->document, id) == NULL || (self->selection->len == 1 && way_editor_is_selected (self, id)))
    return;

  /* `id` may be one of ours. */
  g_autofree char *kept = g_strdup (id);

  drop_all (self);
  add_id (self, kept);
  replace (&self->anchor, kept);
  follow (self, kept);
  selection_changed (self);
}

void
way_editor_toggle (WayEditor *self, const char *id)
{
  g_autofree char *kept = g_strdup (id);

  if (way_document_lookup (self->document, kept) == NULL)
    return;
  if (!drop_id (self, kept) && add_id (self, kept))
    follow (self, kept);
  replace (&self->anchor, kept);
  selection_changed (self);
}

void
way_editor_extend (WayEditor *self, const char *id)
{
  const WayElement *from = way_document_lookup (self->document, self->anchor), *to = way_document_lookup (self->document, id);
  g_autoptr (WayCells) cells = NULL;
  g_autoptr (GPtrArray) range = NULL;

  if (to == NULL)
    return;
  if (from == NULL)
    {
      way_editor_select (self, id);
      return;
    }
  cells = way_cells_new_frame (way_editor_get_journey (self));
  range = way_cells_list_range (cells, from, to);
  if (range->len == 0)
    {
      if (add_id (self, id))
        selection_changed (self);
      return;
    }
  drop_all (self);
  for (guint i = 0; i < range->len; i++)
    add_id (self, way_element_get_id (g_ptr_array_index (range, i)));
  follow (self, way_element_get_id (to));
  selection_changed (self);
}

void
way_editor_select_many (WayEditor *self, const char *const *ids, WaySelectMode mode)
{
  g_auto (GStrv) kept = g_strdupv ((char **) ids);

  put_ids (self, (const char *const *) kept, mode);
  if (self->selection->len > 0)
    {
      const char *last = g_ptr_array_index (self->selection, self->selection->len - 1);

      replace (&self->anchor, last);
      follow (self, last);
    }
  selection_changed (self);
}

void
way_editor_select_all (WayEditor *self)
{
  way_editor_select_in (self, way_editor_get_journey_id (self), WAY_SELECT_REPLACE);
}

void
way_editor_select_in (WayEditor *self, const char *id, WaySelectMode mode)
{
  const WayElement *place = way_document_lookup (self->document, id);
  const GPtrArray *cards = place != NULL && way_element_get_ancestor (place, WAY_KIND_JOURNEY) != NULL ? way_cells_get_all_cards (way_element_get_ancestor (place, WAY_KIND_JOURNEY)) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      const WayElement *card = g_ptr_array_index (cards, i);
      const WayElement *step = way_document_follow (self->document, card, WAY_FIELD_STEP), *lane = way_document_follow (self->document, card, WAY_FIELD_LANE);

      if (lane == place || step == place || (step != NULL && way_element_get_parent (step) == place) || way_element_get_parent (card) == place)
        g_strv_builder_add (builder, way_element_get_id (card));
    }

  g_auto (GStrv) ids = g_strv_builder_end (builder);

  way_editor_select_many (self, (const char *const *) ids, mode);
}

void
way_editor_begin_band (WayEditor *self, WaySelectMode mode)
{
  g_strfreev (self->band);
  self->band = way_editor_dup_selection (self);
  self->band_mode = mode;
}

void
way_editor_update_band (WayEditor *self, const char *const *ids)
{
  g_auto (GStrv) kept = g_strdupv ((char **) ids);

  g_return_if_fail (self->band != NULL);
  put_ids (self, (const char *const *) self->band, WAY_SELECT_REPLACE);
  put_ids (self, (const char *const *) kept, self->band_mode);
  selection_changed (self);
}

void
way_editor_end_band (WayEditor *self, gboolean keep)
{
  g_auto (GStrv) before = g_steal_pointer (&self->band);

  if (before == NULL)
    return;
  if (!keep)
    put_ids (self, (const char *const *) before, WAY_SELECT_REPLACE);
  else if (self->selection->len > 0)
    {
      const char *last = g_ptr_array_index (self->selection, self->selection->len - 1);

      replace (&self->anchor, last);
      follow (self, last);
    }
  selection_changed (self);
}

const char *
way_editor_get_lane (const WayEditor *self)
{
  return self->lane;
}

const char *
way_editor_get_step (const WayEditor *self)
{
  return self->step;
}

void
way_editor_set_cell (WayEditor *self, const char *lane, const char *step)
{
  gboolean changed = put_cell (self, lane, step) | (self->selection->len > 0);

  drop_all (self);
  g_clear_pointer (&self->anchor, g_free);
  if (changed)
    selection_changed (self);
}

const char *
way_editor_get_hover (const WayEditor *self)
{
  return self->hover;
}

void
way_editor_set_hover (WayEditor *self, const char *id)
{
  if (!is_gone (self, id) && replace (&self->hover, id))
    g_signal_emit (self, signals[HOVER_CHANGED], 0);
}

WayTool
way_editor_get_tool (const WayEditor *self)
{
  return self->tool;
}

void
way_editor_set_tool (WayEditor *self, WayTool tool)
{
  if (tool != WAY_TOOL_CONNECT)
    g_clear_pointer (&self->link, g_free);
  if (self->tool == tool)
    return;
  self->tool = tool;
  g_signal_emit (self, signals[TOOL_CHANGED], 0);
}

const char *
way_editor_get_last_channel (const WayEditor *self)
{
  return self->last_channel;
}

void
way_editor_set_last_channel (WayEditor *self, const char *id)
{
  const WayElement *channel = way_document_lookup (self->document, id);

  if (channel != NULL && way_element_get_kind (channel) == WAY_KIND_CHANNEL)
    replace (&self->last_channel, id);
}

const char *
way_editor_get_persona (const WayEditor *self)
{
  return self->persona;
}

void
way_editor_set_persona (WayEditor *self, const char *id)
{
  const WayElement *persona = way_document_lookup (self->document, id);

  replace (&self->persona, persona != NULL && way_element_get_kind (persona) == WAY_KIND_PERSONA ? id : NULL);
}

const char *
way_editor_get_link (const WayEditor *self)
{
  return self->link;
}

void
way_editor_set_link (WayEditor *self, const char *from)
{
  replace (&self->link, from);
}

WayDrag *
way_editor_get_drag (const WayEditor *self)
{
  return self->drag;
}

void
way_editor_set_drag (WayEditor *self, WayDrag *drag)
{
  self->drag = drag;
}

gboolean
way_editor_undo (WayEditor *self)
{
  if (self->drag != NULL)
    {
      way_drag_cancel (self);
      return TRUE;
    }
  return way_document_undo (self->document);
}

gboolean
way_editor_redo (WayEditor *self)
{
  if (self->drag != NULL)
    way_drag_cancel (self);
  return way_document_redo (self->document);
}

void
way_editor_go_to_step (WayEditor *self, guint n)
{
  while (way_document_get_n_done (self->document) > n && way_editor_undo (self))
    continue;
  while (way_document_get_n_done (self->document) < n && way_editor_redo (self))
    continue;
}
