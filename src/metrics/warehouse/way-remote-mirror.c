/* Rows of a table in a warehouse → events of a log in the cache. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "metrics/log/way-log-store-private.h"
#include "metrics/log/way-log-values.h"
#include "metrics/warehouse/way-remote-private.h"

/* How often progress is told and a stop is heard, in rows. */
#define ROWS_PER_STEP 16384
/* Reading takes about so much of the time, storing the rest. */
#define READING 0.7

/* What is to be read: rows from here on. */
typedef struct
{
  WayRemoteTable *table;
  WayRemoteClock clock;
  WayLifecycle lifecycle;
  const char *currency; /* that the column of costs is called after, or NULL */
  gint64 from, to;
  gint64 n_rows;
  /* While it is read. */
  WayLogBuilder *builder;
  WayLogFacts *facts;
  WayReport *report;
  int places[WAY_REMOTE_ORDER]; /* among the columns of the answer; −1: it is not there */
} Pull;

/* " WHERE …", or nothing; and its values. */
static void
append_where (const Pull *self, GString *sql)
{
  const char *time = self->table->columns[WAY_REMOTE_TIME];

  if (self->clock == WAY_REMOTE_WORDS)
    return;
  if (self->from != WAY_LOG_NO_TIME)
    g_string_append_printf (sql, " WHERE %s >= ?", time);
  if (self->to != WAY_LOG_NO_TIME)
    g_string_append_printf (sql, " %s %s < ?", self->from != WAY_LOG_NO_TIME ? "AND" : "WHERE", time);
}

static void
add_values (const Pull *self, WayOdbcQuery *query)
{
  if (self->clock == WAY_REMOTE_WORDS)
    return;
  if (self->from != WAY_LOG_NO_TIME)
    way_remote_add_time (query, self->clock, self->from);
  if (self->to != WAY_LOG_NO_TIME)
    way_remote_add_time (query, self->clock, self->to);
}

static gboolean
find_clock (Pull *self, GError **error)
{
  WayRemoteTable *table = self->table;
  g_autofree char *sql = g_strdup_printf ("SELECT MAX(%s) FROM %s", table->columns[WAY_REMOTE_TIME], table->table);
  static const WayOdbcType types[] = { WAY_ODBC_NUMBER };
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  self->clock = way_remote_table_tell_clock (table, 0);
  if (self->clock == WAY_REMOTE_STAMP || self->clock == WAY_REMOTE_WORDS)
    return TRUE;
  query = way_odbc_query_new (table->odbc, sql);
  if (!way_odbc_query_run (query, types, 1, table->call->cancellable, error))
    return FALSE;
  if (way_odbc_query_next (query, &failure))
    self->clock = way_remote_table_tell_clock (table, way_odbc_query_get_number (query, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
count_rows (Pull *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (WayOdbcQuery) query = NULL;

  g_string_append_printf (sql, "SELECT COUNT(*) FROM %s", self->table->table);
  append_where (self, sql);
  query = way_odbc_query_new (self->table->odbc, sql->str);
  add_values (self, query);
  if (!way_odbc_query_run (query, types, 1, self->table->call->cancellable, error) || !way_odbc_query_next (query, error))
    return FALSE;
  self->n_rows = way_odbc_query_get_integer (query, 0);
  return TRUE;
}

/* Without the blanks around it, as in files. */
static WayCell
get_text (WayOdbcQuery *query, guint column)
{
  WayCell cell = way_odbc_query_get_text (query, column);

  return way_cell_trim (cell.text, cell.length);
}

static WayCell
get_place (const Pull *self, WayOdbcQuery *query, WayRemoteColumn column)
{
  return self->places[column] >= 0 ? get_text (query, (guint) self->places[column]) : (WayCell){ "", 0 };
}

/* A score, or a cost; a text is read as in files. */
static void
add_value (const Pull *self, WayOdbcQuery *query, WayRemoteColumn column, int line)
{
  guint place = (guint) self->places[column];
  WayCell currency = get_place (self, query, WAY_REMOTE_CURRENCY);
  gboolean is_text = self->table->types[column] == WAY_ODBC_TEXT || self->table->types[column] == WAY_ODBC_TIME;

  if (currency.length == 0 && self->currency != NULL)
    currency = (WayCell){ self->currency, strlen (self->currency) };
  if (way_odbc_query_is_null (query, place))
    return;
  if (is_text && column == WAY_REMOTE_SCORE)
    way_log_take_score (self->builder, self->facts, self->report, line, get_text (query, place), WAY_DECIMAL_POINT, NAN, NAN);
  else if (is_text)
    way_log_take_cost (self->builder, self->facts, self->report, line, get_text (query, place), WAY_DECIMAL_POINT, currency);
  else if (column == WAY_REMOTE_SCORE)
    way_log_builder_set_value (self->builder, WAY_LOG_SCORE, way_odbc_query_get_number (query, place));
  else
    way_log_take_cost_value (self->builder, self->facts, self->report, line, way_odbc_query_get_number (query, place), currency);
}

/* How long it took: by the start in the same row, or in one of its own. */
static void
add_service (const Pull *self, WayOdbcQuery *query, WayLogStep step, gint64 at, int line)
{
  WayCell instance = get_place (self, query, WAY_REMOTE_INSTANCE);
  gint64 begun;

  if (self->places[WAY_REMOTE_START] >= 0 && !way_odbc_query_is_null (query, (guint) self->places[WAY_REMOTE_START]))
    {
      if (way_remote_read_time (query, (guint) self->places[WAY_REMOTE_START], self->clock, &begun) && begun <= at)
        way_log_builder_set_value (self->builder, WAY_LOG_SERVICE, (double) (at - begun));
      else
        way_log_facts_doubt (self->facts, self->report, line, _ ("The start cannot be read, or is later than the completion; the event was kept without it."), instance.text, instance.length);
    }
  else if (step == WAY_LOG_STEP_COMPLETE)
    way_log_builder_set_completion (self->builder, instance.text, instance.length);
}

static void
add_event (const Pull *self, WayOdbcQuery *query, WayCell name, WayCell activity, gint64 at, int line)
{
  WayCell channel = get_place (self, query, WAY_REMOTE_CHANNEL), department = get_place (self, query, WAY_REMOTE_DEPARTMENT), segment = get_place (self, query, WAY_REMOTE_SEGMENT);

  way_log_builder_add (self->builder, name.text, name.length, activity.text, activity.length, at, channel.text, channel.length);
  if (self->places[WAY_REMOTE_DEPARTMENT] >= 0)
    way_log_builder_set_department (self->builder, department.text, department.length);
  if (self->places[WAY_REMOTE_SEGMENT] >= 0)
    way_log_builder_set_segment (self->builder, segment.text, segment.length);
  for (WayRemoteColumn column = WAY_REMOTE_SCORE; column <= WAY_REMOTE_COST; column++)
    if (self->places[column] >= 0)
      add_value (self, query, column, line);
}

static void
add_row (const Pull *self, WayOdbcQuery *query, gint64 *newest)
{
  WayCell name = get_text (query, 0), activity = get_text (query, 1), word = get_place (self, query, WAY_REMOTE_LIFECYCLE);
  WayLogStep step = WAY_LOG_STEP_NONE;
  WayLogFacts *facts = self->facts;
  gint64 at;
  int line = (int) MIN (facts->n_rows + 1, (guint) G_MAXINT);

  facts->n_rows++;
  if (name.length == 0)
    way_log_facts_refuse (facts, self->report, line, _ ("The case is missing; the row was left out."), activity.text, activity.length);
  else if (activity.length == 0)
    way_log_facts_refuse (facts, self->report, line, _ ("It is not said what happened; the row was left out."), "", 0);
  else if (!way_remote_read_time (query, 2, self->clock, &at))
    way_log_facts_refuse (facts, self->report, line, _ ("The time is missing; the row was left out."), activity.text, activity.length);
  else
    {
      *newest = *newest == WAY_LOG_NO_TIME ? at : MAX (*newest, at);
      if (self->places[WAY_REMOTE_LIFECYCLE] >= 0)
        facts->n_steps[step = way_log_step_from_text (word.text, word.length)]++;
      if (way_lifecycle_has_event (self->lifecycle, step))
        {
          add_event (self, query, name, activity, at, line);
          if (self->lifecycle == WAY_LIFECYCLE_PAIR)
            add_service (self, query, step, at, line);
        }
      else if (self->lifecycle == WAY_LIFECYCLE_PAIR && step == WAY_LOG_STEP_START)
        {
          WayCell instance = get_place (self, query, WAY_REMOTE_INSTANCE);

          way_log_builder_add_start (self->builder, name.text, name.length, activity.text, activity.length, at, instance.text, instance.length);
        }
      else
        facts->n_skipped++;
    }
}

static gboolean
read_rows (const Pull *self, WayOdbcQuery *query, gint64 *newest, GError **error)
{
  GError *failure = NULL;

  for (gint64 n = 0; way_odbc_query_next (query, &failure); n++)
    {
      add_row (self, query, newest);
      if (n % ROWS_PER_STEP == 0 && !way_remote_call_step (self->table->call, READING * MIN (1, (double) n / MAX (self->n_rows, 1)), error))
        return FALSE;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static WayOdbcType
get_type (const Pull *self, WayRemoteColumn column)
{
  WayOdbcType type = self->table->types[column];

  if (column == WAY_REMOTE_TIME || column == WAY_REMOTE_START)
    return way_remote_clock_get_type (self->clock);
  return (column == WAY_REMOTE_SCORE || column == WAY_REMOTE_COST) && (type == WAY_ODBC_INTEGER || type == WAY_ODBC_NUMBER) ? WAY_ODBC_NUMBER : WAY_ODBC_TEXT;
}

/* All rows once; the builder has its events then. */
static gboolean
pull_once (Pull *self, gint64 *newest, GError **error)
{
  WayRemoteTable *table = self->table;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (WayOdbcQuery) query = NULL;
  WayOdbcType types[WAY_REMOTE_ORDER];
  guint n = 0;

  for (WayRemoteColumn i = 0; i < WAY_REMOTE_ORDER; i++)
    {
      self->places[i] = table->columns[i] != NULL ? (int) n : -1;
      if (self->places[i] < 0)
        continue;
      types[n] = get_type (self, i);
      g_string_append_printf (sql, "%s%s", n++ > 0 ? ", " : "", table->columns[i]);
    }
  g_string_append_printf (sql, " FROM %s", table->table);
  append_where (self, sql);
  if (table->columns[WAY_REMOTE_ORDER] != NULL)
    g_string_append_printf (sql, " ORDER BY %s", table->columns[WAY_REMOTE_ORDER]);
  query = way_odbc_query_new (table->odbc, sql->str);
  add_values (self, query);
  return way_odbc_query_run (query, types, n, table->call->cancellable, error) && read_rows (self, query, newest, error);
}

static WayLog *
pull (Pull *self, gint64 *newest, GError **error)
{
  const WayRemote *remote = self->table->remote;
  const WayLogOptions options = { .lifecycle = remote->lifecycle, .has_lifecycle = remote->has_lifecycle };
  g_autoptr (WayLogBuilder) builder = way_log_builder_new ();

  self->builder = builder;
  self->lifecycle = remote->lifecycle;
  if (!pull_once (self, newest, error))
    return NULL;
  if (way_log_facts_begin_again (self->facts, &options))
    {
      /* What is bad was said already. */
      way_log_builder_free (g_steal_pointer (&builder));
      self->builder = builder = way_log_builder_new ();
      self->report = NULL;
      self->lifecycle = WAY_LIFECYCLE_ALL;
      if (!pull_once (self, newest, error))
        return NULL;
    }
  self->facts->lifecycle = self->lifecycle;
  self->facts->lifecycle_column = g_strdup (remote->lifecycle_column);
  self->facts->start_column = g_strdup (remote->start_column);
  way_log_builder_set_currency (builder, self->facts->currency);
  self->builder = NULL;

  WayLog *log = way_log_builder_finish (g_steal_pointer (&builder), 0);

  self->facts->n_unpaired = log->n_unpaired;
  return log;
}

/* A column that is only called as if it held scores may hold anything; in files its cells are looked at, too. */
static gboolean
check_score (Pull *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_NUMBER, WAY_ODBC_NUMBER };
  WayRemoteTable *table = self->table;
  g_autoptr (WayOdbcQuery) query = NULL;
  g_autofree char *sql = NULL;
  GError *failure = NULL;

  if (!table->has_guessed_score || table->columns[WAY_REMOTE_SCORE] == NULL)
    return TRUE;
  sql = g_strdup_printf ("SELECT MIN(%s), MAX(%s) FROM %s", table->columns[WAY_REMOTE_SCORE], table->columns[WAY_REMOTE_SCORE], table->table);
  query = way_odbc_query_new (table->odbc, sql);
  if (!way_odbc_query_run (query, types, 2, table->call->cancellable, error))
    return FALSE;
  if (way_odbc_query_next (query, &failure) && (way_odbc_query_is_null (query, 0) || way_odbc_query_get_number (query, 0) < 0 || way_odbc_query_get_number (query, 1) > 100))
    {
      g_clear_pointer (&table->columns[WAY_REMOTE_SCORE], g_free);
      g_free (table->remote->score_column);
      table->remote->score_column = g_strdup ("");
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* --- storing --- */

static gboolean
store_progress_cb (double done, gpointer data)
{
  const WayRemoteCall *call = data;

  return way_remote_call_step (call, READING + (1 - READING) * done, NULL);
}

static gboolean
store (WayCache *cache, const WayRemoteTarget *target, const WayRemoteTable *table, const WayLog *log, const WayLogFacts *facts, WayLogImportResult *result, GError **error)
{
  const WayRemote *remote = table->remote;
  g_autofree char *label = way_odbc_dup_label (remote->source), *origin = g_strdup_printf ("%s: %s", label, remote->table);
  const WayLogTarget where = { .name = target->name, .keep_ids = target->keep_ids, .has_gap = target->has_gap, .remote = remote, .origin = origin };
  const WayLogOptions options = { .case_column = remote->case_column, .activity_column = remote->activity_column, .time_column = remote->time_column, .channel_column = remote->channel_column, .department_column = remote->department_column, .segment_column = remote->segment_column, .score_column = remote->score_column, .cost_column = remote->cost_column, .lifecycle = remote->lifecycle, .has_lifecycle = TRUE, .gap = target->gap, .progress = store_progress_cb, .data = (gpointer) table->call };

  return way_log_store_log (cache, &where, log, &options, facts, result, error);
}

gboolean
way_remote_mirror (WayCache *cache, const WayRemoteTarget *target, const WayRemote *remote, const WayRemoteCall *call, WayLogFacts *facts, WayLogImportResult *result, WayReport *report, GError **error)
{
  g_autoptr (WayLogRecipe) recipe = way_log_load_recipe (cache, target->name);
  g_autoptr (WayRemote) known = way_remote_load (cache, target->name), wanted = remote != NULL ? way_remote_copy (remote) : way_remote_new ();
  g_auto (WayLogFacts) own = { NULL };
  g_autoptr (WayRemoteTable) table = NULL;
  g_autoptr (WayLog) log = NULL;
  gboolean again = FALSE;
  gint64 newest;
  Pull how = { NULL };

  if (known != NULL && known->mode == WAY_REMOTE_COUNT)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” is counted in the warehouse, not copied. Give the copy another name."), target->name);
      return FALSE;
    }
  facts = facts != NULL ? facts : &own;
  way_remote_fill (wanted, known);
  wanted->mode = WAY_REMOTE_MIRROR;
  table = way_remote_table_open (g_steal_pointer (&wanted), call, error);
  if (table == NULL)
    return FALSE;
  how = (Pull){ .table = table, .facts = facts, .report = report, .from = table->remote->from, .to = table->remote->to };
  newest = table->remote->watermark;
  if (table->columns[WAY_REMOTE_COST] != NULL)
    {
      how.currency = way_currency_find (table->remote->cost_column, strlen (table->remote->cost_column));
      facts->currency = recipe != NULL ? g_strdup (recipe->currency) : NULL;
      if (facts->currency == NULL)
        facts->currency = g_strdup (how.currency);
    }
  again = newest != WAY_LOG_NO_TIME && !target->afresh;
  if (again)
    how.from = how.from == WAY_LOG_NO_TIME ? newest - table->remote->overlap : MAX (how.from, newest - table->remote->overlap);
  way_odbc_begin (table->odbc);
  if (find_clock (&how, error) && count_rows (&how, error) && check_score (&how, error))
    log = pull (&how, &newest, error);
  way_odbc_end (table->odbc);
  if (log == NULL)
    return FALSE;
  if (log->n_events == 0 && !again)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, _ ("There is no event in the table “%s” that can be read. Check which columns and days are meant."), table->remote->table);
      return FALSE;
    }
  table->remote->watermark = newest;
  table->remote->lifecycle = how.lifecycle;
  facts->reason = g_strdup (table->reason);
  facts->source = "ODBC";
  return store (cache, target, table, log, facts, result, error);
}
