/* way-merge.h — two versions of a map that grew from one: what each side changed, and one map with both.
 *
 * Shape:  a list of items, each one thing that differs (added, removed, moved, one field, an order) and who did it. Where both did,
 *         differently, it is a conflict with a choice; the first choice keeps what would otherwise be lost.
 * Rules:  elements with an id are matched by it, the others (feelings, evidence …) within their parent: equal ones first, then those
 *         about the same thing, in order. Fields are merged one by one; lane, step and last step of a card go together; lists of
 *         references are merged as sets. What one side removed and the other changed, or still needs, stays and is a conflict.
 * Laws:   merge (b, x, b) = x = merge (b, b, x); merge (b, x, x) = x; what either side added is there, once; ids stay unique and
 *         every reference that was valid stays valid.
 * Owns:   nothing of the three trees, which must outlive it unchanged.
 * Thread: as the documents.
 * Source: three-way merge of trees by identity, after Lindholm 2004 (3DM).
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_MERGE_BASE,
  WAY_MERGE_MINE,
  WAY_MERGE_THEIRS,
  WAY_MERGE_BOTH,
} WayMergeSide;

typedef enum
{
  WAY_MERGE_ADDED,
  WAY_MERGE_REMOVED,
  WAY_MERGE_MOVED,   /* to another parent or another cell */
  WAY_MERGE_ORDERED, /* the children of one slot */
  WAY_MERGE_CHANGED, /* one field */
} WayMergeType;

typedef struct
{
  WayMergeType type;
  WayMergeSide side;    /* who did it; BOTH: the same, or a conflict */
  gboolean conflict;    /* both did, differently */
  WayMergeSide choice;  /* MINE or THEIRS: whose version the built map has */
  const WayElement *of; /* the element: mine, else theirs, else the base's */
  guint row;            /* CHANGED: the field; ORDERED: the slot */
  gpointer node;        /* way-merge.c alone */
} WayMergeItem;

typedef struct _WayMerge WayMerge;

/* Roots of documents. `base` NULL: nothing is known of where the two came from, so nothing counts as removed. Comparing two maps
 * is merging with one of them as the base. */
WayMerge *way_merge_new (const WayElement *base, const WayElement *mine, const WayElement *theirs);
void way_merge_free (WayMerge *self);

guint way_merge_get_n_items (const WayMerge *self);
/* Conflicts first, then in the order of the map. */
const WayMergeItem *way_merge_get_item (const WayMerge *self, guint i);
guint way_merge_count_conflicts (const WayMerge *self);
/* Only for conflicts. Removing takes along what cannot do without it, and stays undone where the map needs the element. */
void way_merge_choose (WayMerge *self, guint i, WayMergeSide side);
void way_merge_choose_all (WayMerge *self, WayMergeSide side);

/* The merged map, with mine's id. NULL only for trees that no reader lets through. */
WayDocument *way_merge_build (WayMerge *self, GError **error);

/* In words, translated; g_free. “Touchpoint “X”: Name”, the version of one side (“a”, “removed”), and the whole sentence,
 * as `side` did it. */
char *way_merge_dup_subject (const WayMerge *self, guint i);
char *way_merge_dup_version (const WayMerge *self, guint i, WayMergeSide side);
char *way_merge_dup_text (const WayMerge *self, guint i, WayMergeSide side);

/* Changes the document into what `target` is, in one transaction under `label`, by as few primitives as matching finds; undo takes it
 * back. The document keeps its own id and what its root holds besides. Fails, and changes nothing, if it is read-only. */
gboolean way_merge_apply (WayDocument *document, const WayElement *target, const char *label, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayMerge, way_merge_free)

G_END_DECLS
