#include "scene/way-scene.h"

/* Where figures stand on a map that is laid out. */

static WayRect
get_hotspot_rect (const WayScene *self, guint band, const WayItem *item, guint i)
{
  double y;

  way_scene_get_band (self, band, &y);

  WayRect rect = way_drawing_get_hotspot (item->drawing, i)->rect;

  rect.x += item->x;
  rect.y += item->y + y;
  return rect;
}

const char *
way_scene_hit_figure (const WayScene *self, double x, double y, double slop, WayRect *rect)
{
  guint band;
  const WayItem *item = way_scene_hit (self, x, y, slop, &band);

  for (guint i = 0; item != NULL && i < way_drawing_get_n_hotspots (item->drawing); i++)
    {
      WayRect place = get_hotspot_rect (self, band, item, i);

      if (!way_rect_contains (place, (WayRect){ x, y, 0, 0 }, slop))
        continue;
      if (rect != NULL)
        *rect = place;
      return way_drawing_get_hotspot (item->drawing, i)->id;
    }
  return NULL;
}

gboolean
way_scene_find_figure (const WayScene *self, const char *id, WayRect *rect)
{
  for (guint b = 0; b < way_scene_get_n_bands (self); b++)
    {
      const WayBand *band = way_scene_get_band (self, b, NULL);

      for (guint n = 0; n < way_band_get_n_items (band); n++)
        {
          const WayItem *item = way_band_get_item (band, n);

          for (guint i = 0; i < way_drawing_get_n_hotspots (item->drawing); i++)
            if (g_strcmp0 (item->id, id) == 0 || g_strcmp0 (way_drawing_get_hotspot (item->drawing, i)->id, id) == 0)
              {
                *rect = get_hotspot_rect (self, b, item, i);
                return TRUE;
              }
        }
    }
  return FALSE;
}
