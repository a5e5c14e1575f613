/* way-channel.h — what kind of channel a name speaks of, in German and English.
 *
 * Errors: none; what is not known is “other”.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The nicks of the field table; both are given. */
void way_channel_guess (const char *name, const char **kind, const char **medium);

G_END_DECLS
