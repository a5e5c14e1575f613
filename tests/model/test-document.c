/* The laws of the journal, and what the primitives refuse. */
#include "model/way-document.h"
#include "model/way-integrity.h"
#include "random-map.h"

#define N_SEQUENCES 500
#define N_CHANGES 12

static void
assert_clean (const WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) > 0)
    g_error ("%s", way_report_get (report, 0)->text);
}

/* Undo everything gives the start, redo everything the end, and in between nothing is ever broken. */
static void
test_undo_redo (void)
{
  for (guint32 seed = 0; seed < N_SEQUENCES; seed++)
    {
      RandomMapSize size = { 2, 4, 6, 6, 2 };
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *start = random_map_dump (document);
      guint undone = 0, redone = 0;

      assert_clean (document);
      for (guint i = 0; i < N_CHANGES; i++)
        {
          random_map_change (document, rand);
          assert_clean (document);
          /* Sometimes back and on in the middle, which cuts off what could be redone. */
          if (g_rand_int_range (rand, 0, 6) == 0)
            way_document_undo (document);
        }

      g_autofree char *end = random_map_dump (document);

      while (way_document_undo (document))
        undone++;

      g_autofree char *back = random_map_dump (document);

      g_assert_cmpstr (back, ==, start);
      while (way_document_redo (document))
        redone++;
      while (redone > undone && way_document_undo (document))
        redone--;

      g_autofree char *again = random_map_dump (document);

      g_assert_cmpstr (again, ==, end);
    }
}

/* Looking an id up finds the element in the tree, whatever happened before. */
static void
assert_found_cb (WayElement *element, gpointer document)
{
  if (way_element_get_id (element) != NULL)
    g_assert_true (way_document_lookup (document, way_element_get_id (element)) == element);
}

static void
test_index (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      RandomMapSize size = { 2, 4, 6, 6, 2 };
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      for (guint i = 0; i < 20; i++)
        {
          random_map_change (document, rand);
          if (i % 3 == 2)
            way_document_undo (document);
          way_element_walk ((WayElement *) way_document_get_root (document), assert_found_cb, document);
        }
    }
}

typedef struct
{
  const char *what;
  const char *id;
  WayField field;
  const char *value;
  int code; /* -1 = accepted */
} SetRow;

static WayDocument *
make_small (void)
{
  static const struct
  {
    WayKind kind;
    const char *parent, *id;
    WayField fields[8];
    const char *values[8];
  } rows[] = {
    { WAY_KIND_PERSONA, "map-aaaa", "ps-aaaa", { WAY_FIELD_NAME }, { "Ilka" } },
    { WAY_KIND_CHANNEL, "map-aaaa", "ch-aaaa", { WAY_FIELD_NAME, WAY_FIELD_KIND, WAY_FIELD_MEDIUM }, { "Web", "web", "digital" } },
    { WAY_KIND_JOURNEY, "map-aaaa", "jn-aaaa", { WAY_FIELD_NAME, WAY_FIELD_STATE }, { "Heute", "current" } },
    { WAY_KIND_PHASE, "jn-aaaa", "ph-aaaa", { WAY_FIELD_NAME }, { "P" } },
    { WAY_KIND_STEP, "ph-aaaa", "st-aaaa", { WAY_FIELD_NAME }, { "S" } },
    { WAY_KIND_STEP, "ph-aaaa", "st-bbbb", { WAY_FIELD_NAME }, { "T" } },
    { WAY_KIND_LANE, "jn-aaaa", "ln-aaaa", { WAY_FIELD_NAME, WAY_FIELD_KIND }, { "L", "touchpoints" } },
    { WAY_KIND_TOUCHPOINT, "jn-aaaa", "tp-aaaa", { WAY_FIELD_NAME, WAY_FIELD_LANE, WAY_FIELD_STEP, WAY_FIELD_CHANNEL }, { "A", "ln-aaaa", "st-aaaa", "ch-aaaa" } },
    { WAY_KIND_TOUCHPOINT, "jn-aaaa", "tp-bbbb", { WAY_FIELD_NAME, WAY_FIELD_LANE, WAY_FIELD_STEP, WAY_FIELD_UNTIL, WAY_FIELD_CHANNEL }, { "B", "ln-aaaa", "st-aaaa", "st-bbbb", "ch-aaaa" } },
    { WAY_KIND_CONNECTION, "jn-aaaa", "cn-aaaa", { WAY_FIELD_FROM, WAY_FIELD_TO, WAY_FIELD_KIND }, { "tp-aaaa", "tp-bbbb", "next" } },
    { WAY_KIND_PATH, "jn-aaaa", "pt-aaaa", { WAY_FIELD_NAME }, { "Weg" } },
  };
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT);
  g_autoptr (GHashTable) made = g_hash_table_new (g_str_hash, g_str_equal);

  way_element_init_value (root, WAY_FIELD_ID, "map-aaaa");
  way_element_init_value (root, WAY_FIELD_VERSION, "1.0");
  way_element_init_value (root, WAY_FIELD_MIN_READER, "1.0");
  way_element_init_value (root, WAY_FIELD_LANG, "de");
  way_element_init_value (way_element_append (root, way_element_new (WAY_KIND_META)), WAY_FIELD_TITLE, "T");
  g_hash_table_insert (made, (gpointer) "map-aaaa", root);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WayElement *element = way_element_append (g_hash_table_lookup (made, rows[i].parent), way_element_new (rows[i].kind));

      way_element_init_value (element, WAY_FIELD_ID, rows[i].id);
      for (guint f = 0; f < 8 && rows[i].values[f] != NULL; f++)
        way_element_init_value (element, rows[i].fields[f], rows[i].values[f]);
      g_hash_table_insert (made, (gpointer) rows[i].id, element);
    }
  way_element_init_value (way_element_append (g_hash_table_lookup (made, "pt-aaaa"), way_element_new (WAY_KIND_VIA)), WAY_FIELD_REF, "tp-aaaa");
  return way_document_new_for_root (root, NULL);
}

static void
test_set (void)
{
  static const SetRow rows[] = {
    { "a name", "tp-aaaa", WAY_FIELD_NAME, "Neu", -1 },
    { "a name left out", "tp-aaaa", WAY_FIELD_NAME, NULL, WAY_MODEL_ERROR_VALUE },
    { "an empty name", "tp-aaaa", WAY_FIELD_NAME, "", WAY_MODEL_ERROR_VALUE },
    { "two lines", "tp-aaaa", WAY_FIELD_NAME, "a\nb", WAY_MODEL_ERROR_VALUE },
    { "no nick", "tp-aaaa", WAY_FIELD_INITIATOR, "nobody", WAY_MODEL_ERROR_VALUE },
    { "a nick", "tp-aaaa", WAY_FIELD_INITIATOR, "partner", -1 },
    { "an id", "tp-aaaa", WAY_FIELD_ID, "tp-cccc", WAY_MODEL_ERROR_VALUE },
    { "a step", "tp-aaaa", WAY_FIELD_STEP, "st-bbbb", -1 },
    { "no such step", "tp-aaaa", WAY_FIELD_STEP, "st-cccc", WAY_MODEL_ERROR_REFERENCE },
    { "a lane for a step", "tp-aaaa", WAY_FIELD_STEP, "ln-aaaa", WAY_MODEL_ERROR_REFERENCE },
    { "no id at all", "tp-aaaa", WAY_FIELD_STEP, "S", WAY_MODEL_ERROR_VALUE },
    { "a colour", "ph-aaaa", WAY_FIELD_COLOUR, "#0072b2", -1 },
    { "a colour's name", "ph-aaaa", WAY_FIELD_COLOUR, "blue", WAY_MODEL_ERROR_VALUE },
    { "a share", "cn-aaaa", WAY_FIELD_SHARE, "0.71", -1 },
    { "a share over one", "cn-aaaa", WAY_FIELD_SHARE, "71", WAY_MODEL_ERROR_VALUE },
    { "a decimal comma", "cn-aaaa", WAY_FIELD_SHARE, "0,71", WAY_MODEL_ERROR_VALUE },
    { "a date", "jn-aaaa", WAY_FIELD_REVIEW_BY, "2026-02-28", -1 },
    { "no date", "jn-aaaa", WAY_FIELD_REVIEW_BY, "2026-02-30", WAY_MODEL_ERROR_VALUE },
    { "confirmations", "jn-aaaa", WAY_FIELD_CONFIRMATIONS, "0", WAY_MODEL_ERROR_VALUE },
    { "a list of one", "jn-aaaa", WAY_FIELD_PERSONAS, "ps-aaaa", -1 },
    { "a list with a stranger", "jn-aaaa", WAY_FIELD_PERSONAS, "ps-aaaa tp-aaaa", WAY_MODEL_ERROR_REFERENCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayDocument) document = make_small ();
      g_autoptr (GError) error = NULL;
      WayElement *element = way_document_lookup (document, rows[i].id);

      g_test_message ("%s", rows[i].what);
      way_document_begin (document, "Set");
      g_assert_cmpint (way_document_set (document, element, rows[i].field, rows[i].value, &error), ==, rows[i].code < 0);
      way_document_commit (document);
      if (rows[i].code >= 0)
        {
          g_assert_error (error, WAY_MODEL_ERROR, rows[i].code);
          g_assert_false (way_document_is_modified (document));
        }
      else
        g_assert_cmpstr (way_element_get (element, rows[i].field), ==, rows[i].value);
    }
}

typedef struct
{
  const char *id;
  const char *gone;  /* ids, with blanks */
  const char *stays; /* ids, with blanks */
} DeleteRow;

static void
test_delete (void)
{
  static const DeleteRow rows[] = {
    { "tp-aaaa", "tp-aaaa cn-aaaa pt-aaaa", "tp-bbbb st-aaaa" },
    { "tp-bbbb", "tp-bbbb cn-aaaa", "tp-aaaa pt-aaaa" },
    { "st-aaaa", "st-aaaa tp-aaaa tp-bbbb cn-aaaa pt-aaaa", "st-bbbb" },
    { "st-bbbb", "st-bbbb", "tp-bbbb tp-aaaa cn-aaaa" },
    { "ch-aaaa", "ch-aaaa tp-aaaa tp-bbbb", "st-aaaa" },
    { "ln-aaaa", "", "ln-aaaa tp-aaaa" },
    { "ph-aaaa", "", "ph-aaaa tp-aaaa" },
    { "jn-aaaa", "", "jn-aaaa" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayDocument) document = make_small ();
      g_autofree char *before = random_map_dump (document);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) gone = g_strsplit (rows[i].gone, " ", -1), stays = g_strsplit (rows[i].stays, " ", -1);
      gboolean deleted = way_integrity_delete (document, way_document_lookup (document, rows[i].id), &error);

      g_test_message ("%s", rows[i].id);
      g_assert_cmpint (deleted, ==, rows[i].gone[0] != '\0');
      for (char **id = gone; *id != NULL; id++)
        g_assert_null (way_document_lookup (document, *id));
      for (char **id = stays; *id != NULL; id++)
        g_assert_nonnull (way_document_lookup (document, *id));
      assert_clean (document);
      if (deleted)
        way_document_undo (document);

      g_autofree char *after = random_map_dump (document);

      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_amending (void)
{
  g_autoptr (WayDocument) document = make_small ();
  WayElement *touchpoint = way_document_lookup (document, "tp-aaaa");

  for (const char *const *text = (const char *const[]){ "N", "Ne", "Neu", NULL }; *text != NULL; text++)
    {
      way_document_begin_amending (document, "Type", "tp-aaaa name");
      g_assert_true (way_document_set (document, touchpoint, WAY_FIELD_NAME, *text, NULL));
      way_document_commit (document);
    }
  way_document_seal (document);
  way_document_begin_amending (document, "Type", "tp-aaaa name");
  g_assert_true (way_document_set (document, touchpoint, WAY_FIELD_NAME, "Neuer", NULL));
  way_document_commit (document);
  g_assert_true (way_document_undo (document));
  g_assert_cmpstr (way_element_get_name (touchpoint), ==, "Neu");
  g_assert_true (way_document_undo (document));
  g_assert_cmpstr (way_element_get_name (touchpoint), ==, "A");
  g_assert_false (way_document_undo (document));
  g_assert_cmpstr (way_document_get_redo_label (document), ==, "Type");
}

static void
test_modified (void)
{
  g_autoptr (WayDocument) document = make_small ();
  WayElement *touchpoint = way_document_lookup (document, "tp-aaaa");

  g_assert_false (way_document_is_modified (document));
  way_document_begin (document, "Rename");
  way_document_set (document, touchpoint, WAY_FIELD_NAME, "B", NULL);
  way_document_commit (document);
  g_assert_true (way_document_is_modified (document));
  way_document_mark_saved (document);
  g_assert_false (way_document_is_modified (document));
  way_document_undo (document);
  g_assert_true (way_document_is_modified (document));
  way_document_redo (document);
  g_assert_false (way_document_is_modified (document));
  way_document_undo (document);
  way_document_begin (document, "Rename");
  way_document_set (document, touchpoint, WAY_FIELD_NAME, "C", NULL);
  way_document_commit (document);
  /* The saved state is out of reach now, so no number of steps may look like it. */
  g_assert_true (way_document_is_modified (document));
  way_document_undo (document);
  g_assert_true (way_document_is_modified (document));
}

static void
rename_to (WayDocument *document, const char *name)
{
  way_document_begin (document, "Rename");
  g_assert_true (way_document_set (document, way_document_lookup (document, "tp-aaaa"), WAY_FIELD_NAME, name, NULL));
  way_document_commit (document);
}

/* There and back by hand is as saved, and so is where it began. */
static void
test_same (void)
{
  g_autoptr (WayDocument) document = make_small ();
  g_autofree char *before = g_strdup (way_element_get_name (way_document_lookup (document, "tp-aaaa")));

  rename_to (document, "B");
  way_document_mark_saved (document);
  rename_to (document, before);
  rename_to (document, "B");
  g_assert_true (way_document_is_modified (document));
  way_document_mark_same (document);
  g_assert_false (way_document_is_modified (document));
  way_document_undo (document);
  g_assert_true (way_document_is_modified (document));
  way_document_undo (document);
  g_assert_false (way_document_is_modified (document));
  rename_to (document, "D");
  rename_to (document, "E");
  /* As many steps as it took to be the same again, but other ones. */
  g_assert_true (way_document_is_modified (document));
}

/* What was typed and taken back leaves nothing behind: no step to undo or redo, and no change since saving. */
static void
test_retract (void)
{
  g_autoptr (WayDocument) document = make_small ();
  WayElement *card = way_document_lookup (document, "tp-aaaa");
  g_autofree char *before = g_strdup (way_element_get_name (card));

  way_document_mark_saved (document);
  for (const char *const *text = (const char *const[]){ "B", "Be", "Bee", NULL }; *text != NULL; text++)
    {
      way_document_begin_amending (document, "Rename", "key");
      g_assert_true (way_document_set (document, card, WAY_FIELD_NAME, *text, NULL));
      way_document_commit (document);
    }
  g_assert_false (way_document_retract (document, "another"));
  g_assert_true (way_document_retract (document, "key"));
  g_assert_cmpstr (way_element_get_name (card), ==, before);
  g_assert_false (way_document_is_modified (document));
  g_assert_null (way_document_get_undo_label (document));
  g_assert_null (way_document_get_redo_label (document));
  g_assert_false (way_document_retract (document, "key"));

  /* What was sealed or saved stands. */
  way_document_begin_amending (document, "Rename", "key");
  g_assert_true (way_document_set (document, card, WAY_FIELD_NAME, "C", NULL));
  way_document_commit (document);
  way_document_mark_saved (document);
  g_assert_false (way_document_retract (document, "key"));
  way_document_begin_amending (document, "Rename", "key");
  g_assert_true (way_document_set (document, card, WAY_FIELD_NAME, "D", NULL));
  way_document_commit (document);
  way_document_seal (document);
  g_assert_false (way_document_retract (document, "key"));
  g_assert_cmpstr (way_element_get_name (card), ==, "D");
}

static void
test_read_only (void)
{
  g_autoptr (WayDocument) document = make_small ();
  g_autoptr (GError) error = NULL;

  way_document_set_read_only (document, TRUE);
  way_document_begin (document, "Rename");
  g_assert_false (way_document_set (document, way_document_lookup (document, "tp-aaaa"), WAY_FIELD_NAME, "B", &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY);
  way_document_rollback (document);
}

static void
test_duplicate_ids (void)
{
  g_autoptr (WayDocument) document = make_small ();
  g_autoptr (WayElement) copy = way_element_copy (way_document_lookup (document, "tp-aaaa"));
  g_autoptr (GError) error = NULL;

  way_document_begin (document, "Paste");
  g_assert_false (way_document_insert (document, copy, way_document_lookup (document, "jn-aaaa"), 0, &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_DUPLICATE);
  way_document_rollback (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/undo-redo", test_undo_redo);
  g_test_add_func ("/document/index", test_index);
  g_test_add_func ("/document/set", test_set);
  g_test_add_func ("/document/delete", test_delete);
  g_test_add_func ("/document/amending", test_amending);
  g_test_add_func ("/document/retract", test_retract);
  g_test_add_func ("/document/modified", test_modified);
  g_test_add_func ("/document/same", test_same);
  g_test_add_func ("/document/read-only", test_read_only);
  g_test_add_func ("/document/duplicate-ids", test_duplicate_ids);
  return g_test_run ();
}
