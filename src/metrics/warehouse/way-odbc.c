/* This file is the connection: refusing passwords in texts, logging in, and what went wrong. Questions are in way-odbc-query.c, what
 * there is to ask in way-odbc-catalog.c. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/warehouse/way-odbc-private.h"

#define LOGIN_SECONDS 15
#define WAIT_SECONDS 600
/* A driver that keeps to the login's time-out itself says better what was wrong than we do. */
#define GRACE_SECONDS 2

/* --- texts --- */

SQLWCHAR *
way_odbc_to_wide (const char *text, SQLSMALLINT *length)
{
  glong n = 0;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gunichar2 *wide = g_utf8_to_utf16 (valid, -1, NULL, &n, NULL);

  G_STATIC_ASSERT (sizeof (SQLWCHAR) == sizeof (gunichar2));
  if (length != NULL)
    *length = (SQLSMALLINT) MIN (n, G_MAXINT16);
  return (SQLWCHAR *) wide;
}

char *
way_odbc_from_wide (const SQLWCHAR *text, gssize length)
{
  char *utf8 = g_utf16_to_utf8 ((const gunichar2 *) text, length, NULL, NULL, NULL);

  return utf8 != NULL ? utf8 : g_strdup ("");
}

/* A password does not end up in a message because a server repeats what it was sent. */
static char *
hide (const WayOdbc *self, const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (self == NULL || self->password == NULL || *self->password == '\0')
    return g_strdup (text);
  parts = g_strsplit (text, self->password, -1);
  return g_strjoinv ("…", parts);
}

/* "[unixODBC][Driver Manager]Can't open lib 'x' : file not found" without what is in brackets, on one line, without a full stop. */
static char *
tidy (const WayOdbc *self, const char *text)
{
  static const char *const endings[] = { ";\nError while", "\n\tIs the server running" }, *const shouts[] = { "ERROR: ", "FATAL:  ", "FATAL: " };
  g_autofree char *line = NULL;
  char *at;
  gsize n;

  while (*text == '[' && strchr (text, ']') != NULL)
    text = strchr (text, ']') + 1;
  line = hide (self, text);
  /* What libpq and psqlODBC add behind. */
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strstr (line, endings[i]) != NULL)
      *strstr (line, endings[i]) = '\0';
  g_strdelimit (line, "\r\n\t", ' ');
  for (guint i = 0; i < G_N_ELEMENTS (shouts); i++)
    if ((at = strstr (line, shouts[i])) != NULL)
      memmove (at, at + strlen (shouts[i]), strlen (at + strlen (shouts[i])) + 1);
  g_strstrip (line);
  for (n = strlen (line); n > 0 && line[n - 1] == '.'; n--)
    line[n - 1] = '\0';
  return g_utf8_make_valid (line, -1);
}

/* --- what went wrong --- */

gboolean
way_odbc_fail_cancelled (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("Stopped. Nothing was imported."));
  return FALSE;
}

typedef enum
{
  WRONG_OTHER,
  WRONG_SOURCE,
  WRONG_DRIVER,
  WRONG_LOGIN,
  WRONG_AWAY,
  WRONG_LOST,
  WRONG_LATE,
  WRONG_FORBIDDEN,
  WRONG_TABLE,
  WRONG_COLUMN,
} Wrong;

/* By SQLSTATE (ODBC's own, and those PostgreSQL and others put through); "words" where a state says too little. */
static Wrong
tell (const WayOdbc *self, const char *state, const char *text)
{
  static const struct
  {
    const char *state, *words;
    Wrong wrong;
  } rows[] = {
    { "IM002", NULL, WRONG_SOURCE },
    { "IM003", NULL, WRONG_DRIVER },
    { "", "Can't open lib", WRONG_DRIVER },
    { "28", NULL, WRONG_LOGIN },
    { "", "authentication failed", WRONG_LOGIN },
    { "", "no password supplied", WRONG_LOGIN },
    { "", "does not exist", WRONG_OTHER }, /* "role", "database": what follows would hide it */
    { "HYT", NULL, WRONG_LATE },
    { "S1T00", NULL, WRONG_LATE },
    { "57014", NULL, WRONG_LATE },
    { "", "statement timeout", WRONG_LATE },
    { "42501", NULL, WRONG_FORBIDDEN },
    { "", "permission denied", WRONG_FORBIDDEN },
    { "57P", NULL, WRONG_LOST },
    { "08", NULL, WRONG_LOST },
    { "", "closed the connection", WRONG_LOST },
    { "", "onnection to server was lost", WRONG_LOST },
  };

  if (g_str_equal (state, "42S02") || g_str_equal (state, "42P01") || strstr (text, "no such table") != NULL)
    return WRONG_TABLE;
  if (g_str_equal (state, "42S22") || g_str_equal (state, "42703") || strstr (text, "no such column") != NULL)
    return WRONG_COLUMN;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (state, rows[i].state) && (rows[i].words == NULL || strstr (text, rows[i].words) != NULL))
      return rows[i].wrong == WRONG_LOST && (self == NULL || !self->connected) ? WRONG_AWAY : rows[i].wrong;
  return WRONG_OTHER;
}

static gboolean
fail_late (const WayOdbc *self, GError **error)
{
  if (self->connected)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, ngettext ("“%s” has not answered for %u second, so the question was taken back. Nothing was stored. Wait longer, or ask for less.", "“%s” has not answered for %u seconds, so the question was taken back. Nothing was stored. Wait longer, or ask for less.", self->wait_seconds), self->label, self->wait_seconds);
  else
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("“%s” does not answer. Check that the server runs and that the network or VPN is up, then try again."), self->label);
  return FALSE;
}

static gboolean
fail_with (const WayOdbc *self, Wrong wrong, const char *text, GError **error)
{
  const char *label = self->label;

  switch (wrong)
    {
    case WRONG_SOURCE:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no data source “%s”. Add it to the file .odbc.ini in your home folder; “waymark-cli log sources” lists what is known."), label);
      break;
    case WRONG_DRIVER:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("The ODBC driver of “%s” cannot be loaded: %s. Install the driver of that database (for PostgreSQL the package odbc-postgresql), or correct its entry in odbcinst.ini."), label, text);
      break;
    case WRONG_LOGIN:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LOGIN, _ ("“%s” refuses the login: %s. Check user and password."), label, text);
      break;
    case WRONG_AWAY:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("“%s” cannot be reached: %s. Check that the server runs and that the network or VPN is up, then try again."), label, text);
      break;
    case WRONG_LOST:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("The connection to “%s” was lost: %s. Nothing was stored; try again."), label, text);
      break;
    case WRONG_LATE:
      return fail_late (self, error);
    case WRONG_FORBIDDEN:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("“%s” does not let this user read that: %s. Ask who looks after it for leave to read the table."), label, text);
      break;
    case WRONG_TABLE:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” does not know the table: %s."), label, text);
      break;
    case WRONG_COLUMN:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” does not know a column: %s."), label, text);
      break;
    case WRONG_OTHER:
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("“%s” cannot answer: %s."), label, text);
      break;
    }
  return FALSE;
}

gboolean
way_odbc_fail (const WayOdbc *self, SQLSMALLINT type, SQLHANDLE handle, WayOdbcStop stop, GError **error)
{
  SQLWCHAR state[6] = { 0 }, text[1024] = { 0 };
  SQLINTEGER native;
  SQLSMALLINT length = 0;
  g_autofree char *code = NULL, *raw = NULL, *said = NULL;

  if (stop == WAY_ODBC_CANCELLED)
    return way_odbc_fail_cancelled (error);
  if (stop == WAY_ODBC_LATE)
    return fail_late (self, error);
  if (!SQL_SUCCEEDED (SQLGetDiagRecW (type, handle, 1, state, &native, text, G_N_ELEMENTS (text), &length)))
    return fail_with (self, WRONG_OTHER, _ ("it does not say why"), error);
  code = way_odbc_from_wide (state, -1);
  raw = way_odbc_from_wide (text, -1);
  said = tidy (self, raw);
  return fail_with (self, tell (self, code, raw), said, error);
}

/* --- connection strings --- */

gboolean
way_odbc_check_source (const char *source, GError **error)
{
  static const char *const secrets[] = { "pwd", "password", "passwd", "passphrase", "kennwort", "secret", "token", "apikey", "api_key" };
  g_autofree char *lower = g_ascii_strdown (source, -1);

  for (const char *at = strchr (lower, '='); at != NULL; at = strchr (at + 1, '='))
    {
      const char *end = at, *begin;
      g_autofree char *key = NULL;

      while (end > lower && g_ascii_isspace (end[-1]))
        end--;
      for (begin = end; begin > lower && (g_ascii_isalnum (begin[-1]) || begin[-1] == '_'); begin--)
        continue;
      key = g_strndup (begin, (gsize) (end - begin));
      for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
        if (strstr (key, secrets[i]) != NULL)
          {
            g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("There is a password in the connection string, and Waymark keeps none. Put it into the file .odbc.ini in your home folder, or leave it out and type it when you are asked."));
            return FALSE;
          }
    }
  if (*source != '\0')
    return TRUE;
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("Name a data source out of odbc.ini, or give a connection string."));
  return FALSE;
}

/* The value of a key, or NULL. */
static char *
dup_value (const char *source, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (source, ";", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *sign = strchr (*part, '=');

      if (sign == NULL)
        continue;
      *sign = '\0';
      g_strstrip (*part);
      if (g_ascii_strcasecmp (*part, key) == 0)
        return g_strstrip (g_strdup (sign + 1));
    }
  return NULL;
}

char *
way_odbc_dup_label (const char *source)
{
  g_autofree char *server = dup_value (source, "Server"), *host = dup_value (source, "Host"), *database = dup_value (source, "Database"), *driver = dup_value (source, "Driver");
  char *name = dup_value (source, "DSN");

  if (name != NULL)
    return name;
  if (strchr (source, '=') == NULL)
    return g_strdup (source);
  if (server == NULL)
    server = g_steal_pointer (&host);
  if (server != NULL && database != NULL)
    return g_strdup_printf ("%s/%s", server, database);
  return g_strdup (server != NULL ? server : database != NULL ? database
                                         : driver != NULL     ? driver
                                                              : "ODBC");
}

static char *
make_string (const WayOdbcLogin *login, const char *more)
{
  g_autoptr (GString) s = g_string_new (strchr (login->source, '=') != NULL ? NULL : "DSN=");

  g_string_append (s, login->source);
  while (s->len > 0 && s->str[s->len - 1] == ';')
    g_string_truncate (s, s->len - 1);
  g_string_append_printf (s, ";%s", more);
  if (login->password == NULL)
    return g_strdup (s->str);
  /* Braces take any sign but the closing one, which is written twice. */
  g_string_append (s, "PWD={");
  for (const char *p = login->password; *p != '\0'; p++)
    g_string_append (s, *p == '}' ? "}}" : (char[]){ *p, '\0' });
  g_string_append (s, "};");

  char *text = g_strdup (s->str);

  memset (s->str, 0, s->len);
  return text;
}

/* --- logging in --- */

/* Done in a thread of its own, which is left to itself when it is late or not wanted any more: no driver lets go of a login. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  gboolean done;
  WayOdbc *odbc;
  char *text;
  SQLUINTEGER seconds;
  GError *error;
} Attempt;

static void
attempt_unref (Attempt *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  way_odbc_close (self->odbc);
  memset (self->text, 0, strlen (self->text));
  g_free (self->text);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static gboolean
log_in (WayOdbc *self, const char *text, SQLUINTEGER seconds, GError **error)
{
  SQLSMALLINT length, unused;
  SQLWCHAR *wide, answer[1024];
  SQLRETURN code;

  if (!SQL_SUCCEEDED (SQLAllocHandle (SQL_HANDLE_DBC, self->environment, &self->connection)))
    return way_odbc_fail (self, SQL_HANDLE_ENV, self->environment, WAY_ODBC_RUNNING, error);
  SQLSetConnectAttrW (self->connection, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER) (gsize) seconds, SQL_IS_UINTEGER);
  SQLSetConnectAttrW (self->connection, SQL_ATTR_ACCESS_MODE, (SQLPOINTER) (gsize) SQL_MODE_READ_ONLY, SQL_IS_UINTEGER);
  wide = way_odbc_to_wide (text, &length);
  code = SQLDriverConnectW (self->connection, NULL, wide, length, answer, G_N_ELEMENTS (answer), &unused, SQL_DRIVER_NOPROMPT);
  memset (wide, 0, sizeof *wide * (gsize) length);
  memset (answer, 0, sizeof answer);
  g_free (wide);
  if (!SQL_SUCCEEDED (code))
    return way_odbc_fail (self, SQL_HANDLE_DBC, self->connection, WAY_ODBC_RUNNING, error);
  self->connected = TRUE;
  return TRUE;
}

static char *
get_info (WayOdbc *self, SQLUSMALLINT what)
{
  SQLWCHAR text[256] = { 0 };
  SQLSMALLINT length = 0;

  if (!SQL_SUCCEEDED (SQLGetInfoW (self->connection, what, text, sizeof text, &length)))
    return g_strdup ("");
  return way_odbc_from_wide (text, -1);
}

/* One statement without an answer, on a connection that is being made ready; a refusal is no error. */
static gboolean
say (WayOdbc *self, const char *sql)
{
  SQLHSTMT statement;
  SQLSMALLINT length;
  g_autofree SQLWCHAR *wide = way_odbc_to_wide (sql, &length);
  gboolean done;

  if (!SQL_SUCCEEDED (SQLAllocHandle (SQL_HANDLE_STMT, self->connection, &statement)))
    return FALSE;
  done = SQL_SUCCEEDED (SQLExecDirectW (statement, wide, length));
  SQLFreeHandle (SQL_HANDLE_STMT, statement);
  return done;
}

/* Times in UTC, and nothing is written: in the words of each server. */
static void
prepare_session (WayOdbc *self)
{
  static const struct
  {
    const char *product, *session[3], *begin;
    gboolean is_read_only; /* by its session */
  } rows[] = {
    { "PostgreSQL", { "SET TIME ZONE 'UTC'", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY" }, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", FALSE },
    { "SQLite", { "PRAGMA query_only = 1" }, NULL, TRUE },
    { "MariaDB", { "SET time_zone = '+00:00'", "SET SESSION TRANSACTION READ ONLY" }, NULL, TRUE },
    { "MySQL", { "SET time_zone = '+00:00'", "SET SESSION TRANSACTION READ ONLY" }, NULL, TRUE },
    { "", { NULL }, "SET TRANSACTION READ ONLY", FALSE },
  };
  guint i = 0;
  gboolean heard = TRUE;

  while (!g_str_has_prefix (self->product, rows[i].product))
    i++;
  SQLSetConnectAttrW (self->connection, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER) (gsize) SQL_AUTOCOMMIT_OFF, SQL_IS_UINTEGER);
  for (guint k = 0; rows[i].session[k] != NULL; k++)
    {
      heard = say (self, rows[i].session[k]);
      SQLEndTran (SQL_HANDLE_DBC, self->connection, heard ? SQL_COMMIT : SQL_ROLLBACK);
    }
  self->is_read_only = rows[i].is_read_only && heard;
  if (rows[i].begin != NULL && say (self, rows[i].begin))
    {
      self->begin = rows[i].begin;
      self->is_read_only = TRUE;
    }
  SQLEndTran (SQL_HANDLE_DBC, self->connection, SQL_ROLLBACK);
}

static void
log_out (WayOdbc *self)
{
  if (self->connection == NULL)
    return;
  if (self->connected)
    {
      SQLEndTran (SQL_HANDLE_DBC, self->connection, SQL_ROLLBACK);
      SQLDisconnect (self->connection);
    }
  SQLFreeHandle (SQL_HANDLE_DBC, self->connection);
  self->connection = NULL;
  self->connected = FALSE;
}

/* psqlODBC would fetch the whole answer before the first row, if it is not told otherwise. */
#define PSQL "UseDeclareFetch=1;Fetch=10000;"

static gpointer
attempt_thread (gpointer data)
{
  Attempt *self = data;
  WayOdbc *odbc = self->odbc;
  g_autofree char *driver = NULL, *quote = NULL;
  gboolean done = log_in (odbc, self->text, self->seconds, &self->error);

  if (done)
    {
      driver = get_info (odbc, SQL_DRIVER_NAME);
      if (g_str_has_prefix (driver, "psqlodbc"))
        {
          g_autofree char *text = g_strconcat (self->text, PSQL, NULL);

          log_out (odbc);
          done = log_in (odbc, text, self->seconds, &self->error);
          memset (text, 0, strlen (text));
        }
    }
  if (done)
    {
      odbc->product = get_info (odbc, SQL_DBMS_NAME);
      quote = get_info (odbc, SQL_IDENTIFIER_QUOTE_CHAR);
      g_strlcpy (odbc->quote, g_strstrip (quote), sizeof odbc->quote);
      prepare_session (odbc);
    }
  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  attempt_unref (self);
  return NULL;
}

static void
cancelled_cb (GCancellable *cancellable, Attempt *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* TRUE: it came to an end, good or bad. */
static gboolean
attempt_wait (Attempt *self, GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + (gint64) (self->seconds + GRACE_SECONDS) * G_USEC_PER_SEC;
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL) : 0;
  gboolean done;

  g_mutex_lock (&self->mutex);
  while (!self->done && !g_cancellable_is_cancelled (cancellable) && g_cond_wait_until (&self->cond, &self->mutex, end))
    continue;
  done = self->done;
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);
  return done;
}

WayOdbc *
way_odbc_connect (const WayOdbcLogin *login, GCancellable *cancellable, GError **error)
{
  WayOdbc *odbc;
  Attempt *attempt;
  WayOdbc *result = NULL;

  if (!way_odbc_check_source (login->source, error))
    return NULL;
  odbc = g_new0 (WayOdbc, 1);
  odbc->label = way_odbc_dup_label (login->source);
  odbc->password = g_strdup (login->password);
  odbc->wait_seconds = login->wait_seconds > 0 ? login->wait_seconds : WAIT_SECONDS;
  SQLAllocHandle (SQL_HANDLE_ENV, SQL_NULL_HANDLE, &odbc->environment);
  SQLSetEnvAttr (odbc->environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER) (gsize) SQL_OV_ODBC3, 0);
  attempt = g_new0 (Attempt, 1);
  g_atomic_ref_count_init (&attempt->ref_count);
  g_atomic_ref_count_inc (&attempt->ref_count);
  g_mutex_init (&attempt->mutex);
  g_cond_init (&attempt->cond);
  attempt->odbc = odbc;
  attempt->text = make_string (login, "");
  attempt->seconds = login->login_seconds > 0 ? login->login_seconds : LOGIN_SECONDS;
  g_thread_unref (g_thread_new ("way-odbc-login", attempt_thread, attempt));
  if (!attempt_wait (attempt, cancellable))
    {
      if (g_cancellable_is_cancelled (cancellable))
        way_odbc_fail_cancelled (error);
      else
        g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_REMOTE, _ ("“%s” does not answer. Check that the server runs and that the network or VPN is up, then try again."), odbc->label);
    }
  else if (attempt->error != NULL)
    g_propagate_error (error, g_steal_pointer (&attempt->error));
  else
    result = g_steal_pointer (&attempt->odbc);
  attempt_unref (attempt);
  return result;
}

void
way_odbc_close (WayOdbc *self)
{
  if (self == NULL)
    return;
  log_out (self);
  if (self->environment != NULL)
    SQLFreeHandle (SQL_HANDLE_ENV, self->environment);
  if (self->password != NULL)
    memset (self->password, 0, strlen (self->password));
  g_free (self->password);
  g_free (self->label);
  g_free (self->product);
  g_free (self);
}

const char *
way_odbc_get_product (const WayOdbc *self)
{
  return self->product;
}

gboolean
way_odbc_is_read_only (const WayOdbc *self)
{
  return self->is_read_only;
}

/* --- transactions --- */

void
way_odbc_begin (WayOdbc *self)
{
  self->in_question = TRUE;
  if (self->begin != NULL)
    say (self, self->begin);
}

void
way_odbc_end (WayOdbc *self)
{
  self->in_question = FALSE;
  SQLEndTran (SQL_HANDLE_DBC, self->connection, SQL_ROLLBACK);
}
