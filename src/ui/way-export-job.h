/* way-export-job.h — one export, away from the main thread.
 *
 * Shape:  bytes of a map and options → a file. The thread reads the map anew, so it shares nothing with the window.
 * Errors: WAY_EXPORT_ERROR, those of way-save.h and way-redact.h, G_IO_ERROR_CANCELLED.
 * Owns:   everything it holds.
 * Thread: made in the main one; run in any.
 */
#pragma once

#include <gio/gio.h>

#include "export/way-export.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *map;
  char *path;
  char *journey; /* id; NULL = all of them (PDF), or the first */
  WayExportFormat format;
  WayExportOptions options;
  gboolean safe;
  int done; /* atomic: 0 to 1000 */
} WayExportJob;

WayExportJob *way_export_job_new (GBytes *map, const char *path, WayExportFormat format);
void way_export_job_free (WayExportJob *self);
gboolean way_export_job_run (WayExportJob *self, GCancellable *cancellable, GError **error);

G_END_DECLS
