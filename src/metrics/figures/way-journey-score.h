/* way-journey-score.h — one number for a journey, and never without the parts it is made of.
 *
 * Shape:  parts (satisfaction, completion, effort, cost, time) of 0 to 100 with weights → their weighted mean. What is
 *         missing is left out and named; the weights of the others then count for more.
 * Errors: none; no part is known: `known` is FALSE.
 * Owns:   nothing.
 * Thread: any.
 * Source: no standard exists. Parts and weights after R003-10; the error is that of a weighted sum of independent parts.
 */
#pragma once

#include "model/way-figures.h"
#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_SCORE_SATISFACTION,
  WAY_SCORE_COMPLETION,
  WAY_SCORE_EFFORT,
  WAY_SCORE_COST,
  WAY_SCORE_TIME,
  WAY_N_SCORE_PARTS
} WayScorePartKind;

typedef struct
{
  gboolean known;
  double score, error; /* 0 … 100, and its standard error */
  double weight;       /* as asked for */
  double share;        /* of the whole, after what is missing was left out; 0 … 1 */
} WayScorePart;

typedef struct
{
  gboolean known;
  double score, error;
  WayInterval interval; /* 95 %, within 0 … 100 */
  WayScorePart parts[WAY_N_SCORE_PARTS];
  guint n_missing;          /* parts with a weight that are not known */
  WayScorePartKind weakest; /* the known part with the lowest score */
} WayJourneyScore;

/* With the usual weights: satisfaction 40, completion 30, effort 20, cost 10, time 0. */
void way_journey_score_init (WayJourneyScore *self);
/* Sets a part; scores beyond 0 … 100 are held within. */
void way_journey_score_set (WayJourneyScore *self, WayScorePartKind part, double score, double error);
/* Computes everything else. */
void way_journey_score_finish (WayJourneyScore *self);

/* From the figures bound to a journey, else to the whole document: NPS or CSAT, conversion or drop-off, CES, cost and duration with
 * their targets. What may not be shown counts as missing. */
void way_journey_score_measure (WayJourneyScore *self, const WayDocument *document, const WayFigures *figures, const char *journey);

/* The same from the baselines of those figures. */
void way_journey_score_measure_before (WayJourneyScore *self, const WayDocument *document, const WayFigures *figures, const char *journey);
/* Whether two scores are made of the same parts, so that they may be compared. */
gboolean way_journey_score_is_alike (const WayJourneyScore *self, const WayJourneyScore *other);

/* "63 (58–68): Satisfaction 70, Completion 41 …; Cost not known". NULL where nothing is known; g_free. */
char *way_journey_score_to_text (const WayJourneyScore *self);

/* Translated, "Satisfaction". */
const char *way_score_part_get_label (WayScorePartKind part);

/* Scores of 0 … 100 from figures: an NPS of −100 … 100, a scale that goes from `worst` to `best` (which may be the smaller
 * number), a cost or time with its target. `*error` comes in the figure's unit and leaves in that of the score. */
double way_score_from_nps (double nps, double *error);
double way_score_from_scale (double value, double worst, double best, double *error);
double way_score_from_target (double value, double target, double *error);

G_END_DECLS
