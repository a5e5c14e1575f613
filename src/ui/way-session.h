/* way-session.h — one open map: its editor, where it lies on the disk, and what keeps it from being lost.
 *
 * Shape:  WayEditor (and with it the document), a path or none, the stamp of the last read or save, a draft that a thread
 *         writes while there are changes nobody saved.
 * Errors: those of the reader, of way-save.h and of way-drafts.h.
 * Owns:   the editor and the draft; its lock is held until the session ends.
 * Thread: main; the draft is written in another one, which sees bytes only.
 * Signal: "changed": name, path, modified or the labels of undo.
 */
#pragma once

#include "base/way-report.h"
#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_SESSION (way_session_get_type ())
G_DECLARE_FINAL_TYPE (WaySession, way_session, WAY, SESSION, GObject)

/* Our own files and others' (Mermaid, CSV); those become maps that were never saved. */
WaySession *way_session_open (const char *path, WayReport *report, GError **error);
WaySession *way_session_new_from_template (const char *name, GError **error);
/* Goes on with a draft. It keeps its path only if the file there still is what the draft grew from. */
WaySession *way_session_recover (const char *draft_id, GError **error);

WayEditor *way_session_get_editor (WaySession *self);
WayDocument *way_session_get_document (WaySession *self);
/* NULL if it was never saved. */
const char *way_session_get_path (WaySession *self);
/* The map's title, and the file's name or "Not saved yet"; g_free. */
char *way_session_dup_title (WaySession *self);
char *way_session_dup_place (WaySession *self);
gboolean way_session_is_modified (WaySession *self);

/* NULL path: where it came from. `replace`: whatever is there. */
gboolean way_session_save (WaySession *self, const char *path, gboolean replace, GError **error);
/* Somebody else saved the file meanwhile. */
gboolean way_session_is_outdated (WaySession *self);
/* The next save replaces what is there now, and is_outdated says no. */
void way_session_accept_disk (WaySession *self);
/* Reads the file again, and gives up what was not saved. */
gboolean way_session_reload (WaySession *self, GError **error);
/* What was not saved is given up on purpose: no draft stays. */
void way_session_discard (WaySession *self);
/* Writes the draft now, and waits for it: before the program ends by a signal. */
void way_session_flush (WaySession *self);

G_END_DECLS
