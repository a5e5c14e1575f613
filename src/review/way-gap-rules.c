#include <glib/gi18n-lib.h>

#include "review/way-review-private.h"

/* The rules as people read them. How each is found stands in the file of its subject. */

#define RULE(id_, nick, weight_, source_, title_, why_, ...) \
  [WAY_RULE_##id_] = { .id = nick, .weight = WAY_GAP_##weight_, .source = source_, .title = title_, .why = why_, ##__VA_ARGS__ }
#define FIX(label) .fix = label

static const WayGapRule rules[WAY_N_RULES] = {
  RULE (DATA_BEFORE_VALUE, "data-before-value", SERIOUS, "R000-11, R001-9", N_ ("Data is asked for before anything is given"), N_ ("Whoever has to give something before getting anything leaves, and asks a rival.")),
  RULE (DATA_ASKED_TWICE, "data-asked-twice", WEAK, "R001-9", N_ ("The same data is asked for twice"), N_ ("Customers who have to say the same again conclude that nobody listened.")),
  RULE (DATA_WITHOUT_PURPOSE, "data-without-purpose", WEAK, "R001-7", N_ ("Data without purpose or legal basis"), N_ ("Data that nobody can say a reason for must not be asked for, and puts people off.")),
  RULE (VALUE_ONE_SIDED, "value-one-sided", WEAK, "R000-11", N_ ("The customer gives and gets nothing"), N_ ("People get off where they only give.")),
  RULE (DEPARTMENTS_COLLIDE, "departments-collide", SERIOUS, "R001-9, R000-10", N_ ("Several departments reach out at once"), N_ ("Uncoordinated mails and calls from several departments feel like a siege.")),
  RULE (MESSAGES_DIFFER, "messages-differ", WEAK, "R000-10, R001-9", N_ ("Departments may contradict each other"), N_ ("Where the website says one thing and sales another, neither is believed.")),
  RULE (HANDOVER_WITHOUT_CONTEXT, "handover-without-context", SERIOUS, "R004-1, R003-3", N_ ("A handover loses what is known"), N_ ("The customer has to tell everything again, to somebody who should know.")),
  RULE (THIRD_PARTY_UNANSWERED, "third-party-unanswered", HINT, "R001-8", N_ ("No answer to what others say"), N_ ("Reviews, portals and colleagues are not ours to control, but we can prepare for what they say.")),
  RULE (PREFERENCE_NOT_OFFERED, "preference-not-offered", WEAK, "R000-5", N_ ("The preferred channel is not offered"), N_ ("Who prefers a channel we do not offer goes where it is offered.")),
  RULE (LOW_POINT_WITHOUT_PAIN, "low-point-without-pain", WEAK, "R000-9, R002-6", N_ ("A low point without a reason"), N_ ("A bad feeling can only be mended once it is said what hurts."), FIX (N_ ("Add a Pain Point"))),
  RULE (DROP_OUT_WITHOUT_REASON, "drop-out-without-reason", SERIOUS, "R000-9", N_ ("People leave, and nobody says why"), N_ ("Without the reason the leak cannot be closed."), FIX (N_ ("Add a Pain Point"))),
  RULE (MOMENT_WITHOUT_METRIC, "moment-without-metric", SERIOUS, "R000-2, R001-17", N_ ("An important moment is not measured"), N_ ("What is not measured here cannot be seen to get better.")),
  RULE (MOMENT_WITHOUT_SURVEY, "moment-without-survey", WEAK, "R002-5", N_ ("Nobody is asked at an important moment"), N_ ("Feedback is worth most where it matters most to the customer."), FIX (N_ ("Plan a Survey"))),
  RULE (MOMENT_WITHOUT_OWNER, "moment-without-owner", WEAK, "R004-5", N_ ("Nobody answers for an important moment"), N_ ("What everybody owns, nobody mends.")),
  RULE (MOMENT_WITHOUT_FEELING, "moment-without-feeling", HINT, "R001-5, R001-18", N_ ("No feeling at an important moment"), N_ ("Soft facts count as much as hard ones, and here most of all.")),
  RULE (MOMENT_UNPROVED, "moment-unproved", WEAK, "R001-15", N_ ("An important moment is only assumed"), N_ ("No assumption from the company’s view may stand unless customers confirmed it.")),
  RULE (SURVEY_WITHOUT_METRIC, "survey-without-metric", HINT, "R002-6", N_ ("A survey whose answers go nowhere"), N_ ("Feedback that feeds no metric is not looked at again.")),

  RULE (JOURNEY_WITHOUT_GOAL, "journey-without-goal", SERIOUS, "R000-4", N_ ("A journey without the customer’s goal"), N_ ("Without it the map shows our process, and not their way.")),
  RULE (JOURNEY_WITHOUT_PERSONA, "journey-without-persona", WEAK, "R000-4, R000-5", N_ ("A journey of nobody"), N_ ("Needs and feelings belong to somebody."), FIX (N_ ("Add All Personas"))),
  RULE (JOURNEY_WITHOUT_OWNER, "journey-without-owner", HINT, "R004-5", N_ ("Nobody answers for the journey"), N_ ("Maps without an owner are not looked at after the workshop.")),
  RULE (JOURNEY_WITHOUT_REVIEW, "journey-without-review", HINT, "R001-15", N_ ("No date to look again"), N_ ("Customers change; a map that is not looked at again is wrong in a year."), FIX (N_ ("Look Again in Six Months"))),
  RULE (REVIEW_OVERDUE, "review-overdue", SERIOUS, "R001-15", N_ ("Assumptions past their review date"), N_ ("They were to be confirmed by then, and are still only believed.")),
  RULE (AFTER_PURCHASE_EMPTY, "after-purchase-empty", SERIOUS, "R002-1, R001-14", N_ ("The way ends with the purchase"), N_ ("Onboarding, service and recommendation decide whether customers come back.")),
  RULE (BEFORE_PURCHASE_EMPTY, "before-purchase-empty", WEAK, "R002-1", N_ ("The way begins with the purchase"), N_ ("Most of the decision is made before we hear of it.")),
  RULE (PHASE_EMPTY, "phase-empty", WEAK, "R001-6", N_ ("A phase without a touchpoint"), N_ ("Either nothing happens there, and then that is a finding, or it was forgotten.")),
  RULE (CUSTOMER_NEVER_STARTS, "customer-never-starts", WEAK, "R000-4", N_ ("The customer never acts"), N_ ("If only we start things, the map shows our process, and not their way.")),
  RULE (ONLY_DIGITAL_MEASURED, "only-digital-measured", WEAK, "R004-11", N_ ("Only digital channels are measured"), N_ ("Shops, visits and calls decide as much, and nobody looks at them.")),
  RULE (PERSONA_WITHOUT_FEELING, "persona-without-feeling", HINT, "R001-5", N_ ("A persona who feels nothing"), N_ ("Whoever is part of the journey feels something on it.")),
  RULE (TARGET_WITHOUT_TODAY, "target-without-today", HINT, "R001-17", N_ ("A target that is compared with nothing"), N_ ("Change can only be shown against where it began.")),

  RULE (NOBODY_DECIDES, "nobody-decides", SERIOUS, "R001-7, R001-10", N_ ("Nobody decides"), N_ ("There are stakeholders, and nobody among them has the last word.")),
  RULE (DECIDER_UNMET, "decider-unmet", SERIOUS, "R001-10", N_ ("A decider is never met"), N_ ("The one who decides hears of us from others only.")),
  RULE (DECIDER_MET_LATE, "decider-met-late", SERIOUS, "R001-10", N_ ("A decider is met late"), N_ ("When the choice is being made, opinions are made up already.")),
  RULE (STRONG_VOICE_UNMET, "strong-voice-unmet", SERIOUS, "R001-11", N_ ("A strong voice is never met"), N_ ("Influence that nobody talks to works for somebody else.")),
  RULE (INFLUENCE_UNKNOWN, "influence-unknown", WEAK, "R001-11", N_ ("Nobody knows how strong a voice is"), N_ ("Strong influence is one thing; whether it will be used in this case is another.")),
  RULE (OPPONENT_UNANSWERED, "opponent-unanswered", SERIOUS, "R001-7", N_ ("A doubter without an answer"), N_ ("A strong voice is against it, and nobody knows what would convince them.")),
  RULE (CONCERN_UNKNOWN, "concern-unknown", HINT, "R001-10", N_ ("Nobody knows what somebody needs"), N_ ("Every department has challenges of its own; an argument needs to answer one.")),
  RULE (PARTNER_WITHOUT_JOURNEY, "partner-without-journey", HINT, "R001-12", N_ ("A partner without a journey"), N_ ("Partners often are customers themselves, with a way of their own.")),

  RULE (PAIN_UNPROVED, "pain-unproved", WEAK, "R001-15", N_ ("A severe pain point is only assumed"), N_ ("Before money is spent on it, customers should have said so.")),
  RULE (CLAIM_CONTRADICTED, "claim-contradicted", SERIOUS, "R001-15, R001-16", N_ ("Customers contradict it"), N_ ("At least as many customers said the opposite; then it must not stand like this.")),
  RULE (EVIDENCE_STALE, "evidence-stale", WEAK, "R001-15", N_ ("The evidence is old"), N_ ("What customers said two years ago may no longer hold.")),
  RULE (ONLY_OWN_VOICE, "only-own-voice", WEAK, "R001-15, R001-16", N_ ("Only we say so ourselves"), N_ ("Workshops and sales notes are our own view; a claim needs customers.")),
  RULE (PERSONA_UNPROVED, "persona-unproved", WEAK, "R004-4, R001-15", N_ ("A persona nobody has met"), N_ ("Personas made up in a room lead the whole map astray.")),
  RULE (EVIDENCE_WITHOUT_SOURCE, "evidence-without-source", HINT, "R001-16", N_ ("Evidence without a source"), N_ ("If nobody knows where it comes from, it can neither be checked nor counted once.")),
  RULE (ANSWERS_GONE, "answers-gone", WEAK, "R001-15", N_ ("Customers who do not count any more"), N_ ("Their answers were taken back or corrected since; the claim stands on fewer customers than it did."), FIX (N_ ("Let Go of Them"))),

  RULE (PAIN_WITHOUT_ACTION, "pain-without-action", SERIOUS, "R002-7", N_ ("A pain point without an answer"), N_ ("Whoever asks for feedback and does nothing would better not have asked."), FIX (N_ ("Add an Action"))),
  RULE (OPPORTUNITY_WITHOUT_ACTION, "opportunity-without-action", WEAK, "R002-7, R004-12", N_ ("A good idea that nobody takes up"), N_ ("Much effect for little effort should be the first thing to do."), FIX (N_ ("Add an Action"))),
  RULE (ACTION_WITHOUT_OWNER, "action-without-owner", SERIOUS, "R002-7, R004-12", N_ ("An action without an owner"), N_ ("What everybody should do, nobody does.")),
  RULE (ACTION_WITHOUT_DUE, "action-without-due", WEAK, "R004-12", N_ ("An action without a date"), N_ ("Some day is no day.")),
  RULE (ACTION_OVERDUE, "action-overdue", SERIOUS, "R002-7", N_ ("An action is overdue"), N_ ("Either it is done and nobody said so, or it needs a new date and a reason.")),
  RULE (ACTION_WITHOUT_METRIC, "action-without-metric", WEAK, "R001-17, R002-7", N_ ("An action that no metric shall move"), N_ ("Without it nobody will know whether it helped.")),
  RULE (ACTION_WITHOUT_BASELINE, "action-without-baseline", WEAK, "R004-6", N_ ("An action without a baseline"), N_ ("What it was like before must be frozen before the change, afterwards it is too late.")),
  RULE (ACTION_WITHOUT_EFFECT, "action-without-effect", WEAK, "R002-7", N_ ("Done, and nobody looked whether it helped"), N_ ("The loop is closed by the figure after the change.")),
  RULE (CUSTOMER_NOT_TOLD, "customer-not-told", WEAK, "R002-7", N_ ("Done, and customers were not told"), N_ ("Feedback goes back to those who gave it; then they give it again."), FIX (N_ ("Told Today"))),
  RULE (METRIC_WITHOUT_TARGET, "metric-without-target", HINT, "R004-6", N_ ("A metric without a target"), N_ ("Without a target nobody can say whether a figure is good.")),
  RULE (METRIC_NOWHERE, "metric-nowhere", WEAK, "R000-12", N_ ("A metric that stands nowhere"), N_ ("It is defined, but tells of no place on the map.")),
  RULE (FIGURES_OLD, "figures-old", WEAK, "R002-7, R003-11", N_ ("The figures are old"), N_ ("Decisions need what is true now.")),

  RULE (RULE_BROKEN, "rule-broken", SERIOUS, "R000-8, R001-9", N_ ("A contact rule is broken"), N_ ("Customers are not spared what we wanted to spare them, and it is we who do it.")),
  RULE (LEAK_WITHOUT_REASON, "leak-without-reason", SERIOUS, "R000-9, R003-6", N_ ("Many leave, and nobody says why"), N_ ("Without the reason the leak cannot be closed."), FIX (N_ ("Add a Pain Point"))),
  RULE (WAY_NOT_DRAWN, "way-not-drawn", WEAK, "R000-1, R003-5", N_ ("Many go a way that is not drawn"), N_ ("Customers follow their own goals; where nobody expects them, nobody is ready for them."), FIX (N_ ("Draw the Connection"))),
  RULE (TOUCHPOINT_UNREACHED, "touchpoint-unreached", WEAK, "R003-5", N_ ("A touchpoint that nobody comes to"), N_ ("Nobody finds it, nobody needs it, or its events have other names in the log.")),
  RULE (CONNECTION_UNUSED, "connection-unused", HINT, "R003-5", N_ ("A drawn way that nobody goes"), N_ ("The map says what we expect there, and not what customers do.")),
  RULE (EVENT_NOT_SHOWN, "event-not-shown", HINT, "R003-5, R004-11", N_ ("Customers do what the map does not show"), N_ ("What is not on the map is looked after by nobody.")),
};

guint
way_gap_get_n_rules (void)
{
  return WAY_N_RULES;
}

const WayGapRule *
way_gap_get_rule (guint i)
{
  g_return_val_if_fail (i < WAY_N_RULES, NULL);
  return &rules[i];
}

const WayGapRule *
way_gap_find_rule (const char *id)
{
  for (guint i = 0; i < WAY_N_RULES; i++)
    if (g_strcmp0 (rules[i].id, id) == 0)
      return &rules[i];
  return NULL;
}

const char *
way_gap_get_weight_nick (WayGapWeight weight)
{
  static const char *const nicks[] = { "hint", "weak", "serious" };

  return nicks[weight];
}

const char *
way_gap_get_weight_label (WayGapWeight weight)
{
  static const char *const labels[] = { N_ ("Good to know"), N_ ("Weak point"), N_ ("Serious") };

  return _ (labels[weight]);
}
