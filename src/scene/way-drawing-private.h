/* way-drawing-private.h — for bands and the comparison of scenes alone. */
#pragma once

#include "scene/way-drawing.h"

/* Gives back the room for shapes that did not come: there are as many drawings as cards and lines. */
void way_drawing_trim (WayDrawing *self);
/* `id` as a GRefString, for the item to keep. A drawing that is used again mostly shows the same element, so it
 * remembers the last answer. */
char *way_drawing_dup_id (WayDrawing *self, const char *id);
/* The same shapes: nobody sees a difference. */
gboolean way_drawing_looks_like (const WayDrawing *a, const WayDrawing *b);
/* And the same words for those who cannot see it, though one may have been made anew. */
gboolean way_drawing_equal (const WayDrawing *a, const WayDrawing *b);
