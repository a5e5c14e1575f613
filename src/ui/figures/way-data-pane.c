#include "ui/figures/way-data-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "metrics/way-source.h"
#include "ui/figures/way-data-job.h"
#include "ui/figures/way-data-watch.h"
#include "ui/parts/way-chooser.h"
#include "ui/parts/way-label.h"
#include "ui/parts/way-menu-button.h"

struct _WayDataPane
{
  GtkWidget parent_instance;
  GtkListBox *datasets, *imports;
  GtkWidget *nothing, *details;
  GtkLabel *recipe, *watching;
  GPtrArray *entries; /* (element-type WayDataEntry) */
  char *wanted;       /* the dataset to be chosen, or NULL */
  GSimpleActionGroup *actions;
  GtkNativeDialog *chooser;
  guint source;
  gboolean reading, again, filling;
};

enum
{
  IMPORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayDataPane, way_data_pane, GTK_TYPE_WIDGET)

static void
say (WayDataPane *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", text);
}

static char *
make_day (gint64 ms)
{
  g_autofree char *xml = way_date_to_xml ((guint32) (ms / 86400000 - (ms % 86400000 < 0) + WAY_EPOCH_DAY));

  return way_date_to_text (xml);
}

static const WayDataEntry *
get_entry (WayDataPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->datasets);
  int i = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return i >= 0 && self->entries != NULL && (guint) i < self->entries->len ? self->entries->pdata[i] : NULL;
}

static const WayImported *
find_import (WayDataPane *self, gint64 id)
{
  const WayDataEntry *entry = get_entry (self);

  for (guint i = 0; entry != NULL && i < entry->imports->len; i++)
    if (((const WayImported *) entry->imports->pdata[i])->id == id)
      return entry->imports->pdata[i];
  return NULL;
}

/* --- rows --- */

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = way_label_new_ellipsizing (text, style);

  gtk_widget_set_tooltip_text (label, text);
  return label;
}

static GtkWidget *
make_two_lines (const char *first, const char *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (box), make_label (first, "figure-place"));
  gtk_box_append (GTK_BOX (box), make_label (second, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_dataset (const WayDataEntry *entry)
{
  const WayDataset *dataset = entry->dataset;
  g_autofree char *n = way_number_to_text ((double) dataset->n_rows, 0);
  g_autofree char *imports = g_strdup_printf (ngettext ("%u import", "%u imports", dataset->n_imports), dataset->n_imports);
  g_autofree char *rows = g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) dataset->n_rows), n);
  g_auto (GStrv) watched = way_data_watch_list (way_data_watch_get_default (), dataset->name);
  g_autofree char *text = g_strjoin (" · ", imports, rows, watched[0] != NULL ? _ ("watched") : NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (watched[0] != NULL ? "emblem-synchronizing-symbolic" : "x-office-spreadsheet-symbolic");

  gtk_widget_add_css_class (icon, "data-icon");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_two_lines (dataset->name, text));
  gtk_widget_add_css_class (box, "data-row");
  return box;
}

static void
add_item (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_import (const WayImported *import)
{
  g_autofree char *n = way_number_to_text ((double) import->n_rows, 0), *rows = g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) import->n_rows), n);
  g_autofree char *bad = import->n_bad > 0 ? g_strdup_printf (ngettext ("%d cell set aside", "%d cells set aside", (gulong) import->n_bad), (int) import->n_bad) : NULL;
  g_autofree char *day = make_day (import->imported), *text = g_strjoin (" · ", rows, bad != NULL ? bad : day, NULL);
  g_autofree char *undo_label = g_strdup_printf (_ ("Take back “%s”"), import->name), *more_label = g_strdup_printf (_ ("More about “%s”"), import->name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2), *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *name = make_label (import->name, "figure-place"), *about = make_label (text, "caption"), *undo = gtk_button_new_with_label (_ ("undo")), *more = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_hexpand (about, TRUE);
  gtk_box_append (GTK_BOX (first), name);
  gtk_box_append (GTK_BOX (second), about);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "data.undo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (undo), "x", import->id);
  gtk_widget_set_tooltip_text (undo, undo_label);
  gtk_widget_set_valign (undo, GTK_ALIGN_CENTER);
  gtk_widget_set_css_classes (undo, (const char *[]){ "flat", "link-button", NULL });
  gtk_box_append (GTK_BOX (second), undo);
  add_item (menu, _ ("_Cells Set Aside…"), "data.rows", import->id);
  if (import->path != NULL)
    {
      add_item (menu, _ ("_Read the File Again"), "data.again", import->id);
      add_item (menu, _ ("_Watch This File"), "data.watch-import", import->id);
    }
  add_item (menu, _ ("Re_place by Another File…"), "data.replace", import->id);
  add_item (menu, _ ("_Take Back"), "data.undo", import->id);
  way_menu_button_set_menu (GTK_MENU_BUTTON (more), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (more, more_label);
  gtk_widget_set_css_classes (more, (const char *[]){ "flat", "small-button", NULL });
  gtk_box_append (GTK_BOX (first), more);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_add_css_class (box, "data-row");
  return box;
}

static void
append_row (GtkListBox *list, GtkWidget *child, gboolean selectable)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), selectable);
  /* The buttons in it are what the keyboard goes to. */
  gtk_widget_set_focusable (row, selectable);
  gtk_list_box_append (list, row);
}

static void
clear_list (GtkListBox *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL; row = gtk_widget_get_first_child (GTK_WIDGET (list)))
    gtk_list_box_remove (list, row);
}

/* --- the chosen dataset --- */

/* “Onboarding” fits files with the columns Empfehlung, Anlass, Datum; and how they were written. */
static void
show_recipe (WayDataPane *self, const WayDataEntry *entry)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const WayImported *last = entry->imports->len > 0 ? entry->imports->pdata[0] : NULL;
  gboolean comma = FALSE;
  guint n = 0;

  if (g_str_equal (entry->dataset->kind, "log"))
    {
      gtk_label_set_text (self->recipe, _ ("An event log: what its journeys cost and how long they take can be metrics of the map."));
      return;
    }
  for (guint i = 0; i < entry->fields->len; i++)
    {
      const WayColumn *field = entry->fields->pdata[i];

      if (field->use == WAY_USE_SKIP || field->use == WAY_USE_PERSONAL)
        continue;
      comma = comma || (field->type == WAY_COLUMN_NUMBER && field->decimal == WAY_DECIMAL_COMMA);
      if (n < 4)
        g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", field->name);
      n++;
    }
  if (n > 4)
    g_string_append (names, ", …");

  g_autofree char *head = g_strdup_printf (_ ("“%s” fits files with the columns %s"), entry->dataset->name, names->str);
  g_autofree char *tail = last != NULL ? g_strjoin (" · ", last->encoding, comma ? _ ("decimal comma") : last->source, comma ? last->source : NULL, NULL) : NULL;
  g_autofree char *text = tail != NULL ? g_strdup_printf ("%s\n%s", head, tail) : g_strdup (head);

  gtk_label_set_text (self->recipe, text);
}

static void
show_details (WayDataPane *self)
{
  const WayDataEntry *entry = get_entry (self);
  g_auto (GStrv) watched = NULL;

  gtk_widget_set_visible (self->details, entry != NULL);
  clear_list (self->imports);
  if (entry == NULL)
    return;
  for (guint i = 0; i < entry->imports->len; i++)
    append_row (self->imports, make_import (entry->imports->pdata[i]), FALSE);
  show_recipe (self, entry);
  watched = way_data_watch_list (way_data_watch_get_default (), entry->dataset->name);
  gtk_widget_set_visible (GTK_WIDGET (self->watching), watched[0] != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "unwatch")), watched[0] != NULL);
  if (watched[0] != NULL)
    {
      g_autofree char *paths = g_strjoinv ("\n", watched), *text = g_strdup_printf (_ ("Watched:\n%s"), paths);

      gtk_label_set_text (self->watching, text);
    }
}

static void
chosen_cb (GtkListBox *list, GtkListBoxRow *row, WayDataPane *self)
{
  const WayDataEntry *entry = get_entry (self);

  if (self->filling)
    return;
  g_free (self->wanted);
  self->wanted = entry != NULL ? g_strdup (entry->dataset->name) : NULL;
  show_details (self);
}

/* --- reading the cache --- */

static void
show_entries (WayDataPane *self)
{
  guint chosen = 0;

  self->filling = TRUE;
  clear_list (self->datasets);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const WayDataEntry *entry = self->entries->pdata[i];

      append_row (self->datasets, make_dataset (entry), TRUE);
      if (g_strcmp0 (entry->dataset->name, self->wanted) == 0)
        chosen = i;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->datasets), self->entries->len > 0);
  gtk_widget_set_visible (self->nothing, self->entries->len == 0);
  gtk_list_box_select_row (self->datasets, gtk_list_box_get_row_at_index (self->datasets, (int) chosen));
  self->filling = FALSE;
  show_details (self);
}

static gboolean update_cb (gpointer data);

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayDataPane) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = way_data_list_finish (result, &error);

  self->reading = FALSE;
  if (self->actions == NULL)
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      return;
    }
  if (entries == NULL)
    gtk_label_set_text (GTK_LABEL (self->nothing), error->message);
  else
    {
      g_clear_pointer (&self->entries, g_ptr_array_unref);
      self->entries = entries;
      show_entries (self);
    }
  if (self->again)
    update_cb (self);
}

static gboolean
update_cb (gpointer data)
{
  WayDataPane *self = data;

  self->source = 0;
  self->again = self->reading;
  if (!self->reading)
    {
      self->reading = TRUE;
      way_data_list_async (NULL, listed_cb, g_object_ref (self));
    }
  return G_SOURCE_REMOVE;
}

void
way_data_pane_update (WayDataPane *self)
{
  if (self->source == 0)
    self->source = g_idle_add (update_cb, self);
}

/* --- actions --- */

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayDataPane) self = data;
  g_autoptr (GError) error = NULL;

  say (self, way_data_forget_finish (result, &error) ? _ ("Taken back; the figures are as before") : error->message);
  way_data_pane_update (self);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayDataPane *self = data;
  const WayImported *import = find_import (self, g_variant_get_int64 (parameter));

  if (import != NULL)
    way_data_forget_async (import->dataset, import->id, forgotten_cb, g_object_ref (self));
}

static void
again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayDataPane *self = data;
  const WayImported *import = find_import (self, g_variant_get_int64 (parameter));
  g_autoptr (WayImportJob) job = import != NULL && import->path != NULL ? way_import_job_new_for_path (import->path) : NULL;

  if (job != NULL)
    g_signal_emit (self, signals[IMPORT], 0, job, get_entry (self)->dataset->name, (gint64) 0);
}

/* What a file chooser was opened for. */
typedef struct
{
  WayDataPane *pane; /* lives longer than its chooser */
  char *dataset;
  gint64 replaces;
  gboolean watch;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  g_free (((Choice *) data)->dataset);
  g_free (data);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  const Choice *choice = data;
  WayDataPane *self = choice->pane;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL, *dataset = g_strdup (choice->dataset);
  gint64 replaces = choice->replaces;
  gboolean watch = choice->watch;

  g_clear_object (&self->chooser);
  if (path == NULL)
    return;
  if (watch)
    way_data_watch_add (way_data_watch_get_default (), path, dataset);
  else
    {
      g_autoptr (WayImportJob) job = way_import_job_new_for_path (path);

      g_signal_emit (self, signals[IMPORT], 0, job, dataset, replaces);
    }
}

static void
choose (WayDataPane *self, const char *title, const char *accept, gboolean folder, gboolean watch, gint64 replaces)
{
  if (way_chooser_is_open ())
    return;

  const WayDataEntry *entry = get_entry (self);
  Choice choice = { self, NULL, replaces, watch };

  if (entry == NULL)
    return;
  choice.dataset = g_strdup (entry->dataset->name);
  g_clear_object (&self->chooser);
  self->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL));
  g_signal_connect_data (self->chooser, "response", G_CALLBACK (file_chosen_cb), g_memdup2 (&choice, sizeof choice), choice_free, 0);
  way_chooser_show (self->chooser);
}

static void
replace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose (data, _ ("Replace the Import by"), _ ("_Replace…"), FALSE, FALSE, g_variant_get_int64 (parameter));
}

static void
watch_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gboolean folder = g_str_equal (g_action_get_name (G_ACTION (action)), "watch-folder");

  choose (data, folder ? _ ("Watch a Folder") : _ ("Watch a File"), _ ("_Watch"), folder, TRUE, 0);
}

static void
watch_import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayDataPane *self = data;
  const WayImported *import = find_import (self, g_variant_get_int64 (parameter));

  if (import != NULL && import->path != NULL)
    way_data_watch_add (way_data_watch_get_default (), import->path, get_entry (self)->dataset->name);
}

static void
unwatch_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const WayDataEntry *entry = get_entry (data);

  if (entry != NULL)
    way_data_watch_remove (way_data_watch_get_default (), entry->dataset->name);
}

/* --- cells that could not be read --- */

static void
show_bad_rows (WayDataPane *self, const GPtrArray *rows)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Cells Set Aside"), rows->len == 0 ? _ ("Every cell of this import could be read.") : _ ("These could not be read; everything else went in.")), *list = gtk_list_box_new (), *scroller = gtk_scrolled_window_new ();

  for (guint i = 0; i < rows->len && i < 500; i++)
    {
      const WayBadRow *bad = rows->pdata[i];
      g_autofree char *title = g_strdup_printf (_ ("Line %d: %s"), bad->line, bad->text != NULL ? bad->text : ""), *safe = g_markup_escape_text (title, -1), *reason = g_markup_escape_text (bad->reason, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 420, 260);
  if (rows->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
bad_rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayDataPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = way_data_list_bad_rows_finish (result, &error);

  if (rows == NULL)
    say (self, error->message);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    show_bad_rows (self, rows);
}

static void
rows_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_data_list_bad_rows_async (g_variant_get_int64 (parameter), bad_rows_cb, g_object_ref (data));
}

static void
forget_answered_cb (AdwMessageDialog *dialog, const char *response, WayDataPane *self)
{
  gint64 dataset = *(gint64 *) g_object_get_data (G_OBJECT (dialog), "way-dataset");

  if (g_str_equal (response, "forget"))
    way_data_forget_async (dataset, 0, forgotten_cb, g_object_ref (self));
}

static void
forget_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayDataPane *self = data;
  const WayDataEntry *entry = get_entry (self);
  g_autofree char *heading = entry != NULL ? g_strdup_printf (_ ("Forget “%s”?"), entry->dataset->name) : NULL;
  AdwMessageDialog *dialog;

  if (entry == NULL)
    return;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, _ ("All its imports go from this computer. The files they came from stay, and maps keep the figures that are frozen in them.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "forget", _ ("_Forget"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "way-dataset", g_memdup2 (&entry->dataset->id, sizeof (gint64)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (forget_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
bind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const WayDataEntry *entry = get_entry (data);

  if (entry != NULL)
    gtk_widget_activate_action (GTK_WIDGET (data), "win.bind-figures", "s", entry->dataset->name);
}

/* --- the widget --- */

static void
way_data_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_data_pane_parent_class)->map (widget);
  way_data_pane_update (WAY_DATA_PANE (widget));
}

static void
way_data_pane_dispose (GObject *object)
{
  WayDataPane *self = WAY_DATA_PANE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->actions);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_data_pane_parent_class)->dispose (object);
}

static void
way_data_pane_finalize (GObject *object)
{
  WayDataPane *self = WAY_DATA_PANE (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (way_data_pane_parent_class)->finalize (object);
}

static void
way_data_pane_class_init (WayDataPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_data_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_data_pane_finalize;
  widget_class->map = way_data_pane_map;
  signals[IMPORT] = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-data-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WayDataPane, datasets);
  gtk_widget_class_bind_template_child (widget_class, WayDataPane, imports);
  gtk_widget_class_bind_template_child (widget_class, WayDataPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, WayDataPane, details);
  gtk_widget_class_bind_template_child (widget_class, WayDataPane, recipe);
  gtk_widget_class_bind_template_child (widget_class, WayDataPane, watching);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_data_pane_init (WayDataPane *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb, .parameter_type = "x" },
    { .name = "again", .activate = again_cb, .parameter_type = "x" },
    { .name = "replace", .activate = replace_cb, .parameter_type = "x" },
    { .name = "rows", .activate = rows_cb, .parameter_type = "x" },
    { .name = "bind", .activate = bind_cb },
    { .name = "watch-file", .activate = watch_cb },
    { .name = "watch-folder", .activate = watch_cb },
    { .name = "watch-import", .activate = watch_import_cb, .parameter_type = "x" },
    { .name = "unwatch", .activate = unwatch_cb },
    { .name = "forget", .activate = forget_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "data", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->datasets, "row-selected", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (way_data_watch_get_default (), "changed", G_CALLBACK (way_data_pane_update), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->details, FALSE);
}

void
way_data_pane_choose (WayDataPane *self, const char *dataset)
{
  g_free (self->wanted);
  self->wanted = g_strdup (dataset);
  way_data_pane_update (self);
}

const char *
way_data_pane_get_chosen (WayDataPane *self)
{
  return get_entry (self) != NULL ? get_entry (self)->dataset->name : NULL;
}

guint
way_data_pane_get_n_datasets (WayDataPane *self)
{
  return self->entries != NULL ? self->entries->len : 0;
}

gint64
way_data_pane_get_import (WayDataPane *self, guint i)
{
  const WayDataEntry *entry = get_entry (self);

  return entry != NULL && i < entry->imports->len ? ((const WayImported *) entry->imports->pdata[i])->id : 0;
}

gboolean
way_data_pane_is_busy (WayDataPane *self)
{
  return self->reading || self->source != 0;
}
