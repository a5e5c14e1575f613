#include "ui/canvas/way-feeling-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "edit/way-commands.h"

struct _WayFeelingPopover
{
  GtkPopover parent_instance;
  GtkLabel *title;
  GtkDropDown *personas;
  GtkScale *scale;
  GtkAdjustment *score;
  GtkEditable *emotion, *thought;
  GtkWidget *remove;

  WayEditor *editor; /* owned */
  char *touchpoint;
  GPtrArray *ids; /* (element-type utf8) of the personas in the list, owned */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WayFeelingPopover, way_feeling_popover, GTK_TYPE_POPOVER)

static const char *
get_persona (WayFeelingPopover *self)
{
  guint i = gtk_drop_down_get_selected (self->personas);

  return self->ids != NULL && i < self->ids->len ? self->ids->pdata[i] : NULL;
}

static WayElement *
find_feeling (WayFeelingPopover *self)
{
  const WayElement *touchpoint = self->editor != NULL ? way_document_lookup (way_editor_get_document (self->editor), self->touchpoint) : NULL;

  return touchpoint != NULL ? way_command_find_feeling (touchpoint, get_persona (self)) : NULL;
}

static void
fill_text (GtkEditable *editable, const char *text)
{
  text = text != NULL ? text : "";
  if (g_strcmp0 (gtk_editable_get_text (editable), text) != 0)
    gtk_editable_set_text (editable, text);
}

static void
fill (WayFeelingPopover *self)
{
  const WayElement *feeling = find_feeling (self);
  gboolean writable = self->editor != NULL && !way_document_is_read_only (way_editor_get_document (self->editor));

  self->filling = TRUE;
  gtk_adjustment_set_value (self->score, feeling != NULL ? way_element_get_integer (feeling, WAY_FIELD_SCORE, 0) : 0);
  fill_text (self->emotion, feeling != NULL ? way_element_get (feeling, WAY_FIELD_EMOTION) : NULL);
  fill_text (self->thought, feeling != NULL ? way_element_get (feeling, WAY_FIELD_THOUGHT) : NULL);
  gtk_widget_set_sensitive (self->remove, feeling != NULL && writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), writable);
  gtk_editable_set_editable (self->emotion, writable);
  gtk_editable_set_editable (self->thought, writable);
  self->filling = FALSE;
}

/* Typed values go on with one transaction, so undo takes back a whole slide or word. */
static void
put (WayFeelingPopover *self, WayField field, const char *value)
{
  WayElement *feeling = find_feeling (self);
  g_autofree char *kept = g_strdup (value);

  if (self->filling || self->editor == NULL)
    return;
  /* What is typed stays as it is typed, with the blank at its end. */
  self->filling = TRUE;
  if (feeling == NULL)
    {
      way_command_set_feeling (self->editor, self->touchpoint, get_persona (self), field == WAY_FIELD_SCORE ? (int) g_ascii_strtoll (kept, NULL, 10) : 0, NULL);
      feeling = find_feeling (self);
    }
  /* A text too long for its field stays as it was. */
  if (feeling != NULL)
    way_command_type (self->editor, feeling, field, kept, NULL);
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->remove, feeling != NULL);
}

static void
score_changed_cb (GtkAdjustment *adjustment, WayFeelingPopover *self)
{
  g_autofree char *value = g_strdup_printf ("%d", (int) gtk_adjustment_get_value (adjustment));

  put (self, WAY_FIELD_SCORE, value);
}

static void
text_changed_cb (GtkEditable *editable, WayFeelingPopover *self)
{
  put (self, editable == self->emotion ? WAY_FIELD_EMOTION : WAY_FIELD_THOUGHT, gtk_editable_get_text (editable));
}

static void
persona_changed_cb (WayFeelingPopover *self)
{
  if (self->editor == NULL || self->filling)
    return;
  way_command_end_typing (self->editor);
  fill (self);
}

static void
remove_cb (GtkButton *button, WayFeelingPopover *self)
{
  WayElement *feeling = find_feeling (self);

  if (feeling != NULL)
    way_command_remove_part (self->editor, feeling, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
document_changed_cb (WayDocument *document, const WayChange *change, WayFeelingPopover *self)
{
  if (!self->filling)
    fill (self);
}

static char *
format_score (GtkScale *scale, double value, gpointer data)
{
  g_autofree char *number = way_number_to_text (value, 0);

  return g_strconcat (value > 0 ? "+" : "", number, NULL);
}

static void
let_go (WayFeelingPopover *self)
{
  if (self->editor == NULL)
    return;
  g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
  way_command_end_typing (self->editor);
  g_clear_object (&self->editor);
}

static void
way_feeling_popover_closed (GtkPopover *popover)
{
  let_go (WAY_FEELING_POPOVER (popover));
}

static void
way_feeling_popover_dispose (GObject *object)
{
  WayFeelingPopover *self = WAY_FEELING_POPOVER (object);

  let_go (self);
  g_clear_pointer (&self->touchpoint, g_free);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (way_feeling_popover_parent_class)->dispose (object);
}

static void
way_feeling_popover_class_init (WayFeelingPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_feeling_popover_dispose;
  GTK_POPOVER_CLASS (klass)->closed = way_feeling_popover_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-feeling-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, title);
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, personas);
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, scale);
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, score);
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, emotion);
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, thought);
  gtk_widget_class_bind_template_child (widget_class, WayFeelingPopover, remove);
}

static void
way_feeling_popover_init (WayFeelingPopover *self)
{
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_FEELING, WAY_FIELD_SCORE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_adjustment_set_lower (self->score, info->min);
  gtk_adjustment_set_upper (self->score, info->max);
  gtk_scale_set_format_value_func (self->scale, format_score, NULL, NULL);
  gtk_scale_add_mark (self->scale, 0, GTK_POS_BOTTOM, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (info->label), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->personas), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (way_kind_get (WAY_KIND_PERSONA)->label), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->emotion), _ (way_kind_get_field (WAY_KIND_FEELING, WAY_FIELD_EMOTION)->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->thought), _ (way_kind_get_field (WAY_KIND_FEELING, WAY_FIELD_THOUGHT)->label));
  g_signal_connect (self->score, "value-changed", G_CALLBACK (score_changed_cb), self);
  g_signal_connect (self->emotion, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (self->thought, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect_object (self->personas, "notify::selected", G_CALLBACK (persona_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_feeling_popover_new (void)
{
  return g_object_new (WAY_TYPE_FEELING_POPOVER, NULL);
}

void
way_feeling_popover_show (WayFeelingPopover *self, WayEditor *editor, const char *lane, const char *touchpoint, const char *persona)
{
  const WayElement *element = way_document_lookup (way_editor_get_document (editor), touchpoint);
  g_autoptr (GPtrArray) personas = way_command_list_personas (editor, lane);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  let_go (self);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < personas->len; i++)
    {
      if (g_strcmp0 (way_element_get_id (personas->pdata[i]), persona) == 0)
        chosen = i;
      g_ptr_array_add (self->ids, g_strdup (way_element_get_id (personas->pdata[i])));
      gtk_string_list_append (names, way_element_get_name (personas->pdata[i]));
    }
  g_free (self->touchpoint);
  self->touchpoint = g_strdup (touchpoint);
  gtk_label_set_text (self->title, element != NULL ? way_element_get_name (element) : "");
  self->filling = TRUE;
  gtk_drop_down_set_model (self->personas, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->personas, chosen);
  self->editor = g_object_ref (editor);
  g_signal_connect (way_editor_get_document (editor), "changed", G_CALLBACK (document_changed_cb), self);
  fill (self);
}
