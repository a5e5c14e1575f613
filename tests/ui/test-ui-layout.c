/* What lies where: narrow windows, windows of those who read from the right, and where the keyboard is. */
#include "base/way-place.h"
#include "edit/way-commands.h"
#include "ui/parts/way-text-width.h"
#include "window-fixture.h"

static double
get_x (WayWindow *window, gpointer widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &bounds));
  return bounds.origin.x;
}

static void
check_panes (WayWindow *window, int width, gboolean sidebar, gboolean inspector)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  window_fixture_settle (150);
  g_test_message ("%d wide", width);
  g_assert_true (gtk_revealer_get_reveal_child (window->sidebar_revealer) == sidebar);
  g_assert_true (gtk_revealer_get_reveal_child (window->inspector_revealer) == inspector);
}

/* The map comes first; what the user closed stays closed. */
static void
test_narrow (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");

  check_panes (window, 1270, TRUE, TRUE);
  check_panes (window, 1060, FALSE, TRUE);
  check_panes (window, 970, FALSE, FALSE);
  check_panes (window, 1270, TRUE, TRUE);
  gtk_revealer_set_reveal_child (window->inspector_revealer, FALSE);
  check_panes (window, 970, FALSE, FALSE);
  check_panes (window, 1270, TRUE, FALSE);
  gtk_revealer_set_reveal_child (window->inspector_revealer, TRUE);
  window_fixture_close (window);
}

/* Words of buttons give way to icons, the views to a menu. */
static void
test_header (void)
{
  static const struct
  {
    int width;
    gboolean title, switcher;
  } rows[] = { { 1900, TRUE, TRUE }, { 1100, FALSE, TRUE }, { 700, FALSE, FALSE } };
  WayWindow *window = window_fixture_open ("five-phases.de");
  int least;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 900);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (window), rows[i].width, 700);
      window_fixture_settle (150);
      g_test_message ("%d wide", rows[i].width);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->map_title)) == rows[i].title);
      g_assert_true (gtk_widget_get_mapped (window->view_switcher) == rows[i].switcher);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->view_button)) != rows[i].switcher);
    }
  window_fixture_act (window, "win.view", "stakeholders");
  g_assert_cmpstr (gtk_menu_button_get_label (window->view_button), ==, "Stakeholders");
  window_fixture_close (window);
}

/* With text of twice the size everything still has room on a screen that is 1440 wide: what has more columns scrolls within. */
static void
test_large_text (void)
{
  static const char *const views[] = { "map", "stakeholders", "metrics", "actions" };
  GtkSettings *settings = gtk_settings_get_default ();
  WayWindow *window;
  int usual;

  g_object_get (settings, "gtk-xft-dpi", &usual, NULL);
  g_object_set (settings, "gtk-xft-dpi", 192 * 1024, NULL);
  window = window_fixture_open ("b2b-solution.de");
  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 860);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      int least, height;

      window_fixture_act (window, "win.view", views[i]);
      window_fixture_settle (150);
      g_test_message ("%s", views[i]);
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <=, 1440);
      /* Nor is it wider the flatter it is, as labels are that wrap. */
      gtk_widget_measure (gtk_stack_get_visible_child (window->views), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      gtk_widget_measure (gtk_stack_get_visible_child (window->views), GTK_ORIENTATION_HORIZONTAL, height, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <=, 1440);
    }
  /* The columns of the actions are as much wider as their words. */
  g_assert_cmpint (way_text_width (GTK_WIDGET (window), 100), ==, 200);
  window_fixture_close (window);
  g_object_set (settings, "gtk-xft-dpi", usual, NULL);
}

/* Sidebar, map and inspector from right to left. */
static void
test_mirrored (void)
{
  WayWindow *window;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = window_fixture_open ("five-phases.en");
  g_assert_cmpfloat (get_x (window, window->inspector), <, get_x (window, window->canvas));
  g_assert_cmpfloat (get_x (window, window->canvas), <, get_x (window, window->sidebar));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  window_fixture_close (window);
}

/* As if it were in Arabic. */
static void
open_arabic (WayWindow *window, const char *source)
{
  g_autofree char *contents = NULL, *path = g_build_filename (g_get_user_cache_dir (), "arabic.waymark", NULL);
  char *language;

  g_assert_true (g_file_get_contents (source, &contents, NULL, NULL));
  language = strstr (contents, "xml:lang=\"en\"");
  g_assert_nonnull (language);
  memcpy (language + strlen ("xml:lang=\""), "ar", 2);
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  g_assert_true (way_window_open_path (window, path));
  window_fixture_settle (150);
}

/* A map that is wider than the window opens where time begins, and stays there in a narrower one. */
static void
test_begin (void)
{
  g_autofree char *source = way_place_build_data ("samples/b2b-solution.en.waymark");
  WayWindow *window = window_fixture_open (NULL);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (window->scroller));

  open_arabic (window, source);
  for (int width = 1270; width > 900; width -= 200)
    {
      gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
      window_fixture_settle (150);
      g_assert_cmpfloat (gtk_adjustment_get_upper (across), >, gtk_adjustment_get_page_size (across));
      g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (across), gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across), 0.5);
    }
  window_fixture_close (window);
}

/* In an Arabic map time runs to the left, and the keys mean what is seen, whatever the window's own direction. */
static void
test_arabic (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("WAYMARK_SOURCE_ROOT"), "tests", "e2e", "service.waymark", NULL);
  WayWindow *window = window_fixture_open (NULL);
  WayEditor *editor;

  open_arabic (window, source);
  editor = way_window_get_editor (window);
  window_fixture_act (window, "map.walk", "left");
  g_assert_cmpstr (way_element_get_name (way_editor_get_single (editor)), ==, "Queue");
  window_fixture_act (window, "map.nudge", "left");
  g_assert_cmpstr (way_element_get (way_editor_get_single (editor), WAY_FIELD_STEP), ==, "st-cccccccc");
  window_fixture_act (window, "map.walk", "right");
  window_fixture_act (window, "map.walk", "right");
  window_fixture_act (window, "map.walk", "right");
  g_assert_cmpstr (way_element_get_name (way_editor_get_single (editor)), ==, "Touchpoints");
  window_fixture_close (window);
}

/* A start page is begun on its first card, a map on its map, and F6 comes round. */
static void
test_focus (void)
{
  WayWindow *start = window_fixture_open (NULL), *window;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (start));

  g_assert_true (focus != NULL && gtk_widget_has_css_class (focus, "start-card"));
  window_fixture_close (start);

  window = window_fixture_open ("five-phases.en");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == GTK_WIDGET (window->canvas));
  for (guint i = 0; i < 3; i++)
    {
      gpointer panes[] = { window->inspector, window->sidebar, window->canvas };

      gtk_widget_activate_action (GTK_WIDGET (window), "win.next-pane", NULL);
      focus = gtk_root_get_focus (GTK_ROOT (window));
      g_assert_true (focus != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])));
    }
  window_fixture_close (window);
}

/* Writing goes on beyond the last phase, and Ctrl+Enter takes one more of what is selected. */
static void
test_headings (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *journey = way_editor_get_journey (editor), *phase;
  guint n = way_element_count (journey, WAY_KIND_PHASE);

  phase = way_element_get_first (journey, WAY_KIND_PHASE);
  way_editor_select (editor, way_element_get_id (phase));
  for (guint i = 0; i < n; i++)
    window_fixture_act (window, "map.go-on", "right");
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_PHASE), ==, n + 1);
  way_canvas_finish_edit (window->canvas, FALSE);
  window_fixture_act (window, "map.walk", "down");
  window_fixture_act (window, "map.add-another", NULL);
  way_canvas_finish_edit (window->canvas, FALSE);
  g_assert_cmpint (way_element_get_kind (way_editor_get_single (editor)), ==, WAY_KIND_STEP);
  g_assert_cmpuint (way_element_count (way_element_get_parent (way_editor_get_single (editor)), WAY_KIND_STEP), ==, 2);
  window_fixture_close (window);
}

/* A map of one step grows while touchpoints are written: Tab goes on to a step that is not there yet, and from an empty one to the next lane. */
static void
test_grows (void)
{
  WayWindow *window = window_fixture_open (NULL);
  WayEditor *editor;
  const WayElement *phase;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.from-template", "s", "blank"));
  window_fixture_settle (150);
  editor = way_window_get_editor (window);
  phase = way_element_get_first (way_editor_get_journey (editor), WAY_KIND_PHASE);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *lane = g_strdup (way_editor_get_lane (editor));

      g_assert_true (way_canvas_edit (window->canvas, NULL, "A"));
      way_canvas_finish_edit (window->canvas, TRUE);
      window_fixture_act (window, "map.go-on", "right");
      g_assert_cmpuint (way_element_count (phase, WAY_KIND_STEP), ==, i + 2);
      g_assert_cmpstr (way_editor_get_lane (editor), ==, lane);
    }
  way_canvas_finish_edit (window->canvas, FALSE);
  window_fixture_act (window, "map.go-on", "right");
  g_assert_cmpuint (way_element_count (phase, WAY_KIND_STEP), ==, 4);
  window_fixture_close (window);
}

/* Whether one of the window's own keys took this. */
static gboolean
press (WayWindow *window, guint keyval)
{
  gboolean taken = window_fixture_press (GTK_WIDGET (window), keyval, 0);

  window_fixture_settle (100);
  return taken;
}

/* Nothing but the view; one phase after the other, the whole map between the last and the first; and all as it was. */
static void
test_present (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  const WayElement *journey = way_editor_get_journey (way_window_get_editor (window));
  WayElement *phase;
  double whole;

  g_assert_false (press (window, GDK_KEY_Page_Down));
  window_fixture_act (window, "win.present", NULL);
  window_fixture_settle (200);
  g_assert_false (gtk_widget_get_mapped (window->header) || gtk_widget_get_mapped (window->status_bar) || gtk_widget_get_mapped (GTK_WIDGET (window->sidebar)) || gtk_widget_get_mapped (GTK_WIDGET (window->inspector)));
  whole = way_canvas_get_zoom (window->canvas);
  way_each (phase, journey, WAY_KIND_PHASE)
    {
      guint band;
      const WayItem *item;
      double x, y;

      g_assert_true (press (window, GDK_KEY_Page_Down));
      item = way_scene_find (way_canvas_get_scene (window->canvas), way_element_get_id (phase), &band);
      x = way_scene_get_item_rect (way_canvas_get_scene (window->canvas), band, item).x + 1;
      y = way_scene_get_item_rect (way_canvas_get_scene (window->canvas), band, item).y + 1;
      way_canvas_scene_to_widget (window->canvas, &x, &y);
      g_assert_cmpfloat (way_canvas_get_zoom (window->canvas), >=, 1.3);
      g_assert_true (x >= 0 && x < gtk_widget_get_width (GTK_WIDGET (window->canvas)) && y >= 0 && y < 60);
    }
  g_assert_true (press (window, GDK_KEY_Page_Down));
  g_assert_cmpfloat_with_epsilon (way_canvas_get_zoom (window->canvas), whole, 0.001);
  g_assert_true (press (window, GDK_KEY_Page_Up));
  g_assert_cmpfloat (way_canvas_get_zoom (window->canvas), >=, 1.3);
  g_assert_true (press (window, GDK_KEY_Escape));
  g_assert_true (gtk_widget_get_mapped (window->header) && gtk_widget_get_mapped (GTK_WIDGET (window->sidebar)));
  g_assert_false (press (window, GDK_KEY_Escape));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/layout/narrow", test_narrow);
  g_test_add_func ("/layout/header", test_header);
  g_test_add_func ("/layout/large-text", test_large_text);
  g_test_add_func ("/layout/mirrored", test_mirrored);
  g_test_add_func ("/layout/arabic", test_arabic);
  g_test_add_func ("/layout/begin", test_begin);
  g_test_add_func ("/layout/focus", test_focus);
  g_test_add_func ("/layout/headings", test_headings);
  g_test_add_func ("/layout/grows", test_grows);
  g_test_add_func ("/layout/present", test_present);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
