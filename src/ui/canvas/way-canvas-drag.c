#include "ui/canvas/way-canvas-private.h"

#include <math.h>

#include "edit/way-cells.h"
#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "edit/way-drag.h"

/* Pixels a press may tremble. */
#define TREMBLE 5.0
/* Pixels from the edge of the view where a drag scrolls, and how fast at the very edge, in pixels a second. */
#define RIM 36.0
#define RIM_SPEED 900.0

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
  if (self->grip == WAY_GRIP_WIDTH || self->grip == WAY_GRIP_HEIGHT)
    return WAY_DRAG_SIZE;
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
      way_editor_begin_band (self->editor, self->band_mode);
      break;
    case WAY_GRIP_CARD:
    case WAY_GRIP_START:
    case WAY_GRIP_END:
    case WAY_GRIP_FEELING:
    case WAY_GRIP_WIDTH:
    case WAY_GRIP_HEIGHT:
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

/* The lane or separator behind whose middle the pointer is not yet: the dragged one goes in front of it. */
static const char *
find_lane_before (WayCanvas *self, double y)
{
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      double band_y;
      const WayBand *band = way_scene_get_band (self->scene, b, &band_y);

      if (way_band_get_id (band) != NULL && y < band_y + way_band_get_height (band) / 2)
        return way_band_get_id (band);
    }
  return NULL;
}

/* The same for phases. */
static const char *
find_phase_before (WayCanvas *self, double x)
{
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          double middle = item->x + item->width / 2;

          if (item->part == WAY_PART_PHASE && (way_scene_is_rtl (self->scene) ? x > middle : x < middle))
            return item->id;
        }
    }
  return NULL;
}

/* And for steps: in the phase above which the pointer is. */
static void
find_step_before (WayCanvas *self, double x, WayDragTarget *target)
{
  double nearest = G_MAXDOUBLE;
  guint n = way_scene_get_n_columns (self->scene);

  for (guint i = 0; i < n; i++)
    {
      const WayStepColumn *column = way_scene_get_column (self->scene, i);
      double distance = MAX (MAX (column->x - x, x - column->x - column->width), 0);

      if (distance < nearest)
        target->parent = column->phase;
      nearest = MIN (nearest, distance);
    }
  for (guint i = 0; i < n && target->before == NULL; i++)
    {
      const WayStepColumn *column = way_scene_get_column (self->scene, i);
      double middle = column->x + column->width / 2;

      if (g_strcmp0 (column->phase, target->parent) == 0 && (way_scene_is_rtl (self->scene) ? x > middle : x < middle))
        target->before = column->step;
    }
}

static void
update_place (WayCanvas *self)
{
  WayDragTarget target = { .index = WAY_DRAG_LAST, .copy = self->copying };
  const WayElement *element = way_document_lookup (way_editor_get_document (self->editor), self->pressed);
  WayKind kind = element != NULL ? way_element_get_kind (element) : WAY_N_KINDS;
  double x = self->pointer_x, y = self->pointer_y;

  way_canvas_widget_to_scene (self, &x, &y);
  if (kind == WAY_KIND_STEP)
    find_step_before (self, x, &target);
  else
    target.before = kind == WAY_KIND_PHASE ? find_phase_before (self, x) : find_lane_before (self, y);
  /* In front of itself is where it stands. */
  if (way_drag_holds (self->editor, target.before) || g_strcmp0 (target.before, self->drop_before) == 0)
    return;
  g_free (self->drop_before);
  self->drop_before = g_strdup (target.before);
  way_drag_update (self->editor, &target, NULL);
}

/* Whether a card at `rect` begins in the column: asking its element would cost more than all the rest. */
static gboolean
begins_in (WayCanvas *self, WayRect rect, WayRect column)
{
  double start = way_scene_is_rtl (self->scene) ? rect.x + rect.width : rect.x;

  return start >= column.x && start <= column.x + column.width;
}

/* How many of the cell's cards lie above the pointer, without those that are moved. */
static guint
find_index (WayCanvas *self, const char *lane, const char *step)
{
  double x = self->pointer_x, y = self->pointer_y, size, natural;
  WayRect column = { 0 };
  guint n = 0;

  self->drop_among = FALSE;
  way_canvas_widget_to_scene (self, &x, &y);
  way_canvas_find_size (self, step, &size, &natural, &column);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);
      guint n_items = g_strcmp0 (way_band_get_id (band), lane) == 0 ? way_band_get_n_items (band) : 0;

      for (guint i = 0; i < n_items; i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (self->scene, b, item);

          if (item->part != WAY_PART_CARD || !begins_in (self, rect, column) || way_drag_holds (self->editor, item->id))
            continue;
          if (!way_cells_is_card (way_document_lookup (way_editor_get_document (self->editor), item->id)))
            continue;
          self->drop_among = TRUE;
          n += rect.y + rect.height / 2 < y;
        }
    }
  return n;
}

static void
update_cards (WayCanvas *self)
{
  WayDragTarget target = { .copy = self->copying };
  const char *lane, *step;

  if (!way_canvas_find_cell (self, self->pointer_x, self->pointer_y, &lane, &step))
    return;
  target.index = find_index (self, lane, step);
  if (g_strcmp0 (lane, self->drop_lane) == 0 && g_strcmp0 (step, self->drop_step) == 0 && target.index == self->drop_index)
    return;
  g_free (self->drop_lane);
  g_free (self->drop_step);
  target.lane = self->drop_lane = g_strdup (lane);
  target.step = self->drop_step = g_strdup (step);
  self->drop_index = target.index;
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
      const WayStepColumn *column = way_scene_get_column (self->scene, i);
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

/* As far as the pointer went: the map may be centred, and then moves below it. Content is never cut. */
static void
update_size (WayCanvas *self)
{
  gboolean across = self->grip == WAY_GRIP_WIDTH;
  double moved = across ? (self->pointer_x - self->press_x) * (way_scene_is_rtl (self->scene) ? -1 : 1) : self->pointer_y - self->press_y;
  double wanted = (across ? self->pressed_rect.width : self->pressed_rect.height) + moved / self->zoom, size, natural;
  WayDragTarget target = { 0 };
  WayRect rect;

  if (!way_canvas_find_size (self, self->pressed, &size, &natural, &rect))
    return;
  target.size = wanted > natural ? (int) round (wanted) : 0;
  if (target.size != self->drop_size)
    way_drag_update (self->editor, &target, NULL);
  self->drop_size = target.size;
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
    case WAY_GRIP_WIDTH:
    case WAY_GRIP_HEIGHT:
      /* Taken back meanwhile, by undo. */
      if (!way_drag_is_active (self->editor))
        break;
      if (self->grip == WAY_GRIP_FEELING)
        update_feeling (self);
      else if (self->grip == WAY_GRIP_WIDTH || self->grip == WAY_GRIP_HEIGHT)
        update_size (self);
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

/* Where what is dragged would fall. */
static void
forget_target (WayCanvas *self)
{
  g_clear_pointer (&self->drop_lane, g_free);
  g_clear_pointer (&self->drop_step, g_free);
  g_clear_pointer (&self->drop_card, g_free);
  g_free (self->drop_before);
  /* Unlike any id, and unlike NULL, which is the end. */
  self->drop_before = g_strdup ("");
  self->drop_index = G_MAXUINT;
  self->drop_score = G_MAXINT;
  self->drop_size = -1;
}

void
way_canvas_press (WayCanvas *self, double x, double y, guint button, GdkModifierType state)
{
  WaySpot spot;
  double size, natural;

  self->grip = WAY_GRIP_NONE;
  self->moved = FALSE;
  self->press_x = self->pointer_x = x;
  self->press_y = self->pointer_y = y;
  g_clear_pointer (&self->pressed, g_free);
  self->found_scene = NULL;
  g_clear_pointer (&self->pressed_persona, g_free);
  g_clear_pointer (&self->pressed_lane, g_free);
  self->copying = self->panned = FALSE;
  way_canvas_rest (self);
  forget_target (self);
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
  self->grip = spot.grip;
  self->band_mode = (state & GDK_CONTROL_MASK) != 0 ? WAY_SELECT_TOGGLE : WAY_SELECT_ADD;
  if (spot.grip == WAY_GRIP_PAN && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    self->grip = WAY_GRIP_BAND;
  self->pressed = g_strdup (spot.id);
  self->pressed_persona = g_strdup (spot.persona);
  self->pressed_lane = g_strdup (spot.lane);
  self->pressed_rect = spot.rect;
  if (spot.grip == WAY_GRIP_WIDTH || spot.grip == WAY_GRIP_HEIGHT)
    way_canvas_find_size (self, spot.id, &size, &natural, &self->pressed_rect);
}

static gboolean
rim_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  way_canvas_follow_rim (self, self->rim_time > 0 ? (double) MIN (now - self->rim_time, 100000) / 1e6 : 0);
  self->rim_time = now;
  return G_SOURCE_CONTINUE;
}

static void
set_following (WayCanvas *self, gboolean following)
{
  if (following == (self->rim_tick != 0))
    return;
  if (self->rim_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->rim_tick);
  self->rim_tick = following ? gtk_widget_add_tick_callback (GTK_WIDGET (self), rim_cb, NULL, NULL) : 0;
  self->rim_time = 0;
}

/* Ctrl or Alt leaves a copy; where the pointer is, everything is asked for anew. */
static void
set_copying (WayCanvas *self, GdkModifierType state)
{
  gboolean copying = self->grip == WAY_GRIP_CARD && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0;

  if (copying == self->copying)
    return;
  self->copying = copying;
  forget_target (self);
  way_canvas_update_cursor (self);
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
      /* What is being pulled would run away from the pointer. */
      self->first = FALSE;
      start_drag (self);
      set_following (self, TRUE);
      self->panned = self->grip == WAY_GRIP_PAN;
      way_canvas_update_cursor (self);
    }
  set_copying (self, state);
  update_drag (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/* How deep into the rim of the view the pointer is, from −1 (its beginning) to 1 (its end). */
static double
get_depth (WayCanvas *self, int axis)
{
  WaySticky sticky = way_canvas_get_sticky (self);
  double at = axis == 0 ? self->pointer_x : self->pointer_y, size = axis == 0 ? gtk_widget_get_width (GTK_WIDGET (self)) : gtk_widget_get_height (GTK_WIDGET (self));
  gboolean rtl = way_scene_is_rtl (self->scene);
  double low = axis == 1 ? sticky.top : rtl ? 0
                                            : sticky.side;
  double high = size - (axis == 0 && rtl ? sticky.side : 0);

  if (at < low + RIM)
    return -MIN ((low + RIM - at) / RIM, 1);
  return at > high - RIM ? MIN ((at - high + RIM) / RIM, 1) : 0;
}

gboolean
way_canvas_follow_rim (WayCanvas *self, double seconds)
{
  static const gboolean follows[WAY_N_GRIPS][2] = {
    [WAY_GRIP_BAND] = { TRUE, TRUE },
    [WAY_GRIP_CARD] = { TRUE, TRUE },
    [WAY_GRIP_START] = { TRUE, FALSE },
    [WAY_GRIP_END] = { TRUE, FALSE },
    [WAY_GRIP_LINK] = { TRUE, TRUE },
  };
  gboolean moved = FALSE;

  if (!way_canvas_is_dragging (self) || way_canvas_get_scene (self) == NULL)
    return FALSE;
  for (int axis = 0; axis < 2; axis++)
    {
      double before = gtk_adjustment_get_value (self->adjustments[axis]);

      if (!follows[self->grip][axis])
        continue;
      gtk_adjustment_set_value (self->adjustments[axis], before + get_depth (self, axis) * RIM_SPEED * seconds);
      moved |= gtk_adjustment_get_value (self->adjustments[axis]) != before;
    }
  if (moved)
    {
      update_drag (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  return moved;
}

void
way_canvas_release (WayCanvas *self, gboolean keep)
{
  WayGrip grip = self->grip;

  self->grip = WAY_GRIP_NONE;
  self->copying = FALSE;
  set_following (self, FALSE);
  if (self->editor == NULL)
    return;
  if (grip == WAY_GRIP_LINK)
    finish_link (self, keep);
  forget_target (self);
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
    way_canvas_point_at (self, way_canvas_find_spot (self, self->pointer_x, self->pointer_y));
  way_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
way_canvas_is_dragging (const WayCanvas *self)
{
  return self->grip != WAY_GRIP_NONE && self->moved;
}
