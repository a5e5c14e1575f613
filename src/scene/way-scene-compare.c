#include "scene/way-band-private.h"
#include "scene/way-drawing-private.h"

typedef struct
{
  WaySceneChangeFunc func;
  gpointer data;
} Report;

static void
report_item (const Report *report, const WayItem *item, double y)
{
  report->func ((WayRect){ item->x, y + item->y, item->width, item->height }, report->data);
}

/* As the items of a band are sorted. */
static int
compare_places (const WayItem *a, const WayItem *b)
{
  if (a->layer != b->layer)
    return a->layer < b->layer ? -1 : 1;
  if (a->y != b->y)
    return a->y < b->y ? -1 : 1;
  return a->x < b->x ? -1 : a->x > b->x;
}

static gboolean
looks_alike (const WayItem *a, const WayItem *b)
{
  return a->part == b->part && g_strcmp0 (a->id, b->id) == 0 && (a->drawing == b->drawing || way_drawing_looks_like (a->drawing, b->drawing));
}

/* Both at the same `y`: what is only in one of them, and what changed in its place. */
static void
compare_items (const Report *report, const WayBand *before, const WayBand *after, double y)
{
  guint n = way_band_get_n_items (before), m = way_band_get_n_items (after), i = 0, j = 0;

  while (i < n || j < m)
    {
      const WayItem *old = i < n ? way_band_get_item (before, i) : NULL, *new = j < m ? way_band_get_item (after, j) : NULL;
      int order = old == NULL ? 1 : new == NULL ? -1
                                                : compare_places (old, new);

      if (order < 0 || (order == 0 && !looks_alike (old, new)))
        report_item (report, old, y);
      if (order > 0 || (order == 0 && !looks_alike (old, new)))
        report_item (report, new, y);
      i += order <= 0;
      j += order >= 0;
    }
}

static const WayBand *
find_band (const WayScene *scene, const WayBand *wanted, double *y)
{
  for (guint i = 0; i < way_scene_get_n_bands (scene); i++)
    {
      const WayBand *band = way_scene_get_band (scene, i, y);

      if (band == wanted || (way_band_get_type (band) == way_band_get_type (wanted) && g_strcmp0 (way_band_get_id (band), way_band_get_id (wanted)) == 0))
        return band;
    }
  return NULL;
}

static void
report_band (const Report *report, const WayScene *scene, const WayBand *band, double y)
{
  report->func ((WayRect){ 0, y, way_scene_get_width (scene), way_band_get_height (band) }, report->data);
}

/* What of `to` the page of `from` did not have. */
static void
report_page (const Report *report, const WayScene *from, const WayScene *to)
{
  double width = way_scene_get_width (from), height = way_scene_get_height (from);
  double new_width = way_scene_get_width (to), new_height = way_scene_get_height (to);

  if (new_width > width)
    report->func ((WayRect){ width, 0, new_width - width, new_height }, report->data);
  if (new_height > height)
    report->func ((WayRect){ 0, height, new_width, new_height - height }, report->data);
}

gboolean
way_scene_compare (const WayScene *before, const WayScene *after, WaySceneChangeFunc func, gpointer data)
{
  const Report report = { func, data };

  if (way_scene_get_theme (before) != way_scene_get_theme (after) || g_strcmp0 (way_scene_get_journey_id (before), way_scene_get_journey_id (after)) != 0)
    return FALSE;
  report_page (&report, before, after);
  report_page (&report, after, before);
  for (guint i = 0; i < way_scene_get_n_bands (before); i++)
    {
      double y;
      const WayBand *band = way_scene_get_band (before, i, &y);

      if (find_band (after, band, NULL) == NULL)
        report_band (&report, before, band, y);
    }
  for (guint i = 0; i < way_scene_get_n_bands (after); i++)
    {
      double y, old_y;
      const WayBand *band = way_scene_get_band (after, i, &y), *old = find_band (before, band, &old_y);

      if (old == band && old_y == y)
        continue;
      if (old != NULL && old_y == y)
        compare_items (&report, old, band, y);
      else
        {
          if (old != NULL)
            report_band (&report, before, old, old_y);
          report_band (&report, after, band, y);
        }
    }
  return TRUE;
}
