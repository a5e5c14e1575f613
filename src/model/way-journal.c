#include "model/way-journal-private.h"

static void
clear_change (gpointer data)
{
  WayChange *change = data;

  g_free ((char *) change->value);
  g_free ((char *) change->old_value);
  /* The element first: its parents may hold it. */
  way_element_unref (change->element);
  way_element_unref (change->parent);
  way_element_unref (change->old_parent);
}

WayTransaction *
way_transaction_new (const char *label, const char *key)
{
  WayTransaction *self = g_new0 (WayTransaction, 1);

  self->label = g_strdup (label);
  self->key = g_strdup (key);
  self->changes = g_array_new (FALSE, FALSE, sizeof (WayChange));
  g_array_set_clear_func (self->changes, clear_change);
  return self;
}

void
way_transaction_free (WayTransaction *self)
{
  g_free (self->label);
  g_free (self->key);
  g_array_unref (self->changes);
  g_free (self);
}

void
way_transaction_add (WayTransaction *self, const WayChange *change)
{
  way_element_ref (change->element);
  if (change->parent != NULL)
    way_element_ref (change->parent);
  if (change->old_parent != NULL)
    way_element_ref (change->old_parent);
  g_array_append_vals (self->changes, change, 1);
}

WayChange
way_change_invert (const WayChange *change)
{
  static const WayChangeType inverse[] = { WAY_CHANGE_REMOVE, WAY_CHANGE_INSERT, WAY_CHANGE_MOVE, WAY_CHANGE_SET };

  return (WayChange){
    .type = inverse[change->type],
    .element = change->element,
    .parent = change->old_parent,
    .old_parent = change->parent,
    .index = change->old_index,
    .old_index = change->index,
    .field = change->field,
    .value = change->old_value,
    .old_value = change->value,
  };
}

void
way_journal_init (WayJournal *self)
{
  *self = (WayJournal){ .transactions = g_ptr_array_new_with_free_func ((GDestroyNotify) way_transaction_free) };
}

void
way_journal_clear (WayJournal *self)
{
  g_clear_pointer (&self->transactions, g_ptr_array_unref);
}

WayTransaction *
way_journal_get (const WayJournal *self, guint i)
{
  return i < self->transactions->len ? g_ptr_array_index (self->transactions, i) : NULL;
}

WayTransaction *
way_journal_get_last (const WayJournal *self)
{
  return self->done > 0 ? way_journal_get (self, self->done - 1) : NULL;
}

WayTransaction *
way_journal_get_amendable (const WayJournal *self, const char *key)
{
  WayTransaction *last = way_journal_get_last (self);

  if (last == NULL || key == NULL || g_strcmp0 (last->key, key) != 0)
    return NULL;
  return self->done == self->transactions->len && !way_journal_is_as_saved (self) ? last : NULL;
}

WayTransaction *
way_journal_steal_last (WayJournal *self)
{
  return g_ptr_array_steal_index (self->transactions, --self->done);
}

void
way_journal_add (WayJournal *self, WayTransaction *transaction)
{
  if (self->saved > (int) self->done)
    self->saved = -1;
  if (self->same > (int) self->done)
    self->same = -1;
  g_ptr_array_set_size (self->transactions, (int) self->done);
  g_ptr_array_add (self->transactions, transaction);
  self->done++;
}

gboolean
way_journal_is_as_saved (const WayJournal *self)
{
  return self->saved == (int) self->done || self->same == (int) self->done;
}
