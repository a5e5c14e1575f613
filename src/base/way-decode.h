/* way-decode.h — bytes of a text file as UTF-8, whatever program wrote them.
 *
 * Shape:  byte order mark, else UTF-16 by its zero bytes, else strict UTF-8, else Windows-1252. A file that is UTF-8
 *         but for a few bytes stays UTF-8; those bytes are read as Windows-1252 and reported.
 * Errors: WAY_TEXT_ERROR_ENCODING for a file with NUL characters, which is no text.
 * Owns:   nothing where the bytes are valid UTF-8 already: `data` then points into the caller's.
 * Thread: any.
 * Source: Unicode 15 (UTF-8, UTF-16); Windows-1252 as the WHATWG Encoding Standard maps it.
 */
#pragma once

#include "base/way-report.h"

G_BEGIN_DECLS

#define WAY_TEXT_ERROR (way_text_error_quark ())
GQuark way_text_error_quark (void);

typedef enum
{
  WAY_TEXT_ERROR_ENCODING, /* the bytes are no text */
  WAY_TEXT_ERROR_LIMIT,    /* a line or cell is larger than is sensible */
} WayTextError;

typedef struct
{
  const char *data; /* UTF-8 without a mark and without NUL; not terminated */
  gsize size;
  const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252", or the one chosen */
  char *owned;          /* what way_decoded_clear () frees */
} WayDecoded;

/* The encodings a person may choose from where the guess is wrong; ends with NULL. */
extern const char *const way_decode_encodings[];

gboolean way_decode (WayDecoded *self, const char *data, gsize size, WayReport *report, GError **error);
/* In the encoding somebody chose. A byte order mark goes all the same. */
gboolean way_decode_as (WayDecoded *self, const char *data, gsize size, const char *encoding, WayReport *report, GError **error);
void way_decoded_clear (WayDecoded *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayDecoded, way_decoded_clear)

G_END_DECLS
