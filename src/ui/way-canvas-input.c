#include "ui/way-canvas-private.h"

#include <math.h>

#include "edit/way-commands.h"
#include "edit/way-drag.h"
#include "ui/way-action-list.h"

/* Pixels a press may tremble. */
#define TREMBLE 5.0
#define ZOOM_STEP 1.15

/* --- what is under the pointer --- */

/* A lane's ground is empty, its name is the lane. */
static gboolean
is_ground (WayCanvas *self, const WayItem *item, double x)
{
  if (item == NULL || item->part == WAY_PART_TITLE || item->part == WAY_PART_CURVE || item->part == WAY_PART_LEGEND)
    return TRUE;
  if (item->part != WAY_PART_LANE)
    return FALSE;

  WaySticky sticky = way_canvas_get_sticky (self);
  double left = sticky.label_x, y = 0;

  if (sticky.held_side)
    return way_scene_is_rtl (self->scene) ? x < gtk_widget_get_width (GTK_WIDGET (self)) - sticky.side : x > sticky.side;
  way_canvas_scene_to_widget (self, &left, &y);
  return x < left || x > left + sticky.label_width * self->zoom;
}

static WayDragKind
get_drag_kind (WayCanvas *self, const char *id, gboolean *possible)
{
  WayElement *element = way_document_lookup (way_editor_get_document (self->editor), id);
  WayKind kind = element != NULL ? way_element_get_kind (element) : WAY_N_KINDS;

  *possible = kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE || kind == WAY_KIND_PHASE || kind == WAY_KIND_STEP || kind == WAY_KIND_LANE || kind == WAY_KIND_SEPARATOR;
  return kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE ? WAY_DRAG_CARDS : WAY_DRAG_PLACE;
}

/* --- dragging --- */

static void
begin_grip (GtkGestureDrag *gesture, double x, double y, WayCanvas *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const WayItem *item = way_canvas_hit (self, x, y);
  guint band;

  self->grip = WAY_GRIP_NONE;
  self->moved = FALSE;
  self->press_x = self->pointer_x = x;
  self->press_y = self->pointer_y = y;
  if (self->editor == NULL || button == GDK_BUTTON_SECONDARY)
    return;
  g_clear_pointer (&self->pressed, g_free);
  for (int axis = 0; axis < 2; axis++)
    *(axis == 0 ? &self->origin_x : &self->origin_y) = gtk_adjustment_get_value (self->adjustments[axis]);
  if (button == GDK_BUTTON_MIDDLE || self->space || way_editor_get_tool (self->editor) == WAY_TOOL_PAN)
    self->grip = WAY_GRIP_PAN;
  else if (is_ground (self, item, x))
    self->grip = (state & GDK_SHIFT_MASK) != 0 ? WAY_GRIP_BAND : WAY_GRIP_PAN;
  else
    {
      self->grip = WAY_GRIP_CARD;
      self->pressed = g_strdup (item->id);
      item = way_scene_find (self->scene, self->pressed, &band);
      if (item != NULL)
        self->pressed_rect = way_scene_get_item_rect (self->scene, band, item);
    }
}

static void
start_drag (WayCanvas *self)
{
  gboolean possible;

  if (self->grip == WAY_GRIP_PAN)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  else if (self->grip == WAY_GRIP_BAND)
    way_editor_begin_band (self->editor, WAY_SELECT_ADD);
  else if (self->grip == WAY_GRIP_CARD)
    {
      WayDragKind kind = get_drag_kind (self, self->pressed, &possible);

      if (!possible || !way_drag_begin (self->editor, kind, self->pressed, NULL))
        self->grip = WAY_GRIP_NONE;
    }
}

static void
update_band (WayCanvas *self)
{
  double x0 = self->press_x, y0 = self->press_y, x1 = self->pointer_x, y1 = self->pointer_y;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  way_canvas_widget_to_scene (self, &x0, &y0);
  way_canvas_widget_to_scene (self, &x1, &y1);
  self->band = (WayRect){ MIN (x0, x1), MIN (y0, y1), fabs (x1 - x0), fabs (y1 - y0) };
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);

          if (item->part == WAY_PART_CARD && way_rect_intersects (self->band, way_scene_get_item_rect (self->scene, b, item)))
            g_ptr_array_add (ids, (char *) item->id);
        }
    }
  g_ptr_array_add (ids, NULL);
  way_editor_update_band (self->editor, (const char *const *) ids->pdata);
}

/* The one of the same kind behind which the pointer is not yet: the dragged one goes in front of it. */
static const char *
find_before (WayCanvas *self, WayPart part)
{
  double x = self->pointer_x, y = self->pointer_y;
  gboolean across = part == WAY_PART_PHASE || part == WAY_PART_STEP, rtl = way_scene_is_rtl (self->scene);

  way_canvas_widget_to_scene (self, &x, &y);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double band_y;
      const WayBand *band = way_scene_get_band (self->scene, b, &band_y);

      if (!across)
        {
          if (way_band_get_id (band) != NULL && y < band_y + way_band_get_height (band) / 2)
            return way_band_get_id (band);
          continue;
        }
      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          double middle = item->x + way_drawing_get_width (item->drawing) / 2;

          if (item->part == part && (rtl ? x > middle : x < middle))
            return item->id;
        }
    }
  return NULL;
}

static void
update_card (WayCanvas *self)
{
  gboolean possible;
  WayDragTarget target = { .index = WAY_DRAG_LAST };

  /* Taken back meanwhile, by undo. */
  if (!way_drag_is_active (self->editor))
    return;
  if (get_drag_kind (self, self->pressed, &possible) == WAY_DRAG_PLACE)
    {
      const WayItem *item = way_scene_find (self->scene, self->pressed, NULL);

      if (item == NULL)
        return;
      target.before = find_before (self, item->part);
      if (g_strcmp0 (target.before, self->pressed) != 0)
        way_drag_update (self->editor, &target, NULL);
      return;
    }

  const char *lane, *step;

  if (!way_canvas_find_cell (self, self->pointer_x, self->pointer_y, &lane, &step) || (g_strcmp0 (lane, self->drop_lane) == 0 && g_strcmp0 (step, self->drop_step) == 0))
    return;
  g_free (self->drop_lane);
  g_free (self->drop_step);
  target.lane = self->drop_lane = g_strdup (lane);
  target.step = self->drop_step = g_strdup (step);
  /* A lane that takes no cards: the map stays as it was before the drag. */
  way_drag_update (self->editor, &target, NULL);
}

static void
end_grip (WayCanvas *self, gboolean keep)
{
  WayGrip grip = self->grip;

  self->grip = WAY_GRIP_NONE;
  g_clear_pointer (&self->drop_lane, g_free);
  g_clear_pointer (&self->drop_step, g_free);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->space ? "grab" : NULL);
  if (grip == WAY_GRIP_BAND && self->moved)
    way_editor_end_band (self->editor, keep);
  if (self->editor != NULL && way_drag_is_active (self->editor))
    {
      if (keep)
        way_drag_end (self->editor);
      else
        way_drag_cancel (self->editor);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WayCanvas *self)
{
  self->pointer_x = self->press_x + dx;
  self->pointer_y = self->press_y + dy;
  if (self->grip == WAY_GRIP_NONE || self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return;
  if (!self->moved && hypot (dx, dy) < TREMBLE)
    return;
  if (!self->moved)
    {
      self->moved = TRUE;
      start_drag (self);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  if (self->grip == WAY_GRIP_PAN)
    {
      gtk_adjustment_set_value (self->adjustments[0], self->origin_x - dx);
      gtk_adjustment_set_value (self->adjustments[1], self->origin_y - dy);
    }
  else if (self->grip == WAY_GRIP_BAND)
    update_band (self);
  else if (self->grip == WAY_GRIP_CARD)
    update_card (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WayCanvas *self)
{
  end_grip (self, TRUE);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayCanvas *self)
{
  if (self->grip != WAY_GRIP_NONE && self->moved)
    end_grip (self, FALSE);
}

/* --- clicking --- */

static void
open_menu (WayCanvas *self, double x, double y)
{
  if (self->popover == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
choose (WayCanvas *self, double x, double y, GdkModifierType state, gboolean secondary)
{
  const WayItem *item = way_canvas_hit (self, x, y);
  const char *lane, *step;

  if (is_ground (self, item, x))
    {
      gboolean in_grid = way_canvas_find_cell (self, x, y, &lane, &step);

      if ((state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
        return;
      if (in_grid)
        way_editor_set_cell (self->editor, lane, step);
      else if (item != NULL && item->part == WAY_PART_TITLE)
        way_editor_select (self->editor, item->id);
      else
        way_editor_clear_selection (self->editor);
    }
  else if ((state & GDK_CONTROL_MASK) != 0)
    way_editor_toggle (self->editor, item->id);
  else if ((state & GDK_SHIFT_MASK) != 0)
    way_editor_extend (self->editor, item->id);
  else if (!way_editor_is_selected (self->editor, item->id))
    way_editor_select (self->editor, item->id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, WayCanvas *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return;
  way_canvas_finish_edit (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_MIDDLE || self->space)
    return;
  choose (self, x, y, state, button == GDK_BUTTON_SECONDARY);
  if (button == GDK_BUTTON_SECONDARY)
    open_menu (self, x, y);
}

/* A second click writes, unless it became a drag. One of several that were chosen, and not dragged: now it alone. */
static void
released_cb (GtkGestureClick *gesture, int n, double x, double y, WayCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  const WayItem *item;

  if (button != GDK_BUTTON_PRIMARY || self->moved || self->editor == NULL || self->space || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    return;
  item = way_canvas_hit (self, x, y);
  if (n == 2)
    way_canvas_edit (self, way_editor_get_selected (self->editor, 0), NULL);
  else if (n == 1 && !is_ground (self, item, x) && way_editor_get_n_selected (self->editor) > 1)
    way_editor_select (self->editor, item->id);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WayCanvas *self)
{
  if (self->editor == NULL || self->grip != WAY_GRIP_NONE)
    return;

  const WayItem *item = way_canvas_hit (self, x, y);

  way_editor_set_hover (self->editor, is_ground (self, item, x) ? NULL : item->id);
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
leave_cb (GtkEventControllerMotion *controller, WayCanvas *self)
{
  if (self->editor != NULL)
    way_editor_set_hover (self->editor, NULL);
}

/* --- zooming --- */

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, WayCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || self->scene == NULL)
    return FALSE;
  way_canvas_zoom_at (self, self->zoom * pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayCanvas *self)
{
  self->zooming = TRUE;
  self->pinch_zoom = self->zoom;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, WayCanvas *self)
{
  double x, y;

  if (self->scene != NULL && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    way_canvas_zoom_at (self, self->pinch_zoom * scale, x, y);
}

static void
pinch_end_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayCanvas *self)
{
  self->zooming = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- keys --- */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayCanvas *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  gunichar c = gdk_keyval_to_unicode (keyval);

  if (self->editor == NULL || self->entry != NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    {
      if (self->grip != WAY_GRIP_NONE && self->moved)
        end_grip (self, FALSE);
      else
        way_editor_clear_selection (self->editor);
      return TRUE;
    }
  if (keyval == GDK_KEY_space && held == 0)
    {
      self->space = TRUE;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
      return TRUE;
    }
  if ((held & ~GDK_SHIFT_MASK) == 0 && c != 0 && g_unichar_isprint (c) && !g_unichar_isspace (c))
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 (c, text);
      if (c == '+' || c == '-' || c == 0x2212)
        return gtk_widget_activate_action (GTK_WIDGET (self), "map.feeling", "i", c == '+' ? 1 : -1);
      return way_canvas_edit (self, way_editor_get_selected (self->editor, 0), text);
    }
  return FALSE;
}

static void
key_released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayCanvas *self)
{
  if (keyval != GDK_KEY_space)
    return;
  self->space = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, WayCanvas *self)
{
  self->space = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
edit_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayCanvas *self = WAY_CANVAS (widget);

  return self->editor != NULL && self->entry == NULL && way_canvas_edit (self, way_editor_get_selected (self->editor, 0), NULL);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  double x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;
  guint band;
  const char *id = self->editor != NULL ? way_editor_get_selected (self->editor, 0) : NULL;
  const WayItem *item = id != NULL && way_canvas_get_scene (self) != NULL ? way_scene_find (self->scene, id, &band) : NULL;

  if (item != NULL)
    {
      WayRect rect = way_scene_get_item_rect (self->scene, band, item);

      x = rect.x + rect.width / 2;
      y = rect.y + rect.height / 2;
      way_canvas_scene_to_widget (self, &x, &y);
    }
  open_menu (self, x, y);
  return TRUE;
}

void
way_canvas_init_input (WayCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_grip), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect (pinch, "end", G_CALLBACK (pinch_end_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (key, "key-released", G_CALLBACK (key_released_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, focus);
  /* Both look at the same press, and neither takes it from the other. */
  gtk_gesture_group (click, drag);
}

/* Only while the map has the focus, so that the same keys go on meaning text in an entry. */
void
way_canvas_class_init_input (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keyval, keypad;
    const char *direction;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, "left" },
    { GDK_KEY_Right, GDK_KEY_KP_Right, "right" },
    { GDK_KEY_Up, GDK_KEY_KP_Up, "up" },
    { GDK_KEY_Down, GDK_KEY_KP_Down, "down" },
    { GDK_KEY_Home, GDK_KEY_KP_Home, "home" },
    { GDK_KEY_End, GDK_KEY_KP_End, "end" },
  };

  way_action_list_bind_keys (widget_class, WAY_KEYS_MAP);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      const guint values[] = { arrows[i].keyval, arrows[i].keypad };

      for (guint k = 0; k < 2; k++)
        {
          gtk_widget_class_add_binding_action (widget_class, values[k], 0, "map.walk", "s", arrows[i].direction);
          gtk_widget_class_add_binding_action (widget_class, values[k], GDK_SHIFT_MASK, "map.extend", "s", arrows[i].direction);
          if (i < 4)
            gtk_widget_class_add_binding_action (widget_class, values[k], GDK_ALT_MASK, "map.nudge", "s", arrows[i].direction);
        }
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}
