/* way-guide.h — questions for a talk with one stakeholder, made from what the map only assumes about them.
 *
 * Shape:  Markdown, or a list to be printed and written in: open questions first, then each assumption with room for what was said, for and against in the same width
 *         (R001-15, R001-16). What enough customers have confirmed is not asked again.
 * Errors: none.
 * Thread: as the document.
 */
#pragma once

#include "base/way-listing.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* `today` as way_date_today () gives it: what is stale is asked again. g_free. */
char *way_guide_write (const WayDocument *document, const WayElement *journey, const WayElement *stakeholder, guint32 today);
/* The same with a column to write in. */
WayListing *way_guide_list (const WayDocument *document, const WayElement *journey, const WayElement *stakeholder, guint32 today);

G_END_DECLS
