/* Moving anything one place on in its list. */
#include "edit/way-commands.h"
#include "fixture.h"

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
  g_test_add_func ("/shift", test_shift);
  return g_test_run ();
}
