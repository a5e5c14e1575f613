/* way-uri.h — which links of a map may be opened, and where they lead.
 *
 * Errors: a link that may not says why, as a translated sentence.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* http, https and mailto with somewhere to lead to, and nothing in it that could make it look like another. `*why` (if given)
 * is g_free'd by the caller. */
gboolean way_uri_may_open (const char *uri, char **why);
/* "It leads to example.org." or "It writes to a@example.org."; for what may be opened. g_free. */
char *way_uri_describe (const char *uri);

G_END_DECLS
