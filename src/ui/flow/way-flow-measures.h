/* way-flow-measures.h — the list below the map of what events tell besides that they happened: scores, costs, service and waiting times,
 * of whole journeys and of each touchpoint. It is a page beside variants and connections, for a list of its own
 * would make the window wider than a small screen.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "metrics/way-journey-flow.h"

G_BEGIN_DECLS

/* Fills the list anew, and names its page after what it holds. No page where the log has no measures. */
void way_flow_measures_fill (GtkListBox *list, GtkStackPage *page, const WayJourneyFlow *flow);
G_END_DECLS
