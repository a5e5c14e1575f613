#include <glib/gi18n-lib.h>
#include <math.h>

#include "scene/way-layout-private.h"

/* Pictures of touchpoints, under the columns these cover. */

#define MAX_HEIGHT 110.0
#define MAX_SCALE 1.5 /* a small picture is not blown up further: it would only look coarse */
#define GAP 10.0

/* A box with what the picture would show, where it cannot be read. */
static double
draw_missing (WayLayout *layout, WayDrawing *drawing, const char *alt, double width)
{
  const WayTheme *theme = layout->theme;
  WayText *text = way_layout_text (layout, alt, WAY_STYLE_SMALL, MAX (width - 20, 20), 4);
  double height = MAX (way_text_get_height (text) + 20, 56);

  way_drawing_add_box (drawing, (WayRect){ 0.5, 0.5, width - 1, height - 1 }, 6, theme->chip, theme->card_line, 1)->dash = WAY_DASH_DASHED;
  way_drawing_add_text (drawing, text, 10, (height - way_text_get_height (text)) / 2, theme->text_2);
  return height;
}

static WayDrawing *
draw_picture (WayLayout *layout, const WayElement *touchpoint, const WayElement *image, double width)
{
  cairo_surface_t *picture = way_picture_get (image);
  WayDrawing *drawing = way_drawing_new (width, 0);
  const char *alt = way_element_get_or_default (image, WAY_FIELD_ALT), *credit = way_element_get (image, WAY_FIELD_CREDIT);
  double height, right = width;

  if (alt == NULL)
    alt = _ ("Picture");
  if (picture != NULL)
    {
      double w = MAX (cairo_image_surface_get_width (picture), 1), h = MAX (cairo_image_surface_get_height (picture), 1);
      double scale = MIN (MIN (width / w, MAX_HEIGHT / h), MAX_SCALE);

      height = h * scale;
      right = w * scale;
      way_drawing_add_picture (drawing, picture, (WayRect){ 0, 0, right, height }, 6);
    }
  else
    height = draw_missing (layout, drawing, alt, width);
  if (credit != NULL)
    {
      WayText *text = way_layout_text (layout, credit, WAY_STYLE_HINT, width, 2);

      height += 3;
      right = MAX (right, way_text_get_width (text));
      way_drawing_add_text (drawing, text, 0, height, layout->theme->text_3);
      height += way_text_get_height (text);
    }
  way_drawing_set_size (drawing, right, ceil (height));
  way_drawing_set_title (drawing, way_element_get_name (touchpoint));
  way_drawing_set_description (drawing, alt);
  return drawing;
}

double
way_lane_build_images (WayLayout *self, const WayElement *lane, WayBand *band)
{
  g_autofree double *bottoms = g_new0 (double, way_layout_get_n_columns (self) + 1);
  double height = 0;

  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);
      const WayElement *image = way_document_follow (self->document, card->element, WAY_FIELD_IMAGE);
      double x, width, y = 0;

      if (image == NULL || way_element_get_kind (card->element) != WAY_KIND_TOUCHPOINT)
        continue;
      way_layout_get_span (self, card->first, card->last, &x, &width);
      for (guint c = card->first; c <= card->last; c++)
        y = MAX (y, bottoms[c]);

      WayDrawing *drawing = draw_picture (self, card->element, image, width);
      double bottom = y + way_drawing_get_height (drawing);

      for (guint c = card->first; c <= card->last; c++)
        bottoms[c] = bottom + GAP;
      height = MAX (height, bottom);
      way_band_add (band, way_element_get_id (card->element), WAY_PART_PICTURE, WAY_LAYER_CARDS, x, y, drawing);
    }
  return height;
}
