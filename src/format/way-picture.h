/* way-picture.h — what a picture says it is, read from its first bytes before any decoder sees it.
 *
 * Shape:  PNG: the IHDR chunk; JPEG: the first frame header (SOFn). A 48 KB PNG can take more than 1 GB when decoded, so a
 *         document with a picture that is too large, or that is none, is refused as a whole.
 * Units:  pixels, bytes.
 * Errors: WAY_FORMAT_ERROR_REFUSED; a header that says something else than the attributes is only a finding.
 * Thread: any.
 * Source: PNG (ISO/IEC 15948) 11.2.2; JPEG (ITU-T T.81) B.1 and B.2.2.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

#define WAY_PICTURE_MAX_SIDE 4096
#define WAY_PICTURE_GOOD_SIDE 1024
#define WAY_PICTURE_MAX_BYTES (400 * 1024)
#define WAY_PICTURE_MAX_ALL_BYTES (4 * 1024 * 1024)

typedef struct
{
  const char *type; /* "image/png" or "image/jpeg" */
  int width, height;
} WayPictureHeader;

/* FALSE if it is neither, or is cut off before its size. */
gboolean way_picture_read_header (const guint8 *data, gsize size, WayPictureHeader *header);
/* All pictures of a document. `line` is set on failure only. */
gboolean way_picture_check_all (const WayDocument *document, WayReport *report, int *line, GError **error);

G_END_DECLS
