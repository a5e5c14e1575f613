/* way-csv-grid.h — a map as a table: first row phases, second row steps, first column lanes, cards in the cells.
 *
 * Shape:  a phase that is empty goes on from the left; several cards of a cell stand on lines of their own. The first
 *         cell is the title. Lane kinds are guessed from their names in German and English, or stand behind the name in
 *         brackets ("What happens [touchpoints]"). Feelings are −5 to 5, one for all touchpoints of the step or one a
 *         line; "–" means none. What fits no field becomes a note, so nothing is lost.
 *         export (import (export (journey))) = export (journey).
 * Errors: WAY_INTEROP_ERROR; findings name what was not understood, with the lines of the file.
 * Thread: any; the same text gives the same ids.
 */
#pragma once

#include "base/way-csv.h"
#include "model/way-document.h"

G_BEGIN_DECLS

WayDocument *way_csv_grid_import (const char *data, gsize size, const char *name_hint, WayReport *report, GError **error);
/* NULL journey: the first one. g_free. */
char *way_csv_grid_export (const WayDocument *document, const WayElement *journey, WayCsvStyle style, WayReport *report);

G_END_DECLS
