/* The table of actions against what there is, and the palette that is made from it. */
#include "ui/actions/way-action-list.h"
#include "ui/parts/way-menu-button.h"
#include "ui/window/way-palette.h"
#include "window-fixture.h"

static GActionGroup *
get_group (WayWindow *window, const char *prefix)
{
  if (g_str_equal (prefix, "map"))
    return G_ACTION_GROUP (window->map_actions);
  if (g_str_equal (prefix, "win"))
    return G_ACTION_GROUP (window);
  return g_str_equal (prefix, "app") ? G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window))) : NULL;
}

/* A row of its own, one of its family, or one a target. */
static gboolean
is_listed (const char *action)
{
  guint n;
  const WayActionRow *rows = way_action_list_get (&n);

  for (guint i = 0; i < n; i++)
    if (rows[i].action != NULL && g_str_has_prefix (rows[i].action, action) && strchr (":(", rows[i].action[strlen (action)]) != NULL)
      return TRUE;
  return FALSE;
}

/* Every action has a row. */
static void
test_listed (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  static const char *const prefixes[] = { "app", "win", "map" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_auto (GStrv) names = g_action_group_list_actions (get_group (window, prefixes[i]));

      for (char **name = names; *name != NULL; name++)
        {
          g_autofree char *action = g_strdup_printf ("%s.%s", prefixes[i], *name);

          g_test_message ("%s", action);
          g_assert_true (is_listed (action));
        }
    }
  window_fixture_close (window);
}

/* Every row has an action that takes its target, and says what people must know. */
static void
test_rows (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const WayActionRow *rows = way_action_list_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      const GVariantType *type = NULL;
      g_auto (GStrv) parts = NULL;

      g_test_message ("%s", rows[i].action != NULL ? rows[i].action : rows[i].label);
      if (rows[i].offer != WAY_OFFER_NEVER)
        g_assert_true (rows[i].label != NULL && rows[i].words != NULL);
      if (rows[i].offer == WAY_OFFER_ALWAYS)
        g_assert_true (rows[i].hint != NULL);
      if (rows[i].action == NULL)
        continue;
      g_assert_true (g_action_parse_detailed_name (rows[i].action, &name, &target, NULL));
      parts = g_strsplit (name, ".", 2);
      if (get_group (window, parts[0]) == NULL)
        {
          g_assert_cmpstr (rows[i].action, ==, "window.close");
          continue;
        }
      g_assert_true (g_action_group_query_action (get_group (window, parts[0]), parts[1], NULL, &type, NULL, NULL, NULL));
      if (rows[i].offer == WAY_OFFER_ALWAYS)
        g_assert_true (target == NULL ? type == NULL : type != NULL && g_variant_is_of_type (target, type));
      /* No two share a key in the same place. */
      g_auto (GStrv) each = g_strsplit (rows[i].keys != NULL ? rows[i].keys : "", " ", -1);

      for (char **key = each; *key != NULL && **key != '\0'; key++)
        {
          g_assert_true (gtk_accelerator_parse (*key, NULL, NULL));
          g_assert_true (g_hash_table_add (keys, g_strdup (*key)));
        }
    }
  window_fixture_close (window);
}

/* --- in a menu or a button --- */

static void
collect_menu (GMenuModel *menu, GHashTable *seen)
{
  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);

      for (guint link = 0; link < G_N_ELEMENTS (links); link++)
        {
          g_autoptr (GMenuModel) linked = g_menu_model_get_item_link (menu, i, links[link]);

          collect_menu (linked, seen);
        }
      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        g_hash_table_add (seen, g_action_print_detailed_name (action, target));
    }
}

static void
collect_widget (GtkWidget *widget, GHashTable *seen)
{
  if (GTK_IS_ACTIONABLE (widget) && gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) != NULL)
    g_hash_table_add (seen, g_action_print_detailed_name (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget))));
  if (GTK_IS_POPOVER_MENU (widget))
    collect_menu (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (widget)), seen);
  if (GTK_IS_MENU_BUTTON (widget))
    {
      collect_menu (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)), seen);
      collect_menu (way_menu_button_get_menu (GTK_MENU_BUTTON (widget)), seen);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_widget (child, seen);
}

static gboolean
is_seen (GHashTable *seen, const WayActionRow *row)
{
  GHashTableIter iter;
  gpointer action;

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    if (way_action_list_find (action) == row)
      return TRUE;
  return FALSE;
}

static void
test_reachable (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en"), *start = window_fixture_open (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n, missing = 0;
  const WayActionRow *rows = way_action_list_get (&n);

  collect_widget (GTK_WIDGET (window), seen);
  collect_widget (GTK_WIDGET (start), seen);
  for (guint i = 0; i < n; i++)
    if (rows[i].offer != WAY_OFFER_NEVER && !is_seen (seen, &rows[i]))
      {
        g_test_message ("%s is in no menu and no button", rows[i].action);
        missing++;
      }
  g_assert_cmpuint (missing, ==, 0);
  window_fixture_close (start);
  window_fixture_close (window);
}

/* --- the palette --- */

static WayPalette *
open_palette (WayWindow *window)
{
  WayPalette *palette = way_palette_new (GTK_APPLICATION_WINDOW (window), GTK_WIDGET (window->canvas), G_ACTION_GROUP (window->map_actions), way_window_get_editor (window));

  gtk_window_present (GTK_WINDOW (palette));
  window_fixture_settle (50);
  return palette;
}

static void
test_palette_finds (void)
{
  static const struct
  {
    const char *typed, *action; /* comes first */
  } rows[] = {
    { "save", "win.save" },
    { "save as", "win.save-as" },
    { "as save", "win.save-as" },
    { "phase add", "map.add-phase" },
    { "add phase", "map.add-phase" },
    { "SAVE", "win.save" },
    { "dupl", "map.duplicate" },
    { "undo", "win.undo" },
    { "kybrd", "win.show-help-overlay" },
    { "zoom in", "win.zoom-in" },
    { "lane emotion", "map.add-lane::emotion" },
    { "template blank", "win.from-template::blank" },
    { "xyzzy", NULL },
  };
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayPalette *palette = open_palette (window);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      way_palette_set_text (palette, rows[i].typed);
      g_test_message ("%s", rows[i].typed);
      g_assert_cmpstr (way_palette_get_action (palette, 0, NULL), ==, rows[i].action);
    }
  gtk_window_destroy (GTK_WINDOW (palette));
  window_fixture_close (window);
}

/* Everything on the map can be gone to by its name, and Enter goes there. */
static void
test_palette_goes (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayElement *card;

  way_each (card, way_editor_get_journey (editor), WAY_KIND_TOUCHPOINT)
    {
      WayPalette *palette = open_palette (window);

      way_palette_set_text (palette, way_element_get_name (card));
      g_test_message ("%s: %s", way_element_get_name (card), way_palette_get_action (palette, 0, NULL));
      g_assert_true (way_palette_activate (palette));
      window_fixture_settle (20);
      g_assert_nonnull (way_editor_get_single (editor));
      g_assert_cmpstr (way_element_get_name (way_editor_get_single (editor)), ==, way_element_get_name (card));
    }
  window_fixture_close (window);
}

/* What cannot be done now is there, and Enter does not do it. */
static void
test_palette_disabled (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayPalette *palette;

  way_editor_clear_selection (editor);
  palette = open_palette (window);
  way_palette_set_text (palette, "duplicate");
  g_assert_cmpstr (way_palette_get_action (palette, 0, NULL), ==, "map.duplicate");
  g_assert_false (way_palette_activate (palette));
  gtk_window_destroy (GTK_WINDOW (palette));

  way_editor_select_all (editor);
  palette = open_palette (window);
  way_palette_set_text (palette, "duplicate");
  g_assert_true (way_palette_activate (palette));
  window_fixture_settle (20);
  g_assert_true (way_session_is_modified (window->session));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/actions/listed", test_listed);
  g_test_add_func ("/actions/rows", test_rows);
  g_test_add_func ("/actions/reachable", test_reachable);
  g_test_add_func ("/palette/finds", test_palette_finds);
  g_test_add_func ("/palette/goes", test_palette_goes);
  g_test_add_func ("/palette/disabled", test_palette_disabled);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
