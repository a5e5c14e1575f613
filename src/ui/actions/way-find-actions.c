/* The actions by which something is found or hidden: searching, replacing, filtering, lanes. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-commands.h"
#include "ui/window/way-window-private.h"

/* --- searching --- */

static void
open_search (WayWindow *window)
{
  way_window_show_pane (window, window->sidebar_revealer);
  way_sidebar_focus_search (window->sidebar);
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_canvas_finish_edit (((WayWindow *) data)->canvas, TRUE);
  open_search (data);
}

static void
show_hit (WayWindow *window)
{
  const WayHit *hit = way_finder_get_current (window->finder, NULL);

  if (hit != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window->map_actions), "show", g_variant_new_string (hit->id));
}

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  if (*way_finder_get_text (window->finder) == '\0')
    {
      open_search (window);
      return;
    }
  way_canvas_finish_edit (window->canvas, TRUE);
  way_finder_step (window->finder, g_str_equal (g_action_get_name (G_ACTION (action)), "find-next") ? 1 : -1);
  show_hit (window);
}

static void
replace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (*way_finder_get_text (window->finder) == '\0')
    open_search (window);
  else
    way_sidebar_toggle_replace (window->sidebar);
}

static void
replace_one_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  gboolean done;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (!way_finder_replace (window->finder, way_sidebar_get_replacement (window->sidebar), &done, &error))
    way_window_say (window, error->message);
  show_hit (window);
}

static void
replace_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  way_canvas_finish_edit (window->canvas, TRUE);
  if (way_finder_replace_all (window->finder, way_sidebar_get_replacement (window->sidebar), &n, &error))
    text = g_strdup_printf (ngettext ("%u place was replaced. Ctrl+Z takes it back.", "%u places were replaced. Ctrl+Z takes it back.", n), n);
  way_window_say (window, error != NULL ? error->message : text);
}

/* The end of a search: the hands are on the map again. */
static void
focus_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (((WayWindow *) data)->canvas));
}

/* --- filtering --- */

static WayFilterPart
get_part (GAction *action)
{
  const char *nick = g_action_get_name (action) + strlen ("filter-");
  WayFilterPart part = 0;

  while (!g_str_equal (way_filter_part_get_nick (part), nick))
    part++;
  return part;
}

static void
toggle_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  WayFilterPart part = get_part (G_ACTION (action));

  way_finder_set_filter (window->finder, part, way_finder_get_filter (window->finder, part) == NULL ? "" : NULL);
}

/* The same once more takes it off. */
static void
choose_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  WayFilterPart part = get_part (G_ACTION (action));
  const char *id = g_variant_get_string (parameter, NULL);
  gboolean is_set = g_strcmp0 (way_finder_get_filter (window->finder, part), id) == 0;

  way_finder_set_filter (window->finder, part, is_set ? NULL : id);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_finder_clear_filter (((WayWindow *) data)->finder);
}

static void
outline_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  way_window_show_pane (window, window->sidebar_revealer);
  way_sidebar_show_outline (window->sidebar);
}

static void
gaps_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;

  way_canvas_finish_edit (window->canvas, TRUE);
  way_window_show_pane (window, window->sidebar_revealer);
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "next-gap"))
    way_sidebar_step_gap (window->sidebar);
  else
    way_sidebar_show_gaps (window->sidebar);
}

static void
toggle_lane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *id = g_variant_get_string (parameter, NULL);
  const WayElement *lane = way_document_lookup (way_session_get_document (window->session), id);
  g_autoptr (GError) error = NULL;

  if (lane != NULL && !way_command_set_collapsed (way_window_get_editor (window), id, !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED), &error))
    way_window_say (window, error->message);
}

void
way_find_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "find", .activate = find_cb },
    { .name = "find-next", .activate = step_cb },
    { .name = "find-previous", .activate = step_cb },
    { .name = "replace", .activate = replace_cb },
    { .name = "replace-one", .activate = replace_one_cb },
    { .name = "replace-all", .activate = replace_all_cb },
    { .name = "filter-assumptions", .activate = toggle_cb, .state = "false" },
    { .name = "filter-moments", .activate = toggle_cb, .state = "false" },
    { .name = "filter-pains", .activate = toggle_cb, .state = "false" },
    { .name = "filter-persona", .activate = choose_cb, .parameter_type = "s", .state = "''" },
    { .name = "filter-phase", .activate = choose_cb, .parameter_type = "s", .state = "''" },
    { .name = "filter-channel", .activate = choose_cb, .parameter_type = "s", .state = "''" },
    { .name = "filter-department", .activate = choose_cb, .parameter_type = "s", .state = "''" },
    { .name = "filter-stakeholder", .activate = choose_cb, .parameter_type = "s", .state = "''" },
    { .name = "toggle-lane", .activate = toggle_lane_cb, .parameter_type = "s" },
    { .name = "outline", .activate = outline_cb },
    { .name = "gaps", .activate = gaps_cb },
    { .name = "next-gap", .activate = gaps_cb },
    { .name = "focus", .activate = focus_cb },
    { .name = "clear-filter", .activate = clear_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}

void
way_find_actions_update (WayWindow *window)
{
  GActionMap *map = G_ACTION_MAP (window->map_actions);
  gboolean filtering = window->finder != NULL && way_finder_is_filtering (window->finder);
  gboolean writable = window->session != NULL && !way_document_is_read_only (way_session_get_document (window->session));
  gboolean found = window->finder != NULL && way_finder_get_n_hits (window->finder) > 0;

  for (WayFilterPart part = 0; part < WAY_N_FILTERS; part++)
    {
      g_autofree char *name = g_strdup_printf ("filter-%s", way_filter_part_get_nick (part));
      const char *value = window->finder != NULL ? way_finder_get_filter (window->finder, part) : NULL;
      GVariant *state = way_filter_part_get_kind (part) == WAY_N_KINDS ? g_variant_new_boolean (value != NULL) : g_variant_new_string (value != NULL ? value : "");

      g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, name)), state);
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "clear-filter")), filtering);
  for (const char *const *name = (const char *const[]){ "replace-one", "replace-all", NULL }; *name != NULL; name++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, *name)), found && writable);
}
