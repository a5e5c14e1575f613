#include "base/way-text.h"

#include <string.h>

/* Behind the bytes below 0x80, but for NUL: eight at a time, for most of what anybody reads is such text. */
static const char *
skip_ascii (const char *p, const char *end)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), marks = ones << 7;
  guint64 word;

  for (; end - p >= 8; p += 8)
    {
      memcpy (&word, p, 8);
      /* The mark of a byte is set if it is above 0x7f, or 0. */
      if (((word | (word - ones)) & marks) != 0)
        break;
    }
  while (p < end && (guchar) *p < 0x80 && *p != '\0')
    p++;
  return p;
}

gssize
way_text_find_invalid (const char *data, gsize size)
{
  const gsize piece = 64;
  const char *p = data, *end = data + size, *stop;

  while ((p = skip_ascii (p, end)) < end)
    {
      /* What stands at the end of a piece may be cut in two; it begins the next. */
      g_utf8_validate_len (p, MIN ((gsize) (end - p), piece), &stop);
      if (stop == p)
        return p - data;
      p = stop;
    }
  return -1;
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
way_text_keep_together (char *text)
{
  GString *s = g_string_new (text);

  g_free (text);
  g_string_replace (s, " ", "\u00a0", 0);
  /* A word joiner, which no typeface needs to have. */
  g_string_replace (s, "-", "-\u2060", 0);
  return g_string_free (s, FALSE);
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

typedef struct
{
  const char *languages; /* between blanks */
  const char *open, *close;
} Quotes;

/* CLDR's main quotation marks; a language with its region before the language alone. */
static const Quotes quotes[] = {
  { " de-ch de-li it-ch ", "«", "»" },
  { " fr-ch ", "«", "»" },
  { " fr br ", "«\u202f", "\u202f»" },
  { " de bg cs et is ka lt lv mk sk sl sq hsb dsb ", "„", "“" },
  { " bs hr hu pl ro ", "„", "”" },
  { " be ca el es fa hy it nb nn no pt-pt ru uk ", "«", "»" },
  { " fi sv he ", "”", "”" },
  { " ja ", "「", "」" },
};

/* Takes the lower-case tag. */
static const Quotes *
find_quotes (const char *language)
{
  g_autofree char *wanted = g_strdup_printf (" %s ", language);

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (strstr (quotes[i].languages, wanted) != NULL)
      return &quotes[i];
  return NULL;
}

static gboolean
is_quoted (const char *text)
{
  static const char opening[] = "\"“„”«»「'‘‚", closing[] = "\"“”«»」'’‘";

  if (g_utf8_strlen (text, -1) < 3)
    return FALSE;

  gunichar first = g_utf8_get_char (text), last = g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));

  return g_utf8_strchr (opening, -1, first) != NULL && g_utf8_strchr (closing, -1, last) != NULL;
}

/* Quotation marks within quotation marks are the single ones of the same shape. */
static char *
dup_inner (const char *text)
{
  static const struct
  {
    gunichar outer, inner;
  } pairs[] = { { 0x201c, 0x2018 }, { 0x201d, 0x2019 }, { 0x201e, 0x201a }, { 0xab, 0x2039 }, { 0xbb, 0x203a }, { 0x300c, 0x300e }, { 0x300d, 0x300f } };
  GString *s = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        if (c == pairs[i].outer)
          {
            c = pairs[i].inner;
            break;
          }
      g_string_append_unichar (s, c);
    }
  return g_string_free (s, FALSE);
}

char *
way_text_quote (const char *text, const char *language)
{
  static const Quotes english = { NULL, "“", "”" };
  g_autofree char *tag = g_ascii_strdown (language != NULL ? language : "", -1);
  const Quotes *found = find_quotes (tag);

  if (is_quoted (text))
    return g_strdup (text);
  if (found == NULL)
    {
      tag[strcspn (tag, "-")] = '\0';
      found = find_quotes (tag);
    }
  if (found == NULL)
    found = &english;

  g_autofree char *inner = dup_inner (text);

  return g_strconcat (found->open, inner, found->close, NULL);
}
