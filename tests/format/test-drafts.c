#include "format/way-drafts.h"
#include "format/way-format-error.h"

#include "test-folder.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

static GBytes *
text_new (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static WayDraft *
draft_new (const char *folder, const char *title, const char *base, const char *draft)
{
  const WayDraftInfo info = { .path = (char *) "/maps/Gr\xfc\xdf"
                                               "e.waymark",
                              .title = (char *) title };
  g_autoptr (GBytes) base_bytes = base != NULL ? text_new (base) : NULL;
  g_autoptr (GBytes) draft_bytes = text_new (draft);
  g_autoptr (GError) error = NULL;
  WayDraft *self = way_draft_new (folder, &info, base_bytes, draft_bytes, &error);

  g_assert_no_error (error);
  return self;
}

static void
assert_read (WayDraft *self, const char *base, const char *draft)
{
  g_autoptr (GBytes) draft_bytes = NULL;
  g_autoptr (GBytes) base_bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (way_draft_read (self, &draft_bytes, &base_bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (draft_bytes, NULL), g_bytes_get_size (draft_bytes), draft, strlen (draft));
  g_assert_cmpint (base_bytes != NULL, ==, base != NULL);
  if (base != NULL)
    g_assert_cmpmem (g_bytes_get_data (base_bytes, NULL), g_bytes_get_size (base_bytes), base, strlen (base));
}

static void
test_life (void)
{
  g_autoptr (TestFolder) top = test_folder_new ();
  g_autofree char *folder = test_folder_get (top, "deep/er/drafts");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) second = text_new ("second");

  /* While it is held nobody else sees it. */
  WayDraft *draft = draft_new (folder, "Line one\nline two", "base", "first");
  g_autoptr (GPtrArray) none = way_drafts_list (folder);

  g_assert_cmpuint (none->len, ==, 0);
  assert_read (draft, "base", "first");
  g_assert_true (way_draft_update (draft, second, &error));
  assert_read (draft, "base", "second");
  way_draft_free (draft);

  /* Then it is in the list, with everything that was said about it. */
  g_autoptr (GPtrArray) list = way_drafts_list (folder);

  g_assert_cmpuint (list->len, ==, 1);

  const WayDraftInfo *info = list->pdata[0];

  g_assert_cmpstr (info->path, ==, "/maps/Gr\xfc\xdf"
                                   "e.waymark");
  g_assert_cmpstr (info->title, ==, "Line one\nline two");
  g_assert_cmpstr (info->host, ==, g_get_host_name ());
  g_assert_cmpint (info->pid, ==, getpid ());
  g_assert_cmpint (ABS (info->written - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);

  /* Claimed once, not twice. */
  draft = way_draft_claim (folder, info->id, &error);
  g_assert_no_error (error);
  assert_read (draft, "base", "second");
  g_assert_null (way_draft_claim (folder, info->id, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_BUSY);
  g_clear_error (&error);

  way_draft_discard (draft);
  g_assert_null (way_draft_claim (folder, info->id, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND);

  g_autofree char *left = test_folder_list (folder);

  g_assert_cmpstr (left, ==, "");
}

static void
test_without_base (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  const WayDraftInfo info = { 0 };
  g_autoptr (GBytes) bytes = text_new ("draft");
  g_autoptr (WayDraft) draft = way_draft_new (folder, &info, NULL, bytes, NULL);

  assert_read (draft, NULL, "draft");
  g_clear_pointer (&draft, way_draft_free);

  g_autoptr (GPtrArray) list = way_drafts_list (folder);
  const WayDraftInfo *found = list->pdata[0];

  g_assert_null (found->path);
  g_assert_cmpstr (found->title, ==, "");
}

/* The kernel gives the lock back, however the process ends. */
static void
test_dead_process (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      draft_new (folder, "of the dead", "base", "draft");
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  g_autoptr (GPtrArray) list = way_drafts_list (folder);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((WayDraftInfo *) list->pdata[0])->pid, ==, child);
}

static void
test_private (void)
{
  g_autoptr (TestFolder) top = test_folder_new ();
  g_autofree char *folder = test_folder_get (top, "drafts");
  mode_t old = umask (0);
  g_autoptr (WayDraft) draft = draft_new (folder, "secret", "base", "draft");
  g_autofree char *id = test_folder_list (folder);
  g_autofree char *path = g_build_filename (folder, id, NULL);
  g_autofree char *names = test_folder_list (path);
  g_auto (GStrv) files = g_strsplit (names, " ", -1);

  umask (old);
  g_assert_cmpstr (names, ==, "base.waymark draft.waymark info lock");
  g_assert_cmpint (test_folder_stat (top, "drafts").st_mode & 0777, ==, 0700);
  g_assert_cmpint (test_folder_stat (folder, id).st_mode & 0777, ==, 0700);
  for (char **name = files; *name != NULL; name++)
    g_assert_cmpint (test_folder_stat (path, *name).st_mode & 0777, ==, 0600);
}

static void
test_garbage (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GPtrArray) missing = way_drafts_list ("/nonexistent/waymark");

  g_assert_cmpuint (missing->len, ==, 0);

  static const char *const folders[] = { "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333", ".new-44444444-4444-4444-8444-444444444444", "holiday" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = test_folder_get (folder, folders[i]);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
    }
  test_folder_write (folder, "99999999-9999-4999-8999-999999999999", "a file, not a folder");
  /* The first has no draft; the description of the second is damaged; the draft of the third is a folder. */
  test_folder_write (folder, "22222222-2222-4222-8222-222222222222/draft.waymark", "worth having");
  test_folder_write (folder, "22222222-2222-4222-8222-222222222222/info", "\xff[[[\n\n=");

  g_autofree char *no_draft = test_folder_get (folder, "33333333-3333-4333-8333-333333333333/draft.waymark");

  g_assert_cmpint (g_mkdir (no_draft, 0700), ==, 0);

  g_autoptr (GPtrArray) list = way_drafts_list (folder);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((WayDraftInfo *) list->pdata[0])->id, ==, folders[1]);

  static const char *const bad[] = { "..", "", "../../etc", "holiday", "55555555-5555-4555-8555-555555555555" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_draft_claim (folder, bad[i], &error));
      g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND);
    }
}

/* What a crash left half made goes after an hour, and not before; a whole draft never does. */
static void
test_stale (void)
{
  static const struct
  {
    const char *name;
    int minutes;
    const char *file;
    gboolean stays;
  } rows[] = {
    { ".new-11111111-1111-4111-8111-111111111111", 61, "base.waymark", FALSE },
    { ".new-22222222-2222-4222-8222-222222222222", 59, "base.waymark", TRUE },
    { "33333333-3333-4333-8333-333333333333", 61, "lock", FALSE },
    { "44444444-4444-4444-8444-444444444444", 60 * 24 * 365, "draft.waymark", TRUE },
  };
  g_autoptr (TestFolder) folder = test_folder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = test_folder_get (folder, rows[i].name);
      g_autofree char *file = g_build_filename (rows[i].name, rows[i].file, NULL);
      struct timespec then = { .tv_sec = g_get_real_time () / G_USEC_PER_SEC - rows[i].minutes * 60 };
      const struct timespec times[] = { then, then };

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      test_folder_write (folder, file, "x");
      g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
    }
  g_ptr_array_unref (way_drafts_list (folder));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = test_folder_get (folder, rows[i].name);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, rows[i].stays);
    }
}

static void
test_order (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      way_draft_free (draft_new (folder, title, NULL, title));
    }

  g_autoptr (GPtrArray) list = way_drafts_list (folder);

  g_assert_cmpuint (list->len, ==, 5);
  for (guint i = 1; i < list->len; i++)
    g_assert_cmpint (((WayDraftInfo *) list->pdata[i - 1])->written, >=, ((WayDraftInfo *) list->pdata[i])->written);
}

/* A script: what happens when, and when the next draft is due after it (in seconds; NEVER). */
#define NEVER G_MAXINT64
#define TENTH (G_USEC_PER_SEC / 10)

typedef struct
{
  char what; /* c: change, b: begin, w: written, f: failed, x: clear */
  gint64 at;
  gint64 due;
} TimerRow;

/* In tenths of a second. */
static const TimerRow timer_rows[] = {
  { 'x', 1000, NEVER },
  { 'c', 1000, 1005 },
  { 'c', 1003, 1008 },
  { 'b', 1008, NEVER },
  { 'w', 1009, NEVER },
  /* Somebody who does not stop typing has a draft in time all the same. */
  { 'c', 2000, 2005 },
  { 'c', 2004, 2009 },
  { 'c', 2008, 2013 },
  { 'c', 2010, 2015 },
  { 'c', 2014, 2015 },
  { 'c', 2030, 2015 },
  /* What changes while the thread writes belongs to the next one. */
  { 'b', 2030, NEVER },
  { 'c', 2031, NEVER },
  { 'w', 2032, 2036 },
  { 'b', 2036, NEVER },
  { 'w', 2037, NEVER },
  /* A full disk is not asked again at once, unless there is something new. */
  { 'c', 3000, 3005 },
  { 'b', 3005, NEVER },
  { 'f', 3010, 3210 },
  { 'b', 3210, NEVER },
  { 'f', 3220, 3420 },
  { 'c', 3300, 3305 },
  { 'c', 3304, 3309 },
  { 'b', 3309, NEVER },
  { 'c', 3310, NEVER },
  { 'f', 3311, 3315 },
  { 'x', 3312, NEVER },
  /* Closing while the thread writes. */
  { 'c', 4000, 4005 },
  { 'b', 4005, NEVER },
  { 'c', 4006, NEVER },
  { 'x', 4007, NEVER },
  { 'w', 4008, NEVER },
};

static void
test_timer (void)
{
  WayDraftTimer timer = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (timer_rows); i++)
    {
      const TimerRow *row = &timer_rows[i];
      gint64 at = row->at * TENTH;

      switch (row->what)
        {
        case 'c':
          way_draft_timer_change (&timer, at);
          break;
        case 'b':
          way_draft_timer_begin (&timer);
          break;
        case 'w':
        case 'f':
          way_draft_timer_finish (&timer, row->what == 'w', at);
          break;
        default:
          way_draft_timer_clear (&timer);
          break;
        }

      gint64 due = way_draft_timer_get_due (&timer);

      g_test_message ("row %" G_GSIZE_FORMAT ", %c at %" G_GINT64_FORMAT, i, row->what, row->at);
      g_assert_cmpint (due == NEVER ? NEVER : due / TENTH, ==, row->due);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/drafts/life", test_life);
  g_test_add_func ("/format/drafts/without-base", test_without_base);
  g_test_add_func ("/format/drafts/dead-process", test_dead_process);
  g_test_add_func ("/format/drafts/private", test_private);
  g_test_add_func ("/format/drafts/garbage", test_garbage);
  g_test_add_func ("/format/drafts/stale", test_stale);
  g_test_add_func ("/format/drafts/order", test_order);
  g_test_add_func ("/format/drafts/timer", test_timer);
  return g_test_run ();
}
