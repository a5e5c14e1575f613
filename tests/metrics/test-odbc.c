/* Reading somebody else's PostgreSQL through ODBC: what is refused, what is said when it goes wrong, and how soon it stops. Started by
 * with-postgres.sh, which has written the odbc.ini. */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "metrics/way-odbc.h"

#define PASSWORD "s%e;c}r{e t"

static WayOdbc *
connect_to (const char *source, const char *password, guint seconds)
{
  const WayOdbcLogin login = { source, password, 5, seconds };
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
      const WayOdbcLogin login = { rows[i].source, rows[i].password, 5, 5 };
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
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 6 * G_USEC_PER_SEC);
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

static void
test_silent_cancel (void)
{
  g_autofree char *source = NULL;
  int fd = listen_silently (&source);
  const WayOdbcLogin login = { source, NULL, 60, 60 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopper stopper = { cancellable };
  GThread *thread = g_thread_new ("stop", stop_thread, &stopper);
  g_autoptr (GError) error = NULL;

  g_assert_null (way_odbc_connect (&login, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - stopper.when, <, G_USEC_PER_SEC);
  close (fd);
}

/* --- looking around --- */

static void
test_catalog (void)
{
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = way_odbc_list_tables (odbc, NULL, &error), columns = NULL;
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

static void
test_cancel (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT };
  static const char *const questions[] = { "SELECT pg_sleep(30)", "SELECT count(*) FROM generate_series(1, 2000000000)", "SELECT g FROM generate_series(1, 2000000000) g" };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 60);
      g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, questions[i]);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Stopper stopper = { cancellable };
      GThread *thread = g_thread_new ("stop", stop_thread, &stopper);
      g_autoptr (GError) error = NULL;

      if (way_odbc_query_run (query, types, 1, cancellable, &error))
        while (way_odbc_query_next (query, &error))
          continue;
      g_thread_join (thread);
      g_test_message ("%s: %" G_GINT64_FORMAT " ms", questions[i], (g_get_monotonic_time () - stopper.when) / 1000);
      g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - stopper.when, <, G_USEC_PER_SEC);
    }
}

static void
test_late (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 1);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT pg_sleep(30)");
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_false (way_odbc_query_run (query, types, 1, NULL, &error) && way_odbc_query_next (query, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE);
  g_assert_nonnull (strstr (error->message, "has not answered for 1 second"));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 3 * G_USEC_PER_SEC);
}

/* Somebody ends the server's side in the middle of the rows. */
static void
test_lost (void)
{
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER };
  g_autoptr (WayOdbc) odbc = connect_to ("reader", NULL, 60);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (odbc, "SELECT g FROM generate_series(1, 100000000) g");
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  psql ("CREATE TABLE \\\"Odd \\\"\\\"name\\\"\\\"\\\"(id bigint, \\\"Who \\\"\\\"\\\" text, at timestamptz, day date, n numeric(6,2))");
  psql ("INSERT INTO \\\"Odd \\\"\\\"name\\\"\\\"\\\" VALUES (5000000000, 'Ä''; DROP TABLE x; -- 𝄞', '2025-01-01 01:59:59.123+02', NULL, 0.25), (1, 'x', '2025-01-01', '2025-01-01', 1)");
  psql ("CREATE TABLE plain(x int)");
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
  return g_test_run ();
}
