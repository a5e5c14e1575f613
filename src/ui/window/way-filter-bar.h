/* way-filter-bar.h — over the map while it is filtered: by what, how much is left, and off with it.
 *
 * Shape:  a chip for each part of the filter; clicking one takes it off. Hidden while nothing is filtered.
 * Never:  filters itself; it shows a WayFinder.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-finder.h"

G_BEGIN_DECLS

#define WAY_TYPE_FILTER_BAR (way_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (WayFilterBar, way_filter_bar, WAY, FILTER_BAR, GtkWidget)

/* NULL hides it. */
void way_filter_bar_set_finder (WayFilterBar *self, WayFinder *finder);

/* "12 of 48 shown"; g_free. */
char *way_filter_bar_count (WayFinder *finder);
/* A menu of "map.filter-…" for what the map can be filtered by now. */
GMenuModel *way_filter_bar_make_menu (WayEditor *editor);

G_END_DECLS
