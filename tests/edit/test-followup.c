/* Which actions are open or late, and moving anything one place on in its list. */
#include "base/way-date.h"
#include "edit/way-commands.h"
#include "edit/way-followup.h"
#include "fixture.h"

static void
test_states (void)
{
  static const struct
  {
    const char *status, *due;
    gboolean open, overdue;
  } rows[] = {
    { "idea", NULL, TRUE, FALSE },
    { "planned", "2026-11-21", TRUE, TRUE },
    { "planned", "2026-11-22", TRUE, FALSE },
    { "in-progress", "2026-11-21", TRUE, TRUE },
    { "blocked", "2027-01-01", TRUE, FALSE },
    { "done", "2026-11-21", FALSE, FALSE },
    { "dropped", "2026-11-21", FALSE, FALSE },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  guint n_open = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *id = way_command_add (fixture->editor, WAY_KIND_ACTION, "Do it", NULL);
      const char *const ids[] = { id, NULL };
      const WayElement *action = way_document_lookup (fixture->document, id);

      g_assert_true (way_command_set (fixture->editor, ids, WAY_FIELD_STATUS, rows[i].status, NULL));
      g_assert_true (way_command_set (fixture->editor, ids, WAY_FIELD_DUE, rows[i].due, NULL));
      g_assert_cmpint (way_followup_is_open (action), ==, rows[i].open);
      g_assert_cmpint (way_followup_is_overdue (action, way_date_parse ("2026-11-22")), ==, rows[i].overdue);
      n_open += rows[i].open ? 1 : 0;
      g_assert_cmpuint (way_followup_count_open (fixture->document), ==, n_open);
    }
}

static void
test_targets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *card = fixture_add_card (fixture, "contact", "s1", "Call"), *id;
  g_autofree char *none = NULL, *one = NULL;

  way_editor_clear_selection (fixture->editor);
  id = way_command_add (fixture->editor, WAY_KIND_ACTION, "Do it", NULL);
  none = way_followup_name_targets (fixture->document, way_document_lookup (fixture->document, id));
  g_assert_cmpstr (none, ==, "");
  way_editor_select (fixture->editor, card);
  id = way_command_add (fixture->editor, WAY_KIND_ACTION, "Do that", NULL);
  one = way_followup_name_targets (fixture->document, way_document_lookup (fixture->document, id));
  g_assert_cmpstr (one, ==, "“Call”");
}

/* There and back is where it was, and at the edge nothing is done. */
static void
test_shift (void)
{
  static const char *const names[] = { "p1", "s1", "s2", "contact", "pains" };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const WayElement *element = way_document_lookup (fixture->document, fixture_find (fixture, names[i])), *parent = way_element_get_parent (element);
      const char *id = way_element_get_id (element);
      guint index = way_element_get_index (element);
      guint64 revision;

      for (int by = -1; by <= 1; by += 2)
        {
          revision = way_document_get_revision (fixture->document);
          g_assert_true (way_command_shift (fixture->editor, id, by, NULL));
          if (way_document_get_revision (fixture->document) == revision)
            continue;
          g_assert_true (way_element_get_index (element) != index || way_element_get_parent (element) != parent);
          g_assert_true (way_command_shift (fixture->editor, id, -by, NULL));
          g_assert_cmpuint (way_element_get_index (element), ==, index);
          g_assert_true (way_element_get_parent (element) == parent);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/followup/states", test_states);
  g_test_add_func ("/followup/targets", test_targets);
  g_test_add_func ("/shift", test_shift);
  return g_test_run ();
}
