/* way-export-dialog.h — a map as PDF, SVG or PNG: what, how, and where to.
 *
 * Shape:  options → file chooser → a thread that reads its own copy of the map and writes; progress and cancel meanwhile,
 *         a toast with "Open" at the end.
 * Never:  blocks the window, nor shares the document with the thread.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "ui/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_EXPORT_DIALOG (way_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayExportDialog, way_export_dialog, WAY, EXPORT_DIALOG, AdwWindow)

WayExportDialog *way_export_dialog_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts);
/* The format of a file's name. */
void way_export_dialog_choose (WayExportDialog *self, const char *name);
/* Begins at once, as if `path` had been chosen; for tests. */
void way_export_dialog_start (WayExportDialog *self, const char *path);
gboolean way_export_dialog_is_running (WayExportDialog *self);

G_END_DECLS
