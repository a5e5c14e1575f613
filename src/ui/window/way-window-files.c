#include "ui/window/way-window-private.h"

#include <glib/gi18n-lib.h>

#include "base/way-text.h"
#include "format/way-drafts.h"
#include "format/way-format-error.h"
#include "ui/parts/way-chooser.h"
#include "ui/parts/way-toast.h"
#include "ui/way-settings.h"

/* Opening, saving and closing: everything that asks the user about files. */

static void
remember (const char *path, const char *title)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData data = {
    .display_name = (char *) title,
    .mime_type = (char *) "application/vnd.waymark.journey+xml",
    .app_name = (char *) "Waymark",
    .app_exec = (char *) "waymark %u",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static void
remember_session (WaySession *session)
{
  g_autofree char *title = way_session_dup_title (session);

  if (way_session_get_path (session) != NULL)
    remember (way_session_get_path (session), title);
}

static WayWindow *
need_window (WayWindow *self)
{
  return self->session == NULL ? self : way_window_new (gtk_window_get_application (GTK_WINDOW (self)));
}

WayWindow *
way_window_show_session (WayWindow *self, WaySession *session)
{
  WayWindow *window = need_window (self);

  remember_session (session);
  way_window_set_session (window, session);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static WayWindow *
find_window (WayWindow *self, const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);

  for (GList *l = gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (self))); l != NULL; l = l->next)
    if (WAY_IS_WINDOW (l->data) && WAY_WINDOW (l->data)->session != NULL && g_strcmp0 (way_session_get_path (WAY_WINDOW (l->data)->session), canonical) == 0)
      return l->data;
  return NULL;
}

/* What is no map but data for the one in sight: TRUE, and it is seen to. */
static gboolean
open_data (WayWindow *self, const char *path)
{
  if (!way_window_is_log (path))
    return FALSE;
  way_window_open_log (self, path);
  return TRUE;
}

gboolean
way_window_open_path (WayWindow *self, const char *path)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayWindow *there = find_window (self, path);
  WaySession *session;
  guint n;

  if (there != NULL)
    {
      gtk_window_present (GTK_WINDOW (there));
      return TRUE;
    }
  if (open_data (self, path))
    {
      gtk_window_present (GTK_WINDOW (self));
      return TRUE;
    }
  session = way_session_open (path, report, &error);
  if (session == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_autofree char *heading = g_strdup_printf (_ ("“%s” was not opened"), name);

      gtk_window_present (GTK_WINDOW (self));
      way_window_say_error (self, heading, error->message);
      return FALSE;
    }
  way_window_show_session (self, session);
  n = way_report_count (report, WAY_SEVERITY_WARNING) + way_report_count (report, WAY_SEVERITY_ERROR);
  if (n > 0)
    {
      g_autofree char *first = way_finding_to_string (way_report_get (report, 0));
      g_autofree char *text = n == 1 ? g_strdup (first) : g_strdup_printf (ngettext ("%s (and %u more finding)", "%s (and %u more findings)", n - 1), first, n - 1);

      way_window_say (self, text);
    }
  return TRUE;
}

/* --- choosing files --- */

static const struct
{
  const char *key, *label;
  const char *patterns[4];
} filters[] = {
  { "maps", N_ ("Waymark maps"), { "*.waymark" } },
  { "others", N_ ("Mermaid journeys and CSV grids"), { "*.mmd", "*.md", "*.csv" } },
  { "all", N_ ("All files"), { "*" } },
};

/* The first `n` of them; the one that was chosen last time stands. */
static void
add_filters (GtkFileChooser *chooser, guint n)
{
  g_autofree char *last = way_settings_dup_string ("open-filter");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (filters[i].label));
      for (guint j = 0; j < G_N_ELEMENTS (filters[i].patterns) && filters[i].patterns[j] != NULL; j++)
        gtk_file_filter_add_pattern (filter, filters[i].patterns[j]);
      gtk_file_chooser_add_filter (chooser, filter);
      if (n > 1 && g_str_equal (filters[i].key, last))
        gtk_file_chooser_set_filter (chooser, filter);
    }
}

static void
remember_filter (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);

  for (guint i = 0; filter != NULL && i < G_N_ELEMENTS (filters); i++)
    if (g_strcmp0 (gtk_file_filter_get_name (filter), _ (filters[i].label)) == 0)
      way_settings_set ("open-filter", g_variant_new_string (filters[i].key));
}

static GtkFileChooserNative *
make_chooser (WayWindow *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, NULL);

  add_filters (GTK_FILE_CHOOSER (chooser), action == GTK_FILE_CHOOSER_ACTION_OPEN ? G_N_ELEMENTS (filters) : 1);
  /* Nobody else keeps it alive while it is open. */
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  return chooser;
}

static char *
take_path (WayWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file != NULL && path == NULL)
    way_window_say_error (self, _ ("This place cannot be reached"), _ ("Waymark opens and saves files on this computer and in folders that are mounted here. Choose another place."));
  g_clear_object (&self->chooser);
  return path;
}

static void
map_chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *self)
{
  void (*chosen) (WayWindow *, const char *) = g_object_get_data (G_OBJECT (dialog), "way-chosen");
  g_autofree char *path = take_path (self, response);

  if (path != NULL)
    chosen (self, path);
}

void
way_window_choose_map (WayWindow *self, const char *title, const char *accept, void (*chosen) (WayWindow *self, const char *path))
{
  if (way_chooser_is_open ())
    return;

  GtkFileChooserNative *chooser = make_chooser (self, title, GTK_FILE_CHOOSER_ACTION_OPEN, accept);

  g_object_set_data (G_OBJECT (chooser), "way-chosen", chosen);
  g_signal_connect_object (chooser, "response", G_CALLBACK (map_chosen_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

static void
opened_cb (GtkNativeDialog *dialog, int response, WayWindow *self)
{
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    remember_filter (GTK_FILE_CHOOSER (dialog));
  path = take_path (self, response);
  if (path != NULL)
    way_window_open_path (self, path);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (way_chooser_is_open ())
    return;

  WayWindow *self = data;
  GtkFileChooserNative *chooser = make_chooser (self, _ ("Open a Map"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));

  g_signal_connect_object (chooser, "response", G_CALLBACK (opened_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- saving --- */

static void save_as (WayWindow *self);
static gboolean save (WayWindow *self, const char *path, gboolean replace);

static void
not_saved_cb (AdwMessageDialog *dialog, const char *response, WayWindow *self)
{
  if (g_str_equal (response, "replace"))
    save (self, NULL, TRUE);
  else if (g_str_equal (response, "compare"))
    {
      self->closing = FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.compare", NULL);
    }
  else if (g_str_equal (response, "retry"))
    save (self, NULL, FALSE);
  else if (g_str_equal (response, "save-as"))
    save_as (self);
  else
    self->closing = FALSE;
}

/* What went wrong, and what else can be done. */
static void
say_not_saved (WayWindow *self, const GError *error)
{
  gboolean path_known = way_session_get_path (self->session) != NULL;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("The map was not saved"), error->message));

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (g_error_matches (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_CHANGED_ON_DISK))
    {
      adw_message_dialog_add_response (dialog, "replace", _ ("_Replace It"));
      adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_add_response (dialog, "compare", _ ("C_ompare…"));
      adw_message_dialog_set_response_appearance (dialog, "compare", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, "compare");
    }
  else if (path_known && (g_error_matches (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NO_SPACE) || g_error_matches (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED)))
    adw_message_dialog_add_response (dialog, "retry", _ ("_Try Again"));
  adw_message_dialog_add_response (dialog, "save-as", _ ("Save _As…"));
  if (!g_error_matches (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_CHANGED_ON_DISK))
    adw_message_dialog_set_response_appearance (dialog, "save-as", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (not_saved_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
save (WayWindow *self, const char *path, gboolean replace)
{
  g_autoptr (GError) error = NULL;

  if (!way_session_save (self->session, path, replace, &error))
    {
      /* What could not go into the file goes into the draft at once, wherever that lies. */
      way_session_flush (self->session);
      if (g_error_matches (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NO_SPACE))
        way_window_show_full_disk (self, error->message);
      say_not_saved (self, error);
      return FALSE;
    }
  remember_session (self->session);
  gtk_revealer_set_reveal_child (self->banner, FALSE);
  if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    way_window_say (self, _ ("Saved"));
  return TRUE;
}

static void
save_as_chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *self)
{
  g_autofree char *path = take_path (self, response);

  if (path == NULL)
    self->closing = FALSE;
  else if (g_str_has_suffix (path, ".waymark"))
    save (self, path, TRUE);
  else
    {
      g_autofree char *named = g_strconcat (path, ".waymark", NULL);

      save (self, named, TRUE);
    }
}

static void
save_as (WayWindow *self)
{
  if (way_chooser_is_open ())
    return;

  GtkFileChooserNative *chooser = make_chooser (self, _ ("Save the Map"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));
  const char *path = way_session_get_path (self->session);
  g_autofree char *title = way_session_dup_title (self->session), *slug = way_text_slug (title);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strconcat (slug, ".waymark", NULL);

  if (path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), file, NULL);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_as_chosen_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

static void
save_or_ask (WayWindow *self)
{
  way_canvas_finish_edit (self->canvas, TRUE);
  if (way_session_get_path (self->session) != NULL)
    save (self, NULL, FALSE);
  else
    save_as (self);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  save_or_ask (data);
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_canvas_finish_edit (self->canvas, TRUE);
  save_as (self);
}

/* --- from the start page --- */

static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_window_open_path (data, g_variant_get_string (parameter, NULL));
}

static void
show_new_session (WayWindow *self, WaySession *session, const GError *error, const char *heading)
{
  if (session == NULL)
    way_window_say_error (self, heading, error->message);
  else
    way_window_show_session (self, session);
}

static void
from_template_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;
  WaySession *session = way_session_new_from_template (g_variant_get_string (parameter, NULL), &error);

  show_new_session (data, session, error, _ ("The template was not opened"));
}

static void
recover_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;
  WayRecoveryOutcome outcome = WAY_RECOVERY_NEW;
  WaySession *session = way_session_recover (g_variant_get_string (parameter, NULL), &outcome, &error);

  show_new_session (data, session, error, _ ("The draft was not opened"));
  way_start_page_refresh (WAY_WINDOW (data)->start_page);
  if (session != NULL && outcome == WAY_RECOVERY_MERGED)
    way_window_say (data, _ ("The file has changed since. Both are in the map now; save it to keep that."));
}

static void
discarded_cb (AdwToast *toast, gpointer data)
{
  WayDraft *draft = g_object_steal_data (G_OBJECT (toast), "way-draft");

  if (draft != NULL)
    way_draft_discard (draft);
}

/* Nobody else held it meanwhile: it comes back into the list. */
static void
undiscarded_cb (AdwToast *toast, WayWindow *self)
{
  way_draft_free (g_object_steal_data (G_OBJECT (toast), "way-draft"));
  way_start_page_refresh (self->start_page);
}

static void
discard_draft_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  WayDraft *draft = way_draft_claim (NULL, g_variant_get_string (parameter, NULL), NULL);
  AdwToast *toast;

  if (draft != NULL)
    {
      /* As long as the toast is there the draft is, and whatever ends before it is gone leaves the draft where it was. */
      toast = way_toast_new (_ ("The draft was discarded"));
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_timeout (toast, 10);
      g_object_set_data_full (G_OBJECT (toast), "way-draft", draft, (GDestroyNotify) way_draft_free);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undiscarded_cb), self, 0);
      g_signal_connect (toast, "dismissed", G_CALLBACK (discarded_cb), NULL);
      adw_toast_overlay_add_toast (self->toasts, toast);
    }
  way_start_page_refresh (self->start_page);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, WayWindow *self)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *path = g_file_get_path (l->data);

      if (way_window_drop_picture (self, l->data, x, y))
        continue;
      /* A table is numbers for the map that is open; on the start page it is a map. An event log is neither: it lies over the map. */
      if (path != NULL && (way_window_is_log (path) || !way_window_drop_figures (self, path)))
        way_window_open_path (self, path);
    }
  return files != NULL;
}

/* What a picture would fall on lights up. */
static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, WayWindow *self)
{
  if (self->session != NULL)
    way_editor_set_hover (way_window_get_editor (self), way_window_find_at (self, x, y));
  return GDK_ACTION_COPY;
}

/* --- closing --- */

static void
close_answered_cb (AdwMessageDialog *dialog, const char *response, WayWindow *self)
{
  if (g_str_equal (response, "save"))
    {
      self->closing = TRUE;
      save_or_ask (self);
    }
  else if (g_str_equal (response, "discard"))
    {
      self->closing = TRUE;
      way_session_discard (self->session);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

/* TRUE: the window stays until there is an answer. */
gboolean
way_window_ask_before_close (WayWindow *self)
{
  g_autofree char *title = way_session_dup_title (self->session);
  g_autofree char *text = g_strdup_printf (_ ("“%s” has changes that are not in its file yet. Save them, or go on without them: then they are gone."), title);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("Save your work?"), text));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

void
way_window_flush (WayWindow *self)
{
  if (self->session == NULL)
    return;
  way_canvas_finish_edit (self->canvas, TRUE);
  way_session_flush (self->session);
}

void
way_window_init_files (WayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_cb },
    { .name = "save", .activate = save_cb },
    { .name = "save-as", .activate = save_as_cb },
    { .name = "open-path", .activate = open_path_cb, .parameter_type = "s" },
    { .name = "from-template", .activate = from_template_cb, .parameter_type = "s" },
    { .name = "recover", .activate = recover_cb, .parameter_type = "s" },
    { .name = "discard-draft", .activate = discard_draft_cb, .parameter_type = "s" },
  };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  g_signal_connect_object (target, "motion", G_CALLBACK (drop_motion_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
