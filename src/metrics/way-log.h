/* way-log.h — an event log in memory: who did what when, in columns, so that every question is one pass over them.
 *
 * Shape:  a builder takes events as they stand in a file; finished, they are sorted by case and within a case by time. Events of the
 *         same time keep the order of the file. Cases stand in the order in which they first appeared.
 * Units:  times in milliseconds since 1970 UTC; WAY_LOG_NO_TIME where the event has none.
 * Errors: none; what a file may hold is checked by its importer.
 * Owns:   its columns and names. 14 bytes an event and 4 a case, and the names.
 * Thread: a builder one thread at a time; a log does not change once made and may be read in any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_LOG_NO_TIME G_MININT64
/* Index of no channel; there are at most as many as this. */
#define WAY_LOG_NO_CHANNEL G_MAXUINT16

typedef struct _WayLogBuilder WayLogBuilder;

typedef struct
{
  int ref_count; /* private */
  guint n_cases, n_events, n_activities, n_channels;
  const guint32 *first;      /* n_cases + 1: the events of case c are first[c] … first[c + 1] − 1 */
  const gint64 *times;       /* by event */
  const guint32 *activities; /* by event */
  const guint16 *channels;   /* by event; NULL if no event has one */
  char *const *activity_names;
  char *const *channel_names;
  char *const *case_names;
  gboolean has_times; /* FALSE: the order is that of the file, and there are no durations */
  guint n_ties;       /* neighbours of the same time: their order is only that of the file */
  guint n_reordered;  /* cases whose order in the file was not that of time */
  gint64 oldest, newest;
} WayLog;

WayLogBuilder *way_log_builder_new (void);
void way_log_builder_free (WayLogBuilder *self);
/* The texts are slices. A channel of length 0 is none. */
void way_log_builder_add (WayLogBuilder *self, const char *name, gsize name_length, const char *activity, gsize activity_length, gint64 time, const char *channel, gsize channel_length);
guint way_log_builder_get_size (const WayLogBuilder *self);
guint way_log_builder_get_n_cases (const WayLogBuilder *self);
guint way_log_builder_get_n_activities (const WayLogBuilder *self);
guint way_log_builder_get_n_channels (const WayLogBuilder *self);
/* Takes the builder. `gap` > 0: a case that was silent for longer than that begins a new journey, "name", "name/2" … */
WayLog *way_log_builder_finish (WayLogBuilder *self, gint64 gap);

WayLog *way_log_ref (WayLog *self);
void way_log_unref (WayLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLog, way_log_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogBuilder, way_log_builder_free)

G_END_DECLS
