/* way-log-bytes.h — the bytes of an event log as its file holds them: plain, or packed with gzip.
 *
 * Errors: WAY_METRICS_ERROR_LIMIT for what unpacks to far more than a log would, WAY_METRICS_ERROR_FORMAT for broken packing,
 *         WAY_METRICS_ERROR_CANCELLED.
 * Owns:   the caller keeps the data, which must live longer.
 * Thread: any; one a file.
 * Source: RFC 1952 (gzip; several members behind each other are one file).
 */
#pragma once

#include "metrics/log/way-log-import.h"

G_BEGIN_DECLS

typedef struct _WayLogBytes WayLogBytes;

WayLogBytes *way_log_bytes_new (const char *data, gsize size);
void way_log_bytes_free (WayLogBytes *self);
/* The next piece, and its length; 0 at the end, −1 where the packing is broken, −2 for a bomb. The piece is there until the next call. */
int way_log_bytes_read (WayLogBytes *self, const char **piece);
/* How much of the file was read: 0 to 1. */
double way_log_bytes_get_share (const WayLogBytes *self);
/* Always FALSE. */
gboolean way_log_bytes_fail_bomb (GError **error);

gboolean way_log_bytes_are_packed (const char *data, gsize size);
/* XML, unpacked if need be; also what is packed and broken from its first byte on. */
gboolean way_log_bytes_begin_with_tag (const char *data, gsize size);
/* All of it in memory; NULL on error. `progress` (nullable) is asked every megabyte or so of what is unpacked. */
char *way_log_bytes_unpack (const char *data, gsize size, WayLogProgress progress, gpointer user, gsize *length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogBytes, way_log_bytes_free)

G_END_DECLS
