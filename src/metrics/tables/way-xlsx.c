#include "metrics/tables/way-xlsx.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#include "metrics/tables/way-value.h"
#include "metrics/tables/way-xml-guard.h"
#include "metrics/tables/way-zip.h"
#include "metrics/way-metrics-error.h"

#define MAX_STRINGS ((gsize) 256 << 20) /* bytes of all shared strings, and of what it takes to keep them */
#define MAX_TEXT ((gsize) 16 << 20)     /* of one cell; Excel allows 32 767 letters */
#define MAX_RECORDS ((gsize) 512 << 20)
#define MAX_LINES (8 << 20)
#define MAX_PARTS 10000   /* sheets, links */
#define MAX_STYLES 100000 /* Excel allows 65 490 */
#define MAX_COLUMNS 2000
#define MAX_ROW 2000000

typedef enum
{
  STYLE_NUMBER,
  STYLE_DATE,
  STYLE_DURATION,
  STYLE_PERCENT,
} Style;

struct _WayXlsx
{
  WayZip *zip;
  GPtrArray *sheets;  /* (element-type utf8), names, ends with NULL */
  GPtrArray *targets; /* (element-type utf8): their paths in the archive */
  GHashTable *links;  /* id of a relation → path */
  gboolean since_1904;
  GPtrArray *strings; /* (element-type utf8), shared */
  gsize strings_size;
  GHashTable *formats; /* number of a format of the file's own → Style + 1 */
  GArray *styles;      /* (element-type Style): of the cells' style numbers */
  GString *records;
  GArray *rows; /* (element-type int): of each line */

  /* While parsing. */
  GString *text; /* of the element, where it is wanted */
  gboolean wanted, skipped;
  gboolean in_cell_styles;
  int row, column; /* of the cell; row from 1, column from 0 */
  int next_column; /* that the record stands before */
  char type;       /* 's' shared, 'i' inline, 't' text, 'b' boolean, 'e' error, 'n' number */
  Style style;
  gboolean refused; /* a DOCTYPE, or … */
  gboolean too_large;
};

/* What the parser of one part works with. */
typedef struct
{
  WayXlsx *self;
  xmlParserCtxtPtr parser;
  WayXmlGuard guard;
} Part;

static gboolean
refuse (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("The spreadsheet cannot be read. Open it in its program and save it again, or export the sheet as CSV."));
  return FALSE;
}

static gboolean
refuse_part (const WayXlsx *self, GError **error)
{
  if (!self->too_large)
    return refuse (error);
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, "%s", _ ("There is more in the spreadsheet than in any real one. It was not read. Export the sheet as CSV if it is yours."));
  return FALSE;
}

/* The value of an attribute without a name space of its own; g_free, NULL for none. */
static char *
dup_attribute (const xmlChar **attributes, int n, const char *name)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (strcmp ((const char *) attributes[0], name) == 0)
      return g_strndup ((const char *) attributes[3], (gsize) (attributes[4] - attributes[3]));
  return NULL;
}

/* More of something than any spreadsheet has. */
static void
stop (Part *part)
{
  part->self->refused = part->self->too_large = TRUE;
  xmlStopParser (part->parser);
}

static void
refuse_doctype_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  Part *part = data;

  part->self->refused = TRUE;
  xmlStopParser (part->parser);
}

static void
take_text_cb (void *data, const xmlChar *text, int length)
{
  Part *part = data;

  if (!part->self->wanted)
    return;
  g_string_append_len (part->self->text, (const char *) text, length);
  if (part->self->text->len > MAX_TEXT)
    stop (part);
}

static void
want (WayXlsx *self, gboolean wanted)
{
  self->wanted = wanted;
  if (wanted)
    g_string_truncate (self->text, 0);
}

/* Workbook: names of sheets, and which calendar. */

static void
start_workbook_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n, int defaulted, const xmlChar **attributes)
{
  WayXlsx *self = ((Part *) data)->self;

  if (self->sheets->len > MAX_PARTS)
    stop (data);
  else if (strcmp ((const char *) name, "workbookPr") == 0)
    {
      g_autofree char *flag = dup_attribute (attributes, n, "date1904");

      self->since_1904 = flag != NULL && (strcmp (flag, "1") == 0 || strcmp (flag, "true") == 0);
    }
  else if (strcmp ((const char *) name, "sheet") == 0)
    {
      char *title = dup_attribute (attributes, n, "name");

      g_ptr_array_add (self->sheets, title != NULL ? title : g_strdup ("?"));
      /* r:id; the only attribute of that local name. */
      g_ptr_array_add (self->targets, dup_attribute (attributes, n, "id"));
    }
}

static void
start_links_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n, int defaulted, const xmlChar **attributes)
{
  WayXlsx *self = ((Part *) data)->self;
  g_autofree char *id = dup_attribute (attributes, n, "Id");
  g_autofree char *target = dup_attribute (attributes, n, "Target");

  if (id == NULL || target == NULL)
    return;
  if (g_hash_table_size (self->links) > MAX_PARTS)
    stop (data);
  /* Relative to xl/, or from the top. */
  g_hash_table_insert (self->links, g_steal_pointer (&id), *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL));
}

/* Shared strings: <si><t>…</t></si>, with runs <r><t>…, without readings <rPh>. */

static void
start_strings_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n, int defaulted, const xmlChar **attributes)
{
  WayXlsx *self = ((Part *) data)->self;

  if (strcmp ((const char *) name, "si") == 0)
    g_string_truncate (self->text, 0);
  else if (strcmp ((const char *) name, "rPh") == 0)
    self->skipped = TRUE;
  else if (strcmp ((const char *) name, "t") == 0)
    self->wanted = !self->skipped;
}

static void
end_strings_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Part *part = data;
  WayXlsx *self = part->self;

  if (strcmp ((const char *) name, "t") == 0)
    self->wanted = FALSE;
  else if (strcmp ((const char *) name, "rPh") == 0)
    self->skipped = FALSE;
  else if (strcmp ((const char *) name, "si") == 0)
    {
      self->strings_size += self->text->len + 32;
      if (self->strings_size > MAX_STRINGS)
        stop (part);
      g_ptr_array_add (self->strings, g_strndup (self->text->str, self->text->len));
    }
}

/* Styles: which numbers are dates. */

static Style
judge_format (const char *code)
{
  gboolean date = FALSE, time = FALSE;

  for (const char *p = code; *p != '\0'; p++)
    if (*p == '"')
      {
        p = strchr (p + 1, '"');
        if (p == NULL)
          break;
      }
    else if (*p == '\\' || *p == '_' || *p == '*')
      {
        if (*++p == '\0')
          break;
      }
    else if (*p == '[')
      {
        /* [h]:mm is a duration, [Red] a colour. */
        if (strchr ("hms", g_ascii_tolower (p[1])) != NULL && p[1] != '\0' && (p[2] == ']' || p[2] == p[1]))
          return STYLE_DURATION;
        p = strchr (p, ']');
        if (p == NULL)
          break;
      }
    else if (*p == '%')
      return STYLE_PERCENT;
    else if (strchr ("dy", g_ascii_tolower (*p)) != NULL)
      date = TRUE;
    else if (strchr ("hms", g_ascii_tolower (*p)) != NULL)
      time = TRUE;
  return date || time ? STYLE_DATE : STYLE_NUMBER;
}

static Style
get_builtin_style (int format)
{
  if (format == 9 || format == 10)
    return STYLE_PERCENT;
  if (format >= 45 && format <= 47)
    return STYLE_DURATION;
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58) ? STYLE_DATE : STYLE_NUMBER;
}

static void
start_styles_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n, int defaulted, const xmlChar **attributes)
{
  WayXlsx *self = ((Part *) data)->self;

  if (self->styles->len > MAX_STYLES || g_hash_table_size (self->formats) > MAX_STYLES)
    stop (data);
  else if (strcmp ((const char *) name, "numFmt") == 0)
    {
      g_autofree char *id = dup_attribute (attributes, n, "numFmtId");
      g_autofree char *code = dup_attribute (attributes, n, "formatCode");

      if (id != NULL && code != NULL)
        g_hash_table_insert (self->formats, GINT_TO_POINTER (atoi (id)), GINT_TO_POINTER (judge_format (code) + 1));
    }
  else if (strcmp ((const char *) name, "cellXfs") == 0)
    self->in_cell_styles = TRUE;
  else if (self->in_cell_styles && strcmp ((const char *) name, "xf") == 0)
    {
      g_autofree char *id = dup_attribute (attributes, n, "numFmtId");
      int format = id != NULL ? atoi (id) : 0;
      int own = GPOINTER_TO_INT (g_hash_table_lookup (self->formats, GINT_TO_POINTER (format)));
      Style style = own > 0 ? (Style) (own - 1) : get_builtin_style (format);

      g_array_append_val (self->styles, style);
    }
}

static void
end_styles_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  if (strcmp ((const char *) name, "cellXfs") == 0)
    ((Part *) data)->self->in_cell_styles = FALSE;
}

/* The sheet. */

/* "AB12" → 27; −1 for what is none. */
static int
parse_column (const char *reference)
{
  int column = 0;

  for (; g_ascii_isupper (*reference) && column < 100000; reference++)
    column = column * 26 + (*reference - 'A' + 1);
  return column - 1;
}

static void
start_cell (Part *part, const xmlChar **attributes, int n)
{
  WayXlsx *self = part->self;
  g_autofree char *reference = dup_attribute (attributes, n, "r");
  g_autofree char *type = dup_attribute (attributes, n, "t");
  g_autofree char *style = dup_attribute (attributes, n, "s");
  guint number = style != NULL ? (guint) MAX (atoi (style), 0) : 0;

  /* Empty cells are left out, so each says where it stands. */
  self->column = reference != NULL ? parse_column (reference) : self->column + 1;
  if (self->column < 0 || self->column >= MAX_COLUMNS)
    self->column = -1;
  self->type = type == NULL ? 'n' : strcmp (type, "inlineStr") == 0 ? 'i'
                                : strcmp (type, "str") == 0         ? 't'
                                                                    : type[0];
  self->style = style != NULL && number < self->styles->len ? g_array_index (self->styles, Style, number) : STYLE_NUMBER;
  g_string_truncate (self->text, 0);
}

static void
start_sheet_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n, int defaulted, const xmlChar **attributes)
{
  WayXlsx *self = ((Part *) data)->self;
  const char *element = (const char *) name;

  if (strcmp (element, "row") == 0)
    {
      g_autofree char *number = dup_attribute (attributes, n, "r");

      self->row = number != NULL ? CLAMP (atoi (number), 1, MAX_ROW) : self->row + 1;
      self->next_column = 0;
      self->column = -1;
    }
  else if (strcmp (element, "c") == 0)
    start_cell (data, attributes, n);
  else if (strcmp (element, "rPh") == 0)
    self->skipped = TRUE;
  else if (strcmp (element, "v") == 0)
    want (self, TRUE);
  else if (strcmp (element, "t") == 0)
    self->wanted = !self->skipped;
}

/* Days since the calendar's start as ISO 8601; a part of a day alone is a time of day. */
static void
append_date (WayXlsx *self, double serial)
{
  gint64 seconds = (gint64) floor (serial * 86400 + 0.5);

  if (serial < 1)
    g_string_append_printf (self->records, "%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
  else
    {
      /* Excel takes 1900 for a leap year: what comes before its 29 February is one day later than counted. */
      gint64 day = self->since_1904 ? way_value_make_day (1904, 1, 1) : way_value_make_day (1899, 12, serial < 60 ? 31 : 30);
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day * 86400 + seconds);
      g_autofree char *text = date != NULL ? g_date_time_format (date, seconds % 86400 == 0 ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S") : NULL;

      g_string_append (self->records, text != NULL ? text : "");
    }
}

static void
append_number (WayXlsx *self, const char *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (self->style == STYLE_NUMBER || *end != '\0' || end == text || !isfinite (number) || fabs (number) > 3e6 || (number < 0 && self->style != STYLE_PERCENT))
    g_string_append (self->records, text);
  else if (self->style == STYLE_DATE)
    append_date (self, number);
  else if (self->style == STYLE_DURATION)
    {
      gint64 seconds = (gint64) floor (number * 86400 + 0.5);

      g_string_append_printf (self->records, "%" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600, (int) (seconds / 60 % 60), (int) (seconds % 60));
    }
  else
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (self->records, g_ascii_formatd (buffer, sizeof buffer, "%.12g", number * 100));
      g_string_append_c (self->records, '%');
    }
}

/* In quotes where that must be; each line break is a line more in the records. */
static void
append_text (WayXlsx *self, const char *text)
{
  if (text[strcspn (text, "\t\n\r\"")] == '\0')
    {
      g_string_append (self->records, text);
      return;
    }
  g_string_append_c (self->records, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '\r')
        continue;
      if (*text == '"')
        g_string_append_c (self->records, '"');
      if (*text == '\n')
        g_array_append_val (self->rows, self->row);
      g_string_append_c (self->records, *text);
    }
  g_string_append_c (self->records, '"');
}

static void
end_cell (Part *part)
{
  WayXlsx *self = part->self;
  const char *text = self->text->str;

  if (self->column < self->next_column || self->text->len == 0)
    return;
  for (; self->next_column < self->column; self->next_column++)
    g_string_append_c (self->records, '\t');
  if (self->type == 's')
    {
      guint64 number = g_ascii_strtoull (text, NULL, 10);

      append_text (self, number < self->strings->len ? g_ptr_array_index (self->strings, (guint) number) : "");
    }
  else if (self->type == 'b')
    g_string_append (self->records, strcmp (text, "1") == 0 ? "TRUE" : "FALSE");
  else if (self->type == 'n')
    append_number (self, text);
  else if (self->type == 'd')
    append_text (self, text);
  else
    append_text (self, text);
  if (self->records->len > MAX_RECORDS || self->rows->len > MAX_LINES)
    stop (part);
}

static void
end_sheet_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  WayXlsx *self = ((Part *) data)->self;
  const char *element = (const char *) name;

  if (strcmp (element, "v") == 0 || strcmp (element, "t") == 0)
    self->wanted = FALSE;
  else if (strcmp (element, "rPh") == 0)
    self->skipped = FALSE;
  else if (strcmp (element, "c") == 0)
    end_cell (data);
  else if (strcmp (element, "row") == 0)
    {
      g_string_append_c (self->records, '\n');
      g_array_append_val (self->rows, self->row);
      if (self->rows->len > MAX_LINES)
        stop (data);
    }
}

static gboolean
parse_piece (const char *data, gsize size, gpointer user_data, GError **error)
{
  Part *part = user_data;

  if (!way_xml_guard_feed (&part->guard, data, size))
    return refuse (error);
  while (size > 0)
    {
      /* A stored file comes in one piece, which may be larger than libxml2 counts. */
      int n = (int) MIN (size, 1 << 20);

      if (xmlParseChunk (part->parser, data, n, 0) != 0 || part->self->refused)
        return refuse_part (part->self, error);
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
parse_part (WayXlsx *self, const char *name, startElementNsSAX2Func start, endElementNsSAX2Func end, GError **error)
{
  xmlSAXHandler sax = { 0 };
  Part part = { self };
  gboolean parsed;

  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = start;
  sax.endElementNs = end;
  sax.characters = sax.cdataBlock = take_text_cb;
  sax.internalSubset = refuse_doctype_cb;
  part.parser = xmlCreatePushParserCtxt (&sax, &part, NULL, 0, NULL);
  if (part.parser == NULL)
    return refuse (error);
  xmlCtxtUseOptions (part.parser, XML_PARSE_NONET);
  self->wanted = self->skipped = FALSE;
  parsed = way_zip_read (self->zip, name, parse_piece, &part, error);
  if (parsed && (xmlParseChunk (part.parser, NULL, 0, 1) != 0 || self->refused))
    parsed = refuse_part (self, error);
  if (part.parser->myDoc != NULL)
    xmlFreeDoc (part.parser->myDoc);
  xmlFreeParserCtxt (part.parser);
  return parsed;
}

static gboolean
read_sheet (WayXlsx *self, guint sheet, GError **error)
{
  const char *id, *target;

  if (!parse_part (self, "xl/workbook.xml", start_workbook_cb, NULL, error) || !parse_part (self, "xl/_rels/workbook.xml.rels", start_links_cb, NULL, error))
    return FALSE;
  if (sheet >= self->sheets->len)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, ngettext ("The workbook has only %u sheet.", "The workbook has only %u sheets.", self->sheets->len), self->sheets->len);
      return FALSE;
    }
  if (way_zip_has (self->zip, "xl/sharedStrings.xml") && !parse_part (self, "xl/sharedStrings.xml", start_strings_cb, end_strings_cb, error))
    return FALSE;
  if (way_zip_has (self->zip, "xl/styles.xml") && !parse_part (self, "xl/styles.xml", start_styles_cb, end_styles_cb, error))
    return FALSE;
  id = g_ptr_array_index (self->targets, sheet);
  target = id != NULL ? g_hash_table_lookup (self->links, id) : NULL;
  return target != NULL ? parse_part (self, target, start_sheet_cb, end_sheet_cb, error) : refuse (error);
}

gboolean
way_xlsx_is_spreadsheet (const char *data, gsize size)
{
  return way_zip_is_archive (data, size);
}

WayXlsx *
way_xlsx_new (const char *data, gsize size, guint sheet, WayReport *report, GError **error)
{
  g_autoptr (WayXlsx) self = g_new0 (WayXlsx, 1);

  xmlInitParser ();
  self->sheets = g_ptr_array_new_with_free_func (g_free);
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->formats = g_hash_table_new (NULL, NULL);
  self->styles = g_array_new (FALSE, FALSE, sizeof (Style));
  self->records = g_string_new (NULL);
  self->rows = g_array_new (FALSE, FALSE, sizeof (int));
  self->text = g_string_new (NULL);
  self->zip = way_zip_new (data, size, error);
  if (self->zip == NULL || !read_sheet (self, sheet, error))
    return NULL;
  if (self->sheets->len > 1)
    way_report_add (report, WAY_SEVERITY_NOTE, 0, 0, _ ("The workbook has several sheets. “%s” was read."), (const char *) g_ptr_array_index (self->sheets, sheet));
  g_ptr_array_add (self->sheets, NULL);
  return g_steal_pointer (&self);
}

void
way_xlsx_free (WayXlsx *self)
{
  if (self == NULL)
    return;
  way_zip_free (self->zip);
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->targets);
  g_hash_table_unref (self->links);
  g_ptr_array_unref (self->strings);
  g_hash_table_unref (self->formats);
  g_array_unref (self->styles);
  g_string_free (self->records, TRUE);
  g_array_unref (self->rows);
  g_string_free (self->text, TRUE);
  g_free (self);
}

const char *const *
way_xlsx_get_sheets (const WayXlsx *self)
{
  return (const char *const *) self->sheets->pdata;
}

const char *
way_xlsx_get_records (const WayXlsx *self, gsize *size)
{
  *size = self->records->len;
  return self->records->str;
}

int
way_xlsx_get_row (const WayXlsx *self, int line)
{
  return line >= 1 && (guint) line <= self->rows->len ? g_array_index (self->rows, int, line - 1) : line;
}
