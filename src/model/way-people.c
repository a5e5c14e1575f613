#include "model/way-people.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"

static void
voice_clear (gpointer data)
{
  g_free (((WayVoice *) data)->met);
}

int
way_people_get_support (const WayElement *stakeholder)
{
  static const char *const nicks[] = { "opponent", "sceptic", "neutral", "supporter", "mentor" };

  for (int i = 0; i < (int) G_N_ELEMENTS (nicks); i++)
    if (way_element_is (stakeholder, WAY_FIELD_ATTITUDE, nicks[i]))
      return i - 2;
  return WAY_SUPPORT_UNKNOWN;
}

static gboolean
has_last_word (const WayElement *stakeholder)
{
  return way_element_is (stakeholder, WAY_FIELD_ROLE, "decider") || way_element_is (stakeholder, WAY_FIELD_ROLE, "approver");
}

/* Up to the decision: all phases but those after the purchase. */
static gboolean
is_open (const WayPeople *self, guint phase)
{
  return !way_element_is (g_ptr_array_index (self->phases, phase), WAY_FIELD_BAND, "after");
}

static gboolean
is_before (const WayPeople *self, guint phase)
{
  return way_element_is (g_ptr_array_index (self->phases, phase), WAY_FIELD_BAND, "before");
}

static gboolean
has_before (const WayPeople *self)
{
  for (guint i = 0; i < self->phases->len; i++)
    if (is_before (self, i))
      return TRUE;
  return FALSE;
}

static void
add_voices (WayPeople *self, const WayDocument *document)
{
  WayElement *stakeholder;

  way_each (stakeholder, way_document_get_root (document), WAY_KIND_STAKEHOLDER)
    {
      WayVoice voice = {
        .stakeholder = stakeholder,
        .influence = way_element_get_integer (stakeholder, WAY_FIELD_INFLUENCE, -1),
        .use = way_element_get_integer (stakeholder, WAY_FIELD_INFLUENCE_USE, -1),
        .effective = NAN,
        .support = way_people_get_support (stakeholder),
        .met = g_new0 (guint, self->phases->len + 1),
        .first = -1,
        .gap = NAN,
      };

      if (voice.influence >= 0 && voice.use >= 0)
        voice.effective = voice.influence * voice.use / 10000.0;
      voice.strong = voice.influence >= WAY_VOICE_STRONG || has_last_word (stakeholder);
      g_array_append_val (self->voices, voice);
    }
}

/* A touchpoint that names somebody twice (acts, and decides) meets them once. */
static void
count_touchpoint (WayPeople *self, const WayDocument *document, GHashTable *phase_of, GHashTable *voice_of, const WayElement *touchpoint)
{
  g_autoptr (GHashTable) seen = NULL;
  const WayElement *step, *until;
  guint first, last;
  WayElement *involves;

  /* Most involve nobody, and a map may have ten thousand. */
  if (way_element_get_first (touchpoint, WAY_KIND_INVOLVES) == NULL)
    return;
  seen = g_hash_table_new (NULL, NULL);
  step = way_document_follow (document, touchpoint, WAY_FIELD_STEP);
  until = way_document_follow (document, touchpoint, WAY_FIELD_UNTIL);
  first = GPOINTER_TO_UINT (g_hash_table_lookup (phase_of, step));
  last = until != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (phase_of, until)) : first;
  if (first == 0)
    return;
  way_each (involves, touchpoint, WAY_KIND_INVOLVES)
    {
      const WayElement *stakeholder = way_document_follow (document, involves, WAY_FIELD_STAKEHOLDER);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (voice_of, stakeholder));

      if (place == 0 || !g_hash_table_add (seen, (gpointer) stakeholder))
        continue;

      WayVoice *voice = &g_array_index (self->voices, WayVoice, place - 1);

      for (guint phase = first; phase <= MAX (first, last); phase++)
        voice->met[phase - 1]++;
      voice->n_met++;
      if (is_open (self, first - 1))
        voice->coverage = MIN (voice->coverage + 1, WAY_COVERAGE_FULL);
    }
}

static void
count_touchpoints (WayPeople *self, const WayDocument *document, const WayElement *journey)
{
  g_autoptr (GHashTable) phase_of = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) voice_of = g_hash_table_new (NULL, NULL);
  WayElement *element;

  for (guint i = 0; i < self->phases->len; i++)
    way_each (element, g_ptr_array_index (self->phases, i), WAY_KIND_STEP)
      g_hash_table_insert (phase_of, element, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->voices->len; i++)
    g_hash_table_insert (voice_of, (gpointer) g_array_index (self->voices, WayVoice, i).stakeholder, GUINT_TO_POINTER (i + 1));
  way_each (element, journey, WAY_KIND_TOUCHPOINT)
    count_touchpoint (self, document, phase_of, voice_of, element);
}

static void
judge (WayPeople *self)
{
  double weight = 0, sum = 0;
  gboolean early = has_before (self);

  for (guint i = 0; i < self->voices->len; i++)
    {
      WayVoice *voice = &g_array_index (self->voices, WayVoice, i);

      for (guint phase = 0; phase < self->phases->len && voice->first < 0; phase++)
        if (voice->met[phase] > 0)
          voice->first = (int) phase;
      if (!isnan (voice->effective))
        voice->gap = voice->effective * (1 - voice->coverage / WAY_COVERAGE_FULL);
      if (voice->strong && voice->first < 0)
        voice->reach = WAY_REACH_NEVER;
      else if (voice->strong && early && !is_before (self, (guint) voice->first))
        voice->reach = WAY_REACH_LATE;
      if (isnan (voice->effective) || voice->support == WAY_SUPPORT_UNKNOWN)
        continue;
      weight += voice->effective;
      sum += voice->effective * voice->support;
      self->n_judged++;
    }
  self->climate = weight > 0 ? sum / weight / 2 : NAN;
}

WayPeople *
way_people_new (const WayDocument *document, const WayElement *journey)
{
  WayPeople *self = g_new0 (WayPeople, 1);
  WayElement *phase;

  self->phases = g_ptr_array_new ();
  self->voices = g_array_new (FALSE, FALSE, sizeof (WayVoice));
  g_array_set_clear_func (self->voices, voice_clear);
  way_each (phase, journey, WAY_KIND_PHASE)
    g_ptr_array_add (self->phases, phase);
  add_voices (self, document);
  count_touchpoints (self, document, journey);
  judge (self);
  return self;
}

void
way_people_free (WayPeople *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->phases);
  g_array_unref (self->voices);
  g_free (self);
}

guint
way_people_get_size (const WayPeople *self)
{
  return self->voices->len;
}

const WayVoice *
way_people_get (const WayPeople *self, guint i)
{
  return &g_array_index (self->voices, WayVoice, i);
}

const WayVoice *
way_people_find (const WayPeople *self, const char *id)
{
  for (guint i = 0; i < self->voices->len; i++)
    if (g_strcmp0 (way_element_get_id (way_people_get (self, i)->stakeholder), id) == 0)
      return way_people_get (self, i);
  return NULL;
}

gboolean
way_people_misses (const WayPeople *self, const WayVoice *voice, guint phase)
{
  if (voice->reach == WAY_REACH_FINE || voice->met[phase] > 0 || (voice->first >= 0 && (int) phase > voice->first))
    return FALSE;
  return is_before (self, phase) || (voice->reach == WAY_REACH_NEVER && is_open (self, phase));
}

int
way_people_advise (const WayPeople *self, const WayVoice *voice)
{
  int advised = -1;

  for (guint i = 0; i < self->phases->len; i++)
    if (way_people_misses (self, voice, i) && (advised < 0 || is_before (self, i)))
      advised = (int) i;
  return advised;
}

static int
compare_voices_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *) a, j = *(const guint *) b;
  double x = way_people_get (data, i)->gap, y = way_people_get (data, j)->gap;

  if (isnan (x) != isnan (y))
    return isnan (x) ? 1 : -1;
  if (!isnan (x) && x != y)
    return x > y ? -1 : 1;
  return (i > j) - (i < j);
}

GArray *
way_people_rank (const WayPeople *self)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->voices->len);

  for (guint i = 0; i < self->voices->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_voices_cb, (gpointer) self);
  return order;
}

char *
way_people_say_reach (const WayPeople *self, const WayVoice *voice)
{
  const char *name = way_element_get_name (voice->stakeholder), *role = way_element_get_label (voice->stakeholder, WAY_FIELD_ROLE);

  if (voice->reach == WAY_REACH_NEVER)
    return g_strdup_printf (_ ("%s (%s) has no touchpoint on this journey."), name, role);
  if (voice->reach == WAY_REACH_LATE)
    return g_strdup_printf (_ ("%s (%s) is first met in “%s”, when minds are made up."), name, role, way_element_get_name (g_ptr_array_index (self->phases, (guint) voice->first)));
  return NULL;
}

char *
way_people_dup_climate (const WayPeople *self)
{
  g_autofree char *size = isnan (self->climate) ? NULL : way_number_to_text (fabs (self->climate), 2);

  if (size == NULL || strcmp (size, "0") == 0)
    return size != NULL ? g_strdup ("±0") : NULL;
  return g_strconcat (self->climate > 0 ? "+" : "−", size, NULL);
}

static gboolean
is_twin (const WayElement *stakeholder, const WayElement *persona)
{
  return way_element_is (stakeholder, WAY_FIELD_PERSONA, way_element_get_id (persona)) && strcmp (way_element_get_name (stakeholder), way_element_get_name (persona)) == 0;
}

WayElement *
way_people_find_twin (const WayDocument *document, const WayElement *person)
{
  WayElement *other;

  if (way_element_get_kind (person) == WAY_KIND_STAKEHOLDER)
    {
      other = way_document_follow (document, person, WAY_FIELD_PERSONA);
      return other != NULL && is_twin (person, other) ? other : NULL;
    }
  if (way_element_get_kind (person) == WAY_KIND_PERSONA)
    way_each (other, way_document_get_root (document), WAY_KIND_STAKEHOLDER)
      if (is_twin (other, person))
        return other;
  return NULL;
}
