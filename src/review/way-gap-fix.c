#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "review/way-review-private.h"

/* What one press can mend: it lays the missing thing down, filled in as far as the map knows. */

typedef struct
{
  WayDocument *document;
  WayElement *at, *other;
  guint32 today;
  char *made;
  GError **error;
} Fix;

static WayElement *
get_root (const Fix *fix)
{
  return (WayElement *) way_document_get_root (fix->document);
}

static gboolean
insert (Fix *fix, WayElement *element, WayElement *parent)
{
  if (!way_document_insert (fix->document, element, parent, G_MAXUINT, fix->error))
    return FALSE;
  fix->made = g_strdup (way_element_get_id (element) != NULL ? way_element_get_id (element) : way_element_get_id (parent));
  return TRUE;
}

static WayElement *
new_with_id (Fix *fix, WayKind kind)
{
  WayElement *element = way_element_new (kind);
  g_autofree char *id = way_document_make_id (fix->document, kind);

  way_element_init_value (element, WAY_FIELD_ID, id);
  return element;
}

static gboolean
add_action (Fix *fix)
{
  g_autoptr (WayElement) action = new_with_id (fix, WAY_KIND_ACTION);
  gboolean is_pain = way_element_get_kind (fix->at) == WAY_KIND_PAIN;
  g_autofree char *text = is_pain ? g_strdup_printf (_ ("Mend: %s"), way_element_get_name (fix->at)) : g_strdup (way_element_get_name (fix->at));

  way_element_init_value (action, WAY_FIELD_FOR, way_element_get_id (fix->at));
  way_element_init_value (action, WAY_FIELD_STATUS, "planned");
  way_element_init_value (action, WAY_FIELD_TEXT, text);
  return insert (fix, action, get_root (fix));
}

/* In the words of whoever feels worst there, as far as they said any. */
static gboolean
add_pain (Fix *fix)
{
  g_autoptr (WayElement) pain = new_with_id (fix, WAY_KIND_PAIN);
  WayElement *feeling, *worst = NULL;
  const char *words = NULL;

  way_each (feeling, fix->at, WAY_KIND_FEELING)
    if (worst == NULL || way_element_get_integer (feeling, WAY_FIELD_SCORE, 0) < way_element_get_integer (worst, WAY_FIELD_SCORE, 0))
      worst = feeling;
  if (worst != NULL && way_element_get_integer (worst, WAY_FIELD_SCORE, 0) < 0)
    {
      words = way_element_get (worst, WAY_FIELD_THOUGHT);
      if (words == NULL)
        words = way_element_get (worst, WAY_FIELD_EMOTION);
      way_element_init_value (pain, WAY_FIELD_PERSONAS, way_element_get (worst, WAY_FIELD_PERSONA));
    }
  way_element_init_value (pain, WAY_FIELD_AT, way_element_get_id (fix->at));
  way_element_init_value (pain, WAY_FIELD_SEVERITY, "3");
  way_element_init_value (pain, WAY_FIELD_TEXT, words != NULL ? words : _ ("What hurts here?"));
  return insert (fix, pain, way_element_get_ancestor (fix->at, WAY_KIND_JOURNEY));
}

static gboolean
add_survey (Fix *fix)
{
  g_autoptr (WayElement) survey = way_element_new (WAY_KIND_SURVEY);

  way_element_init_value (survey, WAY_FIELD_KIND, "form");
  return insert (fix, survey, fix->at);
}

static gboolean
add_personas (Fix *fix)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  WayElement *persona;

  way_each (persona, get_root (fix), WAY_KIND_PERSONA)
    g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", way_element_get_id (persona));
  if (ids->len == 0)
    {
      g_set_error (fix->error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_REFERENCE, "%s", _ ("There is no persona yet. Add one first."));
      return FALSE;
    }
  return way_document_set (fix->document, fix->at, WAY_FIELD_PERSONAS, ids->str, fix->error);
}

static gboolean
set_review (Fix *fix)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, fix->today > 0 ? fix->today : way_date_today ());
  g_date_add_months (&date, 6);

  g_autofree char *day = way_date_to_xml (g_date_get_julian (&date));

  return way_document_set (fix->document, fix->at, WAY_FIELD_REVIEW_BY, day, fix->error);
}

static gboolean
set_told (Fix *fix)
{
  g_autofree char *day = way_date_to_xml (fix->today > 0 ? fix->today : way_date_today ());

  return way_document_set (fix->document, fix->at, WAY_FIELD_TOLD_ON, day, fix->error);
}

/* Of the claim, and of what is felt there: feelings have no place of their own. */
static gboolean
let_go (Fix *fix, WayElement *claim)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  WayElement *evidence, *feeling;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      WayAnswerState state = way_evidence_is_answer (evidence) ? way_evidence_get_answer_state (fix->document, evidence) : WAY_ANSWER_STANDS;

      if (state == WAY_ANSWER_TAKEN_BACK || state == WAY_ANSWER_CORRECTED)
        g_ptr_array_add (gone, evidence);
    }
  for (guint i = 0; i < gone->len; i++)
    if (!way_document_remove (fix->document, gone->pdata[i], fix->error))
      return FALSE;
  way_each (feeling, claim, WAY_KIND_FEELING)
    if (!let_go (fix, feeling))
      return FALSE;
  return TRUE;
}

static gboolean
let_go_of_answers (Fix *fix)
{
  return let_go (fix, fix->at);
}

/* As customers go. */
static gboolean
add_connection (Fix *fix)
{
  g_autoptr (WayElement) connection = new_with_id (fix, WAY_KIND_CONNECTION);

  way_element_init_value (connection, WAY_FIELD_FROM, way_element_get_id (fix->at));
  way_element_init_value (connection, WAY_FIELD_TO, fix->other != NULL ? way_element_get_id (fix->other) : NULL);
  way_element_init_value (connection, WAY_FIELD_KIND, "next");
  return insert (fix, connection, way_element_get_ancestor (fix->at, WAY_KIND_JOURNEY));
}

gboolean
way_gap_fix (WayDocument *document, const WayGap *gap, guint32 today, char **made, GError **error)
{
  static const struct
  {
    WayRule rule;
    gboolean (*fix) (Fix *fix);
  } fixes[] = {
    { WAY_RULE_PAIN_WITHOUT_ACTION, add_action },
    { WAY_RULE_OPPORTUNITY_WITHOUT_ACTION, add_action },
    { WAY_RULE_LOW_POINT_WITHOUT_PAIN, add_pain },
    { WAY_RULE_DROP_OUT_WITHOUT_REASON, add_pain },
    { WAY_RULE_LEAK_WITHOUT_REASON, add_pain },
    { WAY_RULE_WAY_NOT_DRAWN, add_connection },
    { WAY_RULE_MOMENT_WITHOUT_SURVEY, add_survey },
    { WAY_RULE_JOURNEY_WITHOUT_PERSONA, add_personas },
    { WAY_RULE_JOURNEY_WITHOUT_REVIEW, set_review },
    { WAY_RULE_CUSTOMER_NOT_TOLD, set_told },
    { WAY_RULE_ANSWERS_GONE, let_go_of_answers },
  };
  Fix fix = { .document = document, .at = way_document_lookup (document, gap->at), .other = gap->other != NULL ? way_document_lookup (document, gap->other) : NULL, .today = today, .error = error };

  for (guint i = 0; i < G_N_ELEMENTS (fixes) && fix.at != NULL; i++)
    if (way_gap_get_rule (fixes[i].rule) == gap->rule)
      {
        way_document_begin (document, _ (gap->rule->fix));
        if (!fixes[i].fix (&fix))
          {
            way_document_rollback (document);
            g_free (fix.made);
            return FALSE;
          }
        way_document_commit (document);
        if (made != NULL)
          *made = fix.made != NULL ? g_steal_pointer (&fix.made) : g_strdup (gap->at);
        g_free (fix.made);
        return TRUE;
      }
  g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, "%s", _ ("This gap cannot be closed with one press."));
  return FALSE;
}
