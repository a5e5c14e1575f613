/* random-document.h — a document made from the field table by chance: every kind, every slot, about half of the fields.
 *
 * Shape:  valid in every respect: values fit their types and ranges, references lead to the right kinds.
 * Thread: any; the same seed gives the same document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

WayDocument *random_document_new (guint32 seed);

G_END_DECLS
