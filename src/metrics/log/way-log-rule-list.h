/* way-log-rule-list.h — the journeys that break contact rules, as a list for systems that act on it (R000-8).
 *
 * Shape:  one row a journey and rule: who, what they met first, where and when, and what that collides with. The window and the
 *         command line write the same bytes.
 * Units:  times in UTC, to the second; "" where the log has none.
 * Errors: those of the stream; a list that was stopped is G_IO_ERROR_CANCELLED.
 * Thread: any.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/log/way-log-rules.h"

G_BEGIN_DECLS

typedef struct
{
  char *journey; /* a pseudonym, unless ids were kept at the import */
  guint times;
  const char *event, *touchpoint, *after_event, *after_touchpoint; /* borrowed; "" for none */
  char *time, *after_time;
} WayRuleRow;

/* "rule", "name", …, ending with NULL: the two of the rule, then those of WayRuleRow. */
const char *const *way_rule_list_get_columns (void);
void way_rule_row_init (WayRuleRow *self, const WayLogView *view, const WayRuleMatch *match);
void way_rule_row_clear (WayRuleRow *self);

/* `results` (element-type WayRuleResult) are of `view`. `progress` (nullable) from 0 to 1; it may be asked in any thread. */
typedef void (*WayRuleProgress) (double done, gpointer data);
gboolean way_rule_list_write_csv (const GPtrArray *results, const WayLogView *view, GOutputStream *stream, WayRuleProgress progress, gpointer data, GCancellable *cancellable, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayRuleRow, way_rule_row_clear)

G_END_DECLS
