#include "format/way-reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-xml-error.h"

void
way_reader_clear_frame (Frame *frame)
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

/* Start tags. */

static void
add_namespaces (WayElement *element, WayExtraPlace place, guint row, guint index, int n, const xmlChar **namespaces)
{
  for (int i = 0; i < n; i++)
    {
      WayExtra *extra = way_reader_make_declaration (namespaces[2 * i], namespaces[2 * i + 1], FALSE);

      if (extra != NULL)
        way_element_add_extra (element, way_reader_place_extra (extra, place, row, index));
    }
}

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
      guint atom = attribute->prefix == NULL || is_xml ? way_reader_find_atom (self, attribute->name) : 0;
      int row = atom != 0 ? way_names_find_attribute (kind, atom, is_xml) : -1;

      if (row >= 0)
        way_element_init_row (element, (guint) row, way_reader_normalise_attribute (&info->fields[row], way_reader_dup_value (attribute)));
      else
        {
          way_element_add_extra (element, way_reader_place_extra (way_reader_make_attribute (attribute), WAY_EXTRA_ON_SELF, info->n_fields, 0));
          if (attribute->prefix == NULL)
            way_reader_report_unknown_attribute (self, (const char *) attribute->name, info->name, tag->line);
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
      WayExtra *extra = i < tag->n_namespaces ? way_reader_make_declaration (tag->namespaces[2 * i], tag->namespaces[2 * i + 1], FALSE)
                                              : way_reader_make_attribute (&tag->attributes[i - tag->n_namespaces]);

      if (extra == NULL)
        continue;
      way_reader_place_extra (extra, place, row, index);
      if (wait)
        way_reader_add_pending (frame, extra);
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
  g_autofree char *name = way_reader_join_name (tag->prefix, tag->name);

  frame->preserve = inherited;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, name, (const char *) tag->uri, NULL);
  for (int i = 0; i < tag->n_namespaces; i++)
    way_extra_append (frame->extra, way_reader_make_declaration (tag->namespaces[2 * i], tag->namespaces[2 * i + 1], TRUE));
  for (int i = 0; i < tag->n_attributes; i++)
    {
      WayExtra *attribute = way_reader_make_attribute (&tag->attributes[i]);

      if (strcmp (attribute->name, "xml:space") == 0)
        frame->preserve = strcmp (attribute->value, "preserve") == 0;
      way_extra_append (frame->extra, attribute);
    }
}

/* A second title or list of cards is one too many. */
static gboolean
is_surplus (const Frame *frame, WayChild child)
{
  if (child.type == WAY_CHILD_FIELD)
    return frame->counts[child.row] > 0 && !is_multiple (&way_kind_get (way_element_get_kind (frame->element))->fields[child.row]);
  return child.type == WAY_CHILD_CONTAINER && (frame->containers >> child.row & 1) != 0;
}

/* It goes right behind the first, wherever it stood: before it, the next reader would take it for the first. */
static void
open_surplus (Reader *self, WayChild child, const Tag *tag)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (get_top (self)->element));

  open_extra (self, tag);

  Frame *frame = get_top (self);

  frame->surplus = TRUE;
  frame->place = WAY_EXTRA_ON_FIELD;
  frame->row = child.row;
  frame->index = WAY_EXTRA_LAST;
  if (child.type == WAY_CHILD_CONTAINER)
    {
      guint next = way_names_get_last_slot (info->kind, child.row) + 1;

      frame->place = next < info->n_slots ? WAY_EXTRA_BEFORE_SLOT : WAY_EXTRA_ON_SELF;
      frame->row = next < info->n_slots ? next : 0;
      frame->index = 0;
    }
}

/* What waited stands before this field or element, if it stays one. */
static guint
settle (Frame *frame, WayExtraPlace place, guint row, guint index)
{
  const GPtrArray *extras = way_element_get_extras (frame->element);
  guint settled = extras != NULL ? extras->len : 0;

  way_reader_settle_pending (frame, place, row, index);
  return settled;
}

void
way_reader_open_child (Reader *self, const Tag *tag)
{
  way_reader_flush_text (self, FALSE, tag->line);

  Frame *top = get_top (self);
  guint atom = tag->uri == self->uri ? way_reader_find_atom (self, tag->name) : 0;
  WayChild child = { WAY_CHILD_UNKNOWN, 0, WAY_N_KINDS };
  guint settled;

  if (top->type == FRAME_FIELD && atom == self->paragraph && atom != 0 && way_reader_holds_paragraphs (top))
    {
      open_paragraph (self, tag);
      return;
    }
  if (atom != 0 && (top->type == FRAME_CONTAINER || (top->type == FRAME_ELEMENT && top->text_row < 0)))
    child = way_names_find_child (way_element_get_kind (top->element), top->type == FRAME_CONTAINER ? (int) top->row : -1, atom);
  top->full = TRUE;
  if (is_surplus (top, child))
    {
      way_reader_report_unknown_element (self, (const char *) tag->name, tag->line);
      open_surplus (self, child, tag);
      return;
    }
  switch (child.type)
    {
    case WAY_CHILD_FIELD:
      settled = settle (top, WAY_EXTRA_ON_FIELD, child.row, top->counts[child.row]);
      open_field (self, child.row, tag);
      get_top (self)->settled = settled;
      break;
    case WAY_CHILD_CONTAINER:
      way_reader_settle_pending (top, WAY_EXTRA_BEFORE_SLOT, child.row, 0);
      open_container (self, child.row, tag);
      break;
    case WAY_CHILD_ELEMENT:
      settled = settle (top, WAY_EXTRA_ON_SLOT, child.row, count_children (top->element, child.row));
      open_element (self, child.kind, child.row, tag);
      get_top (self)->settled = settled;
      break;
    case WAY_CHILD_UNKNOWN:
    default:
      if (tag->uri == self->uri && (top->type == FRAME_CONTAINER || (top->type == FRAME_ELEMENT && top->text_row < 0)))
        way_reader_report_unknown_element (self, (const char *) tag->name, tag->line);
      way_reader_convert_top (self);
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
    way_reader_fail (self, WAY_FORMAT_ERROR_TOO_NEW, tag->line, _ ("This map was made by a much newer Waymark, whose format this one cannot read at all. Install a newer Waymark."));
  else
    {
      g_autofree char *text = way_xml_error_describe_root (name, uri);

      way_reader_fail (self, WAY_FORMAT_ERROR_NOT_WAYMARK, tag->line, "%s", text);
    }
  return FALSE;
}

void
way_reader_open_root (Reader *self, const Tag *tag)
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
      way_reader_fold_text (self->text, frame->text);
      /* An empty text and none are the same bytes, so they are the same value. */
      if (self->text->len > frame->text)
        way_element_init_row (frame->element, (guint) frame->text_row, g_strdup (self->text->str + frame->text));
      g_string_truncate (self->text, frame->text);
    }
  for (guint i = 0; i < info->n_fields; i++)
    if (frame->lines[i] != NULL)
      way_element_init_row (frame->element, i, g_string_free (g_steal_pointer (&frame->lines[i]), FALSE));
  way_reader_settle_pending (frame, WAY_EXTRA_ON_SELF, 0, 0);
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
  way_reader_settle_pending (frame, WAY_EXTRA_ON_SLOT, last, WAY_EXTRA_LAST);
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
    way_reader_drop_white_space (self->text, frame->text);
  else if (!way_reader_holds_paragraphs (frame))
    way_reader_fold_text (self->text, frame->text);
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

  way_reader_fold_text (self->text, frame->text);
  field->end = self->text->len;
  field->n_paragraphs++;
  self->depth--;
}

static void
close_extra (Reader *self)
{
  Frame *frame = get_top (self);

  if (!frame->preserve)
    way_reader_drop_layout (frame->extra);
  self->depth--;

  Frame *parent = get_top (self);

  if (parent->type == FRAME_EXTRA)
    way_extra_append (parent->extra, g_steal_pointer (&frame->extra));
  else if (frame->surplus)
    way_element_add_extra (parent->element, way_reader_place_extra (g_steal_pointer (&frame->extra), frame->place, frame->row, frame->index));
  else
    way_reader_add_pending (parent, g_steal_pointer (&frame->extra));
}

/* Comments and instructions. */

void
way_reader_add_node (Reader *self, WayExtra *node)
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
  way_reader_flush_text (self, FALSE, self->context->input->line);

  Frame *frame = get_top (self);
  Frame *owner = self->depth > 1 ? &self->frames[self->depth - 2] : NULL;

  frame->full = TRUE;
  if (frame->type == FRAME_EXTRA)
    way_extra_append (frame->extra, node);
  /* A text cannot hold it; it moves before. */
  else if (frame->type == FRAME_PARAGRAPH)
    way_reader_add_pending (owner, way_reader_place_extra (node, WAY_EXTRA_ON_FIELD, owner->row, owner->n_paragraphs + 1));
  else if (frame->type == FRAME_FIELD)
    way_reader_add_pending (frame, way_reader_place_extra (node, WAY_EXTRA_ON_FIELD, frame->row, way_reader_holds_paragraphs (frame) ? frame->n_paragraphs + 1 : frame->index));
  else if (frame->type == FRAME_ELEMENT && frame->text_row >= 0)
    way_element_add_extra (owner->element, way_reader_place_extra (node, WAY_EXTRA_ON_SLOT, frame->row, count_children (owner->element, frame->row)));
  else
    way_reader_add_pending (frame, node);
}

void
way_reader_close_top (Reader *self)
{
  way_reader_flush_text (self, TRUE, self->context->input->line);

  /* A field that should hold paragraphs and has none would leave no trace. */
  Frame *frame = get_top (self);

  if (frame->type == FRAME_FIELD && way_reader_holds_paragraphs (frame) && frame->n_paragraphs == 0)
    way_reader_convert_top (self);
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
