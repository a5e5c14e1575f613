#include "plane-shown.h"

#include <math.h>

/* What stands beside the disc. The initials in it are a text, too: they lie within. */
static void
read_name (PlaneShown *self, WayRect rect, const WayDrawing *drawing)
{
  for (guint i = 0; i < way_drawing_get_n_shapes (drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (drawing, i);
      WayRect text = { rect.x + shape->rect.x, rect.y + shape->rect.y, 0, 0 };

      if (shape->type != WAY_SHAPE_TEXT)
        continue;
      text.width = way_text_get_width (shape->text);
      text.height = way_text_get_height (shape->text);
      if (hypot (text.x + text.width / 2 - self->x, text.y + text.height / 2 - self->y) < self->radius * 1.2)
        continue;
      self->name = self->named ? way_rect_union (self->name, text) : text;
      self->named = TRUE;
    }
}

GArray *
plane_shown_list (const WayPlaneScene *plane, WayPart part)
{
  WayScene *scene = way_plane_scene_get_scene (plane);
  GArray *shown = g_array_new (FALSE, FALSE, sizeof (PlaneShown));

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          PlaneShown one = { item->id };

          if (item->part != part)
            continue;
          g_assert_true (way_plane_scene_find_disc (plane, item->id, &one.x, &one.y, &one.radius));
          read_name (&one, way_scene_get_item_rect (scene, b, item), item->drawing);
          g_array_append_val (shown, one);
        }
    }
  return shown;
}

static gboolean
touches_disc (const PlaneShown *disc, WayRect rect)
{
  double x = CLAMP (disc->x, rect.x, rect.x + rect.width), y = CLAMP (disc->y, rect.y, rect.y + rect.height);

  return hypot (x - disc->x, y - disc->y) < disc->radius;
}

static void
check_pair (guint32 seed, const PlaneShown *a, const PlaneShown *b)
{
  if (hypot (a->x - b->x, a->y - b->y) < a->radius + b->radius)
    g_error ("seed %u: %s and %s lie on each other", seed, a->id, b->id);
  if (a->named && b->named && way_rect_intersects (a->name, b->name))
    g_error ("seed %u: the names of %s and %s lie on each other", seed, a->id, b->id);
  if (a->named && touches_disc (b, a->name))
    g_error ("seed %u: the name of %s lies on the disc of %s", seed, a->id, b->id);
}

guint
plane_shown_check (guint32 seed, const WayPlaneScene *plane, WayPart part, guint n)
{
  g_autoptr (GArray) shown = plane_shown_list (plane, part);
  WayScene *scene = way_plane_scene_get_scene (plane);
  WayRect all = { 0, 0, way_scene_get_width (scene), way_scene_get_height (scene) };
  guint n_named = 0;

  g_assert_cmpuint (shown->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const PlaneShown *a = &g_array_index (shown, PlaneShown, i);

      n_named += a->named;
      g_assert_true (way_rect_contains (all, (WayRect){ a->x - a->radius, a->y - a->radius, 2 * a->radius, 2 * a->radius }, 0.5));
      g_assert_true (!a->named || way_rect_contains (all, a->name, 0.5));
      for (guint j = 0; j < n; j++)
        if (i != j)
          check_pair (seed, a, &g_array_index (shown, PlaneShown, j));
    }
  return n_named;
}
