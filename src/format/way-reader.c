#include "format/way-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/way-text.h"
#include "format/way-format-error.h"
#include "format/way-names.h"
#include "format/way-picture.h"
#include "format/way-prescan.h"
#include "format/way-xml-error.h"
#include "model/way-integrity.h"

/* One thing from the first event to the last, so it stays one file: every event is an answer to what lies open above it. */

#define N_ATOM_PLACES 1024
#define MAX_UNKNOWN_FINDINGS 100

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
  guint32 containers;  /* element: bit set of the slots whose container came already */
  gboolean full;       /* element, container: something else than white space stood in it */
  gboolean preserve;   /* extra: its white space means something */
  WayExtra *extra;     /* extra: itself, owned */
  gsize text;          /* where its text begins in Reader.text */
  gsize end;           /* field: where its last paragraph ends */
  guint n_paragraphs;  /* field */
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
  int error_line;
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

static void fail (Reader *self, WayFormatError code, int line, const char *format, ...) G_GNUC_PRINTF (4, 5);

static void
fail (Reader *self, WayFormatError code, int line, const char *format, ...)
{
  va_list args;

  if (self->error != NULL)
    return;
  va_start (args, format);
  self->error = g_error_new_valist (WAY_FORMAT_ERROR, code, format, args);
  va_end (args);
  self->error_line = line;
}

/* Names. */

static guint
hash_name (const xmlChar *name)
{
  return (guint) (((gsize) name >> 3) * 2654435761u >> 7) % N_ATOM_PLACES;
}

/* libxml2 interns every name, so pointers are enough. */
static void
intern_names (Reader *self)
{
  self->uri = xmlDictLookup (self->context->dict, (const xmlChar *) WAY_NAMESPACE, -1);
  for (guint atom = 1; atom <= way_names_get_size (); atom++)
    {
      const xmlChar *name = xmlDictLookup (self->context->dict, (const xmlChar *) way_names_get (atom), -1);
      guint place = hash_name (name);

      while (self->atoms[place].name != NULL)
        place = (place + 1) % N_ATOM_PLACES;
      self->atoms[place].name = name;
      self->atoms[place].atom = atom;
      if (strcmp (way_names_get (atom), "p") == 0)
        self->paragraph = atom;
    }
}

static guint
find_atom (const Reader *self, const xmlChar *name)
{
  guint place = hash_name (name);

  while (self->atoms[place].name != NULL && self->atoms[place].name != name)
    place = (place + 1) % N_ATOM_PLACES;
  return self->atoms[place].atom;
}

static char *
join_name (const xmlChar *prefix, const xmlChar *name)
{
  return prefix != NULL ? g_strconcat ((const char *) prefix, ":", name, NULL) : g_strdup ((const char *) name);
}

/* Lines. */

/* libxml2 counts to the end of a tag. A "<" cannot stand inside of one, so the last one before is its start. */
static int
get_tag_line (const Reader *self)
{
  const xmlParserInput *input = self->context->input;
  const xmlChar *open = memrchr (input->base, '<', input->cur - input->base);
  int line = input->line;

  for (const xmlChar *p = open; p != NULL && (p = memchr (p, '\n', input->cur - p)) != NULL; p++)
    line--;
  return line;
}

static Frame *
get_top (Reader *self)
{
  return &self->frames[self->depth - 1];
}

/* Values. */

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\r')
      return FALSE;
  return TRUE;
}

/* An attribute's value without libxml2's half-way escape: it leaves "&" as "&#38;" for the tree it thinks we build. */
static char *
dup_value (const Attribute *attribute)
{
  const char *p = (const char *) attribute->value, *end = (const char *) attribute->end;
  const char *amp = memchr (p, '&', end - p);

  if (amp == NULL)
    return g_strndup (p, end - p);

  char *value = g_malloc (end - p + 1), *to = value;

  for (; amp != NULL; amp = memchr (p, '&', end - p))
    {
      to = mempcpy (to, p, amp + 1 - p);
      p = amp + 1;
      if (end - p >= 4 && memcmp (p, "#38;", 4) == 0)
        p += 4;
    }
  to = mempcpy (to, p, end - p);
  *to = '\0';
  return value;
}

static char *
collapse_blanks (char *value)
{
  char *to = value;

  for (const char *p = value; *p != '\0'; p++)
    if (*p != ' ' || (to > value && to[-1] != ' '))
      *to++ = *p;
  if (to > value && to[-1] == ' ')
    to--;
  *to = '\0';
  return value;
}

/* `value` is taken. */
static char *
normalise_attribute (const WayFieldInfo *info, char *value)
{
  if (info->type == WAY_TYPE_REFS)
    return collapse_blanks (value);
  if (info->type == WAY_TYPE_BOOLEAN && (strcmp (value, "1") == 0 || strcmp (value, "0") == 0))
    {
      gboolean yes = *value == '1';

      g_free (value);
      return g_strdup (yes ? "true" : "false");
    }
  return value;
}

/* Each run of white space with a line break or tab in it becomes one blank, at the ends nothing. */
static void
fold_text (GString *text, gsize from)
{
  char *start = text->str + from;

  if (start[strcspn (start, "\n\t\r")] == '\0')
    return;

  char *to = start;

  for (const char *p = start; *p != '\0';)
    {
      gsize n = strspn (p, " \n\t\r");

      if (n == 0)
        *to++ = *p++;
      else if (strcspn (p, "\n\t\r") >= n)
        {
          memmove (to, p, n);
          to += n;
        }
      else if (to > start && p[n] != '\0')
        *to++ = ' ';
      p += n;
    }
  g_string_truncate (text, to - text->str);
}

static void
drop_white_space (GString *text, gsize from)
{
  char *to = text->str + from;

  for (const char *p = to; *p != '\0'; p++)
    if (*p != ' ' && *p != '\n' && *p != '\t' && *p != '\r')
      *to++ = *p;
  g_string_truncate (text, to - text->str);
}

/* Findings about what is kept though we do not know it. */

static gboolean
may_report_unknown (Reader *self)
{
  return !self->newer && self->n_unknown++ < MAX_UNKNOWN_FINDINGS;
}

static void
report_stray_text (Reader *self, const char *text, int line)
{
  g_autofree char *shown = way_text_excerpt (text, 40);

  if (self->n_unknown++ < MAX_UNKNOWN_FINDINGS)
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("The text “%s” stands where no text belongs. It is kept, but shown nowhere; put it into a field."), shown);
}

static void
report_mixed_text (Reader *self, const char *name, int line)
{
  if (self->n_unknown++ < MAX_UNKNOWN_FINDINGS)
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("“%s” holds something else than the text that belongs there. It is kept as it is, but shown nowhere; leave only the text in it."), name);
}

static void
report_unknown_element (Reader *self, const char *name, int line)
{
  if (may_report_unknown (self))
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("“%s” does not belong here. It is kept as it is, but shown nowhere; check its name and its place."), name);
}

static void
report_unknown_attribute (Reader *self, const char *name, const char *element, int line)
{
  if (may_report_unknown (self))
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("“%s” has an attribute “%s” that is not known. It is kept as it is, but shown nowhere; check its name."), element, name);
}

/* Extras. */

static void
add_pending (Frame *frame, WayExtra *extra)
{
  if (frame->pending == NULL)
    frame->pending = g_ptr_array_new ();
  g_ptr_array_add (frame->pending, extra);
}

static WayExtra *
place_extra (WayExtra *extra, WayExtraPlace place, guint row, guint index)
{
  extra->place = place;
  extra->row = row;
  extra->index = index;
  return extra;
}

/* What waited is now known to stand before this. */
static void
settle_pending (Frame *frame, WayExtraPlace place, guint row, guint index)
{
  for (guint i = 0; frame->pending != NULL && i < frame->pending->len; i++)
    way_element_add_extra (frame->element, place_extra (g_ptr_array_index (frame->pending, i), place, row, index));
  if (frame->pending != NULL)
    g_ptr_array_set_size (frame->pending, 0);
}

static void
clear_frame (Frame *frame)
{
  for (guint i = 0; frame->pending != NULL && i < frame->pending->len; i++)
    way_extra_free (g_ptr_array_index (frame->pending, i));
  g_clear_pointer (&frame->pending, g_ptr_array_unref);
  g_clear_pointer (&frame->extra, way_extra_free);
  if (frame->type == FRAME_ELEMENT && frame->element != NULL)
    {
      for (guint i = 0; i < way_kind_get (way_element_get_kind (frame->element))->n_fields; i++)
        if (frame->lines[i] != NULL)
          g_string_free (frame->lines[i], TRUE);
      way_element_unref (frame->element);
    }
}

/* The new frame is FRAME_EXTRA or the like; elements clear their counts themselves. */
static Frame *
push_frame (Reader *self, FrameType type, int line)
{
  if (self->depth == self->room)
    {
      self->room = MAX (16, self->room * 2);
      self->frames = g_renew (Frame, self->frames, self->room);
    }

  Frame *frame = &self->frames[self->depth++];

  memset (frame, 0, G_STRUCT_OFFSET (Frame, counts));
  frame->type = type;
  frame->line = line;
  frame->text_row = -1;
  frame->text = frame->end = self->text->len;
  return frame;
}

static WayExtra *
make_attribute (const Attribute *attribute)
{
  g_autofree char *name = join_name (attribute->prefix, attribute->name);
  g_autofree char *value = dup_value (attribute);

  return way_extra_new (WAY_EXTRA_ATTRIBUTE, name, (const char *) attribute->uri, value);
}

/* xmlns:x="…"; NULL for the default namespace of an element of ours, which the writer declares where it must. */
static WayExtra *
make_declaration (const xmlChar *prefix, const xmlChar *uri, gboolean with_default)
{
  if (prefix == NULL && !with_default)
    return NULL;

  g_autofree char *name = prefix != NULL ? g_strconcat ("xmlns:", prefix, NULL) : g_strdup ("xmlns");

  return way_extra_new (WAY_EXTRA_ATTRIBUTE, name, NULL, uri != NULL ? (const char *) uri : "");
}

/* White space between the elements of an extra is layout, unless there is text as well or xml:space says otherwise. */
static void
drop_layout (WayExtra *extra)
{
  gboolean nodes = FALSE, text = FALSE;

  for (guint i = 0; extra->children != NULL && i < extra->children->len; i++)
    {
      const WayExtra *child = g_ptr_array_index (extra->children, i);

      if (child->type == WAY_EXTRA_TEXT)
        text = text || !is_blank (child->value, strlen (child->value));
      else if (child->type != WAY_EXTRA_ATTRIBUTE)
        nodes = TRUE;
    }
  if (!nodes || text)
    return;

  g_autoptr (GPtrArray) all = g_steal_pointer (&extra->children);

  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      WayExtra *child = g_ptr_array_index (all, i);

      if (child->type == WAY_EXTRA_TEXT)
        way_extra_free (child);
      else
        way_extra_append (extra, child);
    }
}

/* Turning what was taken for ours into an extra. */

static void
convert_text (Reader *self, Frame *frame, gsize from)
{
  if (self->text->len > from)
    way_extra_append (frame->extra, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, self->text->str + from));
  g_string_truncate (self->text, frame->text);
}

/* The finished paragraphs of a field, with what stood on and between them. */
static void
convert_paragraphs (Reader *self, Frame *frame, GPtrArray *kept)
{
  g_autofree char *text = g_strndup (self->text->str + frame->text, frame->end - frame->text);
  char *line = text;
  guint next = 0;

  for (guint i = 0; i < frame->n_paragraphs; i++)
    {
      WayExtra *paragraph = way_extra_new (WAY_EXTRA_ELEMENT, "p", WAY_NAMESPACE, NULL);
      char *end = strchrnul (line, '\n');
      gboolean last = *end == '\0';

      *end = '\0';
      for (; next < kept->len && ((WayExtra *) g_ptr_array_index (kept, next))->index <= i + 1; next++)
        {
          WayExtra *extra = g_ptr_array_index (kept, next);

          way_extra_append (extra->type == WAY_EXTRA_ATTRIBUTE ? paragraph : frame->extra, place_extra (extra, WAY_EXTRA_ON_SELF, 0, 0));
        }
      if (*line != '\0')
        way_extra_append (paragraph, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, line));
      way_extra_append (frame->extra, paragraph);
      line = last ? end : end + 1;
    }
  for (; next < kept->len; next++)
    way_extra_append (frame->extra, place_extra (g_ptr_array_index (kept, next), WAY_EXTRA_ON_SELF, 0, 0));
}

static void
convert_field (Reader *self, Frame *frame)
{
  const WayFieldInfo *info = &way_kind_get (way_element_get_kind (frame->element))->fields[frame->row];
  g_autoptr (GPtrArray) kept = frame->pending != NULL ? g_steal_pointer (&frame->pending) : g_ptr_array_new ();
  g_autoptr (GPtrArray) inner = g_ptr_array_new ();

  report_mixed_text (self, info->name, frame->line);
  frame->type = FRAME_EXTRA;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, info->name, WAY_NAMESPACE, NULL);
  for (guint i = 0; i < kept->len; i++)
    {
      WayExtra *extra = g_ptr_array_index (kept, i);

      if (extra->index > 0 && info->type == WAY_TYPE_PROSE && info->place == WAY_PLACE_ELEMENT)
        g_ptr_array_add (inner, extra);
      else
        way_extra_append (frame->extra, place_extra (extra, WAY_EXTRA_ON_SELF, 0, 0));
    }
  convert_paragraphs (self, frame, inner);
  convert_text (self, frame, frame->end);
}

static void
convert_paragraph (Reader *self)
{
  Frame *field = &self->frames[self->depth - 2], *frame = get_top (self);
  g_autofree char *text = g_strdup (self->text->str + frame->text);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();

  /* The attributes of this paragraph lie with those of the others, at the end but for comments. */
  for (guint i = field->pending != NULL ? field->pending->len : 0; i > 0; i--)
    {
      WayExtra *extra = g_ptr_array_index (field->pending, i - 1);

      if (extra->index != field->n_paragraphs + 1)
        break;
      if (extra->type == WAY_EXTRA_ATTRIBUTE)
        g_ptr_array_insert (attributes, 0, g_ptr_array_remove_index (field->pending, i - 1));
    }
  g_string_truncate (self->text, field->end);
  convert_field (self, field);
  frame->type = FRAME_EXTRA;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, "p", WAY_NAMESPACE, NULL);
  frame->element = NULL;
  frame->text = self->text->len;
  for (guint i = 0; i < attributes->len; i++)
    way_extra_append (frame->extra, place_extra (g_ptr_array_index (attributes, i), WAY_EXTRA_ON_SELF, 0, 0));
  if (*text != '\0')
    way_extra_append (frame->extra, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, text));
}

/* An element whose own content is a text. */
static void
convert_element (Reader *self, Frame *frame)
{
  g_autoptr (WayElement) element = g_steal_pointer (&frame->element);
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  const GPtrArray *extras = way_element_get_extras (element);

  report_mixed_text (self, info->name, frame->line);
  frame->type = FRAME_EXTRA;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, info->name, WAY_NAMESPACE, NULL);
  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get_row (element, i) != NULL)
      way_extra_append (frame->extra, way_extra_new (WAY_EXTRA_ATTRIBUTE, info->fields[i].name, NULL, way_element_get_row (element, i)));
  for (guint i = 0; extras != NULL && i < extras->len; i++)
    way_extra_append (frame->extra, place_extra (way_extra_copy (g_ptr_array_index (extras, i)), WAY_EXTRA_ON_SELF, 0, 0));
  convert_text (self, frame, frame->text);
}

static void
convert_top (Reader *self)
{
  Frame *frame = get_top (self);

  if (frame->type == FRAME_PARAGRAPH)
    convert_paragraph (self);
  else if (frame->type == FRAME_FIELD)
    convert_field (self, frame);
  else if (frame->type == FRAME_ELEMENT && frame->text_row >= 0)
    convert_element (self, frame);
}

/* Text between elements. */

static gboolean
holds_paragraphs (const Frame *frame)
{
  const WayFieldInfo *info = &way_kind_get (way_element_get_kind (frame->element))->fields[frame->row];

  return frame->type == FRAME_FIELD && info->type == WAY_TYPE_PROSE && info->place == WAY_PLACE_ELEMENT;
}

static void
flush_stray_text (Reader *self, Frame *frame, gboolean at_end, int line)
{
  const char *text = self->text->str + frame->text;
  gsize length = self->text->len - frame->text;

  if (!is_blank (text, length))
    {
      g_autofree char *trimmed = g_strdup (text);

      for (const char *p = text + strspn (text, " \n\t\r"); (p = strchr (p, '\n')) != NULL; p++)
        line--;
      add_pending (frame, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, g_strstrip (trimmed)));
      report_stray_text (self, trimmed, line);
      frame->full = TRUE;
    }
  else if (at_end && length > 0 && !frame->full)
    add_pending (frame, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, text));
  g_string_truncate (self->text, frame->text);
}

/* What stood in the top frame since the last tag. */
static void
flush_text (Reader *self, gboolean at_end, int line)
{
  Frame *frame = get_top (self);

  if (frame->type == FRAME_EXTRA)
    convert_text (self, frame, frame->text);
  else if (frame->type == FRAME_FIELD && holds_paragraphs (frame))
    {
      if (is_blank (self->text->str + frame->end, self->text->len - frame->end))
        g_string_truncate (self->text, frame->end);
      else
        convert_field (self, frame);
    }
  else if (self->text->len > frame->text && (frame->type == FRAME_CONTAINER || (frame->type == FRAME_ELEMENT && frame->text_row < 0)))
    flush_stray_text (self, frame, at_end, line);
}

/* Start tags. */

static void
add_namespaces (WayElement *element, WayExtraPlace place, guint row, guint index, int n, const xmlChar **namespaces)
{
  for (int i = 0; i < n; i++)
    {
      WayExtra *extra = make_declaration (namespaces[2 * i], namespaces[2 * i + 1], FALSE);

      if (extra != NULL)
        way_element_add_extra (element, place_extra (extra, place, row, index));
    }
}

typedef struct
{
  const xmlChar *name, *prefix, *uri;
  int n_namespaces, n_attributes;
  const xmlChar **namespaces;
  const Attribute *attributes;
  int line;
} Tag;

static void
read_attributes (Reader *self, WayElement *element, const Tag *tag)
{
  WayKind kind = way_element_get_kind (element);
  const WayKindInfo *info = way_kind_get (kind);
  const GPtrArray *extras;
  guint settled;

  add_namespaces (element, WAY_EXTRA_ON_SELF, 0, 0, tag->n_namespaces, tag->namespaces);
  extras = way_element_get_extras (element);
  settled = extras != NULL ? extras->len : 0;
  for (int i = 0; i < tag->n_attributes; i++)
    {
      const Attribute *attribute = &tag->attributes[i];
      gboolean is_xml = attribute->prefix != NULL && strcmp ((const char *) attribute->prefix, "xml") == 0;
      guint atom = attribute->prefix == NULL || is_xml ? find_atom (self, attribute->name) : 0;
      int row = atom != 0 ? way_names_find_attribute (kind, atom, is_xml) : -1;

      if (row >= 0)
        way_element_init_row (element, (guint) row, normalise_attribute (&info->fields[row], dup_value (attribute)));
      else
        {
          way_element_add_extra (element, place_extra (make_attribute (attribute), WAY_EXTRA_ON_SELF, info->n_fields, 0));
          if (attribute->prefix == NULL)
            report_unknown_attribute (self, (const char *) attribute->name, info->name, tag->line);
        }
      extras = way_element_get_extras (element);
      for (; row >= 0 && extras != NULL && settled < extras->len; settled++)
        ((WayExtra *) g_ptr_array_index (extras, settled))->row = (guint) row;
    }
}

/* The attributes of a container go to its element, those of a field wait with it. */
static void
keep_attributes (Frame *frame, gboolean wait, WayExtraPlace place, guint row, guint index, const Tag *tag)
{
  for (int i = 0; i < tag->n_namespaces + tag->n_attributes; i++)
    {
      WayExtra *extra = i < tag->n_namespaces ? make_declaration (tag->namespaces[2 * i], tag->namespaces[2 * i + 1], FALSE)
                                              : make_attribute (&tag->attributes[i - tag->n_namespaces]);

      if (extra == NULL)
        continue;
      place_extra (extra, place, row, index);
      if (wait)
        add_pending (frame, extra);
      else
        way_element_add_extra (frame->element, extra);
    }
}

static void
open_element (Reader *self, WayKind kind, guint slot, const Tag *tag)
{
  Frame *frame = push_frame (self, FRAME_ELEMENT, tag->line);
  guint n_fields = way_kind_get (kind)->n_fields;

  memset (frame->counts, 0, n_fields * sizeof frame->counts[0]);
  memset (frame->lines, 0, n_fields * sizeof frame->lines[0]);
  frame->element = way_element_new (kind);
  frame->row = slot;
  frame->text_row = way_names_get_text_row (kind);
  way_element_set_line (frame->element, tag->line);
  read_attributes (self, frame->element, tag);
}

static guint
count_children (const WayElement *element, guint slot)
{
  const GPtrArray *children = way_element_get_slot (element, slot);

  return children != NULL ? children->len : 0;
}

static void
open_container (Reader *self, guint row, const Tag *tag)
{
  WayElement *element = get_top (self)->element;

  get_top (self)->containers |= 1u << row;

  Frame *frame = push_frame (self, FRAME_CONTAINER, tag->line);

  frame->element = element;
  frame->row = row;
  keep_attributes (frame, FALSE, WAY_EXTRA_ON_SLOT, row, 0, tag);
}

static gboolean
is_multiple (const WayFieldInfo *info)
{
  return info->type == WAY_TYPE_LINES || (info->type == WAY_TYPE_PROSE && info->place == WAY_PLACE_CONTENT);
}

static void
open_field (Reader *self, guint row, const Tag *tag)
{
  WayElement *element = get_top (self)->element;
  guint index = get_top (self)->counts[row];
  Frame *frame = push_frame (self, FRAME_FIELD, tag->line);

  frame->element = element;
  frame->row = row;
  frame->index = index;
  keep_attributes (frame, TRUE, WAY_EXTRA_ON_FIELD, row, index, tag);
}

static void
open_paragraph (Reader *self, const Tag *tag)
{
  Frame *field = get_top (self);

  if (field->n_paragraphs > 0)
    g_string_append_c (self->text, '\n');
  keep_attributes (field, TRUE, WAY_EXTRA_ON_FIELD, field->row, field->n_paragraphs + 1, tag);

  WayElement *element = field->element;
  Frame *frame = push_frame (self, FRAME_PARAGRAPH, tag->line);

  frame->element = element;
}

static void
open_extra (Reader *self, const Tag *tag)
{
  gboolean inherited = get_top (self)->type == FRAME_EXTRA && get_top (self)->preserve;
  Frame *frame = push_frame (self, FRAME_EXTRA, tag->line);
  g_autofree char *name = join_name (tag->prefix, tag->name);

  frame->preserve = inherited;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, name, (const char *) tag->uri, NULL);
  for (int i = 0; i < tag->n_namespaces; i++)
    way_extra_append (frame->extra, make_declaration (tag->namespaces[2 * i], tag->namespaces[2 * i + 1], TRUE));
  for (int i = 0; i < tag->n_attributes; i++)
    {
      WayExtra *attribute = make_attribute (&tag->attributes[i]);

      if (strcmp (attribute->name, "xml:space") == 0)
        frame->preserve = strcmp (attribute->value, "preserve") == 0;
      way_extra_append (frame->extra, attribute);
    }
}

static void
open_child (Reader *self, const Tag *tag)
{
  flush_text (self, FALSE, tag->line);

  Frame *top = get_top (self);
  guint atom = tag->uri == self->uri ? find_atom (self, tag->name) : 0;
  WayChild child = { WAY_CHILD_UNKNOWN, 0, WAY_N_KINDS };

  if (top->type == FRAME_FIELD && atom == self->paragraph && atom != 0 && holds_paragraphs (top))
    {
      open_paragraph (self, tag);
      return;
    }
  if (atom != 0 && (top->type == FRAME_CONTAINER || (top->type == FRAME_ELEMENT && top->text_row < 0)))
    child = way_names_find_child (way_element_get_kind (top->element), top->type == FRAME_CONTAINER ? (int) top->row : -1, atom);
  /* A second title or list of cards is one too many. */
  if (child.type == WAY_CHILD_FIELD && top->counts[child.row] > 0 && !is_multiple (&way_kind_get (way_element_get_kind (top->element))->fields[child.row]))
    child.type = WAY_CHILD_UNKNOWN;
  if (child.type == WAY_CHILD_CONTAINER && (top->containers >> child.row & 1) != 0)
    child.type = WAY_CHILD_UNKNOWN;
  top->full = TRUE;
  switch (child.type)
    {
    case WAY_CHILD_FIELD:
      settle_pending (top, WAY_EXTRA_ON_FIELD, child.row, top->counts[child.row]);
      open_field (self, child.row, tag);
      break;
    case WAY_CHILD_CONTAINER:
      settle_pending (top, WAY_EXTRA_BEFORE_SLOT, child.row, 0);
      open_container (self, child.row, tag);
      break;
    case WAY_CHILD_ELEMENT:
      settle_pending (top, WAY_EXTRA_ON_SLOT, child.row, count_children (top->element, child.row));
      open_element (self, child.kind, child.row, tag);
      break;
    case WAY_CHILD_UNKNOWN:
    default:
      if (tag->uri == self->uri && (top->type == FRAME_CONTAINER || (top->type == FRAME_ELEMENT && top->text_row < 0)))
        report_unknown_element (self, (const char *) tag->name, tag->line);
      convert_top (self);
      open_extra (self, tag);
    }
}

static void
note_versions (Reader *self, const char *version, const char *min_reader, const Tag *tag)
{
  if (way_upgrade_compare_versions (version, WAY_FORMAT_VERSION) > 0)
    self->newer = TRUE;
  if (way_upgrade_compare_versions (min_reader, WAY_FORMAT_VERSION) > 0)
    {
      self->newer = self->read_only = TRUE;
      way_report_add (self->report, WAY_SEVERITY_WARNING, tag->line, 0, _ ("This map needs a Waymark that knows format %s, and this one knows %s. It is opened for reading only; install a newer Waymark to change it."), min_reader, WAY_FORMAT_VERSION);
    }
  else if (self->newer)
    way_report_add (self->report, WAY_SEVERITY_NOTE, tag->line, 0, _ ("This map was saved by a newer Waymark (format %s). What this one does not know is kept, but not shown."), version);
  else if (self->upgrade.n_steps > 0)
    way_report_add (self->report, WAY_SEVERITY_NOTE, tag->line, 0, _ ("This map was made by an older Waymark (format %s) and was brought up to %s."), version, WAY_FORMAT_VERSION);
  else if (way_upgrade_compare_versions (version, WAY_FORMAT_VERSION) < 0)
    way_report_add (self->report, WAY_SEVERITY_WARNING, tag->line, 0, _ ("This map says that it is of format %s, which this Waymark does not know. It is read as %s; look it over before you save it."), version, WAY_FORMAT_VERSION);
}

static gboolean
is_root (Reader *self, const Tag *tag)
{
  const char *name = (const char *) tag->name, *uri = (const char *) tag->uri;
  gboolean ours = strcmp (name, way_kind_get (WAY_KIND_DOCUMENT)->name) == 0;

  if (ours && tag->uri == self->uri)
    return TRUE;
  if (ours && uri != NULL && g_str_has_prefix (uri, "urn:waymark:journey:"))
    fail (self, WAY_FORMAT_ERROR_TOO_NEW, tag->line, _ ("This map was made by a much newer Waymark, whose format this one cannot read at all. Install a newer Waymark."));
  else
    {
      g_autofree char *text = way_xml_error_describe_root (name, uri);

      fail (self, WAY_FORMAT_ERROR_NOT_WAYMARK, tag->line, "%s", text);
    }
  return FALSE;
}

static void
open_root (Reader *self, const Tag *tag)
{
  if (!is_root (self, tag))
    return;
  open_element (self, WAY_KIND_DOCUMENT, 0, tag);

  Frame *frame = get_top (self);
  const char *version = way_element_get (frame->element, WAY_FIELD_VERSION);
  const char *min_reader = way_element_get (frame->element, WAY_FIELD_MIN_READER);

  note_versions (self, version, min_reader, tag);
  if (self->upgrade.n_steps > 0)
    {
      way_element_init_value (frame->element, WAY_FIELD_VERSION, way_upgrade_get_target (&self->upgrade));
      way_element_init_value (frame->element, WAY_FIELD_MIN_READER, way_upgrade_get_target (&self->upgrade));
    }
  frame->pending = g_steal_pointer (&self->before);
  frame->full = frame->pending != NULL;
}

/* End tags. */

static void
close_element (Reader *self)
{
  Frame *frame = get_top (self);
  const WayKindInfo *info = way_kind_get (way_element_get_kind (frame->element));

  if (frame->text_row >= 0 && self->text->len > frame->text)
    {
      fold_text (self->text, frame->text);
      way_element_init_row (frame->element, (guint) frame->text_row, g_strdup (self->text->str + frame->text));
      g_string_truncate (self->text, frame->text);
    }
  for (guint i = 0; i < info->n_fields; i++)
    if (frame->lines[i] != NULL)
      way_element_init_row (frame->element, i, g_string_free (g_steal_pointer (&frame->lines[i]), FALSE));
  settle_pending (frame, WAY_EXTRA_ON_SELF, 0, 0);
  g_clear_pointer (&frame->pending, g_ptr_array_unref);
  self->depth--;
  if (self->depth == 0)
    self->root = frame->element;
  else
    way_element_append (get_top (self)->element, frame->element);
}

static void
close_container (Reader *self)
{
  Frame *frame = get_top (self);
  WayKind kind = way_element_get_kind (frame->element);
  guint last = way_names_get_last_slot (kind, frame->row), n = 0;

  for (guint slot = frame->row; slot <= last; slot++)
    n += count_children (frame->element, slot);
  if (n == 0)
    way_element_set_container (frame->element, frame->row);
  settle_pending (frame, WAY_EXTRA_ON_SLOT, last, WAY_EXTRA_LAST);
  g_clear_pointer (&frame->pending, g_ptr_array_unref);
  self->depth--;
}

static void
close_field (Reader *self)
{
  Frame *frame = get_top (self), *owner = &self->frames[self->depth - 2];
  const WayFieldInfo *info = &way_kind_get (way_element_get_kind (frame->element))->fields[frame->row];
  guint row = frame->row;

  if (info->type == WAY_TYPE_BASE64)
    drop_white_space (self->text, frame->text);
  else if (!holds_paragraphs (frame))
    fold_text (self->text, frame->text);
  if (owner->counts[row] == 0)
    way_element_init_row (frame->element, row, g_strndup (self->text->str + frame->text, self->text->len - frame->text));
  else
    {
      if (owner->lines[row] == NULL)
        owner->lines[row] = g_string_new (way_element_get_row (frame->element, row));
      g_string_append_c (owner->lines[row], '\n');
      g_string_append_len (owner->lines[row], self->text->str + frame->text, (gssize) (self->text->len - frame->text));
    }
  owner->counts[row]++;
  for (guint i = 0; frame->pending != NULL && i < frame->pending->len; i++)
    way_element_add_extra (frame->element, g_ptr_array_index (frame->pending, i));
  g_clear_pointer (&frame->pending, g_ptr_array_unref);
  g_string_truncate (self->text, frame->text);
  self->depth--;
}

static void
close_paragraph (Reader *self)
{
  Frame *frame = get_top (self), *field = &self->frames[self->depth - 2];

  fold_text (self->text, frame->text);
  field->end = self->text->len;
  field->n_paragraphs++;
  self->depth--;
}

static void
close_extra (Reader *self)
{
  Frame *frame = get_top (self);

  if (!frame->preserve)
    drop_layout (frame->extra);
  self->depth--;

  Frame *parent = get_top (self);

  if (parent->type == FRAME_EXTRA)
    way_extra_append (parent->extra, g_steal_pointer (&frame->extra));
  else
    add_pending (parent, g_steal_pointer (&frame->extra));
}

/* Comments and instructions. */

static void
add_node (Reader *self, WayExtra *node)
{
  if (self->depth == 0 && self->root != NULL)
    {
      way_element_add_extra (self->root, node);
      return;
    }
  if (self->depth == 0)
    {
      if (self->before == NULL)
        self->before = g_ptr_array_new ();
      g_ptr_array_add (self->before, node);
      return;
    }
  flush_text (self, FALSE, self->context->input->line);

  Frame *frame = get_top (self);
  Frame *owner = self->depth > 1 ? &self->frames[self->depth - 2] : NULL;

  frame->full = TRUE;
  if (frame->type == FRAME_EXTRA)
    way_extra_append (frame->extra, node);
  /* A text cannot hold it; it moves before. */
  else if (frame->type == FRAME_PARAGRAPH)
    add_pending (owner, place_extra (node, WAY_EXTRA_ON_FIELD, owner->row, owner->n_paragraphs + 1));
  else if (frame->type == FRAME_FIELD)
    add_pending (frame, place_extra (node, WAY_EXTRA_ON_FIELD, frame->row, holds_paragraphs (frame) ? frame->n_paragraphs + 1 : frame->index));
  else if (frame->type == FRAME_ELEMENT && frame->text_row >= 0)
    way_element_add_extra (owner->element, place_extra (node, WAY_EXTRA_ON_SLOT, frame->row, count_children (owner->element, frame->row)));
  else
    add_pending (frame, node);
}

/* Older versions: a tag with other names and values, whose texts live until `texts` is freed. */

static Tag
upgrade_tag (Reader *self, const Tag *tag, GArray *attributes, GPtrArray *texts)
{
  Tag result = *tag;
  xmlDictPtr dict = self->context->dict;

  result.name = xmlDictLookup (dict, (const xmlChar *) way_upgrade_element (&self->upgrade, (const char *) tag->name), -1);
  for (int i = 0; i < tag->n_attributes; i++)
    {
      Attribute attribute = tag->attributes[i];
      char *value = dup_value (&attribute);
      const char *name = (const char *) attribute.name;

      if (attribute.prefix == NULL)
        name = way_upgrade_attribute (&self->upgrade, (const char *) tag->name, name, &value);
      if (name == NULL)
        continue;
      g_ptr_array_add (texts, value);
      attribute.name = xmlDictLookup (dict, (const xmlChar *) name, -1);
      attribute.value = (const xmlChar *) value;
      attribute.end = attribute.value + strlen (value);
      g_array_append_val (attributes, attribute);
    }
  result.attributes = (const Attribute *) (const void *) attributes->data;
  result.n_attributes = (int) attributes->len;
  return result;
}

static void
find_upgrade (Reader *self, const Tag *tag)
{
  for (int i = 0; i < tag->n_attributes; i++)
    if (tag->attributes[i].prefix == NULL && strcmp ((const char *) tag->attributes[i].name, "version") == 0)
      {
        g_autofree char *version = dup_value (&tag->attributes[i]);

        self->upgrade = way_upgrade_from (self->upgrades, version);
      }
}

/* What libxml2 calls. */

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  Reader *self = data;

  if (self->error != NULL)
    return;

  Tag tag = { name, prefix, uri, n_namespaces, n_attributes, namespaces, (const Attribute *) (const void *) attributes, get_tag_line (self) };
  g_autoptr (GArray) upgraded = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  if (self->depth == 0)
    find_upgrade (self, &tag);
  if (self->upgrade.n_steps > 0 && uri == self->uri)
    {
      upgraded = g_array_new (FALSE, FALSE, sizeof (Attribute));
      texts = g_ptr_array_new_with_free_func (g_free);
      tag = upgrade_tag (self, &tag, upgraded, texts);
    }
  if (self->depth == 0)
    open_root (self, &tag);
  else
    open_child (self, &tag);
  if (self->error != NULL)
    xmlStopParser (self->context);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *self = data;

  if (self->error != NULL)
    return;
  flush_text (self, TRUE, self->context->input->line);

  /* A field that should hold paragraphs and has none would leave no trace. */
  Frame *frame = get_top (self);

  if (frame->type == FRAME_FIELD && holds_paragraphs (frame) && frame->n_paragraphs == 0)
    convert_top (self);
  switch (frame->type)
    {
    case FRAME_ELEMENT:
      close_element (self);
      break;
    case FRAME_CONTAINER:
      close_container (self);
      break;
    case FRAME_FIELD:
      close_field (self);
      break;
    case FRAME_PARAGRAPH:
      close_paragraph (self);
      break;
    case FRAME_EXTRA:
    default:
      close_extra (self);
    }
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Reader *self = data;

  if (self->error == NULL && self->depth > 0)
    g_string_append_len (self->text, (const char *) text, length);
}

static void
comment_cb (void *data, const xmlChar *text)
{
  Reader *self = data;

  if (self->error == NULL)
    add_node (self, way_extra_new (WAY_EXTRA_COMMENT, NULL, NULL, (const char *) text));
}

static void
instruction_cb (void *data, const xmlChar *target, const xmlChar *text)
{
  Reader *self = data;

  if (self->error == NULL)
    add_node (self, way_extra_new (WAY_EXTRA_INSTRUCTION, (const char *) target, NULL, (const char *) text));
}

static void
error_cb (void *data, xmlErrorPtr error)
{
  Reader *self = data;
  const xmlParserInput *input = self->context->input;

  if (self->error != NULL || error->level < XML_ERR_ERROR)
    return;
  if (error->code == XML_ERR_DOCUMENT_EMPTY)
    {
      fail (self, WAY_FORMAT_ERROR_NOT_WAYMARK, 1, _ ("This is not a Waymark map: it does not begin like one. Choose another file, or import this one."));
      return;
    }

  char last = input != NULL && input->cur > input->base ? (char) input->cur[-1] : '\0';
  g_autofree char *text = way_xml_error_to_text (error, last);

  fail (self, WAY_FORMAT_ERROR_MALFORMED, error->line, "%s", text);
}

static xmlParserInputPtr
refuse_entity_cb (const char *url, const char *id, xmlParserCtxtPtr context)
{
  return NULL;
}

/* Public functions. */

static void
init_libxml (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  xmlInitParser ();
  xmlSetExternalEntityLoader (refuse_entity_cb);
  g_once_init_leave (&done, 1);
}

static void
parse (Reader *self, GBytes *bytes)
{
  /* White space goes the same way as text: an element that holds nothing else keeps it. */
  static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .comment = comment_cb,
    .processingInstruction = instruction_cb,
    .serror = error_cb,
  };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  self->context = xmlCreateMemoryParserCtxt (data, (int) size);
  *self->context->sax = handler;
  self->context->userData = self;
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA);
  intern_names (self);
  xmlParseDocument (self->context);
  if (self->error == NULL && (self->root == NULL || !self->context->wellFormed))
    fail (self, WAY_FORMAT_ERROR_MALFORMED, 0, _ ("The file is not well-formed XML. It is damaged, or was changed by hand: open an earlier copy, or ask the sender for the file again."));
}

static void
clear (Reader *self)
{
  while (self->depth > 0)
    clear_frame (&self->frames[--self->depth]);
  for (guint i = 0; self->before != NULL && i < self->before->len; i++)
    way_extra_free (g_ptr_array_index (self->before, i));
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_free (self->frames);
  g_string_free (self->text, TRUE);
  way_element_unref (self->root);
  if (self->context != NULL)
    {
      /* The root may have opened nothing, but libxml2 may still have made a document for itself. */
      if (self->context->myDoc != NULL)
        xmlFreeDoc (self->context->myDoc);
      xmlFreeParserCtxt (self->context);
    }
}

typedef struct
{
  GHashTable *seen; /* (element-type char), borrowed */
  int line;
} IdSearch;

static void
find_second_id_cb (WayElement *element, gpointer data)
{
  IdSearch *search = data;
  const char *id = way_element_get_id (element);

  if (search->line == 0 && id != NULL && !g_hash_table_add (search->seen, (char *) id))
    search->line = way_element_get_line (element);
}

/* Ids, pictures, and what the report is to say. */
static WayDocument *
make_document (Reader *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_document_new_for_root (way_element_ref (self->root), &error);

  if (document == NULL)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      IdSearch search = { seen, 0 };

      way_element_walk (self->root, find_second_id_cb, &search);
      fail (self, WAY_FORMAT_ERROR_INVALID, search.line, "%s", error->message);
      return NULL;
    }
  if (!way_picture_check_all (document, self->report, &self->error_line, &self->error))
    return NULL;
  if (self->report != NULL)
    way_integrity_check (document, self->report);
  way_document_set_read_only (document, self->read_only);
  return g_steal_pointer (&document);
}

WayDocument *
way_reader_read_upgrading (GBytes *bytes, const WayUpgrade *upgrade, WayReport *report, GError **error)
{
  Reader self = { .upgrades = upgrade, .report = report, .text = g_string_sized_new (4096) };
  WayDocument *document = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  init_libxml ();
  if (way_prescan (data, size, &self.error_line, &self.error))
    {
      parse (&self, bytes);
      if (self.error == NULL)
        document = make_document (&self);
    }
  if (self.error != NULL)
    {
      way_report_add (report, WAY_SEVERITY_ERROR, self.error_line, 0, "%s", self.error->message);
      g_propagate_error (error, self.error);
    }
  clear (&self);
  return document;
}

WayDocument *
way_reader_read (GBytes *bytes, WayReport *report, GError **error)
{
  return way_reader_read_upgrading (bytes, &way_upgrade_known, report, error);
}

WayDocument *
way_reader_read_file (const char *path, WayReport *report, WayFileStamp *stamp, GError **error)
{
  WayFileStamp now;
  GError *own = NULL;

  way_report_set_file (report, path);

  g_autoptr (GBytes) bytes = way_file_read (path, stamp != NULL ? &now : NULL, &own);

  if (bytes == NULL)
    {
      way_report_add (report, WAY_SEVERITY_ERROR, 0, 0, "%s", own->message);
      g_propagate_error (error, own);
      return NULL;
    }

  WayDocument *document = way_reader_read (bytes, report, error);

  if (document != NULL && stamp != NULL)
    *stamp = now;
  return document;
}
