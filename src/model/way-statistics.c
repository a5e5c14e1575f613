#include "model/way-statistics.h"

#include <math.h>

WayInterval
way_statistics_wilson (double share, double n)
{
  const double z = WAY_STATISTICS_Z;

  if (n < 1)
    return (WayInterval){ 0, 1 };
  share = CLAMP (share, 0, 1);

  double zz = z * z / n, centre = share + zz / 2, half = z * sqrt (share * (1 - share) / n + zz / (4 * n));

  return (WayInterval){ MAX ((centre - half) / (1 + zz), 0), MIN ((centre + half) / (1 + zz), 1) };
}

WayInterval
way_statistics_newcombe (double share1, double n1, double share0, double n0)
{
  WayInterval one = way_statistics_wilson (share1, n1), zero = way_statistics_wilson (share0, n0);
  double difference = share1 - share0;

  return (WayInterval){
    difference - hypot (share1 - one.low, zero.high - share0),
    difference + hypot (one.high - share1, share0 - zero.low),
  };
}

/* Three answers more, as Rocks has it: ¾ promoters, ¾ detractors and 1½ passives. */
static double
adjust (double score, double n)
{
  return score * n / (n + 3);
}

double
way_statistics_nps_error (double score, double n)
{
  if (n < 1)
    return 1;
  score = CLAMP (score, -1, 1);

  double centre = adjust (score, n);

  return sqrt (MAX ((n + 1.5) / (n + 3) - centre * centre, 0) / (n + 3));
}

WayInterval
way_statistics_nps (double score, double n)
{
  if (n < 1)
    return (WayInterval){ -1, 1 };
  score = CLAMP (score, -1, 1);

  double centre = adjust (score, n), half = WAY_STATISTICS_Z * way_statistics_nps_error (score, n);

  return (WayInterval){ MAX (centre - half, -1), MIN (centre + half, 1) };
}
