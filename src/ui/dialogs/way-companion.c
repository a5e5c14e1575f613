#include "ui/dialogs/way-companion.h"

#include "ui/parts/way-toast.h"

/* Of the window: this part of it. */
#define KEY "way-companion"

static WayCompanion *
get_companion (GtkWidget *window)
{
  return g_object_get_data (G_OBJECT (window), KEY);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayCompanion *self = get_companion (widget);

  if (g_str_equal (name, "win.undo"))
    way_editor_undo (self->editor);
  else
    way_editor_redo (self->editor);
}

static void
say_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  way_companion_say (get_companion (widget), g_variant_get_string (parameter, NULL));
}

void
way_companion_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "map.say", "s", say_cb);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "win.redo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
document_changed_cb (WayDocument *document, const WayChange *change, GtkWidget *window)
{
  way_companion_queue_update (get_companion (window));
}

void
way_companion_init (WayCompanion *self, GtkWindow *window, GtkWindow *map, WayEditor *editor, AdwToastOverlay *toasts, WayCompanionFunc update)
{
  *self = (WayCompanion){ window, map, g_object_ref (editor), toasts, update, 0 };
  g_object_set_data (G_OBJECT (window), KEY, self);
  g_object_set_data (G_OBJECT (map), G_OBJECT_TYPE_NAME (window), window);
  g_signal_connect_object (map, "destroy", G_CALLBACK (gtk_window_destroy), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (document_changed_cb), window, 0);
}

void
way_companion_clear (WayCompanion *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->map != NULL)
    g_object_set_data (G_OBJECT (self->map), G_OBJECT_TYPE_NAME (self->window), NULL);
  self->map = NULL;
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self->window);
  g_clear_object (&self->editor);
}

GtkWindow *
way_companion_find (GtkWindow *map, GType type)
{
  return g_object_get_data (G_OBJECT (map), g_type_name (type));
}

void
way_companion_close (GtkWindow *map, GType type)
{
  GtkWindow *window = way_companion_find (map, type);

  if (window != NULL)
    gtk_window_destroy (window);
}

void
way_companion_update (WayCompanion *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->update (self->window);
}

static gboolean
update_cb (gpointer data)
{
  WayCompanion *self = data;

  self->source = 0;
  self->update (self->window);
  return G_SOURCE_REMOVE;
}

void
way_companion_queue_update (WayCompanion *self)
{
  if (self->source == 0)
    self->source = g_idle_add (update_cb, self);
}

WayDocument *
way_companion_get_document (const WayCompanion *self)
{
  return way_editor_get_document (self->editor);
}

void
way_companion_say (WayCompanion *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, way_toast_new (text));
}

void
way_companion_say_changed (WayCompanion *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, way_toast_new_with_undo (text));
}

void
way_companion_show (WayCompanion *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self->map), "map.show", "s", id);
  gtk_window_present (self->map);
}
