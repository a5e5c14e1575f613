/* way-log-view.h — an event log as a map sees it: which event belongs to which touchpoint, and which journeys are looked at.
 *
 * Shape:  a view → for each activity a node or none; for each case whether it counts. Nodes are touchpoints, or the activities
 *         themselves where there is no map. Activities of no node are as if they were not there; their volume is told.
 *         What the journey names as ignored (its own “event” elements) is told apart from what nobody has bound yet.
 * Errors: none.
 * Owns:   its tables and a reference to the log.
 * Thread: does not change once made, but for way_log_view_select () and way_log_view_narrow ().
 */
#pragma once

#include "metrics/way-log.h"
#include "model/way-document.h"

G_BEGIN_DECLS

#define WAY_LOG_UNBOUND G_MAXUINT32
#define WAY_LOG_IGNORED (G_MAXUINT32 - 1)

typedef struct
{
  WayLog *log;
  guint n_nodes, n_drawn; /* nodes from n_drawn on are activities that no touchpoint stands for */
  char **node_ids;        /* of touchpoints, n_drawn of them; NULL where nodes are activities */
  char **node_names;      /* NULL-terminated */
  guint32 *node_of;       /* by activity: a node, UNBOUND or IGNORED */
  guint8 *counts;         /* by case: 1 = looked at; NULL = all are */
} WayLogView;

/* Every activity is a node, in the order of their names: the same log from another file is the same view. */
WayLogView *way_log_view_new (WayLog *log);
/* The touchpoints of a journey by their “event” patterns for this dataset (those without a dataset are for all of them); an exact
 * name goes before a pattern, the longer pattern before the shorter one. `whole`: activities that no touchpoint stands for become nodes
 * of their own behind the touchpoints, so that nothing customers did is left out. */
WayLogView *way_log_view_new_for_journey (WayLog *log, const WayElement *journey, const char *dataset, gboolean whole);
void way_log_view_free (WayLogView *self);

/* "*" is any text and "?" any character; letters count as they are typed: no case, no accents. */
gboolean way_log_pattern_matches (const char *pattern, const char *name);

/* “Journeys that…”, see way-log-query.h. */
typedef struct _WayLogQuery WayLogQuery;

/* Only journeys with an event in this time and channel (−1: any), of this segment, and that match. */
typedef struct
{
  gint64 from, to; /* WAY_LOG_NO_TIME: open */
  int channel;
  const char *segment;      /* its name; NULL: any */
  const WayLogQuery *query; /* NULL: any */
  gboolean began;           /* the time is that of the journey's first event */
} WayLogFilter;

/* Lets everything through. */
#define WAY_LOG_FILTER_INIT                                 \
  {                                                         \
    WAY_LOG_NO_TIME, WAY_LOG_NO_TIME, -1, NULL, NULL, FALSE \
  }

void way_log_view_select (WayLogView *self, const WayLogFilter *filter);
/* Of those that are looked at now only these. */
void way_log_view_narrow (WayLogView *self, const WayLogFilter *filter);

/* −1 if there is none of this name, as people type it. */
int way_log_find_channel (const WayLog *log, const char *name);
int way_log_find_segment (const WayLog *log, const char *name);
int way_log_find_department (const WayLog *log, const char *name);

static inline gboolean
way_log_view_has_case (const WayLogView *self, guint c)
{
  return self->counts == NULL || self->counts[c] != 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogView, way_log_view_free)

G_END_DECLS
