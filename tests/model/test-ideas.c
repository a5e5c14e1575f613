/* Pain points and opportunities by rank: what is not judged is not zero, and what is done about them is seen through both. */
#include "model/way-ideas.h"

typedef struct
{
  const char *id;
  int impact, effort; /* 0 = left out */
  const char *addresses;
  int customers; /* of its own */
} Given;

typedef struct
{
  const char *id, *for_ids, *status;
} Done;

/* In the order of rank. */
typedef struct
{
  const char *id;
  double rank;
  int impact, effort, customers;
  WayAnswer answer;
  const char *quarter;
} Expected;

static const Given given[] = {
  { "pn-both", 5, 2, NULL, 6 },
  { "pn-open", 4, 0, NULL, 0 },
  { "pn-left", 1, 0, NULL, 1 },
  { "op-first", 5, 1, "pn-both", 2 },
  { "op-none", 0, 0, "pn-open pn-left", 0 },
  { "op-plan", 4, 4, NULL, 0 },
  { "op-leave", 2, 5, NULL, 0 },
};

static const Done done[] = {
  { "ac-1", "op-first", "done" },
  { "ac-2", "op-first op-plan", "planned" },
  { "ac-3", "pn-left op-leave", "dropped" },
  { "ac-4", "pn-left", "done" },
};

static const Expected expected[] = {
  { "op-first", 25, 5, 1, 6, WAY_ANSWER_OPEN, "Do first" },
  { "pn-both", 15, 5, 2, 6, WAY_ANSWER_OPEN, "Do first" },
  { "op-none", 12, -1, -1, 1, WAY_ANSWER_NONE, NULL },
  { "pn-open", 12, 4, -1, 0, WAY_ANSWER_IDEA, NULL },
  { "op-plan", 8, 4, 4, 0, WAY_ANSWER_OPEN, "Plan" },
  { "pn-left", 3, 1, -1, 1, WAY_ANSWER_DONE, NULL },
  { "op-leave", 2, 2, 5, 0, WAY_ANSWER_NONE, "Leave" },
};

static void
put_number (WayElement *element, WayField field, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  if (value > 0)
    way_element_init_value (element, field, text);
}

static void
add_idea (WayElement *journey, const Given *row)
{
  gboolean is_pain = g_str_has_prefix (row->id, "pn-");
  WayElement *idea = way_element_append (journey, way_element_new (is_pain ? WAY_KIND_PAIN : WAY_KIND_OPPORTUNITY));

  way_element_init_value (idea, WAY_FIELD_ID, row->id);
  way_element_init_value (idea, WAY_FIELD_TEXT, row->id);
  if (is_pain)
    way_element_init_value (idea, WAY_FIELD_AT, way_element_get_id (way_element_get_first (journey, WAY_KIND_PHASE)));
  put_number (idea, is_pain ? WAY_FIELD_SEVERITY : WAY_FIELD_IMPACT, row->impact);
  put_number (idea, WAY_FIELD_EFFORT, row->effort);
  if (row->addresses != NULL)
    way_element_init_value (idea, WAY_FIELD_ADDRESSES, row->addresses);
  if (row->customers > 0)
    {
      WayElement *evidence = way_element_append (idea, way_element_new (WAY_KIND_EVIDENCE));

      way_element_init_value (evidence, WAY_FIELD_STANCE, "for");
      put_number (evidence, WAY_FIELD_CUSTOMERS, row->customers);
    }
}

static WayDocument *
new_map (void)
{
  g_autoptr (WayDocument) plain = way_document_new ("Map", "en");
  WayElement *root = way_element_copy (way_document_get_root (plain));

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    add_idea (way_element_get_first (root, WAY_KIND_JOURNEY), &given[i]);
  for (guint i = 0; i < G_N_ELEMENTS (done); i++)
    {
      WayElement *action = way_element_append (root, way_element_new (WAY_KIND_ACTION));

      way_element_init_value (action, WAY_FIELD_ID, done[i].id);
      way_element_init_value (action, WAY_FIELD_TEXT, done[i].id);
      way_element_init_value (action, WAY_FIELD_FOR, done[i].for_ids);
      way_element_init_value (action, WAY_FIELD_STATUS, done[i].status);
    }
  return way_document_new_for_root (root, NULL);
}

static void
test_list (void)
{
  g_autoptr (WayDocument) document = new_map ();
  g_autoptr (GArray) ideas = way_ideas_list (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), 0);

  g_assert_cmpuint (ideas->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < ideas->len; i++)
    {
      const WayIdea *idea = &g_array_index (ideas, WayIdea, i);

      g_assert_cmpstr (way_element_get_id (idea->element), ==, expected[i].id);
      g_assert_cmpfloat (idea->rank, ==, expected[i].rank);
      g_assert_cmpint (idea->impact, ==, expected[i].impact);
      g_assert_cmpint (idea->effort, ==, expected[i].effort);
      g_assert_cmpint (idea->customers, ==, expected[i].customers);
      g_assert_cmpint (idea->answer, ==, expected[i].answer);
      g_assert_cmpstr (way_idea_find_quarter (idea->impact, idea->effort), ==, expected[i].quarter);
    }
}

/* Each corner is another quarter, and the middle is none. */
static void
test_quarters (void)
{
  g_assert_cmpstr (way_idea_find_quarter (1, 1), ==, "If time allows");
  g_assert_cmpstr (way_idea_find_quarter (2, 4), ==, "Leave");
  g_assert_cmpstr (way_idea_find_quarter (5, 2), ==, "Do first");
  g_assert_cmpstr (way_idea_find_quarter (4, 5), ==, "Plan");
  for (int i = -1; i <= WAY_IDEA_MOST; i++)
    {
      g_assert_null (way_idea_find_quarter (i, 3));
      g_assert_null (way_idea_find_quarter (3, i));
      g_assert_null (way_idea_find_quarter (-1, i));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ideas/list", test_list);
  g_test_add_func ("/ideas/quarters", test_quarters);
  return g_test_run ();
}
