/* way-odbc-private.h — what connecting, asking and looking around share.
 *
 * Errors: as way-odbc.h.
 */
#pragma once

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "metrics/warehouse/way-odbc.h"

G_BEGIN_DECLS

struct _WayOdbc
{
  SQLHENV environment;
  SQLHDBC connection;
  char *label, *product;
  char *password; /* only to take it out of messages */
  char quote[8];
  guint wait_seconds;
  gboolean is_read_only, connected, in_question;
  const char *begin; /* what makes a transaction read-only, or NULL */
};

/* Who stopped a call that was under way. */
typedef enum
{
  WAY_ODBC_RUNNING,
  WAY_ODBC_CANCELLED,
  WAY_ODBC_LATE,
} WayOdbcStop;

/* Always FALSE. Turns what the driver says of a handle into a sentence of ours. */
gboolean way_odbc_fail (const WayOdbc *self, SQLSMALLINT type, SQLHANDLE handle, WayOdbcStop stop, GError **error);
gboolean way_odbc_fail_cancelled (GError **error);

/* ODBC counts in UTF-16. g_free; the length is in units. */
SQLWCHAR *way_odbc_to_wide (const char *text, SQLSMALLINT *length);
char *way_odbc_from_wide (const SQLWCHAR *text, gssize length);

/* A statement handle whose calls are stopped by the cancellable, and when it is late. */
typedef struct _WayOdbcWatch WayOdbcWatch;

WayOdbcWatch *way_odbc_watch_new (SQLHSTMT statement, guint seconds, GCancellable *cancellable);
/* There was an answer: the time begins anew. */
void way_odbc_watch_touch (WayOdbcWatch *self);
WayOdbcStop way_odbc_watch_get_stop (WayOdbcWatch *self);
void way_odbc_watch_free (WayOdbcWatch *self);

/* A question to the driver's catalogue is one as well: `statement` is made ready for it, and its rows are bound when it has been run. */
WayOdbcQuery *way_odbc_query_new_for_statement (WayOdbc *connection, SQLHSTMT statement);
/* Appends what the driver says of its columns. */
void way_odbc_query_describe (WayOdbcQuery *self, GPtrArray *columns); /* (element-type WayOdbcColumn) */
gboolean way_odbc_query_bind (WayOdbcQuery *self, const WayOdbcType *types, guint n, GError **error);

G_END_DECLS
