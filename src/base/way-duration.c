#include "base/way-duration.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-number.h"

#define SECOND 1000.0

char *
way_duration_to_text (double milliseconds)
{
  static const struct
  {
    guint64 size; /* in seconds */
    const char *format, *with_next;
    guint64 next;
  } units[] = {
    { 86400, N_ ("%s d"), N_ ("%s d %s h"), 3600 },
    { 3600, N_ ("%s h"), N_ ("%s h %s min"), 60 },
    { 60, N_ ("%s min"), N_ ("%s min %s s"), 1 },
  };
  double size = fabs (milliseconds) / SECOND;
  const char *sign = milliseconds < 0 ? "−" : "";

  if (round (size) < 60)
    {
      g_autofree char *number = way_number_to_text (size, size < 1 ? 3 : 1);
      g_autofree char *text = g_strdup_printf (_ ("%s s"), number);

      return g_strconcat (size > 0 ? sign : "", text, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      /* Rounded to the smaller unit first, so that nothing is 1 h 60 min. */
      guint64 n = (guint64) round (size / (double) units[i].next), per = units[i].size / units[i].next;
      g_autofree char *large = NULL, *small = NULL, *text = NULL;

      if (n < per)
        continue;
      large = way_number_to_text ((double) (n >= 100 * per ? (guint64) round (size / (double) units[i].size) : n / per), 0);
      small = way_number_to_text ((double) (n % per), 0);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      text = n >= 100 * per || n % per == 0 ? g_strdup_printf (_ (units[i].format), large) : g_strdup_printf (_ (units[i].with_next), large, small);
#pragma GCC diagnostic pop
      return g_strconcat (sign, text, NULL);
    }
  g_return_val_if_reached (NULL);
}
