#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-clipboard.h"
#include "edit/way-commands.h"
#include "edit/way-navigate.h"
#include "edit/way-quick-entry.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "ui/way-window-private.h"

#define MAP_TYPE "application/vnd.waymark.journey+xml"

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
  way_canvas_scroll_to (window->canvas, id);
  if (way_canvas_edit (window->canvas, id, NULL))
    return;
  element = way_document_lookup (way_session_get_document (window->session), id);
  if (element != NULL)
    {
      gtk_revealer_set_reveal_child (window->inspector_revealer, TRUE);
      way_inspector_show (window->inspector, element);
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

/* --- the quick-entry line --- */

static void
open_quick_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  gtk_revealer_set_reveal_child (window->quick_revealer, TRUE);
  gtk_widget_grab_focus (window->quick);
}

static void
quick_changed_cb (GtkEditable *editable, WayWindow *window)
{
  g_autoptr (WayQuickEntry) entry = NULL;
  g_autofree char *understood = NULL;

  if (window->session == NULL)
    return;
  entry = way_quick_entry_parse (way_session_get_document (window->session), gtk_editable_get_text (editable));
  understood = way_quick_entry_to_text (entry, way_session_get_document (window->session));
  gtk_label_set_text (window->quick_label, *gtk_editable_get_text (editable) != '\0' ? understood : _ ("channel: name @department +2 ! for a pain point, * for a moment of truth"));
}

/* The line stays, so that the next one can be said at once. */
static void
quick_activated_cb (GtkEntry *widget, WayWindow *window)
{
  g_autoptr (WayQuickEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (window->session == NULL || *gtk_editable_get_text (GTK_EDITABLE (widget)) == '\0')
    return;
  entry = way_quick_entry_parse (way_session_get_document (window->session), gtk_editable_get_text (GTK_EDITABLE (widget)));
  id = g_strdup (way_quick_entry_apply (entry, way_window_get_editor (window), NULL, NULL, &error));
  say (window, error);
  if (id == NULL)
    return;
  way_canvas_scroll_to (window->canvas, id);
  gtk_editable_set_text (GTK_EDITABLE (widget), "");
}

static gboolean
quick_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayWindow *window)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_revealer_set_reveal_child (window->quick_revealer, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  return TRUE;
}

static void
init_quick (WayWindow *window)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (quick_key_cb), window, 0);
  gtk_widget_add_controller (window->quick, key);
  g_signal_connect_object (window->quick, "changed", G_CALLBACK (quick_changed_cb), window, 0);
  g_signal_connect_object (window->quick, "activate", G_CALLBACK (quick_activated_cb), window, 0);
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

  gtk_revealer_set_reveal_child (window->inspector_revealer, TRUE);
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
  if (way_element_get_kind (element) == WAY_KIND_DOCUMENT)
    element = (WayElement *) way_document_get_meta (way_session_get_document (window->session));
  if (way_element_get_ancestor (element, WAY_KIND_JOURNEY) != NULL)
    way_editor_reveal (way_window_get_editor (window), id);
  if (way_canvas_get_scene (window->canvas) != NULL && way_scene_find (way_canvas_get_scene (window->canvas), id, NULL) != NULL)
    {
      way_editor_select (way_window_get_editor (window), id);
      way_canvas_scroll_to (window->canvas, id);
    }
  else
    {
      gtk_revealer_set_reveal_child (window->inspector_revealer, TRUE);
      way_inspector_show (window->inspector, element);
    }
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

/* After Tab or Ctrl+Enter in a name: on to the next cell, and writing there. */
static void
go_on_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  WayEditor *editor = way_window_get_editor (window);
  const char *direction = g_variant_get_string (parameter, NULL);
  WayMove move = g_str_equal (direction, "down") ? WAY_MOVE_NEXT_LANE : g_str_equal (direction, "left") ? WAY_MOVE_PREVIOUS_STEP
                                                                                                        : WAY_MOVE_NEXT_STEP;

  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  if (!way_navigate (editor, move, FALSE))
    return;
  show_selected (window);
  way_canvas_edit (window->canvas, way_editor_get_selected (editor, 0), NULL);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_editor_select_all (way_window_get_editor (data));
}

/* --- the clipboard --- */

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayEditor *editor = way_window_get_editor (data);
  g_autoptr (WayDocument) fragment = way_clipboard_copy (editor);
  g_autofree char *text = way_clipboard_to_text (editor);
  g_autoptr (GBytes) bytes = fragment != NULL ? way_writer_write (fragment) : NULL;
  g_autoptr (GdkContentProvider) provider = NULL;

  if (bytes == NULL || text == NULL)
    return;
  provider = gdk_content_provider_new_union ((GdkContentProvider *[]){ gdk_content_provider_new_for_bytes (MAP_TYPE, bytes), gdk_content_provider_new_typed (G_TYPE_STRING, text) }, 2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (data)), provider);
}

static void
cut_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  copy_cb (action, parameter, data);
  delete_cb (action, parameter, data);
}

static void
pasted_text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && window->session != NULL)
    way_clipboard_paste_text (way_window_get_editor (window), text, &error);
  say (window, error);
}

static void
paste_map (WayWindow *window, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) fragment = way_reader_read (bytes, NULL, &error);
  g_autoptr (WayReport) report = way_report_new ();

  if (fragment != NULL)
    way_clipboard_paste (way_window_get_editor (window), fragment, report, &error);
  say (window, error);
  if (error == NULL && way_report_get_size (report) > 0)
    way_window_say (window, way_report_get (report, 0)->text);
  show_selected (window);
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL) < 0 || window->session == NULL)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
  paste_map (window, bytes);
}

static void
pasted_map_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    return;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, spliced_cb, g_steal_pointer (&window));
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), MAP_TYPE))
    gdk_clipboard_read_async (clipboard, (const char *[]){ MAP_TYPE, NULL }, G_PRIORITY_DEFAULT, NULL, pasted_map_cb, g_object_ref (window));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, pasted_text_cb, g_object_ref (window));
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
    { .name = "connect", .activate = add_kind_cb },
    { .name = "add-persona", .activate = add_kind_cb },
    { .name = "add-lane", .activate = add_lane_cb, .parameter_type = "s" },
    { .name = "add-journey", .activate = add_journey_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "duplicate", .activate = duplicate_cb },
    { .name = "moment-of-truth", .activate = moment_cb },
    { .name = "feeling", .activate = feeling_cb, .parameter_type = "i" },
    { .name = "rename", .activate = rename_cb },
    { .name = "about", .activate = about_cb },
    { .name = "show", .activate = show_cb, .parameter_type = "s" },
    { .name = "say", .activate = say_cb, .parameter_type = "s" },
    { .name = "walk", .activate = walk_cb, .parameter_type = "s" },
    { .name = "extend", .activate = walk_cb, .parameter_type = "s" },
    { .name = "nudge", .activate = nudge_cb, .parameter_type = "s" },
    { .name = "go-on", .activate = go_on_cb, .parameter_type = "s" },
    { .name = "select-all", .activate = select_all_cb },
    { .name = "copy", .activate = copy_cb },
    { .name = "cut", .activate = cut_cb },
    { .name = "paste", .activate = paste_cb },
    { .name = "quick", .activate = open_quick_cb },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), window);
  way_find_actions_add (window, G_ACTION_MAP (group));
  init_quick (window);
  return group;
}

/* What can be done with the selection; without a map nothing can, and to a read-only one nothing that changes it. */
void
way_map_actions_update (WayWindow *window)
{
  static const char *const always[] = { "about", "show", "say", "walk", "extend", "select-all", "find", "find-next", "find-previous", "clear-filter", "focus", NULL };
  static const char *const selected[] = { "delete", "duplicate", "cut", "rename", "nudge", NULL };
  WayEditor *editor = way_window_get_editor (window);
  guint n = editor != NULL ? way_editor_get_n_selected (editor) : 0;
  gboolean writable = editor != NULL && !way_document_is_read_only (way_editor_get_document (editor));
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (window->map_actions));

  for (char **name = names; *name != NULL; name++)
    {
      gboolean enabled = editor != NULL && (writable || g_strv_contains (always, *name) || g_str_has_prefix (*name, "filter-"));

      if (g_strv_contains (selected, *name))
        enabled = enabled && n > 0;
      if (g_str_equal (*name, "copy"))
        enabled = editor != NULL && n > 0;
      if (g_str_equal (*name, "connect"))
        enabled = enabled && n >= 2;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window->map_actions), *name)), enabled);
    }
  way_find_actions_update (window);
}
