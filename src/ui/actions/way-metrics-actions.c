#include "ui/window/way-window-private.h"

#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "metrics/way-news.h"
#include "ui/figures/way-data-job.h"
#include "ui/figures/way-data-watch.h"
#include "ui/figures/way-import-assistant.h"
#include "ui/parts/way-chooser.h"
#include "ui/parts/way-toast.h"

/* Numbers: what brings them in, and what is said when they change. */

static void
show_view (WayWindow *self)
{
  gtk_stack_set_visible_child_name (self->views, "metrics");
}

/* --- after an import --- */

static void
say_with_undo (WayWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, way_toast_new_with_undo (text));
}

/* What the rows are about and the map does not show: by hand it can be given a place. */
static void
say_unmatched (WayWindow *self, const WayProposal *proposal)
{
  g_autofree char *text = proposal->n_unmatched == 1 ? g_strdup_printf (_ ("“%s” is on no place of the map"), proposal->unmatched) : g_strdup_printf (ngettext ("“%s” and %u other value are on no place of the map", "“%s” and %u other values are on no place of the map", proposal->n_unmatched - 1), proposal->unmatched, proposal->n_unmatched - 1);
  AdwToast *toast = way_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Assign…"));
  adw_toast_set_action_name (toast, "win.show-metrics");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
proposed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (WayProposal) proposal = { 0 };
  gboolean done = way_data_propose_finish (result, &proposal, &error);

  if (self->session == NULL)
    return;
  if (!done)
    {
      way_window_say (self, error->message);
      return;
    }
  if (proposal.n_unmatched > 0)
    say_unmatched (self, &proposal);
  if (proposal.n_metrics == 0)
    return;

  g_autofree char *metrics = g_strdup_printf (ngettext ("%u metric", "%u metrics", proposal.n_metrics), proposal.n_metrics), *places = g_strdup_printf (ngettext ("at %u place", "at %u places", proposal.n_bindings), proposal.n_bindings);
  /* Translators: "2 metrics", "at 9 places". */
  g_autofree char *text = g_strdup_printf (_ ("On the map: %s %s"), metrics, places);

  say_with_undo (self, text);
}

static void
propose (WayWindow *self, const char *dataset)
{
  if (self->session != NULL && !way_document_is_read_only (way_session_get_document (self->session)))
    way_data_propose_async (way_session_get_document (self->session), dataset, proposed_cb, g_object_ref (self));
}

static char *
describe_result (const char *dataset, const WayImportResult *result)
{
  g_autofree char *n = way_number_to_text ((double) result->n_rows, 0), *known = way_number_to_text ((double) result->n_known, 0);
  g_autofree char *rows = result->import != 0 ? g_strdup_printf (ngettext ("%s row imported into “%s”", "%s rows imported into “%s”", (gulong) result->n_rows), n, dataset) : g_strdup_printf (_ ("Nothing new for “%s”: %s rows were there before"), dataset, known);
  g_autofree char *corrected = result->n_replaced > 0 ? g_strdup_printf (_ ("%d corrected"), (int) result->n_replaced) : NULL;
  g_autofree char *bad = result->n_bad > 0 ? g_strdup_printf (ngettext ("%d cell set aside", "%d cells set aside", (gulong) result->n_bad), (int) result->n_bad) : NULL;

  return g_strjoin (", ", rows, corrected != NULL ? corrected : bad, corrected != NULL ? bad : NULL, NULL);
}

static void
imported_cb (WayImportAssistant *assistant, const char *dataset, const WayImportResult *result, WayWindow *self)
{
  g_autofree char *text = describe_result (dataset, result);

  way_figure_store_refresh_all ();
  way_data_pane_choose (way_metrics_view_get_pane (self->metrics_view), dataset);
  way_window_say (self, text);
  if (self->session == NULL)
    return;
  show_view (self);
  propose (self, dataset);
}

void
way_window_import_figures (WayWindow *self, WayImportJob *job, const char *dataset, gint64 replaces)
{
  GtkWidget *assistant;

  way_canvas_finish_edit (self->canvas, TRUE);
  assistant = way_import_assistant_new (GTK_WINDOW (self), job, dataset, replaces, dataset != NULL);
  g_signal_connect_object (assistant, "imported", G_CALLBACK (imported_cb), self, 0);
}

static void
pane_import_cb (WayMetricsView *view, WayImportJob *job, const char *dataset, gint64 replaces, WayWindow *self)
{
  way_window_import_figures (self, job, dataset, replaces);
}

/* --- bringing numbers in --- */

gboolean
way_window_drop_figures (WayWindow *self, const char *path)
{
  g_autoptr (WayImportJob) job = NULL;

  if (self->session == NULL || !way_data_watch_is_table (path))
    return FALSE;
  job = way_import_job_new_for_path (path);
  way_window_import_figures (self, job, NULL, 0);
  return TRUE;
}

static void
path_chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path == NULL)
    return;

  g_autoptr (WayImportJob) job = way_import_job_new_for_path (path);

  way_window_import_figures (self, job, NULL, 0);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (way_chooser_is_open ())
    return;

  WayWindow *self = data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Import Figures"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import…"), NULL);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new (), all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables (CSV, TSV, Excel)"));
  for (const char *const *suffix = (const char *const[]){ "csv", "tsv", "tab", "txt", "xlsx", NULL }; *suffix != NULL; suffix++)
    gtk_file_filter_add_suffix (tables, *suffix);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (path_chosen_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

static void
import_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (WayImportJob) job = way_import_job_new_for_path (g_variant_get_string (parameter, NULL));

  way_window_import_figures (data, job, NULL, 0);
}

static void
text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self->session == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      way_window_say (self, _ ("No cells are on the clipboard. Copy them in the spreadsheet, headings too."));
      return;
    }

  g_autoptr (WayImportJob) job = way_import_job_new_for_text (text);

  way_window_import_figures (self, job, NULL, 0);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (data), NULL, text_cb, g_object_ref (data));
}

static void
bind_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  propose (data, g_variant_get_string (parameter, NULL));
}

/* Those of the dataset that is chosen. */
static void
show_metrics_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  const char *dataset = way_data_pane_get_chosen (way_metrics_view_get_pane (self->metrics_view)), *id = NULL;
  WayElement *metric;

  way_each (metric, way_document_get_root (way_session_get_document (self->session)), WAY_KIND_METRIC)
    if (id == NULL && dataset != NULL && g_strcmp0 (way_element_get (way_element_get_first (metric, WAY_KIND_FEED), WAY_FIELD_DATASET), dataset) == 0)
      id = way_element_get_id (metric);
  show_view (self);
  way_metrics_view_show_metrics (self->metrics_view, id);
}

/* --- freezing --- */

static void
freeze_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  gboolean baseline = g_str_equal (g_action_get_name (G_ACTION (action)), "freeze-baseline");
  g_autoptr (GError) error = NULL;
  guint n = way_figure_store_freeze (way_session_get_figures (self->session), baseline ? "baseline" : "current", &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    way_window_say (self, error->message);
  else if (n == 0)
    way_window_say (self, _ ("Nothing to freeze: what is measured stands in the map already, or nothing is measured"));
  else
    {
      text = baseline ? g_strdup_printf (ngettext ("%u figure is what later ones are compared with", "%u figures are what later ones are compared with", n), n) : g_strdup_printf (ngettext ("%u figure was written into the map", "%u figures were written into the map", n), n);
      say_with_undo (self, text);
    }
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_figure_store_refresh (way_session_get_figures (((WayWindow *) data)->session));
}

/* --- what came by itself --- */

static void
watched_cb (WayDataWatch *watch, const char *path, const char *dataset, gint64 rows, WayWindow *self)
{
  g_autofree char *name = g_filename_display_basename (path), *n = way_number_to_text ((double) rows, 0);
  g_autofree char *text = g_strdup_printf (ngettext ("“%s” has changed: %s row more", "“%s” has changed: %s rows more", (gulong) rows), name, n);

  way_window_say (self, text);
  way_data_pane_update (way_metrics_view_get_pane (self->metrics_view));
}

static void
watch_failed_cb (WayDataWatch *watch, const char *path, const char *dataset, const char *why, WayWindow *self)
{
  g_autofree char *name = g_filename_display_basename (path), *text = g_strdup_printf (_ ("“%s” has changed and was not read: %s"), name, why);
  AdwToast *toast = way_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Import…"));
  adw_toast_set_action_name (toast, "win.import-path");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* "Service desk: CSAT top box is worse, 61 % (71 %)" */
static char *
describe_news (WayDocument *document, const WayNews *news)
{
  const WayElement *place = way_document_lookup (document, news->figure->place);
  const char *name = place != NULL ? way_element_get_name (place) : news->figure->place;
  g_autofree char *value = way_figure_to_text (news->figure), *before = news->figure->has_baseline ? way_figure_value_to_text (news->figure, news->figure->baseline) : NULL;
  g_autofree char *both = before != NULL ? g_strdup_printf ("%s → %s", before, value) : g_strdup (value);

  if (news->kind == WAY_NEWS_WORSE)
    return g_strdup_printf (_ ("%s: %s is worse, %s"), name, news->figure->name, both);
  if (news->kind == WAY_NEWS_BETTER)
    return g_strdup_printf (_ ("%s: %s is better, %s"), name, news->figure->name, both);
  return g_strdup_printf (_ ("%s: %s is out of its expected range, %s"), name, news->figure->name, both);
}

static void
news_cb (WayFigureStore *store, GPtrArray *news, WayWindow *self)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  WayDocument *document = way_session_get_document (self->session);
  g_autofree char *map = way_session_dup_title (self->session), *first = describe_news (document, news->pdata[0]);
  g_autofree char *title = g_strdup_printf (ngettext ("%u figure of “%s” has changed", "%u figures of “%s” have changed", news->len), news->len, map);
  g_autoptr (GString) body = g_string_new (first);
  g_autoptr (GNotification) notification = g_notification_new (title);

  for (guint i = 1; i < news->len && i < 4; i++)
    {
      g_autofree char *text = describe_news (document, news->pdata[i]);

      g_string_append_printf (body, "\n%s", text);
    }
  g_notification_set_body (notification, body->str);
  way_window_say (self, first);
  if (application != NULL && g_application_get_dbus_connection (application) != NULL)
    g_application_send_notification (application, "figures", notification);
}

/* --- the window --- */

void
way_metrics_actions_init (WayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "import-figures", .activate = import_cb },
    { .name = "paste-figures", .activate = paste_cb },
    { .name = "import-path", .activate = import_path_cb, .parameter_type = "s" },
    { .name = "bind-figures", .activate = bind_cb, .parameter_type = "s" },
    { .name = "show-metrics", .activate = show_metrics_cb },
    { .name = "freeze-baseline", .activate = freeze_cb },
    { .name = "freeze-figures", .activate = freeze_cb },
    { .name = "refresh-figures", .activate = refresh_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  way_metrics_view_bind_pane (self->metrics_view, self->sidebar_revealer);
  g_signal_connect_object (self->metrics_view, "import", G_CALLBACK (pane_import_cb), self, 0);
  g_signal_connect_object (way_data_watch_get_default (), "imported", G_CALLBACK (watched_cb), self, 0);
  g_signal_connect_object (way_data_watch_get_default (), "failed", G_CALLBACK (watch_failed_cb), self, 0);
}

void
way_metrics_actions_set_session (WayWindow *self, WaySession *session)
{
  way_metrics_view_set_session (self->metrics_view, session);
  if (session != NULL)
    g_signal_connect_object (way_session_get_figures (session), "news", G_CALLBACK (news_cb), self, 0);
}

void
way_metrics_actions_update (WayWindow *self)
{
  gboolean writable = self->session != NULL && !way_document_is_read_only (way_session_get_document (self->session));

  for (const char *const *name = (const char *const[]){ "import-figures", "paste-figures", "import-path", "bind-figures", "show-metrics", "refresh-figures", NULL }; *name != NULL; name++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), *name)), self->session != NULL);
  for (const char *const *name = (const char *const[]){ "freeze-baseline", "freeze-figures", NULL }; *name != NULL; name++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), *name)), writable);
}
