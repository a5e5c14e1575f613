/* way-evidence.h — how far a claim is proved, computed from its evidence and never stored (R001-15).
 *
 * Shape:  an element that may hold evidence (touchpoint, feeling, pain, …) → counts and a state.
 * Units:  customers; days.
 * Errors: none; an element without evidence is an assumption.
 * Thread: as the document.
 * Source: R001-15; Wilson 1927. A claim is confirmed once enough customers said so independently
 *         and the lower Wilson bound (95 %) of agreement lies above one half.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_EVIDENCE_ASSUMPTION,
  WAY_EVIDENCE_INDICATED,
  WAY_EVIDENCE_CONFIRMED,
  WAY_EVIDENCE_CONTRADICTED,
  WAY_EVIDENCE_STALE,
} WayEvidenceState;

typedef struct
{
  WayEvidenceState state;
  int customers_for, customers_against;
  int required;   /* by the journey, 5 where it says nothing */
  guint32 newest; /* day of the newest dated evidence, 0 = none is dated */
} WayEvidence;

/* What was confirmed longer ago than this counts as stale. */
#define WAY_EVIDENCE_MONTHS 24

/* `today` is a day as way_date_today () gives it; 0 = nothing is stale. Customers of one source who say the same
 * count at most as often as the source heard customers. */
WayEvidence way_evidence_count (const WayDocument *document, const WayElement *claim, guint32 today);
/* "2 of 5 customers", "confirmed by 8 customers", "8 for, 3 against"; translated, g_free. */
char *way_evidence_to_text (const WayEvidence *evidence);
/* "confirmed"; translated. */
const char *way_evidence_get_label (WayEvidenceState state);
/* The lower bound of the Wilson interval for `k` of `n` at 95 %. */
double way_evidence_wilson_lower (int k, int n);

G_END_DECLS
