/* The logs of the cache: finding them, what is known of them, and opening one. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/log/way-log-private.h"
#include "metrics/log/way-log-store-private.h"

/* --- finding --- */

gboolean
way_log_fail_damaged (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, "%s", _ ("What is kept of this event log is damaged. Forget the log, and import its files again."));
  return FALSE;
}

gint64
way_log_get_start (WayStatement *statement, int column)
{
  return way_statement_is_null (statement, column) ? WAY_LOG_NO_TIME : sqlite3_column_int64 (statement, column);
}

static gint64
find (WayCache *cache, const char *name, gboolean *is_log)
{
  gint64 id = way_cache_find_dataset (cache, name);

  *is_log = id != 0 && way_cache_is_log (cache, id);
  return id;
}

static gboolean
is_elsewhere (WayCache *cache, gint64 id)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "SELECT 1 FROM remote WHERE dataset=? AND mode='count'", NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return sqlite3_step (statement) == SQLITE_ROW;
}

gint64
way_log_find (WayCache *cache, const char *name, GError **error)
{
  gboolean is_log;
  gint64 id = find (cache, name, &is_log);

  if (is_log && !is_elsewhere (cache, id))
    return id;
  if (is_log)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” is counted in a data warehouse, and its single events are not here: only “flow”, “variants” and “conformance” can tell of it. A copy under another name can tell more."), name);
  else if (id != 0)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” holds a table and no event log."), name);
  else
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no event log “%s”. “waymark-cli log list” shows what there is."), name);
  return 0;
}

gint64
way_log_find_or_add (WayCache *cache, const char *name, gboolean *is_new, GError **error)
{
  g_autoptr (WayStatement) statement = NULL;
  gboolean is_log;
  gint64 id = find (cache, name, &is_log);

  *is_new = id == 0;
  if (is_log && !is_elsewhere (cache, id))
    return id;
  if (is_log)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” is counted in a data warehouse. Give the event log another name."), name);
      return 0;
    }
  if (id != 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” holds a table already. Give the event log another name."), name);
      return 0;
    }
  statement = way_cache_prepare (cache, "INSERT INTO dataset(name,kind) VALUES(?,'log')", error);
  if (statement == NULL)
    return 0;
  way_statement_bind_text (statement, 1, name);
  return way_cache_run (cache, statement, error) ? sqlite3_last_insert_rowid (way_cache_get_database (cache)) : 0;
}

/* --- what was chosen --- */

#define N_COLUMNS WAY_N_LOG_COLUMNS

static void
list_columns (WayLogOptions *options, const char **columns[N_COLUMNS])
{
  columns[0] = &options->case_column;
  columns[1] = &options->activity_column;
  columns[2] = &options->time_column;
  columns[3] = &options->channel_column;
  columns[4] = &options->department_column;
  columns[5] = &options->segment_column;
  columns[6] = &options->score_column;
  columns[7] = &options->cost_column;
}

WayLogRecipe *
way_log_load_recipe (WayCache *cache, const char *name)
{
  gint64 id = way_log_find (cache, name, NULL);
  g_autoptr (WayStatement) statement = id != 0 ? way_cache_prepare (cache, "SELECT case_column, activity_column, time_column, channel_column, department_column, segment_column, score_column, cost_column, notion, gap, lifecycle, currency FROM log WHERE dataset=?", NULL) : NULL;
  WayLogRecipe *self;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) != SQLITE_ROW)
    return NULL;
  self = g_new0 (WayLogRecipe, 1);
  for (int i = 0; i < N_COLUMNS; i++)
    self->columns[i] = way_statement_dup_text (statement, i);
  self->notion = way_statement_dup_text (statement, N_COLUMNS);
  self->gap = sqlite3_column_int64 (statement, N_COLUMNS + 1);
  self->lifecycle = (WayLifecycle) sqlite3_column_int (statement, N_COLUMNS + 2);
  self->currency = way_statement_dup_text (statement, N_COLUMNS + 3);
  return self;
}

void
way_log_recipe_fill (const WayLogRecipe *self, WayLogOptions *options)
{
  const char **columns[N_COLUMNS];

  list_columns (options, columns);
  for (guint i = 0; self != NULL && i < N_COLUMNS; i++)
    if (*columns[i] == NULL && options->notion == NULL)
      *columns[i] = self->columns[i];
  if (self == NULL)
    return;
  if (options->notion == NULL)
    options->notion = self->notion;
  if (!options->has_lifecycle)
    options->lifecycle = self->lifecycle;
  options->has_lifecycle = TRUE;
  if (options->currency == NULL)
    options->currency = self->currency;
}

void
way_log_recipe_free (WayLogRecipe *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (self->columns[i]);
  g_free (self->notion);
  g_free (self->currency);
  g_free (self);
}

guint
way_log_get_values (WayCache *cache, gint64 dataset)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "SELECT has_values FROM log WHERE dataset=?", NULL);

  if (statement == NULL)
    return 0;
  sqlite3_bind_int64 (statement, 1, dataset);
  return sqlite3_step (statement) == SQLITE_ROW ? (guint) sqlite3_column_int (statement, 0) : 0;
}

static guint
list_values (const WayLog *log)
{
  guint values = 0;

  for (guint k = 0; log != NULL && k < WAY_N_LOG_VALUES; k++)
    values |= log->values[k] != NULL ? 1u << k : 0;
  return values;
}

gboolean
way_log_store_head (WayCache *cache, gint64 dataset, const WayLogOptions *options, gboolean has_gap, gint64 n_events, gint64 n_cases, const WayLog *log, GError **error)
{
  WayLogOptions copy = *options;
  const char **columns[N_COLUMNS];
  g_autoptr (WayStatement) statement = way_cache_prepare (cache,
                                                          "INSERT INTO log(dataset,case_column,activity_column,time_column,channel_column,department_column,segment_column,score_column,cost_column,notion,gap,lifecycle,n_events,n_cases,has_values,currency)"
                                                          " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?16,?17) ON CONFLICT(dataset) DO UPDATE SET case_column=?2,activity_column=?3,time_column=?4,channel_column=?5,"
                                                          " department_column=?6,segment_column=?7,score_column=?8,cost_column=?9,notion=?10,gap=CASE WHEN ?15 THEN ?11 ELSE gap END,lifecycle=?12,n_events=n_events+?13,n_cases=n_cases+?14,"
                                                          " has_values=has_values|?16,currency=coalesce(currency,?17)",
                                                          error);

  if (statement == NULL)
    return FALSE;
  list_columns (&copy, columns);
  sqlite3_bind_int64 (statement, 1, dataset);
  for (int i = 0; i < N_COLUMNS; i++)
    way_statement_bind_text (statement, i + 2, *columns[i]);
  way_statement_bind_text (statement, 10, options->notion);
  sqlite3_bind_int64 (statement, 11, options->gap);
  sqlite3_bind_int (statement, 12, (int) options->lifecycle);
  sqlite3_bind_int64 (statement, 13, n_events);
  sqlite3_bind_int64 (statement, 14, n_cases);
  sqlite3_bind_int (statement, 15, has_gap || options->gap > 0);
  sqlite3_bind_int (statement, 16, (int) list_values (log));
  way_statement_bind_text (statement, 17, log != NULL ? log->currency : NULL);
  return way_cache_run (cache, statement, error);
}

/* --- what is known --- */

char **
way_log_load_names (WayCache *cache, gint64 dataset, WayLogNameKind kind, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "SELECT name FROM log_name WHERE dataset=? AND kind=? ORDER BY id", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, dataset);
  sqlite3_bind_int (statement, 2, (int) kind);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (names, way_statement_dup_name (statement, 0));
  if (code != SQLITE_DONE)
    {
      way_cache_fail (cache, error);
      return NULL;
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

void
way_log_info_free (WayLogInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->notion);
  g_free (self->currency);
  g_strfreev (self->events);
  g_strfreev (self->channels);
  g_strfreev (self->departments);
  g_strfreev (self->segments);
  g_free (self);
}

WayLogInfo *
way_log_get_info (WayCache *cache, const char *name, GError **error)
{
  g_autoptr (WayLogInfo) self = g_new0 (WayLogInfo, 1);
  g_autoptr (WayStatement) statement = NULL;

  self->dataset = way_log_find (cache, name, error);
  statement = self->dataset != 0 ? way_cache_prepare (cache, "SELECT d.name, l.notion, l.gap, l.n_events, l.n_cases, (SELECT min(t0) FROM import i WHERE i.dataset=d.id), (SELECT max(t1) FROM import i WHERE i.dataset=d.id), EXISTS(SELECT 1 FROM log_case c WHERE c.dataset=d.id), l.has_values, l.lifecycle, l.currency FROM dataset d JOIN log l ON l.dataset=d.id WHERE d.id=?", error) : NULL;
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, self->dataset);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      way_log_fail_damaged (error);
      return NULL;
    }
  self->name = way_statement_dup_name (statement, 0);
  self->notion = way_statement_dup_text (statement, 1);
  self->gap = sqlite3_column_int64 (statement, 2);
  self->n_events = sqlite3_column_int64 (statement, 3);
  self->n_cases = sqlite3_column_int64 (statement, 4);
  self->has_times = !way_statement_is_null (statement, 5);
  self->from = sqlite3_column_int64 (statement, 5);
  self->to = sqlite3_column_int64 (statement, 6);
  self->has_ids = sqlite3_column_int (statement, 7) != 0;
  self->values = (guint) sqlite3_column_int (statement, 8) & ((1u << WAY_N_LOG_VALUES) - 1);
  self->lifecycle = (WayLifecycle) sqlite3_column_int (statement, 9);
  self->currency = way_statement_dup_text (statement, 10);
  self->events = way_log_load_names (cache, self->dataset, WAY_LOG_NAME_EVENT, error);
  self->channels = self->events != NULL ? way_log_load_names (cache, self->dataset, WAY_LOG_NAME_CHANNEL, error) : NULL;
  self->departments = self->channels != NULL ? way_log_load_names (cache, self->dataset, WAY_LOG_NAME_DEPARTMENT, error) : NULL;
  self->segments = self->departments != NULL ? way_log_load_names (cache, self->dataset, WAY_LOG_NAME_SEGMENT, error) : NULL;
  return self->segments != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- opening --- */

static WayLog *
load_named (WayCache *cache, const char *name, gint64 gap, GError **error)
{
  g_autoptr (WayLogInfo) info = way_log_get_info (cache, name, error);

  if (info == NULL)
    return NULL;
  if (info->n_events > G_MAXINT32 || !way_cache_has_room_for (cache, info->n_events) || info->n_cases < 0 || info->n_cases > info->n_events)
    {
      way_log_fail_damaged (error);
      return NULL;
    }
  return way_log_load (cache, info, gap >= 0 ? gap : info->gap, error);
}

WayLog *
way_log_open (WayCache *cache, const char *name, gint64 gap, GError **error)
{
  WayLog *log;

  /* Another process may be importing: what is counted and what is there must be of one moment. */
  if (!way_cache_execute (cache, "BEGIN", error))
    return NULL;
  log = load_named (cache, name, gap, error);
  way_cache_rollback (cache);
  /* The pages it was read from are not needed again soon, and would be as large as a tenth of it. */
  sqlite3_db_release_memory (way_cache_get_database (cache));
  return log;
}
