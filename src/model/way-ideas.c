#include "model/way-ideas.h"

#include <glib/gi18n-lib.h>

static int
get_worst_severity (const WayDocument *document, const WayElement *opportunity)
{
  g_auto (GStrv) ids = way_element_get_list (opportunity, WAY_FIELD_ADDRESSES);
  int worst = 0;

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *pain = way_document_lookup (document, *id);
      int severity = pain != NULL ? way_element_get_integer (pain, WAY_FIELD_SEVERITY, 3) : 0;

      worst = MAX (worst, severity);
    }
  return worst > 0 ? worst : 3;
}

double
way_idea_rank (const WayDocument *document, const WayElement *idea)
{
  if (way_element_get_kind (idea) == WAY_KIND_PAIN)
    return way_element_get_integer (idea, WAY_FIELD_SEVERITY, 3) * way_element_get_integer (idea, WAY_FIELD_FREQUENCY, 3);
  return way_element_get_integer (idea, WAY_FIELD_IMPACT, get_worst_severity (document, idea)) * (6 - way_element_get_integer (idea, WAY_FIELD_EFFORT, 3));
}

/* --- what is done about it --- */

/* Of those in `ids`: what is furthest from being done counts. */
static void
note_answer (GHashTable *answers, char **ids, WayAnswer answer)
{
  for (char **id = ids; *id != NULL; id++)
    {
      WayAnswer known = GPOINTER_TO_UINT (g_hash_table_lookup (answers, *id));

      if (known == WAY_ANSWER_NONE || known == WAY_ANSWER_IDEA || (answer == WAY_ANSWER_OPEN && known == WAY_ANSWER_DONE))
        g_hash_table_insert (answers, g_strdup (*id), GUINT_TO_POINTER (answer));
    }
}

/* id, owned → WayAnswer */
static GHashTable *
list_answers (const WayDocument *document)
{
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const WayElement *root = way_document_get_root (document);
  WayElement *action, *journey, *opportunity;

  way_each (action, root, WAY_KIND_ACTION)
    {
      g_auto (GStrv) ids = way_element_get_list (action, WAY_FIELD_FOR);

      if (!way_element_is (action, WAY_FIELD_STATUS, "dropped"))
        note_answer (answers, ids, way_element_is (action, WAY_FIELD_STATUS, "done") ? WAY_ANSWER_DONE : WAY_ANSWER_OPEN);
    }
  way_each (journey, root, WAY_KIND_JOURNEY)
    way_each (opportunity, journey, WAY_KIND_OPPORTUNITY)
      {
        g_auto (GStrv) ids = way_element_get_list (opportunity, WAY_FIELD_ADDRESSES);
        WayAnswer answer = GPOINTER_TO_UINT (g_hash_table_lookup (answers, way_element_get_id (opportunity)));

        note_answer (answers, ids, answer != WAY_ANSWER_NONE ? answer : WAY_ANSWER_IDEA);
      }
  return answers;
}

/* --- the list --- */

static int
count_customers (const WayDocument *document, const WayElement *idea, guint32 today)
{
  int customers = way_evidence_count (document, idea, today).customers_for;
  g_auto (GStrv) ids = way_element_get_kind (idea) == WAY_KIND_OPPORTUNITY ? way_element_get_list (idea, WAY_FIELD_ADDRESSES) : NULL;

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      const WayElement *pain = way_document_lookup (document, *id);
      int more = pain != NULL ? way_evidence_count (document, pain, today).customers_for : 0;

      customers = MAX (customers, more);
    }
  return customers;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const WayIdea *one = a, *two = b;

  if (one->rank != two->rank)
    return one->rank < two->rank ? 1 : -1;
  if (one->is_pain != two->is_pain)
    return one->is_pain ? 1 : -1;
  return (int) way_element_get_index (one->element) - (int) way_element_get_index (two->element);
}

GArray *
way_ideas_list (const WayDocument *document, const WayElement *journey, guint32 today)
{
  static const WayKind kinds[] = { WAY_KIND_OPPORTUNITY, WAY_KIND_PAIN };
  g_autoptr (GHashTable) answers = list_answers (document);
  GArray *ideas = g_array_new (FALSE, FALSE, sizeof (WayIdea));
  WayElement *element;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    way_each (element, journey, kinds[k])
      {
        WayIdea idea = {
          .element = element,
          .is_pain = kinds[k] == WAY_KIND_PAIN,
          .impact = way_element_get_integer (element, kinds[k] == WAY_KIND_PAIN ? WAY_FIELD_SEVERITY : WAY_FIELD_IMPACT, -1),
          .effort = way_element_get_integer (element, WAY_FIELD_EFFORT, -1),
          .customers = count_customers (document, element, today),
          .state = way_evidence_count (document, element, today).state,
          .answer = GPOINTER_TO_UINT (g_hash_table_lookup (answers, way_element_get_id (element))),
          .rank = way_idea_rank (document, element),
        };

        g_array_append_val (ideas, idea);
      }
  g_array_sort (ideas, compare_ranks);
  return ideas;
}

const char *
way_idea_get_quarter_label (gboolean high_impact, gboolean high_effort)
{
  if (high_impact)
    return high_effort ? _ ("Plan") : _ ("Do first");
  return high_effort ? _ ("Leave") : _ ("If time allows");
}

const char *
way_idea_find_quarter (int impact, int effort)
{
  const int middle = (1 + WAY_IDEA_MOST) / 2;

  if (impact < 1 || effort < 1 || impact == middle || effort == middle)
    return NULL;
  return way_idea_get_quarter_label (impact > middle, effort > middle);
}
