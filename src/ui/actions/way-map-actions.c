#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-navigate.h"
#include "ui/actions/way-action-list.h"
#include "ui/dialogs/way-register-window.h"
#include "ui/window/way-window-private.h"

static void
say (WayWindow *window, const GError *error)
{
  if (error != NULL)
    way_window_say (window, error->message);
}

static void
show_selected (WayWindow *window)
{
  const char *id = way_editor_get_selected (way_window_get_editor (window), 0);

  if (id != NULL)
    way_canvas_scroll_to (window->canvas, id);
  else
    way_canvas_scroll_to_cell (window->canvas);
}

/* --- adding --- */

/* What was made is named at once, where it shows on the map; what does not is shown in the inspector. */
static void
name_new (WayWindow *window, const char *id, const GError *error)
{
  WayElement *element;

  say (window, error);
  if (id == NULL)
    return;
  element = way_document_lookup (way_session_get_document (window->session), id);
  if (gtk_widget_get_mapped (GTK_WIDGET (window->action_view)) && way_element_get_kind (element) == WAY_KIND_ACTION)
    {
      way_action_table_edit (way_action_view_get_table (window->action_view), id);
      return;
    }
  gtk_stack_set_visible_child_name (window->views, "map");
  way_canvas_scroll_to (window->canvas, id);
  if (way_canvas_edit (window->canvas, id, NULL))
    return;
  if (element != NULL)
    {
      way_window_show_pane (window, window->inspector_revealer);
      way_inspector_show_new (window->inspector, element);
    }
}

static void
add_kind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const struct
  {
    const char *name;
    WayKind kind;
  } kinds[] = {
    { "add-touchpoint", WAY_KIND_TOUCHPOINT },
    { "add-step", WAY_KIND_STEP },
    { "add-phase", WAY_KIND_PHASE },
    { "add-pain", WAY_KIND_PAIN },
    { "add-opportunity", WAY_KIND_OPPORTUNITY },
    { "add-action", WAY_KIND_ACTION },
    { "connect", WAY_KIND_CONNECTION },
    { "add-persona", WAY_KIND_PERSONA },
  };
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  const char *id = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, g_action_get_name (G_ACTION (action))) == 0)
      id = way_command_add (way_window_get_editor (window), kinds[i].kind, NULL, &error);

  g_autofree char *kept = g_strdup (id);

  name_new (window, kept, error);
}

/* A phase behind the phase, a step behind the step, a lane below the lane; else one more card in the cell. */
static void
add_another (WayWindow *window)
{
  static const WayKind kinds[] = { WAY_KIND_PHASE, WAY_KIND_STEP, WAY_KIND_LANE, WAY_KIND_SEPARATOR, WAY_KIND_PERSONA, WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY };
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *single;
  g_autoptr (GError) error = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  single = way_editor_get_single (editor);
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && single != NULL; i++)
    if (way_element_get_kind (single) == kinds[i])
      {
        g_autofree char *id = g_strdup (way_command_add (editor, kinds[i], NULL, &error));

        name_new (window, id, error);
        return;
      }
  if (!way_canvas_edit (window->canvas, NULL, NULL))
    gtk_widget_activate_action (GTK_WIDGET (window), "map.add-touchpoint", NULL);
}

static void
add_another_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add_another (data);
}

static void
add_lane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  id = g_strdup (way_command_add_lane (way_window_get_editor (window), g_variant_get_string (parameter, NULL), NULL, NULL, &error));
  name_new (window, id, error);
}

static void
add_journey_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  id = g_strdup (way_command_add (way_window_get_editor (window), WAY_KIND_JOURNEY, NULL, &error));
  say (window, error);
  if (id != NULL)
    way_editor_set_journey (way_window_get_editor (window), id);
}

/* --- changing --- */

typedef gboolean (*Command) (WayEditor *editor, GError **error);

static void
run (WayWindow *window, Command command)
{
  g_autoptr (GError) error = NULL;

  way_canvas_finish_edit (window->canvas, TRUE);
  command (way_window_get_editor (window), &error);
  say (window, error);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run (data, way_command_delete);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run (data, way_command_duplicate);
  show_selected (data);
}

static void
moment_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run (data, way_command_toggle_moment_of_truth);
}

static void
feeling_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;

  way_command_change_feeling (way_window_get_editor (window), NULL, g_variant_get_int32 (parameter), &error);
  say (window, error);
}

/* Whose feelings + and − change from now on. */
static void
feel_as_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  WayWindow *window = data;
  const WayElement *persona = way_document_lookup (way_session_get_document (window->session), g_variant_get_string (state, NULL));
  g_autofree char *text = NULL;

  if (persona == NULL)
    return;
  way_editor_set_persona (way_window_get_editor (window), way_element_get_id (persona));
  g_simple_action_set_state (action, state);
  text = g_strdup_printf (_ ("+ and − now change what %s feels"), way_element_get_name (persona));
  way_window_say (window, text);
}

/* The menu of whose feelings, and which of them is chosen. */
static void
update_personas (WayWindow *window)
{
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (GPtrArray) personas = editor != NULL ? way_command_list_personas (editor, NULL) : g_ptr_array_new ();
  const WayElement *chosen = editor != NULL ? way_command_find_persona (editor) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < personas->len; i++)
    g_string_append_printf (names, "%s %s\n", way_element_get_id (personas->pdata[i]), way_element_get_name (personas->pdata[i]));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), "feel-as")), g_variant_new_string (chosen != NULL ? way_element_get_id (chosen) : ""));
  if (window->persona_menu == NULL || g_strcmp0 (names->str, window->persona_names) == 0)
    return;
  g_free (window->persona_names);
  window->persona_names = g_string_free (g_steal_pointer (&names), FALSE);
  g_menu_remove_all (window->persona_menu);
  for (guint i = 0; i < personas->len; i++)
    {
      /* A name is no mnemonic. */
      g_auto (GStrv) parts = g_strsplit (way_element_get_name (personas->pdata[i]), "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts), *accel = g_strdup_printf ("<Alt>%u", i + 1);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "map.feel-as", "s", way_element_get_id (personas->pdata[i]));
      if (i < 9)
        g_menu_item_set_attribute (item, "accel", "s", accel);
      g_menu_append_item (window->persona_menu, item);
    }
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_edit (window->canvas, way_editor_get_selected (way_window_get_editor (window), 0), NULL);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_window_show_pane (window, window->inspector_revealer);
  way_inspector_show (window->inspector, (WayElement *) way_document_get_meta (way_session_get_document (window->session)));
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *id = g_variant_get_string (parameter, NULL);
  WayElement *element = way_document_lookup (way_session_get_document (window->session), id);

  if (element == NULL)
    return;
  gtk_stack_set_visible_child_name (window->views, "map");
  if (way_element_get_kind (element) == WAY_KIND_DOCUMENT)
    element = (WayElement *) way_document_get_meta (way_session_get_document (window->session));

  gboolean revealed = way_element_get_ancestor (element, WAY_KIND_JOURNEY) != NULL && way_editor_reveal (way_window_get_editor (window), id);

  if (way_canvas_get_scene (window->canvas) != NULL && way_scene_find (way_canvas_get_scene (window->canvas), id, NULL) != NULL)
    {
      way_editor_select (way_window_get_editor (window), id);
      way_canvas_scroll_to (window->canvas, id);
      return;
    }
  /* What is on no lane that shows. */
  way_window_show_pane (window, window->inspector_revealer);
  if (!revealed)
    way_inspector_show (window->inspector, element);
}

/* What is known of it, wherever the eyes are. */
static void
inspect_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_inspector_show (window->inspector, way_document_lookup (way_session_get_document (window->session), g_variant_get_string (parameter, NULL)));
}

/* The register of a kind, by its name in the file. */
static void
register_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  guint n;
  const WayKind *kinds = way_register_list_kinds (&n);

  way_canvas_finish_edit (window->canvas, TRUE);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (way_kind_get (kinds[i])->name, g_variant_get_string (parameter, NULL)))
      way_register_window_open (GTK_WINDOW (window), way_window_get_editor (window), kinds[i]);
}

static void
say_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_window_say (data, g_variant_get_string (parameter, NULL));
}

/* --- walking --- */

static gboolean
is_rtl (WayWindow *window)
{
  WayScene *scene = way_canvas_get_scene (window->canvas);

  return scene != NULL && way_scene_is_rtl (scene);
}

static WayMove
get_move (WayWindow *window, const char *direction)
{
  gboolean rtl = is_rtl (window);

  if (g_str_equal (direction, "left"))
    return rtl ? WAY_MOVE_RIGHT : WAY_MOVE_LEFT;
  if (g_str_equal (direction, "right"))
    return rtl ? WAY_MOVE_LEFT : WAY_MOVE_RIGHT;
  if (g_str_equal (direction, "up"))
    return WAY_MOVE_UP;
  if (g_str_equal (direction, "down"))
    return WAY_MOVE_DOWN;
  return g_str_equal (direction, "home") ? WAY_MOVE_FIRST_STEP : WAY_MOVE_LAST_STEP;
}

static void
walk_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  gboolean extend = g_str_equal (g_action_get_name (G_ACTION (action)), "extend");

  way_navigate (way_window_get_editor (window), get_move (window, g_variant_get_string (parameter, NULL)), extend);
  show_selected (window);
  gtk_widget_queue_draw (GTK_WIDGET (window->canvas));
}

static void
nudge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *direction = g_variant_get_string (parameter, NULL);
  int across = (g_str_equal (direction, "right") ? 1 : g_str_equal (direction, "left") ? -1
                                                                                       : 0) *
               (is_rtl (window) ? -1 : 1);
  int down = g_str_equal (direction, "down") ? 1 : g_str_equal (direction, "up") ? -1
                                                                                 : 0;
  g_autoptr (GError) error = NULL;

  way_command_nudge (way_window_get_editor (window), across, down, &error);
  say (window, error);
  show_selected (window);
}

/* After Tab or Ctrl+Enter in a name: on to the next cell, and writing there. Beyond the last phase or step is a new one. */
static void
go_on_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  WayEditor *editor = way_window_get_editor (window);
  const char *direction = g_variant_get_string (parameter, NULL);
  const WayElement *single = way_editor_get_single (editor);
  WayKind kind = single != NULL ? way_element_get_kind (single) : WAY_N_KINDS;
  gboolean across = kind == WAY_KIND_PHASE || kind == WAY_KIND_STEP, heading = across || kind == WAY_KIND_LANE || kind == WAY_KIND_PERSONA;
  WayMove move = g_str_equal (direction, "down") ? WAY_MOVE_NEXT_LANE : g_str_equal (direction, "left") ? WAY_MOVE_PREVIOUS_STEP
                                                                                                        : WAY_MOVE_NEXT_STEP;

  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  if (heading && move == WAY_MOVE_NEXT_LANE)
    {
      add_another (window);
      return;
    }
  if ((heading || move != WAY_MOVE_NEXT_STEP || !way_command_grow (editor, NULL)) && !way_navigate (editor, move, FALSE))
    {
      if (across && move == WAY_MOVE_NEXT_STEP)
        add_another (window);
      return;
    }
  show_selected (window);
  way_canvas_edit (window->canvas, way_editor_get_selected (editor, 0), NULL);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_editor_select_all (way_window_get_editor (data));
}

GSimpleActionGroup *
way_map_actions_new (WayWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "add-touchpoint", .activate = add_kind_cb },
    { .name = "add-step", .activate = add_kind_cb },
    { .name = "add-phase", .activate = add_kind_cb },
    { .name = "add-pain", .activate = add_kind_cb },
    { .name = "add-opportunity", .activate = add_kind_cb },
    { .name = "add-action", .activate = add_kind_cb },
    { .name = "connect", .activate = add_kind_cb },
    { .name = "add-persona", .activate = add_kind_cb },
    { .name = "add-another", .activate = add_another_cb },
    { .name = "add-lane", .activate = add_lane_cb, .parameter_type = "s" },
    { .name = "add-journey", .activate = add_journey_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "duplicate", .activate = duplicate_cb },
    { .name = "moment-of-truth", .activate = moment_cb },
    { .name = "feeling", .activate = feeling_cb, .parameter_type = "i" },
    { .name = "feel-as", .parameter_type = "s", .state = "''", .change_state = feel_as_cb },
    { .name = "rename", .activate = rename_cb },
    { .name = "about", .activate = about_cb },
    { .name = "show", .activate = show_cb, .parameter_type = "s" },
    { .name = "inspect", .activate = inspect_cb, .parameter_type = "s" },
    { .name = "register", .activate = register_cb, .parameter_type = "s" },
    { .name = "say", .activate = say_cb, .parameter_type = "s" },
    { .name = "walk", .activate = walk_cb, .parameter_type = "s" },
    { .name = "extend", .activate = walk_cb, .parameter_type = "s" },
    { .name = "nudge", .activate = nudge_cb, .parameter_type = "s" },
    { .name = "go-on", .activate = go_on_cb, .parameter_type = "s" },
    { .name = "select-all", .activate = select_all_cb },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), window);
  way_find_actions_add (window, G_ACTION_MAP (group));
  way_flow_actions_add (window, G_ACTION_MAP (group));
  way_figure_actions_add (window, G_ACTION_MAP (group));
  way_answer_actions_add (window, G_ACTION_MAP (group));
  way_map_shape_actions_add (window, G_ACTION_MAP (group));
  way_people_actions_add (window, G_ACTION_MAP (group));
  way_judge_actions_add (window, G_ACTION_MAP (group));
  way_sheet_actions_add (window, G_ACTION_MAP (group));
  way_map_clipboard_add (window, G_ACTION_MAP (group));
  way_quick_line_init (window, G_ACTION_MAP (group));
  return group;
}

/* What can be done with the selection; without a map nothing can, and to a read-only one nothing that changes it. */
void
way_map_actions_update (WayWindow *window)
{
  static const char *const selected[] = { "delete", "duplicate", "cut", "rename", "nudge", NULL };
  WayEditor *editor = way_window_get_editor (window);
  guint n = editor != NULL ? way_editor_get_n_selected (editor) : 0;
  gboolean writable = editor != NULL && !way_document_is_read_only (way_editor_get_document (editor));
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (window->map_actions));

  update_personas (window);
  way_quick_line_update (window);
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *action = g_strconcat ("map.", *name, NULL);
      gboolean enabled = editor != NULL && (writable || way_action_list_reads (action));

      if (g_strv_contains (selected, *name))
        enabled = enabled && n > 0;
      if (g_str_equal (*name, "connect"))
        enabled = enabled && n >= 2;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), *name)), enabled);
    }
  way_map_shape_actions_update (window);
  way_find_actions_update (window);
  way_flow_actions_update (window);
}
