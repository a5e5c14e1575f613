/* way-copy-private.h — copies of elements under new ids, whose references among themselves lead to the copies. */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* A deep copy with ids that `document` does not have, which enter `names` (old id → new id, both owned). */
WayElement *way_copy_new (WayDocument *document, const WayElement *element, GHashTable *names);
/* References to what was copied lead to the copies; the others stay. */
void way_copy_redirect (WayElement *copy, GHashTable *names);
GHashTable *way_copy_names_new (void);
/* In the order they can be inserted: places before cards, cards before what connects them; within a list as they stand. */
void way_copy_sort (GPtrArray *elements);

G_END_DECLS
