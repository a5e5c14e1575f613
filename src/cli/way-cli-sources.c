/* Which data warehouses there are, which tables are in one, and which columns in a table. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/way-cli-remote.h"

static const char *
get_type_name (WayOdbcType type)
{
  return type == WAY_ODBC_TIME ? "time" : type == WAY_ODBC_TEXT ? "text"
                                                                : "number";
}

typedef struct
{
  const WayCliRemoteOptions *remote;
  const WayCliEventOptions *events;
  WayCliTable *table;
} Look;

static const char *const source_columns[] = { "source", "driver", NULL }, *const table_columns[] = { "table", NULL }, *const column_columns[] = { "column", "type", "taken_for", NULL };

static void
add_columns (WayCliTable *table, const GPtrArray *columns, const char *name)
{
  static const char *const roles[] = { "case", "activity", "time", "channel", "department", "segment", "lifecycle", "instance", "start", "score", "cost", "currency" };
  g_autoptr (WayRemote) remote = way_remote_new ();
  const char *chosen[G_N_ELEMENTS (roles)] = { NULL };

  remote->table = g_strdup (name);
  if (way_remote_choose_columns (remote, columns, NULL, NULL))
    {
      const char *all[] = { remote->case_column, remote->activity_column, remote->time_column, remote->channel_column, remote->department_column, remote->segment_column, remote->lifecycle_column, remote->instance_column, remote->start_column, remote->score_column, remote->cost_column, remote->currency_column };

      memcpy (chosen, all, sizeof all);
    }
  for (guint i = 0; i < columns->len; i++)
    {
      const WayOdbcColumn *column = g_ptr_array_index (columns, i);
      const char *role = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (roles); k++)
        if (g_strcmp0 (chosen[k], column->name) == 0)
          role = roles[k];
      way_cli_table_begin_row (table);
      way_cli_table_add_text (table, column->name);
      way_cli_table_add_text (table, get_type_name (column->type));
      way_cli_table_add_text (table, role);
      way_cli_table_end_row (table);
    }
}

static gboolean
look_cb (const WayRemoteCall *call, gpointer data, GError **error)
{
  Look *self = data;
  const WayOdbcLogin login = { self->remote->source, call->password, call->login_seconds, call->wait_seconds };
  g_autoptr (WayOdbc) odbc = way_odbc_connect (&login, call->cancellable, error);
  const char *name = self->remote->table;
  g_autofree char *table = odbc != NULL && name != NULL ? way_odbc_find_table (odbc, name, call->cancellable, error) : NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (table != NULL)
    list = way_odbc_list_columns (odbc, table, call->cancellable, error);
  else if (odbc != NULL && name == NULL)
    list = way_odbc_list_tables (odbc, call->cancellable, error);
  if (list == NULL)
    return FALSE;
  way_cli_table_begin (self->table, way_cli_events_get_form (self->events), name != NULL ? column_columns : table_columns);
  if (name != NULL)
    add_columns (self->table, list, name);
  for (guint i = 0; name == NULL && i < list->len; i++)
    {
      way_cli_table_begin_row (self->table);
      way_cli_table_add_text (self->table, g_ptr_array_index (list, i));
      way_cli_table_end_row (self->table);
    }
  return TRUE;
}

int
way_cli_remote_run_sources (const WayCliRemoteOptions *remote, const WayCliEventOptions *events)
{
  WayCliTable table;
  Look look = { remote, events, &table };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  if (remote->source != NULL && !way_odbc_check_source (remote->source, &error))
    return way_cli_wrong_use ("log", "%s", error->message);
  if (remote->source != NULL)
    {
      if (way_cli_remote_ask (remote, remote->source, look_cb, &look, &error))
        return way_cli_table_end (&table);
      way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  sources = way_odbc_list_sources (&error);
  if (sources->len == 0)
    way_cli_say_error (NULL, "%s", _ ("No data source is known yet. The file .odbc.ini in your home folder lists them: a name in brackets, and below it Driver, Servername, Database and Username."));
  way_cli_table_begin (&table, way_cli_events_get_form (events), source_columns);
  for (guint i = 0; i < sources->len; i++)
    {
      const WayOdbcSource *source = g_ptr_array_index (sources, i);

      way_cli_table_begin_row (&table);
      way_cli_table_add_text (&table, source->name);
      way_cli_table_add_text (&table, source->driver);
      way_cli_table_end_row (&table);
    }
  return way_cli_table_end (&table);
}
