#include "base/way-match.h"

#include <string.h>

static void
append (WayFolded *self, GString *s, gunichar c, guint offset)
{
  char buffer[6];
  int n = g_unichar_to_utf8 (c, buffer);

  g_string_append_len (s, buffer, n);
  for (int i = 0; i < n; i++)
    g_array_append_val (self->offsets, offset);
}

void
way_folded_init (WayFolded *self, const char *text)
{
  GString *s = g_string_new (NULL);
  /* What somebody typed on a command line need not be UTF-8; of a text that is none, the offsets are those of what can be read of it. */
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  guint end;

  if (valid != NULL)
    text = valid;

  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      gsize n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

      if (c == 0xdf) /* ß */
        {
          append (self, s, 's', (guint) (p - text));
          append (self, s, 's', (guint) (p - text));
          continue;
        }
      for (gsize i = 0; i < n; i++)
        if (!g_unichar_ismark (parts[i]))
          append (self, s, g_unichar_tolower (parts[i]), (guint) (p - text));
    }
  end = (guint) strlen (text);
  g_array_append_val (self->offsets, end);
  self->text = g_string_free (s, FALSE);
}

void
way_folded_clear (WayFolded *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->offsets, g_array_unref);
}

char *
way_match_fold (const char *text)
{
  g_auto (WayFolded) folded = { NULL };

  way_folded_init (&folded, text);
  return g_steal_pointer (&folded.text);
}

char *
way_match_squeeze (const char *text)
{
  g_autofree char *folded = way_match_fold (text);
  GString *s = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean umlaut = c == 'e' && s->len > 0 && strchr ("aou", s->str[s->len - 1]) != NULL;

      if (g_unichar_isalnum (c) && !umlaut)
        g_string_append_unichar (s, c);
    }
  return g_string_free (s, FALSE);
}

static gboolean
starts_word (const char *name, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit_set (name, " -/.,()&", -1);
  g_autoptr (GString) initials = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *squeezed = way_match_squeeze (*word);

      if (g_str_has_prefix (squeezed, wanted))
        return TRUE;
      if (*squeezed != '\0')
        g_string_append_unichar (initials, g_utf8_get_char (squeezed));
    }
  return g_str_equal (initials->str, wanted);
}

int
way_match_rank (const char *name, const char *typed)
{
  g_autofree char *whole = way_match_squeeze (name), *wanted = way_match_squeeze (typed);

  if (*wanted == '\0')
    return g_strcmp0 (name, typed) == 0 ? 3 : 0;
  if (g_str_equal (whole, wanted))
    return 3;
  if (g_str_has_prefix (whole, wanted))
    return 2;
  return starts_word (name, wanted) ? 1 : 0;
}

/* Whether the letters of `word` come one after the other within one word of the text that begins with the same. */
static gboolean
skips (const char *from, const char *word)
{
  if (*from != *word || strlen (word) < 3)
    return FALSE;
  for (; *from != '\0' && *from != ' ' && *word != '\0'; from++)
    if (*from == *word)
      word++;
  return *word == '\0';
}

static guint
score_word (const char *text, const char *word)
{
  gsize length = strlen (word);
  gboolean begins = TRUE;
  guint best = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint score = 0;

      if (strncmp (p, word, length) == 0)
        score = !begins ? 3 : p[length] == '\0' || !g_unichar_isalnum (g_utf8_get_char (p + length)) ? 6
                                                                                                     : 5;
      else if (begins && skips (p, word))
        score = 1;
      best = MAX (best, score);
      begins = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return best;
}

guint
way_match_score (const char *const *texts, const char *const *words)
{
  guint sum = 0;

  for (guint w = 0; words[w] != NULL; w++)
    {
      guint best = 0, weight = 8;

      for (guint t = 0; texts[t] != NULL; t++)
        {
          guint score = score_word (texts[t], words[w]) * weight;

          best = MAX (best, score);
          weight = weight > 1 ? weight / 2 : 1;
        }
      if (best == 0)
        return 0;
      sum += best;
    }
  /* What begins as was typed is meant first. */
  if (texts[0] != NULL && words[0] != NULL && g_str_has_prefix (texts[0], words[0]))
    sum += 4;
  return sum;
}

char **
way_match_split (const char *typed)
{
  g_autofree char *folded = way_match_fold (typed);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);
  return g_strv_builder_end (words);
}
