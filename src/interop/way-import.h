/* way-import.h — one door for other people's files: what is it, and a map of it.
 *
 * Shape:  name and bytes → format → document. Lists are another matter: they change a map there is already, see
 *         way_csv_list_apply ().
 * Errors: WAY_INTEROP_ERROR, and what the importers say.
 * Thread: any.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_IMPORT_NONE, /* nothing of theirs: our own format, or not known */
  WAY_IMPORT_MERMAID,
  WAY_IMPORT_CSV_GRID,
  WAY_IMPORT_CSV_LIST,
  WAY_N_IMPORTS
} WayImport;

/* "mermaid", "csv-grid", "csv-list"; NULL for WAY_IMPORT_NONE. */
const char *way_import_get_name (WayImport format);
gboolean way_import_find (const char *name, WayImport *format);

/* By the name's ending where it says enough, else by the content. `name` may be NULL. */
WayImport way_import_detect (const char *name, GBytes *bytes);
/* `title` (nullable) is what the map is called where the file does not say it. A list is refused. */
WayDocument *way_import_bytes (WayImport format, GBytes *bytes, const char *title, WayReport *report, GError **error);

G_END_DECLS
