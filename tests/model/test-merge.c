/* Merging by laws: over random maps that two hands changed. */
#include <string.h>

#include "model/way-integrity.h"
#include "model/way-merge.h"
#include "random-map.h"

#define SEEDS 150

static WayDocument *
copy_document (const WayDocument *document)
{
  return way_document_new_for_root (way_element_copy (way_document_get_root (document)), NULL);
}

static WayDocument *
change_copy (const WayDocument *document, guint32 seed, guint n)
{
  WayDocument *copy = copy_document (document);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n; i++)
    random_map_change (copy, rand);
  return copy;
}

static WayDocument *
make_base (guint32 seed)
{
  RandomMapSize size = random_map_choose_size (seed);

  size.touchpoints = MIN (size.touchpoints, 40);
  return random_map_new (seed, &size);
}

static WayMerge *
merge (const WayDocument *base, const WayDocument *mine, const WayDocument *theirs)
{
  return way_merge_new (base != NULL ? way_document_get_root (base) : NULL, way_document_get_root (mine), way_document_get_root (theirs));
}

static void
assert_valid (WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  way_integrity_check (document, report);
  if (way_report_count (report, WAY_SEVERITY_ERROR) > 0)
    g_error ("%s", way_report_get (report, 0)->text);
}

static void
assert_same (const WayDocument *a, const WayDocument *b)
{
  g_autofree char *x = random_map_dump (a), *y = random_map_dump (b);

  g_assert_cmpstr (x, ==, y);
  g_assert_true (way_element_equal (way_document_get_root (a), way_document_get_root (b)));
}

static void
assert_merged (const WayDocument *base, const WayDocument *mine, const WayDocument *theirs, const WayDocument *expected)
{
  g_autoptr (WayMerge) m = merge (base, mine, theirs);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) result = way_merge_build (m, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (way_merge_count_conflicts (m), ==, 0);
  assert_same (result, expected);
}

/* What only one of them changed is as that one has it. */
static void
test_one_side (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) base = make_base (seed), mine = change_copy (base, seed + 1000, 1 + seed % 9);

      assert_merged (base, mine, base, mine);
      assert_merged (base, base, mine, mine);
      assert_merged (base, mine, mine, mine);
      assert_merged (NULL, mine, mine, mine);
    }
}

typedef struct
{
  const WayDocument *base, *result;
  gboolean all_kept;
} Search;

static void
find_added_cb (WayElement *element, gpointer data)
{
  Search *search = data;
  const char *id = way_element_get_id (element);

  if (id != NULL && way_element_get_kind (element) != WAY_KIND_DOCUMENT && way_document_lookup (search->base, id) == NULL && way_document_lookup (search->result, id) == NULL)
    search->all_kept = FALSE;
}

static void
assert_all_added (const WayDocument *base, const WayDocument *side, const WayDocument *result)
{
  Search search = { base, result, TRUE };

  way_element_walk ((WayElement *) way_document_get_root (side), find_added_cb, &search);
  g_assert_true (search.all_kept);
}

/* Ids are unique in every document that could be made at all. */
static void
test_both_sides (void)
{
  guint conflicts = 0;

  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) base = make_base (seed), mine = change_copy (base, seed + 1000, 1 + seed % 9), theirs = change_copy (base, seed + 2000, 1 + seed % 7);
      g_autoptr (WayMerge) m = merge (base, mine, theirs);
      g_autoptr (GError) error = NULL;
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayDocument) result = way_merge_build (m, &error), chosen = NULL;

      g_assert_no_error (error);
      assert_valid (result);
      assert_all_added (base, mine, result);
      assert_all_added (base, theirs, result);
      conflicts += way_merge_count_conflicts (m);
      for (guint i = 0; i < way_merge_get_n_items (m); i++)
        {
          g_autofree char *text = way_merge_dup_text (m, i, WAY_MERGE_MINE), *a = way_merge_dup_version (m, i, WAY_MERGE_MINE), *b = way_merge_dup_version (m, i, WAY_MERGE_THEIRS);

          g_assert_true (g_utf8_validate (text, -1, NULL) && *a != '\0' && *b != '\0');
          if (way_merge_get_item (m, i)->conflict && g_rand_boolean (rand))
            way_merge_choose (m, i, WAY_MERGE_THEIRS);
        }
      chosen = way_merge_build (m, &error);
      g_assert_no_error (error);
      assert_valid (chosen);
    }
  g_test_message ("%u conflicts", conflicts);
  g_assert_cmpuint (conflicts, >, 20);
}

/* Without a past nothing that either has is left out. */
static void
test_no_base (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) base = make_base (seed), mine = change_copy (base, seed + 1000, 5), theirs = change_copy (base, seed + 2000, 5), empty = way_document_new ("Empty", "en");
      g_autoptr (WayMerge) m = merge (NULL, mine, theirs);
      g_autoptr (GError) error = NULL;
      g_autoptr (WayDocument) result = way_merge_build (m, &error);

      g_assert_no_error (error);
      assert_valid (result);
      assert_all_added (empty, mine, result);
      assert_all_added (empty, theirs, result);
    }
}

static void
test_apply (void)
{
  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (WayDocument) base = make_base (seed), target = change_copy (base, seed + 1000, 1 + seed % 20), document = copy_document (base);
      g_autoptr (GError) error = NULL;

      way_merge_apply (document, way_document_get_root (target), "Restore", &error);
      g_assert_no_error (error);
      assert_same (document, target);
      g_assert_cmpuint (way_document_get_n_done (document), <=, 1);
      while (way_document_undo (document))
        continue;
      assert_same (document, base);
      while (way_document_redo (document))
        continue;
      assert_same (document, target);
    }
}

/* --- examples, in words --- */

static WayDocument *
make_small (void)
{
  WayDocument *document = way_document_new ("Small", "en");
  WayElement *root = (WayElement *) way_document_get_root (document), *journey = way_element_get_first (root, WAY_KIND_JOURNEY);
  const char *lane = way_element_get_id (way_element_get_first (journey, WAY_KIND_LANE)), *step = way_element_get_id (way_element_get_first (way_element_get_first (journey, WAY_KIND_PHASE), WAY_KIND_STEP));
  g_autoptr (WayElement) channel = way_element_new (WAY_KIND_CHANNEL), persona = way_element_new (WAY_KIND_PERSONA);

  way_document_begin (document, "Make");
  way_element_init_value (channel, WAY_FIELD_ID, "ch-aaaaaaaa");
  way_element_init_value (channel, WAY_FIELD_NAME, "Web");
  way_element_init_value (channel, WAY_FIELD_KIND, "web");
  way_element_init_value (channel, WAY_FIELD_MEDIUM, "digital");
  way_document_insert (document, channel, root, 0, NULL);
  way_element_init_value (persona, WAY_FIELD_ID, "ps-aaaaaaaa");
  way_element_init_value (persona, WAY_FIELD_NAME, "Jo");
  way_document_insert (document, persona, root, 0, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (WayElement) card = way_element_new (WAY_KIND_TOUCHPOINT);
      g_autofree char *id = g_strdup_printf ("tp-aaaaaaa%c", 'a' + i), *name = g_strdup_printf ("Card %c", 'A' + i);

      way_element_init_value (card, WAY_FIELD_ID, id);
      way_element_init_value (card, WAY_FIELD_NAME, name);
      way_element_init_value (card, WAY_FIELD_LANE, lane);
      way_element_init_value (card, WAY_FIELD_STEP, step);
      way_element_init_value (card, WAY_FIELD_CHANNEL, "ch-aaaaaaaa");
      way_document_insert (document, card, journey, G_MAXUINT, NULL);
    }
  way_document_commit (document);
  return document;
}

static void
set_name (WayDocument *document, const char *id, const char *name)
{
  way_document_begin (document, "Rename");
  g_assert_true (way_document_set (document, way_document_lookup (document, id), WAY_FIELD_NAME, name, NULL));
  way_document_commit (document);
}

static void
add_feeling (WayDocument *document, const char *score)
{
  g_autoptr (WayElement) feeling = way_element_new (WAY_KIND_FEELING);

  way_element_init_value (feeling, WAY_FIELD_PERSONA, "ps-aaaaaaaa");
  way_element_init_value (feeling, WAY_FIELD_SCORE, score);
  way_document_begin (document, "Feel");
  g_assert_true (way_document_insert (document, feeling, way_document_lookup (document, "tp-aaaaaaab"), 0, NULL));
  way_document_commit (document);
}

static char *
tell (const WayMerge *m)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < way_merge_get_n_items (m); i++)
    {
      const WayMergeItem *item = way_merge_get_item (m, i);
      g_autofree char *text = way_merge_dup_text (m, i, WAY_MERGE_MINE), *subject = way_merge_dup_subject (m, i), *mine = way_merge_dup_version (m, i, WAY_MERGE_MINE), *theirs = way_merge_dup_version (m, i, WAY_MERGE_THEIRS);

      if (item->conflict)
        g_string_append_printf (s, "? %s | %s | %s\n", subject, mine, theirs);
      else
        g_string_append_printf (s, "%c %s\n", "?mtb"[item->side], text);
    }
  return g_string_free (s, FALSE);
}

static void
test_words (void)
{
  g_autoptr (WayDocument) base = make_small (), mine = copy_document (base), theirs = copy_document (base), result = NULL, other = NULL;
  g_autoptr (WayMerge) m = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  set_name (mine, "tp-aaaaaaaa", "Mine");
  set_name (theirs, "tp-aaaaaaaa", "Theirs");
  add_feeling (mine, "2");
  g_assert_true (way_integrity_delete (theirs, way_document_lookup (theirs, "tp-aaaaaaab"), &error));
  g_assert_true (way_integrity_delete (theirs, way_document_lookup (theirs, "tp-aaaaaaac"), &error));
  set_name (mine, "ps-aaaaaaaa", "Joe");
  m = merge (base, mine, theirs);
  told = tell (m);
  g_assert_cmpstr (told, ==,
                   "? Touchpoint “Mine”: Name | “Mine” | “Theirs”\n"
                   "? Touchpoint “Card B” | kept, as it is | removed\n"
                   "m Persona “Joe”: Name “Jo” → “Joe”\n"
                   "t Touchpoint “Card C”: removed\n"
                   "m Touchpoint “Card B”, Feeling: added\n");
  result = way_merge_build (m, &error);
  g_assert_cmpstr (way_element_get_name (way_document_lookup (result, "tp-aaaaaaaa")), ==, "Mine");
  g_assert_nonnull (way_document_lookup (result, "tp-aaaaaaab"));
  g_assert_null (way_document_lookup (result, "tp-aaaaaaac"));
  way_merge_choose_all (m, WAY_MERGE_THEIRS);
  other = way_merge_build (m, &error);
  g_assert_cmpstr (way_element_get_name (way_document_lookup (other, "tp-aaaaaaaa")), ==, "Theirs");
  g_assert_null (way_document_lookup (other, "tp-aaaaaaab"));
}

/* One removed the person, the other wrote how that person feels: the person stays. */
static void
test_still_needed (void)
{
  g_autoptr (WayDocument) base = make_small (), mine = copy_document (base), theirs = copy_document (base), result = NULL;
  g_autoptr (WayMerge) m = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (way_integrity_delete (mine, way_document_lookup (mine, "ps-aaaaaaaa"), &error));
  add_feeling (theirs, "-3");
  m = merge (base, mine, theirs);
  g_assert_cmpuint (way_merge_count_conflicts (m), ==, 1);
  result = way_merge_build (m, &error);
  g_assert_nonnull (way_document_lookup (result, "ps-aaaaaaaa"));
  assert_valid (result);
}

/* Both wrote the same person's feeling: one feeling, and a choice. */
static void
test_same_topic (void)
{
  g_autoptr (WayDocument) base = make_small (), mine = copy_document (base), theirs = copy_document (base), result = NULL;
  g_autoptr (WayMerge) m = NULL;

  add_feeling (mine, "1");
  add_feeling (theirs, "-3");
  m = merge (base, mine, theirs);
  g_assert_cmpuint (way_merge_count_conflicts (m), ==, 1);
  result = way_merge_build (m, NULL);
  g_assert_cmpuint (way_element_count (way_document_lookup (result, "tp-aaaaaaab"), WAY_KIND_FEELING), ==, 1);
}

/* What both did to one list goes together, and each is told as that one did it. */
static void
test_lists (void)
{
  g_autoptr (WayDocument) base = make_small (), mine = NULL, theirs = NULL, result = NULL;
  WayElement *meta = (WayElement *) way_document_get_meta (base);
  g_autoptr (WayMerge) m = NULL;
  g_autofree char *a = NULL, *b = NULL;

  way_document_begin (base, "Set");
  way_document_set (base, meta, WAY_FIELD_KEYWORD, "one\ntwo", NULL);
  way_document_commit (base);
  mine = copy_document (base);
  theirs = copy_document (base);
  way_document_begin (mine, "Set");
  way_document_set (mine, (WayElement *) way_document_get_meta (mine), WAY_FIELD_KEYWORD, "one\ntwo\nmine", NULL);
  way_document_commit (mine);
  way_document_begin (theirs, "Set");
  way_document_set (theirs, (WayElement *) way_document_get_meta (theirs), WAY_FIELD_KEYWORD, "two\ntheirs", NULL);
  way_document_commit (theirs);
  m = merge (base, mine, theirs);
  g_assert_cmpuint (way_merge_get_n_items (m), ==, 1);
  g_assert_cmpuint (way_merge_count_conflicts (m), ==, 0);
  a = way_merge_dup_text (m, 0, WAY_MERGE_MINE);
  b = way_merge_dup_text (m, 0, WAY_MERGE_THEIRS);
  g_assert_cmpstr (a, ==, "About the map: Keywords “one · two” → “one · two · mine”");
  g_assert_cmpstr (b, ==, "About the map: Keywords “one · two” → “two · theirs”");
  result = way_merge_build (m, NULL);
  g_assert_cmpstr (way_element_get (way_document_get_meta (result), WAY_FIELD_KEYWORD), ==, "two\nmine\ntheirs");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/one-side", test_one_side);
  g_test_add_func ("/merge/both-sides", test_both_sides);
  g_test_add_func ("/merge/no-base", test_no_base);
  g_test_add_func ("/merge/apply", test_apply);
  g_test_add_func ("/merge/words", test_words);
  g_test_add_func ("/merge/still-needed", test_still_needed);
  g_test_add_func ("/merge/same-topic", test_same_topic);
  g_test_add_func ("/merge/lists", test_lists);
  return g_test_run ();
}
