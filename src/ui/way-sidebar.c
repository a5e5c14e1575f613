#include "ui/way-sidebar.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "scene/way-theme.h"
#include "ui/way-filter-bar.h"
#include "ui/way-search-pane.h"

/* Listed here, or in the menu of the filter. */
#define SHOWN (WAY_BIT (WAY_KIND_JOURNEY) | WAY_BIT (WAY_KIND_PERSONA) | WAY_BIT (WAY_KIND_STAKEHOLDER) | WAY_BIT (WAY_KIND_LANE) | \
               WAY_BIT (WAY_KIND_PHASE) | WAY_BIT (WAY_KIND_CHANNEL) | WAY_BIT (WAY_KIND_DEPARTMENT) | WAY_BIT (WAY_KIND_ORGANISATION))

struct _WaySidebar
{
  GtkWidget parent_instance;
  GtkListBox *journeys, *people, *lanes;
  GtkStack *pages;
  GtkWidget *people_heading, *search;
  GtkMenuButton *filter_button;
  WaySearchPane *search_pane;
  WayFinder *finder;
  WayEditor *editor; /* the finder's */
  guint source;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WaySidebar, way_sidebar, GTK_TYPE_WIDGET)

static void
clear (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static GtkWidget *
add_row (GtkListBox *list, GtkWidget *start, const WayElement *element)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (way_element_get_name (element));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, way_element_get_name (element));
  gtk_widget_set_margin_start (box, 8);
  if (start != NULL)
    gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, way_element_get_name (element), -1);
  g_object_set_data_full (G_OBJECT (row), "way-id", g_strdup (way_element_get_id (element)), g_free);
  gtk_list_box_append (list, row);
  return row;
}

static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const WayColour *colour = data;

  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
  cairo_fill (cr);
}

static GtkWidget *
make_swatch (const WayElement *person, guint index)
{
  GtkWidget *area = gtk_drawing_area_new ();
  WayHue hue = way_theme_make_hue (way_theme_get_light (), way_element_get (person, WAY_FIELD_COLOUR), index);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 14);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 14);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch_cb, g_memdup2 (&hue.solid, sizeof hue.solid), g_free);
  return area;
}

static void
eye_cb (GtkToggleButton *button, WaySidebar *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "way-id");
  g_autoptr (GError) error = NULL;

  if (!self->filling && !way_command_set_collapsed (self->editor, id, !gtk_toggle_button_get_active (button), &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

static GtkWidget *
make_eye (WaySidebar *self, const WayElement *lane)
{
  gboolean shown = !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED);
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *label = g_strdup_printf (_ ("Show “%s”"), way_element_get_name (lane));

  gtk_button_set_icon_name (GTK_BUTTON (button), shown ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), shown);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "eye");
  gtk_widget_set_tooltip_text (button, label);
  g_object_set_data_full (G_OBJECT (button), "way-id", g_strdup (way_element_get_id (lane)), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (eye_cb), self, 0);
  return button;
}

static void
fill_people (WaySidebar *self, const WayElement *root)
{
  WayElement *person;
  guint n = 0;

  clear (self->people);
  way_each (person, root, WAY_KIND_PERSONA)
    add_row (self->people, make_swatch (person, n++), person);
  way_each (person, root, WAY_KIND_STAKEHOLDER)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("avatar-default-symbolic");

      add_row (self->people, icon, person);
      n++;
    }
  gtk_widget_set_visible (self->people_heading, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->people), n > 0);
}

static gboolean
fill_cb (gpointer data)
{
  WaySidebar *self = data;
  const WayElement *root = way_document_get_root (way_editor_get_document (self->editor)), *current = way_editor_get_journey (self->editor);
  g_autoptr (GMenuModel) filters = way_filter_bar_make_menu (self->editor);
  WayElement *element;

  self->source = 0;
  self->filling = TRUE;
  clear (self->journeys);
  way_each (element, root, WAY_KIND_JOURNEY)
    {
      GtkWidget *row = add_row (self->journeys, NULL, element);

      if (element == current)
        gtk_list_box_select_row (self->journeys, GTK_LIST_BOX_ROW (row));
    }
  fill_people (self, root);
  clear (self->lanes);
  way_each (element, current, WAY_KIND_LANE)
    add_row (self->lanes, make_eye (self, element), element);
  self->filling = FALSE;
  gtk_menu_button_set_menu_model (self->filter_button, filters);
  return G_SOURCE_REMOVE;
}

static void
schedule (WaySidebar *self)
{
  if (self->source == 0 && self->editor != NULL)
    self->source = g_idle_add (fill_cb, self);
}

/* --- search --- */

static void
search_changed_cb (GtkSearchEntry *entry, WaySidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (self->finder == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, *text != '\0' ? "search" : "lists");
  way_finder_set_text (self->finder, text);
}

/* What is typed last counts, though the entry waits a little before it says so. */
static void
step (WaySidebar *self, const char *action)
{
  search_changed_cb (GTK_SEARCH_ENTRY (self->search), self);
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WaySidebar *self)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (keyval == GDK_KEY_Down || (is_enter && (state & GDK_SHIFT_MASK) == 0))
    step (self, "map.find-next");
  else if (keyval == GDK_KEY_Up || is_enter)
    step (self, "map.find-previous");
  else
    return FALSE;
  return TRUE;
}

/* Back to the map, where the current hit is selected. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  WaySidebar *self = WAY_SIDEBAR (widget);
  const WayHit *hit = self->finder != NULL ? way_finder_get_current (self->finder, NULL) : NULL;
  g_autofree char *id = hit != NULL ? g_strdup (hit->id) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (GTK_SEARCH_ENTRY (self->search), self);
  if (id != NULL)
    gtk_widget_activate_action (widget, "map.show", "s", id);
  gtk_widget_activate_action (widget, "map.focus", NULL);
  return TRUE;
}

static void
search_stopped_cb (GtkSearchEntry *entry, WaySidebar *self)
{
  escape_cb (GTK_WIDGET (self), NULL, NULL);
}

/* Cards do not show here, so only what else changed counts. */
static void
changed_cb (WayDocument *document, const WayChange *change, WaySidebar *self)
{
  WayKind kind = change != NULL ? way_element_get_kind (change->element) : WAY_KIND_TOUCHPOINT;

  if ((SHOWN & WAY_BIT (kind)) != 0)
    schedule (self);
}

static void
journey_changed_cb (WayEditor *editor, WaySidebar *self)
{
  schedule (self);
}

static void
journey_selected_cb (GtkListBox *list, GtkListBoxRow *row, WaySidebar *self)
{
  if (!self->filling && row != NULL && self->editor != NULL)
    way_editor_set_journey (self->editor, g_object_get_data (G_OBJECT (row), "way-id"));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, WaySidebar *self)
{
  if (self->editor != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", g_object_get_data (G_OBJECT (row), "way-id"));
}

static void
way_sidebar_dispose (GObject *object)
{
  GtkWidget *child;

  way_sidebar_set_finder (WAY_SIDEBAR (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_sidebar_parent_class)->dispose (object);
}

static void
way_sidebar_class_init (WaySidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_SEARCH_PANE);
  G_OBJECT_CLASS (klass)->dispose = way_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, search);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, pages);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, filter_button);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, search_pane);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, journeys);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, people);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, people_heading);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, lanes);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
way_sidebar_init (WaySidebar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->journeys, "row-selected", G_CALLBACK (journey_selected_cb), self);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self);
  g_signal_connect (self->people, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->lanes, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, 0);
  gtk_widget_add_controller (self->search, keys);
}

void
way_sidebar_set_finder (WaySidebar *self, WayFinder *finder)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_stack_set_visible_child_name (self->pages, "lists");
  way_search_pane_set_finder (self->search_pane, finder);
  g_set_object (&self->finder, finder);
  g_clear_object (&self->editor);
  if (finder == NULL)
    return;
  self->editor = g_object_ref (way_finder_get_editor (finder));
  g_signal_connect_object (way_editor_get_document (self->editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->editor, "journey-changed", G_CALLBACK (journey_changed_cb), self, 0);
  schedule (self);
}

void
way_sidebar_focus_search (WaySidebar *self)
{
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
way_sidebar_search (WaySidebar *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  search_changed_cb (GTK_SEARCH_ENTRY (self->search), self);
}

void
way_sidebar_toggle_replace (WaySidebar *self)
{
  way_search_pane_toggle_replace (self->search_pane);
}

const char *
way_sidebar_get_replacement (WaySidebar *self)
{
  return way_search_pane_get_replacement (self->search_pane);
}
