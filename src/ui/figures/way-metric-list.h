/* way-metric-list.h — the metrics of a map: where their values come from, which places they are bound to, and the values that no
 * place answers to.
 *
 * Shape:  an expander a metric; what is unmatched is fetched in a thread when it opens, and each value can be given to a place.
 * Never:  changes the map but in one step of undo at a time.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"
#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_METRIC_LIST (way_metric_list_get_type ())
G_DECLARE_FINAL_TYPE (WayMetricList, way_metric_list, WAY, METRIC_LIST, GtkWidget)

/* NULL empties it. */
void way_metric_list_update (WayMetricList *self, WayFigureStore *store, WayEditor *editor);
/* Opens a metric's row; NULL: the first. */
void way_metric_list_open (WayMetricList *self, const char *metric);
/* For tests: the values of the open metric that no place answers to; −1 while they are being fetched. */
int way_metric_list_get_n_unmatched (WayMetricList *self, const char *metric);
/* What the button beside a value does. */
gboolean way_metric_list_assign (WayMetricList *self, const char *metric, const char *match, const char *place);

G_END_DECLS
