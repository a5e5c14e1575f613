/* way-history-steps.h — the list behind the Undo button: what was done since the map was opened, and a way to each step.
 *
 * Shape:  one row a state, the newest on top: what can be done again, the present state, what can be taken back, and the map
 *         as it was opened. Choosing a row goes to the state right after that step.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_HISTORY_STEPS (way_history_steps_get_type ())
G_DECLARE_FINAL_TYPE (WayHistorySteps, way_history_steps, WAY, HISTORY_STEPS, GtkPopover)

/* NULL while no map is open. The list is made anew each time the popover opens. */
void way_history_steps_set_editor (WayHistorySteps *self, WayEditor *editor);
/* As if the row of the state after `n` steps had been chosen. */
void way_history_steps_go_to (WayHistorySteps *self, guint n);

G_END_DECLS
