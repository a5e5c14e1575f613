/* way-import.h — a table on its way into the cache: what is proposed, what is changed, then all of it or nothing.
 *
 * Shape:  way_import_new () finds the table, and a dataset whose recipe fits it; the caller shows or changes the columns;
 *         way_import_run () reads all rows, leaves out those that are there already, and stores the rest in one transaction.
 * Errors: WAY_METRICS_ERROR, WAY_TEXT_ERROR. Cells that cannot be read are no error: they are kept with line and reason.
 * Owns:   the table; borrows the bytes and the cache.
 * Thread: one at a time; run () in a thread of its own needs a cache of its own.
 *
 * The same rows again add nothing: a row is known by all its cells that are imported, and by how often it stood in its file, so two
 * people who answer alike stay two. A row with the id and time of an earlier one but other values replaces it.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/cache/way-cache.h"
#include "metrics/tables/way-table.h"

G_BEGIN_DECLS

typedef struct _WayImport WayImport;

/* NULL `path`: pasted cells. NULL `options`: all found out. `dataset` (nullable): this one, whether it exists or not; NULL: the one
 * whose recipe fits, or a new one called after the file. */
WayImport *way_import_new (WayCache *cache, const char *data, gsize size, const char *path, const char *dataset, const WayTableOptions *options, WayReport *report, GError **error);
void way_import_free (WayImport *self);

WayTable *way_import_get_table (const WayImport *self);
const char *way_import_get_dataset (const WayImport *self);
/* Whether the columns are as they were chosen for this dataset before. */
gboolean way_import_has_recipe (const WayImport *self);
/* Of long forms: (element-type WayColumn), one a question, as columns of the dataset; empty for wide ones. */
GPtrArray *way_import_get_questions (const WayImport *self);
/* Columns and questions that nobody has decided. */
guint way_import_count_open (const WayImport *self);

typedef struct
{
  gint64 replaces;         /* this import goes first, in the same transaction; 0: none */
  GTimeZone *zone;         /* of times that name none; NULL: UTC */
  gboolean accept_guesses; /* open questions are answered as guessed; otherwise they are an error */
} WayImportOptions;

typedef struct
{
  gint64 import;  /* 0: nothing new, so there is none */
  gint64 n_rows;  /* added */
  gint64 n_known; /* were there before */
  gint64 n_replaced;
  gint64 n_bad; /* cells that could not be read */
} WayImportResult;

/* `done` from 0 to 1; not more often than every few milliseconds, in the thread that runs. */
typedef void (*WayImportProgress) (double done, gpointer user_data);

gboolean way_import_run (WayImport *self, const WayImportOptions *options, WayImportProgress progress, gpointer user_data, GCancellable *cancellable, WayImportResult *result, WayReport *report, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayImport, way_import_free)

G_END_DECLS
