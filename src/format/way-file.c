#include "format/way-file-private.h"

#include "base/way-memory.h"
#include "format/way-format-error.h"
#include "format/way-prescan.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

int
way_fd_open (int folder, const char *name, int flags, mode_t mode)
{
  int fd;

  do
    fd = openat (folder, name, flags | O_CLOEXEC | O_NOCTTY, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

int
way_fd_close (int fd)
{
  int result = close (fd);

  return result < 0 && errno == EINTR ? 0 : result;
}

int
way_fd_write_all (int fd, const void *data, gsize size)
{
  const char *p = data;

  while (size > 0)
    {
      ssize_t n = write (fd, p, size);

      if (n < 0 && errno != EINTR)
        return -1;
      /* Zero bytes without an error would turn this into an endless loop. */
      if (n == 0)
        {
          errno = ENOSPC;
          return -1;
        }
      if (n > 0)
        {
          p += n;
          size -= n;
        }
    }
  return 0;
}

int
way_fd_sync (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result < 0 && errno == EINTR);
  return result;
}

/* FALSE, and nothing changes, where there is no memory for it. */
static gboolean
make_room (char **data, gsize room)
{
  char *more = g_try_realloc (*data, room);

  if (more == NULL)
    {
      errno = ENOMEM;
      return FALSE;
    }
  *data = more;
  return TRUE;
}

GBytes *
way_fd_read_all (int fd, gsize limit, WayFileStamp *stamp)
{
  struct stat st;

  if (fstat (fd, &st) < 0)
    return NULL;
  if (st.st_size > (off_t) limit)
    {
      errno = EFBIG;
      return NULL;
    }

  /* One byte more than it should have: a file that grows meanwhile is read to its new end. */
  gsize room = st.st_size + 2, size = 0;
  g_autofree char *data = NULL;

  if (!make_room (&data, room))
    return NULL;
  way_memory_prefer_large_pages (data, room);
  for (;;)
    {
      ssize_t n = read (fd, data + size, room - size - 1);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      size += n;
      if (size > limit)
        {
          errno = EFBIG;
          return NULL;
        }
      if (size + 1 == room && !make_room (&data, room *= 2))
        return NULL;
    }
  data[size] = '\0';

  GBytes *bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  if (stamp != NULL)
    {
      way_file_stamp_set_place (stamp, &st);
      way_file_stamp_set_content (stamp, bytes);
    }
  return bytes;
}

void
way_file_stamp_set_place (WayFileStamp *self, const struct stat *st)
{
  self->device = st->st_dev;
  self->inode = st->st_ino;
  self->size = st->st_size;
  self->modified_ns = st->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + st->st_mtim.tv_nsec;
}

gboolean
way_file_stamp_is_place (const WayFileStamp *self, const struct stat *st)
{
  WayFileStamp now;

  way_file_stamp_set_place (&now, st);
  return now.device == self->device && now.inode == self->inode && now.size == self->size && now.modified_ns == self->modified_ns;
}

void
way_file_stamp_set_content (WayFileStamp *self, GBytes *bytes)
{
  g_autofree char *hex = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_strlcpy (self->sha256, hex, sizeof self->sha256);
}

gboolean
way_file_stamp_looks_current (const WayFileStamp *self, const char *path)
{
  struct stat st;

  return stat (path, &st) == 0 && way_file_stamp_is_place (self, &st);
}

gboolean
way_file_stamp_has_content (const WayFileStamp *self, GBytes *bytes)
{
  WayFileStamp other;

  way_file_stamp_set_content (&other, bytes);
  return strcmp (self->sha256, other.sha256) == 0;
}

static gboolean
set_read_error (GError **error, int code)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND, _ ("There is no such file. Check the name, or look where it was moved to."));
      break;
    case EACCES:
    case EPERM:
      g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_UNREADABLE, _ ("You may not read this file. Ask its owner for the permission, or for a copy."));
      break;
    case EFBIG:
      g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED, _ ("The file is larger than %d MiB, and no map is. Check that it is the right file, or ask the sender for a smaller one."), (int) (WAY_PRESCAN_MAX_SIZE / (1024 * 1024)));
      break;
    default:
      g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_UNREADABLE, _ ("The file could not be read: %s. Check that the disk or the network is there, and try again."), g_strerror (code));
      break;
    }
  return FALSE;
}

static gboolean
check_kind (const struct stat *st, GError **error)
{
  if (S_ISREG (st->st_mode))
    return TRUE;
  if (S_ISDIR (st->st_mode))
    g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_UNREADABLE, _ ("This is a folder. Open one of the files in it."));
  else if (S_ISFIFO (st->st_mode))
    g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_UNREADABLE, _ ("This is a pipe between programs. Write its content into a file, and open that."));
  else
    g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_UNREADABLE, _ ("This is a device or a socket. Choose a file."));
  return FALSE;
}

static GBytes *
read_file (const char *path, gsize limit, WayFileStamp *stamp, GError **error)
{
  struct stat st;

  /* Looked at first, because merely opening some devices does something; and again below, because it may be another now. */
  if (stat (path, &st) < 0)
    {
      set_read_error (error, errno);
      return NULL;
    }
  if (!check_kind (&st, error))
    return NULL;

  int fd = way_fd_open (AT_FDCWD, path, O_RDONLY | O_NONBLOCK, 0);

  if (fd < 0 || fstat (fd, &st) < 0)
    {
      set_read_error (error, errno);
      if (fd >= 0)
        way_fd_close (fd);
      return NULL;
    }

  GBytes *bytes = NULL;

  if (check_kind (&st, error))
    {
      bytes = way_fd_read_all (fd, limit, stamp);
      if (bytes == NULL && errno == EFBIG && limit == WAY_FILE_MAX_TABLE)
        g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED, _ ("The file is larger than %d MiB. Import it in parts."), (int) (WAY_FILE_MAX_TABLE >> 20));
      else if (bytes == NULL)
        set_read_error (error, errno);
    }
  way_fd_close (fd);
  return bytes;
}

GBytes *
way_file_read (const char *path, WayFileStamp *stamp, GError **error)
{
  return read_file (path, WAY_PRESCAN_MAX_SIZE, stamp, error);
}

GBytes *
way_file_read_table (const char *path, GError **error)
{
  return read_file (path, WAY_FILE_MAX_TABLE, NULL, error);
}
