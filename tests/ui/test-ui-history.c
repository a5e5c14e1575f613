/* Going back: by steps, and to what was saved. */
#include <glib/gstdio.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-history.h"
#include "ui/dialogs/way-compare-dialog.h"
#include "ui/dialogs/way-history-window.h"
#include "ui/window/way-window-private.h"
#include "window-fixture.h"

static char *
copy_sample (const char *name)
{
  g_autofree char *from = way_place_build_data ("samples/five-phases.en.waymark"), *data = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (g_get_user_state_dir (), name, NULL);
  gsize size;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_file_get_contents (from, &data, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* The newest on top, and each row leads to its state; the map as it was opened is the last one. */
static void
test_steps (void)
{
  g_autofree char *path = copy_sample ("steps.waymark");
  WayWindow *window = window_fixture_open_path (path);
  WayDocument *document = way_session_get_document (window->session);
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (GError) error = NULL;
  GtkListBox *list;

  way_command_add (editor, WAY_KIND_PHASE, "One", &error);
  way_command_add (editor, WAY_KIND_STEP, "Two", &error);
  way_command_add (editor, WAY_KIND_PERSONA, "Three", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (way_document_get_n_done (document), ==, 3);
  gtk_popover_popup (GTK_POPOVER (window->steps));
  window_fixture_settle (50);
  list = GTK_LIST_BOX (find_type (GTK_WIDGET (window->steps), GTK_TYPE_LIST_BOX));
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 3));
  g_assert_null (gtk_list_box_get_row_at_index (list, 4));
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 3));
  g_assert_cmpuint (way_document_get_n_done (document), ==, 0);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_settle (50);
  gtk_popover_popup (GTK_POPOVER (window->steps));
  window_fixture_settle (50);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpuint (way_document_get_n_done (document), ==, 2);
  window_fixture_settle (50);
  window_fixture_close (window);
}

/* Each state says what was done to reach it. */
static void
test_labels (void)
{
  g_autofree char *path = copy_sample ("labels.waymark");
  g_autoptr (WaySession) session = way_session_open (path, NULL, NULL);
  WayEditor *editor = way_session_get_editor (session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = NULL;

  way_command_add (editor, WAY_KIND_PHASE, "One", &error);
  way_command_add (editor, WAY_KIND_PHASE, "Two", &error);
  way_command_add (editor, WAY_KIND_PERSONA, "Three", &error);
  way_session_save (session, NULL, FALSE, &error);
  g_assert_no_error (error);
  states = way_history_list (NULL, way_element_get_id (way_document_get_root (way_session_get_document (session))));
  g_assert_cmpuint (states->len, >=, 1);
  g_assert_cmpstr (((WayHistoryState *) states->pdata[0])->label, ==, "Add Persona, Add Phase");
}

/* Back to a saved state and forward again: one step each, and the document is the old one. */
static void
test_restore (void)
{
  g_autofree char *path = copy_sample ("restore.waymark");
  WayWindow *window = window_fixture_open_path (path);
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_session_get_document (window->session);
  g_autoptr (GError) error = NULL;
  WayHistoryWindow *history;
  guint n, personas;

  personas = way_element_count (way_document_get_root (document), WAY_KIND_PERSONA);
  way_command_add (editor, WAY_KIND_PERSONA, "One", &error);
  way_session_save (window->session, NULL, FALSE, &error);
  way_command_add (editor, WAY_KIND_PERSONA, "Two", &error);
  way_session_save (window->session, NULL, FALSE, &error);
  g_assert_no_error (error);
  history = way_history_window_new (GTK_WINDOW (window), window->session, window->toasts);
  gtk_window_present (GTK_WINDOW (history));
  n = way_history_window_get_n_states (history);
  g_assert_cmpuint (n, >=, 2);
  /* The newest one is what is there: nothing to go back to. */
  window_fixture_settle (300);
  g_assert_false (way_history_window_can_restore (history));
  way_history_window_choose (history, 1);
  window_fixture_wait_until (way_history_window_can_restore (history));
  way_history_window_restore (history);
  window_fixture_settle (50);
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_PERSONA), ==, personas + 1);
  g_assert_true (way_session_is_modified (window->session));
  way_editor_undo (editor);
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_PERSONA), ==, personas + 2);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

/* Somebody else saved: the banner says so, the dialog lists it, and merging keeps both. */
static void
test_compare (void)
{
  g_autofree char *path = copy_sample ("compare.waymark");
  WayWindow *window = window_fixture_open_path (path);
  g_autoptr (WaySession) other = way_session_open (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  WayCompareDialog *dialog;
  WayDocument *document = way_session_get_document (window->session);
  WayElement *card = way_element_get_first (way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_TOUCHPOINT);
  const char *id = way_element_get_id (card);

  way_command_rename (way_window_get_editor (window), id, "Mine", &error);
  way_command_rename (way_session_get_editor (other), id, "Theirs", &error);
  way_command_add (way_session_get_editor (other), WAY_KIND_PERSONA, "Theirs", &error);
  way_session_save (other, NULL, FALSE, &error);
  g_assert_no_error (error);
  way_window_check_disk (window);
  g_assert_true (gtk_revealer_get_reveal_child (window->banner));
  g_assert_true (gtk_widget_get_visible (window->banner_compare));
  g_assert_false (gtk_widget_get_visible (window->banner_save_as));
  dialog = way_compare_dialog_new (GTK_WINDOW (window), window->session, way_session_compare_disk (window->session, &error), TRUE);
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (dialog));
  window_fixture_settle (50);
  way_compare_dialog_choose (dialog, 0, WAY_MERGE_THEIRS);
  way_compare_dialog_merge (dialog);
  window_fixture_settle (50);
  g_assert_cmpstr (way_element_get_name (way_document_lookup (document, id)), ==, "Theirs");
  way_window_show_banner (window);
  g_assert_false (gtk_revealer_get_reveal_child (window->banner));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/history/steps", test_steps);
  g_test_add_func ("/history/labels", test_labels);
  g_test_add_func ("/history/restore", test_restore);
  g_test_add_func ("/history/compare", test_compare);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
