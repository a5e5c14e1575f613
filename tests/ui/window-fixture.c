#include "window-fixture.h"

#include "base/way-place.h"
#include "ui/way-application.h"

static WayApplication *application;

void
window_fixture_init (int *argc, char ***argv)
{
  way_place_init_language ();
  gtk_test_init (argc, argv, NULL);
  application = way_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
}

void
window_fixture_quit (void)
{
  g_clear_object (&application);
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
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

  g_timeout_add (ms, stop_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  limit = g_timeout_add (5000, stop_cb, &late);

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

/* What GTK 4.8 says of itself now and then, and no program can help: its file chooser draws a button before it has a place; a tooltip
 * that waits for its time asks where the pointer is over a popover that has gone. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *text, gpointer data)
{
  return strstr (text, "without a current allocation") == NULL && strstr (text, "GDK_IS_SURFACE (surface)") == NULL;
}

WayWindow *
window_fixture_open (const char *sample)
{
  WayWindow *window = way_window_new (GTK_APPLICATION (application));

  g_test_log_set_fatal_handler (is_fatal, NULL);
  gtk_window_present (GTK_WINDOW (window));
  if (sample != NULL)
    {
      g_autofree char *name = g_strdup_printf ("samples/%s.waymark", sample), *path = way_place_build_data (name);

      g_assert_true (way_window_open_path (window, path));
    }
  window_fixture_settle (150);
  return window;
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
