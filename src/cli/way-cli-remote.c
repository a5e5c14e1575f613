#include "cli/way-cli-remote.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MS_PER_DAY 86400e3

void
way_cli_remote_clear (WayCliRemoteOptions *self)
{
  g_free (self->source);
  g_free (self->table);
  g_free (self->order);
  g_free (self->since);
  g_free (self->until);
}

static gboolean
read_day (const char *verb, const char *text, gboolean is_end, gint64 *time, int *status)
{
  if (text == NULL)
    return TRUE;
  if (!way_value_parse_time ((WayCell){ text, strlen (text) }, WAY_TIME_YMD, time, NULL))
    {
      *status = way_cli_wrong_use (verb, _ ("“%s” is no date. Write it as 2025-12-31."), text);
      return FALSE;
    }
  if (is_end && strlen (text) <= strlen ("2025-12-31"))
    *time += (gint64) MS_PER_DAY;
  return TRUE;
}

WayRemote *
way_cli_remote_make (const WayCliRemoteOptions *self, const WayCliEventOptions *events, const char *verb, int *status)
{
  g_autoptr (WayRemote) remote = way_remote_new ();
  g_autoptr (GError) error = NULL;
  WayLogOptions how;

  if (!way_cli_events_make_options (events, verb, &how, status))
    return NULL;
  if (self->source != NULL && !way_odbc_check_source (self->source, &error))
    *status = way_cli_wrong_use (verb, "%s", error->message);
  else if (self->timeout < 0 || self->sample < 0)
    *status = way_cli_wrong_use (verb, "%s", _ ("--timeout and --sample take numbers above 0."));
  else if (read_day (verb, self->since != NULL ? self->since : events->from, FALSE, &remote->from, status))
    read_day (verb, self->until != NULL ? self->until : events->to, TRUE, &remote->to, status);
  if (*status != WAY_CLI_DONE)
    return NULL;
  remote->source = g_strdup (self->source);
  remote->table = g_strdup (self->table);
  remote->order_column = g_strdup (self->order);
  remote->case_column = g_strdup (events->case_column);
  remote->activity_column = g_strdup (events->activity_column);
  remote->time_column = g_strdup (events->time_column);
  remote->channel_column = g_strdup (events->channel_column);
  remote->department_column = g_strdup (events->department_column);
  remote->segment_column = g_strdup (events->segment_column);
  remote->in_channel = g_strdup (events->channel);
  remote->in_segment = g_strdup (events->segment);
  remote->score_column = g_strdup (events->score_column);
  remote->cost_column = g_strdup (events->cost_column);
  remote->lifecycle = how.lifecycle;
  remote->has_lifecycle = how.has_lifecycle;
  remote->sample = (guint) self->sample;
  if (self->overlap_days >= 0)
    remote->overlap = (gint64) (self->overlap_days * MS_PER_DAY);
  return g_steal_pointer (&remote);
}

/* --- the password --- */

/* A line without showing it; FALSE when it is given up. Signals are left to the line, for who ends the program here would be left with a
 * terminal that shows nothing. */
static gboolean
read_silently (int fd, char *line, gsize room)
{
  struct termios before, quiet;
  gsize n = 0;
  char letter = '\0';

  if (tcgetattr (fd, &before) != 0)
    return FALSE;
  quiet = before;
  quiet.c_lflag &= (tcflag_t) ~(ECHO | ICANON | ISIG);
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  tcsetattr (fd, TCSAFLUSH, &quiet);
  while (read (fd, &letter, 1) == 1 && letter != '\n' && letter != '\r' && letter != 3 && letter != 4)
    if (letter != 127 && letter != '\b')
      line[n < room - 1 ? n++ : n] = letter;
    else
      n -= n > 0;
  tcsetattr (fd, TCSAFLUSH, &before);
  line[n] = '\0';
  return (letter == '\n' || letter == '\r') && n > 0;
}

/* From the terminal itself, whatever stands on the two ends of a pipe; NULL where there is none. */
static char *
ask_password (const char *source)
{
  g_autofree char *label = way_odbc_dup_label (source), *prompt = g_strdup_printf (_ ("Password for “%s”: "), label);
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  char line[512], *password = NULL;

  if (fd < 0)
    return NULL;
  way_cli_progress (NULL);
  if (write (fd, prompt, strlen (prompt)) > 0 && read_silently (fd, line, sizeof line))
    password = g_strdup (line);
  memset (line, 0, sizeof line);
  if (write (fd, "\n", 1) < 0)
    g_clear_pointer (&password, g_free);
  close (fd);
  return password;
}

static void
forget (char *password)
{
  if (password != NULL)
    memset (password, 0, strlen (password));
  g_free (password);
}

static gboolean
progress_cb (double done, gpointer source)
{
  way_cli_progress (_ ("Asking %s: %d %%"), (const char *) source, (int) (100 * done));
  return TRUE;
}

/* A signal does not end the program while a warehouse works for it: it takes the question back, and then ends it. */
static gboolean
ask_once (WayCliRemoteAsk ask, WayRemoteCall *call, gpointer data, GError **error)
{
  gboolean done;

  call->cancellable = way_cli_get_cancellable ();
  way_cli_hold_signals ();
  done = ask (call, data, error);
  way_cli_release_signals ();
  call->cancellable = NULL;
  return done;
}

gboolean
way_cli_remote_ask (const WayCliRemoteOptions *self, const char *source, WayCliRemoteAsk ask, gpointer data, GError **error)
{
  g_autofree char *label = way_odbc_dup_label (source);
  WayRemoteCall call = { .password = g_getenv ("WAYMARK_ODBC_PASSWORD"), .wait_seconds = (guint) self->timeout, .progress = progress_cb, .data = label };
  g_autoptr (GError) failure = NULL;
  gboolean done;
  char *password;

  progress_cb (0, label);
  done = ask_once (ask, &call, data, &failure);
  if (!done && call.password == NULL && g_error_matches (failure, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LOGIN))
    {
      password = ask_password (source);
      call.password = password;
      if (password != NULL)
        {
          g_clear_error (&failure);
          done = ask_once (ask, &call, data, &failure);
          forget (password);
        }
      else
        g_prefix_error (&failure, "%s ", _ ("No password was given: put it into .odbc.ini or into WAYMARK_ODBC_PASSWORD, or ask from a terminal."));
    }
  way_cli_progress (NULL);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return done;
}
