/* way-standing-bar.h — how the journey stands, in the status line: its score, and how old its figures are.
 *
 * Shape:  a button with the score and its interval, which opens the parts, weights, what is missing and the weakest link; a label with the
 *         age. Nothing is to be seen where a map has no figures.
 * Owns:   a reference to the editor and the store.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"
#include "ui/figures/way-figure-store.h"

G_BEGIN_DECLS

#define WAY_TYPE_STANDING_BAR (way_standing_bar_get_type ())
G_DECLARE_FINAL_TYPE (WayStandingBar, way_standing_bar, WAY, STANDING_BAR, GtkWidget)

/* NULL for both shows nothing. */
void way_standing_bar_set_map (WayStandingBar *self, WayEditor *editor, WayFigureStore *store);
/* Opens the parts; FALSE where there is nothing to show. */
gboolean way_standing_bar_popup (WayStandingBar *self);

/* For tests: what the button and the label say, and the words of the popover, a line each (g_free). */
const char *way_standing_bar_get_score_text (WayStandingBar *self);
const char *way_standing_bar_get_age_text (WayStandingBar *self);
char *way_standing_bar_dup_parts (WayStandingBar *self);

G_END_DECLS
