/* way-interop-error.h — why other people's files cannot be taken.
 *
 * Errors: WAY_INTEROP_ERROR, one code per different reaction of the caller; for what is no text at all WAY_TEXT_ERROR.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_INTEROP_ERROR (way_interop_error_quark ())
GQuark way_interop_error_quark (void);

typedef enum
{
  WAY_INTEROP_ERROR_FORMAT, /* it is something else: offer another importer */
  WAY_INTEROP_ERROR_LIMIT,  /* larger than is sensible for a map */
} WayInteropError;

G_END_DECLS
