/* way-action-table.h — what is to be done about the map: every action with its state, owner and day, to be changed in place, and what
 * came of it.
 *
 * Shape:  a GtkColumnView; a click on a heading sorts. What is late or did not help says so in words and with a sign. A row that is chosen
 *         shows in the inspector. When it comes into sight, what is overdue stands first, then what is open by day.
 * Never:  changes the document but by commands.
 * Thread: main; it follows the map and its figures while it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"
#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_ACTION_TABLE (way_action_table_get_type ())
G_DECLARE_FINAL_TYPE (WayActionTable, way_action_table, WAY, ACTION_TABLE, GtkWidget)

/* NULL empties it. `store` says what the actions did. */
void way_action_table_set_editor (WayActionTable *self, WayEditor *editor, WayFigureStore *store);

/* Writes in the row of this action, once it is there. */
void way_action_table_edit (WayActionTable *self, const char *id);

/* For tests: the id of the i-th row, NULL behind the last; the widget that shows one of its fields (WAY_N_FIELDS: what came of it) while it is in sight. */
const char *way_action_table_get_id (WayActionTable *self, guint i);
GtkWidget *way_action_table_get_cell (WayActionTable *self, const char *id, WayField field);

G_END_DECLS
