#include "edit/way-answer-commands.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "edit/way-parts.h"
#include "model/way-evidence.h"

static const char *
get_dataset (const WayDocument *document, const WayElement *evidence)
{
  return way_element_get (way_document_follow (document, evidence, WAY_FIELD_SOURCE), WAY_FIELD_DATASET);
}

WayElement *
way_answer_find_evidence (const WayDocument *document, const WayElement *claim, const WayAnswerRef *ref)
{
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    if (g_strcmp0 (way_element_get (evidence, WAY_FIELD_ANSWER), ref->row) == 0 && g_strcmp0 (get_dataset (document, evidence), ref->dataset) == 0)
      return evidence;
  return NULL;
}

/* The register names the dataset once, however many answers of it are attached; it is borrowed, NULL on error. */
static const WayElement *
ensure_source (WayDocument *document, const char *dataset, GError **error)
{
  WayElement *root = (WayElement *) way_document_get_root (document), *source;

  way_each (source, root, WAY_KIND_SOURCE)
    if (g_strcmp0 (way_element_get (source, WAY_FIELD_DATASET), dataset) == 0)
      return source;

  g_autoptr (WayElement) made = way_element_new (WAY_KIND_SOURCE);
  g_autofree char *id = way_document_make_id (document, WAY_KIND_SOURCE);

  way_element_init_value (made, WAY_FIELD_ID, id);
  way_element_init_value (made, WAY_FIELD_KIND, "survey");
  way_element_init_value (made, WAY_FIELD_TITLE, dataset);
  way_element_init_value (made, WAY_FIELD_DATASET, dataset);
  return way_document_insert (document, made, root, G_MAXUINT, error) ? made : NULL;
}

static gboolean
attach (WayDocument *document, WayElement *claim, const WayAnswerRef *ref, gboolean against, const char *today, guint *n, GError **error)
{
  WayElement *there = way_answer_find_evidence (document, claim, ref);
  const char *stance = against ? "against" : "for";
  const WayElement *source;

  if (there != NULL)
    {
      *n += !way_element_is (there, WAY_FIELD_STANCE, stance);
      return way_document_set (document, there, WAY_FIELD_STANCE, stance, error);
    }
  source = ensure_source (document, ref->dataset, error);
  if (source == NULL)
    return FALSE;

  g_autoptr (WayElement) evidence = way_element_new (WAY_KIND_EVIDENCE);
  g_autofree char *day = ref->day > 0 ? way_date_to_xml (ref->day) : NULL;

  way_element_init_value (evidence, WAY_FIELD_STANCE, stance);
  way_element_init_value (evidence, WAY_FIELD_SOURCE, way_element_get_id (source));
  way_element_init_value (evidence, WAY_FIELD_DATE, day);
  way_element_init_value (evidence, WAY_FIELD_ANSWER, ref->row);
  way_element_init_value (evidence, WAY_FIELD_RESPONDENT, ref->respondent);
  way_element_init_value (evidence, WAY_FIELD_TAKEN, today);
  (*n)++;
  return way_document_insert (document, evidence, claim, G_MAXUINT, error);
}

static void
learn (WayDocument *document, const WayAnswerRef *refs, guint n_refs)
{
  g_autoptr (WayAnswers) answers = way_answers_copy (way_document_get_answers (document));

  for (guint i = 0; i < n_refs; i++)
    way_answers_set (answers, refs[i].dataset, refs[i].row, WAY_ANSWER_STANDS);
  way_document_set_answers (document, answers);
}

gboolean
way_command_attach_answers (WayDocument *document, WayElement *claim, const WayAnswerRef *refs, guint n_refs, gboolean against, guint32 today, guint *n, GError **error)
{
  g_autofree char *day = way_date_to_xml (today);
  guint count = 0;

  if (way_kind_find_slot (way_element_get_kind (claim), WAY_KIND_EVIDENCE) < 0)
    {
      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("“%s” is nothing that customers can confirm. Choose a touchpoint, a feeling, a pain point, a connection or a stakeholder."), way_element_get_name (claim));
      return FALSE;
    }
  way_document_begin (document, ngettext ("Attach Customer Voice", "Attach Customer Voices", n_refs));
  for (guint i = 0; i < n_refs; i++)
    if (!attach (document, claim, &refs[i], against, day, &count, error))
      {
        way_document_rollback (document);
        return FALSE;
      }
  way_document_commit (document);
  learn (document, refs, n_refs);
  if (n != NULL)
    *n = count;
  return TRUE;
}

static gboolean
let_go (WayDocument *document, const GPtrArray *leaving, guint *n, GError **error)
{
  way_document_begin (document, _ ("Let Go of Customer Voices"));
  for (guint i = 0; i < leaving->len; i++)
    if (!way_document_remove (document, leaving->pdata[i], error))
      {
        way_document_rollback (document);
        return FALSE;
      }
  way_document_commit (document);
  if (n != NULL)
    *n = leaving->len;
  return TRUE;
}

gboolean
way_command_release_answers (WayDocument *document, WayElement *claim, const WayAnswerRef *refs, guint n_refs, guint *n, GError **error)
{
  g_autoptr (GPtrArray) leaving = g_ptr_array_new ();

  for (guint i = 0; i < n_refs; i++)
    {
      WayElement *evidence = way_answer_find_evidence (document, claim, &refs[i]);

      if (evidence != NULL)
        g_ptr_array_add (leaving, evidence);
    }
  return let_go (document, leaving, n, error);
}

gboolean
way_command_detach_answers (WayDocument *document, WayElement *claim, const char *dataset, gboolean only_fallen, guint *n, GError **error)
{
  g_autoptr (GPtrArray) leaving = g_ptr_array_new ();
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      WayAnswerState state = way_evidence_get_answer_state (document, evidence);

      if (way_evidence_is_answer (evidence) && (dataset == NULL || g_strcmp0 (get_dataset (document, evidence), dataset) == 0) && (!only_fallen || state == WAY_ANSWER_TAKEN_BACK || state == WAY_ANSWER_CORRECTED))
        g_ptr_array_add (leaving, evidence);
    }
  return let_go (document, leaving, n, error);
}

GPtrArray *
way_answer_list_claims (const WayDocument *document, WayElement *element)
{
  static const WayKind kinds[] = { WAY_KIND_FEELING, WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY, WAY_KIND_CONNECTION, WAY_KIND_INFLUENCE };
  GPtrArray *claims = g_ptr_array_new ();
  g_autoptr (GArray) lists = way_parts_list (way_element_get_kind (element));

  if (way_kind_find_slot (way_element_get_kind (element), WAY_KIND_EVIDENCE) >= 0)
    g_ptr_array_add (claims, element);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < lists->len; i++)
      {
        const WayPartList *list = &g_array_index (lists, WayPartList, i);
        g_autoptr (GPtrArray) parts = list->kind == kinds[k] ? way_parts_get (document, element, list) : NULL;

        for (guint p = 0; parts != NULL && p < parts->len; p++)
          if (!g_ptr_array_find (claims, parts->pdata[p], NULL))
            g_ptr_array_add (claims, parts->pdata[p]);
      }
  return claims;
}
