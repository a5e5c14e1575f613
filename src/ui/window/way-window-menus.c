#include "ui/actions/way-action-list.h"
#include "ui/parts/way-menu-button.h"
#include "ui/window/way-window-private.h"

#include <glib/gi18n-lib.h>

/* What stands in which menu; the words are those of the table. */

/* The first is kept short: it must fit on the screen of a small laptop. */
static const char *const primary[] = {
  "app.new", "win.new-from-log", "win.open", "",
  "win.save", "win.save-as", "win.export", "win.print",
  ">", N_ ("_Lists"), "win.list::actions", "win.list::ideas", "win.list::gaps", "win.list::evidence", "win.list::data", "", "win.list::all", "<", "",
  "win.history", "win.merge", "",
  ">", N_ ("_This Map"), "map.about", "map.score", "map.register::persona", "<",
  ">", N_ ("Fi_gures"), "win.import-figures", "win.paste-figures", "", "win.refresh-figures", "win.freeze-baseline", "win.freeze-figures", "", "win.show-metrics", "<",
  ">", N_ ("S_earch and Filter"), "map.find", "map.find-next", "map.find-previous", "map.replace", "", "map.filter-assumptions", "map.filter-moments", "map.filter-pains", "map.clear-filter", "<",
  ">", N_ ("_Event Log"), "map.flow", "map.rules", "map.flow-figures", "map.compare-action", "", "map.open-log", "map.refresh-log", "map.warehouse", "", "map.draw-way", "<",
  ">", N_ ("_View"), "win.view::map", "win.view::stakeholders", "win.view::metrics", "win.view::actions", "", "win.zoom-in", "win.zoom-out", "win.zoom-normal", "win.zoom-fit", "win.present", "", "win.sidebar", "map.outline", "map.gaps", "win.inspector", "win.next-pane", "",
  ">", N_ ("_Theme"), "app.theme::system", "app.theme::light", "app.theme::dark", "<", "<", "",
  "win.palette",
  ">", N_ ("_Help"), "win.show-help-overlay", "app.about", "<",
  "window.close", "app.quit",
  NULL
};
static const char *const views[] = { "win.view::map", "win.view::stakeholders", "win.view::metrics", "win.view::actions", NULL };
static const char *const start[] = {
  "win.open", "win.new-from-log", "win.palette", "",
  ">", N_ ("_Theme"), "app.theme::system", "app.theme::light", "app.theme::dark", "<", "",
  "win.show-help-overlay", "app.about", "",
  "app.quit",
  NULL
};
static const char *const add[] = {
  "map.add-another", "map.quick", "",
  "map.add-step", "map.add-phase", "map.add-lane", "",
  "map.add-pain", "map.add-opportunity", "map.add-action", "map.connect", "",
  "map.add-persona", "map.add-journey",
  NULL
};
static const char *const canvas[] = {
  "map.rename", "map.duplicate", "map.delete", "",
  "map.copy", "map.copy-picture", "map.cut", "map.paste",
  ">", N_ ("_Select"), "map.select-all", "map.select-in::lane", "map.select-in::step", "map.select-in::phase", "<", "",
  "map.feeling(1)", "map.feeling(-1)", "map.open-feeling", "map.figures", "map.find-voices", "map.moment-of-truth", "",
  "map.connect-to",
  ">", N_ ("Si_ze"), "map.span::more", "map.span::less", "", "map.resize(24)", "map.resize(-24)", "map.resize(0)", "<", "",
  "map.add-touchpoint",
  ">", N_ ("_Add"), "map.add-step", "map.add-phase", "map.add-lane", "map.add-pain", "map.add-opportunity", "map.connect", "<",
  NULL
};

static void
show_help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *help = way_action_list_make_shortcuts ();

  gtk_window_set_transient_for (GTK_WINDOW (help), data);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (help), TRUE);
  gtk_window_present (GTK_WINDOW (help));
}

void
way_window_init_menus (WayWindow *self)
{
  static const GActionEntry entries[] = { { .name = "show-help-overlay", .activate = show_help_cb } };
  g_autoptr (GMenuModel) primary_menu = way_action_list_make_menu (primary, FALSE), start_menu = way_action_list_make_menu (start, FALSE);
  g_autoptr (GMenuModel) view_menu = way_action_list_make_menu (views, FALSE);
  /* The button says "add" already. */
  g_autoptr (GMenuModel) add_menu = way_action_list_make_menu (add, TRUE), canvas_menu = way_action_list_make_menu (canvas, FALSE);

  /* Filled by the map's actions, as people come and go. */
  self->persona_menu = g_menu_new ();
  g_menu_insert_submenu (G_MENU (canvas_menu), 3, _ (way_action_list_find ("map.feel-as")->label), G_MENU_MODEL (self->persona_menu));
  way_menu_button_set_menu (self->menu_button, primary_menu);
  way_menu_button_set_menu (self->start_menu_button, start_menu);
  way_menu_button_set_menu (self->view_button, view_menu);
  adw_split_button_set_menu_model (self->add_button, add_menu);
  way_canvas_set_menu (self->canvas, canvas_menu);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
