/* way-canvas.h — the map on the screen: shows the editor's journey and turns hands into its calls.
 *
 * Shape:  one GtkScrollable widget as big as its window; the scene under a matrix (scale, then offset); children only for
 *         what is being written, the menu, and screen readers.
 * Units:  widget coordinates are pixels; the scene's are points. One pixel a point at 100 %.
 * Never:  changes the document itself; calls edit/ or the actions "map.*" of the window around it.
 * Owns:   a reference to the editor, the scene, the nodes.
 * Signal: "notify::zoom". "scene-changed": there is a new layout.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-finder.h"
#include "review/way-gap-watch.h"
#include "scene/way-scene.h"
#include "ui/figures/way-figure-store.h"
#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_CANVAS (way_canvas_get_type ())
G_DECLARE_FINAL_TYPE (WayCanvas, way_canvas, WAY, CANVAS, GtkWidget)

#define WAY_ZOOM_MIN 0.05
#define WAY_ZOOM_MAX 8.0

GtkWidget *way_canvas_new (void);

/* NULL shows nothing. */
void way_canvas_set_editor (WayCanvas *self, WayEditor *editor);
/* What is found is lit, what is filtered out is dimmed; NULL for neither. */
void way_canvas_set_finder (WayCanvas *self, WayFinder *finder);
/* The figures to show, which follow the store's; NULL: those frozen in the map. New ones are laid out in slices, between two frames. */
void way_canvas_set_figures (WayCanvas *self, WayFigureStore *store);
/* Whose gaps are marked; NULL marks none. */
void way_canvas_set_gaps (WayCanvas *self, WayGapWatch *gaps);
/* As the document is now; NULL without an editor. Borrowed until the next change. */
WayScene *way_canvas_get_scene (WayCanvas *self);
void way_canvas_set_menu (WayCanvas *self, GMenuModel *menu);
/* What customers really do lies over the map while this shows it; NULL for the map alone. */
void way_canvas_set_flow (WayCanvas *self, WayFlowWatch *flow);

double way_canvas_get_zoom (WayCanvas *self);
/* Around the middle of what is in sight. */
void way_canvas_set_zoom (WayCanvas *self, double zoom);
/* Leaves the point of the widget where it is. */
void way_canvas_zoom_at (WayCanvas *self, double zoom, double x, double y);
/* The whole map, and from now on whatever the size of the window, until somebody zooms. */
void way_canvas_zoom_to_fit (WayCanvas *self);
/* Scrolls no further than needed. */
void way_canvas_scroll_to (WayCanvas *self, const char *id);
/* As large as sight allows; FALSE if it is not on the map. */
gboolean way_canvas_show_phase (WayCanvas *self, const char *id);
/* To the current cell, where the keyboard stands. */
void way_canvas_scroll_to_cell (WayCanvas *self);

/* Edits the name of what is selected in its place; `text` (nullable) replaces it from the start. */
gboolean way_canvas_edit (WayCanvas *self, const char *id, const char *text);
/* What the persona feels at a touchpoint; FALSE if it is not shown. */
gboolean way_canvas_open_feeling (WayCanvas *self, const char *touchpoint, const char *persona);
/* What stands behind the figures of an element, or of a binding or metric; FALSE if there are none. */
gboolean way_canvas_open_figures (WayCanvas *self, const char *id);
/* What is known of a piece of the flow that is shown, by its id on the map; FALSE if it is not in it. */
gboolean way_canvas_open_band (WayCanvas *self, const char *id);
/* For tests: a WayFlowPopover, NULL until one was opened. */
GtkWidget *way_canvas_get_flow_popover (WayCanvas *self);
/* For tests: a WayFigurePopover, NULL until one was opened. */
GtkWidget *way_canvas_get_figure_popover (WayCanvas *self);
/* Takes over what is being written; also when the window saves or closes. */
void way_canvas_finish_edit (WayCanvas *self, gboolean keep);

/* How wide a step or how high a lane is, in points, and would be by itself; FALSE for all else. */
gboolean way_canvas_get_size (WayCanvas *self, const char *id, double *size, double *natural);
void way_canvas_scene_to_widget (WayCanvas *self, double *x, double *y);
void way_canvas_widget_to_scene (WayCanvas *self, double *x, double *y);

/* What is drawn at a point of the widget: the id of a card, a persona, a heading; NULL on the ground. */
const char *way_canvas_find_at (WayCanvas *self, double x, double y);

G_END_DECLS
