/* way-drawing-private.h — for bands alone. */
#pragma once

#include "scene/way-drawing.h"

/* `id` as a GRefString, for the item to keep. A drawing that is used again mostly shows the same element, so it
 * remembers the last answer. */
char *way_drawing_dup_id (WayDrawing *self, const char *id);
/* The same shapes and words, though it may have been made anew. */
gboolean way_drawing_equal (const WayDrawing *a, const WayDrawing *b);
