#include "plane-page.h"

#include <string.h>

PlanePage
plane_page_open (const char *sample, const char *view)
{
  PlanePage self = { window_fixture_open (sample) };

  self.document = way_session_get_document (self.window->session);
  self.editor = way_window_get_editor (self.window);
  self.plane = strcmp (view, "actions") == 0 ? way_action_view_get_plane (self.window->action_view) : way_people_view_get_plane (self.window->people_view);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self.window), "win.view", "s", view));
  window_fixture_settle (150);
  g_assert_nonnull (way_plane_get_drawing (self.plane));
  /* Its keys work at once. */
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (self.plane)));
  return self;
}

WayRect
plane_page_get_plane (const PlanePage *self)
{
  return way_plane_scene_get_plane (way_plane_get_drawing (self->plane));
}

void
plane_page_find (const PlanePage *self, const char *id, double *x, double *y)
{
  double radius;

  g_assert_true (way_plane_scene_find_disc (way_plane_get_drawing (self->plane), id, x, y, &radius));
}

int
plane_page_get (const PlanePage *self, const char *id, WayField field)
{
  return way_element_get_integer (way_document_lookup (self->document, id), field, -1);
}

void
plane_page_press (const PlanePage *self, const char *id, gboolean connect)
{
  double x, y;

  plane_page_find (self, id, &x, &y);
  g_assert_true (way_plane_press (self->plane, x, y, connect));
}

void
plane_page_drag (const PlanePage *self, const char *id, double x, double y, gboolean connect, gboolean keep)
{
  double from_x, from_y;

  plane_page_find (self, id, &from_x, &from_y);
  g_assert_true (way_plane_press (self->plane, from_x, from_y, connect));
  way_plane_drag (self->plane, (from_x + x) / 2, (from_y + y) / 2);
  way_plane_drag (self->plane, x, y);
  way_plane_release (self->plane, keep);
  window_fixture_settle (50);
}

gboolean
plane_page_press_key (const PlanePage *self, guint key, GdkModifierType state)
{
  gboolean taken = window_fixture_press (GTK_WIDGET (self->plane), key, state);

  window_fixture_settle (30);
  return taken;
}
