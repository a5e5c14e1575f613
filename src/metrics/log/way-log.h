/* way-log.h — an event log in memory: who did what when, in columns, so that every question is one pass over them.
 *
 * Shape:  a builder takes events as they stand in a file; finished, they are sorted by case and within a case by time. Events of the
 *         same time keep the order of the file. Cases stand in the order in which they first appeared.
 * Units:  times in milliseconds since 1970 UTC; WAY_LOG_NO_TIME where the event has none. An event that took a while has the time of
 *         its completion.
 * Cases:  have their names in a log from a file. From the cache they have pseudonyms, and names only if these were kept.
 * Errors: none; what a file may hold is checked by its importer.
 * Owns:   its columns and names. 12 bytes an event, 2 more each for channels and departments, 8 for each kind of value that any event
 *         has; 4 to 12 a case, and the names.
 * Thread: a builder one thread at a time; a log does not change once made and may be read in any thread.
 */
#pragma once

#include <math.h>

#include <glib.h>

G_BEGIN_DECLS

#define WAY_LOG_NO_TIME G_MININT64
/* Index of no channel, department, segment; there are at most as many as this. */
#define WAY_LOG_NO_CHANNEL G_MAXUINT16
/* ms; nothing takes longer, and up to here a double counts them one by one. */
#define WAY_LOG_MAX_SERVICE 9007199254740991.0

typedef struct _WayLogBuilder WayLogBuilder;

/* Numbers an event may have; NAN is none. */
typedef enum
{
  WAY_LOG_SCORE,   /* what the customer gave */
  WAY_LOG_COST,    /* in the currency of the log */
  WAY_LOG_SERVICE, /* ms from its start to its completion; not below 0 */
  WAY_N_LOG_VALUES
} WayLogValue;

typedef struct
{
  int ref_count;   /* private */
  gpointer events; /* private: the columns of events in one piece; NULL: each is one of its own */
  guint n_cases, n_events, n_activities, n_channels;
  const guint32 *first;      /* n_cases + 1: the events of case c are first[c] … first[c + 1] − 1 */
  const gint64 *times;       /* by event */
  const guint32 *activities; /* by event */
  const guint16 *channels;   /* by event; NULL if no event has one */
  GStringChunk *names;       /* private: what the names of the cases lie in; NULL: each is one of its own */
  char *const *activity_names;
  char *const *channel_names;
  char *const *case_names; /* NULL: only pseudonyms are known */
  const gint64 *case_ids;  /* by case: pseudonyms; NULL in a log from a file */
  guint n_departments, n_segments;
  const guint16 *departments; /* by event; NULL if no event has one */
  const guint16 *segments;    /* by case; NULL if no case has one */
  char *const *department_names;
  char *const *segment_names;
  const double *values[WAY_N_LOG_VALUES]; /* by event; NULL if no event has one */
  char *currency;                         /* "EUR", or NULL: it is not known */
  guint n_unpaired;                       /* starts without a completion, which are no events */
  gboolean has_times;                     /* FALSE: the order is that of the file, and there are no durations */
  guint n_ties;                           /* neighbours of the same time: their order is only that of the file */
  guint n_reordered;                      /* cases whose order in the file was not that of time */
  gint64 oldest, newest;
} WayLog;

WayLogBuilder *way_log_builder_new (void);
void way_log_builder_free (WayLogBuilder *self);
/* About how many events will come, if that is known: then nothing has to be moved while they do. */
void way_log_builder_expect_size (WayLogBuilder *self, guint n);
/* The texts are slices. A channel of length 0 is none. */
void way_log_builder_add (WayLogBuilder *self, const char *name, gsize name_length, const char *activity, gsize activity_length, gint64 time, const char *channel, gsize channel_length);
/* The case of the next event, which saves it a wait for memory; whoever has to look at the rest of a row first may tell it. */
void way_log_builder_expect (WayLogBuilder *self, const char *name, gsize length);
/* Of the event added last; of its case, where the first one counts. Empty is none. */
void way_log_builder_set_department (WayLogBuilder *self, const char *department, gsize length);
void way_log_builder_set_segment (WayLogBuilder *self, const char *segment, gsize length);
/* Of the event added last. */
void way_log_builder_set_value (WayLogBuilder *self, WayLogValue value, double number);
/* The event added last is a completion: how long it took is told by the start of the same case, activity and instance (empty: none is
 * told) that comes first and is not another one's. */
void way_log_builder_set_completion (WayLogBuilder *self, const char *instance, gsize length);
/* No event, but where one began. */
void way_log_builder_add_start (WayLogBuilder *self, const char *name, gsize name_length, const char *activity, gsize activity_length, gint64 time, const char *instance, gsize instance_length);
void way_log_builder_set_currency (WayLogBuilder *self, const char *currency);
guint way_log_builder_get_size (const WayLogBuilder *self);
/* Takes the builder. `gap` > 0: a case that was silent for longer than that begins a new journey, "name", "name/2" … */
WayLog *way_log_builder_finish (WayLogBuilder *self, gint64 gap);

/* When it began: where that is not known, when it was. */
static inline gint64
way_log_get_begin (const WayLog *self, guint32 i)
{
  if (self->values[WAY_LOG_SERVICE] == NULL || isnan (self->values[WAY_LOG_SERVICE][i]))
    return self->times[i];
  return (gint64) ((guint64) self->times[i] - (guint64) self->values[WAY_LOG_SERVICE][i]);
}

/* What a case is called; a pseudonym as sixteen hexadecimal digits, a later journey of the same case with "/2" behind it. g_free. */
char *way_log_dup_case_name (const WayLog *self, guint c);

WayLog *way_log_ref (WayLog *self);
void way_log_unref (WayLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLog, way_log_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogBuilder, way_log_builder_free)

G_END_DECLS
