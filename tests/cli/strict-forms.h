/* strict-forms.h — CSV and JSON as other programs read them, and not a blank more lenient.
 *
 * Shape:  a text → what it holds, as far as tables go; the message of the first mistake otherwise.
 * Source: RFC 4180 (CRLF behind every record, as many cells in each), RFC 8259 (one value, UTF-8).
 */
#pragma once

#include <glib.h>

typedef struct
{
  GPtrArray *names; /* (element-type utf8): of the columns, or the keys of the first object in an array */
  guint n_rows;     /* below the names, or objects in the array */
} StrictTable;

void strict_table_clear (StrictTable *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StrictTable, strict_table_clear)

/* NULL: it is right. Otherwise what is wrong, and where. g_free. */
char *strict_parse_csv (const char *text, StrictTable *table);
char *strict_parse_json (const char *text, StrictTable *table);
