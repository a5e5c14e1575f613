/* way-flow-measures.h — the list below the map of what events tell besides that they happened: scores, costs, service and waiting times,
 * of whole journeys and of each touchpoint.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "metrics/way-journey-flow.h"

G_BEGIN_DECLS

/* Fills the list anew, and its title with what it holds. Nothing where the log has no measures. */
void way_flow_measures_fill (GtkListBox *list, GtkLabel *title, const WayJourneyFlow *flow);
G_END_DECLS
