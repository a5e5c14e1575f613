/* way-grid-private.h — columns and cards of a layout: which are shown, how wide they must be. */
#pragma once

#include "scene/way-layout-private.h"

/* Fills columns, phases, lanes, cards and the look-up tables; then widths and x from content. */
void way_grid_build (WayLayout *self);
void way_grid_clear (WayLayout *self);
