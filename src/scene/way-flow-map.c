#include "scene/way-flow-private.h"

#include <stdlib.h>

/* Bands closer than this are one; farther apart than SHARED, each has a channel of its own. */
#define TOUCHING 3.0
#define SHARED 26.0
#define CHANNEL 14.0

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

/* As far as the cards' rows say, or as the distance to the next band lets one guess. */
static void
guess_room (const WayFlowMap *map, guint b, double *above, double *below)
{
  const WayFlowBand *band = &map->bands[b];
  double over = band->y0 - (b > 0 ? map->bands[b - 1].y1 : map->ground->top);
  double under = (b + 1 < map->n_bands ? map->bands[b + 1].y0 : map->ground->bottom) - band->y1;

  *above = b > 0 && over < SHARED ? over : MIN (CHANNEL, b > 0 ? over / 2 : over);
  *below = b + 1 < map->n_bands && under < SHARED ? under : MIN (CHANNEL, b + 1 < map->n_bands ? under / 2 : under);
  if (map->ground->rooms == NULL)
    return;
  *above = *below = G_MAXDOUBLE;
  for (guint i = 0; i < band->count; i++)
    {
      const WayFlowGutter *room = &map->ground->rooms[map->order[band->first + i]];

      *above = MIN (*above, band->y0 - room->start);
      *below = MIN (*below, room->end - band->y1);
    }
  *above = MIN (*above, over);
  *below = MIN (*below, under);
}

static void
make_channels (WayFlowMap *map)
{
  double above, below;

  map->channels = g_new0 (WayFlowGutter, 2 * map->n_bands);
  map->channel = g_new (int, 2 * map->n_bands);
  for (guint b = 0; b < map->n_bands; b++)
    {
      const WayFlowBand *band = &map->bands[b];

      guess_room (map, b, &above, &below);
      map->channels[2 * b] = (WayFlowGutter){ band->y0 - MAX (above, 0), band->y0 };
      map->channels[2 * b + 1] = (WayFlowGutter){ band->y1, band->y1 + MAX (below, 0) };
      map->channel[2 * b] = map->channel[2 * b + 1] = (int) (2 * b + 1);
      /* What both claim they share. */
      if (b == 0 || map->channels[2 * b - 1].end <= map->channels[2 * b].start + 0.5)
        map->channel[2 * b] = (int) (2 * b);
      else
        map->channel[2 * b] = (int) (2 * b - 1);
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

gboolean
way_flow_map_can_pass (const WayFlowMap *map, int gutter, int first, int last)
{
  const int *row = map->blocked + (gsize) gutter * (map->n_bands + 1);

  return last < first || row[last + 1] == row[first];
}

gboolean
way_flow_map_can_reach (const WayFlowMap *map, int gutter, int band, int channel)
{
  return channel <= 2 * band ? way_flow_map_can_pass (map, gutter, (channel + 1) / 2, band) : way_flow_map_can_pass (map, gutter, band, (channel - 1) / 2);
}

gboolean
way_flow_map_can_change (const WayFlowMap *map, int gutter, int a, int b)
{
  return way_flow_map_can_pass (map, gutter, (MIN (a, b) + 1) / 2, (MAX (a, b) + 1) / 2 - 1);
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

        info->open[WAY_SIDE_LEFT] = info->left >= 0 && way_flow_map_can_pass (map, info->left, (int) b, (int) b);
        info->open[WAY_SIDE_RIGHT] = info->right >= 0 && way_flow_map_can_pass (map, info->right, (int) b, (int) b);
        info->open[WAY_SIDE_TOP] = info->open[WAY_SIDE_BOTTOM] = TRUE;
        for (guint j = i; j-- > 0 && i - j <= WAY_FLOW_NEIGHBOURS;)
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

void
way_flow_map_init (WayFlowMap *map, const WayFlowGround *ground)
{
  *map = (WayFlowMap){ .ground = ground };
  map->cards = g_new0 (WayFlowCard, ground->n_cards);
  make_bands (map);
  make_channels (map);
  make_blocked (map);
  close_sides (map);
}

void
way_flow_map_clear (WayFlowMap *map)
{
  g_free (map->cards);
  g_free (map->order);
  g_free (map->bands);
  g_free (map->blocked);
  g_free (map->channels);
  g_free (map->channel);
}
