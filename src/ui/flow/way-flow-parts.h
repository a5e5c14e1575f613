/* way-flow-parts.h — which two parts of an event log are compared: one of the pairs worth it, or any two periods, channels and segments.
 *
 * Shape:  a list of pairs (metrics/way-log-parts.h), and below it both parts as they are, to be changed by hand.
 * Owns:   a reference to the log.
 * Thread: main.
 * Signal: "chosen": other parts than before.
 */
#pragma once

#include <gtk/gtk.h>

#include "metrics/way-log-parts.h"

G_BEGIN_DECLS

#define WAY_TYPE_FLOW_PARTS (way_flow_parts_get_type ())
G_DECLARE_FINAL_TYPE (WayFlowParts, way_flow_parts, WAY, FLOW_PARTS, GtkWidget)

/* What may be chosen, as in way_log_list_pairs (). What is chosen stays as long as the log does; of another one it is the first pair. */
void way_flow_parts_set_log (WayFlowParts *self, WayLog *log, const WayElement *root, double window);
/* FALSE if there is nothing that tells two parts of this log apart. */
gboolean way_flow_parts_can_choose (WayFlowParts *self);
/* 0 or 1. Borrowed. */
const WayLogFilter *way_flow_parts_get (WayFlowParts *self, guint which);
/* Whether journeys that may still go on count, too. */
gboolean way_flow_parts_get_everybody (WayFlowParts *self);
/* As people choose them: the i-th pair; any pair; days as they type them, and names, "" for all. */
void way_flow_parts_choose (WayFlowParts *self, guint i);
void way_flow_parts_choose_pair (WayFlowParts *self, const WayLogPair *pair);
void way_flow_parts_write (WayFlowParts *self, guint which, const char *from, const char *to);
void way_flow_parts_set_everybody (WayFlowParts *self, gboolean everybody);
/* The sentence that says why what was typed is not taken; NULL if it is. */
const char *way_flow_parts_get_refusal (WayFlowParts *self);

G_END_DECLS
