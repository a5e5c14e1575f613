/* way-log-store.h — event logs in the cache: adding files to them, and opening them again.
 *
 * Shape:  a dataset of kind “log” → names (events, channels, departments, segments) and one packed row a case; see way-log-blob.h.
 *         A case that was silent for the log's gap is split when the log is opened, so the gap can change at any time.
 * Again:  a file, or a part of it, may be imported as often as one likes and in any order: what differs in no column from an event of
 *         the same case that is there already is that event. As many equal ones stay as the file has that holds the most of them.
 *         A score, a cost or a service time that only one of the two has makes no other event of it: the one that is there is completed.
 * Errors: WAY_METRICS_ERROR, WAY_TEXT_ERROR; the cache is then as it was before.
 * Owns:   results are the caller's.
 * Thread: as the cache.
 */
#pragma once

#include "metrics/log/way-log-import.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 import;            /* its number; 0: there was nothing new */
  gint64 n_events, n_known; /* added; there before */
  gint64 n_cases;           /* that were new */
  gint64 n_bad, n_skipped;  /* left out; other lifecycle steps */
  gint64 n_completed;       /* of those known: that have a value now which they had not */
  gint64 n_cells;           /* scores and costs that cannot be read, of events that are there */
} WayLogImportResult;

typedef struct
{
  const char *name;                /* of the log */
  const char *path;                /* of the file, or NULL */
  gboolean keep_ids;               /* of the cases, as they stand in the file; otherwise only pseudonyms are kept */
  gboolean has_gap;                /* options->gap is meant, though it be 0; otherwise the log's own counts */
  const char *origin;              /* where it came from, if from no file */
  const struct _WayRemote *remote; /* the recipe that goes with it, see way-remote.h; NULL: none */
} WayLogTarget;

/* What was chosen at the log's first import, case column and so on, counts for later ones where `options` say nothing. */
gboolean way_log_import (WayCache *cache, const WayLogTarget *target, const char *data, gsize size, const WayLogOptions *options, WayLogFacts *facts, WayLogImportResult *result, WayReport *report, GError **error);
/* The whole log in memory. `gap` in ms; −1: the log's own. */
WayLog *way_log_open (WayCache *cache, const char *name, gint64 gap, GError **error);

typedef struct
{
  gint64 dataset;
  char *name, *notion; /* "customer", "session", "ticket", or NULL */
  gint64 gap;          /* ms; 0: none */
  gint64 n_events, n_cases;
  gboolean has_times, has_ids;
  guint values;           /* 1 << WayLogValue, of those that any event has */
  WayLifecycle lifecycle; /* which rows became events */
  char *currency;         /* of the costs, or NULL */
  gint64 from, to;
  char **events, **channels, **departments, **segments; /* names */
} WayLogInfo;

WayLogInfo *way_log_get_info (WayCache *cache, const char *name, GError **error);
void way_log_info_free (WayLogInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogInfo, way_log_info_free)

G_END_DECLS
