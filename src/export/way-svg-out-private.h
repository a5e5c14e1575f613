/* way-svg-out-private.h — numbers and text as an SVG file has them; inside export/ only.
 *
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* At most two decimals, no exponent, no locale, never "-0". */
void way_svg_append_number (GString *s, double value);
/* Fit for content and attributes; what XML 1.0 cannot hold is left out. */
void way_svg_append_text (GString *s, const char *text);

G_END_DECLS
