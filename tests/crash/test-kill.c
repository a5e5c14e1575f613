/* Killed at any moment: nothing but the last two seconds of work may be missing, and what comes back is a valid map.
 *
 * Children edit, save, undo and are killed without a word; each has a map and a state folder of its own, and the next one in the
 * same place goes on with what the one before left. What a child did it tells through a pipe, with the time, before anything
 * else can come of it. Many at once, so that two hundred lives of seconds take less than a minute.
 *
 * A busy machine is no fault of ours: each child also tells how late its own turns were and how long the disk takes for a file, and
 * that is taken off what it lost. Where nothing else runs, this is a few hundredths of a second. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/way-place.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "model/way-integrity.h"
#include "random-command.h"
#include "ui/window/way-session.h"

#define KILLS 200
#define PLACES 15
#define LIFE_MIN 30
#define LIFE_MAX 4200 /* ms; more than two drafts take */
#define ALLOWED (2 * G_USEC_PER_SEC)
#define PAUSE_MAX 300 /* ms between two turns of a child */
#define CARDS_MAX 60
#define BOTH_WAYS 20 /* so often at least by a draft, and by the file */
#define FILES 4      /* that a draft is made of */

typedef struct
{
  gint64 time;
  gint64 late; /* what the machine was since the entry before, in microseconds */
  char what;   /* o: opened, e: edited, s: saving, S: saved */
  char sum[65];
} Entry;

typedef struct
{
  char *folder, *map, *drafts;
  pid_t child;
  int fd; /* what it tells */
  gint64 end;
  GArray *journal; /* (element-type Entry) */
  GByteArray *rest;
} Place;

/* --- the child --- */

typedef struct
{
  WaySession *session;
  GRand *rand;
  int fd;
  const char *folder;
  gint64 due;   /* the turn that comes */
  gint64 tried; /* the disk, last */
  gint64 late;  /* not yet told */
} Life;

static void
tell (Life *life, char what)
{
  g_autoptr (GBytes) bytes = way_writer_write (way_session_get_document (life->session));
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  Entry entry = { .time = g_get_monotonic_time (), .late = life->late, .what = what };

  g_strlcpy (entry.sum, sum, sizeof entry.sum);
  /* Smaller than a pipe takes at once, so it is told whole or not at all. */
  if (write (life->fd, &entry, sizeof entry) != sizeof entry)
    _exit (3);
  life->late = 0;
}

/* Now and then: how long does this disk take for a file, and this machine for the thread that waits for it? */
static void
try_disk (Life *life)
{
  static const char bytes[64 << 10];
  g_autofree char *path = g_build_filename (life->folder, "witness", NULL);
  gint64 start = g_get_monotonic_time ();

  if (start - life->tried < G_USEC_PER_SEC)
    return;
  if (!g_file_set_contents_full (path, bytes, sizeof bytes, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    _exit (5);
  life->tried = g_get_monotonic_time ();
  life->late += FILES * (life->tried - start);
}

static void
edit (Life *life)
{
  WayEditor *editor = way_session_get_editor (life->session);

  random_command_select (editor, life->rand);
  random_command_run (editor, life->rand);
  /* Everything doubles now and then. */
  while (way_element_count (way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT) > CARDS_MAX && way_editor_undo (editor))
    continue;
  tell (life, 'e');
}

static gboolean
live_cb (gpointer data)
{
  Life *life = data;
  g_autoptr (GError) error = NULL;
  guint pause;

  if (g_rand_int_range (life->rand, 0, 40) > 0)
    edit (life);
  else
    {
      tell (life, 's');
      if (!way_session_save (life->session, NULL, FALSE, &error))
        {
          g_printerr ("%s\n", error->message);
          _exit (2);
        }
      tell (life, 'S');
    }
  try_disk (life);
  pause = (guint) g_rand_int_range (life->rand, 0, g_rand_int_range (life->rand, 1, PAUSE_MAX));
  g_timeout_add (pause, live_cb, life);
  life->late += g_get_monotonic_time () - life->due;
  life->due = g_get_monotonic_time () + 1000 * pause;
  return G_SOURCE_REMOVE;
}

G_NORETURN static void
run_child (const Place *place, guint32 seed, int fd)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  Life life = { .rand = g_rand_new_with_seed (seed), .fd = fd, .folder = place->folder };

  g_setenv ("XDG_STATE_HOME", place->folder, TRUE);
  drafts = way_drafts_list (NULL);
  life.session = drafts->len > 0 ? way_session_recover (((WayDraftInfo *) drafts->pdata[0])->id, NULL, &error) : way_session_open (place->map, NULL, &error);
  if (life.session == NULL)
    {
      g_printerr ("%s\n", error->message);
      _exit (4);
    }
  tell (&life, 'o');
  life.due = g_get_monotonic_time ();
  live_cb (&life);
  g_main_loop_run (loop);
  _exit (0);
}

/* --- the parent --- */

static void
start (Place *place, guint32 seed, gint64 life)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_array_set_size (place->journal, 0);
  g_byte_array_set_size (place->rest, 0);
  place->end = g_get_monotonic_time () + life;
  place->child = fork ();
  if (place->child == 0)
    {
      close (ends[0]);
      run_child (place, seed, ends[1]);
    }
  g_assert_cmpint (place->child, >, 0);
  close (ends[1]);
  place->fd = ends[0];
  fcntl (place->fd, F_SETFL, O_NONBLOCK);
}

static void
listen_to (Place *place)
{
  guint8 buffer[4096];
  ssize_t n;

  while ((n = read (place->fd, buffer, sizeof buffer)) > 0)
    g_byte_array_append (place->rest, buffer, (guint) n);
  n = place->rest->len / sizeof (Entry);
  if (n == 0)
    return;
  g_array_append_vals (place->journal, place->rest->data, (guint) n);
  g_byte_array_remove_range (place->rest, 0, (guint) (n * sizeof (Entry)));
}

static WayDocument *
recover (const Place *place, WayRecoveryOutcome *outcome)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (place->drafts);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayRecovery) recovery = NULL;
  WayDocument *document;

  *outcome = WAY_RECOVERY_SAVED;
  g_assert_cmpuint (drafts->len, <=, 1);
  if (drafts->len == 0)
    document = way_reader_read_file (place->map, NULL, NULL, &error);
  else
    {
      recovery = way_recovery_new (place->drafts, ((WayDraftInfo *) drafts->pdata[0])->id, &error);
      g_assert_no_error (error);
      *outcome = recovery->outcome;
      document = g_object_ref (recovery->document);
    }
  g_assert_no_error (error);
  return document;
}

/* How much work is missing: the time since the first change after the state that came back, but for what the machine was late. */
static gint64
measure_loss (const Place *place, WayDocument *document, gint64 killed, gint64 *late)
{
  g_autoptr (GBytes) bytes = way_writer_write (document);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  gint64 first = killed, last = place->journal->len > 0 ? g_array_index (place->journal, Entry, place->journal->len - 1).time : killed;

  /* Its next turn has not come. */
  *late = MAX (killed - last - 1000 * PAUSE_MAX, 0);
  for (guint i = place->journal->len; i > 0; i--)
    {
      const Entry *entry = &g_array_index (place->journal, Entry, i - 1);

      if (strcmp (entry->sum, sum) == 0)
        return MAX (killed - first - *late, 0);
      *late += i < place->journal->len ? g_array_index (place->journal, Entry, i).late : 0;
      first = entry->time;
    }
  /* Killed before it had opened anything. */
  g_assert_cmpuint (place->journal->len, ==, 0);
  return 0;
}

static gint64
end (Place *place, guint outcomes[], gint64 *late)
{
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  WayRecoveryOutcome outcome;
  gint64 killed;
  int status;

  killed = g_get_monotonic_time ();
  kill (place->child, SIGKILL);
  while (waitpid (place->child, &status, 0) < 0 && errno == EINTR)
    continue;
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
    g_error ("The child ended by itself: %d", status);
  listen_to (place);
  close (place->fd);
  document = recover (place, &outcome);
  outcomes[outcome]++;
  way_integrity_check (document, report);
  g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_ERROR), ==, 0);
  /* Nobody else was there: there is nothing to merge. */
  g_assert_true (outcome == WAY_RECOVERY_UNCHANGED || outcome == WAY_RECOVERY_SAVED);
  return measure_loss (place, document, killed, late);
}

static void
make_place (Place *place, const char *folder, guint i)
{
  g_autofree char *from = way_place_build_data ("samples/newsletter.en.waymark"), *name = g_strdup_printf ("%02u", i), *data = NULL;
  gsize size;

  place->folder = g_build_filename (folder, name, NULL);
  place->map = g_build_filename (place->folder, "map.waymark", NULL);
  place->drafts = g_build_filename (place->folder, "waymark", "drafts", NULL);
  place->journal = g_array_new (FALSE, FALSE, sizeof (Entry));
  place->rest = g_byte_array_new ();
  g_mkdir (place->folder, 0700);
  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (place->map, data, (gssize) size, NULL));
}

static void
clear_place (Place *place)
{
  g_free (place->folder);
  g_free (place->map);
  g_free (place->drafts);
  g_array_unref (place->journal);
  g_byte_array_unref (place->rest);
}

/* Waits until some child says something or must die. */
static void
wait_for_any (Place *places)
{
  struct pollfd fds[PLACES];
  gint64 next = G_MAXINT64, now = g_get_monotonic_time ();

  for (guint i = 0; i < PLACES; i++)
    {
      fds[i] = (struct pollfd){ .fd = places[i].child != 0 ? places[i].fd : -1, .events = POLLIN };
      if (places[i].child != 0)
        next = MIN (next, places[i].end);
    }
  poll (fds, PLACES, (int) (MAX (next - now, 0) / 1000));
  for (guint i = 0; i < PLACES; i++)
    if (fds[i].revents != 0)
      listen_to (&places[i]);
}

static gboolean
is_enough (guint ended, const guint outcomes[])
{
  return ended >= KILLS && outcomes[WAY_RECOVERY_UNCHANGED] > BOTH_WAYS && outcomes[WAY_RECOVERY_SAVED] > BOTH_WAYS;
}

static void
test_kill (void)
{
  g_autofree char *folder = g_dir_make_tmp ("waymark-kill-XXXXXX", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  Place places[PLACES] = { 0 };
  guint started = 0, ended = 0, edits = 0, saves = 0, outcomes[8] = { 0 };
  gint64 worst = 0, begun = g_get_monotonic_time ();

  for (guint i = 0; i < PLACES; i++)
    make_place (&places[i], folder, i);
  /* And on, until both ways back were gone. */
  while (ended < started || !is_enough (ended, outcomes))
    {
      for (guint i = 0; i < PLACES; i++)
        if (places[i].child == 0 && (started < KILLS || !is_enough (ended, outcomes)))
          start (&places[i], started++, 1000 * (gint64) g_rand_int_range (rand, LIFE_MIN, LIFE_MAX));
      wait_for_any (places);
      for (guint i = 0; i < PLACES; i++)
        if (places[i].child != 0 && g_get_monotonic_time () >= places[i].end)
          {
            gint64 late = 0, loss = end (&places[i], outcomes, &late);

            g_test_message ("place %u, kill %u: %" G_GINT64_FORMAT " ms of %u edits, and the machine was %" G_GINT64_FORMAT " ms late", i, ended, loss / 1000, places[i].journal->len, late / 1000);
            for (guint e = 0; e < places[i].journal->len; e++)
              {
                edits += g_array_index (places[i].journal, Entry, e).what == 'e';
                saves += g_array_index (places[i].journal, Entry, e).what == 'S';
              }
            worst = MAX (worst, loss);
            places[i].child = 0;
            ended++;
          }
    }
  g_test_message ("%u kills in %" G_GINT64_FORMAT " s, %u edits, %u saves; from a draft %u, from the file %u; at worst %" G_GINT64_FORMAT " ms lost", ended, (g_get_monotonic_time () - begun) / G_USEC_PER_SEC, edits, saves, outcomes[WAY_RECOVERY_UNCHANGED], outcomes[WAY_RECOVERY_SAVED], worst / 1000);
  g_assert_cmpint (worst, <=, ALLOWED);
  for (guint i = 0; i < PLACES; i++)
    clear_place (&places[i]);
}

int
main (int argc, char **argv)
{
  way_place_init_language ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash/kill", test_kill);
  return g_test_run ();
}
