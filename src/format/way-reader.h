/* way-reader.h — bytes to a document, driven by the field table alone.
 *
 * Shape:  way_prescan () → libxml2's SAX events → elements; no XML tree is built. What the table does not know is kept as
 *         WayExtra: attributes, elements, comments, instructions, stray text. Comments around the root move into it.
 *         Then ids, pictures (bombs are refused before any decoder sees them) and, for the report, way_integrity_check ().
 * Errors: WAY_FORMAT_ERROR_REFUSED, _MALFORMED, _NOT_WAYMARK, _TOO_NEW, _INVALID (an id twice), and those of way_file_read ().
 *         The same sentence is then the report's last finding, with its line. All else is a finding and the document opens:
 *         with a newer min-reader read-only, with values that do not fit as they are.
 * Never:  loads anything else, expands entities, prints.
 * Thread: any; one call knows nothing of another.
 */
#pragma once

#include "format/way-file.h"
#include "format/way-upgrade.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* `report` is nullable; without it nothing but what fails is looked for. */
WayDocument *way_reader_read (GBytes *bytes, WayReport *report, GError **error);
/* `stamp` (nullable) is for way_save_bytes (). The report's file becomes `path`. */
WayDocument *way_reader_read_file (const char *path, WayReport *report, WayFileStamp *stamp, GError **error);
/* As way_reader_read (), with other steps for older versions: for their tests. */
WayDocument *way_reader_read_upgrading (GBytes *bytes, const WayUpgrade *upgrade, WayReport *report, GError **error);

G_END_DECLS
