#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "review/way-review-private.h"

/* The journey as a whole, its phases (R002-1), and the moments that matter most (R000-2). */

static guint
count_in_phase (const WayReview *self, guint phase)
{
  guint n = 0;

  for (guint i = 0; i < self->stops->len; i++)
    n += way_review_get_stop (self, i)->phase == phase;
  return n;
}

/* Touchpoints in phases of this band; `*n_phases` is how many such phases there are. */
static guint
count_in_band (const WayReview *self, const char *band, guint *n_phases)
{
  guint n = 0;

  *n_phases = 0;
  for (guint i = 0; i < self->phases->len; i++)
    if (way_element_is (g_ptr_array_index (self->phases, i), WAY_FIELD_BAND, band))
      {
        (*n_phases)++;
        n += count_in_phase (self, i);
      }
  return n;
}

/* Only where the bands are used and something is drawn: an empty map has no gaps yet, it has no content. */
static void
find_empty_ends (WayReview *self)
{
  guint n_before, n_during, n_after;
  guint before = count_in_band (self, "before", &n_before), during = count_in_band (self, "during", &n_during), after = count_in_band (self, "after", &n_after);
  const char *name = way_element_get_name (self->journey);

  if (n_before + n_during + n_after == 0 || before + during + after == 0)
    return;
  if (after == 0 && before + during > 0 && n_during > 0)
    way_review_add (self, WAY_RULE_AFTER_PURCHASE_EMPTY, self->journey, NULL, _ ("“%s” shows nothing of what happens after the purchase."), name);
  if (before == 0 && n_during > 0)
    way_review_add (self, WAY_RULE_BEFORE_PURCHASE_EMPTY, self->journey, NULL, _ ("“%s” shows nothing of what happens before the purchase."), name);
  for (guint i = 0; i < self->phases->len; i++)
    {
      const WayElement *phase = g_ptr_array_index (self->phases, i);
      gboolean told = (after == 0 && way_element_is (phase, WAY_FIELD_BAND, "after")) || (before == 0 && way_element_is (phase, WAY_FIELD_BAND, "before"));

      if (!told && count_in_phase (self, i) == 0)
        way_review_add (self, WAY_RULE_PHASE_EMPTY, phase, NULL, _ ("Nothing happens in the phase “%s”."), way_element_get_name (phase));
    }
}

static void
find_missing_facts (WayReview *self)
{
  const WayElement *journey = self->journey;
  const char *name = way_element_get_name (journey);

  if (!way_review_has_line (journey, WAY_FIELD_GOAL))
    way_review_add (self, WAY_RULE_JOURNEY_WITHOUT_GOAL, journey, NULL, _ ("It is not said what the customer wants to reach on “%s”."), name);
  if (!way_review_has_line (journey, WAY_FIELD_PERSONAS))
    way_review_add (self, WAY_RULE_JOURNEY_WITHOUT_PERSONA, journey, NULL, _ ("It is not said whose way “%s” is."), name);
  if (!way_review_has_line (journey, WAY_FIELD_OWNER))
    way_review_add (self, WAY_RULE_JOURNEY_WITHOUT_OWNER, journey, NULL, _ ("Nobody answers for “%s”."), name);
  if (!way_review_has_line (journey, WAY_FIELD_REVIEW_BY))
    way_review_add (self, WAY_RULE_JOURNEY_WITHOUT_REVIEW, journey, NULL, _ ("There is no date by which “%s” is looked at again."), name);
  if (self->is_target && way_document_follow (self->document, journey, WAY_FIELD_COMPARED_WITH) == NULL)
    way_review_add (self, WAY_RULE_TARGET_WITHOUT_TODAY, journey, NULL, _ ("“%s” is a target, and is compared with no journey of today."), name);
}

static void
find_one_sided (WayReview *self)
{
  guint n_known = 0, n_measured = 0;
  gboolean customer = FALSE, analogue = FALSE, analogue_measured = FALSE;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayStop *stop = way_review_get_stop (self, i);
      gboolean digital = stop->channel == NULL || way_element_is (stop->channel, WAY_FIELD_MEDIUM, "digital");
      gboolean measured = way_review_get_mentions (self, stop->element)->bindings > 0;

      n_known += way_element_get (stop->element, WAY_FIELD_INITIATOR) != NULL;
      customer = customer || way_element_is (stop->element, WAY_FIELD_INITIATOR, "customer");
      n_measured += measured;
      analogue = analogue || !digital;
      analogue_measured = analogue_measured || (measured && !digital);
    }
  if (n_known >= 5 && !customer)
    way_review_add (self, WAY_RULE_CUSTOMER_NEVER_STARTS, self->journey, NULL, _ ("On “%s” the customer starts nothing; everything comes from us or others."), way_element_get_name (self->journey));
  if (n_measured >= 2 && analogue && !analogue_measured)
    way_review_add (self, WAY_RULE_ONLY_DIGITAL_MEASURED, self->journey, NULL, _ ("On “%s” only digital touchpoints have a metric, though others are on the way."), way_element_get_name (self->journey));
}

static void
find_silent_personas (WayReview *self)
{
  g_autoptr (GHashTable) feeling_ones = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) ids = way_element_get_list (self->journey, WAY_FIELD_PERSONAS);

  for (guint i = 0; i < self->stops->len; i++)
    {
      WayElement *feeling;

      way_each (feeling, way_review_get_stop (self, i)->element, WAY_KIND_FEELING)
        if (way_element_get (feeling, WAY_FIELD_PERSONA) != NULL)
          g_hash_table_add (feeling_ones, (gpointer) way_element_get (feeling, WAY_FIELD_PERSONA));
    }
  for (char **id = ids; *id != NULL && self->stops->len > 0; id++)
    {
      const WayElement *persona = way_document_lookup (self->document, *id);

      if (persona != NULL && !g_hash_table_contains (feeling_ones, *id))
        way_review_add (self, WAY_RULE_PERSONA_WITHOUT_FEELING, persona, self->journey, _ ("%s belongs to “%s”, and feels nothing there."), way_element_get_name (persona), way_element_get_name (self->journey));
    }
}

void
way_review_journey (WayReview *self)
{
  find_missing_facts (self);
  if (!self->is_target)
    find_empty_ends (self);
  find_one_sided (self);
  find_silent_personas (self);
}

/* --- moments of truth --- */

static gboolean
has_owner (const WayReview *self, const WayElement *touchpoint)
{
  g_auto (GStrv) ids = way_element_get_list (touchpoint, WAY_FIELD_DEPARTMENTS);

  if (way_review_has_line (touchpoint, WAY_FIELD_OWNER))
    return TRUE;
  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *department = way_document_lookup (self->document, *id);
      const WayElement *organisation = department != NULL ? way_element_get_parent (department) : NULL;

      if (organisation != NULL && (way_element_is (organisation, WAY_FIELD_KIND, "provider") || way_element_is (organisation, WAY_FIELD_KIND, "partner")))
        return TRUE;
    }
  return FALSE;
}

static void
check_moment (WayReview *self, const WayStop *stop)
{
  const WayElement *touchpoint = stop->element;
  const char *name = way_element_get_name (touchpoint);
  gboolean ours = stop->channel == NULL || !way_element_is (stop->channel, WAY_FIELD_CONTROL, "third-party");

  if (ours && !has_owner (self, touchpoint))
    way_review_add (self, WAY_RULE_MOMENT_WITHOUT_OWNER, touchpoint, NULL, _ ("“%s” is a moment of truth, and nobody of ours answers for it."), name);
  if (self->is_target)
    return;
  /* What others own can be felt and proved, but neither measured nor surveyed by us. */
  if (ours && way_review_get_mentions (self, touchpoint)->bindings == 0)
    way_review_add (self, WAY_RULE_MOMENT_WITHOUT_METRIC, touchpoint, NULL, _ ("“%s” is a moment of truth, and no metric is bound to it."), name);
  if (ours && way_element_count (touchpoint, WAY_KIND_SURVEY) == 0)
    way_review_add (self, WAY_RULE_MOMENT_WITHOUT_SURVEY, touchpoint, NULL, _ ("“%s” is a moment of truth, and nobody is asked how it went."), name);
  if (way_element_count (touchpoint, WAY_KIND_FEELING) == 0)
    way_review_add (self, WAY_RULE_MOMENT_WITHOUT_FEELING, touchpoint, NULL, _ ("“%s” is a moment of truth, and nobody’s feeling is noted there."), name);
  if (way_review_count (self, touchpoint).state == WAY_EVIDENCE_ASSUMPTION)
    way_review_add (self, WAY_RULE_MOMENT_UNPROVED, touchpoint, NULL, _ ("“%s” is a moment of truth, and no customer has confirmed it."), name);
}

static void
check_low_point (WayReview *self, const WayElement *touchpoint)
{
  WayElement *feeling;

  if (way_review_hurts (self, touchpoint))
    return;
  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    if (way_element_get_integer (feeling, WAY_FIELD_SCORE, 0) <= -3)
      {
        const WayElement *persona = way_document_follow (self->document, feeling, WAY_FIELD_PERSONA);

        way_review_add (self, WAY_RULE_LOW_POINT_WITHOUT_PAIN, touchpoint, persona, _ ("%s feels bad at “%s”, and no pain point there says why."), way_element_get_name (persona), way_element_get_name (touchpoint));
        return;
      }
}

void
way_review_moments (WayReview *self)
{
  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayStop *stop = way_review_get_stop (self, i);
      WayElement *survey;

      if (way_element_get_boolean (stop->element, WAY_FIELD_MOMENT_OF_TRUTH))
        check_moment (self, stop);
      check_low_point (self, stop->element);
      way_each (survey, stop->element, WAY_KIND_SURVEY)
        if (way_element_get (survey, WAY_FIELD_METRIC) == NULL)
          {
            way_review_add (self, WAY_RULE_SURVEY_WITHOUT_METRIC, stop->element, NULL, _ ("The survey at “%s” feeds no metric."), way_element_get_name (stop->element));
            break;
          }
    }
}
