#include <math.h>

#include "metrics/figures/way-measure-private.h"
#include "metrics/figures/way-signals.h"
#include "metrics/tables/way-value.h"

/* With fewer answers a week than this, months say more. */
#define MIN_PER_WEEK 10
#define MAX_WEEKS 160
/* Twenty years, whatever the metric says. */
#define MAX_DAYS (20 * 366)
/* From so many answers a point on, what swings is more than chance. */
#define LANEY_FROM 1000
#define MAX_BASELINE 24

struct _WaySeries
{
  const WaySource *source;
  WaySlots slots;
  GArray *starts; /* (element-type gint32): first day of each period */
  WayTallies *tallies;
};

typedef enum
{
  WEEKS,
  MONTHS,
  QUARTERS,
  YEARS
} Length;

/* Monday of the week, or the first of the month and so on. 1970-01-01 was a Thursday. */
static gint32
find_start (gint32 day, Length length, gint32 *next)
{
  static const guint n_months[] = { 0, 1, 3, 12 };

  if (length == WEEKS)
    {
      gint32 start = day - ((day + 3) % 7 + 7) % 7;

      *next = start + 7;
      return start;
    }

  guint n = n_months[length];
  gint32 start;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + WAY_EPOCH_DAY));
  g_date_set_day (&date, 1);
  g_date_set_month (&date, (GDateMonth) ((g_date_get_month (&date) - 1) / n * n + 1));
  start = (gint32) g_date_get_julian (&date) - WAY_EPOCH_DAY;
  g_date_add_months (&date, n);
  *next = (gint32) g_date_get_julian (&date) - WAY_EPOCH_DAY;
  return start;
}

/* As the metric says, else weeks where they have enough answers. */
static Length
find_length (const WaySource *source, guint n_groups)
{
  static const char *const periods[] = { "week", "month", "quarter", "year" };
  gint32 n_days = source->last - source->first + 1;
  double per_week = (double) way_data_get_size (source->data) * 7 / n_days / MAX (n_groups - 2, 1);

  /* A wrong year among the dates makes no thousands of periods. */
  for (Length i = WEEKS; i <= YEARS; i++)
    if (way_element_is (source->metric, WAY_FIELD_PERIOD, periods[i]) && n_days <= MAX_DAYS)
      return i;
  return n_days <= 7 * MAX_WEEKS && per_week >= MIN_PER_WEEK ? WEEKS : MONTHS;
}

/* Full periods between the first and the last day; (element-type gint32), their first days. */
static GArray *
make_slots (WaySlots *slots, gint32 first, gint32 last, Length length)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 next;
  gint32 start = find_start (first, length, &next);

  *slots = (WaySlots){ .first = first, .n_days = (guint) (last - first) + 1 };
  slots->slots = g_new0 (guint16, slots->n_days);
  for (; start <= last; start = next)
    {
      find_start (start, length, &next);
      /* Parts of a period look like a change. */
      if (start < first || next - 1 > last)
        continue;
      g_array_append_val (starts, start);
      for (gint32 day = start; day < next; day++)
        slots->slots[day - first] = (guint16) starts->len;
    }
  slots->n_slots = starts->len + 1;
  return starts;
}

/* Standard errors that points would have at the centre, from all their answers together. */
static void
find_errors (const WaySource *source, const WayTallies *tallies, guint group, const GArray *slots, const double *values, const double *counts, gsize n, double *errors)
{
  double promoters = 0, detractors = 0, all = 0;

  if (source->aggregate == WAY_AGGREGATE_SHARE)
    {
      g_autofree double *shares = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        shares[i] = values[i] / 100;
      way_limits_share_errors (shares, counts, n, errors);
      for (gsize i = 0; i < n; i++)
        errors[i] *= 100;
      return;
    }
  for (guint s = 0; s < slots->len; s++)
    {
      g_autoptr (GArray) values_here = way_tallies_get_slot (tallies, group, g_array_index (slots, guint, s));

      for (guint i = 0; i < values_here->len; i++)
        {
          const WayTally *tally = &g_array_index (values_here, WayTally, i);

          all += (double) tally->count;
          promoters += tally->value >= 9 ? (double) tally->count : 0;
          detractors += tally->value <= 6 ? (double) tally->count : 0;
        }
    }

  double p = promoters / MAX (all, 1), d = detractors / MAX (all, 1);

  for (gsize i = 0; i < n; i++)
    errors[i] = counts[i] > 0 ? 100 * sqrt ((p + d - (p - d) * (p - d)) / counts[i]) : 0;
}

static void
set_limits (const WaySource *source, const WayTallies *tallies, guint group, const GArray *slots, gint32 baseline_to, GArray *points)
{
  gsize n = points->len, n_baseline = 0;
  g_autofree double *values = g_new (double, MAX (n, 1)), *counts = g_new (double, MAX (n, 1)), *errors = g_new0 (double, MAX (n, 1));
  gboolean scaled = source->aggregate == WAY_AGGREGATE_SHARE || source->aggregate == WAY_AGGREGATE_NPS;
  double all = 0;
  WayLimits limits;

  for (gsize i = 0; i < n; i++)
    {
      const WayFigurePoint *point = &g_array_index (points, WayFigurePoint, i);

      values[i] = point->value;
      counts[i] = (double) point->n;
      all += counts[i];
      n_baseline += baseline_to != G_MAXINT32 && (gint32) point->day - WAY_EPOCH_DAY <= baseline_to;
    }
  if (baseline_to == G_MAXINT32 || n_baseline < WAY_SIGNALS_MIN_BASELINE)
    n_baseline = MIN (MAX (n * 2 / 3, MIN (n, WAY_SIGNALS_MIN_BASELINE)), MAX_BASELINE);
  if (n == 0)
    return;
  if (scaled)
    find_errors (source, tallies, group, slots, values, counts, n, errors);
  if (!(scaled ? way_limits_init_scaled (&limits, values, counts, errors, n_baseline, all / (double) n >= LANEY_FROM) : way_limits_init (&limits, values, n_baseline)))
    return;
  for (gsize i = 0; i < n; i++)
    {
      WayFigurePoint *point = &g_array_index (points, WayFigurePoint, i);

      point->has_limits = TRUE;
      point->low = way_limits_get_low (&limits, errors[i]);
      point->high = way_limits_get_high (&limits, errors[i]);
      if (source->aggregate == WAY_AGGREGATE_SHARE)
        {
          point->low = MAX (point->low, 0);
          point->high = MIN (point->high, 100);
        }
      point->signal = (way_limits_judge (&limits, values, errors, i) & WAY_SIGNAL_ALERTS) != 0;
      point->p = way_limits_get_p (&limits, values, errors, i);
    }
}

WaySeries *
way_series_new (const WaySource *source, const WayNumbers *numbers, const guint32 *groups, guint n_groups)
{
  gint32 first = source->first, last = source->last;

  if (source->aggregate == WAY_AGGREGATE_LAST || first > last)
    return NULL;

  WaySeries *self = g_new0 (WaySeries, 1);

  self->source = source;
  self->starts = make_slots (&self->slots, first, last, find_length (source, n_groups));
  self->tallies = way_source_tally (source, numbers, groups, n_groups, &self->slots);
  return self;
}

void
way_series_free (WaySeries *self)
{
  if (self == NULL)
    return;
  way_slots_clear (&self->slots);
  g_array_unref (self->starts);
  way_tallies_free (self->tallies);
  g_free (self);
}

void
way_series_apply (const WaySeries *self, guint group, gint32 baseline_to, const WayMeasureOptions *options, WayFigure *figure)
{
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint));

  if (figure->sample == WAY_SAMPLE_HIDDEN)
    return;
  figure->series = g_array_new (FALSE, TRUE, sizeof (WayFigurePoint));
  for (guint slot = 1; slot < self->slots.n_slots; slot++)
    {
      g_autoptr (GArray) values = way_tallies_get_slot (self->tallies, group, slot);
      WayEstimate estimate = way_source_estimate (self->source, values);
      const WayFigurePoint point = { .day = (guint32) (g_array_index (self->starts, gint32, slot - 1) + WAY_EPOCH_DAY), .value = estimate.value, .n = estimate.n };

      if (estimate.n < way_measure_get_limit (options, TRUE))
        continue;
      g_array_append_val (figure->series, point);
      g_array_append_val (used, slot);
    }
  set_limits (self->source, self->tallies, group, used, baseline_to, figure->series);
}

static int
compare_alerts (gconstpointer a, gconstpointer b)
{
  const WayAlert *x = a, *y = b;

  return (x->point->p > y->point->p) - (x->point->p < y->point->p);
}

GArray *
way_measure_list_alerts (const WayFigures *figures)
{
  guint n = way_figures_get_size (figures);
  g_autoptr (GArray) newest = g_array_new (FALSE, FALSE, sizeof (WayAlert));
  GArray *alerts = g_array_new (FALSE, FALSE, sizeof (WayAlert));
  g_autofree double *p = g_new (double, MAX (n, 1));
  g_autofree gboolean *named = g_new0 (gboolean, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);
      const GArray *series = figure->series;
      WayAlert alert = { figure, NULL };

      if (figure->sample == WAY_SAMPLE_HIDDEN || series == NULL || series->len == 0)
        continue;
      alert.point = &g_array_index (series, WayFigurePoint, series->len - 1);
      if (!alert.point->has_limits)
        continue;
      p[newest->len] = alert.point->p;
      g_array_append_val (newest, alert);
    }
  way_statistics_benjamini_hochberg (p, newest->len, WAY_FIGURE_FALSE_RATE, named);
  for (guint i = 0; i < newest->len; i++)
    if (named[i] && g_array_index (newest, WayAlert, i).point->signal)
      g_array_append_val (alerts, g_array_index (newest, WayAlert, i));
  g_array_sort (alerts, compare_alerts);
  return alerts;
}
