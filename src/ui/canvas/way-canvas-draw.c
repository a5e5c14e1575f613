#include "ui/canvas/way-canvas-private.h"

#include <math.h>

/* A part of the widget, and where in it the map lies: headings that are held lie elsewhere than the rest. */
typedef struct
{
  WayCanvas *canvas;
  GtkSnapshot *snapshot;
  graphene_rect_t area; /* of the widget */
  double x, y;          /* of the map's corner in the widget */
} Plane;

static GdkRGBA
to_rgba (WayColour colour, double alpha)
{
  return (GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, (float) (colour.alpha * alpha) };
}

/* Around `rect`, `gap` pixels outside of it. */
static void
draw_ring (GtkSnapshot *snapshot, graphene_rect_t rect, double radius, double gap, double width, GdkRGBA colour)
{
  GskRoundedRect outline;
  float w = (float) width, reach = (float) (gap + width);

  graphene_rect_inset (&rect, -reach, -reach);
  gsk_rounded_rect_init_from_rect (&outline, &rect, (float) radius + reach);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ w, w, w, w }, (GdkRGBA[4]){ colour, colour, colour, colour });
}

WayRect
way_canvas_get_ring (WayCanvas *self, guint band, const WayItem *item)
{
  WayRect rect = way_scene_get_item_rect (self->scene, band, item);

  if (item->part == WAY_PART_LANE)
    {
      WaySticky sticky = way_canvas_get_sticky (self);

      rect.x = sticky.label_x + 6;
      rect.width = sticky.label_width - 14;
      rect.y += 6;
      rect.height -= 12;
    }
  return rect;
}

/* Selected: a line on the card's own edge, and a faint one around it while the keys go there. Under the pointer: the faint one alone. A
 * face keeps clear of both. */
static void
draw_item_rings (const Plane *plane, const WayItem *item, WayRect rect, gboolean selected)
{
  WayCanvas *self = plane->canvas;
  const WayTheme *theme = way_scene_get_theme (self->scene);
  graphene_rect_t place = way_tiles_place (self->tiles, rect);
  gboolean round = item->part == WAY_PART_POINT;
  double radius = round ? place.size.height / 2 : 9 * self->zoom;
  /* The words of a title begin at its very edge. */
  double gap = round ? 1 : item->part == WAY_PART_TITLE ? 4 * self->zoom
                                                        : -1;

  if (!selected)
    {
      if (item->part != WAY_PART_LANE && item->part != WAY_PART_TITLE)
        draw_ring (plane->snapshot, place, radius, 1, 2, to_rgba (theme->accent, 0.4));
      return;
    }
  /* What else is said of the card, in other lanes. */
  if (item->part == WAY_PART_CELL)
    {
      draw_ring (plane->snapshot, place, 4 * self->zoom, 1, 1, to_rgba (theme->accent, 0.6));
      return;
    }
  draw_ring (plane->snapshot, place, radius, gap, 2, to_rgba (theme->accent, 1));
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    draw_ring (plane->snapshot, place, radius, gap + 2, 3, to_rgba (theme->accent, 0.3));
}

/* All items that show what is selected, of those in `clip`; the pens are as wide at every zoom. */
static void
draw_rings (const Plane *plane, WayRect clip)
{
  WayCanvas *self = plane->canvas;
  const char *hover = way_editor_get_hover (self->editor);
  guint n = way_editor_get_n_selected (self->editor);

  if (n == 0 && hover == NULL)
    return;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, b, &y);

      if (way_band_get_type (band) == WAY_BAND_FLOW || y > clip.y + clip.height || y + way_band_get_height (band) < clip.y)
        continue;
      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect;

          /* A face or a line is enough: around their words a ring would lie on them. */
          if (item->id == NULL || item->part == WAY_PART_CURVE || item->part == WAY_PART_QUOTE || item->part == WAY_PART_LABEL || item->x > clip.x + clip.width || item->x + item->width < clip.x)
            continue;

          gboolean is_selected = n > 0 && way_editor_is_selected (self->editor, item->id);

          if (!is_selected && g_strcmp0 (hover, item->id) != 0)
            continue;
          rect = way_canvas_get_ring (self, b, item);
          if (way_rect_intersects (clip, rect))
            draw_item_rings (plane, item, rect, is_selected);
        }
    }
}

gboolean
way_canvas_get_cell_rect (WayCanvas *self, const char *lane, const char *step, WayRect *rect)
{
  gboolean found = FALSE;

  for (guint i = 0; i < way_scene_get_n_columns (self->scene); i++)
    {
      const WayStepColumn *column = way_scene_get_column (self->scene, i);

      if (g_strcmp0 (column->step, step) == 0)
        {
          rect->x = column->x + 3;
          rect->width = column->width - 6;
          found = TRUE;
        }
    }
  for (guint i = 0; found && i < way_scene_get_n_bands (self->scene); i++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, i, &y);

      if (way_band_get_type (band) == WAY_BAND_LANE && g_strcmp0 (way_band_get_id (band), lane) == 0)
        {
          rect->y = y + 4;
          rect->height = way_band_get_height (band) - 8;
          return TRUE;
        }
    }
  return FALSE;
}

static void
draw_plane (const Plane *plane)
{
  WayCanvas *self = plane->canvas;
  graphene_rect_t view = plane->area;

  if (view.size.width <= 0 || view.size.height <= 0)
    return;
  graphene_rect_offset (&view, (float) -plane->x, (float) -plane->y);
  gtk_snapshot_push_clip (plane->snapshot, &plane->area);
  gtk_snapshot_save (plane->snapshot);
  gtk_snapshot_translate (plane->snapshot, &GRAPHENE_POINT_INIT ((float) plane->x, (float) plane->y));
  way_tiles_snapshot (self->tiles, plane->snapshot, view);

  WayRect clip = { view.origin.x / self->zoom, view.origin.y / self->zoom, view.size.width / self->zoom, view.size.height / self->zoom };

  gtk_snapshot_save (plane->snapshot);
  gtk_snapshot_scale (plane->snapshot, (float) self->zoom, (float) self->zoom);
  way_canvas_draw_found (self, plane->snapshot, clip);
  way_canvas_draw_gaps (self, plane->snapshot, clip);
  way_canvas_draw_bands (self, plane->snapshot, clip);
  gtk_snapshot_restore (plane->snapshot);
  draw_rings (plane, clip);
  gtk_snapshot_restore (plane->snapshot);
  gtk_snapshot_pop (plane->snapshot);
}

/* Phases and steps that left the window at the top, and the lanes' names that left it at the side: the same pictures, put there
 * once more. The line after them says that something lies below. The title goes with the map: half of its words would say nothing. */
static void
draw_held (WayCanvas *self, GtkSnapshot *snapshot, const WaySticky *sticky, double x, double y)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  GdkRGBA line = to_rgba (theme->line, 1);
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)), height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float top = (float) sticky->top, side = (float) sticky->side;
  gboolean rtl = way_scene_is_rtl (self->scene);
  float edge = rtl ? width - side : 0;
  graphene_rect_t page = way_tiles_place (self->tiles, (WayRect){ 0, 0, way_scene_get_width (self->scene), way_scene_get_height (self->scene) });
  double held_x = edge - rint (sticky->label_x * self->zoom), held_y = -rint (sticky->from * self->zoom);

  float title = sticky->held ? 0 : (float) CLAMP (y + rint (sticky->from * self->zoom) - top, 0, height - top);

  graphene_rect_offset (&page, (float) x, (float) y);
  if (sticky->held_side)
    {
      draw_plane (&(Plane){ self, snapshot, GRAPHENE_RECT_INIT (edge, top, side, title), x, y });
      draw_plane (&(Plane){ self, snapshot, GRAPHENE_RECT_INIT (edge, top + title, side, height - top - title), held_x, y });
      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (rtl ? edge : side - 1, MAX (page.origin.y, top + title), 1, page.size.height));
    }
  if (sticky->held)
    {
      draw_plane (&(Plane){ self, snapshot, GRAPHENE_RECT_INIT (rtl ? 0 : side, 0, width - side, top), x, held_y });
      gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (page.origin.x, top, page.size.width, 1));
    }
  if (sticky->held && sticky->held_side)
    draw_plane (&(Plane){ self, snapshot, GRAPHENE_RECT_INIT (edge, 0, side, top), held_x, held_y });
}

/* Nothing of the map is current: the keys go to all of it. */
static void
draw_focus (WayCanvas *self, GtkSnapshot *snapshot, float width, float height)
{
  WayRect cell;

  if (!gtk_widget_has_visible_focus (GTK_WIDGET (self)) || way_editor_get_n_selected (self->editor) > 0)
    return;
  if (!way_canvas_get_cell_rect (self, way_editor_get_lane (self->editor), way_editor_get_step (self->editor), &cell))
    draw_ring (snapshot, GRAPHENE_RECT_INIT (0, 0, width, height), 0, -3, 2, to_rgba (way_scene_get_theme (self->scene)->accent, 0.6));
}

static gboolean
prepare_cb (gpointer data)
{
  WayCanvas *self = data;
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)), (float) gtk_widget_get_height (GTK_WIDGET (self)));
  double x, y;

  way_canvas_get_origin (self, &x, &y);
  graphene_rect_offset (&view, (float) -x, (float) -y);
  if (way_tiles_prepare (self->tiles, view))
    return G_SOURCE_CONTINUE;
  self->prepare_source = 0;
  return G_SOURCE_REMOVE;
}

void
way_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayCanvas *self = WAY_CANVAS (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  double x, y;

  if (self->scene == NULL)
    return;
  way_canvas_get_origin (self, &x, &y);

  WaySticky sticky = way_canvas_get_sticky (self);
  float top = (float) sticky.top, side = (float) sticky.side;

  way_tiles_set_scale (self->tiles, self->zoom, gtk_widget_get_scale_factor (widget), self->zooming);
  way_tiles_set_scene (self->tiles, self->scene);
  way_tiles_set_dimmed (self->tiles, self->finder != NULL ? way_finder_get_dimmed (self->finder) : NULL);
  way_tiles_begin_frame (self->tiles, GRAPHENE_RECT_INIT ((float) -x, (float) -y, width, height));
  draw_plane (&(Plane){ self, snapshot, GRAPHENE_RECT_INIT (way_scene_is_rtl (self->scene) ? 0 : side, top, width - side, height - top), x, y });
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  way_canvas_draw_marks (self, snapshot);
  gtk_snapshot_restore (snapshot);
  draw_held (self, snapshot, &sticky, x, y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  way_canvas_draw_dragged (self, snapshot);
  gtk_snapshot_restore (snapshot);
  draw_focus (self, snapshot, width, height);
  if (self->entry != NULL)
    gtk_widget_snapshot_child (widget, self->entry, snapshot);
  if (self->prepare_source == 0 && !self->zooming)
    self->prepare_source = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}
