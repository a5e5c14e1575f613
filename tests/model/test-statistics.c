/* Every formula against published tables, or against the same worked out by hand; and the laws that hold between them. */
#include <math.h>

#include "model/way-statistics.h"

static void
test_nps_mix (void)
{
  /* Promoters, passives, detractors; interval in points. */
  static const struct
  {
    double promoters, passives, detractors, low, high;
  } rows[] = {
    { 50, 30, 20, 14.05, 44.20 },
    { 5, 3, 2, -19.05, 65.20 },
    { 10, 0, 0, 47.50, 100 },
    { 250, 150, 100, 23.00, 36.65 },
    { 30, 40, 30, -14.92, 14.92 },
    { 8, 9, 22, -57.50, -9.16 }, /* −33.3 ± 24.2 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double n = rows[i].promoters + rows[i].passives + rows[i].detractors;
      WayInterval known = way_statistics_nps_mix (rows[i].promoters, rows[i].detractors, n);
      WayInterval cautious = way_statistics_nps ((rows[i].promoters - rows[i].detractors) / n, n);

      g_assert_cmpfloat_with_epsilon (known.low * 100, rows[i].low, 0.02);
      g_assert_cmpfloat_with_epsilon (known.high * 100, rows[i].high, 0.02);
      g_assert_cmpfloat (cautious.low, <=, known.low + 1e-12);
      g_assert_cmpfloat (cautious.high, >=, known.high - 1e-12);
    }
  g_assert_cmpfloat (way_statistics_nps_mix (0, 0, 0).low, ==, -1);
}

/* Any table of Student's t. */
static void
test_t (void)
{
  static const struct
  {
    double degrees, t;
  } rows[] = { { 1, 12.7062 }, { 2, 4.3027 }, { 3, 3.1824 }, { 4, 2.7764 }, { 5, 2.5706 }, { 9, 2.2622 }, { 10, 2.2281 }, { 29, 2.0452 }, { 30, 2.0423 }, { 60, 2.0003 }, { 61, 1.9996 }, { 100, 1.9840 }, { 120, 1.9799 }, { 1000, 1.9623 }, { 1e5, 1.95999 }, { 1e7, 1.959964 } };
  WayInterval interval = { 7, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (way_statistics_t (rows[i].degrees), rows[i].t, 0.00006);
  g_assert_true (isinf (way_statistics_t (0)));
  g_assert_false (way_statistics_mean (5, 1, 1, &interval));
  g_assert_cmpfloat (interval.low, ==, 7);
  g_assert_true (way_statistics_mean (5, 2, 16, &interval));
  g_assert_cmpfloat_with_epsilon (interval.low, 5 - 2.13145 / 2, 1e-4);
  g_assert_cmpfloat_with_epsilon (interval.high, 5 + 2.13145 / 2, 1e-4);
}

static void
test_quantile (void)
{
  static const double values[] = { 1, 2, 4, 8, 16, 32 };
  static const struct
  {
    gsize n;
    double q, value;
  } rows[] = { { 1, 0.5, 1 }, { 2, 0.5, 1.5 }, { 5, 0.5, 4 }, { 6, 0.5, 6 }, { 6, 0.9, 24 }, { 6, 0, 1 }, { 6, 1, 32 }, { 6, 0.25, 2.5 }, { 4, 0.75, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (way_statistics_quantile (values, rows[i].n, rows[i].q), rows[i].value, 1e-12);
}

static void
test_median_ranks (void)
{
  /* Ranks as the published tables have them. */
  static const struct
  {
    gsize n, low, high;
  } rows[] = { { 6, 1, 6 }, { 10, 2, 9 }, { 15, 4, 12 }, { 20, 6, 15 }, { 50, 18, 33 }, { 100, 40, 61 }, { 7, 1, 7 }, { 9, 2, 8 }, { 1000, 469, 532 } };
  gsize low = 0, high = 0;
  double sorted[100];
  WayInterval interval;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (way_statistics_median_ranks (rows[i].n, &low, &high));
      g_assert_cmpuint (low, ==, rows[i].low);
      g_assert_cmpuint (high, ==, rows[i].high);
    }
  g_assert_false (way_statistics_median_ranks (5, &low, &high));
  for (gsize n = 6; n < 5000000; n = n * 3 + 1)
    {
      double normal = (double) n / 2 - WAY_STATISTICS_Z * sqrt ((double) n) / 2;

      g_assert_true (way_statistics_median_ranks (n, &low, &high));
      g_assert_cmpfloat (fabs ((double) low - normal), <, 1.5);
    }
  for (int i = 0; i < 100; i++)
    sorted[i] = i + 1;
  g_assert_true (way_statistics_quantile_interval (sorted, 100, 0.5, &interval));
  g_assert_cmpfloat (interval.low, ==, 40);
  g_assert_cmpfloat (interval.high, ==, 61);
  g_assert_true (way_statistics_quantile_interval (sorted, 100, 0.9, &interval));
  g_assert_cmpfloat (interval.low, ==, 84);
  g_assert_cmpfloat (interval.high, ==, 96);
  g_assert_false (way_statistics_quantile_interval (sorted, 10, 0.99, &interval));
}

static void
test_p (void)
{
  g_assert_cmpfloat_with_epsilon (way_statistics_p (WAY_STATISTICS_Z, 1), 0.05, 1e-6);
  g_assert_cmpfloat_with_epsilon (way_statistics_p (-2.575829, 1), 0.01, 1e-6);
  g_assert_cmpfloat (way_statistics_p (0, 0), ==, 1);
  g_assert_cmpfloat (way_statistics_p (1, 0), ==, 0);
  /* What is improbable never has an interval that says otherwise. */
  for (int n = 5; n < 200; n += 13)
    for (int k = 0; k <= n; k += 3)
      for (int l = 0; l <= 40; l += 3)
        {
          WayInterval difference = way_statistics_newcombe ((double) k / n, n, l / 40.0, 40);
          double p = way_statistics_shares_p ((double) k / n, n, l / 40.0, 40);

          g_assert_cmpfloat (p, >=, 0);
          g_assert_cmpfloat (p, <=, 1);
          g_assert_cmpfloat_with_epsilon (p, way_statistics_shares_p (l / 40.0, 40, (double) k / n, n), 1e-8);
          if (p < 0.05 - 1e-6)
            g_assert_true (difference.low > 0 || difference.high < 0);
        }
  /* Fisher's lady: three of four cups against one of four, 16 of 70 tables like it and one beyond. */
  g_assert_cmpfloat_with_epsilon (way_statistics_shares_p (0.75, 4, 0.25, 4), 2 * (8 + 1) / 70.0, 1e-9);
  /* Large ones as the normal distribution has it, and at once. */
  g_assert_cmpfloat_with_epsilon (way_statistics_shares_p (0.501, 1e6, 0.5, 1e6), way_statistics_p (0.001, sqrt (0.5 / 1e6)), 0.002);
}

/* Two means: Student's 0.05 points, with Welch's degrees of freedom and with those of both together. */
static void
test_means (void)
{
  /* Equal errors and numbers: nothing to choose between the two ways. */
  g_assert_cmpfloat_with_epsilon (way_statistics_welch (1, 9, 1, 9), 18, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_statistics_means_p (2.100922 * sqrt (2), 1, 9, 1, 9), 0.05, 1e-6);
  /* Only one has an error: it alone tells. */
  g_assert_cmpfloat_with_epsilon (way_statistics_welch (1, 9, 0, 1000), 9, 1e-9);
  g_assert_cmpfloat (way_statistics_means_p (2.262157, 1, 9, 0, 1000), >=, 0.05 - 1e-6);
  /* Ten answers that happen to be alike beside a thousand that are not prove little. */
  g_assert_cmpfloat (way_statistics_means_p (0.3, 0.02, 9, 0.03, 999), >, 0.3);
  g_assert_cmpfloat (way_statistics_means_p (0, 1, 9, 1, 9), ==, 1);
}

/* Benjamini & Hochberg 1995, the fifteen probabilities of their example: four at 5 %, where Bonferroni finds three. */
static void
test_benjamini_hochberg (void)
{
  static const double p[] = { 0.0459, 0.0001, 0.0278, 0.0004, 0.0019, 0.0095, 0.0201, 0.0298, 0.0344, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000 };
  gboolean named[G_N_ELEMENTS (p)];
  guint n = 0;

  way_statistics_benjamini_hochberg (p, G_N_ELEMENTS (p), 0.05, named);
  for (guint i = 0; i < G_N_ELEMENTS (p); i++)
    {
      n += named[i];
      g_assert_cmpint (named[i], ==, p[i] <= 0.0095);
    }
  g_assert_cmpuint (n, ==, 4);
  /* One test alone keeps the rate as it is. */
  way_statistics_benjamini_hochberg (&p[0], 1, 0.05, named);
  g_assert_true (named[0]);
  way_statistics_benjamini_hochberg (p, 0, 0.05, named);
}

static void
test_suppress (void)
{
  static const struct
  {
    gint64 parts[5];
    gboolean hidden[5];
  } rows[] = {
    { { 5, 30, 40, 50, 60 }, { 0, 0, 0, 0, 0 } },
    { { 0, 30, 40, 50, 60 }, { 0, 0, 0, 0, 0 } },
    /* One alone would be the total minus the others. */
    { { 4, 30, 40, 50, 60 }, { 1, 1, 0, 0, 0 } },
    { { 60, 50, 4, 30, 40 }, { 0, 0, 1, 1, 0 } },
    /* Two of two are four people together, and known as such. */
    { { 2, 2, 40, 50, 60 }, { 1, 1, 1, 0, 0 } },
    { { 3, 3, 40, 50, 60 }, { 1, 1, 0, 0, 0 } },
    { { 3, 0, 0, 0, 0 }, { 1, 0, 0, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean hidden[5];

      way_statistics_suppress (rows[i].parts, 5, 5, hidden);
      for (guint j = 0; j < 5; j++)
        g_assert_cmpint (hidden[j], ==, rows[i].hidden[j]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/nps", test_nps_mix);
  g_test_add_func ("/statistics/t", test_t);
  g_test_add_func ("/statistics/quantile", test_quantile);
  g_test_add_func ("/statistics/median", test_median_ranks);
  g_test_add_func ("/statistics/p", test_p);
  g_test_add_func ("/statistics/means", test_means);
  g_test_add_func ("/statistics/benjamini-hochberg", test_benjamini_hochberg);
  g_test_add_func ("/statistics/suppress", test_suppress);
  return g_test_run ();
}
