/* way-followup.h — what is to be done about a map: its actions, which of them are open, which are late, and what the others did.
 *
 * Errors: none.
 * Thread: as the document.
 */
#pragma once

#include "model/way-figures.h"

G_BEGIN_DECLS

/* Neither done nor dropped. */
gboolean way_followup_is_open (const WayElement *action);
/* Open, and due before `today` (way_date_today ()). */
gboolean way_followup_is_overdue (const WayElement *action, guint32 today);
/* By how many days it is overdue; 0 if it is not. */
guint way_followup_get_days_late (const WayElement *action, guint32 today);
guint way_followup_count_open (const WayDocument *document);
/* (element-type WayElement), container: what is overdue, then what is open, both by day, then what is done or dropped. */
GPtrArray *way_followup_list (const WayDocument *document, guint32 today);
/* What it is for: "“The form asks too much”, “Visit”"; "" where nothing is named; g_free. */
char *way_followup_name_targets (const WayDocument *document, const WayElement *action);

/* What came of it. */
typedef enum
{
  WAY_OUTCOME_PENDING, /* not done: too early to say */
  WAY_OUTCOME_UNKNOWN, /* done, and no figure says what it did */
  WAY_OUTCOME_WORKED,
  WAY_OUTCOME_NOTHING, /* ineffective: no difference that could not be chance */
  WAY_OUTCOME_WORSE,
} WayOutcome;

typedef struct
{
  const WayElement *metric; /* that should move; NULL: none is named */
  const WayFigure *figure;  /* of `figures`; NULL: there is no data */
  WayOutcome outcome;
} WayEffect;

/* `figures`: measured or frozen ones. Of several figures of the metric, the one where the action is for something. */
WayEffect way_followup_find_effect (const WayDocument *document, const WayElement *action, const WayFigures *figures);
/* Done, and it did not help. */
gboolean way_followup_is_ineffective (const WayEffect *effect);
/* “it worked”; translated, NULL while it is pending. */
const char *way_outcome_get_label (WayOutcome outcome);
/* “41 %”: what the figure was before; NULL where nobody knows; g_free. */
char *way_effect_dup_baseline (const WayEffect *effect);
/* In one line: “41 % → 52 %, +11 pts (+3 to +19)”, “no data yet”, “no metric yet”; g_free. */
char *way_effect_dup_words (const WayEffect *effect);

G_END_DECLS
