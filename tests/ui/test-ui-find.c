/* Searching, replacing and filtering in the window. */
#include "edit/way-commands.h"
#include "window-fixture.h"

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static gboolean
shows (WayWindow *window, const char *text)
{
  return find_label (GTK_WIDGET (window), text) != NULL;
}

static WayElement *
get_card (WayWindow *window, guint i)
{
  WayElement *card = NULL;
  guint n = 0;

  way_each (card, way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_TOUCHPOINT)
    if (n++ == i)
      return card;
  return NULL;
}

/* Ctrl+F, words, F3, F3, Esc: the hit is selected and the map has the focus. */
static void
test_search (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  const char *name = way_element_get_name (get_card (window, 0));
  guint n;

  window_fixture_act (window, "map.find", NULL);
  window_fixture_settle (50);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_WIDGET (window->sidebar)));
  way_sidebar_search (window->sidebar, name);
  window_fixture_settle (50);
  n = way_finder_get_n_hits (window->finder);
  g_assert_cmpuint (n, >, 0);
  g_assert_true (shows (window, way_element_get_name (way_editor_get_journey (editor))));

  for (guint i = 0; i <= n; i++)
    {
      g_autofree char *count = g_strdup_printf ("%u of %u", i % n + 1, n);

      window_fixture_act (window, "map.find-next", NULL);
      window_fixture_settle (20);
      g_assert_true (shows (window, count));
      g_assert_cmpstr (way_finder_get_current (window->finder, NULL)->id, !=, NULL);
    }
  window_fixture_act (window, "map.find-previous", NULL);
  while (g_strcmp0 (way_finder_get_current (window->finder, NULL)->id, way_element_get_id (get_card (window, 0))) != 0)
    window_fixture_act (window, "map.find-next", NULL);
  g_signal_emit_by_name (gtk_root_get_focus (GTK_ROOT (window)) != NULL ? gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_SEARCH_ENTRY) : NULL, "stop-search");
  window_fixture_settle (50);
  g_assert_cmpstr (way_editor_get_selected (editor, 0), ==, way_element_get_id (get_card (window, 0)));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->canvas)));
  g_assert_cmpuint (way_finder_get_n_hits (window->finder), ==, 0);

  /* What is nowhere says so. */
  way_sidebar_search (window->sidebar, "xyzzy");
  window_fixture_settle (50);
  g_assert_true (shows (window, "Nothing found"));
  window_fixture_close (window);
}

/* Everything the sample holds can be found and looked at, whatever it is in. */
static void
test_search_all (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");

  way_sidebar_search (window->sidebar, "e");
  for (guint i = 0; i < 60; i++)
    {
      window_fixture_act (window, "map.find-next", NULL);
      if (i % 10 == 0)
        window_fixture_settle (10);
    }
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static GtkEditable *
find_entry (GtkWidget *widget, const char *placeholder)
{
  GtkEditable *found = NULL;

  if (GTK_IS_ENTRY (widget) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), placeholder) == 0)
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, placeholder);
  return found;
}

static void
test_replace (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  g_autofree char *before = g_strdup (way_element_get_name (get_card (window, 0)));
  GtkEditable *replacement = find_entry (GTK_WIDGET (window->sidebar), "Replace with…");
  guint n;

  way_sidebar_search (window->sidebar, before);
  window_fixture_act (window, "map.replace", NULL);
  window_fixture_settle (50);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_WIDGET (replacement)));
  gtk_editable_set_text (replacement, "Qwertz");
  n = way_finder_get_n_hits (window->finder);
  window_fixture_act (window, "map.replace-all", NULL);
  g_assert_cmpstr (way_element_get_name (get_card (window, 0)), ==, "Qwertz");
  g_assert_cmpuint (way_finder_get_n_hits (window->finder), ==, 0);
  g_assert_true (way_editor_undo (editor));
  g_assert_cmpstr (way_element_get_name (get_card (window, 0)), ==, before);
  g_assert_cmpuint (way_finder_get_n_hits (window->finder), ==, n);
  g_assert_false (way_session_is_modified (window->session));

  /* One by one: go there, then replace. */
  window_fixture_act (window, "map.replace-one", NULL);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_act (window, "map.replace-one", NULL);
  g_assert_true (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
test_filter (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayElement *phase = way_element_get_first (way_editor_get_journey (editor), WAY_KIND_PHASE);
  g_autofree char *chip = g_strdup_printf ("Only “%s”", way_element_get_name (phase)), *status = NULL;
  guint shown, all;

  g_assert_false (shows (window, "shown"));
  window_fixture_act (window, "map.filter-phase", way_element_get_id (phase));
  window_fixture_settle (200);
  shown = way_finder_count_shown (window->finder, &all);
  g_assert_cmpuint (shown, >, 0);
  g_assert_cmpuint (shown, <, all);
  status = g_strdup_printf ("%u of %u shown", shown, all);
  g_assert_true (shows (window, chip));
  g_assert_nonnull (strstr (gtk_label_get_text (window->status), status));
  g_assert_cmpstr (g_variant_get_string (g_action_group_get_action_state (G_ACTION_GROUP (window->map_actions), "filter-phase"), NULL), ==, way_element_get_id (phase));

  /* Together, until nothing is left; then it says what to do. */
  window_fixture_act (window, "map.filter-assumptions", NULL);
  window_fixture_act (window, "map.filter-moments", NULL);
  window_fixture_act (window, "map.filter-pains", NULL);
  window_fixture_settle (50);
  g_assert_cmpuint (way_finder_count_shown (window->finder, &all), ==, 0);
  g_assert_true (shows (window, "Take something off"));

  /* Each chip takes its part off. */
  for (guint left = 4; left > 0; left--)
    {
      GtkLabel *label = find_label (GTK_WIDGET (window->filter_bar), "Only");
      guint n = 0;

      for (WayFilterPart part = 0; part < WAY_N_FILTERS; part++)
        n += way_finder_get_filter (window->finder, part) != NULL;
      g_assert_cmpuint (n, ==, left);
      g_signal_emit_by_name (gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_BUTTON), "clicked");
      window_fixture_settle (20);
    }
  g_assert_false (way_finder_is_filtering (window->finder));
  g_assert_false (shows (window, "Take something off"));

  /* The same once more takes it off. */
  window_fixture_act (window, "map.filter-phase", way_element_get_id (phase));
  window_fixture_act (window, "map.filter-phase", way_element_get_id (phase));
  g_assert_false (way_finder_is_filtering (window->finder));
  window_fixture_act (window, "map.filter-moments", NULL);
  window_fixture_act (window, "map.clear-filter", NULL);
  g_assert_false (way_finder_is_filtering (window->finder));
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

/* A map without cards says how to begin. */
static void
test_empty (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);

  window_fixture_settle (200);
  g_assert_false (shows (window, "Nothing is on this map yet"));
  window_fixture_act (window, "map.select-all", NULL);
  window_fixture_act (window, "map.delete", NULL);
  window_fixture_settle (200);
  g_assert_true (shows (window, "Nothing is on this map yet"));
  g_assert_true (way_editor_undo (editor));
  window_fixture_settle (200);
  g_assert_false (shows (window, "Nothing is on this map yet"));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/find/search", test_search);
  g_test_add_func ("/find/search-all", test_search_all);
  g_test_add_func ("/find/replace", test_replace);
  g_test_add_func ("/find/filter", test_filter);
  g_test_add_func ("/find/empty", test_empty);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
