#include "model/way-statistics.h"

#include <math.h>
#include <stdlib.h>

static WayInterval
wilson (double share, double n, double z)
{
  if (n < 1)
    return (WayInterval){ 0, 1 };
  share = CLAMP (share, 0, 1);

  double zz = z * z / n, centre = share + zz / 2, half = z * sqrt (share * (1 - share) / n + zz / (4 * n));

  return (WayInterval){ MAX ((centre - half) / (1 + zz), 0), MIN ((centre + half) / (1 + zz), 1) };
}

static WayInterval
newcombe (double share1, double n1, double share0, double n0, double z)
{
  WayInterval one = wilson (share1, n1, z), zero = wilson (share0, n0, z);
  double difference = share1 - share0;

  return (WayInterval){
    difference - hypot (share1 - one.low, zero.high - share0),
    difference + hypot (one.high - share1, share0 - zero.low),
  };
}

WayInterval
way_statistics_wilson (double share, double n)
{
  return wilson (share, n, WAY_STATISTICS_Z);
}

WayInterval
way_statistics_newcombe (double share1, double n1, double share0, double n0)
{
  return newcombe (share1, n1, share0, n0, WAY_STATISTICS_Z);
}

/* Three answers more, as Rocks has it: ¾ promoters, ¾ detractors and 1½ passives. */
static WayInterval
adjusted_wald (double score, double n, double error)
{
  double centre = score * n / (n + 3), half = WAY_STATISTICS_Z * error;

  return (WayInterval){ MAX (centre - half, -1), MIN (centre + half, 1) };
}

/* Of a score, and how many were not passive. */
static double
adjusted_error (double score, double decided, double n)
{
  double centre = score * n / (n + 3);

  return sqrt (MAX ((decided + 1.5) / (n + 3) - centre * centre, 0) / (n + 3));
}

double
way_statistics_nps_mix_error (double promoters, double detractors, double n)
{
  return n < 1 ? 1 : adjusted_error ((promoters - detractors) / n, promoters + detractors, n);
}

WayInterval
way_statistics_nps_mix (double promoters, double detractors, double n)
{
  if (n < 1)
    return (WayInterval){ -1, 1 };
  return adjusted_wald ((promoters - detractors) / n, n, way_statistics_nps_mix_error (promoters, detractors, n));
}

double
way_statistics_nps_error (double score, double n)
{
  return n < 1 ? 1 : adjusted_error (CLAMP (score, -1, 1), n, n);
}

WayInterval
way_statistics_nps (double score, double n)
{
  if (n < 1)
    return (WayInterval){ -1, 1 };
  return adjusted_wald (CLAMP (score, -1, 1), n, way_statistics_nps_error (score, n));
}

/* The continued fraction of the incomplete beta function, by Lentz's method. */
static double
continue_fraction (double a, double b, double x)
{
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1), f;

  d = 1 / (fabs (d) < tiny ? tiny : d);
  f = d;
  for (int m = 1; m <= 500; m++)
    {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));

      d = 1 + even * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + even / c;
      c = fabs (c) < tiny ? tiny : c;
      f *= c * d;
      d = 1 + odd * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + odd / c;
      c = fabs (c) < tiny ? tiny : c;
      f *= c * d;
      if (fabs (c * d - 1) < 1e-14)
        break;
    }
  return f;
}

/* How probable it is that Student's t lies further out than ±t. */
static double
outside_t (double t, double degrees)
{
  double a = degrees / 2, b = 0.5, x = degrees / (degrees + t * t);
  double front = exp (lgamma (a + b) - lgamma (a) - lgamma (b) + a * log (x) + b * log1p (-x));

  return x < (a + 1) / (a + b + 2) ? front * continue_fraction (a, b, x) / a : 1 - front * continue_fraction (b, a, 1 - x) / b;
}

/* The same from the normal distribution, by powers of 1/degrees (Abramowitz & Stegun 1964, 26.7.5). From sixty degrees on it is exact to
 * nine digits, and costs nothing where hundreds of means are made. */
static double
expand_t (double degrees)
{
  const double z = WAY_STATISTICS_Z, zz = z * z, v = degrees;
  double g1 = z * (zz + 1) / 4, g2 = z * ((5 * zz + 16) * zz + 3) / 96, g3 = z * (((3 * zz + 19) * zz + 17) * zz - 15) / 384;
  double g4 = z * ((((79 * zz + 776) * zz + 1482) * zz - 1920) * zz - 945) / 92160;

  return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
}

double
way_statistics_t (double degrees)
{
  double low = 1.9, high = 13;

  if (degrees < 1)
    return INFINITY;
  if (degrees > 60)
    return expand_t (degrees);
  while (high - low > 1e-9)
    {
      double middle = (low + high) / 2;

      if (outside_t (middle, degrees) > 0.05)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

gboolean
way_statistics_mean (double mean, double deviation, double n, WayInterval *interval)
{
  if (n < 2)
    return FALSE;

  double half = way_statistics_t (n - 1) * deviation / sqrt (n);

  *interval = (WayInterval){ mean - half, mean + half };
  return TRUE;
}

double
way_statistics_quantile (const double *sorted, gsize n, double q)
{
  double h = ((double) n - 1) * CLAMP (q, 0, 1);
  gsize below = (gsize) h;

  return below + 1 < n ? sorted[below] + (h - (double) below) * (sorted[below + 1] - sorted[below]) : sorted[n - 1];
}

/* How probable it is that k of n coins show heads. */
static double
get_coins (double k, double n)
{
  return exp (lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1) - n * M_LN2);
}

/* The same of k − 1, from that of k. */
static inline double
step_coins (double term, double k, double n)
{
  return term * k / (n - k + 1);
}

gboolean
way_statistics_median_ranks (gsize n, gsize *low, gsize *high)
{
  if (n < 6)
    return FALSE;

  /* A little above where the normal distribution has it, then down to the first that fits: at most k − 1 heads in 2.5 % of all throws. The
     terms below vanish quickly. */
  double coins = (double) n, k = MIN (floor (coins / 2 - sqrt (coins) * 0.9) + 2, floor (coins / 2)), term = get_coins (k - 1, coins), sum = 0;

  for (double i = k - 1, below = term; i >= 0 && below > 1e-18; below = step_coins (below, i, coins), i--)
    sum += below;
  for (; k > 1 && sum > 0.025; k--)
    {
      sum -= term;
      term = step_coins (term, k - 1, coins);
    }
  *low = (gsize) k;
  *high = n + 1 - *low;
  return TRUE;
}

gboolean
way_statistics_quantile_interval (const double *sorted, gsize n, double q, WayInterval *interval)
{
  gsize low, high;

  if (q == 0.5)
    {
      if (!way_statistics_median_ranks (n, &low, &high))
        return FALSE;
    }
  else
    {
      double centre = (double) n * q, half = WAY_STATISTICS_Z * sqrt ((double) n * q * (1 - q));

      /* Beyond the ends of the sample nothing can be said. */
      if (centre - half < 1 || centre + half > (double) n)
        return FALSE;
      low = (gsize) floor (centre - half);
      high = (gsize) ceil (centre + half);
    }
  *interval = (WayInterval){ sorted[low - 1], sorted[high - 1] };
  return TRUE;
}

double
way_statistics_p (double difference, double error)
{
  if (difference == 0)
    return 1;
  return error > 0 ? erfc (fabs (difference / error) / M_SQRT2) : 0;
}

double
way_statistics_t_p (double difference, double error, double degrees)
{
  if (difference == 0)
    return 1;
  return error > 0 ? outside_t (fabs (difference / error), degrees) : 0;
}

double
way_statistics_means_p (double difference, double error1, double degrees1, double error0, double degrees0)
{
  double squares1 = error1 * error1, squares0 = error0 * error0, n1 = degrees1 + 1, n0 = degrees0 + 1;
  double apart = squares1 + squares0, degrees = way_statistics_welch (error1, degrees1, error0, degrees0);
  double variance = (degrees1 * squares1 * n1 + degrees0 * squares0 * n0) / (degrees1 + degrees0);

  return MAX (way_statistics_t_p (difference, sqrt (apart), degrees), way_statistics_t_p (difference, sqrt (variance * (1 / n1 + 1 / n0)), degrees1 + degrees0));
}

double
way_statistics_welch (double error1, double degrees1, double error0, double degrees0)
{
  double squares1 = error1 * error1, squares0 = error0 * error0, apart = squares1 + squares0;

  return apart > 0 ? apart * apart / (squares1 * squares1 / degrees1 + squares0 * squares0 / degrees0) : degrees1 + degrees0;
}

static double
log_choose (double n, double k)
{
  return lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1);
}

/* Fisher's exact test of k1 of n1 against k0 of n0 in Lancaster's middle way: of the table itself half is counted. Outwards from it each
 * table is less probable than the one before, by a growing factor. */
static double
middle_p (double k1, double n1, double k0, double n0)
{
  gboolean up = k1 * n0 > k0 * n1;
  double all = k1 + k0, term = exp (log_choose (n1, k1) + log_choose (n0, k0) - log_choose (n1 + n0, all)), sum = term / 2;

  /* Always upwards: fewer of one are more of the other. */
  for (double k = up ? k1 : k0, n = up ? n1 : n0, m = up ? n0 : n1; k < n && k < all && term > 1e-18; k++)
    {
      term *= (n - k) * (all - k) / ((k + 1) * (m - all + k + 1));
      sum += term;
    }
  return MIN (2 * sum, 1);
}

double
way_statistics_shares_p (double share1, double n1, double share0, double n0)
{
  double low = 0, high = 40;

  if (n1 < 1 || n0 < 1 || share1 == share0)
    return 1;
  while (high - low > 1e-9)
    {
      double z = (low + high) / 2;
      WayInterval difference = newcombe (share1, n1, share0, n0, z);

      if (difference.low > 0 || difference.high < 0)
        low = z;
      else
        high = z;
    }
  return MAX (erfc (low / M_SQRT2), middle_p (round (share1 * n1), n1, round (share0 * n0), n0));
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
way_statistics_benjamini_hochberg (const double *p, gsize n, double rate, gboolean *named)
{
  g_autofree double *sorted = g_memdup2 (p, n * sizeof *p);
  double limit = -1;

  if (n == 0)
    return;
  qsort (sorted, n, sizeof *sorted, compare_doubles);
  for (gsize i = 0; i < n; i++)
    if (sorted[i] <= rate * (double) (i + 1) / (double) n)
      limit = sorted[i];
  for (gsize i = 0; i < n; i++)
    named[i] = p[i] <= limit;
}

void
way_statistics_suppress (const gint64 *parts, gsize n, gint64 below, gboolean *hidden)
{
  gint64 secret = 0;
  gsize n_hidden = 0;

  for (gsize i = 0; i < n; i++)
    {
      hidden[i] = parts[i] > 0 && parts[i] < below;
      secret += hidden[i] ? parts[i] : 0;
      n_hidden += hidden[i];
    }
  /* One alone is the total minus the rest, and so are several that are few together. */
  while (n_hidden > 0 && (n_hidden == 1 || secret < below))
    {
      gsize next = n;

      for (gsize i = 0; i < n; i++)
        if (!hidden[i] && parts[i] > 0 && (next == n || parts[i] < parts[next]))
          next = i;
      if (next == n)
        return;
      hidden[next] = TRUE;
      secret += parts[next];
      n_hidden++;
    }
}
