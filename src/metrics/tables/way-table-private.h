/* way-table-private.h — the head of a table: where it begins, who wrote it, what its columns are called.
 *
 * Shape:  way-table-head.c finds the columns; way-table.c decides what they hold, and reads the rows.
 * Errors: as way-table.h.
 * Thread: as way-table.h.
 */
#pragma once

#include "metrics/tables/way-table.h"
#include "metrics/tables/way-xlsx.h"

G_BEGIN_DECLS

struct _WayTable
{
  WayCsv *csv;
  WayXlsx *sheet; /* or NULL */
  WayTableSource source;
  int header_line;
  GPtrArray *columns; /* (element-type WayColumn), owned */
  WayCsvPlace start;
  gboolean ended;
  gboolean ends_at_blank; /* what follows a blank line is another table */
  int status_column;      /* of Qualtrics, or −1 */

  /* Of the rows read since the last rewind. */
  guint n_totals, n_footers, n_previews;
  int first_total, first_footer, next_table;
};

/* Adds the columns, not yet looked at, and sets where the rows start. */
gboolean way_table_find_columns (WayTable *self, WayReport *report, GError **error);

G_END_DECLS
