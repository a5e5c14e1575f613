#include "scene/way-traffic-private.h"

#include <math.h>

#define HEIGHT 13.5
#define TALL 26.5
#define PAD 4.0
#define APART 2.0
#define CARD_APART 1.0
/* Around the tip of an arrow, which stays to be seen. */
#define HEAD 5.0
/* Between what the map says and the figures, and how wide the former is at most and at least. */
#define GAP 4.0
#define OWN_MOST 150.0
#define OWN_LEAST 44.0
/* What it costs to cover a piece of a band, and to shorten what the map says. */
#define COVERED 12.0
#define SHORTENED 14.0
/* Of an upright piece: no longer than a channel is high. */
#define SHORT 36.0
/* More pieces of other bands are not covered by words. */
#define MOST_LINES 3u
#define HOOK 9.0
/* From the corner of a card to its hook. */
#define CORNER 20.0

struct _WayTrafficPlacer
{
  WayLayout *layout;
  const WayFlowGround *ground;
  GArray *taken; /* (element-type WayRect) by words */
  GArray *lines; /* (element-type WayRect) pieces of bands */
  GArray *heads; /* (element-type WayRect) arrowheads */
};

WayTrafficPlacer *
way_traffic_placer_new (WayLayout *layout, const WayFlowGround *ground)
{
  WayTrafficPlacer *self = g_new0 (WayTrafficPlacer, 1);

  self->layout = layout;
  self->ground = ground;
  self->taken = g_array_new (FALSE, FALSE, sizeof (WayRect));
  self->lines = g_array_new (FALSE, FALSE, sizeof (WayRect));
  self->heads = g_array_new (FALSE, FALSE, sizeof (WayRect));
  way_rule_marks_list_rooms (layout, self->taken);
  return self;
}

void
way_traffic_placer_free (WayTrafficPlacer *self)
{
  g_array_unref (self->taken);
  g_array_unref (self->lines);
  g_array_unref (self->heads);
  g_free (self);
}

/* What lies on another band is seen as one with it. */
static gboolean
is_covered (const WayTrafficPlacer *self, WayRect rect)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (way_rect_contains (g_array_index (self->lines, WayRect, i), rect, 0.5))
      return TRUE;
  return FALSE;
}

void
way_traffic_placer_add_route (WayTrafficPlacer *self, const WayFlowRoute *route, double thick)
{
  WayRect head = { route->x[route->n - 1] - HEAD, route->y[route->n - 1] - HEAD, 2 * HEAD, 2 * HEAD };

  g_array_append_val (self->heads, head);
  for (guint i = 0; i + 1 < route->n; i++)
    {
      double half = MAX (thick, 2) / 2;
      WayRect rect = { MIN (route->x[i], route->x[i + 1]) - half, MIN (route->y[i], route->y[i + 1]) - half, fabs (route->x[i] - route->x[i + 1]) + 2 * half, fabs (route->y[i] - route->y[i + 1]) + 2 * half };

      if (!is_covered (self, rect))
        g_array_append_val (self->lines, rect);
    }
}

static WayRect
grow (WayRect rect, double by_x, double by_y)
{
  return (WayRect){ rect.x - by_x, rect.y - by_y, rect.width + 2 * by_x, rect.height + 2 * by_y };
}

/* Only the rows of cards and what lies between them: other lanes have words of their own. */
static gboolean
is_on_ground (const WayTrafficPlacer *self, WayRect rect)
{
  const WayFlowGround *ground = self->ground;

  if (rect.x < ground->gutters[0].start || rect.x + rect.width > ground->gutters[ground->n_gutters - 1].end)
    return FALSE;
  for (guint i = 0; i < ground->n_cards; i++)
    if (ground->rooms[i].start <= rect.y + 0.01 && ground->rooms[i].end >= rect.y + rect.height - 0.01)
      return TRUE;
  return FALSE;
}

static gboolean
is_free (const WayTrafficPlacer *self, WayRect rect)
{
  if (!is_on_ground (self, rect))
    return FALSE;
  for (guint i = 0; i < self->ground->n_cards; i++)
    if (way_rect_intersects (grow (self->ground->cards[i], CARD_APART, -0.5), rect))
      return FALSE;
  for (guint i = 0; i < self->heads->len; i++)
    if (way_rect_intersects (g_array_index (self->heads, WayRect, i), rect))
      return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    if (way_rect_intersects (grow (g_array_index (self->taken, WayRect, i), APART, APART / 2), rect))
      return FALSE;
  return TRUE;
}

/* Pieces of lines under the words. */
static guint
count_lines (const WayTrafficPlacer *self, WayRect rect)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += way_rect_intersects (g_array_index (self->lines, WayRect, i), rect);
  return n;
}

typedef struct
{
  WayRect rect;
  double cost; /* G_MAXDOUBLE: none yet */
} Spot;

static void
try_spot (const WayTrafficPlacer *self, Spot *best, WayRect rect, double cost)
{
  guint lines;

  if (cost >= best->cost || !is_free (self, rect))
    return;
  lines = count_lines (self, rect);
  if (lines > MOST_LINES)
    return;
  cost += COVERED * lines;
  if (cost < best->cost)
    *best = (Spot){ rect, cost };
}

static void
try_level (const WayTrafficPlacer *self, Spot *best, double x0, double x1, double y, double thick, double width)
{
  double left = MIN (x0, x1), room = fabs (x1 - x0) - width;

  for (int i = 0; i < 9 && room > 0; i++)
    {
      double x = left + room * (0.5 + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 0.1), away = i * 1.5;

      try_spot (self, best, (WayRect){ x, y - thick / 2 - HEIGHT - 1, width, HEIGHT }, away);
      try_spot (self, best, (WayRect){ x, y + thick / 2 + 1, width, HEIGHT }, away + 1);
      /* Its own band is no other. */
      try_spot (self, best, (WayRect){ x, y - HEIGHT / 2, width, HEIGHT }, away + 6 - COVERED);
    }
}

static void
try_upright (const WayTrafficPlacer *self, Spot *best, double x, double y0, double y1, double thick, double width)
{
  double top = MIN (y0, y1), room = fabs (y1 - y0) - HEIGHT;
  /* Beside a short piece they could mean what they stand under. */
  double unclear = fabs (y1 - y0) < SHORT ? 24 : 6;

  for (int i = 0; i < 9 && room > 0; i++)
    {
      double y = top + room * (0.5 + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 0.1), away = i * 1.5 + unclear;

      try_spot (self, best, (WayRect){ x + thick / 2 + 2, y, width, HEIGHT }, away);
      try_spot (self, best, (WayRect){ x - thick / 2 - 2 - width, y, width, HEIGHT }, away + 1);
    }
}

/* In a gutter between two cards: share over time. */
static void
try_gutter (const WayTrafficPlacer *self, Spot *best, const WayTrafficPiece *piece, double thick, double width)
{
  double x = (piece->x0 + piece->x1) / 2, y = (piece->y0 + piece->y1) / 2;
  gboolean level = piece->y0 == piece->y1;

  /* Below an arrow, and on an upright piece. */
  for (int k = 0; k < 5; k++)
    {
      double down = level ? thick / 2 + 5 + 8 * k : (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * 18.0 - TALL / 2;

      try_spot (self, best, (WayRect){ x - width / 2, y + down, width, TALL }, 20 + 4 * k);
      if (level)
        try_spot (self, best, (WayRect){ x - width / 2, y - down - TALL, width, TALL }, 22 + 4 * k);
    }
}

static double
measure (const WayTrafficPlacer *self, const char *words)
{
  g_autoptr (WayText) text = way_layout_text (self->layout, words, WAY_STYLE_SMALL_BOLD, -1, 1);

  return ceil (way_text_get_width (text)) + 1;
}

static void
add_words (const WayTrafficPlacer *self, WayDrawing *drawing, const char *words, double y, double width, WayColour colour)
{
  WayText *text = way_layout_text (self->layout, words, WAY_STYLE_SMALL_BOLD, -1, 1);

  way_drawing_add_text_centred (drawing, text, 0, width, y + (HEIGHT - way_text_get_height (text)) / 2, colour);
}

static Spot
find_along (const WayTrafficPlacer *self, const WayTrafficPiece *pieces, guint n, double thick, double width)
{
  Spot best = { .cost = G_MAXDOUBLE };

  for (guint i = 0; i < n; i++)
    if (pieces[i].y0 == pieces[i].y1)
      try_level (self, &best, pieces[i].x0, pieces[i].x1, pieces[i].y0, thick, width);
    else if (pieces[i].x0 == pieces[i].x1)
      try_upright (self, &best, pieces[i].x0, pieces[i].y0, pieces[i].y1, thick, width);
  return best;
}

static double
get_signs (const WayTrafficLabel *label)
{
  return label->wishes != NULL ? way_flow_wishes_get_signs (label->wishes, label->line) : 0;
}

/* One line: what the map says, as much of it as there is room for, then the figures, then fewer of them. */
static WayDrawing *
place_line (const WayTrafficPlacer *self, const WayTrafficPiece *pieces, guint n, double thick, const char *figures, WayTrafficLabel *label, Spot *spot)
{
  double own = label->own != NULL ? measure (self, label->own) : 0, width = figures != NULL ? measure (self, figures) : 0, signs = get_signs (label);
  double gap = own > 0 && width > 0 ? GAP : 0, wanted[] = { MIN (own, OWN_MOST), MIN (own, OWN_LEAST) }, own_width = 0;

  *spot = (Spot){ .cost = G_MAXDOUBLE };
  for (guint i = 0; i < (own > OWN_LEAST ? 2u : 1u); i++)
    {
      Spot found = find_along (self, pieces, n, thick, signs + wanted[i] + gap + width + 2 * PAD);

      found.cost += found.cost < G_MAXDOUBLE ? i * SHORTENED : 0;
      if (found.cost >= spot->cost)
        continue;
      *spot = found;
      own_width = wanted[i];
    }
  if (spot->cost == G_MAXDOUBLE)
    return NULL;

  const WayTheme *theme = self->layout->theme;
  WayDrawing *drawing = way_drawing_new (spot->rect.width, HEIGHT);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, spot->rect.width, HEIGHT }, 6, way_colour_with_alpha (theme->page, 0.94), WAY_COLOUR_NONE, 0);
  if (signs > 0)
    way_flow_wishes_draw_signs (label->wishes, label->line, drawing, 1, HEIGHT / 2);
  if (own_width > 0)
    {
      WayText *text = way_layout_text (self->layout, label->own, WAY_STYLE_HINT, own_width, 1);

      way_drawing_add_text (drawing, text, PAD + signs, (HEIGHT - way_text_get_height (text)) / 2, theme->text_2);
    }
  if (width > 0)
    {
      WayText *text = way_layout_text (self->layout, figures, WAY_STYLE_SMALL_BOLD, -1, 1);

      way_drawing_add_text (drawing, text, PAD + signs + own_width + gap, (HEIGHT - way_text_get_height (text)) / 2, label->hue->ink);
    }
  return drawing;
}

/* Two lines in a box. */
static WayDrawing *
place_box (const WayTrafficPlacer *self, const WayTrafficPiece *pieces, guint n, double thick, const WayTrafficLabel *label, Spot *spot)
{
  const WayTheme *theme = self->layout->theme;
  double width = MAX (measure (self, label->words), measure (self, label->more)) + 2 * PAD;

  *spot = (Spot){ .cost = G_MAXDOUBLE };
  for (guint i = 0; i < n; i++)
    try_gutter (self, spot, &pieces[i], thick, width);
  if (spot->cost == G_MAXDOUBLE)
    return NULL;

  WayDrawing *drawing = way_drawing_new (spot->rect.width, TALL);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, spot->rect.width, TALL }, 6, way_colour_with_alpha (theme->page, 0.94), theme->card_line, 1);
  add_words (self, drawing, label->words, 0, spot->rect.width, label->hue->ink);
  add_words (self, drawing, label->more, TALL - HEIGHT, spot->rect.width, theme->text_2);
  return drawing;
}

WayDrawing *
way_traffic_place_on_pieces (WayTrafficPlacer *self, const WayTrafficPiece *pieces, guint n_pieces, double thick, WayTrafficLabel *label)
{
  g_autofree char *both = label->more != NULL ? g_strdup_printf ("%s · %s", label->words, label->more) : g_strdup (label->words);
  gboolean says = label->own != NULL || get_signs (label) > 0;
  /* In this order, unless a later one is that much better. */
  const struct
  {
    const char *own, *figures;
    gboolean box;
    double cost;
  } tries[] = {
    { label->own, both, FALSE, 0 },
    { NULL, both, FALSE, says ? 60 : 0 },
    { NULL, both, TRUE, says ? 60 : 0 },
    { NULL, label->words, FALSE, says ? 100 : 40 },
  };
  g_autoptr (WayDrawing) best = NULL;
  double cost = G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (tries) && cost > tries[i].cost; i++)
    {
      WayTrafficLabel other = *label;
      Spot spot;

      other.own = tries[i].own;
      other.wishes = i == 0 ? label->wishes : NULL;
      if ((i > 0 && label->words == NULL) || (tries[i].box && label->more == NULL))
        continue;

      g_autoptr (WayDrawing) drawing = tries[i].box ? place_box (self, pieces, n_pieces, thick, &other, &spot) : place_line (self, pieces, n_pieces, thick, tries[i].figures, &other, &spot);

      if (drawing == NULL || spot.cost + tries[i].cost >= cost)
        continue;
      cost = spot.cost + tries[i].cost;
      label->rect = spot.rect;
      g_clear_pointer (&best, way_drawing_unref);
      best = g_steal_pointer (&drawing);
    }
  if (best != NULL)
    g_array_append_val (self->taken, label->rect);
  return g_steal_pointer (&best);
}

/* --- hooks --- */

static WayDrawing *
draw_hook (const WayTrafficPlacer *self, gboolean begins, double thick, double rise, WayColour colour)
{
  WayDrawing *drawing = way_drawing_new (HOOK + thick, rise + thick);
  WayPath *path = way_path_new ();
  double half = thick / 2;

  if (begins)
    {
      way_path_move_to (path, 0, half);
      way_path_curve_to (path, HOOK * 0.7, half, HOOK, half + rise * 0.3, HOOK, half + rise);
    }
  else
    {
      way_path_move_to (path, half, 0);
      way_path_curve_to (path, half, rise * 0.7, half + HOOK * 0.3, rise, half + HOOK, rise);
    }
  way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, thick);
  return drawing;
}

/* `hook`: its x, how high it is, how wide, how thick. The whole words or the number alone, to its right or its left: the first
 * that covers no line, else what covers the fewest. */
static WayDrawing *
place_beside (WayTrafficPlacer *self, WayRect card, double room, gboolean begins, WayRect hook, WayTrafficLabel *label)
{
  double end = card.y + card.height, top, best_cost = G_MAXDOUBLE, best_width = 0;
  const char *best = NULL;

  if (begins)
    top = MIN (MAX (card.y - room, card.y - hook.y - HEIGHT / 2 - 1), card.y - HEIGHT);
  else
    top = MAX (MIN (end + hook.y - HEIGHT / 2, end + room - HEIGHT), end);
  for (guint i = 0; i < 4; i++)
    {
      const char *words = i < 2 ? label->words : label->more;
      double width = measure (self, words) + 2 * PAD;
      WayRect rect = { i % 2 == 0 ? hook.x + hook.width + hook.height / 2 + (begins ? 2 : 0) : hook.x - width - 2, top, width, HEIGHT };
      double cost = is_free (self, rect) ? 10.0 * count_lines (self, rect) + i : G_MAXDOUBLE;

      if (cost >= best_cost)
        continue;
      best_cost = cost;
      best_width = width;
      best = words;
      label->rect = rect;
    }
  if (best == NULL)
    return NULL;

  WayDrawing *drawing = way_drawing_new (best_width, HEIGHT);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, best_width, HEIGHT }, 6, way_colour_with_alpha (self->layout->theme->page, 0.9), WAY_COLOUR_NONE, 0);
  add_words (self, drawing, best, 0, best_width, label->hue->ink);
  g_array_append_val (self->taken, label->rect);
  return drawing;
}

WayDrawing *
way_traffic_place_hook (WayTrafficPlacer *self, WayRect card, double room, gboolean begins, double thick, gboolean faint, WayTrafficLabel *label, WayDrawing **hook)
{
  double rise = MAX (MIN (room - thick / 2 - 1, 8), 3);
  double x = begins ? card.x + CORNER - HOOK : card.x + CORNER;
  WayColour colour = way_colour_mix (self->layout->theme->page, label->hue->solid, faint ? 0.2 : 0.6);

  label->hook = (WayRect){ x, begins ? card.y - rise - thick / 2 : card.y + card.height, HOOK + thick, rise + thick };
  *hook = draw_hook (self, begins, thick, rise, colour);

  WayDrawing *words = faint ? NULL : place_beside (self, card, room, begins, (WayRect){ x, rise, HOOK, thick }, label);

  g_array_append_val (self->lines, label->hook);
  return words;
}
