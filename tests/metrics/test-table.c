/* Tables at the edge: nothing in them, or a question that only a row far below decides. Those of every origin are in test-disguises.c. */
#include <locale.h>
#include <string.h>

#include "metrics/tables/way-table.h"

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
  } rows[] = { { "", 0 }, { "   \n\n", 5 }, { "# nothing\n# else\n", 17 }, { "\0\0\0\0", 4 }, { "PK\3\4 and then nothing of an archive", 38 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_table_new (rows[i].bytes, rows[i].size, "x", NULL, NULL, &error));
      g_assert_nonnull (error);
    }
}

/* A question that only a row far below decides. */
static void
test_far_below (void)
{
  g_autoptr (GString) s = g_string_new ("date,nps\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append (s, i % 2 == 0 ? "03/04/2025,9\n" : "01/02/2025,9\n");
  g_string_append (s, "13/04/2025,9\n");

  g_autoptr (WayTable) table = way_table_new (s->str, s->len, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (way_table_count_questions (table), ==, 0);
  g_assert_cmpint (way_table_find_column (table, "DATE")->form, ==, WAY_TIME_DMY);
  g_assert_null (way_table_find_column (table, "time"));
}

static void
test_scales (void)
{
  static const struct
  {
    const char *text;
    double low, high; /* −1: none */
  } rows[] = { { "On a scale of 0-10, how", 0, 10 }, { "Zufriedenheit (1–5)", 1, 5 }, { "1 bis 6", 1, 6 }, { "von 0 bis 100", 0, 100 }, { "2025-01-10", -1, -1 }, { "10-11 Uhr", -1, -1 }, { "Version 1.0-3", -1, -1 }, { "1-2", -1, -1 }, { "", -1, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double low = -1, high = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (way_column_find_scale (rows[i].text, &low, &high), ==, rows[i].low >= 0);
      g_assert_cmpfloat (low, ==, rows[i].low);
      g_assert_cmpfloat (high, ==, rows[i].high);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/table/refused", test_refused);
  g_test_add_func ("/table/far-below", test_far_below);
  g_test_add_func ("/table/scales", test_scales);
  return g_test_run ();
}
