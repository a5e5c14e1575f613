#include <locale.h>

#include "edit/way-commands.h"
#include "fixture.h"

/* contact: s1(a) s1(b) s2-s3(c); ideas: s3(d). */
static Fixture *
new_filled (void)
{
  Fixture *fixture = fixture_new ();

  fixture_add_card (fixture, "contact", "s1", "a");
  fixture_add_card (fixture, "contact", "s1", "b");
  way_command_set_span (fixture->editor, fixture_add_card (fixture, "contact", "s2", "c"), NULL, fixture_find (fixture, "s3"), NULL);
  fixture_add_card (fixture, "ideas", "s3", "d");
  way_editor_clear_selection (fixture->editor);
  return fixture;
}

static const struct
{
  const char *anchor, *to, *selected;
} extents[] = {
  { "a", "b", "a b" },
  { "a", "c", "a b c" },
  { "c", "a", "a b c" },
  { "b", "d", "a b c d" },
  { "s1", "s3", "s1 s2 s3" },
  { "s3", "s2", "s2 s3" },
  { "s2", "s2", "s2" },
  { "p1", "p2", "p1 p2" },
  { "contact", "ideas", "contact feelings ideas" },
  { "old", "feelings", "feelings ideas old" },
  { "a", "s2", "a s2" },
  { "s2", "a", "s2 a" },
  { "Telefon", "E-Mail", "Telefon E-Mail" },
};

static void
test_extend (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = new_filled ();
  g_autofree char *shown = NULL;

  way_editor_select (fixture->editor, fixture_find (fixture, extents[i].anchor));
  way_editor_extend (fixture->editor, fixture_find (fixture, extents[i].to));
  shown = fixture_show_selection (fixture);
  g_assert_cmpstr (shown, ==, extents[i].selected);
  g_assert_cmpstr (way_editor_get_anchor (fixture->editor), ==, fixture_find (fixture, extents[i].anchor));
}

static const struct
{
  const char *place;
  WaySelectMode mode;
  const char *selected; /* after “a” was */
} places[] = {
  { "contact", WAY_SELECT_REPLACE, "a b c" },
  { "ideas", WAY_SELECT_ADD, "a d" },
  { "s1", WAY_SELECT_TOGGLE, "b" },
  { "p2", WAY_SELECT_REPLACE, "d" },
  { "old", WAY_SELECT_REPLACE, "contact/s1" },
};

static void
test_in (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = new_filled ();
  g_autofree char *shown = NULL;

  way_editor_select (fixture->editor, fixture_find (fixture, "a"));
  way_editor_select_in (fixture->editor, fixture_find (fixture, places[i].place), places[i].mode);
  shown = fixture_show_selection (fixture);
  g_assert_cmpstr (shown, ==, places[i].selected);
}

static void
check_selection (Fixture *fixture, const char *expected)
{
  g_autofree char *shown = fixture_show_selection (fixture);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_band (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const char *one[] = { fixture_find (fixture, "b"), NULL }, *two[] = { fixture_find (fixture, "a"), fixture_find (fixture, "b"), NULL };

  way_editor_select (fixture->editor, fixture_find (fixture, "a"));
  way_editor_begin_band (fixture->editor, WAY_SELECT_TOGGLE);
  way_editor_update_band (fixture->editor, one);
  check_selection (fixture, "a b");
  way_editor_update_band (fixture->editor, two);
  check_selection (fixture, "b");
  way_editor_end_band (fixture->editor, FALSE);
  check_selection (fixture, "a");
}

/* What is deleted leaves the selection, and the keyboard stays where it was. */
static void
test_prune (void)
{
  g_autoptr (Fixture) fixture = new_filled ();

  way_editor_select (fixture->editor, fixture_find (fixture, "d"));
  way_command_delete (fixture->editor, NULL);
  check_selection (fixture, "ideas/s3");
  way_editor_select (fixture->editor, fixture_find (fixture, "s3"));
  way_command_delete (fixture->editor, NULL);
  check_selection (fixture, "ideas/s4");
  way_editor_select (fixture->editor, fixture_find (fixture, "ideas"));
  way_command_delete (fixture->editor, NULL);
  check_selection (fixture, "old/s4");
}

static void
count_cb (gpointer editor, guint *n)
{
  (*n)++;
}

/* One signal for one change, however many ids it takes away. */
static void
test_signals (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  guint selections = 0, journeys = 0;
  g_autofree char *first = g_strdup (way_editor_get_journey_id (fixture->editor));
  g_autofree char *second = NULL;

  way_editor_select_all (fixture->editor);
  g_signal_connect (fixture->editor, "selection-changed", G_CALLBACK (count_cb), &selections);
  g_signal_connect (fixture->editor, "journey-changed", G_CALLBACK (count_cb), &journeys);
  way_command_delete (fixture->editor, NULL);
  g_assert_cmpuint (selections, ==, 1);
  way_editor_select (fixture->editor, fixture_find (fixture, "s2"));
  way_editor_select (fixture->editor, fixture_find (fixture, "s2"));
  g_assert_cmpuint (selections, ==, 2);
  second = g_strdup (way_command_add (fixture->editor, WAY_KIND_JOURNEY, "other", NULL));
  g_assert_cmpuint (journeys, ==, 1);
  g_assert_cmpstr (way_editor_get_journey_id (fixture->editor), ==, second);
  way_editor_undo (fixture->editor);
  g_assert_cmpuint (journeys, ==, 2);
  g_assert_cmpstr (way_editor_get_journey_id (fixture->editor), ==, first);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (extents); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/editor/extend/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_extend);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/editor/in/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_in);
    }
  g_test_add_func ("/edit/editor/band", test_band);
  g_test_add_func ("/edit/editor/prune", test_prune);
  g_test_add_func ("/edit/editor/signals", test_signals);
  return g_test_run ();
}
