/* way-people.h — the buying center of one journey in numbers: how much each voice weighs, where it is met, what is missing.
 *
 * Shape:  WayPeople { phases of the journey, a WayVoice for each stakeholder in the order of the register }. A snapshot: it does not
 *         follow the document, and points into it.
 * Units:  influence and its use in percent, −1 = not known; effective influence 0..1; support −2..2; coverage 0..4; climate −1..1.
 *         What is not known is NAN (or −1) and never counts as zero (R001-11).
 * Errors: none.
 * Owns:   its arrays; nothing of the document.
 * Thread: as the document.
 * Source: R001-7, R001-10 to -12. Effective influence = strength × use; decision climate = Σ (effective × support) / Σ effective / 2;
 *         coverage gap = effective × (1 − coverage / 4). Our own measures, no standard.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* Percent of influence from which a voice counts as strong. */
#define WAY_VOICE_STRONG 60
#define WAY_SUPPORT_UNKNOWN (-9)
/* So many touchpoints up to the decision are full coverage. */
#define WAY_COVERAGE_FULL 4

typedef enum
{
  WAY_REACH_FINE,  /* met in time, or no strong voice */
  WAY_REACH_LATE,  /* a strong voice that is first met when minds are made up */
  WAY_REACH_NEVER, /* a strong voice that is met nowhere on this journey */
} WayReach;

typedef struct
{
  const WayElement *stakeholder;
  int influence, use; /* −1 = not known */
  double effective;   /* NAN unless both are known */
  int support;        /* WAY_SUPPORT_UNKNOWN without an attitude */
  gboolean strong;    /* by influence, or because it has the last word */
  guint *met;         /* touchpoints that involve them, one number a phase */
  guint n_met;        /* in all phases, each touchpoint once */
  int first;          /* index of the first phase with one, −1 = none */
  double coverage;    /* touchpoints up to the decision, at most WAY_COVERAGE_FULL */
  double gap;         /* NAN where the effective influence is not known */
  WayReach reach;
} WayVoice;

typedef struct
{
  GPtrArray *phases; /* (element-type WayElement), left to right */
  GArray *voices;    /* (element-type WayVoice) */
  double climate;    /* NAN where nobody's influence, use and attitude are all known */
  guint n_judged;    /* voices the climate counts */
} WayPeople;

WayPeople *way_people_new (const WayDocument *document, const WayElement *journey);
void way_people_free (WayPeople *self);

guint way_people_get_size (const WayPeople *self);
const WayVoice *way_people_get (const WayPeople *self, guint i);
/* NULL if there is none of this id. */
const WayVoice *way_people_find (const WayPeople *self, const char *id);
/* A strong voice ought to be met in this phase, has not been before, and is not. */
gboolean way_people_misses (const WayPeople *self, const WayVoice *voice, guint phase);
/* The index of the phase where a touchpoint would help most: the last one before the purchase in which they are missed, else the first;
 * −1 where nobody is missed. */
int way_people_advise (const WayPeople *self, const WayVoice *voice);
/* Indices of voices, those with the widest coverage gap first, then those who are not judged, all else in the register's order.
 * (element-type guint) */
GArray *way_people_rank (const WayPeople *self);
/* “Henrike Auer (Decider) is first met in “Choice of supplier”, …”: a sentence for voices that are met late or never, NULL for others;
 * translated, g_free. */
char *way_people_say_reach (const WayPeople *self, const WayVoice *voice);
/* −2..2 of a nick of the field table, WAY_SUPPORT_UNKNOWN for none. */
int way_people_get_support (const WayElement *stakeholder);
/* Who stands in both registers, as a persona and as a stakeholder: one who points to the other and bears the same name. Of one the
 * other, or NULL. */
WayElement *way_people_find_twin (const WayDocument *document, const WayElement *person);
/* “+0.3”, “±0”; NULL where it is not known; g_free. */
char *way_people_dup_climate (const WayPeople *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPeople, way_people_free)

G_END_DECLS
