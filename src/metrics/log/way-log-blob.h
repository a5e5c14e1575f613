/* way-log-blob.h — one journey, packed for the cache and unpacked again.
 *
 * Shape:  a head (form, which columns there are, how many events have no time, the unit of the times), then an event behind the other:
 *         activity, time since the event before, channel, department; each as a number of one to ten bytes, seven bits a byte.
 *         About six bytes an event. Behind them the columns of values that any of the events has, each with how many decimals it is
 *         counted in; a value that no ten of them can tell lies there as it is. The first time stands beside the blob, where SQL can
 *         see it.
 * Units:  milliseconds; within a blob the largest of millisecond, second, minute and day that divides all its steps.
 * Errors: unpacking returns FALSE for bytes that no packer made, and never reads nor writes beyond what it was given.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 n;
  gint64 *times;                    /* rising; those without a time come first */
  guint32 *activities;              /* as the cache numbers them */
  guint16 *channels, *departments;  /* WAY_LOG_NO_CHANNEL is none; NULL: there are none at all */
  double *values[WAY_N_LOG_VALUES]; /* NAN is none; NULL: there are none at all */
  const WayLog *names;              /* a blob that tells of what this log has no name for is refused; NULL: no names are known */
} WayLogEvents;

/* Sets `blob` to the packed events. */
void way_log_blob_pack (const WayLogEvents *events, GByteArray *blob);
/* Into columns with room for exactly `events->n`; what a blob does not have becomes none, and what has no column is passed over.
 * `start`: the time that stands beside it. */
gboolean way_log_blob_unpack (const guint8 *blob, gsize size, gint64 start, WayLogEvents *events);
/* The first event with a time; WAY_LOG_NO_TIME if there is none. */
gint64 way_log_events_get_start (const WayLogEvents *self);

G_END_DECLS
