#include "export/way-tile.h"

#define MARK_GAP 2.0
#define MARK_LENGTH 10.0
#define HAIRLINE 0.4

static void
line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
}

/* At each corner of the area, outside of it. */
static void
draw_crop_marks (cairo_t *cr, const WayPage *page)
{
  double length = MIN (MARK_LENGTH, MIN (page->area.x, page->area.y) - MARK_GAP);
  double xs[2] = { page->area.x, page->area.x + page->area.width }, ys[2] = { page->area.y, page->area.y + page->area.height };

  if (length <= 1)
    return;
  for (int i = 0; i < 4; i++)
    {
      double x = xs[i % 2], y = ys[i / 2], dx = i % 2 == 0 ? -1 : 1, dy = i / 2 == 0 ? -1 : 1;

      line (cr, x + dx * MARK_GAP, y, x + dx * (MARK_GAP + length), y);
      line (cr, x, y + dy * MARK_GAP, x, y + dy * (MARK_GAP + length));
    }
  cairo_stroke (cr);
}

/* How far the sheet to the left, or above, reaches under this one. */
static void
draw_overlap_ticks (cairo_t *cr, const WayPage *page, double overlap)
{
  static const double dash[] = { 2, 1.5 };
  double length = MIN (MARK_LENGTH, MIN (page->area.x, page->area.y) - MARK_GAP);
  double x = page->area.x, y = page->area.y, right = x + page->area.width, bottom = y + page->area.height;

  if (length <= 1 || overlap <= 0)
    return;
  cairo_set_dash (cr, dash, 2, 0);
  if (page->column > 0)
    {
      line (cr, x + overlap, y - MARK_GAP, x + overlap, y - MARK_GAP - length);
      line (cr, x + overlap, bottom + MARK_GAP, x + overlap, bottom + MARK_GAP + length);
    }
  if (page->row > 0)
    {
      line (cr, x - MARK_GAP, y + overlap, x - MARK_GAP - length, y + overlap);
      line (cr, right + MARK_GAP, y + overlap, right + MARK_GAP + length, y + overlap);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* All tiles as little boxes, this one filled, right-aligned in the bottom margin. Returns where it begins. */
static double
draw_key (cairo_t *cr, const WayPage *page, double top, double height, double right)
{
  double size = MIN (height / page->n_rows, 6);

  size = MIN (size, page->area.width / 3 / page->n_columns);

  double left = right - size * 1.3 * page->n_columns;

  top += (height - size * page->n_rows) / 2;
  for (guint row = 0; row < page->n_rows; row++)
    for (guint column = 0; column < page->n_columns; column++)
      if (row != page->row || column != page->column)
        cairo_rectangle (cr, left + column * size * 1.3, top + row * size, size * 1.3, size);
  cairo_stroke (cr);
  cairo_rectangle (cr, left + page->column * size * 1.3, top + page->row * size, size * 1.3, size);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
  return left;
}

static double
draw_text (cairo_t *cr, WayMeasure *measure, const char *text, WayTextStyle style, double x, double top, double height, double width)
{
  g_autoptr (WayText) measured = way_measure_text (measure, text, style, width, 1);
  double scale = MIN (1, height / way_text_get_height (measured));

  cairo_save (cr);
  cairo_translate (cr, x, top + (height - way_text_get_height (measured) * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_move_to (cr, 0, 0);
  way_text_draw (measured, cr);
  cairo_restore (cr);
  return x + way_text_get_width (measured) * scale;
}

void
way_tile_draw_marks (cairo_t *cr, const WayPage *page, double overlap, const char *name, WayMeasure *measure)
{
  double below = page->height - page->area.y - page->area.height;
  double top = page->area.y + page->area.height + MARK_GAP + 1, height = below - MARK_GAP - 8;
  double left = page->area.x + MARK_GAP + 4 + (page->column > 0 ? overlap : 0), right = page->area.x + page->area.width - 6;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, HAIRLINE);
  draw_crop_marks (cr, page);
  draw_overlap_ticks (cr, page, overlap);
  if (height >= 5)
    {
      double key = draw_key (cr, page, top, height, right);
      double x = draw_text (cr, measure, page->code, WAY_STYLE_SMALL_BOLD, left, top, MIN (height, 14), -1) + 8;

      cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
      if (name != NULL && key - x > 40)
        draw_text (cr, measure, name, WAY_STYLE_HINT, x, top, MIN (height, 14), key - x - 12);
    }
  cairo_restore (cr);
}
