/* way-register-window.h — the registers of a map: personas, stakeholders, channels …, each with its fields and where it is used.
 *
 * Shape:  kinds | the elements of one kind | fields and uses of one element. One window for each window of a map, beside it; it
 *         closes with the map.
 * Never:  holds a rule; way-register.h and the commands do.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "edit/way-register.h"
#include "ui/fields/way-form.h"

G_BEGIN_DECLS

#define WAY_TYPE_REGISTER_WINDOW (way_register_window_get_type ())
G_DECLARE_FINAL_TYPE (WayRegisterWindow, way_register_window, WAY, REGISTER_WINDOW, AdwWindow)

/* The one of `map`, a window with an action "map.show"; shows `kind`. */
WayRegisterWindow *way_register_window_open (GtkWindow *map, WayEditor *editor, WayKind kind);
void way_register_window_close (GtkWindow *map);

/* What the window does, also for tests. */
void way_register_window_select (WayRegisterWindow *self, const char *id);
const char *way_register_window_get_selected (WayRegisterWindow *self);
/* How many rows the list of elements and that of uses have. */
guint way_register_window_count_elements (WayRegisterWindow *self);
guint way_register_window_count_uses (WayRegisterWindow *self);

G_END_DECLS
