/* way-inspector.h — everything that is known of what is selected, as rows made from the field table.
 *
 * Shape:  hard facts, soft facts, evidence, measured, follow-up; then the parts (feelings, evidence …), each to open.
 *         Nothing selected: the journey.
 * Never:  holds a rule about a field; the table does.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_INSPECTOR (way_inspector_get_type ())
G_DECLARE_FINAL_TYPE (WayInspector, way_inspector, WAY, INSPECTOR, GtkWidget)

void way_inspector_set_editor (WayInspector *self, WayEditor *editor);
/* Shows this element, until something is selected: what has no place on the map. */
void way_inspector_show (WayInspector *self, WayElement *element);
/* The row of a field of what is shown, or NULL; for tests. */
GtkWidget *way_inspector_find_row (WayInspector *self, WayField field);

G_END_DECLS
