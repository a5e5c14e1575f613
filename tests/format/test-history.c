#include "format/way-format-error.h"
#include "format/way-history.h"

#include "test-folder.h"

#include <string.h>

#define ID "jm-4hq2k7vd"
#define NOON G_GINT64_CONSTANT (1760443200) /* 2025-10-14T12:00:00Z */

static void
add (const char *folder, const char *text, gint64 time, const char *label)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (way_history_add (folder, ID, bytes, time, label, NULL, &error));
  g_assert_no_error (error);
}

/* "text@seconds/label", the newest first, with blanks between. */
static char *
dump (const char *folder)
{
  g_autoptr (GPtrArray) list = way_history_list (folder, ID);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const WayHistoryState *state = list->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = way_history_read (folder, ID, state->name, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, state->size);
      g_string_append_printf (text, "%s%.*s@%d/%s", i > 0 ? " " : "", (int) state->size, (const char *) g_bytes_get_data (bytes, NULL), (int) (state->time - NOON), state->label);
    }
  return g_string_free (text, FALSE);
}

#define assert_dump(folder, text)         \
  G_STMT_START                            \
  {                                       \
    g_autofree char *now = dump (folder); \
    g_assert_cmpstr (now, ==, text);      \
  }                                       \
  G_STMT_END

static void
test_add (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();

  assert_dump (folder, "");
  add (folder, "one", NOON, NULL);
  add (folder, "two", NOON + 1, "before the workshop");
  add (folder, "two", NOON + 2, "the same again");
  assert_dump (folder, "two@1/before the workshop one@0/");

  /* An earlier state again is a new one; several in one second keep their order; so they do when the clock is put back. */
  add (folder, "one", NOON + 2, "");
  add (folder, "two", NOON + 2, "");
  add (folder, "three", NOON - 3600, "Grüße\n/..");
  assert_dump (folder, "three@-3600/Grüße /.. two@2/ one@2/ two@1/before the workshop one@0/");

  g_assert_cmpint (test_folder_stat (folder, ID).st_mode & 0777, ==, 0700);

  g_autoptr (GPtrArray) list = way_history_list (folder, ID);
  g_autofree char *path = g_build_filename (folder, ID, NULL);

  g_assert_cmpint (test_folder_stat (path, ((WayHistoryState *) list->pdata[0])->name).st_mode & 0777, ==, 0600);
  g_assert_true (g_str_has_prefix (((WayHistoryState *) list->pdata[4])->name, "000001-20251014T120000Z-"));
}

static void
test_prune (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, ID);

  for (int i = 0; i < WAY_HISTORY_KEPT + 7; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);

      add (folder, text, NOON, "label");
    }

  g_autoptr (GPtrArray) list = way_history_list (folder, ID);
  g_autofree char *names = test_folder_list (path);
  g_auto (GStrv) files = g_strsplit (names, " ", -1);

  g_assert_cmpuint (list->len, ==, WAY_HISTORY_KEPT);
  g_assert_cmpuint (((WayHistoryState *) list->pdata[0])->order, ==, WAY_HISTORY_KEPT + 7);
  g_assert_cmpuint (((WayHistoryState *) list->pdata[WAY_HISTORY_KEPT - 1])->order, ==, 8);
  g_assert_cmpuint (g_strv_length (files), ==, 2 * WAY_HISTORY_KEPT);
}

static void
test_garbage (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *inner = test_folder_get (folder, ID "/000009-20251014T120000Z-0123456789abcdef.waymark");

  add (folder, "one", NOON, NULL);
  test_folder_write (folder, ID "/holiday.jpg", "x");
  test_folder_write (folder, ID "/000002-20251399T120000Z-0123456789abcdef.waymark", "no such month");
  test_folder_write (folder, ID "/.waymark-0123456789abcdef", "half");
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  assert_dump (folder, "one@0/");
  add (folder, "two", NOON, NULL);
  assert_dump (folder, "two@0/ one@0/");

  /* What was damaged on the disk is listed and says so when read. */
  test_folder_write (folder, ID "/000007-20251014T120000Z-0123456789abcdef.waymark", "flipped");

  g_autoptr (GError) error = NULL;

  g_assert_null (way_history_read (folder, ID, "000007-20251014T120000Z-0123456789abcdef.waymark", &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_MALFORMED);
}

/* Ids come from strangers' files, names from callers; neither may lead out of the folder. */
static void
test_strangers (void)
{
  static const char *const ids[] = { "..", "../other", "", "a/b", "jm-4hq2k7vd/..", "JM-4HQ2" };
  static const char *const names[] = { "..", "../x", "", "000001-20251014T120000Z-0123456789abcdef.waymark/../../x", "lock" };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = way_history_list (folder, ids[i]);

      g_assert_cmpuint (list->len, ==, 0);
      g_assert_false (way_history_add (folder, ids[i], bytes, NOON, NULL, NULL, &error));
      g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_history_read (folder, ID, names[i], &error));
      g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND);
    }

  g_autofree char *left = test_folder_list (folder);

  g_assert_cmpstr (left, ==, "");
}

/* Copies of one map share a history, and each state knows whose it is. */
static void
test_origin (void)
{
  g_autoptr (TestFolder) tmp = test_folder_new ();
  g_autofree char *folder = test_folder_get (tmp, "history");
  g_autoptr (GBytes) a = g_bytes_new_static ("a", 1), b = g_bytes_new_static ("b", 1);
  g_autoptr (GPtrArray) list = NULL;

  g_assert_true (way_history_add (folder, ID, a, NOON, NULL, "/tmp/a \303\244.waymark", NULL));
  g_assert_true (way_history_add (folder, ID, b, NOON, "Move\nCard", NULL, NULL));
  list = way_history_list (folder, ID);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((WayHistoryState *) list->pdata[0])->origin, ==, "");
  g_assert_cmpstr (((WayHistoryState *) list->pdata[0])->label, ==, "Move Card");
  g_assert_cmpstr (((WayHistoryState *) list->pdata[1])->origin, ==, "/tmp/a \303\244.waymark");
  g_assert_cmpstr (((WayHistoryState *) list->pdata[1])->label, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/history/add", test_add);
  g_test_add_func ("/format/history/origin", test_origin);
  g_test_add_func ("/format/history/prune", test_prune);
  g_test_add_func ("/format/history/garbage", test_garbage);
  g_test_add_func ("/format/history/strangers", test_strangers);
  return g_test_run ();
}
