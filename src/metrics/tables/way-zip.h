/* way-zip.h — files in a ZIP archive, for spreadsheets from strangers.
 *
 * Shape:  bytes → names; the contents of one are handed over piece by piece, so that nothing large ever lies unpacked.
 * Errors: WAY_METRICS_ERROR_FORMAT (damaged, encrypted), _LIMIT (made to burst: more than 1 GiB unpacked, or more than a
 *         thousandfold where that is more than 32 MiB).
 * Owns:   nothing of the bytes, which must stay.
 * Thread: one thread at a time.
 * Source: PKWARE APPNOTE 6.3.10 (stored and deflated files, no ZIP64: no spreadsheet needs it).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WayZip WayZip;

gboolean way_zip_is_archive (const char *data, gsize size);
WayZip *way_zip_new (const char *data, gsize size, GError **error);
void way_zip_free (WayZip *self);

gboolean way_zip_has (const WayZip *self, const char *name);

/* FALSE stops the reading, with `error` set. */
typedef gboolean (*WayZipPiece) (const char *data, gsize size, gpointer user_data, GError **error);

gboolean way_zip_read (const WayZip *self, const char *name, WayZipPiece piece, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayZip, way_zip_free)

G_END_DECLS
