#include "model/way-kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-colour.h"
#include "base/way-date.h"
#include "base/way-id.h"
#include "base/way-number.h"

/* A table is read like a page, so this file is as long as the format. */

#define CHOICES(name, ...) static const WayChoice name[] = { __VA_ARGS__, { NULL, NULL } }

CHOICES (confidentialities, { "public", N_ ("Public") }, { "internal", N_ ("Internal") }, { "confidential", N_ ("Confidential") });
CHOICES (origins, { "new", N_ ("New") }, { "template", N_ ("From a template") }, { "copy", N_ ("Copy") }, { "import", N_ ("Imported") });
CHOICES (organisations, { "customer", N_ ("Customer") }, { "provider", N_ ("Provider") }, { "partner", N_ ("Partner") }, { "public", N_ ("Public body") }, { "third-party", N_ ("Third party") });
CHOICES (roles, { "initiator", N_ ("Initiator") }, { "user", N_ ("User") }, { "influencer", N_ ("Influencer") }, { "decider", N_ ("Decider") }, { "approver", N_ ("Approver") }, { "buyer", N_ ("Buyer") }, { "gatekeeper", N_ ("Gatekeeper") }, { "partner", N_ ("Partner") });
CHOICES (attitudes, { "mentor", N_ ("Mentor") }, { "supporter", N_ ("Supporter") }, { "neutral", N_ ("Neutral") }, { "sceptic", N_ ("Sceptic") }, { "opponent", N_ ("Opponent") });
CHOICES (levels, { "low", N_ ("Low") }, { "medium", N_ ("Medium") }, { "high", N_ ("High") }, { "unknown", N_ ("Unknown") });
CHOICES (sources, { "interview", N_ ("Interview") }, { "survey", N_ ("Survey") }, { "observation", N_ ("Observation") }, { "analytics", N_ ("Analytics") }, { "support-tickets", N_ ("Support tickets") }, { "sales-notes", N_ ("Sales notes") }, { "workshop", N_ ("Workshop") }, { "document", N_ ("Document") });
CHOICES (stances, { "for", N_ ("Confirms") }, { "against", N_ ("Contradicts") });
CHOICES (channels, { "web", N_ ("Website") }, { "search", N_ ("Search") }, { "shop", N_ ("Online shop") }, { "app", N_ ("App") }, { "email", N_ ("E-mail") }, { "phone", N_ ("Phone") }, { "chat", N_ ("Chat") }, { "messenger", N_ ("Messenger") }, { "social", N_ ("Social media") }, { "video-call", N_ ("Video call") }, { "visit", N_ ("Visit") }, { "store", N_ ("Store") }, { "event", N_ ("Event") }, { "print", N_ ("Print") }, { "letter", N_ ("Letter") }, { "sms", N_ ("SMS") }, { "partner", N_ ("Partner") }, { "portal", N_ ("Portal") }, { "delivery", N_ ("Delivery") }, { "invoice", N_ ("Invoice") }, { "machine", N_ ("Machine") }, { "media", N_ ("Media") }, { "other", N_ ("Other") });
CHOICES (mediums, { "digital", N_ ("Digital") }, { "analogue", N_ ("Analogue") }, { "hybrid", N_ ("Hybrid") });
CHOICES (controls, { "owned", N_ ("Our own") }, { "paid", N_ ("Paid") }, { "partner", N_ ("A partner’s") }, { "third-party", N_ ("A third party’s") });
CHOICES (journey_states, { "current", N_ ("As it is") }, { "future", N_ ("As it shall be") });
CHOICES (bands, { "before", N_ ("before purchase") }, { "during", N_ ("during purchase") }, { "after", N_ ("after purchase") });
CHOICES (lanes, { "touchpoints", N_ ("Touchpoints") }, { "emotion", N_ ("Emotion") }, { "text", N_ ("Text") }, { "images", N_ ("Pictures") }, { "channels", N_ ("Channels") }, { "departments", N_ ("Departments") }, { "information", N_ ("Information sought") }, { "action-expected", N_ ("Action expected") }, { "motivation", N_ ("Motivation") }, { "data", N_ ("Data collected") }, { "value", N_ ("Value exchange") }, { "frontstage", N_ ("Frontstage") }, { "backstage", N_ ("Backstage") }, { "systems", N_ ("Systems") }, { "pains", N_ ("Pain points") }, { "opportunities", N_ ("Opportunities") }, { "actions", N_ ("Actions") }, { "metrics", N_ ("Metrics") }, { "evidence", N_ ("Evidence") }, { "stakeholders", N_ ("Stakeholders involved") });
CHOICES (separators, { "interaction", N_ ("Line of interaction") }, { "visibility", N_ ("Line of visibility") }, { "internal-interaction", N_ ("Line of internal interaction") }, { "plain", N_ ("Line") });
CHOICES (initiators, { "customer", N_ ("Customer") }, { "provider", N_ ("Provider") }, { "partner", N_ ("Partner") }, { "third-party", N_ ("Third party") });
CHOICES (visibilities, { "frontstage", N_ ("Frontstage") }, { "backstage", N_ ("Backstage") });
CHOICES (bases, { "consent", N_ ("Consent") }, { "contract", N_ ("Contract") }, { "legitimate-interest", N_ ("Legitimate interest") }, { "legal-duty", N_ ("Legal duty") }, { "unknown", N_ ("Unknown") });
CHOICES (answers, { "yes", N_ ("Yes") }, { "no", N_ ("No") }, { "unknown", N_ ("Unknown") });
CHOICES (surveys, { "panel", N_ ("Panel") }, { "website-feedback", N_ ("Website feedback") }, { "opinion-poll", N_ ("Opinion poll") }, { "social-media", N_ ("Social media survey") }, { "win-loss", N_ ("Win/loss analysis") }, { "point-of-sale", N_ ("At the point of sale") }, { "form", N_ ("Feedback form") }, { "sms-or-email", N_ ("SMS or e-mail") }, { "nps", N_ ("NPS survey") }, { "service", N_ ("Service survey") }, { "event", N_ ("After an event") }, { "churn", N_ ("Churn survey") }, { "interview", N_ ("Interview") }, { "other", N_ ("Other") });
CHOICES (involvements, { "acts", N_ ("acts") }, { "decides", N_ ("decides") }, { "consulted", N_ ("is consulted") }, { "informed", N_ ("is informed") }, { "blocks", N_ ("blocks") });
CHOICES (statuses, { "idea", N_ ("Idea") }, { "planned", N_ ("Planned") }, { "in-progress", N_ ("In progress") }, { "blocked", N_ ("Blocked") }, { "done", N_ ("Done") }, { "dropped", N_ ("Dropped") });
CHOICES (metrics, { "nps", N_ ("NPS") }, { "csat", N_ ("CSAT") }, { "ces", N_ ("CES") }, { "conversion", N_ ("Conversion") }, { "drop-off", N_ ("Drop-off") }, { "churn", N_ ("Churn") }, { "duration", N_ ("Duration") }, { "count", N_ ("Count") }, { "cost", N_ ("Cost") }, { "revenue", N_ ("Revenue") }, { "share", N_ ("Share") }, { "first-contact-resolution", N_ ("First-contact resolution") }, { "custom", N_ ("Own metric") });
CHOICES (betters, { "higher", N_ ("Higher is better") }, { "lower", N_ ("Lower is better") }, { "none", N_ ("Neither") });
CHOICES (aggregates, { "mean", N_ ("Mean") }, { "median", N_ ("Median") }, { "sum", N_ ("Sum") }, { "count", N_ ("Count") }, { "share", N_ ("Share") }, { "nps", N_ ("NPS") }, { "last", N_ ("Last value") });
CHOICES (periods, { "week", N_ ("Week") }, { "month", N_ ("Month") }, { "quarter", N_ ("Quarter") }, { "year", N_ ("Year") });
CHOICES (figure_roles, { "baseline", N_ ("Baseline") }, { "current", N_ ("Current") });
CHOICES (connections, { "next", N_ ("Next") }, { "alternative", N_ ("Alternative") }, { "loop", N_ ("Loop") }, { "handover", N_ ("Handover") }, { "drop-out", N_ ("Drop-out") });
CHOICES (contexts, { "full", N_ ("Passed on in full") }, { "partial", N_ ("Passed on in part") }, { "none", N_ ("Lost") }, { "unknown", N_ ("Unknown") });
CHOICES (comment_states, { "open", N_ ("Open") }, { "resolved", N_ ("Resolved") });
CHOICES (rules, { "sequence", N_ ("What comes after what") }, { "during", N_ ("While something is open") }, { "too-many", N_ ("Too many contacts") }, { "asked-twice", N_ ("The same asked again") });
CHOICES (image_types, { "image/png", N_ ("PNG") }, { "image/jpeg", N_ ("JPEG") });

#define B WAY_BIT
#define PLACES (B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE) | B (WAY_KIND_STEP) | B (WAY_KIND_PHASE))
#define ROW(id_, xml, place_, type_, label_, ...)                                                                                \
  {                                                                                                                              \
    .field = WAY_FIELD_##id_, .name = xml, .place = WAY_PLACE_##place_, .type = WAY_TYPE_##type_, .label = label_, ##__VA_ARGS__ \
  }
#define MUST .required = TRUE
#define HARD .group = WAY_GROUP_HARD
#define SOFT .group = WAY_GROUP_SOFT
#define PROOF .group = WAY_GROUP_EVIDENCE
#define MEASURED .group = WAY_GROUP_MEASURED
#define FOLLOW_UP .group = WAY_GROUP_FOLLOW_UP
#define HIDDEN .group = WAY_GROUP_TECHNICAL
#define OF(choices_) .choices = choices_
#define TO(kinds_) .targets = kinds_
#define RANGE(min_, max_) .min = min_, .max = max_
#define COUNTED .min = 0, .max = 1e15
#define ELSE(value) .fallback = value
#define UNIT(unit_) .unit = unit_
#define SECRET .internal = TRUE
#define WHEN(kinds_) .when = kinds_
#define ID ROW (ID, "id", ATTRIBUTE, ID, N_ ("Id"), MUST, HIDDEN)
#define NAMED ROW (NAME, "name", ATTRIBUTE, LINE, N_ ("Name"), MUST)
#define PARAGRAPHS(label_, ...) ROW (TEXT, "p", CONTENT, PROSE, label_, ##__VA_ARGS__)

static const WayFieldInfo document_fields[] = {
  ROW (VERSION, "version", ATTRIBUTE, VERSION, N_ ("Format version"), MUST, HIDDEN),
  ROW (MIN_READER, "min-reader", ATTRIBUTE, VERSION, N_ ("Oldest reader"), MUST, HIDDEN),
  ID,
  ROW (LANG, "xml:lang", ATTRIBUTE, LANGUAGE, N_ ("Language"), MUST),
};
static const WayFieldInfo meta_fields[] = {
  ROW (TITLE, "title", ELEMENT, LINE, N_ ("Title"), MUST),
  ROW (SUBTITLE, "subtitle", ELEMENT, LINE, N_ ("Subtitle")),
  ROW (SCOPE, "scope", ELEMENT, PROSE, N_ ("What is mapped")),
  ROW (PURPOSE, "purpose", ELEMENT, PROSE, N_ ("What shall be better")),
  ROW (OFFERING, "offering", ELEMENT, LINE, N_ ("Offering")),
  ROW (CONFIDENTIALITY, "confidentiality", ELEMENT, ENUM, N_ ("Confidentiality"), OF (confidentialities)),
  ROW (KEYWORD, "keyword", ELEMENT, LINES, N_ ("Keywords")),
};
static const WayFieldInfo author_fields[] = {
  ID,
  NAMED,
  ROW (INITIALS, "initials", ATTRIBUTE, LINE, N_ ("Initials"), RANGE (1, 4)),
  ROW (ORGANISATION, "organisation", ATTRIBUTE, REF, N_ ("Organisation"), TO (B (WAY_KIND_ORGANISATION))),
};
static const WayFieldInfo origin_fields[] = {
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Origin"), MUST, OF (origins), ELSE ("new"), HIDDEN),
  ROW (AT, "at", ATTRIBUTE, TIMESTAMP, N_ ("When"), MUST, HIDDEN),
  ROW (BY, "by", ATTRIBUTE, REF, N_ ("By"), TO (B (WAY_KIND_AUTHOR)), HIDDEN),
  ROW (TOOL, "tool", ATTRIBUTE, LINE, N_ ("Made with"), MUST, HIDDEN),
  /* An id in another document, so nothing here can hold it against its target. */
  ROW (FROM_MAP, "from-map", ATTRIBUTE, ID, N_ ("Copied from"), HIDDEN),
  ROW (FORMAT, "format", ATTRIBUTE, LINE, N_ ("Imported from"), HIDDEN),
};
static const WayFieldInfo revision_fields[] = {
  ID,
  ROW (LABEL, "label", ATTRIBUTE, LINE, N_ ("Label"), MUST),
  ROW (AT, "at", ATTRIBUTE, TIMESTAMP, N_ ("When"), MUST),
  ROW (BY, "by", ATTRIBUTE, REF, N_ ("By"), TO (B (WAY_KIND_AUTHOR))),
  PARAGRAPHS (N_ ("Note")),
};
static const WayFieldInfo organisation_fields[] = {
  ID,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (organisations), ELSE ("customer")),
  NAMED,
};
static const WayFieldInfo department_fields[] = { ID, NAMED };
static const WayFieldInfo persona_fields[] = {
  ID,
  NAMED,
  ROW (ROLE, "role", ATTRIBUTE, LINE, N_ ("Role")),
  ROW (COLOUR, "colour", ATTRIBUTE, COLOUR, N_ ("Colour")),
  ROW (IMAGE, "image", ATTRIBUTE, REF, N_ ("Picture"), TO (B (WAY_KIND_IMAGE))),
  ROW (QUOTE, "quote", ELEMENT, LINE, N_ ("Quote"), SOFT),
  ROW (CONTEXT, "context", ELEMENT, PROSE, N_ ("Context"), SOFT),
  ROW (GOAL, "goal", ELEMENT, LINES, N_ ("Goals"), SOFT),
  ROW (NEED, "need", ELEMENT, LINES, N_ ("Needs"), SOFT),
  ROW (FRUSTRATION, "frustration", ELEMENT, LINES, N_ ("Frustrations"), SOFT),
};
static const WayFieldInfo stakeholder_fields[] = {
  ID,
  NAMED,
  ROW (ORGANISATION, "organisation", ATTRIBUTE, REF, N_ ("Organisation"), TO (B (WAY_KIND_ORGANISATION))),
  ROW (DEPARTMENT, "department", ATTRIBUTE, REF, N_ ("Department"), TO (B (WAY_KIND_DEPARTMENT))),
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), TO (B (WAY_KIND_PERSONA))),
  ROW (ROLE, "role", ATTRIBUTE, ENUM, N_ ("Role in the buying center"), MUST, OF (roles), ELSE ("user"), HARD),
  ROW (INFLUENCE, "influence", ATTRIBUTE, INTEGER, N_ ("Influence"), RANGE (0, 100), HARD, SECRET),
  ROW (INFLUENCE_USE, "influence-use", ATTRIBUTE, INTEGER, N_ ("Use of the influence"), RANGE (0, 100), HARD, SECRET),
  ROW (ATTITUDE, "attitude", ATTRIBUTE, ENUM, N_ ("Attitude"), OF (attitudes), SOFT, SECRET),
  ROW (CONTACT, "contact", ATTRIBUTE, LINE, N_ ("Mark of the contact"), HIDDEN, SECRET),
  ROW (CONCERN, "concern", ELEMENT, LINES, N_ ("Concerns"), SOFT, SECRET),
  ROW (PERSUADED_BY, "persuaded-by", ELEMENT, LINES, N_ ("Persuaded by"), SOFT, SECRET),
};
static const WayFieldInfo influence_fields[] = {
  ID,
  ROW (FROM, "from", ATTRIBUTE, REF, N_ ("Who influences"), MUST, TO (B (WAY_KIND_STAKEHOLDER)), SECRET),
  ROW (TO, "to", ATTRIBUTE, REF, N_ ("Who is influenced"), MUST, TO (B (WAY_KIND_STAKEHOLDER)), SECRET),
  ROW (STRENGTH, "strength", ATTRIBUTE, ENUM, N_ ("Strength"), OF (levels), SECRET),
};
static const WayFieldInfo source_fields[] = {
  ID,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (sources), ELSE ("document"), PROOF),
  ROW (TITLE, "title", ATTRIBUTE, LINE, N_ ("Title"), MUST, PROOF),
  ROW (DATE, "date", ATTRIBUTE, DATE, N_ ("Date"), PROOF),
  ROW (CUSTOMERS, "customers", ATTRIBUTE, INTEGER, N_ ("Customers heard"), COUNTED, PROOF),
  ROW (HREF, "href", ATTRIBUTE, URI, N_ ("Link"), PROOF),
  ROW (DATASET, "dataset", ATTRIBUTE, LINE, N_ ("Dataset"), PROOF),
  PARAGRAPHS (N_ ("Note"), PROOF),
};
static const WayFieldInfo channel_fields[] = {
  ID,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (channels), ELSE ("other")),
  NAMED,
  ROW (MEDIUM, "medium", ATTRIBUTE, ENUM, N_ ("Digital or analogue"), MUST, OF (mediums), ELSE ("hybrid")),
  ROW (CONTROL, "control", ATTRIBUTE, ENUM, N_ ("Under whose control"), OF (controls)),
};
static const WayFieldInfo journey_fields[] = {
  ID,
  NAMED,
  ROW (STATE, "state", ATTRIBUTE, ENUM, N_ ("State"), MUST, OF (journey_states), ELSE ("current")),
  ROW (PERSONAS, "personas", ATTRIBUTE, REFS, N_ ("Personas"), TO (B (WAY_KIND_PERSONA))),
  ROW (DETAILS, "details", ATTRIBUTE, REF, N_ ("Details of"), TO (B (WAY_KIND_TOUCHPOINT))),
  ROW (COMPARED_WITH, "compared-with", ATTRIBUTE, REF, N_ ("Compared with"), TO (B (WAY_KIND_JOURNEY))),
  ROW (OWNER, "owner", ATTRIBUTE, LINE, N_ ("Owner"), FOLLOW_UP),
  ROW (REVIEW_BY, "review-by", ATTRIBUTE, DATE, N_ ("Review by"), FOLLOW_UP),
  ROW (CONFIRMATIONS, "confirmations", ATTRIBUTE, INTEGER, N_ ("Confirmations needed"), RANGE (1, 1e6), ELSE ("5"), PROOF, UNIT (N_ ("customers"))),
  ROW (GOAL, "goal", ELEMENT, LINE, N_ ("Goal")),
};
static const WayFieldInfo phase_fields[] = {
  ID,
  NAMED,
  ROW (COLOUR, "colour", ATTRIBUTE, COLOUR, N_ ("Colour")),
  ROW (BAND, "band", ATTRIBUTE, ENUM, N_ ("Before, during or after the purchase"), OF (bands)),
  ROW (DURATION, "duration", ATTRIBUTE, LINE, N_ ("Duration")),
  ROW (GOAL, "goal", ELEMENT, LINE, N_ ("Goal")),
};
static const WayFieldInfo step_fields[] = {
  ID,
  NAMED,
  /* Both are what somebody wants more than the content needs; content is never cut for them. */
  ROW (WIDTH, "width", ATTRIBUTE, INTEGER, N_ ("Width"), RANGE (1, 4096), UNIT (N_ ("points"))),
  ROW (DESCRIPTION, "description", ELEMENT, PROSE, N_ ("Description")),
};
static const WayFieldInfo lane_fields[] = {
  ID,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (lanes), ELSE ("text")),
  NAMED,
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), TO (B (WAY_KIND_PERSONA))),
  ROW (METRIC, "metric", ATTRIBUTE, REF, N_ ("Metric"), TO (B (WAY_KIND_METRIC))),
  ROW (COLLAPSED, "collapsed", ATTRIBUTE, BOOLEAN, N_ ("Collapsed"), ELSE ("false")),
  ROW (HEIGHT, "height", ATTRIBUTE, INTEGER, N_ ("Height"), RANGE (1, 4096), UNIT (N_ ("points"))),
};
static const WayFieldInfo separator_fields[] = {
  ID,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (separators), ELSE ("plain")),
  ROW (NAME, "name", ATTRIBUTE, LINE, N_ ("Name")),
};

#define CELL                                                                         \
  ROW (LANE, "lane", ATTRIBUTE, REF, N_ ("Lane"), MUST, TO (B (WAY_KIND_LANE))),     \
      ROW (STEP, "step", ATTRIBUTE, REF, N_ ("Step"), MUST, TO (B (WAY_KIND_STEP))), \
      ROW (UNTIL, "until", ATTRIBUTE, REF, N_ ("Until step"), TO (B (WAY_KIND_STEP)))

static const WayFieldInfo touchpoint_fields[] = {
  ID,
  CELL,
  NAMED,
  ROW (CHANNEL, "channel", ATTRIBUTE, REF, N_ ("Channel"), MUST, TO (B (WAY_KIND_CHANNEL)), HARD),
  ROW (DEPARTMENTS, "departments", ATTRIBUTE, REFS, N_ ("Departments"), TO (B (WAY_KIND_DEPARTMENT)), HARD),
  ROW (OWNER, "owner", ATTRIBUTE, LINE, N_ ("Owner"), HARD),
  ROW (INITIATOR, "initiator", ATTRIBUTE, ENUM, N_ ("Who starts it"), OF (initiators), HARD),
  ROW (MOMENT_OF_TRUTH, "moment-of-truth", ATTRIBUTE, BOOLEAN, N_ ("Moment of truth"), ELSE ("false")),
  ROW (VISIBILITY, "visibility", ATTRIBUTE, ENUM, N_ ("Visible to the customer"), OF (visibilities), ELSE ("frontstage"), HARD),
  ROW (IMAGE, "image", ATTRIBUTE, REF, N_ ("Picture"), TO (B (WAY_KIND_IMAGE))),
  ROW (DESCRIPTION, "description", ELEMENT, PROSE, N_ ("Description")),
  ROW (INFORMATION_SOUGHT, "information-sought", ELEMENT, LINES, N_ ("Information sought"), HARD),
  ROW (ACTION_EXPECTED, "action-expected", ELEMENT, LINES, N_ ("Action expected"), HARD),
  ROW (MOTIVATION, "motivation", ELEMENT, LINES, N_ ("Motivation"), SOFT),
};
static const WayFieldInfo data_fields[] = {
  ROW (PURPOSE, "purpose", ATTRIBUTE, LINE, N_ ("Purpose"), HARD),
  ROW (BASIS, "basis", ATTRIBUTE, ENUM, N_ ("Legal basis"), OF (bases), HARD),
  ROW (SYSTEM, "system", ATTRIBUTE, LINE, N_ ("System"), HARD),
  ROW (TEXT, NULL, CONTENT, LINE, N_ ("Data collected"), MUST, HARD),
};
static const WayFieldInfo message_fields[] = {
  ROW (DEPARTMENT, "department", ATTRIBUTE, REF, N_ ("Department"), TO (B (WAY_KIND_DEPARTMENT)), HARD),
  ROW (TEXT, NULL, CONTENT, LINE, N_ ("Message"), MUST, HARD),
};
static const WayFieldInfo expectation_fields[] = {
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), TO (B (WAY_KIND_PERSONA)), SOFT),
  ROW (TEXT, NULL, CONTENT, LINE, N_ ("Expectation"), MUST, SOFT),
};
static const WayFieldInfo standing_fields[] = {
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), MUST, TO (B (WAY_KIND_PERSONA)), SOFT),
  ROW (KNOWS_US, "knows-us", ATTRIBUTE, ENUM, N_ ("Knows us"), MUST, OF (answers), ELSE ("unknown"), SOFT),
  ROW (TRUSTS_US, "trusts-us", ATTRIBUTE, ENUM, N_ ("Trusts us"), MUST, OF (levels), ELSE ("unknown"), SOFT),
};
static const WayFieldInfo survey_fields[] = {
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Survey"), MUST, OF (surveys), ELSE ("other"), MEASURED),
  ROW (METRIC, "metric", ATTRIBUTE, REF, N_ ("Metric"), TO (B (WAY_KIND_METRIC)), MEASURED),
};
static const WayFieldInfo event_fields[] = {
  ROW (MATCH, "match", ATTRIBUTE, LINE, N_ ("Name in the event log"), MUST, MEASURED),
  ROW (DATASET, "dataset", ATTRIBUTE, LINE, N_ ("Dataset"), MEASURED),
};
static const WayFieldInfo exchange_fields[] = {
  ROW (CUSTOMER_GIVES, "customer-gives", ELEMENT, LINES, N_ ("Customer gives"), SOFT),
  ROW (CUSTOMER_GETS, "customer-gets", ELEMENT, LINES, N_ ("Customer gets"), SOFT),
};
static const WayFieldInfo involves_fields[] = {
  ROW (STAKEHOLDER, "stakeholder", ATTRIBUTE, REF, N_ ("Stakeholder"), MUST, TO (B (WAY_KIND_STAKEHOLDER)), HARD),
  ROW (AS, "as", ATTRIBUTE, ENUM, N_ ("Part played"), OF (involvements), HARD),
};
static const WayFieldInfo feeling_fields[] = {
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), MUST, TO (B (WAY_KIND_PERSONA)), SOFT),
  ROW (SCORE, "score", ATTRIBUTE, INTEGER, N_ ("Feeling"), MUST, RANGE (-5, 5), ELSE ("0"), SOFT),
  ROW (EMOTION, "emotion", ATTRIBUTE, LINE, N_ ("Emotion"), SOFT),
  ROW (THOUGHT, "thought", ELEMENT, LINE, N_ ("Thought"), SOFT),
};
static const WayFieldInfo note_fields[] = {
  ID,
  CELL,
  ROW (COLOUR, "colour", ATTRIBUTE, COLOUR, N_ ("Colour")),
  ROW (BY, "by", ATTRIBUTE, REF, N_ ("By"), TO (B (WAY_KIND_AUTHOR))),
  ROW (VOTES, "votes", ATTRIBUTE, INTEGER, N_ ("Votes"), COUNTED, ELSE ("0"), SECRET),
  PARAGRAPHS (N_ ("Text"), MUST),
};
static const WayFieldInfo pain_fields[] = {
  ID,
  ROW (AT, "at", ATTRIBUTE, REF, N_ ("Where"), MUST, TO (PLACES)),
  ROW (PERSONAS, "personas", ATTRIBUTE, REFS, N_ ("Personas"), TO (B (WAY_KIND_PERSONA)), SOFT),
  ROW (SEVERITY, "severity", ATTRIBUTE, INTEGER, N_ ("Severity"), MUST, RANGE (1, 5), ELSE ("3"), SOFT),
  ROW (FREQUENCY, "frequency", ATTRIBUTE, INTEGER, N_ ("Frequency"), RANGE (1, 5), SOFT),
  ROW (EFFORT, "effort", ATTRIBUTE, INTEGER, N_ ("Effort"), RANGE (1, 5), FOLLOW_UP),
  ROW (VOTES, "votes", ATTRIBUTE, INTEGER, N_ ("Votes"), COUNTED, ELSE ("0"), SECRET),
  PARAGRAPHS (N_ ("Pain point"), MUST, SOFT),
};
static const WayFieldInfo opportunity_fields[] = {
  ID,
  ROW (AT, "at", ATTRIBUTE, REF, N_ ("Where"), TO (PLACES)),
  ROW (ADDRESSES, "addresses", ATTRIBUTE, REFS, N_ ("Answers"), TO (B (WAY_KIND_PAIN)), FOLLOW_UP),
  ROW (IMPACT, "impact", ATTRIBUTE, INTEGER, N_ ("Impact"), RANGE (1, 5), FOLLOW_UP),
  ROW (EFFORT, "effort", ATTRIBUTE, INTEGER, N_ ("Effort"), RANGE (1, 5), FOLLOW_UP),
  ROW (VOTES, "votes", ATTRIBUTE, INTEGER, N_ ("Votes"), COUNTED, ELSE ("0"), SECRET),
  PARAGRAPHS (N_ ("Opportunity"), MUST, FOLLOW_UP),
};
static const WayFieldInfo connection_fields[] = {
  ID,
  ROW (FROM, "from", ATTRIBUTE, REF, N_ ("Leads from"), MUST, TO (B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE))),
  ROW (TO, "to", ATTRIBUTE, REF, N_ ("Leads to"), MUST, TO (B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE))),
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (connections), ELSE ("next")),
  ROW (LABEL, "label", ATTRIBUTE, LINE, N_ ("Label")),
  ROW (SHARE, "share", ATTRIBUTE, NUMBER, N_ ("Share of customers"), RANGE (0, 1), MEASURED, SECRET),
  ROW (CONTEXT, "context", ATTRIBUTE, ENUM, N_ ("What is known is"), OF (contexts)),
};
static const WayFieldInfo path_fields[] = {
  ID,
  NAMED,
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), TO (B (WAY_KIND_PERSONA))),
  ROW (COLOUR, "colour", ATTRIBUTE, COLOUR, N_ ("Colour")),
};
static const WayFieldInfo via_fields[] = {
  ROW (REF, "ref", ATTRIBUTE, REF, N_ ("Touchpoint"), MUST, TO (B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE))),
};
static const WayFieldInfo action_fields[] = {
  ID,
  ROW (FOR, "for", ATTRIBUTE, REFS, N_ ("For"), TO (B (WAY_KIND_OPPORTUNITY) | B (WAY_KIND_PAIN) | B (WAY_KIND_TOUCHPOINT)), FOLLOW_UP),
  ROW (OWNER, "owner", ATTRIBUTE, LINE, N_ ("Owner"), FOLLOW_UP),
  ROW (DEPARTMENT, "department", ATTRIBUTE, REF, N_ ("Department"), TO (B (WAY_KIND_DEPARTMENT)), FOLLOW_UP),
  ROW (DUE, "due", ATTRIBUTE, DATE, N_ ("Due"), FOLLOW_UP),
  ROW (STATUS, "status", ATTRIBUTE, ENUM, N_ ("Status"), MUST, OF (statuses), ELSE ("idea"), FOLLOW_UP),
  ROW (DONE_ON, "done-on", ATTRIBUTE, DATE, N_ ("Done on"), FOLLOW_UP),
  ROW (TOLD_ON, "told-on", ATTRIBUTE, DATE, N_ ("Customers told on"), FOLLOW_UP),
  ROW (METRIC, "metric", ATTRIBUTE, REF, N_ ("Measured by"), TO (B (WAY_KIND_METRIC)), FOLLOW_UP),
  ROW (TRACKER, "tracker", ATTRIBUTE, URI, N_ ("Link"), FOLLOW_UP),
  PARAGRAPHS (N_ ("Action"), MUST, FOLLOW_UP),
};
static const WayFieldInfo metric_fields[] = {
  ID,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (metrics), ELSE ("custom"), MEASURED),
  NAMED,
  ROW (UNIT, "unit", ATTRIBUTE, LINE, N_ ("Unit"), MEASURED),
  ROW (BETTER, "better", ATTRIBUTE, ENUM, N_ ("Direction"), MUST, OF (betters), ELSE ("none"), MEASURED),
  ROW (TARGET, "target", ATTRIBUTE, NUMBER, N_ ("Target value"), MEASURED, SECRET),
  /* What a figure means must be in the map: answers on another scale, or another share of them, are another metric. */
  ROW (DEFINITION, "definition", ATTRIBUTE, LINE, N_ ("Definition"), MEASURED),
  ROW (LOW, "low", ATTRIBUTE, INTEGER, N_ ("Lowest answer"), RANGE (-100, 100), MEASURED),
  ROW (HIGH, "high", ATTRIBUTE, INTEGER, N_ ("Highest answer"), RANGE (-100, 100), MEASURED),
  ROW (TOP, "top", ATTRIBUTE, INTEGER, N_ ("Answers that count as good"), RANGE (1, 10), MEASURED),
  ROW (PERIOD, "period", ATTRIBUTE, ENUM, N_ ("Period of its history"), OF (periods), MEASURED),
};
static const WayFieldInfo feed_fields[] = {
  ROW (DATASET, "dataset", ATTRIBUTE, LINE, N_ ("Dataset"), MUST, MEASURED),
  ROW (VALUE, "value", ATTRIBUTE, LINE, N_ ("Value column"), MUST, MEASURED),
  ROW (TIME, "time", ATTRIBUTE, LINE, N_ ("Time column"), MEASURED),
  ROW (KEY, "key", ATTRIBUTE, LINE, N_ ("Key column"), MEASURED),
  ROW (AGGREGATE, "aggregate", ATTRIBUTE, ENUM, N_ ("Computed as"), MUST, OF (aggregates), ELSE ("mean"), MEASURED),
};
static const WayFieldInfo binding_fields[] = {
  ID,
  ROW (AT, "at", ATTRIBUTE, REF, N_ ("Where"), MUST, TO (PLACES | B (WAY_KIND_JOURNEY) | B (WAY_KIND_DOCUMENT) | B (WAY_KIND_PERSONA)), MEASURED),
  ROW (MATCH, "match", ATTRIBUTE, LINE, N_ ("Value of the key"), MEASURED),
  ROW (PERSONA, "persona", ATTRIBUTE, REF, N_ ("Persona"), TO (B (WAY_KIND_PERSONA)), MEASURED),
};
static const WayFieldInfo figure_fields[] = {
  ROW (ROLE, "role", ATTRIBUTE, ENUM, N_ ("Role"), MUST, OF (figure_roles), ELSE ("current"), MEASURED, SECRET),
  ROW (VALUE, "value", ATTRIBUTE, NUMBER, N_ ("Value"), MUST, ELSE ("0"), MEASURED, SECRET),
  ROW (N, "n", ATTRIBUTE, INTEGER, N_ ("Sample size"), COUNTED, MEASURED, SECRET),
  ROW (FROM, "from", ATTRIBUTE, DATE, N_ ("From"), MUST, MEASURED, SECRET),
  ROW (TO, "to", ATTRIBUTE, DATE, N_ ("To"), MUST, MEASURED, SECRET),
  ROW (TAKEN, "taken", ATTRIBUTE, TIMESTAMP, N_ ("Taken"), MUST, MEASURED, SECRET),
  ROW (BASIS, "basis", ATTRIBUTE, LINE, N_ ("Computed as"), MEASURED, SECRET),
};
static const WayFieldInfo comment_fields[] = {
  ID,
  ROW (ON, "on", ATTRIBUTE, REF, N_ ("On"), MUST, TO (WAY_ANY_KIND), SECRET),
  ROW (BY, "by", ATTRIBUTE, REF, N_ ("By"), MUST, TO (B (WAY_KIND_AUTHOR)), SECRET),
  ROW (AT, "at", ATTRIBUTE, TIMESTAMP, N_ ("When"), MUST, SECRET),
  ROW (REPLY_TO, "reply-to", ATTRIBUTE, REF, N_ ("Reply to"), TO (B (WAY_KIND_COMMENT)), SECRET),
  ROW (STATUS, "status", ATTRIBUTE, ENUM, N_ ("Status"), MUST, OF (comment_states), ELSE ("open"), SECRET),
  PARAGRAPHS (N_ ("Comment"), MUST, SECRET),
};
static const WayFieldInfo rule_fields[] = {
  ID,
  NAMED,
  ROW (KIND, "kind", ATTRIBUTE, ENUM, N_ ("Kind"), MUST, OF (rules), ELSE ("sequence")),
  ROW (MATCH, "match", ATTRIBUTE, LINE, N_ ("Events"), MUST),
  ROW (OPENS, "opens", ATTRIBUTE, LINE, N_ ("Opened by"), WHEN ("during")),
  ROW (CLOSES, "closes", ATTRIBUTE, LINE, N_ ("Closed by"), WHEN ("during")),
  ROW (N, "n", ATTRIBUTE, INTEGER, N_ ("More than"), RANGE (0, 100000), UNIT (N_ ("contacts")), WHEN ("too-many")),
  ROW (SPREAD, "spread", ATTRIBUTE, INTEGER, N_ ("From more than"), RANGE (0, 1000), UNIT (N_ ("departments")), WHEN ("too-many")),
  ROW (WITHIN, "within", ATTRIBUTE, NUMBER, N_ ("Within"), RANGE (0, 36525), UNIT (N_ ("days")), WHEN ("during too-many asked-twice")),
  ROW (DATASET, "dataset", ATTRIBUTE, LINE, N_ ("Dataset"), MEASURED),
  ROW (BECAUSE, "because", ATTRIBUTE, LINE, N_ ("Why")),
  ROW (OFF, "off", ATTRIBUTE, BOOLEAN, N_ ("Switched off"), ELSE ("false"), HIDDEN),
};
static const WayFieldInfo ignored_fields[] = {
  ID,
  ROW (RULE, "rule", ATTRIBUTE, LINE, N_ ("Gap"), MUST, SECRET, HIDDEN),
  ROW (AT, "at", ATTRIBUTE, REF, N_ ("Where"), MUST, TO (WAY_ANY_KIND), SECRET),
  ROW (BECAUSE, "because", ATTRIBUTE, LINE, N_ ("Because"), MUST, SECRET),
  ROW (BY, "by", ATTRIBUTE, REF, N_ ("By"), TO (B (WAY_KIND_AUTHOR)), SECRET),
  ROW (DATE, "date", ATTRIBUTE, DATE, N_ ("Date"), SECRET),
};
static const WayFieldInfo image_fields[] = {
  ID,
  ROW (TYPE, "type", ATTRIBUTE, ENUM, N_ ("Type"), MUST, OF (image_types), ELSE ("image/png"), HIDDEN),
  ROW (WIDTH, "width", ATTRIBUTE, INTEGER, N_ ("Width"), MUST, RANGE (1, 4096), ELSE ("1"), HIDDEN),
  ROW (HEIGHT, "height", ATTRIBUTE, INTEGER, N_ ("Height"), MUST, RANGE (1, 4096), ELSE ("1"), HIDDEN),
  ROW (SHA256, "sha256", ATTRIBUTE, SHA256, N_ ("Checksum"), MUST, HIDDEN),
  ROW (ALT, "alt", ATTRIBUTE, LINE, N_ ("What it shows"), MUST),
  ROW (CREDIT, "credit", ATTRIBUTE, LINE, N_ ("Credit")),
  ROW (TEXT, "data", ELEMENT, BASE64, N_ ("Picture"), MUST, HIDDEN),
};
static const WayFieldInfo evidence_fields[] = {
  ROW (STANCE, "stance", ATTRIBUTE, ENUM, N_ ("Confirms or contradicts"), MUST, OF (stances), ELSE ("for"), PROOF),
  ROW (CUSTOMERS, "customers", ATTRIBUTE, INTEGER, N_ ("Customers"), RANGE (1, 1e15), ELSE ("1"), PROOF),
  ROW (SOURCE, "source", ATTRIBUTE, REF, N_ ("Source"), TO (B (WAY_KIND_SOURCE)), PROOF),
  ROW (DATE, "date", ATTRIBUTE, DATE, N_ ("Date"), PROOF),
  /* Of an imported answer; way-answers.h says what they are. */
  ROW (ANSWER, "answer", ATTRIBUTE, LINE, N_ ("Imported answer"), HIDDEN, SECRET),
  ROW (RESPONDENT, "respondent", ATTRIBUTE, LINE, N_ ("Pseudonym"), HIDDEN, SECRET),
  ROW (TAKEN, "taken", ATTRIBUTE, DATE, N_ ("Attached on"), HIDDEN, SECRET),
};

#define SLOT(container_, kind_, ...)                                                   \
  {                                                                                    \
    .container = container_, .kinds = { WAY_KIND_##kind_, WAY_N_KINDS }, ##__VA_ARGS__ \
  }
#define SLOT2(container_, kind_, other_, ...)                                                \
  {                                                                                          \
    .container = container_, .kinds = { WAY_KIND_##kind_, WAY_KIND_##other_ }, ##__VA_ARGS__ \
  }
#define ONE .single = TRUE

static const WaySlotInfo document_slots[] = {
  SLOT (NULL, META, ONE, MUST),
  SLOT ("organisations", ORGANISATION),
  SLOT ("personas", PERSONA),
  SLOT ("stakeholders", STAKEHOLDER),
  SLOT ("stakeholders", INFLUENCE),
  SLOT ("sources", SOURCE),
  SLOT ("channels", CHANNEL),
  SLOT ("journeys", JOURNEY, MUST),
  SLOT ("actions", ACTION),
  SLOT ("metrics", METRIC),
  SLOT ("comments", COMMENT),
  SLOT ("rules", RULE),
  SLOT ("gaps", IGNORED),
  SLOT ("media", IMAGE),
};
static const WaySlotInfo meta_slots[] = { SLOT (NULL, AUTHOR), SLOT (NULL, ORIGIN, ONE), SLOT (NULL, REVISION) };
static const WaySlotInfo organisation_slots[] = { SLOT (NULL, DEPARTMENT) };
static const WaySlotInfo evidence_slots[] = { SLOT (NULL, EVIDENCE) };
static const WaySlotInfo journey_slots[] = {
  SLOT ("phases", PHASE, MUST),
  SLOT2 ("lanes", LANE, SEPARATOR, MUST),
  SLOT2 ("cards", TOUCHPOINT, NOTE),
  SLOT ("pains", PAIN),
  SLOT ("opportunities", OPPORTUNITY),
  SLOT ("connections", CONNECTION),
  SLOT ("paths", PATH),
  SLOT ("ignored-events", EVENT),
};
static const WaySlotInfo phase_slots[] = { SLOT (NULL, STEP, MUST) };
static const WaySlotInfo touchpoint_slots[] = {
  SLOT (NULL, DATA),
  SLOT (NULL, MESSAGE),
  SLOT (NULL, EXPECTATION),
  SLOT (NULL, STANDING),
  SLOT (NULL, SURVEY),
  SLOT (NULL, EVENT),
  SLOT (NULL, EXCHANGE, ONE),
  SLOT (NULL, INVOLVES),
  SLOT (NULL, FEELING),
  SLOT (NULL, EVIDENCE),
};
static const WaySlotInfo path_slots[] = { SLOT (NULL, VIA, MUST) };
static const WaySlotInfo metric_slots[] = { SLOT (NULL, FEED, ONE), SLOT (NULL, BINDING) };
static const WaySlotInfo binding_slots[] = { SLOT (NULL, FIGURE) };

#define KIND(kind_, xml, prefix_, label_, fields_) \
  [WAY_KIND_##kind_] = { .kind = WAY_KIND_##kind_, .name = xml, .prefix = prefix_, .label = label_, .fields = fields_, .n_fields = G_N_ELEMENTS (fields_) }
#define KIND_WITH(kind_, xml, prefix_, label_, fields_, slots_) \
  [WAY_KIND_##kind_] = { .kind = WAY_KIND_##kind_, .name = xml, .prefix = prefix_, .label = label_, .fields = fields_, .n_fields = G_N_ELEMENTS (fields_), .slots = slots_, .n_slots = G_N_ELEMENTS (slots_) }

static const WayKindInfo kinds[WAY_N_KINDS] = {
  KIND_WITH (DOCUMENT, "waymark", "map", N_ ("Document"), document_fields, document_slots),
  KIND_WITH (META, "meta", NULL, N_ ("About the map"), meta_fields, meta_slots),
  KIND (AUTHOR, "author", "au", N_ ("Author"), author_fields),
  KIND (ORIGIN, "origin", NULL, N_ ("Origin"), origin_fields),
  KIND (REVISION, "revision", "rv", N_ ("Version"), revision_fields),
  KIND_WITH (ORGANISATION, "organisation", "og", N_ ("Organisation"), organisation_fields, organisation_slots),
  KIND (DEPARTMENT, "department", "dp", N_ ("Department"), department_fields),
  KIND_WITH (PERSONA, "persona", "ps", N_ ("Persona"), persona_fields, evidence_slots),
  KIND_WITH (STAKEHOLDER, "stakeholder", "sk", N_ ("Stakeholder"), stakeholder_fields, evidence_slots),
  KIND_WITH (INFLUENCE, "influence", "if", N_ ("Influence"), influence_fields, evidence_slots),
  KIND (SOURCE, "source", "so", N_ ("Source"), source_fields),
  KIND (CHANNEL, "channel", "ch", N_ ("Channel"), channel_fields),
  KIND_WITH (JOURNEY, "journey", "jn", N_ ("Journey"), journey_fields, journey_slots),
  KIND_WITH (PHASE, "phase", "ph", N_ ("Phase"), phase_fields, phase_slots),
  KIND (STEP, "step", "st", N_ ("Step"), step_fields),
  KIND (LANE, "lane", "ln", N_ ("Lane"), lane_fields),
  KIND (SEPARATOR, "separator", "sp", N_ ("Separator"), separator_fields),
  KIND_WITH (TOUCHPOINT, "touchpoint", "tp", N_ ("Touchpoint"), touchpoint_fields, touchpoint_slots),
  KIND (DATA, "data-collected", NULL, N_ ("Data collected"), data_fields),
  KIND (MESSAGE, "message", NULL, N_ ("Message"), message_fields),
  KIND (EXPECTATION, "expectation", NULL, N_ ("Expectation"), expectation_fields),
  KIND (STANDING, "standing", NULL, N_ ("Our standing"), standing_fields),
  KIND (SURVEY, "survey", NULL, N_ ("Survey"), survey_fields),
  KIND (EVENT, "event", NULL, N_ ("Log event"), event_fields),
  KIND (EXCHANGE, "value-exchange", NULL, N_ ("Value exchange"), exchange_fields),
  KIND (INVOLVES, "involves", NULL, N_ ("Involved"), involves_fields),
  KIND_WITH (FEELING, "feeling", NULL, N_ ("Feeling"), feeling_fields, evidence_slots),
  KIND_WITH (NOTE, "note", "nt", N_ ("Note"), note_fields, evidence_slots),
  KIND_WITH (PAIN, "pain", "pn", N_ ("Pain point"), pain_fields, evidence_slots),
  KIND_WITH (OPPORTUNITY, "opportunity", "op", N_ ("Opportunity"), opportunity_fields, evidence_slots),
  KIND_WITH (CONNECTION, "connection", "cn", N_ ("Connection"), connection_fields, evidence_slots),
  KIND_WITH (PATH, "path", "pt", N_ ("Path"), path_fields, path_slots),
  KIND (VIA, "via", NULL, N_ ("Stop"), via_fields),
  KIND (ACTION, "action", "ac", N_ ("Action"), action_fields),
  KIND_WITH (METRIC, "metric", "mt", N_ ("Metric"), metric_fields, metric_slots),
  KIND (FEED, "feed", NULL, N_ ("Feed"), feed_fields),
  KIND_WITH (BINDING, "binding", "bd", N_ ("Binding"), binding_fields, binding_slots),
  KIND (FIGURE, "figure", NULL, N_ ("Figure"), figure_fields),
  KIND (COMMENT, "comment", "cm", N_ ("Comment"), comment_fields),
  KIND (RULE, "rule", "ru", N_ ("Contact rule"), rule_fields),
  KIND (IGNORED, "ignored", "ig", N_ ("Ignored gap"), ignored_fields),
  KIND (IMAGE, "image", "im", N_ ("Picture"), image_fields),
  KIND (EVIDENCE, "evidence", NULL, N_ ("Evidence"), evidence_fields),
};

/* Row of a field in a kind plus one, so that the zeroed table means "none". */
static guint8 field_rows[WAY_N_KINDS][WAY_N_FIELDS];
static guint8 slot_rows[WAY_N_KINDS][WAY_N_KINDS];

static void
index_table (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  for (guint k = 0; k < WAY_N_KINDS; k++)
    {
      for (guint f = 0; f < kinds[k].n_fields; f++)
        field_rows[k][kinds[k].fields[f].field] = (guint8) (f + 1);
      for (guint s = 0; s < kinds[k].n_slots; s++)
        for (guint i = 0; i < 2; i++)
          if (kinds[k].slots[s].kinds[i] != WAY_N_KINDS)
            slot_rows[k][kinds[k].slots[s].kinds[i]] = (guint8) (s + 1);
    }
  g_once_init_leave (&done, 1);
}

const WayKindInfo *
way_kind_get (WayKind kind)
{
  return &kinds[kind];
}

int
way_kind_find_field (WayKind kind, WayField field)
{
  index_table ();
  return field_rows[kind][field] - 1;
}

int
way_kind_find_slot (WayKind parent, WayKind child)
{
  index_table ();
  return slot_rows[parent][child] - 1;
}

const WayFieldInfo *
way_kind_get_field (WayKind kind, WayField field)
{
  int row = way_kind_find_field (kind, field);

  return row < 0 ? NULL : &kinds[kind].fields[row];
}

/* What no XML file can hold: controls but for line breaks and tabs, and the two code points that are no characters. */
static gboolean
is_writable (const char *value)
{
  for (const guchar *p = (const guchar *) value; *p != '\0'; p++)
    if ((*p < 0x20 && *p != '\n' && *p != '\t' && *p != '\r') || (*p == 0xef && p[1] == 0xbf && p[2] >= 0xbe))
      return FALSE;
  return TRUE;
}

static char *
check_line (const char *value, double max)
{
  if (value[0] == '\0')
    return g_strdup (_ ("is empty"));
  if (strpbrk (value, "\n\r\t") != NULL)
    return g_strdup (_ ("must be one line without tabs"));
  /* Bytes are never fewer than characters, so the common case needs no counting. */
  if (strlen (value) > (gsize) max && g_utf8_strlen (value, -1) > (glong) max)
    return g_strdup_printf (_ ("is longer than %d characters"), (int) max);
  return NULL;
}

static char *
check_lines (const char *value, gsize max, gboolean may_be_empty)
{
  for (const char *p = value;; p++)
    {
      const char *end = strchrnul (p, '\n');

      if (end == p && !may_be_empty)
        return g_strdup (_ ("has an empty line"));
      if ((gsize) (end - p) > max && (gsize) g_utf8_strlen (p, end - p) > max)
        return g_strdup_printf (_ ("has a paragraph of more than %d characters"), (int) max);
      if (*end == '\0')
        return NULL;
      p = end;
    }
}

static char *
check_number (const WayFieldInfo *info, const char *value)
{
  double number = 0;
  gint64 integer = 0;

  if (info->type == WAY_TYPE_INTEGER ? !way_integer_parse (value, &integer) : !way_number_parse (value, &number))
    return g_strdup (info->type == WAY_TYPE_INTEGER ? _ ("is not a whole number") : _ ("is not a number such as 0.5"));
  if (info->type == WAY_TYPE_INTEGER)
    number = (double) integer;
  if (info->min < info->max && (number < info->min || number > info->max))
    {
      g_autofree char *min = way_number_to_text (info->min, 2), *max = way_number_to_text (info->max, 2);

      return info->max > 1e9 ? g_strdup_printf (_ ("must be at least %s"), min) : g_strdup_printf (_ ("must lie between %s and %s"), min, max);
    }
  return NULL;
}

static char *
check_refs (const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  if (ids[0] == NULL)
    return g_strdup (_ ("names no element"));
  for (char **id = ids; *id != NULL; id++)
    if (!way_id_is_valid (*id))
      return g_strdup_printf (_ ("holds “%s”, which is not an id such as tp-4hq2k7vd"), *id);
  return NULL;
}

static char *
check_choice (const WayFieldInfo *info, const char *value)
{
  for (const WayChoice *c = info->choices; c->nick != NULL; c++)
    if (strcmp (c->nick, value) == 0)
      return NULL;

  g_autoptr (GString) known = g_string_new (NULL);

  for (const WayChoice *c = info->choices; c->nick != NULL; c++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", c->nick);
  return g_strdup_printf (_ ("is not one of: %s"), known->str);
}

static gboolean
is_version (const char *value)
{
  size_t major = strspn (value, "0123456789");

  if (major == 0 || value[0] == '0' || value[major] != '.')
    return FALSE;

  size_t minor = strspn (value + major + 1, "0123456789");

  return minor > 0 && value[major + 1 + minor] == '\0';
}

static gboolean
is_language (const char *value)
{
  /* RFC 3066, as xsd:language has it. */
  for (guint part = 0;; part++)
    {
      size_t n = strspn (value, part == 0 ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

      if (n < 1 || n > 8)
        return FALSE;
      if (value[n] == '\0')
        return TRUE;
      if (value[n] != '-')
        return FALSE;
      value += n + 1;
    }
}

static char *
check_value (const WayFieldInfo *info, const char *value)
{
  WayColour colour;

  if (!is_writable (value))
    return g_strdup (_ ("holds a control character, which no file can hold"));
  switch (info->type)
    {
    case WAY_TYPE_ID:
    case WAY_TYPE_REF:
      return way_id_is_valid (value) ? NULL : g_strdup (_ ("is not an id such as tp-4hq2k7vd"));
    case WAY_TYPE_LINE:
      return check_line (value, info->max > 0 ? info->max : 500);
    case WAY_TYPE_LINES:
      return check_lines (value, 500, FALSE);
    case WAY_TYPE_PROSE:
      return check_lines (value, 20000, TRUE);
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return check_number (info, value);
    case WAY_TYPE_DATE:
      return way_date_is_valid (value) ? NULL : g_strdup (_ ("is not a date such as 2025-10-14"));
    case WAY_TYPE_TIMESTAMP:
      return way_timestamp_is_valid (value) ? NULL : g_strdup (_ ("is not a time such as 2025-10-14T16:40:00+02:00"));
    case WAY_TYPE_BOOLEAN:
      return strcmp (value, "true") == 0 || strcmp (value, "false") == 0 ? NULL : g_strdup (_ ("is neither true nor false"));
    case WAY_TYPE_ENUM:
      return check_choice (info, value);
    case WAY_TYPE_COLOUR:
      return way_colour_parse (value, &colour) && strpbrk (value, "ABCDEF") == NULL ? NULL : g_strdup (_ ("is not a colour such as #0072b2"));
    case WAY_TYPE_REFS:
      return check_refs (value);
    case WAY_TYPE_URI:
      return g_uri_is_valid (value, G_URI_FLAGS_NON_DNS, NULL) || g_uri_is_valid (value, G_URI_FLAGS_PARSE_RELAXED, NULL) || strpbrk (value, " <>\"{}|\\^`") == NULL
                 ? NULL
                 : g_strdup (_ ("is not a link"));
    case WAY_TYPE_LANGUAGE:
      return is_language (value) ? NULL : g_strdup (_ ("is not a language such as de or en-GB"));
    case WAY_TYPE_VERSION:
      return is_version (value) ? NULL : g_strdup (_ ("is not a version such as 1.0"));
    case WAY_TYPE_SHA256:
      return strspn (value, "0123456789abcdef") == 64 && value[64] == '\0' ? NULL : g_strdup (_ ("is not a SHA-256 checksum of 64 digits"));
    case WAY_TYPE_BASE64:
      return value[strspn (value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \n")] == '\0' ? NULL : g_strdup (_ ("is not base64 data"));
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
way_field_is_asked (const WayFieldInfo *info, const char *kind)
{
  g_auto (GStrv) nicks = info->when != NULL && kind != NULL ? g_strsplit (info->when, " ", -1) : NULL;

  return nicks == NULL || g_strv_contains ((const char *const *) nicks, kind);
}

gboolean
way_field_accepts (const WayFieldInfo *info, const char *value, char **why)
{
  g_autofree char *reason = NULL;

  if (value == NULL)
    reason = info->required ? g_strdup (_ ("is missing")) : NULL;
  else
    reason = check_value (info, value);
  if (reason == NULL)
    return TRUE;
  if (why != NULL)
    *why = g_steal_pointer (&reason);
  return FALSE;
}

const char *
way_field_get_choice_label (const WayFieldInfo *info, const char *nick)
{
  if (info == NULL || info->choices == NULL || nick == NULL)
    return nick;
  for (const WayChoice *c = info->choices; c->nick != NULL; c++)
    if (strcmp (c->nick, nick) == 0)
      return _ (c->label);
  return nick;
}
