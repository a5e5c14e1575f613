#include "ui/canvas/way-canvas-private.h"

#include <math.h>

#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "edit/way-navigate.h"
#include "ui/actions/way-action-list.h"

#define ZOOM_STEP 1.15

/* --- dragging --- */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WayCanvas *self)
{
  way_canvas_press (self, x, y, gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)), gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WayCanvas *self)
{
  gboolean was_dragging = way_canvas_is_dragging (self);

  if (way_canvas_drag (self, self->press_x + dx, self->press_y + dy, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture))) && !was_dragging)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WayCanvas *self)
{
  way_canvas_release (self, TRUE);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayCanvas *self)
{
  if (way_canvas_is_dragging (self))
    way_canvas_release (self, FALSE);
}

static void
swipe_cb (GtkGestureSwipe *gesture, double x, double y, WayCanvas *self)
{
  if (self->editor != NULL)
    way_canvas_fling (self, x, y);
}

/* --- clicking --- */

static void
open_menu (WayCanvas *self, double x, double y)
{
  way_canvas_ensure_menu (self);
  if (self->popover != NULL)
    way_canvas_open_popover (self, self->popover, x, y, 1, 1);
}

static void
choose (WayCanvas *self, double x, double y, GdkModifierType state, gboolean secondary)
{
  const WayItem *item = way_canvas_hit (self, x, y, NULL);
  const char *lane, *step;

  if (way_canvas_is_ground (self, item, x))
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
  /* What is chosen already may be about to be dragged away as a copy: letting go says. */
  else if ((state & GDK_CONTROL_MASK) != 0 && !way_editor_is_selected (self->editor, item->id))
    way_editor_toggle (self->editor, item->id);
  else if ((state & GDK_CONTROL_MASK) != 0)
    self->toggles = TRUE;
  else if ((state & GDK_SHIFT_MASK) != 0)
    way_editor_extend (self->editor, item->id);
  else if (!way_editor_is_selected (self->editor, item->id))
    way_editor_select (self->editor, item->id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
end_link (WayCanvas *self)
{
  g_autoptr (GError) error = NULL;

  if (way_connect_end (self->editor, &error) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

/* A connection is being looked for: a click on a card is its end, one on the ground takes it back. */
static void
choose_end (WayCanvas *self, double x, double y)
{
  const WayItem *item = way_canvas_hit (self, x, y, NULL);

  if (item == NULL || item->part != WAY_PART_CARD || !way_connect_can_lead (self->editor, way_connect_get_from (self->editor), item->id))
    {
      way_connect_cancel (self->editor);
      return;
    }
  way_editor_select (self->editor, item->id);
  end_link (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, WayCanvas *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  WaySpot spot;

  if (self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return;
  way_canvas_finish_edit (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_MIDDLE || self->space)
    return;
  if (way_connect_get_from (self->editor) != NULL && button == GDK_BUTTON_PRIMARY)
    {
      choose_end (self, x, y);
      return;
    }
  spot = way_canvas_find_spot (self, x, y);
  if (button == GDK_BUTTON_PRIMARY && (spot.grip == WAY_GRIP_LINK || spot.grip == WAY_GRIP_WIDTH || spot.grip == WAY_GRIP_HEIGHT))
    return;
  if (button != GDK_BUTTON_PRIMARY || !way_canvas_is_band (self, x, y))
    choose (self, x, y, state, button == GDK_BUTTON_SECONDARY);
  if (button == GDK_BUTTON_SECONDARY)
    open_menu (self, x, y);
}

/* A second click with Ctrl chooses all cards of the phase, step or lane. */
static gboolean
select_heading (WayCanvas *self, const WayItem *item)
{
  if (self->editor == NULL || item == NULL || (item->part != WAY_PART_PHASE && item->part != WAY_PART_STEP && item->part != WAY_PART_LANE))
    return FALSE;
  way_editor_select_in (self->editor, item->id, WAY_SELECT_REPLACE);
  return TRUE;
}

/* A second click writes, unless it became a drag. One of several that were chosen, and not dragged: now it alone. */
static void
released_cb (GtkGestureClick *gesture, int n, double x, double y, WayCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  const char *lane, *step;
  const WayItem *item;

  item = way_canvas_hit (self, x, y, NULL);
  if (self->toggles && !self->moved && item != NULL && self->editor != NULL)
    way_editor_toggle (self->editor, item->id);
  self->toggles = FALSE;
  if (n == 2 && !self->moved && (state & GDK_CONTROL_MASK) != 0 && select_heading (self, item))
    return;
  if (button != GDK_BUTTON_PRIMARY || self->moved || self->editor == NULL || self->space || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    return;
  if (way_canvas_ask_figure (self, x, y, n) || (n == 1 && way_canvas_ask_rules (self, x, y)) || way_canvas_ask_band (self, x, y, n) || (n == 2 && way_canvas_open_at (self, x, y)))
    return;
  /* Beside the cells there is nothing to write on. */
  if (n == 2 && (!way_canvas_is_ground (self, item, x) || way_canvas_find_cell (self, x, y, &lane, &step) || (item != NULL && item->part == WAY_PART_TITLE)))
    way_canvas_edit (self, way_editor_get_selected (self->editor, 0), NULL);
  else if (n == 1 && !way_canvas_is_ground (self, item, x) && way_editor_get_n_selected (self->editor) > 1)
    way_editor_select (self->editor, item->id);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WayCanvas *self)
{
  if (self->editor == NULL || self->grip != WAY_GRIP_NONE)
    return;

  WaySpot spot = way_canvas_find_spot (self, x, y);

  self->pointer_x = x;
  self->pointer_y = y;
  self->asks = way_canvas_point_at_bands (self, x, y) || way_canvas_is_figure (self, x, y);
  way_canvas_point_at (self, spot);
}

static void
leave_cb (GtkEventControllerMotion *controller, WayCanvas *self)
{
  way_canvas_leave_bands (self);
  if (self->editor != NULL)
    way_editor_set_hover (self->editor, NULL);
}

/* --- zooming --- */

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, WayCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  way_canvas_rest (self);
  if ((state & GDK_CONTROL_MASK) == 0 || self->scene == NULL)
    return FALSE;
  way_canvas_zoom_at (self, self->zoom * pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayCanvas *self)
{
  /* A second finger makes nothing of what the first one dragged. */
  if (way_canvas_is_dragging (self))
    way_canvas_release (self, FALSE);
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

/* As in a table: on to the next step, at the end of the map to the next pane. */
static gboolean
step_on (WayCanvas *self, WayMove move)
{
  if (way_connect_get_from (self->editor) != NULL || !way_navigate (self->editor, move, FALSE))
    return FALSE;
  if (way_editor_get_n_selected (self->editor) > 0)
    way_canvas_scroll_to (self, way_editor_get_selected (self->editor, 0));
  else
    way_canvas_scroll_to_cell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayCanvas *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  gunichar c = gdk_keyval_to_unicode (keyval);

  if (self->editor == NULL || self->entry != NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    {
      if (way_canvas_is_dragging (self))
        way_canvas_release (self, FALSE);
      else if (way_connect_get_from (self->editor) != NULL)
        way_connect_cancel (self->editor);
      else if (way_editor_get_n_selected (self->editor) > 0)
        way_editor_clear_selection (self->editor);
      else
        return FALSE;
      return TRUE;
    }
  if (keyval == GDK_KEY_space && held == 0)
    {
      self->space = TRUE;
      way_canvas_update_cursor (self);
      return TRUE;
    }
  if ((held & ~GDK_SHIFT_MASK) == 0 && (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab))
    return step_on (self, keyval == GDK_KEY_Tab && held == 0 ? WAY_MOVE_NEXT_STEP : WAY_MOVE_PREVIOUS_STEP);
  if ((held & ~GDK_SHIFT_MASK) == 0 && c != 0 && g_unichar_isprint (c) && !g_unichar_isspace (c))
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 (c, text);
      if (way_connect_get_from (self->editor) != NULL)
        return TRUE;
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
  way_canvas_update_cursor (self);
}

/* Ctrl goes down or up in the middle of a drag. */
static gboolean
modifiers_cb (GtkEventControllerKey *controller, GdkModifierType state, WayCanvas *self)
{
  if (way_canvas_is_dragging (self))
    way_canvas_drag (self, self->pointer_x, self->pointer_y, state);
  return FALSE;
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

  if (self->editor != NULL && way_connect_get_from (self->editor) != NULL)
    {
      end_link (self);
      return TRUE;
    }
  return self->editor != NULL && self->entry == NULL && way_canvas_edit (self, way_editor_get_selected (self->editor, 0), NULL);
}

/* The n-th persona is meant by + and −. */
static gboolean
persona_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  g_autoptr (GPtrArray) personas = self->editor != NULL ? way_command_list_personas (self->editor, NULL) : g_ptr_array_new ();
  guint n = (guint) g_variant_get_int32 (args);

  return n < personas->len && gtk_widget_activate_action (widget, "map.feel-as", "s", way_element_get_id (personas->pdata[n]));
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
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new (), *swipe = gtk_gesture_swipe_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (swipe), 0);
  g_signal_connect (swipe, "swipe", G_CALLBACK (swipe_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
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
  g_signal_connect (key, "modifiers", G_CALLBACK (modifiers_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (swipe));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, focus);
  /* Both look at the same press, and neither takes it from the other. */
  way_canvas_init_flow (self);
  way_canvas_init_rules (self);
  gtk_gesture_group (click, drag);
  gtk_gesture_group (swipe, drag);
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
          if (i < 2)
            gtk_widget_class_add_binding_action (widget_class, values[k], GDK_ALT_MASK | GDK_SHIFT_MASK, "map.span", "s", arrows[i].direction);
          else if (i < 4)
            gtk_widget_class_add_binding_action (widget_class, values[k], GDK_ALT_MASK | GDK_SHIFT_MASK, "map.resize", "i", i == 3 ? 24 : -24);
        }
    }
  for (int n = 0; n < 9; n++)
    gtk_widget_class_add_binding (widget_class, GDK_KEY_1 + (guint) n, GDK_ALT_MASK, persona_key_cb, "i", n);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}
