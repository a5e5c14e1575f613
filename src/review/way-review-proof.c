#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "review/way-review-private.h"

/* What is believed and what is known (R001-15, R001-16). */

/* A claim's own name, and for what has none the card it stands on. */
static const char *
get_claim_name (const WayElement *claim)
{
  WayKind kind = way_element_get_kind (claim);

  return way_element_get_name (kind == WAY_KIND_FEELING ? way_element_get_parent (claim) : claim);
}

/* Feelings have no id; a gap about one stands at its card. */
static const WayElement *
get_place (const WayElement *claim)
{
  return way_element_get_id (claim) != NULL ? claim : way_element_get_parent (claim);
}

/* Whether all who said so are of the house: workshops and sales notes (R001-16). */
static gboolean
is_own_voice (const WayReview *self, const WayElement *claim)
{
  WayElement *evidence;
  guint n = 0;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      const WayElement *source = way_document_follow (self->document, evidence, WAY_FIELD_SOURCE);

      n++;
      if (source == NULL || !(way_element_is (source, WAY_FIELD_KIND, "workshop") || way_element_is (source, WAY_FIELD_KIND, "sales-notes")))
        return FALSE;
    }
  return n > 0;
}

static gboolean
lacks_source (const WayElement *claim)
{
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    if (way_element_get (evidence, WAY_FIELD_SOURCE) == NULL)
      return TRUE;
  return FALSE;
}

/* Returns the state, so that callers need not count again. */
static WayEvidenceState
check_claim (WayReview *self, const WayElement *claim)
{
  const WayElement *place = get_place (claim);
  const char *name = get_claim_name (claim);

  if (way_element_count (claim, WAY_KIND_EVIDENCE) == 0)
    return WAY_EVIDENCE_ASSUMPTION;

  WayEvidence evidence = way_review_count (self, claim);

  if (evidence.state == WAY_EVIDENCE_CONTRADICTED)
    way_review_add (self, WAY_RULE_CLAIM_CONTRADICTED, place, NULL, _ ("“%s”: %d said so, and %d said the opposite."), name, evidence.customers_for, evidence.customers_against);
  if (evidence.state == WAY_EVIDENCE_STALE)
    way_review_add (self, WAY_RULE_EVIDENCE_STALE, place, NULL, _ ("What proves “%s” is more than %d months old."), name, WAY_EVIDENCE_MONTHS);
  if (evidence.state == WAY_EVIDENCE_CONFIRMED && is_own_voice (self, claim))
    way_review_add (self, WAY_RULE_ONLY_OWN_VOICE, place, NULL, _ ("“%s” counts as confirmed, by our own notes only."), name);
  if (lacks_source (claim))
    way_review_add (self, WAY_RULE_EVIDENCE_WITHOUT_SOURCE, place, NULL, _ ("It is not said where the evidence for “%s” comes from."), name);
  if (evidence.taken_back + evidence.corrected > 0)
    {
      g_autofree char *note = way_evidence_to_note (&(WayEvidence){ .taken_back = evidence.taken_back, .corrected = evidence.corrected });

      way_review_add (self, WAY_RULE_ANSWERS_GONE, place, NULL, _ ("“%s”: %s"), name, note);
    }
  return evidence.state;
}

void
way_review_proof_of_journey (WayReview *self)
{
  static const WayKind kinds[] = { WAY_KIND_NOTE, WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY, WAY_KIND_CONNECTION };
  guint assumptions = 0;
  WayElement *claim;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayElement *touchpoint = way_review_get_stop (self, i)->element;
      WayElement *feeling;

      assumptions += check_claim (self, touchpoint) == WAY_EVIDENCE_ASSUMPTION;
      way_each (feeling, touchpoint, WAY_KIND_FEELING)
        check_claim (self, feeling);
    }
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    way_each (claim, self->journey, kinds[k])
      {
        WayEvidenceState state = check_claim (self, claim);

        if (kinds[k] != WAY_KIND_PAIN || state != WAY_EVIDENCE_ASSUMPTION)
          continue;
        assumptions++;
        if (way_element_get_integer (claim, WAY_FIELD_SEVERITY, 3) >= 4)
          way_review_add (self, WAY_RULE_PAIN_UNPROVED, claim, NULL, _ ("“%s” is rated severe, and no customer has confirmed it."), way_element_get_name (claim));
      }

  const char *date = way_element_get (self->journey, WAY_FIELD_REVIEW_BY);
  guint32 review = date != NULL ? way_date_parse (date) : 0;

  if (self->today > 0 && review > 0 && review < self->today && assumptions > 0)
    {
      g_autofree char *day = way_date_to_text (date);

      way_review_add (self, WAY_RULE_REVIEW_OVERDUE, self->journey, NULL, ngettext ("“%s” was to be looked at again by %s, and %u claim is still only assumed.", "“%s” was to be looked at again by %s, and %u claims are still only assumed.", assumptions), way_element_get_name (self->journey), day, assumptions);
    }
}

void
way_review_proof (WayReview *self)
{
  WayElement *element;

  way_each (element, self->root, WAY_KIND_PERSONA)
    {
      check_claim (self, element);
      if (way_element_count (element, WAY_KIND_EVIDENCE) == 0)
        way_review_add (self, WAY_RULE_PERSONA_UNPROVED, element, NULL, _ ("Nothing proves that customers are like %s."), way_element_get_name (element));
    }
  way_each (element, self->root, WAY_KIND_STAKEHOLDER)
    check_claim (self, element);
}
