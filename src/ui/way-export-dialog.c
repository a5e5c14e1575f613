#include "ui/way-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/way-text.h"
#include "format/way-writer.h"
#include "ui/way-export-job.h"

struct _WayExportDialog
{
  AdwWindow parent_instance;
  GtkWidget *cancel, *export, *options, *all_row;
  AdwComboRow *format, *paper, *orientation, *scale;
  GtkSwitch *all, *safe;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
  WaySession *session;
  AdwToastOverlay *toasts;
  GtkNativeDialog *chooser;
  GCancellable *cancellable; /* while it runs */
  WayExportJob *job;         /* the task's, while it runs */
  guint source;
};

G_DEFINE_FINAL_TYPE (WayExportDialog, way_export_dialog, ADW_TYPE_WINDOW)

static WayExportFormat
get_format (WayExportDialog *self)
{
  static const WayExportFormat formats[] = { WAY_EXPORT_PDF, WAY_EXPORT_SVG, WAY_EXPORT_PNG };

  return formats[MIN (adw_combo_row_get_selected (self->format), 2)];
}

/* What a format knows nothing of is not asked for. */
static void
format_changed_cb (WayExportDialog *self)
{
  WayExportFormat format = get_format (self);
  const WayPaper *paper = way_paper_get (adw_combo_row_get_selected (self->paper));

  gtk_widget_set_visible (GTK_WIDGET (self->paper), format == WAY_EXPORT_PDF);
  gtk_widget_set_visible (GTK_WIDGET (self->orientation), format == WAY_EXPORT_PDF && paper != NULL && !paper->wide);
  gtk_widget_set_visible (GTK_WIDGET (self->scale), format == WAY_EXPORT_PNG);
  gtk_widget_set_visible (self->all_row, format == WAY_EXPORT_PDF && way_element_count (way_document_get_root (way_session_get_document (self->session)), WAY_KIND_JOURNEY) > 1);
}

static void
fill_papers (WayExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const WayPaper *paper;
  guint n = 0;

  while ((paper = way_paper_get (n)) != NULL)
    {
      g_autofree char *upper = g_ascii_strup (paper->name, -1);

      gtk_string_list_append (names, paper->width == 0 ? _ ("As large as the map") : g_ascii_islower (paper->name[0]) && paper->name[1] >= '0' && paper->name[1] <= '9' ? upper
                                                                                                                                                                        : paper->name);
      n++;
    }
  adw_combo_row_set_model (self->paper, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->paper, n - 1);
}

static gboolean
progress_cb (gpointer data)
{
  WayExportDialog *self = data;
  int done = g_atomic_int_get (&self->job->done);

  if (done > 0)
    gtk_progress_bar_set_fraction (self->progress, done / 1000.0);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (way_export_job_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_result_cb (AdwToast *toast, gpointer data)
{
  const char *path = g_object_get_data (G_OBJECT (toast), "way-path");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
say_done (WayExportDialog *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path), *text = g_strdup_printf (_ ("Exported as “%s”"), name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Open"));
  g_object_set_data_full (G_OBJECT (toast), "way-path", g_strdup (path), g_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (open_result_cb), NULL);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
show_running (WayExportDialog *self, gboolean running)
{
  gtk_widget_set_sensitive (self->options, !running);
  gtk_widget_set_sensitive (self->export, !running);
  gtk_revealer_set_reveal_child (self->progress_revealer, running);
  gtk_progress_bar_set_fraction (self->progress, 0);
}

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (object);
  const WayExportJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  self->job = NULL;
  if (done)
    {
      say_done (self, job->path);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_running (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("The map was not exported"), error->message);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
    }
}

void
way_export_dialog_choose (WayExportDialog *self, const char *name)
{
  WayExportFormat format;

  for (guint i = 0; way_export_format_find (name, &format) && i < 3; i++)
    {
      adw_combo_row_set_selected (self->format, i);
      if (get_format (self) == format)
        return;
    }
}

void
way_export_dialog_start (WayExportDialog *self, const char *path)
{
  WayDocument *document = way_session_get_document (self->session);
  g_autoptr (GBytes) map = way_writer_write (document);
  g_autoptr (GTask) task = NULL;
  const WayPaper *paper = way_paper_get (adw_combo_row_get_selected (self->paper));

  self->job = way_export_job_new (map, path, get_format (self));
  self->job->safe = gtk_switch_get_active (self->safe);
  if (!gtk_switch_get_active (self->all) || self->job->format != WAY_EXPORT_PDF)
    self->job->journey = g_strdup (way_editor_get_journey_id (way_session_get_editor (self->session)));
  if (self->job->format == WAY_EXPORT_PDF && paper != NULL)
    {
      self->job->options.paper = paper;
      self->job->options.orientation = (WayOrientation) adw_combo_row_get_selected (self->orientation);
    }
  if (self->job->format == WAY_EXPORT_PNG)
    self->job->options.scale = 1 << adw_combo_row_get_selected (self->scale);
  self->cancellable = g_cancellable_new ();
  show_running (self, TRUE);
  self->source = g_timeout_add (100, progress_cb, self);
  task = g_task_new (self, self->cancellable, finished_cb, NULL);
  g_task_set_task_data (task, self->job, (GDestroyNotify) way_export_job_free);
  g_task_run_in_thread (task, run_thread);
}

gboolean
way_export_dialog_is_running (WayExportDialog *self)
{
  return self->cancellable != NULL;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, WayExportDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    way_export_dialog_start (self, path);
}

static void
export_cb (GtkButton *button, WayExportDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export the Map"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  g_autofree char *title = way_session_dup_title (self->session), *slug = way_text_slug (title);
  g_autofree char *name = g_strdup_printf ("%s.%s", slug, way_export_format_get_name (get_format (self)));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
cancel_cb (GtkButton *button, WayExportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Escape and the window manager: as Cancel. While it runs the window stays, until the thread has let go. */
static gboolean
way_export_dialog_close_request (GtkWindow *window)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (window);

  if (self->cancellable == NULL)
    return GTK_WINDOW_CLASS (way_export_dialog_parent_class)->close_request (window);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
way_export_dialog_dispose (GObject *object)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->toasts);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (way_export_dialog_parent_class)->dispose (object);
}

static void
way_export_dialog_class_init (WayExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = way_export_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, export);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, all_row);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, orientation);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, scale);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, all);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, safe);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, progress);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_export_dialog_init (WayExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect (self->export, "clicked", G_CALLBACK (export_cb), self);
}

WayExportDialog *
way_export_dialog_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts)
{
  WayExportDialog *self = g_object_new (WAY_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->toasts = g_object_ref (toasts);
  fill_papers (self);
  g_signal_connect_object (self->format, "notify::selected", G_CALLBACK (format_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->paper, "notify::selected", G_CALLBACK (format_changed_cb), self, G_CONNECT_SWAPPED);
  format_changed_cb (self);
  return self;
}
