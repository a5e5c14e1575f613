/* The SVG: well-formed whatever the map says, named, linked to the web only, the same on every run. */
#include <math.h>
#include <string.h>

#include "export-fixture.h"
#include "export/way-export-svg.h"
#include "export/way-svg-out-private.h"
#include "random-map.h"

static GBytes *export(WayDocument *document, WayScene *scene, gboolean transparent)
{
  g_autoptr (GError) error = NULL;
  WayExportOptions options;

  way_export_options_init (&options);
  options.transparent = transparent;

  GBytes *bytes = way_export_svg (document, scene, &options, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *expected;
  } cases[] = { { 0, "0" }, { -0.001, "0" }, { 1, "1" }, { -1.5, "-1.5" }, { 0.05, "0.05" }, { 12.345, "12.35" }, { 1e6, "1000000" }, { 99.999, "100" }, { -0.25, "-0.25" }, { INFINITY, "0" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) s = g_string_new (NULL);

      way_svg_append_number (s, cases[i].value);
      g_assert_cmpstr (s->str, ==, cases[i].expected);
    }
}

static void
test_text (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "a & b < c > \"d\"", "a &amp; b &lt; c &gt; &quot;d&quot;" },
    { "Größe 😀 مرحبا", "Größe 😀 مرحبا" },
    { "bell\x07 and escape\x1b", "bell and escape" },
    { "tab\tand\nline", "tab\tand\nline" },
    { "not a character \xef\xbf\xbf", "not a character " },
    { "torn \xc3", "torn " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) s = g_string_new (NULL);

      way_svg_append_text (s, cases[i].text);
      g_assert_cmpstr (s->str, ==, cases[i].expected);
    }
}

static void
test_content (void)
{
  static const char *const present[] = {
    " xml:lang=\"de\"",
    "<title>Heute (früher)</title>",
    "<g class=\"card\" id=\"tp-site\"",
    "<title>Größentabelle &lt;Damen&gt; &amp; Herren</title>",
    "<desc>",
    "<text class=\"t-title\"",
    "<symbol id=\"icon-web\"",
    "<use xlink:href=\"#icon-phone\"",
    " direction=\"rtl\"",
    "<a xlink:href=\"https://example.org/a_(b)?q=1&amp;r='x'\">",
    "Niemand ruft an.",
  };
  static const char *const absent[] = { "javascript", "<script", "NaN", "nan", "inf\"" };
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(fixture.document, fixture.scenes[0], FALSE);
  g_autofree char *path = fixture_save (bytes, "map.svg");
  g_autofree char *output = fixture_run ("xmllint", "--noout", "--nonet", path, NULL);
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (output, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (present); i++)
    {
      if (strstr (svg, present[i]) == NULL)
        g_test_message ("%s is missing", present[i]);
      g_assert_nonnull (strstr (svg, present[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    g_assert_null (strstr (svg, absent[i]));
  fixture_close (&fixture);
}

/* An id stands once, though several things on the map show the same element. */
static void
test_ids (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(fixture.document, fixture.scenes[0], FALSE);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (const char *p = strstr (svg, " id=\""); p != NULL; p = strstr (p + 1, " id=\""))
    g_assert_true (g_hash_table_add (ids, g_strndup (p + 5, strcspn (p + 5, "\""))));
  g_assert_cmpuint (g_hash_table_size (ids), >, 10);
  fixture_close (&fixture);
}

static guint
count (const char *text, const char *words)
{
  guint n = 0;

  for (const char *p = strstr (text, words); p != NULL; p = strstr (p + 1, words))
    n++;
  return n;
}

/* The ground under the curve of feelings fades: each gradient is defined once, and none is asked for that is not. */
static void
test_fades (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(fixture.document, fixture.scenes[0], FALSE);
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  guint n = count (svg, "<linearGradient id=\"fade-"), used = 0;

  g_assert_cmpuint (n, >, 0);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *definition = g_strdup_printf ("<linearGradient id=\"fade-%u\" gradientUnits=\"userSpaceOnUse\" x1=\"0\" x2=\"0\" y1=\"", i);
      g_autofree char *use = g_strdup_printf ("fill=\"url(#fade-%u)\"", i);

      g_assert_cmpuint (count (svg, definition), ==, 1);
      g_assert_cmpuint (count (svg, use), >, 0);
      used += count (svg, use);
    }
  g_assert_cmpuint (count (svg, "url(#fade-"), ==, used);
  fixture_close (&fixture);
}

static void
test_same_bytes (void)
{
  Fixture fixture, again;

  fixture_open (&fixture);
  fixture_open (&again);

  g_autoptr (GBytes) first = export(fixture.document, fixture.scenes[0], FALSE);
  g_autoptr (GBytes) second = export(again.document, again.scenes[0], FALSE);

  g_assert_true (g_bytes_equal (first, second));
  fixture_close (&fixture);
  fixture_close (&again);
}

static void
test_transparent (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) white = export(fixture.document, fixture.scenes[0], FALSE);
  g_autoptr (GBytes) clear = export(fixture.document, fixture.scenes[0], TRUE);

  /* The page alone is the difference. */
  g_assert_cmpuint (g_bytes_get_size (white), >, g_bytes_get_size (clear));
  g_assert_cmpuint (g_bytes_get_size (white) - g_bytes_get_size (clear), <, 100);
  fixture_close (&fixture);
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 30; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
      g_autoptr (WayScene) scene = fixture_make_scene (document, journey);
      g_autoptr (GBytes) bytes = export(document, scene, FALSE);
      g_autofree char *path = fixture_save (bytes, "random.svg");
      g_autofree char *output = fixture_run ("xmllint", "--noout", "--nonet", path, NULL);

      g_assert_cmpstr (output, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/svg/numbers", test_numbers);
  g_test_add_func ("/export/svg/text", test_text);
  g_test_add_func ("/export/svg/content", test_content);
  g_test_add_func ("/export/svg/ids", test_ids);
  g_test_add_func ("/export/svg/fades", test_fades);
  g_test_add_func ("/export/svg/same-bytes", test_same_bytes);
  g_test_add_func ("/export/svg/transparent", test_transparent);
  g_test_add_func ("/export/svg/random", test_random);
  return g_test_run ();
}
