/* Contact rules in their window: begun with an example, counted while they are written, marked on the map, switched off, and listed. */
#include <glib/gstdio.h>
#include <string.h>

#include "edit/way-commands.h"
#include "metrics/log/way-log-import.h"
#include "metrics/log/way-log-rule-list.h"
#include "ui/canvas/way-canvas-private.h"
#include "ui/flow/way-rules-window.h"
#include "window-fixture.h"

#define CASES 40

/* Every fourth complains, and of these every second gets a newsletter before the answer. */
static WayLog *
make_log (void)
{
  g_autoptr (GString) s = g_string_new ("case_id,activity,timestamp\n");
  g_autoptr (WayReport) report = way_report_new ();
  WayLog *log;

  for (int i = 0; i < CASES; i++)
    {
      g_string_append_printf (s, "c%d,Visit,2026-01-01T10:00:00Z\n", i);
      if (i % 4 == 0)
        g_string_append_printf (s, "c%d,Complaint,2026-01-02T10:00:00Z\n", i);
      if (i % 8 == 0)
        g_string_append_printf (s, "c%d,Newsletter,2026-01-03T10:00:00Z\n", i);
      if (i % 4 == 0)
        g_string_append_printf (s, "c%d,Answer,2026-01-04T10:00:00Z\n", i);
      if (i % 8 == 4)
        g_string_append_printf (s, "c%d,Newsletter,2026-01-05T10:00:00Z\n", i);
    }
  log = way_log_read (s->str, s->len, "log.csv", NULL, NULL, report, NULL);
  g_assert_nonnull (log);
  return log;
}

typedef struct
{
  WayWindow *window;
  WayRulesWindow *rules;
} Fixture;

static void
wait_for (WayWindow *window)
{
  window_fixture_wait_until (!way_flow_watch_is_busy (window->flow));
  window_fixture_settle (20);
}

static Fixture
open_rules (void)
{
  Fixture fixture = { window_fixture_open ("b2b-solution.en"), NULL };
  WayEditor *editor = way_window_get_editor (fixture.window);
  g_autoptr (WayLog) log = make_log ();

  g_assert_nonnull (way_command_add_for_event (editor, "Newsletter", NULL, NULL, NULL, NULL));
  window_fixture_act (fixture.window, "map.rules", NULL);
  way_flow_watch_set_log (fixture.window->flow, log, "log.csv");
  wait_for (fixture.window);
  fixture.rules = way_rules_window_open (GTK_WINDOW (fixture.window), fixture.window->flow, NULL);
  return fixture;
}

static const WayItem *
find_mark (WayWindow *window, WayRect *rect)
{
  const WayScene *scene = way_canvas_get_scene (window->canvas);

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        if (way_band_get_item (band, i)->part == WAY_PART_MARK && strstr (way_band_get_item (band, i)->id, WAY_GHOST_PREFIX) == NULL)
          {
            *rect = way_scene_get_item_rect (scene, b, way_band_get_item (band, i));
            return way_band_get_item (band, i);
          }
    }
  return NULL;
}

static WayElement *
get_rule (const Fixture *fixture)
{
  return way_document_lookup (way_session_get_document (fixture->window->session), way_rules_window_get_selected (fixture->rules));
}

/* One press on the example says all that the issue asks for: counted, marked, undone. */
static void
test_example (void)
{
  Fixture fixture = open_rules ();
  WayRect rect;
  const WayItem *mark;

  g_assert_null (way_rules_window_get_selected (fixture.rules));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 0));
  g_assert_true (way_element_is (get_rule (&fixture), WAY_FIELD_OPENS, "Complaint"));
  wait_for (fixture.window);
  g_assert_cmpstr (way_rules_window_get_outcome (fixture.rules), ==, "Broken in 5 of 40 journeys of “log.csv”: 12.5\302\240% (between 5.5\302\240% and 26.1\302\240%), 5 times in all.");
  mark = find_mark (fixture.window, &rect);
  g_assert_nonnull (mark);
  g_assert_nonnull (strstr (way_drawing_get_description (mark->drawing), "broken here in 5 journeys"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "win.undo", NULL);
  wait_for (fixture.window);
  g_assert_null (way_rules_window_get_selected (fixture.rules));
  g_assert_null (find_mark (fixture.window, &rect));
  window_fixture_close (fixture.window);
}

static const WayGap *
find_broken (const Fixture *fixture)
{
  const GPtrArray *gaps = way_gap_watch_get_gaps (fixture->window->gaps);

  for (guint i = 0; i < gaps->len; i++)
    if (g_str_equal (((const WayGap *) g_ptr_array_index (gaps, i))->rule->id, "rule-broken"))
      return g_ptr_array_index (gaps, i);
  return NULL;
}

/* A broken rule is a gap, found by itself, and leads to where it is broken; gone with the rule, kept while only the flow is hidden, and no
 * affair of some journeys that are filtered. */
static void
test_gap (void)
{
  Fixture fixture = open_rules ();
  const WayGap *gap;

  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 0);
  window_fixture_wait_until (find_broken (&fixture) != NULL);
  gap = find_broken (&fixture);
  g_assert_cmpstr (gap->at, ==, way_rules_window_get_selected (fixture.rules));
  g_assert_nonnull (strstr (gap->text, "broken in 5 of 40 journeys, 12.5 % (5.5 to 26.1)"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.window->canvas), "map.show", "s", way_gap_get_place (gap));
  g_assert_cmpint (way_element_get_kind (way_editor_get_single (way_window_get_editor (fixture.window))), ==, WAY_KIND_TOUCHPOINT);
  window_fixture_act (fixture.window, "map.flow", NULL);
  way_gap_watch_update (fixture.window->gaps);
  g_assert_nonnull (find_broken (&fixture));
  window_fixture_act (fixture.window, "map.flow", NULL);
  wait_for (fixture.window);
  g_assert_true (way_flow_watch_set_query (fixture.window->flow, "Complaint", NULL));
  wait_for (fixture.window);
  way_gap_watch_update (fixture.window->gaps);
  g_assert_nonnull (strstr (find_broken (&fixture)->text, "5 of 40"));
  g_assert_true (way_flow_watch_set_query (fixture.window->flow, NULL, NULL));
  wait_for (fixture.window);
  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.delete", NULL);
  wait_for (fixture.window);
  window_fixture_wait_until (find_broken (&fixture) == NULL);
  g_assert_null (find_broken (&fixture));
  window_fixture_close (fixture.window);
}

/* The fields of the table are the form, those that its kind has a use for, and what is typed is counted. */
static void
test_edit (void)
{
  Fixture fixture = open_rules ();
  WayForm *form;

  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 0);
  wait_for (fixture.window);
  form = way_rules_window_get_form (fixture.rules);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_CLOSES));
  g_assert_null (way_form_find_row (form, WAY_FIELD_N));
  way_field_row_enter (way_form_find_row (form, WAY_FIELD_CLOSES), "");
  wait_for (fixture.window);
  g_assert_true (g_str_has_prefix (way_rules_window_get_outcome (fixture.rules), "Broken in 10 of 40"));
  way_field_row_enter (way_form_find_row (form, WAY_FIELD_KIND), "Too many contacts");
  wait_for (fixture.window);
  way_form_update (form);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_N));
  way_field_row_enter (way_form_find_row (form, WAY_FIELD_MATCH), "a > b");
  wait_for (fixture.window);
  g_assert_nonnull (strstr (way_rules_window_get_outcome (fixture.rules), "several steps"));
  window_fixture_close (fixture.window);
}

static void
test_switch (void)
{
  Fixture fixture = open_rules ();
  WayEditor *editor = way_window_get_editor (fixture.window);
  const char *ids[] = { NULL, NULL };
  WayRect rect;

  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 0);
  wait_for (fixture.window);
  ids[0] = way_rules_window_get_selected (fixture.rules);
  g_assert_true (way_command_set (editor, ids, WAY_FIELD_OFF, "true", NULL));
  wait_for (fixture.window);
  g_assert_null (find_mark (fixture.window, &rect));
  g_assert_true (g_str_has_prefix (way_rules_window_get_outcome (fixture.rules), "Switched off"));
  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "win.undo", NULL);
  wait_for (fixture.window);
  g_assert_nonnull (find_mark (fixture.window, &rect));
  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.delete", NULL);
  wait_for (fixture.window);
  g_assert_null (find_mark (fixture.window, &rect));
  g_assert_null (way_rules_window_get_selected (fixture.rules));
  window_fixture_close (fixture.window);
}

/* A badge that is clicked says what it stands for. */
static void
test_badge (void)
{
  Fixture fixture = open_rules ();
  WayCanvas *canvas = fixture.window->canvas;
  WayRect rect;
  GtkWidget *popover;

  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 0);
  wait_for (fixture.window);
  g_assert_nonnull (find_mark (fixture.window, &rect));
  gtk_window_present (GTK_WINDOW (fixture.window));
  way_canvas_scroll_to_rect (canvas, rect);
  window_fixture_settle (50);
  rect.x += rect.width / 2;
  rect.y += rect.height / 2;
  way_canvas_scene_to_widget (canvas, &rect.x, &rect.y);
  g_assert_true (way_canvas_ask_rules (canvas, rect.x, rect.y));
  popover = canvas->rules;
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (gtk_popover_get_child (GTK_POPOVER (popover))))), "broken here in 5 journeys"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  window_fixture_close (fixture.window);
}

/* The file is what the command line writes; a list that was stopped leaves none. */
static void
test_export (void)
{
  Fixture fixture = open_rules ();
  g_autofree char *folder = g_dir_make_tmp ("waymark-rules-XXXXXX", NULL), *path = g_build_filename (folder, "matches.csv", NULL), *text = NULL, *expected = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  WayRuleCount *count;

  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.add", "u", 3);
  wait_for (fixture.window);
  way_rules_window_export (fixture.rules, NULL, path);
  g_assert_true (way_rules_window_is_exporting (fixture.rules));
  gtk_widget_activate_action (GTK_WIDGET (fixture.rules), "rules.cancel", NULL);
  window_fixture_wait_until (!way_rules_window_is_exporting (fixture.rules));
  /* Whether it was faster or not. */
  g_unlink (path);
  way_rules_window_export (fixture.rules, NULL, path);
  window_fixture_wait_until (!way_rules_window_is_exporting (fixture.rules));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  count = way_flow_watch_get_rules (fixture.window->flow);
  g_assert_cmpuint (count->results->len, ==, 2);
  g_assert_true (way_rule_list_write_csv (count->results, count->view, stream, NULL, NULL, NULL, NULL));
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  expected = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_cmpstr (text, ==, expected);
  g_assert_nonnull (strstr (text, ",c8,1,Newsletter,2026-01-03T10:00:00Z,Newsletter,Complaint,2026-01-02T10:00:00Z,"));
  g_unlink (path);
  g_rmdir (folder);
  window_fixture_close (fixture.window);
}

int
main (int argc, char *argv[])
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/ui/rules/example", test_example);
  g_test_add_func ("/ui/rules/gap", test_gap);
  g_test_add_func ("/ui/rules/edit", test_edit);
  g_test_add_func ("/ui/rules/switch", test_switch);
  g_test_add_func ("/ui/rules/badge", test_badge);
  g_test_add_func ("/ui/rules/export", test_export);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
