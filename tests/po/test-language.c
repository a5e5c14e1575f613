/* A program run from the build tree speaks the user's language, and finds its data. */
#include "base/way-place.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void
test_german (void)
{
  /* A catalogue's header is the translation of the empty text. */
  g_assert_nonnull (strstr (dgettext (GETTEXT_PACKAGE, ""), "Language: de\n"));
}

static void
test_data (void)
{
  const char *old = g_getenv ("WAYMARK_DATADIR");
  g_autofree char *keep = g_strdup (old);

  g_setenv ("WAYMARK_DATADIR", "/somewhere", TRUE);
  g_autofree char *overridden = way_place_build_data ("templates/blank.waymark");
  g_assert_cmpstr (overridden, ==, "/somewhere/templates/blank.waymark");

  g_unsetenv ("WAYMARK_DATADIR");
  g_autofree char *installed = way_place_build_data ("waymark.rng");
  g_assert_true (g_str_has_suffix (installed, "/share/waymark/waymark.rng"));
  g_assert_true (g_path_is_absolute (installed));

  if (keep != NULL)
    g_setenv ("WAYMARK_DATADIR", keep, TRUE);
}

int
main (int argc, char *argv[])
{
  /* LANGUAGE alone chooses the texts, so this needs no German locale on the machine. */
  g_setenv ("LANGUAGE", "de", TRUE);
  way_place_init_language ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/german", test_german);
  g_test_add_func ("/place/data", test_data);
  return g_test_run ();
}
