/* Control charts: what they call unusual, and how often they do so falsely. */
#include <math.h>

#include "metrics/figures/way-signals.h"

#define BASELINE 12

/* Swings by one about ten: the mean range is 1, three sigma are 2.66. */
static const double usual[BASELINE] = { 10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10, 9 };

static void
test_limits (void)
{
  double with_event[BASELINE + 2];
  WayLimits limits;

  g_assert_false (way_limits_init (&limits, usual, BASELINE - 1));
  g_assert_true (way_limits_init (&limits, usual, BASELINE));
  g_assert_cmpfloat_with_epsilon (limits.centre, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_limits_get_low (&limits, 0), 7.34, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_limits_get_high (&limits, 0), 12.66, 1e-9);
  g_assert_cmpfloat_with_epsilon (limits.range_limit, 3.267, 1e-9);

  /* A single jump is an event; it widens the limits no more than the rest does. */
  for (int i = 0; i < BASELINE; i++)
    with_event[i] = usual[i];
  with_event[BASELINE] = 40;
  with_event[BASELINE + 1] = 41;
  g_assert_true (way_limits_init (&limits, with_event, BASELINE + 2));
  g_assert_cmpfloat_with_epsilon (limits.range_limit, 3.267, 1e-9);
}

static void
test_signals (void)
{
  static const struct
  {
    const char *name;
    double points[8];
    int n;
    WaySignals signals; /* at the last point */
  } rows[] = {
    { "usual", { 11 }, 1, 0 },
    { "outside", { 11, 12.7 }, 2, WAY_SIGNAL_OUTSIDE },
    { "below", { 9, 7.3 }, 2, WAY_SIGNAL_OUTSIDE },
    { "two of three", { 12, 10, 12 }, 3, WAY_SIGNAL_TWO_OF_THREE },
    { "either side", { 8, 10, 12 }, 3, 0 },
    { "four of five", { 11.2, 11.2, 10, 11.2, 11.2 }, 5, WAY_SIGNAL_FOUR_OF_FIVE },
    { "run", { 10.2, 10.1, 10.3, 10.2, 10.1, 10.4, 10.2, 10.1 }, 8, WAY_SIGNAL_RUN },
    { "seven", { 9.9, 10.1, 10.3, 10.2, 10.1, 10.4, 10.2, 10.1 }, 8, 0 },
    { "jump", { 8, 12 }, 2, WAY_SIGNAL_RANGE },
  };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      double values[BASELINE + 8];
      WayLimits limits;

      g_test_message ("%s", rows[r].name);
      for (int i = 0; i < BASELINE; i++)
        values[i] = usual[i];
      for (int i = 0; i < rows[r].n; i++)
        values[BASELINE + i] = rows[r].points[i];
      g_assert_true (way_limits_init (&limits, values, BASELINE));
      g_assert_cmpint (way_limits_judge (&limits, values, NULL, (gsize) (BASELINE + rows[r].n - 1)), ==, rows[r].signals);
    }
}

static void
test_shares (void)
{
  double shares[BASELINE + 1], counts[BASELINE + 1], errors[BASELINE + 1];
  WayLimits limits;

  for (int i = 0; i < BASELINE; i++)
    {
      shares[i] = i % 2 == 0 ? 0.42 : 0.38;
      counts[i] = 100;
    }
  g_assert_cmpfloat_with_epsilon (way_limits_share_errors (shares, counts, BASELINE, errors), 0.4, 1e-9);
  g_assert_true (way_limits_init_scaled (&limits, shares, counts, errors, BASELINE, FALSE));
  g_assert_cmpfloat_with_epsilon (way_limits_get_high (&limits, errors[0]), 0.4 + 3 * sqrt (0.24 / 100), 1e-9);

  /* Fewer answers, wider limits: the same share is a signal among many and none among few. */
  shares[BASELINE] = 0.6;
  errors[BASELINE] = sqrt (0.24 / 100);
  g_assert_cmpint (way_limits_judge (&limits, shares, errors, BASELINE) & WAY_SIGNAL_ALERTS, ==, WAY_SIGNAL_OUTSIDE);
  errors[BASELINE] = sqrt (0.24 / 20);
  g_assert_cmpint (way_limits_judge (&limits, shares, errors, BASELINE) & WAY_SIGNAL_ALERTS, ==, 0);

  /* With very many answers chance is small, and what swings is something else; Laney's limits follow it. */
  for (int i = 0; i < BASELINE; i++)
    {
      counts[i] = 100000;
      errors[i] = sqrt (0.24 / 100000);
    }
  shares[BASELINE] = 0.44;
  errors[BASELINE] = errors[0];
  g_assert_true (way_limits_init_scaled (&limits, shares, counts, errors, BASELINE, FALSE));
  g_assert_cmpint (way_limits_judge (&limits, shares, errors, BASELINE), !=, 0);
  g_assert_true (way_limits_init_scaled (&limits, shares, counts, errors, BASELINE, TRUE));
  g_assert_cmpfloat_with_epsilon (limits.sigma * errors[0], 0.04 / 1.128, 1e-6);
  g_assert_cmpint (way_limits_judge (&limits, shares, errors, BASELINE), ==, 0);
}

static double
draw_normal (GRand *rand)
{
  return sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
}

/* With a baseline of 24 points the first rule rings falsely on about nine points of a thousand, as was found in 1 000 000. */
static void
test_false_alarms (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  const int series = 4000, later = 20;
  int alarms = 0;

  for (int s = 0; s < series; s++)
    {
      double values[24 + 20];
      WayLimits limits;

      for (int i = 0; i < 24 + later; i++)
        values[i] = draw_normal (rand);
      g_assert_true (way_limits_init (&limits, values, 24));
      for (int i = 24; i < 24 + later; i++)
        alarms += (way_limits_judge (&limits, values, NULL, (gsize) i) & WAY_SIGNAL_OUTSIDE) != 0;
    }
  g_assert_cmpfloat_with_epsilon ((double) alarms / (series * later), 0.0089, 0.0015);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signals/limits", test_limits);
  g_test_add_func ("/signals/rules", test_signals);
  g_test_add_func ("/signals/shares", test_shares);
  g_test_add_func ("/signals/false-alarms", test_false_alarms);
  return g_test_run ();
}
