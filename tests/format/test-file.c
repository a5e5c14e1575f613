#include "format/way-file.h"
#include "format/way-format-error.h"
#include "format/way-prescan.h"

#include "test-folder.h"

#include <string.h>
#include <sys/stat.h>

static void
test_read (void)
{
  static const char *const texts[] = { "", "a", "<a/>\n", "Grüße" };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      WayFileStamp stamp;

      test_folder_write (folder, "map", texts[i]);

      g_autoptr (GBytes) bytes = way_file_read (path, &stamp, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), texts[i], strlen (texts[i]));
      g_assert_cmpint (((const char *) g_bytes_get_data (bytes, NULL))[strlen (texts[i])], ==, '\0');
      g_assert_cmpuint (stamp.size, ==, strlen (texts[i]));
      g_assert_true (way_file_stamp_has_content (&stamp, bytes));
      g_assert_true (way_file_stamp_looks_current (&stamp, path));
    }
}

static void
test_limit (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");
  g_autoptr (GError) error = NULL;

  test_folder_write (folder, "map", "<a/>");
  /* A hole, which costs no disk. */
  g_assert_cmpint (truncate (path, WAY_PRESCAN_MAX_SIZE), ==, 0);

  g_autoptr (GBytes) most = way_file_read (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (most), ==, WAY_PRESCAN_MAX_SIZE);

  g_assert_cmpint (truncate (path, WAY_PRESCAN_MAX_SIZE + 1), ==, 0);
  g_assert_null (way_file_read (path, NULL, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED);
}

static void
test_kinds (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *pipe = test_folder_get (folder, "pipe");
  g_autofree char *missing = test_folder_get (folder, "missing");
  g_autofree char *beneath = test_folder_get (folder, "file/beneath");

  test_folder_write (folder, "file", "x");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  const struct
  {
    const char *path;
    int code;
    const char *says;
  } rows[] = {
    { missing, WAY_FORMAT_ERROR_NOT_FOUND, "no such file" },
    { beneath, WAY_FORMAT_ERROR_NOT_FOUND, "no such file" },
    { folder, WAY_FORMAT_ERROR_UNREADABLE, "folder" },
    { pipe, WAY_FORMAT_ERROR_UNREADABLE, "pipe" },
    { "/dev/null", WAY_FORMAT_ERROR_UNREADABLE, "device" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_file_read (rows[i].path, NULL, &error));
      g_assert_error (error, WAY_FORMAT_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_stamp (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map");
  g_autofree char *other = test_folder_get (folder, "other");
  WayFileStamp stamp;

  test_folder_write (folder, "map", "one");
  g_bytes_unref (way_file_read (path, &stamp, NULL));
  g_assert_cmpstr (stamp.sha256, ==, "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");

  test_folder_write (folder, "map", "longer");
  g_assert_false (way_file_stamp_looks_current (&stamp, path));

  test_folder_write (folder, "other", "one");
  g_assert_false (way_file_stamp_looks_current (&stamp, other));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (way_file_stamp_looks_current (&stamp, path));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/file/read", test_read);
  g_test_add_func ("/format/file/limit", test_limit);
  g_test_add_func ("/format/file/kinds", test_kinds);
  g_test_add_func ("/format/file/stamp", test_stamp);
  return g_test_run ();
}
