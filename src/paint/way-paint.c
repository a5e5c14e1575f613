#include "paint/way-paint.h"

/* Strokes, caps and rings reach this far beyond an item's rectangle. */
#define BLEED 6

static const WayLook plain_look;

static void
set_colour (cairo_t *cr, WayColour colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

/* Corners as the curves that readers of SVG make of them, so that a PNG and an SVG of one map agree to the pixel; with
 * cairo_arc () they differ around each dot. */
static void
add_box (cairo_t *cr, WayRect rect, double radius)
{
  double r = MIN (radius, MIN (rect.width, rect.height) / 2), k = r * (1 - 0.5522847498);
  double x0 = rect.x, y0 = rect.y, x1 = rect.x + rect.width, y1 = rect.y + rect.height;

  if (r <= 0)
    {
      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      return;
    }
  cairo_move_to (cr, x1, y0 + r);
  cairo_line_to (cr, x1, y1 - r);
  cairo_curve_to (cr, x1, y1 - k, x1 - k, y1, x1 - r, y1);
  cairo_line_to (cr, x0 + r, y1);
  cairo_curve_to (cr, x0 + k, y1, x0, y1 - k, x0, y1 - r);
  cairo_line_to (cr, x0, y0 + r);
  cairo_curve_to (cr, x0, y0 + k, x0 + k, y0, x0 + r, y0);
  cairo_line_to (cr, x1 - r, y0);
  cairo_curve_to (cr, x1 - k, y0, x1, y0 + k, x1, y0 + r);
  cairo_close_path (cr);
}

void
way_paint_add_path (cairo_t *cr, const WayPath *path)
{
  for (guint i = 0; i < path->segments->len; i++)
    {
      const WayPathSegment *s = &g_array_index (path->segments, WayPathSegment, i);

      switch (s->op)
        {
        case WAY_PATH_MOVE:
          cairo_move_to (cr, s->x[2], s->y[2]);
          break;
        case WAY_PATH_LINE:
          cairo_line_to (cr, s->x[2], s->y[2]);
          break;
        case WAY_PATH_CURVE:
          cairo_curve_to (cr, s->x[0], s->y[0], s->x[1], s->y[1], s->x[2], s->y[2]);
          break;
        case WAY_PATH_CLOSE:
          cairo_close_path (cr);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
set_fade (cairo_t *cr, const WayShape *shape)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, shape->fade->from, 0, shape->fade->to);

  cairo_pattern_add_color_stop_rgba (pattern, 0, shape->fill.red, shape->fill.green, shape->fill.blue, shape->fill.alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 1, shape->fade->colour.red, shape->fade->colour.green, shape->fade->colour.blue, shape->fade->colour.alpha);
  cairo_set_source (cr, pattern);
  cairo_pattern_destroy (pattern);
}

/* Fills and strokes the current path as the shape says, and ends it. */
static void
finish_path (cairo_t *cr, const WayShape *shape)
{
  gboolean stroked = shape->stroke.alpha > 0 && shape->stroke_width > 0;

  if (shape->fill.alpha > 0 || shape->fade != NULL)
    {
      if (shape->fade != NULL)
        set_fade (cr, shape);
      else
        set_colour (cr, shape->fill);
      if (stroked)
        cairo_fill_preserve (cr);
      else
        cairo_fill (cr);
    }
  if (stroked)
    {
      const double *pattern;
      int n = way_dash_get (shape->dash, &pattern);

      set_colour (cr, shape->stroke);
      cairo_set_line_width (cr, shape->stroke_width);
      if (n > 0)
        cairo_set_dash (cr, pattern, n, 0);
      cairo_stroke (cr);
      if (n > 0)
        cairo_set_dash (cr, NULL, 0, 0);
    }
  cairo_new_path (cr);
}

/* A soft edge without blurring: a few faint boxes that grow downwards. */
static void
paint_shadow (cairo_t *cr, const WayShape *shape)
{
  for (int i = 3; i > 0; i--)
    {
      WayRect rect = { shape->rect.x - i + 1, shape->rect.y - i + 2.5, shape->rect.width + 2 * (i - 1), shape->rect.height + 2 * (i - 1) };

      add_box (cr, rect, shape->radius + i - 1);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.03);
      cairo_fill (cr);
    }
}

static void
paint_icon (cairo_t *cr, const WayShape *shape)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, shape->rect.x, shape->rect.y);
  cairo_scale (cr, shape->rect.width / 16, shape->rect.height / 16);
  way_paint_add_path (cr, way_icon_get_path (shape->icon));
  set_colour (cr, shape->stroke);
  cairo_set_line_width (cr, shape->stroke_width);
  cairo_stroke (cr);
  cairo_set_matrix (cr, &matrix);
}

static void
paint_picture (cairo_t *cr, const WayShape *shape)
{
  double x, y;
  int width = cairo_image_surface_get_width (shape->picture), height = cairo_image_surface_get_height (shape->picture);

  if (width <= 0 || height <= 0)
    return;

  double scale = way_paint_cover (width, height, shape->rect, &x, &y);

  cairo_save (cr);
  add_box (cr, shape->rect, shape->radius);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, shape->picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
paint_ring (cairo_t *cr, const WayDrawing *drawing, WayColour colour, double width)
{
  WayRect rect = { -2, -2, way_drawing_get_width (drawing) + 4, way_drawing_get_height (drawing) + 4 };

  add_box (cr, rect, 10);
  set_colour (cr, colour);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

/* A bar a line, as high as the small letters are. */
static void
paint_greeked (cairo_t *cr, const WayShape *shape)
{
  int n = way_text_get_n_lines (shape->text);
  double pitch = way_text_get_height (shape->text) / MAX (n, 1);

  cairo_set_source_rgba (cr, shape->fill.red, shape->fill.green, shape->fill.blue, shape->fill.alpha * 0.3);
  for (int i = 0; i < n; i++)
    {
      double x, baseline, width = way_text_get_line (shape->text, i, &x, &baseline);

      cairo_rectangle (cr, shape->rect.x + x, shape->rect.y + baseline - pitch * 0.42, width, pitch * 0.42);
    }
  cairo_fill (cr);
}

typedef struct
{
  cairo_t *cr;
  const WayTheme *theme;
  const WayLook *look;
} Painting;

static void
paint_item_cb (const WayItem *item, double y, gpointer data)
{
  Painting *painting = data;
  cairo_matrix_t matrix;

  cairo_get_matrix (painting->cr, &matrix);
  cairo_translate (painting->cr, 0, y);
  way_paint_item (painting->cr, item, painting->theme, painting->look);
  cairo_set_matrix (painting->cr, &matrix);
}

double
way_paint_cover (double width, double height, WayRect rect, double *x, double *y)
{
  double scale = MAX (rect.width / width, rect.height / height);

  *x = rect.x + (rect.width - width * scale) / 2;
  *y = rect.y + (rect.height - height * scale) / 2;
  return scale;
}

void
way_paint_drawing (cairo_t *cr, const WayDrawing *drawing, const WayLook *look)
{
  guint n = way_drawing_get_n_shapes (drawing);

  if (look == NULL)
    look = &plain_look;
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  for (guint i = 0; i < n; i++)
    {
      const WayShape *shape = way_drawing_get_shape (drawing, i);

      switch (shape->type)
        {
        case WAY_SHAPE_BOX:
          if (shape->shadow && !look->print)
            paint_shadow (cr, shape);
          add_box (cr, shape->rect, shape->radius);
          finish_path (cr, shape);
          break;
        case WAY_SHAPE_PATH:
          way_paint_add_path (cr, shape->path);
          finish_path (cr, shape);
          break;
        case WAY_SHAPE_TEXT:
          if (look->greeked)
            {
              paint_greeked (cr, shape);
              break;
            }
          set_colour (cr, shape->fill);
          cairo_move_to (cr, shape->rect.x, shape->rect.y);
          if (look->even)
            way_text_draw_even (shape->text, cr);
          else if (look->outlines)
            way_text_draw_outlines (shape->text, cr);
          else
            way_text_draw (shape->text, cr);
          cairo_new_path (cr);
          break;
        case WAY_SHAPE_ICON:
          paint_icon (cr, shape);
          break;
        case WAY_SHAPE_PICTURE:
          paint_picture (cr, shape);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

void
way_paint_item (cairo_t *cr, const WayItem *item, const WayTheme *theme, const WayLook *look)
{
  cairo_matrix_t matrix;

  if (look == NULL)
    look = &plain_look;

  gboolean dimmed = item->id != NULL && look->dimmed != NULL && g_hash_table_contains (look->dimmed, item->id);
  gboolean selected = item->id != NULL && look->selected != NULL && g_hash_table_contains (look->selected, item->id);
  gboolean hover = item->id != NULL && g_strcmp0 (look->hover, item->id) == 0;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, item->x, item->y);
  if (dimmed)
    cairo_push_group (cr);
  way_paint_drawing (cr, item->drawing, look);
  if (dimmed)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.3);
    }
  if (selected)
    paint_ring (cr, item->drawing, theme->accent, 2);
  else if (hover)
    paint_ring (cr, item->drawing, way_colour_with_alpha (theme->accent, 0.5), 1.5);
  cairo_set_matrix (cr, &matrix);
}

void
way_paint_visit (const WayScene *scene, const WayRect *clip, WayItemFunc func, gpointer data)
{
  for (guint i = 0; i < way_scene_get_n_bands (scene); i++)
    {
      double y;
      const WayBand *band = way_scene_get_band (scene, i, &y);
      guint n = way_band_get_n_items (band);

      if (clip != NULL && (y - BLEED > clip->y + clip->height || y + way_band_get_height (band) + BLEED < clip->y))
        continue;
      for (guint j = 0; j < n; j++)
        {
          const WayItem *item = way_band_get_item (band, j);
          WayRect rect = { item->x - BLEED, y + item->y - BLEED, item->width + 2 * BLEED, item->height + 2 * BLEED };

          if (clip == NULL || way_rect_intersects (*clip, rect))
            func (item, y, data);
        }
    }
}

void
way_paint_scene (cairo_t *cr, const WayScene *scene, const WayRect *clip, const WayLook *look)
{
  Painting painting = { cr, way_scene_get_theme (scene), look != NULL ? look : &plain_look };

  if (!painting.look->transparent)
    {
      WayRect all = { 0, 0, way_scene_get_width (scene), way_scene_get_height (scene) };

      if (clip != NULL)
        all = *clip;
      cairo_rectangle (cr, all.x, all.y, all.width, all.height);
      set_colour (cr, painting.theme->page);
      cairo_fill (cr);
    }
  way_paint_visit (scene, clip, paint_item_cb, &painting);
}
