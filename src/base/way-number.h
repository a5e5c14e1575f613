/* way-number.h — numbers as text: the file's form ("0.71") and that of the texts' language ("0,71").
 *
 * Errors: none; parsers return FALSE and leave the result as it was.
 * Thread: any; LC_NUMERIC plays no part: who reads German words reads German numbers beside them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* xsd:decimal, surrounding blanks allowed: no exponent, no infinity. */
gboolean way_number_parse (const char *text, double *value);
/* xsd:integer. */
gboolean way_integer_parse (const char *text, gint64 *value);
/* The shortest xsd:decimal with at most `digits` places, without trailing zeros; g_free. */
char *way_number_to_xml (double value, int digits);
/* For people: at most `digits` places without trailing zeros, decimal sign of the texts' language, a true minus (U+2212),
 * thousands parted by a narrow no-break space; g_free. */
char *way_number_to_text (double value, int digits);
/* As people write it beside the texts' language: "1.234,5", "1 234,5" and "-3" or "−3" in German. A "." or "," that cannot
 * part thousands counts as the decimal sign, whichever it is. */
gboolean way_number_from_text (const char *text, double *value);

G_END_DECLS
