#include "scene/way-band-private.h"
#include "scene/way-drawing-private.h"

#include <math.h>
#include <string.h>

struct _WayBand
{
  int ref_count;
  WayBandType type;
  char *id;
  double height, stretch;
  double best, worst; /* y of these feelings; equal = no curves */
  guint clipped;
  GArray *items; /* (element-type WayItem), ids (GRefString) and drawings owned */
};

static void
item_clear (gpointer data)
{
  WayItem *item = data;

  way_drawing_unref (item->drawing);
  if (item->id != NULL)
    g_ref_string_release ((char *) item->id);
  if (item->persona != NULL)
    g_ref_string_release ((char *) item->persona);
}

WayBand *
way_band_new (WayBandType type, const char *id)
{
  WayBand *self = g_new0 (WayBand, 1);

  self->ref_count = 1;
  self->type = type;
  self->id = g_strdup (id);
  self->items = g_array_new (FALSE, FALSE, sizeof (WayItem));
  g_array_set_clear_func (self->items, item_clear);
  return self;
}

WayBand *
way_band_ref (WayBand *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
way_band_unref (WayBand *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->items);
  g_free (self->id);
  g_free (self);
}

void
way_band_set_height (WayBand *self, double height)
{
  self->height = height;
}

void
way_band_set_stretch (WayBand *self, double stretch)
{
  self->stretch = stretch;
}

double
way_band_get_stretch (const WayBand *self)
{
  return self->stretch;
}

void
way_band_add (WayBand *self, const char *id, WayPart part, WayLayer layer, double x, double y, WayDrawing *drawing)
{
  WayItem item = {
    .id = id != NULL ? way_drawing_dup_id (drawing, id) : NULL,
    .part = part,
    .layer = layer,
    .x = x,
    .y = y,
    .width = way_drawing_get_width (drawing),
    .height = way_drawing_get_height (drawing),
    .drawing = drawing,
  };

  way_drawing_trim (drawing);
  g_array_append_val (self->items, item);
}

void
way_band_set_persona (WayBand *self, const char *persona)
{
  WayItem *item = &g_array_index (self->items, WayItem, self->items->len - 1);
  const WayItem *before = self->items->len > 1 ? item - 1 : NULL;

  /* Points of one curve come one after the other. */
  item->persona = before != NULL && g_strcmp0 (before->persona, persona) == 0 ? g_ref_string_acquire ((char *) before->persona) : g_ref_string_new (persona);
}

void
way_band_set_scale (WayBand *self, double best, double worst)
{
  self->best = best;
  self->worst = worst;
}

void
way_band_move_items (WayBand *self, WayBand *from, double dy)
{
  guint first = self->items->len;

  if (from->best != from->worst)
    way_band_set_scale (self, from->best + dy, from->worst + dy);
  if (from->items->len == 0)
    return;
  /* The items themselves go over with what they own, so nothing is counted up and down again. */
  g_array_append_vals (self->items, from->items->data, from->items->len);
  for (guint i = first; i < self->items->len; i++)
    g_array_index (self->items, WayItem, i).y += dy;
  g_array_set_clear_func (from->items, NULL);
  g_array_set_size (from->items, 0);
  g_array_set_clear_func (from->items, item_clear);
}

static int
compare_items_cb (gconstpointer a, gconstpointer b)
{
  const WayItem *x = a, *y = b;

  if (x->layer != y->layer)
    return x->layer < y->layer ? -1 : 1;
  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return x->x < y->x ? -1 : x->x > y->x;
}

void
way_band_seal (WayBand *self, double mirror_width)
{
  if (mirror_width > 0)
    for (guint i = 0; i < self->items->len; i++)
      {
        WayItem *item = &g_array_index (self->items, WayItem, i);
        WayDrawing *mirrored = way_drawing_dup_mirrored (item->drawing);

        way_drawing_unref (item->drawing);
        item->drawing = mirrored;
        item->x = mirror_width - item->x - way_drawing_get_width (mirrored);
      }
  /* Stable, so that what was added first stays below. */
  g_array_sort (self->items, compare_items_cb);
  for (guint i = 0; i < self->items->len; i++)
    self->clipped += way_drawing_get_clipped (g_array_index (self->items, WayItem, i).drawing);
}

guint
way_band_get_clipped (const WayBand *self)
{
  return self->clipped;
}

WayBand *
way_band_dup_redrawn (const WayBand *self, GHashTable *drawings)
{
  WayBand *copy = way_band_new (self->type, self->id);

  copy->height = self->height;
  copy->stretch = self->stretch;
  copy->best = self->best;
  copy->worst = self->worst;
  copy->clipped = self->clipped;
  g_array_append_vals (copy->items, self->items->data, self->items->len);
  for (guint i = 0; i < copy->items->len; i++)
    {
      WayItem *item = &g_array_index (copy->items, WayItem, i);
      WayDrawing *redrawn = g_hash_table_lookup (drawings, item->drawing);

      if (redrawn != NULL)
        {
          way_drawing_trim (redrawn);
          copy->clipped += way_drawing_get_clipped (redrawn) - way_drawing_get_clipped (item->drawing);
        }
      item->drawing = way_drawing_ref (redrawn != NULL ? redrawn : item->drawing);
      if (item->id != NULL)
        g_ref_string_acquire ((char *) item->id);
      if (item->persona != NULL)
        g_ref_string_acquire ((char *) item->persona);
    }
  return copy;
}

gboolean
way_band_equal (const WayBand *a, const WayBand *b)
{
  if (a->type != b->type || g_strcmp0 (a->id, b->id) != 0 || a->height != b->height || a->stretch != b->stretch || a->best != b->best || a->worst != b->worst || a->items->len != b->items->len)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    {
      const WayItem *x = &g_array_index (a->items, WayItem, i), *y = &g_array_index (b->items, WayItem, i);

      if ((x->drawing != y->drawing && !way_drawing_equal (x->drawing, y->drawing)) || x->x != y->x || x->y != y->y || (x->id != y->id && g_strcmp0 (x->id, y->id) != 0) || x->part != y->part || x->layer != y->layer || (x->persona != y->persona && g_strcmp0 (x->persona, y->persona) != 0))
        return FALSE;
    }
  return TRUE;
}

WayBandType
way_band_get_type (const WayBand *self)
{
  return self->type;
}

const char *
way_band_get_id (const WayBand *self)
{
  return self->id;
}

double
way_band_get_height (const WayBand *self)
{
  return self->height;
}

double
way_band_get_natural_height (const WayBand *self)
{
  return self->height - self->stretch;
}

guint
way_band_get_n_items (const WayBand *self)
{
  return self->items->len;
}

const WayItem *
way_band_get_item (const WayBand *self, guint i)
{
  return &g_array_index (self->items, WayItem, i);
}

gboolean
way_band_get_score (const WayBand *self, double y, int *score)
{
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_FEELING, WAY_FIELD_SCORE);
  double share = (y - self->best) / (self->worst - self->best);

  if (self->best == self->worst)
    return FALSE;
  *score = (int) CLAMP (round (info->max + share * (info->min - info->max)), info->min, info->max);
  return TRUE;
}
