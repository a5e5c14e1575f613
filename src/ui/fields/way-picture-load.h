/* way-picture-load.h — pictures from a file or the clipboard, read and made small away from the main thread, and put on elements.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* Whether there is a picture, or a file that may be one. */
gboolean way_picture_can_paste (GdkClipboard *clipboard);
void way_picture_load_clipboard_async (GdkClipboard *clipboard, GAsyncReadyCallback callback, gpointer data);
void way_picture_load_file_async (GFile *file, GAsyncReadyCallback callback, gpointer data);
/* PNG or JPEG fit for a map. */
GBytes *way_picture_load_finish (GAsyncResult *result, GError **error);
/* (element-type WayElement) */
gboolean way_picture_put (WayEditor *editor, const GPtrArray *elements, GBytes *bytes, GError **error);
/* The bytes of an IMAGE element whose header promises no harm; NULL for any other. */
GBytes *way_picture_dup_bytes (const WayElement *image);
/* Decodes big ones away from the main thread. NULL, and no error, if it cannot be shown. */
void way_picture_decode_async (GBytes *bytes, GAsyncReadyCallback callback, gpointer data);
GdkTexture *way_picture_decode_finish (GAsyncResult *result);

G_END_DECLS
