/* The grid of impact and effort: a disc that is dragged judges, keys do the same, and all of it can be taken back. */
#include "model/way-ideas.h"
#include "plane-page.h"

/* To the middle of a cell. */
static void
drag_to (const PlanePage *page, const char *id, int impact, int effort, gboolean keep)
{
  WayRect plane = plane_page_get_plane (page);

  plane_page_drag (page, id, plane.x + plane.width * (effort - 0.5) / WAY_IDEA_MOST, plane.y + plane.height * (WAY_IDEA_MOST + 0.5 - impact) / WAY_IDEA_MOST, FALSE, keep);
}

static void
test_drag (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "actions");
  WayRect plane;

  drag_to (&page, "op-plan", 2, 5, TRUE);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, 2);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_EFFORT), ==, 5);
  g_assert_cmpstr (way_document_get_undo_label (page.document), ==, "Judge Impact and Effort");
  /* What was clicked is what the inspector shows. */
  g_assert_true (way_editor_is_selected (page.editor, "op-plan"));
  /* Both in one step. */
  g_assert_true (way_editor_undo (page.editor));
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, 4);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_EFFORT), ==, 3);
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_settle (50);
  /* A pain point is as severe as it is high. */
  drag_to (&page, "pn-plan", 1, 1, TRUE);
  g_assert_cmpint (plane_page_get (&page, "pn-plan", WAY_FIELD_SEVERITY), ==, 1);
  g_assert_cmpint (plane_page_get (&page, "pn-plan", WAY_FIELD_EFFORT), ==, 1);
  /* To the left of the plane stands what nobody has judged by effort, and it comes back from there. */
  plane = plane_page_get_plane (&page);
  plane_page_drag (&page, "pn-plan", plane.x - 60, plane.y + plane.height * 0.3, FALSE, TRUE);
  g_assert_cmpint (plane_page_get (&page, "pn-plan", WAY_FIELD_SEVERITY), ==, 4);
  g_assert_cmpint (plane_page_get (&page, "pn-plan", WAY_FIELD_EFFORT), ==, -1);
  drag_to (&page, "pn-plan", 5, 4, TRUE);
  g_assert_cmpint (plane_page_get (&page, "pn-plan", WAY_FIELD_EFFORT), ==, 4);
  window_fixture_close (page.window);
}

/* Esc, a hand that only clicks, and a place that says nothing change nothing. */
static void
test_esc (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "actions");
  double x, y, radius;

  drag_to (&page, "op-plan", 1, 1, FALSE);
  g_assert_true (way_plane_scene_find_disc (way_plane_get_drawing (page.plane), "op-plan", &x, &y, &radius));
  plane_page_drag (&page, "op-plan", x, y, FALSE, FALSE);
  plane_page_press (&page, "op-plan", FALSE);
  way_plane_drag (page.plane, x + 2, y + 2);
  way_plane_release (page.plane, TRUE);
  plane_page_drag (&page, "op-plan", 2, 2, FALSE, TRUE);
  /* The key, while the button is held. */
  plane_page_press (&page, "op-plan", FALSE);
  way_plane_drag (page.plane, x + 80, y + 80);
  g_assert_true (plane_page_press_key (&page, GDK_KEY_Escape, 0));
  way_plane_drag (page.plane, x + 90, y + 90);
  way_plane_release (page.plane, TRUE);
  g_assert_false (plane_page_press_key (&page, GDK_KEY_Escape, 0));
  g_assert_false (way_session_is_modified (page.window->session));
  g_assert_null (way_document_get_undo_label (page.document));
  window_fixture_close (page.window);
}

static void
test_keys (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "actions");
  guint steps = way_document_get_n_steps (page.document);

  way_editor_select (page.editor, "op-plan");
  plane_page_press_key (&page, GDK_KEY_Up, 0);
  plane_page_press_key (&page, GDK_KEY_Up, 0);
  plane_page_press_key (&page, GDK_KEY_Left, 0);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, 5);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_EFFORT), ==, 2);
  plane_page_press_key (&page, GDK_KEY_Down, 0);
  plane_page_press_key (&page, GDK_KEY_Right, 0);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, 4);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_EFFORT), ==, 3);
  plane_page_press_key (&page, GDK_KEY_question, 0);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, -1);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_EFFORT), ==, -1);
  /* What is not judged begins in the middle. */
  plane_page_press_key (&page, GDK_KEY_Right, 0);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_EFFORT), ==, 3);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, -1);
  g_assert_cmpuint (way_document_get_n_steps (page.document), >, steps);
  while (way_document_get_undo_label (page.document) != NULL)
    way_editor_undo (page.editor);
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_close (page.window);
}

/* Tab goes through all of them by rank and then on; with Ctrl the arrows walk. */
static void
test_walk (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "actions");
  g_autoptr (GArray) ideas = way_ideas_list (page.document, way_editor_get_journey (page.editor), 0);

  way_editor_clear_selection (page.editor);
  for (guint i = 0; i < ideas->len; i++)
    {
      g_assert_true (plane_page_press_key (&page, GDK_KEY_Tab, 0));
      g_assert_cmpstr (way_editor_get_selected (page.editor, 0), ==, way_element_get_id (g_array_index (ideas, WayIdea, i).element));
    }
  g_assert_false (plane_page_press_key (&page, GDK_KEY_Tab, 0));
  g_assert_true (plane_page_press_key (&page, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  way_editor_select (page.editor, "op-spanne");
  plane_page_press_key (&page, GDK_KEY_Right, GDK_CONTROL_MASK);
  g_assert_false (way_editor_is_selected (page.editor, "op-spanne"));
  g_assert_cmpuint (way_editor_get_n_selected (page.editor), ==, 1);
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_close (page.window);
}

/* An action for what is selected, written in its row at once. */
static void
test_answer (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "actions");
  const WayElement *root = way_document_get_root (page.document), *made = NULL;
  WayElement *action;

  way_editor_select (page.editor, "pn-service");
  plane_page_press_key (&page, GDK_KEY_Insert, 0);
  window_fixture_settle (150);
  way_each (action, root, WAY_KIND_ACTION)
    made = action;
  g_assert_cmpstr (way_element_get (made, WAY_FIELD_FOR), ==, "pn-service");
  g_assert_nonnull (way_action_table_get_cell (way_action_view_get_table (page.window->action_view), way_element_get_id (made), WAY_FIELD_TEXT));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page.window->views), ==, "actions");
  g_assert_true (way_editor_undo (page.editor));
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_close (page.window);
}

/* Another journey has others; a map that is read only is looked at. */
static void
test_follows (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "actions");
  double x, y, radius;
  WayElement *journey, *other = NULL;

  way_each (journey, way_document_get_root (page.document), WAY_KIND_JOURNEY)
    if (other == NULL && way_element_get_first (journey, WAY_KIND_OPPORTUNITY) != NULL && journey != way_editor_get_journey (page.editor))
      other = journey;
  way_document_set_read_only (page.document, TRUE);
  drag_to (&page, "op-plan", 1, 1, TRUE);
  g_assert_cmpint (plane_page_get (&page, "op-plan", WAY_FIELD_IMPACT), ==, 4);
  way_document_set_read_only (page.document, FALSE);
  g_assert_nonnull (other);
  way_editor_set_journey (page.editor, way_element_get_id (other));
  window_fixture_settle (50);
  g_assert_false (way_plane_scene_find_disc (way_plane_get_drawing (page.plane), "op-plan", &x, &y, &radius));
  g_assert_true (way_plane_scene_find_disc (way_plane_get_drawing (page.plane), way_element_get_id (way_element_get_first (other, WAY_KIND_OPPORTUNITY)), &x, &y, &radius));
  window_fixture_close (page.window);
}

int
main (int argc, char *argv[])
{
  int status;

  window_fixture_init (&argc, &argv);
  g_test_add_func ("/ideas/drag", test_drag);
  g_test_add_func ("/ideas/esc", test_esc);
  g_test_add_func ("/ideas/keys", test_keys);
  g_test_add_func ("/ideas/walk", test_walk);
  g_test_add_func ("/ideas/answer", test_answer);
  g_test_add_func ("/ideas/follows", test_follows);
  status = g_test_run ();
  window_fixture_quit ();
  return status;
}
