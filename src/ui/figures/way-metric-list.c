#include "ui/figures/way-metric-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "edit/way-commands.h"
#include "metrics/way-propose.h"

/* More of them nobody assigns by hand. */
#define UNMATCHED 60

struct _WayMetricList
{
  GtkWidget parent_instance;
  GtkBox *box;
  GtkStack *stack;
  WayFigureStore *store;
  WayEditor *editor;
  GHashTable *rows; /* id of a metric → Row */
  guint64 revision; /* of the document that is shown */
};

G_DEFINE_FINAL_TYPE (WayMetricList, way_metric_list, GTK_TYPE_WIDGET)

/* One metric. */
typedef struct
{
  WayMetricList *list;
  char *id;
  AdwExpanderRow *expander;
  GPtrArray *children; /* (element-type GtkWidget), of the expander */
  GCancellable *cancellable;
  int n_unmatched;
} Row;

static void
row_free (gpointer data)
{
  Row *self = data;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->children);
  g_free (self->id);
  g_free (self);
}

static WayDocument *
get_document (WayMetricList *self)
{
  return way_editor_get_document (self->editor);
}

static void
say (WayMetricList *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", text);
}

static void
add_child (Row *row, GtkWidget *child)
{
  adw_expander_row_add_row (row->expander, child);
  g_ptr_array_add (row->children, child);
}

static void
set_titles (GtkWidget *row, const char *title, const char *subtitle)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1), *safe_subtitle = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), safe_subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
}

/* --- values that no place answers to --- */

/* (element-type WayElement) of all journeys: touchpoints, then steps and phases. */
typedef struct
{
  GPtrArray *ids;
  GtkStringList *names; /* one more, the first, says what to do; all choices share it */
} Places;

static void
add_place_cb (WayElement *element, gpointer data)
{
  Places *places = data;
  WayKind kind = way_element_get_kind (element);

  if ((kind != WAY_KIND_TOUCHPOINT && kind != WAY_KIND_STEP && kind != WAY_KIND_PHASE && kind != WAY_KIND_JOURNEY) || way_element_get_id (element) == NULL)
    return;
  g_ptr_array_add (places->ids, g_strdup (way_element_get_id (element)));
  gtk_string_list_take (places->names, kind == WAY_KIND_TOUCHPOINT ? g_strdup (way_element_get_name (element)) : g_strdup_printf ("%s (%s)", way_element_get_name (element), _ (way_kind_get (kind)->label)));
}

static char *
name_item_cb (GtkStringObject *item)
{
  return g_strdup (gtk_string_object_get_string (item));
}

static void
place_chosen_cb (GtkDropDown *choice, GParamSpec *pspec, WayMetricList *self)
{
  const GPtrArray *ids = g_object_get_data (G_OBJECT (choice), "way-ids");
  guint i = gtk_drop_down_get_selected (choice);

  if (i > 0 && i != GTK_INVALID_LIST_POSITION && i - 1 < ids->len)
    way_metric_list_assign (self, g_object_get_data (G_OBJECT (choice), "way-metric"), g_object_get_data (G_OBJECT (choice), "way-match"), ids->pdata[i - 1]);
}

/* Any place, found by typing. */
static GtkWidget *
make_choice (Row *row, const char *match, const Places *places)
{
  GtkExpression *expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (name_item_cb), NULL, NULL);
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (places->names)), expression);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (choice), "way-ids", g_ptr_array_ref (places->ids), (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (choice), "way-metric", g_strdup (row->id), g_free);
  g_object_set_data_full (G_OBJECT (choice), "way-match", g_strdup (match), g_free);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (place_chosen_cb), row->list, 0);
  return choice;
}

static void
suggested_cb (GtkButton *button, WayMetricList *self)
{
  way_metric_list_assign (self, g_object_get_data (G_OBJECT (button), "way-metric"), g_object_get_data (G_OBJECT (button), "way-match"), g_object_get_data (G_OBJECT (button), "way-place"));
}

static GtkWidget *
make_suggestion (Row *row, const WayUnmatched *unmatched, const WayElement *place)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s”?"), way_element_get_name (place)), *tip = g_strdup_printf (_ ("Assign “%s” to “%s”"), unmatched->text, way_element_get_name (place));
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  g_object_set_data_full (G_OBJECT (button), "way-metric", g_strdup (row->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "way-match", g_strdup (unmatched->text), g_free);
  g_object_set_data_full (G_OBJECT (button), "way-place", g_strdup (unmatched->suggested), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (suggested_cb), row->list, 0);
  return button;
}

static void
add_unmatched (Row *row, const GPtrArray *list)
{
  WayDocument *document = get_document (row->list);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ _ ("Assign to…"), NULL });
  Places places = { ids, names };

  way_element_walk ((WayElement *) way_document_get_root (document), add_place_cb, &places);
  for (guint i = 0; i < list->len && i < UNMATCHED; i++)
    {
      const WayUnmatched *unmatched = list->pdata[i];
      const WayElement *suggested = way_document_lookup (document, unmatched->suggested);
      g_autofree char *n = way_number_to_text ((double) unmatched->n, 0), *text = g_strdup_printf (ngettext ("%s row, on no place of the map", "%s rows, on no place of the map", (gulong) unmatched->n), n);
      GtkWidget *child = adw_action_row_new ();

      set_titles (child, unmatched->text, text);
      if (suggested != NULL)
        adw_action_row_add_suffix (ADW_ACTION_ROW (child), make_suggestion (row, unmatched, suggested));
      adw_action_row_add_suffix (ADW_ACTION_ROW (child), make_choice (row, unmatched->text, &places));
      gtk_widget_add_css_class (child, "unmatched");
      add_child (row, child);
    }
  if (list->len > UNMATCHED)
    {
      GtkWidget *child = adw_action_row_new ();
      g_autofree char *text = g_strdup_printf (_ ("and %u values more"), list->len - UNMATCHED);

      set_titles (child, text, NULL);
      add_child (row, child);
    }
}

static void
unmatched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayMetricList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = way_figure_store_list_unmatched_finish (NULL, result, &error);
  GHashTableIter iter;
  gpointer value;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->rows == NULL)
    return;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Row *row = value;

      if (row->cancellable == NULL || row->cancellable != g_task_get_cancellable (G_TASK (result)))
        continue;
      g_clear_object (&row->cancellable);
      row->n_unmatched = list != NULL ? (int) list->len : 0;
      if (list != NULL)
        add_unmatched (row, list);
    }
}

/* --- a metric --- */

static void
removed_cb (GtkButton *button, WayMetricList *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "way-binding");
  g_autoptr (GError) error = NULL;

  if (!way_command_delete_ids (self->editor, (const char *const[]){ id, NULL }, &error))
    say (self, error->message);
}

static GtkWidget *
make_binding (WayMetricList *self, const WayElement *binding)
{
  WayDocument *document = get_document (self);
  const WayElement *place = way_document_follow (document, binding, WAY_FIELD_AT);
  const WayFigure *figure = way_figure_store_find_binding (self->store, way_element_get_id (binding));
  const char *match = way_element_get (binding, WAY_FIELD_MATCH);
  g_autofree char *value = figure != NULL ? way_figure_to_text (figure) : g_strdup (_ ("no data")), *sample = figure != NULL ? way_figure_to_sample_text (figure) : NULL;
  g_autofree char *from = match != NULL ? g_strdup_printf (_ ("rows with “%s”"), match) : g_strdup (_ ("all rows"));
  g_autofree char *subtitle = g_strjoin (" · ", from, sample, NULL);
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (value), *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  set_titles (row, place != NULL ? way_element_get_name (place) : "?", subtitle);
  gtk_widget_set_css_classes (label, (const char *[]){ "figure-now", "numeric", NULL });
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Take these figures off this place"));
  g_object_set_data_full (G_OBJECT (button), "way-binding", g_strdup (way_element_get_id (binding)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static char *
describe (const WayElement *metric)
{
  const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);
  const char *target = way_element_get (metric, WAY_FIELD_TARGET);
  guint n = way_element_count (metric, WAY_KIND_BINDING);
  g_autofree char *from = feed != NULL ? g_strdup_printf (_ ("%s of “%s” in “%s”"), way_element_get_label (feed, WAY_FIELD_AGGREGATE), way_element_get (feed, WAY_FIELD_VALUE), way_element_get (feed, WAY_FIELD_DATASET)) : g_strdup (_ ("written by hand"));
  g_autofree char *places = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  g_autofree char *aim = target != NULL ? g_strdup_printf (_ ("target %s"), target) : NULL;

  const char *kind = way_element_get_label (metric, WAY_FIELD_KIND), *way = way_element_get_label (feed, WAY_FIELD_AGGREGATE);

  /* "NPS of …" says it once. */
  if (g_strcmp0 (kind, way) == 0)
    return g_strjoin (" · ", from, places, aim, NULL);
  return g_strjoin (" · ", kind, from, places, aim, NULL);
}

static void
fill_row (Row *row)
{
  WayMetricList *self = row->list;
  const WayElement *metric = way_document_lookup (get_document (self), row->id);
  WayElement *binding;

  if (metric == NULL)
    return;
  way_each (binding, metric, WAY_KIND_BINDING)
    add_child (row, make_binding (self, binding));
  if (way_element_get (way_element_get_first (metric, WAY_KIND_FEED), WAY_FIELD_KEY) == NULL)
    {
      row->n_unmatched = 0;
      return;
    }
  row->cancellable = g_cancellable_new ();
  way_figure_store_list_unmatched_async (self->store, row->id, row->cancellable, unmatched_cb, g_object_ref (self));
}

static void
expanded_cb (AdwExpanderRow *expander, GParamSpec *pspec, Row *row)
{
  if (adw_expander_row_get_expanded (expander) && row->children->len == 0)
    fill_row (row);
}

static void
add_metric (WayMetricList *self, const WayElement *metric, gboolean open)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *list = gtk_list_box_new (), *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *text = describe (metric);

  row->list = self;
  row->id = g_strdup (way_element_get_id (metric));
  row->children = g_ptr_array_new ();
  row->n_unmatched = -1;
  row->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  set_titles (GTK_WIDGET (row->expander), way_element_get_name (metric), text);
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_tooltip_text (edit, _ ("Name, direction, target and more of this metric"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (edit), "map.register::metric");
  adw_expander_row_add_action (row->expander, edit);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row->expander));
  gtk_box_append (self->box, list);
  g_hash_table_insert (self->rows, row->id, row);
  g_signal_connect (row->expander, "notify::expanded", G_CALLBACK (expanded_cb), row);
  adw_expander_row_set_expanded (row->expander, open);
}

/* --- the widget --- */

static void
clear (WayMetricList *self)
{
  /* Rows hear of their expander being closed otherwise. */
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_signal_handlers_disconnect_by_data (((Row *) value)->expander, value);
  g_hash_table_remove_all (self->rows);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self->box)))
    gtk_box_remove (self->box, child);
}

static void
way_metric_list_dispose (GObject *object)
{
  WayMetricList *self = WAY_METRIC_LIST (object);

  if (self->rows != NULL)
    clear (self);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (child);
  g_clear_object (&self->store);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (way_metric_list_parent_class)->dispose (object);
}

static void
way_metric_list_class_init (WayMetricListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_metric_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-metric-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WayMetricList, box);
  gtk_widget_class_bind_template_child (widget_class, WayMetricList, stack);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_metric_list_init (WayMetricList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, row_free);
}

void
way_metric_list_update (WayMetricList *self, WayFigureStore *store, WayEditor *editor)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value;
  WayElement *metric;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (adw_expander_row_get_expanded (((Row *) value)->expander))
      g_hash_table_add (open, g_strdup (((Row *) value)->id));
  clear (self);
  g_set_object (&self->store, store);
  g_set_object (&self->editor, editor);
  if (editor == NULL)
    return;
  way_each (metric, way_document_get_root (get_document (self)), WAY_KIND_METRIC)
    if (way_element_get_id (metric) != NULL)
      add_metric (self, metric, g_hash_table_contains (open, way_element_get_id (metric)));
  gtk_stack_set_visible_child_name (self->stack, g_hash_table_size (self->rows) > 0 ? "metrics" : "nothing");
}

void
way_metric_list_open (WayMetricList *self, const char *metric)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  Row *row = metric != NULL ? g_hash_table_lookup (self->rows, metric) : NULL;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->rows);
  while (metric == NULL && row == NULL && g_hash_table_iter_next (&iter, NULL, &value))
    if (first != NULL && gtk_widget_is_ancestor (GTK_WIDGET (((Row *) value)->expander), first))
      row = value;
  if (row != NULL)
    adw_expander_row_set_expanded (row->expander, TRUE);
}

int
way_metric_list_get_n_unmatched (WayMetricList *self, const char *metric)
{
  const Row *row = g_hash_table_lookup (self->rows, metric);

  return row != NULL ? row->n_unmatched : -1;
}

gboolean
way_metric_list_assign (WayMetricList *self, const char *metric, const char *match, const char *place)
{
  g_autoptr (GError) error = NULL;
  /* What is about to go with its row is still needed. */
  g_autofree char *id = g_strdup (metric), *text = g_strdup (match), *at = g_strdup (place);

  if (way_propose_bind (get_document (self), id, text, at, &error))
    return TRUE;
  say (self, error->message);
  return FALSE;
}
