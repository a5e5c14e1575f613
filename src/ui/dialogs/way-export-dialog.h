/* way-export-dialog.h — a map as a file or on paper: what of it, how, and where to; beside it the page as it will come out.
 *
 * Shape:  options (those of "waymark-cli export") → file chooser → a thread that reads its own copy of the map and writes;
 *         progress and cancel meanwhile, a toast with "Open" at the end. To print, the same without formats, and GTK's
 *         print dialog instead of the file chooser. What was chosen is remembered when it has been used.
 * Never:  blocks the window, nor shares the document with the thread.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "ui/dialogs/way-export-preview.h"
#include "ui/flow/way-flow-watch.h"
#include "ui/window/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_EXPORT_DIALOG (way_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayExportDialog, way_export_dialog, WAY, EXPORT_DIALOG, AdwWindow)

WayExportDialog *way_export_dialog_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts);
/* What lies over the map of `flow` goes onto the paper as well, if the user wants it. Before it is shown. */
void way_export_dialog_set_flow (WayExportDialog *self, WayFlowWatch *flow);
WayExportDialog *way_export_dialog_new_for_print (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts);

/* The format of a file's name, "map.png", or by its own, "csv-grid". */
void way_export_dialog_choose (WayExportDialog *self, const char *name);
/* What the options say now; way_export_request_free (). */
WayExportRequest *way_export_dialog_dup_request (WayExportDialog *self);
WayExportPreview *way_export_dialog_get_preview (WayExportDialog *self);
/* Begins at once, as if `path` had been chosen; for tests. */
void way_export_dialog_start (WayExportDialog *self, const char *path);
gboolean way_export_dialog_is_running (WayExportDialog *self);

G_END_DECLS
