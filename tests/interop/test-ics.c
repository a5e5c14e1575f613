/* Entries for a calendar: whole days, lines no longer than they may be, the same file for the same map. */
#include <string.h>

#include "format/way-reader.h"
#include "interop/way-ics.h"

static WayDocument *
read_actions (const char *actions)
{
  g_autofree char *xml = g_strdup_printf ("<waymark xmlns='urn:waymark:journey:1' version='1.0' min-reader='1.0' id='map-test' xml:lang='en'><meta><title>Trip, home; late</title></meta>"
                                          "<journeys><journey id='jn-one' name='J'><phases><phase id='ph-one' name='P'><step id='st-one' name='S'/></phase></phases><lanes><lane id='ln-one' kind='touchpoints' name='L'/></lanes></journey></journeys>"
                                          "<actions>%s</actions></waymark>",
                                          actions);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_entries (void)
{
  g_autoptr (WayDocument) document = read_actions ("<action id='ac-one' owner='Eva' due='2026-12-31' status='planned'><p>Ask, then wait; \\ and so on</p></action>"
                                                   "<action id='ac-two' status='planned'><p>Some day</p></action><action id='ac-done' due='2026-01-01' status='done'><p>Gone</p></action>");
  guint left_out;
  g_autofree char *text = way_ics_export (document, &left_out);

  g_assert_cmpuint (left_out, ==, 1);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
  g_assert_nonnull (strstr (text, "SUMMARY:Ask\\, then wait\\; \\\\ and so on\r\n"));
  g_assert_nonnull (strstr (text, "UID:ac-one.map-test@waymark\r\n"));
  g_assert_null (strstr (text, "Gone"));
  g_assert_null (strstr (text, "Some day"));
}

/* Unfolding gives back what went in, whatever its letters are. */
static void
test_folding (void)
{
  for (guint n = 1; n < 300; n++)
    {
      g_autoptr (GString) name = g_string_new (NULL), unfolded = g_string_new (NULL);

      for (guint i = 0; i < n; i++)
        g_string_append (name, (const char *[]){ "a", "ü", "€", "😀" }[(i * 7 + n) % 4]);

      g_autofree char *action = g_strdup_printf ("<action id='ac-one' due='2026-12-31' status='planned'><p>%s</p></action>", name->str);
      g_autoptr (WayDocument) document = read_actions (action);
      g_autofree char *text = way_ics_export (document, NULL), *summary = g_strdup_printf ("\r\nSUMMARY:%s\r\n", name->str);
      g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

      for (char **line = lines; *line != NULL; line++)
        {
          g_assert_cmpuint (strlen (*line), <=, 75);
          g_assert_true (g_utf8_validate (*line, -1, NULL));
          if (**line != ' ')
            g_string_append (unfolded, "\r\n");
          g_string_append (unfolded, *line + (**line == ' '));
        }
      g_assert_nonnull (strstr (unfolded->str, summary));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics/entries", test_entries);
  g_test_add_func ("/ics/folding", test_folding);
  return g_test_run ();
}
