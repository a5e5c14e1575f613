#include <math.h>
#include <string.h>

#include "metrics/tables/way-value.h"

#define SECOND 1000
#define DAY ((gint64) 86400 * SECOND)

gint64
way_value_make_day (int year, int month, int day)
{
  /* Howard Hinnant, days_from_civil: years begin in March, so that the leap day is the last. */
  gint64 y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  gint64 of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static gboolean
is_day (int year, int month, int day)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

  return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

typedef struct
{
  const char *p, *end;
} Cursor;

static gboolean
take (Cursor *self, char c)
{
  if (self->p == self->end || *self->p != c)
    return FALSE;
  self->p++;
  return TRUE;
}

static gboolean
take_any (Cursor *self, const char *set)
{
  if (self->p == self->end || *self->p == '\0' || strchr (set, *self->p) == NULL)
    return FALSE;
  self->p++;
  return TRUE;
}

/* At most `max` digits; how many there are, and 0 if more follow. */
static guint
take_number (Cursor *self, guint max, int *value)
{
  guint n = 0;

  *value = 0;
  while (self->p + n < self->end && g_ascii_isdigit (self->p[n]) && n < max)
    *value = *value * 10 + (self->p[n++] - '0');
  if (self->p + n < self->end && g_ascii_isdigit (self->p[n]))
    return 0;
  self->p += n;
  return n;
}

static gboolean
take_word (Cursor *self, const char *word)
{
  gsize n = strlen (word);

  if ((gsize) (self->end - self->p) < n || g_ascii_strncasecmp (self->p, word, n) != 0)
    return FALSE;
  self->p += n;
  return TRUE;
}

static void
skip_blanks (Cursor *self)
{
  while (take_any (self, " \t") || take_word (self, "\xc2\xa0") || take_word (self, "\xe2\x80\xaf"))
    continue;
}

/* 1 … 12, or 0; English and German, in full or shortened, with or without a full stop. */
static int
take_month (Cursor *self)
{
  /* Longer names first where one begins with the other. */
  static const char *const names[12][7] = {
    { "january", "januar", "jänner", "jan" },
    { "february", "februar", "feb" },
    { "march", "märz", "maerz", "mär", "mrz", "mar" },
    { "april", "apr" },
    { "may", "mai" },
    { "june", "juni", "jun" },
    { "july", "juli", "jul" },
    { "august", "aug" },
    { "september", "sept", "sep" },
    { "october", "oktober", "oct", "okt" },
    { "november", "nov" },
    { "december", "dezember", "dec", "dez" },
  };

  for (int month = 0; month < 12; month++)
    for (guint i = 0; i < 7 && names[month][i] != NULL; i++)
      if (take_word (self, names[month][i]))
        {
          take (self, '.');
          return month + 1;
        }
  return 0;
}

static int
expand_year (guint digits, int year)
{
  return digits == 2 ? (year < 70 ? 2000 + year : 1900 + year) : year;
}

/* Weeks of ISO 8601 and quarters: "2025-KW07", "KW 7/2025", "2025-W07", "Q1 2025", "2025-Q1", "1. Quartal 2025". */
static gboolean
take_part_of_year (Cursor *self, gint64 *day)
{
  Cursor cursor = *self;
  int year = 0, part = 0;
  gboolean week = FALSE, first = FALSE;

  if (take_number (&cursor, 4, &year) == 4)
    {
      first = TRUE;
      take_any (&cursor, "-/ ");
    }
  else
    cursor = *self;
  if (take_word (&cursor, "kw") || take_word (&cursor, "cw") || take_word (&cursor, "w"))
    week = TRUE;
  else if (!take_word (&cursor, "q"))
    {
      if (first || take_number (&cursor, 1, &part) != 1 || !take (&cursor, '.'))
        return FALSE;
      skip_blanks (&cursor);
      if (!take_word (&cursor, "quartal"))
        return FALSE;
    }
  skip_blanks (&cursor);
  if (part == 0 && take_number (&cursor, 2, &part) == 0)
    return FALSE;
  if (!first)
    {
      skip_blanks (&cursor);
      take_any (&cursor, "/-");
      if (take_number (&cursor, 4, &year) != 4)
        return FALSE;
    }
  if (year < 1000 || part < 1 || part > (week ? 53 : 4))
    return FALSE;
  if (week)
    {
      /* The week with the fourth of January is the first, and begins on Monday; 1970-01-01 was a Thursday. */
      gint64 fourth = way_value_make_day (year, 1, 4);

      *day = fourth - ((fourth + 3) % 7 + 7) % 7 + 7 * (part - 1);
    }
  else
    *day = way_value_make_day (year, 3 * part - 2, 1);
  *self = cursor;
  return TRUE;
}

/* "12. März 2025", "12 Mar 2025", "12-Mar-25", "March 12, 2025", "Mär 25", "März 2025". */
static gboolean
take_named_month (Cursor *self, gint64 *result)
{
  Cursor cursor = *self;
  int day = 1, month, year;
  guint digits = take_number (&cursor, 2, &day);

  if (digits > 0)
    {
      take (&cursor, '.');
      take_any (&cursor, "- ");
      skip_blanks (&cursor);
      month = take_month (&cursor);
    }
  else
    {
      month = take_month (&cursor);
      if (month == 0)
        return FALSE;
      take_any (&cursor, "- ");
      skip_blanks (&cursor);
      /* "March 12, 2025" and not "March 2025". */
      Cursor after = cursor;

      if (take_number (&after, 2, &day) > 0 && take (&after, ','))
        cursor = after;
      else
        day = 1;
    }
  if (month == 0)
    return FALSE;
  take_any (&cursor, "- ,");
  skip_blanks (&cursor);
  digits = take_number (&cursor, 4, &year);
  if (digits != 2 && digits != 4)
    return FALSE;
  year = expand_year (digits, year);
  if (!is_day (year, month, day))
    return FALSE;
  *result = way_value_make_day (year, month, day);
  *self = cursor;
  return TRUE;
}

/* A date in digits; which orders fit is in `*forms`, and `*result` is that of `form` if it does. */
static gboolean
take_date (Cursor *self, WayTimeForm form, guint *forms, gint64 *result)
{
  int a, b, c;
  guint digits = take_number (self, 8, &a), last;
  char sign;

  *forms = 0;
  if (digits == 8)
    {
      if (!is_day (a / 10000, a / 100 % 100, a % 100))
        return FALSE;
      *forms = 1 << WAY_TIME_YMD;
      *result = way_value_make_day (a / 10000, a / 100 % 100, a % 100);
      return TRUE;
    }
  if (digits == 0 || self->p == self->end || strchr ("-./", *self->p) == NULL)
    return FALSE;
  sign = *self->p++;
  if (take_number (self, 2, &b) == 0)
    return FALSE;
  if (digits == 4)
    {
      /* A month alone is its first day. */
      c = 1;
      if (take (self, sign) && take_number (self, 2, &c) == 0)
        return FALSE;
      if (!is_day (a, b, c))
        return FALSE;
      *forms = 1 << WAY_TIME_YMD;
      *result = way_value_make_day (a, b, c);
      return TRUE;
    }
  if (digits > 2 || !take (self, sign))
    return FALSE;
  skip_blanks (self);
  last = take_number (self, 4, &c);
  if (last != 2 && last != 4)
    return FALSE;
  c = expand_year (last, c);
  if (is_day (c, b, a))
    *forms |= 1 << WAY_TIME_DMY;
  /* Nobody writes months first with full stops. */
  if (sign != '.' && is_day (c, a, b))
    *forms |= 1 << WAY_TIME_MDY;
  if (form == WAY_TIME_MDY && (*forms & 1 << WAY_TIME_MDY) != 0)
    *result = way_value_make_day (c, a, b);
  else if ((*forms & 1 << WAY_TIME_DMY) != 0)
    *result = way_value_make_day (c, b, a);
  else
    *result = 0;
  return *forms != 0;
}

/* AM and PM turn the hour; FALSE where it is no such hour. */
static gboolean
take_meridiem (Cursor *self, int *hour)
{
  gboolean morning;

  skip_blanks (self);
  morning = take_word (self, "am") || take_word (self, "a.m.");
  if (!morning && !take_word (self, "pm") && !take_word (self, "p.m."))
    return TRUE;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (morning ? 0 : 12);
  return TRUE;
}

/* hh:mm[:ss[.fff]] [AM] */
static gboolean
take_clock (Cursor *self, gint64 *ms)
{
  int hour, minute, second = 0, fraction = 0, scale = 100;

  if (take_number (self, 2, &hour) == 0 || !take_any (self, ":.") || take_number (self, 2, &minute) != 2)
    return FALSE;
  if (take (self, ':') && take_number (self, 2, &second) != 2)
    return FALSE;
  if (self->p + 1 < self->end && (*self->p == '.' || *self->p == ',') && g_ascii_isdigit (self->p[1]))
    for (self->p++; self->p < self->end && g_ascii_isdigit (*self->p); self->p++, scale /= 10)
      fraction += (*self->p - '0') * scale;
  if (!take_meridiem (self, &hour) || hour > 23 || minute > 59 || second > 60)
    return FALSE;
  *ms = ((gint64) hour * 3600 + minute * 60 + second) * SECOND + fraction;
  return TRUE;
}

static gboolean
take_zone (Cursor *self, gint64 *offset)
{
  int hours, minutes = 0, sign;
  guint digits;

  skip_blanks (self);
  if (take_word (self, "z") || take_word (self, "utc") || take_word (self, "gmt"))
    {
      *offset = 0;
      return TRUE;
    }
  if (self->p == self->end || (*self->p != '+' && *self->p != '-'))
    return FALSE;
  sign = *self->p++ == '-' ? -1 : 1;
  digits = take_number (self, 4, &hours);
  if (digits == 4)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if (digits != 2 || (take (self, ':') && take_number (self, 2, &minutes) != 2))
    return FALSE;
  if (hours > 14 || minutes > 59)
    return FALSE;
  *offset = sign * ((gint64) hours * 3600 + minutes * 60) * SECOND;
  return TRUE;
}

static gboolean
read_time (WayCell cell, WayTimeForm form, guint *forms, gint64 *time, gboolean *zoned)
{
  Cursor cursor = { cell.text, cell.text + cell.length };
  gint64 day, clock = 0, offset = 0;

  *zoned = FALSE;
  *forms = 1 << WAY_TIME_YMD | 1 << WAY_TIME_DMY | 1 << WAY_TIME_MDY;
  if (cell.length < 4 || cell.length > 48)
    return FALSE;
  if (!take_part_of_year (&cursor, &day) && !take_named_month (&cursor, &day) && !take_date (&cursor, form, forms, &day))
    return FALSE;
  if (cursor.p < cursor.end)
    {
      take (&cursor, ',');
      if (!take_any (&cursor, "T \t"))
        return FALSE;
      skip_blanks (&cursor);
      if (!take_clock (&cursor, &clock))
        return FALSE;
      *zoned = take_zone (&cursor, &offset);
      if (cursor.p != cursor.end && !take_word (&cursor, "Uhr"))
        return FALSE;
    }
  *time = day * DAY + clock - offset;
  return cursor.p == cursor.end;
}

/* The digits of eight characters as numbers, a byte each; FALSE for anything else. `form` has '0' where digits are, `fixed` all bits where
 * there are none. */
static inline gboolean
take_digits (const char *p, const char form[8], const char fixed[8], guint8 digits[8])
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word, zeros, mask;

  memcpy (&word, p, 8);
  memcpy (&zeros, form, 8);
  memcpy (&mask, fixed, 8);
  word ^= zeros;
  memcpy (digits, &word, 8);
  /* Nothing is left of what is no digit, and no digit is above nine. */
  return (word & mask) == 0 && (((word + ones * 0x76) | word) & (ones << 7)) == 0;
}

/* The form nearly every export has, "2025-07-19 08:28:09", without a detour. */
static gboolean
read_plain (WayCell cell, gint64 *time)
{
  const char *p = cell.text;
  guint8 date[8], clock[8];

  if ((cell.length != 19 && !(cell.length == 20 && p[19] == 'Z')) || (p[10] != ' ' && p[10] != 'T'))
    return FALSE;
  if (!take_digits (p, "0000-00-", "\0\0\0\0\377\0\0\377", date) || !take_digits (p + 11, "00:00:00", "\0\0\377\0\0\377\0\0", clock) || !g_ascii_isdigit (p[8]) || !g_ascii_isdigit (p[9]))
    return FALSE;

  int year = date[0] * 1000 + date[1] * 100 + date[2] * 10 + date[3], month = date[5] * 10 + date[6], day = (p[8] - '0') * 10 + p[9] - '0';
  int hours = clock[0] * 10 + clock[1], minutes = clock[3] * 10 + clock[4], seconds = clock[6] * 10 + clock[7];

  if (!is_day (year, month, day) || hours > 23 || minutes > 59 || seconds > 60)
    return FALSE;
  *time = way_value_make_day (year, month, day) * DAY + ((gint64) hours * 3600 + minutes * 60 + seconds) * SECOND;
  return TRUE;
}

/* Excel takes 1900 for a leap year, so its first days are counted one too low. */
static double
get_excel_start (WayTimeForm form, double serial)
{
  if (form == WAY_TIME_EXCEL_MAC)
    return (double) way_value_make_day (1904, 1, 1);
  return (double) way_value_make_day (1899, 12, serial < 60 ? 31 : 30);
}

gboolean
way_value_parse_time (WayCell cell, WayTimeForm form, gint64 *time, gboolean *zoned)
{
  gboolean has_zone;
  guint forms;
  double number;

  if (form == WAY_TIME_YMD && read_plain (cell, time))
    {
      if (zoned != NULL)
        *zoned = cell.length == 20;
      return TRUE;
    }
  if (form >= WAY_TIME_UNIX)
    {
      if (zoned != NULL)
        *zoned = form <= WAY_TIME_UNIX_MS;
      if (!way_value_parse_number (cell, memchr (cell.text, ',', cell.length) != NULL ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT, &number, NULL))
        return FALSE;
      if (form == WAY_TIME_UNIX || form == WAY_TIME_UNIX_MS)
        number *= form == WAY_TIME_UNIX ? SECOND : 1;
      else
        number = (number + get_excel_start (form, number)) * (double) DAY;
      if (fabs (number) > 1e15)
        return FALSE;
      *time = (gint64) floor (number + 0.5);
      return TRUE;
    }

  gint64 result;

  if (!read_time (cell, form, &forms, &result, &has_zone) || (forms & 1u << form) == 0)
    return FALSE;
  *time = result;
  if (zoned != NULL)
    *zoned = has_zone;
  return TRUE;
}

guint
way_value_look_time (WayCell cell)
{
  gboolean zoned;
  gint64 time;
  guint forms;

  return read_time (cell, WAY_TIME_YMD, &forms, &time, &zoned) ? forms : 0;
}

gboolean
way_value_has_meridiem (WayCell cell)
{
  if (cell.length < 3)
    return FALSE;

  char last = g_ascii_tolower (cell.text[cell.length - 1]), before = g_ascii_tolower (cell.text[cell.length - 2]);

  return last == 'm' && (before == 'a' || before == 'p') && !g_ascii_isalpha (cell.text[cell.length - 3]);
}

gint64
way_value_find_offset (GTimeZone *zone, gint64 time)
{
  gint64 seconds = time / 1000 - (time % 1000 < 0);

  return (gint64) g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds)) * 1000;
}
