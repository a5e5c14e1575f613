/* Event logs packed or written wide: the same rows as text, packed with gzip in one member or two, and in UTF-16 are the same log. */
#include "fuzz.h"

#include <string.h>
#include <zlib.h>

#include "metrics/log/way-log-bytes.h"
#include "metrics/log/way-log-export.h"
#include "metrics/log/way-log-import.h"

/* Appends a member. */
static void
pack (GByteArray *out, const char *data, gsize size)
{
  z_stream stream = { 0 };
  guint at = out->len;

  g_assert_cmpint (deflateInit2 (&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  g_byte_array_set_size (out, at + (guint) deflateBound (&stream, size));
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) size;
  stream.next_out = out->data + at;
  stream.avail_out = out->len - at;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (out, at + (guint) stream.total_out);
  deflateEnd (&stream);
}

/* As CSV, or the error; and the rows that were left out. */
static char *
read_log (const char *data, gsize size)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_auto (WayLogFacts) facts = { NULL };
  WayLogOptions options = { .lifecycle = WAY_LIFECYCLE_PAIR };
  g_autoptr (WayLog) log = way_log_read (data, size, "log", &options, &facts, report, &error);

  g_assert_true ((log == NULL) == (error != NULL));
  if (log == NULL)
    return g_strdup ("none");

  g_autoptr (GBytes) bytes = way_log_export (log, "log", WAY_LOG_FORMAT_CSV);

  return g_strdup_printf ("%u of %u left out\n%.*s", facts.n_bad, facts.n_rows, (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));
}

static void
check_same (const char *plain, const char *data, gsize size)
{
  g_autofree char *copy = g_memdup2 (data, size), *other = read_log (copy, size);

  g_assert_cmpstr (plain, ==, other);
}

static void
check_wide (const char *plain, const char *text, gboolean big)
{
  glong n;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
  g_autoptr (GByteArray) wide = g_byte_array_new (), packed = g_byte_array_new ();

  g_byte_array_append (wide, (const guint8 *) (big ? "\xfe\xff" : "\xff\xfe"), 2);
  for (glong i = 0; i < n; i++)
    {
      guint16 unit = big ? GUINT16_TO_BE (units[i]) : GUINT16_TO_LE (units[i]);

      g_byte_array_append (wide, (const guint8 *) &unit, 2);
    }
  check_same (plain, (const char *) wide->data, wide->len);
  pack (packed, (const char *) wide->data, wide->len);
  check_same (plain, (const char *) packed->data, packed->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (GByteArray) whole = g_byte_array_new (), halves = g_byte_array_new ();
  g_autofree char *plain = NULL, *again = NULL;
  gsize length;

  /* What begins as if it were packed, wide or XML is another thing written out so. */
  if (size > 65536 || strlen (text) != size || !g_utf8_validate (text, -1, NULL) || g_str_has_prefix (text, "\xef\xbb\xbf") || way_log_bytes_are_packed (text, size) || way_log_bytes_begin_with_tag (text, size))
    return 0;
  plain = read_log (text, size);
  pack (whole, text, size);
  pack (halves, text, size / 2);
  pack (halves, text + size / 2, size - size / 2);
  again = way_log_bytes_unpack ((const char *) halves->data, halves->len, NULL, NULL, &length, NULL);
  g_assert_cmpmem (again, length, text, size);
  check_same (plain, (const char *) whole->data, whole->len);
  check_same (plain, (const char *) halves->data, halves->len);
  check_wide (plain, text, FALSE);
  check_wide (plain, text, TRUE);
  return 0;
}
