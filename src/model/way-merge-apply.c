#include "model/way-merge-private.h"

#include <glib/gi18n-lib.h>

#include "model/way-document-private.h"
#include "model/way-element-private.h"

/* The document's own tree is the base of a match, the target is "mine"; everything is done by the primitives, so that undo knows it.
   First everything that comes and moves, so that each reference has its target; then the fields; then what goes. */

typedef struct
{
  WayDocument *document;
  WayMergeMatch match;
  GHashTable *places; /* node → WayElement of the document, old or new */
} Application;

static WayElement *
get_place (Application *self, const WayMergeNode *node)
{
  return g_hash_table_lookup (self->places, node);
}

static WayElement *
make_shell (const WayElement *target)
{
  WayElement *shell = way_element_new (target->kind);

  for (guint i = 0; i < way_kind_get (target->kind)->n_fields; i++)
    shell->values[i] = g_strdup (target->values[i]);
  for (guint i = 0; target->extras != NULL && i < target->extras->len; i++)
    way_element_add_extra (shell, way_extra_copy (g_ptr_array_index (target->extras, i)));
  shell->containers = target->containers;
  return shell;
}

static gboolean
bring (Application *self, WayMergeNode *node, GError **error)
{
  const WayElement *target = node->of[WAY_MERGE_MINE];
  WayElement *parent = node->parents[WAY_MERGE_MINE] != NULL ? get_place (self, node->parents[WAY_MERGE_MINE]) : NULL, *place = (WayElement *) node->of[WAY_MERGE_BASE];
  g_autoptr (WayElement) shell = NULL;

  if (place == NULL)
    {
      place = shell = make_shell (target);
      if (!way_document_insert (self->document, shell, parent, G_MAXUINT, error))
        return FALSE;
    }
  else if (parent != place->parent)
    way_document_move_unchecked (self->document, place, parent, G_MAXUINT);
  g_hash_table_insert (self->places, node, place);
  return TRUE;
}

/* Parents first, as the target has them: an old element may move below a new one. */
static gboolean
bring_tree (Application *self, const WayElement *target, GError **error)
{
  if (!bring (self, way_merge_match_find (&self->match, WAY_MERGE_MINE, target), error))
    return FALSE;
  for (guint s = 0; s < way_kind_get (target->kind)->n_slots; s++)
    for (guint i = 0; target->slots[s] != NULL && i < target->slots[s]->len; i++)
      if (!bring_tree (self, g_ptr_array_index (target->slots[s], i), error))
        return FALSE;
  return TRUE;
}

static void
set_fields (Application *self, WayMergeNode *node)
{
  const WayElement *target = node->of[WAY_MERGE_MINE];
  const WayKindInfo *info = way_kind_get (node->kind);

  for (guint i = 0; target != NULL && node->of[WAY_MERGE_BASE] != NULL && i < info->n_fields; i++)
    if (info->fields[i].field != WAY_FIELD_ID)
      way_document_set_unchecked (self->document, get_place (self, node), info->fields[i].field, target->values[i]);
}

static void
drop (Application *self, const WayMergeNode *node)
{
  WayElement *place = (WayElement *) node->of[WAY_MERGE_BASE];

  /* It may have gone with what it stood in. */
  if (node->of[WAY_MERGE_MINE] == NULL && place != NULL && way_element_get_root (place) == way_document_get_root (self->document))
    way_document_remove_unchecked (self->document, place);
}

static void
order_children (Application *self, const WayMergeNode *node)
{
  const WayElement *target = node->of[WAY_MERGE_MINE];
  WayElement *place = get_place (self, node);

  for (guint s = 0; target != NULL && s < way_kind_get (node->kind)->n_slots; s++)
    for (guint i = 0; target->slots[s] != NULL && i < target->slots[s]->len; i++)
      {
        WayElement *child = get_place (self, way_merge_match_find (&self->match, WAY_MERGE_MINE, g_ptr_array_index (target->slots[s], i)));

        if (g_ptr_array_index (place->slots[s], i) != child)
          way_document_move_unchecked (self->document, child, place, i);
      }
}

/* What no primitive changes, because only a file can: the element goes and comes back whole. */
static gboolean
exchange_extras (Application *self, WayMergeNode *node, GError **error)
{
  const WayElement *target = node->of[WAY_MERGE_MINE];
  g_autoptr (WayElement) place = target != NULL && node->of[WAY_MERGE_BASE] != NULL && node->parents[WAY_MERGE_MINE] != NULL ? way_element_ref (get_place (self, node)) : NULL;
  g_autoptr (WayElement) copy = NULL;
  WayElement *parent;
  guint index;

  if (place == NULL || way_element_get_root (place) != way_document_get_root (self->document) || way_merge_extras_equal (place, target))
    return TRUE;
  parent = place->parent;
  index = way_element_get_index (place);
  copy = way_element_copy (target);
  way_document_remove_unchecked (self->document, place);
  return way_document_insert (self->document, copy, parent, index, error);
}

static gboolean
apply (Application *self, GError **error)
{
  const GPtrArray *nodes = self->match.nodes;

  if (!bring_tree (self, ((WayMergeNode *) nodes->pdata[0])->of[WAY_MERGE_MINE], error))
    return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    set_fields (self, nodes->pdata[i]);
  for (guint i = 0; i < nodes->len; i++)
    drop (self, nodes->pdata[i]);
  for (guint i = 0; i < nodes->len; i++)
    order_children (self, nodes->pdata[i]);
  for (guint i = 0; i < nodes->len; i++)
    if (!exchange_extras (self, nodes->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
way_merge_apply (WayDocument *document, const WayElement *target, const char *label, GError **error)
{
  const WayElement *const roots[WAY_MERGE_TREES] = { way_document_get_root (document), target, NULL };
  Application application = { .document = document };
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  gboolean done;

  if (way_document_is_read_only (document))
    {
      g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY, _ ("This map is read-only. Save a copy to change it."));
      return FALSE;
    }
  way_merge_match_init (&application.match, roots);
  application.places = places;
  way_document_begin (document, label);
  done = apply (&application, error);
  if (done)
    way_document_commit (document);
  else
    way_document_rollback (document);
  way_merge_match_clear (&application.match);
  return done;
}
