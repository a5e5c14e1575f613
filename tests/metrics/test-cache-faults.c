/* An import in which each system call fails once, and one that is killed before each: the cache is as before or complete, what the
   import said is true, and nothing sound is put aside. */
#include <dlfcn.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault-shim.h"
#include "metrics/way-import.h"

#define FIRST 3
#define ROWS 800

static FaultArm *arm;
static FaultHasStruck *has_struck;
static char *data_home, *folder, *path;
static GString *survey;

static void
import (WayCache *cache, const char *text, gsize size, const char *dataset, GError **error)
{
  const WayImportOptions options = { 0 };
  g_autoptr (WayImport) table = way_import_new (cache, text, size, NULL, dataset, NULL, NULL, error);
  WayImportResult result;

  if (table != NULL)
    way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, error);
}

/* A cache with a small dataset, as everything else begins. */
static void
make_cache (void)
{
  static const char first[] = "date,nps\n2025-07-01,9\n2025-07-02,3\n2025-07-03,10\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (path, NULL, &error);

  g_assert_no_error (error);
  import (cache, first, strlen (first), "first", &error);
  g_assert_no_error (error);
}

/* What lies in the folder then, to begin with it again and again. */
static char *kept[2]; /* the database and its key */
static gsize kept_size[2];

static void
keep_cache (void)
{
  g_autofree char *key = g_build_filename (folder, "metrics.key", NULL);

  make_cache ();
  g_assert_true (g_file_get_contents (path, &kept[0], &kept_size[0], NULL));
  g_assert_true (g_file_get_contents (key, &kept[1], &kept_size[1], NULL));
}

static void
write_file (const char *name, const char *bytes, gsize size)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (file, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
clear_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
}

static void
restore_cache (void)
{
  clear_folder ();
  write_file ("metrics.db", kept[0], kept_size[0]);
  write_file ("metrics.key", kept[1], kept_size[1]);
}

/* In a process of its own: 0 done, 1 said no, 2 the fault never came and all was done. */
static int
import_with_fault (const char *call, int nth, int fault)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      WayCache *cache;
      gboolean struck;

      arm (call, nth, fault);
      cache = way_cache_open (path, NULL, &error);
      if (cache != NULL)
        import (cache, survey->str, survey->len, "second", &error);
      if (cache != NULL)
        way_cache_close (cache);
      struck = has_struck ();
      arm (NULL, 0, 0);
      _exit (error != NULL ? 1 : struck ? 0
                                        : 2);
    }
  g_assert_cmpint (child, >, 0);
  while (waitpid (child, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  /* Whatever fails, the program goes on. */
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static gboolean
is_anything_aside (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, "corrupt") != NULL)
      return TRUE;
  return FALSE;
}

/* Rows of the second dataset; −1: it is not there. The first one must be. */
static gint64
count_rows (void)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (path, report, &error);
  g_autoptr (GPtrArray) datasets = NULL;
  gint64 second = -1;

  g_assert_no_error (error);
  g_assert_cmpuint (way_report_get_size (report), ==, 0);
  datasets = way_cache_list_datasets (cache, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (datasets->len, >, 0);
  for (guint i = 0; i < datasets->len; i++)
    {
      const WayDataset *dataset = g_ptr_array_index (datasets, i);

      if (strcmp (dataset->name, "second") == 0)
        second = dataset->n_rows;
      else
        g_assert_cmpint (dataset->n_rows, ==, FIRST);
    }
  return second;
}

static void
test_faults (void)
{
  static const struct
  {
    const char *call;
    int fault;
  } rows[] = { { "open", ENOSPC }, { "open", EMFILE }, { "read", EIO }, { "write", ENOSPC }, { "write", EIO }, { "write", FAULT_SHORT }, { "fsync", EIO }, { "truncate", EIO }, { "stat", EIO }, { "unlink", EIO }, { "link", EIO } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int nth = 0, said = 0, refused = 0;

      for (; said != 2; nth++)
        {
          gint64 n;

          restore_cache ();
          said = import_with_fault (rows[i].call, nth + 1, rows[i].fault);
          g_assert_false (is_anything_aside ());
          n = count_rows ();
          g_test_message ("%s %d, fault %d: said %d, %d rows", rows[i].call, nth + 1, rows[i].fault, said, (int) n);
          g_assert_cmpint (n, ==, said == 1 ? -1 : ROWS);
          refused += said == 1;
        }
      g_test_message ("%s: %d calls, %d refused", rows[i].call, nth - 1, refused);
    }
}

static void
test_killed (void)
{
  guint n_before = 0, n_after = 0;

  for (int nth = 1, said = 0; said != 2; nth++)
    {
      gint64 n;

      restore_cache ();
      said = import_with_fault ("any", nth, FAULT_CRASH);
      g_assert_false (is_anything_aside ());
      n = count_rows ();
      if (n != -1)
        g_assert_cmpint (n, ==, ROWS);
      n_before += n == -1;
      n_after += n == ROWS;
    }
  g_test_message ("killed before %u calls: %u times as before, %u times complete", n_before + n_after, n_before, n_after);
  g_assert_cmpuint (n_before, >, 20);
  g_assert_cmpuint (n_after, >, 2);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  arm = (FaultArm *) dlsym (RTLD_DEFAULT, "fault_arm");
  has_struck = (FaultHasStruck *) dlsym (RTLD_DEFAULT, "fault_has_struck");
  if (arm == NULL || has_struck == NULL)
    g_error ("This test runs with the fault shim preloaded; see meson.build.");
  data_home = g_dir_make_tmp ("way-faults-XXXXXX", NULL);
  /* The user's own cache, which alone may be put aside. */
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  folder = g_build_filename (data_home, "waymark", NULL);
  path = way_cache_build_path ();
  survey = g_string_new ("response_id,date,touchpoint,nps,comment\n");
  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (survey, "R%u,2025-07-%02u,Touchpoint %u,%u,because of %u\n", i, i % 28 + 1, i % 7, i % 11, i);
  keep_cache ();
  g_test_add_func ("/cache-faults/fail", test_faults);
  g_test_add_func ("/cache-faults/killed", test_killed);
  status = g_test_run ();
  clear_folder ();
  g_rmdir (folder);
  g_rmdir (data_home);
  g_free (data_home);
  g_string_free (survey, TRUE);
  g_free (kept[0]);
  g_free (kept[1]);
  g_free (path);
  g_free (folder);
  return status;
}
