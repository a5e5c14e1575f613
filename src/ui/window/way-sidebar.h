/* way-sidebar.h — what there is beside the map: search, journeys, people, lanes.
 *
 * Shape:  what was found while something is searched for; else three lists, or the outline.
 * Never:  changes the document but by commands.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-finder.h"
#include "review/way-gap-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_SIDEBAR (way_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (WaySidebar, way_sidebar, WAY, SIDEBAR, GtkWidget)

/* What is searched for and filtered, and in which map; NULL for none. */
void way_sidebar_set_finder (WaySidebar *self, WayFinder *finder);
void way_sidebar_focus_search (WaySidebar *self);
/* As if it had been typed. */
void way_sidebar_search (WaySidebar *self, const char *text);
/* And gives it the focus. */
void way_sidebar_show_outline (WaySidebar *self);
/* NULL for none. */
void way_sidebar_set_gaps (WaySidebar *self, WayGapWatch *gaps);
void way_sidebar_show_gaps (WaySidebar *self);
/* On to the next one. */
void way_sidebar_step_gap (WaySidebar *self);
/* Changes with the signal "page-changed". */
gboolean way_sidebar_is_showing_gaps (WaySidebar *self);
/* The line for replacing. */
void way_sidebar_toggle_replace (WaySidebar *self);
const char *way_sidebar_get_replacement (WaySidebar *self);

G_END_DECLS
