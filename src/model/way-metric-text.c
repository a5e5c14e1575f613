#include "model/way-metric-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"

static const struct
{
  const char *kind, *text;
} definitions[] = {
  { "nps", N_ ("Those who would recommend (9 and 10) less those who would not (0 to 6), of a hundred.") },
  { "csat", N_ ("How satisfied people say they are.") },
  { "ces", N_ ("How easy people say it was made for them.") },
  { "first-contact-resolution", N_ ("Cases solved at the first contact, of all.") },
  { "conversion", N_ ("Those who went on to what was wanted, of all who were here.") },
  { "drop-off", N_ ("Those who left here and came no further, of all who were here.") },
  { "churn", N_ ("Customers lost in the period, of those there were at its beginning.") },
  { "duration", N_ ("How long it took.") },
  { "cost", N_ ("What it cost.") },
  { "count", N_ ("How many there were.") },
  { "share", N_ ("A share of all.") },
};

static const struct
{
  const char *period, *text;
} periods[] = {
  { "week", N_ ("Week by week.") },
  { "month", N_ ("Month by month.") },
  { "quarter", N_ ("Quarter by quarter.") },
  { "year", N_ ("Year by year.") },
};

static const char *
get_aggregate (const WayElement *metric)
{
  const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);

  return feed != NULL ? way_element_get_or_default (feed, WAY_FIELD_AGGREGATE) : NULL;
}

/* The share of a satisfaction is another thing than its mean. */
static const char *
get_computation (const WayElement *metric)
{
  const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);

  if (feed == NULL || way_element_is (metric, WAY_FIELD_KIND, "nps"))
    return NULL;
  return way_element_get_label (feed, WAY_FIELD_AGGREGATE);
}

static void
append_computation (GString *s, const WayElement *metric)
{
  const char *computation = get_computation (metric), *unit = way_element_get (metric, WAY_FIELD_UNIT);
  double low, high, from, to;

  if (computation == NULL)
    return;
  if (!way_metric_get_scale (metric, &low, &high))
    {
      if (unit != NULL)
        /* Translators: how a metric is computed, such as “Mean”, and its unit or scale. */
        g_string_append_printf (s, _ ("%s, in %s. "), computation, unit);
      else
        g_string_append_printf (s, "%s. ", computation);
    }
  else if (way_metric_find_top (metric, low, high, &from, &to) && from < to)
    /* Translators: “Share of the answers 4 to 5 on a scale from 1 to 5. ” */
    g_string_append_printf (s, _ ("Share of the answers %.0f to %.0f on a scale from %.0f to %.0f. "), from, to, low, high);
  else if (way_metric_find_top (metric, low, high, &from, &to))
    g_string_append_printf (s, _ ("Share of the answer %.0f on a scale from %.0f to %.0f. "), from, low, high);
  else
    /* Translators: “Mean on a scale from 1 to 7. ” */
    g_string_append_printf (s, _ ("%s on a scale from %.0f to %.0f. "), computation, low, high);
}

gboolean
way_metric_get_scale (const WayElement *metric, double *low, double *high)
{
  return way_element_get_number (metric, WAY_FIELD_LOW, low) && way_element_get_number (metric, WAY_FIELD_HIGH, high) && *low < *high;
}

gboolean
way_metric_find_top (const WayElement *metric, double low, double high, double *from, double *to)
{
  gboolean is_effort = way_element_is (metric, WAY_FIELD_KIND, "ces"), is_score = is_effort || way_element_is (metric, WAY_FIELD_KIND, "csat");
  double n;

  if (g_strcmp0 (get_aggregate (metric), "share") != 0)
    return FALSE;
  if (!way_element_get_number (metric, WAY_FIELD_TOP, &n))
    {
      if (!is_score)
        return FALSE;
      /* Of an effort score the upper three are agreement. */
      n = is_effort && high >= 7 ? 3 : 2;
    }
  n = MIN (n, high - low);
  *from = way_element_is (metric, WAY_FIELD_BETTER, "lower") ? low : high - n + 1;
  *to = *from + n - 1;
  return TRUE;
}

char *
way_metric_make_basis (const WayElement *metric, gboolean has_scale, double low, double high)
{
  const char *aggregate = get_aggregate (metric), *unit = way_element_get (metric, WAY_FIELD_UNIT);
  gboolean down = way_element_is (metric, WAY_FIELD_BETTER, "lower");
  double from, to;

  if (aggregate == NULL)
    return NULL;
  if (strcmp (aggregate, "nps") == 0 || strcmp (aggregate, "count") == 0)
    return g_strdup (aggregate);
  if (!has_scale)
    return unit != NULL ? g_strdup_printf ("%s in %s", aggregate, unit) : g_strdup (aggregate);
  if (way_metric_find_top (metric, low, high, &from, &to))
    return g_strdup_printf ("%s %.0f-%.0f of %.0f-%.0f", aggregate, from, to, low, high);
  /* From the worst answer to the best. */
  return g_strdup_printf ("%s of %.0f-%.0f", aggregate, down ? high : low, down ? low : high);
}

char *
way_metric_to_definition (const WayElement *metric)
{
  GString *s = g_string_new (NULL);
  const char *own = way_element_get (metric, WAY_FIELD_DEFINITION);
  double target;

  /* What the team has written is better than what the kind stands for in general. */
  if (own != NULL)
    g_string_append_printf (s, g_unichar_ispunct (g_utf8_get_char (g_utf8_prev_char (own + strlen (own)))) ? "%s " : "%s. ", own);
  for (guint i = 0; own == NULL && i < G_N_ELEMENTS (definitions); i++)
    if (way_element_is (metric, WAY_FIELD_KIND, definitions[i].kind))
      g_string_append_printf (s, "%s ", _ (definitions[i].text));
  append_computation (s, metric);
  if (way_element_is (metric, WAY_FIELD_BETTER, "higher"))
    g_string_append_printf (s, "%s ", _ ("Higher is better."));
  else if (way_element_is (metric, WAY_FIELD_BETTER, "lower"))
    g_string_append_printf (s, "%s ", _ ("Lower is better."));
  if (way_element_get_number (metric, WAY_FIELD_TARGET, &target))
    {
      g_autofree char *text = way_number_to_text (target, 1);

      g_string_append_printf (s, _ ("Target %s. "), text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (way_element_is (metric, WAY_FIELD_PERIOD, periods[i].period))
      g_string_append (s, _ (periods[i].text));
  return g_strchomp (g_string_free (s, FALSE));
}

char *
way_metric_to_source (const WayElement *metric, const WayElement *binding)
{
  const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);
  const char *dataset = feed != NULL ? way_element_get (feed, WAY_FIELD_DATASET) : NULL, *value, *key, *match, *time;
  GString *s;

  if (dataset == NULL)
    return NULL;
  value = way_element_get (feed, WAY_FIELD_VALUE);
  key = way_element_get (feed, WAY_FIELD_KEY);
  time = way_element_get (feed, WAY_FIELD_TIME);
  match = binding != NULL ? way_element_get (binding, WAY_FIELD_MATCH) : NULL;
  s = g_string_new (NULL);
  g_string_append_printf (s, _ ("Column “%s” of “%s”"), value != NULL ? value : "", dataset);
  if (key != NULL && match != NULL)
    g_string_append_printf (s, _ (", where “%s” is “%s”"), key, match);
  if (time != NULL)
    g_string_append_printf (s, _ (", by “%s”"), time);
  g_string_append_c (s, '.');
  return g_string_free (s, FALSE);
}
