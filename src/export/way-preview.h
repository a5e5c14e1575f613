/* way-preview.h — an export as a picture to look at beforehand, drawn by the code that exports.
 *
 * Shape:  plain pixels in the memory order of cairo's ARGB32 (which is GDK_MEMORY_DEFAULT), so that no toolkit is needed
 *         here and no surface there.
 * Errors: G_IO_ERROR_CANCELLED; WAY_EXPORT_ERROR_FAILED without memory.
 * Thread: any.
 */
#pragma once

#include "export/way-sheets.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *pixels;
  int width, height;
  gsize stride;
} WayPreview;

/* As large as fits into `max_width` × `max_height` pixels. */
WayPreview *way_preview_sheet (WaySheets *sheets, guint i, int max_width, int max_height, GCancellable *cancellable, GError **error);
/* A picture without a page: SVG and PNG. */
WayPreview *way_preview_scene (const WayScene *scene, const WayExportOptions *options, int max_width, int max_height, GCancellable *cancellable, GError **error);
void way_preview_free (WayPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPreview, way_preview_free)

G_END_DECLS
