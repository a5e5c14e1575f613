/* What is said about the people of a buying center: each one step of undo, and nothing where it makes no sense. */
#include "edit/way-commands.h"
#include "edit/way-finder.h"
#include "edit/way-people-commands.h"
#include "fixture.h"
#include "model/way-people.h"
#include "random-map.h"

static char *
add_stakeholder (Fixture *fixture, const char *name)
{
  return g_strdup (way_command_add (fixture->editor, WAY_KIND_STAKEHOLDER, name, NULL));
}

static const char *
get (Fixture *fixture, const char *id, WayField field)
{
  return way_element_get (way_document_lookup (fixture->document, id), field);
}

static void
test_judge (void)
{
  static const struct
  {
    int influence, use;
    const char *influence_text, *use_text;
  } rows[] = {
    { 0, 0, "0", "0" },
    { 100, 37, "100", "37" },
    { 140, 50, "100", "50" },
    { -1, 50, NULL, "50" },
    { 50, -1, "50", NULL },
    { -1, -1, NULL, NULL },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *id = add_stakeholder (fixture, "Ada"), *before = random_map_dump (fixture->document), *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (way_command_judge (fixture->editor, id, rows[i].influence, rows[i].use, NULL, NULL));
      g_assert_cmpstr (get (fixture, id, WAY_FIELD_INFLUENCE), ==, rows[i].influence_text);
      g_assert_cmpstr (get (fixture, id, WAY_FIELD_INFLUENCE_USE), ==, rows[i].use_text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (way_editor_undo (fixture->editor));
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
}

/* Who is a persona and a stakeholder is one person: with one name, whichever is renamed, and in one step. */
static void
test_twins (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *id = add_stakeholder (fixture, "Ilka Brandt");
  const char *persona = fixture_find (fixture, "Jürgen Groß");
  WayElement *stakeholder = way_document_lookup (fixture->document, id);

  g_assert_null (way_people_find_twin (fixture->document, stakeholder));
  g_assert_true (way_command_set (fixture->editor, (const char *const[]){ id, NULL }, WAY_FIELD_PERSONA, persona, NULL));
  /* Somebody of their own, who is of that kind. */
  g_assert_null (way_people_find_twin (fixture->document, stakeholder));
  g_assert_true (way_command_rename (fixture->editor, id, "Jürgen Groß", NULL));
  g_assert_true (way_people_find_twin (fixture->document, stakeholder) == way_document_lookup (fixture->document, persona));
  g_assert_true (way_people_find_twin (fixture->document, way_document_lookup (fixture->document, persona)) == stakeholder);
  g_assert_true (way_command_rename (fixture->editor, persona, "Jo Groß", NULL));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_NAME), ==, "Jo Groß");
  g_assert_true (way_command_rename (fixture->editor, id, "Jörg Groß", NULL));
  g_assert_cmpstr (get (fixture, persona, WAY_FIELD_NAME), ==, "Jörg Groß");
  g_assert_true (way_editor_undo (fixture->editor));
  g_assert_cmpstr (get (fixture, persona, WAY_FIELD_NAME), ==, "Jo Groß");
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_NAME), ==, "Jo Groß");
}

/* A held key is one step, from the middle on where nothing was known, and never beyond the ends. */
static void
test_shift (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *id = add_stakeholder (fixture, "Ada");
  guint steps = way_document_get_n_steps (fixture->document);

  for (guint i = 0; i < 13; i++)
    g_assert_true (way_command_shift_judgement (fixture->editor, id, 5, 0, NULL));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_INFLUENCE), ==, "100");
  g_assert_null (get (fixture, id, WAY_FIELD_INFLUENCE_USE));
  g_assert_cmpuint (way_document_get_n_steps (fixture->document), ==, steps + 1);
  g_assert_true (way_editor_undo (fixture->editor));
  g_assert_null (get (fixture, id, WAY_FIELD_INFLUENCE));
}

static void
test_attitude (void)
{
  static const char *const up[] = { "neutral", "supporter", "mentor", "mentor" }, *const down[] = { "supporter", "neutral", "sceptic", "opponent", "opponent" };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *id = add_stakeholder (fixture, "Ada");

  for (guint i = 0; i < G_N_ELEMENTS (up); i++)
    {
      g_assert_true (way_command_shift_attitude (fixture->editor, id, 1, NULL));
      g_assert_cmpstr (get (fixture, id, WAY_FIELD_ATTITUDE), ==, up[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (down); i++)
    {
      g_assert_true (way_command_shift_attitude (fixture->editor, id, -1, NULL));
      g_assert_cmpstr (get (fixture, id, WAY_FIELD_ATTITUDE), ==, down[i]);
    }
}

static void
test_influence (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *ada = add_stakeholder (fixture, "Ada"), *jo = add_stakeholder (fixture, "Jo"), *first = NULL;

  first = g_strdup (way_command_add_influence (fixture->editor, ada, jo, NULL));
  g_assert_nonnull (first);
  g_assert_cmpstr (way_command_add_influence (fixture->editor, ada, jo, NULL), ==, first);
  g_assert_cmpstr (way_command_add_influence (fixture->editor, jo, ada, NULL), !=, first);
  g_assert_null (way_command_add_influence (fixture->editor, ada, ada, &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE);
  g_clear_error (&error);
  g_assert_null (way_command_add_influence (fixture->editor, ada, fixture_find (fixture, "s1"), &error));
  g_assert_nonnull (error);
}

/* With the phases of the one in sight, so that both can be read side by side; persona and all in one step. */
static void
test_journey (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *ada = add_stakeholder (fixture, "K-Tech"), *first = g_strdup (way_editor_get_journey_id (fixture->editor)), *before = random_map_dump (fixture->document), *after = NULL, *made = NULL;
  const WayElement *model = way_editor_get_journey (fixture->editor), *journey;
  WayElement *phase;
  guint i = 0;

  made = g_strdup (way_command_open_journey (fixture->editor, ada, NULL));
  journey = way_document_lookup (fixture->document, made);
  g_assert_cmpstr (way_editor_get_journey_id (fixture->editor), ==, made);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_PHASE), ==, way_element_count (model, WAY_KIND_PHASE));
  way_each (phase, journey, WAY_KIND_PHASE)
    g_assert_cmpstr (way_element_get_name (phase), ==, way_element_get_name (g_ptr_array_index (way_element_get_slot (model, 0), i++)));
  g_assert_cmpstr (way_element_get_name (way_document_follow (fixture->document, way_document_lookup (fixture->document, ada), WAY_FIELD_PERSONA)), ==, "K-Tech");
  way_editor_set_journey (fixture->editor, first);
  g_assert_cmpstr (way_command_open_journey (fixture->editor, ada, NULL), ==, made);
  g_assert_true (way_editor_undo (fixture->editor));
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
}

/* The map as one of them sees it. */
static void
test_filter (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  g_autofree char *ada = add_stakeholder (fixture, "Ada"), *talk = g_strdup (fixture_add_card (fixture, "contact", "s1", "Talk")), *name = NULL;
  WayElement *involves;
  guint all;

  fixture_add_card (fixture, "contact", "s2", "Visit");
  involves = way_command_add_part (fixture->editor, talk, WAY_KIND_INVOLVES, NULL);
  g_assert_nonnull (involves);
  g_assert_true (way_command_type (fixture->editor, involves, WAY_FIELD_STAKEHOLDER, ada, NULL));
  way_finder_set_filter (finder, WAY_FILTER_STAKEHOLDER, ada);
  g_assert_cmpuint (way_finder_count_shown (finder, &all), ==, 1);
  g_assert_cmpuint (all, ==, 2);
  g_assert_false (g_hash_table_contains (way_finder_get_dimmed (finder), talk));
  name = way_finder_name_filter (finder, WAY_FILTER_STAKEHOLDER);
  g_assert_cmpstr (name, ==, "As seen by “Ada”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-commands/judge", test_judge);
  g_test_add_func ("/people-commands/twins", test_twins);
  g_test_add_func ("/people-commands/shift", test_shift);
  g_test_add_func ("/people-commands/attitude", test_attitude);
  g_test_add_func ("/people-commands/influence", test_influence);
  g_test_add_func ("/people-commands/journey", test_journey);
  g_test_add_func ("/people-commands/filter", test_filter);
  return g_test_run ();
}
