/* The outline: it always shows what edit/way-outline.h lists, is in step with the map, and edits what the map edits. */
#include "edit/way-commands.h"
#include "edit/way-outline.h"
#include "ui/panes/way-outline-pane.h"
#include "window-fixture.h"

static WayOutlinePane *
find_pane (GtkWidget *widget)
{
  WayOutlinePane *found = WAY_IS_OUTLINE_PANE (widget) ? WAY_OUTLINE_PANE (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_pane (child);
  return found;
}

static WayOutlinePane *
open_outline (WayWindow *window)
{
  window_fixture_act (window, "map.outline", NULL);
  window_fixture_settle (100);
  return find_pane (GTK_WIDGET (window->sidebar));
}

static void
assert_complete (WayWindow *window, WayOutlinePane *pane)
{
  WayDocument *document = way_session_get_document (window->session);
  g_autoptr (GPtrArray) rows = way_outline_list_rows (document, (WayElement *) way_document_get_root (document), 0);

  g_assert_cmpuint (way_outline_pane_get_n_rows (pane), ==, rows->len - 1);
  for (guint i = 1; i < rows->len; i++)
    g_assert_true (way_outline_pane_get_row (pane, i - 1) == ((const WayOutlineRow *) rows->pdata[i])->element);
}

static guint
find_row (WayOutlinePane *pane, const WayElement *element)
{
  for (guint i = 0; i < way_outline_pane_get_n_rows (pane); i++)
    if (way_outline_pane_get_row (pane, i) == element)
      return i;
  return G_MAXUINT;
}

static WayElement *
find_kind (WayOutlinePane *pane, WayKind kind)
{
  for (guint i = 0; i < way_outline_pane_get_n_rows (pane); i++)
    if (way_element_get_kind (way_outline_pane_get_row (pane, i)) == kind)
      return way_outline_pane_get_row (pane, i);
  return NULL;
}

/* Rows in sight have names, and the widget around each says it is selected. */
static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;
  g_autofree char *wrong = NULL;

  if (strcmp (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") == 0)
    wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  if (strcmp (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget") == 0 && wrong == NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);
  return found;
}

static void
test_in_step (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayOutlinePane *pane = open_outline (window);
  GtkWidget *row;

  assert_complete (window, pane);
  /* From here to the map, also to another journey. */
  for (guint i = 0; i < way_outline_pane_get_n_rows (pane); i += 5)
    {
      WayElement *element = way_outline_pane_get_row (pane, i);

      way_outline_pane_choose (pane, i);
      window_fixture_settle (1);
      g_assert_cmpstr (way_editor_get_selected (editor, 0), ==, way_element_get_id (element));
      g_assert_true (way_editor_get_journey (editor) == way_element_get_ancestor (element, WAY_KIND_JOURNEY));
    }
  /* And back. */
  WayElement *card = way_element_get_first (way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT);

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (100);
  row = find_named (GTK_WIDGET (pane), way_element_get_name (card));
  g_assert_nonnull (row);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
type_name (WayWindow *window, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window)), *entry = gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY);

  g_assert_nonnull (entry);
  g_assert_nonnull (gtk_widget_get_ancestor (entry, WAY_TYPE_OUTLINE_PANE));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  window_fixture_settle (100);
}

/* Every kind of line: one more like it, named, moved there and back, deleted. */
static void
test_edit (void)
{
  static const WayKind kinds[] = { WAY_KIND_TOUCHPOINT, WAY_KIND_STEP, WAY_KIND_PHASE, WAY_KIND_PAIN, WAY_KIND_JOURNEY };
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayOutlinePane *pane = open_outline (window);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint n = way_outline_pane_get_n_rows (pane);
      WayElement *element;

      g_test_message ("%s", way_kind_get (kinds[i])->name);
      way_outline_pane_choose (pane, find_row (pane, find_kind (pane, kinds[i])));
      window_fixture_settle (50);
      gtk_widget_activate_action (GTK_WIDGET (pane), "outline.insert", NULL);
      window_fixture_settle (150);
      element = way_editor_get_single (editor);
      g_assert_cmpint (way_element_get_kind (element), ==, kinds[i]);
      type_name (window, "Qwertz");
      g_assert_cmpstr (way_element_get_name (element), ==, "Qwertz");
      assert_complete (window, pane);
      g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_WIDGET (pane)));

      for (guint k = 0; k < 4; k++)
        {
          gtk_widget_activate_action (GTK_WIDGET (pane), "outline.move", "s", ((const char *[]){ "up", "down", "right", "left" })[k]);
          window_fixture_settle (50);
          assert_complete (window, pane);
          g_assert_true (way_editor_get_single (editor) == element);
        }
      gtk_widget_activate_action (GTK_WIDGET (pane), "outline.delete", NULL);
      window_fixture_settle (50);
      assert_complete (window, pane);
      g_assert_cmpuint (way_outline_pane_get_n_rows (pane), ==, n);
      while (way_editor_undo (editor))
        continue;
      window_fixture_settle (50);
      assert_complete (window, pane);
    }
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

static void
test_rename (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayOutlinePane *pane = open_outline (window);
  WayElement *card = find_kind (pane, WAY_KIND_TOUCHPOINT);

  way_outline_pane_choose (pane, find_row (pane, card));
  window_fixture_settle (50);
  g_assert_true (way_outline_pane_rename (pane));
  type_name (window, "Qwertz");
  g_assert_cmpstr (way_element_get_name (card), ==, "Qwertz");
  g_assert_nonnull (find_named (GTK_WIDGET (pane), "Qwertz"));
  g_assert_true (way_editor_undo (way_window_get_editor (window)));
  window_fixture_settle (50);
  g_assert_null (find_named (GTK_WIDGET (pane), "Qwertz"));
  window_fixture_close (window);
}

/* Whatever the map goes through, the lines are those of the list. */
static void
test_follows (void)
{
  static const char *const actions[] = { "map.add-touchpoint", "map.add-step", "map.add-phase", "map.add-pain", "map.delete", "map.duplicate", "win.undo", "win.redo", "map.add-opportunity" };
  static const char *const ways[] = { "left", "right", "up", "down" };
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayOutlinePane *pane = open_outline (window);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 90; i++)
    {
      int n = g_rand_int_range (rand, 0, G_N_ELEMENTS (actions) + 4);

      if (n < (int) G_N_ELEMENTS (actions))
        gtk_widget_activate_action (GTK_WIDGET (window->canvas), actions[n], NULL);
      else
        gtk_widget_activate_action (GTK_WIDGET (window->canvas), n % 2 == 0 ? "map.walk" : "map.nudge", "s", ways[g_rand_int_range (rand, 0, 4)]);
      if (g_rand_boolean (rand) && way_outline_pane_get_n_rows (pane) > 0)
        way_outline_pane_choose (pane, (guint) g_rand_int_range (rand, 0, (int) way_outline_pane_get_n_rows (pane)));
      window_fixture_settle (1);
      if (i % 5 == 0)
        {
          window_fixture_settle (20);
          assert_complete (window, pane);
        }
    }
  way_canvas_finish_edit (window->canvas, FALSE);
  window_fixture_close (window);
}

/* One whose first line has no widget and whose last has. */
static WayElement *
find_half (WayOutlinePane *pane, GPtrArray *phases)
{
  for (guint i = 0; i < phases->len; i++)
    if (find_named (GTK_WIDGET (pane), way_element_get_name (phases->pdata[i])) == NULL)
      {
        WayElement *last;

        way_each (last, phases->pdata[i], WAY_KIND_STEP)
          if (find_named (GTK_WIDGET (pane), way_element_get_name (last)) != NULL)
            return phases->pdata[i];
      }
  return NULL;
}

/* Of many lines only those near the ones in sight have widgets: what goes may begin before them and end among them.
 * Rows without their line would be bound anew, and complain, when something above goes. */
static void
test_many (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayOutlinePane *pane = open_outline (window);
  g_autoptr (GPtrArray) phases = g_ptr_array_new (); /* (element-type WayElement) */
  WayElement *half = NULL;

  for (guint i = 0; i < 40; i++)
    {
      WayElement *phase = way_document_lookup (way_editor_get_document (editor), way_command_add (editor, WAY_KIND_PHASE, NULL, NULL));

      for (guint k = 0; k < 6; k++)
        way_command_add (editor, WAY_KIND_STEP, NULL, NULL);
      way_editor_select (editor, way_element_get_id (phase));
      g_ptr_array_add (phases, phase);
    }
  window_fixture_settle (50);
  for (guint i = 1; half == NULL; i++)
    {
      way_outline_pane_choose (pane, way_outline_pane_get_n_rows (pane) - i);
      window_fixture_settle (1);
      half = find_half (pane, phases);
    }
  way_command_remove_part (editor, half, NULL);
  window_fixture_settle (1);
  way_command_remove_part (editor, phases->pdata[0], NULL);
  window_fixture_settle (1);
  assert_complete (window, pane);
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/outline/in-step", test_in_step);
  g_test_add_func ("/outline/edit", test_edit);
  g_test_add_func ("/outline/rename", test_rename);
  g_test_add_func ("/outline/follows", test_follows);
  g_test_add_func ("/outline/many", test_many);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
