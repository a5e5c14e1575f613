#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "review/way-review-private.h"

static void
gap_free (WayGap *self)
{
  g_free (self->at);
  g_free (self->other);
  g_free (self->place);
  g_free (self->text);
  g_free (self->because);
  g_free (self);
}

static char *
make_key (const char *rule, const char *id)
{
  return g_strconcat (rule, "\n", id, NULL);
}

/* --- what the rules see --- */

static WayMentions *
claim_mentions (WayReview *self, const WayElement *element)
{
  WayMentions *mentions = g_hash_table_lookup (self->mentions, element);

  if (mentions == NULL)
    {
      mentions = g_new0 (WayMentions, 1);
      g_hash_table_insert (self->mentions, (gpointer) element, mentions);
    }
  return mentions;
}

const WayMentions *
way_review_get_mentions (const WayReview *self, const WayElement *element)
{
  static const WayMentions none;
  const WayMentions *mentions = g_hash_table_lookup (self->mentions, element);

  return mentions != NULL ? mentions : &none;
}

static void
count_answers (WayReview *self, const WayElement *answer, WayField field)
{
  g_auto (GStrv) ids = way_element_get_list (answer, field);
  gboolean is_action = way_element_get_kind (answer) == WAY_KIND_ACTION;

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *target = way_document_lookup (self->document, *id);

      if (target == NULL)
        continue;
      claim_mentions (self, target)->answers++;
      claim_mentions (self, target)->actions += is_action;
    }
}

static void
count_in_journey (WayReview *self, const WayElement *journey)
{
  WayElement *child, *involves;

  way_each (child, journey, WAY_KIND_PAIN)
    {
      const WayElement *place = way_document_follow (self->document, child, WAY_FIELD_AT);

      if (place != NULL)
        claim_mentions (self, place)->pains++;
    }
  way_each (child, journey, WAY_KIND_OPPORTUNITY)
    {
      const WayElement *place = way_document_follow (self->document, child, WAY_FIELD_AT);

      if (place != NULL)
        claim_mentions (self, place)->answers++;
      count_answers (self, child, WAY_FIELD_ADDRESSES);
    }
  way_each (child, journey, WAY_KIND_TOUCHPOINT)
    way_each (involves, child, WAY_KIND_INVOLVES)
      {
        const WayElement *stakeholder = way_document_follow (self->document, involves, WAY_FIELD_STAKEHOLDER);

        if (stakeholder != NULL)
          claim_mentions (self, stakeholder)->encounters++;
      }
}

static void
count_mentions (WayReview *self)
{
  WayElement *element, *binding;

  way_each (element, self->root, WAY_KIND_JOURNEY)
    count_in_journey (self, element);
  way_each (element, self->root, WAY_KIND_ACTION)
    if (!way_element_is (element, WAY_FIELD_STATUS, "dropped"))
      count_answers (self, element, WAY_FIELD_FOR);
  way_each (element, self->root, WAY_KIND_METRIC)
    way_each (binding, element, WAY_KIND_BINDING)
      {
        const WayElement *place = way_document_follow (self->document, binding, WAY_FIELD_AT);

        if (place != NULL)
          claim_mentions (self, place)->bindings++;
      }
  way_each (element, self->root, WAY_KIND_IGNORED)
    g_hash_table_insert (self->ignored, make_key (way_element_get (element, WAY_FIELD_RULE), way_element_get (element, WAY_FIELD_AT)), element);
}

static int
compare_stops_cb (gconstpointer a, gconstpointer b)
{
  const WayStop *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  /* Within a step, the order of the file. */
  return x->index < y->index ? -1 : x->index > y->index;
}

static void
enter (WayReview *self, const WayElement *journey)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  WayElement *phase, *step, *touchpoint;
  guint column = 0;

  self->journey = journey;
  self->is_target = way_element_is (journey, WAY_FIELD_STATE, "future");
  g_ptr_array_set_size (self->phases, 0);
  g_array_set_size (self->stops, 0);
  way_each (phase, journey, WAY_KIND_PHASE)
    {
      g_ptr_array_add (self->phases, phase);
      way_each (step, phase, WAY_KIND_STEP)
        g_hash_table_insert (columns, step, GUINT_TO_POINTER (++column));
    }
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      WayElement *at = way_document_follow (self->document, touchpoint, WAY_FIELD_STEP);
      WayStop stop = { touchpoint, way_document_follow (self->document, touchpoint, WAY_FIELD_CHANNEL), G_MAXUINT, G_MAXUINT, self->stops->len };

      if (at != NULL && g_hash_table_contains (columns, at))
        {
          stop.column = GPOINTER_TO_UINT (g_hash_table_lookup (columns, at)) - 1;
          stop.phase = way_element_get_index (way_element_get_parent (at));
        }
      g_array_append_val (self->stops, stop);
    }
  g_array_sort (self->stops, compare_stops_cb);
}

WayGap *
way_review_add (WayReview *self, WayRule rule, const WayElement *at, const WayElement *other, const char *format, ...)
{
  const WayGapRule *info = way_gap_get_rule (rule);
  WayGap *gap = g_new0 (WayGap, 1);
  g_autofree char *key = make_key (info->id, way_element_get_id (at));
  const WayElement *ignored = g_hash_table_lookup (self->ignored, key);
  va_list args;

  va_start (args, format);
  gap->text = g_strdup_vprintf (format, args);
  va_end (args);
  gap->rule = info;
  gap->at = g_strdup (way_element_get_id (at));
  gap->other = other != NULL ? g_strdup (way_element_get_id (other)) : NULL;
  gap->because = ignored != NULL ? g_strdup (way_element_get (ignored, WAY_FIELD_BECAUSE)) : NULL;
  g_ptr_array_add (self->gaps, gap);
  return gap;
}

WayEvidence
way_review_count (const WayReview *self, const WayElement *claim)
{
  return way_evidence_count (self->document, claim, self->today);
}

gboolean
way_review_hurts (const WayReview *self, const WayElement *card)
{
  const WayElement *step = way_document_follow (self->document, card, WAY_FIELD_STEP);

  return way_review_get_mentions (self, card)->pains > 0 || (step != NULL && way_review_get_mentions (self, step)->pains > 0);
}

gboolean
way_review_has_line (const WayElement *element, WayField field)
{
  const char *value = element != NULL ? way_element_get (element, field) : NULL;

  return value != NULL && *value != '\0';
}

/* --- the run --- */

/* Serious ones first, whatever is ignored last; otherwise as they were found, which is the order of the map. */
static int
compare_gaps_cb (gconstpointer a, gconstpointer b)
{
  const WayGap *x = *(WayGap *const *) a, *y = *(WayGap *const *) b;

  if ((x->because != NULL) != (y->because != NULL))
    return x->because != NULL ? 1 : -1;
  return (int) y->rule->weight - (int) x->rule->weight;
}

GPtrArray *
way_gaps_find (const WayDocument *document, guint32 today)
{
  return way_gaps_find_with_traffic (document, NULL, today);
}

const char *
way_gap_get_place (const WayGap *gap)
{
  return gap->place != NULL ? gap->place : gap->at;
}

/* GLib's sort of pointers is stable, which keeps the order of the map. */
GPtrArray *
way_gaps_find_with_traffic (const WayDocument *document, const WayTraffic *traffic, guint32 today)
{
  static const WayRuleFind of_journey[] = { way_review_journey, way_review_data, way_review_contacts, way_review_moments, way_review_pains, way_review_people_of_journey, way_review_proof_of_journey };
  static const WayRuleFind of_document[] = { way_review_people, way_review_proof, way_review_actions, way_review_metrics, way_review_traffic };
  g_autoptr (GHashTable) mentions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) phases = g_ptr_array_new ();
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (WayStop));
  WayReview self = {
    .document = document,
    .root = way_document_get_root (document),
    .traffic = traffic,
    .today = today,
    .gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gap_free),
    .mentions = mentions,
    .ignored = ignored,
    .phases = phases,
    .stops = stops,
  };
  WayElement *journey;

  count_mentions (&self);
  way_each (journey, self.root, WAY_KIND_JOURNEY)
    {
      enter (&self, journey);
      for (guint i = 0; i < G_N_ELEMENTS (of_journey); i++)
        of_journey[i](&self);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_document); i++)
    of_document[i](&self);
  g_ptr_array_sort (self.gaps, compare_gaps_cb);
  return self.gaps;
}

guint
way_gaps_count (const GPtrArray *gaps)
{
  guint n = 0;

  for (guint i = 0; i < gaps->len; i++)
    n += ((const WayGap *) g_ptr_array_index (gaps, i))->because == NULL;
  return n;
}

/* --- left as they are --- */

gboolean
way_gap_ignore (WayDocument *document, const WayGap *gap, const char *because, guint32 today, GError **error)
{
  g_autoptr (WayElement) ignored = way_element_new (WAY_KIND_IGNORED);
  g_autofree char *id = way_document_make_id (document, WAY_KIND_IGNORED);
  g_autofree char *day = today > 0 ? way_date_to_xml (today) : NULL;

  way_element_init_value (ignored, WAY_FIELD_ID, id);
  way_element_init_value (ignored, WAY_FIELD_RULE, gap->rule->id);
  way_element_init_value (ignored, WAY_FIELD_AT, gap->at);
  way_element_init_value (ignored, WAY_FIELD_BECAUSE, because);
  way_element_init_value (ignored, WAY_FIELD_DATE, day);

  way_document_begin (document, _ ("Ignore Gap"));
  if (!way_document_insert (document, ignored, (WayElement *) way_document_get_root (document), G_MAXUINT, error))
    {
      way_document_rollback (document);
      return FALSE;
    }
  way_document_commit (document);
  return TRUE;
}

gboolean
way_gap_watch_again (WayDocument *document, const WayGap *gap, GError **error)
{
  WayElement *ignored, *found = NULL;

  way_each (ignored, way_document_get_root (document), WAY_KIND_IGNORED)
    if (g_strcmp0 (way_element_get (ignored, WAY_FIELD_RULE), gap->rule->id) == 0 && g_strcmp0 (way_element_get (ignored, WAY_FIELD_AT), gap->at) == 0)
      found = ignored;
  if (found == NULL)
    return TRUE;

  way_document_begin (document, _ ("Watch Gap Again"));
  if (!way_document_remove (document, found, error))
    {
      way_document_rollback (document);
      return FALSE;
    }
  way_document_commit (document);
  return TRUE;
}
