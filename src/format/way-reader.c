#include "format/way-reader-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "format/way-picture.h"
#include "format/way-prescan.h"
#include "format/way-reader.h"
#include "format/way-xml-error.h"
#include "model/way-integrity.h"

void
way_reader_fail (Reader *self, WayFormatError code, int line, const char *format, ...)
{
  va_list args;

  if (self->error != NULL)
    return;
  va_start (args, format);
  self->error = g_error_new_valist (WAY_FORMAT_ERROR, code, format, args);
  va_end (args);
  self->error_line = line;
}

/* Names and lines. */

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

guint
way_reader_find_atom (const Reader *self, const xmlChar *name)
{
  guint place = hash_name (name);

  while (self->atoms[place].name != NULL && self->atoms[place].name != name)
    place = (place + 1) % N_ATOM_PLACES;
  return self->atoms[place].atom;
}

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
      char *value = way_reader_dup_value (&attribute);
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
        g_autofree char *version = way_reader_dup_value (&tag->attributes[i]);

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
    way_reader_open_root (self, &tag);
  else
    way_reader_open_child (self, &tag);
  if (self->error != NULL)
    xmlStopParser (self->context);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *self = data;

  if (self->error != NULL)
    return;
  way_reader_close_top (self);
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
    way_reader_add_node (self, way_extra_new (WAY_EXTRA_COMMENT, NULL, NULL, (const char *) text));
}

static void
instruction_cb (void *data, const xmlChar *target, const xmlChar *text)
{
  Reader *self = data;

  if (self->error == NULL)
    way_reader_add_node (self, way_extra_new (WAY_EXTRA_INSTRUCTION, (const char *) target, NULL, (const char *) text));
}

/* After an error libxml2 goes on in silence to the end, and says to nobody all that it finds wrong there: seconds for a file
   of nothing but "&". xmlStopParser was not made to be called in the middle of a token before 2.13. */
static void
stop_parser (xmlParserCtxtPtr context)
{
#if LIBXML_VERSION < 21300
  context->instate = XML_PARSER_EOF;
#else
  xmlStopParser (context);
#endif
}

static void
error_cb (void *data, xmlErrorPtr error)
{
  Reader *self = data;
  const xmlParserInput *input = self->context->input;

  if (self->error != NULL || error->level < XML_ERR_ERROR)
    return;
  stop_parser (self->context);
  if (error->code == XML_ERR_DOCUMENT_EMPTY)
    {
      way_reader_fail (self, WAY_FORMAT_ERROR_NOT_WAYMARK, 1, _ ("This is not a Waymark map: it does not begin like one. Choose another file, or import this one."));
      return;
    }

  char last = input != NULL && input->cur > input->base ? (char) input->cur[-1] : '\0';
  g_autofree char *text = way_xml_error_to_text (error, last);

  way_reader_fail (self, WAY_FORMAT_ERROR_MALFORMED, error->line, "%s", text);
  self->error_column = error->int2;
}

/* The pre-scan lets none through; should one ever come, nothing of it counts. */
static void
refuse_declaration_cb (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  Reader *self = data;

  way_reader_fail (self, WAY_FORMAT_ERROR_REFUSED, self->context->input->line, _ ("The document declares a DOCTYPE. Waymark files have none; remove it, or ask the sender for a file saved by Waymark."));
  xmlStopParser (self->context);
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
  /* White space goes the same way as text: an element that holds nothing else keeps it. What the file says of its encoding
     was held against UTF-8 before, and must not make libxml2 convert anything. */
  static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = refuse_declaration_cb,
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

  /* libxml2 2.9's own input for memory calls a document above 10 MB huge and gives up if its last tag is a long one. An input
     without a buffer behind it is exempt, and wants a NUL at its end instead. */
  g_autofree char *text = g_malloc (size + 1);

  memcpy (text, data, size);
  text[size] = '\0';
  self->context = xmlNewParserCtxt ();
  *self->context->sax = handler;
  self->context->userData = self;
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
  inputPush (self->context, xmlNewStringInputStream (self->context, (const xmlChar *) text));
  intern_names (self);
  xmlParseDocument (self->context);
  if (self->error == NULL && (self->root == NULL || !self->context->wellFormed))
    way_reader_fail (self, WAY_FORMAT_ERROR_MALFORMED, 0, _ ("The file is not well-formed XML. It is damaged, or was changed by hand: open an earlier copy, or ask the sender for the file again."));
}

static void
clear (Reader *self)
{
  while (self->depth > 0)
    way_reader_clear_frame (&self->frames[--self->depth]);
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
      way_reader_fail (self, WAY_FORMAT_ERROR_INVALID, search.line, "%s", error->message);
      return NULL;
    }
  if (!way_picture_check_all (document, self->report, &self->error_line, &self->error))
    return NULL;
  if (self->report != NULL)
    way_integrity_check (document, self->report);
  way_document_set_read_only (document, self->read_only);
  return g_steal_pointer (&document);
}

/* Findings know the line of their tag. Where it stands on it is looked up here, for few of them, rather than kept for every
 * element: in a map as we write it one tag stands on a line. */
static void
find_columns (const char *data, gsize size, WayReport *report, guint from)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize at = 0;

  if (report == NULL || way_report_get_size (report) == from)
    return;
  g_array_append_val (lines, at);
  for (const char *p = data; (p = memchr (p, '\n', size - (gsize) (p - data))) != NULL; p++)
    {
      at = (gsize) (p - data) + 1;
      g_array_append_val (lines, at);
    }
  for (guint i = from; i < way_report_get_size (report); i++)
    {
      const WayFinding *finding = way_report_get (report, i);
      gsize start, length;

      if (finding->column > 0 || finding->line < 1 || (guint) finding->line > lines->len)
        continue;
      start = g_array_index (lines, gsize, finding->line - 1);
      length = ((guint) finding->line < lines->len ? g_array_index (lines, gsize, finding->line) : size) - start;
      for (at = 0; at < length && g_ascii_isspace (data[start + at]); at++)
        continue;
      if (at < length)
        way_report_set_column (report, i, (int) at + 1);
    }
}

WayDocument *
way_reader_read_upgrading (GBytes *bytes, const WayUpgrade *upgrade, WayReport *report, GError **error)
{
  Reader self = { .upgrades = upgrade, .report = report, .text = g_string_sized_new (4096) };
  WayDocument *document = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  guint from = report != NULL ? way_report_get_size (report) : 0;

  init_libxml ();
  if (way_prescan (data, size, &self.error_line, &self.error))
    {
      parse (&self, bytes);
      if (self.error == NULL)
        document = make_document (&self);
    }
  if (self.error != NULL)
    {
      way_report_add (report, WAY_SEVERITY_ERROR, self.error_line, self.error_column, "%s", self.error->message);
      g_propagate_error (error, self.error);
    }
  find_columns (data, size, report, from);
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
