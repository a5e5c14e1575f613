/* way-date.h — ISO 8601 dates of the file as numbers, and as the language of the texts writes them.
 *
 * Units:  a day is the Julian day number of GDate; timestamps are compared by their date part.
 * Errors: none; 0 or FALSE for what is no date.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* xsd:date "2025-10-14", also the first ten characters of an xsd:dateTime; 0 if it is none. */
guint32 way_date_parse (const char *text);
/* Whether the whole text is an xsd:date ("2025-10-14", years 0001 to 9999, no zone). */
gboolean way_date_is_valid (const char *text);
/* Whether the whole text is an xsd:dateTime ("2025-10-14T16:40:00+02:00"). */
gboolean way_timestamp_is_valid (const char *text);
/* "14.10.2025" beside German texts, "2025-10-14" beside English ones; an unreadable text comes back as it is. g_free. */
char *way_date_to_text (const char *text);
/* "2025-10-14" from what people type: ISO, or day, month and year in the order of the texts' language ("14.10.2025", "1.2.25",
 * "14/10/2025"); NULL for what is no day. g_free. */
char *way_date_from_text (const char *text);
/* "2025-10-14" from a day; g_free. */
char *way_date_to_xml (guint32 day);
/* Today in UTC, or the day of SOURCE_DATE_EPOCH where that is set (reproducible-builds.org). */
guint32 way_date_today (void);

G_END_DECLS
