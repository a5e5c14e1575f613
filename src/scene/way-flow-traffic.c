/* What customers really do, over the connections of the map: bands as wide as journeys go there, hooks where they leave,
 * and at the foot the events that no touchpoint stands for. Columns and rows lie further apart for it, but by the same whatever is shown, so no
 * card moves with the slider or a filter. Ways that nobody drew lie on one another as far as they go together: those from one card (or to
 * one) where there are few, and where there are many all that go the same way along a gutter, like pipes in a street; words then stand only
 * where a way lies alone, and pointing at the street lists what lies in it. */
#include "scene/way-traffic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "scene/way-flow-private.h"

#define WIDEST 9.0
#define NARROWEST 1.4
#define TRUNK 9.0
#define CORE 1.3
#define LIT 3.2
#define RADIUS 8.0
/* How strongly a band is tinted, and when another way is lit. */
#define TINT 0.42
#define FAINT 0.14
/* And how strongly the line of the rarest way. */
#define RARE 0.45
/* The bundle of all ways that nobody drew, and from how many of them, also for each card, they are one. */
#define BUS G_MAXUINT
#define BUS_LEAST 8u
#define BUS_SHARE 0.5
/* Of those only what so many of all do next has words, and no further away than this. */
#define WORDY 0.1
#define NEAR 44.0
/* Words stand beside a piece of a band that lies by itself for so long. */
#define ALONE 8.0
/* Starts and ends of fewer journeys than this share of all are not worth a sign. */
#define WORTH 0.02

/* One way from card to card. */
typedef struct
{
  const WayElement *connection; /* NULL: nobody drew it */
  const WayTrafficEdge *edge;   /* NULL: nobody takes it */
  const WayGridCard *from, *to;
  gboolean lit;
  gboolean shown; /* with its band and words */
  double thick;
} Way;

typedef struct
{
  WayLayout *layout;
  const WayTraffic *traffic;
  WayFlowWishes *wishes;
  WayFlowGround ground;
  guint least, least_start, least_end;
  gboolean has_lit;
  gboolean bus;     /* so much of it nobody drew that it goes together, as in a pipe */
  GArray *ways;     /* (element-type Way) */
  GArray *requests; /* (element-type WayFlowRequest) */
  GArray *plans;    /* (element-type WayFlowPlan) */
  WayFlowRoute *routes;
  WayTrafficPlacer *placer;
} Traffic;

/* --- which ways there are --- */

static gboolean
is_lit (const Traffic *self, const char *from, const char *to)
{
  const char *const *ids = self->layout->options.traffic_lit;

  for (; ids != NULL && ids[0] != NULL && ids[1] != NULL; ids++)
    if (strcmp (ids[0], from) == 0 && strcmp (ids[1], to) == 0)
      return TRUE;
  return FALSE;
}

static const WayGridCard *
find_card (const Traffic *self, const char *id)
{
  const WayElement *element = way_document_lookup (self->layout->document, id);
  const WayGridCard *card = element != NULL ? way_layout_find_card (self->layout, element) : NULL;

  return card != NULL && card->placed ? card : NULL;
}

static double
to_thickness (const Traffic *self, guint cases)
{
  guint most = self->traffic->n_edges > 0 ? self->traffic->edges[0].cases : 1;

  return CLAMP (WIDEST * cases / MAX (most, 1u), NARROWEST, TRUNK);
}

static guint
get_index (const Traffic *self, const WayGridCard *card)
{
  return self->wishes->index[card - (const WayGridCard *) (const void *) self->layout->cards->data];
}

static void
add_way (Traffic *self, Way way, guint flags, guint bundle, WayFlowPlan plan)
{
  WayFlowRequest request = { .from = get_index (self, way.from), .to = get_index (self, way.to), .flags = flags, .thick = way.thick, .bundle = bundle };

  g_array_append_val (self->ways, way);
  g_array_append_val (self->requests, request);
  g_array_append_val (self->plans, plan);
}

/* In the order in which the wishes have them, so that each keeps the way it has without traffic. */
static void
add_connections (Traffic *self)
{
  const GArray *plans = self->layout->room->plans;
  gboolean planned = plans->len == self->wishes->requests->len;
  WayElement *connection;
  guint i = 0;

  way_each (connection, self->layout->journey, WAY_KIND_CONNECTION)
    {
      const char *from = way_element_get (connection, WAY_FIELD_FROM), *to = way_element_get (connection, WAY_FIELD_TO);
      Way way = { .connection = connection, .from = find_card (self, from), .to = find_card (self, to) };

      if (way.from == NULL || way.to == NULL)
        continue;
      way.edge = way_traffic_find_edge (self->traffic, from, to);
      way.lit = is_lit (self, from, to);
      way.shown = way.edge != NULL && (way.lit || way.edge->cases >= self->least);
      way.thick = way.shown ? to_thickness (self, way.edge->cases) : 0;
      add_way (self, way, g_array_index (self->wishes->requests, WayFlowRequest, i).flags, 0, planned ? g_array_index (plans, WayFlowPlan, i) : (WayFlowPlan){ 0 });
      i++;
    }
}

/* What nobody drew, gathered at that end of each way at which there is more of it. */
static void
add_undrawn (Traffic *self)
{
  const WayTraffic *traffic = self->traffic;
  g_autofree guint *out = g_new0 (guint, traffic->n_places + 1), *in = g_new0 (guint, traffic->n_places + 1);
  guint n = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < traffic->n_edges; i++)
      {
        const WayTrafficEdge *edge = &traffic->edges[i];
        const char *from = traffic->places[edge->from].id, *to = traffic->places[edge->to].id;
        Way way = { .edge = edge, .from = find_card (self, from), .to = find_card (self, to), .shown = TRUE };

        way.lit = is_lit (self, from, to);
        if (edge->drawn || (edge->cases < self->least && !way.lit) || way.from == NULL || way.to == NULL)
          continue;
        if (pass == 0)
          {
            out[edge->from]++;
            in[edge->to]++;
            n++;
            self->bus = n > BUS_LEAST && n > BUS_SHARE * self->ground.n_cards;
            continue;
          }
        way.thick = to_thickness (self, edge->cases);
        if (self->bus)
          add_way (self, way, WAY_FLOW_BUS, edge->from == edge->to ? 0 : BUS, (WayFlowPlan){ 0 });
        else
          add_way (self, way, 0, edge->from == edge->to ? 0 : in[edge->to] > out[edge->from] ? 2 * edge->to + 3
                                                                                             : 2 * edge->from + 2,
                   (WayFlowPlan){ 0 });
      }
}

/* --- bands --- */

static gboolean
is_level (const WayFlowRoute *route, guint i)
{
  return route->y[i] == route->y[i + 1];
}

/* The piece of another line that lies on the line through `a` and `b`; FALSE if there is none. */
static gboolean
find_shared (const WayFlowRoute *route, guint i, const WayFlowRoute *other, guint k, double *low, double *high)
{
  gboolean level = is_level (route, i);
  const double *across = level ? route->y : route->x, *its_across = level ? other->y : other->x, *its_along = level ? other->x : other->y;

  if (its_across[k] != its_across[k + 1] || fabs (its_across[k] - across[i]) > 0.01)
    return FALSE;
  *low = MIN (its_along[k], its_along[k + 1]);
  *high = MAX (its_along[k], its_along[k + 1]);
  return TRUE;
}

/* How wide all of a bundle are together on a piece of one of them, and where along it that changes next: before `end`. */
static double
measure_trunk (const Traffic *self, guint index, guint i, double at, double *end)
{
  const WayFlowRoute *route = &self->routes[index];
  guint bundle = g_array_index (self->requests, WayFlowRequest, index).bundle, sum = 0;
  const double *along = is_level (route, i) ? route->x : route->y;
  int way = along[i + 1] > along[i] ? 1 : -1;
  double low, high;

  for (guint n = 0; n < self->ways->len; n++)
    {
      const WayFlowRoute *other = &self->routes[n];

      if (g_array_index (self->requests, WayFlowRequest, n).bundle != bundle || (bundle == 0 && n != index))
        continue;
      for (guint k = 0; k + 1 < other->n; k++)
        {
          if (!find_shared (route, i, other, k, &low, &high))
            continue;
          if (at + way * 0.01 > low && at + way * 0.01 < high)
            {
              sum += g_array_index (self->ways, Way, n).edge->cases;
              *end = way > 0 ? MIN (*end, high) : MAX (*end, low);
              break;
            }
          if (way > 0 ? low > at + 0.01 : high < at - 0.01)
            *end = way > 0 ? MIN (*end, low) : MAX (*end, high);
        }
    }
  return to_thickness (self, sum);
}

static void
add_piece (WayDrawing *drawing, WayRect bounds, const double *xs, const double *ys, guint n, WayColour colour, double width)
{
  WayPath *path = way_path_new ();

  way_path_add_rounded (path, xs, ys, n, RADIUS);
  way_path_transform (path, 1, 1, -bounds.x, -bounds.y);
  way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, width);
}

/* Piece by piece, each as wide as it is there. */
static void
add_trunk (const Traffic *self, guint index, WayDrawing *drawing, WayRect bounds, WayColour colour)
{
  const WayFlowRoute *route = &self->routes[index];
  double xs[WAY_FLOW_MAX_POINTS + 2], ys[WAY_FLOW_MAX_POINTS + 2], width = -1;
  guint n = 0;

  for (guint i = 0; i + 1 < route->n; i++)
    {
      gboolean level = is_level (route, i);
      double at = level ? route->x[i] : route->y[i], last = level ? route->x[i + 1] : route->y[i + 1];

      for (guint guard = 0; guard < 64 && fabs (last - at) > 0.01; guard++)
        {
          double end = last, wide = measure_trunk (self, index, i, at, &end);

          if (fabs (wide - width) > 0.01 || n == 0)
            {
              if (n > 1)
                add_piece (drawing, bounds, xs, ys, n, colour, width);
              n = 0;
              xs[n] = level ? at : route->x[i];
              ys[n++] = level ? route->y[i] : at;
              width = wide;
            }
          /* A straight piece goes on. */
          if (n > 1 && (level ? ys[n - 2] == ys[n - 1] : xs[n - 2] == xs[n - 1]) && (level ? ys[n - 1] == route->y[i] : xs[n - 1] == route->x[i]))
            n--;
          xs[n] = level ? end : route->x[i + 1];
          ys[n++] = level ? route->y[i + 1] : end;
          at = end;
        }
    }
  if (n > 1)
    add_piece (drawing, bounds, xs, ys, n, colour, width);
}

static WayRect
get_bounds (const WayFlowRoute *route)
{
  g_autoptr (WayPath) path = way_flow_route_make_path (route, RADIUS);
  WayRect rect = way_path_get_bounds (path);

  return (WayRect){ rect.x - TRUNK, rect.y - TRUNK, rect.width + 2 * TRUNK, rect.height + 2 * TRUNK };
}

static const WayHue *
get_hue (const Traffic *self, const Way *way)
{
  const WayTheme *theme = self->layout->theme;

  return way->edge == NULL ? &theme->neutral : way->connection != NULL ? &theme->blue
                                                                       : &theme->bad;
}

static void
describe (const Traffic *self, const Way *way, WayDrawing *drawing)
{
  const char *from = way_element_get_name (way->from->element), *to = way_element_get_name (way->to->element);
  g_autofree char *title = g_strdup_printf (way->connection != NULL ? _ ("Drawn: from “%s” to “%s”") : _ ("Not drawn: from “%s” to “%s”"), from, to);

  way_drawing_set_title (drawing, title);
  if (way->edge == NULL)
    {
      way_drawing_set_description (drawing, _ ("Nobody goes this way."));
      return;
    }

  g_autofree char *share = way_traffic_share_to_text (way->edge->share), *wait = !(way->edge->median >= 1000) ? NULL : way_traffic_wait_to_text (way->edge->median), *cases = way_number_to_text (way->edge->cases, 0);
  g_autofree char *words = g_strdup_printf (ngettext ("%s journey · %s of what follows%s%s", "%s journeys · %s of what follows%s%s", way->edge->cases), cases, share, wait != NULL ? " · " : "", wait != NULL ? wait : "");

  way_drawing_set_description (drawing, words);
}

static void
draw_band (const Traffic *self, WayBand *band, guint index)
{
  const Way *way = &g_array_index (self->ways, Way, index);
  const WayFlowRoute *route = &self->routes[index];
  const WayTheme *theme = self->layout->theme;
  WayRect bounds = get_bounds (route);
  WayColour colour = way_colour_mix (theme->page, get_hue (self, way)->solid, self->has_lit && !way->lit ? FAINT : TINT);
  WayDrawing *drawing = way_drawing_new (bounds.width, bounds.height);

  if (route->bow)
    {
      WayPath *path = way_flow_route_make_path (route, RADIUS);

      way_path_transform (path, 1, 1, -bounds.x, -bounds.y);
      way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, way->thick);
    }
  else
    add_trunk (self, index, drawing, bounds, colour);
  way_band_add (band, NULL, WAY_PART_PATH, WAY_LAYER_BACKGROUND, bounds.x, bounds.y, drawing);
}

static char *
dup_id (const Way *way)
{
  if (way->connection != NULL)
    return g_strdup (way_element_get_id (way->connection));
  return way_traffic_mark_to_id (WAY_TRAFFIC_MARK_WAY, way_element_get_id (way->from->element), way_element_get_id (way->to->element));
}

static void
draw_line (const Traffic *self, WayBand *band, guint index)
{
  const Way *way = &g_array_index (self->ways, Way, index);
  const WayFlowRoute *route = &self->routes[index];
  WayRect bounds = get_bounds (route);
  WayDrawing *drawing = way_drawing_new (bounds.width, bounds.height);
  WayPath *path = way_flow_route_make_path (route, RADIUS);
  WayColour colour = get_hue (self, way)->solid;
  gboolean faint = !way->shown || (self->has_lit && !way->lit);
  double width = way->lit ? LIT : CORE, dx, dy;

  if (faint)
    colour = way_colour_mix (self->layout->theme->page, colour, 0.45);
  /* What is rare steps back, or many rare ways are louder than the few that matter. */
  else if (way->connection == NULL && !way->lit)
    colour = way_colour_mix (self->layout->theme->page, colour, CLAMP (RARE + (1 - RARE) * sqrt (way->thick / WIDEST), RARE, 1));
  way_path_transform (path, 1, 1, -bounds.x, -bounds.y);
  way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, width)->dash = way->edge == NULL ? WAY_DASH_DOTTED : WAY_DASH_NONE;
  way_flow_route_get_end (route, &dx, &dy);
  way_part_add_arrow (drawing, route->x[route->n - 1] - bounds.x, route->y[route->n - 1] - bounds.y, dx, dy, colour, MAX (width, 1.6));
  describe (self, way, drawing);

  g_autofree char *id = dup_id (way);

  way_band_add (band, id, WAY_PART_CONNECTION, WAY_LAYER_LINES, bounds.x, bounds.y, drawing);
}

/* The busiest first: what finds no room is the least important. */
static int
compare_ways (const GArray *ways, guint a, guint b)
{
  const Way *x = &g_array_index (ways, Way, a), *y = &g_array_index (ways, Way, b);

  if (x->lit != y->lit)
    return x->lit ? -1 : 1;
  if (x->thick != y->thick)
    return x->thick > y->thick ? -1 : 1;
  return a < b ? -1 : a > b;
}

static int
compare_ways_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_ways (data, *(const guint *) a, *(const guint *) b);
}

/* --- words --- */

/* The longest stretch of a piece of one way that no other of its bundle lies on; FALSE if there is none. */
static gboolean
find_alone (const Traffic *self, guint index, guint i, WayTrafficPiece *piece)
{
  const WayFlowRoute *route = &self->routes[index];
  guint bundle = g_array_index (self->requests, WayFlowRequest, index).bundle;
  gboolean level = is_level (route, i);
  double low = level ? MIN (route->x[i], route->x[i + 1]) : MIN (route->y[i], route->y[i + 1]), high = level ? MAX (route->x[i], route->x[i + 1]) : MAX (route->y[i], route->y[i + 1]);

  *piece = (WayTrafficPiece){ route->x[i], route->y[i], route->x[i + 1], route->y[i + 1] };
  if (bundle == 0)
    return TRUE;
  for (guint n = 0; n < self->ways->len; n++)
    {
      const WayFlowRoute *other = &self->routes[n];
      double from, to;

      if (n == index || g_array_index (self->requests, WayFlowRequest, n).bundle != bundle)
        continue;
      for (guint k = 0; k + 1 < other->n; k++)
        {
          if (!find_shared (route, i, other, k, &from, &to) || from >= high || to <= low)
            continue;
          if (from - low > high - to)
            high = from;
          else
            low = to;
        }
    }
  if (high - low < ALONE)
    return FALSE;
  if (level)
    *piece = (WayTrafficPiece){ low, route->y[i], high, route->y[i] };
  else
    *piece = (WayTrafficPiece){ route->x[i], low, route->x[i], high };
  return TRUE;
}

/* Of all that leave a card together, how many do: at their first one. */
static void
place_together (const Traffic *self, WayBand *band, guint index)
{
  const Way *way = &g_array_index (self->ways, Way, index);
  const WayFlowRoute *route = &self->routes[index];
  WayTrafficPiece pieces[2];
  double share = 0;

  for (guint n = 0; n < self->ways->len; n++)
    {
      const Way *other = &g_array_index (self->ways, Way, n);

      if (other->connection != NULL || other->from != way->from || self->routes[n].x[0] != route->x[0] || self->routes[n].y[0] != route->y[0])
        continue;
      /* Said by another. */
      if (compare_ways (self->ways, n, index) < 0)
        return;
      share += other->edge->share;
    }
  if (share < WORDY)
    return;

  g_autofree char *number = way_traffic_share_to_text (share), *title = g_strdup_printf (_ ("%s go ways that nobody drew"), number);
  WayTrafficLabel label = { .hue = get_hue (self, way), .words = number };

  for (guint i = 0; i < 2; i++)
    {
      double dx = route->x[i + 1] - route->x[i], dy = route->y[i + 1] - route->y[i];

      /* No further than one sees that they come from there. */
      pieces[i] = (WayTrafficPiece){ route->x[i], route->y[i], route->x[i] + CLAMP (dx, -NEAR, NEAR), route->y[i] + CLAMP (dy, -NEAR, NEAR) };
    }

  WayDrawing *drawing = way_traffic_place_on_pieces (self->placer, pieces, 2, way->thick, &label);

  if (drawing == NULL)
    return;
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, way_element_get_name (way->from->element));
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_MARKS, label.rect.x, label.rect.y, drawing);
}

static void
place_words (const Traffic *self, WayBand *band, guint index)
{
  const Way *way = &g_array_index (self->ways, Way, index);
  const WayFlowRoute *route = &self->routes[index];
  g_autofree char *share = way->shown ? way_traffic_share_to_text (way->edge->share) : NULL, *wait = !way->shown || !(way->edge->median >= 1000) ? NULL : way_traffic_wait_to_text (way->edge->median);
  WayTrafficPiece pieces[WAY_FLOW_MAX_POINTS];
  WayTrafficLabel label = { .hue = get_hue (self, way), .own = way->connection != NULL ? way_element_get (way->connection, WAY_FIELD_LABEL) : NULL, .words = share, .more = wait, .wishes = way->connection != NULL ? self->wishes : NULL, .line = index };
  guint n = 0;

  if (label.own == NULL && !way->shown && (way->connection == NULL || way_flow_wishes_get_signs (self->wishes, index) == 0))
    return;
  if (self->bus && way->connection == NULL && !way->lit && !self->has_lit)
    {
      place_together (self, band, index);
      return;
    }
  for (guint i = 0; i + 1 < route->n; i++)
    if (find_alone (self, index, i, &pieces[n]))
      n++;

  WayDrawing *drawing = way_traffic_place_on_pieces (self->placer, pieces, n, way->thick, &label);

  if (drawing == NULL)
    return;
  describe (self, way, drawing);

  g_autofree char *id = dup_id (way);

  way_band_add (band, id, WAY_PART_LABEL, WAY_LAYER_MARKS, label.rect.x, label.rect.y, drawing);
}

/* A hook at the foot of a card where journeys end, or at its head where they begin; with words beside it if there is room. */
static void
draw_hook (const Traffic *self, WayBand *band, const WayTrafficPlace *place, gboolean begins)
{
  const WayTheme *theme = self->layout->theme;
  const WayGridCard *card = find_card (self, place->id);
  guint journeys = begins ? place->starts : place->ends;
  double share = begins ? (double) place->starts / self->traffic->n_cases : way_traffic_get_end_share (place);

  if (card == NULL || journeys < (begins ? self->least_start : self->least_end) || journeys < WORTH * self->traffic->n_cases)
    return;

  g_autofree char *id = way_traffic_mark_to_id (begins ? WAY_TRAFFIC_MARK_START : WAY_TRAFFIC_MARK_END, place->id, NULL);
  g_autofree char *number = way_traffic_share_to_text (share);
  g_autofree char *words = g_strdup_printf (begins ? _ ("%s start here") : place->is_end ? _ ("%s end here")
                                                                                         : _ ("%s leave here"),
                                            number);
  guint most = self->traffic->n_edges > 0 ? self->traffic->edges[0].cases : journeys;
  double thick = CLAMP (WIDEST * journeys / MAX (most, 1u), NARROWEST + 0.6, WIDEST);
  WayTrafficLabel label = { .hue = begins || place->is_end ? &theme->neutral : &theme->bad, .words = words, .more = number };
  WayDrawing *hook, *drawing = way_traffic_place_hook (self->placer, card->rect, begins ? card->above : card->below, begins, thick, self->has_lit, &label, &hook);

  way_drawing_set_title (hook, words);
  way_drawing_set_description (hook, way_element_get_name (card->element));
  way_band_add (band, id, WAY_PART_PATH, WAY_LAYER_LINES, label.hook.x, label.hook.y, hook);
  if (drawing == NULL)
    return;
  way_drawing_set_title (drawing, words);
  way_drawing_set_description (drawing, way_element_get_name (card->element));
  way_band_add (band, id, WAY_PART_LABEL, WAY_LAYER_MARKS, label.rect.x, label.rect.y, drawing);
}

static void
draw_all (Traffic *self, WayBand *band)
{
  g_autofree guint *order = g_new (guint, self->ways->len + 1);

  for (guint i = 0; i < self->ways->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) self->ways->len, sizeof *order, compare_ways_cb, self->ways);
  for (guint i = 0; i < self->ways->len; i++)
    way_traffic_placer_add_route (self->placer, &self->routes[i], g_array_index (self->ways, Way, i).thick);
  /* The wide ones below the narrow ones, so that none is hidden. */
  for (guint i = 0; i < self->ways->len; i++)
    if (g_array_index (self->ways, Way, order[i]).shown)
      draw_band (self, band, order[i]);
  for (guint i = self->ways->len; i > 0; i--)
    draw_line (self, band, order[i - 1]);
  for (guint i = 0; i < self->traffic->n_places; i++)
    {
      draw_hook (self, band, &self->traffic->places[i], FALSE);
      draw_hook (self, band, &self->traffic->places[i], TRUE);
    }
  for (guint i = 0; i < self->ways->len; i++)
    if (!self->has_lit || g_array_index (self->ways, Way, order[i]).lit)
      place_words (self, band, order[i]);
}

void
way_flow_build_traffic (WayLayout *layout, WayBand *band, double top, double bottom)
{
  g_autoptr (WayFlowWishes) wishes = way_flow_wishes_new (layout);
  Traffic self = {
    .layout = layout,
    .traffic = layout->options.traffic,
    .wishes = wishes,
    .ground = way_flow_wishes_get_ground (wishes, top, bottom),
    .least = way_traffic_get_least (layout->options.traffic, layout->options.traffic_keep),
    .has_lit = layout->options.traffic_lit != NULL && layout->options.traffic_lit[0] != NULL,
    .ways = g_array_new (FALSE, FALSE, sizeof (Way)),
    .requests = g_array_new (FALSE, FALSE, sizeof (WayFlowRequest)),
    .plans = g_array_new (FALSE, FALSE, sizeof (WayFlowPlan)),
  };

  self.least_start = MIN (self.least, way_traffic_get_least_hook (self.traffic, layout->options.traffic_keep, TRUE));
  self.least_end = MIN (self.least, way_traffic_get_least_hook (self.traffic, layout->options.traffic_keep, FALSE));
  add_connections (&self);
  add_undrawn (&self);
  self.routes = g_new0 (WayFlowRoute, self.requests->len + 1);
  way_flow_route (&self.ground, (const WayFlowRequest *) (const void *) self.requests->data, self.requests->len, (const WayFlowPlan *) (const void *) self.plans->data, self.routes);
  self.placer = way_traffic_placer_new (layout, &self.ground);
  draw_all (&self, band);
  way_traffic_placer_free (self.placer);
  g_free (self.routes);
  g_array_unref (self.ways);
  g_array_unref (self.requests);
  g_array_unref (self.plans);
}
