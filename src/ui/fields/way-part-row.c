#include "ui/fields/way-part-row.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"

struct _WayPartRow
{
  AdwExpanderRow parent_instance;
  WayEditor *editor;
  WayElement *part;
  gboolean is_child; /* of what the form shows: it can be moved */
};

G_DEFINE_FINAL_TYPE (WayPartRow, way_part_row, ADW_TYPE_EXPANDER_ROW)

static void
say (GtkWidget *widget, const GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (widget, "map.say", "s", error->message);
}

static void
move (WayPartRow *self, int by)
{
  g_autoptr (GError) error = NULL;

  if (!self->is_child)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "form.keep", NULL);
  way_command_move_part (self->editor, self->part, by, &error);
  say (GTK_WIDGET (self), error);
}

static void
remove_part (WayPartRow *self)
{
  g_autoptr (GError) error = NULL;

  way_command_remove_part (self->editor, self->part, &error);
  say (GTK_WIDGET (self), error);
}

static void
up_cb (GtkButton *button, WayPartRow *self)
{
  move (self, -1);
}

static void
down_cb (GtkButton *button, WayPartRow *self)
{
  move (self, 1);
}

static void
remove_cb (GtkButton *button, WayPartRow *self)
{
  remove_part (self);
}

static void
show_cb (GtkButton *button, WayPartRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "inspector.jump", "s", way_element_get_id (self->part));
}

/* Only on the row itself: in its fields these keys are for the text. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayPartRow *self)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || gtk_widget_get_ancestor (focus, WAY_TYPE_FIELD_ROW) != NULL || gtk_widget_get_ancestor (focus, WAY_TYPE_PART_ROW) != GTK_WIDGET (self))
    return FALSE;
  if (keyval == GDK_KEY_Delete)
    remove_part (self);
  else if (alt && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    move (self, keyval == GDK_KEY_Up ? -1 : 1);
  else
    return FALSE;
  return TRUE;
}

static void
way_part_row_dispose (GObject *object)
{
  WayPartRow *self = WAY_PART_ROW (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->part, way_element_unref);
  G_OBJECT_CLASS (way_part_row_parent_class)->dispose (object);
}

static void
way_part_row_class_init (WayPartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_part_row_dispose;
}

static void
way_part_row_init (WayPartRow *self)
{
}

static void
append_button (WayPartRow *self, GtkWidget *box, const char *icon, const char *tip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-button");
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_tools (WayPartRow *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *space = gtk_label_new (NULL);

  if (self->is_child)
    {
      append_button (self, box, "go-up-symbolic", _ ("Move up (Alt+↑)"), G_CALLBACK (up_cb));
      append_button (self, box, "go-down-symbolic", _ ("Move down (Alt+↓)"), G_CALLBACK (down_cb));
    }
  if (way_element_get_id (self->part) != NULL)
    append_button (self, box, "go-next-symbolic", _ ("Show it"), G_CALLBACK (show_cb));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), space);
  append_button (self, box, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (remove_cb));
  gtk_widget_add_css_class (row, "field-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
add_fields (WayPartRow *self, GPtrArray *rows)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (self->part));
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  g_ptr_array_add (elements, self->part);
  for (guint i = 0; i < info->n_fields; i++)
    if (way_field_row_is_for (&info->fields[i]))
      {
        WayFieldRow *row = way_field_row_new (self->editor, elements, &info->fields[i]);

        g_ptr_array_add (rows, row);
        adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (row));
      }
}

static void
add_parts (WayPartRow *self, GPtrArray *rows, GPtrArray *parts, GHashTable *open)
{
  WayDocument *document = way_editor_get_document (self->editor);
  g_autoptr (GArray) lists = way_parts_list (way_element_get_kind (self->part));

  for (guint i = 0; i < lists->len; i++)
    {
      const WayPartList *list = &g_array_index (lists, WayPartList, i);
      g_autoptr (GPtrArray) children = NULL;

      /* What only points here is shown where it can be opened itself. */
      if (list->by != WAY_N_FIELDS)
        continue;
      children = way_parts_get (document, self->part, list);
      for (guint c = 0; c < children->len; c++)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (way_part_row_new (self->editor, children->pdata[c], list, rows, parts, open)));
      if (!list->single || children->len == 0)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (self), way_part_row_new_adder (self->editor, self->part, list, children->len == 0));
    }
}

WayPartRow *
way_part_row_new (WayEditor *editor, WayElement *part, const WayPartList *list, GPtrArray *rows, GPtrArray *parts, GHashTable *open)
{
  WayPartRow *self = g_object_new (WAY_TYPE_PART_ROW, "use-markup", FALSE, NULL);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->editor = g_object_ref (editor);
  self->part = way_element_ref (part);
  self->is_child = list->by == WAY_N_FIELDS;
  g_ptr_array_add (parts, self);
  add_fields (self, rows);
  add_parts (self, rows, parts, open);
  if (!way_document_is_read_only (way_editor_get_document (editor)))
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self), make_tools (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "part-row");
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  way_part_row_refresh (self);
  if (open != NULL && g_hash_table_contains (open, part))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  return self;
}

WayElement *
way_part_row_get_part (WayPartRow *self)
{
  return self->part;
}

void
way_part_row_refresh (WayPartRow *self)
{
  const WayDocument *document = way_editor_get_document (self->editor);
  g_autofree char *caption = way_part_get_caption (document, self->part), *text = way_part_get_text (document, self->part);

  /* Markup is off for the title alone at this version of libadwaita. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), caption);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
}

/* --- one more --- */

typedef struct
{
  WayEditor *editor;
  WayElement *element;
  WayPartList list;
} Adder;

static void
adder_free (gpointer data)
{
  Adder *adder = data;

  g_object_unref (adder->editor);
  way_element_unref (adder->element);
  g_free (adder);
}

static void
add_cb (GtkButton *button, Adder *adder)
{
  g_autoptr (GError) error = NULL;
  WayElement *made = way_command_add_to_list (adder->editor, adder->element, &adder->list, &error);

  say (GTK_WIDGET (button), error);
  if (made != NULL)
    {
      g_autofree char *address = g_strdup_printf ("%p", (gpointer) made);

      gtk_widget_activate_action (GTK_WIDGET (button), "form.open", "s", address);
    }
}

GtkWidget *
way_part_row_new_adder (WayEditor *editor, WayElement *element, const WayPartList *list, gboolean first)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *button, *label;
  const char *kind = _ (way_kind_get (list->kind)->label);
  g_autofree char *text = g_strdup_printf (_ ("Add %s…"), kind);
  Adder *adder = g_new0 (Adder, 1);

  *adder = (Adder){ g_object_ref (editor), way_element_ref (element), *list };
  if (first)
    {
      label = gtk_label_new (kind);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "field-caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  button = gtk_button_new_with_label (first ? _ ("Add…") : text);
  label = gtk_button_get_child (GTK_BUTTON (button));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field");
  gtk_widget_add_css_class (button, "empty");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (row, "field-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "way-adder", adder, adder_free);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), adder);
  gtk_widget_set_sensitive (row, !way_document_is_read_only (way_editor_get_document (editor)));
  return row;
}
