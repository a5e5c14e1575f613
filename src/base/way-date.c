#include "base/way-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
digits (const char *text, int n, int *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + text[i] - '0';
    }
  return TRUE;
}

guint32
way_date_parse (const char *text)
{
  int year, month, day;

  if (text == NULL || !digits (text, 4, &year) || text[4] != '-' || !digits (text + 5, 2, &month) || text[7] != '-' || !digits (text + 8, 2, &day))
    return 0;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;

  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

gboolean
way_date_is_valid (const char *text)
{
  return way_date_parse (text) != 0 && text[10] == '\0';
}

gboolean
way_timestamp_is_valid (const char *text)
{
  int hour, minute, second;

  if (way_date_parse (text) == 0 || text[10] != 'T')
    return FALSE;
  if (!digits (text + 11, 2, &hour) || text[13] != ':' || !digits (text + 14, 2, &minute) || text[16] != ':' || !digits (text + 17, 2, &second))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  const char *p = text + 19;

  if (*p == '.')
    {
      size_t n = strspn (p + 1, "0123456789");

      if (n == 0)
        return FALSE;
      p += 1 + n;
    }
  if (*p == '\0' || strcmp (p, "Z") == 0)
    return TRUE;
  if ((*p != '+' && *p != '-') || !digits (p + 1, 2, &hour) || p[3] != ':' || !digits (p + 4, 2, &minute))
    return FALSE;
  return hour <= 14 && minute <= 59 && p[6] == '\0';
}

char *
way_date_to_text (const char *text)
{
  guint32 day = way_date_parse (text);

  if (day == 0)
    return g_strdup (text);

  GDate date;
  char buffer[64];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  /* Translators: how a day is written with digits, in strftime's signs, such as %d.%m.%Y; it comes with the texts, so that
   * words and dates on a map always agree. In English the order of the file, which British and Americans read alike. */
  if (g_date_strftime (buffer, sizeof buffer, C_ ("date", "%Y-%m-%d"), &date) == 0)
    return g_strdup (text);
  return g_strdup (buffer);
}

/* Up to `n` digits at `*p`, then any of the signs dates are parted with. */
static gboolean
take_part (const char **p, int *value)
{
  int n = (int) strspn (*p, "0123456789");

  if (n == 0 || n > 4)
    return FALSE;
  *value = (int) g_ascii_strtoll (*p, NULL, 10);
  *p += n;
  *p += strspn (*p, ".-/ ");
  return TRUE;
}

char *
way_date_from_text (const char *text)
{
  /* The same text as in way_date_to_text (): its order is the language's. */
  const char *order = C_ ("date", "%Y-%m-%d");
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *p = stripped;
  int parts[3], day = 0, month = 0, year = 0, i = 0;

  if (way_date_is_valid (stripped))
    return g_steal_pointer (&stripped);
  for (i = 0; i < 3; i++)
    if (!take_part (&p, &parts[i]))
      return NULL;
  i = 0;
  /* Points stand behind days, everywhere they are used at all. */
  if (strchr (stripped, '.') != NULL)
    order = "%d%m%Y";
  for (; *order != '\0' && i < 3; order++)
    switch (*order)
      {
      case 'd':
      case 'e':
        day = parts[i++];
        break;
      case 'm':
        month = parts[i++];
        break;
      case 'Y':
      case 'y':
        year = parts[i++];
        break;
      default:
        break;
      }
  if (year < 100)
    year += 2000;
  if (*p != '\0' || !g_date_valid_dmy ((GDateDay) MIN (day, 255), (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

char *
way_date_to_xml (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

guint32
way_date_today (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) now = epoch != NULL ? g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10)) : g_date_time_new_now_utc ();
  GDate date;

  if (now == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  return g_date_get_julian (&date);
}
