/* way-csv-list-rows.h — a list taken apart: what its columns mean, and its rows in the order to apply them.
 *
 * Errors: WAY_INTEROP_ERROR; columns and rows that mean nothing are findings.
 * Owns:   its rows and columns.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

typedef enum
{
  WAY_LIST_NONE,
  WAY_LIST_ELEMENT,
  WAY_LIST_ID,
  WAY_LIST_JOURNEY,
  WAY_LIST_PHASE,
  WAY_LIST_FIELD,
  WAY_LIST_FIELD_IDS,
  WAY_LIST_FEELING,
} WayListRole;

typedef struct
{
  WayListRole role;
  WayField field;
  char *persona; /* its id */
} WayListColumn;

typedef struct
{
  GStrv cells;
  guint n, rank; /* by kind: what others refer to comes first */
  int line;
  WayKind kind;
} WayListRow;

typedef struct
{
  const WayDocument *document;
  WayReport *report;
  GArray *columns; /* (element-type WayListColumn) */
  GPtrArray *rows; /* (element-type WayListRow), owned */
} WayList;

gboolean way_list_init (WayList *self, const WayDocument *document, const char *text, gsize size, WayReport *report, GError **error);
void way_list_clear (WayList *self);

const char *way_list_get_cell (const WayListRow *row, guint column);
/* The cell of the first column with this role and, for fields, this field; NULL: there is no such column. */
const char *way_list_find_cell (const WayList *self, const WayListRow *row, WayListRole role, WayField field);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayList, way_list_clear)
