/* way-palette.h — Ctrl+K: everything that can be done or gone to, by its name.
 *
 * Shape:  an entry over a list: the rows of way-action-list.c, then what the map at hand adds (lanes, journeys, filters,
 *         templates, every element by name). What cannot be done now is dimmed. Enter does it, Esc leaves.
 * Never:  does anything itself; it activates actions of the window.
 * Owns:   its items, which hold texts and names of actions only.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_PALETTE (way_palette_get_type ())
G_DECLARE_FINAL_TYPE (WayPalette, way_palette, WAY, PALETTE, AdwWindow)

/* Actions are activated on `target`, a widget in `parent` around which the group "map" is known; `editor` is nullable. */
WayPalette *way_palette_new (GtkApplicationWindow *parent, GtkWidget *target, GActionGroup *map_actions, WayEditor *editor);

/* For tests. */
void way_palette_set_text (WayPalette *self, const char *text);
/* The detailed action of the i-th, and what it is called; borrowed. */
const char *way_palette_get_action (WayPalette *self, guint i, const char **title);
/* What Enter does with what is selected. */
gboolean way_palette_activate (WayPalette *self);

G_END_DECLS
