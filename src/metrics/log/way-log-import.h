/* way-log-import.h — event logs out of strangers' files: CSV and other tables, XES and XES.gz.
 *
 * Shape:  bytes of a file → columns with what each is for and why → a log, and a report of the rows that cannot be read.
 * Units:  gaps in milliseconds.
 * Errors: WAY_METRICS_ERROR, WAY_TEXT_ERROR. A bad row is no error: it is counted and reported with its line and reason, and the rest
 *         goes in.
 * Thread: any, one at a time; progress is called in the same one, and FALSE from it ends the work.
 * Source: IEEE 1849-2016 (XES); column names of Disco, Celonis, pm4py and bupaR.
 */
#pragma once

#include "base/way-report.h"
#include "metrics/cache/way-cache.h"
#include "metrics/log/way-log.h"
#include "metrics/way-metrics-error.h"

G_BEGIN_DECLS

/* FALSE: stop. `done` from 0 to 1. */
typedef gboolean (*WayLogProgress) (double done, gpointer data);

/* Work that is a part of another, which it tells how far it is: from here to there. As `data` of way_log_share_cb (). */
typedef struct
{
  WayLogProgress progress; /* nullable */
  gpointer data;
  double from, to;
} WayLogShare;

gboolean way_log_share_cb (double done, gpointer share);

/* Which rows are events, where they tell of starts and completions. Those with another step of the standard lifecycle (schedule, suspend,
 * withdraw, …) are none but in _ALL; those with a word of their own always are. */
typedef enum
{
  WAY_LIFECYCLE_COMPLETE, /* of start and complete, only the latter: one event a step */
  WAY_LIFECYCLE_START,
  WAY_LIFECYCLE_ALL,
  WAY_LIFECYCLE_PAIR, /* as _COMPLETE, and the start tells how long it took */
  WAY_N_LIFECYCLES
} WayLifecycle;

/* "complete", "start", "both", "pair"; "all" is understood, too. _N_ for a nick that is none. */
const char *way_lifecycle_get_nick (WayLifecycle lifecycle);
WayLifecycle way_lifecycle_from_nick (const char *nick);

/* What one row tells of. */
typedef enum
{
  WAY_LOG_STEP_NONE, /* nothing, or a word of its own */
  WAY_LOG_STEP_START,
  WAY_LOG_STEP_COMPLETE,
  WAY_LOG_STEP_OTHER, /* of the standard lifecycle */
  WAY_N_LOG_STEPS
} WayLogStep;

/* Whether such a row is an event of its own. */
gboolean way_lifecycle_has_event (WayLifecycle lifecycle, WayLogStep step);
/* Of IEEE 1849-2016, annex on the lifecycle extension; no matter the case. */
WayLogStep way_log_step_from_text (const char *text, gsize length);
/* The words there are, in small letters: static; NULL behind the last. */
const char *way_log_step_get_word (guint i);

/* Names of columns (CSV) or attribute keys (XES); NULL: found out. */
typedef struct
{
  const char *case_column, *activity_column, *time_column, *channel_column;
  WayLifecycle lifecycle;
  gint64 gap; /* 0: journeys end with their case */
  WayLogProgress progress;
  gpointer data;
  const char *department_column, *segment_column;
  const char *notion;                     /* whose journey it is where no case column is named: "customer", "session" or "ticket" */
  const char *score_column, *cost_column; /* "": the log has none, whatever its columns are called */
  gboolean has_lifecycle;                 /* `lifecycle` is meant, though nothing be completed */
  const char *currency;                   /* costs in another one are not taken; NULL: the first one counts */
} WayLogOptions;

/* What was taken for what, for people: "Case: “Case ID”, because …"; each g_free. */
typedef struct
{
  char *case_column, *activity_column, *time_column, *channel_column, *department_column, *segment_column; /* NULL: there is none */
  char *score_column, *cost_column, *lifecycle_column, *start_column;                                      /* the same */
  char **number_columns;                                                                                   /* that could be a score or a cost; g_strfreev */
  char *reason;                                                                                            /* sentences */
  guint n_rows, n_bad, n_skipped;                                                                          /* skipped: other lifecycle steps */
  guint n_cells;                                                                                           /* scores and costs that were left out, with their reasons among the bad rows */
  guint n_steps[WAY_N_LOG_STEPS];                                                                          /* rows by what they tell of */
  guint n_unpaired;                                                                                        /* starts without a completion */
  WayLifecycle lifecycle;                                                                                  /* what counted */
  char *currency;                                                                                          /* of the costs, or NULL */
  const char *source, *encoding;                                                                           /* "Qualtrics" or NULL; "UTF-8" */
  GPtrArray *bad;                                                                                          /* (element-type WayBadRow), the first ten thousand; NULL: none */
} WayLogFacts;

void way_log_facts_clear (WayLogFacts *self);
/* Counts a row that was left out, keeps it, and names the first ones in the report. */
void way_log_facts_refuse (WayLogFacts *self, WayReport *report, int line, const char *reason, const char *text, gsize length);
/* The same of a cell, though its row stays. */
void way_log_facts_doubt (WayLogFacts *self, WayReport *report, int line, const char *reason, const char *text, gsize length);
/* Where nothing is said of the lifecycle, and nothing in the file is ever completed, all of it counts: TRUE, and what was counted is
 * forgotten, if it must be read once more for that. */
gboolean way_log_facts_begin_again (WayLogFacts *self, const WayLogOptions *options);
/* Whether somebody has to say which rows count: starts and completions both occur. */
gboolean way_log_facts_has_both (const WayLogFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayLogFacts, way_log_facts_clear)

/* Tells XES from tables by the first bytes. `name` for messages; `facts` and `options` are nullable. */
WayLog *way_log_read (const char *data, gsize size, const char *name, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error);

/* Whether the bytes are an event log and not a survey or another table: by what stands in them; `name` decides nothing but the kind of
 * table. Looks at the beginning only. */
gboolean way_log_is_log (const char *data, gsize size, const char *name);

/* What a column may be for. */
typedef enum
{
  WAY_LOG_ROLE_CASE,
  WAY_LOG_ROLE_ACTIVITY,
  WAY_LOG_ROLE_TIME,
  WAY_LOG_ROLE_CHANNEL,
  WAY_LOG_ROLE_DEPARTMENT,
  WAY_LOG_ROLE_SEGMENT,
  WAY_LOG_ROLE_LIFECYCLE, /* of which step a row tells */
  WAY_LOG_ROLE_INSTANCE,  /* which start belongs to which completion */
  WAY_LOG_ROLE_START,     /* when it began, beside when it ended */
  WAY_LOG_ROLE_SCORE,
  WAY_LOG_ROLE_COST,
  WAY_LOG_ROLE_CURRENCY,
  WAY_N_LOG_ROLES
} WayLogRole;

/* By names of columns alone (NULL-terminated): the index of the column for each role, no column for two; −1 where none is called so. */
void way_log_guess_columns (const char *const *names, int found[WAY_N_LOG_ROLES]);

/* What way_log_read () chooses between. */
WayLog *way_log_read_table (const char *data, gsize size, const char *name, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error);
WayLog *way_log_read_xes (const char *data, gsize size, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error);

G_END_DECLS
