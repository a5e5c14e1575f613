#include "ui/way-application.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <signal.h>

#include "ui/way-accessible.h"
#include "ui/way-action-list.h"
#include "ui/way-window.h"

struct _WayApplication
{
  AdwApplication parent_instance;
  guint terminate;
};

G_DEFINE_FINAL_TYPE (WayApplication, way_application, ADW_TYPE_APPLICATION)

static WayWindow *
get_window (WayApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL && !WAY_IS_WINDOW (active); l = l->next)
    active = l->data;
  return WAY_IS_WINDOW (active) ? WAY_WINDOW (active) : way_window_new (GTK_APPLICATION (self));
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (way_window_new (data)));
}

/* Window by window, so that each can ask; the last one ends the program. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    if (WAY_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  adw_show_about_window (window,
                         "application-name", "Waymark",
                         "application-icon", WAY_APPLICATION_ID,
                         "version", WAY_VERSION,
                         "comments", _ ("Draws, measures and improves customer journeys."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Logging out or a plain kill: what is not saved becomes a draft, and the next start offers it. */
static gboolean
terminate_cb (gpointer data)
{
  for (GList *l = gtk_application_get_windows (data); l != NULL; l = l->next)
    if (WAY_IS_WINDOW (l->data) && way_window_get_session (l->data) != NULL)
      way_session_flush (way_window_get_session (l->data));
  g_application_quit (data);
  return G_SOURCE_CONTINUE;
}

static void
way_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = new_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
  };

  G_APPLICATION_CLASS (way_application_parent_class)->startup (application);
  way_accessible_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  way_action_list_add_keys (GTK_APPLICATION (application));
  WAY_APPLICATION (application)->terminate = g_unix_signal_add (SIGTERM, terminate_cb, application);
}

static void
way_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (WAY_APPLICATION (application))));
}

static void
way_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        way_window_open_path (get_window (WAY_APPLICATION (application)), path);
    }
  if (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL)
    g_application_activate (application);
}

static void
way_application_shutdown (GApplication *application)
{
  g_clear_handle_id (&WAY_APPLICATION (application)->terminate, g_source_remove);
  G_APPLICATION_CLASS (way_application_parent_class)->shutdown (application);
}

static void
way_application_class_init (WayApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = way_application_startup;
  application_class->activate = way_application_activate;
  application_class->open = way_application_open;
  application_class->shutdown = way_application_shutdown;
}

static void
way_application_init (WayApplication *self)
{
}

WayApplication *
way_application_new (GApplicationFlags flags)
{
  return g_object_new (WAY_TYPE_APPLICATION, "application-id", WAY_APPLICATION_ID, "flags", flags, "resource-base-path", "/io/github/waymark/Waymark", NULL);
}
