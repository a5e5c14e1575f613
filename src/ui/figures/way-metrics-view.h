/* way-metrics-view.h — the numbers of a map: what was imported, what has changed since the baseline, and which metrics there are.
 *
 * Shape:  WayDataPane | WayFigureList with WayFigureDetail, or WayMetricList. It follows the map's WayFigureStore while it shows.
 * Never:  changes the map but through commands of metrics/ and edit/.
 * Thread: main.
 * Signal: "import", as WayDataPane has it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/figures/way-data-pane.h"
#include "ui/figures/way-figure-detail.h"
#include "ui/figures/way-figure-list.h"
#include "ui/figures/way-metric-list.h"
#include "ui/window/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_METRICS_VIEW (way_metrics_view_get_type ())
G_DECLARE_FINAL_TYPE (WayMetricsView, way_metrics_view, WAY, METRICS_VIEW, GtkWidget)

/* NULL empties it. */
void way_metrics_view_set_session (WayMetricsView *self, WaySession *session);
/* The pane on the left comes and goes with this property of another revealer. */
void way_metrics_view_bind_pane (WayMetricsView *self, GtkRevealer *revealer);
/* Shows the metrics and their places, the given one opened (nullable). */
void way_metrics_view_show_metrics (WayMetricsView *self, const char *metric);

WayDataPane *way_metrics_view_get_pane (WayMetricsView *self);
WayFigureList *way_metrics_view_get_list (WayMetricsView *self);
WayFigureDetail *way_metrics_view_get_detail (WayMetricsView *self);
WayMetricList *way_metrics_view_get_metrics (WayMetricsView *self);

G_END_DECLS
