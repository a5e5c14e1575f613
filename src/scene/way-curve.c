#include "scene/way-curve-private.h"

#include <math.h>

/* The secants' mean where they agree in sign, none where they do not; then each pair is drawn into the circle of
 * radius 3 that keeps the piece between them monotone. */
static void
find_slopes (WayCurve *self)
{
  guint n = self->n;
  double *m = self->slopes;

  if (n < 2)
    return;

  g_autofree double *secants = g_new (double, n - 1);

  for (guint i = 0; i + 1 < n; i++)
    secants[i] = (self->ys[i + 1] - self->ys[i]) / (self->xs[i + 1] - self->xs[i]);
  m[0] = secants[0];
  m[n - 1] = secants[n - 2];
  for (guint i = 1; i + 1 < n; i++)
    m[i] = secants[i - 1] * secants[i] <= 0 ? 0 : (secants[i - 1] + secants[i]) / 2;
  for (guint i = 0; i + 1 < n; i++)
    {
      if (secants[i] == 0)
        {
          m[i] = m[i + 1] = 0;
          continue;
        }

      double a = m[i] / secants[i], b = m[i + 1] / secants[i], square = a * a + b * b;

      if (square > 9)
        {
          double tau = 3 / sqrt (square);

          m[i] = tau * a * secants[i];
          m[i + 1] = tau * b * secants[i];
        }
    }
}

WayCurve *
way_curve_new (const double *xs, const double *ys, guint n)
{
  WayCurve *self = g_new (WayCurve, 1);

  self->xs = g_new (double, MAX (n, 1));
  self->ys = g_new (double, MAX (n, 1));
  self->slopes = g_new0 (double, MAX (n, 1));
  self->n = 0;
  for (guint i = 0; i < n; i++)
    if (self->n == 0 || xs[i] > self->xs[self->n - 1] + 1e-9)
      {
        self->xs[self->n] = xs[i];
        self->ys[self->n++] = ys[i];
      }
  find_slopes (self);
  return self;
}

void
way_curve_free (WayCurve *self)
{
  if (self == NULL)
    return;
  g_free (self->xs);
  g_free (self->ys);
  g_free (self->slopes);
  g_free (self);
}

/* The four Bézier ordinates of the piece that begins at point i. Its abscissae lie at thirds, so x is linear in t. */
static void
get_piece (const WayCurve *self, guint i, double y[4])
{
  double third = (self->xs[i + 1] - self->xs[i]) / 3;

  y[0] = self->ys[i];
  y[1] = self->ys[i] + self->slopes[i] * third;
  y[2] = self->ys[i + 1] - self->slopes[i + 1] * third;
  y[3] = self->ys[i + 1];
}

static double
piece_at (const double y[4], double t)
{
  double u = 1 - t;

  return u * u * u * y[0] + 3 * u * u * t * y[1] + 3 * u * t * t * y[2] + t * t * t * y[3];
}

double
way_curve_get_y (const WayCurve *self, double x)
{
  if (self->n == 0)
    return 0;
  if (x <= self->xs[0])
    return self->ys[0];
  if (x >= self->xs[self->n - 1])
    return self->ys[self->n - 1];

  guint low = 0, high = self->n - 1;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->xs[middle] <= x)
        low = middle;
      else
        high = middle;
    }

  return way_curve_get_y_in (self, low, x);
}

double
way_curve_get_y_in (const WayCurve *self, guint piece, double x)
{
  if (piece + 1 >= self->n || x <= self->xs[piece])
    return self->ys[MIN (piece, self->n - 1)];

  double y[4];

  get_piece (self, piece, y);
  return piece_at (y, MIN ((x - self->xs[piece]) / (self->xs[piece + 1] - self->xs[piece]), 1));
}

void
way_curve_add_to_path (const WayCurve *self, WayPath *path, guint first, guint last)
{
  if (self->n == 0)
    return;
  last = MIN (last, self->n - 1);
  way_path_move_to (path, self->xs[first], self->ys[first]);
  for (guint i = first; i < last; i++)
    {
      double y[4], third = (self->xs[i + 1] - self->xs[i]) / 3;

      get_piece (self, i, y);
      way_path_curve_to (path, self->xs[i] + third, y[1], self->xs[i + 1] - third, y[2], self->xs[i + 1], y[3]);
    }
}

/* Where a monotone piece meets the level. */
static double
find_crossing (const double y[4], double level)
{
  double low = 0, high = 1;
  gboolean falls = y[3] < y[0];

  for (int i = 0; i < 26; i++)
    {
      double t = (low + high) / 2;

      if ((piece_at (y, t) < level) == falls)
        high = t;
      else
        low = t;
    }
  return (low + high) / 2;
}

/* The part of a piece from t0 to t1 (de Casteljau, as the blossom of the ordinates). */
static void
add_part (WayPath *path, const double y[4], double x0, double width, double t0, double t1)
{
  double part[4];

  for (int k = 0; k < 4; k++)
    {
      double t[3], b[4] = { y[0], y[1], y[2], y[3] };

      for (int j = 0; j < 3; j++)
        t[j] = j < k ? t1 : t0;
      for (int j = 0; j < 3; j++)
        for (int i = 0; i < 3 - j; i++)
          b[i] += (b[i + 1] - b[i]) * t[j];
      part[k] = b[0];
    }

  double left = x0 + width * t0, third = width * (t1 - t0) / 3;

  way_path_curve_to (path, left + third, part[1], left + 2 * third, part[2], left + 3 * third, part[3]);
}

/* From the level to the point, or from the point to the level, as a soft shoulder. */
static void
add_tail (WayPath *path, double x0, double y0, double x1, double y1)
{
  double middle = (x0 + x1) / 2;

  way_path_curve_to (path, middle, y0, middle, y1, x1, y1);
}

void
way_curve_add_area (const WayCurve *self, WayPath *path, const WayCurveArea *area)
{
  double level = area->level;
  gboolean open = FALSE;

  for (guint i = area->first; i < area->last && i + 1 < self->n; i++)
    {
      gboolean in0 = area->above ? self->ys[i] < level : self->ys[i] > level;
      gboolean in1 = area->above ? self->ys[i + 1] < level : self->ys[i + 1] > level;

      if (!in0 && !in1)
        continue;

      double y[4], x = self->xs[i], width = self->xs[i + 1] - x;

      get_piece (self, i, y);

      double crossing = in0 != in1 ? find_crossing (y, level) : 0;
      double t0 = in0 ? 0 : crossing, t1 = in1 ? 1 : crossing;

      if (!open)
        {
          double left = x + width * t0 - (in0 ? area->tail : 0);

          way_path_move_to (path, left, level);
          if (in0)
            add_tail (path, left, level, x, y[0]);
        }
      add_part (path, y, x, width, t0, t1);
      open = in1;
      if (!in1 || i + 1 == area->last || i + 2 == self->n)
        {
          if (in1)
            add_tail (path, x + width, y[3], x + width + area->tail, level);
          way_path_close (path);
        }
    }
}
