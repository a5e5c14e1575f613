#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/way-people.h"
#include "review/way-review-private.h"

/* The buying center (R001-7, R001-10 to -12): who decides, who is heard, and when they meet us. */

#define STRONG WAY_VOICE_STRONG

static gboolean
has_last_word (const WayElement *stakeholder)
{
  return way_element_is (stakeholder, WAY_FIELD_ROLE, "decider") || way_element_is (stakeholder, WAY_FIELD_ROLE, "approver");
}

/* The first phase of the journey at hand that a stakeholder is met in; G_MAXUINT for none. */
static GHashTable *
index_first_phase (const WayReview *self)
{
  GHashTable *first = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayStop *stop = way_review_get_stop (self, i);
      WayElement *involves;

      way_each (involves, stop->element, WAY_KIND_INVOLVES)
        {
          WayElement *stakeholder = way_document_follow (self->document, involves, WAY_FIELD_STAKEHOLDER);

          if (stakeholder != NULL && stop->phase != G_MAXUINT && !g_hash_table_contains (first, stakeholder))
            g_hash_table_insert (first, stakeholder, GUINT_TO_POINTER (stop->phase + 1));
        }
    }
  return first;
}

/* In the phases before the purchase minds are made up; who has the last word must be met by then. */
void
way_review_people_of_journey (WayReview *self)
{
  g_autoptr (GHashTable) first = index_first_phase (self);
  gboolean has_before = FALSE;
  WayElement *stakeholder;

  if (g_hash_table_size (first) == 0)
    return;
  for (guint i = 0; i < self->phases->len; i++)
    has_before = has_before || way_element_is (g_ptr_array_index (self->phases, i), WAY_FIELD_BAND, "before");
  way_each (stakeholder, self->root, WAY_KIND_STAKEHOLDER)
    {
      guint phase = GPOINTER_TO_UINT (g_hash_table_lookup (first, stakeholder));

      if (!has_last_word (stakeholder) || phase == 0 || !has_before)
        continue;

      const WayElement *there = g_ptr_array_index (self->phases, phase - 1);

      if (!way_element_is (there, WAY_FIELD_BAND, "before"))
        way_review_add (self, WAY_RULE_DECIDER_MET_LATE, stakeholder, there, _ ("%s (%s) is first met in “%s”, when minds are made up."), way_element_get_name (stakeholder), way_element_get_label (stakeholder, WAY_FIELD_ROLE), way_element_get_name (there));
    }
}

static gboolean
has_journey (const WayReview *self, const WayElement *persona)
{
  WayElement *journey;

  if (persona == NULL)
    return FALSE;
  way_each (journey, self->root, WAY_KIND_JOURNEY)
    {
      g_auto (GStrv) ids = way_element_get_list (journey, WAY_FIELD_PERSONAS);

      if (g_strv_contains ((const char *const *) ids, way_element_get_id (persona)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_doubter (const WayElement *stakeholder)
{
  return way_element_is (stakeholder, WAY_FIELD_ATTITUDE, "opponent") || way_element_is (stakeholder, WAY_FIELD_ATTITUDE, "sceptic");
}

static void
check_stakeholder (WayReview *self, const WayElement *stakeholder)
{
  const char *name = way_element_get_name (stakeholder);
  const char *role = way_element_get_label (stakeholder, WAY_FIELD_ROLE);
  int influence = way_element_get_integer (stakeholder, WAY_FIELD_INFLUENCE, -1);
  int use = way_element_get_integer (stakeholder, WAY_FIELD_INFLUENCE_USE, -1);
  guint encounters = way_review_get_mentions (self, stakeholder)->encounters;

  if (encounters == 0 && has_last_word (stakeholder))
    way_review_add (self, WAY_RULE_DECIDER_UNMET, stakeholder, NULL, _ ("%s (%s) takes part in no touchpoint."), name, role);
  else if (encounters == 0 && influence >= STRONG)
    way_review_add (self, WAY_RULE_STRONG_VOICE_UNMET, stakeholder, NULL, _ ("%s has %d %% influence and takes part in no touchpoint."), name, influence);
  if (influence < 0 || use < 0)
    way_review_add (self, WAY_RULE_INFLUENCE_UNKNOWN, stakeholder, NULL, influence < 0 ? _ ("How much influence %s (%s) has is not known.") : _ ("Whether %s (%s) will use the influence in this case is not known."), name, role);
  if (is_doubter (stakeholder) && influence >= STRONG - 10 && !way_review_has_line (stakeholder, WAY_FIELD_PERSUADED_BY))
    way_review_add (self, WAY_RULE_OPPONENT_UNANSWERED, stakeholder, NULL, _ ("%s is against it or doubts, and nobody knows what would persuade them."), name);
  if (!way_review_has_line (stakeholder, WAY_FIELD_CONCERN))
    way_review_add (self, WAY_RULE_CONCERN_UNKNOWN, stakeholder, NULL, _ ("Nobody knows what %s (%s) is concerned about."), name, role);
  if (way_element_is (stakeholder, WAY_FIELD_ROLE, "partner") && !has_journey (self, way_document_follow (self->document, stakeholder, WAY_FIELD_PERSONA)))
    way_review_add (self, WAY_RULE_PARTNER_WITHOUT_JOURNEY, stakeholder, NULL, _ ("%s is a partner, and has no journey of their own."), name);
}

void
way_review_people (WayReview *self)
{
  const WayElement *first = way_element_get_first (self->root, WAY_KIND_STAKEHOLDER);
  gboolean decided = FALSE;
  WayElement *stakeholder;

  way_each (stakeholder, self->root, WAY_KIND_STAKEHOLDER)
    {
      check_stakeholder (self, stakeholder);
      decided = decided || way_element_is (stakeholder, WAY_FIELD_ROLE, "decider");
    }
  if (first != NULL && !decided)
    way_review_add (self, WAY_RULE_NOBODY_DECIDES, self->root, NULL, "%s", _ ("There are stakeholders, and none of them decides."));
}
