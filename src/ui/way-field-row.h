/* way-field-row.h — one field of one element as a row: the right widget for its type, and what is wrong with its value.
 *
 * Shape:  a GtkListBoxRow for AdwPreferencesGroup and AdwExpanderRow, made from the field table alone; what is refused
 *         is said in words below the widget, and the document keeps the last good value.
 * Never:  changes the document but by way_command_type ().
 * Owns:   references of the editor and the element.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* Whether people may see and change it. */
gboolean way_field_row_is_for (const WayFieldInfo *info);

GtkWidget *way_field_row_new (WayEditor *editor, WayElement *element, const WayFieldInfo *info);
/* Shows the value as it is now, if it was changed elsewhere. */
void way_field_row_refresh (GtkWidget *row);
const char *way_field_row_get_error (GtkWidget *row);

G_END_DECLS
