#include "interop-dump.h"

#include "interop/way-mermaid-private.h"
#include "model/way-integrity.h"

static void
dump_touchpoint (GString *s, const WayDocument *document, const WayElement *touchpoint)
{
  WayElement *feeling;
  guint n = 0;
  int first = 0;

  g_string_append_printf (s, " %s=", way_element_get_name (touchpoint));
  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    {
      int score = way_mermaid_feeling_to_score (way_element_get_integer (feeling, WAY_FIELD_SCORE, 99));

      if (n++ == 0)
        g_string_append_printf (s, "%d(", first = score);
      else
        g_string_append_c (s, ',');
      g_string_append (s, way_element_get_name (way_document_follow (document, feeling, WAY_FIELD_PERSONA)));
      if (score != first)
        g_string_append_printf (s, "/%d", score);
    }
  g_string_append_c (s, n > 0 ? ')' : '-');
}

char *
interop_dump (const WayDocument *document)
{
  const WayElement *root = way_document_get_root (document), *journey = way_element_get_first (root, WAY_KIND_JOURNEY);
  GString *s = g_string_new (way_element_get_name (root));
  WayElement *phase, *step, *card;

  way_each (phase, journey, WAY_KIND_PHASE)
    {
      g_string_append_printf (s, " [%s]", way_element_get_name (phase));
      way_each (step, phase, WAY_KIND_STEP)
        way_each (card, journey, WAY_KIND_TOUCHPOINT)
          if (way_document_follow (document, card, WAY_FIELD_STEP) == step)
            dump_touchpoint (s, document, card);
    }
  return g_string_free (s, FALSE);
}

char *
interop_dump_report (const WayReport *report)
{
  static const char *const severities[] = { "note", "warning", "error" };
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      const WayFinding *finding = way_report_get (report, i);

      g_string_append_printf (s, "%s %d: %s\n", severities[finding->severity], finding->line, finding->text);
    }
  return g_string_free (s, FALSE);
}

void
interop_assert_valid (const WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) > 0)
    {
      g_autofree char *text = interop_dump_report (report);

      g_error ("the map is not valid:\n%s", text);
    }
}
