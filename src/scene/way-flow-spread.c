#include "scene/way-flow-private.h"

#include <math.h>
#include <stdlib.h>

/* Free at both edges of a strip, so that a line does not look like a card's border. */
#define EDGE 2.5
/* Between the ends of two lines that follow one another on the same track. */
#define BEHIND 5.0
/* Between an arrowhead's tip and the line that it ends. */
#define HEAD 10.0
/* How far the lines of a wide channel keep away from the cards they belong to. */
#define NEAR 12.0
/* How high an arc wants to rise, at most and for its length. */
#define RISE 13.0
#define RISE_MOST 26.0
#define RISE_SHARE 0.14
/* No gutter and no channel asks for more. */
#define MOST 76.0
/* More lines than this at one place are put where there is room, without a thought for crossings. */
#define ORDERED 64u
/* Lines that lie on one another take no more than this. */
#define THICKEST 9.0

/* One line's run through one strip. */
typedef struct
{
  guint route, point; /* from that point of the route to the next; 0: only its words, beside a straight line */
  int strip;
  double low, high;
  int group; /* by the sides from which it comes and to which it goes */
  double key;
  int tracks; /* 2 for a ribbon */
  int track;
  /* Where there is room: how much of the strip's width it takes, where in that the line runs, and where it came to lie. */
  double size, lead, at;
  double thick;
  guint bundle;
  int way; /* 1 or −1: of the others of its bundle only those that go there lie on it; 0: all */
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

/* A run that lies on the first one of its bundle. */
typedef struct
{
  guint route, point, leader_route, leader_point;
} Follower;

/* Takes the runs that go along with another one of their bundle out of `runs`, and returns how many remain. */
static guint
merge_bundles (Run *runs, guint n, GArray **followers)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      guint j = kept;

      if (runs[i].bundle != 0)
        for (j = 0; j < kept; j++)
          if (runs[j].bundle == runs[i].bundle && runs[j].way == runs[i].way && runs[j].point > 0 && overlap (&runs[j], &runs[i]))
            break;
      if (j == kept)
        {
          runs[kept++] = runs[i];
          continue;
        }

      Follower follower = { runs[i].route, runs[i].point, runs[j].route, runs[j].point };

      if (*followers == NULL)
        *followers = g_array_new (FALSE, FALSE, sizeof (Follower));
      g_array_append_val (*followers, follower);
      runs[j].low = MIN (runs[j].low, runs[i].low);
      runs[j].high = MAX (runs[j].high, runs[i].high);
      runs[j].thick = MIN (runs[j].thick + runs[i].thick, THICKEST);
      runs[j].size = MAX (runs[j].size, runs[j].thick + 2);
      runs[j].lead = runs[j].size / 2;
    }
  return kept;
}

static gboolean
goes_ahead (const Run *run, const WayFlowRoute *route, gboolean upright)
{
  const double *along = upright ? route->y : route->x;

  return along[run->point + 1] > along[run->point];
}

/* What the run takes of its strip, with the words that stand at it. */
static void
size_run (Run *run, const WayFlowRoute *route, const WayFlowRequest *request, gboolean upright, gboolean has_words, WayFlowWords words)
{
  run->size = MAX (run->tracks * WAY_FLOW_PITCH, request->thick > 0 ? request->thick + 2 : 0);
  run->thick = request->thick;
  run->bundle = request->bundle;
  run->way = (request->flags & WAY_FLOW_BUS) == 0 ? 0 : goes_ahead (run, route, upright) ? 1
                                                                                         : -1;
  run->lead = run->size / 2;
  if (has_words)
    {
      double far = request->label_height + 3, middle = (run->low + run->high) / 2;

      run->size = words == WAY_FLOW_WORDS_ON ? far : far + run->lead;
      run->lead = words == WAY_FLOW_WORDS_ON ? far / 2 : words == WAY_FLOW_WORDS_ABOVE ? far
                                                                                       : run->lead;
      run->low = MIN (run->low, middle - request->label_width / 2);
      run->high = MAX (run->high, middle + request->label_width / 2);
    }
  /* Below the top of an arc there is nothing but what it spans. */
  if (route->bow && !upright)
    {
      run->size += RISE;
      if (run->group == 3)
        return;
      run->lead += RISE;
    }
}

/* Each beyond all that it lies beside; returns how wide they are together. */
static double
pack_in_order (Run **runs, guint n)
{
  double used = 0;

  for (guint i = 0; i < n; i++)
    {
      runs[i]->at = 0;
      for (guint j = 0; j < i; j++)
        if (overlap (runs[i], runs[j]))
          runs[i]->at = MAX (runs[i]->at, runs[j]->at + runs[j]->size);
      used = MAX (used, runs[i]->at + runs[i]->size);
    }
  return used;
}

/* What has to stay free at both edges: arrowheads need a piece of line behind them. */
static WayFlowGutter
get_margins (const Run *runs, guint n, const WayFlowRoute *routes, gboolean upright)
{
  WayFlowGutter margins = { EDGE, EDGE };

  for (guint i = 0; i < n; i++)
    {
      const WayFlowRoute *route = &routes[runs[i].route];
      const double *across = upright ? route->x : route->y;

      if (runs[i].point == 0 || runs[i].point + 3 != route->n || route->bow)
        continue;
      if (across[route->n - 1] > across[route->n - 2])
        margins.end = HEAD;
      else
        margins.start = HEAD;
    }
  return margins;
}

static void
set_across (WayFlowRoute *route, const Run *run, gboolean upright, double at)
{
  double *across = upright ? route->x : route->y;

  if (run->point == 0)
    {
      route->label.y = at;
      return;
    }
  if (route->bow && !upright)
    {
      double rise = CLAMP (fabs (route->x[3] - route->x[0]) * RISE_SHARE, RISE, RISE_MOST);

      at = CLAMP (at, across[0] - rise, across[0] + rise);
    }
  across[run->point] = across[run->point + 1] = at;
}

/* As they would like to lie, if the strip has that room or nearly; returns what they would like to have. */
static double
spread_wide (const WayFlowMap *map, Run **runs, guint n, WayFlowGutter margins, WayFlowRoute *routes, gboolean *fits)
{
  gboolean upright = runs[0]->strip < (int) map->ground->n_gutters;
  WayFlowGutter strip = way_flow_map_get_strip (map, runs[0]->strip);
  double want = pack_in_order (runs, n), spare = strip.end - strip.start - want;
  double scale = 1, start = strip.start + EDGE;

  if (spare >= margins.start + margins.end)
    {
      int channel = runs[0]->strip - (int) map->ground->n_gutters;

      spare -= margins.start + margins.end;
      /* At the cards it belongs to, unless there are cards on both sides. */
      if (upright || map->channel[MIN (channel + 1, 2 * (int) map->n_bands - 1)] == channel)
        start = strip.start + margins.start + spare / 2;
      else if (channel % 2 == 0)
        start = strip.end - want - MIN (MAX (margins.end, NEAR - WAY_FLOW_PITCH / 2), margins.end + spare);
      else
        start = strip.start + MIN (MAX (margins.start, NEAR - WAY_FLOW_PITCH / 2), margins.start + spare);
    }
  else if (spare >= 2 * EDGE)
    start += (spare - 2 * EDGE) * (margins.start - EDGE) / (margins.start + margins.end - 2 * EDGE);
  else
    scale = (strip.end - strip.start - 2 * EDGE) / want;
  *fits = scale * WAY_FLOW_PITCH >= WAY_FLOW_LEAST_PITCH;
  for (guint i = 0; *fits && i < n; i++)
    set_across (&routes[runs[i]->route], runs[i], upright, start + (runs[i]->at + runs[i]->lead) * scale);
  return want;
}

/* As near to one another as is bearable, and nearer. */
static void
spread_narrow (const WayFlowMap *map, Run *runs, guint n, Run **sorted, WayFlowGutter margins, WayFlowRoute *routes)
{
  gboolean upright = runs[0].strip < (int) map->ground->n_gutters;
  WayFlowGutter strip = way_flow_map_get_strip (map, runs[0].strip);
  double room = MAX (strip.end - strip.start - 2 * EDGE, 0), middle = (strip.start + strip.end) / 2;
  int capacity = (int) floor (room / WAY_FLOW_LEAST_PITCH) + 1, used = sorted != NULL ? assign_in_order (sorted, n) : G_MAXINT;

  if (used > capacity)
    used = assign_in_room (runs, n, capacity);

  double pitch = used > 1 ? MIN (WAY_FLOW_PITCH, room / (used - 1)) : 0, spare = room - (used - 1) * pitch;

  middle += CLAMP (margins.start - margins.end, -spare / 2, spare / 2);
  for (guint i = 0; i < n; i++)
    set_across (&routes[runs[i].route], &runs[i], upright, middle + (runs[i].track + (runs[i].tracks - 1) / 2.0 - (used - 1) / 2.0) * pitch);
}

/* The runs of one strip that lie beside one another, directly or through others. */
static void
spread_cluster (const WayFlowMap *map, Run *runs, guint n, WayFlowRoute *routes, double *needs)
{
  gboolean upright = runs[0].strip < (int) map->ground->n_gutters, fits = FALSE;
  WayFlowGutter margins = get_margins (runs, n, routes, upright);
  Run *sorted[ORDERED];
  double want = MOST;
  g_autoptr (GArray) followers = NULL;

  n = merge_bundles (runs, n, &followers);
  for (guint i = 0; i < n && n <= ORDERED; i++)
    sorted[i] = &runs[i];
  if (n <= ORDERED)
    {
      if (n > 0)
        qsort (sorted, n, sizeof *sorted, compare_keys_cb);
      want = spread_wide (map, sorted, n, margins, routes, &fits);
    }
  if (!fits)
    spread_narrow (map, runs, n, n <= ORDERED ? sorted : NULL, margins, routes);
  if (needs != NULL)
    needs[runs[0].strip] = MAX (needs[runs[0].strip], MIN (want + margins.start + margins.end, MOST));
  for (guint i = 0; followers != NULL && i < followers->len; i++)
    {
      const Follower *follower = &g_array_index (followers, Follower, i);
      double *across = upright ? routes[follower->route].x : routes[follower->route].y;
      const double *leading = upright ? routes[follower->leader_route].x : routes[follower->leader_route].y;

      across[follower->point] = across[follower->point + 1] = leading[follower->leader_point];
    }
}

static void
add_words (Run *run, WayFlowRoute *route, const WayFlowRequest *request, guint index, int strip)
{
  *run = (Run){ .route = index, .strip = strip, .tracks = 1, .group = 2, .key = route->x[0], .size = request->label_height + 2 };
  run->lead = run->size / 2;
  run->low = route->x[0];
  run->high = route->x[0] + WAY_FLOW_BESIDE + request->label_width;
}

/* The runs through all strips of one direction; in channels also the words beside upright lines. */
static guint
collect_runs (const WayFlowMap *map, const WayFlowRequest *requests, const WayFlowPlan *plans, guint n, WayFlowRoute *routes, gboolean upright, Run *runs)
{
  int gutters = (int) map->ground->n_gutters;
  guint n_runs = 0;

  for (guint i = 0; i < n; i++)
    {
      WayFlowWords words = WAY_FLOW_WORDS_ON;
      int carrier = upright ? -1 : way_flow_find_words (map, &requests[i], &plans[i], &routes[i], &words);
      int beside = upright ? -1 : way_flow_find_beside (map, &requests[i], &plans[i], &routes[i]);

      if (beside >= 0)
        add_words (&runs[n_runs++], &routes[i], &requests[i], i, gutters + beside);
      for (guint j = 0; j < plans[i].n_strips; j++)
        {
          if ((plans[i].strips[j] < gutters) != upright)
            continue;

          Run *run = &runs[n_runs++];

          *run = (Run){ .route = i, .point = j + 1, .strip = plans[i].strips[j], .tracks = (requests[i].flags & WAY_FLOW_WIDE) != 0 ? 2 : 1 };
          rank_run (run, &routes[i], upright);
          size_run (run, &routes[i], &requests[i], upright, (int) j == carrier, words);
        }
    }
  return n_runs;
}

void
way_flow_spread (const WayFlowMap *map, const WayFlowRequest *requests, const WayFlowPlan *plans, guint n, WayFlowRoute *routes, double *needs)
{
  g_autofree Run *runs = g_new (Run, (gsize) n * 3);

  /* Channels first: in gutters it matters more where a run ends, as rows are nearer to one another than columns. */
  for (guint pass = 0; pass < 2; pass++)
    {
      guint n_runs = collect_runs (map, requests, plans, n, routes, pass == 1, runs);

      if (n_runs > 0)
        qsort (runs, n_runs, sizeof *runs, compare_places_cb);
      for (guint first = 0, last; first < n_runs; first = last)
        {
          double end = runs[first].high;

          for (last = first + 1; last < n_runs && runs[last].strip == runs[first].strip && runs[last].low < end + BEHIND; last++)
            end = MAX (end, runs[last].high);
          spread_cluster (map, runs + first, last - first, routes, needs);
        }
    }
}
