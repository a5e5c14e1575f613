/* The recipe, and the table it is about. Copying it is in way-remote-mirror.c, counting in way-remote-flow.c. */
#include "metrics/way-remote.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/way-log-store-private.h"
#include "metrics/way-remote-private.h"

/* --- the recipe --- */

#define N_TEXTS 9

static void
list_texts (WayRemote *self, char **texts[N_TEXTS])
{
  texts[0] = &self->case_column;
  texts[1] = &self->activity_column;
  texts[2] = &self->time_column;
  texts[3] = &self->channel_column;
  texts[4] = &self->department_column;
  texts[5] = &self->segment_column;
  texts[6] = &self->order_column;
  texts[7] = &self->source;
  texts[8] = &self->table;
}

WayRemote *
way_remote_new (void)
{
  WayRemote *self = g_new0 (WayRemote, 1);

  self->overlap = -1;
  self->from = self->to = self->watermark = WAY_LOG_NO_TIME;
  return self;
}

WayRemote *
way_remote_copy (const WayRemote *self)
{
  WayRemote *copy = g_memdup2 (self, sizeof *self);
  char **texts[N_TEXTS];

  list_texts (copy, texts);
  for (guint i = 0; i < N_TEXTS; i++)
    *texts[i] = g_strdup (*texts[i]);
  return copy;
}

void
way_remote_free (WayRemote *self)
{
  char **texts[N_TEXTS];

  if (self == NULL)
    return;
  list_texts (self, texts);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (*texts[i]);
  g_free (self);
}

void
way_remote_fill (WayRemote *self, const WayRemote *other)
{
  g_autoptr (WayRemote) copy = other != NULL ? way_remote_copy (other) : NULL;
  char **mine[N_TEXTS], **theirs[N_TEXTS];

  if (copy == NULL)
    return;
  list_texts (self, mine);
  list_texts (copy, theirs);
  /* Columns are those of their table. */
  gboolean same_table = self->table == NULL || g_strcmp0 (self->table, other->table) == 0;

  for (guint i = 0; i < N_TEXTS; i++)
    if (*mine[i] == NULL && (i >= 7 || (same_table && !self->is_settled)))
      *mine[i] = g_steal_pointer (theirs[i]);
  self->is_settled = self->is_settled || (same_table && copy->is_settled);
  if (self->overlap < 0)
    self->overlap = copy->overlap;
  if (self->from == WAY_LOG_NO_TIME)
    self->from = copy->from;
  if (self->to == WAY_LOG_NO_TIME)
    self->to = copy->to;
  if (self->sample == 0)
    self->sample = copy->sample;
  if (self->watermark == WAY_LOG_NO_TIME && g_strcmp0 (self->table, other->table) == 0 && g_strcmp0 (self->source, other->source) == 0)
    self->watermark = copy->watermark;
}

static gint64
get_time (WayStatement *statement, int column)
{
  return way_log_get_start (statement, column);
}

static void
bind_time (WayStatement *statement, int at, gint64 time)
{
  if (time == WAY_LOG_NO_TIME)
    sqlite3_bind_null (statement, at);
  else
    sqlite3_bind_int64 (statement, at, time);
}

WayRemote *
way_remote_load (WayCache *cache, const char *name)
{
  gint64 id = way_cache_find_dataset (cache, name);
  g_autoptr (WayStatement) statement = id != 0 ? way_cache_prepare (cache, "SELECT l.case_column, l.activity_column, l.time_column, l.channel_column, l.department_column, l.segment_column, r.order_column, r.source, r.relation, r.mode, r.overlap, r.t0, r.t1, r.sample, r.watermark FROM remote r JOIN log l ON l.dataset=r.dataset WHERE r.dataset=?", NULL) : NULL;
  WayRemote *self;
  char **texts[N_TEXTS];

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) != SQLITE_ROW)
    return NULL;
  self = way_remote_new ();
  list_texts (self, texts);
  for (int i = 0; i < N_TEXTS; i++)
    *texts[i] = way_statement_dup_text (statement, i);
  self->is_settled = TRUE;
  self->mode = g_strcmp0 ((const char *) sqlite3_column_text (statement, 9), "count") == 0 ? WAY_REMOTE_COUNT : WAY_REMOTE_MIRROR;
  self->overlap = sqlite3_column_int64 (statement, 10);
  self->from = get_time (statement, 11);
  self->to = get_time (statement, 12);
  self->sample = (guint) CLAMP (sqlite3_column_int64 (statement, 13), 0, G_MAXINT);
  self->watermark = get_time (statement, 14);
  return self;
}

gboolean
way_remote_save (WayCache *cache, gint64 dataset, const WayRemote *remote, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "INSERT OR REPLACE INTO remote(dataset,mode,source,relation,order_column,overlap,t0,t1,sample,watermark) VALUES(?,?,?,?,?,?,?,?,?,?)", error);

  if (statement == NULL || !way_odbc_check_source (remote->source, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  way_statement_bind_text (statement, 2, remote->mode == WAY_REMOTE_COUNT ? "count" : "mirror");
  way_statement_bind_text (statement, 3, remote->source);
  way_statement_bind_text (statement, 4, remote->table);
  way_statement_bind_text (statement, 5, remote->order_column);
  sqlite3_bind_int64 (statement, 6, remote->overlap);
  bind_time (statement, 7, remote->from);
  bind_time (statement, 8, remote->to);
  sqlite3_bind_int64 (statement, 9, remote->sample);
  bind_time (statement, 10, remote->watermark);
  return way_cache_run (cache, statement, error);
}

/* --- columns --- */

/* All that can be told is, though one cannot. */
gboolean
way_remote_choose_columns (WayRemote *remote, const GPtrArray *columns, char **reason, GError **error)
{
  char **texts[N_TEXTS];
  const char *labels[] = { _ ("case"), _ ("event"), _ ("time"), _ ("channel"), _ ("department"), _ ("segment") };
  g_autofree const char **names = g_new0 (const char *, columns->len + 1);
  g_autoptr (GString) s = g_string_new (NULL);
  GError *failure = NULL;
  int found[G_N_ELEMENTS (labels)];

  list_texts (remote, texts);
  for (guint i = 0; i < columns->len; i++)
    names[i] = ((const WayOdbcColumn *) g_ptr_array_index (columns, i))->name;
  way_log_guess_columns (names, found);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const WayOdbcColumn *column = NULL;
      gboolean asked = *texts[i] != NULL;

      if (asked)
        column = way_odbc_find_column (columns, *texts[i], remote->table, failure == NULL ? &failure : NULL);
      else if (found[i] >= 0 && (i <= WAY_REMOTE_TIME || !remote->is_settled))
        column = g_ptr_array_index (columns, (guint) found[i]);
      for (guint k = 0; !asked && i == WAY_REMOTE_TIME && (column == NULL || column->type == WAY_ODBC_TEXT) && k < columns->len; k++)
        if (((const WayOdbcColumn *) g_ptr_array_index (columns, k))->type == WAY_ODBC_TIME)
          column = g_ptr_array_index (columns, k);
      if (column == NULL && i <= WAY_REMOTE_TIME && failure == NULL)
        g_set_error (&failure, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("It cannot be told which column is the %s. Name it."), labels[i]);
      if (column == NULL)
        continue;
      g_free (*texts[i]);
      *texts[i] = g_strdup (column->name);
      g_string_append_printf (s, "%s%s: “%s”, %s", s->len > 0 ? "\n" : "", labels[i], column->name, asked ? _ ("as you said.") : found[i] >= 0 && g_str_equal (names[found[i]], column->name) ? _ ("as its name says.")
                                                                                                                                                                                              : _ ("the first column with times."));
    }
  if (remote->order_column != NULL && failure == NULL)
    way_odbc_find_column (columns, remote->order_column, remote->table, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (reason != NULL)
    *reason = g_strdup (s->str);
  return TRUE;
}

/* --- the table --- */

gboolean
way_remote_call_step (const WayRemoteCall *self, double done, GError **error)
{
  if (!g_cancellable_is_cancelled (self->cancellable) && (self->progress == NULL || self->progress (done, self->data)))
    return TRUE;
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("Stopped. Nothing was imported."));
  return FALSE;
}

static gboolean
open_columns (WayRemoteTable *self, GError **error)
{
  g_autoptr (GPtrArray) columns = way_odbc_list_columns (self->odbc, self->table, self->call->cancellable, error);
  char **texts[N_TEXTS];

  if (columns == NULL || !way_remote_choose_columns (self->remote, columns, &self->reason, error))
    return FALSE;
  list_texts (self->remote, texts);
  for (guint i = 0; i < WAY_N_REMOTE_COLUMNS; i++)
    if (*texts[i] != NULL)
      {
        const WayOdbcColumn *column = way_odbc_find_column (columns, *texts[i], self->table, NULL);

        self->columns[i] = way_odbc_quote (self->odbc, column->name);
        self->types[i] = column->type;
      }
  return TRUE;
}

WayRemoteTable *
way_remote_table_open (WayRemote *remote, const WayRemoteCall *call, GError **error)
{
  g_autoptr (WayRemoteTable) self = g_new0 (WayRemoteTable, 1);
  const WayOdbcLogin login = { remote->source, call->password, call->login_seconds, call->wait_seconds };

  self->remote = remote;
  self->call = call;
  if (remote->source == NULL || remote->table == NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("Name the data source and the table."));
      return NULL;
    }
  if (remote->overlap < 0)
    remote->overlap = WAY_REMOTE_OVERLAP;
  self->odbc = way_odbc_connect (&login, call->cancellable, error);
  self->table = self->odbc != NULL ? way_odbc_find_table (self->odbc, remote->table, call->cancellable, error) : NULL;
  return self->table != NULL && open_columns (self, error) ? g_steal_pointer (&self) : NULL;
}

void
way_remote_table_free (WayRemoteTable *self)
{
  if (self == NULL)
    return;
  way_odbc_close (self->odbc);
  way_remote_free (self->remote);
  g_free (self->table);
  for (guint i = 0; i < WAY_N_REMOTE_COLUMNS; i++)
    g_free (self->columns[i]);
  g_free (self->reason);
  g_free (self);
}

/* --- times --- */

WayRemoteClock
way_remote_table_tell_clock (const WayRemoteTable *self, double newest)
{
  WayOdbcType type = self->types[WAY_REMOTE_TIME];

  if (type == WAY_ODBC_TIME)
    return WAY_REMOTE_STAMP;
  if (type == WAY_ODBC_TEXT)
    return WAY_REMOTE_WORDS;
  return newest < 1e11 ? WAY_REMOTE_SECONDS : newest < 1e14 ? WAY_REMOTE_MILLISECONDS
                                                            : WAY_REMOTE_MICROSECONDS;
}

WayOdbcType
way_remote_clock_get_type (WayRemoteClock clock)
{
  return clock == WAY_REMOTE_STAMP ? WAY_ODBC_TIME : clock == WAY_REMOTE_WORDS ? WAY_ODBC_TEXT
                                                                               : WAY_ODBC_NUMBER;
}

void
way_remote_add_time (WayOdbcQuery *query, WayRemoteClock clock, gint64 ms)
{
  if (clock == WAY_REMOTE_STAMP)
    way_odbc_query_add_time (query, ms);
  else if (clock == WAY_REMOTE_WORDS)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000 - (ms % 1000 < 0));
      g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup (""), *whole = g_strdup_printf ("%s.%03d", text, (int) ((ms % 1000 + 1000) % 1000));

      way_odbc_query_add_text (query, whole);
    }
  else if (clock == WAY_REMOTE_SECONDS)
    way_odbc_query_add_integer (query, ms / 1000 - (ms % 1000 < 0));
  else
    way_odbc_query_add_integer (query, clock == WAY_REMOTE_MICROSECONDS ? ms * 1000 : ms);
}

gboolean
way_remote_read_time (WayOdbcQuery *query, guint column, WayRemoteClock clock, gint64 *ms)
{
  double number;

  if (way_odbc_query_is_null (query, column))
    return FALSE;
  if (clock == WAY_REMOTE_STAMP)
    return way_odbc_query_get_time (query, column, ms);
  if (clock == WAY_REMOTE_WORDS)
    return way_value_parse_time (way_odbc_query_get_text (query, column), WAY_TIME_YMD, ms, NULL);
  number = way_odbc_query_get_number (query, column) * (clock == WAY_REMOTE_SECONDS ? 1e3 : clock == WAY_REMOTE_MICROSECONDS ? 1e-3
                                                                                                                             : 1);
  /* The years 1 to 9999. */
  if (!(number >= -62135596800e3 && number < 253402300800e3))
    return FALSE;
  *ms = (gint64) number;
  return TRUE;
}
