#include "ui/way-application.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <signal.h>

#include "ui/actions/way-action-list.h"
#include "ui/parts/way-accessible.h"
#include "ui/way-settings.h"
#include "ui/window/way-window.h"

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
  /* Started by the bus it would stay for a while, for the next window. */
  if (gtk_application_get_windows (data) == NULL)
    g_application_quit (data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  adw_show_about_window (window,
                         "application-name", "Waymark",
                         "application-icon", WAY_APPLICATION_ID,
                         "version", WAY_VERSION,
                         "developer-name", _ ("The Waymark authors"),
                         "comments", _ ("Draws, measures and improves customer journeys. A map is one file that can be mailed; nothing needs a server or an account."),
                         "copyright", "© 2026 The Waymark authors",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line. They show in the About window. */
                         "translator-credits", _ ("translator-credits"),
                         NULL);
}

/* --- light or dark --- */

static void
apply_theme (const char *theme)
{
  AdwColorScheme scheme = g_str_equal (theme, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT : g_str_equal (theme, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                                                                    : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
theme_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  const char *theme = g_variant_get_string (state, NULL);

  if (!g_strv_contains ((const char *const[]){ "system", "light", "dark", NULL }, theme))
    return;
  g_simple_action_set_state (action, state);
  way_settings_set ("theme", g_variant_new_string (theme));
  apply_theme (theme);
}

static void
init_theme (WayApplication *self)
{
  g_autofree char *theme = way_settings_dup_string ("theme");
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful ("theme", G_VARIANT_TYPE_STRING, g_variant_new_string (theme));

  g_signal_connect (action, "change-state", G_CALLBACK (theme_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  apply_theme (theme);
}

/* Logging out or a plain kill: what is not saved becomes a draft, and the next start offers it. */
static gboolean
terminate_cb (gpointer data)
{
  for (GList *l = gtk_application_get_windows (data); l != NULL; l = l->next)
    if (WAY_IS_WINDOW (l->data))
      way_window_flush (l->data);
  g_application_quit (data);
  return G_SOURCE_CONTINUE;
}

/* As the language of the desktop is, unless somebody wants to see the other without having that language. */
static void
init_direction (void)
{
  const char *direction = g_getenv ("WAYMARK_DIRECTION");

  if (g_strcmp0 (direction, "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  else if (g_strcmp0 (direction, "ltr") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
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
  init_direction ();
  way_accessible_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  way_action_list_add_keys (GTK_APPLICATION (application));
  init_theme (WAY_APPLICATION (application));
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

/* What is answered without a window, and before there is a display. */
static int
way_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("waymark %s\n", WAY_VERSION);
      return 0;
    }
  if (!g_variant_dict_contains (options, "new"))
    return -1;
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  /* A second process asks the first one. The first one's own window is that new window. */
  if (!g_application_get_is_remote (application))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (application), "new", NULL);
  return 0;
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
  application_class->handle_local_options = way_application_handle_local_options;
  application_class->shutdown = way_application_shutdown;
}

static void
way_application_init (WayApplication *self)
{
  static const GOptionEntry options[] = {
    { "new", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Say which version this is"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self), _ ("Draws, measures and improves customer journeys."));
}

WayApplication *
way_application_new (GApplicationFlags flags)
{
  return g_object_new (WAY_TYPE_APPLICATION, "application-id", WAY_APPLICATION_ID, "flags", flags, "resource-base-path", "/io/github/waymark/Waymark", NULL);
}
