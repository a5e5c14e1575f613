/* The line above the map: what has happened to the file, and what its buttons do about it. A full disk is played by tests/format/
 * fault-shim.c, which stands before the C library in this process. */
#include <adwaita.h>
#include <dlfcn.h>
#include <errno.h>
#include <glib/gstdio.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-drafts.h"
#include "window-fixture.h"

static char *
copy_sample (const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "banner.waymark", NULL), *source = way_place_build_data ("samples/five-phases.en.waymark"), *text = NULL;
  g_auto (GStrv) parts = NULL;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  parts = g_strsplit (text, from, 2);
  g_free (text);
  text = g_strjoinv (to, parts);
  g_chmod (path, 0600);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_steal_pointer (&path);
}

/* Opened by the action that the start page's pictures use. */
static WayWindow *
open_map (const char *path)
{
  WayWindow *window = window_fixture_open (NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.open-path", "s", path));
  g_assert_nonnull (window->session);
  window_fixture_settle (100);
  return window;
}

static gboolean
is_shown (WayWindow *window)
{
  return gtk_revealer_get_reveal_child (window->banner);
}

static void
act (WayWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), action, NULL));
  window_fixture_settle (50);
}

static gboolean
has_phase (WayWindow *window, const char *name)
{
  WayElement *phase;

  way_each (phase, way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_PHASE)
    {
      if (g_str_equal (way_element_get_name (phase), name))
        return TRUE;
    }
  return FALSE;
}

/* Somebody else saves the map: a phase has another name in the file. */
static void
change_on_disk (WayWindow *window, const char *path)
{
  g_autofree char *again = copy_sample ("name=\"Awareness\"", "name=\"Attention\"");

  g_assert_cmpstr (again, ==, path);
  way_window_check_disk (window);
  window_fixture_settle (50);
  g_assert_true (is_shown (window));
}

static void
close_dialogs (WayWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window)
      gtk_window_destroy (l->data);
  window_fixture_settle (20);
}

static guint
count_windows (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return g_list_length (windows);
}

static void
test_changed_on_disk (void)
{
  g_autofree char *path = copy_sample ("<", "<");
  WayWindow *window = open_map (path);

  g_assert_false (is_shown (window));
  g_assert_true (has_phase (window, "Awareness"));
  change_on_disk (window, path);
  g_assert_true (gtk_widget_get_visible (window->banner_reload) && gtk_widget_get_visible (window->banner_keep) && gtk_widget_get_visible (window->banner_compare));

  act (window, "win.hide-banner");
  g_assert_false (is_shown (window));
  way_window_check_disk (window);

  guint n = count_windows ();

  act (window, "win.compare");
  g_assert_cmpuint (count_windows (), ==, n + 1);
  close_dialogs (window);

  act (window, "win.reload");
  g_assert_false (is_shown (window));
  g_assert_true (has_phase (window, "Attention"));
  g_assert_false (has_phase (window, "Awareness"));
  window_fixture_close (window);
}

static void
test_keep_mine (void)
{
  g_autofree char *path = copy_sample ("<", "<"), *text = NULL;
  WayWindow *window = open_map (path);

  change_on_disk (window, path);
  act (window, "win.keep-mine");
  g_assert_false (is_shown (window));
  way_window_check_disk (window);
  g_assert_false (is_shown (window));
  window_fixture_act (window, "map.add-phase", NULL);
  act (window, "win.save");
  g_assert_false (way_session_is_modified (window->session));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "Attention"));
  window_fixture_close (window);
}

/* Of a later version: it can be looked at, and everything that would change it is greyed out. */
static void
test_newer (void)
{
  static const char *const changing[] = { "add-touchpoint", "add-phase", "delete", "rename", "duplicate", "nudge", "feeling", "cut", "paste", "replace-all", NULL };
  static const char *const reading[] = { "copy", "walk", "find", "select-all", "outline", "about", "filter-moments", NULL };
  g_autofree char *path = copy_sample ("min-reader=\"1.0\"", "min-reader=\"9.0\"");
  WayWindow *window = open_map (path);
  WayEditor *editor = way_window_get_editor (window);

  g_assert_true (is_shown (window));
  g_assert_false (gtk_widget_get_visible (window->banner_reload));
  way_editor_select (editor, way_element_get_id (way_element_get_first (way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT)));
  window_fixture_settle (50);
  for (const char *const *name = changing; *name != NULL; name++)
    g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window->map_actions), *name));
  for (const char *const *name = reading; *name != NULL; name++)
    g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window->map_actions), *name));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "save"));
  window_fixture_close (window);
}

/* A full disk costs nothing: the file is as it was, the work is here and counts as not saved, and the next save is whole. */
static void
test_full_disk (void)
{
  void (*arm) (const char *call, int nth, int fault);
  g_autofree char *path = copy_sample ("<", "<"), *before = NULL, *after = NULL;
  WayWindow *window = open_map (path);

  /* Written through a void **, because ISO C knows no way from an object pointer to a function pointer. */
  *(void **) &arm = dlsym (RTLD_DEFAULT, "fault_arm");
  g_assert_true (arm != NULL);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  window_fixture_act (window, "map.add-phase", NULL);
  way_canvas_finish_edit (window->canvas, FALSE);
  arm ("write", 1, ENOSPC);
  act (window, "win.save");
  arm (NULL, 0, 0);
  g_assert_true (is_shown (window));
  g_assert_true (gtk_widget_get_visible (window->banner_save_as));
  g_assert_true (way_session_is_modified (window->session));
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  close_dialogs (window);

  act (window, "win.save");
  g_assert_false (is_shown (window));
  g_assert_false (way_session_is_modified (window->session));
  g_free (after);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, !=, after);
  window_fixture_close (window);
}

static guint
count_drafts (void)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (NULL);

  return drafts->len;
}

/* What a crash left behind is on the start page: it can be taken back, or let go. */
static void
test_recover (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = copy_sample ("<", "<");
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (WaySession) session = way_session_open (path, report, NULL);
      g_autoptr (GPtrArray) drafts = NULL;
      WayWindow *window;

      g_assert_nonnull (way_command_add (way_session_get_editor (session), WAY_KIND_PHASE, NULL, NULL));
      way_session_flush (session);
      g_clear_object (&session); /* and is never saved */
      drafts = way_drafts_list (NULL);
      g_assert_cmpuint (drafts->len, ==, 1);

      window = window_fixture_open (NULL);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), i == 0 ? "win.recover" : "win.discard-draft", "s", ((WayDraftInfo *) drafts->pdata[0])->id));
      window_fixture_settle (50);
      if (i == 0)
        {
          g_assert_nonnull (window->session);
          g_assert_true (way_session_is_modified (window->session));
        }
      else
        g_assert_null (window->session);
      window_fixture_close (window);
      g_assert_cmpuint (count_drafts (), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/banner/changed-on-disk", test_changed_on_disk);
  g_test_add_func ("/banner/keep-mine", test_keep_mine);
  g_test_add_func ("/banner/newer", test_newer);
  g_test_add_func ("/banner/full-disk", test_full_disk);
  g_test_add_func ("/banner/recover", test_recover);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
