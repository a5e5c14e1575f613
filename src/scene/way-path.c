#include "scene/way-path.h"

#include <math.h>
#include <string.h>

WayPath *
way_path_new (void)
{
  WayPath *self = g_new (WayPath, 1);

  self->segments = g_array_new (FALSE, FALSE, sizeof (WayPathSegment));
  return self;
}

void
way_path_free (WayPath *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->segments);
  g_free (self);
}

WayPath *
way_path_copy (const WayPath *self)
{
  WayPath *copy = way_path_new ();

  g_array_append_vals (copy->segments, self->segments->data, self->segments->len);
  return copy;
}

void
way_path_move_to (WayPath *self, double x, double y)
{
  WayPathSegment segment = { WAY_PATH_MOVE, { 0, 0, x }, { 0, 0, y } };

  g_array_append_val (self->segments, segment);
}

void
way_path_line_to (WayPath *self, double x, double y)
{
  WayPathSegment segment = { WAY_PATH_LINE, { 0, 0, x }, { 0, 0, y } };

  g_array_append_val (self->segments, segment);
}

void
way_path_curve_to (WayPath *self, double x0, double y0, double x1, double y1, double x, double y)
{
  WayPathSegment segment = { WAY_PATH_CURVE, { x0, x1, x }, { y0, y1, y } };

  g_array_append_val (self->segments, segment);
}

void
way_path_close (WayPath *self)
{
  WayPathSegment segment = { .op = WAY_PATH_CLOSE };

  g_array_append_val (self->segments, segment);
}

void
way_path_add_rounded (WayPath *self, const double *xs, const double *ys, guint n, double radius)
{
  if (n == 0)
    return;
  way_path_move_to (self, xs[0], ys[0]);
  for (guint i = 1; i + 1 < n; i++)
    {
      double in = hypot (xs[i] - xs[i - 1], ys[i] - ys[i - 1]), out = hypot (xs[i + 1] - xs[i], ys[i + 1] - ys[i]);
      double r = MIN (radius, MIN (in, out) / 2);

      if (r < 0.01)
        {
          way_path_line_to (self, xs[i], ys[i]);
          continue;
        }

      double ax = xs[i] - (xs[i] - xs[i - 1]) / in * r, ay = ys[i] - (ys[i] - ys[i - 1]) / in * r;
      double bx = xs[i] + (xs[i + 1] - xs[i]) / out * r, by = ys[i] + (ys[i + 1] - ys[i]) / out * r;

      way_path_line_to (self, ax, ay);
      /* 0.55: a quarter of a circle where the corner is a right angle. */
      way_path_curve_to (self, ax + (xs[i] - ax) * 0.55, ay + (ys[i] - ay) * 0.55, bx + (xs[i] - bx) * 0.55, by + (ys[i] - by) * 0.55, bx, by);
    }
  if (n > 1)
    way_path_line_to (self, xs[n - 1], ys[n - 1]);
}

/* An elliptic arc as curves of at most a quarter turn (SVG 1.1 appendix F.6). */
static void
add_arc (WayPath *self, double x1, double y1, double rx, double ry, double tilt, gboolean large, gboolean sweep, double x2, double y2)
{
  double phi = tilt * G_PI / 180, cosp = cos (phi), sinp = sin (phi);
  double dx = (x1 - x2) / 2, dy = (y1 - y2) / 2;
  double xp = cosp * dx + sinp * dy, yp = -sinp * dx + cosp * dy;

  rx = fabs (rx);
  ry = fabs (ry);
  if (rx < 1e-9 || ry < 1e-9 || (x1 == x2 && y1 == y2))
    {
      way_path_line_to (self, x2, y2);
      return;
    }

  double lambda = xp * xp / (rx * rx) + yp * yp / (ry * ry);

  if (lambda > 1)
    {
      rx *= sqrt (lambda);
      ry *= sqrt (lambda);
    }

  double numerator = rx * rx * ry * ry - rx * rx * yp * yp - ry * ry * xp * xp;
  double factor = sqrt (MAX (0, numerator / (rx * rx * yp * yp + ry * ry * xp * xp))) * (large == sweep ? -1 : 1);
  double cxp = factor * rx * yp / ry, cyp = -factor * ry * xp / rx;
  double cx = cosp * cxp - sinp * cyp + (x1 + x2) / 2, cy = sinp * cxp + cosp * cyp + (y1 + y2) / 2;
  double start = atan2 ((yp - cyp) / ry, (xp - cxp) / rx), end = atan2 ((-yp - cyp) / ry, (-xp - cxp) / rx);
  double delta = end - start;

  if (sweep && delta < 0)
    delta += 2 * G_PI;
  if (!sweep && delta > 0)
    delta -= 2 * G_PI;

  int n = MAX (1, (int) ceil (fabs (delta) / (G_PI / 2) - 1e-9));
  double step = delta / n, k = 4.0 / 3 * tan (step / 4);

  for (int i = 0; i < n; i++)
    {
      double a = start + i * step, b = a + step;
      double ax = cos (a), ay = sin (a), bx = cos (b), by = sin (b);
      double px[3] = { ax - k * ay, bx + k * by, bx }, py[3] = { ay + k * ax, by - k * bx, by };

      for (int j = 0; j < 3; j++)
        {
          double ux = rx * px[j], uy = ry * py[j];

          px[j] = cx + cosp * ux - sinp * uy;
          py[j] = cy + sinp * ux + cosp * uy;
        }
      way_path_curve_to (self, px[0], py[0], px[1], py[1], px[2], py[2]);
    }
}

static gboolean
read_numbers (const char **p, double *numbers, int n, gboolean arc)
{
  for (int i = 0; i < n; i++)
    {
      char *end;

      *p += strspn (*p, " ,\t\n");
      if (arc && (i == 3 || i == 4))
        {
          /* Flags may stand without a blank behind them. */
          if (**p != '0' && **p != '1')
            return FALSE;
          numbers[i] = *(*p)++ - '0';
          continue;
        }
      numbers[i] = g_ascii_strtod (*p, &end);
      if (end == *p)
        return FALSE;
      *p = end;
    }
  return TRUE;
}

void
way_path_add_svg (WayPath *self, const char *data)
{
  double x = 0, y = 0, x0 = 0, y0 = 0, cx = 0, cy = 0, v[7];
  char command = 0;
  gboolean last_was_curve = FALSE;

  for (const char *p = data;;)
    {
      p += strspn (p, " ,\t\n");
      if (*p == '\0')
        return;
      if (g_ascii_isalpha (*p))
        command = *p++;

      gboolean relative = g_ascii_islower (command);
      double bx = relative ? x : 0, by = relative ? y : 0;

      switch (g_ascii_toupper (command))
        {
        case 'M':
          if (!read_numbers (&p, v, 2, FALSE))
            return;
          way_path_move_to (self, x0 = x = bx + v[0], y0 = y = by + v[1]);
          command = relative ? 'l' : 'L';
          break;
        case 'L':
          if (!read_numbers (&p, v, 2, FALSE))
            return;
          way_path_line_to (self, x = bx + v[0], y = by + v[1]);
          break;
        case 'H':
          if (!read_numbers (&p, v, 1, FALSE))
            return;
          way_path_line_to (self, x = bx + v[0], y);
          break;
        case 'V':
          if (!read_numbers (&p, v, 1, FALSE))
            return;
          way_path_line_to (self, x, y = by + v[0]);
          break;
        case 'C':
          if (!read_numbers (&p, v, 6, FALSE))
            return;
          way_path_curve_to (self, bx + v[0], by + v[1], bx + v[2], by + v[3], bx + v[4], by + v[5]);
          cx = bx + v[2];
          cy = by + v[3];
          x = bx + v[4];
          y = by + v[5];
          break;
        case 'S':
          if (!read_numbers (&p, v, 4, FALSE))
            return;
          /* The first control point mirrors the last one of the curve before. */
          way_path_curve_to (self, last_was_curve ? 2 * x - cx : x, last_was_curve ? 2 * y - cy : y, bx + v[0], by + v[1], bx + v[2], by + v[3]);
          cx = bx + v[0];
          cy = by + v[1];
          x = bx + v[2];
          y = by + v[3];
          break;
        case 'Q':
          if (!read_numbers (&p, v, 4, FALSE))
            return;
          v[0] += bx;
          v[1] += by;
          v[2] += bx;
          v[3] += by;
          way_path_curve_to (self, x + 2.0 / 3 * (v[0] - x), y + 2.0 / 3 * (v[1] - y), v[2] + 2.0 / 3 * (v[0] - v[2]), v[3] + 2.0 / 3 * (v[1] - v[3]), v[2], v[3]);
          x = v[2];
          y = v[3];
          break;
        case 'A':
          if (!read_numbers (&p, v, 7, TRUE))
            return;
          add_arc (self, x, y, v[0], v[1], v[2], v[3] != 0, v[4] != 0, bx + v[5], by + v[6]);
          x = bx + v[5];
          y = by + v[6];
          break;
        case 'Z':
          way_path_close (self);
          x = x0;
          y = y0;
          command = 0;
          break;
        default:
          return;
        }
      last_was_curve = strchr ("CcSs", command) != NULL && command != 0;
    }
}

static void
append_number (GString *s, double value, gboolean first)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double rounded = round (value * 100) / 100;

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", rounded == 0 ? 0 : rounded);

  char *end = buffer + strlen (buffer);

  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
  if (!first && buffer[0] != '-')
    g_string_append_c (s, ' ');
  g_string_append (s, buffer);
}

char *
way_path_to_svg (const WayPath *self)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const WayPathSegment *segment = &g_array_index (self->segments, WayPathSegment, i);

      g_string_append_c (s, "MLCZ"[segment->op]);
      if (segment->op == WAY_PATH_CLOSE)
        continue;
      for (int j = segment->op == WAY_PATH_CURVE ? 0 : 2; j < 3; j++)
        {
          append_number (s, segment->x[j], j == (segment->op == WAY_PATH_CURVE ? 0 : 2));
          append_number (s, segment->y[j], FALSE);
        }
    }
  return g_string_free (s, FALSE);
}

void
way_path_transform (WayPath *self, double scale_x, double scale_y, double dx, double dy)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      WayPathSegment *segment = &g_array_index (self->segments, WayPathSegment, i);

      for (int j = 0; j < 3; j++)
        {
          segment->x[j] = segment->x[j] * scale_x + dx;
          segment->y[j] = segment->y[j] * scale_y + dy;
        }
    }
}

WayRect
way_path_get_bounds (const WayPath *self)
{
  double x0 = G_MAXDOUBLE, y0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE, y1 = -G_MAXDOUBLE;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const WayPathSegment *segment = &g_array_index (self->segments, WayPathSegment, i);

      if (segment->op == WAY_PATH_CLOSE)
        continue;
      for (int j = segment->op == WAY_PATH_CURVE ? 0 : 2; j < 3; j++)
        {
          x0 = MIN (x0, segment->x[j]);
          y0 = MIN (y0, segment->y[j]);
          x1 = MAX (x1, segment->x[j]);
          y1 = MAX (y1, segment->y[j]);
        }
    }
  return x1 < x0 ? (WayRect){ 0, 0, 0, 0 } : (WayRect){ x0, y0, x1 - x0, y1 - y0 };
}

static double
distance_to_piece (double x, double y, double x0, double y0, double x1, double y1)
{
  double dx = x1 - x0, dy = y1 - y0, length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - x0) * dx + (y - y0) * dy) / length, 0, 1) : 0;

  return hypot (x - x0 - t * dx, y - y0 - t * dy);
}

static double
distance_to_curve (const WayPathSegment *curve, double x0, double y0, double x, double y)
{
  double px = x0, py = y0, least = G_MAXDOUBLE;
  int n = 16;

  for (int i = 1; i <= n; i++)
    {
      double t = (double) i / n, u = 1 - t;
      double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
      double qx = a * x0 + b * curve->x[0] + c * curve->x[1] + d * curve->x[2], qy = a * y0 + b * curve->y[0] + c * curve->y[1] + d * curve->y[2];

      least = MIN (least, distance_to_piece (x, y, px, py, qx, qy));
      px = qx;
      py = qy;
    }
  return least;
}

double
way_path_get_distance (const WayPath *self, double x, double y)
{
  double x0 = 0, y0 = 0, start_x = 0, start_y = 0, least = G_MAXDOUBLE;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const WayPathSegment *segment = &g_array_index (self->segments, WayPathSegment, i);
      gboolean closes = segment->op == WAY_PATH_CLOSE;
      double x1 = closes ? start_x : segment->x[2], y1 = closes ? start_y : segment->y[2];

      if (segment->op == WAY_PATH_MOVE)
        {
          start_x = x1;
          start_y = y1;
        }
      else if (segment->op == WAY_PATH_CURVE)
        least = MIN (least, distance_to_curve (segment, x0, y0, x, y));
      else
        least = MIN (least, distance_to_piece (x, y, x0, y0, x1, y1));
      x0 = x1;
      y0 = y1;
    }
  return least;
}

gboolean
way_path_equal (const WayPath *a, const WayPath *b)
{
  if (a->segments->len != b->segments->len)
    return FALSE;
  for (guint i = 0; i < a->segments->len; i++)
    {
      const WayPathSegment *s = &g_array_index (a->segments, WayPathSegment, i), *t = &g_array_index (b->segments, WayPathSegment, i);

      if (s->op != t->op)
        return FALSE;
      for (int j = 0; j < 3; j++)
        if (s->x[j] != t->x[j] || s->y[j] != t->y[j])
          return FALSE;
    }
  return TRUE;
}
