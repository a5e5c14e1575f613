/* way-writer.h — a document to bytes: the same model gives the same bytes.
 *
 * Shape:  canonical: fields and children in the table's order, two blanks a level, LF, UTF-8, as "xmllint --format" would
 *         lay it out. Extras go back to where they stood; namespaces they need are declared where they are not in scope.
 * Errors: none.
 * Thread: any, while nobody changes the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

GBytes *way_writer_write (const WayDocument *document);

G_END_DECLS
