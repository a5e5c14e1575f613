#include "format/way-save.h"

#include "format/way-file-private.h"
#include "format/way-prescan.h"
#include "format/way-format-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

typedef struct
{
  int folder; /* where the file lies */
  char *name; /* in the folder, no link any more */
  int old;    /* the file to replace, or -1 if there is none */
  struct stat old_st;
  GError **error;
} Save;

/* A file under a name that nobody knows, gone at the end of the scope unless it was renamed. */
typedef struct
{
  int folder; /* borrowed */
  int fd;     /* or -1 */
  char *name; /* or NULL */
} Temp;

static void
save_clear (Save *self)
{
  if (self->old >= 0)
    way_fd_close (self->old);
  if (self->folder >= 0)
    way_fd_close (self->folder);
  g_free (self->name);
}

static void
temp_clear (Temp *self)
{
  if (self->fd >= 0)
    way_fd_close (self->fd);
  if (self->name != NULL)
    unlinkat (self->folder, self->name, 0);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Save, save_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Temp, temp_clear)

static gboolean
fail (Save *self, WayFormatError code, const char *message)
{
  g_set_error_literal (self->error, WAY_FORMAT_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_with_errno (Save *self, int code)
{
  switch (code)
    {
    case ENOSPC:
      return fail (self, WAY_FORMAT_ERROR_NO_SPACE, _ ("The disk is full. Make room on it and save again; the file on it is as it was."));
    case EDQUOT:
      return fail (self, WAY_FORMAT_ERROR_NO_SPACE, _ ("Your share of this disk is used up. Delete something of yours and save again; the file on it is as it was."));
    case EROFS:
      return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("This disk can only be read. Save the map on another one."));
    case EACCES:
    case EPERM:
      return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("You may not write in this folder. Save the map in another one, or ask for the permission."));
    case ENOENT:
    case ENOTDIR:
      return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("The folder is gone. Save the map in another one."));
    case EISDIR:
    case ENOTEMPTY:
      return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("There is a folder of this name. Move it away, or save the map under another name."));
    case ENAMETOOLONG:
      return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("The name is too long for this disk. Save the map under a shorter one."));
    case ELOOP:
      return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("The name is a link that leads round in a circle. Save the map under another name."));
    case EFBIG:
      return fail (self, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("The map is larger than this disk allows for one file. Save it on another disk."));
    default:
      g_set_error (self->error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("The disk reported an error (%s). Try again, or save the map on another disk; the file on this one is as it was."), g_strerror (code));
      return FALSE;
    }
}

static gboolean
fail_as_changed (Save *self)
{
  return fail (self, WAY_FORMAT_ERROR_CHANGED_ON_DISK, _ ("The file was changed on disk since it was opened here. Merge the two, or save the map under another name."));
}

/* The name behind all links, even where the last one leads to a file that does not exist yet. */
static char *
resolve (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (int hops = 0; hops < 40; hops++)
    {
      g_autofree char *target = g_file_read_link (at, NULL);

      if (target == NULL)
        return g_steal_pointer (&at);

      g_autofree char *folder = g_path_get_dirname (at);

      g_free (at);
      at = g_path_is_absolute (target) ? g_strdup (target) : g_build_filename (folder, target, NULL);
    }
  errno = ELOOP;
  return NULL;
}

static gboolean
open_old (Save *self, const char *path)
{
  g_autofree char *target = resolve (path);

  if (target == NULL)
    return fail_with_errno (self, errno);
  if (*target == '\0' || g_str_has_suffix (target, "/"))
    return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("This is a folder. Choose a name for the file in it."));

  g_autofree char *folder = g_path_get_dirname (target);

  self->name = g_path_get_basename (target);
  self->folder = way_fd_open (AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
  if (self->folder < 0 && (errno == ENOENT || errno == ENOTDIR))
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (self->error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_READ_ONLY, _ ("There is no folder “%s”. Make it, or choose another one."), shown);
      return FALSE;
    }
  if (self->folder < 0)
    return fail_with_errno (self, errno);

  self->old = way_fd_open (self->folder, self->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
  if (self->old < 0)
    return errno == ENOENT ? TRUE : fail_with_errno (self, errno);
  if (fstat (self->old, &self->old_st) < 0)
    return fail_with_errno (self, errno);
  if (S_ISDIR (self->old_st.st_mode))
    return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("This is a folder. Choose a name for the file in it."));
  if (!S_ISREG (self->old_st.st_mode))
    return fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("This is a device or a pipe. Save the map under another name."));
  /* A rename asks the folder only; yet whoever write-protects a file means its content. */
  if (faccessat (self->folder, self->name, W_OK, AT_EACCESS) < 0)
    return errno == EACCES || errno == EPERM
               ? fail (self, WAY_FORMAT_ERROR_READ_ONLY, _ ("The file is write-protected. Save the map under another name, or take the protection off."))
               : fail_with_errno (self, errno);
  return TRUE;
}

/* Changed means: another content. A file that was only touched, or that already is what we are about to write, loses nothing. */
static gboolean
check_unchanged (Save *self, GBytes *bytes, const WayFileStamp *expected)
{
  if (expected == NULL || self->old < 0)
    return TRUE;

  guint64 size = self->old_st.st_size;

  if (size != expected->size && size != g_bytes_get_size (bytes))
    return fail_as_changed (self);

  g_autoptr (GBytes) now = way_fd_read_all (self->old, WAY_PRESCAN_MAX_SIZE, NULL);

  if (now == NULL)
    return fail_with_errno (self, errno);
  return way_file_stamp_has_content (expected, now) || g_bytes_equal (now, bytes) ? TRUE : fail_as_changed (self);
}

/* Between the first look and the rename time has passed. */
static gboolean
check_still_unchanged (Save *self)
{
  struct stat st;
  WayFileStamp before;

  if (fstatat (self->folder, self->name, &st, AT_SYMLINK_NOFOLLOW) < 0)
    {
      if (errno != ENOENT)
        return fail_with_errno (self, errno);
      return TRUE;
    }
  if (self->old < 0)
    return fail_as_changed (self);
  way_file_stamp_set_place (&before, &self->old_st);
  return way_file_stamp_is_place (&before, &st) ? TRUE : fail_as_changed (self);
}

/* A free name in the folder that nobody can foresee. */
static char *
make_temp_name (void)
{
  guint64 bits;

  if (getentropy (&bits, sizeof bits) < 0)
    bits = (guint64) g_random_int () << 32 | g_random_int ();
  return g_strdup_printf (".waymark-%016" G_GINT64_MODIFIER "x", bits);
}

static gboolean
create_temp (Save *self, Temp *temp, mode_t mode)
{
  for (int tries = 0; tries < 16; tries++)
    {
      g_autofree char *name = make_temp_name ();
      int fd = way_fd_open (self->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);

      if (fd >= 0)
        {
          temp->fd = fd;
          temp->name = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        break;
    }
  return fail_with_errno (self, errno);
}

static gboolean
close_temp (Save *self, Temp *temp)
{
  int result = way_fd_sync (temp->fd);
  int code = errno;

  /* Some file systems report a full disk or quota only here. */
  if (way_fd_close (temp->fd) < 0 && result == 0)
    {
      result = -1;
      code = errno;
    }
  temp->fd = -1;
  return result == 0 ? TRUE : fail_with_errno (self, code);
}

/* Which attributes a save must not lose. The others (labels of security modules, file systems' own) are given by the system
   to each new file, and setting them is often forbidden: those are copied where possible. */
static gboolean
is_vital_attribute (const char *name)
{
  return g_str_has_prefix (name, "user.") || strcmp (name, "system.posix_acl_access") == 0;
}

static gboolean
copy_extended_attributes (Save *self, const Temp *temp)
{
  ssize_t size = flistxattr (self->old, NULL, 0);

  if (size <= 0)
    return size == 0 || errno == ENOTSUP || errno == ENOSYS ? TRUE : fail_with_errno (self, errno);

  g_autofree char *names = g_malloc (size);

  size = flistxattr (self->old, names, size);
  if (size < 0)
    return fail_with_errno (self, errno);

  for (const char *name = names; name < names + size; name += strlen (name) + 1)
    {
      ssize_t length = fgetxattr (self->old, name, NULL, 0);
      g_autofree char *value = g_malloc (MAX (length, 1));

      if (length > 0)
        length = fgetxattr (self->old, name, value, length);
      if (length >= 0 && fsetxattr (temp->fd, name, value, length, 0) == 0)
        continue;
      if (is_vital_attribute (name) && errno != ENOTSUP && errno != ENODATA)
        return fail_with_errno (self, errno);
    }
  return TRUE;
}

/* The mode comes last: until then nobody but us may open the file. */
static gboolean
copy_attributes (Save *self, const Temp *temp)
{
  mode_t mode = self->old_st.st_mode & 0777;

  /* Only who may give files away succeeds with the owner; the group is worth a try of its own. */
  int result = fchown (temp->fd, self->old_st.st_uid, self->old_st.st_gid);

  if (result < 0 && errno == EPERM)
    result = fchown (temp->fd, -1, self->old_st.st_gid);
  if (result < 0)
    {
      if (errno != EPERM && errno != EINVAL && errno != ENOSYS)
        return fail_with_errno (self, errno);
      /* What was allowed to the old group is not meant for the new one. */
      mode = (mode & ~070) | ((mode & 07) << 3 & mode);
    }
  if (!copy_extended_attributes (self, temp))
    return FALSE;
  if (fchmod (temp->fd, mode) < 0 && errno != EPERM && errno != ENOSYS)
    return fail_with_errno (self, errno);
  return TRUE;
}

static gboolean
copy_old_content (Save *self, const Temp *temp)
{
  g_autofree char *buffer = g_malloc (65536);
  off_t at = 0;

  for (;;)
    {
      ssize_t n = pread (self->old, buffer, 65536, at);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || way_fd_write_all (temp->fd, buffer, n) < 0)
        return fail_with_errno (self, errno);
      at += n;
    }
}

/* The old file's second name. Where the disk knows no hard links, or the file has others that could change it later (or the
   backup of a save that failed afterwards is one of them), a copy. */
static gboolean
create_backup (Save *self, Temp *temp)
{
  if (self->old_st.st_nlink == 1)
    {
      temp->name = make_temp_name ();
      if (linkat (self->folder, self->name, self->folder, temp->name, 0) == 0)
        return TRUE;
      g_clear_pointer (&temp->name, g_free);
    }
  return create_temp (self, temp, 0600) && copy_old_content (self, temp) && copy_attributes (self, temp) && close_temp (self, temp);
}

static gboolean
rename_temp (Save *self, Temp *temp, const char *name)
{
  if (renameat (self->folder, temp->name, self->folder, name) < 0)
    return fail_with_errno (self, errno);
  g_clear_pointer (&temp->name, g_free);
  return TRUE;
}

static gboolean
keep_backup (Save *self)
{
  g_autofree char *name = g_strconcat (self->name, "~", NULL);
  g_auto (Temp) temp = { .folder = self->folder, .fd = -1 };

  if (create_backup (self, &temp) && rename_temp (self, &temp, name))
    return TRUE;

  g_autofree char *shown = g_filename_display_name (name);

  g_prefix_error (self->error, _ ("The backup “%s” could not be made. "), shown);
  return FALSE;
}

static gboolean
sync_folder (Save *self)
{
  /* Some file systems cannot do this to a folder, and need not. */
  if (way_fd_sync (self->folder) == 0 || errno == EINVAL || errno == ENOTSUP)
    return TRUE;
  g_set_error (self->error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("The map is written, but the disk did not confirm it (%s), and a power cut could still lose it. Save again, or save it on another disk."), g_strerror (errno));
  return FALSE;
}

gboolean
way_save_bytes (const char *path,
                GBytes *bytes,
                const WayFileStamp *expected,
                const WaySaveOptions *options,
                WayFileStamp *stamp,
                GError **error)
{
  static const WaySaveOptions plain = { 0 };

  if (options == NULL)
    options = &plain;
  if (options->verify != NULL && !options->verify (bytes, options->verify_data, error))
    return FALSE;

  g_auto (Save) save = { .folder = -1, .old = -1, .error = error };

  if (!open_old (&save, path) || !check_unchanged (&save, bytes, expected))
    return FALSE;

  g_auto (Temp) temp = { .folder = save.folder, .fd = -1 };

  /* The kernel applies the umask, and the folder's default access control list, to a file that is new. */
  if (!create_temp (&save, &temp, save.old >= 0 || options->owner_only ? 0600 : 0666))
    return FALSE;

  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  struct stat st;

  if (way_fd_write_all (temp.fd, data, size) < 0)
    return fail_with_errno (&save, errno);
  if (save.old >= 0 && !copy_attributes (&save, &temp))
    return FALSE;
  if (fstat (temp.fd, &st) < 0)
    return fail_with_errno (&save, errno);
  if (!close_temp (&save, &temp))
    return FALSE;
  if (save.old >= 0 && options->keep_backup && !keep_backup (&save))
    return FALSE;
  if (!check_still_unchanged (&save) || !rename_temp (&save, &temp, save.name) || !sync_folder (&save))
    return FALSE;

  if (stamp != NULL)
    {
      way_file_stamp_set_place (stamp, &st);
      way_file_stamp_set_content (stamp, bytes);
    }
  return TRUE;
}

gboolean
way_save_is_possible (const char *path)
{
  g_autofree char *target = resolve (path);
  g_autofree char *folder = target != NULL ? g_path_get_dirname (target) : NULL;

  if (folder == NULL || faccessat (AT_FDCWD, folder, W_OK, AT_EACCESS) < 0)
    return FALSE;
  return faccessat (AT_FDCWD, target, W_OK, AT_EACCESS) == 0 || errno == ENOENT;
}
