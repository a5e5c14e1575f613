/* way-format-error.h — why a document could not be read or written.
 *
 * Shape:  one code for each different reaction of a caller; the message says what, and what to do.
 * Errors: a message is one translated text without the file's name and without a line number. The caller knows both and
 *         puts them in front (command line) or into the heading (window).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WAY_FORMAT_ERROR_NOT_FOUND,       /* no such file: forget it in the list of recent files */
  WAY_FORMAT_ERROR_UNREADABLE,      /* cannot be opened or read, or is no file at all */
  WAY_FORMAT_ERROR_REFUSED,         /* unsafe or far too large; nothing of it was interpreted */
  WAY_FORMAT_ERROR_MALFORMED,       /* not well-formed XML, or not UTF-8: damaged, offer drafts and history */
  WAY_FORMAT_ERROR_NOT_WAYMARK,     /* another kind of file: offer the import */
  WAY_FORMAT_ERROR_TOO_NEW,         /* its min-reader is newer than we are: offer to open it read-only */
  WAY_FORMAT_ERROR_INVALID,         /* well-formed, but broken as a map: the report lists the findings */
  WAY_FORMAT_ERROR_CHANGED_ON_DISK, /* somebody else saved meanwhile: offer merge or save as */
  WAY_FORMAT_ERROR_READ_ONLY,       /* we may not write here: offer save as */
  WAY_FORMAT_ERROR_NO_SPACE,        /* disk or quota full: try again after making room */
  WAY_FORMAT_ERROR_WRITE_FAILED,    /* anything else while writing; keep the document modified */
  WAY_FORMAT_ERROR_BUSY,            /* another running Waymark holds this draft: leave it alone */
} WayFormatError;

#define WAY_FORMAT_ERROR (way_format_error_quark ())
GQuark way_format_error_quark (void);

G_END_DECLS
