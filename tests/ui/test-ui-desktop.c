/* What ties the application to the desktop: its settings, its theme, its icons, its window as it was left. */
#include "ui/way-application.h"
#include "ui/way-settings.h"
#include "window-fixture.h"
#include "window-fixture.h"

/* The table in the program and the installed schema have the same keys, types and defaults. */
static void
test_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, WAY_SETTINGS_SCHEMA, TRUE) : NULL;
  g_auto (GStrv) keys = NULL;
  const char *key, *text;
  guint n = 0;

  g_assert_nonnull (schema);
  keys = g_settings_schema_list_keys (schema);
  for (; (key = way_settings_get_key (n, &text)) != NULL; n++)
    {
      g_autoptr (GVariant) own = g_variant_parse (NULL, text, NULL, NULL, NULL), theirs = NULL;
      g_autoptr (GSettingsSchemaKey) info = NULL;

      g_assert_true (g_strv_contains ((const char *const *) keys, key));
      info = g_settings_schema_get_key (schema, key);
      theirs = g_settings_schema_key_get_default_value (info);
      g_assert_cmpvariant (own, theirs);
    }
  g_assert_cmpuint (n, ==, g_strv_length (keys));
}

static void
test_theme (void)
{
  static const struct
  {
    const char *theme;
    AdwColorScheme scheme;
    gboolean dark;
  } rows[] = {
    { "dark", ADW_COLOR_SCHEME_FORCE_DARK, TRUE },
    { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE },
    { "system", ADW_COLOR_SCHEME_DEFAULT, FALSE },
  };
  AdwStyleManager *manager = adw_style_manager_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *kept = NULL;

      g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "theme", g_variant_new_string (rows[i].theme));
      kept = way_settings_dup_string ("theme");
      g_assert_cmpstr (kept, ==, rows[i].theme);
      g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, rows[i].scheme);
      g_assert_cmpint (adw_style_manager_get_dark (manager), ==, rows[i].dark);
    }
  /* What is none changes nothing. */
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "theme", g_variant_new_string ("pink"));

  g_autofree char *kept = way_settings_dup_string ("theme");

  g_assert_cmpstr (kept, ==, "system");
}

/* Also where nothing is installed. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  g_assert_true (gtk_icon_theme_has_icon (theme, WAY_APPLICATION_ID));
  g_assert_true (gtk_icon_theme_has_icon (theme, WAY_APPLICATION_ID "-symbolic"));
}

static void
test_layout (void)
{
  WayWindow *window = way_window_new (GTK_APPLICATION (g_application_get_default ()));
  int width, height;

  gtk_window_present (GTK_WINDOW (window));
  window_fixture_settle (50);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_revealer_set_reveal_child (window->sidebar_revealer, FALSE);
  window_fixture_settle (50);
  gtk_window_close (GTK_WINDOW (window));
  window_fixture_settle (50);

  window = way_window_new (GTK_APPLICATION (g_application_get_default ()));
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 1100);
  g_assert_cmpint (height, ==, 700);
  g_assert_false (gtk_revealer_get_reveal_child (window->sidebar_revealer));
  g_assert_true (gtk_revealer_get_reveal_child (window->inspector_revealer));
  gtk_window_destroy (GTK_WINDOW (window));
  window_fixture_settle (50);
}

static void
test_about (void)
{
  WayWindow *window = way_window_new (GTK_APPLICATION (g_application_get_default ()));
  gboolean found = FALSE;

  gtk_window_present (GTK_WINDOW (window));
  window_fixture_settle (50);
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "about", NULL);
  window_fixture_settle (50);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (gtk_window_get_toplevels (), i);

      found = found || ADW_IS_ABOUT_WINDOW (other);
    }
  g_assert_true (found);
  gtk_window_destroy (GTK_WINDOW (window));
  window_fixture_settle (50);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/desktop/schema", test_schema);
  g_test_add_func ("/desktop/theme", test_theme);
  g_test_add_func ("/desktop/icons", test_icons);
  g_test_add_func ("/desktop/layout", test_layout);
  g_test_add_func ("/desktop/about", test_about);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
