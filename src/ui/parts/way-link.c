#include "ui/parts/way-link.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-uri.h"

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (widget, "map.say", "s", error->message);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *widget)
{
  const char *uri = g_object_get_data (G_OBJECT (dialog), "way-uri");

  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), uri);
  else if (g_str_equal (response, "open"))
    gtk_show_uri_full (gtk_window_get_transient_for (GTK_WINDOW (dialog)), uri, GDK_CURRENT_TIME, NULL, opened_cb, g_object_ref (widget));
}

void
way_link_ask (GtkWidget *widget, const char *uri)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *why = NULL, *where = NULL, *body = NULL;
  gboolean safe = way_uri_may_open (uri, &why);
  GtkWidget *dialog;

  where = safe ? way_uri_describe (uri) : NULL;
  body = safe ? g_strdup_printf ("%s\n\n%s", uri, where) : g_strdup_printf ("%s\n\n%s", uri, why);
  /* The body is plain text: what a stranger's map says never reaches a markup parser. */
  dialog = adw_message_dialog_new (window, safe ? _ ("Open This Link?") : _ ("This Link Stays Closed"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", safe ? _ ("_Cancel") : _ ("_Close"), "copy", _ ("Co_py"), NULL);
  if (safe)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "open", _ ("_Open"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "open", ADW_RESPONSE_SUGGESTED);
    }
  /* Enter must not open what was not read yet. */
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "way-uri", g_strdup (uri), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
