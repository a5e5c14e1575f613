/* way-integrity.h — holding a document against its table, and deleting without leaving loose ends.
 *
 * Errors: way_integrity_check () reports findings and never fails; deleting sets WAY_MODEL_ERROR.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* Values and ranges, references that point to nothing or to the wrong kind, missing children: one finding each, with
 * the line where the element was read. Ids are unique in every WayDocument. Returns how many errors were added. */
guint way_integrity_check (const WayDocument *document, WayReport *report);

/* What deleting would do, without doing it: `gone` gets what goes along with the element (children only of others), `cleared`
 * what stays and loses a reference. (element-type WayElement), both borrow. FALSE as in deleting. */
gboolean way_integrity_foresee (WayDocument *document, WayElement *element, GPtrArray *gone, GPtrArray *cleared, GError **error);
/* Removes `element` and, in the same transaction, what cannot do without it (the cards of a lane, the connections of a
 * touchpoint, comments on it); where it is one reference among others only that is dropped. */
gboolean way_integrity_delete (WayDocument *document, WayElement *element, GError **error);

G_END_DECLS
