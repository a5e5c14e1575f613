#include "scene/way-plane-private.h"

struct _WayPlaneScene
{
  WayScene *scene;
  WayPlaneReadFunc read;
  double top; /* of the band that has the plane */
  WayPlaces places;
  GHashTable *discs; /* id, owned → Disc, owned */
};

typedef struct
{
  double x, y, radius;
  int kept; /* what it says upwards where it is dropped and nothing is said; −1 = nothing */
} Disc;

/* --- putting one together --- */

WayPlaneScene *
way_plane_scene_begin (WayLayout *layout, WayPlaneReadFunc read, WayPlaneScene *previous)
{
  WayPlaneScene *self = g_new0 (WayPlaneScene, 1);

  self->scene = way_scene_begin (layout->document, layout->journey, layout->theme, previous != NULL ? previous->scene : NULL);
  self->read = read;
  self->discs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  layout->measure = way_scene_get_measure (self->scene);
  return self;
}

double
way_plane_scene_add_title (WayPlaneScene *self, WayBand *band, double width)
{
  return self->top = way_scene_add_band (self->scene, band, width);
}

void
way_plane_scene_add_body (WayPlaneScene *self, WayBand *band, double width, const WayPlaces *places)
{
  way_scene_add_band (self->scene, band, width);
  self->places = *places;
  for (WayRect **rect = (WayRect *[]){ &self->places.both, &self->places.no_across, &self->places.no_up, &self->places.neither, NULL }; *rect != NULL; rect++)
    (*rect)->y += self->top;
}

void
way_plane_scene_add_disc (WayPlaneScene *self, const WayElement *element, const WayPlaced *placed, int kept)
{
  Disc disc = { placed->at_x, placed->at_y + self->top, placed->radius, kept };

  g_hash_table_insert (self->discs, g_strdup (way_element_get_id (element)), g_memdup2 (&disc, sizeof disc));
}

void
way_plane_scene_free (WayPlaneScene *self)
{
  if (self == NULL)
    return;
  way_scene_unref (self->scene);
  g_hash_table_unref (self->discs);
  g_free (self);
}

/* --- asking one --- */

WayScene *
way_plane_scene_get_scene (const WayPlaneScene *self)
{
  return self->scene;
}

/* Where people write from right to left, the scene is drawn the other way round. */
static double
mirror (const WayPlaneScene *self, double x, double width)
{
  return way_scene_is_rtl (self->scene) ? way_scene_get_width (self->scene) - x - width : x;
}

WayRect
way_plane_scene_get_plane (const WayPlaneScene *self)
{
  WayRect plane = self->places.both;

  plane.x = mirror (self, plane.x, plane.width);
  return plane;
}

static gboolean
holds (WayRect rect, double x, double y)
{
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

gboolean
way_plane_scene_get_judgement (const WayPlaneScene *self, const char *id, double x, double y, int *up, int *across)
{
  const Disc *disc = id != NULL ? g_hash_table_lookup (self->discs, id) : NULL;
  const WayPlaces *places = &self->places;
  WayRect plane = places->both;

  x = mirror (self, x, 0);
  *up = *across = -1;
  if (holds (plane, x, y) || holds (places->no_across, x, y))
    *up = self->read ((plane.y + plane.height - y) / plane.height);
  if (holds (plane, x, y) || holds (places->no_up, x, y))
    *across = self->read ((x - plane.x) / plane.width);
  if (*up < 0 && *across < 0 && !holds (places->neither, x, y))
    return FALSE;
  if (*up < 0 && disc != NULL)
    *up = disc->kept;
  return TRUE;
}

gboolean
way_plane_scene_find_disc (const WayPlaneScene *self, const char *id, double *x, double *y, double *radius)
{
  const Disc *disc = id != NULL ? g_hash_table_lookup (self->discs, id) : NULL;

  if (disc == NULL)
    return FALSE;
  *x = mirror (self, disc->x, 0);
  *y = disc->y;
  *radius = disc->radius;
  return TRUE;
}
