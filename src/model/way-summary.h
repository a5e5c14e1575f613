/* way-summary.h — what a map holds, in numbers.
 *
 * Shape:  counts of every kind; claims by the state of their evidence; from when the figures are.
 *         A claim is whatever may hold evidence: touchpoints, notes, feelings, pains and so on.
 * Units:  days as Julian day numbers (way-date.h), 0 = there is none.
 * Errors: none.
 * Thread: as the document.
 */
#pragma once

#include "model/way-evidence.h"

G_BEGIN_DECLS

typedef struct
{
  guint counts[WAY_N_KINDS];
  guint claims;
  guint states[WAY_EVIDENCE_STALE + 1]; /* of the claims */
  guint32 oldest_figure, newest_figure; /* the last day each covers */
} WaySummary;

/* `today` is a day as way_date_today () gives it; 0 = nothing is stale. */
WaySummary way_summary_count (const WayDocument *document, guint32 today);
/* Claims with any evidence at all, 0 to 1; 0 without claims. */
double way_summary_get_evidenced (const WaySummary *self);

typedef struct
{
  guint claims, evidenced;
} WayProof;

/* The same for an element and all below it, without counting who said it; elements of the kinds in `except`
 * (a bit set, 0 for none) are left out with what is below them. */
WayProof way_summary_measure (const WayDocument *document, const WayElement *element, guint64 except);
/* Of one journey as it is today; of what is only planned nothing is claimed yet. */
WayProof way_summary_measure_journey (const WayDocument *document, const WayElement *journey);

/* A map of which less than this is evidenced, in percent, is a hypothesis, and says so wherever it is shown or taken (R001-15): of
 * three statements on it two are only believed. One half would mark nearly every map that is being worked on, since hardly anybody
 * proves each feeling and connection, and a mark that is always there is not seen any more. */
#define WAY_HYPOTHESIS_BELOW 33

/* −1 where nothing is claimed: there is nothing to prove, so it is no hypothesis either. */
int way_proof_get_percent (const WayProof *proof);
gboolean way_proof_is_hypothesis (const WayProof *proof);

G_END_DECLS
