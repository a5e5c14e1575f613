#include "model/way-id-index-private.h"

#include <glib/gi18n-lib.h>

#include "model/way-document.h"
#include "model/way-element-private.h"

void
way_id_index_init (WayIdIndex *self)
{
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->referrers = NULL;
}

void
way_id_index_clear (WayIdIndex *self)
{
  g_clear_pointer (&self->referrers, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
}

/* --- who points to whom --- */

static void
note_reference (WayIdIndex *self, const char *id, WayElement *element, gboolean add)
{
  GPtrArray *list = g_hash_table_lookup (self->referrers, id);

  if (add && list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->referrers, g_strdup (id), list);
    }
  if (add)
    g_ptr_array_add (list, element);
  else if (list != NULL)
    g_ptr_array_remove_fast (list, element);
}

static void
note_value (WayIdIndex *self, const WayFieldInfo *info, const char *value, WayElement *element, gboolean add)
{
  if (value == NULL || self->referrers == NULL)
    return;
  if (info->type == WAY_TYPE_REF)
    note_reference (self, value, element, add);
  else if (info->type == WAY_TYPE_REFS)
    {
      g_auto (GStrv) ids = g_strsplit (value, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        note_reference (self, *id, element, add);
    }
}

static void
note_element (WayIdIndex *self, WayElement *element, gboolean add)
{
  const WayKindInfo *info = way_kind_get (element->kind);

  for (guint i = 0; i < info->n_fields; i++)
    note_value (self, &info->fields[i], element->values[i], element, add);
}

static void
note_element_cb (WayElement *element, gpointer self)
{
  note_element (self, element, TRUE);
}

void
way_id_index_need_referrers (WayIdIndex *self, WayElement *root)
{
  if (self->referrers != NULL)
    return;
  self->referrers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  way_element_walk (root, note_element_cb, self);
}

GPtrArray *
way_id_index_dup_referrers (const WayIdIndex *self, const char *id)
{
  GPtrArray *list = g_hash_table_lookup (self->referrers, id);

  return list != NULL ? g_ptr_array_copy (list, NULL, NULL) : g_ptr_array_new ();
}

void
way_id_index_change (WayIdIndex *self, WayElement *element, const WayFieldInfo *info, const char *old_value, const char *value)
{
  note_value (self, info, old_value, element, FALSE);
  note_value (self, info, value, element, TRUE);
}

/* --- who has which id --- */

static void
enter_element_cb (WayElement *element, gpointer data)
{
  WayIdIndex *self = data;
  const char *id = way_element_get_id (element);

  if (id != NULL)
    g_hash_table_insert (self->ids, (char *) id, element);
  if (self->referrers != NULL)
    note_element (self, element, TRUE);
}

static void
leave_element_cb (WayElement *element, gpointer data)
{
  WayIdIndex *self = data;
  const char *id = way_element_get_id (element);

  if (id != NULL)
    g_hash_table_remove (self->ids, id);
  if (self->referrers != NULL)
    note_element (self, element, FALSE);
}

void
way_id_index_enter (WayIdIndex *self, WayElement *tree)
{
  way_element_walk (tree, enter_element_cb, self);
}

void
way_id_index_leave (WayIdIndex *self, WayElement *tree)
{
  way_element_walk (tree, leave_element_cb, self);
}

typedef struct
{
  const WayIdIndex *self;
  GHashTable *seen;
  WayElement *clash, *first;
} IdCheck;

static void
find_clash_cb (WayElement *element, gpointer data)
{
  IdCheck *check = data;
  const char *id = way_element_get_id (element);

  if (id == NULL || check->clash != NULL)
    return;

  WayElement *other = g_hash_table_lookup (check->self->ids, id);

  if (other == NULL && check->seen != check->self->ids)
    other = g_hash_table_lookup (check->seen, id);
  if (other != NULL)
    {
      check->clash = element;
      check->first = other;
    }
  else
    g_hash_table_insert (check->seen, (char *) id, element);
}

static gboolean
check_ids (const WayIdIndex *self, WayElement *tree, GHashTable *seen, GError **error)
{
  IdCheck check = { self, seen, NULL, NULL };

  way_element_walk (tree, find_clash_cb, &check);
  if (check.clash == NULL)
    return TRUE;
  if (check.clash->line > 0 && check.first->line > 0)
    g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_DUPLICATE, _ ("The id “%s” is used on line %d and again on line %d. Give one of the two another id."), way_element_get_id (check.clash), check.first->line, check.clash->line);
  else
    g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_DUPLICATE, _ ("The id “%s” is taken already."), way_element_get_id (check.clash));
  return FALSE;
}

gboolean
way_id_index_enter_new (WayIdIndex *self, WayElement *tree, GError **error)
{
  /* What is seen is what the index holds, so it is entered at once. */
  return check_ids (self, tree, self->ids, error);
}

gboolean
way_id_index_check (const WayIdIndex *self, WayElement *tree, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  return check_ids (self, tree, seen, error);
}
