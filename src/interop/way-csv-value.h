/* way-csv-value.h — a cell as the field table writes it: what spreadsheets make of dates, numbers and truth values.
 *
 * Errors: none; what is not understood comes back as it is, for the field table to refuse.
 * Thread: any.
 */
#pragma once

#include "model/way-kind.h"

G_BEGIN_DECLS

/* NULL for an empty cell; g_free. */
char *way_csv_value_from_cell (const WayFieldInfo *info, const char *cell);

G_END_DECLS
