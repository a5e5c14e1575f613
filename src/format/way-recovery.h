/* way-recovery.h — from a draft that a crash left to a map to go on with.
 *
 * Shape:  the draft, what it grew from, and what lies on the disk now become one document; `outcome` says how.
 * Errors: those of way-drafts.h and the reader; the draft then stays where it is.
 * Owns:   the draft's lock, until it is discarded or freed.
 * Thread: any.
 */
#pragma once

#include "format/way-drafts.h"
#include "format/way-file.h"
#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_RECOVERY_NEW,       /* the map has no file: it was never saved, or the file cannot be read any more */
  WAY_RECOVERY_UNCHANGED, /* the file is what the draft grew from */
  WAY_RECOVERY_SAVED,     /* the file holds all of it: the crash came between saving and tidying up */
  WAY_RECOVERY_MERGED,    /* the file has changed since, and both are in the document */
  WAY_RECOVERY_CONFLICTS, /* the file has changed since, in the same places: the document is the draft alone */
} WayRecoveryOutcome;

typedef struct
{
  WayRecoveryOutcome outcome;
  WayDraft *draft;
  WayDocument *document;
  char *path;         /* where the next save goes, or NULL */
  WayFileStamp stamp; /* of the file that the document stands on */
  GBytes *base;       /* that file's bytes, or NULL */
} WayRecovery;

/* `folder` as in way-drafts.h. */
WayRecovery *way_recovery_new (const char *folder, const char *draft_id, GError **error);
void way_recovery_free (WayRecovery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRecovery, way_recovery_free)

G_END_DECLS
