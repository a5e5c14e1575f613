#include "ui/canvas/way-canvas-private.h"

#include <string.h>

#include "ui/parts/way-accessible.h"

/* What customers really do over the map, and events that are dragged onto it. */

void
way_canvas_add_flow (WayCanvas *self, WaySceneOptions *options)
{
  if (self->flow == NULL)
    return;
  options->traffic = way_flow_watch_get_traffic (self->flow);
  options->traffic_keep = way_flow_watch_get_keep (self->flow);
  options->traffic_lit = way_flow_watch_get_lit_ids (self->flow);
}

void
way_canvas_set_flow (WayCanvas *self, WayFlowWatch *flow)
{
  if (self->flow == flow)
    return;
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_set_object (&self->flow, flow);
  if (flow != NULL)
    {
      g_signal_connect_object (flow, "changed", G_CALLBACK (way_canvas_make_stale), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (flow, "pointed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
    }
}

/* Only events below the map leave it this way; all else is dragged by the canvas itself. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, WayCanvas *self)
{
  const WayItem *item = way_canvas_hit (self, x, y, NULL);

  if (item == NULL || item->part != WAY_PART_GHOST)
    return NULL;
  gtk_gesture_set_state (GTK_GESTURE (source), GTK_EVENT_SEQUENCE_CLAIMED);
  return gdk_content_provider_new_typed (G_TYPE_STRING, item->id);
}

static gboolean
is_event (const GValue *value)
{
  return value != NULL && G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL && g_str_has_prefix (g_value_get_string (value), WAY_GHOST_PREFIX);
}

static void
leave_cb (GtkDropTarget *target, WayCanvas *self)
{
  g_clear_pointer (&self->drop_lane, g_free);
  g_clear_pointer (&self->drop_step, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The cell in which the event would come to stand lights up. */
static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, WayCanvas *self)
{
  const char *lane = NULL, *step = NULL;
  gboolean found = way_canvas_find_cell (self, x, y, &lane, &step);

  if (g_strcmp0 (self->drop_lane, lane) == 0 && g_strcmp0 (self->drop_step, step) == 0)
    return found ? GDK_ACTION_COPY : 0;
  leave_cb (target, self);
  if (!found)
    return 0;
  self->drop_lane = g_strdup (lane);
  self->drop_step = g_strdup (step);
  return GDK_ACTION_COPY;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WayCanvas *self)
{
  const char *lane, *step;

  leave_cb (target, self);
  if (!is_event (value) || !way_canvas_find_cell (self, x, y, &lane, &step))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "map.add-event", "(ssss)", g_value_get_string (value) + strlen (WAY_GHOST_PREFIX), lane, step, "");
  return TRUE;
}

void
way_canvas_init_flow (WayCanvas *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  way_canvas_init_bands (self);
}
