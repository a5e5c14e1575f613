#include "ui/way-people-plane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-people-commands.h"
#include "paint/way-paint.h"

#define LEAST_WIDTH 480
#define LEAST_HEIGHT 560.0
#define THRESHOLD 4.0 /* a hand that only clicks moves less */

struct _WayPeoplePlane
{
  GtkWidget parent_instance;
  WayEditor *editor;
  WayPeopleScene *scene;
  double width, height; /* that it was laid out for */
  GHashTable *twins;    /* id, owned → the child that stands for it */
  GtkWidget *menu;
  char *hover;
  char *held; /* id of the disc under the button, or NULL */
  gboolean connecting, moved;
  double from_x, from_y, at_x, at_y;
};

G_DEFINE_FINAL_TYPE (WayPeoplePlane, way_people_plane, GTK_TYPE_WIDGET)

/* --- the drawing --- */

static void
lay_out (WayPeoplePlane *self, double width, double height)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  WayPeopleOptions options = { .width = MAX (width, LEAST_WIDTH), .height = height };
  WayPeopleScene *scene;

  if (self->scene != NULL && self->width == width && self->height == height)
    return;
  scene = way_people_scene_new (way_editor_get_document (self->editor), way_editor_get_journey (self->editor), way_theme_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style)), &options, self->scene);
  way_people_scene_free (self->scene);
  self->scene = scene;
  self->width = width;
  self->height = height;
}

static void
forget (WayPeoplePlane *self)
{
  g_clear_pointer (&self->scene, way_people_scene_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
can_change (WayPeoplePlane *self)
{
  return self->editor != NULL && !way_document_is_read_only (way_editor_get_document (self->editor));
}

static void
say (WayPeoplePlane *self, const GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

/* The disc at a point, the nearest where several are. */
static char *
find_disc (WayPeoplePlane *self, double x, double y)
{
  double nearest = G_MAXDOUBLE;
  const char *found = NULL;
  WayElement *stakeholder;

  way_each (stakeholder, way_document_get_root (way_editor_get_document (self->editor)), WAY_KIND_STAKEHOLDER)
    {
      double cx, cy, radius, distance;

      if (!way_people_scene_find_disc (self->scene, way_element_get_id (stakeholder), &cx, &cy, &radius))
        continue;
      distance = hypot (x - cx, y - cy);
      if (distance <= radius + 4 && distance < nearest)
        {
          nearest = distance;
          found = way_element_get_id (stakeholder);
        }
    }
  return g_strdup (found);
}

/* The disc at a point, or whatever else has an id there: a name, an arrow, a row of the table, a phase. */
static char *
find_thing (WayPeoplePlane *self, double x, double y)
{
  char *disc = find_disc (self, x, y);
  const WayItem *item = disc == NULL ? way_scene_hit (way_people_scene_get_scene (self->scene), x, y, 4, NULL) : NULL;

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

static char *
dup_judgement (int influence, int use)
{
  g_autofree char *a = influence >= 0 ? g_strdup_printf (_ ("influence %d %%"), influence) : g_strdup (_ ("influence not known"));
  g_autofree char *b = use >= 0 ? g_strdup_printf (_ ("uses it %d %%"), use) : g_strdup (_ ("use not known"));

  return g_strjoin (" · ", a, b, NULL);
}

/* Where the disc would go and what that says, or the arrow to whom it would point. */
static void
draw_drag (WayPeoplePlane *self, cairo_t *cr)
{
  const WayTheme *theme = way_scene_get_theme (way_people_scene_get_scene (self->scene));
  double x, y, radius;
  int influence, use;

  if (self->held == NULL || !self->moved || !way_people_scene_find_disc (self->scene, self->held, &x, &y, &radius))
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

  g_autofree char *words = way_people_scene_get_judgement (self->scene, self->at_x, self->at_y, &influence, &use) ? dup_judgement (influence, use) : g_strdup (_ ("Drop it on a field"));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  draw_words (cr, theme, layout, CLAMP (self->at_x - width / 2.0, 8, MAX (8, gtk_widget_get_width (GTK_WIDGET (self)) - width - 8)), self->at_y + radius + 8);
}

static void
way_people_plane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayPeoplePlane *self = WAY_PEOPLE_PLANE (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);

  if (self->editor == NULL || self->scene == NULL)
    return;
  for (guint i = 0; i < way_editor_get_n_selected (self->editor); i++)
    g_hash_table_add (selected, (gpointer) way_editor_get_selected (self->editor, i));

  WayLook look = { .even = TRUE, .selected = selected, .hover = self->hover };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);
  const WayTheme *theme = way_scene_get_theme (way_people_scene_get_scene (self->scene));

  cairo_set_source_rgb (cr, theme->page.red, theme->page.green, theme->page.blue);
  cairo_paint (cr);
  way_paint_scene (cr, way_people_scene_get_scene (self->scene), NULL, &look);
  draw_drag (self, cr);
  cairo_destroy (cr);
}

static void
way_people_plane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  WayPeoplePlane *self = WAY_PEOPLE_PLANE (widget);

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = LEAST_WIDTH;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->editor == NULL)
    return;
  lay_out (self, for_size > 0 ? for_size : 900, LEAST_HEIGHT);
  *minimum = *natural = (int) ceil (way_scene_get_height (way_people_scene_get_scene (self->scene)));
}

static GtkSizeRequestMode
way_people_plane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- who reads the screen aloud --- */

static void
place_twin (WayPeoplePlane *self, const char *id, GHashTable *gone)
{
  guint band;
  const WayItem *item = way_scene_find (way_people_scene_get_scene (self->scene), id, &band);
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

  WayRect rect = way_scene_get_item_rect (way_people_scene_get_scene (self->scene), band, item);

  gtk_accessible_update_property (GTK_ACCESSIBLE (twin), GTK_ACCESSIBLE_PROPERTY_LABEL, way_drawing_get_title (item->drawing), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, way_drawing_get_description (item->drawing), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (twin), GTK_ACCESSIBLE_STATE_SELECTED, way_editor_is_selected (self->editor, id), -1);
  gtk_widget_size_allocate (twin, &(GtkAllocation){ (int) rect.x, (int) rect.y, MAX (1, (int) rect.width), MAX (1, (int) rect.height) }, -1);
}

static void
place_twins (WayPeoplePlane *self)
{
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id, twin;
  WayElement *stakeholder;

  g_hash_table_iter_init (&iter, self->twins);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (gone, g_strdup (id));
  way_each (stakeholder, way_document_get_root (way_editor_get_document (self->editor)), WAY_KIND_STAKEHOLDER)
    place_twin (self, way_element_get_id (stakeholder), gone);
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      twin = g_hash_table_lookup (self->twins, id);
      gtk_widget_unparent (twin);
      g_hash_table_remove (self->twins, id);
    }
}

static void
way_people_plane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayPeoplePlane *self = WAY_PEOPLE_PLANE (widget);

  if (self->editor == NULL)
    return;
  /* The plane takes what the window has to give. */
  lay_out (self, width, MAX (height, LEAST_HEIGHT));
  if (way_scene_get_height (way_people_scene_get_scene (self->scene)) > height + 1)
    lay_out (self, width, LEAST_HEIGHT);
  place_twins (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

/* --- by hand --- */

gboolean
way_people_plane_press (WayPeoplePlane *self, double x, double y, gboolean connect)
{
  g_autofree char *thing = NULL;

  if (self->editor == NULL || self->scene == NULL)
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
  self->held = can_change (self) ? find_disc (self, x, y) : NULL;
  self->connecting = connect;
  self->moved = FALSE;
  self->from_x = self->at_x = x;
  self->from_y = self->at_y = y;
  return TRUE;
}

void
way_people_plane_drag (WayPeoplePlane *self, double x, double y)
{
  if (self->held == NULL)
    return;
  self->at_x = x;
  self->at_y = y;
  self->moved = self->moved || hypot (x - self->from_x, y - self->from_y) > THRESHOLD;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_people_plane_release (WayPeoplePlane *self, gboolean keep)
{
  g_autofree char *held = g_steal_pointer (&self->held);
  g_autoptr (GError) error = NULL;
  int influence, use;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (held == NULL || !keep || !self->moved || self->scene == NULL)
    return;
  if (self->connecting)
    {
      g_autofree char *to = find_disc (self, self->at_x, self->at_y);
      const char *made = to != NULL && strcmp (to, held) != 0 ? way_command_add_influence (self->editor, held, to, &error) : NULL;

      if (made != NULL)
        way_editor_select (self->editor, made);
    }
  else if (way_people_scene_get_judgement (self->scene, self->at_x, self->at_y, &influence, &use))
    way_command_judge (self->editor, held, influence, use, NULL, &error);
  say (self, error);
}

static gboolean
is_connecting (GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WayPeoplePlane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  way_people_plane_press (self, x, y, is_connecting (GTK_GESTURE (gesture)));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WayPeoplePlane *self)
{
  way_people_plane_drag (self, self->from_x + dx, self->from_y + dy);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WayPeoplePlane *self)
{
  way_people_plane_release (self, TRUE);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, WayPeoplePlane *self)
{
  way_people_plane_release (self, FALSE);
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, WayPeoplePlane *self)
{
  g_autofree char *thing = self->editor != NULL && self->scene != NULL ? find_thing (self, x, y) : NULL;

  if (g_strcmp0 (thing, self->hover) == 0)
    return;
  g_free (self->hover);
  self->hover = g_steal_pointer (&thing);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->hover != NULL ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *motion, WayPeoplePlane *self)
{
  g_clear_pointer (&self->hover, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
tooltip_cb (WayPeoplePlane *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const WayItem *item = self->scene != NULL && self->held == NULL ? way_scene_hit (way_people_scene_get_scene (self->scene), x, y, 2, NULL) : NULL;

  if (item == NULL || way_drawing_get_title (item->drawing) == NULL)
    return FALSE;

  g_autofree char *text = way_drawing_get_description (item->drawing) != NULL ? g_strdup_printf ("%s\n%s", way_drawing_get_title (item->drawing), way_drawing_get_description (item->drawing)) : g_strdup (way_drawing_get_title (item->drawing));

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- the menu of a stakeholder --- */

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new (), *judge = g_menu_new (), *more = g_menu_new ();

  g_menu_append (judge, _ ("More for _Us"), "map.attitude(1)");
  g_menu_append (judge, _ ("More _Against Us"), "map.attitude(-1)");
  g_menu_append (judge, _ ("_Not Known"), "map.unjudge");
  g_menu_append (more, _ ("_Influences the Other"), "map.add-influence");
  g_menu_append (more, _ ("_Journey of Their Own"), "map.open-journey");
  g_menu_append (more, _ ("Interview _Guide…"), "map.interview-guide");
  g_menu_append (more, _ ("_Delete"), "map.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (judge));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  g_object_unref (judge);
  g_object_unref (more);
  return G_MENU_MODEL (menu);
}

static void
show_menu (WayPeoplePlane *self, double x, double y)
{
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (GtkGestureClick *gesture, int n, double x, double y, WayPeoplePlane *self)
{
  g_autofree char *thing = self->editor != NULL && self->scene != NULL ? find_thing (self, x, y) : NULL;

  if (thing == NULL)
    return;
  if (!way_editor_is_selected (self->editor, thing))
    way_editor_select (self->editor, thing);
  show_menu (self, x, y);
}

/* --- keys --- */

static const char *
get_chosen (WayPeoplePlane *self)
{
  const WayElement *single = way_editor_get_single (self->editor);

  return single != NULL && way_element_get_kind (single) == WAY_KIND_STAKEHOLDER ? way_element_get_id (single) : NULL;
}

/* The disc that lies nearest in this direction; the first one where none is chosen. */
static const char *
find_next (WayPeoplePlane *self, const char *from, int dx, int dy)
{
  double x = 0, y = 0, radius, best = G_MAXDOUBLE;
  gboolean start = from == NULL || !way_people_scene_find_disc (self->scene, from, &x, &y, &radius);
  const char *found = NULL;
  WayElement *stakeholder;

  way_each (stakeholder, way_document_get_root (way_editor_get_document (self->editor)), WAY_KIND_STAKEHOLDER)
    {
      const char *id = way_element_get_id (stakeholder);
      double cx, cy, along, aside;

      if (g_strcmp0 (id, from) == 0 || !way_people_scene_find_disc (self->scene, id, &cx, &cy, &radius))
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
arrow (WayPeoplePlane *self, int dx, int dy, GdkModifierType state)
{
  const char *chosen = get_chosen (self), *next;
  int by = (state & GDK_SHIFT_MASK) != 0 ? 1 : 5, across = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -dx : dx;
  g_autoptr (GError) error = NULL;

  if ((state & GDK_ALT_MASK) != 0)
    {
      if (chosen != NULL && can_change (self))
        way_command_shift_judgement (self->editor, chosen, -dy * by, across * by, &error);
      say (self, error);
      return TRUE;
    }
  next = find_next (self, chosen, dx, dy);
  if (next != NULL)
    way_editor_select (self->editor, next);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WayPeoplePlane *self)
{
  const char *action = NULL;

  if (self->editor == NULL || self->scene == NULL)
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
    case GDK_KEY_Escape:
      if (self->held == NULL)
        return FALSE;
      way_people_plane_release (self, FALSE);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      gtk_widget_activate_action (GTK_WIDGET (self), "map.attitude", "i", 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      gtk_widget_activate_action (GTK_WIDGET (self), "map.attitude", "i", -1);
      return TRUE;
    case GDK_KEY_question:
      action = "map.unjudge";
      break;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      action = "map.delete";
      break;
    case GDK_KEY_Insert:
      action = "map.add-stakeholder";
      break;
    default:
      return FALSE;
    }
  if ((state & GDK_CONTROL_MASK) != 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return TRUE;
}

/* Shift+F10 and the menu key. */
static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WayPeoplePlane *self = WAY_PEOPLE_PLANE (widget);
  double x, y, radius;

  if (self->editor == NULL || self->scene == NULL || !way_people_scene_find_disc (self->scene, get_chosen (self), &x, &y, &radius))
    return FALSE;
  show_menu (self, x, y + radius);
  return TRUE;
}

/* --- following the map --- */

static void
changed_cb (WayDocument *document, const WayChange *change, WayPeoplePlane *self)
{
  if (change == NULL)
    forget (self);
}

static void
selected_cb (WayPeoplePlane *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* the twins say who is chosen */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
way_people_plane_dispose (GObject *object)
{
  WayPeoplePlane *self = WAY_PEOPLE_PLANE (object);
  GtkWidget *child;

  way_people_plane_set_editor (self, NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->twins, g_hash_table_unref);
  g_clear_pointer (&self->hover, g_free);
  g_clear_pointer (&self->held, g_free);
  G_OBJECT_CLASS (way_people_plane_parent_class)->dispose (object);
}

static void
way_people_plane_class_init (WayPeoplePlaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_people_plane_dispose;
  widget_class->measure = way_people_plane_measure;
  widget_class->get_request_mode = way_people_plane_get_request_mode;
  widget_class->size_allocate = way_people_plane_size_allocate;
  widget_class->snapshot = way_people_plane_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_css_name (widget_class, "people");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
}

static void
way_people_plane_init (WayPeoplePlane *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  self->twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stakeholders by influence and its use"), -1);
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
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
}

void
way_people_plane_set_editor (WayPeoplePlane *self, WayEditor *editor)
{
  GHashTableIter iter;
  gpointer twin;

  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  g_clear_object (&self->editor);
  g_clear_pointer (&self->scene, way_people_scene_free);
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
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const WayPeopleScene *
way_people_plane_get_scene (WayPeoplePlane *self)
{
  return self->scene;
}
