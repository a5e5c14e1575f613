#include "scene/way-traffic-private.h"

#include <math.h>

/* Lines are planned once on a sketch of the map: its columns, every row of cards equally high. What they need there is
 * what they get, so that typing in a card, which may make its row higher, moves no line to another strip. */
#define CARD_HEIGHT 84.0
#define DERIVED_HEIGHT 110.0
#define OTHER_HEIGHT 24.0

static double
sketch_lane (WayLayout *self, const WayElement *lane, double y)
{
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);
  guint n_rows;

  if (way_element_get_kind (lane) == WAY_KIND_SEPARATOR || (way_element_get_boolean (lane, WAY_FIELD_COLLAPSED) && !self->options.expand))
    return y + OTHER_HEIGHT;
  if (!way_element_is (lane, WAY_FIELD_KIND, "touchpoints") || indices == NULL)
    y += DERIVED_HEIGHT;
  n_rows = way_lane_assign_rows (self, lane);
  for (guint i = 0; indices != NULL && i < indices->len; i++)
    {
      WayGridCard *card = &g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i));

      way_layout_get_span (self, card->first, card->last, &card->rect.x, &card->rect.width);
      card->rect.y = y + WAY_LANE_PAD + card->row * (CARD_HEIGHT + WAY_ROW_GAP);
      card->rect.height = CARD_HEIGHT;
      card->above = card->row > 0 ? WAY_ROW_GAP : WAY_LANE_PAD;
      card->below = card->row + 1 < n_rows ? WAY_ROW_GAP : WAY_LANE_PAD;
      card->placed = TRUE;
    }
  return y + (n_rows > 0 ? n_rows * (CARD_HEIGHT + WAY_ROW_GAP) - WAY_ROW_GAP + 2 * WAY_LANE_PAD : 0);
}

static guint64
digest (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash ^ hash >> 32;
}

static guint64
digest_cells (const WayLayout *self)
{
  guint64 hash = digest (G_GUINT64_CONSTANT (0xcbf29ce484222325), GPOINTER_TO_SIZE (self->journey));

  for (guint i = 0; i < self->columns->len; i++)
    hash = digest (hash, (guint64) way_layout_get_column (self, i)->width);
  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);

      hash = digest (digest (digest (hash, GPOINTER_TO_SIZE (card->element)), GPOINTER_TO_SIZE (card->lane)), (guint64) card->first << 32 | card->last);
    }
  return hash;
}

static void
keep_channel (WayFlowRoom *room, const WayGridCard *card, WayFlowGutter need)
{
  GArray *channels = g_hash_table_lookup (room->lanes, card->lane);

  if (channels == NULL)
    {
      channels = g_array_new (FALSE, TRUE, sizeof (double));
      g_hash_table_insert (room->lanes, (gpointer) card->lane, channels);
    }
  if (channels->len < card->row + 2)
    g_array_set_size (channels, card->row + 2);

  double *above = &g_array_index (channels, double, card->row), *below = above + 1;

  *above = MAX (*above, ceil (need.start));
  *below = MAX (*below, ceil (need.end));
}

/* Even, so that half of it stays a whole point. */
static double
get_more (double need, WayFlowGutter have)
{
  return need > have.end - have.start ? 2 * ceil ((need - have.end + have.start) / 2) : 0;
}

gboolean
way_flow_is_reserved (WayLayout *self)
{
  guint64 hash = digest_cells (self);

  if (self->room->digest == hash && self->room->gaps != NULL)
    return TRUE;
  way_flow_room_clear (self->room);
  self->room->digest = hash;
  return FALSE;
}

void
way_flow_reserve (WayLayout *self)
{
  WayFlowRoom *room = self->room;
  double y = 0;

  room->gaps = g_array_new (FALSE, TRUE, sizeof (double));
  room->plans = g_array_new (FALSE, FALSE, sizeof (WayFlowPlan));
  room->lanes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->lanes->len; i++)
    y = sketch_lane (self, g_ptr_array_index (self->lanes, i), y);

  g_autoptr (WayFlowWishes) wishes = way_flow_wishes_new (self);
  WayFlowGround ground = way_flow_wishes_get_ground (wishes, 0, y);
  g_autofree double *gutters = g_new0 (double, ground.n_gutters);
  g_autofree WayFlowGutter *rooms = g_new0 (WayFlowGutter, ground.n_cards);

  g_array_set_size (room->plans, wishes->requests->len);
  way_flow_measure (&ground, (const WayFlowRequest *) (const void *) wishes->requests->data, wishes->requests->len, (WayFlowPlan *) (void *) room->plans->data, gutters, rooms);
  for (guint i = 0; i < ground.n_gutters; i++)
    {
      double more = get_more (gutters[i], ground.gutters[i]);

      g_array_append_val (room->gaps, more);
    }
  for (guint i = 0, n = 0; i < self->cards->len; i++)
    {
      WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);

      if (card->placed)
        keep_channel (room, card, rooms[n++]);
      /* It was only a sketch. */
      card->placed = FALSE;
    }
}

void
way_flow_room_clear (WayFlowRoom *self)
{
  g_clear_pointer (&self->gaps, g_array_unref);
  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_pointer (&self->lanes, g_hash_table_unref);
  self->digest = 0;
}

double
way_flow_get_channel (const WayLayout *self, const WayElement *lane, guint row, double least)
{
  const GArray *channels = g_hash_table_lookup (self->room->lanes, lane);

  if (way_layout_shows_traffic (self))
    least = MAX (least, WAY_TRAFFIC_CHANNEL);
  return channels != NULL && row < channels->len ? MAX (least, g_array_index (channels, double, row)) : least;
}
