#include <locale.h>
#include <string.h>

#include "edit/way-cells.h"
#include "edit/way-clipboard.h"
#include "edit/way-commands.h"
#include "fixture.h"
#include "model/way-integrity.h"
#include "random-command.h"
#include "random-map.h"

static void
check_sound (WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) > 0)
    {
      g_autofree char *text = way_finding_to_string (way_report_get (report, 0));

      g_error ("%s", text);
    }
}

/* What an original would be under the copy's id. */
static WayElement *
rename_copy (const WayCells *cells, const WayElement *original, const char *id)
{
  WayElement *copy = way_element_copy (original);
  int from = way_cells_find (cells, way_element_get (copy, WAY_FIELD_STEP)), to = way_cells_find (cells, way_element_get (copy, WAY_FIELD_UNTIL));

  way_element_init_value (copy, WAY_FIELD_ID, id);
  if (to <= from)
    way_element_init_value (copy, WAY_FIELD_UNTIL, NULL);
  return copy;
}

/* Cards pasted where they were copied are the same, but for their ids. */
static void
test_same_place (void)
{
  for (guint32 seed = 1; seed < 40; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      g_autoptr (WayEditor) editor = way_editor_new (document);
      g_autoptr (WayDocument) fragment = NULL;
      g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
      const GPtrArray *cards = way_cells_get_all_cards (cells->journey);
      g_autoptr (GPtrArray) originals = NULL;
      g_autoptr (GPtrArray) copies = NULL;
      g_autoptr (GError) error = NULL;
      guint lane, first, last, corner_lane = G_MAXUINT, corner_step = G_MAXUINT;

      for (guint i = 0; cards != NULL && i < cards->len; i += 1 + seed % 3)
        way_editor_toggle (editor, way_element_get_id (cards->pdata[i]));
      originals = way_editor_list_selected (editor);
      if (originals->len == 0)
        continue;
      for (guint i = 0; i < originals->len; i++)
        if (way_cells_get_place (cells, originals->pdata[i], &lane, &first, &last))
          {
            corner_lane = MIN (corner_lane, lane);
            corner_step = MIN (corner_step, first);
          }
      fragment = way_clipboard_copy (editor);
      g_assert_nonnull (fragment);
      check_sound (fragment);
      way_editor_set_cell (editor, way_element_get_id (cells->lanes->pdata[corner_lane]), way_element_get_id (cells->steps->pdata[corner_step]));
      way_clipboard_paste (editor, fragment, NULL, &error);
      g_assert_no_error (error);
      check_sound (document);
      copies = way_editor_list_selected (editor);
      g_assert_cmpuint (copies->len, ==, originals->len);
      for (guint i = 0; i < copies->len; i++)
        {
          g_autoptr (WayElement) expected = rename_copy (cells, originals->pdata[i], way_element_get_id (copies->pdata[i]));

          g_assert_true (way_element_equal (copies->pdata[i], expected));
        }
    }
}

/* Into another map everything needed comes along, once. */
static void
test_other_map (void)
{
  for (guint32 seed = 1; seed < 40; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) source = random_map_new (seed, &size);
      g_autoptr (WayDocument) target = way_document_new ("Other", "en");
      g_autoptr (WayEditor) from = way_editor_new (source);
      g_autoptr (WayEditor) to = way_editor_new (target);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayDocument) fragment = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = random_map_dump (target), *after = NULL;
      guint channels, personas;

      for (guint i = 0; i < 4; i++)
        way_editor_toggle (from, way_element_get_id (random_command_pick (from, rand, WAY_ANY_KIND & ~WAY_BIT (WAY_KIND_DOCUMENT))));
      fragment = way_clipboard_copy (from);
      if (fragment == NULL)
        continue;
      check_sound (fragment);
      way_clipboard_paste (to, fragment, NULL, &error);
      g_assert_no_error (error);
      check_sound (target);
      channels = way_element_count (way_document_get_root (target), WAY_KIND_CHANNEL);
      personas = way_element_count (way_document_get_root (target), WAY_KIND_PERSONA);
      if (way_element_get (way_document_get_meta (fragment), WAY_FIELD_KEYWORD) != NULL && channels + personas > 0)
        g_test_message ("seed %u brings %u channels and %u personas", seed, channels, personas);
      if (way_document_get_undo_label (target) != NULL)
        way_editor_undo (to);
      after = random_map_dump (target);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_registers_once (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayDocument) target = way_document_new ("Other", "en");
  g_autoptr (WayEditor) editor = way_editor_new (target);
  g_autoptr (WayDocument) fragment = NULL;

  fixture_add_card (fixture, "contact", "s1", "a");
  way_command_change_feeling (fixture->editor, NULL, 2, NULL);
  fragment = way_clipboard_copy (fixture->editor);
  way_clipboard_paste (editor, fragment, NULL, NULL);
  way_clipboard_paste (editor, fragment, NULL, NULL);
  check_sound (target);
  g_assert_cmpuint (way_element_count (way_document_get_root (target), WAY_KIND_CHANNEL), ==, 1);
  g_assert_cmpuint (way_element_count (way_document_get_root (target), WAY_KIND_PERSONA), ==, 1);
  g_assert_cmpuint (way_element_count (way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT), ==, 2);
  g_assert_cmpstr (way_document_get_undo_label (target), ==, "Paste");
}

static const struct
{
  const char *lane, *step, *text, *shown;
} texts[] = {
  { "contact", "s1", "one\ntwo\r\n\n  three\n", "contact: s1(one) s1(two) s1(three)" },
  { "contact", "s2", "- one\n* two\n• three", "contact: s2(one) s2(two) s2(three)" },
  { "ideas", "s1", "one", "ideas: s1(one)" },
  { "contact", "s1", "a\tb\tc", "contact: s1(a) s2(b) s3(c)" },
  { "contact", "s3", "a\tb\tc\td", "contact: s3(a) s4(b) Step 5(c) Step 6(d)" },
  { "contact", "s1", "a\t\"b\nc\"\td", "contact: s1(a) s2(b) s2(c) s3(d)" },
  { "contact", "s1", "a\t\"say \"\"b\"\"\"\tc", "contact: s1(a) s2(say \"b\") s3(c)" },
  { "contact", "s1", "a\t\"b\tc", "contact: s1(a) s2(\"b) s3(c)" },
  { "ideas", "s1", "a\tb\nc\td\n", "ideas: s1(a) s2(b); old: s1(c) s2(d)" },
  { "contact", "s1", "\ts2\ts4\nideas\ta\tb\ncontact\tc\td\n", "contact: s2(c) s4(d); ideas: s2(a) s4(b)" },
  { "contact", "s1", "\tS2\tNew step\nNew lane\ta\tb\n", "New lane: s2(a) New step(b)" },
  { "contact", "s1", "\n\n \n", "" },
  { "contact", "s1", "\t\t\n\t\n", "" },
};

static void
test_text (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *shown = NULL;

  way_editor_set_cell (fixture->editor, fixture_find (fixture, texts[i].lane), fixture_find (fixture, texts[i].step));
  g_assert_true (way_clipboard_paste_text (fixture->editor, texts[i].text, NULL));
  shown = fixture_show (fixture);
  g_assert_cmpstr (shown, ==, texts[i].shown);
}

static void
test_feelings (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const WayElement *card = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s1", "a"));

  way_editor_set_cell (fixture->editor, fixture_find (fixture, "feelings"), fixture_find (fixture, "s1"));
  g_assert_true (way_clipboard_paste_text (fixture->editor, "-3\t+2", NULL));
  g_assert_cmpint (way_element_get_integer (way_element_get_first (card, WAY_KIND_FEELING), WAY_FIELD_SCORE, 0), ==, -3);
}

/* What is copied as a table comes back as it was. */
static void
test_table (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (Fixture) other = fixture_new ();
  g_autofree char *table = NULL, *shown = NULL, *text = NULL;

  fixture_add_card (fixture, "contact", "s1", "a");
  fixture_add_card (fixture, "contact", "s1", "b “c” \"d\"");
  fixture_add_card (fixture, "ideas", "s3", "e");
  way_editor_select_all (fixture->editor);
  table = way_clipboard_to_table (fixture->editor);
  g_assert_cmpstr (table, ==, "\ts1\ts2\ts3\ncontact\t\"a\nb “c” \"\"d\"\"\"\t\t\nfeelings\t\t\t\nideas\t\t\te\n");
  way_clipboard_paste_text (other->editor, table, NULL);
  shown = fixture_show (other);
  g_assert_cmpstr (shown, ==, "contact: s1(a) s1(b “c” \"d\"); ideas: s3(e)");
  text = way_clipboard_to_text (fixture->editor);
  g_assert_cmpstr (text, ==, "a\nb “c” \"d\"\ne\n");
  g_free (text);
  way_editor_select (fixture->editor, fixture_find (fixture, "p1"));
  text = way_clipboard_to_text (fixture->editor);
  g_assert_cmpstr (text, ==, "p1\n  s1\n    a\n    b “c” \"d\"\n  s2\n");
}

/* A whole log file, say, that lay on the clipboard: refused with a sentence, and nothing has changed. */
static void
test_too_long (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_show (fixture), *after = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "line\r\n");
  g_assert_false (way_clipboard_paste_text (fixture->editor, text->str, &error));
  g_assert_nonnull (error);
  after = fixture_show (fixture);
  g_assert_cmpstr (before, ==, after);
  g_string_truncate (text, 1000 * strlen ("line\r\n"));
  g_assert_true (way_clipboard_paste_text (fixture->editor, text->str, NULL));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/clipboard/same-place", test_same_place);
  g_test_add_func ("/edit/clipboard/other-map", test_other_map);
  g_test_add_func ("/edit/clipboard/registers-once", test_registers_once);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/clipboard/text/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_text);
    }
  g_test_add_func ("/edit/clipboard/feelings", test_feelings);
  g_test_add_func ("/edit/clipboard/table", test_table);
  g_test_add_func ("/edit/clipboard/too-long", test_too_long);
  return g_test_run ();
}
