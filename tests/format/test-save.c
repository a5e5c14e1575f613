#include "format/way-format-error.h"
#include "format/way-save.h"

#include "test-folder.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/xattr.h>

#define NOBODY 65534

static gboolean
save (const TestFolder *folder, const char *name, const char *text, const WayFileStamp *expected, const WaySaveOptions *options, GError **error)
{
  g_autofree char *path = test_folder_get (folder, name);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return way_save_bytes (path, bytes, expected, options, NULL, error);
}

static void
assert_saved (const TestFolder *folder, const char *name, const char *text, const WayFileStamp *expected, const WaySaveOptions *options)
{
  g_autoptr (GError) error = NULL;
  gboolean done = save (folder, name, text, expected, options, &error);
  g_autofree char *now = test_folder_read (folder, name);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_cmpstr (now, ==, text);
}

/* Says the message of the error, so that the caller may look into it. */
static char *
assert_refused (const TestFolder *folder, const char *name, int code, const WayFileStamp *expected, const WaySaveOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = test_folder_list (folder);
  g_autofree char *old = test_folder_read (folder, name);

  g_assert_false (save (folder, name, "new", expected, options, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, code);

  g_autofree char *after = test_folder_list (folder);
  g_autofree char *now = test_folder_read (folder, name);

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (now, ==, old);
  return g_strdup (error->message);
}

#define assert_file(folder, name, text)                          \
  G_STMT_START                                                   \
  {                                                              \
    g_autofree char *text_now = test_folder_read (folder, name); \
    g_assert_cmpstr (text_now, ==, text);                        \
  }                                                              \
  G_STMT_END

#define assert_list(folder, names)                         \
  G_STMT_START                                             \
  {                                                        \
    g_autofree char *list_now = test_folder_list (folder); \
    g_assert_cmpstr (list_now, ==, names);                 \
  }                                                        \
  G_STMT_END

static WayFileStamp
read_stamp (const TestFolder *folder, const char *name)
{
  g_autofree char *path = test_folder_get (folder, name);
  WayFileStamp stamp;
  g_autoptr (GBytes) bytes = way_file_read (path, &stamp, NULL);

  g_assert_nonnull (bytes);
  return stamp;
}

static void
test_new (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  const WaySaveOptions secret = { .owner_only = TRUE, .keep_backup = TRUE };
  mode_t old = umask (027);

  assert_saved (folder, "map", "new", NULL, NULL);
  g_assert_cmpint (test_folder_stat (folder, "map").st_mode & 07777, ==, 0640);
  assert_saved (folder, "secret", "new", NULL, &secret);
  g_assert_cmpint (test_folder_stat (folder, "secret").st_mode & 07777, ==, 0600);
  assert_saved (folder, "empty", "", NULL, NULL);
  assert_list (folder, "empty map secret");
  umask (old);
}

static void
test_replace (void)
{
  static const mode_t modes[] = { 0600, 0640, 0644, 0664, 0755, 0606 };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GError) error = NULL;
      WayFileStamp stamp;

      test_folder_write (folder, "map", "old");
      g_assert_cmpint (g_chmod (path, modes[i]), ==, 0);
      g_assert_true (way_save_bytes (path, bytes, NULL, NULL, &stamp, &error));
      assert_file (folder, "map", "new");
      g_assert_cmpint (test_folder_stat (folder, "map").st_mode & 07777, ==, modes[i]);

      /* What a save says is what a read would say. */
      WayFileStamp read = read_stamp (folder, "map");

      g_assert_cmpstr (stamp.sha256, ==, read.sha256);
      g_assert_cmpint (stamp.modified_ns, ==, read.modified_ns);
      g_assert_true (way_file_stamp_looks_current (&stamp, path));
    }
  assert_list (folder, "map");
}

static void
test_links (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *in = test_folder_get (folder, "in");
  g_autofree char *first = test_folder_get (folder, "first");
  g_autofree char *second = test_folder_get (folder, "in/second");
  g_autofree char *dangling = test_folder_get (folder, "dangling");
  g_autofree char *circle = test_folder_get (folder, "circle");
  g_autofree char *map = test_folder_get (folder, "map");
  g_autofree char *hard = test_folder_get (folder, "hard");

  g_assert_cmpint (g_mkdir (in, 0700), ==, 0);
  test_folder_write (folder, "map", "old");
  g_assert_cmpint (symlink ("in/second", first), ==, 0);
  g_assert_cmpint (symlink ("../map", second), ==, 0);
  g_assert_cmpint (symlink ("in/made", dangling), ==, 0);
  g_assert_cmpint (symlink ("circle", circle), ==, 0);

  const WaySaveOptions backup = { .keep_backup = TRUE };

  assert_saved (folder, "first", "through two links", NULL, &backup);
  assert_file (folder, "map", "through two links");
  assert_file (folder, "map~", "old");
  g_assert_true (S_ISLNK (test_folder_stat (folder, "first").st_mode));
  g_assert_true (S_ISLNK (test_folder_stat (folder, "in/second").st_mode));

  assert_saved (folder, "dangling", "made", NULL, NULL);
  assert_file (folder, "in/made", "made");
  g_assert_true (S_ISLNK (test_folder_stat (folder, "dangling").st_mode));

  g_free (assert_refused (folder, "circle", WAY_FORMAT_ERROR_READ_ONLY, NULL, NULL));

  /* The other name of a hard link keeps what it had, as the header says. */
  g_assert_cmpint (link (map, hard), ==, 0);
  assert_saved (folder, "map", "alone", NULL, NULL);
  assert_file (folder, "hard", "through two links");
  assert_list (folder, "circle dangling first hard in map map~");
}

static void
test_backup (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *map = test_folder_get (folder, "map");
  g_autofree char *hard = test_folder_get (folder, "hard");
  g_autofree char *blocked = test_folder_get (folder, "blocked~");
  const WaySaveOptions backup = { .keep_backup = TRUE };

  test_folder_write (folder, "map", "one");
  g_assert_cmpint (g_chmod (map, 0640), ==, 0);
  assert_saved (folder, "map", "two", NULL, &backup);
  assert_file (folder, "map~", "one");
  assert_saved (folder, "map", "three", NULL, NULL);
  assert_file (folder, "map~", "one");
  assert_saved (folder, "map", "four", NULL, &backup);
  assert_file (folder, "map~", "three");
  g_assert_cmpint (test_folder_stat (folder, "map~").st_mode & 07777, ==, 0640);

  /* A file with another name could change under that name: the backup must not be the same file. */
  g_assert_cmpint (link (map, hard), ==, 0);
  assert_saved (folder, "map", "five", NULL, &backup);
  test_folder_write (folder, "hard", "written in place");
  assert_file (folder, "map~", "four");
  g_assert_cmpint (test_folder_stat (folder, "map~").st_mode & 07777, ==, 0640);

  /* After a save that failed behind its backup, the two names are one file. */
  g_assert_cmpint (g_unlink (hard), ==, 0);
  test_folder_write (folder, "again", "six");

  g_autofree char *again = test_folder_get (folder, "again");
  g_autofree char *again_backup = test_folder_get (folder, "again~");

  g_assert_cmpint (link (again, again_backup), ==, 0);
  assert_saved (folder, "again", "seven", NULL, &backup);
  assert_file (folder, "again~", "six");

  /* Whoever asks for a backup relies on it. */
  test_folder_write (folder, "blocked", "old");
  g_assert_cmpint (g_mkdir (blocked, 0700), ==, 0);

  g_autofree char *message = assert_refused (folder, "blocked", WAY_FORMAT_ERROR_READ_ONLY, NULL, &backup);

  g_assert_nonnull (strstr (message, "“blocked~”"));
  assert_list (folder, "again again~ blocked blocked~ map map~");
}

static void
test_changed (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");

  test_folder_write (folder, "map", "old");

  WayFileStamp stamp = read_stamp (folder, "map");

  test_folder_write (folder, "map", "from another");
  g_free (assert_refused (folder, "map", WAY_FORMAT_ERROR_CHANGED_ON_DISK, &stamp, NULL));
  test_folder_write (folder, "map", "odd");
  g_free (assert_refused (folder, "map", WAY_FORMAT_ERROR_CHANGED_ON_DISK, &stamp, NULL));

  /* The same length as the new text, but not the new text. */
  test_folder_write (folder, "map", "won");
  g_free (assert_refused (folder, "map", WAY_FORMAT_ERROR_CHANGED_ON_DISK, &stamp, NULL));

  /* Only touched; already what it shall be; gone: nothing is lost by writing. */
  test_folder_write (folder, "map", "old");
  assert_saved (folder, "map", "new", &stamp, NULL);
  assert_saved (folder, "map", "new", &stamp, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_saved (folder, "map", "new", &stamp, NULL);

  /* A chain of saves, each knowing the last. */
  g_autoptr (GBytes) bytes = g_bytes_new_static ("chain", 5);

  stamp = read_stamp (folder, "map");
  for (int i = 0; i < 3; i++)
    g_assert_true (way_save_bytes (path, bytes, &stamp, NULL, &stamp, NULL));
  assert_list (folder, "map");
}

static gboolean
refuse_cb (GBytes *bytes, gpointer data, GError **error)
{
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 3);
  *(int *) data += 1;
  g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_INVALID, "no");
  return FALSE;
}

static void
test_verify (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  int calls = 0;
  const WaySaveOptions options = { .verify = refuse_cb, .verify_data = &calls, .keep_backup = TRUE };

  test_folder_write (folder, "map", "old");
  g_free (assert_refused (folder, "map", WAY_FORMAT_ERROR_INVALID, NULL, &options));
  g_free (assert_refused (folder, "missing", WAY_FORMAT_ERROR_INVALID, NULL, &options));
  g_assert_cmpint (calls, ==, 2);
}

static void
test_places (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *inner = test_folder_get (folder, "inner");
  g_autofree char *pipe = test_folder_get (folder, "pipe");
  g_autofree char *long_name = g_strnfill (300, 'x');

  test_folder_write (folder, "file", "old");
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  const struct
  {
    const char *name;
    const char *says;
  } rows[] = {
    { "inner", "folder" },
    { "inner/", "folder" },
    { "gone/map", "There is no folder" },
    { "file/map", "There is no folder" },
    { long_name, "too long" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message = assert_refused (folder, rows[i].name, WAY_FORMAT_ERROR_READ_ONLY, NULL, NULL);

      g_assert_nonnull (strstr (message, rows[i].says));
    }

  g_autoptr (GError) error = NULL;

  g_assert_false (save (folder, "pipe", "new", NULL, NULL, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_READ_ONLY);
}

/* Root may write everywhere, so for these the test becomes somebody else for a moment. */
static void
test_forbidden (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *inner = test_folder_get (folder, "inner");
  g_autofree char *protected = test_folder_get (folder, "protected");
  gboolean root = geteuid () == 0;

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  test_folder_write (folder, "inner/map", "old");
  test_folder_write (folder, "protected", "old");
  g_assert_cmpint (g_chmod (protected, 0444), ==, 0);
  if (root)
    g_assert_cmpint (chown (folder, NOBODY, -1) + chown (protected, NOBODY, -1), ==, 0);
  g_assert_cmpint (g_chmod (inner, 0555), ==, 0);

  if (root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);

  g_autofree char *folder_says = assert_refused (folder, "inner/new", WAY_FORMAT_ERROR_READ_ONLY, NULL, NULL);
  g_autofree char *file_says = assert_refused (folder, "protected", WAY_FORMAT_ERROR_READ_ONLY, NULL, NULL);

  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_nonnull (strstr (folder_says, "may not write in this folder"));
  g_assert_nonnull (strstr (file_says, "write-protected"));
}

/* A group that the saver may give is kept; from one that it may not, the new group does not inherit. */
static void
test_group (void)
{
  static const struct
  {
    mode_t before, after;
  } rows[] = { { 0660, 0600 }, { 0664, 0644 }, { 0640, 0600 }, { 0666, 0666 }, { 0604, 0604 } };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");
  gid_t groups[64];
  int n = getgroups (G_N_ELEMENTS (groups), groups);
  gid_t group = geteuid () == 0 ? 12345 : n > 0 ? groups[n - 1]
                                                : getegid ();

  test_folder_write (folder, "map", "old");
  g_assert_cmpint (chown (path, -1, group), ==, 0);
  g_assert_cmpint (g_chmod (path, 0660), ==, 0);
  assert_saved (folder, "map", "new", NULL, NULL);
  g_assert_cmpuint (test_folder_stat (folder, "map").st_gid, ==, group);
  g_assert_cmpint (test_folder_stat (folder, "map").st_mode & 07777, ==, 0660);

  if (geteuid () != 0)
    return;
  g_assert_cmpint (chown (folder, NOBODY, -1), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (chown (path, NOBODY, 12345), ==, 0);
      g_assert_cmpint (g_chmod (path, rows[i].before), ==, 0);
      g_assert_cmpint (seteuid (NOBODY), ==, 0);
      assert_saved (folder, "map", "newer", NULL, NULL);
      g_assert_cmpint (seteuid (0), ==, 0);
      g_assert_cmpint (test_folder_stat (folder, "map").st_mode & 07777, ==, rows[i].after);
    }
}

/* Where the file system has no extended attributes there is nothing to keep, and the save must succeed all the same. */
static void
test_attributes (void)
{
  /* Version 2; owner rw-, user 12345 r--, group ---, mask r--, others ---. */
  static const guint8 acl[] = { 2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 4, 0, 57, 48, 0, 0, 4, 0, 0, 0, 255, 255, 255, 255, 16, 0, 4, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255 };
  static const struct
  {
    const char *name;
    const void *value;
    gsize size;
  } rows[] = {
    { "user.waymark.note", "kept", 4 },
    { "user.waymark.empty", "", 0 },
    { "system.posix_acl_access", acl, sizeof acl },
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");
  gboolean set[G_N_ELEMENTS (rows)];

  test_folder_write (folder, "map", "old");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    set[i] = setxattr (path, rows[i].name, rows[i].value, rows[i].size, 0) == 0;

  mode_t mode = test_folder_stat (folder, "map").st_mode;

  assert_saved (folder, "map", "new", NULL, NULL);
  g_assert_cmpint (test_folder_stat (folder, "map").st_mode, ==, mode);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint8 value[256];
      ssize_t size = getxattr (path, rows[i].name, value, sizeof value);

      if (set[i])
        g_assert_cmpmem (value, size, rows[i].value, rows[i].size);
    }
}

/* A limit that the kernel itself sets, without a shim: the first bytes go in, the rest does not. */
static void
test_too_large (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit old, small;

  test_folder_write (folder, "map", "old");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = (struct rlimit){ .rlim_cur = 100000, .rlim_max = old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  gboolean done = save (folder, "map", text, NULL, NULL, &error);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_false (done);
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED);
  assert_file (folder, "map", "old");
  assert_list (folder, "map");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/save/new", test_new);
  g_test_add_func ("/format/save/replace", test_replace);
  g_test_add_func ("/format/save/links", test_links);
  g_test_add_func ("/format/save/backup", test_backup);
  g_test_add_func ("/format/save/changed", test_changed);
  g_test_add_func ("/format/save/verify", test_verify);
  g_test_add_func ("/format/save/places", test_places);
  g_test_add_func ("/format/save/forbidden", test_forbidden);
  g_test_add_func ("/format/save/group", test_group);
  g_test_add_func ("/format/save/attributes", test_attributes);
  g_test_add_func ("/format/save/too-large", test_too_large);
  return g_test_run ();
}
