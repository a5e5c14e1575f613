/* Lists of people out of customer systems: whatever they hold, the map stays valid, also where the same list comes a second time, and steps
 * back undo it. */
#include "fuzz.h"

#include "format/way-writer.h"
#include "interop/way-contacts.h"
#include "model/way-integrity.h"

static void
check_valid (const WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) > 0)
    g_error ("not valid: %s", way_report_get (report, 0)->text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");
  g_autoptr (WayReport) report = way_report_new (), more = way_report_new ();
  g_autoptr (GError) error = NULL;

  way_document_seed_ids (document, 1);
  way_contacts_sniff ((const char *) data, size);

  g_autoptr (GBytes) before = way_writer_write (document);
  g_autoptr (WayContacts) contacts = way_contacts_read (document, (const char *) data, size, report, &error);

  g_assert_true ((contacts == NULL) == (error != NULL));
  if (contacts == NULL)
    return 0;
  if (!way_contacts_apply (contacts, document, NULL))
    {
      g_assert_false (way_document_is_modified (document));
      return 0;
    }
  check_valid (document);

  g_autoptr (WayContacts) again = way_contacts_read (document, (const char *) data, size, more, NULL);

  g_assert_nonnull (again);
  way_contacts_apply (again, document, NULL);
  check_valid (document);
  while (way_document_undo (document))
    continue;

  g_autoptr (GBytes) after = way_writer_write (document);

  g_assert_true (g_bytes_equal (before, after));
  return 0;
}
