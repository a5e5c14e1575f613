#include "ui/flow/way-rules-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"
#include "edit/way-commands.h"
#include "edit/way-rule-commands.h"
#include "model/way-statistics.h"
#include "ui/dialogs/way-companion.h"
#include "ui/dialogs/way-register-rows.h"
#include "ui/flow/way-rule-export.h"
#include "ui/parts/way-chooser.h"
#include "ui/parts/way-label.h"
#include "ui/parts/way-toast.h"

/* How often the bar hears how much is written. */
#define PROGRESS_MS 100
/* More places nobody reads. */
#define MOST_PLACES 8u

struct _WayRulesWindow
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkListBox *rules, *examples, *places;
  GtkMenuButton *add_button, *export_button;
  GtkStack *stack;
  GtkLabel *sentence, *outcome;
  GtkSpinner *spinner;
  GtkWidget *open_log, *places_box;
  WayForm *form;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;

  WayCompanion companion;
  WayFlowWatch *watch;
  char *selected; /* id, or NULL */
  gboolean filling;
  GtkNativeDialog *chooser;
  GCancellable *cancellable; /* of the list being written, or NULL */
  int *permille;             /* reference-counted (atomic) */
  guint progress_source;
};

G_DEFINE_FINAL_TYPE (WayRulesWindow, way_rules_window, ADW_TYPE_WINDOW)

static WayDocument *
get_document (WayRulesWindow *self)
{
  return way_companion_get_document (&self->companion);
}

static WayElement *
get_rule (WayRulesWindow *self)
{
  return self->selected != NULL ? way_document_lookup (get_document (self), self->selected) : NULL;
}

/* --- what came of it --- */

static const WayRuleResult *
find_result (WayRulesWindow *self, const char *id)
{
  const WayRuleCount *count = way_flow_watch_get_rules (self->watch);

  return count != NULL ? way_rule_count_find (count, id) : NULL;
}

/* "203 · 2 %", or why there is no number. */
static char *
make_share (WayRulesWindow *self, const WayElement *rule)
{
  const WayRuleResult *result = find_result (self, way_element_get_id (rule));

  if (way_element_get_boolean (rule, WAY_FIELD_OFF))
    return g_strdup (_ ("off"));
  if (result == NULL)
    return g_strdup ("–");
  if (result->problem != NULL)
    return g_strdup ("!");
  if (result->matches->len == 0 && result->unknown != NULL)
    return g_strdup ("–");

  g_autofree char *number = way_number_to_text (result->matches->len, 0), *share = way_traffic_share_to_text (result->n_looked > 0 ? (double) result->matches->len / result->n_looked : 0);

  return g_strdup_printf ("%s · %s", number, share);
}

/* As exact as a million journeys make it. */
static char *
percent_to_text (double share)
{
  g_autofree char *number = way_number_to_text (100 * share, 1);

  return g_strconcat (number, "\302\240%", NULL);
}

static char *
make_counted (const WayRuleResult *result, const char *log)
{
  guint n = result->matches->len;
  WayInterval interval;
  double share = way_rule_result_get_share (result, &interval);
  g_autofree char *number = way_number_to_text (n, 0), *all = way_number_to_text (result->n_looked, 0), *times = way_number_to_text (result->n_times, 0);
  g_autofree char *words = percent_to_text (share), *low = percent_to_text (interval.low), *high = percent_to_text (interval.high);

  if (n == 0 && result->unknown != NULL)
    return g_strdup_printf (_ ("No event of “%s” is called “%s”, so there is nothing to find yet. Write below what the log calls it."), log, result->unknown);
  if (n == 0)
    /* Translators: a number of journeys, the name of a log. */
    return g_strdup_printf (ngettext ("Kept in %s journey of “%s”.", "Kept in all %s journeys of “%s”.", result->n_looked), all, log);
  /* Translators: journeys that break the rule, of so many, their share, the interval it lies in, how often in all, the name of a log. */
  return g_strdup_printf (ngettext ("Broken in %s of %s journeys of “%s”: %s (between %s and %s), %s times in all.", "Broken in %s of %s journeys of “%s”: %s (between %s and %s), %s times in all.", n), number, all, log, words, low, high, times);
}

static char *
make_outcome (WayRulesWindow *self, const WayElement *rule)
{
  const WayRuleResult *result = find_result (self, way_element_get_id (rule));

  if (way_flow_watch_is_counted (self->watch))
    return g_strdup_printf (_ ("“%s” is counted in a warehouse, which tells nothing of single journeys. Copy the log to count rules over it: From a Data Warehouse…, “Copy the events”."), way_flow_watch_get_name (self->watch));
  if (way_element_get_boolean (rule, WAY_FIELD_OFF))
    return g_strdup (_ ("Switched off: it is not counted and not marked on the map."));
  if (way_flow_watch_get_log (self->watch) == NULL)
    return g_strdup (way_flow_watch_get_progress (self->watch) >= 0 ? _ ("Reading the log…") : _ ("No event log is open, so nothing can be counted yet."));
  if (result == NULL)
    return g_strdup (_ ("Counting…"));
  return result->problem != NULL ? g_strdup (result->problem) : make_counted (result, way_flow_watch_get_name (self->watch));
}

typedef struct
{
  guint node, cases;
} Place;

static int
compare_places_cb (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  return x->cases != y->cases ? (x->cases < y->cases ? 1 : -1) : x->node < y->node ? -1
                                                                                   : 1;
}

static void
fill_places (WayRulesWindow *self)
{
  const WayRuleCount *count = way_flow_watch_get_rules (self->watch);
  const WayRuleResult *result = self->selected != NULL ? find_result (self, self->selected) : NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  way_register_clear (self->places);
  for (guint i = 0; result != NULL && i < result->n_nodes; i++)
    if (result->places[i] > 0)
      g_array_append_vals (places, &(Place){ i, result->places[i] }, 1);
  g_array_sort (places, compare_places_cb);
  for (guint i = 0; i < MIN (places->len, MOST_PLACES); i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      gboolean drawn = place->node < count->view->n_drawn;
      GtkWidget *row = way_register_add_row (self->places, drawn ? count->view->node_ids[place->node] : NULL, count->view->node_names[place->node], drawn ? NULL : _ ("not on the map"), place->cases);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), drawn);
    }
  gtk_widget_set_visible (self->places_box, places->len > 0);
}

/* --- filling --- */

static void
set_off (WayRulesWindow *self, const char *id, gboolean off)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;

  if (!way_command_set (self->companion.editor, ids, WAY_FIELD_OFF, off ? "true" : NULL, &error))
    way_companion_say (&self->companion, error->message);
}

static void
switched_cb (GtkSwitch *button, GParamSpec *spec, WayRulesWindow *self)
{
  if (!self->filling)
    set_off (self, g_object_get_data (G_OBJECT (button), "way-id"), !gtk_switch_get_active (button));
}

static GtkWidget *
add_rule_row (WayRulesWindow *self, const WayElement *rule)
{
  g_autofree char *sentence = way_rule_to_text (rule), *share = make_share (self, rule), *spoken = g_strdup_printf ("%s, %s", way_element_get_name (rule), share);
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *on = gtk_switch_new (), *number = gtk_label_new (share);

  gtk_box_append (GTK_BOX (box), way_label_new_wrapping (way_element_get_name (rule), NULL));
  gtk_box_append (GTK_BOX (box), way_label_new_wrapping (sentence, "field-caption"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "field-caption");
  gtk_switch_set_active (GTK_SWITCH (on), !way_element_get_boolean (rule, WAY_FIELD_OFF));
  gtk_widget_set_valign (on, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (on, !way_document_is_read_only (get_document (self)));
  gtk_widget_set_tooltip_text (on, _ ("Count it and mark it on the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (on), GTK_ACCESSIBLE_PROPERTY_LABEL, way_element_get_name (rule), -1);
  g_object_set_data_full (G_OBJECT (on), "way-id", g_strdup (way_element_get_id (rule)), g_free);
  g_signal_connect_object (on, "notify::active", G_CALLBACK (switched_cb), self, 0);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), on);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_add_css_class (row, "register-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "way-id", g_strdup (way_element_get_id (rule)), g_free);
  gtk_list_box_append (self->rules, row);
  return row;
}

static void
fill_rules (WayRulesWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean focused = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rules));
  WayElement *rule;

  way_register_clear (self->rules);
  if (get_rule (self) == NULL)
    {
      rule = way_element_get_first (way_document_get_root (get_document (self)), WAY_KIND_RULE);
      g_free (self->selected);
      self->selected = rule != NULL ? g_strdup (way_element_get_id (rule)) : NULL;
    }
  way_each (rule, way_document_get_root (get_document (self)), WAY_KIND_RULE)
    {
      GtkWidget *row = add_rule_row (self, rule);

      if (g_strcmp0 (way_element_get_id (rule), self->selected) != 0)
        continue;
      gtk_list_box_select_row (self->rules, GTK_LIST_BOX_ROW (row));
      if (focused)
        gtk_widget_grab_focus (row);
    }
}

static void
show_rule (WayRulesWindow *self)
{
  WayElement *rule = get_rule (self);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  gboolean writable = !way_document_is_read_only (get_document (self)), counted = way_flow_watch_get_rules (self->watch) != NULL;
  g_autofree char *sentence = rule != NULL ? way_rule_to_text (rule) : g_strdup (""), *outcome = rule != NULL ? make_outcome (self, rule) : g_strdup ("");

  if (rule != NULL)
    g_ptr_array_add (shown, rule);
  way_form_show (self->form, shown);
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->outcome, outcome);
  gtk_spinner_set_spinning (self->spinner, way_flow_watch_is_busy (self->watch));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), way_flow_watch_is_busy (self->watch));
  gtk_widget_set_visible (self->open_log, way_flow_watch_get_log (self->watch) == NULL && !way_flow_watch_is_counted (self->watch) && !way_flow_watch_is_busy (self->watch));
  fill_places (self);
  gtk_stack_set_visible_child_name (self->stack, rule != NULL ? "rule" : "empty");
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->examples), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), counted && self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.delete", rule != NULL && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.export-one", counted && rule != NULL && find_result (self, self->selected) != NULL && self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.export-all", counted && self->cancellable == NULL);
}

static void
update (GtkWindow *window)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (window);

  self->filling = TRUE;
  fill_rules (self);
  self->filling = FALSE;
  show_rule (self);
}

static void
watch_changed_cb (WayRulesWindow *self)
{
  way_companion_queue_update (&self->companion);
}

/* --- doing --- */

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (widget);
  const WayLog *log = way_flow_watch_get_log (self->watch);
  g_autoptr (GStrvBuilder) events = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  const char *id;
  guint n;

  way_rule_list_examples (&n);
  if (g_variant_get_uint32 (parameter) >= n)
    return;
  for (guint i = 0; log != NULL && i < log->n_activities; i++)
    g_strv_builder_add (events, log->activity_names[i]);
  names = g_strv_builder_end (events);
  id = way_command_add_rule (self->companion.editor, g_variant_get_uint32 (parameter), (const char *const *) names, &error);
  if (id != NULL)
    way_rules_window_select (self, id);
  else
    way_companion_say (&self->companion, error->message);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (widget);
  const WayElement *rule = get_rule (self);
  const char *const ids[] = { self->selected, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rule == NULL)
    return;
  text = g_strdup_printf (_ ("“%s” is deleted"), way_element_get_name (rule));
  if (!way_command_delete_ids (self->companion.editor, ids, &error))
    {
      way_companion_say (&self->companion, error->message);
      return;
    }
  way_companion_say_changed (&self->companion, text);
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  way_companion_show (&WAY_RULES_WINDOW (widget)->companion, g_variant_get_string (parameter, NULL));
}

static void
open_log_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (widget);

  gtk_window_present (self->companion.map);
  gtk_widget_activate_action (GTK_WIDGET (self->companion.map), "map.open-log", NULL);
}

/* --- the list as a file --- */

static gboolean
progress_cb (gpointer data)
{
  WayRulesWindow *self = data;

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (self->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
end_export (WayRulesWindow *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->permille, g_atomic_rc_box_release);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (way_rule_export_get_path (result)), *text = g_strdup_printf (_ ("Exported as “%s”"), name);
  gboolean written = way_rule_export_finish (result, &error);

  /* The window is gone. */
  if (self->companion.editor == NULL)
    return;
  end_export (self);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
  show_rule (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_toast_overlay_add_toast (self->toasts, written ? way_toast_new_for_file (text, way_rule_export_get_path (result), self->toasts) : way_toast_new (error->message));
}

void
way_rules_window_export (WayRulesWindow *self, const char *rule, const char *path)
{
  WayRuleCount *count = way_flow_watch_get_rules (self->watch);

  if (count == NULL || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->permille = g_atomic_rc_box_new0 (int);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  way_rule_export_async (G_OBJECT (self), count, rule, path, self->permille, self->cancellable, exported_cb, NULL);
  show_rule (self);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, WayRulesWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    way_rules_window_export (self, g_object_get_data (G_OBJECT (dialog), "way-rule"), path);
  else if (file != NULL)
    way_companion_say (&self->companion, _ ("Waymark saves files on this computer and in folders that are mounted here. Choose another place."));
  g_clear_object (&self->chooser);
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (widget);
  GtkFileChooserNative *chooser;

  if (way_chooser_is_open () || way_flow_watch_get_rules (self->watch) == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Export Matches"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("matches.csv"));
  if (g_str_equal (action, "rules.export-one"))
    g_object_set_data_full (G_OBJECT (chooser), "way-rule", g_strdup (self->selected), g_free);
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- lists --- */

static void
rule_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayRulesWindow *self)
{
  if (self->filling || row == NULL)
    return;
  g_free (self->selected);
  self->selected = g_strdup (way_register_get_id (row));
  show_rule (self);
}

static void
place_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayRulesWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", way_register_get_id (row));
}

static void
example_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayRulesWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "rules.add", "u", (guint) gtk_list_box_row_get_index (row));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayRulesWindow *self)
{
  if (keyval != GDK_KEY_Delete)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "rules.delete", NULL);
  return TRUE;
}

/* The same examples as rows of the empty window and as a menu. */
static void
fill_examples (WayRulesWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n;
  const WayRuleExample *examples = way_rule_list_examples (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (examples[i].name), NULL);
      GtkWidget *row = adw_action_row_new ();

      g_menu_item_set_action_and_target (item, "rules.add", "u", i);
      g_menu_append_item (menu, item);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (examples[i].name));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (examples[i].why));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("list-add-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->examples, row);
    }
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
}

/* --- the widget --- */

static void
way_rules_window_dispose (GObject *object)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_export (self);
  way_companion_clear (&self->companion);
  if (self->watch != NULL)
    way_flow_watch_release (self->watch);
  if (self->form != NULL)
    way_form_set_editor (self->form, NULL);
  self->form = NULL;
  g_clear_object (&self->chooser);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (way_rules_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, rules);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, examples);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, places);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, places_box);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, open_log);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, form);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayRulesWindow, progress);
}

static void
way_rules_window_class_init (WayRulesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_FORM);
  G_OBJECT_CLASS (klass)->dispose = way_rules_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-rules-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "rules.add", "u", add_cb);
  gtk_widget_class_install_action (widget_class, "rules.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "rules.export-one", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "rules.export-all", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "rules.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "rules.open-log", NULL, open_log_cb);
  way_companion_install (widget_class);
  gtk_widget_class_install_action (widget_class, "map.show", "s", show_cb);
  gtk_widget_class_install_action (widget_class, "inspector.jump", "s", show_cb);
}

static void
way_rules_window_init (WayRulesWindow *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_examples (self);
  g_signal_connect (self->rules, "row-selected", G_CALLBACK (rule_selected_cb), self);
  g_signal_connect (self->places, "row-activated", G_CALLBACK (place_activated_cb), self);
  g_signal_connect (self->examples, "row-activated", G_CALLBACK (example_activated_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->rules), key);
}

WayRulesWindow *
way_rules_window_open (GtkWindow *map, WayFlowWatch *watch, const char *rule)
{
  WayRulesWindow *self = WAY_RULES_WINDOW (way_companion_find (map, WAY_TYPE_RULES_WINDOW));

  if (self == NULL)
    {
      self = g_object_new (WAY_TYPE_RULES_WINDOW, NULL);
      self->watch = g_object_ref (watch);
      way_companion_init (&self->companion, GTK_WINDOW (self), map, way_flow_watch_get_editor (watch), self->toasts, update);
      g_signal_connect_object (watch, "changed", G_CALLBACK (watch_changed_cb), self, G_CONNECT_SWAPPED);
      way_form_set_editor (self->form, self->companion.editor);
      way_flow_watch_hold (watch);
    }
  if (rule != NULL)
    {
      g_free (self->selected);
      self->selected = g_strdup (rule);
    }
  way_companion_update (&self->companion);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
way_rules_window_close (GtkWindow *map)
{
  way_companion_close (map, WAY_TYPE_RULES_WINDOW);
}

void
way_rules_window_select (WayRulesWindow *self, const char *id)
{
  g_free (self->selected);
  self->selected = g_strdup (id);
  way_companion_update (&self->companion);
}

const char *
way_rules_window_get_selected (WayRulesWindow *self)
{
  return self->selected;
}

WayForm *
way_rules_window_get_form (WayRulesWindow *self)
{
  return self->form;
}

const char *
way_rules_window_get_outcome (WayRulesWindow *self)
{
  return gtk_label_get_text (self->outcome);
}

gboolean
way_rules_window_is_exporting (WayRulesWindow *self)
{
  return self->cancellable != NULL;
}
