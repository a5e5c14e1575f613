/* way-element-list.h — one of the lists of the left pane: journeys, people or lanes.
 *
 * Shape:  a heading with "+", a row an element in the order of the map. Rows are chosen, renamed in their place (F2), moved
 *         (drag, Alt+Up and Alt+Down), duplicated, deleted, lanes shown and hidden; what can be done is in each row's menu.
 * Never:  changes the document but by commands and the actions "map.…".
 * Thread: main; it is filled anew when the document has changed and there is time.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_ELEMENT_LIST (way_element_list_get_type ())
G_DECLARE_FINAL_TYPE (WayElementList, way_element_list, WAY, ELEMENT_LIST, GtkWidget)

/* Once: what is listed (a set of kinds that have the same parent), under which heading, and what "+" does: an action or, where
 * `menu` is given (taken over), a menu. `hint` stands where there is nothing. */
void way_element_list_configure (WayElementList *self, guint64 kinds, const char *heading, const char *hint, const char *action, GMenuModel *menu);
/* One more button in the heading, for an action of the table. */
void way_element_list_add_button (WayElementList *self, const char *icon, const char *action);
/* NULL empties it. */
void way_element_list_set_editor (WayElementList *self, WayEditor *editor);

/* What hands do; for tests too. */
GtkWidget *way_element_list_find_row (WayElementList *self, const char *id);
void way_element_list_rename (WayElementList *self, const char *id);
/* In front of the row that lies at `y` of the list, or behind it. */
void way_element_list_drop (WayElementList *self, const char *id, double y);

G_END_DECLS
