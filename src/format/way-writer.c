#include "format/way-writer.h"

#include <string.h>

#include "format/way-names.h"

#define BASE64_COLUMNS 76
/* xmllint indents no further. */
#define MAX_INDENTED_LEVEL 30

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

/* Bytes. */

static void
make_room (Writer *self, gsize more)
{
  if (self->size + more <= self->room)
    return;
  self->room = MAX (self->room * 2, self->size + more);
  self->data = g_realloc (self->data, self->room);
}

static inline void
put (Writer *self, const char *text, gsize length)
{
  make_room (self, length);
  memcpy (self->data + self->size, text, length);
  self->size += length;
}

static inline void
put_text (Writer *self, const char *text)
{
  put (self, text, strlen (text));
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

static void
put_escaped (Writer *self, const char *text, gsize length, gboolean attribute)
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

static void
put_indent (Writer *self, guint level)
{
  static const char blanks[2 * MAX_INDENTED_LEVEL + 1] = "                                                            ";

  put (self, blanks, 2 * MIN (level, MAX_INDENTED_LEVEL));
}

static void
put_attribute (Writer *self, const char *name, const char *value)
{
  put (self, " ", 1);
  put_text (self, name);
  put (self, "=\"", 2);
  put_escaped (self, value, strlen (value), TRUE);
  put (self, "\"", 1);
}

static void
put_end_tag (Writer *self, const char *name)
{
  put (self, "</", 2);
  put_text (self, name);
  put (self, ">", 1);
}

/* Namespaces. */

static const char *
find_binding (const Writer *self, const char *prefix)
{
  for (guint i = self->scope->len; i > 0; i--)
    {
      const Binding *binding = &g_array_index (self->scope, Binding, i - 1);

      if (strcmp (binding->prefix, prefix) == 0)
        return binding->uri;
    }
  return strcmp (prefix, "xml") == 0 ? "http://www.w3.org/XML/1998/namespace" : "";
}

static void
bind (Writer *self, const char *prefix, const char *uri)
{
  Binding binding = { prefix, uri };

  g_array_append_val (self->scope, binding);
}

static gboolean
is_bound_since (const Writer *self, const char *prefix, guint since)
{
  for (guint i = since; i < self->scope->len; i++)
    if (strcmp (g_array_index (self->scope, Binding, i).prefix, prefix) == 0)
      return TRUE;
  return FALSE;
}

static const char *
keep_prefix (Writer *self, char *prefix)
{
  g_ptr_array_add (self->prefixes, prefix);
  return prefix;
}

/* "xmlns:x" → "x", "xmlns" → "", anything else → NULL. */
static const char *
get_declared_prefix (const WayExtra *extra)
{
  if (extra->type != WAY_EXTRA_ATTRIBUTE || !g_str_has_prefix (extra->name, "xmlns"))
    return NULL;
  return extra->name[5] == ':' ? extra->name + 6 : extra->name[5] == '\0' ? ""
                                                                          : NULL;
}

static void
put_declaration (Writer *self, const char *prefix, const char *uri)
{
  g_autofree char *name = *prefix != '\0' ? g_strconcat ("xmlns:", prefix, NULL) : g_strdup ("xmlns");

  put_attribute (self, name, uri);
}

/* The name to write for `extra`, which is the one it has unless its prefix means something else here: then it is declared,
   and where the same tag needs that prefix for another namespace, a new one is. g_free. */
static char *
declare_name (Writer *self, const WayExtra *extra, guint since)
{
  const char *colon = strchr (extra->name, ':'), *local = colon != NULL ? colon + 1 : extra->name;
  const char *uri = extra->uri != NULL ? extra->uri : "";
  gboolean attribute = extra->type == WAY_EXTRA_ATTRIBUTE;
  g_autofree char *own = g_strndup (extra->name, colon != NULL ? (gsize) (colon - extra->name) : 0);

  /* An attribute without a prefix has no namespace whatever the default is. */
  if ((attribute && colon == NULL) || strcmp (find_binding (self, own), uri) == 0)
    return g_strdup (extra->name);

  const char *prefix = keep_prefix (self, g_steal_pointer (&own));

  while (is_bound_since (self, prefix, since))
    prefix = keep_prefix (self, g_strdup_printf ("ns%u", ++self->n_new_prefixes));
  put_declaration (self, prefix, uri);
  bind (self, prefix, uri);
  return *prefix != '\0' ? g_strconcat (prefix, ":", local, NULL) : g_strdup (local);
}

/* The declarations among `extras`, then those that their names need. Returns the names to write; (element-type char). */
static GPtrArray *
put_namespaces (Writer *self, const WayExtra *element, WayExtra *const *extras, guint n, char **element_name)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint since = self->scope->len;

  for (guint i = 0; i < n; i++)
    {
      const char *prefix = get_declared_prefix (extras[i]);

      if (prefix == NULL || is_bound_since (self, prefix, since))
        continue;
      put_declaration (self, prefix, extras[i]->value);
      bind (self, prefix, extras[i]->value);
    }
  if (element != NULL)
    *element_name = declare_name (self, element, since);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, get_declared_prefix (extras[i]) == NULL ? declare_name (self, extras[i], since) : NULL);
  return names;
}

/* Extras inside of extras. */

static void put_nodes (Writer *self, WayExtra *const *nodes, guint n, guint level, gboolean indented);

static gboolean
has_text (WayExtra *const *nodes, guint n)
{
  for (guint i = 0; i < n; i++)
    if (nodes[i]->type == WAY_EXTRA_TEXT)
      return TRUE;
  return FALSE;
}

static void
put_extra_element (Writer *self, const WayExtra *extra, guint level, gboolean indented)
{
  WayExtra *const *children = extra->children != NULL ? (WayExtra *const *) extra->children->pdata : NULL;
  guint n = extra->children != NULL ? extra->children->len : 0, n_attributes = 0;
  guint since = self->scope->len;
  g_autofree char *name = NULL;
  gsize at = self->size;

  while (n_attributes < n && children[n_attributes]->type == WAY_EXTRA_ATTRIBUTE)
    n_attributes++;

  /* The declarations come behind the name, and say what it is. */
  g_autoptr (GPtrArray) names = put_namespaces (self, extra, children, n_attributes, &name);
  g_autofree char *declarations = g_strndup (self->data + at, self->size - at);

  self->size = at;
  put (self, "<", 1);
  put_text (self, name);
  put_text (self, declarations);
  for (guint i = 0; i < n_attributes; i++)
    if (g_ptr_array_index (names, i) != NULL)
      put_attribute (self, g_ptr_array_index (names, i), children[i]->value);
  if (n == n_attributes)
    put (self, "/>", 2);
  else
    {
      gboolean laid_out = indented && !has_text (children + n_attributes, n - n_attributes);

      put (self, ">", 1);
      if (laid_out)
        put (self, "\n", 1);
      put_nodes (self, children + n_attributes, n - n_attributes, level + 1, laid_out);
      if (laid_out)
        put_indent (self, level);
      put_end_tag (self, name);
    }
  g_array_set_size (self->scope, since);
}

static void
put_node (Writer *self, const WayExtra *node, guint level, gboolean indented)
{
  if (indented)
    put_indent (self, level);
  switch (node->type)
    {
    case WAY_EXTRA_ELEMENT:
      put_extra_element (self, node, level, indented);
      break;
    case WAY_EXTRA_TEXT:
      put_escaped (self, node->value, strlen (node->value), FALSE);
      break;
    case WAY_EXTRA_COMMENT:
      put_text (self, "<!--");
      put_text (self, node->value);
      put_text (self, "-->");
      break;
    case WAY_EXTRA_INSTRUCTION:
      put_text (self, "<?");
      put_text (self, node->name);
      if (node->value != NULL)
        {
          put (self, " ", 1);
          put_text (self, node->value);
        }
      put_text (self, "?>");
      break;
    case WAY_EXTRA_ATTRIBUTE:
    default:
      break;
    }
  if (indented)
    put (self, "\n", 1);
}

static void
put_nodes (Writer *self, WayExtra *const *nodes, guint n, guint level, gboolean indented)
{
  for (guint i = 0; i < n; i++)
    put_node (self, nodes[i], level, indented);
}

/* Extras on elements. */

/* Before, equal or behind: fields come first, then the slots, then the end. */
static int
compare_places (WayExtraPlace place_a, guint row_a, guint index_a, const WayExtra *b)
{
  int section_a = place_a == WAY_EXTRA_ON_SELF ? 2 : place_a == WAY_EXTRA_ON_FIELD ? 0
                                                                                   : 1;
  int section_b = b->place == WAY_EXTRA_ON_SELF ? 2 : b->place == WAY_EXTRA_ON_FIELD ? 0
                                                                                     : 1;

  if (section_a != section_b)
    return section_a - section_b;
  if (row_a != b->row)
    return row_a < b->row ? -1 : 1;
  if (place_a != b->place)
    return place_a == WAY_EXTRA_BEFORE_SLOT ? -1 : 1;
  return index_a == b->index ? 0 : index_a < b->index ? -1
                                                      : 1;
}

static int
compare_extras_cb (gconstpointer a, gconstpointer b)
{
  const WayExtra *x = *(const WayExtra *const *) a;

  return compare_places (x->place, x->row, x->index, *(const WayExtra *const *) b);
}

static gboolean
is_blank_text (const WayExtra *extra)
{
  return extra->type == WAY_EXTRA_TEXT && extra->value[strspn (extra->value, " \n\t\r")] == '\0';
}

/* White space is an element's only content or none of it. */
static void
init_extras (Extras *extras, const WayElement *element)
{
  const GPtrArray *all = way_element_get_extras (element);

  extras->attributes = g_ptr_array_new ();
  extras->nodes = g_ptr_array_new ();
  extras->next = 0;
  for (guint i = 0; i < all->len; i++)
    {
      WayExtra *extra = g_ptr_array_index (all, i);

      if (extra->type == WAY_EXTRA_ATTRIBUTE)
        g_ptr_array_add (extras->attributes, extra);
      else if (!is_blank_text (extra))
        g_ptr_array_add (extras->nodes, extra);
    }
  /* Both are stable: GPtrArray sorts by merging. */
  g_ptr_array_sort (extras->attributes, compare_extras_cb);
  g_ptr_array_sort (extras->nodes, compare_extras_cb);
}

static void
clear_extras (Extras *extras)
{
  g_ptr_array_unref (extras->attributes);
  g_ptr_array_unref (extras->nodes);
}

/* The nodes that stand before this place, and at it. */
static void
put_nodes_up_to (Writer *self, Extras *extras, WayExtraPlace place, guint row, guint index, guint level)
{
  if (extras == NULL)
    return;
  for (; extras->next < extras->nodes->len; extras->next++)
    {
      const WayExtra *node = g_ptr_array_index (extras->nodes, extras->next);

      if (compare_places (place, row, index, node) < 0)
        return;
      put_node (self, node, level, TRUE);
    }
}

/* The attributes at exactly this place; for an element itself `row` and `index` do not count. */
static WayExtra *const *
find_attributes (const Extras *extras, WayExtraPlace place, guint row, guint index, guint *n)
{
  guint low = 0, high;

  *n = 0;
  if (extras == NULL || extras->attributes->len == 0)
    return NULL;
  for (high = extras->attributes->len; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (compare_places (place, row, index, g_ptr_array_index (extras->attributes, middle)) > 0)
        low = middle + 1;
      else
        high = middle;
    }
  while (low + *n < extras->attributes->len)
    {
      const WayExtra *extra = g_ptr_array_index (extras->attributes, low + *n);

      if (place == WAY_EXTRA_ON_SELF ? extra->place != place : compare_places (place, row, index, extra) != 0)
        break;
      ++*n;
    }
  return (WayExtra *const *) extras->attributes->pdata + low;
}

static void
put_extra_attributes (Writer *self, const Extras *extras, WayExtraPlace place, guint row, guint index)
{
  guint n;
  WayExtra *const *found = find_attributes (extras, place, row, index, &n);

  if (n == 0)
    return;

  g_autoptr (GPtrArray) names = put_namespaces (self, NULL, found, n, NULL);

  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (names, i) != NULL)
      put_attribute (self, g_ptr_array_index (names, i), found[i]->value);
}

/* Fields. */

static void
put_base64 (Writer *self, const char *value, gsize length)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

  /* Something else may hold characters of several bytes, which no line may part. */
  if (strspn (value, alphabet) < length)
    {
      put_escaped (self, value, length, FALSE);
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

  put_indent (self, level);
  put (self, "<", 1);
  put_text (self, name);
  put_extra_attributes (self, extras, WAY_EXTRA_ON_FIELD, row, index);
  if (length == 0)
    put (self, "/>", 2);
  else
    {
      put (self, ">", 1);
      if (base64)
        put_base64 (self, value, length);
      else
        put_escaped (self, value, length, FALSE);
      put_end_tag (self, name);
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

      put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, row, index, level);
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
  put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, row, 0, level);
  if (!around)
    {
      put_text_element (self, info->name, value, strlen (value), info->type == WAY_TYPE_BASE64, extras, row, 0, level);
      return;
    }

  guint since = self->scope->len;

  put_indent (self, level);
  put (self, "<", 1);
  put_text (self, info->name);
  put_extra_attributes (self, extras, WAY_EXTRA_ON_FIELD, row, 0);
  put (self, ">\n", 2);
  put_lines (self, "p", value, extras, row, 1, level + 1);
  put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, row, WAY_EXTRA_LAST, level + 1);
  put_indent (self, level);
  put_end_tag (self, info->name);
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
      put_nodes_up_to (self, extras, WAY_EXTRA_ON_SLOT, slot, i, level);
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

      if (is_blank_text (extra) && (row < 0 ? extra->place == WAY_EXTRA_ON_SELF : extra->place == WAY_EXTRA_ON_SLOT && extra->row == (guint) row))
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
  put_escaped (self, blank, strlen (blank), FALSE);
  put_end_tag (self, name);
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
  put_nodes_up_to (self, extras, WAY_EXTRA_BEFORE_SLOT, first, 0, level);
  find_attributes (extras, WAY_EXTRA_ON_SLOT, first, 0, &n_attributes);
  if (n == 0 && !info->required && !way_element_has_container (element, first) && n_attributes == 0 && !has_nodes_in (extras, last))
    return;

  put_indent (self, level);
  put (self, "<", 1);
  put_text (self, info->container);
  put_extra_attributes (self, extras, WAY_EXTRA_ON_SLOT, first, 0);
  if (n == 0 && !has_nodes_in (extras, last))
    put_empty_end (self, info->container, find_blank_text (element, (int) last));
  else
    {
      put (self, ">\n", 2);
      for (guint slot = first; slot <= last; slot++)
        put_children (self, element, slot, extras, level + 1);
      put_nodes_up_to (self, extras, WAY_EXTRA_ON_SLOT, last, WAY_EXTRA_LAST, level + 1);
      put_indent (self, level);
      put_end_tag (self, info->container);
      put (self, "\n", 1);
    }
  g_array_set_size (self->scope, since);
}

static void
put_content (Writer *self, const WayElement *element, Extras *extras, guint level)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].place != WAY_PLACE_ATTRIBUTE && info->fields[i].name != NULL && way_element_get_row (element, i) != NULL)
      put_field (self, &info->fields[i], way_element_get_row (element, i), extras, i, level);
  put_nodes_up_to (self, extras, WAY_EXTRA_ON_FIELD, info->n_fields, 0, level);
  for (guint slot = 0; slot < info->n_slots; slot++)
    if (info->slots[slot].container == NULL)
      put_children (self, element, slot, extras, level);
    else
      {
        guint last = way_names_get_last_slot (info->kind, slot);

        put_container (self, element, slot, last, extras, level);
        slot = last;
      }
  put_nodes_up_to (self, extras, WAY_EXTRA_ON_SELF, G_MAXUINT, G_MAXUINT, level);
}

static void
put_attributes (Writer *self, const WayElement *element, const Extras *extras)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  guint n, next = 0;
  WayExtra *const *found = find_attributes (extras, WAY_EXTRA_ON_SELF, 0, 0, &n);
  g_autoptr (GPtrArray) names = n > 0 ? put_namespaces (self, NULL, found, n, NULL) : NULL;

  for (guint i = 0; i <= info->n_fields; i++)
    {
      for (; next < n && (i == info->n_fields || found[next]->row <= i); next++)
        if (g_ptr_array_index (names, next) != NULL)
          put_attribute (self, g_ptr_array_index (names, next), found[next]->value);
      if (i < info->n_fields && info->fields[i].place == WAY_PLACE_ATTRIBUTE && way_element_get_row (element, i) != NULL)
        put_attribute (self, info->fields[i].name, way_element_get_row (element, i));
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
      init_extras (&own, element);
      extras = &own;
    }
  put_indent (self, level);
  put (self, "<", 1);
  put_text (self, info->name);
  if (level == 0)
    put_attribute (self, "xmlns", WAY_NAMESPACE);
  put_attributes (self, element, extras);

  gsize open = self->size;

  put (self, ">", 1);
  if (text != NULL && *text != '\0')
    {
      put_escaped (self, text, strlen (text), FALSE);
      put_end_tag (self, info->name);
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
          put_indent (self, level);
          put_end_tag (self, info->name);
          put (self, "\n", 1);
        }
    }
  g_array_set_size (self->scope, since);
  if (extras != NULL)
    clear_extras (extras);
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

  bind (&self, "", WAY_NAMESPACE);
  put_text (&self, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  put_element (&self, way_document_get_root (document), 0);
  g_array_unref (self.scope);
  g_ptr_array_unref (self.prefixes);
  return g_bytes_new_take (self.data, self.size);
}
