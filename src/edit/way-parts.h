/* way-parts.h — what hangs on an element, as lists: its own parts (feelings, evidence …), and what points at it from elsewhere
 * (pain points, opportunities, actions …).
 *
 * Shape:  element → lists in the order of the table, each of one kind and in the group its fields belong to.
 * Errors: WAY_MODEL_ERROR with a sentence for the user; nothing has then changed.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef struct
{
  WayKind kind;
  WayFieldGroup group;
  WayField by;       /* the field by which they point here; WAY_N_FIELDS: they are children */
  gboolean single;   /* at most one */
  gboolean required; /* at least one */
  gboolean can_add;
} WayPartList;

/* (element-type WayPartList), container and items owned. */
GArray *way_parts_list (WayKind kind);
/* What stands in the list, (element-type WayElement), container only. */
GPtrArray *way_parts_get (const WayDocument *document, const WayElement *element, const WayPartList *list);

/* "Feeling · Ilka Brandt" above "+2 · relieved": whom or what it is about, and what it says; g_free. */
char *way_part_get_caption (const WayDocument *document, const WayElement *part);
char *way_part_get_text (const WayDocument *document, const WayElement *part);

/* The selection stays as it is. Borrowed; NULL on error. */
WayElement *way_command_add_to_list (WayEditor *editor, WayElement *element, const WayPartList *list, GError **error);
/* Up (−1) or down (1) among its siblings; at the end nothing moves. */
gboolean way_command_move_part (WayEditor *editor, WayElement *part, int by, GError **error);

G_END_DECLS
