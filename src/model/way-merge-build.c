#include "model/way-merge-private.h"

#include <string.h>

#include "model/way-element-private.h"
#include "model/way-integrity.h"

/* Makes the merged map, once it is known what it holds. */

static gboolean
has_extra (const WayElement *element, const WayExtra *extra)
{
  for (guint i = 0; element != NULL && element->extras != NULL && i < element->extras->len; i++)
    if (way_extra_equal (g_ptr_array_index (element->extras, i), extra))
      return TRUE;
  return FALSE;
}

/* Two attributes of one name make no file. */
static gboolean
has_attribute (const WayElement *element, const WayExtra *extra)
{
  for (guint i = 0; element->extras != NULL && i < element->extras->len; i++)
    {
      const WayExtra *other = g_ptr_array_index (element->extras, i);

      if (other->type == WAY_EXTRA_ATTRIBUTE && extra->type == WAY_EXTRA_ATTRIBUTE && other->place == extra->place && other->row == extra->row && other->index == extra->index && strcmp (other->name, extra->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
copy_extras (const WayElement *from, WayElement *made)
{
  for (guint i = 0; from->extras != NULL && i < from->extras->len; i++)
    way_element_add_extra (made, way_extra_copy (g_ptr_array_index (from->extras, i)));
}

static void
merge_extras (const WayMergeNode *node, WayElement *made)
{
  const WayElement *base = node->of[WAY_MERGE_BASE], *mine = node->of[WAY_MERGE_MINE], *theirs = node->of[WAY_MERGE_THEIRS];

  if (mine == NULL || theirs == NULL || (base != NULL && (way_merge_extras_equal (base, mine) || way_merge_extras_equal (base, theirs))))
    {
      copy_extras (mine == NULL || (theirs != NULL && way_merge_extras_equal (base, mine)) ? (theirs != NULL ? theirs : base) : mine, made);
      return;
    }

  for (WayMergeSide side = WAY_MERGE_MINE; side <= WAY_MERGE_THEIRS; side++)
    {
      const WayElement *own = node->of[side], *other = node->of[side == WAY_MERGE_MINE ? WAY_MERGE_THEIRS : WAY_MERGE_MINE];

      for (guint i = 0; own != NULL && own->extras != NULL && i < own->extras->len; i++)
        {
          const WayExtra *extra = g_ptr_array_index (own->extras, i);
          /* The other side took it away. */
          gboolean gone = other != NULL && has_extra (base, extra) && !has_extra (other, extra);

          if (!gone && !has_extra (made, extra) && !has_attribute (made, extra))
            way_element_add_extra (made, way_extra_copy (extra));
        }
    }
}

/* A reference to the other map's root is one to ours. */
static char *
translate (const WayMerge *self, const WayFieldInfo *info, char *value)
{
  const WayMergeNode *root = self->match.nodes->pdata[0];

  if (value != NULL && info->type == WAY_TYPE_REF && g_hash_table_lookup (self->match.ids, value) == root)
    {
      g_free (value);
      return g_strdup (way_element_get_id (root->made));
    }
  return value;
}

/* Empty lists that one of the files has and the other has not. */
static guint32
merge_containers (const WayMergeNode *node)
{
  const WayElement *base = node->of[WAY_MERGE_BASE], *mine = node->of[WAY_MERGE_MINE], *theirs = node->of[WAY_MERGE_THEIRS];

  if (mine == NULL || theirs == NULL)
    return (mine != NULL ? mine : theirs != NULL ? theirs
                                                 : base)
        ->containers;
  return base != NULL ? (mine->containers & theirs->containers) | ((mine->containers | theirs->containers) & ~base->containers) : mine->containers | theirs->containers;
}

static void
make_element (const WayMerge *self, WayMergeNode *node)
{
  const WayKindInfo *info = way_kind_get (node->kind);
  const WayElement *holder = node->of[way_merge_get_holder (node)];

  node->made = way_element_new (node->kind);
  node->made->line = holder->line;
  for (guint row = 0; row < info->n_fields; row++)
    node->made->values[row] = translate (self, &info->fields[row], way_merge_dup_value (self, node, row));
  node->made->containers = merge_containers (node);
  merge_extras (node, node->made);
  for (guint s = 0; s < info->n_slots; s++)
    {
      g_autoptr (GPtrArray) children = way_merge_make_order (self, node, s);

      for (guint i = 0; i < children->len; i++)
        {
          make_element (self, children->pdata[i]);
          way_element_append (node->made, ((WayMergeNode *) children->pdata[i])->made);
        }
    }
}

/* Chosen by hand: it goes all the same, with what hangs on it, if the map can do without. */
static void
remove_chosen (const WayMerge *self, WayDocument *document)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const WayMergeItem *item = g_ptr_array_index (self->items, i);
      const WayMergeNode *node = item->node;
      WayElement *element = item->type == WAY_MERGE_REMOVED && item->conflict && item->choice != way_merge_get_holder (node) ? node->made : NULL;

      if (element != NULL && way_element_get_root (element) == way_document_get_root (document))
        way_integrity_delete (document, element, NULL);
    }
}

WayDocument *
way_merge_build (WayMerge *self, GError **error)
{
  WayMergeNode *root = self->match.nodes->pdata[0];
  g_autoptr (WayDocument) document = NULL;

  self->building = TRUE;
  way_merge_complete (self);
  for (guint i = 0; i < self->match.nodes->len; i++)
    ((WayMergeNode *) self->match.nodes->pdata[i])->made = NULL;
  make_element (self, root);
  document = way_document_new_for_root (root->made, error);
  if (document == NULL)
    return NULL;
  remove_chosen (self, document);
  if (way_document_get_n_done (document) == 0)
    return g_steal_pointer (&document);
  return way_document_new_for_root (way_element_copy (way_document_get_root (document)), error);
}
