#include "ui/panes/way-element-list.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "model/way-people.h"
#include "scene/way-theme.h"
#include "ui/actions/way-action-list.h"
#include "ui/fields/way-name-entry.h"
#include "ui/parts/way-menu-button.h"

struct _WayElementList
{
  GtkWidget parent_instance;
  GtkWidget *heading, *add_button, *hint;
  GtkListBox *list;
  GtkWidget *menu;
  guint64 kinds;
  WayEditor *editor;
  char *target;  /* id of what the menu is about */
  char *focus;   /* id of what gets the focus once it is there */
  char *renamed; /* id of what is being renamed, or NULL */
  guint source;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WayElementList, way_element_list, GTK_TYPE_WIDGET)

static void schedule (WayElementList *self);

static void
say (WayElementList *self, const GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

static const char *
get_id (GtkWidget *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "way-id") : NULL;
}

static GtkWidget *
find_focused (WayElementList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)) ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

static gboolean
is_writable (WayElementList *self)
{
  return self->editor != NULL && !way_document_is_read_only (way_editor_get_document (self->editor));
}

/* --- rows --- */

static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const WayColour *colour = data;

  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
  cairo_fill (cr);
}

static GtkWidget *
make_swatch (const WayElement *person)
{
  GtkWidget *area = gtk_drawing_area_new ();
  WayHue hue = way_theme_make_hue (way_theme_get_light (), way_element_get (person, WAY_FIELD_COLOUR), way_element_get_index (person));

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 14);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 14);
  gtk_widget_set_margin_start (area, 1);
  gtk_widget_set_margin_end (area, 1);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch_cb, g_memdup2 (&hue.solid, sizeof hue.solid), g_free);
  return area;
}

static GtkWidget *
make_eye (const WayElement *lane)
{
  gboolean hidden = way_element_get_boolean (lane, WAY_FIELD_COLLAPSED);
  GtkWidget *button = gtk_button_new_from_icon_name (hidden ? "view-conceal-symbolic" : "view-reveal-symbolic");
  g_autofree char *label = g_strdup_printf (hidden ? _ ("Show “%s”") : _ ("Hide “%s”"), way_element_get_name (lane));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "eye");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.toggle-lane");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", way_element_get_id (lane));
  return button;
}

/* The other place where a persona is known, who has but one row. */
static GtkWidget *
make_twin (const WayElement *stakeholder)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("avatar-default-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("“%s” as a stakeholder"), way_element_get_name (stakeholder));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "eye");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", way_element_get_id (stakeholder));
  return button;
}

static GtkWidget *
make_start (const WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_PERSONA:
      return make_swatch (element);
    case WAY_KIND_STAKEHOLDER:
      return gtk_image_new_from_icon_name ("avatar-default-symbolic");
    case WAY_KIND_LANE:
      return make_eye (element);
    case WAY_KIND_SEPARATOR:
      return gtk_image_new_from_icon_name ("list-remove-symbolic");
    default:
      return NULL;
    }
}

static GMenuModel *make_menu (WayElementList *self);

static void
open_menu (WayElementList *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  if (!is_writable (self) || !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    return;
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) menu = make_menu (self);

      self->menu = gtk_popover_menu_new_from_model (menu);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
    }
  g_free (self->target);
  self->target = g_strdup (get_id (row));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) (bounds.origin.x + bounds.size.width - 20), (int) bounds.origin.y, 1, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
more_clicked_cb (GtkWidget *button, WayElementList *self)
{
  open_menu (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static void
right_click_cb (GtkGestureClick *gesture, int n, double x, double y, WayElementList *self)
{
  open_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, WayElementList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  if (!is_writable (self))
    return NULL;
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_STRING, get_id (row));
}

static void
add_row_hands (WayElementList *self, GtkWidget *row)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (right_click_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
}

static void
add_row (WayElementList *self, const WayElement *element)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const WayElement *twin = way_people_find_twin (way_editor_get_document (self->editor), element);
  GtkWidget *start = make_start (element), *label = gtk_label_new (way_element_get_name (element)), *more = gtk_button_new_from_icon_name ("view-more-symbolic");
  g_autofree char *tip = g_strdup_printf (_ ("What can be done with “%s”"), way_element_get_name (element));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, way_element_get_name (element));
  gtk_widget_set_margin_start (box, 8);
  if (start != NULL)
    gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (box), label);
  if (twin != NULL)
    gtk_box_append (GTK_BOX (box), make_twin (twin));
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_add_css_class (more, "more");
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (more, FALSE);
  gtk_widget_set_tooltip_text (more, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, 0);
  gtk_widget_set_visible (more, is_writable (self));
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, way_element_get_name (element), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (way_kind_get (way_element_get_kind (element))->label), -1);
  g_object_set_data_full (G_OBJECT (row), "way-id", g_strdup (way_element_get_id (element)), g_free);
  g_object_set_data (G_OBJECT (row), "way-label", label);
  add_row_hands (self, row);
  gtk_list_box_append (self->list, row);
}

static gboolean
is_listed (WayElementList *self, WayKind kind)
{
  return kind < WAY_N_KINDS && (self->kinds & WAY_BIT (kind)) != 0;
}

/* A stakeholder who is a persona has a row already. */
static gboolean
has_row (WayElementList *self, const WayElement *element)
{
  return is_listed (self, way_element_get_kind (element)) && (way_element_get_kind (element) != WAY_KIND_STAKEHOLDER || way_people_find_twin (way_editor_get_document (self->editor), element) == NULL);
}

/* In the order of the file: what stands in one slot stays together. */
static void
add_rows (WayElementList *self, const WayElement *parent)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (parent));

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      const GPtrArray *children = way_element_get_slot (parent, slot);

      for (guint i = 0; children != NULL && i < children->len; i++)
        if (has_row (self, children->pdata[i]))
          add_row (self, children->pdata[i]);
    }
}

static const WayElement *
get_parent (WayElementList *self)
{
  return is_listed (self, WAY_KIND_LANE) ? way_editor_get_journey (self->editor) : way_document_get_root (way_editor_get_document (self->editor));
}

/* The focus stays with its element, and where that has gone, at its place. */
static void
restore_focus (WayElementList *self, int index)
{
  GtkWidget *row = self->focus != NULL ? way_element_list_find_row (self, self->focus) : NULL;

  while (row == NULL && index >= 0)
    row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, index--));
  if (row != NULL)
    gtk_widget_grab_focus (row);
  g_clear_pointer (&self->focus, g_free);
}

static gboolean
fill_cb (gpointer data)
{
  WayElementList *self = data;
  GtkWidget *focused = find_focused (self), *child;
  int index = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;

  if (focused != NULL && self->focus == NULL)
    self->focus = g_strdup (get_id (focused));
  self->source = 0;
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  add_rows (self, get_parent (self));
  if (is_listed (self, WAY_KIND_JOURNEY))
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (way_element_list_find_row (self, way_editor_get_journey_id (self->editor))));
  gtk_widget_set_visible (self->hint, gtk_list_box_get_row_at_index (self->list, 0) == NULL);
  self->filling = FALSE;
  if (self->focus != NULL)
    restore_focus (self, index);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayElementList *self)
{
  if (self->source == 0 && self->editor != NULL)
    self->source = g_idle_add (fill_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayElementList *self)
{
  if (change != NULL && is_listed (self, way_element_get_kind (change->element)))
    schedule (self);
}

static void
journey_changed_cb (WayEditor *editor, WayElementList *self)
{
  schedule (self);
}

/* --- writing a name --- */

static void
renamed_cb (const char *text, gboolean focused, gpointer data)
{
  WayElementList *self = data;
  g_autofree char *id = g_steal_pointer (&self->renamed);
  g_autoptr (GError) error = NULL;

  /* Clicking elsewhere means to be there. */
  if (focused)
    {
      g_free (self->focus);
      self->focus = g_strdup (id);
    }
  if (text != NULL)
    way_command_rename (self->editor, id, text, &error);
  say (self, error);
  schedule (self);
}

void
way_element_list_rename (WayElementList *self, const char *id)
{
  GtkWidget *row = way_element_list_find_row (self, id), *label = row != NULL ? g_object_get_data (G_OBJECT (row), "way-label") : NULL;

  if (row == NULL || self->renamed != NULL || !is_writable (self))
    return;
  self->renamed = g_strdup (id);
  way_name_entry_new (GTK_LABEL (label), gtk_label_get_text (GTK_LABEL (label)), renamed_cb, G_OBJECT (self));
}

/* --- what can be done with a row --- */

/* From the menu, else what has the focus. */
static char *
take_target (WayElementList *self)
{
  char *id = g_steal_pointer (&self->target);

  return id != NULL ? id : g_strdup (get_id (find_focused (self)));
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *id = take_target (data);

  way_element_list_rename (data, id);
}

static void
shift_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayElementList *self = data;
  g_autofree char *id = take_target (self);
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  way_command_shift (self->editor, id, g_str_equal (g_action_get_name (G_ACTION (action)), "up") ? -1 : 1, &error);
  say (self, error);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayElementList *self = data;
  g_autofree char *id = take_target (self);
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  way_editor_select (self->editor, id);
  if (way_command_duplicate (self->editor, &error))
    {
      const WayElement *copy = way_editor_get_single (self->editor);

      if (copy != NULL && is_listed (self, way_element_get_kind (copy)))
        self->focus = g_strdup (way_element_get_id (copy));
    }
  say (self, error);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayElementList *self = data;
  g_autofree char *id = take_target (self);
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  way_command_delete_ids (self->editor, (const char *const[]){ id, NULL }, &error);
  say (self, error);
}

static void
type_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayElementList *self = data;
  g_autofree char *id = take_target (self);
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  way_command_set (self->editor, (const char *const[]){ id, NULL }, WAY_FIELD_KIND, g_variant_get_string (parameter, NULL), &error);
  say (self, error);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *id = take_target (data);

  if (id != NULL)
    gtk_widget_activate_action (data, "map.show", "s", id);
}

static GMenuModel *
make_menu (WayElementList *self)
{
  static const struct
  {
    const char *action, *like, *label;
  } items[] = {
    { "list.rename", "map.rename", NULL },
    { "list.duplicate", "map.duplicate", NULL },
    { "list.delete", "map.delete", NULL },
    { NULL },
    { "list.up", NULL, N_ ("Move _Up") },
    { "list.down", NULL, N_ ("Move Do_wn") },
    { NULL },
    { "list.show", NULL, N_ ("_What Is Known of It") },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (items[i].action != NULL)
      g_menu_append (section, items[i].like != NULL ? _ (way_action_list_find (items[i].like)->label) : _ (items[i].label), items[i].action);
    else
      {
        g_object_unref (section);
        section = g_menu_new ();
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      }
  if (is_listed (self, WAY_KIND_LANE))
    {
      g_autoptr (GMenu) types = g_menu_new ();
      const WayFieldInfo *info = way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND);

      for (const WayChoice *choice = info->choices; choice->nick != NULL; choice++)
        {
          g_autofree char *action = g_strdup_printf ("list.type::%s", choice->nick);

          g_menu_append (types, _ (choice->label), action);
        }
      g_menu_append_submenu (section, _ ("_Kind"), G_MENU_MODEL (types));
    }
  return G_MENU_MODEL (menu);
}

/* --- hands --- */

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayElementList *self)
{
  if (!self->filling && row != NULL && self->editor != NULL && is_listed (self, WAY_KIND_JOURNEY))
    way_editor_set_journey (self->editor, get_id (GTK_WIDGET (row)));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayElementList *self)
{
  if (self->editor != NULL && !is_listed (self, WAY_KIND_JOURNEY))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", get_id (GTK_WIDGET (row)));
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWidget *row = find_focused (WAY_ELEMENT_LIST (widget));

  if (row != NULL)
    open_menu (WAY_ELEMENT_LIST (widget), row);
  return row != NULL;
}

void
way_element_list_drop (WayElementList *self, const char *id, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  g_autoptr (GError) error = NULL;
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds) && y > bounds.origin.y + bounds.size.height / 2)
    row = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + 1);

  WayDocument *document = way_editor_get_document (self->editor);
  const WayElement *element = way_document_lookup (document, id), *before = row != NULL ? way_document_lookup (document, get_id (GTK_WIDGET (row))) : NULL;

  if (element == NULL || !is_listed (self, way_element_get_kind (element)) || element == before)
    return;
  /* Behind the last of its own is the end, though others follow. */
  if (before != NULL && way_kind_find_slot (way_element_get_kind (way_element_get_parent (element)), way_element_get_kind (before)) != way_kind_find_slot (way_element_get_kind (way_element_get_parent (element)), way_element_get_kind (element)))
    before = NULL;
  way_command_place (self->editor, id, NULL, before != NULL ? way_element_get_id (before) : NULL, &error);
  say (self, error);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WayElementList *self)
{
  way_element_list_drop (self, g_value_get_string (value), y);
  gtk_list_box_drag_unhighlight_row (self->list);
  return TRUE;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, WayElementList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row != NULL)
    gtk_list_box_drag_highlight_row (self->list, row);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target, WayElementList *self)
{
  gtk_list_box_drag_unhighlight_row (self->list);
}

static void
way_element_list_dispose (GObject *object)
{
  WayElementList *self = WAY_ELEMENT_LIST (object);
  GtkWidget *child;

  way_element_list_set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->focus, g_free);
  g_clear_pointer (&self->renamed, g_free);
  G_OBJECT_CLASS (way_element_list_parent_class)->dispose (object);
}

static void
way_element_list_class_init (WayElementListClass *klass)
{
  static const struct
  {
    guint keyval;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F2, 0, "list.rename" },
    { GDK_KEY_Delete, 0, "list.delete" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "list.duplicate" },
    { GDK_KEY_Up, GDK_ALT_MASK, "list.up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "list.down" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_element_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-element-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WayElementList, heading);
  gtk_widget_class_bind_template_child (widget_class, WayElementList, add_button);
  gtk_widget_class_bind_template_child (widget_class, WayElementList, hint);
  gtk_widget_class_bind_template_child (widget_class, WayElementList, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, keys[i].modifiers, keys[i].action, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

static void
way_element_list_init (WayElementList *self)
{
  static const GActionEntry entries[] = {
    { .name = "rename", .activate = rename_cb },
    { .name = "duplicate", .activate = duplicate_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "up", .activate = shift_cb },
    { .name = "down", .activate = shift_cb },
    { .name = "show", .activate = show_cb },
    { .name = "type", .activate = type_cb, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (group));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (drop, "motion", G_CALLBACK (drop_motion_cb), self, 0);
  g_signal_connect_object (drop, "leave", G_CALLBACK (drop_leave_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (drop));
}

void
way_element_list_add_button (WayElementList *self, const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *tip = way_action_row_dup_label (way_action_list_find (action));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->add_button)), button, self->heading);
}

void
way_element_list_configure (WayElementList *self, guint64 kinds, const char *heading, const char *hint, const char *action, GMenuModel *menu)
{
  g_autoptr (GMenuModel) add_menu = menu;
  g_autofree char *upper = g_utf8_strup (heading, -1), *tip = NULL;
  const WayActionRow *row = way_action_list_find (action);

  self->kinds = kinds;
  gtk_label_set_text (GTK_LABEL (self->heading), upper);
  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_list_box_set_selection_mode (self->list, is_listed (self, WAY_KIND_JOURNEY) ? GTK_SELECTION_SINGLE : GTK_SELECTION_NONE);
  tip = way_action_row_dup_label (row);
  gtk_widget_set_tooltip_text (self->add_button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  if (add_menu != NULL)
    way_menu_button_set_menu (GTK_MENU_BUTTON (self->add_button), add_menu);
  else
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->add_button)), button);
      gtk_widget_set_visible (self->add_button, FALSE);
    }
}

void
way_element_list_set_editor (WayElementList *self, WayEditor *editor)
{
  GtkWidget *child;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  self->filling = TRUE;
  while (self->list != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  self->filling = FALSE;
  g_set_object (&self->editor, editor);
  if (editor == NULL)
    return;
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (journey_changed_cb), self, 0);
  schedule (self);
}

GtkWidget *
way_element_list_find_row (WayElementList *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (get_id (GTK_WIDGET (row)), id) == 0)
      return GTK_WIDGET (row);
  return NULL;
}
