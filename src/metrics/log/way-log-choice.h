/* way-log-choice.h — which journeys of an event log somebody wants to see, as it was said: names, days and a question.
 *
 * Shape:  what stays when another map is open; a filter (way-log-view.h) is made of it for one log.
 * Units:  ms since 1970, UTC.
 * Errors: WAY_METRICS_ERROR_QUESTION with a sentence; the choice is then as it was.
 * Owns:   its texts.
 */
#pragma once

#include "metrics/log/way-log-view.h"

G_BEGIN_DECLS

typedef struct
{
  char *channel, *segment, *query; /* NULL: all */
  gint64 from, to;                 /* WAY_LOG_NO_TIME: open; `to` is behind the last moment meant */
} WayLogChoice;

/* All journeys. */
#define WAY_LOG_CHOICE_INIT                            \
  {                                                    \
    NULL, NULL, NULL, WAY_LOG_NO_TIME, WAY_LOG_NO_TIME \
  }

/* A channel and a segment by name, NULL for all; days as people type them, the last one meant as a whole, NULL or "" for open; `query` as in
 * way-log-query.h, NULL or "" for all. */
gboolean way_log_choice_read (WayLogChoice *self, const char *channel, const char *segment, const char *from, const char *to, const char *query, GError **error);
/* The query alone, the rest stays. */
gboolean way_log_choice_read_query (WayLogChoice *self, const char *query, GError **error);
/* A day as people type it: where it begins, of the last one of a period where it ends; NULL or "" is open. */
gboolean way_log_choice_read_day (const char *text, gboolean is_last, gint64 *time, GError **error);
void way_log_choice_clear (WayLogChoice *self);
WayLogChoice way_log_choice_copy (const WayLogChoice *self);

gboolean way_log_choice_is_all (const WayLogChoice *self);
gboolean way_log_choice_equal (const WayLogChoice *a, const WayLogChoice *b);
/* The log as the journey of a map has it, with these cases; `whole` as in way_log_view_new_for_journey (). */
WayLogView *way_log_choice_make_view (const WayLogChoice *self, WayLog *log, const WayElement *journey, gboolean whole);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayLogChoice, way_log_choice_clear)

G_END_DECLS
