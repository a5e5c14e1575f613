/* way-prescan.h — looks at a stranger's bytes before libxml2 sees any of them.
 *
 * Shape:  a check of the encoding, then one walk over the markup: no tree, no copy, no allocation.
 * Never:  decides whether a document is well-formed; malformed markup passes here, and libxml2 names it. Yet a declaration
 *         ("<!DOCTYPE", "<!ENTITY") is refused even behind markup that this walk does not understand.
 * Errors: WAY_FORMAT_ERROR_REFUSED for what is unsafe or far too large, _MALFORMED for what is not UTF-8 text,
 *         _NOT_WAYMARK for well-known files of other kinds.
 * Thread: any.
 * Source: XML 1.0, fifth edition, 2.3 to 3.1 (what ends a comment, a section, an instruction, a tag).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest that still pass. A full document stays far below: 10 000 touchpoints are 7 MB and 60 000 elements. */
#define WAY_PRESCAN_MAX_SIZE ((gsize) 64 * 1024 * 1024) /* bytes of the file */
#define WAY_PRESCAN_MAX_DEPTH 64                        /* elements inside each other, the root being the first */
#define WAY_PRESCAN_MAX_ATTRIBUTES 64                   /* on one element, namespaces included */
#define WAY_PRESCAN_MAX_NAMESPACES 64                   /* in scope at one place: libxml2 looks through all of them for each name */
#define WAY_PRESCAN_MAX_TAG (128 * 1024)                /* bytes from "<" to ">" */
#define WAY_PRESCAN_MAX_ELEMENTS 200000
#define WAY_PRESCAN_MAX_ASIDES 200000      /* comments, instructions and CDATA sections, together */
#define WAY_PRESCAN_MAX_TEXT (1024 * 1024) /* bytes between two tags; CDATA counts, comments do not part it */

/* TRUE if `data` may be given to the parser. Otherwise `line` (nullable) is where, counted from 1, or 0 if it is about the
   whole file; it is set on failure only. `data` needs no NUL at its end. */
gboolean way_prescan (const char *data, gsize size, int *line, GError **error);

G_END_DECLS
