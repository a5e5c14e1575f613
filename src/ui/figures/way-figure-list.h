/* way-figure-list.h — the figures of a map, what has changed most first: value, change with its interval, history, verdict.
 *
 * Shape:  a GtkListView with headings; a row is chosen by click or arrow keys. Figures with nothing to compare with come last.
 * Thread: main.
 * Signal: "chosen" (const char *binding, or NULL).
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_FIGURE_LIST (way_figure_list_get_type ())
G_DECLARE_FINAL_TYPE (WayFigureList, way_figure_list, WAY, FIGURE_LIST, GtkWidget)

/* NULL empties it. Show the figures of `document` as they are in the store now. */
void way_figure_list_update (WayFigureList *self, WayFigureStore *store, WayDocument *document);
guint way_figure_list_get_size (WayFigureList *self);
/* The binding of the i-th row, NULL behind the last. */
const char *way_figure_list_get_binding (WayFigureList *self, guint i);
const char *way_figure_list_get_chosen (WayFigureList *self);

/* "better", "too little data"; and the style class that goes with it. */
const char *way_figure_list_name_verdict (const WayFigure *figure, const char **style);

G_END_DECLS
