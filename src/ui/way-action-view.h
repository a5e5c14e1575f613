/* way-action-view.h — what is to be done about the map: every action with its state, owner and day, to be changed in place.
 *
 * Shape:  a GtkColumnView; a click on a heading sorts. What is late is red and says so. A row that is chosen shows in the
 *         inspector.
 * Never:  changes the document but by commands.
 * Thread: main; it follows the map while it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_ACTION_VIEW (way_action_view_get_type ())
G_DECLARE_FINAL_TYPE (WayActionView, way_action_view, WAY, ACTION_VIEW, GtkWidget)

/* NULL empties it. */
void way_action_view_set_editor (WayActionView *self, WayEditor *editor);

/* Writes in the row of this action, once it is there. */
void way_action_view_edit (WayActionView *self, const char *id);

/* For tests: the id of the i-th row, NULL behind the last; the widget that shows one of its fields while it is in sight. */
const char *way_action_view_get_id (WayActionView *self, guint i);
GtkWidget *way_action_view_get_cell (WayActionView *self, const char *id, WayField field);

G_END_DECLS
