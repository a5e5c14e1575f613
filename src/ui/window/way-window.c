#include "ui/dialogs/way-register-window.h"
#include "ui/window/way-window-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-date.h"
#include "edit/way-cells.h"
#include "model/way-summary.h"
#include "review/way-followup.h"
#include "ui/actions/way-action-list.h"
#include "ui/dialogs/way-export-dialog.h"
#include "ui/parts/way-toast.h"
#include "ui/way-settings.h"
#include "ui/window/way-palette.h"

/* Below these widths the map needs the room of the sidebar, and then that of the inspector: where letters are large, the panes are wide, and
 * the map keeps this much beside them. */
#define ROOM_FOR_BOTH 1100
#define ROOM_FOR_ONE 1000
#define ROOM_FOR_MAP 500
/* The title in the header bar. */
#define TITLE_LEAST 220
#define TITLE_MOST 400

G_DEFINE_FINAL_TYPE (WayWindow, way_window, ADW_TYPE_APPLICATION_WINDOW)

static void
set_enabled (WayWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Gaps are marked on the map while they are worked through. */
static void
page_changed_cb (WaySidebar *sidebar, WayWindow *self)
{
  way_canvas_set_gaps (self->canvas, way_sidebar_is_showing_gaps (sidebar) ? self->gaps : NULL);
}

/* --- the status line --- */

/* Where the header bar has no room for all views, it names the one in sight. */
static void
name_view (WayWindow *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->views);

  if (view != NULL)
    gtk_menu_button_set_label (self->view_button, gtk_stack_page_get_title (gtk_stack_get_page (self->views, view)));
}

/* Of the journey that is shown, as its poster says it; NULL where nothing is claimed. */
static char *
name_proof (WayWindow *self)
{
  const WayElement *journey = way_editor_get_journey (way_window_get_editor (self));
  WayProof proof = journey != NULL ? way_summary_measure_journey (way_session_get_document (self->session), journey) : (WayProof){ 0, 0 };
  int percent = way_proof_get_percent (&proof);

  if (percent < 0)
    return NULL;
  return way_proof_is_hypothesis (&proof) ? g_strdup_printf (_ ("%d\302\240%% evidenced: hypothesis map"), percent) : g_strdup_printf (_ ("%d\302\240%% evidenced"), percent);
}

static gboolean
status_cb (gpointer data)
{
  WayWindow *self = data;
  WaySummary summary = way_summary_count (way_session_get_document (self->session), way_date_today ());
  guint n = summary.counts[WAY_KIND_TOUCHPOINT];
  g_autofree char *count = g_strdup_printf (ngettext ("%u touchpoint", "%u touchpoints", n), n);
  g_autofree char *proof = name_proof (self);
  const char *saved = way_session_is_modified (self->session) ? _ ("not saved") : way_session_get_path (self->session) == NULL ? _ ("new")
                                                                                                                               : _ ("saved");
  g_autofree char *shown = way_finder_is_filtering (self->finder) ? way_filter_bar_count (self->finder) : NULL;
  g_autofree char *text = proof != NULL ? g_strjoin (" · ", count, proof, saved, shown, NULL) : g_strjoin (" · ", count, saved, shown, NULL);

  guint n_open = way_followup_count_open (way_session_get_document (self->session));
  g_autofree char *actions = n_open > 0 ? g_strdup_printf (_ ("Actions %u"), n_open) : g_strdup (_ ("Actions"));
  const GPtrArray *cards = way_cells_get_all_cards (way_editor_get_journey (way_window_get_editor (self)));

  self->status_source = 0;
  gtk_label_set_text (self->status, text);
  gtk_stack_page_set_title (self->action_page, actions);
  name_view (self);
  gtk_widget_set_visible (self->empty_hint, cards == NULL || cards->len == 0);
  return G_SOURCE_REMOVE;
}

static void
schedule_status (WayWindow *self)
{
  if (self->status_source == 0 && self->session != NULL)
    self->status_source = g_timeout_add (100, status_cb, self);
}

static void
zoom_changed_cb (WayWindow *self)
{
  g_autofree char *text = g_strdup_printf (_ ("%.0f\302\240%%"), way_canvas_get_zoom (self->canvas) * 100);

  gtk_button_set_label (self->zoom_button, text);
}

static void
label_button (GtkWidget *button, const char *verb, const char *label)
{
  g_autofree char *text = label != NULL ? g_strdup_printf ("%s: %s", verb, label) : g_strdup (verb);

  gtk_widget_set_tooltip_text (button, text);
}

WayEditor *
way_window_get_editor (WayWindow *self)
{
  return self->session != NULL ? way_session_get_editor (self->session) : NULL;
}

/* Title, undo, and what can be done now. */
void
way_window_update (WayWindow *self)
{
  WayDocument *document;
  gboolean has_map = self->session != NULL;

  set_enabled (self, "save", FALSE);
  for (const char *const *name = (const char *const[]){ "save-as", "merge", "history", "export", "list", "print", "zoom-in", "zoom-out", "zoom-fit", "zoom-normal", NULL }; *name != NULL; name++)
    set_enabled (self, *name, has_map);
  set_enabled (self, "undo", FALSE);
  set_enabled (self, "redo", FALSE);
  way_map_actions_update (self);
  way_metrics_actions_update (self);
  if (!has_map)
    {
      gtk_window_set_title (GTK_WINDOW (self), "Waymark");
      return;
    }
  document = way_session_get_document (self->session);

  gboolean modified = way_session_is_modified (self->session);
  g_autofree char *title = way_session_dup_title (self->session), *place = way_session_dup_place (self->session);
  g_autofree char *window_title = g_strdup_printf ("%s%s", modified ? "• " : "", title);

  gtk_window_set_title (GTK_WINDOW (self), window_title);
  adw_window_title_set_title (self->map_title, window_title);
  adw_window_title_set_subtitle (self->map_title, place);
  /* Also where nothing has changed: a word that is just being written is no change yet, and must be saved as well. */
  set_enabled (self, "save", !way_document_is_read_only (document));
  set_enabled (self, "undo", way_document_get_undo_label (document) != NULL);
  set_enabled (self, "redo", way_document_get_redo_label (document) != NULL);
  label_button (self->undo_button, _ ("Undo"), way_document_get_undo_label (document));
  label_button (self->redo_button, _ ("Redo"), way_document_get_redo_label (document));
  schedule_status (self);
}

static void
session_changed_cb (WaySession *session, WayWindow *self)
{
  way_window_update (self);
}

static void
selection_changed_cb (WayEditor *editor, WayWindow *self)
{
  way_map_actions_update (self);
}

static void
found_cb (WayFinder *finder, WayWindow *self)
{
  way_find_actions_update (self);
  schedule_status (self);
}

/* --- actions --- */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_canvas_finish_edit (self->canvas, TRUE);
  way_editor_undo (way_window_get_editor (self));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_canvas_finish_edit (self->canvas, TRUE);
  way_editor_redo (way_window_get_editor (self));
}

static void
zoom_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  double zoom = way_canvas_get_zoom (self->canvas);

  if (g_str_equal (name, "zoom-in"))
    way_canvas_set_zoom (self->canvas, zoom * 1.2);
  else if (g_str_equal (name, "zoom-out"))
    way_canvas_set_zoom (self->canvas, zoom / 1.2);
  else if (g_str_equal (name, "zoom-normal"))
    way_canvas_set_zoom (self->canvas, 1);
  else
    way_canvas_zoom_to_fit (self->canvas);
}

static void
present_export (WayWindow *self, WayExportDialog *dialog)
{
  way_export_dialog_set_flow (dialog, self->flow);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_canvas_finish_edit (self->canvas, TRUE);
  present_export (self, way_export_dialog_new (GTK_WINDOW (self), self->session, self->toasts));
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_canvas_finish_edit (self->canvas, TRUE);
  present_export (self, way_export_dialog_new_for_print (GTK_WINDOW (self), self->session, self->toasts));
}

/* The panes by turns: F6. */
static void
next_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  GtkWidget *panes[] = { GTK_WIDGET (self->canvas), GTK_WIDGET (self->inspector), GTK_WIDGET (self->sidebar) };
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  guint current = 2;

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (focus != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      current = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *pane = panes[(current + i) % G_N_ELEMENTS (panes)];

      if (pane == GTK_WIDGET (self->canvas) ? gtk_widget_grab_focus (pane) : gtk_widget_get_child_visible (pane) && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}

static void
add_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  if (self->session != NULL)
    adw_split_button_popup (self->add_button);
}

/* After the menu the keyboard is on the map again, unless what was chosen took it elsewhere. */
static void
add_menu_closed_cb (WayWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (self->session != NULL && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->add_button))))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* A name that no view has changes nothing. */
static void
view_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  GtkWidget *view = gtk_stack_get_child_by_name (self->views, g_variant_get_string (parameter, NULL));

  way_canvas_finish_edit (self->canvas, TRUE);
  if (view == NULL)
    return;
  gtk_stack_set_visible_child (self->views, view);
  /* The keys are those of what is seen now. */
  gtk_widget_grab_focus (gtk_widget_is_ancestor (GTK_WIDGET (self->canvas), view) ? GTK_WIDGET (self->canvas) : view);
}

/* What is seen is what goes out: the button on top writes the sheet of its view, where there is one. */
static void
aim_export (WayWindow *self, const char *view)
{
  static const struct
  {
    const char *view, *action, *tip;
  } sheets[] = {
    { "stakeholders", "map.people-sheet", N_ ("One page to take along: the buying center as a PDF") },
    { "actions", "map.actions-sheet", N_ ("Pain points and opportunities by impact and effort, with a list by rank") },
  };
  GtkWidget *buttons[] = { self->export_button, self->export_icon };
  const char *action = "win.export", *tip = _ ("Export as PDF, SVG or PNG");

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (strcmp (sheets[i].view, view) == 0)
      {
        action = sheets[i].action;
        tip = _ (sheets[i].tip);
      }
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (buttons[i]), action);
      gtk_widget_set_tooltip_text (buttons[i], tip);
    }
}

static void
view_changed_cb (GtkStack *views, GParamSpec *pspec, WayWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "view");
  const char *name = gtk_stack_get_visible_child_name (views);

  /* There is none while the window is taken down. */
  if (name == NULL)
    return;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  name_view (self);
  aim_export (self, name);
  gtk_widget_set_visible (self->zoom_box, g_str_equal (name, "map"));
  way_window_arrange (self);
}

void
way_window_show_pane (WayWindow *self, GtkRevealer *pane)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (pane)))
    gtk_stack_set_visible_child_name (self->views, "map");
  gtk_revealer_set_reveal_child (pane, TRUE);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  GtkWidget *target = self->session != NULL ? GTK_WIDGET (self->canvas) : GTK_WIDGET (self->start_page);

  way_canvas_finish_edit (self->canvas, TRUE);
  gtk_window_present (GTK_WINDOW (way_palette_new (GTK_APPLICATION_WINDOW (self), target, G_ACTION_GROUP (self->map_actions), way_window_get_editor (self))));
}

static void
active_cb (WayWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    way_window_check_disk (self);
}

/* The next window is as this one was left. */
static void
remember_layout (WayWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  way_settings_set ("window-width", g_variant_new_int32 (MAX (width, 360)));
  way_settings_set ("window-height", g_variant_new_int32 (MAX (height, 240)));
  way_settings_set ("window-maximized", g_variant_new_boolean (gtk_window_is_maximized (GTK_WINDOW (self))));
  way_settings_set ("sidebar", g_variant_new_boolean (gtk_revealer_get_reveal_child (self->sidebar_revealer) || self->sidebar_folded));
  way_settings_set ("inspector", g_variant_new_boolean (gtk_revealer_get_reveal_child (self->inspector_revealer) || self->inspector_folded));
}

static void
restore_layout (WayWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), way_settings_get_int ("window-width"), way_settings_get_int ("window-height"));
  if (way_settings_get_boolean ("window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_revealer_set_reveal_child (self->sidebar_revealer, way_settings_get_boolean ("sidebar"));
  gtk_revealer_set_reveal_child (self->inspector_revealer, way_settings_get_boolean ("inspector"));
}

/* --- a narrow window --- */

static void
fit_pane (GtkRevealer *pane, gboolean has_room, gboolean *folded)
{
  if (has_room ? !*folded : !gtk_revealer_get_reveal_child (pane))
    return;
  *folded = !has_room;
  gtk_revealer_set_reveal_child (pane, has_room);
}

static int
measure_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* The map says its title itself: it stands in the header bar only where buttons keep their words beside it. The views are in the middle, so
 * the wider side counts twice. */
static int
find_title_room (WayWindow *self, int width)
{
  int start = measure_width (gtk_widget_get_parent (self->undo_button)), end = measure_width (gtk_widget_get_parent (GTK_WIDGET (self->menu_button)));

  int room = width - measure_width (self->view_switcher) - 2 * MAX (start, end) - 36;

  return room < TITLE_LEAST ? 0 : MIN (room, TITLE_MOST) / 20 * 20;
}

static gboolean
fit_panes_cb (gpointer data)
{
  WayWindow *self = data;

  self->room_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->title_clamp), self->title_room > 0);
  adw_clamp_set_maximum_size (self->title_clamp, MAX (self->title_room, TITLE_LEAST));
  adw_clamp_set_tightening_threshold (self->title_clamp, MAX (self->title_room, TITLE_LEAST));
  fit_pane (self->sidebar_revealer, self->room >= 2, &self->sidebar_folded);
  fit_pane (self->inspector_revealer, self->room >= 1, &self->inspector_folded);
  return G_SOURCE_REMOVE;
}

/* A narrow window is the map's; the panes come back with the room, and whoever wants one meanwhile opens it. */
static void
way_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayWindow *self = WAY_WINDOW (widget);
  int title_room, middle, one, both;
  guint room;

  GTK_WIDGET_CLASS (way_window_parent_class)->size_allocate (widget, width, height, baseline);
  /* There are no panes then, and to measure what nobody has seen yet costs the first window a tenth of its time. */
  if (self->session == NULL || self->presenting)
    return;
  middle = way_flow_pane_get_least_width (self->flow_pane);
  one = MAX (ROOM_FOR_MAP, middle) + measure_width (GTK_WIDGET (self->inspector));
  both = one + measure_width (GTK_WIDGET (self->sidebar));
  room = width >= MAX (ROOM_FOR_BOTH, both) ? 2 : width >= MAX (ROOM_FOR_ONE, one) ? 1
                                                                                   : 0;
  title_room = find_title_room (self, width);
  if (room == self->room && title_room == self->title_room)
    return;
  self->room = room;
  self->title_room = title_room;
  if (self->room_source == 0)
    self->room_source = g_idle_add (fit_panes_cb, self);
}

static gboolean
way_window_close_request (GtkWindow *window)
{
  WayWindow *self = WAY_WINDOW (window);

  way_canvas_finish_edit (self->canvas, TRUE);
  if (!self->closing && self->session != NULL && !way_session_settle (self->session))
    return way_window_ask_before_close (self);
  remember_layout (self);
  return GTK_WINDOW_CLASS (way_window_parent_class)->close_request (window);
}

static void
way_window_dispose (GObject *object)
{
  WayWindow *self = WAY_WINDOW (object);

  g_clear_handle_id (&self->status_source, g_source_remove);
  g_clear_handle_id (&self->room_source, g_source_remove);
  if (self->canvas != NULL)
    way_window_set_session (self, NULL);
  if (self->new_log != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->new_log, self);
      way_flow_watch_cancel (self->new_log);
    }
  g_clear_object (&self->new_log);
  g_clear_object (&self->map_actions);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->persona_names, g_free);
  g_clear_object (&self->persona_menu);
  G_OBJECT_CLASS (way_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, header);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, status_bar);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, map_title);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, title_clamp);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, view_switcher);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner_reload);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner_keep);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner_compare);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner_save_as);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, banner_close);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, sidebar_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, inspector_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, status);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, standing);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, flow_pane);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, empty_hint);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, views);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, export_icon);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, action_page);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, action_view);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, people_view);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, metrics_view);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, quick_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, quick);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, quick_label);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, start_menu_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, view_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, add_button);
}

static void
way_window_class_init (WayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_START_PAGE);
  g_type_ensure (WAY_TYPE_SIDEBAR);
  g_type_ensure (WAY_TYPE_STANDING_BAR);
  g_type_ensure (WAY_TYPE_FILTER_BAR);
  g_type_ensure (WAY_TYPE_FLOW_PANE);
  g_type_ensure (WAY_TYPE_ACTION_VIEW);
  g_type_ensure (WAY_TYPE_PEOPLE_VIEW);
  g_type_ensure (WAY_TYPE_METRICS_VIEW);
  g_type_ensure (WAY_TYPE_CANVAS);
  g_type_ensure (WAY_TYPE_INSPECTOR);
  g_type_ensure (WAY_TYPE_HISTORY_STEPS);
  G_OBJECT_CLASS (klass)->dispose = way_window_dispose;
  widget_class->size_allocate = way_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = way_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-window.ui");
  bind_children (widget_class);
  /* Here and not with the application, whose keys come before those of a text that is being written. */
  way_action_list_bind_keys (widget_class, WAY_KEYS_WINDOW);
}

static void
way_window_init (WayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "zoom-in", .activate = zoom_cb },
    { .name = "zoom-out", .activate = zoom_cb },
    { .name = "zoom-normal", .activate = zoom_cb },
    { .name = "zoom-fit", .activate = zoom_cb },
    { .name = "export", .activate = export_cb },
    { .name = "print", .activate = print_cb },
    { .name = "view", .activate = view_cb, .parameter_type = "s", .state = "'map'" },
    { .name = "next-pane", .activate = next_pane_cb },
    { .name = "add-menu", .activate = add_menu_cb },
    { .name = "palette", .activate = palette_cb },
  };
  g_autoptr (GPropertyAction) sidebar = NULL, inspector = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->room = 2;
  self->title_room = TITLE_LEAST;
  restore_layout (self);
  sidebar = g_property_action_new ("sidebar", self->sidebar_revealer, "reveal-child");
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  way_list_export_add (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
  inspector = g_property_action_new ("inspector", self->inspector_revealer, "reveal-child");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (inspector));
  g_signal_connect_object (self->sidebar, "page-changed", G_CALLBACK (page_changed_cb), self, 0);
  g_signal_connect_object (self->views, "notify::visible-child-name", G_CALLBACK (view_changed_cb), self, 0);
  way_window_init_files (self);
  way_flow_actions_init (self);
  way_window_init_keeping (self);
  way_metrics_actions_init (self);
  self->map_actions = way_map_actions_new (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", G_ACTION_GROUP (self->map_actions));
  way_window_init_menus (self);
  way_window_init_present (self);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_split_button_get_popover (self->add_button), "closed", G_CALLBACK (add_menu_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  zoom_changed_cb (self);
  way_start_page_refresh (self->start_page);
  way_window_update (self);
}

WayWindow *
way_window_new (GtkApplication *application)
{
  return g_object_new (WAY_TYPE_WINDOW, "application", application, NULL);
}

/* Nothing of the window looks at the map any more. */
static void
leave_session (WayWindow *self)
{
  way_register_window_close (GTK_WINDOW (self));
  way_window_present_map (self, FALSE);
  way_canvas_set_editor (self->canvas, NULL);
  way_canvas_set_finder (self->canvas, NULL);
  way_canvas_set_figures (self->canvas, NULL);
  way_standing_bar_set_map (self->standing, NULL, NULL);
  way_sidebar_set_finder (self->sidebar, NULL);
  way_sidebar_set_gaps (self->sidebar, NULL);
  way_canvas_set_gaps (self->canvas, NULL);
  way_filter_bar_set_finder (self->filter_bar, NULL);
  way_window_set_flow (self, NULL);
  way_action_view_set_session (self->action_view, NULL);
  way_people_view_set_editor (self->people_view, NULL);
  way_metrics_actions_set_session (self, NULL);
  way_inspector_set_editor (self->inspector, NULL);
  way_history_steps_set_editor (self->steps, NULL);
  g_clear_handle_id (&self->status_source, g_source_remove);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_session_get_editor (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (way_session_get_figures (self->session), self);
    }
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_clear_object (&self->finder);
  g_clear_object (&self->gaps);
  g_clear_object (&self->session);
}

void
way_window_set_session (WayWindow *self, WaySession *session)
{
  WayEditor *editor;

  leave_session (self);
  self->session = session;
  if (session == NULL)
    return;
  editor = way_session_get_editor (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (schedule_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  way_canvas_set_editor (self->canvas, editor);
  way_canvas_set_figures (self->canvas, way_session_get_figures (session));
  way_standing_bar_set_map (self->standing, editor, way_session_get_figures (session));
  self->finder = way_finder_new (editor);
  g_signal_connect_object (self->finder, "changed", G_CALLBACK (found_cb), self, 0);
  way_canvas_set_finder (self->canvas, self->finder);
  way_sidebar_set_finder (self->sidebar, self->finder);
  self->gaps = way_gap_watch_new (way_editor_get_document (editor));
  way_sidebar_set_gaps (self->sidebar, self->gaps);
  page_changed_cb (self->sidebar, self);
  way_filter_bar_set_finder (self->filter_bar, self->finder);
  way_window_set_flow (self, editor);
  way_action_view_set_session (self->action_view, session);
  way_people_view_set_editor (self->people_view, editor);
  way_metrics_actions_set_session (self, session);
  way_inspector_set_editor (self->inspector, editor);
  way_history_steps_set_editor (self->steps, editor);
  gtk_stack_set_visible_child_name (self->stack, "map");
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  gtk_revealer_set_reveal_child (self->banner, FALSE);
  way_window_show_banner (self);
  way_window_update (self);
}

void
way_window_say (WayWindow *self, const char *text)
{
  AdwToast *toast = way_toast_new (text);

  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
way_window_say_error (WayWindow *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
