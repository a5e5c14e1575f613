/* way-cli-events.h — what the verbs about event logs share: the log, and how it is looked at.
 *
 * Shape:  a verb parses its options with way_cli_events_parse (), which reads the log (a file, or one in the cache), and prints a table.
 * Errors: said already.
 * Thread: as way-cli.h.
 */
#pragma once

#include "cli/way-cli-numbers.h"
#include "cli/way-cli-table.h"
#include "metrics/log/way-log-shape.h"
#include "metrics/log/way-log-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *cache, *map, *journey, *dataset, *case_column, *activity_column, *time_column, *channel_column, *department_column, *segment_column, *score_column, *cost_column, *lifecycle, *notion;
  char *from, *to, *channel, *segment, *that;
  char *first, *last, *in_department, *min_time, *max_time, *coverage;
  int min_events, max_events;
  double gap_days;
  gboolean began, json, csv;
} WayCliEventOptions;

/* A log, and how it is looked at. */
typedef struct _WayCliEvents
{
  WayCliEventOptions options;
  /* NULL, or asked before a log is read: TRUE if there is none to read, and `*status` says how to leave. */
  gboolean (*elsewhere) (struct _WayCliEvents *self, const char *name, int *status);
  gpointer data;             /* its own */
  WayCache *cache;           /* once it was asked for */
  WayDocument *document;     /* of the map, or NULL */
  const WayElement *journey; /* of it */
  WayLog *log;
  WayLogView *view;
  WayLogQuery *query;
} WayCliEvents;

void way_cli_events_clear (WayCliEvents *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayCliEvents, way_cli_events_clear)

/* `more` (nullable): options of this verb alone, ending with a NULL row. `whole`: as in way_log_view_new_for_journey (). FALSE: leave with
 * `*status`. */
gboolean way_cli_events_parse (WayCliEvents *self, const WayCliUse *use, const GOptionEntry *more, int argc, char *argv[], gboolean whole, int *status);
/* `log` of a file, or of the name in the cache; a file goes before a log of that name, and "-" is one. FALSE: leave with `*status`. */
gboolean way_cli_events_read_log (WayCliEvents *self, const char *verb, const char *name, int *status);
/* The one that is named, or the user's; opened once. NULL: it was said why not. */
WayCache *way_cli_events_open_cache (WayCliEvents *self);
/* Of the map that is named, if one is. */
gboolean way_cli_events_read_map (WayCliEvents *self);
/* The columns of files and what is to be done with them, for the verbs that read some. FALSE: leave with `*status`. */
gboolean way_cli_events_make_options (const WayCliEventOptions *options, const char *verb, WayLogOptions *how, int *status);
/* From texts of the command line, all nullable. FALSE: leave with `*status`. */
gboolean way_cli_events_make_filter (const WayLog *log, const char *verb, const char *from, const char *to, const char *channel, const char *segment, WayLogFilter *filter, int *status);
/* Of the journeys that a view looks at those that the options besides mean. FALSE: leave with `*status`. */
gboolean way_cli_events_narrow (const WayCliEvents *self, const char *verb, WayLogView *view, int *status);
/* The first option that is given and needs single events, so that no warehouse can count it; NULL: none is. */
const char *way_cli_events_find_single (const WayCliEventOptions *options);
/* A pattern all of whose steps come, one after the other. NULL: leave with `*status`. */
WayLogQuery *way_cli_events_read_steps (const char *verb, const char *text, int *status);
/* Another view of the same log, of all its journeys. */
WayLogView *way_cli_events_make_view (const WayCliEvents *self, gboolean whole);

/* As --csv and --json say. */
WayCliForm way_cli_events_get_form (const WayCliEventOptions *options);

G_END_DECLS
