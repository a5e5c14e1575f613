/* way-csv-list-private.h — what writing and applying a list have in common: its kinds and its cells. */
#pragma once

#include "model/way-document.h"

/* In the order of the list, so that what others refer to comes first. */
extern const WayKind way_csv_list_kinds[];
extern const guint way_csv_list_n_kinds;

#define WAY_CSV_FEELING "feeling:"

/* The column of a field. */
const char *way_csv_list_get_column (const WayFieldInfo *info);
gboolean way_csv_list_is_reference (const WayFieldInfo *info);
/* Whether the list holds this field: not ids, not what is technical. */
gboolean way_csv_list_has_field (const WayFieldInfo *info);
/* How other rows call the element; never NULL. g_free. */
char *way_csv_list_dup_name (const WayElement *element);
/* The step or phase where the element stands, or NULL. */
const WayElement *way_csv_list_find_place (const WayDocument *document, const WayElement *element);
/* The cell of a field: names for references, the decimal comma for numbers if `comma`. Line ends are LF. g_free. */
char *way_csv_list_dup_cell (const WayDocument *document, const WayElement *element, const WayFieldInfo *info, gboolean comma);
WayElement *way_csv_list_find_feeling (const WayElement *touchpoint, const char *persona);
