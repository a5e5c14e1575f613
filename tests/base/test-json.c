/* JSON as other programs read it. */
#include "base/way-json.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *name, *value, *json;
} strings[] = {
  { "plain", "Anstoß", "\"Anstoß\"\n" },
  { "null", NULL, "null\n" },
  { "empty", "", "\"\"\n" },
  { "quote", "a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\"\n" },
  { "breaks", "a\nb\tc\rd", "\"a\\nb\\tc\\u000dd\"\n" },
  { "control", "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"\n" },
  { "broken", "a\xff"
              "b",
    "\"a\xef\xbf\xbd"
    "b\"\n" },
};

static const struct
{
  const char *name;
  double value;
  const char *json;
} numbers[] = {
  { "half", 0.5, "0.5\n" },
  { "third", 1.0 / 3, "0.333333333333333\n" },
  { "large", 1e300, "1e+300\n" },
  { "nan", NAN, "null\n" },
  { "infinite", -INFINITY, "null\n" },
};

static void
test_string (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  WayJson *json = way_json_new ();

  way_json_add_string (json, NULL, strings[i].value);

  g_autofree char *text = way_json_finish (json);

  g_assert_cmpstr (text, ==, strings[i].json);
}

static void
test_number (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  WayJson *json = way_json_new ();

  way_json_add_number (json, NULL, numbers[i].value);

  g_autofree char *text = way_json_finish (json);

  g_assert_cmpstr (text, ==, numbers[i].json);
}

static void
test_nesting (void)
{
  WayJson *json = way_json_new ();

  way_json_begin_object (json, NULL);
  way_json_begin_array (json, "none");
  way_json_end (json);
  way_json_begin_object (json, "inner");
  way_json_end (json);
  way_json_begin_array (json, "list");
  way_json_add_integer (json, NULL, G_MININT64);
  way_json_add_boolean (json, NULL, TRUE);
  way_json_begin_object (json, NULL);
  way_json_add_boolean (json, "a \"b\"", FALSE);
  way_json_end (json);
  way_json_end (json);
  way_json_add_string (json, "last", NULL);
  way_json_end (json);

  g_autofree char *text = way_json_finish (json);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"none\": [],\n"
                   "  \"inner\": {},\n"
                   "  \"list\": [\n"
                   "    -9223372036854775808,\n"
                   "    true,\n"
                   "    {\n"
                   "      \"a \\\"b\\\"\": false\n"
                   "    }\n"
                   "  ],\n"
                   "  \"last\": null\n"
                   "}\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autofree char *path = g_strconcat ("/json/string/", strings[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_string);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strconcat ("/json/number/", numbers[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_number);
    }
  g_test_add_func ("/json/nesting", test_nesting);
  return g_test_run ();
}
