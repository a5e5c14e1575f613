#include "format/way-drafts.h"

#include "format/way-file-private.h"
#include "format/way-format-error.h"
#include "format/way-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define GROUP "draft"
/* While it is being made; whatever begins with a dot is no draft. */
#define UNFINISHED ".new-"
#define UNFINISHED_SECONDS 3600

static const char *const file_names[] = { "draft.waymark", "base.waymark", "info", "saving", "lock" };

struct _WayDraft
{
  char *path; /* of its folder */
  int lock;   /* held */
};

static char *
get_folder (const char *folder)
{
  return folder != NULL ? g_strdup (folder) : g_build_filename (g_get_user_state_dir (), "waymark", "drafts", NULL);
}

static gboolean
save_in (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  static const WaySaveOptions options = { .owner_only = TRUE };
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return way_save_bytes (path, bytes, NULL, &options, NULL, error);
}

static GBytes *
make_info (const WayDraftInfo *info)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  /* As URI, because the name of a file need not be UTF-8 and that of a key file must. */
  g_autofree char *uri = info->path != NULL ? g_filename_to_uri (info->path, NULL, NULL) : NULL;
  gsize size;

  if (uri != NULL)
    g_key_file_set_string (file, GROUP, "uri", uri);
  g_key_file_set_string (file, GROUP, "title", info->title != NULL ? info->title : "");
  g_key_file_set_string (file, GROUP, "host", g_get_host_name ());
  g_key_file_set_int64 (file, GROUP, "pid", getpid ());

  char *text = g_key_file_to_data (file, &size, NULL);

  return g_bytes_new_take (text, size);
}

static WayDraftInfo *
read_info (const char *folder, const char *id)
{
  g_autofree char *draft = g_build_filename (folder, id, "draft.waymark", NULL);
  g_autofree char *path = g_build_filename (folder, id, "info", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  struct stat st;

  if (lstat (draft, &st) < 0 || !S_ISREG (st.st_mode))
    return NULL;

  WayDraftInfo *info = g_new0 (WayDraftInfo, 1);

  /* A draft whose description is damaged is still worth having: what cannot be read stays empty. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);

  g_autofree char *uri = g_key_file_get_string (file, GROUP, "uri", NULL);

  info->id = g_strdup (id);
  info->file = g_strdup (draft);
  info->path = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  info->title = g_key_file_get_string (file, GROUP, "title", NULL);
  info->host = g_key_file_get_string (file, GROUP, "host", NULL);
  info->pid = g_key_file_get_int64 (file, GROUP, "pid", NULL);
  info->written = st.st_mtim.tv_sec * G_USEC_PER_SEC + st.st_mtim.tv_nsec / 1000;
  if (info->title == NULL)
    info->title = g_strdup ("");
  if (info->host == NULL)
    info->host = g_strdup ("");
  return info;
}

static gboolean
fail_with_errno (GError **error, int code)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NO_SPACE, _ ("The disk is full, so no draft of unsaved changes can be kept. Make room, or save often."));
  else
    g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("No draft of unsaved changes can be kept (%s). Save often, and check your home folder."), g_strerror (code));
  return FALSE;
}

/* The lock of the draft at `path`, or -1 and errno: EWOULDBLOCK if somebody holds it, ENOENT if the draft is gone. */
static int
take_lock (const char *path, int flags)
{
  g_autofree char *name = g_build_filename (path, "lock", NULL);
  int fd = way_fd_open (AT_FDCWD, name, O_RDWR | O_NOFOLLOW | flags, 0600);
  struct stat st;

  if (fd < 0)
    return -1;

  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result < 0 && errno == EINTR);

  int code = errno;

  /* Whoever held it may have discarded the draft before letting go. */
  if (result == 0 && (fstat (fd, &st) < 0 || st.st_nlink == 0))
    {
      result = -1;
      code = ENOENT;
    }
  if (result < 0)
    {
      way_fd_close (fd);
      errno = code;
      return -1;
    }
  return fd;
}

/* The draft file goes first, so that a crash in between leaves no draft without its base. */
static void
remove_files (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *name = g_build_filename (path, file_names[i], NULL);

      g_unlink (name);
    }
  g_rmdir (path);
}

static WayDraft *
take_draft (char *path, int lock)
{
  WayDraft *self = g_new0 (WayDraft, 1);

  self->path = path;
  self->lock = lock;
  return self;
}

static gboolean
fill (WayDraft *self, const WayDraftInfo *info, GBytes *base, GBytes *draft, GError **error)
{
  g_autoptr (GBytes) description = make_info (info);

  return save_in (self->path, "info", description, error) &&
         (base == NULL || save_in (self->path, "base.waymark", base, error)) &&
         save_in (self->path, "draft.waymark", draft, error);
}

static void
remove_if_stale (const char *path)
{
  GStatBuf st;

  if (g_stat (path, &st) < 0 || st.st_mtime > g_get_real_time () / G_USEC_PER_SEC - UNFINISHED_SECONDS)
    return;

  int lock = take_lock (path, O_CREAT);

  if (lock < 0)
    return;
  remove_files (path);
  way_fd_close (lock);
}

/* Whether the map's file holds the draft, or what was to be saved right after it. */
static gboolean
is_saved (const char *path, const WayDraftInfo *info)
{
  WayFileStamp stamp;
  g_autoptr (GBytes) disk = info->path != NULL ? way_file_read (info->path, &stamp, NULL) : NULL;
  g_autofree char *saving_path = g_build_filename (path, "saving", NULL);
  g_autoptr (GBytes) saving = disk != NULL ? way_file_read (saving_path, NULL, NULL) : NULL;
  g_autoptr (GBytes) draft = disk != NULL ? way_file_read (info->file, NULL, NULL) : NULL;

  if (saving != NULL && g_bytes_get_size (saving) == strlen (stamp.sha256) && memcmp (g_bytes_get_data (saving, NULL), stamp.sha256, strlen (stamp.sha256)) == 0)
    return TRUE;
  return draft != NULL && g_bytes_equal (draft, disk);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const WayDraftInfo *x = *(const WayDraftInfo *const *) a, *y = *(const WayDraftInfo *const *) b;

  return (y->written > x->written) - (y->written < x->written);
}

void
way_draft_info_free (WayDraftInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->path);
  g_free (self->title);
  g_free (self->host);
  g_free (self->file);
  g_free (self);
}

WayDraft *
way_draft_new (const char *folder, const WayDraftInfo *info, GBytes *base, GBytes *draft, GError **error)
{
  g_autofree char *drafts = get_folder (folder);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *unfinished = g_strconcat (drafts, "/" UNFINISHED, id, NULL);
  g_autofree char *path = g_build_filename (drafts, id, NULL);

  if (g_mkdir_with_parents (drafts, 0700) < 0 || g_mkdir (unfinished, 0700) < 0)
    {
      fail_with_errno (error, errno);
      return NULL;
    }

  int lock = take_lock (unfinished, O_CREAT);

  if (lock < 0)
    {
      fail_with_errno (error, errno);
      remove_files (unfinished);
      return NULL;
    }

  g_autoptr (WayDraft) self = take_draft (g_strdup (unfinished), lock);

  if (!fill (self, info, base, draft, error))
    {
      remove_files (unfinished);
      return NULL;
    }
  if (g_rename (unfinished, path) < 0)
    {
      fail_with_errno (error, errno);
      remove_files (unfinished);
      return NULL;
    }
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  return g_steal_pointer (&self);
}

gboolean
way_draft_update (WayDraft *self, GBytes *draft, GError **error)
{
  g_autofree char *saving = g_build_filename (self->path, "saving", NULL);

  g_unlink (saving);
  return save_in (self->path, "draft.waymark", draft, error);
}

gboolean
way_draft_expect_save (WayDraft *self, GBytes *bytes, GError **error)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GBytes) text = g_bytes_new (sum, strlen (sum));

  return save_in (self->path, "saving", text, error);
}

gboolean
way_draft_read (WayDraft *self, GBytes **draft, GBytes **base, GError **error)
{
  g_autofree char *draft_path = g_build_filename (self->path, "draft.waymark", NULL);
  g_autofree char *base_path = g_build_filename (self->path, "base.waymark", NULL);
  g_autoptr (GBytes) first = way_file_read (draft_path, NULL, error);

  if (first == NULL)
    return FALSE;

  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) second = way_file_read (base_path, NULL, &local);

  if (second == NULL && !g_error_matches (local, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *draft = g_steal_pointer (&first);
  *base = g_steal_pointer (&second);
  return TRUE;
}

void
way_draft_discard (WayDraft *self)
{
  remove_files (self->path);
  way_draft_free (self);
}

void
way_draft_free (WayDraft *self)
{
  if (self == NULL)
    return;
  way_fd_close (self->lock);
  g_free (self->path);
  g_free (self);
}

GPtrArray *
way_drafts_list (const char *folder)
{
  g_autofree char *drafts = get_folder (folder);
  g_autoptr (GDir) dir = g_dir_open (drafts, 0, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) way_draft_info_free);

  for (const char *id = dir != NULL ? g_dir_read_name (dir) : NULL; id != NULL; id = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (drafts, id, NULL);

      if (g_str_has_prefix (id, UNFINISHED))
        remove_if_stale (path);
      if (!g_uuid_string_is_valid (id))
        continue;

      int lock = take_lock (path, O_CREAT);

      if (lock < 0)
        continue;

      WayDraftInfo *info = read_info (drafts, id);

      if (info != NULL && is_saved (path, info))
        {
          remove_files (path);
          g_clear_pointer (&info, way_draft_info_free);
        }
      if (info != NULL)
        g_ptr_array_add (list, info);
      way_fd_close (lock);
      if (info == NULL)
        remove_if_stale (path);
    }
  g_ptr_array_sort (list, compare_newest_first);
  return list;
}

WayDraft *
way_draft_claim (const char *folder, const char *id, GError **error)
{
  g_autofree char *drafts = get_folder (folder);
  g_autofree char *path = g_build_filename (drafts, id, NULL);
  int lock = g_uuid_string_is_valid (id) ? take_lock (path, O_CREAT) : -1;

  if (lock >= 0)
    return take_draft (g_steal_pointer (&path), lock);
  if (errno == EWOULDBLOCK)
    g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_BUSY, _ ("Another Waymark window is working on this draft. Continue there, or close it first."));
  else
    g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND, _ ("This draft is gone. Open the map itself; a draft goes when its map was saved."));
  return NULL;
}

void
way_draft_timer_change (WayDraftTimer *self, gint64 now)
{
  if (self->first == 0 || self->retry != 0)
    self->first = now;
  self->last = now;
  self->retry = 0;
}

gint64
way_draft_timer_get_due (const WayDraftTimer *self)
{
  if (self->first == 0 || self->writing)
    return G_MAXINT64;
  if (self->retry != 0)
    return self->retry;
  return MIN (self->last + WAY_DRAFT_QUIET, self->first + WAY_DRAFT_AT_LATEST);
}

void
way_draft_timer_begin (WayDraftTimer *self)
{
  self->first = self->last = self->retry = 0;
  self->writing = TRUE;
}

void
way_draft_timer_finish (WayDraftTimer *self, gboolean written, gint64 now)
{
  self->writing = FALSE;
  if (written || self->first != 0)
    return;
  self->first = self->last = now;
  self->retry = now + WAY_DRAFT_RETRY;
}

void
way_draft_timer_clear (WayDraftTimer *self)
{
  *self = (WayDraftTimer){ .writing = self->writing };
}
