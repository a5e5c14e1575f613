#include "format/way-format-error.h"
#include "format/way-save.h"

#include "fault-shim.h"
#include "test-folder.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <sys/xattr.h>

#define OLD "old\n"

static FaultArm *arm;
static FaultHasStruck *has_struck;
static FaultSetHook *set_hook;
static char *new_text;      /* long enough for halves to differ */
static gboolean attributes; /* the file system has extended ones */

/* What lies in the folder before the save, and what the save is asked to do. */
typedef struct
{
  const char *name;
  gboolean exists;
  gboolean backup;
  gboolean has_other_name; /* then the backup is a copy */
  const char *list;        /* the folder after success */
} Scene;

static const Scene scenes[] = {
  { "new", FALSE, FALSE, FALSE, "map" },
  { "replace", TRUE, FALSE, FALSE, "map" },
  { "backup", TRUE, TRUE, FALSE, "map map~" },
  { "backup-as-copy", TRUE, TRUE, TRUE, "map map~ other" },
};

typedef struct
{
  const char *call;
  gboolean fatal; /* an error of this call must never pass for a success */
  int faults[6];
} Row;

static const Row rows[] = {
  { "open", TRUE, { ENOSPC, EIO, EACCES, EMFILE, EINTR } },
  { "read", TRUE, { EIO, EINTR } },
  { "write", TRUE, { ENOSPC, EDQUOT, EIO, EFBIG, EINTR, FAULT_SHORT } },
  { "fsync", TRUE, { ENOSPC, EDQUOT, EIO, EROFS, EINTR } },
  { "fchmod", FALSE, { EIO, EPERM } },
  { "fchown", FALSE, { EIO, EPERM } },
  { "stat", TRUE, { EIO, EACCES } },
  { "access", TRUE, { EACCES, EROFS, EIO } },
  { "rename", TRUE, { ENOSPC, EIO, EACCES, EROFS } },
  { "link", FALSE, { EPERM, EIO, ENOSPC } },
  { "close", FALSE, { EIO, ENOSPC, EDQUOT, EINTR } },
  { "listxattr", FALSE, { ENOTSUP, EIO } },
  { "getxattr", FALSE, { ENODATA, EIO } },
  { "setxattr", FALSE, { ENOTSUP, ENOSPC, EIO } },
  { "getentropy", FALSE, { ENOSYS } },
};

static void
prepare (const TestFolder *folder, const Scene *scene, WayFileStamp *stamp)
{
  g_autofree char *path = test_folder_get (folder, "map");
  g_autofree char *other = test_folder_get (folder, "other");

  if (!scene->exists)
    return;
  test_folder_write (folder, "map", OLD);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  attributes = setxattr (path, "user.waymark.test", "x", 1, 0) == 0;
  if (scene->has_other_name)
    g_assert_cmpint (link (path, other), ==, 0);
  g_bytes_unref (way_file_read (path, stamp, NULL));
}

static gboolean
save (const TestFolder *folder, const Scene *scene, const WayFileStamp *expected, GError **error)
{
  const WaySaveOptions options = { .keep_backup = scene->backup };
  g_autofree char *path = test_folder_get (folder, "map");
  g_autoptr (GBytes) bytes = g_bytes_new_static (new_text, strlen (new_text));

  return way_save_bytes (path, bytes, scene->exists ? expected : NULL, &options, NULL, error);
}

/* The one law: old or new, and whole. `now` is the content, or NULL if the file is not there. */
static void
assert_whole (const TestFolder *folder, const Scene *scene, const char *now)
{
  g_autofree char *backup = test_folder_read (folder, "map~");
  g_autofree char *other = test_folder_read (folder, "other");

  if (g_strcmp0 (now, new_text) != 0)
    g_assert_true (g_strcmp0 (now, scene->exists ? OLD : NULL) == 0);
  if (backup != NULL)
    g_assert_cmpstr (backup, ==, OLD);
  if (scene->has_other_name)
    g_assert_cmpstr (other, ==, OLD);
}

/* Whether the n-th call came; if not, the save went as if there were no fault. */
static gboolean
try_fault (const Scene *scene, const Row *row, int fault, int nth, int *failures)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp;

  prepare (folder, scene, &stamp);

  arm (row->call, nth, fault);
  gboolean done = save (folder, scene, &stamp, &error);
  gboolean struck = has_struck ();

  arm (NULL, 0, 0);
  g_test_message ("%s: %s %d, fault %d: %s", scene->name, row->call, nth, fault, error != NULL ? error->message : done ? "done"
                                                                                                                       : "failed without an error");

  g_autofree char *now = test_folder_read (folder, "map");
  g_autofree char *list = test_folder_list (folder);

  assert_whole (folder, scene, now);
  g_assert_cmpint (done, ==, error == NULL);
  if (done)
    {
      g_assert_true (g_strcmp0 (now, new_text) == 0);
      g_assert_cmpstr (list, ==, scene->list);
      g_assert_false (struck && row->fatal && fault > 0 && fault != EINTR);
    }
  else
    {
      *failures += 1;
      g_assert_true (struck);
      g_assert_cmpint (fault, !=, EINTR);
      g_assert_true (error->domain == WAY_FORMAT_ERROR);
      /* What happened, and what to do. */
      g_assert_true (strstr (error->message, "ave ") != NULL && strstr (error->message, ". ") != NULL);
      g_assert_true (g_str_has_suffix (error->message, "."));
      if ((fault == ENOSPC || fault == EDQUOT) && strcmp (row->call, "fsync") != 0)
        g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NO_SPACE);
      /* The temporary file is gone; the backup may be there already. */
      g_assert_null (strstr (list, ".waymark-"));
      /* Only a folder that could not be written out leaves the new file, and says so. */
      if (g_strcmp0 (now, new_text) == 0)
        g_assert_nonnull (strstr (error->message, "did not confirm"));

      /* Whatever went wrong, a second try with the same knowledge succeeds. */
      g_autoptr (GError) again = NULL;

      g_assert_true (save (folder, scene, &stamp, &again));
    }
  if (done && scene->exists && fault != EPERM)
    g_assert_cmpint (test_folder_stat (folder, "map").st_mode & 0777, ==, 0640);
  return struck;
}

static void
test_faults (gconstpointer data)
{
  const Row *row = data;
  int strikes = 0, failures = 0;

  for (gsize s = 0; s < G_N_ELEMENTS (scenes); s++)
    for (gsize f = 0; f < G_N_ELEMENTS (row->faults) && row->faults[f] != 0; f++)
      for (int nth = 1; try_fault (&scenes[s], row, row->faults[f], nth, &failures); nth++)
        strikes++;
  /* Else the shim does not see this call, and nothing was tested. */
  if (attributes || strstr (row->call, "etxattr") == NULL)
    g_assert_cmpint (strikes, >, 0);
  /* Many closings do not matter; that of the new file does. */
  if (strcmp (row->call, "close") == 0)
    g_assert_cmpint (failures, >, 0);
}

static void
change_cb (void *folder)
{
  test_folder_write (folder, "map", "a stranger's\n");
}

/* Somebody else saves while we do. Up to the last look, right before the rename, that is seen. */
static void
test_stranger (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (scenes); s++)
    for (int nth = 1; nth <= 2; nth++)
      {
        g_autoptr (TestFolder) folder = test_folder_new ();
        g_autoptr (GError) error = NULL;
        WayFileStamp stamp;

        prepare (folder, &scenes[s], &stamp);
        set_hook (change_cb, folder);
        arm (nth == 1 ? "write" : "fsync", 1, FAULT_HOOK);
        g_assert_false (save (folder, &scenes[s], &stamp, &error));
        g_assert_true (has_struck ());
        arm (NULL, 0, 0);
        g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_CHANGED_ON_DISK);

        g_autofree char *now = test_folder_read (folder, "map");

        g_assert_cmpstr (now, ==, "a stranger's\n");
      }
}

/* A process killed before any of its calls leaves the old file or the new one. */
static void
test_crashes (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (scenes); s++)
    for (int nth = 1;; nth++)
      {
        g_autoptr (TestFolder) folder = test_folder_new ();
        WayFileStamp stamp;
        int status;

        prepare (folder, &scenes[s], &stamp);

        pid_t child = fork ();

        if (child == 0)
          {
            arm ("any", nth, FAULT_CRASH);
            save (folder, &scenes[s], &stamp, NULL);
            arm (NULL, 0, 0);
            _exit (17);
          }
        g_assert_cmpint (waitpid (child, &status, 0), ==, child);
        g_assert_true (WIFEXITED (status));

        g_autofree char *now = test_folder_read (folder, "map");

        assert_whole (folder, &scenes[s], now);
        if (WEXITSTATUS (status) == 17)
          {
            g_assert_cmpint (nth, >, 8);
            g_assert_true (g_strcmp0 (now, new_text) == 0);
            break;
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* Written through a void **, because ISO C knows no way from an object pointer to a function pointer. */
  *(void **) &arm = dlsym (RTLD_DEFAULT, "fault_arm");
  *(void **) &has_struck = dlsym (RTLD_DEFAULT, "fault_has_struck");
  *(void **) &set_hook = dlsym (RTLD_DEFAULT, "fault_set_hook");
  if (arm == NULL || has_struck == NULL || set_hook == NULL)
    g_error ("Run this with the shim preloaded: meson test -C build save-faults");

  new_text = g_strnfill (100001, 'n');
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/format/save-faults/", rows[i].call, NULL);

      g_test_add_data_func (path, &rows[i], test_faults);
    }
  g_test_add_func ("/format/save-faults/crash", test_crashes);
  g_test_add_func ("/format/save-faults/stranger", test_stranger);

  int result = g_test_run ();

  g_free (new_text);
  return result;
}
