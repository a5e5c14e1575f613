/* way-data.h — a dataset in memory: columns of all its imports, one after the other.
 *
 * Shape:  columns are loaded when first asked for. Rows that later imports have replaced are not alive. An event log is one, too, with an
 *         event a row (way-log-feed.h).
 * Units:  days since 1970-01-01, UTC.
 * Errors: WAY_METRICS_ERROR_NOT_FOUND, _CACHE.
 * Owns:   what it loads; the cache must outlive it.
 * Thread: one thread at a time.
 */
#pragma once

#include "metrics/cache/way-cache.h"

G_BEGIN_DECLS

#define WAY_NO_DAY G_MININT32

typedef struct _WayData WayData;

/* Numbers as codes into a short list where they have at most 254 different values, else as they are. */
typedef struct
{
  const WayColumn *field; /* borrowed */
  guint8 *codes;          /* 255 is missing; or NULL */
  double values[255];
  guint n_values;
  double *numbers; /* NAN is missing; or NULL */
} WayNumbers;

typedef struct
{
  const WayColumn *field;
  guint32 *codes;   /* 0 is missing */
  GPtrArray *texts; /* (element-type utf8): code − 1 → text */
  GPtrArray *names; /* (element-type utf8): the same as people type them */
} WayKeys;

WayData *way_data_new (WayCache *cache, const char *dataset, GError **error);
void way_data_free (WayData *self);
/* The columns a dataset has, without loading it; (element-type WayColumn), owned. NULL on error. */
GPtrArray *way_data_list_fields (WayCache *cache, const char *dataset, GError **error);

gsize way_data_get_size (const WayData *self);
/* (element-type WayColumn) */
GPtrArray *way_data_get_fields (const WayData *self);
/* NULL if there is none; names as people type them. */
const WayColumn *way_data_find_field (const WayData *self, const char *name);
/* The first field of this use, or NULL. */
const WayColumn *way_data_find_use (const WayData *self, WayColumnUse use);

/* NULL, with `error` set: no such column, or of another type. */
const WayNumbers *way_data_get_numbers (WayData *self, const char *name, GError **error);
const WayKeys *way_data_get_keys (WayData *self, const char *name, GError **error);
/* The day of each row, WAY_NO_DAY where it has none, and the first and the last of them (first > last: no row has one); NULL name: the
 * dataset's time column; NULL without an error: it has no such column. */
const gint32 *way_data_get_days (WayData *self, const char *name, gint32 *first, gint32 *last, GError **error);
/* What each row is known by: the same whenever its file is imported. NULL on error. */
const guint64 *way_data_get_hashes (WayData *self, GError **error);
/* The pseudonym of whoever answered, 0 where nobody is named; NULL without an error: the dataset has no ids. */
const guint64 *way_data_get_people (WayData *self, GError **error);
/* One byte a row, or NULL: all are alive. */
const guint8 *way_data_get_alive (const WayData *self);
/* Where a row came from: the import and the line in its file. */
gboolean way_data_find_origin (WayData *self, gsize row, gint64 *import, int *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayData, way_data_free)

G_END_DECLS
