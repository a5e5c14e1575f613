/* way-drafts.h — what is not saved yet, kept for the next start after a crash.
 *
 * Shape:  FOLDER/UUID/ with `draft.waymark`, `base.waymark` (what the draft grew from; missing for a map never saved),
 *         `info` (a key file), `saving` (the checksum of a save under way) and `lock`. A draft appears whole under its name or not at all.
 * Locks:  whoever has a WayDraft holds the lock (flock); the kernel lets go of it when the process ends, however it ends.
 *         A draft nobody holds is recoverable.
 * Errors: WAY_FORMAT_ERROR_BUSY when another process, or another WayDraft here, holds it; else those of way-file.h and
 *         way-save.h.
 * Never:  decides when to write (WayDraftTimer says it) or whether to recover; knows what the bytes mean.
 * Thread: any, and each call may block on the disk, so not the main one; one thread at a time for the same WayDraft.
 *         Hand the GBytes over, not the document. WayDraftTimer belongs to the main thread and never blocks.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *id;       /* the UUID; NULL when given to way_draft_new () */
  char *path;     /* of the map that was opened, or NULL if it was never saved */
  char *title;    /* of the map, may be empty */
  char *host;     /* where it was written; filled in by way_draft_new () */
  gint64 pid;     /* likewise */
  char *file;     /* of the draft itself, to look at; filled in by way_drafts_list () */
  gint64 written; /* when, in µs since 1970; from the draft file itself */
} WayDraftInfo;

void way_draft_info_free (WayDraftInfo *self);

typedef struct _WayDraft WayDraft;

/* `folder` is NULL for the user's own, $XDG_STATE_HOME/waymark/drafts; tests give another. Of `info`, path and title are
   read. `base` is NULL for a map never saved. */
WayDraft *way_draft_new (const char *folder, const WayDraftInfo *info, GBytes *base, GBytes *draft, GError **error);
/* Replaces the draft; the base stays. After an error the last one is still there. */
gboolean way_draft_update (WayDraft *self, GBytes *draft, GError **error);
/* The map is about to be saved with these bytes. If the process ends before the draft is discarded and the file does hold them, the
   draft is not offered: the file is newer. The next update takes this back. */
gboolean way_draft_expect_save (WayDraft *self, GBytes *bytes, GError **error);
/* `base` is set to NULL where there is none. */
gboolean way_draft_read (WayDraft *self, GBytes **draft, GBytes **base, GError **error);
/* The map was saved, or its changes were given up: removes the draft and frees `self`. */
void way_draft_discard (WayDraft *self);
/* Lets go of the lock and leaves the draft recoverable. */
void way_draft_free (WayDraft *self);

/* (element-type WayDraftInfo), owned, the newest first: those that nobody holds. Unreadable ones are left out, and what a
   crash left half made is removed after an hour, a draft whose work the file holds at once. Never NULL. */
GPtrArray *way_drafts_list (const char *folder);
/* Takes over a draft of the list. */
WayDraft *way_draft_claim (const char *folder, const char *id, GError **error);

/* When to write: in the first quiet half second, and so early that no change waits for two seconds, with the time that writing takes.
   After a failure, which is nearly always a full disk, no sooner than twenty seconds unless there is something new. All times are
   g_get_monotonic_time () of the caller. Start with { 0 }. */
typedef struct
{
  gint64 first; /* change that no draft holds yet, or 0 */
  gint64 last;
  gint64 retry; /* not before this, unless something changes; 0 = as soon as it is due */
  gboolean writing;
} WayDraftTimer;

#define WAY_DRAFT_QUIET (G_USEC_PER_SEC / 2)
#define WAY_DRAFT_AT_LATEST (3 * G_USEC_PER_SEC / 2)
#define WAY_DRAFT_RETRY (20 * G_USEC_PER_SEC)

void way_draft_timer_change (WayDraftTimer *self, gint64 now);
/* When to call begin; G_MAXINT64 if there is nothing to write or a write is under way. */
gint64 way_draft_timer_get_due (const WayDraftTimer *self);
/* The bytes were taken just now; changes from here on belong to the next draft. */
void way_draft_timer_begin (WayDraftTimer *self);
/* The thread is done. After a failure the next try comes after the next change, or when
   WAY_DRAFT_RETRY has passed: not at once. */
void way_draft_timer_finish (WayDraftTimer *self, gboolean written, gint64 now);
/* Saved or closed: nothing is due any more. */
void way_draft_timer_clear (WayDraftTimer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayDraft, way_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayDraftInfo, way_draft_info_free)

G_END_DECLS
