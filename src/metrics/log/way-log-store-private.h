/* way-log-store-private.h — what writing and reading the logs of the cache share.
 *
 * Errors: as way-log-store.h.
 */
#pragma once

#include "metrics/cache/way-cache-private.h"
#include "metrics/log/way-log-store.h"

G_BEGIN_DECLS

/* log_name.kind */
typedef enum
{
  WAY_LOG_NAME_EVENT,
  WAY_LOG_NAME_CHANNEL,
  WAY_LOG_NAME_DEPARTMENT,
  WAY_LOG_NAME_SEGMENT,
  WAY_N_LOG_NAMES
} WayLogNameKind;

/* NULL-terminated, by number; g_strfreev. */
char **way_log_load_names (WayCache *cache, gint64 dataset, WayLogNameKind kind, GError **error);
/* The time in a column, or none. */
gint64 way_log_get_start (WayStatement *statement, int column);
/* Always FALSE. */
gboolean way_log_fail_damaged (GError **error);

/* The number of the log of this name; 0 with an error if there is none, or if it is no log. */
gint64 way_log_find (WayCache *cache, const char *name, GError **error);
gint64 way_log_find_or_add (WayCache *cache, const char *name, gboolean *is_new, GError **error);
/* Which kinds of values its events have: 1 << WayLogValue. */
guint way_log_get_values (WayCache *cache, gint64 dataset);
/* Counts what was added, and keeps what was chosen. `log`: what was added, or NULL. */
gboolean way_log_store_head (WayCache *cache, gint64 dataset, const WayLogOptions *options, gboolean has_gap, gint64 n_events, gint64 n_cases, const WayLog *log, GError **error);

/* Takes the names from `info`. Within a transaction: what is counted and what is there must be of one moment. */
WayLog *way_log_load (WayCache *cache, WayLogInfo *info, gint64 gap, GError **error);

/* A log that was read elsewhere, in a transaction of its own. Progress is told from 0 to 1. */
gboolean way_log_store_log (WayCache *cache, const WayLogTarget *target, const WayLog *log, const WayLogOptions *options, const WayLogFacts *facts, WayLogImportResult *result, GError **error);

/* An import of a log that is there already can be taken back: before it changes anything, and once it has its number. Within its
 * transaction, and only where something is new. `n_names`: how many of each kind there were. */
gboolean way_log_undo_begin (WayCache *cache, gint64 dataset, const guint n_names[WAY_N_LOG_NAMES], GError **error);
gboolean way_log_undo_end (WayCache *cache, gint64 dataset, gint64 import, GError **error);
gboolean way_log_take_back (WayCache *cache, gint64 import, GError **error);

#define WAY_N_LOG_COLUMNS 8

/* What somebody chose when a log was imported first; NULL: none of this name. */

typedef struct
{
  char *columns[WAY_N_LOG_COLUMNS]; /* as in WayLogOptions */
  char *notion, *currency;
  gint64 gap;
  WayLifecycle lifecycle;
} WayLogRecipe;

WayLogRecipe *way_log_load_recipe (WayCache *cache, const char *name);
/* Where `options` say nothing; its texts stay with the recipe, which may be NULL. */
void way_log_recipe_fill (const WayLogRecipe *self, WayLogOptions *options);
void way_log_recipe_free (WayLogRecipe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogRecipe, way_log_recipe_free)

G_END_DECLS
