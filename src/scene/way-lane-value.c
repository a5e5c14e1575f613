#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/way-exchange.h"
#include "scene/way-layout-private.h"

/* The value exchange (R000-11): a rail along the journey, with what customers get above it and what they give below, a block each;
 * under it the same in words, and a mark where more is asked than was given. Every side has a sign and a word besides its colour. */

#define BLOCK 9.0
#define BLOCK_GAP 2.0
#define BLOCK_WIDTH 30.0
#define MAX_BLOCKS 6 /* beyond that the number says it */
#define RAIL_GAP 3.0 /* between the rail and the first block */
#define NUMBER 16.0  /* room for the number beyond the blocks */
#define MARK 12.0
#define CELL_GAP 8.0
#define LINE_GAP 3.0
#define INDENT 16.0
#define MAX_LINES 4

typedef struct
{
  WayLayout *layout;
  const GArray *exchanges; /* (element-type WayExchange) of the whole journey */
  guint *gets, *gives;     /* one a column */
  gboolean *early;         /* one a column */
  double *bottoms;         /* one a column */
} Value;

/* Before and after: how many blocks the highest column needs on one side. */
static guint
find_most (const Value *self, const guint *counts)
{
  guint most = 0;

  for (guint c = 0; c < way_layout_get_n_columns (self->layout); c++)
    most = MAX (most, MIN (counts[c], MAX_BLOCKS));
  return most;
}

static double
get_blocks_height (guint n)
{
  return n > 0 ? RAIL_GAP + n * (BLOCK + BLOCK_GAP) + NUMBER : 6;
}

/* Blocks from the rail up (`sign` −1) or down (1), and how many there are. */
static void
add_blocks (Value *self, WayDrawing *drawing, double x, double rail, int sign, guint n, const WayHue *hue)
{
  guint shown = MIN (n, MAX_BLOCKS);
  g_autofree char *number = g_strdup_printf ("%s%u", sign < 0 ? "+" : "−", n);
  g_autoptr (WayText) text = n > 0 ? way_layout_text (self->layout, number, WAY_STYLE_SMALL_BOLD, -1, 1) : NULL;
  double end = RAIL_GAP + shown * (BLOCK + BLOCK_GAP);

  for (guint i = 0; i < shown; i++)
    {
      double y = RAIL_GAP + i * (BLOCK + BLOCK_GAP);

      way_drawing_add_box (drawing, (WayRect){ x - BLOCK_WIDTH / 2, sign < 0 ? rail - y - BLOCK : rail + y, BLOCK_WIDTH, BLOCK }, 2, hue->tint, hue->solid, 1);
    }
  if (text == NULL)
    return;

  double y = sign < 0 ? rail - end - way_text_get_height (text) + 1 : rail + end - 1, left = x - way_text_get_width (text) / 2;

  way_drawing_add_text (drawing, g_steal_pointer (&text), left, y, hue->ink);
}

/* What stands at one column of the rail: blocks, numbers, and the balance beside them. */
static void
add_balance (Value *self, WayDrawing *drawing, guint column, double rail, double width)
{
  WayLayout *layout = self->layout;
  const WayTheme *theme = layout->theme;
  guint gets = self->gets[column], gives = self->gives[column];
  gboolean early = self->early[column] && !layout->options.safe;
  g_autofree char *balance = way_exchange_balance_to_text ((int) gets - (int) gives);
  /* Translators: what the customer gets in a step less what they give: "balance −1". */
  g_autofree char *words = g_strdup_printf (_ ("balance %s"), balance);
  g_autofree char *title = g_strdup_printf (_ ("gets %u, gives %u: %s"), gets, gives, words);
  g_autoptr (WayText) text = way_layout_text (layout, words, WAY_STYLE_SMALL_BOLD, MAX (width - BLOCK_WIDTH - 12, 20), 1);
  double middle = MIN (BLOCK_WIDTH / 2 + 2, width / 2), beside = BLOCK_WIDTH + 10, y = gets >= gives ? rail - way_text_get_height (text) - 2 : rail + 2;

  add_blocks (self, drawing, middle, rail, -1, gets, &theme->good);
  add_blocks (self, drawing, middle, rail, 1, gives, &theme->warn);
  if (beside + way_text_get_width (text) <= width)
    {
      double end = beside + way_text_get_width (text) + 5;

      if (early && end + MARK <= width)
        way_drawing_add_icon (drawing, WAY_ICON_PAIN, end, y + (way_text_get_height (text) - MARK) / 2, MARK, theme->bad.ink, 1.6);
      way_drawing_add_text (drawing, g_steal_pointer (&text), beside, y, gets >= gives ? theme->good.ink : theme->warn.ink);
    }
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, early ? _ ("data is asked for before anything was given") : NULL);
}

/* Returns how high it is. */
static double
add_rail (Value *self, WayBand *band)
{
  WayLayout *layout = self->layout;
  guint n = way_layout_get_n_columns (layout);
  double rail = ceil (get_blocks_height (find_most (self, self->gets))), height = rail + ceil (get_blocks_height (find_most (self, self->gives)));

  for (guint c = 0; c < n; c++)
    {
      gboolean empty = self->gets[c] + self->gives[c] == 0;
      double x, width, next = layout->grid_end, unused;
      WayDrawing *drawing;

      way_layout_get_span (layout, c, c, &x, &width);
      if (c + 1 < n)
        way_layout_get_span (layout, c + 1, c + 1, &next, &unused);
      drawing = way_drawing_new (next - x, empty ? 2 : height);
      way_drawing_add_line (drawing, 0, empty ? 1 : rail, next - x, empty ? 1 : rail, layout->theme->line, 1.5);
      if (empty)
        way_drawing_set_title (drawing, _ ("nothing is exchanged"));
      else
        add_balance (self, drawing, c, rail, width);
      way_band_add (band, way_element_get_id (way_layout_get_column (layout, c)->step), WAY_PART_BAR, WAY_LAYER_CARDS, x, empty ? rail - 1 : 0, drawing);
    }
  return height;
}

/* --- in words --- */

static double
add_line (Value *self, WayDrawing *drawing, const char *sign, const char *words, double y, WayColour sign_colour, WayColour colour)
{
  WayLayout *layout = self->layout;
  WayText *text = way_layout_text (layout, words, WAY_STYLE_BODY, way_drawing_get_width (drawing) - INDENT, MAX_LINES);
  /* A line of nothing but signs from another font may be lower than the sign before it. */
  double height = MAX (way_text_get_height (text), 15);

  way_drawing_add_text (drawing, way_layout_text (layout, sign, WAY_STYLE_BODY_BOLD, -1, 1), 1, y, sign_colour);
  way_drawing_add_text (drawing, text, INDENT, y, colour);
  return y + height + LINE_GAP;
}

static double
add_lines (Value *self, WayDrawing *drawing, const WayElement *touchpoint, WayField field, const char *sign, double y, WayColour colour)
{
  WayElement *exchange;

  way_each (exchange, touchpoint, WAY_KIND_EXCHANGE)
    {
      g_auto (GStrv) lines = way_element_get_list (exchange, field);

      for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
          y = add_line (self, drawing, sign, *line, y, colour, self->layout->theme->text);
    }
  return y;
}

/* What is asked for, where nothing else is said to be given. */
static double
add_asked (Value *self, WayDrawing *drawing, const WayElement *touchpoint, double y)
{
  WayElement *data;

  way_each (data, touchpoint, WAY_KIND_DATA)
    if (way_exchange_is_asked_for (way_element_get (data, WAY_FIELD_TEXT)))
      y = add_line (self, drawing, "−", way_element_get (data, WAY_FIELD_TEXT), y, self->layout->theme->warn.ink, self->layout->theme->text);
  return y;
}

static void
add_cell (Value *self, WayBand *band, const WayElement *lane, const WayGridCard *card, const WayExchange *exchange, double top)
{
  WayLayout *layout = self->layout;
  const WayTheme *theme = layout->theme;
  const char *warning = layout->options.safe ? NULL : exchange->asks_early ? _ ("Asked before anything was given")
                                                  : exchange->one_sided    ? _ ("Gets nothing for it")
                                                                           : NULL;
  double x, width, y = 0, height;

  way_layout_get_span (layout, card->first, card->last, &x, &width);
  for (guint c = card->first; c <= card->last; c++)
    y = MAX (y, self->bottoms[c]);

  WayDrawing *drawing = way_drawing_new (width, 0);

  height = add_lines (self, drawing, exchange->touchpoint, WAY_FIELD_CUSTOMER_GETS, "+", 0, theme->good.ink);
  height = add_lines (self, drawing, exchange->touchpoint, WAY_FIELD_CUSTOMER_GIVES, "−", height, theme->warn.ink);
  if (way_element_count (exchange->touchpoint, WAY_KIND_EXCHANGE) == 0 || (exchange->gives > 0 && height <= 0))
    height = add_asked (self, drawing, exchange->touchpoint, height);
  if (warning != NULL)
    height = add_line (self, drawing, "!", warning, height, theme->bad.ink, theme->bad.ink);
  way_drawing_set_size (drawing, width, ceil (MAX (height - LINE_GAP, 1)));
  way_drawing_set_title (drawing, way_element_get_name (lane));
  way_drawing_set_description (drawing, way_element_get_name (exchange->touchpoint));
  way_band_add (band, way_element_get_id (exchange->touchpoint), WAY_PART_CELL, WAY_LAYER_CARDS, x, top + y, drawing);
  for (guint c = card->first; c <= card->last; c++)
    self->bottoms[c] = y + way_drawing_get_height (drawing) + CELL_GAP;
}

double
way_lane_build_value (WayLayout *self, const WayElement *lane, WayBand *band)
{
  guint n = way_layout_get_n_columns (self);
  g_autofree guint *gets = g_new0 (guint, n + 1), *gives = g_new0 (guint, n + 1);
  g_autofree gboolean *early = g_new0 (gboolean, n + 1);
  g_autofree double *bottoms = g_new0 (double, n + 1);
  g_autoptr (GArray) exchanges = way_exchange_list (self->document, self->journey);
  Value value = { self, exchanges, gets, gives, early, bottoms };
  gboolean any = FALSE;
  double top, height = 0;

  for (guint i = 0; i < exchanges->len; i++)
    {
      const WayExchange *exchange = &g_array_index (exchanges, WayExchange, i);
      const WayGridCard *card = way_layout_find_card (self, exchange->touchpoint);

      if (card == NULL)
        continue;
      gets[card->first] += exchange->gets;
      gives[card->first] += exchange->gives;
      early[card->first] = early[card->first] || exchange->asks_early;
      any = any || exchange->gets + exchange->gives > 0;
    }
  if (!any)
    return 0;
  top = add_rail (&value, band) + 6;
  for (guint i = 0; i < exchanges->len; i++)
    {
      const WayExchange *exchange = &g_array_index (exchanges, WayExchange, i);
      const WayGridCard *card = way_layout_find_card (self, exchange->touchpoint);

      if (card != NULL && exchange->gets + exchange->gives > 0)
        add_cell (&value, band, lane, card, exchange, top);
    }
  for (guint c = 0; c < n; c++)
    height = MAX (height, bottoms[c] - CELL_GAP);
  return ceil (top + height);
}
