/* way-warehouse-assistant.h — events out of a data warehouse: which source and table, what its columns tell, and whether the events are
 * copied or counted there.
 *
 * Shape:  WayWarehouseJob asks in a thread, with progress and cancel; each choice asks on: source → tables → columns and first rows.
 *         All of it can be done with the keyboard; what is known from the last time is filled in.
 * Thread: main.
 * Signal: "done" (const char *name, const WayWarehouseResult *): it is in the cache, and the window goes.
 */
#pragma once

#include <adwaita.h>

#include "ui/figures/way-warehouse-job.h"

G_BEGIN_DECLS

#define WAY_TYPE_WAREHOUSE_ASSISTANT (way_warehouse_assistant_get_type ())
G_DECLARE_FINAL_TYPE (WayWarehouseAssistant, way_warehouse_assistant, WAY, WAREHOUSE_ASSISTANT, AdwWindow)

/* `name` (nullable): a log whose recipe is filled in. `journey` (nullable, copied): whose touchpoints are counted for. `quick`: the same
 * as the last time, without a word where nothing is to be asked. */
GtkWidget *way_warehouse_assistant_new (GtkWindow *parent, const char *name, const WayElement *journey, gboolean quick);

/* For tests: whether it waits for the user. */
gboolean way_warehouse_assistant_is_ready (WayWarehouseAssistant *self);

G_END_DECLS
