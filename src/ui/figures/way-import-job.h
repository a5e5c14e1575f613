/* way-import-job.h — one table on its way into the cache, read and stored away from the main thread.
 *
 * Shape:  a file or pasted cells → look (what the columns are, the first rows, findings) → whoever shows it changes the columns →
 *         run. Looking again with other options begins anew.
 * Errors: WAY_METRICS_ERROR, WAY_TEXT_ERROR, G_FILE_ERROR, G_IO_ERROR_CANCELLED; after an error the cache is as before.
 * Owns:   the bytes, a connection to the cache, and the import.
 * Thread: main; the import may be read and changed there while nothing is under way. `done` may be read meanwhile.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-import.h"

G_BEGIN_DECLS

/* So many of the first rows are shown before. */
#define WAY_IMPORT_ROWS 6

typedef struct _WayImportJob WayImportJob;

WayImportJob *way_import_job_new_for_path (const char *path);
WayImportJob *way_import_job_new_for_text (const char *text);
WayImportJob *way_import_job_ref (WayImportJob *self);
void way_import_job_unref (WayImportJob *self);

/* Of the file, or “Pasted cells”. */
const char *way_import_job_get_name (const WayImportJob *self);
/* 0 to 1. */
double way_import_job_get_done (WayImportJob *self);

/* NULL dataset, NULL options: found out. */
void way_import_job_look_async (WayImportJob *self, const char *dataset, const WayTableOptions *options, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean way_import_job_look_finish (WayImportJob *self, GAsyncResult *result, GError **error);
/* After a look: NULL before, and when it failed. */
WayImport *way_import_job_get_import (WayImportJob *self);
/* The first rows, (element-type GStrv), a cell a column. */
const GPtrArray *way_import_job_get_rows (WayImportJob *self);
const WayReport *way_import_job_get_report (WayImportJob *self);

void way_import_job_run_async (WayImportJob *self, const WayImportOptions *options, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean way_import_job_run_finish (WayImportJob *self, GAsyncResult *result, WayImportResult *imported, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayImportJob, way_import_job_unref)

G_END_DECLS
