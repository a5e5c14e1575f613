/* window-fixture.h — a window of the application in the test's own process. */
#pragma once

#include "ui/window/way-window-private.h"

/* Sets up GTK, the language and the application; once, before the tests. */
void window_fixture_init (int *argc, char ***argv);
void window_fixture_quit (void);
/* For g_timeout_add () and its like: sets the gboolean it is given, once. */
gboolean window_fixture_stop_cb (gpointer data);
/* For a timeout that only turns the main loop. */
gboolean window_fixture_tick_cb (gpointer data);
/* In seconds. Only a failure waits that long: with a sanitizer on a busy machine everything takes its time. */
#define WINDOW_FIXTURE_PATIENCE 60
/* Turns the main loop until it is so, whatever has to come about for that. */
#define window_fixture_wait_until(condition)                                            \
  G_STMT_START                                                                          \
  {                                                                                     \
    gint64 limit_ = g_get_monotonic_time () + WINDOW_FIXTURE_PATIENCE * G_USEC_PER_SEC; \
    guint tick_ = g_timeout_add (20, window_fixture_tick_cb, NULL);                     \
                                                                                        \
    while (!(condition) && g_get_monotonic_time () < limit_)                            \
      g_main_context_iteration (NULL, TRUE);                                            \
    g_source_remove (tick_);                                                            \
    g_assert_true (condition);                                                          \
  }                                                                                     \
  G_STMT_END
/* Runs what is due, for so long. */
void window_fixture_settle (guint ms);
/* `sample` as in "five-phases.en"; NULL: the start page. */
WayWindow *window_fixture_open (const char *sample);
/* NULL: the start page. */
WayWindow *window_fixture_open_path (const char *path);
/* What was changed is given up. */
void window_fixture_close (WayWindow *window);
/* On the map; `target` is nullable. */
void window_fixture_act (WayWindow *window, const char *action, const char *target);
/* A key, as the controllers of this widget get it; whether one took it. */
gboolean window_fixture_press (GtkWidget *widget, guint key, GdkModifierType state);
