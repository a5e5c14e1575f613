/* way-remote-private.h — what mirroring and counting share: a table that is open, and the recipe in the cache.
 *
 * Errors: as way-remote.h.
 */
#pragma once

#include "metrics/cache/way-cache-private.h"
#include "metrics/warehouse/way-remote.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_REMOTE_CASE,
  WAY_REMOTE_ACTIVITY,
  WAY_REMOTE_TIME,
  WAY_REMOTE_CHANNEL,
  WAY_REMOTE_DEPARTMENT,
  WAY_REMOTE_SEGMENT,
  WAY_REMOTE_LIFECYCLE,
  WAY_REMOTE_INSTANCE,
  WAY_REMOTE_START,
  WAY_REMOTE_SCORE,
  WAY_REMOTE_COST,
  WAY_REMOTE_CURRENCY,
  WAY_REMOTE_ORDER,
  WAY_N_REMOTE_COLUMNS
} WayRemoteColumn;

/* How times stand in the table. */
typedef enum
{
  WAY_REMOTE_STAMP,
  WAY_REMOTE_SECONDS, /* numbers, since 1970 */
  WAY_REMOTE_MILLISECONDS,
  WAY_REMOTE_MICROSECONDS,
  WAY_REMOTE_WORDS, /* text: the warehouse cannot compare it */
} WayRemoteClock;

typedef struct
{
  WayRemote *remote; /* complete */
  const WayRemoteCall *call;
  WayOdbc *odbc;
  char *table;                         /* quoted */
  char *columns[WAY_N_REMOTE_COLUMNS]; /* quoted; NULL: there is none */
  WayOdbcType types[WAY_N_REMOTE_COLUMNS];
  char *reason;
  gboolean has_guessed_score; /* only its name says so */
} WayRemoteTable;

/* Connects, finds the table and its columns. Takes `remote`. */
WayRemoteTable *way_remote_table_open (WayRemote *remote, const WayRemoteCall *call, GError **error);
void way_remote_table_free (WayRemoteTable *self);
/* By the type of its column, and of numbers by the largest one. */
WayRemoteClock way_remote_table_tell_clock (const WayRemoteTable *self, double newest);
/* A time as a value of a question, as the table writes it. */
void way_remote_add_time (WayOdbcQuery *query, WayRemoteClock clock, gint64 ms);
/* Of a column of the answer. */
gboolean way_remote_read_time (WayOdbcQuery *query, guint column, WayRemoteClock clock, gint64 *ms);
WayOdbcType way_remote_clock_get_type (WayRemoteClock clock);

/* FALSE: stop, and the error is set. */
gboolean way_remote_call_step (const WayRemoteCall *self, double done, GError **error);

/* Within a transaction. */
gboolean way_remote_save (WayCache *cache, gint64 dataset, const WayRemote *remote, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRemoteTable, way_remote_table_free)

G_END_DECLS
