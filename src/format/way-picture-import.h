/* way-picture-import.h — a picture from anywhere becomes one a map may hold: small, and with nothing in it but the picture.
 *
 * Shape:  PNG or JPEG → PNG or JPEG of at most 1024 pixels a side and 400 KiB, upright, without any metadata (no place, no
 *         camera, no name). Its size is read from its first bytes before a decoder sees it.
 * Errors: WAY_FORMAT_ERROR_REFUSED with a sentence that says what to do; G_IO_ERROR of reading a file.
 * Thread: any; a big one takes a moment.
 */
#pragma once

#include <gio/gio.h>

#include "format/way-picture.h"

G_BEGIN_DECLS

/* What is larger is not read at all. */
#define WAY_PICTURE_MAX_FILE (32 * 1024 * 1024)
#define WAY_PICTURE_MAX_PIXELS (50 * 1000 * 1000)

GBytes *way_picture_import (GBytes *bytes, GError **error);
/* The same from a file. */
GBytes *way_picture_import_file (GFile *file, GCancellable *cancellable, GError **error);
/* Whether a map has room for `size` more bytes of pictures. */
gboolean way_picture_check_room (const WayDocument *document, gsize size, GError **error);

G_END_DECLS
