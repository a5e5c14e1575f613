/* way-feeling-popover.h — what somebody feels at a touchpoint, opened from its point on the curve.
 *
 * Shape:  persona (where there are several), the feeling on its scale, what it is called, what is thought. Each change is one
 *         of the map's, at once; a feeling that is not there yet begins with the first one.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_FEELING_POPOVER (way_feeling_popover_get_type ())
G_DECLARE_FINAL_TYPE (WayFeelingPopover, way_feeling_popover, WAY, FEELING_POPOVER, GtkPopover)

GtkWidget *way_feeling_popover_new (void);
/* `lane` says whose feelings there are to choose from; NULL editor lets go. Does not pop it up. */
void way_feeling_popover_show (WayFeelingPopover *self, WayEditor *editor, const char *lane, const char *touchpoint, const char *persona);

G_END_DECLS
