#include "format/way-writer.h"

#include "format/way-names.h"
#include "format/way-writer-private.h"

#define BASE64_COLUMNS 76
/* xmllint indents no further. */
#define MAX_INDENTED_LEVEL 30

/* Bytes. */

/* Doubling, so that bytes are copied a few times at most. */
void
way_writer_make_room (Writer *self, gsize more)
{
  self->room = MAX (self->room * 2, self->size + more);
  self->data = g_realloc (self->data, self->room);
}

/* What stands for a byte, if anything; `attribute` adds those that an attribute cannot hold as they are. */
static const char *
escape (guchar c, gboolean attribute)
{
  switch (c)
    {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '\r':
      return "&#13;";
    case '"':
      return attribute ? "&quot;" : NULL;
    case '\n':
      return attribute ? "&#10;" : NULL;
    case '\t':
      return attribute ? "&#9;" : NULL;
    default:
      /* No model value holds these; if one does, the file must still be readable. */
      return c < 0x20 ? "\357\277\275" : NULL;
    }
}

void
way_writer_put_escaped (Writer *self, const char *text, gsize length, gboolean attribute)
{
  static const guchar special[256] = {
    [1 ... 0x1f] = 1,
    ['<'] = 1,
    ['>'] = 1,
    ['&'] = 1,
    ['"'] = 1,
  };
  const char *end = text + length;

  while (text < end)
    {
      const char *p = text;

      while (p < end && !special[(guchar) *p])
        p++;
      put (self, text, (gsize) (p - text));
      if (p == end)
        return;

      const char *instead = escape ((guchar) *p, attribute);

      if (instead != NULL)
        put_text (self, instead);
      else
        put (self, p, 1);
      text = p + 1;
    }
}

void
way_writer_put_indent (Writer *self, guint level)
{
  static const char blanks[2 * MAX_INDENTED_LEVEL + 1] = "                                                            ";

  put (self, blanks, 2 * MIN (level, MAX_INDENTED_LEVEL));
}

void
way_writer_put_attribute (Writer *self, const char *name, const char *value)
{
  put (self, " ", 1);
  put_text (self, name);
  put (self, "=\"", 2);
  way_writer_put_escaped (self, value, strlen (value), TRUE);
  put (self, "\"", 1);
}

void
way_writer_put_end_tag (Writer *self, const char *name)
{
  put (self, "</", 2);
  put_text (self, name);
  put (self, ">", 1);
}

/* Fields. */

static void
put_base64 (Writer *self, const char *value, gsize length)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

  /* Something else may hold characters of several bytes, which no line may part. */
  if (strspn (value, alphabet) < length)
    {
      way_writer_put_escaped (self, value, length, FALSE);
      return;
    }
  put (self, "\n", 1);
  for (gsize at = 0; at < length; at += BASE64_COLUMNS)
    {
      put (self, value + at, MIN (BASE64_COLUMNS, length - at));
      put (self, "\n", 1);
    }
}

static void
put_text_element (Writer *self, const char *name, const char *value, gsize length, gboolean base64, const Extras *extras, guint row, guint index, guint level)
{
  guint since = self->scope->len;

  way_writer_put_indent (self, level);
  put (self, "<", 1);
  put_text (self, name);
  way_writer_put_extra_attributes (self, extras, WAY_EXTRA_ON_FIELD, row, index);
  if (length == 0)
    put (self, "/>", 2);
  else
    {
      put (self, ">", 1);
      if (base64)
        put_base64 (self, value, length);
      else
        way_writer_put_escaped (self, value, length, FALSE);
      way_writer_put_end_tag (self, name);
    }
  put (self, "\n", 1);
  g_array_set_size (self->scope, since);
}

/* One element for each line of `value`; the first is number `index`. */
static void
put_lines (Writer *self, const char *name, const char *value, Extras *extras, guint row, guint index, guint level)
{
  for (const char *line = value;; line++, index++)
    {
      const char *end = strchrnul (line, '\n');

      way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, row, index, level);
      put_text_element (self, name, line, (gsize) (end - line), FALSE, extras, row, index, level);
      if (*end == '\0')
        return;
      line = end;
    }
}

static void
put_field (Writer *self, const WayFieldInfo *info, const char *value, Extras *extras, guint row, guint level)
{
  gboolean prose = info->type == WAY_TYPE_PROSE, around = prose && info->place == WAY_PLACE_ELEMENT;

  if (!around && (prose || info->type == WAY_TYPE_LINES))
    {
      put_lines (self, info->name, value, extras, row, 0, level);
      return;
    }
  way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, row, 0, level);
  if (!around)
    {
      put_text_element (self, info->name, value, strlen (value), info->type == WAY_TYPE_BASE64, extras, row, 0, level);
      return;
    }

  guint since = self->scope->len;

  way_writer_put_indent (self, level);
  put (self, "<", 1);
  put_text (self, info->name);
  way_writer_put_extra_attributes (self, extras, WAY_EXTRA_ON_FIELD, row, 0);
  put (self, ">\n", 2);
  put_lines (self, "p", value, extras, row, 1, level + 1);
  way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, row, WAY_EXTRA_LAST, level + 1);
  way_writer_put_indent (self, level);
  way_writer_put_end_tag (self, info->name);
  put (self, "\n", 1);
  g_array_set_size (self->scope, since);
}

/* Elements. */

static void put_element (Writer *self, const WayElement *element, guint level);

static guint
count_children (const WayElement *element, guint slot)
{
  const GPtrArray *children = way_element_get_slot (element, slot);

  return children != NULL ? children->len : 0;
}

static void
put_children (Writer *self, const WayElement *element, guint slot, Extras *extras, guint level)
{
  const GPtrArray *children = way_element_get_slot (element, slot);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_SLOT, slot, i, level);
      put_element (self, g_ptr_array_index (children, i), level);
    }
}

static gboolean
has_nodes_in (const Extras *extras, guint last)
{
  if (extras == NULL || extras->next == extras->nodes->len)
    return FALSE;

  const WayExtra *node = g_ptr_array_index (extras->nodes, extras->next);

  return node->place == WAY_EXTRA_ON_SLOT && node->row <= last;
}

/* The white space that is all there is in an empty container (slot `row`) or element (`row` < 0). */
static const char *
find_blank_text (const WayElement *element, int row)
{
  const GPtrArray *all = way_element_get_extras (element);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const WayExtra *extra = g_ptr_array_index (all, i);

      if (way_writer_is_blank_text (extra) && (row < 0 ? extra->place == WAY_EXTRA_ON_SELF : extra->place == WAY_EXTRA_ON_SLOT && extra->row == (guint) row))
        return extra->value;
    }
  return NULL;
}

static void
put_empty_end (Writer *self, const char *name, const char *blank)
{
  if (blank == NULL)
    {
      put (self, "/>\n", 3);
      return;
    }
  put (self, ">", 1);
  way_writer_put_escaped (self, blank, strlen (blank), FALSE);
  way_writer_put_end_tag (self, name);
  put (self, "\n", 1);
}

/* The container around slots `first` to `last`. */
static void
put_container (Writer *self, const WayElement *element, guint first, guint last, Extras *extras, guint level)
{
  const WaySlotInfo *info = &way_kind_get (way_element_get_kind (element))->slots[first];
  guint n = 0, n_attributes, since = self->scope->len;

  for (guint slot = first; slot <= last; slot++)
    n += count_children (element, slot);
  way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_BEFORE_SLOT, first, 0, level);
  way_writer_find_attributes (extras, WAY_EXTRA_ON_SLOT, first, 0, &n_attributes);
  if (n == 0 && !info->required && !way_element_has_container (element, first) && n_attributes == 0 && !has_nodes_in (extras, last) && !way_writer_has_surplus (extras, TRUE, info->container))
    return;

  way_writer_put_indent (self, level);
  put (self, "<", 1);
  put_text (self, info->container);
  way_writer_put_extra_attributes (self, extras, WAY_EXTRA_ON_SLOT, first, 0);
  if (n == 0 && !has_nodes_in (extras, last))
    put_empty_end (self, info->container, find_blank_text (element, (int) last));
  else
    {
      put (self, ">\n", 2);
      for (guint slot = first; slot <= last; slot++)
        put_children (self, element, slot, extras, level + 1);
      way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_SLOT, last, WAY_EXTRA_LAST, level + 1);
      way_writer_put_indent (self, level);
      way_writer_put_end_tag (self, info->container);
      put (self, "\n", 1);
    }
  g_array_set_size (self->scope, since);
}

static void
put_content (Writer *self, const WayElement *element, Extras *extras, guint level)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *value = way_element_get_row (element, i);

      if (field->place == WAY_PLACE_ATTRIBUTE || field->name == NULL)
        continue;
      if (value != NULL || way_writer_has_surplus (extras, FALSE, field->name))
        put_field (self, field, value != NULL ? value : "", extras, i, level);
    }
  way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, info->n_fields, 0, level);
  for (guint slot = 0; slot < info->n_slots; slot++)
    if (info->slots[slot].container == NULL)
      put_children (self, element, slot, extras, level);
    else
      {
        guint last = way_names_get_last_slot (info->kind, slot);

        put_container (self, element, slot, last, extras, level);
        slot = last;
      }
  way_writer_put_nodes_up_to (self, extras, WAY_EXTRA_ON_SELF, G_MAXUINT, G_MAXUINT, level);
}

static void
put_attributes (Writer *self, const WayElement *element, const Extras *extras)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  guint n, next = 0;
  WayExtra *const *found = way_writer_find_attributes (extras, WAY_EXTRA_ON_SELF, 0, 0, &n);
  g_autoptr (GPtrArray) names = n > 0 ? way_writer_put_namespaces (self, NULL, found, n, NULL) : NULL;

  for (guint i = 0; i <= info->n_fields; i++)
    {
      for (; next < n && (i == info->n_fields || found[next]->row <= i); next++)
        if (g_ptr_array_index (names, next) != NULL)
          way_writer_put_attribute (self, g_ptr_array_index (names, next), found[next]->value);
      if (i < info->n_fields && info->fields[i].place == WAY_PLACE_ATTRIBUTE && way_element_get_row (element, i) != NULL)
        way_writer_put_attribute (self, info->fields[i].name, way_element_get_row (element, i));
    }
}

/* Writes the tag without its end, the content, and takes back the line break if there is no content. */
static void
put_element (Writer *self, const WayElement *element, guint level)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  int text_row = way_names_get_text_row (info->kind);
  const char *text = text_row >= 0 ? way_element_get_row (element, (guint) text_row) : NULL;
  Extras own, *extras = NULL;
  guint since = self->scope->len;

  if (way_element_get_extras (element) != NULL)
    {
      way_writer_init_extras (&own, element);
      extras = &own;
    }
  way_writer_put_indent (self, level);
  put (self, "<", 1);
  put_text (self, info->name);
  if (level == 0)
    way_writer_put_attribute (self, "xmlns", WAY_NAMESPACE);
  put_attributes (self, element, extras);

  gsize open = self->size;

  put (self, ">", 1);
  if (text != NULL && *text != '\0')
    {
      way_writer_put_escaped (self, text, strlen (text), FALSE);
      way_writer_put_end_tag (self, info->name);
      put (self, "\n", 1);
    }
  else
    {
      put (self, "\n", 1);
      gsize start = self->size;

      put_content (self, element, extras, level + 1);
      if (self->size == start)
        {
          self->size = open;
          put_empty_end (self, info->name, find_blank_text (element, -1));
        }
      else
        {
          way_writer_put_indent (self, level);
          way_writer_put_end_tag (self, info->name);
          put (self, "\n", 1);
        }
    }
  g_array_set_size (self->scope, since);
  if (extras != NULL)
    way_writer_clear_extras (extras);
}

GBytes *
way_writer_write (const WayDocument *document)
{
  Writer self = {
    .room = 65536,
    .data = g_malloc (65536),
    .scope = g_array_new (FALSE, FALSE, sizeof (Binding)),
    .prefixes = g_ptr_array_new_with_free_func (g_free),
  };

  way_writer_bind (&self, "", WAY_NAMESPACE);
  put_text (&self, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  put_element (&self, way_document_get_root (document), 0);
  g_array_unref (self.scope);
  g_ptr_array_unref (self.prefixes);
  return g_bytes_new_take (self.data, self.size);
}
