#include <string.h>

#include "format/way-document-file.h"
#include "format/way-format-error.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "test-folder.h"

static void
set_title (WayDocument *document, const char *title)
{
  g_autoptr (GError) error = NULL;

  way_document_begin (document, NULL);
  way_document_set (document, (WayElement *) way_document_get_meta (document), WAY_FIELD_TITLE, title, &error);
  g_assert_no_error (error);
  way_document_commit (document);
}

static void
test_save (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map.waymark");
  g_autoptr (WayDocument) document = way_document_new ("One", "en");
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp = { 0 };

  set_title (document, "Two");
  g_assert_true (way_document_is_modified (document));
  g_assert_true (way_document_save_file (document, path, &stamp, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (way_document_is_modified (document));
  set_title (document, "Three");
  g_assert_true (way_document_save_file (document, path, &stamp, TRUE, &error));

  g_autofree char *list = test_folder_list (folder);
  g_autoptr (WayDocument) again = way_reader_read_file (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (list, ==, "map.waymark map.waymark~");
  g_assert_true (way_element_equal (way_document_get_root (again), way_document_get_root (document)));
}

static void
test_changed (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map.waymark");
  g_autoptr (WayDocument) document = way_document_new ("One", "en");
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp = { 0 };

  g_assert_true (way_document_save_file (document, path, &stamp, FALSE, &error));
  test_folder_write (folder, "map.waymark", "<!-- somebody else's -->");
  set_title (document, "Two");
  g_assert_false (way_document_save_file (document, path, &stamp, FALSE, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_CHANGED_ON_DISK);
  g_assert_true (way_document_is_modified (document));
}

/* A document that no writer can put into XML is not half saved. */
static void
test_verify (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map.waymark");
  g_autoptr (WayDocument) good = way_document_new ("One", "en");
  WayElement *root = way_element_copy (way_document_get_root (good));
  g_autoptr (GError) error = NULL;

  way_element_init_value (way_element_get_first (root, WAY_KIND_META), WAY_FIELD_TITLE, "a\001b");

  g_autoptr (WayDocument) bad = way_document_new_for_root (root, &error);

  g_assert_false (way_document_save_file (bad, path, NULL, FALSE, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED);

  g_autofree char *list = test_folder_list (folder);

  g_assert_cmpstr (list, ==, "");

  /* Bytes of another document. */
  g_autoptr (GBytes) bytes = way_writer_write (good);
  g_autoptr (GError) other = NULL;

  g_assert_true (way_document_verify_bytes (bytes, good, NULL));
  g_assert_false (way_document_verify_bytes (bytes, bad, &other));
  g_assert_error (other, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED);
}

/* Extras stay through edits, in one order for one document, and never stand in the way of a save. */
static void
test_extras (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map.waymark");
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "extras.waymark", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read_file (source, NULL, NULL, &error);

  g_assert_no_error (error);
  way_document_begin (document, NULL);
  for (const char *const *id = (const char *const[]){ "nt-0a1b2c3d", "au-0a1b2c3d", "nt-2a1b2c3d", NULL }; *id != NULL; id++)
    {
      way_document_remove (document, way_document_lookup (document, *id), &error);
      g_assert_no_error (error);
    }
  way_document_commit (document);
  set_title (document, "Other");
  g_assert_true (way_document_save_file (document, path, NULL, FALSE, &error));
  g_assert_no_error (error);

  g_autofree char *text = test_folder_read (folder, "map.waymark");

  for (const char *const *part = (const char *const[]){ "<!-- first -->", "<!-- second -->", "<!-- third -->", "<!-- of the author -->", "x:shade=\"dark\"", NULL }; *part != NULL; part++)
    g_assert_nonnull (strstr (text, *part));
}

/* The second of what there is once must not become the first when that goes. */
static void
test_surplus (void)
{
  static const char text[] = "<waymark xmlns=\"" WAY_NAMESPACE "\" version=\"1.0\" min-reader=\"1.0\" id=\"map-0a1b2c3d\" xml:lang=\"en\">"
                             "<meta><title>a</title><subtitle>b</subtitle><subtitle>c</subtitle><scope><p>d</p></scope><scope><p>e</p></scope></meta>"
                             "<sources><source id=\"so-0a1b2c3d\"/></sources><sources><source id=\"so-1a1b2c3d\"/></sources></waymark>";
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_get (folder, "map.waymark");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);

  WayElement *meta = (WayElement *) way_document_get_meta (document);

  way_document_begin (document, NULL);
  g_assert_true (way_document_set (document, meta, WAY_FIELD_SUBTITLE, NULL, &error));
  g_assert_true (way_document_set (document, meta, WAY_FIELD_SCOPE, NULL, &error));
  g_assert_true (way_document_remove (document, way_document_lookup (document, "so-0a1b2c3d"), &error));
  way_document_commit (document);
  way_document_save_file (document, path, NULL, FALSE, &error);
  g_assert_no_error (error);

  g_autofree char *saved = test_folder_read (folder, "map.waymark");

  g_assert_nonnull (strstr (saved, "<subtitle>c<"));
  g_assert_nonnull (strstr (saved, "<p>e<"));
  g_assert_nonnull (strstr (saved, "so-1a1b2c3d"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-file/save", test_save);
  g_test_add_func ("/document-file/changed", test_changed);
  g_test_add_func ("/document-file/verify", test_verify);
  g_test_add_func ("/document-file/extras", test_extras);
  g_test_add_func ("/document-file/surplus", test_surplus);
  return g_test_run ();
}
