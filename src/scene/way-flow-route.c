#include "scene/way-flow-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Cards above one another with no more than this or than two rows' room between them are joined by a straight line. */
#define STACKED 40.0
/* What a bend, an unusual side and a line without room for its label cost, in points of length. */
#define BEND 14.0
#define ODD_SIDE 56.0
#define FLAT_SIDE 5.0
#define NO_ROOM 260.0
#define AGAINST 300.0
/* For thick lines: what each point costs that a strip would be too narrow, and what keeps them apart there. */
#define CROWDED 24.0
#define CROWD_APART 2.0
#define LABEL_ENDS 22.0
/* Words up to this width stand on the line between neighbours: their gutter is made as wide. */
#define SHORT_WORDS 64.0
/* Lines on one side of a card. */
#define PORT_FIRST 5.0
#define PORT_SHIFT 4.5 /* of left and top against right and bottom: two cards face one another over a gutter */
#define PORT_PITCH 9.0
#define PORT_CLOSE 6.0
#define PORT_CORNER 9.0
/* No bundle is called so. */
#define PORT_OUT (G_MAXUINT - 1)
#define PORT_IN G_MAXUINT

/* --- ports: where on a card's side a line holds on --- */

static gboolean
is_upright (WayFlowSide side)
{
  return side == WAY_SIDE_LEFT || side == WAY_SIDE_RIGHT;
}

static gboolean
port_is_free (const WayFlowCard *card, WayFlowSide side, double at, double half)
{
  for (guint i = 0; i < card->n_ports[side]; i++)
    if (fabs (card->ports[side][i] - at) < MAX (PORT_CLOSE, half + card->halves[side][i]))
      return FALSE;
  return TRUE;
}

static void
take_port (WayFlowCard *card, WayFlowSide side, double at, double half, guint bundle)
{
  guint i = card->n_ports[side];

  if (i >= WAY_FLOW_MAX_PORTS)
    return;
  card->ports[side][i] = (float) at;
  card->halves[side][i] = (float) half;
  card->bundles[side][i] = bundle;
  card->n_ports[side]++;
}

/* The nearest free place from the middle in direction `towards` (-1, 1), then in the other; where lines of the same bundle
 * hold on already, there (`bundle` is 0 at the end at which they part). */
static double
find_port (WayFlowMap *map, guint index, WayFlowSide side, int towards, double half, guint bundle)
{
  const WayRect *rect = &map->ground->cards[index];
  double start = is_upright (side) ? rect->y : rect->x, length = is_upright (side) ? rect->height : rect->width;
  double reach = MAX (length / 2 - PORT_CORNER, 0), middle = start + length / 2;
  double first = side == WAY_SIDE_LEFT || side == WAY_SIDE_TOP ? PORT_FIRST + PORT_SHIFT : PORT_FIRST;
  double at = middle;

  for (guint i = 0; bundle != 0 && i < map->cards[index].n_ports[side]; i++)
    if (map->cards[index].bundles[side][i] == bundle)
      return map->cards[index].ports[side][i];
  for (guint i = 0; i < 2 * WAY_FLOW_MAX_PORTS; i++)
    {
      double offset = (first + PORT_PITCH * (i / 2)) * (i % 2 == 0 ? towards : -towards);

      if (fabs (offset) <= reach && port_is_free (&map->cards[index], side, middle + offset, half))
        {
          at = middle + offset;
          break;
        }
    }
  take_port (&map->cards[index], side, at, half, bundle);
  return at;
}

/* --- plans --- */

/* Whether a card of this band, near the `place`-th, stands in `room`. */
static gboolean
is_taken (const WayFlowMap *map, const WayFlowBand *band, guint place, guint a, guint b, WayRect room)
{
  const WayRect *cards = map->ground->cards;

  for (guint i = MAX (band->first + WAY_FLOW_NEIGHBOURS, place) - WAY_FLOW_NEIGHBOURS; i < band->first + band->count; i++)
    {
      guint other = map->order[i];

      if (cards[other].x >= room.x + room.width)
        return FALSE;
      if (other != a && other != b && way_rect_intersects (cards[other], room))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_between (const WayFlowMap *map, guint a, guint b, WayRect room)
{
  const WayFlowCard *from = &map->cards[a], *to = &map->cards[b];

  return is_taken (map, &map->bands[from->band], from->place, a, b, room) || (to->band != from->band && is_taken (map, &map->bands[to->band], to->place, a, b, room));
}

/* Whether there is nothing but room for lines between the rows of both. */
static gboolean
is_next_row (const WayFlowMap *map, const WayFlowRequest *request)
{
  guint a = map->cards[request->from].band, b = map->cards[request->to].band;
  guint upper = MIN (a, b);

  return MAX (a, b) == upper + 1 && map->channels[2 * upper + 1].end >= map->channels[2 * upper + 2].start - 0.5;
}

/* One straight line; FALSE if there is none, or no place for it that both sides have free. Words that would fit if the
 * gutter were wider are written down in `needs`, if it is not NULL. */
static gboolean
plan_straight (WayFlowMap *map, double *needs, const WayFlowRequest *request, WayFlowPlan *plan, WayFlowRoute *route)
{
  const WayRect *a = &map->ground->cards[request->from], *b = &map->ground->cards[request->to];
  WayFlowCard *from = &map->cards[request->from], *to = &map->cards[request->to];
  double low, high, along0, along1, half = request->label_width > 0 ? request->label_height / 2 + 1 : 1;
  gboolean level = from->band == to->band && b->x >= a->x + a->width;
  double missing = 0;

  if (level)
    {
      low = MAX (a->y, b->y);
      high = MIN (a->y + a->height, b->y + b->height);
      along0 = a->x + a->width;
      along1 = b->x;
      if ((request->flags & (WAY_FLOW_BOW | WAY_FLOW_FALL)) != 0)
        return FALSE;
      missing = request->label_width > 0 ? request->label_width + LABEL_ENDS - (along1 - along0) : 0;
      if (missing > 0 && (needs == NULL || request->label_width > SHORT_WORDS || from->right < 0 || from->right != to->left))
        return FALSE;
      *plan = (WayFlowPlan){ WAY_SIDE_RIGHT, WAY_SIDE_LEFT, 0, { 0 } };
    }
  else
    {
      gboolean down = b->y >= a->y + a->height;

      low = MAX (a->x, b->x);
      high = MIN (a->x + a->width, b->x + b->width);
      along0 = down ? a->y + a->height : a->y;
      along1 = down ? b->y : b->y + b->height;
      if ((!down && a->y < b->y + b->height) || (fabs (along1 - along0) > STACKED && !is_next_row (map, request)) || (request->flags & WAY_FLOW_BOW) != 0)
        return FALSE;
      *plan = (WayFlowPlan){ down ? WAY_SIDE_BOTTOM : WAY_SIDE_TOP, down ? WAY_SIDE_TOP : WAY_SIDE_BOTTOM, 0, { 0 } };
    }
  if (high - low < 2 * PORT_CORNER)
    return FALSE;

  for (guint i = 0; i < 2 * WAY_FLOW_MAX_PORTS - 1; i++)
    {
      double at = (low + high) / 2 + PORT_PITCH * ((i + 1) / 2) * (i % 2 == 0 ? 1 : -1);

      if (at < low + PORT_CORNER - 0.01 || at > high - PORT_CORNER + 0.01 || !port_is_free (from, plan->out, at, request->thick / 2) || !port_is_free (to, plan->in, at, request->thick / 2))
        continue;
      if (is_between (map, request->from, request->to, level ? (WayRect){ along0, at - half, along1 - along0, 2 * half } : (WayRect){ at - 1, MIN (along0, along1), 2, fabs (along1 - along0) }))
        continue;
      take_port (from, plan->out, at, request->thick / 2, 0);
      take_port (to, plan->in, at, request->thick / 2, 0);
      if (missing > 0)
        needs[from->right] = MAX (needs[from->right], along1 - along0 + missing);
      *route = (WayFlowRoute){ .found = TRUE, .n = 2, .x = { level ? along0 : at, level ? along1 : at }, .y = { level ? at : along0, level ? at : along1 } };
      return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const WayFlowMap *map;
  const WayFlowRequest *request;
  WayFlowPlan best;
  double cost;
} Choice;

static double
middle_of (const WayFlowMap *map, int strip)
{
  WayFlowGutter range = way_flow_map_get_strip (map, strip);

  return (range.start + range.end) / 2;
}

static double
side_at (const WayRect *card, WayFlowSide side)
{
  switch (side)
    {
    case WAY_SIDE_LEFT:
      return card->x;
    case WAY_SIDE_RIGHT:
      return card->x + card->width;
    case WAY_SIDE_TOP:
      return card->y;
    default:
      return card->y + card->height;
    }
}

/* The points of a plan, from a port to a port, through the middle of the strips. */
static guint
make_points (const WayFlowMap *map, const WayFlowPlan *plan, const WayRect *a, const WayRect *b, double port_a, double port_b, double *xs, double *ys)
{
  double x = is_upright (plan->out) ? side_at (a, plan->out) : port_a;
  double y = is_upright (plan->out) ? port_a : side_at (a, plan->out);
  gboolean gutter = is_upright (plan->out);
  guint n = 0;

  xs[n] = x;
  ys[n++] = y;
  for (guint i = 0; i < plan->n_strips; i++, gutter = !gutter)
    {
      if (gutter)
        x = middle_of (map, plan->strips[i]);
      else
        y = middle_of (map, plan->strips[i]);
      xs[n] = x;
      ys[n++] = y;
    }
  /* Along the last strip to where the port is, and into the card. */
  if (is_upright (plan->in))
    y = port_b;
  else
    x = port_b;
  xs[n] = x;
  ys[n++] = y;
  xs[n] = is_upright (plan->in) ? side_at (b, plan->in) : port_b;
  ys[n++] = is_upright (plan->in) ? port_b : side_at (b, plan->in);
  return n;
}

static double
side_cost (WayFlowSide side, WayFlowSide natural, gboolean back, gboolean over)
{
  if (side == natural)
    return back ? ODD_SIDE / 2 : 0;
  if (is_upright (side))
    return ODD_SIDE;
  /* Ahead below the cards, back and around above them: so the two do not meet. */
  return over == (side == WAY_SIDE_TOP) ? FLAT_SIDE : FLAT_SIDE + 4;
}

/* What is in the strip's way already, less what it has room for; 0 if all fits. */
static double
measure_crowd (const WayFlowMap *map, const WayFlowRequest *request, int strip, double low, double high)
{
  gboolean gutter = strip < (int) map->ground->n_gutters;
  WayFlowGutter range = way_flow_map_get_strip (map, strip);
  double size = request->thick + CROWD_APART;

  for (guint i = 0; i < map->n_planned; i++)
    for (guint k = 0; k < map->plans[i].n_strips; k++)
      {
        const double *along = gutter ? map->routes[i].y : map->routes[i].x;
        double from = MIN (along[k + 1], along[k + 2]), to = MAX (along[k + 1], along[k + 2]);

        if (map->plans[i].strips[k] != strip || from >= high || to <= low)
          continue;
        /* Where one of its bundle goes there is a place for it. */
        if (request->bundle != 0 && map->requests[i].bundle == request->bundle)
          return 0;
        size += MAX (map->requests[i].thick, 2) + CROWD_APART;
      }
  return MAX (size + 2 * CROWD_APART - (range.end - range.start), 0);
}

static void
consider (Choice *choice, WayFlowPlan plan)
{
  const WayFlowRequest *request = choice->request;
  const WayRect *a = &choice->map->ground->cards[request->from], *b = &choice->map->ground->cards[request->to];
  gboolean back = b->x + b->width / 2 < a->x + a->width / 2 - 1;
  gboolean bow = (request->flags & WAY_FLOW_BOW) != 0, over = back || bow;
  gboolean level = choice->map->cards[request->from].band == choice->map->cards[request->to].band;
  double xs[WAY_FLOW_MAX_POINTS], ys[WAY_FLOW_MAX_POINTS], longest = 0;
  double cost = BEND * (plan.n_strips + 1) + side_cost (plan.out, WAY_SIDE_RIGHT, back, over) + side_cost (plan.in, WAY_SIDE_LEFT, back, over);
  guint n = make_points (choice->map, &plan, a, b, is_upright (plan.out) ? a->y + a->height / 2 : a->x + a->width / 2, is_upright (plan.in) ? b->y + b->height / 2 : b->x + b->width / 2, xs, ys);

  for (guint i = 1; i < n; i++)
    {
      cost += fabs (xs[i] - xs[i - 1]) + fabs (ys[i] - ys[i - 1]);
      longest = MAX (longest, fabs (xs[i] - xs[i - 1]));
    }
  /* A loop around the side of two cards has its words between them. */
  if (request->label_width > 0 && longest < request->label_width + LABEL_ENDS && !(bow && plan.n_strips == 1 && is_upright (plan.out)))
    cost += NO_ROOM * (1 - longest / (request->label_width + LABEL_ENDS));
  if (bow && plan.n_strips == 1)
    cost += plan.out == plan.in ? -2 * BEND : AGAINST;
  /* Back or away through the gap that the line ahead takes: around the card one sees that it is another. */
  if ((back || (request->flags & WAY_FLOW_FALL) != 0) && level && plan.n_strips == 1 && is_upright (plan.out) && plan.out != plan.in)
    cost += AGAINST;
  if ((request->flags & WAY_FLOW_FALL) != 0 && ((plan.out != WAY_SIDE_RIGHT && plan.out != WAY_SIDE_BOTTOM) || (level && plan.in == WAY_SIDE_TOP)))
    cost += 3 * BEND;
  for (guint i = 0; i < plan.n_strips && request->thick > 0; i++)
    {
      const double *along = plan.strips[i] < (int) choice->map->ground->n_gutters ? ys : xs;

      cost += CROWDED * measure_crowd (choice->map, request, plan.strips[i], MIN (along[i + 1], along[i + 2]), MAX (along[i + 1], along[i + 2]));
    }
  if (cost < choice->cost)
    {
      choice->cost = cost;
      choice->best = plan;
    }
}

/* A gutter in which one can change between two channels, as near to `from` and `to` as can be. */
static int
find_change (const WayFlowMap *map, int a, int b, int near)
{
  int n = (int) map->ground->n_gutters;

  for (int i = 0; i < 2 * n; i++)
    {
      int g = near + ((i + 1) / 2) * (i % 2 == 0 ? 1 : -1);

      if (g >= 0 && g < n && way_flow_map_can_change (map, g, a, b))
        return g;
    }
  return -1;
}

static void
consider_sides (Choice *choice, WayFlowSide out, WayFlowSide in)
{
  const WayFlowMap *map = choice->map;
  const WayFlowCard *a = &map->cards[choice->request->from], *b = &map->cards[choice->request->to];
  int channels = (int) map->ground->n_gutters, band_a = (int) a->band, band_b = (int) b->band;
  int strip_a = out == WAY_SIDE_LEFT ? a->left : out == WAY_SIDE_RIGHT ? a->right
                                                                       : map->channel[2 * band_a + (out == WAY_SIDE_BOTTOM)];
  int strip_b = in == WAY_SIDE_LEFT ? b->left : in == WAY_SIDE_RIGHT ? b->right
                                                                     : map->channel[2 * band_b + (in == WAY_SIDE_BOTTOM)];

  if (!a->open[out] || !b->open[in])
    return;
  if (is_upright (out) && is_upright (in))
    {
      if (strip_a == strip_b)
        {
          if (way_flow_map_can_pass (map, strip_a, MIN (band_a, band_b), MAX (band_a, band_b)))
            consider (choice, (WayFlowPlan){ out, in, 1, { strip_a } });
          return;
        }
      for (int i = 0; i < 4; i++)
        {
          int channel = map->channel[i < 2 ? 2 * band_a + i : 2 * band_b + i - 2];

          if (way_flow_map_can_reach (map, strip_a, band_a, channel) && way_flow_map_can_reach (map, strip_b, band_b, channel))
            consider (choice, (WayFlowPlan){ out, in, 3, { strip_a, channels + channel, strip_b } });
        }
    }
  else if (is_upright (out))
    {
      if (way_flow_map_can_reach (map, strip_a, band_a, strip_b))
        consider (choice, (WayFlowPlan){ out, in, 2, { strip_a, channels + strip_b } });
    }
  else if (is_upright (in))
    {
      if (way_flow_map_can_reach (map, strip_b, band_b, strip_a))
        consider (choice, (WayFlowPlan){ out, in, 2, { channels + strip_a, strip_b } });
    }
  else if (strip_a == strip_b)
    consider (choice, (WayFlowPlan){ out, in, 1, { channels + strip_a } });
  else
    {
      int near[4] = { a->right, a->left, b->left, b->right };

      for (int i = 0; i < 4; i++)
        {
          int gutter = near[i] >= 0 ? near[i] : 0;

          if (!way_flow_map_can_change (map, gutter, strip_a, strip_b))
            gutter = choice->cost < G_MAXDOUBLE ? -1 : find_change (map, strip_a, strip_b, gutter);
          if (gutter >= 0)
            consider (choice, (WayFlowPlan){ out, in, 3, { channels + strip_a, gutter, channels + strip_b } });
        }
    }
}

static gboolean
plan_around (WayFlowMap *map, const WayFlowRequest *request, WayFlowPlan *plan)
{
  static const WayFlowSide outs[] = { WAY_SIDE_RIGHT, WAY_SIDE_BOTTOM, WAY_SIDE_TOP, WAY_SIDE_LEFT };
  static const WayFlowSide ins[] = { WAY_SIDE_LEFT, WAY_SIDE_TOP, WAY_SIDE_BOTTOM, WAY_SIDE_RIGHT };
  const WayRect *a = &map->ground->cards[request->from], *b = &map->ground->cards[request->to];
  /* Against the grain only to what lies behind, above or below. */
  guint n = b->x >= a->x + a->width ? 3 : 4;
  Choice choice = { map, request, { 0 }, G_MAXDOUBLE };

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      consider_sides (&choice, outs[i], ins[j]);
  *plan = choice.best;
  return choice.cost < G_MAXDOUBLE;
}

static gboolean
can_bow (const WayFlowMap *map, const WayFlowRequest *request, const WayFlowPlan *plan)
{
  const WayRect *a = &map->ground->cards[request->from], *b = &map->ground->cards[request->to];
  const WayFlowBand *band = &map->bands[map->cards[request->from].band];

  if (plan->n_strips != 1 || plan->out != plan->in || is_upright (plan->out) || (request->flags & WAY_FLOW_WIDE) != 0 || request->bundle != 0)
    return FALSE;
  if ((request->flags & WAY_FLOW_BOW) == 0 && b->x >= a->x)
    return FALSE;
  /* Nothing of the band may stand out above the line from end to end. */
  if (plan->out == WAY_SIDE_TOP)
    return fabs (a->y - band->y0) < 0.5 && fabs (b->y - band->y0) < 0.5;
  return fabs (a->y + a->height - band->y1) < 0.5 && fabs (b->y + b->height - band->y1) < 0.5;
}

/* A line from a card to itself: around its upper right corner, or off and down. */
static void
route_self (const WayFlowMap *map, const WayFlowRequest *request, WayFlowRoute *route)
{
  const WayRect *card = &map->ground->cards[request->from];
  const WayFlowCard *info = &map->cards[request->from];
  double right = card->x + card->width, below = card->y + card->height;
  WayFlowGutter gutter = { right + 2, right + 12 }, channel;

  if (info->right >= 0)
    gutter = map->ground->gutters[info->right];

  double x = MIN (right + 7, (right + gutter.end) / 2);

  if ((request->flags & WAY_FLOW_FALL) != 0)
    {
      channel = map->channels[2 * info->band + 1];
      *route = (WayFlowRoute){ .found = TRUE, .n = 3, .x = { right, x, x }, .y = { below - 22, below - 22, MAX (below - 6, channel.end - 2) } };
      return;
    }
  channel = map->channels[map->channel[2 * info->band]];

  double y = MAX (card->y - 9, (card->y + channel.start) / 2);

  *route = (WayFlowRoute){ .found = TRUE, .n = 5, .x = { right - 24, right - 24, x, x, right }, .y = { card->y, y, y, card->y + 20, card->y + 20 } };
}

static void
route_around (WayFlowMap *map, const WayFlowRequest *request, WayFlowPlan *plan, WayFlowRoute *route)
{
  const WayRect *a = &map->ground->cards[request->from], *b = &map->ground->cards[request->to];
  double xs[WAY_FLOW_MAX_POINTS], ys[WAY_FLOW_MAX_POINTS];

  if (plan->n_strips == 0 && !plan_around (map, request, plan))
    {
      *plan = (WayFlowPlan){ 0 };
      *route = (WayFlowRoute){ .n = 2, .x = { a->x + a->width, b->x }, .y = { a->y + a->height / 2, b->y + b->height / 2 } };
      return;
    }

  guint n = make_points (map, plan, a, b, is_upright (plan->out) ? a->y + a->height / 2 : a->x + a->width / 2, is_upright (plan->in) ? b->y + b->height / 2 : b->x + b->width / 2, xs, ys);
  /* Each end moves towards where its line goes. */
  gboolean bends_back = is_upright (plan->out) ? ys[2] < ys[1] : xs[2] < xs[1];
  gboolean comes_back = is_upright (plan->in) ? ys[n - 3] < ys[n - 2] : xs[n - 3] < xs[n - 2];
  gboolean bus = (request->flags & WAY_FLOW_BUS) != 0;
  double port_a = find_port (map, request->from, plan->out, bends_back ? -1 : 1, request->thick / 2, bus ? PORT_OUT : request->bundle % 2 == 0 ? request->bundle
                                                                                                                                               : 0);
  double port_b = find_port (map, request->to, plan->in, comes_back ? -1 : 1, request->thick / 2, bus ? PORT_IN : request->bundle % 2 == 1 ? request->bundle
                                                                                                                                           : 0);

  *route = (WayFlowRoute){ .found = TRUE, .bow = can_bow (map, request, plan) };
  route->n = make_points (map, plan, a, b, port_a, port_b, route->x, route->y);
}

static void
plan_all (WayFlowMap *map, double *needs, const WayFlowRequest *requests, guint n_requests, WayFlowPlan *plans, WayFlowRoute *routes)
{
  /* Straight lines first: they cannot give way. */
  for (guint i = 0; i < n_requests; i++)
    {
      routes[i].n = 0;
      if (requests[i].from == requests[i].to)
        route_self (map, &requests[i], &routes[i]);
      else if (plans[i].n_strips == 0)
        plan_straight (map, needs, &requests[i], &plans[i], &routes[i]);
    }
  for (guint i = 0; i < n_requests; i++)
    {
      if (routes[i].n == 0)
        route_around (map, &requests[i], &plans[i], &routes[i]);
      map->requests = requests;
      map->plans = plans;
      map->routes = routes;
      map->n_planned = i + 1;
    }
}

/* --- public --- */

void
way_flow_route (const WayFlowGround *ground, const WayFlowRequest *requests, guint n_requests, const WayFlowPlan *given, WayFlowRoute *routes)
{
  WayFlowMap map;
  g_autofree WayFlowPlan *plans = g_new0 (WayFlowPlan, n_requests);

  if (n_requests == 0)
    return;
  if (given != NULL)
    memcpy (plans, given, n_requests * sizeof *plans);
  way_flow_map_init (&map, ground);
  plan_all (&map, NULL, requests, n_requests, plans, routes);
  way_flow_spread (&map, requests, plans, n_requests, routes, NULL);
  way_flow_place_labels (&map, requests, plans, n_requests, routes);
  way_flow_map_clear (&map);
}

void
way_flow_measure (const WayFlowGround *ground, const WayFlowRequest *requests, guint n_requests, WayFlowPlan *plans, double *gutters, WayFlowGutter *rooms)
{
  WayFlowMap map;
  g_autofree WayFlowRoute *routes = g_new0 (WayFlowRoute, n_requests);

  way_flow_map_init (&map, ground);

  guint n = ground->n_gutters;
  g_autofree double *needs = g_new0 (double, n + 2 * map.n_bands);

  if (n_requests > 0)
    memset (plans, 0, n_requests * sizeof *plans);
  plan_all (&map, needs, requests, n_requests, plans, routes);
  way_flow_spread (&map, requests, plans, n_requests, routes, needs);
  for (guint i = 0; i < n; i++)
    gutters[i] = needs[i];
  for (guint i = 0; i < ground->n_cards; i++)
    {
      guint band = map.cards[i].band;

      rooms[i] = (WayFlowGutter){ needs[n + (guint) map.channel[2 * band]], needs[n + (guint) map.channel[2 * band + 1]] };
    }
  way_flow_map_clear (&map);
}

/* How far the control points of an arc lie inwards: it sets out as steeply as it can and not more than it need. */
static double
get_lean (const WayFlowRoute *self)
{
  double span = self->x[3] - self->x[0], rise = fabs (self->y[1] - self->y[0]);

  return CLAMP (span / 3, -2.2 * rise, 2.2 * rise);
}

WayPath *
way_flow_route_make_path (const WayFlowRoute *self, double radius)
{
  WayPath *path = way_path_new ();

  if (!self->bow)
    {
      way_path_add_rounded (path, self->x, self->y, self->n, radius);
      return path;
    }
  /* The arc's highest point lies three quarters of the way to its control points. */
  double lean = get_lean (self);

  way_path_move_to (path, self->x[0], self->y[0]);
  way_path_curve_to (path, self->x[0] + lean, self->y[0] + (self->y[1] - self->y[0]) / 0.75, self->x[3] - lean, self->y[3] + (self->y[2] - self->y[3]) / 0.75, self->x[3], self->y[3]);
  return path;
}

void
way_flow_route_get_end (const WayFlowRoute *self, double *dx, double *dy)
{
  *dx = self->x[self->n - 1] - self->x[self->n - 2];
  *dy = self->y[self->n - 1] - self->y[self->n - 2];
  if (self->bow)
    {
      *dx = get_lean (self);
      *dy /= 0.75;
    }
}
