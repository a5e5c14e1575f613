/* way-figure-detail.h — one figure with all that stands behind it: what it is, its history, the rows it was counted from.
 *
 * Shape:  the rows are fetched in a thread once the figure is chosen; of figures that must stay hidden there are none.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_FIGURE_DETAIL (way_figure_detail_get_type ())
G_DECLARE_FINAL_TYPE (WayFigureDetail, way_figure_detail, WAY, FIGURE_DETAIL, GtkWidget)

/* NULL binding: nothing. */
void way_figure_detail_show (WayFigureDetail *self, WayFigureStore *store, WayDocument *document, const char *binding);
/* For tests: how many rows it shows. */
guint way_figure_detail_get_n_rows (WayFigureDetail *self);

G_END_DECLS
