/* way-mermaid-text.h — texts of a Mermaid diagram: entity codes, line breaks, and escaping.
 *
 * Shape:  "#59;" and "#quot;" → the character; <br> and white space → one blank; an unknown code stays as it is.
 *         way_mermaid_decode (way_mermaid_encode (x)) = x for every valid line of a map.
 * Errors: none.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands at `text` as an entity: its length in bytes, or 0. */
gsize way_mermaid_skip_entity (const char *text);
/* Trimmed, breaks made blanks, entities decoded; g_free. */
char *way_mermaid_decode (const char *text, gsize size);
/* Appends `text` so that it reads as one name there. `extra` are more characters to be written as entities. */
void way_mermaid_encode (GString *to, const char *text, const char *extra);
/* Appends `text` as the first thing on a line, where a keyword would mean something else. */
void way_mermaid_encode_start (GString *to, const char *text, const char *extra);

G_END_DECLS
