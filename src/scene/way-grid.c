#include "scene/way-grid-private.h"
#include "scene/way-traffic-private.h"

#include <math.h>
#include <string.h>

#include "model/way-redact.h"

#define COLUMN_MIN 172.0
#define COLUMN_MAX 250.0

static gboolean
is_wanted (const char *const *wanted, const WayElement *element)
{
  if (wanted == NULL)
    return TRUE;
  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_strcmp0 (wanted[i], way_element_get_id (element)) == 0 || g_ascii_strcasecmp (wanted[i], way_element_get_name (element)) == 0 || way_element_is (element, WAY_FIELD_KIND, wanted[i]))
      return TRUE;
  return FALSE;
}

gboolean
way_scene_has (const WayElement *journey, WayKind kind, const char *wanted)
{
  const char *const list[] = { wanted, NULL };
  WayElement *element;

  way_each (element, journey, kind)
    if (is_wanted (list, element))
      return TRUE;
  return FALSE;
}

static void
add_phases (WayLayout *self)
{
  WayElement *phase, *step;
  guint index = 0;

  way_each (phase, self->journey, WAY_KIND_PHASE)
    {
      WayGridPhase entry = { .phase = phase, .first = self->columns->len, .hue = way_theme_make_hue (self->theme, way_element_get (phase, WAY_FIELD_COLOUR), index++) };

      if (!is_wanted (self->options.phases, phase))
        continue;
      way_each (step, phase, WAY_KIND_STEP)
        {
          WayGridColumn column = { .step = step, .phase = self->phases->len };

          g_array_append_val (self->columns, column);
          g_hash_table_insert (self->column_of, step, GINT_TO_POINTER (self->columns->len));
        }
      entry.count = self->columns->len - entry.first;
      if (entry.count > 0)
        g_array_append_val (self->phases, entry);
    }
}

static void
add_lanes (WayLayout *self)
{
  const GPtrArray *all = way_element_get_slot (self->journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_LANE));

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      WayElement *lane = g_ptr_array_index (all, i);

      if (!is_wanted (self->options.lanes, lane) || (self->options.safe && way_redact_hides_lane (lane)))
        continue;
      g_ptr_array_add (self->lanes, lane);
      if (way_element_is (lane, WAY_FIELD_KIND, "images") && (self->options.expand || !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED)))
        self->shows_pictures = TRUE;
    }
}

/* Mostly the one that came at this place before. */
static WayKnownCard *
find_known (const WayLayout *self, const WayElement *element, guint index)
{
  WayKnownCard *likely = index < self->known_order->len ? g_ptr_array_index (self->known_order, index) : NULL;

  return likely != NULL && likely->element == element ? likely : g_hash_table_lookup (self->known_cards, element);
}

/* Where it stands, from the scene before if nothing has changed. What was known is written over, not freed: `known_order` has it too. */
static WayKnownCard *
know_card (WayLayout *self, WayElement *element, guint index)
{
  WayKnownCard *known = find_known (self, element, index);

  if (known != NULL && known->revision == way_element_get_revision (element))
    return known;
  if (known == NULL)
    {
      known = g_new0 (WayKnownCard, 1);
      g_hash_table_insert (self->known_cards, element, known);
    }
  way_drawing_unref (known->drawing);
  *known = (WayKnownCard){ .element = element, .revision = way_element_get_revision (element), .first = 1, .last = 0, .column = -1, .width = -1, .state = -1 };
  known->proof = way_summary_measure (self->document, element, 0);
  known->moment = way_element_get_boolean (element, WAY_FIELD_MOMENT_OF_TRUTH);
  known->lane = way_document_follow (self->document, element, WAY_FIELD_LANE);
  if (known->lane != NULL && !(self->options.safe && way_element_is (element, WAY_FIELD_VISIBILITY, "backstage")))
    way_layout_find_columns (self, element, &known->first, &known->last);
  return known;
}

static GArray *
ensure_cards_of (WayLayout *self, const WayElement *lane)
{
  GArray *of_lane = g_hash_table_lookup (self->cards_of, lane);

  if (of_lane == NULL)
    {
      of_lane = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->cards_of, (gpointer) lane, of_lane);
    }
  return of_lane;
}

static void
add_cards (WayLayout *self)
{
  const GPtrArray *all = way_element_get_slot (self->journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT));

  const WayElement *lane = NULL;
  GArray *of_lane = NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      WayElement *element = g_ptr_array_index (all, i);
      WayKnownCard *known = know_card (self, element, i);
      WayGridCard card = { .element = element, .lane = known->lane, .first = known->first, .last = known->last, .known = known };
      guint index = self->cards->len;

      if (i >= self->known_order->len)
        g_ptr_array_set_size (self->known_order, (int) all->len);
      g_ptr_array_index (self->known_order, i) = known;
      self->proof.claims += known->proof.claims;
      self->proof.evidenced += known->proof.evidenced;
      if (card.first > card.last)
        continue;
      /* Neighbours in the file are so on the map. */
      if (card.lane != lane)
        of_lane = ensure_cards_of (self, lane = card.lane);
      g_array_append_val (of_lane, index);
      g_array_append_val (self->cards, card);
      known->index = index;
      known->round = self->round;
    }
}

static void
count_at (GHashTable *table, const char *id)
{
  if (id != NULL)
    g_hash_table_insert (table, (gpointer) id, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (table, id)) + 1));
}

/* Whether it stands on this map: in the journey, or in what all journeys share. */
static gboolean
is_of_journey (WayLayout *self, const WayElement *element)
{
  const WayElement *journey = element != NULL ? way_element_get_ancestor (element, WAY_KIND_JOURNEY) : NULL;

  return journey == self->journey || (element != NULL && way_element_get_kind (element) == WAY_KIND_ACTION);
}

static void
count_marks (WayLayout *self)
{
  const WayElement *root = way_document_get_root (self->document);
  WayElement *element;

  if (!self->options.safe)
    {
      way_each (element, root, WAY_KIND_COMMENT)
        if (way_element_is (element, WAY_FIELD_STATUS, "open") && is_of_journey (self, way_document_follow (self->document, element, WAY_FIELD_ON)))
          count_at (self->comments_on, way_element_get (element, WAY_FIELD_ON));
      way_each (element, self->journey, WAY_KIND_PAIN)
        count_at (self->pains_at, way_element_get (element, WAY_FIELD_AT));
    }
  way_each (element, root, WAY_KIND_JOURNEY)
    if (way_element_get (element, WAY_FIELD_DETAILS) != NULL)
      g_hash_table_insert (self->details_of, (gpointer) way_element_get (element, WAY_FIELD_DETAILS), element);
}

/* So that no word of up to 150 points is broken. */
static double
longest_word (WayLayout *self, const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " -/", -1);
  double widest = 0;

  for (char **word = words; *word != NULL; word++)
    {
      /* Short words cannot be the widest that matters, and measuring is what costs. */
      if (strlen (*word) < 13)
        continue;

      double width = way_layout_get_text_width (self, *word, WAY_STYLE_CARD) + 1;

      widest = MAX (widest, width);
    }
  return MIN (widest, 150);
}

/* How wide a card wants its column: its name on one line if that is short, on two otherwise. */
static double
wanted_by_card (WayLayout *self, const WayGridCard *placed)
{
  const WayElement *card = placed->element;
  WayKnownCard *known = placed->known;

  if (way_element_get_kind (card) != WAY_KIND_TOUCHPOINT)
    return 0;

  if (known->column >= 0)
    return known->column;

  double width = way_layout_get_text_width (self, way_element_get_name (card), WAY_STYLE_CARD);

  if (width > 112)
    width = MAX (112, MAX (width * 0.56 + 10, longest_word (self, way_element_get_name (card))));
  return known->column = 44 + width + 27 + 2 * WAY_CELL_PAD;
}

static void
set_widths (WayLayout *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      WayGridColumn *column = &g_array_index (self->columns, WayGridColumn, i);
      double name = way_layout_get_text_width (self, way_element_get_name (column->step), WAY_STYLE_STEP);

      column->width = CLAMP (MIN (name, 150) + 20 + 2 * WAY_CELL_PAD, COLUMN_MIN, COLUMN_MAX);
    }
  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);
      WayGridColumn *column = &g_array_index (self->columns, WayGridColumn, card->first);

      if (card->first == card->last)
        column->width = CLAMP (wanted_by_card (self, card), column->width, COLUMN_MAX);
    }
  for (guint i = 0; i < self->phases->len; i++)
    {
      const WayGridPhase *phase = way_layout_get_phase (self, i);
      double name = way_layout_get_text_width (self, way_element_get_name (phase->phase), WAY_STYLE_PHASE);
      double wanted = MIN (name, 330) + 62, have = 0;

      for (guint c = 0; c < phase->count; c++)
        have += way_layout_get_column (self, phase->first + c)->width;
      for (guint c = 0; c < phase->count && have < wanted; c++)
        g_array_index (self->columns, WayGridColumn, phase->first + c).width += (wanted - have) / phase->count;
    }
  /* Whole points keep hairlines crisp. */
  for (guint i = 0; i < self->columns->len; i++)
    {
      WayGridColumn *column = &g_array_index (self->columns, WayGridColumn, i);

      column->natural = ceil (column->width);
      column->width = MAX (column->natural, way_element_get_integer (column->step, WAY_FIELD_WIDTH, 0));
    }
}

static double
get_gap (const WayLayout *self, guint column)
{
  double gap;

  /* The sketch, on which lines are planned, is the same with traffic and without. */
  if (self->room->gaps == NULL)
    return 0;
  gap = column < self->room->gaps->len ? g_array_index (self->room->gaps, double, column) : 0;
  return way_layout_shows_traffic (self) ? MAX (gap, WAY_TRAFFIC_APART) : gap;
}

/* A gap between two phases belongs to both of them. */
static void
set_positions (WayLayout *self)
{
  double x = self->grid_x;

  for (guint i = 0; i < self->phases->len; i++)
    {
      WayGridPhase *phase = &g_array_index (self->phases, WayGridPhase, i);
      double gap = get_gap (self, phase->first);

      if (i > 0)
        {
          (phase - 1)->width += gap / 2;
          x += gap / 2 + WAY_PHASE_GAP;
        }
      phase->x = x;
      x += i > 0 ? gap / 2 : gap;
      for (guint c = 0; c < phase->count; c++)
        {
          WayGridColumn *column = &g_array_index (self->columns, WayGridColumn, phase->first + c);

          if (c > 0)
            x += get_gap (self, phase->first + c);
          column->x = x;
          x += column->width;
        }
      if (i + 1 == self->phases->len)
        x += get_gap (self, phase->first + phase->count);
      phase->width = x - phase->x;
    }
  self->grid_end = x;
  self->width = self->grid_end + WAY_MARGIN;
}

void
way_grid_build (WayLayout *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (WayGridColumn));
  self->phases = g_array_new (FALSE, TRUE, sizeof (WayGridPhase));
  self->lanes = g_ptr_array_new ();
  self->cards = g_array_sized_new (FALSE, TRUE, sizeof (WayGridCard), self->known_order->len);
  self->column_of = g_hash_table_new (NULL, NULL);
  self->cards_of = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->comments_on = g_hash_table_new (g_str_hash, g_str_equal);
  self->pains_at = g_hash_table_new (g_str_hash, g_str_equal);
  self->details_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->grid_x = WAY_MARGIN + WAY_LABEL_WIDTH + WAY_LABEL_GAP;
  add_phases (self);
  add_lanes (self);
  add_cards (self);
  count_marks (self);
  set_widths (self);
  if (!way_flow_is_reserved (self))
    {
      set_positions (self);
      way_flow_reserve (self);
    }
  set_positions (self);
}

void
way_grid_clear (WayLayout *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->phases, g_array_unref);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_clear_pointer (&self->cards, g_array_unref);
  g_clear_pointer (&self->column_of, g_hash_table_unref);
  g_clear_pointer (&self->cards_of, g_hash_table_unref);
  g_clear_pointer (&self->comments_on, g_hash_table_unref);
  g_clear_pointer (&self->pains_at, g_hash_table_unref);
  g_clear_pointer (&self->details_of, g_hash_table_unref);
}
