/* The view of the actions: it lists them, and its cells change them. */
#include "base/way-date.h"
#include "review/way-followup.h"
#include "window-fixture.h"

static const char *
open_actions (WayWindow *window)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "actions"));
  window_fixture_settle (150);
  return way_action_table_get_id (way_action_view_get_table (window->action_view), 0);
}

static GtkWidget *
get_cell (WayWindow *window, const char *id, WayField field)
{
  GtkWidget *cell = way_action_table_get_cell (way_action_view_get_table (window->action_view), id, field);

  g_assert_nonnull (cell);
  return cell;
}

static void
type (WayWindow *window, const char *id, WayField field, const char *text)
{
  GtkWidget *cell = get_cell (window, id, field);

  if (field == WAY_FIELD_TEXT)
    {
      way_action_table_edit (way_action_view_get_table (window->action_view), id);
      window_fixture_settle (50);
      cell = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (window)), GTK_TYPE_ENTRY);
    }
  if (field == WAY_FIELD_DUE)
    cell = gtk_widget_get_first_child (cell);
  gtk_editable_set_text (GTK_EDITABLE (cell), text);
  g_signal_emit_by_name (cell, "activate");
  window_fixture_settle (50);
}

/* What is overdue first, then what is open by day, as on paper. */
static void
test_lists (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayActionTable *table = way_action_view_get_table (window->action_view);
  WayDocument *document = way_session_get_document (window->session);
  g_autoptr (GPtrArray) actions = way_followup_list (document, way_date_today ());
  g_autofree char *title = g_strdup_printf ("Actions %u", way_followup_count_open (document));

  open_actions (window);
  g_assert_cmpuint (actions->len, >, 2);
  for (guint i = 0; i < actions->len; i++)
    g_assert_cmpstr (way_action_table_get_id (table, i), ==, way_element_get_id (actions->pdata[i]));
  g_assert_null (way_action_table_get_id (table, actions->len));
  g_assert_cmpstr (gtk_stack_page_get_title (window->action_page), ==, title);
  g_assert_false (way_session_is_modified (window->session));
  window_fixture_close (window);
}

/* A row that was changed stays where it is, until the view comes into sight again. */
static void
test_stays (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayActionTable *table = way_action_view_get_table (window->action_view);
  g_autofree char *id = g_strdup (open_actions (window));
  guint last = 0;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_cell (window, id, WAY_FIELD_STATUS)), 4);
  window_fixture_settle (100);
  g_assert_cmpstr (way_action_table_get_id (table, 0), ==, id);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "map"));
  window_fixture_settle (50);
  open_actions (window);
  g_assert_cmpstr (way_action_table_get_id (table, 0), !=, id);
  while (way_action_table_get_id (table, last + 1) != NULL)
    last++;
  g_assert_cmpuint (last, >, 2);
  window_fixture_close (window);
}

static const char *
get_words (GtkWidget *box, guint line)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  for (; line > 0; line--)
    child = gtk_widget_get_next_sibling (child);
  return gtk_widget_get_visible (child) ? gtk_label_get_text (GTK_LABEL (GTK_IS_BOX (child) ? gtk_widget_get_last_child (child) : child)) : "";
}

/* What should move, from where, and what came of it: in words. What is late says by how much. */
static void
test_effects (void)
{
  static const struct
  {
    const char *id, *metric, *before, *outcome, *words; /* patterns */
  } rows[] = {
    { "ac-code", "*", "before: 24.8?%", "", "24.8?% → 30.1?%, +*pts*(*" },
    { "ac-schul", "*", "before: 84?%", "no effect seen", "84?% → 93?%, +9?pts?(*" },
  };
  WayWindow *window = window_fixture_open ("car-purchase.en");
  GtkWidget *due;

  open_actions (window);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *metric = get_cell (window, rows[i].id, WAY_FIELD_METRIC), *effect = get_cell (window, rows[i].id, WAY_N_FIELDS);

      g_test_message ("%s | %s | %s | %s", get_words (metric, 0), get_words (metric, 1), get_words (effect, 0), get_words (effect, 1));
      g_assert_true (g_pattern_match_simple (rows[i].metric, get_words (metric, 0)));
      g_assert_true (g_pattern_match_simple (rows[i].before, get_words (metric, 1)));
      g_assert_cmpstr (get_words (effect, 0), ==, rows[i].outcome);
      g_assert_true (g_pattern_match_simple (rows[i].words, get_words (effect, 1)));
    }
  type (window, "ac-code", WAY_FIELD_DUE, "2001-02-03");
  due = get_cell (window, "ac-code", WAY_FIELD_DUE);
  g_assert_true (g_str_has_suffix (get_words (due, 1), "days late"));
  type (window, "ac-code", WAY_FIELD_DUE, "");
  g_assert_cmpstr (get_words (due, 1), ==, "");
  type (window, "ac-schul", WAY_FIELD_TOLD_ON, "2026-09-01");
  g_assert_cmpstr (way_element_get (way_document_lookup (way_session_get_document (window->session), "ac-schul"), WAY_FIELD_TOLD_ON), ==, "2026-09-01");
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
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_first_child (get_cell (window, id, WAY_FIELD_DUE)), "error"));
  type (window, id, WAY_FIELD_DUE, "soon");
  g_assert_cmpstr (way_element_get (action, WAY_FIELD_DUE), ==, "2001-02-03");
  type (window, id, WAY_FIELD_DUE, "2999-02-03");
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_first_child (get_cell (window, id, WAY_FIELD_DUE)), "error"));

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
  while (way_action_table_get_id (way_action_view_get_table (window->action_view), n) != NULL)
    n++;
  window_fixture_act (window, "map.add-action", NULL);
  window_fixture_settle (150);
  g_assert_nonnull (way_action_table_get_id (way_action_view_get_table (window->action_view), n));
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_cell (window, way_action_table_get_id (way_action_view_get_table (window->action_view), n), WAY_FIELD_TEXT)));
  g_assert_true (way_editor_undo (way_window_get_editor (window)));
  window_fixture_settle (100);
  g_assert_null (way_action_table_get_id (way_action_view_get_table (window->action_view), n));

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
  g_assert_nonnull (way_action_table_get_id (way_action_view_get_table (window->action_view), 0));
  window_fixture_close (window);
}

/* Made on the map, where it has no place, it is named in the inspector at once. */
static void
test_named (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  GtkWidget *focus;
  g_autofree char *text = NULL;

  window_fixture_act (window, "map.add-action", NULL);
  window_fixture_wait_until ((focus = gtk_root_get_focus (GTK_ROOT (window))) != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (window->inspector)));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (text, ==, "New action");
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/todo/lists", test_lists);
  g_test_add_func ("/todo/stays", test_stays);
  g_test_add_func ("/todo/effects", test_effects);
  g_test_add_func ("/todo/edit", test_edit);
  g_test_add_func ("/todo/add", test_add);
  g_test_add_func ("/todo/nothing", test_nothing);
  g_test_add_func ("/todo/named", test_named);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
