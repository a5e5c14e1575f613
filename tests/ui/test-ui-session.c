/* The life of a file: opened, changed, saved, changed by somebody else, killed and recovered. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-drafts.h"
#include "ui/way-session.h"

static char *
copy_sample (void)
{
  g_autofree char *from = way_place_build_data ("samples/five-phases.en.waymark"), *data = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (g_get_user_state_dir (), "map.waymark", NULL);
  gsize size;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_file_get_contents (from, &data, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}

static WaySession *
open_session (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  WaySession *session = way_session_open (path, report, &error);

  g_assert_no_error (error);
  g_assert_false (way_session_is_modified (session));
  return session;
}

static void
rename_map (WaySession *session, const char *title)
{
  WayDocument *document = way_session_get_document (session);
  WayElement *meta = (WayElement *) way_document_get_meta (document);
  g_autoptr (GError) error = NULL;

  way_document_begin (document, "Rename");
  way_document_set (document, meta, WAY_FIELD_TITLE, title, &error);
  way_document_commit (document);
  g_assert_no_error (error);
}

static void
assert_drafts (guint n)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (NULL);

  g_assert_cmpuint (drafts->len, ==, n);
}

static void
test_save (void)
{
  g_autofree char *path = copy_sample (), *before = NULL, *after = NULL;
  g_autoptr (WaySession) session = open_session (path);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &before, NULL, NULL);
  rename_map (session, "Changed");
  g_assert_true (way_session_is_modified (session));
  way_editor_undo (way_session_get_editor (session));
  g_assert_false (way_session_is_modified (session));
  way_session_save (session, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_changed_on_disk (void)
{
  g_autofree char *path = copy_sample (), *data = NULL;
  g_autoptr (WaySession) session = open_session (path), other = open_session (path);
  g_autoptr (GError) error = NULL;

  rename_map (other, "By somebody else");
  way_session_save (other, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (way_session_is_outdated (session));
  rename_map (session, "Mine");
  g_assert_false (way_session_save (session, NULL, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_file_get_contents (path, &data, NULL, NULL);
  g_assert_nonnull (strstr (data, "By somebody else"));
  way_session_accept_disk (session);
  g_assert_false (way_session_is_outdated (session));
  way_session_save (session, NULL, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_reload (void)
{
  g_autofree char *path = copy_sample (), *title = NULL;
  g_autoptr (WaySession) session = open_session (path), other = open_session (path);
  g_autoptr (GError) error = NULL;

  rename_map (other, "By somebody else");
  way_session_save (other, NULL, FALSE, &error);
  rename_map (session, "Mine");
  way_session_reload (session, &error);
  g_assert_no_error (error);
  title = way_session_dup_title (session);
  g_assert_cmpstr (title, ==, "By somebody else");
  g_assert_false (way_session_is_modified (session));
}

/* What a process that is killed leaves behind: a draft that nobody holds. */
static void
test_recover (void)
{
  g_autofree char *path = copy_sample (), *title = NULL, *id = NULL;
  g_autoptr (WaySession) session = open_session (path), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  rename_map (session, "Not saved");
  way_session_flush (session);
  assert_drafts (0);
  g_clear_object (&session);
  drafts = way_drafts_list (NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  id = g_strdup (((WayDraftInfo *) g_ptr_array_index (drafts, 0))->id);
  again = way_session_recover (id, &error);
  g_assert_no_error (error);
  title = way_session_dup_title (again);
  g_assert_cmpstr (title, ==, "Not saved");
  g_assert_cmpstr (way_session_get_path (again), ==, path);
  g_assert_true (way_session_is_modified (again));
  way_session_save (again, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_clear_object (&again);
  assert_drafts (0);
}

/* The file has gone on without us: the draft must not write over it. */
static void
test_recover_elsewhere (void)
{
  g_autofree char *path = copy_sample (), *id = NULL;
  g_autoptr (WaySession) session = open_session (path), other = open_session (path), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  rename_map (session, "Not saved");
  way_session_flush (session);
  g_clear_object (&session);
  rename_map (other, "By somebody else");
  way_session_save (other, NULL, FALSE, &error);
  drafts = way_drafts_list (NULL);
  id = g_strdup (((WayDraftInfo *) g_ptr_array_index (drafts, 0))->id);
  again = way_session_recover (id, &error);
  g_assert_no_error (error);
  g_assert_null (way_session_get_path (again));
  way_session_discard (again);
  assert_drafts (0);
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* By itself, within its two seconds. */
static void
test_draft_in_time (void)
{
  g_autofree char *path = copy_sample ();
  g_autoptr (WaySession) session = open_session (path);
  gboolean late = FALSE;
  guint source = g_timeout_add (3500, stop_cb, &late);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "waymark", "drafts", NULL);
  gboolean found = FALSE;

  rename_map (session, "Not saved");
  while (!late && !found)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      g_main_context_iteration (NULL, TRUE);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *draft = g_build_filename (folder, name, "draft.waymark", NULL);

          found = found || g_file_test (draft, G_FILE_TEST_EXISTS);
        }
    }
  g_assert_true (found);
  g_source_remove (source);
  way_session_discard (session);
  assert_drafts (0);
}

int
main (int argc, char **argv)
{
  way_place_init_language ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/save", test_save);
  g_test_add_func ("/session/changed-on-disk", test_changed_on_disk);
  g_test_add_func ("/session/reload", test_reload);
  g_test_add_func ("/session/recover", test_recover);
  g_test_add_func ("/session/recover-elsewhere", test_recover_elsewhere);
  g_test_add_func ("/session/draft-in-time", test_draft_in_time);
  return g_test_run ();
}
