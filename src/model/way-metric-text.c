#include "model/way-metric-text.h"

#include <glib/gi18n-lib.h>

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

/* The share of a satisfaction is another thing than its mean. */
static const char *
get_computation (const WayElement *metric)
{
  const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);

  if (feed == NULL || way_element_is (metric, WAY_FIELD_KIND, "nps"))
    return NULL;
  return way_element_get_label (feed, WAY_FIELD_AGGREGATE);
}

char *
way_metric_to_definition (const WayElement *metric)
{
  GString *s = g_string_new (NULL);
  const char *computation = get_computation (metric), *unit = way_element_get (metric, WAY_FIELD_UNIT);
  double target;

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    if (way_element_is (metric, WAY_FIELD_KIND, definitions[i].kind))
      g_string_append_printf (s, "%s ", _ (definitions[i].text));
  if (computation != NULL && unit != NULL)
    /* Translators: how a metric is computed, such as “Mean”, and its unit or scale. */
    g_string_append_printf (s, _ ("%s, in %s. "), computation, unit);
  else if (computation != NULL)
    g_string_append_printf (s, "%s. ", computation);
  if (way_element_is (metric, WAY_FIELD_BETTER, "higher"))
    g_string_append_printf (s, "%s ", _ ("Higher is better."));
  else if (way_element_is (metric, WAY_FIELD_BETTER, "lower"))
    g_string_append_printf (s, "%s ", _ ("Lower is better."));
  if (way_element_get_number (metric, WAY_FIELD_TARGET, &target))
    {
      g_autofree char *text = way_number_to_text (target, 1);

      g_string_append_printf (s, _ ("Target %s."), text);
    }
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
