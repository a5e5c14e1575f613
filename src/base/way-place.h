/* way-place.h — where the program finds what is installed beside it: templates, schema, translations.
 *
 * Shape:  a folder fixed when building (prefix/share/waymark), which an environment variable overrides:
 *         WAYMARK_DATADIR for the data, WAYMARK_LOCALEDIR for the translations. So it runs from the build tree too.
 * Errors: none; whether the file is there shows on opening it.
 * Thread: any, after way_place_init_language ().
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "templates/blank.waymark" → its path; g_free. */
char *way_place_build_data (const char *name);

/* Takes the user's locale and finds the translations for it; once, first thing in main (). */
void way_place_init_language (void);

G_END_DECLS
