#include "ui/way-node-cache.h"

#include <math.h>

/* Strokes and shadows reach this far beyond a drawing. */
#define BLEED 6.0
#define TILE 512.0
/* A drawing larger than this on either side is cut. */
#define WHOLE 1024.0
/* About three screens full of cards. */
#define KEPT 3000

typedef struct
{
  WayDrawing *drawing; /* owned */
  WayDetail detail;
  guint frame; /* drawn last */
  guint columns, rows;
  GskRenderNode **tiles; /* columns × rows, owned; each NULL until it shows */
} Entry;

struct _WayNodeCache
{
  GHashTable *entries; /* (element-type Entry), its own key and owned */
  guint frame;
};

static guint
entry_hash (gconstpointer key)
{
  const Entry *self = key;

  return g_direct_hash (self->drawing) * 3 + self->detail;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *two = b;

  return one->drawing == two->drawing && one->detail == two->detail;
}

static void
entry_free (gpointer data)
{
  Entry *self = data;

  for (guint i = 0; i < self->columns * self->rows; i++)
    g_clear_pointer (&self->tiles[i], gsk_render_node_unref);
  g_free (self->tiles);
  way_drawing_unref (self->drawing);
  g_free (self);
}

static guint
count_tiles (double size)
{
  return size <= WHOLE ? 1 : (guint) ceil (size / TILE);
}

static Entry *
entry_new (WayDrawing *drawing, WayDetail detail)
{
  Entry *self = g_new0 (Entry, 1);

  self->drawing = way_drawing_ref (drawing);
  self->detail = detail;
  self->columns = count_tiles (way_drawing_get_width (drawing));
  self->rows = count_tiles (way_drawing_get_height (drawing));
  self->tiles = g_new0 (GskRenderNode *, self->columns * self->rows);
  return self;
}

/* The outermost tiles take the bleed. */
static WayRect
get_tile_rect (const Entry *self, guint column, guint row)
{
  double width = way_drawing_get_width (self->drawing), height = way_drawing_get_height (self->drawing);
  double x0 = column == 0 ? -BLEED : column * TILE, x1 = column + 1 == self->columns ? width + BLEED : (column + 1) * TILE;
  double y0 = row == 0 ? -BLEED : row * TILE, y1 = row + 1 == self->rows ? height + BLEED : (row + 1) * TILE;

  return (WayRect){ x0, y0, x1 - x0, y1 - y0 };
}

static GskRenderNode *
make_tile (const Entry *self, WayRect rect)
{
  const WayLook look = { .outlines = TRUE, .greeked = self->detail == WAY_DETAIL_BOXES };
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  way_paint_drawing (cr, self->drawing, &look);
  cairo_destroy (cr);
  return node;
}

/* From so far away only the colour of the card counts: the disc's, which is the phase's, or the paper's. */
static void
snapshot_plain (GtkSnapshot *snapshot, const WayDrawing *drawing)
{
  const WayShape *box = NULL;
  WayColour colour = { 0 };

  for (guint i = 0; i < way_drawing_get_n_shapes (drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (drawing, i);

      if (box == NULL && shape->type == WAY_SHAPE_BOX)
        {
          box = shape;
          colour = shape->stroke.alpha > 0 && shape->stroke_width > 0 ? shape->stroke : shape->fill;
        }
      else if (shape->type == WAY_SHAPE_ICON)
        {
          colour = way_colour_mix (shape->stroke, colour, 0.4);
          break;
        }
    }
  if (box == NULL || colour.alpha <= 0)
    return;
  gtk_snapshot_append_color (snapshot,
                             &(GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, (float) colour.alpha },
                             &GRAPHENE_RECT_INIT ((float) box->rect.x, (float) box->rect.y, (float) box->rect.width, (float) box->rect.height));
}

static gboolean
is_old (gpointer key, gpointer value, gpointer data)
{
  const WayNodeCache *self = data;

  return ((const Entry *) key)->frame != self->frame;
}

WayNodeCache *
way_node_cache_new (void)
{
  WayNodeCache *self = g_new0 (WayNodeCache, 1);

  self->entries = g_hash_table_new_full (entry_hash, entry_equal, entry_free, NULL);
  return self;
}

void
way_node_cache_free (WayNodeCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
way_node_cache_begin (WayNodeCache *self)
{
  self->frame++;
}

void
way_node_cache_end (WayNodeCache *self)
{
  if (g_hash_table_size (self->entries) > KEPT)
    g_hash_table_foreach_remove (self->entries, is_old, self);
}

void
way_node_cache_snapshot (WayNodeCache *self, GtkSnapshot *snapshot, WayDrawing *drawing, WayDetail detail, WayRect clip)
{
  if (detail == WAY_DETAIL_PLAIN)
    {
      snapshot_plain (snapshot, drawing);
      return;
    }

  Entry key = { .drawing = drawing, .detail = detail };
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry == NULL)
    {
      entry = entry_new (drawing, detail);
      g_hash_table_add (self->entries, entry);
    }
  entry->frame = self->frame;
  for (guint row = 0; row < entry->rows; row++)
    for (guint column = 0; column < entry->columns; column++)
      {
        WayRect rect = get_tile_rect (entry, column, row);
        GskRenderNode **tile = &entry->tiles[row * entry->columns + column];

        if (!way_rect_intersects (clip, rect))
          continue;
        if (*tile == NULL)
          *tile = make_tile (entry, rect);
        gtk_snapshot_append_node (snapshot, *tile);
      }
}

guint
way_node_cache_get_size (const WayNodeCache *self)
{
  return g_hash_table_size (self->entries);
}
