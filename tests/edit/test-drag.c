/* Drags of every kind: each update shows what letting go would do, taking back leaves nothing, and undo knows one step. */
#include <locale.h>

#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "edit/way-drag.h"
#include "fixture.h"
#include "random-map.h"

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
  const char *name;
  WayDragKind kind;
  const char *id, *selected; /* names with blanks between them */
  struct
  {
    const char *lane, *step, *from;
    guint index;
    gboolean copy;
  } to;
  const char *shown, *label;
} rows[] = {
  { "card", WAY_DRAG_CARDS, "a", "", { .lane = "contact", .step = "s2", .index = WAY_DRAG_LAST }, "contact: s1(b) s2-s3(c) s2(a); ideas: s3(d)", "Move Card" },
  { "first-of-cell", WAY_DRAG_CARDS, "b", "", { .lane = "contact", .step = "s1", .index = 0 }, "contact: s1(b) s1(a) s2-s3(c); ideas: s3(d)", "Move Card" },
  { "cards", WAY_DRAG_CARDS, "a", "a c", { .lane = "contact", .step = "s2", .index = 0 }, "contact: s1(b) s2(a) s3-s4(c); ideas: s3(d)", "Move Cards" },
  { "copy-card", WAY_DRAG_CARDS, "a", "", { .lane = "contact", .step = "s2", .index = 0, .copy = TRUE }, "contact: s1(a) s1(b) s2(a) s2-s3(c); ideas: s3(d)", "Copy Card" },
  { "copy-in-cell", WAY_DRAG_CARDS, "a", "", { .lane = "contact", .step = "s1", .index = WAY_DRAG_LAST, .copy = TRUE }, "contact: s1(a) s1(b) s1(a) s2-s3(c); ideas: s3(d)", "Copy Card" },
  { "copy-cards", WAY_DRAG_CARDS, "c", "a c", { .lane = "contact", .step = "s3", .index = 0, .copy = TRUE }, "contact: s1(a) s1(b) s2-s3(c) s2(a) s3-s4(c); ideas: s3(d)", "Copy Cards" },
  { "copy-step", WAY_DRAG_PLACE, "s1", "", { .copy = TRUE }, "contact: s1(a) s1(b) s2-s3(c) s1(a) s1(b); ideas: s3(d)", "Copy Step" },
  { "copy-lane", WAY_DRAG_PLACE, "ideas", "", { .copy = TRUE }, "contact: s1(a) s1(b) s2-s3(c); ideas: s3(d); ideas: s3(d)", "Copy Lane" },
  { "end", WAY_DRAG_SPAN, "a", "", { .step = "s3" }, "contact: s1-s3(a) s1(b) s2-s3(c); ideas: s3(d)", "Change Span" },
  { "end-back", WAY_DRAG_SPAN, "c", "", { .step = "s2" }, "contact: s1(a) s1(b) s2(c); ideas: s3(d)", "Change Span" },
  { "end-before-start", WAY_DRAG_SPAN, "c", "", { .step = "s1" }, "contact: s1(a) s1(b) s2(c); ideas: s3(d)", "Change Span" },
  { "start", WAY_DRAG_SPAN, "c", "", { .from = "s1" }, "contact: s1(a) s1(b) s1-s3(c); ideas: s3(d)", "Change Span" },
  { "start-behind-end", WAY_DRAG_SPAN, "c", "", { .from = "s4" }, "contact: s1(a) s1(b) s3(c); ideas: s3(d)", "Change Span" },
  { "end-of-note", WAY_DRAG_SPAN, "d", "", { .step = "s4" }, "contact: s1(a) s1(b) s2-s3(c); ideas: s3-s4(d)", "Change Span" },
  { "end-in-place", WAY_DRAG_SPAN, "c", "", { .step = "s3" }, "contact: s1(a) s1(b) s2-s3(c); ideas: s3(d)", NULL },
};

static void
select_names (Fixture *fixture, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  for (char **name = list; *name != NULL && **name != '\0'; name++)
    way_editor_toggle (fixture->editor, fixture_find (fixture, *name));
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = new_filled ();
  g_autofree char *before = random_map_dump (fixture->document), *first = g_strdup (way_document_get_undo_label (fixture->document)), *after = NULL, *shown = NULL;
  g_autofree char *id = g_strdup (fixture_find (fixture, rows[i].id));
  guint index = way_element_get_index (way_document_lookup (fixture->document, id));
  WayDragTarget away = { .lane = fixture_find (fixture, "ideas"), .step = fixture_find (fixture, "s4"), .from = fixture_find (fixture, "s1"), .index = WAY_DRAG_LAST };
  WayDragTarget target = { .index = rows[i].to.index, .copy = rows[i].to.copy };

  target.lane = rows[i].to.lane != NULL ? fixture_find (fixture, rows[i].to.lane) : NULL;
  target.step = rows[i].to.step != NULL ? fixture_find (fixture, rows[i].to.step) : NULL;
  target.from = rows[i].to.from != NULL ? fixture_find (fixture, rows[i].to.from) : NULL;
  select_names (fixture, rows[i].selected);
  for (int keep = 0; keep < 2; keep++)
    {
      g_assert_true (way_drag_begin (fixture->editor, rows[i].kind, id, NULL));
      way_drag_update (fixture->editor, &away, NULL);
      g_assert_true (way_drag_update (fixture->editor, &target, NULL));
      if (keep)
        {
          g_assert_true (way_drag_holds (fixture->editor, id) == !rows[i].to.copy);
          way_drag_end (fixture->editor);
        }
      else
        way_drag_cancel (fixture->editor);
      if (keep)
        break;
      after = random_map_dump (fixture->document);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, first);
      g_clear_pointer (&after, g_free);
    }
  /* The copy goes, and what was copied stays. */
  if (rows[i].to.copy)
    g_assert_cmpuint (way_element_get_index (way_document_lookup (fixture->document, id)), ==, index);
  shown = fixture_show (fixture);
  g_assert_cmpstr (shown, ==, rows[i].shown);
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, rows[i].label != NULL ? rows[i].label : first);
  if (rows[i].label != NULL)
    way_editor_undo (fixture->editor);
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
}

/* Looking for the end of a connection changes nothing until it is found. */
static void
test_connect (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  WayEditor *editor = fixture->editor;
  const char *a = fixture_find (fixture, "a"), *c = fixture_find (fixture, "c"), *id;
  g_autofree char *before = random_map_dump (fixture->document), *after = NULL;
  g_autoptr (GError) error = NULL;
  const WayElement *connection;

  g_assert_false (way_connect_begin (editor, fixture_find (fixture, "contact")));
  g_assert_null (way_connect_get_from (editor));

  /* Its own card is no end; walking on is. */
  g_assert_true (way_connect_begin (editor, a));
  g_assert_cmpint (way_editor_get_tool (editor), ==, WAY_TOOL_CONNECT);
  g_assert_null (way_connect_get_to (editor));
  g_assert_null (way_connect_end (editor, &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE);
  g_assert_cmpstr (way_connect_get_from (editor), ==, a);
  way_editor_select (editor, c);
  g_assert_cmpstr (way_connect_get_to (editor), ==, c);
  way_connect_cancel (editor);
  g_assert_cmpstr (way_editor_get_selected (editor, 0), ==, a);
  g_assert_null (way_connect_get_from (editor));

  /* Another tool, or the card going, ends the search. */
  way_connect_begin (editor, a);
  way_editor_set_tool (editor, WAY_TOOL_PAN);
  g_assert_null (way_connect_get_from (editor));
  way_connect_begin (editor, a);
  way_command_delete (editor, NULL);
  g_assert_null (way_connect_get_from (editor));
  g_assert_cmpint (way_editor_get_tool (editor), ==, WAY_TOOL_SELECT);
  way_editor_undo (editor);
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);

  way_connect_begin (editor, fixture_find (fixture, "a"));
  way_editor_select (editor, c);
  id = way_connect_end (editor, NULL);
  connection = way_document_lookup (fixture->document, id);
  g_assert_cmpstr (way_element_get (connection, WAY_FIELD_FROM), ==, fixture_find (fixture, "a"));
  g_assert_cmpstr (way_element_get (connection, WAY_FIELD_TO), ==, c);
  g_assert_true (way_editor_is_selected (editor, id));
  g_assert_cmpint (way_editor_get_tool (editor), ==, WAY_TOOL_SELECT);
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Connect");
}

/* A step's width and a lane's height; anything else has none. */
static void
test_size (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const WayElement *s1 = way_document_lookup (fixture->document, fixture_find (fixture, "s1")), *lane = way_document_lookup (fixture->document, fixture_find (fixture, "ideas"));
  const char *ids[] = { fixture_find (fixture, "s1"), fixture_find (fixture, "ideas"), fixture_find (fixture, "a"), NULL };
  WayDragTarget wide = { .size = 300 }, far_too_wide = { .size = 100000 }, needed = { .size = 0 };

  g_assert_false (way_drag_begin (fixture->editor, WAY_DRAG_SIZE, ids[2], NULL));
  g_assert_true (way_drag_begin (fixture->editor, WAY_DRAG_SIZE, ids[0], NULL));
  g_assert_true (way_drag_update (fixture->editor, &far_too_wide, NULL));
  g_assert_cmpstr (way_element_get (s1, WAY_FIELD_WIDTH), ==, "4096");
  g_assert_true (way_drag_update (fixture->editor, &wide, NULL));
  way_drag_end (fixture->editor);
  g_assert_cmpstr (way_element_get (s1, WAY_FIELD_WIDTH), ==, "300");
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Change Width");
  g_assert_true (way_drag_begin (fixture->editor, WAY_DRAG_SIZE, ids[0], NULL));
  g_assert_true (way_drag_update (fixture->editor, &needed, NULL));
  way_drag_end (fixture->editor);
  g_assert_null (way_element_get (s1, WAY_FIELD_WIDTH));

  g_assert_true (way_command_resize (fixture->editor, ids + 1, 200, NULL));
  g_assert_cmpstr (way_element_get (lane, WAY_FIELD_HEIGHT), ==, "200");
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Change Height");
  g_assert_true (way_command_resize (fixture->editor, ids, 200, NULL));
  g_assert_cmpstr (way_element_get (s1, WAY_FIELD_WIDTH), ==, "200");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/drag/%s", rows[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/edit/drag/size", test_size);
  g_test_add_func ("/edit/drag/connect", test_connect);
  return g_test_run ();
}
