#include "metrics/log/way-log-measures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"
#include "metrics/log/way-log-private.h"
#include "model/way-traffic.h"

/* The values of each place, one place behind the other, and of the whole. */
typedef struct
{
  const WayLogView *view;
  GArray **places[WAY_N_LOG_MEASURES]; /* by node (element-type double) */
  GArray *whole[WAY_N_LOG_MEASURES];
} Collection;

static void
collection_init (Collection *self, const WayLogView *view, const gboolean has[WAY_N_LOG_MEASURES])
{
  *self = (Collection){ .view = view };
  for (guint k = 0; k < WAY_N_LOG_MEASURES; k++)
    {
      if (!has[k])
        continue;
      self->whole[k] = g_array_new (FALSE, FALSE, sizeof (double));
      self->places[k] = g_new (GArray *, view->n_nodes + 1);
      for (guint i = 0; i < view->n_nodes; i++)
        self->places[k][i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
}

static void
collection_clear (Collection *self)
{
  for (guint k = 0; k < WAY_N_LOG_MEASURES; k++)
    {
      for (guint i = 0; self->places[k] != NULL && i < self->view->n_nodes; i++)
        g_array_unref (self->places[k][i]);
      g_free (self->places[k]);
      g_clear_pointer (&self->whole[k], g_array_unref);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Collection, collection_clear)

/* NAN where the event does not tell. */
static double
get_value (const WayLog *log, WayLogMeasureKind kind, guint32 i, guint32 before)
{
  static const WayLogValue columns[] = { WAY_LOG_SCORE, WAY_LOG_COST, WAY_LOG_SERVICE };

  if (kind != WAY_MEASURE_WAITING)
    return log->values[columns[kind]][i];
  if (before == G_MAXUINT32 || log->times[before] == WAY_LOG_NO_TIME || isnan (log->values[WAY_LOG_SERVICE][i]))
    return NAN;
  return fmax ((double) way_log_get_begin (log, i) - (double) log->times[before], 0);
}

static void
collect_case (Collection *self, guint c)
{
  const WayLog *log = self->view->log;
  double sums[WAY_N_LOG_MEASURES] = { 0 };
  guint counts[WAY_N_LOG_MEASURES] = { 0 };
  guint32 before = G_MAXUINT32;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = self->view->node_of[log->activities[i]];

      if (node >= WAY_LOG_IGNORED)
        continue;
      for (WayLogMeasureKind k = 0; k < WAY_N_LOG_MEASURES; k++)
        {
          double value = self->places[k] != NULL ? get_value (log, k, i, before) : NAN;

          if (isnan (value))
            continue;
          g_array_append_val (self->places[k][node], value);
          sums[k] += value;
          counts[k]++;
          if (k == WAY_MEASURE_SCORE)
            g_array_append_val (self->whole[k], value);
        }
      before = i;
    }
  for (guint k = WAY_MEASURE_COST; k < WAY_N_LOG_MEASURES; k++)
    if (counts[k] > 0)
      g_array_append_val (self->whole[k], sums[k]);
}

static WayLogMeasure
measure (GArray *values)
{
  WayLogMeasure self = { .sum = NAN, .mean = NAN, .median = NAN, .p90 = NAN };
  double *numbers = (double *) (void *) values->data, squares = 0;

  self.n = values->len;
  if (self.n == 0)
    return self;
  self.sum = 0;
  for (guint i = 0; i < self.n; i++)
    self.sum += numbers[i];
  self.mean = self.sum / self.n;
  for (guint i = 0; i < self.n; i++)
    squares += (numbers[i] - self.mean) * (numbers[i] - self.mean);
  self.has_interval = self.n > 1 && way_statistics_mean (self.mean, sqrt (squares / (self.n - 1)), self.n, &self.interval);
  self.median = way_log_select_quantile (numbers, self.n, 0.5);
  self.p90 = way_log_select_quantile (numbers, self.n, 0.9);
  return self;
}

WayLogMeasures *
way_log_measures_new (const WayLogView *view)
{
  const WayLog *log = view->log;
  const gboolean has[WAY_N_LOG_MEASURES] = { log->values[WAY_LOG_SCORE] != NULL, log->values[WAY_LOG_COST] != NULL, log->values[WAY_LOG_SERVICE] != NULL, log->values[WAY_LOG_SERVICE] != NULL };
  g_auto (Collection) collection = { NULL };
  WayLogMeasures *self;

  if (!has[WAY_MEASURE_SCORE] && !has[WAY_MEASURE_COST] && !has[WAY_MEASURE_SERVICE])
    return NULL;
  self = g_new0 (WayLogMeasures, 1);
  memcpy (self->has, has, sizeof has);
  self->n_nodes = view->n_nodes;
  self->currency = g_strdup (log->currency);
  self->places = g_malloc0_n ((gsize) view->n_nodes + 1, sizeof *self->places);
  collection_init (&collection, view, has);
  for (guint c = 0; c < log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      collect_case (&collection, c);
  for (guint k = 0; k < WAY_N_LOG_MEASURES; k++)
    {
      for (guint i = 0; i < view->n_nodes; i++)
        self->places[i][k] = has[k] ? measure (collection.places[k][i]) : (WayLogMeasure){ .sum = NAN, .mean = NAN, .median = NAN, .p90 = NAN };
      self->whole[k] = has[k] ? measure (collection.whole[k]) : (WayLogMeasure){ .sum = NAN, .mean = NAN, .median = NAN, .p90 = NAN };
    }
  return self;
}

void
way_log_measures_free (WayLogMeasures *self)
{
  if (self == NULL)
    return;
  g_free (self->places);
  g_free (self->currency);
  g_free (self);
}

/* --- in words --- */

/* Of fewer answers a mean says nothing; see statistics of surveys. */
#define FEW 5

static void
append (GString *s, const char *text)
{
  g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", text);
}

static void
append_score (GString *s, const WayLogMeasure *score)
{
  g_autofree char *n = way_number_to_text (score->n, 0), *text = NULL;

  if (score->n == 0)
    return;
  if (score->n < FEW)
    text = g_strdup_printf (_ ("Score: fewer than %d"), FEW);
  else
    {
      g_autofree char *mean = way_number_to_text (score->mean, 1), *low = way_number_to_text (score->interval.low, 1), *high = way_number_to_text (score->interval.high, 1);

      /* Translators: a mean, its interval, and of how many. */
      text = score->has_interval ? g_strdup_printf (_ ("Score %s (%s to %s, n %s)"), mean, low, high, n) : g_strdup_printf (_ ("Score %s (n %s)"), mean, n);
    }
  append (s, text);
}

static char *
amount_to_text (double amount, int digits, const char *currency)
{
  g_autofree char *number = way_number_to_text (amount, digits);

  return currency != NULL ? g_strconcat (number, " ", currency, NULL) : g_steal_pointer (&number);
}

/* Means, which costs are planned with and the journey score is made of. */
static void
append_cost (GString *s, const WayLogMeasure *cost, const char *currency, gboolean whole)
{
  g_autofree char *mean = amount_to_text (cost->mean, 2, currency), *sum = amount_to_text (cost->sum, 0, currency), *n = way_number_to_text (cost->n, 0), *text = NULL;

  if (cost->n == 0)
    return;
  if (cost->has_interval && cost->n >= FEW)
    {
      g_autofree char *low = way_number_to_text (cost->interval.low, 2), *high = way_number_to_text (cost->interval.high, 2);

      /* Translators: a mean amount of money, its interval, of how many, and the sum. */
      text = g_strdup_printf (whole ? _ ("Cost of a journey %s (%s to %s, n %s), of all %s") : _ ("Cost %s (%s to %s, n %s), in all %s"), mean, low, high, n, sum);
    }
  else
    text = g_strdup_printf (whole ? _ ("Cost of a journey %s (n %s), of all %s") : _ ("Cost %s (n %s), in all %s"), mean, n, sum);
  append (s, text);
}

static void
append_times (GString *s, const WayLogMeasure *service, const WayLogMeasure *waiting)
{
  if (service->n > 0)
    {
      g_autofree char *median = way_traffic_wait_to_text (service->median), *p90 = way_traffic_wait_to_text (service->p90), *text = g_strdup_printf (_ ("Takes %s (median), 9 of 10 within %s"), median, p90);

      append (s, text);
    }
  if (waiting->n > 0)
    {
      g_autofree char *median = way_traffic_wait_to_text (waiting->median), *p90 = way_traffic_wait_to_text (waiting->p90), *text = g_strdup_printf (_ ("Waited for %s (median), 9 of 10 within %s"), median, p90);

      append (s, text);
    }
}

char *
way_log_measures_to_text (const WayLogMeasure measures[WAY_N_LOG_MEASURES], const char *currency, gboolean whole)
{
  GString *s = g_string_new (NULL);

  append_score (s, &measures[WAY_MEASURE_SCORE]);
  append_cost (s, &measures[WAY_MEASURE_COST], currency, whole);
  append_times (s, &measures[WAY_MEASURE_SERVICE], &measures[WAY_MEASURE_WAITING]);
  return g_string_free (s, FALSE);
}
