/* way-cli-counted.h — logs that a warehouse has counted, for verbs about ways as a whole.
 *
 * Errors: said already.
 * Thread: as way-cli.h.
 */
#pragma once

#include "cli/way-cli-events.h"
#include "metrics/log/way-log-variants.h"
#include "metrics/warehouse/way-remote-flow.h"

G_BEGIN_DECLS

/* FALSE if `name` is no such log. Otherwise `*flow` is what was counted for the journey of the map, if one is named; NULL: leave with `*status`. */
gboolean way_cli_counted_load (WayCliEvents *events, const char *verb, const char *name, WayRemoteFlow **flow, int *status);
/* FALSE if `name` is no such log. Otherwise `*variants` are its ways, and the view of `events` is theirs; NULL: leave with `*status`. */
gboolean way_cli_counted_open (WayCliEvents *events, const char *verb, const char *name, gboolean whole, WayVariants **variants, int *status);

G_END_DECLS
