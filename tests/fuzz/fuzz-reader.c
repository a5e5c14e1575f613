/* Whatever the reader takes, the writer gives back: read → write → read is the same document and the same bytes. */
#include "fuzz.h"

#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "format/way-writer.h"

#include <libxml/xmlerror.h>

/* Not g_error (), whose trap the fuzzer does not catch. */
static void
print_cb (void *data, const char *format, ...)
{
  g_assert_cmpstr (format, ==, "nothing printed by libxml2");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  xmlSetGenericErrorFunc (NULL, print_cb);

  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (WayDocument) document = way_reader_read (bytes, report, &error);
  int lines = 1;

  for (size_t i = 0; i < size; i++)
    lines += data[i] == '\n';
  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      g_assert_cmpint (way_report_get (report, i)->line, <=, lines);
      g_assert_true (g_utf8_validate (way_report_get (report, i)->text, -1, NULL));
    }
  g_assert_true ((document == NULL) == (error != NULL));
  if (document == NULL)
    {
      g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_ERROR), >, 0);
      return 0;
    }

  g_autoptr (GBytes) written = way_writer_write (document);
  g_autoptr (WayDocument) again = way_reader_read (written, NULL, &error);

  g_assert_no_error (error);
  /* Places of extras may be told in other words; that they are the same shows in the bytes. */
  way_document_verify_bytes (written, document, &error);
  g_assert_no_error (error);

  g_autoptr (GBytes) written_again = way_writer_write (again);
  g_autoptr (WayDocument) third = way_reader_read (written_again, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (way_element_equal (way_document_get_root (again), way_document_get_root (third)));
  return 0;
}
