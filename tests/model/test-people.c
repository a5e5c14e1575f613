#include <locale.h>
#include <math.h>

#include "model/way-people.h"

/* Four phases: two before the purchase, one in which it is made, one after it. Each digit of `met` is how many touchpoints
 * of a phase involve the stakeholder. */
typedef struct
{
  const char *role, *influence, *use, *attitude, *met;
  double effective, coverage, gap; /* NAN = not known */
  int first;
  WayReach reach;
  const char *misses; /* "!" where they ought to be met */
} Row;

static const Row rows[] = {
  { "user", "50", "50", "neutral", "0000", 0.25, 0, 0.25, -1, WAY_REACH_FINE, "...." },
  { "user", "80", "50", "neutral", "1000", 0.4, 1, 0.3, 0, WAY_REACH_FINE, "...." },
  { "user", "80", "50", "neutral", "2200", 0.4, 4, 0, 0, WAY_REACH_FINE, "...." },
  { "user", "80", "50", "neutral", "0300", 0.4, 3, 0.1, 1, WAY_REACH_FINE, "...." },
  { "user", "80", "50", "neutral", "9900", 0.4, 4, 0, 0, WAY_REACH_FINE, "...." },
  { "user", "80", "50", "neutral", "0010", 0.4, 1, 0.3, 2, WAY_REACH_LATE, "!!.." },
  { "user", "80", "50", "neutral", "0005", 0.4, 0, 0.4, 3, WAY_REACH_LATE, "!!.." },
  { "user", "80", "50", "neutral", "0000", 0.4, 0, 0.4, -1, WAY_REACH_NEVER, "!!!." },
  { "user", "59", "100", NULL, "0000", 0.59, 0, 0.59, -1, WAY_REACH_FINE, "...." },
  { "user", "60", "0", NULL, "0000", 0, 0, 0, -1, WAY_REACH_NEVER, "!!!." },
  /* Who has the last word is strong, whatever is known. */
  { "decider", NULL, NULL, NULL, "0000", NAN, 0, NAN, -1, WAY_REACH_NEVER, "!!!." },
  { "approver", "10", NULL, NULL, "0001", NAN, 0, NAN, 3, WAY_REACH_LATE, "!!.." },
  /* What is not known is not zero. */
  { "user", NULL, "90", "mentor", "0000", NAN, 0, NAN, -1, WAY_REACH_FINE, "...." },
  { "user", "90", NULL, "mentor", "1000", NAN, 1, NAN, 0, WAY_REACH_FINE, "...." },
};

static const char *const bands[] = { "before", "before", "during", "after" };

static WayElement *
append (WayElement *parent, WayKind kind, const char *id, const char *name)
{
  WayElement *element = way_element_append (parent, way_element_new (kind));

  if (id != NULL)
    way_element_init_value (element, WAY_FIELD_ID, id);
  if (name != NULL)
    way_element_init_value (element, WAY_FIELD_NAME, name);
  return element;
}

static WayDocument *
new_map (gboolean with_bands)
{
  g_autoptr (WayDocument) plain = way_document_new ("Map", "en");
  WayElement *root = way_element_copy (way_document_get_root (plain));
  WayElement *journey = way_element_get_first (root, WAY_KIND_JOURNEY);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("ph-%u", i), *step = g_strdup_printf ("st-%u", i);
      WayElement *phase = append (journey, WAY_KIND_PHASE, id, id);

      if (with_bands)
        way_element_init_value (phase, WAY_FIELD_BAND, bands[i]);
      append (phase, WAY_KIND_STEP, step, step);
    }
  return way_document_new_for_root (root, NULL);
}

static void
add_touchpoint (WayDocument *document, const char *step, const char *until, const char *stakeholder)
{
  WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  g_autofree char *id = way_document_make_id (document, WAY_KIND_TOUCHPOINT);
  g_autoptr (WayElement) touchpoint = way_element_new (WAY_KIND_TOUCHPOINT);

  way_element_init_value (touchpoint, WAY_FIELD_ID, id);
  way_element_init_value (touchpoint, WAY_FIELD_NAME, "Talk");
  way_element_init_value (touchpoint, WAY_FIELD_LANE, way_element_get_id (way_element_get_first (journey, WAY_KIND_LANE)));
  way_element_init_value (touchpoint, WAY_FIELD_STEP, step);
  if (until != NULL)
    way_element_init_value (touchpoint, WAY_FIELD_UNTIL, until);
  /* Twice: acts and decides. It is one touchpoint all the same. */
  for (guint i = 0; i < 2; i++)
    way_element_init_value (append (touchpoint, WAY_KIND_INVOLVES, NULL, NULL), WAY_FIELD_STAKEHOLDER, stakeholder);
  g_assert_true (way_document_insert (document, touchpoint, journey, G_MAXUINT, NULL));
}

static const char *
add_stakeholder (WayDocument *document, const char *role, const char *influence, const char *use, const char *attitude)
{
  g_autofree char *id = way_document_make_id (document, WAY_KIND_STAKEHOLDER);
  WayElement *root = (WayElement *) way_document_get_root (document);
  g_autoptr (WayElement) stakeholder = way_element_new (WAY_KIND_STAKEHOLDER);

  way_element_init_value (stakeholder, WAY_FIELD_ID, id);
  way_element_init_value (stakeholder, WAY_FIELD_NAME, "Somebody");
  way_element_init_value (stakeholder, WAY_FIELD_ROLE, role);
  way_element_init_value (stakeholder, WAY_FIELD_INFLUENCE, influence);
  way_element_init_value (stakeholder, WAY_FIELD_INFLUENCE_USE, use);
  way_element_init_value (stakeholder, WAY_FIELD_ATTITUDE, attitude);
  g_assert_true (way_document_insert (document, stakeholder, root, G_MAXUINT, NULL));
  return way_element_get_id (stakeholder);
}

static void
assert_same (double a, double b)
{
  if (isnan (b))
    g_assert_true (isnan (a));
  else
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

static WayPeople *
count (WayDocument *document)
{
  return way_people_new (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY));
}

static void
test_voice (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (WayDocument) document = new_map (TRUE);
  const char *id;

  way_document_begin (document, "Fill");
  id = add_stakeholder (document, row->role, row->influence, row->use, row->attitude);
  for (guint phase = 0; phase < 4; phase++)
    for (int n = row->met[phase] - '0'; n > 0; n--)
      {
        g_autofree char *step = g_strdup_printf ("st-%u", phase);

        add_touchpoint (document, step, NULL, id);
      }
  way_document_commit (document);

  g_autoptr (WayPeople) people = count (document);
  const WayVoice *voice = way_people_find (people, id);

  assert_same (voice->effective, row->effective);
  assert_same (voice->coverage, row->coverage);
  assert_same (voice->gap, row->gap);
  /* The map's own first phase has no band and no touchpoint. */
  g_assert_cmpint (voice->first, ==, row->first < 0 ? -1 : row->first + 1);
  g_assert_cmpint (voice->reach, ==, row->reach);
  for (guint phase = 0; phase < 4; phase++)
    {
      g_assert_cmpuint (voice->met[phase + 1], ==, (guint) (row->met[phase] - '0'));
      g_assert_cmpint (way_people_misses (people, voice, phase + 1), ==, row->misses[phase] == '!');
    }

  g_autofree char *said = way_people_say_reach (people, voice);

  g_assert_cmpint (said != NULL, ==, row->reach != WAY_REACH_FINE);
}

/* What spans phases reaches into each, and is one touchpoint. */
static void
test_span (void)
{
  g_autoptr (WayDocument) document = new_map (TRUE);
  const char *id;

  way_document_begin (document, "Fill");
  id = add_stakeholder (document, "decider", "80", "100", NULL);
  add_touchpoint (document, "st-0", "st-2", id);
  way_document_commit (document);

  g_autoptr (WayPeople) people = count (document);
  const WayVoice *voice = way_people_find (people, id);

  g_assert_cmpuint (voice->met[1] + 10 * voice->met[2] + 100 * voice->met[3] + 1000 * voice->met[4], ==, 111);
  g_assert_cmpuint (voice->n_met, ==, 1);
  assert_same (voice->coverage, 1);
}

/* A journey that does not say what is before the purchase makes nobody late; never stays never. */
static void
test_without_bands (void)
{
  g_autoptr (WayDocument) document = new_map (FALSE);
  const char *late, *never;

  way_document_begin (document, "Fill");
  late = add_stakeholder (document, "decider", "80", "100", NULL);
  never = add_stakeholder (document, "decider", "80", "100", NULL);
  add_touchpoint (document, "st-3", NULL, late);
  way_document_commit (document);

  g_autoptr (WayPeople) people = count (document);

  g_assert_cmpint (way_people_find (people, late)->reach, ==, WAY_REACH_FINE);
  g_assert_cmpint (way_people_find (people, never)->reach, ==, WAY_REACH_NEVER);
}

/* Σ (effective × support) / Σ effective / 2, over those of whom all is known. */
static void
test_climate (void)
{
  g_autoptr (WayDocument) document = new_map (TRUE);

  g_autoptr (WayPeople) nobody = count (document);

  g_assert_true (isnan (nobody->climate));
  way_document_begin (document, "Fill");
  add_stakeholder (document, "user", "100", "50", "mentor");  /* 0.5 × 2 */
  add_stakeholder (document, "user", "100", "25", "sceptic"); /* 0.25 × −1 */
  add_stakeholder (document, "user", "100", "100", NULL);
  add_stakeholder (document, "user", NULL, "100", "opponent");
  way_document_commit (document);

  g_autoptr (WayPeople) people = count (document);

  g_assert_cmpuint (people->n_judged, ==, 2);
  assert_same (people->climate, (0.5 * 2 - 0.25) / 0.75 / 2);
  g_autofree char *words = way_people_dup_climate (people);

  g_assert_cmpstr (words, ==, "+0.5");
  g_assert_null (way_people_dup_climate (nobody));
}

/* The widest gap first, those who are not judged last, and equals as they stand. */
static void
test_rank (void)
{
  static const guint wanted[] = { 2, 0, 4, 1, 3 };
  g_autoptr (WayDocument) document = new_map (TRUE);

  way_document_begin (document, "Fill");
  add_stakeholder (document, "user", "50", "50", NULL);
  add_stakeholder (document, "user", NULL, "50", NULL);
  add_stakeholder (document, "user", "90", "90", NULL);
  add_stakeholder (document, "user", NULL, NULL, NULL);
  add_stakeholder (document, "user", "50", "50", NULL);
  way_document_commit (document);

  g_autoptr (WayPeople) people = count (document);
  g_autoptr (GArray) order = way_people_rank (people);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpuint (g_array_index (order, guint, i), ==, wanted[i]);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/people/voice/%u", i);

      g_test_add_data_func (path, &rows[i], test_voice);
    }
  g_test_add_func ("/people/span", test_span);
  g_test_add_func ("/people/without-bands", test_without_bands);
  g_test_add_func ("/people/climate", test_climate);
  g_test_add_func ("/people/rank", test_rank);
  return g_test_run ();
}
