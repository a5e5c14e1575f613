/* way-remote.h — event logs that lie in a data warehouse: which table it is, what its columns are, and how they are brought here.
 *
 * Shape:  a recipe (where, which columns), kept with the log in the cache and never with a password →
 *         mirror: rows are copied, later only those behind the newest one known, less an overlap for what arrives late; what is here
 *         already is told from what is new as with files. Afterwards it is a log like any other. Scores, costs and the steps of the
 *         lifecycle are read as out of files; a start before the overlap is only found when all is read afresh.
 *         count: the warehouse counts, and only what it counted is kept; see way-remote-flow.h.
 * Units:  milliseconds; WAY_LOG_NO_TIME is open.
 * Errors: as way-odbc.h, and those of the cache. After an error the cache is as it was before.
 * Owns:   a recipe owns its texts.
 * Thread: as the cache, never the main one: a warehouse takes its time.
 */
#pragma once

#include "metrics/log/way-log-store.h"
#include "metrics/warehouse/way-odbc.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_REMOTE_MIRROR,
  WAY_REMOTE_COUNT,
} WayRemoteMode;

/* As much is read again of what is known, for rows that came late. */
#define WAY_REMOTE_OVERLAP (24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct _WayRemote
{
  WayRemoteMode mode;
  char *source;                                              /* as in way_odbc_connect () */
  char *table;                                               /* as people write it */
  char *case_column, *activity_column, *time_column;         /* NULL: found out by their names */
  char *channel_column, *department_column, *segment_column; /* NULL: there is none */
  char *lifecycle_column, *instance_column, *start_column;   /* the same */
  char *score_column, *cost_column, *currency_column;        /* the same; "": none, whatever the columns are called; not counted */
  char *in_channel, *in_segment;                             /* count: journeys with an event in it, and of it; NULL or "": any */
  char *order_column;                                        /* tells the order of events of the same time, or NULL */
  WayLifecycle lifecycle;
  gboolean has_lifecycle; /* `lifecycle` is meant, though nothing be completed */
  gboolean is_settled;    /* what is not said of the columns is not there, and not to be found out */
  gint64 overlap;         /* −1: WAY_REMOTE_OVERLAP */
  gint64 from, to;        /* mirror: of events; count: of journeys with an event in it */
  guint sample;           /* count: one journey of so many; 0 and 1: all */
  gint64 watermark;       /* mirror: the newest event known */
} WayRemote;

WayRemote *way_remote_new (void);
WayRemote *way_remote_copy (const WayRemote *self);
void way_remote_free (WayRemote *self);
/* What is not said here is as there; `other` may be NULL. */
void way_remote_fill (WayRemote *self, const WayRemote *other);

/* The recipe of a log; NULL without an error if it came from no warehouse. */
WayRemote *way_remote_load (WayCache *cache, const char *name);

/* How a warehouse is asked, whatever is asked. */
typedef struct
{
  const char *password;              /* NULL: none is needed */
  guint login_seconds, wait_seconds; /* as in WayOdbcLogin */
  gboolean plain;                    /* only words that every driver knows, whatever database it is: for tests */
  GCancellable *cancellable;         /* nullable */
  WayLogProgress progress;           /* nullable; FALSE stops */
  gpointer data;
} WayRemoteCall;

/* Sees which columns are what: fills those of `remote` that are not said, by their names. `reason` (nullable): sentences for people. */
gboolean way_remote_choose_columns (WayRemote *remote, const GPtrArray *columns, char **reason, GError **error);

typedef struct
{
  const char *name; /* of the log */
  gboolean keep_ids, has_gap;
  gint64 gap;
  gboolean afresh; /* every row is read again, not only those behind the watermark */
} WayRemoteTarget;

/* `remote` NULL or in part: as it was the last time. */
gboolean way_remote_mirror (WayCache *cache, const WayRemoteTarget *target, const WayRemote *remote, const WayRemoteCall *call, WayLogFacts *facts, WayLogImportResult *result, WayReport *report, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRemote, way_remote_free)

G_END_DECLS
