#include "format/way-xml-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "model/way-kind.h"

/* The sentences without an argument. */
static const struct
{
  int code;
  const char *text;
} sentences[] = {
  { XML_ERR_INVALID_CHARREF, N_ ("A character is written as a number that stands for none. Remove it.") },
  { XML_ERR_INVALID_DEC_CHARREF, N_ ("A character is written as a number that stands for none. Remove it.") },
  { XML_ERR_INVALID_HEX_CHARREF, N_ ("A character is written as a number that stands for none. Remove it.") },
  { XML_ERR_INVALID_CHAR, N_ ("There is a control character here, which XML does not allow. Remove it.") },
  { XML_ERR_LT_IN_ATTRIBUTE, N_ ("A value holds a “<”. Write it as “&lt;”, or close the quotation marks before it.") },
  { XML_ERR_ATTRIBUTE_NOT_STARTED, N_ ("A value stands without quotation marks. Put them around it.") },
  { XML_ERR_ATTRIBUTE_NOT_FINISHED, N_ ("A value has no closing quotation mark. Add it.") },
  { XML_ERR_SPACE_REQUIRED, N_ ("A blank is missing between two attributes. Add it.") },
  { XML_ERR_GT_REQUIRED, N_ ("A tag does not end with “>”. Add it.") },
  { XML_ERR_COMMENT_NOT_FINISHED, N_ ("A comment is not closed. Add “-->” at its end.") },
  { XML_ERR_HYPHEN_IN_COMMENT, N_ ("A comment holds “--”, which XML does not allow. Write a single “-”.") },
  { XML_ERR_PI_NOT_FINISHED, N_ ("A processing instruction is not closed. Add “?>” at its end.") },
  { XML_ERR_RESERVED_XML_NAME, N_ ("The line “<?xml …?>” does not stand at the very start of the file. Remove what is above it.") },
  { XML_ERR_CDATA_NOT_FINISHED, N_ ("A CDATA section is not closed. Add “]]>” at its end.") },
  { XML_ERR_MISPLACED_CDATA_END, N_ ("The text holds “]]>”. Write it as “]]&gt;”.") },
  { XML_ERR_ENTITYREF_SEMICOL_MISSING, N_ ("After an “&” the semicolon is missing. Write “&amp;” where you mean the character “&”.") },
  { XML_ERR_DOCUMENT_END, N_ ("Something stands behind the end of the map. Remove it.") },
  { XML_ERR_NO_MEMORY, N_ ("There is not enough memory to read this file. Close other programs and try again.") },
  { XML_NS_ERR_XML_NAMESPACE, N_ ("A namespace is declared that XML keeps for itself. Remove the declaration.") },
};

char *
way_xml_error_to_text (const xmlError *error, char last)
{
  g_autofree char *one = way_text_excerpt (error->str1 != NULL ? error->str1 : "", 60);
  g_autofree char *two = way_text_excerpt (error->str2 != NULL ? error->str2 : "", 60);

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].code == error->code)
      return g_strdup (_ (sentences[i].text));
  switch (error->code)
    {
    case XML_ERR_TAG_NAME_MISMATCH:
      return g_strdup_printf (_ ("“%s”, opened on line %d, is closed as “%s”. Make the two names the same, or add the closing tag that is missing between them."), one, error->int1, two);
    case XML_ERR_TAG_NOT_FINISHED:
      return g_strdup_printf (_ ("The file ends although “%s”, opened on line %d, is not closed. It was probably cut off: open an earlier copy, or ask the sender for the file again."), one, error->int1);
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      return g_strdup_printf (_ ("“&%s;” means nothing here. Write the character itself, or “&amp;” where you mean the character “&”."), one);
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED:
      return g_strdup_printf (_ ("The attribute “%s” stands twice in one tag. Remove one of the two."), one);
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return g_strdup_printf (_ ("The attribute “%s” has no value. Write it as %s=\"…\", or remove it."), one, one);
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return g_strdup_printf (_ ("The prefix “%s” is not declared. Add xmlns:%s=\"…\" to the first element, or remove the prefix."), one, one);
    case XML_ERR_NAME_REQUIRED:
      if (last == '&')
        return g_strdup (_ ("There is a lone “&” here. Write it as “&amp;”."));
      return g_strdup (_ ("There is a lone “<” here. Write it as “&lt;”."));
    default:
      return g_strdup (_ ("The file is not well-formed XML here. It is damaged, or was changed by hand: mend this line, open an earlier copy, or ask the sender for the file again."));
    }
}

/* What people open by mistake, or rightly in the hope of an import. */
static const struct
{
  const char *root;
  const char *uri; /* how it begins; NULL = any */
  const char *text;
} others[] = {
  { "svg", NULL, N_ ("This is an SVG drawing, not a Waymark map. Open it in a drawing program, or ask for the map it was exported from.") },
  { "html", NULL, N_ ("This is a web page, not a Waymark map. If it came from a download, download the file again.") },
  { "log", NULL, N_ ("This is an event log (XES), not a Waymark map. Open a map and import the log into its metrics.") },
  { "definitions", "http://www.omg.org/spec/BPMN/", N_ ("This is a BPMN process model, not a Waymark map. Waymark cannot import it yet; its steps can be pasted as a list.") },
  { "mxfile", NULL, N_ ("This is a draw.io diagram, not a Waymark map. Export a list of its steps as text and paste it.") },
  { "map", NULL, N_ ("This is a mind map (FreeMind), not a Waymark map. Export it as a list in CSV and import that.") },
  { "opml", NULL, N_ ("This is an outline (OPML), not a Waymark map. Export it as a list in CSV and import that.") },
  { "graphml", NULL, N_ ("This is a graph (GraphML), not a Waymark map. Export it as a list in CSV and import that.") },
  { "document", "urn:oasis:names:tc:opendocument:", N_ ("This is an office document, not a Waymark map. Save its table as CSV and import that.") },
  { "Workbook", NULL, N_ ("This is a spreadsheet, not a Waymark map. Save it as CSV and import that.") },
  { "rss", NULL, N_ ("This is a news feed, not a Waymark map. Choose another file.") },
  { "feed", "http://www.w3.org/2005/Atom", N_ ("This is a news feed, not a Waymark map. Choose another file.") },
  { "grammar", "http://relaxng.org/", N_ ("This is a schema, not a Waymark map. Choose another file.") },
  { "interface", NULL, N_ ("This is a window description (GTK), not a Waymark map. Choose another file.") },
};

char *
way_xml_error_describe_root (const char *name, const char *uri)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i].root, name) == 0 && (others[i].uri == NULL || (uri != NULL && g_str_has_prefix (uri, others[i].uri))))
      return g_strdup (_ (others[i].text));
  if (strcmp (name, "waymark") == 0 && uri == NULL)
    return g_strdup_printf (_ ("This looks like a Waymark map, but its first element does not say so. Add xmlns=\"%s\" to “waymark”."), WAY_NAMESPACE);

  g_autofree char *shown = way_text_excerpt (name, 60);

  return g_strdup_printf (_ ("This is XML of another kind: its first element is “%s”, and that of a map is “waymark”. Choose another file, or import it."), shown);
}
