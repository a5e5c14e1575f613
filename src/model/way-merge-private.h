/* way-merge-private.h — which element of one tree is which of another, for merging and applying, and what a merge knows; inside model/ only. */
#pragma once

#include "model/way-merge.h"

#define WAY_MERGE_TREES 3

typedef struct _WayMergeNode WayMergeNode;
struct _WayMergeNode
{
  char *key; /* the id, or the parent's key, kind and number */
  WayKind kind;
  const WayElement *of[WAY_MERGE_TREES]; /* by side, NULL where it is not there */
  WayMergeNode *parents[WAY_MERGE_TREES];
  WayMergeNode *parent; /* in the merged tree */
  gboolean clash;       /* its id is taken by an element of another kind */
  gboolean kept;
  gboolean forced; /* kept only because something still needs it */
  WayMergeItem *place_item, *removed_item;
  guint32 ordered;  /* bit set of slots with an item */
  WayElement *made; /* while building, borrowed */
};

typedef struct
{
  GPtrArray *nodes; /* (element-type WayMergeNode), owned; parents first within each tree */
  GHashTable *keys; /* key → node */
  GHashTable *ids;  /* any side's id → node; differs from `keys` for the root alone */
  GHashTable *by_element[WAY_MERGE_TREES];
} WayMergeMatch;

/* What differs, and what the merged map holds. (way-merge.c) */
struct _WayMerge
{
  WayMergeMatch match;
  GPtrArray *items; /* (element-type WayMergeItem), owned */
  gboolean has_base;
  gboolean building; /* what comes up from here on was not offered for choosing */
};

/* The side that still has what the other one removed. */
WayMergeSide way_merge_get_holder (const WayMergeNode *node);
/* The merged value of a field, as it was chosen; g_free. */
char *way_merge_dup_value (const WayMerge *self, const WayMergeNode *node, guint row);
/* Every element that stays needs its parent, what it refers to, and the children its kind cannot do without. Reviving one may need
 * the next, so this goes round until nothing is missing. */
void way_merge_complete (WayMerge *self);
/* (element-type WayMergeNode): the children of a slot in the merged map, container. */
GPtrArray *way_merge_make_order (const WayMerge *self, const WayMergeNode *node, guint slot);

const WayMergeMatch *way_merge_get_match (const WayMerge *self);

/* `roots` may hold NULL and the same tree more than once. */
void way_merge_match_init (WayMergeMatch *self, const WayElement *const roots[WAY_MERGE_TREES]);
void way_merge_match_clear (WayMergeMatch *self);
WayMergeNode *way_merge_match_find (const WayMergeMatch *self, WayMergeSide side, const WayElement *element);
gboolean way_merge_extras_equal (const WayElement *a, const WayElement *b);
