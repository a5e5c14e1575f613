/* What there is to ask: data sources, tables, columns. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/warehouse/way-odbc-private.h"

/* More tables than these nobody chooses from. */
#define MOST_TABLES 20000u

void
way_odbc_source_free (WayOdbcSource *self)
{
  g_free (self->name);
  g_free (self->driver);
  g_free (self);
}

void
way_odbc_column_free (WayOdbcColumn *self)
{
  g_free (self->name);
  g_free (self);
}

static int
compare_sources_cb (gconstpointer a, gconstpointer b)
{
  const WayOdbcSource *x = *(const WayOdbcSource *const *) a, *y = *(const WayOdbcSource *const *) b;

  return g_utf8_collate (x->name, y->name);
}

GPtrArray *
way_odbc_list_sources (GError **error)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) way_odbc_source_free);
  SQLHENV environment;
  SQLWCHAR name[256], driver[256];
  SQLSMALLINT unused;

  if (!SQL_SUCCEEDED (SQLAllocHandle (SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)))
    return sources;
  SQLSetEnvAttr (environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER) (gsize) SQL_OV_ODBC3, 0);
  for (SQLUSMALLINT way = SQL_FETCH_FIRST; SQL_SUCCEEDED (SQLDataSourcesW (environment, way, name, G_N_ELEMENTS (name), &unused, driver, G_N_ELEMENTS (driver), &unused)); way = SQL_FETCH_NEXT)
    {
      WayOdbcSource *source = g_new0 (WayOdbcSource, 1);

      source->name = way_odbc_from_wide (name, -1);
      source->driver = way_odbc_from_wide (driver, -1);
      g_ptr_array_add (sources, source);
    }
  SQLFreeHandle (SQL_HANDLE_ENV, environment);
  g_ptr_array_sort (sources, compare_sources_cb);
  return sources;
}

/* --- tables --- */

typedef struct
{
  char *schema, *name;
  gboolean is_own; /* the database's, and nobody's data */
} Table;

static void
table_free (gpointer data)
{
  Table *self = data;

  g_free (self->schema);
  g_free (self->name);
  g_free (self);
}

static int
compare_tables_cb (gconstpointer a, gconstpointer b)
{
  const Table *x = *(const Table *const *) a, *y = *(const Table *const *) b;
  int order = x->is_own - y->is_own;

  if (order == 0)
    order = strcmp (x->schema, y->schema);
  return order != 0 ? order : strcmp (x->name, y->name);
}

static Table *
read_table (WayOdbcQuery *query)
{
  static const char *const own[] = { "information_schema", "INFORMATION_SCHEMA", "pg_catalog", "sys", "SYS", "SYSTEM", "performance_schema", "mysql" };
  WayCell catalog = way_odbc_query_get_text (query, 0), schema = way_odbc_query_get_text (query, 1), name = way_odbc_query_get_text (query, 2), kind = way_odbc_query_get_text (query, 3);
  Table *table = g_new0 (Table, 1);

  /* Where there are no schemas, databases stand in their place. */
  table->schema = schema.length > 0 ? g_strndup (schema.text, schema.length) : g_strndup (catalog.text, catalog.length);
  table->name = g_strndup (name.text, name.length);
  table->is_own = g_strstr_len (kind.text, (gssize) kind.length, "SYSTEM") != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    table->is_own = table->is_own || strcmp (table->schema, own[i]) == 0;
  return table;
}

/* (element-type Table) */
static GPtrArray *
list_tables (WayOdbc *self, GCancellable *cancellable, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_TEXT, WAY_ODBC_TEXT, WAY_ODBC_TEXT };
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;
  SQLHSTMT statement;
  WayOdbcWatch *watch;
  gboolean done;

  if (!SQL_SUCCEEDED (SQLAllocHandle (SQL_HANDLE_STMT, self->connection, &statement)))
    {
      way_odbc_fail (self, SQL_HANDLE_DBC, self->connection, WAY_ODBC_RUNNING, error);
      return NULL;
    }
  query = way_odbc_query_new_for_statement (self, statement);
  watch = way_odbc_watch_new (statement, self->wait_seconds, cancellable);
  done = SQL_SUCCEEDED (SQLTablesW (statement, NULL, 0, NULL, 0, NULL, 0, NULL, 0));
  if (!done)
    way_odbc_fail (self, SQL_HANDLE_STMT, statement, way_odbc_watch_get_stop (watch), error);
  way_odbc_watch_free (watch);
  if (!done || !way_odbc_query_bind (query, types, G_N_ELEMENTS (types), error))
    return NULL;
  while (tables->len < MOST_TABLES && way_odbc_query_next (query, &failure))
    g_ptr_array_add (tables, read_table (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_ptr_array_sort (tables, compare_tables_cb);
  return g_steal_pointer (&tables);
}

static char *
dup_table (const Table *table)
{
  return *table->schema != '\0' ? g_strconcat (table->schema, ".", table->name, NULL) : g_strdup (table->name);
}

GPtrArray *
way_odbc_list_tables (WayOdbc *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (self, cancellable, error);
  GPtrArray *names = tables != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    g_ptr_array_add (names, dup_table (g_ptr_array_index (tables, i)));
  SQLEndTran (SQL_HANDLE_DBC, self->connection, SQL_ROLLBACK);
  return names;
}

char *
way_odbc_quote (const WayOdbc *self, const char *name)
{
  g_autofree char *twice = g_strconcat (self->quote, self->quote, NULL);
  g_auto (GStrv) parts = NULL;
  g_autofree char *inner = NULL;

  if (*self->quote == '\0')
    return g_strdup (name);
  parts = g_strsplit (name, self->quote, -1);
  inner = g_strjoinv (twice, parts);
  return g_strconcat (self->quote, inner, self->quote, NULL);
}

/* Whether a table is meant by this text; `folded`: however it is capitalised. */
static gboolean
is_meant (const Table *table, const char *text, gboolean folded)
{
  g_autofree char *whole = dup_table (table);

  if (folded)
    return g_ascii_strcasecmp (table->name, text) == 0 || g_ascii_strcasecmp (whole, text) == 0;
  return strcmp (table->name, text) == 0 || strcmp (whole, text) == 0;
}

char *
way_odbc_find_table (WayOdbc *self, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (self, cancellable, error);
  const Table *found = NULL;
  g_autofree char *schema = NULL, *name = NULL;

  SQLEndTran (SQL_HANDLE_DBC, self->connection, SQL_ROLLBACK);
  if (tables == NULL)
    return NULL;
  for (gboolean folded = FALSE; found == NULL && folded <= TRUE; folded++)
    for (guint i = 0; found == NULL && i < tables->len; i++)
      if (is_meant (g_ptr_array_index (tables, i), text, folded))
        found = g_ptr_array_index (tables, i);
  if (found == NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no table “%s” in “%s” that this user may see. Write it as “schema.table”, or ask for leave to read it."), text, self->label);
      return NULL;
    }
  schema = way_odbc_quote (self, found->schema);
  name = way_odbc_quote (self, found->name);
  return *found->schema != '\0' ? g_strconcat (schema, ".", name, NULL) : g_steal_pointer (&name);
}

/* --- columns --- */

GPtrArray *
way_odbc_list_columns (WayOdbc *self, const char *table, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE 1=0", table);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (self, sql);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) way_odbc_column_free);

  if (!way_odbc_query_run (query, NULL, 0, cancellable, error))
    return NULL;
  way_odbc_query_describe (query, columns);
  return g_steal_pointer (&columns);
}

GPtrArray *
way_odbc_list_rows (WayOdbc *self, const char *table, guint n_columns, guint n, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  g_autofree WayOdbcType *types = g_new (WayOdbcType, n_columns + 1);
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (self, sql);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GError *failure = NULL;

  for (guint i = 0; i < n_columns; i++)
    types[i] = WAY_ODBC_TEXT;
  way_odbc_query_set_limit (query, n);
  if (!way_odbc_query_run (query, types, n_columns, cancellable, error))
    return NULL;
  while (rows->len < n && way_odbc_query_next (query, &failure))
    {
      char **cells = g_new0 (char *, n_columns + 1);

      for (guint i = 0; i < n_columns; i++)
        {
          WayCell cell = way_odbc_query_get_text (query, i);

          cells[i] = g_strndup (cell.text, cell.length);
        }
      g_ptr_array_add (rows, cells);
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, failure);
  return NULL;
}

const WayOdbcColumn *
way_odbc_find_column (const GPtrArray *columns, const char *name, const char *table, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    if (strcmp (((WayOdbcColumn *) g_ptr_array_index (columns, i))->name, name) == 0)
      return g_ptr_array_index (columns, i);
  for (guint i = 0; i < columns->len; i++)
    if (g_ascii_strcasecmp (((WayOdbcColumn *) g_ptr_array_index (columns, i))->name, name) == 0)
      return g_ptr_array_index (columns, i);
  for (guint i = 0; i < columns->len && i < 20; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((WayOdbcColumn *) g_ptr_array_index (columns, i))->name);
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no column “%s” in %s. It has %s."), name, table, names->str);
  return NULL;
}
