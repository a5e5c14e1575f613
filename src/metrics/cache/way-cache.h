/* way-cache.h — the numbers behind the figures: imported rows in one SQLite file a user.
 *
 * Shape:  datasets → fields (also the recipe for the next export) and imports → columns of rows, packed. Everything in it
 *         can be made again from the imported files.
 * Errors: WAY_METRICS_ERROR_FOREIGN (another program's file, a newer Waymark's: left alone), _BUSY, _CACHE. A damaged file of
 *         our own is renamed to NAME.corrupt-DATE, a new one begun, and the report says so.
 * Owns:   the connection.
 * Thread: one thread at a time; each thread and each process opens its own.
 * Source: SQLite 3.40 (WAL; one writer, many readers).
 *
 * No SQL outside this folder, and no value in SQL text. Ids of people are kept as pseudonyms only, made with a key that lies
 * beside the cache, readable by its owner alone.
 */
#pragma once

#include "base/way-report.h"
#include "metrics/tables/way-column.h"
#include "metrics/way-metrics-error.h"

G_BEGIN_DECLS

typedef struct _WayCache WayCache;

/* The user's own: $XDG_DATA_HOME/waymark/metrics.db; g_free. */
char *way_cache_build_path (void);
/* NULL path: the user's own. The folder is made, for its owner alone. */
WayCache *way_cache_open (const char *path, WayReport *report, GError **error);
void way_cache_close (WayCache *self);
/* Changes whenever this or another process has changed something. */
gint64 way_cache_get_revision (WayCache *self);

typedef struct
{
  gint64 id;
  char *name;
  char *kind; /* "table"; "log", see way-log-store.h; "warehouse", see way-remote-flow.h */
  guint n_imports;
  gint64 n_rows;
  gboolean has_times;
  gint64 from, to;    /* ms, of the rows, as clocks show them where they come from */
  gint64 last_import; /* ms since 1970 */
} WayDataset;

typedef struct
{
  gint64 id;
  gint64 dataset;
  char *name;     /* of the file */
  char *path;     /* where it was, or NULL */
  char *sha256;   /* hexadecimal */
  char *source;   /* "Qualtrics", or NULL */
  char *encoding; /* "UTF-8" */
  gint64 bytes;
  gint64 n_rows, n_known, n_bad; /* added; were there before; could not be read in full */
  gboolean has_times;
  gint64 from, to; /* ms, as clocks show them there */
  char *zone;      /* "Europe/Berlin": its days are those of this zone; NULL: UTC */
  gint64 imported; /* ms since 1970 */
} WayImported;

typedef struct
{
  int line;
  char *reason; /* as it was said when importing */
  char *text;   /* the cell, shortened */
} WayBadRow;

/* (element-type WayDataset), by name; NULL on error. */
GPtrArray *way_cache_list_datasets (WayCache *self, GError **error);
/* (element-type WayImported), oldest first. */
GPtrArray *way_cache_list_imports (WayCache *self, gint64 dataset, GError **error);
/* (element-type WayBadRow), by line; at most the first 10 000 are kept. */
GPtrArray *way_cache_list_bad_rows (WayCache *self, gint64 import, GError **error);
/* (element-type WayColumn), as they were chosen: the recipe. */
GPtrArray *way_cache_list_fields (WayCache *self, gint64 dataset, GError **error);
/* 0 if there is none of this name (compared as people type them). */
gint64 way_cache_find_dataset (WayCache *self, const char *name);
/* The same in a list of WayDataset that was made before. */
gint64 way_cache_find_dataset_among (const GPtrArray *datasets, const char *name);
/* Whether it holds events and not rows of a table. */
gboolean way_cache_is_log (WayCache *self, gint64 dataset);

/* Takes an import back: rows it replaced are there again. Not one of an event log. */
gboolean way_cache_forget_import (WayCache *self, gint64 import, GError **error);
gboolean way_cache_forget_dataset (WayCache *self, gint64 dataset, GError **error);

void way_dataset_free (WayDataset *self);
void way_imported_free (WayImported *self);
void way_bad_row_free (WayBadRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCache, way_cache_close)

G_END_DECLS
