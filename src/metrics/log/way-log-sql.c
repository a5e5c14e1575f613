#include "metrics/log/way-log-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/log/way-log-merge.h"
#include "metrics/log/way-log-private.h"
#include "metrics/log/way-log-store-private.h"

enum
{
  COLUMN_CS,
  COLUMN_PART,
  COLUMN_SQ,
  COLUMN_TS,
  COLUMN_ACT,
  COLUMN_CH,
  COLUMN_DEP,
  COLUMN_SEG,
  COLUMN_SCORE,
  COLUMN_COST,
  COLUMN_SVC,
  COLUMN_LOG,
};

#define SCHEMA "CREATE TABLE event(cs INTEGER, part INTEGER, sq INTEGER, ts INTEGER, act TEXT, ch TEXT, dep TEXT, seg TEXT, score REAL, cost REAL, svc INTEGER, log TEXT HIDDEN)"

/* Plans. */
#define BY_LOG 1
#define BY_CASE 2

typedef struct
{
  sqlite3_vtab base;
  WayCache *cache;
} Table;

typedef struct
{
  sqlite3_vtab_cursor base;
  WayStatement *rows;
  char *log;
  char **names[WAY_N_LOG_NAMES];
  guint n_names[WAY_N_LOG_NAMES];
  gint64 gap;
  WayLogColumns columns; /* of the row at hand */
  guint32 room, at;      /* at: in these */
  gint64 cs, sq, part, before, rowid;
  int segment;
  gboolean ended;
} Cursor;

static int
connect_cb (sqlite3 *database, void *cache, int argc, const char *const *argv, sqlite3_vtab **table, char **error)
{
  int code = sqlite3_declare_vtab (database, SCHEMA);
  Table *self;

  if (code != SQLITE_OK)
    return code;
  /* SQLite frees what it calls by its own base through us, see below. */
  self = g_new0 (Table, 1);
  self->cache = cache;
  *table = &self->base;
  return SQLITE_OK;
}

static int
disconnect_cb (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

/* Rows come by case, and within it in the order of time, which is that of sq and part, too. */
static gboolean
is_our_order (const sqlite3_index_info *info)
{
  for (int i = 0; i < info->nOrderBy; i++)
    if (info->aOrderBy[i].desc || (i == 0 ? info->aOrderBy[i].iColumn != COLUMN_CS : info->aOrderBy[i].iColumn < COLUMN_PART || info->aOrderBy[i].iColumn > COLUMN_TS))
      return FALSE;
  return info->nOrderBy > 0;
}

static int
plan_cb (sqlite3_vtab *table, sqlite3_index_info *info)
{
  int log = -1, cs = -1;
  gboolean is_named = FALSE;

  for (int i = 0; i < info->nConstraint; i++)
    {
      if (info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
        continue;
      is_named = is_named || info->aConstraint[i].iColumn == COLUMN_LOG;
      if (!info->aConstraint[i].usable)
        continue;
      if (info->aConstraint[i].iColumn == COLUMN_LOG)
        log = i;
      if (info->aConstraint[i].iColumn == COLUMN_CS)
        cs = i;
    }
  if (!is_named)
    {
      sqlite3_free (table->zErrMsg);
      table->zErrMsg = sqlite3_mprintf ("say which log: event('NAME')");
      return SQLITE_ERROR;
    }
  if (log < 0)
    return SQLITE_CONSTRAINT;
  info->aConstraintUsage[log] = (struct sqlite3_index_constraint_usage){ 1, 1 };
  if (cs >= 0)
    info->aConstraintUsage[cs] = (struct sqlite3_index_constraint_usage){ 2, 1 };
  info->idxNum = cs >= 0 ? BY_LOG | BY_CASE : BY_LOG;
  info->estimatedCost = cs >= 0 ? 20 : 1e6;
  info->estimatedRows = cs >= 0 ? 20 : 1000000;
  info->orderByConsumed = is_our_order (info);
  return SQLITE_OK;
}

static int
open_cb (sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
  Cursor *self = g_new0 (Cursor, 1);

  *cursor = &self->base;
  return SQLITE_OK;
}

static void
forget_rows (Cursor *self)
{
  g_clear_pointer (&self->rows, way_statement_free);
  g_clear_pointer (&self->log, g_free);
  for (guint i = 0; i < WAY_N_LOG_NAMES; i++)
    g_clear_pointer (&self->names[i], g_strfreev);
}

static int
close_cb (sqlite3_vtab_cursor *cursor)
{
  Cursor *self = (Cursor *) cursor;

  forget_rows (self);
  way_log_columns_clear (&self->columns);
  g_free (self);
  return SQLITE_OK;
}

static gboolean
unpack_row (Cursor *self)
{
  gint64 cs = sqlite3_column_int64 (self->rows, 0), n = sqlite3_column_int64 (self->rows, 1);

  if (n < 1 || n > 1 << 20)
    return FALSE;
  way_log_columns_reserve (&self->columns, (guint32) n);
  self->columns.events.n = (guint32) n;
  self->at = 0;
  if (self->part == 0 || cs != self->cs)
    {
      self->cs = cs;
      self->sq = 0;
      self->part = 1;
      self->before = WAY_LOG_NO_TIME;
    }
  self->segment = way_statement_is_null (self->rows, 3) ? -1 : sqlite3_column_int (self->rows, 3);
  return way_log_blob_unpack (sqlite3_column_blob (self->rows, 4), (gsize) sqlite3_column_bytes (self->rows, 4), way_log_get_start (self->rows, 2), &self->columns.events);
}

static int
next_row (Cursor *self)
{
  int code = sqlite3_step (self->rows);

  if (code == SQLITE_DONE)
    {
      self->ended = TRUE;
      return SQLITE_OK;
    }
  if (code != SQLITE_ROW)
    return code;
  return unpack_row (self) ? SQLITE_OK : SQLITE_CORRUPT;
}

static void
begin_event (Cursor *self)
{
  gint64 time = self->ended ? WAY_LOG_NO_TIME : self->columns.events.times[self->at];
  const double *services = self->columns.events.values[WAY_LOG_SERVICE];
  gboolean took = !self->ended && services != NULL && !isnan (services[self->at]);

  if (self->ended)
    return;
  self->part += way_log_is_silent (self->before, took ? (gint64) ((guint64) time - (guint64) services[self->at]) : time, self->gap);
  self->before = time;
}

static int
next_cb (sqlite3_vtab_cursor *cursor)
{
  Cursor *self = (Cursor *) cursor;
  int code = SQLITE_OK;

  self->sq++;
  self->rowid++;
  if (++self->at >= self->columns.events.n)
    code = next_row (self);
  if (code == SQLITE_OK)
    begin_event (self);
  return code;
}

static gboolean
load_log (Cursor *self, WayCache *cache, const char *name, sqlite3_value *cs, GError **error)
{
  g_autoptr (WayLogInfo) info = way_log_get_info (cache, name, error);
  char ***lists[] = { info != NULL ? &info->events : NULL, info != NULL ? &info->channels : NULL, info != NULL ? &info->departments : NULL, info != NULL ? &info->segments : NULL };

  if (info == NULL)
    return FALSE;
  for (guint i = 0; i < WAY_N_LOG_NAMES; i++)
    {
      self->names[i] = g_steal_pointer (lists[i]);
      self->n_names[i] = g_strv_length (self->names[i]);
    }
  self->log = g_strdup (name);
  self->gap = info->gap;
  /* Other columns than those of the log before. */
  if (self->columns.values != info->values)
    way_log_columns_clear (&self->columns);
  self->columns.values = info->values;
  self->rows = way_cache_prepare (cache, cs != NULL ? "SELECT cs, n, t0, seg, ev FROM trace WHERE dataset=?1 AND cs=?2 ORDER BY piece" : "SELECT cs, n, t0, seg, ev FROM trace WHERE dataset=?1 ORDER BY cs, piece", error);
  if (self->rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (self->rows, 1, info->dataset);
  if (cs != NULL)
    sqlite3_bind_value (self->rows, 2, cs);
  return TRUE;
}

static int
filter_cb (sqlite3_vtab_cursor *cursor, int plan, const char *unused, int argc, sqlite3_value **argv)
{
  Cursor *self = (Cursor *) cursor;
  const char *name = (const char *) sqlite3_value_text (argv[0]);
  g_autoptr (GError) error = NULL;
  int code;

  forget_rows (self);
  self->ended = FALSE;
  self->part = self->rowid = 0;
  if (!load_log (self, ((Table *) cursor->pVtab)->cache, name != NULL ? name : "", (plan & BY_CASE) != 0 ? argv[1] : NULL, &error))
    {
      sqlite3_free (cursor->pVtab->zErrMsg);
      cursor->pVtab->zErrMsg = sqlite3_mprintf ("%s", error->message);
      return SQLITE_ERROR;
    }
  code = next_row (self);
  if (code == SQLITE_OK)
    begin_event (self);
  return code;
}

static int
eof_cb (sqlite3_vtab_cursor *cursor)
{
  return ((Cursor *) cursor)->ended;
}

/* The names live as long as the cursor stands on this log. */
static void
give_name (sqlite3_context *context, const Cursor *self, WayLogNameKind kind, guint32 code)
{
  if (code < self->n_names[kind])
    sqlite3_result_text (context, self->names[kind][code], -1, SQLITE_TRANSIENT);
  else
    sqlite3_result_null (context);
}

static void
give_value (sqlite3_context *context, const Cursor *self, WayLogValue kind)
{
  const double *values = self->columns.events.values[kind];

  if (values == NULL || isnan (values[self->at]))
    sqlite3_result_null (context);
  else if (kind == WAY_LOG_SERVICE)
    sqlite3_result_int64 (context, (gint64) values[self->at]);
  else
    sqlite3_result_double (context, values[self->at]);
}

static int
column_cb (sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
  const Cursor *self = (const Cursor *) cursor;
  guint32 i = self->at;

  switch (column)
    {
    case COLUMN_CS:
      sqlite3_result_int64 (context, self->cs);
      break;
    case COLUMN_PART:
      sqlite3_result_int64 (context, self->part);
      break;
    case COLUMN_SQ:
      sqlite3_result_int64 (context, self->sq);
      break;
    case COLUMN_TS:
      if (self->columns.events.times[i] != WAY_LOG_NO_TIME)
        sqlite3_result_int64 (context, self->columns.events.times[i]);
      break;
    case COLUMN_ACT:
      give_name (context, self, WAY_LOG_NAME_EVENT, self->columns.events.activities[i]);
      break;
    case COLUMN_CH:
      give_name (context, self, WAY_LOG_NAME_CHANNEL, self->columns.events.channels[i]);
      break;
    case COLUMN_DEP:
      give_name (context, self, WAY_LOG_NAME_DEPARTMENT, self->columns.events.departments[i]);
      break;
    case COLUMN_SEG:
      give_name (context, self, WAY_LOG_NAME_SEGMENT, self->segment >= 0 ? (guint32) self->segment : G_MAXUINT32);
      break;
    case COLUMN_SCORE:
    case COLUMN_COST:
    case COLUMN_SVC:
      give_value (context, self, (WayLogValue) (column - COLUMN_SCORE));
      break;
    default:
      sqlite3_result_text (context, self->log, -1, SQLITE_TRANSIENT);
    }
  return SQLITE_OK;
}

static int
rowid_cb (sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
  *rowid = ((Cursor *) cursor)->rowid;
  return SQLITE_OK;
}

/* No xCreate: the table is there by itself in every connection, and none can be made. */
static const sqlite3_module module = {
  .iVersion = 1,
  .xConnect = connect_cb,
  .xBestIndex = plan_cb,
  .xDisconnect = disconnect_cb,
  .xOpen = open_cb,
  .xClose = close_cb,
  .xFilter = filter_cb,
  .xNext = next_cb,
  .xEof = eof_cb,
  .xColumn = column_cb,
  .xRowid = rowid_cb,
};

/* --- questions --- */

/* Only questions, and only of events: the rest of the cache is nobody's business. The packed rows are read by our own statements. */
static int
authorize_cb (void *is_inside, int action, const char *first, const char *second, const char *database, const char *trigger)
{
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_READ:
      return g_strcmp0 (first, "event") == 0 || database == NULL || *first == '\0' ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}

static gboolean
give_row (WayStatement *statement, WayLogSqlRow row, gpointer data, gboolean names)
{
  guint n = (guint) sqlite3_column_count (statement);
  g_auto (GStrv) owned = g_new0 (char *, n + 1);
  g_autofree char **values = g_new0 (char *, n + 1);
  g_autofree gboolean *are_numbers = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    {
      int type = names ? SQLITE_TEXT : sqlite3_column_type (statement, (int) i);
      const char *text = names ? sqlite3_column_name (statement, (int) i) : (const char *) sqlite3_column_text (statement, (int) i);

      owned[i] = g_utf8_make_valid (text != NULL ? text : "", -1);
      values[i] = text != NULL ? owned[i] : NULL;
      are_numbers[i] = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    }
  return row (values, are_numbers, n, data);
}

static gboolean
run (WayCache *cache, const char *sql, WayLogSqlRow row, gpointer data, GError **error)
{
  sqlite3 *database = way_cache_get_database (cache);
  g_autoptr (WayStatement) statement = NULL;
  const char *rest = NULL;
  int code;

  sqlite3_set_authorizer (database, authorize_cb, NULL);
  code = sqlite3_prepare_v3 (database, sql, -1, 0, &statement, &rest);
  sqlite3_set_authorizer (database, NULL, NULL);
  if (code != SQLITE_OK || statement == NULL || !sqlite3_stmt_readonly (statement) || rest[strspn (rest, " \t\r\n;")] != '\0')
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("This is no question about events: %s. Ask one SELECT from event('NAME')."), code != SQLITE_OK ? sqlite3_errmsg (database) : "more or less than one SELECT");
      return FALSE;
    }
  if (!give_row (statement, row, data, TRUE))
    return TRUE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    if (!give_row (statement, row, data, FALSE))
      return TRUE;
  if (code == SQLITE_DONE)
    return TRUE;
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", sqlite3_errmsg (database));
  return FALSE;
}

gboolean
way_log_sql_run (WayCache *cache, const char *sql, WayLogSqlRow row, gpointer data, GError **error)
{
  sqlite3 *database = way_cache_get_database (cache);

  g_autoptr (WayStatement) first = NULL;

  if (sqlite3_create_module (database, "event", &module, cache) != SQLITE_OK)
    return way_cache_fail (cache, error);
  /* The table is declared when it is first named, and that may create what a question may not. */
  first = way_cache_prepare (cache, "SELECT 1 FROM event('')", error);
  if (first == NULL)
    return FALSE;
  /* One moment, though another process may be importing. */
  if (!way_cache_execute (cache, "BEGIN", error))
    return FALSE;

  gboolean done = run (cache, sql, row, data, error);

  way_cache_rollback (cache);
  return done;
}
