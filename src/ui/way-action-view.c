#include "ui/way-action-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "edit/way-commands.h"
#include "review/way-followup.h"
#include "ui/way-name-entry.h"

struct _WayActionView
{
  GtkWidget parent_instance;
  GtkStack *stack;
  GtkColumnView *table;
  GtkLabel *summary;
  WayEditor *editor;
  GtkStringList *ids; /* of the actions, in the order of the map */
  GtkSingleSelection *selection;
  GHashTable *cells; /* the list items in sight: GtkListItem → its field */
  char *wanted;      /* id of the row that is to be written in, or NULL */
  char *written;     /* id of the action whose text is being written, or NULL */
  guint source, wanted_source;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (WayActionView, way_action_view, GTK_TYPE_WIDGET)

static void schedule (WayActionView *self);

static WayElement *
look_up (WayActionView *self, GtkStringObject *item)
{
  return self->editor != NULL && item != NULL ? way_document_lookup (way_editor_get_document (self->editor), gtk_string_object_get_string (item)) : NULL;
}

static gboolean
is_writable (WayActionView *self)
{
  return self->editor != NULL && !way_document_is_read_only (way_editor_get_document (self->editor));
}

/* --- cells --- */

static char *
get_text (WayActionView *self, const WayElement *action, WayField field)
{
  const char *value = way_element_get (action, field);

  if (value == NULL && field != WAY_FIELD_FOR)
    return g_strdup ("");
  if (field == WAY_FIELD_DUE)
    return way_date_to_text (value);
  if (field == WAY_FIELD_FOR)
    return way_followup_name_targets (way_editor_get_document (self->editor), action);
  return g_strdelimit (g_strdup (value), "\n", ' ');
}

static guint
find_status (const WayElement *action)
{
  const WayChoice *choices = way_kind_get_field (WAY_KIND_ACTION, WAY_FIELD_STATUS)->choices;
  const char *nick = way_element_get_or_default (action, WAY_FIELD_STATUS);
  guint i = 0;

  while (choices[i].nick != NULL && g_strcmp0 (choices[i].nick, nick) != 0)
    i++;
  return i;
}

static void
show_cell (WayActionView *self, GtkListItem *item, WayField field)
{
  GtkWidget *child = gtk_list_item_get_child (item), *cell = GTK_IS_BOX (child) ? gtk_widget_get_first_child (child) : child;
  const WayElement *action = look_up (self, gtk_list_item_get_item (item));

  if (action == NULL)
    return;

  g_autofree char *text = get_text (self, action, field);
  g_autofree char *label = g_strdup_printf ("%s: %s", _ (way_kind_get_field (WAY_KIND_ACTION, field)->label), way_element_get_name (action));

  self->showing = TRUE;
  if (GTK_IS_DROP_DOWN (cell))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (cell), find_status (action));
  else if (GTK_IS_ENTRY (cell) && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (cell)))))
    gtk_editable_set_text (GTK_EDITABLE (cell), text);
  else if (GTK_IS_LABEL (cell))
    gtk_label_set_text (GTK_LABEL (cell), text);
  if (GTK_IS_ENTRY (cell))
    gtk_editable_set_editable (GTK_EDITABLE (cell), is_writable (self));
  else if (GTK_IS_DROP_DOWN (cell))
    gtk_widget_set_sensitive (cell, is_writable (self));
  if (field == WAY_FIELD_DUE)
    {
      gboolean late = way_followup_is_overdue (action, way_date_today ());

      gtk_entry_set_icon_from_icon_name (GTK_ENTRY (cell), GTK_ENTRY_ICON_SECONDARY, late ? "dialog-warning-symbolic" : NULL);
      gtk_entry_set_icon_tooltip_text (GTK_ENTRY (cell), GTK_ENTRY_ICON_SECONDARY, late ? _ ("Should have been done by this day") : NULL);
      (late ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (cell, "error");
    }
  gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->showing = FALSE;
}

static void
set_field (WayActionView *self, GtkListItem *item, WayField field, const char *value)
{
  const WayElement *action = look_up (self, gtk_list_item_get_item (item));
  g_autoptr (GError) error = NULL;

  if (action == NULL || g_strcmp0 (way_element_get_or_default (action, field), value) == 0)
    return;
  if (!way_command_set (self->editor, (const char *const[]){ way_element_get_id (action), NULL }, field, value, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

/* What was typed is taken over; what cannot be is said, and the cell shows the good value again. */
static void
take_entry (WayActionView *self, GtkListItem *item)
{
  WayField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "way-field"));
  GtkEditable *entry = GTK_EDITABLE (gtk_list_item_get_child (item));
  const char *text = gtk_editable_get_text (entry);
  const WayElement *action = look_up (self, gtk_list_item_get_item (item));
  g_autofree char *shown = action != NULL ? get_text (self, action, field) : NULL;

  if (self->showing || action == NULL || g_strcmp0 (text, shown) == 0)
    return;
  if (field == WAY_FIELD_DUE && *text != '\0')
    {
      g_autofree char *day = way_date_from_text (text);

      if (day != NULL)
        set_field (self, item, field, day);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", _ ("This is no day. Write it like 2026-12-24."));
    }
  else
    set_field (self, item, field, *text != '\0' ? text : NULL);

  g_autofree char *now = get_text (self, action, field);

  gtk_editable_set_text (entry, now);
}

static void
entry_activated_cb (GtkEntry *entry, GtkListItem *item)
{
  take_entry (WAY_ACTION_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (entry), WAY_TYPE_ACTION_VIEW)), item);
}

static void
entry_left_cb (GtkEventControllerFocus *controller, GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)), WAY_TYPE_ACTION_VIEW);

  if (view != NULL)
    take_entry (WAY_ACTION_VIEW (view), item);
}

static void
status_cb (GtkDropDown *cell, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (cell), WAY_TYPE_ACTION_VIEW);
  const WayChoice *choices = way_kind_get_field (WAY_KIND_ACTION, WAY_FIELD_STATUS)->choices;

  if (view != NULL && !WAY_ACTION_VIEW (view)->showing && gtk_drop_down_get_selected (cell) != GTK_INVALID_LIST_POSITION)
    set_field (WAY_ACTION_VIEW (view), item, WAY_FIELD_STATUS, choices[gtk_drop_down_get_selected (cell)].nick);
}

static GtkWidget *
make_status (GtkListItem *item)
{
  const WayChoice *choices = way_kind_get_field (WAY_KIND_ACTION, WAY_FIELD_STATUS)->choices;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *cell;

  for (; choices->nick != NULL; choices++)
    g_ptr_array_add (names, (char *) _ (choices->label));
  g_ptr_array_add (names, NULL);
  cell = gtk_drop_down_new_from_strings ((const char *const *) names->pdata);
  g_signal_connect_object (cell, "notify::selected", G_CALLBACK (status_cb), item, 0);
  return cell;
}

static GtkWidget *
make_entry (GtkListItem *item, WayField field)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), field == WAY_FIELD_DUE ? _ ("No day") : _ ("Nobody"));
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activated_cb), item, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_left_cb), item, 0);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

/* --- what is to be done: read in two lines, written in one --- */

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  return label;
}

static void
written_cb (const char *text, gboolean focused, gpointer data)
{
  WayActionView *self = data;
  g_autofree char *id = g_steal_pointer (&self->written);
  g_autoptr (GError) error = NULL;

  if (text != NULL && self->editor != NULL && !way_command_rename (self->editor, id, text, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* Paragraphs are written in the inspector, where they fit. */
static void
write_text (WayActionView *self, const char *id)
{
  const WayElement *action = self->editor != NULL ? way_document_lookup (way_editor_get_document (self->editor), id) : NULL;
  GtkWidget *box = way_action_view_get_cell (self, id, WAY_FIELD_TEXT);

  if (action == NULL || box == NULL || self->written != NULL || !is_writable (self))
    return;
  if (strchr (way_element_get_name (action), '\n') != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "map.inspect", "s", id);
      return;
    }
  self->written = g_strdup (id);
  way_name_entry_new (GTK_LABEL (gtk_widget_get_first_child (box)), way_element_get_name (action), written_cb, G_OBJECT (self));
}

static void
text_clicked_cb (GtkGestureClick *gesture, int n, double x, double y, GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (gtk_list_item_get_child (item), WAY_TYPE_ACTION_VIEW);

  if (n == 2 && view != NULL)
    write_text (WAY_ACTION_VIEW (view), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
activate_cb (GtkColumnView *table, guint position, WayActionView *self)
{
  const char *id = way_action_view_get_id (self, position);

  if (id != NULL)
    write_text (self, id);
}

static GtkWidget *
make_text (GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label = make_label ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  g_signal_connect_object (click, "released", G_CALLBACK (text_clicked_cb), item, 0);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  return box;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  WayField field = GPOINTER_TO_UINT (data);
  GtkWidget *cell;

  g_object_set_data (G_OBJECT (item), "way-field", data);
  if (field == WAY_FIELD_STATUS)
    cell = make_status (item);
  else if (field == WAY_FIELD_FOR)
    {
      cell = make_label ();
      gtk_widget_add_css_class (cell, "dim-label");
    }
  else if (field == WAY_FIELD_TEXT)
    cell = make_text (item);
  else
    cell = make_entry (item, field);
  gtk_list_item_set_child (item, cell);
}

/* What was just made waits for its row. */
static gboolean
wanted_cb (gpointer data)
{
  WayActionView *self = data;
  GtkWidget *cell = self->wanted != NULL ? way_action_view_get_cell (self, self->wanted, WAY_FIELD_TEXT) : NULL;

  self->wanted_source = 0;
  if (cell != NULL)
    {
      g_autofree char *id = g_steal_pointer (&self->wanted);

      write_text (self, id);
    }
  return G_SOURCE_REMOVE;
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, WayActionView *self)
{
  WayField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "way-field"));

  g_hash_table_insert (self->cells, item, GUINT_TO_POINTER (field));
  show_cell (self, item, field);
  if (self->wanted != NULL && self->wanted_source == 0)
    self->wanted_source = g_idle_add (wanted_cb, self);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, WayActionView *self)
{
  g_hash_table_remove (self->cells, item);
}

/* --- sorting --- */

typedef struct
{
  WayActionView *view; /* lives longer than its table */
  WayField field;
} Order;

/* What is left out comes last. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  const WayElement *x = look_up (order->view, (GtkStringObject *) a), *y = look_up (order->view, (GtkStringObject *) b);

  if (x == NULL || y == NULL)
    return GTK_ORDERING_EQUAL;
  if (order->field == WAY_FIELD_STATUS)
    return gtk_ordering_from_cmpfunc ((int) find_status (x) - (int) find_status (y));
  if (order->field == WAY_FIELD_DUE)
    return gtk_ordering_from_cmpfunc (g_strcmp0 (way_element_get (x, WAY_FIELD_DUE) != NULL ? way_element_get (x, WAY_FIELD_DUE) : "9", way_element_get (y, WAY_FIELD_DUE) != NULL ? way_element_get (y, WAY_FIELD_DUE) : "9"));

  g_autofree char *left = get_text (order->view, x, order->field), *right = get_text (order->view, y, order->field);

  if ((*left == '\0') != (*right == '\0'))
    return *left == '\0' ? GTK_ORDERING_LARGER : GTK_ORDERING_SMALLER;
  return gtk_ordering_from_cmpfunc (g_utf8_collate (left, right));
}

static void
add_column (WayActionView *self, WayField field, const char *title, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);
  Order order = { self, field };
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, g_memdup2 (&order, sizeof order), g_free));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (field));
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, width == 0);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (self->table, column);
  g_object_unref (column);
}

/* --- following the map --- */

static gboolean
is_same (WayActionView *self, const GPtrArray *ids)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->ids));

  for (guint i = 0; i < n && n == ids->len - 1; i++)
    if (strcmp (gtk_string_list_get_string (self->ids, i), ids->pdata[i]) != 0)
      return FALSE;
  return n == ids->len - 1;
}

static gboolean
update_cb (gpointer data)
{
  WayActionView *self = data;
  WayDocument *document = way_editor_get_document (self->editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *summary = NULL;
  WayElement *action;
  GHashTableIter iter;
  gpointer item, field;

  self->source = 0;
  way_each (action, way_document_get_root (document), WAY_KIND_ACTION)
    g_ptr_array_add (ids, (char *) way_element_get_id (action));
  g_ptr_array_add (ids, NULL);
  if (!is_same (self, ids))
    gtk_string_list_splice (self->ids, 0, g_list_model_get_n_items (G_LIST_MODEL (self->ids)), (const char *const *) ids->pdata);
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &field))
    show_cell (self, item, GPOINTER_TO_UINT (field));
  summary = g_strdup_printf (_ ("%u of %u open"), way_followup_count_open (document), ids->len - 1);
  gtk_label_set_text (self->summary, ids->len > 1 ? summary : "");
  gtk_stack_set_visible_child_name (self->stack, ids->len > 1 ? "table" : "nothing");
  for (guint i = 0; self->wanted != NULL && i + 1 < ids->len; i++)
    if (g_strcmp0 (way_action_view_get_id (self, i), self->wanted) == 0)
      gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->table)), "list.scroll-to-item", "u", i);
  if (self->wanted != NULL && self->wanted_source == 0)
    self->wanted_source = g_idle_add (wanted_cb, self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayActionView *self)
{
  if (self->source == 0 && self->editor != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add (update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayActionView *self)
{
  if (change == NULL)
    schedule (self);
}

static void
selected_cb (WayActionView *self)
{
  WayElement *action = look_up (self, gtk_single_selection_get_selected_item (self->selection));

  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.inspect", "s", way_element_get_id (action));
}

static gboolean
delete_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayActionView *self = WAY_ACTION_VIEW (widget);
  WayElement *action = look_up (self, gtk_single_selection_get_selected_item (self->selection));
  g_autoptr (GError) error = NULL;

  if (action != NULL && !way_command_delete_ids (self->editor, (const char *const[]){ way_element_get_id (action), NULL }, &error))
    gtk_widget_activate_action (widget, "map.say", "s", error->message);
  return action != NULL;
}

static void
way_action_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_action_view_parent_class)->map (widget);
  schedule (WAY_ACTION_VIEW (widget));
}

static void
way_action_view_dispose (GObject *object)
{
  WayActionView *self = WAY_ACTION_VIEW (object);
  GtkWidget *child;

  way_action_view_set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->ids);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  G_OBJECT_CLASS (way_action_view_parent_class)->dispose (object);
}

static void
way_action_view_class_init (WayActionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_action_view_dispose;
  widget_class->map = way_action_view_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-action-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WayActionView, stack);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, table);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, summary);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
}

static void
way_action_view_init (WayActionView *self)
{
  GtkSortListModel *sorted;

  self->cells = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ids = gtk_string_list_new (NULL);
  add_column (self, WAY_FIELD_TEXT, _ ("What is to be done"), 0);
  add_column (self, WAY_FIELD_STATUS, _ ("State"), 136);
  add_column (self, WAY_FIELD_OWNER, _ ("Owner"), 136);
  add_column (self, WAY_FIELD_DUE, _ ("Due"), 128);
  add_column (self, WAY_FIELD_FOR, _ ("For"), 0);
  g_signal_connect_object (self->table, "activate", G_CALLBACK (activate_cb), self, 0);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->ids)), g_object_ref (gtk_column_view_get_sorter (self->table)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
}

void
way_action_view_set_editor (WayActionView *self, WayEditor *editor)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->written, g_free);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
  g_clear_object (&self->editor);
  if (self->ids != NULL)
    gtk_string_list_splice (self->ids, 0, g_list_model_get_n_items (G_LIST_MODEL (self->ids)), NULL);
  if (editor == NULL)
    return;
  self->editor = g_object_ref (editor);
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  schedule (self);
}

void
way_action_view_edit (WayActionView *self, const char *id)
{
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  schedule (self);
}

const char *
way_action_view_get_id (WayActionView *self, guint i)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

GtkWidget *
way_action_view_get_cell (WayActionView *self, const char *id, WayField field)
{
  GHashTableIter iter;
  gpointer item, shown;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &shown))
    if (GPOINTER_TO_UINT (shown) == field && g_strcmp0 (gtk_string_object_get_string (gtk_list_item_get_item (item)), id) == 0)
      return gtk_list_item_get_child (item);
  return NULL;
}
