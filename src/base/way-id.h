/* way-id.h — ids of elements: a two-letter prefix and eight random base32 characters ("tp-4hq2k7vd").
 *
 * Thread: any; way_id_new () draws from GLib's global generator, way_id_new_from () from the caller's.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The format's pattern: two or three letters, a dash, 3 to 24 letters or digits, all lower case. */
gboolean way_id_is_valid (const char *id);
char *way_id_new (const char *prefix);
/* The same from a seeded generator, for tests and for imports that must give the same ids each time. */
char *way_id_new_from (GRand *rand, const char *prefix);

G_END_DECLS
