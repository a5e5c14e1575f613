#include "base/way-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

gboolean
way_number_parse (const char *text, double *value)
{
  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;

  const char *p = text;
  guint digits = 0;

  if (*p == '+' || *p == '-')
    p++;
  for (; g_ascii_isdigit (*p); p++)
    digits++;
  if (*p == '.')
    for (p++; g_ascii_isdigit (*p); p++)
      digits++;
  if (digits == 0)
    return FALSE;

  const char *end = p;

  while (g_ascii_isspace (*p))
    p++;
  if (*p != '\0' || end - text > 64)
    return FALSE;
  *value = g_ascii_strtod (text, NULL);
  return TRUE;
}

gboolean
way_integer_parse (const char *text, gint64 *value)
{
  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;

  const char *digits = *text == '+' || *text == '-' ? text + 1 : text;
  size_t n = strspn (digits, "0123456789");

  if (n == 0 || n > 18 || digits[n + strspn (digits + n, " \t\r\n")] != '\0')
    return FALSE;
  *value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

static void
strip_zeros (char *text)
{
  if (strchr (text, '.') == NULL)
    return;

  char *end = text + strlen (text);

  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
}

char *
way_number_to_xml (double value, int digits)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE + 340];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (digits, 0, 15));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  strip_zeros (buffer);
  if (strcmp (buffer, "-0") == 0)
    return g_strdup ("0");
  return g_strdup (buffer);
}

char *
way_number_to_text (double value, int digits)
{
  g_autofree char *plain = way_number_to_xml (fabs (value), digits);
  const char *point = strchr (plain, '.');
  int whole = point != NULL ? (int) (point - plain) : (int) strlen (plain);
  GString *s = g_string_new (value < 0 && strcmp (plain, "0") != 0 ? "−" : "");

  for (int i = 0; i < whole; i++)
    {
      /* Four digits stay together, as both German and English typography have it. */
      if (i > 0 && whole > 4 && (whole - i) % 3 == 0)
        g_string_append (s, "\u202f");
      g_string_append_c (s, plain[i]);
    }
  if (point != NULL)
    {
      /* Translators: the decimal sign, as in 0.5. It comes with the texts, so that words and numbers on a map always agree. */
      g_string_append (s, C_ ("number", "."));
      g_string_append (s, point + 1);
    }
  return g_string_free (s, FALSE);
}

/* Whether `sign` parts the digits of `text` into groups of three, with one to three in front of the first. */
static gboolean
is_grouping (const char *text, char sign)
{
  size_t n = strspn (text, "0123456789");

  if (n == 0 || n > 3 || *text == '0')
    return FALSE;
  for (text += n; *text == sign; text += 4)
    if (strspn (text + 1, "0123456789") != 3)
      return FALSE;
  return TRUE;
}

gboolean
way_number_from_text (const char *text, double *value)
{
  char decimal = *C_ ("number", "."), other = decimal == ',' ? '.' : ',';
  g_autoptr (GString) s = g_string_new (text);

  /* What groups and signs are written with, besides the plain ones. */
  for (const char *const *from = (const char *const[]){ "\302\240", "\342\200\257", "\342\200\211", " ", "’", NULL }; *from != NULL; from++)
    g_string_replace (s, *from, "", 0);
  g_string_replace (s, "−", "-", 0);

  char *digits = s->str + (*s->str == '-' || *s->str == '+');

  if (strchr (digits, other) != NULL && is_grouping (digits, other))
    {
      g_autofree char *sign = g_strndup (&other, 1);

      g_string_replace (s, sign, "", 0);
      digits = s->str;
    }
  /* What is left of the other sign is taken for the decimal one, but not beside it. */
  if (strchr (digits, decimal) == NULL || strchr (digits, other) == NULL)
    g_strdelimit (digits, ",", '.');
  return way_number_parse (s->str, value);
}
