#include "ui/canvas/way-tiles.h"

#include <math.h>

/* Pixels on either side: small enough that an edit paints little, large enough that a screen is some fifty. */
#define SIZE 256
/* Strokes and shadows reach this far beyond an item, in points. */
#define BLEED 6.0
/* What is moved by itself is cut here, in pixels. */
#define LARGEST 4096
/* How far its shadow reaches, in points, and how much further down: all of that is drawn again with every step of the pointer. */
#define LIFT 9.0
#define SHADOW_DROP 2.0
/* Below these no words, and below that no boxes either. */
#define DETAIL_FULL 0.45
#define DETAIL_BOXES 0.22

typedef struct
{
  int column, row; /* the key */
  guint frame;     /* shown last */
  cairo_surface_t *image;
  GskRenderNode *node;         /* NULL: the image is older than what is in `dirty` */
  cairo_rectangle_int_t dirty; /* in the image */
} Tile;

struct _WayTiles
{
  GHashTable *tiles; /* (element-type Tile), its own key and owned */
  WayScene *scene;   /* nullable */
  GHashTable *dimmed;
  double zoom;
  int factor;
  gboolean hasty;
  guint frame, painted;
  WayDrawing *single; /* nullable; drawn by itself last */
  GskRenderNode *single_node;
};

typedef struct
{
  const WayTiles *tiles;
  cairo_t *cr;
  double scale;  /* pixels of the screen a point */
  int left, top; /* of the picture, in pixels of the screen */
} Painting;

static guint
tile_hash (gconstpointer key)
{
  const Tile *self = key;

  return (guint) self->column * 31 + (guint) self->row;
}

static gboolean
tile_equal (gconstpointer a, gconstpointer b)
{
  const Tile *one = a, *two = b;

  return one->column == two->column && one->row == two->row;
}

static void
tile_free (gpointer data)
{
  Tile *self = data;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  g_free (self);
}

/* Headings and curves stay themselves: they are few, and the map is found by them. */
static WayDetail
choose_detail (const WayTiles *self, const WayItem *item)
{
  gboolean is_small = item->layer == WAY_LAYER_CARDS || item->part == WAY_PART_CELL || item->part == WAY_PART_QUOTE || item->part == WAY_PART_LABEL;

  if (!is_small || item->part == WAY_PART_PHASE || item->part == WAY_PART_TITLE || item->part == WAY_PART_CURVE || item->part == WAY_PART_POINT)
    return WAY_DETAIL_FULL;
  if (self->zoom >= DETAIL_FULL && !self->hasty)
    return WAY_DETAIL_FULL;
  if (self->zoom >= DETAIL_BOXES && !self->hasty)
    return WAY_DETAIL_BOXES;
  return item->part == WAY_PART_CARD || item->part == WAY_PART_STEP ? WAY_DETAIL_PLAIN : WAY_DETAIL_BOXES;
}

/* From so far away only the colour of the card counts: the disc's, which is the phase's, or the paper's. */
static const WayShape *
find_plain (const WayDrawing *drawing, WayColour *colour)
{
  const WayShape *box = NULL;

  for (guint i = 0; i < way_drawing_get_n_shapes (drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (drawing, i);

      if (box == NULL && shape->type == WAY_SHAPE_BOX)
        {
          box = shape;
          *colour = shape->stroke.alpha > 0 && shape->stroke_width > 0 ? shape->stroke : shape->fill;
        }
      else if (shape->type == WAY_SHAPE_ICON)
        {
          *colour = way_colour_mix (shape->stroke, *colour, 0.4);
          break;
        }
    }
  return box != NULL && colour->alpha > 0 ? box : NULL;
}

/* `rect` in points; whole pixels of the screen, at least one. */
static cairo_rectangle_int_t
snap (double scale, WayRect rect)
{
  int x0 = (int) floor (rect.x * scale + 0.5), x1 = (int) floor ((rect.x + rect.width) * scale + 0.5);
  int y0 = (int) floor (rect.y * scale + 0.5), y1 = (int) floor ((rect.y + rect.height) * scale + 0.5);

  return (cairo_rectangle_int_t){ x0, y0, MAX (x1 - x0, 1), MAX (y1 - y0, 1) };
}

static void
paint_plain (const Painting *painting, const WayItem *item, double y)
{
  WayColour colour = { 0 };
  const WayShape *box = find_plain (item->drawing, &colour);
  cairo_rectangle_int_t place;

  if (box == NULL)
    return;
  place = snap (painting->scale, (WayRect){ item->x + box->rect.x, y + box->rect.y, box->rect.width, box->rect.height });
  cairo_rectangle (painting->cr, place.x - painting->left, place.y - painting->top, place.width, place.height);
  cairo_set_source_rgba (painting->cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_fill (painting->cr);
}

/* Grounds fill whole pixels up to their neighbours: where two share one, the page would shine through between them. All else
 * keeps its proportions and begins on a whole pixel, so that equal cards are painted equally. */
static void
paint_drawing (const Painting *painting, const WayItem *item, double y, WayDetail detail)
{
  const gboolean boxes = detail == WAY_DETAIL_BOXES;
  /* The shadow of a box is a pixel wide, and costs as much as the box. */
  const WayLook look = { .even = TRUE, .greeked = boxes, .print = boxes };
  double width = item->width, height = item->height;
  gboolean is_ground = item->part == WAY_PART_LANE || item->part == WAY_PART_SEPARATOR;
  cairo_rectangle_int_t place = snap (painting->scale, (WayRect){ item->x, y, width, height });

  cairo_save (painting->cr);
  cairo_translate (painting->cr, place.x - painting->left, place.y - painting->top);
  if (is_ground && width > 0 && height > 0)
    cairo_scale (painting->cr, place.width / width, place.height / height);
  else
    cairo_scale (painting->cr, painting->scale, painting->scale);
  way_paint_drawing (painting->cr, item->drawing, &look);
  cairo_restore (painting->cr);
}

static gboolean
is_dimmed (GHashTable *dimmed, const WayItem *item)
{
  return dimmed != NULL && item->id != NULL && g_hash_table_contains (dimmed, item->id);
}

static void
paint_item_cb (const WayItem *item, double y, gpointer data)
{
  const Painting *painting = data;
  const WayTiles *self = painting->tiles;
  WayDetail detail = choose_detail (self, item);
  gboolean dimmed = is_dimmed (self->dimmed, item);

  if (dimmed)
    cairo_push_group (painting->cr);
  if (detail == WAY_DETAIL_PLAIN)
    paint_plain (painting, item, y + item->y);
  else
    paint_drawing (painting, item, y + item->y, detail);
  if (dimmed)
    {
      cairo_pop_group_to_source (painting->cr);
      cairo_paint_with_alpha (painting->cr, 0.3);
    }
}

/* What of the picture is the map's page, in the picture. */
static cairo_rectangle_int_t
get_page (const WayTiles *self, const Tile *tile)
{
  cairo_rectangle_int_t page = snap (self->zoom * self->factor, (WayRect){ 0, 0, way_scene_get_width (self->scene), way_scene_get_height (self->scene) });

  page.x -= tile->column * SIZE * self->factor;
  page.y -= tile->row * SIZE * self->factor;
  return page;
}

static void
paint (WayTiles *self, Tile *tile, cairo_surface_t *image, cairo_rectangle_int_t area)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  cairo_t *cr = cairo_create (image);
  double scale = self->zoom * self->factor;
  cairo_rectangle_int_t page = get_page (self, tile);
  Painting painting = { self, cr, scale, tile->column * SIZE * self->factor, tile->row * SIZE * self->factor };
  WayRect clip = { (painting.left + area.x) / scale, (painting.top + area.y) / scale, area.width / scale, area.height / scale };

  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  cairo_clip (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_rectangle (cr, page.x, page.y, page.width, page.height);
  cairo_set_source_rgb (cr, theme->page.red, theme->page.green, theme->page.blue);
  cairo_fill (cr);
  way_paint_visit (self->scene, &clip, paint_item_cb, &painting);
  cairo_destroy (cr);
  self->painted++;
}

static cairo_surface_t *
create_image (const WayTiles *self, const Tile *tile)
{
  int size = SIZE * self->factor;
  cairo_rectangle_int_t page = get_page (self, tile);
  gboolean opaque = page.x <= 0 && page.y <= 0 && page.x + page.width >= size && page.y + page.height >= size;

  return cairo_image_surface_create (opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, size, size);
}

/* The image a node was made of may not change any more. */
static cairo_surface_t *
copy_image (const WayTiles *self, const Tile *tile)
{
  cairo_surface_t *copy = create_image (self, tile);
  cairo_t *cr = cairo_create (copy);

  cairo_surface_set_device_scale (tile->image, 1, 1);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, tile->image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return copy;
}

/* Takes `image`, whose pixels are the screen's; (x, y) in ours. */
static GskRenderNode *
make_node (cairo_surface_t *image, int factor, int x, int y)
{
  int width = cairo_image_surface_get_width (image), height = cairo_image_surface_get_height (image);
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width / (float) factor, (float) height / (float) factor));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_surface_set_device_scale (image, factor, factor);
  cairo_set_source_surface (cr, image, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  /* There is nothing below it yet to blend with. */
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  return node;
}

static void
update_tile (WayTiles *self, Tile *tile)
{
  cairo_surface_t *image;

  if (tile->image == NULL)
    {
      tile->dirty = (cairo_rectangle_int_t){ 0, 0, SIZE * self->factor, SIZE * self->factor };
      image = create_image (self, tile);
    }
  else
    image = copy_image (self, tile);
  paint (self, tile, image, tile->dirty);
  g_clear_pointer (&tile->image, cairo_surface_destroy);
  tile->image = image;
  tile->dirty = (cairo_rectangle_int_t){ 0 };
  tile->node = make_node (cairo_surface_reference (image), self->factor, tile->column * SIZE, tile->row * SIZE);
}

static void
spoil_tile (Tile *tile, cairo_rectangle_int_t area, int size)
{
  int x0 = MAX (area.x, 0), y0 = MAX (area.y, 0), x1 = MIN (area.x + area.width, size), y1 = MIN (area.y + area.height, size);

  if (x0 >= x1 || y0 >= y1)
    return;
  if (tile->dirty.width > 0)
    {
      x1 = MAX (x1, tile->dirty.x + tile->dirty.width);
      y1 = MAX (y1, tile->dirty.y + tile->dirty.height);
      x0 = MIN (x0, tile->dirty.x);
      y0 = MIN (y0, tile->dirty.y);
    }
  tile->dirty = (cairo_rectangle_int_t){ x0, y0, x1 - x0, y1 - y0 };
  g_clear_pointer (&tile->node, gsk_render_node_unref);
}

/* `rect` in points. */
static void
spoil_cb (WayRect rect, gpointer data)
{
  WayTiles *self = data;
  double scale = self->zoom * self->factor;
  int size = SIZE * self->factor;
  cairo_rectangle_int_t area = snap (scale, (WayRect){ rect.x - BLEED, rect.y - BLEED, rect.width + 2 * BLEED, rect.height + 2 * BLEED });
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      Tile *tile = key;

      /* One pixel more, for what was rounded. */
      spoil_tile (tile, (cairo_rectangle_int_t){ area.x - 1 - tile->column * size, area.y - 1 - tile->row * size, area.width + 2, area.height + 2 }, size);
    }
}

/* How many pictures `view` needs, `around` it as well. */
static void
get_range (graphene_rect_t view, int around, int *column, int *row, int *columns, int *rows)
{
  *column = (int) floor (view.origin.x / SIZE) - around;
  *row = (int) floor (view.origin.y / SIZE) - around;
  *columns = (int) ceil ((view.origin.x + view.size.width) / SIZE) + around - *column;
  *rows = (int) ceil ((view.origin.y + view.size.height) / SIZE) + around - *row;
}

static gboolean
is_on_page (const WayTiles *self, int column, int row)
{
  cairo_rectangle_int_t page = snap (self->zoom, (WayRect){ -BLEED, -BLEED, way_scene_get_width (self->scene) + 2 * BLEED, way_scene_get_height (self->scene) + 2 * BLEED });

  return column * SIZE < page.x + page.width && (column + 1) * SIZE > page.x && row * SIZE < page.y + page.height && (row + 1) * SIZE > page.y;
}

static Tile *
ensure_tile (WayTiles *self, int column, int row)
{
  Tile key = { .column = column, .row = row };
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->column = column;
      tile->row = row;
      g_hash_table_add (self->tiles, tile);
    }
  tile->frame = self->frame;
  if (tile->node == NULL)
    update_tile (self, tile);
  return tile;
}

/* Not shown in the last frames; `data` is the tiles. */
static gboolean
is_old (gpointer key, gpointer value, gpointer data)
{
  const WayTiles *self = data;

  return self->frame - ((const Tile *) key)->frame > 2;
}

static void
forget_single (WayTiles *self)
{
  g_clear_pointer (&self->single_node, gsk_render_node_unref);
  g_clear_pointer (&self->single, way_drawing_unref);
}

/* A picture as well: drawing its letters anew in every frame would cost more than all the rest of the frame. */
static GskRenderNode *
make_single (const WayTiles *self, const WayDrawing *drawing, double width, double height, double radius)
{
  const WayLook look = { .even = TRUE };
  const WayTheme *theme = way_scene_get_theme (self->scene);
  double scale = self->zoom * self->factor;
  int bleed = (int) ceil (LIFT * self->zoom), above = (int) ceil ((LIFT - SHADOW_DROP) * self->zoom), below = (int) ceil ((LIFT + SHADOW_DROP) * self->zoom);
  int columns = (int) ceil (width * self->zoom) + 2 * bleed, rows = (int) ceil (height * self->zoom) + above + below;
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MIN (columns, LARGEST) * self->factor, MIN (rows, LARGEST) * self->factor);
  cairo_t *cr = cairo_create (image);

  cairo_push_group (cr);
  cairo_translate (cr, bleed * self->factor, above * self->factor);
  cairo_scale (cr, scale, scale);
  if (radius > 0)
    {
      g_autoptr (WayDrawing) paper = way_drawing_new (width, height);

      for (double i = LIFT; i > 0; i -= LIFT / 6)
        way_drawing_add_box (paper, (WayRect){ -i, SHADOW_DROP - i, width + 2 * i, height + 2 * i }, radius + i, (WayColour){ 0, 0, 0, 0.03 }, WAY_COLOUR_NONE, 0);
      way_drawing_add_box (paper, (WayRect){ 0, 0, width, height }, radius, theme->card, theme->accent, 1.5);
      way_paint_drawing (cr, paper, &look);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_clip (cr);
    }
  way_paint_drawing (cr, drawing, &look);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.8);
  cairo_destroy (cr);
  return make_node (image, self->factor, -bleed, -above);
}

WayTiles *
way_tiles_new (void)
{
  WayTiles *self = g_new0 (WayTiles, 1);

  self->tiles = g_hash_table_new_full (tile_hash, tile_equal, tile_free, NULL);
  self->zoom = self->factor = 1;
  return self;
}

void
way_tiles_free (WayTiles *self)
{
  forget_single (self);
  g_hash_table_unref (self->tiles);
  g_clear_pointer (&self->dimmed, g_hash_table_unref);
  g_clear_pointer (&self->scene, way_scene_unref);
  g_free (self);
}

void
way_tiles_set_scene (WayTiles *self, WayScene *scene)
{
  WayScene *before = self->scene;

  if (scene == before)
    return;
  self->scene = scene != NULL ? way_scene_ref (scene) : NULL;
  if (before == NULL || scene == NULL || !way_scene_compare (before, scene, spoil_cb, self))
    g_hash_table_remove_all (self->tiles);
  g_clear_pointer (&before, way_scene_unref);
}

void
way_tiles_set_scale (WayTiles *self, double zoom, int factor, gboolean hasty)
{
  if (self->zoom == zoom && self->factor == factor && self->hasty == hasty)
    return;
  self->zoom = zoom;
  self->factor = factor;
  self->hasty = hasty;
  forget_single (self);
  g_hash_table_remove_all (self->tiles);
}

void
way_tiles_set_dimmed (WayTiles *self, GHashTable *dimmed)
{
  g_autoptr (GHashTable) before = self->dimmed;

  if (dimmed == before)
    {
      g_steal_pointer (&before);
      return;
    }
  self->dimmed = dimmed != NULL ? g_hash_table_ref (dimmed) : NULL;
  for (guint b = 0; self->scene != NULL && b < way_scene_get_n_bands (self->scene); b++)
    for (guint i = 0; i < way_band_get_n_items (way_scene_get_band (self->scene, b, NULL)); i++)
      {
        const WayItem *item = way_band_get_item (way_scene_get_band (self->scene, b, NULL), i);

        if (is_dimmed (before, item) != is_dimmed (dimmed, item))
          spoil_cb (way_scene_get_item_rect (self->scene, b, item), self);
      }
}

void
way_tiles_begin_frame (WayTiles *self, graphene_rect_t view)
{
  int column, row, columns, rows;

  self->frame++;
  get_range (view, 1, &column, &row, &columns, &rows);
  if (g_hash_table_size (self->tiles) > (guint) (columns * rows + columns + rows))
    g_hash_table_foreach_remove (self->tiles, is_old, self);
}

void
way_tiles_snapshot (WayTiles *self, GtkSnapshot *snapshot, graphene_rect_t view)
{
  int column, row, columns, rows;

  if (self->scene == NULL)
    return;
  get_range (view, 0, &column, &row, &columns, &rows);
  for (int r = row; r < row + rows; r++)
    for (int c = column; c < column + columns; c++)
      if (is_on_page (self, c, r))
        gtk_snapshot_append_node (snapshot, ensure_tile (self, c, r)->node);
}

gboolean
way_tiles_prepare (WayTiles *self, graphene_rect_t view)
{
  int column, row, columns, rows;

  if (self->scene == NULL || self->hasty)
    return FALSE;
  get_range (view, 1, &column, &row, &columns, &rows);
  for (int r = row; r < row + rows; r++)
    for (int c = column; c < column + columns; c++)
      {
        Tile key = { .column = c, .row = r };
        const Tile *tile = g_hash_table_lookup (self->tiles, &key);

        if ((tile != NULL && tile->node != NULL) || !is_on_page (self, c, r))
          continue;
        ensure_tile (self, c, r);
        return TRUE;
      }
  return FALSE;
}

graphene_rect_t
way_tiles_place (const WayTiles *self, WayRect rect)
{
  cairo_rectangle_int_t place = snap (self->zoom * self->factor, rect);
  float factor = (float) self->factor;

  return GRAPHENE_RECT_INIT ((float) place.x / factor, (float) place.y / factor, (float) place.width / factor, (float) place.height / factor);
}

void
way_tiles_snapshot_lifted (WayTiles *self, GtkSnapshot *snapshot, WayDrawing *drawing, double width, double height, double radius)
{
  if (self->single != drawing)
    {
      forget_single (self);
      self->single = way_drawing_ref (drawing);
      self->single_node = make_single (self, drawing, width, height, radius);
    }
  gtk_snapshot_append_node (snapshot, self->single_node);
}

guint
way_tiles_get_size (const WayTiles *self)
{
  return g_hash_table_size (self->tiles);
}

guint
way_tiles_get_painted (const WayTiles *self)
{
  return self->painted;
}
