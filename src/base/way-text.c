#include "base/way-text.h"

#include <string.h>

gssize
way_text_find_invalid (const char *data, gsize size)
{
  const char *end;

  if (g_utf8_validate_len (data, size, &end))
    return -1;
  return end - data;
}

char *
way_text_collapse (const char *text)
{
  GString *s = g_string_sized_new (strlen (text));
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        gap = s->len > 0;
      else if (!g_unichar_iscntrl (c))
        {
          if (gap)
            g_string_append_c (s, ' ');
          gap = FALSE;
          g_string_append_len (s, p, g_utf8_next_char (p) - p);
        }
    }
  return g_string_free (s, FALSE);
}

char *
way_text_excerpt (const char *text, guint max)
{
  const char *p = text;

  for (guint n = 0; *p != '\0' && *p != '\n' && *p != '\r'; p = g_utf8_next_char (p), n++)
    if (n == max)
      break;
  return g_strdup_printf ("%.*s%s", (int) (p - text), text, *p != '\0' ? "…" : "");
}

char *
way_text_initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t-", -1);
  const char *first = NULL, *last = NULL;

  for (char **w = words; *w != NULL; w++)
    if (g_unichar_isalnum (g_utf8_get_char (*w)))
      {
        if (first == NULL)
          first = *w;
        else
          last = *w;
      }
  if (first == NULL)
    return g_strdup ("?");

  g_autofree char *both = last != NULL ? g_strdup_printf ("%.*s%.*s", (int) (g_utf8_next_char (first) - first), first, (int) (g_utf8_next_char (last) - last), last)
                                       : g_strndup (first, g_utf8_next_char (first) - first);

  return g_utf8_strup (both, -1);
}

char *
way_text_slug (const char *text)
{
  GString *s = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (s, g_unichar_tolower (c));
      else if (s->len > 0 && s->str[s->len - 1] != '-')
        g_string_append_c (s, '-');
    }
  while (s->len > 0 && s->str[s->len - 1] == '-')
    g_string_truncate (s, s->len - 1);
  if (s->len == 0)
    g_string_append (s, "map");
  return g_string_free (s, FALSE);
}
