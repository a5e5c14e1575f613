#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "model/way-field-text.h"
#include "ui/parts/way-accessible.h"
#include "ui/parts/way-label.h"

G_DEFINE_FINAL_TYPE (WayFieldRow, way_field_row, ADW_TYPE_PREFERENCES_ROW)

static const WayFieldWidget *
choose_widget (const WayFieldInfo *info)
{
  if (info->targets == WAY_BIT (WAY_KIND_IMAGE))
    return &way_field_picture;
  switch (info->type)
    {
    case WAY_TYPE_ENUM:
      return &way_field_choice;
    case WAY_TYPE_BOOLEAN:
      return &way_field_truth;
    case WAY_TYPE_COLOUR:
      return &way_field_colour;
    case WAY_TYPE_REF:
      return &way_field_reference;
    case WAY_TYPE_REFS:
      return &way_field_list;
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
    case WAY_TYPE_DATE:
    case WAY_TYPE_LANGUAGE:
      return &way_field_entry;
    default:
      return &way_field_text;
    }
}

WayDocument *
way_field_row_get_document (WayFieldRow *self)
{
  return way_editor_get_document (self->editor);
}

static void
note_value (WayFieldRow *self)
{
  const char *value = way_shared_get (self->elements, self->info->field, &self->several);

  g_free (self->written);
  self->written = g_strdup (value);
}

static void
show_value (WayFieldRow *self)
{
  self->filling = TRUE;
  note_value (self);
  self->class->show (self, self->written);
  self->filling = FALSE;
}

void
way_field_row_say (WayFieldRow *self, const char *message)
{
  gtk_label_set_text (self->error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "refused");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message != NULL ? message : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID, message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
way_field_row_type (WayFieldRow *self, const char *value)
{
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (self->filling)
    return TRUE;
  g_clear_pointer (&self->pending, g_free);
  self->filling = TRUE;
  ok = way_command_type_all (self->editor, self->elements, self->info->field, value, &error);
  self->filling = FALSE;
  if (ok)
    {
      self->typed = TRUE;
      note_value (self);
    }
  way_field_row_say (self, ok ? NULL : error->message);
  return ok;
}

gboolean
way_field_row_choose (WayFieldRow *self, const char *value)
{
  gboolean ok;

  if (self->filling)
    return TRUE;
  if (value == NULL && self->info->required)
    {
      g_autofree char *sentence = way_field_refuse (self->info, "");

      show_value (self);
      way_field_row_say (self, sentence);
      return FALSE;
    }
  way_command_end_typing (self->editor);
  ok = way_field_row_type (self, value);
  way_command_end_typing (self->editor);
  self->typed = FALSE;
  show_value (self);
  return ok;
}

void
way_field_row_hold (WayFieldRow *self, const char *text, gboolean say)
{
  g_autofree char *sentence = text != NULL && say ? way_field_refuse (self->info, text) : NULL;

  if (self->filling)
    return;

  g_free (self->pending);
  self->pending = g_strdup (text);
  way_field_row_say (self, sentence);
}

/* As if nothing had been typed since the focus came. */
static gboolean
take_back (WayFieldRow *self)
{
  gboolean something = self->typed || self->pending != NULL;

  g_clear_pointer (&self->pending, g_free);
  self->filling = TRUE;
  if (self->typed && !way_command_cancel_typing (self->editor, self->elements, self->info->field) && self->elements->len == 1)
    way_command_type_all (self->editor, self->elements, self->info->field, self->before, NULL);
  self->typed = FALSE;
  self->filling = FALSE;
  show_value (self);
  return something;
}

void
way_field_row_settle (WayFieldRow *self)
{
  /* The focus also leaves rows that are going. */
  if (self->editor == NULL)
    return;
  if (self->pending != NULL)
    {
      g_autofree char *sentence = way_field_refuse (self->info, self->pending);

      take_back (self);
      way_field_row_say (self, sentence);
    }
  else if (self->typed)
    show_value (self);
  way_command_end_typing (self->editor);
  self->typed = FALSE;
  g_free (self->before);
  self->before = g_strdup (self->written);
}

void
way_field_row_jump (WayFieldRow *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "inspector.jump", "s", id);
}

const char *
way_field_row_get_placeholder (WayFieldRow *self)
{
  if (self->several)
    return _ ("Several values");
  switch (self->info->type)
    {
    case WAY_TYPE_LINES:
      return _ ("Add, one a line…");
    case WAY_TYPE_REF:
    case WAY_TYPE_ENUM:
      return _ ("Choose…");
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return self->info->fallback != NULL ? self->info->fallback : _ ("Add a number…");
    case WAY_TYPE_DATE:
      return _ ("Choose a day…");
    case WAY_TYPE_URI:
      return _ ("Add a link…");
    default:
      return _ ("Add…");
    }
}

void
way_field_row_set_state (WayFieldRow *self, gpointer state, GDestroyNotify free_state)
{
  self->state = state;
  g_object_set_data_full (G_OBJECT (self), "way-field-state", state, free_state);
}

/* --- callbacks --- */

static void
focus_came_cb (GtkEventControllerFocus *controller, WayFieldRow *self)
{
  g_free (self->before);
  self->before = g_strdup (self->written);
  self->typed = FALSE;
}

static void
focus_left_cb (GtkEventControllerFocus *controller, WayFieldRow *self)
{
  way_field_row_settle (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayFieldRow *self)
{
  if (keyval != GDK_KEY_Escape || !take_back (self))
    return FALSE;
  way_field_row_say (self, NULL);
  return TRUE;
}

/* The caption belongs to the widget. */
static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, WayFieldRow *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->widget);
}

static void
way_field_row_dispose (GObject *object)
{
  WayFieldRow *self = WAY_FIELD_ROW (object);

  g_clear_object (&self->editor);
  G_OBJECT_CLASS (way_field_row_parent_class)->dispose (object);
}

static void
way_field_row_finalize (GObject *object)
{
  WayFieldRow *self = WAY_FIELD_ROW (object);

  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_free (self->written);
  g_free (self->before);
  g_free (self->pending);
  G_OBJECT_CLASS (way_field_row_parent_class)->finalize (object);
}

static void
way_field_row_class_init (WayFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_field_row_finalize;
}

static void
way_field_row_init (WayFieldRow *self)
{
}

static void
lay_out (WayFieldRow *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 1));
  const char *name = _ (self->info->label);

  self->line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->caption = GTK_LABEL (way_label_new_wrapping (name, "field-caption"));
  self->error = GTK_LABEL (way_label_new_wrapping (NULL, "field-error"));
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-row");
  if (self->class->beside)
    {
      gtk_widget_set_hexpand (GTK_WIDGET (self->caption), TRUE);
      gtk_box_append (self->line, GTK_WIDGET (self->caption));
    }
  else
    gtk_box_append (box, GTK_WIDGET (self->caption));
  gtk_box_append (box, GTK_WIDGET (self->line));
  gtk_box_append (box, GTK_WIDGET (self->error));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (box));
  self->class->make (self);
  way_accessible_set_name (self->widget, name);
}

static void
listen (WayFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *key = gtk_event_controller_key_new (), *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());

  g_signal_connect (focus, "enter", G_CALLBACK (focus_came_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), click);
}

gboolean
way_field_row_is_for (const WayFieldInfo *info)
{
  if (info->group == WAY_GROUP_TECHNICAL)
    return FALSE;
  return info->type != WAY_TYPE_ID && info->type != WAY_TYPE_VERSION && info->type != WAY_TYPE_SHA256 && info->type != WAY_TYPE_BASE64 && info->type != WAY_TYPE_TIMESTAMP;
}

WayFieldRow *
way_field_row_new (WayEditor *editor, const GPtrArray *elements, const WayFieldInfo *info)
{
  WayFieldRow *self = g_object_new (WAY_TYPE_FIELD_ROW, "activatable", FALSE, "focusable", FALSE, NULL);

  self->editor = g_object_ref (editor);
  self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  for (guint i = 0; i < elements->len; i++)
    g_ptr_array_add (self->elements, way_element_ref (elements->pdata[i]));
  self->info = info;
  self->class = choose_widget (info);
  lay_out (self);
  listen (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !way_document_is_read_only (way_editor_get_document (editor)));
  show_value (self);
  return self;
}

WayField
way_field_row_get_field (WayFieldRow *self)
{
  return self->info->field;
}

gboolean
way_field_row_is_about (WayFieldRow *self, const WayElement *element)
{
  return self->elements->pdata[0] == element;
}

void
way_field_row_refresh (WayFieldRow *self)
{
  gboolean several;
  const char *value = way_shared_get (self->elements, self->info->field, &several);

  /* What came from here is shown already, as it is being typed. */
  if (self->filling || (g_strcmp0 (self->written, value) == 0 && self->several == several && !self->class->fickle))
    return;
  g_clear_pointer (&self->pending, g_free);
  show_value (self);
  way_field_row_say (self, NULL);
}

const char *
way_field_row_get_error (WayFieldRow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->error)) ? gtk_label_get_text (self->error) : NULL;
}

void
way_field_row_enter (WayFieldRow *self, const char *text)
{
  focus_came_cb (NULL, self);
  self->class->enter (self, text);
  way_field_row_settle (self);
}

char *
way_field_row_dup_shown (WayFieldRow *self)
{
  return self->class->dup_shown (self);
}
