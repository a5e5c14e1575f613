#include "ui/canvas/way-canvas-private.h"

#include "base/way-date.h"
#include "ui/figures/way-figure-popover.h"

/* New figures may change every card. What they need is measured between two frames, a little at a time, and laid out when it is there. */
#define SLICE 4000

WaySceneOptions
way_canvas_make_options (WayCanvas *self)
{
  WaySceneOptions options = { .today = way_date_today (), .full_figures = TRUE };

  way_canvas_add_flow (self, &options);
  return options;
}

/* The last scene that was made is the one that the next is made after, so it is shown, though nothing of it is painted. */
void
way_canvas_hurry_figures (WayCanvas *self)
{
  if (self->next == NULL)
    return;
  g_clear_pointer (&self->next_tiles, way_tiles_free);
  g_clear_handle_id (&self->coming_source, g_source_remove);
  g_clear_pointer (&self->figures, way_figures_unref);
  self->figures = g_steal_pointer (&self->coming);
  way_canvas_take_scene (self, g_steal_pointer (&self->next), NULL);
}

static void
lay_out (WayCanvas *self)
{
  const WaySceneOptions options = way_canvas_make_options (self);

  self->next = way_scene_new (way_editor_get_document (self->editor), way_editor_get_journey (self->editor), way_scene_get_theme (self->scene), self->coming, &options, self->scene);
  self->next_tiles = way_tiles_new ();
  way_tiles_set_scale (self->next_tiles, self->zoom, gtk_widget_get_scale_factor (GTK_WIDGET (self)), self->zooming);
  way_tiles_set_scene (self->next_tiles, self->next);
  way_tiles_set_dimmed (self->next_tiles, self->finder != NULL ? way_finder_get_dimmed (self->finder) : NULL);
}

/* Some of what is in sight; FALSE once all of it is painted. */
static gboolean
paint (WayCanvas *self)
{
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)), (float) gtk_widget_get_height (GTK_WIDGET (self)));
  gint64 until = g_get_monotonic_time () + SLICE;
  double x, y;

  way_canvas_get_origin (self, &x, &y);
  graphene_rect_offset (&view, (float) -x, (float) -y);
  while (way_tiles_prepare (self->next_tiles, view))
    if (g_get_monotonic_time () >= until)
      return TRUE;
  return FALSE;
}

/* Measures, lays out, paints, and then shows it all in one frame. */
static gboolean
prepare_cb (gpointer data)
{
  WayCanvas *self = data;
  const WaySceneOptions options = way_canvas_make_options (self);

  if (self->next != NULL && paint (self))
    return G_SOURCE_CONTINUE;
  if (self->next == NULL && self->scene != NULL && !self->stale && self->editor != NULL)
    {
      if (!way_scene_prepare_figures (self->scene, way_editor_get_document (self->editor), self->coming, &options, SLICE, &self->coming_next))
        lay_out (self);
      return G_SOURCE_CONTINUE;
    }
  self->coming_source = 0;
  g_clear_pointer (&self->figures, way_figures_unref);
  self->figures = g_steal_pointer (&self->coming);
  if (self->next == NULL)
    {
      way_canvas_make_stale (self);
      return G_SOURCE_REMOVE;
    }
  way_canvas_take_scene (self, g_steal_pointer (&self->next), g_steal_pointer (&self->next_tiles));
  way_canvas_show_anew (self);
  return G_SOURCE_REMOVE;
}

static void
figures_changed_cb (WayFigureStore *store, WayCanvas *self)
{
  way_canvas_hurry_figures (self);
  g_clear_pointer (&self->coming, way_figures_unref);
  self->coming = way_figures_ref (way_figure_store_get_figures (store));
  self->coming_next = 0;
  if (self->coming_source == 0)
    self->coming_source = g_idle_add (prepare_cb, self);
}

void
way_canvas_set_figures (WayCanvas *self, WayFigureStore *store)
{
  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, figures_changed_cb, self);
  g_set_object (&self->store, store);
  way_canvas_hurry_figures (self);
  g_clear_handle_id (&self->coming_source, g_source_remove);
  g_clear_pointer (&self->coming, way_figures_unref);
  g_clear_pointer (&self->figures, way_figures_unref);
  if (self->behind != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->behind));
  if (store == NULL)
    return;
  g_signal_connect_object (store, "changed", G_CALLBACK (figures_changed_cb), self, 0);
  self->figures = way_figures_ref (way_figure_store_get_figures (store));
  if (self->editor != NULL)
    way_canvas_make_stale (self);
}

/* The popover at a place of the scene, with this figure first. */
static gboolean
open_at (WayCanvas *self, const char *binding, WayRect rect)
{
  if (self->store == NULL || self->editor == NULL || way_figure_store_find_binding (self->store, binding) == NULL)
    return FALSE;
  if (self->behind == NULL)
    {
      self->behind = way_figure_popover_new ();
      gtk_widget_set_parent (self->behind, GTK_WIDGET (self));
    }
  /* Pointing at what is out of sight would place the popover off the screen, which GDK takes amiss. */
  way_canvas_scroll_to_rect (self, rect);
  way_canvas_scene_to_widget (self, &rect.x, &rect.y);
  if (!way_figure_popover_show (WAY_FIGURE_POPOVER (self->behind), self->editor, self->store, binding))
    return FALSE;
  way_canvas_open_popover (self, self->behind, rect.x, rect.y, rect.width * self->zoom, rect.height * self->zoom);
  return TRUE;
}

gboolean
way_canvas_open_figures (WayCanvas *self, const char *id)
{
  const GPtrArray *here = self->store != NULL ? way_figure_store_get_at (self->store, id) : NULL;
  const WayFigure *figure = here != NULL ? g_ptr_array_index (here, 0) : self->store != NULL ? way_figure_store_find_binding (self->store, id)
                                                                                             : NULL;
  WayRect rect;
  guint band;

  /* A metric by itself stands for the first place it is bound to. */
  for (guint i = 0; figure == NULL && self->store != NULL && i < way_figures_get_size (way_figure_store_get_figures (self->store)); i++)
    if (g_strcmp0 (way_figures_get (way_figure_store_get_figures (self->store), i)->metric, id) == 0)
      figure = way_figures_get (way_figure_store_get_figures (self->store), i);
  if (figure == NULL || way_canvas_get_scene (self) == NULL)
    return FALSE;
  if (!way_scene_find_figure (self->scene, figure->binding, &rect))
    {
      const WayItem *item = way_scene_find (self->scene, figure->place, &band);

      if (item == NULL)
        return FALSE;
      rect = way_scene_get_item_rect (self->scene, band, item);
    }
  return open_at (self, figure->binding, rect);
}

/* A badge on a card is asked with one click; in a lane of metrics that chooses the metric, and a second one asks. */
gboolean
way_canvas_ask_figure (WayCanvas *self, double x, double y, int n)
{
  const WayItem *item = way_canvas_hit (self, x, y, NULL);
  const char *binding;
  WayRect rect;

  if (item == NULL || n != (item->part == WAY_PART_FIGURE ? 2 : 1) || !way_canvas_is_close (self))
    return FALSE;
  way_canvas_widget_to_drawn (self, &x, &y);
  binding = way_scene_hit_figure (self->scene, x, y, 0, &rect);
  return binding != NULL && open_at (self, binding, rect);
}

gboolean
way_canvas_is_figure (WayCanvas *self, double x, double y)
{
  const WayItem *item = way_canvas_hit (self, x, y, NULL);

  if (item == NULL || item->part == WAY_PART_FIGURE || !way_canvas_is_close (self))
    return FALSE;
  way_canvas_widget_to_drawn (self, &x, &y);
  return way_scene_hit_figure (self->scene, x, y, 0, NULL) != NULL;
}

GtkWidget *
way_canvas_get_figure_popover (WayCanvas *self)
{
  return self->behind;
}
