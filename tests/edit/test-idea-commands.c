/* How pain points and opportunities are judged: each one step of undo, within bounds, and a pain point always hurts. */
#include "base/way-date.h"
#include "edit/way-commands.h"
#include "edit/way-idea-commands.h"
#include "fixture.h"
#include "random-map.h"

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
    int impact, effort;
    const char *impact_text, *severity_text, *effort_text;
  } rows[] = {
    { 1, 1, "1", "1", "1" },
    { 5, 2, "5", "5", "2" },
    { 9, 7, "5", "5", "5" },
    { -1, 4, NULL, "5", "4" },
    { 2, -1, "2", "2", NULL },
    { -1, -1, NULL, "2", NULL },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *pain = g_strdup (way_command_add (fixture->editor, WAY_KIND_PAIN, "It hurts", NULL));
  g_autofree char *idea = g_strdup (way_command_add (fixture->editor, WAY_KIND_OPPORTUNITY, "It could be good", NULL));
  g_autofree char *before = random_map_dump (fixture->document), *after = NULL;
  guint n_done = way_document_get_n_done (fixture->document);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (way_command_judge_idea (fixture->editor, idea, rows[i].impact, rows[i].effort, NULL, NULL));
      g_assert_cmpstr (get (fixture, idea, WAY_FIELD_IMPACT), ==, rows[i].impact_text);
      g_assert_cmpstr (get (fixture, idea, WAY_FIELD_EFFORT), ==, rows[i].effort_text);
      g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Judge Impact and Effort");
      g_assert_true (way_command_judge_idea (fixture->editor, pain, rows[i].impact, rows[i].effort, NULL, NULL));
      g_assert_cmpstr (get (fixture, pain, WAY_FIELD_SEVERITY), ==, rows[i].severity_text);
      g_assert_cmpstr (get (fixture, pain, WAY_FIELD_EFFORT), ==, rows[i].effort_text);
    }
  while (way_document_get_n_done (fixture->document) > n_done)
    g_assert_true (way_editor_undo (fixture->editor));
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
}

/* A held key is one step, from the middle on where nothing was judged, and never beyond the ends. */
static void
test_shift (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *id = g_strdup (way_command_add (fixture->editor, WAY_KIND_OPPORTUNITY, "It could be good", NULL));
  guint steps = way_document_get_n_steps (fixture->document);

  g_assert_true (way_command_shift_idea (fixture->editor, id, 1, 0, NULL));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_IMPACT), ==, "3");
  g_assert_null (get (fixture, id, WAY_FIELD_EFFORT));
  for (guint i = 0; i < 7; i++)
    g_assert_true (way_command_shift_idea (fixture->editor, id, 1, -1, NULL));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_IMPACT), ==, "5");
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_EFFORT), ==, "1");
  g_assert_cmpuint (way_document_get_n_steps (fixture->document), ==, steps + 1);
  g_assert_true (way_editor_undo (fixture->editor));
  g_assert_null (get (fixture, id, WAY_FIELD_IMPACT));
}

/* The day on which it was done comes and goes with the state, in one step; one that is there stays. */
static void
test_status (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *id = g_strdup (way_command_add (fixture->editor, WAY_KIND_ACTION, "Do it", NULL));
  guint32 today = way_date_parse ("2026-11-22");

  g_assert_true (way_command_set_status (fixture->editor, id, "done", today, NULL));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_STATUS), ==, "done");
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_DONE_ON), ==, "2026-11-22");
  g_assert_true (way_command_set_status (fixture->editor, id, "done", today + 5, NULL));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_DONE_ON), ==, "2026-11-22");
  g_assert_true (way_command_set_status (fixture->editor, id, "blocked", today, NULL));
  g_assert_null (get (fixture, id, WAY_FIELD_DONE_ON));
  g_assert_true (way_editor_undo (fixture->editor));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_DONE_ON), ==, "2026-11-22");
  g_assert_true (way_editor_undo (fixture->editor));
  g_assert_null (get (fixture, id, WAY_FIELD_DONE_ON));
  g_assert_cmpstr (get (fixture, id, WAY_FIELD_STATUS), !=, "done");
  g_assert_false (way_command_set_status (fixture->editor, "tp-none", "done", today, NULL));
  g_assert_false (way_command_set_status (fixture->editor, id, "perhaps", today, NULL));
  g_assert_null (get (fixture, id, WAY_FIELD_DONE_ON));
}

static void
test_refuse (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *card = fixture_add_card (fixture, "contact", "s1", "a");
  guint steps = way_document_get_n_steps (fixture->document);
  g_autoptr (GError) error = NULL;

  g_assert_false (way_command_judge_idea (fixture->editor, card, 3, 3, NULL, &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE);
  g_assert_false (way_command_shift_idea (fixture->editor, "pn-none", 1, 1, NULL));
  g_assert_cmpuint (way_document_get_n_steps (fixture->document), ==, steps);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idea-commands/judge", test_judge);
  g_test_add_func ("/idea-commands/shift", test_shift);
  g_test_add_func ("/idea-commands/status", test_status);
  g_test_add_func ("/idea-commands/refuse", test_refuse);
  return g_test_run ();
}
