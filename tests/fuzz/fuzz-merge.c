/* Three maps, each behind a line "%%", merged: the laws of way-merge.h hold, and what comes out is a valid map. What is written out by
 * somebody else's program reads as any map does, so that not only our own changes are merged. */
#include "fuzz.h"

#include <string.h>

#include "format/way-reader.h"
#include "format/way-writer.h"
#include "model/way-integrity.h"
#include "model/way-merge.h"

static WayDocument *
read_document (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return way_reader_read (bytes, NULL, NULL);
}

static guint
count_errors (const WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  return way_integrity_check (document, report);
}

static void
check_merge (const WayDocument *base, const WayDocument *mine, const WayDocument *theirs, const WayDocument *expected)
{
  g_autoptr (WayMerge) merge = way_merge_new (base != NULL ? way_document_get_root (base) : NULL, way_document_get_root (mine), way_document_get_root (theirs));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < way_merge_get_n_items (merge); i++)
    {
      g_autofree char *text = way_merge_dup_text (merge, i, WAY_MERGE_MINE), *subject = way_merge_dup_subject (merge, i), *version = way_merge_dup_version (merge, i, WAY_MERGE_THEIRS);

      g_assert_true (g_utf8_validate (text, -1, NULL) && g_utf8_validate (subject, -1, NULL) && g_utf8_validate (version, -1, NULL));
    }
  for (WayMergeSide side = WAY_MERGE_MINE; side <= WAY_MERGE_THEIRS; side++)
    {
      way_merge_choose_all (merge, side);

      g_autoptr (WayDocument) built = way_merge_build (merge, &error);

      g_assert_no_error (error);
      if (count_errors (mine) == 0 && count_errors (theirs) == 0 && (base == NULL || count_errors (base) == 0))
        g_assert_cmpuint (count_errors (built), ==, 0);
      g_assert_true (expected == NULL || way_element_equal (way_document_get_root (built), way_document_get_root (expected)));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto (GStrv) parts = g_strsplit (text, "%%\n", 3);

  if (g_strv_length (parts) < 3)
    return 0;

  g_autoptr (WayDocument) base = read_document (parts[0]), mine = read_document (parts[1]), theirs = read_document (parts[2]);

  if (base == NULL || mine == NULL || theirs == NULL)
    return 0;
  check_merge (base, mine, theirs, NULL);
  check_merge (NULL, mine, theirs, NULL);
  /* Of what is no map only that nothing ends. */
  if (count_errors (base) + count_errors (mine) > 0)
    return 0;
  check_merge (base, mine, mine, mine);
  check_merge (base, base, base, base);
  check_merge (base, mine, base, mine);
  return 0;
}
