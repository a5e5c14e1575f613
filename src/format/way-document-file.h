/* way-document-file.h — saving a document: written, read back and compared before the old file is touched.
 *
 * Errors: those of way_save_bytes (); WAY_FORMAT_ERROR_WRITE_FAILED if what would be written does not read back as the same
 *         document, and then nothing was written.
 * Thread: the document's.
 */
#pragma once

#include "format/way-save.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* `stamp` (nullable) is that of the last read or save and becomes the new file's; zeroed or NULL: whatever is there is
 * replaced. `keep_backup` keeps the old file as "NAME~". Afterwards the document counts as saved. */
gboolean way_document_save_file (WayDocument *document, const char *path, WayFileStamp *stamp, gboolean keep_backup, GError **error);
/* As the verify callback of WaySaveOptions, with a `const WayDocument *`: whether the bytes read back as the same fields and
 * children, and write back as the same bytes. */
gboolean way_document_verify_bytes (GBytes *bytes, gpointer document, GError **error);

G_END_DECLS
