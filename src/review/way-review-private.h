/* way-review-private.h — what the rules see: the document and, for the journey at hand, who stands where.
 *
 * Shape:  one WayReview a run. Rules of a journey are called once for each journey, after way_review_enter (); the others once.
 *         A rule looks and calls way_review_add (); it never changes anything.
 * Owns:   its indexes; every element is borrowed from the document.
 */
#pragma once

#include "model/way-evidence.h"
#include "review/way-gaps.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_RULE_DATA_BEFORE_VALUE,
  WAY_RULE_DATA_ASKED_TWICE,
  WAY_RULE_DATA_WITHOUT_PURPOSE,
  WAY_RULE_VALUE_ONE_SIDED,
  WAY_RULE_DEPARTMENTS_COLLIDE,
  WAY_RULE_MESSAGES_DIFFER,
  WAY_RULE_HANDOVER_WITHOUT_CONTEXT,
  WAY_RULE_THIRD_PARTY_UNANSWERED,
  WAY_RULE_PREFERENCE_NOT_OFFERED,
  WAY_RULE_LOW_POINT_WITHOUT_PAIN,
  WAY_RULE_DROP_OUT_WITHOUT_REASON,
  WAY_RULE_MOMENT_WITHOUT_METRIC,
  WAY_RULE_MOMENT_WITHOUT_SURVEY,
  WAY_RULE_MOMENT_WITHOUT_OWNER,
  WAY_RULE_MOMENT_WITHOUT_FEELING,
  WAY_RULE_MOMENT_UNPROVED,
  WAY_RULE_SURVEY_WITHOUT_METRIC,

  WAY_RULE_JOURNEY_WITHOUT_GOAL,
  WAY_RULE_JOURNEY_WITHOUT_PERSONA,
  WAY_RULE_JOURNEY_WITHOUT_OWNER,
  WAY_RULE_JOURNEY_WITHOUT_REVIEW,
  WAY_RULE_REVIEW_OVERDUE,
  WAY_RULE_AFTER_PURCHASE_EMPTY,
  WAY_RULE_BEFORE_PURCHASE_EMPTY,
  WAY_RULE_PHASE_EMPTY,
  WAY_RULE_CUSTOMER_NEVER_STARTS,
  WAY_RULE_ONLY_DIGITAL_MEASURED,
  WAY_RULE_PERSONA_WITHOUT_FEELING,
  WAY_RULE_TARGET_WITHOUT_TODAY,

  WAY_RULE_NOBODY_DECIDES,
  WAY_RULE_DECIDER_UNMET,
  WAY_RULE_DECIDER_MET_LATE,
  WAY_RULE_STRONG_VOICE_UNMET,
  WAY_RULE_INFLUENCE_UNKNOWN,
  WAY_RULE_OPPONENT_UNANSWERED,
  WAY_RULE_CONCERN_UNKNOWN,
  WAY_RULE_PARTNER_WITHOUT_JOURNEY,

  WAY_RULE_PAIN_UNPROVED,
  WAY_RULE_CLAIM_CONTRADICTED,
  WAY_RULE_EVIDENCE_STALE,
  WAY_RULE_ONLY_OWN_VOICE,
  WAY_RULE_PERSONA_UNPROVED,
  WAY_RULE_EVIDENCE_WITHOUT_SOURCE,
  WAY_RULE_ANSWERS_GONE,

  WAY_RULE_PAIN_WITHOUT_ACTION,
  WAY_RULE_OPPORTUNITY_WITHOUT_ACTION,
  WAY_RULE_ACTION_WITHOUT_OWNER,
  WAY_RULE_ACTION_WITHOUT_DUE,
  WAY_RULE_ACTION_OVERDUE,
  WAY_RULE_ACTION_WITHOUT_METRIC,
  WAY_RULE_ACTION_WITHOUT_BASELINE,
  WAY_RULE_ACTION_WITHOUT_EFFECT,
  WAY_RULE_CUSTOMER_NOT_TOLD,
  WAY_RULE_METRIC_WITHOUT_TARGET,
  WAY_RULE_METRIC_NOWHERE,
  WAY_RULE_FIGURES_OLD,

  WAY_RULE_RULE_BROKEN,
  WAY_RULE_LEAK_WITHOUT_REASON,
  WAY_RULE_WAY_NOT_DRAWN,
  WAY_RULE_TOUCHPOINT_UNREACHED,
  WAY_RULE_CONNECTION_UNUSED,
  WAY_RULE_EVENT_NOT_SHOWN,
  WAY_N_RULES
} WayRule;

/* What refers to an element, counted once for all rules. */
typedef struct
{
  guint pains, answers /* opportunities and actions */, actions, bindings, encounters;
} WayMentions;

typedef struct
{
  const WayElement *element;
  const WayElement *channel;
  guint column; /* of its step; G_MAXUINT if that is not in the journey */
  guint phase;
  guint index; /* in the order of the file */
} WayStop;

typedef struct
{
  const WayDocument *document;
  const WayElement *root;
  const WayTraffic *traffic; /* what customers do, or NULL */
  guint32 today;
  GPtrArray *gaps;
  GHashTable *mentions; /* WayElement → WayMentions */
  GHashTable *ignored;  /* "rule\nid" → WayElement */

  /* The journey at hand. */
  const WayElement *journey;
  gboolean is_target; /* how it shall be: nothing there can be measured, felt or proved yet */
  GPtrArray *phases;  /* (element-type WayElement) */
  GArray *stops;      /* (element-type WayStop) touchpoints in the order of the way */
} WayReview;

typedef void (*WayRuleFind) (WayReview *self);

WayGap *way_review_add (WayReview *self, WayRule rule, const WayElement *at, const WayElement *other, const char *format, ...) G_GNUC_PRINTF (5, 6);
/* Never NULL. */
const WayMentions *way_review_get_mentions (const WayReview *self, const WayElement *element);
WayEvidence way_review_count (const WayReview *self, const WayElement *claim);
/* At the card or at the step it stands in. */
gboolean way_review_hurts (const WayReview *self, const WayElement *card);
gboolean way_review_has_line (const WayElement *element, WayField field);

static inline const WayStop *
way_review_get_stop (const WayReview *self, guint i)
{
  return &g_array_index (self->stops, WayStop, i);
}

/* Of the journey at hand. */
void way_review_data (WayReview *self);
void way_review_contacts (WayReview *self);
void way_review_moments (WayReview *self);
void way_review_journey (WayReview *self);
void way_review_people_of_journey (WayReview *self);
void way_review_proof_of_journey (WayReview *self);
void way_review_pains (WayReview *self);
/* Of the document. */
void way_review_people (WayReview *self);
void way_review_proof (WayReview *self);
void way_review_actions (WayReview *self);
void way_review_metrics (WayReview *self);
void way_review_traffic (WayReview *self);

G_END_DECLS
