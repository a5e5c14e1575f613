#include "interop/way-interop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-reader.h"
#include "interop/way-csv-grid.h"
#include "base/way-csv.h"
#include "base/way-decode.h"
#include "interop/way-mermaid.h"

/* What something is shows in its beginning; a fence in Markdown may come late. */
#define SNIFF_BYTES (1024 * 1024)

static const struct
{
  WayInteropFormat format;
  const char *name;
} formats[] = {
  { WAY_INTEROP_AUTO, "auto" },
  { WAY_INTEROP_WAYMARK, "waymark" },
  { WAY_INTEROP_MERMAID, "mermaid" },
  { WAY_INTEROP_CSV_GRID, "csv-grid" },
  { WAY_INTEROP_CSV_LIST, "csv-list" },
};

WayInteropFormat
way_interop_format_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return formats[i].format;
  return WAY_INTEROP_AUTO;
}

const char *
way_interop_format_get_name (WayInteropFormat format)
{
  return formats[format].name;
}

static gboolean
has_ending (const char *name, const char *const *endings)
{
  g_autofree char *folded = g_ascii_strdown (name != NULL ? name : "", -1);

  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (folded, *endings))
      return TRUE;
  return FALSE;
}

static gboolean
is_list_head (WayCsv *csv)
{
  gboolean element = FALSE, id = FALSE;

  for (guint i = 0; i < way_csv_get_size (csv); i++)
    {
      element = element || strcmp (way_csv_get_cell (csv, i, NULL), "element") == 0;
      id = id || strcmp (way_csv_get_cell (csv, i, NULL), "id") == 0;
    }
  return element && id;
}

/* A list says so itself; a grid is any table of more than one row and column. */
static WayInteropFormat
sniff_csv (const char *text, gsize size, gboolean named_so)
{
  g_autoptr (WayCsv) csv = way_csv_new (text, size, NULL, NULL, NULL);
  guint n_rows = 0, n_wide = 0;

  if (csv == NULL)
    return WAY_INTEROP_AUTO;
  while (n_rows < 20 && way_csv_next (csv, NULL))
    if (!way_csv_is_blank (csv))
      {
        if (n_rows++ == 0 && is_list_head (csv))
          return WAY_INTEROP_CSV_LIST;
        n_wide += way_csv_get_size (csv) > 1;
      }
  return n_wide > 0 && (named_so || (n_rows > 1 && n_wide == n_rows)) ? WAY_INTEROP_CSV_GRID : WAY_INTEROP_AUTO;
}

WayInteropFormat
way_interop_sniff (const char *name, GBytes *bytes)
{
  static const char *const tables[] = { ".csv", ".tsv", ".tab", NULL };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_auto (WayDecoded) decoded = { NULL };

  size = MIN (size, SNIFF_BYTES);
  if (size == 0 || !way_decode (&decoded, data, size, NULL, NULL))
    return WAY_INTEROP_AUTO;

  g_autofree char *text = g_strndup (decoded.data, decoded.size);
  const char *start = text + strspn (text, " \t\r\n");

  if (*start == '<')
    return strstr (start, WAY_NAMESPACE) != NULL ? WAY_INTEROP_WAYMARK : WAY_INTEROP_AUTO;
  if (way_mermaid_is_journey (text))
    return WAY_INTEROP_MERMAID;
  return sniff_csv (text, decoded.size, has_ending (name, tables));
}

/* "Maps/My trip.csv" → "My trip"; NULL if nothing is left. */
static char *
dup_title (const char *name)
{
  g_autofree char *base = name != NULL ? g_path_get_basename (name) : NULL;
  char *dot = base != NULL ? strrchr (base, '.') : NULL;

  if (dot != NULL && dot > base)
    *dot = '\0';
  if (base == NULL || *base == '\0' || strcmp (base, ".") == 0 || strcmp (base, "-") == 0)
    return NULL;
  return g_utf8_make_valid (base, -1);
}

WayDocument *
way_interop_import (const char *name, GBytes *bytes, WayInteropFormat format, WayReport *report, GError **error)
{
  static const char *const diagrams[] = { ".mmd", ".mermaid", ".md", ".markdown", NULL }, *const maps[] = { ".waymark", NULL };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *title = dup_title (name);

  way_report_set_file (report, name);
  if (format == WAY_INTEROP_AUTO)
    format = way_interop_sniff (name, bytes);
  /* Its importer says best what is wrong with it. */
  if (format == WAY_INTEROP_AUTO && has_ending (name, diagrams))
    format = WAY_INTEROP_MERMAID;
  switch (format)
    {
    case WAY_INTEROP_WAYMARK:
      return way_reader_read (bytes, report, error);
    case WAY_INTEROP_MERMAID:
      return way_mermaid_import (size > 0 ? data : "", (gssize) size, title, report, error);
    case WAY_INTEROP_CSV_GRID:
      return way_csv_grid_import (data, size, title, report, error);
    case WAY_INTEROP_CSV_LIST:
      g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is a list of a map’s elements. It changes a map that is there; open that map and apply the list to it."));
      return NULL;
    default:
      /* So does the reader, of what is damaged or other XML. */
      if (size > 0 && (*data == '<' || has_ending (name, maps)))
        return way_reader_read (bytes, report, error);
      g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("It is not clear what this file is. A map can be made of a Mermaid journey, or of a CSV table with phases in the first row and lanes in the first column."));
      return NULL;
    }
}
