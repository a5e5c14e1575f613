/* way-document-private.h — what way-integrity.c may do beyond the public primitives. */
#pragma once

#include "model/way-document.h"

/* remove, though others still point to it: the caller takes those away in the same transaction. */
void way_document_remove_unchecked (WayDocument *self, WayElement *element);
