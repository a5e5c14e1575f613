/* way-rule-export.h — the journeys that break contact rules, written as CSV in a thread.
 *
 * Errors: a list that was stopped leaves no file, and one that was there before as it was.
 * Thread: main; writing in another one.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-log-rules.h"

G_BEGIN_DECLS

/* `rule`: the id of the only one that is wanted, NULL = all. `permille` (a g_atomic_rc_box) is told atomically how much is written. */
void way_rule_export_async (GObject *source, WayRuleCount *count, const char *rule, const char *path, int *permille, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean way_rule_export_finish (GAsyncResult *result, GError **error);
/* While and after. */
const char *way_rule_export_get_path (GAsyncResult *result);

G_END_DECLS
