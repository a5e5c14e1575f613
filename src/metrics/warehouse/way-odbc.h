/* way-odbc.h — reading tables in databases of others, through ODBC.
 *
 * Shape:  a data source (a name out of odbc.ini, or a connection string) → a connection → tables and their columns → questions, whose
 *         answers come row by row out of blocks of a thousand.
 * Never:  writes. The connection is opened read-only, each question runs in a transaction that the server is told to be read-only, where
 *         it understands that, and nothing but SELECT is sent. No SQL outside this folder; names are quoted, values are bound.
 *         A password stands in no text that is kept: one inside a connection string is refused, one that was asked for is sent and wiped.
 * Errors: WAY_METRICS_ERROR_LOGIN (ask for a password), _REMOTE (the server, the network, the driver), _NOT_FOUND (no such source, table
 *         or column), _CANCELLED. A server that does not answer is given up after the time-outs, however its driver behaves.
 * Owns:   the connection; lists are the caller's.
 * Thread: one thread at a time, never the main one; a GCancellable may be cancelled in any.
 * Source: ODBC 3.8; unixODBC 2.3, psqlODBC 13.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/tables/way-value.h"
#include "metrics/way-metrics-error.h"

G_BEGIN_DECLS

typedef struct _WayOdbc WayOdbc;

typedef struct
{
  const char *source;                /* "Shop", or "Driver={PostgreSQL Unicode};Server=…;UID=…" */
  const char *password;              /* NULL: the data source knows it, or needs none */
  guint login_seconds, wait_seconds; /* 0: 15 for the login, 600 without a row */
} WayOdbcLogin;

WayOdbc *way_odbc_connect (const WayOdbcLogin *login, GCancellable *cancellable, GError **error);
void way_odbc_close (WayOdbc *self);

/* FALSE, and a sentence that says where a password belongs, if there is one in the text. */
gboolean way_odbc_check_source (const char *source, GError **error);
/* How people call it: the name, or what of a connection string tells most; g_free. */
char *way_odbc_dup_label (const char *source);
/* "PostgreSQL". */
const char *way_odbc_get_product (const WayOdbc *self);
/* Whether the server itself refuses to write on this connection; some do not understand the question. */
gboolean way_odbc_is_read_only (const WayOdbc *self);

/* What odbc.ini of the user and of the system know. */
typedef struct
{
  char *name, *driver;
} WayOdbcSource;

/* (element-type WayOdbcSource), by name. */
GPtrArray *way_odbc_list_sources (GError **error);
void way_odbc_source_free (WayOdbcSource *self);

typedef enum
{
  WAY_ODBC_TEXT,
  WAY_ODBC_TIME,    /* a timestamp or a day */
  WAY_ODBC_INTEGER, /* whole numbers, as large as they may be */
  WAY_ODBC_NUMBER,
} WayOdbcType;

typedef struct
{
  char *name;
  WayOdbcType type;
} WayOdbcColumn;

/* (element-type utf8), "schema.table", those of users before those of the database itself. */
GPtrArray *way_odbc_list_tables (WayOdbc *self, GCancellable *cancellable, GError **error);
/* A table as people write it → as it stands in SQL, with quotes; case counts only where there are several. */
char *way_odbc_find_table (WayOdbc *self, const char *table, GCancellable *cancellable, GError **error);
/* (element-type WayOdbcColumn); `table` quoted. */
GPtrArray *way_odbc_list_columns (WayOdbc *self, const char *table, GCancellable *cancellable, GError **error);
/* By name, as people write it; NULL with an error that names `table`. */
const WayOdbcColumn *way_odbc_find_column (const GPtrArray *columns, const char *name, const char *table, GError **error);
void way_odbc_column_free (WayOdbcColumn *self);

/* (element-type GStrv), the first rows as texts, a cell a column; `table` quoted. */
GPtrArray *way_odbc_list_rows (WayOdbc *self, const char *table, guint n_columns, guint n, GCancellable *cancellable, GError **error);

/* As an identifier; g_free. */
char *way_odbc_quote (const WayOdbc *self, const char *name);

/* --- questions --- */

typedef struct _WayOdbcQuery WayOdbcQuery;

/* One SELECT; "?" are values, added in their order. */
WayOdbcQuery *way_odbc_query_new (WayOdbc *connection, const char *sql);
void way_odbc_query_add_text (WayOdbcQuery *self, const char *text);
void way_odbc_query_add_time (WayOdbcQuery *self, gint64 ms);
void way_odbc_query_add_integer (WayOdbcQuery *self, gint64 value);
/* No more rows than these are wanted. */
void way_odbc_query_set_limit (WayOdbcQuery *self, guint n);
/* `types` of the columns as they are wanted. */
gboolean way_odbc_query_run (WayOdbcQuery *self, const WayOdbcType *types, guint n, GCancellable *cancellable, GError **error);
/* The next row; FALSE with an error, or without one at the end. */
gboolean way_odbc_query_next (WayOdbcQuery *self, GError **error);
gboolean way_odbc_query_is_null (const WayOdbcQuery *self, guint column);
/* UTF-8, until the next row; longer ones than a thousand letters are cut. Empty for NULL. */
WayCell way_odbc_query_get_text (WayOdbcQuery *self, guint column);
/* FALSE if there is none, or it is beyond the years 1 to 9999. */
gboolean way_odbc_query_get_time (const WayOdbcQuery *self, guint column, gint64 *ms);
/* 0 for NULL. */
double way_odbc_query_get_number (const WayOdbcQuery *self, guint column);
gint64 way_odbc_query_get_integer (const WayOdbcQuery *self, guint column);
void way_odbc_query_free (WayOdbcQuery *self);

/* All questions from here on see the data of one moment, where the server can; ended with way_odbc_end (). */
void way_odbc_begin (WayOdbc *self);
void way_odbc_end (WayOdbc *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayOdbc, way_odbc_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayOdbcQuery, way_odbc_query_free)

G_END_DECLS
