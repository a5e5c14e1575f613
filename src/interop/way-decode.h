/* way-decode.h — bytes of a text file as UTF-8, whatever program wrote them.
 *
 * Shape:  byte order mark, else UTF-16 by its zero bytes, else strict UTF-8, else Windows-1252. A file that is UTF-8
 *         but for a few bytes stays UTF-8; those bytes are read as Windows-1252 and reported.
 * Errors: WAY_INTEROP_ERROR_ENCODING for a file with NUL characters, which is no text.
 * Owns:   nothing where the bytes are valid UTF-8 already: `data` then points into the caller's.
 * Thread: any.
 * Source: Unicode 15 (UTF-8, UTF-16); Windows-1252 as the WHATWG Encoding Standard maps it.
 */
#pragma once

#include "base/way-report.h"

G_BEGIN_DECLS

typedef struct
{
  const char *data; /* UTF-8 without a mark and without NUL; not terminated */
  gsize size;
  const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE" or "Windows-1252" */
  char *owned;          /* what way_decoded_clear () frees */
} WayDecoded;

gboolean way_decode (WayDecoded *self, const char *data, gsize size, WayReport *report, GError **error);
void way_decoded_clear (WayDecoded *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayDecoded, way_decoded_clear)

G_END_DECLS
