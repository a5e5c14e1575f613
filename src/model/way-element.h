/* way-element.h — one element of a document: its fields as text, its children by slot.
 *
 * Shape:  WayElement { kind, values[field row], children[slot row] }. Values are the file's own text, so reader,
 *         writer, undo, search and comparison need no conversion; the getters below read them as numbers and so on.
 * Errors: none; a value that cannot be read counts as left out.
 * Owns:   its values, children and extras. Elements are reference-counted because the journal keeps removed ones.
 * Thread: as the document. Only WayDocument changes an element that is part of one; building a free element
 *         (reader, importers, paste) is done with the functions at the end.
 */
#pragma once

#include "model/way-extra.h"
#include "model/way-kind.h"

G_BEGIN_DECLS

typedef struct _WayElement WayElement;

WayKind way_element_get_kind (const WayElement *self);
/* NULL for kinds without one. */
const char *way_element_get_id (const WayElement *self);
/* The line of the file it was read from, or 0. */
int way_element_get_line (const WayElement *self);
/* Changes with every change of the element or anything below it; unique within the document, 0 as read. */
guint64 way_element_get_revision (const WayElement *self);
WayElement *way_element_get_parent (const WayElement *self);
/* The root of the tree it stands in. */
WayElement *way_element_get_root (const WayElement *self);
/* The nearest one of `kind` on the way up, itself included, or NULL. */
WayElement *way_element_get_ancestor (const WayElement *self, WayKind kind);
/* Its place among its parent's children of the same slot. */
guint way_element_get_index (const WayElement *self);

/* The value as it stands; NULL where it is left out or the kind has no such field, and for no element at all. */
const char *way_element_get (const WayElement *self, WayField field);
/* The value, or what counts where it is left out (WayFieldInfo.fallback), or NULL. */
const char *way_element_get_or_default (const WayElement *self, WayField field);
gboolean way_element_get_number (const WayElement *self, WayField field, double *value);
/* `fallback` if it is left out or no number. */
int way_element_get_integer (const WayElement *self, WayField field, int fallback);
gboolean way_element_get_boolean (const WayElement *self, WayField field);
/* Whether the value (or its default) is this nick. */
gboolean way_element_is (const WayElement *self, WayField field, const char *nick);
/* The translated label of an enum's value, or NULL. */
const char *way_element_get_label (const WayElement *self, WayField field);
/* The lines or ids of a WAY_TYPE_LINES, _PROSE or _REFS field, never NULL; g_strfreev. */
char **way_element_get_list (const WayElement *self, WayField field);
/* What a list of elements would call it: name, title, label or its text; “Untitled” for no element; never NULL. */
const char *way_element_get_name (const WayElement *self);

/* Children of a slot row in order; NULL counts as empty. */
const GPtrArray *way_element_get_slot (const WayElement *self, guint slot);
guint way_element_count (const WayElement *self, WayKind kind);
WayElement *way_element_get_first (const WayElement *self, WayKind kind);

/* Walks the children of one kind:  way_each (step, phase, WAY_KIND_STEP) … with `WayElement *step` declared before. */
typedef struct
{
  const GPtrArray *children;
  guint next;
  WayKind kind;
} WayIter;

WayIter way_iter (const WayElement *parent, WayKind kind);
WayElement *way_iter_next (WayIter *iter);

#define way_each(element, parent, kind) \
  for (WayIter element##_iter = way_iter ((parent), (kind)); ((element) = way_iter_next (&element##_iter)) != NULL;)

/* Calls `visit` for `self` and everything below it, parents first. */
void way_element_walk (WayElement *self, void (*visit) (WayElement *element, gpointer data), gpointer data);
/* Same kind, values, children and extras. */
gboolean way_element_equal (const WayElement *a, const WayElement *b);

/* (element-type WayExtra), or NULL. */
const GPtrArray *way_element_get_extras (const WayElement *self);
/* Whether the file had this slot's container, though it was empty. */
gboolean way_element_has_container (const WayElement *self, guint slot);

/* Building free elements. */
WayElement *way_element_new (WayKind kind);
WayElement *way_element_ref (WayElement *self);
void way_element_unref (WayElement *self);
/* Deep; ids stay as they are. */
WayElement *way_element_copy (const WayElement *self);
void way_element_set_line (WayElement *self, int line);
/* Unchecked; only on an element that is not in a document. NULL leaves the field out. */
void way_element_init_value (WayElement *self, WayField field, const char *value);
void way_element_init_row (WayElement *self, guint row, char *value /* taken */);
const char *way_element_get_row (const WayElement *self, guint row);
/* Takes `child` and returns it; its slot follows from its kind. */
WayElement *way_element_append (WayElement *self, WayElement *child);
/* Takes `extra`. */
void way_element_add_extra (WayElement *self, WayExtra *extra);
WayExtra *way_element_steal_extra (WayElement *self, guint index);
void way_element_set_container (WayElement *self, guint slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayElement, way_element_unref)

G_END_DECLS
