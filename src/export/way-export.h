/* way-export.h — what the writers of PDF, SVG and PNG share: options, paper, errors.
 *
 * Shape:  WayExportOptions is filled by the caller, starting from way_export_options_init (). Each writer returns the
 *         whole file as GBytes; putting it on the disk is the caller's.
 * Units:  points; paper stands upright (width <= height) unless it is always wide.
 * Errors: WAY_EXPORT_ERROR, and G_IO_ERROR_CANCELLED.
 * Thread: one export may run in a thread of its own; scenes can be shared.
 */
#pragma once

#include <gio/gio.h>

#include "base/way-colour.h"
#include "base/way-report.h"

G_BEGIN_DECLS

#define WAY_EXPORT_ERROR (way_export_error_quark ())
GQuark way_export_error_quark (void);

typedef enum
{
  WAY_EXPORT_ERROR_OPTION,    /* a name or number that means nothing here */
  WAY_EXPORT_ERROR_TOO_LARGE, /* choose less, or another format */
  WAY_EXPORT_ERROR_FAILED,    /* the drawing library gave up: memory */
} WayExportError;

typedef enum
{
  WAY_EXPORT_PDF,
  WAY_EXPORT_SVG,
  WAY_EXPORT_PNG,
  WAY_N_EXPORT_FORMATS
} WayExportFormat;

typedef enum
{
  WAY_ORIENTATION_AUTO, /* what shows the map larger, or on fewer pages */
  WAY_ORIENTATION_PORTRAIT,
  WAY_ORIENTATION_LANDSCAPE,
} WayOrientation;

typedef struct
{
  const char *name;     /* "a4", "16:9", "map" */
  double width, height; /* 0 = as large as the map */
  gboolean wide;        /* has no upright form */
} WayPaper;

/* 0 to 1; comes from the thread that exports. */
typedef void (*WayExportProgress) (double done, gpointer data);

typedef struct
{
  const WayPaper *paper; /* never NULL */
  WayOrientation orientation;
  gboolean tiled;       /* over as many pages as it takes, at `scale` */
  double margin;        /* < 0: 5 mm, 10 mm around tiles, none on a page as large as the map */
  double overlap;       /* of neighbouring tiles */
  gboolean crop_marks;  /* and ticks where tiles overlap, the tile's code and a key to all of them */
  double scale;         /* of tiles; pixels a point in a PNG */
  int pixel_width;      /* of a PNG; 0 = by scale */
  gboolean transparent; /* SVG and PNG without a page colour */
  WayRect crop;         /* SVG and PNG show this part of the map alone; no width = all of it */
  WayExportProgress progress;
  gpointer progress_data;
} WayExportOptions;

/* The page as large as the map, one pixel a point, 10 mm overlap, crop marks. */
void way_export_options_init (WayExportOptions *self);

#define WAY_MM(mm) ((mm) *72.0 / 25.4)

/* "a4", "A3", "16:9", "letter", "map"; NULL and an error that lists the names for others. */
const WayPaper *way_paper_find (const char *name, GError **error);
/* The i-th, or NULL behind the last. */
const WayPaper *way_paper_get (guint i);

/* From a format's name ("pdf") or a file's ("Map.PDF"). */
gboolean way_export_format_find (const char *name, WayExportFormat *format);

G_END_DECLS
