/* way-window.h — one map, or the start page.
 *
 * Shape:  start page | header bar, banner, sidebar, canvas, inspector, status line. Actions "win.…" are the window's and the
 *         file's, "map.…" (way-map-actions.c) change or walk the map.
 * Owns:   the session.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "ui/window/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_WINDOW (way_window_get_type ())
G_DECLARE_FINAL_TYPE (WayWindow, way_window, WAY, WINDOW, AdwApplicationWindow)

WayWindow *way_window_new (GtkApplication *application);
/* Takes over `session`. */
void way_window_set_session (WayWindow *self, WaySession *session);
/* Here if this window shows the start page, else in a new one; the same file twice comes to the front. */
gboolean way_window_open_path (WayWindow *self, const char *path);
/* What is not saved, a word that is just being written too, becomes a draft: the program is about to end. */
void way_window_flush (WayWindow *self);
void way_window_say (WayWindow *self, const char *text);

G_END_DECLS
