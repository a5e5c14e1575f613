#include "scene/way-placer-private.h"

#include <math.h>

#define CELL 4.0
#define MAX_ROWS 64

WayPlacer *
way_placer_new (double x, double width, double height)
{
  WayPlacer *self = g_new (WayPlacer, 1);

  self->x = x;
  self->width = MAX (width, 0);
  self->height = MIN (height, CELL * MAX_ROWS);
  self->n = (guint) ceil (self->width / CELL) + 1;
  self->cells = g_new0 (guint64, self->n);
  return self;
}

void
way_placer_free (WayPlacer *self)
{
  if (self == NULL)
    return;
  g_free (self->cells);
  g_free (self);
}

/* The rows from `top` to `bottom` as bits. */
static guint64
get_rows (double top, double bottom)
{
  int first = CLAMP ((int) floor (top / CELL), 0, MAX_ROWS - 1), last = CLAMP ((int) ceil (bottom / CELL) - 1, first, MAX_ROWS - 1);
  guint64 upto = last == MAX_ROWS - 1 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << (last + 1)) - 1;

  return upto & ~((G_GUINT64_CONSTANT (1) << first) - 1);
}

static guint
get_cell (const WayPlacer *self, double x)
{
  return (guint) CLAMP ((x - self->x) / CELL, 0, (double) (self->n - 1));
}

void
way_placer_mark (WayPlacer *self, WayRect rect)
{
  if (rect.y + rect.height <= 0 || rect.y >= self->height || rect.x + rect.width <= self->x || rect.x >= self->x + self->width)
    return;

  guint64 rows = get_rows (rect.y, rect.y + rect.height);
  guint last = get_cell (self, rect.x + rect.width - 1e-6);

  for (guint i = get_cell (self, rect.x); i <= last; i++)
    self->cells[i] |= rows;
}

void
way_placer_mark_curve (WayPlacer *self, const WayCurve *curve, double margin)
{
  if (curve->n == 0)
    return;

  guint last = get_cell (self, curve->xs[curve->n - 1]), piece = 0;
  double y = curve->ys[0];

  for (guint i = get_cell (self, curve->xs[0]); i <= last; i++)
    {
      double end = self->x + (i + 1) * CELL, low = y, high = y;

      /* The points within the cell, then where the curve leaves it: between these it is monotone. */
      for (; piece + 1 < curve->n && curve->xs[piece + 1] <= end; piece++)
        {
          low = MIN (low, curve->ys[piece + 1]);
          high = MAX (high, curve->ys[piece + 1]);
        }
      y = way_curve_get_y_in (curve, piece, end);
      self->cells[i] |= get_rows (MIN (low, y) - margin, MAX (high, y) + margin);
    }
}

gboolean
way_placer_is_free (const WayPlacer *self, WayRect rect)
{
  if (rect.x < self->x || rect.y < 0 || rect.x + rect.width > self->x + self->width || rect.y + rect.height > self->height)
    return FALSE;

  guint64 rows = get_rows (rect.y, rect.y + rect.height);
  guint last = get_cell (self, rect.x + rect.width - 1e-6);

  for (guint i = get_cell (self, rect.x); i <= last; i++)
    if ((self->cells[i] & rows) != 0)
      return FALSE;
  return TRUE;
}

gboolean
way_placer_take (WayPlacer *self, const WayRect *places, guint n, WayRect *taken)
{
  for (guint i = 0; i < n; i++)
    if (way_placer_is_free (self, places[i]))
      {
        way_placer_mark (self, places[i]);
        *taken = places[i];
        return TRUE;
      }
  return FALSE;
}
