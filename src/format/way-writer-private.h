/* way-writer-private.h — what the two files of the writer share: the bytes so far, and the extras of the element at hand.
 *
 * Owns:   Writer its bytes; Extras borrows.
 */
#pragma once

#include <string.h>

#include "model/way-document.h"

G_BEGIN_DECLS

/* The extras of one element in the order in which they are written. */
typedef struct
{
  GPtrArray *attributes; /* (element-type WayExtra), borrowed, sorted */
  GPtrArray *nodes;      /* (element-type WayExtra), borrowed, sorted */
  guint next;            /* the first node that is not written yet */
} Extras;

typedef struct
{
  const char *prefix; /* "" = the default namespace */
  const char *uri;    /* "" = none */
} Binding;

typedef struct
{
  char *data;
  gsize size, room;
  GArray *scope;       /* (element-type Binding), texts borrowed, the innermost last */
  GPtrArray *prefixes; /* (element-type char), owned: those that scope borrows and nobody else holds */
  guint n_new_prefixes;
} Writer;

/* way-writer.c */
void way_writer_make_room (Writer *self, gsize more);
/* `attribute`: also what an attribute's value cannot hold as it is. */
void way_writer_put_escaped (Writer *self, const char *text, gsize length, gboolean attribute);
/* Blanks at the start of a line. */
void way_writer_put_indent (Writer *self, guint level);
void way_writer_put_attribute (Writer *self, const char *name, const char *value);
void way_writer_put_end_tag (Writer *self, const char *name);

static inline void
put (Writer *self, const char *text, gsize length)
{
  if (length > self->room - self->size)
    way_writer_make_room (self, length);
  memcpy (self->data + self->size, text, length);
  self->size += length;
}

static inline void
put_text (Writer *self, const char *text)
{
  put (self, text, strlen (text));
}

/* way-writer-extras.c */
void way_writer_bind (Writer *self, const char *prefix, const char *uri);
/* The declarations among `extras`, then those that their names need. Returns the names to write, NULL for a declaration;
 * (element-type char). `element` (nullable) is the extra element they stand on, whose name is `element_name` then. */
GPtrArray *way_writer_put_namespaces (Writer *self, const WayExtra *element, WayExtra *const *extras, guint n, char **element_name);
/* Whether a node is the second element `name` of a field (slot: of a container), which would pass for the first if that
 * were left out. */
gboolean way_writer_has_surplus (const Extras *extras, gboolean is_slot, const char *name);
gboolean way_writer_is_blank_text (const WayExtra *extra);
void way_writer_init_extras (Extras *extras, const WayElement *element);
void way_writer_clear_extras (Extras *extras);
/* The nodes that stand before this place, and at it. */
void way_writer_put_nodes_up_to (Writer *self, Extras *extras, WayExtraPlace place, guint row, guint index, guint level);
/* The attributes at exactly this place; for an element itself `row` and `index` do not count. */
WayExtra *const *way_writer_find_attributes (const Extras *extras, WayExtraPlace place, guint row, guint index, guint *n);
void way_writer_put_extra_attributes (Writer *self, const Extras *extras, WayExtraPlace place, guint row, guint index);

G_END_DECLS
