/* An import in which each system call fails once, one that is killed before each, one on a disk that is full after so many bytes, and
   several at once of which some are killed: the cache is as before or complete, what the import said is true, and nothing sound is put
   aside. */
#include <dlfcn.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault-shim.h"
#include "metrics/tables/way-import.h"

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

/* In a process of its own, which exits with 0 if the import said that all is done. `file_size`: no file may grow beyond; 0: as it likes. */
static pid_t
start_import (const char *text, const char *dataset, gsize file_size)
{
  pid_t child = fork ();

  if (child == 0)
    {
      const struct rlimit limit = { file_size, file_size };
      g_autoptr (GError) error = NULL;
      WayCache *cache;

      /* A write beyond it fails then, as on a full disk, and kills nobody. */
      signal (SIGXFSZ, SIG_IGN);
      if (file_size > 0)
        setrlimit (RLIMIT_FSIZE, &limit);
      cache = way_cache_open (path, NULL, &error);
      if (cache != NULL)
        import (cache, text, strlen (text), dataset, &error);
      if (cache != NULL)
        way_cache_close (cache);
      _exit (error == NULL ? 0 : 1);
    }
  g_assert_cmpint (child, >, 0);
  return child;
}

/* 0 done, 1 said no, −1 killed. */
static int
wait_for (pid_t child)
{
  int status;

  while (waitpid (child, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return -1;
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* A disk with so much room, and then a little more, until there is enough. */
static void
test_full_disk (void)
{
  guint n_refused = 0;
  int said = 1;

  for (gsize room = 4096; said != 0; room += 4096)
    {
      gint64 n;

      restore_cache ();
      said = wait_for (start_import (survey->str, "second", room));
      g_assert_false (is_anything_aside ());
      n = count_rows ();
      g_assert_cmpint (n, ==, said == 0 ? ROWS : -1);
      n_refused += said != 0;
      g_assert_cmpuint (room, <, 64 << 20);
    }
  g_test_message ("refused on %u disks", n_refused);
  g_assert_cmpuint (n_refused, >, 10);
}

/* Two windows and a command line import at once, a half of the same survey each and the whole of it, and in every second round one of
   them is killed at any moment. Rows that two of them bring are there once. How long an import takes on this machine is found on the way:
   a kill that came too late makes the next one come earlier, until enough of them struck. */
static void
test_writers (void)
{
  static const guint n_to_kill = 12;
  const char *half = survey->str;
  g_autofree char *lower = NULL, *upper = NULL;
  guint n_killed = 0, n_all = 0, n_rounds = 0;
  int latest = 40000;

  for (guint i = 0; i <= ROWS / 2; i++)
    half = strchr (half, '\n') + 1;
  lower = g_strndup (survey->str, (gsize) (half - survey->str));
  upper = g_strconcat ("response_id,date,touchpoint,nps,comment\n", half, NULL);
  for (; n_killed < n_to_kill; n_rounds++)
    {
      const gboolean kills = n_rounds % 2 == 1;
      const char *texts[] = { lower, upper, survey->str };
      pid_t children[G_N_ELEMENTS (texts)];
      int said[G_N_ELEMENTS (texts)];
      gboolean was_killed;
      gint64 n;

      restore_cache ();
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        children[i] = start_import (texts[i], "second", 0);
      if (kills)
        {
          g_usleep ((gulong) g_test_rand_int_range (0, latest));
          kill (children[n_rounds / 2 % G_N_ELEMENTS (texts)], SIGKILL);
        }
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        said[i] = wait_for (children[i]);
      g_assert_false (is_anything_aside ());
      n = count_rows ();
      /* Who is not killed waits for the others, and gets through. */
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        g_assert_cmpint (said[i], ==, said[i] < 0 ? -1 : 0);
      was_killed = said[0] < 0 || said[1] < 0 || said[2] < 0;
      n_killed += was_killed;
      if (kills)
        latest = was_killed ? MIN (latest * 2, 1000000) : MAX (latest / 2, 1);
      n_all += n == ROWS;
      if (said[2] == 0 || (said[0] == 0 && said[1] == 0))
        g_assert_cmpint (n, ==, ROWS);
      else
        g_assert_true (n == -1 || n == ROWS / 2 || n == ROWS);
    }
  g_test_message ("%u rounds, in %u one was killed, %u times all rows were there", n_rounds, n_killed, n_all);
  g_assert_cmpuint (n_all, ==, n_rounds);
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
  g_test_add_func ("/cache-faults/full-disk", test_full_disk);
  g_test_add_func ("/cache-faults/writers", test_writers);
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
