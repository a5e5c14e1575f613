/* way-comparison.h — a merge together with the maps it stands on, read from their files.
 *
 * Shape:  base (or none), mine and theirs as frozen copies, the WayMerge over them, and what theirs was read from.
 * Errors: those of way-file.h and the reader.
 * Owns:   all of it.
 * Thread: any; one at a time for the same comparison.
 */
#pragma once

#include "format/way-file.h"
#include "model/way-merge.h"

G_BEGIN_DECLS

typedef struct
{
  WayDocument *base; /* or NULL */
  WayDocument *mine, *theirs;
  WayMerge *merge;
  GBytes *bytes;      /* theirs, as they lie on the disk */
  WayFileStamp stamp; /* of theirs */
} WayComparison;

/* `base` NULL: unknown. A base that cannot be read counts as unknown too. */
WayComparison *way_comparison_new (GBytes *base, const WayDocument *mine, const char *theirs_path, GError **error);
/* With another copy of the same map. The base is that state of `mine_path` in the history which the copy differs least from, for there
 * the two parted; the oldest of equals, and none where there is no such state (`mine_path` NULL): a base that is too old brings
 * something back, one that is too new takes it away. `folder` as in way-history.h. */
WayComparison *way_comparison_new_with_copy (const WayDocument *mine, const char *mine_path, const char *theirs_path, const char *folder, GError **error);
void way_comparison_free (WayComparison *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayComparison, way_comparison_free)

G_END_DECLS
