/* way-file.h — reading a file whole, and knowing later whether it is still the same.
 *
 * Shape:  a WayFileStamp is what a file was when it was read or saved: where it lies on disk, and what was in it.
 *         The content (SHA-256) decides; place, size and time only make a cheap first look possible.
 * Limits: WAY_PRESCAN_MAX_SIZE; regular files only, a pipe or a device is never waited for. Read, not mapped: a mapped
 *         file that somebody shortens kills the program that looks at it.
 * Errors: WAY_FORMAT_ERROR_NOT_FOUND, _UNREADABLE, _REFUSED (too large).
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 device;
  guint64 inode;
  guint64 size;
  gint64 modified_ns; /* since 1970; as fine as the file system keeps it */
  char sha256[65];    /* lower-case hex */
} WayFileStamp;

/* `stamp` (nullable) is filled on success only. The bytes are followed by a NUL that does not count. */
GBytes *way_file_read (const char *path, WayFileStamp *stamp, GError **error);
/* A table or an event log, which may be larger than any map. */
#define WAY_FILE_MAX_TABLE ((gsize) 4000 << 20)
GBytes *way_file_read_table (const char *path, GError **error);

/* Whether the file looks untouched, without reading it: for a window that comes to the front. A file that is gone or
   unreadable does not. way_save_bytes () does not rely on this and compares the content. */
gboolean way_file_stamp_looks_current (const WayFileStamp *self, const char *path);
gboolean way_file_stamp_has_content (const WayFileStamp *self, GBytes *bytes);

G_END_DECLS
