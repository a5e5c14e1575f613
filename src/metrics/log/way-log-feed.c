#include "metrics/log/way-log-feed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/log/way-log-private.h"

#define DAY_MS 86400e3

typedef struct
{
  const char *name; /* in the map file, stable for ever */
  WayColumnType type;
  WayColumnUse use;
  const char *label;  /* of the metric that is proposed, or NULL */
  const char *metric; /* its kind */
} Field;

static const Field fields[] = {
  { "event", WAY_COLUMN_TEXT, WAY_USE_SKIP, NULL, NULL },
  { "channel", WAY_COLUMN_TEXT, WAY_USE_SKIP, NULL, NULL },
  { "segment", WAY_COLUMN_TEXT, WAY_USE_SKIP, NULL, NULL },
  { "time", WAY_COLUMN_TIME, WAY_USE_TIME, NULL, NULL },
  { "score", WAY_COLUMN_NUMBER, WAY_USE_SKIP, NULL, NULL },
  { "cost", WAY_COLUMN_NUMBER, WAY_USE_SKIP, NULL, NULL },
  { "journey cost", WAY_COLUMN_NUMBER, WAY_USE_VALUE, N_ ("Cost of a journey"), "cost" },
  { "journey days", WAY_COLUMN_NUMBER, WAY_USE_VALUE, N_ ("Time of a journey"), "duration" },
};

static gboolean
has_field (const Field *field, guint values, gboolean has_times)
{
  if (strcmp (field->name, "time") == 0 || strcmp (field->name, "journey days") == 0)
    return has_times;
  if (strcmp (field->name, "score") == 0)
    return (values & 1u << WAY_LOG_SCORE) != 0;
  return g_str_has_suffix (field->name, "cost") ? (values & 1u << WAY_LOG_COST) != 0 : TRUE;
}

GPtrArray *
way_log_feed_list_fields (guint values, gboolean has_times, const char *currency)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) way_column_free);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const Field *field = &fields[i];
      WayColumn *column;

      if (!has_field (field, values, has_times))
        continue;
      column = way_column_new (field->name, list->len);
      column->type = field->type;
      column->use = field->use;
      column->label = field->label != NULL ? g_strdup (_ (field->label)) : NULL;
      column->metric = field->metric;
      column->better = field->metric != NULL ? "lower" : NULL;
      column->unit = g_strcmp0 (field->metric, "duration") == 0 ? g_strdup ("d") : g_str_has_suffix (field->name, "cost") ? g_strdup (currency)
                                                                                                                          : NULL;
      g_ptr_array_add (list, column);
    }
  return list;
}

/* What the events of a journey come to together. */
static double
sum_costs (const WayLog *log, guint c)
{
  double sum = NAN;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    if (!isnan (log->values[WAY_LOG_COST][i]))
      sum = isnan (sum) ? log->values[WAY_LOG_COST][i] : sum + log->values[WAY_LOG_COST][i];
  return sum;
}

static double
count_days (const WayLog *log, guint c)
{
  gint64 first = log->times[log->first[c]], last = log->times[log->first[c + 1] - 1];

  return first == WAY_LOG_NO_TIME || last == WAY_LOG_NO_TIME ? NAN : (double) (last - first) / DAY_MS;
}

static double *
make_of_journeys (const WayLog *log, double (*measure) (const WayLog *log, guint c))
{
  g_autoptr (WayLogView) view = way_log_view_new ((WayLog *) log);
  double window = way_log_choose_window (view, 0), *numbers = g_new (double, (gsize) log->n_events + 1);

  for (guint i = 0; i < log->n_events; i++)
    numbers[i] = NAN;
  for (guint c = 0; c < log->n_cases; c++)
    if (log->first[c] < log->first[c + 1] && way_log_is_mature (log, log->first[c], window))
      numbers[log->first[c]] = measure (log, c);
  return numbers;
}

double *
way_log_feed_make_numbers (const WayLog *log, const char *name)
{
  WayLogValue value = strcmp (name, "score") == 0 ? WAY_LOG_SCORE : WAY_LOG_COST;

  if (strcmp (name, "journey days") == 0)
    return log->has_times ? make_of_journeys (log, count_days) : NULL;
  if (strcmp (name, "journey cost") == 0)
    return log->values[WAY_LOG_COST] != NULL ? make_of_journeys (log, sum_costs) : NULL;
  if (strcmp (name, "score") != 0 && strcmp (name, "cost") != 0)
    return NULL;
  return g_memdup2 (log->values[value], log->n_events * sizeof (double));
}

guint32 *
way_log_feed_make_keys (const WayLog *log, const char *name, GPtrArray *texts)
{
  gboolean of_event = strcmp (name, "event") == 0, of_segment = strcmp (name, "segment") == 0;
  char *const *names = of_event ? log->activity_names : of_segment ? log->segment_names
                                                                   : log->channel_names;
  guint n = of_event ? log->n_activities : of_segment ? log->n_segments
                                                      : log->n_channels;
  guint32 *codes;

  if (!of_event && !of_segment && strcmp (name, "channel") != 0)
    return NULL;
  codes = g_new0 (guint32, (gsize) log->n_events + 1);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, g_strdup (names[i]));
  for (guint c = 0; c < log->n_cases; c++)
    for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
      {
        guint code = of_event ? log->activities[i] : of_segment ? (log->segments != NULL ? log->segments[c] : WAY_LOG_NO_CHANNEL)
                                                                : (log->channels != NULL ? log->channels[i] : WAY_LOG_NO_CHANNEL);

        codes[i] = code < n ? code + 1 : 0;
      }
  return codes;
}
