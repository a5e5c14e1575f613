/* The view of the actions: it lists them, and its cells change them. */
#include "review/way-followup.h"
#include "window-fixture.h"

static const char *
open_actions (WayWindow *window)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "actions"));
  window_fixture_settle (150);
  return way_action_view_get_id (window->action_view, 0);
}

static GtkWidget *
get_cell (WayWindow *window, const char *id, WayField field)
{
  GtkWidget *cell = way_action_view_get_cell (window->action_view, id, field);

  g_assert_nonnull (cell);
  return cell;
}

static void
type (WayWindow *window, const char *id, WayField field, const char *text)
{
  GtkWidget *cell = get_cell (window, id, field);

  if (field == WAY_FIELD_TEXT)
    {
      way_action_view_edit (window->action_view, id);
      window_fixture_settle (50);
      cell = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_ENTRY);
    }
  gtk_editable_set_text (GTK_EDITABLE (cell), text);
  g_signal_emit_by_name (cell, "activate");
  window_fixture_settle (50);
}

static void
test_lists (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayDocument *document = way_session_get_document (window->session);
  const WayElement *root = way_document_get_root (document);
  g_autofree char *title = g_strdup_printf ("Actions %u", way_followup_count_open (document));
  WayElement *action;
  guint i = 0;

  open_actions (window);
  way_each (action, root, WAY_KIND_ACTION)
    g_assert_cmpstr (way_action_view_get_id (window->action_view, i++), ==, way_element_get_id (action));
  g_assert_cmpuint (i, >, 2);
  g_assert_null (way_action_view_get_id (window->action_view, i));
  g_assert_cmpstr (gtk_stack_page_get_title (window->action_page), ==, title);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
test_edit (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  const char *id = open_actions (window);
  WayElement *action = way_document_lookup (way_session_get_document (window->session), id);
  g_autofree char *due = g_strdup (way_element_get (action, WAY_FIELD_DUE));
  GtkWidget *state = get_cell (window, id, WAY_FIELD_STATUS);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (state), 4);
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_STATUS), ==, "done");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (state), 1);
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_STATUS), ==, "planned");
  type (window, id, WAY_FIELD_OWNER, "Ada");
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_OWNER), ==, "Ada");
  type (window, id, WAY_FIELD_OWNER, "");
  g_assert_null (way_element_get (action, WAY_FIELD_OWNER));
  type (window, id, WAY_FIELD_TEXT, "Qwertz");
  g_assert_cmpstr (way_element_get_name (action), ==, "Qwertz");
  /* What an action is cannot be nothing. */
  type (window, id, WAY_FIELD_TEXT, "");
  g_assert_cmpstr (way_element_get_name (action), ==, "Qwertz");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (get_cell (window, id, WAY_FIELD_TEXT)))), ==, "Qwertz");

  /* Days: late ones are marked, what is none is not taken. */
  type (window, id, WAY_FIELD_DUE, "2001-02-03");
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_DUE), ==, "2001-02-03");
  g_assert_true (gtk_widget_has_css_class (get_cell (window, id, WAY_FIELD_DUE), "error"));
  type (window, id, WAY_FIELD_DUE, "soon");
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_DUE), ==, "2001-02-03");
  type (window, id, WAY_FIELD_DUE, "2999-02-03");
  g_assert_false (gtk_widget_has_css_class (get_cell (window, id, WAY_FIELD_DUE), "error"));

  while (way_editor_undo (editor))
    continue;
  window_fixture_settle (50);
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_DUE), ==, due);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
test_add (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  GtkWidget *focus;
  guint n = 0;

  open_actions (window);
  while (way_action_view_get_id (window->action_view, n) != NULL)
    n++;
  window_fixture_act (window, "map.add-action", NULL);
  window_fixture_settle (150);
  g_assert_nonnull (way_action_view_get_id (window->action_view, n));
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_cell (window, way_action_view_get_id (window->action_view, n), WAY_FIELD_TEXT)));
  g_assert_true (way_editor_undo (way_window_get_editor (window)));
  window_fixture_settle (100);
  g_assert_null (way_action_view_get_id (window->action_view, n));

  /* A card is put on the map, and so is what is looked for. */
  window_fixture_act (window, "map.add-touchpoint", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->views), ==, "map");
  way_canvas_finish_edit (window->canvas, FALSE);
  window_fixture_close (window);
}

/* A map without actions says what they are for. */
static void
test_nothing (void)
{
  WayWindow *window = window_fixture_open (NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.from-template", "s", "blank"));
  window_fixture_settle (150);
  g_assert_null (open_actions (window));
  window_fixture_act (window, "map.add-action", NULL);
  window_fixture_settle (150);
  g_assert_nonnull (way_action_view_get_id (window->action_view, 0));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/todo/lists", test_lists);
  g_test_add_func ("/todo/edit", test_edit);
  g_test_add_func ("/todo/add", test_add);
  g_test_add_func ("/todo/nothing", test_nothing);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
