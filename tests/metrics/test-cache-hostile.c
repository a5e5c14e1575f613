/* A cache that no Waymark wrote so: every column of every table holds what it never would, packed columns are spoilt bit by bit, pages are
 * overwritten. Whatever is asked is answered, or refused with a sentence; nothing is read beyond what is there, and nobody waits. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "log-maker.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/figures/way-answer-search.h"
#include "metrics/figures/way-data.h"
#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-blob.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-export.h"
#include "metrics/log/way-log-listing.h"
#include "metrics/log/way-log-measures.h"
#include "metrics/log/way-log-sql.h"
#include "metrics/log/way-log-store.h"
#include "metrics/tables/way-import.h"
#include "metrics/warehouse/way-remote-flow.h"
#include "remove-folder.h"

#define EVENTS "case_id,event,timestamp,channel,department,segment,score,cost,lifecycle\n"
#define SURVEY "response_id,date,touchpoint,nps,comment,email\n"

static char *folder, *path;
static char *base;
static gsize base_size;

/* What SQLite calls, instead of the one of the C library: no file here outlives the test, so no disk is waited for. */
int
fdatasync (int fd)
{
  return 0;
}

int
fsync (int fd)
{
  return 0;
}

/* --- a sound cache with one of everything --- */

static void
execute (const char *sql)
{
  sqlite3 *database = NULL;
  g_autofree char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_test_message ("%s: %s", sql, sqlite3_errmsg (database));
  sqlite3_free (g_steal_pointer (&message));
  sqlite3_close (database);
}

static void
import_log (WayCache *cache, const char *text, GError **error)
{
  g_autoptr (WayReport) report = way_report_new ();
  WayLogTarget target = { .name = "events", .path = "events.csv", .keep_ids = TRUE };
  WayLogOptions options = { .lifecycle = WAY_LIFECYCLE_PAIR };
  WayLogImportResult result;

  way_log_import (cache, &target, text, strlen (text), &options, NULL, &result, report, error);
}

static void
import_survey (WayCache *cache, const char *text, GError **error)
{
  const WayImportOptions options = { .accept_guesses = TRUE };
  g_autoptr (WayImport) table = way_import_new (cache, text, strlen (text), "survey.csv", "survey", NULL, NULL, error);
  WayImportResult result;

  if (table != NULL)
    way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, error);
}

static void
make_base (void)
{
  static const char counted[] =
      "INSERT INTO dataset(id,name,kind) VALUES(9,'far','log');"
      "INSERT INTO log(dataset,case_column,activity_column,time_column,gap,lifecycle,n_events,n_cases) VALUES(9,'k','a','t',0,0,4,2);"
      "INSERT INTO remote VALUES(9,'count','dwh','events',NULL,0,NULL,NULL,1,NULL);"
      "INSERT INTO counting VALUES(5,9,'',1700000000000,1,2,4,0,86400000,1000,2000,1700000000000,1700000100000);"
      "INSERT INTO counted_node VALUES(5,0,NULL,'See',2,2,2,0,0,2,0,0,1000),(5,1,NULL,'Buy',2,2,0,2,0,2,2,0,NULL);"
      "INSERT INTO counted_edge VALUES(5,0,1,2,2,1000,1000,2000,500,2000,900,1100);"
      "INSERT INTO counted_name VALUES(5,'See',0,2,2),(5,'Buy',1,2,2);"
      "INSERT INTO counted_way VALUES(5,0,2,'0 1');"
      /* So that anything can be put anywhere. */
      "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql=replace(replace(replace(sql,' NOT NULL',''),'CHECK(kind IN(''table'',''log''))',''),'CHECK(mode IN(''mirror'',''count''))','');";
  g_autoptr (GError) error = NULL;
  WayCache *cache = way_cache_open (path, NULL, &error);

  g_assert_no_error (error);
  import_survey (cache, SURVEY "r1,2025-07-01,Order,9,Gr\xc3\xbc\xc3\x9f"
                               "e,a@example.org\nr2,2025-07-02,Order,3,late,b@example.org\nr3,2025-07-03,Hotline,10,,c@example.org\n",
                 &error);
  g_assert_no_error (error);
  import_survey (cache, SURVEY "r2,2025-07-02,Order,4,less late,b@example.org\nr4,never,Order,4,x,d@example.org\n", &error);
  g_assert_no_error (error);
  import_log (cache, EVENTS "k1,See,2025-07-01T09:59:00,web,sales,small,,,start\nk1,See,2025-07-01T10:00:00,web,sales,small,7,1.50,complete\nk1,Buy,2025-07-01T10:05:00,phone,care,small,9,2.25,complete\nk2,See,2025-07-02T10:00:00,web,,large,,,complete\nk2,Ask,,web,,large,x,,complete\n", &error);
  g_assert_no_error (error);
  import_log (cache, EVENTS "k1,Pay,2025-07-03T10:00:00,web,sales,small,1,0.333333,complete\nk3,See,2025-07-03T10:00:00,shop,care,,2,1e20,complete\n", &error);
  g_assert_no_error (error);
  way_cache_close (cache);
  execute (counted);
  g_assert_true (g_file_get_contents (path, &base, &base_size, NULL));
}

/* --- every question there is --- */

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_texts (char *const *texts)
{
  for (; *texts != NULL; texts++)
    check_text (*texts);
}

static void
ask_lists (WayCache *cache)
{
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (cache, NULL);

  way_cache_find_dataset (cache, "survey");
  for (guint i = 0; datasets != NULL && i < datasets->len; i++)
    {
      const WayDataset *dataset = datasets->pdata[i];
      g_autoptr (GPtrArray) imports = way_cache_list_imports (cache, dataset->id, NULL), fields = way_cache_list_fields (cache, dataset->id, NULL);

      g_assert_nonnull (dataset->name);
      g_assert_nonnull (dataset->kind);
      check_text (dataset->name);
      for (guint j = 0; fields != NULL && j < fields->len; j++)
        {
          const WayColumn *field = fields->pdata[j];

          g_assert_nonnull (field->name);
          check_text (field->name);
          check_text (field->label);
          check_text (field->unit);
          check_text (field->metric);
          check_text (field->better);
        }
      for (guint j = 0; imports != NULL && j < imports->len; j++)
        {
          const WayImported *import = imports->pdata[j];
          g_autoptr (GPtrArray) bad = way_cache_list_bad_rows (cache, import->id, NULL);

          g_assert_nonnull (import->name);
          check_text (import->name);
          check_text (import->path);
          for (guint k = 0; bad != NULL && k < bad->len; k++)
            {
              check_text (((const WayBadRow *) bad->pdata[k])->reason);
              check_text (((const WayBadRow *) bad->pdata[k])->text);
            }
        }
    }
}

static void
ask_survey (WayCache *cache)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayData) data = way_data_new (cache, "survey", &error);
  const WayAnswerQuery query = { .words = "late" }, any = { .place = "Order" };
  g_autoptr (GPtrArray) found = way_answer_search (cache, &query, 10, NULL, NULL, NULL), placed = way_answer_search (cache, &any, 10, NULL, NULL, NULL);
  g_autoptr (GPtrArray) names = way_answer_list_datasets (cache, NULL), places = way_answer_list_places (cache, "survey", NULL);

  g_assert_true ((data == NULL) == (error != NULL));
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      check_text (((const WayAnswer *) found->pdata[i])->text);
      check_text (((const WayAnswer *) found->pdata[i])->place);
    }
  if (data == NULL)
    return;
  for (guint i = 0; i < way_data_get_fields (data)->len; i++)
    {
      const WayColumn *field = way_data_get_fields (data)->pdata[i];
      gint32 first, last;

      way_data_get_numbers (data, field->name, NULL);
      way_data_get_keys (data, field->name, NULL);
      way_data_get_days (data, field->name, &first, &last, NULL);
    }
  way_data_get_hashes (data, NULL);
  way_data_get_people (data, NULL);
  for (gsize row = 0; row < MIN (way_data_get_size (data), 8); row++)
    {
      gint64 import;
      int line;

      way_data_find_origin (data, row, &import, &line);
    }
}

static void
ask_view (WayLogView *view)
{
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  g_autoptr (WayVariants) variants = way_log_variants_new (view);
  g_autoptr (WayLogMeasures) measures = way_log_measures_new (view);

  g_assert_cmpuint (flow->edges->len + 1, >, 0);
}

static gboolean
take_row_cb (char *const *values, const gboolean *are_numbers, guint n, gpointer data)
{
  for (guint i = 0; i < n; i++)
    check_text (values[i]);
  return TRUE;
}

static void
ask_log (WayCache *cache)
{
  g_autoptr (WayElement) journey = make_journey ("[one see=See ask=Ask [two buy=Buy > see-ask ask-buy");
  g_autoptr (GError) error = NULL, reason = NULL;
  g_autoptr (WayLogInfo) info = way_log_get_info (cache, "events", &reason);
  g_autoptr (WayLog) log = way_log_open (cache, "events", -1, &error);

  g_assert_true ((info == NULL) == (reason != NULL));
  g_assert_true ((log == NULL) == (error != NULL));
  way_log_sql_run (cache, "SELECT * FROM event('events')", take_row_cb, NULL, NULL);
  way_log_sql_run (cache, "SELECT act, count(*), avg(ts), max(score) FROM event('events') GROUP BY act ORDER BY 2", take_row_cb, NULL, NULL);
  if (info != NULL)
    {
      check_text (info->name);
      check_text (info->notion);
      check_text (info->currency);
      check_texts (info->events);
      check_texts (info->channels);
      check_texts (info->departments);
      check_texts (info->segments);
    }
  if (log == NULL)
    return;

  g_autoptr (WayLogView) bare = way_log_view_new (log), view = way_log_view_new_for_journey (log, journey, NULL, FALSE), whole = way_log_view_new_for_journey (log, journey, NULL, TRUE);
  g_autoptr (WayJourneyFlow) journey_flow = way_journey_flow_new (view, journey, 0);
  g_autoptr (GBytes) csv = way_log_export (log, "events", WAY_LOG_FORMAT_CSV), xes = way_log_export (log, "events", WAY_LOG_FORMAT_XES);

  ask_view (bare);
  ask_view (view);
  for (WayLogListingKind i = 0; i < WAY_LOG_N_LISTINGS; i++)
    way_listing_free (way_log_listing_new (i, view, whole, journey));
  g_assert_true (g_utf8_validate_len (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv), NULL));
  g_assert_true (g_utf8_validate_len (g_bytes_get_data (xes, NULL), g_bytes_get_size (xes), NULL));
}

static void
ask_warehouse (WayCache *cache)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayRemote) remote = way_remote_load (cache, "far");
  g_autoptr (WayRemoteFlow) flow = way_remote_flow_load (cache, "far", NULL, &error);
  g_autoptr (WayLogView) view = NULL;
  g_autoptr (WayVariants) variants = NULL;

  g_assert_true ((flow == NULL) == (error != NULL));
  if (flow == NULL)
    return;
  for (guint i = 0; i < flow->places->len; i++)
    {
      g_assert_nonnull (g_array_index (flow->places, WayRemotePlace, i).name);
      check_text (g_array_index (flow->places, WayRemotePlace, i).name);
      check_text (g_array_index (flow->places, WayRemotePlace, i).id);
    }
  for (guint i = 0; i < flow->names->len; i++)
    g_assert_nonnull (g_array_index (flow->names, WayRemoteName, i).name);
  way_remote_flow_is_current (flow, NULL, NULL);
  way_remote_flow_count_rest (flow);
  variants = way_remote_flow_make_variants (flow, NULL, NULL, FALSE, &view, NULL);
}

/* What is there is added to, taken back and forgotten. */
static void
ask_for_changes (WayCache *cache)
{
  g_autoptr (GPtrArray) datasets = NULL;

  import_log (cache, EVENTS "k1,Pay,2025-07-04T10:00:00,web,sales,small,1,1,complete\nk3,See,2025-07-03T10:00:00,shop,care,,2,1e20,complete\n", NULL);
  import_survey (cache, SURVEY "r2,2025-07-02,Order,5,x,b@example.org\nr9,2025-07-03,Order,4,x,d@example.org\n", NULL);
  datasets = way_cache_list_datasets (cache, NULL);
  for (guint i = 0; datasets != NULL && i < datasets->len; i++)
    {
      const WayDataset *dataset = datasets->pdata[i];
      g_autoptr (GPtrArray) imports = way_cache_list_imports (cache, dataset->id, NULL);

      if (imports != NULL && imports->len > 0)
        way_cache_forget_import (cache, ((const WayImported *) imports->pdata[imports->len - 1])->id, NULL);
      way_cache_forget_dataset (cache, dataset->id, NULL);
    }
}

static void
ask (gboolean for_changes)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (path, report, &error);

  g_assert_true ((cache == NULL) == (error != NULL));
  if (cache == NULL)
    return;
  ask_lists (cache);
  ask_survey (cache);
  ask_log (cache);
  ask_warehouse (cache);
  if (for_changes)
    ask_for_changes (cache);
}

/* --- what is spoilt --- */

/* The sound cache, or these bytes. */
static void
put_back (const char *data, gsize size)
{
  static const char *const others[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = g_strconcat (path, others[i], NULL);

      g_unlink (other);
    }
  g_assert_true (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
test_sound (void)
{
  g_autoptr (WayLog) log = NULL;
  WayCache *cache;

  put_back (base, base_size);
  cache = way_cache_open (path, NULL, NULL);
  log = way_log_open (cache, "events", -1, NULL);
  g_assert_nonnull (log);
  g_assert_cmpuint (log->n_events, ==, 5);
  way_cache_close (cache);
  ask (TRUE);
}

/* The first ones always, the rest in the long run. */
#define N_VALUES 7
static const char *const values[] = {
  "NULL", "-1", "65536", "2147483647", "9223372036854775807", "-9223372036854775808", "CAST(x'ff41fe80' AS TEXT)",
  "0", "1", "2", "255", "65535", "4294967295", "4000000000", "-2147483648", "1e300", "-9e999", "''", "'x'", "'count'", "'a' || char(27,10,9) || 'b'", "x''", "x'00'", "zeroblob(100)", "randomblob(64)", "replace(hex(zeroblob(20000)),'0','ab')"
};

/* WAYMARK_HOSTILE=long. */
static gboolean
is_long (void)
{
  return g_getenv ("WAYMARK_HOSTILE") != NULL;
}

static void
test_column (gconstpointer data)
{
  const char *const *column = data;

  for (guint i = 0; i < (is_long () ? G_N_ELEMENTS (values) : N_VALUES); i++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA foreign_keys=OFF; UPDATE OR IGNORE %s SET %s=%s", column[0], column[1], values[i]);

      g_test_message ("%s", sql);
      put_back (base, base_size);
      execute (sql);
      ask (TRUE);
    }
}

/* Where the packed columns lie in the sound file. */
static GPtrArray * /* (element-type GBytes) */
list_packed (const char *sql)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (WayCache) cache = NULL;
  g_autoptr (WayStatement) statement = NULL;

  put_back (base, base_size);
  cache = way_cache_open (path, NULL, NULL);
  statement = way_cache_prepare (cache, sql, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (list, g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0)));
  g_assert_cmpuint (list->len, >, 1);
  return list;
}

/* Bit by bit, one after the other: in the short run some of each byte. */
static void
test_bits (gconstpointer data)
{
  g_autoptr (GPtrArray) list = list_packed (data);
  g_autofree char *spoilt = g_memdup2 (base, base_size);

  for (guint i = 0; i < list->len; i++)
    {
      gsize size;
      gconstpointer packed = g_bytes_get_data (list->pdata[i], &size);
      const char *at = memmem (base, base_size, packed, size);

      g_assert_nonnull (at);
      for (gsize j = 0; j < 8 * size; j += is_long () ? 1 : 11)
        {
          char *byte = spoilt + (at - base) + j / 8;

          *byte ^= (char) (1 << j % 8);
          put_back (spoilt, base_size);
          ask (FALSE);
          *byte ^= (char) (1 << j % 8);
        }
    }
}

/* Every length that is shorter. */
static void
test_cut (gconstpointer data)
{
  const char *const *column = data;
  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s", column[1], column[0]);
  g_autoptr (GPtrArray) list = list_packed (select);
  gsize most = 0;

  for (guint i = 0; i < list->len; i++)
    most = MAX (most, g_bytes_get_size (list->pdata[i]));
  for (gsize n = 0; n < most; n++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s=substr(%s,1,%" G_GSIZE_FORMAT ")", column[0], column[1], column[1], n);

      put_back (base, base_size);
      execute (sql);
      ask (FALSE);
    }
}

/* Pages that a disk spoilt, and files that end too soon. */
static void
test_pages (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < (is_long () ? 2000 : 100); i++)
    {
      g_autofree char *spoilt = g_memdup2 (base, base_size);
      gsize at = 100 + (gsize) g_rand_int_range (rand, 0, (int) base_size - 100), most = (gsize) 1 << g_rand_int_range (rand, 0, 12);
      gsize n = MIN (base_size - at, most);

      g_test_message ("%u: %" G_GSIZE_FORMAT " bytes at %" G_GSIZE_FORMAT, i, n, at);
      for (gsize j = 0; j < n; j++)
        spoilt[at + j] = (char) g_rand_int (rand);
      put_back (spoilt, i % 10 == 9 ? at : base_size);
      ask (TRUE);
    }
}

static int
add_column_cb (void *data, int n, char **texts, char **names)
{
  char **column = g_new0 (char *, 3);
  g_autofree char *name = g_strdup_printf ("/cache-hostile/%s/%s", texts[0], texts[1]);

  column[0] = g_strdup (texts[0]);
  column[1] = g_strdup (texts[1]);
  g_test_add_data_func_full (name, column, test_column, (GDestroyNotify) g_strfreev);
  return 0;
}

static void
add_columns (void)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type='table' AND t.name NOT LIKE 'sqlite%' ORDER BY 1, c.cid", add_column_cb, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("waymark-hostile-XXXXXX", NULL);
  path = g_build_filename (folder, "metrics.db", NULL);
  make_base ();
  g_test_add_func ("/cache-hostile/sound", test_sound);
  g_test_add_data_func ("/cache-hostile/bits/block", "SELECT data FROM block", test_bits);
  g_test_add_data_func ("/cache-hostile/bits/trace", "SELECT ev FROM trace", test_bits);
  g_test_add_data_func ("/cache-hostile/cut/block", (const char *const[]){ "block", "data" }, test_cut);
  g_test_add_data_func ("/cache-hostile/cut/trace", (const char *const[]){ "trace", "ev" }, test_cut);
  g_test_add_func ("/cache-hostile/pages", test_pages);
  add_columns ();

  int status = g_test_run ();

  remove_folder (folder);
  g_free (folder);
  g_free (path);
  g_free (base);
  return status;
}
