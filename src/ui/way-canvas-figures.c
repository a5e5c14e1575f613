#include "ui/way-canvas-private.h"

#include "base/way-date.h"

/* New figures may change every card. What they need is measured between two frames, a little at a time, and laid out when it is there. */
#define SLICE 4000

WaySceneOptions
way_canvas_make_options (void)
{
  return (WaySceneOptions){ .today = way_date_today (), .full_figures = TRUE };
}

static gboolean
prepare_cb (gpointer data)
{
  WayCanvas *self = data;
  const WaySceneOptions options = way_canvas_make_options ();

  if (self->scene != NULL && self->editor != NULL && way_scene_prepare_figures (self->scene, way_editor_get_document (self->editor), self->coming, &options, SLICE, &self->coming_next))
    return G_SOURCE_CONTINUE;
  self->coming_source = 0;
  g_clear_pointer (&self->figures, way_figures_unref);
  self->figures = g_steal_pointer (&self->coming);
  way_canvas_make_stale (self);
  return G_SOURCE_REMOVE;
}

static void
figures_changed_cb (WayFigureStore *store, WayCanvas *self)
{
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
  g_clear_handle_id (&self->coming_source, g_source_remove);
  g_clear_pointer (&self->coming, way_figures_unref);
  g_clear_pointer (&self->figures, way_figures_unref);
  if (store == NULL)
    return;
  g_signal_connect_object (store, "changed", G_CALLBACK (figures_changed_cb), self, 0);
  self->figures = way_figures_ref (way_figure_store_get_figures (store));
  if (self->editor != NULL)
    way_canvas_make_stale (self);
}
