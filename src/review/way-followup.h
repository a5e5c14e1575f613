/* way-followup.h — what is to be done about a map: its actions, which of them are open and which are late.
 *
 * Errors: none.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* Neither done nor dropped. */
gboolean way_followup_is_open (const WayElement *action);
/* Open, and due before `today` (way_date_today ()). */
gboolean way_followup_is_overdue (const WayElement *action, guint32 today);
guint way_followup_count_open (const WayDocument *document);
/* What it is for: "“The form asks too much”, “Visit”"; "" where nothing is named; g_free. */
char *way_followup_name_targets (const WayDocument *document, const WayElement *action);

G_END_DECLS
