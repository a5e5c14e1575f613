/* The list of gaps: it shows what review/way-gaps.h finds, follows the map, and works through it in steps that can be undone. */
#include <glib/gstdio.h>

#include "ui/panes/way-gap-pane.h"
#include "window-fixture.h"

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static WayGapPane *
open_gaps (WayWindow *window)
{
  window_fixture_act (window, "map.gaps", NULL);
  way_gap_watch_update (window->gaps);
  window_fixture_settle (50);
  return WAY_GAP_PANE (find_type (GTK_WIDGET (window->sidebar), WAY_TYPE_GAP_PANE));
}

static guint
find_row (WayGapPane *pane, const char *rule, gboolean is_left)
{
  guint i = 0;

  for (; i < way_gap_pane_get_n_rows (pane); i++)
    {
      const WayGap *gap = way_gap_pane_get_row (pane, i);

      if (g_str_equal (gap->rule->id, rule) && (gap->because != NULL) == is_left)
        return i;
    }
  g_assert_not_reached ();
}

/* Opens what a line has to say; the buttons and the entry in it do something at once. */
static GtkWidget *
open_line (WayGapPane *pane, const char *text)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, pane);
  while (open->len > 0)
    {
      GtkWidget *widget = g_ptr_array_steal_index (open, open->len - 1);

      if (GTK_IS_MENU_BUTTON (widget) && g_strcmp0 (g_object_get_data (G_OBJECT (widget), "gap"), text) == 0)
        {
          gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
          return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)));
        }
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        g_ptr_array_add (open, child);
    }
  g_assert_not_reached ();
}

static void
test_list (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayGapPane *pane = open_gaps (window);
  const GPtrArray *gaps = way_gap_watch_get_gaps (window->gaps);
  gboolean left = FALSE;

  g_assert_cmpuint (gaps->len, >, 0);
  g_assert_cmpuint (way_gap_pane_get_n_rows (pane), ==, gaps->len);
  for (guint i = 0; i < gaps->len; i++)
    {
      const WayGap *gap = way_gap_pane_get_row (pane, i);

      g_assert_nonnull (gap);
      /* What is left on purpose stands below. */
      g_assert_true (!left || gap->because != NULL);
      left = gap->because != NULL;
    }
  window_fixture_close (window);
}

static void
test_choose (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayGapPane *pane = open_gaps (window);
  const WayGap *gap = way_gap_pane_get_row (pane, 0);

  window_fixture_act (window, "map.next-gap", NULL);
  window_fixture_settle (50);
  g_assert_true (way_editor_is_selected (way_window_get_editor (window), gap->at) || way_document_lookup (way_session_get_document (window->session), gap->at) != NULL);
  /* Once round and at the first again. */
  for (guint i = 0; i < way_gap_pane_get_n_rows (pane); i++)
    {
      window_fixture_act (window, "map.next-gap", NULL);
      window_fixture_settle (5);
    }
  window_fixture_close (window);
}

/* Left with a reason, watched again, and both taken back. */
static void
test_leave (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayGapPane *pane = open_gaps (window);
  WayDocument *document = way_session_get_document (window->session);
  const WayGap *first = way_gap_pane_get_row (pane, 0);
  const char *rule = first->rule->id;
  g_autofree char *name = way_gap_dup_name (first);
  guint n = way_gaps_count (way_gap_watch_get_gaps (window->gaps));
  GtkWidget *entry = find_type (open_line (pane, name), GTK_TYPE_ENTRY);

  g_signal_emit_by_name (entry, "activate"); /* no reason, no effect */
  g_assert_cmpuint (way_gaps_count (way_gap_watch_get_gaps (window->gaps)), ==, n);
  gtk_editable_set_text (GTK_EDITABLE (entry), "We know");
  g_signal_emit_by_name (entry, "activate");
  window_fixture_settle (50);
  g_assert_cmpuint (way_gaps_count (way_gap_watch_get_gaps (window->gaps)), ==, n - 1);
  g_assert_cmpstr (way_gap_pane_get_row (pane, find_row (pane, rule, TRUE))->because, ==, "We know");

  g_assert_true (way_document_undo (document));
  way_gap_watch_update (window->gaps);
  g_assert_cmpuint (way_gaps_count (way_gap_watch_get_gaps (window->gaps)), ==, n);
  g_assert_true (way_document_redo (document));
  way_gap_watch_update (window->gaps);
  window_fixture_settle (200);
  /* The line is the last now, and may be out of sight. */
  g_assert_nonnull (way_gap_watch_find (window->gaps, name)->because);
  window_fixture_close (window);
}

static void
test_mend (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayGapPane *pane;
  WayDocument *document = way_session_get_document (window->session);

  window_fixture_act (window, "map.add-touchpoint", NULL);
  way_canvas_finish_edit (window->canvas, TRUE);
  window_fixture_act (window, "map.add-pain", NULL);
  way_canvas_finish_edit (window->canvas, TRUE);
  pane = open_gaps (window);
  window_fixture_settle (200);

  g_autofree char *name = way_gap_dup_name (way_gap_pane_get_row (pane, find_row (pane, "pain-without-action", FALSE)));
  g_autofree char *before = g_strdup (way_document_get_undo_label (document));
  GtkWidget *button = find_type (open_line (pane, name), GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
  window_fixture_settle (50);
  g_assert_null (way_gap_watch_find (window->gaps, name));
  g_assert_true (way_document_undo (document));
  g_assert_cmpstr (way_document_get_undo_label (document), ==, before);
  way_gap_watch_update (window->gaps);
  g_assert_nonnull (way_gap_watch_find (window->gaps, name));
  window_fixture_close (window);
}

/* By itself, when the hands rest. */
static void
test_follows (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayGapPane *pane = open_gaps (window);
  guint n = way_gap_pane_get_n_rows (pane);

  window_fixture_act (window, "map.add-persona", NULL);
  way_canvas_finish_edit (window->canvas, TRUE);
  g_assert_cmpuint (way_gap_pane_get_n_rows (pane), ==, n);
  for (guint i = 0; i < 100 && way_gap_pane_get_n_rows (pane) == n; i++)
    window_fixture_settle (50);
  g_assert_cmpuint (way_gap_pane_get_n_rows (pane), !=, n);
  window_fixture_close (window);
}

/* A list of every kind, as a file; the chooser is the desktop's and not ours to test. */
static void
test_lists (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  g_autofree char *folder = g_dir_make_tmp ("waymark-lists-XXXXXX", NULL);
  static const struct
  {
    WayListingKind kind;
    const char *name, *begins;
  } files[] = {
    { WAY_LISTING_ACTIONS, "a.pdf", "%PDF-" },
    { WAY_LISTING_ACTIONS, "a.ics", "BEGIN:VCALENDAR" },
    { WAY_LISTING_DATA, "d.csv", "\357\273\277" },
    { WAY_N_LISTINGS, "all.pdf", "%PDF-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL), *text = NULL;

      way_list_export_write (window, files[i].kind, path);
      for (guint n = 0; n < 200 && !g_file_test (path, G_FILE_TEST_EXISTS); n++)
        window_fixture_settle (20);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, files[i].begins));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  window_fixture_settle (50);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gaps/list", test_list);
  g_test_add_func ("/gaps/choose", test_choose);
  g_test_add_func ("/gaps/leave", test_leave);
  g_test_add_func ("/gaps/mend", test_mend);
  g_test_add_func ("/gaps/follows", test_follows);

  g_test_add_func ("/lists/write", test_lists);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
