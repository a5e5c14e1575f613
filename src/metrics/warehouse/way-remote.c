/* The recipe, and the table it is about. Copying it is in way-remote-mirror.c, counting in way-remote-flow.c. */
#include "metrics/warehouse/way-remote.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/log/way-log-store-private.h"
#include "metrics/warehouse/way-remote-private.h"

/* --- the recipe --- */

/* The columns, as in WayRemoteColumn, and behind them where they are. */
enum
{
  SOURCE = WAY_N_REMOTE_COLUMNS,
  TABLE,
  IN_CHANNEL,
  IN_SEGMENT,
  N_TEXTS
};

static void
list_texts (WayRemote *self, char **texts[N_TEXTS])
{
  texts[WAY_REMOTE_CASE] = &self->case_column;
  texts[WAY_REMOTE_ACTIVITY] = &self->activity_column;
  texts[WAY_REMOTE_TIME] = &self->time_column;
  texts[WAY_REMOTE_CHANNEL] = &self->channel_column;
  texts[WAY_REMOTE_DEPARTMENT] = &self->department_column;
  texts[WAY_REMOTE_SEGMENT] = &self->segment_column;
  texts[WAY_REMOTE_LIFECYCLE] = &self->lifecycle_column;
  texts[WAY_REMOTE_INSTANCE] = &self->instance_column;
  texts[WAY_REMOTE_START] = &self->start_column;
  texts[WAY_REMOTE_SCORE] = &self->score_column;
  texts[WAY_REMOTE_COST] = &self->cost_column;
  texts[WAY_REMOTE_CURRENCY] = &self->currency_column;
  texts[WAY_REMOTE_ORDER] = &self->order_column;
  texts[SOURCE] = &self->source;
  texts[TABLE] = &self->table;
  texts[IN_CHANNEL] = &self->in_channel;
  texts[IN_SEGMENT] = &self->in_segment;
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
    if (*mine[i] == NULL && (i >= SOURCE || (same_table && !self->is_settled)))
      *mine[i] = g_steal_pointer (theirs[i]);
  self->is_settled = self->is_settled || (same_table && copy->is_settled);
  if (!self->has_lifecycle && same_table)
    {
      self->lifecycle = copy->lifecycle;
      self->has_lifecycle = copy->has_lifecycle;
    }
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
  g_autoptr (WayStatement) statement = id != 0 ? way_cache_prepare (cache, "SELECT l.case_column, l.activity_column, l.time_column, l.channel_column, l.department_column, l.segment_column, r.lifecycle_column, r.instance_column, r.start_column, l.score_column, l.cost_column, r.currency_column, r.order_column, r.source, r.relation, r.in_channel, r.in_segment, r.mode, r.overlap, r.t0, r.t1, r.sample, r.watermark, l.lifecycle FROM remote r JOIN log l ON l.dataset=r.dataset WHERE r.dataset=?", NULL) : NULL;
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
  self->is_settled = self->has_lifecycle = TRUE;
  self->mode = g_strcmp0 ((const char *) sqlite3_column_text (statement, N_TEXTS), "count") == 0 ? WAY_REMOTE_COUNT : WAY_REMOTE_MIRROR;
  self->overlap = sqlite3_column_int64 (statement, N_TEXTS + 1);
  self->from = get_time (statement, N_TEXTS + 2);
  self->to = get_time (statement, N_TEXTS + 3);
  self->sample = (guint) CLAMP (sqlite3_column_int64 (statement, N_TEXTS + 4), 0, G_MAXINT);
  self->watermark = get_time (statement, N_TEXTS + 5);
  self->lifecycle = (WayLifecycle) CLAMP (sqlite3_column_int (statement, N_TEXTS + 6), 0, WAY_N_LIFECYCLES - 1);
  return self;
}

gboolean
way_remote_save (WayCache *cache, gint64 dataset, const WayRemote *remote, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "INSERT OR REPLACE INTO remote(dataset,mode,source,relation,order_column,overlap,t0,t1,sample,watermark,lifecycle_column,instance_column,start_column,currency_column,in_channel,in_segment) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", error);

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
  way_statement_bind_text (statement, 11, remote->lifecycle_column);
  way_statement_bind_text (statement, 12, remote->instance_column);
  way_statement_bind_text (statement, 13, remote->start_column);
  way_statement_bind_text (statement, 14, remote->currency_column);
  way_statement_bind_text (statement, 15, remote->in_channel);
  way_statement_bind_text (statement, 16, remote->in_segment);
  return way_cache_run (cache, statement, error);
}

/* --- columns --- */

/* A name alone does not make a column of numbers, or one of times. */
static gboolean
can_be (WayRemoteColumn role, const WayOdbcColumn *column, const WayOdbcColumn *time)
{
  if (role == WAY_REMOTE_SCORE || role == WAY_REMOTE_COST)
    return column->type == WAY_ODBC_INTEGER || column->type == WAY_ODBC_NUMBER;
  return role != WAY_REMOTE_START || (time != NULL && column->type == time->type);
}

static const char *
get_label (WayRemoteColumn role)
{
  const char *labels[] = { _ ("case"), _ ("event"), _ ("time"), _ ("channel"), _ ("department"), _ ("segment"), _ ("lifecycle"), NULL, _ ("start"), _ ("score"), _ ("cost"), NULL };

  return labels[role];
}

/* By its name; of times the first there are. */
static const WayOdbcColumn *
guess_column (WayRemoteColumn role, const GPtrArray *columns, int found, const WayOdbcColumn *time)
{
  const WayOdbcColumn *column = found >= 0 ? g_ptr_array_index (columns, (guint) found) : NULL;

  if (column != NULL && !can_be (role, column, time))
    column = NULL;
  for (guint k = 0; role == WAY_REMOTE_TIME && (column == NULL || column->type == WAY_ODBC_TEXT) && k < columns->len; k++)
    if (((const WayOdbcColumn *) g_ptr_array_index (columns, k))->type == WAY_ODBC_TIME)
      column = g_ptr_array_index (columns, k);
  return column;
}

/* All that can be told is, though one cannot. */
gboolean
way_remote_choose_columns (WayRemote *remote, const GPtrArray *columns, char **reason, GError **error)
{
  char **texts[N_TEXTS];
  g_autofree const char **names = g_new0 (const char *, columns->len + 1);
  g_autoptr (GString) s = g_string_new (NULL);
  const WayOdbcColumn *time = NULL;
  GError *failure = NULL;
  int found[WAY_N_LOG_ROLES];

  list_texts (remote, texts);
  for (guint i = 0; i < columns->len; i++)
    names[i] = ((const WayOdbcColumn *) g_ptr_array_index (columns, i))->name;
  way_log_guess_columns (names, found);
  for (WayRemoteColumn i = 0; i < WAY_REMOTE_ORDER; i++)
    {
      const WayOdbcColumn *column = NULL;
      const char *label = get_label (i);
      gboolean asked = *texts[i] != NULL;

      if (asked && **texts[i] != '\0')
        column = way_odbc_find_column (columns, *texts[i], remote->table, failure == NULL ? &failure : NULL);
      else if (!asked && (i <= WAY_REMOTE_TIME || !remote->is_settled))
        column = guess_column (i, columns, found[i], time);
      if (column == NULL && i <= WAY_REMOTE_TIME && failure == NULL)
        g_set_error (&failure, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("It cannot be told which column is the %s. Name it."), label);
      if (column == NULL)
        continue;
      if (i == WAY_REMOTE_TIME)
        time = column;
      g_free (*texts[i]);
      *texts[i] = g_strdup (column->name);
      if (label != NULL)
        g_string_append_printf (s, "%s%s: “%s”, %s", s->len > 0 ? "\n" : "", label, column->name, asked ? _ ("as you said.") : found[i] >= 0 && g_str_equal (names[found[i]], column->name) ? _ ("as its name says.")
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

  self->has_guessed_score = self->remote->score_column == NULL;

  if (columns == NULL || !way_remote_choose_columns (self->remote, columns, &self->reason, error))
    return FALSE;
  list_texts (self->remote, texts);
  for (guint i = 0; i < WAY_N_REMOTE_COLUMNS; i++)
    if (*texts[i] != NULL && **texts[i] != '\0')
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
