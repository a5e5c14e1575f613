/* By keys and menus what the pointer does by edges, borders, handles and points; and what is felt, in its popover. */
#include <adwaita.h>

#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "ui/canvas/way-feeling-popover.h"
#include "window-fixture.h"

static const char *
get (WayWindow *window, const char *id, WayField field)
{
  return way_element_get (way_document_lookup (way_editor_get_document (way_window_get_editor (window)), id), field);
}

static void
act (WayWindow *window, const char *action, int number)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), action, "i", number));
}

static gboolean
is_enabled (WayWindow *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window->map_actions), action);
}

static void
test_span (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);

  g_assert_false (is_enabled (window, "span"));
  way_editor_select (editor, "tp-budget");
  g_assert_true (is_enabled (window, "span"));
  g_assert_false (is_enabled (window, "resize"));
  window_fixture_act (window, "map.span", "more");
  window_fixture_act (window, "map.span", "right");
  g_assert_cmpstr (get (window, "tp-budget", WAY_FIELD_UNTIL), ==, "st-test");
  window_fixture_act (window, "map.span", "left");
  g_assert_cmpstr (get (window, "tp-budget", WAY_FIELD_UNTIL), ==, "st-vorf");
  window_fixture_act (window, "map.span", "less");
  g_assert_null (get (window, "tp-budget", WAY_FIELD_UNTIL));
  window_fixture_close (window);
}

static void
test_resize (void)
{
  static const char *const ids[] = { "st-budget", "ln-emo" };
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      double natural, size;

      way_editor_select (editor, ids[i]);
      g_assert_true (is_enabled (window, "resize"));
      act (window, "map.resize", 24);
      act (window, "map.resize", 24);
      g_assert_true (way_canvas_get_size (window->canvas, ids[i], &size, &natural));
      g_assert_cmpfloat (size, ==, natural + 48);
      act (window, "map.resize", -24);
      g_assert_true (way_canvas_get_size (window->canvas, ids[i], &size, &natural));
      g_assert_cmpfloat (size, ==, natural + 24);
      /* Back to its own size nothing is left in the file. */
      act (window, "map.resize", -24);
      act (window, "map.resize", -24);
      g_assert_null (get (window, ids[i], i == 0 ? WAY_FIELD_WIDTH : WAY_FIELD_HEIGHT));
      act (window, "map.resize", 24);
      act (window, "map.resize", 0);
      g_assert_null (get (window, ids[i], i == 0 ? WAY_FIELD_WIDTH : WAY_FIELD_HEIGHT));
    }
  window_fixture_close (window);
}

static void
test_select_in (void)
{
  static const struct
  {
    const char *where, *in, *out;
  } rows[] = {
    { "step", "tp-logger", "tp-suche" },
    { "phase", "tp-suche", "tp-lasten" },
    { "lane", "tp-vertrag", NULL },
  };
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      way_editor_select (editor, "tp-kolleg");
      window_fixture_act (window, "map.select-in", rows[i].where);
      g_assert_true (way_editor_is_selected (editor, rows[i].in));
      g_assert_true (way_editor_is_selected (editor, "tp-kolleg"));
      g_assert_false (way_editor_is_selected (editor, rows[i].out));
    }
  window_fixture_close (window);
}

/* Ctrl+J, an arrow, Enter. */
static void
test_connect_to (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *connection;

  g_assert_false (is_enabled (window, "connect-to"));
  way_editor_select (editor, "tp-logger");
  window_fixture_act (window, "map.connect-to", NULL);
  g_assert_cmpstr (way_connect_get_from (editor), ==, "tp-logger");
  window_fixture_act (window, "map.walk", "left");
  g_assert_cmpstr (way_connect_get_to (editor), ==, "tp-suche");
  g_assert_nonnull (way_connect_end (editor, NULL));
  connection = way_editor_get_single (editor);
  g_assert_cmpstr (way_element_get (connection, WAY_FIELD_FROM), ==, "tp-logger");
  g_assert_cmpstr (way_element_get (connection, WAY_FIELD_TO), ==, "tp-suche");
  window_fixture_act (window, "map.delete", NULL);
  way_editor_undo (editor);
  way_editor_undo (editor);
  g_assert_false (way_document_is_modified (way_editor_get_document (editor)));
  window_fixture_close (window);
}

/* The n-th widget of the type below `widget`, in the order of the tree. */
static GtkWidget *
find_child (GtkWidget *widget, GType type, guint *n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*n)-- == 0 ? child : find_child (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find (GtkWidget *widget, GType type, guint n)
{
  GtkWidget *found = find_child (widget, type, &n);

  g_assert_nonnull (found);
  return found;
}

static const WayElement *
find_feeling (WayWindow *window, const char *touchpoint, const char *persona)
{
  return way_command_find_feeling (way_document_lookup (way_editor_get_document (way_window_get_editor (window)), touchpoint), persona);
}

static void
test_feeling (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  GtkWidget *popover;

  way_editor_select (editor, "tp-suche");
  window_fixture_act (window, "map.open-feeling", NULL);
  window_fixture_settle (50);
  popover = find (GTK_WIDGET (window->canvas), WAY_TYPE_FEELING_POPOVER, 0);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (find (popover, GTK_TYPE_SCALE, 0))), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (popover, ADW_TYPE_ENTRY_ROW, 0))), ==, "searching");

  /* A whole slide is one step for undo. */
  for (int score = 1; score <= 4; score++)
    gtk_range_set_value (GTK_RANGE (find (popover, GTK_TYPE_SCALE, 0)), score);
  g_assert_cmpint (way_element_get_integer (find_feeling (window, "tp-suche", "ps-vera"), WAY_FIELD_SCORE, 99), ==, 4);
  gtk_editable_set_text (GTK_EDITABLE (find (popover, ADW_TYPE_ENTRY_ROW, 0)), "glad");
  gtk_editable_set_text (GTK_EDITABLE (find (popover, ADW_TYPE_ENTRY_ROW, 1)), "At <last> & least");
  g_assert_cmpstr (way_element_get (find_feeling (window, "tp-suche", "ps-vera"), WAY_FIELD_EMOTION), ==, "glad");
  g_assert_cmpstr (way_element_get (find_feeling (window, "tp-suche", "ps-vera"), WAY_FIELD_THOUGHT), ==, "At <last> & least");
  for (guint i = 0; i < 3; i++)
    way_editor_undo (editor);
  g_assert_false (way_document_is_modified (document));
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (find (popover, GTK_TYPE_SCALE, 0))), ==, 0);

  /* Somebody who felt nothing here begins with the first word. */
  g_assert_null (find_feeling (window, "tp-suche", "ps-marek"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (popover, GTK_TYPE_DROP_DOWN, 0)), 1);
  g_assert_null (find_feeling (window, "tp-suche", "ps-marek"));
  gtk_editable_set_text (GTK_EDITABLE (find (popover, ADW_TYPE_ENTRY_ROW, 0)), "sceptical");
  g_assert_cmpstr (way_element_get (find_feeling (window, "tp-suche", "ps-marek"), WAY_FIELD_EMOTION), ==, "sceptical");
  gtk_popover_popdown (GTK_POPOVER (popover));
  window_fixture_close (window);
}

/* At a point smaller than a pixel, and at the rim: there is always something to point at. */
static void
test_feeling_from_afar (void)
{
  static const double zooms[] = { 0.1, 1, 4 };
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      WayElement *card;

      way_canvas_set_zoom (window->canvas, zooms[i]);
      way_each (card, way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT)
        {
          GtkWidget *popover;
          GdkRectangle at;

          way_editor_select (editor, way_element_get_id (card));
          window_fixture_act (window, "map.open-feeling", NULL);
          popover = find (GTK_WIDGET (window->canvas), WAY_TYPE_FEELING_POPOVER, 0);
          g_assert_true (gtk_popover_get_pointing_to (GTK_POPOVER (popover), &at));
          g_assert_true (at.width > 0 && at.height > 0 && at.x >= 0 && at.y >= 0);
          g_assert_cmpint (at.x + at.width, <=, gtk_widget_get_width (GTK_WIDGET (window->canvas)));
          g_assert_cmpint (at.y + at.height, <=, gtk_widget_get_height (GTK_WIDGET (window->canvas)));
          window_fixture_settle (1);
          gtk_popover_popdown (GTK_POPOVER (popover));
        }
    }
  window_fixture_close (window);
}

/* The words of a map are no markup. */
static void
test_odd_name (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);

  g_assert_true (way_command_rename (editor, "ps-vera", "Vera & <b>Co", NULL));
  window_fixture_act (window, "map.feel-as", "ps-vera");
  window_fixture_settle (50);
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  int result;

  window_fixture_init (&argc, &argv);
  g_test_add_func ("/shape/span", test_span);
  g_test_add_func ("/shape/resize", test_resize);
  g_test_add_func ("/shape/select-in", test_select_in);
  g_test_add_func ("/shape/connect-to", test_connect_to);
  g_test_add_func ("/shape/feeling", test_feeling);
  g_test_add_func ("/shape/feeling-from-afar", test_feeling_from_afar);
  g_test_add_func ("/shape/odd-name", test_odd_name);
  result = g_test_run ();
  window_fixture_quit ();
  return result;
}
