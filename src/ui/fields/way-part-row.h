/* way-part-row.h — a part of an element in a form: what it says in two lines, and opened its own fields.
 *
 * Shape:  an AdwExpanderRow: caption above value; below the fields its own parts, and buttons to move, show and delete it.
 *         Alt with an arrow moves it, Delete deletes it.
 * Thread: main.
 */
#pragma once

#include "edit/way-parts.h"
#include "ui/fields/way-field-row.h"

G_BEGIN_DECLS

#define WAY_TYPE_PART_ROW (way_part_row_get_type ())
G_DECLARE_FINAL_TYPE (WayPartRow, way_part_row, WAY, PART_ROW, AdwExpanderRow)

/* Field rows are added to `rows` and parts to `parts`; both borrow. `open` (a set of elements, or NULL) says which parts
 * of parts are open. */
WayPartRow *way_part_row_new (WayEditor *editor, WayElement *part, const WayPartList *list, GPtrArray *rows, GPtrArray *parts, GHashTable *open);
WayElement *way_part_row_get_part (WayPartRow *self);
void way_part_row_refresh (WayPartRow *self);

/* The last row of a list, which makes one more: "Add Feeling…". */
GtkWidget *way_part_row_new_adder (WayEditor *editor, WayElement *element, const WayPartList *list, gboolean first);

G_END_DECLS
