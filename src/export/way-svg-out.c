#include "export/way-svg-out-private.h"

#include <math.h>

void
way_svg_append_number (GString *s, double value)
{
  /* Far beyond any map, and well within what a double counts exactly. */
  gint64 hundredths = isfinite (value) ? (gint64) round (CLAMP (value, -1e12, 1e12) * 100) : 0;

  if (hundredths < 0)
    g_string_append_c (s, '-');
  hundredths = ABS (hundredths);
  g_string_append_printf (s, "%" G_GINT64_FORMAT, hundredths / 100);
  if (hundredths % 100 != 0)
    {
      g_string_append_c (s, '.');
      g_string_append_c (s, (char) ('0' + hundredths % 100 / 10));
      if (hundredths % 10 != 0)
        g_string_append_c (s, (char) ('0' + hundredths % 10));
    }
}

static gboolean
is_xml (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && c != 0xfffe && c != 0xffff);
}

void
way_svg_append_text (GString *s, const char *text)
{
  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          text++;
          continue;
        }

      const char *next = g_utf8_next_char (text);

      if (c == '&')
        g_string_append (s, "&amp;");
      else if (c == '<')
        g_string_append (s, "&lt;");
      else if (c == '>')
        g_string_append (s, "&gt;");
      else if (c == '"')
        g_string_append (s, "&quot;");
      else if (is_xml (c))
        g_string_append_len (s, text, next - text);
      text = next;
    }
}
