#include <locale.h>

#include "base/way-date.h"
#include "model/way-summary.h"

typedef struct
{
  const char *stance, *customers, *source, *date; /* NULL = left out */
} Said;

typedef struct
{
  const char *name;
  const char *confirmations, *today;
  Said said[4];
  int customers_for, customers_against;
  WayEvidenceState state;
  const char *text;
} Row;

/* The source so-few heard three customers, so-many forty, so-mute nobody says. */
static const Row rows[] = {
  { "nobody", NULL, NULL, { { NULL } }, 0, 0, WAY_EVIDENCE_ASSUMPTION, "nobody confirmed it yet" },
  { "one", NULL, NULL, { { "for", NULL, NULL, NULL } }, 1, 0, WAY_EVIDENCE_INDICATED, "1 of 5 customers" },
  { "four of five", NULL, NULL, { { "for", "4", "so-mute", NULL } }, 4, 0, WAY_EVIDENCE_INDICATED, "4 of 5 customers" },
  { "five of five", NULL, NULL, { { "for", "5", "so-mute", NULL } }, 5, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 5 customers" },
  { "two sources add up", NULL, NULL, { { "for", "3", "so-few", NULL }, { "for", "2", "so-mute", NULL } }, 5, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 5 customers" },
  { "a source is not counted beyond those it heard", NULL, NULL, { { "for", "3", "so-few", NULL }, { "for", "3", "so-few", NULL } }, 3, 0, WAY_EVIDENCE_INDICATED, "3 of 5 customers" },
  { "its noes are counted apart", NULL, NULL, { { "for", "3", "so-few", NULL }, { "against", "2", "so-few", NULL } }, 3, 2, WAY_EVIDENCE_INDICATED, "3 for, 2 against" },
  { "the journey asks for two", "2", NULL, { { "for", "2", NULL, NULL } }, 2, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 2 customers" },
  { "the journey asks for eight", "8", NULL, { { "for", "5", NULL, NULL } }, 5, 0, WAY_EVIDENCE_INDICATED, "5 of 8 customers" },
  /* Lower Wilson bounds: 5 of 6 0.44, 8 of 9 0.57. */
  { "one no against five is too much", NULL, NULL, { { "for", "5", NULL, NULL }, { "against", NULL, NULL, NULL } }, 5, 1, WAY_EVIDENCE_INDICATED, "5 for, 1 against" },
  { "one no against eight is not", NULL, NULL, { { "for", "8", NULL, NULL }, { "against", NULL, NULL, NULL } }, 8, 1, WAY_EVIDENCE_CONFIRMED, "8 for, 1 against" },
  { "as many noes as yeses", NULL, NULL, { { "for", "6", NULL, NULL }, { "against", "6", NULL, NULL } }, 6, 6, WAY_EVIDENCE_CONTRADICTED, "6 for, 6 against" },
  { "only noes", NULL, NULL, { { "against", "4", NULL, NULL } }, 0, 4, WAY_EVIDENCE_CONTRADICTED, "4 customers say no" },
  { "a single no", NULL, NULL, { { "against", NULL, NULL, NULL } }, 0, 1, WAY_EVIDENCE_CONTRADICTED, "1 customer says no" },
  { "two years to the day", NULL, "2026-11-22", { { "for", "5", NULL, "2024-11-22" } }, 5, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 5 customers" },
  { "two years and a day", NULL, "2026-11-22", { { "for", "5", NULL, "2024-11-21" } }, 5, 0, WAY_EVIDENCE_STALE, "5 customers, the last on 2024-11-21" },
  { "without today nothing is stale", NULL, NULL, { { "for", "5", NULL, "1999-11-21" } }, 5, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 5 customers" },
  { "the newest counts", NULL, "2026-11-22", { { "for", "4", NULL, "2020-01-01" }, { "for", NULL, NULL, "2026-01-01" } }, 5, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 5 customers" },
  { "the source's date stands in", NULL, "2026-11-22", { { "for", "5", "so-many", NULL } }, 5, 0, WAY_EVIDENCE_STALE, "5 customers, the last on 2023-01-01" },
  { "undated is never stale", NULL, "2026-11-22", { { "for", "5", NULL, NULL } }, 5, 0, WAY_EVIDENCE_CONFIRMED, "confirmed by 5 customers" },
  { "refuted stays refuted when old", NULL, "2026-11-22", { { "against", "5", NULL, "2020-01-01" } }, 0, 5, WAY_EVIDENCE_CONTRADICTED, "5 customers say no" },
};

static WayElement *
new_source (const char *id, const char *customers, const char *date)
{
  WayElement *source = way_element_new (WAY_KIND_SOURCE);

  way_element_init_value (source, WAY_FIELD_ID, id);
  way_element_init_value (source, WAY_FIELD_KIND, "interview");
  way_element_init_value (source, WAY_FIELD_TITLE, "Interviews");
  if (customers != NULL)
    way_element_init_value (source, WAY_FIELD_CUSTOMERS, customers);
  if (date != NULL)
    way_element_init_value (source, WAY_FIELD_DATE, date);
  return source;
}

static void
set (WayElement *element, WayField field, const char *value)
{
  if (value != NULL)
    way_element_init_value (element, field, value);
}

static WayDocument *
make_document (const Row *row)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT);
  WayElement *journey = way_element_new (WAY_KIND_JOURNEY), *claim = way_element_new (WAY_KIND_PAIN);

  way_element_append (root, new_source ("so-few", "3", NULL));
  way_element_append (root, new_source ("so-many", "40", "2023-01-01"));
  way_element_append (root, new_source ("so-mute", NULL, NULL));
  way_element_append (root, journey);
  set (journey, WAY_FIELD_ID, "jn-1a2b");
  set (journey, WAY_FIELD_CONFIRMATIONS, row->confirmations);
  way_element_append (journey, claim);
  set (claim, WAY_FIELD_ID, "pn-1a2b");
  for (guint i = 0; i < G_N_ELEMENTS (row->said) && row->said[i].stance != NULL; i++)
    {
      WayElement *evidence = way_element_append (claim, way_element_new (WAY_KIND_EVIDENCE));

      set (evidence, WAY_FIELD_STANCE, row->said[i].stance);
      set (evidence, WAY_FIELD_CUSTOMERS, row->said[i].customers);
      set (evidence, WAY_FIELD_SOURCE, row->said[i].source);
      set (evidence, WAY_FIELD_DATE, row->said[i].date);
    }
  return way_document_new_for_root (root, NULL);
}

static void
test_states (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (WayDocument) document = make_document (row);
      WayEvidence evidence = way_evidence_count (document, way_document_lookup (document, "pn-1a2b"), way_date_parse (row->today));
      g_autofree char *text = way_evidence_to_text (&evidence);

      g_test_message ("%s: %s", row->name, text);
      g_assert_cmpint (evidence.customers_for, ==, row->customers_for);
      g_assert_cmpint (evidence.customers_against, ==, row->customers_against);
      g_assert_cmpint (evidence.state, ==, row->state);
      g_assert_cmpstr (text, ==, row->text);
      g_assert_nonnull (way_evidence_get_label (evidence.state));

      /* Whoever only looks whether there is evidence comes to the same share as who counts it. */
      WaySummary summary = way_summary_count (document, way_date_parse (row->today));

      g_assert_cmpuint (summary.claims, >, 0);
      WayProof proof = way_summary_measure (document, way_document_get_root (document), 0);

      g_assert_cmpuint (proof.claims, ==, summary.claims);
      g_assert_cmpfloat ((double) proof.evidenced / proof.claims, ==, way_summary_get_evidenced (&summary));
    }
}

/* Answers are "row:respondent"; rows are known as their first letter says. */
typedef struct
{
  const char *name;
  struct
  {
    const char *stance, *answer, *date, *customers, *source;
  } said[8];
  int customers_for, customers_against, taken_back, corrected, unchecked;
  WayEvidenceState state;
  const char *note;
} AnswerRow;

#define YES(answer_)                             \
  {                                              \
    "for", answer_, "2026-01-01", NULL, "so-set" \
  }
#define NO(answer_, date_)                    \
  {                                           \
    "against", answer_, date_, NULL, "so-set" \
  }

static const AnswerRow answer_rows[] = {
  { "six of which two are of one customer count five", { YES ("s1:a"), YES ("s2:a"), YES ("s3:b"), YES ("s4:c"), YES ("s5:d"), YES ("s6:e") }, 5, 0, 0, 0, 0, WAY_EVIDENCE_CONFIRMED, NULL },
  { "none of them once the import is undone", { YES ("t1:a"), YES ("t2:a"), YES ("t3:b"), YES ("t4:c"), YES ("t5:d"), YES ("t6:e") }, 0, 0, 6, 0, 0, WAY_EVIDENCE_ASSUMPTION, "6 answers no longer count: their import was taken back." },
  { "the same customer in another dataset", { YES ("s1:a"), { "for", "s1:a", NULL, NULL, "so-other" } }, 1, 0, 0, 0, 1, WAY_EVIDENCE_INDICATED, "1 answer counts as on 2026-02-03; it cannot be checked on this computer." },
  { "nobody is named", { YES ("s1"), YES ("s2") }, 2, 0, 0, 0, 0, WAY_EVIDENCE_INDICATED, NULL },
  { "corrected", { YES ("c1:a"), YES ("s2:b") }, 1, 0, 0, 1, 0, WAY_EVIDENCE_INDICATED, "1 answer no longer counts: a later import has corrected it." },
  { "unchecked counts", { YES ("u1:a"), YES ("u2:b") }, 2, 0, 0, 0, 2, WAY_EVIDENCE_INDICATED, "2 answers count as on 2026-02-03; they cannot be checked on this computer." },
  { "what was said last counts", { YES ("s1:a"), NO ("s2:a", "2026-01-02") }, 0, 1, 0, 0, 0, WAY_EVIDENCE_CONTRADICTED, NULL },
  { "not what was said before", { YES ("s1:a"), NO ("s2:a", "2025-12-31") }, 1, 0, 0, 0, 0, WAY_EVIDENCE_INDICATED, NULL },
  { "of the same day what contradicts", { NO ("s2:a", "2026-01-01"), YES ("s1:a") }, 0, 1, 0, 0, 0, WAY_EVIDENCE_CONTRADICTED, NULL },
  { "written down and attached are the same people", { { "for", NULL, NULL, "3", "so-set" }, YES ("s1:a"), YES ("s2:b") }, 3, 0, 0, 0, 0, WAY_EVIDENCE_INDICATED, NULL },
  { "more attached than written down", { YES ("s1:a"), YES ("s2:b"), YES ("s3:c"), { "for", NULL, NULL, "2", "so-set" } }, 3, 0, 0, 0, 0, WAY_EVIDENCE_INDICATED, NULL },
  { "of another source they are others", { YES ("s1:a"), { "for", NULL, NULL, "2", "so-mute" } }, 3, 0, 0, 0, 0, WAY_EVIDENCE_INDICATED, NULL },
};

static WayAnswerState
get_known_state (const char *row)
{
  return *row == 's' ? WAY_ANSWER_STANDS : *row == 't' ? WAY_ANSWER_TAKEN_BACK
                                       : *row == 'c'   ? WAY_ANSWER_CORRECTED
                                                       : WAY_ANSWER_UNCHECKED;
}

static WayDocument *
make_answers_document (const AnswerRow *row, WayAnswers *answers)
{
  static const Row plain = { NULL };
  WayDocument *document = make_document (&plain);
  WayElement *root = (WayElement *) way_document_get_root (document), *claim = way_document_lookup (document, "pn-1a2b");

  way_document_begin (document, "Test");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WayElement) source = new_source (i == 0 ? "so-set" : "so-other", NULL, NULL);

      way_element_init_value (source, WAY_FIELD_DATASET, i == 0 ? "set" : "other");
      g_assert_true (way_document_insert (document, source, root, G_MAXUINT, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (row->said) && row->said[i].stance != NULL; i++)
    {
      g_autoptr (WayElement) evidence = way_element_new (WAY_KIND_EVIDENCE);
      g_auto (GStrv) parts = g_strsplit (row->said[i].answer != NULL ? row->said[i].answer : "", ":", 2);

      set (evidence, WAY_FIELD_STANCE, row->said[i].stance);
      set (evidence, WAY_FIELD_CUSTOMERS, row->said[i].customers);
      set (evidence, WAY_FIELD_SOURCE, row->said[i].source);
      set (evidence, WAY_FIELD_DATE, row->said[i].date);
      if (parts[0] != NULL)
        {
          set (evidence, WAY_FIELD_ANSWER, parts[0]);
          set (evidence, WAY_FIELD_RESPONDENT, parts[1]);
          set (evidence, WAY_FIELD_TAKEN, "2026-02-03");
          way_answers_set (answers, "set", parts[0], get_known_state (parts[0]));
        }
      g_assert_true (way_document_insert (document, evidence, claim, G_MAXUINT, NULL));
    }
  way_document_commit (document);
  return document;
}

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answer_rows); i++)
    {
      const AnswerRow *row = &answer_rows[i];
      g_autoptr (WayAnswers) answers = way_answers_new (), all = NULL;
      g_autoptr (WayDocument) document = make_answers_document (row, answers);
      const WayElement *claim = way_document_lookup (document, "pn-1a2b");
      WayEvidence evidence, frozen;
      g_autofree char *note = NULL;

      g_test_message ("%s", row->name);
      frozen = way_evidence_count (document, claim, 0);
      way_document_set_answers (document, answers);
      evidence = way_evidence_count (document, claim, 0);
      note = way_evidence_to_note (&evidence);
      g_assert_cmpint (evidence.customers_for, ==, row->customers_for);
      g_assert_cmpint (evidence.customers_against, ==, row->customers_against);
      g_assert_cmpint (evidence.taken_back, ==, row->taken_back);
      g_assert_cmpint (evidence.corrected, ==, row->corrected);
      g_assert_cmpint (evidence.unchecked, ==, row->unchecked);
      g_assert_cmpint (evidence.state, ==, row->state);
      g_assert_cmpstr (note, ==, row->note);
      /* Where nothing can be checked it counts as when it was attached. */
      g_assert_cmpint (frozen.taken_back + frozen.corrected, ==, 0);
      g_assert_cmpint (frozen.customers_for + frozen.customers_against, >=, evidence.customers_for + evidence.customers_against);

      WayProof proof = way_summary_measure (document, claim, 0);

      g_assert_cmpuint (proof.evidenced, ==, row->state != WAY_EVIDENCE_ASSUMPTION);
      all = way_evidence_collect_answers (document);
      g_assert_cmpuint (way_answers_get_size (all), >=, way_answers_get_size (answers));
    }
}

static void
count_cb (WayDocument *document, const WayChange *change, guint *n)
{
  (*n)++;
}

/* What is known of answers is no change of the map, but what was counted with it is old. */
static void
test_known (void)
{
  g_autoptr (WayAnswers) answers = way_answers_new (), same = way_answers_new ();
  g_autoptr (WayDocument) document = make_answers_document (&answer_rows[0], answers);
  guint64 shared = way_document_get_shared_revision (document);
  guint n = 0;

  way_document_mark_saved (document);
  g_signal_connect (document, "changed", G_CALLBACK (count_cb), &n);
  way_document_set_answers (document, answers);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (way_document_get_shared_revision (document), !=, shared);
  g_assert_false (way_document_is_modified (document));
  for (guint i = 1; i <= 6; i++)
    {
      char row[] = { 's', (char) ('0' + i), 0 };

      way_answers_set (same, "set", row, WAY_ANSWER_STANDS);
    }
  way_document_set_answers (document, same);
  g_assert_cmpuint (n, ==, 1);
  way_answers_set (same, "set", "s6", WAY_ANSWER_TAKEN_BACK);
  g_assert_false (way_answers_equal (answers, same));
  g_assert_true (way_document_undo (document));
  g_assert_cmpuint (n, >, 1);
}

/* From when on a map is more than a hypothesis. */
static void
test_hypothesis (void)
{
  static const struct
  {
    WayProof proof;
    int percent;
    gboolean is_hypothesis;
  } proofs[] = {
    { { 0, 0 }, -1, FALSE },
    { { 1, 0 }, 0, TRUE },
    { { 1, 1 }, 100, FALSE },
    { { 3, 1 }, 33, FALSE },
    { { 100, 32 }, 32, TRUE },
    { { 100, 33 }, 33, FALSE },
    /* As it reads, so it counts. */
    { { 1000, 325 }, 33, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (proofs); i++)
    {
      g_assert_cmpint (way_proof_get_percent (&proofs[i].proof), ==, proofs[i].percent);
      g_assert_cmpint (way_proof_is_hypothesis (&proofs[i].proof), ==, proofs[i].is_hypothesis);
    }
}

static void
test_bounds (void)
{
  /* Why five: without exception it puts the bound clearly above one half, where four hardly do. */
  g_assert_cmpfloat (way_evidence_wilson_lower (3, 3), <, 0.5);
  g_assert_cmpfloat_with_epsilon (way_evidence_wilson_lower (4, 4), 0.5101, 0.0001);
  g_assert_cmpfloat_with_epsilon (way_evidence_wilson_lower (5, 5), 0.5655, 0.0001);
  g_assert_cmpfloat_with_epsilon (way_evidence_wilson_lower (81, 263), 0.2553, 0.0001);
  g_assert_cmpfloat (way_evidence_wilson_lower (0, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/evidence/states", test_states);
  g_test_add_func ("/evidence/answers", test_answers);
  g_test_add_func ("/evidence/known", test_known);
  g_test_add_func ("/evidence/hypothesis", test_hypothesis);
  g_test_add_func ("/evidence/bounds", test_bounds);
  return g_test_run ();
}
