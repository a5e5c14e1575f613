/* The cache: imports that are looked at, repeated, corrected, replaced and taken back; and files that are no cache. */
#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "metrics/way-import.h"
#include "remove-folder.h"

#define FIRST "response_id,date,touchpoint,nps,email\n" \
              "r1,2025-07-01,Order,9,a@example.org\n"   \
              "r2,2025-07-02,Order,3,b@example.org\n"   \
              "r3,2025-07-03,Hotline,10,c@example.org\n"

static char *folder;
static guint n_caches;

static char *
make_path (void)
{
  return g_strdup_printf ("%s/%u/metrics.db", folder, n_caches++);
}

static WayImportResult
import (WayCache *cache, const char *text, const char *path, gint64 replaces)
{
  const WayImportOptions options = { .replaces = replaces };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayImport) table = way_import_new (cache, text, strlen (text), path, NULL, NULL, NULL, &error);
  WayImportResult result = { 0 };

  g_assert_no_error (error);
  g_assert_true (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error));
  g_assert_no_error (error);
  return result;
}

static gint64
count_rows (WayCache *cache, guint n_datasets)
{
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (cache, NULL);
  gint64 n = 0;

  g_assert_cmpuint (datasets->len, ==, n_datasets);
  for (guint i = 0; i < datasets->len; i++)
    n += ((const WayDataset *) g_ptr_array_index (datasets, i))->n_rows;
  return n;
}

static WayCache *
open_cache (const char *path, WayReport *report)
{
  g_autoptr (GError) error = NULL;
  WayCache *cache = way_cache_open (path, report, &error);

  g_assert_no_error (error);
  return cache;
}

static void
test_life (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autoptr (GPtrArray) imports = NULL;
  WayImportResult first = import (cache, FIRST, "/somewhere/survey-2025-07.csv", 0), again;

  g_assert_cmpint (first.n_rows, ==, 3);
  g_assert_cmpint (first.n_bad, ==, 0);
  g_assert_cmpint (way_cache_find_dataset (cache, "Survey"), >, 0);

  /* The same file again adds nothing, and no import either. */
  again = import (cache, FIRST, "survey-2025-07 (1).csv", 0);
  g_assert_cmpint (again.import, ==, 0);
  g_assert_cmpint (again.n_known, ==, 3);
  g_assert_cmpint (count_rows (cache, 1), ==, 3);

  /* Next month's file holds the old rows as well: only the new ones go in. */
  again = import (cache, FIRST "r4,2025-08-01,Order,8,d@example.org\n", "survey-2025-08.csv", 0);
  g_assert_cmpint (again.n_rows, ==, 1);
  g_assert_cmpint (again.n_known, ==, 3);
  g_assert_cmpint (count_rows (cache, 1), ==, 4);

  /* And is taken back. */
  imports = way_cache_list_imports (cache, way_cache_find_dataset (cache, "survey"), NULL);
  g_assert_cmpuint (imports->len, ==, 2);
  g_assert_cmpstr (((const WayImported *) g_ptr_array_index (imports, 0))->name, ==, "survey-2025-07.csv");
  g_assert_cmpuint (strlen (((const WayImported *) g_ptr_array_index (imports, 0))->sha256), ==, 64);
  g_assert_true (way_cache_forget_import (cache, again.import, NULL));
  g_assert_cmpint (count_rows (cache, 1), ==, 3);
  g_assert_false (way_cache_forget_import (cache, again.import, NULL));

  /* Sent again, corrected. */
  again = import (cache, "response_id,date,touchpoint,nps,email\nr1,2025-07-01,Order,1,a@example.org\n", "survey.csv", first.import);
  g_assert_cmpint (again.n_rows, ==, 1);
  g_assert_cmpint (count_rows (cache, 1), ==, 1);
  g_assert_true (way_cache_forget_dataset (cache, way_cache_find_dataset (cache, "survey"), NULL));
  g_assert_cmpint (count_rows (cache, 0), ==, 0);
}

/* A row with the id and time of an earlier one replaces it, until it is taken back. */
static void
test_corrected (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  WayImportResult result;

  import (cache, FIRST, "a.csv", 0);
  result = import (cache, "response_id,date,touchpoint,nps,email\nr2,2025-07-02,Order,8,b@example.org\n", "a.csv", 0);
  g_assert_cmpint (result.n_rows, ==, 1);
  g_assert_cmpint (result.n_replaced, ==, 1);
  g_assert_cmpint (count_rows (cache, 1), ==, 3);
  g_assert_true (way_cache_forget_import (cache, result.import, NULL));
  g_assert_cmpint (count_rows (cache, 1), ==, 3);

  /* The same person on another day is an answer more. */
  result = import (cache, "response_id,date,touchpoint,nps,email\nr2,2025-09-02,Order,8,b@example.org\n", "a.csv", 0);
  g_assert_cmpint (result.n_replaced, ==, 0);
  g_assert_cmpint (count_rows (cache, 1), ==, 4);
}

static void
test_twins (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);

  /* Two people who answer alike are two; once more the same file, still two. */
  g_assert_cmpint (import (cache, "date,nps\n2025-07-01,9\n2025-07-01,9\n", "a.csv", 0).n_rows, ==, 2);
  g_assert_cmpint (import (cache, "date,nps\n2025-07-01,9\n2025-07-01,9\n", "a.csv", 0).n_rows, ==, 0);
  g_assert_cmpint (import (cache, "date,nps\n2025-07-01,9\n2025-07-01,9\n2025-07-01,9\n", "a.csv", 0).n_rows, ==, 1);
}

/* A survey of one question, which a hundred thousand people answered: as many rows, in seconds. */
static void
test_many_twins (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autoptr (GString) s = g_string_new ("nps\n");
  clock_t start = clock ();

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (s, "%u\n", i % 11);
  g_assert_cmpint (import (cache, s->str, "a.csv", 0).n_rows, ==, 200000);
  g_assert_cmpint (import (cache, s->str, "a.csv", 0).n_known, ==, 200000);
  g_string_append (s, "7\n");
  g_assert_cmpint (import (cache, s->str, "a.csv", 0).n_rows, ==, 1);
  /* Of the processor's time: to look each of them up among all the others would take hours. */
  g_assert_cmpint ((clock () - start) / CLOCKS_PER_SEC, <, 60);
}

static void
test_bad_rows (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  WayImportResult result = import (cache, "date;nps;csat (1-5)\n2025-07-01;9;4\n2025-07-02;11;5\n2025-07-03;viel;2\n2025-07-04;8;4\n32.07.2025;7;3\n2025-07-05;99;1;x\n2025-07-06;9;4\n2025-07-07;9;4\n2025-07-08;9;4\n2025-07-09;9;4\n2025-07-10;9;4\n2025-07-11;9;4\n2025-07-12;9;4\n2025-07-13;9;4\n2025-07-14;9;4\n2025-07-15;9;4\n", "a.csv", 0);
  g_autoptr (GPtrArray) bad = way_cache_list_bad_rows (cache, result.import, NULL);
  static const struct
  {
    int line;
    const char *reason, *text;
  } rows[] = { { 3, "outside the scale from 0 to 10", "11" }, { 4, "no number in “nps”", "viel" }, { 6, "no date in “date”", "32.07.2025" }, { 7, "more cells than the header", "x" } };

  g_assert_cmpint (result.n_rows, ==, 16);
  g_assert_cmpint (result.n_bad, ==, 4);
  g_assert_cmpuint (bad->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < bad->len; i++)
    {
      const WayBadRow *row = g_ptr_array_index (bad, i);

      g_assert_cmpint (row->line, ==, rows[i].line);
      g_assert_nonnull (strstr (row->reason, rows[i].reason));
      g_assert_cmpstr (row->text, ==, rows[i].text);
    }
}

/* What was decided once is not asked again. */
static void
test_recipe (void)
{
  static const char july[] = "date,where,score\n03/04/2025,Order,9\n05/06/2025,Hotline,7\n", august[] = "where,date,score\nOrder,01/02/2025,9\n";
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autoptr (WayImport) first = way_import_new (cache, july, strlen (july), "a.csv", NULL, NULL, NULL, NULL);
  g_autoptr (WayImport) second = NULL;
  WayImportOptions options = { 0 };
  WayImportResult result;
  g_autoptr (GError) error = NULL;
  WayColumn *date = way_table_find_column (way_import_get_table (first), "date");

  g_assert_cmpuint (way_import_count_open (first), ==, 1);
  g_assert_false (way_import_run (first, &options, NULL, NULL, NULL, &result, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
  g_assert_cmpint (count_rows (cache, 0), ==, 0);
  date->form = WAY_TIME_MDY;
  date->question = WAY_QUESTION_NONE;
  g_assert_true (way_import_run (first, &options, NULL, NULL, NULL, &result, NULL, NULL));

  second = way_import_new (cache, august, strlen (august), "other.csv", NULL, NULL, NULL, NULL);
  g_assert_true (way_import_has_recipe (second));
  g_assert_cmpstr (way_import_get_dataset (second), ==, "a");
  g_assert_cmpuint (way_import_count_open (second), ==, 0);
  g_assert_cmpint (way_table_find_column (way_import_get_table (second), "date")->form, ==, WAY_TIME_MDY);
}

/* Two scales, units or kinds of value never become one series: the next file is asked about, and a changed scale refused. */
static void
test_never_mixed (void)
{
  static const struct
  {
    const char *name, *before, *after;
    guint open;
  } rows[] = {
    { "same scale", "date,csat\n2025-07-01,4\n2025-07-02,5\n2025-07-03,1\n", "date,csat\n2025-08-01,3\n2025-08-02,2\n", 0 },
    { "a mistake", "date,csat\n2025-07-01,4\n2025-07-02,5\n", "date,csat\n2025-08-01,3\n2025-08-02,2\n2025-08-03,2\n2025-08-04,2\n2025-08-05,1\n2025-08-06,2\n2025-08-07,2\n2025-08-08,2\n2025-08-09,2\n2025-08-10,2\n2025-08-11,7\n", 0 },
    { "another scale", "date,csat\n2025-07-01,4\n2025-07-02,5\n", "date,csat\n2025-08-01,7\n2025-08-02,2\n2025-08-03,6\n", 1 },
    { "ten instead of five", "date,csat\n2025-07-01,4\n2025-07-02,5\n", "date,csat\n2025-08-01,10\n2025-08-02,9\n2025-08-03,6\n", 1 },
    { "fractions after percent", "date,rate\n2025-07-01,41 %\n2025-07-02,38 %\n", "date,rate\n2025-08-01,0.41\n2025-08-02,0.38\n", 1 },
    { "percent after fractions", "date,rate\n2025-07-01,0.41\n2025-07-02,0.38\n", "date,rate\n2025-08-01,41 %\n2025-08-02,38 %\n", 1 },
    { "seconds after minutes", "date,wait\n2025-07-01,00:03:15\n2025-07-02,00:04:15\n", "date,wait\n2025-08-01,195\n2025-08-02,255\n", 1 },
    { "labels after none", "date,csat\n2025-07-01,4\n2025-07-02,5\n", "date,csat\n2025-08-01,4 - good\n2025-08-02,5 - very good\n", 0 },
    { "one after yes", "date,solved\n2025-07-01,yes\n2025-07-02,no\n", "date,solved\n2025-08-01,1\n2025-08-02,0\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = make_path ();
      g_autoptr (WayCache) cache = open_cache (path, NULL);
      g_autoptr (WayImport) second = NULL;
      const WayImportOptions options = { .accept_guesses = TRUE };
      WayImportResult result;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].name);
      import (cache, rows[i].before, "wave.csv", 0);
      second = way_import_new (cache, rows[i].after, strlen (rows[i].after), "wave.csv", NULL, NULL, NULL, NULL);
      g_assert_true (way_import_has_recipe (second));
      g_assert_cmpuint (way_import_count_open (second), ==, rows[i].open);
      if (strcmp (rows[i].name, "another scale") != 0)
        continue;
      way_table_find_column (way_import_get_table (second), "csat")->high = 7;
      g_assert_false (way_import_run (second, &options, NULL, NULL, NULL, &result, NULL, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
      g_assert_cmpint (count_rows (cache, 1), ==, 2);
    }
}

static void
test_personal (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL), *data = NULL;
  gsize size;

  import (cache, FIRST, "a.csv", 0);
  g_clear_pointer (&cache, way_cache_close);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_null (memmem (data, size, "example.org", 11));
  g_assert_null (memmem (data, size, "r1", 2));
  g_assert_nonnull (memmem (data, size, "Hotline", 7));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_mode (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *parent = g_path_get_dirname (path), *key = g_build_filename (parent, "metrics.key", NULL);
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (key, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, 32);
  g_assert_cmpint (g_stat (parent, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
assert_refused (const char *path, const char *contents, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize n;

  g_assert_null (way_cache_open (path, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FOREIGN);
  g_assert_true (g_file_get_contents (path, &after, &n, NULL));
  g_assert_cmpmem (after, n, contents, size);
}

static void
test_foreign (void)
{
  g_autofree char *text = g_build_filename (folder, "map.waymark", NULL), *link = g_build_filename (folder, "link.db", NULL);
  g_autofree char *data = NULL;
  g_autofree char *path = make_path ();
  gsize size;
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (text, "<waymark/>", -1, NULL));
  assert_refused (text, "<waymark/>", 10);

  /* Another program's database: ours with another application id. */
  g_clear_pointer (&cache, way_cache_close);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  data[68] ^= 1;
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  assert_refused (path, data, size);

  /* A newer Waymark's. */
  data[68] ^= 1;
  data[63] = 99;
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  g_assert_null (way_cache_open (path, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FOREIGN);
  g_clear_error (&error);

  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_null (way_cache_open (link, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FOREIGN);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) size, NULL));
}

/* The very first session ends without a goodbye: what it stored lies beside the file, which itself does not yet say whose it is. And a disk
 * that was full may have left no more than such a file. */
static void
test_begun (void)
{
  g_autofree char *path = make_path (), *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *left = make_path (), *left_wal = g_strconcat (left, "-wal", NULL), *alone = make_path (), *other = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL), again = NULL, bare = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *database = NULL;

  import (cache, FIRST, "a.csv", 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *parent = g_path_get_dirname ((const char *[]){ left, alone, other }[i]);

      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
    }
  copy_file (path, left);
  copy_file (wal, left_wal);
  copy_file (path, alone);
  again = open_cache (left, NULL);
  g_assert_cmpint (count_rows (again, 1), ==, 3);
  bare = open_cache (alone, NULL);
  g_assert_cmpint (count_rows (bare, 0), ==, 0);

  /* Another program's file, as new as that. */
  g_assert_cmpint (sqlite3_open (other, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA journal_mode=WAL; CREATE TABLE theirs(a); INSERT INTO theirs VALUES(7)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (way_cache_open (other, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FOREIGN);
  g_assert_cmpint (sqlite3_exec (database, "SELECT a FROM theirs", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

/* A damaged cache is kept under another name, byte by byte, and a new one begun. */
static void
test_damaged (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *parent = g_path_get_dirname (path), *data = NULL, *kept = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gsize size, n = 0;

  import (cache, FIRST, "a.csv", 0);
  g_clear_pointer (&cache, way_cache_close);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  /* The head says that it is ours; the schema's page is not to be read. */
  memset (data + 100, 0x5a, 4000);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  cache = open_cache (path, report);
  g_assert_cmpuint (way_report_get_size (report), ==, 1);
  g_assert_cmpint (count_rows (cache, 0), ==, 0);
  dir = g_dir_open (parent, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "metrics.db.corrupt-") && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
      {
        g_autofree char *aside = g_build_filename (parent, name, NULL);

        g_assert_true (g_file_get_contents (aside, &kept, &n, NULL));
      }
  g_assert_cmpmem (kept, n, data, size);
}

/* Two at once: each sees what the other has done; the second writer waits for the first. */
static gpointer
import_many_cb (gpointer data)
{
  g_autoptr (WayCache) cache = open_cache (data, NULL);
  const char *letter = g_thread_self () != NULL ? "x" : "y";

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("date,nps,touchpoint\n2025-07-%02u,9,%s%p\n", i + 1, letter, (gpointer) g_thread_self ());

      import (cache, text, "both.csv", 0);
    }
  return NULL;
}

static void
test_two_writers (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  gint64 before = way_cache_get_revision (cache);
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("import", import_many_cb, path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (way_cache_get_revision (cache), !=, before);

  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (cache, NULL);
  gint64 n = 0;

  for (guint i = 0; i < datasets->len; i++)
    n += ((const WayDataset *) g_ptr_array_index (datasets, i))->n_rows;
  g_assert_cmpint (n, ==, 60);
}

static void
cancel_cb (double done, gpointer data)
{
  if (done > 0.3)
    g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (WayCache) cache = open_cache (path, NULL);
  g_autoptr (GString) s = g_string_new ("date,nps\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const WayImportOptions options = { 0 };
  WayImportResult result;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (s, "2025-07-%02u,%u\n", i % 31 + 1, i % 11);

  g_autoptr (WayImport) table = way_import_new (cache, s->str, s->len, "a.csv", NULL, NULL, NULL, NULL);

  g_assert_false (way_import_run (table, &options, cancel_cb, cancellable, cancellable, &result, NULL, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
  g_assert_cmpint (count_rows (cache, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  folder = g_dir_make_tmp ("way-cache-XXXXXX", NULL);
  g_test_add_func ("/cache/life", test_life);
  g_test_add_func ("/cache/corrected", test_corrected);
  g_test_add_func ("/cache/twins", test_twins);
  g_test_add_func ("/cache/many-twins", test_many_twins);
  g_test_add_func ("/cache/bad-rows", test_bad_rows);
  g_test_add_func ("/cache/recipe", test_recipe);
  g_test_add_func ("/cache/never-mixed", test_never_mixed);
  g_test_add_func ("/cache/personal", test_personal);
  g_test_add_func ("/cache/mode", test_mode);
  g_test_add_func ("/cache/foreign", test_foreign);
  g_test_add_func ("/cache/begun", test_begun);
  g_test_add_func ("/cache/damaged", test_damaged);
  g_test_add_func ("/cache/two-writers", test_two_writers);
  g_test_add_func ("/cache/cancel", test_cancel);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}
