#include "model/way-element-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"

WayElement *
way_element_new (WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);
  /* One block: most documents are tens of thousands of small elements. */
  WayElement *self = g_malloc0 (sizeof (WayElement) + (info->n_fields + info->n_slots) * sizeof (gpointer));

  self->ref_count = 1;
  self->kind = kind;
  self->slots = (GPtrArray **) (self->values + info->n_fields);
  return self;
}

WayElement *
way_element_ref (WayElement *self)
{
  self->ref_count++;
  return self;
}

void
way_element_unref (WayElement *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;

  const WayKindInfo *info = way_kind_get (self->kind);

  for (guint i = 0; i < info->n_fields; i++)
    g_free (self->values[i]);
  for (guint i = 0; i < info->n_slots; i++)
    if (self->slots[i] != NULL)
      {
        /* A child may outlive us in the journal. */
        for (guint c = 0; c < self->slots[i]->len; c++)
          ((WayElement *) g_ptr_array_index (self->slots[i], c))->parent = NULL;
        g_ptr_array_unref (self->slots[i]);
      }
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  g_free (self);
}

WayKind
way_element_get_kind (const WayElement *self)
{
  return self->kind;
}

const char *
way_element_get_id (const WayElement *self)
{
  return way_element_get (self, WAY_FIELD_ID);
}

int
way_element_get_line (const WayElement *self)
{
  return self->line;
}

guint64
way_element_get_revision (const WayElement *self)
{
  return self->revision;
}

WayElement *
way_element_get_parent (const WayElement *self)
{
  return self->parent;
}

WayElement *
way_element_get_root (const WayElement *self)
{
  while (self->parent != NULL)
    self = self->parent;
  return (WayElement *) self;
}

WayElement *
way_element_get_ancestor (const WayElement *self, WayKind kind)
{
  while (self != NULL && self->kind != kind)
    self = self->parent;
  return (WayElement *) self;
}

guint
way_element_get_index (const WayElement *self)
{
  guint index = 0;

  if (self->parent != NULL)
    g_ptr_array_find (self->parent->slots[way_kind_find_slot (self->parent->kind, self->kind)], self, &index);
  return index;
}

const char *
way_element_get (const WayElement *self, WayField field)
{
  int row = self != NULL ? way_kind_find_field (self->kind, field) : -1;

  return row < 0 ? NULL : self->values[row];
}

const char *
way_element_get_or_default (const WayElement *self, WayField field)
{
  int row = way_kind_find_field (self->kind, field);

  if (row < 0)
    return NULL;
  return self->values[row] != NULL ? self->values[row] : way_kind_get (self->kind)->fields[row].fallback;
}

gboolean
way_element_get_number (const WayElement *self, WayField field, double *value)
{
  return way_number_parse (way_element_get_or_default (self, field), value);
}

int
way_element_get_integer (const WayElement *self, WayField field, int fallback)
{
  gint64 value;

  if (!way_integer_parse (way_element_get_or_default (self, field), &value))
    return fallback;
  return (int) CLAMP (value, G_MININT, G_MAXINT);
}

gboolean
way_element_get_boolean (const WayElement *self, WayField field)
{
  return g_strcmp0 (way_element_get_or_default (self, field), "true") == 0;
}

gboolean
way_element_is (const WayElement *self, WayField field, const char *nick)
{
  return g_strcmp0 (way_element_get_or_default (self, field), nick) == 0;
}

const char *
way_element_get_label (const WayElement *self, WayField field)
{
  return way_field_get_choice_label (way_kind_get_field (self->kind, field), way_element_get_or_default (self, field));
}

char **
way_element_get_list (const WayElement *self, WayField field)
{
  const WayFieldInfo *info = self != NULL ? way_kind_get_field (self->kind, field) : NULL;
  const char *value = way_element_get (self, field);

  return g_strsplit (value != NULL ? value : "", info != NULL && info->type == WAY_TYPE_REFS ? " " : "\n", -1);
}

const char *
way_element_get_name (const WayElement *self)
{
  static const WayField names[] = { WAY_FIELD_NAME, WAY_FIELD_TITLE, WAY_FIELD_LABEL, WAY_FIELD_ALT, WAY_FIELD_TEXT };

  if (self == NULL)
    return _ ("Untitled");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = way_element_get (self, names[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  if (self->kind == WAY_KIND_DOCUMENT)
    {
      const WayElement *meta = way_element_get_first (self, WAY_KIND_META);

      if (meta != NULL)
        return way_element_get_name (meta);
    }
  return _ (way_kind_get (self->kind)->label);
}

const GPtrArray *
way_element_get_slot (const WayElement *self, guint slot)
{
  return self->slots[slot];
}

WayIter
way_iter (const WayElement *parent, WayKind kind)
{
  int slot = way_kind_find_slot (parent->kind, kind);

  return (WayIter){ slot < 0 ? NULL : parent->slots[slot], 0, kind };
}

WayElement *
way_iter_next (WayIter *iter)
{
  while (iter->children != NULL && iter->next < iter->children->len)
    {
      WayElement *child = g_ptr_array_index (iter->children, iter->next++);

      if (child->kind == iter->kind)
        return child;
    }
  return NULL;
}

guint
way_element_count (const WayElement *self, WayKind kind)
{
  WayElement *child;
  guint n = 0;

  way_each (child, self, kind)
    n++;
  return n;
}

WayElement *
way_element_get_first (const WayElement *self, WayKind kind)
{
  WayIter iter = way_iter (self, kind);

  return way_iter_next (&iter);
}

void
way_element_walk (WayElement *self, void (*visit) (WayElement *element, gpointer data), gpointer data)
{
  const WayKindInfo *info = way_kind_get (self->kind);

  visit (self, data);
  for (guint s = 0; s < info->n_slots; s++)
    for (guint i = 0; self->slots[s] != NULL && i < self->slots[s]->len; i++)
      way_element_walk (g_ptr_array_index (self->slots[s], i), visit, data);
}

static gboolean
slots_equal (const GPtrArray *a, const GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!way_element_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
way_element_equal (const WayElement *a, const WayElement *b)
{
  const WayKindInfo *info = way_kind_get (a->kind);
  guint n_extras = a->extras != NULL ? a->extras->len : 0;

  if (a->kind != b->kind || n_extras != (b->extras != NULL ? b->extras->len : 0))
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  for (guint i = 0; i < n_extras; i++)
    if (!way_extra_equal (g_ptr_array_index (a->extras, i), g_ptr_array_index (b->extras, i)))
      return FALSE;
  for (guint i = 0; i < info->n_slots; i++)
    if (!slots_equal (a->slots[i], b->slots[i]))
      return FALSE;
  return TRUE;
}

const GPtrArray *
way_element_get_extras (const WayElement *self)
{
  return self->extras;
}

gboolean
way_element_has_container (const WayElement *self, guint slot)
{
  return (self->containers >> slot & 1) != 0;
}

WayElement *
way_element_copy (const WayElement *self)
{
  const WayKindInfo *info = way_kind_get (self->kind);
  WayElement *copy = way_element_new (self->kind);

  copy->line = self->line;
  copy->containers = self->containers;
  for (guint i = 0; i < info->n_fields; i++)
    copy->values[i] = g_strdup (self->values[i]);
  for (guint i = 0; self->extras != NULL && i < self->extras->len; i++)
    way_element_add_extra (copy, way_extra_copy (g_ptr_array_index (self->extras, i)));
  for (guint s = 0; s < info->n_slots; s++)
    for (guint i = 0; self->slots[s] != NULL && i < self->slots[s]->len; i++)
      way_element_append (copy, way_element_copy (g_ptr_array_index (self->slots[s], i)));
  return copy;
}

void
way_element_set_line (WayElement *self, int line)
{
  self->line = line;
}

void
way_element_init_value (WayElement *self, WayField field, const char *value)
{
  int row = way_kind_find_field (self->kind, field);

  g_return_if_fail (row >= 0);
  way_element_init_row (self, (guint) row, g_strdup (value));
}

void
way_element_init_row (WayElement *self, guint row, char *value)
{
  g_free (self->values[row]);
  self->values[row] = value;
}

const char *
way_element_get_row (const WayElement *self, guint row)
{
  return self->values[row];
}

WayElement *
way_element_append (WayElement *self, WayElement *child)
{
  int slot = way_kind_find_slot (self->kind, child->kind);

  g_return_val_if_fail (slot >= 0, child);
  way_element_insert_child (self, (guint) slot, self->slots[slot] != NULL ? self->slots[slot]->len : 0, child);
  way_element_unref (child);
  return child;
}

void
way_element_add_extra (WayElement *self, WayExtra *extra)
{
  if (self->extras == NULL)
    self->extras = g_ptr_array_new_with_free_func ((GDestroyNotify) way_extra_free);
  g_ptr_array_add (self->extras, extra);
}

WayExtra *
way_element_steal_extra (WayElement *self, guint index)
{
  return g_ptr_array_steal_index (self->extras, index);
}

void
way_element_set_container (WayElement *self, guint slot)
{
  self->containers |= 1u << slot;
}

void
way_element_insert_child (WayElement *self, guint slot, guint index, WayElement *child)
{
  if (self->slots[slot] == NULL)
    self->slots[slot] = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  child->parent = self;
  g_ptr_array_insert (self->slots[slot], (int) index, way_element_ref (child));
}

WayElement *
way_element_remove_child (WayElement *self, guint slot, guint index)
{
  WayElement *child = g_ptr_array_steal_index (self->slots[slot], index);

  child->parent = NULL;
  return child;
}
