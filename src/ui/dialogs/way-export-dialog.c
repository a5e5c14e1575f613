#include "ui/dialogs/way-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-text.h"
#include "format/way-writer.h"
#include "ui/actions/way-print.h"
#include "ui/dialogs/way-export-job.h"
#include "ui/fields/way-choice-row.h"
#include "ui/parts/way-chooser.h"
#include "ui/parts/way-launch.h"
#include "ui/parts/way-toast.h"
#include "ui/way-settings.h"

struct _WayExportDialog
{
  AdwWindow parent_instance;
  GtkWidget *cancel, *export, *options;
  GtkWidget *format_group, *page_group, *picture_group, *content_group;
  GtkWidget *tile_row, *tile_scale_row, *overlap_row, *crop_marks_row, *scale_row, *transparent_row, *legend_row, *expand_row, *flow_row;
  AdwComboRow *format, *paper, *orientation, *margin, *theme;
  WayChoiceRow *journeys, *lanes, *phases;
  GtkSwitch *tile, *crop_marks, *transparent, *legend, *expand, *flow, *safe;
  GtkSpinButton *tile_scale, *overlap, *scale;
  GtkEditable *as_of;
  WayExportPreview *preview;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
  gboolean print;
  GBytes *map; /* as it was when the dialog opened: it is modal */
  WaySession *session;
  WayFlowWatch *watch; /* NULL: no flow lies over the map */
  AdwToastOverlay *toasts;
  GPtrArray *papers; /* (element-type WayPaper): those of the combo row */
  GtkNativeDialog *chooser;
  GCancellable *cancellable; /* while it writes */
  WayExportJob *job;         /* the task's, while it writes */
  gboolean printing;         /* GTK asks, or draws */
  guint source;
};

G_DEFINE_FINAL_TYPE (WayExportDialog, way_export_dialog, ADW_TYPE_WINDOW)

/* In millimetres; the first is what suits the page. */
static const double margins[] = { -1, 0, 5, 10, 20 };

static WayOutput
get_output (WayExportDialog *self)
{
  return self->print ? WAY_OUTPUT_PDF : (WayOutput) MIN (adw_combo_row_get_selected (self->format), WAY_N_OUTPUTS - 1);
}

static const WayPaper *
get_paper (WayExportDialog *self)
{
  return self->papers->pdata[MIN (adw_combo_row_get_selected (self->paper), self->papers->len - 1)];
}

static void
select_paper (WayExportDialog *self, const WayPaper *paper)
{
  guint i;

  if (g_ptr_array_find (self->papers, paper, &i))
    adw_combo_row_set_selected (self->paper, i);
}

WayExportRequest *
way_export_dialog_dup_request (WayExportDialog *self)
{
  WayExportRequest *request = way_export_request_new ();
  WayExportOptions *options = &request->options;
  double margin = margins[MIN (adw_combo_row_get_selected (self->margin), G_N_ELEMENTS (margins) - 1)];
  guint32 day = way_date_parse (gtk_editable_get_text (self->as_of));

  request->output = get_output (self);
  options->paper = get_paper (self);
  options->orientation = (WayOrientation) adw_combo_row_get_selected (self->orientation);
  options->margin = margin < 0 ? -1 : WAY_MM (margin);
  options->tiled = gtk_switch_get_active (self->tile) && options->paper->width > 0;
  options->overlap = WAY_MM (gtk_spin_button_get_value (self->overlap));
  options->crop_marks = gtk_switch_get_active (self->crop_marks);
  options->scale = request->output == WAY_OUTPUT_PDF ? gtk_spin_button_get_value (self->tile_scale) / 100 : gtk_spin_button_get_value (self->scale);
  options->transparent = gtk_switch_get_active (self->transparent);
  request->journeys = way_choice_row_dup_chosen (self->journeys);
  request->lanes = way_choice_row_dup_chosen (self->lanes);
  request->phases = way_choice_row_dup_chosen (self->phases);
  request->safe = gtk_switch_get_active (self->safe);
  request->no_legend = !gtk_switch_get_active (self->legend);
  request->expand = gtk_switch_get_active (self->expand);
  request->dark = adw_combo_row_get_selected (self->theme) == 1;
  if (day != 0)
    request->today = day;
  /* What is exported looks as it does in the window. */
  if (way_figures_get_size (way_figure_store_get_figures (way_session_get_figures (self->session))) > 0)
    request->figures = way_figures_ref (way_figure_store_get_figures (way_session_get_figures (self->session)));

  const WayTraffic *traffic = self->watch != NULL ? way_flow_watch_get_traffic (self->watch) : NULL;

  if (traffic != NULL && gtk_switch_get_active (self->flow))
    {
      request->traffic = way_traffic_ref ((WayTraffic *) traffic);
      request->traffic_journey = g_strdup (way_editor_get_journey_id (way_session_get_editor (self->session)));
      request->traffic_keep = way_flow_watch_get_keep (self->watch);
      request->traffic_lit = g_strdupv ((char **) way_flow_watch_get_lit_ids (self->watch));
    }
  return request;
}

static void
show_request (WayExportDialog *self, const WayExportRequest *request)
{
  const WayExportOptions *options = &request->options;

  adw_combo_row_set_selected (self->format, request->output);
  select_paper (self, options->paper);
  adw_combo_row_set_selected (self->orientation, options->orientation);
  for (guint i = 0; i < G_N_ELEMENTS (margins); i++)
    if (ABS ((margins[i] < 0 ? -1 : WAY_MM (margins[i])) - options->margin) < 0.01)
      adw_combo_row_set_selected (self->margin, i);
  gtk_switch_set_active (self->tile, options->tiled);
  gtk_spin_button_set_value (self->overlap, options->overlap * 25.4 / 72);
  gtk_switch_set_active (self->crop_marks, options->crop_marks);
  if (request->output == WAY_OUTPUT_PDF)
    gtk_spin_button_set_value (self->tile_scale, options->scale * 100);
  else if (request->output == WAY_OUTPUT_PNG)
    gtk_spin_button_set_value (self->scale, options->scale);
  gtk_switch_set_active (self->transparent, options->transparent);
  gtk_switch_set_active (self->legend, !request->no_legend);
  gtk_switch_set_active (self->expand, request->expand);
  gtk_switch_set_active (self->safe, request->safe);
  adw_combo_row_set_selected (self->theme, request->dark ? 1 : 0);
}

/* What a format knows nothing of is not asked for. */
static void
show_fitting (WayExportDialog *self)
{
  WayOutput output = get_output (self);
  const WayPaper *paper = get_paper (self);
  gboolean tiled = gtk_switch_get_active (self->tile), pdf = output == WAY_OUTPUT_PDF, picture = output == WAY_OUTPUT_PNG || output == WAY_OUTPUT_SVG;
  gboolean drawn = way_output_get_info (output)->drawn;

  gtk_widget_set_visible (self->format_group, gtk_widget_get_visible (GTK_WIDGET (self->format)) || (output != WAY_OUTPUT_CSV_LIST && way_choice_row_get_size (self->journeys) > 1));
  gtk_widget_set_visible (GTK_WIDGET (self->journeys), output != WAY_OUTPUT_CSV_LIST && way_choice_row_get_size (self->journeys) > 1);
  gtk_widget_set_visible (self->page_group, pdf);
  gtk_widget_set_visible (GTK_WIDGET (self->orientation), !paper->wide);
  gtk_widget_set_visible (self->tile_row, paper->width > 0);
  gtk_widget_set_visible (self->tile_scale_row, paper->width > 0 && tiled);
  gtk_widget_set_visible (self->overlap_row, paper->width > 0 && tiled);
  gtk_widget_set_visible (self->crop_marks_row, paper->width > 0 && tiled);
  gtk_widget_set_visible (self->picture_group, picture);
  gtk_widget_set_visible (self->scale_row, output == WAY_OUTPUT_PNG);
  gtk_widget_set_visible (GTK_WIDGET (self->lanes), drawn);
  gtk_widget_set_visible (GTK_WIDGET (self->phases), drawn);
  gtk_widget_set_visible (self->legend_row, drawn);
  gtk_widget_set_visible (self->expand_row, drawn);
  gtk_widget_set_visible (self->flow_row, drawn && self->watch != NULL);
  gtk_widget_set_sensitive (self->flow_row, !gtk_switch_get_active (self->safe));
  gtk_widget_set_visible (GTK_WIDGET (self->as_of), drawn);
}

static gboolean
is_day_valid (WayExportDialog *self)
{
  const char *text = gtk_editable_get_text (self->as_of);

  return *text == '\0' || way_date_is_valid (text);
}

static void
update_button (WayExportDialog *self)
{
  gboolean possible = way_export_preview_get_problem (self->preview) == NULL || way_export_preview_is_busy (self->preview);

  gtk_widget_set_sensitive (self->export, possible && is_day_valid (self) && self->cancellable == NULL && !self->printing);
}

static void
changed_cb (WayExportDialog *self)
{
  g_autoptr (WayExportRequest) request = way_export_dialog_dup_request (self);

  show_fitting (self);
  if (is_day_valid (self))
    gtk_widget_remove_css_class (GTK_WIDGET (self->as_of), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->as_of), "error");
  way_export_preview_request (self->preview, request);
  update_button (self);
}

/* --- what can be chosen --- */

static char *
name_paper (const WayPaper *paper)
{
  if (paper->width == 0)
    return g_strdup (_ ("As large as the map"));
  if (g_str_equal (paper->name, "letter"))
    return g_strdup (_ ("US Letter"));
  if (g_str_equal (paper->name, "tabloid"))
    return g_strdup (_ ("US Tabloid"));
  return paper->wide ? g_strdup_printf (_ ("Slide, %s"), paper->name) : g_ascii_strup (paper->name, -1);
}

/* A printer has neither slides nor maps. */
static void
fill_papers (WayExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const WayPaper *paper;

  for (guint i = 0; (paper = way_paper_get (i)) != NULL; i++)
    if (!self->print || !paper->wide)
      {
        gtk_string_list_take (names, name_paper (paper));
        g_ptr_array_add (self->papers, (gpointer) paper);
      }
  adw_combo_row_set_model (self->paper, G_LIST_MODEL (names));
}

static void
fill_formats (WayExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int i = 0; i < WAY_N_OUTPUTS; i++)
    gtk_string_list_append (names, _ (way_output_get_info ((WayOutput) i)->label));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (names));
}

/* Lanes and phases by their names: what is called the same in two journeys is one choice. */
static void
fill_choices (WayExportDialog *self)
{
  WayElement *root = (WayElement *) way_document_get_root (way_session_get_document (self->session)), *journey, *element;
  const char *current = way_editor_get_journey_id (way_session_get_editor (self->session));

  way_each (journey, root, WAY_KIND_JOURNEY)
    {
      const char *id = way_element_get_id (journey);

      way_choice_row_add (self->journeys, id, way_element_get_name (journey), g_strcmp0 (id, current) == 0);
      way_each (element, journey, WAY_KIND_LANE)
        way_choice_row_add (self->lanes, way_element_get_name (element), way_element_get_name (element), TRUE);
      way_each (element, journey, WAY_KIND_PHASE)
        way_choice_row_add (self->phases, way_element_get_name (element), way_element_get_name (element), TRUE);
    }
}

static const char *
get_settings_key (WayExportDialog *self)
{
  return self->print ? "print-options" : "export-options";
}

static void
recall (WayExportDialog *self)
{
  g_autoptr (WayExportRequest) request = way_export_request_new ();
  g_autoptr (GVariant) last = way_settings_get (get_settings_key (self));
  g_autofree char *today = way_date_to_xml (request->today);

  if (self->print)
    request->options.paper = way_paper_find ("a4", NULL);
  way_export_request_load (request, last);
  show_request (self, request);
  gtk_editable_set_text (self->as_of, today);
}

static void
remember (WayExportDialog *self)
{
  g_autoptr (WayExportRequest) request = way_export_dialog_dup_request (self);

  way_settings_set (get_settings_key (self), way_export_request_to_variant (request));
}

/* --- writing --- */

static gboolean
progress_cb (gpointer data)
{
  WayExportDialog *self = data;
  double done = way_export_job_get_done (self->job);

  if (done > 0)
    gtk_progress_bar_set_fraction (self->progress, done);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  WayExportJob *job;
  WayExportRequest *request;
  char *path;
} Order;

static void
order_free (Order *self)
{
  way_export_job_unref (self->job);
  way_export_request_free (self->request);
  g_free (self->path);
  g_free (self);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  GPtrArray *written = way_export_job_write (order->job, order->request, order->path, cancellable, &error);

  if (written != NULL)
    g_task_return_pointer (task, written, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_folder_cb (GtkButton *button, AdwToastOverlay *toasts)
{
  way_launch_folder (g_object_get_data (G_OBJECT (button), "way-path"), toasts);
}

/* A toast has room for one button of its own, so the second stands in its title. */
static void
say_done (WayExportDialog *self, const GPtrArray *written)
{
  const char *path = written->pdata[0];
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = written->len == 1 ? g_strdup_printf (_ ("Exported as “%s”"), name) : g_strdup_printf (ngettext ("Exported %u file", "Exported %u files", written->len), written->len);
  AdwToast *toast = way_toast_new_for_file (text, path, self->toasts);
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (text), *folder = gtk_button_new_with_mnemonic (_ ("Show in _Folder"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (title), label);
  gtk_box_append (GTK_BOX (title), folder);
  adw_toast_set_custom_title (toast, title);
  g_object_set_data_full (G_OBJECT (folder), "way-path", g_strdup (path), g_free);
  g_signal_connect_object (folder, "clicked", G_CALLBACK (show_folder_cb), self->toasts, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_error (WayExportDialog *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_running (WayExportDialog *self, gboolean running)
{
  gtk_widget_set_sensitive (self->options, !running);
  gtk_widget_set_sensitive (self->cancel, !self->printing);
  gtk_revealer_set_reveal_child (self->progress_revealer, running && self->cancellable != NULL);
  gtk_progress_bar_set_fraction (self->progress, 0);
  update_button (self);
}

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) written = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  self->job = NULL;
  if (written != NULL)
    {
      remember (self);
      say_done (self, written);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_running (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (self, _ ("The map was not exported"), error->message);
}

void
way_export_dialog_start (WayExportDialog *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Order *order = g_new0 (Order, 1);

  self->job = order->job = way_export_job_new (self->map);
  order->request = way_export_dialog_dup_request (self);
  order->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  show_running (self, TRUE);
  self->source = g_timeout_add (100, progress_cb, self);
  /* Not as the task's source: its last reference may go in the thread, and a widget must not go there. */
  task = g_task_new (NULL, self->cancellable, finished_cb, g_object_ref (self));
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
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
  else if (file != NULL)
    say_error (self, _ ("This place cannot be reached"), _ ("Waymark saves files on this computer and in folders that are mounted here. Choose another place."));
}

/* Beside the map, where it has a place. */
static void
choose_place (WayExportDialog *self)
{
  if (way_chooser_is_open ())
    return;

  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export the Map"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  g_autofree char *title = way_session_dup_title (self->session), *slug = way_text_slug (title);
  g_autofree char *name = g_strconcat (slug, way_output_get_info (get_output (self))->suffix, NULL);
  g_autofree char *folder = way_session_get_path (self->session) != NULL ? g_path_get_dirname (way_session_get_path (self->session)) : NULL;
  g_autoptr (GFile) place = folder != NULL ? g_file_new_for_path (folder) : NULL;

  if (place != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), place, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

static void
printed_cb (const GError *error, gpointer data)
{
  g_autoptr (WayExportDialog) self = data;

  self->printing = FALSE;
  if (error == NULL)
    {
      remember (self);
      adw_toast_overlay_add_toast (self->toasts, way_toast_new (_ ("The map is on its way to the printer")));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_running (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (self, _ ("The map was not printed"), error->message);
}

static void
export_cb (WayExportDialog *self)
{
  if (self->print)
    {
      g_autoptr (WayExportRequest) request = way_export_dialog_dup_request (self);
      g_autofree char *title = way_session_dup_title (self->session);

      self->printing = TRUE;
      show_running (self, TRUE);
      way_print (self->map, request, title, GTK_WINDOW (self), printed_cb, g_object_ref (self));
    }
  else
    choose_place (self);
}

static void
cancel_cb (WayExportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Escape and the window manager: as Cancel. While it runs the window stays, until the thread or the printer has let go. */
static gboolean
way_export_dialog_close_request (GtkWindow *window)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (window);

  if (self->printing)
    return TRUE;
  if (self->cancellable == NULL)
    return GTK_WINDOW_CLASS (way_export_dialog_parent_class)->close_request (window);
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

/* Also when the window around it goes: the thread keeps this dialog alive until it has let go. */
static void
way_export_dialog_unrealize (GtkWidget *widget)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  GTK_WIDGET_CLASS (way_export_dialog_parent_class)->unrealize (widget);
}

static void
way_export_dialog_dispose (GObject *object)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->watch);
  g_clear_object (&self->toasts);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (way_export_dialog_parent_class)->dispose (object);
}

static void
way_export_dialog_finalize (GObject *object)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (object);

  g_clear_pointer (&self->map, g_bytes_unref);
  g_ptr_array_unref (self->papers);
  G_OBJECT_CLASS (way_export_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WayExportDialog, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (cancel);
  BIND (export);
  BIND (options);
  BIND (format_group);
  BIND (page_group);
  BIND (picture_group);
  BIND (content_group);
  BIND (tile_row);
  BIND (tile_scale_row);
  BIND (overlap_row);
  BIND (crop_marks_row);
  BIND (scale_row);
  BIND (transparent_row);
  BIND (legend_row);
  BIND (expand_row);
  BIND (flow_row);
  BIND (flow);
  BIND (format);
  BIND (paper);
  BIND (orientation);
  BIND (margin);
  BIND (theme);
  BIND (journeys);
  BIND (lanes);
  BIND (phases);
  BIND (tile);
  BIND (crop_marks);
  BIND (transparent);
  BIND (legend);
  BIND (expand);
  BIND (safe);
  BIND (tile_scale);
  BIND (overlap);
  BIND (scale);
  BIND (as_of);
  BIND (preview);
  BIND (progress_revealer);
  BIND (progress);
}

static void
way_export_dialog_class_init (WayExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_CHOICE_ROW);
  g_type_ensure (WAY_TYPE_EXPORT_PREVIEW);
  G_OBJECT_CLASS (klass)->dispose = way_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_export_dialog_finalize;
  widget_class->unrealize = way_export_dialog_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = way_export_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-export-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_export_dialog_init (WayExportDialog *self)
{
  self->papers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->export, "clicked", G_CALLBACK (export_cb), self, G_CONNECT_SWAPPED);
}

static void
watch (WayExportDialog *self)
{
  const struct
  {
    gpointer object;
    const char *signal;
  } rows[] = {
    { self->format, "notify::selected" },
    { self->paper, "notify::selected" },
    { self->orientation, "notify::selected" },
    { self->margin, "notify::selected" },
    { self->theme, "notify::selected" },
    { self->tile, "notify::active" },
    { self->crop_marks, "notify::active" },
    { self->transparent, "notify::active" },
    { self->legend, "notify::active" },
    { self->expand, "notify::active" },
    { self->flow, "notify::active" },
    { self->safe, "notify::active" },
    { self->tile_scale, "value-changed" },
    { self->overlap, "value-changed" },
    { self->scale, "value-changed" },
    { self->as_of, "changed" },
    { self->journeys, "changed" },
    { self->lanes, "changed" },
    { self->phases, "changed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_object (rows[i].object, rows[i].signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "changed", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
}

static WayExportDialog *
dialog_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts, gboolean print)
{
  WayExportDialog *self = g_object_new (WAY_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->print = print;
  self->session = g_object_ref (session);
  self->toasts = g_object_ref (toasts);
  self->map = way_writer_write (way_session_get_document (session));
  if (print)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Print the Map"));
      gtk_button_set_label (GTK_BUTTON (self->export), _ ("_Print…"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->format), !print);
  fill_formats (self);
  fill_papers (self);
  fill_choices (self);
  recall (self);
  way_export_preview_set_map (self->preview, self->map);
  watch (self);
  changed_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->export);
  return self;
}

WayExportDialog *
way_export_dialog_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts)
{
  return dialog_new (parent, session, toasts, FALSE);
}

WayExportDialog *
way_export_dialog_new_for_print (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts)
{
  return dialog_new (parent, session, toasts, TRUE);
}

void
way_export_dialog_set_flow (WayExportDialog *self, WayFlowWatch *flow)
{
  gboolean shown = flow != NULL && way_flow_watch_get_traffic (flow) != NULL;

  if (!shown)
    return;
  self->watch = g_object_ref (flow);
  changed_cb (self);
}

void
way_export_dialog_choose (WayExportDialog *self, const char *name)
{
  WayOutput output;

  if (way_output_find (name, &output))
    adw_combo_row_set_selected (self->format, output);
}

WayExportPreview *
way_export_dialog_get_preview (WayExportDialog *self)
{
  return self->preview;
}
