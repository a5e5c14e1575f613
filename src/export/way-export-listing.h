/* way-export-listing.h — lists on paper: one or several after each other, A4 across, headings on every page.
 *
 * Shape:  lists → the whole PDF as GBytes. Same map, same bytes. Rows are never cut by the end of a page.
 * Units:  points.
 * Errors: WAY_EXPORT_ERROR_FAILED, G_IO_ERROR_CANCELLED.
 * Thread: may run in a thread of its own, as long as nobody changes the document.
 */
#pragma once

#include "base/way-listing.h"
#include "export/way-export.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* `document` says whose lists they are; each list begins a page. */
GBytes *way_export_listing_pdf (const WayDocument *document, const WayListing *const *listings, guint n, GCancellable *cancellable, GError **error);

G_END_DECLS
