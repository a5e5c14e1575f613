/* way-redact.h — a map for customers' eyes: a copy without what is about them rather than for them.
 *
 * Shape:  a document → a new document that holds nothing of it: comments; stakeholders, their attitude and influence;
 *         lanes of ours (see way_redact_hides_lane ()) with their cards, and cards that say "backstage"; pains,
 *         opportunities, actions; metrics and figures; evidence and sources; votes; names of staff and departments; purpose and scope;
 *         every field that the table calls internal; whatever this version does not know.
 *         What only made sense together with it goes as well. So no writer can give away what it never sees.
 * Errors: WAY_MODEL_ERROR_STRUCTURE if nothing is left to show.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

WayDocument *way_redact_for_customers (const WayDocument *document, GError **error);

/* Whether a lane or separator is about us: by its kind, or because it lies below a line of visibility. */
gboolean way_redact_hides_lane (const WayElement *lane);

G_END_DECLS
