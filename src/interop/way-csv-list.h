/* way-csv-list.h — a map as a list to be edited in a spreadsheet and read back: one row an element.
 *
 * Shape:  columns "element" (its XML name), "id", "journey", "phase", "step", "lane", then the fields by their XML names ("text"
 *         for the element's own), so a heading means the same in every language. A reference has two columns: names
 *         ("channel", a line each) and ids ("channel-id"); whichever was changed counts, the id first. Scores of feelings
 *         are columns "feeling:PERSONA-ID:Name". Ids never change.
 * Errors: WAY_INTEROP_ERROR, WAY_MODEL_ERROR_READ_ONLY. What the field table refuses is a finding with its line, of
 *         the severity of an error; the rest of the row is applied.
 * Thread: as the document.
 *
 * Applying: a changed cell is set, an emptied one left out, a row without an id inserted, a row with an unknown id left alone
 * and reported. Rows that are missing delete nothing. All of it is one transaction; applying what was just
 * exported changes nothing. Dates, numbers and truth values are also taken as a German spreadsheet rewrites them
 * (14.10.2025, 0,5, WAHR), choices by their labels.
 */
#pragma once

#include "base/way-csv.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* g_free. */
char *way_csv_list_export (const WayDocument *document, WayCsvStyle style);
gboolean way_csv_list_apply (WayDocument *document, const char *text, gsize size, WayReport *report, GError **error);

G_END_DECLS
