/* way-xlsx.h — a sheet of an Excel workbook as records, tab-separated.
 *
 * Shape:  bytes → names of sheets; one sheet as text, in which dates are ISO 8601, numbers have a decimal point, percentages
 *         their sign, and errors are what Excel shows. Formulas count as the values they had when saved.
 * Errors: WAY_METRICS_ERROR_FORMAT, _LIMIT.
 * Owns:   the records.
 * Thread: one thread at a time; xmlInitParser () is called here.
 * Source: ECMA-376 part 1 (SpreadsheetML), 18.8.30 for the built-in number formats.
 *
 * Files come from strangers: any DOCTYPE is refused, no network, no entities, tags with hundreds of attributes are refused
 * before libxml2 sees them (it takes minutes for those), and unpacking is bounded by way-zip.
 */
#pragma once

#include "base/way-report.h"

G_BEGIN_DECLS

typedef struct _WayXlsx WayXlsx;

gboolean way_xlsx_is_spreadsheet (const char *data, gsize size);
/* `sheet` from 0. */
WayXlsx *way_xlsx_new (const char *data, gsize size, guint sheet, WayReport *report, GError **error);
void way_xlsx_free (WayXlsx *self);

/* NULL-terminated. */
const char *const *way_xlsx_get_sheets (const WayXlsx *self);
const char *way_xlsx_get_records (const WayXlsx *self, gsize *size);
/* The row of the sheet that a line of the records came from, both from 1. */
int way_xlsx_get_row (const WayXlsx *self, int line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayXlsx, way_xlsx_free)

G_END_DECLS
