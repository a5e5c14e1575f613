#include <locale.h>

#include "edit/way-commands.h"
#include "edit/way-drag.h"
#include "edit/way-outline.h"
#include "edit/way-search.h"
#include "fixture.h"
#include "random-map.h"

/* contact: s1(a) s1(b) s2-s4(c); ideas: s3(d), a → b → c. */
static Fixture *
new_filled (void)
{
  Fixture *fixture = fixture_new ();

  fixture_add_card (fixture, "contact", "s1", "a");
  fixture_add_card (fixture, "contact", "s1", "b");
  way_command_set_span (fixture->editor, fixture_add_card (fixture, "contact", "s2", "c"), NULL, fixture_find (fixture, "s4"), NULL);
  fixture_add_card (fixture, "ideas", "s3", "d");
  way_command_connect (fixture->editor, fixture_find (fixture, "a"), fixture_find (fixture, "b"), NULL, NULL);
  way_command_connect (fixture->editor, fixture_find (fixture, "b"), fixture_find (fixture, "c"), NULL, NULL);
  way_editor_clear_selection (fixture->editor);
  return fixture;
}

typedef enum
{
  DELETE,
  DUPLICATE,
  LEFT,
  RIGHT,
  UP,
  DOWN,
  TO_S3, /* into contact/s3 */
  FIRST, /* first of its own cell */
  UNTIL_S4,
  FROM_S3,
  LONGER,
  SHORTER,
  LAST, /* place at the end of its list */
  TO_P2,
  N_DOINGS
} Doing;

static const struct
{
  const char *selected; /* names with blanks between them */
  Doing doing;
  gboolean fails;
  const char *shown, *label;
} rows[] = {
  { "a", DELETE, FALSE, "contact: s1(b) s2-s4(c); ideas: s3(d)", "Delete Touchpoint" },
  { "a d", DELETE, FALSE, "contact: s1(b) s2-s4(c)", "Delete" },
  { "s2", DELETE, FALSE, "contact: s1(a) s1(b) s3-s4(c); ideas: s3(d)", "Delete Step" },
  { "s4", DELETE, FALSE, "contact: s1(a) s1(b) s2-s3(c); ideas: s3(d)", "Delete Step" },
  { "s3 s4", DELETE, FALSE, "contact: s1(a) s1(b) s2(c)", "Delete" },
  { "p2", DELETE, FALSE, "contact: s1(a) s1(b) s2(c)", "Delete Phase" },
  { "p1", DELETE, FALSE, "contact: s3-s4(c); ideas: s3(d)", "Delete Phase" },
  { "p1 p2", DELETE, TRUE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", NULL },
  { "a s1 s2 s3 s4", DELETE, TRUE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", NULL },
  { "ideas", DELETE, FALSE, "contact: s1(a) s1(b) s2-s4(c)", "Delete Lane" },
  { "a", DUPLICATE, FALSE, "contact: s1(a) s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Duplicate Touchpoint" },
  { "a b", DUPLICATE, FALSE, "contact: s1(a) s1(b) s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Duplicate" },
  { "s2", DUPLICATE, FALSE, "contact: s1(a) s1(b) s2-s4(c) s2(c); ideas: s3(d)", "Duplicate" },
  { "ideas", DUPLICATE, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d); ideas: s3(d)", "Duplicate" },
  { "a", RIGHT, FALSE, "contact: s1(b) s2(a) s2-s4(c); ideas: s3(d)", "Move Card" },
  { "c", RIGHT, FALSE, "contact: s1(a) s1(b) s3-s4(c); ideas: s3(d)", "Move Card" },
  { "a", LEFT, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", NULL },
  { "a", DOWN, FALSE, "contact: s1(b) s1(a) s2-s4(c); ideas: s3(d)", "Move Card" },
  { "b", DOWN, FALSE, "contact: s1(a) s2-s4(c); feelings: s1(b); ideas: s3(d)", "Move Card" },
  { "b", UP, FALSE, "contact: s1(b) s1(a) s2-s4(c); ideas: s3(d)", "Move Card" },
  { "a b", DOWN, FALSE, "contact: s2-s4(c); feelings: s1(a) s1(b); ideas: s3(d)", "Move Cards" },
  { "a c", DOWN, FALSE, "contact: s1(b); feelings: s1(a) s2-s4(c); ideas: s3(d)", "Move Cards" },
  { "a", TO_S3, FALSE, "contact: s1(b) s2-s4(c) s3(a); ideas: s3(d)", "Move Card" },
  { "d", TO_S3, FALSE, "contact: s1(a) s1(b) s2-s4(c) s3(d)", "Move Card" },
  { "c", TO_S3, FALSE, "contact: s1(a) s1(b) s3-s4(c); ideas: s3(d)", "Move Card" },
  { "b", FIRST, FALSE, "contact: s1(b) s1(a) s2-s4(c); ideas: s3(d)", "Move Card" },
  { "a", UNTIL_S4, FALSE, "contact: s1-s4(a) s1(b) s2-s4(c); ideas: s3(d)", "Change Span" },
  { "c", FROM_S3, FALSE, "contact: s1(a) s1(b) s3-s4(c); ideas: s3(d)", "Change Span" },
  { "a", LONGER, FALSE, "contact: s1-s2(a) s1(b) s2-s4(c); ideas: s3(d)", "Change Span" },
  { "a d", LONGER, FALSE, "contact: s1-s2(a) s1(b) s2-s4(c); ideas: s3-s4(d)", "Change Span" },
  { "c", LONGER, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", NULL },
  { "c", SHORTER, FALSE, "contact: s1(a) s1(b) s2-s3(c); ideas: s3(d)", "Change Span" },
  { "a", SHORTER, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", NULL },
  { "s1", LONGER, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", NULL },
  { "s2", RIGHT, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Move Step" },
  { "s1", RIGHT, FALSE, "contact: s2-s4(c) s1(a) s1(b); ideas: s3(d)", "Move Step" },
  { "s3", RIGHT, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Move Step" },
  { "s4", LEFT, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Move Step" },
  { "p1", RIGHT, FALSE, "contact: s4-s2(c) s1(a) s1(b); ideas: s3(d)", "Move Phase" },
  { "contact", DOWN, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Move Lane" },
  { "ideas", UP, FALSE, "contact: s1(a) s1(b) s2-s4(c); ideas: s3(d)", "Move Lane" },
  { "contact", LAST, FALSE, "ideas: s3(d); contact: s1(a) s1(b) s2-s4(c)", "Move Lane" },
  { "s1", TO_P2, FALSE, "contact: s2-s4(c) s1(a) s1(b); ideas: s3(d)", "Move Step" },
};

static void
select_names (Fixture *fixture, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  for (char **name = list; *name != NULL; name++)
    way_editor_toggle (fixture->editor, fixture_find (fixture, *name));
}

static gboolean
run (Fixture *fixture, Doing doing, GError **error)
{
  WayEditor *editor = fixture->editor;
  g_auto (GStrv) ids = way_editor_dup_selection (editor);

  switch (doing)
    {
    case DELETE:
      return way_command_delete (editor, error);
    case DUPLICATE:
      return way_command_duplicate (editor, error);
    case LEFT:
    case RIGHT:
      return way_command_nudge (editor, doing == LEFT ? -1 : 1, 0, error);
    case UP:
    case DOWN:
      return way_command_nudge (editor, 0, doing == UP ? -1 : 1, error);
    case TO_S3:
      return way_command_move_cards (editor, (const char *const *) ids, fixture_find (fixture, "contact"), fixture_find (fixture, "s3"), G_MAXUINT, error);
    case FIRST:
      return way_command_move_cards (editor, (const char *const *) ids, NULL, way_editor_get_step (editor), 0, error);
    case UNTIL_S4:
      return way_command_set_span (editor, ids[0], NULL, fixture_find (fixture, "s4"), error);
    case FROM_S3:
      return way_command_set_span (editor, ids[0], fixture_find (fixture, "s3"), NULL, error);
    case LONGER:
      return way_command_change_span (editor, 1, error);
    case SHORTER:
      return way_command_change_span (editor, -1, error);
    case LAST:
      return way_command_place (editor, ids[0], NULL, NULL, error);
    case TO_P2:
      return way_command_place (editor, ids[0], fixture_find (fixture, "p2"), NULL, error);
    case N_DOINGS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = new_filled ();
  g_autofree char *label = g_strdup (way_document_get_undo_label (fixture->document));
  g_autofree char *before = random_map_dump (fixture->document), *shown = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  select_names (fixture, rows[i].selected);
  g_assert_true (run (fixture, rows[i].doing, &error) != rows[i].fails);
  g_assert_true ((error != NULL) == rows[i].fails);
  shown = fixture_show (fixture);
  g_assert_cmpstr (shown, ==, rows[i].shown);
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, rows[i].label != NULL ? rows[i].label : label);
  if (rows[i].label != NULL)
    way_editor_undo (fixture->editor);
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
}

/* Connections among what is copied are copied, those to others are not. */
static void
test_duplicate_connections (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const WayElement *journey = way_editor_get_journey (fixture->editor);
  WayElement *connection;
  guint n = 0;

  select_names (fixture, "a b");
  way_command_duplicate (fixture->editor, NULL);
  way_each (connection, journey, WAY_KIND_CONNECTION)
    n += way_editor_is_selected (fixture->editor, way_element_get (connection, WAY_FIELD_FROM)) && way_editor_is_selected (fixture->editor, way_element_get (connection, WAY_FIELD_TO));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_CONNECTION), ==, 3);
}

static void
test_drag (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const char *a = fixture_find (fixture, "a");
  WayDragTarget far_off = { .lane = fixture_find (fixture, "ideas"), .step = fixture_find (fixture, "s4"), .index = WAY_DRAG_LAST };
  WayDragTarget near_by = { .lane = fixture_find (fixture, "contact"), .step = fixture_find (fixture, "s2"), .index = 0 };
  g_autofree char *before = random_map_dump (fixture->document), *after = NULL, *shown = NULL;

  g_assert_true (way_drag_begin (fixture->editor, WAY_DRAG_CARDS, a, NULL));
  way_drag_update (fixture->editor, &far_off, NULL);
  way_drag_update (fixture->editor, &near_by, NULL);
  way_drag_end (fixture->editor);
  shown = fixture_show (fixture);
  g_assert_cmpstr (shown, ==, "contact: s1(b) s2(a) s2-s4(c); ideas: s3(d)");
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Move Card");
  way_editor_undo (fixture->editor);
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
  g_clear_pointer (&after, g_free);
  way_drag_begin (fixture->editor, WAY_DRAG_CARDS, a, NULL);
  way_drag_update (fixture->editor, &far_off, NULL);
  way_drag_cancel (fixture->editor);
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
  /* What was undone before can still be redone. */
  g_assert_cmpstr (way_document_get_redo_label (fixture->document), ==, "Move Card");
}

static void
test_typing (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  WayElement *a = way_document_lookup (fixture->document, fixture_find (fixture, "a"));
  g_autoptr (GError) error = NULL;

  way_command_type (fixture->editor, a, WAY_FIELD_NAME, "H", NULL);
  way_command_type (fixture->editor, a, WAY_FIELD_NAME, "Ha", NULL);
  way_command_type (fixture->editor, a, WAY_FIELD_NAME, "Hallo ", NULL);
  way_command_end_typing (fixture->editor);
  g_assert_cmpstr (way_element_get_name (a), ==, "Hallo");
  way_editor_undo (fixture->editor);
  g_assert_cmpstr (way_element_get_name (a), ==, "a");
  g_assert_false (way_command_type (fixture->editor, a, WAY_FIELD_NAME, "  ", &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_VALUE);
}

/* Writing goes on behind the last step, where something was written into it, and nowhere else. */
static void
test_grow (void)
{
  static const struct
  {
    const char *lane, *step;
    gboolean written, grows;
  } places[] = { { "contact", "s4", TRUE, TRUE }, { "contact", "s4", FALSE, FALSE }, { "contact", "s3", TRUE, FALSE }, { "ideas", "s4", TRUE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL, *cell = NULL;

      if (places[i].written)
        fixture_add_card (fixture, places[i].lane, places[i].step, "written");
      way_editor_set_cell (fixture->editor, fixture_find (fixture, places[i].lane), fixture_find (fixture, places[i].step));
      before = fixture_show_selection (fixture);
      g_assert_true (way_command_grow (fixture->editor, &error) == places[i].grows);
      g_assert_no_error (error);
      after = fixture_show_selection (fixture);
      g_assert_cmpstr (after, ==, places[i].grows ? "contact/Step 5" : before);
      if (!places[i].grows)
        continue;
      /* An empty one is no reason for another, and one step of undo takes it back. */
      g_assert_false (way_command_grow (fixture->editor, NULL));
      g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Add Step");
      way_editor_undo (fixture->editor);
    }
}

static void
test_feeling (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const WayElement *a = way_document_lookup (fixture->document, fixture_find (fixture, "a"));
  const WayElement *feeling;

  way_editor_set_cell (fixture->editor, fixture_find (fixture, "feelings"), fixture_find (fixture, "s1"));
  for (guint i = 0; i < 7; i++)
    way_command_change_feeling (fixture->editor, NULL, 1, NULL);
  feeling = way_element_get_first (a, WAY_KIND_FEELING);
  g_assert_cmpstr (way_element_get (feeling, WAY_FIELD_PERSONA), ==, fixture_find (fixture, "Ilka Brandt"));
  g_assert_cmpint (way_element_get_integer (feeling, WAY_FIELD_SCORE, 0), ==, 5);

  /* Of the chosen one, where the lane is nobody's own. */
  way_editor_set_persona (fixture->editor, fixture_find (fixture, "Jürgen Groß"));
  way_command_change_feeling (fixture->editor, NULL, 1, NULL);
  g_assert_cmpuint (way_element_count (a, WAY_KIND_FEELING), ==, 1);
  way_editor_set_cell (fixture->editor, fixture_find (fixture, "contact"), NULL);
  way_command_change_feeling (fixture->editor, NULL, -1, NULL);
  g_assert_cmpuint (way_element_count (a, WAY_KIND_FEELING), ==, 2);
  g_assert_nonnull (way_command_find_persona (fixture->editor));
  g_assert_cmpstr (way_element_get_name (way_command_find_persona (fixture->editor)), ==, "Jürgen Groß");
  way_editor_select (fixture->editor, fixture_find (fixture, "Jürgen Groß"));
  way_command_delete (fixture->editor, NULL);
  g_assert_null (way_editor_get_persona (fixture->editor));
  g_assert_cmpstr (way_element_get_name (way_command_find_persona (fixture->editor)), ==, "Ilka Brandt");
}

static void
test_set_several (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const char *ids[] = { fixture_find (fixture, "a"), fixture_find (fixture, "d"), fixture_find (fixture, "c"), NULL };

  g_assert_true (way_command_set (fixture->editor, ids, WAY_FIELD_CHANNEL, fixture_find (fixture, "Telefon"), NULL));
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Change Channel");
  g_assert_cmpstr (way_element_get (way_document_lookup (fixture->document, ids[2]), WAY_FIELD_CHANNEL), ==, fixture_find (fixture, "Telefon"));
  g_assert_cmpstr (way_editor_get_last_channel (fixture->editor), ==, fixture_find (fixture, "Telefon"));
}

static const char *
get_channel (Fixture *fixture, const char *card)
{
  const WayElement *channel = way_document_follow (fixture->document, way_document_lookup (fixture->document, card), WAY_FIELD_CHANNEL);

  return way_element_get_name (channel);
}

/* A new touchpoint has its neighbour's channel, and nobody says of an empty lane what is not known. */
static void
test_channel (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *first = fixture_add_card (fixture, "contact", "s2", "first");
  guint n = way_element_count (way_document_get_root (fixture->document), WAY_KIND_CHANNEL);

  g_assert_cmpstr (get_channel (fixture, first), ==, "Still open");
  way_command_set (fixture->editor, (const char *const[]){ first, NULL }, WAY_FIELD_CHANNEL, fixture_find (fixture, "Telefon"), NULL);
  g_assert_cmpstr (get_channel (fixture, fixture_add_card (fixture, "contact", "s3", "behind")), ==, "Telefon");
  way_command_set (fixture->editor, (const char *const[]){ fixture_find (fixture, "behind"), NULL }, WAY_FIELD_CHANNEL, fixture_find (fixture, "E-Mail"), NULL);
  g_assert_cmpstr (get_channel (fixture, fixture_add_card (fixture, "contact", "s1", "before")), ==, "Telefon");
  g_assert_cmpstr (get_channel (fixture, fixture_add_card (fixture, "contact", "s4", "last")), ==, "E-Mail");
  g_assert_cmpstr (get_channel (fixture, fixture_add_card (fixture, "contact", "s2", "second")), ==, "Telefon");
  /* Another lane: as was chosen last. */
  way_command_add_lane (fixture->editor, "touchpoints", "backstage", NULL, NULL);
  g_assert_cmpstr (get_channel (fixture, fixture_add_card (fixture, "backstage", "s1", "there")), ==, "E-Mail");
  g_assert_cmpuint (way_element_count (way_document_get_root (fixture->document), WAY_KIND_CHANNEL), ==, n);
}

/* Searching. */

static const struct
{
  const char *text, *typed, *found; /* what lies in the ranges, "|" between them */
} searches[] = {
  { "Größe", "grosse", "Größe" },
  { "Größe", "GRÖSSE", "Größe" },
  { "Straße", "ss", "ß" },
  { "Straße", "s", "S|ß" },
  { "Müller, Mueller", "mull", "Müll" },
  { "aaa", "aa", "aa" },
  { "éa e\xcc\x81 e", "e", "é|e\xcc\x81|e" },
  { "İstanbul", "ist", "İst" },
  { "abc", "x", "" },
  { "abc", "", "" },
};

static void
test_search (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = new_filled ();
  WayElement *a = way_document_lookup (fixture->document, fixture_find (fixture, "a"));
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  way_command_rename (fixture->editor, way_element_get_id (a), searches[i].text, NULL);
  hits = way_search_find (a, searches[i].typed);
  for (guint h = 0; h < hits->len; h++)
    {
      const WayHit *hit = hits->pdata[h];

      g_assert_cmpstr (hit->id, ==, way_element_get_id (a));
      g_string_append_printf (found, "%s%.*s", h > 0 ? "|" : "", (int) hit->length, way_element_get (a, hit->field) + hit->start);
    }
  g_assert_cmpstr (found->str, ==, searches[i].found);
}

static void
test_replace (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  WayElement *journey = way_editor_get_journey (fixture->editor);
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  guint n;

  way_command_rename (fixture->editor, fixture_find (fixture, "a"), "Straße, Strasse", NULL);
  g_assert_true (way_search_replace_all (fixture->editor, journey, "strasse", "Weg", &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  fixture_find (fixture, "Weg, Weg");
  hits = way_search_find (journey, "weg");
  g_assert_true (way_search_replace (fixture->editor, hits->pdata[0], "Pfad", NULL));
  fixture_find (fixture, "Pfad, Weg");
  /* A name cannot go, so nothing goes. */
  before = random_map_dump (fixture->document);
  g_assert_false (way_search_replace_all (fixture->editor, journey, "c", "", &n, &error));
  g_assert_nonnull (error);
  after = random_map_dump (fixture->document);
  g_assert_cmpstr (after, ==, before);
}

static void
test_filter (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  const WayElement *journey = way_editor_get_journey (fixture->editor);
  const WayFilter filters[] = { { .phase = fixture_find (fixture, "p2") }, { .text = "A" }, { .moments = TRUE }, { .assumptions = TRUE }, { .text = NULL } };
  static const guint dimmed[] = { 4, 5, 6, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GHashTable) set = way_filter_list_dimmed (&filters[i], fixture->document, journey);

      g_assert_cmpuint (g_hash_table_size (set), ==, dimmed[i]);
    }
}

static void
test_outline (void)
{
  g_autoptr (Fixture) fixture = new_filled ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows_of = NULL;

  way_editor_select (fixture->editor, fixture_find (fixture, "a"));
  way_command_add (fixture->editor, WAY_KIND_PAIN, "hurts", NULL);
  rows_of = way_outline_list_rows (fixture->document, way_editor_get_journey (fixture->editor), 0);
  for (guint i = 0; i < rows_of->len; i++)
    {
      const WayOutlineRow *row = rows_of->pdata[i];

      g_string_append_printf (text, "%u%s ", row->depth, row->text);
    }
  g_assert_cmpstr (text->str, ==, "0Map 1p1 2s1 3a 4hurts 3b 2s2 3c 1p2 2s3 3d 2s4 ");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/commands/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/search/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_search);
    }
  g_test_add_func ("/edit/commands/duplicate-connections", test_duplicate_connections);
  g_test_add_func ("/edit/commands/channel", test_channel);
  g_test_add_func ("/edit/commands/drag", test_drag);
  g_test_add_func ("/edit/commands/typing", test_typing);
  g_test_add_func ("/edit/commands/grow", test_grow);
  g_test_add_func ("/edit/commands/feeling", test_feeling);
  g_test_add_func ("/edit/commands/set-several", test_set_several);
  g_test_add_func ("/edit/search/replace", test_replace);
  g_test_add_func ("/edit/search/filter", test_filter);
  g_test_add_func ("/edit/outline/rows", test_outline);
  return g_test_run ();
}
