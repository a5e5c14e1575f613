#include "ui/panes/way-outline-pane.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-commands.h"
#include "ui/actions/way-action-list.h"
#include "ui/fields/way-name-entry.h"
#include "ui/panes/way-outline-item.h"
#include "ui/parts/way-list-guard.h"
#include "ui/parts/way-menu-button.h"

typedef enum
{
  WANT_NOTHING,
  WANT_FOCUS,
  WANT_NAME,
} Wanted;

struct _WayOutlinePane
{
  GtkWidget parent_instance;
  GtkListView *list;
  GtkMenuButton *add_button;
  WayEditor *editor;
  WayOutlineItem *root;
  GtkTreeListModel *tree;
  GtkMultiSelection *selection;
  GHashTable *rows; /* element → GtkListItem that shows it */
  char *renamed;    /* id of what is being renamed, or NULL */
  Wanted wanted;    /* of the row of what is selected, once it is there */
  guint source, serve_source;
  gboolean syncing;
};

G_DEFINE_FINAL_TYPE (WayOutlinePane, way_outline_pane, GTK_TYPE_WIDGET)

static gboolean serve_cb (gpointer data);
static void serve (WayOutlinePane *self);

static void
say (WayOutlinePane *self, const GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

/* --- rows --- */

static void
show_row (GtkListItem *list_item)
{
  WayOutlineItem *item = g_object_get_data (G_OBJECT (list_item), "way-item");
  GtkWidget *expander = gtk_list_item_get_child (list_item), *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *icon = gtk_widget_get_first_child (box), *label = gtk_widget_get_next_sibling (icon);
  WayKind kind = way_element_get_kind (way_outline_item_get_element (item));
  const char *text = way_outline_item_get_text (item), *detail = way_outline_item_get_detail (item);
  const char *name = kind == WAY_KIND_PAIN ? "dialog-warning-symbolic" : kind == WAY_KIND_OPPORTUNITY ? "starred-symbolic"
                                                                     : kind == WAY_KIND_NOTE          ? "document-edit-symbolic"
                                                                                                      : NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), name);
  gtk_widget_set_visible (icon, name != NULL);
  gtk_label_set_text (GTK_LABEL (label), text);
  if (kind == WAY_KIND_JOURNEY || kind == WAY_KIND_PHASE)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  if (kind == WAY_KIND_STEP)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (expander, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (expander)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, WayOutlinePane *self)
{
  GtkWidget *expander = gtk_tree_expander_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (list_item, expander);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, WayOutlinePane *self)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (WayOutlineItem) item = gtk_tree_list_row_get_item (row);

  g_object_set_data_full (G_OBJECT (list_item), "way-item", g_object_ref (item), g_object_unref);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), row);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_row), list_item, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, way_outline_item_get_element (item), list_item);
  show_row (list_item);
  if (self->wanted != WANT_NOTHING && self->serve_source == 0)
    self->serve_source = g_idle_add (serve_cb, self);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, WayOutlinePane *self)
{
  /* A row whose line has gone knows it no more. */
  g_autoptr (WayOutlineItem) item = g_object_steal_data (G_OBJECT (list_item), "way-item");

  g_signal_handlers_disconnect_by_func (item, show_row, list_item);
  if (g_hash_table_lookup (self->rows, way_outline_item_get_element (item)) == list_item)
    g_hash_table_remove (self->rows, way_outline_item_get_element (item));
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
}

static GListModel *
open_cb (gpointer item, gpointer data)
{
  return way_outline_item_open (item);
}

guint
way_outline_pane_get_n_rows (WayOutlinePane *self)
{
  return self->tree != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->tree)) : 0;
}

WayElement *
way_outline_pane_get_row (WayOutlinePane *self, guint i)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
  g_autoptr (WayOutlineItem) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return item != NULL ? way_outline_item_get_element (item) : NULL;
}

/* --- the selection, here and on the map --- */

static void
select_rows (WayOutlinePane *self)
{
  guint n = way_outline_pane_get_n_rows (self), first = G_MAXUINT;
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_empty (), all = gtk_bitset_new_range (0, n);

  for (guint i = 0; i < n && way_editor_get_n_selected (self->editor) > 0; i++)
    if (way_editor_is_selected (self->editor, way_element_get_id (way_outline_pane_get_row (self, i))))
      {
        gtk_bitset_add (chosen, i);
        first = MIN (first, i);
      }
  self->syncing = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), chosen, all);
  self->syncing = FALSE;
  if (first != G_MAXUINT)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", first);
}

/* Of several journeys the first one's lines count: the map shows one at a time. */
static void
selected_cb (GtkSelectionModel *model, guint position, guint n, WayOutlinePane *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (model);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const WayElement *journey = NULL;
  GtkBitsetIter iter;
  guint i;

  if (self->syncing || self->editor == NULL)
    return;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &i); more; more = gtk_bitset_iter_next (&iter, &i))
    {
      WayElement *element = way_outline_pane_get_row (self, i);

      if (journey == NULL)
        journey = way_element_get_ancestor (element, WAY_KIND_JOURNEY);
      if (way_element_get_ancestor (element, WAY_KIND_JOURNEY) == journey)
        g_ptr_array_add (ids, (char *) way_element_get_id (element));
    }
  g_ptr_array_add (ids, NULL);
  self->syncing = TRUE;
  if (ids->len == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", ids->pdata[0]);
  else if (journey != NULL)
    {
      if (journey != way_editor_get_journey (self->editor))
        way_editor_set_journey (self->editor, way_element_get_id (journey));
      way_editor_select_many (self->editor, (const char *const *) ids->pdata, WAY_SELECT_REPLACE);
    }
  self->syncing = FALSE;
}

static void
selection_changed_cb (WayEditor *editor, WayOutlinePane *self)
{
  if (!self->syncing && gtk_widget_get_mapped (GTK_WIDGET (self)) && self->source == 0)
    select_rows (self);
}

/* --- following the map --- */

static gboolean
update_cb (gpointer data)
{
  WayOutlinePane *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->source = 0;
  if (self->renamed != NULL)
    return G_SOURCE_REMOVE; /* what is being written would go; it schedules anew at its end */
  self->syncing = TRUE;
  way_outline_item_update (self->root);
  self->syncing = FALSE;
  select_rows (self);
  if (self->wanted == WANT_NOTHING && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    self->wanted = WANT_FOCUS;
  serve (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayOutlinePane *self)
{
  if (self->source == 0 && self->editor != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add (update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayOutlinePane *self)
{
  if (change == NULL)
    schedule (self);
}

/* Nobody waits for lines that do not show when a map opens. */
static void
fill (WayOutlinePane *self)
{
  GListModel *top;

  self->root = way_outline_item_new_root (way_editor_get_document (self->editor));
  top = way_outline_item_open (self->root);
  self->tree = gtk_tree_list_model_new (top, FALSE, TRUE, open_cb, NULL, NULL);
  self->selection = gtk_multi_selection_new (way_list_guard_new (G_LIST_MODEL (self->tree)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self, 0);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
way_outline_pane_map (GtkWidget *widget)
{
  WayOutlinePane *self = WAY_OUTLINE_PANE (widget);

  GTK_WIDGET_CLASS (way_outline_pane_parent_class)->map (widget);
  if (self->editor != NULL && self->tree == NULL)
    fill (self);
  schedule (self);
}

/* --- writing a name --- */

static void
renamed_cb (const char *text, gboolean focused, gpointer data)
{
  WayOutlinePane *self = data;
  g_autofree char *id = g_steal_pointer (&self->renamed);
  g_autoptr (GError) error = NULL;

  if (text != NULL && self->editor != NULL)
    way_command_rename (self->editor, id, text, &error);
  say (self, error);
  if (focused)
    way_outline_pane_focus (self);
  schedule (self);
}

/* What has paragraphs is written where they fit: in the inspector. */
gboolean
way_outline_pane_rename (WayOutlinePane *self)
{
  WayElement *element = self->editor != NULL ? way_editor_get_single (self->editor) : NULL;
  GtkListItem *row = element != NULL ? g_hash_table_lookup (self->rows, element) : NULL;

  if (row == NULL || self->renamed != NULL || way_document_is_read_only (way_editor_get_document (self->editor)))
    return FALSE;
  if (strchr (way_element_get_name (element), '\n') != NULL)
    return gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", way_element_get_id (element));

  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (gtk_list_item_get_child (row)));

  self->renamed = g_strdup (way_element_get_id (element));
  way_name_entry_new (GTK_LABEL (gtk_widget_get_next_sibling (gtk_widget_get_first_child (box))), way_element_get_name (element), renamed_cb, G_OBJECT (self));
  return TRUE;
}

/* --- what waits for its row --- */

static void
serve (WayOutlinePane *self)
{
  const WayElement *element = way_editor_get_single (self->editor);
  GtkListItem *row = element != NULL ? g_hash_table_lookup (self->rows, element) : NULL;
  Wanted wanted = self->wanted;

  if (wanted == WANT_NOTHING || row == NULL)
    return;
  self->wanted = WANT_NOTHING;
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (row)));
  if (wanted == WANT_NAME)
    way_outline_pane_rename (self);
}

static gboolean
serve_cb (gpointer data)
{
  WayOutlinePane *self = data;

  self->serve_source = 0;
  serve (self);
  return G_SOURCE_REMOVE;
}

/* Rows are made with the next layout; they are waited for. */
static void
want (WayOutlinePane *self, Wanted wanted)
{
  self->wanted = wanted;
  if (self->source == 0)
    serve (self);
}

void
way_outline_pane_focus (WayOutlinePane *self)
{
  if (self->editor == NULL)
    return;
  if (way_editor_get_single (self->editor) != NULL)
    want (self, WANT_FOCUS);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* --- changing --- */

static void
add (WayOutlinePane *self, WayKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (way_command_add (self->editor, kind, NULL, &error));

  say (self, error);
  if (id == NULL)
    return;
  if (kind == WAY_KIND_JOURNEY)
    way_editor_set_journey (self->editor, id);
  way_editor_select (self->editor, id);
  want (self, WANT_NAME);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  for (WayKind kind = 0; kind < WAY_N_KINDS; kind++)
    if (g_str_equal (way_kind_get (kind)->name, g_variant_get_string (parameter, NULL)))
      add (data, kind);
}

static void
insert_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayOutlinePane *self = data;
  const WayElement *element = way_editor_get_single (self->editor);

  add (self, element != NULL ? way_element_get_kind (element) : WAY_KIND_TOUCHPOINT);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_outline_pane_rename (data);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (data), "map.delete", NULL);
}

/* Cards go as they do on the map; phases and steps, which lie side by side there, up and down here; the rest in its list. */
static void
move_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayOutlinePane *self = data;
  const char *direction = g_variant_get_string (parameter, NULL);
  gboolean across = g_str_equal (direction, "left") || g_str_equal (direction, "right");
  int by = g_str_equal (direction, "left") || g_str_equal (direction, "up") ? -1 : 1;
  const char *first = way_editor_get_selected (self->editor, 0);
  const WayElement *element = way_document_lookup (way_editor_get_document (self->editor), first);
  g_autoptr (GError) error = NULL;

  if (element == NULL)
    return;
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_NOTE:
      way_command_nudge (self->editor, across ? by : 0, across ? 0 : by, &error);
      break;
    case WAY_KIND_PHASE:
    case WAY_KIND_STEP:
      way_command_nudge (self->editor, by, 0, &error);
      break;
    default:
      way_command_shift (self->editor, first, by, &error);
    }
  say (self, error);
  want (self, WANT_FOCUS);
}

static void
activate_cb (GtkListView *list, guint position, WayOutlinePane *self)
{
  way_outline_pane_choose (self, position);
  way_outline_pane_rename (self);
}

static GMenuModel *
make_add_menu (void)
{
  static const struct
  {
    WayKind kind;
    const char *like;
  } items[] = {
    { WAY_KIND_TOUCHPOINT, "map.add-touchpoint" },
    { WAY_KIND_STEP, "map.add-step" },
    { WAY_KIND_PHASE, "map.add-phase" },
    { WAY_KIND_PAIN, "map.add-pain" },
    { WAY_KIND_OPPORTUNITY, "map.add-opportunity" },
    { WAY_KIND_JOURNEY, "map.add-journey" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *action = g_strdup_printf ("outline.add::%s", way_kind_get (items[i].kind)->name);

      g_menu_append (menu, _ (way_action_list_find (items[i].like)->brief), action);
    }
  return G_MENU_MODEL (menu);
}

static void
way_outline_pane_dispose (GObject *object)
{
  WayOutlinePane *self = WAY_OUTLINE_PANE (object);
  GtkWidget *child;

  way_outline_pane_set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (way_outline_pane_parent_class)->dispose (object);
}

static void
way_outline_pane_class_init (WayOutlinePaneClass *klass)
{
  static const struct
  {
    guint keyval;
    GdkModifierType modifiers;
    const char *action, *target;
  } keys[] = {
    { GDK_KEY_F2, 0, "outline.rename" },
    { GDK_KEY_Insert, 0, "outline.insert" },
    { GDK_KEY_Delete, 0, "map.delete" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "map.duplicate" },
    { GDK_KEY_Up, GDK_ALT_MASK, "outline.move", "up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "outline.move", "down" },
    { GDK_KEY_Left, GDK_ALT_MASK, "outline.move", "left" },
    { GDK_KEY_Right, GDK_ALT_MASK, "outline.move", "right" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_outline_pane_dispose;
  widget_class->map = way_outline_pane_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-outline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WayOutlinePane, list);
  gtk_widget_class_bind_template_child (widget_class, WayOutlinePane, add_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].target != NULL)
      gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, keys[i].modifiers, keys[i].action, "s", keys[i].target);
    else
      gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, keys[i].modifiers, keys[i].action, NULL);
}

static void
way_outline_pane_init (WayOutlinePane *self)
{
  static const GActionEntry entries[] = {
    { .name = "rename", .activate = rename_cb },
    { .name = "insert", .activate = insert_cb },
    { .name = "delete", .activate = delete_cb },
    { .name = "add", .activate = add_cb, .parameter_type = "s" },
    { .name = "move", .activate = move_cb, .parameter_type = "s" },
  };
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = make_add_menu ();

  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "outline", G_ACTION_GROUP (group));
  way_menu_button_set_menu (self->add_button, menu);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, 0);
}

void
way_outline_pane_set_editor (WayOutlinePane *self, WayEditor *editor)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->serve_source, g_source_remove);
  self->wanted = WANT_NOTHING;
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->root);
  g_clear_pointer (&self->renamed, g_free);
  g_set_object (&self->editor, editor);
  if (editor == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  schedule (self);
}

void
way_outline_pane_choose (WayOutlinePane *self, guint i)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, TRUE);
}
