/* way-flow-pane.h — below the map while the flow lies over it: how much of it is shown, which journeys, the ways as a whole, and the
 * events that no touchpoint stands for.
 *
 * Shape:  one line with the facts and the slider, one with the filters, two lists. A way that is chosen is lit on the map; an event is
 *         dragged onto a cell, or put where it belongs with Enter.
 * Never:  counts itself; it shows a WayFlowWatch and calls edit/.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_FLOW_PANE (way_flow_pane_get_type ())
G_DECLARE_FINAL_TYPE (WayFlowPane, way_flow_pane, WAY, FLOW_PANE, GtkWidget)

/* NULL hides it. */
void way_flow_pane_set_watch (WayFlowPane *self, WayFlowWatch *watch);
/* With less it can be scrolled sideways; 0 while hidden. */
int way_flow_pane_get_least_width (WayFlowPane *self);

G_END_DECLS
