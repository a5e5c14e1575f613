#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <string.h>

#include "format/way-reader.h"
#include "format/way-writer.h"
#include "model/way-integrity.h"
#include "random-document.h"

/* The schema and the field table are both told in the same few words, and must then be the same text:
     @name? line               an attribute that may be left out
     <scope? { <p+ { text } }  an element with others in it
     <evidence*                an element that is a kind of its own */

static xmlDocPtr schema;

static const char *
get_name (const xmlNode *node)
{
  const xmlAttr *attribute = xmlHasProp (node, (const xmlChar *) "name");

  return attribute != NULL ? (const char *) attribute->children->content : NULL;
}

static gboolean
is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0 && strcmp ((const char *) node->ns->href, "http://relaxng.org/ns/structure/1.0") == 0;
}

static const xmlNode *
find_definition (const char *name)
{
  for (const xmlNode *node = xmlDocGetRootElement (schema)->children; node != NULL; node = node->next)
    if (is (node, "define") && strcmp (get_name (node), name) == 0)
      return node;
  g_error ("the schema refers to “%s”, which it does not define", name);
}

static gboolean
is_kind (const char *name)
{
  for (guint k = 0; k < WAY_N_KINDS; k++)
    if (strcmp (way_kind_get (k)->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The schema's side. */

static const char *
combine (const char *outer, const char *inner)
{
  if (*outer == '\0' || *inner == '\0')
    return *outer == '\0' ? inner : outer;
  return strcmp (outer, inner) == 0 ? outer : "*";
}

static char *
get_parameter (const xmlNode *data, const char *name)
{
  for (const xmlNode *node = data->children; node != NULL; node = node->next)
    if (is (node, "param") && strcmp (get_name (node), name) == 0)
      return g_strdup ((const char *) node->children->content);
  return NULL;
}

/* Types that differ in their lower end only are one type with a range. */
static void
tell_data (GString *text, const xmlNode *data)
{
  g_autofree char *type = (char *) xmlGetProp (data, (const xmlChar *) "type");
  g_autofree char *low = get_parameter (data, "minInclusive");
  g_autofree char *high = get_parameter (data, "maxInclusive");
  g_autofree char *length = get_parameter (data, "maxLength");
  g_autofree char *pattern = get_parameter (data, "pattern");
  gboolean natural = strcmp (type, "nonNegativeInteger") == 0, positive = strcmp (type, "positiveInteger") == 0;

  if (natural || positive || strcmp (type, "integer") == 0 || strcmp (type, "decimal") == 0)
    {
      const char *from = natural ? "0" : positive ? "1"
                                                  : low;

      g_string_append (text, strcmp (type, "decimal") == 0 ? "number" : "integer");
      if (from != NULL || high != NULL)
        g_string_append_printf (text, " %s..%s", from != NULL ? from : "", high != NULL ? high : "");
    }
  else if (strcmp (type, "NCName") == 0)
    g_string_append (text, "id");
  else if (length != NULL)
    g_string_append_printf (text, "text ..%s", length);
  else
    g_string_append_printf (text, "%s%s%s", type, pattern != NULL ? " " : "", pattern != NULL ? pattern : "");
}

static void tell_pattern (GString *text, const xmlNode *node, const char *times, const char *parted);

static void
tell_children (GString *text, const xmlNode *node, const char *times, const char *parted)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      tell_pattern (text, child, times, parted);
}

static void
tell_choice (GString *text, const xmlNode *node, const char *times, const char *parted)
{
  gsize start = text->len;

  tell_children (text, node, times, "|");
  /* Each has put its mark behind itself. */
  g_string_truncate (text, text->len - 1);
  for (gsize i = text->len; i > start; i--)
    if (text->str[i - 1] == ' ')
      g_string_erase (text, (gssize) i - 1, 1);
  g_string_append (text, parted);
}

static void
tell_pattern (GString *text, const xmlNode *node, const char *times, const char *parted)
{
  static const struct
  {
    const char *name, *times;
  } repeats[] = { { "optional", "?" }, { "zeroOrMore", "*" }, { "oneOrMore", "+" } };
  const char *name = get_name (node);

  for (guint i = 0; i < G_N_ELEMENTS (repeats); i++)
    if (is (node, repeats[i].name))
      tell_children (text, node, combine (times, repeats[i].times), parted);
  if (is (node, "ref") && !g_str_has_prefix (name, "ext-"))
    tell_children (text, find_definition (name), times, parted);
  else if (is (node, "attribute") || is (node, "element"))
    {
      g_string_append_printf (text, "%s%s%s", is (node, "element") ? "<" : "@", name, times);
      if (is (node, "attribute"))
        {
          g_string_append_c (text, ' ');
          tell_children (text, node, "", "");
        }
      else if (!is_kind (name))
        {
          g_string_append (text, " { ");
          tell_children (text, node, "", " ");
          g_string_append_c (text, '}');
        }
      g_string_append (text, parted);
    }
  else if (is (node, "choice"))
    tell_choice (text, node, times, parted);
  else if (is (node, "value"))
    g_string_append_printf (text, "%s%s", (const char *) node->children->content, parted);
  else if (is (node, "list"))
    g_string_append_printf (text, "ids%s", parted);
  else if (is (node, "data"))
    {
      tell_data (text, node);
      g_string_append (text, parted);
    }
}

static const xmlNode *
find_element (const xmlNode *node, const char *name, guint *n)
{
  const xmlNode *found = NULL;

  for (; node != NULL; node = node->next)
    {
      if (is (node, "element") && g_strcmp0 (get_name (node), name) == 0)
        {
          found = node;
          ++*n;
        }

      const xmlNode *inside = find_element (node->children, name, n);

      if (inside != NULL)
        found = inside;
    }
  return found;
}

/* The table's side. */

static void
tell_value (GString *text, const WayFieldInfo *info)
{
  static const char *const types[] = {
    [WAY_TYPE_ID] = "id",
    [WAY_TYPE_LINE] = "text ..500",
    [WAY_TYPE_LINES] = "text ..500",
    [WAY_TYPE_PROSE] = "text ..20000",
    [WAY_TYPE_INTEGER] = "integer",
    [WAY_TYPE_NUMBER] = "number",
    [WAY_TYPE_DATE] = "date",
    [WAY_TYPE_TIMESTAMP] = "dateTime",
    [WAY_TYPE_BOOLEAN] = "boolean",
    [WAY_TYPE_COLOUR] = "token #[0-9a-f]{6}",
    [WAY_TYPE_REF] = "id",
    [WAY_TYPE_REFS] = "ids",
    [WAY_TYPE_URI] = "anyURI",
    [WAY_TYPE_LANGUAGE] = "language",
    [WAY_TYPE_VERSION] = "token [1-9][0-9]*\\.[0-9]+",
    [WAY_TYPE_SHA256] = "token [0-9a-f]{64}",
    [WAY_TYPE_BASE64] = "base64Binary",
  };
  gboolean number = info->type == WAY_TYPE_INTEGER || info->type == WAY_TYPE_NUMBER;

  if (info->type == WAY_TYPE_ENUM)
    {
      for (const WayChoice *c = info->choices; c->nick != NULL; c++)
        g_string_append_printf (text, "%s%s", c > info->choices ? "|" : "", c->nick);
      return;
    }
  if (info->type == WAY_TYPE_LINE && info->max > 0)
    {
      g_string_append_printf (text, "text ..%d", (int) info->max);
      return;
    }
  g_string_append (text, types[info->type]);
  /* What nobody counts up to is no limit of the format. */
  if (number && info->min < info->max && info->max >= 1e6)
    g_string_append_printf (text, " %d..", (int) info->min);
  else if (number && info->min < info->max)
    g_string_append_printf (text, " %d..%d", (int) info->min, (int) info->max);
}

static void
tell_field (GString *text, const WayFieldInfo *info)
{
  gboolean around = info->type == WAY_TYPE_PROSE && info->place == WAY_PLACE_ELEMENT;
  gboolean several = info->type == WAY_TYPE_LINES || (info->type == WAY_TYPE_PROSE && !around);
  const char *times = several ? (info->required ? "+" : "*") : info->required ? ""
                                                                              : "?";

  if (info->place == WAY_PLACE_ATTRIBUTE)
    g_string_append_printf (text, "@%s%s ", info->name, times);
  else if (info->name != NULL)
    g_string_append_printf (text, "<%s%s { %s", info->name, times, around ? "<p+ { " : "");
  tell_value (text, info);
  if (info->place != WAY_PLACE_ATTRIBUTE && info->name != NULL)
    g_string_append (text, around ? " } }" : " }");
  g_string_append_c (text, '\n');
}

static void
tell_slot (GString *text, const WaySlotInfo *slot, const char *end)
{
  const char *times = slot->single ? (slot->required ? "" : "?") : slot->required ? "+"
                                                                                  : "*";

  g_string_append_printf (text, "<%s%s", way_kind_get (slot->kinds[0])->name, times);
  if (slot->kinds[1] != WAY_N_KINDS)
    g_string_append_printf (text, "|<%s%s", way_kind_get (slot->kinds[1])->name, times);
  g_string_append (text, end);
}

static char *
tell_kind (const WayKindInfo *info)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    tell_field (text, &info->fields[i]);
  for (guint i = 0; i < info->n_slots; i++)
    if (info->slots[i].container == NULL)
      tell_slot (text, &info->slots[i], "\n");
    else
      {
        g_string_append_printf (text, "<%s%s { ", info->slots[i].container, info->slots[i].required ? "" : "?");
        tell_slot (text, &info->slots[i], " ");
        for (; i + 1 < info->n_slots && g_strcmp0 (info->slots[i].container, info->slots[i + 1].container) == 0; i++)
          tell_slot (text, &info->slots[i + 1], " ");
        g_string_append (text, "}\n");
      }
  return g_string_free (text, FALSE);
}

static void
test_kind (gconstpointer data)
{
  const WayKindInfo *info = data;
  guint n = 0;
  const xmlNode *element = find_element (xmlDocGetRootElement (schema), info->name, &n);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *expected = tell_kind (info);

  g_assert_cmpuint (n, ==, 1);
  tell_children (text, element, "", "\n");
  g_assert_cmpstr (text->str, ==, expected);
}

/* Documents by chance. */

static void
note_error_cb (void *data, xmlErrorPtr error)
{
  g_test_message ("%d: %s", error->line, error->message);
}

static void
assert_valid (const WayDocument *document)
{
  g_autoptr (GBytes) bytes = way_writer_write (document);
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewDocParserCtxt (schema);
  xmlRelaxNGPtr grammar = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxtPtr validator = xmlRelaxNGNewValidCtxt (grammar);
  xmlDocPtr tree = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (grammar);
  g_assert_nonnull (tree);
  xmlRelaxNGSetValidStructuredErrors (validator, note_error_cb, NULL);
  g_assert_cmpint (xmlRelaxNGValidateDoc (validator, tree), ==, 0);
  xmlFreeDoc (tree);
  xmlRelaxNGFreeValidCtxt (validator);
  xmlRelaxNGFree (grammar);
  xmlRelaxNGFreeParserCtxt (parser);
}

static void
assert_round_trip (const WayDocument *document)
{
  g_autoptr (GBytes) bytes = way_writer_write (document);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) again = way_reader_read (bytes, report, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_ERROR), ==, 0);
  g_assert_true (way_element_equal (way_document_get_root (document), way_document_get_root (again)));

  g_autoptr (GBytes) bytes_again = way_writer_write (again);

  g_assert_true (g_bytes_equal (bytes, bytes_again));
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (WayDocument) document = random_document_new (seed);
      g_autoptr (WayReport) report = way_report_new ();

      g_test_message ("seed %u", seed);
      g_assert_cmpuint (way_integrity_check (document, report), ==, 0);
      assert_valid (document);
      assert_round_trip (document);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *path = g_build_filename (g_getenv ("WAYMARK_DATADIR"), "waymark.rng", NULL);

  schema = xmlReadFile (path, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
  g_assert_nonnull (schema);
  for (guint k = 0; k < WAY_N_KINDS; k++)
    {
      g_autofree char *name = g_strdup_printf ("/schema/kind/%s", way_kind_get (k)->name);

      g_test_add_data_func (name, way_kind_get (k), test_kind);
    }
  g_test_add_func ("/schema/random", test_random);

  int result = g_test_run ();

  xmlFreeDoc (schema);
  return result;
}
