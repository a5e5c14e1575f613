/* way-evidence.h — how far a claim is proved, computed from its evidence and never stored (R001-15).
 *
 * Shape:  an element that may hold evidence (touchpoint, feeling, pain, …) → counts and a state. Evidence is what somebody wrote
 *         down (so many customers of a source), or an imported answer (way-answers.h): one customer per respondent, whatever they
 *         said last, in how many datasets ever; none once its import was taken back.
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

  /* Imported answers among it: those that do not count any more, and those that count as they did on that day. */
  int taken_back, corrected, unchecked;
  guint32 taken;
} WayEvidence;

/* What was confirmed longer ago than this counts as stale. */
#define WAY_EVIDENCE_MONTHS 24

/* `today` is a day as way_date_today () gives it; 0 = nothing is stale. Customers of one source who say the same
 * count at most as often as the source heard customers. */
WayEvidence way_evidence_count (const WayDocument *document, const WayElement *claim, guint32 today);
/* "2 of 5 customers", "confirmed by 8 customers", "8 for, 3 against"; translated, g_free. */
char *way_evidence_to_text (const WayEvidence *evidence);
/* What became of its imported answers: "2 answers no longer count: their import was taken back."; NULL where all of them
 * stand; translated, g_free. */
char *way_evidence_to_note (const WayEvidence *evidence);
/* "confirmed"; translated. */
const char *way_evidence_get_label (WayEvidenceState state);

/* Whether it is an imported answer and nothing that somebody wrote down. */
gboolean way_evidence_is_answer (const WayElement *evidence);
/* By what the document was told (way_document_set_answers ()). */
WayAnswerState way_evidence_get_answer_state (const WayDocument *document, const WayElement *evidence);
/* What is said of an answer in this state; NULL where there is nothing to say; translated. */
const char *way_evidence_get_answer_label (WayAnswerState state);
/* Whether anything counts at all. */
gboolean way_evidence_has_any (const WayDocument *document, const WayElement *claim);
/* All imported answers of the map, unchecked: to be looked up. */
WayAnswers *way_evidence_collect_answers (const WayDocument *document);

/* The lower bound of the Wilson interval for `k` of `n` at 95 %. */
double way_evidence_wilson_lower (int k, int n);

G_END_DECLS
