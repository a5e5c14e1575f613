/* way-document-private.h — what way-integrity.c and way-merge-apply.c may do beyond the public primitives: the document is only valid
 * again when their transaction ends. */
#pragma once

#include "model/way-document.h"

/* remove, though others still point to it: the caller takes those away in the same transaction. */
void way_document_remove_unchecked (WayDocument *self, WayElement *element);
/* move, though the old parent may be left without a child it needs. */
void way_document_move_unchecked (WayDocument *self, WayElement *element, WayElement *parent, guint index);
/* set, whatever the value; the same again is no change. */
void way_document_set_unchecked (WayDocument *self, WayElement *element, WayField field, const char *value);
