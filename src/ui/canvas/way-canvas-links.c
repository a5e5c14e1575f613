#include "ui/canvas/way-canvas-private.h"

#include <math.h>

#include "edit/way-cells.h"
#include "edit/way-connect.h"
#include "paint/way-paint.h"

/* Connections on the canvas: the handles they are pulled out of, the line while it is pulled, and lines that are selected. */

/* In pixels: how large a handle is drawn, how near it is taken, and how narrow a card has no room for one. */
#define HANDLE 5.0
#define N_HANDLES 3u
#define HANDLE_NEAR 7.0
#define HANDLE_ROOM 56.0

#define RECT(rect) GRAPHENE_RECT_INIT ((float) (rect).x, (float) (rect).y, (float) (rect).width, (float) (rect).height)

static gboolean
find_card (WayCanvas *self, const char *id, WayRect *rect)
{
  guint band;
  const WayItem *item = way_cells_is_card (way_document_lookup (way_editor_get_document (self->editor), id)) ? way_scene_find (self->scene, id, &band) : NULL;

  if (item == NULL || item->part != WAY_PART_CARD)
    return FALSE;
  *rect = way_scene_get_item_rect (self->scene, band, item);
  return TRUE;
}

/* Above, below, and where time goes on. */
static void
get_handle (WayCanvas *self, WayRect rect, guint i, double *x, double *y)
{
  *x = i < 2 ? rect.x + rect.width / 2 : way_scene_is_rtl (self->scene) ? rect.x
                                                                        : rect.x + rect.width;
  *y = i == 0 ? rect.y : i == 1 ? rect.y + rect.height
                                : rect.y + rect.height / 2;
}

/* The card that shows its handles: the one that is selected, or lies under the pointer. */
static gboolean
has_handles (WayCanvas *self, const char *id, WayRect *rect)
{
  return id != NULL && way_canvas_is_close (self) && !way_document_is_read_only (way_editor_get_document (self->editor)) && way_connect_get_from (self->editor) == NULL &&
         way_editor_get_n_selected (self->editor) < 2 && find_card (self, id, rect) && rect->width * self->zoom >= HANDLE_ROOM;
}

const char *
way_canvas_find_handle (WayCanvas *self, double x, double y)
{
  const char *ids[] = { way_editor_get_hover (self->editor), way_editor_get_selected (self->editor, 0) };
  WayRect rect;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      guint n = has_handles (self, ids[i], &rect) ? N_HANDLES : 0;

      for (guint h = 0; h < n; h++)
        {
          double handle_x, handle_y;

          get_handle (self, rect, h, &handle_x, &handle_y);
          way_canvas_scene_to_widget (self, &handle_x, &handle_y);
          if (hypot (x - handle_x, y - handle_y) <= HANDLE_NEAR)
            return ids[i];
        }
    }
  return NULL;
}

static GdkRGBA
to_rgba (WayColour colour, double alpha)
{
  return (GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, (float) (colour.alpha * alpha) };
}

static void
draw_handle (WayCanvas *self, GtkSnapshot *snapshot, double x, double y)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  double at_x = x, at_y = y, radius = HANDLE / self->zoom;
  float width = (float) (2 / self->zoom);
  WayRect rect = { x - radius, y - radius, 2 * radius, 2 * radius };
  GskRoundedRect outline;

  way_canvas_scene_to_widget (self, &at_x, &at_y);

  gboolean is_near = hypot (self->pointer_x - at_x, self->pointer_y - at_y) <= HANDLE_NEAR;
  GdkRGBA accent = to_rgba (theme->accent, 1), ground = is_near ? accent : to_rgba (theme->card, 1);

  gsk_rounded_rect_init_from_rect (&outline, &RECT (rect), (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &RECT (rect));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width }, (GdkRGBA[4]){ accent, accent, accent, accent });
}

static void
draw_handles (WayCanvas *self, GtkSnapshot *snapshot)
{
  const char *ids[] = { way_editor_get_selected (self->editor, 0), way_editor_get_hover (self->editor) };
  WayRect rect;

  if (self->grip != WAY_GRIP_NONE && self->moved)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      guint n = (i == 0 || g_strcmp0 (ids[0], ids[1]) != 0) && has_handles (self, ids[i], &rect) ? N_HANDLES : 0;

      for (guint h = 0; h < n; h++)
        {
          double x, y;

          get_handle (self, rect, h, &x, &y);
          draw_handle (self, snapshot, x, y);
        }
    }
}

/* Not gtk_snapshot_append_cairo (): where the map is scaled, 4.8 draws beside its place. */
static cairo_t *
begin_node (GskRenderNode **node, WayRect bounds)
{
  *node = gsk_cairo_node_new (&RECT (bounds));
  return gsk_cairo_node_get_draw_context (*node);
}

static void
end_node (GtkSnapshot *snapshot, GskRenderNode *node, cairo_t *cr)
{
  cairo_destroy (cr);
  gtk_snapshot_append_node (snapshot, node);
  gsk_render_node_unref (node);
}

/* Its own words stay clear of the glow. */
static void
spare_label (WayCanvas *self, cairo_t *cr, guint band, const char *id, WayRect bounds)
{
  const WayBand *items = way_scene_get_band (self->scene, band, NULL);

  for (guint i = 0; i < way_band_get_n_items (items); i++)
    {
      const WayItem *item = way_band_get_item (items, i);
      WayRect rect;

      if (item->part != WAY_PART_LABEL || g_strcmp0 (item->id, id) != 0)
        continue;
      rect = way_scene_get_item_rect (self->scene, band, item);
      cairo_rectangle (cr, bounds.x, bounds.y, bounds.width, bounds.height);
      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_clip (cr);
    }
}

/* A line that is selected, or under the pointer, glows from below its own ink. */
static void
draw_line (WayCanvas *self, GtkSnapshot *snapshot, const char *id, double alpha)
{
  guint band;
  const WayElement *element = way_document_lookup (way_editor_get_document (self->editor), id);
  gboolean is_line = element != NULL && (way_element_get_kind (element) == WAY_KIND_CONNECTION || way_element_get_kind (element) == WAY_KIND_PATH);
  const WayItem *item = is_line ? way_scene_find (self->scene, id, &band) : NULL;
  WayColour accent = way_scene_get_theme (self->scene)->accent;
  GskRenderNode *node;
  cairo_t *cr;

  if (item == NULL || (item->part != WAY_PART_CONNECTION && item->part != WAY_PART_PATH))
    return;

  WayRect rect = way_scene_get_item_rect (self->scene, band, item);
  double pad = 6 / self->zoom;
  WayRect bounds = { rect.x - pad, rect.y - pad, rect.width + 2 * pad, rect.height + 2 * pad };

  cr = begin_node (&node, bounds);
  spare_label (self, cr, band, id, bounds);
  cairo_translate (cr, rect.x, rect.y);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, accent.red, accent.green, accent.blue, alpha);
  for (guint i = 0; i < way_drawing_get_n_shapes (item->drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (item->drawing, i);

      if (shape->type != WAY_SHAPE_PATH || shape->stroke_width <= 0)
        continue;
      way_paint_add_path (cr, shape->path);
      cairo_set_line_width (cr, shape->stroke_width + 3 / self->zoom);
      cairo_stroke (cr);
    }
  end_node (snapshot, node, cr);
}

/* From the nearest handle of the card it is pulled out of, with an arrow at its end. */
static void
draw_pull (WayCanvas *self, GtkSnapshot *snapshot, WayRect from, double x, double y)
{
  WayColour accent = way_scene_get_theme (self->scene)->accent;
  double start_x = 0, start_y = 0, nearest = G_MAXDOUBLE, pixel = 1 / self->zoom;
  guint side = 0;

  for (guint h = 0; h < N_HANDLES; h++)
    {
      double handle_x, handle_y, distance;

      get_handle (self, from, h, &handle_x, &handle_y);
      distance = hypot (x - handle_x, y - handle_y);
      if (distance >= nearest)
        continue;
      nearest = distance;
      start_x = handle_x;
      start_y = handle_y;
      side = h;
    }

  double bend = MIN (nearest / 2, 80), out = way_scene_is_rtl (self->scene) ? -1 : 1;
  double bend_x = start_x + (side == 2 ? out * bend : 0), bend_y = start_y + (side == 0 ? -bend : side == 1 ? bend
                                                                                                            : 0);
  double angle = atan2 (y - bend_y, x - bend_x), pad = 12 * pixel;
  double left = MIN (MIN (start_x, x), bend_x) - pad, top = MIN (MIN (start_y, y), bend_y) - pad;
  double right = MAX (MAX (start_x, x), bend_x) + pad, bottom = MAX (MAX (start_y, y), bend_y) + pad;
  GskRenderNode *node;
  cairo_t *cr = begin_node (&node, (WayRect){ left, top, right - left, bottom - top });

  cairo_set_source_rgba (cr, accent.red, accent.green, accent.blue, 1);
  cairo_set_line_width (cr, 2 * pixel);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, start_x, start_y);
  cairo_curve_to (cr, bend_x, bend_y, bend_x, bend_y, x, y);
  for (int wing = -1; wing <= 1; wing += 2)
    {
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x - 9 * pixel * cos (angle + wing * 0.5), y - 9 * pixel * sin (angle + wing * 0.5));
    }
  cairo_stroke (cr);
  end_node (snapshot, node, cr);
}

static void
light_up (WayCanvas *self, GtkSnapshot *snapshot, WayRect rect)
{
  const WayTheme *theme = way_scene_get_theme (self->scene);
  double outset = 2 / self->zoom;
  float width = (float) (2.5 / self->zoom);
  GdkRGBA accent = to_rgba (theme->accent, 1), tint = to_rgba (theme->accent, 0.12);
  GskRoundedRect outline;

  rect = (WayRect){ rect.x - outset, rect.y - outset, rect.width + 2 * outset, rect.height + 2 * outset };
  gsk_rounded_rect_init_from_rect (&outline, &RECT (rect), (float) (9 + outset));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &tint, &RECT (rect));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width }, (GdkRGBA[4]){ accent, accent, accent, accent });
}

/* Pulled by the pointer, or looked for with the arrows: then the line ends at the card that is chosen. */
static void
draw_new_line (WayCanvas *self, GtkSnapshot *snapshot)
{
  const char *link = way_connect_get_from (self->editor);
  gboolean pulling = self->grip == WAY_GRIP_LINK && self->moved;
  const char *hover = way_editor_get_hover (self->editor), *to = pulling ? self->drop_card : way_connect_can_lead (self->editor, link, hover) ? hover
                                                                                                                                              : way_connect_get_to (self->editor);
  double x = self->pointer_x, y = self->pointer_y;
  WayRect from, target;

  if (!pulling && link == NULL)
    return;
  if (!find_card (self, pulling ? self->pressed : link, &from))
    return;
  if (!pulling)
    light_up (self, snapshot, from);
  if (find_card (self, to, &target))
    light_up (self, snapshot, target);
  way_canvas_widget_to_scene (self, &x, &y);
  if (!pulling && to != NULL)
    {
      x = way_scene_is_rtl (self->scene) ? target.x + target.width : target.x;
      y = target.y + target.height / 2;
    }
  if (pulling || to != NULL)
    draw_pull (self, snapshot, from, x, y);
}

void
way_canvas_draw_links (WayCanvas *self, GtkSnapshot *snapshot)
{
  guint n = way_editor_get_n_selected (self->editor);

  draw_line (self, snapshot, way_editor_get_hover (self->editor), 0.3);
  for (guint i = 0; i < MIN (n, 20); i++)
    draw_line (self, snapshot, way_editor_get_selected (self->editor, i), 0.75);
  draw_handles (self, snapshot);
  draw_new_line (self, snapshot);
}
