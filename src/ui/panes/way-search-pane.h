/* way-search-pane.h — what was found: how much, where, and something else in its place.
 *
 * Shape:  "3 of 12" with back and on; the line for replacing; the list of hits.
 * Never:  searches itself; it shows a WayFinder, and goes by the actions "map.find-next" and its like.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-finder.h"

G_BEGIN_DECLS

#define WAY_TYPE_SEARCH_PANE (way_search_pane_get_type ())
G_DECLARE_FINAL_TYPE (WaySearchPane, way_search_pane, WAY, SEARCH_PANE, GtkWidget)

/* NULL shows nothing. */
void way_search_pane_set_finder (WaySearchPane *self, WayFinder *finder);
/* Shows the line for replacing and gives it the focus; the second time hides it. */
void way_search_pane_toggle_replace (WaySearchPane *self);
/* What is to stand in place of the hits. */
const char *way_search_pane_get_replacement (WaySearchPane *self);

G_END_DECLS
