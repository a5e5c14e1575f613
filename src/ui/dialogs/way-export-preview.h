/* way-export-preview.h — what an export will look like, page by page, while its options are still being chosen.
 *
 * Shape:  a page, a text or a sentence why there is none; below it the way through the pages. Drawn by the code that
 *         exports, in a thread: a request that comes while it works stops it and is answered instead.
 * Thread: main; the job in another.
 * Signal: "changed": there is another look, or none.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/dialogs/way-export-job.h"

G_BEGIN_DECLS

#define WAY_TYPE_EXPORT_PREVIEW (way_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (WayExportPreview, way_export_preview, WAY, EXPORT_PREVIEW, GtkWidget)

/* Before the first request. */
void way_export_preview_set_map (WayExportPreview *self, GBytes *map);
/* Shows it soon. */
void way_export_preview_request (WayExportPreview *self, const WayExportRequest *request);
void way_export_preview_go_to (WayExportPreview *self, guint page);
/* NULL while nothing can be shown; borrowed until "changed". */
const WayExportLook *way_export_preview_get_look (WayExportPreview *self);
/* Why not, or NULL. */
const char *way_export_preview_get_problem (WayExportPreview *self);
gboolean way_export_preview_is_busy (WayExportPreview *self);

G_END_DECLS
