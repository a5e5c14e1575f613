#include <glib/gi18n-lib.h>

#include "ui/window/way-window-private.h"

/* Presenting: the view alone, on the whole screen, and the map phase by phase. Nothing is locked, for a workshop goes on drawing; so only
 * the keys of a presenter's remote control walk on (Page Down and Page Up), and Escape leaves once nothing else asks for it. */

void
way_window_arrange (WayWindow *self)
{
  const char *view = gtk_stack_get_visible_child_name (self->views);
  /* Numbers have a pane of their own on the left, and need the room. */
  gboolean has_panes = !self->presenting && g_strcmp0 (view, "metrics") != 0;

  gtk_widget_set_visible (self->header, !self->presenting);
  gtk_widget_set_visible (self->status_bar, !self->presenting);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_revealer), has_panes);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_revealer), has_panes);
}

/* The phases of the journey in sight, and before the first and after the last the whole map. */
static void
walk (WayWindow *self, int by)
{
  g_autoptr (GPtrArray) phases = g_ptr_array_new ();
  WayElement *phase;

  way_each (phase, way_editor_get_journey (way_window_get_editor (self)), WAY_KIND_PHASE)
    g_ptr_array_add (phases, phase);
  self->stop = (self->stop + by + (int) phases->len + 1) % ((int) phases->len + 1);
  if (self->stop == 0 || !way_canvas_show_phase (self->canvas, way_element_get_id (g_ptr_array_index (phases, self->stop - 1))))
    way_canvas_zoom_to_fit (self->canvas);
}

void
way_window_present_map (WayWindow *self, gboolean presenting)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "present");

  if (presenting == self->presenting || (presenting && self->session == NULL))
    return;
  way_canvas_finish_edit (self->canvas, TRUE);
  self->presenting = presenting;
  self->stop = 0;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (presenting));
  if (presenting)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
  way_window_arrange (self);
  way_canvas_zoom_to_fit (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  if (presenting)
    way_window_say (self, _ ("Page Down and Page Up show one phase after the other; Esc ends the presentation."));
}

static void
present_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_window_present_map (self, !self->presenting);
}

static gboolean
page_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayWindow *self)
{
  gboolean on = keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down, back = keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up;

  if (!self->presenting || (!on && !back) || (state & gtk_accelerator_get_default_mod_mask ()) != 0 || g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "map") != 0)
    return FALSE;
  way_canvas_finish_edit (self->canvas, TRUE);
  walk (self, on ? 1 : -1);
  return TRUE;
}

static gboolean
escape_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayWindow *self)
{
  if (keyval != GDK_KEY_Escape || !self->presenting)
    return FALSE;
  way_window_present_map (self, FALSE);
  return TRUE;
}

/* The window manager may end it as well. */
static void
fullscreened_cb (WayWindow *self)
{
  if (!gtk_window_is_fullscreen (GTK_WINDOW (self)))
    way_window_present_map (self, FALSE);
}

void
way_window_init_present (WayWindow *self)
{
  static const GActionEntry entries[] = { { .name = "present", .activate = present_cb, .state = "false" } };
  GtkEventController *pages = gtk_event_controller_key_new (), *escape = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_event_controller_set_propagation_phase (pages, GTK_PHASE_CAPTURE);
  g_signal_connect_object (pages, "key-pressed", G_CALLBACK (page_key_cb), self, 0);
  g_signal_connect_object (escape, "key-pressed", G_CALLBACK (escape_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), pages);
  gtk_widget_add_controller (GTK_WIDGET (self), escape);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
}
