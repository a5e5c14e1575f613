/* Rows of a table in a warehouse → events of a log in the cache. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/way-log-store-private.h"
#include "metrics/way-remote-private.h"

/* How often progress is told and a stop is heard, in rows. */
#define ROWS_PER_STEP 16384
/* Reading takes about so much of the time, storing the rest. */
#define READING 0.7

/* What is to be read: rows from here on. */
typedef struct
{
  WayRemoteTable *table;
  WayRemoteClock clock;
  gint64 from, to;
  gint64 n_rows;
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

static void
add_row (const Pull *self, WayOdbcQuery *query, const int *places, WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, gint64 *newest)
{
  static const WayCell nothing = { "", 0 };
  WayCell name = get_text (query, 0), activity = get_text (query, 1), cells[WAY_REMOTE_ORDER];
  gint64 at;
  int line = (int) MIN (++facts->n_rows, (guint) G_MAXINT);

  for (guint i = WAY_REMOTE_CHANNEL; i <= WAY_REMOTE_SEGMENT; i++)
    cells[i] = places[i] >= 0 ? get_text (query, (guint) places[i]) : nothing;
  if (name.length == 0)
    way_log_facts_refuse (facts, report, line, _ ("The case is missing; the row was left out."), activity.text, activity.length);
  else if (activity.length == 0)
    way_log_facts_refuse (facts, report, line, _ ("It is not said what happened; the row was left out."), "", 0);
  else if (!way_remote_read_time (query, 2, self->clock, &at))
    way_log_facts_refuse (facts, report, line, _ ("The time is missing; the row was left out."), activity.text, activity.length);
  else
    {
      way_log_builder_add (builder, name.text, name.length, activity.text, activity.length, at, cells[WAY_REMOTE_CHANNEL].text, cells[WAY_REMOTE_CHANNEL].length);
      if (places[WAY_REMOTE_DEPARTMENT] >= 0)
        way_log_builder_set_department (builder, cells[WAY_REMOTE_DEPARTMENT].text, cells[WAY_REMOTE_DEPARTMENT].length);
      if (places[WAY_REMOTE_SEGMENT] >= 0)
        way_log_builder_set_segment (builder, cells[WAY_REMOTE_SEGMENT].text, cells[WAY_REMOTE_SEGMENT].length);
      *newest = *newest == WAY_LOG_NO_TIME ? at : MAX (*newest, at);
    }
}

static gboolean
read_rows (const Pull *self, WayOdbcQuery *query, const int *places, WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, gint64 *newest, GError **error)
{
  GError *failure = NULL;

  for (gint64 n = 0; way_odbc_query_next (query, &failure); n++)
    {
      add_row (self, query, places, builder, facts, report, newest);
      if (n % ROWS_PER_STEP == 0 && !way_remote_call_step (self->table->call, READING * MIN (1, (double) n / MAX (self->n_rows, 1)), error))
        return FALSE;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static WayLog *
pull (Pull *self, WayLogFacts *facts, WayReport *report, gint64 *newest, GError **error)
{
  WayRemoteTable *table = self->table;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (WayOdbcQuery) query = NULL;
  g_autoptr (WayLogBuilder) builder = way_log_builder_new ();
  WayOdbcType types[WAY_REMOTE_ORDER];
  int places[WAY_REMOTE_ORDER];
  guint n = 0;

  for (guint i = 0; i < WAY_REMOTE_ORDER; i++)
    {
      places[i] = table->columns[i] != NULL ? (int) n : -1;
      if (places[i] < 0)
        continue;
      types[n] = i == WAY_REMOTE_TIME ? way_remote_clock_get_type (self->clock) : WAY_ODBC_TEXT;
      g_string_append_printf (sql, "%s%s", n++ > 0 ? ", " : "", table->columns[i]);
    }
  g_string_append_printf (sql, " FROM %s", table->table);
  append_where (self, sql);
  if (table->columns[WAY_REMOTE_ORDER] != NULL)
    g_string_append_printf (sql, " ORDER BY %s", table->columns[WAY_REMOTE_ORDER]);
  query = way_odbc_query_new (table->odbc, sql->str);
  add_values (self, query);
  if (!way_odbc_query_run (query, types, n, table->call->cancellable, error) || !read_rows (self, query, places, builder, facts, report, newest, error))
    return NULL;
  return way_log_builder_finish (g_steal_pointer (&builder), 0);
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
  const WayLogOptions options = { .case_column = remote->case_column, .activity_column = remote->activity_column, .time_column = remote->time_column, .channel_column = remote->channel_column, .department_column = remote->department_column, .segment_column = remote->segment_column, .gap = target->gap, .progress = store_progress_cb, .data = (gpointer) table->call };

  return way_log_store_log (cache, &where, log, &options, facts, result, error);
}

gboolean
way_remote_mirror (WayCache *cache, const WayRemoteTarget *target, const WayRemote *remote, const WayRemoteCall *call, WayLogFacts *facts, WayLogImportResult *result, WayReport *report, GError **error)
{
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
  how = (Pull){ table, .from = table->remote->from, .to = table->remote->to };
  newest = table->remote->watermark;
  again = newest != WAY_LOG_NO_TIME && !target->afresh;
  if (again)
    how.from = how.from == WAY_LOG_NO_TIME ? newest - table->remote->overlap : MAX (how.from, newest - table->remote->overlap);
  way_odbc_begin (table->odbc);
  if (find_clock (&how, error) && count_rows (&how, error))
    log = pull (&how, facts, report, &newest, error);
  way_odbc_end (table->odbc);
  if (log == NULL)
    return FALSE;
  if (log->n_events == 0 && !again)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, _ ("There is no event in the table “%s” that can be read. Check which columns and days are meant."), table->remote->table);
      return FALSE;
    }
  table->remote->watermark = newest;
  facts->reason = g_strdup (table->reason);
  facts->source = "ODBC";
  return store (cache, target, table, log, facts, result, error);
}
