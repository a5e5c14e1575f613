/* way-figure-popover.h — what stands behind a figure on the map, opened from its badge.
 *
 * Shape:  which figure (where there are several at the place), its value with n, interval and change, its history, its definition, the rows it
 *         was counted from and the files these came from. Rows are fetched in a thread.
 * Owns:   references to the editor and the store while it is shown.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"
#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_FIGURE_POPOVER (way_figure_popover_get_type ())
G_DECLARE_FINAL_TYPE (WayFigurePopover, way_figure_popover, WAY, FIGURE_POPOVER, GtkPopover)

GtkWidget *way_figure_popover_new (void);
/* All figures at the place of this one, which comes first. Does not pop it up. FALSE if there is no such figure. */
gboolean way_figure_popover_show (WayFigurePopover *self, WayEditor *editor, WayFigureStore *store, const char *binding);

/* For tests: the binding shown, how many rows are listed, and all its words, a line each (g_free). */
const char *way_figure_popover_get_binding (WayFigurePopover *self);
guint way_figure_popover_get_n_rows (WayFigurePopover *self);
char *way_figure_popover_dup_text (WayFigurePopover *self);

G_END_DECLS
