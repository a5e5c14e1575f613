/* The life of a file: opened, changed, saved, changed by somebody else, killed and recovered. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-drafts.h"
#include "format/way-format-error.h"
#include "ui/window/way-session.h"
#include "window-fixture.h"

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
  /* Not even reloading loses anything. */
  way_editor_undo (way_session_get_editor (session));
  g_free (title);
  title = way_session_dup_title (session);
  g_assert_cmpstr (title, ==, "Mine");
  g_assert_true (way_session_is_modified (session));
  way_session_discard (session);
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
  again = way_session_recover (id, NULL, &error);
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

static char *
find_draft (void)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (NULL);

  g_assert_cmpuint (drafts->len, ==, 1);
  return g_strdup (((WayDraftInfo *) g_ptr_array_index (drafts, 0))->id);
}

static void
add_persona (WaySession *session, const char *name)
{
  g_autoptr (GError) error = NULL;

  way_command_add (way_session_get_editor (session), WAY_KIND_PERSONA, name, &error);
  g_assert_no_error (error);
}

static gboolean
has_persona (WaySession *session, const char *name)
{
  WayElement *persona;

  way_each (persona, way_document_get_root (way_session_get_document (session)), WAY_KIND_PERSONA)
    if (g_strcmp0 (way_element_get_name (persona), name) == 0)
      return TRUE;
  return FALSE;
}

/* The file has gone on in the same place: the draft is opened alone, must not write over the file, and nothing is decided. */
static void
test_recover_conflict (void)
{
  g_autofree char *path = copy_sample (), *id = NULL, *title = NULL;
  g_autoptr (WaySession) session = open_session (path), other = open_session (path), again = NULL;
  g_autoptr (GError) error = NULL;
  WayRecoveryOutcome outcome;

  rename_map (session, "Not saved");
  way_session_flush (session);
  g_clear_object (&session);
  rename_map (other, "By somebody else");
  way_session_save (other, NULL, FALSE, &error);
  id = find_draft ();
  again = way_session_recover (id, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, WAY_RECOVERY_CONFLICTS);
  title = way_session_dup_title (again);
  g_assert_cmpstr (title, ==, "Not saved");
  g_assert_true (way_session_is_outdated (again));
  g_assert_false (way_session_save (again, NULL, FALSE, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_CHANGED_ON_DISK);
  way_session_discard (again);
  assert_drafts (0);
}

/* The file has gone on elsewhere: both are in the map, and the next save keeps both. */
static void
test_recover_merged (void)
{
  g_autofree char *path = copy_sample (), *id = NULL, *title = NULL;
  g_autoptr (WaySession) session = open_session (path), other = open_session (path), again = NULL;
  g_autoptr (GError) error = NULL;
  WayRecoveryOutcome outcome;

  rename_map (session, "Not saved");
  way_session_flush (session);
  g_clear_object (&session);
  add_persona (other, "Theirs");
  way_session_save (other, NULL, FALSE, &error);
  id = find_draft ();
  again = way_session_recover (id, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, WAY_RECOVERY_MERGED);
  title = way_session_dup_title (again);
  g_assert_cmpstr (title, ==, "Not saved");
  g_assert_true (has_persona (again, "Theirs"));
  g_assert_true (way_session_is_modified (again));
  way_session_save (again, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_clear_object (&again);
  assert_drafts (0);
}

/* A map that never had a file has a draft all the same. */
static void
test_recover_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WaySession) session = way_session_new_from_template ("five-phases", &error), again = NULL;
  g_autofree char *id = NULL;
  WayRecoveryOutcome outcome;

  g_assert_no_error (error);
  add_persona (session, "Mine");
  way_session_flush (session);
  g_clear_object (&session);
  id = find_draft ();
  again = way_session_recover (id, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, WAY_RECOVERY_NEW);
  g_assert_null (way_session_get_path (again));
  g_assert_true (has_persona (again, "Mine"));
  way_session_discard (again);
  assert_drafts (0);
}

/* The file that was saved last is newer than a draft that nobody had the time to remove. */
static void
test_saved_before_the_end (void)
{
  g_autofree char *path = copy_sample ();
  g_autoptr (WayDraft) draft = NULL;
  const WayDraftInfo info = { .path = path, .title = (char *) "Old" };
  g_autoptr (GBytes) base = way_file_read (path, NULL, NULL), bytes = g_bytes_new_static ("<waymark/>", 10);

  draft = way_draft_new (NULL, &info, base, bytes, NULL);
  way_draft_expect_save (draft, base, NULL);
  g_clear_pointer (&draft, way_draft_free);
  assert_drafts (0);
  /* Whoever goes on after a save that failed takes that back. */
  draft = way_draft_new (NULL, &info, base, bytes, NULL);
  way_draft_expect_save (draft, base, NULL);
  way_draft_update (draft, bytes, NULL);
  g_clear_pointer (&draft, way_draft_free);
  assert_drafts (1);
  {
    g_autofree char *id = find_draft ();

    way_draft_discard (way_draft_claim (NULL, id, NULL));
  }
}

/* Two people, one file: what each did is there, in one step that can be taken back. */
static void
test_merge (void)
{
  g_autofree char *path = copy_sample (), *title = NULL;
  g_autoptr (WaySession) session = open_session (path), other = open_session (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayComparison) comparison = NULL;
  WayDocument *document = way_session_get_document (session);

  rename_map (session, "Mine");
  add_persona (session, "Mine");
  rename_map (other, "Theirs");
  add_persona (other, "Theirs");
  way_session_save (other, NULL, FALSE, &error);
  g_assert_true (way_session_is_outdated (session));
  comparison = way_session_compare_disk (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (way_merge_count_conflicts (comparison->merge), ==, 1);
  way_merge_choose (comparison->merge, 0, WAY_MERGE_THEIRS);
  way_session_merge (session, comparison, TRUE, &error);
  g_assert_no_error (error);
  title = way_session_dup_title (session);
  g_assert_cmpstr (title, ==, "Theirs");
  g_assert_true (has_persona (session, "Mine") && has_persona (session, "Theirs"));
  g_assert_cmpuint (way_document_get_n_done (document), ==, 3);
  g_assert_false (way_session_is_outdated (session));
  way_session_save (session, NULL, FALSE, &error);
  g_assert_no_error (error);
  way_editor_undo (way_session_get_editor (session));
  g_assert_true (has_persona (session, "Mine") && !has_persona (session, "Theirs"));
  way_session_discard (session);
  assert_drafts (0);
}

/* A copy that was handed out: the history knows where the two parted, so what the others removed is removed. */
static void
test_merge_copy (void)
{
  g_autofree char *path = copy_sample (), *copy = g_strconcat (path, ".copy", NULL);
  g_autoptr (WaySession) session = open_session (path), other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayComparison) comparison = NULL;
  WayElement *persona;

  add_persona (session, "Handed out");
  for (guint i = 0; i < 3; i++)
    add_persona (session, "With it");
  way_session_save (session, NULL, FALSE, &error);
  way_session_save (session, copy, TRUE, &error);
  way_session_save (session, path, TRUE, &error);
  g_assert_no_error (error);
  add_persona (session, "Mine");
  way_session_save (session, NULL, FALSE, &error);
  other = open_session (copy);
  persona = way_element_get_first (way_document_get_root (way_session_get_document (other)), WAY_KIND_PERSONA);
  while (g_strcmp0 (way_element_get_name (persona), "Handed out") != 0)
    persona = g_ptr_array_index (way_element_get_slot (way_element_get_parent (persona), (guint) way_kind_find_slot (WAY_KIND_DOCUMENT, WAY_KIND_PERSONA)), way_element_get_index (persona) + 1);
  way_command_delete_ids (way_session_get_editor (other), (const char *const[]){ way_element_get_id (persona), NULL }, &error);
  add_persona (other, "Theirs");
  way_session_save (other, NULL, FALSE, &error);
  g_assert_no_error (error);
  comparison = way_session_compare_copy (session, copy, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (way_merge_count_conflicts (comparison->merge), ==, 0);
  way_session_merge (session, comparison, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (has_persona (session, "Mine") && has_persona (session, "Theirs") && !has_persona (session, "Handed out"));
  way_session_discard (session);
}

/* Changed there and back by hand is not changed. */
static void
test_settle (void)
{
  g_autofree char *path = copy_sample (), *title = NULL;
  g_autoptr (WaySession) session = open_session (path);

  title = way_session_dup_title (session);
  rename_map (session, "Other");
  g_assert_false (way_session_settle (session));
  rename_map (session, title);
  g_assert_true (way_session_is_modified (session));
  g_assert_true (way_session_settle (session));
  g_assert_false (way_session_is_modified (session));
  way_editor_undo (way_session_get_editor (session));
  g_assert_true (way_session_is_modified (session));
  way_session_discard (session);
}

static gboolean
has_draft (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (dir != NULL && !found && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *draft = g_build_filename (folder, name, "draft.waymark", NULL);

      found = g_file_test (draft, G_FILE_TEST_EXISTS);
    }
  return found;
}

/* By itself, within its two seconds: then it is on its way to the disk, which may take its time, and needs nobody's turn any more. */
static void
test_draft_in_time (void)
{
  g_autofree char *path = copy_sample ();
  g_autoptr (WaySession) session = open_session (path);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "waymark", "drafts", NULL);
  gboolean over = FALSE;

  rename_map (session, "Not saved");
  /* Attached after the session's own, so on a machine that stood still it comes after that, too. */
  g_timeout_add (2000, window_fixture_stop_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 100 * WINDOW_FIXTURE_PATIENCE && !has_draft (folder); i++)
    g_usleep (10000);
  g_assert_true (has_draft (folder));
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
  g_test_add_func ("/session/recover-conflict", test_recover_conflict);
  g_test_add_func ("/session/recover-merged", test_recover_merged);
  g_test_add_func ("/session/recover-new", test_recover_new);
  g_test_add_func ("/session/saved-before-the-end", test_saved_before_the_end);
  g_test_add_func ("/session/merge", test_merge);
  g_test_add_func ("/session/merge-copy", test_merge_copy);
  g_test_add_func ("/session/settle", test_settle);
  g_test_add_func ("/session/draft-in-time", test_draft_in_time);
  return g_test_run ();
}
