#include "metrics/figures/way-estimate.h"

#include <math.h>
#include <string.h>

WayAggregate
way_aggregate_from_nick (const char *nick)
{
  static const char *const nicks[WAY_N_AGGREGATES] = { "mean", "median", "sum", "count", "share", "nps", "last" };

  for (WayAggregate i = 0; i < WAY_N_AGGREGATES; i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return i;
  return WAY_AGGREGATE_MEAN;
}

static void
set_interval (WayEstimate *self, WayInterval interval, double factor)
{
  self->has_interval = TRUE;
  self->low = interval.low * factor;
  self->high = interval.high * factor;
}

static void
estimate_nps (WayEstimate *self, const WayTally *tallies, gsize n)
{
  double promoters = 0, detractors = 0, all = (double) self->n;

  for (gsize i = 0; i < n; i++)
    if (tallies[i].value >= 9)
      promoters += (double) tallies[i].count;
    else if (tallies[i].value <= 6)
      detractors += (double) tallies[i].count;
  self->value = 100 * (promoters - detractors) / all;
  /* The adjusted error is that of the interval, about a centre drawn in; of the score itself, a mean of 1, 0 and −1, it is a little larger. */
  self->error = 100 * MAX (way_statistics_nps_mix_error (promoters, detractors, all), sqrt (MAX ((promoters + detractors) / all - self->value * self->value / 1e4, 0) / MAX (all - 1, 1)));
  self->degrees = all - 1;
  set_interval (self, way_statistics_nps_mix (promoters, detractors, all), 100);
}

/* Welford's way, so that large values far from zero lose nothing. */
static void
estimate_mean (WayEstimate *self, const WayTally *tallies, gsize n, double factor)
{
  double mean = 0, squares = 0, all = 0;
  WayInterval interval;

  for (gsize i = 0; i < n; i++)
    {
      double count = (double) tallies[i].count, delta = tallies[i].value - mean;

      if (count == 0)
        continue;
      all += count;
      mean += delta * count / all;
      squares += delta * (tallies[i].value - mean) * count;
    }

  double deviation = all > 1 ? sqrt (squares / (all - 1)) : 0;

  self->value = factor * mean;
  self->error = all > 0 ? factor * deviation / sqrt (all) : 0;
  self->degrees = MAX (all - 1, 0);
  if (way_statistics_mean (mean, deviation, all, &interval))
    set_interval (self, interval, factor);
}

static void
estimate_share (WayEstimate *self, const WayTally *tallies, gsize n, const WayTopBox *top)
{
  double yes = 0, all = (double) self->n;
  gboolean binary = TRUE, fraction = TRUE;

  for (gsize i = 0; i < n; i++)
    if (tallies[i].count > 0)
      {
        yes += top != NULL ? (tallies[i].value >= top->from && tallies[i].value <= top->to) * (double) tallies[i].count
                           : (tallies[i].value == 1) * (double) tallies[i].count;
        binary = binary && (tallies[i].value == 0 || tallies[i].value == 1);
        fraction = fraction && tallies[i].value >= 0 && tallies[i].value <= 1;
      }
  /* Shares that were made elsewhere, one a row: how many stand behind each is not known, so they count alike. */
  if (top == NULL && !binary)
    {
      estimate_mean (self, tallies, n, fraction ? 100 : 1);
      return;
    }
  self->is_share = TRUE;
  self->value = 100 * yes / all;
  self->error = 100 * sqrt (yes / all * (1 - yes / all) / all);
  set_interval (self, way_statistics_wilson (yes / all, all), 100);
}

/* The value of a rank from 0. */
static double
find_rank (const WayTally *tallies, gsize n, guint64 rank)
{
  gsize i = 0;

  for (; i + 1 < n && rank >= tallies[i].count; i++)
    rank -= tallies[i].count;
  return tallies[i].value;
}

static void
estimate_median (WayEstimate *self, const WayTally *tallies, gsize n)
{
  gsize all = (gsize) self->n, low, high;

  self->value = (find_rank (tallies, n, (all - 1) / 2) + find_rank (tallies, n, all / 2)) / 2;
  if (!way_statistics_median_ranks (all, &low, &high))
    return;
  self->has_interval = TRUE;
  self->low = find_rank (tallies, n, low - 1);
  self->high = find_rank (tallies, n, high - 1);
  self->error = (self->high - self->low) / (2 * WAY_STATISTICS_Z);
}

WayEstimate
way_estimate (const WayTally *tallies, gsize n, WayAggregate aggregate, const WayTopBox *top)
{
  WayEstimate self = { 0 };

  for (gsize i = 0; i < n; i++)
    self.n += (gint64) tallies[i].count;
  if (self.n == 0)
    return self;
  switch (aggregate)
    {
    case WAY_AGGREGATE_NPS:
      estimate_nps (&self, tallies, n);
      break;
    case WAY_AGGREGATE_SHARE:
      estimate_share (&self, tallies, n, top);
      break;
    case WAY_AGGREGATE_MEDIAN:
      estimate_median (&self, tallies, n);
      break;
    case WAY_AGGREGATE_SUM:
      for (gsize i = 0; i < n; i++)
        self.value += tallies[i].value * (double) tallies[i].count;
      break;
    case WAY_AGGREGATE_COUNT:
      self.value = (double) self.n;
      break;
    case WAY_AGGREGATE_LAST:
      self.value = find_rank (tallies, n, (guint64) self.n - 1);
      break;
    default:
      estimate_mean (&self, tallies, n, 1);
    }
  return self;
}

double
way_estimate_compare (const WayEstimate *current, const WayEstimate *baseline)
{
  if (current->is_share && baseline->is_share)
    return way_statistics_shares_p (current->value / 100, (double) current->n, baseline->value / 100, (double) baseline->n);
  if (!current->has_interval || !baseline->has_interval || current->degrees < 1 || baseline->degrees < 1)
    return -1;
  /* Answers that are all alike have no error, and prove nothing by that. */
  if (current->error <= 0 && baseline->error <= 0)
    return current->value == baseline->value ? 1 : -1;
  return way_statistics_means_p (current->value - baseline->value, current->error, current->degrees, baseline->error, baseline->degrees);
}

static double
sum_counts (const WayTally *tallies, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (double) tallies[i].count;
  return sum;
}

static double
count_above (const WayTally *tallies, gsize n, double value, gboolean at)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += tallies[i].value > value || (at && tallies[i].value == value) ? (double) tallies[i].count : 0;
  return sum;
}

static double
find_median (const WayTally *tallies, gsize n, double all)
{
  return (find_rank (tallies, n, ((guint64) all - 1) / 2) + find_rank (tallies, n, (guint64) all / 2)) / 2;
}

/* The least value that at least half of all do not exceed. */
static double
find_common_median (const WayTally *a, gsize n_a, const WayTally *b, gsize n_b)
{
  double half = (sum_counts (a, n_a) + sum_counts (b, n_b)) / 2, below = 0;
  gsize i = 0, j = 0;

  while (i < n_a || j < n_b)
    {
      double value = j >= n_b || (i < n_a && a[i].value <= b[j].value) ? a[i].value : b[j].value;

      for (; i < n_a && a[i].value <= value; i++)
        below += (double) a[i].count;
      for (; j < n_b && b[j].value <= value; j++)
        below += (double) b[j].count;
      if (below >= half)
        return value;
    }
  return 0;
}

double
way_estimate_compare_medians (const WayTally *current, gsize n_current, const WayTally *baseline, gsize n_baseline)
{
  double n1 = sum_counts (current, n_current), n0 = sum_counts (baseline, n_baseline), half = (n1 + n0) / 2;

  if (n1 < 1 || n0 < 1)
    return -1;

  /* Many may stand at the median itself: they belong to the side that so comes closer to one half. */
  double middle = find_common_median (current, n_current, baseline, n_baseline), change = find_median (current, n_current, n1) - find_median (baseline, n_baseline, n0);
  double beyond = count_above (current, n_current, middle, FALSE) + count_above (baseline, n_baseline, middle, FALSE);
  double with = count_above (current, n_current, middle, TRUE) + count_above (baseline, n_baseline, middle, TRUE);
  gboolean at = fabs (with - half) < fabs (beyond - half);
  double share1 = count_above (current, n_current, middle, at) / n1, share0 = count_above (baseline, n_baseline, middle, at) / n0;

  /* What is said to have changed must have, and in this direction. */
  return (share1 - share0) * change > 0 ? way_statistics_shares_p (share1, n1, share0, n0) : 1;
}

gboolean
way_estimate_get_change (const WayEstimate *current, const WayEstimate *baseline, WayInterval *interval)
{
  double z = WAY_STATISTICS_Z;

  if (current->is_share && baseline->is_share && current->n > 0 && baseline->n > 0)
    {
      WayInterval change = way_statistics_newcombe (current->value / 100, (double) current->n, baseline->value / 100, (double) baseline->n);

      *interval = (WayInterval){ change.low * 100, change.high * 100 };
      return TRUE;
    }
  if (!current->has_interval || !baseline->has_interval || (current->error <= 0 && baseline->error <= 0))
    return FALSE;
  if (current->degrees >= 1 && baseline->degrees >= 1)
    z = way_statistics_t (way_statistics_welch (current->error, current->degrees, baseline->error, baseline->degrees));

  double change = current->value - baseline->value, margin = z * hypot (current->error, baseline->error);

  *interval = (WayInterval){ change - margin, change + margin };
  return TRUE;
}
