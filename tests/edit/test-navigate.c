#include <locale.h>

#include "edit/way-commands.h"
#include "edit/way-navigate.h"
#include "fixture.h"

/* contact: s1(a) s1(b) s2-s3(c); ideas: s3(d). The lane “old” is collapsed and no stop. */

enum
{
  L = WAY_MOVE_LEFT,
  R = WAY_MOVE_RIGHT,
  U = WAY_MOVE_UP,
  D = WAY_MOVE_DOWN,
  HOME = WAY_MOVE_FIRST_STEP,
  END = WAY_MOVE_LAST_STEP,
  TOP = WAY_MOVE_FIRST_LANE,
  BOTTOM = WAY_MOVE_LAST_LANE,
  PAGE_UP = WAY_MOVE_PREVIOUS_PHASE,
  PAGE_DOWN = WAY_MOVE_NEXT_PHASE,
  TAB = WAY_MOVE_NEXT_STEP,
  BACKTAB = WAY_MOVE_PREVIOUS_STEP,
  NEXT = WAY_MOVE_NEXT_LANE,
  PREVIOUS = WAY_MOVE_PREVIOUS_LANE,
  STOP = -1,
  SHIFT = 100,
};

static const struct
{
  const char *start; /* a card's name */
  int moves[8];
  const char *end;
} rows[] = {
  { "a", { D, STOP }, "b" },
  { "a", { D, D, STOP }, "feelings/s1" },
  { "a", { U, STOP }, "s1" },
  { "b", { U, U, STOP }, "s1" },
  { "a", { U, U, STOP }, "p1" },
  { "a", { U, U, U, STOP }, "Map" },
  { "a", { U, U, U, U, D, STOP }, "p1" },
  { "a", { U, U, U, TAB, STOP }, "Ilka Brandt" },
  { "a", { U, U, U, R, R, STOP }, "Johannes Petersen" },
  { "a", { U, U, U, R, R, L, L, STOP }, "Map" },
  { "a", { U, U, U, R, END, STOP }, "Jürgen Groß" },
  { "c", { U, U, U, R, D, STOP }, "p1" },
  { "c", { U, U, D, STOP }, "s2" },
  { "c", { U, U, R, D, STOP }, "s3" },
  { "a", { U, R, R, D, STOP }, "c" },
  { "a", { U, L, STOP }, "s1" },
  { "a", { U, END, STOP }, "s4" },
  { "a", { U, END, HOME, STOP }, "s1" },
  { "a", { U, TAB, TAB, STOP }, "s3" },
  { "a", { U, PAGE_DOWN, STOP }, "p2" },
  { "a", { U, U, TAB, STOP }, "p2" },
  { "a", { U, U, TAB, TAB, STOP }, "p2" },
  { "a", { U, U, BACKTAB, STOP }, "p1" },
  { "a", { L, STOP }, "contact" },
  { "a", { L, R, STOP }, "a" },
  { "a", { L, D, R, STOP }, "feelings/s1" },
  { "a", { L, D, D, D, STOP }, "old" },
  { "a", { L, D, D, D, R, STOP }, "old" },
  { "a", { L, TAB, BACKTAB, STOP }, "contact" },
  { "a", { L, BOTTOM, U, STOP }, "old" },
  { "a", { L, END, STOP }, "contact/s4" },
  { "a", { L, L, STOP }, "contact" },
  { "c", { U, SHIFT + R, SHIFT + R, STOP }, "s2 s3 s4" },
  { "c", { U, SHIFT + R, SHIFT + L, SHIFT + L, STOP }, "s1 s2" },
  { "c", { U, SHIFT + U, STOP }, "s2" },
  { "a", { U, U, SHIFT + R, STOP }, "p1 p2" },
  { "a", { L, SHIFT + D, STOP }, "contact feelings" },
  { "a", { SHIFT + L, STOP }, "a" },
  { "a", { SHIFT + U, STOP }, "a" },
  { "a", { R, STOP }, "c" },
  { "a", { R, R, STOP }, "contact/s4" },
  { "a", { R, R, R, STOP }, "contact/s4" },
  { "a", { R, R, L, STOP }, "c" },
  { "c", { L, STOP }, "a" },
  { "c", { D, STOP }, "feelings/s2" },
  { "d", { U, STOP }, "feelings/s3" },
  { "d", { U, U, STOP }, "c" },
  { "d", { D, STOP }, "pains/s3" },
  { "d", { D, U, STOP }, "d" },
  { "d", { L, L, U, U, STOP }, "b" },
  { "c", { HOME, STOP }, "a" },
  { "a", { END, STOP }, "contact/s4" },
  { "a", { BOTTOM, STOP }, "pains/s1" },
  { "d", { TOP, STOP }, "c" },
  { "a", { PAGE_DOWN, STOP }, "c" },
  { "d", { PAGE_UP, STOP }, "ideas/s1" },
  { "a", { PAGE_UP, STOP }, "a" },
  { "a", { TAB, STOP }, "c" },
  { "a", { TAB, TAB, TAB, STOP }, "feelings/s1" },
  { "a", { TAB, TAB, TAB, BACKTAB, STOP }, "contact/s4" },
  { "a", { NEXT, STOP }, "feelings/s1" },
  { "a", { NEXT, NEXT, NEXT, STOP }, "pains/s1" },
  { "a", { NEXT, PREVIOUS, STOP }, "a" },
  { "a", { SHIFT + R, STOP }, "a b c" },
  { "a", { SHIFT + D, STOP }, "a b" },
  { "d", { SHIFT + U, STOP }, "c d" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture_add_card (fixture, "contact", "s1", "a");
  fixture_add_card (fixture, "contact", "s1", "b");
  way_command_set_span (fixture->editor, fixture_add_card (fixture, "contact", "s2", "c"), NULL, fixture_find (fixture, "s3"), NULL);
  fixture_add_card (fixture, "ideas", "s3", "d");
  way_editor_select (fixture->editor, fixture_find (fixture, rows[i].start));
  for (const int *move = rows[i].moves; *move != STOP; move++)
    way_navigate (fixture->editor, (WayMove) (*move % SHIFT), *move >= SHIFT);

  g_autofree char *shown = fixture_show_selection (fixture);

  g_assert_cmpstr (shown, ==, rows[i].end);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/navigate/%02u-%s", i, rows[i].start);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
