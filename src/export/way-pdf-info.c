#include "export/way-pdf-info-private.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

#include "base/way-date.h"

static void
find_newest_cb (WayElement *element, gpointer data)
{
  guint32 *newest = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == WAY_TYPE_TIMESTAMP)
      *newest = MAX (*newest, way_date_parse (way_element_get_row (element, i)));
}

/* For documents that were never begun nor marked: imported or made by another program. */
static char *
dup_fallback (const WayDocument *document)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) : 0;
  guint32 newest = 0;

  way_element_walk ((WayElement *) way_document_get_root (document), find_newest_cb, &newest);
  if (newest > 0 && epoch == NULL)
    {
      g_autofree char *day = way_date_to_xml (newest);

      return g_strconcat (day, "T00:00:00Z", NULL);
    }

  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("1970-01-01T00:00:00Z");
}

char *
way_pdf_info_dup_created (const WayDocument *document)
{
  const WayElement *meta = way_document_get_meta (document);
  const WayElement *origin = meta != NULL ? way_element_get_first (meta, WAY_KIND_ORIGIN) : NULL;
  const WayElement *revision = meta != NULL ? way_element_get_first (meta, WAY_KIND_REVISION) : NULL;
  const char *at = origin != NULL ? way_element_get (origin, WAY_FIELD_AT) : NULL;

  if (at == NULL && revision != NULL)
    at = way_element_get (revision, WAY_FIELD_AT);
  return at != NULL ? g_strdup (at) : dup_fallback (document);
}

char *
way_pdf_info_dup_modified (const WayDocument *document)
{
  const WayElement *meta = way_document_get_meta (document);
  WayElement *revision;
  g_autoptr (GDateTime) newest = NULL;
  const char *at = NULL;

  if (meta != NULL)
    way_each (revision, meta, WAY_KIND_REVISION)
      {
        const char *text = way_element_get (revision, WAY_FIELD_AT);
        g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

        if (time != NULL && (newest == NULL || g_date_time_compare (time, newest) > 0))
          {
            g_clear_pointer (&newest, g_date_time_unref);
            newest = g_steal_pointer (&time);
            at = text;
          }
      }
  return at != NULL ? g_strdup (at) : way_pdf_info_dup_created (document);
}

/* Reads " /x12 12 0 R" at `p`; returns its length, 0 for anything else. */
static gsize
read_resource (const char *p, const char *end, guint *number)
{
  char line[32];
  guint object;
  int length = 0;
  gsize n = MIN ((gsize) (end - p), sizeof line - 1);

  memcpy (line, p, n);
  line[n] = '\0';
  if (sscanf (line, " /x%u %u 0 R%n", number, &object, &length) != 2 || length <= 0 || *number != object)
    return 0;
  return (gsize) length;
}

static void
blank_duplicates (char *p, const char *end)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint number;
  gsize length;

  for (; (length = read_resource (p, end, &number)) > 0; p += length)
    if (!g_hash_table_add (seen, GUINT_TO_POINTER (number)))
      memset (p, ' ', length);
}

void
way_pdf_info_tidy (GByteArray *pdf)
{
  static const char key[] = "\n   /XObject <<";
  char *end = (char *) pdf->data + pdf->len;

  for (char *p = (char *) pdf->data; (p = memmem (p, (gsize) (end - p), key, sizeof key - 1)) != NULL;)
    {
      p += sizeof key - 1;
      blank_duplicates (p, end);
    }
}

static void
set (cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *value)
{
  if (value != NULL && *value != '\0')
    cairo_pdf_surface_set_metadata (surface, key, value);
}

void
way_pdf_info_set (cairo_surface_t *surface, const WayDocument *document)
{
  const WayElement *meta = way_document_get_meta (document);
  g_autofree char *created = way_pdf_info_dup_created (document), *modified = way_pdf_info_dup_modified (document);

  set (surface, CAIRO_PDF_METADATA_CREATOR, "Waymark");
  set (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  set (surface, CAIRO_PDF_METADATA_MOD_DATE, modified);
  if (meta == NULL)
    return;

  g_autoptr (GString) authors = g_string_new (NULL);
  g_auto (GStrv) keywords = way_element_get_list (meta, WAY_FIELD_KEYWORD);
  g_autofree char *keyword_list = g_strjoinv (", ", keywords);
  WayElement *author;

  way_each (author, meta, WAY_KIND_AUTHOR)
    g_string_append_printf (authors, "%s%s", authors->len > 0 ? ", " : "", way_element_get_name (author));
  set (surface, CAIRO_PDF_METADATA_TITLE, way_element_get (meta, WAY_FIELD_TITLE));
  set (surface, CAIRO_PDF_METADATA_SUBJECT, way_element_get (meta, WAY_FIELD_SUBTITLE));
  set (surface, CAIRO_PDF_METADATA_AUTHOR, authors->str);
  set (surface, CAIRO_PDF_METADATA_KEYWORDS, keyword_list);
}
