#include "format/way-writer-private.h"

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

void
way_writer_bind (Writer *self, const char *prefix, const char *uri)
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

  way_writer_put_attribute (self, name, uri);
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
  way_writer_bind (self, prefix, uri);
  return *prefix != '\0' ? g_strconcat (prefix, ":", local, NULL) : g_strdup (local);
}

/* The declarations among `extras`, then those that their names need. Returns the names to write; (element-type char). */
GPtrArray *
way_writer_put_namespaces (Writer *self, const WayExtra *element, WayExtra *const *extras, guint n, char **element_name)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint since = self->scope->len;

  for (guint i = 0; i < n; i++)
    {
      const char *prefix = get_declared_prefix (extras[i]);

      if (prefix == NULL || is_bound_since (self, prefix, since))
        continue;
      put_declaration (self, prefix, extras[i]->value);
      way_writer_bind (self, prefix, extras[i]->value);
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
  g_autoptr (GPtrArray) names = way_writer_put_namespaces (self, extra, children, n_attributes, &name);
  g_autofree char *declarations = g_strndup (self->data + at, self->size - at);

  self->size = at;
  put (self, "<", 1);
  put_text (self, name);
  put_text (self, declarations);
  for (guint i = 0; i < n_attributes; i++)
    if (g_ptr_array_index (names, i) != NULL)
      way_writer_put_attribute (self, g_ptr_array_index (names, i), children[i]->value);
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
        way_writer_put_indent (self, level);
      way_writer_put_end_tag (self, name);
    }
  g_array_set_size (self->scope, since);
}

static void
put_node (Writer *self, const WayExtra *node, guint level, gboolean indented)
{
  if (indented)
    way_writer_put_indent (self, level);
  switch (node->type)
    {
    case WAY_EXTRA_ELEMENT:
      put_extra_element (self, node, level, indented);
      break;
    case WAY_EXTRA_TEXT:
      way_writer_put_escaped (self, node->value, strlen (node->value), FALSE);
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

gboolean
way_writer_is_blank_text (const WayExtra *extra)
{
  return extra->type == WAY_EXTRA_TEXT && extra->value[strspn (extra->value, " \n\t\r")] == '\0';
}

gboolean
way_writer_has_surplus (const Extras *extras, gboolean is_slot, const char *name)
{
  for (guint i = 0; extras != NULL && i < extras->nodes->len; i++)
    {
      const WayExtra *node = g_ptr_array_index (extras->nodes, i);

      if (node->type != WAY_EXTRA_ELEMENT || g_strcmp0 (node->uri, WAY_NAMESPACE) != 0)
        continue;

      const char *colon = strchr (node->name, ':');

      if (strcmp (colon != NULL ? colon + 1 : node->name, name) == 0 && (is_slot || (node->place == WAY_EXTRA_ON_FIELD && node->index == WAY_EXTRA_LAST)))
        return TRUE;
    }
  return FALSE;
}

/* White space is an element's only content or none of it. */
void
way_writer_init_extras (Extras *extras, const WayElement *element)
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
      else if (!way_writer_is_blank_text (extra))
        g_ptr_array_add (extras->nodes, extra);
    }
  /* Both are stable: GPtrArray sorts by merging. */
  g_ptr_array_sort (extras->attributes, compare_extras_cb);
  g_ptr_array_sort (extras->nodes, compare_extras_cb);
}

void
way_writer_clear_extras (Extras *extras)
{
  g_ptr_array_unref (extras->attributes);
  g_ptr_array_unref (extras->nodes);
}

/* The nodes that stand before this place, and at it. */
void
way_writer_put_nodes_up_to (Writer *self, Extras *extras, WayExtraPlace place, guint row, guint index, guint level)
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
WayExtra *const *
way_writer_find_attributes (const Extras *extras, WayExtraPlace place, guint row, guint index, guint *n)
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

void
way_writer_put_extra_attributes (Writer *self, const Extras *extras, WayExtraPlace place, guint row, guint index)
{
  guint n;
  WayExtra *const *found = way_writer_find_attributes (extras, place, row, index, &n);

  if (n == 0)
    return;

  g_autoptr (GPtrArray) names = way_writer_put_namespaces (self, NULL, found, n, NULL);

  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (names, i) != NULL)
      way_writer_put_attribute (self, g_ptr_array_index (names, i), found[i]->value);
}
