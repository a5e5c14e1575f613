/* Each rule has a map it must find a gap in, and one just beside it that it must leave alone. */
#include <stdlib.h>
#include <string.h>

#include "base/way-date.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "review/way-gaps.h"

#define TODAY "2026-11-22"

/* The parts of a map without gaps; a row replaces some of them. */
typedef struct
{
  const char *stakeholders, *personas, *journey, *goal, *phases, *cards, *pains, *opportunities, *connections, *actions, *metrics;
  const char *rules, *traffic; /* see make_traffic () */
} Parts;

#define EV "<evidence stance='for' customers='5' source='so-int' date='2026-06-10'/>"
#define CARD(id, step, channel, attributes, inside) \
  "<touchpoint id='" id "' lane='ln-touch' step='" step "' name='Card " id "' channel='" channel "' " attributes ">" inside "</touchpoint>"
#define PLAIN(id, step) CARD (id, step, "ch-web", "", "<feeling persona='ps-ann' score='1'/>")
#define THREE PLAIN ("tp-one", "st-one") PLAIN ("tp-two", "st-two") PLAIN ("tp-three", "st-three")
#define PHASE(id, band, step) "<phase id='" id "' name='Phase " id "' band='" band "'><step id='" step "' name='Step " step "'/></phase>"
#define THREE_PHASES PHASE ("ph-one", "before", "st-one") PHASE ("ph-two", "during", "st-two") PHASE ("ph-three", "after", "st-three")
#define STAKEHOLDER(attributes, inside) "<stakeholder id='sk-one' name='Uma' " attributes ">" inside "</stakeholder>"
#define DECIDER "<stakeholder id='sk-boss' name='Boss' role='decider' influence='90' influence-use='80'><concern>Cost</concern></stakeholder>"
#define MET "<involves stakeholder='sk-boss' as='decides'/>"
#define BOSS_MET PLAIN ("tp-two", "st-two") PLAIN ("tp-three", "st-three") CARD ("tp-one", "st-one", "ch-tel", "", "" MET "<feeling persona='ps-ann' score='1'/>")
#define PAIN(attributes, inside) "<pain id='pn-one' " attributes "><p>It hurts</p>" inside "</pain>"
#define ACTION(attributes) "<action id='ac-one' " attributes "><p>Do it</p></action>"
#define FIGURE(role, to) "<figure role='" role "' value='40' n='200' from='2026-01-01' to='" to "' taken='2026-11-01T10:00:00+01:00'/>"
#define METRIC(attributes, inside) "<metric id='mt-one' kind='csat' name='Content' unit='%' " attributes ">" inside "</metric>"
#define BOUND(at, inside) "<binding id='bd-one' at='" at "'>" inside "</binding>"
#define GOOD_METRIC METRIC ("better='higher' target='80'", BOUND ("tp-one", FIGURE ("baseline", "2026-03-31") FIGURE ("current", "2026-10-31")))
#define MOMENT(inside, attributes) PLAIN ("tp-two", "st-two") PLAIN ("tp-three", "st-three") CARD ("tp-one", "st-one", "ch-web", "moment-of-truth='true' " attributes, inside)
#define FELT "<feeling persona='ps-ann' score='1'/>"
#define ASKED "<survey kind='form' metric='mt-one'/>"

static const Parts clean = {
  .stakeholders = "",
  .personas = "<persona id='ps-ann' name='Ann'>" EV "</persona>",
  .journey = "state='current' personas='ps-ann' owner='Eva' review-by='2027-05-01'",
  .goal = "<goal>Get home dry</goal>",
  .phases = THREE_PHASES,
  .cards = THREE,
  .pains = "",
  .opportunities = "",
  .connections = "",
  .actions = "",
  .metrics = "",
};

typedef struct
{
  const char *rule;
  Parts gap, fine;
} Row;

#define DATA(id, step, initiator, words, exchange) CARD (id, step, "ch-web", "initiator='" initiator "'", "<data-collected purpose='Offer' basis='consent'>" words "</data-collected>" exchange FELT)
#define GETS "<value-exchange><customer-gives>Time</customer-gives><customer-gets>An answer</customer-gets></value-exchange>"
#define GIVES "<value-exchange><customer-gives>Time</customer-gives></value-exchange>"
#define REST PLAIN ("tp-two", "st-two") PLAIN ("tp-three", "st-three")
#define CN(attributes) "<connection id='cn-one' from='tp-one' to='tp-two' " attributes "/>"
#define SAYS(department, words) "<message department='" department "'>" words "</message>"

#define SPARE "<rule id='ru-one' name='No mail' kind='sequence' match='Mail'/>"
#define SEEN CARD ("tp-one", "st-one", "ch-web", "", FELT "<event match='See'/>")

static const Row rows[] = {
  { "data-before-value", { .cards = REST DATA ("tp-one", "st-one", "customer", "Name, e-mail", "") }, { .cards = REST DATA ("tp-one", "st-one", "customer", "Name, e-mail", GETS) } },
  /* What a system notes in passing is not asked for. */
  { "data-before-value", { .cards = REST DATA ("tp-one", "st-one", "customer", "Phone", GIVES) }, { .cards = REST DATA ("tp-one", "st-one", "customer", "Clicks", "") } },
  { "data-asked-twice", { .cards = PLAIN ("tp-three", "st-three") DATA ("tp-one", "st-one", "customer", "Name, Phone", GETS) DATA ("tp-two", "st-two", "customer", "phone; budget", GETS) }, { .cards = PLAIN ("tp-three", "st-three") DATA ("tp-one", "st-one", "customer", "Name", GETS) DATA ("tp-two", "st-two", "customer", "Phone", GETS) } },
  { "data-without-purpose", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<data-collected purpose='Offer' basis='unknown'>Clicks</data-collected>" FELT) }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<data-collected purpose='Offer' basis='consent'>Clicks</data-collected>" FELT) } },
  { "value-one-sided", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", GIVES FELT) }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", GETS FELT) } },
  { "departments-collide",
    { .cards = THREE CARD ("tp-four", "st-one", "ch-tel", "departments='dp-sales' initiator='provider'", "") CARD ("tp-five", "st-one", "ch-tel", "departments='dp-service' initiator='provider'", "") },
    { .cards = THREE CARD ("tp-four", "st-one", "ch-tel", "departments='dp-sales dp-service' initiator='provider'", "") CARD ("tp-five", "st-one", "ch-tel", "departments='dp-service' initiator='provider'", "") } },
  { "messages-differ", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", SAYS ("dp-sales", "Service is included") SAYS ("dp-service", "Service costs extra") FELT) }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", SAYS ("dp-sales", "Service is included") SAYS ("dp-sales", "It is fast") FELT) } },
  { "messages-differ",
    { .cards = PLAIN ("tp-three", "st-three") CARD ("tp-one", "st-one", "ch-web", "", SAYS ("dp-sales", "There in 2 weeks") FELT) CARD ("tp-two", "st-two", "ch-web", "", SAYS ("dp-service", "There in 6 weeks!") FELT) },
    { .cards = PLAIN ("tp-three", "st-three") CARD ("tp-one", "st-one", "ch-web", "", SAYS ("dp-sales", "There in 2 weeks") FELT) CARD ("tp-two", "st-two", "ch-web", "", SAYS ("dp-service", "There in 2 weeks") FELT) } },
  { "handover-without-context", { .connections = CN ("kind='handover' context='none'") }, { .connections = CN ("kind='handover' context='partial'") } },
  { "handover-without-context", { .connections = CN ("kind='handover'") }, { .connections = CN ("kind='next'") } },
  { "third-party-unanswered", { .cards = REST CARD ("tp-one", "st-one", "ch-ext", "", FELT) }, { .cards = REST CARD ("tp-one", "st-one", "ch-ext", "", "<action-expected>Ask us</action-expected>" FELT) } },
  { "preference-not-offered", { .personas = "<persona id='ps-ann' name='Ann'><need>Prefers chat to the phone</need>" EV "</persona>" }, { .personas = "<persona id='ps-ann' name='Ann'><need>Prefers the website to the phone</need>" EV "</persona>" } },
  { "preference-not-offered", { .personas = "<persona id='ps-ann' name='Ann'><need>Schreibt lieber per WhatsApp als anzurufen</need>" EV "</persona>" }, { .personas = "<persona id='ps-ann' name='Ann'><need>Mehr Zeit</need>" EV "</persona>" } },
  { "low-point-without-pain", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<feeling persona='ps-ann' score='-3'/>") }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<feeling persona='ps-ann' score='-3'/>"), .pains = PAIN ("at='tp-one' severity='2'", EV) } },
  { "low-point-without-pain", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<feeling persona='ps-ann' score='-5'/>"), .pains = PAIN ("at='tp-two' severity='2'", EV) }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<feeling persona='ps-ann' score='-5'/>"), .pains = PAIN ("at='st-one' severity='2'", EV) } },
  { "drop-out-without-reason", { .connections = CN ("kind='drop-out'") }, { .connections = CN ("kind='drop-out'"), .pains = PAIN ("at='tp-one' severity='2'", EV) } },
  { "moment-without-metric", { .cards = MOMENT (ASKED FELT EV, "owner='Eva'"), .metrics = METRIC ("better='higher' target='80'", BOUND ("tp-two", "")) }, { .cards = MOMENT (ASKED FELT EV, "owner='Eva'"), .metrics = GOOD_METRIC } },
  { "moment-without-survey", { .cards = MOMENT (FELT EV, "owner='Eva'"), .metrics = GOOD_METRIC }, { .cards = MOMENT (ASKED FELT EV, "owner='Eva'"), .metrics = GOOD_METRIC } },
  { "moment-without-owner", { .cards = MOMENT (ASKED FELT EV, "departments='dp-theirs'"), .metrics = GOOD_METRIC }, { .cards = MOMENT (ASKED FELT EV, "departments='dp-sales'"), .metrics = GOOD_METRIC } },
  { "moment-without-feeling", { .cards = MOMENT (ASKED EV, "owner='Eva'"), .metrics = GOOD_METRIC }, { .cards = MOMENT (ASKED FELT EV, "owner='Eva'"), .metrics = GOOD_METRIC } },
  { "moment-unproved", { .cards = MOMENT (ASKED FELT, "owner='Eva'"), .metrics = GOOD_METRIC }, { .cards = MOMENT (ASKED FELT EV, "owner='Eva'"), .metrics = GOOD_METRIC } },
  { "survey-without-metric", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<survey kind='nps'/>" FELT) }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<survey kind='nps' metric='mt-one'/>" FELT), .metrics = GOOD_METRIC } },

  { "journey-without-goal", { .goal = "" }, { .goal = "<goal>Rest</goal>" } },
  { "journey-without-persona", { .journey = "state='current' owner='Eva' review-by='2027-05-01'" }, { .journey = "state='current' personas='ps-ann' owner='Eva' review-by='2027-05-01'" } },
  { "journey-without-owner", { .journey = "state='current' personas='ps-ann' review-by='2027-05-01'" }, { .journey = "state='current' personas='ps-ann' owner='Eva' review-by='2027-05-01'" } },
  { "journey-without-review", { .journey = "state='current' personas='ps-ann' owner='Eva'" }, { .journey = "state='current' personas='ps-ann' owner='Eva' review-by='2027-05-01'" } },
  { "review-overdue", { .journey = "state='current' personas='ps-ann' owner='Eva' review-by='2026-11-21'" }, { .journey = "state='current' personas='ps-ann' owner='Eva' review-by='" TODAY "'" } },
  { "after-purchase-empty", { .cards = PLAIN ("tp-one", "st-one") PLAIN ("tp-two", "st-two") }, { .cards = THREE } },
  { "after-purchase-empty", { .phases = PHASE ("ph-one", "before", "st-one") PHASE ("ph-two", "during", "st-two"), .cards = PLAIN ("tp-one", "st-one") PLAIN ("tp-two", "st-two") }, { .phases = PHASE ("ph-one", "before", "st-one"), .cards = PLAIN ("tp-one", "st-one") } },
  { "before-purchase-empty", { .cards = PLAIN ("tp-two", "st-two") PLAIN ("tp-three", "st-three") }, { .cards = THREE } },
  { "phase-empty", { .cards = PLAIN ("tp-one", "st-one") PLAIN ("tp-three", "st-three") }, { .cards = THREE } },
  { "customer-never-starts",
    { .cards = CARD ("tp-one", "st-one", "ch-web", "initiator='provider'", FELT) CARD ("tp-two", "st-two", "ch-web", "initiator='provider'", "") CARD ("tp-three", "st-three", "ch-web", "initiator='partner'", "") CARD ("tp-four", "st-one", "ch-tel", "initiator='provider'", "") CARD ("tp-five", "st-two", "ch-tel", "initiator='provider'", "") },
    { .cards = CARD ("tp-one", "st-one", "ch-web", "initiator='provider'", FELT) CARD ("tp-two", "st-two", "ch-web", "initiator='provider'", "") CARD ("tp-three", "st-three", "ch-web", "initiator='customer'", "") CARD ("tp-four", "st-one", "ch-tel", "initiator='provider'", "") CARD ("tp-five", "st-two", "ch-tel", "initiator='provider'", "") } },
  { "only-digital-measured",
    { .cards = THREE CARD ("tp-four", "st-one", "ch-tel", "", ""), .metrics = METRIC ("better='none'", BOUND ("tp-one", "") "<binding id='bd-two' at='tp-two'/>") },
    { .cards = THREE CARD ("tp-four", "st-one", "ch-tel", "", ""), .metrics = METRIC ("better='none'", BOUND ("tp-one", "") "<binding id='bd-two' at='tp-four'/>") } },
  { "persona-without-feeling", { .cards = CARD ("tp-one", "st-one", "ch-web", "", "") CARD ("tp-two", "st-two", "ch-web", "", "") CARD ("tp-three", "st-three", "ch-web", "", "") }, { .cards = THREE } },
  { "target-without-today", { .journey = "state='future' personas='ps-ann' owner='Eva' review-by='2027-05-01'" }, { .journey = "state='current' personas='ps-ann' owner='Eva' review-by='2027-05-01'" } },

  { "nobody-decides", { .stakeholders = STAKEHOLDER ("role='user' influence='10' influence-use='10'", "<concern>Peace</concern>") }, { .stakeholders = DECIDER, .cards = BOSS_MET } },
  { "decider-unmet", { .stakeholders = DECIDER }, { .stakeholders = DECIDER, .cards = BOSS_MET } },
  { "decider-met-late", { .stakeholders = DECIDER, .cards = PLAIN ("tp-one", "st-one") PLAIN ("tp-three", "st-three") CARD ("tp-two", "st-two", "ch-tel", "", MET) }, { .stakeholders = DECIDER, .cards = BOSS_MET } },
  { "strong-voice-unmet", { .stakeholders = DECIDER STAKEHOLDER ("role='influencer' influence='60' influence-use='50'", "<concern>Peace</concern>") }, { .stakeholders = DECIDER STAKEHOLDER ("role='influencer' influence='59' influence-use='50'", "<concern>Peace</concern>") } },
  { "influence-unknown", { .stakeholders = DECIDER STAKEHOLDER ("role='influencer' influence='20'", "<concern>Peace</concern>") }, { .stakeholders = DECIDER STAKEHOLDER ("role='influencer' influence='0' influence-use='0'", "<concern>Peace</concern>") } },
  { "opponent-unanswered", { .stakeholders = DECIDER STAKEHOLDER ("role='influencer' influence='55' influence-use='50' attitude='sceptic'", "<concern>Peace</concern>") }, { .stakeholders = DECIDER STAKEHOLDER ("role='influencer' influence='55' influence-use='50' attitude='sceptic'", "<concern>Peace</concern><persuaded-by>Figures</persuaded-by>") } },
  { "concern-unknown", { .stakeholders = DECIDER STAKEHOLDER ("role='user' influence='5' influence-use='5'", "") }, { .stakeholders = DECIDER STAKEHOLDER ("role='user' influence='5' influence-use='5'", "<concern>Peace</concern>") } },
  { "partner-without-journey", { .stakeholders = DECIDER STAKEHOLDER ("role='partner' influence='5' influence-use='5'", "<concern>Peace</concern>") }, { .stakeholders = DECIDER STAKEHOLDER ("role='partner' persona='ps-ann' influence='5' influence-use='5'", "<concern>Peace</concern>") } },

  { "pain-unproved", { .pains = PAIN ("at='tp-one' severity='4'", "") }, { .pains = PAIN ("at='tp-one' severity='4'", EV) } },
  { "claim-contradicted", { .pains = PAIN ("at='tp-one' severity='1'", EV "<evidence stance='against' customers='4' source='so-int'/><evidence stance='against' customers='1' source='so-work'/>") }, { .pains = PAIN ("at='tp-one' severity='1'", EV "<evidence stance='against' customers='4' source='so-int'/>") } },
  { "evidence-stale", { .pains = PAIN ("at='tp-one' severity='1'", "<evidence stance='for' customers='5' source='so-int' date='2024-11-20'/>") }, { .pains = PAIN ("at='tp-one' severity='1'", "<evidence stance='for' customers='5' source='so-int' date='2024-12-01'/>") } },
  { "only-own-voice", { .pains = PAIN ("at='tp-one' severity='1'", "<evidence stance='for' customers='5' source='so-work'/>") }, { .pains = PAIN ("at='tp-one' severity='1'", "<evidence stance='for' customers='5' source='so-work'/><evidence stance='for' customers='1' source='so-int'/>") } },
  { "persona-unproved", { .personas = "<persona id='ps-ann' name='Ann'/>" }, { .personas = "<persona id='ps-ann' name='Ann'>" EV "</persona>" } },
  { "evidence-without-source", { .pains = PAIN ("at='tp-one' severity='1'", "<evidence stance='for'/>") }, { .pains = PAIN ("at='tp-one' severity='1'", "<evidence stance='for' source='so-int'/>") } },
  { "answers-gone", { .pains = PAIN ("at='tp-one' severity='1'", EV "<evidence stance='for' source='so-int' answer='gone'/>") }, { .pains = PAIN ("at='tp-one' severity='1'", EV "<evidence stance='for' source='so-int' answer='there'/>") } },
  { "answers-gone", { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<feeling persona='ps-ann' score='1'><evidence stance='for' source='so-int' answer='other'/></feeling>") }, { .cards = REST CARD ("tp-one", "st-one", "ch-web", "", "<feeling persona='ps-ann' score='1'><evidence stance='for' source='so-int' answer='elsewhere'/></feeling>") } },

  { "pain-without-action", { .pains = PAIN ("at='tp-one' severity='3'", EV) }, { .pains = PAIN ("at='tp-one' severity='3'", EV), .opportunities = "<opportunity id='op-one' addresses='pn-one'><p>Mend it</p></opportunity>" } },
  { "pain-without-action", { .pains = PAIN ("at='tp-one' severity='5'", EV), .actions = ACTION ("for='pn-one' status='dropped'") }, { .pains = PAIN ("at='tp-one' severity='5'", EV), .actions = ACTION ("for='pn-one' status='idea'") } },
  { "opportunity-without-action", { .opportunities = "<opportunity id='op-one' impact='4' effort='2'><p>Mend it</p></opportunity>" }, { .opportunities = "<opportunity id='op-one' impact='4' effort='4'><p>Mend it</p></opportunity>" } },
  { "action-without-owner", { .actions = ACTION ("due='2027-01-01' status='planned' metric='mt-one'"), .metrics = GOOD_METRIC }, { .actions = ACTION ("owner='Eva' due='2027-01-01' status='planned' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "action-without-due", { .actions = ACTION ("owner='Eva' status='in-progress' metric='mt-one'"), .metrics = GOOD_METRIC }, { .actions = ACTION ("status='idea'") } },
  { "action-overdue", { .actions = ACTION ("owner='Eva' due='2026-11-21' status='blocked' metric='mt-one'"), .metrics = GOOD_METRIC }, { .actions = ACTION ("owner='Eva' due='2026-11-22' status='blocked' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "action-without-metric", { .actions = ACTION ("owner='Eva' due='2027-01-01' status='planned'") }, { .actions = ACTION ("owner='Eva' due='2027-01-01' status='planned' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "action-without-baseline", { .actions = ACTION ("owner='Eva' due='2027-01-01' status='planned' metric='mt-one'"), .metrics = METRIC ("better='higher' target='8'", BOUND ("tp-one", FIGURE ("current", "2026-10-31"))) }, { .actions = ACTION ("owner='Eva' due='2027-01-01' status='planned' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "action-without-effect", { .actions = ACTION ("status='done' done-on='2026-09-01' metric='mt-one'"), .metrics = METRIC ("better='higher' target='8'", BOUND ("tp-one", FIGURE ("current", "2026-08-31"))) }, { .actions = ACTION ("status='done' done-on='2026-09-01' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "customer-not-told", { .actions = ACTION ("for='pn-one' status='done'"), .pains = PAIN ("at='tp-one' severity='1'", EV) }, { .actions = ACTION ("for='pn-one' status='done' told-on='2026-10-01'"), .pains = PAIN ("at='tp-one' severity='1'", EV) } },
  { "metric-without-target", { .metrics = METRIC ("better='lower'", BOUND ("tp-one", "")) }, { .metrics = METRIC ("better='none'", BOUND ("tp-one", "")) } },
  { "metric-nowhere", { .metrics = METRIC ("better='none'", "") }, { .metrics = METRIC ("better='none'", BOUND ("tp-one", "")) } },
  { "figures-old", { .metrics = METRIC ("better='none'", BOUND ("tp-one", FIGURE ("current", "2026-05-01"))) }, { .metrics = METRIC ("better='none'", BOUND ("tp-one", FIGURE ("current", "2026-06-30"))) } },

  /* Only what enough journeys do surely is told: the lower end of the interval counts, and not the share. */
  { "rule-broken", { .rules = SPARE, .traffic = "100; tp-one 100 100 0; /ru-one 5 100 tp-one 5" }, { .rules = SPARE, .traffic = "100; tp-one 100 100 0; /ru-one 4 100 tp-one 4" } },
  { "rule-broken", { .rules = SPARE, .traffic = "30; tp-one 30 30 0; /ru-one 9 30 - 9" }, { .rules = SPARE, .traffic = "29; tp-one 29 29 0; /ru-one 9 29 tp-one 9" } },
  { "leak-without-reason", { .traffic = "100; tp-one 100 100 30" }, { .traffic = "100; tp-one 100 100 27" } },
  { "leak-without-reason", { .traffic = "100; tp-one 100 100 90" }, { .traffic = "100; tp-one 100 100 90!" } },
  { "leak-without-reason", { .traffic = "100; tp-one 100 100 90" }, { .traffic = "100; tp-one 100 100 90", .pains = PAIN ("at='tp-one' severity='2'", EV), .actions = ACTION ("for='pn-one' owner='Eva' due='2027-01-31' status='planned' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "way-not-drawn", { .traffic = "1000; tp-one 1000 1000 0; tp-two 80 80 0; tp-one>tp-two 70" }, { .traffic = "1000; tp-one 1000 1000 0; tp-two 80 80 0; tp-one>tp-two 60" } },
  { "way-not-drawn", { .traffic = "100; tp-one 100 100 0; tp-two 80 80 0; tp-one>tp-two 70" }, { .traffic = "100; tp-one 100 100 0; tp-two 80 80 0; tp-one>tp-two 70", .connections = CN ("kind='alternative'") } },
  { "way-not-drawn", { .traffic = "30; tp-one 30 30 0; tp-two 30 30 0; tp-one>tp-two 30" }, { .traffic = "29; tp-one 29 29 0; tp-two 29 29 0; tp-one>tp-two 29" } },
  { "way-not-drawn", { .traffic = "100; tp-one 100 100 0; tp-two 80 80 0; tp-one>tp-two 70" }, { .journey = "state='future' personas='ps-ann' owner='Eva' review-by='2027-05-01'", .traffic = "100; tp-one 100 100 0; tp-two 80 80 0; tp-one>tp-two 70" } },
  { "touchpoint-unreached", { .cards = REST SEEN, .traffic = "30; tp-two 30 30 0; tp-one 0 0 0" }, { .cards = REST SEEN, .traffic = "29; tp-two 29 29 0; tp-one 0 0 0" } },
  { "touchpoint-unreached", { .cards = REST SEEN, .traffic = "30; tp-two 30 30 0; tp-one 0 0 0" }, { .traffic = "30; tp-two 30 30 0; tp-one 0 0 0" } },
  { "connection-unused", { .connections = CN ("kind='next'"), .traffic = "100; tp-one 30 30 0; tp-two 40 40 0" }, { .connections = CN ("kind='next'"), .traffic = "100; tp-one 30 30 0; tp-two 40 40 0; tp-one>tp-two 1" } },
  { "connection-unused", { .connections = CN ("kind='next'"), .traffic = "100; tp-one 30 30 0; tp-two 40 40 0" }, { .connections = CN ("kind='next'"), .traffic = "100; tp-one 29 29 0; tp-two 40 40 0" } },
  { "connection-unused", { .connections = CN ("kind='next'"), .traffic = "100; tp-one 30 30 0; tp-two 40 40 0" }, { .connections = CN ("kind='drop-out'"), .traffic = "100; tp-one 30 30 0; tp-two 40 40 0", .pains = PAIN ("at='tp-one' severity='2'", EV), .actions = ACTION ("for='pn-one' owner='Eva' due='2027-01-31' status='planned' metric='mt-one'"), .metrics = GOOD_METRIC } },
  { "event-not-shown", { .traffic = "600; tp-one 600 600 0; ?Call 30 tp-one" }, { .traffic = "601; tp-one 601 601 0; ?Call 30 tp-one" } },
  { "event-not-shown", { .traffic = "100; tp-one 100 100 0; ?Call 30 -" }, { .traffic = "100; tp-one 100 100 0; ?Call 29 -" } },
};

#define PICK(part) (own->part != NULL ? own->part : clean.part)

static void
append_list (GString *xml, const char *name, const char *inside)
{
  if (*inside != '\0')
    g_string_append_printf (xml, "<%s>%s</%s>", name, inside, name);
}

static WayDocument *
make_map (const Parts *own)
{
  g_autoptr (GString) xml = g_string_new ("<waymark xmlns='urn:waymark:journey:1' version='1.0' min-reader='1.0' id='map-test' xml:lang='en'><meta><title>Test</title></meta>"
                                          "<organisations><organisation id='og-ours' kind='provider' name='We'><department id='dp-sales' name='Sales'/><department id='dp-service' name='Service'/></organisation>"
                                          "<organisation id='og-them' kind='customer' name='They'><department id='dp-theirs' name='IT'/></organisation></organisations>");
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;

  append_list (xml, "personas", PICK (personas));
  append_list (xml, "stakeholders", PICK (stakeholders));
  g_string_append (xml, "<sources><source id='so-int' kind='interview' title='Talks' customers='9' dataset='set'/><source id='so-work' kind='workshop' title='Workshop'/></sources>"
                        "<channels><channel id='ch-web' kind='web' name='Website' medium='digital' control='owned'/><channel id='ch-tel' kind='phone' name='Phone' medium='analogue' control='owned'/>"
                        "<channel id='ch-ext' kind='social' name='Forum' medium='digital' control='third-party'/></channels>");
  g_string_append_printf (xml, "<journeys><journey id='jn-one' name='Way' %s>%s<phases>%s</phases><lanes><lane id='ln-touch' kind='touchpoints' name='Touchpoints'/></lanes>", PICK (journey), PICK (goal), PICK (phases));
  append_list (xml, "cards", PICK (cards));
  append_list (xml, "pains", PICK (pains));
  append_list (xml, "opportunities", PICK (opportunities));
  append_list (xml, "connections", PICK (connections));
  g_string_append (xml, "</journey></journeys>");
  append_list (xml, "actions", PICK (actions));
  append_list (xml, "metrics", PICK (metrics));
  if (own->rules != NULL)
    append_list (xml, "rules", own->rules);
  g_string_append (xml, "</waymark>");

  g_autoptr (GBytes) bytes = g_bytes_new (xml->str, xml->len);
  WayDocument *document = way_reader_read (bytes, report, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < way_report_get_size (report); i++)
    if (way_report_get (report, i)->severity == WAY_SEVERITY_ERROR)
      g_error ("%s", way_report_get (report, i)->text);
  way_document_seed_ids (document, 7);

  g_autoptr (WayAnswers) answers = way_answers_new ();

  way_answers_set (answers, "set", "there", WAY_ANSWER_STANDS);
  way_answers_set (answers, "set", "gone", WAY_ANSWER_TAKEN_BACK);
  way_answers_set (answers, "set", "other", WAY_ANSWER_CORRECTED);
  way_document_set_answers (document, answers);
  return document;
}

/* "100; tp-one 100 90 10!; tp-one>tp-two 60; ?Call 30 tp-one; /ru-one 20 100 tp-two 15": of 100 journeys 90 come to “one”, 100 times, 10
 * times as their last and there arrived; 60 go from there to “two”; 30 call, mostly after “one”; 20 of 100 break the rule, 15 of them at
 * “two”. “-” is nowhere. NULL for NULL. */
static WayTraffic *
make_traffic (const char *text)
{
  g_auto (GStrv) items = g_strsplit (text != NULL ? text : "", "; ", -1);
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (WayTrafficPlace)), edges = g_array_new (FALSE, TRUE, sizeof (WayTrafficEdge)), ghosts = g_array_new (FALSE, TRUE, sizeof (WayTrafficGhost));
  g_autoptr (GArray) rules = g_array_new (FALSE, TRUE, sizeof (WayTrafficRule)), breaches = g_array_new (FALSE, TRUE, sizeof (WayTrafficBreach));
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (text == NULL)
    return NULL;
  for (char **item = items + 1; *item != NULL; item++)
    {
      g_auto (GStrv) words = g_strsplit (*item, " ", -1);
      guint n[4] = { 0 };
      char *way = strchr (words[0], '>');

      for (guint i = 0; i < G_N_ELEMENTS (n) && words[i] != NULL && words[i + 1] != NULL; i++)
        n[i] = (guint) strtoul (words[i + 1], NULL, 10);
      if (*words[0] == '?')
        g_array_append_vals (ghosts, &(WayTrafficGhost){ g_strdup (words[0] + 1), n[0], n[0], GPOINTER_TO_UINT (g_hash_table_lookup (numbers, words[2])) - 1 }, 1);
      else if (*words[0] == '/')
        {
          if (strcmp (words[3], "-") != 0)
            g_array_append_vals (breaches, &(WayTrafficBreach){ rules->len, g_strdup (words[3]), FALSE, n[3], 0 }, 1);
          g_array_append_vals (rules, &(WayTrafficRule){ g_strdup (words[0] + 1), g_strdup ("rule"), n[0], n[1] }, 1);
        }
      else if (way != NULL)
        {
          g_autofree char *from = g_strndup (words[0], (gsize) (way - words[0]));

          g_array_append_vals (edges, &(WayTrafficEdge){ GPOINTER_TO_UINT (g_hash_table_lookup (numbers, from)) - 1, GPOINTER_TO_UINT (g_hash_table_lookup (numbers, way + 1)) - 1, n[0], n[0], 0, 0, FALSE }, 1);
        }
      else
        {
          g_array_append_vals (places, &(WayTrafficPlace){ g_strdup (words[0]), g_strdup (words[0]), n[0], n[1], 0, n[2], 0, 0, strchr (*item, '!') != NULL }, 1);
          g_hash_table_insert (numbers, g_strdup (words[0]), GUINT_TO_POINTER (places->len));
        }
    }

  guint n_places = places->len, n_edges = edges->len, n_ghosts = ghosts->len, n_rules = rules->len, n_breaches = breaches->len;
  WayTraffic *traffic = way_traffic_new_taking ((guint) strtoul (items[0], NULL, 10), (WayTrafficPlace *) (void *) g_array_free (g_steal_pointer (&places), FALSE), n_places, (WayTrafficEdge *) (void *) g_array_free (g_steal_pointer (&edges), FALSE), n_edges, (WayTrafficGhost *) (void *) g_array_free (g_steal_pointer (&ghosts), FALSE), n_ghosts);

  way_traffic_take_rules (traffic, (WayTrafficRule *) (void *) g_array_free (g_steal_pointer (&rules), FALSE), n_rules, (WayTrafficBreach *) (void *) g_array_free (g_steal_pointer (&breaches), FALSE), n_breaches);
  return traffic;
}

static GPtrArray *
find_gaps (const Parts *own, const WayDocument *document)
{
  g_autoptr (WayTraffic) traffic = make_traffic (own->traffic);

  return way_gaps_find_with_traffic (document, traffic, way_date_parse (TODAY));
}

static guint32
get_today (void)
{
  return way_date_parse (TODAY);
}

/* Borrowed, or NULL. */
static const WayGap *
find_gap (const GPtrArray *gaps, const char *rule)
{
  for (guint i = 0; i < gaps->len; i++)
    if (strcmp (((WayGap *) g_ptr_array_index (gaps, i))->rule->id, rule) == 0)
      return g_ptr_array_index (gaps, i);
  return NULL;
}

static void
test_rule (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (WayDocument) with = make_map (&row->gap);
  g_autoptr (WayDocument) without = make_map (&row->fine);
  g_autoptr (GPtrArray) found = find_gaps (&row->gap, with);
  g_autoptr (GPtrArray) none = find_gaps (&row->fine, without);
  const WayGap *gap = find_gap (found, row->rule);

  g_assert_nonnull (gap);
  g_assert_nonnull (way_document_lookup (with, gap->at));
  g_assert_nonnull (way_document_lookup (with, way_gap_get_place (gap)));
  g_assert_true (g_utf8_validate (gap->text, -1, NULL));
  gap = find_gap (none, row->rule);
  if (gap != NULL)
    g_error ("a gap where there is none: %s", gap->text);
}

static void
test_clean_map_has_none (void)
{
  static const Parts own = { NULL };
  g_autoptr (WayDocument) document = make_map (&own);
  g_autoptr (GPtrArray) gaps = way_gaps_find (document, get_today ());

  for (guint i = 0; i < gaps->len; i++)
    g_test_message ("%s", ((WayGap *) g_ptr_array_index (gaps, i))->text);
  g_assert_cmpuint (gaps->len, ==, 0);
}

static void
test_every_rule_has_a_row (void)
{
  g_assert_cmpuint (way_gap_get_n_rules (), >=, 30);
  for (guint i = 0; i < way_gap_get_n_rules (); i++)
    {
      const char *id = way_gap_get_rule (i)->id;
      gboolean found = FALSE;

      g_assert_nonnull (id);
      g_assert_true (way_gap_find_rule (id) == way_gap_get_rule (i));
      for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
        found = found || strcmp (rows[k].rule, id) == 0;
      if (!found)
        g_error ("the rule %s has no row", id);
    }
}

/* A fix closes its gap, in one undo step; undo gives the map back. */
static void
test_fixes (void)
{
  guint n_fixes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (way_gap_find_rule (rows[i].rule)->fix == NULL)
        continue;

      g_autoptr (WayDocument) document = make_map (&rows[i].gap);
      g_autoptr (GBytes) before = way_writer_write (document);
      g_autoptr (GPtrArray) gaps = find_gaps (&rows[i].gap, document);
      const WayGap *gap = find_gap (gaps, rows[i].rule);
      g_autofree char *at = g_strdup (gap->at);
      g_autofree char *made = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (way_gap_fix (document, gap, get_today (), &made, &error));
      g_assert_no_error (error);
      g_assert_nonnull (way_document_lookup (document, made));

      g_autoptr (GPtrArray) after = find_gaps (&rows[i].gap, document);
      const WayGap *left = find_gap (after, rows[i].rule);

      g_assert_true (left == NULL || strcmp (left->at, at) != 0);
      g_assert_true (way_document_undo (document));

      g_autoptr (GBytes) again = way_writer_write (document);

      g_assert_true (g_bytes_equal (before, again));
      n_fixes++;
    }
  g_assert_cmpuint (n_fixes, >=, 8);
}

static void
test_ignoring (void)
{
  static const Parts own = { .goal = "" };
  g_autoptr (WayDocument) document = make_map (&own);
  g_autoptr (GPtrArray) gaps = way_gaps_find (document, get_today ());
  const WayGap *gap = find_gap (gaps, "journey-without-goal");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (way_gaps_count (gaps), ==, 1);
  g_assert_true (way_gap_ignore (document, gap, "They have none", get_today (), &error));

  g_autoptr (GBytes) bytes = way_writer_write (document);
  g_autoptr (WayDocument) read = way_reader_read (bytes, NULL, &error);
  g_autoptr (GPtrArray) quiet = way_gaps_find (read, get_today ());
  const WayGap *kept = find_gap (quiet, "journey-without-goal");

  g_assert_no_error (error);
  g_assert_cmpuint (way_gaps_count (quiet), ==, 0);
  g_assert_cmpstr (kept->because, ==, "They have none");

  g_assert_true (way_gap_watch_again (read, kept, &error));

  g_autoptr (GPtrArray) loud = way_gaps_find (read, get_today ());

  g_assert_cmpuint (way_gaps_count (loud), ==, 1);
}

/* The first map is nothing but gaps: the serious ones must lead. */
static void
test_order (void)
{
  static const Parts own = { .goal = "", .journey = "state='current'", .personas = "<persona id='ps-ann' name='Ann'/>", .pains = PAIN ("at='tp-one' severity='5'", "") };
  g_autoptr (WayDocument) document = make_map (&own);
  g_autoptr (GPtrArray) gaps = way_gaps_find (document, get_today ());

  g_assert_cmpuint (gaps->len, >=, 5);
  for (guint i = 1; i < gaps->len; i++)
    g_assert_cmpint (((WayGap *) g_ptr_array_index (gaps, i - 1))->rule->weight, >=, ((WayGap *) g_ptr_array_index (gaps, i))->rule->weight);
}

/* Of many the few that concern the most journeys, the most first; each with its numbers. */
static void
test_traffic (void)
{
  static const Parts own = { .cards = THREE PLAIN ("tp-four", "st-three") PLAIN ("tp-five", "st-three"), .rules = SPARE, .traffic = "2400; tp-one 2400 2400 800; tp-two 900 900 300; tp-three 800 800 600; tp-four 700 700 500; tp-five 600 600 400!; tp-one>tp-two 900; tp-one>tp-three 800; tp-two>tp-three 300; tp-three>tp-four 500; tp-four>tp-one 400; /ru-one 192 2400 tp-two 192" };
  static const char *const texts[] = {
    "“No mail” is broken in 192 of 2400 journeys, 8 % (7 to 9.2), mostly at “Card tp-two”.",
    "At “Card tp-one” 800 of 2400 visits, 33.3 % (31.5 to 35.2), are the last of their journey, and no pain point there says why.",
    "At “Card tp-three” 600 of 800 visits, 75 % (71.9 to 77.9), are the last of their journey, and no pain point there says why.",
    "At “Card tp-four” 500 of 700 visits, 71.4 % (68 to 74.7), are the last of their journey, and no pain point there says why.",
    "900 of 2400 journeys, 37.5 % (35.6 to 39.5), go from “Card tp-one” straight to “Card tp-two”, and nothing is drawn there.",
    "500 of 2400 journeys, 20.8 % (19.3 to 22.5), go from “Card tp-three” straight to “Card tp-four”, and nothing is drawn there.",
    "400 of 2400 journeys, 16.7 % (15.2 to 18.2), go from “Card tp-four” straight to “Card tp-one”, and nothing is drawn there.",
  };
  g_autoptr (WayDocument) document = make_map (&own);
  g_autoptr (GPtrArray) gaps = find_gaps (&own, document);

  g_assert_cmpuint (gaps->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < gaps->len; i++)
    g_assert_cmpstr (((WayGap *) g_ptr_array_index (gaps, i))->text, ==, texts[i]);
  g_assert_cmpstr (way_gap_get_place (g_ptr_array_index (gaps, 0)), ==, "tp-two");
}

/* The log may be of a map that has changed since: what is gone is not told of. */
static void
test_traffic_gone (void)
{
  static const Parts own = { .rules = "", .traffic = "100; tp-gone 100 100 90; st-one 100 100 90; tp-one 100 100 0; tp-gone>tp-one 90; tp-one>tp-gone 90; ?Call 50 tp-gone; /ru-gone 50 100 tp-gone 50" };
  static const Parts none = { .traffic = "100; tp-gone 100 100 90; ?Call 50 tp-gone" };
  g_autoptr (WayDocument) document = make_map (&own);
  g_autoptr (GPtrArray) gaps = find_gaps (&own, document), nothing = find_gaps (&none, document);

  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpstr (((WayGap *) g_ptr_array_index (gaps, 0))->rule->id, ==, "event-not-shown");
  g_assert_null (((WayGap *) g_ptr_array_index (gaps, 0))->place);
  g_assert_cmpuint (nothing->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/%s/%u", rows[i].rule, i);

      g_test_add_data_func (path, &rows[i], test_rule);
    }
  g_test_add_func ("/rules/clean-map-has-none", test_clean_map_has_none);
  g_test_add_func ("/rules/every-rule-has-a-row", test_every_rule_has_a_row);
  g_test_add_func ("/rules/fixes", test_fixes);
  g_test_add_func ("/rules/ignoring", test_ignoring);
  g_test_add_func ("/rules/order", test_order);
  g_test_add_func ("/rules/traffic", test_traffic);
  g_test_add_func ("/rules/traffic-gone", test_traffic_gone);
  return g_test_run ();
}
