/* way-gap-pane.h — what the map leaves open, as a list to work through: each with why it matters, what one press can mend, and a
 * place for the reason why it may stay.
 *
 * Shape:  a GtkListView; choosing a line shows its place on the map. What may stay comes last, with its reason.
 * Never:  changes the document but by review/way-gaps.h, one undo step each.
 * Thread: main; it follows the watch while it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "review/way-gap-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_GAP_PANE (way_gap_pane_get_type ())
G_DECLARE_FINAL_TYPE (WayGapPane, way_gap_pane, WAY, GAP_PANE, GtkWidget)

/* NULL empties it. */
void way_gap_pane_set_watch (WayGapPane *self, WayGapWatch *watch);
void way_gap_pane_focus (WayGapPane *self);
/* Chooses the one after the chosen one, round at the end; FALSE if there is none. */
gboolean way_gap_pane_step (WayGapPane *self);

/* For tests: the lines. */
guint way_gap_pane_get_n_rows (WayGapPane *self);
const WayGap *way_gap_pane_get_row (WayGapPane *self, guint i);

G_END_DECLS
