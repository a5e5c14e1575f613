/* way-letters-private.h — letters for pictures of pixels: each painted once and kept as a mask.
 *
 * Shape:  (font, size on the screen) → (glyph, quarter of a pixel) → mask. A text is put together from masks and painted at once.
 * Units:  pixels; baselines lie on whole ones, letters on quarters, so that the gaps between them look equal.
 * Owns:   masks and a reference of each font, up to some MiB; then it begins anew.
 * Thread: under the lock of way-measure.c.
 */
#pragma once

#include <pango/pangocairo.h>

/* The layout's corner at (x, y) of the user's space. FALSE, and nothing is drawn, where masks do not serve: the target is no picture, the
 * matrix turns or stretches, the letters are large, or the font lacks one. */
gboolean way_letters_draw (PangoLayout *layout, cairo_t *cr, double x, double y);
