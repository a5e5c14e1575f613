#include "interop/way-ics.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"

/* A content line has at most 75 octets; longer ones go on behind a line break and a blank, never within a letter. */
#define MOST_OCTETS 75

static void
append_line (GString *s, const char *name, const char *value)
{
  g_autofree char *line = g_strdup_printf ("%s:%s", name, value);
  const char *p = line;
  gsize room = MOST_OCTETS;

  while (strlen (p) > room)
    {
      const char *end = g_utf8_find_prev_char (p, p + room + 1);

      g_string_append_len (s, p, end - p);
      g_string_append (s, "\r\n ");
      p = end;
      room = MOST_OCTETS - 1;
    }
  g_string_append_printf (s, "%s\r\n", p);
}

static void
append_text (GString *s, const char *name, const char *text)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (escaped, "\\n");
    else if (*p != '\r')
      g_string_append_printf (escaped, "%s%c", strchr (",;\\", *p) != NULL ? "\\" : "", *p);
  append_line (s, name, escaped->str);
}

static char *
format_day (guint32 day)
{
  g_autofree char *xml = way_date_to_xml (day);

  return g_strdup_printf ("%.4s%.2s%.2s", xml, xml + 5, xml + 8);
}

static char *
describe (const WayDocument *document, const WayElement *action)
{
  g_auto (GStrv) ids = way_element_get_list (action, WAY_FIELD_FOR);
  const char *owner = way_element_get (action, WAY_FIELD_OWNER), *title = way_element_get (way_document_get_meta (document), WAY_FIELD_TITLE);
  GString *s = g_string_new (title);

  for (char **id = ids; *id != NULL; id++)
    if (way_document_lookup (document, *id) != NULL)
      g_string_append_printf (s, "\n%s: %s", _ ("For"), way_element_get_name (way_document_lookup (document, *id)));
  if (owner != NULL)
    g_string_append_printf (s, "\n%s: %s", _ ("Owner"), owner);
  g_string_append_printf (s, "\n%s: %s", _ ("Status"), way_element_get_label (action, WAY_FIELD_STATUS));
  return g_string_free (s, FALSE);
}

static void
append_action (GString *s, const WayDocument *document, const WayElement *action, guint32 due)
{
  g_autofree char *uid = g_strdup_printf ("%s.%s@waymark", way_element_get_id (action), way_element_get_id (way_document_get_root (document)));
  g_autofree char *day = format_day (due), *next = format_day (due + 1), *stamp = g_strdup_printf ("%sT000000Z", day), *about = describe (document, action);
  g_autofree char *summary = g_strdelimit (g_strdup (way_element_get_name (action)), "\n", ' ');
  const char *link = way_element_get (action, WAY_FIELD_TRACKER);

  append_line (s, "BEGIN", "VEVENT");
  append_text (s, "UID", uid);
  append_line (s, "DTSTAMP", stamp);
  append_line (s, "DTSTART;VALUE=DATE", day);
  append_line (s, "DTEND;VALUE=DATE", next);
  append_text (s, "SUMMARY", summary);
  append_text (s, "DESCRIPTION", about);
  if (link != NULL)
    append_line (s, "URL", link);
  append_line (s, "TRANSP", "TRANSPARENT");
  append_line (s, "END", "VEVENT");
}

char *
way_ics_export (const WayDocument *document, guint *left_out)
{
  GString *s = g_string_new (NULL);
  guint without_day = 0;
  WayElement *action;

  append_line (s, "BEGIN", "VCALENDAR");
  append_line (s, "VERSION", "2.0");
  append_line (s, "PRODID", "-//Waymark//Waymark//EN");
  way_each (action, way_document_get_root (document), WAY_KIND_ACTION)
    {
      const char *day = way_element_get (action, WAY_FIELD_DUE);
      guint32 due = day != NULL ? way_date_parse (day) : 0;

      if (way_element_is (action, WAY_FIELD_STATUS, "done") || way_element_is (action, WAY_FIELD_STATUS, "dropped"))
        continue;
      if (due == 0)
        without_day++;
      else
        append_action (s, document, action, due);
    }
  append_line (s, "END", "VCALENDAR");
  if (left_out != NULL)
    *left_out = without_day;
  return g_string_free (s, FALSE);
}
