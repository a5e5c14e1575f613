/* Reading somebody else's PostgreSQL through ODBC: what is refused, what is said when it goes wrong, and how soon it stops. Started by
 * with-postgres.sh, which has written the odbc.ini. */
#include <arpa/inet.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "metrics/warehouse/way-remote-flow.h"

#define PASSWORD "s%e;c}r{e t"
/* In seconds: what a busy machine needs for anything, and far from the ten minutes that every question here would take. */
#define PATIENCE 60
/* How soon one can be stopped is seen in the best of so many. */
#define ATTEMPTS 10

static WayOdbc *
connect_to (const char *source, const char *password, guint seconds)
{
  const WayOdbcLogin login = { source, password, PATIENCE, seconds };
  g_autoptr (GError) error = NULL;
  WayOdbc *odbc = way_odbc_connect (&login, NULL, &error);

  g_assert_no_error (error);
  return odbc;
}

static void
psql (const char *sql)
{
  g_autofree char *command = g_strdup_printf ("%s -o /dev/null -c \"%s\"", g_getenv ("WAYMARK_PSQL"), sql);
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, &error));
  g_assert_cmpint (status, ==, 0);
}

/* --- logging in --- */

static void
test_sources (void)
{
  g_autoptr (GPtrArray) sources = way_odbc_list_sources (NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < sources->len; i++)
    found = found || g_str_equal (((WayOdbcSource *) g_ptr_array_index (sources, i))->name, "reader");
  g_assert_true (found);
}

static void
test_passwords (void)
{
  static const char *const secret[] = { "DSN=x;PWD=1", "dsn=x; pwd = 1", "Driver={a};Password={b}", "pqopt={password=1}", "AccessToken=x", "UID=me;PWD=", NULL };
  static const char *const plain[] = { "x", "DSN=x;UID=pwd", "Driver={Password};Server=y", NULL };

  for (guint i = 0; secret[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (way_odbc_check_source (secret[i], &error));
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION);
      g_assert_nonnull (strstr (error->message, ".odbc.ini"));
    }
  for (guint i = 0; plain[i] != NULL; i++)
    g_assert_true (way_odbc_check_source (plain[i], NULL));
}

static void
test_labels (void)
{
  static const char *const rows[][2] = {
    { "Shop", "Shop" },
    { "DSN=Shop;UID=me", "Shop" },
    { "Driver={PostgreSQL};Server=db.example;Database=shop;UID=me", "db.example/shop" },
    { "Driver={SQLite3};Database=/tmp/x.db", "/tmp/x.db" },
    { "Driver=x", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = way_odbc_dup_label (rows[i][0]);

      g_assert_cmpstr (label, ==, rows[i][1]);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *source, *password;
    WayMetricsError code;
    const char *words;
  } rows[] = {
    { "nobody-knows", NULL, WAY_METRICS_ERROR_NOT_FOUND, "no data source “nobody-knows”" },
    { "driverless", NULL, WAY_METRICS_ERROR_REMOTE, "driver of “driverless” cannot be loaded" },
    { "away", NULL, WAY_METRICS_ERROR_REMOTE, "“away” cannot be reached" },
    { "guarded", NULL, WAY_METRICS_ERROR_LOGIN, "refuses the login" },
    { "guarded", "wrong", WAY_METRICS_ERROR_LOGIN, "refuses the login" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const WayOdbcLogin login = { rows[i].source, rows[i].password, PATIENCE, PATIENCE };
      g_autoptr (GError) error = NULL;

      g_assert_null (way_odbc_connect (&login, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, WAY_METRICS_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_assert_null (strstr (error->message, "wrong"));
    }
}

static void
test_guarded (void)
{
  g_autoptr (WayOdbc) odbc = connect_to ("guarded", PASSWORD, 0);

  g_assert_cmpstr (way_odbc_get_product (odbc), ==, "PostgreSQL");
}

/* A server that takes the call and says nothing. */
static int
listen_silently (char **source)
{
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;

  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, size), ==, 0);
  g_assert_cmpint (listen (fd, 5), ==, 0);
  getsockname (fd, (struct sockaddr *) &address, &size);
  *source = g_strdup_printf ("Driver=%s;Server=127.0.0.1;Port=%d;Database=x;UID=reader", g_getenv ("WAYMARK_PSQLODBC"), ntohs (address.sin_port));
  return fd;
}

static void
test_silent (void)
{
  g_autofree char *source = NULL;
  int fd = listen_silently (&source);
  const WayOdbcLogin login = { source, NULL, 2, 2 };
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_null (way_odbc_connect (&login, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, PATIENCE * G_USEC_PER_SEC);
  close (fd);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 when;
} Stopper;

static gpointer
stop_thread (gpointer data)
{
  Stopper *self = data;

  g_usleep (300000);
  self->when = g_get_monotonic_time ();
  g_cancellable_cancel (self->cancellable);
  return NULL;
}

/* How long it took to stop it, in microseconds. */
static gint64
cancel_login (const WayOdbcLogin *login)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopper stopper = { cancellable };
  GThread *thread = g_thread_new ("stop", stop_thread, &stopper);
  g_autoptr (GError) error = NULL;

  g_assert_null (way_odbc_connect (login, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
  return g_get_monotonic_time () - stopper.when;
}

static void
test_silent_cancel (void)
{
  g_autofree char *source = NULL;
  int fd = listen_silently (&source);
  const WayOdbcLogin login = { source, NULL, 600, 600 };
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < ATTEMPTS && best >= G_USEC_PER_SEC; i++)
    {
      gint64 took = cancel_login (&login);

      g_assert_cmpint (took, <, PATIENCE * G_USEC_PER_SEC);
      best = MIN (best, took);
    }
  g_assert_cmpint (best, <, G_USEC_PER_SEC);
  close (fd);
}

/* --- looking around --- */

static void
test_catalog (void)
{
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = way_odbc_list_tables (odbc, NULL, &error), columns = NULL, rows = NULL;
  g_autofree char *table = NULL, *missing = NULL;
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER, WAY_ODBC_TEXT, WAY_ODBC_TIME, WAY_ODBC_TIME, WAY_ODBC_NUMBER };

  g_assert_no_error (error);
  g_assert_cmpstr (g_ptr_array_index (tables, 0), ==, "public.Odd \"name\"");
  table = way_odbc_find_table (odbc, "odd \"NAME\"", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (table, ==, "\"public\".\"Odd \"\"name\"\"\"");
  columns = way_odbc_list_columns (odbc, table, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (columns->len, ==, G_N_ELEMENTS (types));
  for (guint i = 0; i < columns->len; i++)
    g_assert_cmpint (((WayOdbcColumn *) g_ptr_array_index (columns, i))->type, ==, types[i]);
  rows = way_odbc_list_rows (odbc, table, columns->len, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rows->len, ==, 1);
  g_assert_cmpstr (((char **) rows->pdata[0])[0], ==, "5000000000");
  g_assert_cmpstr (((char **) rows->pdata[0])[3], ==, "");
  g_assert_cmpstr (way_odbc_find_column (columns, "who \"", "t", &error)->name, ==, "Who \"");
  g_assert_null (way_odbc_find_column (columns, "nothing", "t", &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  missing = way_odbc_find_table (odbc, "nothing", NULL, &error);
  g_assert_null (missing);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
}

/* --- questions --- */

static void
test_values (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER, WAY_ODBC_TEXT, WAY_ODBC_TIME, WAY_ODBC_TIME, WAY_ODBC_NUMBER };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 0);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT * FROM \"Odd \"\"name\"\"\" WHERE \"Who \"\"\" = ? AND at >= ? AND id > ?");
  g_autoptr (GError) error = NULL;
  WayCell cell;
  gint64 at = 0;

  way_odbc_query_add_text (query, "Ä'; DROP TABLE x; -- 𝄞");
  way_odbc_query_add_time (query, G_GINT64_CONSTANT (1735689599123));
  way_odbc_query_add_integer (query, G_GINT64_CONSTANT (5000000000) - 1);
  g_assert_true (way_odbc_query_run (query, types, G_N_ELEMENTS (types), NULL, &error));
  g_assert_true (way_odbc_query_next (query, &error));
  g_assert_cmpint (way_odbc_query_get_integer (query, 0), ==, G_GINT64_CONSTANT (5000000000));
  cell = way_odbc_query_get_text (query, 1);
  g_assert_cmpmem (cell.text, cell.length, "Ä'; DROP TABLE x; -- 𝄞", strlen ("Ä'; DROP TABLE x; -- 𝄞"));
  g_assert_true (way_odbc_query_get_time (query, 2, &at));
  g_assert_cmpint (at, ==, G_GINT64_CONSTANT (1735689599123));
  g_assert_true (way_odbc_query_is_null (query, 3));
  g_assert_false (way_odbc_query_get_time (query, 3, &at));
  g_assert_cmpfloat (way_odbc_query_get_number (query, 4), ==, 0.25);
  g_assert_false (way_odbc_query_next (query, &error));
  g_assert_no_error (error);
}

/* Several blocks, and every row once. */
static void
test_blocks (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 0);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT g FROM generate_series(1, 25001) g ORDER BY g");
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_true (way_odbc_query_run (query, types, 1, NULL, &error));
  while (way_odbc_query_next (query, &error))
    g_assert_cmpint (way_odbc_query_get_integer (query, 0), ==, ++n);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 25001);
}

static void
assert_fails (const char *source, const char *sql, int code, const char *words)
{
  g_autoptr (WayOdbc) odbc = connect_to (source, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, sql);
  gboolean run = way_odbc_query_run (query, NULL, 0, NULL, &error);

  g_assert_true (!run || (!way_odbc_query_next (query, &error) && error != NULL));
  g_test_message ("%s", error->message);
  g_assert_error (error, WAY_METRICS_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_failures (void)
{
  assert_fails ("reader", "SELECT 1 FROM nothing", WAY_METRICS_ERROR_NOT_FOUND, "does not know the table");
  assert_fails ("reader", "SELECT nothing FROM plain", WAY_METRICS_ERROR_NOT_FOUND, "does not know a column");
  assert_fails ("stranger", "SELECT * FROM plain", WAY_METRICS_ERROR_REMOTE, "does not let this user read");
  assert_fails ("reader", "SELEC 1", WAY_METRICS_ERROR_REMOTE, "cannot answer: syntax error");
}

/* The login could write; on this connection the server does not let it. */
static void
test_read_only (void)
{
  g_autoptr (WayOdbc) odbc = connect_to ("writer", NULL, 0);

  g_assert_true (way_odbc_is_read_only (odbc));
  assert_fails ("writer", "INSERT INTO plain VALUES (1)", WAY_METRICS_ERROR_REMOTE, "read-only transaction");
  assert_fails ("writer", "DELETE FROM plain", WAY_METRICS_ERROR_REMOTE, "read-only transaction");
  assert_fails ("writer", "CREATE TABLE mine(x int)", WAY_METRICS_ERROR_REMOTE, "read-only transaction");
  psql ("SET ROLE writer; INSERT INTO plain VALUES (2)");
}

/* How long it took to stop it, in microseconds. */
static gint64
cancel_question (const char *question)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 600);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, question);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopper stopper = { cancellable };
  GThread *thread = g_thread_new ("stop", stop_thread, &stopper);
  g_autoptr (GError) error = NULL;

  if (way_odbc_query_run (query, types, 1, cancellable, &error))
    while (way_odbc_query_next (query, &error))
      continue;
  g_thread_join (thread);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
  return g_get_monotonic_time () - stopper.when;
}

static void
test_cancel (void)
{
  static const char *const questions[] = { "SELECT pg_sleep(600)", "SELECT count(*) FROM many a, many b, many c WHERE a.event < b.event", "SELECT a.event FROM many a, many b, many c" };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      gint64 best = G_MAXINT64;

      for (guint k = 0; k < ATTEMPTS && best >= G_USEC_PER_SEC; k++)
        {
          gint64 took = cancel_question (questions[i]);

          g_test_message ("%s: %" G_GINT64_FORMAT " ms", questions[i], took / 1000);
          g_assert_cmpint (took, <, PATIENCE * G_USEC_PER_SEC);
          best = MIN (best, took);
        }
      g_assert_cmpint (best, <, G_USEC_PER_SEC);
    }
}

static void
test_late (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 1);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT pg_sleep(600)");
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_false (way_odbc_query_run (query, types, 1, NULL, &error) && way_odbc_query_next (query, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE);
  g_assert_nonnull (strstr (error->message, "has not answered for 1 second"));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, PATIENCE * G_USEC_PER_SEC);
}

/* Somebody ends the server's side in the middle of the rows. */
static void
test_lost (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 60);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT 1 FROM many a, many b");
  g_autoptr (GError) error = NULL;

  g_assert_true (way_odbc_query_run (query, types, 1, NULL, &error));
  g_assert_true (way_odbc_query_next (query, &error));
  psql ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
  while (way_odbc_query_next (query, &error))
    continue;
  g_test_message ("%s", error->message);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE);
  g_assert_nonnull (strstr (error->message, "was lost"));
}

/* --- copying and counting --- */

static WayRemote *
make_remote (const char *source, const char *table)
{
  WayRemote *remote = way_remote_new ();

  remote->source = g_strdup (source);
  remote->table = g_strdup (table);
  return remote;
}

static WayCache *
open_cache (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("WAYMARK_PG_FILES"), "test", "metrics.db", NULL);
  g_autoptr (GError) error = NULL;
  WayCache *cache = way_cache_open (path, NULL, &error);

  g_assert_no_error (error);
  return cache;
}

/* In the middle of the rows somebody ends the connection. */
static gboolean
break_cb (double done, gpointer data)
{
  int *n = data;

  if (++*n == 2)
    psql ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'");
  return TRUE;
}

/* In the middle of the rows the user has had enough. */
static gboolean
stop_cb (double done, gpointer data)
{
  return ++*(int *) data < 3;
}

static void
test_nothing_half (void)
{
  static const struct
  {
    WayLogProgress progress;
    WayMetricsError code;
  } rows[] = { { break_cb, WAY_METRICS_ERROR_REMOTE }, { stop_cb, WAY_METRICS_ERROR_CANCELLED } };
  g_autoptr (WayCache) cache = open_cache ();
  g_autoptr (WayRemote) remote = make_remote ("reader", "many");
  const WayRemoteTarget target = { .name = "half" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int n = 0;
      const WayRemoteCall call = { .progress = rows[i].progress, .data = &n };
      g_autoptr (WayReport) report = way_report_new ();
      WayLogImportResult result;
      g_autoptr (GError) error = NULL;

      g_assert_false (way_remote_mirror (cache, &target, remote, &call, NULL, &result, report, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, WAY_METRICS_ERROR, (int) rows[i].code);
      g_assert_cmpint (way_cache_find_dataset (cache, "half"), ==, 0);
    }
}

/* Which edge goes from one event to another. */
static const WayRemoteEdge *
find_edge (const WayRemoteFlow *flow, const WayRemoteFlow *of, const WayRemoteEdge *edge)
{
  const char *from = g_array_index (of->places, WayRemotePlace, edge->from).name, *to = g_array_index (of->places, WayRemotePlace, edge->to).name;

  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayRemoteEdge *other = &g_array_index (flow->edges, WayRemoteEdge, i);

      if (g_str_equal (g_array_index (flow->places, WayRemotePlace, other->from).name, from) && g_str_equal (g_array_index (flow->places, WayRemotePlace, other->to).name, to))
        return other;
    }
  g_assert_not_reached ();
}

/* In the words of the database, in those every driver knows, and from times that are numbers: the same, but that the second knows no
 * parts of a second. */
static void
test_plain (void)
{
  g_autoptr (WayCache) cache = open_cache ();
  const WayRemoteCall own = { NULL }, plain = { .plain = TRUE };
  g_autoptr (WayRemote) remote = make_remote ("reader", "few"), numbers = make_remote ("reader", "few");
  g_autoptr (GError) error = NULL;
  g_autoptr (WayRemoteFlow) a = NULL, b = NULL, c = NULL;
  g_autoptr (WayLogView) view = NULL;

  remote->time_column = g_strdup ("at");
  numbers->time_column = g_strdup ("ms");
  a = way_remote_flow_count (cache, "own", remote, NULL, NULL, &own, &error);
  g_assert_no_error (error);
  b = way_remote_flow_count (cache, "plain", remote, NULL, NULL, &plain, &error);
  g_assert_no_error (error);
  c = way_remote_flow_count (cache, "numbers", numbers, NULL, NULL, &plain, &error);
  g_assert_no_error (error);
  g_assert_cmpint (a->edges->len, ==, 25);
  g_assert_cmpint (b->edges->len, ==, 25);
  g_assert_cmpint (c->edges->len, ==, 25);
  g_assert_cmpint (a->n_cases, ==, b->n_cases);
  g_assert_cmpint (a->n_events, ==, 20000);
  /* In words that every driver knows there is no way to tell them, and that is said. */
  g_assert_cmpint (a->ways->len, >, 100);
  g_assert_cmpint (b->ways->len, ==, 0);
  g_assert_null (way_remote_flow_make_variants (b, NULL, NULL, FALSE, &view, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
  for (guint i = 0; i < a->edges->len; i++)
    {
      const WayRemoteEdge *x = &g_array_index (a->edges, WayRemoteEdge, i), *y = find_edge (b, a, x), *z = find_edge (c, a, x);

      g_assert_cmpint (x->count, ==, y->count);
      g_assert_cmpint (x->cases, ==, y->cases);
      g_assert_cmpfloat_with_epsilon (x->mean, y->mean, 1000);
      g_assert_cmpfloat_with_epsilon (x->median, y->median, 1000 + x->median * 2 * WAY_REMOTE_ERROR);
      g_assert_cmpint (x->count, ==, z->count);
      g_assert_cmpfloat_with_epsilon (x->mean, z->mean, 1e-3);
      g_assert_cmpfloat_with_epsilon (x->median, z->median, x->median * 2 * WAY_REMOTE_ERROR);
    }
}

/* Quantiles out of the warehouse against its own exact ones. */
static void
test_quantiles (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_TEXT, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 0);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT a, b, percentile_cont(0.5) WITHIN GROUP (ORDER BY d), percentile_cont(0.9) WITHIN GROUP (ORDER BY d), avg(d) FROM (SELECT event AS a, lead(event) OVER w AS b, lead(ms) OVER w - ms AS d FROM few WINDOW w AS (PARTITION BY case_id ORDER BY at, event)) x WHERE b IS NOT NULL GROUP BY a, b");
  g_autoptr (WayCache) cache = open_cache ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayRemoteFlow) flow = way_remote_flow_load (cache, "own", NULL, &error);
  double worst = 0;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (way_odbc_query_run (query, types, G_N_ELEMENTS (types), NULL, &error));
  for (; way_odbc_query_next (query, &error); n++)
    for (guint i = 0; i < flow->edges->len; i++)
      {
        const WayRemoteEdge *edge = &g_array_index (flow->edges, WayRemoteEdge, i);
        double median = way_odbc_query_get_number (query, 2), p90 = way_odbc_query_get_number (query, 3);

        if (!way_cell_is (way_odbc_query_get_text (query, 0), g_array_index (flow->places, WayRemotePlace, edge->from).name) || !way_cell_is (way_odbc_query_get_text (query, 1), g_array_index (flow->places, WayRemotePlace, edge->to).name))
          continue;
        worst = fmax (worst, fmax (fabs (edge->median - median) / median, fabs (edge->p90 - p90) / p90));
        g_assert_cmpfloat_with_epsilon (edge->mean, way_odbc_query_get_number (query, 4), 1e-3);
      }
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, flow->edges->len);
  g_test_message ("the worst of %u quantiles is %.2f %% off", 2 * n, 100 * worst);
  g_assert_cmpfloat (worst, >, 0);
  g_assert_cmpfloat (worst, <, WAY_REMOTE_ERROR);
}

/* --- another database --- */

static char *
find_sqlite_driver (void)
{
  static const char *const folders[] = { "/usr/lib/x86_64-linux-gnu/odbc", "/usr/lib/aarch64-linux-gnu/odbc", "/usr/lib64", "/usr/lib" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "libsqlite3odbc.so", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* The table "few" of the PostgreSQL in a file of SQLite. */
static void
copy_few (const char *path)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_TEXT, WAY_ODBC_TEXT };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 0);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT case_id, event, to_char(at, 'YYYY-MM-DD HH24:MI:SS.MS') FROM few");
  sqlite3 *database;
  sqlite3_stmt *insert;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "CREATE TABLE few(case_id INTEGER, event TEXT, at TIMESTAMP, words TEXT); BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "INSERT INTO few VALUES(?1,?2,?3,?3)", -1, &insert, NULL), ==, SQLITE_OK);
  g_assert_true (way_odbc_query_run (query, types, 3, NULL, NULL));
  while (way_odbc_query_next (query, NULL))
    {
      for (guint i = 0; i < 3; i++)
        {
          WayCell cell = way_odbc_query_get_text (query, i);

          sqlite3_bind_text (insert, (int) i + 1, cell.text, (int) cell.length, SQLITE_TRANSIENT);
        }
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  g_assert_cmpint (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

/* Ways as a whole by number, as they are found in a copy. */
static void
check_ways (WayCache *cache, const char *copy, const WayRemoteFlow *flow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLog) log = way_log_open (cache, copy, -1, &error);
  g_autoptr (WayLogView) here = way_log_view_new (log), there = NULL;
  g_autoptr (WayVariants) x = way_log_variants_new (here), y = way_remote_flow_make_variants (flow, NULL, NULL, FALSE, &there, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (x->n_cases, ==, y->n_cases);
  g_assert_cmpuint (x->variants->len, ==, y->variants->len);
  g_assert_cmpint (way_remote_flow_count_rest (flow), ==, 0);
  for (guint i = 0; i < x->variants->len; i++)
    {
      g_autofree char *a = way_log_variant_dup_path (here, &g_array_index (x->variants, WayVariant, i)), *b = way_log_variant_dup_path (there, &g_array_index (y->variants, WayVariant, i));

      g_assert_cmpuint (g_array_index (x->variants, WayVariant, i).count, ==, g_array_index (y->variants, WayVariant, i).count);
      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_sqlite (void)
{
  g_autofree char *driver = find_sqlite_driver (), *path = g_build_filename (g_getenv ("WAYMARK_PG_FILES"), "few.db", NULL);
  g_autofree char *source = g_strdup_printf ("Driver=%s;Database=%s", driver, path);
  g_autoptr (WayCache) cache = open_cache ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayRemoteFlow) known = way_remote_flow_load (cache, "own", NULL, &error);
  static const char *const times[] = { "at", "words" };
  const WayRemoteCall call = { NULL };
  g_autoptr (WayOdbc) odbc = NULL;
  const WayOdbcLogin login = { source };

  if (driver == NULL)
    {
      g_test_skip ("no ODBC driver for SQLite is installed");
      return;
    }
  copy_few (path);
  odbc = way_odbc_connect (&login, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (way_odbc_is_read_only (odbc));
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (WayRemote) remote = make_remote (source, "few");
      g_autofree char *copy = g_strconcat ("copy of ", times[i], NULL), *counted = g_strconcat ("counted by ", times[i], NULL);
      const WayRemoteTarget target = { .name = copy };
      g_autoptr (WayReport) report = way_report_new ();
      WayLogImportResult result = { 0 };
      g_autoptr (WayRemoteFlow) flow = NULL;

      remote->time_column = g_strdup (times[i]);
      g_assert_true (way_remote_mirror (cache, &target, remote, &call, NULL, &result, report, &error));
      g_assert_cmpint (result.n_events, ==, 20000);
      g_assert_cmpint (result.n_bad, ==, 0);
      g_assert_true (way_remote_mirror (cache, &target, NULL, &call, NULL, &result, report, &error));
      g_assert_cmpint (result.n_events, ==, 0);
      flow = way_remote_flow_count (cache, counted, remote, NULL, NULL, &call, &error);
      g_assert_no_error (error);
      check_ways (cache, copy, flow);
      g_assert_cmpint (flow->n_open, ==, known->n_open);
      g_assert_cmpint (flow->edges->len, ==, known->edges->len);
      for (guint k = 0; k < flow->edges->len; k++)
        {
          const WayRemoteEdge *x = &g_array_index (flow->edges, WayRemoteEdge, k), *y = find_edge (known, flow, x);

          g_assert_cmpint (x->count, ==, y->count);
          g_assert_cmpint (x->cases, ==, y->cases);
          g_assert_cmpfloat_with_epsilon (x->mean, y->mean, 1);
          g_assert_cmpfloat_with_epsilon (x->median, y->median, y->median * 2 * WAY_REMOTE_ERROR);
        }
    }
}

/* The same rows for SQLite and as CSV: starts, completions, scores, costs in cents, and now and then nothing. */
static char *
make_steps (const char *path)
{
  GString *csv = g_string_new ("case_id,event,timestamp,lifecycle,score,cost\n");
  sqlite3 *database;
  sqlite3_stmt *insert;

  unlink (path);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "CREATE TABLE steps(case_id TEXT, event TEXT, timestamp INTEGER, lifecycle TEXT, score INTEGER, cost DOUBLE); BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "INSERT INTO steps VALUES(?,?,?,?,?,?)", -1, &insert, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < 4000; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i / 2 % 97), *event = g_strdup_printf ("Event %u", i / 2 % 7);
      gboolean is_end = i % 2 == 1;
      double cost = (i * 7919 % 10000) / 100.0;

      sqlite3_bind_text (insert, 1, name, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (insert, 2, event, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (insert, 3, 1750000000 + i * 613);
      sqlite3_bind_text (insert, 4, is_end ? "complete" : "start", -1, SQLITE_STATIC);
      g_string_append_printf (csv, "%s,%s,%u,%s,", name, event, 1750000000 + i * 613, is_end ? "complete" : "start");
      sqlite3_bind_null (insert, 5);
      sqlite3_bind_null (insert, 6);
      if (is_end && i % 3 != 0)
        {
          sqlite3_bind_int (insert, 5, (int) (i % 11));
          g_string_append_printf (csv, "%u", i % 11);
        }
      g_string_append_c (csv, ',');
      if (is_end && i % 5 != 0)
        {
          sqlite3_bind_double (insert, 6, cost);
          g_string_append_printf (csv, "%.2f", cost);
        }
      g_string_append_c (csv, '\n');
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  g_assert_cmpint (sqlite3_exec (database, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  return g_string_free (csv, FALSE);
}

/* Scores, costs and service times out of a database that knows no types to speak of are those out of a file, to the last bit. */
static void
test_sqlite_values (void)
{
  g_autofree char *driver = find_sqlite_driver (), *path = g_build_filename (g_getenv ("WAYMARK_PG_FILES"), "steps.db", NULL);
  g_autofree char *source = g_strdup_printf ("Driver=%s;Database=%s", driver, path), *csv = make_steps (path);
  g_autoptr (WayCache) cache = open_cache ();
  g_autoptr (GError) error = NULL;

  if (driver == NULL)
    {
      g_test_skip ("no ODBC driver for SQLite is installed");
      return;
    }
  for (WayLifecycle lifecycle = 0; lifecycle < WAY_N_LIFECYCLES; lifecycle++)
    {
      g_autofree char *file = g_strdup_printf ("file %d", lifecycle), *copy = g_strdup_printf ("steps %d", lifecycle);
      const WayLogTarget from_file = { .name = file };
      const WayLogOptions options = { .lifecycle = lifecycle, .has_lifecycle = TRUE };
      const WayRemoteTarget target = { .name = copy };
      const WayRemoteCall call = { NULL };
      g_autoptr (WayRemote) remote = way_remote_new (), known = NULL;
      g_autoptr (WayReport) report = way_report_new ();
      WayLogImportResult one = { 0 }, two = { 0 }, again = { 0 };
      g_autoptr (WayLog) a = NULL, b = NULL;

      remote->source = g_strdup (source);
      remote->table = g_strdup ("steps");
      remote->lifecycle = lifecycle;
      remote->has_lifecycle = TRUE;
      g_assert_true (way_log_import (cache, &from_file, csv, strlen (csv), &options, NULL, &one, report, &error));
      g_assert_true (way_remote_mirror (cache, &target, remote, &call, NULL, &two, report, &error));
      g_assert_cmpint (one.n_events, ==, two.n_events);
      g_assert_cmpint (one.n_skipped, ==, two.n_skipped);
      g_assert_cmpint (two.n_bad, ==, 0);
      g_assert_cmpint (two.n_cells, ==, 0);
      /* What was settled stays so. */
      g_assert_true (way_remote_mirror (cache, &target, NULL, &call, NULL, &again, report, &error));
      g_assert_cmpint (again.n_events, ==, 0);
      known = way_remote_load (cache, copy);
      g_assert_cmpint (known->lifecycle, ==, lifecycle);
      g_assert_cmpstr (known->lifecycle_column, ==, "lifecycle");
      g_assert_cmpstr (known->score_column, ==, "score");
      g_assert_cmpstr (known->cost_column, ==, "cost");
      a = way_log_open (cache, file, -1, &error);
      b = way_log_open (cache, copy, -1, &error);
      g_assert_cmpuint (a->n_events, ==, b->n_events);
      for (guint v = 0; v < WAY_N_LOG_VALUES; v++)
        {
          g_assert_true (a->values[v] != NULL || lifecycle != WAY_LIFECYCLE_PAIR);
          g_assert_cmpint (a->values[v] != NULL, ==, b->values[v] != NULL);
          for (guint i = 0; a->values[v] != NULL && i < a->n_events; i++)
            g_assert_true (a->values[v][i] == b->values[v][i] || (isnan (a->values[v][i]) && isnan (b->values[v][i])));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  psql ("CREATE TABLE \\\"Odd \\\"\\\"name\\\"\\\"\\\"(id bigint, \\\"Who \\\"\\\"\\\" text, at timestamptz, day date, n numeric(6,2))");
  psql ("INSERT INTO \\\"Odd \\\"\\\"name\\\"\\\"\\\" VALUES (5000000000, 'Ä''; DROP TABLE x; -- 𝄞', '2025-01-01 01:59:59.123+02', NULL, 0.25), (1, 'x', '2025-01-01', '2025-01-01', 1)");
  psql ("CREATE TABLE plain(x int)");
  psql ("CREATE TABLE many AS SELECT (g % 1000)::text AS case_id, 'E' || (g * 7919 % 5) AS event, '2025-01-01'::timestamp + g * interval '7 seconds' AS at FROM generate_series(1, 60000) g");
  psql ("CREATE TABLE few AS SELECT case_id, event, at, (extract(epoch FROM at) * 1000)::bigint AS ms FROM (SELECT g % 1000 AS case_id, 'E' || (g::bigint * g % 10007 % 5) AS event, '2025-01-01'::timestamp + (g::bigint * g * 7919 % 20000003) * interval '1.001 seconds' AS at FROM generate_series(1, 20000) g) x");
  g_test_add_func ("/odbc/sources", test_sources);
  g_test_add_func ("/odbc/passwords", test_passwords);
  g_test_add_func ("/odbc/labels", test_labels);
  g_test_add_func ("/odbc/refused", test_refused);
  g_test_add_func ("/odbc/guarded", test_guarded);
  g_test_add_func ("/odbc/silent", test_silent);
  g_test_add_func ("/odbc/silent-cancel", test_silent_cancel);
  g_test_add_func ("/odbc/catalog", test_catalog);
  g_test_add_func ("/odbc/values", test_values);
  g_test_add_func ("/odbc/blocks", test_blocks);
  g_test_add_func ("/odbc/failures", test_failures);
  g_test_add_func ("/odbc/read-only", test_read_only);
  g_test_add_func ("/odbc/cancel", test_cancel);
  g_test_add_func ("/odbc/late", test_late);
  g_test_add_func ("/odbc/lost", test_lost);
  g_test_add_func ("/odbc/nothing-half", test_nothing_half);
  g_test_add_func ("/odbc/plain", test_plain);
  g_test_add_func ("/odbc/quantiles", test_quantiles);
  g_test_add_func ("/odbc/sqlite", test_sqlite);
  g_test_add_func ("/odbc/sqlite-values", test_sqlite_values);
  return g_test_run ();
}
