/* way-tile.h — what stands in the margin of a tile: crop marks, ticks where the next sheet goes, code and key; inside
 * export/ only.
 *
 * Units:  points of the paper.
 * Thread: as the cairo_t.
 */
#pragma once

#include "export/way-page.h"
#include "scene/way-measure.h"

G_BEGIN_DECLS

/* `name` is the map's, or NULL. */
void way_tile_draw_marks (cairo_t *cr, const WayPage *page, double overlap, const char *name, WayMeasure *measure);

G_END_DECLS
