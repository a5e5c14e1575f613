/* The window in the process: every sample is opened, selected in, changed, taken back and saved again without a change. */
#include <glib/gstdio.h>

#include "base/way-place.h"
#include "model/way-integrity.h"
#include "ui/dialogs/way-export-dialog.h"
#include "window-fixture.h"

static void
act (WayWindow *window, const char *name, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), name, target != NULL ? "s" : NULL, target));
}

static void
test_sample (gconstpointer data)
{
  g_autofree char *from = way_place_build_data (data), *before = NULL, *after = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;
  WayWindow *window;
  WayEditor *editor;
  gsize size;

  path = g_build_filename (g_get_user_state_dir (), "sample.waymark", NULL);
  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_get_contents (from, &before, &size, NULL));
  g_assert_true (g_file_set_contents (path, before, (gssize) size, NULL));
  window = window_fixture_open_path (path);
  editor = way_window_get_editor (window);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "map");

  act (window, "map.select-all", NULL);
  window_fixture_settle (50);
  act (window, "map.duplicate", NULL);
  act (window, "map.delete", NULL);
  act (window, "map.add-step", NULL);
  way_canvas_finish_edit (window->canvas, TRUE);
  act (window, "map.add-lane", "text");
  way_canvas_finish_edit (window->canvas, TRUE);
  act (window, "map.walk", "right");
  act (window, "map.walk", "down");
  window_fixture_settle (150);
  while (way_editor_undo (editor))
    continue;
  g_assert_false (way_session_is_modified (window->session));
  way_session_save (window->session, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  window_fixture_close (window);
}

/* Whatever the hands do, the map stays valid, and undo leads back to the start. */
static void
test_monkey (void)
{
  static const struct
  {
    const char *action, *type, *target;
  } actions[] = {
    { "map.add-touchpoint" },
    { "map.add-step" },
    { "map.add-phase" },
    { "map.add-pain" },
    { "map.add-opportunity" },
    { "map.add-persona" },
    { "map.connect" },
    { "map.add-lane", "s", "emotion" },
    { "map.add-lane", "s", "touchpoints" },
    { "map.add-journey" },
    { "map.delete" },
    { "map.duplicate" },
    { "map.select-all" },
    { "map.moment-of-truth" },
    { "map.rename" },
    { "map.about" },
    { "map.walk", "s", "left" },
    { "map.walk", "s", "right" },
    { "map.walk", "s", "up" },
    { "map.walk", "s", "down" },
    { "map.extend", "s", "right" },
    { "map.extend", "s", "down" },
    { "map.nudge", "s", "right" },
    { "map.nudge", "s", "down" },
    { "map.go-on", "s", "right" },
    { "map.go-on", "s", "down" },
    { "map.quick" },
    { "map.find" },
    { "win.undo" },
    { "win.redo" },
    { "win.zoom-in" },
    { "win.zoom-out" },
    { "win.zoom-fit" },
    { "win.sidebar" },
    { "win.inspector" },
    { "win.next-pane" },
  };
  g_autofree char *path = way_place_build_data ("samples/car-purchase.en.waymark");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  WayWindow *window = window_fixture_open_path (path);

  for (guint i = 0; i < 400; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (actions));
      g_autoptr (WayReport) report = way_report_new ();

      gtk_widget_activate_action (GTK_WIDGET (window->canvas), actions[n].action, actions[n].type, actions[n].target);
      /* Everything doubles now and then: a map of thousands says no more than one of a hundred. */
      if (way_element_count (way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_TOUCHPOINT) > 150)
        way_editor_undo (way_window_get_editor (window));
      if (i % 10 == 0)
        window_fixture_settle (20);
      way_integrity_check (way_session_get_document (window->session), report);
      g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_ERROR), ==, 0);
    }
  way_canvas_finish_edit (window->canvas, FALSE);
  while (way_editor_undo (way_window_get_editor (window)))
    continue;
  window_fixture_settle (50);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

/* Typing is one step of undo; what is wrong is said and not written; what changes elsewhere shows. */
static void
test_field (void)
{
  g_autofree char *path = way_place_build_data ("samples/five-phases.en.waymark");
  WayWindow *window = window_fixture_open_path (path);
  WayEditor *editor = way_window_get_editor (window);
  WayElement *card = way_element_get_first (way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT);
  g_autofree char *before = g_strdup (way_element_get_name (card)), *shown = NULL;
  WayFieldRow *row;

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (100);
  row = way_form_find_row (way_inspector_get_form (window->inspector), WAY_FIELD_NAME);
  shown = way_field_row_dup_shown (row);
  g_assert_cmpstr (shown, ==, before);
  way_field_row_enter (row, "Ab");
  window_fixture_settle (50);
  g_assert_cmpstr (way_element_get_name (card), ==, "Ab");
  g_assert_null (way_field_row_get_error (row));

  way_field_row_enter (row, "");
  window_fixture_settle (50);
  g_assert_cmpstr (way_element_get_name (card), ==, "Ab");
  g_assert_nonnull (way_field_row_get_error (row));

  g_assert_true (way_editor_undo (editor));
  window_fixture_settle (50);
  g_free (shown);
  shown = way_field_row_dup_shown (row);
  g_assert_cmpstr (shown, ==, before);
  g_assert_null (way_field_row_get_error (row));
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
test_inspector (void)
{
  g_autofree char *path = way_place_build_data ("samples/five-phases.en.waymark");
  WayWindow *window = window_fixture_open_path (path);
  WayEditor *editor = way_window_get_editor (window);
  WayElement *card = way_element_get_first (way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT);
  WayForm *form = way_inspector_get_form (window->inspector);

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (100);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_NAME));
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_CHANNEL));
  g_assert_null (way_form_find_row (form, WAY_FIELD_ID));
  window_fixture_close (window);
}

/* Every kind of element shows in the inspector, with all its fields and parts. */
static void
visit_cb (WayElement *element, gpointer data)
{
  WayWindow *window = data;

  if (way_element_get_id (element) == NULL || way_element_get_kind (element) == WAY_KIND_DOCUMENT)
    return;
  way_inspector_show (window->inspector, element);
  window_fixture_settle (5);
}

static void
test_inspect_all (void)
{
  g_autofree char *path = way_place_build_data ("samples/b2b-solution.en.waymark");
  WayWindow *window = window_fixture_open_path (path);

  way_element_walk ((WayElement *) way_document_get_root (way_session_get_document (window->session)), visit_cb, window);
  /* Looking changes nothing. */
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
test_templates (void)
{
  WayWindow *window = window_fixture_open_path (NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "start");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.from-template", "s", "blank"));
  window_fixture_settle (150);
  g_assert_nonnull (window->session);
  g_assert_null (way_session_get_path (window->session));
  window_fixture_close (window);
}

static void
test_export (gconstpointer data)
{
  g_autofree char *sample = way_place_build_data ("samples/newsletter.en.waymark"), *out = g_build_filename (g_get_user_state_dir (), data, NULL);
  WayWindow *window = window_fixture_open_path (sample);
  WayExportDialog *dialog = way_export_dialog_new (GTK_WINDOW (window), window->session, window->toasts);
  g_autofree char *contents = NULL;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  gtk_window_present (GTK_WINDOW (dialog));
  way_export_dialog_choose (dialog, data);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  way_export_dialog_start (dialog, out);
  window_fixture_wait_until (dialog == NULL);
  g_assert_true (g_file_get_contents (out, &contents, NULL, NULL));
  g_assert_nonnull (g_strstr_len (contents, 64, strcmp (data, "map.pdf") == 0 ? "%PDF" : strcmp (data, "map.svg") == 0 ? "<?xml"
                                                                                                                       : "PNG"));
  window_fixture_close (window);
}

/* The button writes what is seen, in a wide window and in a narrow one; the key always writes the map. */
static void
test_export_button (void)
{
  static const char *const views[][2] = { { "stakeholders", "map.people-sheet" }, { "metrics", "win.export" }, { "actions", "map.actions-sheet" }, { "map", "win.export" } };
  WayWindow *window = window_fixture_open ("five-phases.en");

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      window_fixture_act (window, "win.view", views[i][0]);
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (window->export_button)), ==, views[i][1]);
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (window->export_icon)), ==, views[i][1]);
      g_assert_true (gtk_widget_is_sensitive (window->export_button));
    }
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = { "b2b-solution.de", "b2b-solution.en", "car-purchase.de", "car-purchase.en", "five-phases.de", "five-phases.en", "newsletter.de", "newsletter.en", "service-case.de", "service-case.en" };

  window_fixture_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strdup_printf ("/window/sample/%s", samples[i]);

      g_test_add_data_func_full (name, g_strdup_printf ("samples/%s.waymark", samples[i]), test_sample, g_free);
    }
  g_test_add_func ("/window/monkey", test_monkey);
  g_test_add_func ("/window/field", test_field);
  g_test_add_func ("/window/inspector", test_inspector);
  g_test_add_func ("/window/inspect-all", test_inspect_all);
  g_test_add_func ("/window/templates", test_templates);
  g_test_add_func ("/window/export/button", test_export_button);
  g_test_add_data_func ("/window/export/pdf", "map.pdf", test_export);
  g_test_add_data_func ("/window/export/svg", "map.svg", test_export);
  g_test_add_data_func ("/window/export/png", "map.png", test_export);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
