/* Surveys of real people against published answers. The folder is not part of the project; without it there is nothing to
 * test, and the suite says so. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "metrics/tables/way-import.h"
#include "metrics/tables/way-source.h"

static char *folder;

typedef struct
{
  const char *file;
  guint open;     /* honest questions */
  gint64 n;       /* rows */
  const char *id; /* a column that must not be kept, NULL: none */
} Row;

static const Row rows[] = {
  { "nps-conference/input_01.csv", 1, 39, NULL },
  { "nps-conference/input_02.csv", 0, 39, NULL },
  { "qualtrics.csv", 0, 1, "IPAddress" },
  { "qualtrics-legacy.csv", 0, 1, "IPAddress" },
  { "../events/sepsis.csv", 0, 15214, NULL },
  { "../events/marketing-paths.csv", 0, 10000, NULL },
  { "../events/running-example.csv", 0, 42, NULL },
  { "../events/patients.csv", 0, 5442, NULL },
  { "../events/traffic_fines.csv", 0, 34724, NULL },
};

static void
test_import (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *path = g_build_filename (folder, row->file, NULL);
  g_autofree char *temp = g_dir_make_tmp ("way-real-XXXXXX", NULL);
  g_autofree char *db = g_build_filename (temp, "m.db", NULL), *key = g_build_filename (temp, "m.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (db, NULL, &error);
  g_autoptr (WayImport) import = NULL;
  g_autofree char *text = NULL;
  const WayImportOptions options = { .accept_guesses = TRUE };
  WayImportResult result;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  import = way_import_new (cache, text, size, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (way_import_count_open (import), ==, row->open);
  g_assert_true (way_import_run (import, &options, NULL, NULL, NULL, &result, NULL, &error));
  g_assert_cmpint (result.n_rows, ==, row->n);
  if (row->id != NULL)
    g_assert_cmpint (way_table_find_column (way_import_get_table (import), row->id)->use, ==, WAY_USE_PERSONAL);

  /* The published score: −35.9 of 39, and its interval of −33.3 ± 24.2. */
  if (g_str_has_prefix (row->file, "nps-conference"))
    {
      g_autoptr (WayData) dataset = way_data_new (cache, way_import_get_dataset (import), &error);
      const WayNumbers *numbers = way_data_get_numbers (dataset, "On a scale of 0-10, how would you rate Sudzilla?", &error);
      WayTally tallies[11] = { 0 };
      WayEstimate estimate;

      g_assert_no_error (error);
      for (guint i = 0; i <= 10; i++)
        tallies[i].value = i;
      for (gsize i = 0; i < way_data_get_size (dataset); i++)
        tallies[(int) numbers->values[numbers->codes[i]]].count++;
      estimate = way_estimate (tallies, 11, WAY_AGGREGATE_NPS, NULL);
      g_assert_cmpint (estimate.n, ==, 39);
      g_assert_cmpfloat_with_epsilon (estimate.value, -35.9, 0.05);
      g_assert_cmpfloat_with_epsilon ((estimate.low + estimate.high) / 2, -33.3, 0.05);
      g_assert_cmpfloat_with_epsilon ((estimate.high - estimate.low) / 2, 24.2, 0.05);
    }
  g_clear_pointer (&cache, way_cache_close);
  g_unlink (db);
  g_unlink (key);
  g_assert_cmpint (g_rmdir (temp), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  folder = g_strdup (argv[1]);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_print ("1..0 # SKIP there is no %s\n", folder);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/real/", rows[i].file, NULL);

      g_test_add_data_func (path, &rows[i], test_import);
    }
  return g_test_run ();
}
