/* Registers, merging, parts and what several elements share: laws over random maps, and a few maps to keep in mind. */
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-parts.h"
#include "edit/way-register.h"
#include "edit/way-shared.h"
#include "fixture.h"
#include "model/way-integrity.h"
#include "random-map.h"

#define MAPS 30

static void
check_sound (WayDocument *document, const char *what, guint32 seed)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) == 0)
    return;

  g_autofree char *text = way_finding_to_string (way_report_get (report, 0));

  g_error ("seed %u, after %s: %s", seed, what, text);
}

static WayDocument *
make_map (guint32 seed)
{
  RandomMapSize size = random_map_choose_size (seed);
  WayDocument *document = random_map_new (seed, &size);

  way_document_seed_ids (document, seed);
  return document;
}

/* One use for each reference, and the first `n` kinds are all there. */
static void
test_uses (void)
{
  guint n;
  const WayKind *kinds = way_register_list_kinds (&n);
  guint used = 0;

  for (guint32 seed = 0; seed < MAPS; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GPtrArray) elements = way_register_list (document, kinds[k], WAY_REGISTER_BY_USES);
          guint last = G_MAXUINT;

          for (guint i = 0; i < elements->len; i++)
            {
              g_autoptr (GPtrArray) uses = way_register_list_uses (document, elements->pdata[i]);

              g_assert_cmpuint (uses->len, ==, way_register_count_uses (document, elements->pdata[i]));
              g_assert_cmpuint (uses->len, <=, last);
              last = uses->len;
              used += uses->len;
              for (guint u = 0; u < uses->len; u++)
                g_assert_nonnull (way_element_get_id (((WayUse *) uses->pdata[u])->place));
            }
        }
    }
  g_assert_cmpuint (used, >, 1000);
}

static gboolean
goes_with_another (const GPtrArray *gone, const WayElement *deleted, const WayElement *element)
{
  for (WayElement *parent = way_element_get_parent (element); parent != NULL; parent = way_element_get_parent (parent))
    if (parent == deleted || g_ptr_array_find ((GPtrArray *) gone, parent, NULL))
      return TRUE;
  return FALSE;
}

/* What was foretold is what happens. */
static void
test_foresee (void)
{
  guint n, gone_in_all = 0, cleared_in_all = 0;
  const WayKind *kinds = way_register_list_kinds (&n);

  for (guint32 seed = 0; seed < MAPS; seed++)
    for (guint k = 0; k < n; k++)
      {
        g_autoptr (WayDocument) document = make_map (seed);
        g_autoptr (GPtrArray) elements = way_register_list (document, kinds[k], WAY_REGISTER_AS_IS), gone = g_ptr_array_new (), cleared = g_ptr_array_new ();
        g_autofree char *before = random_map_dump (document), *after = NULL, *text = NULL;
        gboolean harmless;

        if (elements->len == 0)
          continue;
        g_assert_true (way_integrity_foresee (document, elements->pdata[0], gone, cleared, NULL));
        /* Nothing is counted twice: not what goes with something else that goes. */
        for (guint i = 0; i < gone->len; i++)
          g_assert_false (goes_with_another (gone, elements->pdata[0], gone->pdata[i]));
        text = way_register_explain_delete (document, elements->pdata[0], &harmless, NULL);
        g_assert_nonnull (text);
        g_assert_true (harmless == (gone->len + cleared->len == 0));
        after = random_map_dump (document);
        g_assert_cmpstr (after, ==, before);

        g_autoptr (GHashTable) revisions = g_hash_table_new (NULL, NULL);

        for (guint i = 0; i < cleared->len; i++)
          g_hash_table_insert (revisions, cleared->pdata[i], GUINT_TO_POINTER ((guint) way_element_get_revision (cleared->pdata[i])));
        way_document_begin (document, "Delete");
        g_assert_true (way_integrity_delete (document, elements->pdata[0], NULL));
        for (guint i = 0; i < gone->len; i++)
          g_assert_true (way_element_get_root (gone->pdata[i]) != way_document_get_root (document));
        for (guint i = 0; i < cleared->len; i++)
          {
            g_assert_true (way_element_get_root (cleared->pdata[i]) == way_document_get_root (document));
            g_assert_cmpuint ((guint) way_element_get_revision (cleared->pdata[i]), !=, GPOINTER_TO_UINT (g_hash_table_lookup (revisions, cleared->pdata[i])));
          }
        gone_in_all += gone->len;
        cleared_in_all += cleared->len;
        check_sound (document, "deleting", seed);
        way_document_commit (document);
        way_document_undo (document);
        g_free (after);
        after = random_map_dump (document);
        g_assert_cmpstr (after, ==, before);
      }
  g_assert_cmpuint (gone_in_all, >, 100);
  g_assert_cmpuint (cleared_in_all, >, 100);
}

/* Nothing points to what was merged, all that did points to the other, and undo brings all back. */
static void
test_merge (void)
{
  guint n, merged = 0;
  const WayKind *kinds = way_register_list_kinds (&n);

  for (guint32 seed = 0; seed < MAPS; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayEditor) editor = way_editor_new (document);

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GPtrArray) elements = way_register_list (document, kinds[k], WAY_REGISTER_AS_IS), uses = NULL, left = NULL;
          g_autoptr (GError) error = NULL;
          g_autofree char *before = random_map_dump (document), *after = NULL, *from = NULL, *into = NULL;
          guint most;

          if (elements->len < 2)
            continue;
          from = g_strdup (way_element_get_id (elements->pdata[1]));
          into = g_strdup (way_element_get_id (elements->pdata[0]));
          most = way_register_count_uses (document, elements->pdata[0]) + way_register_count_uses (document, elements->pdata[1]);
          g_assert_true (way_command_merge (editor, from, into, &error));
          g_assert_no_error (error);
          check_sound (document, "merging", seed);
          g_assert_null (way_document_lookup (document, from));
          left = way_document_dup_referrers (document, from);
          g_assert_cmpuint (left->len, ==, 0);
          g_assert_cmpuint (way_register_count_uses (document, way_document_lookup (document, into)), <=, most);
          merged++;
          g_assert_true (way_document_undo (document));
          after = random_map_dump (document);
          g_assert_cmpstr (after, ==, before);
        }
    }
  g_assert_cmpuint (merged, >, 50);
}

static WayElement *
add (Fixture *fixture, WayKind kind, const char *name)
{
  const char *id = way_command_add (fixture->editor, kind, name, NULL);

  g_assert_nonnull (id);
  return way_document_lookup (fixture->document, id);
}

/* Two feelings about what is now one person are one: what the first says counts, the rest is filled in. */
static void
test_merge_twins (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *card = fixture_add_card (fixture, "contact", "s1", "a");
  WayElement *touchpoint = way_document_lookup (fixture->document, card), *ilka = way_document_lookup (fixture->document, fixture_find (fixture, "Ilka Brandt")), *anna = add (fixture, WAY_KIND_PERSONA, "Anna"), *feeling;
  g_autoptr (GError) error = NULL;

  g_assert_true (way_command_set_feeling (fixture->editor, card, way_element_get_id (ilka), 2, NULL));
  g_assert_true (way_command_set_feeling (fixture->editor, card, way_element_get_id (anna), -3, NULL));
  feeling = way_element_get_slot (touchpoint, (guint) way_kind_find_slot (WAY_KIND_TOUCHPOINT, WAY_KIND_FEELING))->pdata[1];
  g_assert_true (way_command_type (fixture->editor, feeling, WAY_FIELD_EMOTION, "cross", NULL));
  g_assert_true (way_command_set (fixture->editor, (const char *const[]){ way_element_get_id (anna), NULL }, WAY_FIELD_GOAL, "a goal", NULL));
  g_autofree char *both = g_strdup_printf ("%s %s", way_element_get_id (anna), way_element_get_id (ilka));

  g_assert_true (way_command_set (fixture->editor, (const char *const[]){ way_editor_get_journey_id (fixture->editor), NULL }, WAY_FIELD_PERSONAS, both, NULL));
  g_assert_false (way_command_merge (fixture->editor, way_element_get_id (anna), way_element_get_id (anna), &error));
  g_clear_error (&error);
  g_assert_false (way_command_merge (fixture->editor, card, way_element_get_id (anna), &error));
  g_clear_error (&error);
  g_assert_true (way_command_merge (fixture->editor, way_element_get_id (anna), way_element_get_id (ilka), &error));
  g_assert_cmpuint (way_element_count (touchpoint, WAY_KIND_FEELING), ==, 1);
  feeling = way_element_get_first (touchpoint, WAY_KIND_FEELING);
  g_assert_cmpint (way_element_get_integer (feeling, WAY_FIELD_SCORE, 0), ==, 2);
  g_assert_cmpstr (way_element_get (feeling, WAY_FIELD_EMOTION), ==, "cross");
  g_assert_cmpstr (way_element_get (ilka, WAY_FIELD_NAME), ==, "Ilka Brandt");
  g_assert_cmpstr (way_element_get (ilka, WAY_FIELD_GOAL), ==, "a goal");
  g_assert_cmpstr (way_element_get (way_editor_get_journey (fixture->editor), WAY_FIELD_PERSONAS), ==, way_element_get_id (ilka));
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Merge Persona");
}

static void
test_explain (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  WayElement *persona = way_document_lookup (fixture->document, fixture_find (fixture, "Ilka Brandt")), *source;
  g_autofree char *text = NULL, *none = NULL;
  gboolean harmless;

  way_command_set_feeling (fixture->editor, fixture_add_card (fixture, "contact", "s1", "a"), way_element_get_id (persona), 2, NULL);
  text = way_register_explain_delete (fixture->document, persona, &harmless, NULL);
  g_assert_false (harmless);
  g_assert_nonnull (strstr (text, "In 1 place the reference is cleared (Lane: 1)"));
  g_assert_nonnull (strstr (text, "deleted as well (Feeling: 1)"));
  source = add (fixture, WAY_KIND_SOURCE, "A talk");
  none = way_register_explain_delete (fixture->document, source, &harmless, NULL);
  g_assert_true (harmless);
}

/* Every list of every kind takes one more, which then stands in it; the selection stays, undo takes it back. */
typedef struct
{
  WayEditor *editor;
  guint32 seed;
  guint added;
  guint64 done; /* kinds */
} PartRun;

static void
add_parts_cb (WayElement *element, gpointer data)
{
  PartRun *run = data;
  WayDocument *document = way_editor_get_document (run->editor);
  g_autoptr (GArray) lists = way_parts_list (way_element_get_kind (element));

  if ((run->done & WAY_BIT (way_element_get_kind (element))) != 0)
    return;
  run->done |= WAY_BIT (way_element_get_kind (element));
  for (guint i = 0; i < lists->len; i++)
    {
      const WayPartList *list = &g_array_index (lists, WayPartList, i);
      g_autoptr (GPtrArray) before = way_parts_get (document, element, list), now = NULL;
      g_autofree char *start = random_map_dump (document), *end = NULL, *caption = NULL, *text = NULL;
      g_autoptr (GError) error = NULL;
      WayElement *made;

      if (!list->can_add || (list->single && before->len > 0))
        continue;
      made = way_command_add_to_list (run->editor, element, list, &error);
      if (made == NULL)
        {
          /* There is nothing it could point to: refused in a sentence, and nothing has changed. */
          end = random_map_dump (document);
          g_assert_nonnull (error);
          g_assert_cmpstr (start, ==, end);
          continue;
        }
      check_sound (document, "adding a part", run->seed);
      now = way_parts_get (document, element, list);
      g_assert_cmpuint (now->len, ==, before->len + 1);
      g_assert_true (g_ptr_array_find (now, made, NULL));
      caption = way_part_get_caption (document, made);
      text = way_part_get_text (document, made);
      g_assert_true (*caption != '\0' && *text != '\0');
      if (list->by == WAY_N_FIELDS && before->len > 0)
        {
          g_assert_true (way_command_move_part (run->editor, made, -1, NULL));
          g_assert_cmpuint (way_element_get_index (made), ==, before->len - 1);
          g_assert_true (way_command_move_part (run->editor, made, 1, NULL));
          g_assert_true (way_command_move_part (run->editor, made, 1, NULL));
          g_assert_cmpuint (way_element_get_index (made), ==, before->len);
        }
      g_assert_cmpuint (way_editor_get_n_selected (run->editor), ==, 1);
      while (way_document_undo (document))
        continue;
      end = random_map_dump (document);
      g_assert_cmpstr (start, ==, end);
      run->added++;
    }
}

static void
test_parts (void)
{
  guint added = 0;

  for (guint32 seed = 0; seed < 6; seed++)
    {
      g_autoptr (WayDocument) document = make_map (seed);
      g_autoptr (WayEditor) editor = way_editor_new (document);
      PartRun run = { editor, seed, 0, 0 };

      way_editor_select (editor, way_editor_get_step (editor));
      way_element_walk ((WayElement *) way_document_get_root (document), add_parts_cb, &run);
      added += run.added;
    }
  g_assert_cmpuint (added, >, 60);
}

/* What several have in common, and that setting it is one step for all. */
static void
test_shared (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  WayElement *a = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s1", "a"));
  WayElement *b = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s2", "b"));
  WayElement *note = way_document_lookup (fixture->document, fixture_add_card (fixture, "ideas", "s2", "c"));
  g_autoptr (GPtrArray) cards = g_ptr_array_new (), mixed = g_ptr_array_new ();
  gboolean differs;

  g_ptr_array_add (cards, a);
  g_ptr_array_add (cards, b);
  g_ptr_array_add (mixed, a);
  g_ptr_array_add (mixed, note);
  g_assert_nonnull (way_shared_get_field (cards, WAY_FIELD_CHANNEL));
  g_assert_null (way_shared_get_field (mixed, WAY_FIELD_CHANNEL));
  g_assert_nonnull (way_shared_get_field (mixed, WAY_FIELD_STEP));
  g_assert_null (way_shared_get_field (mixed, WAY_FIELD_NAME));
  /* A lane's kinds are not a channel's. */
  g_ptr_array_set_size (mixed, 0);
  g_ptr_array_add (mixed, way_document_follow (fixture->document, a, WAY_FIELD_LANE));
  g_ptr_array_add (mixed, way_document_follow (fixture->document, a, WAY_FIELD_CHANNEL));
  g_assert_null (way_shared_get_field (mixed, WAY_FIELD_KIND));
  g_assert_nonnull (way_shared_get_field (mixed, WAY_FIELD_NAME));
  g_assert_null (way_shared_get (cards, WAY_FIELD_NAME, &differs));
  g_assert_true (differs);
  g_assert_null (way_shared_get (cards, WAY_FIELD_DESCRIPTION, &differs));
  g_assert_false (differs);

  g_assert_true (way_command_type_all (fixture->editor, cards, WAY_FIELD_DESCRIPTION, "x", NULL));
  g_assert_true (way_command_type_all (fixture->editor, cards, WAY_FIELD_DESCRIPTION, "xy", NULL));
  g_assert_cmpstr (way_shared_get (cards, WAY_FIELD_DESCRIPTION, &differs), ==, "xy");
  g_assert_false (way_command_type_all (fixture->editor, cards, WAY_FIELD_STEP, "no id", NULL));
  g_assert_true (way_document_undo (fixture->document));
  g_assert_null (way_shared_get (cards, WAY_FIELD_DESCRIPTION, &differs));
  g_assert_false (differs);

  g_assert_true (way_command_type_all (fixture->editor, cards, WAY_FIELD_DESCRIPTION, "x", NULL));
  g_assert_false (way_command_cancel_typing (fixture->editor, mixed, WAY_FIELD_DESCRIPTION));
  g_assert_true (way_command_cancel_typing (fixture->editor, cards, WAY_FIELD_DESCRIPTION));
  g_assert_null (way_element_get (a, WAY_FIELD_DESCRIPTION));
}

/* A card that begins elsewhere ends elsewhere, too, and never before it begins. */
static void
test_span (void)
{
  static const struct
  {
    WayField field;
    const char *step;
    const char *shown; /* NULL: refused */
  } rows[] = {
    { WAY_FIELD_UNTIL, "s3", "contact: s2-s3(a)" },
    { WAY_FIELD_STEP, "s1", "contact: s1-s2(a)" },
    { WAY_FIELD_STEP, "s3", "contact: s3-s4(a)" },
    { WAY_FIELD_STEP, "s4", "contact: s4(a)" },
    { WAY_FIELD_UNTIL, "s3", NULL },
    { WAY_FIELD_UNTIL, "s4", "contact: s4(a)" },
    { WAY_FIELD_STEP, "s2", "contact: s2(a)" },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  WayElement *a = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s2", "a"));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = way_command_type (fixture->editor, a, rows[i].field, fixture_find (fixture, rows[i].step), &error);
      g_autofree char *shown = fixture_show (fixture);

      g_assert_true (ok == (rows[i].shown != NULL) && ok == (error == NULL));
      if (ok)
        g_assert_cmpstr (shown, ==, rows[i].shown);
    }
  check_sound (fixture->document, "spans", 0);
}

/* Steps of the same journey, channels of the whole map; what is missing is made and pointed to in one step. */
static void
test_targets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  WayElement *a = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s1", "a"));
  g_autoptr (GPtrArray) cards = g_ptr_array_new (), steps = NULL, channels = NULL;
  g_autofree char *old = g_strdup (way_element_get (a, WAY_FIELD_CHANNEL)), *id = NULL;

  way_command_add (fixture->editor, WAY_KIND_JOURNEY, "Another", NULL);
  g_ptr_array_add (cards, a);
  steps = way_shared_list_targets (fixture->document, cards, way_shared_get_field (cards, WAY_FIELD_STEP));
  g_assert_cmpuint (steps->len, ==, 4);
  channels = way_shared_list_targets (fixture->document, cards, way_shared_get_field (cards, WAY_FIELD_CHANNEL));
  g_assert_cmpuint (channels->len, ==, way_element_count (way_document_get_root (fixture->document), WAY_KIND_CHANNEL));

  id = g_strdup (way_command_add_target (fixture->editor, cards, WAY_FIELD_CHANNEL, "Fax", NULL));
  g_assert_cmpstr (way_element_get (a, WAY_FIELD_CHANNEL), ==, id);
  g_assert_cmpstr (way_element_get_name (way_document_lookup (fixture->document, id)), ==, "Fax");
  way_command_add_target (fixture->editor, cards, WAY_FIELD_DEPARTMENTS, "One", NULL);
  way_command_add_target (fixture->editor, cards, WAY_FIELD_DEPARTMENTS, "Two", NULL);
  g_auto (GStrv) departments = way_element_get_list (a, WAY_FIELD_DEPARTMENTS);
  g_assert_cmpuint (g_strv_length (departments), ==, 2);
  for (guint i = 0; i < 3; i++)
    way_document_undo (fixture->document);
  g_assert_cmpstr (way_element_get (a, WAY_FIELD_CHANNEL), ==, old);
  g_assert_null (way_document_lookup (fixture->document, id));
}

/* One picture for many, held once; gone with the last that shows it; one step of undo each. */
static void
test_pictures (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const WayElement *root = way_document_get_root (fixture->document);
  WayElement *a = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s1", "a"));
  WayElement *b = way_document_lookup (fixture->document, fixture_add_card (fixture, "contact", "s2", "b"));
  WayElement *note = way_document_lookup (fixture->document, fixture_add_card (fixture, "ideas", "s2", "c"));
  g_autoptr (GPtrArray) cards = g_ptr_array_new (), one = g_ptr_array_new (), wrong = g_ptr_array_new ();
  const WayPicture red = { "image/png", 2, 3, (const guint8 *) "red", 3 }, blue = { "image/jpeg", 4, 5, (const guint8 *) "blue", 4 };
  g_autoptr (GError) error = NULL;
  const WayElement *image;

  g_ptr_array_add (cards, a);
  g_ptr_array_add (cards, b);
  g_ptr_array_add (one, b);
  g_ptr_array_add (wrong, a);
  g_ptr_array_add (wrong, note);
  g_assert_true (way_command_set_picture (fixture->editor, cards, &red, &error));
  check_sound (fixture->document, "a picture", 0);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_IMAGE), ==, 1);
  image = way_document_follow (fixture->document, b, WAY_FIELD_IMAGE);
  g_assert_cmpstr (way_element_get (image, WAY_FIELD_TEXT), ==, "cmVk");
  g_assert_cmpint (way_element_get_integer (image, WAY_FIELD_HEIGHT, 0), ==, 3);
  g_assert_cmpstr (way_element_get (image, WAY_FIELD_ALT), ==, "a");

  g_assert_true (way_command_set_picture (fixture->editor, one, &blue, &error));
  g_assert_cmpuint (way_element_count (root, WAY_KIND_IMAGE), ==, 2);
  g_assert_true (way_command_set_picture (fixture->editor, one, &red, &error));
  g_assert_cmpuint (way_element_count (root, WAY_KIND_IMAGE), ==, 1);
  g_assert_false (way_command_set_picture (fixture->editor, wrong, &blue, &error));
  g_assert_cmpuint (way_element_count (root, WAY_KIND_IMAGE), ==, 1);
  g_assert_true (way_command_set_picture (fixture->editor, cards, NULL, NULL));
  g_assert_cmpuint (way_element_count (root, WAY_KIND_IMAGE), ==, 0);
  check_sound (fixture->document, "no picture", 0);
  g_assert_true (way_document_undo (fixture->document));
  g_assert_nonnull (way_document_follow (fixture->document, a, WAY_FIELD_IMAGE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/uses", test_uses);
  g_test_add_func ("/register/foresee", test_foresee);
  g_test_add_func ("/register/merge", test_merge);
  g_test_add_func ("/register/merge-twins", test_merge_twins);
  g_test_add_func ("/register/explain", test_explain);
  g_test_add_func ("/register/parts", test_parts);
  g_test_add_func ("/register/shared", test_shared);
  g_test_add_func ("/register/span", test_span);
  g_test_add_func ("/register/targets", test_targets);
  g_test_add_func ("/register/pictures", test_pictures);
  return g_test_run ();
}
