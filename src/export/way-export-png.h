/* way-export-png.h — one map as a picture.
 *
 * Units:  options->scale pixels a point, or options->pixel_width pixels in all; the file says how many an inch that is.
 * Errors: WAY_EXPORT_ERROR_TOO_LARGE says what would fit; G_IO_ERROR_CANCELLED.
 * Thread: any.
 */
#pragma once

#include "export/way-export.h"
#include "scene/way-scene.h"

G_BEGIN_DECLS

/* What cairo takes a side, and as much memory as one picture may have: 16 384 × 8 192. */
#define WAY_PNG_SIDE_MAX 32767
#define WAY_PNG_BYTES_MAX (512.0 * 1024 * 1024)

/* How large the picture will be; FALSE and an error if that is too large. */
gboolean way_export_png_find_size (const WayScene *scene, const WayExportOptions *options, int *width, int *height, GError **error);

GBytes *way_export_png (const WayScene *scene, const WayExportOptions *options, GCancellable *cancellable, GError **error);

/* A small picture for file managers: of the map's upper left part as much as is still told apart, at most `side` pixels
 * wide and three quarters of it high. */
GBytes *way_export_thumbnail (const WayScene *scene, int side, GError **error);

G_END_DECLS
