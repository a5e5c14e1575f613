/* window-fixture.h — a window of the application in the test's own process. */
#pragma once

#include "ui/way-window-private.h"

/* Sets up GTK, the language and the application; once, before the tests. */
void window_fixture_init (int *argc, char ***argv);
void window_fixture_quit (void);
/* For g_timeout_add () and its like: sets the gboolean it is given, once. */
gboolean window_fixture_stop_cb (gpointer data);
/* Runs what is due, for so long. */
void window_fixture_settle (guint ms);
/* `sample` as in "five-phases.en"; NULL: the start page. */
WayWindow *window_fixture_open (const char *sample);
/* What was changed is given up. */
void window_fixture_close (WayWindow *window);
/* On the map; `target` is nullable. */
void window_fixture_act (WayWindow *window, const char *action, const char *target);
/* A key, as the controllers of this widget get it; whether one took it. */
gboolean window_fixture_press (GtkWidget *widget, guint key, GdkModifierType state);
