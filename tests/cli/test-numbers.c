/* The cache when things go wrong: killed within an import, two at once, no room on the disk. It is as before, or complete. */
#include "cli-runner.h"

#include <signal.h>
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

/* Ctrl+C at any moment of the import of an event log into one that is there: it ends at once and as by the signal, and nothing of the file
 * is in the log; or it was through, and all of it is. */
static void
test_interrupted (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autoptr (GString) log = g_string_new ("case_id,event,timestamp\n");
  guint n_late = 0;
  gint64 whole = G_MAXINT64;

  cli_folder_init (&folder);
  for (guint i = 0; i < 4 * ROWS; i++)
    g_string_append_printf (log, "c%u,Event %u,2025-07-%02uT10:%02u:00Z\n", i % 9000, i % 11, i % 28 + 1, i % 60);
  cli_folder_write (&folder, "many.csv", log->str);
  cli_folder_write (&folder, "few.csv", "case_id,event,timestamp\nc1,Event 1,2024-01-01T10:00:00Z\nx,Event x,2024-01-01T10:00:00Z\n");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *command = g_strdup_printf ("log import many.csv --cache %u/metrics.db", i);
      gint64 start = g_get_monotonic_time ();
      g_auto (CliResult) result = cli_run (&folder, command, NULL, NULL);

      whole = MIN (whole, g_get_monotonic_time () - start);
    }
  for (gint64 delay = 1000; delay < 20 * G_USEC_PER_SEC; delay = delay * 6 / 5)
    {
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
      g_autoptr (GSubprocess) process = NULL;
      g_auto (CliResult) first = cli_run (&folder, "log import few.csv --name shop" CACHE, NULL, NULL), info = { 0 };
      const char *found;
      int n;

      g_assert_cmpint (first.status, ==, 0);
      g_subprocess_launcher_set_cwd (launcher, folder.path);
      process = g_subprocess_launcher_spawn (launcher, NULL, cli_get_program (), "log", "import", "many.csv", "--name", "shop", "--cache", "cache/metrics.db", NULL);
      g_usleep ((gulong) delay);
      g_subprocess_send_signal (process, SIGINT);
      g_subprocess_wait (process, NULL, NULL);
      info = cli_run (&folder, "log info shop --json" CACHE, NULL, NULL);
      found = strstr (info.out, "\"events\": ");
      g_assert_nonnull (found);
      n = atoi (found + strlen ("\"events\": "));
      if (n != 2)
        {
          g_assert_cmpint (n, ==, 4 * ROWS + 2);
          break;
        }
      g_assert_true (g_subprocess_get_if_signaled (process));
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGINT);
      n_late += delay > whole / 2;
    }
  g_test_message ("stopped %u times in the second half", n_late);
  g_assert_cmpuint (n_late, >, 0);
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
  g_test_add_func ("/numbers/interrupted", test_interrupted);
  g_test_add_func ("/numbers/two-writers", test_two_writers);
  g_test_add_func ("/numbers/no-room", test_no_room);
  return g_test_run ();
}
