/* way-sidebar.h — what there is beside the map: search, journeys, people, lanes.
 *
 * Shape:  a list of hits while something is searched for; three lists, made anew when the document has changed and there is time.
 * Never:  changes the document but by commands.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_SIDEBAR (way_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (WaySidebar, way_sidebar, WAY, SIDEBAR, GtkWidget)

void way_sidebar_set_editor (WaySidebar *self, WayEditor *editor);
void way_sidebar_focus_search (WaySidebar *self);

G_END_DECLS
