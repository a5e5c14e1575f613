/* The cache when things go wrong: killed within an import, two at once, no room on the disk. It is as before, or complete.
 *
 * How far an import is, the time of the clock does not say on a busy machine: it is told by the time of the processor that it has had. */
#include "cli-runner.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#define ROWS 60000
#define STEPS 20 /* parts of an import, at each of which it is ended */
#define CACHE " --cache cache/metrics.db"

static void
write_survey (const CliFolder *folder, guint n)
{
  g_autoptr (GString) s = g_string_new ("response_id,date,touchpoint,nps,comment\n");

  for (guint i = 0; i < n; i++)
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
spawn (const CliFolder *folder, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, folder->path);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static GSubprocess *
spawn_import (const CliFolder *folder, const char *file)
{
  return spawn (folder, (const char *const[]){ cli_get_program (), "data", "import", file, "--cache", "cache/metrics.db", NULL });
}

/* --- how far it is --- */

static gint64
get_work_of_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

/* What a command works from its beginning to its end, in microseconds; the least of three. `command` holds a %u, which is another number
 * each time. */
static gint64
measure_work (const CliFolder *folder, const char *command)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) parts = g_strsplit (command, "%u", 2);
      g_autofree char *line = g_strjoinv (number, parts);
      gint64 before = get_work_of_children (), work;
      g_auto (CliResult) result = cli_run (folder, line, NULL, NULL);

      g_assert_cmpint (result.status, ==, 0);
      work = get_work_of_children () - before;
      least = MIN (least, work);
    }
  return least;
}

/* Until it has worked so long, or has ended. */
static void
wait_for_work (GSubprocess *process, gint64 work)
{
  for (;;)
    {
      /* NULL once it has ended. */
      const char *identifier = g_subprocess_get_identifier (process);
      struct timespec time;
      clockid_t clock;

      if (identifier == NULL || clock_getcpuclockid (atoi (identifier), &clock) != 0 || clock_gettime (clock, &time) != 0)
        return;
      if (time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000 >= work)
        return;
      g_usleep (200);
    }
}

/* The next moment to end an import that works so long: later each time, from before it has begun until after its end, and then anew. A
 * signal takes its time to arrive, and where the import is by then is chance; so whoever asks goes on until enough has happened. */
static gint64
get_moment (gint64 whole, guint n)
{
  return whole * (n % (STEPS + 4)) / STEPS;
}

static void
test_killed (void)
{
  g_auto (CliFolder) folder = { NULL };
  guint n_before = 0, n_through = 0;
  gint64 whole;

  cli_folder_init (&folder);
  write_survey (&folder, ROWS);
  import_survey (&folder);
  whole = measure_work (&folder, "data import big.csv --cache %u/metrics.db");
  for (guint i = 0; i < STEPS || n_before < STEPS / 2 || n_through == 0; i++)
    {
      g_autoptr (GSubprocess) process = spawn_import (&folder, "big.csv");
      int n;

      wait_for_work (process, get_moment (whole, i));
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      n = count_rows (&folder, "big");
      assert_sound (&folder);
      if (n == ROWS)
        {
          g_auto (CliResult) forgotten = cli_run (&folder, "data forget big" CACHE, NULL, NULL);

          g_assert_cmpint (forgotten.status, ==, 0);
          n_through++;
          continue;
        }
      /* Not a single row of it. */
      g_assert_cmpint (n, ==, -1);
      n_before++;
    }
  g_test_message ("killed %u times before it was through, %u times after", n_before, n_through);
}

/* Into a log of two events; whether it was ended by the signal. */
static gboolean
interrupt (const CliFolder *folder, gint64 work)
{
  g_auto (CliResult) first = cli_run (folder, "log import few.csv --name shop" CACHE, NULL, NULL), info = { 0 }, forgotten = { 0 };
  g_autoptr (GSubprocess) process = NULL;
  const char *found;
  int n;

  g_assert_cmpint (first.status, ==, 0);
  process = spawn (folder, (const char *const[]){ cli_get_program (), "log", "import", "many.csv", "--name", "shop", "--cache", "cache/metrics.db", NULL });
  wait_for_work (process, work);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_wait (process, NULL, NULL);
  info = cli_run (folder, "log info shop --json" CACHE, NULL, NULL);
  found = strstr (info.out, "\"events\": ");
  g_assert_nonnull (found);
  n = atoi (found + strlen ("\"events\": "));
  forgotten = cli_run (folder, "log forget shop" CACHE, NULL, NULL);
  g_assert_cmpint (forgotten.status, ==, 0);
  if (n != 2)
    {
      g_assert_cmpint (n, ==, 4 * ROWS + 2);
      return FALSE;
    }
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGINT);
  return TRUE;
}

/* Ctrl+C at any moment of the import of an event log into one that is there: it ends at once and as by the signal, and nothing of the file
 * is in the log; or it was through, and all of it is. */
static void
test_interrupted (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autoptr (GString) log = g_string_new ("case_id,event,timestamp\n");
  guint n_stopped = 0, n_late = 0, n_through = 0;
  gint64 whole;

  cli_folder_init (&folder);
  for (guint i = 0; i < 4 * ROWS; i++)
    g_string_append_printf (log, "c%u,Event %u,2025-07-%02uT10:%02u:00Z\n", i % 9000, i % 11, i % 28 + 1, i % 60);
  cli_folder_write (&folder, "many.csv", log->str);
  cli_folder_write (&folder, "few.csv", "case_id,event,timestamp\nc1,Event 1,2024-01-01T10:00:00Z\nx,Event x,2024-01-01T10:00:00Z\n");
  whole = measure_work (&folder, "log import many.csv --cache %u/metrics.db");
  for (guint i = 0; i < STEPS || n_late == 0 || n_through == 0; i++)
    {
      gint64 work = get_moment (whole, i);
      gboolean is_stopped = interrupt (&folder, work);

      n_stopped += is_stopped;
      n_late += is_stopped && work >= whole / 2;
      n_through += !is_stopped;
    }
  g_test_message ("stopped %u times, %u of them in the second half, through %u times", n_stopped, n_late, n_through);
}

/* Whoever comes second waits for the first, but only for seconds: so the file is small, and there are several rounds of it. */
static void
test_two_writers (void)
{
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);
  write_survey (&folder, ROWS / 10);
  import_survey (&folder);
  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (GSubprocess) one = spawn_import (&folder, "big.csv"), two = spawn_import (&folder, "big.csv"), three = spawn_import (&folder, "survey.csv");
      g_auto (CliResult) forgotten = { 0 };

      g_subprocess_wait (one, NULL, NULL);
      g_subprocess_wait (two, NULL, NULL);
      g_subprocess_wait (three, NULL, NULL);
      g_assert_cmpint (g_subprocess_get_exit_status (one), ==, 0);
      g_assert_cmpint (g_subprocess_get_exit_status (two), ==, 0);
      g_assert_cmpint (g_subprocess_get_exit_status (three), ==, 0);
      /* The same file twice at once: one of them added its rows. */
      g_assert_cmpint (count_rows (&folder, "big"), ==, ROWS / 10);
      assert_sound (&folder);
      forgotten = cli_run (&folder, "data forget big" CACHE, NULL, NULL);
      g_assert_cmpint (forgotten.status, ==, 0);
    }
}

/* A limit to the size of files stands for a full disk: from too small for anything to large enough. */
static void
test_no_room (void)
{
  g_auto (CliFolder) folder = { NULL };
  guint n_failed = 0, kib = 32;

  cli_folder_init (&folder);
  write_survey (&folder, ROWS);
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
