#include "metrics/tables/way-value.h"

#include <math.h>
#include <string.h>

/* White space of more than one byte that stands around and within numbers: no-break, thin, narrow no-break, figure space. */
static gsize
skip_blank (const char *p, const char *end)
{
  static const char *const wide[] = { "\xc2\xa0", "\xe2\x80\x89", "\xe2\x80\xaf", "\xe2\x80\x87", "\xef\xbb\xbf" };

  if (p < end && g_ascii_isspace (*p))
    return 1;
  if (p < end && (guchar) *p >= 0x80)
    for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
      if ((gsize) (end - p) >= strlen (wide[i]) && memcmp (p, wide[i], strlen (wide[i])) == 0)
        return strlen (wide[i]);
  return 0;
}

WayCell
way_cell_trim (const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  gsize n;

  /* Nearly all cells begin and end with a plain letter or digit. */
  if (length > 0 && (guchar) (*p - '!') < 0x5f && (guchar) (end[-1] - '!') < 0x5f)
    return (WayCell){ text, length };
  while ((n = skip_blank (p, end)) > 0)
    p += n;
  while (end > p)
    {
      gsize back = g_ascii_isspace (end[-1]) ? 1 : (guchar) end[-1] < 0x80                      ? 0
                                               : end - p >= 2 && skip_blank (end - 2, end) == 2 ? 2
                                               : end - p >= 3 && skip_blank (end - 3, end) == 3 ? 3
                                                                                                : 0;

      if (back == 0)
        break;
      end -= back;
    }
  return (WayCell){ p, (gsize) (end - p) };
}

gboolean
way_cell_is (WayCell cell, const char *text)
{
  return strlen (text) == cell.length && g_ascii_strncasecmp (cell.text, text, cell.length) == 0;
}

static gboolean
is_one_of (WayCell cell, const char *const *words)
{
  for (; *words != NULL; words++)
    if (way_cell_is (cell, *words))
      return TRUE;
  return FALSE;
}

gboolean
way_value_is_missing (WayCell cell)
{
  static const char *const words[] = { "-", "–", "—", "--", ".", "?", "k. A.", "k.A.", "k. a.", "keine Angabe", "n/a", "n. a.", "n.a.", "na", "NaN", "null", "none", "(null)", "#NV", "#N/A", "#WERT!", "#VALUE!", "#DIV/0!", "(not set)", NULL };

  return cell.length == 0 || (cell.length <= 12 && !g_ascii_isdigit (*cell.text) && is_one_of (cell, words));
}

/* Numbers. */

#define MAX_NUMBER 64

/* A number stripped to ASCII: sign, digits and the signs between them. */
typedef struct
{
  char text[MAX_NUMBER + 1];
  gsize length;
  gboolean negative, percent;
} Bare;

/* Takes a currency or a percent sign at `*p`; the unit of a number is not its value. */
static gboolean
take_unit (const char **p, const char *end, gboolean *percent)
{
  static const char *const units[] = { "%", "€", "EUR", "Euro", "$", "USD", "US$", "£", "GBP", "CHF", "Fr.", NULL };

  for (guint i = 0; units[i] != NULL; i++)
    {
      gsize n = strlen (units[i]);

      if ((gsize) (end - *p) >= n && g_ascii_strncasecmp (*p, units[i], n) == 0)
        {
          *percent |= i == 0;
          *p += n;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_minus (const char **p, const char *end)
{
  static const char *const signs[] = { "-", "−", "–" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if ((gsize) (end - *p) >= strlen (signs[i]) && memcmp (*p, signs[i], strlen (signs[i])) == 0)
      {
        *p += strlen (signs[i]);
        return TRUE;
      }
  return FALSE;
}

/* What may stand before the digits: sign, bracket, currency, blanks. */
static const char *
strip_front (Bare *self, const char *p, const char *end, gboolean *bracket)
{
  gboolean signed_ = FALSE;
  gsize n;

  while (p < end)
    if ((n = skip_blank (p, end)) > 0)
      p += n;
    else if (!signed_ && take_minus (&p, end))
      self->negative = signed_ = TRUE;
    else if (!signed_ && *p == '+')
      {
        signed_ = TRUE;
        p++;
      }
    else if (!signed_ && !*bracket && *p == '(')
      {
        self->negative = signed_ = *bracket = TRUE;
        p++;
      }
    else if (!take_unit (&p, end, &self->percent))
      break;
  return p;
}

/* What may stand behind them; FALSE: something else does. */
static gboolean
strip_back (Bare *self, const char *p, const char *end, gboolean bracket)
{
  gsize n;

  while (p < end)
    if ((n = skip_blank (p, end)) > 0)
      p += n;
    else if (bracket && *p == ')')
      {
        bracket = FALSE;
        p++;
      }
    else if (!self->negative && take_minus (&p, end))
      self->negative = TRUE;
    else if (!take_unit (&p, end, &self->percent))
      return FALSE;
  return !bracket;
}

static gboolean
strip_number (Bare *self, WayCell cell)
{
  const char *p = cell.text, *end = p + cell.length;
  gboolean bracket = FALSE;
  gsize n;

  self->length = 0;
  self->negative = self->percent = FALSE;
  p = strip_front (self, p, end, &bracket);
  for (; p < end; p += n)
    {
      char c = *p;

      n = 1;
      if (g_ascii_isdigit (c) || c == '.' || c == ',' || c == '\'' || ((c == 'e' || c == 'E') && self->length > 0 && p + 1 < end && !g_ascii_isalpha (p[1])))
        {
          if (self->length == MAX_NUMBER)
            return FALSE;
          self->text[self->length++] = c;
          /* The sign of an exponent. */
          if ((c == 'e' || c == 'E') && (p[1] == '+' || p[1] == '-'))
            {
              if (self->length == MAX_NUMBER)
                return FALSE;
              self->text[self->length++] = *++p;
            }
        }
      /* A blank between digits parts thousands, and is written as one here. */
      else if ((n = skip_blank (p, end)) > 0 && self->length > 0 && p + n < end && g_ascii_isdigit (p[n]))
        {
          if (self->length == MAX_NUMBER)
            return FALSE;
          self->text[self->length++] = ' ';
        }
      else
        break;
    }
  self->text[self->length] = '\0';
  return self->length > 0 && strip_back (self, p, end, bracket);
}

/* Digits in groups of three parted by `sign`, the first of one to three; or without any. The end, or NULL. */
static const char *
read_whole (const char *p, char sign, char *out, gsize *n)
{
  gsize group = 0, groups = 0;

  /* Nobody parts 0123 into groups. */
  if (*p == '0')
    sign = '\0';
  for (;; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          out[(*n)++] = *p;
          group++;
        }
      else if (*p == sign && sign != '\0' && group > 0 && g_ascii_isdigit (p[1]))
        {
          if (groups > 0 ? group != 3 : group > 3)
            return NULL;
          groups++;
          group = 0;
        }
      else
        break;
    }
  return groups > 0 && group != 3 ? NULL : p;
}

/* As xsd:double; FALSE if the number cannot be read so. `*parted`: thousands are. */
static gboolean
read_bare (const Bare *self, char decimal, double *value, gboolean *parted, gboolean *fraction)
{
  char out[MAX_NUMBER + 8];
  gsize n = 0, digits;
  const char *p = self->text;
  char sign = '\0';

  for (const char *q = p; *q != '\0' && *q != decimal && sign == '\0'; q++)
    if (strchr (".,' ", *q) != NULL)
      sign = *q;
  out[n++] = self->negative ? '-' : '+';
  p = read_whole (p, sign, out, &n);
  if (p == NULL)
    return FALSE;
  digits = n - 1;
  *parted = sign != '\0';
  *fraction = *p == decimal;
  if (*fraction)
    {
      out[n++] = '.';
      for (p++; g_ascii_isdigit (*p); p++, digits++)
        out[n++] = *p;
    }
  if (digits > 0 && (*p == 'e' || *p == 'E'))
    {
      gsize length = strlen (p + 1);

      if (length == 0 || length > 5 || !g_ascii_isdigit (p[length]))
        return FALSE;
      while (*p != '\0')
        out[n++] = *p++;
    }
  out[n] = '\0';
  if (digits == 0 || *p != '\0')
    return FALSE;

  double number = g_ascii_strtod (out, NULL);

  if (!isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

/* Short whole numbers are most of what there is. */
static gboolean
parse_short (WayCell cell, double *value)
{
  guint n = 0;

  if (cell.length == 0 || cell.length > 9)
    return FALSE;
  for (gsize i = 0; i < cell.length; i++)
    {
      guint digit = (guint) (guchar) cell.text[i] - '0';

      if (digit > 9)
        return FALSE;
      n = n * 10 + digit;
    }
  *value = n;
  return TRUE;
}

gboolean
way_value_parse_number (WayCell cell, WayDecimal decimal, double *value, gboolean *percent)
{
  Bare bare;
  gboolean parted, fraction;

  if (parse_short (cell, value))
    {
      if (percent != NULL)
        *percent = FALSE;
      return TRUE;
    }
  if (cell.length == 0 || !strip_number (&bare, cell) || !read_bare (&bare, decimal == WAY_DECIMAL_COMMA ? ',' : '.', value, &parted, &fraction))
    return FALSE;
  if (percent != NULL)
    *percent = bare.percent;
  return TRUE;
}

WayNumberLook
way_value_look_number (WayCell cell)
{
  Bare bare;
  double point, comma;
  gboolean by_point, by_comma, parted, fraction;

  if (parse_short (cell, &point))
    return WAY_NUMBER_PLAIN;
  if (cell.length == 0 || !strip_number (&bare, cell))
    return WAY_NUMBER_NONE;
  by_point = read_bare (&bare, '.', &point, &parted, &fraction);
  by_comma = read_bare (&bare, ',', &comma, &parted, &fraction);
  if (by_point && by_comma)
    return point == comma ? WAY_NUMBER_PLAIN : WAY_NUMBER_AMBIGUOUS;
  return by_point ? WAY_NUMBER_POINT : by_comma ? WAY_NUMBER_COMMA
                                                : WAY_NUMBER_NONE;
}

gboolean
way_value_is_no_answer (double value)
{
  return value == 99 || value == 98 || value == 97 || value == -99 || value == -1;
}

/* "/ 10" behind a number: points of so many. */
static gboolean
is_out_of (const char *p, const char *end, WayCell number)
{
  WayCell all;
  double points, most;

  if (p == end || *p != '/')
    return FALSE;
  all = way_cell_trim (p + 1, (gsize) (end - p - 1));
  return parse_short (all, &most) && parse_short (number, &points) && points <= most && most >= 3;
}

gboolean
way_value_parse_answer (WayCell cell, double *value, gboolean *labelled)
{
  static const char *const parts[] = { "-", "–", "—", "=", ":", "(", "." };
  const char *p = cell.text, *end = p + cell.length;
  WayCell number = { p, 0 };
  gsize n;

  *labelled = FALSE;
  if (parse_short (cell, value))
    return TRUE;
  while (number.length < cell.length && g_ascii_isdigit (p[number.length]))
    number.length++;
  if (number.length == 0 || number.length > 3 || number.length == cell.length)
    return FALSE;
  p += number.length;
  while ((n = skip_blank (p, end)) > 0)
    p += n;
  if (is_out_of (p, end, number))
    return *labelled = parse_short (number, value);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((gsize) (end - p) > strlen (parts[i]) && memcmp (p, parts[i], strlen (parts[i])) == 0)
      {
        p += strlen (parts[i]);
        while ((n = skip_blank (p, end)) > 0)
          p += n;
        /* A label has letters; 3-4 and 1.5 are something else. */
        if (p == end || g_ascii_isdigit (*p) || !parse_short (number, value))
          return FALSE;
        *labelled = TRUE;
        return TRUE;
      }
  return FALSE;
}

/* Flags. */

gboolean
way_value_parse_flag (WayCell cell, gboolean *value)
{
  static const char *const yes[] = { "1", "ja", "yes", "true", "wahr", "x", "j", "y", "richtig", "✓", "✔", "☑", NULL };
  static const char *const no[] = { "0", "nein", "no", "false", "falsch", "n", "✗", "☐", NULL };

  if (cell.length == 0 || cell.length > 8)
    return FALSE;
  if (is_one_of (cell, yes))
    *value = TRUE;
  else if (is_one_of (cell, no))
    *value = FALSE;
  else
    return FALSE;
  return TRUE;
}

/* Durations. */

static gboolean
take_digits (const char **p, const char *end, guint max, gint64 *value)
{
  guint n = 0;

  *value = 0;
  for (; *p < end && g_ascii_isdigit (**p) && n < max; (*p)++, n++)
    *value = *value * 10 + (**p - '0');
  return n > 0 && (*p == end || !g_ascii_isdigit (**p));
}

/* [hh:]mm:ss[.fff] */
static gboolean
parse_clock (WayCell cell, double *seconds)
{
  const char *p = cell.text, *end = p + cell.length;
  gint64 parts[3] = { 0, 0, 0 };
  double fraction = 0, scale = 1;
  guint n = 0;

  do
    if (!take_digits (&p, end, 6, &parts[n++]))
      return FALSE;
  while (n < 3 && p < end && *p == ':' && p++ < end);
  if (n < 2 || parts[n - 1] > 59 || (n == 3 && parts[1] > 59))
    return FALSE;
  if (p < end && (*p == '.' || *p == ','))
    for (p++; p < end && g_ascii_isdigit (*p); p++)
      fraction += (scale /= 10) * (*p - '0');
  if (p != end)
    return FALSE;
  *seconds = (n == 3 ? (double) (parts[0] * 3600 + parts[1] * 60 + parts[2]) : (double) (parts[0] * 60 + parts[1])) + fraction;
  return TRUE;
}

static double
get_seconds (WayCell unit)
{
  static const struct
  {
    const char *names[9];
    double seconds;
  } units[] = {
    { { "d", "day", "days", "tag", "tage", "tagen", "t", NULL }, 86400 },
    { { "h", "hour", "hours", "hr", "hrs", "std", "stunde", "stunden", NULL }, 3600 },
    { { "m", "min", "mins", "minute", "minutes", "minuten", NULL }, 60 },
    { { "s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", NULL }, 1 },
    { { "w", "week", "weeks", "woche", "wochen", NULL }, 7 * 86400 },
    { { "ms", NULL }, 0.001 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (is_one_of (unit, units[i].names))
      return units[i].seconds;
  return 0;
}

gboolean
way_value_parse_duration (WayCell cell, double *seconds)
{
  const char *p = cell.text, *end = p + cell.length;
  double sum = 0;
  guint n = 0;

  if (cell.length == 0 || cell.length > 40 || !g_ascii_isdigit (*p))
    return FALSE;
  if (parse_clock (cell, seconds))
    return TRUE;
  while (p < end)
    {
      WayCell number = { p, 0 }, unit;
      double value;
      gsize blank;

      while (p < end && (g_ascii_isdigit (*p) || *p == '.' || *p == ','))
        p++;
      number.length = (gsize) (p - number.text);
      while ((blank = skip_blank (p, end)) > 0)
        p += blank;
      unit = (WayCell){ p, 0 };
      while (p < end && g_ascii_isalpha (*p))
        p++;
      unit.length = (gsize) (p - unit.text);
      /* With a unit behind it, 1,5 and 1.5 are the same. */
      if (get_seconds (unit) == 0 || !way_value_parse_number (number, memchr (number.text, ',', number.length) != NULL ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT, &value, NULL))
        return FALSE;
      sum += value * get_seconds (unit);
      n++;
      while (p < end && (*p == '.' || *p == ',' || skip_blank (p, end) > 0))
        p += MAX (skip_blank (p, end), 1);
    }
  if (n > 0)
    *seconds = sum;
  return n > 0;
}
