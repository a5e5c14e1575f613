/* The pre-scan against libxml2 itself: whatever passes, libxml2 must not find a declaration in it, nor anything beyond the
   limits, not even before the place where it finds the document malformed. */
#include "fuzz.h"

#include "format/way-prescan.h"

#include <libxml/parser.h>

typedef struct
{
  guint depth;
  guint elements;
  guint namespaces;
  guint scope[WAY_PRESCAN_MAX_DEPTH];
  gsize text;
} Seen;

static void
start_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces_count, const xmlChar **namespaces, int attributes_count, int defaulted, const xmlChar **attributes)
{
  Seen *seen = data;

  g_assert_cmpuint (seen->depth, <, WAY_PRESCAN_MAX_DEPTH);
  seen->scope[seen->depth++] = namespaces_count;
  seen->namespaces += namespaces_count;
  seen->elements++;
  seen->text = 0;
  g_assert_cmpuint (seen->namespaces, <=, WAY_PRESCAN_MAX_NAMESPACES);
  g_assert_cmpuint (seen->elements, <=, WAY_PRESCAN_MAX_ELEMENTS);
  g_assert_cmpint (namespaces_count + attributes_count, <=, WAY_PRESCAN_MAX_ATTRIBUTES);
  g_assert_cmpint (defaulted, ==, 0);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Seen *seen = data;

  seen->depth--;
  seen->namespaces -= seen->scope[seen->depth];
  seen->text = 0;
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  Seen *seen = data;

  seen->text += length;
  g_assert_cmpuint (seen->text, <=, WAY_PRESCAN_MAX_TEXT);
}

static void
subset_cb (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  g_error ("a DOCTYPE came through");
}

static void
entity_cb (void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
  g_error ("an entity came through");
}

static void
parse (const uint8_t *data, size_t size)
{
  Seen seen = { 0 };
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = subset_cb,
    .externalSubset = subset_cb,
    .entityDecl = entity_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
  };
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt (&sax, &seen, NULL, 0, NULL);

  xmlCtxtUseOptions (context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlParseChunk (context, (const char *) data, size, 1);
  xmlFreeParserCtxt (context);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  int line = -1;
  gboolean passed = way_prescan ((const char *) data, size, &line, &error);
  int lines = 1;

  for (size_t i = 0; i < size; i++)
    lines += data[i] == '\n';

  g_assert_cmpint (passed, ==, error == NULL);
  g_assert_true (passed ? line == -1 : line >= 0 && line <= lines);
  if (passed)
    parse (data, size);
  return 0;
}
