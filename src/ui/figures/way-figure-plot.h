/* way-figure-plot.h — one figure as a small drawing: how far it has moved, its last months, or its whole history.
 *
 * Shape:  a change is a bar with its interval around a line that means "no change"; a history is a line on the ground of what is usual;
 *         the chart adds target, baseline, days and words. Colours are the theme's, and none says anything alone.
 * Owns:   a reference to the figures that are shown.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/way-figures.h"

G_BEGIN_DECLS

#define WAY_TYPE_FIGURE_PLOT (way_figure_plot_get_type ())
G_DECLARE_FINAL_TYPE (WayFigurePlot, way_figure_plot, WAY, FIGURE_PLOT, GtkWidget)

typedef enum
{
  WAY_PLOT_CHANGE,
  WAY_PLOT_SPARK,
  WAY_PLOT_CHART,
} WayPlotKind;

GtkWidget *way_figure_plot_new (WayPlotKind kind);
/* One of `figures`, or NULL for nothing. `extent`: the largest change of its kind that is to be seen beside it, so that bars compare. */
void way_figure_plot_set_figure (WayFigurePlot *self, WayFigures *figures, const WayFigure *figure, double extent);

/* "better since …", "signal since …" in words, for the chart, its description and lists; NULL without a signal; g_free. */
char *way_figure_plot_dup_signal_text (const WayFigure *figure);

G_END_DECLS
