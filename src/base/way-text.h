/* way-text.h — small helpers for UTF-8 text that every layer needs.
 *
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the first byte of invalid UTF-8 or the first NUL stands, or -1. About 4 GB/s on plain ASCII. */
gssize way_text_find_invalid (const char *data, gsize size);
/* Trimmed, each run of white space one blank; control characters gone; g_free. */
char *way_text_collapse (const char *text);
/* At most `max` characters of the first line, with "…" where something was cut; for messages. g_free. */
char *way_text_excerpt (const char *text, guint max);
/* Takes a text so short that no line should end in it ("−8,5 %-Pkt."): no-break spaces, and no break after a hyphen; g_free. */
char *way_text_keep_together (char *text);
/* First letters of the first and last word, upper case ("Ilka Brandt" → "IB"); g_free. */
char *way_text_initials (const char *name);
/* In the quotation marks of a language ("de" → „…“, "fr" → « … »), by its first subtags; English ones where it is NULL or
 * not known. Marks that stand around the whole text already are not doubled, those within it become single. g_free. */
char *way_text_quote (const char *text, const char *language);
/* For file names: letters and digits, the rest one dash each, never empty; g_free. */
char *way_text_slug (const char *text);

G_END_DECLS
