/* Texts: what is known of one stays the same when its layout went and came again, in whatever thread that is. */
#include <string.h>

#include "scene/way-measure.h"

#define WIDTH 240
#define HEIGHT 80
/* More than there are layouts at a time. */
#define MANY 6000

typedef struct
{
  const char *text;
  WayTextStyle style;
  double width;
  int max_lines;
} Row;

static const Row rows[] = {
  { "Besuch vor Ort", WAY_STYLE_CARD, -1, 1 },
  { "Rückfrage zur Auftragsbestätigung beim Einkauf", WAY_STYLE_CARD, 120, 3 },
  { "Rückfrage zur Auftragsbestätigung beim Einkauf", WAY_STYLE_CARD, 120, 1 },
  { "Donaudampfschifffahrtsgesellschaftskapitän", WAY_STYLE_BODY, 60, 2 },
  { "one\ntwo\nthree\nfour and some more of it", WAY_STYLE_BODY, 90, 3 },
  { "كيف تشعر العميلة", WAY_STYLE_SMALL, 70, 2 },
  { "", WAY_STYLE_SMALL, 70, 1 },
};

typedef void (*DrawFunc) (const WayText *text, cairo_t *cr);

static const DrawFunc ways[] = { way_text_draw, way_text_draw_outlines, way_text_draw_even };

static cairo_surface_t *
draw (const WayText *text, DrawFunc func)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);

  cairo_move_to (cr, 4, 4);
  func (text, cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static void
assert_same_picture (const WayText *a, const WayText *b, DrawFunc func)
{
  cairo_surface_t *one = draw (a, func), *two = draw (b, func);

  g_assert_cmpmem (cairo_image_surface_get_data (one), HEIGHT * (gsize) cairo_image_surface_get_stride (one), cairo_image_surface_get_data (two), HEIGHT * (gsize) cairo_image_surface_get_stride (two));
  cairo_surface_destroy (one);
  cairo_surface_destroy (two);
}

static void
assert_same (const WayText *a, const WayText *b)
{
  g_assert_cmpfloat (way_text_get_width (a), ==, way_text_get_width (b));
  g_assert_cmpint (way_text_get_n_lines (a), ==, way_text_get_n_lines (b));
  for (int i = 0; i < way_text_get_n_lines (a); i++)
    {
      double x[2], baseline[2];
      g_autofree char *shown = way_text_dup_line (a, i), *other = way_text_dup_line (b, i);

      g_assert_cmpfloat (way_text_get_line (a, i, &x[0], &baseline[0]), ==, way_text_get_line (b, i, &x[1], &baseline[1]));
      g_assert_cmpfloat (x[0], ==, x[1]);
      g_assert_cmpfloat (baseline[0], ==, baseline[1]);
      g_assert_cmpstr (shown, ==, other);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    assert_same_picture (a, b, ways[i]);
}

static void
crowd_out (WayMeasure *measure)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *words = g_strdup_printf ("Text %u", i);

      way_text_unref (way_measure_text (measure, words, WAY_STYLE_SMALL, 100, 1));
    }
}

static void
test_made_again (void)
{
  g_autoptr (WayMeasure) measure = way_measure_new (), other = way_measure_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) way_text_unref);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (texts, way_measure_text (measure, rows[i].text, rows[i].style, rows[i].width, rows[i].max_lines));
  crowd_out (measure);
  /* Not even of who measured them. */
  g_clear_pointer (&measure, way_measure_unref);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayText) fresh = way_measure_text (other, rows[i].text, rows[i].style, rows[i].width, rows[i].max_lines);

      assert_same (g_ptr_array_index (texts, i), fresh);
    }
}

static void
test_only_measured (void)
{
  g_autoptr (WayMeasure) measure = way_measure_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double width = way_measure_width (measure, rows[i].text, rows[i].style);
      g_autoptr (WayText) text = way_measure_text (measure, rows[i].text, rows[i].style, -1, 1);
      g_autoptr (WayMeasure) other = way_measure_new ();
      g_autoptr (WayText) fresh = way_measure_text (other, rows[i].text, rows[i].style, -1, 1);

      g_assert_cmpfloat (width, ==, way_text_get_width (text));
      assert_same (text, fresh);
    }
}

static gpointer
draw_all_cb (gpointer data)
{
  GPtrArray *texts = data;

  for (guint i = 0; i < texts->len; i++)
    cairo_surface_destroy (draw (g_ptr_array_index (texts, i), ways[i % G_N_ELEMENTS (ways)]));
  return NULL;
}

/* One thread measures while others draw what it measured before. */
static void
test_threads (void)
{
  g_autoptr (WayMeasure) measure = way_measure_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) way_text_unref);
  GThread *threads[3];

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *words = g_strdup_printf ("%s %u", rows[i % G_N_ELEMENTS (rows)].text, i);

      g_ptr_array_add (texts, way_measure_text (measure, words, WAY_STYLE_CARD, 100, 2));
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_all_cb, texts);
  crowd_out (measure);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/made-again", test_made_again);
  g_test_add_func ("/measure/only-measured", test_only_measured);
  g_test_add_func ("/measure/threads", test_threads);
  return g_test_run ();
}
