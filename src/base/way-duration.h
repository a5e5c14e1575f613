/* way-duration.h — how long something took, as people say it.
 *
 * Errors: none.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* “3 d 4 h”, “12 min 5 s”, “0.25 s”: its two largest units, in the texts' language; g_free. */
char *way_duration_to_text (double milliseconds);

G_END_DECLS
