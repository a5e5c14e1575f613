#include "ui/figures/way-import-assistant.h"

#include <glib/gi18n-lib.h>

#include "base/way-decode.h"
#include "ui/figures/way-import-columns.h"
#include "ui/figures/way-import-questions.h"

/* Of a table wider than this the first columns show what it is like. */
#define PREVIEW_COLUMNS 60
/* ms; what is done by then was done at once. */
#define PATIENCE 500

struct _WayImportAssistant
{
  AdwWindow parent_instance;
  GtkWidget *cancel, *import, *questions, *columns, *findings_group;
  AdwWindowTitle *title;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwExpanderRow *read_row;
  AdwEntryRow *dataset;
  AdwComboRow *encoding, *separator, *sheet;
  GtkGrid *preview;
  GtkListBox *findings;
  GtkScrolledWindow *scroller;
  GtkLabel *hint;

  WayImportJob *job;
  char *wanted; /* the dataset asked for, or NULL */
  gint64 replaces;
  gboolean quick;
  GCancellable *cancellable; /* while it reads or imports */
  gboolean importing, again, filling, done;
  guint source, late; /* progress; a quick import that takes long shows itself after all */
};

enum
{
  IMPORTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayImportAssistant, way_import_assistant, ADW_TYPE_WINDOW)

static const struct
{
  char sign;
  const char *label;
} separators[] = {
  { 0, N_ ("Found out") },
  { ',', N_ ("Comma") },
  { ';', N_ ("Semicolon") },
  { '\t', N_ ("Tab") },
  { '|', N_ ("Bar") },
};

static void look (WayImportAssistant *self);

/* --- what can be done now --- */

static void
update_button (WayImportAssistant *self)
{
  WayImport *import = self->cancellable == NULL ? way_import_job_get_import (self->job) : NULL;
  guint open = import != NULL ? way_import_count_open (import) : 0;
  g_autofree char *text = open > 0 ? g_strdup_printf (ngettext ("%u question is to be answered first", "%u questions are to be answered first", open), open) : NULL;

  gtk_widget_set_sensitive (self->import, import != NULL && open == 0);
  gtk_label_set_text (self->hint, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (self->import, text);
}

static void
changed_cb (gpointer data)
{
  update_button (data);
}

/* --- showing what was read --- */

static void
clear_box (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_first_child (box))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_read (WayImportAssistant *self, WayTable *table)
{
  const char *source = way_table_source_get_name (way_table_get_source (table));
  const char *const *sheets = way_table_get_sheets (table);
  const char *sign = NULL;
  guint n = way_table_get_columns (table)->len;
  g_autofree char *columns = g_strdup_printf (ngettext ("%u column", "%u columns", n), n), *text = NULL;

  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    if (separators[i].sign == way_table_get_delimiter (table) && sheets == NULL)
      sign = _ (separators[i].label);
  text = g_strjoin (" · ", sheets != NULL ? _ ("Workbook") : source != NULL ? source
                                                                            : way_table_get_encoding (table),
                    source != NULL && sheets == NULL ? way_table_get_encoding (table) : columns, source != NULL && sheets == NULL ? columns : sign, source != NULL && sheets == NULL ? sign : NULL, NULL);
  adw_expander_row_set_subtitle (self->read_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding), sheets == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->separator), sheets == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), sheets != NULL);
  if (sheets != NULL && adw_combo_row_get_model (self->sheet) == NULL)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (sheets);

      adw_combo_row_set_model (self->sheet, G_LIST_MODEL (names));
    }
}

static void
add_cell (WayImportAssistant *self, const char *text, int x, int y, const char *style, gboolean dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* A wide table is scrolled, not squeezed. */
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), 16));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_set_tooltip_text (label, text);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  if (dim)
    gtk_widget_add_css_class (label, "left-out");
  gtk_grid_attach (self->preview, label, x, y, 1, 1);
}

static void
show_preview (WayImportAssistant *self)
{
  const GPtrArray *columns = way_table_get_columns (way_import_get_table (way_import_job_get_import (self->job))), *rows = way_import_job_get_rows (self->job);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->preview)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self->preview)))
    gtk_grid_remove (self->preview, child);
  for (guint i = 0; i < columns->len && i < PREVIEW_COLUMNS; i++)
    {
      const WayColumn *column = columns->pdata[i];
      gboolean dim = column->use == WAY_USE_SKIP || column->use == WAY_USE_PERSONAL;

      add_cell (self, column->name, (int) i, 0, "figure-place", dim);
      add_cell (self, way_column_use_get_label (column->use), (int) i, 1, "caption", dim);
      for (guint row = 0; row < rows->len; row++)
        add_cell (self, g_strv_length (rows->pdata[row]) > i ? ((char **) rows->pdata[row])[i] : "", (int) i, (int) row + 2, NULL, dim);
    }
}

static void
show_findings (WayImportAssistant *self)
{
  const WayReport *report = way_import_job_get_report (self->job);
  guint n = report != NULL ? way_report_get_size (report) : 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->findings)); row != NULL; row = gtk_widget_get_first_child (GTK_WIDGET (self->findings)))
    gtk_list_box_remove (self->findings, row);
  for (guint i = 0; i < n && i < 50; i++)
    {
      const WayFinding *finding = way_report_get (report, i);
      g_autofree char *line = finding->line > 0 ? g_strdup_printf (_ ("Line %d: %s"), finding->line, finding->text) : g_strdup (finding->text), *safe = g_markup_escape_text (line, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (finding->severity == WAY_SEVERITY_NOTE ? "dialog-information-symbolic" : "dialog-warning-symbolic"));
      gtk_list_box_append (self->findings, row);
    }
  gtk_widget_set_visible (self->findings_group, n > 0);
}

static void
columns_changed_cb (gpointer data)
{
  WayImportAssistant *self = data;

  show_preview (self);
  update_button (self);
}

/* The first thing that is to be answered, else the button: Enter is enough. */
static void
focus_first (WayImportAssistant *self)
{
  if (gtk_widget_get_first_child (self->questions) == NULL || !gtk_widget_child_focus (self->questions, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->import);
}

static void
show_plan (WayImportAssistant *self)
{
  WayImport *import = way_import_job_get_import (self->job);
  WayTable *table = way_import_get_table (import);
  g_autofree char *subtitle = way_import_has_recipe (import) ? g_strdup_printf (_ ("%s · read as the last one of “%s”"), way_import_job_get_name (self->job), way_import_get_dataset (import)) : NULL;

  self->filling = TRUE;
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : way_import_job_get_name (self->job));
  gtk_editable_set_text (GTK_EDITABLE (self->dataset), way_import_get_dataset (import));
  show_read (self, table);
  show_preview (self);
  clear_box (self->questions);
  clear_box (self->columns);
  way_import_questions_add (GTK_BOX (self->questions), import, changed_cb, self);
  gtk_widget_set_visible (self->questions, gtk_widget_get_first_child (self->questions) != NULL);
  way_import_columns_add (GTK_BOX (self->columns), import, columns_changed_cb, self);
  show_findings (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  self->filling = FALSE;
  update_button (self);
}

/* --- reading --- */

static void
stop_progress (WayImportAssistant *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
}

static gboolean
progress_cb (gpointer data)
{
  WayImportAssistant *self = data;

  if (self->importing)
    gtk_progress_bar_set_fraction (self->progress, way_import_job_get_done (self->job));
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
start_progress (WayImportAssistant *self)
{
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  if (self->source == 0)
    self->source = g_timeout_add (80, progress_cb, self);
}

static void run (WayImportAssistant *self);

static gboolean
late_cb (gpointer data)
{
  WayImportAssistant *self = data;

  self->late = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayImportAssistant) self = data;
  g_autoptr (GError) error = NULL;
  gboolean looked = way_import_job_look_finish (self->job, result, &error);

  g_clear_object (&self->cancellable);
  if (self->done)
    return;
  if (self->again)
    {
      look (self);
      return;
    }
  stop_progress (self);
  if (!looked)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      update_button (self);
      gtk_window_present (GTK_WINDOW (self));
      return;
    }
  show_plan (self);
  if (self->quick && way_import_has_recipe (way_import_job_get_import (self->job)) && way_import_count_open (way_import_job_get_import (self->job)) == 0)
    {
      run (self);
      self->late = g_timeout_add (PATIENCE, late_cb, self);
      return;
    }
  gtk_window_present (GTK_WINDOW (self));
  focus_first (self);
}

static void
look (WayImportAssistant *self)
{
  const guint encoding = adw_combo_row_get_selected (self->encoding), separator = adw_combo_row_get_selected (self->separator), sheet = adw_combo_row_get_selected (self->sheet);
  const WayTableOptions options = {
    .encoding = encoding > 0 && encoding != GTK_INVALID_LIST_POSITION ? way_decode_encodings[encoding - 1] : NULL,
    .delimiter = separator < G_N_ELEMENTS (separators) ? separators[separator].sign : 0,
    .sheet = sheet != GTK_INVALID_LIST_POSITION ? sheet : 0,
  };

  self->again = self->cancellable != NULL;
  if (self->again)
    return;
  self->cancellable = g_cancellable_new ();
  update_button (self);
  start_progress (self);
  way_import_job_look_async (self->job, self->wanted, &options, self->cancellable, looked_cb, g_object_ref (self));
}

static void
option_cb (WayImportAssistant *self)
{
  if (!self->filling && !self->importing)
    look (self);
}

/* Another dataset may have a recipe of its own, which counts then. */
static void
dataset_cb (WayImportAssistant *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->dataset))));

  if (self->filling || self->importing || *name == '\0' || g_strcmp0 (name, self->wanted) == 0)
    return;
  g_free (self->wanted);
  self->wanted = g_steal_pointer (&name);
  look (self);
}

/* --- importing --- */

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayImportAssistant) self = data;
  WayImportResult imported = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done = way_import_job_run_finish (self->job, result, &imported, &error);

  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->late, g_source_remove);
  self->importing = FALSE;
  stop_progress (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (done)
    {
      g_autofree char *dataset = g_strdup (way_import_get_dataset (way_import_job_get_import (self->job)));

      g_signal_emit (self, signals[IMPORTED], 0, dataset, &imported);
      if (!self->done)
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->done)
    return;
  update_button (self);
  gtk_label_set_text (self->hint, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("Stopped; nothing was imported") : error->message);
  gtk_window_present (GTK_WINDOW (self));
}

static void
run (WayImportAssistant *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const WayImportOptions options = { .replaces = self->replaces, .zone = zone };

  self->importing = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->import, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  gtk_label_set_text (self->hint, "");
  start_progress (self);
  way_import_job_run_async (self->job, &options, self->cancellable, imported_cb, g_object_ref (self));
}

static void
import_cb (WayImportAssistant *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->dataset))));
  WayImport *import = self->cancellable == NULL ? way_import_job_get_import (self->job) : NULL;

  if (import == NULL || way_import_count_open (import) > 0)
    return;
  /* A name that was typed, and left with Enter. */
  if (*name != '\0' && g_strcmp0 (name, way_import_get_dataset (import)) != 0)
    dataset_cb (self);
  else
    run (self);
}

static gboolean
cancel_cb (WayImportAssistant *self)
{
  if (self->importing)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

static gboolean
way_import_assistant_close_request (GtkWindow *window)
{
  WayImportAssistant *self = WAY_IMPORT_ASSISTANT (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  /* What is being stored is taken back first. */
  if (self->importing)
    return TRUE;
  return GTK_WINDOW_CLASS (way_import_assistant_parent_class)->close_request (window);
}

/* --- the window --- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return cancel_cb (WAY_IMPORT_ASSISTANT (widget));
}

static void
way_import_assistant_dispose (GObject *object)
{
  WayImportAssistant *self = WAY_IMPORT_ASSISTANT (object);

  self->done = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->late, g_source_remove);
  G_OBJECT_CLASS (way_import_assistant_parent_class)->dispose (object);
}

static void
way_import_assistant_finalize (GObject *object)
{
  WayImportAssistant *self = WAY_IMPORT_ASSISTANT (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->job, way_import_job_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (way_import_assistant_parent_class)->finalize (object);
}

static void
way_import_assistant_class_init (WayImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_import_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_import_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = way_import_assistant_close_request;
  signals[IMPORTED] = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, cancel);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, import);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, questions);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, columns);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, findings_group);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, title);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, failed);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, read_row);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, dataset);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, encoding);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, separator);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, sheet);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, preview);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, findings);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayImportAssistant, hint);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
fill_choices (WayImportAssistant *self)
{
  g_autoptr (GtkStringList) encodings = gtk_string_list_new (NULL), signs = gtk_string_list_new (NULL);

  gtk_string_list_append (encodings, _ ("Found out"));
  for (const char *const *encoding = way_decode_encodings; *encoding != NULL; encoding++)
    gtk_string_list_append (encodings, *encoding);
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    gtk_string_list_append (signs, _ (separators[i].label));
  adw_combo_row_set_model (self->encoding, G_LIST_MODEL (encodings));
  adw_combo_row_set_model (self->separator, G_LIST_MODEL (signs));
}

static void
way_import_assistant_init (WayImportAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = TRUE;
  fill_choices (self);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "clicked", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->encoding, "notify::selected", G_CALLBACK (option_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->separator, "notify::selected", G_CALLBACK (option_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "notify::selected", G_CALLBACK (option_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dataset, "apply", G_CALLBACK (dataset_cb), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
}

GtkWidget *
way_import_assistant_new (GtkWindow *parent, WayImportJob *job, const char *dataset, gint64 replaces, gboolean quick)
{
  WayImportAssistant *self = g_object_new (WAY_TYPE_IMPORT_ASSISTANT, "transient-for", parent, NULL);

  self->job = way_import_job_ref (job);
  self->wanted = g_strdup (dataset);
  self->replaces = replaces;
  self->quick = quick;
  adw_window_title_set_subtitle (self->title, way_import_job_get_name (job));
  look (self);
  return GTK_WIDGET (self);
}

gboolean
way_import_assistant_is_ready (WayImportAssistant *self)
{
  return self->cancellable == NULL;
}

guint
way_import_assistant_count_open (WayImportAssistant *self)
{
  return way_import_job_get_import (self->job) != NULL ? way_import_count_open (way_import_job_get_import (self->job)) : 0;
}

GtkWidget *
way_import_assistant_get_button (WayImportAssistant *self)
{
  return self->import;
}
