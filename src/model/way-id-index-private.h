/* way-id-index-private.h — which element has an id, and which ones point to it; inside model/ only.
 *
 * Shape:  two tables over the elements of one tree. Who points to whom is only known from way_id_index_need_referrers () on: a map that is
 *         merely read never asks.
 * Errors: WAY_MODEL_ERROR_DUPLICATE where an id would stand for two elements.
 * Owns:   the tables, no element.
 * Thread: the document's.
 */
#pragma once

#include "model/way-element.h"

typedef struct
{
  GHashTable *ids;       /* id (borrowed from the element) → WayElement (borrowed) */
  GHashTable *referrers; /* id → GPtrArray of WayElement (borrowed); NULL until it is needed */
} WayIdIndex;

void way_id_index_init (WayIdIndex *self);
void way_id_index_clear (WayIdIndex *self);

/* All of a tree that is not in it yet. Fails with some of it entered: for an index that is then given up. */
gboolean way_id_index_enter_new (WayIdIndex *self, WayElement *tree, GError **error);
/* Whether all of it could be entered. */
gboolean way_id_index_check (const WayIdIndex *self, WayElement *tree, GError **error);
void way_id_index_enter (WayIdIndex *self, WayElement *tree);
void way_id_index_leave (WayIdIndex *self, WayElement *tree);
/* A field of an element that is in it gets another value; both are nullable. */
void way_id_index_change (WayIdIndex *self, WayElement *element, const WayFieldInfo *info, const char *old_value, const char *value);

void way_id_index_need_referrers (WayIdIndex *self, WayElement *root);
/* (element-type WayElement): those that point to `id`, container; way_id_index_need_referrers () first. */
GPtrArray *way_id_index_dup_referrers (const WayIdIndex *self, const char *id);
