#include "ui/canvas/way-plane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "paint/way-paint.h"

#define THRESHOLD 4.0 /* a hand that only clicks moves less */

struct _WayPlane
{
  GtkWidget parent_instance;
  const WayPlaneKind *kind;
  WayEditor *editor;
  WayPlaneScene *drawing;
  double width, height; /* that it was laid out for */
  GHashTable *twins;    /* id, owned → the child that stands for it */
  GtkWidget *menu;
  char *hover;
  char *held; /* id of the disc under the button, or NULL */
  gboolean connecting, moved;
  double from_x, from_y, at_x, at_y;
};

G_DEFINE_FINAL_TYPE (WayPlane, way_plane, GTK_TYPE_WIDGET)

/* --- the drawing --- */

static WayScene *
get_scene (WayPlane *self)
{
  return way_plane_scene_get_scene (self->drawing);
}

static void
lay_out (WayPlane *self, double width, double height)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  WayPlaneOptions options = { .width = MAX (width, self->kind->least_width), .height = height, .today = way_date_today () };
  WayPlaneScene *drawing;

  if (self->drawing != NULL && self->width == width && self->height == height)
    return;
  drawing = self->kind->lay_out (way_editor_get_document (self->editor), way_editor_get_journey (self->editor), way_theme_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style)), &options, self->drawing);
  way_plane_scene_free (self->drawing);
  self->drawing = drawing;
  self->width = width;
  self->height = height;
}

void
way_plane_forget (WayPlane *self)
{
  g_clear_pointer (&self->drawing, way_plane_scene_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
can_change (WayPlane *self)
{
  return self->editor != NULL && !way_document_is_read_only (way_editor_get_document (self->editor));
}

static void
say (WayPlane *self, const GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

/* The disc at a point, the nearest where several are. */
static char *
find_disc (WayPlane *self, double x, double y)
{
  double nearest = G_MAXDOUBLE;
  const char *found = NULL;
  g_autoptr (GPtrArray) elements = self->kind->list (self->editor);

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = way_element_get_id (elements->pdata[i]);
      double cx, cy, radius, distance;

      if (!way_plane_scene_find_disc (self->drawing, id, &cx, &cy, &radius))
        continue;
      distance = hypot (x - cx, y - cy);
      if (distance <= radius + 4 && distance < nearest)
        {
          nearest = distance;
          found = id;
        }
    }
  return g_strdup (found);
}

/* The disc at a point, or whatever else has an id there: a name, an arrow, a row of the table, a phase. */
static char *
find_thing (WayPlane *self, double x, double y)
{
  char *disc = find_disc (self, x, y);
  const WayItem *item = disc == NULL ? way_scene_hit (get_scene (self), x, y, 4, NULL) : NULL;

  return item != NULL ? g_strdup (item->id) : disc;
}

static void
draw_words (cairo_t *cr, const WayTheme *theme, PangoLayout *layout, double x, double y)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_rectangle (cr, x - 6, y - 3, width + 12, height + 6);
  cairo_set_source_rgb (cr, theme->text.red, theme->text.green, theme->text.blue);
  cairo_fill (cr);
  cairo_move_to (cr, x, y);
  cairo_set_source_rgb (cr, theme->page.red, theme->page.green, theme->page.blue);
  pango_cairo_show_layout (cr, layout);
}

/* Where the disc would go and what that says, or the arrow to whom it would point. */
static void
draw_drag (WayPlane *self, cairo_t *cr)
{
  const WayTheme *theme = way_scene_get_theme (get_scene (self));
  double x, y, radius;

  if (self->held == NULL || !self->moved || !way_plane_scene_find_disc (self->drawing, self->held, &x, &y, &radius))
    return;
  cairo_set_source_rgb (cr, theme->accent.red, theme->accent.green, theme->accent.blue);
  cairo_set_line_width (cr, 2.5);
  if (self->connecting)
    {
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, self->at_x, self->at_y);
      cairo_stroke (cr);
      return;
    }
  cairo_arc (cr, self->at_x, self->at_y, radius, 0, 2 * G_PI);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, theme->accent.red, theme->accent.green, theme->accent.blue, 0.25);
  cairo_fill (cr);

  int up, across;
  gboolean says = way_plane_scene_get_judgement (self->drawing, self->held, self->at_x, self->at_y, &up, &across);
  g_autofree char *words = says ? self->kind->dup_judgement (up, across) : g_strdup (_ ("Drop it on a field"));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  draw_words (cr, theme, layout, CLAMP (self->at_x - width / 2.0, 8, MAX (8, gtk_widget_get_width (GTK_WIDGET (self)) - width - 8)), self->at_y + radius + 8);
}

static void
way_plane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayPlane *self = WAY_PLANE (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->editor == NULL || self->drawing == NULL)
    return;
  for (guint i = 0; i < way_editor_get_n_selected (self->editor); i++)
    g_hash_table_add (selected, (gpointer) way_editor_get_selected (self->editor, i));

  WayLook look = { .even = TRUE, .selected = selected, .hover = self->hover };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);
  const WayTheme *theme = way_scene_get_theme (get_scene (self));

  cairo_set_source_rgb (cr, theme->page.red, theme->page.green, theme->page.blue);
  cairo_paint (cr);
  way_paint_scene (cr, get_scene (self), NULL, &look);
  draw_drag (self, cr);
  cairo_destroy (cr);
}

static void
way_plane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  WayPlane *self = WAY_PLANE (widget);

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = self->kind != NULL ? self->kind->least_width : 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->editor == NULL)
    return;
  lay_out (self, for_size > 0 ? for_size : 900, self->kind->least_height);
  *minimum = *natural = (int) ceil (way_scene_get_height (get_scene (self)));
}

static GtkSizeRequestMode
way_plane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- who reads the screen aloud --- */

static void
place_twin (WayPlane *self, const char *id, GHashTable *gone)
{
  guint band;
  const WayItem *item = way_scene_find (get_scene (self), id, &band);
  GtkWidget *twin = g_hash_table_lookup (self->twins, id);

  g_hash_table_remove (gone, id);
  if (item == NULL)
    return;
  if (twin == NULL)
    {
      twin = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "can-target", FALSE, NULL);
      gtk_widget_set_parent (twin, GTK_WIDGET (self));
      g_hash_table_insert (self->twins, g_strdup (id), twin);
    }

  WayRect rect = way_scene_get_item_rect (get_scene (self), band, item);

  gtk_accessible_update_property (GTK_ACCESSIBLE (twin), GTK_ACCESSIBLE_PROPERTY_LABEL, way_drawing_get_title (item->drawing), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, way_drawing_get_description (item->drawing), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (twin), GTK_ACCESSIBLE_STATE_SELECTED, way_editor_is_selected (self->editor, id), -1);
  gtk_widget_size_allocate (twin, &(GtkAllocation){ (int) rect.x, (int) rect.y, MAX (1, (int) rect.width), MAX (1, (int) rect.height) }, -1);
}

static void
place_twins (WayPlane *self)
{
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id, twin;
  g_autoptr (GPtrArray) elements = self->kind->list (self->editor);

  g_hash_table_iter_init (&iter, self->twins);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (gone, g_strdup (id));
  for (guint i = 0; i < elements->len; i++)
    place_twin (self, way_element_get_id (elements->pdata[i]), gone);
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      twin = g_hash_table_lookup (self->twins, id);
      gtk_widget_unparent (twin);
      g_hash_table_remove (self->twins, id);
    }
}

static void
way_plane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayPlane *self = WAY_PLANE (widget);

  if (self->editor == NULL)
    return;
  /* The plane takes what the window has to give. */
  lay_out (self, width, MAX (height, self->kind->least_height));
  if (way_scene_get_height (get_scene (self)) > height + 1)
    lay_out (self, width, self->kind->least_height);
  place_twins (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/* --- by hand --- */

gboolean
way_plane_press (WayPlane *self, double x, double y, gboolean connect)
{
  g_autofree char *thing = NULL;

  if (self->editor == NULL || self->drawing == NULL)
    return FALSE;
  thing = find_thing (self, x, y);
  if (thing == NULL)
    {
      way_editor_clear_selection (self->editor);
      return FALSE;
    }
  if (connect)
    way_editor_toggle (self->editor, thing);
  else
    way_editor_select (self->editor, thing);
  g_clear_pointer (&self->held, g_free);
  self->held = can_change (self) && (!connect || self->kind->connect != NULL) ? find_disc (self, x, y) : NULL;
  self->connecting = connect;
  self->moved = FALSE;
  self->from_x = self->at_x = x;
  self->from_y = self->at_y = y;
  return TRUE;
}

void
way_plane_drag (WayPlane *self, double x, double y)
{
  if (self->held == NULL)
    return;
  self->at_x = x;
  self->at_y = y;
  self->moved = self->moved || hypot (x - self->from_x, y - self->from_y) > THRESHOLD;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_plane_release (WayPlane *self, gboolean keep)
{
  g_autofree char *held = g_steal_pointer (&self->held);
  g_autoptr (GError) error = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (held == NULL || !keep || !self->moved || self->drawing == NULL)
    return;
  if (self->connecting)
    {
      g_autofree char *to = find_disc (self, self->at_x, self->at_y);
      const char *made = to != NULL && strcmp (to, held) != 0 ? self->kind->connect (self->editor, held, to, &error) : NULL;

      if (made != NULL)
        way_editor_select (self->editor, made);
    }
  else
    {
      int up, across;

      if (way_plane_scene_get_judgement (self->drawing, held, self->at_x, self->at_y, &up, &across))
        self->kind->judge (self->editor, held, up, across, NULL, &error);
    }
  say (self, error);
}

static gboolean
is_connecting (GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WayPlane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  way_plane_press (self, x, y, is_connecting (GTK_GESTURE (gesture)));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WayPlane *self)
{
  way_plane_drag (self, self->from_x + dx, self->from_y + dy);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WayPlane *self)
{
  way_plane_release (self, TRUE);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayPlane *self)
{
  way_plane_release (self, FALSE);
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, WayPlane *self)
{
  g_autofree char *thing = self->editor != NULL && self->drawing != NULL ? find_thing (self, x, y) : NULL;

  if (g_strcmp0 (thing, self->hover) == 0)
    return;
  g_free (self->hover);
  self->hover = g_steal_pointer (&thing);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->hover != NULL ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *motion, WayPlane *self)
{
  g_clear_pointer (&self->hover, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
tooltip_cb (WayPlane *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const WayItem *item = self->drawing != NULL && self->held == NULL ? way_scene_hit (get_scene (self), x, y, 2, NULL) : NULL;

  if (item == NULL || way_drawing_get_title (item->drawing) == NULL)
    return FALSE;

  g_autofree char *text = way_drawing_get_description (item->drawing) != NULL ? g_strdup_printf ("%s\n%s", way_drawing_get_title (item->drawing), way_drawing_get_description (item->drawing)) : g_strdup (way_drawing_get_title (item->drawing));

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- the menu of a disc --- */

static void
show_menu (WayPlane *self, double x, double y)
{
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = self->kind->make_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (GtkGestureClick *gesture, int n, double x, double y, WayPlane *self)
{
  g_autofree char *thing = self->editor != NULL && self->drawing != NULL ? find_thing (self, x, y) : NULL;

  if (thing == NULL)
    return;
  if (!way_editor_is_selected (self->editor, thing))
    way_editor_select (self->editor, thing);
  show_menu (self, x, y);
}

/* --- keys --- */

/* The disc that is selected alone. */
static const char *
get_chosen (WayPlane *self)
{
  const WayElement *single = way_editor_get_single (self->editor);
  const char *id = single != NULL ? way_element_get_id (single) : NULL;
  double x, y, radius;

  return id != NULL && way_plane_scene_find_disc (self->drawing, id, &x, &y, &radius) ? id : NULL;
}

/* The disc that lies nearest in this direction; the first one where none is chosen. */
static const char *
find_next (WayPlane *self, const char *from, int dx, int dy)
{
  double x = 0, y = 0, radius, best = G_MAXDOUBLE;
  gboolean start = from == NULL || !way_plane_scene_find_disc (self->drawing, from, &x, &y, &radius);
  const char *found = NULL;
  g_autoptr (GPtrArray) elements = self->kind->list (self->editor);

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = way_element_get_id (elements->pdata[i]);
      double cx, cy, along, aside;

      if (g_strcmp0 (id, from) == 0 || !way_plane_scene_find_disc (self->drawing, id, &cx, &cy, &radius))
        continue;
      if (start)
        return id;
      along = (cx - x) * dx + (cy - y) * dy;
      aside = fabs ((cx - x) * dy) + fabs ((cy - y) * dx);
      if (along > 0 && along + 2 * aside < best)
        {
          best = along + 2 * aside;
          found = id;
        }
    }
  return found;
}

static gboolean
arrow (WayPlane *self, int dx, int dy, GdkModifierType state)
{
  const char *chosen = get_chosen (self), *next;
  int across = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -dx : dx;
  g_autoptr (GError) error = NULL;

  if (self->kind->arrow (self, can_change (self) ? chosen : NULL, across, dy, state, &error))
    {
      say (self, error);
      return TRUE;
    }
  next = find_next (self, chosen, dx, dy);
  if (next != NULL)
    way_editor_select (self->editor, next);
  return TRUE;
}

/* From disc to disc in the order of the list; FALSE at its ends, where the focus goes on. */
static gboolean
walk (WayPlane *self, int by)
{
  const char *chosen = get_chosen (self);
  g_autoptr (GPtrArray) elements = self->kind->list (self->editor);
  int n = (int) elements->len, i = by > 0 ? -1 : n;

  for (int k = 0; k < n && chosen != NULL; k++)
    if (g_strcmp0 (way_element_get_id (elements->pdata[k]), chosen) == 0)
      i = k;
  i += by;
  if (!self->kind->tab_walks || i < 0 || i >= n)
    return FALSE;
  way_editor_select (self->editor, way_element_get_id (elements->pdata[i]));
  return TRUE;
}

static gboolean
activate (WayPlane *self, const char *detailed)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  if (detailed == NULL || !g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;
  gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WayPlane *self)
{
  if (self->editor == NULL || self->drawing == NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      return arrow (self, -1, 0, state);
    case GDK_KEY_Right:
      return arrow (self, 1, 0, state);
    case GDK_KEY_Up:
      return arrow (self, 0, -1, state);
    case GDK_KEY_Down:
      return arrow (self, 0, 1, state);
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return (state & GDK_CONTROL_MASK) == 0 && walk (self, (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
    case GDK_KEY_Escape:
      if (self->held == NULL)
        return FALSE;
      way_plane_release (self, FALSE);
      return TRUE;
    default:
      return (state & GDK_CONTROL_MASK) == 0 && activate (self, self->kind->find_action (key));
    }
}

/* Shift+F10 and the menu key. */
static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayPlane *self = WAY_PLANE (widget);
  double x, y, radius;

  if (self->editor == NULL || self->drawing == NULL || !way_plane_scene_find_disc (self->drawing, get_chosen (self), &x, &y, &radius))
    return FALSE;
  show_menu (self, x, y + radius);
  return TRUE;
}

/* --- following the map --- */

static void
changed_cb (WayDocument *document, const WayChange *change, WayPlane *self)
{
  if (change == NULL)
    way_plane_forget (self);
}

static void
selected_cb (WayPlane *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* the twins say who is chosen */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
way_plane_dispose (GObject *object)
{
  WayPlane *self = WAY_PLANE (object);
  GtkWidget *child;

  way_plane_set_editor (self, NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->twins, g_hash_table_unref);
  g_clear_pointer (&self->hover, g_free);
  g_clear_pointer (&self->held, g_free);
  G_OBJECT_CLASS (way_plane_parent_class)->dispose (object);
}

static void
way_plane_class_init (WayPlaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_plane_dispose;
  widget_class->measure = way_plane_measure;
  widget_class->get_request_mode = way_plane_get_request_mode;
  widget_class->size_allocate = way_plane_size_allocate;
  widget_class->snapshot = way_plane_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_css_name (widget_class, "plane");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
}

static void
way_plane_init (WayPlane *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  self->twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (way_plane_forget), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (way_plane_forget), self, G_CONNECT_SWAPPED);
}

void
way_plane_set_kind (WayPlane *self, const WayPlaneKind *kind)
{
  self->kind = kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (kind->label), -1);
}

void
way_plane_set_editor (WayPlane *self, WayEditor *editor)
{
  GHashTableIter iter;
  gpointer twin;

  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  g_clear_object (&self->editor);
  g_clear_pointer (&self->drawing, way_plane_scene_free);
  g_clear_pointer (&self->held, g_free);
  if (self->twins != NULL)
    {
      g_hash_table_iter_init (&iter, self->twins);
      while (g_hash_table_iter_next (&iter, NULL, &twin))
        gtk_widget_unparent (twin);
      g_hash_table_remove_all (self->twins);
    }
  if (editor == NULL)
    return;
  self->editor = g_object_ref (editor);
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "selection-changed", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (way_plane_forget), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

WayEditor *
way_plane_get_editor (WayPlane *self)
{
  return self->editor;
}

WayPlaneScene *
way_plane_get_drawing (WayPlane *self)
{
  return self->drawing;
}
