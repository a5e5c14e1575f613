/* way-traffic.h — what customers really do, as plain values by touchpoint: what a map shows over its connections.
 *
 * Shape:  places (touchpoints with events) and the ways between them, the busiest first; ghosts are events that no touchpoint stands
 *         for. Everything that follows a visit of a place is one of its ways, an end, or still open: their shares add up to 1.
 * Units:  shares from 0 to 1; times in milliseconds, NAN where the log has none.
 * Errors: none.
 * Owns:   its texts; reference-counted, does not change once made.
 * Thread: any. Made by metrics/way-log-traffic.h, or by hand.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_TRAFFIC_NOWHERE G_MAXUINT

/* As much of the flow is shown if nobody says otherwise. */
#define WAY_TRAFFIC_KEEP 0.8

typedef struct
{
  char *id, *name;     /* of the touchpoint */
  guint events, cases; /* visits, and the journeys that make them */
  guint starts;        /* journeys that begin here */
  guint ends, open;    /* that end here; open ones may yet go on and are not counted as ended */
  guint again;         /* journeys that come here more than once */
  gboolean is_end;     /* the drawn way ends here, so who ends here has arrived */
} WayTrafficPlace;

typedef struct
{
  guint from, to;     /* places */
  guint cases, count; /* journeys that go this way, and how often it is gone */
  double share;       /* of what follows a visit of `from` */
  double median;      /* time from one to the other */
  gboolean drawn;     /* a connection stands for it */
} WayTrafficEdge;

typedef struct
{
  char *name;
  guint events, cases;
  guint after; /* the place that most often comes before, or NOWHERE */
} WayTrafficGhost;

/* A contact rule of the map, and how many journeys break it. */
typedef struct
{
  char *id, *name;
  guint cases, looked;
} WayTrafficRule;

/* Where journeys break a rule. */
typedef struct
{
  guint rule;
  char *at;          /* id of a touchpoint, or the name of an event that none stands for */
  gboolean is_event; /* the latter */
  guint cases;       /* journeys that break it here */
  guint begins;      /* journeys in which what that collides with is here */
} WayTrafficBreach;

typedef struct
{
  int ref_count;  /* private */
  guint64 serial; /* no other has it in this process */
  guint n_cases;  /* journeys with at least one place */
  guint n_places, n_edges, n_ghosts;
  WayTrafficPlace *places;
  WayTrafficEdge *edges;   /* by cases, then by count, then by places */
  WayTrafficGhost *ghosts; /* by events */
  GHashTable *place_of;    /* id → index + 1 */
  GHashTable *edge_of;     /* places → index + 1 */
  guint n_rules, n_breaches;
  WayTrafficRule *rules;      /* in the order of the map */
  WayTrafficBreach *breaches; /* by rule */
} WayTraffic;

/* Takes the arrays and what they hold; sorts the edges. */
WayTraffic *way_traffic_new_taking (guint n_cases, WayTrafficPlace *places, guint n_places, WayTrafficEdge *edges, guint n_edges, WayTrafficGhost *ghosts, guint n_ghosts);
/* The same with the rules that are broken; takes them. Before anybody else has the traffic. */
void way_traffic_take_rules (WayTraffic *self, WayTrafficRule *rules, guint n_rules, WayTrafficBreach *breaches, guint n_breaches);
WayTraffic *way_traffic_ref (WayTraffic *self);
void way_traffic_unref (WayTraffic *self);

/* NULL if there is none. */
const WayTrafficPlace *way_traffic_find_place (const WayTraffic *self, const char *id);
const WayTrafficEdge *way_traffic_find_edge (const WayTraffic *self, const char *from, const char *to);
/* What is gone by fewer journeys than this is left out, so that what remains is at least `keep` of all. More kept never shows less. */
guint way_traffic_get_least (const WayTraffic *self, double keep);
/* The same of where journeys begin or end: they are told from each other, not from ways, for many ways share what one end has alone. */
guint way_traffic_get_least_hook (const WayTraffic *self, double keep, gboolean begins);
/* How many edges are gone by at least so many journeys. */
guint way_traffic_count_edges (const WayTraffic *self, guint least);
/* Of what follows a visit of the place: the journey ends. */
double way_traffic_get_end_share (const WayTrafficPlace *place);
double way_traffic_get_open_share (const WayTrafficPlace *place);

/* What is broken at a place, in sentences, a line a rule; NULL if no journey breaks one there. g_free. */
char *way_traffic_describe_breaches (const WayTraffic *self, const char *at, gboolean is_event);

/* What a map shows of traffic has names, too, which no element has: a way from one touchpoint to another, the journeys that begin or end
 * at one. */
typedef enum
{
  WAY_TRAFFIC_MARK_NONE,
  WAY_TRAFFIC_MARK_WAY,
  WAY_TRAFFIC_MARK_START,
  WAY_TRAFFIC_MARK_END,
} WayTrafficMark;

/* `to` is NULL unless it is a way; g_free. */
char *way_traffic_mark_to_id (WayTrafficMark mark, const char *from, const char *to);
/* And back: `from` and `to` (nullable, g_free) are ids of touchpoints. NONE: the id of something else. */
WayTrafficMark way_traffic_mark_from_id (const char *id, char **from, char **to);

/* "3.2 d", "5 h", "40 min", "2 s" for a waiting time; g_free. */
char *way_traffic_wait_to_text (double milliseconds);
/* "62 %", "0.4 %", "< 0.1 %"; g_free. */
char *way_traffic_share_to_text (double share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTraffic, way_traffic_unref)

G_END_DECLS
