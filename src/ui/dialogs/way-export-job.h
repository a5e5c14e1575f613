/* way-export-job.h — the work behind the export and print dialogs, away from the main thread.
 *
 * Shape:  bytes of a map → document → scenes → files, sheets of paper, or a preview. The thread reads the map anew, so it
 *         shares nothing with the window; what was laid out is kept for the next request that wants the same.
 * Errors: WAY_EXPORT_ERROR, those of way-save.h and way-redact.h, G_IO_ERROR_CANCELLED.
 * Owns:   everything it holds.
 * Thread: made in the main one; used in any, but in one at a time. `done` may be read meanwhile.
 */
#pragma once

#include "export/way-preview.h"
#include "ui/dialogs/way-export-request.h"

G_BEGIN_DECLS

typedef struct _WayExportJob WayExportJob;

/* What is seen before: a page or a picture, or the beginning of a text. */
typedef struct
{
  WayPreview *picture;  /* NULL: `text` */
  char *text;           /* UTF-8 */
  guint page, n_pages;  /* of sheets, pictures or texts; from 0 */
  double width, height; /* points of the sheet, pixels of the picture */
  double scale;         /* of the map on the sheet */
  char code[16];        /* of a tile, or "" */
  gboolean is_sheet, is_dark;
} WayExportLook;

WayExportJob *way_export_job_new (GBytes *map);
WayExportJob *way_export_job_ref (WayExportJob *self);
void way_export_job_unref (WayExportJob *self);

/* Writes `path`, or for several journeys with a file each PATH-JOURNEY.suffix. Returns the paths that were written. */
GPtrArray *way_export_job_write (WayExportJob *self, const WayExportRequest *request, const char *path, GCancellable *cancellable, GError **error);
/* The file of the first journey, or of all where they share one, without the disk. */
GBytes *way_export_job_make (WayExportJob *self, const WayExportRequest *request, GCancellable *cancellable, GError **error);
/* `page` beyond the last is the last. */
WayExportLook *way_export_job_look (WayExportJob *self, const WayExportRequest *request, guint page, int max_width, int max_height, GCancellable *cancellable, GError **error);
/* For a printer. */
WaySheets *way_export_job_make_sheets (WayExportJob *self, const WayExportRequest *request, GError **error);
/* 0 to 1. */
double way_export_job_get_done (WayExportJob *self);

void way_export_look_free (WayExportLook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayExportJob, way_export_job_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayExportLook, way_export_look_free)

G_END_DECLS
