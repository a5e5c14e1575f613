#include "ui/canvas/way-canvas-private.h"

#include <math.h>

/* How fast a gliding map slows down, a second, and when it rests, in pixels a second. */
#define FRICTION 4.0
#define REST 24.0

gboolean
way_canvas_glide (WayCanvas *self, double seconds)
{
  double share = (1 - exp (-FRICTION * seconds)) / FRICTION;
  gboolean moved = FALSE;

  for (int axis = 0; axis < 2; axis++)
    {
      double *speed = axis == 0 ? &self->glide_x : &self->glide_y, before = gtk_adjustment_get_value (self->adjustments[axis]);

      gtk_adjustment_set_value (self->adjustments[axis], before - *speed * share);
      /* At the end of the map there is nothing to glide over. */
      if (seconds > 0 && gtk_adjustment_get_value (self->adjustments[axis]) == before)
        *speed = 0;
      *speed *= exp (-FRICTION * seconds);
      moved |= fabs (*speed) > REST;
    }
  return moved;
}

static gboolean
glide_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gboolean going = way_canvas_glide (self, self->glide_time > 0 ? (double) MIN (now - self->glide_time, 100000) / 1e6 : 0);

  self->glide_time = now;
  if (!going)
    self->glide_tick = 0;
  return going;
}

void
way_canvas_fling (WayCanvas *self, double x, double y)
{
  gboolean animated = TRUE;

  way_canvas_rest (self);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);
  if (!self->panned || !animated)
    return;
  self->glide_x = x;
  self->glide_y = y;
  self->glide_time = 0;
  self->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

void
way_canvas_rest (WayCanvas *self)
{
  self->glide_x = self->glide_y = 0;
  if (self->glide_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide_tick);
  self->glide_tick = 0;
}
