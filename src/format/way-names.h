/* way-names.h — the names of the field table as small numbers, so that the reader compares no text.
 *
 * Shape:  name → atom (from 1; 0 = not a name of ours); per kind: atom → attribute row, atom → what such a child is.
 *         Made once from way-kind.c. Private to format/.
 * Thread: any.
 */
#pragma once

#include "model/way-kind.h"

G_BEGIN_DECLS

#define WAY_NAMES_MAX 256
#define WAY_NAMES_MAX_FIELDS 32

typedef enum
{
  WAY_CHILD_UNKNOWN,
  WAY_CHILD_FIELD,     /* an element that holds a field's text, paragraphs or one of its lines */
  WAY_CHILD_CONTAINER, /* the element around the children of slot `row` and maybe of the next */
  WAY_CHILD_ELEMENT,   /* an element of `kind` in slot `row` */
} WayChildType;

typedef struct
{
  WayChildType type;
  guint row;
  WayKind kind;
} WayChild;

/* How many names there are; atoms run from 1 to this. */
guint way_names_get_size (void);
const char *way_names_get (guint atom);
/* Row of the attribute field of this name, or -1. `is_xml` is for names that begin with "xml:". */
int way_names_find_attribute (WayKind kind, guint atom, gboolean is_xml);
/* What a child of this name is; `container` is the first slot row of the container it stands in, or -1 outside of any. */
WayChild way_names_find_child (WayKind kind, int container, guint atom);
/* The last slot row that shares the container of `row`; the same as `row` where there is none. */
guint way_names_get_last_slot (WayKind kind, guint row);
/* The row of the field that is the element's own text, or -1; paragraphs do not count, they are children. */
int way_names_get_text_row (WayKind kind);

G_END_DECLS
