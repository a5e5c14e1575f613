/* way-pdf-info-private.h — what a PDF says of itself: title, authors, subject, keywords, dates; and a last touch; inside export/ only.
 *
 * Thread: any.
 */
#pragma once

#include <cairo.h>

#include "model/way-document.h"

G_BEGIN_DECLS

void way_pdf_info_set (cairo_surface_t *surface, const WayDocument *document);

/* When the document was begun and last marked as a version; if it does not say, the newest date in it, or
 * SOURCE_DATE_EPOCH; never the clock, so that the same map gives the same bytes. ISO 8601; g_free. */
char *way_pdf_info_dup_created (const WayDocument *document);
char *way_pdf_info_dup_modified (const WayDocument *document);

/* cairo 1.16 names a picture in a page's resources as often as it is shown there (each 😀 of a map), which checkers
 * report as duplicate keys. Blanks out all but the first; no byte moves. */
void way_pdf_info_tidy (GByteArray *pdf);

G_END_DECLS
