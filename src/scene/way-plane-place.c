#include "scene/way-plane-private.h"

#include <math.h>

#define GAP 3.0  /* between a disc and its own name, and around all that stands */
#define STEP 6.0 /* from one ring of places to try to the next */
#define N_SIDES 4

typedef struct
{
  GArray *taken;          /* (element-type WayRect) */
  const WayPlaced *later; /* those that are still to be placed */
  guint n_later;
} Ground;

static WayRect
get_disc (const WayPlaced *disc, double x, double y)
{
  return (WayRect){ x - disc->radius, y - disc->radius, 2 * disc->radius, 2 * disc->radius };
}

/* Below, right, left, above: what reads best comes first. */
static WayRect
get_label (const WayPlaced *disc, double x, double y, int level, guint side)
{
  const WayRect *region = &disc->region;
  double w = disc->width[level], h = disc->height[level], r = disc->radius + GAP;
  /* In the middle of the disc, or as near to it as the rim lets it. */
  double middle = CLAMP (x - w / 2, region->x + GAP, MAX (region->x + GAP, region->x + region->width - w - GAP));
  const WayRect sides[N_SIDES] = {
    { middle, y + r, w, h },
    { x + r, y - h / 2, w, h },
    { x - r - w, y - h / 2, w, h },
    { middle, y - r - h, w, h },
  };

  return sides[(side + (disc->beside ? 1 : 0)) % N_SIDES];
}

static gboolean
is_free (const Ground *ground, WayRect rect, WayRect region)
{
  WayRect wide = { rect.x - GAP / 2, rect.y - GAP / 2, rect.width + GAP, rect.height + GAP };

  if (!way_rect_contains (region, rect, 0))
    return FALSE;
  for (guint i = 0; i < ground->taken->len; i++)
    if (way_rect_intersects (g_array_index (ground->taken, WayRect, i), wide))
      return FALSE;
  return TRUE;
}

/* A name that lies where somebody else wants to stand would push them away. */
static gboolean
is_wanted (const Ground *ground, WayRect rect)
{
  for (guint i = 0; i < ground->n_later; i++)
    if (way_rect_intersects (get_disc (&ground->later[i], ground->later[i].x, ground->later[i].y), rect))
      return TRUE;
  return FALSE;
}

static gboolean
try_label (const Ground *ground, WayPlaced *disc, double x, double y, int level, gboolean wanted)
{
  for (guint side = 0; side < N_SIDES; side++)
    {
      WayRect label = get_label (disc, x, y, level, side);

      if (!is_free (ground, label, disc->region) || (!wanted && is_wanted (ground, label)))
        continue;
      disc->label = label;
      disc->level = level;
      return TRUE;
    }
  return FALSE;
}

/* Whether the disc can stand there; level −1 asks for no name. Rather a short name than one that pushes somebody away. */
static gboolean
try_at (const Ground *ground, WayPlaced *disc, double x, double y, int level)
{
  if (!is_free (ground, get_disc (disc, x, y), disc->region))
    return FALSE;
  if (level < 0)
    disc->level = level;
  else if (!try_label (ground, disc, x, y, level, FALSE) && !(level == 0 && try_label (ground, disc, x, y, 1, FALSE)) && !try_label (ground, disc, x, y, level, TRUE))
    return FALSE;
  disc->at_x = x;
  disc->at_y = y;
  return TRUE;
}

/* The nearest place within `reach`, ring by ring. */
static gboolean
try_within (const Ground *ground, WayPlaced *disc, int level, double reach)
{
  for (double distance = 0; distance <= reach; distance += STEP)
    {
      guint n = distance > 0 ? MAX (8, (guint) (2 * G_PI * distance / (2 * STEP))) : 1;

      for (guint i = 0; i < n; i++)
        {
          double angle = 2 * G_PI * i / n;

          if (try_at (ground, disc, disc->x + distance * cos (angle), disc->y + distance * sin (angle), level))
            return TRUE;
        }
    }
  return FALSE;
}

/* How much is asked for, from names in full with all the room there is, to discs alone. */
typedef enum
{
  WISH_FULL,
  WISH_SHORT,
  WISH_NEAR, /* a short name if there is room for it close by */
  WISH_NONE,
} Wish;

/* FALSE where there is no room at all. */
static gboolean
place (const Ground *ground, WayPlaced *disc, Wish wish)
{
  double far = hypot (disc->region.width, disc->region.height), named = disc->reach > 0 ? disc->reach : far;

  disc->label = (WayRect){ 0 };
  if (wish == WISH_FULL && try_within (ground, disc, 0, 36))
    return TRUE;
  if (wish <= WISH_NEAR && try_within (ground, disc, 1, wish == WISH_NEAR ? 24 : 48))
    return TRUE;
  if (wish == WISH_FULL && try_within (ground, disc, 0, named))
    return TRUE;
  if (wish <= WISH_SHORT && try_within (ground, disc, 1, named))
    return TRUE;
  if (try_within (ground, disc, -1, far))
    return TRUE;
  disc->at_x = disc->x;
  disc->at_y = disc->y;
  disc->level = -1;
  return FALSE;
}

/* A disc at the rim of its region steps in as far as it is wide. */
static void
step_in (WayPlaced *disc)
{
  const WayRect *region = &disc->region;
  double r = disc->radius;

  disc->x = CLAMP (disc->x, region->x + r, MAX (region->x + r, region->x + region->width - r));
  disc->y = CLAMP (disc->y, region->y + r, MAX (region->y + r, region->y + region->height - r));
}

static gboolean
place_all (WayPlaced *discs, guint n, const WayRect *blocked, guint n_blocked, Wish wish)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WayRect));
  Ground ground = { taken, NULL, 0 };

  if (n_blocked > 0)
    g_array_append_vals (taken, blocked, n_blocked);
  for (guint i = 0; i < n; i++)
    {
      ground.later = discs + i + 1;
      ground.n_later = n - i - 1;
      if (!place (&ground, &discs[i], wish) && wish < WISH_NONE)
        return FALSE;

      WayRect circle = get_disc (&discs[i], discs[i].at_x, discs[i].at_y);

      g_array_append_val (taken, circle);
      if (discs[i].level >= 0)
        g_array_append_val (taken, discs[i].label);
    }
  return TRUE;
}

static guint
count_names (const WayPlaced *discs, guint n)
{
  guint named = 0;

  for (guint i = 0; i < n; i++)
    named += discs[i].level >= 0;
  return named;
}

/* Where all stand, and there is room left beside a short name, it is written in full. */
static void
grow_names (WayPlaced *discs, guint n, const WayRect *blocked, guint n_blocked)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WayRect));
      Ground ground = { taken, NULL, 0 };

      if (discs[i].level != 1)
        continue;
      if (n_blocked > 0)
        g_array_append_vals (taken, blocked, n_blocked);
      for (guint k = 0; k < n; k++)
        {
          WayRect circle = get_disc (&discs[k], discs[k].at_x, discs[k].at_y);

          g_array_append_val (taken, circle);
          if (k != i && discs[k].level >= 0)
            g_array_append_val (taken, discs[k].label);
        }
      try_label (&ground, &discs[i], discs[i].at_x, discs[i].at_y, 0, TRUE);
    }
}

/* The first wish that leaves everybody a name; else the one that leaves the most of them, and nobody on another. */
void
way_plane_place (WayPlaced *discs, guint n, const WayRect *blocked, guint n_blocked)
{
  Wish best = WISH_NONE;
  guint most = 0;

  for (guint i = 0; i < n; i++)
    step_in (&discs[i]);
  for (int wish = WISH_FULL; wish < WISH_NONE && most < n; wish++)
    {
      guint named = place_all (discs, n, blocked, n_blocked, (Wish) wish) ? count_names (discs, n) : 0;

      if (named > most)
        {
          most = named;
          best = (Wish) wish;
        }
    }
  place_all (discs, n, blocked, n_blocked, best);
  grow_names (discs, n, blocked, n_blocked);
}
