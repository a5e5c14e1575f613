/* way-rules-window.h — contact rules: what customers should be spared, how often they are not, and the list of whom.
 *
 * Shape:  the rules of the map | what one says, what came of it over the log, its fields. One window for each window of a map, beside
 *         it; it closes with the map. The log and the counting are the map's (way-flow-watch.h), so that both show the same.
 * Never:  holds a rule of the domain.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "ui/fields/way-form.h"
#include "ui/flow/way-flow-watch.h"

G_BEGIN_DECLS

#define WAY_TYPE_RULES_WINDOW (way_rules_window_get_type ())
G_DECLARE_FINAL_TYPE (WayRulesWindow, way_rules_window, WAY, RULES_WINDOW, AdwWindow)

/* The one of `map`, a window with the actions "map.show" and "map.open-log". `rule` (nullable): which is chosen. */
WayRulesWindow *way_rules_window_open (GtkWindow *map, WayFlowWatch *watch, const char *rule);
void way_rules_window_close (GtkWindow *map);

/* What the window does, also for tests. */
void way_rules_window_select (WayRulesWindow *self, const char *id);
const char *way_rules_window_get_selected (WayRulesWindow *self);
WayForm *way_rules_window_get_form (WayRulesWindow *self);
const char *way_rules_window_get_outcome (WayRulesWindow *self);
/* `rule` NULL: of all rules. */
void way_rules_window_export (WayRulesWindow *self, const char *rule, const char *path);
gboolean way_rules_window_is_exporting (WayRulesWindow *self);

G_END_DECLS
