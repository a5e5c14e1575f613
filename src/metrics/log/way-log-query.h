/* way-log-query.h — “journeys that…”: a pattern of events, as words (R003-4).
 *
 * Shape:  steps with ">" between them, each NAME [in CHANNEL] [by DEPARTMENT] [within TIME]. NAME is an event or the touchpoint it
 *         belongs to; all three may hold "*" and "?". TIME is what may lie between this step and the one before: "7 d", "12 h".
 *         "not" before the last step: it does not come, within its time or ever. Names that hold such words stand in "…".
 *         ">>" before a step: directly after, with no other event between that the view knows; ">> not *": nothing comes after.
 *         "Website > Call in phone within 1 d", "Complaint > not Answer* within 2 d", "Basket >> Payment"
 * Errors: WAY_METRICS_ERROR_QUESTION with a sentence.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-view.h"
#include "metrics/way-metrics-error.h"

G_BEGIN_DECLS

typedef struct
{
  char *name, *channel, *department; /* the latter two may be NULL */
  gint64 within;                     /* ms; 0: any time */
  gboolean is_not, is_direct;
} WayLogQueryStep;

WayLogQuery *way_log_query_new (const char *text, GError **error);
void way_log_query_free (WayLogQuery *self);
guint way_log_query_get_size (const WayLogQuery *self);
const WayLogQueryStep *way_log_query_get_step (const WayLogQuery *self, guint i);
/* As people name it: "Call · phone"; g_free. */
char *way_log_query_dup_step_text (const WayLogQuery *self, guint i);
/* Nothing but names one after the other; of many the first ones. */
WayLogQuery *way_log_query_new_for_names (const char *const *names, guint n);

/* The first name that neither an event of the log nor a touchpoint of the journey (nullable) has, or NULL. */
const char *way_log_query_find_unknown (const WayLogQuery *self, const WayLog *log, const WayElement *journey);

/* A query made ready for a view. */
typedef struct _WayLogMatcher WayLogMatcher;

WayLogMatcher *way_log_matcher_new (const WayLogView *view, const WayLogQuery *query);
/* Of the first `n` steps alone. */
WayLogMatcher *way_log_matcher_new_for_prefix (const WayLogView *view, const WayLogQuery *query, guint n);
void way_log_matcher_free (WayLogMatcher *self);
/* Whether there is any event in the log that is called as the step says, wherever it happened. */
gboolean way_log_matcher_knows (const WayLogMatcher *self, guint step);
/* Whether this event is such a one as the step says. */
gboolean way_log_matcher_is (const WayLogMatcher *self, guint step, guint32 event);
/* How often the pattern is in a journey, without sharing events; `at` (nullable): the event that ends the first one. A journey in which
 * something has not come and still may is no match. */
guint way_log_matcher_count (const WayLogMatcher *self, guint c, guint32 *at);
/* The same, each told: `at` ends it, `before` is the event of the step before, or WAY_LOG_NO_EVENT where there is but one step. */
#define WAY_LOG_NO_EVENT G_MAXUINT32
typedef void (*WayLogMatchFunc) (guint32 before, guint32 at, gpointer data);
guint way_log_matcher_each (const WayLogMatcher *self, guint c, WayLogMatchFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogQuery, way_log_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLogMatcher, way_log_matcher_free)

G_END_DECLS
