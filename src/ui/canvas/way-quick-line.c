#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "edit/way-navigate.h"
#include "edit/way-quick-entry.h"
#include "ui/window/way-window-private.h"

/* The line below the map that takes a touchpoint as it is said. It stays open, so that the next one can be said at once;
 * Tab goes on to the next step, behind the last to a new one, as where a card is written on the map. */

/* "Touchpoints, Compares vendors": where the card will stand. */
static char *
dup_place (WayEditor *editor)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *lane = way_document_lookup (document, way_quick_entry_find_lane (editor));
  const WayElement *step = way_document_lookup (document, way_editor_get_step (editor));

  return lane != NULL && step != NULL ? g_strdup_printf (_ ("%s, %s"), way_element_get_name (lane), way_element_get_name (step)) : g_strdup ("—");
}

/* What was understood of the line, or what can be written there. */
void
way_quick_line_update (WayWindow *window)
{
  const char *line = gtk_editable_get_text (GTK_EDITABLE (window->quick));

  if (window->session == NULL || !gtk_revealer_get_reveal_child (window->quick_revealer))
    return;

  WayDocument *document = way_session_get_document (window->session);
  g_autoptr (WayQuickEntry) entry = way_quick_entry_parse (document, line);
  g_autofree char *place = dup_place (way_window_get_editor (window));
  g_autofree char *understood = way_quick_entry_to_text (entry, document);
  g_autofree char *text = g_strdup_printf ("%s: %s", place, *line != '\0' ? understood : _ ("channel: name @department, +2 or -2 for the feeling, ! for a pain point, * for a moment of truth. Tab goes on to the next step."));

  gtk_label_set_text (window->quick_label, text);
}

static void
quick_changed_cb (GtkEditable *editable, WayWindow *window)
{
  way_quick_line_update (window);
}

/* TRUE when the line is empty again. */
static gboolean
take (WayWindow *window)
{
  const char *line = gtk_editable_get_text (GTK_EDITABLE (window->quick));
  g_autoptr (WayQuickEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (window->session == NULL || *line == '\0')
    return window->session != NULL;
  entry = way_quick_entry_parse (way_session_get_document (window->session), line);
  id = g_strdup (way_quick_entry_apply (entry, way_window_get_editor (window), NULL, NULL, &error));
  if (id == NULL)
    {
      way_window_say (window, error->message);
      return FALSE;
    }
  way_canvas_scroll_to (window->canvas, id);
  gtk_editable_set_text (GTK_EDITABLE (window->quick), "");
  return TRUE;
}

static void
quick_activated_cb (GtkEntry *entry, WayWindow *window)
{
  take (window);
}

static void
go_on (WayWindow *window, WayMove move)
{
  WayEditor *editor = way_window_get_editor (window);

  if (!take (window) || ((move != WAY_MOVE_NEXT_STEP || !way_command_grow (editor, NULL)) && !way_navigate (editor, move, FALSE)))
    return;
  if (way_editor_get_n_selected (editor) > 0)
    way_canvas_scroll_to (window->canvas, way_editor_get_selected (editor, 0));
  else
    way_canvas_scroll_to_cell (window->canvas);
  way_quick_line_update (window);
}

static gboolean
quick_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayWindow *window)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      gtk_revealer_set_reveal_child (window->quick_revealer, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
      return TRUE;
    case GDK_KEY_Tab:
      go_on (window, WAY_MOVE_NEXT_STEP);
      return TRUE;
    case GDK_KEY_ISO_Left_Tab:
      go_on (window, WAY_MOVE_PREVIOUS_STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
open_quick_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  gtk_revealer_set_reveal_child (window->quick_revealer, TRUE);
  gtk_widget_grab_focus (window->quick);
  way_quick_line_update (window);
}

void
way_quick_line_init (WayWindow *window, GActionMap *actions)
{
  static const GActionEntry entries[] = {
    { .name = "quick", .activate = open_quick_cb },
  };
  GtkEventController *key = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), window);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (quick_key_cb), window, 0);
  gtk_widget_add_controller (window->quick, key);
  g_signal_connect_object (window->quick, "changed", G_CALLBACK (quick_changed_cb), window, 0);
  g_signal_connect_object (window->quick, "activate", G_CALLBACK (quick_activated_cb), window, 0);
}
