/* way-settings.h — what the program remembers of its user: theme, window, panes, what was chosen last.
 *
 * Shape:  GSettings where our schema is installed (or GSETTINGS_SCHEMA_DIR names where it lies); else a table that lasts
 *         as long as the process, so that a program fresh from the build folder runs, and forgets.
 * Errors: none; a key that is not in the table is a programmer's.
 * Thread: main.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WAY_SETTINGS_SCHEMA "io.github.waymark.Waymark"

/* g_variant_unref. */
GVariant *way_settings_get (const char *key);
gboolean way_settings_get_boolean (const char *key);
int way_settings_get_int (const char *key);
/* g_free. */
char *way_settings_dup_string (const char *key);

/* Takes a floating `value`. */
void way_settings_set (const char *key, GVariant *value);

/* The table: the i-th key and its default as GVariant text; NULL behind the last. */
const char *way_settings_get_key (guint i, const char **text);

G_END_DECLS
