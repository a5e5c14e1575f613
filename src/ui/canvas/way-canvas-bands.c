#include "ui/canvas/way-canvas-private.h"

#include <glib/gi18n.h>

#include "paint/way-paint.h"
#include "ui/flow/way-flow-popover.h"
#include "ui/flow/way-flow-words.h"
#include "ui/parts/way-accessible.h"

/* Pieces of the real flow that are pointed at, by the pointer, a list or the popover that tells about them: they and their cards stand out
 * from the rest, which stays painted as it is. */

/* How near, in pixels. */
#define NEAR 5.0
/* How much of the rest shines through, and how wide what stands out is drawn at least. */
#define VEIL 0.6
#define GLOW 9.0
#define LINE 2.4
/* A street has more ways than one can tell apart; so many are told in a few words. */
#define MOST_TOLD 4u

/* --- what is pointed at --- */

static gboolean
is_shown (WayCanvas *self)
{
  return self->flow != NULL && self->editor != NULL && way_flow_watch_get_traffic (self->flow) != NULL && way_canvas_get_scene (self) != NULL;
}

/* Ids of what lies at a point of the widget; NULL if nothing does, or something else lies over it. */
static char **
find_bands (WayCanvas *self, double x, double y)
{
  const WayItem *item;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GStrvBuilder) ids = NULL;

  if (!is_shown (self))
    return NULL;
  item = way_canvas_hit (self, x, y, NULL);
  if (item != NULL && item->part != WAY_PART_CONNECTION && item->part != WAY_PART_PATH && item->part != WAY_PART_LABEL && !way_canvas_is_ground (self, item, x))
    return NULL;
  way_canvas_widget_to_drawn (self, &x, &y);
  hits = way_scene_hit_flow (self->scene, x, y, NEAR / self->zoom);
  ids = g_strv_builder_new ();
  for (guint i = 0; i < hits->len; i++)
    g_strv_builder_add (ids, ((const WayItem *) hits->pdata[i])->id);
  return hits->len > 0 ? g_strv_builder_end (ids) : NULL;
}

static gboolean
equal (char **a, char **b)
{
  return a == b || (a != NULL && b != NULL && g_strv_equal ((const char *const *) a, (const char *const *) b));
}

static void
set_bands (WayCanvas *self, char **bands)
{
  if (equal (self->bands, bands))
    {
      g_strfreev (bands);
      return;
    }
  g_strfreev (self->bands);
  self->bands = bands;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
way_canvas_point_at_bands (WayCanvas *self, double x, double y)
{
  set_bands (self, find_bands (self, x, y));
  return self->bands != NULL;
}

void
way_canvas_leave_bands (WayCanvas *self)
{
  set_bands (self, NULL);
}

gboolean
way_canvas_is_band (WayCanvas *self, double x, double y)
{
  g_auto (GStrv) ids = find_bands (self, x, y);

  /* A connection is chosen by the same click. */
  return ids != NULL && way_traffic_mark_from_id (ids[0], NULL, NULL) != WAY_TRAFFIC_MARK_NONE;
}

/* --- words --- */

static char *
dup_words (WayCanvas *self, char **hits)
{
  g_auto (GStrv) ids = way_flow_sort_ids (self->flow, (const char *const *) hits);
  guint n = g_strv_length (ids);
  GString *s = g_string_new (NULL);

  if (n == 1)
    {
      g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->flow, ids[0]);
      g_autofree char *title = way_flow_piece_dup_title (piece, self->flow), *facts = way_flow_piece_dup_facts (piece, self->flow);

      g_string_append_printf (s, "%s\n%s", title, facts);
      return g_string_free (s, FALSE);
    }
  if (n == 0)
    return g_string_free (s, FALSE);
  g_string_append_printf (s, ngettext ("%u way lies here:", "%u ways lie here:", n), n);
  for (guint i = 0; i < MIN (n, MOST_TOLD); i++)
    {
      g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->flow, ids[i]);
      g_autofree char *title = way_flow_piece_dup_title (piece, self->flow), *brief = way_flow_piece_dup_brief (piece, self->flow);

      g_string_append_printf (s, "\n%s  %s", title, brief);
    }
  if (n > MOST_TOLD)
    g_string_append_printf (s, "\n%s", _ ("… Click to see all of them."));
  return g_string_free (s, FALSE);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  gboolean told = self->told != NULL && gtk_widget_get_visible (self->told);
  g_auto (GStrv) ids = !keyboard && !told && self->grip == WAY_GRIP_NONE ? find_bands (self, x, y) : NULL;

  if (ids == NULL)
    return FALSE;

  g_autofree char *words = dup_words (self, ids);

  gtk_tooltip_set_text (tooltip, words);
  return *words != '\0';
}

/* --- the popover --- */

static void
chosen_cb (WayFlowPopover *popover, const char *id, WayCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
closed_cb (GtkPopover *popover, WayCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
open_at (WayCanvas *self, const char *const *ids, double x, double y)
{
  if (self->told == NULL)
    {
      self->told = way_flow_popover_new ();
      gtk_widget_set_parent (self->told, GTK_WIDGET (self));
      g_signal_connect_object (self->told, "chosen", G_CALLBACK (chosen_cb), self, 0);
      g_signal_connect_object (self->told, "closed", G_CALLBACK (closed_cb), self, 0);
    }
  if (!way_flow_popover_show (WAY_FLOW_POPOVER (self->told), self->flow, ids))
    return FALSE;
  way_canvas_open_popover (self, self->told, x - 2, y - 2, 4, 4);
  return TRUE;
}

gboolean
way_canvas_ask_band (WayCanvas *self, double x, double y, int n)
{
  g_auto (GStrv) ids = n == 1 ? find_bands (self, x, y) : NULL;

  return ids != NULL && open_at (self, (const char *const *) ids, x, y);
}

/* Half of the way along its longest straight piece; FALSE if it is not on the map. */
static gboolean
find_middle (WayCanvas *self, const char *id, double *x, double *y)
{
  guint band;
  const WayItem *item = way_scene_find (self->scene, id, &band);
  double longest = -1;

  if (item == NULL || (item->part != WAY_PART_CONNECTION && item->part != WAY_PART_PATH))
    return FALSE;

  WayRect rect = way_scene_get_item_rect (self->scene, band, item);
  const GArray *segments = way_drawing_get_shape (item->drawing, 0)->path->segments;

  *x = rect.x + rect.width / 2;
  *y = rect.y + rect.height / 2;
  for (guint i = 1; i < segments->len; i++)
    {
      const WayPathSegment *a = &g_array_index (segments, WayPathSegment, i - 1), *b = &g_array_index (segments, WayPathSegment, i);
      double length = ABS (a->x[2] - b->x[2]) + ABS (a->y[2] - b->y[2]);

      if (length <= longest)
        continue;
      longest = length;
      *x = rect.x + (a->x[2] + b->x[2]) / 2;
      *y = rect.y + (a->y[2] + b->y[2]) / 2;
    }
  return TRUE;
}

gboolean
way_canvas_open_band (WayCanvas *self, const char *id)
{
  const char *ids[] = { id, NULL };
  double x, y;

  if (!is_shown (self))
    return FALSE;
  /* What is hidden by the slider is told at the card it leaves. */
  if (!find_middle (self, id, &x, &y))
    {
      g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->flow, id);
      guint band;
      const WayItem *card = piece->from != NULL ? way_scene_find (self->scene, piece->from, &band) : NULL;

      if (card == NULL)
        return FALSE;

      WayRect rect = way_scene_get_item_rect (self->scene, band, card);

      x = rect.x + rect.width / 2;
      y = rect.y + rect.height;
    }
  way_canvas_scroll_to_rect (self, (WayRect){ x - 40, y - 20, 80, 40 });
  way_canvas_scene_to_widget (self, &x, &y);
  return open_at (self, ids, x, y);
}

GtkWidget *
way_canvas_get_flow_popover (WayCanvas *self)
{
  return self->told;
}

/* --- drawing --- */

#define RECT(rect) GRAPHENE_RECT_INIT ((float) (rect).x, (float) (rect).y, (float) (rect).width, (float) (rect).height)

static void
draw_line (cairo_t *cr, const WayTheme *theme, const WayFlowPiece *piece, const WayDrawing *drawing)
{
  WayColour solid = piece->mark == WAY_TRAFFIC_MARK_WAY && piece->edge == NULL ? theme->neutral.solid : piece->drawn || piece->mark == WAY_TRAFFIC_MARK_START ? theme->blue.solid
                                                                                                                                                              : theme->bad.solid;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < way_drawing_get_n_shapes (drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (drawing, i);

      if (shape->type != WAY_SHAPE_PATH)
        continue;
      way_paint_add_path (cr, shape->path);
      if (i == 0)
        {
          cairo_set_source_rgba (cr, solid.red, solid.green, solid.blue, 0.28);
          cairo_set_line_width (cr, GLOW);
          cairo_stroke_preserve (cr);
        }
      cairo_set_source_rgba (cr, solid.red, solid.green, solid.blue, 1);
      cairo_set_line_width (cr, MAX (shape->stroke_width, LINE));
      if (shape->fill.alpha > 0)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
    }
}

/* At its place on the map, as much of it as is in `clip`. Not gtk_snapshot_append_cairo (): where the map is scaled, 4.8 draws beside its place. */
static void
draw_item (WayCanvas *self, GtkSnapshot *snapshot, guint band, const WayItem *item, const WayFlowPiece *piece, WayRect clip)
{
  WayRect rect = way_scene_get_item_rect (self->scene, band, item);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (rect.x - GLOW), (float) (rect.y - GLOW), (float) (rect.width + 2 * GLOW), (float) (rect.height + 2 * GLOW)), view = RECT (clip);

  if (!graphene_rect_intersection (&bounds, &view, &bounds))
    return;

  g_autoptr (GskRenderNode) node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_translate (cr, rect.x, rect.y);
  if (piece != NULL && item->part != WAY_PART_LABEL)
    draw_line (cr, way_scene_get_theme (self->scene), piece, item->drawing);
  else
    way_paint_drawing (cr, item->drawing, NULL);
  cairo_destroy (cr);
  gtk_snapshot_append_node (snapshot, node);
}

static void
draw_card (WayCanvas *self, GtkSnapshot *snapshot, const char *id, WayRect clip)
{
  guint band;
  const WayItem *item = id != NULL ? way_scene_find (self->scene, id, &band) : NULL;
  WayColour accent = way_scene_get_theme (self->scene)->accent;
  const GdkRGBA line = { (float) accent.red, (float) accent.green, (float) accent.blue, 1 };
  const float width = (float) (2 / self->zoom);
  GskRoundedRect outline;

  if (item == NULL || item->part != WAY_PART_CARD)
    return;

  WayRect rect = way_scene_get_item_rect (self->scene, band, item);

  if (!way_rect_intersects (clip, rect))
    return;
  draw_item (self, snapshot, band, item, NULL, clip);
  gsk_rounded_rect_init_from_rect (&outline, &RECT (rect), 9);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width }, (GdkRGBA[4]){ line, line, line, line });
}

/* Where flow runs: below the headings, above the rim. */
static void
draw_veil (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip)
{
  WayColour page = way_scene_get_theme (self->scene)->page;
  const GdkRGBA veil = { (float) page.red, (float) page.green, (float) page.blue, 1 - VEIL };
  double top = G_MAXDOUBLE, bottom = 0;

  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double y;
      const WayBand *band = way_scene_get_band (self->scene, b, &y);

      if (way_band_get_type (band) != WAY_BAND_LANE)
        continue;
      top = MIN (top, y);
      bottom = MAX (bottom, y + way_band_get_height (band));
    }
  top = MAX (top, clip.y);
  bottom = MIN (bottom, clip.y + clip.height);
  if (bottom > top)
    gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT ((float) MAX (clip.x, 0), (float) top, (float) (MIN (clip.x + clip.width, way_scene_get_width (self->scene)) - MAX (clip.x, 0)), (float) (bottom - top)));
}

/* The popover goes before a list, the list before the pointer. */
static const char *const *
get_lit (WayCanvas *self, const char *single[2])
{
  gboolean told = self->told != NULL && gtk_widget_get_visible (self->told);

  single[0] = told ? way_flow_popover_get_id (WAY_FLOW_POPOVER (self->told)) : self->bands == NULL ? way_flow_watch_get_pointed (self->flow)
                                                                                                   : NULL;
  single[1] = NULL;
  return single[0] != NULL ? single : (const char *const *) self->bands;
}

void
way_canvas_draw_bands (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip)
{
  const char *single[2], *const *ids = is_shown (self) && self->grip == WAY_GRIP_NONE ? get_lit (self, single) : NULL;

  if (ids == NULL)
    return;
  draw_veil (self, snapshot, clip);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->flow, ids[i]);

      for (guint b = 0; piece->mark != WAY_TRAFFIC_MARK_NONE && b < way_scene_get_n_bands (self->scene); b++)
        {
          const WayBand *band = way_scene_get_band (self->scene, b, NULL);

          for (guint k = 0; way_band_get_type (band) == WAY_BAND_FLOW && k < way_band_get_n_items (band); k++)
            if (g_strcmp0 (way_band_get_item (band, k)->id, ids[i]) == 0)
              draw_item (self, snapshot, b, way_band_get_item (band, k), piece, clip);
        }
      draw_card (self, snapshot, piece->from, clip);
      draw_card (self, snapshot, piece->to, clip);
    }
}

void
way_canvas_init_bands (WayCanvas *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

void
way_canvas_clear_bands (WayCanvas *self)
{
  g_clear_pointer (&self->told, gtk_widget_unparent);
  g_clear_pointer (&self->bands, g_strfreev);
}
