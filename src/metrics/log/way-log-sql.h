/* way-log-sql.h — single events of the logs in the cache as a table, for questions that nobody thought of.
 *
 * Shape:  event('NAME') has a row an event: cs (the case's pseudonym), part (its how many-th journey, from 1), sq (its how many-th event
 *         in the case, from 0), ts (ms since 1970, NULL without one), act, ch, dep (names), seg (of the case). It is read out of the
 *         packed journeys on the fly, and comes in the order cs, sq; cs = ? goes straight there.
 * Errors: WAY_METRICS_ERROR_QUESTION with SQLite's own words, for these are about what somebody typed.
 * Thread: as the cache.
 */
#pragma once

#include "metrics/cache/way-cache.h"

G_BEGIN_DECLS

/* `values`: texts, NULL for NULL; the names of the columns come first, as if they were a row. `are_numbers`: which of them. FALSE stops. */
typedef gboolean (*WayLogSqlRow) (char *const *values, const gboolean *are_numbers, guint n, gpointer data);

/* One SELECT; anything else is refused, and nothing but event and its own common tables can be read. */
gboolean way_log_sql_run (WayCache *cache, const char *sql, WayLogSqlRow row, gpointer data, GError **error);

G_END_DECLS
