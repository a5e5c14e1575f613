#include "ui/window/way-sidebar.h"

#include <glib/gi18n-lib.h>

#include "ui/actions/way-action-list.h"
#include "ui/panes/way-element-list.h"
#include "ui/panes/way-gap-pane.h"
#include "ui/panes/way-outline-pane.h"
#include "ui/panes/way-search-pane.h"
#include "ui/parts/way-menu-button.h"
#include "ui/window/way-filter-bar.h"

/* In the menu of the filter. */
#define FILTERED (WAY_BIT (WAY_KIND_PERSONA) | WAY_BIT (WAY_KIND_PHASE) | WAY_BIT (WAY_KIND_CHANNEL) | WAY_BIT (WAY_KIND_DEPARTMENT) | WAY_BIT (WAY_KIND_STAKEHOLDER))

struct _WaySidebar
{
  GtkWidget parent_instance;
  WayElementList *journeys, *people, *lanes;
  GtkStack *pages;
  GtkWidget *search, *switcher;
  GtkMenuButton *filter_button;
  WaySearchPane *search_pane;
  WayOutlinePane *outline;
  WayGapPane *gap_pane;
  GtkStackPage *gap_page;
  WayGapWatch *gaps;
  char *page; /* behind what was found; owned */
  WayFinder *finder;
  WayEditor *editor; /* the finder's */
  guint source;
};

enum
{
  PAGE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WaySidebar, way_sidebar, GTK_TYPE_WIDGET)

static gboolean
fill_cb (gpointer data)
{
  WaySidebar *self = data;
  g_autoptr (GMenuModel) filters = way_filter_bar_make_menu (self->editor);

  self->source = 0;
  way_menu_button_set_menu (self->filter_button, filters);
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
  if (!gtk_widget_get_visible (self->switcher) || *text != '\0')
    {
      if (gtk_widget_get_visible (self->switcher))
        {
          g_free (self->page);
          self->page = g_strdup (gtk_stack_get_visible_child_name (self->pages));
        }
      gtk_stack_set_visible_child_name (self->pages, *text != '\0' ? "search" : self->page);
      gtk_widget_set_visible (self->switcher, *text == '\0');
    }
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

static void
changed_cb (WayDocument *document, const WayChange *change, WaySidebar *self)
{
  if (change != NULL && (FILTERED & WAY_BIT (way_element_get_kind (change->element))) != 0)
    schedule (self);
}

static void
journey_changed_cb (WayEditor *editor, WaySidebar *self)
{
  schedule (self);
}

static void
way_sidebar_dispose (GObject *object)
{
  GtkWidget *child;

  way_sidebar_set_finder (WAY_SIDEBAR (object), NULL);
  way_sidebar_set_gaps (WAY_SIDEBAR (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_sidebar_parent_class)->dispose (object);
}

static void
way_sidebar_finalize (GObject *object)
{
  g_free (WAY_SIDEBAR (object)->page);
  G_OBJECT_CLASS (way_sidebar_parent_class)->finalize (object);
}

static void
way_sidebar_class_init (WaySidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_ELEMENT_LIST);
  g_type_ensure (WAY_TYPE_SEARCH_PANE);
  g_type_ensure (WAY_TYPE_OUTLINE_PANE);
  g_type_ensure (WAY_TYPE_GAP_PANE);
  G_OBJECT_CLASS (klass)->dispose = way_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_sidebar_finalize;
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", WAY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, search);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, pages);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, filter_button);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, search_pane);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, outline);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, gap_pane);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, gap_page);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, journeys);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, people);
  gtk_widget_class_bind_template_child (widget_class, WaySidebar, lanes);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
init_lists (WaySidebar *self)
{
  static const char *const lane_kinds[] = { "map.add-lane", NULL };
  g_autoptr (GMenuModel) menu = way_action_list_make_menu (lane_kinds, TRUE);
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);

  way_element_list_configure (self->journeys, WAY_BIT (WAY_KIND_JOURNEY), _ ("Journeys"), "", "map.add-journey", NULL);
  way_element_list_configure (self->people, WAY_BIT (WAY_KIND_PERSONA) | WAY_BIT (WAY_KIND_STAKEHOLDER), _ ("Personas & Stakeholders"), _ ("Nobody yet. Add who makes this journey, and whose feelings count."), "map.add-persona", NULL);
  way_element_list_add_button (self->people, "view-list-symbolic", "map.register::persona");
  way_element_list_configure (self->lanes, WAY_BIT (WAY_KIND_LANE) | WAY_BIT (WAY_KIND_SEPARATOR), _ ("Lanes"), _ ("No lanes yet. Add one for touchpoints to begin with."), "map.add-lane", g_menu_model_get_item_link (section, 0, G_MENU_LINK_SUBMENU));
}

static void
page_changed_cb (WaySidebar *self)
{
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
way_sidebar_init (WaySidebar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  init_lists (self);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self, 0);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self);
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
  way_search_pane_set_finder (self->search_pane, finder);
  way_outline_pane_set_editor (self->outline, finder != NULL ? way_finder_get_editor (finder) : NULL);
  for (guint i = 0; i < 3; i++)
    way_element_list_set_editor ((WayElementList *[]){ self->journeys, self->people, self->lanes }[i], finder != NULL ? way_finder_get_editor (finder) : NULL);
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

void
way_sidebar_show_outline (WaySidebar *self)
{
  way_sidebar_search (self, "");
  gtk_stack_set_visible_child_name (self->pages, "outline");
  way_outline_pane_focus (self->outline);
}

/* --- gaps --- */

static void
gaps_changed_cb (WayGapWatch *gaps, WaySidebar *self)
{
  guint n = gaps != NULL ? way_gaps_count (way_gap_watch_get_gaps (gaps)) : 0;
  g_autofree char *title = n > 0 ? g_strdup_printf (_ ("Gaps %u"), n) : g_strdup (_ ("Gaps"));

  gtk_stack_page_set_title (self->gap_page, title);
}

void
way_sidebar_set_gaps (WaySidebar *self, WayGapWatch *gaps)
{
  if (self->gaps != NULL)
    g_signal_handlers_disconnect_by_data (self->gaps, self);
  g_set_object (&self->gaps, gaps);
  if (self->gap_pane == NULL)
    return;
  way_gap_pane_set_watch (self->gap_pane, gaps);
  if (gaps != NULL)
    g_signal_connect_object (gaps, "changed", G_CALLBACK (gaps_changed_cb), self, 0);
  gaps_changed_cb (gaps, self);
}

void
way_sidebar_show_gaps (WaySidebar *self)
{
  way_sidebar_search (self, "");
  gtk_stack_set_visible_child_name (self->pages, "gaps");
  way_gap_pane_focus (self->gap_pane);
}

void
way_sidebar_step_gap (WaySidebar *self)
{
  if (!way_sidebar_is_showing_gaps (self))
    way_sidebar_show_gaps (self);
  way_gap_pane_step (self->gap_pane);
}

gboolean
way_sidebar_is_showing_gaps (WaySidebar *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "gaps") == 0;
}
