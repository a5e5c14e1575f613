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
#include "format/way-comparison.h"
#include "format/way-recovery.h"
#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_SESSION (way_session_get_type ())
G_DECLARE_FINAL_TYPE (WaySession, way_session, WAY, SESSION, GObject)

/* Our own files and others' (Mermaid, CSV); those become maps that were never saved. */
WaySession *way_session_open (const char *path, WayReport *report, GError **error);
WaySession *way_session_new_from_template (const char *name, GError **error);
/* A map that was made by the program and never saved; takes a reference. */
WaySession *way_session_new_for_document (WayDocument *document);
/* Goes on with a draft; `outcome` (nullable) says what became of the file meanwhile. */
WaySession *way_session_recover (const char *draft_id, WayRecoveryOutcome *outcome, GError **error);

WayEditor *way_session_get_editor (WaySession *self);
WayDocument *way_session_get_document (WaySession *self);
/* The map's figures; made, and measured, when first asked for. */
WayFigureStore *way_session_get_figures (WaySession *self);
/* NULL if it was never saved. */
const char *way_session_get_path (WaySession *self);
/* The map's title, and the file's name or "Not saved yet"; g_free. */
char *way_session_dup_title (WaySession *self);
char *way_session_dup_place (WaySession *self);
gboolean way_session_is_modified (WaySession *self);

/* NULL path: where it came from. `replace`: whatever is there. */
gboolean way_session_save (WaySession *self, const char *path, gboolean replace, GError **error);
/* FALSE where the file or its folder is write-protected. */
gboolean way_session_can_write (WaySession *self);
/* Somebody else saved the file meanwhile. */
gboolean way_session_is_outdated (WaySession *self);
/* The next save replaces what is there now, and is_outdated says no. */
void way_session_accept_disk (WaySession *self);
/* Makes the map what the file is now. What was not saved comes back with undo. */
gboolean way_session_reload (WaySession *self, GError **error);
/* What differs from the file, and from another copy of the map; way_comparison_free. */
WayComparison *way_session_compare_disk (WaySession *self, GError **error);
WayComparison *way_session_compare_copy (WaySession *self, const char *path, GError **error);
/* Makes the map what the comparison's choices say, as one step. `from_disk`: the next save replaces the file that was compared. */
gboolean way_session_merge (WaySession *self, WayComparison *comparison, gboolean from_disk, GError **error);
/* Makes the map what it was in this state of its history, as one step. */
gboolean way_session_restore (WaySession *self, const char *name, GError **error);
/* TRUE if nothing is to be saved; changes that led back by hand to what the file holds no longer count from here on. */
gboolean way_session_settle (WaySession *self);
/* What was not saved is given up on purpose: no draft stays. */
void way_session_discard (WaySession *self);
/* Writes the draft now, and waits for it: before the program ends by a signal. */
void way_session_flush (WaySession *self);

G_END_DECLS
