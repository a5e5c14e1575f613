/* way-warehouse-job.h — a data warehouse, asked away from the main thread: what tables it has, what is in one, and its events.
 *
 * Shape:  a source and perhaps a password → its tables → columns, first rows and a recipe for one of them → copy, or count. Each step
 *         connects anew, so nothing stays open behind a dialog that somebody leaves standing.
 * Errors: as way-remote.h; G_IO_ERROR_CANCELLED. After an error the cache is as before.
 * Owns:   what was found; borrowed until the next step. The password is kept for the steps to come and wiped with the job.
 * Thread: main; one step at a time, and nothing of it may be changed meanwhile. `done` may be read.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-remote-flow.h"

G_BEGIN_DECLS

/* So many of the first rows are shown before. */
#define WAY_WAREHOUSE_ROWS 6

typedef struct _WayWarehouseJob WayWarehouseJob;

WayWarehouseJob *way_warehouse_job_new (void);
WayWarehouseJob *way_warehouse_job_ref (WayWarehouseJob *self);
void way_warehouse_job_unref (WayWarehouseJob *self);

/* Texts are copied; NULL: none. Another source has other tables, and the password of the one before is forgotten. */
void way_warehouse_job_set_source (WayWarehouseJob *self, const char *source);
void way_warehouse_job_set_password (WayWarehouseJob *self, const char *password);
const char *way_warehouse_job_get_source (const WayWarehouseJob *self);

/* What is in the source; with a table also what is in that. `remote` (nullable): what is known of its columns. */
void way_warehouse_job_look_async (WayWarehouseJob *self, const char *table, const WayRemote *remote, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean way_warehouse_job_look_finish (WayWarehouseJob *self, GAsyncResult *result, GError **error);
/* (element-type utf8), NULL before. */
const GPtrArray *way_warehouse_job_get_tables (const WayWarehouseJob *self);
/* (element-type WayOdbcColumn) and (element-type GStrv), of the table looked at last; NULL: none. */
const GPtrArray *way_warehouse_job_get_columns (const WayWarehouseJob *self);
const GPtrArray *way_warehouse_job_get_rows (const WayWarehouseJob *self);
/* What its columns are taken for; what could not be told is NULL. */
const WayRemote *way_warehouse_job_get_guess (const WayWarehouseJob *self);

/* What came of it: events, or a count. */
typedef struct
{
  WayRemoteMode mode;
  gint64 n_events, n_known; /* copied; known before. Counted: events of places */
  gint64 n_cases;
} WayWarehouseResult;

/* `journey` is copied; NULL copies or counts without a map. `remote` NULL: as the last time. */
void way_warehouse_job_run_async (WayWarehouseJob *self, const char *name, const WayRemote *remote, const WayElement *journey, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean way_warehouse_job_run_finish (WayWarehouseJob *self, GAsyncResult *result, WayWarehouseResult *out, GError **error);
/* 0 to 1. */
double way_warehouse_job_get_done (WayWarehouseJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayWarehouseJob, way_warehouse_job_unref)

G_END_DECLS
