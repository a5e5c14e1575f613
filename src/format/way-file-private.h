/* way-file-private.h — the system calls that reading and saving share.
 *
 * Errors: way_fd_… return -1 and errno as the call itself does; an interrupted call is made again.
 */
#pragma once

#include "format/way-file.h"

#include <sys/stat.h>

G_BEGIN_DECLS

/* As openat (); `mode` counts with O_CREAT only. */
int way_fd_open (int folder, const char *name, int flags, mode_t mode);
/* An interrupted close () has closed: only a write error that shows up late counts. */
int way_fd_close (int fd);
int way_fd_write_all (int fd, const void *data, gsize size);
int way_fd_sync (int fd);

/* The whole of an open regular file, and its stamp (nullable). Sets errno to EFBIG above `limit` bytes. */
GBytes *way_fd_read_all (int fd, gsize limit, WayFileStamp *stamp);

/* Everything of a stamp but the content. */
void way_file_stamp_set_place (WayFileStamp *self, const struct stat *st);
gboolean way_file_stamp_is_place (const WayFileStamp *self, const struct stat *st);
void way_file_stamp_set_content (WayFileStamp *self, GBytes *bytes);

G_END_DECLS
