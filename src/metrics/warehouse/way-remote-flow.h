/* way-remote-flow.h — what customers do after what, counted by the data warehouse in which their events lie.
 *
 * Shape:  a recipe and the bindings of a map → a handful of questions, whose answers are as long as there are places and edges, however
 *         many events there are → places, edges, event names. They are kept in the cache with the day of the count, and shown from there.
 * Exact:  counts, sums and means. Medians, 90 % and 95 % quantiles come out of buckets, 32 an octave: at most 1.1 % off. Which journeys
 *         are mature is exact up to some five million of them, and off by as much beyond.
 * Units:  as in way-log-flow.h. A journey is a case; none is split at silences. Databases that can make a text of many rows (PostgreSQL,
 *         SQLite) tell the ways as a whole, too; with a map all of them how far journeys get through its phases. What needs single journeys (who was silent how long, conversion to any later touchpoint,
 *         rules, patterns) is not counted there: that needs a copy.
 * Errors: as way-remote.h.
 * Owns:   its texts and arrays.
 * Thread: as way-remote.h; a flow does not change once made.
 * Source: buckets of a logarithm: Masson, Rim & Lee, DDSketch (2019).
 */
#pragma once

#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-funnel.h"
#include "metrics/warehouse/way-remote.h"

G_BEGIN_DECLS

/* How far a quantile may be from the true one, as a share of it. */
#define WAY_REMOTE_ERROR 0.011

typedef struct
{
  char *id, *name; /* of the touchpoint; without a map the id is NULL and the name that of the event */
  gint64 events, cases, starts, ends, again;
  gint64 mature, gone, open; /* mature journeys that were here; whose last event is here; journeys that are here and open */
  double patience;           /* 95 % of those who went on did so within this time */
} WayRemotePlace;

typedef struct
{
  guint from, to; /* places */
  gint64 count, cases;
  double mean, median, p90, least, most;
  gboolean has_interval; /* of the median */
  double median_low, median_high;
} WayRemoteEdge;

typedef struct
{
  char *name;
  gint64 events, cases;
  gint64 node; /* a place, −1: no touchpoint stands for it, −2: ignored on purpose */
} WayRemoteName;

/* A way as a whole: numbers of places, or of event names behind them that no touchpoint stands for, with blanks between. */
typedef struct
{
  char *path;
  gint64 count;
} WayRemoteWay;

/* How far journeys get through the phases: of those that are mature, and of all. */
typedef struct
{
  char *id; /* of the phase */
  gint64 reached[2], through[2];
  double median[2]; /* as in WayFunnelStage */
} WayRemoteStage;

/* More ways, and longer ones, are not brought here. */
#define WAY_REMOTE_MOST_WAYS 20000u
#define WAY_REMOTE_LONGEST_WAY 200u

typedef struct
{
  gint64 counted; /* ms since 1970 */
  guint sample;   /* one journey of so many was counted */
  gint64 n_cases, n_events, n_open;
  double window; /* how long ago a mature journey began, at least */
  double elapsed_median, elapsed_p90;
  gint64 oldest, newest;
  GArray *places; /* (element-type WayRemotePlace) */
  GArray *edges;  /* (element-type WayRemoteEdge), by count */
  GArray *names;  /* (element-type WayRemoteName), by events */
  GArray *ways;   /* (element-type WayRemoteWay), by count; empty where the warehouse cannot tell */
  GArray *stages; /* (element-type WayRemoteStage), in the order of the map; empty without one */
} WayRemoteFlow;

/* Counts, and keeps the outcome under this name. `journey` NULL: every event is a place of its own. `remote` NULL or in part: as it was the
 * last time. `dataset`: what the map calls it; NULL: whatever it is called. */
WayRemoteFlow *way_remote_flow_count (WayCache *cache, const char *name, const WayRemote *remote, const WayElement *journey, const char *dataset, const WayRemoteCall *call, GError **error);
/* What was counted last for this journey; NULL with an error (NOT_FOUND) if nothing was. */
WayRemoteFlow *way_remote_flow_load (WayCache *cache, const char *name, const WayElement *journey, GError **error);
void way_remote_flow_free (WayRemoteFlow *self);

/* Whether the events still belong to the touchpoints they were counted for. */
gboolean way_remote_flow_is_current (const WayRemoteFlow *self, const WayElement *journey, const char *dataset);
/* What is known of ways as a whole, by nodes of `*view` (out; what the names belong to now). NULL with an error in words if the warehouse could
 * not tell them. `whole`: with the events that no touchpoint stands for. */
WayVariants *way_remote_flow_make_variants (const WayRemoteFlow *self, const WayElement *journey, const char *dataset, gboolean whole, WayLogView **view, GError **error);
/* Journeys whose way is not among those known: too rare or too long. */
gint64 way_remote_flow_count_rest (const WayRemoteFlow *self);
/* What people must know who look at it: when it was counted, of how many, what is not known of its ways, and whether it still fits; g_free. */
char *way_remote_flow_dup_remark (const WayRemoteFlow *self, const WayElement *journey);
/* NULL with an error in words if the phases were not counted, or are others now. `everybody`: journeys that are not mature as well. */
WayFunnel *way_remote_flow_make_funnel (const WayRemoteFlow *self, const WayElement *journey, gboolean everybody, GError **error);
/* In the form of a log's flow, without what that has more: nobody is silent, no line has a conversion. */
WayJourneyFlow *way_remote_flow_make_journey_flow (const WayRemoteFlow *self, const WayElement *journey);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRemoteFlow, way_remote_flow_free)

G_END_DECLS
