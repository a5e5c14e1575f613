#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE G_USEC_PER_SEC /* before anything shows */
#define REFRESH (G_USEC_PER_SEC / 10)

static struct
{
  GMutex mutex;
  GCond cond;
  gboolean started;
  char *text; /* NULL: nothing is under way */
  double done;
  gint64 since;
  gboolean shown;
} progress;

/* Held while a file is written and while a line is printed. */
static GMutex whole;
static GCancellable *cancellable; /* by Ctrl+C; NULL until signals are watched */

static void
clear_line (void)
{
  if (progress.shown)
    fputs ("\r\033[K", stderr);
  progress.shown = FALSE;
}

static void
show_line (void)
{
  if (progress.done > 0)
    fprintf (stderr, "\r\033[K%s %d %%", progress.text, (int) (progress.done * 100));
  else
    fprintf (stderr, "\r\033[K%s …", progress.text);
  fflush (stderr);
  progress.shown = TRUE;
}

static gpointer
show_progress_cb (gpointer unused)
{
  g_mutex_lock (&progress.mutex);
  while (TRUE)
    {
      gint64 due = progress.text != NULL ? MAX (progress.since + PATIENCE, g_get_monotonic_time () + REFRESH) : G_MAXINT64;

      if (due == G_MAXINT64)
        g_cond_wait (&progress.cond, &progress.mutex);
      else
        g_cond_wait_until (&progress.cond, &progress.mutex, due);
      if (progress.text != NULL && g_get_monotonic_time () >= progress.since + PATIENCE)
        show_line ();
    }
  return NULL;
}

void
way_cli_progress (const char *format, ...)
{
  if (!isatty (STDERR_FILENO))
    return;
  g_mutex_lock (&progress.mutex);
  if (format == NULL)
    clear_line ();

  /* The same work, further on: patience began with it, and the line is drawn over when its time has come. */
  gboolean goes_on = progress.text != NULL;

  g_clear_pointer (&progress.text, g_free);
  if (format != NULL)
    {
      va_list args;

      va_start (args, format);
      progress.text = g_strdup_vprintf (format, args);
      va_end (args);
      progress.done = 0;
      if (!goes_on)
        progress.since = g_get_monotonic_time ();
      if (!progress.started)
        g_thread_unref (g_thread_new ("progress", show_progress_cb, NULL));
      progress.started = TRUE;
    }
  if (!goes_on || format == NULL)
    g_cond_signal (&progress.cond);
  g_mutex_unlock (&progress.mutex);
}

void
way_cli_progress_cb (double done, gpointer unused)
{
  g_mutex_lock (&progress.mutex);
  progress.done = done;
  g_mutex_unlock (&progress.mutex);
}

static gpointer
wait_for_signal_cb (gpointer data)
{
  sigset_t *signals = data;
  int number;

  if (sigwait (signals, &number) != 0)
    return NULL;
  g_cancellable_cancel (cancellable);
  /* What is being written is finished first, or given up by those who ask; then the program ends as if the signal had ended it, for the shell's sake. */
  g_mutex_lock (&whole);
  g_mutex_lock (&progress.mutex);
  clear_line ();
  fprintf (stderr, "%s\n", _ ("Cancelled. Files that were not finished are not there."));
  signal (number, SIG_DFL);
  pthread_sigmask (SIG_UNBLOCK, signals, NULL);
  raise (number);
  return NULL;
}

void
way_cli_watch_signals (void)
{
  static sigset_t signals;
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

  cancellable = g_cancellable_new ();
  sigemptyset (&signals);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      struct sigaction action;

      /* Under nohup a hang-up stays ignored. */
      if (sigaction (numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        sigaddset (&signals, numbers[i]);
    }
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signal_cb, &signals));
}

void
way_cli_hold_signals (void)
{
  g_mutex_lock (&whole);
}

GCancellable *
way_cli_get_cancellable (void)
{
  return cancellable;
}

void
way_cli_release_signals (void)
{
  g_mutex_unlock (&whole);
  /* The end is only a matter of moments now, and nothing more is to be said or begun. */
  while (g_cancellable_is_cancelled (cancellable))
    pause ();
}
