/* way-flow-figures.h — what the event log over the map says, as lists: touchpoints, funnel, handovers, fit, comparison of two parts.
 *
 * Shape:  a window beside the map's; a page a list. It follows the filters of the flow below the map, and counts what is in sight.
 *         Any list can be copied into a spreadsheet.
 * Owns:   its lists; they are made in threads.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "base/way-listing.h"
#include "ui/flow/way-flow-parts.h"
#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_FLOW_FIGURES (way_flow_figures_get_type ())
G_DECLARE_FINAL_TYPE (WayFlowFigures, way_flow_figures, WAY, FLOW_FIGURES, AdwWindow)

/* The watch has a log. */
WayFlowFigures *way_flow_figures_new (GtkWindow *parent, WayFlowWatch *watch);

/* The list in sight as a PDF, or as CSV where the name ends so. FALSE, with an error, if it cannot be written. */
gboolean way_flow_figures_save (WayFlowFigures *self, const char *path, GError **error);
/* "touchpoints", "funnel", "handovers", "fit", "comparison". */
void way_flow_figures_show (WayFlowFigures *self, const char *page);
/* The list in sight; NULL while it is made. */
const WayListing *way_flow_figures_get_listing (WayFlowFigures *self);
/* Which parts the comparison is of. */
WayFlowParts *way_flow_figures_get_parts (WayFlowFigures *self);
/* The page of the comparison, before and since this measure; FALSE if it is not done, or nobody said when. */
gboolean way_flow_figures_compare_action (WayFlowFigures *self, const char *id);

G_END_DECLS
