/* way-ics.h — what is to be done, for a calendar.
 *
 * Shape:  document → the text of an iCalendar file: a whole day a dated action that is open, on the day it is due.
 *         Calendars take an entry that comes again as the same one, for it keeps its name (UID).
 * Errors: none; actions without a day are left out, and `*left_out` says how many.
 * Thread: as the document.
 * Source: RFC 5545. Entries are events, not to-dos: calendars of every maker show events.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* Same map, same bytes. `left_out` may be NULL. g_free. */
char *way_ics_export (const WayDocument *document, guint *left_out);

G_END_DECLS
