#include "ui/dialogs/way-register-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-parts.h"
#include "ui/dialogs/way-companion.h"
#include "ui/dialogs/way-register-rows.h"
#include "ui/fields/way-target-list.h"

struct _WayRegisterWindow
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkListBox *kinds, *elements, *uses;
  AdwWindowTitle *kind_title;
  GtkWidget *add_button;
  GtkMenuButton *merge_button;
  GtkStack *stack;
  AdwStatusPage *empty;
  WayForm *form;
  GtkLabel *uses_title;

  WayCompanion companion;
  WayKind kind;
  WayRegisterOrder order;
  char *selected; /* id, or NULL */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WayRegisterWindow, way_register_window, ADW_TYPE_WINDOW)

static WayDocument *
get_document (WayRegisterWindow *self)
{
  return way_companion_get_document (&self->companion);
}

static WayElement *
get_element (WayRegisterWindow *self)
{
  return way_document_lookup (get_document (self), self->selected);
}

/* --- filling --- */

static void
fill_kinds (WayRegisterWindow *self)
{
  guint n;
  const WayKind *kinds = way_register_list_kinds (&n);

  way_register_clear (self->kinds);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) elements = way_register_list (get_document (self), kinds[i], WAY_REGISTER_AS_IS);
      GtkWidget *row = way_register_add_row (self->kinds, way_kind_get (kinds[i])->name, way_register_get_title (kinds[i]), NULL, elements->len);

      if (kinds[i] == self->kind)
        gtk_list_box_select_row (self->kinds, GTK_LIST_BOX_ROW (row));
    }
}

static void
fill_elements (WayRegisterWindow *self)
{
  g_autoptr (GPtrArray) elements = way_register_list (get_document (self), self->kind, self->order);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean focused = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->elements));
  const WayElement *element = get_element (self);

  /* What was shown is gone, or of another kind. */
  if (element == NULL || way_element_get_kind (element) != self->kind)
    {
      g_free (self->selected);
      self->selected = elements->len > 0 ? g_strdup (way_element_get_id (elements->pdata[0])) : NULL;
    }
  way_register_clear (self->elements);
  for (guint i = 0; i < elements->len; i++)
    {
      g_autofree char *detail = way_register_get_detail (get_document (self), elements->pdata[i]);
      GtkWidget *row = way_register_add_row (self->elements, way_element_get_id (elements->pdata[i]), way_element_get_name (elements->pdata[i]), detail, way_register_count_uses (get_document (self), elements->pdata[i]));

      if (g_strcmp0 (way_element_get_id (elements->pdata[i]), self->selected) != 0)
        continue;
      gtk_list_box_select_row (self->elements, GTK_LIST_BOX_ROW (row));
      if (focused)
        gtk_widget_grab_focus (row);
    }
}

static void
fill_uses (WayRegisterWindow *self)
{
  const WayElement *element = get_element (self);
  g_autoptr (GPtrArray) uses = element != NULL ? way_register_list_uses (get_document (self), element) : g_ptr_array_new ();
  g_autofree char *title = NULL;

  way_register_clear (self->uses);
  for (guint i = 0; i < uses->len; i++)
    way_register_add_use (self->uses, uses->pdata[i]);
  if (uses->len == 0)
    title = g_strdup (_ ("Not used anywhere yet"));
  else
    title = g_strdup_printf (ngettext ("Used in %u place", "Used in %u places", uses->len), uses->len);
  gtk_label_set_text (self->uses_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->uses), uses->len > 0);
}

static void
show_element (WayRegisterWindow *self)
{
  WayElement *element = get_element (self);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  gboolean writable = !way_document_is_read_only (get_document (self));

  if (element != NULL)
    g_ptr_array_add (shown, element);
  way_form_show (self->form, shown);
  fill_uses (self);
  gtk_stack_set_visible_child_name (self->stack, element != NULL ? "element" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.duplicate", element != NULL && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "register.delete", element != NULL && writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge_button), element != NULL && writable && way_register_window_count_elements (self) > 1);
}

static void
update (GtkWindow *window)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (window);
  const char *title = way_register_get_title (self->kind);
  g_autofree char *tip = g_strdup_printf (_ ("Add %s"), _ (way_kind_get (self->kind)->label));

  self->filling = TRUE;
  fill_kinds (self);
  fill_elements (self);
  self->filling = FALSE;
  adw_window_title_set_title (self->kind_title, title);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, _ ("There are none on this map yet."));
  gtk_widget_set_tooltip_text (self->add_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->elements), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  show_element (self);
}

/* --- doing --- */

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  const char *id = way_command_add (self->companion.editor, self->kind, NULL, &error);
  WayFieldRow *row;

  if (id == NULL)
    {
      way_companion_say (&self->companion, error->message);
      return;
    }
  way_register_window_select (self, id);
  row = way_form_find_row (self->form, way_command_get_name_field (self->kind));
  if (row != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
duplicate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  way_editor_select (self->companion.editor, self->selected);
  if (way_command_duplicate (self->companion.editor, &error))
    way_register_window_select (self, way_editor_get_selected (self->companion.editor, 0));
  else
    way_companion_say (&self->companion, error->message);
}

static void
delete_now (WayRegisterWindow *self)
{
  g_autoptr (GError) error = NULL;
  const WayElement *element = get_element (self);
  g_autofree char *text = NULL;

  if (element == NULL)
    return;
  text = g_strdup_printf (_ ("“%s” is deleted"), way_element_get_name (element));
  if (way_command_delete_ids (self->companion.editor, (const char *const[]){ self->selected, NULL }, &error))
    way_companion_say_changed (&self->companion, text);
  else
    way_companion_say (&self->companion, error->message);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, WayRegisterWindow *self)
{
  if (g_str_equal (response, "delete"))
    delete_now (self);
  else if (g_str_equal (response, "merge"))
    gtk_menu_button_popup (self->merge_button);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (widget);
  WayElement *element = get_element (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *heading = NULL;
  gboolean harmless = FALSE;
  GtkWidget *dialog;

  if (element == NULL)
    return;
  text = way_register_explain_delete (get_document (self), element, &harmless, &error);
  if (text == NULL)
    way_companion_say (&self->companion, error->message);
  else if (harmless)
    delete_now (self);
  if (text == NULL || harmless)
    return;
  heading = g_strdup_printf (_ ("Delete “%s”?"), way_element_get_name (element));
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  if (way_register_window_count_elements (self) > 1)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "merge", _ ("Use _Another Instead…"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "delete", _ ("_Delete"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GPtrArray *
list_others_cb (gpointer data)
{
  WayRegisterWindow *self = data;
  GPtrArray *others = way_register_list (get_document (self), self->kind, WAY_REGISTER_BY_NAME);

  g_ptr_array_remove (others, get_element (self));
  return others;
}

static void
merge_cb (const char *id, gpointer data)
{
  WayRegisterWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *from = g_strdup (self->selected), *into = g_strdup (id), *text = NULL;

  if (!way_command_merge (self->companion.editor, from, into, &error))
    {
      way_companion_say (&self->companion, error->message);
      return;
    }
  text = g_strdup_printf (_ ("Everything now refers to “%s”"), way_element_get_name (way_document_lookup (get_document (self), into)));
  way_register_window_select (self, into);
  way_companion_say_changed (&self->companion, text);
}

static void
order_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  WayRegisterWindow *self = data;
  const char *name = g_variant_get_string (state, NULL);

  self->order = strcmp (name, "name") == 0 ? WAY_REGISTER_BY_NAME : strcmp (name, "uses") == 0 ? WAY_REGISTER_BY_USES
                                                                                               : WAY_REGISTER_AS_IS;
  g_simple_action_set_state (action, state);
  way_companion_update (&self->companion);
}

/* What has a register is shown here, the rest on the map. */
static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  const WayElement *element = way_document_lookup (get_document (self), id);
  guint n;
  const WayKind *kinds = way_register_list_kinds (&n);

  for (guint i = 0; i < n && element != NULL; i++)
    if (kinds[i] == way_element_get_kind (element))
      {
        way_register_window_select (self, id);
        return;
      }
  way_companion_show (&self->companion, id);
}

/* --- lists --- */

static void
kind_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayRegisterWindow *self)
{
  guint n;
  const WayKind *kinds = way_register_list_kinds (&n);

  if (self->filling || row == NULL)
    return;
  self->kind = kinds[gtk_list_box_row_get_index (row)];
  way_companion_update (&self->companion);
}

static void
element_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayRegisterWindow *self)
{
  if (self->filling || row == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (way_register_get_id (row));
  show_element (self);
}

static void
use_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayRegisterWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "inspector.jump", "s", way_register_get_id (row));
}

/* In the list of elements: Delete, and Alt with an arrow to put them in order. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayRegisterWindow *self)
{
  WayElement *element = get_element (self);
  g_autoptr (GError) error = NULL;

  if (element == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Delete)
    delete_cb (GTK_WIDGET (self), NULL, NULL);
  else if ((state & GDK_ALT_MASK) != 0 && self->order == WAY_REGISTER_AS_IS && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    {
      if (!way_command_move_part (self->companion.editor, element, keyval == GDK_KEY_Up ? -1 : 1, &error))
        way_companion_say (&self->companion, error->message);
    }
  else
    return FALSE;
  return TRUE;
}

static void
way_register_window_dispose (GObject *object)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (object);

  way_companion_clear (&self->companion);
  if (self->form != NULL)
    way_form_set_editor (self->form, NULL);
  self->form = NULL;
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (way_register_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, kinds);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, elements);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, uses);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, kind_title);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, merge_button);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, form);
  gtk_widget_class_bind_template_child (widget_class, WayRegisterWindow, uses_title);
}

static void
way_register_window_class_init (WayRegisterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_FORM);
  G_OBJECT_CLASS (klass)->dispose = way_register_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-register-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "register.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "register.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "register.delete", NULL, delete_cb);
  way_companion_install (widget_class);
  gtk_widget_class_install_action (widget_class, "map.show", "s", show_cb);
  gtk_widget_class_install_action (widget_class, "inspector.jump", "s", show_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "register.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "register.add", NULL);
}

static void
way_register_window_init (WayRegisterWindow *self)
{
  static const WayTargetListCalls calls = { list_others_cb, merge_cb, NULL, FALSE, NULL };
  static const GActionEntry entries[] = { { .name = "order", .parameter_type = "s", .state = "'map'", .change_state = order_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sort", G_ACTION_GROUP (group));
  gtk_menu_button_set_popover (self->merge_button, way_target_list_new (&calls, self));
  g_signal_connect (self->kinds, "row-selected", G_CALLBACK (kind_selected_cb), self);
  g_signal_connect (self->elements, "row-selected", G_CALLBACK (element_selected_cb), self);
  g_signal_connect (self->uses, "row-activated", G_CALLBACK (use_activated_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->elements), key);
}

WayRegisterWindow *
way_register_window_open (GtkWindow *map, WayEditor *editor, WayKind kind)
{
  WayRegisterWindow *self = WAY_REGISTER_WINDOW (way_companion_find (map, WAY_TYPE_REGISTER_WINDOW));

  if (self == NULL)
    {
      self = g_object_new (WAY_TYPE_REGISTER_WINDOW, NULL);
      way_companion_init (&self->companion, GTK_WINDOW (self), map, editor, self->toasts, update);
      way_form_set_editor (self->form, editor);
    }
  self->kind = kind;
  way_companion_update (&self->companion);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
way_register_window_close (GtkWindow *map)
{
  way_companion_close (map, WAY_TYPE_REGISTER_WINDOW);
}

void
way_register_window_select (WayRegisterWindow *self, const char *id)
{
  WayElement *element = way_document_lookup (get_document (self), id);

  if (element == NULL)
    return;
  self->kind = way_element_get_kind (element);
  g_free (self->selected);
  self->selected = g_strdup (way_element_get_id (element));
  way_companion_update (&self->companion);
}

const char *
way_register_window_get_selected (WayRegisterWindow *self)
{
  return self->selected;
}

guint
way_register_window_count_elements (WayRegisterWindow *self)
{
  return way_register_count_rows (self->elements);
}

guint
way_register_window_count_uses (WayRegisterWindow *self)
{
  return way_register_count_rows (self->uses);
}
