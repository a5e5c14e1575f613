#include "ui/fields/way-name-entry.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *entry, *label;
  char *before;
  WayNameEntryFunc done;
  GWeakRef owner;
  gboolean over;
} NameEntry;

static void
name_entry_free (gpointer data)
{
  NameEntry *self = data;

  g_weak_ref_clear (&self->owner);
  g_object_unref (self->label);
  g_free (self->before);
  g_free (self);
}

/* Not while the focus is on its way: GTK still needs the widget it leaves. */
static gboolean
remove_cb (gpointer data)
{
  GtkWidget *entry = data;
  NameEntry *self = g_object_get_data (G_OBJECT (entry), "way-name-entry");

  gtk_widget_set_visible (self->label, TRUE);
  if (gtk_widget_get_parent (entry) != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (entry)), entry);
  return G_SOURCE_REMOVE;
}

static void
finish (NameEntry *self, gboolean keep, gboolean focused)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  gboolean changed = *text != '\0' && g_strcmp0 (text, self->before) != 0;

  if (self->over)
    return;
  self->over = TRUE;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, remove_cb, g_object_ref (self->entry), g_object_unref);
  if (owner != NULL)
    self->done (keep && changed ? text : NULL, focused, owner);
}

static void
activate_cb (GtkEntry *entry, NameEntry *self)
{
  finish (self, TRUE, TRUE);
}

static void
leave_cb (GtkEventControllerFocus *controller, NameEntry *self)
{
  finish (self, TRUE, FALSE);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, NameEntry *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  finish (self, FALSE, TRUE);
  return TRUE;
}

GtkWidget *
way_name_entry_new (GtkLabel *label, const char *text, WayNameEntryFunc done, GObject *owner)
{
  NameEntry *self = g_new0 (NameEntry, 1);
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  self->label = g_object_ref (GTK_WIDGET (label));
  self->before = g_strdup (text);
  self->done = done;
  g_weak_ref_init (&self->owner, owner);
  g_object_set_data_full (G_OBJECT (self->entry), "way-name-entry", self, name_entry_free);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->label)), self->entry, self->label);
  gtk_widget_set_visible (self->label, FALSE);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  /* Before the list, for which Esc means something else. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_grab_focus (self->entry);
  return self->entry;
}
