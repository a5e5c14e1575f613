#include "model/way-extra.h"

WayExtra *
way_extra_new (WayExtraType type, const char *name, const char *uri, const char *value)
{
  WayExtra *self = g_new0 (WayExtra, 1);

  self->type = type;
  self->name = g_strdup (name);
  self->uri = g_strdup (uri);
  self->value = g_strdup (value);
  return self;
}

void
way_extra_free (WayExtra *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->uri);
  g_free (self->value);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

static gpointer
copy_cb (gconstpointer extra, gpointer data)
{
  return way_extra_copy (extra);
}

WayExtra *
way_extra_copy (const WayExtra *self)
{
  WayExtra *copy = way_extra_new (self->type, self->name, self->uri, self->value);

  copy->place = self->place;
  copy->row = self->row;
  copy->index = self->index;
  if (self->children != NULL)
    {
      copy->children = g_ptr_array_copy (self->children, (GCopyFunc) copy_cb, NULL);
      g_ptr_array_set_free_func (copy->children, (GDestroyNotify) way_extra_free);
    }
  return copy;
}

void
way_extra_append (WayExtra *self, WayExtra *child)
{
  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) way_extra_free);
  g_ptr_array_add (self->children, child);
}

gboolean
way_extra_equal (const WayExtra *a, const WayExtra *b)
{
  guint n = a->children != NULL ? a->children->len : 0;

  if (a->type != b->type || a->place != b->place || a->row != b->row || a->index != b->index)
    return FALSE;
  if (g_strcmp0 (a->name, b->name) != 0 || g_strcmp0 (a->uri, b->uri) != 0 || g_strcmp0 (a->value, b->value) != 0)
    return FALSE;
  if (n != (b->children != NULL ? b->children->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!way_extra_equal (g_ptr_array_index (a->children, i), g_ptr_array_index (b->children, i)))
      return FALSE;
  return TRUE;
}
