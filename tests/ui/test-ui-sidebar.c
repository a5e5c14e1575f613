/* The lists of the left pane: each row is renamed, moved, duplicated, deleted, dropped, and undo leads back to the start. */
#include "model/way-people.h"
#include "ui/panes/way-element-list.h"
#include "window-fixture.h"

typedef enum
{
  JOURNEYS,
  PEOPLE,
  LANES,
} Which;

static void
collect (GtkWidget *widget, GPtrArray *lists)
{
  if (WAY_IS_ELEMENT_LIST (widget))
    g_ptr_array_add (lists, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, lists);
}

static WayElementList *
get_list (WayWindow *window, Which which)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();

  collect (GTK_WIDGET (window->sidebar), lists);
  g_assert_cmpuint (lists->len, ==, 3);
  return lists->pdata[which];
}

static const WayElement *
get_first (WayWindow *window, Which which)
{
  const WayElement *root = way_document_get_root (way_session_get_document (window->session));

  return which == JOURNEYS ? way_element_get_first (root, WAY_KIND_JOURNEY) : which == PEOPLE ? way_element_get_first (root, WAY_KIND_PERSONA)
                                                                                              : way_element_get_first (way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_LANE);
}

static GtkWidget *
focus_row (WayElementList *list, const char *id)
{
  GtkWidget *row = way_element_list_find_row (list, id);

  g_assert_nonnull (row);
  gtk_widget_grab_focus (row);
  return row;
}

static const char *
get_focused (WayWindow *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return GTK_IS_LIST_BOX_ROW (focus) ? g_object_get_data (G_OBJECT (focus), "way-id") : NULL;
}

static void
test_list (gconstpointer data)
{
  Which which = GPOINTER_TO_UINT (data);
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_session_get_document (window->session);
  WayElementList *list = get_list (window, which);
  g_autofree char *id = g_strdup (way_element_get_id (get_first (window, which))), *name = g_strdup (way_element_get_name (get_first (window, which)));
  GtkWidget *row = focus_row (list, id);
  WayElement *element = way_document_lookup (document, id);
  guint n = way_element_count (way_element_get_parent (element), way_element_get_kind (element));

  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  /* Moved; the focus goes with it. */
  gtk_widget_activate_action (row, "list.down", NULL);
  window_fixture_settle (50);
  g_assert_cmpuint (way_element_get_index (element), ==, 1);
  g_assert_cmpstr (get_focused (window), ==, id);
  gtk_widget_activate_action (focus_row (list, id), "list.up", NULL);
  window_fixture_settle (50);
  g_assert_cmpuint (way_element_get_index (element), ==, 0);
  /* At the edge nothing moves. */
  gtk_widget_activate_action (focus_row (list, id), "list.up", NULL);
  g_assert_cmpuint (way_element_get_index (element), ==, 0);

  /* Dropped behind the second. */
  graphene_rect_t bounds;
  GtkWidget *second = gtk_widget_get_next_sibling (way_element_list_find_row (list, id));

  g_assert_true (gtk_widget_compute_bounds (second, gtk_widget_get_parent (second), &bounds));
  way_element_list_drop (list, id, bounds.origin.y + bounds.size.height * 0.8);
  window_fixture_settle (50);
  g_assert_cmpuint (way_element_get_index (element), ==, 1);

  /* Renamed in its place; Enter is the entry's. */
  gtk_widget_activate_action (focus_row (list, id), "list.rename", NULL);
  window_fixture_settle (20);
  GtkWidget *entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_ENTRY);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, name);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Qwertz");
  g_signal_emit_by_name (entry, "activate");
  window_fixture_settle (50);
  g_assert_cmpstr (way_element_get_name (element), ==, "Qwertz");
  g_assert_cmpstr (get_focused (window), ==, id);

  gtk_widget_activate_action (focus_row (list, id), "list.duplicate", NULL);
  window_fixture_settle (50);
  g_assert_cmpuint (way_element_count (way_element_get_parent (element), way_element_get_kind (element)), ==, n + 1);
  gtk_widget_activate_action (focus_row (list, id), "list.delete", NULL);
  window_fixture_settle (50);
  g_assert_null (way_document_lookup (document, id));
  g_assert_null (way_element_list_find_row (list, id));

  gtk_widget_activate_action (GTK_WIDGET (list), which == JOURNEYS ? "map.add-journey" : which == PEOPLE ? "map.add-persona"
                                                                                                         : "map.add-lane",
                              which == LANES ? "s" : NULL, "text");
  way_canvas_finish_edit (window->canvas, TRUE);
  window_fixture_settle (50);

  while (way_editor_undo (editor))
    continue;
  window_fixture_settle (50);
  g_assert_false (way_session_is_modified (window->session));
  g_assert_nonnull (way_element_list_find_row (list, id));
  window_fixture_close (window);
}

/* A name that is taken back is none. */
static void
test_take_back (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayElementList *list = get_list (window, LANES);
  const char *id = way_element_get_id (get_first (window, LANES));

  way_element_list_rename (list, id);
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_ENTRY)), "");
  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  window_fixture_settle (50);
  g_assert_false (way_session_is_modified (window->session));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->canvas)));
  window_fixture_close (window);
}

static void
test_lanes (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  const WayElement *lane = get_first (window, LANES);
  const char *id = way_element_get_id (lane);
  GtkWidget *row = focus_row (get_list (window, LANES), id);

  window_fixture_act (window, "map.toggle-lane", id);
  g_assert_true (way_element_get_boolean (lane, WAY_FIELD_COLLAPSED));
  window_fixture_act (window, "map.toggle-lane", id);
  g_assert_false (way_element_get_boolean (lane, WAY_FIELD_COLLAPSED));
  window_fixture_settle (50);
  row = focus_row (get_list (window, LANES), id);
  gtk_widget_activate_action (row, "list.type", "s", "text");
  g_assert_cmpstr (way_element_get (lane, WAY_FIELD_KIND), ==, "text");
  window_fixture_close (window);
}

static GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  GtkWidget *found = GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_action (child, action);
  return found;
}

/* Who is a persona and a stakeholder has one row, from which both are reached. */
static void
test_twins (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.de");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  WayElement *persona;
  guint n_twins = 0, n_rows = 0;

  way_each (persona, way_document_get_root (document), WAY_KIND_PERSONA)
    {
      const WayElement *twin = way_people_find_twin (document, persona);
      GtkWidget *row = way_element_list_find_row (get_list (window, PEOPLE), way_element_get_id (persona)), *button;

      g_assert_nonnull (row);
      button = find_action (row, "map.show");
      g_assert_true ((button != NULL) == (twin != NULL));
      if (twin == NULL)
        continue;
      n_twins++;
      g_assert_null (way_element_list_find_row (get_list (window, PEOPLE), way_element_get_id (twin)));
      g_signal_emit_by_name (button, "clicked");
      window_fixture_settle (50);
      g_assert_true (way_editor_is_selected (editor, way_element_get_id (twin)));
    }
  g_assert_cmpuint (n_twins, >, 0);
  way_each (persona, way_document_get_root (document), WAY_KIND_STAKEHOLDER)
    n_rows += way_element_list_find_row (get_list (window, PEOPLE), way_element_get_id (persona)) != NULL;
  g_assert_cmpuint (n_rows, ==, way_element_count (way_document_get_root (document), WAY_KIND_STAKEHOLDER) - n_twins);
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_data_func ("/sidebar/journeys", GUINT_TO_POINTER (JOURNEYS), test_list);
  g_test_add_data_func ("/sidebar/people", GUINT_TO_POINTER (PEOPLE), test_list);
  g_test_add_data_func ("/sidebar/lanes", GUINT_TO_POINTER (LANES), test_list);
  g_test_add_func ("/sidebar/take-back", test_take_back);
  g_test_add_func ("/sidebar/lane", test_lanes);
  g_test_add_func ("/sidebar/twins", test_twins);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
