#include "scene/way-spark.h"

#define DISC 3.0

typedef struct
{
  const GArray *series;
  WayRect rect;
  WaySparkScale scale;
} Plot;

static const WayFigurePoint *
get_point (const GArray *series, guint i)
{
  return &g_array_index (series, WayFigurePoint, i);
}

WaySparkScale
way_spark_get_scale (const WaySpark *self)
{
  WaySparkScale scale = { G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < self->series->len; i++)
    {
      const WayFigurePoint *point = get_point (self->series, i);

      scale.low = MIN (scale.low, point->has_limits ? MIN (point->low, point->value) : point->value);
      scale.high = MAX (scale.high, point->has_limits ? MAX (point->high, point->value) : point->value);
    }
  if (self->has_target)
    {
      scale.low = MIN (scale.low, self->target);
      scale.high = MAX (scale.high, self->target);
    }
  /* What never changes lies in the middle. */
  if (!(scale.high > scale.low))
    {
      scale.low -= 1;
      scale.high += 1;
    }
  return scale;
}

static double
get_x (const Plot *self, guint i)
{
  double first = get_point (self->series, 0)->day, last = get_point (self->series, self->series->len - 1)->day;
  double share = last > first ? (get_point (self->series, i)->day - first) / (last - first) : 0.5;

  return self->rect.x + DISC + share * (self->rect.width - 2 * DISC);
}

static double
get_y (const Plot *self, double value)
{
  double share = (value - self->scale.low) / (self->scale.high - self->scale.low);

  return self->rect.y + DISC + (1 - CLAMP (share, 0, 1)) * (self->rect.height - 2 * DISC);
}

/* Runs of points with limits, each as one shape. */
static void
add_limits (const Plot *self, WayDrawing *drawing, WayColour colour)
{
  for (guint first = 0, last; first < self->series->len; first = last + 1)
    {
      last = first;
      if (!get_point (self->series, first)->has_limits)
        continue;
      while (last + 1 < self->series->len && get_point (self->series, last + 1)->has_limits)
        last++;
      if (last == first)
        continue;

      WayPath *path = way_path_new ();

      way_path_move_to (path, get_x (self, first), get_y (self, get_point (self->series, first)->high));
      for (guint i = first + 1; i <= last; i++)
        way_path_line_to (path, get_x (self, i), get_y (self, get_point (self->series, i)->high));
      for (guint i = last + 1; i-- > first;)
        way_path_line_to (path, get_x (self, i), get_y (self, get_point (self->series, i)->low));
      way_path_close (path);
      way_drawing_add_path (drawing, path, colour, WAY_COLOUR_NONE, 0);
    }
}

void
way_spark_add (WayDrawing *drawing, const WayTheme *theme, const WayHue *hue, const WaySpark *self, WayRect rect)
{
  Plot plot = { self->series, rect, way_spark_get_scale (self) };
  guint n = self->series->len;
  WayPath *line = way_path_new ();

  add_limits (&plot, drawing, way_colour_with_alpha (theme->page, theme->contrast ? 1 : 0.7));
  if (self->has_target)
    way_drawing_add_line (drawing, rect.x, get_y (&plot, self->target), rect.x + rect.width, get_y (&plot, self->target), theme->text, 1.2)->dash = WAY_DASH_DOTTED;
  way_path_move_to (line, get_x (&plot, 0), get_y (&plot, get_point (self->series, 0)->value));
  for (guint i = 1; i < n; i++)
    way_path_line_to (line, get_x (&plot, i), get_y (&plot, get_point (self->series, i)->value));
  way_drawing_add_path (drawing, line, WAY_COLOUR_NONE, hue->solid, 1.5);
  /* Where points lie close rings would run into each other. */
  gboolean close = rect.width < 6.0 * n;

  for (guint i = 0; i < n; i++)
    if (get_point (self->series, i)->signal)
      way_drawing_add_circle (drawing, get_x (&plot, i), get_y (&plot, get_point (self->series, i)->value), close ? 1.6 : 2.2, close ? hue->ink : theme->page, hue->ink, close ? 0 : 1.5);
  way_drawing_add_circle (drawing, get_x (&plot, n - 1), get_y (&plot, get_point (self->series, n - 1)->value), DISC, hue->solid, WAY_COLOUR_NONE, 0);
}
