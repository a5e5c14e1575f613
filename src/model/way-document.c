#include "model/way-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-id.h"
#include "base/way-text.h"
#include "model/way-element-private.h"
#include "model/way-id-index-private.h"
#include "model/way-journal-private.h"

struct _WayDocument
{
  GObject parent_instance;

  WayElement *root;
  WayIdIndex index;
  guint64 revision, shared_revision;
  GRand *rand; /* NULL = the global generator */
  gboolean read_only;
  WayAnswers *answers; /* or NULL */

  WayJournal journal;
  WayTransaction *open; /* owned, NULL outside a transaction */
  GArray *savepoints;   /* (element-type guint), length of open->changes at each begin */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (way - model - error - quark, way_model_error)
G_DEFINE_FINAL_TYPE (WayDocument, way_document, G_TYPE_OBJECT)

/* --- what a view may keep --- */

static void
stamp_up (WayElement *element, guint64 revision)
{
  for (; element != NULL; element = element->parent)
    element->revision = revision;
}

static gboolean
is_card (const WayElement *element)
{
  return element->kind == WAY_KIND_TOUCHPOINT || element->kind == WAY_KIND_NOTE;
}

static gboolean
is_in_card (const WayElement *element)
{
  while (element != NULL && !is_card (element))
    element = element->parent;
  return element != NULL;
}

/* Whether nothing but one card, or where it stands, is touched. A thing that moves out of a card touches its new place. */
static gboolean
is_within_card (const WayChange *change)
{
  if (change->type == WAY_CHANGE_SET)
    return is_in_card (change->element);
  return is_card (change->element) ||
         ((change->parent == NULL || is_in_card (change->parent)) && (change->old_parent == NULL || is_in_card (change->old_parent)));
}

static void
stamp (WayDocument *self, const WayChange *change)
{
  self->revision++;
  stamp_up (change->element, self->revision);
  stamp_up (change->parent, self->revision);
  stamp_up (change->old_parent, self->revision);
  if (!is_within_card (change))
    self->shared_revision = self->revision;
}

/* --- applying: the only places where the tree changes --- */

static void
apply (WayDocument *self, const WayChange *change)
{
  WayElement *element = change->element;
  int row;

  switch (change->type)
    {
    case WAY_CHANGE_INSERT:
      way_element_insert_child (change->parent, (guint) way_kind_find_slot (change->parent->kind, element->kind), change->index, element);
      way_id_index_enter (&self->index, element);
      break;
    case WAY_CHANGE_REMOVE:
      way_id_index_leave (&self->index, element);
      way_element_unref (way_element_remove_child (change->old_parent, (guint) way_kind_find_slot (change->old_parent->kind, element->kind), change->old_index));
      break;
    case WAY_CHANGE_MOVE:
      way_element_unref (way_element_remove_child (change->old_parent, (guint) way_kind_find_slot (change->old_parent->kind, element->kind), change->old_index));
      way_element_insert_child (change->parent, (guint) way_kind_find_slot (change->parent->kind, element->kind), change->index, element);
      break;
    case WAY_CHANGE_SET:
      row = way_kind_find_field (element->kind, change->field);
      way_element_init_row (element, (guint) row, g_strdup (change->value));
      way_id_index_change (&self->index, element, &way_kind_get (element->kind)->fields[row], change->old_value, change->value);
      break;
    default:
      g_assert_not_reached ();
    }
  stamp (self, change);
  g_signal_emit (self, signals[CHANGED], 0, change);
}

static void
revert (WayDocument *self, GArray *changes, guint down_to)
{
  for (guint i = changes->len; i > down_to; i--)
    {
      WayChange back = way_change_invert (&g_array_index (changes, WayChange, i - 1));

      apply (self, &back);
    }
}

/* Takes the texts of `change`. */
static void
record (WayDocument *self, WayChange change)
{
  way_transaction_add (self->open, &change);
  apply (self, &change);
}

static void
way_document_finalize (GObject *object)
{
  WayDocument *self = WAY_DOCUMENT (object);

  g_clear_pointer (&self->open, way_transaction_free);
  way_journal_clear (&self->journal);
  g_array_unref (self->savepoints);
  way_id_index_clear (&self->index);
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_pointer (&self->answers, way_answers_unref);
  way_element_unref (self->root);
  G_OBJECT_CLASS (way_document_parent_class)->finalize (object);
}

static void
way_document_class_init (WayDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_document_finalize;
  signals[CHANGED] = g_signal_new ("changed", WAY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
way_document_init (WayDocument *self)
{
  way_id_index_init (&self->index);
  way_journal_init (&self->journal);
  self->savepoints = g_array_new (FALSE, FALSE, sizeof (guint));
}

WayDocument *
way_document_new_for_root (WayElement *root, GError **error)
{
  g_return_val_if_fail (way_element_get_kind (root) == WAY_KIND_DOCUMENT, NULL);

  g_autoptr (WayElement) tree = root;
  g_autoptr (WayDocument) self = g_object_new (WAY_TYPE_DOCUMENT, NULL);

  if (!way_id_index_enter_new (&self->index, tree, error))
    return NULL;
  self->root = g_steal_pointer (&tree);
  return g_steal_pointer (&self);
}

static WayElement *
append_new (WayElement *parent, WayKind kind, const char *name)
{
  WayElement *element = way_element_append (parent, way_element_new (kind));
  const char *prefix = way_kind_get (kind)->prefix;

  if (prefix != NULL)
    {
      g_autofree char *id = way_id_new (prefix);

      way_element_init_value (element, WAY_FIELD_ID, id);
    }
  if (name != NULL)
    way_element_init_value (element, kind == WAY_KIND_META ? WAY_FIELD_TITLE : WAY_FIELD_NAME, name);
  return element;
}

WayDocument *
way_document_new (const char *title, const char *language)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT);
  g_autofree char *id = way_id_new (way_kind_get (WAY_KIND_DOCUMENT)->prefix);

  way_element_init_value (root, WAY_FIELD_VERSION, WAY_FORMAT_VERSION);
  way_element_init_value (root, WAY_FIELD_MIN_READER, WAY_FORMAT_VERSION);
  way_element_init_value (root, WAY_FIELD_ID, id);
  way_element_init_value (root, WAY_FIELD_LANG, language);
  append_new (root, WAY_KIND_META, title);

  WayElement *journey = append_new (root, WAY_KIND_JOURNEY, title);

  way_element_init_value (journey, WAY_FIELD_STATE, "current");
  append_new (append_new (journey, WAY_KIND_PHASE, _ ("Phase 1")), WAY_KIND_STEP, _ ("Step 1"));
  way_element_init_value (append_new (journey, WAY_KIND_LANE, _ ("Touchpoints")), WAY_FIELD_KIND, "touchpoints");
  return way_document_new_for_root (root, NULL);
}

const WayElement *
way_document_get_root (const WayDocument *self)
{
  return self->root;
}

const WayElement *
way_document_get_meta (const WayDocument *self)
{
  return way_element_get_first (self->root, WAY_KIND_META);
}

WayElement *
way_document_lookup (const WayDocument *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->index.ids, id) : NULL;
}

WayElement *
way_document_follow (const WayDocument *self, const WayElement *element, WayField field)
{
  return way_document_lookup (self, way_element_get (element, field));
}

char *
way_document_make_id (WayDocument *self, WayKind kind)
{
  const char *prefix = way_kind_get (kind)->prefix;

  g_return_val_if_fail (prefix != NULL, NULL);
  while (TRUE)
    {
      g_autofree char *id = self->rand != NULL ? way_id_new_from (self->rand, prefix) : way_id_new (prefix);

      if (!g_hash_table_contains (self->index.ids, id))
        return g_steal_pointer (&id);
    }
}

void
way_document_seed_ids (WayDocument *self, guint32 seed)
{
  g_clear_pointer (&self->rand, g_rand_free);
  self->rand = g_rand_new_with_seed (seed);
}

GPtrArray *
way_document_dup_referrers (WayDocument *self, const char *id)
{
  way_id_index_need_referrers (&self->index, self->root);
  return way_id_index_dup_referrers (&self->index, id);
}

void
way_document_set_answers (WayDocument *self, WayAnswers *answers)
{
  if (way_answers_equal (self->answers, answers))
    return;
  g_clear_pointer (&self->answers, way_answers_unref);
  self->answers = answers != NULL ? way_answers_ref (answers) : NULL;
  /* Any card may have counted them. */
  self->shared_revision = ++self->revision;
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

const WayAnswers *
way_document_get_answers (const WayDocument *self)
{
  return self->answers;
}

guint64
way_document_get_revision (const WayDocument *self)
{
  return self->revision;
}

guint64
way_document_get_shared_revision (const WayDocument *self)
{
  return self->shared_revision;
}

gboolean
way_document_is_read_only (const WayDocument *self)
{
  return self->read_only;
}

void
way_document_set_read_only (WayDocument *self, gboolean read_only)
{
  self->read_only = read_only;
}

void
way_document_begin (WayDocument *self, const char *label)
{
  way_document_begin_amending (self, label, NULL);
}

void
way_document_begin_amending (WayDocument *self, const char *label, const char *key)
{
  way_id_index_need_referrers (&self->index, self->root);
  if (self->open == NULL)
    {
      gboolean goes_on = way_journal_get_amendable (&self->journal, key) != NULL;

      self->open = goes_on ? way_journal_steal_last (&self->journal) : way_transaction_new (label, key);
    }
  g_array_append_val (self->savepoints, self->open->changes->len);
}

void
way_document_seal (WayDocument *self)
{
  WayTransaction *last = way_journal_get_last (&self->journal);

  if (last != NULL)
    g_clear_pointer (&last->key, g_free);
}

gboolean
way_document_retract (WayDocument *self, const char *key)
{
  g_return_val_if_fail (self->open == NULL, FALSE);
  if (way_journal_get_amendable (&self->journal, key) == NULL)
    return FALSE;

  WayTransaction *last = way_journal_steal_last (&self->journal);

  revert (self, last->changes, 0);
  way_transaction_free (last);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  return TRUE;
}

/* The open transaction goes to the journal, unless nothing happened in it. */
static void
close_transaction (WayDocument *self)
{
  WayTransaction *transaction = g_steal_pointer (&self->open);

  if (transaction->changes->len == 0)
    way_transaction_free (transaction);
  else
    way_journal_add (&self->journal, transaction);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
}

void
way_document_commit (WayDocument *self)
{
  g_return_if_fail (self->open != NULL);
  g_array_set_size (self->savepoints, self->savepoints->len - 1);
  if (self->savepoints->len == 0)
    close_transaction (self);
}

void
way_document_rollback (WayDocument *self)
{
  g_return_if_fail (self->open != NULL);

  guint savepoint = g_array_index (self->savepoints, guint, self->savepoints->len - 1);

  revert (self, self->open->changes, savepoint);
  g_array_set_size (self->open->changes, savepoint);
  g_array_set_size (self->savepoints, self->savepoints->len - 1);
  if (self->savepoints->len == 0)
    close_transaction (self);
}

static gboolean
may_change (WayDocument *self, GError **error)
{
  g_return_val_if_fail (self->open != NULL, FALSE);
  if (!self->read_only)
    return TRUE;
  g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY, _ ("This map is read-only. Save a copy to change it."));
  return FALSE;
}

static gboolean
check_reference (WayDocument *self, const WayElement *element, const WayFieldInfo *info, const char *id, GError **error)
{
  const WayElement *target = way_document_lookup (self, id);

  if (target == NULL)
    {
      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_REFERENCE, _ ("%s: there is no element with the id “%s”."), _ (info->label), id);
      return FALSE;
    }
  if ((info->targets & WAY_BIT (target->kind)) == 0)
    {
      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_REFERENCE, _ ("%s: “%s” is of the kind %s, which cannot stand here."), _ (info->label), id, _ (way_kind_get (target->kind)->label));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_value (WayDocument *self, const WayElement *element, const WayFieldInfo *info, const char *value, GError **error)
{
  g_autofree char *why = NULL;

  if (!way_field_accepts (info, value, &why))
    {
      g_autofree char *shown = way_text_excerpt (value != NULL ? value : "", 60);

      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_VALUE, _ ("%s: “%s” %s."), _ (info->label), shown, why);
      return FALSE;
    }
  if (value == NULL || (info->type != WAY_TYPE_REF && info->type != WAY_TYPE_REFS))
    return TRUE;

  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  for (char **id = ids; *id != NULL; id++)
    if (!check_reference (self, element, info, *id, error))
      return FALSE;
  return TRUE;
}

/* Whether `element` may stand below `parent`. */
static gboolean
check_place (const WayElement *element, const WayElement *parent, GError **error)
{
  int slot = way_kind_find_slot (parent->kind, element->kind);

  if (slot < 0)
    g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("%s cannot stand in %s."), _ (way_kind_get (element->kind)->label), _ (way_kind_get (parent->kind)->label));
  else if (way_kind_get (parent->kind)->slots[slot].single && element->parent != parent && way_element_count (parent, element->kind) > 0)
    g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("%s has a %s already."), _ (way_kind_get (parent->kind)->label), _ (way_kind_get (element->kind)->label));
  else
    return TRUE;
  return FALSE;
}

/* Whether the parent can do without `element`. */
static gboolean
check_leaving (const WayElement *element, GError **error)
{
  const WayElement *parent = element->parent;
  int slot = parent != NULL ? way_kind_find_slot (parent->kind, element->kind) : -1;

  if (slot >= 0 && (!way_kind_get (parent->kind)->slots[slot].required || parent->slots[slot]->len > 1))
    return TRUE;
  g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("This is the last %s, and the map needs at least one."), _ (way_kind_get (element->kind)->label));
  return FALSE;
}

gboolean
way_document_insert (WayDocument *self, WayElement *element, WayElement *parent, guint index, GError **error)
{
  if (!may_change (self, error) || !check_place (element, parent, error) || !way_id_index_check (&self->index, element, error))
    return FALSE;
  g_return_val_if_fail (element->parent == NULL, FALSE);

  const GPtrArray *siblings = parent->slots[way_kind_find_slot (parent->kind, element->kind)];

  record (self, (WayChange){ .type = WAY_CHANGE_INSERT, .element = element, .parent = parent, .index = MIN (index, siblings != NULL ? siblings->len : 0) });
  return TRUE;
}

static gboolean
is_below (const WayElement *element, const WayElement *ancestor)
{
  while (element != NULL && element != ancestor)
    element = element->parent;
  return element != NULL;
}

typedef struct
{
  WayDocument *self;
  WayElement *tree;
  const WayElement *referrer, *target;
} Outsider;

static void
find_outsider_cb (WayElement *element, gpointer data)
{
  Outsider *search = data;
  const char *id = way_element_get_id (element);
  GPtrArray *list = id != NULL ? g_hash_table_lookup (search->self->index.referrers, id) : NULL;

  for (guint i = 0; list != NULL && i < list->len && search->referrer == NULL; i++)
    if (!is_below (g_ptr_array_index (list, i), search->tree))
      {
        search->referrer = g_ptr_array_index (list, i);
        search->target = element;
      }
}

gboolean
way_document_remove (WayDocument *self, WayElement *element, GError **error)
{
  Outsider search = { self, element, NULL, NULL };

  if (!may_change (self, error) || !check_leaving (element, error))
    return FALSE;
  way_element_walk (element, find_outsider_cb, &search);
  if (search.referrer != NULL)
    {
      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_REFERENCE, _ ("“%s” is still used by “%s”."), way_element_get_name (search.target), way_element_get_name (search.referrer));
      return FALSE;
    }
  way_document_remove_unchecked (self, element);
  return TRUE;
}

void
way_document_remove_unchecked (WayDocument *self, WayElement *element)
{
  record (self, (WayChange){ .type = WAY_CHANGE_REMOVE, .element = element, .old_parent = element->parent, .old_index = way_element_get_index (element) });
}

gboolean
way_document_move (WayDocument *self, WayElement *element, WayElement *parent, guint index, GError **error)
{
  if (!may_change (self, error) || !check_place (element, parent, error))
    return FALSE;
  if (is_below (parent, element) || element->parent == NULL)
    {
      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("%s cannot be moved into itself."), _ (way_kind_get (element->kind)->label));
      return FALSE;
    }
  if (parent != element->parent && !check_leaving (element, error))
    return FALSE;
  way_document_move_unchecked (self, element, parent, index);
  return TRUE;
}

void
way_document_move_unchecked (WayDocument *self, WayElement *element, WayElement *parent, guint index)
{
  const GPtrArray *siblings = parent->slots[way_kind_find_slot (parent->kind, element->kind)];
  guint last = siblings != NULL ? siblings->len - (parent == element->parent) : 0;
  guint old_index = way_element_get_index (element);

  index = MIN (index, last);
  if (parent != element->parent || index != old_index)
    record (self, (WayChange){ .type = WAY_CHANGE_MOVE, .element = element, .parent = parent, .index = index, .old_parent = element->parent, .old_index = old_index });
}

gboolean
way_document_set (WayDocument *self, WayElement *element, WayField field, const char *value, GError **error)
{
  const WayFieldInfo *info = way_kind_get_field (element->kind, field);

  g_return_val_if_fail (info != NULL, FALSE);
  if (!may_change (self, error))
    return FALSE;
  if (g_strcmp0 (way_element_get (element, field), value) == 0)
    return TRUE;
  if (field == WAY_FIELD_ID)
    {
      g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_VALUE, _ ("An id never changes."));
      return FALSE;
    }
  if (!check_value (self, element, info, value, error))
    return FALSE;
  way_document_set_unchecked (self, element, field, value);
  return TRUE;
}

void
way_document_set_unchecked (WayDocument *self, WayElement *element, WayField field, const char *value)
{
  if (g_strcmp0 (way_element_get (element, field), value) != 0)
    record (self, (WayChange){ .type = WAY_CHANGE_SET, .element = element, .field = field, .value = g_strdup (value), .old_value = g_strdup (way_element_get (element, field)) });
}

gboolean
way_document_undo (WayDocument *self)
{
  g_return_val_if_fail (self->open == NULL, FALSE);
  if (self->journal.done == 0)
    return FALSE;
  revert (self, way_journal_get (&self->journal, --self->journal.done)->changes, 0);
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  return TRUE;
}

gboolean
way_document_redo (WayDocument *self)
{
  const WayTransaction *next = way_journal_get (&self->journal, self->journal.done);

  g_return_val_if_fail (self->open == NULL, FALSE);
  if (next == NULL)
    return FALSE;
  self->journal.done++;
  for (guint i = 0; i < next->changes->len; i++)
    apply (self, &g_array_index (next->changes, WayChange, i));
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  return TRUE;
}

const char *
way_document_get_undo_label (const WayDocument *self)
{
  const WayTransaction *last = way_journal_get_last (&self->journal);

  return last != NULL ? last->label : NULL;
}

const char *
way_document_get_redo_label (const WayDocument *self)
{
  const WayTransaction *next = way_journal_get (&self->journal, self->journal.done);

  return next != NULL ? next->label : NULL;
}

guint
way_document_get_n_steps (const WayDocument *self)
{
  return self->journal.transactions->len;
}

guint
way_document_get_n_done (const WayDocument *self)
{
  return self->journal.done;
}

int
way_document_get_n_saved (const WayDocument *self)
{
  return self->journal.saved;
}

const char *
way_document_get_step_label (const WayDocument *self, guint i)
{
  g_return_val_if_fail (i < self->journal.transactions->len, NULL);
  return way_journal_get (&self->journal, i)->label;
}

gboolean
way_document_is_modified (const WayDocument *self)
{
  return !way_journal_is_as_saved (&self->journal) || (self->open != NULL && self->open->changes->len > 0);
}

void
way_document_mark_saved (WayDocument *self)
{
  self->journal.saved = (int) self->journal.done;
  self->journal.same = -1;
}

void
way_document_mark_same (WayDocument *self)
{
  self->journal.same = (int) self->journal.done;
}
