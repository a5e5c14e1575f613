/* way-xml-error.h — our words for what libxml2 stumbles over, and for files that are something else. Private to format/.
 *
 * Never:  shows libxml2's own text; only element and attribute names and line numbers are taken from it.
 * Thread: any.
 */
#pragma once

#include <glib.h>
#include <libxml/xmlerror.h>

G_BEGIN_DECLS

/* A sentence for a malformed document; `last` is the character before the place, 0 if there is none. g_free. */
char *way_xml_error_to_text (const xmlError *error, char last);
/* A sentence for a root element that is none of ours; `uri` is NULL for no namespace. g_free. */
char *way_xml_error_describe_root (const char *name, const char *uri);

G_END_DECLS
