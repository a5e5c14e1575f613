#include "interop/way-mermaid-text.h"

#include <string.h>

static const struct
{
  const char *name;
  gunichar character;
} entities[] = {
  { "quot", '"' },
  { "apos", '\'' },
  { "amp", '&' },
  { "lt", '<' },
  { "gt", '>' },
  { "nbsp", 0xa0 },
  { "num", '#' },
  { "semi", ';' },
  { "colon", ':' },
  { "comma", ',' },
  { "period", '.' },
  { "excl", '!' },
  { "quest", '?' },
  { "percnt", '%' },
  { "lpar", '(' },
  { "rpar", ')' },
  { "lbrace", '{' },
  { "rbrace", '}' },
  { "lbrack", '[' },
  { "rbrack", ']' },
  { "sol", '/' },
  { "bsol", '\\' },
  { "vert", '|' },
  { "auml", 0xe4 },
  { "ouml", 0xf6 },
  { "uuml", 0xfc },
  { "Auml", 0xc4 },
  { "Ouml", 0xd6 },
  { "Uuml", 0xdc },
  { "szlig", 0xdf },
  { "eacute", 0xe9 },
  { "egrave", 0xe8 },
  { "agrave", 0xe0 },
  { "ccedil", 0xe7 },
  { "euro", 0x20ac },
  { "pound", 0xa3 },
  { "sect", 0xa7 },
  { "copy", 0xa9 },
  { "reg", 0xae },
  { "trade", 0x2122 },
  { "hellip", 0x2026 },
  { "ndash", 0x2013 },
  { "mdash", 0x2014 },
  { "bull", 0x2022 },
  { "hearts", 0x2665 },
  { "infin", 0x221e },
  { "larr", 0x2190 },
  { "rarr", 0x2192 },
  { "check", 0x2713 },
};

static const char *const keywords[] = { "journey", "title", "section", "accTitle", "accDescr" };

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

gsize
way_mermaid_skip_entity (const char *text)
{
  gsize n = 1;

  if (*text != '#')
    return 0;
  while (n < 34 && is_word (text[n]))
    n++;
  return n > 1 && text[n] == ';' ? n + 1 : 0;
}

/* 0: not known, or no character that a map can hold. */
static gunichar
decode_entity (const char *text, gsize size)
{
  const char *name = text + 1;
  gsize length = size - 2;

  if (strspn (name, "0123456789") == length && length <= 7)
    {
      gunichar c = (gunichar) g_ascii_strtoull (name, NULL, 10);

      if (c == '\n' || c == '\r' || c == '\t')
        return ' ';
      return g_unichar_validate (c) && !g_unichar_iscntrl (c) && (c & 0xfffe) != 0xfffe ? c : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, name, length) == 0)
      return entities[i].character;
  return 0;
}

/* <br>, <br/>, </br>, in any case and with blanks; 0: no such thing. */
static gsize
skip_break (const char *text)
{
  const char *p = text;

  if (*p++ != '<')
    return 0;
  p += *p == '/';
  if (g_ascii_strncasecmp (p, "br", 2) != 0)
    return 0;
  p += 2;
  p += strspn (p, " \t");
  p += *p == '/';
  return *p == '>' ? (gsize) (p + 1 - text) : 0;
}

static void
append_blank (GString *s, gboolean *gap)
{
  if (*gap && s->len > 0)
    g_string_append_c (s, ' ');
  *gap = FALSE;
}

char *
way_mermaid_decode (const char *text, gsize size)
{
  g_autofree char *copy = g_strndup (text, size);
  GString *s = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = copy; *p != '\0';)
    {
      gsize n;
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isspace (*p))
        {
          gap = TRUE;
          p++;
        }
      else if ((n = skip_break (p)) > 0)
        {
          gap = TRUE;
          p += n;
        }
      else if ((n = way_mermaid_skip_entity (p)) > 0 && (c = decode_entity (p, n)) != 0)
        {
          append_blank (s, &gap);
          g_string_append_unichar (s, c);
          p += n;
        }
      else
        {
          c = g_utf8_get_char (p);
          if (!g_unichar_iscntrl (c) && (c & 0xfffe) != 0xfffe)
            {
              append_blank (s, &gap);
              g_string_append_unichar (s, c);
            }
          p = g_utf8_next_char (p);
        }
    }
  return g_string_free (s, FALSE);
}

static void
append_entity (GString *to, gunichar c)
{
  g_string_append_printf (to, "#%u;", (guint) c);
}

void
way_mermaid_encode (GString *to, const char *text, const char *extra)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      /* A blank at an end, or the second of two, would not be kept. */
      gboolean lost = *p == ' ' && (p == text || p[-1] == ' ' || p[1] == '\0');

      if (lost || strchr ("#;:%<>{}\"`\n\r\t", *p) != NULL || (extra != NULL && strchr (extra, *p) != NULL))
        append_entity (to, g_utf8_get_char (p));
      else
        g_string_append_len (to, p, g_utf8_next_char (p) - p);
    }
}

void
way_mermaid_encode_start (GString *to, const char *text, const char *extra)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_ascii_strncasecmp (text, keywords[i], strlen (keywords[i])) == 0)
      {
        append_entity (to, (guchar) *text);
        text++;
        break;
      }
  if (g_str_has_prefix (text, "---") || g_str_has_prefix (text, "~~~"))
    {
      append_entity (to, (guchar) *text);
      text++;
    }
  way_mermaid_encode (to, text, extra);
}
