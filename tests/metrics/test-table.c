/* Tables of every origin: where they begin, what their columns are. */
#include <locale.h>
#include <string.h>

#include "metrics/way-table.h"
#include "samples.h"

static char *
dump_table (WayTable *table)
{
  static const char questions[] = " ,/s";
  const char *source = way_table_source_get_name (way_table_get_source (table));
  GString *s = g_string_new (NULL);
  GPtrArray *columns = way_table_get_columns (table);
  guint n = 0;

  g_string_append_printf (s, "%s %s", source != NULL ? source : "-", way_table_get_encoding (table));
  if (way_table_get_delimiter (table) == '\t')
    g_string_append (s, " tab");
  else
    g_string_append_printf (s, " %c", way_table_get_delimiter (table));
  g_string_append_printf (s, " %d\n", way_table_get_header_line (table));
  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);

      g_assert_nonnull (column->reason);
      if (column->use == WAY_USE_SKIP)
        continue;
      g_string_append_printf (s, "%s: %s %s", column->name, way_column_use_get_nick (column->use), way_column_type_get_nick (column->type));
      if (column->metric != NULL)
        g_string_append_printf (s, " %s", column->metric);
      if (strcmp (column->better, "none") != 0)
        g_string_append_printf (s, " %s", column->better);
      if (column->has_scale)
        g_string_append_printf (s, " %g-%g", column->low, column->high);
      if (column->type == WAY_COLUMN_NUMBER && column->decimal == WAY_DECIMAL_COMMA)
        g_string_append (s, " comma");
      if (column->type == WAY_COLUMN_TIME)
        g_string_append_printf (s, " form%d", column->form);
      if (column->unit != NULL)
        g_string_append_printf (s, " [%s]", column->unit);
      if (column->question != WAY_QUESTION_NONE)
        g_string_append_printf (s, " ?%c", questions[column->question]);
      g_string_append_c (s, '\n');
    }
  while (way_table_next (table, NULL))
    n++;
  g_string_append_printf (s, "%u rows\n", n);
  return g_string_free (s, FALSE);
}

static void
test_samples (void)
{
  for (guint i = 0; i < n_samples; i++)
    {
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      /* A copy without anything behind it, for the sanitizer. */
      g_autofree char *bytes = g_memdup2 (samples[i].bytes, samples[i].size);
      g_autoptr (WayTable) table = way_table_new (bytes, samples[i].size, NULL, NULL, report, &error);
      g_autofree char *dump = NULL;
      gboolean found = FALSE;

      g_test_message ("%s", samples[i].name);
      g_assert_no_error (error);
      dump = dump_table (table);
      if (g_getenv ("SHOW_SAMPLES") != NULL)
        g_print ("@@%s\n%s", samples[i].name, dump);
      else
        g_assert_cmpstr (dump, ==, samples[i].expected);
      way_table_report_skipped (table, report);
      for (guint j = 0; j < way_report_get_size (report); j++)
        {
          if (samples[i].finding == NULL)
            g_error ("%s: %s", samples[i].name, way_report_get (report, j)->text);
          found = found || strstr (way_report_get (report, j)->text, samples[i].finding) != NULL;
        }
      g_assert_cmpint (found, ==, samples[i].finding != NULL);
      /* The same rows again. */
      way_table_rewind (table);
      g_assert_true (way_table_next (table, NULL));
    }
}

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
  g_test_add_func ("/table/samples", test_samples);
  g_test_add_func ("/table/refused", test_refused);
  g_test_add_func ("/table/far-below", test_far_below);
  g_test_add_func ("/table/scales", test_scales);
  return g_test_run ();
}
