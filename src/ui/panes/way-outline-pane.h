/* way-outline-pane.h — the map as lines: journey → phase → step → card, to read and to edit with no picture of it.
 *
 * Shape:  a tree in a GtkListView; whatever is selected here is selected on the map, and the other way round. Enter or F2
 *         renames a line in its place, Insert adds one like it, Delete takes it away, Alt+arrows move it. Every row has a name
 *         and a description for screen readers.
 * Never:  changes the document but by commands and the actions "map.…".
 * Thread: main; it follows the map while it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_OUTLINE_PANE (way_outline_pane_get_type ())
G_DECLARE_FINAL_TYPE (WayOutlinePane, way_outline_pane, WAY, OUTLINE_PANE, GtkWidget)

/* NULL empties it. */
void way_outline_pane_set_editor (WayOutlinePane *self, WayEditor *editor);
void way_outline_pane_focus (WayOutlinePane *self);

/* For tests: the lines that are open, and the i-th of them. */
guint way_outline_pane_get_n_rows (WayOutlinePane *self);
WayElement *way_outline_pane_get_row (WayOutlinePane *self, guint i);
/* As if a hand had chosen it. */
void way_outline_pane_choose (WayOutlinePane *self, guint i);
/* Begins to write the name of what is selected; the entry has the focus. */
gboolean way_outline_pane_rename (WayOutlinePane *self);

G_END_DECLS
