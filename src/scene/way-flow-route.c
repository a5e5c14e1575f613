#include "scene/way-flow-private.h"

#include <math.h>
#include <stdlib.h>

/* Bands closer than this are one; farther apart than SHARED, each has a channel of its own. */
#define TOUCHING 3.0
#define SHARED 26.0
#define CHANNEL 14.0
/* Cards above one another with no more than this between them are joined by a straight line. */
#define STACKED 40.0
/* What a bend, an unusual side and a line without room for its label cost, in points of length. */
#define BEND 14.0
#define ODD_SIDE 56.0
#define FLAT_SIDE 5.0
#define NO_ROOM 260.0
#define AGAINST 300.0
#define LABEL_ENDS 22.0
/* Lines on one side of a card. */
#define PORT_FIRST 5.0
#define PORT_SHIFT 4.5 /* of left and top against right and bottom: two cards face one another over a gutter */
#define PORT_PITCH 9.0
#define PORT_CLOSE 6.0
#define PORT_CORNER 9.0
/* Cards before this one in its band that may reach as far to the right. */
#define NEIGHBOURS 8u

/* --- the map of what is free --- */

static int
compare_tops_cb (const void *a, const void *b, void *data)
{
  const WayRect *cards = data, *x = &cards[*(const guint *) a], *y = &cards[*(const guint *) b];

  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return *(const guint *) a < *(const guint *) b ? -1 : 1;
}

static int
compare_lefts_cb (const void *a, const void *b, void *data)
{
  const WayRect *cards = data, *x = &cards[*(const guint *) a], *y = &cards[*(const guint *) b];

  if (x->x != y->x)
    return x->x < y->x ? -1 : 1;
  return *(const guint *) a < *(const guint *) b ? -1 : 1;
}

static void
make_bands (WayFlowMap *map)
{
  const WayFlowGround *ground = map->ground;
  WayRect *cards = (WayRect *) ground->cards;

  map->order = g_new (guint, ground->n_cards);
  map->bands = g_new (WayFlowBand, ground->n_cards);
  for (guint i = 0; i < ground->n_cards; i++)
    map->order[i] = i;
  g_qsort_with_data (map->order, (int) ground->n_cards, sizeof (guint), compare_tops_cb, cards);

  for (guint i = 0; i < ground->n_cards; i++)
    {
      const WayRect *card = &cards[map->order[i]];
      WayFlowBand *band = map->n_bands > 0 ? &map->bands[map->n_bands - 1] : NULL;

      if (band == NULL || card->y >= band->y1 + TOUCHING)
        {
          band = &map->bands[map->n_bands++];
          *band = (WayFlowBand){ card->y, card->y + card->height, i, 0 };
        }
      band->y1 = MAX (band->y1, card->y + card->height);
      band->count++;
    }
  for (guint b = 0; b < map->n_bands; b++)
    {
      WayFlowBand *band = &map->bands[b];

      g_qsort_with_data (map->order + band->first, (int) band->count, sizeof (guint), compare_lefts_cb, cards);
      for (guint i = 0; i < band->count; i++)
        {
          map->cards[map->order[band->first + i]].band = b;
          map->cards[map->order[band->first + i]].place = band->first + i;
        }
    }
}

static void
make_channels (WayFlowMap *map)
{
  map->channels = g_new0 (WayFlowGutter, 2 * map->n_bands);
  map->channel = g_new (int, 2 * map->n_bands);
  for (guint b = 0; b < map->n_bands; b++)
    {
      const WayFlowBand *band = &map->bands[b];
      double above = b > 0 ? map->bands[b - 1].y1 : map->ground->top;
      double below = b + 1 < map->n_bands ? map->bands[b + 1].y0 : map->ground->bottom;
      double over = band->y0 - above, under = below - band->y1;
      double reach_over = b > 0 && over < SHARED ? over : MIN (CHANNEL, b > 0 ? over / 2 : over);
      double reach_under = b + 1 < map->n_bands && under < SHARED ? under : MIN (CHANNEL, b + 1 < map->n_bands ? under / 2 : under);

      map->channels[2 * b] = (WayFlowGutter){ band->y0 - MAX (reach_over, 0), band->y0 };
      map->channels[2 * b + 1] = (WayFlowGutter){ band->y1, band->y1 + MAX (reach_under, 0) };
      map->channel[2 * b] = b > 0 && over < SHARED ? (int) (2 * b - 1) : (int) (2 * b);
      map->channel[2 * b + 1] = (int) (2 * b + 1);
    }
}

static double
gutter_middle (const WayFlowMap *map, guint g)
{
  return (map->ground->gutters[g].start + map->ground->gutters[g].end) / 2;
}

/* The first gutter whose middle lies at `x` or to its right. */
static guint
find_gutter (const WayFlowMap *map, double x)
{
  guint low = 0, high = map->ground->n_gutters;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (gutter_middle (map, middle) < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
make_blocked (WayFlowMap *map)
{
  const WayFlowGround *ground = map->ground;
  guint row = map->n_bands + 1;

  map->blocked = g_new0 (int, (gsize) row * ground->n_gutters);
  for (guint i = 0; i < ground->n_cards; i++)
    {
      const WayRect *card = &ground->cards[i];
      WayFlowCard *info = &map->cards[i];

      info->right = (int) find_gutter (map, card->x + card->width);
      info->left = (int) find_gutter (map, card->x) - 1;
      for (int g = info->left; g <= info->right; g++)
        if (g >= 0 && g < (int) ground->n_gutters && ground->gutters[g].start < card->x + card->width - 0.01 && ground->gutters[g].end > card->x + 0.01)
          map->blocked[(gsize) g * row + info->band + 1] = 1;
      if (info->right == (int) ground->n_gutters)
        info->right = -1;
    }
  for (guint g = 0; g < ground->n_gutters; g++)
    for (guint b = 1; b < row; b++)
      map->blocked[(gsize) g * row + b] += map->blocked[(gsize) g * row + b - 1];
}

/* Whether the line may pass the bands `first` to `last` in this gutter; none if `last` < `first`. */
static gboolean
can_pass (const WayFlowMap *map, int gutter, int first, int last)
{
  const int *row = map->blocked + (gsize) gutter * (map->n_bands + 1);

  return last < first || row[last + 1] == row[first];
}

static gboolean
can_reach (const WayFlowMap *map, int gutter, int band, int channel)
{
  return channel <= 2 * band ? can_pass (map, gutter, (channel + 1) / 2, band) : can_pass (map, gutter, band, (channel - 1) / 2);
}

static gboolean
can_change (const WayFlowMap *map, int gutter, int a, int b)
{
  return can_pass (map, gutter, (MIN (a, b) + 1) / 2, (MAX (a, b) + 1) / 2 - 1);
}

/* Cards that overlap sideways in one band (their lane does not keep rows): what lies above or below is not open. */
static void
close_sides (WayFlowMap *map)
{
  const WayRect *cards = map->ground->cards;

  for (guint b = 0; b < map->n_bands; b++)
    for (guint i = 0; i < map->bands[b].count; i++)
      {
        guint me = map->order[map->bands[b].first + i];
        WayFlowCard *info = &map->cards[me];
        double right = cards[me].x + cards[me].width;

        info->open[WAY_SIDE_LEFT] = info->left >= 0 && can_pass (map, info->left, (int) b, (int) b);
        info->open[WAY_SIDE_RIGHT] = info->right >= 0 && can_pass (map, info->right, (int) b, (int) b);
        info->open[WAY_SIDE_TOP] = info->open[WAY_SIDE_BOTTOM] = TRUE;
        for (guint j = i; j-- > 0 && i - j <= NEIGHBOURS;)
          {
            guint other = map->order[map->bands[b].first + j];
            WayFlowCard *its = &map->cards[other];
            gboolean below = cards[me].y >= cards[other].y + cards[other].height;

            if (cards[other].x + cards[other].width <= cards[me].x)
              {
                /* Beside it with no gutter between. */
                if (its->right == info->right)
                  its->open[WAY_SIDE_RIGHT] = FALSE;
                if (its->left == info->left)
                  info->open[WAY_SIDE_LEFT] = FALSE;
                continue;
              }
            if (cards[other].x >= right)
              continue;
            info->open[below ? WAY_SIDE_TOP : WAY_SIDE_BOTTOM] = FALSE;
            its->open[below ? WAY_SIDE_BOTTOM : WAY_SIDE_TOP] = FALSE;
          }
      }
}

static void
map_init (WayFlowMap *map, const WayFlowGround *ground)
{
  *map = (WayFlowMap){ .ground = ground };
  map->cards = g_new0 (WayFlowCard, ground->n_cards);
  make_bands (map);
  make_channels (map);
  make_blocked (map);
  close_sides (map);
}

static void
map_clear (WayFlowMap *map)
{
  g_free (map->cards);
  g_free (map->order);
  g_free (map->bands);
  g_free (map->blocked);
  g_free (map->channels);
  g_free (map->channel);
}

/* --- ports: where on a card's side a line holds on --- */

static gboolean
is_upright (WayFlowSide side)
{
  return side == WAY_SIDE_LEFT || side == WAY_SIDE_RIGHT;
}

static gboolean
port_is_free (const WayFlowCard *card, WayFlowSide side, double at)
{
  for (guint i = 0; i < card->n_ports[side]; i++)
    if (fabs (card->ports[side][i] - at) < PORT_CLOSE)
      return FALSE;
  return TRUE;
}

static void
take_port (WayFlowCard *card, WayFlowSide side, double at)
{
  if (card->n_ports[side] < WAY_FLOW_MAX_PORTS)
    card->ports[side][card->n_ports[side]++] = (float) at;
}

/* The nearest free place from the middle in direction `towards` (-1, 1), then in the other. */
static double
find_port (WayFlowMap *map, guint index, WayFlowSide side, int towards)
{
  const WayRect *rect = &map->ground->cards[index];
  double start = is_upright (side) ? rect->y : rect->x, length = is_upright (side) ? rect->height : rect->width;
  double reach = MAX (length / 2 - PORT_CORNER, 0), middle = start + length / 2;
  double first = side == WAY_SIDE_LEFT || side == WAY_SIDE_TOP ? PORT_FIRST + PORT_SHIFT : PORT_FIRST;
  double at = middle;

  for (guint i = 0; i < 2 * WAY_FLOW_MAX_PORTS; i++)
    {
      double offset = (first + PORT_PITCH * (i / 2)) * (i % 2 == 0 ? towards : -towards);

      if (fabs (offset) <= reach && port_is_free (&map->cards[index], side, middle + offset))
        {
          at = middle + offset;
          break;
        }
    }
  take_port (&map->cards[index], side, at);
  return at;
}

/* --- plans --- */

/* Whether a card of this band, near the `place`-th, stands in `room`. */
static gboolean
is_taken (const WayFlowMap *map, const WayFlowBand *band, guint place, guint a, guint b, WayRect room)
{
  const WayRect *cards = map->ground->cards;

  for (guint i = MAX (band->first + NEIGHBOURS, place) - NEIGHBOURS; i < band->first + band->count; i++)
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

/* One straight line; FALSE if there is none, or no place for it that both sides have free. */
static gboolean
plan_straight (WayFlowMap *map, const WayFlowRequest *request, WayFlowPlan *plan, WayFlowRoute *route)
{
  const WayRect *a = &map->ground->cards[request->from], *b = &map->ground->cards[request->to];
  WayFlowCard *from = &map->cards[request->from], *to = &map->cards[request->to];
  double low, high, along0, along1, half = request->label_width > 0 ? request->label_height / 2 + 1 : 1;
  gboolean level = from->band == to->band && b->x >= a->x + a->width;

  if (level)
    {
      low = MAX (a->y, b->y);
      high = MIN (a->y + a->height, b->y + b->height);
      along0 = a->x + a->width;
      along1 = b->x;
      if ((request->flags & (WAY_FLOW_BOW | WAY_FLOW_FALL)) != 0 || (request->label_width > 0 && along1 - along0 < request->label_width + LABEL_ENDS))
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
      if ((!down && a->y < b->y + b->height) || fabs (along1 - along0) > STACKED || (request->flags & WAY_FLOW_BOW) != 0)
        return FALSE;
      *plan = (WayFlowPlan){ down ? WAY_SIDE_BOTTOM : WAY_SIDE_TOP, down ? WAY_SIDE_TOP : WAY_SIDE_BOTTOM, 0, { 0 } };
    }
  if (high - low < 2 * PORT_CORNER)
    return FALSE;

  for (guint i = 0; i < 2 * WAY_FLOW_MAX_PORTS - 1; i++)
    {
      double at = (low + high) / 2 + PORT_PITCH * ((i + 1) / 2) * (i % 2 == 0 ? 1 : -1);

      if (at < low + PORT_CORNER - 0.01 || at > high - PORT_CORNER + 0.01 || !port_is_free (from, plan->out, at) || !port_is_free (to, plan->in, at))
        continue;
      if (is_between (map, request->from, request->to, level ? (WayRect){ along0, at - half, along1 - along0, 2 * half } : (WayRect){ at - 1, MIN (along0, along1), 2, fabs (along1 - along0) }))
        continue;
      take_port (from, plan->out, at);
      take_port (to, plan->in, at);
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

static void
consider (Choice *choice, WayFlowPlan plan)
{
  const WayFlowRequest *request = choice->request;
  const WayRect *a = &choice->map->ground->cards[request->from], *b = &choice->map->ground->cards[request->to];
  gboolean back = b->x + b->width / 2 < a->x + a->width / 2 - 1;
  gboolean over = back || (request->flags & WAY_FLOW_BOW) != 0;
  double xs[WAY_FLOW_MAX_POINTS], ys[WAY_FLOW_MAX_POINTS], longest = 0;
  double cost = BEND * (plan.n_strips + 1) + side_cost (plan.out, WAY_SIDE_RIGHT, back, over) + side_cost (plan.in, WAY_SIDE_LEFT, back, over);
  guint n = make_points (choice->map, &plan, a, b, is_upright (plan.out) ? a->y + a->height / 2 : a->x + a->width / 2, is_upright (plan.in) ? b->y + b->height / 2 : b->x + b->width / 2, xs, ys);

  for (guint i = 1; i < n; i++)
    {
      cost += fabs (xs[i] - xs[i - 1]) + fabs (ys[i] - ys[i - 1]);
      longest = MAX (longest, fabs (xs[i] - xs[i - 1]));
    }
  if (request->label_width > 0 && longest < request->label_width + LABEL_ENDS)
    cost += NO_ROOM * (1 - longest / (request->label_width + LABEL_ENDS));
  if ((request->flags & WAY_FLOW_BOW) != 0 && plan.n_strips == 1)
    cost += plan.out == plan.in ? -2 * BEND : AGAINST;
  /* Back through the gap that the line ahead takes: over the cards one sees that it is another. */
  if (back && plan.n_strips == 1 && is_upright (plan.out) && plan.out != plan.in && choice->map->cards[request->from].band == choice->map->cards[request->to].band)
    cost += AGAINST;
  if ((request->flags & WAY_FLOW_FALL) != 0 && plan.out != WAY_SIDE_RIGHT && plan.out != WAY_SIDE_BOTTOM)
    cost += 3 * BEND;
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

      if (g >= 0 && g < n && can_change (map, g, a, b))
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
          if (can_pass (map, strip_a, MIN (band_a, band_b), MAX (band_a, band_b)))
            consider (choice, (WayFlowPlan){ out, in, 1, { strip_a } });
          return;
        }
      for (int i = 0; i < 4; i++)
        {
          int channel = map->channel[i < 2 ? 2 * band_a + i : 2 * band_b + i - 2];

          if (can_reach (map, strip_a, band_a, channel) && can_reach (map, strip_b, band_b, channel))
            consider (choice, (WayFlowPlan){ out, in, 3, { strip_a, channels + channel, strip_b } });
        }
    }
  else if (is_upright (out))
    {
      if (can_reach (map, strip_a, band_a, strip_b))
        consider (choice, (WayFlowPlan){ out, in, 2, { strip_a, channels + strip_b } });
    }
  else if (is_upright (in))
    {
      if (can_reach (map, strip_b, band_b, strip_a))
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

          if (!can_change (map, gutter, strip_a, strip_b))
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

  if (plan->n_strips != 1 || plan->out != plan->in || is_upright (plan->out) || (request->flags & WAY_FLOW_WIDE) != 0)
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

  if (!plan_around (map, request, plan))
    {
      *plan = (WayFlowPlan){ 0 };
      *route = (WayFlowRoute){ .n = 2, .x = { a->x + a->width, b->x }, .y = { a->y + a->height / 2, b->y + b->height / 2 } };
      return;
    }

  guint n = make_points (map, plan, a, b, is_upright (plan->out) ? a->y + a->height / 2 : a->x + a->width / 2, is_upright (plan->in) ? b->y + b->height / 2 : b->x + b->width / 2, xs, ys);
  /* Each end moves towards where its line goes. */
  gboolean bends_back = is_upright (plan->out) ? ys[2] < ys[1] : xs[2] < xs[1];
  gboolean comes_back = is_upright (plan->in) ? ys[n - 3] < ys[n - 2] : xs[n - 3] < xs[n - 2];
  double port_a = find_port (map, request->from, plan->out, bends_back ? -1 : 1);
  double port_b = find_port (map, request->to, plan->in, comes_back ? -1 : 1);

  *route = (WayFlowRoute){ .found = TRUE, .bow = can_bow (map, request, plan) };
  route->n = make_points (map, plan, a, b, port_a, port_b, route->x, route->y);
}

/* --- public --- */

void
way_flow_route (const WayFlowGround *ground, const WayFlowRequest *requests, guint n_requests, WayFlowRoute *routes)
{
  WayFlowMap map;
  g_autofree WayFlowPlan *plans = g_new0 (WayFlowPlan, n_requests);

  if (n_requests == 0)
    return;
  map_init (&map, ground);
  /* Straight lines first: they cannot give way. */
  for (guint i = 0; i < n_requests; i++)
    {
      routes[i].n = 0;
      if (requests[i].from == requests[i].to)
        route_self (&map, &requests[i], &routes[i]);
      else
        plan_straight (&map, &requests[i], &plans[i], &routes[i]);
    }
  for (guint i = 0; i < n_requests; i++)
    if (routes[i].n == 0)
      route_around (&map, &requests[i], &plans[i], &routes[i]);
  way_flow_spread (&map, requests, plans, n_requests, routes);
  way_flow_place_labels (&map, requests, plans, n_requests, routes);
  map_clear (&map);
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
  way_path_move_to (path, self->x[0], self->y[0]);
  way_path_curve_to (path, self->x[0], self->y[0] + (self->y[1] - self->y[0]) / 0.75, self->x[3], self->y[3] + (self->y[2] - self->y[3]) / 0.75, self->x[3], self->y[3]);
  return path;
}

void
way_flow_route_get_end (const WayFlowRoute *self, double *dx, double *dy)
{
  *dx = self->x[self->n - 1] - self->x[self->n - 2];
  *dy = self->y[self->n - 1] - self->y[self->n - 2];
}
