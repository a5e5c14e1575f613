/* way-history.h — the last fifty saved states of each map, for going back.
 *
 * Shape:  FOLDER/DOCUMENT-ID/NUMBER-TIME-HASH.waymark, plain copies that can be opened by hand, with a small .label file
 *         each (what was done, and on the second line where the map lay). The number counts on, so that a clock put back changes no order; names that are not ours are left alone.
 * Errors: those of way-file.h and way-save.h, and WAY_FORMAT_ERROR_MALFORMED for a state that is not what it was.
 * Cost:   fifty times the size of the map, for each map.
 * Thread: any, and each call may block on the disk; one document in one thread at a time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_HISTORY_KEPT 50

typedef struct
{
  char *name;    /* for way_history_read () */
  guint64 order; /* counts up */
  gint64 time;   /* seconds since 1970 */
  gsize size;    /* bytes */
  char *label;   /* may be empty */
  char *origin;  /* the path it was saved to, or empty: copies of one map share a history, and this tells them apart */
} WayHistoryState;

void way_history_state_free (WayHistoryState *self);

/* `folder` is NULL for the user's own, $XDG_STATE_HOME/waymark/history. A state with the bytes of the newest one is not
   added again, and the oldest above WAY_HISTORY_KEPT go. `label` is made one line; it and `origin` may be NULL; `time` is in seconds
   since 1970. */
gboolean way_history_add (const char *folder, const char *document_id, GBytes *bytes, gint64 time, const char *label, const char *origin, GError **error);
/* (element-type WayHistoryState), owned, the newest first. Never NULL. */
GPtrArray *way_history_list (const char *folder, const char *document_id);
/* Where a state of the list lies; g_free. */
char *way_history_dup_path (const char *folder, const char *document_id, const char *name);
GBytes *way_history_read (const char *folder, const char *document_id, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayHistoryState, way_history_state_free)

G_END_DECLS
