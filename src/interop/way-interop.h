/* way-interop.h — one door for other people's files: what a file is, and a map from it.
 *
 * Shape:  bytes → format, by content and not by name; the name only decides between equals.
 * Errors: those of the importers; WAY_INTEROP_ERROR_FORMAT for what makes no map of its own.
 * Thread: any.
 */
#pragma once

#include "interop/way-interop-error.h"
#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_INTEROP_AUTO,     /* to be found out; as an answer: unknown */
  WAY_INTEROP_WAYMARK,  /* our own */
  WAY_INTEROP_MERMAID,  /* .mmd, or Markdown with such a fence */
  WAY_INTEROP_CSV_GRID, /* phases, steps, lanes */
  WAY_INTEROP_CSV_LIST, /* a row an element: changes a map, makes none */
} WayInteropFormat;

/* `name` may be NULL. */
WayInteropFormat way_interop_sniff (const char *name, GBytes *bytes);
/* From "mermaid", "csv-grid" … as on the command line; WAY_INTEROP_AUTO if there is none of that name. */
WayInteropFormat way_interop_format_from_name (const char *name);
const char *way_interop_format_get_name (WayInteropFormat format);

/* `name` is a path, or what the user calls the file; it gives the title where the content has none. The report's
 * findings carry it. */
WayDocument *way_interop_import (const char *name, GBytes *bytes, WayInteropFormat format, WayReport *report, GError **error);

G_END_DECLS
