#include "scene/way-letters-private.h"

#include <math.h>
#include <string.h>

/* Places for a letter within a pixel. */
#define PHASES 4
/* Letters larger than this, in pixels, are few, and look the same wherever they stand. */
#define LARGEST 72
#define MOST_BYTES (4 << 20)

typedef struct
{
  int left, top, width, height; /* from the glyph's origin */
  guint8 data[];                /* width × height */
} Mask;

typedef struct
{
  PangoFont *font; /* owned */
  double scale;
  GHashTable *masks; /* glyph × PHASES + phase → Mask, owned */
} Face;

typedef struct
{
  const Mask *mask;
  int x, y; /* of its corner, on the target */
} Letter;

static GPtrArray *faces; /* (element-type Face), owned */
static gsize n_bytes;

static void
face_free (gpointer data)
{
  Face *self = data;

  g_object_unref (self->font);
  g_hash_table_unref (self->masks);
  g_free (self);
}

static Face *
find_face (PangoFont *font, double scale)
{
  Face *face;

  for (guint i = 0; i < faces->len; i++)
    {
      face = g_ptr_array_index (faces, i);
      if (face->font == font && face->scale == scale)
        return face;
    }
  face = g_new0 (Face, 1);
  face->font = g_object_ref (font);
  face->scale = scale;
  face->masks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_ptr_array_add (faces, face);
  n_bytes += 1024;
  return face;
}

static void
add_path (const Face *face, cairo_t *cr, PangoGlyph glyph, double x, double y)
{
  PangoGlyphInfo info = { .glyph = glyph };
  int cluster = 0;
  PangoGlyphString string = { .num_glyphs = 1, .glyphs = &info, .log_clusters = &cluster };

  cairo_identity_matrix (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, face->scale, face->scale);
  cairo_move_to (cr, 0, 0);
  pango_cairo_glyph_string_path (cr, face->font, &string);
  cairo_identity_matrix (cr);
}

static Mask *
make_mask (const Face *face, PangoGlyph glyph, int phase)
{
  /* Of no pixels at all, cairo would give no path. */
  cairo_surface_t *none = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (none);
  double x0, y0, x1, y1, within = (double) phase / PHASES;

  add_path (face, cr, glyph, within, 0);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_destroy (cr);
  cairo_surface_destroy (none);

  int left = (int) floor (x0), top = (int) floor (y0), width = (int) ceil (x1) - left, height = (int) ceil (y1) - top;
  Mask *self = g_malloc (sizeof (Mask) + (gsize) width * (gsize) height);

  *self = (Mask){ left, top, width, height };
  n_bytes += sizeof (Mask) + (gsize) width * (gsize) height + 48;
  if (width == 0 || height == 0)
    return self;

  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);

  cr = cairo_create (image);
  add_path (face, cr, glyph, within - left, -top);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  for (int y = 0; y < height; y++)
    memcpy (self->data + (gsize) y * (gsize) width, cairo_image_surface_get_data (image) + (gsize) y * (gsize) cairo_image_surface_get_stride (image), (gsize) width);
  cairo_surface_destroy (image);
  return self;
}

static const Mask *
find_mask (Face *face, PangoGlyph glyph, int phase)
{
  gpointer key = GUINT_TO_POINTER (glyph * PHASES + (guint) phase);
  Mask *mask = g_hash_table_lookup (face->masks, key);

  if (mask == NULL)
    {
      mask = make_mask (face, glyph, phase);
      g_hash_table_insert (face->masks, key, mask);
    }
  return mask;
}

/* FALSE if a letter is missing in the font: then a box stands for it. `x` and `y`: the run's origin on its baseline, in pixels. */
static gboolean
add_run (GArray *letters, const PangoGlyphItem *run, double scale, double x, double y)
{
  Face *face = find_face (run->item->analysis.font, scale);
  double pixel = scale / PANGO_SCALE;

  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &run->glyphs->glyphs[i];

      if ((info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && info->glyph != PANGO_GLYPH_EMPTY)
        return FALSE;
      if (info->glyph != PANGO_GLYPH_EMPTY)
        {
          double at = x + info->geometry.x_offset * pixel;
          int quarters = (int) floor (at * PHASES + 0.5), phase = ((quarters % PHASES) + PHASES) % PHASES;
          Letter letter = { find_mask (face, info->glyph, phase), (quarters - phase) / PHASES, (int) floor (y + info->geometry.y_offset * pixel + 0.5) };

          letter.x += letter.mask->left;
          letter.y += letter.mask->top;
          if (letter.mask->width > 0 && letter.mask->height > 0)
            g_array_append_val (letters, letter);
        }
      x += info->geometry.width * pixel;
    }
  return TRUE;
}

static gboolean
add_layout (GArray *letters, PangoLayout *layout, double scale, double x, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean complete = TRUE;

  do
    {
      const PangoGlyphItem *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle logical;

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &logical);
      complete = add_run (letters, run, scale, x + logical.x * scale / PANGO_SCALE, y + pango_layout_iter_get_baseline (iter) * scale / PANGO_SCALE);
    }
  while (complete && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return complete;
}

static void
copy_mask (const Letter *letter, guint8 *data, int stride, cairo_rectangle_int_t box)
{
  const Mask *mask = letter->mask;
  int x0 = MAX (letter->x, box.x), x1 = MIN (letter->x + mask->width, box.x + box.width);
  int y0 = MAX (letter->y, box.y), y1 = MIN (letter->y + mask->height, box.y + box.height);

  for (int y = y0; y < y1; y++)
    {
      const guint8 *from = mask->data + (gsize) (y - letter->y) * (gsize) mask->width - letter->x;
      guint8 *to = data + (gsize) (y - box.y) * (gsize) stride - box.x;

      for (int x = x0; x < x1; x++)
        to[x] = (guint8) MIN (to[x] + from[x], 255);
    }
}

/* What the letters cover of what can be seen. */
static cairo_rectangle_int_t
get_box (const GArray *letters, cairo_t *cr)
{
  double x0, y0, x1, y1;
  int left = G_MAXINT, top = G_MAXINT, right = G_MININT, bottom = G_MININT;

  if (letters->len == 0)
    return (cairo_rectangle_int_t){ 0 };
  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i);

      left = MIN (left, letter->x);
      top = MIN (top, letter->y);
      right = MAX (right, letter->x + letter->mask->width);
      bottom = MAX (bottom, letter->y + letter->mask->height);
    }
  left = MAX (left, (int) floor (x0));
  top = MAX (top, (int) floor (y0));
  right = MIN (right, (int) ceil (x1));
  bottom = MIN (bottom, (int) ceil (y1));
  return (cairo_rectangle_int_t){ left, top, MAX (right - left, 0), MAX (bottom - top, 0) };
}

static void
paint_letters (const GArray *letters, cairo_t *cr)
{
  cairo_rectangle_int_t box = get_box (letters, cr);

  if (box.width == 0 || box.height == 0)
    return;

  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_A8, box.width, box.height);

  for (guint i = 0; i < letters->len; i++)
    copy_mask (&g_array_index (letters, Letter, i), cairo_image_surface_get_data (image), cairo_image_surface_get_stride (image), box);
  cairo_surface_mark_dirty (image);
  cairo_mask_surface (cr, image, box.x, box.y);
  cairo_surface_destroy (image);
}

static gboolean
is_large (PangoLayout *layout, double scale)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);

  return font == NULL || pango_font_description_get_size (font) * scale / PANGO_SCALE > LARGEST;
}

gboolean
way_letters_draw (PangoLayout *layout, cairo_t *cr, double x, double y)
{
  cairo_matrix_t matrix;
  double device_x, device_y;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &device_x, &device_y);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0 || fabs (matrix.yy - matrix.xx) > 0.01 * matrix.xx || device_x != 1 || device_y != 1)
    return FALSE;
  if (cairo_surface_get_type (cairo_get_group_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE || is_large (layout, matrix.xx))
    return FALSE;

  g_autoptr (GArray) letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  if (faces == NULL || n_bytes > MOST_BYTES)
    {
      g_clear_pointer (&faces, g_ptr_array_unref);
      faces = g_ptr_array_new_with_free_func (face_free);
      n_bytes = 0;
    }
  cairo_user_to_device (cr, &x, &y);
  if (!add_layout (letters, layout, matrix.xx, x, y))
    return FALSE;
  cairo_identity_matrix (cr);
  paint_letters (letters, cr);
  cairo_set_matrix (cr, &matrix);
  return TRUE;
}
