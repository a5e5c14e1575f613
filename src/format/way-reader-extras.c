#include "format/way-reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"

#define MAX_UNKNOWN_FINDINGS 100

/* Findings. */

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

void
way_reader_report_unknown_element (Reader *self, const char *name, int line)
{
  if (may_report_unknown (self))
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("“%s” does not belong here. It is kept as it is, but shown nowhere; check its name and its place."), name);
}

void
way_reader_report_unknown_attribute (Reader *self, const char *name, const char *element, int line)
{
  if (may_report_unknown (self))
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("“%s” has an attribute “%s” that is not known. It is kept as it is, but shown nowhere; check its name."), element, name);
}

/* Extras. */

char *
way_reader_join_name (const xmlChar *prefix, const xmlChar *name)
{
  return prefix != NULL ? g_strconcat ((const char *) prefix, ":", name, NULL) : g_strdup ((const char *) name);
}

void
way_reader_add_pending (Frame *frame, WayExtra *extra)
{
  if (frame->pending == NULL)
    frame->pending = g_ptr_array_new ();
  g_ptr_array_add (frame->pending, extra);
}

WayExtra *
way_reader_place_extra (WayExtra *extra, WayExtraPlace place, guint row, guint index)
{
  extra->place = place;
  extra->row = row;
  extra->index = index;
  return extra;
}

/* What waited is now known to stand before this. */
void
way_reader_settle_pending (Frame *frame, WayExtraPlace place, guint row, guint index)
{
  for (guint i = 0; frame->pending != NULL && i < frame->pending->len; i++)
    way_element_add_extra (frame->element, way_reader_place_extra (g_ptr_array_index (frame->pending, i), place, row, index));
  if (frame->pending != NULL)
    g_ptr_array_set_size (frame->pending, 0);
}

WayExtra *
way_reader_make_attribute (const Attribute *attribute)
{
  g_autofree char *name = way_reader_join_name (attribute->prefix, attribute->name);
  g_autofree char *value = way_reader_dup_value (attribute);

  return way_extra_new (WAY_EXTRA_ATTRIBUTE, name, (const char *) attribute->uri, value);
}

/* xmlns:x="…"; NULL for the default namespace of an element of ours, which the writer declares where it must. */
WayExtra *
way_reader_make_declaration (const xmlChar *prefix, const xmlChar *uri, gboolean with_default)
{
  if (prefix == NULL && !with_default)
    return NULL;

  g_autofree char *name = prefix != NULL ? g_strconcat ("xmlns:", prefix, NULL) : g_strdup ("xmlns");

  return way_extra_new (WAY_EXTRA_ATTRIBUTE, name, NULL, uri != NULL ? (const char *) uri : "");
}

/* White space between the elements of an extra is layout, unless there is text as well or xml:space says otherwise. */
void
way_reader_drop_layout (WayExtra *extra)
{
  gboolean nodes = FALSE, text = FALSE;

  for (guint i = 0; extra->children != NULL && i < extra->children->len; i++)
    {
      const WayExtra *child = g_ptr_array_index (extra->children, i);

      if (child->type == WAY_EXTRA_TEXT)
        text = text || !way_reader_is_blank (child->value, strlen (child->value));
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

          way_extra_append (extra->type == WAY_EXTRA_ATTRIBUTE ? paragraph : frame->extra, way_reader_place_extra (extra, WAY_EXTRA_ON_SELF, 0, 0));
        }
      if (*line != '\0')
        way_extra_append (paragraph, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, line));
      way_extra_append (frame->extra, paragraph);
      line = last ? end : end + 1;
    }
  for (; next < kept->len; next++)
    way_extra_append (frame->extra, way_reader_place_extra (g_ptr_array_index (kept, next), WAY_EXTRA_ON_SELF, 0, 0));
}

/* What stood before something of ours stands before an extra now: what follows tells where that is. */
static void
unsettle (Frame *frame)
{
  Frame *owner = frame - 1;
  const GPtrArray *extras = way_element_get_extras (owner->element);

  while (extras != NULL && frame->settled < extras->len)
    way_reader_add_pending (owner, way_element_steal_extra (owner->element, frame->settled));
}

static void
convert_field (Reader *self, Frame *frame)
{
  const WayFieldInfo *info = &way_kind_get (way_element_get_kind (frame->element))->fields[frame->row];
  g_autoptr (GPtrArray) kept = frame->pending != NULL ? g_steal_pointer (&frame->pending) : g_ptr_array_new ();
  g_autoptr (GPtrArray) inner = g_ptr_array_new ();

  report_mixed_text (self, info->name, frame->line);
  unsettle (frame);
  frame->type = FRAME_EXTRA;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, info->name, WAY_NAMESPACE, NULL);
  for (guint i = 0; i < kept->len; i++)
    {
      WayExtra *extra = g_ptr_array_index (kept, i);

      if (extra->index > 0 && info->type == WAY_TYPE_PROSE && info->place == WAY_PLACE_ELEMENT)
        g_ptr_array_add (inner, extra);
      else
        way_extra_append (frame->extra, way_reader_place_extra (extra, WAY_EXTRA_ON_SELF, 0, 0));
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
    way_extra_append (frame->extra, way_reader_place_extra (g_ptr_array_index (attributes, i), WAY_EXTRA_ON_SELF, 0, 0));
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
  unsettle (frame);
  frame->type = FRAME_EXTRA;
  frame->extra = way_extra_new (WAY_EXTRA_ELEMENT, info->name, WAY_NAMESPACE, NULL);
  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get_row (element, i) != NULL)
      way_extra_append (frame->extra, way_extra_new (WAY_EXTRA_ATTRIBUTE, info->fields[i].name, NULL, way_element_get_row (element, i)));
  for (guint i = 0; extras != NULL && i < extras->len; i++)
    way_extra_append (frame->extra, way_reader_place_extra (way_extra_copy (g_ptr_array_index (extras, i)), WAY_EXTRA_ON_SELF, 0, 0));
  convert_text (self, frame, frame->text);
}

void
way_reader_convert_top (Reader *self)
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

gboolean
way_reader_holds_paragraphs (const Frame *frame)
{
  const WayFieldInfo *info = &way_kind_get (way_element_get_kind (frame->element))->fields[frame->row];

  return frame->type == FRAME_FIELD && info->type == WAY_TYPE_PROSE && info->place == WAY_PLACE_ELEMENT;
}

static void
flush_stray_text (Reader *self, Frame *frame, gboolean at_end, int line)
{
  const char *text = self->text->str + frame->text;
  gsize length = self->text->len - frame->text;

  if (!way_reader_is_blank (text, length))
    {
      g_autofree char *trimmed = g_strdup (text);

      for (const char *p = text + strspn (text, " \n\t\r"); (p = strchr (p, '\n')) != NULL; p++)
        line--;
      way_reader_add_pending (frame, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, g_strstrip (trimmed)));
      report_stray_text (self, trimmed, line);
      frame->full = TRUE;
    }
  else if (at_end && length > 0 && !frame->full)
    way_reader_add_pending (frame, way_extra_new (WAY_EXTRA_TEXT, NULL, NULL, text));
  g_string_truncate (self->text, frame->text);
}

/* What stood in the top frame since the last tag. */
void
way_reader_flush_text (Reader *self, gboolean at_end, int line)
{
  Frame *frame = get_top (self);

  if (frame->type == FRAME_EXTRA)
    convert_text (self, frame, frame->text);
  else if (frame->type == FRAME_FIELD && way_reader_holds_paragraphs (frame))
    {
      if (way_reader_is_blank (self->text->str + frame->end, self->text->len - frame->end))
        g_string_truncate (self->text, frame->end);
      else
        convert_field (self, frame);
    }
  else if (self->text->len > frame->text && (frame->type == FRAME_CONTAINER || (frame->type == FRAME_ELEMENT && frame->text_row < 0)))
    flush_stray_text (self, frame, at_end, line);
}
