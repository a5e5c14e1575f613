/* way-cli-table.h — one table in three forms: in columns for people, CSV and JSON for programs.
 *
 * Shape:  begin with the names of the columns, then row by row one cell after the other, then end, which prints it.
 *         A name that begins with "-" is a column for programs alone, for people what it says stands in the one before.
 * Units:  times are given in milliseconds. Programs get seconds, people “3 d 4 h”; shares are 0.125 and “12.5 %”.
 * People: columns are as wide as what is in them, but a long text in the midst is cut in its middle; control characters are shown.
 * Errors: said already.
 * Thread: as way-cli.h.
 */
#pragma once

#include "base/way-csv.h"
#include "base/way-json.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_CLI_FORM_TEXT,
  WAY_CLI_FORM_CSV,
  WAY_CLI_FORM_JSON,
} WayCliForm;

typedef struct
{
  const char *const *names;
  WayCsvWriter *csv;
  WayJson *json;
  GString *text; /* the heading first, row by row, without the columns for programs; each cell ends with a NUL */
  gsize last;    /* where its last cell begins */
  guint n_columns, n_cells;
  guint *widths;
  gboolean *is_number;
  gboolean stands, is_verbatim;
  guint column, n_csv; /* of csv: how many of the columns; the others are for JSON */
} WayCliTable;

void way_cli_table_begin (WayCliTable *self, WayCliForm form, const char *const *names);
/* The names are strangers' and shown as they are, whatever they begin or end with. */
void way_cli_table_begin_verbatim (WayCliTable *self, WayCliForm form, const char *const *names);
/* CSV has only the first `n` columns. Right after beginning. */
void way_cli_table_begin_short (WayCliTable *self, WayCliForm form, const char *const *names, guint n);
/* For people each column becomes a line of its own: a row alone is too long for any terminal. Right after beginning. */
void way_cli_table_stand (WayCliTable *self);
void way_cli_table_begin_row (WayCliTable *self);
void way_cli_table_end_row (WayCliTable *self);
/* NULL counts as empty. */
void way_cli_table_add_text (WayCliTable *self, const char *text);
/* A number that has been written already, as it is: it may have more digits than a double. */
void way_cli_table_add_figure (WayCliTable *self, const char *text);
/* NAN is an empty cell, and null; so with all below. */
void way_cli_table_add_number (WayCliTable *self, double value);
void way_cli_table_add_share (WayCliTable *self, double share);
void way_cli_table_add_time (WayCliTable *self, double milliseconds);
void way_cli_table_add_boolean (WayCliTable *self, gboolean value);
/* Three columns, the latter two for programs. */
void way_cli_table_add_number_between (WayCliTable *self, double value, double low, double high);
void way_cli_table_add_share_between (WayCliTable *self, double share, double low, double high);
void way_cli_table_add_time_between (WayCliTable *self, double milliseconds, double low, double high);
/* Prints it; returns an exit code. */
int way_cli_table_end (WayCliTable *self);

/* A name out of a stranger’s file for the terminal: its control characters shown and not obeyed, its middle cut beyond `max` columns; g_free. */
char *way_cli_show_name (const char *name, guint max);

G_END_DECLS
