/* way-kind.h — the one table of the document: every kind of element, its fields and its children.
 *
 * Shape:  kind → fields (in the order of the file) and slots (lists of child elements, in the order of the file).
 *         The reader, the writer, copy, equality, checks, CSV columns, the inspector and the schema test walk it;
 *         adding a field is one row in way-kind.c and one name in WayField.
 * Errors: none; the table is constant.
 * Thread: any.
 * Source: data/waymark.rnc, which tests/model/test-schema.c holds against this table.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WAY_KIND_DOCUMENT,
  WAY_KIND_META,
  WAY_KIND_AUTHOR,
  WAY_KIND_ORIGIN,
  WAY_KIND_REVISION,
  WAY_KIND_ORGANISATION,
  WAY_KIND_DEPARTMENT,
  WAY_KIND_PERSONA,
  WAY_KIND_STAKEHOLDER,
  WAY_KIND_INFLUENCE,
  WAY_KIND_SOURCE,
  WAY_KIND_CHANNEL,
  WAY_KIND_JOURNEY,
  WAY_KIND_PHASE,
  WAY_KIND_STEP,
  WAY_KIND_LANE,
  WAY_KIND_SEPARATOR,
  WAY_KIND_TOUCHPOINT,
  WAY_KIND_DATA,
  WAY_KIND_MESSAGE,
  WAY_KIND_EXPECTATION,
  WAY_KIND_STANDING,
  WAY_KIND_SURVEY,
  WAY_KIND_EVENT,
  WAY_KIND_EXCHANGE,
  WAY_KIND_INVOLVES,
  WAY_KIND_FEELING,
  WAY_KIND_NOTE,
  WAY_KIND_PAIN,
  WAY_KIND_OPPORTUNITY,
  WAY_KIND_CONNECTION,
  WAY_KIND_PATH,
  WAY_KIND_VIA,
  WAY_KIND_ACTION,
  WAY_KIND_METRIC,
  WAY_KIND_FEED,
  WAY_KIND_BINDING,
  WAY_KIND_FIGURE,
  WAY_KIND_COMMENT,
  WAY_KIND_RULE,
  WAY_KIND_IGNORED,
  WAY_KIND_IMAGE,
  WAY_KIND_EVIDENCE,
  WAY_N_KINDS
} WayKind;

/* Every XML name a field has anywhere; kinds share the names they have in common. */
typedef enum
{
  WAY_FIELD_VERSION,
  WAY_FIELD_MIN_READER,
  WAY_FIELD_ID,
  WAY_FIELD_LANG,
  WAY_FIELD_TITLE,
  WAY_FIELD_SUBTITLE,
  WAY_FIELD_SCOPE,
  WAY_FIELD_PURPOSE,
  WAY_FIELD_OFFERING,
  WAY_FIELD_CONFIDENTIALITY,
  WAY_FIELD_KEYWORD,
  WAY_FIELD_NAME,
  WAY_FIELD_INITIALS,
  WAY_FIELD_ORGANISATION,
  WAY_FIELD_KIND,
  WAY_FIELD_AT,
  WAY_FIELD_BY,
  WAY_FIELD_TOOL,
  WAY_FIELD_FROM_MAP,
  WAY_FIELD_FORMAT,
  WAY_FIELD_LABEL,
  WAY_FIELD_TEXT, /* the element's own content */
  WAY_FIELD_ROLE,
  WAY_FIELD_COLOUR,
  WAY_FIELD_IMAGE,
  WAY_FIELD_QUOTE,
  WAY_FIELD_CONTEXT,
  WAY_FIELD_GOAL,
  WAY_FIELD_NEED,
  WAY_FIELD_FRUSTRATION,
  WAY_FIELD_DEPARTMENT,
  WAY_FIELD_PERSONA,
  WAY_FIELD_INFLUENCE,
  WAY_FIELD_INFLUENCE_USE,
  WAY_FIELD_ATTITUDE,
  WAY_FIELD_CONTACT,
  WAY_FIELD_CONCERN,
  WAY_FIELD_PERSUADED_BY,
  WAY_FIELD_FROM,
  WAY_FIELD_TO,
  WAY_FIELD_STRENGTH,
  WAY_FIELD_DATE,
  WAY_FIELD_CUSTOMERS,
  WAY_FIELD_HREF,
  WAY_FIELD_MEDIUM,
  WAY_FIELD_CONTROL,
  WAY_FIELD_STATE,
  WAY_FIELD_PERSONAS,
  WAY_FIELD_DETAILS,
  WAY_FIELD_COMPARED_WITH,
  WAY_FIELD_OWNER,
  WAY_FIELD_REVIEW_BY,
  WAY_FIELD_CONFIRMATIONS,
  WAY_FIELD_BAND,
  WAY_FIELD_DURATION,
  WAY_FIELD_DESCRIPTION,
  WAY_FIELD_METRIC,
  WAY_FIELD_COLLAPSED,
  WAY_FIELD_LANE,
  WAY_FIELD_STEP,
  WAY_FIELD_UNTIL,
  WAY_FIELD_CHANNEL,
  WAY_FIELD_DEPARTMENTS,
  WAY_FIELD_INITIATOR,
  WAY_FIELD_MOMENT_OF_TRUTH,
  WAY_FIELD_VISIBILITY,
  WAY_FIELD_INFORMATION_SOUGHT,
  WAY_FIELD_ACTION_EXPECTED,
  WAY_FIELD_MOTIVATION,
  WAY_FIELD_BASIS,
  WAY_FIELD_SYSTEM,
  WAY_FIELD_KNOWS_US,
  WAY_FIELD_TRUSTS_US,
  WAY_FIELD_MATCH,
  WAY_FIELD_DATASET,
  WAY_FIELD_CUSTOMER_GIVES,
  WAY_FIELD_CUSTOMER_GETS,
  WAY_FIELD_STAKEHOLDER,
  WAY_FIELD_AS,
  WAY_FIELD_SCORE,
  WAY_FIELD_EMOTION,
  WAY_FIELD_THOUGHT,
  WAY_FIELD_VOTES,
  WAY_FIELD_SEVERITY,
  WAY_FIELD_FREQUENCY,
  WAY_FIELD_ADDRESSES,
  WAY_FIELD_IMPACT,
  WAY_FIELD_EFFORT,
  WAY_FIELD_SHARE,
  WAY_FIELD_REF,
  WAY_FIELD_FOR,
  WAY_FIELD_DUE,
  WAY_FIELD_STATUS,
  WAY_FIELD_DONE_ON,
  WAY_FIELD_TOLD_ON,
  WAY_FIELD_TRACKER,
  WAY_FIELD_UNIT,
  WAY_FIELD_BETTER,
  WAY_FIELD_TARGET,
  WAY_FIELD_DEFINITION,
  WAY_FIELD_LOW,
  WAY_FIELD_HIGH,
  WAY_FIELD_TOP,
  WAY_FIELD_PERIOD,
  WAY_FIELD_VALUE,
  WAY_FIELD_TIME,
  WAY_FIELD_KEY,
  WAY_FIELD_AGGREGATE,
  WAY_FIELD_N,
  WAY_FIELD_TAKEN,
  WAY_FIELD_ON,
  WAY_FIELD_REPLY_TO,
  WAY_FIELD_RULE,
  WAY_FIELD_BECAUSE,
  WAY_FIELD_OPENS,
  WAY_FIELD_CLOSES,
  WAY_FIELD_SPREAD,
  WAY_FIELD_WITHIN,
  WAY_FIELD_OFF,
  WAY_FIELD_TYPE,
  WAY_FIELD_WIDTH,
  WAY_FIELD_HEIGHT,
  WAY_FIELD_SHA256,
  WAY_FIELD_ALT,
  WAY_FIELD_CREDIT,
  WAY_FIELD_STANCE,
  WAY_FIELD_SOURCE,
  WAY_FIELD_ANSWER,
  WAY_FIELD_RESPONDENT,
  WAY_N_FIELDS
} WayField;

typedef enum
{
  WAY_TYPE_ID,
  WAY_TYPE_LINE,      /* one line, 1 to 500 characters */
  WAY_TYPE_LINES,     /* several lines, '\n' between them */
  WAY_TYPE_PROSE,     /* paragraphs, '\n' between them */
  WAY_TYPE_INTEGER,   /* min..max */
  WAY_TYPE_NUMBER,    /* decimal, min..max */
  WAY_TYPE_DATE,      /* 2025-10-14 */
  WAY_TYPE_TIMESTAMP, /* 2025-10-14T16:40:00+02:00 */
  WAY_TYPE_BOOLEAN,   /* "true" or "false" */
  WAY_TYPE_ENUM,      /* one of the choices' nicks */
  WAY_TYPE_COLOUR,    /* #rrggbb */
  WAY_TYPE_REF,       /* the id of one element */
  WAY_TYPE_REFS,      /* ids with blanks between them */
  WAY_TYPE_URI,
  WAY_TYPE_LANGUAGE,
  WAY_TYPE_VERSION,
  WAY_TYPE_SHA256,
  WAY_TYPE_BASE64,
} WayFieldType;

typedef enum
{
  WAY_PLACE_ATTRIBUTE,
  WAY_PLACE_ELEMENT, /* a child element of its own, or one a line */
  WAY_PLACE_CONTENT, /* the element's own text or paragraphs */
} WayFieldPlace;

/* How the inspector groups fields (R001-4, R001-5). */
typedef enum
{
  WAY_GROUP_GENERAL,
  WAY_GROUP_HARD,
  WAY_GROUP_SOFT,
  WAY_GROUP_EVIDENCE,
  WAY_GROUP_MEASURED,
  WAY_GROUP_FOLLOW_UP,
  WAY_GROUP_TECHNICAL, /* never shown */
} WayFieldGroup;

typedef struct
{
  const char *nick;  /* in the file */
  const char *label; /* N_() */
} WayChoice;

typedef struct
{
  WayField field;
  const char *name; /* in the file */
  WayFieldPlace place;
  WayFieldType type;
  gboolean required;
  const WayChoice *choices; /* WAY_TYPE_ENUM, ends with a NULL nick */
  guint64 targets;          /* WAY_TYPE_REF and _REFS: bit set of kinds */
  double min, max;          /* WAY_TYPE_INTEGER and _NUMBER; min == max = no range */
  const char *fallback;     /* what counts where the field is left out; NULL = unknown */
  const char *label;        /* N_() */
  const char *unit;         /* N_() or NULL */
  WayFieldGroup group;
  gboolean internal; /* not for customers' eyes */
  const char *when;  /* only asked for where the element's “kind” is one of these nicks, with blanks between; NULL = always */
} WayFieldInfo;

typedef struct
{
  const char *container; /* the element around the list, or NULL */
  WayKind kinds[2];      /* what may stand in it; the second WAY_N_KINDS where there is only one */
  gboolean single;       /* at most one */
  gboolean required;     /* at least one, and the container is always written */
} WaySlotInfo;

typedef struct
{
  WayKind kind;
  const char *name;   /* in the file */
  const char *prefix; /* of its ids; NULL: elements of this kind have none */
  const char *label;  /* N_() */
  const WayFieldInfo *fields;
  guint n_fields;
  const WaySlotInfo *slots;
  guint n_slots;
} WayKindInfo;

#define WAY_BIT(kind) (G_GUINT64_CONSTANT (1) << (kind))
#define WAY_ANY_KIND (~G_GUINT64_CONSTANT (0))
#define WAY_FORMAT_VERSION "1.0"
#define WAY_NAMESPACE "urn:waymark:journey:1"

const WayKindInfo *way_kind_get (WayKind kind);
/* The row of `field` in the kind's table, or -1. */
int way_kind_find_field (WayKind kind, WayField field);
/* The slot of `parent` that takes `child`, or -1. */
int way_kind_find_slot (WayKind parent, WayKind child);
/* NULL if the kind has no such field. */
const WayFieldInfo *way_kind_get_field (WayKind kind, WayField field);

/* Whether a field is asked for in an element of this “kind” (a nick; NULL = unknown). What was said before stays in the file. */
gboolean way_field_is_asked (const WayFieldInfo *info, const char *kind);

/* Whether `value` is a value of the field's type and range; references are only held against the id pattern.
 * NULL (left out) is fine unless the field is required. On FALSE `*why` (if given) is a translated half sentence,
 * "is not a date such as 2025-10-14"; g_free. */
gboolean way_field_accepts (const WayFieldInfo *info, const char *value, char **why);
/* The translated label of a nick; the nick itself if it is not known. */
const char *way_field_get_choice_label (const WayFieldInfo *info, const char *nick);

G_END_DECLS
