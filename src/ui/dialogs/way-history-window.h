/* way-history-window.h — the saved states of the open map: when, what was done, a picture, what going back would change.
 *
 * Shape:  a list of states and, for the one that is chosen, a larger picture and its differences to the map as it is now.
 *         Restoring is one step of the map, which undo takes back: the present state is never lost.
 * Thread: main; pictures and comparisons are made in others.
 */
#pragma once

#include <adwaita.h>

#include "ui/window/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_HISTORY_WINDOW (way_history_window_get_type ())
G_DECLARE_FINAL_TYPE (WayHistoryWindow, way_history_window, WAY, HISTORY_WINDOW, AdwWindow)

/* What was restored is said on `toasts`. */
WayHistoryWindow *way_history_window_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts);
guint way_history_window_get_n_states (WayHistoryWindow *self);
/* As if the i-th row, the newest first, had been chosen, and as if Restore had been pressed. */
void way_history_window_choose (WayHistoryWindow *self, guint i);
/* Not while it is being compared, nor if nothing would change. */
gboolean way_history_window_can_restore (WayHistoryWindow *self);
void way_history_window_restore (WayHistoryWindow *self);

G_END_DECLS
