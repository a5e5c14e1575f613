/* way-cli-remote.h — what the verbs share that ask a data warehouse: which one, which table, and the password.
 *
 * Shape:  options of the command line → a recipe (way-remote.h) and a call; a password comes from WAYMARK_ODBC_PASSWORD, or is asked for at
 *         the terminal when the warehouse wants one, and is in no option: those can be seen by everybody on the machine.
 * Errors: said already, where there is no GError.
 * Thread: as way-cli.h.
 */
#pragma once

#include "cli/way-cli-events.h"
#include "metrics/warehouse/way-remote.h"

G_BEGIN_DECLS

typedef struct
{
  char *source, *table, *order, *since, *until;
  double overlap_days; /* below 0: not said */
  int timeout, sample;
} WayCliRemoteOptions;

#define WAY_CLI_REMOTE_OPTIONS_INIT                \
  {                                                \
    .overlap_days = -1, .timeout = 0, .sample = 0, \
  }

void way_cli_remote_clear (WayCliRemoteOptions *self);

/* The rows of these options for a table of options. */
#define WAY_CLI_REMOTE_ENTRIES(o)                                                                                                                                    \
  { "odbc", 0, 0, G_OPTION_ARG_FILENAME, &(o)->source, N_ ("A data warehouse: a name out of odbc.ini, or a connection string without a password."), N_ ("SOURCE") }, \
      { "table", 0, 0, G_OPTION_ARG_FILENAME, &(o)->table, N_ ("The table of events in the warehouse."), N_ ("TABLE") },                                             \
      { "order", 0, 0, G_OPTION_ARG_FILENAME, &(o)->order, N_ ("The column that tells the order of events of the same time."), N_ ("COLUMN") },                      \
  {                                                                                                                                                                  \
    "timeout", 0, 0, G_OPTION_ARG_INT, &(o)->timeout, N_ ("Wait so many seconds for an answer of the warehouse; otherwise 600."), N_ ("SECONDS")                     \
  }

/* With the columns of `events`. NULL: leave with `*status`. */
WayRemote *way_cli_remote_make (const WayCliRemoteOptions *self, const WayCliEventOptions *events, const char *verb, int *status);
/* What is asked of a warehouse; TRUE when it is done. */
typedef gboolean (*WayCliRemoteAsk) (const WayRemoteCall *call, gpointer data, GError **error);

/* Asks, and asks again with a password if that is wanted and there is somebody to give it. `source` for the prompt. */
gboolean way_cli_remote_ask (const WayCliRemoteOptions *self, const char *source, WayCliRemoteAsk ask, gpointer data, GError **error);

/* Prints sources, the tables of one, or the columns of a table; returns an exit code. */
int way_cli_remote_run_sources (const WayCliRemoteOptions *remote, const WayCliEventOptions *events);

G_END_DECLS
