#include "interop/way-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "interop/way-csv-grid.h"
#include "interop/way-decode.h"
#include "interop/way-interop-error.h"
#include "interop/way-mermaid.h"

static const char *const names[WAY_N_IMPORTS] = { NULL, "mermaid", "csv-grid", "csv-list" };

static const struct
{
  const char *suffix;
  gboolean csv;
} suffixes[] = {
  { ".mmd", FALSE },
  { ".mermaid", FALSE },
  { ".md", FALSE },
  { ".markdown", FALSE },
  { ".csv", TRUE },
  { ".tsv", TRUE },
};

const char *
way_import_get_name (WayImport format)
{
  return names[format];
}

gboolean
way_import_find (const char *name, WayImport *format)
{
  for (guint i = WAY_IMPORT_NONE + 1; i < WAY_N_IMPORTS; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      {
        *format = (WayImport) i;
        return TRUE;
      }
  return FALSE;
}

/* A list of ours begins with the columns "element" and "id". Text without a second column is no table. */
static WayImport
detect_table (const char *data, gsize size, WayImport otherwise)
{
  g_autoptr (WayCsv) csv = way_csv_new (data, size, NULL, NULL, NULL);

  if (csv == NULL || !way_csv_next (csv, NULL))
    return otherwise;
  if (way_csv_get_size (csv) < 2)
    return otherwise;
  if (strcmp (way_csv_get_cell (csv, 0, NULL), "element") == 0 && strcmp (way_csv_get_cell (csv, 1, NULL), "id") == 0)
    return WAY_IMPORT_CSV_LIST;
  return WAY_IMPORT_CSV_GRID;
}

static WayImport
detect_content (const char *data, gsize size)
{
  g_auto (WayDecoded) decoded = { NULL };

  if (!way_decode (&decoded, data, size, NULL, NULL))
    return WAY_IMPORT_NONE;

  g_autofree char *text = g_strndup (decoded.data, decoded.size);

  if (text[strspn (text, " \t\r\n")] == '<')
    return WAY_IMPORT_NONE;
  return way_mermaid_is_journey (text) ? WAY_IMPORT_MERMAID : detect_table (data, size, WAY_IMPORT_NONE);
}

WayImport
way_import_detect (const char *name, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *folded = name != NULL ? g_ascii_strdown (name, -1) : g_strdup ("");

  if (g_str_has_suffix (folded, ".waymark") || size == 0)
    return WAY_IMPORT_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (folded, suffixes[i].suffix))
      return suffixes[i].csv ? detect_table (data, size, WAY_IMPORT_CSV_GRID) : WAY_IMPORT_MERMAID;
  return detect_content (data, size);
}

WayDocument *
way_import_bytes (WayImport format, GBytes *bytes, const char *title, WayReport *report, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  switch (format)
    {
    case WAY_IMPORT_MERMAID:
      return way_mermaid_import (data != NULL ? data : "", (gssize) size, title, report, error);
    case WAY_IMPORT_CSV_GRID:
      return way_csv_grid_import (data != NULL ? data : "", size, title, report, error);
    case WAY_IMPORT_CSV_LIST:
      g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is a list that was exported from a map. Import it into that map."));
      return NULL;
    default:
      g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is neither a Mermaid journey nor a CSV table. Say which of them it is, or choose another file."));
      return NULL;
    }
}
