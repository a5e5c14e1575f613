/* Event logs in the cache: what is put in comes out again, whatever the order, and nothing twice. */
#include <string.h>

#include "log-cache.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/log/way-log-blob.h"
#include "metrics/log/way-log-export.h"
#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-sql.h"
#include "metrics/log/way-log-variants.h"

#define HEAD "case_id,event,timestamp,channel,department,segment\n"

static int
compare_lines_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* One line an event in no particular order of the cases: names, not numbers. */
static char *
dump (const WayLog *log)
{
  GString *all = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < log->n_cases; c++)
    {
      GString *line = g_string_new (log->segments != NULL && log->segments[c] != WAY_LOG_NO_CHANNEL ? log->segment_names[log->segments[c]] : "-");

      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        g_string_append_printf (line, " %s@%" G_GINT64_FORMAT "/%s!%s", log->activity_names[log->activities[i]], log->times[i], log->channels != NULL && log->channels[i] != WAY_LOG_NO_CHANNEL ? log->channel_names[log->channels[i]] : "", log->departments != NULL && log->departments[i] != WAY_LOG_NO_CHANNEL ? log->department_names[log->departments[i]] : "");
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_ptr_array_sort (lines, compare_lines_cb);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (all, "%s\n", (char *) g_ptr_array_index (lines, i));
  return g_string_free (all, FALSE);
}

/* Rows whose times all differ, so that their order is not left to the order of the files. */
static GPtrArray *
make_rows (GRand *rand, guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      gint64 time = (gint64) g_rand_int_range (rand, -100000, 100000) * 1000000 + i;
      g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (time / 1000);
      guint c = (guint) g_rand_int_range (rand, 0, 12);
      g_autofree char *text = g_date_time_format (when, "%Y-%m-%dT%H:%M:%S");

      g_ptr_array_add (rows, g_strdup_printf ("k%u,%c,%s.%03uZ,%s,%s,%s\n", c, 'a' + g_rand_int_range (rand, 0, 6), text, i % 1000, (const char *[]){ "", "phone", "web" }[g_rand_int_range (rand, 0, 3)], (const char *[]){ "", "sales", "care" }[g_rand_int_range (rand, 0, 3)], c % 3 == 0 ? "" : c % 3 == 1 ? "small"
                                                                                                                                                                                                                                                                                                                : "large"));
    }
  return rows;
}

static char *
join (const GPtrArray *rows, guint from, guint to)
{
  GString *text = g_string_new (HEAD);

  for (guint i = from; i < to; i++)
    g_string_append (text, g_ptr_array_index (rows, i));
  return g_string_free (text, FALSE);
}

static void
test_same (LogCache *self, gconstpointer unused)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) rows = make_rows (rand, 200);
      g_autofree char *text = join (rows, 0, rows->len), *name = g_strdup_printf ("log %u", seed);
      g_autoptr (WayLog) read = way_log_read_table (text, strlen (text), "events.csv", NULL, NULL, NULL, NULL);
      g_autoptr (WayLog) kept = NULL;
      g_autofree char *before = dump (read), *after = NULL;

      log_cache_import (self, name, text, NULL);
      kept = log_cache_open_log (self, name);
      after = dump (kept);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (read->n_ties, ==, kept->n_ties);
      g_assert_cmpint (read->oldest, ==, kept->oldest);
      g_assert_cmpint (read->newest, ==, kept->newest);
    }
}

/* In pieces that overlap, in any order, some of them twice: the same as all at once. */
static void
test_again (LogCache *self, gconstpointer unused)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) rows = make_rows (rand, 150);
      g_autofree char *all = join (rows, 0, rows->len);
      g_autoptr (WayLog) read = way_log_read_table (all, strlen (all), "events.csv", NULL, NULL, NULL, NULL);
      g_autofree char *name = g_strdup_printf ("log %u", seed), *before = dump (read), *after = NULL;
      g_autoptr (WayLog) kept = NULL;
      gint64 n = 0;

      for (guint i = 0; i < 12; i++)
        {
          guint from = i == 11 ? 0 : (guint) g_rand_int_range (rand, 0, 100), to = i == 11 ? rows->len : from + (guint) g_rand_int_range (rand, 1, 50);
          g_autofree char *piece = join (rows, from, to);

          n += log_cache_import (self, name, piece, NULL).n_events;
        }
      g_assert_cmpint (n, ==, rows->len);

      WayLogImportResult nothing = log_cache_import (self, name, all, NULL);

      g_assert_cmpint (nothing.import, ==, 0);
      g_assert_cmpint (nothing.n_events, ==, 0);
      g_assert_cmpint (nothing.n_known, ==, rows->len);
      kept = log_cache_open_log (self, name);
      after = dump (kept);
      g_assert_cmpstr (before, ==, after);
    }
}

/* Two equal rows in one file are two events; the same file again adds none, one with three adds one. */
static void
test_equal (LogCache *self, gconstpointer unused)
{
  const char *two = HEAD "k,a,2024-01-01,,,\nk,a,2024-01-01,,,\n", *three = HEAD "k,a,2024-01-01,,,\nk,a,2024-01-01,,,\nk,a,2024-01-01,,,\n";

  g_assert_cmpint (log_cache_import (self, "log", two, NULL).n_events, ==, 2);
  g_assert_cmpint (log_cache_import (self, "log", two, NULL).n_events, ==, 0);
  g_assert_cmpint (log_cache_import (self, "log", three, NULL).n_events, ==, 1);
}

static void
test_gap (LogCache *self, gconstpointer unused)
{
  WayLogOptions options = { .gap = 3600 * 1000 };
  g_autoptr (WayLog) log = NULL, whole = NULL;
  g_autofree char *first = NULL, *second = NULL;

  log_cache_import (self, "log", HEAD "k,a,2024-01-01 10:00,,,\nk,b,2024-01-01 10:30,,,\nk,c,2024-01-01 12:00,,,\n", &options);
  log = log_cache_open_log (self, "log");
  g_assert_cmpuint (log->n_cases, ==, 2);
  first = way_log_dup_case_name (log, 0);
  second = way_log_dup_case_name (log, 1);
  g_assert_cmpuint (strlen (first), ==, 16);
  g_assert_true (g_str_has_prefix (second, first));
  g_assert_true (g_str_has_suffix (second, "/2"));
  whole = way_log_open (self->cache, "log", 0, NULL);
  g_assert_cmpuint (whole->n_cases, ==, 1);

  /* What comes between closes the gap. */
  log_cache_import (self, "log", HEAD "k,d,2024-01-01 11:15,,,\n", NULL);
  g_clear_pointer (&log, way_log_unref);
  log = log_cache_open_log (self, "log");
  g_assert_cmpuint (log->n_cases, ==, 1);
}

static gboolean
stop_cb (double done, gpointer data)
{
  return done < *(double *) data;
}

static void
test_stopped (LogCache *self, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) rows = make_rows (rand, 100);
  g_autofree char *all = join (rows, 0, rows->len);
  double stops[] = { 0, 0.4, 0.5 };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      WayLogTarget target = { .name = "log" };
      WayLogOptions options = { .progress = stop_cb, .data = &stops[i] };
      WayLogImportResult result;

      g_assert_false (way_log_import (self->cache, &target, all, strlen (all), &options, NULL, &result, report, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
      g_assert_null (way_log_open (self->cache, "log", -1, NULL));
    }
}

/* All that is told of a log, and all its events. */
static char *
dump_all (LogCache *self, const char *name)
{
  g_autoptr (WayLogInfo) info = way_log_get_info (self->cache, name, NULL);
  g_autoptr (WayLog) log = log_cache_open_log (self, name);
  g_autofree char *events = dump (log), *names = g_strjoinv (",", info->events), *channels = g_strjoinv (",", info->channels), *departments = g_strjoinv (",", info->departments), *segments = g_strjoinv (",", info->segments);

  return g_strdup_printf ("%d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %s %s %s %s\n%s", (int) info->n_events, (int) info->n_cases, info->from, info->to, info->has_ids, names, channels, departments, segments, events);
}

/* Stopped anywhere, an import into a log leaves it as it was. */
static void
test_stopped_later (LogCache *self, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) rows = make_rows (rand, 400);
  g_autoptr (GString) many = g_string_new (HEAD);
  g_autofree char *first = join (rows, 0, 200), *before = NULL;
  guint n_stopped = 0;

  log_cache_import (self, "log", first, NULL);
  before = dump_all (self, "log");
  /* New journeys, new names, and more of what is known. */
  for (guint i = 200; i < rows->len; i++)
    g_string_append (many, g_ptr_array_index (rows, i));
  for (guint i = 0; i < 30000; i++)
    g_string_append_printf (many, "n%u,new %u,2024-01-%02uT10:00:00Z,fax,%u,huge\n", i, i % 9, i % 28 + 1, i % 3);
  for (double stop = 0; stop < 1; stop += 0.03)
    {
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      WayLogTarget target = { .name = "log", .keep_ids = TRUE };
      WayLogOptions options = { .progress = stop_cb, .data = &stop };
      WayLogImportResult result;

      if (way_log_import (self->cache, &target, many->str, many->len, &options, NULL, &result, report, &error))
        break;
      n_stopped++;
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
      after = dump_all (self, "log");
      g_assert_cmpstr (before, ==, after);
    }
  g_assert_cmpuint (n_stopped, >, 20);
}

static GError *
take_back (LogCache *self, gint64 import)
{
  GError *error = NULL;

  way_cache_forget_import (self->cache, import, &error);
  return error;
}

/* Whatever an import changed, taken back it is as if it had never been; and may come again. */
static void
test_taken_back (LogCache *self, gconstpointer unused)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) rows = make_rows (rand, 150);
      g_autofree char *name = g_strdup_printf ("log %u", seed), *first = join (rows, 0, 50), *second = join (rows, 30, 100), *third = join (rows, 60, 150), *wide = g_strconcat (third, "new,z,2024-01-01T00:00:00Z,fax,board,huge\n", NULL);
      g_autofree char *one = NULL, *two = NULL, *three = NULL, *back = NULL, *again = NULL;
      gint64 import = log_cache_import (self, name, first, NULL).import, next;
      g_autoptr (GError) error = NULL;

      one = dump_all (self, name);
      next = log_cache_import (self, name, second, NULL).import;
      two = dump_all (self, name);
      g_assert_cmpint (log_cache_import (self, name, first, NULL).import, ==, 0);
      g_assert_null (take_back (self, next));
      back = dump_all (self, name);
      g_assert_cmpstr (back, ==, one);
      log_cache_import (self, name, second, NULL);
      g_clear_pointer (&back, g_free);
      back = dump_all (self, name);
      g_assert_cmpstr (back, ==, two);

      /* Only the newest, and that once. */
      next = log_cache_import (self, name, wide, NULL).import;
      three = dump_all (self, name);
      g_assert_cmpstr (three, !=, two);
      error = take_back (self, import);
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
      g_clear_error (&error);
      g_assert_null (take_back (self, next));
      again = dump_all (self, name);
      g_assert_cmpstr (again, ==, two);
      error = take_back (self, next - 1);
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
    }

  /* The first one is all there is. */
  gint64 only = log_cache_import (self, "only", HEAD "k,a,2024-01-01,,,\n", NULL).import;

  g_assert_null (take_back (self, only));
  g_assert_cmpint (way_cache_find_dataset (self->cache, "only"), ==, 0);
}

static void
test_bad_rows (LogCache *self, gconstpointer unused)
{
  WayLogImportResult result = log_cache_import (self, "log", HEAD "k,a,2024-01-01,,,\nk,b,yesterday,,,\n,c,2024-01-03,,,\nk,d,2024-01-04,,,\n", &(WayLogOptions){ .time_column = "timestamp" });
  g_autoptr (GPtrArray) bad = way_cache_list_bad_rows (self->cache, result.import, NULL);

  g_assert_cmpint (result.n_events, ==, 2);
  g_assert_cmpint (result.n_bad, ==, 2);
  g_assert_cmpuint (bad->len, ==, 2);
  g_assert_cmpint (((WayBadRow *) g_ptr_array_index (bad, 0))->line, ==, 3);
  g_assert_cmpstr (((WayBadRow *) g_ptr_array_index (bad, 0))->text, ==, "yesterday");
}

/* A robot's case: several rows in the cache, one journey in memory. */
static void
test_long (LogCache *self, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new ("case,event,time\n");
  g_autoptr (WayLog) log = NULL;

  for (guint i = 0; i < 150000; i++)
    g_string_append_printf (text, "robot,e%u,%u\n", i % 7, 1700000000 + i);
  log_cache_import (self, "log", text->str, &(WayLogOptions){ .time_column = "time" });
  g_assert_cmpint (log_cache_import (self, "log", "case,event,time\nrobot,e0,1700000000\nrobot,last,1800000000\n", &(WayLogOptions){ .time_column = "time" }).n_events, ==, 1);
  log = log_cache_open_log (self, "log");
  g_assert_cmpuint (log->n_cases, ==, 1);
  g_assert_cmpuint (log->n_events, ==, 150001);
  g_assert_cmpstr (log->activity_names[log->activities[150000]], ==, "last");
}

/* So many that two connections read them, each from its end: wherever they meet, it is the log that was imported. */
static void
test_two_ends (LogCache *self, gconstpointer unused)
{
  /* Each with what mends it again. */
  static const char *const damages[][2] = {
    { "UPDATE log SET n_events=n_events-1", "UPDATE log SET n_events=n_events+1" },
    { "UPDATE log SET n_events=n_events+2", "UPDATE log SET n_events=n_events-2" },
    { "UPDATE log SET n_cases=n_cases-1", "UPDATE log SET n_cases=n_cases+1" },
    { "UPDATE log SET n_cases=n_cases+2", "UPDATE log SET n_cases=n_cases-2" },
    { "DELETE FROM trace WHERE cs=(SELECT cs FROM trace ORDER BY cs LIMIT 1 OFFSET 2000)", "" },
  };
  g_autoptr (GString) text = g_string_new ("case,event,time,segment\n");
  g_autoptr (WayLog) read = NULL;
  g_autofree char *before = NULL;
  WayLogOptions options = { .time_column = "time" };

  for (guint i = 0; i < 240000; i++)
    if (i % 3 != 0)
      g_string_append_printf (text, "robot %u,e%u,%u,\n", i % 3, i % 7, 1700000000 + i / 2);
    else
      g_string_append_printf (text, "k%u,e%u,%u,%s\n", i % 60013, i % 11, 1700000000 + i / 5, i % 60013 % 2 == 0 ? "small" : "large");
  read = way_log_read_table (text->str, text->len, "events.csv", &options, NULL, NULL, NULL);
  before = dump (read);
  log_cache_import (self, "log", text->str, &options);
  for (guint again = 0; again < 5; again++)
    {
      g_autoptr (WayLog) kept = log_cache_open_log (self, "log");
      g_autofree char *after = dump (kept);

      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (read->n_ties, ==, kept->n_ties);
      g_assert_cmpint (read->oldest, ==, kept->oldest);
      g_assert_cmpint (read->newest, ==, kept->newest);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (way_cache_execute (self->cache, damages[i][0], NULL));
      g_assert_null (way_log_open (self->cache, "log", -1, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE);
      g_assert_true (way_cache_execute (self->cache, damages[i][1], NULL));
    }
}

/* Events, channels, departments and segments that nothing names any more. */
static void
test_nameless (LogCache *self, gconstpointer unused)
{
  for (int kind = 0; kind < 4; kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("log %d", kind), *damage = g_strdup_printf ("DELETE FROM log_name WHERE kind=%d AND id=1", kind);

      log_cache_import (self, name, HEAD "k,a,2024-01-01,phone,care,small\nm,b,2024-01-02,post,shop,large\n", NULL);
      g_assert_true (way_cache_execute (self->cache, damage, NULL));
      g_assert_null (way_log_open (self->cache, name, -1, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE);
      g_assert_true (way_cache_execute (self->cache, "DELETE FROM dataset", NULL));
    }
}

static void
test_kinds (LogCache *self, gconstpointer unused)
{
  g_autoptr (WayLogInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  log_cache_import (self, "Shop log", HEAD "k,a,2024-01-01,phone,care,small\nm,b,2024-01-02,,,\n", NULL);
  info = way_log_get_info (self->cache, "shop-log", &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->n_events, ==, 2);
  g_assert_cmpint (info->n_cases, ==, 2);
  g_assert_cmpstr (info->channels[0], ==, "phone");
  g_assert_cmpstr (info->departments[0], ==, "care");
  g_assert_cmpstr (info->segments[0], ==, "small");
  g_assert_false (info->has_ids);
  g_assert_true (way_cache_forget_dataset (self->cache, info->dataset, &error));
  g_assert_null (way_log_open (self->cache, "Shop log", -1, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
}

/* --- SQL over single events --- */

static gboolean
append_row_cb (char *const *values, const gboolean *are_numbers, guint n, gpointer data)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (data, "%s%s", i > 0 ? "," : "", values[i] != NULL ? values[i] : "");
  g_string_append_c (data, '\n');
  return TRUE;
}

static char *
ask (LogCache *self, const char *sql)
{
  GString *answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  way_log_sql_run (self->cache, sql, append_row_cb, answer, &error);
  g_assert_no_error (error);
  return g_string_free (answer, FALSE);
}

#define FOLLOWS "SELECT act a, LEAD(act) OVER w b, LEAD(ts) OVER w - ts d FROM event('log') WINDOW w AS (PARTITION BY cs, part ORDER BY sq)"
#define RANKED "SELECT a, b, d, count(*) OVER (PARTITION BY a, b) n, row_number() OVER (PARTITION BY a, b ORDER BY d) r FROM (" FOLLOWS ") WHERE b IS NOT NULL"

/* What follows what, how often, and the times of it: the same by SQL as by the passes. */
static void
test_sql (LogCache *self, gconstpointer unused)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) rows = make_rows (rand, 300);
      g_autofree char *text = join (rows, 0, rows->len), *by_sql = NULL;
      g_autoptr (GString) by_pass = g_string_new ("a,b,n,least,most,median\n");
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (WayLog) log = NULL;
      WayLogOptions options = { .gap = seed % 2 == 0 ? 0 : G_GINT64_CONSTANT (5000000000) };

      log_cache_import (self, "log", text, &options);
      log = log_cache_open_log (self, "log");

      g_autoptr (WayLogView) view = way_log_view_new (log);
      g_autoptr (WayFlow) flow = way_log_flow_new (view);

      for (guint i = 0; i < flow->edges->len; i++)
        {
          const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

          g_ptr_array_add (lines, g_strdup_printf ("%s,%s,%u,%.1f,%.1f,%.1f\n", view->node_names[edge->from], view->node_names[edge->to], edge->count, edge->least, edge->most, edge->median));
        }
      g_ptr_array_sort (lines, compare_lines_cb);
      for (guint i = 0; i < lines->len; i++)
        g_string_append (by_pass, g_ptr_array_index (lines, i));
      by_sql = ask (self, "SELECT a, b, n, printf('%.1f', min(d)) least, printf('%.1f', max(d)) most, printf('%.1f', avg(CASE WHEN r IN ((n + 1) / 2, n / 2 + 1) THEN d END)) median FROM (" RANKED ") GROUP BY a, b ORDER BY a, b");
      g_assert_cmpstr (by_sql, ==, by_pass->str);
      g_assert_true (way_cache_forget_dataset (self->cache, way_cache_find_dataset (self->cache, "log"), NULL));
    }
}

static void
test_sql_columns (LogCache *self, gconstpointer unused)
{
  g_autofree char *all = NULL, *one = NULL, *plan = NULL;
  static const char *const refused[] = { "SELECT * FROM event", "SELECT * FROM event('none')", "SELECT * FROM trace", "SELECT name FROM sqlite_schema", "DELETE FROM trace", "SELECT 1; SELECT 2", "", "PRAGMA user_version=9", "ATTACH 'x' AS y", "SELECT load_extension('x')", "not SQL" };

  log_cache_import (self, "log", HEAD "k,a,2024-01-01,phone,care,small\nk,b,2024-01-02,,,\n", NULL);
  all = ask (self, "SELECT part, sq, ts, act, ch, dep, seg, log FROM event('log')");
  g_assert_cmpstr (all, ==, "part,sq,ts,act,ch,dep,seg,log\n1,0,1704067200000,a,phone,care,small,log\n1,1,1704153600000,b,,,small,log\n");
  one = ask (self, "SELECT count(*) n FROM event('log') a JOIN event('log') b ON a.cs = b.cs AND a.sq + 1 = b.sq");
  g_assert_cmpstr (one, ==, "n\n1\n");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GString) answer = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i]);
      g_assert_false (way_log_sql_run (self->cache, refused[i], append_row_cb, answer, &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
    }
}

/* --- for other programs --- */

static void
test_export (LogCache *self, gconstpointer unused)
{
  for (guint32 seed = 0; seed < 10; seed++)
    for (WayLogFormat format = WAY_LOG_FORMAT_XES; format <= WAY_LOG_FORMAT_CSV; format++)
      {
        g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
        g_autoptr (GPtrArray) rows = make_rows (rand, 100);
        g_autofree char *text = join (rows, 0, rows->len), *before = NULL, *after = NULL;
        g_autoptr (WayLog) log = way_log_read_table (text, strlen (text), "events.csv", NULL, NULL, NULL, NULL), back = NULL;
        g_autoptr (GBytes) bytes = way_log_export (log, "A <log> & \"more\"", format);
        g_autoptr (GError) error = NULL;

        back = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), format == WAY_LOG_FORMAT_XES ? "log.xes" : "log.csv", NULL, NULL, NULL, &error);
        g_assert_no_error (error);
        before = dump (log);
        after = dump (back);
        g_assert_cmpstr (before, ==, after);
      }
}

static void
test_export_odd (void)
{
  WayLogBuilder *builder = way_log_builder_new ();
  const char *odd = "a<b>&\"c\"\td \xef\xbf\xbe \xe2\x82\xac";
  g_autoptr (WayLog) log = NULL, back = NULL;
  g_autoptr (GBytes) bytes = NULL;

  way_log_builder_add (builder, "k", 1, odd, strlen (odd), -30610224000001, "", 0);
  way_log_builder_add (builder, "k", 1, "b", 1, -30610224000000, "", 0);
  way_log_builder_add (builder, "k", 1, "c", 1, 253402300799999, "", 0);
  log = way_log_builder_finish (builder, 0);
  bytes = way_log_export (log, "odd", WAY_LOG_FORMAT_XES);
  back = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "log.xes", NULL, NULL, NULL, NULL);
  g_assert_cmpstr (back->activity_names[back->activities[0]], ==, "a<b>&\"c\"\td \xef\xbf\xbd \xe2\x82\xac");
  g_assert_cmpint (back->times[0], ==, WAY_LOG_NO_TIME);
  g_assert_cmpint (back->times[1], ==, -30610224000000);
  g_assert_cmpint (back->times[2], ==, 253402300799999);
}

/* Any events come back; no cut nor changed byte is read beyond, and most are noticed. */
static void
test_blob (void)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();

  for (guint32 seed = 0; seed < 500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      gint64 times[40], back_times[40], time = (gint64) g_rand_int (rand) * 1000 - 2000000000000;
      guint32 activities[40], back_activities[40], n = (guint32) g_rand_int_range (rand, 1, 41);
      guint16 channels[40], departments[40], back_channels[40], back_departments[40];
      static const gint64 steps[] = { 1, 1000, 60000, 86400000, 7 };
      WayLogEvents events = { n, times, activities, channels, departments }, back = { n, back_times, back_activities, back_channels, back_departments };

      for (guint32 i = 0; i < n; i++)
        {
          times[i] = i < seed % 4 ? WAY_LOG_NO_TIME : (time += g_rand_int_range (rand, 0, 1000) * steps[seed % 5]);
          activities[i] = g_rand_int (rand) >> g_rand_int_range (rand, 0, 32);
          channels[i] = (guint16) (seed % 3 == 0 ? WAY_LOG_NO_CHANNEL : g_rand_int (rand));
          departments[i] = (guint16) (seed % 2 == 0 ? WAY_LOG_NO_CHANNEL : g_rand_int (rand));
        }
      way_log_blob_pack (&events, blob);

      gint64 start = way_log_events_get_start (&events);

      g_assert_true (way_log_blob_unpack (blob->data, blob->len, start, &back));
      g_assert_cmpmem (times, n * sizeof *times, back_times, n * sizeof *times);
      g_assert_cmpmem (activities, n * sizeof *activities, back_activities, n * sizeof *activities);
      g_assert_cmpmem (channels, n * sizeof *channels, back_channels, n * sizeof *channels);
      g_assert_cmpmem (departments, n * sizeof *departments, back_departments, n * sizeof *departments);
      for (guint size = 0; size < blob->len; size++)
        {
          g_autofree guint8 *cut = g_memdup2 (blob->data, size);

          g_assert_false (way_log_blob_unpack (cut, size, start, &back));
        }
      for (guint i = 0; i < 100; i++)
        {
          g_autofree guint8 *changed = g_memdup2 (blob->data, blob->len);

          changed[g_rand_int_range (rand, 0, (gint32) blob->len)] = (guint8) g_rand_int (rand);
          way_log_blob_unpack (changed, blob->len, start, &back);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/log-store/" name, LogCache, NULL, log_cache_set_up, function, log_cache_tear_down)
  ADD ("same", test_same);
  ADD ("again", test_again);
  ADD ("equal", test_equal);
  ADD ("gap", test_gap);
  ADD ("stopped", test_stopped);
  ADD ("stopped-later", test_stopped_later);
  ADD ("taken-back", test_taken_back);
  ADD ("bad-rows", test_bad_rows);
  ADD ("long", test_long);
  ADD ("two-ends", test_two_ends);
  ADD ("nameless", test_nameless);
  ADD ("kinds", test_kinds);
  ADD ("sql", test_sql);
  ADD ("sql-columns", test_sql_columns);
  ADD ("export", test_export);
  g_test_add_func ("/log-store/export-odd", test_export_odd);
  g_test_add_func ("/log-store/blob", test_blob);
  return g_test_run ();
}
