#include "model/way-merge-private.h"

#include <string.h>

#include "model/way-element-private.h"

static void
node_free (gpointer data)
{
  WayMergeNode *self = data;

  g_free (self->key);
  g_free (self);
}

static WayMergeNode *
add_node (WayMergeMatch *self, char *key, WayKind kind)
{
  WayMergeNode *node = g_new0 (WayMergeNode, 1);

  node->key = key;
  node->kind = kind;
  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (self->keys, node->key, node);
  return node;
}

/* What an element without an id is about: the references it must have, or else all of them and the choices it must have. */
static char *
make_topic (const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (element->kind);
  g_autoptr (GString) must = g_string_new (NULL), all = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *value = element->values[i] != NULL ? element->values[i] : "";
      gboolean reference = field->type == WAY_TYPE_REF || field->type == WAY_TYPE_REFS;

      if (reference && field->required)
        g_string_append_printf (must, "%s\n", value);
      if (reference || (field->required && field->type == WAY_TYPE_ENUM))
        g_string_append_printf (all, "%s\n", value);
    }
  return g_strdup (must->len > 0 ? must->str : all->str);
}

static gboolean
is_about_the_same (const WayElement *a, const WayElement *b)
{
  g_autofree char *x = make_topic (a), *y = make_topic (b);

  return strcmp (x, y) == 0;
}

/* The first child of `parent` in the tree `from` that is equal to (or about the same as) `child` and not taken yet on `side`. */
static WayMergeNode *
find_partner (WayMergeMatch *self, WayMergeNode *parent, WayMergeSide from, WayMergeSide side, const WayElement *child, gboolean equal)
{
  const WayElement *other = parent->of[from];
  const GPtrArray *slot = other != NULL ? other->slots[way_kind_find_slot (other->kind, child->kind)] : NULL;

  for (guint i = 0; slot != NULL && i < slot->len; i++)
    {
      const WayElement *candidate = g_ptr_array_index (slot, i);
      WayMergeNode *node = way_merge_match_find (self, from, candidate);

      if (node == NULL || node->of[side] != NULL || candidate->kind != child->kind)
        continue;
      if (equal ? way_element_equal (candidate, child) : is_about_the_same (candidate, child))
        return node;
    }
  return NULL;
}

static void enter (WayMergeMatch *self, WayMergeSide side, const WayElement *element, WayMergeNode *node, WayMergeNode *parent);

static WayMergeNode *
make_number (WayMergeMatch *self, WayMergeNode *parent, WayKind kind)
{
  for (guint n = 1;; n++)
    {
      char *key = g_strdup_printf ("%s/%s#%u", parent->key, way_kind_get (kind)->name, n);

      if (!g_hash_table_contains (self->keys, key))
        return add_node (self, key, kind);
      g_free (key);
    }
}

/* Children without ids: what is equal first, so that a list that was cut or grew keeps its partners. */
static void
enter_nameless (WayMergeMatch *self, WayMergeSide side, const GPtrArray *slot, WayMergeNode *parent)
{
  g_autofree WayMergeNode **found = g_new0 (WayMergeNode *, slot->len);
  gboolean single = slot->len == 1 && way_kind_get (parent->kind)->slots[way_kind_find_slot (parent->kind, ((WayElement *) slot->pdata[0])->kind)].single;

  for (guint pass = 0; pass < 2; pass++)
    for (guint from = WAY_MERGE_BASE; from < side; from++)
      for (guint i = 0; i < slot->len; i++)
        {
          const WayElement *child = g_ptr_array_index (slot, i);

          if (found[i] != NULL)
            continue;
          found[i] = find_partner (self, parent, from, side, child, pass == 0);
          if (found[i] == NULL && single && parent->of[from] != NULL && way_element_count (parent->of[from], child->kind) == 1)
            found[i] = way_merge_match_find (self, from, way_element_get_first (parent->of[from], child->kind));
          /* Taken from here on. */
          if (found[i] != NULL)
            found[i]->of[side] = child;
        }
  for (guint i = 0; i < slot->len; i++)
    {
      const WayElement *child = g_ptr_array_index (slot, i);

      enter (self, side, child, found[i] != NULL ? found[i] : make_number (self, parent, child->kind), parent);
    }
}

static WayMergeNode *
find_named (WayMergeMatch *self, WayMergeSide side, const WayElement *child, WayMergeNode *parent)
{
  const char *id = way_element_get_id (child);
  WayMergeNode *node;

  if (id == NULL)
    return make_number (self, parent, child->kind);
  node = g_hash_table_lookup (self->keys, id);
  if (node == NULL)
    return add_node (self, g_strdup (id), child->kind);
  if (node->kind == child->kind && node->of[side] == NULL)
    return node;
  node = add_node (self, g_strdup_printf ("%s!%u", id, side), child->kind);
  node->clash = TRUE;
  return node;
}

static void
enter (WayMergeMatch *self, WayMergeSide side, const WayElement *element, WayMergeNode *node, WayMergeNode *parent)
{
  const WayKindInfo *info = way_kind_get (element->kind);
  const char *id = way_element_get_id (element);

  node->of[side] = element;
  node->parents[side] = parent;
  g_hash_table_insert (self->by_element[side], (gpointer) element, node);
  if (id != NULL && !node->clash)
    g_hash_table_insert (self->ids, (gpointer) id, node);
  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *slot = element->slots[s];

      if (slot == NULL || slot->len == 0)
        continue;
      /* A slot has kinds with ids or kinds without, never both. */
      if (way_kind_get (info->slots[s].kinds[0])->prefix == NULL)
        enter_nameless (self, side, slot, node);
      else
        for (guint i = 0; i < slot->len; i++)
          {
            const WayElement *child = g_ptr_array_index (slot, i);

            enter (self, side, child, find_named (self, side, child, node), node);
          }
    }
}

void
way_merge_match_init (WayMergeMatch *self, const WayElement *const roots[WAY_MERGE_TREES])
{
  WayMergeNode *root;

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint side = 0; side < WAY_MERGE_TREES; side++)
    self->by_element[side] = g_hash_table_new (NULL, NULL);
  /* The two roots are one, whatever their ids. */
  root = add_node (self, g_strdup ("/"), WAY_KIND_DOCUMENT);
  for (guint side = 0; side < WAY_MERGE_TREES; side++)
    if (roots[side] != NULL)
      enter (self, side, roots[side], root, NULL);
}

void
way_merge_match_clear (WayMergeMatch *self)
{
  for (guint side = 0; side < WAY_MERGE_TREES; side++)
    g_clear_pointer (&self->by_element[side], g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
}

WayMergeNode *
way_merge_match_find (const WayMergeMatch *self, WayMergeSide side, const WayElement *element)
{
  return g_hash_table_lookup (self->by_element[side], element);
}

gboolean
way_merge_extras_equal (const WayElement *a, const WayElement *b)
{
  guint n = a->extras != NULL ? a->extras->len : 0;

  if (n != (b->extras != NULL ? b->extras->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!way_extra_equal (g_ptr_array_index (a->extras, i), g_ptr_array_index (b->extras, i)))
      return FALSE;
  return TRUE;
}
