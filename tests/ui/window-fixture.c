#include "window-fixture.h"

#include "base/way-place.h"
#include "scene/way-measure.h"
#include "ui/way-application.h"

static WayApplication *application;

/* What GTK 4.8 says of itself now and then, and no program can help: a popover that is taken down while a tooltip waits for its half second
 * leaves its surface behind as NULL. gtktooltip.c asks that surface for the pointer (4.8.3, gtk_tooltip_show_tooltip (), line 710); windows tell
 * it when they go (gtkwindow.c, line 6726), popovers do not (gtkpopover.c, gtk_popover_unrealize (), line 964). */
static gboolean
is_known (const char *text)
{
  return strstr (text, "GDK_IS_SURFACE (surface)") != NULL;
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *text, gpointer data)
{
  if (!is_known (text))
    g_log_default_handler (domain, level, text, data);
}

/* GTK's own words come this way, its checks of arguments the other. */
static GLogWriterOutput
write_cb (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && is_known (fields[i].value))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n, data);
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *text, gpointer data)
{
  return !is_known (text);
}

void
window_fixture_init (int *argc, char ***argv)
{
  way_place_init_language ();
  gtk_test_init (argc, argv, NULL);
  g_log_set_writer_func (write_cb, NULL, NULL);
  for (const char *const *domain = (const char *const[]){ "Gdk", "Gtk", NULL }; *domain != NULL; domain++)
    g_log_set_handler (*domain, G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, log_cb, NULL);
  application = way_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
}

void
window_fixture_quit (void)
{
  g_clear_object (&application);
  way_measure_end ();
}

gboolean
window_fixture_stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
window_fixture_tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Counts down; the widget went when it is gone. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
draw_frames (GtkWidget *window, gboolean *late)
{
  guint left = 2;
  guint id = gtk_widget_add_tick_callback (window, tick_cb, &left, NULL);

  while (left > 0 && !*late)
    g_main_context_iteration (NULL, TRUE);
  if (left > 0)
    gtk_widget_remove_tick_callback (window, id);
}

/* The time is for what waits on purpose (a press held, a draft); then frames are drawn and what is idle gets its turn, however busy
 * the machine is. */
void
window_fixture_settle (guint ms)
{
  gboolean done = FALSE, late = FALSE;
  guint limit;

  g_timeout_add (ms, window_fixture_stop_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  limit = g_timeout_add_seconds (WINDOW_FIXTURE_PATIENCE, window_fixture_stop_cb, &late);

  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data))
      {
        draw_frames (l->data, &late);
        break;
      }
  while (!late && g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (!late)
    g_source_remove (limit);
}

WayWindow *
window_fixture_open_path (const char *path)
{
  WayWindow *window = way_window_new (GTK_APPLICATION (application));

  g_test_log_set_fatal_handler (is_fatal, NULL); /* until the end of the test */
  gtk_window_present (GTK_WINDOW (window));
  if (path != NULL)
    g_assert_true (way_window_open_path (window, path));
  window_fixture_settle (150);
  return window;
}

WayWindow *
window_fixture_open (const char *sample)
{
  g_autofree char *name = sample != NULL ? g_strdup_printf ("samples/%s.waymark", sample) : NULL, *path = name != NULL ? way_place_build_data (name) : NULL;

  return window_fixture_open_path (path);
}

void
window_fixture_close (WayWindow *window)
{
  if (window->session != NULL)
    way_session_discard (window->session);
  gtk_window_destroy (GTK_WINDOW (window));
  window_fixture_settle (50);
}

void
window_fixture_act (WayWindow *window, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), action, target != NULL ? "s" : NULL, target));
}

gboolean
window_fixture_press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0u, state, &taken);
    }
  return taken;
}
