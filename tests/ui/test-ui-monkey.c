/* Twenty thousand things that hands may do, in an order nobody thought of: every action that is registered, and presses, drags, words
 * and wheels on the map. Nothing crashes or complains, the map stays valid, and undo leads back to the first byte. */
#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-writer.h"
#include "model/way-integrity.h"
#include "ui/canvas/way-canvas-drag.h"
#include "ui/canvas/way-canvas-private.h"
#include "window-fixture.h"

/* WAYMARK_DOINGS=20000 for the long run, WAYMARK_SEED for another one, WAYMARK_LOG=FILE for what customers really do over the map, WAYMARK_DARK=1. Beyond some thousands a popover now and then points off the screen of Xvfb, and GDK, which
 * finds no monitor there, says something critical: not found yet whose it is. */
#define DOINGS "2000"
#define SEED "7"
/* Everything doubles now and then, and a map of thousands says no more than one of a hundred. */
#define ELEMENTS_MAX 900
#define CHECK_EACH 50
#define DRAW_EACH 40

/* Those that leave the window, or wait for a file to be chosen: they have tests of their own. */
static const char *const left_out[] = {
  "win.open", "win.open-path", "win.save-as", "win.merge", "win.import-figures", "win.paste-figures", "win.import-path", "win.new-from-log", "map.open-log", "map.warehouse", "map.refresh-log", "win.from-template", "win.recover", "win.discard-draft", "win.compare", "win.show-help-overlay", "win.list", "map.import-contacts", "map.people-sheet", "map.actions-sheet", "map.journeys-sheet", "map.interview-guide", NULL
};
/* Those that open a window, which is costly and then closed: now and then is enough. */
static const char *const costly[] = { "win.export", "win.print", "win.palette", "win.history", "win.save", "win.reload", NULL };

static const struct
{
  const char *action;
  const char *targets[6];
} targets[] = {
  { "map.walk", { "left", "right", "up", "down", "first-step", "last-step" } },
  { "map.extend", { "left", "right", "up", "down" } },
  { "map.nudge", { "left", "right", "up", "down" } },
  { "map.go-on", { "left", "right", "down" } },
  { "map.add-lane", { "emotion", "touchpoints", "text", "pains", "channels" } },
};

typedef struct
{
  WayWindow *window;
  GRand *rand;
  GPtrArray *actions; /* (element-type char) with their prefix, owned */
  guint done;
} Monkey;

static void
collect_cb (WayElement *element, gpointer data)
{
  if (way_element_get_id (element) != NULL)
    g_ptr_array_add (data, element);
}

static const WayElement *
pick (Monkey *self, guint *n)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  way_element_walk ((WayElement *) way_document_get_root (way_session_get_document (self->window->session)), collect_cb, all);
  if (n != NULL)
    *n = all->len;
  return all->pdata[g_rand_int_range (self->rand, 0, (int) all->len)];
}

static const char *
pick_target (Monkey *self, const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (g_str_equal (targets[i].action, action))
      {
        guint n = 0;

        while (n < G_N_ELEMENTS (targets[i].targets) && targets[i].targets[n] != NULL)
          n++;
        return targets[i].targets[g_rand_int_range (self->rand, 0, (int) n)];
      }
  return way_element_get_id (pick (self, NULL));
}

static void
run_action (Monkey *self)
{
  const char *action = self->actions->pdata[g_rand_int_range (self->rand, 0, (int) self->actions->len)];
  gboolean map = g_str_has_prefix (action, "map.");
  GActionGroup *group = map ? G_ACTION_GROUP (self->window->map_actions) : G_ACTION_GROUP (self->window);
  const GVariantType *type = g_action_group_get_action_parameter_type (group, action + 4);
  g_autoptr (GVariant) target = NULL;

  if (g_strv_contains (costly, action) && g_rand_int_range (self->rand, 0, 30) > 0)
    return;
  if (type != NULL && g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    target = g_variant_ref_sink (g_variant_new_string (pick_target (self, action)));
  else if (type != NULL && g_variant_type_equal (type, G_VARIANT_TYPE_INT32))
    target = g_variant_ref_sink (g_variant_new_int32 (g_rand_boolean (self->rand) ? 1 : -1));
  else if (type != NULL)
    return;
  g_test_message ("%u: %s", self->done, action);
  gtk_widget_activate_action_variant (GTK_WIDGET (self->window->canvas), action, target);
}

static double
pick_x (Monkey *self)
{
  return g_rand_double_range (self->rand, 0, gtk_widget_get_width (GTK_WIDGET (self->window->canvas)));
}

static double
pick_y (Monkey *self)
{
  return g_rand_double_range (self->rand, 0, gtk_widget_get_height (GTK_WIDGET (self->window->canvas)));
}

static void
drag (Monkey *self)
{
  static const GdkModifierType states[] = { 0, 0, 0, GDK_SHIFT_MASK, GDK_CONTROL_MASK, GDK_ALT_MASK };
  GdkModifierType state = states[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (states))];
  int n = g_rand_int_range (self->rand, 0, 4);

  g_test_message ("%u: drag", self->done);
  way_canvas_press (self->window->canvas, pick_x (self), pick_y (self), g_rand_int_range (self->rand, 0, 10) > 0 ? GDK_BUTTON_PRIMARY : GDK_BUTTON_MIDDLE, state);
  for (int i = 0; i < n; i++)
    way_canvas_drag (self->window->canvas, pick_x (self), pick_y (self), state);
  way_canvas_release (self->window->canvas, g_rand_int_range (self->rand, 0, 4) > 0);
}

static void
write_in_place (Monkey *self)
{
  static const char *const words[] = { NULL, "x", "Grüße & <b>", "", "\xd8\xa7\xd9\x84\xd8\xb9\xd9\x85\xd9\x8a\xd9\x84", "A rather long name that does not fit a card of this width at all" };

  g_test_message ("%u: write", self->done);
  way_canvas_edit (self->window->canvas, g_rand_boolean (self->rand) ? NULL : way_element_get_id (pick (self, NULL)), words[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (words))]);
  if (g_rand_int_range (self->rand, 0, 3) > 0)
    way_canvas_finish_edit (self->window->canvas, g_rand_boolean (self->rand));
}

static void
look_elsewhere (Monkey *self)
{
  GtkAdjustment *adjustment = g_rand_boolean (self->rand) ? gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->window->canvas)) : gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->window->canvas));

  if (g_rand_boolean (self->rand))
    way_canvas_zoom_at (self->window->canvas, g_rand_double_range (self->rand, 0.1, 3), pick_x (self), pick_y (self));
  else
    gtk_adjustment_set_value (adjustment, g_rand_double_range (self->rand, 0, gtk_adjustment_get_upper (adjustment)));
}

static void
step_through_time (Monkey *self)
{
  WayDocument *document = way_session_get_document (self->window->session);
  int done = (int) way_document_get_n_done (document), by = g_rand_int_range (self->rand, -5, 6);

  way_canvas_finish_edit (self->window->canvas, TRUE);
  way_history_steps_go_to (self->window->steps, (guint) MAX (done + by, 0));
}

static void
close_others (Monkey *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != self->window && gtk_widget_get_visible (l->data) && gtk_window_get_transient_for (l->data) == GTK_WINDOW (self->window))
      gtk_window_destroy (l->data);
}

static void
do_something (Monkey *self)
{
  int n = g_rand_int_range (self->rand, 0, 100);

  if (n < 68)
    run_action (self);
  else if (n < 78)
    drag (self);
  else if (n < 83)
    write_in_place (self);
  else if (n < 88)
    look_elsewhere (self);
  else if (n < 93)
    step_through_time (self);
  else
    way_editor_select (way_window_get_editor (self->window), way_element_get_id (pick (self, NULL)));
}

static void
keep_small (Monkey *self)
{
  guint n;

  pick (self, &n);
  while (n > ELEMENTS_MAX && way_editor_undo (way_window_get_editor (self->window)))
    pick (self, &n);
}

static void
add_actions (Monkey *self, const char *prefix, GActionGroup *group)
{
  g_auto (GStrv) names = g_action_group_list_actions (group);

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *action = g_strdup_printf ("%s.%s", prefix, *name);

      if (!g_strv_contains (left_out, action))
        g_ptr_array_add (self->actions, g_steal_pointer (&action));
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
copy_sample (void)
{
  g_autofree char *from = way_place_build_data ("samples/car-purchase.en.waymark"), *data = NULL;
  char *path = g_build_filename (g_get_user_state_dir (), "monkey.waymark", NULL);
  gsize size;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  return path;
}

static void
assert_valid (Monkey *self)
{
  g_autoptr (WayReport) report = way_report_new ();

  way_integrity_check (way_session_get_document (self->window->session), report);
  if (way_report_count (report, WAY_SEVERITY_ERROR) > 0)
    g_error ("after %u: %s", self->done, way_report_get (report, 0)->text);
}

/* Some of its events are touchpoints of the map, the rest are ghosts. */
static void
show_log (WayWindow *window, const char *path)
{
  g_autoptr (WayLog) log = NULL;

  way_flow_watch_load (window->flow, path);
  window_fixture_wait_until (!way_flow_watch_is_busy (window->flow));
  g_assert_nonnull (way_flow_watch_get_log (window->flow));
  log = way_log_ref (way_flow_watch_get_log (window->flow));
  for (guint i = 0; i < log->n_activities; i += 2)
    way_command_add_for_event (way_window_get_editor (window), log->activity_names[i], NULL, NULL, NULL, NULL);
  way_flow_watch_set_shown (window->flow, TRUE);
  window_fixture_wait_until (way_flow_watch_get_traffic (window->flow) != NULL);
}

static void
test_monkey (void)
{
  g_autofree char *path = copy_sample ();
  const char *asked = g_getenv ("WAYMARK_DOINGS"), *other = g_getenv ("WAYMARK_SEED");
  guint n = (guint) g_ascii_strtoull (asked != NULL ? asked : DOINGS, NULL, 10), seed = (guint) g_ascii_strtoull (other != NULL ? other : SEED, NULL, 10);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_free);
  WayWindow *window = window_fixture_open (NULL);
  Monkey monkey = { .window = window, .rand = rand, .actions = actions };
  g_autoptr (GBytes) before = NULL, after = NULL;

  g_assert_true (way_window_open_path (window, path));
  way_document_seed_ids (way_session_get_document (window->session), seed);
  before = way_writer_write (way_session_get_document (window->session));
  if (g_getenv ("WAYMARK_LOG") != NULL)
    show_log (window, g_getenv ("WAYMARK_LOG"));
  if (g_getenv ("WAYMARK_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  add_actions (&monkey, "map", G_ACTION_GROUP (window->map_actions));
  add_actions (&monkey, "win", G_ACTION_GROUP (window));
  g_ptr_array_sort (actions, compare_names);

  for (; monkey.done < n; monkey.done++)
    {
      do_something (&monkey);
      if (monkey.done % CHECK_EACH == 0)
        assert_valid (&monkey);
      if (monkey.done % DRAW_EACH == 0)
        {
          keep_small (&monkey);
          window_fixture_settle (0);
          close_others (&monkey);
        }
    }
  way_canvas_finish_edit (window->canvas, FALSE);
  while (way_editor_undo (way_window_get_editor (window)))
    continue;
  after = way_writer_write (way_session_get_document (window->session));
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), g_bytes_get_data (before, NULL), g_bytes_get_size (before));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/monkey/twenty-thousand", test_monkey);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
