#include "export/way-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Half a point of map more than a page takes is a rounding error, not a page. */
#define TOLERANCE 0.5

typedef struct
{
  double width, height; /* of the paper */
  double inner_width, inner_height;
  double scale;
  guint n_rows, n_columns;
} Layout;

static guint
count_tiles (double length, double inner, double overlap)
{
  if (length <= inner + TOLERANCE)
    return 1;
  return (guint) MIN (ceil ((length - overlap - TOLERANCE) / (inner - overlap)), 100000);
}

static gboolean
lay_out (Layout *layout, double width, double height, double margin, const WayExportOptions *options)
{
  layout->inner_width = layout->width - 2 * margin;
  layout->inner_height = layout->height - 2 * margin;
  if (layout->inner_width < 36 || layout->inner_height < 36)
    return FALSE;
  layout->n_rows = layout->n_columns = 1;
  if (!options->tiled)
    {
      layout->scale = MIN (layout->inner_width / width, layout->inner_height / height);
      return TRUE;
    }
  layout->scale = options->scale;
  if (options->overlap < 0 || options->overlap > MIN (layout->inner_width, layout->inner_height) / 2)
    return FALSE;
  layout->n_columns = count_tiles (width * options->scale, layout->inner_width, options->overlap);
  layout->n_rows = count_tiles (height * options->scale, layout->inner_height, options->overlap);
  return TRUE;
}

/* Larger where it is fitted, on fewer pages where it is tiled. */
static gboolean
is_better (const Layout *a, const Layout *b, gboolean tiled)
{
  return tiled ? a->n_rows * a->n_columns < b->n_rows * b->n_columns : a->scale > b->scale;
}

static void
make_code (WayPage *page)
{
  char letters[8];
  int n = 0;

  if (page->n_rows * page->n_columns == 1)
    return;
  /* A … Z, AA, AB …: as spreadsheets count. */
  for (guint row = page->row + 1; row > 0; row = (row - 1) / 26)
    letters[n++] = (char) ('A' + (row - 1) % 26);
  for (int i = 0; i < n; i++)
    page->code[i] = letters[n - 1 - i];
  g_snprintf (page->code + n, sizeof page->code - (gsize) n, "%u", page->column + 1);
}

static GArray *
make_pages (const Layout *layout, double width, double height, double margin, const WayExportOptions *options)
{
  GArray *pages = g_array_new (FALSE, TRUE, sizeof (WayPage));
  double step_x = layout->inner_width - options->overlap, step_y = layout->inner_height - options->overlap;

  for (guint row = 0; row < layout->n_rows; row++)
    for (guint column = 0; column < layout->n_columns; column++)
      {
        WayPage page = {
          .width = layout->width,
          .height = layout->height,
          .area = { margin, margin, layout->inner_width, layout->inner_height },
          .scale = layout->scale,
          .x = margin - column * step_x,
          .y = margin - row * step_y,
          .row = row,
          .column = column,
          .n_rows = layout->n_rows,
          .n_columns = layout->n_columns,
        };

        if (layout->n_columns == 1)
          page.x = (layout->width - width * layout->scale) / 2;
        if (layout->n_rows == 1)
          page.y = (layout->height - height * layout->scale) / 2;
        page.shown = (WayRect){ (page.area.x - page.x) / page.scale, (page.area.y - page.y) / page.scale, page.area.width / page.scale, page.area.height / page.scale };
        make_code (&page);
        g_array_append_val (pages, page);
      }
  return pages;
}

static GArray *
plan_as_large_as_map (double width, double height, const WayExportOptions *options, WayReport *report)
{
  double margin = MAX (options->margin, 0);
  double scale = MIN (1, MIN ((WAY_PAGE_LIMIT - 2 * margin) / width, (WAY_PAGE_LIMIT - 2 * margin) / height));
  Layout layout = { width * scale + 2 * margin, height * scale + 2 * margin, width * scale, height * scale, scale, 1, 1 };

  if (scale < 1)
    way_report_add (report, WAY_SEVERITY_WARNING, 0, 0, _ ("The map is larger than the 200 inches a PDF page may have; it was made smaller, to %d %%. Tiles on a smaller page keep its size."), (int) floor (scale * 100));
  return make_pages (&layout, width, height, margin, options);
}

GArray *
way_page_plan (double width, double height, const WayExportOptions *options, WayReport *report, GError **error)
{
  const WayPaper *paper = options->paper;
  double margin = options->margin >= 0 ? options->margin : options->tiled ? WAY_MM (10)
                                                                          : WAY_MM (5);

  width = MAX (width, 1);
  height = MAX (height, 1);
  if (paper->width <= 0)
    return plan_as_large_as_map (width, height, options, report);
  if (options->tiled && !(options->scale > 0.01 && options->scale < 100))
    {
      g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION, _ ("Tiles can be scaled from 0.01 to 100; 1 is the map's own size."));
      return NULL;
    }

  Layout upright = { .width = paper->width, .height = paper->height }, wide = { .width = paper->height, .height = paper->width };
  gboolean turned = options->orientation == WAY_ORIENTATION_LANDSCAPE && !paper->wide;

  if (!lay_out (&upright, width, height, margin, options) || !lay_out (&wide, width, height, margin, options))
    {
      g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION, _ ("Margins and overlap leave no room on a page %s. Choose smaller ones, or a larger page."), paper->name);
      return NULL;
    }
  if (options->orientation == WAY_ORIENTATION_AUTO && !paper->wide)
    turned = is_better (&wide, &upright, options->tiled);

  const Layout *layout = turned ? &wide : &upright;

  if ((guint64) layout->n_rows * layout->n_columns > WAY_PAGES_MAX)
    {
      g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_TOO_LARGE, _ ("The map would take %u × %u pages. Choose a larger page or a smaller scale, so that it is at most %d."), layout->n_columns, layout->n_rows, WAY_PAGES_MAX);
      return NULL;
    }
  return make_pages (layout, width, height, margin, options);
}
