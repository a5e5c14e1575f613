#include <math.h>

#include "scene/way-placer-private.h"

/* The curve of feelings never swings beyond the two points it runs between, whatever they are. */
static void
test_no_overshoot (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1980);

  for (int round = 0; round < 400; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, 24);
      double xs[24], ys[24], x = 0;

      for (guint i = 0; i < n; i++)
        {
          xs[i] = x += g_rand_double_range (rand, 0.01, round % 2 ? 300 : 3);
          ys[i] = g_rand_int_range (rand, -5, 6) * 13;
        }

      g_autoptr (WayCurve) curve = way_curve_new (xs, ys, n);

      g_assert_cmpuint (curve->n, ==, n);
      for (guint i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (way_curve_get_y (curve, xs[i]), ys[i], 1e-6);
      for (guint i = 0; i + 1 < n; i++)
        {
          double low = MIN (ys[i], ys[i + 1]) - 1e-9, high = MAX (ys[i], ys[i + 1]) + 1e-9, before = ys[i];

          for (int k = 1; k <= 40; k++)
            {
              double y = way_curve_get_y (curve, xs[i] + (xs[i + 1] - xs[i]) * k / 40);

              g_assert_cmpfloat (y, >=, low);
              g_assert_cmpfloat (y, <=, high);
              g_assert_true (ys[i] <= ys[i + 1] ? y >= before - 1e-9 : y <= before + 1e-9);
              before = y;
            }
        }
    }
}

static void
test_smooth (void)
{
  const double xs[] = { 0, 10, 30, 50, 90 }, ys[] = { 0, 5, 20, 20, -8 };
  g_autoptr (WayCurve) curve = way_curve_new (xs, ys, G_N_ELEMENTS (xs));

  /* Flat between equal neighbours, and no corner at a point: the slopes on both sides agree. */
  g_assert_cmpfloat (curve->slopes[2], ==, 0);
  g_assert_cmpfloat (curve->slopes[3], ==, 0);
  for (guint i = 1; i + 1 < G_N_ELEMENTS (xs); i++)
    {
      double left = (way_curve_get_y (curve, xs[i]) - way_curve_get_y (curve, xs[i] - 1e-5)) / 1e-5;
      double right = (way_curve_get_y (curve, xs[i] + 1e-5) - way_curve_get_y (curve, xs[i])) / 1e-5;

      g_assert_cmpfloat_with_epsilon (left, right, 1e-3);
    }
}

static void
test_points_that_do_not_rise (void)
{
  const double xs[] = { 0, 10, 10, 5, 20 }, ys[] = { 1, 2, 3, 4, 5 };
  g_autoptr (WayCurve) curve = way_curve_new (xs, ys, G_N_ELEMENTS (xs));
  g_autoptr (WayCurve) empty = way_curve_new (xs, ys, 0);
  g_autoptr (WayPath) path = way_path_new ();

  g_assert_cmpuint (curve->n, ==, 3);
  g_assert_cmpfloat (way_curve_get_y (curve, -5), ==, 1);
  g_assert_cmpfloat (way_curve_get_y (curve, 99), ==, 5);
  way_curve_add_to_path (empty, path, 0, 9);
  way_curve_add_area (empty, path, &(WayCurveArea){ 0, 9, 0, TRUE, 5 });
  g_assert_cmpuint (path->segments->len, ==, 0);
}

/* The ground keeps to its side of the level, and both sides together meet the curve's points. */
static void
test_area (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 200; round++)
    {
      double xs[12], ys[12];

      for (guint i = 0; i < 12; i++)
        {
          xs[i] = i * 20 + g_rand_double (rand);
          ys[i] = g_rand_int_range (rand, -5, 6);
        }

      g_autoptr (WayCurve) curve = way_curve_new (xs, ys, 12);

      for (int above = 0; above < 2; above++)
        {
          g_autoptr (WayPath) path = way_path_new ();
          int open = 0;

          way_curve_add_area (curve, path, &(WayCurveArea){ 0, 11, 0, above, 6 });
          for (guint i = 0; i < path->segments->len; i++)
            {
              const WayPathSegment *s = &g_array_index (path->segments, WayPathSegment, i);

              open += (s->op == WAY_PATH_MOVE) - (s->op == WAY_PATH_CLOSE);
              g_assert_cmpint (open, >=, 0);
              g_assert_cmpint (open, <=, 1);
              if (s->op == WAY_PATH_CLOSE)
                continue;
              g_assert_true (above ? s->y[2] <= 1e-5 : s->y[2] >= -1e-5);
              g_assert_cmpfloat (s->x[2], >=, xs[0] - 6.01);
              g_assert_cmpfloat (s->x[2], <=, xs[11] + 6.01);
              if (s->op == WAY_PATH_CURVE && fabs (s->y[2]) > 1e-5)
                g_assert_cmpfloat_with_epsilon (s->y[2], way_curve_get_y (curve, s->x[2]), 1e-5);
            }
          g_assert_cmpint (open, ==, 0);
        }
    }
}

/* Nothing that was taken meets anything taken or marked before. */
static void
test_placer (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (WayPlacer) placer = way_placer_new (100, 640, 196);
  WayRect taken[400];
  guint n = 0;

  for (int i = 0; i < 400; i++)
    {
      WayRect place = { g_rand_double_range (rand, 60, 760), g_rand_double_range (rand, -20, 200), g_rand_double_range (rand, 1, 90), g_rand_double_range (rand, 1, 40) };

      if (!way_placer_take (placer, &place, 1, &taken[n]))
        continue;
      g_assert_true (way_rect_contains ((WayRect){ 100, 0, 640, 196 }, taken[n], 0));
      for (guint k = 0; k < n; k++)
        g_assert_false (way_rect_intersects (taken[k], taken[n]));
      n++;
    }
  g_assert_cmpuint (n, >, 20);
}

static void
test_placer_and_curve (void)
{
  const double xs[] = { 120, 300, 420, 700 }, ys[] = { 30, 160, 98, 40 };
  g_autoptr (WayCurve) curve = way_curve_new (xs, ys, 4);
  g_autoptr (WayPlacer) placer = way_placer_new (100, 640, 196);

  way_placer_mark_curve (placer, curve, 3);
  for (double x = 121; x < 690; x += 3)
    {
      double y = way_curve_get_y (curve, x);

      g_assert_false (way_placer_is_free (placer, (WayRect){ x, y - 1, 8, 2 }));
    }
  g_assert_true (way_placer_is_free (placer, (WayRect){ 300, 20, 100, 30 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curve/no-overshoot", test_no_overshoot);
  g_test_add_func ("/curve/smooth", test_smooth);
  g_test_add_func ("/curve/points-that-do-not-rise", test_points_that_do_not_rise);
  g_test_add_func ("/curve/area", test_area);
  g_test_add_func ("/placer/nothing-meets", test_placer);
  g_test_add_func ("/placer/keeps-off-the-curve", test_placer_and_curve);
  return g_test_run ();
}
