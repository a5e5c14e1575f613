/* way-reader-private.h — what the files of the reader share.
 *
 * Shape:  way-reader.c         libxml2's events, names, what comes after the last event
 *         way-reader-tree.c    an event to elements: what a tag opens and closes
 *         way-reader-extras.c  what is kept though the table does not know it
 *         way-reader-values.c  texts and attributes to values
 *         A stack of frames says what lies open; each event is an answer to the frame on top.
 * Owns:   see each member.
 */
#pragma once

#include <libxml/parser.h>

#include "format/way-format-error.h"
#include "format/way-names.h"
#include "format/way-upgrade.h"
#include "model/way-document.h"

G_BEGIN_DECLS

#define N_ATOM_PLACES 1024

typedef enum
{
  FRAME_ELEMENT,   /* of a kind in the table */
  FRAME_CONTAINER, /* around the children of a slot */
  FRAME_FIELD,     /* holds a field's text, or its paragraphs */
  FRAME_PARAGRAPH, /* in a FRAME_FIELD */
  FRAME_EXTRA,     /* kept as it is */
} FrameType;

/* What lies open. */
typedef struct
{
  FrameType type;
  int line;
  WayElement *element; /* itself (owned), or the one a container, field or paragraph belongs to */
  int text_row;        /* element: of the field that is its own text, or -1 */
  guint row;           /* element: its slot in its parent; container: its first slot; field: the field's */
  guint index;         /* field: which one of the row */
  guint settled;       /* field, element: the first extra of the owner that stands before it */
  guint32 containers;  /* element: bit set of the slots whose container came already */
  gboolean full;       /* element, container: something else than white space stood in it */
  gboolean preserve;   /* extra: its white space means something */
  gboolean surplus;    /* extra: the second of what there is once; `place`, `row` and `index` are behind the first */
  WayExtraPlace place;
  WayExtra *extra;    /* extra: itself, owned */
  gsize text;         /* where its text begins in Reader.text */
  gsize end;          /* field: where its last paragraph ends */
  guint n_paragraphs; /* field */
  /* Owned extras; element, container: nodes that wait for what follows them; field: its attributes and nodes, until it is
     certain that it is read as a field and not kept as an extra. */
  GPtrArray *pending;
  guint counts[WAY_NAMES_MAX_FIELDS];   /* element: how many elements of a field row there were */
  GString *lines[WAY_NAMES_MAX_FIELDS]; /* element: the value, from the second of them on */
} Frame;

/* libxml2 hands attributes over as five pointers each. */
typedef struct
{
  const xmlChar *name, *prefix, *uri, *value, *end;
} Attribute;

typedef struct
{
  xmlParserCtxtPtr context;
  const WayUpgrade *upgrades;
  WayUpgrade upgrade; /* the steps this file needs */
  WayReport *report;
  GError *error;
  int error_line, error_column;
  gboolean read_only, newer;
  guint n_unknown;

  const xmlChar *uri; /* our namespace, as libxml2's dictionary has it */
  struct
  {
    const xmlChar *name;
    guint atom;
  } atoms[N_ATOM_PLACES];
  guint paragraph; /* the atom of "p" */

  Frame *frames;
  guint depth, room;
  GString *text;     /* of all open frames, one behind the other */
  GPtrArray *before; /* (element-type WayExtra), comments and instructions above the root, owned */
  WayElement *root;  /* complete */
} Reader;

typedef struct
{
  const xmlChar *name, *prefix, *uri;
  int n_namespaces, n_attributes;
  const xmlChar **namespaces;
  const Attribute *attributes;
  int line;
} Tag;

static inline Frame *
get_top (Reader *self)
{
  return &self->frames[self->depth - 1];
}

/* way-reader.c */
void way_reader_fail (Reader *self, WayFormatError code, int line, const char *format, ...) G_GNUC_PRINTF (4, 5);
/* 0 if it is not a name of the table. */
guint way_reader_find_atom (const Reader *self, const xmlChar *name);

/* way-reader-tree.c */
void way_reader_open_root (Reader *self, const Tag *tag);
void way_reader_open_child (Reader *self, const Tag *tag);
void way_reader_close_top (Reader *self);
/* A comment or an instruction, taken. */
void way_reader_add_node (Reader *self, WayExtra *node);
void way_reader_clear_frame (Frame *frame);

/* way-reader-extras.c */
void way_reader_report_unknown_element (Reader *self, const char *name, int line);
void way_reader_report_unknown_attribute (Reader *self, const char *name, const char *element, int line);
/* Takes `extra`. */
void way_reader_add_pending (Frame *frame, WayExtra *extra);
/* What waited is now known to stand before this. */
void way_reader_settle_pending (Frame *frame, WayExtraPlace place, guint row, guint index);
WayExtra *way_reader_place_extra (WayExtra *extra, WayExtraPlace place, guint row, guint index);
WayExtra *way_reader_make_attribute (const Attribute *attribute);
/* xmlns:x="…"; without `with_default` NULL for the default namespace: the writer declares it where it must. */
WayExtra *way_reader_make_declaration (const xmlChar *prefix, const xmlChar *uri, gboolean with_default);
/* "x:name"; g_free. */
char *way_reader_join_name (const xmlChar *prefix, const xmlChar *name);
/* White space between the elements of an extra is layout, unless there is text as well. */
void way_reader_drop_layout (WayExtra *extra);
/* Turns the frame on top, taken for a text of ours until something else stood in it, into an extra. */
void way_reader_convert_top (Reader *self);
/* What stood in the top frame since the last tag. */
void way_reader_flush_text (Reader *self, gboolean at_end, int line);
/* Whether it is a field with paragraphs inside, not a line. */
gboolean way_reader_holds_paragraphs (const Frame *frame);

/* way-reader-values.c */
gboolean way_reader_is_blank (const char *text, gsize length);
/* g_free. */
char *way_reader_dup_value (const Attribute *attribute);
/* Takes `value`. */
char *way_reader_normalise_attribute (const WayFieldInfo *info, char *value);
/* From `from` on: each run of white space with a line break or tab in it becomes one blank, at the ends nothing. */
void way_reader_fold_text (GString *text, gsize from);
void way_reader_drop_white_space (GString *text, gsize from);

G_END_DECLS
