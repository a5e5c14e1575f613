/* way-page.h — how a map falls on paper: plain arithmetic, no drawing.
 *
 * Shape:  a list of WayPage, row by row from the top left; one page unless the map is tiled.
 * Units:  points; `scale` points of paper a point of the map.
 * Errors: WAY_EXPORT_ERROR_OPTION for sizes that leave no room, _TOO_LARGE for more than WAY_PAGES_MAX tiles.
 * Thread: any.
 */
#pragma once

#include "base/way-colour.h"
#include "export/way-export.h"

G_BEGIN_DECLS

/* PDF readers end at 200 in a side. */
#define WAY_PAGE_LIMIT 14400.0
#define WAY_PAGES_MAX 2000

typedef struct
{
  double width, height; /* of the paper */
  WayRect area;         /* of the paper, in which the map shows */
  double scale;
  double x, y;             /* of the map's top left corner on the paper */
  WayRect shown;           /* of the map, in its own points */
  guint row, column;       /* of this tile */
  guint n_rows, n_columns; /* of all tiles */
  char code[16];           /* "B3": the second row's third tile; "" where there is only one page */
} WayPage;

/* (element-type WayPage); findings go to `report`, which may be NULL. */
GArray *way_page_plan (double width, double height, const WayExportOptions *options, WayReport *report, GError **error);

G_END_DECLS
