#include "ui/panes/way-action-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "edit/way-commands.h"
#include "edit/way-idea-commands.h"
#include "review/way-followup.h"
#include "ui/fields/way-name-entry.h"
#include "ui/parts/way-text-width.h"

/* A column that shows no field: what came of the action. */
#define EFFECT WAY_N_FIELDS

struct _WayActionTable
{
  GtkWidget parent_instance;
  GtkColumnView *table;
  WayEditor *editor;
  WayFigureStore *store; /* NULL without an editor */
  GtkStringList *ids;    /* of the actions, in the order of the map */
  GtkSingleSelection *selection;
  GHashTable *cells; /* the list items in sight: GtkListItem → its field */
  char *wanted;      /* id of the row that is to be written in, or NULL */
  char *written;     /* id of the action whose text is being written, or NULL */
  guint source, wanted_source;
  gboolean showing, resort;
};

G_DEFINE_FINAL_TYPE (WayActionTable, way_action_table, GTK_TYPE_WIDGET)

static void schedule (WayActionTable *self);

static WayElement *
look_up (WayActionTable *self, GtkStringObject *item)
{
  return self->editor != NULL && item != NULL ? way_document_lookup (way_editor_get_document (self->editor), gtk_string_object_get_string (item)) : NULL;
}

static gboolean
is_writable (WayActionTable *self)
{
  return self->editor != NULL && !way_document_is_read_only (way_editor_get_document (self->editor));
}

static gboolean
is_day (WayField field)
{
  return field == WAY_FIELD_DUE || field == WAY_FIELD_TOLD_ON;
}

static WayEffect
find_effect (WayActionTable *self, const WayElement *action)
{
  return way_followup_find_effect (way_editor_get_document (self->editor), action, self->store != NULL ? way_figure_store_get_figures (self->store) : NULL);
}

/* --- cells --- */

static char *
get_text (WayActionTable *self, const WayElement *action, WayField field)
{
  const char *value = way_element_get (action, field);

  if (value == NULL && field != WAY_FIELD_FOR)
    return g_strdup ("");
  if (is_day (field))
    return way_date_to_text (value);
  if (field == WAY_FIELD_METRIC)
    return g_strdup (way_element_get_name (way_document_follow (way_editor_get_document (self->editor), action, WAY_FIELD_METRIC)));
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

/* Below the day, in words and with a sign: not everybody sees that it is red. */
static void
show_lateness (GtkWidget *entry, const WayElement *action)
{
  guint days = way_followup_get_days_late (action, way_date_today ());
  GtkWidget *note = gtk_widget_get_next_sibling (entry);
  g_autofree char *words = days > 0 ? g_strdup_printf (ngettext ("%u day late", "%u days late", days), days) : NULL;

  gtk_widget_set_visible (note, days > 0);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (note)), words != NULL ? words : "");
  (days > 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (entry, "error");
}

/* What should move, and from where. */
static void
show_metric (WayActionTable *self, GtkWidget *box, const WayElement *action)
{
  WayEffect effect = find_effect (self, action);
  g_autofree char *baseline = way_effect_dup_baseline (&effect);
  g_autofree char *words = baseline != NULL ? g_strdup_printf (_ ("before: %s"), baseline) : NULL;
  GtkWidget *name = gtk_widget_get_first_child (box), *note = gtk_widget_get_last_child (box);

  gtk_label_set_text (GTK_LABEL (name), effect.metric != NULL ? way_element_get_name (effect.metric) : _ ("no metric yet"));
  (effect.metric != NULL ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (name, "dim-label");
  gtk_label_set_text (GTK_LABEL (note), words != NULL ? words : effect.metric != NULL ? _ ("no baseline")
                                                                                      : "");
  gtk_widget_set_visible (note, effect.metric != NULL);
}

static void
show_effect (WayActionTable *self, GtkWidget *box, const WayElement *action)
{
  static const struct
  {
    const char *icon, *css;
  } looks[] = {
    [WAY_OUTCOME_PENDING] = { NULL, NULL },
    [WAY_OUTCOME_UNKNOWN] = { "dialog-question-symbolic", "dim-label" },
    [WAY_OUTCOME_WORKED] = { "object-select-symbolic", "success" },
    [WAY_OUTCOME_NOTHING] = { "dialog-warning-symbolic", "warning" },
    [WAY_OUTCOME_WORSE] = { "dialog-error-symbolic", "error" },
  };
  WayEffect effect = find_effect (self, action);
  GtkWidget *head = gtk_widget_get_first_child (box), *words = gtk_widget_get_last_child (box);
  const char *label = way_outcome_get_label (effect.outcome);
  g_autofree char *text = effect.metric != NULL ? way_effect_dup_words (&effect) : NULL;
  g_autofree char *sample = effect.figure != NULL ? way_figure_to_sample_text (effect.figure) : NULL, *change = effect.figure != NULL ? way_figure_to_change_text (effect.figure) : NULL;
  g_autofree char *tip = sample != NULL ? g_strjoin ("\n", text, sample, change, NULL) : g_strdup (text);

  gtk_widget_set_visible (head, label != NULL);
  gtk_widget_set_css_classes (head, (const char *[]){ looks[effect.outcome].css, NULL });
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (head)), looks[effect.outcome].icon);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (head)), label != NULL ? label : "");
  gtk_label_set_text (GTK_LABEL (words), text != NULL ? text : "");
  gtk_widget_set_visible (words, text != NULL);
  gtk_widget_set_tooltip_text (box, tip);
}

static void
name_cell (GtkWidget *cell, const char *column, const WayElement *action)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", column, way_element_get_name (action));

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_field (WayActionTable *self, GtkWidget *cell, const WayElement *action, WayField field)
{
  g_autofree char *text = get_text (self, action, field);

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
    show_lateness (cell, action);
  gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
  name_cell (cell, _ (way_kind_get_field (WAY_KIND_ACTION, field)->label), action);
}

static void
show_cell (WayActionTable *self, GtkListItem *item, WayField field)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  const WayElement *action = look_up (self, gtk_list_item_get_item (item));

  if (action == NULL)
    return;
  self->showing = TRUE;
  if (field == WAY_FIELD_METRIC)
    show_metric (self, child, action);
  else if (field == EFFECT)
    show_effect (self, child, action);
  else
    show_field (self, GTK_IS_BOX (child) ? gtk_widget_get_first_child (child) : child, action, field);
  self->showing = FALSE;
}

static void
set_field (WayActionTable *self, GtkListItem *item, WayField field, const char *value)
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
take_entry (WayActionTable *self, GtkListItem *item)
{
  WayField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "way-field"));
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkEditable *entry = GTK_EDITABLE (GTK_IS_BOX (child) ? gtk_widget_get_first_child (child) : child);
  const char *text = gtk_editable_get_text (entry);
  const WayElement *action = look_up (self, gtk_list_item_get_item (item));
  g_autofree char *shown = action != NULL ? get_text (self, action, field) : NULL;

  if (self->showing || action == NULL || g_strcmp0 (text, shown) == 0)
    return;
  if (is_day (field) && *text != '\0')
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
  take_entry (WAY_ACTION_TABLE (gtk_widget_get_ancestor (GTK_WIDGET (entry), WAY_TYPE_ACTION_TABLE)), item);
}

static void
entry_left_cb (GtkEventControllerFocus *controller, GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)), WAY_TYPE_ACTION_TABLE);

  if (view != NULL)
    take_entry (WAY_ACTION_TABLE (view), item);
}

static void
status_cb (GtkDropDown *cell, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (cell), WAY_TYPE_ACTION_TABLE);
  const WayChoice *choices = way_kind_get_field (WAY_KIND_ACTION, WAY_FIELD_STATUS)->choices;
  WayActionTable *self = view != NULL ? WAY_ACTION_TABLE (view) : NULL;
  const WayElement *action = self != NULL ? look_up (self, gtk_list_item_get_item (item)) : NULL;
  guint chosen = gtk_drop_down_get_selected (cell);
  g_autoptr (GError) error = NULL;

  if (action == NULL || self->showing || chosen == GTK_INVALID_LIST_POSITION || chosen == find_status (action))
    return;
  if (!way_command_set_status (self->editor, way_element_get_id (action), choices[chosen].nick, way_date_today (), &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
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
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), field == WAY_FIELD_DUE ? _ ("No day") : field == WAY_FIELD_TOLD_ON ? _ ("Not yet")
                                                                                                                        : _ ("Nobody"));
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
  WayActionTable *self = data;
  g_autofree char *id = g_steal_pointer (&self->written);
  g_autoptr (GError) error = NULL;

  if (text != NULL && self->editor != NULL && !way_command_rename (self->editor, id, text, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* Paragraphs are written in the inspector, where they fit. */
static void
write_text (WayActionTable *self, const char *id)
{
  const WayElement *action = self->editor != NULL ? way_document_lookup (way_editor_get_document (self->editor), id) : NULL;
  GtkWidget *box = way_action_table_get_cell (self, id, WAY_FIELD_TEXT);

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
  GtkWidget *view = gtk_widget_get_ancestor (gtk_list_item_get_child (item), WAY_TYPE_ACTION_TABLE);

  if (n == 2 && view != NULL)
    write_text (WAY_ACTION_TABLE (view), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
activate_cb (GtkColumnView *table, guint position, WayActionTable *self)
{
  const char *id = way_action_table_get_id (self, position);

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

static GtkWidget *
make_note (const char *icon)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (note), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (note), label);
  return note;
}

static GtkWidget *
make_due (GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *note = make_note ("dialog-warning-symbolic");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_entry (item, WAY_FIELD_DUE));
  gtk_widget_set_css_classes (note, (const char *[]){ "error", "caption", "late", NULL });
  gtk_box_append (GTK_BOX (box), note);
  return box;
}

/* Two labels under each other, the second one quieter. */
static GtkWidget *
make_pair (GtkWidget *first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *second = make_label ();

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), first);
  gtk_widget_set_css_classes (second, (const char *[]){ "dim-label", "caption", NULL });
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkWidget *
make_cell (GtkListItem *item, WayField field)
{
  GtkWidget *cell;

  switch (field)
    {
    case WAY_FIELD_TEXT:
      return make_text (item);
    case WAY_FIELD_STATUS:
      return make_status (item);
    case WAY_FIELD_DUE:
      return make_due (item);
    case WAY_FIELD_METRIC:
      return make_pair (make_label ());
    case EFFECT:
      return make_pair (make_note (NULL));
    case WAY_FIELD_FOR:
      cell = make_label ();
      gtk_widget_add_css_class (cell, "dim-label");
      return cell;
    default:
      return make_entry (item, field);
    }
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  WayField field = GPOINTER_TO_UINT (data);
  GtkWidget *cell = make_cell (item, field);

  g_object_set_data (G_OBJECT (item), "way-field", data);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

/* What was just made waits for its row. */
static gboolean
wanted_cb (gpointer data)
{
  WayActionTable *self = data;
  GtkWidget *cell = self->wanted != NULL ? way_action_table_get_cell (self, self->wanted, WAY_FIELD_TEXT) : NULL;

  self->wanted_source = 0;
  if (cell != NULL)
    {
      g_autofree char *id = g_steal_pointer (&self->wanted);

      write_text (self, id);
    }
  return G_SOURCE_REMOVE;
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, WayActionTable *self)
{
  WayField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "way-field"));

  g_hash_table_insert (self->cells, item, GUINT_TO_POINTER (field));
  show_cell (self, item, field);
  if (self->wanted != NULL && self->wanted_source == 0)
    self->wanted_source = g_idle_add (wanted_cb, self);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, WayActionTable *self)
{
  g_hash_table_remove (self->cells, item);
}

/* --- sorting --- */

typedef struct
{
  WayActionTable *table; /* lives longer than its column */
  WayField field;
} Order;

/* From what needs somebody most: worse, without effect, unknown, under way, it worked. */
static int
get_concern (WayActionTable *self, const WayElement *action)
{
  static const int concerns[] = { [WAY_OUTCOME_WORSE] = 0, [WAY_OUTCOME_NOTHING] = 1, [WAY_OUTCOME_UNKNOWN] = 2, [WAY_OUTCOME_PENDING] = 3, [WAY_OUTCOME_WORKED] = 4 };

  return concerns[find_effect (self, action).outcome];
}

/* What is left out comes last. */
static int
compare_texts (const char *a, const char *b, gboolean as_days)
{
  if ((*a == '\0') != (*b == '\0'))
    return *a == '\0' ? 1 : -1;
  return as_days ? strcmp (a, b) : g_utf8_collate (a, b);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  WayActionTable *self = order->table;
  const WayElement *x = look_up (self, (GtkStringObject *) a), *y = look_up (self, (GtkStringObject *) b);

  if (x == NULL || y == NULL)
    return GTK_ORDERING_EQUAL;
  if (order->field == WAY_FIELD_STATUS)
    return gtk_ordering_from_cmpfunc ((int) find_status (x) - (int) find_status (y));
  if (order->field == EFFECT)
    return gtk_ordering_from_cmpfunc (get_concern (self, x) - get_concern (self, y));

  gboolean days = is_day (order->field);
  const char *one = days ? way_element_get (x, order->field) : NULL, *other = days ? way_element_get (y, order->field) : NULL;
  g_autofree char *left = days ? g_strdup (one != NULL ? one : "") : get_text (self, x, order->field), *right = days ? g_strdup (other != NULL ? other : "") : get_text (self, y, order->field);

  return gtk_ordering_from_cmpfunc (compare_texts (left, right, days));
}

static void
add_column (WayActionTable *self, WayField field, const char *title, int width)
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
  gtk_column_view_column_set_expand (column, field == WAY_FIELD_TEXT);
  gtk_column_view_column_set_fixed_width (column, way_text_width (GTK_WIDGET (self), width));
  gtk_column_view_append_column (self->table, column);
  g_object_unref (column);
}

/* --- following the map --- */

/* Rows that stay keep their place, so that nothing jumps away from under the hand that has just changed it; what is new comes last. */
static GPtrArray *
list_ids (WayActionTable *self)
{
  g_autoptr (GPtrArray) actions = way_followup_list (way_editor_get_document (self->editor), way_date_today ());
  GPtrArray *ids = g_ptr_array_new ();
  guint n = self->resort ? 0 : g_list_model_get_n_items (G_LIST_MODEL (self->ids));

  for (guint i = 0; i < n; i++)
    {
      const WayElement *action = way_document_lookup (way_editor_get_document (self->editor), gtk_string_list_get_string (self->ids, i));

      if (action != NULL && g_ptr_array_remove (actions, (gpointer) action))
        g_ptr_array_add (ids, (char *) way_element_get_id (action));
    }
  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (ids, (char *) way_element_get_id (actions->pdata[i]));
  self->resort = FALSE;
  return ids;
}

/* Only what differs is exchanged: rows in between keep their focus. */
static void
show_ids (WayActionTable *self, GPtrArray *ids)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->ids)), first = 0, last = 0;

  while (first < n && first < ids->len && strcmp (gtk_string_list_get_string (self->ids, first), ids->pdata[first]) == 0)
    first++;
  while (last + first < n && last + first < ids->len && strcmp (gtk_string_list_get_string (self->ids, n - last - 1), ids->pdata[ids->len - last - 1]) == 0)
    last++;
  if (first == n && n == ids->len)
    return;

  g_autoptr (GPtrArray) middle = g_ptr_array_new ();

  for (guint i = first; i + last < ids->len; i++)
    g_ptr_array_add (middle, ids->pdata[i]);
  g_ptr_array_add (middle, NULL);
  gtk_string_list_splice (self->ids, first, n - first - last, (const char *const *) middle->pdata);
}

static gboolean
update_cb (gpointer data)
{
  WayActionTable *self = data;
  g_autoptr (GPtrArray) ids = list_ids (self);
  GHashTableIter iter;
  gpointer item, field;

  self->source = 0;
  show_ids (self, ids);
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &field))
    show_cell (self, item, GPOINTER_TO_UINT (field));
  for (guint i = 0; self->wanted != NULL && i < ids->len; i++)
    if (g_strcmp0 (way_action_table_get_id (self, i), self->wanted) == 0)
      gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->table)), "list.scroll-to-item", "u", i);
  if (self->wanted != NULL && self->wanted_source == 0)
    self->wanted_source = g_idle_add (wanted_cb, self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayActionTable *self)
{
  if (self->source == 0 && self->editor != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add (update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayActionTable *self)
{
  if (change == NULL)
    schedule (self);
}

static void
selected_cb (WayActionTable *self)
{
  WayElement *action = look_up (self, gtk_single_selection_get_selected_item (self->selection));

  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.inspect", "s", way_element_get_id (action));
}

static gboolean
delete_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayActionTable *self = WAY_ACTION_TABLE (widget);
  WayElement *action = look_up (self, gtk_single_selection_get_selected_item (self->selection));
  g_autoptr (GError) error = NULL;

  if (action != NULL && !way_command_delete_ids (self->editor, (const char *const[]){ way_element_get_id (action), NULL }, &error))
    gtk_widget_activate_action (widget, "map.say", "s", error->message);
  return action != NULL;
}

static void
way_action_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_action_table_parent_class)->map (widget);
  WAY_ACTION_TABLE (widget)->resort = TRUE;
  schedule (WAY_ACTION_TABLE (widget));
}

static void
way_action_table_dispose (GObject *object)
{
  WayActionTable *self = WAY_ACTION_TABLE (object);
  GtkWidget *child;

  way_action_table_set_editor (self, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->ids);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  G_OBJECT_CLASS (way_action_table_parent_class)->dispose (object);
}

static void
way_action_table_class_init (WayActionTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_action_table_dispose;
  widget_class->map = way_action_table_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-action-table.ui");
  gtk_widget_class_bind_template_child (widget_class, WayActionTable, table);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
}

static void
way_action_table_init (WayActionTable *self)
{
  GtkSortListModel *sorted;

  self->cells = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ids = gtk_string_list_new (NULL);
  add_column (self, WAY_FIELD_TEXT, _ ("What is to be done"), 216);
  add_column (self, WAY_FIELD_STATUS, _ ("State"), 128);
  add_column (self, WAY_FIELD_OWNER, _ ("Owner"), 140);
  add_column (self, WAY_FIELD_DUE, _ ("Due"), 150);
  add_column (self, EFFECT, _ ("What happened"), 208);
  add_column (self, WAY_FIELD_METRIC, _ ("Should move"), 156);
  add_column (self, WAY_FIELD_TOLD_ON, _ ("Customers told on"), 136);
  add_column (self, WAY_FIELD_FOR, _ ("For"), 220);
  g_signal_connect_object (self->table, "activate", G_CALLBACK (activate_cb), self, 0);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->ids)), g_object_ref (gtk_column_view_get_sorter (self->table)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
}

void
way_action_table_set_editor (WayActionTable *self, WayEditor *editor, WayFigureStore *store)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->written, g_free);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->editor);
  g_clear_object (&self->store);
  if (self->ids != NULL)
    gtk_string_list_splice (self->ids, 0, g_list_model_get_n_items (G_LIST_MODEL (self->ids)), NULL);
  if (editor == NULL)
    return;
  self->editor = g_object_ref (editor);
  self->store = store != NULL ? g_object_ref (store) : NULL;
  self->resort = TRUE;
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}

void
way_action_table_edit (WayActionTable *self, const char *id)
{
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  schedule (self);
}

const char *
way_action_table_get_id (WayActionTable *self, guint i)
{
  g_autoptr (GtkStringObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

  return item != NULL ? gtk_string_object_get_string (item) : NULL;
}

GtkWidget *
way_action_table_get_cell (WayActionTable *self, const char *id, WayField field)
{
  GHashTableIter iter;
  gpointer item, shown;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &shown))
    if (GPOINTER_TO_UINT (shown) == field && g_strcmp0 (gtk_string_object_get_string (gtk_list_item_get_item (item)), id) == 0)
      return gtk_list_item_get_child (item);
  return NULL;
}
