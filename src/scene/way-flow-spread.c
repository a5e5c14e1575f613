#include "scene/way-flow-private.h"

#include <math.h>
#include <stdlib.h>

/* Free at both edges of a strip, so that a line does not look like a card's border. */
#define EDGE 2.5
/* Between the ends of two lines that follow one another on the same track. */
#define BEHIND 5.0
#define HEAD 2.5
/* More lines than this at one place are put where there is room, without a thought for crossings. */
#define ORDERED 64u

/* One line's run through one strip. */
typedef struct
{
  guint route, point; /* from that point of the route to the next */
  int strip;
  double low, high;
  int group; /* by the sides from which it comes and to which it goes */
  double key;
  int tracks; /* 2 for a ribbon */
  int track;
} Run;

static int
compare_places_cb (const void *a, const void *b)
{
  const Run *x = a, *y = b;

  if (x->strip != y->strip)
    return x->strip < y->strip ? -1 : 1;
  if (x->low != y->low)
    return x->low < y->low ? -1 : 1;
  return x->route != y->route ? (x->route < y->route ? -1 : 1) : (int) x->point - (int) y->point;
}

static int
compare_keys_cb (const void *a, const void *b)
{
  const Run *x = *(Run *const *) a, *y = *(Run *const *) b;

  if (x->group != y->group)
    return x->group - y->group;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return compare_places_cb (x, y);
}

/* Where the run should stand among those it lies beside, so that few lines cross: what comes from the left and goes back
 * there on the left, the shorter ones outside, and so on. */
static void
rank_run (Run *run, const WayFlowRoute *route, gboolean upright)
{
  const double *across = upright ? route->x : route->y, *along = upright ? route->y : route->x;
  guint i = run->point;
  gboolean before = across[i - 1] > across[i], after = across[i + 2] > across[i + 1];
  gboolean low_side = along[i] <= along[i + 1] ? before : after;
  gboolean high_side = along[i] <= along[i + 1] ? after : before;

  run->low = MIN (along[i], along[i + 1]);
  run->high = MAX (along[i], along[i + 1]);
  run->group = 2 * (low_side ? 1 : 0) + (high_side ? 1 : 0);
  switch (run->group)
    {
    case 0:
      run->key = run->high - run->low;
      break;
    case 1:
      run->key = -run->low;
      break;
    case 2:
      run->key = run->low;
      break;
    default:
      run->key = run->low - run->high;
      break;
    }
}

static gboolean
overlap (const Run *a, const Run *b)
{
  return a->low < b->high + BEHIND && b->low < a->high + BEHIND;
}

/* Each beyond all that it lies beside; returns how many tracks that takes. */
static int
assign_in_order (Run **runs, guint n)
{
  int used = 0;

  for (guint i = 0; i < n; i++)
    {
      runs[i]->track = 0;
      for (guint j = 0; j < i; j++)
        if (overlap (runs[i], runs[j]))
          runs[i]->track = MAX (runs[i]->track, runs[j]->track + runs[j]->tracks);
      used = MAX (used, runs[i]->track + runs[i]->tracks);
    }
  return used;
}

/* Left edge first: as few tracks as can be; where even those are too many, lines lie on one another evenly. */
static int
assign_in_room (Run *runs, guint n, int capacity)
{
  g_autofree double *ends = g_new (double, (gsize) MAX (capacity, 1));
  int used = 0;

  for (int t = 0; t < capacity; t++)
    ends[t] = -G_MAXDOUBLE;
  for (guint i = 0; i < n; i++)
    {
      int width = MIN (runs[i].tracks, capacity), best = 0;
      double least = G_MAXDOUBLE;

      for (int t = 0; t + width <= capacity; t++)
        {
          double end = width == 2 ? MAX (ends[t], ends[t + 1]) : ends[t];

          if (end < least)
            {
              least = end;
              best = t;
            }
          if (end + BEHIND <= runs[i].low)
            {
              best = t;
              break;
            }
        }
      runs[i].track = best;
      runs[i].tracks = width;
      for (int t = best; t < best + width; t++)
        ends[t] = MAX (ends[t], runs[i].high);
      used = MAX (used, best + width);
    }
  return used;
}

/* How far the cluster moves off the middle, so that arrowheads have a piece of line behind them. */
static double
make_room_for_heads (const Run *runs, guint n, const WayFlowRoute *routes, gboolean upright, double slack)
{
  int heads = 0;

  for (guint i = 0; i < n; i++)
    {
      const WayFlowRoute *route = &routes[runs[i].route];
      const double *across = upright ? route->x : route->y;

      if (runs[i].point + 3 == route->n && !route->bow)
        heads += across[route->n - 1] > across[route->n - 2] ? 1 : -1;
    }
  return heads == 0 ? 0 : MIN (slack / 2, HEAD) * (heads > 0 ? -1 : 1);
}

/* The runs of one strip that lie beside one another, directly or through others. */
static void
spread_cluster (const WayFlowMap *map, Run *runs, guint n, WayFlowRoute *routes)
{
  gboolean upright = runs[0].strip < (int) map->ground->n_gutters;
  WayFlowGutter strip = way_flow_map_get_strip (map, runs[0].strip);
  double room = MAX (strip.end - strip.start - 2 * EDGE, 0), middle = (strip.start + strip.end) / 2;
  int capacity = (int) floor (room / WAY_FLOW_LEAST_PITCH) + 1, used = G_MAXINT;

  if (n <= ORDERED)
    {
      Run *sorted[ORDERED];

      for (guint i = 0; i < n; i++)
        sorted[i] = &runs[i];
      qsort (sorted, n, sizeof *sorted, compare_keys_cb);
      used = assign_in_order (sorted, n);
    }
  if (used > capacity)
    used = assign_in_room (runs, n, capacity);

  double pitch = used > 1 ? MIN (WAY_FLOW_PITCH, room / (used - 1)) : 0;

  middle += make_room_for_heads (runs, n, routes, upright, room - (used - 1) * pitch);

  for (guint i = 0; i < n; i++)
    {
      double at = middle + (runs[i].track + (runs[i].tracks - 1) / 2.0 - (used - 1) / 2.0) * pitch;
      WayFlowRoute *route = &routes[runs[i].route];
      double *across = upright ? route->x : route->y;

      /* An arc that is alone may rise to the far side. */
      if (n == 1 && route->bow)
        at = across[0] > middle ? strip.start + EDGE : strip.end - EDGE;
      across[runs[i].point] = across[runs[i].point + 1] = at;
    }
}

void
way_flow_spread (const WayFlowMap *map, const WayFlowRequest *requests, const WayFlowPlan *plans, guint n, WayFlowRoute *routes)
{
  g_autofree Run *runs = g_new (Run, (gsize) n * 3);
  guint n_runs = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < plans[i].n_strips; j++)
      {
        Run *run = &runs[n_runs++];

        *run = (Run){ .route = i, .point = j + 1, .strip = plans[i].strips[j], .tracks = (requests[i].flags & WAY_FLOW_WIDE) != 0 ? 2 : 1 };
        rank_run (run, &routes[i], run->strip < (int) map->ground->n_gutters);
      }
  qsort (runs, n_runs, sizeof *runs, compare_places_cb);

  for (guint first = 0, last; first < n_runs; first = last)
    {
      double end = runs[first].high;

      for (last = first + 1; last < n_runs && runs[last].strip == runs[first].strip && runs[last].low < end + BEHIND; last++)
        end = MAX (end, runs[last].high);
      spread_cluster (map, runs + first, last - first, routes);
    }
}
