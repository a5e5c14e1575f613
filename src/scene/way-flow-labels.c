#include "scene/way-flow-private.h"

#include <math.h>

/* Between a label and the end of its piece of line, the next label, the line it stands beside. */
#define ENDS 5.0
#define APART 4.0
/* How far along a channel a label may lie from its line, and in which steps it is tried. */
#define FAR 240.0
#define STEP 16.0
/* What it costs to cover a piece of another line: beside it, across it, or all there is of it. */
#define COVER_ALONG 6.0
#define COVER_ACROSS 14.0
#define COVER_WHOLE 60.0
/* And to stand beside the line, or only near to it. */
#define ASIDE 8.0
#define NEARBY 36.0

/* Channels are looked at in pieces this long and rows this high: a label asks a dozen of them and not every line of the
 * channel. A piece's rows are the bits of a word; what lies deeper than 64 rows counts as the last one. */
#define CELL 8.0
#define ROW 2.0
#define ROWS 64

/* A run shorter than its words and this has them beside it. */
#define SHORT 34.0

/* What there is in one channel, by cell. */
typedef struct
{
  guint64 *along; /* rows in which lines run */
  guint64 *taken; /* rows that labels cover */
  float *across;  /* cost of lines that cross here, */
  guint64 *depth; /* and in which rows they do */
} Lane;

/* A place found so far. */
typedef struct
{
  int channel;
  double x, y, width;
  double cost; /* G_MAXDOUBLE: none */
} Spot;

typedef struct
{
  const WayFlowMap *map;
  Lane *lanes;  /* per channel; empty where there is no line */
  double start; /* of the first cell */
  int n_cells;
  GArray **between; /* per band: WayRect of labels between its cards */
  double height;    /* of the label being placed */
} Labels;

static int
find_cell (const Labels *self, double x)
{
  return CLAMP ((int) floor ((x - self->start) / CELL), 0, self->n_cells - 1);
}

static Lane *
need_lane (Labels *self, int channel)
{
  Lane *lane = &self->lanes[channel];

  if (lane->along == NULL)
    {
      lane->along = g_new0 (guint64, self->n_cells);
      lane->taken = g_new0 (guint64, self->n_cells);
      lane->across = g_new0 (float, self->n_cells);
      lane->depth = g_new0 (guint64, self->n_cells);
    }
  return lane;
}

static guint64
get_rows (const Labels *self, int channel, double top, double bottom)
{
  double start = self->map->channels[channel].start;
  int first = CLAMP ((int) floor ((top - start) / ROW), 0, ROWS - 1), last = CLAMP ((int) ceil ((bottom - start) / ROW) - 1, first, ROWS - 1);
  guint64 upto = last == ROWS - 1 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << (last + 1)) - 1;

  return upto & ~((G_GUINT64_CONSTANT (1) << first) - 1);
}

static guint
count_rows (guint64 rows)
{
  return (guint) __builtin_popcountll (rows);
}

static void
take_cells (Labels *self, int channel, WayRect label)
{
  Lane *lane = need_lane (self, channel);
  guint64 rows = get_rows (self, channel, label.y, label.y + label.height);

  for (int i = find_cell (self, label.x - APART / 2); i <= find_cell (self, label.x + label.width + APART / 2); i++)
    lane->taken[i] |= rows;
}

/* What a label there would cover; G_MAXDOUBLE if that is another label. */
static double
sum_cells (const Labels *self, int channel, double x, double y, double width)
{
  const Lane *lane = &self->lanes[channel];
  int first = find_cell (self, x), last = find_cell (self, x + width);
  guint64 rows = lane->along != NULL ? get_rows (self, channel, y, y + self->height) : 0;
  guint along = 0;
  float across = 0;

  if (lane->along == NULL)
    return 0;
  for (int i = first; i <= last; i++)
    {
      if ((lane->taken[i] & rows) != 0)
        return G_MAXDOUBLE;
      along = MAX (along, count_rows (lane->along[i] & rows));
      across += (lane->depth[i] & rows) != 0 ? lane->across[i] : 0;
    }
  return along * COVER_ALONG + across;
}

/* The channels that an upright piece from `y0` to `y1` touches, one after the other. */
static int
first_channel (const WayFlowMap *map, double y)
{
  guint low = 0, high = map->n_bands;

  /* The first band whose lower channel ends below y. */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (map->channels[2 * middle + 1].end < y)
        low = middle + 1;
      else
        high = middle;
    }
  return 2 * (int) low;
}

static gboolean
is_channel (const WayFlowMap *map, int channel)
{
  return map->channel[channel] == channel;
}

static void
try_spot (const Labels *self, Spot *best, int channel, double x, double y, double width, double cost)
{
  const WayFlowGutter *range = &self->map->channels[channel];
  const WayFlowGround *ground = self->map->ground;

  /* A channel holds no card, so what fits into it covers none. */
  if (range->end - range->start < self->height - 0.5)
    return;
  if (x < ground->gutters[0].start || x + width > ground->gutters[ground->n_gutters - 1].end)
    return;
  if (cost >= best->cost)
    return;

  double top = CLAMP (y, range->start, MAX (range->start, range->end - self->height));
  double covered = sum_cells (self, channel, x, top, width);

  if (covered < G_MAXDOUBLE && cost + covered < best->cost)
    *best = (Spot){ channel, x, top, width, cost + covered };
}

/* On a level piece: in its middle, else a little to either side. */
static void
try_level (const Labels *self, Spot *best, int channel, double x0, double x1, double y, double width)
{
  double slack = fabs (x1 - x0) - width - 2 * ENDS, middle = (x0 + x1) / 2;

  if (slack < 0)
    return;
  for (int i = 0; i < 9; i++)
    {
      double offset = slack / 2 * ((i + 1) / 2) / 4.0 * (i % 2 == 0 ? 1 : -1);

      try_spot (self, best, channel, middle + offset - width / 2, y - self->height / 2, width, fabs (offset) / 8 - COVER_ALONG);
    }
}

/* Beside an upright piece, in each channel that it crosses. */
static void
try_upright (const Labels *self, Spot *best, double x, double y0, double y1, double width, double reach, double cost)
{
  const WayFlowMap *map = self->map;
  double low = MIN (y0, y1), high = MAX (y0, y1);

  for (int c = first_channel (map, low); c < 2 * (int) map->n_bands && map->channels[c].start < high; c++)
    {
      if (!is_channel (map, c) || map->channels[c].end < low)
        continue;

      double room = map->channels[c].end - map->channels[c].start - self->height, edge = CLAMP (room / 2, 0, ENDS);
      double y = CLAMP ((low + high - self->height) / 2, map->channels[c].start + edge, map->channels[c].start + MAX (room - edge, edge));
      double far = fabs (y + self->height / 2 - (low + high) / 2) / 4;

      for (double away = 0; away <= reach; away += STEP)
        {
          try_spot (self, best, c, x + WAY_FLOW_BESIDE + away, y, width, cost + far + away);
          try_spot (self, best, c, x - WAY_FLOW_BESIDE - away - width, y, width, cost + 1 + far + away);
        }
    }
}

static void
try_route (const Labels *self, Spot *best, const WayFlowPlan *plan, const WayFlowRoute *route, double width, double reach)
{
  int gutters = (int) self->map->ground->n_gutters;

  for (guint i = 0; i < plan->n_strips; i++)
    {
      if (plan->strips[i] < gutters)
        try_upright (self, best, route->x[i + 1], route->y[i + 1], route->y[i + 2], width, reach, ASIDE);
      else
        try_level (self, best, plan->strips[i] - gutters, route->x[i + 1], route->x[i + 2], route->y[i + 1], width);
    }
  /* A straight line: upright beside it, level above and below where the cards end. */
  if (plan->n_strips == 0 && route->n == 2 && route->x[0] == route->x[1])
    try_upright (self, best, route->x[0], route->y[0], route->y[1], width, reach, ASIDE);
  if (reach > 0)
    for (guint i = 0; i + 1 < route->n; i++)
      {
        double x = (route->x[i] + route->x[i + 1]) / 2, y = (route->y[i] + route->y[i + 1]) / 2;

        try_upright (self, best, x, y - 80, y + 80, width, reach, NEARBY);
      }
}

/* Where spreading has kept room for it. */
static void
try_carrier (const Labels *self, Spot *best, const WayFlowRequest *request, const WayFlowPlan *plan, const WayFlowRoute *route)
{
  WayFlowWords words;
  int i = way_flow_find_words (self->map, request, plan, route, &words), beside = way_flow_find_beside (self->map, request, plan, route);

  if (beside >= 0)
    try_spot (self, best, beside, route->x[0] + WAY_FLOW_BESIDE, route->label.y - request->label_height / 2, request->label_width, 0);
  if (i < 0)
    return;

  double middle = (route->x[i + 1] + route->x[i + 2]) / 2;

  try_spot (self, best, plan->strips[i] - (int) self->map->ground->n_gutters, middle - request->label_width / 2, way_flow_words_get_y (words, route->y[i + 1], request->label_height), request->label_width, -2 * COVER_ALONG);
}

static gboolean
is_free_of (const GArray *rects, WayRect rect)
{
  for (guint i = 0; rects != NULL && i < rects->len; i++)
    if (way_rect_intersects (g_array_index (rects, WayRect, i), rect))
      return FALSE;
  return TRUE;
}

/* A straight level line runs between the cards of a band, not in a channel: there may still be room on it. */
static gboolean
place_on_straight (Labels *self, const WayFlowRequest *request, const WayFlowPlan *plan, WayFlowRoute *route)
{
  double slack = route->x[1] - route->x[0] - request->label_width - 2 * ENDS;

  if (plan->n_strips != 0 || route->n != 2 || route->y[0] != route->y[1] || slack < 0)
    return FALSE;

  GArray **rects = &self->between[first_channel (self->map, route->y[0]) / 2];

  for (int i = 0; i < 5; i++)
    {
      double offset = slack / 2 * ((i + 1) / 2) / 2.0 * (i % 2 == 0 ? 1 : -1);
      WayRect rect = { (route->x[0] + route->x[1] - request->label_width) / 2 + offset, route->y[0] - request->label_height / 2, request->label_width, request->label_height };

      if (!is_free_of (*rects, rect))
        continue;
      if (*rects == NULL)
        *rects = g_array_new (FALSE, FALSE, sizeof (WayRect));
      g_array_append_val (*rects, rect);
      route->labelled = TRUE;
      route->label = rect;
      return TRUE;
    }
  return FALSE;
}

static void
add_lines (Labels *self, const WayFlowPlan *plan, const WayFlowRoute *route)
{
  const WayFlowMap *map = self->map;
  int gutters = (int) map->ground->n_gutters;

  for (guint i = 0; i < plan->n_strips; i++)
    if (plan->strips[i] >= gutters)
      {
        /* An arc is high only in its middle. */
        double inset = route->bow ? fabs (route->x[i + 2] - route->x[i + 1]) / 4 : 0;
        int channel = plan->strips[i] - gutters, last = find_cell (self, MAX (route->x[i + 1], route->x[i + 2]) - inset);
        Lane *lane = need_lane (self, channel);
        guint64 rows = get_rows (self, channel, route->y[i + 1] - 0.01, route->y[i + 1] + 0.01);

        for (int c = find_cell (self, MIN (route->x[i + 1], route->x[i + 2]) + inset); c <= last; c++)
          lane->along[c] |= rows;
      }
  for (guint i = 0; i + 1 < route->n; i++)
    {
      double low = MIN (route->y[i], route->y[i + 1]), high = MAX (route->y[i], route->y[i + 1]);

      if (route->x[i] != route->x[i + 1])
        continue;
      for (int c = first_channel (map, low); c < 2 * (int) map->n_bands && map->channels[c].start < high; c++)
        if (is_channel (map, c) && map->channels[c].end > low)
          {
            Lane *lane = need_lane (self, c);
            int cell = find_cell (self, route->x[i]);

            lane->across[cell] += (float) (route->n == 2 ? COVER_WHOLE : COVER_ACROSS);
            lane->depth[cell] |= get_rows (self, c, low, high);
          }
    }
}

static void
place_label (Labels *self, const WayFlowRequest *request, const WayFlowPlan *plan, WayFlowRoute *route)
{
  /* Whole and on the line, whole and nearby, shorter on the line, … : each has to be that much better. */
  static const struct
  {
    double share, reach, cost;
  } tries[] = { { 1, 0, 0 }, { 1, 64, 12 }, { 1, 160, 24 }, { 0.7, 0, 130 }, { 0.7, 64, 138 }, { 0, 0, 200 }, { 0, FAR, 210 } };
  Spot best = { .cost = G_MAXDOUBLE };

  self->height = request->label_height;
  if (place_on_straight (self, request, plan, route))
    return;
  try_carrier (self, &best, request, plan, route);
  for (guint i = 0; i < G_N_ELEMENTS (tries) && best.cost > tries[i].cost; i++)
    {
      double least = MIN (request->label_least, request->label_width);
      Spot spot = { .cost = G_MAXDOUBLE };

      try_route (self, &spot, plan, route, MAX (least, request->label_width * tries[i].share), tries[i].reach);
      if (spot.cost < G_MAXDOUBLE && spot.cost + tries[i].cost < best.cost)
        {
          best = spot;
          best.cost += tries[i].cost;
        }
    }
  if (best.cost == G_MAXDOUBLE)
    return;
  route->labelled = TRUE;
  route->label = (WayRect){ best.x, best.y, best.width, request->label_height };
  take_cells (self, best.channel, route->label);
}

static gboolean
is_provided (const WayFlowMap *map, const WayFlowRequest *request, const WayFlowPlan *plan, const WayFlowRoute *route)
{
  WayFlowWords words;

  return (plan->n_strips == 0 && request->from != request->to) || way_flow_find_words (map, request, plan, route, &words) >= 0;
}

static void
labels_init (Labels *self, const WayFlowMap *map)
{
  const WayFlowGround *ground = map->ground;
  double end = ground->gutters[ground->n_gutters - 1].end;

  *self = (Labels){ .map = map, .start = ground->gutters[0].start };
  self->n_cells = MAX ((int) ceil ((end - self->start) / CELL), 1);
  self->lanes = g_new0 (Lane, 2 * map->n_bands);
  self->between = g_new0 (GArray *, map->n_bands + 1);
}

static void
labels_clear (Labels *self)
{
  for (guint i = 0; i < 2 * self->map->n_bands; i++)
    {
      g_free (self->lanes[i].along);
      g_free (self->lanes[i].across);
      g_free (self->lanes[i].depth);
      g_free (self->lanes[i].taken);
    }
  for (guint i = 0; i < self->map->n_bands; i++)
    g_clear_pointer (&self->between[i], g_array_unref);
  g_free (self->lanes);
  g_free (self->between);
}

int
way_flow_find_beside (const WayFlowMap *map, const WayFlowRequest *request, const WayFlowPlan *plan, const WayFlowRoute *route)
{
  const WayFlowGround *ground = map->ground;

  if (request->label_width <= 0 || request->from == request->to || plan->n_strips != 0 || route->n != 2 || route->x[0] != route->x[1])
    return -1;
  if (route->x[0] + WAY_FLOW_BESIDE + request->label_width > ground->gutters[ground->n_gutters - 1].end)
    return -1;
  return map->channel[2 * map->cards[request->from].band + (plan->out == WAY_SIDE_BOTTOM ? 1 : 0)];
}

int
way_flow_find_words (const WayFlowMap *map, const WayFlowRequest *request, const WayFlowPlan *plan, const WayFlowRoute *route, WayFlowWords *words)
{
  int carrier = -1, gutters = (int) map->ground->n_gutters;
  double longest = 0;

  if (request->label_width <= 0)
    return -1;
  for (guint i = 0; i < plan->n_strips; i++)
    {
      double length = fabs (route->x[i + 2] - route->x[i + 1]);

      if (plan->strips[i] < gutters || length <= longest)
        continue;

      double before = route->y[i] - route->y[i + 1], after = route->y[i + 3] - route->y[i + 2];
      gboolean turns_back = before * after > 0;

      if (!turns_back && length < request->label_width + 2 * ENDS)
        continue;
      longest = length;
      carrier = (int) i;
      *words = !turns_back || (!route->bow && length >= request->label_width + SHORT) ? WAY_FLOW_WORDS_ON : before > 0 ? WAY_FLOW_WORDS_ABOVE
                                                                                                                       : WAY_FLOW_WORDS_BELOW;
    }
  return carrier;
}

void
way_flow_place_labels (const WayFlowMap *map, const WayFlowRequest *requests, const WayFlowPlan *plans, guint n, WayFlowRoute *routes)
{
  gboolean wanted = FALSE;
  Labels self;

  for (guint i = 0; i < n && !wanted; i++)
    wanted = requests[i].label_width > 0;
  if (!wanted || map->ground->n_gutters == 0)
    return;
  labels_init (&self, map);
  for (guint i = 0; i < n; i++)
    add_lines (&self, &plans[i], &routes[i]);
  /* First those for which room was kept. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      if (requests[i].label_width > 0 && is_provided (map, &requests[i], &plans[i], &routes[i]) == (pass == 0))
        place_label (&self, &requests[i], &plans[i], &routes[i]);
  labels_clear (&self);
}
