#include "scene/way-traffic-private.h"

#include <math.h>
#include <string.h>

/* What is prepared at once, whatever time there is: it must come to an end. */
#define LEAST_DONE 8

guint
way_layout_get_n_columns (const WayLayout *self)
{
  return self->columns->len;
}

const WayGridColumn *
way_layout_get_column (const WayLayout *self, guint i)
{
  return &g_array_index (self->columns, WayGridColumn, i);
}

const WayGridPhase *
way_layout_get_phase (const WayLayout *self, guint i)
{
  return &g_array_index (self->phases, WayGridPhase, i);
}

int
way_layout_find_column (const WayLayout *self, const WayElement *step)
{
  return step != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->column_of, step)) - 1 : -1;
}

static gboolean
find_card_columns (const WayLayout *self, const WayElement *card, guint *first, guint *last)
{
  int from = way_layout_find_column (self, way_document_follow (self->document, card, WAY_FIELD_STEP));
  int to = way_layout_find_column (self, way_document_follow (self->document, card, WAY_FIELD_UNTIL));

  if (from < 0 && to < 0)
    return FALSE;
  /* Where one end is in a phase that is not shown, the other stands for both. */
  if (from < 0)
    from = to;
  if (to < 0)
    to = from;
  *first = (guint) MIN (from, to);
  *last = (guint) MAX (from, to);
  return TRUE;
}

gboolean
way_layout_find_columns (const WayLayout *self, const WayElement *place, guint *first, guint *last)
{
  if (place == NULL || self->columns->len == 0)
    return FALSE;
  switch ((guint) way_element_get_kind (place))
    {
    case WAY_KIND_STEP:
      {
        int column = way_layout_find_column (self, place);

        if (column < 0)
          return FALSE;
        *first = *last = (guint) column;
        return TRUE;
      }
    case WAY_KIND_PHASE:
      for (guint i = 0; i < self->phases->len; i++)
        if (way_layout_get_phase (self, i)->phase == place)
          {
            *first = way_layout_get_phase (self, i)->first;
            *last = *first + way_layout_get_phase (self, i)->count - 1;
            return TRUE;
          }
      return FALSE;
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_NOTE:
      return find_card_columns (self, place, first, last);
    case WAY_KIND_JOURNEY:
      if (place != self->journey)
        return FALSE;
      G_GNUC_FALLTHROUGH;
    case WAY_KIND_DOCUMENT:
    case WAY_KIND_PERSONA:
      *first = 0;
      *last = self->columns->len - 1;
      return TRUE;
    default:
      return FALSE;
    }
}

void
way_layout_get_span (const WayLayout *self, guint first, guint last, double *x, double *width)
{
  const WayGridColumn *a = way_layout_get_column (self, first), *b = way_layout_get_column (self, last);

  *x = a->x + WAY_CELL_PAD;
  *width = b->x + b->width - a->x - 2 * WAY_CELL_PAD;
}

WayGridCard *
way_layout_find_card (const WayLayout *self, const WayElement *element)
{
  const WayKnownCard *known = element != NULL ? g_hash_table_lookup (self->known_cards, element) : NULL;

  return known == NULL || known->round != self->round ? NULL : &g_array_index (self->cards, WayGridCard, known->index);
}

const WayHue *
way_layout_get_hue (const WayLayout *self, guint column)
{
  return &way_layout_get_phase (self, way_layout_get_column (self, column)->phase)->hue;
}

WayHue
way_layout_get_persona_hue (const WayLayout *self, const WayElement *persona)
{
  return way_theme_make_hue (self->theme, persona != NULL ? way_element_get (persona, WAY_FIELD_COLOUR) : NULL, persona != NULL ? 4 + way_element_get_index (persona) : 4);
}

WayText *
way_layout_text (WayLayout *self, const char *text, WayTextStyle style, double width, int max_lines)
{
  return way_measure_text (self->measure, text, style, width, max_lines);
}

gboolean
way_layout_is_late (WayLayout *self)
{
  self->late = self->late || (self->until != 0 && self->n_done++ >= LEAST_DONE && g_get_monotonic_time () >= self->until);
  return self->late;
}

double
way_layout_get_text_width (WayLayout *self, const char *text, WayTextStyle style)
{
  return way_measure_width (self->measure, text, style);
}

guint64
way_layout_digest (guint64 hash, gconstpointer data, gsize size)
{
  const guchar *bytes = data;
  guint64 word;

  for (gsize i = 0; i + sizeof word <= size; i += sizeof word)
    {
      memcpy (&word, bytes + i, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
      hash ^= hash >> 32;
    }
  return hash;
}

guint64
way_layout_digest_lane (WayLayout *self, const WayElement *lane)
{
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);
  const GArray *channels = g_hash_table_lookup (self->room->lanes, lane);
  guint64 hash = channels != NULL ? way_layout_digest (WAY_DIGEST, channels->data, channels->len * sizeof (double)) : WAY_DIGEST;
  double sides[] = { self->grid_x, self->grid_end, way_layout_shows_traffic (self) };

  hash = way_layout_digest (hash, sides, sizeof sides);
  for (guint i = 0; i < self->phases->len; i++)
    hash = way_layout_digest (hash, &way_layout_get_phase (self, i)->x, sizeof (double));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const WayGridColumn *column = way_layout_get_column (self, i);
      double place[] = { column->x, column->width };

      hash = way_layout_digest (hash, place, sizeof place);
    }
  for (guint i = 0; indices != NULL && i < indices->len; i++)
    {
      const WayKnownCard *known = g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i)).known;
      guint64 card[] = { GPOINTER_TO_SIZE (known->element), known->revision, way_card_digest_figures (self, known->element) };

      hash = way_layout_digest (hash, card, sizeof card);
    }
  return MAX (hash, 1);
}

void
way_layout_keep_places (WayLayout *self, const WayElement *lane)
{
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i));

      card->known->row = card->row;
      card->known->rect = card->rect;
      card->known->above = card->above;
      card->known->below = card->below;
    }
}

void
way_layout_take_places (WayLayout *self, const WayElement *lane)
{
  const GArray *indices = g_hash_table_lookup (self->cards_of, lane);

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    {
      WayGridCard *card = &g_array_index (self->cards, WayGridCard, g_array_index (indices, guint, i));

      card->row = card->known->row;
      card->rect = card->known->rect;
      card->above = card->known->above;
      card->below = card->known->below;
      card->placed = TRUE;
    }
}

void
way_known_lane_free (WayKnownLane *self)
{
  way_band_unref (self->band);
  g_free (self);
}

WayDrawing *
way_layout_reuse (WayLayout *self, guint64 key)
{
  WayDrawing *drawing = g_hash_table_lookup (self->drawings, &key);

  return drawing != NULL ? way_drawing_ref (drawing) : NULL;
}

WayDrawing *
way_layout_keep (WayLayout *self, guint64 key, WayDrawing *drawing)
{
  g_hash_table_insert (self->drawings, g_memdup2 (&key, sizeof key), way_drawing_ref (drawing));
  return drawing;
}
