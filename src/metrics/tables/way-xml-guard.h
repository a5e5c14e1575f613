/* way-xml-guard.h — looks at XML before a parser does: no tag with attributes beyond counting. libxml2 compares each attribute of a tag
 * with all others, so a megabyte of them would keep it busy for minutes, and nobody could stop it.
 *
 * Shape:  fed the same pieces as the parser, just before it. Only what is long between two “<” is looked at closely.
 * Limits: WAY_XML_MAX_ATTRIBUTES a tag; of texts whose letters are bytes as in ASCII.
 * Errors: none; FALSE is for the caller to word.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_XML_MAX_ATTRIBUTES 256

typedef struct
{
  char quote;         /* inside a value: what ends it */
  gboolean is_inside; /* of a tag */
  gboolean is_fresh;  /* its first byte is still to come */
  guint n;            /* values in it so far */
} WayXmlGuard;

/* Zeroed, it is at the beginning of a file. FALSE: refuse it. */
gboolean way_xml_guard_feed (WayXmlGuard *self, const char *data, gsize size);

G_END_DECLS
