/* way-merge-private.h — which element of one tree is which of another, for merging and applying. */
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

const WayMergeMatch *way_merge_get_match (const WayMerge *self);

/* `roots` may hold NULL and the same tree more than once. */
void way_merge_match_init (WayMergeMatch *self, const WayElement *const roots[WAY_MERGE_TREES]);
void way_merge_match_clear (WayMergeMatch *self);
WayMergeNode *way_merge_match_find (const WayMergeMatch *self, WayMergeSide side, const WayElement *element);
gboolean way_merge_extras_equal (const WayElement *a, const WayElement *b);
