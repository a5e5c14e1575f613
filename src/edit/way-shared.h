/* way-shared.h — what several elements have in common, for editing them together, and what their references can lead to.
 *
 * Shape:  lists of elements are (element-type WayElement); an empty one has nothing in common.
 * Errors: none.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* The field as the table has it, if each of them has it alike: the same type, range, choices and targets. Where one of
 * them needs it and another does not, the row of the one that does. NULL otherwise. */
const WayFieldInfo *way_shared_get_field (const GPtrArray *elements, WayField field);
/* The value they all have, borrowed; NULL where all leave it out, or where they differ: then `*differs`. */
const char *way_shared_get (const GPtrArray *elements, WayField field, gboolean *differs);

/* What a reference of theirs can lead to, in the order of the file: within their journey, where they stand in one and the
 * kind does, else anywhere in the map; never one of them. Container only. */
GPtrArray *way_shared_list_targets (const WayDocument *document, const GPtrArray *elements, const WayFieldInfo *info);
/* The unit behind the number: the table's, or for a metric's values the metric's own; NULL where there is none. */
const char *way_shared_get_unit (const GPtrArray *elements, const WayFieldInfo *info);
/* The kind that “New…” makes for a reference: a persona, a channel, a source …; WAY_N_KINDS where it makes none. */
WayKind way_shared_get_new_kind (const WayFieldInfo *info);

G_END_DECLS
