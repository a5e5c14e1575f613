/* Reads, or reads and writes, one document as a whole process, to be held against xmllint. */

#include <stdio.h>
#include <string.h>

#include "format/way-reader.h"
#include "format/way-writer.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  gboolean write = argc == 3 && strcmp (argv[1], "write") == 0;

  if (argc != 3 || (!write && strcmp (argv[1], "read") != 0))
    {
      g_printerr ("usage: bench-format read|write FILE\n");
      return 2;
    }

  g_autoptr (WayDocument) document = way_reader_read_file (argv[2], report, NULL, &error);

  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      g_autofree char *text = way_finding_to_string (way_report_get (report, i));

      g_printerr ("%s\n", text);
    }
  if (document == NULL)
    return 1;
  if (write)
    {
      gsize size;
      g_autoptr (GBytes) bytes = way_writer_write (document);
      const char *data = g_bytes_get_data (bytes, &size);

      return fwrite (data, 1, size, stdout) == size ? 0 : 1;
    }
  return 0;
}
