/* way-table.h — a table in somebody's file: where it begins and ends, what its columns are called and hold.
 *
 * Shape:  bytes → delimiter, encoding, title lines, header rows, columns with guesses → rows one at a time, without titles,
 *         totals, footers and previews. Spreadsheets (.xlsx) are made into the same records first.
 * Errors: WAY_METRICS_ERROR, WAY_TEXT_ERROR: no text, no table, beyond the limits. All else is read and reported.
 * Owns:   its columns; borrows the bytes, which must stay until it is freed.
 * Thread: one thread at a time.
 * Source: what Qualtrics, SurveyMonkey, Typeform, Google Forms, GA4, Genesys, HubSpot, Salesforce and Excel export.
 */
#pragma once

#include "base/way-csv.h"
#include "metrics/tables/way-column.h"
#include "metrics/way-metrics-error.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_TABLE_GENERIC,
  WAY_TABLE_QUALTRICS,
  WAY_TABLE_SURVEYMONKEY,
  WAY_TABLE_TYPEFORM,
  WAY_TABLE_GOOGLE_FORMS,
  WAY_TABLE_GOOGLE_ANALYTICS,
  WAY_TABLE_GENESYS,
  WAY_TABLE_HUBSPOT,
  WAY_TABLE_SALESFORCE,
  WAY_N_TABLE_SOURCES
} WayTableSource;

typedef struct
{
  const char *encoding; /* NULL, 0: found out */
  char delimiter;
  guint sheet; /* of a spreadsheet, from 0 */
} WayTableOptions;

typedef struct _WayTable WayTable;

/* `name`: of the file, for messages and its ending; NULL for what was pasted. NULL options: all found out. */
WayTable *way_table_new (const char *data, gsize size, const char *name, const WayTableOptions *options, WayReport *report, GError **error);
void way_table_free (WayTable *self);

WayTableSource way_table_get_source (const WayTable *self);
/* "Qualtrics"; NULL for a table of nobody in particular. */
const char *way_table_source_get_name (WayTableSource source);
const char *way_table_get_encoding (const WayTable *self);
char way_table_get_delimiter (const WayTable *self);
/* The line of the header; 0 if there is none. */
int way_table_get_header_line (const WayTable *self);
/* Of a spreadsheet (NULL-terminated), or NULL. */
const char *const *way_table_get_sheets (const WayTable *self);

/* (element-type WayColumn), left to right. May be changed: type, use, form and so on are a proposal. */
GPtrArray *way_table_get_columns (const WayTable *self);
/* NULL if there is none; names are compared as people type them. */
WayColumn *way_table_find_column (const WayTable *self, const char *name);
/* How many columns have a question that nobody has answered. */
guint way_table_count_questions (const WayTable *self);

/* The rows; FALSE at the end and, with `error` set, beyond a limit. Cells beyond the last field are empty. */
void way_table_rewind (WayTable *self);
gboolean way_table_next (WayTable *self, GError **error);
const WayCsvField *way_table_get_fields (const WayTable *self, guint *n);
WayCell way_table_get_cell (const WayTable *self, guint column);
/* Where the row stands in the file, from 1. */
int way_table_get_line (const WayTable *self);
double way_table_get_progress (const WayTable *self);
/* Bytes of all records, unpacked. */
gsize way_table_get_size (const WayTable *self);
/* After the last row: what was passed over and why, for the report. */
void way_table_report_skipped (const WayTable *self, WayReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTable, way_table_free)

G_END_DECLS
