/* way-log-merge.h — a case that is read again: which of its events are new, and which tell more of one that is known.
 *
 * Shape:  events read and events known, both in the order of their times → the new ones, and all of them together. What differs in no
 *         column is the same event, as often as both have it; so is what differs only in a score, a cost or a service time that one of
 *         the two does not tell, and the known one then tells it.
 * Errors: none.
 * Owns:   its columns, which grow with the largest case and are filled anew for each.
 * Thread: any, one at a time.
 */
#pragma once

#include "metrics/log/way-log-blob.h"

G_BEGIN_DECLS

/* Columns with room for more; zeroed: none. */
typedef struct
{
  WayLogEvents events;
  guint32 room;
  guint values; /* 1 << WayLogValue: which of them there may be; said before there is room */
} WayLogColumns;

/* Events that are there stay. */
void way_log_columns_reserve (WayLogColumns *self, guint32 n);
/* Zeroes it. */
void way_log_columns_clear (WayLogColumns *self);

typedef struct
{
  WayLogColumns read, known, merged;
  GArray *slots; /* (element-type guint32), of the set of known events */
} WayLogMerge;

/* Once, of a zeroed one. Which kinds of values events may have: 1 << WayLogValue. */
void way_log_merge_begin (WayLogMerge *self, guint values);
void way_log_merge_clear (WayLogMerge *self);

/* Leaves in `read` what `known` does not have, and completes `known`. Adds up what was there before, and how much of it tells more now. */
void way_log_merge_keep_new (WayLogMerge *self, gint64 *n_known, gint64 *n_completed);
/* Both into `merged`; of the same time what was known stays before. */
void way_log_merge_join (WayLogMerge *self);

G_END_DECLS
