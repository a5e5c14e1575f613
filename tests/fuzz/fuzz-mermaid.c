/* Mermaid: whatever is taken makes a valid map, and what is written of that comes back the same. */
#include "fuzz.h"

#include <string.h>

#include "interop/way-mermaid.h"
#include "model/way-integrity.h"

static WayDocument *
import (const char *data, size_t size, GError **error)
{
  g_autoptr (WayReport) report = way_report_new ();
  WayDocument *document = way_mermaid_import (data, (gssize) size, NULL, report, error);

  g_assert_true ((document == NULL) == (error != NULL && *error != NULL));
  for (guint i = 0; i < way_report_get_size (report); i++)
    g_assert_true (g_utf8_validate (way_report_get (report, i)->text, -1, NULL));
  return document;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) first = import ((const char *) data, size, &error);

  if (first == NULL)
    return 0;

  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (first, report) > 0)
    g_error ("not valid: %s", way_report_get (report, 0)->text);

  g_autofree char *once = way_mermaid_export (first, NULL, report);
  g_autoptr (WayDocument) second = import (once, strlen (once), &error);

  if (second == NULL)
    g_error ("%s in:\n%s", error->message, once);

  g_autofree char *twice = way_mermaid_export (second, NULL, NULL);
  g_autoptr (WayDocument) third = import (twice, strlen (twice), &error);
  g_autofree char *thrice = way_mermaid_export (third, NULL, NULL);

  /* A touchpoint that nobody feels about gets the customer's score the first time. */
  if (strcmp (twice, thrice) != 0)
    g_error ("changed:\n%s\nto:\n%s", twice, thrice);
  return 0;
}
