/* How maps fall on paper: sizes, orientation, tiles, codes, limits. */
#include <math.h>

#include "export-fixture.h"
#include "export/way-page.h"

typedef struct
{
  const char *paper;
  WayOrientation orientation;
  gboolean tiled;
  double width, height;           /* of the map */
  double page_width, page_height; /* expected, whole points */
  guint n_columns, n_rows;
  const char *last_code;
} PlanCase;

static const PlanCase plans[] = {
  { "a4", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 842, 595, 1, 1, "" },
  { "a4", WAY_ORIENTATION_AUTO, FALSE, 1000, 2000, 595, 842, 1, 1, "" },
  { "A4", WAY_ORIENTATION_PORTRAIT, FALSE, 2000, 1000, 595, 842, 1, 1, "" },
  { "a3", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 1191, 842, 1, 1, "" },
  { "a2", WAY_ORIENTATION_LANDSCAPE, FALSE, 1000, 2000, 1684, 1191, 1, 1, "" },
  { "a1", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 2384, 1684, 1, 1, "" },
  { "a0", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 3370, 2384, 1, 1, "" },
  { "letter", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 792, 612, 1, 1, "" },
  { "tabloid", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 1224, 792, 1, 1, "" },
  { "16:9", WAY_ORIENTATION_PORTRAIT, FALSE, 1000, 2000, 960, 540, 1, 1, "" },
  { "map", WAY_ORIENTATION_AUTO, FALSE, 2000, 1000, 2000, 1000, 1, 1, "" },
  { "map", WAY_ORIENTATION_AUTO, TRUE, 2000, 1000, 2000, 1000, 1, 1, "" },
  /* A4 within 10 mm: 538.6 × 785.2, each next tile brings 28.3 less. */
  { "a4", WAY_ORIENTATION_PORTRAIT, TRUE, 538, 785, 595, 842, 1, 1, "" },
  { "a4", WAY_ORIENTATION_PORTRAIT, TRUE, 540, 785, 595, 842, 2, 1, "A2" },
  { "a4", WAY_ORIENTATION_PORTRAIT, TRUE, 1048, 1541, 595, 842, 2, 2, "B2" },
  { "a4", WAY_ORIENTATION_PORTRAIT, TRUE, 1050, 1544, 595, 842, 3, 3, "C3" },
  { "a4", WAY_ORIENTATION_AUTO, TRUE, 1500, 500, 842, 595, 2, 1, "A2" },
  { "a4", WAY_ORIENTATION_AUTO, TRUE, 500, 1500, 595, 842, 1, 2, "B1" },
  { "a4", WAY_ORIENTATION_PORTRAIT, TRUE, 500, 21000, 595, 842, 1, 28, "AB1" },
};

static void
test_plans (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      const PlanCase *c = &plans[i];
      g_autoptr (GError) error = NULL;
      WayExportOptions options;

      way_export_options_init (&options);
      options.paper = way_paper_find (c->paper, &error);
      g_assert_no_error (error);
      options.orientation = c->orientation;
      options.tiled = c->tiled;

      g_autoptr (GArray) pages = way_page_plan (c->width, c->height, &options, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (pages->len, ==, c->n_columns * c->n_rows);

      const WayPage *last = &g_array_index (pages, WayPage, pages->len - 1);

      g_assert_cmpfloat_with_epsilon (last->width, c->page_width, 0.6);
      g_assert_cmpfloat_with_epsilon (last->height, c->page_height, 0.6);
      g_assert_cmpstr (last->code, ==, c->last_code);
    }
}

/* Every point of the map lies on a page, at least `overlap` of it on two where tiles meet, and nowhere outside the area. */
static void
test_tiles_cover (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 300; round++)
    {
      WayExportOptions options;
      double width = g_rand_double_range (rand, 10, 6000), height = g_rand_double_range (rand, 10, 6000);

      way_export_options_init (&options);
      options.paper = way_paper_get ((guint) g_rand_int_range (rand, 0, 8));
      options.tiled = g_rand_boolean (rand);
      options.scale = g_rand_double_range (rand, 0.3, 2);
      options.overlap = g_rand_double_range (rand, 0, 60);

      g_autoptr (GArray) pages = way_page_plan (width, height, &options, NULL, NULL);

      g_assert_nonnull (pages);
      for (int k = 0; k < 20; k++)
        {
          double x = g_rand_double_range (rand, 0, width), y = g_rand_double_range (rand, 0, height);
          guint found = 0;

          for (guint i = 0; i < pages->len; i++)
            {
              const WayPage *page = &g_array_index (pages, WayPage, i);
              double px = page->x + x * page->scale, py = page->y + y * page->scale;

              found += px >= page->area.x - 0.6 && px <= page->area.x + page->area.width + 0.6 && py >= page->area.y - 0.6 && py <= page->area.y + page->area.height + 0.6;
            }
          g_assert_cmpuint (found, >=, 1);
        }
      for (guint i = 0; i < pages->len; i++)
        {
          const WayPage *page = &g_array_index (pages, WayPage, i);

          g_assert_true (way_rect_contains ((WayRect){ 0, 0, page->width, page->height }, page->area, 0.001));
          g_assert_cmpfloat_with_epsilon (page->shown.width * page->scale, page->area.width, 0.001);
          if (page->column > 0)
            g_assert_cmpfloat_with_epsilon (page[-1].x - page->x, page->area.width - options.overlap, 0.001);
        }
    }
}

/* A map on one page is in its middle and as large as it can be. */
static void
test_fit (void)
{
  WayExportOptions options;

  way_export_options_init (&options);
  options.paper = way_paper_find ("a3", NULL);
  options.margin = 20;

  g_autoptr (GArray) pages = way_page_plan (4000, 1000, &options, NULL, NULL);
  const WayPage *page = &g_array_index (pages, WayPage, 0);

  g_assert_cmpfloat_with_epsilon (page->x, 20, 0.01);
  g_assert_cmpfloat_with_epsilon (page->scale * 4000, page->width - 40, 0.01);
  g_assert_cmpfloat_with_epsilon (page->y * 2 + page->scale * 1000, page->height, 0.01);
}

static void
test_limits (void)
{
  g_autoptr (WayReport) report = way_report_new ();
  WayExportOptions options;

  way_export_options_init (&options);

  g_autoptr (GArray) pages = way_page_plan (28800, 1000, &options, report, NULL);

  g_assert_cmpfloat_with_epsilon (g_array_index (pages, WayPage, 0).width, WAY_PAGE_LIMIT, 0.01);
  g_assert_cmpfloat_with_epsilon (g_array_index (pages, WayPage, 0).height, 500, 0.01);
  g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_WARNING), ==, 1);
}

typedef struct
{
  double margin, overlap, scale, width;
  int code;
} RefusedCase;

static void
test_refused (void)
{
  static const RefusedCase cases[] = {
    { 300, 20, 1, 1000, WAY_EXPORT_ERROR_OPTION },
    { -1, 400, 1, 1000, WAY_EXPORT_ERROR_OPTION },
    { -1, 20, 0, 1000, WAY_EXPORT_ERROR_OPTION },
    { -1, 20, -1, 1000, WAY_EXPORT_ERROR_OPTION },
    { -1, 20, NAN, 1000, WAY_EXPORT_ERROR_OPTION },
    { -1, 20, 90, 1e6, WAY_EXPORT_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      WayExportOptions options;

      way_export_options_init (&options);
      options.paper = way_paper_find ("a4", NULL);
      options.tiled = TRUE;
      options.margin = cases[i].margin;
      options.overlap = cases[i].overlap;
      options.scale = cases[i].scale;
      g_assert_null (way_page_plan (cases[i].width, 1000, &options, NULL, &error));
      g_assert_error (error, WAY_EXPORT_ERROR, cases[i].code);
    }

  g_autoptr (GError) error = NULL;

  g_assert_null (way_paper_find ("a9", &error));
  g_assert_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, "16:9"));
}

typedef struct
{
  const char *name;
  int format; /* -1: none */
} FormatCase;

static void
test_formats (void)
{
  static const FormatCase cases[] = {
    { "pdf", WAY_EXPORT_PDF },
    { "SVG", WAY_EXPORT_SVG },
    { "Meine Karte.v2.PNG", WAY_EXPORT_PNG },
    { "doc", -1 },
    { "pdf.txt", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WayExportFormat format = WAY_N_EXPORT_FORMATS;

      g_assert_cmpint (way_export_format_find (cases[i].name, &format), ==, cases[i].format >= 0);
      if (cases[i].format >= 0)
        g_assert_cmpint ((int) format, ==, cases[i].format);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/page/plans", test_plans);
  g_test_add_func ("/export/page/tiles-cover", test_tiles_cover);
  g_test_add_func ("/export/page/fit", test_fit);
  g_test_add_func ("/export/page/limits", test_limits);
  g_test_add_func ("/export/page/refused", test_refused);
  g_test_add_func ("/export/page/formats", test_formats);
  return g_test_run ();
}
