/* way-export-listing.h — lists as files: on paper one or several after each other, A4 across, headings on every page; one alone also for
 * spreadsheets and programs.
 *
 * Shape:  lists → the whole file as GBytes. Same map, same bytes. On paper rows are never cut by the end of a page.
 * Units:  points.
 * Errors: WAY_EXPORT_ERROR_FAILED, G_IO_ERROR_CANCELLED; WAY_EXPORT_ERROR_OPTION where lists do not become such a file.
 * Thread: may run in a thread of its own, as long as nobody changes the document.
 */
#pragma once

#include "base/way-listing.h"
#include "export/way-export.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* What the end of a file's name says, in small or large letters. */
typedef enum
{
  WAY_LIST_FILE_NONE, /* nothing that lists become */
  WAY_LIST_FILE_PDF,
  WAY_LIST_FILE_CSV,
  WAY_LIST_FILE_JSON,
  WAY_LIST_FILE_TEXT,
  WAY_LIST_FILE_CALENDAR,
} WayListFile;

WayListFile way_list_file_find (const char *path);

typedef struct
{
  const WayDocument *document; /* whose lists they are */
  const WayListing *const *listings;
  guint n;
  /* The list in days, as way_ics_export () makes it; NULL: it has none. */
  char *(*make_calendar) (const WayDocument *document, guint *left_out);
} WayListOrder;

/* As the end of `path` says; nothing is written. */
GBytes *way_export_listing (const WayListOrder *order, const char *path, GCancellable *cancellable, GError **error);
/* `document` says whose lists they are; each list begins a page. */
GBytes *way_export_listing_pdf (const WayDocument *document, const WayListing *const *listings, guint n, GCancellable *cancellable, GError **error);

G_END_DECLS
