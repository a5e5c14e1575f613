/* Finding, replacing and filtering as a window does it, without one. */
#include "edit/way-commands.h"
#include "edit/way-finder.h"
#include "fixture.h"

static void
count_cb (WayFinder *finder, guint *n)
{
  (*n)++;
}

static void
set_up_cards (Fixture *fixture)
{
  way_editor_set_last_channel (fixture->editor, fixture_find (fixture, "Webseite"));
  fixture_add_card (fixture, "contact", "s1", "Call the shop");
  fixture_add_card (fixture, "contact", "s2", "Shop visit, shop talk");
  fixture_add_card (fixture, "ideas", "s3", "A shop of our own");
}

static void
test_step (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  guint n = 0, at;
  gboolean is_current;

  g_signal_connect (finder, "changed", G_CALLBACK (count_cb), &n);
  set_up_cards (fixture);
  g_assert_cmpuint (n, ==, 0); /* nobody looks for anything */
  way_finder_set_text (finder, "SHOP");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (way_finder_get_n_hits (finder), ==, 4);
  g_assert_null (way_finder_get_current (finder, &at));
  g_assert_cmpuint (at, ==, G_MAXUINT);

  /* Round, forwards and back. */
  way_editor_clear_selection (fixture->editor);
  for (guint i = 0; i < 9; i++)
    {
      way_finder_step (finder, 1);
      way_finder_get_current (finder, &at);
      g_assert_cmpuint (at, ==, i % 4);
    }
  way_finder_step (finder, -1);
  way_finder_get_current (finder, &at);
  g_assert_cmpuint (at, ==, 3);
  g_assert_true (way_finder_is_hit (finder, fixture_find (fixture, "A shop of our own"), &is_current));
  g_assert_true (is_current);
  g_assert_true (way_finder_is_hit (finder, fixture_find (fixture, "Call the shop"), &is_current));
  g_assert_false (is_current);
  g_assert_false (way_finder_is_hit (finder, fixture_find (fixture, "s1"), &is_current));

  /* A channel lights the cards that show its name. */
  way_finder_set_text (finder, "webseite");
  g_assert_cmpuint (way_finder_get_n_hits (finder), ==, 1);
  g_assert_true (way_finder_is_hit (finder, fixture_find (fixture, "Call the shop"), &is_current));
  g_assert_false (way_finder_is_hit (finder, fixture_find (fixture, "A shop of our own"), &is_current));

  /* What is selected comes first. */
  way_finder_set_text (finder, "");
  way_finder_set_text (finder, "shop");
  way_editor_select (fixture->editor, fixture_find (fixture, "A shop of our own"));
  way_finder_step (finder, 1);
  way_finder_get_current (finder, &at);
  g_assert_cmpuint (at, ==, 3);
}

/* The hits follow the map. */
static void
test_follows (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  guint n = 0, at;

  set_up_cards (fixture);
  way_finder_set_text (finder, "shop");
  way_finder_set_current (finder, 3);
  g_signal_connect (finder, "changed", G_CALLBACK (count_cb), &n);
  way_command_rename (fixture->editor, fixture_find (fixture, "Call the shop"), "Call them", NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (way_finder_get_n_hits (finder), ==, 3);
  way_finder_get_current (finder, &at);
  g_assert_cmpuint (at, ==, 2); /* the same one, earlier in the list */
  way_editor_undo (fixture->editor);
  way_finder_get_current (finder, &at);
  g_assert_cmpuint (at, ==, 3);
  way_editor_undo (fixture->editor);
  g_assert_cmpuint (way_finder_get_n_hits (finder), ==, 3);
}

static void
test_replace (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  gboolean done;
  guint n;

  set_up_cards (fixture);
  way_editor_clear_selection (fixture->editor);
  way_finder_set_text (finder, "shop");
  /* The first time it only goes there. */
  g_assert_true (way_finder_replace (finder, "shop shop", &done, NULL));
  g_assert_false (done);
  /* What was put there is not found again: four times and it is round. */
  for (n = 0; n < 4; n++)
    {
      g_assert_true (way_finder_replace (finder, "workshop", &done, NULL));
      g_assert_true (done);
    }
  g_assert_nonnull (fixture_find (fixture, "Call the workshop"));
  g_assert_nonnull (fixture_find (fixture, "workshop visit, workshop talk"));
  g_assert_nonnull (fixture_find (fixture, "A workshop of our own"));
  for (n = 0; n < 4; n++)
    way_editor_undo (fixture->editor);

  way_finder_set_text (finder, "shop");
  g_assert_true (way_finder_replace_all (finder, "store", &n, NULL));
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (way_finder_get_n_hits (finder), ==, 0);
  g_assert_nonnull (fixture_find (fixture, "store visit, store talk"));
  way_editor_undo (fixture->editor);
  g_assert_nonnull (fixture_find (fixture, "Shop visit, shop talk"));
  g_assert_nonnull (fixture_find (fixture, "Call the shop"));
  way_editor_undo (fixture->editor); /* the third card: replacing all was one step */
  g_assert_cmpuint (way_finder_get_n_hits (finder), ==, 3);
}

static void
test_filter (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  const char *phase = fixture_find (fixture, "p2");
  g_autofree char *name = NULL;
  guint all, n = 0;

  set_up_cards (fixture);
  g_assert_false (way_finder_is_filtering (finder));
  g_assert_null (way_finder_get_dimmed (finder));
  g_assert_cmpuint (way_finder_count_shown (finder, &all), ==, 3);
  g_assert_cmpuint (all, ==, 3);

  way_finder_set_filter (finder, WAY_FILTER_PHASE, phase);
  g_assert_cmpuint (way_finder_count_shown (finder, &all), ==, 1);
  g_assert_cmpuint (all, ==, 3);
  name = way_finder_name_filter (finder, WAY_FILTER_PHASE);
  g_assert_cmpstr (name, ==, "Only “p2”");
  way_finder_set_filter (finder, WAY_FILTER_MOMENTS, "");
  g_assert_cmpuint (way_finder_count_shown (finder, &all), ==, 0);
  way_finder_set_filter (finder, WAY_FILTER_MOMENTS, NULL);

  /* It follows the map, and goes with what it names. */
  fixture_add_card (fixture, "contact", "s4", "Late");
  g_assert_cmpuint (way_finder_count_shown (finder, &all), ==, 2);
  way_editor_select (fixture->editor, phase);
  g_signal_connect (finder, "changed", G_CALLBACK (count_cb), &n);
  g_assert_true (way_command_delete (fixture->editor, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (way_finder_is_filtering (finder));
  g_assert_null (way_finder_get_dimmed (finder));

  /* A phase of one journey says nothing of another. */
  way_editor_undo (fixture->editor);
  way_finder_set_filter (finder, WAY_FILTER_PHASE, phase);
  way_finder_set_filter (finder, WAY_FILTER_ASSUMPTIONS, "");
  way_editor_set_journey (fixture->editor, way_command_add (fixture->editor, WAY_KIND_JOURNEY, NULL, NULL));
  g_assert_null (way_finder_get_filter (finder, WAY_FILTER_PHASE));
  g_assert_nonnull (way_finder_get_filter (finder, WAY_FILTER_ASSUMPTIONS));
  way_finder_clear_filter (finder);
  g_assert_false (way_finder_is_filtering (finder));
  /* An id of nothing is none. */
  way_finder_set_filter (finder, WAY_FILTER_CHANNEL, "ch-00000000");
  g_assert_false (way_finder_is_filtering (finder));
}

/* A connection is lit between two lit cards, a path as long as one of its stops is. */
static void
test_lines (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  g_autofree char *connection = NULL, *path = NULL;

  set_up_cards (fixture);
  fixture_add_card (fixture, "contact", "s3", "Pay");
  way_editor_select_many (fixture->editor, (const char *const[]){ fixture_find (fixture, "Call the shop"), fixture_find (fixture, "Pay"), NULL }, WAY_SELECT_REPLACE);
  path = g_strdup (way_command_add (fixture->editor, WAY_KIND_PATH, NULL, NULL));
  connection = g_strdup (way_command_connect (fixture->editor, fixture_find (fixture, "Call the shop"), fixture_find (fixture, "Pay"), "next", NULL));
  g_assert_nonnull (path);
  g_assert_nonnull (connection);
  way_finder_set_filter (finder, WAY_FILTER_PHASE, fixture_find (fixture, "p2"));
  g_assert_true (g_hash_table_contains (way_finder_get_dimmed (finder), connection));
  g_assert_false (g_hash_table_contains (way_finder_get_dimmed (finder), path));
  way_finder_set_filter (finder, WAY_FILTER_MOMENTS, "");
  g_assert_true (g_hash_table_contains (way_finder_get_dimmed (finder), path));
}

static void
test_place (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayFinder) finder = way_finder_new (fixture->editor);
  const char *card = fixture_add_card (fixture, "contact", "s1", "Ring twice");
  g_autofree char *name = NULL, *other = NULL, *wanted = NULL;

  way_command_set (fixture->editor, (const char *const[]){ card, NULL }, WAY_FIELD_DESCRIPTION, "Nobody\nanswers", NULL);
  way_finder_set_text (finder, "twice");
  name = way_hit_get_place (way_finder_get_hit (finder, 0), fixture->document);
  wanted = g_strdup_printf ("Touchpoint · %s", way_element_get_name (way_editor_get_journey (fixture->editor)));
  g_assert_cmpstr (name, ==, wanted);
  way_finder_set_text (finder, "answers");
  other = way_hit_get_place (way_finder_get_hit (finder, 0), fixture->document);
  g_assert_true (g_str_has_prefix (other, "Touchpoint · “Ring twice” · Description"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/step", test_step);
  g_test_add_func ("/finder/follows", test_follows);
  g_test_add_func ("/finder/replace", test_replace);
  g_test_add_func ("/finder/filter", test_filter);
  g_test_add_func ("/finder/place", test_place);
  g_test_add_func ("/finder/lines", test_lines);
  return g_test_run ();
}
