/* way-log-window.h — how an event log was read: what each column was taken for and why, and what only a person can tell: which rows
 * count where starts and completions both occur, and which columns hold scores and costs.
 *
 * Shape:  shows the facts of a WayFlowWatch; “Read Again” reads the file once more with what was chosen, and the window goes.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_LOG_WINDOW (way_log_window_get_type ())
G_DECLARE_FINAL_TYPE (WayLogWindow, way_log_window, WAY, LOG_WINDOW, AdwWindow)

/* `watch` has facts. */
GtkWidget *way_log_window_new (GtkWindow *parent, WayFlowWatch *watch);

/* For tests: chooses, as a click would. */
void way_log_window_choose (WayLogWindow *self, WayLifecycle lifecycle);
GtkWidget *way_log_window_get_button (WayLogWindow *self);

G_END_DECLS
