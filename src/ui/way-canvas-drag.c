#include "ui/way-canvas-private.h"

#include <math.h>

#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "edit/way-drag.h"

/* Pixels a press may tremble. */
#define TREMBLE 5.0

static WayDragKind
get_drag_kind (WayCanvas *self, gboolean *possible)
{
  WayElement *element = way_document_lookup (way_editor_get_document (self->editor), self->pressed);
  WayKind kind = element != NULL ? way_element_get_kind (element) : WAY_N_KINDS;
  gboolean is_card = kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE;

  *possible = is_card || kind == WAY_KIND_PHASE || kind == WAY_KIND_STEP || kind == WAY_KIND_LANE || kind == WAY_KIND_SEPARATOR;
  if (self->grip == WAY_GRIP_START || self->grip == WAY_GRIP_END)
    return WAY_DRAG_SPAN;
  if (self->grip == WAY_GRIP_FEELING)
    return WAY_DRAG_FEELING;
  return is_card ? WAY_DRAG_CARDS : WAY_DRAG_PLACE;
}

static void
start_drag (WayCanvas *self)
{
  gboolean possible;
  WayDragKind kind;

  switch (self->grip)
    {
    case WAY_GRIP_BAND:
      way_editor_begin_band (self->editor, WAY_SELECT_ADD);
      break;
    case WAY_GRIP_CARD:
    case WAY_GRIP_START:
    case WAY_GRIP_END:
    case WAY_GRIP_FEELING:
      kind = get_drag_kind (self, &possible);
      if (!possible || !way_drag_begin (self->editor, kind, self->pressed, self->pressed_persona))
        self->grip = WAY_GRIP_NONE;
      break;
    default:
      break;
    }
}

static void
update_band (WayCanvas *self)
{
  double x0 = self->grab_x, y0 = self->grab_y, x1 = self->pointer_x, y1 = self->pointer_y;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

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
update_place (WayCanvas *self)
{
  WayDragTarget target = { .index = WAY_DRAG_LAST };
  const WayItem *item = way_scene_find (self->scene, self->pressed, NULL);

  if (item == NULL)
    return;
  target.before = find_before (self, item->part);
  if (g_strcmp0 (target.before, self->pressed) != 0)
    way_drag_update (self->editor, &target, NULL);
}

static void
update_cards (WayCanvas *self)
{
  WayDragTarget target = { .index = WAY_DRAG_LAST };
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

/* The step whose border is nearest to the pointer: where the pulled edge snaps to. */
static void
update_span (WayCanvas *self)
{
  gboolean right = (self->grip == WAY_GRIP_END) != way_scene_is_rtl (self->scene);
  double x = self->pointer_x, y = 0, nearest = G_MAXDOUBLE;
  const char *step = NULL;

  way_canvas_widget_to_scene (self, &x, &y);
  for (guint i = 0; i < way_scene_get_n_columns (self->scene); i++)
    {
      const WayColumn *column = way_scene_get_column (self->scene, i);
      double distance = fabs (x - column->x - (right ? column->width : 0));

      if (distance < nearest)
        step = column->step;
      nearest = MIN (nearest, distance);
    }
  if (step == NULL || g_strcmp0 (step, self->drop_step) == 0)
    return;
  g_free (self->drop_step);
  self->drop_step = g_strdup (step);

  WayDragTarget target = { .from = self->grip == WAY_GRIP_START ? self->drop_step : NULL, .step = self->grip == WAY_GRIP_END ? self->drop_step : NULL };

  way_drag_update (self->editor, &target, NULL);
}

/* The point keeps its place under the pointer. */
static void
update_feeling (WayCanvas *self)
{
  WayDragTarget target = { 0 };
  double x = self->pointer_x, y = self->pointer_y, band_y;

  way_canvas_widget_to_scene (self, &x, &y);
  y += self->pressed_rect.y + self->pressed_rect.height / 2 - self->grab_y;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, &band_y);

      if (g_strcmp0 (way_band_get_id (band), self->pressed_lane) != 0 || !way_band_get_score (band, y - band_y, &target.score))
        continue;
      if (target.score != self->drop_score)
        way_drag_update (self->editor, &target, NULL);
      self->drop_score = target.score;
      return;
    }
}

static void
update_link (WayCanvas *self)
{
  const WayItem *item = way_canvas_hit (self, self->pointer_x, self->pointer_y, NULL);

  g_clear_pointer (&self->drop_card, g_free);
  if (item != NULL && item->part == WAY_PART_CARD && way_connect_can_lead (self->editor, self->pressed, item->id))
    self->drop_card = g_strdup (item->id);
}

static void
update_drag (WayCanvas *self)
{
  gboolean possible;

  switch (self->grip)
    {
    case WAY_GRIP_PAN:
      gtk_adjustment_set_value (self->adjustments[0], self->origin_x - self->pointer_x + self->press_x);
      gtk_adjustment_set_value (self->adjustments[1], self->origin_y - self->pointer_y + self->press_y);
      break;
    case WAY_GRIP_BAND:
      update_band (self);
      break;
    case WAY_GRIP_CARD:
    case WAY_GRIP_START:
    case WAY_GRIP_END:
    case WAY_GRIP_FEELING:
      /* Taken back meanwhile, by undo. */
      if (!way_drag_is_active (self->editor))
        break;
      if (self->grip == WAY_GRIP_FEELING)
        update_feeling (self);
      else if (self->grip != WAY_GRIP_CARD)
        update_span (self);
      else if (get_drag_kind (self, &possible) == WAY_DRAG_PLACE)
        update_place (self);
      else
        update_cards (self);
      break;
    case WAY_GRIP_LINK:
      update_link (self);
      break;
    default:
      break;
    }
}

/* What a pull out of a handle comes to: a connection, or nothing over the ground. */
static void
finish_link (WayCanvas *self, gboolean keep)
{
  g_autofree char *to = g_steal_pointer (&self->drop_card);
  g_autoptr (GError) error = NULL;

  /* A handle that was only clicked: the next click, or the arrows, say where to. */
  if (keep && !self->moved)
    way_connect_begin (self->editor, self->pressed);
  else if (keep && to != NULL && way_command_connect (self->editor, self->pressed, to, NULL, &error) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

void
way_canvas_press (WayCanvas *self, double x, double y, guint button, GdkModifierType state)
{
  WaySpot spot;

  self->grip = WAY_GRIP_NONE;
  self->moved = FALSE;
  self->press_x = self->pointer_x = x;
  self->press_y = self->pointer_y = y;
  g_clear_pointer (&self->pressed, g_free);
  g_clear_pointer (&self->pressed_persona, g_free);
  g_clear_pointer (&self->pressed_lane, g_free);
  self->drop_score = G_MAXINT;
  if (self->editor == NULL || button == GDK_BUTTON_SECONDARY || way_canvas_get_scene (self) == NULL)
    return;
  self->grab_x = x;
  self->grab_y = y;
  way_canvas_widget_to_drawn (self, &self->grab_x, &self->grab_y);
  self->origin_x = gtk_adjustment_get_value (self->adjustments[0]);
  self->origin_y = gtk_adjustment_get_value (self->adjustments[1]);
  if (button == GDK_BUTTON_MIDDLE || self->space || way_editor_get_tool (self->editor) == WAY_TOOL_PAN)
    {
      self->grip = WAY_GRIP_PAN;
      return;
    }
  spot = way_canvas_find_spot (self, x, y);
  /* The click says where the connection leads; it drags nothing. */
  if (way_connect_get_from (self->editor) != NULL && spot.id != NULL)
    return;
  self->grip = spot.grip == WAY_GRIP_PAN && (state & GDK_SHIFT_MASK) != 0 ? WAY_GRIP_BAND : spot.grip;
  self->pressed = g_strdup (spot.id);
  self->pressed_persona = g_strdup (spot.persona);
  self->pressed_lane = g_strdup (spot.lane);
  self->pressed_rect = spot.rect;
}

gboolean
way_canvas_drag (WayCanvas *self, double x, double y, GdkModifierType state)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->grip == WAY_GRIP_NONE || self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return FALSE;
  if (!self->moved && hypot (x - self->press_x, y - self->press_y) < TREMBLE)
    return FALSE;
  if (!self->moved)
    {
      self->moved = TRUE;
      start_drag (self);
      way_canvas_update_cursor (self);
    }
  update_drag (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

void
way_canvas_release (WayCanvas *self, gboolean keep)
{
  WayGrip grip = self->grip;

  self->grip = WAY_GRIP_NONE;
  g_clear_pointer (&self->drop_lane, g_free);
  g_clear_pointer (&self->drop_step, g_free);
  if (self->editor == NULL)
    return;
  if (grip == WAY_GRIP_LINK)
    finish_link (self, keep);
  if (grip == WAY_GRIP_BAND && self->moved)
    way_editor_end_band (self->editor, keep);
  if (way_drag_is_active (self->editor))
    {
      if (keep)
        way_drag_end (self->editor);
      else
        way_drag_cancel (self->editor);
    }
  if (self->moved && way_canvas_get_scene (self) != NULL)
    way_editor_set_hover (self->editor, way_canvas_find_spot (self, self->pointer_x, self->pointer_y).id);
  way_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
way_canvas_is_dragging (const WayCanvas *self)
{
  return self->grip != WAY_GRIP_NONE && self->moved;
}
