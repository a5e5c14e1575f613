/* The cache when things go wrong: killed within an import, two at once, no room on the disk. It is as before, or complete. */
#include "cli-runner.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define ROWS 60000
#define CACHE " --cache cache/metrics.db"

static void
write_survey (const CliFolder *folder)
{
  g_autoptr (GString) s = g_string_new ("response_id,date,touchpoint,nps,comment\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (s, "R_%06u,2025-07-%02u,Touchpoint %u,%u,because of %u\n", i, i % 28 + 1, i % 7, i % 11, i);
  cli_folder_write (folder, "big.csv", s->str);
}

/* The rows of a dataset as “data list” says; −1: there is no such dataset. */
static int
count_rows (const CliFolder *folder, const char *dataset)
{
  g_auto (CliResult) list = cli_run (folder, "data list --json" CACHE, NULL, NULL);
  g_autofree char *name = g_strdup_printf ("\"dataset\": \"%s\",\n    \"rows\": ", dataset);
  const char *found = strstr (list.out, name);

  g_assert_cmpint (list.status, ==, 0);
  return found != NULL ? atoi (found + strlen (name)) : -1;
}

/* Kept until now, and nothing put aside as damaged. */
static void
assert_sound (const CliFolder *folder)
{
  g_autofree char *path = cli_folder_build (folder, "cache");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_cmpint (count_rows (folder, "survey"), ==, 165);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, "corrupt"));
}

static void
import_survey (const CliFolder *folder)
{
  g_auto (CliResult) result = cli_run (folder, "data import survey.csv" CACHE, NULL, NULL);

  g_assert_cmpint (result.status, ==, 0);
}

static GSubprocess *
spawn_import (const CliFolder *folder, const char *file)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, folder->path);
  process = g_subprocess_launcher_spawn (launcher, &error, cli_get_program (), "data", "import", file, "--cache", "cache/metrics.db", NULL);
  g_assert_no_error (error);
  return process;
}

/* Later each time, from before it has begun until it is through. */
static void
test_killed (void)
{
  g_auto (CliFolder) folder = { NULL };
  guint n_before = 0;
  gint64 delay = 1000;

  cli_folder_init (&folder);
  write_survey (&folder);
  import_survey (&folder);
  for (; delay < 20 * G_USEC_PER_SEC; delay = delay * 5 / 4)
    {
      g_autoptr (GSubprocess) process = spawn_import (&folder, "big.csv");
      int n;

      g_usleep ((gulong) delay);
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      n = count_rows (&folder, "big");
      assert_sound (&folder);
      if (n == ROWS)
        break;
      /* Not a single row of it. */
      g_assert_cmpint (n, ==, -1);
      n_before++;
    }
  g_test_message ("killed %u times before it was through", n_before);
  g_assert_cmpuint (n_before, >, 5);
  g_assert_cmpint (delay, <, 20 * G_USEC_PER_SEC);
}

static void
test_two_writers (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autoptr (GSubprocess) one = NULL, two = NULL, three = NULL;

  cli_folder_init (&folder);
  write_survey (&folder);
  import_survey (&folder);
  one = spawn_import (&folder, "big.csv");
  two = spawn_import (&folder, "big.csv");
  three = spawn_import (&folder, "survey.csv");
  g_subprocess_wait (one, NULL, NULL);
  g_subprocess_wait (two, NULL, NULL);
  g_subprocess_wait (three, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (one), ==, 0);
  g_assert_cmpint (g_subprocess_get_exit_status (two), ==, 0);
  /* The same file twice at once: one of them added its rows. */
  g_assert_cmpint (count_rows (&folder, "big"), ==, ROWS);
  assert_sound (&folder);
}

/* A limit to the size of files stands for a full disk: from too small for anything to large enough. */
static void
test_no_room (void)
{
  g_auto (CliFolder) folder = { NULL };
  guint n_failed = 0, kib = 32;

  cli_folder_init (&folder);
  write_survey (&folder);
  import_survey (&folder);
  for (; kib < 1 << 20; kib = kib * 3 / 2)
    {
      g_autofree char *script = g_strdup_printf ("trap '' XFSZ; ulimit -f %u; exec \"$0\" data import big.csv" CACHE, kib);
      const char *argv[] = { "bash", "-c", script, cli_get_program (), NULL };
      g_autofree char *messages = NULL;
      int status, n;

      g_assert_true (g_spawn_sync (folder.path, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &messages, &status, NULL));
      n = count_rows (&folder, "big");
      assert_sound (&folder);
      if (n == ROWS)
        break;
      g_assert_cmpint (n, ==, -1);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 1);
      g_assert_cmpstr (messages, !=, "");
      n_failed++;
    }
  g_assert_cmpuint (n_failed, >, 2);
  g_assert_cmpuint (kib, <, 1 << 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  g_test_add_func ("/numbers/killed", test_killed);
  g_test_add_func ("/numbers/two-writers", test_two_writers);
  g_test_add_func ("/numbers/no-room", test_no_room);
  return g_test_run ();
}
