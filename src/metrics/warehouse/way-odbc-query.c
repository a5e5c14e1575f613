/* One question: its values, its rows in blocks, and the watch that stops it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/warehouse/way-odbc-private.h"

#define BLOCK 1000
#define MOST_LETTERS 1000
/* A stop that comes before the server has begun is not heard; so it is said again. */
#define AGAIN_MS 200

/* --- the watch --- */

struct _WayOdbcWatch
{
  SQLHSTMT statement;
  GCancellable *cancellable;
  gulong handler;
  GThread *thread;
  GMutex mutex;
  GCond cond;
  gint64 patience, deadline;
  gboolean ended;
  WayOdbcStop stop;
};

static gpointer
watch_thread (gpointer data)
{
  WayOdbcWatch *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->ended)
    {
      gint64 now = g_get_monotonic_time ();

      if (self->stop == WAY_ODBC_RUNNING && g_cancellable_is_cancelled (self->cancellable))
        self->stop = WAY_ODBC_CANCELLED;
      if (self->stop == WAY_ODBC_RUNNING && now >= self->deadline)
        self->stop = WAY_ODBC_LATE;
      if (self->stop == WAY_ODBC_RUNNING)
        {
          g_cond_wait_until (&self->cond, &self->mutex, self->deadline);
          continue;
        }
      g_mutex_unlock (&self->mutex);
      SQLCancel (self->statement);
      g_mutex_lock (&self->mutex);
      if (!self->ended)
        g_cond_wait_until (&self->cond, &self->mutex, now + AGAIN_MS * G_TIME_SPAN_MILLISECOND);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* In whatever thread cancels: it wakes the watch and goes on, for to tell the server may take its time. */
static void
cancelled_cb (GCancellable *cancellable, WayOdbcWatch *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

WayOdbcWatch *
way_odbc_watch_new (SQLHSTMT statement, guint seconds, GCancellable *cancellable)
{
  WayOdbcWatch *self = g_new0 (WayOdbcWatch, 1);

  self->statement = statement;
  self->patience = (gint64) seconds * G_USEC_PER_SEC;
  self->deadline = g_get_monotonic_time () + self->patience;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
    }
  self->thread = g_thread_new ("way-odbc-watch", watch_thread, self);
  return self;
}

void
way_odbc_watch_touch (WayOdbcWatch *self)
{
  g_mutex_lock (&self->mutex);
  self->deadline = g_get_monotonic_time () + self->patience;
  g_mutex_unlock (&self->mutex);
}

WayOdbcStop
way_odbc_watch_get_stop (WayOdbcWatch *self)
{
  WayOdbcStop stop;

  g_mutex_lock (&self->mutex);
  stop = self->stop;
  g_mutex_unlock (&self->mutex);
  return stop;
}

void
way_odbc_watch_free (WayOdbcWatch *self)
{
  if (self == NULL)
    return;
  g_cancellable_disconnect (self->cancellable, self->handler);
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/* --- the question --- */

typedef struct
{
  WayOdbcType type;
  SQLWCHAR *text; /* null until run */
  SQLSMALLINT length;
  SQL_TIMESTAMP_STRUCT time;
  SQLBIGINT integer;
  SQLLEN size;
} Value;

typedef struct
{
  WayOdbcType type;
  gsize width;     /* bytes a cell */
  guint8 *cells;   /* a block of them */
  SQLLEN *lengths; /* of each; SQL_NULL_DATA */
  char *utf8;      /* of the row at hand */
  gsize utf8_length;
  gboolean is_read; /* utf8 is that of the row at hand */
} Column;

struct _WayOdbcQuery
{
  WayOdbc *connection;
  char *sql;
  GPtrArray *values; /* (element-type Value) */
  SQLHSTMT statement;
  WayOdbcWatch *watch;
  Column *columns;
  guint n_columns;
  SQLULEN n_rows, row; /* of the block; the row at hand plus one */
  guint limit;         /* of rows; 0: all */
  gboolean begun;      /* a transaction of its own */
};

static void
value_free (gpointer data)
{
  g_free (((Value *) data)->text);
  g_free (data);
}

WayOdbcQuery *
way_odbc_query_new (WayOdbc *connection, const char *sql)
{
  WayOdbcQuery *self = g_new0 (WayOdbcQuery, 1);

  self->connection = connection;
  self->sql = g_strdup (sql);
  self->values = g_ptr_array_new_with_free_func (value_free);
  return self;
}

static void
prepare_statement (WayOdbcQuery *self)
{
  SQLSetStmtAttrW (self->statement, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER) (gsize) self->connection->wait_seconds, SQL_IS_UINTEGER);
  SQLSetStmtAttrW (self->statement, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER) (gsize) BLOCK, SQL_IS_UINTEGER);
  if (self->limit > 0)
    SQLSetStmtAttrW (self->statement, SQL_ATTR_MAX_ROWS, (SQLPOINTER) (gsize) self->limit, SQL_IS_UINTEGER);
  SQLSetStmtAttrW (self->statement, SQL_ATTR_ROWS_FETCHED_PTR, &self->n_rows, SQL_IS_POINTER);
}

WayOdbcQuery *
way_odbc_query_new_for_statement (WayOdbc *connection, SQLHSTMT statement)
{
  WayOdbcQuery *self = way_odbc_query_new (connection, NULL);

  self->statement = statement;
  prepare_statement (self);
  return self;
}

void
way_odbc_query_set_limit (WayOdbcQuery *self, guint n)
{
  self->limit = n;
}

static Value *
add_value (WayOdbcQuery *self, WayOdbcType type)
{
  Value *value = g_new0 (Value, 1);

  value->type = type;
  g_ptr_array_add (self->values, value);
  return value;
}

void
way_odbc_query_add_text (WayOdbcQuery *self, const char *text)
{
  Value *value = add_value (self, WAY_ODBC_TEXT);

  value->text = way_odbc_to_wide (text, &value->length);
  value->size = (SQLLEN) value->length * (SQLLEN) sizeof (SQLWCHAR);
}

void
way_odbc_query_add_time (WayOdbcQuery *self, gint64 ms)
{
  Value *value = add_value (self, WAY_ODBC_TIME);
  gint64 seconds = ms / 1000 - (ms % 1000 < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (CLAMP (seconds, G_GINT64_CONSTANT (-62135596800), G_GINT64_CONSTANT (253402300799)));

  value->time = (SQL_TIMESTAMP_STRUCT){ (SQLSMALLINT) g_date_time_get_year (time), (SQLUSMALLINT) g_date_time_get_month (time), (SQLUSMALLINT) g_date_time_get_day_of_month (time), (SQLUSMALLINT) g_date_time_get_hour (time), (SQLUSMALLINT) g_date_time_get_minute (time), (SQLUSMALLINT) g_date_time_get_second (time), (SQLUINTEGER) (ms - seconds * 1000) * 1000000u };
}

void
way_odbc_query_add_integer (WayOdbcQuery *self, gint64 number)
{
  add_value (self, WAY_ODBC_INTEGER)->integer = number;
}

static gboolean
bind_values (WayOdbcQuery *self)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      Value *value = g_ptr_array_index (self->values, i);
      SQLUSMALLINT at = (SQLUSMALLINT) (i + 1);
      SQLRETURN code;

      if (value->type == WAY_ODBC_TEXT)
        code = SQLBindParameter (self->statement, at, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, MAX (value->length, 1), 0, value->text, value->size, &value->size);
      else if (value->type == WAY_ODBC_TIME)
        code = SQLBindParameter (self->statement, at, SQL_PARAM_INPUT, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, 23, 3, &value->time, sizeof value->time, &value->size);
      else
        code = SQLBindParameter (self->statement, at, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &value->integer, sizeof value->integer, &value->size);
      if (!SQL_SUCCEEDED (code))
        return FALSE;
    }
  return TRUE;
}

/* Letters a text column may have, as the driver says; without a word from it as many as we take. */
static gsize
count_letters (WayOdbcQuery *self, SQLUSMALLINT column)
{
  SQLULEN size = 0;
  SQLSMALLINT type, digits, nullable, length;

  if (!SQL_SUCCEEDED (SQLDescribeColW (self->statement, column, NULL, 0, &length, &type, &size, &digits, &nullable)) || size == 0 || size > MOST_LETTERS || (type != SQL_CHAR && type != SQL_WCHAR))
    return MOST_LETTERS;
  return size;
}

gboolean
way_odbc_query_bind (WayOdbcQuery *self, const WayOdbcType *types, guint n, GError **error)
{
  static const SQLSMALLINT forms[] = { SQL_C_WCHAR, SQL_C_TYPE_TIMESTAMP, SQL_C_SBIGINT, SQL_C_DOUBLE };
  static const gsize widths[] = { 0, sizeof (SQL_TIMESTAMP_STRUCT), sizeof (SQLBIGINT), sizeof (double) };

  self->columns = g_new0 (Column, n + 1);
  self->n_columns = n;
  for (guint i = 0; i < n; i++)
    {
      Column *column = &self->columns[i];
      SQLUSMALLINT at = (SQLUSMALLINT) (i + 1);

      column->type = types[i];
      column->width = types[i] == WAY_ODBC_TEXT ? (count_letters (self, at) * 2 + 1) * sizeof (SQLWCHAR) : widths[types[i]];
      column->cells = g_malloc0 (column->width * BLOCK);
      column->lengths = g_new0 (SQLLEN, BLOCK);
      if (types[i] == WAY_ODBC_TEXT)
        column->utf8 = g_malloc (column->width * 2 + 1);
      if (!SQL_SUCCEEDED (SQLBindCol (self->statement, at, forms[types[i]], column->cells, (SQLLEN) column->width, column->lengths)))
        return way_odbc_fail (self->connection, SQL_HANDLE_STMT, self->statement, WAY_ODBC_RUNNING, error);
    }
  return TRUE;
}

gboolean
way_odbc_query_run (WayOdbcQuery *self, const WayOdbcType *types, guint n, GCancellable *cancellable, GError **error)
{
  WayOdbc *connection = self->connection;
  SQLSMALLINT unused;
  g_autofree SQLWCHAR *wide = way_odbc_to_wide (self->sql, &unused);

  if (g_cancellable_is_cancelled (cancellable))
    return way_odbc_fail_cancelled (error);
  if (!connection->in_question)
    {
      way_odbc_begin (connection);
      self->begun = TRUE;
    }
  if (!SQL_SUCCEEDED (SQLAllocHandle (SQL_HANDLE_STMT, connection->connection, &self->statement)))
    return way_odbc_fail (connection, SQL_HANDLE_DBC, connection->connection, WAY_ODBC_RUNNING, error);
  prepare_statement (self);
  if (!bind_values (self))
    return way_odbc_fail (connection, SQL_HANDLE_STMT, self->statement, WAY_ODBC_RUNNING, error);
  self->watch = way_odbc_watch_new (self->statement, connection->wait_seconds, cancellable);
  if (!SQL_SUCCEEDED (SQLExecDirectW (self->statement, wide, SQL_NTS)))
    return way_odbc_fail (connection, SQL_HANDLE_STMT, self->statement, way_odbc_watch_get_stop (self->watch), error);
  return way_odbc_query_bind (self, types, n, error);
}

static WayOdbcType
tell_type (SQLSMALLINT type, SQLSMALLINT digits)
{
  switch (type)
    {
    case SQL_TYPE_TIMESTAMP:
    case SQL_TYPE_DATE:
    case SQL_TIMESTAMP:
    case SQL_DATE:
      return WAY_ODBC_TIME;
    case SQL_BIGINT:
    case SQL_INTEGER:
    case SQL_SMALLINT:
    case SQL_TINYINT:
      return WAY_ODBC_INTEGER;
    case SQL_DECIMAL:
    case SQL_NUMERIC:
      return digits > 0 ? WAY_ODBC_NUMBER : WAY_ODBC_INTEGER;
    case SQL_DOUBLE:
    case SQL_FLOAT:
    case SQL_REAL:
      return WAY_ODBC_NUMBER;
    default:
      return WAY_ODBC_TEXT;
    }
}

void
way_odbc_query_describe (WayOdbcQuery *self, GPtrArray *columns)
{
  SQLSMALLINT n = 0;

  SQLNumResultCols (self->statement, &n);
  for (SQLUSMALLINT i = 1; i <= (SQLUSMALLINT) MAX (n, 0); i++)
    {
      SQLWCHAR name[256] = { 0 };
      SQLSMALLINT length, type = 0, digits = 0, nullable;
      SQLULEN size;
      WayOdbcColumn *column;

      if (!SQL_SUCCEEDED (SQLDescribeColW (self->statement, i, name, G_N_ELEMENTS (name), &length, &type, &size, &digits, &nullable)))
        continue;
      column = g_new0 (WayOdbcColumn, 1);
      column->name = way_odbc_from_wide (name, -1);
      column->type = tell_type (type, digits);
      g_ptr_array_add (columns, column);
    }
}

static gboolean
fetch (WayOdbcQuery *self, GError **error)
{
  SQLRETURN code;
  WayOdbcStop stop = WAY_ODBC_RUNNING;

  self->row = 0;
  self->n_rows = 0;
  code = SQLFetchScroll (self->statement, SQL_FETCH_NEXT, 0);
  /* A driver may take a stop for the end of the rows. */
  if (self->watch != NULL)
    stop = way_odbc_watch_get_stop (self->watch);
  if (stop != WAY_ODBC_RUNNING || (!SQL_SUCCEEDED (code) && code != SQL_NO_DATA))
    {
      way_odbc_fail (self->connection, SQL_HANDLE_STMT, self->statement, stop, error);
      self->n_rows = 0;
      return FALSE;
    }
  if (self->watch != NULL)
    way_odbc_watch_touch (self->watch);
  return code != SQL_NO_DATA && self->n_rows > 0;
}

gboolean
way_odbc_query_next (WayOdbcQuery *self, GError **error)
{
  if (self->row >= self->n_rows && !fetch (self, error))
    return FALSE;
  self->row++;
  for (guint i = 0; i < self->n_columns; i++)
    self->columns[i].is_read = FALSE;
  return TRUE;
}

gboolean
way_odbc_query_is_null (const WayOdbcQuery *self, guint column)
{
  return self->columns[column].lengths[self->row - 1] == SQL_NULL_DATA;
}

/* UTF-16 as it comes; half a pair becomes the sign for what cannot be read. */
static gsize
convert (const SQLWCHAR *from, gsize n, char *to)
{
  char *at = to;

  for (gsize i = 0; i < n && from[i] != 0; i++)
    {
      gunichar letter = from[i];

      if (letter >= 0xd800 && letter < 0xdc00 && i + 1 < n && from[i + 1] >= 0xdc00 && from[i + 1] < 0xe000)
        letter = 0x10000 + ((letter - 0xd800) << 10) + (from[++i] - 0xdc00u);
      else if (letter >= 0xd800 && letter < 0xe000)
        letter = 0xfffd;
      if (letter < 0x80)
        *at++ = (char) letter;
      else
        at += g_unichar_to_utf8 (letter, at);
    }
  return (gsize) (at - to);
}

WayCell
way_odbc_query_get_text (WayOdbcQuery *self, guint column)
{
  Column *c = &self->columns[column];
  SQLLEN length = c->lengths[self->row - 1];
  gsize room = c->width / sizeof (SQLWCHAR) - 1;

  if (length == SQL_NULL_DATA)
    return (WayCell){ "", 0 };
  if (!c->is_read)
    c->utf8_length = convert ((const SQLWCHAR *) (const void *) (c->cells + c->width * (self->row - 1)), length >= 0 ? MIN ((gsize) length / sizeof (SQLWCHAR), room) : room, c->utf8);
  c->is_read = TRUE;
  return (WayCell){ c->utf8, c->utf8_length };
}

gboolean
way_odbc_query_get_time (const WayOdbcQuery *self, guint column, gint64 *ms)
{
  const SQL_TIMESTAMP_STRUCT *time = (const SQL_TIMESTAMP_STRUCT *) (const void *) self->columns[column].cells + (self->row - 1);

  if (way_odbc_query_is_null (self, column) || time->year < 1 || time->year > 9999 || time->month < 1 || time->month > 12 || time->day < 1 || time->day > 31)
    return FALSE;
  *ms = way_value_make_day (time->year, time->month, time->day) * G_GINT64_CONSTANT (86400000) + ((time->hour * 60 + time->minute) * 60 + time->second) * G_GINT64_CONSTANT (1000) + (gint64) (time->fraction / 1000000u);
  return TRUE;
}

double
way_odbc_query_get_number (const WayOdbcQuery *self, guint column)
{
  const Column *c = &self->columns[column];

  if (way_odbc_query_is_null (self, column))
    return 0;
  if (c->type == WAY_ODBC_INTEGER)
    return (double) way_odbc_query_get_integer (self, column);
  return ((const double *) (const void *) c->cells)[self->row - 1];
}

gint64
way_odbc_query_get_integer (const WayOdbcQuery *self, guint column)
{
  const Column *c = &self->columns[column];

  return way_odbc_query_is_null (self, column) ? 0 : ((const SQLBIGINT *) (const void *) c->cells)[self->row - 1];
}

void
way_odbc_query_free (WayOdbcQuery *self)
{
  if (self == NULL)
    return;
  way_odbc_watch_free (self->watch);
  if (self->statement != NULL)
    SQLFreeHandle (SQL_HANDLE_STMT, self->statement);
  if (self->begun)
    way_odbc_end (self->connection);
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_free (self->columns[i].cells);
      g_free (self->columns[i].lengths);
      g_free (self->columns[i].utf8);
    }
  g_free (self->columns);
  g_ptr_array_unref (self->values);
  g_free (self->sql);
  g_free (self);
}
