/* way-field-text.h — a field's value as people read and write it: numbers and days in the language of the texts, words for nicks.
 *
 * Shape:  value of the file ↔ text; from (to (value)) is value again for numbers, days, choices and truth values.
 * Errors: none; what is not understood comes back as it is, for way_field_accepts () to refuse with a reason.
 * Thread: any.
 */
#pragma once

#include "model/way-kind.h"

G_BEGIN_DECLS

/* "" for NULL; g_free. */
char *way_field_to_text (const WayFieldInfo *info, const char *value);
/* NULL where nothing is left; lines and paragraphs without surrounding blanks; g_free. */
char *way_field_from_text (const WayFieldInfo *info, const char *text);
/* Why `text` is refused, as a sentence with the text in it: “7” must lie between 1 and 5. g_free. */
char *way_field_refuse (const WayFieldInfo *info, const char *text);

G_END_DECLS
