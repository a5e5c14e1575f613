/* way-extra.h — what a file holds that this version does not know, kept to be written back in place.
 *
 * Shape:  a small tree of attributes, elements, texts, comments and processing instructions. The outermost ones
 *         hang on an element and say where they stood in it.
 * Owns:   its texts and its children.
 * Thread: as the document.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WAY_EXTRA_ATTRIBUTE,
  WAY_EXTRA_ELEMENT,
  WAY_EXTRA_TEXT,
  WAY_EXTRA_COMMENT,
  WAY_EXTRA_INSTRUCTION,
} WayExtraType;

/* Where an outermost extra stood. A field that is one element around paragraphs has them at index 1 and up, itself at 0. */
typedef enum
{
  WAY_EXTRA_ON_SELF,     /* an attribute of the element before that of field row `row`, or a node at its end */
  WAY_EXTRA_ON_FIELD,    /* an attribute of the index-th element of field row `row`, or a node before that field */
  WAY_EXTRA_BEFORE_SLOT, /* a node before the container of slot `row` */
  WAY_EXTRA_ON_SLOT,     /* an attribute of the container of slot `row`, or a node before its index-th child */
} WayExtraPlace;

/* As an index: behind the last one. */
#define WAY_EXTRA_LAST G_MAXUINT

typedef struct _WayExtra WayExtra;
struct _WayExtra
{
  WayExtraType type;
  WayExtraPlace place;
  guint row, index;
  char *name;          /* as written, with its prefix; NULL for texts and comments */
  char *uri;           /* the namespace of `name`, NULL for none; "xmlns…" declarations are attributes without one */
  char *value;         /* of an attribute, text, comment or instruction */
  GPtrArray *children; /* (element-type WayExtra), owned: attributes first, then nodes; NULL for none */
};

WayExtra *way_extra_new (WayExtraType type, const char *name, const char *uri, const char *value);
void way_extra_free (WayExtra *self);
WayExtra *way_extra_copy (const WayExtra *self);
/* Takes `child`. */
void way_extra_append (WayExtra *self, WayExtra *child);
gboolean way_extra_equal (const WayExtra *a, const WayExtra *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayExtra, way_extra_free)

G_END_DECLS
