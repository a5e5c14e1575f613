/* way-journey-flow.h — what an event log says about a journey of a map, as plain values by the ids of its elements.
 *
 * Shape:  a view made for a journey → places (one a touchpoint, in the order of the map), lines between them (what customers did, drawn
 *         or not, and what is drawn and nobody did), events that no touchpoint stands for, and the ways as a whole.
 * Units:  milliseconds, NAN where the log has no times; shares from 0 to 1, NAN of nothing.
 * Mature: whoever has only just begun has not left. Conversion, drop-off and silence count journeys that began at least `window`
 *         before the newest event of the log; the others are “open”.
 * Errors: none.
 * Owns:   its texts and arrays.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-measures.h"
#include "metrics/log/way-log-variants.h"
#include "model/way-statistics.h"

G_BEGIN_DECLS

typedef struct
{
  char *id, *name;      /* of the touchpoint */
  guint events, cases;  /* how often, in how many journeys */
  guint starts, ends;   /* journeys that begin, end here */
  guint again, repeats; /* journeys that come here more than once; all the times beyond the first */
  gboolean is_end;      /* the map leads on from here by no connection but loops: to end here is no drop-off */
  guint at, left, open; /* mature journeys that were here; that had their last event here; journeys that are here and open */
  double drop_off;      /* left / at; NAN for an end of the map */
  WayInterval drop_off_interval;
  double patience;   /* 95 % of those who went on did so within this time */
  guint silent;      /* mature journeys whose last event is here and longer ago than that */
  double inactivity; /* silent / at; NAN for an end of the map, and without times */
  WayInterval inactivity_interval;
} WayJourneyPlace;

typedef struct
{
  guint from, to;   /* places */
  gboolean drawn;   /* as a connection that is no drop-out */
  char *connection; /* its id, or NULL */
  guint count;      /* how often one directly follows the other; 0: drawn, but nobody did */
  guint cases;      /* in how many journeys */
  double median, mean, p90;
  gboolean has_interval; /* of the median */
  double median_low, median_high;
  guint at, reached; /* mature journeys that were at `from`; and came to `to` at any time after */
  double conversion; /* reached / at */
  WayInterval conversion_interval;
} WayJourneyLine;

/* An event that no touchpoint stands for. */
typedef struct
{
  char *name;
  guint events, cases;
  gboolean ignored;                /* on purpose */
  guint before, after;             /* the place most often before and after it; G_MAXUINT if there is none */
  guint before_count, after_count; /* how often */
  char *suggested;                 /* id of the touchpoint it is probably about, or NULL */
  double likeness;                 /* of their names, 0 … 1 */
} WayJourneyStray;

typedef struct
{
  guint n_cases, n_events; /* of touchpoints */
  guint n_open;            /* journeys that are not mature */
  guint n_unbound, n_ignored;
  double window;                      /* how long ago a mature journey began, at least; NAN: all are mature */
  double elapsed_median, elapsed_p90; /* from the first to the last event of a journey */
  double elapsed_mean, elapsed_p75;
  WayInterval elapsed_interval; /* of the median; NAN where there are too few */
  guint n_again;                /* journeys that come to some touchpoint more than once */
  GArray *places;               /* (element-type WayJourneyPlace) */
  GArray *lines;                /* (element-type WayJourneyLine), by count; those of nobody last */
  GArray *strays;               /* (element-type WayJourneyStray), by events */
  WayVariants *variants;        /* their nodes are places; count / n_cases is the share */
  WayLogMeasures *measures;     /* their nodes are places; NULL: the events tell no more than that they happened */
} WayJourneyFlow;

/* `view` was made for `journey`, not whole; both without one: each event is a place with the id "", and nothing is drawn. `window` in ms; 0: 95 % of all journeys take no longer; −1: all journeys are mature. */
WayJourneyFlow *way_journey_flow_new (const WayLogView *view, const WayElement *journey, gint64 window);
void way_journey_flow_free (WayJourneyFlow *self);
/* G_MAXUINT if there is no place of this id. */
guint way_journey_flow_find (const WayJourneyFlow *self, const char *id);

/* One of the variants: ids of its touchpoints, NULL-terminated (g_strfreev), and "Visit › Offer › Order" (g_free). */
char **way_journey_flow_list_way (const WayJourneyFlow *self, guint variant);
char *way_journey_flow_dup_way (const WayJourneyFlow *self, guint variant);
/* The variant of these ids; G_MAXUINT if nobody goes that way. */
guint way_journey_flow_find_way (const WayJourneyFlow *self, const char *const *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayJourneyFlow, way_journey_flow_free)

G_END_DECLS
