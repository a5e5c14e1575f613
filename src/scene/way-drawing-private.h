/* way-drawing-private.h — for bands alone. */
#pragma once

#include "scene/way-drawing.h"

/* `id` interned. A drawing that is used again mostly shows the same element, so it remembers the last answer. */
const char *way_drawing_intern_id (WayDrawing *self, const char *id);
