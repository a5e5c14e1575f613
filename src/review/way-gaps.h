/* way-gaps.h — what a map leaves open, says twice or says against itself (R001-6): found by rules, never stored.
 *
 * Shape:  document → gaps, the serious ones first, then in the order of the map. Each names its rule, the element it is about and
 *         a sentence. What the team leaves as it is on purpose is an element “ignored” of the document, and says why.
 * Errors: finding has none; changing the document sets WAY_MODEL_ERROR and leaves it as it was.
 * Owns:   a gap its texts; rules are constant.
 * Thread: as the document.
 * Source: the R-numbers that each rule names; of what customers do shares with Wilson's intervals, and nothing of fewer journeys than
 *         WAY_FIGURE_SMALL_BELOW.
 */
#pragma once

#include "model/way-document.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_GAP_HINT,    /* would be good to know */
  WAY_GAP_WEAK,    /* somebody will ask */
  WAY_GAP_SERIOUS, /* customers or the deal get lost here */
} WayGapWeight;

typedef struct
{
  const char *id; /* "pain-without-action", stable for ever */
  WayGapWeight weight;
  const char *title;  /* N_(), a few words */
  const char *why;    /* N_(), why it matters, one sentence */
  const char *fix;    /* N_(), what way_gap_fix () would do, or NULL */
  const char *source; /* "R002-7" */
} WayGapRule;

typedef struct
{
  const WayGapRule *rule;
  char *at;      /* the element it is about */
  char *other;   /* the second one where two do not fit together, or NULL */
  char *place;   /* where on the map to look, where that is not `at`; or NULL */
  char *text;    /* translated: what, and where by name */
  char *because; /* ignored on purpose, because; or NULL */
} WayGap;

guint way_gap_get_n_rules (void);
const WayGapRule *way_gap_get_rule (guint i);
/* NULL if there is no such rule. */
const WayGapRule *way_gap_find_rule (const char *id);
/* "serious", "weak", "hint": for files and options; never translated. */
const char *way_gap_get_weight_nick (WayGapWeight weight);
/* "Serious"; translated. */
const char *way_gap_get_weight_label (WayGapWeight weight);

/* `today` is a day as way_date_today () gives it; 0 leaves out whatever depends on the day. (element-type WayGap), full. */
GPtrArray *way_gaps_find (const WayDocument *document, guint32 today);
/* The same, and where customers do otherwise than is drawn, or are not spared what they should be. `traffic` (nullable) is of all journeys
 * of a log and not of some that were filtered; it may be older than the document. */
GPtrArray *way_gaps_find_with_traffic (const WayDocument *document, const WayTraffic *traffic, guint32 today);
/* The id of what is to be shown for a gap. */
const char *way_gap_get_place (const WayGap *gap);
/* Those that are not ignored. */
guint way_gaps_count (const GPtrArray *gaps);

/* One undo step each. A reason is asked for, since somebody will want to know it. */
gboolean way_gap_ignore (WayDocument *document, const WayGap *gap, const char *because, guint32 today, GError **error);
gboolean way_gap_watch_again (WayDocument *document, const WayGap *gap, GError **error);
/* Only where the rule has a fix. `*made` (nullable) is the id of what somebody should look at next; g_free. */
gboolean way_gap_fix (WayDocument *document, const WayGap *gap, guint32 today, char **made, GError **error);

G_END_DECLS
