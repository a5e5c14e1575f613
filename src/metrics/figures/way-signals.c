#include "metrics/figures/way-signals.h"

#include <math.h>

#include "model/way-statistics.h"

/* d2 of two values: the mean moving range of a normal series is so many sigma. */
#define RANGE_PER_SIGMA 1.128
/* A mean moving range of n values knows sigma as well as so many free ones (Wheeler 1995, Advanced Topics in SPC, table 4.2). */
#define DEGREES_PER_VALUE 0.62
#define RUN 8
/* Wheeler's 3.267 mean ranges, of 2.66 mean ranges for three sigma. */
#define RANGE_LIMIT 3.267

/* The mean of the distances between neighbours; those beyond 3.5 times the mean are left out once, for they are events
 * and not the usual swing. */
static double
find_mean_range (const double *values, gsize n)
{
  double sum = 0, kept = 0;
  gsize n_kept = 0;

  for (gsize i = 1; i < n; i++)
    sum += fabs (values[i] - values[i - 1]);

  double limit = 3.5 * sum / (double) (n - 1);

  for (gsize i = 1; i < n; i++)
    {
      double range = fabs (values[i] - values[i - 1]);

      if (range <= limit)
        {
          kept += range;
          n_kept++;
        }
    }
  return n_kept > 0 ? kept / (double) n_kept : 0;
}

gboolean
way_limits_init (WayLimits *self, const double *values, gsize n)
{
  double sum = 0, range;

  if (n < WAY_SIGNALS_MIN_BASELINE)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    sum += values[i];
  range = find_mean_range (values, n);
  /* 2.66 mean ranges are three sigma. */
  *self = (WayLimits){ sum / (double) n, 2.66 / 3 * range, RANGE_LIMIT * range, FALSE, DEGREES_PER_VALUE * (double) (n - 1), sqrt (1 + 1 / (double) n) };
  return TRUE;
}

double
way_limits_share_errors (const double *shares, const double *counts, gsize n, double *errors)
{
  double sum = 0, count = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += shares[i] * counts[i];
      count += counts[i];
    }

  double centre = count > 0 ? sum / count : 0;

  for (gsize i = 0; i < n; i++)
    errors[i] = counts[i] > 0 ? sqrt (centre * (1 - centre) / counts[i]) : 0;
  return centre;
}

gboolean
way_limits_init_scaled (WayLimits *self, const double *values, const double *counts, const double *errors, gsize n, gboolean laney)
{
  double sum = 0, count = 0;

  if (n < WAY_SIGNALS_MIN_BASELINE)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      sum += values[i] * counts[i];
      count += counts[i];
    }
  if (count <= 0)
    return FALSE;
  *self = (WayLimits){ sum / count, 1, INFINITY, TRUE, 0, sqrt (1 + 1 / (double) n) };
  if (laney)
    {
      g_autofree double *scores = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        scores[i] = errors[i] > 0 ? (values[i] - self->centre) / errors[i] : 0;
      self->sigma = find_mean_range (scores, n) / RANGE_PER_SIGMA;
      self->degrees = DEGREES_PER_VALUE * (double) (n - 1);
    }
  return TRUE;
}

static double
get_sigma (const WayLimits *self, double error)
{
  return self->scaled ? self->sigma * error : self->sigma;
}

double
way_limits_get_low (const WayLimits *self, double error)
{
  return self->centre - 3 * get_sigma (self, error);
}

double
way_limits_get_high (const WayLimits *self, double error)
{
  return self->centre + 3 * get_sigma (self, error);
}

/* How many of the `of` points up to i lie beyond `sigmas` on the side of point i. */
static guint
count_beyond (const WayLimits *self, const double *values, const double *errors, gsize i, guint of, double sigmas)
{
  double side = values[i] > self->centre ? 1 : -1;
  guint n = 0;

  for (gsize j = i + 1 - of; j <= i; j++)
    n += side * (values[j] - self->centre) > sigmas * get_sigma (self, errors != NULL ? errors[j] : 0);
  return n;
}

WaySignals
way_limits_judge (const WayLimits *self, const double *values, const double *errors, gsize i)
{
  WaySignals signals = 0;

  if (count_beyond (self, values, errors, i, 1, 3) == 1)
    signals |= WAY_SIGNAL_OUTSIDE;
  /* The point itself must be one of them, or the signal was there before. */
  if (i >= 2 && count_beyond (self, values, errors, i, 1, 2) == 1 && count_beyond (self, values, errors, i, 3, 2) >= 2)
    signals |= WAY_SIGNAL_TWO_OF_THREE;
  if (i >= 4 && count_beyond (self, values, errors, i, 1, 1) == 1 && count_beyond (self, values, errors, i, 5, 1) >= 4)
    signals |= WAY_SIGNAL_FOUR_OF_FIVE;
  if (i >= RUN - 1 && count_beyond (self, values, errors, i, RUN, 0) == RUN)
    signals |= WAY_SIGNAL_RUN;
  if (i >= 1 && !self->scaled && fabs (values[i] - values[i - 1]) > self->range_limit)
    signals |= WAY_SIGNAL_RANGE;
  return signals;
}

/* How many points up to i lie on its side. */
static guint
count_run (const WayLimits *self, const double *values, gsize i)
{
  gboolean above = values[i] > self->centre;
  guint n = 0;

  for (gsize j = i + 1; j-- > 0 && values[j] != self->centre && (values[j] > self->centre) == above;)
    n++;
  return n;
}

double
way_limits_get_p (const WayLimits *self, const double *values, const double *errors, gsize i)
{
  double distance = values[i] - self->centre, error = self->widening * get_sigma (self, errors != NULL ? errors[i] : 0);
  double point = self->degrees > 0 ? way_statistics_t_p (distance, error, self->degrees) : way_statistics_p (distance, error);
  guint n = count_run (self, values, i);
  double run = n >= RUN ? ldexp (1, 1 - (int) MIN (n, 1000)) : 1;

  return MIN (2 * MIN (point, run), 1);
}
