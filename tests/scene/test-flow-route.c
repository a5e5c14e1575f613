#include "scene/way-flow-route.h"

#include <math.h>
#include <string.h>

/* A map of columns, lanes and rows as way-lane-cards.c lays them, as large as the letters of its rows say: a letter is
 * a card, the same letter again the same card, '.' nothing, '-' a lane in between that has no cards. */
typedef struct
{
  GArray *cards;   /* (element-type WayRect) */
  GArray *gutters; /* (element-type WayFlowGutter) */
  double top, bottom;
} Map;

static void
map_add_gutters (Map *map, guint n_columns, double width)
{
  for (guint i = 0; i <= n_columns; i++)
    {
      double x = 200 + i * width;
      WayFlowGutter gutter = { i == 0 ? x - 10 : x - 7, i == n_columns ? x + 10 : x + 7 };

      g_array_append_val (map->gutters, gutter);
    }
}

static void
map_init (Map *map)
{
  *map = (Map){ g_array_new (FALSE, FALSE, sizeof (WayRect)), g_array_new (FALSE, FALSE, sizeof (WayFlowGutter)), 0, 0 };
}

static void
map_clear (Map *map)
{
  g_array_unref (map->cards);
  g_array_unref (map->gutters);
}

static void
map_add (Map *map, guint first, guint last, double width, double y, double height)
{
  WayRect rect = { 200 + first * width + 7, y, (last - first + 1) * width - 14, height };

  g_array_append_val (map->cards, rect);
}

static WayFlowGround
map_get_ground (const Map *map)
{
  return (WayFlowGround){ (WayRect *) (void *) map->cards->data, map->cards->len, (WayFlowGutter *) (void *) map->gutters->data, map->gutters->len, map->top, map->bottom };
}

static const WayRect *
get_card (const Map *map, guint i)
{
  return &g_array_index (map->cards, WayRect, i);
}

#define WIDTH 174.0
#define HEIGHT 64.0

static void
map_parse (Map *map, const char *rows, char *letters)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  double y = 114;
  guint n = 0;

  map_init (map);
  map->top = 100;
  for (guint r = 0; lines[r] != NULL; r++)
    {
      if (lines[r][0] == '-')
        {
          y += 120;
          continue;
        }
      for (guint c = 0; lines[r][c] != '\0'; c++)
        {
          guint last = c;

          if (lines[r][c] == '.')
            continue;
          while (lines[r][last + 1] == lines[r][c])
            last++;
          map_add (map, c, last, WIDTH, y, HEIGHT);
          letters[n++] = lines[r][c];
          c = last;
        }
      y += HEIGHT + 24;
    }
  letters[n] = '\0';
  map->bottom = y - 10;
  map_add_gutters (map, strlen (lines[0]), WIDTH);
}

/* --- laws --- */

static gboolean
touches (const WayRect *card, double x, double y)
{
  gboolean in_x = x >= card->x - 0.01 && x <= card->x + card->width + 0.01, in_y = y >= card->y - 0.01 && y <= card->y + card->height + 0.01;
  gboolean on_x = fabs (x - card->x) < 0.01 || fabs (x - card->x - card->width) < 0.01;
  gboolean on_y = fabs (y - card->y) < 0.01 || fabs (y - card->y - card->height) < 0.01;

  return in_x && in_y && (on_x || on_y);
}

static gboolean
is_inside (const WayRect *card, double x, double y)
{
  return x > card->x + 0.01 && x < card->x + card->width - 0.01 && y > card->y + 0.01 && y < card->y + card->height - 0.01;
}

static void
check_clear (const Map *map, double x, double y)
{
  for (guint i = 0; i < map->cards->len; i++)
    if (is_inside (get_card (map, i), x, y))
      g_error ("a line runs through card %u at %.1f, %.1f", i, x, y);
}

/* What is drawn, point for point: corners are rounded and arcs bent. */
static void
check_path (const Map *map, const WayFlowRoute *route)
{
  g_autoptr (WayPath) path = way_flow_route_make_path (route, 8);
  double x = 0, y = 0;

  for (guint i = 0; i < path->segments->len; i++)
    {
      const WayPathSegment *s = &g_array_index (path->segments, WayPathSegment, i);
      double length = hypot (s->x[2] - x, s->y[2] - y);
      int n = s->op == WAY_PATH_MOVE ? 0 : (int) (length / 2) + 2;

      for (int k = 0; k <= n && n > 0; k++)
        {
          double t = (double) k / n, u = 1 - t;

          if (s->op == WAY_PATH_CURVE)
            check_clear (map, u * u * u * x + 3 * u * u * t * s->x[0] + 3 * u * t * t * s->x[1] + t * t * t * s->x[2], u * u * u * y + 3 * u * u * t * s->y[0] + 3 * u * t * t * s->y[1] + t * t * t * s->y[2]);
          else
            check_clear (map, u * x + t * s->x[2], u * y + t * s->y[2]);
        }
      x = s->x[2];
      y = s->y[2];
    }
}

static void
check_route (const Map *map, const WayFlowRequest *request, const WayFlowRoute *route)
{
  g_assert_true (route->found);
  g_assert_cmpuint (route->n, >=, 2);
  g_assert_true (touches (get_card (map, request->from), route->x[0], route->y[0]));
  if (request->from != request->to || (request->flags & WAY_FLOW_FALL) == 0)
    g_assert_true (touches (get_card (map, request->to), route->x[route->n - 1], route->y[route->n - 1]));
  for (guint i = 0; i < route->n; i++)
    g_assert_true (route->y[i] >= map->top - 0.01 && route->y[i] <= map->bottom + 0.01);
  for (guint i = 1; i < route->n; i++)
    g_assert_true (route->x[i] == route->x[i - 1] || route->y[i] == route->y[i - 1]);
  check_path (map, route);
}

static void
check_labels (const Map *map, const WayFlowRequest *requests, guint n, const WayFlowRoute *routes)
{
  for (guint i = 0; i < n; i++)
    {
      if (!routes[i].labelled)
        continue;
      g_assert_cmpfloat (routes[i].label.width, <=, requests[i].label_width);
      g_assert_cmpfloat (routes[i].label.width, >=, MIN (requests[i].label_least, requests[i].label_width));
      for (guint c = 0; c < map->cards->len; c++)
        g_assert_false (way_rect_intersects (routes[i].label, *get_card (map, c)));
      for (guint j = 0; j < i; j++)
        g_assert_false (routes[j].labelled && way_rect_intersects (routes[i].label, routes[j].label));
    }
}

/* The smallest distance of two parallel pieces that run beside one another; the pieces at cards' sides too. */
static double
find_closest (const WayFlowRoute *a, const WayFlowRoute *b)
{
  double closest = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < a->n; i++)
    for (guint j = 0; j + 1 < b->n; j++)
      {
        gboolean upright = a->x[i] == a->x[i + 1];
        const double *across_a = upright ? a->x : a->y, *across_b = upright ? b->x : b->y;
        const double *along_a = upright ? a->y : a->x, *along_b = upright ? b->y : b->x;

        if (across_b[j] != across_b[j + 1] || across_a[i] != across_a[i + 1])
          continue;
        if (MIN (along_a[i], along_a[i + 1]) + 0.01 < MAX (along_b[j], along_b[j + 1]) && MIN (along_b[j], along_b[j + 1]) + 0.01 < MAX (along_a[i], along_a[i + 1]))
          closest = MIN (closest, fabs (across_a[i] - across_b[j]));
      }
  return closest;
}

/* --- single lines --- */

typedef struct
{
  const char *rows;
  char from, to;
  guint flags;
  double label;
  guint n;          /* points */
  const char *ends; /* sides: "RL" from the right to the left */
  gboolean bow;
} Row;

static const Row rows[] = {
  { "ab", 'a', 'b', 0, 0, 2, "RL", FALSE },                  /* neighbours */
  { "a.b", 'a', 'b', 0, 0, 2, "RL", FALSE },                 /* nothing in between */
  { "acb", 'a', 'b', 0, 0, 0, NULL, FALSE },                 /* around c */
  { "a\nb", 'a', 'b', 0, 0, 2, "BT", FALSE },                /* stacked */
  { "a\nb", 'b', 'a', 0, 0, 2, "TB", FALSE },                /* and back */
  { "a\nb", 'a', 'b', WAY_FLOW_BOW, 0, 4, "RR", FALSE },     /* a loop swings out */
  { "a.\n.b", 'a', 'b', 0, 0, 4, "RL", FALSE },              /* one on, one down */
  { ".b\na.", 'a', 'b', 0, 0, 4, "RL", FALSE },              /* one on, one up */
  { "ab", 'b', 'a', 0, 0, 4, "TT", TRUE },                   /* back: an arc */
  { "ab", 'b', 'a', WAY_FLOW_BOW, 0, 4, "TT", TRUE },        /* a loop */
  { "ab", 'a', 'b', 0, 90, 0, NULL, FALSE },                 /* the label needs room */
  { "a.b", 'a', 'b', 0, 90, 2, "RL", FALSE },                /* and has it */
  { "aab\nccc\n-\n.dd", 'a', 'd', 0, 0, 0, NULL, FALSE },    /* a wide card in the way, a lane further down */
  { "a\n-\n-\nb", 'a', 'b', 0, 0, 0, NULL, FALSE },          /* far below */
  { "abc\nddd\nefg", 'e', 'c', 0, 0, 0, NULL, FALSE },       /* a wall */
  { "a", 'a', 'a', WAY_FLOW_BOW, 0, 5, "TR", FALSE },        /* to itself */
  { "a", 'a', 'a', WAY_FLOW_FALL, 40, 3, "R", FALSE },       /* gone */
  { "ab\ncd", 'a', 'd', WAY_FLOW_WIDE, 80, 0, NULL, FALSE }, /* a ribbon */
};

static char
find_side (const WayRect *card, double x, double y)
{
  return fabs (x - card->x) < 0.01                  ? 'L'
         : fabs (x - card->x - card->width) < 0.01  ? 'R'
         : fabs (y - card->y) < 0.01                ? 'T'
         : fabs (y - card->y - card->height) < 0.01 ? 'B'
                                                    : '?';
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      char letters[64];
      Map map;
      WayFlowRoute route;

      g_test_message ("%s: %c to %c", row->rows, row->from, row->to);
      map_parse (&map, row->rows, letters);

      WayFlowGround ground = map_get_ground (&map);
      WayFlowRequest request = { (guint) (strchr (letters, row->from) - letters), (guint) (strchr (letters, row->to) - letters), row->flags, row->label, row->label > 0 ? 13.5 : 0, 40 };

      way_flow_route (&ground, &request, 1, NULL, &route);
      check_route (&map, &request, &route);
      check_labels (&map, &request, 1, &route);
      if (row->n > 0)
        g_assert_cmpuint (route.n, ==, row->n);
      if (row->ends != NULL)
        g_assert_cmpint (find_side (get_card (&map, request.from), route.x[0], route.y[0]), ==, row->ends[0]);
      if (row->ends != NULL && row->ends[1] != '\0')
        g_assert_cmpint (find_side (get_card (&map, request.to), route.x[route.n - 1], route.y[route.n - 1]), ==, row->ends[1]);
      g_assert_cmpint (route.bow, ==, row->bow);
      g_assert_cmpint (route.labelled, ==, row->label > 0);
      map_clear (&map);
    }
}

/* --- lines side by side --- */

static void
test_beside (void)
{
  static const struct
  {
    const char *rows;
    const char *lines; /* pairs */
  } cases[] = {
    { "ab\ncd\nef", "ad be cf" },    /* one gutter */
    { "ab\ncd\nef", "af cb ed" },    /* across */
    { "abcd", "ac bd" },             /* one channel */
    { "abcde", "ca db ec" },         /* back */
    { "ab", "ab ab ab" },            /* the same three times */
    { "a\nb", "ab ba" },             /* to and fro */
    { "ab\ncd", "ad cb ad" },        /* a cross and one more */
    { "a..b\n.cc.\nd..e", "ae db" }, /* around a wide one */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) lines = g_strsplit (cases[i].lines, " ", -1);
      guint n = g_strv_length (lines);
      g_autofree WayFlowRequest *requests = g_new0 (WayFlowRequest, n);
      g_autofree WayFlowRoute *routes = g_new0 (WayFlowRoute, n);
      char letters[64];
      Map map;

      map_parse (&map, cases[i].rows, letters);
      for (guint k = 0; k < n; k++)
        requests[k] = (WayFlowRequest){ .from = (guint) (strchr (letters, lines[k][0]) - letters), .to = (guint) (strchr (letters, lines[k][1]) - letters) };

      WayFlowGround ground = map_get_ground (&map);

      way_flow_route (&ground, requests, n, NULL, routes);
      for (guint k = 0; k < n; k++)
        {
          check_route (&map, &requests[k], &routes[k]);
          for (guint j = 0; j < k; j++)
            {
              double closest = find_closest (&routes[j], &routes[k]);

              if (closest < WAY_FLOW_LEAST_PITCH)
                g_error ("case %u: lines %u and %u are %.1f apart", i, j, k, closest);
            }
        }
      map_clear (&map);
    }
}

/* --- laws over many maps --- */

static void
make_random_map (Map *map, GRand *random)
{
  guint n_columns = (guint) g_rand_int_range (random, 1, 13), n_lanes = (guint) g_rand_int_range (random, 1, 5), n_cards = (guint) g_rand_int_range (random, 2, 61);
  double y = 114;

  map_init (map);
  map->top = 100;
  map_add_gutters (map, n_columns, WIDTH);
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      for (guint row = 0; row < 1 + n_cards / n_lanes / n_columns && map->cards->len < n_cards; row++)
        {
          double height = g_rand_int_range (random, 40, 120);
          guint before = map->cards->len;

          for (guint c = 0; c < n_columns && map->cards->len < n_cards; c++)
            {
              guint last = MIN (c + (g_rand_int_range (random, 0, 4) == 0 ? (guint) g_rand_int_range (random, 1, 5) : 0), n_columns - 1);

              if (g_rand_int_range (random, 0, 4) == 0)
                continue;
              /* Lanes give a row one height, but that is theirs to choose. */
              double less = g_rand_int_range (random, 0, 4) == 0 ? 12 : 0;

              map_add (map, c, last, WIDTH, y + (g_rand_boolean (random) ? less : 0), height - less);
              c = last;
            }
          if (map->cards->len > before)
            y += height + 24;
        }
      /* The pads of two lanes, and sometimes another lane between. */
      y += 4 + (g_rand_boolean (random) ? g_rand_int_range (random, 20, 200) : 0);
    }
  map->bottom = y - 14;
}

static void
test_random (void)
{
  guint n_labels = 0, n_placed = 0;

  for (guint32 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      guint n = (guint) g_rand_int_range (random, 1, 41);
      g_autofree WayFlowRequest *requests = g_new0 (WayFlowRequest, n);
      g_autofree WayFlowRoute *routes = g_new0 (WayFlowRoute, n), *again = g_new0 (WayFlowRoute, n);
      Map map;

      make_random_map (&map, random);
      for (guint i = 0; map.cards->len > 0 && i < n; i++)
        {
          requests[i].from = (guint) g_rand_int_range (random, 0, (gint32) map.cards->len);
          requests[i].to = (guint) g_rand_int_range (random, 0, (gint32) map.cards->len);
          requests[i].flags = (guint) g_rand_int_range (random, 0, 3) == 0 ? 1u << g_rand_int_range (random, 0, 3) : 0;
          requests[i].label_width = g_rand_boolean (random) ? g_rand_int_range (random, 14, 190) : 0;
          requests[i].label_height = 13.5;
          requests[i].label_least = 44;
        }

      WayFlowGround ground = map_get_ground (&map);

      g_test_message ("seed %u", seed);
      n = map.cards->len > 0 ? n : 0;
      way_flow_route (&ground, requests, n, NULL, routes);
      for (guint i = 0; i < n; i++)
        {
          check_route (&map, &requests[i], &routes[i]);
          n_labels += requests[i].label_width > 0;
          n_placed += routes[i].labelled;
        }
      check_labels (&map, requests, n, routes);

      way_flow_route (&ground, requests, n, NULL, again);
      g_assert_cmpmem (routes, n * sizeof *routes, again, n * sizeof *again);
      map_clear (&map);
    }
  /* Hardly ever is a map so full that there is no place for a word. */
  g_test_message ("%u of %u labels", n_placed, n_labels);
  g_assert_cmpuint (n_placed * 50, >, n_labels * 49);
}

static void
test_overlapping_cards (void)
{
  /* A lane that does not keep rows: still no line without points, and no endless search. */
  WayRect cards[] = { { 207, 100, 160, 60 }, { 207, 130, 160, 60 }, { 207, 120, 340, 30 } };
  WayFlowGutter gutters[] = { { 190, 207 }, { 367, 381 }, { 541, 555 } };
  WayFlowGround ground = { cards, 3, gutters, 3, 90, 250 };
  WayFlowRequest requests[] = { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 1, 1 } };
  WayFlowRoute routes[G_N_ELEMENTS (requests)];

  way_flow_route (&ground, requests, G_N_ELEMENTS (requests), NULL, routes);
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    g_assert_cmpuint (routes[i].n, >=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/flow-route/rows", test_rows);
  g_test_add_func ("/scene/flow-route/beside", test_beside);
  g_test_add_func ("/scene/flow-route/random", test_random);
  g_test_add_func ("/scene/flow-route/overlapping-cards", test_overlapping_cards);
  return g_test_run ();
}
