/* Every map given on the command line, or lying in a folder given there, is whole and comes back byte for byte. */

#include <string.h>

#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "format/way-writer.h"

static void
test_sample (gconstpointer path)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (WayDocument) document = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("not there");
      return;
    }
  bytes = way_file_read (path, NULL, &error);
  g_assert_no_error (error);
  document = way_reader_read (bytes, report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < way_report_get_size (report); i++)
    g_error ("%s:%d: %s", (const char *) path, way_report_get (report, i)->line, way_report_get (report, i)->text);

  g_autoptr (GBytes) written = way_writer_write (document);

  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (way_document_verify_bytes (bytes, document, &error));
}

static void
add_path (const char *path)
{
  g_autofree char *name = g_strdup_printf ("/samples/%s", path + strspn (path, "/"));

  g_test_add_data_func_full (name, g_strdup (path), test_sample, g_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, NULL);

      if (dir == NULL)
        add_path (argv[i]);
      for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
        if (g_str_has_suffix (name, ".waymark"))
          {
            g_autofree char *path = g_build_filename (argv[i], name, NULL);

            add_path (path);
          }
    }
  return g_test_run ();
}
