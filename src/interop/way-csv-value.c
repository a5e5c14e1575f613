#include "interop/way-csv-value.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/way-number.h"
#include "base/way-text.h"

static char *
take_number (char *text, gboolean whole)
{
  g_autoptr (GString) s = g_string_new (text);
  double value;

  g_string_replace (s, "−", "-", 0);
  if (strchr (s->str, '.') == NULL)
    g_string_replace (s, ",", ".", 0);
  g_free (text);
  if (!way_number_parse (s->str, &value))
    return g_strdup (s->str);
  return way_number_to_xml (value, whole ? 3 : 10);
}

/* 14.10.2025, 1.2.25, and a time behind the date, which spreadsheets add. */
static char *
take_date (char *text)
{
  int day, month, year, n = 0;

  if (sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &n) == 3 && n > 0 && strspn (text + n, " 0:") == strlen (text + n))
    {
      g_free (text);
      return g_strdup_printf ("%04d-%02d-%02d", year < 100 ? year + 2000 : year, month, day);
    }
  if (strlen (text) > 10 && text[4] == '-' && (text[10] == ' ' || text[10] == 'T') && strspn (text + 11, "0:.Z") == strlen (text + 11))
    text[10] = '\0';
  return text;
}

static char *
take_boolean (char *text)
{
  static const char *const yes[] = { "true", "wahr", "ja", "yes", "x", "1", NULL };
  static const char *const no[] = { "false", "falsch", "nein", "no", "0", NULL };
  g_autofree char *folded = g_utf8_strdown (text, -1);

  if (!g_strv_contains (yes, folded) && !g_strv_contains (no, folded))
    return text;
  g_free (text);
  return g_strdup (g_strv_contains (yes, folded) ? "true" : "false");
}

static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *x = g_utf8_casefold (a, -1);
  g_autofree char *y = g_utf8_casefold (b, -1);

  return strcmp (x, y) == 0;
}

static char *
take_choice (const WayFieldInfo *info, char *text)
{
  for (const WayChoice *c = info->choices; c->nick != NULL; c++)
    if (same_word (text, c->nick) || same_word (text, c->label) || same_word (text, _ (c->label)))
      {
        g_free (text);
        return g_strdup (c->nick);
      }
  return text;
}

/* Without lines that hold nothing. */
static char *
take_lines (char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) s = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", *line);
  g_free (text);
  return g_string_free (g_steal_pointer (&s), FALSE);
}

/* A file of ours must not hold what XML cannot. */
static char *
drop_controls (const char *cell)
{
  GString *s = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || (!g_unichar_iscntrl (c) && (c & 0xfffe) != 0xfffe))
        g_string_append_unichar (s, c);
    }
  return g_string_free (s, FALSE);
}

char *
way_csv_value_from_cell (const WayFieldInfo *info, const char *cell)
{
  char *text = g_strstrip (drop_controls (cell));

  if (*text == '\0')
    {
      g_free (text);
      return NULL;
    }
  switch (info->type)
    {
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return take_number (text, info->type == WAY_TYPE_INTEGER);
    case WAY_TYPE_DATE:
      return take_date (text);
    case WAY_TYPE_BOOLEAN:
      return take_boolean (text);
    case WAY_TYPE_ENUM:
      return take_choice (info, text);
    case WAY_TYPE_LINES:
      return take_lines (text);
    case WAY_TYPE_LINE:
    case WAY_TYPE_REFS:
      {
        g_autofree char *raw = text;

        return way_text_collapse (raw);
      }
    case WAY_TYPE_COLOUR:
      {
        g_autofree char *raw = text;

        return g_ascii_strdown (raw, -1);
      }
    default:
      return text;
    }
}
