/* The painter against single pixels: every kind of shape, every look. */
#include <glib.h>

#include "paint/way-paint.h"

#define SIZE 64

static const WayColour red = { 1, 0, 0, 1 }, green = { 0, 1, 0, 1 }, blue = { 0, 0, 1, 1 };

static cairo_surface_t *
paint (const WayDrawing *drawing, const WayLook *look)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  way_paint_drawing (cr, drawing, look);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* 0xaarrggbb, premultiplied. */
static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  return *(guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + x * 4);
}

static WayDrawing *
draw_box (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);

  way_drawing_add_box (drawing, (WayRect){ 10, 10, 40, 40 }, 12, red, blue, 4);
  return drawing;
}

static WayDrawing *
draw_circle (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);

  way_drawing_add_circle (drawing, 32, 32, 20, green, WAY_COLOUR_NONE, 0);
  return drawing;
}

static WayDrawing *
draw_dashes (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);

  /* 9 on, 4 off, and round caps of half the width: the gap's middle stays free. */
  way_drawing_add_line (drawing, 10, 32.5, 60, 32.5, red, 1)->dash = WAY_DASH_LONG;
  return drawing;
}

static WayDrawing *
draw_after_dashes (void)
{
  WayDrawing *drawing = draw_dashes ();

  way_drawing_add_line (drawing, 10, 40.5, 60, 40.5, red, 1);
  return drawing;
}

static WayDrawing *
draw_path (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);
  WayPath *path = way_path_new ();

  way_path_add_svg (path, "M10 10H50V50Z");
  way_drawing_add_path (drawing, path, blue, WAY_COLOUR_NONE, 0);
  return drawing;
}

/* Blue from the top to 20, from there on less and less of it, nothing from 40 down. */
static WayDrawing *
draw_fade (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);

  way_shape_set_fade (way_drawing_add_box (drawing, (WayRect){ 0, 0, 64, 64 }, 0, blue, WAY_COLOUR_NONE, 0), 20, 40, WAY_COLOUR_NONE);
  return drawing;
}

/* The same where the fill is what cannot be seen. */
static WayDrawing *
draw_fade_in (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);

  way_shape_set_fade (way_drawing_add_box (drawing, (WayRect){ 0, 0, 64, 64 }, 0, WAY_COLOUR_NONE, WAY_COLOUR_NONE, 0), 20, 40, blue);
  return drawing;
}

static WayDrawing *
draw_fade_mirrored (void)
{
  g_autoptr (WayDrawing) drawing = draw_fade ();

  return way_drawing_dup_mirrored (drawing);
}

static WayDrawing *
draw_icon (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);

  /* "opportunity" is a cross from 3 to 13 on 16 × 16; here four times as large. */
  way_drawing_add_icon (drawing, WAY_ICON_OPPORTUNITY, 0, 0, 64, green, 1.5);
  return drawing;
}

/* 48 × 32, left half red, right half blue: covering a square, eight columns on each side fall away. */
static WayDrawing *
draw_picture (void)
{
  WayDrawing *drawing = way_drawing_new (SIZE, SIZE);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 48, 32);
  cairo_t *cr = cairo_create (picture);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_rectangle (cr, 24, 0, 24, 32);
  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
  way_drawing_add_picture (drawing, picture, (WayRect){ 16, 16, 32, 32 }, 16);
  cairo_surface_destroy (picture);
  return drawing;
}

typedef struct
{
  const char *name;
  WayDrawing *(*draw) (void);
  int x, y;
  guint32 expected;
} Probe;

static const Probe probes[] = {
  { "a box's inside", draw_box, 30, 30, 0xffff0000 },
  { "its edge", draw_box, 30, 9, 0xff0000ff },
  { "beyond its rounded corner", draw_box, 10, 10, 0 },
  { "beside it", draw_box, 4, 30, 0 },
  { "a circle's middle", draw_circle, 32, 32, 0xff00ff00 },
  { "its bounding box's corner", draw_circle, 13, 13, 0 },
  { "a dash", draw_dashes, 15, 32, 0xffff0000 },
  { "the gap behind it", draw_dashes, 21, 32, 0 },
  { "a plain line after a dashed one", draw_after_dashes, 21, 40, 0xffff0000 },
  { "a path's inside", draw_path, 45, 20, 0xff0000ff },
  { "its outside", draw_path, 15, 45, 0 },
  { "a fade before it begins", draw_fade, 32, 10, 0xff0000ff },
  { "after its end", draw_fade, 32, 50, 0 },
  { "a fade from nothing before it begins", draw_fade_in, 32, 10, 0 },
  { "after its end, all of it", draw_fade_in, 32, 50, 0xff0000ff },
  { "a mirrored fade's top", draw_fade_mirrored, 32, 10, 0xff0000ff },
  { "its foot", draw_fade_mirrored, 32, 50, 0 },
  { "an icon's stroke", draw_icon, 32, 20, 0xff00ff00 },
  { "as wide as the icon is scaled", draw_icon, 34, 20, 0xff00ff00 },
  { "and not wider", draw_icon, 36, 20, 0 },
  { "a picture's left", draw_picture, 25, 32, 0xffff0000 },
  { "its right", draw_picture, 40, 32, 0xff0000ff },
  { "its clipped corner", draw_picture, 17, 17, 0 },
};

static void
test_pixels (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autoptr (WayDrawing) drawing = probes[i].draw ();
      cairo_surface_t *surface = paint (drawing, NULL);
      guint32 found = pixel (surface, probes[i].x, probes[i].y);

      if (found != probes[i].expected)
        g_test_message ("%s: %08x instead of %08x", probes[i].name, found, probes[i].expected);
      g_assert_cmphex (found, ==, probes[i].expected);
      cairo_surface_destroy (surface);
    }
}

static guint
count_ink (cairo_surface_t *surface)
{
  guint n = 0;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      n += pixel (surface, x, y) != 0;
  return n;
}

static void
test_shadow (void)
{
  g_autoptr (WayDrawing) drawing = way_drawing_new (SIZE, SIZE);
  const WayLook print = { .print = TRUE };

  way_drawing_add_box (drawing, (WayRect){ 10, 10, 40, 40 }, 8, red, WAY_COLOUR_NONE, 0)->shadow = TRUE;

  cairo_surface_t *screen = paint (drawing, NULL), *paper = paint (drawing, &print);

  g_assert_cmphex (pixel (screen, 30, 50), !=, 0);
  g_assert_cmphex (pixel (paper, 30, 50), ==, 0);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (paper);
}

/* Text as shapes covers what text as glyphs covers, to within a pixel of rounding. */
static void
test_outlines (void)
{
  g_autoptr (WayMeasure) measure = way_measure_new ();
  g_autoptr (WayDrawing) drawing = way_drawing_new (SIZE, SIZE);
  const WayLook outlines = { .outlines = TRUE };

  way_drawing_add_text (drawing, way_measure_text (measure, "Größe", WAY_STYLE_LANE, -1, 0), 10, 20, red);

  cairo_surface_t *glyphs = paint (drawing, NULL), *shapes = paint (drawing, &outlines);
  double n = count_ink (glyphs), m = count_ink (shapes);

  g_assert_cmpfloat (n, >, 100);
  g_assert_cmpfloat (m, >, n * 0.7);
  g_assert_cmpfloat (m, <, n * 1.3);
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < SIZE; x++)
      g_assert_cmphex (pixel (shapes, x, y), ==, 0);
  cairo_surface_destroy (glyphs);
  cairo_surface_destroy (shapes);
}

/* Letters from masks look as their shapes do, to the eye; a whole pixel further they are the same, pixel for pixel. */
static void
test_even (void)
{
  g_autoptr (WayMeasure) measure = way_measure_new ();
  g_autoptr (WayDrawing) drawing = way_drawing_new (SIZE, SIZE), further = way_drawing_new (SIZE, SIZE);
  const WayLook outlines = { .outlines = TRUE }, even = { .even = TRUE };

  way_drawing_add_text (drawing, way_measure_text (measure, "Größe – fi", WAY_STYLE_LANE, -1, 0), 10, 20, red);
  way_drawing_add_text (further, way_measure_text (measure, "Größe – fi", WAY_STYLE_LANE, -1, 0), 11, 21, red);

  cairo_surface_t *shapes = paint (drawing, &outlines), *masks = paint (drawing, &even), *moved = paint (further, &even);

  g_assert_cmpfloat (count_ink (masks), >, count_ink (shapes) * 0.97);
  g_assert_cmpfloat (count_ink (masks), <, count_ink (shapes) * 1.03);
  for (int y = 0; y + 1 < SIZE; y++)
    for (int x = 0; x + 1 < SIZE; x++)
      g_assert_cmphex (pixel (masks, x, y), ==, pixel (moved, x + 1, y + 1));
  cairo_surface_destroy (shapes);
  cairo_surface_destroy (masks);
  cairo_surface_destroy (moved);
}

/* Words as bars: ink where the text is, none around it, and more even than letters. */
static void
test_greeked (void)
{
  g_autoptr (WayMeasure) measure = way_measure_new ();
  g_autoptr (WayDrawing) drawing = way_drawing_new (SIZE, SIZE);
  const WayLook greeked = { .greeked = TRUE };

  way_drawing_add_text (drawing, way_measure_text (measure, "Größe", WAY_STYLE_LANE, -1, 0), 10, 20, red);

  cairo_surface_t *bars = paint (drawing, &greeked);

  g_assert_cmpuint (count_ink (bars), >, 100);
  g_assert_cmphex (pixel (bars, 5, 25), ==, 0);
  g_assert_cmphex (pixel (bars, 25, 15), ==, 0);
  g_assert_cmphex (pixel (bars, 20, 31), ==, pixel (bars, 30, 31));
  g_assert_cmphex (pixel (bars, 20, 31), !=, 0);
  cairo_surface_destroy (bars);
}

typedef struct
{
  const char *name;
  gboolean selected, hover, dimmed;
  int x, y;
  guint32 mask, expected;
} LookCase;

static void
test_looks (void)
{
  static const LookCase cases[] = {
    { "plain, inside", FALSE, FALSE, FALSE, 30, 30, 0xffffffff, 0xffff0000 },
    { "plain, around", FALSE, FALSE, FALSE, 30, 8, 0xffffffff, 0 },
    { "selected, around", TRUE, FALSE, FALSE, 30, 8, 0xff000000, 0xff000000 },
    { "selected, inside", TRUE, FALSE, FALSE, 30, 30, 0xffffffff, 0xffff0000 },
    { "hover, around", FALSE, TRUE, FALSE, 30, 8, 0xf0000000, 0x50000000 },
    { "dimmed, inside", FALSE, FALSE, TRUE, 30, 30, 0xf0000000, 0x40000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LookCase *c = &cases[i];
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (WayDrawing) drawing = way_drawing_new (40, 40);
      WayItem item = { .id = "tp-one", .part = WAY_PART_CARD, .layer = WAY_LAYER_CARDS, .x = 10, .y = 10, .drawing = drawing };
      WayLook look = { .selected = c->selected ? ids : NULL, .dimmed = c->dimmed ? ids : NULL, .hover = c->hover ? "tp-one" : NULL };
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
      cairo_t *cr = cairo_create (surface);

      g_hash_table_add (ids, (char *) "tp-one");
      way_drawing_add_box (drawing, (WayRect){ 0, 0, 40, 40 }, 0, red, WAY_COLOUR_NONE, 0);
      way_paint_item (cr, &item, way_theme_get_light (), &look);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_test_message ("%s: %08x", c->name, pixel (surface, c->x, c->y));
      g_assert_cmphex (pixel (surface, c->x, c->y) & c->mask, ==, c->expected);
      cairo_surface_destroy (surface);
    }
}

typedef struct
{
  guint seen;
  GHashTable *items; /* NULL = only count */
  WayRect clip;
  guint missed;
} Visit;

static void
visit_cb (const WayItem *item, double y, gpointer data)
{
  Visit *visit = data;

  visit->seen++;
  if (visit->items != NULL)
    g_hash_table_add (visit->items, (gpointer) item);
}

static void
check_cb (const WayItem *item, double y, gpointer data)
{
  Visit *visit = data;
  WayRect rect = { item->x, y + item->y, way_drawing_get_width (item->drawing), way_drawing_get_height (item->drawing) };

  if (way_rect_intersects (rect, visit->clip) && !g_hash_table_contains (visit->items, item))
    visit->missed++;
}

/* A clip leaves out nothing that meets it, and a small one leaves out most. */
static void
test_visit (void)
{
  g_autoptr (WayDocument) document = way_document_new ("Größe", "de");
  const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  const WaySceneOptions options = { 0 };
  g_autoptr (WayScene) scene = way_scene_new (document, journey, way_theme_get_light (), NULL, &options, NULL);
  Visit all = { 0 };

  way_paint_visit (scene, NULL, visit_cb, &all);
  g_assert_cmpuint (all.seen, >, 3);
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (GHashTable) items = g_hash_table_new (NULL, NULL);
      Visit visit = { .items = items, .clip = { i % 8 * way_scene_get_width (scene) / 8, i / 8 * way_scene_get_height (scene) / 5, 20, 20 } };

      way_paint_visit (scene, &visit.clip, visit_cb, &visit);
      g_assert_cmpuint (visit.seen, <, all.seen);
      way_paint_visit (scene, NULL, check_cb, &visit);
      g_assert_cmpuint (visit.missed, ==, 0);
    }
}

static void
test_page (void)
{
  g_autoptr (WayDocument) document = way_document_new ("Größe", "de");
  const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  const WaySceneOptions options = { 0 };
  g_autoptr (WayScene) scene = way_scene_new (document, journey, way_theme_get_light (), NULL, &options, NULL);

  for (int transparent = 0; transparent < 2; transparent++)
    {
      const WayLook look = { .transparent = transparent };
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
      cairo_t *cr = cairo_create (surface);

      way_paint_scene (cr, scene, NULL, &look);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_assert_cmphex (pixel (surface, 0, 0), ==, transparent ? 0 : 0xffffffff);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/pixels", test_pixels);
  g_test_add_func ("/paint/shadow", test_shadow);
  g_test_add_func ("/paint/greeked", test_greeked);
  g_test_add_func ("/paint/outlines", test_outlines);
  g_test_add_func ("/paint/even", test_even);
  g_test_add_func ("/paint/looks", test_looks);
  g_test_add_func ("/paint/visit", test_visit);
  g_test_add_func ("/paint/page", test_page);
  return g_test_run ();
}
