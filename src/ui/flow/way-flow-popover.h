/* way-flow-popover.h — one piece of the real flow in figures, and what can be done about it: draw it, or look at its journeys alone.
 *
 * Shape:  the pieces that lie at a place. Of several there is a list, busiest first, and what is chosen in it is told below.
 * Owns:   a reference to the watch while it is shown.
 * Thread: main.
 * Signal: "chosen" (id): that piece is told, so that the map can light it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_FLOW_POPOVER (way_flow_popover_get_type ())
G_DECLARE_FINAL_TYPE (WayFlowPopover, way_flow_popover, WAY, FLOW_POPOVER, GtkPopover)

GtkWidget *way_flow_popover_new (void);
/* Does not pop it up. FALSE if none of the ids is of the flow that is shown. */
gboolean way_flow_popover_show (WayFlowPopover *self, WayFlowWatch *watch, const char *const *ids);
/* Of the piece that is told, or NULL. */
const char *way_flow_popover_get_id (WayFlowPopover *self);

/* For tests: how many pieces lie there, and the words of the one that is told; g_free. */
guint way_flow_popover_get_n_pieces (WayFlowPopover *self);
char *way_flow_popover_dup_text (WayFlowPopover *self);

G_END_DECLS
