/* way-log-job.h — an event log, read from a file or found among those that are kept, away from the main thread.
 *
 * Shape:  a file; or the name of a kept log; or a journey, whose log is looked for → a log and how it was read. A kept one may be no
 *         more than what a warehouse counted: then there is a name and no log.
 * Errors: WAY_METRICS_ERROR, WAY_TEXT_ERROR, G_FILE_ERROR.
 * Owns:   what it was asked for and what came of it; both may be looked at as long as somebody holds the job.
 * Thread: main; runs in another one, once. Meanwhile only how far it is may be asked, and it may be cancelled.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-log-import.h"
#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  char *path; /* NULL: not of a file */
  char *name; /* of the file, or of the log; NULL: a journey has none */
  WayLog *log;
  WayLogFacts facts;              /* of a file: what it was taken for */
  gboolean is_told;               /* of a file: the lifecycle was not found out but said */
  gboolean is_found;              /* nobody has named it: it is the log of a journey */
  gboolean is_counted, is_remote; /* a warehouse counted it; it came out of one */
} WayLogJob;

WayLogJob *way_log_job_new_for_path (const char *path);
/* The same, told what counts; columns as in WayLogOptions. */
WayLogJob *way_log_job_new_for_path_as (const char *path, WayLifecycle lifecycle, const char *score_column, const char *cost_column);
WayLogJob *way_log_job_new_for_name (const char *name);
/* The log that way_log_find_kept () says; that there is none is no error. */
WayLogJob *way_log_job_new_for_journey (const WayElement *journey);
/* Done already. */
WayLogJob *way_log_job_new_for_log (WayLog *log, const char *name);
WayLogJob *way_log_job_ref (WayLogJob *self);
void way_log_job_unref (WayLogJob *self);

void way_log_job_run_async (WayLogJob *self, GAsyncReadyCallback callback, gpointer data);
/* The job, a reference; `error` is set if it has come to nothing. */
WayLogJob *way_log_job_run_finish (GAsyncResult *result, GError **error);
/* Of a file, from 0 to 1. */
double way_log_job_get_done (WayLogJob *self);
/* The reading of a file; whoever cancels does not ask what came of it. */
void way_log_job_cancel (WayLogJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogJob, way_log_job_unref)

G_END_DECLS
