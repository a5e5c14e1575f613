#include "model/way-evidence.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-date.h"

double
way_evidence_wilson_lower (int k, int n)
{
  const double z = 1.959964;

  if (n <= 0)
    return 0;

  double p = (double) k / n, zz = z * z / n;

  return MAX (0, (p + zz / 2 - z * sqrt (p * (1 - p) / n + zz / (4 * n))) / (1 + zz));
}

/* Counting one claim. Claims of a map are counted after every change, and most have a line or two of evidence: tables are made
 * when there is something to keep in them. */
typedef struct
{
  const WayDocument *document;
  WayEvidence *result;
  GHashTable *said[2]; /* source → customers, by stance: one source is not counted beyond those it heard */
  GHashTable *people;  /* respondent → Person */
} Count;

typedef struct
{
  guint32 day;
  gboolean against;
  const WayElement *source;
} Person;

static int *
get_total (Count *self, gboolean against)
{
  return against ? &self->result->customers_against : &self->result->customers_for;
}

static int
get_said (Count *self, gboolean against, const WayElement *source)
{
  return self->said[against] != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->said[against], source)) : 0;
}

static void
add_customers (Count *self, gboolean against, const WayElement *source, int customers)
{
  int heard = source != NULL ? way_element_get_integer (source, WAY_FIELD_CUSTOMERS, 0) : 0;
  int before = get_said (self, against, source);

  if (heard > 0)
    customers = MIN (customers, MAX (heard - before, 0));
  if (source != NULL && (heard > 0 || way_element_get (source, WAY_FIELD_DATASET) != NULL))
    {
      if (self->said[against] == NULL)
        self->said[against] = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->said[against], (gpointer) source, GINT_TO_POINTER (before + customers));
    }
  *get_total (self, against) += customers;
}

/* What they said last counts; of the same day what contradicts. */
static void
add_person (Count *self, const WayElement *evidence, const WayElement *source, guint32 day)
{
  const char *respondent = way_element_get (evidence, WAY_FIELD_RESPONDENT), *key = respondent != NULL ? respondent : way_element_get (evidence, WAY_FIELD_ANSWER);
  gboolean against = way_element_is (evidence, WAY_FIELD_STANCE, "against");
  Person *person;

  if (self->people == NULL)
    self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  person = g_hash_table_lookup (self->people, key);
  if (person != NULL && (person->day > day || (person->day == day && person->against)))
    return;
  if (person == NULL)
    {
      person = g_new0 (Person, 1);
      g_hash_table_insert (self->people, (gpointer) key, person);
    }
  *person = (Person){ day, against, source };
}

/* Whoever wrote down "four of this survey" meant the same people that were attached from it. */
static void
count_people (Count *self)
{
  GHashTableIter iter;
  Person *person;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &person))
    {
      int said = get_said (self, person->against, person->source);

      if (said > 0)
        g_hash_table_insert (self->said[person->against], (gpointer) person->source, GINT_TO_POINTER (said - 1));
      else
        *get_total (self, person->against) += 1;
    }
}

/* FALSE: it does not count. */
static gboolean
note_answer (Count *self, const WayElement *evidence)
{
  WayEvidence *result = self->result;

  switch (way_evidence_get_answer_state (self->document, evidence))
    {
    case WAY_ANSWER_TAKEN_BACK:
      result->taken_back++;
      return FALSE;
    case WAY_ANSWER_CORRECTED:
      result->corrected++;
      return FALSE;
    case WAY_ANSWER_UNCHECKED:
      {
        guint32 taken = way_date_parse (way_element_get (evidence, WAY_FIELD_TAKEN));

        result->unchecked++;
        result->taken = MAX (result->taken, taken);
        return TRUE;
      }
    default:
      return TRUE;
    }
}

static WayEvidenceState
judge (const WayEvidence *evidence, guint32 today)
{
  int n = evidence->customers_for + evidence->customers_against;

  if (n == 0)
    return WAY_EVIDENCE_ASSUMPTION;
  if (evidence->customers_against >= evidence->customers_for)
    return WAY_EVIDENCE_CONTRADICTED;
  if (today > 0 && evidence->newest > 0)
    {
      GDate limit;

      g_date_clear (&limit, 1);
      g_date_set_julian (&limit, evidence->newest);
      g_date_add_months (&limit, WAY_EVIDENCE_MONTHS);
      if (g_date_get_julian (&limit) < today)
        return WAY_EVIDENCE_STALE;
    }
  if (evidence->customers_for >= evidence->required && (evidence->customers_against == 0 || way_evidence_wilson_lower (evidence->customers_for, n) > 0.5))
    return WAY_EVIDENCE_CONFIRMED;
  return WAY_EVIDENCE_INDICATED;
}

WayEvidence
way_evidence_count (const WayDocument *document, const WayElement *claim, guint32 today)
{
  const WayElement *journey = way_element_get_ancestor (claim, WAY_KIND_JOURNEY);
  WayEvidence result = { .required = journey != NULL ? way_element_get_integer (journey, WAY_FIELD_CONFIRMATIONS, 5) : 5 };
  Count count = { .document = document, .result = &result };
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      const WayElement *source = way_document_follow (document, evidence, WAY_FIELD_SOURCE);
      const char *date = way_element_get (evidence, WAY_FIELD_DATE);
      gboolean is_answer = way_evidence_is_answer (evidence);

      if (is_answer && !note_answer (&count, evidence))
        continue;
      if (date == NULL && source != NULL)
        date = way_element_get (source, WAY_FIELD_DATE);

      guint32 day = way_date_parse (date);

      result.newest = MAX (result.newest, day);
      if (is_answer)
        add_person (&count, evidence, source, day);
      else
        add_customers (&count, way_element_is (evidence, WAY_FIELD_STANCE, "against"), source, MAX (way_element_get_integer (evidence, WAY_FIELD_CUSTOMERS, 1), 1));
    }
  if (count.people != NULL)
    count_people (&count);
  g_clear_pointer (&count.people, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (count.said); i++)
    g_clear_pointer (&count.said[i], g_hash_table_unref);
  result.state = judge (&result, today);
  return result;
}

/* --- imported answers --- */

gboolean
way_evidence_is_answer (const WayElement *evidence)
{
  return way_element_get (evidence, WAY_FIELD_ANSWER) != NULL;
}

static const char *
get_dataset (const WayDocument *document, const WayElement *evidence)
{
  const WayElement *source = way_document_follow (document, evidence, WAY_FIELD_SOURCE);

  return source != NULL ? way_element_get (source, WAY_FIELD_DATASET) : NULL;
}

WayAnswerState
way_evidence_get_answer_state (const WayDocument *document, const WayElement *evidence)
{
  const WayAnswers *answers = way_document_get_answers (document);

  return answers != NULL ? way_answers_get (answers, get_dataset (document, evidence), way_element_get (evidence, WAY_FIELD_ANSWER)) : WAY_ANSWER_UNCHECKED;
}

const char *
way_evidence_get_answer_label (WayAnswerState state)
{
  static const char *const labels[] = { N_ ("cannot be checked on this computer"), NULL, N_ ("its import was taken back"), N_ ("corrected by a later import") };

  return labels[state] != NULL ? _ (labels[state]) : NULL;
}

gboolean
way_evidence_has_any (const WayDocument *document, const WayElement *claim)
{
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      WayAnswerState state = way_evidence_is_answer (evidence) ? way_evidence_get_answer_state (document, evidence) : WAY_ANSWER_STANDS;

      if (state == WAY_ANSWER_STANDS || state == WAY_ANSWER_UNCHECKED)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const WayDocument *document;
  WayAnswers *answers;
} Collecting;

static void
collect_cb (WayElement *element, gpointer data)
{
  Collecting *self = data;
  const char *row = way_element_get_kind (element) == WAY_KIND_EVIDENCE ? way_element_get (element, WAY_FIELD_ANSWER) : NULL, *dataset = row != NULL ? get_dataset (self->document, element) : NULL;

  if (dataset != NULL)
    way_answers_set (self->answers, dataset, row, WAY_ANSWER_UNCHECKED);
}

WayAnswers *
way_evidence_collect_answers (const WayDocument *document)
{
  Collecting collecting = { document, way_answers_new () };

  way_element_walk ((WayElement *) way_document_get_root (document), collect_cb, &collecting);
  return collecting.answers;
}

/* --- in words --- */

char *
way_evidence_to_text (const WayEvidence *evidence)
{
  gulong n_for = (gulong) evidence->customers_for, n_against = (gulong) evidence->customers_against;

  if (evidence->state == WAY_EVIDENCE_ASSUMPTION)
    return g_strdup (_ ("nobody confirmed it yet"));
  if (n_for == 0)
    return g_strdup_printf (ngettext ("%lu customer says no", "%lu customers say no", n_against), n_against);
  if (evidence->state == WAY_EVIDENCE_STALE)
    {
      g_autofree char *day = way_date_to_xml (evidence->newest);
      g_autofree char *date = way_date_to_text (day);

      return g_strdup_printf (ngettext ("%lu customer, the last on %s", "%lu customers, the last on %s", n_for), n_for, date);
    }
  if (n_against > 0)
    /* Translators: so many customers said yes, so many said no. */
    return g_strdup_printf (_ ("%lu for, %lu against"), n_for, n_against);
  if (evidence->customers_for < evidence->required)
    /* Translators: so many of the customers who must say so before it counts as confirmed. */
    return g_strdup_printf (ngettext ("%lu of %d customer", "%lu of %d customers", (gulong) evidence->required), n_for, evidence->required);
  return g_strdup_printf (ngettext ("confirmed by %lu customer", "confirmed by %lu customers", n_for), n_for);
}

static void
append_sentence (GString *s, char *sentence)
{
  g_string_append_printf (s, "%s%s", s->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

char *
way_evidence_to_note (const WayEvidence *evidence)
{
  g_autoptr (GString) s = g_string_new (NULL);
  gulong back = (gulong) evidence->taken_back, corrected = (gulong) evidence->corrected, unchecked = (gulong) evidence->unchecked;

  if (back > 0)
    append_sentence (s, g_strdup_printf (ngettext ("%lu answer no longer counts: its import was taken back.", "%lu answers no longer count: their import was taken back.", back), back));
  if (corrected > 0)
    append_sentence (s, g_strdup_printf (ngettext ("%lu answer no longer counts: a later import has corrected it.", "%lu answers no longer count: a later import has corrected them.", corrected), corrected));
  if (unchecked > 0)
    {
      g_autofree char *xml = evidence->taken > 0 ? way_date_to_xml (evidence->taken) : NULL, *day = xml != NULL ? way_date_to_text (xml) : g_strdup ("?");

      append_sentence (s, g_strdup_printf (ngettext ("%lu answer counts as on %s; it cannot be checked on this computer.", "%lu answers count as on %s; they cannot be checked on this computer.", unchecked), unchecked, day));
    }
  return s->len > 0 ? g_strdup (s->str) : NULL;
}

const char *
way_evidence_get_label (WayEvidenceState state)
{
  static const char *const labels[] = { N_ ("assumption"), N_ ("indicated"), N_ ("confirmed"), N_ ("contradicted"), N_ ("stale") };

  return _ (labels[state]);
}
